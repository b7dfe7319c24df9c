"""Runs of things in a row, as arrays: each from a first to a last, in order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Stretches:
    """Runs of words, in order and without overlap: the first and the last word of each (indices of words)."""

    first: np.ndarray
    last: np.ndarray

    def hold(self, words: np.ndarray) -> np.ndarray:
        """Say of each of `words` (indices of words) whether it stands in one of the stretches."""
        if not len(self.first):
            return np.zeros(len(words), bool)
        at = np.searchsorted(self.first, words, side="right") - 1
        return (at >= 0) & (words <= self.last[at])

    def cover(self, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Say of each run of words, from `first` to `last`, whether it both begins and ends in a stretch."""
        return self.hold(first) & self.hold(last)

    def mask(self, length: int) -> np.ndarray:
        """Say the same of all of `length` words (bool)."""
        inside = np.zeros(length, bool)
        inside[ranges(self.first, self.last - self.first + 1)] = True
        return inside


def ranges(starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Count up from each start as often as its size says, one after the other.

    >>> ranges(np.array([5, 1]), np.array([2, 3])).tolist()
    [5, 6, 1, 2, 3]
    """
    ends = np.cumsum(sizes)
    return np.repeat(starts - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)


def apart(first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Say which of n runs, sorted by `first`, stay (bool, n) if each that begins inside an earlier one that stays goes.

    `last` is inclusive, and nowhere less than `first`.
    """
    keep, reach = np.ones(len(first), bool), -1
    inside = np.flatnonzero(first[1:] <= np.maximum.accumulate(last)[:-1]) + 1
    for k in np.union1d(inside, inside - 1).tolist():
        keep[k] = first[k] > reach
        reach = last[k] if keep[k] else reach
    return keep
