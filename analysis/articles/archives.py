"""ZIP archives: the files in them, one after the other, in memory. Nothing is unpacked to the disk.

A name that leads out of the archive, a link, and what would unpack to more than :class:`reading.Reading` allows is
refused and named; archives in an archive are not opened.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from analysis.articles.documents import read_member
from analysis.articles.reading import Reading, Refusal
from analysis.articles.unread import name_unread
from analysis.schema import InputError

#: no more files of an archive are looked at
_MOST_FILES = 10_000
_LINK = "a link, which may lead out of the archive, is not followed"
_OUT = "its name leads out of the archive: not read"
_NESTED = "an archive in an archive is not opened. Unpack it and give it by itself"


def members(
    archive: zipfile.ZipFile, where: str, reading: Reading, endings: tuple[str, ...]
) -> Iterator[tuple[str, bytes] | Refusal]:
    """Return name and bytes of each file of an archive that ends in `endings`, in the order of their names.

    What may not be read comes as a :class:`reading.Refusal` in its place, what cannot be read at the end; hidden files
    are passed over.
    """
    clock, total, others = reading.clock(where), 0, []
    entries = sorted(archive.infolist(), key=lambda entry: entry.filename)
    if len(entries) > _MOST_FILES:
        raise InputError(f"{where}: more than {_MOST_FILES} files are in it. Give it in parts.")
    for entry in entries:
        clock.check()
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        shown = f"{where}/{path}"
        if entry.is_dir() or any(part.startswith((".", "~$", "__MACOSX")) and part != ".." for part in path.parts):
            continue
        if why := _refused(entry, path):
            yield Refusal(f"{shown}: {why}.")
        elif path.suffix.lower() not in endings:
            others.append(str(path))
        else:
            try:
                data = read_member(archive, entry, shown, reading)
            except InputError as error:
                yield Refusal(str(error))
                continue
            total += len(data)
            if total > reading.archived:
                raise reading.too_large(where, unpacked=10)
            yield str(path), data
    yield from (one for one in name_unread(others, where) if isinstance(one, Refusal))


def _refused(entry: zipfile.ZipInfo, path: PurePosixPath) -> str | None:
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _LINK
    if path.is_absolute() or ".." in path.parts or path.parts and path.parts[0].endswith(":"):
        return _OUT
    return _NESTED if path.suffix.lower() == ".zip" else None
