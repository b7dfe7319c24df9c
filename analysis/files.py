"""The one error that bad input gets; files written whole or not at all, as CSV that is safe to open in a
spreadsheet; bytes to text, and lines of JSON to objects.

Nothing is guessed in silence. The bytes decide how they are read: a byte-order mark first, then what the reader or the
file declares, then strict UTF-8, then Windows-1252 with a notice. pandas is imported where a table is written: a
command that refuses its input does not wait for it.
"""

from __future__ import annotations

import codecs
import csv
import json
import os
import re
import sys
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import blake2b
from itertools import dropwhile, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

PACKAGE = Path(__file__).parent
#: where the files are that the rooms read: lexicons, models, templates
LEXICONS, MODELS, TEMPLATES = (PACKAGE / name for name in ("lexicons", "models", "templates"))

_FORMULA = re.compile(r"[=+\-@\t\r]")
_SAID_DELIMITER = re.compile(r"\ufeff?\"?sep=([,;\t])\"?(?:\r\n|[\r\n])", re.IGNORECASE)
_HALF = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")

#: the names that :func:`places_beside` gives
BESIDE = re.compile(r"\.[\w.-]+\.[0-9a-f]{32}\.tmp\.\w+")

Write = Callable[[Path], None]


class InputError(ValueError):
    """Something the reader gave cannot be used. One line: what, where, and how to mend it."""


def check_place(path: Path, *, inputs: tuple[Path, ...] = ()) -> Path:
    """Test early whether a file can be written there, and is none of the `inputs`; return its path."""
    folder = path.parent
    try:
        is_folder, has_place = path.is_dir(), folder.is_dir()
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}). Give -o another name.") from None
    refusals = {
        "this is a folder. Give -o the name of a file in it.": is_folder,
        "this is not a plain file. Give -o the name of one.": path.exists() and not path.is_file(),
        f"there is no folder {folder}. Make it first: mkdir -p {folder}": not has_place,
        f"you may not write into {folder}. Give -o a folder of your own.": not os.access(folder, os.W_OK | os.X_OK),
    }
    for why in (why for why, holds in refusals.items() if holds):
        raise InputError(f"{path}: {why}")
    if any(path.resolve() == given.resolve() for given in inputs):
        raise InputError(f"{path}: this is one of the inputs. Give -o another name, or the input would be lost.")
    return path


def write_all(files: dict[Path, Write]) -> None:
    """Write several files beside their places and then rename them: all of them, or none."""
    with places_beside(*files) as places:
        for place, (path, write) in zip(places, files.items(), strict=True):
            try:
                write(place)
            except OSError as error:
                raise InputError(f"{path}: cannot be written ({error.strerror}). Give -o another place.") from None


@contextmanager
def places_beside(*paths: Path, lasting: bool = False) -> Iterator[list[Path]]:
    """Give a hidden place beside each path to write to, and at the end each its name, in order: all, or none.

    With `lasting` each file is on the disk before it has its name, and its name before the next one has its own.
    """
    places = [path.with_name(f".{path.stem[:40]}.{uuid.uuid4().hex}.tmp{path.suffix}") for path in paths]
    try:
        yield places
        for place, path in zip(places, paths, strict=True):
            if lasting:
                _sync(place)
            os.replace(place, path)
            if lasting:
                _sync(path.parent)
    finally:
        for place in places:
            place.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


#: where prepared forms are kept: beside the install, as Python keeps its own
KEPT = PACKAGE / "__pycache__"
#: the files of the package that anything prepared may follow from
_SOURCES = frozenset((".py", ".csv", ".tsv", ".j2"))


@lru_cache(maxsize=1)
def _package() -> bytes:
    """Hash Python's version and what stands in the package: a hundredth of a second."""
    files = sorted(path for path in PACKAGE.rglob("*") if path.suffix in _SOURCES)
    return _hash([sys.version.encode(), *(path.read_bytes() for path in files)])


def _hash(parts: Iterable[bytes]) -> bytes:
    return blake2b(b"".join(blake2b(part).digest() for part in parts)).hexdigest().encode()


def kept(name: str, make: Callable[[], Any], *, outside: Iterable[Path] = ()) -> Any:
    """Return what `make` prepares, from where an earlier process kept it, if that is still true.

    Parameters
    ----------
    name : names the file in :data:`KEPT`
    make : returns plain data: what JSON holds
    outside : the files outside of the package that the result follows from

    Returns
    -------
    The plain data. The files stay the truth: what is kept is only taken if it was made of this package and the files
    `outside`, byte for byte, and by this Python, and is whole. Else it is made anew, and kept where one may write;
    nobody is told.
    """
    with suppress(OSError, ValueError):
        found, checksum, body = _kept_at(name).read_bytes().split(b"\n", 2)
        if found == _head(outside) and checksum == _hash([body]):
            return json.loads(body)
    return keep(name, make(), outside=outside)


def keep(name: str, data: Any, *, outside: Iterable[Path] = ()) -> Any:
    """Keep plain data for :func:`kept`, where one may write, and return it as it will be read."""
    body = json.dumps(data, separators=(",", ":")).encode()
    whole = b"\n".join([_head(outside), _hash([body]), body])
    with suppress(OSError, InputError):
        KEPT.mkdir(exist_ok=True)
        write_all({_kept_at(name): lambda beside: beside.write_bytes(whole) and None})
    return json.loads(body)


def _kept_at(name: str) -> Path:
    return KEPT / f"{name}.kept"


def _head(outside: Iterable[Path]) -> bytes:
    return _hash([_package(), *(path.read_bytes() for path in outside)])


def table_writer(table: pd.DataFrame, path: Path) -> Write:
    """Return the function that writes `table` in the format that the ending of `path` names."""
    check_table_ending(path)
    if path.suffix == ".csv":
        options = {"index": False, "lineterminator": "\n", "quoting": csv.QUOTE_NONNUMERIC}
        return lambda place: safe_cells(table).to_csv(place, **options)
    return lambda place: _plain_objects(table).to_parquet(place, index=False)


def check_table_ending(path: Path) -> None:
    """Refuse a name whose ending names no format that a table is written in: raise :class:`InputError`."""
    if path.suffix not in (".csv", ".parquet"):
        raise InputError(f"{path}: tables are written as .csv or .parquet. Give -o a name with one of these endings.")


def listed(file: str, *columns: str, folder: Path = LEXICONS) -> list:
    """Return columns of a CSV file of ours, without pandas: a short one in a third of its time.

    Lines in the head of the file that begin with ``# `` are for people. A row is a tuple of texts in the order of
    `columns`; where one is named, a row is its text.

    Raises
    ------
    KeyError
        if the file has no such column
    """
    with (folder / file).open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(dropwhile(lambda line: line.startswith("# "), lines), strict=True)
        names = next(rows)
        held = dict(zip(names, zip(*filter(None, rows), strict=True), strict=True))
    chosen = [held[name] for name in columns]
    return list(zip(*chosen, strict=True) if len(chosen) > 1 else chosen[0])


def safe_cells(table: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before every text that a spreadsheet would take for a formula; numbers stay."""
    import pandas as pd

    texts = [name for name in table if not pd.api.types.is_numeric_dtype(table[name])]
    return table.assign(**{name: table[name].map(safe_cell, na_action="ignore") for name in texts})


def safe_cell(cell: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    is_formula = isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell)
    return "'" + cell if is_formula else cell


def _plain_objects(table: pd.DataFrame) -> pd.DataFrame:
    objects = [c for c in table if table[c].dtype == object]
    return table.assign(**{c: table[c].map(str, na_action="ignore") for c in objects if not _fits(table[c])})


def _fits(column: pd.Series) -> bool:
    import pyarrow as pa

    try:
        pa.array(column, from_pandas=True)
    except (pa.ArrowException, OverflowError):
        return False
    return True


#: byte-order marks and what they stand for; the longer come before the shorter that they begin with
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:<\?xml[^>]*encoding=|<meta[^>]*charset=|-\*-.*coding:)\s*["']?\s*([A-Za-z0-9._-]+)""")
_NOT_TEXT = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"PAR1", b"\x7fELF", b"{\\rtf")


def decode(raw: bytes, where: str, *, encoding: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Turn bytes into text; return it with the notices that the reader should see."""
    if not raw.strip():
        why = "the file is empty. Put the article's text into it, with a blank line between paragraphs."
        raise InputError(f"{where}: {why}")
    for mark, name in MARKS:
        if raw.startswith(mark):
            return _strictly(raw, name, where), ()
    wide = encoding is not None and encoding.lower().startswith(("utf-16", "utf-32", "utf16", "utf32"))
    if not wide and (b"\0" in raw or raw.startswith(_NOT_TEXT)):
        why = "this is not a text file. Save the article as plain text (UTF-8) and give that file."
        raise InputError(f"{where}: {why}")
    declared = _DECLARED.search(raw[:1024])
    name = encoding or (declared.group(1).decode("ascii") if declared else None)
    if name:
        return _strictly(raw, name, where), ()
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        notice = f"{where}: not UTF-8, read as Windows-1252. If letters look wrong, say --encoding NAME."
        return _strictly(raw, "cp1252", where), (notice,)


def decode_page(
    raw: bytes, where: str, *, encoding: str | None = None, charset: str | None = None
) -> tuple[str, tuple[str, ...]]:
    """Turn the bytes of a web page into text; return it with the notices that the reader should see.

    What the page or its server (`charset`) declares is tried first. Where the bytes are not that, they are read as
    UTF-8, or else as Windows-1252, and a notice says so: a page is not lost for a wrong word in its head.
    """
    if not raw.strip(b"\0 \t\r\n"):
        raise InputError(f"{where}: the page is empty. Save it again from the browser.")
    for mark, name in MARKS:
        if raw.startswith(mark):
            return raw.decode(name, "replace"), ()
    if encoding:
        return _strictly(raw, encoding, where), ()
    declared = _DECLARED.search(raw[:4096])
    said = charset or (declared.group(1).decode("ascii") if declared else None)
    # browsers read what calls itself Latin-1 as Windows-1252
    name = "cp1252" if (said or "").lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else said
    # a word that stands in single bytes cannot say that signs have two
    name = "utf-8" if not charset and (said or "").lower().startswith(("utf-16", "utf-32")) else name
    for tried in filter(None, (name, "utf-8")):
        try:
            text = _HALF.sub("\ufffd", raw.decode(tried))
        except (LookupError, UnicodeError, ValueError, TypeError, AssertionError):
            continue
        honest = said is None or tried == name and name in (said, "cp1252")
        wrong = None if honest else f"{where}: it says {said}, which its bytes are not: read as UTF-8."
        return text, (wrong,) if wrong else ()
    told = f"it says {said}, which its bytes are not" if said else "not UTF-8"
    notice = f"{where}: {told}: read as Windows-1252. If letters look wrong, say --encoding NAME."
    return raw.decode("cp1252", "replace"), (notice,)


def _strictly(raw: bytes, name: str, where: str) -> str:
    try:
        text = raw.decode(name)
        # UTF-7 and others can say half of a surrogate pair, which no file can hold
        return _HALF.sub("\ufffd", text)
    except LookupError:
        raise InputError(f"{where}: the encoding {name!r} is not known. Save the file as UTF-8.") from None
    except (UnicodeError, ValueError, TypeError, AssertionError):
        why = f"the bytes are not {name}. Save the file as UTF-8, or say --encoding NAME."
        raise InputError(f"{where}: {why}") from None


def find_delimiter(first_lines: str, column: str) -> tuple[str, int]:
    """Find the sign between the cells of a CSV file that has `column` in its header: comma, semicolon or tab.

    Excel may say it in a line of its own (``sep=;``): also returned is how many characters stand before the header.
    """
    if said := _SAID_DELIMITER.match(first_lines):
        return said[1], said.end()
    header = first_lines.lstrip("\ufeff").splitlines()[:1]
    for sign in (",", ";", "\t"):
        if column in (name.strip().lower() for name in next(csv.reader(header, delimiter=sign), [])):
            return sign, 0
    return ",", 0


def check_names(names: Iterable[str], where: object) -> None:
    """Refuse a table in which two columns have one name: raise :class:`InputError`."""
    if twice := sorted(name for name, count in Counter(names).items() if count > 1):
        raise InputError(f"{where}: two columns are called {twice[0]!r}. Give each column its own name.")


def read_objects(lines: Iterable[str | bytes], where: object) -> Iterator[tuple[dict, str]]:
    """Read lines of JSON: each object, and its place ("file, line 3"). Blank lines are passed over.

    The first line that holds no object raises :class:`InputError` when it is reached.
    """
    for number, line in enumerate(lines, start=1):
        if not line or line.isspace():
            continue
        place = f"{where}, line {number}"
        try:
            one = json.loads(line if isinstance(line, str) else line.decode("utf-8"))
        except UnicodeDecodeError:
            raise InputError(f"{place}: the bytes are not UTF-8. Save the file as UTF-8.") from None
        except (ValueError, RecursionError) as error:
            why = str(error).splitlines()[0][:120]
            raise InputError(f"{place}: cannot be read as JSON ({why}). Write an object a line.") from None
        if not isinstance(one, dict):
            raise InputError(f"{place}: {shorten(one)} is no object. Write an object a line.")
        yield one, place


def shorten(value: object) -> str:
    """Write a value as JSON for a message: its first 59 characters if it is longer than 60."""
    shown = json.dumps(value, default=str)
    return shown if len(shown) <= 60 else shown[:59] + "\N{HORIZONTAL ELLIPSIS}"


def bytes_of(path: Path, *, most: int | None = None) -> bytes:
    """Read a file whole, or one byte more than `most`; raise :class:`InputError` with one line where that cannot be."""
    try:
        if most is None:
            return path.read_bytes()
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise missing(path) from None
    except IsADirectoryError:
        why = "this is a folder. Name a file in it."
    except OSError as error:
        why = f"cannot be read ({error.strerror}). Check the file and your rights to it."
    raise InputError(f"{path}: {why}")


#: what an address on the web looks like that has lost its https://
_ADDRESS = re.compile(
    r"(?:https?:/*)?((?:www\.|(?:[a-z0-9-]+\.)+[a-z]{2,}/)\S+|(?:[a-z0-9-]+\.)+(?:com|org|net))", re.IGNORECASE
)
#: so many names of a folder are looked at for one that is meant
_MOST_NAMES = 2000


def missing(path: Path) -> InputError:
    """Return the error for a file that is not there; name the one beside it, or the address, that may be meant."""
    if near := _nearest(path):
        why = f"Did you mean {near}?"
    elif address := _ADDRESS.fullmatch(str(path)):
        why = f"If it is an address on the web, put https:// in front: https://{address[1]}"
    else:
        why = "Check the name and the folder."
    return InputError(f"{path}: there is no such file. {why}")


def _nearest(path: Path) -> str | None:
    """Find the name in the folder of `path` that is most like its own, whatever it ends in."""
    from difflib import get_close_matches

    try:
        names = [each.name for each in islice(path.parent.iterdir(), _MOST_NAMES) if not each.name.startswith(".")]
    except OSError:
        return None
    names.sort(key=lambda name: (Path(name).suffix.lower() == path.suffix.lower(), name))
    folded = {Path(name).stem.casefold(): name for name in names}
    near = get_close_matches(path.stem.casefold(), folded, n=1, cutoff=0.7)
    return folded[near[0]] if near else None
