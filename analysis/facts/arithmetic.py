"""Arithmetic that a text states itself, worked out again, with the working shown. It observes; it accuses nobody.

:func:`check_sums` reads one text and :func:`arithmetic` a paragraph table. Three readers look for sums among the
figures of a text: :func:`changes` (an amount, what it starts from and what it comes to, in one sentence or two
neighbours), :func:`shares` (a part, its whole and the share), and :func:`totals` with :func:`rests` (parts and
wholes). Each tests the words around and between figures by patterns; the sums themselves are worked out in
:mod:`facts.sums`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import astuple, replace
from itertools import pairwise

import pandas as pd

from analysis.facts.quantities import Quantity, folded, found_in
from analysis.facts.spread_sums import spread_sums
from analysis.facts.stated import Place
from analysis.facts.sums import (
    BREAK,
    DOES_NOT_FIT,
    FITS,
    Figure,
    Finding,
    change,
    figures,
    gap,
    multiple,
    rest,
    same_thing,
    sentence_bounds,
    share,
    total,
    unchecked,
)
from analysis.schema import TEXT, TEXT_KINDS, require
from analysis.text.patterns import pattern

ARITHMETIC = {"article": TEXT, "block": "int64", "start": "int64", "end": "int64", "surface": TEXT}
ARITHMETIC |= dict.fromkeys(("form", "stated", "computed", "verdict", "working"), TEXT)

#: the form of a sum of which parts and total stand in several sentences
SPREAD = "several sentences"

Bounds = list[tuple[int, int]]
Pair = tuple[Figure, Figure]


def check_sums(text: str) -> pd.DataFrame:
    """Check the arithmetic that one text states, such as a source that no article table holds.

    Parameters
    ----------
    text : any text; it is cut into sentences here

    Returns
    -------
    DataFrame, one row per sum: ``start``, ``end``, ``surface`` (from the first to the last figure in it), ``form``
    (change, difference, multiple, share, total, rest, several sentences), ``stated`` (as the text has it),
    ``computed``, ``verdict`` (one of :data:`facts.sums.VERDICTS`) and ``working``, a plain line.

    Examples
    --------
    >>> check_sums("Raids rose by more than 500% to 334, from 60.")[["computed", "verdict"]].values.tolist()
    [['+456.7%, 5.6 times', 'does not fit']]
    """
    blocks = pd.DataFrame({"article": ["text"], "block": [0], "kind": ["body"], "text": [text]})
    return arithmetic(blocks).drop(columns=["article", "block"])


def arithmetic(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Check the arithmetic that articles state.

    Parameters
    ----------
    paragraphs : the paragraph table (``article``, ``block``, ``kind``, ``text``); blocks that are not the article's own
        text are passed over

    Returns
    -------
    DataFrame with the columns of :data:`ARITHMETIC`, one row per sum; see :func:`check_sums`. ``fits`` leaves room for
    rounding and for words such as "nearly"; ``cannot be checked`` says in ``working`` what is missing. A sum not
    recognised has no row.

    Raises
    ------
    InputError
        if a column is missing
    """
    require(paragraphs, ("article", "block", "kind", "text"), "the paragraphs")
    own = paragraphs[paragraphs["kind"].isin(TEXT_KINDS)]
    rows = []
    told: dict[str, list[Place]] = {}
    for article, block, text, bounds in zip(
        own["article"], own["block"], own["text"], sentence_bounds(own["text"].tolist()), strict=True
    ):
        told.setdefault(article, []).extend(Place(article, int(block), a, text[a:b]) for a, b in bounds)
        for one in _findings(text, bounds):
            start, end, *others = astuple(one)
            rows.append((article, block, start, end, text[start:end], *others))
    rows += _spread(told)
    return pd.DataFrame(rows, columns=list(ARITHMETIC)).astype(ARITHMETIC)


def _spread(told: dict[str, list[Place]]) -> Iterator[tuple]:
    """Find sums of which parts and total stand in several sentences of one article; what does not come out is none."""
    for places in told.values():
        for one in spread_sums(places):
            article, block, start, end, phrase, _ = one.total.side()
            *_, parts, _ = one.parts.side()
            working = one.working if parts in one.working else f"{one.working}: “{parts}”"
            yield article, block, start, end, phrase, SPREAD, phrase, one.working, FITS, working


def _findings(text: str, bounds: Bounds) -> list[Finding]:
    placed = figures(text, found_in(text), bounds)
    if len(placed) < 2:
        return []
    out = shares(text, placed) + totals(text, placed) + rests(text, placed) + changes(text, placed, bounds)
    fitting = {f.computed for f in out if f.verdict == FITS and f.form == "change"}
    # two amounts beside one pair of figures: where one fits, the other is told of something else
    out = [f for f in out if f.form != "change" or f.verdict != DOES_NOT_FIT or f.computed not in fitting]
    return sorted({(f.start, f.end, f.stated): f for f in reversed(out)}.values(), key=lambda f: (f.start, f.end))


def _between(text: str, one: Quantity, other: Quantity) -> str:
    return text[one.end : other.phrase_start]


def _same_head(one: Quantity, other: Quantity) -> bool:
    return not one.head or not other.head or folded(one.head) == folded(other.head)


# changes: from a base to an end by an amount

#: figures as near as this, in characters, belong together
_NEAR = 60
_LINKED = pattern(r"\b(?:to|became|become|now|and|then|this)\b", re.I)
_VERSUS = pattern(r"^[^.;:]{0,30}?(?:\bto\b|[-–]|\band\b|\bversus\b|\bagainst\b|\bfor\b)[^.;:]{0,25}$", re.I)
_MORE = pattern(r" +times +(?:more|higher|larger|greater|bigger)\b| +(?:more|higher|larger|greater|bigger)\b", re.I)
_COMPARES = pattern(
    r" +(?:[\w’'-]+ +){0,3}(?:than(?! +(?:before|previously|earlier|then|usual)\b)|"
    r"as +(?:many|much|high|large|big)(?: +(?!as\b)[\w’'-]+){0,3} +as)\b",
    re.I,
)
_THAT_IS = pattern(
    r"[“\"]?(?:that|this|it|which)(?:[’']s| +(?:is|was|represents|amounts|marks|means|compares))\b", re.I
)
_OF_ERROR = pattern(r"[ -]+(?:[\w-]+ +)?margins? +of +(?:sampling +)?error", re.I)
_THEN_PAIR = pattern(r"^[^.;()]{0,60}[,(–—:] *(?:with +)?$|^[^.;,()]{0,10}\( *$", re.I)
_PAIR_THEN = pattern(r"^[^.;()]{0,45}$")
_BECAME = pattern(
    r"^[^,.;:]{0,20}\b(?:became|becoming|become|went|turned into|\w+(?:ed|ew|ose) to)\b[^,.;:]{0,12}$", re.I
)
_TO = pattern(r"^ +(?:[\w’'-]+ +){0,2}to +$")
_TO_ANOTHER = pattern(r" to [$€£]?\d")
_BESIDE = pattern(r"^,[^.;:,]{0,25}$")
_OVER = pattern(
    r"^[ -]+(?:[\w-]+ +)?(?:lead|advantage|edge|margin) +(?:over|on|against) [^.;]{0,30},? (?:on|at|with) +$", re.I
)
_PEAK = pattern(r", (?:down|up|off) .*\b(?:peak|high|low|record|trough)\b", re.I)
_SINCE_WHEN = pattern(r"^[^.;,]{0,30}\bsince\b", re.I)
_SINCE = pattern(r"^[^.;]{0,60}\b(?:from|since|than)\b", re.I)
_COLON = pattern(r"[^.;,]{0,30}:")


def changes(text: str, figures: list[Figure], bounds: Bounds) -> list[Finding]:
    """Find the changes that a text states and check them ("rose 12% from 50 to 56")."""
    out = []
    for place, amount in enumerate(figures):
        if _is_no_amount(text, amount):
            continue
        if amount.way == "gap":
            found = _check_gap(text, figures, amount)
        else:
            pairs = _candidates(text, figures, amount, bounds)
            found = next((f for pair in pairs if (f := _check_change(amount, *pair))), None)
            found = found or _check_from_end(text, figures, place)
            if not found and not pairs:
                found = _without_base(figures, amount)
        if found:
            out.append(found)
    return out


def _is_no_amount(text: str, amount: Figure) -> bool:
    counted = amount.kind in ("count", "money")
    part_of_word = amount.kind == "count" and text[amount.end : amount.end + 1] == "-"  # a 2-degree rise, a 12-man team
    return bool(
        not amount.way
        or amount.kind == "score"
        or math.isnan(amount.value)
        or _OF_ERROR.match(amount.behind)
        or (counted and (amount.is_base or amount.is_end))
        or (amount.kind == "percent" if amount.way == "gap" else part_of_word)
    )


def _check_change(amount: Figure, score: int, base: Figure, end: Figure) -> Finding | None:
    if amount.kind == "multiple":
        return multiple(base, end, amount, more=bool(_MORE.match(amount.behind)) and "fold" not in amount.surface)
    found = change(base, end, amount, way=amount.way)
    return found or (change(end, base, amount, way=amount.way) if score <= 1 else None)


def _without_base(figures: list[Figure], amount: Figure) -> Finding | None:
    if amount.kind not in ("percent", "multiple"):
        return None
    for one in figures:
        told = one.sentence == amount.sentence and one.kind in ("count", "money") and one.is_end and not one.is_base
        if told and 0 <= one.start - amount.end < 25:
            why = f"the text says {amount.surface} and {one.surface}, but not what it was before"
            return unchecked([one], amount, why)
    return None


def _candidates(text: str, figures: list[Figure], amount: Figure, bounds: Bounds) -> list[tuple[int, Figure, Figure]]:
    """Return (score, base, end) for the pairs next to an amount that go with it, the likeliest first."""
    found = []
    for one, other in _neighbours(figures, amount):
        base, end, score = _roles(amount, one, other)
        score = _plausible(text, amount, base, end, score, bounds)
        if score:
            found.append((-score, abs(one.start - amount.start), (score, base, end)))
    return [row[-1] for row in sorted(found, key=lambda row: row[:2])]


def _neighbours(figures: list[Figure], amount: Figure) -> list[Pair]:
    """Return the pairs of figures of one kind that stand next to the amount."""
    compares = bool(_COMPARES.match(amount.behind))
    pairs = []
    for kind in ("count", "money", "percent"):
        others = [
            one
            for one in figures
            if one is not amount
            and one.kind == kind
            and (one.is_base or one.is_end or one.way in ("", "gap") or (one.way_from_verb and compares))
            and not _COMPARES.match(one.behind)
        ]
        near = [one for one in others if one.start < amount.start][-2:]
        near += [one for one in others if one.start > amount.start][:2]
        pairs += [(x, y) for x, y in pairwise(near) if _are_alike(x, y) and _suits(amount, x)]
    return pairs


def _are_alike(one: Quantity, other: Quantity) -> bool:
    """Test whether two figures can be two states of one thing: same kind, same unit, no other head."""
    if one.kind != other.kind or math.isnan(one.value) or math.isnan(other.value):
        return False
    units = {one.unit, other.unit} - (set() if one.kind == "money" else {""})
    return len(units) < 2 and (one.kind == "percent" or _same_head(one, other))


def _suits(amount: Figure, one: Quantity) -> bool:
    if amount.kind == "points":
        return one.kind == "percent" or amount.way == "gap"
    if amount.kind not in ("count", "money"):
        return True
    return amount.kind == one.kind and (amount.kind != "money" or amount.unit == one.unit) and _same_head(amount, one)


def _roles(amount: Figure, one: Figure, other: Figure) -> tuple[Figure, Figure, int]:
    """Return base, end and how well that is shown: 4 both, 3 one of them or the years, 1 the order alone."""
    if _COMPARES.match(amount.behind) and "(" not in amount.behind:  # "12 more than the 50": what follows is the base
        behind = [figure for figure in (one, other) if 0 < figure.start - amount.end < _NEAR]
        if len(behind) == 1:
            return behind[0], other if behind[0] is one else one, 4
    # "$56 billion last year, a 12 percent increase over the $50 billion of 2018"
    if one.is_base and other.is_base and one.start < amount.start < other.start:
        return other, one, 3
    first, second = one.is_base - one.is_end, other.is_base - other.is_end
    if first != second:
        base, end = (one, other) if first > second else (other, one)
        if base.is_base:
            return base, end, 4 if end.is_end and not end.is_base else 3
        if end.is_end:
            return base, end, 2 + (not math.isnan(base.year + end.year))
    if one.year < other.year:  # a year that is not told is NaN, and less than none
        return one, other, 3
    return (other, one, 3) if other.year < one.year else (one, other, 1)


def _plausible(text: str, amount: Figure, base: Figure, end: Figure, score: int, bounds: Bounds) -> int:
    """Return how well a pair goes with an amount; 0 if it does not."""
    together = (amount, base, end)
    numbers = {figure.sentence for figure in together}
    later = max(numbers)
    if later - min(numbers) > 1 or BREAK.search(_stretch(text, together)):
        return 0
    if _COMPARES.match(amount.behind) and (
        not 0 < base.start - amount.end < _NEAR or re.search("[;.]", text[amount.end : base.start])
    ):
        return 0  # "three times as much as any month before": what it is measured against is no figure here
    if len(numbers) == 1:
        return _plausible_inside(text, amount, base, end, score)
    if amount.sentence != later:
        return 0
    lead = text[bounds[later][0] : amount.start]
    if end.sentence < later:
        since = base.sentence < later and _SINCE.search(amount.behind)
        return score if _THAT_IS.match(lead) and (base.sentence < later or base.is_base) and not since else 0
    contrast = base.is_base or not math.isnan(base.year) or same_thing(lead)
    return 2 if score >= 2 and contrast and end.is_end and base.sentence < later else 0


def _plausible_inside(text: str, amount: Figure, base: Figure, end: Figure, score: int) -> int:
    place, between = amount.start, text[base.end : end.start]
    if score == 4:  # "fell 3% to 97, down from a peak of 150" is no change from the peak
        return 0 if _PEAK.search(base.before) and place < end.start else 4
    if amount.way_from_verb and amount.kind in ("count", "money"):
        return 0  # "raised $5": no change of level
    if amount.linked or _SINCE_WHEN.match(amount.behind):
        return 0
    if score == 3:
        known = end.is_end or end.start < place or not math.isnan(end.year)
        return 3 if known or _COLON.match(text[amount.end : end.start]) else 0
    if base.start > place:
        return 0
    if score == 2:
        became = base.start < end.start < place and _BECAME.match(between)
        return 2 if not math.isnan(base.year) or became or same_thing(text[base.end : place]) else 0
    return int(place > end.end and bool(_LINKED.search(between)) and len(between) < _NEAR and "," not in between)


def _stretch(text: str, figures: tuple[Figure, ...]) -> str:
    return text[min(one.start for one in figures) : max(one.end for one in figures)]


def _check_gap(text: str, figures: list[Figure], amount: Figure) -> Finding | None:
    """Check a margin or lead against the two figures that stand right before or behind it."""
    if amount.modifier == "an average of" or (
        amount.kind == "count" and _TO_ANOTHER.match(text[amount.end : amount.end + 8])
    ):
        return None
    same = [one for one in figures if one.sentence == amount.sentence and one is not amount]
    before = [one for one in same if one.end <= amount.start]
    after = [one for one in same if one.start >= amount.end]
    tries = []
    if after and _THEN_PAIR.match(_between(text, amount, after[0])):
        tries.append((after[0], after[:2]))
    if before and _PAIR_THEN.match(_between(text, before[-1], amount)):
        tries.append((before[-1], before[-2:]))
    for nearest, pair in tries:
        if nearest.kind == "score" and amount.kind in ("count", "points"):
            return gap(*_sides(nearest), amount)
        if len(pair) < 2 or not _are_alike(*pair) or pair[0].kind not in ("count", "percent"):
            continue
        between = text[pair[0].end : pair[1].start]
        alone = sum(one.kind == pair[0].kind for one in same) == 2
        versus = _VERSUS.match(between) or (alone and _BESIDE.match(between))
        if versus and amount.kind in ("points", pair[0].kind):
            return gap(*pair, amount)
    around = before[-1:] + after[:1]
    if len(same) == len(around) == 2 and around[0].kind == "percent" and _OVER.match(amount.behind):
        return gap(*around, amount) if _are_alike(*around) else None
    return None


def _sides(score: Figure) -> list[Figure]:
    sides = (score.low, score.high)
    return [replace(score, kind="count", value=v, low=v, high=v, surface=f"{v:,.0f}") for v in sides]


def _check_from_end(text: str, figures: list[Figure], place: int) -> Finding | None:
    """Check "rose 12, or 24%, to 62": the base is what the end is without the change."""
    amount = figures[place]
    if amount.kind != "percent" or place < 1:
        return None
    if amount.linked and place < len(figures) - 1:
        by, end = figures[place - 1], figures[place + 1]
    elif place > 1 and not amount.linked and _TO.search(figures[place - 1].before):
        by, end = figures[place - 2], figures[place - 1]
    else:
        return None
    span = _stretch(text, (by, end, amount))
    kinds = {by.kind, end.kind}
    near = len(span) < 2 * _NEAR and not BREAK.search(span) and amount.sentence == by.sentence == end.sentence
    same_unit = kinds <= {"count", "points"} or (kinds == {"money"} and by.unit == end.unit)
    if not (near and same_unit and by.way == amount.way and end.is_end and not end.is_base) or by.is_base:
        return None
    sign = 1 if amount.way == "up" else -1
    was = end.value - sign * by.value
    if was <= 0:
        return None
    base = replace(end, value=was, surface=f"{end.surface} {'-' if sign > 0 else '+'} {by.surface}")
    return change(base, end, amount, way=amount.way)


# shares: a part of a whole

_DET = r"(?: +(?:the|its|his|her|their|our|all|some|these|those|this|nearly|about|[\w’'-]+[’']s?|[A-Z]\w+)){0,3}"
_OF = pattern(
    rf"^(?: +[\w’'-]+){{0,3}}? +(?:out +of|of|among|from +among|from +a +total +of){_DET}(?: +total +of)? *$", re.I
)
_IN_FRONT = pattern(rf"(?:^|[.;:,(–—“\"] *)(?:out +of|of|among|from +among|from){_DET}(?: +a +total +of)? *$", re.I)
_OF_THEM = pattern(r"^(?: +\w+)? +of +(?:them|these|those|whom|which)\b|^ +of +(?:them|these|those)\b", re.I)
_LINK = pattern(
    r"(?:[,;(–—:]| -|\b(?:which|that|this) +(?:is|was|amounts +to|represents|means|equals|makes|"
    r"works +out +(?:at|to|as))|\brepresenting|\bor|\bwas|\bis) *(?:or|that +is|that[’']s|which +is|i\.e\.|equal +to|"
    r"equivalent +to|amounting +to|(?:a|the) +(?:[\w-]+ +)?(?:share|rate|proportion|percentage|figure|total|turnout)"
    r" +of|meaning|making|(?:just|some|about|only))?[, ]*$",
    re.I,
)
_APART = pattern(r"[,(–—:]\s*(?:or\s+)?$| - $|,?\s+or\s+$", re.I)
_IS = pattern(
    r"^[^,.;:()]{0,40}\b(?:is|are|was|were|makes? +up|made +up|represent(?:s|ed)?|account(?:s|ed)? +for|"
    r"amount(?:s|ed)? +to|equal(?:s|led)?|constitute[sd]?) +(?:just +|only +)?$"
)
_SHUT = pattern(
    r"^\s*(?:[,.;)–—:]|$|-\s|\w+\s*[,)–—]|(?:[\w-]+\s+){0,2}(?:in\s+all|in\s+total|of\s+them|altogether)\b|\s*\()", re.I
)
_OPENS = pattern(r"\(\s*$")
_OR_OPENS = pattern(r"^[^.;:()]{0,30}(?:, or |\()$")
_JUST_OF = pattern(r"^ +of +$")
_AND = pattern(r"^[^,.;]{0,40}\band $")
_IN_BRACKETS = pattern(r"^[^,.;]{0,20}\($")


def _is_number(figure: Figure) -> bool:
    return figure.kind in ("count", "money") and not math.isnan(figure.value)


def _is_share(figure: Figure) -> bool:
    return figure.kind in ("percent", "share")


def _pairs(text: str, figures: list[Figure]) -> list[Pair]:
    """Return (part, whole) for each two figures next to each other that say "x of y" or "of y, x"."""
    found = []
    for one, other in pairwise([one for one in figures if _is_number(one)]):
        if one.kind != other.kind or other.sentence != one.sentence:
            continue
        if one.value <= other.value and _OF.match(_between(text, one, other)):
            found.append((one, other))
        elif one.value >= other.value and (_IN_FRONT.search(one.before) or _OF_THEM.match(other.behind)):
            found.append((other, one))
    return found


def _share_whole_part(text: str, stated: Figure, whole: Figure, part: Figure) -> bool:
    of, between = _between(text, stated, whole), _between(text, whole, part)
    if folded(part.head) not in ("", "person", folded(whole.head)) or not _OF.match(of) or len(of) > 40:
        return False
    apart = _APART.search(between) and len(between) < 90 and _SHUT.match(part.behind)
    return bool(apart or _OPENS.search(between))


def _part_share_whole(text: str, part: Figure, stated: Figure, whole: Figure) -> bool:
    between = _between(text, part, stated)
    linked = len(between) < 30 and (_APART.search(between) or _LINK.search(between))
    return bool((linked or _IS.match(between)) and _OF.match(_between(text, stated, whole).removeprefix(",")))


def _share_part_whole(text: str, stated: Figure, part: Figure, whole: Figure) -> bool:
    return bool(_OR_OPENS.match(_between(text, stated, part))) and (part, whole) in _pairs(text, [part, whole])


def _word_part_whole(text: str, stated: Figure, part: Figure, whole: Figure) -> bool:
    worded = stated.kind == "share" and math.isnan(stated.value) and _JUST_OF.match(_between(text, stated, part))
    return bool(worded) and (part, whole) in _pairs(text, [part, whole])


#: how a share, a part and its whole follow each other: the places of part, whole and share, and what must hold
_ORDERS = (
    ((2, 1, 0), _share_whole_part),  # "half of the 90 seats, 45"
    ((0, 2, 1), _part_share_whole),  # "200 jobs, or 20% of its 1,000"
    ((1, 2, 0), _share_part_whole),  # "60 percent, or 121 of 200"
    ((1, 2, 0), _word_part_whole),  # "a majority of 45 out of 100"
)


def shares(text: str, figures: list[Figure]) -> list[Finding]:
    """Find parts of wholes with their share and check them ("45 of 90, or 50 percent")."""
    pairs = _pairs(text, figures)
    out = [found for pair in pairs if (found := _share_behind(text, figures, *pair))]
    for roles, holds in _ORDERS:
        for three in zip(figures, figures[1:], figures[2:], strict=False):
            part, whole, stated = (three[place] for place in roles)
            if not (_is_share(stated) and _is_number(part) and _is_number(whole) and part.kind == whole.kind):
                continue
            if three[0].sentence != three[2].sentence or not holds(text, *three):
                continue
            known = holds is _share_whole_part and any(f.start <= stated.start < f.end for f in out)
            if not known and (found := share(part, whole, stated)):
                out.append(found)
    # one whole for several: "Of 1,000 polled, 550 (55%) said yes and 450 (45%) no"
    for part, whole in pairs:
        if whole.start > part.start:
            continue
        for other, one in pairwise(figures):
            later = other.start > part.start and other.sentence == whole.sentence and other.kind == whole.kind
            bracketed = one.kind == "percent" and _IN_BRACKETS.search(_between(text, other, one))
            if later and bracketed and _is_number(other) and (found := share(other, whole, one)):
                out.append(found)
    return out


def _share_behind(text: str, figures: list[Figure], part: Figure, whole: Figure) -> Finding | None:
    """Check a part and a whole against the share that stands between or right behind them."""
    first, last = sorted(place for place, one in enumerate(figures) if one is part or one is whole)
    if first > 1 and _AND.match(_between(text, figures[first - 1], figures[first])):
        return None  # "3 of the 12 jurors and 4 of the 8 others, 35 percent": the share is of both
    for one in figures[first + 1 : last + 2]:
        told = one is not part and one is not whole and _is_share(one) and one.sentence == whole.sentence
        if told and _LINK.search(one.before) and (found := share(part, whole, one)):
            return found
    return None


# totals and remainders: parts that make up a whole

_TOTAL_BEFORE = pattern(
    r"\b(?:total +of|total +(?:is|was|to)|total(?:l?ed|l?ing|s)|in +total,?|in +all,?|altogether,?|sum +of|combined|"
    r"together,?|adding +up +to|adds? +up +to)(?: +(?:of|some|a|the))* *$",
    re.I,
)
_TOTAL_OPENS = pattern(r"^[\s“\"]*(?:In total|In all|Altogether|All told|Overall|Together)\b[^.;:]{0,60}$")
_TOTAL_BEHIND = pattern(r"^[^,.;:()]{0,40}?\b(?:in +all|in +total|altogether|combined|overall|all +told)\b", re.I)
_TOTAL_WORDS = ("a total of", "a combined", "a grand total of")
_IN_ALL = pattern(r"\b(?:in total|in all|altogether|combined|all told)\b", re.I)
_LISTED = pattern(r"^[^.;,:]{0,40}[:(] *$")
_LEADS_TO_TOTAL = pattern(r"[,;:–—(]|\bor\b|\bmak(?:e|ing)\b|\btotal")
_JOIN = pattern(r"^[^.;:()–—0-9]{0,60}?(?:,(?: +and)?|\band|\bplus|\+|,)[^.;:0-9()–—]{0,40}$", re.I)
_NOT_ALL = pattern(
    r"\b(?:including|include|among|at least|such as|some of|or|per|every|each|of whom|than|from|by|to|ago|later|"
    r"half)\b",
    re.I,
)
#: "a combined 88 games for Orvel, Brandt had": the figures behind are of what is told anew
_NEW_CLAUSE = pattern(r", +[^\s,]+ +[^\s,](?!.*(?:[:(]|, with) *$)")
#: 288 boats came for 125 berths: what stands behind such a word is no part of the boats
_OF_ANOTHER = pattern(
    r"\b(?:for|on|over|against|across|in|at|about|between|within|during|after|before|into|through) +(?:the +|its +)?$",
    re.I,
)
_NO_LIST = pattern(r"\b(?:including|such as|some of|or|per|every|each|of whom|than|ago|later|by|while|but)\b", re.I)
_PEOPLE = {"man", "woman", "child", "boy", "girl", "adult"}
_PARTIAL = pattern(r" +of +(?:them|whom)\b| +\w+ly\b")
_REST = pattern(r"\b(?:the +)?(?:remaining|other|rest|leaving)(?: *,)? +$", re.I)
_STAYS = pattern(r"^ +(?:[\w’'-]+ +)?(?:remain(?:s|ed)?|(?:are|were) +left)\b", re.I)
_THERE = pattern(r"\bof +(?:these|those|them|the)\b|[:]", re.I)


def totals(text: str, figures: list[Figure]) -> list[Finding]:
    """Find totals with their parts and check them ("12 gold, 5 silver and 3 bronze, 20 in all")."""
    out = []
    for place, whole in enumerate(figures):
        for forward in (True, False) if _is_number(whole) else ():
            run = _run(text, figures, place, forward=forward)
            if forward and run and _OF_ANOTHER.search(_between(text, whole, run[0])):
                run = run[1:]
            if len(run) > 1 and (_is_total_ahead if forward else _is_total_behind)(text, figures, whole, run):
                out.append(total(run, whole))
                break
    return out


def _run(text: str, figures: list[Figure], place: int, *, forward: bool) -> list[Figure]:
    """Return the list of figures next to the total that commas and "and" join."""
    whole = figures[place]
    run: list[Figure] = []
    for one in figures[place + 1 :] if forward else figures[:place][::-1]:
        if not _is_number(one) or one.sentence != whole.sentence:
            break
        if one.kind != whole.kind and (one if one.kind == "count" else whole).head:
            break
        if run:
            between = _between(text, run[-1], one) if forward else _between(text, one, run[-1])
            if not _JOIN.match(between) or _NO_LIST.search(between):
                break
        run.append(one)
    return run if forward else run[::-1]


def _is_total_ahead(text: str, _: list[Figure], whole: Figure, run: list[Figure]) -> bool:
    """Test whether the figures behind a figure are told as its parts."""
    edge = _between(text, whole, run[0])
    in_all = _IN_ALL.search(run[-1].behind[:60])
    closed = not _is_marked(run[-1]) or "," not in _between(text, run[-2], run[-1])
    people = _LISTED.match(edge) and {folded(one.head) for one in run} <= _PEOPLE
    if not (_is_marked(whole) or people or (in_all and closed)) or not _can_add_up(text, whole, run, edge, _NOT_ALL):
        return False
    if _NEW_CLAUSE.search(edge):
        return False
    short = sum(part.value for part in run) < whole.value and edge.endswith(", ")
    return not short or bool(in_all) or not any(_PARTIAL.match(part.behind) for part in run)


def _is_total_behind(text: str, figures: list[Figure], whole: Figure, run: list[Figure]) -> bool:
    """Test whether the figures in front of a figure are told as its parts, and as all of them."""
    edge = _between(text, run[-1], whole)
    first = run[0]
    before = [one for one in figures if one.end <= first.start and one.sentence == first.sentence]
    cut_off = before and before[-1].kind == first.kind and first.start - before[-1].end < 12
    fit = not cut_off and _is_marked(whole) and _LEADS_TO_TOTAL.search(edge)
    return bool(fit) and _can_add_up(text, whole, run, edge, _NO_LIST)


def _is_marked(whole: Figure) -> bool:
    """Test whether the words around a figure call it a total."""
    opens = _TOTAL_OPENS.match(whole.before) or whole.modifier in _TOTAL_WORDS
    return bool(opens or _TOTAL_BEFORE.search(whole.before) or _TOTAL_BEHIND.match(whole.behind))


def _can_add_up(text: str, whole: Figure, run: list[Figure], edge: str, apart: re.Pattern) -> bool:
    """Test whether nothing speaks against a sum: the text between parts and whole, percentages, sizes, other things."""
    if len(edge) > 90 or apart.search(re.sub(r",? or $", ", ", edge)) or "%" in _stretch(text, (whole, *run)):
        return False
    if any(part.value > whole.value * 3 for part in run):
        return False
    heads = {folded(part.head) for part in run if part.head}
    other = len(heads) == 1 and whole.head and folded(whole.head) not in heads | {"person"}
    return not other or _is_marked(whole)


def rests(text: str, figures: list[Figure]) -> list[Finding]:
    """Find remainders and check them ("Of the 100, 60 were freed; the remaining 40 are held")."""
    out = []
    for whole, gone, left in zip(figures, figures[1:], figures[2:], strict=False):
        marked = _REST.search(left.before) or left.modifier == "the remaining"
        if not (marked or _STAYS.match(left.behind)) or not all(map(_is_number, (whole, gone, left))):
            continue
        if len({whole.kind, gone.kind, left.kind}) > 1 or left.sentence - whole.sentence > 1:
            continue
        if pair := _pairs(text, [whole, gone]):
            part, all_of_them = pair[0]
            out.append(rest(all_of_them, part, left))
        elif whole.value > gone.value and _THERE.search(_between(text, whole, gone)):
            out.append(rest(whole, gone, left))
    return out
