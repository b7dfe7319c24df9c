"""Names as they stand in news: people, institutions, documents, and those whom no one names.

Who is meant by a surname, a title, a he or a she.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.names import (
    DOCUMENT,
    INSTITUTION,
    NAMED,
    SOURCE_KINDS,
    UNNAMED,
    Name,
    describe_source,
    find_names,
    find_people,
    first_names,
    named,
    source_words,
)


@pytest.mark.parametrize(
    ("run", "name", "kind"),
    [
        ("Ana Ruiz", "Ana Ruiz", NAMED),
        ("Ana Ruiz’s", "Ana Ruiz", NAMED),
        ("Finance Minister Paul Kern", "Paul Kern", NAMED),
        ("Undersheriff Paul Kern", "Paul Kern", NAMED),
        ("GM Paul Kern", "Paul Kern", NAMED),
        ("Although Paul Kern", "Paul Kern", NAMED),
        ("Typically Dosser", "Dosser", NAMED),
        ("Polly Dosser", "Polly Dosser", NAMED),
        ("Dosser Break-In", "Dosser Break-In", INSTITUTION),
        ("Turning Dosser", "Turning Dosser", INSTITUTION),
        ("Xyra Harding", "Xyra Harding", NAMED),
        ("United Nations Special Representative Deborah Lyons", "Deborah Lyons", NAMED),
        ("Mr. Kern", "Kern", NAMED),
        ("But Ana Ruiz", "Ana Ruiz", NAMED),
        ("Ana Ruiz Monday", "Ana Ruiz", NAMED),
        ("Martin Luther King Jr.", "Martin Luther King Jr.", NAMED),
        ("Nguyễn Thị Hoa", "Nguyễn Thị Hoa", NAMED),
        ("Élise Ruiz", "Élise Ruiz", NAMED),
        ("élan Ana Ruiz", "Ana Ruiz", NAMED),
        ("The Finance Ministry", "Finance Ministry", INSTITUTION),
        ("Justice Department", "Justice Department", INSTITUTION),
        ("NATO", "NATO", INSTITUTION),
        ("White House", "White House", INSTITUTION),
        ("The Report", "Report", DOCUMENT),
    ],
)
def test_a_run_of_capitals_is_read_as_a_name_and_its_kind(run, name, kind):
    found = named(run)
    assert (found.name, found.kind) == (name, kind)


@pytest.mark.parametrize("run", ["The", "On Monday", "Monday", "But The", "Spokesman", "Sadly", "élan", "’s"])
def test_capitals_at_the_start_of_a_sentence_dates_and_bare_titles_are_no_names(run):
    assert named(run) is None


def test_titles_and_first_names_tell_the_gender():
    assert named("Mrs. Kern") == Name("Kern", NAMED, ("mrs",), "f")
    assert named("Spokesman Lee Park").gender == "m"
    assert named("Maria Lopez").gender == "f"
    assert named("Peter Hall").gender == "m"
    assert named("Xyro Hall").gender == ""
    # the title tells more than the first name
    assert named("Mr. Maria Lopez").gender == "m"


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("Ana Ruiz, the mayor of Oran", "Ana Ruiz", NAMED),
        ("the mayor of Oran, Ana Ruiz,", "Ana Ruiz", NAMED),
        ("One analyst, Rosa Keller,", "Rosa Keller", NAMED),
        ("Chief of Staff Sara Lind", "Sara Lind", NAMED),
        ("Ana Ruiz and Peter Hall", "Ana Ruiz", NAMED),
        ("Ana Ruiz and", "Ana Ruiz", NAMED),
        ("Zelda Moss, a farmer,", "Zelda Moss", NAMED),
        ("Zelda Moss, 43,", "Zelda Moss", NAMED),
        ("Dana Moss", "Dana Moss", NAMED),
        ("the finance ministry", "the finance ministry", INSTITUTION),
        ("the city’s police", "the city’s police", INSTITUTION),
        ("The White House", "White House", INSTITUTION),
        ("the report", "the report", DOCUMENT),
        ("a survey by the bureau", "a survey", DOCUMENT),
        ("Two polls", "Two polls", DOCUMENT),
        ("Additionally, the ministry", "the ministry", INSTITUTION),
        ("Voicing hope for the town, Ana Ruiz", "Ana Ruiz", NAMED),
        ("Kelly, a farmer,", "Kelly", NAMED),
        ("the Union of Dosser Farmers (UDF)", "Union of Dosser Farmers", INSTITUTION),
        ("The Department of Lakes", "Department of Lakes", INSTITUTION),
        ("the mayor of Oran", None, UNNAMED),
        ("two officials in the ministry", None, UNNAMED),
        ("Current and former officials", None, UNNAMED),
        ("a person familiar with the talks", None, UNNAMED),
        ("officials", None, UNNAMED),
        ("", None, UNNAMED),
        ("“”", None, UNNAMED),
    ],
)
def test_a_source_is_a_person_an_institution_a_document_or_someone_without_a_name(source, name, kind):
    found, sort = describe_source(source)
    assert (found and found.name, sort) == (name, kind)


def test_an_apposition_makes_no_person_of_an_institution():
    assert describe_source("White House, a landmark,")[1] == INSTITUTION
    assert describe_source("Green Power, a company,")[1] == INSTITUTION
    assert describe_source("Green Power, a farmer,")[1] == NAMED


def test_names_come_with_their_places():
    text = "But Ana Ruiz met NATO. “No,” said Kern."
    found = [(at, one.name) for at, one in find_names(text)]
    # a place is where the run of capitals begins
    assert found == [(0, "Ana Ruiz"), (text.index("NATO"), "NATO"), (text.index("Kern"), "Kern")]


def test_the_word_lists_hold_what_they_say():
    assert set(source_words().values()) == {"title", "institution", "document", "person"}
    assert set(first_names().values()) <= {"f", "m", ""}
    assert all(name[0].isupper() and name.strip() == name for name in first_names())
    assert all(word == word.lower() for word in source_words())


@given(st.text(max_size=60))
def test_no_text_is_too_odd(text):
    found, kind = describe_source(text)
    assert kind in SOURCE_KINDS
    assert found is None or found.name
    assert all(0 <= at < len(text) and one.name for at, one in find_names(text))


@given(st.lists(st.sampled_from(["Ana", "Ruiz", "the", "’s", "Mr.", "de", "Ministry", "of", ",", "(", "Jr.", "É"])))
def test_no_run_of_name_like_words_is_too_odd(words):
    found, kind = describe_source(" ".join(words))
    assert kind in SOURCE_KINDS and (found is None or found.kind == kind)


TEXT = (
    "Maria Lopez met Finance Minister Paul Kern on Monday. Lopez said the plan was late. "
    "Peter Hall disagreed, and so did Anna Weiss."
)


@pytest.mark.parametrize("short", ["Lopez", "Maria", "Maria Lopez"])
def test_a_part_of_a_name_leads_to_the_whole(short):
    assert find_people(TEXT).full(short) == "Maria Lopez"


def test_an_unknown_name_stays_as_it_is():
    assert find_people(TEXT).full("Nowak") == "Nowak"
    assert find_people("").full("Nowak") == "Nowak"


def test_mentions_are_in_the_order_of_the_text_and_lead_to_whole_names():
    found = find_people(TEXT)
    assert found.people == ["Maria Lopez", "Paul Kern", "Maria Lopez", "Peter Hall", "Anna Weiss"]
    assert found.starts == [TEXT.index(word) for word in ("Maria", "Finance", "Lopez said", "Peter", "Anna")]


def test_the_last_and_the_next_he_and_she_by_place():
    found, second = find_people(TEXT), TEXT.index("Lopez said")
    assert found.before(len(TEXT), "f") == "Anna Weiss"
    assert found.before(len(TEXT), "m") == "Peter Hall"
    assert found.before(second, "f") == "Maria Lopez"
    assert found.before(second, "m") == "Paul Kern"
    assert found.before(0, "f") is None
    assert found.after(second + 1, len(TEXT), "f") == "Anna Weiss"
    assert found.after(second, len(TEXT), "m") == "Peter Hall"
    assert found.after(second, second + 5, "m") is None


def test_a_title_before_a_surname_chooses_between_two_of_one_name():
    found = find_people("Tom Beck and Anna Beck spoke. Mrs. Beck left.")
    assert found.people == ["Tom Beck", "Anna Beck", "Anna Beck"]
    assert (found.full("Beck", "f"), found.full("Beck", "m"), found.full("Beck")) == (
        "Anna Beck",
        "Tom Beck",
        "Tom Beck",
    )


def test_a_title_belongs_to_who_last_had_it():
    found = find_people("Minister Paul Kern resigned. Minister Anna Weiss took over.")
    assert found.roles["minister"] == "Anna Weiss"


def test_a_surname_with_a_suffix_is_found_by_the_surname():
    assert find_people("Carl Reed Jr. spoke.").full("Reed") == "Carl Reed Jr."


def test_institutions_are_no_people():
    assert find_people("The Finance Ministry and NATO met on Monday.").people == []


@given(st.text(max_size=80))
def test_people_are_found_in_any_text(text):
    found = find_people(text)
    assert len(found.starts) == len(found.people)
    assert found.starts == sorted(found.starts)
    assert all(found.full(name) for name in found.people)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Harbour Police spokeswoman Const. Rosa Lind", "Rosa Lind"),
        ("The German Chancellor, Erika Stein", "Erika Stein"),
        ("The team’s general manager, A.J. Brandt", "A.J. Brandt"),
        ("Brandt himself", "Brandt"),
        ("Brandt couldn’t", "Brandt"),
        ("Producers Laurence Brandt and Rosa Lind", "Laurence Brandt"),
        ("Police pulled Brandt", "Police"),
    ],
)
def test_the_person_is_found_among_the_words_of_a_source(source, name):
    assert describe_source(source)[0].name == name


def test_a_firm_behind_an_employee_is_no_person():
    assert describe_source("An employee of a yard, Orr Metal Works,")[1] != NAMED


def test_a_road_is_no_person():
    assert "Route" not in find_people("Karl Brandt drove on State Route 9. Brandt was stopped.").people


def test_a_firm_is_not_the_first_of_its_longer_names():
    several = find_people("Dosser Phones fell. Dosser Maps rose. Kern Lopar is new. Ana Ruiz left.")
    assert [several.full(name) for name in ("Dosser", "Kern", "Ana", "Ruiz")] == [
        "Dosser",
        "Kern Lopar",
        "Ana Ruiz",
        "Ana Ruiz",
    ]
    assert find_people("Dosser Klemp Vorrin is late.").full("Dosser") == "Dosser"
