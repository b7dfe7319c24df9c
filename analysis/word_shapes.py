"""The characters of many words at once: what kind each is of, how many there are, where the first and the last stands.

Words that are new are looked at together. What a character is, Python says once for each distinct character; the rest
is arithmetic on arrays, without a loop over words.
"""

from __future__ import annotations

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
    codes : uint32 array
        the code points
    kinds : uint16 array
        the kind of each character, as bits; a line end counts as punctuation
    starts, ends : int arrays of n
        the places in `codes` at which each word begins, and of the line end behind it
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

    def of_kind(self, kind: int) -> np.ndarray:
        """Give the indices of the words that have a character of `kind`."""
        return self.words_at(np.flatnonzero(self.kinds & kind))

    def words_at(self, places: np.ndarray) -> np.ndarray:
        """Give the indices of the words in which the `places` in `codes` are, each word once."""
        return np.unique(np.searchsorted(self.ends, places))

    @cached_property
    def capitals(self) -> np.ndarray:
        """Give the indices of the words for which ``str.isupper()`` is true."""
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
        """Give the chosen characters (or what `codes` has in their place) as one text, a line for each word."""
        kept = chosen.copy()
        kept[self.ends] = True
        return _text((self.codes if codes is None else codes)[kept])


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


def wordless(surfaces: list[str]) -> dict[str, np.ndarray]:
    """Tell which pieces are no word, for :meth:`Vocabulary.facts`: no letter, digit or underscore is in them."""
    shape = shapes(surfaces)
    return {"no_word": shape.count(shape.kinds & WORD != 0) == 0}


def _text(codes: np.ndarray) -> str:
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


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
