"""Read sentences that experts annotated: a label for each, and the words that they marked in it."""

from __future__ import annotations

import json
from numbers import Integral
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.schema import InputError, require
from analysis.tables import read_table

_FORM = "Write them as [[start, end], ...], in characters, or [] for none."


def read_annotated(path: Path, *, needs: tuple[str, ...] = ("label",)) -> pd.DataFrame:
    """Read a table of annotated sentences.

    Parameters
    ----------
    path : .csv, .jsonl or .parquet with ``text``, and where they are known ``label`` (0 or 1), ``spans`` (JSON: a list
        of [start, end] in characters, half-open), ``id``, ``outlet`` and ``topic``
    needs : the columns besides ``text`` that must be there

    Returns
    -------
    DataFrame with those columns that the file has: ``label`` as whole numbers, ``spans`` as lists of (start, end), the
    others as text

    Raises
    ------
    InputError
        if the file is missing or no table, if a column is missing, or if a text, a label or a span is broken, with
        the line it stands in
    """
    table = read_table(path)
    require(table, needs, str(path))
    table = table.reset_index(drop=True)
    texts = table["text"].tolist()
    for k, text in enumerate(texts):
        if not isinstance(text, str):
            raise InputError(f"{_place(table, path, k)}: there is no text. Give the row a sentence, or take it out.")
    columns: dict[str, list] = {"text": texts}
    if "label" in table:
        columns["label"] = _labels(table, path)
    if "spans" in table:
        columns["spans"] = []
        for k, cell in enumerate(table["spans"].tolist()):
            try:
                columns["spans"].append(_spans(cell, len(texts[k])))
            except ValueError as error:
                raise InputError(f"{_place(table, path, k)}: {error}. {_FORM}") from None
    for name in ("id", "outlet", "topic"):
        if name in table:
            columns[name] = ["" if pd.isna(cell) else str(cell) for cell in table[name].map(_scalar).tolist()]
    return pd.DataFrame(columns)


def _scalar(cell: object) -> object:
    return cell if pd.api.types.is_scalar(cell) else str(cell)


def _labels(table: pd.DataFrame, path: Path) -> list[int]:
    labels = pd.to_numeric(table["label"], errors="coerce").to_numpy(float, na_value=np.nan)
    bad = np.flatnonzero(~np.isin(labels, (0, 1)))
    if len(bad):
        place, cell = _place(table, path, bad[0]), table["label"].iloc[bad[0]]
        raise InputError(f"{place}: the label is {cell!r}. Give 1 for a sentence that experts call biased, or else 0.")
    return labels.astype(int).tolist()


def _spans(cell: object, length: int) -> list[tuple[int, int]]:
    """Read the marks of one sentence, and see that each is a stretch of its text."""
    try:
        given = json.loads(cell) if isinstance(cell, str) else cell
        pairs = [tuple(span) for span in given]
    except (TypeError, ValueError, RecursionError):
        raise ValueError(f"the spans {_short(cell)} cannot be read") from None
    for pair in pairs:
        whole = len(pair) == 2 and all(isinstance(at, Integral) and not isinstance(at, bool) for at in pair)
        if not whole or not 0 <= pair[0] < pair[1] <= length:
            raise ValueError(f"the span {_short(list(pair))} is no stretch of a text of {length} characters")
    return [(int(start), int(end)) for start, end in pairs]


def _short(cell: object) -> str:
    shown = repr(cell)
    return shown if len(shown) <= 60 else shown[:59] + "\N{HORIZONTAL ELLIPSIS}"


def _place(table: pd.DataFrame, path: Path, row: int) -> str:
    """Name the place of a row: the file and its line, counting the line ends inside the cells above it."""
    kind = path.suffix.lower()
    if kind == ".parquet":
        return f"{path}, row {row + 1}"
    if kind == ".jsonl":
        return f"{path}, line {row + 1}"
    above = table.iloc[:row].astype(str)
    inside = sum(int(above[name].str.count(r"\r\n|\r|\n").sum()) for name in above)
    return f"{path}, line {row + 2 + inside}"
