"""Bytes to text: nothing is guessed in silence.

The bytes decide how they are read: a byte-order mark first, then what the reader or the file declares, then strict
UTF-8, then Windows-1252 with a notice.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from analysis.schema import InputError

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
    """Turn bytes into text; give the text and the notices.

    Parameters
    ----------
    raw : the file's bytes
    where : how to name the file in an error
    encoding : what the reader declares; it yields only to a byte-order mark

    Raises
    ------
    InputError
        if the bytes are empty, are no text, or are not in the encoding that is declared
    """
    if not raw.strip():
        raise InputError(
            f"{where}: the file is empty. Put the article's text into it, with a blank line between paragraphs."
        )
    for mark, name in MARKS:
        if raw.startswith(mark):
            return _strictly(raw, name, where), ()
    wide = encoding is not None and encoding.lower().startswith(("utf-16", "utf-32", "utf16", "utf32"))
    if not wide and (b"\0" in raw or raw.startswith(_NOT_TEXT)):
        raise InputError(
            f"{where}: this is not a text file. Save the article as plain text (UTF-8) and give that file."
        )
    declared = _DECLARED.search(raw[:1024])
    name = encoding or (declared.group(1).decode("ascii") if declared else None)
    if name:
        return _strictly(raw, name, where), ()
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    text = _strictly(raw, "cp1252", where)
    return text, (f"{where}: not UTF-8, read as Windows-1252. If letters look wrong, say --encoding NAME.",)


def _strictly(raw: bytes, name: str, where: str) -> str:
    try:
        return raw.decode(name)
    except LookupError:
        raise InputError(f"{where}: the encoding {name!r} is not known. Save the file as UTF-8.") from None
    except (UnicodeError, ValueError, TypeError, AssertionError):
        raise InputError(
            f"{where}: the bytes are not {name}. Save the file as UTF-8, or say --encoding NAME."
        ) from None


def bytes_of(path: Path) -> bytes:
    """Read a file whole; what stands in the way is said in one line."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file. Check the name and the folder.") from None
    except IsADirectoryError:
        raise InputError(f"{path}: this is a folder. Name a file in it.") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Check the file and your rights to it.") from None
