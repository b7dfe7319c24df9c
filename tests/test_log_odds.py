from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.log_odds import count_words, log_odds, news_frequencies
from analysis.schema import InputError

pytestmark = pytest.mark.filterwarnings("error")


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
    assert found.loc["plan", "z"] == pytest.approx(delta / np.sqrt(1 / 8 + 1 / 7), rel=1e-12)
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
        assert found.loc[word, "z"] == pytest.approx((logs[0] - logs[1]) / np.sqrt(variance), abs=1e-10)


def test_a_word_that_is_repeated_outweighs_one_that_stands_once_and_the_sides_turn():
    a, b = "graft " * 24 + "the report was long " * 20, "the report was short " * 20 + "audit"
    there, back = log_odds(articles(a, b)), log_odds(articles(b, a))
    # “long” and “short” stand twenty times each, “graft” is the rarer in news, “audit” stands once
    z = there.set_index("word")["z"]
    assert z["graft"] > 1.96
    assert z["short"] < -1.96
    assert abs(z["audit"]) < 1.96
    assert back.set_index("word")["z"][z.index].tolist() == pytest.approx((-z).tolist())
    assert there["z"].is_monotonic_decreasing


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
    assert found["z"].notna().all()
    assert log_odds(articles("", "")).empty


def test_what_cannot_be_weighed_is_refused_in_one_line():
    with pytest.raises(InputError, match="the table has 1"):
        log_odds(articles("a", "b").iloc[:1])
    for options in ({"strength": 0}, {"prior": pd.Series(dtype=float)}, {"prior": pd.Series({"a": 0})}):
        with pytest.raises(InputError, match="the prior needs"):
            log_odds(articles("a", "b"), **options)
