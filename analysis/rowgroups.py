"""Parquet of any size: cut by row groups, and large row groups into slices, read in small batches."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.schema import InputError

_BATCH = 1024


@dataclass(frozen=True)
class Slice:
    """`length` rows of a row group of a file, from row `start` of it on."""

    file: Path
    group: int
    start: int
    length: int


def fingerprint(files: list[Path]) -> dict:
    """Tell files from all others by their names, sizes, times of change and footers, without reading their rows."""
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
    """Give the columns of the files, read one after the other, and their row groups in slices of at most `rows` rows.

    Raises
    ------
    InputError
        if one is not Parquet, has two columns of one name, or has other columns or types than the rest
    """
    schema, slices = None, []
    for path in files:
        with _named(path), pq.ParquetFile(path) as file:
            schema = _unified(schema, file.schema_arrow, path)
            for group in range(file.num_row_groups):
                length = file.metadata.row_group(group).num_rows
                count = -(-length // rows)
                edges = [length * k // count for k in range(count + 1)] if count else []
                slices += [Slice(path, group, a, b - a) for a, b in zip(edges, edges[1:], strict=False)]
    if twice := sorted({name for name in schema.names if schema.names.count(name) > 1}):
        raise InputError(f"{files[0]}: two columns are called {twice[0]!r}. Give each column its own name.")
    return schema, slices


def _unified(schema: pa.Schema | None, other: pa.Schema, path: Path) -> pa.Schema:
    """Give the schema that holds both; the columns have to be the same, a type may be wider than the other."""
    if schema is None:
        return other
    if odd := sorted(set(schema.names) ^ set(other.names)):
        raise InputError(f"{path}: column {odd[0]!r} is not in every file of the folder. Give all the same columns.")
    try:
        return pa.unify_schemas([schema, other], promote_options="permissive").with_metadata(schema.metadata)
    except pa.ArrowException as error:
        raise InputError(f"{path}: not the types of the other files ({_why(error)}). Give all the same.") from None


class Reader:
    """Reads a row group from the front to the back, and goes on where it was when a later slice of it is wanted.

    A slice in the middle of a row group can be had only by decoding what stands before it; so a row group that is cut
    into many slices is decoded once, not once a slice. What is held is one batch.
    """

    def __init__(self) -> None:
        self._at: tuple[Path, int] | None = None

    def batches(self, wanted: Slice) -> Iterator[pa.RecordBatch]:
        """Give the rows of a slice in batches of at most 1,024.

        Raises
        ------
        InputError
            naming the file and the row group that cannot be read
        """
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
                    raise InputError(
                        f"{wanted.file}: row group {wanted.group} has fewer rows than it says. Write it anew."
                    )
                used = min(len(batch), (start if self._position < start else end) - self._position)
                self._left = batch.slice(used) if used < len(batch) else None
                if self._position >= start:
                    batch.validate(full=True)
                    yield batch.slice(0, used)
                self._position += used
            self._at = place


@contextmanager
def _named(path: Path, where: str = "") -> Iterator[None]:
    """Turn what Arrow or the system says of a file into one line with its name."""
    try:
        yield
    except InputError:
        raise
    except (pa.ArrowException, OSError, UnicodeError) as error:
        raise InputError(f"{path}: {where}cannot be read as Parquet ({_why(error)}). Write the file anew.") from None


def _why(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
