from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from analysis.comparison.permutation import compare_groups
from analysis.comparison.significance import (
    DRAWN,
    ENDLESS,
    EVERY,
    Sides,
    cliffs_delta,
    decided,
    hedges_g,
    holm,
    judged,
    rare,
    smallest_difference,
)

#: the worked example of Benjamini and Hochberg (1995), section 3.2
PUBLISHED = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0
]  # fmt: skip


def test_the_published_example_rejects_three():
    assert (holm(PUBLISHED) < 0.05).sum() == 3
    assert holm(PUBLISHED)[3] == pytest.approx(0.0095 * 12)


@pytest.mark.parametrize("n", [1, 2, 3, 17, 45])
def test_it_is_that_of_statsmodels_to_ten_digits(n):
    rng = np.random.default_rng(n)
    p = np.round(rng.beta(0.5, 2, n), 2)
    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1], abs=1e-12)


def test_what_was_not_tested_does_not_count():
    found = holm(np.array([0.01, np.nan, 0.04, np.nan]))
    assert np.isnan(found[[1, 3]]).all()
    assert found[[0, 2]] == pytest.approx(holm([0.01, 0.04]))
    assert holm(np.array([])).shape == (0,)
    assert np.isnan(holm([np.nan])).all()


pytestmark = pytest.mark.filterwarnings("error")
VALUES = st.lists(st.integers(-4, 4), min_size=2, max_size=12)


def test_cliffs_delta_by_hand():
    # of the nine pairs seven are above, one is level, one is below
    delta, low, high = cliffs_delta([3, 4, 5], [1, 2, 4])
    assert delta == pytest.approx(6 / 9)
    assert -1 <= low < delta < high <= 1


def test_the_variance_is_cliffs_unbiased_one():
    a, b = np.array([1.0, 3, 5, 7, 9]), np.array([2.0, 3, 4, 4])
    d = np.sign(a[:, None] - b)
    delta, n, m = d.mean(), 5, 4
    rows, columns = (((d.mean(axis=k) - delta) ** 2).sum() for k in (1, 0))
    square = (m**2 * rows + n**2 * columns - ((d - delta) ** 2).sum()) / (n * m * (n - 1) * (m - 1))
    t = stats.t.ppf(0.975, 7)
    width = t * np.sqrt(square) * np.sqrt((1 - delta**2) ** 2 + t**2 * square)
    low = (delta - delta**3 - width) / (1 - delta**2 + t**2 * square)
    assert cliffs_delta(a, b)[:2] == pytest.approx((delta, low))


@given(VALUES, VALUES)
def test_cliffs_delta_is_mann_whitneys_u_and_turns_with_its_sides(a, b):
    delta, low, high = cliffs_delta(a, b)
    u = stats.mannwhitneyu(a, b, method="asymptotic").statistic if len({*a, *b}) > 1 else len(a) * len(b) / 2
    assert delta == pytest.approx(2 * u / (len(a) * len(b)) - 1, abs=1e-12)
    assert -1 <= low <= delta <= high <= 1
    assert cliffs_delta(b, a) == pytest.approx((-delta, -high, -low))


def test_all_above_all_has_an_end_that_depends_on_the_number():
    six, twenty = (cliffs_delta(np.arange(n) + 100, np.arange(n))[1] for n in (6, 20))
    assert six == pytest.approx((6 - 1.959964**2) / (6 + 1.959964**2), abs=1e-6)
    assert six < twenty < 1
    assert cliffs_delta([1, 2], [5, 6])[0] == -1


def test_hedges_g_is_the_published_one():
    # Borenstein, Hedges, Higgins and Rothstein (2009), Introduction to Meta-Analysis, chapter 4: g = 0.5924
    spread = np.sqrt((49 * 5.5**2 + 49 * 4.5**2) / 98)
    g, low, high = hedges_g(3.0, spread, 50, 50)
    assert g == pytest.approx(0.5924, abs=5e-5)
    # their interval, from the normal distribution: 0.5924 -+ 1.96 * 0.2028
    assert (low, high) == pytest.approx((0.1949, 0.9899), abs=0.01)


def test_the_interval_of_g_is_right_nineteen_times_in_twenty():
    rng = np.random.default_rng(0)
    held = 0
    for _ in range(1000):
        a, b = rng.normal(0.8, 1, 6), rng.normal(0, 1, 14)
        spread = np.sqrt((a.var(ddof=1) * 5 + b.var(ddof=1) * 13) / 18)
        _, low, high = hedges_g(a.mean() - b.mean(), spread, 6, 14)
        held += low <= 0.8 <= high
    assert 0.925 < held / 1000 < 0.975


def test_what_is_not_defined_is_missing():
    for found in (cliffs_delta([1], [2, 3]), hedges_g(1.0, 0.0, 6, 6), hedges_g(1.0, 1.0, 1, 2)):
        assert np.isnan(found).all()
    assert np.isnan(hedges_g(float("nan"), 1.0, 6, 6)).all()


def test_a_huge_difference_still_has_an_interval():
    g, low, high = hedges_g(-80.0, 1.0, 14, 8)
    assert low < g < high < 0


@pytest.mark.parametrize("n_a, n_b, level", [(8, 14, 0.05), (20, 40, 0.0125)])
def test_the_smallest_difference_is_found_four_times_in_five(n_a, n_b, level):
    rng = np.random.default_rng(1)
    named = [smallest_difference(noise(n_a, n_b, seed), level, resamples=499) for seed in range(6)]
    moved = rng.normal(0, 1, (300, n_a + n_b)) + np.median(named) * (np.arange(n_a + n_b) < n_a)
    assert 0.68 < (compare_groups(moved, n_a, resamples=499).p < level).mean() < 0.92
    # it is above what the t test would need, which knows nothing of neighbours
    t = stats.t.ppf([1 - level / 2, 0.8], n_a + n_b - 2).sum() * np.sqrt(1 / n_a + 1 / n_b)
    assert 1 < np.median(named) / t < 1.4


def test_the_smallest_difference_is_missing_where_none_is_possible():
    assert np.isnan(smallest_difference(sides([50.0, 0] * 4, [80.0, 20] * 4, 90), 0.05, resamples=199))
    # with 19 shuffles no p is below 0.01
    assert not np.isfinite(smallest_difference(noise(8, 8), 0.01, resamples=19))


def sides(a: list[float], b: list[float], words: int | None = None) -> Sides:
    return Sides(*(np.array([own, np.full(len(own), words or 1)], dtype=float) for own in (a, b)))


def noise(n_a: int, n_b: int, seed: int = 0) -> Sides:
    rng = np.random.default_rng(seed)
    return sides(rng.normal(0, 1, n_a), rng.normal(0, 1, n_b))


def test_rows_of_several_sizes_are_tested_each_by_its_own_shuffles():
    table = judged({"small": noise(5, 5), "large": noise(20, 15, 1)}, resamples=999, seed=0, ordered=False)
    assert table.loc["small", "method"] == EVERY
    assert table.loc["large", "method"] == DRAWN
    alone = judged({"large": noise(20, 15, 1)}, resamples=999, seed=0, ordered=False)
    pd.testing.assert_frame_equal(alone, table.loc[["large"]])


def test_the_spread_and_the_effects_are_those_of_the_units():
    of = sides([1.0, 2, 3, 4], [2.0, 4, 6])
    assert of.spread() == pytest.approx(np.sqrt((5 + 8) / 5))
    row = judged({0: of}, resamples=99, seed=0).loc[0]
    assert row["cliffs_delta"] == pytest.approx(cliffs_delta([1, 2, 3, 4], [2, 4, 6])[0])
    assert row["hedges_g"] == pytest.approx(-1.5 / of.spread() * (1 - 3 / (4 * 5 - 1)), rel=0.01)
    assert np.isnan(sides([1.0], [2.0, 3.0]).spread())


def test_neighbours_count_for_what_stands_in_order():
    runs = sides(np.repeat([1.0, 5, 2, 8], 4), np.repeat([3.0, 4, 1, 7], 4) + 0.5)
    there = judged({0: runs}, resamples=99, seed=0).loc[0]
    loose = judged({0: runs}, resamples=99, seed=0, ordered=False).loc[0]
    assert there["lag_one"] > 0.5 and np.isnan(loose["lag_one"])
    assert there["high"] - there["low"] > 1.3 * (loose["high"] - loose["low"])


def test_how_long_the_units_are_and_in_what_they_are_counted_does_not_matter():
    rng = np.random.default_rng(6)
    counts, words = rng.poisson(2, 20) * 100.0, rng.integers(20, 90, 20)
    as_it_is = Sides(np.stack([counts, words])[:, :8], np.stack([counts, words])[:, 8:])
    # the first group's paragraphs are twice as long; the words of both are counted in thousands
    longer, finer = Sides(as_it_is.a * 2, as_it_is.b), Sides(*(s * [[10], [1]] for s in (as_it_is.a, as_it_is.b)))
    one, two, three = (judged({0: of}, resamples=999, seed=0).loc[0] for of in (as_it_is, longer, finer))
    for name in ("p", "low", "high"):
        assert two[name] == pytest.approx(one[name], rel=1e-6)
    assert three["p"] == one["p"] and three["low"] == pytest.approx(10 * one["low"], rel=1e-6)


def test_a_measure_that_too_few_units_of_a_group_have_is_too_rare():
    assert rare(sides([0, 0, 100, 0], [0, 200, 50], 50)) == "only 1 of 4 paragraphs has any"
    assert rare(sides([100] * 3, [200, 100, 0, 0], 50), names=("x", "y")) == "only 2 of 4 paragraphs have any in y"
    assert rare(sides([100] * 3, [200, 100, 100, 0], 50)) is None
    assert "another value than most" in rare(sides([7, 7, 7, 8], [7, 7, 6]))
    assert rare(sides([1, 2, 3, 4], [5, 6, 7])) is None
    assert "of 2 articles" in rare(sides([0, 100], [0, 0], 50), what="articles")
    assert rare(sides([], [])) is None
    # one in ten of a long article
    assert rare(sides([100] * 5, [100] * 4 + [0] * 46, 50)) == "only 4 of 50 paragraphs have any"


def test_what_is_decided_leaves_out_rows_with_a_reason_and_endless_intervals():
    rows = {"p": [0.02, 0.03, 0.001, 0.04, 0.001], "low": [0.1, 0.1, 0.1, -np.inf, 0.1], "high": 1.0}
    rows |= {"reason": [None, None, "too few", None, None], "planned": [True, True, True, True, False]}
    table = decided(pd.DataFrame(rows))
    assert table["p_holm"].tolist()[:2] == pytest.approx([0.04, 0.04])
    assert table["p_holm"].isna().tolist() == [False, False, True, True, True]
    assert table["clear"].tolist() == [True, True, False, False, False]
    assert table["clear_alone"].tolist() == [True, True, False, False, True]
    assert table["reason"].iloc[3] == ENDLESS and np.isnan(table["low"].iloc[3])
    assert set(table["among"]) == {2}


def test_nothing_to_test_gives_an_empty_table():
    assert judged({}, resamples=99, seed=0).empty
