"""How much two texts about one event share: rare words, names and numbers, weighed against what each holds alone.

A word is worth more the rarer it is in news at large (:func:`analysis.content_words.rarity`), and less the more
paragraphs of the two articles it is in: in two articles on one flood, *flood* tells no paragraph from another. Half of
the worth of a word that has near synonyms goes to their group, so that *rose* and *climbed* share that half. Names and
titles say of whom a paragraph speaks, and not what it says of them: they count with what else is shared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.content_words import ARTICLES, FEWEST, rarity
from analysis.names import source_words
from analysis.syllables import easy_words
from analysis.word_forms import members as members_of
from analysis.word_forms import senses

#: a word that is in more than a third of the articles of news at large is no evidence
LEAST_RARITY = float(np.log(3) / np.log(ARTICLES / (FEWEST - 1)))
#: how much of a word's worth goes to its group of near synonyms
_TO_GROUP = 0.5
#: what names may count: a share of what else is shared, and a little
_NAMES_SHARE, _NAMES_ALONE = 0.7, 0.3
#: a text is taken to hold this much more than it does, so that two short ones are not alike for one word
_SMOOTHING = 1.0
_SENTENCE_STARTS = frozenset('.!?:“"‘«\n')


@dataclass(frozen=True, eq=False)
class Columns:
    """What texts can share: m keys of words, and behind them the groups of near synonyms that they are in.

    Attributes
    ----------
    keys : m keys, sorted
    groups : g numbers of groups, sorted
    place : key to its column
    worth : float array of m + g, what sharing a column is worth before one looks at the articles
    members : int array of shape (links, 2): a column of a key and the column of its group
    always, everyday : bool arrays of m + g
        which columns are names or titles however they are written, and which are everyday words
    """

    keys: list[str]
    groups: list[int]
    place: dict[str, int]
    worth: np.ndarray
    members: np.ndarray
    always: np.ndarray
    everyday: np.ndarray

    @cached_property
    def groups_of(self) -> dict[str, tuple[int, ...]]:
        """The columns of the groups that a key is in."""
        found: dict[str, tuple[int, ...]] = {}
        for k, group in self.members.tolist():
            found[self.keys[k]] = (*found.get(self.keys[k], ()), group)
        return found

    def held(self, words: pd.DataFrame, texts: int) -> np.ndarray:
        """Say which of `texts` texts holds which column (float, texts x columns, 0 or 1), from their words."""
        holds = np.zeros((texts, len(self.worth)))
        columns = words["key"].map(self.place)
        kept = columns.notna().to_numpy()
        holds[words["row"].to_numpy(np.int64)[kept], columns[kept].astype("int64").to_numpy()] = 1
        for key, group in self.members.tolist():
            np.maximum(holds[:, group], holds[:, key], out=holds[:, group])
        return holds

    def things(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """Count what each text of `a` shares with each of `b`: words, names, numbers, and wordings of one sense."""
        own, other = (held[:, : len(self.keys)] for held in (a, b))
        both = self.members[(a[:, self.members].any(axis=0) & b[:, self.members].any(axis=0))[:, 1]]
        words = _common(own, other, 1.0)
        # a group is shared anew where no word of it is
        for group in np.unique(both[:, 1]).tolist():
            keys = both[both[:, 1] == group, 0]
            words += np.outer(a[:, group], b[:, group]) * (own[:, keys] @ other[:, keys].T == 0)
        return words


def columns_of(words: pd.DataFrame) -> Columns:
    """Give the columns for a table of words, as :func:`analysis.content_words.content_words` makes it."""
    keys = [key for key in sorted(set(words["key"])) if rarity(key) >= LEAST_RARITY]
    groups = sorted({group for key in keys for group in senses(key)})
    number = {group: len(keys) + k for k, group in enumerate(groups)}
    members = [(k, number[group]) for k, key in enumerate(keys) for group in senses(key)]
    # a group is as common as the commonest of its words
    commonest = [min(max(rarity(key), LEAST_RARITY) for key in members_of()[group]) for group in groups]
    worth = np.sqrt(np.array([rarity(key) for key in keys] + commonest))
    worth[len(keys) :] *= _TO_GROUP
    worth[sorted({k for k, _ in members})] *= 1 - _TO_GROUP
    place = {key: k for k, key in enumerate(keys)}
    easy, rest = easy_words(), [False] * len(groups)
    always = [key[0] == "=" or source_words().get(key) == "title" for key in keys] + rest
    everyday = [key[0] in "#%" or key in easy or key + "e" in easy for key in keys] + rest
    links = np.array(members, np.int64).reshape(-1, 2)
    return Columns(keys, groups, place, worth, links, np.array(always, bool), np.array(everyday, bool))


def spelled(words: pd.DataFrame, texts: Sequence[str], columns: Columns) -> np.ndarray:
    """Count how each key is written in running text (headlines left out).

    Returns
    -------
    int array of shape (2, columns): how often it stands in lower case, and how often with a capital inside a sentence
    """
    counts = np.zeros((2, len(columns.worth)), np.int64)
    for row, start, surface, key in words[["row", "start", "surface", "key"]].itertuples(index=False):
        at = columns.place.get(key)
        if at is not None and not surface[:1].isupper():
            counts[0, at] += 1
        elif at is not None and start and texts[row][:start].rstrip()[-1:] not in _SENTENCE_STARTS:
            counts[1, at] += 1
    return counts


def names_among(columns: Columns, counts: np.ndarray) -> np.ndarray:
    """Say which columns are names or titles (bool), from the counts of :func:`spelled`.

    A name is written with a capital each time, and once at least where no sentence begins, or it is no everyday word.
    """
    lower, inside = counts
    named = columns.always | ((lower == 0) & ((inside > 0) | ~columns.everyday))
    named[len(columns.keys) :] = False
    return named


def weights(columns: Columns, paragraphs: np.ndarray) -> np.ndarray:
    """Weigh the columns for two articles: less for what is in many of their paragraphs.

    Parameters
    ----------
    paragraphs : what each of the n paragraphs of both holds, as :meth:`Columns.held` gives it

    Returns
    -------
    float array, one per column, 0 to 1: the worth, times the square of log((n + 1) / d) / log((n + 1) / 2), where d is
    the number of paragraphs with the column; a column in one or two paragraphs keeps its worth
    """
    n, found = len(paragraphs), np.maximum(paragraphs.sum(axis=0), 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        local = (np.log((n + 1) / found) / np.log((n + 1) / 2)) ** 2
    return columns.worth * np.where(found > 2, local, 1.0)


def likeness(a: np.ndarray, b: np.ndarray, weight: np.ndarray, *, named: np.ndarray) -> np.ndarray:
    """Give the likeness of each text of `a` to each of `b`, 0 (nothing shared) to nearly 1 (the same words).

    It is the weight of what both hold over the geometric mean of what each holds (Ochiai's coefficient), each side
    taken 1 larger than it is. Names count for 0.3 and 0.7 of what else is shared at most.

    Parameters
    ----------
    a, b : arrays of texts x columns, 0 or 1
    weight, named : one per column, as :func:`weights` and :func:`names_among` give them

    References
    ----------
    Ochiai, A. (1957). Zoogeographical studies on the soleoid fishes found in Japan and its neighbouring regions.
    Bulletin of the Japanese Society of Scientific Fisheries 22, 526-530.
    """
    other = _common(a, b, np.where(named, 0, weight))
    names = _common(a, b, np.where(named, weight, 0))
    shared = other + np.minimum(names, _NAMES_SHARE * other + _NAMES_ALONE)
    return shared / np.sqrt(np.outer(a @ weight + _SMOOTHING, b @ weight + _SMOOTHING))


def _common(a: np.ndarray, b: np.ndarray, weight: np.ndarray | float) -> np.ndarray:
    """Add up the weight of the columns that each text of `a` and each of `b` both hold."""
    both = a.any(axis=0) & b.any(axis=0) & (np.broadcast_to(weight, a.shape[1]) > 0)
    return (a[:, both] * np.broadcast_to(weight, a.shape[1])[both]) @ b[:, both].T
