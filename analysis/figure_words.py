"""The words that say what a figure does: verbs and nouns of change, comparatives, words that end a noun phrase."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd

from analysis.lexicon import FOLDER


@lru_cache(maxsize=1)
def _by_class() -> dict[str, tuple[str, ...]]:
    table = pd.read_csv(FOLDER / "figure_words.csv", keep_default_na=False)
    return {name: tuple(group) for name, group in table.groupby("class")["term"]}


@lru_cache(maxsize=32)
def words_of(name: str) -> frozenset[str]:
    """Give the words of one class of ``figure_words.csv``, in lower case.

    Raises
    ------
    KeyError
        if there is no such class
    """
    return frozenset(_by_class()[name])


@lru_cache(maxsize=32)
def either(name: str) -> str:
    """Give a pattern of the words of one class, the longest first.

    Examples
    --------
    >>> either("gap_noun").split("|")[:2]
    ['difference', 'advantage']
    """
    longest = sorted(_by_class()[name], key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in longest)
