from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.numerals import FRACTION, NUMBER, parse_fraction, parse_number, unit_of_last_digit


@pytest.mark.parametrize(
    ("surface", "number"),
    [
        ("334", 334),
        ("1,234,567", 1234567),
        ("12\u00a0500", 12500),
        (".5", 0.5),
        ("1.2 million", 1.2e6),
        ("3bn", 3e9),
        ("3.5m", 3.5e6),
        ("2 dozen", 24),
        ("twenty-one", 21),
        ("Ninety nine", 99),
        ("two hundred and six", 206),
        ("three thousand four hundred", 3400),
        ("a hundred", 100),
        ("half a dozen", 6),
        ("half-a-dozen", 6),
        ("74million", 7.4e7),
        ("2 mn", 2e6),
        ("half a million", 500000),
        ("two hundred million", 2e8),
        ("two and a half million", 2.5e6),
        ("a million and a half", 1.5e6),
        ("2 and a half million", 2.5e6),
        ("one and three quarters", 1.75),
        ("a quarter of a million", 250000),
        ("three quarters of a million", 750000),
        ("half million", 500000),
        ("a couple hundred", 200),
        ("a couple of thousand", 2000),
        ("2½", 2.5),
        ("2½ million", 2.5e6),
        ("12 lakh", 1.2e6),
        ("3 crore", 3e7),
        ("2,50,000", 250000),
        ("12 000", 12000),
        ("2, 000", 2000),
    ],
)
def test_a_number_has_its_value_in_digits_and_in_words(surface, number):
    assert parse_number(surface) == pytest.approx(number)
    assert re.fullmatch(NUMBER, surface, re.IGNORECASE), "and the pattern takes all of it"


@pytest.mark.parametrize("surface", ["", "many", "forty attacks", "😀", "and"])
def test_what_is_no_number_has_no_value(surface):
    assert math.isnan(parse_number(surface))


@pytest.mark.parametrize(
    ("surface", "part"),
    [("half", 0.5), ("a third", 1 / 3), ("two-thirds", 2 / 3), ("three quarters", 0.75), ("a tenth", 0.1)],
)
def test_a_part_has_its_value(surface, part):
    assert parse_fraction(surface) == pytest.approx(part)
    assert re.fullmatch(FRACTION, surface)


def test_what_is_no_part_has_no_value():
    assert math.isnan(parse_fraction("")) and math.isnan(parse_fraction("two dogs"))


@pytest.mark.parametrize(
    ("surface", "unit"),
    [("334", 1), ("3.2", 0.1), ("0.25%", 0.01), ("1.2 million", 1e5), ("$3bn", 1e9), ("1,000", 1), ("six", 1)],
)
def test_the_last_stated_digit_tells_how_finely(surface, unit):
    assert unit_of_last_digit(surface) == pytest.approx(unit)


@given(st.integers(0, 10**12))
def test_digits_with_and_without_commas_are_one_number(number):
    assert parse_number(str(number)) == parse_number(f"{number:,}") == number
