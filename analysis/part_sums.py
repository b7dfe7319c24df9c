"""Finds stated shares, totals and remainders: parts and wholes in one sentence."""

from __future__ import annotations

import math
import re

from analysis.counted import folded
from analysis.figure_roles import Figure
from analysis.quantities import Quantity
from analysis.sums import Finding, rest, share, total

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
    """Give (part, whole) for each two figures next to each other that say "x of y" or "of y, x"."""
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
    """Give the list of figures next to the total that commas and "and" join."""
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
    """Say whether the words around a figure call it a total."""
    if _TOTAL_OPENS.match(whole.before):
        return True
    if whole.quantity.modifier in ("a total of", "a combined", "a grand total of"):
        return True
    return bool(_TOTAL_BEFORE.search(whole.before) or _TOTAL_BEHIND.match(whole.behind))


def _closes(text: str, run: list[Figure]) -> bool:
    """Say whether "in all" behind a list is said of the figure before it: "9 people, 5 men and 4 women in all"."""
    between = text[run[-2].quantity.end : run[-1].quantity.phrase_start]
    return not _marked(run[-1]) or "," not in between


def _unfinished(text: str, figures: list[Figure], first: Figure) -> bool:
    """Say whether a figure right before a list may belong to it as well ("60 to 40, with 5 abstentions")."""
    before = [one for one in figures if one.quantity.end <= first.quantity.start and one.sentence == first.sentence]
    if not before or before[-1].quantity.kind != first.quantity.kind:
        return False
    return len(text[before[-1].quantity.end : first.quantity.start]) < 12


def _partial(part: Figure) -> bool:
    """Say whether a part may be one of several that are not all told: "12 of them badly", "5 seriously"."""
    return bool(re.match(r"[ ]+of[ ]+(?:them|whom)\b|[ ]+\w+ly\b", part.behind))


def _all_people(run: list[Figure]) -> bool:
    """Say whether a list names people by kinds that leave nobody out: men, women, children."""
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
