"""From articles to the paragraph table: one row a block, in the order of the files, with its kind and its voice.

A block is in the outlet's voice or in someone else's: a passage that a colon introduces, with the speaker where the
text names one. What stands between quotation marks inside a block is found in :mod:`attribution.quotation`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from analysis.articles.clean import clean
from analysis.articles.read import Article
from analysis.schema import BLOCKQUOTE, OUTLET, PARAGRAPHS, QUOTED, RUNNING_TEXT, TEXT_KINDS, InputError, table

_SPEECH_VERB = (
    r"(?:said|says|told|tells|wrote|writes|added|adds|stated|states|explained|explains|noted|notes|warned|warns|argued|"
    r"argues|claimed|claims|declared|declares|tweeted|posted|reported|reports|announced|announces|replied|responded|"
    r"continued|continues|concluded|concludes|testified|asked|asks|read|reads|put it)"
)
_NAME = r"(?:(?:[A-Z][\w’'.-]*|of|the|for|and|de|van|von|al|bin)\s+)*[A-Z][\w’'.-]*"
_ACCORDING = re.compile(rf"\b[Aa]ccording to ({_NAME})")
_BEFORE_VERB = re.compile(rf"({_NAME})(?:,[^,:]*,)?,?\s+(?:has |have |had |also |later |then )?{_SPEECH_VERB}\b")
_AFTER_VERB = re.compile(rf"\b{_SPEECH_VERB} ({_NAME})")
_POSSESSOR = re.compile(
    rf"({_NAME})[’']s? (?:statement|letter|report|article|post|tweet|answer|response|words|speech|memo)"
)
_SPEAKERS = (_ACCORDING, _BEFORE_VERB, _POSSESSOR, _AFTER_VERB)
_CUE = re.compile(rf"\b(?:{_SPEECH_VERB}|[Aa]ccording to)\b")
_NEXT_SENTENCE = re.compile(r"(?<=[.!?][”\"’\s])\s*(?=[A-Z])")
_LONGEST_SENTENCE = 400
_SMALL = frozenset(("of", "the", "for", "and", "de", "van", "von", "al", "bin"))


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
    ``removed``: ``text + removed`` is the block as it was given. ``id`` is there if any article came with one.

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
    return blocks


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
            }
        )
        before = block
    if not number:
        where = article.path or article.article
        raise InputError(f"{where}: there is no paragraph of body text in it. Put a blank line between paragraphs.")
    return rows


def find_introduction(introduction: str) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Find the speaker and the verb of saying with which the last sentence of a text introduces what follows.

    Returns
    -------
    (start, end) of the name and of the verb, half-open, in characters; None for what is not there
    """
    text = introduction.rstrip()
    begin = max(len(text) - _LONGEST_SENTENCE, 0)
    begin = max((stop.end() for stop in _NEXT_SENTENCE.finditer(text, begin)), default=begin)
    source = next(filter(None, (_last_name(pattern, text, begin) for pattern in _SPEAKERS)), None)
    return source, max((found.span() for found in _CUE.finditer(text, begin)), default=None)


def _last_name(pattern: re.Pattern, text: str, begin: int) -> tuple[int, int] | None:
    """Find the name that the last match of a pattern holds."""
    last = max(pattern.finditer(text, begin), key=re.Match.start, default=None)
    name = last and _person(last[1])
    if not name:
        return None
    at = text.index(name, last.start(1))
    return at, at + len(name)


def _person(name: str) -> str | None:
    """Cut a run of capitalised words to the name itself: what follows the last small word, without a title."""
    words = name.split()
    small = [k for k, word in enumerate(words) if word in _SMALL]
    title = small[-1] + 1 if small and words[0] not in ("Just",) else 0
    kept = words[title:] if len(words) - title >= 2 or not small else words
    return " ".join(kept[-2:] if len(kept) > 3 else kept).rstrip(".,") or None
