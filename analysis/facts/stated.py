"""Sentences with what they state, as sums read them: where it stands, which numbers, and which words two share."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from analysis.facts.similarity import LEAST_RARITY, find_keys, rarity
from analysis.facts.sums import sentence_bounds
from analysis.facts.wording import function_words
from analysis.schema import TEXT_KINDS
from analysis.text.numerals import DAYS, MONTHS, SMALL, parse_number
from analysis.text.patterns import pattern

#: a number as a pattern reads it
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|an?|{'|'.join(sorted(SMALL, key=len, reverse=True))})"
_CALENDAR = frozenset(word.lower() for word in (*DAYS, *MONTHS))
#: what makes a bound of a number behind it
BOUND = pattern(
    r"\b(?:at least|about|nearly|more than|up to|around|as many as|almost|over|some|another|other|fewer than|less than|"
    r"or) $",
    re.I,
)
#: nouns of persons, and how many are told to be dead or hurt
PERSON = (
    "people|persons?|others?|victims?|men|man|women|woman|boys?|girls?|children|child|teenagers?|teens?|students?|workers?|"
    "co-workers?|colleagues|employees|officers?|soldiers?|passengers?|civilians?|guards?|bystanders?|patients?|youths?"
)
DEAD = pattern(
    rf"\b(?P<n>{NUMBER}) (?:(?:{PERSON}) )?(?:(?:was|were|is|are|had been|have been) )?(?:[a-z]+ly )?"
    r"(?:dead|killed|died)\b"
    rf"|\b(?:kill(?:ing|ed|s)?|left|leaves|leaving) (?P<of>{NUMBER})\b(?! (?:[a-z]+ )?(?:hurt|injured|wounded))"
    r"|\b(?P<one>(?:wo)?man|boy|girl|teen|officer|worker|driver|student) (?:dead|killed)\b",
    re.I,
)
HURT = pattern(
    rf"\b(?P<n>{NUMBER}) (?:(?:{PERSON}|more) )?(?:(?:was|were|is|are) )?(?:[a-z]+ly )?(?:hurt|injured|wounded)\b"
    rf"|\b(?:injur|wound|hurt)(?:ing|ed|s)? (?P<of>{NUMBER})\b",
    re.I,
)


class Place(NamedTuple):
    """A sentence, and the words in it that state something (half-open, in characters of the sentence)."""

    article: str
    block: int
    offset: int
    text: str
    start: int = 0
    end: int = 0

    def side(self) -> tuple:
        """Return article, block, start and end in the text of the block, phrase and sentence."""
        phrase = self.text[self.start : self.end]
        return self.article, self.block, self.offset + self.start, self.offset + self.end, phrase, self.text

    def at(self, start: int, end: int) -> Place:
        """Return the place of other words of the sentence."""
        return self._replace(start=start, end=end)

    def around(self, first: re.Match, second: re.Match) -> Place:
        """Return the place from the first to the last of two matches in the sentence."""
        return self.at(min(first.start(), second.start()), max(first.end(), second.end()))


class Stated(NamedTuple):
    """What a sentence states or what follows from it: of which sort, which values, and the working of a sum."""

    sort: str
    values: tuple[float, ...]
    place: Place
    working: str = ""


def shared_words(one: str, other: str) -> set[str]:
    """Return the keys of the words of substance that two texts share, without numbers."""
    first, second = ({word for *_, word in find_keys(text)} for text in (one, other))
    return {word for word in first & second if rarity(word) >= LEAST_RARITY and not word.isdigit()}


def capital_words(text: str) -> set[str]:
    """Return the capitalised words of a text in small letters, without days, months and empty words."""
    words = {re.sub(r"[’']s$", "", text[a:b].lower()) for a, b, _ in find_keys(text) if text[a].isupper()}
    return words - function_words() - _CALENDAR


def told_sentences(paragraphs: pd.DataFrame) -> Iterator[Place]:
    """Find the sentences of articles, in the order of the paragraph table."""
    own = paragraphs[paragraphs["kind"].isin(TEXT_KINDS)]
    texts = own["text"].tolist()
    for article, block, text, cuts in zip(own["article"], own["block"], texts, sentence_bounds(texts), strict=True):
        yield from (Place(article, int(block), start, text[start:end]) for start, end in cuts)


def number(word: str) -> float:
    """Return the value of a number in words or digits, 1 for an article, NaN for none."""
    return 1.0 if word.lower() in ("a", "an") else parse_number(word.lower())


def exact_numbers(form: re.Pattern, place: Place) -> Iterator[tuple[float, re.Match]]:
    """Find the exact numbers that a pattern reads in a sentence: what is told as a bound is passed over."""
    for found in form.finditer(place.text):
        name = next(name for name, said in found.groupdict().items() if said)
        value = 1.0 if name == "one" else number(found[name])
        if not math.isnan(value) and not BOUND.search(place.text[: found.start(name)]):
            yield value, found
