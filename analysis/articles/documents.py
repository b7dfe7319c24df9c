"""Word processors' files: the paragraphs of Word (.docx), OpenDocument (.odt) and RTF: headings, quotations, lists.

Both zipped kinds are read from their XML: what tracked changes inserted is text, what they deleted is not. No entity is
expanded, nothing is unpacked to the disk, and no more is unpacked than :class:`reading.Reading` allows.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from analysis.articles.reading import (
    HEADING,
    ITEM,
    PARAGRAPH,
    QUOTATION,
    Clock,
    Document,
    Part,
    Reading,
    Stated,
    cut_blanks,
    flat,
    need,
)
from analysis.schema import InputError
from analysis.text.patterns import pattern

#: no file that people write nests its elements deeper, or its groups in RTF
_DEEPEST = 500
_MOST_HELD = 200_000
_MOST_PARTS = 200_000
_HEADING_STYLE = pattern(r"(?:heading|überschrift|titre|título)[ _]*(\d)", re.IGNORECASE)
_TITLE_STYLE = pattern(r"title|titel", re.IGNORECASE)
_QUOTE_STYLE = pattern(r"(?:intense |block ?)?(?:quote|quotations?|text|zitat)\b|quot", re.IGNORECASE)
_LIST_STYLE = pattern(r"list", re.IGNORECASE)


def open_zip(raw: bytes, where: str) -> zipfile.ZipFile:
    """Open a ZIP from its bytes; raise :class:`InputError` where it is none."""
    try:
        return zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, RuntimeError) as error:
        why = f"not a whole file of its kind ({str(error)[:80] or 'broken'}). Save it again."
        raise InputError(f"{where}: {why}") from None


def read_member(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo, where: str, reading: Reading) -> bytes:
    """Read one file of a ZIP, and no more of it than may be unpacked."""
    try:
        with archive.open(name) as member:
            data = member.read(reading.unpacked + 1)
    except KeyError:
        raise InputError(f"{where}: there is no {name} in it. Save it again.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError) as error:
        why = "it is locked with a password" if "password" in str(error) else f"broken ({str(error)[:80]})"
        named = name if isinstance(name, str) else name.filename
        raise InputError(f"{where}: {named} cannot be unpacked: {why}. Save it again.") from None
    if len(data) > reading.unpacked:
        raise reading.too_large(where, unpacked=2.5)
    return data


def _elements(raw: bytes, where: str, clock: Clock, wanted: frozenset[str]) -> Iterator[tuple]:
    """Return each outermost element whose tag is `wanted`, whole, with the tags that it stands in.

    Whatever has been read is let go of, so that a large file takes no more memory than its largest paragraph.
    """
    elements = need("defusedxml.ElementTree", where, "a word processor's file")
    common = need("defusedxml.common", where, "a word processor's file")
    opened: list = []
    tags: list[str] = []
    inside, held = 0, 0
    try:
        parser = elements.iterparse(io.BytesIO(raw), events=("start", "end"), forbid_dtd=True)
        for count, (event, element) in enumerate(parser):
            if count % 4096 == 0:
                clock.check()
            if event == "start":
                opened.append(element)
                tags.append(element.tag)
                inside += element.tag in wanted
                held += 1
                if len(opened) > _DEEPEST:
                    raise InputError(f"{where}: more than {_DEEPEST} elements stand one in the other. Save it as .txt.")
                if held > _MOST_HELD:
                    raise InputError(f"{where}: more than {_MOST_HELD} elements in one paragraph. Save it as .txt.")
                continue
            opened.pop()
            tags.pop()
            if element.tag in wanted:
                inside -= 1
                if not inside:
                    yield element, tags
            if not inside:
                held = 0
                if opened:
                    del opened[-1][-1]
    except common.DefusedXmlException:
        raise InputError(f"{where}: it declares entities of its own, as an attack would. Save it again.") from None
    except InputError:
        raise
    except (elements.ParseError, LookupError, ValueError) as error:
        raise InputError(f"{where}: its XML is broken ({str(error)[:80]}). Save it again.") from None


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NOTES, _NOTE = ("word/footnotes.xml", "word/endnotes.xml"), re.compile(rb"<w:(?:foot|end)note\b(?![^>]*w:type)")
#: what tracked changes took out, what fields compute, and a second wording for old programs
_NOT_TEXT = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_MC}Fallback", f"{_W}pPr"))


def read_docx(raw: bytes, where: str, reading: Reading) -> Document:
    """Read the paragraphs of a Word document; raise :class:`InputError` where it is none, or too large."""
    clock = reading.clock(where)
    with open_zip(raw, where) as archive:
        names = set(archive.namelist())
        body = read_member(archive, "word/document.xml", where, reading)
        styled = read_member(archive, "word/styles.xml", where, reading) if "word/styles.xml" in names else b""
        noted = [read_member(archive, name, where, reading) for name in _NOTES if name in names]
    styles = _docx_styles(styled, where, clock) if styled else {}
    left_out = sum(len(_NOTE.findall(notes)) for notes in noted)
    parts, inserted, deleted = [], 0, 0
    for paragraph, _ in _elements(body, where, clock, frozenset((f"{_W}p",))):
        inserted += paragraph.find(f".//{_W}ins") is not None
        deleted += paragraph.find(f".//{_W}del") is not None
        text = flat("".join(_docx_text(paragraph)))
        parts += _split_lines(text, *_docx_kind(paragraph, styles))
        check_amount(parts, where)
    notices: tuple[str, ...] = ()
    if inserted or deleted:
        notices += (
            f"{where}: tracked changes are taken as accepted: what was inserted is read, what was deleted is not.",
        )
    if left_out:
        notices += (f"{where}: {left_out} footnotes and endnotes are not read.",)
    return _with_title(parts, where, notices)


def _docx_text(element) -> Iterator[str]:
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            continue
        if one.tag in _NOT_TEXT:
            continue
        if one.tag == f"{_W}t":
            yield one.text or ""
        elif one.tag in (f"{_W}tab", f"{_W}ptab"):
            yield " "
        elif one.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif one.tag == f"{_W}noBreakHyphen":
            yield "-"
        if one.tag == f"{_W}p" and one is not element:
            # a text box stands in a paragraph: its own paragraphs begin new lines
            waiting += ["\n", *reversed(one), "\n"]
        else:
            waiting += reversed(one)


def _docx_styles(raw: bytes, where: str, clock: Clock) -> dict[str, str]:
    names = {}
    for style, _ in _elements(raw, where, clock, frozenset((f"{_W}style",))):
        name = style.find(f"{_W}name")
        names[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "") if name is not None else ""
    return names


def _docx_kind(paragraph, styles: dict[str, str]) -> tuple[str, int]:
    shape = paragraph.find(f"{_W}pPr")
    if shape is None:
        return PARAGRAPH, 0
    named = shape.find(f"{_W}pStyle")
    identifier = named.get(f"{_W}val", "") if named is not None else ""
    kind = _kind_of_style(styles.get(identifier, identifier))
    outline = shape.find(f"{_W}outlineLvl")
    if kind[0] == PARAGRAPH and outline is not None and outline.get(f"{_W}val", "").isdigit():
        level = int(outline.get(f"{_W}val")[:2]) + 1
        kind = (HEADING, level) if level < 10 else kind
    return (ITEM, 0) if kind[0] == PARAGRAPH and shape.find(f"{_W}numPr") is not None else kind


def _kind_of_style(name: str) -> tuple[str, int]:
    if found := _HEADING_STYLE.match(name):
        return HEADING, int(found[1])
    if _TITLE_STYLE.fullmatch(name):
        return HEADING, 1
    if name and _QUOTE_STYLE.match(name) and "body" not in name.lower() and name.lower() != "text":
        return QUOTATION, 0
    return (ITEM, 0) if name and _LIST_STYLE.match(name) else (PARAGRAPH, 0)


def _split_lines(text: str, kind: str, level: int) -> Iterator[Part]:
    """Make parts of a paragraph: a title's lines are one, and a paragraph's line ends stay in it."""
    if kind == HEADING:
        text = " ".join(text.split("\n"))
    return cut_blanks([Part(text, kind, level)])


def check_amount(parts: list, where: str) -> None:
    """Refuse a file of more paragraphs than people write: raise :class:`InputError`."""
    if len(parts) > _MOST_PARTS:
        raise InputError(f"{where}: more than {_MOST_PARTS} paragraphs are in it. Give it in parts.")


def _with_title(parts: list[Part], where: str, notices: tuple[str, ...]) -> Document:
    """Return the document; its first heading is the title, if nothing but short lines stands above it."""
    if not parts:
        raise InputError(f"{where}: there are no words in it. Save the article's text anew.")
    first = next((k for k, part in enumerate(parts) if part.kind == HEADING), None)
    stated = {}
    if first is not None and all(len(part.text.split()) < 12 for part in parts[:first]):
        title = parts[first]
        parts = [*parts[:first], Part(title.text, HEADING, 1), *parts[first + 1 :]]
        stated["title"] = Stated(title.text, "its first heading")
    parts = [
        Part(p.text, HEADING, max(2, p.level)) if p.kind == HEADING and k != first else p for k, p in enumerate(parts)
    ]
    return Document(tuple(parts), stated, notices)


_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def read_odt(raw: bytes, where: str, reading: Reading) -> Document:
    """Read the paragraphs of an OpenDocument text; raise :class:`InputError` where it is none, or too large."""
    clock = reading.clock(where)
    with open_zip(raw, where) as archive:
        if "META-INF/manifest.xml" in archive.namelist():
            manifest = read_member(archive, "META-INF/manifest.xml", where, reading)
            if b"encryption-data" in manifest:
                raise InputError(f"{where}: it is locked with a password. Save it without one.")
        body = read_member(archive, "content.xml", where, reading)
    parts: list[Part] = []
    styles: dict[str, str] = {}
    for element, within in _elements(body, where, clock, frozenset((f"{_TEXT}p", f"{_TEXT}h", f"{_STYLE}style"))):
        if element.tag == f"{_STYLE}style":
            styles[element.get(f"{_STYLE}name", "")] = element.get(f"{_STYLE}parent-style-name", "")
        elif f"{_TEXT}tracked-changes" not in within:
            parts += _split_lines(flat("".join(_odt_text(element))), *_odt_kind(element, within, styles))
            check_amount(parts, where)
    return _with_title(parts, where, ())


def _odt_kind(element, within: list[str], styles: dict[str, str]) -> tuple[str, int]:
    if element.tag == f"{_TEXT}h":
        level = element.get(f"{_TEXT}outline-level", "2")
        return HEADING, int(level) if level.isdigit() and len(level) < 3 else 2
    name = element.get(f"{_TEXT}style-name", "")
    kind = _kind_of_style((styles.get(name) or name).replace("_20_", " "))
    return (ITEM, 0) if kind[0] == PARAGRAPH and f"{_TEXT}list-item" in within else kind


def _odt_text(element) -> Iterator[str]:
    waiting: list = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            continue
        if one.tag in (f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}ruby-text"):
            continue
        if one.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            yield " "
        elif one.tag == f"{_TEXT}line-break":
            yield "\n"
        waiting += [piece for child in reversed(one) for piece in (child.tail or "", child)]
        waiting.append(one.text or "")


_RTF = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
#: groups that hold no text of the document
_RTF_ASIDE = frozenset((
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "headerl", "headerr", "headerf", "footer", "footerl",
    "footerr", "footerf", "footnote", "annotation", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator",
    "object", "fldinst", "themedata", "colorschememapping", "datastore", "latentstyles", "filetbl", "xmlnstbl", "tc",
    "shppict", "nonshppict", "bkmkstart", "bkmkend", "pntext", "listtext", "deleted", "xe"))  # fmt: skip
_RTF_SIGNS = {
    "par": "\n\n", "sect": "\n\n", "page": "\n\n", "row": "\n\n", "line": "\n", "tab": " ", "cell": " ", "emdash": "—",
    "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "• ",
    "emspace": " ", "enspace": " ",
}  # fmt: skip
_RTF_SYMBOLS = {
    b"~": "\u00a0", b"_": "-", b"\n": "\n\n", b"\r": "\n\n", b"\\": "\\", b"{": "{", b"}": "}",
}  # fmt: skip
_RTF_PAGES = {
    "932": "cp932", "936": "gbk", "949": "cp949", "950": "big5", "65001": "utf-8", "10000": "mac_roman",
}  # fmt: skip


def read_rtf(raw: bytes, where: str, reading: Reading) -> Document:
    """Read the paragraphs of an RTF file; raise :class:`InputError` where it is none."""
    if not raw.lstrip().startswith(b"{\\rtf"):
        raise InputError(f"{where}: not RTF: it does not begin as RTF does. Save it again.")
    text = _Rtf(raw, where, reading.clock(where)).read()
    pieces = (flat(piece) for piece in re.split(r"\n[ \t]*\n", text))
    parts = [Part(piece) for piece in pieces if piece]
    check_amount(parts, where)
    bullets = [Part(p.text[2:], ITEM) if p.text.startswith("• ") else p for p in parts]
    return _with_title(bullets, where, ())


class _Rtf:
    """Reads RTF sign by sign: which groups hold text, and in which encoding its letters are."""

    def __init__(self, raw: bytes, where: str, clock: Clock) -> None:
        self._raw, self._where, self._clock = raw, where, clock
        self._page, self._codes = "cp1252", bytearray()
        # of each open group: whether it holds text, and how many signs follow a sign's number for old programs
        self._groups: list[tuple[bool, int]] = []
        self._seen, self._fallback, self._skip, self._high = True, 1, 0, 0

    def read(self) -> str:
        said: list[str] = []
        end = 0
        while token := _RTF.search(self._raw, end):
            end = token.end()
            if len(said) % 1024 == 0:
                self._clock.check()
            word, number, code, symbol, brace, plain = token.groups()
            if code is not None:
                self._code(int(code, 16))
                continue
            said.append(self._letters())
            if brace is not None:
                self._brace(brace)
            elif plain is not None:
                taken, self._skip = plain[self._skip :], max(0, self._skip - len(plain))
                said.append(taken.decode(self._page, "replace") if self._seen else "")
            elif symbol is not None:
                said.append(self._symbol(symbol))
            elif word == b"bin":
                # so many bytes of a picture, whatever they are
                end += max(0, int(number or 0))
            elif word is not None:
                said.append(self._word(word.decode("ascii"), int(number or 0)))
        return "".join(said) + self._letters()

    def _letters(self) -> str:
        if not self._codes:
            return ""
        said, self._codes = self._codes.decode(self._page, "replace"), bytearray()
        return said

    def _code(self, code: int) -> None:
        if self._skip:
            self._skip -= 1
        elif self._seen:
            self._codes.append(code)

    def _brace(self, brace: bytes) -> None:
        self._skip = 0
        if brace == b"{":
            self._groups.append((self._seen, self._fallback))
            if len(self._groups) > _DEEPEST:
                why = f"more than {_DEEPEST} groups stand one in the other. Save it as .txt."
                raise InputError(f"{self._where}: {why}")
        else:
            self._seen, self._fallback = self._groups.pop() if self._groups else (True, 1)

    def _symbol(self, symbol: bytes) -> str:
        self._seen = self._seen and symbol != b"*"
        return _RTF_SYMBOLS.get(symbol, "") if self._seen else ""

    def _word(self, name: str, value: int) -> str:
        if name in _RTF_ASIDE:
            self._seen = False
        elif name in ("ansicpg", "mac"):
            self._page = _page(str(value) if name == "ansicpg" else "10000")
        elif name == "uc":
            self._fallback = min(max(value, 0), 8)
        elif name == "u" and self._seen:
            self._skip = self._fallback
            return self._sign(value % 0x10000)
        return _RTF_SIGNS.get(name, "") if self._seen else ""

    def _sign(self, sign: int) -> str:
        """Return the sign of a number; signs beyond the first 65,536 come in two halves."""
        high, self._high = self._high, 0
        if 0xD800 <= sign < 0xDC00:
            self._high = sign
            return ""
        if 0xDC00 <= sign < 0xE000:
            return chr(0x10000 + ((high - 0xD800) << 10) + sign - 0xDC00) if high else "\ufffd"
        return chr(sign)


def _page(number: str) -> str:
    name = _RTF_PAGES.get(number, f"cp{number}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name
