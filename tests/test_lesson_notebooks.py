"""The pupils' notebook and the solved one are the same, exercise by exercise."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).parents[1] / "notebooks" / "lessons"
STUDENT, TEACHER = (nbformat.read(FOLDER / f"{name}.ipynb", as_version=4).cells for name in ("student", "teacher"))


def tagged(cells, tag):
    return [cell for cell in cells if tag in cell.metadata.get("tags", [])]


def test_but_for_answers_and_the_title_the_two_are_the_same():
    solved = [cell for cell in TEACHER if "solved" not in cell.metadata.get("tags", [])]
    assert [cell.id for cell in solved] == [cell.id for cell in STUDENT]
    for mine, theirs in zip(STUDENT, solved, strict=True):
        if mine.id != "title" and "answer" not in mine.metadata.get("tags", []):
            assert mine.source == theirs.source, mine.id


def test_an_answer_differs_in_its_first_line_only():
    mine, theirs = tagged(STUDENT, "answer"), tagged(TEACHER, "answer")
    assert len(mine) == len(theirs) == 8
    for one, other in zip(mine, theirs, strict=True):
        assert one.source.partition("\n")[2] == other.source.partition("\n")[2]
        assert re.match(r"\w+ = None\n|my_text = ", one.source)
        assert one.source.partition("\n")[0] != other.source.partition("\n")[0]


def test_every_answer_is_proved_and_every_exercise_has_a_hint():
    assert len(tagged(TEACHER, "solved")) == 8 and tagged(STUDENT, "solved") == []
    assert all(cell.source.startswith("assert ") for cell in tagged(TEACHER, "solved"))
    assert all("hints=" in cell.source for cell in tagged(STUDENT, "answer"))


@pytest.mark.parametrize("command", ["framing lesson", "framing class", "student.html", "teacher.html", "class.html"])
def test_the_guide_names_what_there_is(command):
    assert command in (FOLDER / "README.md").read_text(encoding="utf-8")
