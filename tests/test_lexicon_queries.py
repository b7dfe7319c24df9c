from __future__ import annotations

import pandas as pd
import pytest

from analysis import lexicon_queries as ask
from analysis import measure
from analysis.lexicon import categories, load
from analysis.own_lexicon import load_with
from analysis.schema import InputError

ROWS = [
    ("brutal", "emotive", 0.7, "violent", "brutally|brutal force"),
    ("spread like a cancer", "metaphor", 0.9, "", ""),
    ("Brutal Bob", "label", 0.5, "", ""),
    ("kettle", "crockery", 0.1, "", ""),
]


@pytest.fixture
def table():
    return pd.DataFrame(ROWS, columns=["term", "category", "weight", "neutral", "forms"])


@pytest.fixture
def own(tmp_path):
    def read(rows):
        (tmp_path / "mine.csv").write_text("term,category,weight,forms\n" + rows, encoding="utf-8")
        return load_with(tmp_path / "mine.csv")

    return read


def test_categories_are_counted_with_their_forms(table):
    found = ask.listed(table, file="mine.csv").set_index("category")
    assert found[["terms", "forms"]].to_dict("index") == {
        "crockery": {"terms": 1, "forms": 1},
        "emotive": {"terms": 1, "forms": 3},
        "label": {"terms": 1, "forms": 1},
        "metaphor": {"terms": 1, "forms": 1},
    }
    assert found.loc["emotive", "definition"] == categories().loc["emotive", "definition"]
    assert found.loc["crockery", "source"] == "mine.csv" and "counts as loaded" in found.loc["crockery", "definition"]


def test_of_the_project_every_category_is_listed_also_one_without_terms():
    found = ask.listed(load().table)
    assert found["category"].tolist() == sorted(categories().index)
    assert found["terms"].sum() == len(load().table)


def test_the_terms_of_a_category_have_weight_and_plainer_word(table):
    assert ask.terms_of(table, "Emotive").to_numpy().tolist() == [["brutal", 0.7, "violent"]]
    with pytest.raises(InputError, match="There are: crockery, emotive, label, metaphor"):
        ask.terms_of(table, "nothing")


@pytest.mark.parametrize(
    ("phrase", "terms"),
    [
        ("brutal", ["brutal", "Brutal Bob"]),
        ("BRUTALLY", ["brutal"]),
        ("“cancer”", ["spread like a cancer"]),
        ("like a", ["spread like a cancer"]),
        ("a like", []),
        ("can", []),
    ],
)
def test_a_word_is_found_in_terms_and_forms_and_phrases(table, phrase, terms):
    assert ask.standing(table, phrase)["term"].tolist() == terms


def test_what_has_no_word_in_it_is_not_looked_up(table):
    with pytest.raises(InputError, match="there is no word in it"):
        ask.standing(table, "?!")


def test_keys_become_references_and_what_is_no_key_stays():
    hyland, mine = ask.reference("hyland2005|mine.csv")
    assert hyland.startswith("hyland2005: Hyland, K. (2005)") and mine == "mine.csv"
    assert ask.reference("") == []


def test_what_is_replaced_is_told_with_what_stays(monkeypatch, own, table):
    lexicon = type(load())(table, {}, None, None, {}, None)
    file = own("brutal,mine,0,\nBrutally,mine,0,\nbrutal bob,label,1,\nteapot,mine,0,\n").file
    monkeypatch.setattr(ask, "load", lambda: lexicon)
    found = ask.replaced(file)
    assert found[["line", "form", "term", "weight", "stays"]].to_numpy().tolist() == [
        [2, "brutal", "brutal", 0.7, "brutally|brutal force"],
        [3, "Brutally", "brutal", 0.7, "brutally|brutal force"],
        [4, "brutal bob", "Brutal Bob", 0.5, ""],
    ]


def test_a_form_that_is_never_found_is_told_with_the_reason(own):
    lexicon = own(
        "teapot,mine,1,kettle|cup of tea\npan,mine,1,kettle|pans|pans\nUnited Nations,mine,1,\n"
        '"cups, plates",mine,1,\n"Cup of tea",mine,1,\nTEAPOT,mine,1,\n'
    )
    found = {row.form: (row.line, row.why) for row in ask.unreached(lexicon).itertuples()}
    assert found == {
        "kettle": (3, "line 2 has the same form"),
        "United Nations": (4, "United Nations is a name, and words in names are not looked up"),
        "cups, plates": (5, "the signs in it keep its words apart"),
        # a phrase in lower case stands for this spelling too, and comes first
        "Cup of tea": (6, "line 2 has the same form"),
    }


def test_a_form_that_reaches_beyond_a_name_is_found_and_said_to_be(own):
    mine = own("war on Social Security,emotive,0.9,\nSocial Security,emotive,0.9,\n")
    assert ask.unreached(mine)["form"].tolist() == ["Social Security"]
    table = pd.DataFrame({"text": ["a war on Social Security", "and Social Security"]})
    assert measure(table, lexicon=mine.lexicon)["loaded_words"].tolist() == [1, 0]
