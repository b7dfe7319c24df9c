"""From articles to the paragraph table: one row a block, in the order of the files, with its kind and its voice.

A block is in the outlet's voice or in someone else's: a passage that a colon introduces, with the speaker where the
text names one. What stands between quotation marks inside a block is found in :mod:`attribution.quotation`.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.articles.clean import clean
from analysis.articles.introduction import find_introduction
from analysis.articles.read import Article
from analysis.schema import (
    BLOCKQUOTE,
    BOILERPLATE,
    OUTLET,
    PARAGRAPHS,
    QUOTED,
    RUNNING_TEXT,
    TEXT,
    TEXT_KINDS,
    InputError,
    table,
)
from analysis.text.languages import ENGLISH, foreign_texts, language_codes, read_as_english
from analysis.text.words import split


def paragraphs(articles: Article | Iterable[Article]) -> pd.DataFrame:
    """Cut articles into blocks, with what each is and whose voice it is in.

    Parameters
    ----------
    articles : as :func:`articles.read.read_articles` returns them, or one of them

    Returns
    -------
    DataFrame with the columns of :data:`schema.PARAGRAPHS`. ``block`` counts all blocks of a file from 0,
    ``paragraph`` the body paragraphs and block quotations from 1. ``voice`` is missing for what is not the article's
    text, ``speaker`` where nothing introduces a quoted block by name. What is cut off a block's end stands in
    ``removed``: ``text + removed`` is the block as it was given. ``id`` is there if any article came with one, and
    ``language`` (a code; missing where a block is in English) if a block is in another language or was told to be.

    Raises
    ------
    InputError
        if an article has no paragraph that is its own text
    """
    rows = [row for article in ([articles] if isinstance(articles, Article) else articles) for row in _rows(article)]
    blocks = table(rows, PARAGRAPHS)
    identifiers = [row["id"] for row in rows]
    if any(identifier is not None for identifier in identifiers):
        blocks.insert(0, "id", identifiers)
    languages = _languages(blocks["text"], [row["language"] for row in rows])
    if any(languages):
        blocks["language"] = pd.Series(languages, dtype=TEXT)
    return blocks


def _languages(texts: pd.Series, told: list[str | None]) -> list[str | None]:
    """Return the language of each block, None of English: its own, or its article's if the block does not tell it."""
    words = split(texts)
    own = {row: language_codes()[reason] for row, reason, _ in foreign_texts(words).itertuples(index=False)}
    if not own and not any(told):
        return told
    english = read_as_english(words).tolist()
    inherited = [None if code != ENGLISH and english[row] else code for row, code in enumerate(told)]
    return [code if code == ENGLISH else own.get(row, code) for row, code in enumerate(inherited)]


def _rows(article: Article) -> list[dict]:
    rows, number, before, speaker = [], 0, None, None
    for place, block in enumerate(clean(article)):
        number += block.kind in RUNNING_TEXT
        if block.kind != BLOCKQUOTE:
            speaker = None
        elif before is not None and before.kind != BLOCKQUOTE:
            name, _ = find_introduction(before.text)
            speaker = before.text[slice(*name)] if name else None
        rows.append(
            {
                "article": article.article,
                "block": place,
                "paragraph": number if block.kind in RUNNING_TEXT else None,
                "kind": block.kind,
                "voice": QUOTED if block.kind == BLOCKQUOTE else OUTLET if block.kind in TEXT_KINDS else None,
                "speaker": speaker,
                "reason": block.reason,
                "text": block.text,
                "removed": block.removed,
                "id": article.identifier,
                "language": article.language,
            }
        )
        before = block
    for place, (text, reason) in enumerate(article.cut, start=len(rows)):
        aside = {"block": place, "kind": BOILERPLATE, "reason": reason, "text": text, "language": article.language}
        rows.append({"article": article.article, "paragraph": None, "id": article.identifier} | aside)
    if not number:
        where = article.path or article.article
        raise InputError(f"{where}: there is no paragraph of body text in it. Put a blank line between paragraphs.")
    return rows
