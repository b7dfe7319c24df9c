"""The characters of many words at once, and the forms under which words are looked up in a lexicon.

:func:`shapes` tells what kind each character is, how many there are, where the first and the last stands. Words that
are new are looked at together: what a character is, Python says once for each distinct one; the rest is arithmetic on
arrays, without a loop over words.

:func:`all_keys` makes the forms. The punctuation around a word and a possessive ``'s`` are left out, curly apostrophes
are read as straight ones. A word that a dash or a slash glues together is looked up as a whole, and piece by piece.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

#: kinds of characters, as bits: `\\w` of a regular expression; capitals; other letters that have two cases; what lower
#: case changes; ASCII punctuation; what may stand around a word; what ends a sentence; what glues two words together
WORD, UPPER, LOWER, CHANGES, PUNCTUATION, AROUND, STOP, GLUE, _SEEN = (1 << bit for bit in range(9))
AROUND_WORDS = "\"'“”‘’()[]{}.,;:…-–—*"
_SETS = (
    (PUNCTUATION, string.punctuation + "\n"),
    (AROUND, AROUND_WORDS + "!?\n"),
    (STOP, ".!?"),
    (GLUE, '—–…/()[]{}<>“”"'),
)
_LINE_END = ord("\n")


@dataclass(frozen=True, eq=False)
class Shapes:
    """The characters of n words, one word behind the other, each with a line end behind it.

    Attributes
    ----------
    codes : the code points (uint32)
    kinds : the kind of each character, as bits (uint16); a line end counts as punctuation
    starts, ends : the places in `codes` at which each word begins, and of the line end behind it (n)
    """

    codes: np.ndarray
    kinds: np.ndarray
    starts: np.ndarray
    ends: np.ndarray

    @property
    def lengths(self) -> np.ndarray:
        """The number of characters of each word."""
        return self.ends - self.starts

    def count(self, chosen: np.ndarray) -> np.ndarray:
        """Count in each word the characters where `chosen` (bool, one per character) is true."""
        upto = np.cumsum(chosen, dtype=np.int32)[self.ends]
        return np.diff(upto, prepend=np.int32(0))

    def words_at(self, places: np.ndarray) -> np.ndarray:
        """Return the indices of the words in which the `places` in `codes` are, each word once."""
        return np.unique(np.searchsorted(self.ends, places))

    @cached_property
    def capitals(self) -> np.ndarray:
        """Return the indices of the words for which ``str.isupper()`` is true."""
        upper, lower = (self.count(self.kinds & kind != 0) > 0 for kind in (UPPER, LOWER))
        return np.flatnonzero(upper & ~lower)

    def span(self, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Find where in each word the first, and the last plus one, of the chosen characters stand; 0 and 0: none."""
        places = np.append(np.flatnonzero(chosen), 0)
        upto = np.cumsum(chosen, dtype=np.int32)[self.ends]
        before = np.append(0, upto[:-1])
        there = upto > before
        first, last = places[before] - self.starts, places[upto - 1] + 1 - self.starts
        return first * there, last * there

    def within(self, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Choose of each word the characters from `first` to before `last`, as :meth:`span` gives them."""
        edges = np.zeros(len(self.codes) + 1, np.int8)
        there = first < last
        edges[(self.starts + first)[there]] = 1
        edges[(self.starts + last)[there]] -= 1
        return np.cumsum(edges[:-1], dtype=np.int8).view(bool)

    def joined(self, chosen: np.ndarray, codes: np.ndarray | None = None) -> str:
        """Return the chosen characters (or what `codes` has in their place) as one text, a line for each word."""
        kept = chosen.copy()
        kept[self.ends] = True
        return (self.codes if codes is None else codes)[kept].tobytes().decode("utf-32-le", "surrogatepass")


def lines(text: str) -> list[str]:
    """Cut a text in which every word has a line end behind it into the words."""
    return text.split("\n")[:-1]


def shapes(words: Iterable[str]) -> Shapes:
    """Look at the characters of words, in which there is no white space."""
    return _shapes(tuple(words))


@lru_cache(maxsize=1)  # several measures ask about the same new words, one after the other
def _shapes(words: tuple[str, ...]) -> Shapes:
    joined = "\n".join(words) + "\n" * bool(words)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    ends = np.flatnonzero(codes == _LINE_END)
    starts = np.append(0, ends + 1)[:-1]
    return Shapes(codes, _kinds(codes), starts, ends)


def find_wordless(surfaces: list[str]) -> dict[str, np.ndarray]:
    """Test which pieces are no word (no letter, digit or underscore is in them), for :meth:`Vocabulary.facts`."""
    shape = shapes(surfaces)
    return {"no_word": shape.count(shape.kinds & WORD != 0) == 0}


@lru_cache(maxsize=1)
def _known() -> np.ndarray:
    return np.zeros(0x110000, np.uint16)


def _kinds(codes: np.ndarray) -> np.ndarray:
    """Look up the kind of each character; one that was never seen is asked about first."""
    kinds = _known().take(codes)
    if not kinds.all():
        new = np.unique(codes[kinds == 0])
        _known()[new] = [_kind(chr(code)) for code in new.tolist()]
        kinds = _known().take(codes)
    return kinds & ~np.uint16(_SEEN)


def _kind(character: str) -> int:
    upper = character.isupper()
    kind = _SEEN | WORD * (character.isalnum() or character == "_") | UPPER * upper
    kind |= LOWER * (character.islower() or (character.istitle() and not upper))
    kind |= CHANGES * (character.lower() != character)
    for bit, characters in _SETS:
        kind |= bit * (character in characters)
    return kind


CORE = re.compile(r"\w(?:.*\w)?", re.DOTALL)
#: a word without the underscores of _emphasis_ around it
_PLAIN = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_POSSESSIVE = re.compile(r"'s$|(?<=s)'$", re.IGNORECASE)
_GLUE = re.compile(r"[—–…/()\[\]{}<>“”\"]|--+|\.\.+")
_CURLY, _STRAIGHT = ord("’"), ord("'")
#: the third is an s to a regular expression that does not look at capitals
_S = (ord("s"), ord("S"), ord("ſ"))


@dataclass(frozen=True, eq=False)
class Keys:
    """The forms of n words, and behind them those of m pieces of such words.

    Attributes
    ----------
    start, length : where the form lies in its word, with a possessive ending (n + m)
    stops : 1 if there is something before it, 2 if there is something behind it (uint8, n)
    exact, folded : the form as it is written, and in lower case (n + m)
    capital : where the two can differ
    owner : the word of each piece, in order (m)
    """

    start: np.ndarray
    length: np.ndarray
    stops: np.ndarray
    exact: list[str]
    folded: list[str]
    capital: np.ndarray
    owner: np.ndarray


def keys(core: str) -> tuple[str, str]:
    """Return the two forms under which a word is looked up: as it is written, and in lower case."""
    core = core.replace("’", "'")
    core = _POSSESSIVE.sub("", core) if "'" in core else core
    return core, core.lower()


def core(surface: str) -> tuple[int, int]:
    """Find where a word begins and ends without the punctuation around it; where there is no word, 0 and 0."""
    if surface[:-1].isalnum() or surface.isalnum():
        return 0, len(surface) - (not surface.isalnum())
    found = _PLAIN.search(surface) if "_" in surface else CORE.search(surface)
    return found.span() if found else (0, 0)


def pieces(surface: str) -> list[tuple[int, int]]:
    """Cut a word that a dash or a slash glues together into its parts, each without the punctuation around it."""
    borders = [0, *(edge for glue in _GLUE.finditer(surface) for edge in glue.span()), len(surface)]
    found = (_PLAIN.search(surface, a, b) for a, b in zip(borders[::2], borders[1::2], strict=True))
    return [part.span() for part in found if part]


def all_keys(surfaces: Iterable[str]) -> Keys:
    """Return what :func:`keys`, :func:`core` and :func:`pieces` return of each word, for all words at once."""
    return _all_keys(tuple(surfaces))


@lru_cache(maxsize=1)  # each lexicon asks about the same new words
def _all_keys(surfaces: tuple[str, ...]) -> Keys:
    shape = shapes(surfaces)
    codes = shape.codes
    start, end = shape.span(shape.kinds & WORD != 0)
    # "_" belongs to words, and not to their ends: in Markdown it marks _emphasis_
    for i in shape.words_at(np.flatnonzero(codes == ord("_"))).tolist():
        start[i], end[i] = core(surfaces[i])
    inside = shape.within(start, end)
    double = np.zeros(len(codes), bool)
    double[1:] = (codes[1:] == codes[:-1]) & ((codes[1:] == ord("-")) | (codes[1:] == ord(".")))
    glued = shape.words_at(np.flatnonzero(inside & (double | (shape.kinds & GLUE != 0)))).tolist()
    parts = [(i, a, b, *keys(surfaces[i][a:b])) for i in glued for a, b in pieces(surfaces[i])]
    owner, first, last, exact, folded = zip(*parts, strict=True) if parts else ((),) * 5

    straight = np.where(codes == _CURLY, np.uint32(_STRAIGHT), codes)
    behind = np.minimum(shape.starts + end, shape.ends)
    possessive = (end - start > 2) & (straight[behind - 2] == _STRAIGHT) & np.isin(straight[behind - 1], _S)
    written = shape.joined(shape.within(start, end - 2 * possessive), straight)
    capital = shape.words_at(np.flatnonzero(shape.kinds & CHANGES))
    return Keys(
        start=np.append(start, np.array(first, start.dtype)),
        length=np.append(end - start, np.array(last, start.dtype) - np.array(first, start.dtype)),
        stops=((start > 0) + 2 * (end < shape.lengths)).astype(np.uint8),
        exact=lines(written) + list(exact),
        folded=lines(written.lower()) + list(folded),
        capital=np.append(capital, np.arange(len(surfaces), len(surfaces) + len(owner))),
        owner=np.array(owner, np.int64),
    )
