"""Read tables with a ``text`` column: CSV, JSON lines and Parquet, every row and every column as it stands."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.decode import bytes_of, decode
from analysis.schema import InputError
from analysis.words import mended

TABLE_ENDINGS = (".csv", ".jsonl", ".parquet")


def read_table(path: Path, *, encoding: str | None = None) -> pd.DataFrame:
    """Read a table; CSV's cells are all text, and whole numbers stay whole, however large.

    Raises
    ------
    InputError
        if the file is missing, is not such a table, has no rows or has no column ``text``
    """
    kind = path.suffix.lower()
    read = {".parquet": _parquet, ".jsonl": _json_lines}.get(kind, _csv)
    try:
        frame = read(path, encoding)
    except InputError:
        raise
    except Exception as error:
        line = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(f"{path}: not a table that can be read ({line[:120]}). Save it again as {kind[1:]}.") from None
    if "text" not in frame:
        has = ", ".join(map(str, frame.columns)) or "none"
        raise InputError(f"{path}: there is no column 'text'; it has {has}. Name the column with the texts 'text'.")
    if not len(frame):
        raise InputError(f"{path}: the table has no rows. Give it a row for each text.")
    if (frame.columns == "text").sum() > 1:
        raise InputError(f"{path}: there are two columns 'text'. Leave one.")
    return frame


def _parquet(path: Path, encoding: str | None) -> pd.DataFrame:
    if not path.is_file():
        bytes_of(path)
    table = pq.read_table(path)
    for k, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            table = table.set_column(k, field.name, table.column(k).cast(field.type.value_type))
    frame = table.to_pandas(types_mapper=pd.ArrowDtype)
    nested = [c for c in frame if str(frame[c].dtype).startswith(("list", "struct", "map"))]
    return frame.astype(dict.fromkeys(nested, object)).reset_index(drop=True)


def _json_lines(path: Path, encoding: str | None) -> pd.DataFrame:
    text, _ = decode(bytes_of(path), str(path), encoding=encoding)
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}, line {number}: not a table that can be read ({error}). Mend the line.") from None
        if not isinstance(row, dict):
            raise InputError(f'{path}, line {number}: not an object. Write each row as {{"text": ...}}.')
        rows.append(row)
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: pd.Series([mended(row.get(name)) for row in rows], dtype=object) for name in names}
    return pd.DataFrame(columns)


def _csv(path: Path, encoding: str | None) -> pd.DataFrame:
    text, _ = decode(bytes_of(path), str(path), encoding=encoding)
    csv.field_size_limit(2**31 - 1)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(rows, [])
    cells: list[list[str]] = []
    for row in rows:
        # a blank line is an empty text where there is one column, and no row where there are more
        if not row and len(header) > 1:
            continue
        row = row or [""]
        if len(row) != len(header):
            raise InputError(
                f"{path}, line {rows.line_num}: {len(row)} cells under {len(header)} columns. "
                "Put quotation marks around cells that hold a comma."
            )
        cells.append(row)
    while cells and len(header) == 1 and cells[-1] == [""]:
        cells.pop()
    return pd.DataFrame(cells, columns=header, dtype="str")
