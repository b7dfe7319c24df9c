from __future__ import annotations

import math

import pytest

from analysis.quantities import found_in
from analysis.rounding import computed, overlaps, stated, told


def one(text):
    return found_in(text)[0]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("60 cars", 60, 60),
        ("3.2%", 3.15, 3.25),
        ("45 percent", 44.5, 45.5),
        ("1.2 million", 1.15e6, 1.25e6),
        ("$3bn", 2.85e9, 3.15e9),
        ("1,000 cars", 1000, 1000),
        ("25,000 cars", 24500, 25500),
    ],
)
def test_what_a_figure_may_stand_for(text, low, high):
    assert told(one(text)) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "real", "fits"),
    [
        ("12%", 11.4, True),
        ("12%", 12.9, True),
        ("12%", 13.1, False),
        ("more than 500%", 456.7, False),
        ("more than 500%", 501, True),
        ("nearly 50%", 47, True),
        ("nearly 50%", 30, False),
        ("about 50%", 45, True),
        ("less than half", 0.6, False),
        ("a third", 0.35, True),
        ("a third", 0.4, False),
        ("doubled", 2.05, True),
        ("doubled", 2.5, False),
        ("fivefold", 5.6, True),
        ("fivefold", 7, False),
        ("a majority", 0.45, False),
    ],
)
def test_rounding_and_hedges(text, real, fits):
    assert overlaps(stated(one(text)), (real, real)) is fits


def test_things_are_counted_exactly():
    assert not overlaps(stated(one("12 men"), exact=True), (13, 13))
    assert overlaps(stated(one("12 men"), exact=True), (12, 12))


def test_a_formula_over_intervals():
    assert computed(lambda x, y: y / x, (2, 4), (8, 8)) == (2, 4)
    assert all(map(math.isnan, computed(lambda x: math.nan, (1, 2))))
    assert not overlaps((0, 1), (math.nan, math.nan))
