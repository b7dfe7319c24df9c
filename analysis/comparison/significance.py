"""What chance alone could do to each difference of two groups: one row of figures each, tested together where possible.

Beside p and the interval of :mod:`comparison.permutation`: p adjusted for the number of planned rows (Holm); how large
a difference is, apart from how sure it is (Cliff's delta and Hedges' g, each with its 95% interval); and the smallest
difference that would have been called clear four times in five.

Rows that rest on as many units share one drawing of shuffles. A row does not depend on which others are asked for,
except for its adjusted p-value and its smallest difference: these are of all planned rows together.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.comparison.permutation import ALPHA, Raised, Tests, compare_groups, studentise


def holm(p: np.ndarray) -> np.ndarray:
    """Adjust so that the chance of even one false finding is kept (Holm 1979)."""
    p = np.asarray(p, dtype=float)
    adjusted = np.full(len(p), np.nan)
    order = np.argsort(p, kind="stable")[: np.isfinite(p).sum()]
    steps = p[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0) if len(order) else steps
    return adjusted


_LEVEL = 0.95


def cliffs_delta(a: np.ndarray, b: np.ndarray) -> tuple[float, float, float]:
    """Return how often a value of `a` is above one of `b`, minus how often it is below, and its interval."""
    n, m = len(a), len(b)
    if min(n, m) < 2:
        return float("nan"), float("nan"), float("nan")
    above = _above(a, b)
    delta = above.mean()
    rows, columns = above.mean(axis=1) - delta, above.mean(axis=0) - delta
    square = (m**2 * (rows**2).sum() + n**2 * (columns**2).sum() - ((above - delta) ** 2).sum()) / (
        n * m * (n - 1) * (m - 1)
    )
    least = (1 - delta**2) / (n * m - 1)
    square = max(square, least)
    if abs(delta) == 1:
        from scipy import special

        z2 = special.ndtri((1 + _LEVEL) / 2) ** 2
        bound = (min(n, m) - z2) / (min(n, m) + z2)
        return float(delta), *((float(bound), 1.0) if delta > 0 else (-1.0, float(-bound)))
    low, high = _bound(delta, square, n + m - 2)
    return float(delta), float(low), float(high)


def _above(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.sign(np.asarray(a, dtype=float)[:, None] - np.asarray(b, dtype=float)[None, :])


def _delta(a: np.ndarray, b: np.ndarray) -> float:
    return _above(a, b).mean() if min(len(a), len(b)) > 1 else float("nan")


def _bound(delta: float, square: float, free: int) -> tuple[float, float]:
    from scipy import special

    t = special.stdtrit(free, (1 + _LEVEL) / 2)
    width = t * np.sqrt(square) * np.sqrt((1 - delta**2) ** 2 + t**2 * square)
    middle, below = delta - delta**3, 1 - delta**2 + t**2 * square
    return max((middle - width) / below, -1.0), min((middle + width) / below, 1.0)


def hedges_g(difference: float, spread: float, n_a: int, n_b: int) -> tuple[float, float, float]:
    """Return a difference in standard deviations of a unit, corrected for few units, and its interval."""
    from scipy import special

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


#: how often a difference of the size that is given would be called clear
POWER = 0.8
_DRAWS, _ROUNDS = 999, 3


def smallest_difference(sides: Sides, level: float, *, resamples: int = 9999, seed: int = 0) -> float:
    """Find the true difference for which p would have been below `level` four times in five; NaN where none is found.

    Pairs of groups are drawn from the groups' own units, with one value for both, and one of the two is raised until
    four fifths of the pairs are beyond what shuffling the raised groups gives; the larger of what either group needs is
    taken. For a rate none is found: how words that are not there would cluster, the units do not tell, and what was
    tried was clear in 34 to 47 of 100 pairs in place of 80.
    """
    if sides.is_rate:
        return float("nan")
    rng, influences = np.random.default_rng(seed), sides.influences()
    # a drawn group has one degree of freedom less in it than the population that it stands for
    drawn = [
        own[rng.integers(0, len(own), (_DRAWS, len(own)))] * np.sqrt(len(own) / max(len(own) - 1, 1))
        for own in influences
    ]

    raised = Raised(np.concatenate(influences), sides.sizes[0], level, resamples=resamples, seed=seed)

    def needed(up: int) -> float:
        found, seen = 0.0, studentise(drawn[up], drawn[1 - up])
        for _ in range(_ROUNDS):
            critical = raised.critical(-found if up else found)
            if not np.isfinite(critical):
                return float("nan")
            found = float(np.quantile(seen.reach(np.full(_DRAWS, critical)) - seen.gap, POWER))
        return found

    return max(needed(0), needed(1))


EVERY, DRAWN = "every shuffle", "shuffles drawn"
#: in each group so many units, and one in so many, differ from what most have, or a measure is too rare to be tested
FEWEST_VARIED, ONE_IN = 3, 10
ENDLESS = "too many paragraphs have one and the same value to bound the difference"
_TESTED = ["low", "high", "method", "p", "lag_one", "cliffs_delta"]
EFFECTS = ["cliffs_low", "cliffs_high", "hedges_g", "hedges_low", "hedges_high"]
_NONE = dict.fromkeys(_TESTED, np.nan) | {"method": None}


@dataclass(frozen=True)
class Sides:
    """What is divided by what in two groups: arrays (2, units), without gaps, in the order of the text."""

    a: np.ndarray
    b: np.ndarray

    @property
    def sizes(self) -> tuple[int, int]:
        """How many units each group has."""
        return self.a.shape[1], self.b.shape[1]

    @property
    def is_rate(self) -> bool:
        """Whether something is divided by a number of words, and not a mean taken."""
        return bool((self.a[1] != 1).any() or (self.b[1] != 1).any())

    def influences(self) -> tuple[np.ndarray, np.ndarray]:
        """Return each unit's influence on its group's value, times the number of units (of a mean: how far off)."""
        return tuple((y - y.sum() / w.sum() * w) / w.mean() for y, w in (self.a, self.b))

    def units(self) -> np.ndarray:
        """Return what is shuffled: each unit's influence and its group's value, whose mean is that value."""
        values = [y.sum() / w.sum() for y, w in (self.a, self.b)]
        return np.concatenate([value + own for value, own in zip(values, self.influences(), strict=True)])

    def spread(self) -> float:
        """Return the pooled standard deviation of a unit's influence: of the score itself, for a mean."""
        if min(self.sizes) < 2:
            return float("nan")
        return float(np.sqrt(sum((own**2).sum() for own in self.influences()) / (sum(self.sizes) - 2)))


def rare(sides: Sides, *, what: str = "paragraphs", names: tuple[str, str] | None = None) -> str | None:
    """Explain why a measure is too rare to be tested: in a group too few units differ from what most units have.

    A group with few of what is counted has, by luck, a low value and little variance together, and is then found too
    often, or it has none and says nothing of how much there could have been (``benchmarks/CALIBRATION.md``).
    """
    above = np.concatenate([sides.a[0], sides.b[0]])
    if not min(sides.sizes):
        return None
    common = 0.0 if sides.is_rate else Counter(above.tolist()).most_common(1)[0][0]
    for place, (own, size) in enumerate(zip((sides.a, sides.b), sides.sizes, strict=True)):
        others = int((own[0] != common).sum())
        if others < max(FEWEST_VARIED, np.ceil(size / ONE_IN)):
            where = f" in {names[place]}" if names else ""
            said = "any" if sides.is_rate or common == 0 else "another value than most"
            some = f"only {others}" if others else "none"
            return f"{some} of {size} {what} {'have' if others > 1 else 'has'} {said}{where}"
    return None


def judged(
    rows: dict[int, Sides], *, resamples: int, seed: int, ordered: bool = True, effects: bool = True
) -> pd.DataFrame:
    """Test each row's difference. `effects` are Hedges' g and both effect sizes' intervals: scipy is read for them."""
    found, jobs = {}, {}
    for key, sides in rows.items():
        jobs.setdefault(sides.sizes, {})[key] = sides
    for (n_a, _), job in jobs.items():
        units = np.stack([sides.units() for sides in job.values()])
        tests = compare_groups(units, n_a, resamples=resamples, seed=seed, ordered=ordered)
        method = EVERY if tests.exact else DRAWN
        for k, (key, sides) in enumerate(job.items()):
            found[key] = _NONE | {"method": method, "lag_one": tests.lag[k]} | _told(tests, k)
            values = (y / w for y, w in (sides.a, sides.b))
            found[key] |= _effects(sides) if effects else {"cliffs_delta": float(_delta(*values))}
    columns = [*_TESTED, *EFFECTS] if effects else _TESTED
    return pd.DataFrame.from_dict({key: found[key] for key in rows}, orient="index", columns=columns)


def _told(tests: Tests, k: int) -> dict:
    return {"low": tests.low[k], "high": tests.high[k], "p": tests.p[k]}


def _effects(sides: Sides) -> dict:
    values = [y / w for y, w in (sides.a, sides.b)]
    means = [y.sum() / w.sum() for y, w in (sides.a, sides.b)]
    delta = cliffs_delta(*values)
    g = hedges_g(means[0] - means[1], sides.spread(), *sides.sizes)
    return dict(zip(["cliffs_delta", *EFFECTS], (*delta, *g), strict=True))


def decided(table: pd.DataFrame) -> pd.DataFrame:
    """Add what follows from p and reason: the adjusted p-value, and what may be called clear.

    Parameters
    ----------
    table : rows with ``p``, ``low``, ``high`` and ``reason`` (why a row cannot be clear, or missing); and ``planned``,
        where not all rows were planned before any was looked at

    Returns
    -------
    DataFrame
        with no number for an interval without end, and a reason; and: p_holm, over the planned rows that have no
        reason; among: how many these are; clear_alone: p is below 0.05, so the interval leaves out 0; clear: p_holm is
        below 0.05. Of forty rows without any true difference two are clear alone, by chance, and a page that shows what
        is clear would show these two. So few rows are planned, and clear is what still stands when these are looked at
        together: of 100 pages on which nothing differs, 5 or fewer have a clear row. A row that was not planned is
        exploration, and never clear.
    """
    endless = ~np.isfinite(table[["low", "high"]].to_numpy(dtype=float)).all(axis=1)
    reason = table["reason"].mask(table["reason"].isna() & table["p"].notna() & endless, ENDLESS)
    planned = table["planned"].to_numpy(bool) if "planned" in table else np.ones(len(table), dtype=bool)
    tested = table["p"].where(reason.isna()).to_numpy(dtype=float)
    p_holm = holm(np.where(planned, tested, np.nan))
    ends = {name: table[name].mask(endless) for name in ("low", "high")}
    made = table.assign(reason=reason, **ends, planned=planned, p_holm=p_holm)
    among = int(np.isfinite(p_holm).sum())
    return made.assign(among=among, clear_alone=tested < ALPHA, clear=p_holm < ALPHA)


def smallest_of(table: pd.DataFrame, rows: dict[int, Sides], *, resamples: int, seed: int) -> np.ndarray:
    """Find the smallest difference of each planned row that was tested; NaN for the others, which are never clear.

    The other rows are taken as they are: how small p has to be depends on how many of them pass before it.
    """
    smallest, p = np.full(len(table), np.nan), table["p"].to_numpy(dtype=float)
    tested = np.flatnonzero(table["p_holm"].notna())
    steps = ALPHA / np.arange(len(tested), 0, -1)
    for key in tested:
        others = np.sort(p[tested[tested != key]])
        passed = int(np.logical_and.accumulate(others < steps[:-1]).sum())
        smallest[key] = smallest_difference(rows[key], steps[passed], resamples=resamples, seed=seed)
    return smallest
