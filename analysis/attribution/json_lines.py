"""Read and write attributions as JSON lines: who is quoted (source), by which words (cue), with what (content).

A line of annotated documents is ``{"id", "publisher", "text", "attributions"}``, a line of predictions
``{"id", "attributions"}``; an attribution is ``{"source", "cue", "content"}``, each a list of [start, end]: half-open,
in characters of the text as it was given, [] where there is none. In memory the attributions of many texts are one
table, a row a stretch, with the columns of :data:`ROLE_SPANS`.

References
----------
Newell, Margolin and Ruths 2018, An Attribution Relations Corpus for Political News, LREC (PolNeAR).
"""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pandas as pd

from analysis.files import MODELS, bytes_of, read_objects, shorten
from analysis.schema import InputError
from analysis.text.patterns import pattern

#: the model, and the figures that were measured with publishers left out of its training
MODEL, FIGURES = (MODELS / name for name in ("attribution.tsv", "attribution_left_out.csv"))
ROLES = ("source", "cue", "content")
#: row: which text; attribution: which one in it; role: one of ROLES; start, end: half-open, in characters of the text
ROLE_SPANS = ("row", "attribution", "role", "start", "end")
#: so many texts, or characters, are looked at together
BATCH_TEXTS, BATCH_CHARACTERS = 512, 1 << 19
_FORM = 'An attribution is {"source": [[start, end], ...], "cue": [...], "content": [...]}.'
_PRINT = pattern(r"\b[0-9a-f]{12}\b")

Find = Callable[[list[str]], pd.DataFrame]


def read_documents(path: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read documents whose attributions people annotated.

    Parameters
    ----------
    path : JSON lines, an object a line with ``id``, ``publisher``, ``text`` and ``attributions``

    Returns
    -------
    DataFrame with ``id`` (text or whole number), ``publisher`` and ``text``, a row a document; and its attributions
    (:data:`ROLE_SPANS`)

    Raises
    ------
    InputError
        naming the line: if it is broken, if something is missing, if an id is there twice, or if a stretch lies outside
        of its text
    """
    rows, spans, seen = [], [], {}
    for line, where in _objects(path):
        for name in ("id", "publisher", "text", "attributions"):
            _check_field(line, name, where)
        for name in ("publisher", "text"):
            if not isinstance(line[name], str):
                raise InputError(f"{where}: '{name}' is {shorten(line[name])}. Write text.")
        _check_id(line["id"], seen, where)
        spans += _spans_of(line["attributions"], len(rows), len(line["text"]), where)
        rows.append((line["id"], line["publisher"], line["text"]))
    return pd.DataFrame(rows, columns=["id", "publisher", "text"], dtype=object), _table(spans)


def read_predictions(path: Path, documents: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Read what some program found in `documents`.

    Parameters
    ----------
    path : JSON lines, an object a line with ``id`` and ``attributions``; lines of other documents are passed over
    documents : what :func:`read_documents` returns

    Returns
    -------
    The attributions (:data:`ROLE_SPANS`), ``row`` counted in `documents`; and for how many of them the file has no line

    Raises
    ------
    InputError
        naming the line, as :func:`read_documents` does; or if no line is of one of the documents
    """
    texts = documents["text"].tolist()
    places = {(type(given), given): k for k, given in enumerate(documents["id"].tolist())}
    spans, seen, found = [], {}, set()
    for line, where in _objects(path):
        for name in ("id", "attributions"):
            _check_field(line, name, where)
        _check_id(line["id"], seen, where)
        row = places.get((type(line["id"]), line["id"]))
        if row is not None:
            found.add(row)
            spans += _spans_of(line["attributions"], row, len(texts[row]), where)
    if not found:
        first = json.dumps(documents["id"].iloc[0])
        raise InputError(f"{path}: no line is of one of the documents. Give each the id of its document, as {first}.")
    return _table(spans).sort_values("row", kind="stable", ignore_index=True), len(texts) - len(found)


def batch_texts(pairs: Iterable[tuple[object, str | None]]) -> Iterator[tuple[list, list]]:
    """Cut ids and texts into batches of :data:`BATCH_TEXTS`, or of about :data:`BATCH_CHARACTERS`.

    Parameters
    ----------
    pairs : id and text; a text may be missing

    Returns
    -------
    Iterator of the ids and the texts of each batch, in their order
    """
    names, texts, size = [], [], 0
    for name, text in pairs:
        names.append(name)
        texts.append(text)
        size += len(text or "")
        if len(texts) == BATCH_TEXTS or size >= BATCH_CHARACTERS:
            yield names, texts
            names, texts, size = [], [], 0
    if texts:
        yield names, texts


def find_in_documents(texts: list[str], find: Find, report: Callable[[int, int, str], None]) -> pd.DataFrame:
    """Find attributions batch by batch.

    Parameters
    ----------
    texts : n texts
    find : finds the attributions of a batch (:data:`ROLE_SPANS`)
    report : is called with how many texts are done, n, and "documents"

    Returns
    -------
    DataFrame (:data:`ROLE_SPANS`)
    """
    parts, done = [_table([])], 0
    for _, batch in batch_texts((None, text) for text in texts):
        part = find(batch)
        parts.append(part.assign(row=part["row"] + done)[list(ROLE_SPANS)])
        done += len(batch)
        report(done, len(texts), "documents")
    return pd.concat(parts, ignore_index=True)


def attribution_lines(names: list, spans: pd.DataFrame) -> list[str]:
    """Write a line of JSON a text, without its line end.

    Parameters
    ----------
    names : the ``id`` of each of n texts, written as it is; what JSON does not know is written as text
    spans : their attributions (:data:`ROLE_SPANS`)
    """
    held: list[dict[int, dict[str, list]]] = [{} for _ in names]
    ordered = spans.sort_values(["row", "attribution", "start"], kind="stable")
    for row, attribution, role, start, end in ordered[list(ROLE_SPANS)].itertuples(index=False):
        one = held[row].setdefault(attribution, {name: [] for name in ROLES})
        one[role].append([int(start), int(end)])
    lines = ({"id": name, "attributions": list(of.values())} for name, of in zip(names, held, strict=True))
    return [json.dumps(line, default=str) for line in lines]


def text_fingerprint(text: str) -> str:
    """Compute what a text is known by in the header of a model: the first 12 figures of its SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def read_training_documents(model: Path = MODEL) -> frozenset[str]:
    """Read the fingerprints of the documents that a model was trained on, from the comments (#) of its file."""
    with model.open(encoding="utf-8") as file:
        return frozenset(found for line in file if line.startswith("#") for found in _PRINT.findall(line))


def read_measured_figures(path: Path = FIGURES) -> pd.DataFrame | None:
    """Read the figures that were measured with publishers left out of the training; None where there is no file."""
    missing = dict.fromkeys(("value", "low", "high"), "")
    return pd.read_csv(path, keep_default_na=False, na_values=missing) if path.is_file() else None


def _objects(path: Path) -> Iterator[tuple[dict, str]]:
    """Return the object of each line, and where it stands."""
    raw = bytes_of(path).removeprefix(codecs.BOM_UTF8)
    if not raw.strip():
        raise InputError(f"{path}, line 1: the file is empty. Give it a document a line.")
    return read_objects(raw.split(b"\n"), path)


def _check_field(line: dict, name: str, where: str) -> None:
    if name not in line:
        has = ", ".join(map(str, line)) or "nothing"
        raise InputError(f"{where}: there is no '{name}'; it has {has[:120]}. Give every line its {name}.")


def _check_id(given: object, seen: dict, where: str) -> None:
    if not isinstance(given, str | int) or isinstance(given, bool):
        raise InputError(f"{where}: the id is {shorten(given)}. Write text or a whole number.")
    if (first := seen.setdefault((type(given), given), where)) is not where:
        raise InputError(f"{where}: the id {shorten(given)} is there twice (first in {first}). Leave one.")


def _spans_of(given: object, row: int, length: int, where: str) -> Iterator[tuple]:
    """Check the attributions of a text of `length` characters, and give the rows of :data:`ROLE_SPANS`."""
    if not isinstance(given, list):
        raise InputError(f"{where}: the attributions are {shorten(given)}. Write a list, [] for none.")
    for number, one in enumerate(given):
        place = f"{where}, attribution {number + 1}"
        if not isinstance(one, dict):
            raise InputError(f"{place}: {shorten(one)} is no object. {_FORM}")
        for role in ROLES:
            if not isinstance(one.get(role), list):
                what = f"is {shorten(one[role])}" if role in one else "is missing"
                raise InputError(f"{place}: '{role}' {what}. {_FORM}")
            for pair in one[role]:
                if not (isinstance(pair, list) and len(pair) == 2 and all(type(at) is int for at in pair)):
                    raise InputError(f"{place}, {role}: {shorten(pair)} is no stretch. {_FORM}")
                if not 0 <= pair[0] < pair[1] <= length:
                    raise InputError(
                        f"{place}, {role}: {shorten(pair)} is no stretch of a text of {length} characters. "
                        "Count characters from 0, the end not included."
                    )
                yield row, number, role, pair[0], pair[1]


def _table(spans: list[tuple]) -> pd.DataFrame:
    kinds = dict.fromkeys(ROLE_SPANS, "int64") | {"role": object}
    return pd.DataFrame(spans, columns=list(ROLE_SPANS)).astype(kinds)
