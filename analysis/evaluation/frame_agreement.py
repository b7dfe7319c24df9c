"""How far frames agree with texts that someone coded: one frame a text (``label``), or news frames as 0 and 1.

The project's weights were moved by the development sentences of FrAC (Guida et al. 2025): on those, the figures are
too good, and ``benchmarks/FRAMES.md`` has the fair ones.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.articles import read_table
from analysis.measures import NEWS_FRAMES, OTHER, FrameTerms, find_frames
from analysis.schema import InputError

#: other names that annotated data has for two news frames
ALIASES = {"economic": "economic_consequences", "morality": "morality_news"}
_RESAMPLES = 1000
FRAME_COLUMNS = ("frame", "measure", "value", "low", "high", "n")


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
    table, path = (path, "the table") if isinstance(path, pd.DataFrame) else (read_table(path), path)
    if "text" not in table:
        raise InputError(f"{path}: there is no column 'text'. Rename or add the column.")
    table = table.reset_index(drop=True)
    found = find_frames(table[["text"]], own=own)
    if "label" in table:
        known = [name for name in found.columns[1:] if name not in NEWS_FRAMES] + [OTHER]
        return _labels(_coded(table["label"], known, path), found["label"].fillna(OTHER).to_numpy(object))
    coded = table.rename(columns={old: new for old, new in ALIASES.items() if new not in table})
    names = [name for name in (NEWS_FRAMES if own is None else own.names) if name in coded]
    if not names:
        raise InputError(
            f"{path}: there is no column 'label', and none of {', '.join(own.names if own else NEWS_FRAMES)}. Add one."
        )
    rows = []
    for name in names:
        truth = pd.to_numeric(coded[name], errors="coerce").to_numpy(float)
        if not np.isin(truth, (0, 1)).all():
            raise InputError(
                f"{path}: the column {name!r} has values other than 0 and 1. Code each text as one of them."
            )
        score = found[name].fillna(0).to_numpy(float)
        value, low, high = _with_interval(len(truth), lambda at, t=truth, s=score: _auc(t[at], s[at]))
        rows.append((name, "AUC", value, low, high, int(truth.sum())))
    if len(rows) > 1:
        mean = float(np.mean([row[2] for row in rows]))
        rows.insert(0, ("all", "mean AUC", mean, np.nan, np.nan, len(coded)))
    return pd.DataFrame(rows, columns=FRAME_COLUMNS)


def _coded(labels: pd.Series, known: list[str], path: object) -> np.ndarray:
    for row, label in enumerate(labels.tolist()):
        if label not in known:
            raise InputError(f"{path}, row {row + 1}: the label is {label!r}. Give one of {', '.join(known)}.")
    return labels.to_numpy(object)


def _labels(truth: np.ndarray, said: np.ndarray) -> pd.DataFrame:
    kinds = sorted(set(truth))

    def f1(at: np.ndarray, kind: str) -> float:
        one, other = truth[at] == kind, said[at] == kind
        return 2 * (one & other).sum() / (one.sum() + other.sum()) if one.any() or other.any() else np.nan

    whole: dict[str, Callable[[np.ndarray], float]] = {
        "macro-F1": lambda at: float(np.nanmean([f1(at, kind) for kind in kinds])),
        "accuracy": lambda at: float((truth[at] == said[at]).mean()),
        "kappa": lambda at: _kappa(truth[at], said[at]),
    }
    rows = [("all", name, *_with_interval(len(truth), value), len(truth)) for name, value in whole.items()]
    for kind in kinds:
        told = _with_interval(len(truth), lambda at, kind=kind: f1(at, kind))
        rows.append((kind, "F1", *told, int((truth == kind).sum())))
    return pd.DataFrame(rows, columns=FRAME_COLUMNS)


def _kappa(truth: np.ndarray, said: np.ndarray) -> float:
    """Compute Cohen's kappa; NaN where chance alone would agree everywhere."""
    both = float((truth == said).mean())
    chance = sum(float((truth == kind).mean() * (said == kind).mean()) for kind in set(truth) | set(said))
    return (both - chance) / (1 - chance) if chance < 1 else np.nan


def _auc(truth: np.ndarray, score: np.ndarray) -> float:
    from scipy.stats import rankdata

    yes, ranks = truth.sum(), rankdata(score)
    if not 0 < yes < len(truth):
        return np.nan
    return float((ranks[truth == 1].sum() - yes * (yes + 1) / 2) / (yes * (len(truth) - yes)))


def _with_interval(size: int, value: Callable[[np.ndarray], float]) -> tuple[float, float, float]:
    draw = np.random.default_rng(0)
    drawn = np.array([value(draw.integers(0, size, size)) for _ in range(_RESAMPLES)])
    drawn = drawn[~np.isnan(drawn)]
    low, high = np.percentile(drawn, [2.5, 97.5]) if len(drawn) else (np.nan, np.nan)
    return value(np.arange(size)), float(low), float(high)
