"""What a command is given: files, folders and tables, as articles or as rows of texts; refused in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis import read
from analysis.schema import BODY, OUTLET, InputError


def given_articles(
    paths: list[Path], *, encoding: str | None = None, at_least: int = 1, note: Callable[[str], None] | None = None
) -> list[read.Article]:
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
    found = read.read_articles(paths, encoding=encoding)
    for notice in dict.fromkeys(n for article in found for n in article.notices):
        note(notice) if note else None
    if at_least > 1:
        hashes: dict[str, read.Article] = {}
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


def files_of(found: list[read.Article]) -> tuple[Path, ...]:
    """Give every file that was read: the articles, and the descriptions beside them."""
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
        if path.suffix.lower() not in read.TABLE_ENDINGS:
            raise InputError(f"{path}: --unit text needs a table ({', '.join(read.TABLE_ENDINGS)}) with a column text.")
        rows = read.read_table(path, encoding=encoding)
        name = read.distinct(read.slug(path.stem), names)
        part = pd.DataFrame({"article": rows.get("article", pd.Series(name, index=rows.index))})
        part["block"] = range(len(rows))
        part["kind"] = rows.get("kind", pd.Series(BODY, index=rows.index))
        part["voice"] = rows.get("voice", pd.Series(OUTLET, index=rows.index))
        part["text"] = rows["text"]
        if "id" in rows:
            part.insert(0, "id", rows["id"])
        parts.append(part)
    return pd.concat(parts, ignore_index=True)
