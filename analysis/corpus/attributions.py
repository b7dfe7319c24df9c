"""The texts whose attributions are asked for: articles and tables of any size, each text with its id.

A line end that only fits a width is a space (:func:`articles.lay_out`); offsets are those of the text as it was given.

What is given is looked at whole before the first text is handed out, so that a broken line is told at once; then it is
read a piece at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import pyarrow as pa

from analysis.articles import Reading, check_each_once, is_address, lay_out, read_articles, table_of, unique_name
from analysis.corpus import chunks
from analysis.corpus.chunks import Plan, Scan, look, pieces, read_again, records, tables

#: so many rows of a table are read at a time, or 16 MB
_ROWS = 4096
#: tables that are read piece by piece
_STREAMED = (".csv", ".tsv", ".jsonl", ".parquet")

Pair = tuple[object, str | None]


@dataclass(frozen=True)
class Texts:
    """Texts that can be read, one after the other, as often as they are asked for.

    `pairs` gives the id of each and its text, as long as it was given, None where a row of a table has none; `amount`
    is how many there are; `notices` are what the reader should know of how they are read.
    """

    amount: int
    notices: tuple[str, ...]
    pairs: Callable[[], Iterator[Pair]]


def given_parts(paths: list[Path | str], *, reading: Reading | None = None) -> Texts:
    """Look at everything that a command is given.

    Parameters
    ----------
    paths : what :func:`articles.read_articles` reads, and folders of Parquet files
    reading : how articles are read, and how far

    Returns
    -------
    Texts
        the id of a row is its ``id``, of the same type as in the table, or, where it has none, the table's name and the
        number of the row; the id of an article is its short name

    Raises
    ------
    InputError
        for the first input that cannot be used
    """
    check_each_once(paths)
    names: set[str] = set()
    reading = reading or Reading()
    found = [_looked_at(path, reading, names) for path in paths]
    return Texts(
        sum(one.amount for one in found),
        tuple(dict.fromkeys(notice for one in found for notice in one.notices)),
        lambda: chain.from_iterable(one.pairs() for one in found),
    )


def _looked_at(given: Path | str, reading: Reading, names: set[str]) -> Texts:
    path = Path(given)
    kind = path.suffix.lower()
    if is_address(given) or not path.is_dir() and kind not in (*_STREAMED, ".xlsx"):
        read = read_articles([given], reading=reading)
        named = [(unique_name(article.article, names), lay_out(article.text)) for article in read]
        return Texts(len(named), tuple(notice for article in read for notice in article.notices), lambda: iter(named))
    if kind == ".xlsx":
        rows = table_of(None, kind, path, reading)
        pairs = list(zip(rows["id"] if "id" in rows else [None] * len(rows), rows["text"], strict=True))
        return Texts(len(pairs), (), lambda: _named(iter(pairs), path.stem))
    source = look(path, reading=reading)
    if source.kind == "articles":
        named = [(file, told | {"article": unique_name(told["article"], names)}) for file, told, _ in source.files]
        return Texts(len(named), source.notices, partial(_articles, named, reading))
    plan = chunks.plan(source, rows=_ROWS)
    read = _parquet if source.kind == "parquet" else _json_lines if kind == ".jsonl" else _csv
    return Texts(sum(c.amount for c in plan.chunks), source.notices, lambda: _named(read(plan), path.stem))


def _articles(named: list[tuple[Path, dict]], reading: Reading) -> Iterator[Pair]:
    for file, told in named:
        article = read_again(file, told, reading)
        yield article.article, lay_out(article.text)


def _named(rows: Iterator[tuple[object, object]], stem: str) -> Iterator[Pair]:
    for number, (name, text) in enumerate(rows, start=1):
        missing = name is None or name != name or name == ""
        yield f"{stem}-{number}" if missing else name, lay_out(text) if isinstance(text, str) else None


def _json_lines(plan: Plan) -> Iterator[tuple[object, object]]:
    # as JSON says it: in a table a column would have one type
    for rows, _ in records(plan.source.path, plan.source.encoding):
        for row in rows:
            yield row.get("id"), row.get("text")


def _csv(plan: Plan) -> Iterator[tuple[object, object]]:
    for piece in tables(plan.source.path, plan.source.encoding, Scan(**plan.kept)):
        yield from _rows(piece)


def _parquet(plan: Plan) -> Iterator[tuple[object, object]]:
    columns = pa.schema([plan.schema.field(name) for name in ("id", "text") if name in plan.schema.names])
    for chunk in plan.chunks:
        for piece in pieces(chunk, columns, plan.source.reading):
            yield from _rows(piece)


def _rows(piece: pa.Table) -> Iterator[tuple[object, object]]:
    names = piece.column("id").to_pylist() if "id" in piece.column_names else [None] * len(piece)
    return zip(names, piece.column("text").to_pylist(), strict=True)
