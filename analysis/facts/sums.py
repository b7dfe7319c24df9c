"""Does a stated number fit a computed one: what rounding and words such as "nearly" leave open.

What part a figure plays in its sentence: the change, what it starts from, what it comes to, a part, a whole.

One sum that a text states: the figures in it, the result worked out, and whether the stated result fits.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from analysis.facts.quantities import Quantity, bounds, either
from analysis.text.numerals import step

#: how far a figure that enters the sum may lie from how it is told, at most, as a share of it
SLACK = 0.05
#: how loosely words for parts and multiples are used when nothing hedges them
_PART_SLACK, _VERB_SLACK = 0.03, 0.12
_TINY = 1e-6

Interval = tuple[float, float]


def told(quantity: Quantity) -> Interval:
    """Return the interval that a figure of the text may stand for when it enters a sum."""
    value, surface = quantity.value, quantity.surface
    if math.isnan(value):
        return quantity.low, quantity.high
    half = 0.0
    rows_of_noughts = re.search(r"(?:[,\u00a0\u202f]?000)+$", surface)
    if step(surface) != 1 or quantity.kind == "percent":
        half = min(step(surface) / 2, SLACK * abs(value) if quantity.kind != "percent" else math.inf)
    elif rows_of_noughts and value >= 10_000:
        half = min(1000 ** (rows_of_noughts[0].count("000")) / 2, SLACK * value / 2)
    low, high = value - half, value + half
    if quantity.modifier:
        under, over = bounds().get(("modifier", quantity.modifier), (1, 1))
        low, high = low * max(under, 0.9), high * min(over, 1.1)
    return low, high


def stated(quantity: Quantity, *, exact: bool = False) -> Interval:
    """Return the open interval of true values that the text's own result allows, by its rounding and its hedges."""
    value, surface = quantity.value, quantity.surface
    if math.isnan(value):
        return quantity.low - _TINY, quantity.high + _TINY
    unit = step(surface)
    if quantity.kind == "share":
        room = min(_PART_SLACK, _VERB_SLACK * value)
    elif quantity.kind == "multiple":
        room = unit if re.search(r"\d|times|fold", surface) else _VERB_SLACK * value
        room = min(room, 0.5) if value <= 2 else room
    elif exact:
        room = 0.0 if unit == 1 else unit
        noughts = re.search(r"(?:[,\u00a0\u202f]?000)+$", surface)
        room = max(room, min(500.0, SLACK * value) if noughts else 0.0)
    else:
        room = unit
        if value >= 100 and value % 100 == 0:
            room = max(room, 0.02 * value)
        elif value >= 10 and value % 10 == 0:
            room = max(room, 1.5)
    room = max(room, _TINY)
    low, high = value - room, value + room
    under, over = bounds().get(("modifier", quantity.modifier), (1, 1))
    if over == math.inf:
        return value - _TINY, math.inf
    if under == 0:
        return -math.inf, value + max(_TINY, unit / 2 if quantity.kind == "percent" else 0)
    if under < 1 <= over:
        low = min(low, value * under)
        high = (
            max(high, value * over)
            if over > 1
            else value + max(unit / 2 if quantity.kind == "percent" else room / 2, _TINY)
        )
    return low, high


def computed(formula: Callable[..., float], *inputs: Interval) -> Interval:
    """Return the lowest and the highest result of a formula that is monotone in each input."""
    results = [formula(*corner) for corner in itertools.product(*inputs)]
    results = [result for result in results if not math.isnan(result)]
    return (min(results), max(results)) if results else (math.nan, math.nan)


def overlaps(open_one: Interval, closed_one: Interval) -> bool:
    """Test whether an open and a closed interval share a value."""
    return open_one[0] < closed_one[1] and closed_one[0] < open_one[1]


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
    ways = [(found.start(), way) for way, form in _changed() for found in form.finditer(before)]
    return max(ways)[1] if ways else ""


def _years_near(text: str, years: list[Quantity], one: Quantity, between: tuple[int, int]) -> float:
    """Return the year told with a figure: the one behind it in its clause, else one that leads up to it; NaN if
    none."""
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
    """Return each counting quantity of a text the signs of its role."""
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
    """Test whether the beginning of a sentence points back to the figure before it ("that number", "it")."""
    return bool(_SAME_THING.search(text))


FITS, DOES_NOT_FIT, CANNOT_BE_CHECKED = "fits", "does not fit", "cannot be checked"
VERDICTS = (FITS, DOES_NOT_FIT, CANNOT_BE_CHECKED)


@dataclass(frozen=True)
class Finding:
    """A stated result against the figures it rests on; `form` is change, difference, share, total, multiple, rest."""

    start: int
    end: int
    form: str
    stated: str
    computed: str
    verdict: str
    working: str


def shown(value: float) -> str:
    """Write a number for a reader: whole where it is, else with one or two decimals, commas from 1,000 up."""
    if abs(value - round(value)) < 1e-9:
        return f"{round(value):,}"
    return f"{value:,.1f}" if abs(value) >= 10 else f"{value:.2f}".rstrip("0").rstrip(".")


def said(quantity: Quantity) -> str:
    """Write a quantity as the text has it, with what hedges it."""
    behind = quantity.modifier.startswith("or ")
    parts = (quantity.surface, quantity.modifier) if behind else (quantity.modifier, quantity.surface)
    return " ".join(part for part in parts if part)


def _finding(form: str, parts: list[Quantity], result: Quantity, *, value: str, fits: bool, working: str) -> Finding:
    """Put a finding together; its stretch goes from the first to the last figure in it."""
    places = [*parts, result]
    return Finding(
        min(one.start for one in places),
        max(one.end for one in places),
        form,
        said(result),
        value,
        FITS if fits else DOES_NOT_FIT,
        f"{working}; the text says {said(result)}",
    )


def unchecked(parts: list[Quantity], result: Quantity, why: str) -> Finding:
    """Put together a finding that cannot be checked, with the reason."""
    places = [*parts, result]
    start, end = min(one.start for one in places), max(one.end for one in places)
    return Finding(start, end, "change", said(result), "", CANNOT_BE_CHECKED, why)


def _signed(value: float) -> str:
    return f"{'+' if value >= 0 else '-'}{shown(abs(value))}"


def _times(ratio: float) -> str:
    return shown(round(ratio, 1)) if ratio >= 2 else shown(ratio)


def change(base: Quantity, end: Quantity, amount: Quantity, *, way: str) -> Finding | None:
    """Check a change from one figure to another; None if the figures allow no division or run the other way."""
    low, high = told(base), told(end)
    a, b = base.value, end.value
    sign = 1 if way == "up" else -1
    if (b - a) * sign < 0 and not overlaps((low[0] - 1e-6, low[1] + 1e-6), high):
        return None
    difference = computed(lambda x, y: (y - x) * sign, low, high)
    if amount.kind in ("count", "money", "points"):
        if amount.unit == "basis points":
            difference = tuple(100 * value for value in difference)
        fits = overlaps(stated(amount, exact=amount.kind != "points"), difference)
        unit = " percentage points" if base.kind == "percent" else ""
        working = f"from {base.surface} to {end.surface} is a change of {shown(abs(b - a))}{unit}"
        return _finding("difference", [base, end], amount, value=f"{_signed(b - a)}{unit}", fits=fits, working=working)
    if low[0] <= 0:
        return None
    relative = computed(lambda x, y: (y / x - 1) * 100 * sign, low, high)
    percent = (b / a - 1) * 100
    value = f"{_signed(percent)}%, {_times(b / a)} times"
    word = "an increase" if percent >= 0 else "a decrease"
    working = f"from {base.surface} to {end.surface} is {shown(b)} / {shown(a)} = {shown(b / a)} times"
    working += f", {word} of {shown(abs(percent))}%"
    if amount.kind == "percent":
        fits = overlaps(stated(amount), relative)
        if base.kind == "percent":  # "0.9%" of a percentage is told of points as often
            fits = fits or overlaps(stated(amount), difference)
        return _finding("change", [base, end], amount, value=value, fits=fits, working=working)
    if amount.kind == "share":
        fits = overlaps(stated(amount), tuple(limit / 100 for limit in relative))
        return _finding("change", [base, end], amount, value=value, fits=fits, working=working)
    return None


def multiple(base: Quantity, end: Quantity, times: Quantity, *, more: bool) -> Finding | None:
    """Check a multiple: end is `times` base; with `more` ("three times more") one more is a right reading too."""
    low, high = told(base), told(end)
    if low[0] <= 0 or high[0] <= 0 or math.isnan(times.value):
        return None
    ratio = computed(lambda x, y: y / x, low, high)
    if times.surface.lower().startswith("halv"):  # "more than halved" is down to less than half
        ratio, times_told = (1 / ratio[1], 1 / ratio[0]), replace(times, value=2.0, low=2.0, high=2.0)
        wanted = stated(times_told)
    else:
        wanted = stated(times)
    smaller = ratio[1] < 1
    if smaller and times.value > 1:  # three times fewer
        ratio = (1 / ratio[1], 1 / ratio[0])
    fits = overlaps(wanted, ratio) or (more and overlaps(wanted, (ratio[0] - 1, ratio[1] - 1)))
    percent = (end.value / base.value - 1) * 100
    times_shown = end.value / base.value
    working = (
        f"from {base.surface} to {end.surface} is {shown(end.value)} / {shown(base.value)} = {shown(times_shown)} times"
    )
    return _finding(
        "multiple",
        [base, end],
        times,
        value=f"{_signed(percent)}%, {_times(times_shown)} times",
        fits=fits,
        working=working,
    )


def share(part: Quantity, whole: Quantity, stated_share: Quantity) -> Finding | None:
    """Check a part of a whole against the share that the text gives, in percent or in words."""
    low, high = told(part), told(whole)
    if (
        high[0] <= 0
        or low[0] < 0
        or part.value > whole.value
        or (stated_share.kind == "percent" and math.isnan(stated_share.value))
    ):
        return None
    scale = 100 if stated_share.kind == "percent" else 1
    real = computed(lambda x, y: x / y * scale, low, high)
    percent = part.value / whole.value * 100
    working = f"{part.surface} of {whole.surface} is {shown(part.value)} / {shown(whole.value)} = {shown(percent)}%"
    return _finding(
        "share",
        [part, whole],
        stated_share,
        value=f"{shown(percent)}%",
        fits=overlaps(stated(stated_share), real),
        working=working,
    )


def total(parts: list[Quantity], whole: Quantity) -> Finding:
    """Check whether parts add up to the total that the text gives."""
    real = computed(lambda *values: sum(values), *[told(part) for part in parts])
    value = sum(part.value for part in parts)
    working = f"{' + '.join(part.surface for part in parts)} = {shown(value)}"
    return _finding(
        "total", parts, whole, value=shown(value), fits=overlaps(stated(whole, exact=True), real), working=working
    )


def rest(whole: Quantity, gone: list[Quantity], left: Quantity) -> Finding:
    """Check what remains of a whole when parts are taken away."""
    real = computed(lambda first, *values: first - sum(values), told(whole), *[told(part) for part in gone])
    value = whole.value - sum(part.value for part in gone)
    working = f"{whole.surface} - {' - '.join(part.surface for part in gone)} = {shown(value)}"
    return _finding(
        "rest", [whole, *gone], left, value=shown(value), fits=overlaps(stated(left, exact=True), real), working=working
    )


def gap(one: Quantity, other: Quantity, margin: Quantity) -> Finding:
    """Check the distance between two figures, such as a margin of votes or a lead in points."""
    real = computed(lambda x, y: abs(x - y), told(one), told(other))
    value = abs(one.value - other.value)
    working = f"{one.surface} and {other.surface} are {shown(value)} apart"
    exact = margin.kind != "points" or one.kind != "percent"
    return _finding(
        "difference",
        [one, other],
        margin,
        value=shown(value),
        fits=overlaps(stated(margin, exact=exact), real),
        working=working,
    )
