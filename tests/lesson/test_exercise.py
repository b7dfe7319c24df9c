from __future__ import annotations

import numpy as np
import pytest

from analysis.lesson.exercise import RIGHT, check_answer


@pytest.mark.parametrize(
    ("given", "right"),
    [
        (3, 3),
        (np.int64(3), 3),
        (4.2, 4.18),
        ("4.2", 4.18),
        (" Quoted ", "quoted"),
        ("Joe's", "joe’s"),
        (["hasty", "Retreat"], {"retreat", "hasty"}),
    ],
)
def test_right_answers(given, right):
    assert check_answer(given, right) == RIGHT


@pytest.mark.parametrize(
    ("given", "right"),
    [
        (4, 3),
        (4.3, 4.18),
        (float("nan"), 3),
        ("three", 3),
        ([3], 3),
        ("", "quoted"),
        (3, "quoted"),
        ("hasty", {"hasty"}),
        ([], {"a"}),
    ],
)
def test_wrong_answers_get_the_hints_one_by_one_and_then_the_answer(given, right):
    hints = ["Count.", "Count again."]
    assert check_answer(given, right, hints=hints) == "Not yet. Hint: Count."
    assert check_answer(given, right, hints=hints, tries=2) == "Not yet. Hint: Count again."
    assert check_answer(given, right, hints=hints, tries=3).startswith("Not yet. The answer is ")
    assert check_answer(given, right, hints=hints, tries=0) == "Not yet. Hint: Count."


def test_no_answer_yet():
    assert "in place of None" in check_answer(None, 3) and "in place of None" in check_answer(..., 3)


def test_the_answer_is_told_for_reading():
    assert check_answer(1, 4.1789) == "Not yet. The answer is 4.18."
    assert check_answer("a", {"b", "a"}) == "Not yet. The answer is a, b."
