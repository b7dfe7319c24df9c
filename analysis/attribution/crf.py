"""A linear-chain conditional random field: a model file that can be read, scores, the best labels, and the reasons.

The model is a table of points: a template's value (``word+0=said``) adds so many points to a label, and so does one
label following another. The best labels of a sequence are those with most points in all (Viterbi 1967; Lafferty,
McCallum and Pereira 2001, Conditional random fields, ICML). Nothing is learned here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from analysis.schema import InputError

#: the first line of a model file
HEADER = "# framing attribution model, format 1"
_TRANSITION = "->"
_END = "# end"
#: no more figures than a sum of points can hold
_NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?")


@dataclass(frozen=True)
class Model:
    """A model.

    Attributes
    ----------
    labels : the names of the L labels
    points : template to {value: float32 array (L)}
    transitions : float32 array (L, L), from a label (row) to the next (column)
    notes : the other comment lines of the file, by what stands before their colon
    """

    labels: tuple[str, ...]
    points: Mapping[str, Mapping[str, np.ndarray]]
    transitions: np.ndarray
    notes: Mapping[str, str]


def read(path: Path, labels: tuple[str, ...], *, known: Callable[[str, str], bool] = lambda *_: True) -> Model:
    """Read a model file: comment lines, then ``template <tab> value <tab> label:points label:points ...``."""
    try:
        with open(path, "rb") as file:
            return _read(path, file, labels, known)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}). Put the model there.") from None


def _read(path: Path, file: BinaryIO, labels: tuple[str, ...], known: Callable[[str, str], bool]) -> Model:
    notes: dict[str, str] = {}
    points: dict[str, dict[str, np.ndarray]] = {}
    number = {label: k for k, label in enumerate(labels)}
    line, ended = 0, False
    for line, raw in enumerate(file, 1):
        row = _text(path, line, raw)
        if line == 1 and row != HEADER:
            raise InputError(
                f"{path}, line 1: not a model of this program; it would begin with {HEADER!r}. Name another."
            )
        if ended:
            raise InputError(f"{path}, line {line}: the file goes on behind {_END!r}. Put the right one there.")
        if row.startswith("#") and row != _END:
            name, _, told = row[1:].partition(":")
            notes[name.strip()] = told.strip()
            continue
        if notes.get("labels") != " ".join(labels):
            raise InputError(f"{path}, line {line}: a model for other labels. Put the one of this version there.")
        if row == _END:
            ended = True
            continue
        template, value, column = _points(path, line, row, number)
        if not (value in number if template == _TRANSITION else known(template, value)):
            raise InputError(
                f"{path}, line {line}: there is no {value!r} of {template!r} in this version."
                " Put the model of this version there."
            )
        if value in points.setdefault(template, {}):
            raise InputError(
                f"{path}, line {line}: {template!r} has {value!r} a second time. Put the right file there."
            )
        points[template][value] = column
    if not ended:
        raise InputError(
            f"{path}, line {max(line, 1)}: the file is cut short; its last line is not {_END!r}."
            " Put the whole one there."
        )
    steps, nothing = points.pop(_TRANSITION, {}), np.zeros(len(labels), np.float32)
    transitions = np.array([steps.get(label, nothing) for label in labels])
    del notes["labels"], notes[HEADER[1:].strip()]
    return Model(labels, points, transitions, notes)


def _text(path: Path, line: int, raw: bytes) -> str:
    try:
        return raw.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise InputError(
            f"{path}, line {line}: not a model of this program but bytes (a pickle, perhaps). Models are text;"
            " name another."
        ) from None


def _points(path: Path, line: int, row: str, number: Mapping[str, int]) -> tuple[str, str, np.ndarray]:
    """Read one line: template, value, and the points of each label."""
    column = np.zeros(len(number), np.float32)
    try:
        template, value, given = row.split("\t")
        pairs = [pair.rpartition(":") for pair in given.split(" ")]
        if len({label for label, _, _ in pairs}) < len(pairs):
            raise ValueError
        for label, _, weight in pairs:
            if not _NUMBER.fullmatch(weight):
                raise ValueError
            column[number[label]] = float(weight)
    except (ValueError, KeyError):
        raise InputError(
            f"{path}, line {line}: not 'template, value, label:points' with the labels {' '.join(number)}, each once."
            " The file is damaged or for another version; put the right one there."
        ) from None
    return template, value, column


def written(model: Model) -> str:
    """Return the text of a model file: the most telling values of each template first."""
    notes = {"labels": " ".join(model.labels), **model.notes}
    lines = [HEADER, *(f"# {name}: {told}" for name, told in notes.items())]

    def told(column: np.ndarray) -> str:
        order = sorted(np.flatnonzero(column).tolist(), key=lambda k: (-column[k], k))
        return " ".join(f"{model.labels[k]}:{column[k]:.2f}".rstrip("0").rstrip(".") for k in order)

    for label, row in zip(model.labels, model.transitions, strict=True):
        if row.any():
            lines.append(f"{_TRANSITION}\t{label}\t{told(row)}")
    for template, values in model.points.items():
        ranked = sorted(values.items(), key=lambda item: (-float(np.abs(item[1]).max()), item[0]))
        lines += [f"{template}\t{value}\t{told(column)}" for value, column in ranked if column.any()]
    return "\n".join([*lines, _END, ""])


def best(scores: np.ndarray, transitions: np.ndarray, sequence: np.ndarray) -> np.ndarray:
    """Find the labels with most points of each sequence."""
    n, count = scores.shape
    labels = np.zeros(n, np.int8)
    if not n:
        return labels
    first = np.flatnonzero(np.append(True, np.diff(sequence) != 0))
    size = np.diff(np.append(first, n))
    order = np.argsort(size, kind="stable")
    at = 0
    while at < len(order):
        # sequences of up to twice as many tokens as the shortest of them, and no more than memory is at hand for
        widest = max(2 * int(size[order[at]]), 8)
        to = int(np.searchsorted(size[order], widest, side="right"))
        to = min(to, at + max(1, 400_000 // widest))
        _fill(labels, scores, transitions, first[order[at:to]], size[order[at:to]])
        at = to
    return labels


def _fill(labels: np.ndarray, scores: np.ndarray, transitions: np.ndarray, first: np.ndarray, size: np.ndarray) -> None:
    """Write the best labels of sequences that are gone through side by side; the shortest comes first."""
    steps, many, count = int(size[-1]), len(first), scores.shape[1]
    back = np.zeros((steps, many, count), np.int8)
    total = scores[first].copy()
    step_to = np.ascontiguousarray(transitions.T)
    for t in range(1, steps):
        alive = int(np.searchsorted(size, t, side="right"))
        reached = total[alive:, None, :] + step_to
        from_ = reached.argmax(axis=2)
        back[t, alive:] = from_
        total[alive:] = np.take_along_axis(reached, from_[..., None], 2)[..., 0] + scores[first[alive:] + t]
    now = total.argmax(axis=1)
    for t in range(steps - 1, -1, -1):
        alive = int(np.searchsorted(size, t, side="right"))
        labels[first[alive:] + t] = now[alive:]
        now[alive:] = back[t, np.arange(alive, many), now[alive:]]
