from __future__ import annotations

import io

import pandas as pd
import pytest
from rich.console import Console

from analysis.cli import console as cli_console
from tests.cli.test_commands import run


@pytest.fixture
def mine(tmp_path):
    (tmp_path / "mine.csv").write_text(
        "term,category,weight,neutral,note,forms,source\n"
        "brutal,emotive,0,,,,\nteapot,crockery,0.5,pot,<b>=1+1</b>,teapots,hyland2005\npot,crockery,,,,teapots,\n",
        encoding="utf-8",
    )
    (tmp_path / "bad.csv").write_text("term,category,weight\n,x,\nfine,x,1\nb,emotive,2\n", encoding="utf-8")
    return tmp_path


def test_check_says_what_a_file_has_replaces_and_misses(mine, monkeypatch, capsys):
    status, out, err = run(monkeypatch, capsys, mine, "lexicon", "check", "mine.csv")
    first, second, *rest = out.splitlines()
    assert (status, err) == (0, "")
    assert first == "mine.csv: 3 terms, 5 forms, 2 categories (new, and counted as loaded: crockery)."
    assert second.startswith("mine.csv, line 2: brutal replaces brutal (emotive, ")
    assert rest == ["mine.csv, line 4: teapots is never found: line 3 has the same form."]


def test_check_lists_every_broken_row_a_line_each(mine, monkeypatch, capsys):
    status, out, err = run(monkeypatch, capsys, mine, "lexicon", "check", "bad.csv")
    assert (status, out) == (2, "")
    assert [line.split(":")[1] for line in err.splitlines()] == [" bad.csv, line 2", " bad.csv, line 4"]


def test_check_of_what_is_no_table_says_so_in_one_line(mine, monkeypatch, capsys):
    status, out, err = run(monkeypatch, capsys, mine, "lexicon", "check", "none.csv")
    assert (status, out, err.count("\n")) == (2, "", 1) and "there is no such file" in err


def test_a_guessed_encoding_is_noted(mine, monkeypatch, capsys):
    (mine / "old.csv").write_bytes("term,category\nnaïve,emotive\n".encode("cp1252"))
    for command in (["check", "old.csv"], ["list", "old.csv"]):
        status, _, err = run(monkeypatch, capsys, mine, "lexicon", *command)
        assert status == 0 and "note: old.csv: not UTF-8" in err


def read(out):
    return pd.read_csv(io.StringIO(out), sep="\t", keep_default_na=False)


def test_list_is_a_table_that_pipes(mine, monkeypatch, capsys):
    status, out, _ = run(monkeypatch, capsys, mine, "lexicon", "list")
    table = read(out)
    assert status == 0 and list(table) == ["category", "terms", "forms", "definition", "source"]
    assert table["terms"].sum() > 1000
    _, out, _ = run(monkeypatch, capsys, mine, "lexicon", "list", "mine.csv")
    assert read(out)[["category", "terms", "forms"]].to_numpy().tolist() == [["crockery", 2, 4], ["emotive", 1, 1]]
    _, out, _ = run(monkeypatch, capsys, mine, "lexicon", "list", "mine.csv", "--category", "crockery")
    assert out == "term\tweight\tneutral\npot\t0.60\t\nteapot\t0.50\tpot\n"


def test_list_in_a_pipe_has_no_formulas_and_no_control_characters(mine, monkeypatch, capsys):
    (mine / "sly.csv").write_text('term,category,neutral\n"=cmd(a)",x,"a\tb"\n', encoding="utf-8")
    _, out, _ = run(monkeypatch, capsys, mine, "lexicon", "list", "sly.csv", "--category", "x")
    assert out.splitlines()[1] == "'=cmd(a)\t0.60\ta b"


def test_list_on_a_terminal_is_drawn_as_it_stands(mine, monkeypatch, capsys):
    (mine / "sly.csv").write_text("term,category\n[red]dire[/red],x\n", encoding="utf-8")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr(cli_console, "out", lambda: Console(force_terminal=True, width=100))
    _, out, _ = run(monkeypatch, capsys, mine, "lexicon", "list", "sly.csv", "--category", "x")
    assert "[red]dire[/red]" in out and "\t" not in out


def test_an_unknown_category_is_refused_with_those_that_there_are(mine, monkeypatch, capsys):
    status, out, err = run(monkeypatch, capsys, mine, "lexicon", "list", "--category", "nix")
    assert (status, out, err.count("\n")) == (2, "", 1) and "There are: absolute, " in err


def test_show_gives_every_row_with_its_sources(mine, monkeypatch, capsys):
    status, out, _ = run(monkeypatch, capsys, mine, "lexicon", "show", "lamented")
    assert status == 0 and "  category  cue: A verb or phrase" in out and "newell2018: Newell, E." in out
    assert "source    framing: Terms, weights and notes" in out
    _, out, _ = run(monkeypatch, capsys, mine, "lexicon", "show", "--lexicon", "mine.csv", "teapots")
    shown, other = out.split("\n\n")
    assert shown.splitlines()[0] == "teapot" and other.splitlines()[0] == "pot"
    for line in ("  category  crockery: a category of your file", "  weight    0.50", "  plainer   pot",
                 "  note      <b>=1+1</b>", "  forms     teapots"):  # fmt: skip
        assert line in shown.splitlines()
    assert "  source    mine.csv; hyland2005: Hyland, K. (2005)." in shown


def test_show_takes_a_phrase_and_says_when_no_row_has_it(mine, monkeypatch, capsys):
    status, out, _ = run(monkeypatch, capsys, mine, "lexicon", "show", "spread", "like", "a", "cancer")
    assert status == 0 and "metaphor" in out
    status, out, err = run(monkeypatch, capsys, mine, "lexicon", "show", "[b]zzzz[/b]")
    assert (status, out, err) == (1, "", "framing: [b]zzzz[/b]: no row of the lexicon has it.\n")
    status, _, err = run(monkeypatch, capsys, mine, "lexicon", "show", "?!")
    assert status == 2 and "there is no word in it" in err
