"""Which verb a cue holds, and what it does besides reporting."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cues import CLASSES, OTHER, cue_classes
from analysis.lexicon import FOLDER


@pytest.mark.parametrize(
    ("cue", "verb", "sort"),
    [
        ("said", "said", "neutral"),
        ("say", "said", "neutral"),
        ("has been saying", "said", "neutral"),
        ("According to", "according to", "neutral"),
        ("told reporters on Monday", "told", "neutral"),
        ("adding", "added", "neutral"),
        ("claims", "claimed", "doubt"),
        ("has repeatedly claimed", "claimed", "doubt"),
        ("alleging", "alleged", "doubt"),
        ("reportedly", "reportedly", "doubt"),
        ("revealed", "revealed", "factive"),
        ("noted", "noted", "factive"),
        ("warned", "warned", "alarm"),
        ("lamented", "lamented", "emotion"),
        ("praises", "praised", "praise"),
        ("believe", "believed", "thought"),
        ("is believed to", "believed", "thought"),
        ("SAID", "said", "neutral"),
        ("said:", "said", "neutral"),
    ],
)
def test_a_cue_has_the_verb_and_the_class_of_its_list(cue, verb, sort):
    found = cue_classes([cue]).iloc[0]
    assert found["cue_class"] == sort
    assert found["verb"] in (verb, cue)


@pytest.mark.parametrize("cue", ["danced", "", "so-called", "🌉", "ſaid", "quasi-said"])
def test_a_cue_in_no_list_is_told_as_it_is(cue):
    assert cue_classes([cue]).iloc[0]["cue_class"] == OTHER


def test_all_forms_of_a_plain_cue_lead_to_one_verb():
    found = cue_classes(["say", "says", "said", "saying"])
    assert found["verb"].tolist() == ["said"] * 4


def test_a_cue_that_is_plain_and_loaded_is_loaded():
    assert cue_classes(["said and lamented"]).values.tolist() == [["lamented", "emotion"]]


def test_no_cues_make_an_empty_table():
    found = cue_classes([])
    assert found.shape == (0, 2) and list(found.columns) == ["verb", "cue_class"]


def test_the_list_has_each_cue_once_and_only_classes_that_are_explained():
    table = pd.read_csv(FOLDER / "cues.csv", keep_default_na=False)
    assert table["term"].is_unique
    assert set(table["class"]) <= set(CLASSES) - {OTHER}


@given(st.lists(st.text(max_size=20), max_size=4))
def test_every_cue_has_one_row_in_its_order(cues):
    found = cue_classes(cues)
    assert len(found) == len(cues)
    assert found["cue_class"].isin(CLASSES).all()


def test_a_phrase_that_only_reports_is_no_doubt():
    cues = ["recently claimed", "claimed", "claimed", "claims", "said"]
    behind = ["responsibility for two blasts", "that it was asleep", "victory", "credit", ""]
    found = cue_classes(cues, behind=behind)
    assert found["cue_class"].tolist() == ["neutral", "doubt", "neutral", "doubt", "neutral"]
    assert found["verb"].tolist()[:3] == ["claimed"] * 3
