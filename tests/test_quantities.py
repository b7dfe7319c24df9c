from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.quantities import QUANTITIES, quantities


def only(text):
    table = quantities([text])
    assert len(table) == 1, table["surface"].tolist()
    return table.iloc[0]


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
        ("it was -5 degrees", "5", "count", 5, "degrees", "degrees"),
        ("In 2020", "2020", "year", 2020, "year", ""),
    ],
)
def test_value_unit_and_what_is_counted(text, surface, kind, value, unit, head):
    row = only(text)
    assert (row["surface"], row["kind"], row["unit"], row["head"]) == (surface, kind, unit, head)
    assert row["value"] == pytest.approx(value)


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
    ],
)
def test_the_vague_have_bounds_and_no_value(text, kind, low, high, phrase):
    row = only(text)
    assert math.isnan(row["value"]) and (row["kind"], row["low"], row["high"], row["phrase"]) == (
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
    assert (row["modifier"], row["low"], row["high"]) == (modifier, pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize("text", ["Article 50", "a Boeing 737", "Highway 61", "on 9/11", "the G7", "Covid-19 cases"])
def test_a_number_in_a_name_is_no_quantity(text):
    row = only(text)
    assert row["kind"] == "name" and math.isnan(row["value"])


@pytest.mark.parametrize("text", ["", "  ", "the most important issue", "no doubt", "no one", "each other", "😀", "“”"])
def test_no_quantity(text):
    assert quantities([text]).empty


def test_no_text_gives_the_columns():
    table = quantities([])
    assert list(table) == list(QUANTITIES) and table.empty


def test_curly_quotes_and_rows():
    table = quantities(["“Six men,” he said, “and ‘forty’ women”", "", "5% of £10"])
    assert table[["row", "surface"]].values.tolist() == [[0, "Six"], [0, "forty"], [2, "5%"], [2, "£10"]]


_BITS = "12 60 334 $3bn 5% more than half of a dozen men - , . “ ” \u00a0 2020 May twenty one in 10 😀 é"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "12",
                "60",
                "334",
                "$3bn",
                "5%",
                "more",
                "than",
                "half",
                "of",
                "a",
                "dozen",
                "men",
                "-",
                ",",
                ".",
                "“",
                "”",
                "\xa0",
                "2020",
                "May",
                "twenty",
                "one",
                "in",
                "10",
                "😀",
                "é",
            ]
        ),
        max_size=14,
    )
)
def test_offsets_point_at_the_surface_and_do_not_cross(words):
    text = " ".join(words)
    table = quantities([text])
    for row in table.itertuples():
        assert text[row.start : row.end] == row.surface
        assert text[row.phrase_start : row.phrase_end] == row.phrase
        assert row.phrase_start <= row.start < row.end <= max(row.end, row.phrase_end)
    assert (table["start"].to_numpy()[1:] >= table["end"].to_numpy()[:-1]).all()
