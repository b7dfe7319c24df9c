from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from nltk.metrics.agreement import AnnotationTask

from analysis.answers import Answers, read_answers
from analysis.class_report import alpha, class_report, disputed, kappas, rewrites, words
from analysis.lesson import of_articles
from analysis.lesson_page import class_page
from tests.classes import hand_in

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


def test_alpha_is_as_worked_out_by_hand():
    # of 20 choices 6 are marks; pairs of pupils that differ on a word: 3 + 4 + 3 of 6 each
    expected = 1 - 19 * ((3 + 4 + 3) / 3) / (6 * 14)
    assert alpha(MARKS) == pytest.approx(expected)


@pytest.mark.parametrize("marks", [MARKS[:1], np.zeros((3, 4), bool), np.ones((3, 4), bool)])
def test_alpha_is_not_defined_for_one_pupil_or_where_all_choices_are_the_same(marks):
    assert np.isnan(alpha(marks))


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


def test_the_report_has_votes_checks_heat_and_rewrites():
    found = class_report(CLASS)
    assert found["pupils"] == 4
    assert dict(found["trust"]) == {"Text A": 2, "Text B": 0, "Both the same": 1, "Neither": 0, "No answer": 1}
    assert found["checks"] == [{"question": "Same?", "options": [("Yes", 1, False), ("No", 2, True)], "silent": 1}]
    assert [[row[3] for row in block] for block in found["texts"][0]["blocks"]] == [[4, 3, 2], [0, 0]]
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
    made = of_articles(seed_articles)
    for seed in range(30):
        files = hand_in(tmp_path / str(seed), made, pupils=1 + seed % 5, seed=seed)
        answers, skipped = read_answers(files)
        found = class_report(answers)
        assert skipped == [] and found["pupils"] == 1 + seed % 5
        both = found["agreement"][-1]
        assert both["alpha"] > 0.1 if len(files) > 1 else np.isnan(both["alpha"])
        assert 0 < both["low"] <= both["middle"] <= both["high"] < 1
        assert sum(votes for _, votes in found["trust"]) == len(files)
        assert class_page(found).count("</article>") == 2
