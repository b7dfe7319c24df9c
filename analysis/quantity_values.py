"""Reads a match of the pattern: its value, what its words allow, its unit."""

from __future__ import annotations

import math
import re

from analysis.numerals import NUMBER, fraction, value
from analysis.quantity_forms import bounds, units

NAN = math.nan
_VERBS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadr": 4, "quint": 5, "halv": 0.5, "twice": 2, "thric": 3, "doubl ": 2}
_FOLDS = {"many": NAN, "several": NAN, "hundred": 100}


def _number(surface: str) -> float:
    found = re.search(NUMBER, surface.lower())
    return value(found[0]) if found else NAN


def _multiple(surface: str) -> float:
    low = surface.lower()
    for stem, times in _VERBS.items():
        if low.startswith(stem):
            return times
    if low == "half":
        return 0.5
    word = re.split(r"-?fold|\s+times", low)[0]
    return _FOLDS[word] if word in _FOLDS else value(word)


def _vague(term: str) -> tuple[str, float, float, float, str]:
    term = re.sub(r"\s+", " ", term)
    table = bounds()
    for sort, kind in (("share", "share"), ("vague", "quantifier"), ("pair", "quantifier")):
        if (sort, term) in table:
            low, high = table[sort, term]
            return kind, low if low == high else NAN, low, high, ""
    return "quantifier", NAN, NAN, NAN, ""


def read(kind: str, surface: str) -> tuple[str, float, float, float, str]:
    """Give the kind that is told, value, low, high and unit of a match."""
    low_case = surface.lower()
    if kind in ("name", "date", "ordinal"):
        return kind, NAN, NAN, NAN, ""
    if kind in ("clock", "decade"):
        return {"clock": "time", "decade": "year"}[kind], NAN, NAN, NAN, kind
    if kind == "between":
        ends = re.findall(rf"(?:between|and)\s+(?:[$€£]\s?)?({NUMBER})", low_case)
        unit = "percent" if low_case.endswith(("%", "cent")) else next((s for s in "$€£" if s in surface), "")
        low, high = (value(end) for end in ends[:2])
        return "range", NAN, min(low, high), max(low, high), unit
    if kind == "pair":
        low, high = (value(part) for part in re.split(r"\s?[-–]\s?", surface))
        return "score", NAN, low, high, ""
    if kind == "onein":
        over, under = re.match(r"(\w+)\s.*?([\w,]+)$", low_case).groups()
        share = value(over) / value(under)
        return "share", share, share, share, ""
    if kind == "part":
        share = fraction(surface)
        return "share", share, share, share, ""
    if kind == "vague":
        return _vague(low_case)
    if kind == "fold":
        times = _multiple(surface)
        return "multiple", times, times, times, "times"
    number = _number(surface)
    unit = {"percent": "percent", "age": "years", "basis": "basis points", "points": "points"}.get(kind, "")
    if kind == "points" and re.search("percent|per.cent|%", low_case):
        unit = "percentage points"
    if kind == "money":
        word = re.search(r"[a-z]+$", low_case)
        sign = re.search("[$€£¥₹]", surface)
        unit = sign[0] if sign else units().get(word[0], "") if word else ""
        if unit in ("¢", "pence"):
            number, unit = number / 100, {"¢": "$", "pence": "£"}[unit]
    ends = re.match(rf"\D*([\d.,]+)\s?(?:[-–]|to)\s?(?={NUMBER})", low_case)
    if ends and kind in ("percent", "money"):
        first, second = value(ends[1]), _number(low_case[ends.end() :])
        if second > 1000 * first:  # $1-2 billion: the scale is said once
            first *= 10.0 ** (3 * int(math.log(second, 1000)))
        if first < second:
            return kind, NAN, first, second, unit
        if kind == "percent" and first > second:  # ahead by 44 to 40 percent
            return "score", NAN, first, second, unit
    return {"basis": "points", "number": "count"}.get(kind, kind), number, number, number, unit
