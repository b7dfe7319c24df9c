"""The smallest difference that two groups of so many units could have shown."""

from __future__ import annotations

import numpy as np
from scipy import stats

#: how often a difference of the size that is given would be found
POWER = 0.8


def smallest_difference(error: np.ndarray, critical: np.ndarray, n_a: int, n_b: int) -> np.ndarray:
    """Give the true difference that the test would have found four times in five.

    Parameters
    ----------
    error : array of K standard errors of the difference
    critical : the K studentised differences from which on a difference is clear; infinite where none would be
    n_a, n_b : how many units the groups have, two or more each

    Returns
    -------
    array of K numbers, in the measure's unit, 0 or more
        ``(critical + t) * error``, t being the point below which four fifths of a t distribution with
        ``n_a + n_b - 2`` degrees of freedom lie: a true difference so large lands beyond the critical one in four of
        five pairs of articles. It rests on the number of units and their spread, not on the difference that was seen:
        it is no second telling of p (Hoenig and Heisey 2001). Infinite where no difference could be found.

    References
    ----------
    Hoenig, J. M. and Heisey, D. M. (2001). The abuse of power. The American Statistician 55(1), 19-24.
    """
    return (np.asarray(critical) + stats.t.ppf(POWER, n_a + n_b - 2)) * np.asarray(error)
