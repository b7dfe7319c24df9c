"""Years, ages, days and records of one article that another lets one work out from two places.

A year and the years that went by (*1997*; *six years later*: 2003), a birth and the year of an article (*born in 1928*;
2005: 77 years old), a day and the days after it (*a day after*; Saturday: Friday), the day of an article (*yesterday*),
a record of games (*11-4*: 15 games), a mark with what it takes to reach it and what was scored (2,290, *needed nine*,
*scored 20*: 2,301), a toll before more were found, and the hours from one to another. Each has to come out exactly,
and the two sentences share names or words. Nothing is said where it does not come out.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import product

import pandas as pd

from analysis.facts.days import Day, find_days, read_day
from analysis.facts.quantities import Quantity
from analysis.facts.stated import NUMBER, Place, capital_words, number, shared_words
from analysis.text.numerals import DAYS, SHORT_MONTHS
from analysis.text.patterns import pattern

#: parts and total (:meth:`stated.Place.side`), what is counted, and the working
Working = tuple[tuple, tuple, str, str]

_YEAR = pattern(r"(?<![\d.,$€£/-])(?:1[89]|20)\d\d(?![\d%/-]|,\d)")
_LATER = pattern(
    rf"\b(?P<n>{NUMBER}) (?:more )?years? (?:later|afterwards?)\b|\btook another (?P<took>{NUMBER}) years?\b"
    rf"|\b(?:another|a further) (?P<more>{NUMBER}) years? for\b"
)
_ROUGHLY = pattern(r"\b(?:at least|about|nearly|more than|almost|over|some|or) $")
#: a birth with its year, and an age
_BORN = pattern(r"\b[Bb]orn\b[^.;]{0,60}?\b(?P<year>(?:1[89]|20)\d\d)\b")
_AGE = pattern(
    r"^(?:He|She) was (?P<n>\d\d)\.?$|(?<=[a-z]), (?P<after>\d\d),"
    r"|\b(?:at (?:the )?age(?: of)?|aged?|at) (?P<of>\d\d)\b(?!,\d| percent|%|[:/]| [ap]\.?m)"
)
#: the head of an article, where a short block has its date
_HEAD, _SHORT = 5, 70
#: ages of a birth are from this one on, and so often the articles name the one who was born
_LEAST_AGE, _OFTEN = 15, 3
_DAY_AFTER = pattern(
    rf"\b(?:(?P<day>a|the|one) day|(?P<n>{NUMBER}) days) (?P<way>after|before) (?!that\b|this\b)(?P<event>[^;:]{{8,}})"
)
_YESTERDAY = pattern(r"\b(?P<word>yesterday|today|this morning|this afternoon|this evening|tonight|last night)\b", re.I)
_BACK = frozenset(("yesterday", "last night"))
_WEEK = 7
#: so many words two sentences of one event share, less one; so many characters around a day tell of what it is
_MUCH, _CLOSE = 3, 60
_NUMERIC = pattern(r"(?<=/)20\d\d\b")
_MONTH = pattern(rf"\b(?:{'|'.join(SHORT_MONTHS)})")
_RECORD = pattern(
    r"(?P<team>(?:[A-Z][\w’'.]+ ){0,2}[A-Z][\w’'.]+),? "
    r"\((?P<won>\d{1,2})-(?P<lost>\d{1,2})(?:-(?P<tied>\d{1,2}))?\)"
)
_GAMES = pattern(
    r"\b(?:in|through|after|of|over) (?:(?:his|her|their|the|its) )?(?:first )?(?P<n>\d{1,3}) "
    r"(?:games|matches|starts)\b"
)
_LEAST_GAMES = 8
_SCORES = "points|goals|runs|yards|rebounds|wins|hits|passes|caps|wickets"
_LARGE = r"(?P<n>\d{1,2},\d{3}|\d{3,4})"
#: a mark, what was lacking to it, what was scored since, and what it is now
_MARK = pattern(rf"\b{_LARGE} (?:{_SCORES})\b")
_NEEDED = pattern(
    rf"\b(?:needed|needing|was|were|entered|began) (?:only |just )?(?P<n>{NUMBER})(?: (?:{_SCORES}))? "
    r"(?:coming in|short of|shy of|away from|behind|to (?:tie|reach|equal|match|pass|break))\b"
)
_SCORED = pattern(rf"\b(?:scored|scoring|had|made|hit|added|with) (?P<n>{NUMBER}) (?:{_SCORES})\b")
_NOW = pattern(rf"\b(?:now has|has|now with|with|total of|stands at|to) {_LARGE}\b(?! (?:people|percent))")
#: more victims, who bring a toll to a number; and a toll
_BRINGS = pattern(
    rf"\b(?P<n>{NUMBER}) (?:more|other|additional|further) [^.;:]{{2,80}}?\b(?:bring|rais|push|lift|tak)\w* "
    rf"[^.;:]{{3,40}}? to (?P<total>{NUMBER})\b",
    re.I,
)
_TOLL = pattern(
    rf"\b(?P<n>{NUMBER}) (?:[a-z]+ )?(?:people )?(?:[a-z]+ ){{0,2}}(?:dead|killed|died|deaths|bodies|victims)\b",
    re.I,
)
_CLOCK = r"(\d{1,2})(?:[:.](\d\d))? ?([ap])\.?m\.?"
_HOURS_FROM = pattern(
    rf"\b(?:from|between) (?:about |around )?{_CLOCK} (?:to|and|until|till) (?:about |around )?{_CLOCK}", re.I
)
_HOURS = pattern(rf"\b(?P<n>{NUMBER})[- ]hours?\b", re.I)


def workings(told: list[Place], paragraphs: pd.DataFrame) -> Iterator[Working]:
    """Find what one article states and another lets one work out from two places.

    Parameters
    ----------
    told : the sentences of all articles
    paragraphs : the paragraph table (``article``, ``block``, ``text``), with the date lines

    Yields
    ------
    the parts and the total, each as article, block, start, end (half-open in the text of its block), phrase and
    sentence; what is counted; and the working ("1997 + 6 = 2003")
    """
    yield from _years_later(told)
    days = _days_of(paragraphs)
    yield from _births(told, days)
    yield from _days_after(told)
    yield from _own_days(told, days)
    yield from _games(told)
    yield from _marks(told)
    yield from _tolls(told)
    yield from _hours(told)


def _value(found: re.Match) -> tuple[str, float]:
    name = next(name for name, said in found.groupdict().items() if said)
    return name, number(found[name])


def _years_later(told: list[Place]) -> Iterator[Working]:
    """Find a year and the years until another: in 1997 a jury agreed, six years later; 2003."""
    dated = [(place, year) for place in told for year in _YEAR.finditer(place.text)]
    for place in told:
        own = list(_YEAR.finditer(place.text))
        for found in _LATER.finditer(place.text) if len(own) == 1 else ():
            name, years = _value(found)
            first, last = int(own[0][0]), int(own[0][0]) + years
            if math.isnan(years) or _ROUGHLY.search(place.text[: found.start(name)]):
                continue
            for other, year in dated:
                both = any(one.article == other.article and said[0] == own[0][0] for one, said in dated)
                if other.article != place.article and int(year[0]) == last and (both or _alike(place, other) > 1):
                    parts = place.around(own[0], found)
                    yield parts.side(), other.at(*year.span()).side(), "year", f"{first} + {years:.0f} = {last:.0f}"
                    break


def _alike(one: Place, other: Place) -> int:
    return len(shared_words(one.text, other.text)) + bool(capital_words(one.text) & capital_words(other.text))


def _days_of(paragraphs: pd.DataFrame) -> dict[str, Day]:
    """Return by article the day of its first short block with a date."""
    found: dict[str, Day] = {}
    heads: dict[str, list[str]] = {}
    for article, text in zip(paragraphs["article"], paragraphs["text"], strict=True):
        heads.setdefault(article, []).append(text)
    for article, texts in heads.items():
        for text in texts[:_HEAD]:
            year = _YEAR.search(text) or _NUMERIC.search(text)
            if len(text) <= _SHORT and year and (_MONTH.search(text) or "/" in text):
                found[article] = read_day(text)._replace(year=int(year[0]))
                break
    return found


def _births(told: list[Place], days: dict[str, Day]) -> Iterator[Working]:
    """Find a year of birth and the age at which the other article has the one whose birth it is."""
    years = {day.year for day in days.values()}
    births = [(place, born) for place in told if (born := _BORN.search(place.text))] if len(years) == 1 else []
    if not births:
        return
    (now,) = years
    many = Counter(name for place in told for name in capital_words(place.text))
    for place, born in births:
        names = {name for name in capital_words(place.text) if many[name] >= _OFTEN}
        for other in told if names else ():
            age = _AGE.search(other.text)
            if other.article == place.article or not age:
                continue
            name, value = _value(age)
            of_one = capital_words(other.text) & names or name == "n"
            if value >= _LEAST_AGE and of_one and 0 <= now - int(born["year"]) - value <= 1:
                more = "" if now - int(born["year"]) == value else ", or a year less before the birthday"
                working = f"{now} − {born['year']} = {now - int(born['year'])}{more}"
                yield place.at(*born.span()).side(), other.at(*age.span(name)).side(), "age", working
                break


def _days_after(told: list[Place]) -> Iterator[Working]:
    """Find a weekday and an event so many days before or after it, of which the other article has the weekday."""
    for place in told:
        for found in _DAY_AFTER.finditer(place.text):
            many = 1 if found["day"] else number(found["n"])
            sign = -1 if found["way"] == "after" else 1
            names = capital_words(place.text[: found.start()])
            bases = [one for one in told if one.article == place.article and capital_words(one.text) & names]
            for base, other in product(bases, told):
                if other.article == place.article or len(shared_words(found["event"], other.text)) < 2:
                    continue
                first, second = _weekday(base), _weekday(other)
                if (
                    first
                    and second
                    and (DAYS.index(first.surface) + sign * int(many)) % _WEEK == DAYS.index(second.surface)
                ):
                    working = f"{first.surface} {'−+'[sign > 0]} {many:.0f} day{'s' * (many > 1)} = {second.surface}"
                    yield place.at(*found.span()).side(), other.at(second.start, second.end).side(), "day", working
                    break


def _weekday(place: Place) -> Quantity | None:
    """Return the one weekday of a sentence, None if it has none or two."""
    found = [one for one in find_days(place.text, []) if one.surface in DAYS]
    return found[0] if len({one.surface for one in found}) == 1 else None


def _around(place: Place, start: int, end: int) -> str:
    return place.text[max(0, start - _CLOSE) : end + _CLOSE]


def _own_days(told: list[Place], days: dict[str, Day]) -> Iterator[Working]:
    """Find what an article of a day tells of yesterday, and the other of a weekday."""
    for place in told:
        own = days.get(place.article, Day())
        for found in _YESTERDAY.finditer(place.text) if own.weekday >= 0 else ():
            day = DAYS[(own.weekday - 1) % _WEEK]
            for other in told:
                weekday = _weekday(other) if other.article != place.article else None
                of_one_week = _apart(own, days.get(other.article, own)) < _WEEK
                if not weekday or weekday.surface != day or not of_one_week:
                    continue
                near = shared_words(_around(place, *found.span()), _around(other, weekday.start, weekday.end))
                if len(near) > 1 and _alike(place, other) > _MUCH:
                    working = f"{DAYS[own.weekday]} − 1 day = {day}"
                    yield place.at(*found.span()).side(), other.at(weekday.start, weekday.end).side(), "day", working
                    break


def _apart(one: Day, other: Day) -> int:
    """Return how many days lie between two, 0 if a part of one is open."""
    if not all((one.month, one.day, other.month, other.day)):
        return 0
    return abs((date(*one[:3]) - date(*other[:3])).days)


def _games(told: list[Place]) -> Iterator[Working]:
    """Find a team's record and the number of games that the other article counts: 11-4, 15 games."""
    counted = [(place, games) for place in told if (games := _GAMES.search(place.text))]
    names: dict[str, set[str]] = {}
    for place in told if counted else ():
        names.setdefault(place.article, set()).update(capital_words(place.text))
    for place in told if counted else ():
        for found in _RECORD.finditer(place.text):
            sides = [int(found[side]) for side in ("won", "lost", "tied") if found[side]]
            near = capital_words(found["team"])
            longer = [one.text for one in told if one.article == place.article and near & capital_words(one.text)]
            team = near | {name for text in longer for name in _beside(near, text)}
            for other, games in counted:
                fits = other.article != place.article and int(games["n"]) == sum(sides) >= _LEAST_GAMES
                if fits and team & names[other.article]:
                    working = f"{' + '.join(map(str, sides))} = {sum(sides)}"
                    yield place.at(*found.span()).side(), other.at(*games.span("n")).side(), "game", working
                    break


def _beside(near: set[str], text: str) -> Iterator[str]:
    """Find the capitalised words right behind those of a name: the Orvel Owls."""
    for word, after in re.findall(r"([A-Z][\w’']+) (?=([A-Z][\w’']+))", text):
        if word.lower() in near:
            yield after.lower()


def _marks(told: list[Place]) -> Iterator[Working]:
    """Find a mark with what was lacking to it and what was scored, and where the other article has the sum."""
    for place in told:
        for needed in _NEEDED.finditer(place.text):
            lacking = number(needed["n"])
            own = [one.text for one in told if one.article == place.article]
            marks = {_whole(one) for text in own for one in _MARK.finditer(text)}
            scored = {
                many for text in own for one in _SCORED.finditer(text) if (many := number(one["n"])) > lacking > 0
            }
            sums = {mark - lacking + many: (mark, many) for mark, many in product(marks, scored)}
            for other in told:
                now = _NOW.search(other.text) if other.article != place.article else None
                if now and _whole(now) in sums.keys() - marks:
                    mark, many = sums[_whole(now)]
                    working = f"{mark:,} − {lacking:.0f} + {many:.0f} = {_whole(now):,}"
                    yield place.at(*needed.span()).side(), other.at(*now.span("n")).side(), "point", working
                    break


def _whole(found: re.Match) -> int:
    return int(found["n"].replace(",", ""))


def _tolls(told: list[Place]) -> Iterator[Working]:
    """Find a toll that more victims bring to a number, and what it was before in the other article."""
    for place in told:
        for found in _BRINGS.finditer(place.text):
            more, total = number(found["n"]), number(found["total"])
            for other in told:
                toll = _TOLL.search(other.text) if other.article != place.article else None
                if toll and number(toll["n"]) == total - more > 1 and _alike(place, other) > 1:
                    working = f"{total:,.0f} − {more:,.0f} = {total - more:,.0f}"
                    yield place.at(*found.span()).side(), other.at(*toll.span("n")).side(), "person", working
                    break


def _hours(told: list[Place]) -> Iterator[Working]:
    """Find two hours of one sentence and how long that was: from 9 a.m. to 5 p.m., eight hours."""
    for place in told:
        for found in _HOURS_FROM.finditer(place.text):
            first, last = (
                int(hour) % 12 + 12 * (half.lower() == "p") + int(minute or 0) / 60
                for hour, minute, half in (found.groups()[:3], found.groups()[3:])
            )
            for other in told:
                long = _HOURS.search(other.text) if other.article != place.article else None
                if long and number(long["n"]) == (last - first) % 24 > 1 and _alike(place, other) > 1:
                    working = f"{found[0]}: {(last - first) % 24:.0f} hours"
                    yield place.at(*found.span()).side(), other.at(*long.span()).side(), "hour", working
                    break
