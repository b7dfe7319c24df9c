from __future__ import annotations

import json

import pytest

from analysis.articles import read_articles
from analysis.lesson import make_lesson
from tests.classes import given, hand_in
from tests.cli.test_commands import run as framing
from tests.conftest import SEEDS


def run(monkeypatch, capsys, *arguments):
    status, _, err = framing(monkeypatch, capsys, ".", *arguments)
    return status, err


def test_a_lesson_is_two_pages_and_the_same_articles_give_the_same_bytes(monkeypatch, capsys, tmp_path):
    folder = tmp_path / "a" / "lesson"
    status, told = run(monkeypatch, capsys, "lesson", *SEEDS, "-o", folder)
    assert status == 0 and "student.html written" in told and "teacher.html written" in told
    assert sorted(path.name for path in folder.iterdir()) == ["student.html", "teacher.html"]
    before = (folder / "student.html").read_bytes()
    assert run(monkeypatch, capsys, "lesson", *SEEDS, "-o", folder)[0] == 0
    assert (folder / "student.html").read_bytes() == before


def test_without_articles_it_is_about_the_two_texts_written_for_it(monkeypatch, capsys, tmp_path):
    mine = tmp_path / "mine.csv"
    mine.write_text("term,category\nhigh and dry,label\n")
    status, told = run(monkeypatch, capsys, "lesson", "-o", tmp_path / "lesson", "--lexicon", mine)
    assert status == 0 and "student.html written" in told
    teacher = (tmp_path / "lesson" / "teacher.html").read_text(encoding="utf-8")
    assert "The Alderbrook Buzz" in teacher and "<bdi>mine.csv</bdi>" in teacher
    assert '<mark class="u-tool">high and dry</mark>' in teacher


def test_a_name_that_gives_an_outlet_away_is_told(monkeypatch, capsys, tmp_path):
    for name, text in (("one", "The brutal winter came, the Evening Post found."), ("two", "Snow fell.")):
        (tmp_path / f"{name}.txt").write_text(
            f"{text}\n\n" + "It fell on all of the town, and it lay there for two days. " * 2
        )
    (tmp_path / "articles.csv").write_text("article,file,outlet\none,one.txt,Evening Post\ntwo,two.txt,\n")
    status, told = run(
        monkeypatch, capsys, "lesson", tmp_path / "one.txt", tmp_path / "two.txt", "-o", tmp_path / "lesson"
    )
    assert status == 0 and "note: “Evening Post” stands in text A." in told


@pytest.mark.parametrize("count", [1, 3])
def test_a_lesson_needs_two_articles(monkeypatch, capsys, tmp_path, count):
    files = []
    for k in range(count):
        files.append(tmp_path / f"{k}.txt")
        files[-1].write_text(f"Snow fell on town {k}.")
    status, told = run(monkeypatch, capsys, "lesson", *files, "-o", tmp_path / "lesson")
    assert status == 2 and told.startswith("framing: ") and "two" in told
    assert not (tmp_path / "lesson").exists()


def test_a_place_that_is_a_file_is_refused(monkeypatch, capsys, tmp_path):
    (tmp_path / "lesson").write_text("mine")
    status, told = run(monkeypatch, capsys, "lesson", *SEEDS, "-o", tmp_path / "lesson")
    assert status == 2 and "cannot be made" in told and (tmp_path / "lesson").read_text() == "mine"


def test_a_class_is_one_page_and_broken_files_are_named(monkeypatch, capsys, tmp_path):
    made = make_lesson(read_articles(SEEDS))
    files = hand_in(tmp_path, made, pupils=3)
    bad = tmp_path / "bad.json"
    bad.write_text("{")
    page = tmp_path / "class.html"
    status, told = run(monkeypatch, capsys, "class", *files, bad, "-o", page)
    assert status == 0
    assert told.splitlines() == [
        f"{bad}: skipped: this is not JSON that a lesson writes.",
        f"{page} written: 3 answer files, 1 skipped.",
    ]
    html = page.read_text(encoding="utf-8")
    assert "Answers of 3 pupils" in html
    assert given(made)["why"] not in html and json.loads(files[0].read_text())["id"] not in html


def test_without_a_usable_file_nothing_is_written(monkeypatch, capsys, tmp_path):
    page = tmp_path / "class.html"
    status, told = run(monkeypatch, capsys, "class", tmp_path / "*.json", "-o", page)
    assert status == 2 and "there is no answer file that can be used" in told and not page.exists()
    status, told = run(monkeypatch, capsys, "class", tmp_path / "a.json", "-o", tmp_path / "class.txt")
    assert status == 2 and "ends in .html" in told
