from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from analysis.resample import intervals

pytestmark = pytest.mark.filterwarnings("error")


def means(values: list[float]) -> np.ndarray:
    """Scores as a ratio of sums: each paragraph counts one; NaN where it has no score."""
    return np.array([values, np.where(np.isnan(values), np.nan, 1.0)])


def test_the_interval_is_scipys_for_the_plain_means():
    rng = np.random.default_rng(0)
    a, b = rng.gamma(2, 1, 14), rng.gamma(2, 1, 9)
    low, high, method = intervals({0: (means(a), means(b))}, resamples=999, seed=3)[0]
    plain = stats.bootstrap(
        (a, b), lambda x, y, axis: x.mean(axis) - y.mean(axis), n_resamples=999, rng=np.random.default_rng(3)
    ).confidence_interval
    assert (low, high) == pytest.approx((plain.low, plain.high), rel=1e-9)
    assert method == "BCa"


def test_paragraphs_without_a_value_take_no_part():
    a, b = [1.0, 2.0, 4.0, 3.0], [0.0, 1.0, 1.0]
    gaps = (means([1.0, np.nan, 2.0, 4.0, 3.0]), means([np.nan, *b]))
    found = intervals({"gaps": gaps, "none": (means(a), means(b))}, resamples=499, seed=0)
    assert found["gaps"][:2] == pytest.approx(found["none"][:2])


def test_nothing_to_resample_gives_nothing():
    assert intervals({}, resamples=99, seed=0) == {}


def test_where_bca_is_not_defined_the_percentiles_stand_in():
    a, b = means([1.0, 1, 1]), means([0.0, 0, 0])
    assert intervals({0: (a, b)}, resamples=99, seed=0) == {0: (1.0, 1.0, "percentile")}


@pytest.mark.parametrize("n, low, high", [((6, 6), 0.08, 0.13), ((13, 8), 0.06, 0.09), ((40, 40), 0.035, 0.065)])
def test_how_often_no_difference_looks_clear_is_as_compare_says(n, low, high):
    rng = np.random.default_rng(0)
    pairs = 1000
    a, b = (np.stack([rng.normal(0, 1, (pairs, k)), np.ones((pairs, k))], axis=1) for k in n)
    found = intervals(dict(enumerate(zip(a, b, strict=True))), resamples=999, seed=1)
    assert low < np.mean([below > 0 or above < 0 for below, above, _ in found.values()]) < high
