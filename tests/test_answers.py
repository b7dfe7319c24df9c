from __future__ import annotations

import json
import os

import pytest

from analysis.answers import LARGEST, read_answers
from analysis.lesson import key_of, of_articles
from analysis.read import Article
from analysis.schema import InputError
from tests.classes import given, hand_in

ONE = Article("one", "The brutal winter hit the bridge.\n\nIt was a shameful day, she lamented.")
TWO = Article("two", "The bridge is closed.\n\nThe mayor spoke.")


@pytest.fixture(scope="module")
def made():
    return of_articles([ONE, TWO])


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
    stranger = hand_in(tmp_path / "there", of_articles([TWO, ONE]), pupils=1, seed=5)
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
