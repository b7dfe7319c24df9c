"""Does a stated number fit a computed one: what rounding and words such as "nearly" leave open."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable

from analysis.numerals import step
from analysis.quantities import Quantity
from analysis.quantity_forms import bounds

#: how far a figure that enters the sum may lie from how it is told, at most, as a share of it
SLACK = 0.05
#: how loosely words for parts and multiples are used when nothing hedges them
_PART_SLACK, _VERB_SLACK = 0.03, 0.12
_TINY = 1e-6

Interval = tuple[float, float]


def told(quantity: Quantity) -> Interval:
    """Give the interval that a figure of the text may stand for when it enters a sum.

    A plain whole number is exact. "3.2%" is 3.15 to 3.25, "1.2 million" 1.15 to 1.25 million, at most 5% off; long
    rows of noughts are taken for rounding. "About" and "nearly" widen it; "at least" and "more than" by a tenth.
    """
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
    """Give the open interval of true values that the text's own result allows, by its rounding and its hedges.

    Parameters
    ----------
    quantity : the stated result
    exact : whether it is a number of things (a difference, a total) and so not rounded unless its form says it
    """
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
    """Give the lowest and the highest result of a formula that is monotone in each input."""
    results = [formula(*corner) for corner in itertools.product(*inputs)]
    results = [result for result in results if not math.isnan(result)]
    return (min(results), max(results)) if results else (math.nan, math.nan)


def overlaps(open_one: Interval, closed_one: Interval) -> bool:
    """Say whether an open and a closed interval share a value."""
    return open_one[0] < closed_one[1] and closed_one[0] < open_one[1]
