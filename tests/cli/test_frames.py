from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures import ISSUE_FRAMES, NEWS_FRAMES
from tests.cli.test_commands import run

TEXTS = (
    "id,text,label\n007,The judge sentenced him to prison.,legality\nb,Wages and prices rose.,economic\n"
    "c,They walked along the lane.,other\n"
)


@pytest.fixture
def place(tmp_path):
    (tmp_path / "texts.csv").write_text(TEXTS, encoding="utf-8")
    (tmp_path / "one.txt").write_text("Wages fall\n\nWages and prices fell, said the bank.\n", encoding="utf-8")
    (tmp_path / "mine.csv").write_text(
        "frame,kind,text\nlane,term,lane\nlane,example,No such path.\n", encoding="utf-8"
    )
    return tmp_path


@pytest.mark.parametrize("unit", [[], ["--unit", "text"]])
def test_a_row_of_a_table_is_scored_under_its_id(place, monkeypatch, capsys, unit):
    status, _, err = run(monkeypatch, capsys, place, "frames", "texts.csv", "-o", "out.csv", "--spans", "s.csv", *unit)
    table = pd.read_csv(place / "out.csv", dtype={"id": str})
    assert (status, err.strip()) == (0, "out.csv and s.csv written: 3 rows.")
    assert list(table) == ["id", "label", *ISSUE_FRAMES, *NEWS_FRAMES]
    assert table["id"].tolist() == ["007", "b", "c"]
    assert table["label"].tolist() == ["legality", "economic", "other"]
    assert set(pd.read_csv(place / "s.csv", dtype=str)["id"]) <= {"007", "b", "c"}


def test_json_lines_are_read_and_an_article_is_one_row(place, monkeypatch, capsys):
    (place / "t.jsonl").write_text('{"id": 3, "text": "Wages and prices rose."}\n', encoding="utf-8")
    assert run(monkeypatch, capsys, place, "frames", "t.jsonl", "-o", "out.csv")[0] == 0
    assert pd.read_csv(place / "out.csv")[["id", "label"]].to_numpy().tolist() == [[3, "economic"]]
    assert run(monkeypatch, capsys, place, "frames", "one.txt", "-o", "out.csv")[0] == 0
    table = pd.read_csv(place / "out.csv")
    assert table[["article", "label"]].to_numpy().tolist() == [["one", "economic"]]


def test_frames_of_ones_own_are_scored_and_validated(place, monkeypatch, capsys):
    command = ("frames", "texts.csv", "-o", "out.csv", "--frames", "mine.csv")
    status, _, err = run(monkeypatch, capsys, place, *command)
    assert status == 0 and "note: mine.csv, row 2: lane is not found in this example." in err
    assert pd.read_csv(place / "out.csv")["label"].tolist() == ["other", "other", "lane"]
    (place / "coded.csv").write_text("text,label\na lane,lane\na road,other\n", encoding="utf-8")
    status, out, _ = run(monkeypatch, capsys, place, "validate", "frames", "coded.csv", "--frames", "mine.csv")
    assert status == 0 and "kappa" in out and "1.000" in out


def test_validate_compares_labels_and_columns(place, monkeypatch, capsys):
    status, out, _ = run(monkeypatch, capsys, place, "validate", "frames", "texts.csv", "-o", "f.csv")
    table = pd.read_csv(place / "f.csv").set_index(["frame", "measure"])
    assert status == 0 and "macro-F1" in out
    assert table.loc[("all", "macro-F1"), "value"] == table.loc[("all", "kappa"), "value"] == 1
    assert table.loc[("legality", "F1"), "n"] == 1
    (place / "news.csv").write_text(
        "text,conflict,morality\nA clash of rivals.,1,0\nA sin.,0,1\nA lane.,0,0\n", encoding="utf-8"
    )
    status, out, _ = run(monkeypatch, capsys, place, "validate", "frames", "news.csv", "-o", "f.csv")
    table = pd.read_csv(place / "f.csv").set_index("frame")["value"]
    assert status == 0 and table.to_dict() == {"all": 1, "conflict": 1, "morality_news": 1}


@pytest.mark.parametrize(
    "command, told",
    [
        (["frames", "texts.csv", "-o", "texts.csv"], "texts.csv"),
        (["frames", "texts.csv", "-o", "a.csv", "--spans", "a.csv"], "the same file"),
        (["frames", "one.txt", "-o", "a.csv", "--unit", "text"], "needs a table"),
        (["frames", "texts.csv", "-o", "a.csv", "--frames", "none.csv"], "none.csv"),
        (["validate", "frames", "one.csv"], "one.csv"),
        (["validate", "frames", "bad.csv"], "the label is 'money'"),
        (["validate", "frames", "bare.csv"], "no column 'label'"),
    ],
)
def test_bad_input_ends_in_one_line(place, monkeypatch, capsys, command, told):
    (place / "bad.csv").write_text("text,label\na,money\n", encoding="utf-8")
    (place / "bare.csv").write_text("text\na\n", encoding="utf-8")
    status, out, err = run(monkeypatch, capsys, place, *command)
    assert (status, out, err.count("\n")) == (2, "", 1) and told in err
