"""What a corpus is read from, and how it is cut: Parquet by row groups, CSV and JSON lines by rows, folders by files.

:func:`look` says what is there, :func:`plan` cuts it into chunks, :func:`streamed` gives them in order, and
:func:`pieces` gives the rows of a chunk as tables that fit into memory. A chunk is what is done or not done; a piece is
what is measured at once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pyarrow as pa

from analysis import lines
from analysis.read import ARTICLE_ENDINGS, Article, distinct, read_file
from analysis.rowgroups import Reader, Slice, fingerprint, layout
from analysis.schema import BOILERPLATE, PARAGRAPHS, InputError, table
from analysis.segment import paragraphs

#: a piece is measured when it has this many bytes, or when its chunk is at its end
PIECE_BYTES = 16 << 20
LINES = (".csv", ".jsonl")
_PARQUET = ".parquet"
_reader = Reader()


@dataclass(frozen=True)
class Source:
    """What there is to be read: `kind` is 'parquet', 'lines' or 'articles'; `fingerprint` tells it from any other."""

    path: Path
    kind: str
    fingerprint: dict
    encoding: str | None = None
    notices: tuple[str, ...] = ()
    files: tuple = ()


@dataclass(frozen=True)
class Chunk:
    """The `amount` rows after the first `first` (of a folder: articles), and where they are."""

    number: int
    first: int
    amount: int
    place: Slice | tuple | None = None


@dataclass(frozen=True)
class Plan:
    """How a source is cut: its columns, the chunks in order, and what spares reading it through the next time."""

    source: Source
    schema: pa.Schema
    chunks: tuple[Chunk, ...]
    kept: dict = field(default_factory=dict)


def look(path: Path, *, encoding: str | None = None) -> Source:
    """Say what is at `path` and take its fingerprint.

    Text is hashed whole. Of Parquet the footer is hashed, with the file's size and time of change.

    Raises
    ------
    InputError
        if there is nothing that can be read, or, of a folder of articles, if one of them cannot be read
    """
    if path.is_dir():
        files = sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith((".", "_")))
        parquet = [p for p in files if p.suffix.lower() == _PARQUET]
        articles = [p for p in files if p.suffix.lower() in ARTICLE_ENDINGS]
        if bool(parquet) == bool(articles):
            what = "both articles and Parquet files" if parquet else "neither articles (.txt, .md) nor Parquet files"
            raise InputError(f"{path}: {what} are in this folder. Give a folder with one of the two.")
        if articles:
            return _articles(path, articles, encoding)
        return Source(path, "parquet", {"name": path.name} | fingerprint(parquet), files=tuple(parquet))
    if not path.exists():
        raise InputError(f"{path}: there is no such file. Check the name and the folder.")
    if path.suffix.lower() == _PARQUET:
        return Source(path, "parquet", {"name": path.name} | fingerprint([path]), files=(path,))
    if path.suffix.lower() in LINES:
        sha256, encoding, notices = lines.identify(path, encoding=encoding)
        told = {"name": path.name, "bytes": path.stat().st_size, "sha256": sha256}
        return Source(path, "lines", told, encoding, notices)
    raise InputError(f"{path}: a corpus is a .parquet, .csv or .jsonl file, or a folder. Give one of them.")


def plan(source: Source, *, rows: int, kept: dict | None = None) -> Plan:
    """Cut a source into chunks of at most `rows` rows; the same source is cut the same way each time.

    Parameters
    ----------
    kept : what an earlier plan of this source kept: it spares reading CSV and JSON lines through

    Raises
    ------
    InputError
        if the source is no table with a column ``text`` and rows, or cannot be read
    """
    kept = kept or {}
    if source.kind == "articles":
        schema = pa.Schema.from_pandas(table([], PARAGRAPHS), preserve_index=False)
        places = list(_by_files(source, rows))
        lengths = [len(files) for files in places]
    elif source.kind == "parquet":
        schema, places = layout(list(source.files), rows=rows)
        lengths = [place.length for place in places]
    else:
        scan = lines.Scan(**kept) if kept else lines.scan(source.path, encoding=source.encoding, rows=rows)
        schema, lengths, places = scan.schema, scan.rows, [None] * len(scan.rows)
        kept = {"types": scan.types, "rows": scan.rows}
    if "text" not in schema.names:
        has = ", ".join(schema.names) or "none"
        raise InputError(
            f"{source.path}: there is no column 'text'; it has {has}. Name the column with the texts 'text'."
        )
    if not lengths:
        raise InputError(f"{source.path}: the table has no rows. Give it a row for each text.")
    chunks, first = [], 0
    for number, (length, place) in enumerate(zip(lengths, places, strict=True)):
        chunks.append(Chunk(number, first, length, place))
        first += length
    return Plan(source, schema, tuple(chunks), kept)


def streamed(plan: Plan, wanted: set[int]) -> Iterator[tuple[Chunk, pa.Table | None]]:
    """Give the `wanted` chunks (by number) in order: CSV and JSON lines with their rows, since they can only be read
    from the front; the others without, since whoever measures them can read them (:func:`pieces`)."""
    if not wanted:
        return
    rows: Iterator = iter([None] * len(plan.chunks))
    if plan.source.kind == "lines":
        rows = lines.tables(plan.source.path, plan.source.encoding, lines.Scan(**plan.kept))
    for chunk, held in zip(plan.chunks[: max(wanted) + 1], rows, strict=False):
        if chunk.number in wanted:
            yield chunk, held


def pieces(chunk: Chunk, schema: pa.Schema, encoding: str | None) -> Iterator[pa.Table]:
    """Read a chunk of Parquet or of a folder of articles, in tables of some 16 MB with the columns of `schema`.

    Raises
    ------
    InputError
        naming the file, and the row group, that cannot be read
    """
    if not isinstance(chunk.place, Slice):
        articles = [read_file(path, encoding=encoding, described=told) for path, told in chunk.place]
        yield pa.Table.from_pandas(_blocks(articles), schema=schema, preserve_index=False)
        return
    held, size = [], 0
    for batch in _reader.batches(chunk.place):
        held.append(pa.Table.from_batches([batch]).select(schema.names).cast(schema))
        size += batch.nbytes
        if size >= PIECE_BYTES:
            yield pa.concat_tables(held)
            held, size = [], 0
    if held:
        yield pa.concat_tables(held)


def _articles(path: Path, files: list[Path], encoding: str | None) -> Source:
    """Read every article once: for its hash, for a name that no other has, and to know that it can be read."""
    described, digest, found, notices, seen = _described(path), hashlib.sha256(), [], [], set()
    for file in files:
        told = described.get(file.name, {})
        article = read_file(file, encoding=encoding, described=told)
        told = told | {"article": distinct(article.article, seen)}
        digest.update(json.dumps([file.name, told, article.sha256]).encode())
        found.append((file, told, len(article.text)))
        notices += article.notices
    told = {"name": path.name, "files": len(found), "sha256": digest.hexdigest()}
    return Source(path, "articles", told, encoding, tuple(notices), tuple(found))


def _described(folder: Path) -> dict[str, dict]:
    """Read ``articles.csv`` beside the articles, where there is one, once for all of them."""
    beside = folder / "articles.csv"
    try:
        rows = pd.read_csv(beside, dtype=str, keep_default_na=False).to_dict("records") if beside.is_file() else []
    except (ValueError, OSError):
        return {}
    return {row["file"]: row for row in reversed(rows) if "file" in row}


def _by_files(source: Source, rows: int) -> Iterator[tuple]:
    """Put articles together until they are as large as a chunk may be; an article has some 20 blocks."""
    held, size = [], 0
    for path, told, length in source.files:
        held.append((path, told))
        size += length
        if size >= PIECE_BYTES or len(held) * 20 >= rows:
            yield tuple(held)
            held, size = [], 0
    if held:
        yield tuple(held)


def _blocks(articles: list[Article]) -> pd.DataFrame:
    """Give the articles' blocks; an article without any body text is one row, with the reason."""
    try:
        return paragraphs(articles)
    except InputError:
        if len(articles) > 1:
            return pd.concat([_blocks([article]) for article in articles], ignore_index=True)
        (article,) = articles
        why = "there is no paragraph of body text in it"
        whole = {"article": article.article, "block": 0, "kind": BOILERPLATE, "text": article.text, "reason": why}
        return table([whole], PARAGRAPHS)
