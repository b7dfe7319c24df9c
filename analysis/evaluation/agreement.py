"""How far scores, marked words and attributions agree with people, each figure with its interval.

Every figure takes weights, how often each row was drawn, so that one function serves the figure and its bootstrap
(:func:`interval`). For scores: AUC, average precision and macro-F1; for marked words: precision, recall and F1.

Attributions (:func:`count_agreement`, then :func:`agreement_figures`) are compared by source, cue and content: over
the words that are marked, over stretches that are the same, and over stretches that are nearly the same. Besides, the
direct quotations that are found, and the attributions whose source and content belong together as they should.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.attribution import ROLE_SPANS, ROLES

#: an outlet counts for the AUC within outlets if it has so many sentences of either kind
FEWEST_OF_A_KIND = 15
DRAWS = 1000
_DRAWS_AT_ONCE = 50


def auc(labels: np.ndarray, scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the chance that a row with label 1 scores higher than one with label 0; a tie counts half."""
    positive, negative = _by_score(labels, scores, weights)
    below = np.cumsum(negative, axis=-1) - negative / 2
    return ratio((positive * below).sum(axis=-1), positive.sum(axis=-1) * negative.sum(axis=-1))


def average_precision(labels: np.ndarray, scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the precision, averaged over the rows with label 1 as the threshold falls; chance is their share."""
    positive, negative = (part[..., ::-1] for part in _by_score(labels, scores, weights))
    found = np.cumsum(positive, axis=-1)
    precision = ratio(found, found + np.cumsum(negative, axis=-1))
    return ratio((np.nan_to_num(precision) * positive).sum(axis=-1), positive.sum(axis=-1))


def _by_score(labels: np.ndarray, scores: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Add up the weights of label 1 and of label 0 for each distinct score, the lowest first (..., scores)."""
    order = np.argsort(scores, kind="stable")
    first = np.flatnonzero(np.diff(scores[order], prepend=np.nan) != 0)
    held = np.asarray(weights, float)[..., order]
    positive, negative = (np.add.reduceat(held * (labels[order] == k), first, axis=-1) for k in (1, 0))
    return positive, negative


def macro_f1(labels: np.ndarray, predicted: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the mean of the F1 of label 1 and of label 0 (0 to 1); a label that nobody gives and nobody finds is 0."""
    found = []
    for label in (1, 0):
        truth, guess = labels == label, predicted == label
        hits = (weights * (truth & guess)).sum(axis=-1)
        found.append(np.nan_to_num(ratio(2 * hits, (weights * truth).sum(axis=-1) + (weights * guess).sum(axis=-1))))
    return np.mean(found, axis=0)


def auc_within(labels: np.ndarray, scores: np.ndarray, weights: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Return the mean AUC inside each group (an outlet), weighted by size; small groups are left out."""
    parts = [(auc(labels[rows], scores[rows], weights[..., rows]), len(rows)) for rows in rows_within(labels, groups)]
    if not parts:
        return np.full(weights.shape[:-1], np.nan)
    found, sizes = np.array([a for a, _ in parts]), np.array([n for _, n in parts], float)
    defined = np.isfinite(found)
    sizes = sizes.reshape(-1, *[1] * (found.ndim - 1)) * defined
    return ratio((np.nan_to_num(found) * sizes).sum(axis=0), sizes.sum(axis=0))


def rows_within(labels: np.ndarray, groups: np.ndarray) -> list[np.ndarray]:
    """Return the rows of each group that has FEWEST_OF_A_KIND rows of either label."""
    places = [np.flatnonzero(groups == group) for group in pd.unique(groups)]
    return [rows for rows in places if min(np.bincount(labels[rows], minlength=2)[:2]) >= FEWEST_OF_A_KIND]


def word_scores(counts: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return precision, recall and F1 (..., 3) from counts of words (rows, 3): marked by both, found, marked."""
    both, found, marked = np.moveaxis(np.asarray(weights, float) @ counts, -1, 0)
    return np.stack([ratio(both, found), ratio(both, marked), ratio(2 * both, found + marked)], axis=-1)


def interval(
    figures: Callable[[np.ndarray], np.ndarray], clusters: np.ndarray, *, draws: int = DRAWS, seed: int = 0
) -> np.ndarray:
    """Compute a figure, or k figures, with the 95% percentile interval when whole clusters are drawn anew.

    Parameters
    ----------
    figures : takes weights (..., n) and returns one figure (...) or k (..., k)
    clusters : the cluster of each of n rows
    draws, seed : how often the clusters are drawn, and where the random numbers begin

    Returns
    -------
    (3,) or (k, 3) : value, low and high; drawings in which a figure is not defined are left out of its interval
    """
    _, place = np.unique(clusters, return_inverse=True)
    size, random = place.max(initial=0) + 1, np.random.default_rng(seed)
    value, drawn = np.asarray(figures(np.ones(len(place)))), []
    for begin in range(0, draws, _DRAWS_AT_ONCE):
        times = random.multinomial(size, np.full(size, 1 / size), size=min(_DRAWS_AT_ONCE, draws - begin))
        drawn.append(figures(times[:, place]))
    defined = (each[np.isfinite(each)] for each in np.concatenate(drawn).reshape(draws, -1).T)
    edges = [np.percentile(each, (2.5, 97.5)) if len(each) else (np.nan, np.nan) for each in defined]
    return np.column_stack([value.ravel(), edges]).reshape(*value.shape, 3)


def figure_rows(
    first: tuple, sizes: dict[tuple, int], figures: Callable[[np.ndarray], np.ndarray], rows: int, **options: int
) -> list[tuple]:
    """Return the rows of a table of figures: the cells of `first`, a key of `sizes`, value, low, high, and its size."""
    found = interval(figures, np.arange(rows), **options).tolist()
    return [(*first, *key, *value, size) for (key, size), value in zip(sizes.items(), found, strict=True)]


def ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Divide, with NaN where what is below is not above 0."""
    above, below = np.asarray(above, float), np.asarray(below, float)
    return np.divide(above, below, out=np.full(np.broadcast(above, below).shape, np.nan), where=below > 0)


#: two stretches are nearly the same if what they share is this part, or more, of what they cover together (IoU)
NEARLY = 0.5
EVERY, NEW = "all", "unseen"
OUR_MODEL, LEFT_OUT, GIVEN = "shipped model", "publishers left out", "predictions"
QUOTATIONS, LINKS = "direct quotations", "source and content"
#: what is counted, in the order of the counts: what of, and how
KINDS = (*((role, how) for role in ROLES for how in ("token", "exact", "iou")), (QUOTATIONS, ""), (LINKS, ""))
_RATES = ("precision", "recall", "f1")
#: the figures, in the order of the table: which kind, and which rate
MEASURES = tuple(
    (kind, rate) for kind, (of, _) in enumerate(KINDS) for rate in _RATES if of != QUOTATIONS or rate == "recall"
)
COLUMNS = ("split", "documents", "of", "measure", "value", "low", "high", "n")
#: what the reader of the figures has to know
NOTE = (
    "A token is a word or a figure; it counts where it begins in a stretch. Stretches are compared without blanks, "
    f"quotation marks and punctuation at their edges: exact, or nearly (IoU, the part that both share, {NEARLY} or "
    "more). A direct quotation is annotated content of three words or more that opens with a quotation mark. An "
    "attribution is right if its content is nearly that of an annotated one, and its source overlaps the source of "
    "the same one."
)
#: a direct quotation has so many words or more
_FEWEST_WORDS = 3
_WORD = re.compile(r"\w[\w.,'’$%\-]*\w|\w")
_BEFORE, _AFTER = " \"“”‘’'\n\t,.", " \"“”‘’'\n\t,.:;?!…"


def count_agreement(texts: list[str], annotated: pd.DataFrame, found: pd.DataFrame) -> np.ndarray:
    """Count in each text what was annotated, what was found, and what of it is right.

    Parameters
    ----------
    texts : n texts
    annotated, found : their attributions (:data:`analysis.attribution.ROLE_SPANS`)

    Returns
    -------
    (n, len(KINDS), 4): of what was found the right and all, of what was annotated the found and all. Blanks, quotation
    marks and punctuation at the edges of stretches are left out before these are compared.
    """
    result = np.zeros((len(texts), len(KINDS), 4))
    sides = (_by_text(spans, len(texts)) for spans in (annotated, found))
    for row, (text, truth, guess) in enumerate(zip(texts, *sides, strict=True)):
        if truth or guess:
            result[row] = _count(text, truth, guess)
    return result


def agreement_figures(
    counted: np.ndarray, groups: dict[str, np.ndarray], *, split: str, draws: int = DRAWS, seed: int = 0
) -> pd.DataFrame:
    """Return the figures of groups of documents.

    Parameters
    ----------
    counted : what :func:`count_agreement` returns (n, len(KINDS), 4)
    groups : by name, the places of documents (:func:`groups_of`)
    split : what was measured, for the column ``split``
    draws, seed : how often the documents are drawn anew for the 95% interval, and where the random numbers begin

    Returns
    -------
    DataFrame with :data:`COLUMNS`: ``of`` a role, or direct quotations, or source and content; ``measure`` such as
    ``token_f1``; ``value`` 0 to 1, higher agrees better, NaN where there is nothing to be divided by; ``n`` how many
    words, stretches, quotations or attributions were annotated
    """
    rows = []
    for name, places in groups.items():
        own, marked = counted[places].reshape(len(places), -1), counted[places, :, 3].sum(axis=0)
        sizes = {(KINDS[k][0], f"{KINDS[k][1]}_{rate}".lstrip("_")): int(marked[k]) for k, rate in MEASURES}

        def figures(weights: np.ndarray, own: np.ndarray = own) -> np.ndarray:
            return _rates((weights @ own).reshape(*weights.shape[:-1], len(KINDS), 4))

        rows += figure_rows((split, name), sizes, figures, len(places), draws=draws, seed=seed)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def groups_of(publishers: pd.Series, *, new: np.ndarray | None = None) -> dict[str, np.ndarray]:
    """Return the places of all documents, of each publisher's where there are several, and of the new ones.

    Parameters
    ----------
    publishers : the publisher of each of n documents
    new : whether the model has not seen a document (n); a group of its own where it has seen some, and not all
    """
    groups = {EVERY: np.arange(len(publishers))}
    if new is not None and 0 < new.sum() < len(new):
        groups[NEW] = np.flatnonzero(new)
    if publishers.nunique() > 1:
        for name in sorted(publishers.unique()):
            groups[f"{name} (publisher)" if name in groups else name] = np.flatnonzero(publishers == name)
    return groups


def _rates(total: np.ndarray) -> np.ndarray:
    """Return the figures, in the order of MEASURES, for sums of counts (..., len(KINDS), 4)."""
    precision, recall = (ratio(total[..., k], total[..., k + 1]) for k in (0, 2))
    both = np.nan_to_num(precision) + np.nan_to_num(recall)
    f1 = np.where(both > 0, 2 * np.nan_to_num(precision * recall) / np.where(both > 0, both, 1), 0.0)
    f1 = np.where(np.isnan(precision) & np.isnan(recall), np.nan, f1)
    by_rate = dict(zip(_RATES, (precision, recall, f1), strict=True))
    return np.stack([by_rate[rate][..., kind] for kind, rate in MEASURES], axis=-1)


Span = tuple[int, int]
Attribution = dict[str, list[Span]]


def _by_text(spans: pd.DataFrame, texts: int) -> list[list[Attribution]]:
    held: list[dict[int, Attribution]] = [{} for _ in range(texts)]
    for row, attribution, role, start, end in spans[list(ROLE_SPANS)].itertuples(index=False):
        held[row].setdefault(attribution, {name: [] for name in ROLES})[role].append((start, end))
    return [list(of.values()) for of in held]


def _count(text: str, truth: list[Attribution], guess: list[Attribution]) -> np.ndarray:
    words, rows = np.array([m.start() for m in _WORD.finditer(text)], int), []
    for role in ROLES:
        (a, marked), (b, found) = (_of_role(text, words, each, role) for each in (truth, guess))
        hits, same, near = int((marked & found).sum()), len(set(a) & set(b)), _overlap(a, b) >= NEARLY
        rows.append((hits, found.sum(), hits, marked.sum()))
        rows.append((same, len(b), same, len(a)))
        rows.append((near.any(axis=0).sum(), len(b), near.any(axis=1).sum(), len(a)))
    said = sorted({_bare(text, *at) for of in truth for at in of["content"] if _is_quotation(text[slice(*at)])})
    # content is the last of the roles
    rows.append((0, 0, (_overlap(said, b) >= NEARLY).any(axis=1).sum(), len(said)))
    return np.array([*rows, _count_links(text, truth, guess)], float)


def _of_role(text: str, words: np.ndarray, given: list[Attribution], role: str) -> tuple[list[Span], np.ndarray]:
    """Return the distinct spans of a role, and which words begin in one."""
    inside, places = np.zeros(len(text), bool), [at for of in given for at in of[role]]
    for start, end in places:
        inside[start:end] = True
    return sorted({_bare(text, *at) for at in places}), inside[words]


def _count_links(text: str, truth: list[Attribution], guess: list[Attribution]) -> tuple[int, int, int, int]:
    """Count attributions that have one on the other side with nearly the same content and an overlapping source."""
    sides = [[of for of in given if of["source"] and of["content"]] for given in (truth, guess)]
    right = np.ones(tuple(map(len, sides)), bool)
    for role, least in (("source", np.nextafter(0, 1)), ("content", NEARLY)) if right.size else ():
        a, b = ([_bare(text, *at) for of in given for at in of[role]] for given in sides)
        first, second = (np.cumsum([0, *(len(of[role]) for of in given[:-1])]) for given in sides)
        best = np.maximum.reduceat(np.maximum.reduceat(_overlap(a, b), first, axis=0), second, axis=1)
        right &= best >= least
    return right.any(axis=0).sum(), len(sides[1]), right.any(axis=1).sum(), len(sides[0])


def _overlap(a: list[Span], b: list[Span]) -> np.ndarray:
    """Return what spans share, as a part of what they cover together (0 to 1): a row each of `a`, by `b`."""
    (start, end), (begin, stop) = (np.array(of, int).reshape(-1, 2).T for of in (a, b))
    shared = np.minimum.outer(end, stop) - np.maximum.outer(start, begin)
    reach = np.maximum.outer(end, stop) - np.minimum.outer(start, begin)
    return np.maximum(shared, 0) / np.maximum(reach, 1)


def _is_quotation(surface: str) -> bool:
    return surface[:1] in ('"', "“") and len(surface.split()) >= _FEWEST_WORDS


def _bare(text: str, start: int, end: int) -> Span:
    right = text[start:end].lstrip(_BEFORE)
    start = end - len(right)
    return start, start + len(right.rstrip(_AFTER))


def trained_note(seen: int, documents: int, before: pd.DataFrame | None) -> str:
    """Describe in one sentence what the model knows of the documents that it is measured on.

    Parameters
    ----------
    seen : how many of the `documents` the model was trained on
    before : the figures with publishers left out of the training, where they are known
    """
    if not seen:
        return "The model was trained on none of these documents."
    rest = "make calibrate-attribution measures with publishers left out"
    if before is not None:
        of = before[before["documents"] == EVERY].set_index(["of", "measure"])["value"]
        by_role = ", ".join(f"{of[role, 'token_f1']:.3f} for {role}" for role in ROLES)
        rest = (
            f"with the publisher of each document left out of the training, token F1 is {by_role}, "
            f"and F1 of {LINKS} together {of[LINKS, 'f1']:.3f}"
        )
    return (
        f"The model was trained on {seen:,} of these {documents:,} documents, so that figures on them are flattered; "
        f"{rest} (benchmarks/ATTRIBUTION.md)."
    )
