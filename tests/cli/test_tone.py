from __future__ import annotations

import pandas as pd
import pytest

from tests.cli.test_commands import run

ROWS = (
    "id,text,start,end,label\n007,The mayor praised Roe for his courage.,18,21,1\n"
    "b,The mayor accused Roe of fraud.,18,21,-1\n"
)


@pytest.fixture
def place(tmp_path):
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "far.csv").write_text("id,text,start,end\n1,He came.,3,99\n", encoding="utf-8")
    return tmp_path


def test_each_row_keeps_its_id(place, monkeypatch, capsys):
    status, _, err = run(monkeypatch, capsys, place, "tone", "rows.csv", "-o", "out.csv")
    table = pd.read_csv(place / "out.csv", dtype={"id": str})
    assert (status, err.strip()) == (0, "out.csv written: 2 rows.")
    assert table["id"].tolist() == ["007", "b"] and table["label"].tolist() == [1, -1]
    assert table["surface"].tolist() == ["Roe", "Roe"] and "praised" in table["evidence"][0]


def test_labels_are_compared(place, monkeypatch, capsys):
    status, out, _ = run(monkeypatch, capsys, place, "validate", "newsmtsc", "rows.csv", "-o", "f.csv")
    assert status == 0 and "macro-F1" in out
    assert pd.read_csv(place / "f.csv").set_index(["label", "measure"]).loc[("all", "accuracy"), "value"] == 1


@pytest.mark.parametrize(
    ("command", "told"),
    [(("tone", "far.csv"), "far.csv, row 1"), (("tone", "rows.csv", "-o", "rows.csv"), "rows.csv")],
)
def test_bad_input_ends_in_one_line(place, monkeypatch, capsys, command, told):
    command = command if "-o" in command else (*command, "-o", "out.csv")
    status, _, err = run(monkeypatch, capsys, place, *command)
    assert status == 2 and err.count("\n") == 1 and told in err


def test_actors_are_written_with_their_mentions_and_labels(place, monkeypatch, capsys):
    for name in ("one", "two"):
        text = "Vote\n\nThe Blue Caps won. Della King, a baker, praised the Blue Caps."
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    (place / "mine.csv").write_text("actor,kind,forms\nHarbour Party,group,Blue Caps\n", encoding="utf-8")
    files = ("-o", "out.csv", "--mentions", "m.csv", "--labels", "l.csv", "--actors", "mine.csv")
    status, _, err = run(monkeypatch, capsys, place, "actors", "one.txt", "two.txt", *files)
    assert (status, err.strip()) == (0, "out.csv and m.csv and l.csv written: 2 actors.")
    table = pd.read_csv(place / "out.csv").set_index(["actor", "article"])
    assert table.loc[("Harbour Party", "one"), ["mentions", "agent", "patient"]].tolist() == [2, 1, 1]
    assert pd.read_csv(place / "l.csv")["label"].tolist() == ["a baker", "a baker"]
    assert len(pd.read_csv(place / "m.csv")) == 6
    (place / "mine.csv").write_text("actor,kind\nHarbour Party,group\n", encoding="utf-8")
    status, _, err = run(monkeypatch, capsys, place, "actors", "one.txt", "two.txt", *files)
    assert status == 2 and err.count("\n") == 1 and "mine.csv: there is no column 'forms'" in err


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize(
    "end", [21, 21.0, "21.0", " 21", None, "", "x", 20.5, -3, 18, 99, 1e300, 10**30, float("inf"), float("nan"), [21]]
)
def test_a_place_in_any_writing_is_read_or_refused_in_one_line(place, monkeypatch, capsys, kind, end):
    text = "The mayor praised Roe for his courage."
    columns = {"id": [1, None, 3], "text": [text, text, None], "start": [18] * 3, "end": [21, end, 21]}
    table = pd.DataFrame(columns).astype({"end": object})
    if kind == "parquet":
        table["end"] = pd.array([None if isinstance(end, list) else end] * 3)
        table["end"] = table["end"].astype(str) if end == 10**30 else table["end"]
    written = {"csv": table.to_csv(index=False), "jsonl": table.to_json(orient="records", lines=True)}
    if kind == "parquet":
        table.to_parquet(place / "rows.parquet")
    else:
        (place / f"rows.{kind}").write_text(written[kind], encoding="utf-8")
    status, _, err = run(monkeypatch, capsys, place, "tone", f"rows.{kind}", "-o", "out.csv")
    if str(end).strip() in ("21", "21.0"):
        assert (status, pd.read_csv(place / "out.csv")["surface"].tolist()[:2]) == (0, ["Roe", "Roe"])
    else:
        assert status == 2 and err.count("\n") == 1 and f"rows.{kind}, row " in err


def test_a_page_takes_a_readers_actors_and_says_so(tmp_path, monkeypatch, capsys):
    for name, verb in (("a", "said"), ("b", "insisted")):
        text = f"Mill\n\nThe Old Guard {verb} on Monday that the mill would close.\n\nIt closed.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "mine.csv").write_text(
        "actor,kind,forms\nMill keepers,group,Old Guard|the Old Guard\n", encoding="utf-8"
    )
    given = ("a.txt", "b.txt", "-o", "page.html", "--actors", "mine.csv")
    status, _, err = run(monkeypatch, capsys, tmp_path, "report", *given)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert status == 0, err
    assert "Mill keepers" in page and "--actors mine.csv" in page
    (tmp_path / "mine.csv").write_text("actor\nx\n", encoding="utf-8")
    status, _, err = run(monkeypatch, capsys, tmp_path, "report", *given)
    assert status == 2 and "mine.csv" in err and "Traceback" not in err
