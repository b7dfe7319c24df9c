from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from analysis.resample import shuffles
from analysis.schema import InputError


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
