"""p-values of many tests, adjusted for their number."""

from __future__ import annotations

import numpy as np
from scipy import stats


def holm(p: np.ndarray) -> np.ndarray:
    """Adjust so that the chance of even one false finding is kept (Holm 1979).

    Parameters
    ----------
    p : array of p-values, from 0 to 1; NaN where there was no test

    Returns
    -------
    array of the same length, from 0 to 1: below 0.05 for what may be called a finding when the chance that any of the
    tests calls one wrongly is to be 5% at most, however the tests depend on each other. NaN stays NaN, and does not
    count as a test.

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6(2).
    """
    p = np.asarray(p, dtype=float)
    adjusted = np.full(len(p), np.nan)
    order = np.argsort(p, kind="stable")[: np.isfinite(p).sum()]
    steps = p[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0) if len(order) else steps
    return adjusted


def benjamini_hochberg(p: np.ndarray) -> np.ndarray:
    """Adjust so that of the findings 5% or fewer are expected to be false (Benjamini and Hochberg 1995).

    Parameters
    ----------
    p : array of p-values, from 0 to 1; NaN where there was no test

    Returns
    -------
    array of the same length, from 0 to 1: call a finding what is below 0.05. It keeps its promise where the tests are
    independent, and where they rise and fall together, as measures of the same paragraphs mostly do. NaN stays NaN.

    References
    ----------
    Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate: a practical and powerful approach to
    multiple testing. Journal of the Royal Statistical Society B 57(1). Computed by
    :func:`scipy.stats.false_discovery_control`.
    """
    p = np.asarray(p, dtype=float)
    adjusted = np.full(len(p), np.nan)
    tested = np.isfinite(p)
    if tested.any():
        adjusted[tested] = stats.false_discovery_control(p[tested])
    return adjusted
