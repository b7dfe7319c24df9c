"""A linear-chain conditional random field: a model file that can be read, and the best labels.

The model is a table of points: a template's value (``word+0=said``) adds so many points to a label, and so does one
label following another. The best labels of a sequence are those with most points in all (Viterbi 1967; Lafferty,
McCallum and Pereira 2001, Conditional random fields, ICML). Nothing is learned here.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from analysis.files import kept
from analysis.schema import InputError
from analysis.text.patterns import pattern

#: the first line of a model file
HEADER = "# framing attribution model, format 1"
_TRANSITION = "->"
_END = "# end"
#: no more figures than a sum of points can hold
_NUMBER = pattern(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?")
#: scores of sequences that are gone through side by side
_MOST_SCORES = 400_000


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


def read_model(path: Path, labels: tuple[str, ...], *, known: Callable[[str, str], bool] = lambda *_: True) -> Model:
    """Read a model file: comment lines, then ``template <tab> value <tab> label:points label:points ...``.

    It has to be for these `labels`, in this order; `known` tests whether there is such a template with such a value.
    An InputError tells what is wrong, and in which line.
    """
    try:
        with open(path, "rb") as file:
            return _read(path, file, labels, known)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}). Put the model there.") from None


def load_model(name: str, path: Path, labels: tuple[str, ...], **options) -> Model:
    """Read a model of the project as :func:`read_model` does, once: what is read of it is kept under `name`."""

    def read() -> dict:
        model = read_model(path, labels, **options)
        tables = {template: [list(values), _shown(values.values())] for template, values in model.points.items()}
        return {"points": tables, "transitions": _shown(model.transitions), "notes": dict(model.notes)}

    made = kept(name, read)
    points = {
        template: dict(zip(values, _array(shown, len(labels)), strict=True))
        for template, (values, shown) in made["points"].items()
    }
    return Model(labels, points, _array(made["transitions"], len(labels)), made["notes"])


def _shown(rows: Iterable[np.ndarray]) -> str:
    return b64encode(np.array(list(rows), "<f4").tobytes()).decode()


def _array(shown: str, width: int) -> np.ndarray:
    return np.frombuffer(b64decode(shown), "<f4").reshape(-1, width)


def _read(path: Path, file: BinaryIO, labels: tuple[str, ...], known: Callable[[str, str], bool]) -> Model:
    notes: dict[str, str] = {}
    points: dict[str, dict[str, np.ndarray]] = {}
    number = {label: k for k, label in enumerate(labels)}
    line, ended = 0, False

    def wrong(what: str) -> InputError:
        return InputError(f"{path}, line {max(line, 1)}: {what}")

    for line, raw in enumerate(file, 1):
        try:
            row = raw.decode().rstrip("\r\n")
        except UnicodeDecodeError:
            what = "not a model of this program but bytes (a pickle, perhaps). Models are text; name another."
            raise wrong(what) from None
        if line == 1 and row != HEADER:
            raise wrong(f"not a model of this program; it would begin with {HEADER!r}. Name another.")
        if ended:
            raise wrong(f"the file goes on behind {_END!r}. Put the right one there.")
        if row.startswith("#") and row != _END:
            name, _, note = row[1:].partition(":")
            notes[name.strip()] = note.strip()
            continue
        if notes.get("labels") != " ".join(labels):
            raise wrong("a model for other labels. Put the one of this version there.")
        if row == _END:
            ended = True
            continue
        try:
            template, value, column = _points(row, number)
        except (ValueError, KeyError):
            what = f"not 'template, value, label:points' with the labels {' '.join(number)}, each once."
            raise wrong(f"{what} The file is damaged or for another version; put the right one there.") from None
        if not (value in number if template == _TRANSITION else known(template, value)):
            what = f"there is no {value!r} of {template!r} in this version."
            raise wrong(f"{what} Put the model of this version there.")
        if value in points.setdefault(template, {}):
            raise wrong(f"{template!r} has {value!r} a second time. Put the right file there.")
        points[template][value] = column
    if not ended:
        raise wrong(f"the file is cut short; its last line is not {_END!r}. Put the whole one there.")
    steps, nothing = points.pop(_TRANSITION, {}), np.zeros(len(labels), np.float32)
    transitions = np.array([steps.get(label, nothing) for label in labels])
    del notes["labels"], notes[HEADER[1:].strip()]
    return Model(labels, points, transitions, notes)


def _points(row: str, number: Mapping[str, int]) -> tuple[str, str, np.ndarray]:
    """Read one line: template, value, and the points of each label."""
    column = np.zeros(len(number), np.float32)
    template, value, given = row.split("\t")
    pairs = [pair.rpartition(":") for pair in given.split(" ")]
    if len({label for label, _, _ in pairs}) < len(pairs):
        raise ValueError
    for label, _, weight in pairs:
        if not _NUMBER.fullmatch(weight):
            raise ValueError
        column[number[label]] = float(weight)
    return template, value, column


def model_text(model: Model) -> str:
    """Return the text of a model file: the most telling values of each template first."""
    notes = {"labels": " ".join(model.labels), **model.notes}
    lines = [HEADER, *(f"# {name}: {note}" for name, note in notes.items())]

    def shown(column: np.ndarray) -> str:
        order = sorted(np.flatnonzero(column).tolist(), key=lambda k: (-column[k], k))
        return " ".join(f"{model.labels[k]}:{column[k]:.2f}".rstrip("0").rstrip(".") for k in order)

    steps = zip(model.labels, model.transitions, strict=True)
    lines += [f"{_TRANSITION}\t{label}\t{shown(row)}" for label, row in steps if row.any()]
    for template, values in model.points.items():
        ranked = sorted(values.items(), key=lambda item: (-float(np.abs(item[1]).max()), item[0]))
        lines += [f"{template}\t{value}\t{shown(column)}" for value, column in ranked if column.any()]
    return "\n".join([*lines, _END, ""])


def best_labels(scores: np.ndarray, transitions: np.ndarray, sequence: np.ndarray) -> np.ndarray:
    """Find the labels with most points of each sequence (int8, n).

    `scores` are points of each token for each label (n, L), `transitions` those for going from a label to the next
    (L, L), `sequence` rises. The work is linear in n: sequences of like length go together.
    """
    n = len(scores)
    labels = np.zeros(n, np.int8)
    first = np.flatnonzero(np.append(True, np.diff(sequence) != 0)[:n])
    size = np.diff(np.append(first, n))
    order = np.argsort(size, kind="stable")
    at = 0
    while at < len(order):
        # sequences of up to twice as many tokens as the shortest of them, and no more than memory is at hand for
        widest = max(2 * int(size[order[at]]), 8)
        to = int(np.searchsorted(size[order], widest, side="right"))
        to = min(to, at + max(1, _MOST_SCORES // widest))
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
