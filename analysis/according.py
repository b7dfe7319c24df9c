"""A sentence that begins with "According to": who is between it and the comma, and what they say is behind.

The model sees few of these, and rarely knows where the source ends. The form is plain, so a rule says it.
"""

from __future__ import annotations

import numpy as np

from analysis.attribution_labels import LABELS
from analysis.tokens import OUTSIDE, Tokens

_CUE, _SOURCE, _BETWEEN, _CONTENT = (LABELS.index(name) for name in ("C>", "S<", "-CT", "T<"))
_KIND = np.array([label[0] for label in LABELS])
_LONGEST_SOURCE = 25
_FEWEST_TOKENS = 2


def placed(tokens: Tokens, labels: np.ndarray) -> np.ndarray:
    """Give source and content their places behind a cue "According to" that begins a sentence.

    Parameters
    ----------
    tokens : n tokens
    labels : the model's labels of them (indices into LABELS)

    Returns
    -------
    int8 array (n): the source ends with the first comma outside of quotation marks, and the content with the sentence.
    Where the model has a source and, behind a comma, a content, that stays. So does a content in which the model sees
    a cue of its own ("According to the paper, Ruiz said ...").
    """
    labels = labels.copy()
    if "According" not in tokens.surfaces:
        return labels
    for cue in np.flatnonzero(tokens.types == tokens.surfaces.index("According")).tolist():
        behind = np.searchsorted(tokens.sentence, tokens.sentence[cue], side="right")
        last = min(int(behind), int(np.searchsorted(tokens.sequence, tokens.sequence[cue], side="right"))) - 1
        surfaces = [tokens.surfaces[t] for t in tokens.types[cue : last + 1].tolist()]
        begins = cue == 0 or tokens.sentence[cue - 1] != tokens.sentence[cue]
        if not begins or _KIND[labels[cue]] != "C" or surfaces[1:2] != ["to"]:
            continue
        end = last
        while last > cue and tokens.quote[last] == OUTSIDE and tokens.surfaces[tokens.types[last]] in (".", "!", "?"):
            last -= 1
        commas = [k for k, surface in enumerate(surfaces, cue) if surface == "," and tokens.quote[k] == OUTSIDE]
        source = cue + 2
        if not commas or not source < commas[0] <= source + _LONGEST_SOURCE or last - commas[0] < _FEWEST_TOKENS:
            continue
        if any(_holds(labels, source, comma) for comma in commas):
            continue
        comma = commas[0]
        labels[cue:source], labels[source:comma], labels[comma] = _CUE, _SOURCE, _BETWEEN
        if not (_KIND[labels[comma + 1 : last + 1]] == "C").any():
            labels[comma + 1 : last + 1], labels[last + 1 : end + 1] = _CONTENT, 0
    return labels


def _holds(labels: np.ndarray, source: int, comma: int) -> bool:
    """Say whether the labels have a source up to this comma, and a content behind it."""
    return bool((_KIND[labels[source:comma]] == "S").all()) and _KIND[labels[comma + 1 : comma + 2]].tolist() == ["T"]
