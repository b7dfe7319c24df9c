"""PDF: lines into paragraphs, by where they stand on the page.

A PDF knows letters and places, no paragraphs. A paragraph ends where the space below a line is larger than usual, where
the letters change their size, or where the next line is set in. Columns are read one after the other. What stands at
the same height of several pages, and the lines that a browser prints around a page, are set aside.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from analysis.articles.reading import (
    ALL,
    HEADING,
    ITEM,
    PARAGRAPH,
    QUOTATION,
    Clock,
    Document,
    Part,
    Reading,
    Stated,
    need,
)
from analysis.schema import InputError
from analysis.text.patterns import pattern

_EDGE = "head or foot of a printed page"
#: what a browser prints above and below a page: time, address, page of pages
_PRINTED = pattern(
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4},?\s+\d{1,2}:\d{2}.*|(?:https?|file)://\S+(?:\s+\d+\s*/\s*\d+)?|about:blank.*|"
    r"(?:page\s+)?\d{1,4}\s*(?:/|of)\s*\d{1,4}|[-–]?\s*(?:page\s+)?\d{1,4}\s*[-–]?",
    re.IGNORECASE,
)
_STOPPED = pattern(r"[.!?…:][”\"’')\]]*$")
_BROKEN = pattern(r"[^\W\d_][-\u2010\u00ad]$")
_BULLET = pattern(r"[•◦▪‣●○■□·]\s*|[–—-]\s+")
#: heads and feet stand in so much of a page's height, above and below
_BAND = 0.09
#: a space is larger than usual, letters are larger than the text's, and a line is set in, from here on
_WIDE_GAP, _LARGE, _SET_IN = 1.3, 1.15, 0.8
#: the mean width of a letter, as a share of its size
_WIDTH = 0.5
#: no page tree is deeper
_DEEPEST = 50
#: what a page may leave to the node above it
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


@dataclass
class _Line:
    page: int
    x: float
    y: float
    size: float
    text: str
    bold: bool = False
    column: int = 0

    @property
    def end(self) -> float:
        return self.x + len(self.text) * self.size * _WIDTH


def read_pdf(raw: bytes, where: str, reading: Reading) -> Document:
    """Read the paragraphs of a PDF; raise :class:`InputError` where it is none, has no text, or is too large."""
    pypdf = need("pypdf", where, "a PDF")
    clock = reading.clock(where)
    lines: list[_Line] = []
    heights: list[float] = []
    # pypdf writes what it puts up with to standard error
    with redirect_stderr(io.StringIO()):
        try:
            reader = pypdf.PdfReader(io.BytesIO(raw), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise InputError(f"{where}: it is locked with a password. Save it without one.")
            pages = _pages(pypdf, reader, reading.pages, clock)
            for number, page in enumerate(pages[: reading.pages]):
                lines += _columns(list(_lines(page, number, clock, reading)), float(page.mediabox.width))
                heights.append(float(page.mediabox.height))
            title = reader.metadata.title if reader.metadata else None
            author = reader.metadata.author if reader.metadata else None
        except InputError:
            raise
        except (Exception, RecursionError) as error:
            told = " ".join(str(error).split())[:80] or type(error).__name__
            raise InputError(f"{where}: not a PDF that can be read ({told}). Print or save it again.") from None
    if not lines:
        why = "there are no words in it, only pictures of them. Let a program recognise the text first (OCR)."
        raise InputError(f"{where}: {why}")
    notices: tuple[str, ...] = ()
    if len(pages) > reading.pages:
        notices += (f"{where}: only the first {reading.pages} pages are read. Split the file to read the others.",)
    edges = set() if reading.keep == ALL else _edges(lines, heights)
    parts = list(_paragraphs([line for k, line in enumerate(lines) if k not in edges]))
    parts += [Part(lines[k].text, cut=_EDGE) for k in sorted(edges)]
    stated = {}
    if heading := next((part for part in parts if part.kind == HEADING and part.level == 1), None):
        stated["title"] = Stated(heading.text, "its largest heading")
    elif isinstance(title, str) and title.strip():
        stated["title"] = Stated(" ".join(title.split())[:500], "the PDF's properties")
    if isinstance(author, str) and author.strip():
        stated["byline"] = Stated(" ".join(author.split())[:500], "the PDF's properties")
    return Document(tuple(parts), stated, notices)


def _pages(pypdf, reader, most: int, clock: Clock) -> list:
    """List the pages by going through their tree, which may lead in a circle or into millions: one more than `most`."""
    pages, waiting = [], [(reader.trailer["/Root"].raw_get("/Pages"), {}, 0)]
    for _ in range(20 * most + 1000):
        if not waiting or len(pages) > most:
            return pages
        clock.check()
        place, inherited, depth = waiting.pop()
        node = place.get_object()
        inherited = inherited | {name: node.raw_get(name) for name in _INHERITED if name in node}
        if "/Kids" in node:
            kids = node["/Kids"][: most + 1] if depth < _DEEPEST else []
            waiting += [(kid, inherited, depth + 1) for kid in reversed(kids)]
        else:
            page = pypdf.PageObject(reader, place)
            page.update(inherited | dict(node))
            pages.append(page)
    raise ValueError("its pages lead in a circle")


def _lines(page, number: int, clock: Clock, reading: Reading) -> Iterator[_Line]:
    """Return the lines of a page in the order in which it draws them."""
    found: list[_Line] = []
    signs = 0

    def draw(text: str, cm: list, tm: list, font: dict | None, size: float) -> None:
        nonlocal signs
        clock.check()
        signs += len(text)
        reading.check_size(signs, "the PDF's page")
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or 1
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        for place, piece in enumerate(text.split("\n")):
            words = " ".join(piece.replace("\0", "\ufffd").split())
            if words:
                set_in = piece[:1].isspace()
                size_here = size * scale or 1
                line = _Line(number, x, y - place * 1.2 * size_here, size_here, words, bold)
                _add(found, line, set_in)

    def step(*_: object) -> None:
        clock.check()

    page.extract_text(visitor_text=draw, visitor_operand_before=step)
    yield from found


def _add(found: list[_Line], line: _Line, spaced: bool) -> None:
    """Add a stretch to the line that it goes on, or begin a line with it."""
    last = found[-1] if found else None
    if last and abs(last.y - line.y) < 0.4 * last.size and last.x <= line.x <= last.end + 2.5 * last.size:
        last.text += " " * (spaced or line.x > last.end) + line.text if not _joins(last, line) else line.text
        return
    found.append(line)


def _joins(last: _Line, line: _Line) -> bool:
    """Test whether a stretch is a part of the word before it, which was drawn in pieces."""
    return line.x < last.end - last.size and bool(re.search(r"\w$", last.text)) and bool(re.match(r"\w", line.text))


def _columns(lines: list[_Line], width: float) -> list[_Line]:
    """Number the columns; where a page draws them line by line in turn, put one behind the other."""
    if not lines:
        return lines
    middle = width / 2
    right = [line for line in lines if line.x >= middle - width * 0.04]
    left = [line for line in lines if line.x < middle - width * 0.04 and line.end < middle + width * 0.1]
    if len(right) < 3 or len(left) < 3:
        return lines
    for line in right:
        line.column = 1
    turns = sum(a.column != b.column for a, b in pairwise(lines))
    if turns <= max(4, len(lines) // 4):
        return lines
    spans = [line for line in lines if line.column == 0 and line not in left]
    top = max(line.y for line in (*left, *right))
    above = [line for line in spans if line.y >= top - line.size]
    below = [line for line in spans if line not in above]
    return [*above, *left, *right, *below]


def _edges(lines: list[_Line], heights: list[float]) -> set[int]:
    """Find the heads and feet of pages: the same words at one height of several, or what a browser prints there."""
    seen: dict[tuple[int, str], set[int]] = {}
    for line in lines:
        seen.setdefault(_place(line), set()).add(line.page)
    found = set()
    for k, line in enumerate(lines):
        height = heights[line.page]
        if not (line.y < height * _BAND or line.y > height * (1 - _BAND)):
            continue
        pages = len(heights) > 1 and len(seen[_place(line)]) > len(heights) // 2
        if pages or _PRINTED.fullmatch(line.text) or _beside_printed(lines, k):
            found.add(k)
    return found


def _beside_printed(lines: list[_Line], k: int) -> bool:
    """Test whether a line stands beside the time or the address that a browser prints."""
    near = (lines[j] for j in range(max(0, k - 3), min(len(lines), k + 4)) if j != k)
    line = lines[k]
    return any(
        other.page == line.page and abs(other.y - line.y) < 2 and abs(other.size - line.size) < 0.1 and
        _PRINTED.fullmatch(other.text) for other in near)  # fmt: skip


def _place(line: _Line) -> tuple[int, str]:
    return round(line.y / 4), re.sub(r"\d+", "0", line.text)


def _paragraphs(lines: list[_Line]) -> Iterator[Part]:
    """Put lines together to paragraphs, and say what each one is."""
    if not lines:
        return
    sizes: Counter = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    usual = max(sizes, key=sizes.get)
    steps = [a.y - b.y for a, b in pairwise(lines) if _same_column(a, b) and 0 < a.y - b.y < 2.5 * usual]
    leading = median(steps) if steps else 1.2 * usual
    margins = _margins(lines, usual)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and not _begins(groups[-1], line, leading, margins):
            groups[-1].append(line)
        else:
            groups.append([line])
    largest = max((group[0].size for group in groups if group[0].page == lines[0].page), default=usual)
    titled = False
    for group in groups:
        text = _joined(group)
        size, short = group[0].size, len(text.split()) <= 30
        bold = all(line.bold for line in group) and len(text.split()) <= 12 and not text.endswith((".", ","))
        if short and (size >= _LARGE * usual or bold):
            first = not titled and size >= _LARGE * usual and size >= 0.99 * largest
            titled |= first
            yield Part(text, HEADING, 1 if first else 2)
        elif bullet := _BULLET.match(text):
            yield Part(text[bullet.end() :] or text, ITEM)
        else:
            margin = margins[group[0].page, group[0].column]
            quoted = len(group) > 1 and all(line.x >= margin + 1.5 * usual for line in group)
            yield Part(text, QUOTATION if quoted else PARAGRAPH)


def _same_column(a: _Line, b: _Line) -> bool:
    return a.page == b.page and a.column == b.column


def _margins(lines: list[_Line], usual: float) -> dict[tuple[int, int], float]:
    """Return where the lines of each column of each page begin, most of them."""
    starts: dict[tuple[int, int], Counter] = {}
    for line in lines:
        if abs(line.size - usual) < 0.1 * usual:
            starts.setdefault((line.page, line.column), Counter())[round(line.x)] += 1
    found = {(line.page, line.column): line.x for line in lines}
    for place, count in starts.items():
        common = [x for x, times in count.items() if times >= max(2, 0.1 * sum(count.values()))] or list(count)
        found[place] = min(common)
    return found


def _begins(group: list[_Line], line: _Line, leading: float, margins: dict[tuple[int, int], float]) -> bool:
    """Test whether a line begins a paragraph of its own."""
    last = group[-1]
    if abs(line.size - last.size) > 0.1 * last.size or line.bold != last.bold and len(group) == 1 and last.bold:
        return True
    if _BULLET.match(line.text) and _STOPPED.search(last.text):
        return True
    inset = line.x - margins[line.page, line.column]
    was_inset = last.x - margins[last.page, last.column]
    if not _same_column(last, line) or line.y > last.y + last.size:
        return bool(_STOPPED.search(last.text)) or inset - was_inset > _SET_IN * line.size
    if last.y - line.y > _WIDE_GAP * leading:
        return True
    if inset > _SET_IN * line.size and inset - was_inset > 0.5 * line.size:
        return True
    return len(group) > 1 and was_inset > _SET_IN * line.size and inset < 0.5 * line.size


def _joined(group: list[_Line]) -> str:
    """Join lines by spaces; a word that may be broken at a line's end is left to :mod:`articles.layout`."""
    text = group[0].text
    for line in group[1:]:
        text += ("\n" if _BROKEN.search(text) else " ") + line.text
    return text
