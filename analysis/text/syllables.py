"""What dictionaries know of a word: its syllables, and whether it is an everyday word.

Syllables are CMUdict's first pronunciation; of other words, one more than Pyphen's hyphenation points, as textstat
counts them. The table ``lexicons/syllables.csv`` is made by ``lexicons/make_syllables.py``; nothing is fetched.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pyphen

from analysis.files import LEXICONS, kept
from analysis.text.patterns import pattern

_PUNCTUATION = pattern(r"'(?![tsd]|ve|ll|re)|[^\w\s']")


def clean_word(text: str) -> str:
    """Take out of a text the punctuation that textstat takes out before it counts words."""
    return _PUNCTUATION.sub("", text)


@lru_cache(maxsize=1)
def _lines() -> list[str]:
    """Return the lines of the table, in order: to search in them costs less than to make a dictionary of 125,000."""
    _, _, lines = (LEXICONS / "syllables.csv").read_text(encoding="utf-8").partition("\nword,syllables\n")
    return sorted(lines.split("\n"))


def _line(word: str) -> str:
    """Return what the line of a word says of it, "" where there is none."""
    lines, head = _lines(), f"{word},"
    place = bisect_left(lines, head)
    return lines[place].removeprefix(head) if place < len(lines) and lines[place].startswith(head) else ""


def is_known(word: str) -> bool:
    """Test whether CMUdict knows the syllables of a word, which is in lower case."""
    return bool(_line(word))


def known_words() -> list[str]:
    """Return the words whose syllables CMUdict knows, in lower case."""
    return [line.partition(",")[0] for line in _lines() if line]


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
    hyphenation = _hyphenation()
    # words that differ in capitals or in signs beside them are the same word here
    counted = {word: int(_line(word) or len(hyphenation.positions(word)) + 1) if word else 0 for word in set(words)}
    hyphenation.hd.cache.clear()  # it keeps every word that it ever saw
    return np.array([counted[word] for word in words], np.int32)


def easy_words_file() -> Path:
    """Return where textstat ships the words that Dale and Chall's readers knew."""
    # the package is looked up and not imported: importing it costs seconds
    return Path(find_spec("textstat").submodule_search_locations[0]) / "resources" / "en" / "easy_words.txt"


@lru_cache(maxsize=1)
def easy_words() -> frozenset[str]:
    """Read the words that Dale and Chall's readers knew, as textstat ships them."""
    return frozenset(word.strip() for word in easy_words_file().read_text(encoding="utf-8").splitlines())
