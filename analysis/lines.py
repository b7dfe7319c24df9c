"""CSV and JSON lines of any size: read through once to learn their shape, then streamed in pieces of known length.

Neither file says how many rows it has, or which types. So it is read through before anything is measured: a line that
cannot be read is told at once, every part of the result gets the same types, and the time left is known.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import csv

from analysis.decode import MARKS, decode
from analysis.schema import TEXT, InputError
from analysis.words import to_arrow

#: a row of CSV may be this long, in bytes, and a line of JSON in characters
LONGEST_ROW = 16 << 20
#: a column of JSON is of the first of these types that holds all its values; whatever else there is becomes text
TYPES = {"bool": pa.bool_(), "int64": pa.int64(), "double": pa.float64(), "text": pa.large_string()}
_PANDAS = {"bool": "boolean", "int64": "Int64", "double": "float64", "text": TEXT}
_EXACT = 2**53


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
    """Give a file's SHA-256, its encoding and the notices, by the rules of :func:`analysis.decode.decode`.

    A byte-order mark decides first, then `encoding`, then whether all of it is UTF-8, then Windows-1252 with a notice.

    Raises
    ------
    InputError
        if the file cannot be read, is empty or is no text
    """
    digest, checker, is_utf8 = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), True
    try:
        with path.open("rb") as file:
            head = file.read(1 << 16)
            piece = head
            while piece:
                digest.update(piece)
                if is_utf8:
                    try:
                        checker.decode(piece)
                    except UnicodeDecodeError:
                        is_utf8 = False
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
    name = marked or encoding or ("utf-8" if is_utf8 else "cp1252")
    guessed = f"{path}: not UTF-8, read as Windows-1252. If letters look wrong, say --encoding NAME."
    return digest.hexdigest(), name, (guessed,) if name == "cp1252" and not encoding else ()


def scan(path: Path, *, encoding: str, rows: int) -> Scan:
    """Read a file through: its columns, and chunks of at most `rows` rows and about 16 MB.

    Raises
    ------
    InputError
        naming the line that cannot be read
    """
    kinds: dict[str, set[str]] = {}
    sizes = []
    if path.suffix.lower() == ".csv":
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
    """Give the table of each chunk of `scan`, one after the other; the last column, unnamed, marks what is no text."""
    batches = _csv_tables(path, encoding) if path.suffix.lower() == ".csv" else _json_tables(path, encoding, scan.types)
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

    parse = csv.ParseOptions(newlines_in_values=True, invalid_row_handler=note)
    read = csv.ReadOptions(block_size=LONGEST_ROW, use_threads=False)
    try:
        with csv.open_csv(_utf8(path, encoding), read_options=read, parse_options=parse) as reader:
            names = reader.schema.names
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise InputError(f"{path}: two columns are called {twice[0]!r}. Give each column its own name.")
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
    """Give the objects of a JSON lines file by the thousand or by the megabyte, with their size in characters.

    Raises
    ------
    InputError
        naming the line that cannot be read
    """
    held, size, number = [], 0, 0
    try:
        with io.TextIOWrapper(path.open("rb"), encoding=encoding, newline="\n") as file:
            while line := file.readline(LONGEST_ROW):
                number += 1
                if len(line) == LONGEST_ROW:
                    raise InputError(f"{path}: line {number} is longer than {LONGEST_ROW >> 20} MB. Cut it.")
                if line.isspace():
                    continue
                held.append(_object(line, path, number))
                size += len(line)
                if len(held) == 1000 or size > 1 << 20:
                    yield held, size
                    held, size = [], 0
    except UnicodeError:
        raise InputError(f"{path}: the bytes are not {encoding}. Save it as UTF-8, or say --encoding NAME.") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Check the file.") from None
    if held:
        yield held, size


def _object(line: str, path: Path, number: int) -> dict:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        why = _first_line(error)
    else:
        if isinstance(record, dict):
            return record
        why = "it is no object"
    raise InputError(f"{path}: line {number} cannot be read as JSON ({why}). Give one object a line.")


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


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
