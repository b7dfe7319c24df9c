"""Quantities: how they are written, what they count, and what is none."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.facts.quantities import (
    _patterns,
    accepted,
    alternatives,
    bounds,
    either,
    folded,
    found_in,
    noun_phrase,
    plural,
    read,
    units,
    words,
    words_of,
)
from analysis.files import LEXICONS


def test_no_word_stands_twice_in_a_class_and_all_are_lower_case():
    table = pd.read_csv(LEXICONS / "figure_words.csv", keep_default_na=False)
    assert not table.duplicated().any()
    assert (table["term"] == table["term"].str.lower()).all() and (table["term"].str.strip() != "").all()


def test_ways_of_change_do_not_mix():
    assert not words_of("up_verb") & words_of("down_verb")
    assert not words_of("up_noun") & words_of("down_noun")
    assert not words_of("more") & words_of("less")


def test_the_longest_word_wins():
    assert re.match(either("up_verb"), "increased")[0] == "increased"
    assert re.fullmatch(either("down_noun"), "fall-off")


def test_there_is_no_such_class():
    with pytest.raises(KeyError):
        words_of("colours")


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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Article 50", "name"),
        ("Boeing 737", "name"),
        ("Highway 61", "name"),
        ("9/11", "name"),
        ("G7", "name"),
        ("Covid-19", "name"),
        ("12 May 2020", "date"),
        ("May 12, 2020", "date"),
        ("2020-05-12", "date"),
        ("10:30", "clock"),
        ("3 p.m.", "clock"),
        ("1990s", "decade"),
        ("45-year-old", "age"),
        ("aged 45", "age"),
        ("12-point", "points"),
        ("0.9 percentage points", "points"),
        ("500%", "percent"),
        ("5 per cent", "percent"),
        ("$3bn", "money"),
        ("€5.50", "money"),
        ("5 million euros", "money"),
        ("US$5", "money"),
        ("doubled", "fold"),
        ("fivefold", "fold"),
        ("between 10 and 15", "between"),
        ("10–15", "pair"),
        ("one in four", "onein"),
        ("21st", "ordinal"),
        ("two-thirds", "part"),
        ("nearly all", "vague"),
        ("dozens", "vague"),
        ("1.2 million", "number"),
    ],
)
def test_each_kind_is_told_by_its_form(text, kind):
    found = _patterns()["any"].search(text)
    assert (found[0].rstrip("."), found.lastgroup) == (text.rstrip("."), kind)


def test_a_number_inside_a_word_is_none():
    assert not _patterns()["any"].search("mid-2020x a4b foo.5x")


def test_every_term_has_a_class_and_bounds_that_rise():
    table = words()
    assert set(table["class"]) == {"modifier", "vague", "share", "pair", "name", "unit"}
    assert not table.duplicated(["term", "class"]).any()
    bounded = table[table["class"].isin(("modifier", "vague", "share", "pair"))]
    assert (bounded["low"] <= bounded["high"]).all() and (table[table["class"] == "share"]["high"] <= 1).all()
    assert (table.loc[table["class"] == "unit", "unit"] != "").all()


def test_bounds_and_units_by_word():
    assert bounds()["modifier", "at least"] == (1, float("inf"))
    assert bounds()["share", "nearly all"] == (0.8, 1)
    assert units()["kilometres"] == units()["km"] == "km"
    assert alternatives("pair").startswith("the")


def test_nouns_fold_to_groups_that_have_themselves():
    table = pd.read_csv(LEXICONS / "counted_nouns.csv")
    assert not table["term"].duplicated().any() and not table.isna().any().any()


@pytest.mark.parametrize(
    ("kind", "surface", "expected"),
    [
        ("percent", "500%", ("percent", 500, 500, 500, "percent")),
        ("points", "0.9 percentage points", ("points", 0.9, 0.9, 0.9, "percentage points")),
        ("points", "12-point", ("points", 12, 12, 12, "points")),
        ("money", "$3bn", ("money", 3e9, 3e9, 3e9, "$")),
        ("money", "five million euros", ("money", 5e6, 5e6, 5e6, "€")),
        ("money", "69 cents", ("money", 0.69, 0.69, 0.69, "$")),
        ("fold", "tripled", ("multiple", 3, 3, 3, "times")),
        ("fold", "halved", ("multiple", 0.5, 0.5, 0.5, "times")),
        ("fold", "8-fold", ("multiple", 8, 8, 8, "times")),
        ("fold", "twice", ("multiple", 2, 2, 2, "times")),
        ("onein", "one in four", ("share", 0.25, 0.25, 0.25, "")),
        ("onein", "9 out of 10", ("share", 0.9, 0.9, 0.9, "")),
        ("number", "twelve", ("count", 12, 12, 12, "")),
    ],
)
def test_value_bounds_and_unit(kind, surface, expected):
    told, *numbers, unit = read(kind, surface)
    assert (told, unit) == (expected[0], expected[-1])
    assert numbers == pytest.approx(list(expected[1:-1]))


@pytest.mark.parametrize(
    ("kind", "surface", "expected"),
    [
        ("between", "between 10 and 15", ("range", 10, 15, "")),
        ("pair", "52–48", ("score", 52, 48, "")),
        ("percent", "10 to 15 percent", ("percent", 10, 15, "percent")),
        ("percent", "44 to 40 percent", ("score", 44, 40, "percent")),
        ("money", "$1-2 billion", ("money", 1e9, 2e9, "$")),
        ("vague", "dozens", ("quantifier", 24, 144, "")),
        ("vague", "Nearly all".lower(), ("share", 0.8, 1, "")),
    ],
)
def test_what_has_no_one_value_has_bounds(kind, surface, expected):
    told, number, low, high, unit = read(kind, surface)
    assert math.isnan(number) and (told, low, high, unit) == expected


def test_names_and_dates_have_no_value():
    assert all(math.isnan(x) for kind in ("name", "date", "ordinal", "clock") for x in read(kind, "9/11")[1:4])


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


def only(text):
    (one,) = found_in(text)
    return one


@pytest.mark.parametrize(
    ("text", "surface", "kind", "value", "unit", "head"),
    [
        ("They logged 334 attacks.", "334", "count", 334, "", "attacks"),
        ("half a dozen others injured", "half a dozen", "count", 6, "", "others"),
        ("the 34 provinces", "34", "count", 34, "", "provinces"),
        ("1.2 million people", "1.2 million", "count", 1.2e6, "people", "people"),
        ("aid worth $3bn", "$3bn", "money", 3e9, "$", ""),
        ("3.5m homes", "3.5m", "count", 3.5e6, "", "homes"),
        ("twenty-one judges", "twenty-one", "count", 21, "", "judges"),
        ("two-thirds of voters", "two-thirds", "share", 2 / 3, "", "voters"),
        ("up by a third", "a third", "share", 1 / 3, "", ""),
        ("every province", "every", "share", 1, "", "province"),
        ("no survivors", "no", "share", 0, "", "survivors"),
        ("both sides", "both", "quantifier", 2, "", "sides"),
        ("a 12-point lead", "12-point", "points", 12, "points", ""),
        ("up 0.9 percentage points", "0.9 percentage points", "points", 0.9, "percentage points", ""),
        ("sales tripled", "tripled", "multiple", 3, "times", ""),
        ("a 40-hour week", "40", "time", 40, "hours", "hour"),
        ("some 30\u00a0km away", "30", "count", 30, "km", "km"),
        ("a girl aged 45", "aged 45", "age", 45, "years", ""),
        ("it was -5 degrees", "-5", "count", -5, "degrees", "degrees"),
        ("it was minus 5 degrees", "minus 5", "count", -5, "degrees", "degrees"),
        ("it was 5 degrees below zero", "5", "count", -5, "degrees", "degrees"),
        ("found 5kg of tea", "5kg", "count", 5, "kg", ""),
        ("winds of 30mph", "30mph", "count", 30, "mph", ""),
        ("a pit 500m deep", "500m", "count", 500, "metres", ""),
        ("a ledge 500m below the ridge", "500m", "count", 500, "metres", ""),
        ("she won the 800m final", "800m", "count", 800, "metres", ""),
        ("views rose to 600m on", "600m", "count", 6e8, "", ""),
        ("rose 7pc", "7pc", "percent", 7, "percent", ""),
        ("rose 3.5 pc in", "3.5 pc", "percent", 3.5, "percent", ""),
        ("a fund of £500 m", "£500 m", "money", 5e8, "£", ""),
        (
            "up a quarter of a percentage point",
            "a quarter of a percentage point",
            "points",
            0.25,
            "percentage points",
            "",
        ),
        ("a one-in-five chance", "one-in-five", "share", 0.2, "", ""),
        ("a quarter of a million homes", "a quarter of a million", "count", 250000, "", "homes"),
        ("½ of the towns", "½", "share", 0.5, "", "towns"),
        ("In May 20 welders left", "20", "count", 20, "", "welders"),
        ("2000 people came", "2000", "count", 2000, "people", "people"),
        ("In 2020", "2020", "year", 2020, "year", ""),
    ],
)
def test_value_unit_and_what_is_counted(text, surface, kind, value, unit, head):
    row = only(text)
    assert (row.surface, row.kind, row.unit, row.head) == (surface, kind, unit, head)
    assert row.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "kind", "low", "high", "phrase"),
    [
        ("thousands of ISIS prisoners", "quantifier", 2000, 1e5, "thousands of ISIS prisoners"),
        ("dozens were hurt", "quantifier", 24, 144, "dozens"),
        ("Nearly all provinces", "share", 0.8, 1, "Nearly all provinces"),
        ("most of the provinces", "share", 0.5, 1, "most of the provinces"),
        ("the ‘Nearly All’ provinces", "share", 0.8, 1, "Nearly All’ provinces"),
        ("10-15 people", "range", 10, 15, "10-15 people"),
        ("between 10 and 15 cars", "range", 10, 15, "between 10 and 15 cars"),
        ("won 3-1", "score", 3, 1, "3-1"),
        ("met the 0-14 Lions", "score", 0, 14, "0-14"),
        ("lost 10-15 Tarn goats", "range", 10, 15, "10-15 Tarn goats"),
    ],
)
def test_the_vague_have_bounds_and_no_value(text, kind, low, high, phrase):
    row = only(text)
    assert math.isnan(row.value) and (row.kind, row.low, row.high, row.phrase) == (
        kind,
        low,
        high,
        phrase,
    )


@pytest.mark.parametrize(
    ("text", "modifier", "low", "high"),
    [
        ("at least one person", "at least", 1, math.inf),
        ("more than 500%", "more than", 500, math.inf),
        ("nearly 200 boats", "nearly", 160, 200),
        ("about 200 boats", "about", 170, 230),
        ("up to 50 people", "up to", 0, 50),
        ("fewer than 50 people", "fewer than", 0, 50),
        ("500 or more homes", "or more", 500, math.inf),
        ("prices went up to 50", "", 50, 50),
    ],
)
def test_modifiers_move_the_bounds(text, modifier, low, high):
    row = only(text)
    assert (row.modifier, row.low, row.high) == (modifier, pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize("text", ["Article 50", "a Boeing 737", "Highway 61", "on 9/11", "the G7", "Covid-19 cases"])
def test_a_number_in_a_name_is_no_quantity(text):
    row = only(text)
    assert row.kind == "name" and math.isnan(row.value)


@pytest.mark.parametrize("text", ["", "  ", "the most important issue", "no doubt", "no one", "each other", "😀", "“”"])
def test_no_quantity(text):
    assert found_in(text) == []


def test_curly_quotes_and_signs():
    found = [found_in(text) for text in ("“Six men,” he said, “and ‘forty’ women”", "5% of £10")]
    assert [[one.surface for one in own] for own in found] == [["Six", "forty"], ["5%", "£10"]]


_BITS = "12 60 334 $3bn 5% more than half of a dozen men - , . “ ” \u00a0 2020 May twenty one in 10 😀 é"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_BITS.split(" ")), max_size=14))
def test_offsets_point_at_the_surface_and_do_not_cross(words):
    text = " ".join(words)
    found = found_in(text)
    for one in found:
        assert text[one.start : one.end] == one.surface
        assert text[one.phrase_start : one.phrase_end] == one.phrase
        assert one.phrase_start <= one.start < one.end <= max(one.end, one.phrase_end)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "As many as 1 in 9 users met it.",
        "The fund has 3-5 million boats.",
        "It fell from 12m to 9m in 4 1/2 months, a cut of 25% or 3 of 12 ferries.",
        "The score was 3-2, at odds of 5/1, with 2½ hours to go and a fivefold rise of 2 to 3 points.",
        "Between 10 and 15 million left, two-thirds of them in 2020, at 30 mph for £5.50 each, half a dozen a day.",
    ],
)
def test_a_number_of_nothing_is_no_error(text):
    from analysis.facts.arithmetic import arithmetic
    from analysis.facts.claims import claims

    zeros = re.sub(r"\d", "0", text)
    assert all(not math.isinf(one.value) for one in found_in(zeros))
    blocks = pd.DataFrame({"article": ["a", "b"], "block": 0, "kind": "body", "voice": "outlet", "text": [text, zeros]})
    assert list(claims(blocks)) and list(arithmetic(blocks))
