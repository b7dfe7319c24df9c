from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import test_sizes
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.comparison.permutation import (
    WIDENED,
    Statistic,
    _orders,
    _Shuffled,
    _sides,
    compare_groups,
    shuffles,
    studentise,
    weight_of_lag,
)
from analysis.schema import InputError

pytestmark = pytest.mark.filterwarnings("error")


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


def test_the_statistic_is_welchs_with_what_neighbours_add():
    rng = np.random.default_rng(2)
    a, b = rng.normal(0, 1, 9), rng.normal(1, 3, 12)
    welch = stats.ttest_ind(a, b, equal_var=False)
    plain = studentise(a, b, ordered=False)
    assert plain.gap / plain.error == pytest.approx(welch.statistic, rel=1e-10)
    assert plain.free == pytest.approx(welch.df, rel=1e-10)
    # Wallace's approximation: as far out on the normal scale as the t is on its own
    assert 2 * stats.norm.sf(plain.z()) == pytest.approx(welch.pvalue, rel=0.02)
    assert plain.reach(plain.z()) == pytest.approx(abs(plain.gap), rel=1e-10)
    own = [(x[1:] * x[:-1]).sum() / (x**2).sum() + 1 / len(x) for x in (a - a.mean(), b - b.mean())]
    lag = (9 * own[0] + 12 * own[1]) / 21
    found = studentise(a, b)
    assert found.lag == pytest.approx(lag)
    assert found.error == pytest.approx(WIDENED * plain.error * np.exp(weight_of_lag(21) * lag / 2))


def test_the_lag_of_shuffled_units_is_none_and_a_course_has_it():
    rng = np.random.default_rng(0)
    still = rng.normal(0, 1, (3000, 15))
    assert studentise(still, still[::-1]).lag.mean() == pytest.approx(0, abs=0.01)
    course = np.repeat([1.0, -1.0], 10)
    assert studentise(course, course).lag > 0.8


def test_a_shuffle_gives_what_the_statistic_of_its_units_gives():
    # the fast sums over all shuffles against the plain statistic of each, with the first group moved or not
    units = np.random.default_rng(3).gamma(1, 1, (2, 15))
    for shift in (0.0, 0.7):
        moved = units - shift * (np.arange(15) < 6)
        for ordered in (True, False):
            sides = _sides(6, 9, resamples=20, seed=3, ordered=ordered)
            fast = _Shuffled(units, sides, ordered=ordered).z(np.full(2, shift))
            for k, own in enumerate(_orders(6, 9, resamples=20, seed=3, ordered=ordered)[0]):
                plain = studentise(moved[:, own[:6]], moved[:, own[6:]], ordered=ordered)
                plain = Statistic(plain.gap, plain.error / (WIDENED if ordered else 1), plain.free, plain.lag)
                assert fast[:, k] == pytest.approx(plain.z(), rel=1e-9)


def judge(a, b, **options):
    return compare_groups(np.concatenate([a, b])[None], len(a), **options)


def test_three_against_two_by_hand():
    # 1, 2, 3 against 8, 9: no other of the ten ways is as far, so p is 1 in 10
    found = judge([1.0, 2, 3], [8.0, 9], ordered=False)
    assert found.exact
    assert found.p[0] == pytest.approx(0.1)
    assert found.difference[0] == pytest.approx(-6.5)
    # with ten ways nothing can be below 0.05
    assert (found.low[0], found.high[0]) == (-np.inf, np.inf)


def test_the_exact_p_is_scipys_to_ten_digits():
    rng = np.random.default_rng(1)
    a, b = rng.gamma(2, 1, 5), rng.gamma(3, 1, 7)

    def statistic(first, second):
        return studentise(first, second, ordered=False).z()

    plain = stats.permutation_test((a, b), statistic, n_resamples=np.inf, alternative="greater", vectorized=False)
    found = judge(a, b, ordered=False)
    assert found.exact
    assert found.p[0] == pytest.approx(plain.pvalue, abs=1e-12)


def test_units_in_order_are_never_called_exact():
    assert not judge(np.arange(6.0), np.arange(8.0) ** 2, resamples=9999).exact


def test_drawn_shuffles_count_the_units_as_they_stand():
    found = judge([0.0] * 9 + [0.1], [5.0] * 9 + [5.1], resamples=199)
    assert found.p[0] == pytest.approx(1 / 200)


def test_ties_count_in_full():
    # one unit of four differs, and stands in the first group: each of the six ways is as far
    assert judge([1.0, 0], [0.0, 0], ordered=False).p[0] == 1


def test_six_and_six_with_six_ones_are_found_at_most_as_often_as_promised():
    # of the 924 ways the two with all ones on one side, and the 72 with five, are the furthest: 74 of 924 are 8 in 100
    five = judge([1.0] * 5 + [0], [0.0] * 5 + [1], ordered=False)
    assert five.exact and five.p[0] == pytest.approx(74 / 924)


def test_the_interval_is_what_shifting_and_testing_again_does_not_reject():
    rng = np.random.default_rng(4)
    a, b = rng.gamma(2, 1, 8), rng.gamma(3, 1, 9)
    found = judge(a, b, resamples=999)
    assert found.low[0] < found.difference[0] < found.high[0]
    for end, inwards in ((found.low[0], 1), (found.high[0], -1)):
        step = inwards * found.error[0] * 3e-2
        for shift, holds in ((end + step, True), (end - step, False)):
            assert (judge(a - shift, b, resamples=999).p[0] >= 0.05) == holds


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(-5, 5), min_size=6, max_size=9),
    st.lists(st.integers(-5, 5), min_size=6, max_size=9),
    st.integers(0, 9),
)
def test_interval_and_p_always_say_the_same_of_no_difference(a, b, seed):
    found = judge(np.array(a) * 1.0, np.array(b) * 1.0, resamples=199, seed=seed)
    assert (found.low[0] > 0 or found.high[0] < 0) == (found.p[0] < 0.05)
    assert 0 < found.p[0] <= 1


def test_what_is_alike_has_a_difference_of_none_and_a_p_of_one():
    own = np.random.default_rng(8).gamma(1, 1, 12)
    found = judge(own, own, resamples=999)
    assert found.difference[0] == 0 and found.p[0] == 1
    assert found.low[0] < 0 < found.high[0]


def test_a_row_does_not_depend_on_the_others_nor_on_the_unit_it_is_counted_in():
    units = np.random.default_rng(5).gamma(2, 1, (3, 20))
    all_rows, one = (compare_groups(units[k:], 8, resamples=499, seed=2) for k in (0, 2))
    large = compare_groups(units * 1e6 + 1e3, 8, resamples=499, seed=2)
    for name in ("difference", "p", "low", "high"):
        assert getattr(all_rows, name)[2] == pytest.approx(getattr(one, name)[0], rel=1e-9)
    assert large.p == pytest.approx(all_rows.p)
    assert large.low == pytest.approx(all_rows.low * 1e6, rel=1e-6)


@pytest.mark.parametrize("kind", ["spread 3 to 1", "skewed", "lag one .3"])
@pytest.mark.parametrize("sizes", [(6, 14), (14, 6), (6, 8)])
def test_no_difference_is_found_about_once_in_twenty(kind, sizes):
    # 600 pairs: 5 in 100, 1.5 as is promised, and twice the standard error of 0.9
    assert 0.017 <= test_sizes.size_of((kind, sizes), pairs=600, seed=5)["rejected"] <= 0.083


def test_the_shipped_sizes_are_within_what_is_promised():
    table = pd.read_csv(Path(test_sizes.__file__).with_name("test_size.csv"))
    assert set(table["kind"]) == set(test_sizes.KINDS) and len(table) == len(test_sizes.KINDS) * len(test_sizes.SIZES)
    # rare counts are tested where enough paragraphs have any: there the test may be cautious, and is never too bold
    rare = table["kind"].isin(["counts", "zeros .15, .9"])
    enough = table[table["tested"] >= 300]
    assert enough["rejected"].max() <= 0.08
    assert enough.loc[~rare, "rejected"].min() >= 0.03
    # 1,000 pairs a cell have a standard error of 0.7 in 100: beyond 3.5 to 6.5 there are few cells, and by no more
    assert enough["rejected"].gt(0.065).sum() + enough.loc[~rare, "rejected"].lt(0.035).sum() <= 8
