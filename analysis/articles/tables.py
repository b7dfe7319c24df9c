"""Read tables with a column ``text`` (CSV, workbooks, JSON lines, Parquet): every row and every column as it stands."""

from __future__ import annotations

import csv
import io
import warnings
from pathlib import Path

import pandas as pd
import pyarrow as pa

from analysis.articles.documents import open_zip, read_member
from analysis.articles.reading import Reading, need
from analysis.files import bytes_of, check_names, decode, find_delimiter, read_objects
from analysis.schema import InputError
from analysis.text.words import replace_surrogates

TABLE_ENDINGS = (".csv", ".tsv", ".xlsx", ".jsonl", ".parquet")
_SIGNS = {",": "comma", ";": "semicolon", "\t": "tab"}
#: the names of the columns stand within so many characters
_LONGEST_HEADER = 1 << 16


def read_table(path: Path, *, reading: Reading | None = None) -> pd.DataFrame:
    """Read a table with a column ``text``; a cell of CSV is text, and whole numbers stay whole, however large.

    Parameters
    ----------
    path : .csv (its cells parted by commas, semicolons or tabs), .tsv, .jsonl or .parquet
    reading : how it is read, and how far

    Raises
    ------
    InputError
        if the file is missing, is not such a table, has no rows or has no column ``text``
    """
    return table_of(None, path.suffix.lower(), path, reading or Reading())


def table_of(raw: bytes | None, kind: str, path: Path, reading: Reading) -> pd.DataFrame:
    """Read the table that a file holds, or these bytes of one that is called `path`, of the `kind` of an ending."""
    read = {".parquet": _parquet, ".jsonl": _json_lines, ".xlsx": _sheet}.get(kind, _csv)
    try:
        frame = read(path, raw, reading)
    except InputError:
        raise
    except Exception as error:
        line = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(f"{path}: not a table that can be read ({line[:120]}). Save it again as {kind[1:]}.") from None
    return with_texts(frame, str(path))


def with_texts(frame: pd.DataFrame, where: str) -> pd.DataFrame:
    """Return a table that has rows and one column ``text``; refuse another."""
    check_names(frame.columns, where)
    if "text" not in frame:
        has = ", ".join(map(str, frame.columns)) or "none"
        raise InputError(f"{where}: there is no column 'text'; it has {has}. Name the column with the texts 'text'.")
    if not len(frame):
        raise InputError(f"{where}: the table has no rows. Give it a row for each text.")
    return frame


def _parquet(path: Path, raw: bytes | None, _: Reading) -> pd.DataFrame:
    if raw is None and not path.is_file():
        bytes_of(path)
    import pyarrow.parquet as pq

    check_names(pq.read_schema(path if raw is None else pa.BufferReader(raw)).names, path)
    table = pq.read_table(path if raw is None else pa.BufferReader(raw))
    for k, field in enumerate(table.schema):
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        kind = pa.large_string() if pa.types.is_string_view(kind) else kind
        if kind != field.type:
            table = table.set_column(k, field.name, table.column(k).cast(kind))
    frame = table.to_pandas(types_mapper=pd.ArrowDtype)
    nested = [c for c in frame if str(frame[c].dtype).startswith(("list", "struct", "map"))]
    return frame.astype(dict.fromkeys(nested, object)).reset_index(drop=True)


def _json_lines(path: Path, raw: bytes | None, reading: Reading) -> pd.DataFrame:
    text, _ = decode(bytes_of(path) if raw is None else raw, str(path), encoding=reading.encoding)
    rows = [row for row, _ in read_objects(text.split("\n"), path)]
    names = dict.fromkeys(name for row in rows for name in row)
    return pd.DataFrame(
        {name: pd.Series([replace_surrogates(row.get(name)) for row in rows], dtype=object) for name in names}
    )


def _sheet(path: Path, raw: bytes | None, reading: Reading) -> pd.DataFrame:
    """Read the first sheet of a workbook: its first row names the columns; formulas as they were last worked out."""
    openpyxl = need("openpyxl", str(path), "a workbook")
    clock = reading.clock(str(path))
    raw = bytes_of(path) if raw is None else raw
    with open_zip(raw, str(path)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > reading.unpacked:
            raise reading.too_large(str(path), unpacked=2.5)
        # read once, so that no part is larger than it says
        for entry in archive.infolist():
            read_member(archive, entry, str(path), reading)
    with warnings.catch_warnings():
        # of what a workbook has besides its cells
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    rows, header, cells = book.worksheets[0].iter_rows(values_only=True), None, []
    for number, row in enumerate(rows):
        if number % 256 == 0:
            clock.check()
        if header is None:
            header = [str(cell).strip() if cell is not None else "" for cell in row]
            while header and not header[-1]:
                header.pop()
            header = [name or f"column {k}" for k, name in enumerate(header, start=1)]
            check_names(header, path)
        elif any(cell is not None for cell in row):
            cells.append([*row[: len(header)], *[None] * (len(header) - len(row))])
    if not header:
        raise InputError(f"{path}: its first sheet is empty. Put the table there, with the names of columns on top.")
    frame = pd.DataFrame({name: pd.Series([row[k] for row in cells], dtype=object) for k, name in enumerate(header)})
    # Excel writes the sign of a line end as a code of its own
    return frame.map(lambda cell: replace_surrogates(cell.replace("_x000D_", "")) if isinstance(cell, str) else cell)


def _csv(path: Path, raw: bytes | None, reading: Reading) -> pd.DataFrame:
    text, _ = decode(bytes_of(path) if raw is None else raw, str(path), encoding=reading.encoding)
    csv.field_size_limit(2**31 - 1)
    delimiter, start = find_delimiter(text[:_LONGEST_HEADER], "text")
    rows = csv.reader(io.StringIO(text[start:], newline=""), strict=True, delimiter=delimiter)
    header = next(rows, [])
    check_names(header, path)
    cells: list[list[str]] = []
    for row in rows:
        # a blank line is an empty text where there is one column, and no row where there are more
        if not row and len(header) > 1:
            continue
        row = row or [""]
        if len(row) != len(header):
            shifted = f"{path}, line {rows.line_num}: {len(row)} cells under {len(header)} columns."
            raise InputError(f"{shifted} Put quotation marks around cells that hold a {_SIGNS[delimiter]}.")
        cells.append(row)
    while cells and len(header) == 1 and cells[-1] == [""]:
        cells.pop()
    return pd.DataFrame(cells, columns=header, dtype="str")
