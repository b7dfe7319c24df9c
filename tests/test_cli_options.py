from __future__ import annotations

import pytest

from analysis.cli_options import note, own
from analysis.schema import InputError


def test_no_lexicon_is_none():
    assert own(None) is None


def test_a_readers_lexicon_is_read_and_its_notices_are_said(tmp_path, capsys):
    path = tmp_path / "mine.csv"
    path.write_text("term,category\nquango,label\n", encoding="utf-8")
    assert own(path).file.name == "mine.csv"
    assert capsys.readouterr().err.count("note: ") == len(own(path).file.notices)


def test_a_broken_one_is_refused(tmp_path):
    (tmp_path / "mine.csv").write_text("term\nquango\n", encoding="utf-8")
    with pytest.raises(InputError, match="mine.csv"):
        own(tmp_path / "mine.csv")


def test_a_note_is_a_line_of_its_own(capsys):
    note("one\x07 [red]thing[/red]")
    assert capsys.readouterr().err == "note: one [red]thing[/red]\n"
