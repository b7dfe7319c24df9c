"""The weight of a term: what a hand gave it, moved by how often experts marked it.

A hand weight counts as much as :data:`LOOKS` sentences in which an expert looked at the term::

    weight = (LOOKS * hand + marked) / (LOOKS + seen)

A term that experts never saw keeps its hand weight. ``lexicons/marked_words.csv`` holds the two counts of each term,
and ``lexicons/make_marked_words.py`` makes it.
"""

from __future__ import annotations

import io
from functools import lru_cache
from importlib import resources

import numpy as np
import pandas as pd

#: as many looks of an expert as a hand weight is worth; 3 to 12 give the same agreement (AUC within .001)
LOOKS = 6
#: half of the lightest hand weight. Below it the weight is 0: experts saw the term and seldom marked it. Reporting
#: verbs keep theirs, however small: they are marked for their class too
LEAST = 0.15
#: how the note of a term begins that one political side uses against the other
POLEMIC = "polemic of the "
FILE, HEAD = "marked_words.csv", "term,marked,seen\n"


def weights(hand: np.ndarray, marked: np.ndarray, seen: np.ndarray, *, keep: np.ndarray | bool = False) -> np.ndarray:
    """Move hand weights by what experts marked.

    Parameters
    ----------
    hand : the weights given by hand (n), 0 to 1
    marked, seen : how often experts marked a word of the term, and in how many places it stood before them (n)
    keep : the terms that keep their weight where it falls below :data:`LEAST` (n)

    Returns
    -------
    The weights (n), 0 to 1, higher is more loaded. A hand weight of 0 stays 0, one of a term never seen stays as it
    is, and an estimate below :data:`LEAST` is 0 unless it is to be kept.

    Examples
    --------
    >>> weights(np.array([0.3, 0.3, 0.6, 0.0]), np.array([14, 0, 0, 5]), np.array([20, 13, 0, 5])).round(2).tolist()
    [0.61, 0.0, 0.6, 0.0]
    """
    hand = np.asarray(hand, float)
    moved = (LOOKS * hand + marked) / (LOOKS + np.asarray(seen))
    return np.where(seen == 0, hand, np.where((hand > 0) & (keep | (moved >= LEAST)), moved, 0.0))


def weighted(table: pd.DataFrame, counts: pd.DataFrame, *, loaded: pd.Series) -> pd.DataFrame:
    """Give a lexicon its estimated weights.

    Parameters
    ----------
    table : a lexicon with the weights by hand
    counts : ``term``, ``marked``, ``seen``; a term that is not in it was never seen
    loaded : by the name of each category, whether it counts as loaded

    Returns
    -------
    The lexicon, with ``weight`` as estimated and the columns ``hand`` (as given), ``marked`` and ``seen`` (whole
    numbers). Terms of categories that do not count as loaded keep their weight. So do terms of the polemics of one
    side: experts saw some of them and not their mirror images, and moving those alone would part the pairs.
    """
    of = counts.set_index("term").reindex(table["term"])
    marked, seen = (of[name].fillna(0).to_numpy(np.int64) for name in ("marked", "seen"))
    hand = table["weight"].to_numpy(float)
    verb = (table["category"] == "cue").to_numpy(bool)
    moved = table["category"].map(loaded).fillna(0).to_numpy(bool) & ~polemic(table)
    return table.assign(
        weight=np.where(moved, weights(hand, marked, seen, keep=verb), hand), hand=hand, marked=marked, seen=seen
    )


def polemic(table: pd.DataFrame) -> np.ndarray:
    """Say of each term of a lexicon whether it belongs to the polemics of one side (bool)."""
    return table["note"].str.startswith(POLEMIC).to_numpy(bool)


@lru_cache(maxsize=1)
def marked_words() -> pd.DataFrame:
    """Read how often experts marked each term of the project's lexicon: ``term``, ``marked``, ``seen``."""
    text = (resources.files("analysis") / "lexicons" / FILE).read_text(encoding="utf-8")
    # the comments above the names of the columns are for people
    rows = io.StringIO(text[text.index(HEAD) :])
    return pd.read_csv(rows, keep_default_na=False, dtype={"term": str})
