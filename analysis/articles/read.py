"""Read tables with a ``text`` column: CSV, JSON lines and Parquet, every row and every column as it stands.

Read articles: files, folders and tables in, :class:`Article` out.

What cannot be read ends in one line that says what, where, and how to mend it (:class:`schema.InputError`).

What a command is given: files, folders and tables, as articles or as rows of texts; refused in one line.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.files import bytes_of, decode
from analysis.schema import ARTICLES, BODY, OUTLET, InputError, table
from analysis.text.words import mended

TABLE_ENDINGS = (".csv", ".jsonl", ".parquet")


def read_table(path: Path, *, encoding: str | None = None) -> pd.DataFrame:
    """Read a table; CSV's cells are all text, and whole numbers stay whole, however large.

    Raises
    ------
    InputError
        if the file is missing, is not such a table, has no rows or has no column ``text``
    """
    kind = path.suffix.lower()
    read = {".parquet": _parquet, ".jsonl": _json_lines}.get(kind, _csv)
    try:
        frame = read(path, encoding)
    except InputError:
        raise
    except Exception as error:
        line = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(f"{path}: not a table that can be read ({line[:120]}). Save it again as {kind[1:]}.") from None
    if "text" not in frame:
        has = ", ".join(map(str, frame.columns)) or "none"
        raise InputError(f"{path}: there is no column 'text'; it has {has}. Name the column with the texts 'text'.")
    if not len(frame):
        raise InputError(f"{path}: the table has no rows. Give it a row for each text.")
    if (frame.columns == "text").sum() > 1:
        raise InputError(f"{path}: there are two columns 'text'. Leave one.")
    return frame


def _parquet(path: Path, encoding: str | None) -> pd.DataFrame:
    if not path.is_file():
        bytes_of(path)
    table = pq.read_table(path)
    for k, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            table = table.set_column(k, field.name, table.column(k).cast(field.type.value_type))
    frame = table.to_pandas(types_mapper=pd.ArrowDtype)
    nested = [c for c in frame if str(frame[c].dtype).startswith(("list", "struct", "map"))]
    return frame.astype(dict.fromkeys(nested, object)).reset_index(drop=True)


def _json_lines(path: Path, encoding: str | None) -> pd.DataFrame:
    text, _ = decode(bytes_of(path), str(path), encoding=encoding)
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}, line {number}: not a table that can be read ({error}). Mend the line.") from None
        if not isinstance(row, dict):
            raise InputError(f'{path}, line {number}: not an object. Write each row as {{"text": ...}}.')
        rows.append(row)
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: pd.Series([mended(row.get(name)) for row in rows], dtype=object) for name in names}
    return pd.DataFrame(columns)


def _csv(path: Path, encoding: str | None) -> pd.DataFrame:
    text, _ = decode(bytes_of(path), str(path), encoding=encoding)
    csv.field_size_limit(2**31 - 1)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(rows, [])
    cells: list[list[str]] = []
    for row in rows:
        # a blank line is an empty text where there is one column, and no row where there are more
        if not row and len(header) > 1:
            continue
        row = row or [""]
        if len(row) != len(header):
            raise InputError(
                f"{path}, line {rows.line_num}: {len(row)} cells under {len(header)} columns. "
                "Put quotation marks around cells that hold a comma."
            )
        cells.append(row)
    while cells and len(header) == 1 and cells[-1] == [""]:
        cells.pop()
    return pd.DataFrame(cells, columns=header, dtype="str")


ARTICLE_ENDINGS = (".txt", ".md")
DESCRIBED = ("title", "outlet", "style", "byline", "date")

_END = r"(?:\r\n|\n|\r(?!\n))"
_BLANK = re.compile(rf"{_END}[^\S\r\n]*(?:{_END}[^\S\r\n]*)+")
_LINE = re.compile(r"[^\r\n]+")


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

    @property
    def blocks(self) -> list[str]:
        """The stretches of text between blank lines, each exactly as it stands in `text`."""
        return [self.text[a:b] for a, b in block_places(self.text)]


def block_places(text: str) -> list[tuple[int, int]]:
    """Find the blocks of a text: what blank lines separate, as half-open character offsets."""
    places = []
    start = 0
    for blank in [*_BLANK.finditer(text), None]:
        end = blank.start() if blank else len(text)
        if text[start:end].strip():
            places.append((start, end))
        start = blank.end() if blank else end
    places = [_trimmed(text, a, b) for a, b in places]
    if len(places) == 1:
        lines = [_trimmed(text, *m.span()) for m in _LINE.finditer(text) if m.group().strip()]
        ended = sum(text[b - 1] in '.!?:”"’' for _, b in lines)
        if len(lines) > 2 and ended * 2 >= len(lines):
            return lines
    return places


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out line ends at a block's edges: they belong to the space between blocks."""
    while start < end and text[start] in "\r\n":
        start += 1
    while start < end and text[end - 1] in "\r\n":
        end -= 1
    return start, end


def read_file(path: Path, *, encoding: str | None = None, described: dict | None = None) -> Article:
    """Read one article from a text file.

    A file ``articles.csv`` in the same folder, with a row for it (columns ``file``, ``article``, ``title``, ``outlet``,
    ``style``, ``byline``, ``date``), says what the text does not.
    """
    raw = bytes_of(path)
    text, notices = decode(raw, str(path), encoding=encoding)
    if not text.strip():
        raise InputError(f"{path}: there is nothing but white space in it. Put the article's text into it.")
    told, said = (described, ()) if described is not None else _described(path)
    known = {name: told.get(name) or None for name in DESCRIBED}
    name = told.get("article") or slug(path.stem)
    shown = os.fsencode(path).decode("utf-8", "replace")
    return Article(name, text, **known, path=shown, sha256=hashlib.sha256(raw).hexdigest(), notices=notices + said)


def _described(path: Path) -> tuple[dict, tuple[str, ...]]:
    """Return what ``articles.csv`` beside a text says of it, and a notice where that file cannot be used."""
    beside = path.parent / "articles.csv"
    if not beside.is_file():
        return {}, ()
    unused = f"{beside}: not used. To describe the texts beside it, it needs the columns file, title, outlet, ..."
    try:
        rows = pd.read_csv(io.StringIO(decode(beside.read_bytes(), str(beside))[0]), dtype=str, keep_default_na=False)
    except (ValueError, OSError):
        return {}, (unused,)
    if "file" not in rows:
        return {}, (unused,)
    row = rows[rows["file"] == path.name]
    return (row.iloc[0].to_dict() if len(row) else {}), ()


def slug(name: str) -> str:
    """Make a short name of letters, digits and hyphens."""
    return re.sub(r"[^\w]+", "-", name.lower(), flags=re.ASCII).strip("-_") or "article"


def read_articles(inputs: Iterable[str | Path], *, encoding: str | None = None) -> list[Article]:
    """Read every article of `inputs`: text files, folders of them, and tables with a row an article.

    Raises
    ------
    InputError
        for the first input that cannot be used
    """
    found: list[Article] = []
    for given in map(Path, inputs):
        try:
            kind = "folder" if given.is_dir() else given.suffix.lower()
            known = kind in ARTICLE_ENDINGS or not given.exists()
        except OSError as error:
            raise InputError(
                f"{given}: cannot be read ({error.strerror}). Check the name and your rights to it."
            ) from None
        if kind == "folder":
            files = sorted(p for p in given.iterdir() if p.suffix.lower() in ARTICLE_ENDINGS and _is_article(p))
            if not files:
                raise InputError(f"{given}: no article in this folder. Put .txt or .md files into it.")
            found += [read_file(p, encoding=encoding) for p in files]
        elif kind in TABLE_ENDINGS:
            found += _rows(read_table(given, encoding=encoding), given)
        elif known:
            found.append(read_file(given, encoding=encoding))
        else:
            kinds = ", ".join(ARTICLE_ENDINGS + TABLE_ENDINGS)
            raise InputError(f"{given}: files that end in {kind or 'nothing'} are not read. Give one of {kinds}.")
    return _distinct(found)


def _is_article(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".")


def _rows(frame: pd.DataFrame, path: Path) -> list[Article]:
    columns = {
        name: frame[name].astype(object).tolist() for name in ("text", "id", "article", *DESCRIBED) if name in frame
    }
    articles = []
    for k in range(len(frame)):
        row = {name: column[k] for name, column in columns.items()}
        text, where = row["text"], f"{path}, row {k + 1}"
        if not isinstance(text, str) or not text.strip():
            raise InputError(f"{where}: there is no text in it. Take the row out, or measure with --unit text.")
        known = {name: str(row[name]) if _said(row.get(name)) else None for name in DESCRIBED}
        identifier = row["id"] if _said(row.get("id")) else None
        name = (
            row["article"]
            if _said(row.get("article"))
            else identifier
            if identifier is not None
            else f"{path.stem}-{k + 1}"
        )
        hashed = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        articles.append(Article(str(name), text, **known, path=where, sha256=hashed, identifier=identifier))
    return articles


def _said(value: object) -> bool:
    return (
        value is not None
        and not (isinstance(value, float) and value != value)
        and value is not pd.NA
        and str(value) != ""
    )


def _distinct(articles: list[Article]) -> list[Article]:
    """Return articles of the same name a number, so that every name stands for one article."""
    seen: set[str] = set()
    named = []
    for article in articles:
        name = distinct(article.article, seen)
        named.append(article if name == article.article else replace(article, article=name))
    return named


def distinct(name: str, seen: set[str]) -> str:
    """Return `name`, or with a number behind it, so that it is not among those `seen`; add it to them."""
    told, count = name, 1
    while told in seen:
        count += 1
        told = f"{name}-{count}"
    seen.add(told)
    return told


def articles_table(articles: list[Article]) -> pd.DataFrame:
    """The articles as a table (:data:`schema.ARTICLES`), in the order given."""
    return table([{name: getattr(a, name) for name in ARTICLES} for a in articles], ARTICLES)


def given_articles(
    paths: list[Path], *, encoding: str | None = None, at_least: int = 1, note: Callable[[str], None] | None = None
) -> list[Article]:
    """Read the articles that a command is given.

    Parameters
    ----------
    paths : text files, folders of them, or tables with a row an article
    encoding : the encoding of text that does not say it itself
    at_least : how many articles there have to be; with 2 or more they have to differ
    note : called with each line that the reader should know

    Raises
    ------
    InputError
        if an input cannot be read or is given twice, if an article is there twice, or if there are too few
    """
    each_once(paths)
    found = read_articles(paths, encoding=encoding)
    for notice in dict.fromkeys(n for article in found for n in article.notices):
        note(notice) if note else None
    if at_least > 1:
        hashes: dict[str, Article] = {}
        for article in found:
            if (same := hashes.setdefault(article.sha256 or article.text, article)) is not article:
                raise InputError(
                    f"{article.path}: the same text as {same.path}. A comparison needs two different articles."
                )
    if len(found) < at_least:
        raise InputError(f"{paths[0]}: this is one article, and two are needed. Name another beside it.")
    return found


def each_once(paths: list[Path]) -> None:
    """Refuse an input that is named twice.

    Raises
    ------
    InputError
        naming the second
    """
    seen: dict[Path, Path] = {}
    for given in paths:
        if (same := seen.setdefault(given.resolve(), given)) is not given:
            raise InputError(f"{given}: given twice (also as {same}). Name each input once.")


def files_of(found: list[Article]) -> tuple[Path, ...]:
    """Return every file that was read: the articles, and the descriptions beside them."""
    texts = [Path(article.path) for article in found if article.path]
    return (*texts, *(text.parent / "articles.csv" for text in texts))


def given_texts(paths: list[Path], *, encoding: str | None = None) -> pd.DataFrame:
    """Read tables whose rows are texts to be measured as they stand, as rows of the paragraph table.

    Returns
    -------
    DataFrame with ``article`` (by default the table's name), ``block`` (the row's place in its table, from 0),
    ``kind``, ``voice``, ``text``, and first ``id`` where a table has it

    Raises
    ------
    InputError
        if an input is no table with a column ``text``
    """
    parts, names = [], set()
    for path in paths:
        if path.suffix.lower() not in TABLE_ENDINGS:
            raise InputError(f"{path}: --unit text needs a table ({', '.join(TABLE_ENDINGS)}) with a column text.")
        rows = read_table(path, encoding=encoding)
        name = distinct(slug(path.stem), names)
        part = pd.DataFrame({"article": rows.get("article", pd.Series(name, index=rows.index))})
        part["block"] = range(len(rows))
        part["kind"] = rows.get("kind", pd.Series(BODY, index=rows.index))
        part["voice"] = rows.get("voice", pd.Series(OUTLET, index=rows.index))
        part["text"] = rows["text"]
        if "id" in rows:
            part.insert(0, "id", rows["id"])
        parts.append(part)
    return pd.concat(parts, ignore_index=True)
