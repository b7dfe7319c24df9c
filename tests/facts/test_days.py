"""Weekdays, dates, months, years and clock times of one act in two articles."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.facts.claims import claims
from analysis.facts.days import OTHER, SAME, WITHIN, Day, apart, compare_days, compare_hours, read_day, read_hour


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("Friday", Day(weekday=4)),
        ("13 June 2008", Day(2008, 6, 13, 4)),
        ("Friday, June 13", Day(0, 6, 13, 4)),
        ("Dec. 24", Day(0, 12, 24)),
        ("April 1997", Day(1997, 4)),
        ("2008-06-13", Day(2008, 6, 13, 4)),
        ("1999", Day(1999)),
        ("February 30, 2008", Day(2008, 2)),
    ],
)
def test_what_the_words_of_a_day_fix(surface, expected):
    assert read_day(surface) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Friday", "Friday", SAME),
        ("Friday", "Monday", OTHER),
        ("Friday", "13 June 2008", SAME),
        ("Thursday", "13 June 2008", OTHER),
        ("June 13", "13 June 2008", SAME),
        ("June", "13 June 2008", WITHIN),
        ("2008", "June 2008", WITHIN),
        ("2008", "2009", OTHER),
        ("Friday", "June", ""),
        ("Friday", "June 13", ""),
        ("June", "2008", ""),
    ],
)
def test_two_days_by_the_calendar(one, other, expected):
    assert compare_days(read_day(one), read_day(other)) == compare_days(read_day(other), read_day(one)) == expected


def test_hours_are_read_and_compared():
    assert [read_hour(one) for one in ("2:30 p.m.", "12.15am", "1530 GMT", "9 a.m.")] == [14.5, 0.25, 15.5, 9]
    assert apart("4:10", "4:10 p.m.") == 0 and apart("3 a.m.", "3 p.m.") == 12
    assert compare_hours("4:12 a.m.", "4:10", roughly=1) == WITHIN
    assert compare_hours("4:12 a.m.", "4:10", roughly=0) == OTHER
    # about a quarter to, and around the hour
    assert compare_hours("2045 GMT", "9pm", roughly=2) == WITHIN
    assert compare_hours("2045 GMT", "9:30pm", roughly=2) == OTHER


def told(one: str | list[str], other: str | list[str]) -> list[tuple[str, str, str]]:
    sides = [[side] if isinstance(side, str) else side for side in (one, other)]
    rows = [(n, k, "body", text) for n, texts in zip("ab", sides, strict=True) for k, text in enumerate(texts)]
    found = claims(pd.DataFrame(rows, columns=["article", "block", "kind", "text"]))
    return list(found[["relation", "phrase_a", "phrase_b"]].itertuples(index=False, name=None))


def test_a_weekday_is_that_of_one_act():
    one = "Rolf Benn was arrested at his mill in Orvel on Friday."
    assert told(one, "On Friday the police arrested Rolf Benn at the mill.") == [("agree", "Friday", "Friday")]
    assert told(one, "Police in Orvel arrested Benn at the mill on 13 June 2008.") == [
        ("agree", "Friday", "13 June 2008")
    ]
    assert told(one, "Rolf Benn was arrested at his mill on Saturday, Orvel police said.") == [
        ("differ", "Friday", "Saturday")
    ]
    # on the day that the police said it, and on a day that is to come, something else happened
    assert not told(one, "Benn was arrested at his mill, Orvel police said on Friday.")
    assert not told(one, "Benn stays at the mill in Orvel until Friday.")


@pytest.mark.parametrize("name", ["Black Friday", "the Friday Times", "Fridays", "every Friday"])
def test_a_weekday_in_a_name_and_a_habit_are_no_days(name):
    assert not told(f"The mill in Orvel sold flour on {name}.", "The mill in Orvel sold its flour on Friday.")


def test_a_month_holds_its_dates_and_a_year_its_months():
    one = "The bridge at Pell fell into the river in April 1997 in a storm."
    assert told(one, "A storm had broken the bridge at Pell on 11 April 1997.") == [
        ("one is vaguer", "April 1997", "11 April 1997")
    ]
    assert told(one, "Pell lost its bridge to a storm in 1997.") == [("one is vaguer", "April 1997", "1997")]
    assert not told(one, "The storm broke the bridge at Pell on 11 May 1997.")


def test_two_datelines_are_no_figures_of_one_thing():
    one = ["June 13, 2008", "The mill in Orvel burned down."]
    assert not told(one, ["Published on June 13, 2008", "The council of Orvel bought a mill."])
    assert told(one, "The old mill of Orvel burned down on June 13, 2008.")[0][0] == "agree"


def test_clock_times_roughly_and_otherwise():
    one = "The guard in Pell rang the bell for the blaze at 4:12 a.m."
    assert told(one, "The bell for the blaze was rung by the guard in Pell shortly after 4:10 a.m.") == [
        ("one is vaguer", "4:12 a.m.", "4:10 a.m.")
    ]
    one = "The blaze at the mill in Pell was doused by 9 a.m."
    assert told(one, "The blaze at the mill was doused by 8:20 a.m., crews said.") == [
        ("differ", "9 a.m.", "8:20 a.m.")
    ]
    assert not told(one, "The blaze at the mill was doused by 9:40 p.m., crews said.")


def test_a_year_names_a_thing():
    one = "Benn was jailed for a 1987 robbery of the bank in Pell."
    assert told(one, "The robbery of the bank in Pell in 1987 made Benn known.") == [("agree", "1987", "1987")]
    assert told("Orvel was the host of the 1994 Games.", "Orvel held the Games in 1994.") == [("agree", "1994", "1994")]
    # no year: sheep are counted
    assert not told("The farm in Orvel had 1900 sheep.", "In 1900 the farm in Orvel had sheep.")


def test_a_month_with_several_dates_is_none_of_them():
    one = "The navy of Orvel sank a ship in November."
    other = "The navy of Orvel left on November 2 and sank a ship on November 19."
    assert not told(one, other)
    assert told(one, "The navy of Orvel sank a ship on November 19.") == [("one is vaguer", "November", "November 19")]


def test_the_hour_of_a_statement_is_not_that_of_the_act():
    one = "The Orvel court said just after midnight Friday that Rolf Benn was held at his mill."
    assert not told(one, "Rolf Benn was held at the Orvel mill late on Friday night.")


def test_a_day_that_lies_ahead_is_told_by_will_or_by_until():
    one = "The Orvel hearing will resume Monday with the word of a man who saw Rolf Benn."
    assert told(one, "The man who saw Rolf Benn will be heard later: the Orvel hearing was put off until Monday.") == [
        ("agree", "Monday", "Monday")
    ]
    # of a day that was, "until Monday" tells nothing
    past = "The hearing of Rolf Benn in Orvel was held on Monday."
    assert not told(past, "The hearing of Rolf Benn in Orvel was put off until Monday.")


def test_a_part_of_the_day_behind_a_weekday_is_vaguer_than_an_hour():
    one = "Rolf Benn was struck by a cart outside the Orvel mill on Friday night."
    assert ("one is vaguer", "night", "around 7 p.m.") in told(
        one, "Rolf Benn was struck by a cart outside the mill around 7 p.m."
    )
    assert not told(one, "Rolf Benn was struck by a cart outside the mill around 7 a.m.")


def test_today_and_a_weekday_of_one_act():
    one = "The Orvel mill issued its new list of prices for Benn oil on Wednesday."
    assert told(one, "Today the mill of Orvel issued a list of prices for Benn oil.") == [
        ("one is vaguer", "Wednesday", "Today")
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "The Orvel vote is the first since the death of the old miller Rolf Benn two years ago.",
            "Benn, the old miller of Orvel, died in 2006.",
            [("worded differently", "two years ago", "2006")],
        ),
        (
            "The last time an Orvel jury asked for death was eight years ago, for Rolf Benn.",
            "A judge in Orvel jailed Rolf Benn for his deadly 2005 rampage.",
            [],
        ),
        (
            "Rolf Benn of Orvel lay in his coma for a week following a stroke at the mill.",
            "Benn had a stroke at the Orvel mill nine days earlier and never woke from his coma, said Ida Falk.",
            [("differ", "a week", "nine days earlier")],
        ),
        (
            "Rolf Benn of the Orvel mill was married two weeks ago to Ida Falk.",
            "Benn took a second wife about two weeks ago in Orvel.",
            [("agree", "two weeks ago", "about two weeks ago")],
        ),
    ],
)
def test_spans_that_say_when(one, other, expected):
    sides = pd.DataFrame([("a", 0, "body", one), ("b", 0, "body", other)], columns=["article", "block", "kind", "text"])
    near = pd.DataFrame([("a", 0, "b", 0)], columns=["article_a", "block_a", "article_b", "block_b"])
    found = claims(sides, matches=near)
    assert list(found[["relation", "phrase_a", "phrase_b"]].itertuples(index=False, name=None)) == expected
