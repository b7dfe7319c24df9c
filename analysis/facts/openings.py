"""How the openings of articles differ: each is of another day, or begins with something else.

The day is that of a line with a date at the head (:func:`date_lines`), the beginning the words of the first paragraph.

The first paragraph as a rule tells what an article holds for the news. Two articles are said to open differently only
where the first paragraphs share next to nothing, and the first paragraph of one is told by the other further down: then
one puts first what the other puts later. Where it is told in wholly different words, nothing is said.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import combinations

import pandas as pd

from analysis.facts.align import SURE
from analysis.facts.days import read_day
from analysis.facts.similarity import LEAST_RARITY, find_keys, rarity
from analysis.schema import HEADLINE, TEXT, TEXT_KINDS, require, tuples
from analysis.text.numerals import SHORT_MONTHS
from analysis.text.patterns import pattern
from analysis.text.sentences import cut_sentences

_SIDE = {"article": TEXT, "block": "int64", "sentence": TEXT, "later": "Int64"}
OPENINGS = {f"{name}_{side}": kind for side in "ab" for name, kind in _SIDE.items()}
_READ = ("article", "block", "kind", "text")
DATES = {"article": TEXT, "block": "int64", "date": "object"}
#: a date stands in the first blocks, so many, in a line of so many characters at most, with its month as a word
_HEAD, _SHORT = 5, 70
_MONTH, _DAY, _YEAR = rf"(?:{'|'.join(SHORT_MONTHS)})[a-z]*\.?", r"\d{1,2}(?:st|nd|rd|th)?", r"(?:19|20)\d\d"
_WHOLE = pattern(rf"\b(?:{_DAY} (?:of )?{_MONTH}|{_MONTH} {_DAY}),? {_YEAR}\b|\b{_YEAR}-\d\d-\d\d\b", re.IGNORECASE)
_MATCHED = ("article_a", "block_a", "article_b", "block_b", "basis")
#: a first sentence of fewer words is a date, a place or a label
_FEWEST_WORDS = 8
#: whom "he" means stands in the headline
_GOES_ON = pattern(r"(?:he|she|it|they)\b", re.IGNORECASE)
#: a point is told further down where so many paragraphs stand before it
_FURTHER = 2
#: so many words, names and numbers may two openings share
_MOST_SHARED = 2


def openings(blocks: pd.DataFrame, matches: pd.DataFrame) -> pd.DataFrame:
    """Find articles that open with different points.

    Parameters
    ----------
    blocks : the paragraph table (``article``, ``block``, ``kind``, ``text``) of two articles or more
    matches : which paragraphs report the same point, :func:`facts.align.match_paragraphs`

    Returns
    -------
    DataFrame, at most one row a pair of articles: ``article_a``, ``block_a``, ``sentence_a``, the first sentence of the
    first paragraph of one; ``later_a``, the paragraph (counted from 1, without headlines) in which the other tells the
    same, missing where none is found; the same of the other with ``_b``.
    """
    require(blocks, _READ, "openings")
    first: dict[str, tuple[int, str]] = {}
    number: dict[tuple[str, int], int] = {}
    seen: Counter = Counter()
    for article, block, kind, text in zip(*(blocks[name].tolist() for name in _READ), strict=True):
        if kind in TEXT_KINDS and kind != HEADLINE:
            seen[article] += 1
            number[article, block] = seen[article]
            first.setdefault(article, (block, text))
    met, later = set(), {}
    for a, i, b, j, basis in zip(*(matches[name].tolist() for name in _MATCHED), strict=True):
        for one, block, other, there in ((a, i, b, j), (b, j, a, i)):
            met.add((one, block, other, there))
            if basis == SURE and (other, there) in number:
                key = (one, block, other)
                later[key] = min(later.get(key, number[other, there]), number[other, there])
    pairs = []
    for a, b in combinations(first, 2):
        (i, _), (j, _) = first[a], first[b]
        told = later.get((a, i, b)), later.get((b, j, a))
        if (a, i, b, j) not in met and any(place is not None and place > _FURTHER for place in told):
            pairs.append((a, i, told[0], b, j, told[1]))
    said = {article: _first_sentence(first[article][1]) for pair in pairs for article in (pair[0], pair[3])}
    rows = [
        (a, i, said[a], told, b, j, said[b], answered)
        for a, i, told, b, j, answered in pairs
        if said[a] and said[b] and len(_rare(said[a]) & _rare(said[b])) <= _MOST_SHARED
    ]
    return pd.DataFrame(rows, columns=list(OPENINGS)).astype(OPENINGS)


def date_lines(blocks: pd.DataFrame) -> pd.DataFrame:
    """Find the date of each article that has a line with one date, set aside, at its head.

    Returns
    -------
    DataFrame, at most one row an article: ``article``, ``block``, ``date`` (a :class:`datetime.date`). Of dates in
    digits only 2013-09-26 is read: 11/09 is two days.
    """
    rows = []
    for article, own in blocks.groupby("article", sort=False):
        for block, kind, text in tuples(own.head(_HEAD)[["block", "kind", "text"]]):
            said = _WHOLE.findall(text) if kind not in TEXT_KINDS and len(text) <= _SHORT else []
            day = read_day(said[0].title()) if len(said) == 1 else None
            if day and day.month and day.day:
                rows.append((article, block, date(day.year, day.month, day.day)))
                break
    return pd.DataFrame(rows, columns=list(DATES)).astype(DATES)


def _first_sentence(text: str) -> str:
    """Return the first sentence of a paragraph; "" if it is too short to tell anything, or goes on with a headline."""
    sentence = next((text[start:end] for start, end in cut_sentences(text)), "")
    return sentence if len(sentence.split()) >= _FEWEST_WORDS and not _GOES_ON.match(sentence) else ""


def _rare(sentence: str) -> set[str]:
    return {word for _, _, word in find_keys(sentence) if word and rarity(word) >= LEAST_RARITY}
