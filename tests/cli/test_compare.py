from __future__ import annotations

import pandas as pd
import pytest

from tests.cli.test_commands import run as framing

FIRST = """Every bridge in the county is unsafe

=SUM(A1) “The Harlow bridge will carry no lorry before May,” the engineer, Ana Ruiz, said on Monday.

The county closed 12 of 40 bridges, or 40 percent, after the frost.
"""
SECOND = """Engineer closes Harlow bridge

“The Harlow bridge will hardly carry a lorry before May,” Ana Ruiz told the council.

After the frost the county had shut 12 of its 40 bridges.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND), ("empty.txt", " \n"), ("said.txt", "Nothing of it.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "said.png").write_bytes(b"%PDF-1.4")
    (tmp_path / "many").mkdir()
    for k in range(13):
        (tmp_path / "many" / f"{k}.txt").write_text(f"{SECOND}\nIt is number {k} of the series.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(monkeypatch, capsys, *arguments):
    status, _, err = framing(monkeypatch, capsys, ".", "compare", *arguments)
    return status, err


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_the_findings_are_written_as_a_table(folder, monkeypatch, capsys, ending):
    status, err = run(monkeypatch, capsys, "a.txt", "b.txt", "--source", "said.txt", "-o", f"f.{ending}")
    read = {"csv": pd.read_csv, "parquet": pd.read_parquet}[ending]
    found = read(folder / f"f.{ending}")
    assert status == 0 and f"f.{ending} written: {len(found)} findings" in err
    assert {"same point", "quotation", "quotation and source", "figure", "arithmetic"} <= set(found["finding"])
    assert found.loc[found["finding"] == "arithmetic", "verdict"].tolist() == ["does not fit"]
    assert set(found.loc[found["finding"] == "quotation and source", "verdict"]) == {"not found"}


def test_no_cell_of_the_csv_is_a_formula(folder, monkeypatch, capsys):
    run(monkeypatch, capsys, "a.txt", "b.txt", "-o", "f.csv")
    cells = pd.read_csv(folder / "f.csv", dtype=str).fillna("").to_numpy().ravel()
    assert not [cell for cell in cells if cell[:1] in "=+@" and cell]
    assert [cell for cell in cells if cell.startswith("'=SUM(A1)")]


BAD = [
    (["a.txt", "-o", "f.csv"], "this is one article"),
    (["many", "-o", "f.csv"], "these are 13 articles, and 12 can be compared"),
    (["a.txt", "b.txt", "-o", "f.xlsx"], "written as .csv or .parquet"),
    (["a.txt", "b.txt", "-o", "a.txt"], "one of the inputs"),
    (["a.txt", "b.txt", "-o", "no/f.csv"], "there is no folder no"),
    (["a.txt", "b.txt", "-o", "many"], "this is a folder"),
    (["a.txt", "b.txt", "--source", "said.csv", "-o", "said.csv"], "one of the inputs"),
    (["many", "a.txt", "-o", "many/0.txt"], "written as .csv or .parquet"),
    (["a.txt", "a.txt", "-o", "f.csv"], "given twice"),
    (["a.txt", "empty.txt", "-o", "f.csv"], "empty.txt: "),
    (["a.txt", "none.txt", "-o", "f.csv"], "none.txt: there is no such"),
    (["a.txt", "b.txt", "--source", "said.png", "-o", "f.csv"], "said.png: a source is text"),
    (["a.txt", "b.txt", "--source", "empty.txt", "-o", "f.csv"], "empty.txt: the file is empty"),
    (["a.txt", "b.txt", "--source", "none.txt", "-o", "f.csv"], "none.txt: there is no such file"),
]


@pytest.mark.parametrize(("arguments", "told"), BAD, ids=[told for _, told in BAD])
def test_bad_input_is_one_line_and_nothing_is_written(folder, monkeypatch, capsys, arguments, told):
    before = sorted(path.name for path in folder.iterdir())
    status, err = run(monkeypatch, capsys, *arguments)
    assert status == 2 and told in err and err.count("\n") == 1 and "Traceback" not in err
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize(("ending", "method"), [("csv", "to_csv"), ("parquet", "to_parquet")])
def test_a_table_appears_whole_or_not_at_all(folder, monkeypatch, capsys, ending, method):
    def breaks(table, place, **_):
        place.write_text("half of", encoding="utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pd.DataFrame, method, breaks)
    (folder / f"f.{ending}").write_text("as it was", encoding="utf-8")
    before = sorted(path.name for path in folder.iterdir())
    status, err = run(monkeypatch, capsys, "a.txt", "b.txt", "-o", f"f.{ending}")
    assert (status, err.count("\n")) == (2, 1) and "No space left" in err
    assert sorted(path.name for path in folder.iterdir()) == before
    assert (folder / f"f.{ending}").read_text(encoding="utf-8") == "as it was"


def test_hostile_text_stays_text(folder, monkeypatch, capsys):
    bidi = '@IMPORT(1) The Harlow bridge\u202e will carry\u00a0no lorry, <b>"Ana", Ruiz</b> wrote on Monday.'
    (folder / "hostile.txt").write_text(f"=1+1 Harlow\n\n{bidi}\n", encoding="utf-8")
    status, _ = run(monkeypatch, capsys, "hostile.txt", "b.txt", "-o", "f.csv")
    found = pd.read_csv(folder / "f.csv", dtype=str).fillna("")
    cells = found.to_numpy().ravel()
    assert status == 0 and not [cell for cell in cells if cell[:1] in tuple("=+@\t\r")]
    assert any(cell.startswith("'@IMPORT(1)") and "<b>" in cell for cell in cells)
    assert len(found) == len(pd.read_csv(folder / "f.csv", encoding="utf-8"))


def test_texts_that_share_nothing_are_compared_too(folder, monkeypatch, capsys):
    (folder / "x.txt").write_text("Rain fell in the hills.\n", encoding="utf-8")
    (folder / "y.txt").write_text("A goalkeeper has retired.\n", encoding="utf-8")
    status, err = run(monkeypatch, capsys, "x.txt", "y.txt", "-o", "f.csv")
    found = pd.read_csv(folder / "f.csv")
    assert status == 0 and "only here 2" in err
    assert found.loc[found["finding"] == "only here", "text_a"].tolist() == [
        "Rain fell in the hills.", "A goalkeeper has retired."]  # fmt: skip


def test_a_folder_of_twelve_goes(folder, monkeypatch, capsys):
    (folder / "many" / "12.txt").unlink()
    status, err = run(monkeypatch, capsys, "many", "-o", "f.parquet")
    found = pd.read_parquet(folder / "f.parquet")
    assert status == 0 and (found["finding"] == "order").sum() == 12 * 11 / 2
