from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.permutation import LENT, compare_groups

pytestmark = pytest.mark.filterwarnings("error")


def by_hand(a: np.ndarray, b: np.ndarray) -> float:
    """The studentised difference of two ratios, written out: rows are what is divided, and what divides."""
    values = [y.sum() / w.sum() for y, w in (a, b)]
    squares = [((y - r * w) ** 2).sum() for (y, w), r in zip((a, b), values, strict=True)]
    both = sum(squares) / (a.shape[1] + b.shape[1] - 2)
    error2 = sum(
        (s + LENT * both) / (side.shape[1] - 1 + LENT) * side.shape[1] / side[1].sum() ** 2
        for s, side in zip(squares, (a, b), strict=True)
    )
    return abs(values[0] - values[1]) / np.sqrt(error2)


def means(values: list[float]) -> np.ndarray:
    return np.array([values, np.ones(len(values))])


def judge(a: np.ndarray, b: np.ndarray, **options):
    both = np.concatenate([a, b], axis=1)
    return compare_groups(both[:1], both[1:], a.shape[1], **options)


def test_three_against_two_by_hand():
    # 1, 2, 3 against 8, 9: no other of the ten ways is as far, so p is 1 in 10
    found = judge(means([1.0, 2, 3]), means([8.0, 9]))
    assert found.exact
    assert found.p[0] == pytest.approx(0.1)
    assert found.difference[0] == pytest.approx(-6.5)
    # with ten ways nothing can be below 0.05
    assert (found.low[0], found.high[0], found.critical[0]) == (-np.inf, np.inf, np.inf)


@pytest.mark.parametrize("ratio", [False, True])
def test_the_exact_p_is_scipys_to_ten_digits(ratio):
    rng = np.random.default_rng(1)
    a, b = (np.stack([rng.gamma(2, 1, n), rng.integers(20, 90, n) if ratio else np.ones(n)]) for n in (5, 7))
    both = np.concatenate([a, b], axis=1)

    def statistic(first, second):
        return by_hand(both[:, first.astype(int)], both[:, second.astype(int)])

    numbers = (np.arange(5), np.arange(5, 12))
    plain = stats.permutation_test(numbers, statistic, n_resamples=np.inf, alternative="greater", vectorized=False)
    found = judge(a, b)
    assert found.exact
    assert found.p[0] == pytest.approx(plain.pvalue, abs=1e-12)
    assert abs(found.difference[0]) / found.error[0] == pytest.approx(plain.statistic, rel=1e-10)


def test_without_lending_the_statistic_would_be_welchs():
    rng = np.random.default_rng(2)
    a, b = rng.normal(0, 1, 9), rng.normal(1, 2, 9)
    # groups of one size: what is lent leaves the sum of the variances as it is
    found = judge(means(a), means(b), resamples=99)
    welch = stats.ttest_ind(a, b, equal_var=False).statistic
    assert found.difference[0] / found.error[0] == pytest.approx(welch, rel=1e-10)


def test_drawn_shuffles_count_the_units_as_they_stand():
    found = judge(means([0.0] * 9 + [0.1]), means([5.0] * 9 + [5.1]), resamples=199)
    assert not found.exact
    assert found.p[0] == pytest.approx(1 / 200)


def test_ties_count_half():
    # one unit of four differs, and stands in the first group: of six ways three are as they are seen, three its mirror
    found = judge(means([1.0, 0]), means([0.0, 0]))
    assert found.p[0] == pytest.approx((1 + 5 / 2) / 6)


def test_the_interval_is_what_shifting_and_testing_again_does_not_reject():
    rng = np.random.default_rng(4)
    a = np.stack([rng.poisson(3, 7).astype(float), rng.integers(20, 90, 7)])
    b = np.stack([rng.poisson(2, 6).astype(float), rng.integers(20, 90, 6)])
    found = judge(a, b)
    assert found.low[0] < found.difference[0] < found.high[0]
    for end, inwards in ((found.low[0], 1), (found.high[0], -1)):
        step = inwards * found.error[0] * 1e-2
        for shift, holds in ((end + step, True), (end - step, False)):
            moved = np.stack([a[0] - shift * a[1], a[1]])
            assert (judge(moved, b).p[0] >= 0.05) == holds


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(-5, 5), min_size=6, max_size=9),
    st.lists(st.integers(-5, 5), min_size=6, max_size=9),
    st.integers(0, 9),
)
def test_interval_and_p_always_say_the_same_of_no_difference(a, b, seed):
    if len(set(a)) == len(set(b)) == 1:
        return
    found = judge(means(a), means(b), resamples=199, seed=seed)
    assert (found.low[0] > 0 or found.high[0] < 0) == (found.p[0] < 0.05)
    assert 0 < found.p[0] <= 1
    assert found.low[0] <= found.difference[0] + 1e-9 and found.difference[0] <= found.high[0] + 1e-9


def test_a_row_does_not_depend_on_the_others_nor_on_the_unit_it_is_counted_in():
    rng = np.random.default_rng(5)
    above, below = rng.gamma(2, 1, (3, 20)), np.ones((3, 20))
    all_rows, one = (compare_groups(above[k:], below[k:], 8, resamples=499, seed=2) for k in (0, 2))
    large = compare_groups(above * 1e6, below, 8, resamples=499, seed=2)
    for name in ("difference", "p", "low", "high"):
        assert getattr(all_rows, name)[2] == pytest.approx(getattr(one, name)[0], rel=1e-9)
    assert large.p == pytest.approx(all_rows.p)
    assert large.low == pytest.approx(all_rows.low * 1e6, rel=1e-6)


def test_no_difference_is_found_once_in_twenty_also_where_sizes_and_tails_are_uneven():
    rng = np.random.default_rng(6)
    rows = 800
    above = rng.lognormal(0, 1, (rows, 20))
    found = compare_groups(above, np.ones_like(above), 6, resamples=299)
    assert 0.035 < (found.p < 0.05).mean() < 0.065
    assert 0.935 < ((found.low <= 0) & (found.high >= 0)).mean() < 0.965
