"""Days and hours: weekdays, dates, months, years and clock times, and whether two of them can be one.

:func:`find_days` finds weekdays and months that stand alone (dates are found by :mod:`facts.quantities`).
:func:`read_day` reads what a day's words fix; :func:`compare_days` holds two against each other. A date with its year
fixes a weekday, so "Friday" and "13 June 2008" are one day, or are not, by the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from analysis.facts.quantities import Quantity
from analysis.text.numerals import DAYS, MONTH, MONTHS, SHORT_MONTHS
from analysis.text.patterns import pattern

#: how two days stand to each other
SAME, WITHIN, OTHER = "same", "within", "other"
#: of hours: so near that "shortly after" or a rounding covers them
_NEARLY = 0.26

_WEEKDAY = "|".join(DAYS)
_NAMED_MONTH = "|".join(MONTHS)
#: feasts, papers and shows that are named by a weekday
_DAY = pattern(
    rf"(?<!Black )(?<!Good )(?<!Bloody )(?<!Super )(?<!Cyber )(?<!Palm )(?<!Easter )(?<!Ash )(?<!Patch )"
    rf"(?<![Ee]very )(?<![\w-])(?P<weekday>{_WEEKDAY})(?:’s|'s)?(?![\w’'])(?! (?:of (?:every|each)|(?:Times|Telegraph|"
    rf"Mirror|Express|Mail|Herald|Post|Star|Age|World|Tribune|People|Morning Herald|Night (?:Football|Live)|School|"
    rf"Service|Roast)\b))"
    rf"|(?<=[Ii]n )(?P<month>{_NAMED_MONTH})(?![\w-]| (?:\d|[A-Z]))"
    rf"|(?:[Ss]ince|[Ll]ast|[Nn]ext|[Uu]ntil|[Ee]arly|[Ll]ate|[Oo]f|[Tt]his) "
    rf"(?P<led>{_NAMED_MONTH})(?![\w-]| (?:\d|[A-Z]))"
    rf"|(?:[Ff]or|[Bb]y) (?P<for>{'|'.join(m for m in MONTHS if m not in ('May', 'April', 'June', 'August'))})"
    rf"(?![\w’']| (?:\d|[A-Z]))"
    rf"|\b(?:[Aa]n?|[Tt]he|[Dd]uring) (?P<inside>{_NAMED_MONTH})(?= (?!for\b|on\b|of\b|to\b|in\b|against\b)[a-z])"
    rf"|(?<![\w-])(?P<owning>{_NAMED_MONTH})[’']s\b"
)
#: a weekday right before a date is a part of it
_TO_DATE = pattern(rf"(?:,? |, the )(?={MONTH} \d|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH})")
_YEAR = pattern(r"(?:1[5-9]|20)\d\d\b")
_FIRST_MONTH = pattern(rf"\b({'|'.join(SHORT_MONTHS)})")
_FIRST_WEEKDAY = pattern(rf"\b({'|'.join(day[:3] for day in DAYS)})[a-z]*day")
_NUMBER = pattern(r"(?<![\d/])(\d{1,2})(?:st|nd|rd|th)?(?!\d)")
_IN_DIGITS = pattern(r"(\d{4})-(\d\d)-(\d\d)$")
#: a day on which something was only said
_SAID = pattern(
    r"\b(?:said|says|say|told (?:[\w’'.-]+ ){1,4}?|added|according to (?:[\w’'.-]+ ){1,4}?|confirmed|stated)"
    r"(?:[,;]? (?:in an? [a-z ]{3,20}|at an? [a-z ]{3,24}|later|late|early|here|(?:just |shortly )?(?:after|before) "
    r"(?:midnight|noon|midday)))? ?(?:on )?(?:early |late )?$"
)
_TO_COME = pattern(r"\b(?:[Nn]ext|[Cc]oming|until|by|before|this coming) $")
_HOUR = pattern(r"(\d{2})(\d\d)(?= )|(\d{1,2})(?:[:.] ?(\d\d))? ?([ap])?", re.I)
_HALF = pattern(r"[ap]\.?m|\d{4}| GMT", re.I)
_ROUGHLY = pattern(
    r"\b(?:about|around|shortly|just|soon|roughly|approximately|nearly|almost|some ?time|by|before|after|past|circa)"
    r"(?: (?:after|before|past))? $",
    re.I,
)


class Day(NamedTuple):
    """What a day's words fix: year, month (1 to 12), day of the month, weekday (Monday is 0); 0, or -1, if open."""

    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = -1


def find_days(text: str, dates: list[Quantity]) -> Iterator[Quantity]:
    """Find weekdays and months; a weekday right before one of `dates` is joined to it, and the date given again."""
    starts = {one.start: one for one in dates if one.kind == "date"}
    for found in _DAY.finditer(text):
        group = found.lastgroup
        start, end = found.span(group)
        if group != "weekday" and start in starts:
            continue
        joined = _TO_DATE.match(text, found.end()) if group == "weekday" else None
        if joined and joined.end() in starts:
            end = starts[joined.end()].end
        surface = text[start:end]
        yield Quantity(start, end, surface, "date", unit="date", phrase=surface, phrase_start=start, phrase_end=end)


@lru_cache(maxsize=1 << 12)
def read_day(surface: str) -> Day:
    """Read what a weekday, a date, a month or a year fixes; the weekday of a whole date by the calendar."""
    if iso := _IN_DIGITS.match(surface):
        return _on_calendar(Day(*map(int, iso.groups())))
    year, month, weekday = _YEAR.search(surface), _FIRST_MONTH.search(surface), _FIRST_WEEKDAY.search(surface)
    day = _NUMBER.search(surface[: year.start()] if year else surface) if month else None
    return _on_calendar(
        Day(
            int(year[0]) if year else 0,
            SHORT_MONTHS.index(month[1]) + 1 if month else 0,
            int(day[1]) if day else 0,
            next(k for k, name in enumerate(DAYS) if name.startswith(weekday[1])) if weekday else -1,
        )
    )


def _on_calendar(one: Day) -> Day:
    if not (one.year and one.month and one.day):
        return one
    try:
        return one._replace(weekday=date(one.year, one.month, one.day).weekday())
    except ValueError:
        return one._replace(day=0)


def compare_days(one: Day, other: Day) -> str:
    """Return whether two days are the same, one within the other, or other ones; "" if nothing shows it."""
    fixed = [(a, b) for a, b in zip(one[:3], other[:3], strict=True) if a and b]
    weekdays = one.weekday, other.weekday
    if any(a != b for a, b in fixed) or (min(weekdays) >= 0 and weekdays[0] != weekdays[1]):
        return OTHER
    if min(weekdays) < 0 and not fixed:
        return ""
    exact = [bool(x.day or (x.weekday >= 0 and not x.month)) for x in (one, other)]
    if all(exact):
        return SAME if min(weekdays) >= 0 or (one.day and other.day) else ""
    if any(exact):
        return WITHIN
    return SAME if bool(one.month) == bool(other.month) else WITHIN


def near_days(one: Day, other: Day) -> bool:
    """Test whether two other days are two weekdays, or two days of one month: an act may be told of either."""
    weekdays = min(one.weekday, other.weekday) >= 0 and not (one.month or other.month)
    same_month = one.month == other.month and one.year in (0, other.year or one.year)
    return weekdays or bool(one.day and other.day and one.month and same_month)


def is_said(text: str, start: int) -> bool:
    """Test whether a day is only the one on which something was said: the police said on Monday."""
    return bool(_SAID.search(text, max(0, start - 60), start))


def is_to_come(text: str, start: int) -> bool:
    """Test whether a day lies ahead: next Monday, until Monday."""
    return bool(_TO_COME.search(text, max(0, start - 14), start))


def read_hour(surface: str) -> float:
    """Return the hour of a clock time, 0 to 24: 14.5 for 2:30 p.m."""
    h, m, hour, minute, half = _HOUR.match(surface).groups()
    hour, minute = int(h or hour), int(m or minute or 0)
    return (hour % 12 if half else hour) + minute / 60 + 12 * ((half or "").lower() == "p")


def compare_hours(one: str, other: str, *, roughly: int) -> str:
    """Return whether two clock times are the same, nearly so where one or both are told roughly, or other ones."""
    hours = apart(one, other)
    return SAME if hours < 0.001 else WITHIN if hours < _NEARLY * roughly else OTHER


def apart(one: str, other: str) -> float:
    """Return how many hours two clock times lie apart; where one names no half of the day, the least it can be."""
    hours = abs(read_hour(one) - read_hour(other))
    return hours if _HALF.search(one) and _HALF.search(other) else min(hours % 12, 12 - hours % 12)


def is_rough(before: str) -> bool:
    """Test whether a clock time behind these words is told roughly: shortly after, about."""
    return bool(_ROUGHLY.search(before[-40:]))
