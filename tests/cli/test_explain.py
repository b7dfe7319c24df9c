from __future__ import annotations

import re

import pytest

from analysis.attribution.crf import HEADER
from tests.cli.test_commands import run

SAID = "“The bridge is safe for all of us,” Ana Ruiz lamented on Monday."


def explain(monkeypatch, capsys, *arguments):
    """Run ``framing explain``; return the exit status, standard output without line breaks in cells, and errors."""
    monkeypatch.setenv("COLUMNS", "240")
    status, out, err = run(monkeypatch, capsys, ".", "explain", *arguments)
    return status, re.sub(r"\s+", " ", out), err


@pytest.fixture(autouse=True)
def wide(monkeypatch):
    from rich.console import Console

    from analysis.cli import explain as cli_explain

    monkeypatch.setattr(cli_explain, "out", lambda: Console(width=240, emoji=False))


def test_words_speakers_and_numbers_are_told(monkeypatch, capsys):
    status, out, _ = explain(monkeypatch, capsys, SAID)
    assert status == 0
    assert "lamented cue cue +0.6" in out
    assert "Ana Ruiz Ana Ruiz named lamented emotion direct “The bridge is safe for all of us,”" in out
    assert "loaded_words 1" in out and "points ahead" not in out


def test_why_tells_every_word(monkeypatch, capsys):
    status, out, _ = explain(monkeypatch, capsys, SAID, "--why")
    assert status == 0 and "points ahead" in out
    assert re.search(r"Ruiz source, its cue (follows|is before) ", out)


def test_nothing_to_tell_is_said(monkeypatch, capsys):
    _, out, _ = explain(monkeypatch, capsys, "It rains.", "--why")
    assert "No word of it is marked." in out and "Nothing in it is ascribed to someone." in out


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x80\x04\x95\x00", "not a model of this program"),
        (HEADER.encode() + b"\n# labels: O\n# end\n", "a model for other labels"),
        (HEADER.encode() + b"\nword+0\tsaid\tO:much\n", "line 2"),
    ],
)
def test_another_model_is_read_or_refused_in_one_line(tmp_path, monkeypatch, capsys, content, told):
    (tmp_path / "m.tsv").write_bytes(content)
    status, _, err = explain(monkeypatch, capsys, SAID, "--model", tmp_path / "m.tsv")
    assert status == 2 and told in err and err.count("\n") == 1 and "Traceback" not in err


def test_a_sentence_of_hostile_signs_is_explained(monkeypatch, capsys):
    status, out, _ = explain(
        monkeypatch, capsys, "“[bold]Stop[/bold] \u202e\x1b[31m now or never, please,” she said. \udcff"
    )
    assert status == 0 and "[bold]" in out


def test_why_names_the_file_that_each_number_comes_from(monkeypatch, capsys):
    _, plain, _ = explain(monkeypatch, capsys, "A brutal winter came.")
    _, out, _ = explain(monkeypatch, capsys, "A brutal winter came.", "--why")
    assert "measures/readability.py: flesch_reading_ease" in out and "measures/sentiment.py: compound" in out
    assert "measures/readability.py" not in plain


def test_why_tells_with_how_much_of_its_weight_a_word_counts(monkeypatch, capsys):
    text = "The mayor said on Monday that a brutal winter came. “It was brutal,” she wrote."
    _, out, _ = explain(monkeypatch, capsys, text, "--why")
    told = " ".join(out.split())
    for factor in ("0.3 x", "0.4 x"):
        assert factor in told
    _, plain, _ = explain(monkeypatch, capsys, text)
    assert "counts with" in out and "counts with" not in plain


def test_signs_are_folded_or_taken_as_given(monkeypatch, capsys):
    curly, straight = "The plan isn’t good.", "The plan isn't good."
    assert explain(monkeypatch, capsys, curly)[1] == explain(monkeypatch, capsys, straight)[1]
    assert explain(monkeypatch, capsys, curly, "--typography", "as-given")[1] != explain(monkeypatch, capsys, curly)[1]


def test_a_files_name_is_no_sentence(monkeypatch, capsys, tmp_path):
    file = tmp_path / "first.txt"
    file.write_text("It rained.")
    status, _, err = explain(monkeypatch, capsys, str(file))
    assert status == 2 and "a file" in err
