from __future__ import annotations

import pytest

from analysis.counted import folded, noun_phrase, plural


def head(text, number, *, one=False):
    span = noun_phrase(text, text.index(number) + len(number), one=one)
    return text[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("334 attacks this year", "334", "attacks"),
        ("thousands of hill farmers", "thousands", "farmers"),
        ("two-thirds of the voters", "two-thirds", "voters"),
        ("12 sales executives", "12", "executives"),
        ("five senior police officers", "five", "officers"),
        ("60 of the 100 seats", "60", "seats"),
        ("half a dozen others injured", "dozen", "others"),
        ("40\u00a0small\u00a0boats", "40", "boats"),
        ("60 in 2020", "60", None),
        ("60, boats", "60", None),
        ("763 four years ago", "763", None),
        ("", "", None),
    ],
)
def test_the_head_is_the_noun_that_is_counted(text, number, expected):
    assert head(text, number) == expected


def test_for_one_the_head_need_not_be_a_plural():
    assert head("one elderly woman was hurt", "one", one=True) == "woman"
    assert head("every province of the country", "every", one=True) == "province"


def test_plurals_by_their_look():
    assert all(map(plural, ("attacks", "people", "ISIS-Kstrikes", "Others")))
    assert not any(map(plural, ("bus", "crisis", "mass", "boat's", "is", "")))


def test_heads_that_mean_one_thing_fold_to_one():
    assert folded("attacks") == folded("Strike") == "attack"
    assert folded("boxes") == "box" and folded("cities") == "city" and folded("news") == "new"
    assert folded("") == ""
    assert folded("judges") != folded("jurors")
