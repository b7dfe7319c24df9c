"""Estimate the weights of terms from sentences in which experts marked words, and score sentences that were left out.

A term is counted wherever :func:`analysis.evidence` marks it: what stands inside a name or under an exception is not.
A phrase counts once, and as marked if experts marked any of its words. What is found by rule and not by list
(capitals, exclamation marks, scare quotes) keeps its weight.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.features import evidence
from analysis.loaded_language import HEAVIEST
from analysis.terms import compiled
from analysis.weights import weighted

#: stands for the term of what is found by rule
RULE = -1


def occurrences(table: pd.DataFrame, terms: pd.DataFrame) -> pd.DataFrame:
    """Find every place that counts as loaded, and whether experts marked it.

    Parameters
    ----------
    table : ``text``, and ``spans``: a list of (start, end) of what experts marked in each (characters, half-open);
        without that column nothing is marked
    terms : a lexicon as :func:`analysis.lexicon.by_hand` reads it

    Returns
    -------
    DataFrame, one row a place: ``row`` (of `table`), ``start``, ``end`` (characters), ``term`` (row of `terms`, or
    :data:`RULE`), ``weight`` and ``marked`` (bool)
    """
    numbered = compiled(terms.assign(source=[str(k) for k in range(len(terms))]))
    spans = evidence(table, lexicon=numbered)
    found = spans[spans["label"].isin(["loaded", "cue"]) & (spans["weight"] > 0)].reset_index(drop=True)
    term = pd.to_numeric(found["source"], errors="coerce").fillna(RULE).to_numpy(np.int64)
    found = found[["row", "start", "end", "weight"]].assign(term=term)
    marks = table["spans"].tolist() if "spans" in table else [()] * len(table)
    return found.assign(marked=overlaps(found, marks))


def overlaps(places: pd.DataFrame, marks: list) -> np.ndarray:
    """Say of each place (``row``, ``start``, ``end``) whether it overlaps one of its row's `marks` (bool)."""
    flat = np.array([(row, a, b) for row, of in enumerate(marks) for a, b in of], np.int64).reshape(-1, 3)
    if not len(flat) or not len(places):
        return np.zeros(len(places), bool)
    # rows one behind the other, so far apart that nothing of one reaches into another
    far = max(flat[:, 2].max(), places["end"].max()) + 1
    begin, end = (np.sort(flat[:, 0] * far + flat[:, k]) for k in (1, 2))
    row, start, stop = (places[name].to_numpy(np.int64) for name in ("row", "start", "end"))
    # of the marks that begin before the place ends, some end behind its start
    return np.searchsorted(begin, row * far + stop) > np.searchsorted(end, row * far + start, side="right")


def counts(found: pd.DataFrame, terms: pd.DataFrame) -> pd.DataFrame:
    """Count for each of `terms` in how many places it stood (``seen``) and how many were ``marked``; ``term`` first."""
    of = found[found["term"] != RULE]
    seen = np.bincount(of["term"], minlength=len(terms))
    marked = np.bincount(of["term"], of["marked"], minlength=len(terms)).astype(np.int64)
    return pd.DataFrame({"term": terms["term"].to_numpy(object), "marked": marked, "seen": seen})


def left_out(found: pd.DataFrame, terms: pd.DataFrame, *, groups: np.ndarray, loaded: pd.Series) -> np.ndarray:
    """Weigh each place with weights that were estimated without its own group.

    Parameters
    ----------
    found, terms : what :func:`occurrences` gives, and the lexicon it was given
    groups : the group of each text, such as its outlet
    loaded : by the name of each category, whether it counts as loaded

    Returns
    -------
    The weight of each row of `found`. Nothing that experts marked in a group has a part in that group's weights.
    """
    own = np.asarray(groups)[found["row"]]
    result = np.empty(len(found))
    for group in pd.unique(own):
        here = own == group
        result[here] = reweighed(found[here], weighted(terms, counts(found[~here], terms), loaded=loaded))
    return result


def reweighed(found: pd.DataFrame, terms: pd.DataFrame) -> np.ndarray:
    """Give each place of `found` the weight that its term has in `terms`; what is found by rule keeps its own."""
    term = found["term"].to_numpy()
    return np.where(term == RULE, found["weight"], terms["weight"].to_numpy(float)[term])


def scores(found: pd.DataFrame, weight: np.ndarray, *, texts: int) -> np.ndarray:
    """Add up the three heaviest weights of each of `texts` texts (0 to 3): their ``loaded_score``."""
    order = np.lexsort((-weight, found["row"]))
    row, heavy = found["row"].to_numpy()[order], weight[order]
    top = np.arange(len(row)) - np.searchsorted(row, row) < HEAVIEST
    return np.bincount(row[top], heavy[top], minlength=texts)
