from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.chance import ALIKE, DRAWN, EVERY, IN_BLOCKS, Sides, decided, judged, rare
from analysis.effect import cliffs_delta

pytestmark = pytest.mark.filterwarnings("error")


def sides(a: list[float], b: list[float], words: int | None = None) -> Sides:
    return Sides(*(np.array([own, np.full(len(own), words or 1)], dtype=float) for own in (a, b)))


def noise(n_a: int, n_b: int, seed: int = 0) -> Sides:
    rng = np.random.default_rng(seed)
    return sides(rng.normal(0, 1, n_a), rng.normal(0, 1, n_b))


def test_rows_of_several_sizes_are_tested_each_by_its_own_shuffles():
    table = judged({"small": noise(5, 5), "large": noise(20, 15, 1)}, resamples=999, seed=0)
    assert table.loc["small", "method"] == EVERY
    assert table.loc["large", "method"] == DRAWN
    alone = judged({"large": noise(20, 15, 1)}, resamples=999, seed=0)
    pd.testing.assert_frame_equal(alone, table.loc[["large"]])


def test_the_spread_and_the_effects_are_those_of_the_units():
    of = sides([1.0, 2, 3, 4], [2.0, 4, 6])
    assert of.spread() == pytest.approx(np.sqrt((5 + 8) / 5))
    row = judged({0: of}, resamples=99, seed=0).loc[0]
    assert row["cliffs_delta"] == pytest.approx(cliffs_delta([1, 2, 3, 4], [2, 4, 6])[0])
    assert row["hedges_g"] == pytest.approx(-1.5 / of.spread() * (1 - 3 / (4 * 5 - 1)), rel=0.01)
    assert np.isnan(sides([1.0], [2.0, 3.0]).spread())


def test_blocks_are_for_what_stands_in_order():
    runs = sides(np.repeat([1.0, 5, 2, 8], 4), np.repeat([3.0, 4, 1, 7], 4) + 0.5)
    assert judged({0: runs}, resamples=99, seed=0).loc[0, "method"] == IN_BLOCKS
    loose = judged({0: runs}, resamples=99, seed=0, ordered=False).loc[0]
    assert (loose["method"], loose["block"]) == (DRAWN, 1)
    assert np.isnan(loose["lag_one"])


def test_a_measure_with_fewer_than_five_units_unlike_the_rest_is_too_rare():
    assert rare(sides([0, 0, 100, 0], [0, 200, 0], 50)).startswith("only 2 of 7 paragraphs have any")
    assert rare(sides([100] * 3, [200, 100, 0, 0], 50)) is None
    assert rare(sides([7, 7, 7, 8], [7, 7, 6])) is not None
    assert rare(sides([1, 2, 3], [4, 5, 6])) is None
    assert "of 4 articles" in rare(sides([0, 100], [0, 0], 50), what="articles")
    assert rare(sides([], [])) is None


def test_what_is_decided_leaves_out_rows_with_a_reason_and_endless_intervals():
    rows = {"p": [0.02, 0.03, 0.001, 0.04], "low": [0.1, 0.1, 0.1, -np.inf], "high": 1.0, "block": [1, 1, 1, 0]}
    table = decided(pd.DataFrame(rows | {"smallest": [1.0, np.inf, 1, 1], "reason": [None, None, "too few", None]}))
    assert table["p_holm"].tolist()[:2] == pytest.approx([0.04, 0.04])
    assert table["p_bh"].tolist()[:2] == pytest.approx([0.03, 0.03])
    assert table["p_bh"].isna().tolist() == [False, False, True, True]
    assert table["clear"].tolist() == [True, True, False, False]
    assert table["reason"].iloc[3] == ALIKE
    assert np.isnan(table["low"].iloc[3]) and np.isnan(table["smallest"].iloc[1])


def test_nothing_to_test_gives_an_empty_table():
    assert judged({}, resamples=99, seed=0).empty
