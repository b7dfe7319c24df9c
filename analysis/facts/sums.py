"""One sum that a text states: the figures in it, the result worked out, and whether the stated result fits.

:func:`figures` gives each quantity of a sentence the signs of its part: what changes by it, what a change starts from
and comes to. :func:`change`, :func:`multiple`, :func:`share`, :func:`total`, :func:`rest` and :func:`gap` work one sum
out. A figure stands for an interval of values: what enters a sum, :func:`told`; what the text gives as the result,
:func:`stated`, with the room that rounding and words such as "nearly" leave. A sum fits where the intervals overlap.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import product

from analysis.facts.quantities import Quantity, bounds, either
from analysis.text.numerals import unit_of_last_digit
from analysis.text.patterns import compiled, pattern
from analysis.text.sentences import sentences

FITS, DOES_NOT_FIT, CANNOT_BE_CHECKED = "fits", "does not fit", "cannot be checked"
VERDICTS = (FITS, DOES_NOT_FIT, CANNOT_BE_CHECKED)

Interval = tuple[float, float]

#: how far a figure that enters the sum may lie from how it is told, at most, as a share of it
_SLACK = 0.05
#: how loosely words for parts and multiples are used when nothing hedges them
_PART_SLACK, _VERB_SLACK = 0.03, 0.12
_TINY = 1e-6
_NOUGHTS = pattern(r"(?:[,\u00a0\u202f]?000)+$")


def told(quantity: Quantity) -> Interval:
    """Return the interval that a figure of the text may stand for when it enters a sum."""
    value, unit = quantity.value, unit_of_last_digit(quantity.surface)
    if math.isnan(value):
        return quantity.low, quantity.high
    half = 0.0
    if quantity.kind == "percent":
        half = unit / 2
    elif unit != 1:
        half = min(unit / 2, _SLACK * abs(value))
    elif value >= 10_000 and (noughts := _NOUGHTS.search(quantity.surface)):
        half = min(1000 ** noughts[0].count("000") / 2, _SLACK * value / 2)
    under, over = _hedge(quantity)
    return (value - half) * max(under, 0.9), (value + half) * min(over, 1.1)


def stated(quantity: Quantity, *, exact: bool = False) -> Interval:
    """Return the open interval of true values that the text's own result allows, by its rounding and its hedges."""
    value, unit = quantity.value, unit_of_last_digit(quantity.surface)
    if math.isnan(value):
        return quantity.low - _TINY, quantity.high + _TINY
    room = max(_room(quantity, unit, exact=exact), _TINY)
    low, high = value - room, value + room
    under, over = _hedge(quantity)
    in_percent = quantity.kind == "percent"
    if over == math.inf:
        return value - _TINY, math.inf
    if under == 0:
        return -math.inf, value + max(_TINY, unit / 2 if in_percent else 0)
    if under < 1 < over:
        return min(low, value * under), max(high, value * over)
    if under < 1 == over:
        return min(low, value * under), value + max(unit / 2 if in_percent else room / 2, _TINY)
    return low, high


def _hedge(quantity: Quantity) -> Interval:
    return bounds().get(("modifier", quantity.modifier), (1, 1))


def _room(quantity: Quantity, unit: float, *, exact: bool) -> float:
    value, surface = quantity.value, quantity.surface
    if quantity.kind == "share":
        return min(_PART_SLACK, _VERB_SLACK * value)
    if quantity.kind == "multiple":
        room = unit if re.search(r"\d|times|fold", surface) else _VERB_SLACK * value
        return min(room, 0.5) if value <= 2 else room
    if exact:
        return max(0.0 if unit == 1 else unit, min(500.0, _SLACK * value) if _NOUGHTS.search(surface) else 0.0)
    if value >= 100 and value % 100 == 0:
        return max(unit, 0.02 * value)
    return max(unit, 1.5) if value >= 10 and value % 10 == 0 else unit


def computed(formula: Callable[..., float], *inputs: Interval) -> Interval:
    """Return the lowest and the highest result of a formula that is monotone in each input."""
    results = [result for corner in product(*inputs) if not math.isnan(result := formula(*corner))]
    return (min(results), max(results)) if results else (math.nan, math.nan)


def overlaps(open_one: Interval, closed_one: Interval) -> bool:
    """Test whether an open and a closed interval share a value."""
    return open_one[0] < closed_one[1] and closed_one[0] < open_one[1]


# the part that a figure plays in its sentence

#: kinds that take part in arithmetic; years, dates, ages, spans of time and names are passed over
COUNTING = frozenset(("count", "money", "percent", "points", "share", "multiple", "score", "quantifier", "range"))
#: a word that starts another statement: figures on both sides of it are not of one sum
BREAK = pattern(r"\b(?:while|whereas|but|although|though|including|meanwhile|separately)\b", re.I)
#: where a sentence plainly ends: a quotation mark that is never closed holds many together
_ENDS = pattern(r"(?:(?<=[a-z]{3})|(?<=\d{3})|(?<=[\d)]%)|(?<=\d\)))[.!?][”’\"]?\s+(?=[“‘\"]?[A-Z])")
_DET = r"(?:[ \u00a0]+(?!to\b|\w+ing\b|and\b|while\b|but\b|who\b|which\b|that\b|with\b|where\b)[\w’'-]+){0,6}"
_BASE = pattern(
    rf"\b(?:from|compar(?:ed|es|ing) +(?:with|to)|against|versus|vs\.?|than|up +on|down +on|over|on|above|below|"
    rf"instead +of|as +many +as|as +much +as|times|twice|previously|originally|initially|formerly|after|had +been|"
    rf"used +to +be|off|once|replac(?:es|ed|ing)){_DET} +[$€£]?$",
    re.I,
)
_BASE_BEHIND = pattern(
    r"(?: +(?!than\b|more\b|fewer\b|less\b|on\b)[\w’'-]+){0,4}? +(?:(?:a|one|the) +(?:year|month|week|decade|day) +"
    r"(?:ago|earlier|before)|last +(?:year|month|week|season|winter|summer|spring)(?![’'])|"
    r"(?:the +)?(?:previous|prior|preceding) +\w+|the +(?:year|month|week|decade|day) +before|"
    r"before|once|originally|previously|formerly)\b",
    re.I,
)
_EARLIER = pattern(r"\blast\b|previous|before|earlier|ago", re.I)
_LAST = pattern(
    r"\b(?:last|(?:the +)?previous|a|the) +(?:year|month|week|season|winter|summer|spring|autumn|decade|quarter)"
    r"(?: +(?:earlier|before|ago))?(?:[’']s)?,?(?: +(?!to\b|at\b|this\b|and\b|but\b)[\w’'-]+){0,3} +[$€£]?$",
    re.I,
)
_THIS = pattern(
    r"\b(?:this +(?:year|month|week|season|winter|summer|spring|autumn|decade|quarter|time)|today|now|currently),?"
    r"(?: +(?!from\b|by\b)[\w’'-]+){0,3} +[$€£]?$",
    re.I,
)
_END = pattern(
    r"\b(?:to|at|reach(?:ed|ing|es)?|hit(?:s|ting)?|total(?:l?ed|l?ing|s)?|now|stood +at|stands +at|became|becoming|"
    r"leaving|currently)(?: +(?:just|only|a|an|the|some|record|high|low|total|of|has|have|are|is|there|new|estimated|"
    r"its|current|all-time|today)){0,4} +[$€£]?$",
    re.I,
)
_COMPARED_TO = pattern(r"\bcompar\w+ to\b")
_END_BEHIND = pattern(
    r"(?: +[\w’'-]+){0,3}? +(?:this +(?:year|month|week|season|winter|summer|spring)|now|today|currently|"
    r"remain(?:s|ed)?|are +left)\b",
    re.I,
)
_TIMES = pattern(r" +(?:the|as|that|those|its|his|her|their|last|this|what|\w+[’'])", re.I)
_OR = pattern(r"(?:[,(–—-]|\bor) *(?:or|that +is|that[’']s|which +is|equal +to|i\.e\.)? *(?:by +)?$", re.I)
_SAME_THING = pattern(
    r"\b(?:th(?:at|is|e|ose|ese) +(?:\w+ +)?(?:numbers?|figures?|totals?|toll|count|tally|sum|rate|amount|level|share)|"
    r"its?|they|it +has|by +(?:1[5-9]|20)\d\d|this +(?:year|winter|season|month)|years? +later|now|since)\b",
    re.I,
)
_BY_OR_OF = pattern(r"\b(?:by|of) +(?:an? +)?$")
_FURTHER = frozenset(("another", "a further", "an additional", "an extra"))
_BRINGS = pattern(r"\b(?:bring|brings|bringing|brought|taking|took|raising|raised|lifting|pushing)\b", re.I)


@lru_cache(maxsize=1)
def _ways() -> dict[str, tuple[tuple[str, re.Pattern], ...]]:
    """Compile the signs of a way by where they stand, each with the way it tells; the first that is there counts."""
    up, down, rise, fall = map(either, ("up_verb", "down_verb", "up_noun", "down_noun"))
    gap, more, less = map(either, ("gap_noun", "more", "less"))
    by = r"(?: +(?!to\b|from\b|and\b|of\b|than\b)[\w’'-]+){0,4}?"
    noun, than = r"(?:(?!of\b|to\b|from\b)[\w’'-]+ +){0,2}", r"(?:(?!of\b|to\b|from\b|or\b|and\b)[\w’'-]+ +){0,2}"
    forms = {
        "before": (
            ("up", rf"\b(?:{up}){by}(?: +by)? +(?:an? +)?$"),
            ("down", rf"\b(?:{down}){by}(?: +(?:by|in))? +(?:an? +)?$"),
            ("up", rf"\b(?:{rise})s?(?: +(?:rate|figure))? +of +(?:an? +)?$"),
            ("down", rf"\b(?:{fall})s?(?: +(?:rate|figure))? +of +(?:an? +)?$"),
            ("gap", rf"\b(?:{gap}) +(?:of|was|is|:) +$|\b(?:by|win) +(?:an? +)?$"),
        ),
        "behind": (
            ("up", rf"[ -]+{noun}(?:{rise})\b"),
            ("down", rf"[ -]+{noun}(?:{fall})\b"),
            ("gap", rf"[ -]+(?:[\w-]+ +)?(?:{gap})\b"),
            ("up", rf" +(?:as +(?:many|much|high|large|big)|{than}(?:{more}))\b"),
            ("down", rf" +{than}(?:{less})\b"),
        ),
        "multiple": (("down", rf" +(?:{less})\b| +(?:(?!than)\w+ +)?(?:decrease|reduction|drop|fall|decline)\b"),),
        "verb": (("up", rf"\b(?:{up})\b"), ("down", rf"\b(?:{down})\b")),
        "verb with object": (("", rf"\b(?!up\b|down\b)(?:{up}|{down}) +(?:[\w’'-]+ +)?$"),),
    }
    patterns = iter(compiled("sums", lambda: [(form, re.I) for rows in forms.values() for _, form in rows]))
    return {place: tuple((way, next(patterns)) for way, _ in rows) for place, rows in forms.items()}


@dataclass(frozen=True)
class Figure(Quantity):
    """A quantity in its sentence, with the signs of its part.

    Attributes
    ----------
    sentence : the number of its sentence
    way : how something changes by it: up, down, gap or ""
    is_base, is_end : signs that it is what a change starts from, or comes to
    year : the year next to it, NaN if none
    linked : the way is that of an earlier verb ("rose from 5 to 6, or 20%")
    way_from_verb : the way is that of a verb that may have taken it as its object ("raised $5")
    before, behind : the text between it and its neighbours
    """

    sentence: int = 0
    way: str = ""
    is_base: bool = False
    is_end: bool = False
    year: float = math.nan
    linked: bool = False
    way_from_verb: bool = False
    before: str = field(default="", repr=False)
    behind: str = field(default="", repr=False)


def figures(text: str, found: Sequence[Quantity], bounds: Sequence[tuple[int, int]]) -> list[Figure]:
    """Find the counting quantities of a text with the signs of their part; `bounds` are those of its sentences."""
    counting = [one for one in found if one.kind in COUNTING]
    years = [one for one in found if one.kind == "year" and one.unit == "year"]
    out = []
    for place, one in enumerate(counting):
        sentence = next((k for k, (start, end) in enumerate(bounds) if start <= one.start < end), 0)
        first, last = bounds[sentence] if bounds else (0, len(text))
        earlier = counting[place - 1] if place else None
        left = max(first, earlier.end) if earlier else first
        right = min(last, counting[place + 1].phrase_start) if place + 1 < len(counting) else last
        before, behind = text[left : one.phrase_start], text[one.end : max(right, one.end)]
        way, linked = _way(before, behind, one), False
        if not way and one.kind in ("percent", "share", "points") and _OR.search(before):
            way, linked = _earlier_way(text[first : one.phrase_start]), True
        elif one.modifier in _FURTHER and _BRINGS.search(text, one.end, last):
            way = "up"
        taken = way and not _BY_OR_OF.search(before) and _ways()["verb with object"][0][1].search(before)
        signs = _signs(before, behind, earlier, text[earlier.end : one.phrase_start] if earlier else "")
        year = _year_near(text, years, one, left, right)
        out.append(Figure(**vars(one), sentence=sentence, way=way, is_base=signs[0], is_end=signs[1], year=year,
                          linked=linked, way_from_verb=bool(taken), before=before, behind=behind))  # fmt: skip
    return out


def _way(before: str, behind: str, quantity: Quantity) -> str:
    if quantity.kind == "multiple":
        halved = quantity.surface.lower().startswith(("halv", "half"))
        return "down" if halved or _ways()["multiple"][0][1].match(behind) else "up"
    if quantity.kind not in ("count", "money", "percent", "points", "share"):
        return ""
    for way, form in _ways()["before"]:
        if form.search(before) and not (way == "gap" and quantity.kind in ("percent", "share")):
            return way
    return next((way for way, form in _ways()["behind"] if form.match(behind)), "")


def _earlier_way(before: str) -> str:
    ways = ((found.start(), way) for way, form in _ways()["verb"] for found in form.finditer(before))
    return max(ways, default=(0, ""))[1]


def _signs(before: str, behind: str, earlier: Quantity | None, between: str) -> tuple[bool, bool]:
    """Test for the signs of a base and of an end: around a figure, and between it and the one before."""
    directly = _BASE.search(before)
    is_end = bool(
        (_END.search(before) and not _COMPARED_TO.search(before))
        or _END_BEHIND.match(behind)
        or (not directly and _THIS.search(before))
    )
    is_base = bool(
        directly
        or _BASE_BEHIND.match(behind)
        or (_EARLIER.search(before) and _LAST.search(before) and not _BASE_BEHIND.match(between))
        or (earlier and earlier.kind == "multiple" and not is_end and _TIMES.match(before))
    )
    return is_base, is_end


def _year_near(text: str, years: list[Quantity], one: Quantity, left: int, right: int) -> float:
    """Return the year of a figure: the one behind it in its clause, else one that leads up to it; NaN if none."""
    for year in years:
        if one.end <= year.start < right and not re.search(r"[,;]", text[one.end : year.start]):
            return year.value
    for year in reversed(years):
        if left <= year.start < one.start:
            # a year that closes the clause of the figure before belongs to that one
            inside = left and re.match(r"^[^,;–—]*$", text[left : year.start])
            if not (inside and re.match(r"[,;.]| and\b", text[year.end : year.end + 4])):
                return year.value
    return math.nan


def sentence_bounds(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    """Return where the sentences of each text stand, half-open, cut finer where a quotation mark is never closed."""
    cut: list[list[tuple[int, int]]] = [[] for _ in texts]
    for row, start, end in sentences(texts)[["row", "start", "end"]].itertuples(index=False):
        for found in _ENDS.finditer(texts[row], start, end):
            cut[row].append((start, found.start() + 1))
            start = found.end()
        cut[row].append((start, end))
    return cut


def same_thing(text: str) -> bool:
    """Test whether the beginning of a sentence points back to the figure before it ("that number", "it")."""
    return bool(_SAME_THING.search(text))


# the sums


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


def _finding(
    form: str, parts: Sequence[Quantity], result: Quantity, *, value: str = "", working: str, fits: bool | None = None
) -> Finding:
    """Put a finding together; it stretches from the first to the last figure in it."""
    places = [*parts, result]
    start, end = min(one.start for one in places), max(one.end for one in places)
    if fits is None:
        return Finding(start, end, form, said(result), value, CANNOT_BE_CHECKED, working)
    verdict = FITS if fits else DOES_NOT_FIT
    return Finding(start, end, form, said(result), value, verdict, f"{working}; the text says {said(result)}")


def unchecked(parts: Sequence[Quantity], result: Quantity, why: str) -> Finding:
    """Return a change that cannot be checked, with the reason."""
    return _finding("change", parts, result, working=why)


def _signed(value: float) -> str:
    return f"{'+' if value >= 0 else '-'}{shown(abs(value))}"


def _ratio(base: Quantity, end: Quantity) -> tuple[float, str, str]:
    """Return a change in percent, how it is written, and its working."""
    times = end.value / base.value
    percent = (times - 1) * 100
    working = f"from {base.surface} to {end.surface} is {shown(end.value)} / {shown(base.value)} = {shown(times)} times"
    return percent, f"{_signed(percent)}%, {shown(round(times, 1) if times >= 2 else times)} times", working


def change(base: Quantity, end: Quantity, amount: Quantity, *, way: str) -> Finding | None:
    """Check a change from one figure to another; None if the figures allow no division or run the other way."""
    low, high, sign = told(base), told(end), 1 if way == "up" else -1
    apart = end.value - base.value
    if apart * sign < 0 and not overlaps((low[0] - _TINY, low[1] + _TINY), high):
        return None
    difference = computed(lambda x, y: (y - x) * sign, low, high)
    if amount.kind in ("count", "money", "points"):
        if amount.unit == "basis points":
            difference = (100 * difference[0], 100 * difference[1])
        fits = overlaps(stated(amount, exact=amount.kind != "points"), difference)
        unit = " percentage points" if base.kind == "percent" else ""
        working = f"from {base.surface} to {end.surface} is a change of {shown(abs(apart))}{unit}"
        return _finding("difference", (base, end), amount, value=f"{_signed(apart)}{unit}", working=working, fits=fits)
    if low[0] <= 0 or amount.kind not in ("percent", "share"):
        return None
    relative = computed(lambda x, y: (y / x - 1) * 100 * sign, low, high)
    if amount.kind == "share":
        fits = overlaps(stated(amount), (relative[0] / 100, relative[1] / 100))
    else:  # "0.9%" of a percentage is told of points as often
        fits = overlaps(stated(amount), relative) or (base.kind == "percent" and overlaps(stated(amount), difference))
    percent, value, working = _ratio(base, end)
    working += f", {'an increase' if percent >= 0 else 'a decrease'} of {shown(abs(percent))}%"
    return _finding("change", (base, end), amount, value=value, working=working, fits=fits)


def multiple(base: Quantity, end: Quantity, times: Quantity, *, more: bool) -> Finding | None:
    """Check a multiple: end is `times` base; with `more` ("three times more") one more is a right reading too."""
    low, high = told(base), told(end)
    if low[0] <= 0 or high[0] <= 0 or math.isnan(times.value):
        return None
    ratio, wanted = computed(lambda x, y: y / x, low, high), stated(times)
    if times.surface.lower().startswith("halv"):  # "more than halved" is down to less than half
        ratio, wanted = (1 / ratio[1], 1 / ratio[0]), stated(replace(times, value=2.0, low=2.0, high=2.0))
    if ratio[1] < 1 < times.value:  # three times fewer
        ratio = (1 / ratio[1], 1 / ratio[0])
    fits = overlaps(wanted, ratio) or (more and overlaps(wanted, (ratio[0] - 1, ratio[1] - 1)))
    _, value, working = _ratio(base, end)
    return _finding("multiple", (base, end), times, value=value, working=working, fits=fits)


def share(part: Quantity, whole: Quantity, amount: Quantity) -> Finding | None:
    """Check a part of a whole against the share that the text gives, in percent or in words."""
    low, high = told(part), told(whole)
    in_percent = amount.kind == "percent"
    if high[0] <= 0 or low[0] < 0 or part.value > whole.value or (in_percent and math.isnan(amount.value)):
        return None
    real = computed(lambda x, y: x / y * (100 if in_percent else 1), low, high)
    value = f"{shown(part.value / whole.value * 100)}%"
    working = f"{part.surface} of {whole.surface} is {shown(part.value)} / {shown(whole.value)} = {value}"
    return _finding("share", (part, whole), amount, value=value, working=working, fits=overlaps(stated(amount), real))


def total(parts: Sequence[Quantity], whole: Quantity) -> Finding:
    """Check whether parts add up to the total that the text gives."""
    real = tuple(map(sum, zip(*map(told, parts), strict=True)))
    value = shown(sum(part.value for part in parts))
    working = f"{' + '.join(part.surface for part in parts)} = {value}"
    fits = overlaps(stated(whole, exact=True), real)
    return _finding("total", parts, whole, value=value, working=working, fits=fits)


def rest(whole: Quantity, gone: Quantity, left: Quantity) -> Finding:
    """Check what remains of a whole when a part is taken away."""
    real = computed(lambda x, y: x - y, told(whole), told(gone))
    value = shown(whole.value - gone.value)
    working = f"{whole.surface} - {gone.surface} = {value}"
    fits = overlaps(stated(left, exact=True), real)
    return _finding("rest", (whole, gone), left, value=value, working=working, fits=fits)


def gap(one: Quantity, other: Quantity, margin: Quantity) -> Finding:
    """Check the distance between two figures, such as a margin of votes or a lead in points."""
    real = computed(lambda x, y: abs(x - y), told(one), told(other))
    value = shown(abs(one.value - other.value))
    fits = overlaps(stated(margin, exact=margin.kind != "points" or one.kind != "percent"), real)
    working = f"{one.surface} and {other.surface} are {value} apart"
    return _finding("difference", (one, other), margin, value=value, working=working, fits=fits)
