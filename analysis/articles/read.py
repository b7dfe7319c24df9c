"""Read articles: files, folders and tables in, :class:`Article` out; and tables with a ``text`` column as they stand.

:func:`read_articles` reads whatever is named, :func:`articles_from` takes a table that is read already,
:func:`read_given_articles` and :func:`read_given_texts` read what a command is given. Tables are CSV, JSON lines and
Parquet; every row and every column stays as it is. What cannot be read ends in one line that says what, where, and
how to mend it (:class:`schema.InputError`).
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.articles.damage import describe_damage
from analysis.articles.layout import find_blocks, lay_out
from analysis.articles.subtitles import are_subtitles, read_subtitles
from analysis.files import bytes_of, check_names, decode, find_delimiter
from analysis.schema import ARTICLES, BODY, OUTLET, InputError, table
from analysis.text.words import replace_surrogates

ARTICLE_ENDINGS = (".txt", ".md", ".srt", ".vtt")
TABLE_ENDINGS = (".csv", ".tsv", ".jsonl", ".parquet")
_SIGNS = {",": "comma", ";": "semicolon", "\t": "tab"}
#: the names of the columns stand within so many characters
_LONGEST_HEADER = 1 << 16
#: what may be known of an article besides its text
DESCRIBED = ("title", "outlet", "style", "byline", "date")


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
        """The stretches of text between blank lines, as :func:`layout.lay_out` has them: as long as in `text`."""
        laid_out = lay_out(self.text)
        return [laid_out[a:b] for a, b in find_blocks(laid_out)]


def read_table(path: Path, *, encoding: str | None = None) -> pd.DataFrame:
    """Read a table with a column ``text``; a cell of CSV is text, and whole numbers stay whole, however large.

    Parameters
    ----------
    path : .csv (its cells parted by commas, semicolons or tabs), .tsv, .jsonl or .parquet
    encoding : the encoding of text that does not say it itself

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
    return _with_texts(frame, str(path))


def _with_texts(frame: pd.DataFrame, where: str) -> pd.DataFrame:
    """Return a table that has rows and one column ``text``; refuse another."""
    check_names(frame.columns, where)
    if "text" not in frame:
        has = ", ".join(map(str, frame.columns)) or "none"
        raise InputError(f"{where}: there is no column 'text'; it has {has}. Name the column with the texts 'text'.")
    if not len(frame):
        raise InputError(f"{where}: the table has no rows. Give it a row for each text.")
    return frame


def _parquet(path: Path, encoding: str | None) -> pd.DataFrame:
    if not path.is_file():
        bytes_of(path)
    check_names(pq.read_schema(path).names, path)
    table = pq.read_table(path)
    for k, field in enumerate(table.schema):
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        kind = pa.large_string() if pa.types.is_string_view(kind) else kind
        if kind != field.type:
            table = table.set_column(k, field.name, table.column(k).cast(kind))
    frame = table.to_pandas(types_mapper=pd.ArrowDtype)
    nested = [c for c in frame if str(frame[c].dtype).startswith(("list", "struct", "map"))]
    return frame.astype(dict.fromkeys(nested, object)).reset_index(drop=True)


def _json_lines(path: Path, encoding: str | None) -> pd.DataFrame:
    rows = [row for row, _ in read_objects(path, encoding=encoding)]
    names = dict.fromkeys(name for row in rows for name in row)
    return pd.DataFrame(
        {name: pd.Series([replace_surrogates(row.get(name)) for row in rows], dtype=object) for name in names}
    )


def read_objects(path: Path, *, encoding: str | None = None) -> Iterator[tuple[dict, str]]:
    """Read JSON lines: each object, and where it stands ("file, line 3") for what may be wrong in it.

    Parameters
    ----------
    path : an object a line; blank lines are passed over
    encoding : the encoding of text that does not say it itself

    Raises
    ------
    InputError
        for the first line that holds no object, when it is reached
    """
    text, _ = decode(bytes_of(path), str(path), encoding=encoding)
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{where}: not a table that can be read ({error}). Mend the line.") from None
        if not isinstance(row, dict):
            raise InputError(f'{where}: not an object. Write each row as {{"text": ...}}.')
        yield row, where


def _csv(path: Path, encoding: str | None) -> pd.DataFrame:
    text, _ = decode(bytes_of(path), str(path), encoding=encoding)
    csv.field_size_limit(2**31 - 1)
    delimiter, start = find_delimiter(text[:_LONGEST_HEADER], "text")
    rows = csv.reader(io.StringIO(text[start:], newline=""), strict=True, delimiter=delimiter)
    header = next(rows, [])
    check_names(header, path)
    cells: list[list[str]] = []
    for row in rows:
        # a blank line is an empty text where there is one column, and no row where there are more
        if not row and len(header) > 1:
            continue
        row = row or [""]
        if len(row) != len(header):
            shifted = f"{path}, line {rows.line_num}: {len(row)} cells under {len(header)} columns."
            raise InputError(f"{shifted} Put quotation marks around cells that hold a {_SIGNS[delimiter]}.")
        cells.append(row)
    while cells and len(header) == 1 and cells[-1] == [""]:
        cells.pop()
    return pd.DataFrame(cells, columns=header, dtype="str")


def read_file(path: Path, *, encoding: str | None = None, described: dict | None = None) -> Article:
    """Read one article from a text file.

    Parameters
    ----------
    path : the file. A file ``articles.csv`` in its folder, with a row for it (columns ``file``, ``article``, ``title``,
        ``outlet``, ``style``, ``byline``, ``date``), says what the text does not
    encoding : the encoding of text that does not say it itself
    described : such a row; by default it is looked up

    Raises
    ------
    InputError
        if the file cannot be read, or has no text
    """
    raw = bytes_of(path)
    text, notices = decode(raw, str(path), encoding=encoding)
    if not text.strip():
        raise InputError(f"{path}: there is nothing but white space in it. Put the article's text into it.")
    if are_subtitles(text):
        notices += (f"{path}: read as subtitles: only their words, without numbers and times.",)
        text = read_subtitles(text)
    if not text.strip():
        raise InputError(f"{path}: there are no words in the subtitles. Give a file in which someone speaks.")
    told, more = (described, ()) if described is not None else _described(path)
    known = {name: told.get(name) or None for name in DESCRIBED}
    name = told.get("article") or slug(path.stem)
    shown = os.fsencode(path).decode("utf-8", "replace")
    notices += more + describe_damage([(shown, text)])
    return Article(name, text, **known, path=shown, sha256=hashlib.sha256(raw).hexdigest(), notices=notices)


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


def read_articles(inputs: str | Path | Iterable[str | Path], *, encoding: str | None = None) -> list[Article]:
    """Read every article of `inputs`, in their order.

    Parameters
    ----------
    inputs : one path or several: text files (.txt, .md, .srt, .vtt), folders of them, tables with a row an article
        (.csv, .tsv, .jsonl, .parquet)
    encoding : the encoding of text that does not say it itself

    Returns
    -------
    list of :class:`Article`; those of one name have a number behind it

    Raises
    ------
    InputError
        for the first input that cannot be used
    """
    found: list[Article] = []
    for given in map(Path, [inputs] if isinstance(inputs, str | Path) else inputs):
        try:
            kind = "folder" if given.is_dir() else given.suffix.lower()
            known = kind in ARTICLE_ENDINGS or not given.exists()
        except OSError as error:
            why = f"cannot be read ({error.strerror}). Check the name and your rights to it."
            raise InputError(f"{given}: {why}") from None
        if kind == "folder":
            found += [read_file(path, encoding=encoding) for path in _articles_in(given)]
        elif kind in TABLE_ENDINGS:
            found += _rows(read_table(given, encoding=encoding), f"{given}, row", given.stem)
        elif known:
            found.append(read_file(given, encoding=encoding))
        else:
            kinds = ", ".join(ARTICLE_ENDINGS + TABLE_ENDINGS)
            raise InputError(f"{given}: files that end in {kind or 'nothing'} are not read. Give one of {kinds}.")
    return _distinct(found)


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
    return _distinct(_rows(_with_texts(frame, name), f"{name}, row", name))


def _articles_in(folder: Path) -> list[Path]:
    texts = (path for path in folder.iterdir() if path.suffix.lower() in ARTICLE_ENDINGS)
    files = sorted(path for path in texts if path.is_file() and not path.name.startswith("."))
    if not files:
        raise InputError(f"{folder}: no article in this folder. Put .txt or .md files into it.")
    return files


def _rows(frame: pd.DataFrame, place: str, stem: str) -> list[Article]:
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
    if notices := describe_damage((article.path, article.text) for article in articles):
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
    check_each_once(paths)
    found = read_articles(paths, encoding=encoding)
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


def check_each_once(paths: list[Path]) -> None:
    """Refuse an input that is named twice: raise :class:`InputError` naming the second."""
    seen: dict[Path, Path] = {}
    for given in paths:
        if (same := seen.setdefault(given.resolve(), given)) is not given:
            raise InputError(f"{given}: given twice (also as {same}). Name each input once.")


def list_files(found: list[Article]) -> tuple[Path, ...]:
    """List every file that was read: the articles, and the descriptions beside them."""
    texts = [Path(article.path) for article in found if article.path]
    return (*texts, *(text.parent / "articles.csv" for text in texts))


def read_given_texts(
    paths: list[Path], *, encoding: str | None = None, note: Callable[[str], None] | None = None
) -> pd.DataFrame:
    """Read tables whose rows are texts to be measured as they stand, as rows of the paragraph table.

    `note` is called with each line that the reader should know.

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
        for notice in describe_damage((f"{path}, row {k}", text) for k, text in enumerate(rows["text"], start=1)):
            note(notice) if note else None
        name = unique_name(slug(path.stem), names)
        assumed = {"article": name, "kind": BODY, "voice": OUTLET}
        rows = rows.assign(block=range(len(rows)), **{c: said for c, said in assumed.items() if c not in rows})
        parts.append(rows[[c for c in ("id", "article", "block", "kind", "voice", "text") if c in rows]])
    return pd.concat(parts, ignore_index=True)
