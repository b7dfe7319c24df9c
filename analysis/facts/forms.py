"""Figures in forms that the reader of quantities leaves out: records, calibres, telephones, ranks by a word, "today".

Each function finds the quantities of one form in a text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace

from analysis.facts.quantities import Quantity, noun_phrase, units
from analysis.text.numerals import SMALL, parse_number
from analysis.text.patterns import pattern

CLOCK, CALIBRE, PHONE, PARENT = "clock", "calibre", "telephone", "parent"
#: the unit of a day that is told from the day of writing: today, last week
RELATIVE = "relative"

#: records of three parts (won, lost, drawn)
_RECORD = pattern(r"(?<![\w.,/–-])\d{1,2}(?:[-–]\d{1,2}){2}(?![\w/–-]|[.,]\d)")
#: the two sides of a score, each behind its name: Ormond Hawks 65, No. 9 Vale Rams 53
_SIDES = pattern(
    r"(?<![\w.-])[A-Z][\w’'.-]* (?P<first>\d{1,3}), (?:No\. ?\d{1,2} )?(?:[A-Z][\w’'.-]* ){1,4}(?P<last>\d{1,3})"
    r"(?![\w%/–-]|[.,]\d| [a-z])"
)
#: a telephone number: groups of digits that make nine to twelve
_PHONE = pattern(
    r"(?<![\w.,$€£/–-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,5}\) ?|\d{3,5}[ .-])(?:\d{3,4}[ .-]?){1,2}\d{2,4}"
    r"(?![\w/%–-]|[.,]\d)"
)
_PHONE_DIGITS = (9, 13)
#: calibres that stand without their word, or glued to the word before: a .38, the.38 gun
_BORE = pattern(
    r"(?:(?<=\b[Tt]he)|(?<=\b[Aa])|(?<=\bhis)|(?<=\bher))(?P<blank> ?)\.(?P<bore>22|25|32|38|40|44|45|50|357)"
    r"(?![\d%]| (?:average|percent))(?P<word>[- ]calib(?:er|re))?"
)
#: the hours that the words for a part of the day stand for, from and to
_HOURS_OF = {
    "late": (15.0, 24.0), "morning": (4.0, 12.0), "afternoon": (12.0, 18.5), "evening": (16.5, 24.0),
    "small": (0.0, 6.5), "dawn": (3.5, 8.0), "am": (0.0, 12.0), "pm": (12.0, 18.5), "eve": (16.5, 24.0),
}  # fmt: skip
_PART_OF_DAY = pattern(
    r"\b(?:(?P<late>late in the day|later in the day|at day[’']s end)|(?P<morning>in the morning)"
    r"|(?P<afternoon>in the afternoon)|(?P<evening>in the evening|late at night)"
    r"|(?<=day )(?:(?P<am>morning)|(?P<pm>afternoon)|(?P<eve>evening|night))\b"
    r"|(?P<small>(?:early|small|wee|pre-?dawn) hours)|(?P<dawn>(?:before|at|around) dawn|pre-?dawn(?! hours)"
    r"|dawn (?=(?:raid|robbery|attack|blast|explosion|fire|strike|crash|swoop)\b)))"
)
_TWICE = pattern(
    r"\b[Tt]wice\b(?! (?:as|the|that|what|its|their|his|her|this|an?|per|daily|weekly|in an?|every|each)\b)"
)
_TIES = "twenties thirties forties fifties sixties seventies eighties nineties".split()  # noqa: SIM905
_IN_DECADE = pattern(
    rf"\b(?<=in )(?:his|her|their) (?:(?P<part>early|mid|late)[- ])?"
    rf"(?:(?P<tens>[2-9]0|{'|'.join(_TIES)})(?:s|(?<=ies))\b)"
)
_TOP = pattern(
    r"\b(?:[Tt]op(?=[ -](?:seed(?:ed|s)?|ranked|rated)\b)"
    r"|(?:[Ww]orld )?[Nn]umber[ -][Oo]ne(?=[ -][a-z]*(?:seed|rank|rat)))"
)
_COUNTED = "|".join(sorted(SMALL, key=len, reverse=True))
#: a mother of twelve, a father-of-two, the mom of three young kids
_PARENT = pattern(
    rf"\b(?:grand)?(?:mother|mom|mum|father|dad|parent)s?(?P<dash>[ -])of(?P=dash)(?P<many>\d{{1,2}}|{_COUNTED})\b"
    r"(?![.,]\d|[ -](?:the|these|those|his|her|its|their|whom|all|million|billion|hundred|thousand|years?|months?)\b)"
    r"(?: (?:[a-z]+ )?(?:children|kids|boys|girls|sons|daughters)\b)?",
    re.I,
)
#: a part in digits behind a whole number, whose blank may be lost: 4 1/2 months, 41/2 months
_IN_PARTS = pattern(
    r"(?<![\w/.,$€£-])(?P<whole>\d{0,2}?)(?:[ -])?(?P<over>[1-3])/(?P<under>[2348])[ -](?P<unit>[a-z]{3,9})\b"
)
#: how many, told without a number: a number of residents
_NUMBER_OF = pattern(r"\b[Aa] (?P<size>(?:large|great|growing|small) )?number of(?= (?!the\b)[a-z])")
_NO_THINGS = frozenset("times ways reasons occasions things factors fronts areas levels years months days".split())  # noqa: SIM905
#: what is left of a game: 7:41 to go, 7 minutes, 41 seconds left
_LEFT = pattern(
    r"(?<![\w:.])(?:(?P<minute>\d{1,2}):(?P<second>[0-5]\d)(?= (?:left|to go|remaining|to play|remained)\b)"
    r"|(?P<minutes>\d{1,2}) minutes?,? (?:and )?(?P<seconds>\d{1,2}) seconds)"
)
_SEED = pattern(rf"(?<=\b[Tt]he )(?P<seed>{_COUNTED})(?= seed\b)")
#: a single span: for a week
_ONE_SPAN = pattern(
    r"(?<=\b[Ff]or )(?:(?:about|nearly|almost|over|more than) )?an? (?P<length>decade|year|month|week|day)\b"
    r"(?! (?:and|or)\b)"
)
_FROM_NOW = pattern(
    r"(?<![\w-])(?<!USA )(?<!This )(?:(?P<day>today|tonight|yesterday|this (?:morning|afternoon|evening)|last night)"
    r"|(?<!the )(?<!past )(?P<length>(?:earlier )?(?:last|this|next) (?:week|month)))\b(?![’'])",
    re.I,
)


def records(text: str) -> list[Quantity]:
    """Find records of three parts (10-3-2), and scores whose sides stand behind their names, each as 65-53."""
    found = [_whole(r, r[0], "score") for r in _RECORD.finditer(text)]
    return found + [_whole(r, f"{r['first']}-{r['last']}", "score") for r in _SIDES.finditer(text)]


def telephones(text: str) -> list[Quantity]:
    """Find telephone numbers; the surface is their digits."""
    found = ((match, re.sub(r"\D", "", match[0])) for match in _PHONE.finditer(text))
    return [
        _whole(match, digits, PHONE, float(digits), unit=PHONE)
        for match, digits in found
        if _PHONE_DIGITS[0] <= len(digits) <= _PHONE_DIGITS[1]
    ]


def bores(text: str) -> list[Quantity]:
    """Find calibres without their word: his .38."""
    return [
        _at(text, match.start("bore") - 1, match.end(), "count", parse_number(match["bore"]), unit=CALIBRE)
        for match in _BORE.finditer(text)
        if not (match["blank"] and match["word"])  # read with its word
    ]


def often(text: str) -> Iterator[Quantity]:
    """Find how often something was done: twice delayed."""
    for found in _TWICE.finditer(text):
        start, end = found.span()
        yield Quantity(start, end, found[0], "count", 2.0, 2.0, 2.0, "times", "", "times", found[0], start, end)


def decades(text: str) -> Iterator[Quantity]:
    """Find ages told by their decade: in her early 60s."""
    for found in _IN_DECADE.finditer(text):
        tens = parse_number(found["tens"]) if found["tens"].isdigit() else float(10 * (_TIES.index(found["tens"]) + 2))
        least, most = {"early": (0, 4), "mid": (3, 7), "late": (5, 9)}.get(found["part"] or "", (0, 9))
        start, end = found.span()
        yield Quantity(start, end, found[0], "age", math.nan, tens + least, tens + most, "years", "", "", found[0],
                       start, end)  # fmt: skip


def parts_of_day(text: str) -> Iterator[Quantity]:
    """Find the hours of the day that are told by a word: late in the day."""
    for found in _PART_OF_DAY.finditer(text):
        low, high = _HOURS_OF[found.lastgroup]
        start, end = found.span()
        yield Quantity(start, end, found[0], "time", math.nan, low, high, CLOCK, "", "", found[0], start, end)


def tops(text: str) -> list[Quantity]:
    """Find the first rank told by a word: the top-seeded team."""
    return [_whole(match, "first", "ordinal", 1.0) for match in _TOP.finditer(text)]


def seeds(text: str) -> list[Quantity]:
    """Find ranks of a draw in words: the five seed."""
    return [_whole(match, str(SMALL[match["seed"]]), "ordinal") for match in _SEED.finditer(text)]


def parents(text: str) -> list[Quantity]:
    """Find how many children somebody has by the words for a parent: a mother of twelve."""
    out = []
    for found in _PARENT.finditer(text):
        noun = noun_phrase(text, found.end("many"))
        if noun is None or found.end() == noun[1]:  # and no mother of two soldiers
            one = _whole(found, found[0], "count", parse_number(found["many"].lower()), unit=PARENT)
            out.append(replace(one, head=text[slice(*noun)] if noun else "children"))
    return out


def in_parts(text: str) -> Iterator[Quantity]:
    """Find amounts with a part in digits: 4 1/2 months, and 41/2 months whose blank is lost."""
    for found in _IN_PARTS.finditer(text):
        unit = units().get(found["unit"]) or units().get(found["unit"] + "s")
        over, under = int(found["over"]), int(found["under"])
        if unit and over < under:
            kind = "time" if unit in ("years", "months", "weeks", "days", "hours", "minutes") else "count"
            value = int(found["whole"] or 0) + over / under
            yield replace(_whole(found, found[0], kind, value, unit=unit), head=found["unit"])


def numbers_of(text: str) -> Iterator[Quantity]:
    """Find what is told without a number: a number of residents."""
    for found in _NUMBER_OF.finditer(text):
        noun = noun_phrase(text, found.end())
        if noun is None or text[slice(*noun)].lower() in _NO_THINGS:
            continue
        start, end = found.start(), noun[1]
        phrase = text[start:end]
        yield Quantity(start, found.end(), found[0], "quantifier", math.nan, 3.0, math.inf, "", "", text[slice(*noun)],
                       phrase, start, end)  # fmt: skip


def left_to_play(text: str) -> list[Quantity]:
    """Find what is left of a game: 7:41 to go."""
    out = []
    for found in _LEFT.finditer(text):
        minutes = int(found["minute"] or found["minutes"]) + int(found["second"] or found["seconds"]) / 60
        out.append(_whole(found, found[0], "time", minutes, unit="minutes"))
    return out


def single_spans(text: str) -> Iterator[Quantity]:
    """Find one span of time: for a week."""
    for found in _ONE_SPAN.finditer(text):
        one = _whole(found, found[0], "time", 1.0, unit=found["length"] + "s")
        yield replace(one, head=found["length"], start=found.start("length"))


def days_from_now(text: str) -> list[Quantity]:
    """Find days and weeks that are told from the day of writing: today, last week."""
    return [_whole(match, match[0].lower(), "date", 1.0, unit=RELATIVE) for match in _FROM_NOW.finditer(text)]


def _whole(match: re.Match, surface: str, kind: str, value: float = math.nan, *, unit: str = "") -> Quantity:
    start, end = match.span()
    return Quantity(start, end, surface, kind, value, value, value, unit, phrase=match[0], phrase_start=start,
                    phrase_end=end)  # fmt: skip


def _at(text: str, start: int, end: int, kind: str, value: float, *, unit: str) -> Quantity:
    phrase = text[start:end]
    return Quantity(start, end, phrase, kind, value, value, value, unit, "", unit, phrase, start, end)
