"""What part a figure plays in its sentence: the change, what it starts from, what it comes to, a part, a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from analysis.figure_words import either
from analysis.quantities import Quantity

#: kinds that take part in arithmetic; years, dates, ages, spans of time and names are passed over
COUNTING = frozenset(("count", "money", "percent", "points", "share", "multiple", "score", "quantifier", "range"))

_DET = r"(?:[ \u00a0]+(?!to\b|\w+ing\b|and\b|while\b|but\b|who\b|which\b|that\b|with\b|where\b)[\w’'-]+){0,6}"


@lru_cache(maxsize=1)
def _before() -> tuple[tuple[str, re.Pattern], ...]:
    return (
        ("up", re.compile(rf"\b(?:{either('up_verb')})(?:[ ]+(?!to\b|from\b|and\b|of\b|"
                          rf"than\b)[\w’'-]+){{0,4}}?(?:[ ]+by)?[ ]+(?:an?[ ]+)?$", re.I)),
        ("down", re.compile(rf"\b(?:{either('down_verb')})(?:[ ]+(?!to\b|from\b|and\b|of\b|"
                            rf"than\b)[\w’'-]+){{0,4}}?(?:[ ]+(?:by|in))?[ ]+(?:an?[ ]+)?$", re.I)),
        ("up", re.compile(rf"\b(?:{either('up_noun')})s?(?:[ ]+(?:rate|figure))?[ ]+of[ ]+(?:an?[ ]+)?$", re.I)),
        ("down", re.compile(rf"\b(?:{either('down_noun')})s?(?:[ ]+(?:rate|figure))?[ ]+of[ ]+(?:an?[ ]+)?$", re.I)),
        ("gap", re.compile(rf"\b(?:{either('gap_noun')})[ ]+(?:of|was|is|:)[ ]+$|\b(?:by|win)[ ]+(?:an?[ ]+)?$", re.I)),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _behind() -> tuple[tuple[str, re.Pattern], ...]:
    return (
        ("up", re.compile(rf"[ -]+(?:(?!of\b|to\b|from\b)[\w’'-]+[ ]+){{0,2}}(?:{either('up_noun')})\b", re.I)),
        ("down", re.compile(rf"[ -]+(?:(?!of\b|to\b|from\b)[\w’'-]+[ ]+){{0,2}}(?:{either('down_noun')})\b", re.I)),
        ("gap", re.compile(rf"[ -]+(?:[\w-]+[ ]+)?(?:{either('gap_noun')})\b", re.I)),
        ("up", re.compile(rf"[ ]+(?:as[ ]+(?:many|much|high|large|big)|(?:(?!of\b|to\b|from\b|or\b|"
                          rf"and\b)[\w’'-]+[ ]+){{0,2}}(?:{either('more')}))\b", re.I)),
        ("down", re.compile(rf"[ ]+(?:(?!of\b|to\b|from\b|or\b|and\b)[\w’'-]+[ ]+){{0,2}}"
                            rf"(?:{either('less')})\b", re.I)),
    )  # fmt: skip


_BASE = re.compile(
    rf"\b(?:from|compar(?:ed|es|ing)[ ]+(?:with|to)|against|versus|vs\.?|than|up[ ]+on|down[ ]+on|"
    rf"over|on|above|below|instead[ ]+of|as[ ]+many[ ]+as|"
    rf"as[ ]+much[ ]+as|times|twice|previously|originally|initially|formerly|after|had[ ]+been|"
    rf"used[ ]+to[ ]+be|off|once|replac(?:es|ed|ing)){_DET}[ ]+[$€£]?$",
    re.I,
)
_BASE_BEHIND = re.compile(
    r"(?:[ ]+(?!than\b|more\b|fewer\b|less\b|on\b)[\w’'-]+){0,4}?[ ]+(?:(?:a|one|the)[ ]+(?:year|"
    r"month|week|decade|day)[ ]+(?:ago|earlier|before)|last[ ]+(?:year|month|week|season|winter|"
    r"summer|spring)(?![’'])|"
    r"(?:the[ ]+)?(?:previous|prior|preceding)[ ]+\w+|the[ ]+(?:year|month|week|decade|"
    r"day)[ ]+before|before|once|originally|previously|formerly)\b",
    re.I,
)
_LAST = re.compile(
    r"\b(?:last|(?:the[ ]+)?previous|a|the)[ ]+(?:year|month|week|season|winter|summer|spring|"
    r"autumn|decade|quarter)(?:[ ]+(?:earlier|before|ago))?(?:[’']s)?,?"
    r"(?:[ ]+(?!to\b|at\b|this\b|and\b|but\b)[\w’'-]+){0,3}[ ]+[$€£]?$",
    re.I,
)
_THIS = re.compile(
    r"\b(?:this[ ]+(?:year|month|week|season|winter|summer|spring|autumn|decade|quarter|time)|"
    r"today|now|currently),?(?:[ ]+(?!from\b|by\b)[\w’'-]+){0,3}[ ]+[$€£]?$",
    re.I,
)
_TIMES = re.compile(r"[ ]+(?:the|as|that|those|its|his|her|their|last|this|what|\w+[’'])", re.I)
_OR = re.compile(
    r"(?:[,(–—-]|\bor)[ ]*(?:or|that[ ]+is|that[’']s|which[ ]+is|equal[ ]+to|i\.e\.)?[ ]*(?:by[ ]+)?$", re.I
)
_END = re.compile(
    r"\b(?:to|at|reach(?:ed|ing|es)?|hit(?:s|ting)?|total(?:l?ed|l?ing|s)?|now|stood[ ]+at|"
    r"stands[ ]+at|became|becoming|leaving|currently)"
    r"(?:[ ]+(?:just|only|a|an|the|some|record|high|low|total|of|has|have|are|is|there|new|"
    r"estimated|its|current|all-time|today)){0,4}[ ]+[$€£]?$",
    re.I,
)
_END_BEHIND = re.compile(
    r"(?:[ ]+[\w’'-]+){0,3}?[ ]+(?:this[ ]+(?:year|month|week|season|winter|summer|spring)|now|"
    r"today|currently|remain(?:s|ed)?|are[ ]+left)\b",
    re.I,
)
#: a word that starts another statement: figures on both sides of it are not of one sum
BREAK = re.compile(r"\b(?:while|whereas|but|although|though|including|meanwhile|separately)\b", re.I)
_SAME_THING = re.compile(
    r"\b(?:th(?:at|is|e|ose|ese)[ ]+(?:\w+[ ]+)?(?:numbers?|figures?|totals?|toll|count|tally|sum|"
    r"rate|amount|level|share)|its?|they|it[ ]+has|"
    r"by[ ]+(?:1[5-9]|20)\d\d|this[ ]+(?:year|winter|season|month)|years?[ ]+later|now|since)\b",
    re.I,
)


@lru_cache(maxsize=1)
def _changed() -> tuple[tuple[str, re.Pattern], ...]:
    return (
        ("up", re.compile(rf"\b(?:{either('up_verb')})\b", re.I)),
        ("down", re.compile(rf"\b(?:{either('down_verb')})\b", re.I)),
    )


@lru_cache(maxsize=1)
def _verb_before() -> re.Pattern:
    return re.compile(rf"\b(?!up\b|down\b)(?:{either('up_verb')}|{either('down_verb')})[ ]+(?:[\w’'-]+[ ]+)?$", re.I)


_FURTHER = frozenset(("another", "a further", "an additional", "an extra"))
_BRINGS = re.compile(r"\b(?:bring|brings|bringing|brought|taking|took|raising|raised|lifting|pushing)\b", re.I)


@dataclass(frozen=True)
class Figure:
    """A quantity in its sentence, with the signs of its role.

    Attributes
    ----------
    quantity, sentence : the figure, and the number of its sentence
    way : how something changes by it: up, down, gap or ""
    base, end : signs that it is what a change starts from, or comes to
    year : the year next to it, NaN if none
    linked : the way is that of an earlier verb ("rose from 5 to 6, or 20%")
    way_from_verb : the way is that of a verb that may have taken it as its object ("raised $5")
    before, behind : the text between it and its neighbours
    """

    quantity: Quantity
    sentence: int
    way: str = ""
    base: bool = False
    end: bool = False
    year: float = float("nan")
    linked: bool = False
    way_from_verb: bool = False
    before: str = field(default="", repr=False)
    behind: str = field(default="", repr=False)


def _way(before: str, behind: str, quantity: Quantity) -> str:
    if quantity.kind == "multiple":
        text = quantity.surface.lower()
        less = text.startswith(("halv", "half")) or re.match(rf"[ ]+(?:{either('less')})\b", behind, re.I)
        lower = re.match(r"[ ]+(?:(?!than)\w+[ ]+)?(?:decrease|reduction|drop|fall|decline)\b", behind, re.I)
        return "down" if less or lower else "up"
    if quantity.kind not in ("count", "money", "percent", "points", "share"):
        return ""
    for way, form in _before():
        if form.search(before):
            if way == "gap" and quantity.kind in ("percent", "share"):
                continue
            return way
    for way, form in _behind():
        found = form.match(behind)
        if found:
            return way
    return ""


def _earlier_way(before: str) -> str:
    """Give the way of the last verb of change in what stands before, as for "rose from 5 to 6, or 20%"."""
    ways = [(found.start(), way) for way, form in _changed() for found in form.finditer(before)]
    return max(ways)[1] if ways else ""


def _years_near(text: str, years: list[Quantity], one: Quantity, between: tuple[int, int]) -> float:
    """Give the year told with a figure: the one behind it in its clause, else one that leads up to it; NaN if none."""
    left, right = between
    behind = [y for y in years if one.end <= y.start < right and not re.search(r"[,;]", text[one.end : y.start])]
    if behind:
        return behind[0].value
    # a year that closes the clause of the figure before belongs to that one
    led = [
        y
        for y in years
        if left <= y.start < one.start
        and not (
            left
            and re.match(r"^[^,;–—]*$", text[left : y.start])
            and re.match(r"[,;.]|[ ]and\b", text[y.end : y.end + 4])
        )
    ]
    return led[-1].value if led else float("nan")


def figures(text: str, found: list[Quantity], bounds: list[tuple[int, int]]) -> list[Figure]:
    """Give each counting quantity of a text the signs of its role.

    Parameters
    ----------
    text : the paragraph
    found : its quantities, all kinds
    bounds : start and end of its sentences
    """
    counting = [one for one in found if one.kind in COUNTING]
    years = [one for one in found if one.kind == "year" and one.unit == "year"]
    out = []
    for place, one in enumerate(counting):
        number = next((k for k, (start, end) in enumerate(bounds) if start <= one.start < end), 0)
        first, last = bounds[number] if bounds else (0, len(text))
        left = max(first, counting[place - 1].end) if place else first
        right = min(last, counting[place + 1].phrase_start) if place + 1 < len(counting) else last
        before, behind = text[left : one.phrase_start], text[one.end : max(right, one.end)]
        directly = bool(_BASE.search(before))
        base = directly or bool(_BASE_BEHIND.match(behind))
        told = place and _BASE_BEHIND.match(text[counting[place - 1].end : one.phrase_start])
        base = base or bool(
            not told and re.search(r"\blast\b|previous|before|earlier|ago", before, re.I) and _LAST.search(before)
        )
        end = (bool(_END.search(before)) and not re.search(r"\bcompar\w+ to\b", before)) or bool(
            _END_BEHIND.match(behind)
        )
        end = end or (not directly and bool(_THIS.search(before)))
        if place and counting[place - 1].kind == "multiple" and _TIMES.match(before) and not end:
            base = True
        way, linked = _way(before, behind, one), False
        if not way and one.kind in ("percent", "share", "points") and _OR.search(before):
            way, linked = _earlier_way(text[first : one.phrase_start]), True
        elif one.modifier in _FURTHER and _BRINGS.search(text, one.end, last):
            way = "up"
        near = _years_near(text, years, one, (left, right))
        year = near
        verb = (
            bool(way) and not re.search(r"\b(?:by|of)[ ]+(?:an?[ ]+)?$", before) and bool(_verb_before().search(before))
        )
        out.append(Figure(one, number, way, base, end, year, linked, verb, before, behind))
    return out


def same_thing(text: str) -> bool:
    """Say whether the beginning of a sentence points back to the figure before it ("that number", "it")."""
    return bool(_SAME_THING.search(text))
