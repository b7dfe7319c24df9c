"""Finds stated changes: an amount, what it starts from and what it comes to, in one sentence or two neighbours.

Finds stated shares, totals and remainders: parts and wholes in one sentence.

Arithmetic that a text states itself, worked out again, with the working shown. It observes; it accuses nobody.
"""

from __future__ import annotations

import math
import re
from dataclasses import astuple, replace

import pandas as pd

from analysis.facts.quantities import Quantity, folded, found_in
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
    share,
    total,
    unchecked,
)
from analysis.schema import TEXT, TEXT_KINDS, require
from analysis.text.sentences import sentences

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
    """Test whether two figures can be two states of one thing: same kind, same unit, no other head."""
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
    """Return base, end and how well that is shown: 4 both, 3 one of them or the years, 1 the order alone."""
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
    """Return how well a pair goes with an amount; 0 if it does not."""
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
    """Return the pairs of figures of one kind that stand next to the amount."""
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
    """Find the changes that a text states and check them."""
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


_DET = r"(?:[ ]+(?:the|its|his|her|their|our|all|some|these|those|this|nearly|about|[\w’'-]+[’']s?|[A-Z]\w+)){0,3}"
_OF = re.compile(
    rf"^(?:[ ]+[\w’'-]+){{0,3}}?[ ]+(?:out[ ]+of|of|among|from[ ]+among|"
    rf"from[ ]+a[ ]+total[ ]+of){_DET}(?:[ ]+total[ ]+of)?[ ]*$",
    re.I,
)
_IN_FRONT = re.compile(
    rf"(?:^|[.;:,(–—“\"][ ]*)(?:out[ ]+of|of|among|from[ ]+among|from){_DET}(?:[ ]+a[ ]+total[ ]+of)?[ ]*$", re.I
)
_OF_THEM = re.compile(
    r"^(?:[ ]+\w+)?[ ]+of[ ]+(?:them|these|those|whom|which)\b|^[ ]+of[ ]+(?:them|these|those)\b", re.I
)
_LINK = re.compile(
    r"(?:[,;(–—:]|[ ]-|\b(?:which|that|this)[ ]+(?:is|was|amounts[ ]+to|represents|means|equals|"
    r"makes|works[ ]+out[ ]+(?:at|to|as))|\brepresenting"
    r"|\bor|\bwas|\bis)[ ]*(?:or|that[ ]+is|that[’']s|which[ ]+is|i\.e\.|equal[ ]+to|equivalent[ ]+to|"
    r"amounting[ ]+to|(?:a|the)[ ]+(?:[\w-]+[ ]+)?(?:share|rate|proportion|percentage|figure|total|turnout)[ ]+of|"
    r"meaning|making|(?:just|some|about|only))?[, ]*$",
    re.I,
)
_APART = re.compile(r"[,(–—:]\s*(?:or\s+)?$|[ ]-[ ]$|,?\s+or\s+$", re.I)
_IS = re.compile(
    r"^[^,.;:()]{0,40}\b(?:is|are|was|were|makes?[ ]+up|made[ ]+up|represent(?:s|ed)?|account(?:s|"
    r"ed)?[ ]+for|amount(?:s|ed)?[ ]+to|"
    r"equal(?:s|led)?|constitute[sd]?)[ ]+(?:just[ ]+|only[ ]+)?$"
)
_SHUT = re.compile(
    r"^\s*(?:[,.;)–—:]|$|-\s|\w+\s*[,)–—]|(?:[\w-]+\s+){0,2}(?:in\s+all|in\s+total|of\s+them|altogether)\b|\s*\()", re.I
)
_TOTAL_BEFORE = re.compile(
    r"\b(?:total[ ]+of|total[ ]+(?:is|was|to)|total(?:l?ed|l?ing|s)|in[ ]+total,?|in[ ]+all,?|"
    r"altogether,?|sum[ ]+of|combined|together,?|adding[ ]+up[ ]+to|adds?[ ]+up[ ]+to)"
    r"(?:[ ]+(?:of|some|a|the))*[ ]*$",
    re.I,
)
_TOTAL_OPENS = re.compile(r"^[\s“\"]*(?:In total|In all|Altogether|All told|Overall|Together)\b[^.;:]{0,60}$")
_TOTAL_BEHIND = re.compile(
    r"^[^,.;:()]{0,40}?\b(?:in[ ]+all|in[ ]+total|altogether|combined|overall|all[ ]+told)\b", re.I
)
_JOIN = re.compile(r"^[^.;:()–—0-9]{0,60}?(?:,(?:[ ]+and)?|\band|\bplus|\+|,)[^.;:0-9()–—]{0,40}$", re.I)
_NOT_ALL = re.compile(
    r"\b(?:including|include|among|at least|such as|some of|or|per|every|each|of whom|than|from|by|"
    r"to|ago|later|half)\b",
    re.I,
)
_NO_LIST = re.compile(r"\b(?:including|such as|some of|or|per|every|each|of whom|than|ago|later|by|while|but)\b", re.I)
_REST = re.compile(r"\b(?:the[ ]+)?(?:remaining|other|rest|leaving)(?:[ ]*,)?[ ]+$", re.I)
_STAYS = re.compile(r"^[ ]+(?:[\w’'-]+[ ]+)?(?:remain(?:s|ed)?|(?:are|were)[ ]+left)\b", re.I)
_THERE = re.compile(r"\bof[ ]+(?:these|those|them|the)\b|[:]", re.I)


def _number(figure: Figure, *kinds: str) -> bool:
    return figure.quantity.kind in (kinds or ("count", "money")) and not math.isnan(figure.quantity.value)


def _text_between(text: str, one: Figure, other: Figure) -> str:
    return text[one.quantity.end : other.quantity.phrase_start]


def _pairs(text: str, figures: list[Figure]) -> list[tuple[Figure, Figure]]:
    """Return (part, whole) for each two figures next to each other that say "x of y" or "of y, x"."""
    counts = [one for one in figures if _number(one)]
    found = []
    for one, other in zip(counts, counts[1:], strict=False):
        if one.quantity.kind != other.quantity.kind or other.sentence != one.sentence:
            continue
        between = _text_between(text, one, other)
        x, y = one.quantity, other.quantity
        if _OF.match(between) and x.value <= y.value:
            found.append((one, other))
        elif x.value >= y.value and (_IN_FRONT.search(one.before) or _OF_THEM.match(other.behind)):
            found.append((other, one))
    return found


def shares(text: str, figures: list[Figure]) -> list[Finding]:
    """Find parts of wholes with their share and check them ("45 of 90, or 50 percent")."""
    out = []
    for part, whole in _pairs(text, figures):
        place = {id(one): k for k, one in enumerate(figures)}
        first, last = sorted((place[id(part)], place[id(whole)]))
        if first > 1 and re.match(r"^[^,.;]{0,40}\band[ ]$", _text_between(text, figures[first - 1], figures[first])):
            continue  # "3 of the 12 jurors and 4 of the 8 others, 35 percent": the share is of both
        after = [one for one in figures[first + 1 : last + 2] if one is not part and one is not whole]
        for one in after:
            if (
                one.quantity.kind in ("percent", "share")
                and one.sentence == whole.sentence
                and _LINK.search(one.before)
            ):
                found = share(part.quantity, whole.quantity, one.quantity)
                if found:
                    out.append(found)
                    break
    # the share comes first: "half of the 90 seats, 45"
    for one, whole, part in zip(figures, figures[1:], figures[2:], strict=False):
        if one.quantity.kind not in ("percent", "share") or not _number(whole) or not _number(part):
            continue
        if whole.quantity.kind != part.quantity.kind or one.sentence != part.sentence:
            continue
        heads = {folded(part.quantity.head)} - {"", "person", folded(whole.quantity.head)}
        if heads or not _OF.match(_text_between(text, one, whole)) or len(_text_between(text, one, whole)) > 40:
            continue
        between = _text_between(text, whole, part)
        if _APART.search(between) and len(between) < 90 and _SHUT.match(part.behind) or re.search(r"\(\s*$", between):
            found = share(part.quantity, whole.quantity, one.quantity)
            if found and not any(f.start <= one.quantity.start < f.end for f in out):
                out.append(found)
    # the share stands between: "200 jobs, or 20% of its 1,000"
    for part, one, whole in zip(figures, figures[1:], figures[2:], strict=False):
        known = one.quantity.kind in ("percent", "share") and _number(part) and _number(whole)
        if not known or part.quantity.kind != whole.quantity.kind or part.sentence != whole.sentence:
            continue
        between = _text_between(text, part, one)
        of = _OF.match(re.sub(r"^,", "", _text_between(text, one, whole)))
        linked = (len(between) < 30 and (_APART.search(between) or _LINK.search(between))) or _IS.match(between)
        if linked and of:
            found = share(part.quantity, whole.quantity, one.quantity)
            out += [found] if found else []
    # the share, then both: "60 percent, or 121 of 200"
    for one, part, whole in zip(figures, figures[1:], figures[2:], strict=False):
        if one.quantity.kind not in ("percent", "share") or (part, whole) not in _pairs(text, figures):
            continue
        if (
            re.match(r"^[^.;:()]{0,30}(?:,[ ]or[ ]|\()$", _text_between(text, one, part))
            and one.sentence == part.sentence
        ):
            found = share(part.quantity, whole.quantity, one.quantity)
            out += [found] if found else []
    # one whole for several: "Of 1,000 polled, 550 (55%) said yes and 450 (45%) no"
    for part, whole in _pairs(text, figures):
        if whole.quantity.start > part.quantity.start:
            continue
        for other, one in zip(figures, figures[1:], strict=False):
            bracketed = one.quantity.kind == "percent" and re.search(
                r"^[^,.;]{0,20}\($", _text_between(text, other, one)
            )
            later = other.quantity.start > part.quantity.start and other.sentence == whole.sentence
            if bracketed and later and _number(other) and other.quantity.kind == whole.quantity.kind:
                found = share(other.quantity, whole.quantity, one.quantity)
                out += [found] if found else []
    # "a majority of 45 out of 100"
    for one, part, whole in zip(figures, figures[1:], figures[2:], strict=False):
        worded = one.quantity.kind == "share" and math.isnan(one.quantity.value)
        if (
            worded
            and re.match(r"^[ ]+of[ ]+$", _text_between(text, one, part))
            and (part, whole) in _pairs(text, figures)
        ):
            found = share(part.quantity, whole.quantity, one.quantity)
            out += [found] if found else []
    return out


def _addable(one: Quantity, other: Quantity) -> bool:
    return (
        one.kind == other.kind
        and one.unit == other.unit
        or {one.unit, other.unit} <= {"", "people"}
        and one.kind == other.kind
    )


def _run(text: str, figures: list[Figure], whole: int, *, forward: bool) -> list[Figure]:
    """Return the list of figures next to the total that commas and "and" join."""
    total_figure = figures[whole]
    order = figures[whole + 1 :] if forward else figures[:whole][::-1]
    run: list[Figure] = []
    for one in order:
        if not _number(one) or one.sentence != total_figure.sentence:
            break
        kinds = {one.quantity.kind, total_figure.quantity.kind}
        if len(kinds) > 1 and (one.quantity if one.quantity.kind == "count" else total_figure.quantity).head:
            break
        if run:
            left, right = (run[-1], one) if forward else (one, run[-1])
            between = text[left.quantity.end : right.quantity.phrase_start]
            if not _JOIN.match(between) or _NO_LIST.search(between):
                break
        run.append(one)
    return run if forward else run[::-1]


def _marked(whole: Figure) -> bool:
    """Test whether the words around a figure call it a total."""
    if _TOTAL_OPENS.match(whole.before):
        return True
    if whole.quantity.modifier in ("a total of", "a combined", "a grand total of"):
        return True
    return bool(_TOTAL_BEFORE.search(whole.before) or _TOTAL_BEHIND.match(whole.behind))


def _closes(text: str, run: list[Figure]) -> bool:
    between = text[run[-2].quantity.end : run[-1].quantity.phrase_start]
    return not _marked(run[-1]) or "," not in between


def _unfinished(text: str, figures: list[Figure], first: Figure) -> bool:
    before = [one for one in figures if one.quantity.end <= first.quantity.start and one.sentence == first.sentence]
    if not before or before[-1].quantity.kind != first.quantity.kind:
        return False
    return len(text[before[-1].quantity.end : first.quantity.start]) < 12


def _partial(part: Figure) -> bool:
    return bool(re.match(r"[ ]+of[ ]+(?:them|whom)\b|[ ]+\w+ly\b", part.behind))


def _all_people(run: list[Figure]) -> bool:
    return {folded(one.quantity.head) for one in run} <= {"man", "woman", "child", "boy", "girl", "adult"}


def totals(text: str, figures: list[Figure]) -> list[Finding]:
    """Find totals with their parts and check them ("12 gold, 5 silver and 3 bronze, 20 in all")."""
    out = []
    for place, whole in enumerate(figures):
        if not _number(whole):
            continue
        marked = _marked(whole)
        for forward in (True, False):
            run = _run(text, figures, place, forward=forward)
            if len(run) < 2 or (not forward and _unfinished(text, figures, run[0])):
                continue
            outer = text[
                min(whole.quantity.start, run[0].quantity.start) : max(whole.quantity.end, run[-1].quantity.end)
            ]
            edge = (
                text[whole.quantity.end : run[0].quantity.phrase_start]
                if forward
                else text[run[-1].quantity.end : whole.quantity.phrase_start]
            )
            said_of = re.search(
                r"\b(?:in total|in all|altogether|combined|all told)\b", run[-1].behind[:60] if forward else "", re.I
            )
            listed = forward and re.match(r"^[^.;,:]{0,40}[:(][ ]*$", edge) and _all_people(run)
            if not marked and not listed and (not said_of or not forward or not _closes(text, run)) or len(edge) > 90:
                continue
            if (_NOT_ALL if forward else _NO_LIST).search(re.sub(r",?[ ]or[ ]$", ", ", edge)):
                continue
            if not forward and not re.search(r"[,;:–—(]|\bor\b|\bmak(?:e|ing)\b|\btotal", edge):
                continue
            if any(part.quantity.value > whole.quantity.value * 3 for part in run) or "%" in outer:
                continue
            heads = {folded(part.quantity.head) for part in run if part.quantity.head}
            if (
                len(heads) == 1
                and whole.quantity.head
                and folded(whole.quantity.head) not in heads | {"person"}
                and not marked
            ):
                continue
            short = sum(part.quantity.value for part in run) < whole.quantity.value
            if forward and short and edge.endswith(", ") and any(map(_partial, run)) and not said_of:
                continue
            out.append(total([part.quantity for part in run], whole.quantity))
            break
    return out


def rests(text: str, figures: list[Figure]) -> list[Finding]:
    """Find remainders and check them ("Of the 100, 60 were freed; the remaining 40 are held")."""
    out = []
    for place, left in enumerate(figures):
        one = left.quantity
        marked = _REST.search(left.before) or one.modifier == "the remaining" or re.search(r"\bother $", left.before)
        marked = marked or _STAYS.match(left.behind)
        if place < 2 or not _number(left) or not marked:
            continue
        gone, whole = figures[place - 1], figures[place - 2]
        if not (_number(gone) and _number(whole) and gone.quantity.kind == whole.quantity.kind == one.kind):
            continue
        if left.sentence - whole.sentence > 1:
            continue
        pair = _pairs(text, [whole, gone])
        if not pair:
            between = text[whole.quantity.end : gone.quantity.phrase_start]
            if whole.quantity.value <= gone.quantity.value or not _THERE.search(between):
                continue
            pair = [(gone, whole)]
        part, all_of_them = pair[0]
        out.append(rest(all_of_them.quantity, [part.quantity], one))
    return out


_ENDS = re.compile(r"(?:(?<=[a-z]{3})|(?<=\d{3})|(?<=[\d)]%)|(?<=\d\)))[.!?][”’\"]?\s+(?=[“‘\"]?[A-Z])")
SUMS = {
    "start": "int64",
    "end": "int64",
    "form": TEXT,
    "stated": TEXT,
    "computed": TEXT,
    "verdict": TEXT,
    "working": TEXT,
}
ARITHMETIC = {"article": TEXT, "block": "int64", "start": "int64", "end": "int64", "surface": TEXT} | {
    name: kind for name, kind in SUMS.items() if name not in ("start", "end")
}


def findings(text: str, found: list[Quantity], bounds: list[tuple[int, int]]) -> list[Finding]:
    """Check the arithmetic of one text."""
    placed = figures(text, found, bounds)
    if len(placed) < 2:
        return []
    out = shares(text, placed) + totals(text, placed) + rests(text, placed) + changes(text, placed, bounds)
    fitting = {f.computed for f in out if f.verdict == FITS and f.form == "change"}
    # two amounts beside one pair of figures: where one fits, the other is told of something else
    out = [f for f in out if f.form != "change" or f.verdict != DOES_NOT_FIT or f.computed not in fitting]
    return sorted({(f.start, f.end, f.stated): f for f in reversed(out)}.values(), key=lambda f: (f.start, f.end))


def finer(text: str, bounds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut sentences again where one plainly ends: a quotation mark that is never closed holds many together."""
    out = []
    for start, end in bounds:
        for found in _ENDS.finditer(text, start, end):
            out.append((start, found.start() + 1))
            start = found.end()
        out.append((start, end))
    return out


def check(text: str) -> pd.DataFrame:
    """Check the arithmetic that one text states, such as a source that no article table holds.

    Returns
    -------
    DataFrame, one row a sum: ``start``, ``end``, ``surface`` (from the first to the last figure in it), ``form``
    (change, difference, multiple, share, total, rest), ``stated`` (as the text has it), ``computed``, ``verdict``
    (one of :data:`facts.sums.VERDICTS`) and ``working``, a plain line.

    Examples
    --------
    >>> check("Raids rose by more than 500% to 334, from 60.")[["computed", "verdict"]].values.tolist()
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
    DataFrame with the columns of :data:`ARITHMETIC`, one row a sum; see :func:`check`. ``fits`` leaves room for
    rounding and for words such as "nearly"; ``cannot be checked`` says in ``working`` what is missing. A sum not
    recognised has no row.

    Raises
    ------
    InputError
        if a column is missing
    """
    require(paragraphs, ("article", "block", "kind", "text"), "the paragraphs")
    own = paragraphs[paragraphs["kind"].isin(TEXT_KINDS)]
    texts = own["text"].tolist()
    cut: list[list[tuple[int, int]]] = [[] for _ in texts]
    for row, start, end in sentences(texts)[["row", "start", "end"]].itertuples(index=False):
        cut[row].append((start, end))
    cut = [finer(text, bounds) for text, bounds in zip(texts, cut, strict=True)]
    rows = []
    for article, block, text, bounds in zip(own["article"], own["block"], texts, cut, strict=True):
        for one in findings(text, found_in(text), bounds):
            start, end, *others = astuple(one)
            rows.append((article, block, start, end, text[start:end], *others))
    return pd.DataFrame(rows, columns=list(ARITHMETIC)).astype(ARITHMETIC)
