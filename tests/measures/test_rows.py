"""A row is measured alone: what stands beside it, in which order and in how many batches, changes nothing."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import evidence, measure
from tests.sized import sized

#: what quotation marks, sentences and words in capitals are made of, and what stands at a text's edges
PIECES = [
    *("“", "”", "‘", "’", '"', "'", "''", "``", "«", "»", "„", " ", "  ", "\n", "\u00a0", "\u2028", "\u200b", "—"),
    *(
        ".",
        ",",
        "!",
        "?",
        "-",
        "(",
        "she said",
        "brutal",
        "THANK",
        "YOU",
        "the plan",
        "so-called",
        "nearly all",
        "it’s",
    ),
    *("he warned that", "according to", "😀", "e\u0301", "ﬁ", "S.", "12", "reportedly", "not good"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
TABLES = st.lists(TEXTS, min_size=2, max_size=5)


def alone(function, texts, **options):
    parts = [function(pd.DataFrame({"text": [text]}), **options) for text in texts]
    parts = [part.assign(row=k) if "row" in part else part for k, part in enumerate(parts)]
    return pd.concat(parts, ignore_index=True)


def test_a_closing_mark_without_an_opening_one_leaves_the_row_before_alone():
    texts = ["The winter was brutal.", " the plan failed,” she said. It did."]
    both = measure(pd.DataFrame({"text": texts}))
    assert both["words_outlet"].tolist() == [4, 4] and both["loaded_words_outlet"].tolist() == [1, 0]


@sized(25)
@given(TABLES, st.randoms(use_true_random=False))
def test_every_row_is_measured_as_if_it_were_alone_in_any_order(texts, draw):
    expected = alone(measure, texts)
    together = measure(pd.DataFrame({"text": texts}))
    pd.testing.assert_frame_equal(together, expected, check_dtype=False)
    order = draw.sample(range(len(texts)), len(texts))
    mixed = measure(pd.DataFrame({"text": [texts[k] for k in order]}))
    pd.testing.assert_frame_equal(mixed, expected.iloc[order].reset_index(drop=True), check_dtype=False)


@sized(25)
@given(TABLES)
def test_the_evidence_of_a_row_is_its_own_and_lies_in_its_text(texts):
    together = evidence(pd.DataFrame({"text": texts}))
    columns = ["row", "start", "end", "surface", "label", "category", "weight", "voice"]
    expected = alone(evidence, texts)[columns]
    pd.testing.assert_frame_equal(together[columns], expected, check_dtype=False)
    for span in together.itertuples():
        assert texts[span.row][span.start : span.end] == span.surface


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_a_corpus_is_the_same_whatever_its_row_groups(tmp_path, size):
    from analysis.corpus import measure_corpus

    texts = [
        "The winter was brutal.",
        " the plan failed,” she said. It did.",
        "“Oh",
        " no” THANK YOU!",
        "",
        "It rained.",
    ]
    expected = measure(pd.DataFrame({"text": texts}))
    pd.DataFrame({"text": texts}).to_parquet(tmp_path / "in.parquet", row_group_size=size)
    measure_corpus(tmp_path / "in.parquet", tmp_path / "out")
    found = pd.read_parquet(tmp_path / "out")
    for name in ("words_outlet", "words_quoted", "loaded_words", "loaded_words_outlet", "compound"):
        pd.testing.assert_series_equal(found[name], expected[name], check_dtype=False, check_index=False)


@pytest.mark.parametrize(
    ("text", "words", "loaded"),
    [
        ("BRUTAL!", 1, 1),
        ("It was “brutal!” here.", 4, 1),
        ("A brutal !", 2, 1),
        ("!", 0, 0),
        ("Go !!! Go !", 2, 2),
        ("A brutal, vicious day", 4, 2),
    ],
)
def test_marks_that_share_a_word_count_once(text, words, loaded):
    row = measure(text).iloc[0]
    assert (row["words"], row["loaded_words"]) == (words, loaded)
    found = evidence(text)
    assert found["counts"].sum() == loaded
    counted = found[found["counts"]]
    score = (counted["weight"] * counted["factor"]).sum() / max(words, 1) ** 0.5
    assert row["loaded_score"] == pytest.approx(score) if words else counted.empty


def test_of_marks_that_share_a_word_the_heaviest_counts():
    found = evidence("BRUTAL! It rained.")
    loaded = found[found["label"] == "loaded"]
    assert len(loaded) == 2 and loaded.loc[loaded["weight"].idxmax(), "counts"]


#: counts of words, and how many words there are of that kind
COUNTS = {
    "loaded_words": "words",
    "hedge_words": "words",
    "cue_words": "words",
    "capital_words": "words",
    "words_outlet": "words",
    "words_quoted": "words",
    "difficult_words": "words",
    "loaded_words_outlet": "words_outlet",
    "hedge_words_outlet": "words_outlet",
    "loaded_words_quoted": "words_quoted",
}


@sized(40)
@given(TABLES, st.sampled_from(["folded", "as given"]), st.sampled_from([None, "quoted"]))
def test_no_count_is_below_none_or_above_the_words(texts, typography, voice):
    table = pd.DataFrame({"text": texts, "voice": voice})
    found, marks = measure(table, typography=typography), evidence(table, typography=typography)
    for count, of in COUNTS.items():
        assert found[count].dropna().ge(0).all() and not (found[count] > found[of]).any(), count
    assert (found["words_outlet"] + found["words_quoted"]).tolist() == found["words"].tolist()
    counted = marks[marks["counts"]]
    for voice, column in (("outlet", "loaded_words_outlet"), ("quoted", "loaded_words_quoted")):
        held = counted[counted["voice"] == voice].groupby("row").size().reindex(range(len(texts)), fill_value=0)
        assert held.tolist() == found[column].tolist()


def test_a_sign_without_a_word_takes_nothing_from_the_text_before():
    beside = evidence(["He said so. “no", "!!!!"])
    alone = evidence("!!!!")
    assert beside.loc[beside["row"] == 1, "factor"].tolist() == alone["factor"].tolist() == [1.0] * len(alone)
