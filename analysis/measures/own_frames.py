"""A reader's own frames: a codebook as a table, with definitions, terms, examples and counter-examples.

A CSV file with the columns ``frame``, ``kind`` and ``text``, and if one likes ``weight`` (0 to 1; 0.6 if not given),
``forms`` (further forms of a term, parted by ``|``) and ``note``. The kind of a row is ``term``, ``definition``,
``example`` (a sentence that has the frame) or ``counter-example`` (one that has it not); a term of weight 0 is an
exception. Every example is tried when the file is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.articles import read_table
from analysis.measures.frame_terms import OTHER, FrameTerms, compile_frames
from analysis.measures.frames import find_frames
from analysis.schema import InputError, records
from analysis.text.lexicon import words_of
from analysis.text.patterns import pattern

KINDS = TERM, DEFINITION, EXAMPLE, COUNTER_EXAMPLE = "term", "definition", "example", "counter-example"
WEIGHT = 0.6
_COLUMNS = ("frame", "kind", "text")
_NAME = pattern(r"[A-Za-z][\w-]*")
_RESERVED = frozenset((OTHER, "label", "id", "article", "exception"))


@dataclass(frozen=True, eq=False)
class OwnFrames:
    """A reader's frames.

    Attributes
    ----------
    terms : ready to be found
    definitions : the frames' definitions, by name
    notices : which examples and counter-examples the terms do not tell apart, a line each
    """

    terms: FrameTerms
    definitions: dict[str, str]
    notices: tuple[str, ...]


def read_own_frames(path: Path) -> OwnFrames:
    """Read a reader's frames from a CSV file.

    Raises
    ------
    InputError
        if the file is missing, has not the columns, or has a row that cannot be used, with its place
    """
    table = read_table(path)
    for name in _COLUMNS:
        if name not in table:
            raise InputError(f"{path}: there is no column {name!r}. The columns are frame, kind, text.")
    table = table.reset_index(drop=True).reindex(columns=[*_COLUMNS, "weight", "forms", "note"]).astype(object)
    table = table.where(table.notna(), "").map(lambda cell: " ".join(str(cell).split()))
    for row, of in enumerate(records(table)):
        if reason := _wrong(of):
            raise InputError(f"{path}, row {row + 1}: {reason}")
    terms = table[table["kind"] == TERM]
    if not len(terms):
        raise InputError(f"{path}: no row has the kind 'term'. Give each frame its terms.")
    if len(twice := terms[terms.assign(text=terms["text"].str.lower()).duplicated(["frame", "text"])]):
        raise InputError(f"{path}, row {twice.index[0] + 1}: the term {twice['text'].iloc[0]!r} is there twice.")
    names = tuple(dict.fromkeys(terms["frame"]))
    weight = pd.to_numeric(terms["weight"].replace("", str(WEIGHT)))
    rows = terms.rename(columns={"frame": "category", "text": "term"}).assign(weight=weight)
    made = compile_frames(rows, names)
    told = table[table["kind"] == DEFINITION].groupby("frame")["text"].agg(" ".join)
    return OwnFrames(made, told.to_dict(), tuple(_tried(table, made, path)))


def _wrong(of: dict[str, str]) -> str | None:
    name, kind, text, weight = (of[key] for key in ("frame", "kind", "text", "weight"))
    if not _NAME.fullmatch(name) or name in _RESERVED:
        return f"the frame {name[:40]!r} is no plain name. Write it with letters, figures, - and _."
    if kind not in KINDS:
        return f"the kind is {kind[:40]!r}. Write one of {', '.join(KINDS)}."
    if not text:
        return f"there is no text. Write the {kind}, or take the row out."
    if kind == TERM and not words_of(text):
        return f"the term {text[:40]!r} has no letter or figure, so it is never found. Leave it out."
    try:
        sound = not weight or 0 <= float(weight) <= 1
    except ValueError:
        sound = False
    return None if sound else f"the weight {weight[:40]!r} is not a number from 0 to 1. Write one, or leave it empty."


def _tried(table: pd.DataFrame, terms: FrameTerms, path: Path) -> list[str]:
    """Name the examples in which a frame was not found, and the counter-examples in which it was."""
    rows = table[table["kind"].isin((EXAMPLE, COUNTER_EXAMPLE)) & table["frame"].isin(terms.names)]
    scores = find_frames(rows["text"].tolist(), own=terms) if len(rows) else pd.DataFrame()
    told = []
    for at, (row, of) in enumerate(rows.iterrows()):
        found = bool(np.nan_to_num(scores[of["frame"]].iloc[at]) > 0)
        if found != (of["kind"] == EXAMPLE):
            said = "found" if found else "not found"
            told.append(f"{path}, row {row + 1}: {of['frame']} is {said} in this {of['kind']}.")
    return told
