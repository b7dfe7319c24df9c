from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis import measure
from analysis.cli import commands as cli
from analysis.cli.console import Lexicon
from analysis.schema import InputError
from analysis.text.own_lexicon import WEIGHT

ROOT = Path(__file__).parents[2]
FIRST = """Council hears a brutal report

The council met on Monday. “We are very sad,” the mayor, Ana Ruiz, said.

It then rained, and all of them went home.
"""
SECOND = """Council hears report

The council heard the report on Monday and will decide in May.

The mayor said that she was sad.
"""


@pytest.fixture
def two(tmp_path):
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "b.txt").write_text(SECOND, encoding="utf-8")
    return tmp_path


def run(monkeypatch, capsys, folder, *arguments):
    """Run the command line in `folder`; give the exit status, what went to standard output, and to standard error."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", ["framing", *map(str, arguments)])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    out, err = capsys.readouterr()
    return stop.value.code or 0, out, err


def test_report_writes_one_page_and_nothing_else(two, monkeypatch, capsys):
    status, _, err = run(monkeypatch, capsys, two, "report", "a.txt", "b.txt", "-o", "page.html")
    assert (status, err) == (0, "page.html written.\n")
    assert sorted(p.name for p in two.iterdir()) == ["a.txt", "b.txt", "page.html"]
    page = (two / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") and "framing report a.txt b.txt -o page.html" in page


def test_measure_writes_a_row_a_block_and_its_evidence(two, monkeypatch, capsys):
    status, _, _ = run(monkeypatch, capsys, two, "measure", "a.txt", "b.txt", "-o", "p.csv", "--spans", "s.csv")
    rows, spans = pd.read_csv(two / "p.csv"), pd.read_csv(two / "s.csv")
    assert status == 0
    assert rows["kind"].tolist() == ["headline", "body", "body"] * 2
    assert list(rows.columns[:4]) == ["article", "block", "paragraph", "kind"]
    again = measure(rows[["text", "voice", "kind"]])
    assert rows["compound"].tolist() == again["compound"].tolist()
    assert rows["gunning_fog"].tolist() == again["gunning_fog"].tolist()
    keyed = rows.set_index(["article", "block"])["text"]
    for s in spans.itertuples():
        assert keyed[s.article, s.block][s.start : s.end] == s.surface


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_rows_of_a_table_are_measured_as_they_stand_with_their_ids_in_order(two, monkeypatch, capsys, ending):
    table = pd.DataFrame({"id": ["s9", "s1", "s5"], "text": ["A brutal winter.", "", "By Ana Ruiz"]})
    path = two / f"in.{ending}"
    {"csv": lambda: table.to_csv(path, index=False), "jsonl": lambda: table.to_json(path, orient="records", lines=True),
     "parquet": lambda: table.to_parquet(path)}[ending]()  # fmt: skip
    status, _, _ = run(monkeypatch, capsys, two, "measure", path, "--unit", "text", "-o", "o.csv", "--spans", "s.csv")
    found = pd.read_csv(two / "o.csv")
    assert status == 0
    assert found["id"].tolist() == ["s9", "s1", "s5"]
    assert found["loaded_words"].tolist() == [1, 0, 0]
    assert found["not_measured"].isna().tolist() == [True, False, True]
    marks = pd.read_csv(two / "s.csv")
    assert marks.loc[marks["label"] == "loaded", ["id", "surface"]].to_numpy().tolist() == [["s9", "brutal"]]


def test_a_row_an_article_is_cut_into_its_blocks(two, monkeypatch, capsys):
    with (two / "in.jsonl").open("w", encoding="utf-8") as file:
        for k, text in enumerate((FIRST, SECOND)):
            file.write(json.dumps({"id": k + 10, "text": text}) + "\n")
    run(monkeypatch, capsys, two, "measure", "in.jsonl", "-o", "o.parquet")
    found = pd.read_parquet(two / "o.parquet")
    assert found["id"].tolist() == [10] * 3 + [11] * 3
    assert found["block"].tolist() == [0, 1, 2] * 2


def test_explain_prints_the_words_and_escapes_markup(two, monkeypatch, capsys):
    status, out, _ = run(monkeypatch, capsys, two, "explain", "A [red]brutal[/red] winter.")
    assert status == 0
    assert "brutal" in out and "emotive" in out and "loaded_words" in out


BAD = [
    (["report", "a.txt", "-o", "x.html"], "this is one article"),
    (["report", "a.txt", "missing.txt", "-o", "x.html"], "missing.txt: there is no such file"),
    (["report", "a.txt", "a.txt", "-o", "x.html"], "a.txt: given twice"),
    (["report", "a.txt", "copy.txt", "-o", "x.html"], "copy.txt: the same text as a.txt"),
    (["report", "a.txt", "empty.txt", "-o", "x.html"], "empty.txt: the file is empty"),
    (["report", "a.txt", "binary.txt", "-o", "x.html"], "binary.txt: this is not a text file"),
    (["report", "a.txt", "furniture.txt", "-o", "x.html"], "furniture.txt: there is no paragraph of body text"),
    (["report", "a.txt", "b.txt", "-o", "no/x.html"], "there is no folder no"),
    (["report", "a.txt", "b.txt", "-o", "."], "this is a folder"),
    (["report", "a.txt", "b.txt", "-o", "a.txt"], "one of the inputs"),
    (["report", "a.txt", "b.txt", "--encoding", "klingon", "-o", "x.html"], "'klingon' is not known"),
    (["report", "a.txt", "b.txt", "-o", "x.txt"], "the page is HTML"),
    (["measure", "nothing", "-o", "x.csv"], "nothing: no article in this folder"),
    (["measure", "t.csv", "-o", "x.csv"], "t.csv: there is no column 'text'"),
    (["measure", "a.txt", "-o", "x.xlsx"], "written as .csv or .parquet"),
    (["measure", "a.txt", "-o", "x.csv", "--spans", "x.csv"], "name the same file"),
    (["measure", "a.txt", "-o", "x.csv", "--spans", "nothing/../x.csv"], "name the same file"),
    (["measure", "pair", "-o", "pair/articles.csv"], "one of the inputs"),
    (["report", "pair", "-o", "pair/page.html/x.html"], "there is no folder"),
    (["measure", "n" * 300 + ".txt", "-o", "x.csv"], "File name too long"),
    (["measure", "a.txt", "-o", "n" * 300 + ".csv"], "File name too long"),
    (["measure", "holes.jsonl", "-o", "x.csv"], "holes.jsonl, row 2: there is no text in it"),
    (["measure", "a.txt", "--unit", "text", "-o", "x.csv"], "--unit text needs a table"),
    (["measure", "a.pages", "-o", "x.csv"], "end in .pages are not read"),
    (["explain", " "], "there is nothing in it"),
    (["explain", "Rain.", "--lexicon", "bad.csv"], "bad.csv, line 3: the weight 'much' is not a number from 0 to 1"),
    (["report", "a.txt", "b.txt", "-o", "x.html", "--lexicon", "bad.csv"], "bad.csv, line 3: the weight 'much'"),
    (["measure", "a.txt", "-o", "x.csv", "--lexicon", "bad.csv"], "bad.csv, line 3: the weight 'much'"),
    (["measure", "a.txt", "-o", "bad.csv", "--lexicon", "bad.csv"], "one of the inputs"),
    (["measure", "a.txt", "-o", "x.csv", "--lexicon", "t.csv"], "t.csv, line 1: there is no column 'term'"),
    (["measure", "a.txt", "-o", "x.csv", "--lexicon", "empty.txt"], "empty.txt: the file is empty"),
    (["measure", "a.txt", "-o", "x.csv", "--lexicon", "."], "this is a folder"),
    (["corpus", "texts.csv", "-o", "out", "--lexicon", "bad.csv"], "bad.csv, line 3: the weight 'much'"),
]


@pytest.mark.parametrize(("arguments", "said"), BAD, ids=[" ".join(a)[:60] for a, _ in BAD])
def test_bad_input_gets_one_line_and_status_2_and_leaves_nothing(two, monkeypatch, capsys, arguments, said):
    (two / "copy.txt").write_text(FIRST, encoding="utf-8")
    (two / "empty.txt").touch()
    (two / "bad.csv").write_text("term,category,weight\ndire,x,1\nawful,x,much\n", encoding="utf-8")
    (two / "texts.csv").write_text("text\nRain.\n", encoding="utf-8")
    (two / "binary.txt").write_bytes(b"PK\x03\x04\0\0")
    (two / "a.pages").write_bytes(b"PK\x03\x04\0\0")
    (two / "furniture.txt").write_text("Related Articles\n\nBack to top", encoding="utf-8")
    (two / "t.csv").write_text("id,body\n1,x\n", encoding="utf-8")
    (two / "nothing").mkdir()
    (two / "pair").mkdir()
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND), ("articles.csv", "file,title\n")):
        (two / "pair" / name).write_text(text, encoding="utf-8")
    (two / "holes.jsonl").write_text('{"text": "A b.\\n\\nC d e."}\n{"text": null}\n', encoding="utf-8")
    before = {p.name: p.read_bytes() for p in two.iterdir() if p.is_file()}
    folders = sorted(p.name for p in two.iterdir() if p.is_dir())
    status, out, err = run(monkeypatch, capsys, two, *arguments)
    assert (status, out) == (2, "")
    assert said in err and err.startswith("framing: ") and err.count("\n") == 1 and "Traceback" not in err
    assert {p.name: p.read_bytes() for p in two.iterdir() if p.is_file()} == before
    assert sorted(p.name for p in two.iterdir() if p.is_dir()) == folders


def test_a_guessed_encoding_is_said(two, monkeypatch, capsys):
    (two / "b.txt").write_bytes(SECOND.replace("mayor", "maire né").encode("cp1252"))
    status, _, err = run(monkeypatch, capsys, two, "measure", "b.txt", "-o", "x.csv")
    assert status == 0 and "note: b.txt: not UTF-8, read as Windows-1252" in err


def test_a_process_that_ends_at_once_has_written_all(two):
    command = [sys.executable, "-m", "analysis.cli"]
    long = "The brutal plan failed, she lamented. " * 300
    done = subprocess.run([*command, "explain", long], cwd=two, capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.count("lamented") >= 300 and done.stdout.endswith("\n")
    refused = subprocess.run([*command, "measure", "a.txt", "no.txt", "-o", "x.csv"], cwd=two, capture_output=True)
    assert refused.returncode == 2 and b"no.txt: there is no such file" in refused.stderr


def test_the_command_is_installed_and_every_command_has_help():
    said = subprocess.run(
        [sys.executable, "-m", "analysis.cli", "--help"],
        capture_output=True,
        text=True,
        env=os.environ | {"COLUMNS": "120"},
    )
    assert said.returncode == 0
    for command in cli.app.registered_commands:
        name = command.name or command.callback.__name__.removesuffix("_command")
        assert name in said.stdout
        assert command.callback.__doc__
    for group in cli.app.registered_groups:
        assert group.name in said.stdout
        assert all(command.callback.__doc__ for command in group.typer_instance.registered_commands)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--help"], 0),
        (["report", "missing.txt", "pyproject.toml", "-o", "x.html"], 2),
        (["measure", "seeds", "-o", "x.xlsx"], 2),
        (["compare", "seeds/wire.txt", "missing.txt", "-o", "x.csv"], 2),
        (["explain", " "], 2),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else None,
)
def test_help_and_refusals_wait_for_no_table_and_no_statistics(arguments, status):
    program = f"import sys; sys.argv = {['framing', *arguments]!r}; from analysis.cli import main\n"
    program += (
        "try:\n    main()\nfinally:\n    print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    heavy = {"pandas", "numpy", "scipy", "pyarrow", "matplotlib", "jinja2", "nltk"}
    assert done.returncode == status and "typer" in done.stderr and not heavy & set(done.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "example"),
    [
        (["report", "a.txt", "b.txt"], "page.html"),
        (["measure", "a.txt"], "table.csv"),
        (["lesson"], "out"),
        (["corpus", "t.csv"], "out"),
    ],
)
def test_a_command_without_its_output_gives_an_example(two, monkeypatch, capsys, arguments, example):
    status, _, err = run(monkeypatch, capsys, two, *arguments)
    assert status == 2 and f"Missing option '--output' / '-o'. For example: -o {example}" in err


def test_the_weight_that_the_help_names_is_the_lexicons():
    assert f"{WEIGHT} if not given" in Lexicon.__metadata__[0].help


def test_errors_are_shown_even_with_markup_in_a_name(two, monkeypatch, capsys):
    status, _, err = run(monkeypatch, capsys, two, "measure", "[bold]no[/bold].txt", "-o", "x.csv")
    assert status == 2 and "[bold]no[/bold].txt: there is no such file" in err
    assert issubclass(InputError, ValueError)


def test_a_page_never_takes_the_place_of_an_article_in_a_folder(two, monkeypatch, capsys):
    (two / "art").mkdir()
    for name, text in (("a.html.txt", FIRST), ("b.txt", SECOND)):
        (two / "art" / name).write_text(text, encoding="utf-8")
    (two / "art" / "page.html").symlink_to("b.txt")
    status, _, err = run(monkeypatch, capsys, two, "report", "art", "-o", "art/page.html")
    assert status == 2 and "one of the inputs" in err


def test_two_tables_of_one_name_are_told_apart_and_missing_voices_are_survived(two, monkeypatch, capsys):
    for folder in ("x", "y"):
        (two / folder).mkdir()
        pd.DataFrame({"text": ["A brutal day.", "Rain."], "voice": ["quoted", None]}).to_parquet(
            two / folder / "t.parquet"
        )
    status, _, _ = run(
        monkeypatch, capsys, two, "measure", "x/t.parquet", "y/t.parquet", "--unit", "text", "-o", "o.csv"
    )
    found = pd.read_csv(two / "o.csv")
    assert status == 0
    assert found["article"].tolist() == ["t", "t", "t-2", "t-2"]
    assert found["loaded_words_quoted"].tolist() == [1, 0, 1, 0]


OWN = """term,category,weight,neutral,note
council,<CAT>,0.9,=cmd(),"<script>alert(1)</script>, =1+1"
brutal,emotive,0,,
"""


@pytest.fixture
def mine(two):
    (two / "<b>mine.csv").write_text(OWN.replace("<CAT>", "crockery"), encoding="utf-8")
    return two


def test_a_page_says_that_a_lexicon_of_ones_own_was_used_and_escapes_it(mine, monkeypatch, capsys):
    plain = run(monkeypatch, capsys, mine, "report", "a.txt", "b.txt", "-o", "plain.html")
    status, _, _ = run(
        monkeypatch, capsys, mine, "report", "a.txt", "b.txt", "-o", "page.html", "--lexicon", "<b>mine.csv"
    )
    page = (mine / "page.html").read_text(encoding="utf-8")
    assert (plain[0], status) == (0, 0)
    assert "A reader’s lexicon was used besides the project’s: <bdi>&lt;b&gt;mine.csv</bdi>, 2 rows." in page
    assert "framing report a.txt b.txt --lexicon &#39;&lt;b&gt;mine.csv&#39; -o page.html" in page
    assert "<script" not in page and "crockery" in page and "from <bdi>&lt;b&gt;mine.csv</bdi>" in page
    without = (mine / "plain.html").read_text(encoding="utf-8")
    assert "reader’s lexicon" not in without and "from <bdi>" not in without and "--lexicon" not in without


def test_the_command_on_the_page_names_the_encoding_too(two, monkeypatch, capsys):
    run(monkeypatch, capsys, two, "report", "a.txt", "b.txt", "-o", "page.html", "--encoding", "utf-8")
    assert "framing report a.txt b.txt --encoding utf-8 -o page.html" in (two / "page.html").read_text("utf-8")


def test_measures_and_spans_know_a_lexicon_of_ones_own_and_their_csv_has_no_formulas(mine, monkeypatch, capsys):
    command = ("measure", "a.txt", "-o", "p.csv", "--spans", "s.csv", "--lexicon", "<b>mine.csv")
    assert run(monkeypatch, capsys, mine, *command)[0] == 0
    rows, spans = pd.read_csv(mine / "p.csv"), pd.read_csv(mine / "s.csv", keep_default_na=False)
    own = spans[spans["source"] == "<b>mine.csv"]
    assert own[["surface", "category", "weight", "neutral"]].to_numpy().tolist() == [
        ["Council", "crockery", 0.9, "'=cmd()"], ["council", "crockery", 0.9, "'=cmd()"]
    ]  # fmt: skip
    run(monkeypatch, capsys, mine, "measure", "a.txt", "-o", "p.csv")
    # the headline has one more and one less, the first paragraph one more
    assert (rows["loaded_words"] - pd.read_csv(mine / "p.csv")["loaded_words"]).tolist() == [0, 1, 0]


def test_explain_names_the_file_behind_a_mark(mine, monkeypatch, capsys):
    status, out, _ = run(monkeypatch, capsys, mine, "explain", "The council.", "--lexicon", "<b>mine.csv")
    assert status == 0 and "crockery" in out and "<b>mine" in out


def test_a_corpus_measured_with_another_lexicon_is_another_run(mine, monkeypatch, capsys):
    (mine / "t.csv").write_text("text\nThe council met.\nA brutal day.\n", encoding="utf-8")
    command = ("corpus", "t.csv", "-o", "out", "--spans", "--lexicon", "<b>mine.csv")
    assert run(monkeypatch, capsys, mine, *command)[0] == 0
    assert pd.read_parquet(mine / "out")["loaded_words"].tolist() == [1, 0]
    assert "<b>mine.csv" in set(pd.read_parquet(mine / "out" / "_spans")["source"])
    assert "nothing to do" in run(monkeypatch, capsys, mine, *command)[2]
    status, _, err = run(monkeypatch, capsys, mine, "corpus", "t.csv", "-o", "out", "--spans")
    assert status == 2 and "of another --lexicon" in err and err.count("\n") == 1
    (mine / "<b>mine.csv").write_text(OWN.replace("<CAT>", "pottery"), encoding="utf-8")
    status, _, err = run(monkeypatch, capsys, mine, *command)
    assert status == 2 and "of another --lexicon" in err


def test_site_writes_the_page_both_lessons_and_every_notebook(monkeypatch, capsys, tmp_path, two):
    from nbformat import v4, write

    (tmp_path / "seeds").mkdir()
    for name, text in (("aggregator", FIRST), ("wire", SECOND)):
        (tmp_path / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "notebooks").mkdir()
    write(
        v4.new_notebook(cells=[v4.new_markdown_cell("# One"), v4.new_code_cell("1 + 1")]),
        tmp_path / "notebooks" / "01.ipynb",
    )
    status, _, err = run(monkeypatch, capsys, tmp_path, "site", "-o", "build")
    assert status == 0 and "01.ipynb is run ..." in err
    written = {path.name for path in (tmp_path / "build").iterdir()}
    lessons = {f"{name}{of}.html" for name in ("lesson", "lesson-seeds") for of in ("", "-teacher")}
    assert written == {"01.html", "index.html", "report.html"} | lessons
    index = (tmp_path / "build" / "index.html").read_text(encoding="utf-8")
    assert 'href="report.html#A-' in index and 'href="lesson.html"' in index and 'href="lesson-seeds.html"' in index
