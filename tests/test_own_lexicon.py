from __future__ import annotations

import pandas as pd
import pytest

from analysis import evidence, measure, own_lexicon
from analysis.lexicon import load
from analysis.lexicon_file import forms_of, words_of
from analysis.own_lexicon import load_with
from analysis.schema import InputError
from analysis.terms import compiled

HEAD = "term,category,weight,neutral,note,forms\n"


def made(folder, rows, name="mine.csv"):
    path = folder / name
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def marks(text, path):
    spans = evidence(pd.DataFrame({"text": [text]}), lexicon=load_with(path).lexicon)
    spans = spans[spans["label"].isin(("loaded", "hedge", "cue"))]
    return [tuple(row) for row in spans[["surface", "category", "weight", "source"]].to_numpy().tolist()]


@pytest.fixture
def small(monkeypatch):
    """Put a small lexicon in the place of the project's, so that a test shows all of it."""
    rows = [
        ("brutal", "emotive", 0.7, "brutally"),
        ("brutal cold", "emotive", 0.9, ""),
        ("Brandon", "label", 0.3, "Brandons"),
        ("Sleepy Joe", "label", 0.9, ""),
    ]
    table = pd.DataFrame(rows, columns=["term", "category", "weight", "forms"])
    empty = {"neutral": "", "note": "", "source": "framing", "class": "", "where": ""}
    lexicon = compiled(table.assign(**empty, hand=table["weight"], marked=0, seen=0))
    monkeypatch.setattr(own_lexicon, "load", lambda: lexicon)
    own_lexicon._prepared.cache_clear()
    yield
    own_lexicon._prepared.cache_clear()


def test_a_row_is_added_with_the_files_name_as_its_source(tmp_path, small):
    path = made(tmp_path, "quango,label,,public body,why,quangos\n")
    spans = evidence(pd.DataFrame({"text": ["Two quangos met."]}), lexicon=load_with(path).lexicon)
    (row,) = spans[spans["label"] == "loaded"].to_dict("records")
    assert (row["surface"], row["weight"], row["neutral"], row["note"]) == ("quangos", 0.6, "public body", "why")
    assert row["source"] == "mine.csv"


def test_a_row_takes_its_own_forms_and_leaves_the_others(tmp_path, small):
    path = made(tmp_path, "brutal,mine,0.2,,,\n")
    assert marks("A brutal day, brutally cold, a Brutal cold", path) == [
        ("brutal", "mine", 0.2, "mine.csv"),
        ("brutally", "emotive", 0.7, "framing"),
        ("Brutal cold", "emotive", 0.9, "framing"),
    ]


def test_a_weight_of_nothing_silences_a_term(tmp_path, small):
    assert marks("a brutal day", made(tmp_path, "brutal,emotive,0,,,\n")) == []
    text = pd.DataFrame({"text": ["a brutal day"]})
    assert measure(text, lexicon=load_with(tmp_path / "mine.csv").lexicon)["loaded_words"].tolist() == [0]
    assert marks("a brutal day", made(tmp_path, "x,emotive,0,,,\n")) == [("brutal", "emotive", 0.7, "framing")]


def test_a_category_of_ones_own_counts_as_loaded(tmp_path, small):
    path = made(tmp_path, "teapot,crockery,0.5,,,\n")
    found = measure(pd.DataFrame({"text": ["The teapot fell."]}), lexicon=load_with(path).lexicon)
    assert found[["loaded_words", "loaded_score"]].to_numpy().tolist() == [[1, 0.5]]


def test_lower_case_stands_for_every_spelling_and_a_capital_for_its_own(tmp_path, small):
    text = "Brandon, BRANDON, Brandons; Sleepy Joe"
    assert marks(text, made(tmp_path, "brandon,mine,,,,\nsleepy joe,mine,,,,\n")) == [
        ("Brandon", "mine", 0.6, "mine.csv"),
        ("BRANDON", "mine", 0.6, "mine.csv"),
        ("Brandons", "label", 0.3, "framing"),
        ("Sleepy Joe", "mine", 0.6, "mine.csv"),
    ]
    assert marks("Brutal and brutal", made(tmp_path, "Brutal,mine,,,,\n")) == [
        ("Brutal", "mine", 0.6, "mine.csv"),
        ("brutal", "emotive", 0.7, "framing"),
    ]
    assert marks("Sleepy Joe", made(tmp_path, "Sleepy Joe,mine,,,,\n")) == [("Sleepy Joe", "mine", 0.6, "mine.csv")]


def test_every_term_of_the_project_is_silenced_by_a_file_that_lists_it(tmp_path):
    table = load().table
    forms = (form for row in zip(table["term"], table["forms"], strict=True) for form in forms_of(*row))
    every = list({words_of(form): form for form in forms if len(words_of(form)) == len(form.split())}.values())
    path = tmp_path / "mine.csv"
    pd.DataFrame({"term": every, "category": "emotive", "weight": 0}).to_csv(path, index=False)
    left = load_with(path).lexicon
    spans = evidence(pd.DataFrame({"text": every, "kind": "headline"}), lexicon=left)
    found = spans[spans["source"] == "framing"]
    assert sorted(set(found["surface"]) - {"!"}) == []
    before = evidence(pd.DataFrame({"text": every, "kind": "headline"}))
    assert (before["source"] == "framing").sum() > len(table) / 2


def test_the_first_broken_row_is_named_and_how_many_there_are(tmp_path):
    with pytest.raises(InputError, match=r"mine\.csv, line 3: there is no category") as refused:
        load_with(made(tmp_path, "a,emotive,,,,\nb,,,,,\nc,emotive,2,,,\n"))
    assert "Broken rows: 2" in str(refused.value) and "\n" not in str(refused.value)


def test_the_same_bytes_are_prepared_once_and_other_bytes_anew(tmp_path):
    path = made(tmp_path, "teapot,mine,,,,\n")
    first = load_with(path)
    assert load_with(path) is first
    made(tmp_path, "kettle,mine,,,,\n")
    assert load_with(path) is not first and "kettle" in load_with(path).lexicon.single


def test_the_project_itself_stays_as_it_is(tmp_path):
    before = load().table.copy()
    load_with(made(tmp_path, "brutal,mine,0,,,\nteapot,mine,,,,\n"))
    pd.testing.assert_frame_equal(load().table, before)
    assert "teapot" not in load().single


def test_spellings_without_end_are_refused_before_they_are_made(tmp_path):
    spelled = "".join(
        f"{''.join(c.upper() if k >> i & 1 else c for i, c in enumerate('abcd'))} x,m,,,,\n" for k in range(1, 16)
    )
    with pytest.raises(InputError, match="phrases come of it, and at most 1,000,000"):
        load_with(made(tmp_path, spelled + " ".join(["abcd"] * 12) + ",m,,,,\n"))


def test_a_name_that_is_no_text_is_told_all_the_same(tmp_path):
    path = made(tmp_path, "teapot,mine,,,,\n", name="\udce9.csv")
    assert marks("A teapot.", path) == [("teapot", "mine", 0.6, "\ufffd.csv")]
