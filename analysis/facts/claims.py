"""The same quantity in several articles: who gives which figure, and whether they agree, side by side.

:func:`claims` pairs the figures of two articles that are told of one thing (:mod:`facts.figures`): of one sort and
unit, of one time where one is named, and with what they count or with enough words in common. Equal figures need the
less besides the more a figure says by itself. Unequal ones need all of it: the same noun, the same word for what
happened to what is counted, names and places that do not part, and no equal figure in the other article.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from analysis.facts.additions import additions
from analysis.facts.align import match_paragraphs
from analysis.facts.days import OTHER, SAME, WITHIN, apart, compare_days, compare_hours, is_rough, near_days, read_day
from analysis.facts.figures import (
    AGO,
    AHEAD,
    BARE,
    CALIBRE,
    CLOCK,
    DIMENSIONS,
    MAGNITUDE,
    MAY_COME,
    PEOPLE_NOUNS,
    SAID,
    WHEN,
    Figure,
    at_odds,
    read_figures,
)
from analysis.facts.forms import PARENT, PHONE, RELATIVE
from analysis.facts.other_words import both_people, currencies, in_other_words, is_person, of_people, words_behind
from analysis.facts.quantities import bounds, words_of
from analysis.schema import TEXT, InputError, require
from analysis.text.patterns import pattern
from analysis.text.word_forms import key

AGREE, VAGUER, DIFFER, WORDED = "agree", "one is vaguer", "differ", "worded differently"
APART, ADDS_UP, NONE = "told of another place or time", "agrees by a sum", "one says none"
RELATIONS = {
    AGREE: "the same figure",
    VAGUER: "one is vaguer; both can hold",
    DIFFER: "two figures; whether they count the same thing takes a reader",
    WORDED: "told in other words",
    APART: "told of another place or time; both can hold",
    NONE: "one says that there were none; read both",
    ADDS_UP: "worked out, they agree",
}
#: no slug of an article has a blank
SOURCE = "the source"
_SIDE = ("article", "block", "start", "end", "phrase", "sentence")
CLAIMS = (
    {f"{name}_{side}": "int64" if name in ("block", "start", "end") else TEXT for side in "ab" for name in _SIDE}
    | {"counted": TEXT, "time": TEXT, "relation": TEXT, "shared": TEXT, "observation": TEXT}
)  # fmt: skip
#: units that are held together: people are counted with and without their noun, and months may be told in weeks
_ONE_UNIT = ({"", "people"}, {"", PARENT}, {"months", "hours"})
_HOURS_IN_MONTH = 730.5
#: spans of time that go into another without a rest, and how often
_SPANS = {"year": ("year", 1), "quarter": ("year", 4), "month": ("year", 12), "week": ("week", 1), "day": ("week", 7)}
_MARKS = pattern(r"[“”\"‘]|’(?=\s|$)")
#: the share of sentences beyond which a word tells nothing
_COMMON = 0.5
#: how alike sentences are (:func:`_likeness`): enough where the figure itself says much, or less, or little
_LITTLE, _SOME, _GOOD, _MUCH = 0.05, 0.1, 0.2, 0.35
#: of two sentences that are one, word for word but for a few: amounts in them may lie far apart
_RETOLD = 0.6
_DISTINCT = 20
_MANY_DIGITS = 3
#: an amount of so many digits, and a score with such a number, say enough where each article has it once
_TELLING_DIGITS, _TELLING_SCORE = 4, 10
#: three points are a kind of shot; and words behind two small numbers that show them to be one
_FEW_POINTS, _MUCH_BEHIND = 3, 2
#: a number above it is seldom told of two things in two paragraphs that report one point
_FEW_NEAR = 10
#: how spans of time that are told from the day of writing end
_SPANS_FROM_NOW = ("week", "month")
_NEARLY_ALL = 0.8
#: two ages of one person are so many years apart at most; of more, they are told of two times
_AGES_APART = 1
#: articles that tell so few ages tell of one person by each; and so few, of one by two equal ones
_FEW_AGES, _FEW_FOR_EQUAL = 3, 6
#: a line with a date and fewer words only says when it was written
_TELLS = 4
#: two clock times of one act are so many hours apart at most
_HOURS_APART = 3
#: "after 12 hours" says when: another time after which something else came is no other figure
_AFTER = pattern(r"\bafter (?:\w+ ){0,2}$", re.I)
#: a line that says when an article was filed
_FILED = pattern(r"(?:Story )?(?:[Cc]reated|[Pp]osted|[Pp]ublished|[Uu]pdated|Last)\b")
_ESTIMATED = pattern(r"\b(?:estimat\w+(?: \w+){0,2}? (?:at|as|to be)|in the vicinity of) $")
_ABOUT = pattern(r"(?:about|around|roughly|approx|some$|circa|or so|(?:an )?estimated)")
_THING = pattern(r" (?:[a-z]+ )??([a-z]{3,})(?= (?:[a-z]+ed|that|which|is|was|has|had|in|of|on|for|to|by)\b|[.,;])")
_NAMED = pattern(r"\b(?!Mother|Father|Police)[A-Z][a-z]{3,}\b")
_OWNING = pattern(r"(?: (?:morning|afternoon|evening|night))?[’']s\b")
_SINCE = pattern(r" (?:following|after|since) ((?:[\w’'-]+ ?){1,4})")
_IN_YEAR = pattern(r"\b(?:[Ii]n|[Ss]ince) $")
_NUMBER_OF = pattern(r"a (?:\w+ )?number of", re.I)
_NAME_BEFORE = pattern(r"(?:(?<=\w )[A-Z][\w’'-]*|versions?) $")
_IN_GENERAL = pattern(r"\b(?:can|could|typically|usually)\b")
#: of two figures, one is so many times the other at most, or they count two things
_TIMES_APART = 4
#: so many figures of one noun are held against those of another article; of more, only equal ones
_MOST_OF_A_KIND = 40
_PARENTS = ({"mother", "mom", "mum", "parent"}, {"father", "dad", "parent"})
#: how far apart one length is in two units, as newspapers round
_CONVERTED = 0.04
#: of a distance from a town, which both may have rounded
_CONVERTED_TWICE = 0.08
#: amounts from this one on are rounded without a word, by so much of them
_LEAST_ROUNDED, _ROUNDED = 1000, 0.05


class _Tie(NamedTuple):
    """What ties two figures besides themselves.

    `alike` is how alike their sentences are, `near` that their paragraphs report one point, `sole` that each is the
    only one of its kind and value in its article, `known` that both are the first magnitudes of linked articles, or
    that both stand beside another two that are equal.
    """

    alike: float
    near: bool
    sole: bool
    known: bool


def _relation(one: Figure, other: Figure) -> str | None:
    x, y = one.quantity, other.quantity
    numbers = not math.isnan(one.value) and not math.isnan(other.value)
    if one.kind != other.kind and "share" in (one.kind, other.kind):
        return WORDED
    if one.kind == other.kind == "share" and not (numbers and 0 < one.value < 1 and 0 < other.value < 1):
        words = (re.sub(r"\W+", " ", part.surface.lower()) for part in (x, y))
        same = len(set(words)) == 1 or one.value == other.value
        return AGREE if same else WORDED
    if one.unit == other.unit == CLOCK and not numbers:
        part, hour = (one, other) if math.isnan(one.value) else (other, one)
        return VAGUER if part.low <= hour.value <= part.high else None
    if one.unit == other.unit == CLOCK:
        rough = sum(is_rough(f.sentence[: f.quantity.start - f.bounds[0]]) for f in (one, other))
        found = compare_hours(x.surface, y.surface, roughly=rough)
        other_hour = DIFFER if apart(x.surface, y.surface) <= _HOURS_APART else None
        return {SAME: AGREE, OTHER: other_hour}.get(found, VAGUER)
    if one.unit != other.unit and "months" in (one.unit, other.unit):
        hours = [f.value * (_HOURS_IN_MONTH if f.unit == "months" else 1) for f in (one, other)]
        return AGREE if one.kind == "time" and abs(hours[0] - hours[1]) <= _CONVERTED * max(hours) else None
    if one.value == other.value or _converted(one, other) or (not numbers and x.surface.lower() == y.surface.lower()):
        return AGREE
    if one.kind == other.kind == "count" and 0.0 in (one.value, other.value):
        return NONE
    (low, high), (least, most) = (one.low, one.high), (other.low, other.high)
    if x.unit != y.unit and DIMENSIONS.get(x.unit, ("",))[0] not in ("", "months", "hours"):
        # miles and km: as near as newspapers round, or nothing
        most = _CONVERTED_TWICE if one.part and other.part else _CONVERTED
        near = numbers and abs(one.value - other.value) <= most * max(one.value, other.value)
        return AGREE if near else None
    if numbers and one.unit == other.unit == MAGNITUDE and not x.modifier and not y.modifier:
        return DIFFER
    if _is_rounded(one, other) or _is_rounded(other, one):
        return VAGUER
    slack = 1e-9 * max(abs(low), abs(least), 1)
    return VAGUER if low + slack <= most and least + slack <= high else DIFFER


def _is_rounded(one: Figure, other: Figure) -> bool:
    """Test whether an amount of thousands is the other one, rounded: $400,000 of $412,000."""
    if not (one.kind == other.kind in ("money", "count") and other.value > _LEAST_ROUNDED <= one.value):
        return False
    if math.isinf(one.value) or math.isinf(other.value):
        return False
    digits = _digits(one.value)
    step = 10.0 ** (math.floor(math.log10(one.value)) + 1 - digits)
    near = abs(one.value - other.value) <= _ROUNDED * other.value
    return near and digits < _digits(other.value) and round(other.value / step) * step == one.value


def _one_bounded(one: Figure, other: Figure) -> bool:
    """Test whether one of two equal figures alone is told as a bound, or an hour roughly: at least 50, and 50."""
    loose, exact = (one, other) if _is_loose(one) else (other, one)
    if one.value == 0 or not _is_loose(loose) or _is_loose(exact):
        return False
    # about 50 is 50 to a reader, at least 50 is not
    return one.unit == CLOCK or not _ABOUT.match(loose.quantity.modifier)


def _is_loose(one: Figure) -> bool:
    term, before = one.quantity.modifier, one.sentence[: one.quantity.phrase_start - one.bounds[0]]
    low, high = bounds()["modifier", term] if term and term != "plus" else (1.0, 1.0)
    return low != high or bool(_ESTIMATED.search(before)) or (one.unit == CLOCK and is_rough(before))


def _whole(one: Figure) -> bool:
    return one.low >= _NEARLY_ALL if one.kind == "share" else not one.quantity.modifier


class _Weights(dict):
    """The weights of words, and of sentences: 0 for a word that has none. A sentence is added up once."""

    def __missing__(self, words: str | frozenset[str]) -> float:
        self[words] = 0.0 if isinstance(words, str) else math.fsum(self[word] for word in words)
        return self[words]


def _likeness(one: frozenset[str], other: frozenset[str], weights: _Weights) -> float:
    sizes = weights[one] * weights[other]
    return math.fsum(weights[word] for word in one & other) / math.sqrt(sizes) if sizes else 0.0


def _comparable(one: Figure, other: Figure) -> bool:
    """Test whether two figures are of one sort, unit and time, or a number and a word for all there are."""
    if in_other_words(one, other):
        return not at_odds(one.time, other.time) and _one_rate(one, other)
    if AGO in (one.kind, other.kind):
        return _one_span(one, other)
    if one.kind in WHEN or other.kind in WHEN:
        both = one.kind in WHEN and other.kind in WHEN and _one_role(one, other)
        if RELATIVE in (one.unit, other.unit):
            return both and _from_now(one, other)
        return both and bool(compare_days(read_day(one.quantity.surface), read_day(other.quantity.surface)))
    kinds = one.kind, other.kind
    counts = "quantifier" not in (one.quantity.kind, other.quantity.kind)
    if set(kinds) == {"age", "time"}:
        return one.value == other.value and not any(map(_of_person, (one, other)))
    worded = "share" in kinds and set(kinds) <= {"share", "count"} and counts and _whole(one) and _whole(other)
    if not _one_rate(one, other):
        return False
    same_unit = one.unit == other.unit or {one.unit, other.unit} in _ONE_UNIT
    return (kinds[0] == kinds[1] or worded) and same_unit and not at_odds(one.time, other.time)


def _one_role(one: Figure, other: Figure) -> bool:
    """Test whether two days have one role; one that lies ahead may be told by "will" alone."""
    if "year" in (one.kind, other.kind):
        return one.role - {MAY_COME} == other.role - {MAY_COME} or bool(one.state & other.state)
    roles = one.role | other.role
    if SAID in roles:
        return SAID in one.role & other.role
    return AHEAD not in roles or bool(one.role and other.role) and not (_owns(one) or _owns(other))


def _owns(one: Figure) -> bool:
    """Test whether a day owns what stands behind it: Sunday's game, Friday night's fire."""
    return bool(_OWNING.match(one.sentence[one.quantity.end - one.bounds[0] :]))


def _from_now(one: Figure, other: Figure) -> bool:
    """Test whether a day told from the day of writing can be held against another: last week, today and Monday."""
    spans = [figure.quantity.surface.endswith(_SPANS_FROM_NOW) for figure in (one, other)]
    if any(spans):
        return one.quantity.surface == other.quantity.surface
    found = compare_days(one.day, other.day)
    if _owns(one) or _owns(other) or found in (OTHER, WITHIN):
        return False
    if found == SAME:
        return True
    weekdays = one.day.weekday, other.day.weekday
    return one.quantity.surface == other.quantity.surface if one.unit == other.unit else max(weekdays) >= 0


def _one_rate(one: Figure, other: Figure) -> bool:
    """Test whether two amounts come once in one span of time, or are equal: $40 and $40 a year."""
    return (
        one.rate == other.rate or _converted(one, other) or (one.value == other.value and "" in (one.rate, other.rate))
    )


def _of_person(one: Figure) -> bool:
    """Test whether an age is not shown to be that of a thing: a 35-year-old rule."""
    behind = _THING.match(one.sentence[one.quantity.phrase_end - one.bounds[0] :])
    return one.kind == "age" and (behind is None or is_person(behind[1]) or behind[1] in words_of("phrase_end"))


def _converted(one: Figure, other: Figure) -> bool:
    if one.rate == other.rate or not (one.rate in _SPANS and other.rate in _SPANS):
        return False
    (span, times), (length, many) = _SPANS[one.rate], _SPANS[other.rate]
    return span == length and one.value * times == other.value * many


def _pair(one: Figure, other: Figure, tie: _Tie) -> str | None:
    """Return the relation of two comparable figures that are told of one thing; None if nothing shows that they are."""
    if AGO in (one.kind, other.kind):
        return _pair_ago(one, other, tie)
    if one.kind in WHEN:
        return _pair_days(one, other, tie)
    if one.kind != other.kind and in_other_words(one, other):
        rank, count = (one, other) if one.kind == "ordinal" else (other, one)
        same = tie.near or tie.alike >= _SOME or key(count.counted) in rank.state
        return WORDED if same else None
    if {one.kind, other.kind} == {"age", "time"}:  # a 35-year-old rule, in force for 35 years
        return AGREE if tie.near and tie.sole and tie.alike >= _SOME else None
    if currencies(one, other):
        return WORDED if tie.near and tie.sole and tie.alike >= _SOME else None
    relation = _relation(one, other)
    if one.unit == other.unit == PARENT:
        return relation if _same_parent(one, other, tie) else None
    if relation == AGREE:
        told = not _NUMBER_OF.match(one.quantity.surface)
        return relation if told and _agreeing(one, other, tie) else None
    if relation == DIFFER and "quantifier" in (one.quantity.kind, other.quantity.kind):
        if not one.state & other.state or _parted(one, other) or one.part or other.part or _far_apart(one, other):
            return None
        relation = WORDED  # hundreds and thousands
    if relation == WORDED:
        ok = bool(one.counted) and one.counted == other.counted
        return relation if ok and tie.alike >= (_SOME if one.headline or other.headline else _GOOD) else None
    if relation is None or not _same_count(one, other, tie, relation):
        return None
    if relation in (DIFFER, NONE) and (_parted(one, other) or one.part or other.part):
        return APART if _parted(one, other) else None
    return relation


def _pair_days(one: Figure, other: Figure, tie: _Tie) -> str | None:
    """Return the relation of two days, months or years of one act; None if nothing shows that they are."""
    if RELATIVE in (one.unit, other.unit):
        return _pair_from_now(one, other, tie)
    if _weeks_apart(one, other):
        return None
    days = [read_day(x.quantity.surface) for x in (one, other)]
    found = compare_days(*days)
    if found == OTHER:
        same_act = one.state & other.state and tie.alike >= _GOOD and tie.sole and near_days(*days)
        return DIFFER if same_act and _meet(one.names, other.names) else None
    acted = tie.near or bool(one.state & other.state)
    named = bool(one.names & other.names)
    exact = all(day.month and day.day for day in days)
    dated = all(day.year for day in days)
    if exact and dated:
        return AGREE if max(len(one.words), len(other.words)) >= _TELLS else None
    if found == SAME and tie.sole and (exact or (tie.near and dated)):
        return AGREE
    sure = (tie.near and (named or bool(one.state & other.state))) or (tie.sole and (acted or (dated and named)))
    least = _LITTLE if sure else _SOME if exact or acted or tie.sole else _GOOD
    return (AGREE if found == SAME else VAGUER) if tie.alike >= least else None


def _one_span(one: Figure, other: Figure) -> bool:
    """Test whether a span that says when can be held against another, a year, or how long something lasted since."""
    ago, then = (one, other) if one.kind == AGO else (other, one)
    if then.kind == "year":
        told = ago.unit == "months" and ago.value % 12 == 0
        return told and (not ago.day.year or abs(ago.day.year - then.value) <= 1)
    return ago.unit == then.unit and (then.kind == AGO or (then.kind == "time" and bool(_since(then))))


def _since(one: Figure) -> frozenset[str]:
    """Return the keys of what a span of time followed: for a week following a stroke."""
    behind = _SINCE.match(one.sentence[one.quantity.phrase_end - one.bounds[0] :])
    return frozenset(key(word) for word in re.findall(r"[a-z]{4,}", behind[1])) if behind else frozenset()


def _pair_ago(one: Figure, other: Figure, tie: _Tie) -> str | None:
    """Return the relation of a span that says when, and a span or year in which the same happened; or None."""
    ago, then = (one, other) if one.kind == AGO else (other, one)
    shared = ago.state & (_since(then) if then.kind == "time" else then.state)
    named = bool(one.names & other.names)
    if then.kind == "year":
        names = [frozenset(_NAMED.findall(figure.sentence)) for figure in (ago, then)]
        dated = _IN_YEAR.search(then.sentence[: then.quantity.start - then.bounds[0]])
        return WORDED if shared and tie.near and dated and names[0] & names[1] else None
    if then.kind == "time":
        told = tie.near and bool(shared)
    else:
        told = shared and (tie.alike >= _GOOD or (tie.alike >= _SOME and (named or tie.near)))
    if not told or _far_apart(one, other):
        return None
    if one.value == other.value:
        return AGREE if then.kind == AGO else WORDED
    near = one.low <= other.high and other.low <= one.high
    sure = tie.near and (then.kind == "time" or len(shared) >= _MUCH_BEHIND)
    return VAGUER if near else DIFFER if sure else None


def _pair_from_now(one: Figure, other: Figure, tie: _Tie) -> str | None:
    """Return the relation of two days of which one at least is told from the day of writing, or None."""
    acted, named = bool(one.state & other.state), bool(one.names & other.names)
    least = _GOOD if named and one.role == other.role else _MUCH
    told = tie.near and (acted or (tie.sole and tie.alike >= least))
    if not told and compare_days(one.day, other.day) == SAME:
        told = (tie.near and (named or tie.sole)) or (acted and tie.alike >= _SOME)
    told |= acted and (named or tie.sole or tie.alike >= _GOOD) and tie.alike >= _SOME
    if not told:
        return None
    if one.unit == other.unit and one.quantity.surface == other.quantity.surface:
        return AGREE
    return WORDED if compare_days(one.day, other.day) == SAME else VAGUER


def _weeks_apart(one: Figure, other: Figure) -> bool:
    """Test whether two weekdays are told in two weeks, as the date lines of their articles say."""
    return all(x.day.day and not read_day(x.quantity.surface).day for x in (one, other)) and one.day != other.day


def _same_count(one: Figure, other: Figure, tie: _Tie, relation: str) -> bool:
    """Test whether unequal figures count one thing: one noun, one word for what happened to it, and names that meet."""
    if one.kind in ("score", "ordinal", "share"):
        return False
    named, acted = _meet(one.names, other.names), bool(one.state & other.state)
    if one.unit == CLOCK and math.isnan(one.value + other.value):
        return tie.near and named and acted and tie.alike >= _SOME
    if one.unit == CLOCK:
        if relation == VAGUER:
            filed = any(_FILED.match(figure.sentence) for figure in (one, other))
            return not filed and (tie.near or tie.alike >= (0.0 if tie.sole else _SOME))
        return (tie.near or tie.alike >= _SOME) and (relation != DIFFER or (named and acted))
    if one.kind == "age" and relation == VAGUER:  # in her sixties
        return tie.near and named
    if one.kind == "age":
        same_one = bool(one.names & other.names) and (one.names <= other.names or other.names <= one.names)
        return same_one and abs(one.value - other.value) <= _AGES_APART * DIMENSIONS["years"][1]
    if one.kind == "time" and (_is_when(one) or _is_when(other) or not (one.names & other.names or tie.near)):
        return False
    if one.unit == "metres" and not one.names & other.names:
        return False
    timed = bool(one.time) and one.time == other.time
    dated = [bool(figure.months | figure.years) for figure in (one, other)]
    if dated[0] != dated[1] and not (tie.near and one.unit != MAGNITUDE):
        return False
    if one.role and other.role and not one.role & other.role:
        return False
    if one.unit == other.unit == MAGNITUDE:
        timed = tie.near or timed or bool(one.months or one.years)
        return named and (tie.known or tie.alike >= (_SOME if timed else _GOOD))
    if one.unit == other.unit == CALIBRE:
        return tie.sole and named and tie.alike >= _SOME
    if 0.0 in (one.value, other.value):
        return named and acted
    retold = one.kind == "money" and tie.near and tie.sole and tie.alike >= _RETOLD
    if _far_apart(one, other) and not retold:
        return False
    nouned = bool(one.counted) and one.noun and other.noun
    same_thing = one.counted == other.counted and (nouned or one.kind in ("money", "percent"))
    acted |= relation == VAGUER and tie.sole and not (one.part or other.part)
    little = (relation == DIFFER and one.counted in PEOPLE_NOUNS) or _vaguer_alone(one, other, tie, relation)
    least = _LITTLE if little else _SOME if tie.near or timed else _GOOD
    return same_thing and named and acted and tie.alike >= least


def _vaguer_alone(one: Figure, other: Figure, tie: _Tie, relation: str) -> bool:
    """Test whether a vaguer figure is the only one of its noun: at least 12 shots, a number of residents."""
    if relation != VAGUER or not tie.sole:
        return False
    heads = one.quantity.head.lower(), other.quantity.head.lower()
    uncounted = [bool(_NUMBER_OF.match(figure.quantity.surface)) for figure in (one, other)]
    return tie.near or (heads[0] == heads[1] and uncounted[0] != uncounted[1])


def _same_parent(one: Figure, other: Figure, tie: _Tie) -> bool:
    """Test whether two numbers of children are of one parent: by name, or by what happened to a mother."""
    words = [re.sub(r"\W.*", "", figure.quantity.phrase.lower()) for figure in (one, other)]
    if not any({*words} <= kind for kind in _PARENTS):
        return False
    named, there = (frozenset(_NAMED.findall(figure.sentence)) for figure in (one, other))
    if named & there:
        return tie.near or tie.alike >= _LITTLE
    return _meet(one.names, other.names) and tie.alike >= (_LITTLE if tie.near else _SOME)


def _far_apart(one: Figure, other: Figure) -> bool:
    return max(one.low, other.low) > _TIMES_APART * min(one.high, other.high)


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or bool(one & other)


def _is_when(one: Figure) -> bool:
    return bool(_AFTER.search(one.sentence[: one.quantity.phrase_start - one.bounds[0]]))


def _is_magnitude(one: Figure) -> bool:
    """Test whether a figure is the magnitude of a quake, and not of what such a quake can do."""
    return one.unit == MAGNITUDE and not _IN_GENERAL.search(one.sentence)


def _is_numbered(one: Figure) -> bool:
    """Test whether a number stands behind a name, as that of a version: Orvel 6."""
    return bool(_NAME_BEFORE.search(one.sentence[: one.quantity.phrase_start - one.bounds[0]]))


def _parted(one: Figure, other: Figure) -> bool:
    """Test whether two figures are told of different places, months or years."""
    return any(
        mine and theirs and not mine & theirs
        for mine, theirs in ((one.place, other.place), (one.months, other.months), (one.years, other.years))
    )


def _says_enough(one: Figure, other: Figure, tie: _Tie) -> bool:
    """Test whether two equal figures need little or nothing else: 2,129 of both, 52-3 of both, a telephone number."""
    x = one.quantity
    if one.kind == PHONE or (tie.sole and one.unit == other.unit and _digits(x.value) >= _TELLING_DIGITS):
        return True
    if one.kind == "score":
        return tie.sole and max(map(int, re.findall(r"\d+", x.surface))) >= _TELLING_SCORE
    if one.kind == "points" and x.value > _FEW_POINTS:
        return tie.sole and bool(one.names & other.names)
    if not (tie.near and tie.sole and one.kind == "count" and x.value > 1):
        return False
    same = both_people(one, other) or (
        not (x.head and other.quantity.head) and words_behind(one, other) >= _MUCH_BEHIND
    )
    return same and not (_is_numbered(one) or _is_numbered(other))


def _named_there(one: Figure, other: Figure) -> bool:
    """Test whether the names beside one figure stand in the sentence of the other."""
    return any(
        bool(figure.names) and all(name in there.sentence.lower() for name in figure.names)
        for figure, there in ((one, other), (other, one))
    )


def _agreeing(one: Figure, other: Figure, tie: _Tie) -> bool:
    """Test whether equal figures are told of one thing: the more a figure says by itself, the less else it takes."""
    x, alike, near, sole = one.quantity, tie.alike, tie.near, tie.sole
    if tie.known or _says_enough(one, other, tie):
        return True
    if x.unit == MAGNITUDE and _is_magnitude(one) != _is_magnitude(other):
        return False
    timed = bool(one.time) and one.time == other.time
    same_thing = bool(one.counted) and one.counted == other.counted
    if one.kind == "age":
        return (
            bool(one.names & other.names)
            or (near and not (one.part or other.part) and _named_there(one, other))
            or (not (one.names and other.names) and (near or alike >= _SOME) and not (_another(one) or _another(other)))
        )
    if one.kind == "ordinal" and one.value > _DISTINCT:
        return True  # "the 81st" says enough
    if one.kind == "ordinal":
        # "in the sixth", of what another says the sixth round
        bare = one.value > 3 and BARE in one.state | other.state and (near or alike >= _GOOD)
        return (
            bare
            or (near and sole and one.value > 1 and alike >= _GOOD)
            or (bool(one.state & other.state) and (near or alike >= (_SOME if one.value > 3 else _GOOD)))
        )
    if one.kind == "score" or one.unit == CLOCK:
        return near or alike >= (_LITTLE if sole else _SOME)
    if one.value == 0 and one.kind == "count":
        return bool(one.state & other.state) and (near or sole or alike >= _SOME)
    if one.kind == "share" or math.isnan(x.value):
        if near and x.low >= _DISTINCT and of_people(one) and of_people(other):
            return True
        enough = 0.0 if one.kind == "share" and math.isnan(x.value) else _LITTLE if near and sole else _GOOD
        return same_thing and alike >= enough and bool(one.words & other.words)
    telling = x.value >= _DISTINCT or not float(x.value).is_integer()
    if one.kind == "time":
        return near or alike >= (_SOME if telling or one.state & other.state else _GOOD)
    if not (one.counted and other.counted) and one.value > 1 and sole and alike >= _SOME and one.state & other.state:
        return not (_is_numbered(one) or _is_numbered(other))  # "two managed to flee"
    if one.counted and other.counted and not same_thing:
        # 125 seats are filled in 125 constituencies
        return telling and (near or (_digits(x.value) >= _MANY_DIGITS and alike >= _SOME))
    if same_thing:
        odd = telling and x.value % 10 != 0
        odd |= sole and _alone(one, other, alike)
        return odd or timed or near or alike >= (_SOME if telling else _GOOD)
    # one length in two units is seldom one by chance
    says_much = _digits(x.value) > 1 or x.unit != other.quantity.unit
    told = near and sole and one.kind in ("money", "percent")
    return told or telling and (near or timed or alike >= (_SOME if says_much else _MUCH))


def _another(one: Figure) -> bool:
    """Test whether a figure is told of another one than who was named: another 15-year-old."""
    return one.quantity.phrase.lower().startswith("another") or one.sentence[
        : one.quantity.phrase_start - one.bounds[0]
    ].lower().endswith("another ")


def _only_day(one: Figure, weekdays: dict[str, set[int]]) -> bool:
    """Test whether a figure is the one day of the week that its article tells of."""
    return (
        one.kind == "date"
        and one.unit != RELATIVE
        and weekdays[one.article] - {-1} == {read_day(one.quantity.surface).weekday}
    )


def _digits(value: float) -> int:
    return 0 if math.isnan(value) else len(f"{value:.10g}".partition("e")[0].replace(".", "").strip("0"))


def _alone(one: Figure, other: Figure, alike: float) -> bool:
    """Test whether two equal figures of one noun, each the only one in its article, are told of one thing."""
    if "quantifier" in (one.quantity.kind, other.quantity.kind):
        return False
    if one.counted in PEOPLE_NOUNS or one.unit:
        return bool(one.state & other.state) and alike >= _LITTLE
    return one.value >= 2 and alike >= (0.0 if one.value > 2 else _LITTLE) and not _other_sort(one, other)


def _other_sort(one: Figure, other: Figure) -> bool:
    """Test whether what is counted is told with other words: three life sentences, three ten-year sentences."""
    said = []
    for x in (one.quantity, other.quantity):
        words = re.findall(r"\d+|[^\W\d_]{3,}", x.phrase[x.end - x.phrase_start :].lower())
        said.append(set(words) - words_of("plain") - {x.head.lower()})
    return bool(all(said) and not said[0] & said[1])


def _told(one: Figure) -> tuple:
    return one.article, one.kind, one.unit, one.counted, one.value


def _side(one: Figure) -> tuple:
    x = one.quantity
    return one.article, one.block, x.phrase_start, x.phrase_end, x.phrase, one.sentence


def _when(one: Figure, relation: str) -> str:
    time = one.time or (" or ".join(sorted(one.months)) if relation == APART else "")
    return f" ({time})" if time else ""


def unmarked(phrase: str) -> str:
    """Cut the quotation marks out of a phrase, so that it can be quoted."""
    return _MARKS.sub("", phrase).strip()


def _observed(one: Figure, other: Figure, relation: str) -> str:
    phrases = [f"{x.article}: “{unmarked(x.quantity.phrase)}”{_when(x, relation)}" for x in (one, other)]
    return f"{phrases[0]}; {phrases[1]}: {RELATIONS[relation]}"


def _clear(found: list[tuple[int, int, str, float]], figures: list[Figure]) -> list[tuple[int, int, str, float]]:
    """Leave out a month of which several dates are told, and equals of another sort where one of its own sort is."""
    partners: dict[tuple[int, str, str], set[int]] = defaultdict(set)
    few = [(a, b) for a, b, relation, _ in found if relation == AGREE and figures[a].value < _DISTINCT]
    other = {(a, b) for a, b in few if _other_sort(figures[a], figures[b])}
    for a, b, relation, _ in found:
        if (a, b) not in other:
            partners[a, figures[b].article, relation].add(b)
            partners[b, figures[a].article, relation].add(a)

    def clear(a: int, b: int, relation: str) -> bool:
        ends = (partners[a, figures[b].article, relation], partners[b, figures[a].article, relation])
        if relation == VAGUER and figures[a].kind in WHEN:
            days = [[read_day(figures[place].quantity.surface) for place in end] for end in ends]
            return not any(compare_days(*two) == OTHER for end in days for two in combinations(end, 2))
        return (a, b) not in other or not any(ends)

    return [row for row in found if clear(*row[:3])]


def _kept(found: list[tuple[int, int, str, float]], figures: list[Figure]) -> list[tuple[int, int, str]]:
    """Keep what agrees; of the rest, pairs that are each other's nearest, and no figure that has its equal there."""
    nearest: dict[tuple[int, str], float] = defaultdict(float)
    agreed = set()
    for a, b, relation, alike in found:
        for place, there in ((a, figures[b].article), (b, figures[a].article)):
            nearest[place, there] = max(nearest[place, there], alike)
            if relation == AGREE:
                agreed.add((place, there))
    told = {(one.article, one.kind, one.unit, one.value, name) for one in figures for name in ("", one.counted)}
    by_noun: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for one in figures:
        if len(by_noun[one.article, one.kind, one.counted]) < _MOST_OF_A_KIND:
            by_noun[one.article, one.kind, one.counted].append(one)
    kept = []
    for a, b, relation, alike in sorted(found):
        ends = (a, figures[b].article), (b, figures[a].article)
        parents = figures[a].unit == figures[b].unit == PARENT  # an article may give both numbers of her children
        settled = relation not in (AGREE, WORDED) and not parents and agreed & set(ends)
        mutual = relation in (AGREE, WORDED) or parents or all(alike >= nearest[end] for end in ends)
        if relation in (DIFFER, NONE) and not (settled or parents):
            both = ((figures[a], figures[b].article), (figures[b], figures[a].article))
            settled = any(_has_equal(one, there, told) or _told_twice(one, by_noun) for one, there in both)
        if mutual and not settled:
            kept.append((a, b, relation))
    return kept


def _has_equal(one: Figure, there: str, told: set[tuple]) -> bool:
    """Test whether the other article has the figure too: of the same noun, or of any if it says much by itself."""
    name = "" if one.value >= _DISTINCT or not one.value.is_integer() else one.counted
    return (there, one.kind, one.unit, one.value, name) in told


def _told_twice(one: Figure, by_noun: dict[tuple[str, str, str], list[Figure]]) -> bool:
    """Test whether a figure's own article gives another one of the same, which it may be a part of."""
    dated = one.months | one.years
    return any(
        other is not one
        and other.state & one.state
        and (other.high < one.low or other.low > one.high)
        and (dated & (other.months | other.years) if dated else not (other.months | other.years))
        for other in by_noun[one.article, one.kind, one.counted]
    )


def claims(paragraphs: pd.DataFrame, *, matches: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find figures that several articles give of the same thing, and compare them.

    Parameters
    ----------
    paragraphs : the paragraph table of two articles or more (``article``, ``block``, ``kind``, ``text``)
    matches : which paragraphs report the same point; :func:`facts.align.match_paragraphs` is asked by default

    Returns
    -------
    DataFrame with the columns of :data:`CLAIMS`, one row per pair of figures: where each stands (``start_a`` and
    ``end_a`` half-open in the text of its block), its ``phrase`` and its ``sentence``; what they count (folded:
    :func:`facts.quantities.folded`), the ``time`` if one is named, the ``relation`` (a key of :data:`RELATIONS`), the
    words that the two sentences share or the working of a sum, and the observation in words. What both say in the same
    words more than once is one row. A figure with an equal in the other article is
    not held against a different one there.

    Raises
    ------
    InputError
        if a column is missing
    """
    require(paragraphs, ("article", "block", "kind", "text"), "the paragraphs")
    figures, seen = read_figures(paragraphs)
    if not figures or paragraphs["article"].nunique() < 2:
        return pd.DataFrame(columns=list(CLAIMS)).astype(CLAIMS)
    if matches is None:
        matches = match_paragraphs(paragraphs)
    same_point = set(matches[["article_a", "block_a", "article_b", "block_b"]].itertuples(index=False, name=None))
    same_point |= {(c, d, a, b) for a, b, c, d in same_point}
    linked = {(a, c) for a, _, c, _ in same_point}
    ages: dict[str, set[float]] = defaultdict(set)
    weekdays: dict[str, set[int]] = defaultdict(set)
    for one in figures:
        if one.kind == "age":
            ages[one.article].add(one.value)
        if one.kind == "date" and one.unit != RELATIVE:
            weekdays[one.article].add(read_day(one.quantity.surface).weekday)
    times = Counter(map(_told, figures))
    first = {one.article: place for place, one in reversed([*enumerate(figures)]) if _is_magnitude(one)}
    leads = set(first.values())
    most = max(3, _COMMON * seen[""])
    weights = _Weights({word: math.log(1 + seen[""] / many) for word, many in seen.items() if word and many <= most})
    found = []
    ties: dict[tuple[int, int], _Tie] = {}
    candidates = _candidates(figures)
    twins = _twins(figures, candidates)
    for a, b in candidates:
        one, other = figures[a], figures[b]
        if not _comparable(one, other):
            continue
        near = (one.article, one.block, other.article, other.block) in same_point
        link = bool({(one.article, other.article), (other.article, one.article)} & linked)
        if 0.0 in (one.value, other.value) and not link:
            continue
        if one.kind == other.kind == "age" and (one.article, other.article) in linked:
            # where few are told of, one age is one person's
            few = _FEW_FOR_EQUAL if one.value == other.value else _FEW_AGES
            near |= max(len(ages[one.article]), len(ages[other.article])) <= few
        sole = times[_told(one)] == times[_told(other)] == 1 or _only_day(one, weekdays) and _only_day(other, weekdays)
        tie = _Tie(
            _likeness(one.words, other.words, weights), near, sole, (link and {a, b} <= leads) or (a, b) in twins
        )
        if relation := _pair(one, other, tie):
            found.append((a, b, relation, tie.alike))
            ties[a, b] = tie
    rows = []
    for a, b, relation in _once(_kept(_clear(found, figures), figures), figures, ties):
        one, other = figures[a], figures[b]
        shared = " ".join(sorted(one.words & other.words))
        told_of = one.counted or other.counted, one.time or other.time
        relation = VAGUER if relation == AGREE and _one_bounded(one, other) else relation
        rows.append((*_side(one), *_side(other), *told_of, relation, shared, _observed(one, other, relation)))
    rows += _sums(paragraphs, figures, weights)
    table = pd.DataFrame(rows, columns=list(CLAIMS)).astype(CLAIMS)
    worded = {f"said_{side}": table[f"phrase_{side}"].str.lower() for side in "ab"}
    once = table.assign(**worded).duplicated(["article_a", "said_a", "article_b", "said_b", "counted", "relation"])
    return table[~once].reset_index(drop=True)


def _once(
    kept: list[tuple[int, int, str]], figures: list[Figure], ties: dict[tuple[int, int], _Tie]
) -> list[tuple[int, int, str]]:
    """Keep one pair of what articles say twice: of paragraphs that report one point, the most alike, or the first."""
    best: dict[tuple, tuple[tuple, int]] = {}
    for place, (a, b, relation) in enumerate(kept):
        one, other = figures[a], figures[b]
        said = one.quantity.phrase.lower(), other.quantity.phrase.lower()
        key_of = one.article, other.article, *said, one.counted or other.counted, relation
        rank = ties[a, b].near, ties[a, b].alike, -place
        if key_of not in best or best[key_of][0] < rank:
            best[key_of] = rank, place
    return [kept[place] for _, place in sorted(best.values(), key=lambda one: one[1])]


def _candidates(figures: list[Figure]) -> set[tuple[int, int]]:
    """Return which figures of two articles to hold together: of one noun or unit, or equal."""
    groups: dict[tuple, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, one in enumerate(figures):
        keys = {("noun", one.counted), ("equal", one.value), ("unit", one.unit and (one.kind, one.unit))}
        if one.kind in WHEN:
            keys = {("when", 1.0)}
        keys.add(("time", one.kind in ("time", AGO) and one.unit != CLOCK))
        keys.add(("ago", one.kind in ("year", AGO)))
        keys.add(("money", one.kind == "money"))
        keys.add(("score", one.kind == "score" and one.quantity.surface))
        for sort, value in keys:
            its = groups[sort, value][one.article] if value and value == value else []
            if sort in ("equal", "score") or len(its) < _MOST_OF_A_KIND:
                its.append(place)
        if one.value == 0:
            groups["unit", ("count", "people")][one.article].append(place)
    return {
        (min(a, b), max(a, b))
        for members in groups.values()
        for one, other in combinations(members.values(), 2)
        for a in one[:_MOST_OF_A_KIND]
        for b in other[:_MOST_OF_A_KIND]
    }


def _twins(figures: list[Figure], candidates: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return which equal figures have equal ones right behind or before them, too: 12 and 11 in both sentences."""
    equal = {
        (a, b)
        for a, b in candidates
        if figures[a].value == figures[b].value > 2
        and figures[a].kind == figures[b].kind
        and figures[a].kind not in WHEN
    }
    found = set()
    for a, b in equal:
        named = _is_numbered(figures[a]) or _is_numbered(figures[b])
        if not named and (a + 1, b + 1) in equal and all(figures[k].bounds == figures[k + 1].bounds for k in (a, b)):
            found |= {(a, b), (a + 1, b + 1)}
    return found


def _sums(paragraphs: pd.DataFrame, figures: list[Figure], weights: _Weights) -> Iterator[tuple]:
    """Find figures of one article that add up to a figure of another."""
    found = additions(paragraphs, figures, lambda one, other: _likeness(one, other, weights))
    for parts, total, counted, working in found:
        note = f"{parts[0]}: {working}; {total[0]}: “{unmarked(total[4])}”: {RELATIONS[ADDS_UP]}"
        yield *parts, *total, counted, "", ADDS_UP, working, note


def claims_against(paragraphs: pd.DataFrame, source: str) -> pd.DataFrame:
    """Compare the figures of articles with those of a source text, such as a transcript."""
    require(paragraphs, ("article", "block", "kind", "text"), "the paragraphs")
    if (paragraphs["article"] == SOURCE).any():
        raise InputError(f"the paragraphs: an article is named {SOURCE!r}, as the source is. Rename the article.")
    blocks = [block for block in re.split(r"\n\s*\n", source) if block.strip()]
    rows = {"article": SOURCE, "block": range(len(blocks)), "kind": "body", "text": blocks}
    both = pd.concat([paragraphs[["article", "block", "kind", "text"]], pd.DataFrame(rows)], ignore_index=True)
    found = claims(both)
    return found[found["article_b"] == SOURCE].reset_index(drop=True)
