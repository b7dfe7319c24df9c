"""The day on which an article was written, by its date line, and the days that are told from it: yesterday, Tuesday.

A date line is a short paragraph among the first of an article with a whole date. From it a weekday is the last one
that was, and a date without a year the last of its kind.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pandas as pd

from analysis.facts.days import Day, is_to_come, read_day
from analysis.text.numerals import MONTH
from analysis.text.patterns import pattern

#: a date line is one of so many paragraphs at the start, and has so many words at most
_FIRST, _SHORT = 4, 12
_DATE = pattern(
    rf"\b(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? (?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d)\b"
)
_ENDING = pattern(r"(?<=\d)(?:st|nd|rd|th)")
_SLASHED = pattern(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b")
#: a month has no more
_MOST_MONTHS = 12
#: a date line may be a day behind, where it was written in another zone
_AHEAD = timedelta(days=2)
#: what a sentence has before or behind a weekday that may lie ahead
_MAY_COME = (
    r"(?<![\w-])(?:will|shall|[’']ll|would|could|may|scheduled|expected|due|set|plans?|planned|planning|going|is to|"
    r"are to)\b"
)
_BEFORE_IT, _BEHIND_IT = pattern(_MAY_COME + r"[^.;?!]{0,80}$"), pattern(r"[^.;?!]{0,40}?" + _MAY_COME)
_BEFORE = {"yesterday": 1, "last night": 1}


def days_written(paragraphs: pd.DataFrame) -> dict[str, date]:
    """Return the day of each article whose date line has one, of paragraphs with ``article``, ``text``."""
    found = {}
    for article, texts in paragraphs.groupby("article", sort=False)["text"]:
        days = (_day_of_line(text) for text in texts.head(_FIRST) if len(text.split()) <= _SHORT)
        day = next((one for one in days if one is not None), None)
        if day is not None:
            found[article] = day
    return found


def _day_of_line(text: str) -> date | None:
    told = _DATE.search(text)
    if told:
        return _date(read_day(_ENDING.sub("", told[0])))
    slashed = _SLASHED.search(text)
    if not slashed:
        return None
    first, second, year = map(int, slashed.groups())
    if first != second and max(first, second) <= _MOST_MONTHS:  # 4/5/2012 is in April, or in May
        return None
    month, day = sorted((first, second))
    return _date(Day(year, month, day))


def _date(one: Day) -> date | None:
    try:
        return date(one.year, one.month, one.day)
    except ValueError:
        return None


def day_told(text: str, start: int, surface: str, written: date | None, *, from_now: bool) -> Day:
    """Return what a day fixes where it is told; all of it if the day of writing is known.

    `surface` is its wording at `start` of `text`; `from_now` tells that it is named from the day of writing (today).
    """
    day = Day() if from_now else read_day(surface)
    if written is None or (from_now and surface.endswith(("week", "month"))):
        return day
    if from_now:
        return _fixed(written - timedelta(days=_BEFORE.get(re.sub(r"\s+", " ", surface.lower()), 0)))
    if day.weekday >= 0 and not (day.month or day.year) and not may_come(text, start, start + len(surface)):
        return _fixed(written - timedelta(days=(written.weekday() - day.weekday) % 7))
    if day.month and day.day and not day.year:
        own = _date(day._replace(year=written.year))
        if own is not None:
            return _fixed(own if own <= written + _AHEAD else own.replace(year=own.year - 1) if own.day < 29 else own)
    return day


def may_come(text: str, start: int, end: int) -> bool:
    """Test whether a day lies ahead or may: next Monday, will resume Monday, is set for Monday."""
    before = text[max(0, start - 100) : start]
    return is_to_come(text, start) or bool(_BEFORE_IT.search(before) or _BEHIND_IT.match(text, end))


def _fixed(one: date) -> Day:
    return Day(one.year, one.month, one.day, one.weekday())
