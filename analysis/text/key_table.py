"""Numbers of short words, and of other keys, in a hash table of NumPy arrays: no Python object for any of them.

Nearly all words have at most sixteen bytes, so that two integers hold one, filled up with a byte that stands nowhere in
UTF-8. All keys of a batch are looked up at once. A key's place in the table comes from a product with large odd
numbers (Knuth, The Art of Computer Programming 3, 6.4); where another key stands there, the next place is tried, and
an empty one ends the search. What is found was compared byte by byte.
"""

from __future__ import annotations

import numpy as np

_KEY = "V16"
#: so many bytes a key has, and a word may have
LONGEST = 16
#: what stands behind a word of so many bytes, in two integers; of a longer word nothing else is left
_BEHIND = np.frombuffer(
    b"".join(b"\0" * size + b"\xff" * (LONGEST - size) for size in range(LONGEST + 1)) + b"\xff" * LONGEST, _KEY
)
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], np.uint64)
_UNKNOWN = -1
#: the table has two to this power of places at first, and more when a quarter of them is taken
_BITS = 16
#: the keys of so many words (0.5 MB) fit into the fast memory of a processor
_AT_A_TIME = 1 << 15


def word_keys(data: np.ndarray, starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Read words as keys (n, of 16 bytes): those of `data` that begin at the bytes `starts` and have so many bytes.

    Behind the last word `data` has :data:`LONGEST` bytes more. All words that are longer than that have the same key.
    """
    sixteen = np.ndarray(max(0, len(data) - LONGEST + 1), _KEY, data, strides=(1,))
    keys = sixteen[starts]
    halves = keys.view("<u8")
    halves |= _BEHIND.take(sizes, mode="clip").view("<u8")
    return keys


def pair_keys(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Make keys of pairs of whole numbers."""
    return np.stack([first, second], axis=1, dtype=np.int64, casting="same_kind").view(_KEY).ravel()


class KeyTable:
    """Keys (of 16 bytes), each with a number of 0 and more."""

    def __init__(self) -> None:
        self._make(_BITS)

    def _make(self, bits: int) -> None:
        self._taken, self._shift = 0, np.uint64(64 - bits)
        self._keys, self._numbers = np.zeros(1 << bits, _KEY), np.full(1 << bits, _UNKNOWN, np.int64)

    def _places(self, keys: np.ndarray) -> np.ndarray:
        halves = keys.view("<u8")
        mixed = halves[1::2] * _FACTORS[1]
        mixed ^= halves[::2]
        mixed *= _FACTORS[0]
        mixed >>= self._shift
        return mixed.view(np.int64)

    def _others(self, keys: np.ndarray, places: np.ndarray) -> np.ndarray:
        """Find the keys (their indices) of which another one, or none, stands at their `places`."""
        differ = self._keys.take(places).view("<u8") != keys.view("<u8")
        return np.flatnonzero(differ.view(np.uint16) != 0)  # the two halves of a key at once

    def find(self, keys: np.ndarray) -> np.ndarray:
        """Return the number of each key (int64), -1 for one that is not held."""
        places = self._places(keys)
        numbers, left = self._numbers.take(places), self._others(keys, places)
        while len(left := left[numbers[left] != _UNKNOWN]):
            places[left] = at = (places[left] + 1) & (len(self._numbers) - 1)
            numbers[left] = self._numbers[at]
            left = left[self._others(keys[left], at)]
        return numbers

    def find_words(self, data: np.ndarray, starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
        """Return the same of the words (one or more) that :func:`word_keys` reads.

        So many are looked at in a turn that their keys stay in fast memory; where another key stands, it is searched on
        for those of all turns together.
        """
        numbers, left = np.empty(len(starts), np.int64), []
        for k in range(0, len(starts), _AT_A_TIME):
            part = slice(k, k + _AT_A_TIME)
            keys = word_keys(data, starts[part], sizes[part])
            places = self._places(keys)
            numbers[part] = self._numbers.take(places)
            left.append(self._others(keys, places) + k)
        others = np.concatenate(left)
        others = others[numbers[others] != _UNKNOWN]
        numbers[others] = self.find(word_keys(data, starts[others], sizes[others]))
        return numbers

    def add(self, keys: np.ndarray, numbers: np.ndarray) -> None:
        """Hold keys that are not held yet, each given once, with their numbers.

        The first ones, most often the commonest, get the places where they are looked for at first.
        """
        if 4 * (self._taken + len(numbers)) > len(self._numbers):
            held = np.flatnonzero(self._numbers != _UNKNOWN)
            held = held[np.argsort(self._numbers[held])]
            before = self._keys[held], self._numbers[held]
            self._make((4 * (len(held) + len(numbers))).bit_length())
            self._put(*before)
        self._put(keys, numbers)

    def _put(self, keys: np.ndarray, numbers: np.ndarray) -> None:
        places, left = self._places(keys), np.arange(len(numbers))
        self._taken += len(left)
        while len(left):
            # of several keys for one place the first gets it, as the last that is written there
            free = left[self._numbers[places[left]] == _UNKNOWN][::-1]
            self._keys[places[free]], self._numbers[places[free]] = keys[free], numbers[free]
            left = left[self._others(keys[left], places[left])]
            places[left] = (places[left] + 1) & (len(self._numbers) - 1)
