"""Days told from the day on which an article was written, and held against dates and weekdays of another."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analysis.facts.claims import claims
from analysis.facts.days import Day
from analysis.facts.written import day_told, days_written

SAME, WORDED, VAGUER = "agree", "worded differently", "one is vaguer"
CLOSED = "The Velmo council closed the harbour bridge {} for repairs."


def table(**articles: list[str]) -> pd.DataFrame:
    rows = [
        (name, block, "body" if len(text.split()) > 6 else "boilerplate", text)
        for name, own in articles.items()
        for block, text in enumerate(own)
    ]
    return pd.DataFrame(rows, columns=["article", "block", "kind", "text"])


def told(one: list[str], other: list[str]) -> set[tuple[str, str, str]]:
    found = claims(table(a=one, b=other))
    return set(zip(found["phrase_a"], found["phrase_b"], found["relation"], strict=True))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published May 6, 2009", date(2009, 5, 6)),
        ("Wednesday 22nd July 2013 18:20 GMT", date(2013, 7, 22)),
        ("2013-07-22", date(2013, 7, 22)),
        ("22/07/2013 | Velmo", date(2013, 7, 22)),
        ("07/22/2013 9:00 PM", date(2013, 7, 22)),
        ("4/5/2012", None),
        ("5/5/2012", date(2012, 5, 5)),
        ("31/02/2012", None),
        ("May 2009", None),
        ("The bridge over the river fell on May 6, 2009, and nobody was hurt in it.", None),
    ],
)
def test_the_day_of_an_article_is_that_of_its_date_line(line, day):
    assert days_written(table(a=[line, "It rained."])) == ({} if day is None else {"a": day})


def test_a_date_far_down_is_no_date_line():
    assert days_written(table(a=["One.", "Two.", "Three.", "Four.", "May 6, 2009"])) == {}


@pytest.mark.parametrize(
    ("text", "surface", "from_now", "day"),
    [
        ("It fell today.", "today", True, Day(2009, 5, 6, 2)),
        ("It fell last night.", "last night", True, Day(2009, 5, 5, 1)),
        ("It fell on Friday.", "Friday", False, Day(2009, 5, 1, 4)),
        ("It fell on Wednesday.", "Wednesday", False, Day(2009, 5, 6, 2)),
        ("It fell on Dec. 24.", "Dec. 24", False, Day(2008, 12, 24, 2)),
        ("It will open on Friday.", "Friday", False, Day(weekday=4)),
        ("On Friday the council will open it.", "Friday", False, Day(weekday=4)),
        ("It fell last week.", "last week", True, Day()),
    ],
)
def test_a_day_is_told_from_the_day_of_writing(text, surface, from_now, day):
    assert day_told(text, text.index(surface), surface, date(2009, 5, 6), from_now=from_now) == day


def test_two_rough_hours_that_are_near_are_one():
    one = "The alarm at the Velmo depot was raised at about 2045 GMT on Friday, the brigade said."
    for hour, found in (("around 9pm", VAGUER), ("9pm", VAGUER), ("around 9.30pm", "differ")):
        rows = told([one], [f"The alarm at the Velmo depot was raised at {hour} on Friday, the brigade said."])
        assert [relation for first, _, relation in rows if "2045" in first] == [found], hour


def test_without_a_date_line_a_day_fixes_what_its_words_fix():
    assert day_told("It fell on Friday.", 11, "Friday", None, from_now=False) == Day(weekday=4)
    assert day_told("It fell today.", 8, "today", None, from_now=True) == Day()


@pytest.mark.parametrize(
    ("lines", "days", "row"),
    [
        (("May 6, 2009", "May 7, 2009"), ("today", "yesterday"), ("today", "yesterday", WORDED)),
        (("May 6, 2009", "May 8, 2009"), ("today", "on Wednesday"), ("today", "Wednesday", WORDED)),
        (("May 6, 2009", "May 8, 2009"), ("this morning", "on May 6"), ("this morning", "May 6", WORDED)),
        (("May 6, 2009", "May 6, 2009"), ("today", "today"), ("today", "today", SAME)),
        (("Velmo", "Velmo"), ("today", "on Wednesday"), ("today", "Wednesday", VAGUER)),
    ],
)
def test_one_day_in_other_words(lines, days, row):
    one, other = ([line, CLOSED.format(day)] for line, day in zip(lines, days, strict=True))
    assert row in told(one, other)


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (("May 6, 2009", "May 8, 2009"), ("today", "today")),
        (("May 6, 2009", "May 7, 2009"), ("yesterday", "yesterday")),
        (("May 6, 2009", "May 20, 2009"), ("on Monday", "on Monday")),
        (("May 6, 2009", "May 7, 2009"), ("today", "today")),
    ],
)
def test_two_days_are_not_one(lines, days):
    one, other = ([line, CLOSED.format(day)] for line, day in zip(lines, days, strict=True))
    assert not {row for row in told(one, other) if row[2] in (SAME, WORDED, VAGUER)}
