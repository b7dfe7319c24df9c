from __future__ import annotations

import pytest

from analysis.quantities import found_in
from analysis.sums import DOES_NOT_FIT, FITS, change, gap, multiple, rest, said, share, shown, total, unchecked


def q(text):
    return found_in(text)[0]


def test_a_change_with_its_working():
    found = change(q("60 strikes"), q("334"), q("more than 500%"), way="up")
    assert (found.verdict, found.computed) == (DOES_NOT_FIT, "+456.7%, 5.6 times")
    assert (
        found.working == "from 60 to 334 is 334 / 60 = 5.57 times, an increase of 456.7%; the text says more than 500%"
    )


def test_a_change_the_other_way_is_not_judged():
    assert change(q("60 cars"), q("40 cars"), q("12%"), way="up") is None
    assert change(q("zero cars"), q("40 cars"), q("12%"), way="up") is None


def test_points_and_percent_of_percentages():
    assert change(q("3.2%"), q("4.1%"), q("0.9 percentage points"), way="up").verdict == FITS
    assert change(q("3.2%"), q("4.1%"), q("2.9 percentage points"), way="up").verdict == DOES_NOT_FIT
    assert change(q("3.2%"), q("4.1%"), q("28%"), way="up").verdict == FITS
    assert change(q("4%"), q("4.5%"), q("50 basis points"), way="up").verdict == FITS


def test_more_times_has_two_readings():
    times = q("five times more")
    assert multiple(q("10 cars"), q("60 cars"), times, more=True).verdict == FITS
    assert multiple(q("10 cars"), q("50 cars"), times, more=True).verdict == FITS
    assert multiple(q("10 cars"), q("60 cars"), times, more=False).verdict == DOES_NOT_FIT


def test_more_than_halved_is_less_than_half():
    assert multiple(q("100 cars"), q("45 cars"), q("more than halved"), more=False).verdict == FITS
    assert multiple(q("100 cars"), q("60 cars"), q("more than halved"), more=False).verdict == DOES_NOT_FIT
    assert multiple(q("100 cars"), q("51 cars"), q("almost halved"), more=False).verdict == FITS


def test_shares_totals_rests_and_gaps():
    assert share(q("45 men"), q("90 men"), q("50%")).verdict == FITS
    assert share(q("95 men"), q("90 men"), q("50%")) is None
    assert total([q("4 men"), q("5 women")], q("9 people")).verdict == FITS
    assert total([q("4 men"), q("5 women")], q("10 people")).computed == "9"
    assert rest(q("50 men"), [q("30 men")], q("20 men")).verdict == FITS
    assert gap(q("52 votes"), q("48 votes"), q("4 votes")).verdict == FITS
    assert gap(q("52 votes"), q("48 votes"), q("5 votes")).verdict == DOES_NOT_FIT


def test_what_cannot_be_checked_says_why():
    found = unchecked([q("60 cars")], q("12%"), "no base")
    assert (found.verdict, found.working, found.computed) == ("cannot be checked", "no base", "")


@pytest.mark.parametrize(
    ("value", "text"), [(5.0, "5"), (0.5, "0.5"), (5.5667, "5.57"), (1234.56, "1,234.6"), (-2.0, "-2")]
)
def test_numbers_for_a_reader(value, text):
    assert shown(value) == text


def test_what_the_text_says_keeps_its_hedge():
    assert said(q("nearly 50 boats")) == "nearly 50" and said(q("500 or more homes")) == "500 or more"
