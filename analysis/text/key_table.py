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
    """Make keys (n, of 8 bytes) of pairs of whole numbers below 2 ** 31."""
    return first.astype(np.uint64) << np.uint64(32) | second.astype(np.uint64)


class KeyTable:
    """Keys, of 16 bytes or else of 8, each with a number of 0 and more.

    Keys and numbers lie in the order in which they came, so that those of common words lie close together and stay in
    fast memory; a place in the table holds only which one it is (its entry), 0 for none.
    """

    def __init__(self, kind: type | str = _KEY) -> None:
        self._wide = np.dtype(kind).itemsize == LONGEST
        self._keys, self._numbers, self._taken = np.zeros(1, kind), np.full(1, _UNKNOWN, np.int64), 1
        self._make(_BITS)

    def _make(self, bits: int) -> None:
        """Make an empty table, with room for the keys of a quarter of its places."""
        self._shift, self._entries = np.uint64(64 - bits), np.zeros(1 << bits, np.int32)
        keys, numbers = self._keys[: self._taken], self._numbers[: self._taken]
        self._keys, self._numbers = np.zeros(1 << bits - 2, keys.dtype), np.empty(1 << bits - 2, np.int64)
        self._keys[: self._taken], self._numbers[: self._taken] = keys, numbers

    def _places(self, keys: np.ndarray) -> np.ndarray:
        halves = keys.view("<u8")
        if self._wide:
            mixed = halves[1::2] * _FACTORS[1]
            mixed ^= halves[::2]
            mixed *= _FACTORS[0]
        else:
            mixed = halves * _FACTORS[0]
        mixed >>= self._shift
        return mixed.view(np.int64)

    def _others(self, keys: np.ndarray, entries: np.ndarray) -> np.ndarray:
        """Find the keys (their indices) that are others than those of `entries`."""
        differ = self._keys.take(entries).view("<u8") != keys.view("<u8")
        # the two halves of a key at once
        return np.flatnonzero(differ.view(np.uint16) != 0 if self._wide else differ)

    def find(self, keys: np.ndarray) -> np.ndarray:
        """Return the number of each key (int64), -1 for one that is not held."""
        places = self._places(keys)
        entries = self._entries.take(places)
        numbers, left = self._numbers.take(entries), self._others(keys, entries)
        while len(left := left[numbers[left] != _UNKNOWN]):
            places[left] = at = (places[left] + 1) & (len(self._entries) - 1)
            entries = self._entries[at]
            numbers[left] = self._numbers[entries]
            left = left[self._others(keys[left], entries)]
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
            entries = self._entries.take(self._places(keys))
            self._numbers.take(entries, out=numbers[part], mode="clip")
            left.append(self._others(keys, entries) + k)
        others = np.concatenate(left)
        others = others[numbers[others] != _UNKNOWN]
        numbers[others] = self.find(word_keys(data, starts[others], sizes[others]))
        return numbers

    def add(self, keys: np.ndarray, numbers: np.ndarray) -> None:
        """Hold keys that are not held yet, each given once, with their numbers.

        The first ones, most often the commonest, get the places where they are looked for at first.
        """
        if self._taken + len(numbers) > len(self._keys):
            self._make((4 * (self._taken + len(numbers))).bit_length())
            self._put(np.arange(1, self._taken, dtype=np.int32))
        new = np.arange(self._taken, self._taken + len(numbers), dtype=np.int32)
        self._keys[new], self._numbers[new] = keys, numbers
        self._taken += len(numbers)
        self._put(new)

    def _put(self, entries: np.ndarray) -> None:
        places, left = self._places(self._keys[entries]), np.arange(len(entries))
        while len(left):
            # of several keys for one place the first gets it, as the last that is written there
            free = left[self._entries[places[left]] == 0][::-1]
            self._entries[places[free]] = entries[free]
            left = left[self._entries[places[left]] != entries[left]]
            places[left] = (places[left] + 1) & (len(self._entries) - 1)
