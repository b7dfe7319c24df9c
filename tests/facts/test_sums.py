"""Figures with the signs of their part, and sums held against what a text says they are."""

from __future__ import annotations

import math

import pytest

from analysis.facts.quantities import found_in
from analysis.facts.sums import (
    DOES_NOT_FIT,
    FITS,
    change,
    computed,
    figures,
    gap,
    multiple,
    overlaps,
    rest,
    said,
    same_thing,
    sentence_bounds,
    share,
    shown,
    stated,
    told,
    total,
    unchecked,
)


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


def roles(text):
    found = figures(text, found_in(text), [(0, len(text))])
    return [
        (f.surface, f.way, "base" if f.is_base and not f.is_end else "end" if f.is_end and not f.is_base else "")
        for f in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fires rose 12% from 50 to 56.", [("12%", "up", ""), ("50", "", "base"), ("56", "", "end")]),
        ("Fires fell by a third to 20.", [("a third", "down", ""), ("20", "", "end")]),
        ("a 50 percent drop", [("50 percent", "down", "")]),
        ("12 fewer than the 60 before", [("12", "down", ""), ("60", "", "base")]),
        ("a margin of 4", [("4", "gap", "")]),
        ("334 this year, compared with 60 in 2020", [("334", "", "end"), ("60", "", "base")]),
        ("Last year 40 came", [("40", "", "base")]),
        ("Sales doubled to 40", [("doubled", "up", ""), ("40", "", "end")]),
        ("The fee halved", [("halved", "down", "")]),
        ("It sank from 9 to 6, or 33%.", [("9", "", "base"), ("6", "", "end"), ("33%", "down", "")]),
        ("In 2020 they met on 12 May.", []),
        ("", []),
    ],
)
def test_each_figure_has_its_part(text, expected):
    assert roles(text) == expected


def test_the_year_next_to_it():
    text = "There were 60 fires in 2020 and 90 in 2021."
    assert [f.year for f in figures(text, found_in(text), [(0, len(text))])] == [2020, 2021]


def test_words_that_point_back():
    assert same_thing("By 2021 that number had") and not same_thing("The mayor’s dogs")


def test_a_quotation_that_never_closes_holds_no_sentences_together():
    text = '"Not closed, he said. Then 5 came home. They left.'
    assert [text[a:b] for a, b in sentence_bounds([text])[0]] == [
        '"Not closed, he said.',
        "Then 5 came home.",
        "They left.",
    ]


def test_a_change_with_its_working():
    found = change(one("60 strikes"), one("334"), one("more than 500%"), way="up")
    assert (found.verdict, found.computed) == (DOES_NOT_FIT, "+456.7%, 5.6 times")
    assert (
        found.working == "from 60 to 334 is 334 / 60 = 5.57 times, an increase of 456.7%; the text says more than 500%"
    )


def test_a_change_the_other_way_is_not_judged():
    assert change(one("60 cars"), one("40 cars"), one("12%"), way="up") is None
    assert change(one("zero cars"), one("40 cars"), one("12%"), way="up") is None


def test_points_and_percent_of_percentages():
    assert change(one("3.2%"), one("4.1%"), one("0.9 percentage points"), way="up").verdict == FITS
    assert change(one("3.2%"), one("4.1%"), one("2.9 percentage points"), way="up").verdict == DOES_NOT_FIT
    assert change(one("3.2%"), one("4.1%"), one("28%"), way="up").verdict == FITS
    assert change(one("4%"), one("4.5%"), one("50 basis points"), way="up").verdict == FITS


def test_more_times_has_two_readings():
    times = one("five times more")
    assert multiple(one("10 cars"), one("60 cars"), times, more=True).verdict == FITS
    assert multiple(one("10 cars"), one("50 cars"), times, more=True).verdict == FITS
    assert multiple(one("10 cars"), one("60 cars"), times, more=False).verdict == DOES_NOT_FIT


def test_more_than_halved_is_less_than_half():
    assert multiple(one("100 cars"), one("45 cars"), one("more than halved"), more=False).verdict == FITS
    assert multiple(one("100 cars"), one("60 cars"), one("more than halved"), more=False).verdict == DOES_NOT_FIT
    assert multiple(one("100 cars"), one("51 cars"), one("almost halved"), more=False).verdict == FITS


def test_shares_totals_rests_and_gaps():
    assert share(one("45 men"), one("90 men"), one("50%")).verdict == FITS
    assert share(one("95 men"), one("90 men"), one("50%")) is None
    assert total([one("4 men"), one("5 women")], one("9 people")).verdict == FITS
    assert total([one("4 men"), one("5 women")], one("10 people")).computed == "9"
    assert rest(one("50 men"), one("30 men"), one("20 men")).verdict == FITS
    assert gap(one("52 votes"), one("48 votes"), one("4 votes")).verdict == FITS
    assert gap(one("52 votes"), one("48 votes"), one("5 votes")).verdict == DOES_NOT_FIT


def test_what_cannot_be_checked_says_why():
    found = unchecked([one("60 cars")], one("12%"), "no base")
    assert (found.verdict, found.working, found.computed) == ("cannot be checked", "no base", "")


@pytest.mark.parametrize(
    ("value", "text"), [(5.0, "5"), (0.5, "0.5"), (5.5667, "5.57"), (1234.56, "1,234.6"), (-2.0, "-2")]
)
def test_numbers_for_a_reader(value, text):
    assert shown(value) == text


def test_what_the_text_says_keeps_its_hedge():
    assert said(one("nearly 50 boats")) == "nearly 50" and said(one("500 or more homes")) == "500 or more"
