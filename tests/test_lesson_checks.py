from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.lesson_checks import ARITHMETIC, DRIFT, HEADLINE, checks, voice_checks
from analysis.schema import InputError

NAMES = {"a": "Text A", "b": "Text B"}
DRIFTS = pd.DataFrame(
    {
        "article_a": ["a", "a", "a"],
        "block_a": [1, 2, 3],
        "article_b": ["b", "b", "b"],
        "block_b": [4, 5, 6],
        "text_a": ["We will not go there, ever, whatever they say.", "We will go.", "We will pay the bill."],
        "text_b": ["We will not go there, ever, whatever they say.", "We shall go.", "We won't pay all of the bill."],
        "differs": ["", "will", "will, pay"],
    }
)
FIGURES = pd.DataFrame(
    {
        "article": ["b", "a"],
        "block": [1, 2],
        "surface": ["half of the 40 seats, 20", "up by more than 500%"],
        "stated": ["half", "+500%"],
        "computed": ["20 of 40", "+457%"],
        "verdict": ["agrees", "differs"],
        "working": ["40 / 2 = 20", "334 / 60 = 5.57 times"],
    }
)
HEADS = pd.DataFrame(
    {
        "article": ["a", "b"],
        "surface": ["Most bridges closed", "Every bridge closed"],
        "stated": ["most", "every"],
        "found": ["most", "nearly all"],
        "nearest": ["Most bridges are closed.", "Nearly all bridges are closed."],
        "observation": ["the body says the same", "the headline says every, the body nearly all"],
    }
)


def test_no_table_gives_no_question():
    assert checks({}, names=NAMES) == []
    assert checks({"drift": None, "arithmetic": FIGURES.iloc[:0], "headline": None}, names=NAMES) == []


def test_each_table_gives_one_question_about_its_most_telling_row():
    drift, figure, head = checks({"headline": HEADS, "drift": DRIFTS, "arithmetic": FIGURES}, names=NAMES)
    assert (drift.kind, figure.kind, head.kind) == (DRIFT, ARITHMETIC, HEADLINE)
    assert (drift.text_a, drift.text_b) == ("We will pay the bill.", "We won't pay all of the bill.")
    assert drift.options[drift.answer] == "No, the wording differs"
    assert (drift.of_a, drift.of_b) == ("Text A", "Text B")
    assert figure.text_a == "up by more than 500%" and figure.options[figure.answer] == "No, they do not"
    assert "334 / 60 = 5.57 times" in figure.explanation and "+457%" in figure.explanation
    assert head.text_a == "Every bridge closed" and head.text_b == "Nearly all bridges are closed."
    assert head.options[head.answer] == "No, not quite" and "the body nearly all." in head.explanation


def test_where_all_agree_the_answer_is_yes():
    drift, figure, head = checks(
        {"drift": DRIFTS.iloc[:1], "arithmetic": FIGURES.iloc[:1], "headline": HEADS.iloc[:1]}, names=NAMES
    )
    assert (drift.answer, figure.answer, head.answer) == (0, 0, 0)
    assert "may copy" in drift.explanation


@pytest.mark.parametrize(
    ("cell", "answer"),
    [(True, 1), (False, 0), (3, 1), (0, 0), (np.nan, 0), (None, 0), ("  ", 0), ("pay", 1), (np.bool_(True), 1)],
)
def test_what_differs_may_be_told_in_several_ways(cell, answer):
    table = DRIFTS.iloc[:1].astype({"differs": object}).assign(differs=[cell])
    assert checks({"drift": table}, names=NAMES)[0].answer == answer


@pytest.mark.parametrize(("cell", "answer"), [(True, 0), (False, 1), (np.nan, 1), ("EVERY ", 0), ("nearly all", 1)])
def test_what_is_found_of_a_headline_may_be_told_in_several_ways(cell, answer):
    table = HEADS.iloc[1:].astype({"found": object}).assign(found=[cell], nearest=[None])
    found = checks({"headline": table}, names=NAMES)[0]
    assert (found.answer, found.text_b, found.of_b) == (answer, "", "")


def test_a_missing_column_is_named():
    with pytest.raises(InputError, match="'drift' of a lesson: there is no column 'differs'"):
        checks({"drift": DRIFTS.drop(columns="differs")}, names=NAMES)


def block(text, *marks):
    units, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        units.append((at, at + len(word)))
    listed = [
        {"first": k, "last": k, "surface": text.split()[k], "category": "emotive", "weight": weight, "voice": voice}
        for k, weight, voice in marks
    ]
    return {"letter": "A", "blocks": [{"text": text, "first": 0, "units": units, "marks": listed}]}


def test_the_heaviest_word_of_each_voice_is_asked_about():
    own = block(
        "A brutal winter. “A vile and nasty day,” he said.", (1, 0.7, "outlet"), (4, 0.3, "quoted"), (6, 0.5, "quoted")
    )
    first, second = voice_checks([own])
    assert (first.question, first.answer) == ("Whose word is “brutal”?", 0)
    assert (second.question, second.answer) == ("Whose word is “nasty”?", 1)
    assert voice_checks([block("A winter.")]) == []


def test_of_a_long_block_only_the_neighbourhood_is_shown():
    text = " ".join(f"w{k}" for k in range(100))
    (check,) = voice_checks([block(text, (50, 0.7, "outlet"))])
    assert check.text_a == "… " + " ".join(f"w{k}" for k in range(25, 76)) + " …"
