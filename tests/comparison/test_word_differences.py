from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import evidence, measure
from analysis.comparison.aggregate import article_values
from analysis.comparison.word_differences import (
    COLUMNS,
    COMPOUND,
    LOADED,
    count_words,
    log_odds,
    news_frequencies,
    shift_by_category,
    word_shift,
)
from analysis.schema import InputError
from tests.sized import sized

pytestmark = pytest.mark.filterwarnings("error")
DIVIDED = list(product((LOADED, COMPOUND), ("all", "outlet", "quoted")))


def articles(a: str, b: str) -> pd.DataFrame:
    return pd.DataFrame({"article": ["a", "b"], "kind": "body", "text": [a, b]})


def test_words_are_counted_whatever_stands_around_them():
    found = count_words(pd.Series(["“The plan’s” cost: 300 million.", "THE\u00a0plan—the plan! Don't", ""]))
    assert found["the"] == 3
    assert found["plan"] == 3
    assert found["don't"] == 1
    assert "300" not in found
    assert count_words(pd.Series([], dtype=str)).empty


def test_the_formula_of_monroe_and_others_by_hand():
    prior = pd.Series({"plan": 3, "spin": 1})
    found = log_odds(articles("plan plan spin", "plan spin spin spin"), prior=prior, strength=8).set_index("word")
    # prior counts 6 and 2; sums 3 + 8 and 4 + 8
    delta = np.log((2 + 6) / (3 + 8 - 8)) - np.log((1 + 6) / (4 + 8 - 7))
    assert found.loc["plan", "log_odds"] == pytest.approx(delta, rel=1e-12)
    assert found.loc["plan", "score"] == pytest.approx(delta / np.sqrt(1 / 8 + 1 / 7), rel=1e-12)
    assert found.loc["spin", "per_1000_b"] == pytest.approx(750)
    # with two words the one's odds are the other's turned over
    assert found.loc["spin", "log_odds"] == pytest.approx(-delta, rel=1e-12)


def test_against_a_plain_loop():
    rng = np.random.default_rng(0)
    words = [f"word{chr(97 + k)}" for k in range(20)]
    texts = [" ".join(rng.choice(words, n)) for n in (200, 300)]
    prior = pd.Series(rng.integers(1, 50, 20), index=words)
    found = log_odds(articles(*texts), prior=prior, strength=100).set_index("word")
    for word in words:
        alpha, logs, variance = 100 * prior[word] / prior.sum(), [], 0.0
        for text, n in zip(texts, (200, 300), strict=True):
            y = text.split().count(word)
            logs.append(np.log((y + alpha) / (n + 100 - y - alpha)))
            variance += 1 / (y + alpha)
        assert found.loc[word, "score"] == pytest.approx((logs[0] - logs[1]) / np.sqrt(variance), abs=1e-10)


def test_a_word_that_is_repeated_outweighs_one_that_stands_once_and_the_sides_turn():
    a, b = "graft " * 24 + "the report was long " * 20, "the report was short " * 20 + "audit"
    there, back = log_odds(articles(a, b)), log_odds(articles(b, a))
    # “long” and “short” stand twenty times each, “graft” is the rarer in news, “audit” stands once
    score = there.set_index("word")["score"]
    assert score["graft"] > 1.96
    assert score["short"] < -1.96
    assert abs(score["audit"]) < 1.96
    assert back.set_index("word")["score"][score.index].tolist() == pytest.approx((-score).tolist())
    assert there["score"].is_monotonic_decreasing


def dealt(seed: int, clustered: bool = True) -> pd.DataFrame:
    """One article of thirty paragraphs, dealt at random to two; a paragraph repeats a name of its own."""
    rng = np.random.default_rng(seed)
    names = [f"name{chr(97 + k)}" for k in range(15)]
    shares = 1 / np.arange(1, 61)
    common = [f"word{chr(97 + k // 26)}{chr(97 + k % 26)}" for k in range(60)]
    texts = []
    for _ in range(30):
        words = rng.choice(common, 30, p=shares / shares.sum()).tolist()
        texts.append(" ".join(words + [rng.choice(names)] * (6 if clustered else 1)))
    side = np.where(rng.permutation(30) < 15, "a", "b")
    table = pd.DataFrame({"article": side, "kind": "body", "text": texts})
    return table.sort_values("article", kind="stable", ignore_index=True)


def test_an_article_against_itself_lists_a_word_in_five_of_a_hundred_cases_or_fewer():
    listed = [bool(log_odds(dealt(seed))["apart"].any()) for seed in range(60)]
    # 5 in 100 are meant; more than 7 of 60 would be seen once in sixty times
    assert sum(listed) <= 7


def test_a_word_that_one_article_has_all_through_is_listed_and_one_of_a_single_paragraph_is_not():
    table = dealt(0)
    a = table["article"] == "a"
    through = table.assign(text=table["text"].where(~a, table["text"] + " graft graft"))
    once = table.assign(text=table["text"].where(table.index != 0, table["text"] + " graft" * 30))
    assert log_odds(through).set_index("word").loc["graft", "apart"]
    assert not log_odds(once).set_index("word").loc["graft", "apart"]


def test_with_few_paragraphs_there_is_no_band_and_no_word_is_listed():
    found = log_odds(articles("graft " * 50, "plan " * 50))
    assert found["band"].isna().all() and not found["apart"].any()
    same = pd.DataFrame({"article": list("aaaabbbb"), "kind": "body", "text": "A plan was made."})
    assert not log_odds(same)["apart"].any()


def test_the_table_of_news_holds_counts_of_common_words():
    news = news_frequencies()
    assert len(news) > 5000
    assert news["the"] == news.max()
    assert news.min() >= 4 and news.index.is_unique
    assert (news.index == news.index.str.lower()).all()


def test_an_empty_article_has_counts_of_nought_and_no_rate():
    found = log_odds(articles("a plan", ""))
    assert (found["count_b"] == 0).all()
    assert found["per_1000_b"].isna().all()
    assert found["score"].notna().all()
    assert log_odds(articles("", "")).empty


def test_what_cannot_be_weighed_is_refused_in_one_line():
    with pytest.raises(InputError, match="the table has 1"):
        log_odds(articles("a", "b").iloc[:1])
    for options in ({"strength": 0}, {"prior": pd.Series(dtype=float)}, {"prior": pd.Series({"a": 0})}):
        with pytest.raises(InputError, match="the prior needs"):
            log_odds(articles("a", "b"), **options)


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


def differences(table: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Subtract b's value from a's, for each measure that can be divided and each voice."""
    values = article_values(table, measures=[LOADED, COMPOUND])
    own = values[values["part"] == "text"].set_index(["measure", "voice", "article"])["value"]
    return {(name, voice): own[name, voice, "a"] - own[name, voice, "b"] for name, voice in DIVIDED}


@pytest.mark.parametrize("name", [LOADED, COMPOUND])
@pytest.mark.parametrize("voice", ["all", "outlet", "quoted"])
def test_on_the_seeds_the_parts_add_up_to_the_difference(name, voice, seed_measured):
    slugs = dict(zip(pd.unique(seed_measured["article"]), "ab", strict=True))
    table = seed_measured.assign(article=seed_measured["article"].map(slugs))
    shift = word_shift(evidence(table), table, measure=name, voice=voice)
    whole = differences(table)[name, voice]
    if np.isnan(whole):
        assert shift["contribution"].isna().all()
    else:
        assert shift["contribution"].sum() == pytest.approx(whole, abs=1e-12)
        assert shift_by_category(shift)["contribution"].sum() == pytest.approx(whole, abs=1e-12)
    assert list(shift.columns) == COLUMNS


#: pieces that texts are glued of: marks that open and do not close, doubts inside quotations, signs without words
GLUE = ["“", "”", "‘", "’", '"', "'", "!", "?", "!!!", " ", "\n", ", ", ". ", "…", "—", "😀", ":(", "\u200b", "\u00a0"]
GLUE += ["“brutal”", "the “reform”", "“We slammed it,” she said.", "he said, “so-called ‘horrible’ mess”", "NOT"]
GLUE += ["good", "awful", "brutal", "never so", "isn’t", "kind of", "but", "the", "slammed", "said", "7", "İ", "ﬁne"]
BLOCKS = st.tuples(
    st.lists(st.one_of(st.sampled_from(GLUE), st.text(max_size=4)), max_size=9).map(" ".join) | st.sampled_from(TEXTS),
    st.sampled_from(["body", "blockquote", "headline"]),
    st.sampled_from("ab"),
)


@sized(20)
@given(st.lists(BLOCKS, min_size=1, max_size=8))
def test_whatever_the_texts_the_parts_add_up_in_every_voice(blocks):
    texts, kinds, articles_ = zip(*blocks, ("A plan.", "headline", "a"), ("A plan.", "headline", "b"), strict=True)
    table = measured(list(texts), "".join(articles_), list(kinds)).sort_values("article", kind="stable")
    spans = evidence(table)
    for (name, voice), whole in differences(table).items():
        shift = word_shift(spans, table, measure=name, voice=voice)
        if np.isnan(whole):
            assert shift["contribution"].isna().all()
        else:
            assert shift["contribution"].sum() == pytest.approx(whole, abs=1e-9), (name, voice)


def test_a_doubt_in_quotation_marks_is_the_speakers_where_the_whole_block_is():
    table = measured(["The “reform” failed us, all of us.", "It was a “reform”."], "ab", ["blockquote", "body"])
    shift = word_shift(evidence(table), table)
    assert shift.set_index("voice")[["count_a", "count_b"]].to_dict("index") == {
        "quoted": {"count_a": 1, "count_b": 0},
        "outlet": {"count_a": 0, "count_b": 1},
    }
    assert table["loaded_words_quoted"].tolist() == [1, 0]


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
        assert shift_by_category(shift).empty


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
