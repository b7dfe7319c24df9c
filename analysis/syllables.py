"""What dictionaries know of a word: its syllables, and whether it is an everyday word.

Syllables are CMUdict's first pronunciation, or Pyphen's hyphenation points for other words.
The table ``lexicons/syllables.csv`` is made by ``lexicons/make_syllables.py``; nothing is fetched.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from analysis.hyphenation import count_points

_SYLLABLES = Path(__file__).parent / "lexicons" / "syllables.csv"
_PUNCTUATION = re.compile(r"'(?![tsd]|ve|ll|re)|[^\w\s']")


def clean(text: str) -> str:
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
