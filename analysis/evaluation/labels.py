"""How far labels agree with those that people gave: frames with coded texts, the tone around mentions with readers'.

The project's weights were moved by the development sentences of FrAC (Guida et al. 2025) and fitted on the development
mentions of NewsMTSC (Hamborg & Donnay 2021): on those the figures are too good, and ``benchmarks/FRAMES.md`` and
``benchmarks/TONE.md`` have the fair ones.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.actors import LABELS, find_tone
from analysis.articles import read_table
from analysis.evaluation.agreement import auc, interval, ratio
from analysis.measures import NEWS_FRAMES, OTHER, FrameTerms, find_frames
from analysis.schema import InputError

#: other names that annotated data has for two news frames
ALIASES = {"economic": "economic_consequences", "morality": "morality_news"}
FRAME_COLUMNS, TONE_COLUMNS = ((of, "measure", "value", "low", "high", "n") for of in ("frame", "label"))
_TONES = dict(zip(LABELS, ("bad", "neutral", "good"), strict=True))


def on_frames(path: Path | pd.DataFrame, *, own: FrameTerms | None = None) -> pd.DataFrame:
    """Compare the frames of texts with how someone coded them.

    Parameters
    ----------
    path : a file, or a table, with ``text`` and either ``label`` (one frame a text, or ``other``) or a column of 0 and
        1 for each news frame
    own : a reader's frames, in place of the project's

    Returns
    -------
    DataFrame with ``frame`` (``all`` for the whole), ``measure`` (macro-F1, accuracy, kappa, F1; AUC for columns),
    ``value`` with its 95% interval when texts are drawn anew (``low``, ``high``), and ``n``, the texts that were coded
    so

    Raises
    ------
    InputError
        if the file cannot be read, or has neither
    """
    table, path = _read(path)
    if "text" not in table:
        raise InputError(f"{path}: there is no column 'text'. Rename or add the column.")
    found = find_frames(table[["text"]], own=own)
    if "label" in table:
        known = [name for name in found.columns[1:] if name not in NEWS_FRAMES] + [OTHER]
        for row, label in enumerate(table["label"].tolist()):
            if label not in known:
                raise InputError(f"{path}, row {row + 1}: the label is {label!r}. Give one of {', '.join(known)}.")
        truth, said = table["label"].to_numpy(object), found["label"].fillna(OTHER).to_numpy(object)
        rows = _compare(truth, said, sorted(set(truth)), "kappa")
        return pd.DataFrame(rows, columns=FRAME_COLUMNS)
    coded = table.rename(columns={old: new for old, new in ALIASES.items() if new not in table})
    names = [name for name in (NEWS_FRAMES if own is None else own.names) if name in coded]
    if not names:
        listed = ", ".join(own.names if own else NEWS_FRAMES)
        raise InputError(f"{path}: there is no column 'label', and none of {listed}. Add one.")
    rows = []
    for name in names:
        truth = pd.to_numeric(coded[name], errors="coerce").to_numpy(float)
        if not np.isin(truth, (0, 1)).all():
            why = f"the column {name!r} has values other than 0 and 1. Code each text as one of them."
            raise InputError(f"{path}: {why}")
        told = interval(partial(auc, truth, found[name].fillna(0).to_numpy(float)), np.arange(len(truth)))
        rows.append((name, "AUC", *told.tolist(), int(truth.sum())))
    if len(rows) > 1:
        rows.insert(0, ("all", "mean AUC", float(np.mean([row[2] for row in rows])), np.nan, np.nan, len(coded)))
    return pd.DataFrame(rows, columns=FRAME_COLUMNS)


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
    table, path = _read(path)
    if "label" not in table:
        raise InputError(f"{path}: there is no column 'label'. Add one with -1, 0 or 1.")
    truth = pd.to_numeric(table["label"], errors="coerce").to_numpy(float, na_value=np.nan)
    for row in np.flatnonzero(~np.isin(truth, LABELS))[:1].tolist():
        raise InputError(f"{path}, row {row + 1}: the label is {table['label'].iloc[row]}. Give -1, 0 or 1.")
    said = find_tone(table)["label"].fillna(0).to_numpy(int)
    rows = _compare(truth.astype(int), said, list(LABELS), "opposite")
    return pd.DataFrame([(_TONES.get(of, of), *told) for of, *told in rows], columns=TONE_COLUMNS)


def _read(path: Path | pd.DataFrame) -> tuple[pd.DataFrame, object]:
    table, path = (path, "the table") if isinstance(path, pd.DataFrame) else (read_table(path), path)
    return table.reset_index(drop=True), path


def _compare(truth: np.ndarray, said: np.ndarray, given: list, third: str) -> list[tuple]:
    """Return the figures of n labels: macro-F1, accuracy and a `third` of all, and F1 of each label in `given`."""
    kinds = [*given, *sorted(set(said) - set(given))]
    place = {kind: k for k, kind in enumerate(kinds)}
    cells = np.eye(len(kinds) ** 2)[[place[a] * len(kinds) + place[b] for a, b in zip(truth, said, strict=True)]]

    def figures(weights: np.ndarray) -> np.ndarray:
        table = (weights @ cells).reshape(*weights.shape[:-1], len(kinds), len(kinds))
        rows, columns, whole = table.sum(axis=-1), table.sum(axis=-2), weights.sum(axis=-1)
        right = np.diagonal(table, axis1=-2, axis2=-1)
        f1 = ratio(2 * right, rows + columns)[..., : len(given)]
        accuracy, chance = ratio(right.sum(axis=-1), whole), ratio((rows * columns).sum(axis=-1), whole**2)
        macro = ratio(np.nan_to_num(f1).sum(axis=-1), np.isfinite(f1).sum(axis=-1))
        if third == "kappa":  # there is none where chance alone agrees everywhere
            last = ratio(accuracy - chance, 1 - chance)
        else:
            last = ratio(table[..., 0, 2] + table[..., 2, 0], whole)
        return np.concatenate([np.stack([macro, accuracy, last], axis=-1), f1], axis=-1)

    named = [("all", name, len(truth)) for name in ("macro-F1", "accuracy", third)]
    named += [(kind, "F1", int((truth == kind).sum())) for kind in given]
    told = interval(figures, np.arange(len(truth))).tolist()
    return [(of, name, *three, size) for (of, name, size), three in zip(named, told, strict=True)]
