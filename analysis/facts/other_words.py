"""One number told in other words: a third loss in a row and a streak of three, euros and dollars, robbers and men.

Each test takes two figures (:mod:`facts.figures`) of two articles. :mod:`facts.claims` asks them where two figures are
not of one sort, unit or noun.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.facts.figures import PEOPLE_NOUNS, Figure
from analysis.facts.wording import function_words
from analysis.text.numerals import DAYS, MONTHS, SMALL
from analysis.text.patterns import pattern
from analysis.text.word_forms import key

#: so many times the other an amount may be in the second currency, from and to, as rates of exchange were since 2000
_RATES = {("€", "$"): (0.82, 1.62), ("£", "$"): (1.04, 2.12), ("£", "€"): (1.02, 1.75)}
#: so many characters behind a figure and before it are next to it
_BEHIND, _BEFORE = 48, 36
_IN_A_ROW = pattern(r"\b(?:in a row|straight|successive|consecutive|running|streak|run of|back-to-back)\b")
#: nouns of people that are formed from what they do, and some that are not
_PERSON = pattern(
    r"(?:man|men|people|person|persons|suspects?|gunm[ae]n|thie(?:f|ves)|thugs?|crooks?|bandits?|youths?|teens?|"
    r"teenagers?|brothers?|sisters?|victims?|assailants?|robbers?|raiders?|attackers?|gangsters?|burglars?|kidnappers?|"
    r"militants?|rebels?|insurgents?|terrorists?|pirates?|hijackers?|hostages?|captives?|crew|crewm[ae]n|sailors?|seam[ae]n|"
    r"soldiers?|troops|officers?|policem[ae]n|guards?|prisoners?|inmates?|detainees?|women|woman|girls?|boys?|children|"
    r"workers?|employees?|colleagues?|co-workers?|protesters?|demonstrators?|rioters?|passengers?|tourists?|climbers?|"
    r"residents?|villagers?|civilians?|students?|pupils?|others?|adults?|defendants?|accused|toughs?|moms?|mums?|mothers?|"
    r"fathers?|dads?|kids?|friends?|relatives?|drivers?|riders?|players?|fans?)$",
    re.I,
)
_OTHERS = ("other", "others")
_GENERAL = frozenset("man men person people woman women suspect other victim individual one youth".split())  # noqa: SIM905


#: nouns of people that are told of the same ones, as they are folded
_CALLINGS = tuple(
    frozenset(names.split())
    for names in (
        "guard officer policeman cop trooper deputy detective constable soldier",
        "worker employee staffer colleague staff labourer laborer miner",
        "robber raider thief burglar gunman attacker assailant suspect bandit crook",
        "pirate hijacker brigand gunman attacker raider",
        "protester demonstrator rioter youth marcher activist",
        "child kid youngster boy girl pupil student teenager teen",
        "passenger traveller traveler tourist",
        "victim dead fatality casualty",
    )
)


def in_other_words(one: Figure, other: Figure) -> bool:
    """Test whether two figures of other sorts or units can be one: ranks and counts, two currencies."""
    return _in_a_row(one, other) or currencies(one, other)


def _in_a_row(one: Figure, other: Figure) -> bool:
    """Test whether one is the third in a row, and the other three in a row."""
    if {one.kind, other.kind} != {"ordinal", "count"} or one.value != other.value or one.value < 2:
        return False
    return all(_IN_A_ROW.search(_near(figure)) for figure in (one, other))


def currencies(one: Figure, other: Figure) -> bool:
    """Test whether two amounts of money in two currencies can be one."""
    if one.kind != "money" or other.kind != "money":
        return False
    rate = _RATES.get((one.unit, other.unit))
    if rate is None:
        one, other = other, one
        rate = _RATES.get((one.unit, other.unit))
    return rate is not None and rate[0] * one.value <= other.value <= rate[1] * one.value


def both_people(one: Figure, other: Figure) -> bool:
    """Test whether both count people, by one calling or one of them by a word for any: four robbers and four men."""
    nouns = [figure.quantity.head.lower().replace("’", "'") for figure in (one, other)]
    if any(one.counted in calling and other.counted in calling for calling in _CALLINGS):
        return True
    if (nouns[0] in _OTHERS) != (nouns[1] in _OTHERS):  # two men on trial, and two others who were hurt
        return False
    return all(_PERSON.match(noun) for noun in nouns) and any(
        figure.counted in _GENERAL or noun in _GENERAL for figure, noun in zip((one, other), nouns, strict=True)
    )


def is_person(noun: str) -> bool:
    """Test whether a noun is one of people: victims, crew, moms."""
    return bool(_PERSON.match(noun))


def of_people(one: Figure) -> bool:
    """Test whether a figure counts people, or nobody says what."""
    noun = one.quantity.head
    return not noun or one.counted in PEOPLE_NOUNS or bool(_PERSON.match(noun)) or noun[0].isupper()


def words_behind(one: Figure, other: Figure) -> int:
    """Return how many words stand right behind both figures: three punt returns, three more on punt returns."""
    return len(_behind(one) & _behind(other))


def _near(one: Figure) -> str:
    start, end = one.quantity.phrase_start - one.bounds[0], one.quantity.phrase_end - one.bounds[0]
    return one.sentence[max(0, start - _BEFORE) : end + _BEHIND]


def _behind(one: Figure) -> frozenset[str]:
    end = one.quantity.end - one.bounds[0]
    behind = one.sentence[end : end + _BEHIND]
    # a word that is cut by the limit is none
    return _keys(behind if len(behind) < _BEHIND else behind.rpartition(" ")[0])


@lru_cache(maxsize=1 << 12)
def _keys(words: str) -> frozenset[str]:
    empty = function_words()
    kept = [word for word in re.findall(r"[^\W\d_]{3,}", words) if word.lower() not in empty]
    kept = [word.lower() for word in kept if word.lower() not in SMALL and word not in DAYS and word not in MONTHS]
    return frozenset(map(key, kept))
