"""The lexicon in the page, and that the page counts with it as Python does."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from analysis import lesson_page, measure
from analysis.lesson import of_articles
from analysis.lesson_lexicon import END, SHORT, SIGNS, compact, front_coded, keys_of
from analysis.lexicon import categories, load
from analysis.terms import compiled
from tests.browser import Watched, browser
from tests.lesson_texts import OWN, texts

__all__ = ["browser"]  # a fixture

COUNT = """texts => {
    const count = counter(JSON.parse(document.getElementById('data').textContent).lexicon);
    return texts.map(text => [count.marked(text).length, count.words(text), count.marked(text, true).length]);
}"""


def decoded(coded):
    keys, before = [], ""
    for part in coded.split(END)[:-1]:
        before = before[: SIGNS.index(part[0])] + part[1:]
        keys.append(before)
    return keys


def places(signs):
    found, k = [], 0
    while k < len(signs):
        place = SIGNS.index(signs[k])
        if place >= SHORT:
            k += 1
            place = SHORT + (place - SHORT) * len(SIGNS) + SIGNS.index(signs[k])
        found.append(place)
        k += 1
    return found


def test_keys_come_back_as_they_went_in():
    keys = sorted(["brutal", "brutally", "brutal force", "B", "a" * 90, "a" * 90 + "b", "naïve"])
    assert decoded(front_coded(keys)) == keys
    assert front_coded([]) == ""


def test_every_form_of_every_term_is_a_key_with_its_row():
    table = pd.DataFrame(
        {
            "term": ["brutal", "Sleepy Joe", "sleepy town"],
            "category": ["emotive"] * 3,
            "weight": [0.7, 0.5, 0.0],
            "forms": ["brutally|brutal’s", "", "sleepy towns"],
        }
    )
    found = keys_of(compiled(table))
    expected = {"brutal": 0, "brutally": 0, "Sleepy Joe": 1, "sleepy town": 2, "sleepy towns": 2}
    assert expected.items() <= found.items()
    assert set(found) - set(expected) == {"Sleepy town", "Sleepy towns"}  # the spelling that another phrase asks for


def test_the_projects_lexicon_is_whole_and_no_key_holds_the_sign_between_two():
    table, lexicon = compact(), load()
    keys = decoded(table["terms"])
    rows = keys_of(lexicon)
    assert keys == sorted(rows) and not any(END in key for key in keys)
    facts = [table["facts"][place] for place in places(table["of"])]
    assert len(facts) == len(keys)
    loaded = categories()["loaded"]
    for key, (category, neutral, flags) in zip(keys, facts, strict=True):
        row = lexicon.table.loc[rows[key]]
        assert table["categories"][category][0] == row["category"] and neutral == row["neutral"]
        assert bool(flags & 1) == (bool(loaded[row["category"]]) and row["weight"] > 0)
        assert bool(flags & 2) == (row["where"] == "headline") and bool(flags & 4) == (row["where"] == "bare_name")
    assert len(json.dumps(table)) < 350_000


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory, seed_articles):
    file = tmp_path_factory.mktemp("lesson") / "student.html"
    file.write_text(lesson_page.student(of_articles(seed_articles)), encoding="utf-8", newline="")
    with Watched(browser, file) as watched:
        yield watched.page
        assert watched.complaints == []


def counts(given):
    body, heads = (measure(pd.DataFrame({"text": given, "kind": kind})) for kind in ("body", "headline"))
    words = body["words_outlet"] + body["words_quoted"]
    return list(zip(body["loaded_words"].tolist(), words.tolist(), heads["loaded_words"].tolist(), strict=True))


def test_the_page_counts_as_python_does_on_500_texts(page):
    given = texts(500)
    assert given[: len(OWN)] == list(OWN)
    expected = counts(given)
    found = [tuple(row) for row in page.evaluate(COUNT, given)]
    assert [(text, a, b) for text, a, b in zip(given, found, expected, strict=True) if a != b] == []
    # so that there is something to be equal: many texts, few and many marks, and headlines that count otherwise
    assert len({loaded for loaded, _, _ in expected}) > 15
    assert sum(loaded > 0 for loaded, _, _ in expected) > 350
    assert any(loaded != head for loaded, _, head in expected)


def test_the_page_counts_the_seeds_blocks_as_python_does(page, seed_blocks):
    given = seed_blocks["text"].tolist()
    assert [tuple(row) for row in page.evaluate(COUNT, given)] == counts(given)


def test_the_page_marks_the_places_that_python_marks(page, seed_blocks, seed_spans):
    loaded = seed_spans[seed_spans["label"].isin(["loaded", "cue"]) & (seed_spans["weight"] > 0)]
    counted = loaded[loaded["category"].map(categories()["loaded"]).fillna(1).astype(bool)]
    place = "text => counter(JSON.parse(document.getElementById('data').textContent).lexicon).marked(text)"
    for row, spans in counted[counted["category"] != "typographic"].groupby("row"):
        block = seed_blocks.iloc[row]
        if block["kind"] != "headline":
            found = [(mark["start"], mark["end"]) for mark in page.evaluate(place, block["text"])]
            assert set(zip(spans["start"], spans["end"], strict=True)) <= set(found)
