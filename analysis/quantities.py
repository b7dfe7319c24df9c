"""Quantities in texts: how much, in what unit, of what, how exactly it is told; numbers that are names set apart."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields, replace
from functools import lru_cache

import pandas as pd

from analysis.counted import noun_phrase, plural
from analysis.numerals import fraction
from analysis.quantity_context import WORD_AFTER, accepted
from analysis.quantity_forms import alternatives, bounds, pattern, units
from analysis.quantity_values import NAN, read
from analysis.schema import TEXT

#: kinds that say how much; the others are names, dates and places in a row
MEASURING = ("count", "share", "quantifier", "money", "percent", "points", "multiple", "range", "score")
INFINITE = math.inf
_COMPOUND = re.compile(r"[-–]([^\W\d_][\w’'-]*)")
_OR_MORE = re.compile(r"(?:[ ]\w+)?[ ]or[ ](more|so|fewer|less)\b|[ ]and[ ]counting\b", re.I)
_SPANS_OF_TIME = frozenset(["years", "months", "weeks", "days", "hours", "minutes", "seconds", "decades", "centuries"])
_NOT_COUNTED = frozenset(
    [
        "other",
        "time",
        "times",
        "day",
        "days",
        "week",
        "month",
        "year",
        "morning",
        "night",
        "evening",
        "one",
        "another",
        "hour",
        "moment",
        "way",
    ]
)


_FROM_TO = re.compile(r"(\S+)[ ]to[ ](\S.*)$")


@dataclass(frozen=True)
class Quantity:
    """One quantity: its place, how much it is, and what it counts. `start` to `end` is the number with its unit."""

    start: int
    end: int
    surface: str
    kind: str
    value: float = NAN
    low: float = NAN
    high: float = NAN
    unit: str = ""
    modifier: str = ""
    head: str = ""
    phrase: str = ""
    phrase_start: int = 0
    phrase_end: int = 0


QUANTITIES = {"row": "int64"} | {
    field.name: {"int": "int64", "float": "float64", "str": TEXT}[str(field.type)] for field in fields(Quantity)
}


@lru_cache(maxsize=1)
def _modifier() -> re.Pattern:
    return re.compile(rf"(?<![\w-])({alternatives('modifier')})[ \u00a0\u202f]+(?:an?[ ]+)?$", re.IGNORECASE)


def _counted(text: str, start: int, end: int, found: Quantity) -> Quantity | None:
    """Add head, unit and phrase to a quantity; None for a word such as "most" that counts nothing here."""
    kind, surface = found.kind, found.surface.lower()
    worded = surface[0].isalpha() and found.kind in ("share", "quantifier") and not re.search(r"\d", surface)
    compound, after = _COMPOUND.match(text, end), WORD_AFTER.match(text, _behind(text, end))
    head, unit, last = "", found.unit, end
    if kind == "count" and compound:
        word = compound[1]
        unit, head, last = units().get(word, units().get(word + "s", "")), word, compound.end()
        kind = "time" if unit in _SPANS_OF_TIME else kind
    elif kind == "count" and after and (after[1] in units() or after[1].lower() in units()):
        unit, last = units().get(after[1]) or units()[after[1].lower()], after.end()
        head = after[1]
        kind = "time" if unit in _SPANS_OF_TIME else kind
    elif kind == "count" and text[end : end + 1] == "°":
        unit = "degrees"
    elif kind in ("count", "share", "quantifier", "range", "percent"):
        singular = found.value == 1 or surface.startswith(("every", "each")) or surface.endswith("every")
        span = noun_phrase(text, _behind(text, end), one=singular)
        if span:
            head, last = text[slice(*span)], span[1]
    if worded and surface not in ("half", "a third", "a quarter") and found.unit == "" and kind != "multiple":
        of = re.search(r"\bof\b", surface) or re.match(r"[’”'\"]?[ \u00a0]of\b", text[end : end + 5])
        is_part = not math.isnan(fraction(surface)) or bool(re.search(r"\b(?:in|out)\b", surface))
        if surface.endswith(("majority", "minority")) and not head:
            return replace(found, phrase_end=last)
        if found.high >= 100 and not after:
            return replace(found, phrase_end=last)
        near = (
            surface.endswith("s")
            and found.low >= 20
            or (after or head)
            and (surface not in ("most", "no", "all", "both", "each") or of or plural(after[1] if after else head))
        )
        if not is_part and (not head and found.low < 20 or head.lower() in _NOT_COUNTED or not near):
            return None
        if surface == "most" and not of and not (after and plural(after[1])):
            return None
    return replace(found, kind=kind, unit=unit, head=head, phrase_end=last)


def _behind(text: str, end: int) -> int:
    """Give the end of a number, with "or more" and a closing quotation mark if they follow."""
    found = _OR_MORE.match(text, end)
    end = found.end() if found else end
    return end + 1 if re.match(r"[’”'\"] ", text[end : end + 2]) else end


def _modified(text: str, found: Quantity) -> Quantity:
    """Add the modifier, and what it does to the bounds."""
    start, end = found.phrase_start, found.phrase_end
    before = _modifier().search(text, max(0, start - 32), start)
    behind = _OR_MORE.match(text, found.end)
    term = ""
    if before and not re.search(
        r"\b(?:went|goes|going|go|gone|all|is|was|are|were|c[ao]me|br[io]ng|\w+(?:ed|ose|ew|hot|ept|"
        r"ing))[ ]$",
        text[max(0, start - 32) : before.start()] if before[1] == "up to" else "",
    ):
        term, start = re.sub(r"\s+", " ", before[1].lower()), before.start(1)
    elif behind:
        term, end = {"more": "or more", "so": "or so"}.get(behind[1] or "more", "up to"), max(end, behind.end())
    low, high = found.low, found.high
    if term and not math.isnan(low):
        below, above = bounds()["modifier", term]
        low, high = low * below if low > 0 else low, high * above if high > 0 else high
    return replace(found, low=low, high=high, modifier=term, phrase_start=start, phrase_end=end, phrase=text[start:end])


def _percent(text: str, start: int, end: int, number: float) -> Quantity:
    """Give the first of two percentages that share one sign: the 20 of "from 20 to 25 percent"."""
    surface = text[start:end]
    return Quantity(start, end, surface, "percent", number, number, number, "percent", "", "", surface, start, end)


def found_in(text: str) -> list[Quantity]:
    """Find the quantities of one text, in order; see :func:`quantities`."""
    found, place = [], 0
    scan = pattern()
    while match := scan.search(text, place):
        start, end = match.span()
        kind = accepted(text, match.lastgroup, start, end)
        place = end if kind else max(end, start + 1)
        if not kind:
            continue
        if kind == "year":
            year = float(match[0])
            one = Quantity(start, end, match[0], "year", year, year, year, "year", "", "", match[0], start, end)
        else:
            told, number, low, high, unit = read(kind, match[0])
            parted = (
                _FROM_TO.match(match[0]) if told == "percent" and text[:start].endswith(("from ", "From ")) else None
            )
            if parted:  # "from 20 to 25 percent" is two figures
                found.append(_percent(text, start, start + parted.end(1), low))
                start, number, low = start + parted.start(2), high, high
                match = scan.search(text, start)
            if told == "score" and low < high and noun_phrase(text, end):
                told = "range"
            one = Quantity(start, end, match[0], told, number, low, high, unit, phrase_start=start, phrase_end=end)
            one = _counted(text, start, end, one)
            if one is None:
                continue
            one = _modified(text, one)
        found.append(one)
    return found


def quantities(texts: Sequence[str]) -> pd.DataFrame:
    """Find the quantities in texts.

    Parameters
    ----------
    texts : n texts, such as paragraphs

    Returns
    -------
    DataFrame with the columns of :data:`QUANTITIES`, one row a quantity, in order: ``row`` (the place of the text,
    from 0); ``start``, ``end``, ``surface`` (half-open, in characters: the number with its unit); ``kind`` (see
    :mod:`analysis.quantity_forms`); ``value`` (NaN for a vague one, a name, a date), ``low`` and ``high`` (what the
    words allow: "more than 5" is 5 to infinity, "dozens" 24 to 144); a share is told as 0 to 1, a percentage as it
    stands; ``unit``; ``modifier``; ``head`` (what is counted; "" if the text leaves it out); ``phrase`` with its place,
    from the modifier to the head.

    Examples
    --------
    >>> quantities(["At least 334 attacks hit nearly all provinces."])[["phrase", "low", "head"]].values.tolist()
    [['At least 334 attacks', 334.0, 'attacks'], ['nearly all provinces', 0.8, 'provinces']]
    """
    rows = [(row, *astuple(one)) for row, text in enumerate(texts) for one in found_in(text)]
    return pd.DataFrame(rows, columns=list(QUANTITIES)).astype(QUANTITIES)
