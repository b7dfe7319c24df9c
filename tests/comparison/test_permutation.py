from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.comparison.permutation import LENT, block_length, blocks, compare_groups, lag_one, shuffles
from analysis.schema import InputError

pytestmark = pytest.mark.filterwarnings("error")


def test_lag_one_by_hand():
    # products of neighbours: 1, -1, 1 and 1; shuffled, each article would give -(1/n) of its squares
    a, b = np.array([[1.0, 1, -1, -1]]), np.array([[1.0, -1]])
    assert lag_one((a, b))[0] == pytest.approx((1 - 1 + 1 - 1 + 4 / 4 + 2 / 2) / 6)
    assert np.isnan(lag_one((np.zeros((1, 4)), np.zeros((1, 2))))[0])


def test_shuffled_text_has_none_and_a_course_has_it():
    rng = np.random.default_rng(0)
    still = rng.normal(0, 1, (2000, 15))
    still -= still.mean(axis=1, keepdims=True)
    assert lag_one((still, still[::-1])).mean() == pytest.approx(0, abs=0.01)
    course = np.repeat([1.0, -1.0], 10)[None]
    assert lag_one((course, course))[0] > 0.8


def test_blocks_are_called_for_once_in_a_hundred_where_order_does_not_matter():
    rng = np.random.default_rng(1)
    pulls = tuple(rng.gamma(1, 1, (4000, n)) for n in (14, 8))
    lags = lag_one(tuple(pull - pull.mean(axis=1, keepdims=True) for pull in pulls))
    assert 0.002 < np.mean([block_length(lag, 14, 8) != 1 for lag in lags]) < 0.02


@pytest.mark.parametrize(
    "lag, sizes, length",
    [
        (0.3, (14, 8), 1),
        (float("nan"), (14, 8), 1),
        (-0.9, (14, 8), 1),
        (0.6, (14, 8), 2),
        (0.7, (6, 7), 0),
        # (2 * .5 / .75) ** (2 / 3) * 40 ** (1 / 3) = 4.14
        (0.5, (40, 50), 4),
        (0.99, (40, 50), 10),
    ],
)
def test_the_length_of_blocks(lag, sizes, length):
    assert block_length(lag, *sizes) == length


def test_what_is_left_over_joins_the_last_block():
    assert blocks(np.array([[1.0, 2, 3, 4, 5], [1, 1, 1, 1, 1]]), 2).tolist() == [[3, 12], [2, 3]]
    assert blocks(np.array([1.0, 2]), 5).tolist() == [3]


def test_where_there_are_few_ways_each_is_given_once():
    chosen, exact = shuffles(2, 3, resamples=10, seed=0)
    assert exact
    assert sorted(tuple(np.flatnonzero(row)) for row in chosen) == sorted(combinations(range(5), 2))
    assert chosen[0].tolist() == [1, 1, 0, 0, 0]


def test_where_there_are_many_each_unit_is_as_likely_in_the_first_group():
    chosen, exact = shuffles(6, 14, resamples=20000, seed=3)
    assert not exact
    assert (chosen.sum(axis=1) == 6).all()
    assert chosen.mean(axis=0) == pytest.approx(np.full(20, 0.3), abs=0.015)


def test_the_seed_settles_what_is_drawn():
    first, again, other = (shuffles(9, 9, resamples=50, seed=seed)[0] for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("n_a, n_b, resamples", [(0, 3, 9), (3, 0, 9), (3, 3, 0)])
def test_nothing_to_shuffle_is_refused_in_one_line(n_a, n_b, resamples):
    with pytest.raises(InputError, match="give 1 or more") as caught:
        shuffles(n_a, n_b, resamples=resamples, seed=0)
    assert "\n" not in str(caught.value)


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
