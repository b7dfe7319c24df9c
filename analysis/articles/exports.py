"""Exports of Nexis Uni and Factiva: one file, many articles with their headers, into the articles.

Each article of Nexis ends with ``End of Document`` (or begins with ``3 of 17 DOCUMENTS``), each of Factiva with its
number (``Document FTCOM00020240305ek3500012``). The lines of its head say title, outlet, date and byline; what both
say of it besides (subject terms, length, rights) is set aside with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from analysis.articles.reading import HEADING, PARAGRAPH, Document, Part, Stated
from analysis.text.numerals import MONTHS, SHORT_MONTHS
from analysis.text.patterns import pattern

NEXIS, FACTIVA = "Nexis", "Factiva"
_NEXIS_END = pattern(r"End of Document", re.IGNORECASE)
_NEXIS_OLD = pattern(r"(?:Document\s+)?\d{1,4} of \d{1,4}(?: DOCUMENTS?)?", re.IGNORECASE)
_FACTIVA_END = pattern(r"(?:AN\s+)?Document [A-Z][A-Z0-9]{5,12}\d{8}[a-z0-9]{6,12}")
_WORDS = pattern(r"(?:Length:\s*)?([\d,]+) words", re.IGNORECASE)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
_DATE = pattern(
    rf"(?:(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})|"
    rf"(?P<month2>{_MONTH})\.?\s+(?P<day2>\d{{1,2}}),?\s+(?P<year2>\d{{4}}))\b",
    re.IGNORECASE,
)
#: "Byline:" and the other words of Nexis that stand before what they name
_FIELD = pattern(
    r"(Byline|Section|Length|Dateline|Highlight|Graphic|Load-Date|Language|Publication-Type|Journal Code|Subject|"
    r"Industry|Organization|Company|Person|Geographic|State|City|Country|Ticker|Copyright|Correction|Series|Distribution|URL|"
    r"Notes|Document-Type|Pub-Type|Classification|Body|Title|Headline)\s*(?::|$)\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_BEHIND = frozenset(
    ("classification", "language", "publication-type", "pub-type", "subject", "load-date", "journal code", "graphic")
    + ("industry", "organization", "company", "person", "geographic", "document-type", "notes", "ticker")
)
_RIGHTS = pattern(r"(?:Copyright\b|\(c\)\s|©).*", re.IGNORECASE | re.DOTALL)
_CODES = ("SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "LA", "CY", "LP", "TD", "ART", "CO", "IN")
_CODES += ("NS", "RE", "IPD", "IPC", "PUB", "AN", "CT", "RF", "CLM", "VOL")
_CODE = pattern(rf"({'|'.join(_CODES)})(?:\s{{1,}}|\n|$)(.*)", re.DOTALL)
_CODED_TEXT = ("LP", "TD")
_TOC = "the list of the documents"
_HEAD = "{}: what it says of the article"


def split_export(document: Document) -> list[Document] | None:
    """Cut an export of Nexis or Factiva into its articles; return None for a document that is none.

    Every part of the document is in one of the articles: what stands before the first is set aside in it.
    """
    parts = [part for part in document.parts if part.text.strip()]
    lines = [" ".join(part.text.split()) for part in parts]
    name, found = NEXIS, [k for k, line in enumerate(lines) if _NEXIS_END.fullmatch(line)]
    if not found:
        name, found = FACTIVA, [k for k, line in enumerate(lines) if _FACTIVA_END.fullmatch(line)]
    if found:
        pieces = _cut(parts, found)
    else:
        name, found = NEXIS, [k for k, line in enumerate(lines) if _NEXIS_OLD.fullmatch(line)]
        pieces = [parts[a:b] for a, b in zip([0, *found[1:]], [*found[1:], len(parts)], strict=True)] if found else []
    if not pieces or name == NEXIS and not _has_fields(lines):
        return None
    read = _nexis if name == NEXIS else _factiva
    articles = [read(piece) for piece in pieces]
    return [replace(article, notices=document.notices * (k == 0)) for k, article in enumerate(articles)]


def document_of_text(text: str) -> Document | None:
    """Make a document of a plain text that may be an export; None where no line of it ends or begins an article.

    Lines of a head stand one below the other: each is a part of its own.
    """
    lines = text.splitlines()
    if not any(
        _NEXIS_END.fullmatch(s) or _NEXIS_OLD.fullmatch(s) or _FACTIVA_END.fullmatch(s) for s in map(str.strip, lines)
    ):
        return None
    parts: list[Part] = []
    for block in re.split(r"\n[ \t]*\n", "\n".join(lines)):
        inner = [line.strip() for line in block.split("\n") if line.strip()]
        heads = any(
            _FIELD.fullmatch(s) or _is_date_line(s) or _WORDS.fullmatch(s) or _FACTIVA_END.fullmatch(s) for s in inner
        )
        if heads or any(_CODE.fullmatch(line) for line in inner):
            parts += [Part(line) for line in inner]
        elif inner:
            parts.append(Part("\n".join(inner)))
    return Document(tuple(parts))


def _has_fields(lines: list[str]) -> bool:
    return any(re.match(r"(?:Length|Load-Date|Publication-Type|Copyright|LENGTH|Section)\b", line) for line in lines)


def _cut(parts: list[Part], ends: list[int]) -> list[list[Part]]:
    pieces = [parts[a:b] for a, b in zip([0, *(k + 1 for k in ends[:-1])], [k + 1 for k in ends], strict=True)]
    pieces[-1] += parts[ends[-1] + 1 :]
    return pieces


def _aside(parts: Iterable[Part], why: str) -> list[Part]:
    return [replace(part, cut=part.cut or why) for part in parts]


def _text(parts: Iterable[Part]) -> list[Part]:
    return [replace(part, level=max(2, part.level)) if part.kind == HEADING else part for part in parts]


def _nexis(parts: list[Part]) -> Document:
    """Read one article of Nexis: title, outlet and date stand above the lines with fields, the text behind ``Body``."""
    why, stated = _HEAD.format(NEXIS), {}
    lines = [" ".join(part.text.split()) for part in parts]
    fields = [_FIELD.fullmatch(line) for line in lines]
    dated = next((k for k, line in enumerate(lines) if _is_date_line(line) and _head_follows(lines, k)), None)
    if dated is None:
        dated = next((k for k, line in enumerate(lines) if _is_date_line(line)), 0)
    old = next((k for k, line in enumerate(lines) if _NEXIS_OLD.fullmatch(line)), None)
    head_end = _nexis_head_end(lines, fields, dated)
    if old is not None:
        # publication, date, headline; the fields stand below it
        above = lines[old + 1 : dated]
        free = [k for k in range(dated + 1, head_end) if not fields[k] and not _RIGHTS.fullmatch(lines[k])]
        first = next((k for k in range(dated + 1, head_end) if fields[k]), head_end)
        title = next((k for k in reversed(free) if k < first), None)
        if above:
            stated["outlet"] = Stated(above[0], NEXIS)
    else:
        title = max(0, dated - 2) if dated else None
        if dated > 1:
            stated["outlet"] = Stated(lines[dated - 1], NEXIS)
    for k in range(head_end):
        if fields[k] and fields[k][1].lower() == "byline" and fields[k][2]:
            stated["byline"] = Stated(re.sub(r"^by\s+", "", fields[k][2], flags=re.IGNORECASE), NEXIS)
        if fields[k] and fields[k][1].lower() in ("headline", "title") and fields[k][2]:
            title = k
    if day := _day(lines[dated]) if lines else None:
        stated["date"] = Stated(day, NEXIS)
    behind = next(
        (k for k in range(head_end, len(parts)) if fields[k] and fields[k][1].lower() in _BEHIND or
         _NEXIS_END.fullmatch(lines[k])), len(parts))  # fmt: skip
    made = _aside(parts[:head_end], why)
    if title is not None and lines:
        told = fields[title][2] if fields[title] and fields[title][1].lower() in ("headline", "title") else lines[title]
        stated["title"] = Stated(told, NEXIS)
        made = [Part(told, HEADING, 1), *(part for k, part in enumerate(made) if k != title)]
        made = [
            replace(p, cut=_TOC) if p.cut and k <= (title if old is None else old) else p for k, p in enumerate(made)
        ]
    made += [*_text(parts[head_end:behind]), *_aside(parts[behind:], why)]
    return Document(tuple(made), stated)


def _is_date_line(line: str) -> bool:
    return len(line.split()) <= 9 and bool(_DATE.match(line)) and not line.endswith(".")


def _head_follows(lines: list[str], k: int) -> bool:
    """Test whether the fields of an article's head stand within a few lines below."""
    return any(_RIGHTS.fullmatch(line) or _FIELD.fullmatch(line) for line in lines[k + 1 : k + 4])


def _nexis_head_end(lines: list[str], fields: list, dated: int) -> int:
    """Return where the text begins: behind the line ``Body``, or behind the last field of the head."""
    body = next(
        (k for k in range(dated, len(lines)) if fields[k] and fields[k][0].strip().lower() in ("body", "body:")), None
    )
    if body is not None:
        return body + 1
    end = min(dated + 1, len(lines))
    for k in range(end, min(len(lines), dated + 14)):
        if not fields[k] and not _RIGHTS.fullmatch(lines[k]) and re.search(r"[.!?][”\"’')]*$", lines[k]):
            # a sentence: the text has begun
            break
        if (fields[k] and fields[k][1].lower() not in _BEHIND) or _RIGHTS.fullmatch(lines[k]):
            end = k + 1
    return end


def _factiva(parts: list[Part]) -> Document:
    """Read one article of Factiva, with its codes (HD, BY, WC ...) or as it is displayed."""
    why, stated = _HEAD.format(FACTIVA), {}
    lines = [" ".join(part.text.split()) for part in parts]
    codes = [_CODE.fullmatch(part.text.strip()) for part in parts]
    if sum(bool(code) for code in codes) >= 3 and any(code and code[1] in _CODED_TEXT for code in codes):
        return _coded(parts, codes, why)
    counted = next((k for k, line in enumerate(lines) if _WORDS.fullmatch(line)), None)
    last = next((k for k, line in enumerate(lines) if _FACTIVA_END.fullmatch(line)), len(parts))
    if counted is None or counted >= last:
        return Document(tuple(_text(parts[:last]) + _aside(parts[last:], why)), stated)
    title = _factiva_title(lines, counted)
    if counted - title > 1:
        byline = re.sub(r"^by\s+", "", lines[counted - 1], flags=re.IGNORECASE)
        stated["byline"] = Stated(byline, FACTIVA)
    end = _factiva_head_end(lines[:last], counted, stated)
    stated["title"] = Stated(lines[title], FACTIVA)
    made = [Part(lines[title], HEADING, 1), *_aside((p for k, p in enumerate(parts[:end]) if k != title), why)]
    made = [replace(p, cut=_TOC) if 0 < k <= title - 3 else p for k, p in enumerate(made)]
    made += [*_text(parts[end:last]), *_aside(parts[last:], why)]
    return Document(tuple(made), stated)


def _factiva_head_end(lines: list[str], counted: int, stated: dict[str, Stated]) -> int:
    """Return where the text begins: behind the rights, or behind the short lines below the number of words."""
    head = range(counted + 1, min(counted + 12, len(lines)))
    for k in head:
        if _is_date_line(lines[k]) and "date" not in stated:
            stated["date"] = Stated(_day(lines[k]) or lines[k], FACTIVA)
            behind = [line for line in lines[k + 1 : k + 3] if not re.fullmatch(r"\d{1,2}:\d{2}.{0,6}", line)]
            if behind:
                stated["outlet"] = Stated(behind[0], FACTIVA)
    if rights := [k for k in head if _RIGHTS.fullmatch(lines[k])]:
        return rights[0] + 1
    short = (k for k in head if len(lines[k].split()) > 6 or re.search(r"[.!?][”\"’')\]]*$", lines[k]))
    return next(short, counted + 1)


def _factiva_title(lines: list[str], counted: int) -> int:
    """The title is the line above the byline; a byline is short, or begins with By."""
    last = max(0, counted - 1)
    by = bool(re.match(r"by\s", lines[last], re.IGNORECASE)) or len(lines[last].split()) <= 4
    return last - 1 if by and last > 0 else last


def _coded(parts: list[Part], codes: list, why: str) -> Document:
    stated: dict[str, Stated] = {}
    names = {"HD": "title", "BY": "byline", "PD": "date", "SN": "outlet"}
    made: list[Part] = []
    now = ""
    for part, code in zip(parts, codes, strict=True):
        now = code[1] if code else "" if _FACTIVA_END.fullmatch(" ".join(part.text.split())) else now
        told = " ".join((code[2] if code else part.text).split())
        if now in _CODED_TEXT:
            text = code[2].strip() if code else part.text
            made += [Part(text, PARAGRAPH)] if text.strip() else []
            continue
        if now in names and told and names[now] not in stated:
            value = (_day(told) or told) if now == "PD" else re.sub(r"^by\s+", "", told, flags=re.IGNORECASE)
            stated[names[now]] = Stated(value, FACTIVA)
            if now == "HD":
                made.insert(0, Part(value, HEADING, 1))
                continue
        made.append(replace(part, cut=why))
    return Document(tuple(made), stated)


def _day(line: str) -> str | None:
    """Return the day that a line names, as 2024-03-05."""
    found = _DATE.search(line)
    if not found:
        return None
    month = (found["month"] or found["month2"])[:3].title()
    number = SHORT_MONTHS.index(month) + 1
    return f"{found['year'] or found['year2']}-{number:02d}-{int(found['day'] or found['day2']):02d}"
