"""Who is meant by a surname, a title, a he or a she."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.people import cast

TEXT = (
    "Maria Lopez met Finance Minister Paul Kern on Monday. Lopez said the plan was late. "
    "Peter Hall disagreed, and so did Anna Weiss."
)


@pytest.mark.parametrize("short", ["Lopez", "Maria", "Maria Lopez"])
def test_a_part_of_a_name_leads_to_the_whole(short):
    assert cast(TEXT).full(short) == "Maria Lopez"


def test_an_unknown_name_stays_as_it_is():
    assert cast(TEXT).full("Nowak") == "Nowak"
    assert cast("").full("Nowak") == "Nowak"


def test_mentions_are_in_the_order_of_the_text_and_lead_to_whole_names():
    found = cast(TEXT)
    assert found.people == ["Maria Lopez", "Paul Kern", "Maria Lopez", "Peter Hall", "Anna Weiss"]
    assert found.starts == [TEXT.index(word) for word in ("Maria", "Finance", "Lopez said", "Peter", "Anna")]


def test_the_last_and_the_next_he_and_she_by_place():
    found, second = cast(TEXT), TEXT.index("Lopez said")
    assert found.before(len(TEXT), "f") == "Anna Weiss"
    assert found.before(len(TEXT), "m") == "Peter Hall"
    assert found.before(second, "f") == "Maria Lopez"
    assert found.before(second, "m") == "Paul Kern"
    assert found.before(0, "f") is None
    assert found.after(second + 1, len(TEXT), "f") == "Anna Weiss"
    assert found.after(second, len(TEXT), "m") == "Peter Hall"
    assert found.after(second, second + 5, "m") is None


def test_a_title_before_a_surname_chooses_between_two_of_one_name():
    found = cast("Tom Beck and Anna Beck spoke. Mrs. Beck left.")
    assert found.people == ["Tom Beck", "Anna Beck", "Anna Beck"]
    assert (found.full("Beck", "f"), found.full("Beck", "m"), found.full("Beck")) == (
        "Anna Beck",
        "Tom Beck",
        "Tom Beck",
    )


def test_a_title_belongs_to_who_last_had_it():
    found = cast("Minister Paul Kern resigned. Minister Anna Weiss took over.")
    assert found.roles["minister"] == "Anna Weiss"


def test_a_surname_with_a_suffix_is_found_by_the_surname():
    assert cast("Carl Reed Jr. spoke.").full("Reed") == "Carl Reed Jr."


def test_institutions_are_no_people():
    assert cast("The Finance Ministry and NATO met on Monday.").people == []


@given(st.text(max_size=80))
def test_no_text_is_too_odd(text):
    found = cast(text)
    assert len(found.starts) == len(found.people)
    assert found.starts == sorted(found.starts)
    assert all(found.full(name) for name in found.people)
