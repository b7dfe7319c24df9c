from __future__ import annotations

import pytest

from analysis.figure_roles import figures, same_thing
from analysis.quantities import found_in


def roles(text):
    found = figures(text, found_in(text), [(0, len(text))])
    return [
        (f.quantity.surface, f.way, "base" if f.base and not f.end else "end" if f.end and not f.base else "")
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
