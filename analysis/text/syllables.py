"""Pyphen's hyphenation points of many words at once.

The patterns are read from Pyphen, which stays the definition: a pattern is a run of letters with a number at some of
the places between them, all patterns that stand in a word have their say, the highest number at a place counts, and an
odd one is a point. Here the patterns are a tree, and all words are walked through it together.

What dictionaries know of a word: its syllables, and whether it is an everyday word.

Syllables are CMUdict's first pronunciation, or Pyphen's hyphenation points for other words.
The table ``lexicons/syllables.csv`` is made by ``lexicons/make_syllables.py``; nothing is fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from pyphen import LANGUAGES

from analysis.files import LEXICONS

#: so many characters at least are before the first point and behind the last one: Pyphen's own figures
_LEFT = _RIGHT = 2
_NO_PATTERNS = ("%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUNDLEFTHYPHENMIN", "COMPOUNDRIGHTHYPHENMIN")


@dataclass(frozen=True, eq=False)
class _Tree:
    """The patterns as a tree. Node 0 is no node, 1 is the root.

    Attributes
    ----------
    letters : uint32 array, sorted
        the code points that patterns have; letter 0 is any other
    after : array of nodes by letters + 1
        the next node
    ends : bool array of nodes
        whether a pattern ends there
    values : uint8 array of nodes by places
        the numbers of that pattern
    """

    letters: np.ndarray
    after: np.ndarray
    ends: np.ndarray
    values: np.ndarray


def count_points(words: list[str]) -> np.ndarray:
    """Count the hyphenation points of English words (int64), as many as ``Pyphen(lang="en_US").positions`` gives."""
    if not words:
        return np.empty(0, np.int64)
    tree = _tree()
    lowered = [word.lower() for word in words]
    # each word stands between two full stops, as in the patterns, and with nothing that a pattern has behind it
    text = "\n".join([f".{word}." for word in lowered]) + "\n"
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letter = _letters(tree, codes)
    ends = np.cumsum([len(word) + 3 for word in lowered], dtype=np.intp) - 1
    begins = np.append(0, ends + 1)[:-1]
    highest = np.zeros(len(codes) + tree.values.shape[1], np.uint8)

    at = np.arange(len(codes))
    node = np.ones(len(codes), np.intp)
    depth = 0
    while len(at):
        node = tree.after[node, letter[at + depth]]
        at, node = at[node > 0], node[node > 0]
        depth += 1
        ended = np.flatnonzero(tree.ends[node])
        values = tree.values[node[ended]]
        match, place = np.nonzero(values)
        np.maximum.at(highest, at[ended[match]] + place, values[match, place])
    odd = np.append(0, np.cumsum(highest & 1, dtype=np.int64))
    # Pyphen asks for the length before the word is put into lower case, which may be another
    length = np.array([len(word) for word in words], dtype=np.intp)
    first = begins + 1 + _LEFT
    last = np.minimum(begins + 1 + length - _RIGHT, ends)
    return np.where(first <= last, odd[np.maximum(last, first - 1) + 1] - odd[np.minimum(first, ends)], 0)


def _letters(tree: _Tree, codes: np.ndarray) -> np.ndarray:
    """Number the characters as the tree does: 0 for one that no pattern has."""
    at = np.searchsorted(tree.letters, codes)
    at[at == len(tree.letters)] = 0
    return np.where(tree.letters[at] == codes, at + 1, 0)


@lru_cache(maxsize=1)
def _tree() -> _Tree:
    lines = [line.strip() for line in LANGUAGES["en_US"].read_text(encoding="utf-8").split("\n")[1:]]
    return _grown([line for line in lines if line and not line.startswith(_NO_PATTERNS)])


def _grown(patterns: list[str]) -> _Tree:
    """Make the tree of patterns such as ``.a2ch4``."""
    text = "\n".join(patterns) + "\n"
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    pattern = np.cumsum(codes == ord("\n")) - (codes == ord("\n"))
    begins = np.append(0, np.flatnonzero(codes == ord("\n")) + 1)[:-1]
    # the place of each sign: how many letters of its pattern are before it
    before = np.cumsum(~digit) - ~digit
    place = before - before[begins][pattern]
    letters = np.unique(codes[~digit])[1:]  # the line end is the first

    spelled = np.zeros((len(patterns), place.max() + 1), np.uint8)
    of_letter = ~digit & (codes != ord("\n"))
    spelled[pattern[of_letter], place[of_letter]] = np.searchsorted(letters, codes[of_letter]) + 1
    values = np.zeros(spelled.shape, np.uint8)
    values[pattern[digit], place[digit]] = codes[digit] - ord("0")

    # in order of the alphabet, a beginning that the one before does not share is a new node
    order = np.argsort(spelled.view(f"S{spelled.shape[1]}").ravel())
    spelled, values = spelled[order], values[order]
    new = np.ones(spelled.shape, bool)
    new[1:] = np.logical_or.accumulate(spelled[1:] != spelled[:-1], axis=1)
    new &= spelled > 0
    size = int(new.sum()) + 2
    nodes = np.zeros(spelled.shape, np.min_scalar_type(size))
    nodes[new] = np.arange(2, size)
    np.maximum.accumulate(nodes, axis=0, out=nodes)
    parents = np.ones(spelled.shape, nodes.dtype)
    parents[:, 1:] = nodes[:, :-1]
    after = np.zeros((size, len(letters) + 1), nodes.dtype)
    after[parents[new], spelled[new]] = nodes[new]
    last = nodes[np.arange(len(patterns)), np.count_nonzero(spelled, axis=1) - 1]
    said = np.zeros((size, spelled.shape[1]), np.uint8)
    said[last] = values
    return _Tree(letters, after, said.any(axis=1), said)


_SYLLABLES = LEXICONS / "syllables.csv"
_PUNCTUATION = re.compile(r"'(?![tsd]|ve|ll|re)|[^\w\s']")


def clean_word(text: str) -> str:
    """Take out of a text the punctuation that textstat takes out before it counts words."""
    return _PUNCTUATION.sub("", text)


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, int]:
    _, _, lines = _SYLLABLES.read_text(encoding="utf-8").partition("\nword,syllables\n")
    cells = lines.replace("\n", ",").split(",")
    return dict(zip(cells[:-1:2], map(int, cells[1::2]), strict=True))


def known_words() -> list[str]:
    """Give the words whose syllables CMUdict knows, in lower case."""
    return list(_dictionary())


def count_syllables(words: list[str]) -> np.ndarray:
    """Count the syllables of words that are cleaned and in lower case; "" has none."""
    found = list(map(_dictionary().get, words))
    unknown = [i for i, n in enumerate(found) if n is None] if None in found else []
    distinct = list(dict.fromkeys(words[i] for i in unknown))
    counted = dict(zip(distinct, (count_points(distinct) + 1).tolist(), strict=True)) | {"": 0}
    for i in unknown:
        found[i] = counted[words[i]]
    return np.array(found, dtype=np.int32)


@lru_cache(maxsize=1)
def easy_words() -> frozenset[str]:
    """The words that Dale and Chall's readers knew, as textstat ships them."""
    # the package is looked up and not imported: importing it costs seconds
    folder = Path(find_spec("textstat").submodule_search_locations[0])
    listed = (folder / "resources" / "en" / "easy_words.txt").read_text(encoding="utf-8")
    return frozenset(word.strip() for word in listed.splitlines())
