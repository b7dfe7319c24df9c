from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from analysis.comparison.aggregate import article_values
from analysis.comparison.compare import SAME, by_category
from analysis.comparison.compare import compare_articles as compare
from analysis.comparison.compare import comparison_sentences as sentences
from analysis.schema import InputError

ROW = {
    "measure": "loaded_per_100_words", "voice": "outlet", "article_a": "post", "article_b": "wire",
    "value_a": 4.0, "value_b": 1.5, "difference": 2.5, "low": 0.5, "high": 4.5, "n_a": 14, "n_b": 8, "smallest": 3.1,
    "p": 0.004, "p_holm": 0.02, "planned": True, "reason": np.nan, "clear": True, "clear_alone": True, "among": 5,
}  # fmt: skip
START = "Shuffling the 14 and 8 paragraphs gives as much in "
POWER = "Four times in five a difference of 3.1 would have been called clear."
NOT = {"clear": False, "clear_alone": False, "low": -0.5, "p": 0.052, "p_holm": 0.26}


def said(**changes) -> pd.Series:
    return sentences(pd.DataFrame([ROW | changes]), names={"post": "The Post"}).iloc[0]


@pytest.mark.parametrize(
    "changes, case, doubt",
    [
        (
            {},
            "clear",
            f"{START}4 of 1,000 cases, which is seldom, also with the 5 planned differences looked at together: it "
            "could be anything from 0.5 to 4.5 higher.",
        ),
        (
            NOT,
            "unclear",
            f"{START}52 of 1,000 cases: it could be anything from 0.5 lower to 4.5 higher, so it may be chance.",
        ),
        (
            {"clear": False, "p": 0.02, "p_holm": 0.1, "smallest": np.nan},
            "unclear",
            f"{START}20 of 1,000 cases, which is seldom for one difference, but not with the 5 planned ones looked at "
            "together: it could be anything from 0.5 to 4.5 higher, so it may be chance.",
        ),
        (
            NOT | {"planned": False, "p": 0.3, "smallest": np.nan},
            "exploration",
            f"{START}30 of 100 cases: it could be anything from 0.5 lower to 4.5 higher. This row was not planned "
            "beforehand: it is exploration, and is never called clear.",
        ),
        (
            NOT | {"reason": "3 and 8 paragraphs are too few to tell a difference from chance"},
            "too little",
            "Whether this is chance cannot be said: 3 and 8 paragraphs are too few to tell a difference from chance.",
        ),
        (NOT | {"reason": SAME, "low": np.nan}, "same", f"Whether this is chance cannot be said: {SAME}."),
    ],
)
def test_every_case_has_its_words(changes, case, doubt):
    row = said(**changes)
    assert (
        row["finding"] == "In its own voice, The Post uses more loaded words than wire: 4.0 against 1.5 in 100 words."
    )
    assert (row["case"], row["doubt"]) == (case, doubt)
    power = POWER if case in ("clear", "unclear") and pd.notna(changes.get("smallest", 0)) else ""
    assert row["power"] == power
    assert row["text"] == f"{row['finding']} {doubt} {power}".strip()


def test_what_is_not_defined_says_why_and_no_more():
    row = said(difference=np.nan, value_b=np.nan, reason="no words of its own in wire", clear=False)
    assert row["text"] == "In its own voice, loaded words cannot be compared: no words of its own in wire."
    assert row["case"] == "undefined"


def test_no_rows_give_no_sentences():
    assert sentences(pd.DataFrame([ROW]).iloc[:0]).empty


pytestmark = pytest.mark.filterwarnings("error")
NAMES = {"a": "The Morning Post", "b": "The Wire"}


def measured(a: list[dict], b: list[dict]) -> pd.DataFrame:
    rows = []
    for article, own in (("a", a), ("b", b)):
        for block, row in enumerate(own):
            rows.append({"article": article, "block": block, "kind": "body", "voice": "outlet"} | row)
    return pd.DataFrame(rows)


def loaded(words: int, outlet: int, quoted: int = 0, quoted_words: int = 0) -> dict:
    counts = {"loaded_words": outlet + quoted, "loaded_words_outlet": outlet, "loaded_words_quoted": quoted}
    return counts | {"words_outlet": words, "words_quoted": quoted_words}


def scores(values: list[float], measure: str = "compound") -> list[dict]:
    return [{measure: value} for value in values]


def one(table: pd.DataFrame, measure: str, voice: str) -> pd.Series:
    found = table[(table["measure"] == measure) & (table["voice"] == voice)]
    assert len(found) == 1
    return found.iloc[0]


def random_scores(n: int, mean: float, seed: int, measure: str = "compound") -> list[dict]:
    return scores(np.random.default_rng(seed).normal(mean, 0.4, n).tolist(), measure)


# --- values ------------------------------------------------------------------------------------------------------


def test_a_rate_is_a_ratio_of_sums_and_the_difference_is_the_first_minus_the_second():
    # a: 1 of 10 and 1 of 90 words: 2 of 100, where the mean of the paragraphs' rates would be 5.6
    table = measured([loaded(10, 1), loaded(90, 1)], [loaded(50, 1), loaded(50, 0), loaded(100, 1)])
    row = one(compare(table, resamples=99), "loaded_per_100_words", "all")
    assert row["value_a"] == pytest.approx(2.0)
    assert row["value_b"] == pytest.approx(1.0)
    assert row["difference"] == pytest.approx(1.0)
    assert (row["n_a"], row["n_b"], row["unit"]) == (2, 3, "in 100 words")
    assert (row["article_a"], row["article_b"]) == ("a", "b")


def test_a_rate_by_voice_uses_that_voices_words_in_all_paragraphs():
    # one body paragraph of 40 own and 10 quoted words: the quotation inside it counts as quoted
    a = [loaded(40, 1, 2, 10), loaded(60, 1), loaded(0, 0, 1, 30) | {"kind": "blockquote", "voice": "quoted"}]
    table = compare(measured(a, [loaded(50, 1), loaded(50, 0)]), resamples=99)
    assert one(table, "loaded_per_100_words", "outlet")["value_a"] == pytest.approx(100 * 2 / 100)
    assert one(table, "loaded_per_100_words", "quoted")["value_a"] == pytest.approx(100 * 3 / 40)
    assert one(table, "loaded_per_100_words", "all")["value_a"] == pytest.approx(100 * 5 / 140)
    assert one(table, "loaded_per_100_words", "outlet")["n_a"] == 2
    assert one(table, "loaded_per_100_words", "quoted")["n_a"] == 2


def test_a_score_is_the_mean_of_the_paragraphs_in_that_voice():
    a = scores([0.5, 0.1]) + [{"compound": -0.9, "kind": "blockquote", "voice": "quoted"}]
    table = compare(measured(a, scores([0.0, 0.2, np.nan])), resamples=99)
    assert one(table, "compound", "all")["value_a"] == pytest.approx(-0.1)
    assert one(table, "compound", "outlet")["value_a"] == pytest.approx(0.3)
    assert one(table, "compound", "quoted")["value_a"] == pytest.approx(-0.9)
    assert one(table, "compound", "all")["n_b"] == 2


def test_a_score_told_apart_by_voice_leaves_out_paragraphs_without_words_in_it():
    a = [{"loaded_score": 2, "loaded_score_outlet": 2, "words_outlet": 9}] * 2
    a += [{"loaded_score": 4, "loaded_score_outlet": 0, "words_outlet": 0, "kind": "blockquote", "voice": "quoted"}]
    row = one(compare(measured(a, a), resamples=99), "loaded_score", "outlet")
    assert (row["value_a"], row["n_a"]) == (2.0, 2)


def test_headline_byline_and_boilerplate_take_no_part_and_the_headline_is_stated_apart():
    extra = [{"compound": 0.9, "kind": "headline"}]
    extra += [{"compound": 0.9, "kind": kind, "voice": np.nan} for kind in ("byline", "boilerplate")]
    table = measured(extra + scores([0.1, 0.2]), scores([0.0, 0.1]))
    row = one(compare(table, resamples=99), "compound", "all")
    assert row["value_a"] == pytest.approx(0.15)
    assert row["n_a"] == 2
    values = article_values(table, measures=["compound"]).set_index(["article", "part", "voice"])
    assert values.loc[("a", "headline", "all"), "value"] == pytest.approx(0.9)
    assert values.loc[("a", "text", "all"), "value"] == pytest.approx(0.15)
    assert np.isnan(values.loc[("b", "headline", "all"), "value"])
    assert values.loc[("b", "headline", "all"), "paragraphs"] == 0


def test_articles_stand_in_order_of_appearance():
    table = measured(scores([0.1, 0.2]), scores([0.0, 0.1]))
    row = one(compare(table.iloc[::-1], resamples=99), "compound", "all")
    assert (row["article_a"], row["article_b"]) == ("b", "a")
    assert row["difference"] == pytest.approx(-0.1)


# --- intervals ---------------------------------------------------------------------------------------------------


def test_the_interval_of_a_mean_agrees_with_a_direct_bootstrap():
    a, b = random_scores(150, 0.2, 1), random_scores(120, 0.0, 2)
    row = one(compare(measured(a, b)), "compound", "all")
    x, y = (np.array([r["compound"] for r in rows]) for rows in (a, b))
    rng = np.random.default_rng(9)
    draws = x[rng.integers(0, 150, (9999, 150))].mean(1) - y[rng.integers(0, 120, (9999, 120))].mean(1)
    low, high = np.quantile(draws, [0.025, 0.975])
    assert row["method"] == "shuffles drawn"
    assert row["low"] == pytest.approx(low, abs=0.02)
    assert row["high"] == pytest.approx(high, abs=0.02)
    assert row["spread"] == pytest.approx(np.sqrt((149 * x.var(ddof=1) + 119 * y.var(ddof=1)) / 268))


def test_the_interval_of_a_rate_agrees_with_a_direct_bootstrap_that_keeps_count_and_words_together():
    rng = np.random.default_rng(3)
    sides = []
    for n, rate in ((140, 0.05), (160, 0.03)):
        words = rng.integers(20, 90, n)
        sides.append((rng.binomial(words, rate), words))
    rows = [[loaded(int(w), int(k)) for k, w in zip(*side, strict=True)] for side in sides]
    row = one(compare(measured(*rows)), "loaded_per_100_words", "all")
    draws = []
    for counts, words in sides:
        chosen = rng.integers(0, len(words), (9999, len(words)))
        draws.append(100 * counts[chosen].sum(1) / words[chosen].sum(1))
    low, high = np.quantile(draws[0] - draws[1], [0.025, 0.975])
    assert row["low"] == pytest.approx(low, abs=0.06)
    assert row["high"] == pytest.approx(high, abs=0.06)
    assert row["low"] < row["difference"] < row["high"]


def test_the_same_seed_gives_the_same_numbers_whatever_else_is_compared():
    rng = np.random.default_rng(4)
    rows = [[{"compound": c, "positive": p} for c, p in rng.normal(0, 0.3, (n, 2))] for n in (9, 7)]
    table = measured(*rows)
    first, again, other = (compare(table, resamples=999, seed=seed) for seed in (5, 5, 6))
    pd.testing.assert_frame_equal(first, again)
    assert one(first, "compound", "all")["low"] != one(other, "compound", "all")["low"]
    more = compare(table, measures=["positive", "compound"], resamples=999, seed=5)
    assert one(more, "compound", "all")["low"] == pytest.approx(one(first, "compound", "all")["low"], rel=1e-9)


def tones(values: list[float]) -> list[dict]:
    return scores(values, "compound_names_masked")


def random_tones(n: int, mean: float, seed: int) -> list[dict]:
    return random_scores(n, mean, seed, "compound_names_masked")


def test_without_the_effects_all_other_numbers_are_the_same():
    table = measured(random_tones(9, 0.2, 1), random_tones(8, -0.1, 2))
    for order in ("ab", "ba"):
        own = pd.concat([table[table["article"] == name] for name in order])
        whole, bare = (compare(own, resamples=999, effects=effects) for effects in (True, False))
        gone = ["cliffs_low", "cliffs_high", "hedges_g", "hedges_low", "hedges_high"]
        pd.testing.assert_frame_equal(bare, whole.drop(columns=gone))
        assert bare["cliffs_delta"].notna().any() and whole["hedges_low"].notna().any()


def test_clear_is_a_planned_row_whose_interval_leaves_out_zero():
    far = compare(measured(random_tones(12, 1.5, 1), random_tones(10, 0, 2)), resamples=999)
    near = compare(measured(random_tones(12, 0.1, 1), random_tones(10, 0, 2)), resamples=999)
    planned, explored = (one(far, "compound_names_masked", voice) for voice in ("outlet", "all"))
    assert planned["clear"] and planned["low"] > 0 and planned["smallest"] > 0
    # the same paragraphs, in a row that was not planned
    assert explored["clear_alone"] and explored["low"] > 0
    assert not explored["clear"] and np.isnan([explored["p_holm"], explored["smallest"]]).all()
    row = one(near, "compound_names_masked", "outlet")
    assert not row["clear"] and row["low"] < 0 < row["high"]
    assert far["clear"].dtype == bool


@pytest.mark.parametrize("n, said", [((5, 24), "5 and 24"), ((6, 7), "6 and 7")])
def test_with_few_paragraphs_there_is_no_interval_and_the_reason(n, said):
    table = compare(measured(*(tones(np.linspace(0, 1, k).tolist()) for k in n)), resamples=99)
    row = one(table, "compound_names_masked", "outlet")
    assert np.isnan(row[["p", "low", "high", "p_holm", "smallest"]].astype(float)).all()
    assert row["reason"] == f"{said} paragraphs are too few to tell a difference from chance"
    assert not row["clear"] and not row["clear_alone"]


def test_the_end_of_an_interval_is_cut_where_no_difference_is_possible():
    table = measured(tones([-1.0, -1, -1, 1, 1, 1, 1]), tones([1.0, 1, 1, -1, -1, -1, -1]))
    row = one(compare(table, resamples=999), "compound_names_masked", "all")
    assert (row["low"], row["high"]) == (-2, 2)


def test_identical_articles_have_no_difference_and_a_p_of_one():
    own = random_tones(12, 0, 3)
    row = one(compare(measured(own, own), resamples=999), "compound_names_masked", "outlet")
    assert (row["difference"], row["p"], row["clear"]) == (0, 1, False)


# --- what is not defined -----------------------------------------------------------------------------------------


def test_no_quoted_words_is_undefined_and_says_so():
    a = [loaded(40, 1, 2, 10), loaded(60, 1, 0, 9)]
    row = one(compare(measured(a, [loaded(50, 1), loaded(50, 0)]), resamples=99), "loaded_per_100_words", "quoted")
    assert np.isnan([row["value_b"], row["difference"], row["low"], row["high"]]).all()
    assert row["value_a"] == pytest.approx(100 * 2 / 19)
    assert row["reason"] == "no quoted words in b"
    assert not row["clear"]


def test_one_paragraph_has_a_value_but_no_interval():
    row = one(compare(measured(scores([0.5]), scores([0.1, 0.2])), resamples=99), "compound", "all")
    assert row["difference"] == pytest.approx(0.35)
    assert np.isnan([row["low"], row["high"], row["spread"]]).all()
    assert row["reason"] == "only one paragraph to go on in a"
    assert pd.isna(row["method"])


def test_all_missing_is_missing_and_never_zero():
    row = one(compare(measured(scores([np.nan] * 3), scores([np.nan] * 3)), resamples=99), "compound", "all")
    assert np.isnan([row["value_a"], row["value_b"], row["difference"], row["low"], row["high"]]).all()
    assert row["reason"] == "no paragraphs with a value in a and b"
    assert (row["n_a"], row["n_b"]) == (0, 0)


def test_no_variance_has_no_interval_and_no_certainty():
    row = one(compare(measured(scores([0.5] * 6), scores([0.1] * 6)), resamples=99), "compound", "all")
    assert row["difference"] == pytest.approx(0.4)
    assert np.isnan([row["low"], row["high"]]).all()
    assert row["reason"] == SAME
    assert not row["clear"]


def test_what_is_too_rare_is_not_tested_and_says_so():
    a = [loaded(50, k) for k in (0, 0, 3, 0, 0, 0, 1)]
    row = one(compare(measured(a, [loaded(50, 1)] * 7), resamples=99), "loaded_per_100_words", "all")
    assert row["difference"] == pytest.approx(400 / 350 - 2)
    assert np.isnan([row["low"], row["high"], row["p"], row["p_holm"]]).all()
    assert row["reason"] == "only 2 of 7 paragraphs have any in a"
    b = scores([12.0] * 6, "text_standard")
    found = compare(measured(b, [*b, {"text_standard": 9.0}] * 2), measures=["text_standard"], resamples=99)
    assert one(found, "text_standard", "all")["reason"] == "none of 6 paragraphs has another value than most in a"


def test_adjusted_p_is_of_the_planned_rows_of_all_pairs_and_clear_follows_it():
    rng = np.random.default_rng(0)
    parts = [measured([{"compound": c, "compound_names_masked": p} for c, p in rng.normal(by, 1, (n, 2))], [])
             for by, n in ((0.9, 12), (0, 10), (0.2, 9))]  # fmt: skip
    both = pd.concat([own.assign(article=name) for own, name in zip(parts, "xyz", strict=True)], ignore_index=True)
    table = compare(both, measures=["compound", "compound_names_masked"], resamples=999)
    assert table[["article_a", "article_b"]].drop_duplicates().to_numpy().tolist() == [["x", "y"], ["x", "z"]]
    planned = table[table["planned"]]
    assert set(zip(planned["measure"], planned["voice"], strict=True)) == {("compound_names_masked", "outlet")}
    p = np.sort(planned["p"].to_numpy())
    assert len(p) == 2 and np.sort(planned["p_holm"]) == pytest.approx([2 * p[0], max(2 * p[0], p[1])])
    assert (table["clear"] == (table["p_holm"] < 0.05)).all() and set(table["among"]) == {2}
    assert (table["clear_alone"] == (table["p"] < 0.05)).all()
    assert (table["clear_alone"] == ((table["low"] > 0) | (table["high"] < 0))).all()
    alone = compare(both[both["article"] != "z"], measures=["compound", "compound_names_masked"], resamples=999)
    pd.testing.assert_series_equal(alone["p"], table["p"].iloc[: len(alone)])


def test_that_neighbours_are_alike_is_reckoned_with():
    rng = np.random.default_rng(3)
    runs = [np.repeat(rng.normal(0, 0.3, 8), 3) + rng.normal(0, 0.05, 24) for _ in "ab"]
    row = one(compare(measured(*map(scores, runs)), resamples=999), "compound", "all")
    assert row["lag_one"] > 0.5
    apart = one(compare(measured(*(scores(rng.permutation(run)) for run in runs)), resamples=999), "compound", "all")
    assert row["high"] - row["low"] > 1.2 * (apart["high"] - apart["low"])


def test_no_variance_in_one_article_is_no_obstacle():
    row = one(
        compare(measured(scores([0.5] * 6), scores([0.1, 0.2, 0.3, 0.4, 0.15])), resamples=999), "compound", "all"
    )
    assert np.isnan(row["low"]) and row["reason"]


def test_an_article_with_a_headline_only_is_undefined():
    table = measured([{"compound": 0.1, "kind": "headline"}], scores([0.1, 0.2]))
    assert one(compare(table, resamples=99), "compound", "all")["reason"] == "no paragraphs with a value in a"


def test_pandas_nullable_columns_and_missing_voices_are_read():
    table = measured(scores([0.5, 0.1, 0.2]), scores([0.1, 0.2, 0.4]))
    whole = table.assign(difficult_words=pd.array([1, None, 2, 3, 4, 5], dtype="Int64"), words=50)
    whole["voice"] = pd.array(["outlet", None, "outlet", "outlet", "outlet", "quoted"], dtype="string")
    result = compare(whole, measures=["difficult_words", "compound"], resamples=99)
    row = one(result, "difficult_words", "all")
    assert (row["value_a"], row["n_a"]) == (pytest.approx(3.0), 2)
    assert one(result, "compound", "outlet")["n_a"] == 2


@pytest.mark.parametrize("articles", [0, 1])
def test_fewer_than_two_articles_are_refused_in_one_line(articles):
    table = pd.DataFrame({"article": list("xyz")[:articles], "kind": "body", "voice": "outlet", "compound": 0.1})
    with pytest.raises(InputError, match=f"the table has {articles}") as caught:
        compare(table)
    assert "\n" not in str(caught.value)


def test_a_measure_that_the_table_lacks_is_named():
    table = measured(scores([0.5, 0.1]), scores([0.1, 0.2]))
    with pytest.raises(InputError, match="gunning_fog"):
        compare(table, measures=["gunning_fog"])
    with pytest.raises(InputError, match="did you mean compound"):
        compare(table, measures=["compond"])
    assert set(compare(table, resamples=99)["measure"]) == {"compound"}


# --- sentences ---------------------------------------------------------------------------------------------------


def said_compare(table: pd.DataFrame, measure: str, voice: str) -> pd.Series:
    result = sentences(compare(table, resamples=999), names=NAMES)
    assert "bias" not in " ".join(result["text"]).lower()
    assert (result["text"].str.len() > 40).all()
    return one(result, measure, voice)


def test_the_wording_of_an_unclear_difference():
    a = [loaded(50, k) for k in (0, 5, 1, 4, 1, 0, 3)]
    row = said_compare(measured(a, [loaded(50, k) for k in (1, 3, 0, 2, 1, 2, 1)]), "loaded_per_100_words", "outlet")
    assert row["finding"] == (
        "In its own voice, The Morning Post uses more loaded words than The Wire: 4.0 against 2.9 in 100 words."
    )
    numbers = (
        r"Shuffling the 7 and 7 paragraphs gives as much in \d\d of 100 cases: it could be anything from "
        r"\d\.\d lower to \d\.\d higher, so it may be chance\."
    )
    assert re.fullmatch(numbers, row["doubt"])
    assert (row["case"], row["clear"]) == ("unclear", False)


def test_the_wording_of_a_clear_difference_where_the_first_is_lower():
    a, b = tones([-0.5, -0.6, -0.4, -0.5, -0.3, -0.46, -0.46]), tones([0.5, 0.6, 0.4, 0.2, 0.3, 0.4, 0.4])
    row = said_compare(measured(a, b), "compound_names_masked", "outlet")
    assert row["finding"].startswith(
        "Outside block quotations, The Morning Post sounds more negative than The Wire: -0.46 against 0.40 on VADER"
    )
    assert (row["case"], row["clear"]) == ("clear", True)
    assert "which is seldom, also with the 1 planned differences looked at together" in row["doubt"]


def test_a_clear_difference_in_readability_keeps_its_limit():
    a, b = (
        scores(v, "readability_factor") for v in ([2, 1.8, 1.9, 2.1, 1.7, 2.2, 2], [0, 0.2, 0.1, -0.1, 0.3, -0.2, 0])
    )
    row = said_compare(measured(a, b), "readability_factor", "outlet")
    assert "is harder to read than The Wire" in row["finding"]
    assert "; but the formulas were made for longer passages than a paragraph." in row["doubt"]


def test_the_wording_of_too_little_text():
    row = said_compare(measured(scores([0.5]), scores([0.1, 0.2])), "compound", "all")
    assert row["case"] == "too little"
    assert row["doubt"] == "Whether this is chance cannot be said: only one paragraph to go on in The Morning Post."
    row = said_compare(measured(scores([0.7, 0.8, 0.9]), scores([0.1, 0.2, 0.3])), "compound", "all")
    assert (row["case"], row["clear"]) == ("too little", False)
    assert row["doubt"] == (
        "Whether this is chance cannot be said: 3 and 3 paragraphs are too few to tell a difference from chance."
    )


def test_the_wording_of_an_undefined_and_of_a_level_measure():
    a = [loaded(40, 1, 2, 10), loaded(40, 1, 0, 9)]
    table = measured(a, [loaded(40, 1), loaded(40, 1)])
    row = said_compare(table, "loaded_per_100_words", "quoted")
    assert row["case"] == "undefined"
    assert row["text"] == "In what it quotes, loaded words cannot be compared: no quoted words in The Wire."
    row = said_compare(table, "loaded_per_100_words", "outlet")
    assert row["finding"].endswith("The Morning Post and The Wire are level on loaded words: both 2.5 in 100 words.")
    assert row["case"] == "same"


def test_without_names_the_slugs_speak():
    text = sentences(compare(measured(scores([0.5]), scores([0.1, 0.2])), resamples=99))["text"].iloc[0]
    assert text.startswith("In the whole text, a sounds more positive than b: 0.50 against 0.15 ")


# --- categories --------------------------------------------------------------------------------------------------


def test_categories_are_counted_by_voice_in_the_running_text_only():
    head = loaded(8, 1) | {"kind": "headline"}
    a = [head, loaded(40, 2, 1, 10), loaded(60, 1)]
    table = measured(a, [loaded(50, 1)])
    columns = ["article", "block", "label", "category", "voice"]
    spans = [
        ("a", 0, "loaded", "emotive", "outlet"),
        ("a", 1, "loaded", "emotive", "outlet"),
        ("a", 1, "loaded", "emotive", "outlet"),
        ("a", 1, "loaded", "label", "quoted"),
        ("a", 2, "hedge", "hedge", "outlet"),
        ("b", 0, "loaded", "emotive", "outlet"),
        ("b", 0, "sentiment", "negative", "outlet"),
    ]
    result = by_category(pd.DataFrame(spans, columns=columns), table)
    keyed = result.set_index(["article", "category", "voice"])
    assert len(result) == 2 * 3 * 2
    assert keyed.loc[("a", "emotive", "outlet")].to_dict() == {
        "label": "loaded",
        "count": 2,
        "words": 100,
        "per_100_words": 2.0,
    }
    assert keyed.loc[("a", "label", "quoted"), "per_100_words"] == pytest.approx(10.0)
    assert keyed.loc[("b", "label", "outlet"), "per_100_words"] == 0.0
    assert np.isnan(keyed.loc[("b", "label", "quoted"), "per_100_words"])
    assert set(by_category(pd.DataFrame(spans, columns=columns), table, labels=("hedge",))["category"]) == {"hedge"}


def test_no_spans_give_an_empty_table_with_its_columns():
    spans = pd.DataFrame(columns=["article", "block", "label", "category", "voice"]).astype({"block": "int64"})
    result = by_category(spans, measured([loaded(40, 0)], [loaded(50, 0)]))
    assert list(result.columns) == ["article", "label", "category", "voice", "count", "words", "per_100_words"]
    assert result.empty


def test_all_measures_are_tested_at_once():
    from analysis.measures import glossary

    rng = np.random.default_rng(7)
    n = 60
    columns = {name: rng.integers(1, 40, n) for name in glossary.load_glossary()["measure"]}
    table = pd.DataFrame({"article": ["a"] * 34 + ["b"] * 26, "kind": "body", "voice": "outlet"} | columns)
    result = compare(table, resamples=1_000)
    assert result["low"].notna().sum() > 15


def test_to_swap_the_articles_changes_nothing_but_the_sign(seed_measured):
    order = seed_measured["article"].map({"wire": 0, "aggregator": 1})
    there = compare(seed_measured, resamples=999)
    back = compare(seed_measured.loc[order.sort_values(kind="stable").index], resamples=999)
    assert back["difference"].tolist() == pytest.approx((-there["difference"]).tolist(), nan_ok=True)
    assert back["low"].tolist() == (-there["high"]).tolist() or np.array_equal(
        back["low"], -there["high"], equal_nan=True
    )
    assert np.array_equal(back["high"], -there["low"], equal_nan=True)
