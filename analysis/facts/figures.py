"""Figures with what they are told of: what is counted, what happened to it, where, when, and under which names.

A :class:`Figure` is a quantity (:mod:`facts.quantities`) with the words around it that :mod:`facts.claims` needs, to
tell whether two articles count one thing. ``state`` holds the words next to the figure that say what happened to what
is counted ("killed 12 people", "12 people were killed"); synonyms stand for each other. Amounts of one dimension are
put into one unit: five years and 60 months are equal. "No casualties" and "nobody was hurt" are figures: zero.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import pandas as pd

from analysis.facts.days import Day, find_days, is_said, is_to_come, read_day, read_hour
from analysis.facts.forms import (
    CALIBRE,
    CLOCK,
    PHONE,
    RELATIVE,
    bores,
    days_from_now,
    decades,
    in_parts,
    left_to_play,
    numbers_of,
    often,
    parents,
    parts_of_day,
    records,
    seeds,
    single_spans,
    telephones,
    tops,
)
from analysis.facts.quantities import Quantity, folded, found_in, words_of
from analysis.facts.sums import sentence_bounds, told
from analysis.facts.wording import function_words
from analysis.facts.written import day_told, days_written, may_come
from analysis.schema import HEADLINE, TEXT_KINDS
from analysis.text.numerals import DAYS, MONTHS, ORDINALS, SMALL, parse_number
from analysis.text.patterns import pattern
from analysis.text.syllables import easy_words
from analysis.text.word_forms import irregular_forms, key, key_and_senses

_KINDS = {kind: kind for kind in ("count", "share", "percent", "money", "points", "score", "time", "age", "ordinal")}
_KINDS |= {"quantifier": "count", "range": "count", "year": "year", PHONE: PHONE}
#: a unit's dimension, and how many of the dimension's unit it is
DIMENSIONS = {
    "decades": ("months", 120), "years": ("months", 12), "months": ("months", 1), "weeks": ("hours", 168),
    "days": ("hours", 24), "hours": ("hours", 1), "minutes": ("hours", 1 / 60), "seconds": ("hours", 1 / 3600),
    "km": ("metres", 1000), "miles": ("metres", 1609.344), "metres": ("metres", 1), "feet": ("metres", 0.3048),
    "yards": ("metres", 0.9144), "inches": ("metres", 0.0254), "centimetres": ("metres", 0.01),
    "millimetres": ("metres", 0.001), "kg": ("kg", 1), "tonnes": ("kg", 1000), "pounds (weight)": ("kg", 0.4536),
    "hectares": ("hectares", 1), "acres": ("hectares", 0.4047), "square km": ("hectares", 100),
    "square miles": ("hectares", 258.999), "square metres": ("hectares", 1e-4), "square feet": ("hectares", 9.2903e-6),
    "square yards": ("hectares", 8.3613e-5), "mph": ("km/h", 1.609344), "km/h": ("km/h", 1),
}  # fmt: skip
#: kinds that say when
WHEN = ("year", "date")
#: the kind of a span of time that says when: two years ago, nine days earlier
AGO = "ago"
#: in the role of a day: the one on which something was said, one that lies ahead, and one that may
SAID, AHEAD, MAY_COME = "~said", "~ahead", "~may come"
MAGNITUDE, PEOPLE = "magnitude", "people"
#: nouns of people, as they are folded: men and women are people
PEOPLE_NOUNS = frozenset(
    """person man woman child soldier officer worker student passenger protester prisoner migrant dead injured adult boy
    girl civilian lawmaker doctor gunman""".split()  # noqa: SIM905
)
#: a figure's sentence is read so far: a list of hundreds of figures says little of each
MOST_IN_SENTENCE = 40

_WORD = pattern(r"[^\W\d_]{4,}")
_NEXT = pattern(r"[ \u00a0]*([“”\"’'(]*)([^\W_][\w’'.-]*)")
_LAST = pattern(r"([^\W_][\w’'.-]*)[”\"’')]*[ \u00a0]*$")
_NAME = pattern(r"\b[A-Z][\w’'-]+")
_SPLIT = pattern(r"[;:!?]|,\s|\.\s|\s[–—-]\s|\b(?:and|but|while|whereas|or|said|says|saying|that)\s")
#: words that are passed over between a figure and the word that says what happened
_PASSED = frozenset(
    """said says say saying told tells report reports reported reporting confirm confirmed record recorded count counted
    announce announced estimate estimated accord according official officials authority authorities police least most
    many few total another other more additional further almost nearly immediate known so far yesterday today also
    still already later including include includes included people person persons early late morning afternoon evening
    night midday noon""".split()  # noqa: SIM905
)
#: "a second stint" is a second time; and spans of time that end now
_AGAIN = pattern(r"[ -](?:[a-z]+ )?(?:time|stint|turn|appearance|tour|go|spell|attempt|try|bid)\b")
_SO_LONG = pattern(r"\b(?:past|last)\b")
#: in a state: how often it happened, and that it lasts until now
TIMES, UNTIL_NOW = "~times", "~until now"
#: in the state of a rank: what is ranked is not named behind it
BARE = "~bare"
_IS_BARE = pattern(r"\s*(?:[.,;:)]|$|\s(?:in|at|with|when|as|and|after|on|by|for|to|from|before|but|while|while)\b)")
_NO_ADVERBS = frozenset("family assembly supply reply ally rally bully anomaly july italy butterfly fly rely".split())  # noqa: SIM905
#: verbs that end a noun phrase and say what happened
_ACTS = frozenset(
    """died dies drowned arrived attended resigned survived voted signed sold paid won wins lost recovered joined
    drew drowned fell walked led""".split()  # noqa: SIM905
)
#: verbs of change between a toll and its figure
_CHANGES = frozenset(
    """rose rise risen rises climbed climb climbs reached reach reaches stood stands stand hit grew jumped put
    puts passed topped exceeded""".split()  # noqa: SIM905
)
#: words that say that a figure is a part of a larger one, or comes on top of another
_PART = pattern(
    r"\b(?:another|others?|more|additional|further|including|among (?:them|those)|of (?:them|whom|those)|each|every|"
    r"per|first|last|remaining|extra|only)\b[\w ]{0,12}$",
    re.I,
)
_OTHER = pattern(
    r"\b(?:(?:another|other|more|additional|further|remaining|first|last|extra)\b(?! than)"
    r"|of (?:the|its|his|her|their|our|these|those|them|\w+[’']s)\b)",
    re.I,
)
_PART_BEHIND = pattern(
    r"\s+(?:more|others?|additional|of (?:them|whom|those)|each|per|an? (?:day|week|month|year|piece))\b"
)
#: how often an amount comes: "$40 a year", "10,000 barrels of oil per day", "an annual $40", "an annual cost of $40"
_SPANS = "hour|day|night|week|month|quarter|year"
_LY = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
}
_LY |= {"yearly": "year", "annually": "year", "annual": "year"}
_RATE_BEHIND = pattern(
    rf"(?:[ ](?:in|of|on|for)(?: [a-z]+){{1,2}})??(?:,?[ ](?:an?|per|each|every)[ -](?P<each>{_SPANS})"
    r"\b(?![ -](?:ago|earlier|later|before|after|old|long|of)\b)"
    rf"|[ ](?P<ly>{'|'.join(_LY)})(?![\w-])|/(?P<sign>{_SPANS})\b)"
)
_RATE_BEFORE = pattern(rf"\b(?P<ly>{'|'.join(_LY)}) (?:(?:\w+ ){{1,3}}(?:of|at|worth|totall?ing) )?$", re.I)
_PLACE = pattern(
    r"\s+(?:in|at|near|around|across|off|from|along|inside|outside|throughout)\s+((?:[^\W_][\w’'-]*\s?){1,5})"
)
_ROLE = pattern(r"\s+(?:as|with|for|against|under|to|on|of)\s+((?:[^\W_][\w’'-]*\s?){1,5})")
#: numbers of telephones, streets and such are no figures
_NUMBERED = pattern(r"\d{3,} $|[-+]$"), pattern(r" \d{3,}\b")
_NO_RANK = pattern(
    r"[ -](?:(?:\w+ )?(?:Street|St\b|Avenue|Ave\b|Road|Rd\b|Precinct|District|Lady|Base)"
    r"|base|baseman|lady|degree|aid|hour|hand|place|instance|glance|sight|thing)"
)
_MAGNITUDE_BEFORE = pattern(r"\bmagnitude(?:[- ](?:of|at|was|is|as))?[- ](?:(?:about|around|an? estimated) )?$", re.I)
_MAGNITUDE_BEHIND = pattern(r"[- ]?magnitude\b|\s(?:\w+\s){0,3}on the (?:\w+[- ]?){0,2}(?:Richter|magnitude)\b", re.I)
_NOT_THE_QUAKE = pattern(r"\b(?:aftershock|foreshock|can|typically|usually)", re.I)
#: "15 miles north of the town" says where, and not how long
_TOWARDS = pattern(
    r"\s+(?:(?:\([^)]*\)|to|the|[a-z]+ly)\s+)?(?:north|south|east|west|away|from|off|outside|below|above|deep|inland)",
    re.I,
)
_AGE_BEFORE = pattern(r"[A-Z][\w’'.-]*[”\"’]?(?:, |\s\()(?:(?:now|both|then|who is|aged?) )?$")
_AGE_BEHIND = pattern(r"[,.;)]|\sand\b")
#: "She was 85.", "dead at 85": nothing is counted, and the clause ends
_AGE_TOLD = pattern(r"(?:\b(?:[Hh]e|[Ss]he|who) (?:was|is)|\b(?:dead|dies|died)(?: on \w+)? at) $")
_AGE_ENDS = pattern(r"[.;,)]|\s*$|[.]?[”\"’]| at the time\b")
#: nouns of one person: "her daughter, 11," has an age, "a 35-year-old Orn man" no name
_ONE_PERSON = (
    "(?:man|woman|boy|girl|teen|teenager|son|daughter|mother|mom|mum|father|dad|wife|husband|brother|sister|grandson|"
    "granddaughter|grandmother|grandfather|boyfriend|girlfriend|student|resident|native|victim|suspect|driver|officer|"
    "passenger|youth|actor|actress|singer|star|player|worker|teacher|pensioner|soldier|gunman|baby|toddler|child)"
)
_KIN_BEFORE = pattern(rf"\b(?:[A-Za-z][a-z]* ){_ONE_PERSON}, $")
_IS_PERSON = pattern(rf"{_ONE_PERSON}\b")
#: what stands between the ages of a list: 61 and 48 years old
_AGES_JOINED = pattern(r"-?(?:years?)?(?:,? and |, | or |,? & )")
_BEARER = pattern(r"((?:[A-Z][\w’'.-]*,? )+)an? $")
_AGES_AND = pattern(r"(?P<word>ages?d? )(?P<first>\d{1,3}) and (?P<last>\d{1,3})$", re.I)
_MOST_YEARS = 110
_NO_DURATION = pattern(r"\s+(ago|earlier|later|before|after|old|since)\b", re.I)
#: words behind a span of time that ends now, or with what is told
_GONE_BY = ("ago", "earlier")
_CALENDAR = frozenset([*MONTHS, *DAYS])
_YEAR = pattern(r"(?<![\d.,$€£])(?:1[5-9]|20)\d\d(?![\d%]|,\d)")
_MONTH = pattern(rf"\b({'|'.join(MONTHS)})\b(?= \d|,? (?:1[5-9]|20)\d\d|[.,;)])|(?<=[iI]n )({'|'.join(MONTHS)})\b")
_HARM = r"(?:casualt(?:y|ies)|injur(?:y|ies)|deaths?|fatalit(?:y|ies)|victims?)"
_DONE = r"(?:killed|injured|hurt|wounded|harmed|died|missing|arrested|dead)"
#: a stated zero: no casualties, nobody was hurt, none of them died
_NONE = pattern(
    rf"\b(?:(?:no|zero) (?:[a-z]+ ){{0,2}}(?:(?:reports?|word|sign) of (?:any )?)?(?P<harm>{_HARM})"
    rf"|(?:nobody|no one|no-one|none|no \w+) (?:of (?:\w+ ){{1,4}})?(?:was|were|is|had been|has been|have been)? ?"
    rf"(?:[a-z]+ly )?(?P<done>{_DONE})"
    r"|(?:everyone|everybody|all (?:aboard|on board|(?:\w+ )?(?:passengers|people|residents)))(?: \w+){0,2}? "
    r"(?:escaped|got out|made it out|was|were) (?:[a-z]+ly )?(?P<safe>safe(?:ly)?|unharmed|unhurt|uninjured))\b",
    re.I,
)
_PREPOSITIONS = frozenset("in at near from for by with on to around across off along inside outside".split())  # noqa: SIM905
#: verbs that say what happened only with their noun: suffered damage
_LIGHT = frozenset("suffered sustained received took had made saw".split())  # noqa: SIM905
_TITLES = frozenset("mr mrs ms dr sir judge senator capt captain sgt officer chief deputy president".split())  # noqa: SIM905
#: calibres, and ranks such as "No. 3"
_AN_HOUR = pattern(r"[ -](?:an|per)[ -]hour\b")
_CALIBRE = pattern(r"[- ]?calib(?:er|re)\b")
_RANKED = pattern(r"(?:No\.?|Number) ?(\d{1,2})$")
#: behind points of one player: another's
_SCORED = pattern(r"[^.;]{0,90}\b(?:scored|added|adding|had|finished with|with|netted) $")
_ANY_HARM = pattern("casualt|victim|harmed")


@dataclass(frozen=True)
class Figure:
    """A quantity, where it stands, and what it is told of.

    ``counted`` is the folded noun, ``noun`` whether it stands with the figure itself; ``state``, ``place`` and ``role``
    are keys of words; ``low`` to ``high`` is what the figure can stand for, in ``unit``; ``part`` marks a figure
    that is told as a part of another; ``rate`` is the span of time in which it comes once, "" if it is told of no span;
    ``day`` is what a day fixes, by the date line of its article where there is one.
    """

    article: str
    block: int
    quantity: Quantity
    kind: str
    value: float
    low: float
    high: float
    unit: str
    sentence: str
    bounds: tuple[int, int]
    counted: str
    state: frozenset[str]
    place: frozenset[str]
    names: frozenset[str]
    time: str
    years: frozenset[str]
    months: frozenset[str]
    words: frozenset[str]
    headline: bool
    part: bool
    role: frozenset[str]
    noun: bool
    rate: str
    day: Day = Day()


def read_figures(paragraphs: pd.DataFrame) -> tuple[list[Figure], Counter]:
    """Return the figures of all articles, and how many sentences hold each word (under "" how many there are)."""
    own = paragraphs[paragraphs["kind"].isin(TEXT_KINDS)]
    texts = own["text"].tolist()
    written = days_written(paragraphs)
    out: list[Figure] = []
    seen: Counter = Counter()
    holders = Counter(
        year for _, year in {(a, y) for a, t in zip(own["article"], texts, strict=True) for y in _YEAR.findall(t)}
    )
    years_ago = any("years ago" in text or "years earlier" in text for text in texts)
    for article, block, kind, text, cuts in zip(
        own["article"], own["block"], own["kind"], texts, sentence_bounds(texts), strict=True
    ):
        whole = [*records(text), *telephones(text), *bores(text), *tops(text), *seeds(text), *parents(text)]
        whole += [*in_parts(text), *left_to_play(text)]
        found = [one for one in found_in(text) if not _within(one, whole)]
        days = list(find_days(text, found))
        joined = {one.end for one in days}
        found = [one for one in found if one.kind != "date" or one.end not in joined]
        found = [
            *_ranges(text, _with_points(text, _listed_ages(text, found))),
            *whole,
            *_zeros(text),
            *often(text),
            *numbers_of(text),
            *single_spans(text),
            *decades(text),
            *parts_of_day(text),
            *days,
            *days_from_now(text),
        ]
        found.sort(key=lambda one: one.start)
        for start, end in cuts:
            words = _words(text[start:end])
            seen.update([*words, ""])
            inside = [one for one in found if start <= one.start < end]
            # a year that one article alone has is held against none, but for two years ago
            inside = [one for one in inside if one.kind != "year" or years_ago or holders[one.surface] > 1]
            told_here = [one for one in map(_matched(text), inside) if one is not None][:MOST_IN_SENTENCE]
            # a year or a day is no neighbour of a figure: it may be the time of it
            parts = ([one for one in told_here if (one.kind in (*WHEN, AGO)) == when] for when in (False, True))
            for its in filter(None, parts):
                out += _in_sentence(
                    text, (start, end), its, (article, int(block), kind == HEADLINE, words, written.get(article))
                )
    return out, seen


def _words(sentence: str) -> frozenset[str]:
    return frozenset(
        folded(word) for word in _WORD.findall(sentence.lower()) if word not in words_of("plain") and word not in SMALL
    )


def _ranges(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Join "46 to 57 months" into one figure; "from 46 to 57" stays two."""
    waiting: Quantity | None = None
    for one in found:
        if waiting is not None:
            between = text[waiting.phrase_end : one.phrase_start]
            joined = between in (" to ", "–", "-", " - ") and one.kind in ("count", "time", "money", "percent")
            if joined and waiting.value < one.value <= 5 * waiting.value:
                phrase = text[waiting.phrase_start : one.phrase_end]
                yield replace(
                    one, start=waiting.start, surface=text[waiting.start : one.end], value=math.nan, low=waiting.value,
                    high=one.value, phrase=phrase, phrase_start=waiting.phrase_start,
                )  # fmt: skip
                waiting = None
                continue
            yield waiting
            waiting = None
        bare = one.kind == "count" and not one.unit and not one.head and one.value > 0
        if bare and not text[: one.phrase_start].endswith(("from ", "From ")):
            waiting = one
        else:
            yield one
    if waiting is not None:
        yield waiting


def _may_be_age(one: Quantity) -> bool:
    return one.kind == "count" and 0 < one.value < _MOST_YEARS and one.value.is_integer() and not one.head


def _listed_ages(text: str, found: list[Quantity]) -> list[Quantity]:
    """Read each number of a list of ages as one: 61 and 48 years old, ages 35, 61 and 18."""
    out: list[Quantity] = []
    for one in found:
        both = _AGES_AND.match(one.surface) if one.kind == "age" else None
        if both:  # ages 61 and 48
            out.append(_age(text, one, one.start, one.start + both.end("first"), float(both["first"])))
            one = _age(text, one, one.start + both.start("last"), one.end, float(both["last"]))
        elif one.kind == "age":
            for place in range(len(out) - 1, -1, -1):
                number, behind = out[place], out[place + 1].start if place + 1 < len(out) else one.start
                if not (_may_be_age(number) and _AGES_JOINED.fullmatch(text, number.end, behind)):
                    break
                out[place] = _age(text, number, number.start, number.end, number.value)
        elif out and out[-1].kind == "age" and _may_be_age(one) and out[-1].surface[:1] in "aA0123456789":
            listed = out[-1].surface[-1:].isdigit() and _AGES_JOINED.fullmatch(text, out[-1].end, one.start)
            one = _age(text, one, one.start, one.end, one.value) if listed else one
        out.append(one)
    return out


def _age(text: str, one: Quantity, start: int, end: int, years: float) -> Quantity:
    words = text[start:end]
    told_of = replace(one, kind="age", value=years, low=years, high=years, unit="years", modifier="", head="")
    return replace(told_of, start=start, end=end, surface=words, phrase=words, phrase_start=start, phrase_end=end)


def _within(one: Quantity, whole: list[Quantity]) -> bool:
    """Test whether a number is a part of one of other form; "No. 9" between the two sides of a score stays."""
    return one.kind != "name" and any(other.start < one.end and one.start < other.end for other in whole)


def _with_points(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Give a bare number the points of the one before it: Roe scored 14 points and Vale added 13."""
    last: Quantity | None = None
    for one in found:
        bare = one.kind == "count" and not one.unit and not one.head and one.value >= 1
        if last is not None and bare and _SCORED.match(text, last.phrase_end, one.phrase_start):
            one = replace(one, kind="points", unit="points")
        last = one if one.kind == "points" else last
        yield one


def _zeros(text: str) -> Iterator[Quantity]:
    for found in _NONE.finditer(text):
        start, end = found.span()
        harm = "injured" if found["safe"] else found["harm"] or found["done"]
        yield Quantity(start, end, found[0], "count", 0.0, 0.0, 0.0, PEOPLE, "", harm, found[0], start, end)


def _year_rank_or_calibre(text: str, one: Quantity) -> Quantity:
    """Return a year without its unit, "No. 3" as a rank, and .38 caliber as 38; all else as it is."""
    if one.kind == "year" and not math.isnan(one.value):
        return replace(one, unit="")
    if one.kind == "quantifier" and DIMENSIONS.get(one.head, ("",))[0] in ("months", "hours"):  # several hours
        return replace(one, kind="time", unit=one.head)
    if one.kind == "count" and one.head == "times" and not one.unit:
        return replace(one, unit="times")
    if one.unit in ("miles", "km") and (speed := _AN_HOUR.match(text, one.phrase_end)):
        phrase = text[one.phrase_start : speed.end()]
        return replace(one, unit="mph" if one.unit == "miles" else "km/h", phrase=phrase, phrase_end=speed.end())
    if one.kind == "name" and (rank := _RANKED.match(one.surface)):
        return replace(one, kind="ordinal", surface=rank[1])
    if one.kind == "count" and one.value > 0 and _CALIBRE.match(text, one.end):
        size = round(one.value * 100 if one.value < 1 else one.value / (10 if one.value >= 100 else 1), 4)
        return replace(one, value=size, low=size, high=size, unit=CALIBRE, head=CALIBRE)
    return one


def _matched(text: str):
    """Return a function that gives a quantity the kind and unit under which it is compared, or None."""

    def matched(found: Quantity) -> Quantity | None:
        if found.kind in (PHONE, "score") or found.unit == RELATIVE:
            return replace(found, surface=found.surface.replace("–", "-"))
        one = _year_rank_or_calibre(text, found)
        before, behind = text[max(0, one.phrase_start - 30) : one.phrase_start], text[one.end : one.end + 60]
        if one.kind == "share" and one.low == one.high == 0 and _NONE.match(text, one.phrase_start):
            return None  # read as a stated zero
        if one.kind == "count" and not one.unit and not math.isnan(one.value):
            if 1 <= one.value < 10 and (_MAGNITUDE_BEFORE.search(before) or _MAGNITUDE_BEHIND.match(behind)):
                end = one.end + len("-magnitude") if re.match("[- ]magnitude", behind, re.I) else one.end
                phrase = text[one.phrase_start : end]
                return replace(one, unit=MAGNITUDE, head=MAGNITUDE, phrase=phrase, phrase_end=end)
            is_age = _may_be_age(one)
            named = (_AGE_BEFORE.search(before) or _KIN_BEFORE.search(before)) and _AGE_BEHIND.match(behind)
            if is_age and (named or (_AGE_TOLD.search(before) and _AGE_ENDS.match(behind))):
                return replace(one, kind="age", unit="years")
        if _NUMBERED[0].search(text[: one.start][-6:]) or _NUMBERED[1].match(text, one.end):
            return None
        if one.unit == "yards" and text[one.phrase_end :].startswith(" line"):
            return None
        if one.kind == "ordinal" and _NO_RANK.match(text, one.end):
            return None
        if one.kind == "ordinal":
            rank = ORDINALS.get(one.surface.lower()) or parse_number(re.match(r"[\d,]*", one.surface)[0] or "x")
            return None if math.isnan(rank) else replace(one, value=float(rank), low=rank, high=rank)
        if one.kind == "time":
            return _time(text, one)
        if one.kind == "date":
            day = read_day(one.surface)
            at = 100.0 * day.month + day.day if day.month else float(day.weekday + 1)
            return replace(one, value=at, low=at, high=at, unit="date") if at else None
        return one if one.kind in _KINDS and one.unit != "decade" else None

    return matched


def _time(text: str, one: Quantity) -> Quantity | None:
    """Return a clock time with its hour, a span that says when as such, others as they are; None for an age."""
    if one.unit == CLOCK and one.surface[0].isalpha():
        return one
    if one.unit == CLOCK:
        at = read_hour(one.surface)
        return replace(one, value=at, low=at, high=at)
    since = _NO_DURATION.match(text, one.phrase_end)
    if since is None:
        return one
    if since[1].lower() not in _GONE_BY:
        return None
    return replace(one, kind=AGO, phrase=text[one.phrase_start : since.end()], phrase_end=since.end())


def _in_sentence(text: str, bounds: tuple[int, int], found: list[Quantity], of: tuple) -> Iterator[Figure]:
    article, block, headline, words, written = of
    start, end = bounds
    sentence = text[start:end]
    years, months = frozenset(_YEAR.findall(sentence)), frozenset(a or b for a, b in _MONTH.findall(sentence))
    heads = [folded(one.head) for one in found]
    for place, one in enumerate(found):
        left = found[place - 1].end if place else start
        right = found[place + 1].phrase_start if place + 1 < len(found) else end
        counted = heads[place] or (_borrowed(found, heads, place) if one.kind == "count" and not one.unit else "")
        time = "" if one.kind in ("score", "date") else time_frame(
            text[left : one.phrase_start], text[one.end : max(right, one.end)]
        )  # fmt: skip
        state = _state(text, bounds, one)
        if counted in ("dead", "injured", "arrest"):
            state, counted = state | _keys(one.head.lower()), "person"
        elif not counted and one.kind == "count" and not one.unit and state & _harmed():
            counted = "person"
        unit, scale = DIMENSIONS.get(one.unit, (one.unit, 1))
        counted = unit if unit in ("months", "hours", "metres", "kg", "hectares", "km/h") else counted
        low, high = _span(one)
        part = bool(
            _PART.search(text[max(start, one.phrase_start - 24) : one.phrase_start]) or _OTHER.search(one.phrase)
        )
        rate = _rate(text, bounds, one)
        part |= not rate and bool(_PART_BEHIND.match(text, one.phrase_end, end))
        part |= one.unit == MAGNITUDE and bool(_NOT_THE_QUAKE.search(sentence))
        part |= unit == "metres" and bool(_TOWARDS.match(text, one.phrase_end, end))
        where = _PLACE.match(text, one.phrase_end, end)
        yield Figure(
            article, block, one, _KINDS.get(one.kind, one.kind), one.value * scale, low * scale, high * scale, unit,
            sentence, bounds, counted, state, _content(where[1]) if where else frozenset(), _names(text, bounds, one),
            time, years, months, words - {counted} - _words(one.phrase), headline, part,
            _role(text, bounds, one), bool(one.head) or counted == "person", rate, _day(text, one, written),
        )  # fmt: skip


def _day(text: str, one: Quantity, written: date | None) -> Day:
    if one.kind == AGO and written and DIMENSIONS[one.unit][0] == "months":
        return Day(year=written.year - round(one.value * DIMENSIONS[one.unit][1] / 12))
    if one.kind != "date":
        return Day()
    return day_told(text, one.start, one.surface, written, from_now=one.unit == RELATIVE)


def _rate(text: str, bounds: tuple[int, int], one: Quantity) -> str:
    """Return the span of time in which an amount comes once ("year" of $40 a year); "" if none is told."""
    if one.kind not in ("money", "count", "quantifier", "range"):
        return ""
    found = _RATE_BEHIND.match(text, one.phrase_end, bounds[1])
    if found:
        return found["each"] or found["sign"] or _LY[found["ly"]]
    before = _RATE_BEFORE.search(text[max(bounds[0], one.phrase_start - 48) : one.phrase_start])
    return _LY[before["ly"].lower()] if before else ""


def _role(text: str, bounds: tuple[int, int], one: Quantity) -> frozenset[str]:
    end = bounds[1]
    if one.kind == "date":
        ahead = is_to_come(text, one.start)
        will = not ahead and may_come(text[bounds[0] : end], one.start - bounds[0], one.end - bounds[0])
        roles = ((SAID, is_said(text, one.start)), (AHEAD, ahead), (MAY_COME, will))
        return frozenset(role for role, has in roles if has)
    role = _ROLE.match(text, one.phrase_end, end)
    return _content(role[1]) if role else frozenset()


def _borrowed(found: list[Quantity], heads: list[str], place: int) -> str:
    for other in (place - 1, place + 1):
        if 0 <= other < len(found) and found[other].kind == "count" and heads[other]:
            return heads[other]
    return ""


def _span(one: Quantity) -> tuple[float, float]:
    low, high = told(one)
    return min(low, one.low), max(high, one.high)


@lru_cache(maxsize=1 << 14)
def _keys(word: str) -> frozenset[str]:
    """Return what stands for a word: its key and the groups of near synonyms that it is in."""
    own = key(word.replace("’", "'"))
    return frozenset(key_and_senses(own))


@lru_cache(maxsize=1)
def _harmed() -> frozenset[str]:
    return frozenset(one for word in ("kill", "injure") for one in _keys(word) if one[0] == "~")


def _content(words: str) -> frozenset[str]:
    empty = function_words()
    kept = [word for word in re.findall(r"[^\W\d_]+", words.lower()) if word not in empty and len(word) > 2]
    return frozenset().union(*map(_keys, kept)) if kept else frozenset()


def _passed(word: str) -> bool:
    if word.endswith("ly") and word not in _NO_ADVERBS:
        return True
    return word in _PASSED or word in function_words() or (word in words_of("phrase_end") and word not in _ACTS)


def _state(text: str, bounds: tuple[int, int], one: Quantity) -> frozenset[str]:
    """Return what stands for the words that say what happened to what is counted, before it and behind it."""
    found: set[str] = set()
    if one.value == 0 and one.unit == PEOPLE:
        harm = one.head.lower()
        return _keys(harm) | (_harmed() if _ANY_HARM.match(harm) else frozenset())
    if one.kind == AGO:
        cuts = [cut.end() for cut in _SPLIT.finditer(text, bounds[0], one.phrase_start)]
        return _content(text[cuts[-1] if cuts else bounds[0] : one.phrase_start])
    if one.kind == "ordinal":
        behind = re.match(r"(?:[ \u00a0-][^\W_][\w’'-]*){1,3}", text[one.end : bounds[1]])
        again = _AGAIN.match(text, one.end, bounds[1])
        if again and "time" in again[0]:  # the first time that a woman led the council
            behind = re.match(r"(?:[ \u00a0-][^\W_][\w’'-]*){1,8}", text[one.end : bounds[1]])
        bare = not again and _IS_BARE.match(text, one.end, bounds[1])
        return (_content(behind[0]) if behind else frozenset()) | ({TIMES} if again else {BARE} if bare else set())
    if one.kind == "time" and _SO_LONG.search(text, max(bounds[0], one.phrase_start - 12), one.phrase_end):
        found.add(UNTIL_NOW)
    place, steps = one.phrase_start, 0
    while steps < 6 and (last := _LAST.search(text, max(bounds[0], place - 30), place)):
        word, place, steps = last[1].lower(), last.start(1), steps + 1
        if word in ("and", "or", "but") or text[last.end(1) : last.end()].strip(" ”\"’'"):
            break
        if word in _CHANGES or _passed(word) or word[0].isdigit() or last[1][0].isupper():
            continue
        found |= _keys(word)
        break
    return frozenset(found | _happened(text, one.phrase_end, bounds[1]))


def _happened(text: str, place: int, end: int) -> set[str]:
    """Return what stands for the first word behind a noun that says something, or for the verb behind "in the town"."""
    found: set[str] = set()
    aside = False
    for _ in range(8):
        ahead = _NEXT.match(text, place, end)
        if not ahead or ahead[2].lower() in ("and", "or", "but"):
            break
        word, place = ahead[2].lower().rstrip("."), ahead.end()
        aside |= word in _PREPOSITIONS
        if not aside and not _passed(word) and not word[0].isdigit():
            return _keys(word)
        if found and not _passed(word):
            return found | _keys(word)
        if aside and (word.endswith("ed") or word in irregular_forms()):
            found |= _keys(word)
            if word not in _LIGHT:
                break
        if text[place : place + 1] in ",;:.()":
            break
    return found


def _names(text: str, bounds: tuple[int, int], one: Quantity) -> frozenset[str]:
    """Return the names in the figure's clause, those before it or, if none, behind it; of an age, those next to it."""
    start, end = bounds
    if one.kind == "age":
        left, right = max(start, one.phrase_start - 40), min(end, one.phrase_end + 50)
        before = re.search(
            r"((?:[A-Z][\w’'.-]*,? (?:and )?)+)(?:\(|who is |both |now |then |aged? )?$", text[left : one.phrase_start]
        )
        behind = re.match(r",? (?:[a-z]+ ){0,2}((?:[A-Z][\w’'.-]*[ ,.;’])+)", text[one.phrase_end : right] + " ")
        if behind and _IS_PERSON.match(text[one.phrase_end + behind.end() :]):
            behind = _BEARER.search(text[left : one.phrase_start])  # Kai Holm, a 35-year-old Orn man
        near = (before[1] if before and text[one.phrase_end - 3 : one.phrase_end] != "old" else "") or (
            behind[1] if behind else ""
        )
        return frozenset(word.lower().removesuffix("’s").removesuffix("'s") for word in _NAME.findall(near)) - _TITLES
    cuts = [found.end() for found in _SPLIT.finditer(text, start, one.phrase_start)]
    ahead = _SPLIT.search(text, one.phrase_end, end)
    left, right = cuts[-1] if cuts else start, ahead.start() if ahead else end
    subject, behind = set(), set()
    for found in _NAME.finditer(text, left, right):
        word = found[0].lower().removesuffix("’s").removesuffix("'s")
        if (found.start() > start + 1 or _sure_name(text, found)) and found[0] not in _CALENDAR:
            (subject if found.start() < one.phrase_start else behind).add(word)
    found = subject | behind if one.kind in WHEN or one.unit == CLOCK else subject or behind
    return frozenset(found - function_words())


def _sure_name(text: str, found: re.Match) -> bool:
    """Test whether the first word of a sentence is a name: it has 's, a name behind it, or a capital elsewhere."""
    if re.match(r"\s[A-Z]|[’']s\b", text[found.end() :]) or found[0].endswith(("’s", "'s")):
        return found[0].lower() not in easy_words()
    return bool(re.search(rf"[a-z,] {re.escape(found[0])}\b", text))


# times

_FRAME = pattern(
    rf"\b(?:(?:(?P<month>(?-i:{'|'.join(MONTHS)}))(?: \d{{1,2}},?)? )?(?P<year>(?:1[5-9]|20)\d\d)\b(?!,\d)"
    r"|(?P<which>so far this|this|last|the previous|next)[ ]+"
    r"(?P<length>year|month|week|summer|winter|spring|autumn|season|quarter)\b"
    r"|(?P<ago>(?:a|one)[ ]+year[ ]+(?:ago|earlier|before)|the[ ]+year[ ]+before)|(?P<day>yesterday|today))",
    re.I,
)
_CLAUSE = pattern(r"[;:]|,\s|\s[–—]\s|[.!?]\s")


def _name(found: re.Match) -> str:
    if found["month"]:
        return f"{found['month']} {found['year']}"
    if found["year"] or found["day"]:
        return (found["year"] or found["day"]).lower()
    if found["ago"]:
        return "last year"
    which = found["which"].lower().replace("so far ", "").replace("the previous", "last")
    return f"{which} {found['length'].lower()}"


def time_frame(before: str, behind: str) -> str:
    """Name the time that a figure is told of; "" if the words around it name none."""
    clause = _CLAUSE.search(behind)
    found = _FRAME.search(behind[: clause.start()] if clause else behind)
    if found:
        return _name(found)
    led = list(_FRAME.finditer(before))
    return _name(led[-1]) if led else ""


def at_odds(one: str, other: str) -> bool:
    """Test whether two times cannot be the same: two years, or this year and last year; an unnamed time fits any."""
    first, second = one.split(" ")[-1], other.split(" ")[-1]
    if {one, other} == {"today", "yesterday"}:
        return False  # of two mornings
    if first.isdigit() and second.isdigit():
        return first != second
    return bool(one and other) and one != other and first.isdigit() == second.isdigit()
