from __future__ import annotations

import numpy as np
import pytest

from analysis.stretches import Stretches, apart, ranges


def test_words_inside_of_stretches():
    runs = Stretches(np.array([2, 6]), np.array([3, 6]))
    assert runs.hold(np.arange(8)).tolist() == [False, False, True, True, False, False, True, False]
    assert runs.mask(8).tolist() == runs.hold(np.arange(8)).tolist()
    ends = runs.cover(np.array([2, 1, 3, 6]), np.array([3, 2, 6, 7]))
    assert ends.tolist() == [True, False, True, False]
    nothing = Stretches(np.empty(0, int), np.empty(0, int))
    assert not nothing.hold(np.arange(3)).any() and not nothing.mask(3).any()


def test_ranges():
    assert ranges(np.array([5, 1]), np.array([2, 3])).tolist() == [5, 6, 1, 2, 3]
    assert ranges(np.array([5, 1, 7]), np.array([0, 2, 0])).tolist() == [1, 2]
    assert ranges(np.empty(0, int), np.empty(0, int)).tolist() == []


@pytest.mark.parametrize(
    ("first", "last", "stay"),
    [
        ([], [], []),
        ([0, 1, 2], [0, 1, 2], [True, True, True]),
        ([0, 1, 3], [2, 5, 4], [True, False, True]),
        ([0, 0, 1, 4], [0, 3, 2, 4], [True, False, True, True]),
    ],
)
def test_of_runs_that_overlap_the_first_stays(first, last, stay):
    assert apart(np.array(first, int), np.array(last, int)).tolist() == stay
