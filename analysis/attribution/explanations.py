"""Why a word is read as source, cue or content: the points of the model, word by word.

The model adds points (:mod:`attribution.crf`). What is shown of a word is the label it got, the next best label, by how
many points the best reading of the whole paragraph with the one beats the best reading with the other, and what of the
word and of its surroundings speaks most for the first against the second.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.attribution.labels import LABELS
from analysis.attribution.spans import WORD_TEMPLATES, Extractor, contexts, extractor, show_value, word_values
from analysis.attribution.tokens import Tokens

REASONS = {"start": "int64", "end": "int64", "surface": "str", "label": "str", "next_best": "str"}
REASONS |= {"margin": "float64", "because": "str", "rule": "bool"}
#: what a label says of a word
MEANINGS = {
    "O": "no part",
    "S>": "source, its cue follows",
    "S<": "source, its cue is before",
    "C>": "cue, its content follows",
    "C<": "cue, its content is before",
    "C<>": "cue, its content is on both sides",
    "T>": "content, its cue follows",
    "T<": "content, its cue is before",
    "T+": "content, the part behind the cue",
    "-SC": "between source and cue",
    "-CT": "between cue and content",
    "-TC": "between content and cue",
}


def reasons(text: str, *, model: Path | None = None, most: int = 3) -> pd.DataFrame:
    """Explain why each token of a text got its label.

    Parameters
    ----------
    text : a sentence or a paragraph
    model : another model file; by default the project's own
    most : so many reasons are named

    Returns
    -------
    DataFrame, one row a token: ``start``, ``end`` (half-open, in characters), ``surface``; ``label``, a key of
    :data:`MEANINGS`; ``next_best``, the label that lost; ``margin``, by how many points the reading of the whole
    paragraph with `label` beats the best one with `next_best` (below 0 where a rule about quotation marks changed the
    model's label: ``rule`` is True then); ``because``, what speaks most for `label` against `next_best`, each with its
    points: a template's value (``word+0=said`` is the word itself, ``word-1`` the one before) or the step from or to
    the neighbour's label

    Raises
    ------
    InputError
        if the model file is not such a model
    """
    ready = extractor(model)
    tokens, labels = ready.labels([text])
    if not len(tokens):
        return pd.DataFrame(columns=list(REASONS)).astype(REASONS)
    classes = ready.tokens([text])[1]
    scores, steps = ready.scores(tokens, classes), ready.model.transitions
    reached = _best_through(scores, steps, tokens.sequence)
    features = _features(ready, tokens, classes)
    rows = []
    for k, label in enumerate(labels.tolist()):
        others = reached[k].copy()
        others[label] = -np.inf
        other = int(others.argmax())
        found = [(name, float(points[label] - points[other])) for name, points in features(k)]
        if k and tokens.sequence[k - 1] == tokens.sequence[k]:
            before = labels[k - 1]
            found.append((f"behind {LABELS[before]}", float(steps[before, label] - steps[before, other])))
        if k + 1 < len(labels) and tokens.sequence[k + 1] == tokens.sequence[k]:
            behind = labels[k + 1]
            found.append((f"before {LABELS[behind]}", float(steps[label, behind] - steps[other, behind])))
        found = sorted((one for one in found if one[1] > 0), key=lambda one: (-one[1], one[0]))[:most]
        because = ", ".join(f"{name} {points:+.2f}" for name, points in found)
        margin, rule = float(reached[k, label] - reached[k, other]), bool(reached[k].argmax() != label)
        start, end = int(tokens.start[k]), int(tokens.end[k])
        rows.append((start, end, text[start:end], LABELS[label], LABELS[other], margin, because, rule))
    return pd.DataFrame(rows, columns=list(REASONS)).astype(REASONS)


def _best_through(scores: np.ndarray, steps: np.ndarray, sequence: np.ndarray) -> np.ndarray:
    """Compute the points of the best reading of a token's sequence in which the token has a label (n, L)."""
    ahead, back = scores.astype(float), np.zeros(scores.shape)
    steps = steps.astype(float)
    for k in range(1, len(scores)):
        if sequence[k] == sequence[k - 1]:
            ahead[k] += (ahead[k - 1][:, None] + steps).max(axis=0)
    for k in range(len(scores) - 2, -1, -1):
        if sequence[k] == sequence[k + 1]:
            back[k] = (steps + (scores[k + 1] + back[k + 1])[None, :]).max(axis=1)
    return ahead + back


def _features(ready: Extractor, tokens: Tokens, classes: np.ndarray) -> Callable[[int], list[tuple[str, np.ndarray]]]:
    """Return a function from a token's number to the names and points of all that the model sees of it."""
    values = {kind: word_values(ready.pieces.surfaces[kind]) for kind in np.unique(tokens.types).tolist()}
    around = contexts(tokens, classes)
    points, zero = ready.model.points, np.zeros(len(LABELS), np.float32)

    def of(k: int) -> list[tuple[str, np.ndarray]]:
        found = []
        for name, places in WORD_TEMPLATES.items():
            for by in places:
                known, at = points.get(f"{name}{by:+d}", {}), k + by
                inside = 0 <= at < len(tokens) and tokens.sequence[at] == tokens.sequence[k]
                value = values[int(tokens.types[at])][name] if inside else "PAD"
                if value not in known and name == "word":
                    value = ""
                shown = "rare" if name == "word" and not value else "none" if value == "PAD" else value
                found.append((f"{name}{by:+d}={shown}", known.get(value, zero)))
        for name, (column, sizes) in around.items():
            value = show_value(int(column[k]), sizes)
            found.append((f"{name}={value}", points.get(name, {}).get(value, zero)))
        return found

    return of
