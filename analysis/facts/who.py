"""Who: who led with how much, and whether it is open who won.

Each reader looks at one sentence and at one of another article: a leader whose team-mate has more in the other piece
(*Renn led Orvel with 13 points*; *Dahl scored 14 and Renn 13*), and a match that one calls open and the other tells
(*the winner of Orvel and Pell*; *Pell beat Orvel*).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from analysis.text.numerals import SMALL, parse_number
from analysis.text.patterns import pattern

LED, OPEN = "who led", "open or decided"

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


class Apart(NamedTuple):
    """Two sentences, by their places in the list, that part in who did it: the words of each, and what they share."""

    one: int
    other: int
    sort: str
    word: str
    against: str
    shared: list[str]


def who_parts(told: list[tuple[str, str]]) -> Iterator[Apart]:
    """Find sentences of two articles that part in who led, who won, or who it was.

    Parameters
    ----------
    told : the sentences of all articles, each with its article
    """
    yield from _leaders(told)
    yield from _winners(told)


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
