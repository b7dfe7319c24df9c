"""What kind of text an article shows itself to be: a press release, opinion, or a news agency's text.

Each kind rests on words that such texts carry and reports seldom do: a label, a date line with an agency's name, the
paragraph about the sender at the end. Where there are none, nothing is said.
"""

from __future__ import annotations

import re

import pandas as pd

from analysis.attribution import find_quoted_places
from analysis.schema import BYLINE, HEADLINE, TEXT, TEXT_KINDS, require
from analysis.text.patterns import pattern

PRESS_RELEASE, OPINION, AGENCY = "a press release", "an opinion piece", "a news agency’s text"
GENRES = {"article": TEXT, "genre": TEXT, "block": "int64", "words": TEXT}
_AGENCIES = r"(?:AP|Reuters|AFP|UPI|PA Media|Xinhua|dpa|Bloomberg)"
#: LONDON (Reuters) -
_DATELINE = pattern(rf"[A-Z][A-Za-z.,’' ]{{1,60}}\(({_AGENCIES})\)|\(({_AGENCIES})\)\s*[-–—]")
_CREDIT = pattern(r"(?:By |© |\()?(?:The )?(Associated Press|Reuters|Agence France-Presse|Press Association)\)?\.?")
_RELEASED = pattern(
    r"^\W{0,3}(?:for immediate release|press release|news release|(?:media|press) (?:contacts?|enquiries|inquiries)\b|"
    r"about the [A-Z][\w’' -]{2,60}:?$|about [A-Z][\w’'& -]{2,60}:$|source:? [A-Z][\w’'&., -]{2,40}$)"
    r"|\b(?:PRNewswire|PR Newswire|Business ?Wire|GLOBE ?NEWSWIRE|Marketwired?)\b",
    re.I,
)
#: said by a sender of itself, outside of quotation marks
_OF_ITSELF = pattern(
    r"\b(?:is|are) (?:proud|pleased|delighted|excited|thrilled|honou?red) to (?:announce|welcome|introduce|present)\b"
    r"|\b[A-Z]\w+ (?:congratulates|proudly \w+s)\b|\bwe are (?:proud|pleased|delighted|grateful|excited|thrilled)\b",
)
_LABEL = pattern(r"\W*(?:opinion|commentary|comment|editorial|op-?ed|leader|column|viewpoint)\b(?:\W.*)?$", re.I | re.S)
_FIRST_PERSON = pattern(
    r"\bI (?:think|believe|suspect|hope|wonder|doubt|would argue|fear|confess)\b|\b[Ii]n my (?:view|opinion)\b"
)
#: an unmarked piece is called opinion only where its writer says *I think* or the like so often
_OFTEN = 2
#: a label is at most so many words long
_LABEL_WORDS = 4


def genres(blocks: pd.DataFrame) -> pd.DataFrame:
    """Find which articles show themselves to be a press release, opinion, or a news agency's text, and by which words.

    Parameters
    ----------
    blocks : the paragraph table (``article``, ``block``, ``kind``, ``text``), with what was set aside

    Returns
    -------
    DataFrame, at most one row an article: ``article``; ``genre``; ``block`` and ``words``, where and how it shows. An
    article without such words has no row.
    """
    require(blocks, ("article", "block", "kind", "text"), "genres")
    quoted: dict[tuple, list[tuple[int, int]]] = {}
    text = blocks[blocks["kind"].isin(TEXT_KINDS)]
    for article, block, start, end in find_quoted_places(text)[["article", "block", "start", "end"]].itertuples(
        index=False
    ):
        quoted.setdefault((article, block), []).append((start, end))
    rows = []
    for article, own in blocks.groupby("article", sort=False):
        listed = [
            (block, kind, _outside(text, quoted.get((article, block), ())))
            for block, kind, text in own[["block", "kind", "text"]].itertuples(index=False)
        ]
        if shown := _released(listed) or _opinion(listed) or _agency(listed):
            rows.append((article, *shown))
    return pd.DataFrame(rows, columns=list(GENRES)).astype(GENRES)


def _outside(text: str, quoted: list[tuple[int, int]]) -> str:
    """Put blanks in the place of what is quoted."""
    for start, end in quoted:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _released(listed: list[tuple]) -> tuple | None:
    return _first(listed, _RELEASED, PRESS_RELEASE) or _first(listed, _OF_ITSELF, PRESS_RELEASE)


def _first(listed: list[tuple], pattern: re.Pattern, genre: str) -> tuple | None:
    return next(
        ((genre, block, found[0].strip()) for block, _, text in listed if (found := pattern.search(text))), None
    )


def _opinion(listed: list[tuple]) -> tuple | None:
    for block, kind, text in listed[:3]:
        label = len(text.split()) <= _LABEL_WORDS and kind != HEADLINE
        headed = kind == HEADLINE and re.match(r"\W*(?:opinion|editorial|op-?ed|commentary)\s*[:|]", text, re.I)
        if headed or (label and _LABEL.match(text)):
            return OPINION, block, text.strip()
    said = [(block, found[0]) for block, _, text in listed for found in _FIRST_PERSON.finditer(text)]
    return (OPINION, *said[0]) if len(said) >= _OFTEN else None


def _agency(listed: list[tuple]) -> tuple | None:
    for block, kind, text in listed[:4]:
        if found := _DATELINE.match(text):
            return AGENCY, block, found[0].strip(" -–—")
        if (kind == BYLINE or len(text.split()) <= _LABEL_WORDS) and (found := _CREDIT.fullmatch(text.strip())):
            return AGENCY, block, found[0]
    return None
