"""Whether neighbouring paragraphs are alike, and what to shuffle then: blocks of them.

Which units stand in the first group when all are shuffled between two groups: every way, or many drawn at random.

A permutation test of the difference between two groups, and the 95% interval that agrees with it.

Each group's value is a ratio of sums, ``sum(above) / sum(below)``; a mean is such a ratio, with ones below. The units
(paragraphs, blocks of them, or articles) are shuffled between the groups. What is compared with the shuffles is the
difference divided by its standard error, worked out anew for each shuffle, and not the bare difference: under the
hypothesis that the units are exchangeable both are exact, but where the groups differ in spread and in size only the
studentised one stays right as they grow (Janssen 1997, Chung and Romano 2013). The standard error is that of a ratio:
from each unit's pull ``above - value * below`` (Cochran 1977, chapter 6), each group with its own spread.

The interval holds every shift that the test would not reject: `shift` times `below` is taken from the first group's
`above`, and the units are shuffled again. So the interval leaves out 0 exactly where p is below 0.05.

References
----------
Janssen, A. (1997). Studentized permutation tests for non-i.i.d. hypotheses and the generalized Behrens-Fisher problem.
Statistics & Probability Letters 36(1), 9-21.
Chung, E. and Romano, J. P. (2013). Exact and asymptotically robust permutation tests. Annals of Statistics 41(2).
Cochran, W. G. (1977). Sampling Techniques, third edition. Wiley.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from analysis.schema import InputError

#: lag-one correlations further from 0 than this many standard errors count: by chance one row in a hundred has it
_Z = 2.326
#: an article is cut into no fewer blocks than these
FEWEST_BLOCKS = 4


def lag_one(pulls: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Estimate how far a paragraph's pull resembles that of the paragraph before it, in two articles together."""
    squares = [(pull**2).sum(axis=1) for pull in pulls]
    products = sum((pull[:, 1:] * pull[:, :-1]).sum(axis=1) for pull in pulls)
    shuffled = -sum(square / pull.shape[1] for square, pull in zip(squares, pulls, strict=True))
    whole = sum(squares)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, (products - shuffled) / whole, np.nan)


def block_length(lag: float, n_a: int, n_b: int) -> int:
    """Tell how many neighbouring paragraphs are shuffled together."""
    if not lag > _Z / np.sqrt(n_a + n_b):
        return 1
    shorter, lag = min(n_a, n_b), min(lag, 0.9)
    longest = shorter // FEWEST_BLOCKS
    if longest < 2:
        return 0
    return int(np.clip(round((2 * lag / (1 - lag**2)) ** (2 / 3) * shorter ** (1 / 3)), 2, longest))


def blocks(values: np.ndarray, length: int) -> np.ndarray:
    """Add up the values (..., paragraphs) of `length` neighbours at a time; what is left over joins the last block."""
    starts = np.arange(max(values.shape[-1] // length, 1)) * length
    return np.add.reduceat(values, starts, axis=-1)


def shuffles(n_a: int, n_b: int, *, resamples: int, seed: int) -> tuple[np.ndarray, bool]:
    """Return the ways to put `n_a` of ``n_a + n_b`` units into the first group."""
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


ALPHA = 0.05
_ROUNDING = 1e-9
#: so many units of the variance of both groups are lent to the variance of each: with few units one group may happen to
#: hold nothing but zeros, and its own variance would then be none (as in limma: Smyth 2004)
LENT = 10.0
#: an end is looked for up to a thousand standard errors away
#: and then known to a five-hundredth of one, which is finer than what ten thousand shuffles settle
_HALVINGS, _DOUBLINGS = 11, 8


@dataclass(frozen=True)
class Tests:
    """What shuffling says of K differences, each an array of K numbers.

    difference : the first group's value minus the second's
    error : its standard error
    p : two-sided: the share of shuffles whose studentised difference is as far from 0 or further
    low, high : the 95% interval: the differences that would not be rejected at 0.05; infinite where none would be
    critical : the studentised difference from which on p is below 0.05
    exact : whether all shuffles were looked at, and not some drawn at random
    """

    difference: np.ndarray
    error: np.ndarray
    p: np.ndarray
    low: np.ndarray
    high: np.ndarray
    critical: np.ndarray
    exact: bool


class _Sums:
    """The sums over the first group that the statistic needs, for every shuffle and for every shift of `above`."""

    def __init__(self, above: np.ndarray, below: np.ndarray, n_a: int, chosen: np.ndarray):
        self.n_a, self.n_b = n_a, above.shape[1] - n_a
        moved = below * (np.arange(above.shape[1]) < n_a)
        parts = np.stack([above, below, above**2, above * below, below**2, moved, above * moved, below * moved])
        self.all = parts.sum(axis=2)[:, :, None]
        self.first = parts @ chosen.T  # 8 x K x shuffles

    def statistic(self, shift: np.ndarray, rows: slice | np.ndarray = slice(None)) -> np.ndarray:
        """Return the absolute studentised difference, rows x shuffles, when the first group is moved by -`shift`."""
        first, total = self.first[:, rows], self.all[:, rows]
        a = _moments(first, shift[:, None])
        both = _moments(total, shift[:, None])
        return _studentised(a, tuple(t - f for t, f in zip(both, a, strict=True)), (self.n_a, self.n_b))

    def error(self) -> np.ndarray:
        """Return the standard error of each row's difference in the first of the shuffles."""
        first = self.first[:5, :, 0]
        rest = self.all[:5, :, 0] - first
        squares = _ratio(tuple(first))[1], _ratio(tuple(rest))[1]
        return _error(*squares, (first[1], rest[1]), (self.n_a, self.n_b))


def _moments(sums: np.ndarray, shift: np.ndarray) -> tuple[np.ndarray, ...]:
    above, below, above2, cross, below2, moved, above_moved, below_moved = sums
    return (
        above - shift * moved,
        below,
        above2 - 2 * shift * above_moved + shift**2 * below_moved,
        cross - shift * below_moved,
        below2,
    )


def _ratio(sums: tuple[np.ndarray, ...]) -> tuple[np.ndarray, np.ndarray]:
    above, below, above2, cross, below2 = sums
    value = above / below
    squares = above2 - 2 * value * cross + value**2 * below2
    return value, np.where(squares > _ROUNDING * above2, squares, 0.0)


def _studentised(a: tuple[np.ndarray, ...], b: tuple[np.ndarray, ...], n: tuple[int, int]) -> np.ndarray:
    (value_a, squares_a), (value_b, squares_b) = _ratio(a), _ratio(b)
    gap = np.abs(value_a - value_b)
    error = _error(squares_a, squares_b, (a[1], b[1]), n)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(gap > 0, gap / error, 0.0)


def _error(
    squares_a: np.ndarray, squares_b: np.ndarray, below: tuple[np.ndarray, ...], n: tuple[int, int]
) -> np.ndarray:
    """Return the standard error of the difference; each group's variance leans on that of both (see LENT)."""
    both = (squares_a + squares_b) / (n[0] + n[1] - 2)
    square = 0.0
    for squares, size, divisor in zip((squares_a, squares_b), n, below, strict=True):
        square = square + (squares + LENT * both) / (size - 1 + LENT) * size / divisor**2
    return np.sqrt(square)


def compare_groups(above: np.ndarray, below: np.ndarray, n_a: int, *, resamples: int = 9999, seed: int = 0) -> Tests:
    """Test K differences of two groups of the same units, one drawing for all of them."""
    chosen, exact = shuffles(n_a, above.shape[1] - n_a, resamples=resamples, seed=seed)
    centre = above.sum(axis=1, keepdims=True) / below.sum(axis=1, keepdims=True)
    values = [above[:, own].sum(axis=1) / below[:, own].sum(axis=1) for own in (slice(n_a), slice(n_a, None))]
    scale = np.abs(above - centre * below).max(axis=1, keepdims=True)
    scale = np.where(scale > 0, scale, 1.0)
    # moved to a middle of 0 and a largest pull of 1: the differences of sums of squares keep their digits
    pulls, as_it_is = (above - centre * below) / scale, (np.arange(above.shape[1]) < n_a)[None] * 1.0
    sums, observed = (_Sums(pulls, below, n_a, ways) for ways in (chosen, as_it_is))
    scale = scale[:, 0]
    difference = values[0] - values[1]

    def p_of(shift: np.ndarray, rows: np.ndarray) -> np.ndarray:
        there, here = sums.statistic(shift, rows), observed.statistic(shift, rows)
        further = (there > here * (1 + _ROUNDING) + _ROUNDING).sum(axis=1)
        level = (there >= here * (1 - _ROUNDING) - _ROUNDING).sum(axis=1) - further - exact
        return (further + 1 + level / 2) / (len(chosen) + (not exact))

    error = observed.error() * scale
    every, none = np.arange(len(above)), np.zeros(len(above))
    p = p_of(none, every)
    there = np.sort(sums.statistic(none), axis=1)
    reached = int(np.ceil(ALPHA * (len(chosen) if exact else len(chosen) + 1))) - 1
    critical = there[:, len(chosen) - reached] if reached else np.full(len(above), np.inf)
    moved = difference / scale
    low = _end(p_of, moved, -1, (p, error / scale)) * scale
    high = _end(p_of, moved, 1, (p, error / scale)) * scale
    return Tests(difference, error, p, low, high, critical, exact)


def _end(p_of: Callable, difference: np.ndarray, sign: int, known: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Find one end of each interval (`sign` 1: the upper), between a shift that holds and one that does not."""
    p, error = known
    # 0 is tried before any other shift, so that interval and p say the same of it
    zero_lies_there, holds = sign * difference < 0, p >= ALPHA
    inside = np.where(zero_lies_there & holds, 0.0, difference)
    step = sign * 4 * error
    outside = np.where(zero_lies_there & ~holds, 0.0, inside + step)
    searching = np.flatnonzero(~(zero_lies_there & ~holds))
    for _ in range(_DOUBLINGS):
        if not len(searching):
            break
        searching = searching[p_of(outside[searching], searching) >= ALPHA]
        inside[searching] = outside[searching]
        step[searching] *= 2
        outside[searching] += step[searching]
    endless = np.zeros(len(difference), dtype=bool)
    endless[searching] = True
    rows = np.flatnonzero(~endless)
    for _ in range(_HALVINGS):
        middle = (inside[rows] + outside[rows]) / 2
        holds = p_of(middle, rows) >= ALPHA
        inside[rows] = np.where(holds, middle, inside[rows])
        outside[rows] = np.where(holds, outside[rows], middle)
    # where 0 is just inside or just outside it has to stay so
    found = np.where(inside == 0, inside, np.where(outside == 0, inside, (inside + outside) / 2))
    return np.where(endless, sign * np.inf, found)
