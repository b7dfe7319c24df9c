from __future__ import annotations

import io
import time

import pytest
from rich.console import Console

from analysis.cli import console as cli_console
from analysis.cli.console import note, own, plain, progress, say
from analysis.schema import InputError


def test_a_line_is_said_as_it_stands(capsys):
    say("[bold]x[/bold] :smile: " + "word " * 60 + "\udce9")
    out, err = capsys.readouterr()
    assert (out, err) == ("", "[bold]x[/bold] :smile: " + "word " * 60 + "\ufffd\n")


def test_bytes_that_are_no_text_are_replaced():
    assert plain("a\udce9b") == "a\ufffdb"


def test_progress_in_a_pipe_is_a_line_now_and_then(monkeypatch, capsys):
    monkeypatch.setattr(cli_console, "SECONDS", 0.0)
    with progress() as report:
        report(0, 9, "rows")
        report(3, 9, "rows")
        monkeypatch.setattr(cli_console, "SECONDS", 1000.0)
        report(6, 9, "rows")
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("3 of 9 rows, ") and line.endswith(" seconds left")


def test_progress_on_a_terminal_is_a_bar_with_its_speed(monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr(cli_console, "err", lambda: Console(force_terminal=True, stderr=True, width=120))
    with progress() as report:
        report(0, 9, "rows")
        report(9, 9, "rows")
    assert "9 of 9 rows" in capsys.readouterr().err


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


def test_in_a_terminal_a_long_step_says_what_it_does_and_in_a_pipe_nothing(monkeypatch):
    written = io.StringIO()
    for terminal, said in ((False, False), (True, True)):
        drawn = Console(file=written, force_terminal=terminal, width=80)
        monkeypatch.setenv("FORCE_COLOR", "1" * terminal)
        monkeypatch.setattr(cli_console, "err", lambda drawn=drawn: drawn)
        monkeypatch.setattr(cli_console, "_PATIENCE", 0.0)
        with cli_console.working("3 [articles] are compared"):
            time.sleep(0.05)
        assert ("3 [articles] are compared ..." in written.getvalue()) is said


def test_a_short_step_says_nothing(monkeypatch):
    written = io.StringIO()
    monkeypatch.setenv("FORCE_COLOR", "1")
    drawn = Console(file=written, force_terminal=True, width=80)
    monkeypatch.setattr(cli_console, "err", lambda: drawn)
    with pytest.raises(ZeroDivisionError), cli_console.working("Something is done"):
        raise ZeroDivisionError
    assert "Something" not in written.getvalue()
