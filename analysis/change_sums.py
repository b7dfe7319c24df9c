"""Finds stated changes: an amount, what it starts from and what it comes to, in one sentence or two neighbours."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from analysis.counted import folded
from analysis.figure_roles import BREAK, Figure, same_thing
from analysis.quantities import Quantity
from analysis.sums import Finding, change, gap, multiple, unchecked

_PAIRED = ("count", "money", "percent")
_LINKED = re.compile(r"\b(?:to|became|become|now|and|then|this)\b", re.I)
_VERSUS = re.compile(r"^[^.;:]{0,30}?(?:\bto\b|[-–]|\band\b|\bversus\b|\bagainst\b|\bfor\b)[^.;:]{0,25}$", re.I)
_MORE = re.compile(
    r"[ ]+times[ ]+(?:more|higher|larger|greater|bigger)\b|[ ]+(?:more|higher|larger|greater|bigger)\b", re.I
)
_COMPARES = re.compile(
    r"[ ]+(?:[\w’'-]+[ ]+){0,3}(?:than(?![ ]+(?:before|previously|earlier|then|usual)\b)|"
    r"as[ ]+(?:many|much|high|large|big)(?:[ ]+(?!as\b)[\w’'-]+){0,3}[ ]+as)\b",
    re.I,
)
_THAT_IS = re.compile(
    r"[“\"]?(?:that|this|it|which)(?:[’']s|[ ]+(?:is|was|represents|amounts|marks|means|compares))\b", re.I
)
_OF_ERROR = re.compile(r"[ -]+(?:[\w-]+[ ]+)?margins?[ ]+of[ ]+(?:sampling[ ]+)?error", re.I)
_THEN_PAIR = re.compile(r"^[^.;()]{0,60}[,(–—:][ ]*(?:with[ ]+)?$|^[^.;,()]{0,10}\([ ]*$", re.I)
_PAIR_THEN = re.compile(r"^[^.;()]{0,45}$")
_BECAME = re.compile(
    r"^[^,.;:]{0,20}\b(?:became|becoming|become|went|turned into|\w+(?:ed|ew|ose) to)\b[^,.;:]{0,12}$", re.I
)
_TO = re.compile(r"^[ ]+(?:[\w’'-]+[ ]+){0,2}to[ ]+$")
_BESIDE = re.compile(r"^,[^.;:,]{0,25}$")
_OVER = re.compile(
    r"^[ -]+(?:[\w-]+[ ]+)?(?:lead|advantage|edge|margin)[ ]+(?:over|on|"
    r"against)[ ][^.;]{0,30},?[ ](?:on|at|with)[ ]+$",
    re.I,
)
_PEAK = re.compile(r",[ ](?:down|up|off)[ ].*\b(?:peak|high|low|record|trough)\b", re.I)
_SINCE_WHEN = re.compile(r"^[^.;,]{0,30}\bsince\b", re.I)
_SINCE = re.compile(r"^[^.;]{0,60}\b(?:from|since|than)\b", re.I)
_NEAR = 60


def alike(one: Figure, other: Figure) -> bool:
    """Say whether two figures can be two states of one thing: same kind, same unit, no other head."""
    x, y = one.quantity, other.quantity
    if x.kind != y.kind or math.isnan(x.value) or math.isnan(y.value):
        return False
    if x.kind == "money" and x.unit != y.unit:
        return False
    if x.unit and y.unit and x.unit != y.unit:
        return False
    return x.kind == "percent" or not x.head or not y.head or folded(x.head) == folded(y.head)


def _suits(amount: Figure, pair: Figure) -> bool:
    kind, other = amount.quantity.kind, pair.quantity
    if kind == "points":
        return other.kind == "percent" or amount.way == "gap"
    if kind in ("count", "money"):
        same = amount.quantity.kind == other.kind and (kind != "money" or amount.quantity.unit == other.unit)
        heads = amount.quantity.head, other.head
        return same and (not all(heads) or folded(heads[0]) == folded(heads[1]))
    return True


def _roles(amount: Figure, one: Figure, other: Figure) -> tuple[Figure, Figure, int]:
    """Give base, end and how well that is shown: 4 both, 3 one of them or the years, 1 the order alone."""
    if _COMPARES.match(amount.behind):  # "12 more than the 50": what follows is the base
        behind = [figure for figure in (one, other) if 0 < figure.quantity.start - amount.quantity.end < _NEAR]
        if len(behind) == 1 and "(" not in amount.behind:
            return behind[0], other if behind[0] is one else one, 4
    first, second = one.base - one.end, other.base - other.end
    if one.base and other.base:  # "$56 billion last year, a 12 percent increase over the $50 billion of 2018"
        place = amount.quantity.start
        if one.quantity.start < place < other.quantity.start:
            return other, one, 3
    if first != second:
        base, end = (one, other) if first > second else (other, one)
        if base.base:
            return base, end, 4 if end.end and not end.base else 3
        if end.end:
            years = not math.isnan(base.year) and not math.isnan(end.year)
            return base, end, 2 + years
    if not math.isnan(one.year) and not math.isnan(other.year) and one.year != other.year:
        return (one, other, 3) if one.year < other.year else (other, one, 3)
    return one, other, 1


def _between(text: str, figures: list[Figure]) -> str:
    places = [(one.quantity.start, one.quantity.end) for one in figures]
    return text[min(start for start, _ in places) : max(end for _, end in places)]


def _allowed(text: str, amount: Figure, pair: tuple[Figure, Figure], bounds: list[tuple[int, int]]) -> int:
    """Give how well a pair goes with an amount; 0 if it does not."""
    base, end, score = _roles(amount, *pair)
    numbers = {figure.sentence for figure in (amount, *pair)}
    if max(numbers) - min(numbers) > 1 or BREAK.search(_between(text, [amount, *pair])):
        return 0
    told = _COMPARES.match(amount.behind) and re.search("[;.]", text[amount.quantity.end : base.quantity.start])
    if told or (_COMPARES.match(amount.behind) and not 0 < base.quantity.start - amount.quantity.end < _NEAR):
        return 0  # "three times as much as any month before": what it is measured against is no figure here
    if len(numbers) == 1:
        return _allowed_inside(text, amount, (base, end), score)
    later = max(numbers)
    lead = text[bounds[later][0] : amount.quantity.start]
    if amount.sentence != later:
        return 0
    if end.sentence < later:
        since = base.sentence < later and _SINCE.search(amount.behind)
        return score if _THAT_IS.match(lead) and (base.sentence < later or base.base) and not since else 0
    contrast = base.base or not math.isnan(base.year) or same_thing(lead)
    return 2 if score >= 2 and contrast and end.end and base.sentence < later else 0


def _allowed_inside(text: str, amount: Figure, pair: tuple[Figure, Figure], score: int) -> int:
    base, end = pair
    place, kind = amount.quantity.start, amount.quantity.kind
    timed = not math.isnan(base.year)
    if amount.way_from_verb and score < 4 and kind in ("count", "money"):
        return 0  # "raised $5": no change of level
    if score == 4 and _PEAK.search(base.before) and place < end.quantity.start:
        return 0  # "fell 3% to 97, down from a peak of 150"
    if score == 4:
        return 4
    if amount.linked or _SINCE_WHEN.match(amount.behind):
        return 0
    if score == 3:
        colon = re.match(r"[^.;,]{0,30}:", text[amount.quantity.end : end.quantity.start])
        return 3 if end.end or end.quantity.start < place or not math.isnan(end.year) or colon else 0
    if base.quantity.start > place:
        return 0
    if score == 2:
        between = text[base.quantity.end : end.quantity.start]
        became = base.quantity.start < end.quantity.start < place and _BECAME.match(between)
        return 2 if timed or became or same_thing(text[base.quantity.end : place]) else 0
    between = text[base.quantity.end : end.quantity.start]
    return int(
        place > end.quantity.end and bool(_LINKED.search(between)) and len(between) < _NEAR and "," not in between
    )


def _neighbours(figures: list[Figure], amount: Figure) -> list[tuple[Figure, Figure]]:
    """Give the pairs of figures of one kind that stand next to the amount."""
    place = amount.quantity.start
    pairs = []
    for kind in _PAIRED:
        others = [
            one
            for one in figures
            if one is not amount
            and one.quantity.kind == kind
            and not _COMPARES.match(one.behind)
            and (
                one.base or one.end or one.way in ("", "gap") or (one.way_from_verb and _COMPARES.match(amount.behind))
            )
        ]
        left = [one for one in others if one.quantity.start < place][-2:]
        right = [one for one in others if one.quantity.start > place][:2]
        near = [*left, *right]
        pairs += [(x, y) for x, y in zip(near, near[1:], strict=False) if alike(x, y) and _suits(amount, x)]
    return pairs


def _checked(text: str, amount: Figure, pair: tuple[Figure, Figure], score: int) -> Finding | None:
    base, end, _ = _roles(amount, *pair)
    quantity = amount.quantity
    if quantity.kind == "multiple":
        more = bool(_MORE.match(amount.behind)) and "fold" not in quantity.surface
        return multiple(base.quantity, end.quantity, quantity, more=more)
    found = change(base.quantity, end.quantity, quantity, way=amount.way)
    if found is None and score <= 1:
        found = change(end.quantity, base.quantity, quantity, way=amount.way)
    return found


def _gap(text: str, figures: list[Figure], amount: Figure) -> Finding | None:
    """Check a margin or lead against the two figures that stand right before or behind it."""
    quantity = amount.quantity
    ranges = quantity.kind == "count" and re.match(r"[ ]to[ ][$€£]?\d", text[quantity.end :][:8])
    if quantity.modifier == "an average of" or (ranges and amount.way == "gap"):
        return None
    same = [one for one in figures if one.sentence == amount.sentence and one is not amount]
    before = [one for one in same if one.quantity.end <= quantity.start]
    after = [one for one in same if one.quantity.start >= quantity.end]
    tries = []
    if after and _THEN_PAIR.match(text[quantity.end : after[0].quantity.phrase_start]):
        tries.append(after[:2])
    if before and _PAIR_THEN.match(text[before[-1].quantity.end : quantity.phrase_start]):
        tries.append(before[-2:])
    for pair in tries:
        one = pair[-1] if pair == before[-2:] else pair[0]
        if one.quantity.kind == "score" and quantity.kind in ("count", "points"):
            return gap(*_sides(one.quantity), quantity)
        if len(pair) < 2 or not alike(*pair) or pair[0].quantity.kind not in ("count", "percent"):
            continue
        between = text[pair[0].quantity.end : pair[1].quantity.start]
        only = sum(one.quantity.kind == pair[0].quantity.kind for one in same) == 2
        suits = quantity.kind in ("points", pair[0].quantity.kind)
        if suits and (_VERSUS.match(between) or (only and _BESIDE.match(between))):
            return gap(pair[0].quantity, pair[1].quantity, quantity)
    around = before[-1:] + after[:1]
    if (
        len(same) == len(around) == 2
        and alike(*around)
        and around[0].quantity.kind == "percent"
        and _OVER.match(amount.behind)
    ):
        return gap(around[0].quantity, around[1].quantity, quantity)
    return None


def _sides(score: Quantity) -> tuple[Quantity, Quantity]:
    """Give the two numbers of a score as figures of their own."""
    sides = (score.low, score.high)
    return tuple(replace(score, kind="count", value=v, low=v, high=v, surface=f"{v:,.0f}") for v in sides)


def _on_the_way(text: str, figures: list[Figure], place: int) -> Finding | None:
    """Check "rose 12, or 24%, to 62": the base is what the end is without the change."""
    amount = figures[place]
    if amount.quantity.kind != "percent" or place < 1:
        return None
    if amount.linked and place < len(figures) - 1:
        by, end = figures[place - 1], figures[place + 1]
    elif place > 1 and not amount.linked and _TO.search(figures[place - 1].before):
        by, end = figures[place - 2], figures[place - 1]
    else:
        return None
    span = _between(text, [by, end, amount])
    near = len(span) < 2 * _NEAR and not BREAK.search(span) and amount.sentence == by.sentence
    kinds = {by.quantity.kind, end.quantity.kind}
    same_unit = kinds <= {"count", "points"} or (kinds == {"money"} and by.quantity.unit == end.quantity.unit)
    if not (near and same_unit and by.way == amount.way and end.end and not end.base and by.sentence == end.sentence):
        return None
    sign = 1 if amount.way == "up" else -1
    was = end.quantity.value - sign * by.quantity.value
    if was <= 0 or not by.way or by.base:
        return None
    base = replace(
        end.quantity, value=was, surface=f"{end.quantity.surface} {'-' if sign > 0 else '+'} {by.quantity.surface}"
    )
    return change(base, end.quantity, amount.quantity, way=amount.way)


def changes(text: str, figures: list[Figure], bounds: list[tuple[int, int]]) -> list[Finding]:
    """Find the changes that a text states and check them.

    Parameters
    ----------
    text : the paragraph
    figures : its figures with the signs of their roles
    bounds : start and end of its sentences
    """
    out = []
    for place, amount in enumerate(figures):
        quantity = amount.quantity
        if (
            not amount.way
            or math.isnan(quantity.value)
            or (amount.way == "gap" and quantity.kind == "percent")
            or _OF_ERROR.match(amount.behind)
            or (quantity.kind in ("count", "money") and (amount.base or amount.end))
        ):
            continue
        if amount.way != "gap" and quantity.kind == "count" and text[quantity.end : quantity.end + 1] == "-":
            continue  # a 2-degree rise, a 12-man team
        margin = _gap(text, figures, amount) if amount.way == "gap" else None
        if margin:
            out.append(margin)
            continue
        if amount.way == "gap" or (quantity.kind == "score"):
            continue
        pairs = [
            (score, pair) for pair in _neighbours(figures, amount) if (score := _allowed(text, amount, pair, bounds))
        ]
        pairs.sort(key=lambda found: (-found[0], abs(found[1][0].quantity.start - quantity.start)))
        found = next((f for score, pair in pairs if (f := _checked(text, amount, pair, score))), None)
        found = found or _on_the_way(text, figures, place)
        if found:
            out.append(found)
        elif quantity.kind in ("percent", "multiple") and not pairs:
            ends = [
                one
                for one in figures
                if one.sentence == amount.sentence
                and one.end
                and not one.base
                and one.quantity.kind in ("count", "money")
                and 0 <= one.quantity.start - quantity.end < 25
            ]
            if ends:
                why = f"the text says {quantity.surface} and {ends[0].quantity.surface}, but not what it was before"
                out.append(unchecked([ends[0].quantity], quantity, why))
    return out
