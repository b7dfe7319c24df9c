"""Paragraphs that report the same point, compared in pairs."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparison import compare_aligned
from analysis.comparison.aligned import swap_pairs
from analysis.schema import InputError
from tests.sized import sized


def table(tones: dict[str, list[float]]) -> pd.DataFrame:
    """Articles of paragraphs of ten words, with these tones."""
    rows = [(slug, block, tone) for slug, own in tones.items() for block, tone in enumerate(own)]
    made = pd.DataFrame(rows, columns=["article", "block", "compound_names_masked"])
    return made.assign(kind="body", voice="outlet", words_outlet=10, words_quoted=0, loaded_words_outlet=0)


def matched(*pairs: tuple[int, int], score: float = 0.5) -> pd.DataFrame:
    made = pd.DataFrame(pairs, columns=["block_a", "block_b"])
    return made.assign(article_a="x", article_b="y", score=score)


def in_order(count: int) -> pd.DataFrame:
    return matched(*((block, block) for block in range(count)))


def row(found: pd.DataFrame, measure: str = "compound_names_masked") -> pd.Series:
    return found[(found["measure"] == measure) & (found["voice"] == "outlet")].iloc[0]


def test_six_pairs_by_hand():
    # all six the same way: of 64 ways to turn them two are as far
    found = row(compare_aligned(table({"x": [0.5] * 6, "y": [0.1, 0.2, 0.0, 0.1, 0.3, 0.2]}), in_order(6)))
    assert found["difference"] == pytest.approx(0.35)
    assert found["p"] == 2 / 64 and found["low"] > 0 and found["method"] == "every shuffle"
    assert (found["pairs"], found["differ"]) == (6, 6)


def test_with_five_that_differ_nothing_is_tested():
    found = row(compare_aligned(table({"x": [0.5] * 7, "y": [0.1] * 5 + [0.5] * 2}), in_order(7)))
    assert found["reason"] == "5 of 7 pairs of paragraphs differ; 6 are needed" and np.isnan(found["p"])


def test_what_the_subject_does_is_taken_out():
    # points that are told in very different tones, each a little darker in the second article
    tones = np.linspace(-0.9, 0.9, 8)
    found = row(compare_aligned(table({"x": tones.tolist(), "y": (tones - 0.05).tolist()}), in_order(8)))
    assert found["p"] == 2 / 256 and found["low"] == pytest.approx(0.05) == found["high"]


def test_each_paragraph_is_in_one_pair_the_likest_first():
    blocks = table({"x": [0.1] * 7, "y": [0.2] * 7}).assign(kind=["headline"] + ["body"] * 13)
    matches = pd.concat(
        [matched((1, 1), (1, 2), (2, 2), score=0.3), matched((1, 3), score=0.9), matched((0, 0), (3, 9))]
    )
    # 1 with 3; then 2 with 2; 0 is a headline, and there is no block 9
    assert row(compare_aligned(blocks, matches))["pairs"] == 2


def test_a_rate_is_a_ratio_of_sums_over_the_pairs():
    blocks = table({"x": [0.0] * 8, "y": [0.0] * 8})
    blocks["loaded_words_outlet"] = [3, 2, 1, 4, 2, 3, 2, 0, 1, 1, 0, 1, 1, 0, 1, 9]
    found = row(compare_aligned(blocks, in_order(7)), "loaded_per_100_words")
    assert (found["value_a"], found["value_b"]) == (pytest.approx(100 * 17 / 70), pytest.approx(100 * 5 / 70))
    assert found["p"] == 2 / 128 and found["unit"] == "in 100 words"


def test_no_pairs_and_no_columns():
    blocks = table({"x": [0.1], "y": [0.2]})
    assert len(compare_aligned(blocks, matched().head(0))) == 0
    with pytest.raises(InputError, match="there is no column 'block_b'"):
        compare_aligned(blocks, matched((0, 0)).drop(columns="block_b"))


STEPS = st.lists(st.integers(-6, 6), min_size=6, max_size=9)


@given(STEPS, st.integers(-8, 8))
def test_interval_and_p_are_those_of_every_way_to_turn_the_pairs(steps, shift):
    differences = np.array(steps, dtype=float)
    low, high, p, every = swap_pairs(differences)

    def by_hand(moved: np.ndarray) -> float:
        seen = abs(moved.sum())
        ways = [abs((moved * signs).sum()) for signs in product((1, -1), repeat=len(moved))]
        return float(np.mean([way >= seen - 1e-9 for way in ways]))

    assert every and p == by_hand(differences)
    assert (low <= shift <= high) == (by_hand(differences - shift) >= 0.05)


@given(STEPS)
def test_to_swap_the_articles_turns_the_signs(steps):
    low, high, p, _ = swap_pairs(np.array(steps, dtype=float))
    turned = swap_pairs(-np.array(steps, dtype=float))
    assert turned[:3] == (-high, -low, p)


def test_drawn_ways_are_near_all_of_them():
    differences = np.random.default_rng(1).normal(0.4, 1, 13)
    every, drawn = swap_pairs(differences), swap_pairs(differences, resamples=4000)
    assert every[3] and not drawn[3]
    assert drawn[:3] == pytest.approx(every[:3], abs=0.03)
    assert swap_pairs(differences, resamples=4000) == drawn


@sized(40)
@given(st.lists(st.integers(-3, 3), min_size=6, max_size=16), st.floats(0.01, 9), st.randoms(use_true_random=False))
def test_neither_the_order_of_the_pairs_nor_which_article_is_first_changes_the_test(steps, unit, draw):
    differences = np.array(steps) * unit / 3
    low, high, p, every = swap_pairs(differences, resamples=499)
    again = np.array(draw.sample(differences.tolist(), len(steps)))
    assert swap_pairs(again, resamples=499) == pytest.approx((low, high, p, every))
    assert swap_pairs(-again, resamples=499) == pytest.approx((-high, -low, p, every))
    if every:  # by hand: each way of signs whose turned or left pairs do not lie on one side of 0
        ways = np.array(list(product([0, 1], repeat=len(steps))))
        whole, turned = sum(steps), ways @ np.array(steps)
        sign = np.sign(whole)
        far = (turned * sign <= 0) | ((whole - turned) * sign <= 0)
        assert p == (far.mean() if whole else 1.0)
