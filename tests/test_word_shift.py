from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import evidence, measure
from analysis.compare import article_values
from analysis.schema import InputError
from analysis.word_shift import COLUMNS, COMPOUND, LOADED, by_category, word_shift

TEXTS = [
    "A brutal, good plan!",
    "He “slammed” the awful, horrible mess.",
    "The vote is on Monday.",
    "Great! 😀 Why?? Not good.",
]


def measured(texts: list[str], articles: str, kinds: list[str] | None = None) -> pd.DataFrame:
    kinds = kinds or ["body"] * len(texts)
    table = pd.DataFrame({"article": list(articles), "block": range(len(texts)), "kind": kinds, "text": texts})
    table["voice"] = np.where(table["kind"] == "blockquote", "quoted", "outlet")
    return pd.concat([table, measure(table)], axis=1)


def differences(table: pd.DataFrame, measure_: str, voice: str) -> float:
    values = article_values(table, measures=[measure_])
    own = values[(values["part"] == "text") & (values["voice"] == voice)].set_index("article")["value"]
    return own["a"] - own["b"]


@pytest.mark.parametrize("name", [LOADED, COMPOUND])
@pytest.mark.parametrize("voice", ["all", "outlet", "quoted"])
def test_on_the_seeds_the_parts_add_up_to_the_difference(name, voice, seed_measured):
    slugs = dict(zip(pd.unique(seed_measured["article"]), "ab", strict=True))
    table = seed_measured.assign(article=seed_measured["article"].map(slugs))
    shift = word_shift(evidence(table), table, measure=name, voice=voice)
    whole = differences(table, name, voice)
    if np.isnan(whole):
        assert shift["contribution"].isna().all()
    else:
        assert shift["contribution"].sum() == pytest.approx(whole, abs=1e-12)
        assert by_category(shift)["contribution"].sum() == pytest.approx(whole, abs=1e-12)
    assert list(shift.columns) == COLUMNS


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=6), st.integers(1, 5))
def test_whatever_the_texts_the_parts_add_up(texts, cut):
    cut = min(cut, len(texts) - 1)
    table = measured(texts, "a" * cut + "b" * (len(texts) - cut))
    for name in (LOADED, COMPOUND):
        shift = word_shift(evidence(table), table, measure=name)
        assert shift["contribution"].sum() == pytest.approx(differences(table, name, "all"), abs=1e-12)


def test_a_share_is_the_valence_at_the_slope_of_its_paragraph():
    table = measured(["A good but awful plan.", "The vote is on Monday.", "A vote."], "aab")
    spans = evidence(table)
    own = spans[spans["label"] == "sentiment"].set_index("surface")["weight"]
    shift = word_shift(spans, table, measure=COMPOUND).set_index("word")
    slope = 1 / np.sqrt(own.sum() ** 2 + 15)
    for word in ("good", "awful"):
        # two paragraphs; the compound is rounded to four digits
        assert shift.loc[word, "share_a"] == pytest.approx(own[word] * slope / 2, abs=5e-5)
    assert (shift["share_b"] == 0).all()


def test_marks_that_add_to_the_tone_have_a_row_of_their_own():
    table = measured(["A good plan!!", "A good plan."], "ab")
    shift = word_shift(evidence(table), table, measure=COMPOUND).set_index("word")
    assert shift.loc["! and ?", "category"] == "emphasis"
    assert shift.loc["! and ?", "share_a"] > 0
    assert shift.loc["! and ?", "share_b"] == 0
    # the same word counts a little less where the marks have taken their part of the slope
    assert 0 < shift.loc["good", "share_a"] < shift.loc["good", "share_b"]


def test_a_loaded_word_is_its_marks_in_a_hundred_words_by_category_and_voice():
    texts = ["A brutal winter came.", "“A brutal winter,” she said on Monday.", "It was a winter day."]
    table = measured(texts, "aab")
    shift = word_shift(evidence(table), table)
    brutal = shift[shift["word"] == "brutal"].set_index("voice")
    words = table["words_outlet"].sum() + table["words_quoted"].sum() - 5
    assert brutal.loc["outlet", "share_a"] == pytest.approx(100 / words)
    assert brutal.loc["quoted", "count_a"] == 1
    assert set(brutal["category"]) == {"emotive"}
    only = word_shift(evidence(table), table, voice="quoted")
    assert set(only["voice"]) == {"quoted"}
    assert only["share_b"].isna().all()


def test_headlines_take_no_part_and_nothing_marked_gives_no_rows():
    table = measured(
        ["A brutal mess!", "The vote is on Monday.", "The vote is on Friday."], "aab", ["headline", "body", "body"]
    )
    for name in (LOADED, COMPOUND):
        shift = word_shift(evidence(table), table, measure=name)
        assert shift.empty and list(shift.columns) == COLUMNS
        assert by_category(shift).empty


def test_what_cannot_be_divided_is_refused_in_one_line():
    table = measured(["A plan.", "A vote."], "ab")
    spans = evidence(table)
    for change, match in (
        ({"measure": "gunning_fog"}, "cannot be divided"),
        ({"voice": "mine"}, "no voice 'mine'"),
    ):
        with pytest.raises(InputError, match=match):
            word_shift(spans, table, **change)
    with pytest.raises(InputError, match="the table has 1"):
        word_shift(spans, table[:1])
