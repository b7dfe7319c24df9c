"""Tokens: words and signs apart, with their paragraphs, sentences and quotation marks; and the neighbours of each.

The first step of the way of a text. Paragraphs are what line ends separate. The words come from the columnar word
table, and how a word falls into tokens is worked out once per distinct word, so no Python object is made per token.
:class:`Places` reads columns (one value a token) at other places than a token's own: all tokens are looked at
together, and none sees over the edge of its own sequence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.attribution.quotation import ALL_MARKS, quotations
from analysis.text.patterns import pattern
from analysis.text.words import Words, ranges, split

_PIECE = pattern(r"''|``|['’]s\b|\w+(?:(?:[.,\-–@/]|['’](?!s\b))\w+)*|[^\w\s]")
_SURROGATE = pattern("[\ud800-\udfff]")
_STOPS = frozenset(".!?")
_CLOSERS = frozenset(("''", *"”\"’')]»"))
_MARKS = frozenset(("''", "``", *ALL_MARKS))
_ABBREVIATED = frozenset(
    ("mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "lt", "col", "sgt", "maj", "capt", "adm", "rev", "prof")
    + ("dist", "atty", "asst", "supt", "det", "cmdr", "pres", "cpl", "pvt", "insp", "cllr", "pfc")
    + ("jr", "sr", "st", "vs", "no", "u.s", "u.n", "d.c", "inc", "corp")
)
#: tokens of a sequence
_LONGEST = 600
#: where a token stands by quotation marks
OUTSIDE, OPENS, INSIDE, CLOSES = range(4)
#: what a surface tells of sentences and quotations, in bits
_STOP, _CLOSER, _CAPITAL, _SHORT, _PERIOD, _MARK = (1 << bit for bit in range(6))


@dataclass(frozen=True)
class Tokens:
    """The tokens of n texts, in order; offsets are characters into the token's own text.

    Attributes
    ----------
    row : the text of each token
    start, end : its place, half-open
    types : number of its surface in `surfaces`
    sequence : number of the paragraph (a very long one is cut at sentences); rises
    sentence : number of the sentence; rises
    quote : OUTSIDE, OPENS (an opening mark), INSIDE, CLOSES
    quotation : number of the quotation, -1 outside
    surfaces : the distinct tokens seen so far
    """

    row: np.ndarray
    start: np.ndarray
    end: np.ndarray
    types: np.ndarray
    sequence: np.ndarray
    sentence: np.ndarray
    quote: np.ndarray
    quotation: np.ndarray
    surfaces: list[str]

    def __len__(self) -> int:
        return len(self.types)


class Pieces:
    """How distinct words fall into tokens: worked out once, kept by the word's surface.

    `surfaces` are the distinct tokens; `facts` (uint8) has in bits what each tells of sentences and quotations.
    """

    def __init__(self) -> None:
        self.surfaces: list[str] = []
        self.facts = np.zeros(0, np.uint8)
        self._numbers: dict[str, int] = {}
        self._known: dict[str, int] = {}
        self.first, self.count, self.start, self.end, self.token = (np.zeros(0, np.int64) for _ in range(5))

    def of(self, words: list[str]) -> np.ndarray:
        """Return the number of each word, as an index into `first` and `count`."""
        new = [word for word in dict.fromkeys(words) if word not in self._known]
        if new:
            self._known |= {word: k for k, word in enumerate(new, len(self._known))}
            cut = [[(*piece.span(), piece[0]) for piece in _PIECE.finditer(word)] for word in new]
            found = [piece for own in cut for piece in own]
            fresh = [surface for surface in dict.fromkeys(surface for *_, surface in found)
                     if surface not in self._numbers]  # fmt: skip
            self._numbers |= {surface: k for k, surface in enumerate(fresh, len(self._numbers))}
            self.surfaces += fresh
            self.facts = np.append(self.facts, np.array([_facts(surface) for surface in fresh], np.uint8))
            sizes = np.array([len(own) for own in cut], np.int64)
            self.first = np.append(self.first, len(self.token) + np.cumsum(sizes) - sizes)
            self.count = np.append(self.count, sizes)
            places = np.array([(start, end, self._numbers[surface]) for start, end, surface in found], np.int64)
            self.start, self.end, self.token = np.append(
                (self.start, self.end, self.token), places.reshape(-1, 3).T, axis=1
            )
        return np.array([self._known[word] for word in words], np.int64)


def _facts(surface: str) -> int:
    initial = len(surface) == 1 and surface.isalpha() and surface.isupper() and surface != "I"
    facts = {
        _STOP: surface in _STOPS,
        _CLOSER: surface in _CLOSERS,
        _CAPITAL: surface[0].isupper() or surface[0].isdigit(),
        _SHORT: surface.lower() in _ABBREVIATED or initial,
        _PERIOD: surface == ".",
        _MARK: surface in _MARKS,
    }
    return sum(bit for bit, true in facts.items() if true)


def tokenize(texts: Sequence[str], pieces: Pieces) -> Tokens:
    """Cut texts into tokens; what is new in them is added to `pieces`.

    A paragraph stands between line ends (\\n, \\r\\n or \\r) or paragraph separators (U+2029).
    """
    paragraphs, rows, begins = [], [], []
    for row, text in enumerate(_without_surrogates(texts)):
        at = 0
        # \r\n ends one paragraph and an empty one: the length stays
        for line in text.replace("\r", "\n").replace("\u2029", "\n").split("\n"):
            if line and not line.isspace():
                paragraphs.append(line)
                rows.append(row)
                begins.append(at)
            at += len(line) + 1
    words = split(paragraphs)
    used, which = np.unique(words.types, return_inverse=True)
    kinds = pieces.of([words.vocabulary.surfaces[t] for t in used.tolist()])[which.reshape(-1)]
    paragraph = words.text_of_word.astype(np.int64)
    at = words.characters(words.starts, paragraph)
    counts = pieces.count[kinds]
    piece = ranges(pieces.first[kinds], counts)
    paragraph, at = np.repeat(paragraph, counts), np.repeat(at, counts)
    start, end, types = at + pieces.start[piece], at + pieces.end[piece], pieces.token[piece]
    facts, begin = pieces.facts[types], np.array(begins, np.int64)[paragraph]
    quote, quotation = _quotes(words, paragraph, (start, end), (facts & _MARK) != 0)
    sentence = _sentences(paragraph, facts, quote)
    sequence = _sequences(paragraph, sentence)
    row = np.array(rows, np.int64)[paragraph]
    return Tokens(row, begin + start, begin + end, types, sequence, sentence, quote, quotation, pieces.surfaces)


def _without_surrogates(texts: Sequence[str]) -> Sequence[str]:
    """Put one character for each half of a surrogate pair, so that offsets stay; UTF-8 cannot hold one."""
    try:
        for text in texts:
            text.encode()
    except UnicodeEncodeError:
        return [_SURROGATE.sub("\ufffd", text) for text in texts]
    return texts


def _quotes(
    words: Words, paragraph: np.ndarray, places: tuple[np.ndarray, np.ndarray], marks: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Find where each token stands by quotation marks, and in which quotation."""
    at, stop = places
    found = quotations(words)
    quote, quotation = np.zeros(len(at), np.int8), np.full(len(at), -1)
    if not len(found.text):
        return quote, quotation
    start, end = (words.characters(place, found.text) for place in (found.start, found.end))
    longest = int(max(at.max(), end.max())) + 2
    k = np.searchsorted(found.text * longest + start, paragraph * longest + at, side="right") - 1
    inside = (k >= 0) & (found.text[k] == paragraph) & (at < end[k])
    quotation[inside] = k[inside]
    quote[inside] = INSIDE
    quote[inside & marks & (at == start[k])] = OPENS
    quote[inside & marks & (stop == end[k])] = CLOSES
    return quote, quotation


def _sentences(paragraph: np.ndarray, facts: np.ndarray, quote: np.ndarray) -> np.ndarray:
    """Number the sentences: one ends with a stop and its closing marks, before a capital or an opening mark."""
    first = first_of(paragraph) == np.arange(len(paragraph))

    def before(column: np.ndarray) -> np.ndarray:
        """Return what `column` says of the token before each; a paragraph's first has none."""
        return np.append(False, column)[:-1] & ~first

    stop, short, period, capital = ((facts & bit) != 0 for bit in (_STOP, _SHORT, _PERIOD, _CAPITAL))
    closes = ((facts & _CLOSER) != 0) & (quote != OPENS)
    ended = stop & ~(before(short) & period)
    for _ in range(2):
        ended |= before(ended) & closes
    return np.cumsum((before(ended) & (capital | (quote == OPENS)) & ~closes) | first) - 1


def _sequences(paragraph: np.ndarray, sentence: np.ndarray) -> np.ndarray:
    """Number the paragraphs; one of more than `_LONGEST` tokens is cut, between sentences where there are any."""
    begins = first_of(paragraph) == np.arange(len(paragraph))
    first = np.flatnonzero(begins).tolist()
    for a, b in zip(first, [*first[1:], len(paragraph)], strict=False):
        while b - a > _LONGEST:
            inside = np.flatnonzero(np.diff(sentence[a : a + _LONGEST]))
            a = a + int(inside[-1]) + 1 if len(inside) else a + _LONGEST
            begins[a] = True
    return np.cumsum(begins) - 1


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

    def at(self, column: np.ndarray, places: np.ndarray) -> np.ndarray:
        """Read `column` at `places`; 0 where they lie outside of the token's own sequence."""
        good = (places >= self.first_of_sequence) & (places <= self.last_of_sequence)
        return np.where(good, column[np.clip(places, 0, len(column) - 1)], 0)

    def shifted(self, column: np.ndarray, by: int) -> np.ndarray:
        """Read `column` so many tokens further on."""
        return self.at(column, self.position + by)

    def before(self, wanted: np.ndarray, first: np.ndarray) -> np.ndarray:
        """Return the last place before each token, not before `first`, where `wanted` is true; -1 where none is."""
        last = np.maximum.accumulate(np.where(wanted, self.position, -1))
        last = np.append(-1, last)[:-1]
        return np.where(last >= first, last, -1)

    def behind(self, wanted: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Return the next place behind each token, not behind `last`, where `wanted` is true; -1 where none is."""
        n = len(wanted)
        following = np.minimum.accumulate(np.where(wanted, self.position, n)[::-1])[::-1]
        following = np.append(following, n)[1:]
        return np.where(following <= last, following, -1)


def first_of(numbers: np.ndarray) -> np.ndarray:
    """Return, for each place, where the run of equal numbers that it is in begins: [4, 4, 7] has [0, 0, 2]."""
    begins = np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]
    return np.maximum.accumulate(np.where(begins, np.arange(len(numbers)), 0))


def last_of(numbers: np.ndarray) -> np.ndarray:
    """Return, for each place, where the run of equal numbers that it is in ends: [4, 4, 7] has [1, 1, 2]."""
    n = len(numbers)
    ends = np.append(numbers[1:] != numbers[:-1], True)[:n]
    return np.minimum.accumulate(np.where(ends, np.arange(n), n)[::-1])[::-1]


def bucket(distance: np.ndarray) -> np.ndarray:
    """Put distances into seven buckets: 0 is none, then 1, 2, 3-4, 5-8, 9-16, more."""
    return np.digitize(distance, (1, 2, 3, 5, 9, 17))
