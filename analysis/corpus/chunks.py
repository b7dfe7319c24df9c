"""What a corpus is read from, and how it is cut: Parquet by row groups, CSV and JSON lines by rows, folders by files.

:func:`look` says what is there, :func:`plan` cuts it into chunks, :func:`streamed` gives them in order, and
:func:`pieces` gives the rows of a chunk as tables that fit into memory. A chunk is what is done or not done; a piece is
what is measured at once.

Parquet says how many rows it has and of which types; CSV and JSON lines do not. So they are read through before
anything is measured: a line that cannot be read is told at once, every part of the result gets the same types, and the
time left is known. Arrow's own reader of JSON infers its types from the first block and names no line, so lines are
read here; and its datasets cannot begin in the middle of a row group, which :class:`Reader` goes on from.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv

from analysis.articles import (
    ARTICLE_ENDINGS,
    Article,
    Reading,
    is_hidden,
    is_own_page,
    no_article,
    paragraphs,
    read_all,
    unique_name,
    unread_in,
)
from analysis.files import MARKS, check_names, decode, find_delimiter, missing, read_objects
from analysis.schema import BOILERPLATE, PARAGRAPHS, TEXT, InputError, table
from analysis.text.words import to_arrow

#: a piece is measured when it has this many bytes, or when its chunk is at its end
PIECE_BYTES = 16 << 20
LINES = (".csv", ".tsv", ".jsonl")
_PARQUET = ".parquet"
_BATCH = 1024
#: a row of CSV may be this long, in bytes, and a line of JSON in characters
LONGEST_ROW = 16 << 20
#: a column of JSON is of the first of these types that holds all its values; whatever else there is becomes text
TYPES = {"bool": pa.bool_(), "int64": pa.int64(), "double": pa.float64(), "text": pa.large_string()}
_PANDAS = {"bool": "boolean", "int64": "Int64", "double": "float64", "text": TEXT}
_EXACT = 2**53


@dataclass(frozen=True)
class Slice:
    """`length` rows of a row group of a file, from row `start` of it on."""

    file: Path
    group: int
    start: int
    length: int


def fingerprint(files: list[Path]) -> dict:
    """Hash files' names, sizes, times of change and footers, which tell them from others, without reading rows."""
    digest, size = hashlib.sha256(), 0
    for file in files:
        with _named(file), file.open("rb") as opened:
            stat = file.stat()
            opened.seek(max(0, stat.st_size - 8))
            length = int.from_bytes(opened.read(8)[:4], "little") + 8
            opened.seek(max(0, stat.st_size - length))
            footer = hashlib.sha256(opened.read(length)).hexdigest()
        digest.update(json.dumps([file.name, stat.st_size, stat.st_mtime_ns, footer]).encode())
        size += stat.st_size
    return {"files": len(files), "bytes": size, "sha256": digest.hexdigest()}


def layout(files: list[Path], *, rows: int) -> tuple[pa.Schema, list[Slice]]:
    """Read the columns of files, taken one after the other, and cut their row groups into slices of `rows` rows."""
    schema, slices = None, []
    for path in files:
        with _named(path), pq.ParquetFile(path) as file:
            schema = _unified(schema, file.schema_arrow, path)
            for group in range(file.num_row_groups):
                length = file.metadata.row_group(group).num_rows
                count = -(-length // rows)
                edges = [length * k // count for k in range(count + 1)] if count else []
                slices += [Slice(path, group, a, b - a) for a, b in zip(edges, edges[1:], strict=False)]
    check_names(schema.names, files[0])
    return schema, slices


def _unified(schema: pa.Schema | None, other: pa.Schema, path: Path) -> pa.Schema:
    """Join two schemas: the columns have to be the same, a type may be wider than the other."""
    if schema is None:
        return other
    if odd := sorted(set(schema.names) ^ set(other.names)):
        raise InputError(f"{path}: column {odd[0]!r} is not in every file of the folder. Give all the same columns.")
    try:
        return pa.unify_schemas([schema, other], promote_options="permissive").with_metadata(schema.metadata)
    except pa.ArrowException as error:
        raise InputError(
            f"{path}: not the types of the other files ({_first_line(error)}). Give all the same."
        ) from None


class Reader:
    """Reads a row group from the front to the back, and goes on where it was when a later slice of it is wanted.

    A slice in the middle of a row group can be had only by decoding what stands before it; so a row group that is cut
    into many slices is decoded once, not once a slice. What is held is one batch.
    """

    def __init__(self) -> None:
        self._at: tuple[Path, int] | None = None

    def batches(self, wanted: Slice) -> Iterator[pa.RecordBatch]:
        """Read the rows of a slice in batches of at most 1,024."""
        place, start, end = (wanted.file, wanted.group), wanted.start, wanted.start + wanted.length
        with _named(wanted.file, f"row group {wanted.group} "):
            if place != self._at or self._position > start:
                file = pq.ParquetFile(wanted.file, buffer_size=1 << 20, page_checksum_verification=True)
                self._rest = file.iter_batches(_BATCH, row_groups=[wanted.group], use_threads=False)
                self._left, self._position = None, 0
            self._at = None  # known again when all of the slice has been read
            while self._position < end:
                batch = self._left if self._left is not None else next(self._rest, None)
                if batch is None:
                    what = f"row group {wanted.group} has fewer rows than it says"
                    raise InputError(f"{wanted.file}: {what}. Write it anew.")
                used = min(len(batch), (start if self._position < start else end) - self._position)
                self._left = batch.slice(used) if used < len(batch) else None
                if self._position >= start:
                    batch.validate(full=True)
                    yield batch.slice(0, used)
                self._position += used
            self._at = place


_reader = Reader()


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]


@contextmanager
def _named(path: Path, where: str = "") -> Iterator[None]:
    """Turn what Arrow or the system says of a file into one line with its name."""
    try:
        yield
    except InputError:
        raise
    except (pa.ArrowException, OSError, UnicodeError) as error:
        raise InputError(
            f"{path}: {where}cannot be read as Parquet ({_first_line(error)}). Write the file anew."
        ) from None


@dataclass(frozen=True)
class Scan:
    """What reading a file through has found: the type of each column by its name, and the rows of each chunk."""

    types: dict[str, str]
    rows: list[int]

    @property
    def schema(self) -> pa.Schema:
        """The columns as Arrow knows them, with what pandas wants to know about them."""
        empty = pd.DataFrame({name: pd.Series(dtype=_PANDAS[kind]) for name, kind in self.types.items()})
        fields = [pa.field(name, TYPES[kind]) for name, kind in self.types.items()]
        return pa.schema(fields, metadata=pa.Schema.from_pandas(empty, preserve_index=False).metadata)


def identify(path: Path, *, encoding: str | None = None) -> tuple[str, str, tuple[str, ...]]:
    """Find a file's SHA-256, its encoding and the notices, by the rules of :func:`files.decode`."""
    digest, checker = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            piece = head = file.read(1 << 16)
            while piece:
                digest.update(piece)
                try:
                    if checker:
                        checker.decode(piece)
                except UnicodeDecodeError:
                    checker = None
                piece = file.read(1 << 20)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Check the name and your rights to it.") from None
    marked = next((name for mark, name in MARKS if head.startswith(mark)), None)
    if not marked:
        decode(head, str(path), encoding="latin-1")  # empty, or no text
        try:
            codecs.lookup(encoding or "utf-8")
        except LookupError:
            raise InputError(f"{path}: the encoding {encoding!r} is not known. Save the file as UTF-8.") from None
    name = marked or encoding or ("utf-8" if checker else "cp1252")
    guessed = f"{path}: not UTF-8, read as Windows-1252. If letters look wrong, say --encoding NAME."
    return digest.hexdigest(), name, (guessed,) if name == "cp1252" and not encoding else ()


def scan_lines(path: Path, *, encoding: str, rows: int) -> Scan:
    """Read a file through: its columns, and chunks of at most `rows` rows and about 16 MB."""
    kinds: dict[str, set[str]] = {}
    sizes = []
    if path.suffix.lower() != ".jsonl":
        with _opened_csv(path, encoding) as reader:
            kinds = {name: set() for name in reader.schema.names}
            sizes = [(batch.num_rows, batch.nbytes) for batch in reader if batch.num_rows]
    else:
        for rows_read, size in records(path, encoding):
            sizes.append((len(rows_read), size))
            for record in rows_read:
                for name, value in record.items():
                    kinds.setdefault(name, set()).add(_kind(value))
    types = {name: _type_of(found) for name, found in kinds.items()}
    return Scan(types | ({"text": "text"} if "text" in types else {}), list(_lengths(sizes, rows)))


def tables(path: Path, encoding: str, scan: Scan) -> Iterator[pa.Table]:
    """Read the table of each chunk of `scan` in turn; its last column, unnamed, marks what is no text."""
    is_json = path.suffix.lower() == ".jsonl"
    batches = _json_tables(path, encoding, scan.types) if is_json else _csv_tables(path, encoding)
    held: list[pa.Table] = []
    for length in scan.rows:
        while sum(map(len, held)) < length:
            more = next(batches, None)
            if more is None:
                raise InputError(f"{path}: it has changed while it was read. Give the same command again.")
            held.append(more)
        whole = pa.concat_tables(held)
        yield whole.take(pa.array(range(length), pa.int64()))  # a copy: a slice would carry all of it along
        held = [whole.slice(length)]


def _lengths(sizes: Iterable[tuple[int, int]], rows: int) -> Iterator[int]:
    """Cut batches, given as rows and bytes, into chunks of at most `rows` rows and about LONGEST_ROW bytes."""
    length = weight = 0
    for count, size in sizes:
        while count:
            fit = 1 + max(0, LONGEST_ROW - weight) * count // max(1, size)
            taken = min(count, rows - length, fit)
            length, weight = length + taken, weight + size * taken // count
            count, size = count - taken, size - size * taken // count
            if length == rows or weight >= LONGEST_ROW:
                yield length
                length = weight = 0
    if length:
        yield length


@contextmanager
def _opened_csv(path: Path, encoding: str) -> Iterator[csv.CSVStreamingReader]:
    """Open a CSV file with every column as text; what is wrong with it becomes one line."""
    wrong = []

    def note(row: csv.InvalidRow) -> str:
        wrong.append(row)
        return "error"

    try:
        delimiter, start = find_delimiter(_first_lines(path, encoding), "text")
        parse = csv.ParseOptions(newlines_in_values=True, invalid_row_handler=note, delimiter=delimiter)
        read = csv.ReadOptions(block_size=LONGEST_ROW, use_threads=False, skip_rows=int(start > 0))
        with csv.open_csv(_utf8(path, encoding), read_options=read, parse_options=parse) as reader:
            names = reader.schema.names
        check_names(names, path)
        convert = csv.ConvertOptions(column_types=dict.fromkeys(names, TYPES["text"]), strings_can_be_null=False)
        wrong.clear()
        with csv.open_csv(_utf8(path, encoding), read, parse, convert) as reader:
            yield reader
    except (UnicodeError, LookupError):
        raise InputError(f"{path}: the bytes are not {encoding}. Save it as UTF-8, or say --encoding NAME.") from None
    except (pa.ArrowException, OSError) as error:
        if wrong:
            row = wrong[0]
            what = f"row {row.number} has {row.actual_columns} columns, the header has {row.expected_columns}"
        elif "straddling" in str(error):
            what = f"a row is longer than {LONGEST_ROW >> 20} MB, or a quotation mark is not closed"
        else:
            what = _first_line(error)
        raise InputError(f"{path}: {what}. Mend it (row 1 is the header) and begin again.") from None


def _first_lines(path: Path, encoding: str) -> str:
    with path.open("rb") as file:
        return codecs.getincrementaldecoder(encoding)("replace").decode(file.read(1 << 16))


def _utf8(path: Path, encoding: str) -> pa.NativeFile:
    stream = pa.input_stream(str(path), compression=None)
    if codecs.lookup(encoding).name in ("utf-8", "utf-8-sig"):
        return stream
    return pa.transcoding_input_stream(stream, encoding, "utf8")


def _csv_tables(path: Path, encoding: str) -> Iterator[pa.Table]:
    with _opened_csv(path, encoding) as reader:
        for batch in reader:
            yield pa.Table.from_batches([batch]).append_column("", pa.repeat(False, batch.num_rows))


def records(path: Path, encoding: str) -> Iterator[tuple[list[dict], int]]:
    """Read the objects of a JSON lines file by the thousand or by the megabyte, with their size in characters."""
    held, size = [], 0

    def lines() -> Iterator[str]:
        nonlocal size
        for number, line in enumerate(iter(partial(file.readline, LONGEST_ROW), ""), start=1):
            if len(line) == LONGEST_ROW:
                raise InputError(f"{path}, line {number}: longer than {LONGEST_ROW >> 20} MB. Cut it.")
            size += len(line)
            yield line

    try:
        with io.TextIOWrapper(path.open("rb"), encoding=encoding, newline="\n") as file:
            for record, _ in read_objects(lines(), path):
                held.append(record)
                if len(held) == 1000 or size > 1 << 20:
                    yield held, size
                    held, size = [], 0
    except UnicodeError:
        raise InputError(f"{path}: the bytes are not {encoding}. Save it as UTF-8, or say --encoding NAME.") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Check the file.") from None
    if held:
        yield held, size


def _kind(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "exact" if abs(value) <= _EXACT else "int64" if -(2**63) <= value < 2**63 else "text"
    return "double" if isinstance(value, float) else "text"


def _type_of(kinds: set[str]) -> str:
    kinds = kinds - {"null"}
    if kinds and kinds <= {"exact", "int64"}:
        return "int64"
    if "double" in kinds and kinds <= {"exact", "double"}:
        return "double"
    return "bool" if kinds == {"bool"} else "text"


def _json_tables(path: Path, encoding: str, types: dict[str, str]) -> Iterator[pa.Table]:
    for rows_read, _ in records(path, encoding):
        columns = {name: _column([record.get(name) for record in rows_read], kind) for name, kind in types.items()}
        odd = pa.array([not isinstance(record.get("text"), str | None) for record in rows_read], pa.bool_())
        yield pa.Table.from_arrays([*columns.values(), odd], [*columns, ""])


def _column(values: list, kind: str) -> pa.Array:
    if kind == "text":
        return to_arrow([v if isinstance(v, str | None) else json.dumps(v, ensure_ascii=False) for v in values])
    return pa.array([float(v) if v is not None else None for v in values] if kind == "double" else values, TYPES[kind])


@dataclass(frozen=True)
class Source:
    """What there is to read: `kind` is 'parquet', 'lines' or 'articles'; `fingerprint` tells it from any other."""

    path: Path
    kind: str
    fingerprint: dict
    encoding: str | None = None
    notices: tuple[str, ...] = ()
    files: tuple = ()
    reading: Reading = Reading()


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


def look(path: Path, *, reading: Reading | None = None) -> Source:
    """Describe what is at `path` and take its fingerprint; `reading` says how articles are read, and how far."""
    reading = reading or Reading()
    if path.is_dir():
        files = sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith((".", "_")))
        parquet = [p for p in files if p.suffix.lower() == _PARQUET]
        articles = [p for p in files if p.suffix.lower() in ARTICLE_ENDINGS and not (is_hidden(p) or is_own_page(p))]
        if parquet and articles:
            what = "both articles and Parquet files are in this folder. Give a folder with one of the two."
            raise InputError(f"{path}: {what}")
        if not parquet and not articles:
            raise InputError(no_article(path, (*ARTICLE_ENDINGS, _PARQUET)))
        if articles:
            return _articles(path, articles, reading)
    elif not path.exists():
        raise missing(path)
    else:
        parquet = [path] if path.suffix.lower() == _PARQUET else []
    if parquet:
        found = {"name": path.name} | fingerprint(parquet)
        return Source(path, "parquet", found, files=tuple(parquet), reading=reading)
    if path.suffix.lower() in LINES:
        sha256, encoding, notices = identify(path, encoding=reading.encoding)
        told = {"name": path.name, "bytes": path.stat().st_size, "sha256": sha256}
        return Source(path, "lines", told, encoding, notices, reading=reading)
    if path.suffix.lower() in (*ARTICLE_ENDINGS, ".zip"):
        return _articles(path, [path], reading)
    raise InputError(f"{path}: a corpus is a .parquet, .csv or .jsonl file, or a folder. Give one of them.")


def plan(source: Source, *, rows: int, kept: dict | None = None) -> Plan:
    """Cut a source into chunks of at most `rows` rows; the same source is cut the same way each time."""
    kept = kept or {}
    if source.kind == "articles":
        schema = pa.Schema.from_pandas(table([], PARAGRAPHS), preserve_index=False)
        places = list(_by_files(source, rows))
        lengths = [len(files) for files in places]
    elif source.kind == "parquet":
        schema, places = layout(list(source.files), rows=rows)
        lengths = [place.length for place in places]
    else:
        scan = Scan(**kept) if kept else scan_lines(source.path, encoding=source.encoding, rows=rows)
        schema, lengths, places = scan.schema, scan.rows, [None] * len(scan.rows)
        kept = {"types": scan.types, "rows": scan.rows}
    if "text" not in schema.names:
        has = ", ".join(schema.names) or "none"
        what = f"there is no column 'text'; it has {has}"
        raise InputError(f"{source.path}: {what}. Name the column with the texts 'text'.")
    if not lengths:
        raise InputError(f"{source.path}: the table has no rows. Give it a row for each text.")
    chunks, first = [], 0
    for number, (length, place) in enumerate(zip(lengths, places, strict=True)):
        chunks.append(Chunk(number, first, length, place))
        first += length
    return Plan(source, schema, tuple(chunks), kept)


def streamed(plan: Plan, wanted: set[int]) -> Iterator[tuple[Chunk, pa.Table | None]]:
    """Return the `wanted` chunks (by number) in order: CSV and JSON lines with their rows, since they can be read
    from the front only; the others without, since whoever measures them can read them (:func:`pieces`)."""
    if not wanted:
        return
    rows: Iterator = iter([None] * len(plan.chunks))
    if plan.source.kind == "lines":
        rows = tables(plan.source.path, plan.source.encoding, Scan(**plan.kept))
    for chunk, held in zip(plan.chunks[: max(wanted) + 1], rows, strict=False):
        if chunk.number in wanted:
            yield chunk, held


def pieces(chunk: Chunk, schema: pa.Schema, reading: Reading) -> Iterator[pa.Table]:
    """Read a chunk of Parquet or of a folder of articles, in tables of some 16 MB with the columns of `schema`."""
    if not isinstance(chunk.place, Slice):
        articles = [read_again(path, told, reading) for path, told in chunk.place]
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


def _articles(path: Path, files: list[Path], reading: Reading) -> Source:
    """Read every article once: for its hash, for a name that no other has, and to know that it can be read."""
    described = _described(path if path.is_dir() else path.parent)
    digest, found, notices, seen = hashlib.sha256(), [], [], set()
    for file in files:
        told = described.get(file.name, {})
        read = read_all(file, reading, described=told)
        for number, article in enumerate(read):
            # the place of an article among those of its file, where it holds several
            one = told | {"article": unique_name(article.article, seen)} | ({"at": number} if len(read) > 1 else {})
            digest.update(json.dumps([file.name, one, article.sha256]).encode())
            found.append((file, one, len(article.text)))
            notices += article.notices
    if path.is_dir():
        notices += unread_in(path, ARTICLE_ENDINGS)
    told = {"name": path.name, "files": len(found), "sha256": digest.hexdigest()}
    return Source(path, "articles", told, reading.encoding, tuple(notices), tuple(found), reading)


def read_again(path: Path, told: dict, reading: Reading) -> Article:
    """Read an article of a folder anew: the file, what is told of it, and its place in a file of several."""
    known = tuple((name, value) for name, value in told.items() if name not in ("article", "at"))
    article = _read(path, known, reading, path.stat().st_mtime_ns)[told.get("at", 0)]
    return replace(article, article=told["article"])


@lru_cache(maxsize=1)
def _read(path: Path, told: tuple, reading: Reading, _: int) -> list[Article]:
    return read_all(path, reading, described=dict(told))


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
    """Extract the articles' blocks; an article without any body text is one row, with the reason."""
    try:
        return paragraphs(articles)
    except InputError:
        if len(articles) > 1:
            return pd.concat([_blocks([article]) for article in articles], ignore_index=True)
        (article,) = articles
        why = "there is no paragraph of body text in it"
        whole = {"article": article.article, "block": 0, "kind": BOILERPLATE, "text": article.text, "reason": why}
        return table([whole], PARAGRAPHS)
