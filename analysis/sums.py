"""One sum that a text states: the figures in it, the result worked out, and whether the stated result fits."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from analysis.quantities import Quantity
from analysis.rounding import computed, overlaps, stated, told

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
    """Write a number for a reader: whole where it is, else with one or two decimals, commas from 1,000 up.

    Examples
    --------
    >>> shown(334.0), shown(456.666), shown(1234567.0), shown(5.5666)
    ('334', '456.7', '1,234,567', '5.57')
    """
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
    """Write a ratio: with one decimal from 2 up."""
    return shown(round(ratio, 1)) if ratio >= 2 else shown(ratio)


def change(base: Quantity, end: Quantity, amount: Quantity, *, way: str) -> Finding | None:
    """Check a change from one figure to another; None if the figures allow no division or run the other way.

    Parameters
    ----------
    base, end : what it was and what it became
    amount : what the text says of the change: percent, points, a part, a multiple or a difference
    way : "up" or "down"
    """
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
