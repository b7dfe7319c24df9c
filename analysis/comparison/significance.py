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
    """Adjust so that the chance of even one false finding is kept (Holm 1979)."""
    p = np.asarray(p, dtype=float)
    adjusted = np.full(len(p), np.nan)
    order = np.argsort(p, kind="stable")[: np.isfinite(p).sum()]
    steps = p[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0) if len(order) else steps
    return adjusted


def benjamini_hochberg(p: np.ndarray) -> np.ndarray:
    """Adjust so that of the findings 5% or fewer are expected to be false (Benjamini and Hochberg 1995)."""
    p = np.asarray(p, dtype=float)
    adjusted = np.full(len(p), np.nan)
    tested = np.isfinite(p)
    if tested.any():
        adjusted[tested] = stats.false_discovery_control(p[tested])
    return adjusted


_LEVEL = 0.95


def cliffs_delta(a: np.ndarray, b: np.ndarray) -> tuple[float, float, float]:
    """Return how often a value of `a` is above one of `b`, minus how often it is below."""
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
    """Return a difference in standard deviations of a unit, corrected for the small number of units."""
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
    """Return the true difference that the test would have found four times in five."""
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
        """Return each unit's pull on its group's value: how far it moves the ratio times the number of units."""
        return tuple((y - y.sum() / w.sum() * w) / w.mean() for y, w in (self.a, self.b))

    def spread(self) -> float:
        """Return the pooled standard deviation of a unit's pull: of the score itself, for a mean."""
        if min(self.sizes) < 2:
            return float("nan")
        pulls = self.pulls()
        return float(np.sqrt(sum((p**2).sum() for p in pulls) / (sum(self.sizes) - 2)))


def rare(sides: Sides, *, what: str = "paragraphs") -> str | None:
    """Explain why a measure is too rare to be tested: fewer than five units differ from what most units have."""
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
    """Test each row's difference."""
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
