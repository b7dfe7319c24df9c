"""What dictionaries know of a word: its syllables, and whether it is an everyday word.

Syllables are CMUdict's first pronunciation; of other words, one more than Pyphen's hyphenation points, as textstat
counts them. The table ``lexicons/syllables.csv`` is made by ``lexicons/make_syllables.py``; nothing is fetched.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pyphen

from analysis.files import LEXICONS, kept

_PUNCTUATION = re.compile(r"'(?![tsd]|ve|ll|re)|[^\w\s']")


def clean_word(text: str) -> str:
    """Take out of a text the punctuation that textstat takes out before it counts words."""
    return _PUNCTUATION.sub("", text)


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, int]:
    _, _, lines = (LEXICONS / "syllables.csv").read_text(encoding="utf-8").partition("\nword,syllables\n")
    cells = lines.replace("\n", ",").split(",")
    return dict(zip(cells[:-1:2], map(int, cells[1::2]), strict=True))


def known_words() -> list[str]:
    """Return the words whose syllables CMUdict knows, in lower case."""
    return list(_dictionary())


@lru_cache(maxsize=1)
def _hyphenation() -> pyphen.Pyphen:
    place = pyphen.LANGUAGES["en_US"]
    made = pyphen.HyphDict.__new__(pyphen.HyphDict)
    made.patterns = kept("hyphenation", lambda: pyphen.HyphDict(place).patterns, outside=(place, Path(pyphen.__file__)))
    made.cache, made.maxlen = {}, max(map(len, made.patterns))
    pyphen.hdcache.setdefault(place, made)
    return pyphen.Pyphen(lang="en_US")


def count_syllables(words: list[str]) -> np.ndarray:
    """Count the syllables of words that are cleaned and in lower case; "" has none."""
    known, hyphenation = _dictionary(), _hyphenation()
    unknown = {word for word in words if word not in known}
    counted = {word: len(hyphenation.positions(word)) + 1 for word in unknown} | {"": 0}
    hyphenation.hd.cache.clear()  # it keeps every word that it ever saw
    return np.array([known[word] if word in known else counted[word] for word in words], np.int32)


@lru_cache(maxsize=1)
def easy_words() -> frozenset[str]:
    """Read the words that Dale and Chall's readers knew, as textstat ships them."""
    # the package is looked up and not imported: importing it costs seconds
    folder = Path(find_spec("textstat").submodule_search_locations[0])
    listed = (folder / "resources" / "en" / "easy_words.txt").read_text(encoding="utf-8")
    return frozenset(word.strip() for word in listed.splitlines())
