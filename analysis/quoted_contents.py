"""What quotation marks say about contents: a quotation is not half someone's words.

Four rules over the model's labels. A quotation that is content for the most part is content whole. A content that
begins with a quotation ends with it, if a sentence does. A quotation that the labels pass over is a content of its
own, with no source. And of a quotation of several sentences the first is told apart from the rest where it is the
shorter part, as annotators often do.
"""

from __future__ import annotations

import numpy as np

from analysis.attribution_labels import LABELS, Part
from analysis.tokens import CLOSES, OPENS, Tokens

_CONTENT = np.array([label[0] == "T" for label in LABELS])
#: a quotation of fewer tokens is left to the model
_FEWEST_TOKENS = 6
_FEWEST_WORDS = 3


def quotations(tokens: Tokens) -> list[tuple[int, int]]:
    """Give first and last token of each quotation, its marks included."""
    number = tokens.quotation
    first = np.flatnonzero(np.append(True, np.diff(number) != 0)) if len(number) else np.zeros(0, np.int64)
    last = np.append(first[1:], len(number)) - 1
    inside = number[first] >= 0 if len(first) else np.zeros(0, bool)
    return list(zip(first[inside].tolist(), last[inside].tolist(), strict=True))


def mended(tokens: Tokens, labels: np.ndarray) -> np.ndarray:
    """Apply the first two rules to labels (indices into LABELS, one a token)."""
    labels = labels.copy()
    for a, b in quotations(tokens):
        own = labels[a : b + 1]
        content = _CONTENT[own]
        if b + 1 - a >= _FEWEST_TOKENS and 2 * content.sum() >= len(own) and not content.all():
            labels[a : b + 1] = np.bincount(own[content], minlength=len(LABELS)).argmax()
    for a, b in quotations(tokens):
        if not _begins(tokens, labels, a) or b + 1 >= len(labels) or tokens.quote[b] != CLOSES:
            continue
        k = b + 1
        if tokens.sentence[k] == tokens.sentence[b] or tokens.quote[k] == OPENS:
            continue
        while k < len(labels) and labels[k] == labels[a] and tokens.sequence[k] == tokens.sequence[a]:
            labels[k] = 0
            k += 1
    return labels


def _begins(tokens: Tokens, labels: np.ndarray, at: int) -> bool:
    """Say whether a content begins with the token `at`."""
    before = at - 1
    same = at > 0 and labels[before] == labels[at] and tokens.sequence[before] == tokens.sequence[at]
    return bool(_CONTENT[labels[at]]) and not same


def left_over(tokens: Tokens, labels: np.ndarray) -> list[tuple[int, Part]]:
    """Give the quotations of three words and more in which no token is content: row, and (role, first, last token)."""
    found = []
    for a, b in quotations(tokens):
        if _CONTENT[labels[a : b + 1]].any() or tokens.quote[a] != OPENS or _words(tokens, a, b) < _FEWEST_WORDS:
            continue
        ends = b + 1 == len(labels) or tokens.sequence[b + 1] != tokens.sequence[b]
        if tokens.quote[b] == CLOSES or ends:
            found.append((int(tokens.row[a]), ("content", a, b)))
    return found


def _words(tokens: Tokens, first: int, last: int) -> int:
    return sum(tokens.surfaces[t][0].isalnum() for t in tokens.types[first : last + 1].tolist())


def apart(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a content between one quotation and the next, and a long quotation behind its first sentence."""
    quote = tokens.quote[first : last + 1]
    cuts = (np.flatnonzero((quote[:-1] == CLOSES) & (quote[1:] == OPENS)) + first).tolist()
    pieces = []
    for a, b in zip([first, *(cut + 1 for cut in cuts)], [*cuts, last], strict=True):
        pieces += _first_sentence(tokens, a, b)
    return pieces


def _first_sentence(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    one = tokens.quote[first] == OPENS and tokens.quotation[first] == tokens.quotation[last]
    if not one or tokens.sentence[first] == tokens.sentence[last]:
        return [(first, last)]
    end = first + int(np.searchsorted(tokens.sentence[first : last + 1], tokens.sentence[first], side="right")) - 1
    short = 2 * (tokens.end[end] - tokens.start[first]) < tokens.end[last] - tokens.start[first]
    if not short or _words(tokens, first, end) < _FEWEST_WORDS:
        return [(first, last)]
    return [(first, end), (end + 1, last)]
