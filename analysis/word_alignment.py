"""Two wordings aligned word by word: the best path through both, found by dynamic programming.

The longer wording may begin before the shorter and end after it. An ellipsis lets words of the other side be left out
for nothing, and the editor's brackets for little; all else costs. A library's edit distance has no such edges, so the
few rows of arithmetic are here (Smith and Waterman 1981; Gusfield 1997, chapter 11); how alike two words are is
RapidFuzz's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from analysis.wording import BRACKET, GAP, JOIN, Wording, function_words

_MATCH, _ALIKE, _OTHER, _ALONE = 20, 0, -10, -10
#: what it costs to leave out a word of the other side at an edge, by what stands on the edge
_AT_EDGE = {BRACKET: -2, GAP: 0, JOIN: 0}
_ALIKE_FROM, _LONG_ENOUGH = 0.7, 4
#: a function word counts so much in what two wordings share
_LIGHT = 0.3
#: what 's and 'd may stand for
_STANDS_FOR = {"'s": ("is", "has"), "'d": ("would", "had", "did")}


@dataclass(frozen=True)
class Alignment:
    """How a wording stands in a longer one.

    Attributes
    ----------
    path : place in the shorter and place in the longer of every step, in order; None where a word stands alone
    edges : the edge of the shorter and that of the longer at each step, in front of its words
    shared : share of the shorter's words, by weight, that the longer has in this order (0 to 1)
    run : the most words in a row that are the same
    content : how many content words are the same
    score : from 0 or less (nothing in common) to 1 (the same word by word)
    """

    path: list[tuple[int | None, int | None]]
    edges: list[tuple[int, int]]
    shared: float
    run: int
    content: int
    score: float


def weights(wording: Wording) -> np.ndarray:
    """Give the weight of each word: function words weigh little."""
    light = function_words()
    return np.array([_LIGHT if key in light else 1.0 for key in wording.keys])


def equal(one: str, other: str) -> bool:
    """Say whether two keys are the same word; "'s" may be "is" or "has"."""
    return one == other or other in _STANDS_FOR.get(one, ()) or one in _STANDS_FOR.get(other, ())


def same_words(short: Wording, long: Wording) -> tuple[np.ndarray, np.ndarray]:
    """Say which words are the same, and which are alike (bool, words of the shorter x words of the longer)."""
    at_a, kinds_a = pd.factorize(np.array(short.keys, object))
    at_b, kinds_b = pd.factorize(np.array(long.keys, object))
    near = cdist(kinds_a, kinds_b, scorer=Indel.normalized_similarity, score_cutoff=_ALIKE_FROM, dtype=np.float32)
    lengths = [np.array([len(kind) if kind.isalpha() else 0 for kind in kinds]) for kinds in (kinds_a, kinds_b)]
    same = kinds_a[:, None] == kinds_b[None, :]
    for tail, verbs in _STANDS_FOR.items():
        for verb in verbs:
            same |= (kinds_a[:, None] == tail) & (kinds_b[None, :] == verb)
            same |= (kinds_a[:, None] == verb) & (kinds_b[None, :] == tail)
    alike = (near > 0) & (np.minimum(lengths[0][:, None], lengths[1][None, :]) >= _LONG_ENOUGH)
    return same.astype(bool)[np.ix_(at_a, at_b)], alike[np.ix_(at_a, at_b)]


def align(short: Wording, long: Wording, *, overlap: bool = False) -> Alignment | None:
    """Find where a wording stands in a longer one.

    Parameters
    ----------
    short, long : n and m words
    overlap : whether the shorter may begin before the longer, or end after it (two parts of one speech)

    Returns
    -------
    Alignment, or None where a side has no word or no word is the same
    """
    n, m = len(short), len(long)
    if not n or not m:
        return None
    same, alike = same_words(short, long)
    if not same.any():
        return None
    gain = np.where(same, _MATCH, np.where(alike, _ALIKE, _OTHER)).astype(np.int32)
    skip_long = np.array([_AT_EDGE.get(edge, _ALONE) for edge in short.edges], np.int32)
    skip_short = np.array([_AT_EDGE.get(edge, _ALONE) for edge in long.edges], np.int32)
    best = _filled(gain, skip_long, skip_short, overlap=overlap)
    i, j = n, int(best[n].argmax())
    if overlap and (row := int(best[:, m].argmax())) and best[row, m] > best[i, j]:
        i, j = row, m
    if best[i, j] <= 0:
        return None
    score = best[i, j] / (_MATCH * n)
    path, edges = _walked(best, gain, (skip_long, skip_short), (i, j))
    return _described(short, path, edges, (same, float(score)))


def _filled(gain: np.ndarray, skip_long: np.ndarray, skip_short: np.ndarray, *, overlap: bool) -> np.ndarray:
    """Fill the table of best scores, row by row (n + 1, m + 1)."""
    n, m = gain.shape
    best = np.zeros((n + 1, m + 1), np.int32)
    steps = np.arange(m + 1, dtype=np.int32)
    for i in range(1, n + 1):
        row = best[i - 1] + skip_short
        row[1:] = np.maximum(row[1:], best[i - 1, :-1] + gain[i - 1])
        row[0] = 0 if overlap else best[i - 1, 0] + _ALONE
        # words of the longer that are left out here, one after the other
        slope = skip_long[i] * steps
        best[i] = np.maximum.accumulate(row - slope) + slope
    return best


def _walked(best: np.ndarray, gain: np.ndarray, skips: tuple, end: tuple[int, int]) -> tuple[list, list]:
    """Walk back from the end of the best path to where it begins."""
    skip_long, skip_short = skips
    i, j = end
    path, edges = [], []
    while i > 0 and j > 0:
        if best[i, j] == best[i - 1, j - 1] + gain[i - 1, j - 1]:
            i, j = i - 1, j - 1
            path.append((i, j))
        elif best[i, j] == best[i, j - 1] + skip_long[i]:
            j -= 1
            path.append((None, j))
        else:
            i -= 1
            path.append((i, None))
        edges.append((i, j))
    while i > 0 and best[i, 0] < 0:
        i -= 1
        path.append((i, None))
        edges.append((i, 0))
    return path[::-1], edges[::-1]


def _described(short: Wording, path: list, edges: list, measured: tuple[np.ndarray, float]) -> Alignment | None:
    same, score = measured
    # what stands before the first and after the last word that is the same is in the longer only
    matched = [k for k, (i, j) in enumerate(path) if i is not None and j is not None and same[i, j]]
    if not matched:
        return None
    first, last = 0, len(path)
    while path[first][0] is None:
        first += 1
    while path[last - 1][0] is None:
        last -= 1
    path, edges = path[first:last], edges[first:last]
    matched = [k for k, (i, j) in enumerate(path) if i is not None and j is not None and same[i, j]]
    weight = weights(short)
    held = np.array([path[k][0] for k in matched])
    longest = run = 0
    for before, k in zip([-2, *matched], matched, strict=False):
        run = run + 1 if k == before + 1 else 1
        longest = max(longest, run)
    shared = float(weight[held].sum() / weight.sum())
    return Alignment(path, edges, shared, longest, int((weight[held] == 1).sum()), score)
