from __future__ import annotations

import pytest

from analysis.quantity_context import accepted


def kind(text, surface, found="number"):
    start = text.index(surface)
    return accepted(text, found, start, start + len(surface))


@pytest.mark.parametrize(
    "text",
    [
        "In 2020 they met.",
        "It fell below 2010 levels.",
        "2020 sees more.",
        "the 2016 elections",
        "(2020)",
        "from 1990 to 2000",
    ],
)
def test_four_digits_are_a_year(text):
    year = next(word.strip("().") for word in text.split() if any(map(str.isdigit, word)))
    assert kind(text, year) == "year"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The bank has 1987 members", "1987"),
        ("more than 2000 homes", "2000"),
        ("rose by 1573, from 536", "1573"),
        ("rose from 1987 to 2345 a day", "1987"),
        ("fell to 1580, from 520", "1580"),
        ("rose from 257 to 2056.", "2056"),
        ("1790 out of the boats", "1790"),
        ("from 2069 in 2012", "2069"),
    ],
)
def test_four_digits_are_a_count(text, number):
    assert kind(text, number) == "number"


def test_a_third_is_a_part_or_a_rank():
    assert kind("by a third to 200", "a third", "part") == "part"
    assert kind("a third of them", "a third", "part") == "part"
    assert kind("a third term", "a third", "part") == "ordinal"
    assert kind("in the second half", "half", "part") == ""


def test_one_is_a_number_only_before_a_noun():
    assert kind("at least one person", "one") == "number"
    assert kind("no one came", "one") == "" and kind("one of them", "one") == ""


def test_a_majority_of_votes_is_a_margin_and_no_share():
    assert kind("a majority of 9 votes", "a majority", "vague") == ""
    assert kind("a majority of 45 out of 100", "a majority", "vague") == "vague"
    assert kind("nine times as many votes", "many", "vague") == ""
