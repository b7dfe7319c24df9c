from __future__ import annotations

import pandas as pd
import pytest

from analysis.lexicon import FOLDER
from analysis.quantity_forms import alternatives, bounds, pattern, units, words


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
    found = pattern().search(text)
    assert (found[0].rstrip("."), found.lastgroup) == (text.rstrip("."), kind)


def test_a_number_inside_a_word_is_none():
    assert not pattern().search("mid-2020x a4b foo.5x")


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
    table = pd.read_csv(str(FOLDER / "counted_nouns.csv"))
    assert not table["term"].duplicated().any() and not table.isna().any().any()
