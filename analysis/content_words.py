"""The words that say what a text is about: forms folded, names across their forms, numbers as figures.

Two texts that report one point seldom use the same words for it, but they share names, numbers and some rare words.
Here each word gets a key under which it is compared: *U.N.* and *United Nations*, *Afghan* and *Afghanistan*,
*half a dozen* and 6, *1.5m* and *1.5 million* have the same one. How common a key is, is looked up in a table of 600
news articles; a key that is not in it is rare.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from analysis.lexicon import FOLDER
from analysis.names import first_names
from analysis.schema import TEXT
from analysis.word_forms import key as word_key

WORDS = {"row": "int64", "start": "int64", "end": "int64", "surface": TEXT, "key": TEXT}
COMMONNESS = "word_commonness.csv"
#: the articles that the table of commonness was counted in, and the fewest that a word in it was found in
ARTICLES, FEWEST = 600, 4

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)*|[%£€$]")
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "tn": 1e12, "dozen": 12,
}  # fmt: skip
_UNITS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen"""
_UNITS = {word: k for k, word in enumerate(_UNITS.split(), start=1)}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * k for k, word in enumerate(_TENS.split(), start=2)}
_ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth"
_ORDINALS = {word: k for k, word in enumerate(_ORDINALS.split(), start=2)}
_PERCENT = "%"
_NAME, _NUMBER = "=", "#"


class Token(NamedTuple):
    """A word, a number or a sign at its place."""

    start: int
    end: int
    surface: str


@lru_cache(maxsize=1)
def _names() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The forms of names by their first word, the longest first: (words, key)."""
    table = pd.read_csv(FOLDER / "same_names.csv", keep_default_na=False)
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, forms in table[["name", "forms"]].itertuples(index=False):
        for form in forms.split("|"):
            words = tuple(_plain(one[0]) for one in _TOKEN.finditer(form))
            found.setdefault(words[0], []).append((words, _NAME + name))
    return {first: sorted(forms, key=lambda one: -len(one[0])) for first, forms in found.items()}


def _plain(surface: str) -> str:
    """Take off a possessive ending, and the points of *U.N.*"""
    surface = surface.replace("’", "'")
    if surface.endswith("'s"):
        surface = surface[:-2]
    return surface.replace(".", "") if surface[0].isalpha() else surface


def content_words(texts: Sequence[str]) -> pd.DataFrame:
    """Find the words, names and numbers of texts, each with the key under which it is compared.

    Parameters
    ----------
    texts : n texts, such as paragraphs or sentences

    Returns
    -------
    DataFrame, one row a word, in order: ``row`` (the place of the text, from 0), ``start`` and ``end`` (half-open, in
    characters), ``surface`` (as it stands there; several words for a name or a number in words) and ``key``: ``=`` and
    a name, ``#`` and a number, or the key of a word's forms. A first name before a surname is no word of its own.

    Examples
    --------
    >>> content_words(["The U.N. counted 334 floods"])["key"].tolist()
    ['the', '=United Nations', 'count', '#334', 'flood']
    """
    rows = [
        (row, start, end, text[start:end], key) for row, text in enumerate(texts) for start, end, key in keyed(text)
    ]
    return pd.DataFrame(rows, columns=list(WORDS)).astype(WORDS)


def keyed(text: str) -> list[tuple[int, int, str]]:
    """Give start, end and key of each word of one text, as :func:`content_words` does of many."""
    tokens = [Token(*one.span(), one[0]) for one in _TOKEN.finditer(text)]
    plain = [_plain(token.surface) for token in tokens]
    shouted = sum(word.isupper() for word in plain) * 2 > len(plain) > 3
    found, k = [], 0
    while k < len(tokens):
        size, key = _name(plain, k, shouted) or _number(plain, k) or (1, None)
        if key is None:
            key = _word(plain, k)
        if key:
            found.append((tokens[k].start, tokens[k + size - 1].end, key))
        k += size
    return found


def _name(plain: list[str], k: int, shouted: bool) -> tuple[int, str] | None:
    for words, key in _names().get(plain[k], ()):
        if tuple(plain[k : k + len(words)]) == words and not (shouted and len(words) == 1 and words[0].isupper()):
            return len(words), key
    return None


def _number(plain: list[str], k: int) -> tuple[int, str] | None:
    """Read a number in figures or in words: how many words it is, and its key."""
    low = [word.lower() for word in plain[k : k + 5]] + [""] * 4
    if low[0] in ("%", "percent", "per") and (low[0] != "per" or low[1] == "cent"):
        return (2 if low[0] == "per" else 1), _PERCENT
    if low[:3] == ["half", "a", "dozen"]:
        return 3, f"{_NUMBER}6"
    if low[0][:1].isdecimal():
        value, size = float(low[0].replace(",", "") if low[0].count(".") < 2 else "nan"), 1
    elif low[0] in _UNITS:
        value, size = float(_UNITS[low[0]]), 1
    elif low[0] in _TENS:
        size = 2 if _UNITS.get(low[1], 99) < 10 else 1
        value = float(_TENS[low[0]] + (_UNITS[low[1]] if size == 2 else 0))
    elif low[0] in ("a", "an") and low[1] in _SCALES and len(low[1]) > 2:
        value, size = 1.0, 1
    elif low[0] == "dozen":
        return 1, f"{_NUMBER}12"
    elif low[0] in _ORDINALS:
        return 1, f"{_NUMBER}{_ORDINALS[low[0]]}"
    else:
        return None
    if math.isnan(value):
        return 1, _NUMBER + low[0]
    while low[size] in _SCALES:
        value, size = value * _SCALES[low[size]], size + 1
    return size, f"{_NUMBER}{value:.12g}"


def _word(plain: list[str], k: int) -> str:
    """Give the key of a plain word; none for single letters, signs of money, and a first name before a surname."""
    word = plain[k]
    if len(word) < 2 or not word[0].isalpha():
        return ""
    after = plain[k + 1] if k + 1 < len(plain) else ""
    if word in first_names() and after[:1].isupper() and len(after) > 1:
        return ""
    return word_key(word.lower())


@lru_cache(maxsize=1)
def _commonness() -> dict[str, int]:
    # "#" begins a comment in the head of the file, and a number in its rows
    table = pd.read_csv(FOLDER / COMMONNESS, skiprows=3, keep_default_na=False)
    return dict(zip(table["key"], table["articles"].astype(int), strict=True))


@lru_cache(maxsize=1 << 16)
def rarity(key: str) -> float:
    """Say how rare a key is in news: 0 for a word that is in every article, 1 for one found in fewer than four of 600.

    It is the logarithm of articles over articles with the word (the inverse document frequency), over its largest
    value.

    References
    ----------
    Spärck Jones, K. (1972). A statistical interpretation of term specificity and its application in retrieval.
    Journal of Documentation 28(1), 11-21. The table is counted in PolNeAR's articles (Newell et al. 2018).
    """
    most = math.log(ARTICLES / (FEWEST - 1))
    return math.log(ARTICLES / _commonness().get(key, FEWEST - 1)) / most
