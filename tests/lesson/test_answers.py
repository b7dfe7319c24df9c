from __future__ import annotations

import json
import os
from dataclasses import replace

import numpy as np
import pytest
from nltk.metrics.agreement import AnnotationTask

from analysis.articles import Article
from analysis.lesson import class_page, make_lesson
from analysis.lesson.answers import (
    LARGEST,
    Answers,
    alpha,
    alpha_interval,
    class_report,
    disputed,
    kappas,
    phrases,
    read_answers,
    rewrites,
    votes,
    words,
)
from analysis.lesson.lesson import key_of
from analysis.schema import InputError
from tests.classes import given, hand_in

ONE = Article("one", "The brutal winter hit the bridge.\n\nIt was a shameful day, she lamented.")
TWO = Article("two", "The bridge is closed.\n\nThe mayor spoke.")


@pytest.fixture(scope="module")
def made():
    return make_lesson([ONE, TWO])


def test_marks_votes_and_guesses_come_out_as_they_were_given(tmp_path, made):
    files = hand_in(tmp_path, made, pupils=3)
    answers, skipped = read_answers(files)
    assert len(answers) == 3 and skipped == []
    for k, file in enumerate(files):
        one = json.loads(file.read_text())
        assert answers.marks["A"][k].nonzero()[0].tolist() == one["marks"]["A"]
        assert answers.trust[k] == one["trust"]
        assert answers.guesses[k].tolist() == [-1 if guess is None else guess for guess in one["guesses"]]
    assert answers.tool["A"].nonzero()[0].tolist() == made.content["texts"][0]["tool"]


def without(made, name):
    return {key: value for key, value in given(made).items() if key != name}


def other(content, **changes):
    changed = json.loads(json.dumps(content)) | changes
    return {"lesson": changed, "key": key_of(changed)}


BROKEN = {
    "no JSON": lambda made: "answers",
    "empty": lambda made: "",
    "half": lambda made: json.dumps(given(made))[:-40],
    "a list": lambda made: "[]",
    "null": lambda made: "null",
    "deep": lambda made: "[" * 100_000,
    "NaN": lambda made: json.dumps(given(made) | {"saves": float("nan")}),
    "infinity": lambda made: json.dumps(given(made) | {"saves": float("inf")}),
    "a long number": lambda made: json.dumps(given(made)).replace('"saves": 1', '"saves": ' + "9" * 5000),
    "no key": lambda made: json.dumps(without(made, "key")),
    "a key of another form": lambda made: json.dumps(given(made, key="x")),
    "no id": lambda made: json.dumps(without(made, "id")),
    "an id that is a name": lambda made: json.dumps(given(made, id="Ann from 9b")),
    "an id that is a list": lambda made: json.dumps(given(made, id=[])),
    "saves that are true": lambda made: json.dumps(given(made, saves=True)),
    "saves below zero": lambda made: json.dumps(given(made, saves=-1)),
    "no marks": lambda made: json.dumps(without(made, "marks")),
    "marks of one text": lambda made: json.dumps(given(made, marks={"A": []})),
    "a mark too far": lambda made: json.dumps(given(made, marks={"A": [10_000], "B": []})),
    "a mark below zero": lambda made: json.dumps(given(made, marks={"A": [-1], "B": []})),
    "a mark that is true": lambda made: json.dumps(given(made, marks={"A": [True], "B": []})),
    "a mark that is a half": lambda made: json.dumps(given(made, marks={"A": [0.5], "B": []})),
    "a vote for someone else": lambda made: json.dumps(given(made, trust="<script>alert(1)</script>")),
    "a second vote for someone else": lambda made: json.dumps(given(made, trust_after="C")),
    "a phrase that is no place": lambda made: json.dumps(
        given(made) | other(made.content, texts=[text | {"phrases": [[0, 10_000]]} for text in made.content["texts"]])
    ),
    "a vote that is a list": lambda made: json.dumps(given(made, trust=[])),
    "a guess too far": lambda made: json.dumps(given(made, guesses=[9] * len(made.checks))),
    "a guess too many": lambda made: json.dumps(given(made, guesses=[0] * 19)),
    "a long rewrite": lambda made: json.dumps(given(made, rewrite="x" * 30_000)),
    "a rewrite that is a number": lambda made: json.dumps(given(made, rewrite=3)),
    "no lesson": lambda made: json.dumps(without(made, "lesson") | {"key": "0" * 64}),
    "a lesson that was changed": lambda made: json.dumps(
        given(made) | {"lesson": made.content | {"version": 1, "texts": []}}
    ),
    "words that are numbers": lambda made: json.dumps(
        given(made)
        | other(made.content, texts=[text | {"words": [1] * len(text["words"])} for text in made.content["texts"]])
    ),
    "paragraphs that run backwards": lambda made: json.dumps(
        given(made) | other(made.content, texts=[text | {"starts": [0, 3, 2]} for text in made.content["texts"]])
    ),
    "checks without options": lambda made: json.dumps(given(made) | other(made.content, checks=[{"question": "?"}])),
    "a lesson of the future": lambda made: json.dumps(given(made) | other(made.content, version=2)),
    "too large": lambda made: " " * (LARGEST + 1),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_in_one_line_and_skipped(tmp_path, made, name):
    good = hand_in(tmp_path / "good", made, pupils=2)
    bad = tmp_path / "bad.json"
    bad.write_text(BROKEN[name](made), encoding="utf-8")
    answers, skipped = read_answers([bad, *good])
    assert len(answers) == 2
    assert len(skipped) == 1 and skipped[0].startswith(f"{bad}: skipped: ") and "\n" not in skipped[0]
    assert "script" not in skipped[0] and "Ann" not in skipped[0]
    with pytest.raises(InputError, match="no answer file that can be used"):
        read_answers([bad])


def test_bytes_that_are_no_text_a_folder_and_a_missing_file_are_skipped(tmp_path, made):
    good = hand_in(tmp_path / "good", made, pupils=1)
    bad = tmp_path / "bad.json"
    bad.write_bytes(b"\xff\xfe{}")
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    answers, skipped = read_answers([bad, tmp_path, tmp_path / "none.json", pipe, *good])
    assert len(answers) == 1 and len(skipped) == 4


def test_another_lessons_answers_are_skipped(tmp_path, made):
    files = hand_in(tmp_path / "here", made, pupils=2)
    stranger = hand_in(tmp_path / "there", make_lesson([TWO, ONE]), pupils=1, seed=5)
    answers, skipped = read_answers([*stranger, *files])
    assert len(answers) == 2 and answers.lesson == made.content
    assert skipped == [f"{stranger[0]}: skipped: it belongs to another lesson (two other texts, or another version)."]


def test_of_one_pupils_files_the_one_saved_last_counts(tmp_path, made):
    places = [tmp_path / name for name in ("first.json", "second.json", "copy.json")]
    for place, saves, trust in zip(places, (1, 2, 2), ("A", "B", "B"), strict=True):
        place.write_text(json.dumps(given(made, saves=saves, trust=trust)), encoding="utf-8")
    answers, skipped = read_answers(places)
    assert answers.trust == ["B"]
    assert skipped == [
        f"{places[0]}: skipped: the same pupil's answers as {places[1]}.",
        f"{places[2]}: skipped: the same pupil's answers as {places[1]}.",
    ]


def test_no_file_is_an_error():
    with pytest.raises(InputError, match="no answer file"):
        read_answers([])


#: four pupils, five words; the tool marks the first two
MARKS = np.array([[1, 1, 0, 0, 0], [1, 0, 0, 0, 0], [1, 1, 1, 0, 0], [0, 0, 0, 0, 0]], bool)
TOOL = np.array([1, 1, 0, 0, 0], bool)
LESSON = {
    "texts": [
        {"letter": "A", "words": ["Brutal", "days", "came", "to", "town."], "starts": [0, 3], "tool": [0, 1]},
        {"letter": "B", "words": ["It", "rained."], "starts": [0], "tool": []},
    ],
    "checks": [{"question": "Same?", "options": ["Yes", "No"], "answer": 1}],
    "rewrite": {"text": "Brutal days came.", "loaded": 1},
}
CLASS = Answers(
    LESSON,
    {"A": MARKS, "B": np.zeros((4, 2), bool)},
    {"A": TOOL, "B": np.zeros(2, bool)},
    ["A", "A", "", "same"],
    np.array([[1], [0], [-1], [1]]),
    ["Brutal  days came.", "Days came.", "Brutal and vile days came.", ""],
)


def test_alpha_is_as_worked_out_by_hand_and_as_nltk_has_it():
    # of 20 choices 6 are marks; pairs of pupils that differ on a word: 3 + 4 + 3 of 6 each
    expected = 1 - 19 * ((3 + 4 + 3) / 3) / (6 * 14)
    assert alpha(MARKS) == pytest.approx(expected)
    task = AnnotationTask([(who, unit, int(MARKS[who, unit])) for who in range(4) for unit in range(5)])
    assert alpha(MARKS) == pytest.approx(task.alpha())


@pytest.mark.parametrize("marks", [MARKS[:1], np.zeros((3, 4), bool), np.ones((3, 4), bool)])
def test_alpha_is_not_defined_for_one_pupil_or_where_all_choices_are_the_same(marks):
    assert np.isnan(alpha(marks))


def test_the_interval_of_alpha_holds_it_and_needs_ten_runs_of_words():
    rng = np.random.default_rng(1)
    liked = rng.random(200) < 0.2
    noisy = liked ^ (rng.random((12, 200)) < 0.1)
    low, high = alpha_interval(noisy)
    assert low < alpha(noisy) < high and 0.05 < high - low < 0.4
    assert alpha_interval(np.tile(liked, (5, 1))) == (1.0, 1.0)
    blind_low, blind_high = alpha_interval(rng.random((12, 200)) < 0.2)
    assert blind_low < 0 < blind_high < low
    assert np.isnan(alpha_interval(noisy[:, :90])).all() and np.isnan(alpha_interval(np.zeros((3, 200), bool))).all()


def test_kappa_is_as_worked_out_by_hand_and_as_nltk_has_it():
    found = kappas(MARKS, TOOL)
    # the second pupil: 4 of 5 the same; by chance .2 * .4 + .8 * .6
    assert found[0] == 1 and found[1] == pytest.approx((0.8 - 0.56) / (1 - 0.56)) and found[3] == 0
    task = AnnotationTask([(who, k, int(row[k])) for who, row in (("p", MARKS[2]), ("t", TOOL)) for k in range(5)])
    assert found[2] == pytest.approx(task.kappa())
    assert np.isnan(kappas(np.zeros((1, 3), bool), np.zeros(3, bool))).all()


def test_words_are_counted_and_the_most_disputed_come_first():
    table = words(CLASS)
    assert table["marked"].tolist() == [3, 2, 1, 0, 0, 0, 0]
    assert disputed(table)["word"].tolist() == ["days", "Brutal", "came"]
    assert table["around"].iloc[0] == "Brutal days came to town."


def test_words_marked_by_the_same_pupils_and_phrases_of_the_tool_are_one():
    lesson = LESSON | {"texts": [LESSON["texts"][0] | {"phrases": [[0, 1]]}, LESSON["texts"][1]]}
    rain = np.array([[1, 1], [1, 1], [0, 0], [0, 0]], bool)
    table = phrases(replace(CLASS, lesson=lesson, marks=CLASS.marks | {"B": rain}))
    assert table["word"].tolist() == ["Brutal days", "came", "to", "town.", "It rained."]
    assert table["marked"].tolist() == [3, 1, 0, 0, 2] and table["tool"].tolist() == [True, *[False] * 4]
    assert phrases(CLASS)["word"].tolist() == ["Brutal", "days", "came", "to", "town.", "It", "rained."]


def test_both_votes_and_who_moved():
    found = votes(replace(CLASS, after=["B", "A", "A", "B"]))
    assert found["rows"][:2] == [("Text A", 2, 2), ("Text B", 0, 2)] and found["again"] == 3
    assert found["moves"] == [("Text A", "Text B", 1), ("Both the same", "Text B", 1)]
    assert votes(CLASS)["again"] == 0


def test_the_report_has_votes_checks_heat_and_rewrites():
    found = class_report(CLASS)
    assert found["pupils"] == 4
    before = {name: count for name, count, _ in found["trust"]["rows"]}
    assert before == {"Text A": 2, "Text B": 0, "Both the same": 1, "Neither": 0, "No answer": 1}
    assert found["checks"] == [{"question": "Same?", "options": [("Yes", 1, False), ("No", 2, True)], "silent": 1}]
    assert [[row[3] for row in block] for _, block in found["texts"][0]["blocks"]] == [[4, 3, 2], [0, 0]]
    assert found["rewrites"] == {"before": 1, "changed": 2, "left": [(0, 1), (2, 1)], "text": "Brutal days came."}
    assert [row["name"] for row in found["agreement"]] == ["Text A", "Text B", "Both texts"]
    assert np.isnan(found["agreement"][1]["alpha"]) and found["agreement"][1]["undefined"] == 4
    assert found["pupils_only"] == [] and found["tool_only"] == []


def test_nobody_rewrote_it():
    found = rewrites(replace(CLASS, rewrites=["", " ", "Brutal days came.", "Brutal\ndays came."]))
    assert (found["changed"], found["left"]) == (0, [])


def test_the_page_escapes_what_comes_from_answers_and_has_no_script():
    hostile = "<script>alert(1)</script>"
    lesson = LESSON | {"texts": [LESSON["texts"][0] | {"words": [hostile] * 5}, LESSON["texts"][1]]}
    lesson["checks"] = [{"question": hostile, "options": [hostile, hostile], "answer": 0}]
    html = class_page(class_report(replace(CLASS, lesson=lesson)))
    assert "<script" not in html and "&lt;script&gt;" in html


def test_thirty_classes(tmp_path, seed_articles):
    made = make_lesson(seed_articles)
    for seed in range(30):
        files = hand_in(tmp_path / str(seed), made, pupils=1 + seed % 5, seed=seed)
        answers, skipped = read_answers(files)
        found = class_report(answers)
        assert skipped == [] and found["pupils"] == 1 + seed % 5
        both = found["agreement"][-1]
        assert both["alpha"] > 0.1 if len(files) > 1 else np.isnan(both["alpha"])
        assert 0 < both["low"] <= both["middle"] <= both["high"] < 1
        assert sum(votes for _, votes, _ in found["trust"]["rows"]) == len(files)
        assert class_page(found).count("</article>") == 2
