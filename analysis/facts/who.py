"""Who: who led with how much, whether it is open who won, and how a name is spelled.

Each reader looks at one sentence and at one of another article: a leader whose team-mate has more in the other piece
(*Renn led Orvel with 13 points*; *Dahl scored 14 and Renn 13*), and a match that one calls open and the other tells
(*the winner of Orvel and Pell*; *Pell beat Orvel*). A name of two words, of which one has a letter more or less, or
another vowel, in the other article (*Duncan Raike*, *Duncan Raik*) is spelled in two ways.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product
from typing import NamedTuple

from analysis.facts.similarity import rarity
from analysis.facts.wording import function_words
from analysis.text.names import first_names
from analysis.text.numerals import SMALL, parse_number
from analysis.text.patterns import pattern
from analysis.text.syllables import easy_words
from analysis.text.word_forms import key

LED, OPEN, SPELLED = "who led", "open or decided", "how spelled"
#: names of so many letters may be misspelled, in these where one stands for another
_LEAST_SPELLED, _VOWELS = 4, frozenset("aeiouy")

_N = rf"(?:\d{{1,3}}|{'|'.join(SMALL)})"
_NAME = r"[A-Z][\w’'-]+"
_NAMES = rf"{_NAME}(?: (?:{_NAME}|St\.))*"
_LED_WITH = pattern(
    rf"\b(?P<who>{_NAME}) (?:led|leads|paced)(?: all \w+| the way| {_NAMES}| the {_NAMES})? with "
    rf"(?P<n>{_N}) (?P<noun>[a-z]+)\b"
)
_HAD = pattern(
    rf"\b(?P<who>{_NAME}) (?:scored|had|added|got|made|finished with|contributed|chipped in(?: with)?|posted|netted|"
    rf"with) (?P<n>{_N})\b"
)
_WINNER = pattern(
    rf"\b(?:winner of|winner between|whoever wins)\b[^.;:]{{0,60}}?(?P<one>{_NAMES}) "
    rf"(?:and|vs\.?|versus|against|or) (?P<other>{_NAMES})"
)
_BEAT = pattern(
    rf"(?P<one>{_NAMES})(?:,? (?:which|who))? (?:defeated|beat|edged|downed|topped|upset|eliminated|ousted|routed|"
    rf"stopped|knocked out) (?P<other>{_NAMES})"
)
_CAPITAL = pattern(r"\b[A-Z][a-z-]*[a-z]")
_TWO_CAPITALS = pattern(r"(?=\b([A-Z][a-z-]*[a-z]) ([A-Z][a-z-]*[a-z])\b)")


class Apart(NamedTuple):
    """Two sentences, by their places in the list, that part in who did it: the words of each, and what they share."""

    one: int
    other: int
    sort: str
    word: str
    against: str
    shared: list[str]


def who_parts(told: list[tuple[str, str]]) -> Iterator[Apart]:
    """Find sentences of two articles that part in who led, who won, or how a name is spelled.

    Parameters
    ----------
    told : the sentences of all articles, each with its article
    """
    yield from _leaders(told)
    yield from _winners(told)
    yield from _spellings(told)


def is_spelling(one: str, other: str) -> bool:
    """Test whether two names differ in one letter, which is more or less, or another vowel."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LEAST_SPELLED or short[0] != long[0] or len(long) - len(short) > 1:
        return False
    k = next((k for k, letter in enumerate(short) if letter != long[k]), len(short))
    if len(short) == len(long):
        return k < len(short) and short[k + 1 :] == long[k + 1 :] and {short[k], long[k]} <= _VOWELS
    return short[k:] == long[k + 1 :] and not long.endswith("s")


def _spellings(told: list[tuple[str, str]]) -> Iterator[Apart]:
    """Find names of two words that two articles spell differently, each in its one way."""
    first: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    held: dict[str, set[str]] = defaultdict(set)
    for n, (article, text) in enumerate(told):
        held[article].update(_CAPITAL.findall(text))
        for one, two in _TWO_CAPITALS.findall(text):
            if not {one.lower(), two.lower()} & function_words():
                first[one, two].setdefault(article, n)
    ends: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    for name in first:
        for side in (0, 1):
            ends[side, name[side]].append(name)
    for (side, same), names in ends.items():
        if _is_word(same) and same.lower() not in first_names():
            continue
        for one, other in combinations(names, 2):
            mine, theirs = one[1 - side], other[1 - side]
            if not is_spelling(mine.lower(), theirs.lower()) or _is_word(mine) or _is_word(theirs):
                continue
            for here, there in product(first[one], first[other]):
                if here != there and theirs not in held[here] and mine not in held[there]:
                    yield Apart(first[one][here], first[other][there], SPELLED, " ".join(one), " ".join(other), [same])


def _is_word(name: str) -> bool:
    return name.lower() in easy_words() or rarity(key(name)) < 1


def _leaders(told: list[tuple[str, str]]) -> Iterator[Apart]:
    for n, (article, text) in enumerate(told):
        for led in _LED_WITH.finditer(text):
            for m, (there, other) in enumerate(told):
                if there == article or led["who"] not in other:
                    continue
                held = {had["who"]: (parse_number(had["n"]), had[0]) for had in _HAD.finditer(other)}
                own = held.get(led["who"], (math.nan, ""))[0]
                more = [(who, said) for who, (many, said) in held.items() if many > own and who in text]
                if own == parse_number(led["n"]) and more and (led["noun"] in other or "scored" in other):
                    yield Apart(n, m, LED, led[0], more[0][1], [led["who"], more[0][0]])


def _winners(told: list[tuple[str, str]]) -> Iterator[Apart]:
    beaten = [(m, found) for m, (_, text) in enumerate(told) for found in _BEAT.finditer(text)]
    for n, (article, text) in enumerate(told):
        for still in _WINNER.finditer(text):
            two = {still["one"].split()[-1], still["other"].split()[-1]}
            for m, beat in beaten:
                if told[m][0] != article and {beat["one"].split()[-1], beat["other"].split()[-1]} == two:
                    yield Apart(n, m, OPEN, still[0], beat[0], sorted(two))
