from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.effect import cliffs_delta, hedges_g

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
