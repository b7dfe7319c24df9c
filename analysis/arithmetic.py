"""Arithmetic that a text states itself, worked out again, with the working shown. It observes; it accuses nobody."""

from __future__ import annotations

import re
from dataclasses import astuple

import pandas as pd

from analysis.change_sums import changes
from analysis.figure_roles import figures
from analysis.part_sums import rests, shares, totals
from analysis.quantities import Quantity, found_in
from analysis.schema import TEXT, TEXT_KINDS, require
from analysis.sentences import sentences
from analysis.sums import DOES_NOT_FIT, FITS, Finding

_ENDS = re.compile(r"(?:(?<=[a-z]{3})|(?<=\d{3})|(?<=[\d)]%)|(?<=\d\)))[.!?][”’\"]?\s+(?=[“‘\"]?[A-Z])")
SUMS = {
    "start": "int64",
    "end": "int64",
    "form": TEXT,
    "stated": TEXT,
    "computed": TEXT,
    "verdict": TEXT,
    "working": TEXT,
}
ARITHMETIC = {"article": TEXT, "block": "int64", "start": "int64", "end": "int64", "surface": TEXT} | {
    name: kind for name, kind in SUMS.items() if name not in ("start", "end")
}


def findings(text: str, found: list[Quantity], bounds: list[tuple[int, int]]) -> list[Finding]:
    """Check the arithmetic of one text.

    Parameters
    ----------
    text : a paragraph
    found : its quantities (:func:`analysis.quantities.found_in`)
    bounds : start and end of its sentences

    Returns
    -------
    the findings in order of their place, each stated result once
    """
    placed = figures(text, found, bounds)
    if len(placed) < 2:
        return []
    out = shares(text, placed) + totals(text, placed) + rests(text, placed) + changes(text, placed, bounds)
    fitting = {f.computed for f in out if f.verdict == FITS and f.form == "change"}
    # two amounts beside one pair of figures: where one fits, the other is told of something else
    out = [f for f in out if f.form != "change" or f.verdict != DOES_NOT_FIT or f.computed not in fitting]
    return sorted({(f.start, f.end, f.stated): f for f in reversed(out)}.values(), key=lambda f: (f.start, f.end))


def finer(text: str, bounds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut sentences again where one plainly ends: a quotation mark that is never closed holds many together."""
    out = []
    for start, end in bounds:
        for found in _ENDS.finditer(text, start, end):
            out.append((start, found.start() + 1))
            start = found.end()
        out.append((start, end))
    return out


def check(text: str) -> pd.DataFrame:
    """Check the arithmetic that one text states, such as a source that no article table holds.

    Returns
    -------
    DataFrame, one row a sum: ``start``, ``end``, ``surface`` (from the first to the last figure in it), ``form``
    (change, difference, multiple, share, total, rest), ``stated`` (as the text has it), ``computed``, ``verdict``
    (one of :data:`analysis.sums.VERDICTS`) and ``working``, a plain line.

    Examples
    --------
    >>> check("Raids rose by more than 500% to 334, from 60.")[["computed", "verdict"]].values.tolist()
    [['+456.7%, 5.6 times', 'does not fit']]
    """
    blocks = pd.DataFrame({"article": ["text"], "block": [0], "kind": ["body"], "text": [text]})
    return arithmetic(blocks).drop(columns=["article", "block"])


def arithmetic(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Check the arithmetic that articles state.

    Parameters
    ----------
    paragraphs : the paragraph table (``article``, ``block``, ``kind``, ``text``); blocks that are not the article's own
        text are passed over

    Returns
    -------
    DataFrame with the columns of :data:`ARITHMETIC`, one row a sum; see :func:`check`. ``fits`` leaves room for
    rounding and for words such as "nearly"; ``cannot be checked`` says in ``working`` what is missing. A sum not
    recognised has no row.

    Raises
    ------
    InputError
        if a column is missing
    """
    require(paragraphs, ("article", "block", "kind", "text"), "the paragraphs")
    own = paragraphs[paragraphs["kind"].isin(TEXT_KINDS)]
    texts = own["text"].tolist()
    cut: list[list[tuple[int, int]]] = [[] for _ in texts]
    for row, start, end in sentences(texts)[["row", "start", "end"]].itertuples(index=False):
        cut[row].append((start, end))
    cut = [finer(text, bounds) for text, bounds in zip(texts, cut, strict=True)]
    rows = []
    for article, block, text, bounds in zip(own["article"], own["block"], texts, cut, strict=True):
        for one in findings(text, found_in(text), bounds):
            start, end, *others = astuple(one)
            rows.append((article, block, start, end, text[start:end], *others))
    return pd.DataFrame(rows, columns=list(ARITHMETIC)).astype(ARITHMETIC)
