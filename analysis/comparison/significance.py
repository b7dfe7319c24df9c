"""p-values of many tests, adjusted for their number.

How large a difference is, apart from how sure it is: Cliff's delta and Hedges' g, each with its 95% interval.

The smallest difference that two groups of so many units could have shown.

What chance alone could do to each difference of two groups: one row of figures each, tested together where possible.

Rows that rest on the same units share one drawing of shuffles. A row does not depend on which others are asked for,
except for its adjusted p-values: these are for all rows together.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import special, stats

from analysis.comparison.permutation import ALPHA, Tests, block_length, blocks, compare_groups, lag_one


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


EVERY, DRAWN, IN_BLOCKS = "every shuffle", "shuffles drawn", "blocks shuffled"
#: with fewer units than these that differ from the rest, in both groups together, a measure is too rare to be tested
FEWEST_VARIED = 5
ALIKE = "neighbouring paragraphs are alike here, and there are too few blocks of them to tell a difference from chance"
_EFFECTS = ["cliffs_delta", "cliffs_low", "cliffs_high", "hedges_g", "hedges_low", "hedges_high"]
COLUMNS = ["low", "high", "method", "p", "smallest", "lag_one", "block", *_EFFECTS]
_NONE = dict.fromkeys(COLUMNS, np.nan) | {"method": None, "block": 0}


@dataclass(frozen=True)
class Sides:
    """What is divided by what in two groups: arrays (2, units), without gaps, in the order of the text."""

    a: np.ndarray
    b: np.ndarray

    @property
    def sizes(self) -> tuple[int, int]:
        """How many units each group has."""
        return self.a.shape[1], self.b.shape[1]

    def pulls(self) -> tuple[np.ndarray, np.ndarray]:
        """Give each unit's pull on its group's value: how far it moves the ratio times the number of units."""
        return tuple((y - y.sum() / w.sum() * w) / w.mean() for y, w in (self.a, self.b))

    def spread(self) -> float:
        """Give the pooled standard deviation of a unit's pull: of the score itself, for a mean."""
        if min(self.sizes) < 2:
            return float("nan")
        pulls = self.pulls()
        return float(np.sqrt(sum((p**2).sum() for p in pulls) / (sum(self.sizes) - 2)))


def rare(sides: Sides, *, what: str = "paragraphs") -> str | None:
    """Say why a measure is too rare to be tested: fewer than five units differ from what most units have.

    A single exclamation mark can move a rate far when the article that has it is short, and its interval is right
    in three of four cases instead of nineteen of twenty. The rule looks at both groups together and not at which
    group a unit is in; so it does not favour one outcome, and the test of what is left stays exact.
    """
    above = np.concatenate([sides.a[0], sides.b[0]])
    if not len(above):
        return None
    below = np.concatenate([sides.a[1], sides.b[1]])
    is_count = (below != 1).any()
    common = 0.0 if is_count else Counter(above.tolist()).most_common(1)[0][0]
    others = int((above != common).sum())
    if others >= FEWEST_VARIED:
        return None
    have = f"{others} of {len(above)} {what} {'has' if others == 1 else 'have'}"
    said = f"only {have} any" if is_count or common == 0 else f"only {have} another value than the rest"
    return f"{said}, too few to tell a difference from chance"


def judged(rows: dict[int, Sides], *, resamples: int, seed: int, ordered: bool = True) -> pd.DataFrame:
    """Test each row's difference.

    Parameters
    ----------
    rows : by any key, the two groups; two units or more in each, and some spread
    resamples, seed : as in :func:`comparison.permutation.compare_groups`
    ordered : whether the units stand in the order of a text, so that neighbours can be alike

    Returns
    -------
    DataFrame
        indexed by the keys, with the COLUMNS: low, high (95% interval; infinite where no difference would be
        rejected); method (EVERY, DRAWN or IN_BLOCKS); p; smallest (the smallest difference that would be found four
        times in five); lag_one (how alike neighbours are); block (units shuffled together; 0 where blocks were called
        for and there are too few of them: the row is then tested unit by unit, and should not be called clear);
        Cliff's delta of the units' own values and Hedges' g of their pulls, with intervals.
    """
    found, jobs = {}, {}
    for key, sides in rows.items():
        lag = float(lag_one(tuple(pull[None] for pull in sides.pulls()))[0]) if ordered else float("nan")
        length = block_length(lag, *sides.sizes) if ordered else 1
        units = Sides(*(blocks(side, length) for side in (sides.a, sides.b))) if length > 1 else sides
        found[key] = _NONE | {"lag_one": lag, "block": length} | _effects(sides)
        jobs.setdefault((*units.sizes, length > 1), {})[key] = units
    for (n_a, n_b, in_blocks), job in jobs.items():
        stacked = np.stack([np.concatenate([units.a, units.b], axis=1) for units in job.values()])
        tests = compare_groups(stacked[:, 0], stacked[:, 1], n_a, resamples=resamples, seed=seed)
        method = IN_BLOCKS if in_blocks else EVERY if tests.exact else DRAWN
        least = smallest_difference(tests.error, tests.critical, n_a, n_b)
        for k, key in enumerate(job):
            found[key] |= {"method": method, "smallest": least[k]} | _told(tests, k)
    return pd.DataFrame.from_dict(found, orient="index", columns=COLUMNS)


def _told(tests: Tests, k: int) -> dict:
    return {"low": tests.low[k], "high": tests.high[k], "p": tests.p[k]}


def _effects(sides: Sides) -> dict:
    values = [y / w for y, w in (sides.a, sides.b)]
    means = [y.sum() / w.sum() for y, w in (sides.a, sides.b)]
    delta = cliffs_delta(*values)
    g = hedges_g(means[0] - means[1], sides.spread(), *sides.sizes)
    return dict(zip(_EFFECTS, (*delta, *g), strict=True))


def decided(table: pd.DataFrame) -> pd.DataFrame:
    """Add what follows from p and reason: the adjusted p-values, and what may be called clear.

    Parameters
    ----------
    table : rows with ``p``, ``low``, ``high``, ``block`` and ``reason`` (why a row cannot be clear, or missing)

    Returns
    -------
    DataFrame
        with ``reason`` filled where blocks were too few, no number for an interval without end, and: p_holm and p_bh,
        over the rows that have no reason; among: how many these are; clear_alone: p is below 0.05, so the interval
        leaves out 0; clear: p_bh is below 0.05 too. Of forty rows without any true difference two are clear alone, by
        chance, and a page that shows what is clear would show these two. So clear is what still stands when all rows
        are looked at together: of the rows called clear, 5% or fewer are expected to be chance. Holm's p is there for
        whoever must not be wrong once.
    """
    alike = table["reason"].isna() & (table["block"] == 0) & table["p"].notna()
    reason = table["reason"].mask(alike, ALIKE)
    endless = ~np.isfinite(table[["low", "high"]].to_numpy(dtype=float)).all(axis=1)
    tested = table["p"].where(reason.isna()).to_numpy(dtype=float)
    adjusted = {"p_holm": holm(tested), "p_bh": benjamini_hochberg(tested)}
    ends = {name: table[name].mask(endless) for name in ("low", "high")}
    least = table["smallest"].where(np.isfinite(table["smallest"].to_numpy(dtype=float)))
    made = table.assign(reason=reason, **ends, smallest=least, **adjusted)
    return made.assign(among=int(np.isfinite(tested).sum()), clear_alone=tested < ALPHA, clear=adjusted["p_bh"] < ALPHA)
