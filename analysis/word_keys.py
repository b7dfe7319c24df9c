"""The forms under which words are looked up in a lexicon.

The punctuation around a word and a possessive ``'s`` are left out, curly apostrophes are read as straight ones. A word
that a dash or a slash glues together is looked up as a whole, and piece by piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analysis.word_shapes import CHANGES, GLUE, WORD, lines, shapes

CORE = re.compile(r"\w(?:.*\w)?", re.DOTALL)
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
    start, length : int arrays of n + m
        where the form lies in its word, the punctuation around it and a possessive ending not cut yet
    stops : uint8 array of n
        1 if there is something before it, 2 if there is something behind it
    exact, folded : n + m strings
        the form as it is written, and in lower case
    capital : int array
        where the two differ
    owner : int array of m
        the word of each piece, in order
    """

    start: np.ndarray
    length: np.ndarray
    stops: np.ndarray
    exact: list[str]
    folded: list[str]
    capital: np.ndarray
    owner: np.ndarray


def keys(core: str) -> tuple[str, str]:
    """Give the two forms under which a word is looked up: as it is written, and in lower case.

    A possessive ending is left out and curly apostrophes are made straight.
    >>> keys("Joe’s")
    ('Joe', 'joe')
    """
    if "’" in core:
        core = core.replace("’", "'")
    if "'" in core:
        core = _POSSESSIVE.sub("", core)
    return core, core.lower()


def core(surface: str) -> tuple[int, int]:
    """Find where a word begins and ends without the punctuation around it; where there is no word, 0 and 0."""
    if surface.isalnum():
        return 0, len(surface)
    if surface[:-1].isalnum():
        return 0, len(surface) - 1
    found = CORE.search(surface)
    return found.span() if found else (0, 0)


def pieces(surface: str) -> list[tuple[int, int]]:
    """Cut a word that a dash or a slash glues together into its parts, each without the punctuation around it."""
    borders = [0, *(edge for glue in _GLUE.finditer(surface) for edge in glue.span()), len(surface)]
    found = (CORE.search(surface, a, b) for a, b in zip(borders[::2], borders[1::2], strict=True))
    return [part.span() for part in found if part]


def all_keys(surfaces: Iterable[str]) -> Keys:
    """Give what :func:`keys`, :func:`core` and :func:`pieces` say of many words, worked out for all of them at once."""
    return _all_keys(tuple(surfaces))


@lru_cache(maxsize=1)  # each lexicon asks about the same new words
def _all_keys(surfaces: tuple[str, ...]) -> Keys:
    shape = shapes(surfaces)
    codes = shape.codes
    start, end = shape.span(shape.kinds & WORD != 0)
    # "_" belongs to words, but not always at their end
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
    capital = shape.of_kind(CHANGES)
    return Keys(
        start=np.append(start, np.array(first, start.dtype)),
        length=np.append(end - start, np.array(last, start.dtype) - np.array(first, start.dtype)),
        stops=((start > 0) + 2 * (end < shape.lengths)).astype(np.uint8),
        exact=lines(written) + list(exact),
        folded=lines(written.lower()) + list(folded),
        capital=np.append(capital, np.arange(len(surfaces), len(surfaces) + len(owner))),
        owner=np.array(owner, np.int64),
    )
