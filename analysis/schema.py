"""The names and types of the three tables.

Everything else in the package stands on this module and on ``files.py``. The tables are plain pandas DataFrames with
Arrow-backed text:

articles
    one row an article: who published what, and which bytes were read.
paragraphs
    one row a block of an article (what blank lines separate), in the order of the file. Nothing is dropped: a
    block that is not the article's own text keeps its row, with its ``kind`` and the ``reason`` for it.
spans
    one row a marked stretch of a block's text: the evidence behind every number. ``start`` and ``end`` are
    half-open character offsets into ``text``, so ``text[start:end] == surface``.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.files import InputError

#: texts, held as pandas holds them: by Arrow, or as Python's own where ``mode.string_storage`` says so
TEXT = "str"

HEADLINE, BODY, BLOCKQUOTE, BYLINE, BOILERPLATE = "headline", "body", "blockquote", "byline", "boilerplate"
KINDS = (HEADLINE, BODY, BLOCKQUOTE, BYLINE, BOILERPLATE)
#: the kinds that are the article's text: the rest is set aside, with its reason
TEXT_KINDS = (HEADLINE, BODY, BLOCKQUOTE)
#: what a comparison takes from an article: its running text, without the headline
RUNNING_TEXT = (BODY, BLOCKQUOTE)

OUTLET, QUOTED = "outlet", "quoted"
VOICES = (OUTLET, QUOTED)
#: what a source is told to have said, in the outlet's wording: a part of the outlet's voice
REPORTED = "reported"

ARTICLES = {
    "article": TEXT,
    "title": TEXT,
    "outlet": TEXT,
    "style": TEXT,
    "byline": TEXT,
    "date": TEXT,
    "path": TEXT,
    "sha256": TEXT,
    "address": TEXT,
    "origin": TEXT,
}
PARAGRAPHS = {
    "article": TEXT,
    "block": "int64",
    "paragraph": "Int64",
    "kind": TEXT,
    "voice": TEXT,
    "speaker": TEXT,
    "reason": TEXT,
    "text": TEXT,
    "removed": TEXT,
}
SPANS = {
    "article": TEXT,
    "block": "int64",
    "start": "int64",
    "end": "int64",
    "surface": TEXT,
    "label": TEXT,
    "category": TEXT,
    "weight": "float64",
    "voice": TEXT,
    "note": TEXT,
    "source": TEXT,
}


def table(rows: list[dict] | dict, columns: dict) -> pd.DataFrame:
    """Make a table of the schema `columns` from `rows`; a column that no row has is all missing."""
    frame = pd.DataFrame(rows)
    return pd.DataFrame(
        {name: pd.Series(frame.get(name), index=frame.index, dtype=kind) for name, kind in columns.items()}
    )


def texts_from_arrow(texts: Any) -> pd.api.extensions.ExtensionArray:
    """Hold an Arrow array of texts as :data:`TEXT` says."""
    return pd.StringDtype(na_value=float("nan")).__from_arrow__(texts)


def records(table: pd.DataFrame) -> list[dict]:
    """Return the rows of a small table as records, in half the time that ``to_dict("records")`` takes."""
    names = list(table.columns)
    return [dict(zip(names, row, strict=True)) for row in tuples(table)]


def tuples(table: pd.DataFrame) -> list[tuple]:
    """Return the rows of a table as tuples, faster than ``itertuples`` where columns hold text."""
    return list(zip(*(own.tolist() for _, own in table.items()), strict=True))


def records_by(table: pd.DataFrame, *columns: str) -> dict[Any, list[dict]]:
    """Return the rows of a small table as records, by their cell of one column, or by those of several as a tuple.

    Keys and records stand in the order of the table; what has no key is left out. To read a table once costs less than
    to choose from it for each key.
    """
    found: dict[Any, list[dict]] = {}
    for record in records(table):
        keys = tuple(record[column] for column in columns)
        if all(key is not pd.NA and key is not None and key == key for key in keys):
            found.setdefault(keys if len(columns) > 1 else keys[0], []).append(record)
    return found


def is_english(blocks: pd.DataFrame) -> pd.Series:
    """Test which blocks of a table with a column ``language`` are in English."""
    return blocks["language"].isna() | (blocks["language"] == "en")


def without_foreign(blocks: pd.DataFrame) -> pd.DataFrame:
    """Return blocks of which those in another language than English (column ``language``) are no text to be read."""
    if "language" not in blocks or (english := is_english(blocks)).all():
        return blocks
    return blocks.assign(kind=blocks["kind"].where(english, BOILERPLATE))


def require(frame: pd.DataFrame, columns: tuple[str, ...] | dict, where: str) -> None:
    """Raise :class:`InputError` naming the first of `columns` that `frame` has not, and `where`."""
    for name in columns:
        if name not in frame.columns:
            has = ", ".join(map(str, frame.columns)) or "none"
            raise InputError(f"{where}: there is no column {name!r}; it has {has}. Rename or add the column.")
