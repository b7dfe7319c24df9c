"""How inputs are read: what a reader asks for, how far a reader goes, and what a document is once it is read.

A file of any kind becomes a :class:`Document`: its paragraphs, headings, quotations and list items in order, what it
states of itself, and what was set aside as page furniture. :func:`write_text` makes the text of it that is measured.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType

from analysis.files import InputError

PARAGRAPH, HEADING, QUOTATION, ITEM = "paragraph", "heading", "quotation", "item"
ARTICLE, ALL = "article", "all"
_MEGABYTE = 1_000_000


class Address(str):
    """An address on the web (http or https) that stands where a file could stand."""


class Refusal(str):
    """A notice of something that was not read, while the rest was."""


@dataclass(frozen=True)
class Reading:
    """How inputs are read, and how far a reader goes.

    Attributes
    ----------
    encoding : the encoding of text that does not say it itself
    keep : ``article`` sets page furniture aside, ``all`` keeps it
    outlets : the outlet of each input, in their order
    mend_mojibake : whether text that was encoded twice is mended
    megabytes : how large a document or a page may be; unpacked two and a half times, an archive ten times as large
    seconds : how long one input may take
    pages : how many pages of a PDF are read
    private : whether addresses of this machine and of its own network may be asked
    language : the code of the language that all texts are in, such as ``de``; by default each is looked at
    """

    encoding: str | None = None
    keep: str = ARTICLE
    outlets: tuple[str, ...] = ()
    mend_mojibake: bool = False
    megabytes: float = 20
    seconds: float = 60
    pages: int = 500
    private: bool = False
    language: str | None = None

    def __post_init__(self) -> None:
        if self.language is None:
            return
        from analysis.text.languages import ENGLISH, language_codes  # it reads tables, and few name a language

        if self.language not in (ENGLISH, *language_codes()):
            codes = ", ".join((ENGLISH, *language_codes()))
            raise InputError(f"--language {self.language}: not a code that is known. Give one of {codes}.")

    @property
    def bytes(self) -> int:
        return int(self.megabytes * _MEGABYTE)

    @property
    def unpacked(self) -> int:
        return int(2.5 * self.bytes)

    @property
    def archived(self) -> int:
        return 10 * self.bytes

    def check_size(self, size: int, where: str) -> None:
        """Refuse what is larger than a document may be: raise :class:`InputError`."""
        if size > self.bytes:
            raise self.too_large(where)

    def too_large(self, where: str, *, unpacked: float = 0) -> InputError:
        """Return the error for what is larger than a document may be, `unpacked` so many times."""
        most, state = (unpacked * self.megabytes, " unpacked") if unpacked else (self.megabytes, "")
        why = f"larger than {most:g} MB{state}. If you trust it, raise the limit: --max-mb {self.megabytes * 10:g}."
        return InputError(f"{where}: {why}")

    def clock(self, where: str) -> Clock:
        """Start the clock of one input."""
        return Clock(where, self.seconds)


class Clock:
    """Ends what takes longer than one input may take."""

    def __init__(self, where: str, seconds: float) -> None:
        self.where, self._seconds, self._end = where, seconds, time.monotonic() + seconds

    @property
    def left(self) -> float:
        return self._end - time.monotonic()

    def check(self) -> None:
        """Raise :class:`InputError` where the time is over."""
        if self.left <= 0:
            raise self.over()

    def over(self) -> InputError:
        """Return the error for what takes longer than one input may take."""
        why = f"took longer than {self._seconds:g} seconds. If you trust it, raise the limit: --max-seconds"
        return InputError(f"{self.where}: {why} {self._seconds * 10:g}.")


@dataclass(frozen=True)
class Part:
    """A stretch of a document: what it is, how deep a heading stands, and why it was set aside, if it was."""

    text: str
    kind: str = PARAGRAPH
    level: int = 0
    cut: str | None = None


@dataclass(frozen=True)
class Stated:
    """What a document states of itself, and where it states it."""

    value: str
    origin: str


@dataclass(frozen=True)
class Document:
    """A file that was read: its parts in order, what it states of itself (by field), and notices."""

    parts: tuple[Part, ...]
    stated: dict[str, Stated] = field(default_factory=dict)
    notices: tuple[str, ...] = ()


def write_text(parts: Iterable[Part]) -> str:
    """Write parts as the text that is measured: blank lines between them, and Markdown's marks for what they are."""
    blocks, before = [], None
    for part in parts:
        if part.kind == ITEM and before == ITEM:
            blocks[-1] += f"\n- {part.text}"
        else:
            blocks.append(_marked(part))
        before = part.kind
    return "\n\n".join(blocks) + "\n" * bool(blocks)


def _marked(part: Part) -> str:
    if part.kind == QUOTATION:
        return "\n".join(f"> {line}" for line in part.text.split("\n"))
    if part.kind == HEADING:
        # a title stands as it is; what stands below it is a cross-head
        return part.text if part.level < 2 else f"{'#' * min(6, part.level + 1)} {part.text}"
    return f"- {part.text}" if part.kind == ITEM else part.text


def set_aside(parts: Iterable[Part]) -> tuple[tuple[str, str], ...]:
    """List what was cut, with the reason; neighbours with one reason are together, a line each."""
    found: list[tuple[str, str]] = []
    joined = False
    for part in parts:
        if part.cut is None:
            joined = False
        elif joined and found[-1][1] == part.cut:
            found[-1] = (f"{found[-1][0]}\n{part.text}", part.cut)
        else:
            found.append((part.text, part.cut))
            joined = True
    return tuple(found)


def fold(text: str) -> str:
    """Fold a text for comparing: letters and digits in lower case, one space between words."""
    return " ".join(re.findall(r"\w+", text.lower()))


def flat(text: str) -> str:
    """Make every stretch of white space one space; a line end that stands in the text stays one."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def need(name: str, where: str, kind: str) -> ModuleType:
    """Import a package of the extra ``ingest``; say how to get it where it is missing."""
    try:
        return import_module(name)
    except ImportError:
        package = name.partition(".")[0]
        why = f"{kind} needs the package {package}: pip install 'framing[ingest]', or save it as plain text."
        raise InputError(f"{where}: {why}") from None


def cut_blanks(parts: Iterable[Part]) -> Iterator[Part]:
    """Leave out parts without a sign in them."""
    return (part for part in parts if part.text.strip())


def is_address(given: object) -> bool:
    """Test whether an input is an address and no file."""
    return isinstance(given, str) and bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", given))
