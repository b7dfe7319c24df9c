from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.comparison.compare import compare_articles as compare
from analysis.comparison.groups import compare_outlets
from analysis.schema import InputError

pytestmark = pytest.mark.filterwarnings("error")


def corpus(articles: dict[str, int], seed: int = 0, apart: float = 1.0, paragraphs: int = 10) -> pd.DataFrame:
    """Articles by outlet, whose paragraphs share what is their article's own."""
    rng = np.random.default_rng(seed)
    rows = []
    for outlet, count in articles.items():
        for k in range(count):
            own = rng.normal(0, apart)
            for block in range(paragraphs):
                row = {"article": f"{outlet}{k}", "block": block, "kind": "body", "voice": "outlet"}
                rows.append(row | {"compound": own + rng.normal(0, 1)})
    return pd.DataFrame(rows)


def outlets(table: pd.DataFrame) -> dict[str, str]:
    return {article: article.rstrip("0123456789") for article in table["article"].unique()}


def test_values_are_of_all_paragraphs_and_the_unit_is_the_article():
    table = corpus({"post": 5, "wire": 6})
    row = compare_outlets(table, outlets(table), resamples=499).iloc[0]
    assert (row["articles_a"], row["articles_b"], row["paragraphs_a"], row["paragraphs_b"]) == (5, 6, 50, 60)
    assert row["value_a"] == pytest.approx(table[table["article"].str.startswith("post")]["compound"].mean())
    assert row["low"] < row["difference"] < row["high"]


def test_articles_that_differ_among_themselves_are_not_taken_for_many_paragraphs():
    # no outlet differs; paragraphs taken for independent would find a difference far too often
    clustered, naive = [], []
    for seed in range(24):
        table = corpus({"post": 5, "wire": 5}, seed, apart=2.0)
        clustered.append(compare_outlets(table, outlets(table), resamples=99)["p"].iloc[0])
        # in no order, so that no block of neighbours gives the articles away
        merged = table.assign(article=table["article"].map(outlets(table))).sample(frac=1, random_state=seed)
        naive.append(compare(merged, measures=["compound"], resamples=99)["p"].iloc[0])
    assert np.mean(np.array(clustered) < 0.05) <= 0.17
    assert np.mean(np.array(naive) < 0.05) > 0.25


def test_too_few_articles_have_a_reason_and_no_p():
    table = corpus({"post": 3, "wire": 8})
    row = compare_outlets(table, outlets(table), resamples=99).iloc[0]
    assert row["reason"].startswith("3 and 8 articles are too few to tell two outlets apart")
    assert np.isnan(row["p"]) and not row["clear"]
    table.loc[table["article"].str.startswith("post"), "compound"] = np.nan
    row = compare_outlets(table, outlets(table), resamples=99).iloc[0]
    assert row["reason"] == "no article with a value from post"
    assert np.isnan(row["difference"])


def test_every_pair_of_outlets_is_compared_and_a_true_difference_is_found():
    table = corpus({"post": 6, "wire": 6, "sun": 6}, apart=0.2)
    table.loc[table["article"].str.startswith("sun"), "compound"] += 3
    found = compare_outlets(table, outlets(table), resamples=999)
    found = found[found["voice"] == "all"].set_index(["outlet_a", "outlet_b"])
    assert found.index.tolist() == [("post", "wire"), ("post", "sun"), ("wire", "sun")]
    assert found["clear"].tolist() == [False, True, True]
    assert found.loc[("post", "sun"), "high"] < 0


def test_one_outlet_is_refused_in_one_line():
    table = corpus({"post": 4})
    with pytest.raises(InputError, match="the articles are of 1"):
        compare_outlets(table, outlets(table))
    with pytest.raises(InputError, match="the articles are of 0"):
        compare_outlets(table, {})


def test_a_long_article_counts_for_more_or_as_much_as_is_asked_for():
    table = corpus({"post": 5, "wire": 5})
    long = pd.concat([table, *[table[table["article"] == "post0"]] * 4], ignore_index=True)
    of = long[long["article"].str.startswith("post")]
    by_paragraph, by_article = (
        compare_outlets(long, outlets(long), typical=what, resamples=99).iloc[0] for what in ("paragraph", "article")
    )
    assert (by_paragraph["estimand"], by_article["estimand"]) == ("a typical paragraph", "a typical article")
    assert by_paragraph["value_a"] == pytest.approx(of["compound"].mean())
    assert by_article["value_a"] == pytest.approx(of.groupby("article")["compound"].mean().mean())
    # articles of one length are the same to both
    alike = [compare_outlets(table, outlets(table), typical=what, resamples=99) for what in ("paragraph", "article")]
    columns = ["value_a", "difference", "p", "low"]
    assert np.allclose(*(found[columns].to_numpy(float) for found in alike), equal_nan=True)
    with pytest.raises(InputError, match="typical='word'"):
        compare_outlets(table, outlets(table), typical="word")
