"""Which units stand in the first group when all are shuffled between two groups: every way, or many drawn at random."""

from __future__ import annotations

from itertools import combinations
from math import comb

import numpy as np

from analysis.schema import InputError


def shuffles(n_a: int, n_b: int, *, resamples: int, seed: int) -> tuple[np.ndarray, bool]:
    """Give the ways to put `n_a` of ``n_a + n_b`` units into the first group.

    Parameters
    ----------
    n_a, n_b : how many units the groups have, one or more each
    resamples : how many ways are drawn. Where there are no more ways than these, every way is given instead, once.
    seed : where the random numbers begin; the same seed gives the same ways

    Returns
    -------
    chosen : float array (ways, n_a + n_b), 1 where the unit stands in the first group and 0 elsewhere
    exact : whether `chosen` holds every way. The first row is then the units as they stood. Ways drawn at random do
        not hold it: whoever counts them adds it (Phipson and Smyth 2010).

    Raises
    ------
    InputError
        if a group is empty, or nothing is to be drawn

    References
    ----------
    Phipson, B. and Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical Applications in
    Genetics and Molecular Biology 9(1), 39.
    """
    if min(n_a, n_b, resamples) < 1:
        raise InputError(f"shuffles: groups of {n_a} and {n_b}, {resamples} resamples; give 1 or more of each.")
    n, ways = n_a + n_b, comb(n_a + n_b, n_a)
    exact = ways <= resamples
    if exact:
        places = np.array(list(combinations(range(n), n_a)))
    else:
        drawn = np.random.default_rng(seed).random((resamples, n))
        places = np.argpartition(drawn, n_a - 1, axis=1)[:, :n_a]
    chosen = np.zeros((len(places), n))
    np.put_along_axis(chosen, places, 1.0, axis=1)
    return chosen, exact
