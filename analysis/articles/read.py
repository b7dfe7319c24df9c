"""Read articles: files, folders, archives, addresses and tables in, :class:`Article` out; and tables with a ``text``
column as they stand.

:func:`read_articles` reads whatever is named, :func:`articles_from` takes a table that is read already,
:func:`read_given_articles` and :func:`read_given_texts` read what a command is given. Tables are CSV, JSON lines and
Parquet; every row and every column stays as it is. What cannot be read ends in one line that says what, where, and
how to mend it (:class:`schema.InputError`).
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import sys
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import pandas as pd

from analysis.articles import documents, web
from analysis.articles.archives import members
from analysis.articles.damage import describe_damage, find_languages
from analysis.articles.exports import document_of_text, split_export
from analysis.articles.layout import find_blocks, lay_out
from analysis.articles.pdf import read_pdf
from analysis.articles.reading import Document, Reading, Refusal, is_address, need, set_aside, write_text
from analysis.articles.subtitles import are_subtitles, read_subtitles
from analysis.articles.tables import TABLE_ENDINGS, table_of, with_texts
from analysis.articles.unread import is_hidden, listed, no_article, unread_in
from analysis.files import bytes_of, decode, find_delimiter
from analysis.schema import ARTICLES, BODY, OUTLET, InputError, table
from analysis.text.patterns import pattern

_TEXT_ENDINGS = (".txt", ".md", ".srt", ".vtt")
_PAGE_ENDINGS = (".html", ".htm", ".xhtml")
ARTICLE_ENDINGS = (*_TEXT_ENDINGS, *_PAGE_ENDINGS, ".mhtml", ".mht", ".pdf", ".docx", ".doc", ".rtf", ".odt")
#: the name of standard input, and what it is called in messages
STANDARD_INPUT, _SHOWN_INPUT = "-", "standard input"
#: what may be known of an article besides its text
DESCRIBED = ("title", "outlet", "style", "byline", "date", "address")


#: a text of so many words has more than one paragraph
_LONG = 100


@dataclass(frozen=True)
class Article:
    """One article as it was given.

    Attributes
    ----------
    article : short name, unique among the articles that are read together
    text : the whole text, decoded and otherwise untouched
    title, outlet, style, byline, date : what is known of it; None where nobody said
    path, sha256 : the file, and the hash of its bytes (of the text's UTF-8 for a row of a table)
    notices : what the reader should know about how it was read
    identifier : the ``id`` of the table's row that it came from
    address : where it stands on the web
    origin : where title, outlet, byline, date and address were stated, if a file stated them itself
    cut : what was set aside as page furniture when the file was read, each with its reason
    language : the code of its language where it is not English, or where it was told
    """

    article: str
    text: str
    title: str | None = None
    outlet: str | None = None
    style: str | None = None
    byline: str | None = None
    date: str | None = None
    path: str | None = None
    sha256: str | None = None
    notices: tuple[str, ...] = ()
    identifier: object = None
    address: str | None = None
    origin: str | None = None
    cut: tuple[tuple[str, str], ...] = ()
    language: str | None = None

    @property
    def blocks(self) -> list[str]:
        """The stretches of text between blank lines, as :func:`layout.lay_out` has them: as long as in `text`."""
        laid_out = lay_out(self.text)
        return [laid_out[a:b] for a, b in find_blocks(laid_out)]


@dataclass(frozen=True)
class _Given:
    """The bytes of one input: what they are called, and what is known of them besides."""

    raw: bytes
    where: str
    ending: str
    told: dict
    charset: str | None = None
    address: str | None = None
    notices: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        name = PurePosixPath(self.where.replace("\\", "/").rstrip("/")).name if self.address is None else self.address
        return name.removesuffix(self.ending) if self.ending and name.lower().endswith(self.ending) else name


def read_file(path: Path, *, reading: Reading | None = None) -> Article:
    """Read one article from a file; as :func:`read_all` does, and refuse a file of several.

    Raises
    ------
    InputError
        if the file cannot be read, has no text, or is an export of several articles
    """
    found = read_all(path, reading or Reading())
    if len(found) > 1:
        raise InputError(f"{path}: it holds {len(found)} articles, and one is wanted here. Save that one by itself.")
    return found[0]


def read_all(path: Path, reading: Reading, *, described: dict | None = None) -> list[Article]:
    """Read the articles of one file: a text, a saved page, a PDF, a document, an export, a table or an archive.

    Parameters
    ----------
    path : the file. A file ``articles.csv`` in its folder, with a row for it (columns ``file``, ``article``, ``title``,
        ``outlet``, ``style``, ``byline``, ``date``, ``address``), says what the text does not
    described : such a row; by default it is looked up

    Returns
    -------
    list of :class:`Article`, of an archive also the :class:`reading.Refusal` of what was not read, as notices

    Raises
    ------
    InputError
        if the file cannot be read, or has no text
    """
    shown = os.fsencode(path).decode("utf-8", "replace")
    if path.suffix.lower() == ".zip":
        return _archive(path, shown, reading)
    told, more = (described, ()) if described is not None else _described(path)
    raw = bytes_of(path, most=reading.bytes)
    reading.check_size(len(raw), shown)
    return _articles_of(_Given(raw, shown, path.suffix.lower(), told, notices=more), reading)


def _articles_of(given: _Given, reading: Reading) -> list[Article]:
    """Read bytes as what they are: the first of them say it before the name does."""
    kind = _kind_of(given)
    notices = given.notices
    if kind not in (given.ending, "") and given.ending not in ("", ".doc", ".htm", ".xhtml", ".mht"):
        notices += (f"{given.where}: its name ends in {given.ending}, but it is {kind}: read as that.",)
    given = replace(given, notices=notices)
    if kind in TABLE_ENDINGS:
        rows = table_of(given.raw, kind, Path(given.where), reading)
        found = _rows(rows, f"{given.where}, row", slug(given.stem), reading)
        return [replace(found[0], notices=notices + found[0].notices), *found[1:]]
    if kind == ".zip":
        with documents.open_zip(given.raw, given.where) as archive:
            return _members(archive, given.where, reading)
    if kind in ("", *_TEXT_ENDINGS):
        return _of_text(given, reading)
    if kind in _PAGE_ENDINGS:
        read = web.read_page(given.raw, given.where, reading, charset=given.charset)
    else:
        readers = {".pdf": read_pdf, ".docx": documents.read_docx, ".odt": documents.read_odt}
        readers |= {".rtf": documents.read_rtf, ".mhtml": web.read_mhtml, ".mht": web.read_mhtml}
        read = readers[kind](given.raw, given.where, reading)
    return _of_document(read, given, reading)


_OLD_WORD = b"\xd0\xcf\x11\xe0"
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_MIME = re.compile(
    rb"^(?:MIME-Version:|Content-Type:\s*multipart/related|From: <Saved by)", re.IGNORECASE | re.MULTILINE
)


def _kind_of(given: _Given) -> str:
    """Return the ending of the kind of file that these bytes are; by the name where they do not say it."""
    raw, head = given.raw, given.raw[:1024]
    if raw.startswith(b"PK\x03\x04") and (given.ending not in _TEXT_ENDINGS or zipfile.is_zipfile(io.BytesIO(raw))):
        with documents.open_zip(raw, given.where) as archive:
            names = set(archive.namelist())
        inside = {"word/document.xml": ".docx", "content.xml": ".odt", "xl/workbook.xml": ".xlsx"}
        kind = next((kind for name, kind in inside.items() if name in names), ".zip")
        if kind == ".zip" and given.ending in inside.values():
            raise InputError(f"{given.where}: no {given.ending} document is in it. Save the document anew.")
        return kind
    if raw.startswith(_OLD_WORD):
        raise InputError(f"{given.where}: an old Word file, which is not read. Save it as .docx.")
    starts = {b"{\\rtf": ".rtf", b"PAR1": ".parquet"}
    if kind := next((kind for start, kind in starts.items() if raw.startswith(start)), None):
        return kind
    if b"%PDF-" in head and given.ending not in _PAGE_ENDINGS:
        return ".pdf"
    if given.ending in ("", ".doc"):
        if _PAGE.match(raw.removeprefix(b"\xef\xbb\xbf")[:4096]):
            return ".html"
        return ".mhtml" if _MIME.search(head) and b"multipart/related" in raw[:4096] else _kind_of_lines(head)
    return given.ending


def _kind_of_lines(head: bytes) -> str:
    """Test whether bytes without a name are a table: JSON lines, or CSV with a column ``text``."""
    first = head.decode("utf-8", "replace").lstrip("\ufeff")
    if re.match(r'\{\s*"', first):
        return ".jsonl"
    header = first.split("\n")[0]
    delimiter, _ = find_delimiter(first, "text")
    names = [name.strip().strip('"').lower() for name in header.split(delimiter)]
    return ".csv" if "text" in names and len(names) > 1 else ""


def _of_text(given: _Given, reading: Reading) -> list[Article]:
    """Read a text: an article, subtitles, or an export of Nexis or Factiva."""
    where = given.where
    text, notices = decode(given.raw, where, encoding=reading.encoding or given.charset)
    if not text.strip():
        raise InputError(f"{where}: there is nothing but white space in it. Put the article's text into it.")
    if (read := document_of_text(text)) and (pieces := split_export(read)):
        return _of_document(replace(read, notices=notices), given, reading, pieces=pieces)
    if are_subtitles(text):
        notices += (f"{where}: read as subtitles: only their words, without numbers and times.",)
        text = read_subtitles(text)
    if not text.strip():
        raise InputError(f"{where}: there are no words in the subtitles. Give a file in which someone speaks.")
    stated = _front_matter(text)
    known = {name: given.told.get(name) or stated.get(name) or None for name in DESCRIBED}
    name = given.told.get("article") or stated.get("article") or slug(given.stem)
    hashed = hashlib.sha256(given.raw).hexdigest()
    address = known.pop("address") or given.address
    article = Article(name, text, **known, path=where, sha256=hashed, address=address, notices=notices + given.notices)
    if stated:
        article = replace(article, origin="the file's front matter")
    article = _mended(article, reading)
    return [replace(article, notices=article.notices + _one_paragraph(article))]


def _one_paragraph(article: Article) -> tuple[str, ...]:
    """Return a notice where a long text has but one paragraph: then it was pasted without its line ends."""
    words = len(article.text.split())
    if words < _LONG or len(article.blocks) > 1 or article.language is not None:
        return ()
    why = f"one paragraph only, of {words} words: what is counted by paragraphs says little"
    return (f"{article.path}: {why}. Put a blank line between paragraphs.",)


_FRONT_MATTER = pattern(r"\ufeff?\s*---[ \t]*\r?\n(.{1,4000}?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_MEANS = {
    "author": "byline", "authors": "byline", "publication": "outlet", "publisher": "outlet", "source": "outlet",
    "url": "address", "published": "date", "headline": "title", "name": "article",
}  # fmt: skip


def _front_matter(text: str) -> dict[str, str]:
    """Read what stands above a text between two lines of three hyphens: a name, a colon, a value."""
    found = _FRONT_MATTER.match(text)
    told: dict[str, str] = {}
    for line in found[1].splitlines() if found else ():
        name, sign, value = line.partition(":")
        name, value = name.strip().lower(), value.strip().strip("\"'")
        name = _MEANS.get(name, name)
        if sign and value and name in ("article", *DESCRIBED):
            told.setdefault(name, slug(value) if name == "article" else value[:500])
    return told


def _of_document(
    read: Document, given: _Given, reading: Reading, *, pieces: list[Document] | None = None
) -> list[Article]:
    """Make the articles of a document: one, or those of an export."""
    pieces = pieces or split_export(read) or [read]
    notices, found = given.notices + read.notices, []
    several = len(pieces) > 1
    if several:
        notices += (f"{given.where}: read as an export of {len(pieces)} articles.",)
    for number, piece in enumerate(pieces, start=1):
        where = f"{given.where}, article {number}" if several else given.where
        article = _of_piece(piece, replace(given, where=where), reading, number if several else None)
        if article is None:
            why = f"{where}: there are no words of an article in it."
            if not several:
                raise InputError(f"{why} Open it, and save the article's text.")
            notices += (Refusal(why),)
            continue
        if not several:
            notices += _described_origin(article)
        found.append(article)
    if not found:
        raise InputError(f"{given.where}: there are no words of an article in it. Save its text.")
    return [replace(found[0], notices=notices + found[0].notices), *found[1:]]


def _of_piece(piece: Document, given: _Given, reading: Reading, number: int | None) -> Article | None:
    text = write_text(part for part in piece.parts if part.cut is None)
    if not text.strip():
        return None
    reading.check_size(len(text), given.where)
    stated = {name: said for name, said in piece.stated.items() if not given.told.get(name)}
    known = {name: given.told.get(name) or (stated[name].value if name in stated else None) for name in DESCRIBED}
    origin = "; ".join(f"{name}: {said.origin}" for name, said in stated.items()) or None
    address = known.pop("address") or given.address
    name = given.told.get("article") or slug(given.stem if number is None else f"{_stem_of(given, number)}")
    hashed = hashlib.sha256(given.raw if number is None else text.encode("utf-8", "replace")).hexdigest()
    more = {"address": address, "origin": origin, "cut": set_aside(piece.parts)}
    return _mended(Article(name, text, **known, path=given.where, sha256=hashed, **more), reading)


def _stem_of(given: _Given, number: int) -> str:
    where = given.where.rpartition(", article")[0]
    return f"{replace(given, where=where).stem}-{number}"


def _described_origin(article: Article) -> tuple[str, ...]:
    """Say what a file stated of itself, where, and how much of it was set aside."""
    aside = sum(text.count("\n") + 1 for text, _ in article.cut)
    told = [f"taken from it: {article.origin}"] if article.origin else []
    if aside:
        lines = "1 line" if aside == 1 else f"{aside} lines"
        told.append(f"{lines} set aside as page furniture; --keep all keeps them")
    return (f"{article.path}: {'. '.join(told)}.",) if told else ()


def _mended(article: Article, reading: Reading) -> Article:
    """Look for damage; mend text that was encoded twice, where the reader asked for it."""
    text, notices = article.text, article.notices
    if reading.mend_mojibake:
        text = need("ftfy", str(article.path), "mending text").fix_encoding(text)
        if text != article.text:
            why = "text that was encoded twice is mended: it is not as its file has it."
            notices += (f"{article.path}: {why}",)
    found = find_languages([text], told=reading.language)
    notices += describe_damage([(str(article.path), text)], found)
    return replace(article, text=text, notices=notices, language=found[0][0] if found else None)


def _archive(path: Path, shown: str, reading: Reading) -> list[Article]:
    try:
        with zipfile.ZipFile(path) as archive:
            return _members(archive, shown, reading)
    except FileNotFoundError:
        bytes_of(path)
        raise
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{shown}: not a whole ZIP ({str(error)[:80] or 'broken'}). Save it again.") from None


def _members(archive: zipfile.ZipFile, where: str, reading: Reading) -> list[Article]:
    """Read the articles in an archive; what cannot be read is named, and the others are read."""
    described = _rows_by_file(archive, where, reading)
    found: list[Article] = []
    refused: list[str] = []
    for member in members(archive, where, reading, ARTICLE_ENDINGS + TABLE_ENDINGS):
        if isinstance(member, Refusal):
            refused.append(member)
            continue
        name, raw = member
        path = PurePosixPath(name)
        if path.name == "articles.csv" and described is not None:
            continue
        shown, told = f"{where}/{name}", (described or {}).get(path.name, {})
        try:
            reading.check_size(len(raw), shown)
            found += _articles_of(_Given(raw, shown, path.suffix.lower(), told), reading)
        except InputError as error:
            refused.append(Refusal(str(error)))
    if not found:
        more = f" ({refused[0]})" if refused else ""
        raise InputError(f"{where}: no article in this archive can be read{more}. Put articles into it.")
    return [replace(found[0], notices=(*refused, *found[0].notices)), *found[1:]]


def _rows_by_file(archive: zipfile.ZipFile, where: str, reading: Reading) -> dict[str, dict] | None:
    """Read ``articles.csv`` in an archive, if it describes the files in it."""
    if "articles.csv" not in archive.namelist():
        return None
    raw = documents.read_member(archive, "articles.csv", where, reading)
    try:
        rows = pd.read_csv(io.StringIO(decode(raw, where)[0]), dtype=str, keep_default_na=False).to_dict("records")
    except (ValueError, OSError):
        return None
    return {row["file"]: row for row in reversed(rows) if "file" in row} or None


def _described(path: Path) -> tuple[dict, tuple[str, ...]]:
    """Return what ``articles.csv`` beside a text says of it, and a notice where that file cannot be used."""
    beside = path.parent / "articles.csv"
    if not beside.is_file():
        return {}, ()
    unused = f"{beside}: not used. To describe the texts beside it, it needs the columns file, title, outlet, ..."
    try:
        rows = pd.read_csv(io.StringIO(decode(beside.read_bytes(), str(beside))[0]), dtype=str, keep_default_na=False)
        row = rows[rows["file"] == path.name]
    except (ValueError, OSError, KeyError):
        return {}, (unused,)
    return (row.iloc[0].to_dict() if len(row) else {}), ()


def slug(name: str) -> str:
    """Make a short name of letters, digits and hyphens."""
    return re.sub(r"[^\w]+", "-", name.lower(), flags=re.ASCII).strip("-_") or "article"


def read_articles(
    inputs: str | Path | Iterable[str | Path], *, encoding: str | None = None, reading: Reading | None = None
) -> list[Article]:
    """Read every article of `inputs`, in their order.

    Parameters
    ----------
    inputs : one input or several: files (texts .txt, .md, .srt, .vtt; saved pages .html, .mhtml; .pdf; .docx, .odt,
        .rtf, also exports of Nexis Uni and Factiva with many articles), folders and ZIPs of them, tables with a row an
        article (.csv, .tsv, .xlsx, .jsonl, .parquet), addresses (https://...), or ``-`` for standard input
    encoding : the encoding of text that does not say it itself
    reading : how they are read, and how far; by default as :class:`reading.Reading` says

    Returns
    -------
    list of :class:`Article`; those of one name have a number behind it. What was not read in a folder, an archive or
    an export is among the notices, as :class:`reading.Refusal`

    Raises
    ------
    InputError
        for the first input that cannot be used
    """
    reading = reading or Reading()
    reading = replace(reading, encoding=encoding or reading.encoding)
    given = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    if reading.outlets and len(reading.outlets) != len(given):
        told = f"{len(reading.outlets)} outlets for {len(given)} inputs"
        raise InputError(f"{told}. Give --outlet once for each input, in their order.")
    found: list[Article] = []
    for number, one in enumerate(given):
        read = _input(one, reading)
        if reading.outlets:
            read = [replace(article, outlet=reading.outlets[number]) for article in read]
        found += read
    return _with_names_told(_distinct(found), found)


def _with_names_told(articles: list[Article], before: list[Article]) -> list[Article]:
    """Say which file is called what, where files of one name had a number put behind it."""
    same = {was.article for now, was in zip(articles, before, strict=True) if now.article != was.article}
    files = [now for now, was in zip(articles, before, strict=True) if was.article in same and _is_file(now)]
    if len(files) < 2:
        return articles
    called = listed([f"{article.path} is called “{article.article}”" for article in files])
    told = f"files of one name: {called}."
    return [replace(articles[0], notices=(*articles[0].notices, told)), *articles[1:]]


def _is_file(article: Article) -> bool:
    """Test whether an article is a file of its own: no row of a table, and no part of an export."""
    return article.path is not None and Path(article.path).suffix.lower() in ARTICLE_ENDINGS


def _input(one: str | Path, reading: Reading) -> list[Article]:
    """Read one input: an address, standard input, a folder, a table or a file."""
    if is_address(one):
        from analysis.articles.addresses import fetch

        page = fetch(str(one), reading)
        return _articles_of(_Given(page.raw, str(one), page.ending, {}, page.charset, page.address), reading)
    if str(one) == STANDARD_INPUT:
        raw = sys.stdin.buffer.read(reading.bytes + 1)
        reading.check_size(len(raw), _SHOWN_INPUT)
        return _articles_of(_Given(raw, _SHOWN_INPUT, "", {}), reading)
    path = Path(one)
    try:
        kind = "folder" if path.is_dir() else path.suffix.lower()
        known = kind in (*ARTICLE_ENDINGS, ".zip") or not path.exists()
    except OSError as error:
        why = f"cannot be read ({error.strerror}). Check the name and your rights to it."
        raise InputError(f"{path}: {why}") from None
    if kind == "folder":
        return _folder(path, reading)
    if kind in TABLE_ENDINGS:
        return _rows(table_of(None, kind, path, reading), f"{path}, row", path.stem, reading)
    if not known:
        kinds = ", ".join((*ARTICLE_ENDINGS, *TABLE_ENDINGS, ".zip"))
        raise InputError(f"{path}: files that end in {kind or 'nothing'} are not read. Give one of {kinds}.")
    return read_all(path, reading)


def _folder(folder: Path, reading: Reading) -> list[Article]:
    """Read the articles in a folder; what cannot be read is named, and the others are read."""
    found: list[Article] = []
    refused: list[str] = []
    for path in _articles_in(folder):
        try:
            found += read_all(path, reading)
        except InputError as error:
            refused.append(Refusal(str(error)))
    if not found:
        raise InputError(refused[0])
    return [replace(found[0], notices=(*refused, *unread_in(folder, ARTICLE_ENDINGS), *found[0].notices)), *found[1:]]


def articles_from(frame: pd.DataFrame, *, name: str = "table") -> list[Article]:
    """Take the articles of a table, a row an article, in its order.

    Parameters
    ----------
    frame : ``text``; and where they are known ``article`` (or ``id``), ``title``, ``outlet``, ``style``, ``byline``,
        ``date``
    name : what the table is called in messages, and articles without a name after it

    Returns
    -------
    list of :class:`Article`; those of one name have a number behind it

    Raises
    ------
    InputError
        if there is no column ``text``, or a row without text
    """
    return _distinct(_rows(with_texts(frame, name), f"{name}, row", name, Reading()))


def _articles_in(folder: Path) -> list[Path]:
    texts = (path for path in folder.iterdir() if path.suffix.lower() in ARTICLE_ENDINGS)
    files = sorted(path for path in texts if path.is_file() and not is_hidden(path) and not is_own_page(path))
    if not files:
        raise InputError(no_article(folder, ARTICLE_ENDINGS))
    return files


_OURS = b'<meta name="generator" content="framing">'


def is_own_page(path: Path) -> bool:
    """Test whether a page is one that the project wrote: a folder of articles may hold it too."""
    if path.suffix.lower() not in _PAGE_ENDINGS:
        return False
    try:
        with path.open("rb") as file:
            return _OURS in file.read(1024)
    except OSError:
        return False


def _rows(frame: pd.DataFrame, place: str, stem: str, reading: Reading) -> list[Article]:
    """Make an article of each row: `place` and its number say where it stands, `stem` names what has no name."""
    columns = {name: frame[name].astype(object) for name in ("text", "id", "article", *DESCRIBED) if name in frame}
    articles = []
    for number, cells in enumerate(zip(*columns.values(), strict=True), start=1):
        row = {name: cell for name, cell in zip(columns, cells, strict=True) if _is_known(cell)}
        text, where = row.get("text"), f"{place} {number}"
        if not isinstance(text, str) or not text.strip():
            raise InputError(f"{where}: there is no text in it. Take the row out, or measure with --unit text.")
        known = {name: str(row[name]) for name in DESCRIBED if name in row}
        name = str(row.get("article", row.get("id", f"{stem}-{number}")))
        hashed = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        articles.append(Article(name, text, **known, path=where, sha256=hashed, identifier=row.get("id")))
    found = find_languages([article.text for article in articles], told=reading.language)
    for place, (code, _) in found.items():
        articles[place] = replace(articles[place], language=code)
    if notices := describe_damage([(article.path, article.text) for article in articles], found):
        articles[0] = replace(articles[0], notices=notices)
    return articles


def _is_known(cell: object) -> bool:
    return not (cell is None or cell is pd.NA or (isinstance(cell, float) and cell != cell) or str(cell) == "")


def _distinct(articles: list[Article]) -> list[Article]:
    """Put numbers behind names, so that every name stands for one article."""
    seen: set[str] = set()
    return [replace(article, article=unique_name(article.article, seen)) for article in articles]


def unique_name(name: str, seen: set[str]) -> str:
    """Return `name`, with a number behind it if it is among those `seen`; add what is returned to them."""
    told, count = name, 1
    while told in seen:
        count += 1
        told = f"{name}-{count}"
    seen.add(told)
    return told


def articles_table(articles: list[Article]) -> pd.DataFrame:
    """Make a table of articles (:data:`schema.ARTICLES`), a row each, in the order given."""
    return table([{name: getattr(a, name) for name in ARTICLES} for a in articles], ARTICLES)


def read_given_articles(
    paths: list[Path | str],
    *,
    encoding: str | None = None,
    at_least: int = 1,
    note: Callable[[str], None] | None = None,
    reading: Reading | None = None,
) -> list[Article]:
    """Read the articles that a command is given.

    Parameters
    ----------
    paths : files, folders, archives, addresses or tables, as for :func:`read_articles`
    encoding : the encoding of text that does not say it itself
    at_least : how many articles there have to be; with 2 or more they have to differ
    note : called with each line that the reader should know
    reading : how they are read, and how far

    Raises
    ------
    InputError
        if an input cannot be read or is given twice, if an article is there twice, or if there are too few
    """
    check_each_once(paths)
    found = read_articles(paths, encoding=encoding, reading=reading)
    for notice in dict.fromkeys(n for article in found for n in article.notices):
        note(notice) if note else None
    if at_least > 1:
        hashes: dict[str, Article] = {}
        for article in found:
            if (same := hashes.setdefault(article.sha256 or article.text, article)) is not article:
                why = f"the same text as {same.path}. A comparison needs two different articles."
                raise InputError(f"{article.path}: {why}")
    if len(found) < at_least:
        raise InputError(f"{paths[0]}: this is one article, and two are needed. Name another beside it.")
    return found


def check_each_once(paths: list[Path | str]) -> None:
    """Refuse an input that is named twice: raise :class:`InputError` naming the second."""
    seen: dict[Path | str, Path | str] = {}
    for given in paths:
        place = given if is_address(given) or str(given) == STANDARD_INPUT else Path(given).resolve()
        if place in seen:
            raise InputError(f"{given}: given twice (also as {seen[place]}). Name each input once.")
        seen[place] = given


def list_files(found: list[Article]) -> tuple[Path, ...]:
    """List every file that was read: the articles, and the descriptions beside them."""
    texts = [Path(article.path) for article in found if article.path]
    return (*texts, *(text.parent / "articles.csv" for text in texts))


def read_given_texts(
    paths: list[Path], *, reading: Reading | None = None, note: Callable[[str], None] | None = None
) -> pd.DataFrame:
    """Read tables whose rows are texts to be measured as they stand, as rows of the paragraph table.

    `reading` says how they are read, and how far; `note` is called with each line that the reader should know.

    Returns
    -------
    DataFrame with ``article`` (by default the table's name), ``block`` (the row's place in its table, from 0),
    ``kind``, ``voice``, ``text``, first ``id`` where a table has it, and ``language`` where it is told

    Raises
    ------
    InputError
        if an input is no table with a column ``text``
    """
    parts, names, reading = [], set(), reading or Reading()
    for path in map(Path, paths):
        if path.suffix.lower() not in TABLE_ENDINGS:
            raise InputError(f"{path}: --unit text needs a table ({', '.join(TABLE_ENDINGS)}) with a column text.")
        rows = table_of(None, path.suffix.lower(), path, reading)
        places = [(f"{path}, row {k}", text) for k, text in enumerate(rows["text"], start=1)]
        for notice in describe_damage(places, find_languages(rows["text"].tolist(), told=reading.language)):
            note(notice) if note else None
        name = unique_name(slug(path.stem), names)
        assumed = {"article": name, "kind": BODY, "voice": OUTLET}
        rows = rows.assign(block=range(len(rows)), **{c: said for c, said in assumed.items() if c not in rows})
        parts.append(rows[[c for c in ("id", "article", "block", "kind", "voice", "text") if c in rows]])
    found = pd.concat(parts, ignore_index=True)
    return found if reading.language is None else found.assign(language=reading.language)
