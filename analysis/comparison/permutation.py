"""A permutation test of the difference between two groups, and the 95% interval that agrees with it.

What is shuffled is one number a unit (a paragraph, or an article): the group's value plus the unit's influence on it,
so that a mean and a ratio of sums are tested alike and neither the scale nor the length of the units matters. What is
compared with the shuffles is not the bare difference but the difference in standard errors, worked out anew for each
shuffle from each group's own variance; nothing is lent from one group to the other. Where groups differ in spread and
size only such a statistic stays right as they grow (Janssen 1997, Chung and Romano 2013). Its degrees of freedom are
Welch's, also of each shuffle, and both together become one number on the scale of the normal distribution (Wallace
1959), so that a shuffle that leaves a group with little variance does not weigh too much.

Neighbouring paragraphs may be alike. So the variance is multiplied by ``exp(c * lag)``, where `lag` is the correlation
of neighbours in the order of the text, estimated in the pair and in each shuffle: always, without a first test of
whether it is there. With ``c = 2`` this is, nearly, the long-run variance of a series whose neighbours correlate by
`lag`; in short articles the estimate is drawn to 0, and `c` is larger (:func:`weight_of_lag`, measured in
``benchmarks/CALIBRATION.md``). The shuffles of a test are drawn, and it is exact only for units in no order that can be
shuffled in few ways.

The interval holds every shift that the test would not reject: the first group is moved by it and shuffled again. So the
interval leaves out 0 exactly where p is below 0.05.

References
----------
Janssen, A. (1997). Studentized permutation tests for non-i.i.d. hypotheses and the generalized Behrens-Fisher problem.
Statistics & Probability Letters 36(1), 9-21.
Chung, E. and Romano, J. P. (2013). Exact and asymptotically robust permutation tests. Annals of Statistics 41(2).
Wallace, D. L. (1959). Bounds on normal approximations to Student's and the chi-square distributions. Annals of
Mathematical Statistics 30(4), 1121-1130.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import comb
from statistics import NormalDist

import numpy as np

from analysis.schema import InputError

ALPHA = 0.05
#: the standard error of what is seen is widened by this: what a correlation of neighbours of .02 does, which is that of
#: the planned rows in news, and the estimate of it in one pair is loose
WIDENED = 1.02
_ROUNDING = 1e-9
#: how often the end of an interval is put where the shuffles at the last place would have it
_STEPS = 4
#: what is as far as this share of what decides may decide a little further on: of all shuffles a seventh
_FAR = 0.75
#: so many numbers or so are added up at a time: they stay in the processor's cache
_AT_ONCE = 10_000


def weight_of_lag(n: int) -> float:
    """Return how much the estimated correlation of neighbours counts with `n` paragraphs in both articles."""
    return 2 + 8 / n + 300 / n**2


def shuffles(n_a: int, n_b: int, *, resamples: int, seed: int) -> tuple[np.ndarray, bool]:
    """Return the ways to put `n_a` of ``n_a + n_b`` units into the first group: every way, or `resamples` drawn."""
    order, exact = _orders(n_a, n_b, resamples=resamples, seed=seed, ordered=False)
    return _indicator(order, n_a), exact


@lru_cache(maxsize=4)
def _orders(n_a: int, n_b: int, *, resamples: int, seed: int, ordered: bool) -> tuple[np.ndarray, bool]:
    """Return shuffled orders of the units, the first `n_a` of each for the first group; and whether all are there."""
    if min(n_a, n_b, resamples) < 1:
        raise InputError(f"shuffles: groups of {n_a} and {n_b}, {resamples} resamples; give 1 or more of each.")
    n = n_a + n_b
    if ordered or comb(n, n_a) > resamples:
        return np.argsort(np.random.default_rng(seed).random((resamples, n)), axis=1), False
    first = np.array(list(combinations(range(n), n_a)))
    rest = np.ones((len(first), n), dtype=bool)
    np.put_along_axis(rest, first, False, axis=1)
    return np.concatenate([first, np.nonzero(rest)[1].reshape(len(first), -1)], axis=1), True


def _indicator(order: np.ndarray, n_a: int) -> np.ndarray:
    chosen = np.zeros(order.shape)
    np.put_along_axis(chosen, order[:, :n_a], 1.0, axis=1)
    return chosen


@dataclass(frozen=True)
class Tests:
    """What shuffling says of K differences, each an array of K numbers.

    difference : the first group's value minus the second's
    error : its standard error, with what neighbours add, and widened
    free : the degrees of freedom of that error
    lag : the correlation of neighbours in both groups together
    p : two-sided: the share of shuffles whose statistic is as far from 0 or further, ties counted in full
    low, high : the 95% interval: the differences that would not be rejected at 0.05; infinite where none would be
    exact : whether all shuffles were looked at, and not some drawn at random
    """

    difference: np.ndarray
    error: np.ndarray
    free: np.ndarray
    lag: np.ndarray
    p: np.ndarray
    low: np.ndarray
    high: np.ndarray
    exact: bool


@dataclass(frozen=True)
class _Group:
    """Sums over one group: of the squares about its mean, and of the products of neighbours about it."""

    n: int
    squares: np.ndarray
    products: np.ndarray | None


@dataclass(frozen=True)
class Statistic:
    """A studentised difference: its gap, error, degrees of freedom and lag, arrays of one shape."""

    gap: np.ndarray
    error: np.ndarray
    free: np.ndarray
    lag: np.ndarray

    def z(self) -> np.ndarray:
        """Return how far from 0 the difference is, on the scale of the normal distribution."""
        with np.errstate(divide="ignore", invalid="ignore"):
            t2 = (self.gap / self.error) ** 2
            z = np.sqrt(self.free * np.log1p(t2 / self.free)) * _scale(self.free)
        return _put(_put(z, np.inf, ~(self.error > 0)), 0.0, self.gap == 0)

    def reach(self, z: np.ndarray) -> np.ndarray:
        """Return the gap that would be as far from 0 as `z`."""
        with np.errstate(over="ignore", invalid="ignore"):
            return self.error * np.sqrt(self.free * np.expm1((z / _scale(self.free)) ** 2 / self.free))


def _put(values: np.ndarray, to: float, where: np.ndarray) -> np.ndarray:
    """Put a number into an array where that is called for: in place, in a tenth of the time of ``np.where``."""
    values = np.asarray(values)
    np.copyto(values, to, where=where)
    return values


def _scale(free: np.ndarray) -> np.ndarray:
    return (8 * free + 1) / (8 * free + 3)


def studentise(a: np.ndarray, b: np.ndarray, *, ordered: bool = True) -> Statistic:
    """Return the statistic of two groups of units (..., units), as they are seen: in order, its error is widened."""
    gap = a.mean(axis=-1) - b.mean(axis=-1)
    found = _studentise(gap, *(_group(units) for units in (a, b)), ordered=ordered)
    return Statistic(gap, found.error * (WIDENED if ordered else 1.0), found.free, found.lag)


def _group(units: np.ndarray) -> _Group:
    mean = units.mean(axis=-1)
    apart = units - mean[..., None]
    products = (apart[..., 1:] * apart[..., :-1]).sum(axis=-1)
    return _Group(units.shape[-1], _kept((apart**2).sum(axis=-1), units.shape[-1] * mean**2), products)


def _kept(squares: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return _put(squares, 0.0, ~(squares > _ROUNDING * whole))


def _studentise(gap: np.ndarray, a: _Group, b: _Group, *, ordered: bool) -> Statistic:
    n = a.n + b.n
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = [group.squares / (group.n * (group.n - 1)) for group in (a, b)]
        square = parts[0] + parts[1]
        free = square**2 / (parts[0] ** 2 / (a.n - 1) + parts[1] ** 2 / (b.n - 1))
        lag = np.full(np.shape(square), np.nan)
        if ordered:
            # without its own mean a group of n units has a correlation of -1/n of nothing
            own = [_put(g.products / g.squares + 1 / g.n, 0.0, ~(g.squares > 0)) * g.n / n for g in (a, b)]
            lag = own[0] + own[1]
            square = square * np.exp(weight_of_lag(n) * lag)
    return Statistic(gap, np.sqrt(square), _put(free, 1.0, ~(square > 0)), lag)


@dataclass(frozen=True)
class _Side:
    """One group of every shuffle, in its order; what holds for all rows.

    size : how many units are in it
    many : how many of these were of the first group, and are moved with it
    neighbours : (size - 1, shuffles) each two neighbours, as a place in a table of units by units
    first, last : the units at the ends
    beside, ends : how many neighbours are both moved, and how many units at the ends are
    """

    size: int
    many: np.ndarray
    neighbours: np.ndarray
    first: np.ndarray
    last: np.ndarray
    beside: np.ndarray
    ends: np.ndarray


# one drawing serves all rows and both ends of their intervals, and the simulation of what a pair could show
@lru_cache(maxsize=2)
def _sides(n_a: int, n_b: int, *, resamples: int, seed: int, ordered: bool) -> tuple[np.ndarray, list[_Side]]:
    """Return which units (shuffles, units) are in the first group of every shuffle, 1.0 or 0.0, and both groups."""
    order, _ = _orders(n_a, n_b, resamples=resamples, seed=seed, ordered=ordered)
    moved, sides = _moved(n_a, n_a + n_b), []
    for places in (order[:, :n_a], order[:, n_a:]):
        there, neighbours = moved[places], places[:, :-1] * len(moved) + places[:, 1:]
        beside, ends = (there[:, 1:] * there[:, :-1]).sum(axis=1), there[:, 0] + there[:, -1]
        of = (np.ascontiguousarray(neighbours.T), places[:, 0], places[:, -1], beside, ends)
        sides.append(_Side(places.shape[1], there.sum(axis=1), *of))
    return _indicator(order, n_a), sides


def _moved(n_a: int, n: int) -> np.ndarray:
    """Return which units are moved, 1.0 or 0.0: those of the first group as it stands."""
    return (np.arange(n) < n_a) * 1.0


@dataclass(frozen=True)
class _Moving:
    """A number of each shuffle when the first group is moved by -`shift`: a polynomial of the shift.

    Each part is an array of the shuffles; what is moved in a shuffle is the same for all rows, and so is its share.
    """

    still: np.ndarray
    once: np.ndarray | None
    twice: np.ndarray | None = None

    def at(self, shift: float) -> np.ndarray:
        moved = self.still.copy()
        if shift and self.once is not None:
            moved -= shift * self.once
        if shift and self.twice is not None:
            moved += shift**2 * self.twice
        return moved

    def among(self, places: np.ndarray) -> _Moving:
        """Return the same for some of the shuffles only."""
        return _Moving(*(part if part is None else part[places] for part in (self.still, self.once, self.twice)))


class _Shuffled:
    """The statistic of every shuffle, for any shift of the first group.

    Row by row: what is worked out on the way then stays in the processor's cache.
    """

    def __init__(self, units: np.ndarray, drawn: tuple[np.ndarray, list[_Side]], *, ordered: bool):
        chosen, sides = drawn
        n_a, self.rows = sides[0].size, []
        sums = _sums(units, chosen, n_a)
        near = [_neighbours(units, side, n_a) if ordered else [] for side in sides]
        for row in range(len(units)):
            groups, wholes = [], []
            for side, of, beside in zip(sides, sums, near, strict=True):
                whole, squares, cross = (each[row] for each in of)
                products = _beside(side, whole, *(each[row] for each in beside)) if beside else None
                groups.append((side.size, *_about_mean(side, whole, squares, cross), products))
                wholes.append(whole)
            self.rows.append(_Row(_gap(sides, wholes), groups))

    def z(self, shift: np.ndarray) -> np.ndarray:
        """Return the statistics, rows x shuffles, when the first group is moved by -`shift` (one a row)."""
        return np.stack([row.z(its) for row, its in zip(self.rows, shift.tolist(), strict=True)])


def _gap(sides: list[_Side], wholes: list[np.ndarray]) -> _Moving:
    a, b = sides
    return _Moving(wholes[0] / a.size - wholes[1] / b.size, a.many / a.size - b.many / b.size)


def _about_mean(side: _Side, whole: np.ndarray, squares: np.ndarray, cross: np.ndarray) -> tuple[_Moving, _Moving]:
    """Return the sum of squares about the group's mean, and how large the numbers are that it is a difference of."""
    n, moved = side.size, side.many
    about = _Moving(squares - whole**2 / n, 2 * (cross - whole * moved / n), moved - moved**2 / n)
    return about, _Moving(squares, None, moved)


def _beside(side: _Side, whole: np.ndarray, products: np.ndarray, crossed: np.ndarray, ends: np.ndarray) -> _Moving:
    """Return the sum of the products of neighbours about the group's mean."""
    n, moved = side.size, side.many
    # each unit stands in two products, but for those at the ends
    twice, twice_moved, share = 2 * whole - ends, 2 * moved - side.ends, (n - 1) / n**2
    return _Moving(
        products - whole * twice / n + share * whole**2,
        crossed - (whole * twice_moved + moved * twice) / n + 2 * share * whole * moved,
        side.beside - moved * twice_moved / n + share * moved**2,
    )


def _sums(units: np.ndarray, chosen: np.ndarray, n_a: int) -> list[list[np.ndarray]]:
    """Add up, in both groups of each shuffle: the units, their squares, and those that were of the first group."""
    added = np.concatenate([units, units**2, units * _moved(n_a, units.shape[1])])
    sums = added @ chosen.T
    # what is not in the one group is in the other
    return [np.split(part, 3) for part in (sums, added.sum(axis=1)[:, None] - sums)]


def _neighbours(units: np.ndarray, side: _Side, n_a: int) -> list[np.ndarray]:
    """Add up the products of neighbours, of the units and with what is moved, and the two units at the ends."""
    rows, n = units.shape
    moved = _moved(n_a, n)
    with_moved = units[:, :, None] * moved + moved[:, None] * units[:, None, :]
    # a product for each two units, row beside row: neighbours are looked up for all rows at once
    products = np.concatenate([units[:, :, None] * units[:, None, :], with_moved]).reshape(2 * rows, -1).T.copy()
    sums = np.zeros((2 * rows, len(side.first)))
    for begin in range(0, len(side.first), _AT_ONCE // rows + 1):
        some = side.neighbours[:, begin : begin + _AT_ONCE // rows + 1]
        added = np.zeros((some.shape[1], 2 * rows))
        for places in some:
            added += products.take(places, axis=0)
        sums[:, begin : begin + len(added)] = added.T
    return [sums[:rows], sums[rows:], units.take(side.first, axis=1) + units.take(side.last, axis=1)]


@dataclass(frozen=True)
class _Row:
    """One row of units in every shuffle: the gap of the groups; of each its size, its squares, and its neighbours."""

    gap: _Moving
    groups: list[tuple[int, _Moving, _Moving, _Moving | None]]

    def among(self, places: np.ndarray) -> _Row:
        """Return the same for some of the shuffles only."""
        groups = [(n, *(part and part.among(places) for part in parts)) for n, *parts in self.groups]
        return _Row(self.gap.among(places), groups)

    def z(self, shift: float) -> np.ndarray:
        """Return the statistics when the first group is moved by -`shift`."""
        a, b = (
            _Group(n, _kept(squares.at(shift), large.at(shift)), products and products.at(shift))
            for n, squares, large, products in self.groups
        )
        found = _studentise(self.gap.at(shift), a, b, ordered=a.products is not None)
        tiny = np.abs(found.gap) <= _ROUNDING * np.sqrt(np.maximum(a.squares, b.squares))
        return Statistic(_put(found.gap, 0.0, tiny), found.error, found.free, found.lag).z()


class _Critical:
    """The statistic that `count` shuffles reach, row by row: asked near a place, then nearer and nearer to it.

    From the second time on only those shuffles are looked at that were furthest at the first, and as many again and
    more: it is the same number, in a sixth of the time.
    """

    def __init__(self, shuffled: _Shuffled, count: int):
        size = len(shuffled.rows[0].gap.still)
        self.rows, self.count, self.far = shuffled.rows, count, None
        self.reached = np.full(len(self.rows), NormalDist().inv_cdf(1 - min(count / size, 1) / 2))

    def at(self, shift: np.ndarray) -> np.ndarray:
        """Return it, one a row, when the first group is moved by -`shift`."""
        if self.far:
            self.rows, self.far = [row.among(far) for row, far in zip(self.rows, self.far, strict=True)], []
        far = []
        for place, (row, its) in enumerate(zip(self.rows, shift.tolist(), strict=True)):
            z = row.z(its)
            self.reached[place] = _reached(z, self.count, near=self.reached[place])
            far += [np.flatnonzero(z >= _FAR * self.reached[place])] if self.far is None else []
        self.far = far
        return self.reached.copy()


def _reached(z: np.ndarray, count: int, *, near: float) -> float:
    """Return what the `count` largest reach; it is found soon where it is `near` a number."""
    far = z[z >= _FAR * near]
    z = far if len(far) >= count else z
    return np.partition(z, len(z) - count)[len(z) - count]


def compare_groups(units: np.ndarray, n_a: int, *, resamples: int = 9999, seed: int = 0, ordered: bool = True) -> Tests:
    """Test K differences of two groups of the same sizes, one drawing for all of them.

    Parameters
    ----------
    units : (K, units) the numbers whose means are the groups' values, the first `n_a` of the first group
    ordered : whether the units of a group stand in an order in which neighbours may be alike
    """
    sizes, drawing = (n_a, units.shape[1] - n_a), {"resamples": resamples, "seed": seed, "ordered": ordered}
    order, exact = _orders(*sizes, **drawing)
    middle = units.mean(axis=1, keepdims=True)
    scale = np.abs(units - middle).max(axis=1, keepdims=True)
    # moved to a middle of 0 and a largest of 1: the differences of sums of squares keep their digits
    units = (units - middle) / np.where(scale > 0, scale, 1.0)
    shuffled, seen = (
        _Shuffled(units, _sides(*sizes, **drawing), ordered=ordered),
        studentise(units[:, :n_a], units[:, n_a:], ordered=ordered),
    )
    there, z = shuffled.z(np.zeros(len(units))), seen.z()
    as_far = (there >= (z - _ROUNDING * (1 + z))[:, None]).sum(axis=1)
    count = len(order)
    p = (as_far + (not exact)) / (count + (not exact))
    #: p is below 0.05 where fewer than this many shuffles are as far
    most = int(np.ceil(ALPHA * (count + (not exact)) - (not exact)))
    low, high = _ends(shuffled, seen, most, least=1 + exact)
    holds = p >= ALPHA
    least = _ROUNDING * np.where(seen.error > 0, seen.error, 1.0)
    low = np.where(holds, np.minimum(low, 0.0), np.where(seen.gap > 0, np.maximum(low, least), low))
    high = np.where(holds, np.maximum(high, 0.0), np.where(seen.gap < 0, np.minimum(high, -least), high))
    size = scale[:, 0]
    scaled = (number * size for number in (seen.gap, seen.error))
    return Tests(*scaled, seen.free, seen.lag, p, low * size, high * size, exact)


def _ends(shuffled: _Shuffled, seen: Statistic, most: int, *, least: int) -> list[np.ndarray]:
    """Find both ends of each interval: the shifts at which what is seen is just as far as the shuffles let it be."""
    # where all are looked at, the pair as it stands is one of those as far
    if most < least:
        return [np.full(len(seen.gap), sign * np.inf) for sign in (-1, 1)]
    middle = _Critical(shuffled, most).at(seen.gap)
    ends = []
    for sign in (-1, 1):
        critical, end = _Critical(shuffled, most), seen.gap + sign * seen.reach(middle)
        for _ in range(_STEPS):
            finite = np.isfinite(end)
            end = np.where(finite, seen.gap + sign * seen.reach(critical.at(np.where(finite, end, 0.0))), end)
        ends.append(end)
    return ends


class Raised:
    """How far from 0 a statistic has to be for p to be below `level`, if one of two groups is raised by a number.

    ``Raised(units, n_a, level).critical(number)``: `units` are one row, in their order, the first `n_a` of the first
    group, which is raised; a number below 0 raises the second. It is infinite if no statistic is far enough.
    """

    def __init__(self, units: np.ndarray, n_a: int, level: float, *, resamples: int = 9999, seed: int = 0):
        rank = int(np.ceil(level * (resamples + 1) - 1))
        self.critical_values: list[_Critical] = []
        self.even = float("inf")
        if rank > 0:
            sides = _sides(n_a, len(units) - n_a, resamples=resamples, seed=seed, ordered=True)
            shuffled = _Shuffled((units - units.mean())[None], sides, ordered=True)
            self.even = float(_Critical(shuffled, rank).at(np.zeros(1))[0])
            self.critical_values = [_Critical(shuffled, rank) for _ in range(2)]

    def critical(self, number: float) -> float:
        """Return how far that is. Asked again, for the same group, the numbers have to be near each other."""
        if not number or not self.critical_values:
            return self.even
        return float(self.critical_values[number < 0].at(np.array([-number]))[0])
