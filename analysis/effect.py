"""How large a difference is, apart from how sure it is: Cliff's delta and Hedges' g, each with its 95% interval."""

from __future__ import annotations

import numpy as np
from scipy import special, stats

_LEVEL = 0.95


def cliffs_delta(a: np.ndarray, b: np.ndarray) -> tuple[float, float, float]:
    """Give how often a value of `a` is above one of `b`, minus how often it is below.

    Parameters
    ----------
    a, b : the units' values, two or more each

    Returns
    -------
    delta, low, high
        from -1 (every value of `a` is below every value of `b`) to 1; 0 where neither tends to be higher. The interval
        is that of Feng and Cliff (2004); it stays within -1 and 1. Where all values of one side lie beyond all of the
        other, the variance cannot be estimated; one end is then ``(n - z * z) / (n + z * z)``, n the smaller number of
        values. NaN with fewer than two values on a side.

    References
    ----------
    Cliff, N. (1993). Dominance statistics: ordinal analyses to answer ordinal questions. Psychological Bulletin 114(3).
    Feng, D. and Cliff, N. (2004). Monte Carlo evaluation of ordinal d with improved confidence interval. Journal of
    Modern Applied Statistical Methods 3(2), 322-332.

    Examples
    --------
    >>> cliffs_delta([3, 4, 5], [1, 2, 4])[0].round(4)
    np.float64(0.6667)
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    n, m = len(a), len(b)
    if min(n, m) < 2:
        return float("nan"), float("nan"), float("nan")
    above = np.sign(a[:, None] - b[None, :])
    delta = above.mean()
    rows, columns = above.mean(axis=1) - delta, above.mean(axis=0) - delta
    square = (m**2 * (rows**2).sum() + n**2 * (columns**2).sum() - ((above - delta) ** 2).sum()) / (
        n * m * (n - 1) * (m - 1)
    )
    least = (1 - delta**2) / (n * m - 1)
    square = max(square, least)
    if abs(delta) == 1:
        z2 = stats.norm.ppf((1 + _LEVEL) / 2) ** 2
        bound = (min(n, m) - z2) / (min(n, m) + z2)
        return float(delta), *((float(bound), 1.0) if delta > 0 else (-1.0, float(-bound)))
    low, high = _bound(delta, square, n + m - 2)
    return float(delta), float(low), float(high)


def _bound(delta: float, square: float, free: int) -> tuple[float, float]:
    t = stats.t.ppf((1 + _LEVEL) / 2, free)
    width = t * np.sqrt(square) * np.sqrt((1 - delta**2) ** 2 + t**2 * square)
    middle, below = delta - delta**3, 1 - delta**2 + t**2 * square
    return max((middle - width) / below, -1.0), min((middle + width) / below, 1.0)


def hedges_g(difference: float, spread: float, n_a: int, n_b: int) -> tuple[float, float, float]:
    """Give a difference in standard deviations of a unit, corrected for the small number of units.

    Parameters
    ----------
    difference : the first group's value minus the second's
    spread : the pooled standard deviation of a unit, in the same unit of measurement
    n_a, n_b : how many units the groups have

    Returns
    -------
    g, low, high
        0 is no difference; 0.2, 0.5 and 0.8 are by custom called small, middling and large. The interval is that of the
        noncentral t distribution. NaN where there is no spread, or fewer than four units.

    References
    ----------
    Hedges, L. V. (1981). Distribution theory for Glass's estimator of effect size and related estimators. Journal of
    Educational Statistics 6(2). Hedges, L. V. and Olkin, I. (1985). Statistical Methods for Meta-Analysis, chapter 5.
    """
    free = n_a + n_b - 2
    if free < 2 or min(n_a, n_b) < 1 or not spread > 0 or not np.isfinite(difference):
        return float("nan"), float("nan"), float("nan")
    correction = (
        np.exp(special.gammaln(free / 2) - special.gammaln((free - 1) / 2)) / np.sqrt(free / 2) if free > 1 else 0
    )
    root = np.sqrt(n_a * n_b / (n_a + n_b))
    d = difference / spread
    ends = [
        special.nctdtrinc(free, share, d * root) / root * correction for share in ((1 + _LEVEL) / 2, (1 - _LEVEL) / 2)
    ]
    return float(correction * d), float(ends[0]), float(ends[1])
