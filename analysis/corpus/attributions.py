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

from analysis.articles import ARTICLE_ENDINGS, TABLE_ENDINGS, check_each_once, lay_out, read_file, unique_name
from analysis.corpus import chunks
from analysis.corpus.chunks import Plan, Scan, look, pieces, records, tables
from analysis.schema import InputError

#: so many rows of a table are read at a time, or 16 MB
_ROWS = 4096

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


def given_parts(paths: list[Path], *, encoding: str | None = None) -> Texts:
    """Look at everything that a command is given.

    Parameters
    ----------
    paths : articles (.txt, .md), tables with a column ``text`` (.csv, .tsv, .jsonl, .parquet), or folders of articles
        or of Parquet files
    encoding : the encoding of text that does not say it itself

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
    found = [_looked_at(path, encoding, names) for path in paths]
    return Texts(
        sum(one.amount for one in found),
        tuple(dict.fromkeys(notice for one in found for notice in one.notices)),
        lambda: chain.from_iterable(one.pairs() for one in found),
    )


def _looked_at(path: Path, encoding: str | None, names: set[str]) -> Texts:
    kind = path.suffix.lower()
    if not path.is_dir() and kind not in TABLE_ENDINGS:
        if kind not in ARTICLE_ENDINGS and path.exists():
            kinds = ", ".join(ARTICLE_ENDINGS + TABLE_ENDINGS)
            raise InputError(f"{path}: files that end in {kind or 'nothing'} are not read. Give one of {kinds}.")
        article = read_file(path, encoding=encoding)
        name = unique_name(article.article, names)
        return Texts(1, article.notices, lambda: iter([(name, lay_out(article.text))]))
    source = look(path, encoding=encoding)
    if source.kind == "articles":
        named = [(file, unique_name(told["article"], names)) for file, told, _ in source.files]
        return Texts(len(named), source.notices, partial(_articles, named, encoding))
    plan = chunks.plan(source, rows=_ROWS)
    read = _parquet if source.kind == "parquet" else _json_lines if kind == ".jsonl" else _csv
    return Texts(sum(c.amount for c in plan.chunks), source.notices, lambda: _named(read(plan), path.stem))


def _articles(named: list[tuple[Path, str]], encoding: str | None) -> Iterator[Pair]:
    for file, name in named:
        yield name, lay_out(read_file(file, encoding=encoding, described={}).text)


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
        for piece in pieces(chunk, columns, None):
            yield from _rows(piece)


def _rows(piece: pa.Table) -> Iterator[tuple[object, object]]:
    names = piece.column("id").to_pylist() if "id" in piece.column_names else [None] * len(piece)
    return zip(names, piece.column("text").to_pylist(), strict=True)
