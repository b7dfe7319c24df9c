"""How far the tone around mentions agrees with readers' labels (-1 bad, 0 neither, 1 good).

The project's weights were fitted on the development mentions of NewsMTSC (Hamborg & Donnay 2021): on those, the figures
are too good, and ``benchmarks/TONE.md`` has the fair ones.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from analysis.actors import LABELS, find_tone
from analysis.articles import read_table
from analysis.schema import InputError

_RESAMPLES = 1000
_NAMES = {-1: "bad", 0: "neutral", 1: "good"}
TONE_FIGURES = ("label", "measure", "value", "low", "high", "n")


def on_tone(path: Path | pd.DataFrame) -> pd.DataFrame:
    """Compare the tone around mentions with how readers labelled it.

    Parameters
    ----------
    path : a file, or a table, with ``text``, ``start``, ``end`` and ``label`` (-1, 0 or 1)

    Returns
    -------
    DataFrame with ``label`` (``all`` for the whole), ``measure`` (macro-F1, accuracy, opposite: the share labelled bad
    for good or good for bad; F1 of each label), ``value`` with its 95% interval when mentions are drawn anew (``low``,
    ``high``), and ``n``, the mentions that readers labelled so

    Raises
    ------
    InputError
        if the file cannot be read, a column is missing, or a label is none of the three
    """
    table, path = (path, "the table") if isinstance(path, pd.DataFrame) else (read_table(path), path)
    if "label" not in table:
        raise InputError(f"{path}: there is no column 'label'. Add one with -1, 0 or 1.")
    table = table.reset_index(drop=True)
    truth = pd.to_numeric(table["label"], errors="coerce").to_numpy(float, na_value=np.nan)
    for row in np.flatnonzero(~np.isin(truth, LABELS))[:1].tolist():
        raise InputError(f"{path}, row {row + 1}: the label is {table['label'].iloc[row]}. Give -1, 0 or 1.")
    said = find_tone(table)["label"].fillna(0).to_numpy(int)
    count = np.bincount(3 * (truth.astype(int) + 1) + said + 1, minlength=9).astype(float)
    drawn = np.random.default_rng(0).multinomial(len(table), count / max(count.sum(), 1), _RESAMPLES)
    rows = [
        (of, name, *_with_interval(count, drawn, take), int(n)) for of, name, take, n in _asked(count.reshape(3, 3))
    ]
    return pd.DataFrame(rows, columns=list(TONE_FIGURES))


def _asked(count: np.ndarray) -> list[tuple]:
    whole = count.sum()
    asked = [
        ("all", "macro-F1", lambda table: _f1(table).mean(axis=-1), whole),
        ("all", "accuracy", lambda table: np.trace(table, axis1=-2, axis2=-1) / table.sum(axis=(-2, -1)), whole),
        ("all", "opposite", lambda table: (table[..., 0, 2] + table[..., 2, 0]) / table.sum(axis=(-2, -1)), whole),
    ]
    return asked + [
        (_NAMES[label], "F1", lambda table, k=k: _f1(table)[..., k], count[k].sum()) for k, label in enumerate(LABELS)
    ]


def _f1(table: np.ndarray) -> np.ndarray:
    both = np.diagonal(table, axis1=-2, axis2=-1)
    with np.errstate(invalid="ignore"):
        return 2 * both / (table.sum(axis=-1) + table.sum(axis=-2))


def _with_interval(count: np.ndarray, drawn: np.ndarray, take) -> tuple[float, float, float]:
    values = take(drawn.reshape(-1, 3, 3).astype(float))
    values = values[~np.isnan(values)]
    low, high = np.percentile(values, [2.5, 97.5]) if len(values) else (np.nan, np.nan)
    return float(take(count.reshape(3, 3))), float(low), float(high)
