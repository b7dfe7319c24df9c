"""Write files whole or not at all, and CSV that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import os
import re
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

import pandas as pd
import pyarrow as pa

from analysis.schema import InputError

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")

Write = Callable[[Path], None]


def check_place(path: Path, *, inputs: tuple[Path, ...] = ()) -> Path:
    """Say early whether a file can be written there.

    Raises
    ------
    InputError
        if the folder does not exist or cannot be written, if `path` is a folder, or if it is one of the `inputs`
    """
    try:
        is_folder, has_place = path.is_dir(), path.parent.is_dir()
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}). Give -o another name.") from None
    if is_folder:
        raise InputError(f"{path}: this is a folder. Give -o the name of a file in it.")
    if path.exists() and not path.is_file():
        raise InputError(f"{path}: this is not a plain file. Give -o the name of one.")
    if not has_place:
        raise InputError(f"{path}: there is no folder {path.parent}. Make it first: mkdir -p {path.parent}")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise InputError(f"{path}: you may not write into {path.parent}. Give -o a folder of your own.")
    if any(path.resolve() == given.resolve() for given in inputs):
        raise InputError(f"{path}: this is one of the inputs. Give -o another name, or the input would be lost.")
    return path


def write_all(files: dict[Path, Write]) -> None:
    """Write several files beside their places and then rename them: all of them, or none.

    Raises
    ------
    InputError
        if one of them cannot be written; the others are then left as they were
    """
    with ExitStack() as stack:
        written = []
        for path, write in files.items():
            try:
                handle, name = tempfile.mkstemp(prefix=f".{path.name[:60]}.", suffix=path.suffix, dir=path.parent)
                os.close(handle)
                beside = Path(name)
                stack.callback(_forget, beside)
                write(beside)
                beside.chmod(0o666 & ~_umask())
            except OSError as error:
                raise InputError(f"{path}: cannot be written ({error.strerror}). Give -o another place.") from None
            written.append((beside, path))
        for beside, path in written:
            os.replace(beside, path)


def _forget(path: Path) -> None:
    with suppress(FileNotFoundError):
        path.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def table_writer(table: pd.DataFrame, path: Path) -> Write:
    """Give the function that writes `table` in the format that the ending of `path` names.

    Numbers in CSV are written so that they are read back exactly.

    Raises
    ------
    InputError
        if the ending is neither ``.csv`` nor ``.parquet``
    """
    if path.suffix == ".csv":
        options = {"index": False, "lineterminator": "\n", "quoting": csv.QUOTE_NONNUMERIC}
        return lambda place: safe_cells(table).to_csv(place, **options)
    if path.suffix == ".parquet":
        return lambda place: _plain_objects(table).to_parquet(place, index=False)
    raise InputError(f"{path}: tables are written as .csv or .parquet. Give -o a name with one of these endings.")


def safe_cells(table: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before every text that a spreadsheet would take for a formula; numbers stay.

    >>> safe_cells(pd.DataFrame({"text": ["=1+1", "-5", "plain"]}))["text"].tolist()
    ["'=1+1", '-5', 'plain']
    """
    texts = [name for name in table if not pd.api.types.is_numeric_dtype(table[name])]
    return table.assign(**{name: table[name].map(_safe, na_action="ignore") for name in texts})


def _safe(cell: object) -> object:
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def _plain_objects(table: pd.DataFrame) -> pd.DataFrame:
    """Turn a column of mixed objects, which Parquet cannot hold, into text."""
    objects = [c for c in table if table[c].dtype == object]
    return table.assign(**{c: table[c].map(str, na_action="ignore") for c in objects if not _fits(table[c])})


def _fits(column: pd.Series) -> bool:
    try:
        pa.array(column, from_pandas=True)
    except (pa.ArrowException, OverflowError):
        return False
    return True
