"""Whose voice a block is in, and who speaks in it.

The outlet's own, or someone else's: a passage that a colon introduces, with the speaker where the text names one. What
stands between quotation marks inside a block is found in :mod:`attribution.quotation`.

From articles to the paragraph table: one row a block, in the order of the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from analysis.articles.clean import clean
from analysis.articles.read import Article
from analysis.schema import BLOCKQUOTE, BODY, OUTLET, PARAGRAPHS, QUOTED, TEXT, TEXT_KINDS, InputError, table

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


def voices(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Return each block the voice it is in as a whole.

    Parameters
    ----------
    paragraphs : table with ``article``, ``kind`` and ``text``, in the order of the blocks

    Returns
    -------
    DataFrame on the same index with ``voice`` ('outlet', 'quoted', or missing for what is not the article's text) and
    ``speaker`` (the name that introduces a quoted block, missing where the text gives none)
    """
    voice: list[str | None] = []
    speaker: list[str | None] = []
    previous = (None, None, None)
    for article, kind, text in zip(paragraphs["article"], paragraphs["kind"], paragraphs["text"], strict=True):
        if kind == BLOCKQUOTE:
            told = previous[2] if previous[:2] == (article, BLOCKQUOTE) else introduced(previous[1] or "")
            voice.append(QUOTED)
            speaker.append(told)
            previous = (article, BLOCKQUOTE, told)
        else:
            voice.append(OUTLET if kind in TEXT_KINDS else None)
            speaker.append(None)
            previous = (article, text, None)
    return pd.DataFrame({"voice": voice, "speaker": speaker}, index=paragraphs.index).astype(TEXT)


def introduced(introduction: str) -> str | None:
    """Return the name of the speaker that a sentence introduces, or None."""
    source, _ = introducing(introduction)
    return introduction[slice(*source)] if source else None


def introducing(introduction: str) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Find the speaker and the verb of saying with which the last sentence of a text introduces what follows.

    Returns
    -------
    (start, end) of the name and of the verb, half-open, in characters; None for what is not there
    """
    text = introduction.rstrip()
    begin = max(len(text) - _LONGEST_SENTENCE, 0)
    begin = max((stop.end() for stop in _NEXT_SENTENCE.finditer(text, begin)), default=begin)
    source = next(filter(None, (_last_name(pattern, text, begin) for pattern in _SPEAKERS)), None)
    cue = None
    for found in _CUE.finditer(text, begin):
        cue = found.span()
    return source, cue


def _last_name(pattern: re.Pattern, text: str, begin: int) -> tuple[int, int] | None:
    """Find the name that the last match of a pattern holds."""
    last = None
    for found in pattern.finditer(text, begin):
        last = found
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


def paragraphs(articles: Iterable[Article]) -> pd.DataFrame:
    """Cut articles into blocks and say of each what it is and whose voice it is in.

    Parameters
    ----------
    articles : as :func:`articles.read.read_articles` gives them

    Returns
    -------
    DataFrame with the columns of :data:`schema.PARAGRAPHS`. ``block`` counts all blocks of a file from 0,
    ``paragraph`` the body paragraphs and block quotations from 1. What is cut off a block's end stands in ``removed``:
    ``text + removed`` is the block as it was given. ``id`` is there if any article came with one.

    Raises
    ------
    InputError
        if an article has no paragraph that is its own text
    """
    rows = []
    for article in articles:
        number = 0
        for place, block in enumerate(clean(article)):
            is_text = block.kind in (BODY, BLOCKQUOTE)
            number += is_text
            rows.append(
                {
                    "article": article.article,
                    "block": place,
                    "paragraph": number if is_text else None,
                    "kind": block.kind,
                    "reason": block.reason,
                    "text": block.text,
                    "removed": block.removed,
                    "id": article.identifier,
                }
            )
        if not number:
            where = article.path or article.article
            raise InputError(f"{where}: there is no paragraph of body text in it. Put a blank line between paragraphs.")
    blocks = table(rows, PARAGRAPHS)
    blocks[["voice", "speaker"]] = voices(blocks)
    identifiers = [row["id"] for row in rows]
    if any(identifier is not None for identifier in identifiers):
        blocks.insert(0, "id", identifiers)
    return blocks
