from __future__ import annotations

import numpy as np
import pytest

from analysis.dependence import block_length, blocks, lag_one

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
