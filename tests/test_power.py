from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from analysis.permutation import compare_groups
from analysis.power import smallest_difference


def test_by_hand():
    # critical 2, four fifths of t with 18 degrees of freedom lie below 0.862
    found = smallest_difference(np.array([0.5, 1.0]), np.array([2.0, np.inf]), 6, 14)
    assert found[0] == pytest.approx(0.5 * (2 + 0.86205), abs=1e-5)
    assert found[1] == np.inf


@pytest.mark.parametrize("n_a, n_b", [(8, 14), (20, 40)])
def test_it_is_found_four_times_in_five(n_a, n_b):
    rng = np.random.default_rng(1)
    rows = 600
    noise = rng.normal(0, 1, (rows, n_a + n_b))
    ones = np.ones_like(noise)
    still = compare_groups(noise, ones, n_a, resamples=299)
    least = smallest_difference(still.error, still.critical, n_a, n_b).mean()
    moved = noise + least * (np.arange(n_a + n_b) < n_a)
    found = compare_groups(moved, ones, n_a, resamples=299).p < 0.05
    assert 0.74 < found.mean() < 0.86
    # and it is near what the t test would need
    t = stats.t.ppf([0.975, 0.8], n_a + n_b - 2).sum() * np.sqrt(1 / n_a + 1 / n_b)
    assert least == pytest.approx(t, rel=0.06)
