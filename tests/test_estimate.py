from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import measure
from analysis.estimate import RULE, counts, left_out, occurrences, overlaps, scores
from analysis.lexicon import by_hand, load

ROOT = Path(__file__).parents[1]
TERMS = pd.DataFrame(
    {
        "term": ["dreadful", "sheer madness", "madness", "plainly wrong", "moaned", "said"],
        "category": ["emotive", "emotive", "emotive", "emotive", "cue", "cue"],
        "weight": [0.6, 0.9, 0.3, 0.0, 0.6, 0.0],
        "neutral": "",
        "note": "",
        "source": "framing",
        "forms": ["dreadfully", "", "", "", "", ""],
        "class": ["", "", "", "", "emotion", "neutral"],
        "where": "",
    }
)
TABLE = pd.DataFrame(
    {
        "text": [
            "A dreadful day of sheer madness, he moaned.",
            "It went dreadfully, she said, a madness.",
            "The dreadful bridge is open.",
            "Nothing happened.",
        ],
        "spans": [[(18, 23)], [(8, 18)], [], []],
        "outlet": ["a", "a", "b", "b"],
    }
)
LOADED = pd.Series({"emotive": 1, "cue": 1})


def test_a_term_is_counted_where_it_is_marked_and_a_phrase_once():
    found = occurrences(TABLE, TERMS)
    cut = [TABLE["text"][row][a:b] for row, a, b in found[["row", "start", "end"]].itertuples(index=False)]
    assert cut == ["dreadful", "sheer madness", "moaned", "dreadfully", "madness", "dreadful"]
    assert found["term"].tolist() == [0, 1, 4, 0, 2, 0]
    # of the phrase experts marked one word of two
    assert found["marked"].tolist() == [False, True, False, True, False, False]
    assert found["weight"].tolist() == [0.6, 0.9, 0.6, 0.6, 0.3, 0.6]


def test_counts_by_term():
    table = counts(occurrences(TABLE, TERMS), TERMS)
    assert table["term"].tolist() == TERMS["term"].tolist()
    assert table["seen"].tolist() == [3, 1, 1, 0, 1, 0]
    assert table["marked"].tolist() == [1, 1, 0, 0, 0, 0]


def test_names_exceptions_and_headline_terms_are_left_out_as_they_are_in_the_measure():
    text = "Only the Alliance Defending Freedom met free radicals in this brutal winter."
    found = occurrences(pd.DataFrame({"text": [text]}), by_hand())
    assert [text[a:b] for a, b in zip(found["start"], found["end"], strict=True)] == ["brutal"]


def test_capitals_and_scare_quotes_are_there_by_rule():
    found = occurrences(pd.DataFrame({"text": ["THANK YOU! The “reform” failed in most towns."]}), TERMS)
    assert found["term"].tolist() == [RULE, RULE] and (found["weight"] > 0).all()
    assert counts(found, TERMS)["seen"].sum() == 0
    assert left_out(found, TERMS, groups=np.array(["a"]), loaded=LOADED).tolist() == found["weight"].tolist()


def test_a_group_has_no_part_in_its_own_weights():
    found = occurrences(TABLE, TERMS)
    weight = left_out(found, TERMS, groups=TABLE["outlet"].to_numpy(object), loaded=LOADED)
    # outlet b saw "dreadful" once, unmarked; outlet a saw it twice, and marked it once
    of_a, of_b = 6 * 0.6 / 7, (6 * 0.6 + 1) / 8
    assert weight.tolist() == pytest.approx([of_a, 0.9, 0.6, of_a, 0.3, of_b])
    none = left_out(found.assign(marked=True), TERMS, groups=np.zeros(4), loaded=LOADED)
    assert none.tolist() == found["weight"].tolist(), "with one group nothing is left to learn from"


def test_scores_are_the_three_heaviest():
    found = pd.DataFrame({"row": [0, 2, 0, 0, 0]})
    weight = np.array([0.1, 0.5, 0.9, 0.3, 0.6])
    assert scores(found, weight, texts=4).tolist() == pytest.approx([1.8, 0, 0.5, 0])


def test_the_scores_are_those_of_the_measure():
    table = pd.DataFrame({"text": ["THANK YOU! A brutal, hasty “plan” of a huge regime, he lamented.", "It is so."]})
    found = occurrences(table, load().table)
    assert scores(found, found["weight"].to_numpy(), texts=2) == pytest.approx(
        measure(table)["loaded_score"].to_numpy()
    )


def test_marks_that_touch_do_not_overlap():
    places = pd.DataFrame({"row": [0, 0, 1], "start": [0, 5, 0], "end": [4, 9, 4]})
    assert overlaps(places, [[(4, 5)], []]).tolist() == [False, False, False]
    assert overlaps(places, [[(3, 6)], [(0, 1)]]).tolist() == [True, True, True]
    assert overlaps(places.iloc[:0], []).tolist() == []


def test_overlaps_of_many_marks_are_those_of_each():
    random = np.random.default_rng(0)
    row, start = random.integers(0, 4, 200), random.integers(0, 30, 200)
    places = pd.DataFrame({"row": row, "start": start, "end": start + random.integers(1, 6, 200)})
    marks = [[(int(a), int(a + random.integers(1, 6))) for a in random.integers(0, 30, size)] for size in (0, 1, 3, 9)]
    expected = [any(s < b and e > a for a, b in marks[r]) for r, s, e in places.itertuples(index=False)]
    assert overlaps(places, marks).tolist() == expected and 0 < sum(expected) < 200


def test_the_script_counts_and_lays_out_its_file():
    script = ROOT / "analysis" / "lexicons" / "make_marked_words.py"
    spec = importlib.util.spec_from_file_location("make_marked_words", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    table = module.marked_words(TABLE, TERMS)
    assert table.to_numpy().tolist() == [
        ["dreadful", 1, 3],
        ["madness", 0, 1],
        ["moaned", 0, 1],
        ["sheer madness", 1, 1],
    ]
    text = module.content(table, 4)
    head, _, rows = text.partition("term,marked,seen\n")
    assert all(line.startswith("# ") for line in head.splitlines()) and "BABE" in head
    assert rows.splitlines() == ["dreadful,1,3", "madness,0,1", "moaned,0,1", "sheer madness,1,1"]
    shipped = (script.parent / "marked_words.csv").read_text(encoding="utf-8")
    assert shipped.partition("term,marked,seen\n")[0].splitlines()[0] == head.splitlines()[0]
