"""How far a score agrees with people: AUC, average precision, macro-F1, and F1 over words, each with its interval.

Every figure takes weights, how often each row was drawn, so that one function serves the figure and its bootstrap.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

#: an outlet counts for the AUC within outlets if it has so many sentences of either kind
FEWEST_OF_A_KIND = 15
_DRAWS_AT_ONCE = 50


def auc(labels: np.ndarray, scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Give the chance that a row with label 1 scores higher than one with label 0; a tie counts half.

    Parameters
    ----------
    labels, scores : n labels (0 or 1) and n scores
    weights : how often each row counts (..., n)

    Returns
    -------
    AUC for each row of weights (...), 0 to 1; .5 is chance, NaN where one label is missing
    """
    positive, negative = _by_score(labels, scores, weights)
    below = np.cumsum(negative, axis=-1) - negative / 2
    both = positive.sum(axis=-1) * negative.sum(axis=-1)
    return _ratio((positive * below).sum(axis=-1), both)


def average_precision(labels: np.ndarray, scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Give the precision, averaged over the rows with label 1 as the threshold falls; chance is their share."""
    positive, negative = (part[..., ::-1] for part in _by_score(labels, scores, weights))
    found = np.cumsum(positive, axis=-1)
    precision = _ratio(found, found + np.cumsum(negative, axis=-1))
    return _ratio((np.nan_to_num(precision) * positive).sum(axis=-1), positive.sum(axis=-1))


def _by_score(labels: np.ndarray, scores: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Add up the weights of label 1 and of label 0 for each distinct score, the lowest first (..., scores)."""
    order = np.argsort(scores, kind="stable")
    first = np.flatnonzero(np.diff(scores[order], prepend=np.nan) != 0)
    held = np.asarray(weights, float)[..., order]
    parts = (held * (labels[order] == label) for label in (1, 0))
    positive, negative = (np.add.reduceat(part, first, axis=-1) for part in parts)
    return positive, negative


def macro_f1(labels: np.ndarray, predicted: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Give the mean of the F1 of label 1 and of label 0 (0 to 1); a label that nobody gives and nobody finds is 0."""
    found = []
    for label in (1, 0):
        truth, guess = labels == label, predicted == label
        hits = (weights * (truth & guess)).sum(axis=-1)
        found.append(np.nan_to_num(_ratio(2 * hits, (weights * truth).sum(axis=-1) + (weights * guess).sum(axis=-1))))
    return np.mean(found, axis=0)


def auc_within(labels: np.ndarray, scores: np.ndarray, weights: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Give the mean AUC inside each group (an outlet), weighted by size; small groups are left out.

    A difference between outlets cannot help here. A group needs FEWEST_OF_A_KIND rows of either label.
    """
    parts = [(auc(labels[rows], scores[rows], weights[..., rows]), len(rows)) for rows in rows_within(labels, groups)]
    if not parts:
        return np.full(weights.shape[:-1], np.nan)
    found, sizes = np.array([a for a, _ in parts]), np.array([n for _, n in parts], float)
    defined = np.isfinite(found)
    sizes = sizes.reshape(-1, *[1] * (found.ndim - 1)) * defined
    return _ratio((np.nan_to_num(found) * sizes).sum(axis=0), sizes.sum(axis=0))


def rows_within(labels: np.ndarray, groups: np.ndarray) -> list[np.ndarray]:
    """Give the rows of each group that has FEWEST_OF_A_KIND rows of either label."""
    places = [np.flatnonzero(groups == group) for group in pd.unique(groups)]
    return [rows for rows in places if min(np.bincount(labels[rows], minlength=2)[:2]) >= FEWEST_OF_A_KIND]


def word_scores(counts: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give precision, recall and F1 over words.

    Parameters
    ----------
    counts : for each of n texts the words marked by both, by the measure, and by people (n, 3)
    weights : how often each text counts (..., n)
    """
    both, found, marked = np.moveaxis(np.asarray(weights, float) @ counts, -1, 0)
    return _ratio(both, found), _ratio(both, marked), _ratio(2 * both, found + marked)


def interval(
    figure: Callable[[np.ndarray], np.ndarray], clusters: np.ndarray, *, draws: int = 1000, seed: int = 0
) -> tuple[float, float, float]:
    """Give a figure and its 95% percentile interval when whole clusters are drawn anew.

    Parameters
    ----------
    figure : takes weights (..., n), gives figures (...)
    clusters : the cluster that each of n rows is in (a text, an outlet); rows of one are drawn together
    draws, seed : how many times, and where the random numbers begin
    """
    one = intervals(lambda weights: figure(weights)[..., None], clusters, draws=draws, seed=seed)[0]
    return float(one[0]), float(one[1]), float(one[2])


def intervals(
    figures: Callable[[np.ndarray], np.ndarray], clusters: np.ndarray, *, draws: int = 1000, seed: int = 0
) -> np.ndarray:
    """Give k figures and their intervals from the same drawings, as :func:`interval` does for one.

    Parameters
    ----------
    figures : takes weights (..., n), gives figures (..., k)
    clusters, draws, seed : see :func:`interval`

    Returns
    -------
    (k, 3): the value, and where its interval begins and ends; NaN where not defined
    """
    _, place = np.unique(clusters, return_inverse=True)
    size, random = place.max(initial=0) + 1, np.random.default_rng(seed)
    found = []
    for begin in range(0, draws, _DRAWS_AT_ONCE):
        times = random.multinomial(size, np.full(size, 1 / size), size=min(_DRAWS_AT_ONCE, draws - begin))
        found.append(figures(times[:, place]))
    edges = []
    for drawn in np.concatenate(found).T:
        drawn = drawn[np.isfinite(drawn)]
        edges.append(np.percentile(drawn, (2.5, 97.5)) if len(drawn) else (np.nan, np.nan))
    return np.column_stack([figures(np.ones(len(place))), edges])


def _ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Divide; nothing by nothing is NaN."""
    above, below = np.asarray(above, float), np.asarray(below, float)
    return np.divide(above, below, out=np.full(np.broadcast(above, below).shape, np.nan), where=below > 0)
