from __future__ import annotations

import math

import pytest

from analysis.quantity_values import read


@pytest.mark.parametrize(
    ("kind", "surface", "expected"),
    [
        ("percent", "500%", ("percent", 500, 500, 500, "percent")),
        ("points", "0.9 percentage points", ("points", 0.9, 0.9, 0.9, "percentage points")),
        ("points", "12-point", ("points", 12, 12, 12, "points")),
        ("money", "$3bn", ("money", 3e9, 3e9, 3e9, "$")),
        ("money", "five million euros", ("money", 5e6, 5e6, 5e6, "€")),
        ("money", "69 cents", ("money", 0.69, 0.69, 0.69, "$")),
        ("fold", "tripled", ("multiple", 3, 3, 3, "times")),
        ("fold", "halved", ("multiple", 0.5, 0.5, 0.5, "times")),
        ("fold", "8-fold", ("multiple", 8, 8, 8, "times")),
        ("fold", "twice", ("multiple", 2, 2, 2, "times")),
        ("onein", "one in four", ("share", 0.25, 0.25, 0.25, "")),
        ("onein", "9 out of 10", ("share", 0.9, 0.9, 0.9, "")),
        ("number", "twelve", ("count", 12, 12, 12, "")),
    ],
)
def test_value_bounds_and_unit(kind, surface, expected):
    told, *numbers, unit = read(kind, surface)
    assert (told, unit) == (expected[0], expected[-1])
    assert numbers == pytest.approx(list(expected[1:-1]))


@pytest.mark.parametrize(
    ("kind", "surface", "expected"),
    [
        ("between", "between 10 and 15", ("range", 10, 15, "")),
        ("pair", "52–48", ("score", 52, 48, "")),
        ("percent", "10 to 15 percent", ("percent", 10, 15, "percent")),
        ("percent", "44 to 40 percent", ("score", 44, 40, "percent")),
        ("money", "$1-2 billion", ("money", 1e9, 2e9, "$")),
        ("vague", "dozens", ("quantifier", 24, 144, "")),
        ("vague", "Nearly all".lower(), ("share", 0.8, 1, "")),
    ],
)
def test_what_has_no_one_value_has_bounds(kind, surface, expected):
    told, number, low, high, unit = read(kind, surface)
    assert math.isnan(number) and (told, low, high, unit) == expected


def test_names_and_dates_have_no_value():
    assert all(math.isnan(x) for kind in ("name", "date", "ordinal", "clock") for x in read(kind, "9/11")[1:4])
