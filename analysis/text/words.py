"""The columnar word table that all measures share.

Words repeat. A corpus of millions of words has some tens of thousands of *types*, so what is known about a word is
worked out once per type, and a paragraph's measure is a sum over an array of integers.

:func:`split` cuts texts at white space, exactly where :meth:`str.split` does, without making a Python object per
word: NumPy finds the borders in Arrow's bytes, Arrow finds the distinct words. :class:`Vocabulary` remembers each
distinct word and, column by column, whatever a measure wants to know about it. :class:`Runs` are runs of words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pyarrow as pa


@dataclass(frozen=True)
class Runs:
    """Runs of words, in order and without overlap: the first and the last word of each (indices of words)."""

    first: np.ndarray
    last: np.ndarray

    def hold(self, words: np.ndarray) -> np.ndarray:
        """Test for each of `words` (indices of words) whether it stands in one of the stretches."""
        if not len(self.first):
            return np.zeros(len(words), bool)
        at = np.searchsorted(self.first, words, side="right") - 1  # asked for a text at a time: no copy of `last`
        return (at >= 0) & (words <= self.last[at])

    def cover(self, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Test for each run of words, from `first` to `last`, whether it both begins and ends in a stretch."""
        return self.hold(first) & self.hold(last)

    def mask(self, length: int) -> np.ndarray:
        """Test the same of all of `length` words (bool)."""
        inside = np.zeros(length, bool)
        inside[ranges(self.first, self.last - self.first + 1)] = True
        return inside


def ranges(starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Count up from each start as often as its size says, one after the other."""
    ends = np.cumsum(sizes)
    return np.repeat(starts - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)


def without_overlap(first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Test for each of n runs, sorted by `first`, whether it stays if what begins inside an earlier one goes (bool)."""
    keep, reach = np.ones(len(first), bool), -1
    inside = np.flatnonzero(first[1:] <= np.maximum.accumulate(last)[:-1]) + 1
    for k in np.union1d(inside, inside - 1).tolist():
        keep[k] = first[k] > reach
        reach = last[k] if keep[k] else reach
    return keep


#: white space of two and three bytes in UTF-8, at which str.split() cuts as it does at ASCII 9-13 and 28-32
_WIDE = (0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
_WIDE_SPACE = np.array([int.from_bytes(chr(code).encode().ljust(3, b"\0")) for code in _WIDE], np.int32)
_BEGINS_WIDE_SPACE = np.isin(np.arange(256), _WIDE_SPACE >> 16)
_LONGEST_VOCABULARY = 500_000

Facts = dict[str, np.ndarray]


class Vocabulary:
    """The distinct words seen so far, each with a number, and what the measures know about them."""

    def __init__(self) -> None:
        self.surfaces: list[str] = []
        self._numbers: dict[str, int] = {}
        self._facts: dict[Callable, Facts] = {}
        self._same: dict[tuple[Callable, str], tuple[dict, np.ndarray]] = {}

    def __len__(self) -> int:
        return len(self.surfaces)

    def numbers(self, pieces: list[str]) -> np.ndarray:
        """Return the number of each word (int64), with a new number for one not seen before."""
        found = list(map(self._numbers.get, pieces))
        new = [i for i, number in enumerate(found) if number is None] if None in found else ()
        for i in new:
            word = pieces[i].rstrip()
            number = self._numbers.setdefault(word, len(self.surfaces))
            if number == len(self.surfaces):
                self.surfaces.append(word)
            self._numbers[pieces[i]] = found[i] = number
        return np.array(found, dtype=np.intp)

    def facts(self, compute: Callable[[list[str]], Facts]) -> Facts:
        """Return the columns that `compute` makes of words, indexed by a word's number."""
        held = self._facts.get(compute)
        done = 0 if held is None else len(next(iter(held.values())))
        if held is None or done < len(self):
            new = compute(self.surfaces[done:])
            held = new if held is None else {name: np.concatenate([held[name], new[name]]) for name in held}
            self._facts[compute] = held
        return held

    def same(self, compute: Callable[[list[str]], Facts], column: str) -> np.ndarray:
        """Number the values of a column of `facts`, equal ones alike (int64, by a word's number); a number stays."""
        values = self.facts(compute)[column]
        numbers, held = self._same.get((compute, column), ({}, np.empty(0, dtype=np.int64)))
        if len(held) < len(values):
            new = [numbers.setdefault(value, len(numbers)) for value in values[len(held) :].tolist()]
            held = np.append(held, np.array(new, dtype=np.int64))
            self._same[compute, column] = numbers, held
        return held


@lru_cache(maxsize=1)
def _current() -> Vocabulary:
    return Vocabulary()


def shared_vocabulary() -> Vocabulary:
    """Return the process's vocabulary; a new one is begun when it has grown past half a million words."""
    if len(_current()) > _LONGEST_VOCABULARY:
        forget_words()
    return _current()


def forget_words() -> None:
    """Begin the process's vocabulary anew, as in a fresh process."""
    _current.cache_clear()


@dataclass(frozen=True)
class Words:
    """The words of n texts, in order, as numbers into a vocabulary.

    Attributes
    ----------
    types : int64 array, one per word
        the number of each word in `vocabulary`; ``vocabulary.surfaces[t]`` is the word with its punctuation
    bounds : int64 array of n + 1
        the words of text i are ``types[bounds[i]:bounds[i + 1]]``
    starts : int64 array, one per word
        where each word begins, in bytes, in `data`
    data, offsets : uint8 array and int64 array of n + 1
        the texts as UTF-8, and where each begins and ends in them
    wide : int64 array
        the bytes with which a character of several bytes begins: few in most texts
    """

    types: np.ndarray
    bounds: np.ndarray
    starts: np.ndarray
    data: np.ndarray
    offsets: np.ndarray
    wide: np.ndarray
    vocabulary: Vocabulary

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @cached_property
    def counts(self) -> np.ndarray:
        """The number of words of each text."""
        return np.diff(self.bounds)

    @cached_property
    def text_of_word(self) -> np.ndarray:
        """The index of the text that each word is in (int32, one per word)."""
        return np.repeat(np.arange(len(self), dtype=np.int32), self.counts)

    def text_at(self, words: np.ndarray) -> np.ndarray:
        """Return the index of the text that each of `words` (indices of words) is in."""
        return self.text_of_word[words]

    def sum(self, values: np.ndarray) -> np.ndarray:
        """Add up one whole number per word over each text (int64, n). Exact for integers and booleans."""
        return add_up(values, self.bounds)

    @cached_property
    def raw(self) -> memoryview:
        """The same bytes as `data`, for cutting small pieces out of them."""
        return memoryview(np.ascontiguousarray(self.data))

    def text(self, i: int) -> str:
        """Return text i back as it was."""
        return self.between_bytes(self.offsets[i], self.offsets[i + 1])

    def between_bytes(self, start: int, end: int) -> str:
        """Return the text from byte `start` to byte `end`; where they cut through a character, that one is left out."""
        return str(self.raw[start:end], "utf-8", "ignore")

    def between(self, first: int, last: int) -> str:
        """Return the text from word `first` to the end of word `last`, both of one text."""
        end = self.starts[last] + len(self.vocabulary.surfaces[self.types[last]].encode())
        return self.between_bytes(self.starts[first], end)

    @cached_property
    def _further(self) -> np.ndarray:
        first = self.data[self.wide]
        return np.append(0, np.cumsum(1 + (first >= 0xE0) + (first >= 0xF0)))

    def _character(self, places: np.ndarray) -> np.ndarray:
        return places - self._further[np.searchsorted(self.wide, places)]

    def characters(self, places: np.ndarray, texts: np.ndarray) -> np.ndarray:
        """Turn byte `places` in `data`, which lie in `texts`, into character offsets into those texts."""
        return self._character(places) - self._character(self.offsets[texts])

    def word_at(self, texts: np.ndarray, places: np.ndarray) -> np.ndarray:
        """Return the index of the word that stands at, or else before, character `places` of `texts`."""
        starts = self._character(self.starts)
        return np.searchsorted(starts, places + self._character(self.offsets[texts]), side="right") - 1

    def spans(self, words: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the text, the first and the last-plus-one character of each of `words` (indices of words)."""
        texts = self.text_at(words)
        lengths = np.array([len(self.vocabulary.surfaces[t]) for t in self.types[words].tolist()], dtype=np.int64)
        starts = self.characters(self.starts[words], texts)
        return texts, starts, starts + lengths


def add_up(values: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """Add up the whole numbers between each two of n + 1 rising bounds, the last their number (int64, n)."""
    total = np.zeros(len(bounds) - 1, dtype=np.int64)
    filled = bounds[:-1] < bounds[1:]
    if filled.any():
        total[filled] = np.add.reduceat(values, bounds[:-1][filled], dtype=np.int64)
    return total


def to_arrow(texts: Iterable[str] | pa.Array) -> pa.LargeStringArray:
    """Turn texts into Arrow's UTF-8. Half of a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD."""
    held = getattr(getattr(texts, "array", None), "__arrow_array__", None)
    if held is not None:
        texts = held()
    if isinstance(texts, pa.ChunkedArray | pa.Array):
        array = texts if pa.types.is_large_string(texts.type) else texts.cast(pa.large_string())
    else:
        texts = list(texts)
        try:
            array = pa.array(texts, type=pa.large_string(), from_pandas=True)
        except UnicodeEncodeError:
            array = pa.array(map(replace_surrogates, texts), type=pa.large_string(), from_pandas=True)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def replace_surrogates(text: object) -> object:
    """Write U+FFFD for half of a surrogate pair, which no file can hold; what is no text stays."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(text, str) else text


def split(texts: Iterable[str] | pa.Array, *, vocabulary: Vocabulary | None = None) -> Words:
    """Cut texts at white space, as ``str.split()`` does, and number the words.

    Parameters
    ----------
    texts : n texts, none of them missing
    vocabulary : the words known so far; by default the one that the whole process shares

    Returns
    -------
    Words

    Raises
    ------
    ValueError
        if a text is missing
    """
    array = to_arrow(texts)
    if array.null_count:
        raise ValueError("a text is missing: leave missing texts out before they are split")
    vocabulary = shared_vocabulary() if vocabulary is None else vocabulary
    _, places, content = array.buffers()
    first, n = array.offset, len(array)
    offsets = np.zeros(1, np.int64)
    if places is not None:
        offsets = np.frombuffer(places, dtype=np.int64, count=first + n + 1)[first:]
    data = np.frombuffer(content if content is not None else b"", dtype=np.uint8)[offsets[0] : offsets[-1]]
    offsets = offsets - offsets[0]
    wide = np.flatnonzero(data >= 0xC2)
    starts = _word_starts(data, offsets, wide)
    bounds = np.searchsorted(starts, offsets)
    if not len(starts):
        return Words(np.empty(0, np.intp), bounds, starts, data, offsets, wide, vocabulary)
    # an element is a word with the white space behind it: Arrow wants elements that touch
    edges = np.append(starts, len(data))
    pieces = pa.LargeStringArray.from_buffers(len(starts), pa.py_buffer(edges), pa.py_buffer(data))
    encoded = pieces.dictionary_encode()
    known = vocabulary.numbers(encoded.dictionary.to_pylist())
    return Words(known.take(encoded.indices.to_numpy()), bounds, starts, data, offsets, wide, vocabulary)


def _word_starts(data: np.ndarray, offsets: np.ndarray, wide: np.ndarray) -> np.ndarray:
    """Find the bytes at which a word begins: no white space there, and white space or a text's start before it."""
    space = ((data - np.uint8(9)) < 5) | ((data - np.uint8(28)) < 5)
    _add_wide_space(data, space, wide)
    begins = np.empty(len(data), dtype=bool)
    np.greater(space[:-1], space[1:], out=begins[1:])
    first = offsets[:-1][offsets[:-1] < len(data)]
    begins[first] = ~space[first]
    return np.flatnonzero(begins)


def _add_wide_space(data: np.ndarray, space: np.ndarray, wide: np.ndarray) -> None:
    """Mark in `space` the white space of two and three bytes; characters of several bytes begin at `wide`."""
    wide = wide[_BEGINS_WIDE_SPACE[data[wide]]]
    if not len(wide):
        return
    second, third = (data[np.minimum(wide + k, len(data) - 1)].astype(np.int32) for k in (1, 2))
    short = data[wide] < 0xE0
    wide, short = (
        a[np.isin((data[wide].astype(np.int32) << 16) + (second << 8) + np.where(short, 0, third), _WIDE_SPACE)]
        for a in (wide, short)
    )
    space[wide] = space[wide + 1] = True
    space[wide[~short] + 2] = True
