"""A folder of Parquet parts that is always whole: what has its final name is complete, whatever happens.

A part is written beside its place under a hidden name, brought to the disk and renamed. The part of the spans goes
first, so the main part is the mark that its chunk is done. ``_manifest.json`` says what the parts are made of; a run
with other input or options is refused. Names that begin with ``_`` or ``.`` are not seen by those who read the folder
as one table: ``pandas.read_parquet(folder)`` gives the measures, ``pandas.read_parquet(folder / "_spans")`` the spans.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.files import BESIDE, places_beside
from analysis.schema import InputError

SPANS = "_spans"
_MANIFEST, _LOCK = "_manifest.json", "_lock"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Make `folder` where it is missing, and keep others from writing into it until the end."""
    new = not folder.exists()
    with _locked(folder):
        try:
            _clear(folder)
            yield
        finally:
            _clear(folder)
            if new and not (folder / _MANIFEST).exists():
                with suppress(OSError):
                    (folder / _LOCK).unlink()
                    folder.rmdir()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: this is a file. Give -o the name of a folder.")
    if not folder.parent.is_dir():
        raise InputError(f"{folder}: there is no folder {folder.parent}. Make it first: mkdir -p {folder.parent}")
    with ExitStack() as stack:
        try:
            folder.mkdir(exist_ok=True)
            if not (folder / _MANIFEST).exists() and (other := sorted(filter(_foreign, os.listdir(folder)))):
                raise InputError(f"{folder}: there are other files in it ({other[0]}). Give -o a new or empty folder.")
            lock = stack.enter_context((folder / _LOCK).open("ab"))
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(lock.fileno()).st_ino != (folder / _LOCK).stat().st_ino:
                raise BlockingIOError
        except (BlockingIOError, FileNotFoundError):
            raise InputError(f"{folder}: another run is writing into it. Wait for it, or end it first.") from None
        except OSError as error:
            raise InputError(f"{folder}: cannot be written ({error.strerror}). Give -o another place.") from None
        yield


def manifest(folder: Path) -> dict | None:
    """Read what an earlier run said about the parts, or None."""
    try:
        return json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        raise InputError(f"{folder / _MANIFEST}: cannot be read. Give -o a new folder.") from None


def begin(folder: Path, told: dict) -> None:
    """Write down what the parts will be made of, before the first of them."""
    text = json.dumps(told, indent=1, ensure_ascii=False) + "\n"
    try:
        if told["options"]["spans"]:
            (folder / SPANS).mkdir(exist_ok=True)
        with places_beside(folder / _MANIFEST, lasting=True) as (place,):
            place.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{folder}: cannot be written ({error.strerror}). Give -o another place.") from None


def place(folder: Path, number: int, count: int) -> Path:
    """Return the place of part `number` of `count`: names sort as the parts do."""
    return folder / f"part-{number:0{max(5, len(str(count - 1)))}d}.parquet"


def done(path: Path, rows: int | None) -> bool:
    """Test whether a part is there, with this many `rows` where that is known."""
    try:
        found = pq.read_metadata(path).num_rows
    except (OSError, pa.ArrowException):
        return False
    return rows is None or found == rows


def write(tables: Iterator[tuple[pa.Table, ...]], places: tuple[Path, ...]) -> int:
    """Write tables as they come, each of a tuple's into its place, and give the first place its name last."""
    writers, rows = [], 0
    with places_beside(*reversed(places), lasting=True) as besides:
        for together in tables:
            if not writers:
                writers = [pq.ParquetWriter(b, t.schema) for b, t in zip(reversed(besides), together, strict=True)]
            for writer, table in zip(writers, together, strict=True):
                writer.write_table(table)
            rows += len(together[0])
        for writer in writers:
            writer.close()
    return rows


def joined(schema: pa.Schema, more: pa.Schema) -> pa.Schema:
    """Put the columns of two schemas side by side, with what pandas wants to know about them."""
    told = [json.loads((s.metadata or {}).get(b"pandas", b"{}")) for s in (schema, more)]
    index = [name for name in told[0].get("index_columns", []) if isinstance(name, str)]
    columns = [*told[0].get("columns", []), *told[1].get("columns", [])]
    pandas = told[1] | {"columns": columns, "index_columns": index}
    return pa.schema([*schema, *more], metadata={"pandas": json.dumps(pandas)})


def _foreign(name: str) -> bool:
    return name not in (_LOCK, SPANS) and not BESIDE.fullmatch(name)


def _clear(folder: Path) -> None:
    for where in (folder, folder / SPANS):
        for name in filter(BESIDE.fullmatch, os.listdir(where) if where.is_dir() else ()):
            (where / name).unlink(missing_ok=True)
