"""The columnar word table that all measures share.

Words repeat. A corpus of millions of words has some tens of thousands of *types*, so what is known about a word is
worked out once per type, and a paragraph's measure is a sum over an array of integers.

:func:`split` cuts texts at white space, exactly where :meth:`str.split` does, without making a Python object per
word: NumPy finds the borders in Arrow's bytes and looks the words up (:mod:`text.key_table`), Arrow finds the distinct
ones of those that are new. :class:`Vocabulary` remembers each distinct word and, column by column, whatever a measure
wants to know about it. :class:`Runs` are runs of words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pyarrow as pa

from analysis.text.key_table import LONGEST, KeyTable, word_keys
from analysis.text.typography import DASHES, fold_signs, fold_word, rare_signs, tidy, word_places


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
        inside = self.hold(first)
        inside[inside] = self.hold(last[inside])
        return inside

    def mask(self, length: int) -> np.ndarray:
        """Test the same of all of `length` words (bool)."""
        inside = np.zeros(length, bool)
        inside[ranges(self.first, self.last - self.first + 1)] = True
        return inside


def ranges(starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Count up from each start as often as its size says, one after the other."""
    ends = np.cumsum(sizes)
    return np.repeat(starts - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)


def distinct(values: np.ndarray) -> np.ndarray:
    """Return the distinct ones of whole numbers, in order: what NumPy's ``unique`` returns, in a tenth of its time."""
    values = np.sort(values)
    return values[np.append(True, values[1:] != values[:-1])[: len(values)]]


def without_overlap(first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Test for each of n runs, sorted by `first`, whether it stays if what begins inside an earlier one goes (bool)."""
    within = np.append(False, first[1:] <= np.maximum.accumulate(last)[:-1])[: len(first)]
    keep, head, reach = ~within, -1, -1
    # the second of a group goes; of a later one, those before it tell
    later = np.flatnonzero(within[1:] & within[:-1]) + 1
    heads = np.flatnonzero(keep)[np.cumsum(keep)[later] - 1]
    for k, own, begin, end in zip(*(a.tolist() for a in (later, heads, first[later], last[later])), strict=True):
        if own != head:
            head, reach = own, last[own]
        if begin > reach:
            keep[k], reach = True, end
    return keep


#: white space of two and three bytes in UTF-8, at which str.split() cuts as it does at ASCII 9-13 and 28-32
_WIDE_SPACE = (0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
_SPACE, _DASH, _RARE = range(1, 4)
_LONGEST_VOCABULARY = 500_000
_NOTHING = np.empty(0, np.int32)
#: above any number of a word
_SHIFTED = 1 << 40

Facts = dict[str, np.ndarray]


class Vocabulary:
    """The distinct words seen so far, each with a number, and what the measures know about them."""

    def __init__(self) -> None:
        self.surfaces: list[str] = []
        self._numbers: dict[str, int] = {}
        self._folded: dict[str, int] = {}
        self._shifted: set[str] = set()
        self._tables: dict[bool, KeyTable] = defaultdict(KeyTable)
        self._facts: dict[Callable, Facts] = {}
        self._same: dict[tuple[Callable, str], tuple[dict, np.ndarray]] = {}
        self._numbered: dict[Callable, np.ndarray] = {}

    def __len__(self) -> int:
        return len(self.surfaces)

    def numbers(self, pieces: list[str], *, fold: bool = False) -> np.ndarray:
        """Return the number of each word (int64), with a new number for one not seen before; folded, if so asked."""
        known = self._folded if fold else self._numbers
        found = list(map(known.get, pieces))
        new = [i for i, number in enumerate(found) if number is None] if None in found else ()
        for i in new:
            word = pieces[i].rstrip()
            if fold and not word.isascii():
                given, word = word, fold_word(word)
                if len(given) != len(word):
                    self._shifted.add(pieces[i])
            number = self._numbers.setdefault(word, len(self.surfaces))
            if number == len(self.surfaces):
                self.surfaces.append(word)
            known[pieces[i]] = found[i] = number
        return np.array(found, dtype=np.intp)

    def number_pieces(self, data: np.ndarray, starts: np.ndarray, *, fold: bool) -> tuple[np.ndarray, np.ndarray]:
        """Number the words that begin at `starts` (one or more) in `data` (UTF-8), with the white space behind each.

        Returns the number of each (int64), and which have more or fewer characters when they are folded (indices).
        """
        edges, table = np.append(starts, len(data)), self._tables[fold]
        sizes, padded = np.diff(edges), np.append(data, np.zeros(LONGEST, np.uint8))
        numbers = table.find_words(padded, starts, sizes)
        # those that are not known, whose number is below 0, and those that are shifted
        odd = np.flatnonzero(numbers.view(np.uint64) >= _SHIFTED)
        new = odd[numbers[odd] < 0]
        if len(new):
            # Arrow finds the distinct ones; it wants elements that touch
            array = pa.LargeStringArray.from_buffers(len(starts), pa.py_buffer(edges), pa.py_buffer(data))
            encoded = (array.take(pa.array(new)) if len(new) < len(starts) else array).dictionary_encode()
            pieces, which = encoded.dictionary.to_pylist(), encoded.indices.to_numpy()
            known = self.numbers(pieces, fold=fold)
            if fold and not self._shifted.isdisjoint(pieces):
                known += _SHIFTED * np.array([piece in self._shifted for piece in pieces], np.int64)
            numbers[new] = known.take(which)
            example = np.empty(len(pieces), np.int64)
            example[which] = new
            short = np.flatnonzero(sizes[example] <= LONGEST)
            table.add(word_keys(padded, starts[example[short]], sizes[example[short]]), known[short])
        shifted = odd[numbers[odd] >= _SHIFTED]
        numbers[shifted] -= _SHIFTED
        return numbers, shifted

    def facts(self, compute: Callable[[list[str]], Facts]) -> Facts:
        """Return the columns that `compute` makes of words, indexed by a word's number."""
        held = self._facts.get(compute)
        done = 0 if held is None else len(next(iter(held.values())))
        if held is None or done < len(self):
            new = compute(self.surfaces[done:])
            held = new if held is None else {name: np.concatenate([held[name], new[name]]) for name in held}
            self._facts[compute] = held
        return held

    def number_each(self, compute: Callable[[str], int | str], types: np.ndarray) -> np.ndarray:
        """Return what `compute` says of the words with these numbers: 0 and more, or a word, which is numbered.

        It is not asked about others, and about each word once.
        """
        held = self._numbered.get(compute, _NOTHING)
        if len(held) < len(self):
            held = np.append(held, np.full(len(self) - len(held), -1, np.int32))
            self._numbered[compute] = held
        found = held[types]
        if len(new := types[found < 0]):
            for number in set(new.tolist()):
                said = compute(self.surfaces[number])
                held[number] = self.numbers([said])[0] if isinstance(said, str) else said
            found = held[types]
        return found

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
class Given:
    """How far the table of words is from the texts as they were given.

    Attributes
    ----------
    texts : the texts as they were given
    folded : whether the words are those of the folded texts
    gaps : int64 array, the byte in `Words.data` before which a hidden sign was left out, one entry a sign
    gap_bounds : int64 array of n + 1: those of text i are ``gaps[gap_bounds[i]:gap_bounds[i + 1]]``
    shifted : the words (indices) that have more or fewer characters in the vocabulary than in `Words.data`
    """

    texts: pa.LargeStringArray
    folded: bool
    gaps: np.ndarray
    gap_bounds: np.ndarray
    shifted: np.ndarray


@dataclass(frozen=True)
class Words:
    """The words of n texts, in order, as numbers into a vocabulary.

    Attributes
    ----------
    types : int64 array, one per word
        the number of each word in `vocabulary`; ``vocabulary.surfaces[t]`` is the word with its punctuation
    bounds : int64 array of n + 1
        the words of text i are ``types[bounds[i]:bounds[i + 1]]``
    starts : int array, one per word
        where each word begins, in bytes, in `data`; int32 if that is enough (see :func:`narrow`)
    data, offsets : uint8 array and int64 array of n + 1
        the texts as UTF-8, and where each begins and ends in them; of folded texts, as :func:`typography.tidy` has them
    wide : int64 array
        the bytes with which a character of several bytes begins: few in most texts
    given : the texts as they were given
    """

    types: np.ndarray
    bounds: np.ndarray
    starts: np.ndarray
    data: np.ndarray
    offsets: np.ndarray
    wide: np.ndarray
    vocabulary: Vocabulary
    given: Given

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

    def around(self, places: np.ndarray) -> np.ndarray:
        """Return the index of the word that each of `places` (bytes in `data`) is in or, between words, behind."""
        return np.searchsorted(self.starts, places.astype(self.starts.dtype), side="right") - 1

    def text_at(self, words: np.ndarray) -> np.ndarray:
        """Return the index of the text that each of `words` (indices of words) is in."""
        return self.text_of_word.take(words)

    def sum(self, values: np.ndarray) -> np.ndarray:
        """Add up one whole number per word over each text (int64, n). Exact for integers and booleans."""
        return add_up(values, self.bounds)

    @cached_property
    def raw(self) -> memoryview:
        """The same bytes as `data`, for cutting small pieces out of them."""
        return memoryview(np.ascontiguousarray(self.data))

    def text(self, i: int) -> str:
        """Return text i back as it was."""
        return self.given.texts[i].as_py()

    def between_bytes(self, start: int, end: int) -> str:
        """Return the text from byte `start` to byte `end`; where they cut through a character, that one is left out."""
        return str(self.raw[start:end], "utf-8", "ignore")

    def read(self, start: int, end: int) -> str:
        """Return the same as the words are read: folded, if they are."""
        text = self.between_bytes(start, end)
        return fold_signs(text) if self.given.folded else text

    @cached_property
    def _further(self) -> np.ndarray:
        first = self.data[self.wide]
        return np.append(0, np.cumsum(1 + (first >= 0xE0) + (first >= 0xF0)))

    def _character(self, places: np.ndarray) -> np.ndarray:
        return places - self._further[np.searchsorted(self.wide, places)]

    @cached_property
    def _gaps(self) -> np.ndarray:
        return self._character(self.given.gaps)

    def _in_text(self, characters: np.ndarray, texts: np.ndarray) -> np.ndarray:
        """Turn `characters`, counted in `data`, into offsets into `texts` as they were given."""
        offsets = characters - self._character(self.offsets[texts])
        if len(self._gaps):
            bounds, gaps = self.given.gap_bounds, np.searchsorted(self._gaps, characters, side="right")
            offsets += np.minimum(gaps, bounds[texts + 1]) - bounds[texts]
        return offsets

    def characters(self, places: np.ndarray, texts: np.ndarray) -> np.ndarray:
        """Turn byte `places` in `data`, which lie in `texts`, into character offsets into those texts."""
        return self._in_text(self._character(places), texts)

    def ends(self, places: np.ndarray, texts: np.ndarray) -> np.ndarray:
        """Turn the bytes behind what is not empty into the character offsets behind it."""
        return self.characters(places - 1, texts) + 1

    def word_at(self, texts: np.ndarray, places: np.ndarray) -> np.ndarray:
        """Return the index of the word that stands at, or else before, character `places` of `texts`."""
        starts, gaps = self._character(self.starts), self.given.gap_bounds[texts]
        starts = starts + np.searchsorted(self._gaps, starts, side="right") if len(self._gaps) else starts
        return np.searchsorted(starts, places + self._character(self.offsets[texts]) + gaps, side="right") - 1

    def spans(self, words: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the text, the first and the last-plus-one character of each of `words` (indices of words)."""
        lengths = np.array([len(self.vocabulary.surfaces[t]) for t in self.types[words].tolist()], dtype=np.int64)
        return self.parts(words, np.zeros_like(lengths), lengths)

    def parts(self, words: np.ndarray, first: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, ...]:
        """Return as :meth:`spans` the characters `first` to before `last` of each word, as the vocabulary has it."""
        texts, start, end = self.text_at(words), np.array(first, np.int64), np.array(last, np.int64) - 1
        for k in np.flatnonzero(np.isin(words, self.given.shifted)).tolist() if len(self.given.shifted) else ():
            stop = min(self.starts[words[k] + 1 : words[k] + 2].min(initial=len(self.data)), self.offsets[texts[k] + 1])
            begins, ends = word_places(self.between_bytes(self.starts[words[k]], stop).rstrip())
            start[k], end[k] = begins[start[k]], ends[end[k]] - 1
        at = self._character(self.starts[words])
        return texts, self._in_text(at + start, texts), self._in_text(at + end, texts) + 1


def narrow(places: np.ndarray, size: int) -> np.ndarray:
    """Return places from 0 to `size` as int32 where they fit: a search among them takes half the time."""
    return places.astype(np.int32) if size < 1 << 31 else places


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


def split(texts: Iterable[str] | pa.Array, *, vocabulary: Vocabulary | None = None, fold: bool = False) -> Words:
    """Cut texts at white space, as ``str.split()`` does, and number the words.

    Parameters
    ----------
    texts : n texts, none of them missing
    vocabulary : the words known so far; by default the one that the whole process shares
    fold : the words are those of :func:`typography.fold`; offsets stay those of the texts as they are given

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
    data, offsets = _bytes_of(array)
    wide = np.flatnonzero(data >= 0xC2)
    signs, kinds = _signs(data, wide)
    gaps, gap_bounds = np.empty(0, np.int64), np.zeros(len(offsets), np.int64)
    if fold and (kinds == _RARE).any():
        data, offsets, gaps, gap_bounds = _tidy(data, offsets, signs[kinds == _RARE])
        wide = np.flatnonzero(data >= 0xC2)
        signs, kinds = _signs(data, wide)
    starts = _word_starts(data, offsets, signs[kinds == _SPACE], signs[(kinds == _DASH) & fold])
    begins = narrow(starts, len(data))
    bounds = np.searchsorted(begins, offsets.astype(begins.dtype))
    if not len(starts):
        given = Given(array, fold, gaps, gap_bounds, np.empty(0, np.intp))
        return Words(np.empty(0, np.intp), bounds, begins, data, offsets, wide, vocabulary, given)
    types, shifted = vocabulary.number_pieces(data, starts, fold=fold)
    return Words(types, bounds, begins, data, offsets, wide, vocabulary, Given(array, fold, gaps, gap_bounds, shifted))


def _bytes_of(array: pa.LargeStringArray) -> tuple[np.ndarray, np.ndarray]:
    """Return the bytes of texts, and where in them each begins and ends."""
    _, places, content = array.buffers()
    first, n = array.offset, len(array)
    offsets = np.zeros(1, np.int64)
    if places is not None:
        offsets = np.frombuffer(places, dtype=np.int64, count=first + n + 1)[first:]
    data = np.frombuffer(content if content is not None else b"", dtype=np.uint8)[offsets[0] : offsets[-1]]
    return data, offsets - offsets[0]


def _tidy(data: np.ndarray, offsets: np.ndarray, signs: np.ndarray) -> tuple[np.ndarray, ...]:
    """Tidy the texts in which there are `signs` (bytes): data, offsets, and the gaps that :class:`Given` holds."""
    kept, gaps, done, size = [], [], 0, 0
    lengths, held = np.diff(offsets), np.zeros(len(offsets), np.int64)
    for row in np.unique(np.searchsorted(offsets, signs, side="right") - 1).tolist():
        begin, end = offsets[row : row + 2].tolist()
        kept.append(data[done:begin])
        size, done = size + begin - done, end
        begun = size
        for part, hidden in tidy(str(data[begin:end], "utf-8")):
            kept.append(np.frombuffer(part.encode(), np.uint8))
            size += len(kept[-1])
            gaps += [size] * hidden
            held[row + 1] += hidden
        lengths[row] = size - begun
    kept.append(data[done:])
    offsets = np.append(0, np.cumsum(lengths))
    return np.concatenate(kept), offsets, np.array(gaps, np.int64), np.cumsum(held)


def _word_starts(data: np.ndarray, offsets: np.ndarray, wide_space: np.ndarray, dashes: np.ndarray) -> np.ndarray:
    """Find the bytes at which a word begins: no white space there, and white space or a text's start before it.

    One of `dashes` is a word by itself.
    """
    space = _ascii_space(data)
    space[wide_space] = space[wide_space + 1] = True
    space[wide_space[data[wide_space] >= 0xE0] + 2] = True
    begins = np.empty(len(data), dtype=bool)
    np.greater(space[:-1], space[1:], out=begins[1:])
    begins[dashes] = True
    behind = dashes[dashes + _DASH_BYTES < len(data)] + _DASH_BYTES
    begins[behind] = ~space[behind]
    first = offsets[:-1][offsets[:-1] < len(data)]
    begins[first] = ~space[first]
    return np.flatnonzero(begins)


def _ascii_space(data: np.ndarray) -> np.ndarray:
    """Test which bytes are ASCII's white space (bool), so many at a time that they stay in fast memory."""
    space = np.empty(len(data), bool)
    for k in range(0, len(data), _AT_A_TIME):
        part = data[k : k + _AT_A_TIME]
        np.less(part - np.uint8(9), 5, out=space[k : k + _AT_A_TIME])
        space[k : k + _AT_A_TIME] |= part - np.uint8(28) < 5
    return space


#: bytes
_AT_A_TIME = 1 << 17
_DASH_BYTES = 3


@lru_cache(maxsize=1)
def _listed_signs() -> tuple[np.ndarray, ...]:
    """List the first three bytes of signs of several bytes that are looked for, as a number, in order; their kinds."""
    kinds = dict.fromkeys(map(chr, _WIDE_SPACE), _SPACE) | dict.fromkeys(DASHES, _DASH)
    kinds |= dict.fromkeys(rare_signs(), _RARE)
    listed = {int.from_bytes(sign.encode()[:3].ljust(3, b"\0")): kind for sign, kind in kinds.items()}
    numbers = np.array(sorted(listed), np.int32)
    return numbers, np.array([listed[n] for n in numbers.tolist()], np.int8), np.isin(np.arange(256), numbers >> 16)


def _signs(data: np.ndarray, wide: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find which characters of several bytes, that begin at `wide`, are white space, dashes or rare signs."""
    numbers, kinds, begin = _listed_signs()
    wide = wide[begin[data[wide]]]
    if not len(wide):
        return wide, np.empty(0, np.int8)
    first, second, third = (data[np.minimum(wide + k, len(data) - 1)].astype(np.int32) for k in range(3))
    number = (first << 16) + (second << 8) + np.where(first < 0xE0, 0, third)
    place = np.minimum(np.searchsorted(numbers, number), len(numbers) - 1)
    found = numbers[place] == number
    return wide[found], kinds[place[found]]
