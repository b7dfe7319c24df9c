"""The neighbours of tokens: what stands before and behind each, in its own sequence or sentence.

A column has one value a token. All tokens are looked at together, and none sees over the edge of its own sequence.
"""

from __future__ import annotations

import numpy as np

from analysis.tokens import Tokens


class Places:
    """Where each of n tokens stands, and the reading of columns at other places than its own.

    Attributes
    ----------
    position : 0 to n - 1
    first_of_sequence, last_of_sequence, first_of_sentence, last_of_sentence : the places of those tokens, for each
        token; a sentence that is cut by the end of its sequence ends there
    """

    def __init__(self, tokens: Tokens) -> None:
        self.position = np.arange(len(tokens))
        self.first_of_sequence = first_of(tokens.sequence)
        self.last_of_sequence = last_of(tokens.sequence)
        self.first_of_sentence = np.maximum(first_of(tokens.sentence), self.first_of_sequence)
        self.last_of_sentence = np.minimum(last_of(tokens.sentence), self.last_of_sequence)

    def at(self, column: np.ndarray, places: np.ndarray, outside: int = 0) -> np.ndarray:
        """Read `column` at `places`, which must lie in the token's own sequence; elsewhere `outside`."""
        good = (places >= self.first_of_sequence) & (places <= self.last_of_sequence)
        return np.where(good, column[np.clip(places, 0, len(column) - 1)], outside)

    def shifted(self, column: np.ndarray, by: int) -> np.ndarray:
        """Read `column` so many tokens further on."""
        return self.at(column, self.position + by)

    def before(self, wanted: np.ndarray, first: np.ndarray) -> np.ndarray:
        """Give the last place before each token, not before `first`, where `wanted` is true; -1 where none is."""
        last = np.maximum.accumulate(np.where(wanted, self.position, -1))
        last = np.append(-1, last[:-1])
        return np.where(last >= first, last, -1)

    def behind(self, wanted: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Give the next place behind each token, not behind `last`, where `wanted` is true; -1 where none is."""
        n = len(wanted)
        following = np.minimum.accumulate(np.where(wanted, self.position, n)[::-1])[::-1]
        following = np.append(following[1:], n)
        return np.where(following <= last, following, -1)


def first_of(numbers: np.ndarray) -> np.ndarray:
    """Give, for each place, where the run of equal numbers that it is in begins.

    >>> first_of(np.array([4, 4, 7, 7, 7])).tolist()
    [0, 0, 2, 2, 2]
    """
    begins = np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]
    return np.maximum.accumulate(np.where(begins, np.arange(len(numbers)), 0))


def last_of(numbers: np.ndarray) -> np.ndarray:
    """Give, for each place, where the run of equal numbers that it is in ends (its last place).

    >>> last_of(np.array([4, 4, 7, 7, 7])).tolist()
    [1, 1, 4, 4, 4]
    """
    n = len(numbers)
    ends = np.append(numbers[1:] != numbers[:-1], True)[:n]
    return np.minimum.accumulate(np.where(ends, np.arange(n), n)[::-1])[::-1]


def bucket(distance: np.ndarray) -> np.ndarray:
    """Put distances into seven: 0 is none, then 1, 2, 3-4, 5-8, 9-16, more.

    >>> bucket(np.array([0, 1, 2, 4, 5, 16, 17])).tolist()
    [0, 1, 2, 3, 4, 5, 6]
    """
    return np.digitize(distance, (1, 2, 3, 5, 9, 17))
