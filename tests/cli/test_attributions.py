from __future__ import annotations

import json

import pandas as pd
import pytest

from tests.cli.test_commands import run
from tests.spoken import find

pytestmark = pytest.mark.usefixtures("spoken")
ROWS = [
    {"id": 7, "text": "Ada says that it rains. Bob says that 😀 it does not."},
    {"id": "8", "text": None},
    {"id": 9, "text": "It rains.\r\nEve says that it may."},
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "t.jsonl").write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfRain\r\n\r\nAda says that it rains.\r\n")
    return tmp_path


def test_a_line_a_text_with_offsets_into_the_text_as_it_was_given(folder, monkeypatch, capsys):
    status, out, err = run(monkeypatch, capsys, folder, "attributions", "t.jsonl", "a.txt", "-o", "o.jsonl")
    assert (status, out) == (0, "")
    assert err.splitlines()[-2:] == [
        "o.jsonl written: 4 texts, 4 attributions.",
        "note: 1 row has no text, and so no attributions.",
    ]
    lines = [json.loads(line) for line in (folder / "o.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == [7, "8", 9, "a"]
    texts = [row["text"] for row in ROWS] + ["Rain\r\n\r\nAda says that it rains.\r\n"]
    said = [
        [
            [text[slice(*at)] for role in ("source", "cue", "content") for at in one[role]]
            for one in line["attributions"]
        ]
        for text, line in zip(texts, lines, strict=True)
    ]
    assert said == [
        [["Ada", "says", "it rains"], ["Bob", "says", "😀 it does not"]],
        [],
        [["Eve", "says", "it may"]],
        [["Ada", "says", "it rains"]],
    ]


def test_without_a_place_the_same_lines_are_printed(folder, monkeypatch, capsys):
    run(monkeypatch, capsys, folder, "attributions", "t.jsonl", "-o", "o.jsonl")
    status, out, err = run(monkeypatch, capsys, folder, "attributions", "t.jsonl")
    assert status == 0 and out == (folder / "o.jsonl").read_text(encoding="utf-8")
    assert err == "note: 1 row has no text, and so no attributions.\n"


def test_a_file_appears_whole_or_not_at_all(folder, monkeypatch, capsys):
    monkeypatch.setattr("analysis.attribution.json_lines.BATCH_TEXTS", 1)
    calls = []

    def breaks(texts):
        calls.append(texts)
        if len(calls) == 3:
            raise MemoryError
        return find(texts)

    monkeypatch.setattr("analysis.attribution.find_attributions", breaks)
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(MemoryError):
        run(monkeypatch, capsys, folder, "attributions", "t.jsonl", "-o", "o.jsonl")
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("t.jsonl", "-o", "t.jsonl"), "one of the inputs"),
        ((".", "-o", "a.txt"), "a name that ends in .jsonl"),
        (("t.jsonl", "-o", "o.csv"), "a name that ends in .jsonl"),
        (("t.jsonl", "-o", "none/o.jsonl"), "there is no folder"),
        (("none.jsonl", "-o", "o.jsonl"), "there is no such file"),
        (("broken.jsonl",), "line 1: cannot be read as JSON"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(folder, monkeypatch, capsys, arguments, said):
    (folder / "broken.jsonl").write_text('{"id": 1, "text"', encoding="utf-8")
    status, out, err = run(monkeypatch, capsys, folder, "attributions", *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1) and said in err
    assert not (folder / "o.jsonl").exists()


def test_a_table_of_parquet_gives_its_numbers_back(folder, monkeypatch, capsys):
    pd.DataFrame(ROWS).assign(id=[3, 1, 2]).to_parquet(folder / "t.parquet")
    _, out, _ = run(monkeypatch, capsys, folder, "attributions", "t.parquet")
    assert [json.loads(line)["id"] for line in out.splitlines()] == [3, 1, 2]


def test_help_says_what_offsets_count(folder, monkeypatch, capsys):
    status, out, _ = run(monkeypatch, capsys, folder, "attributions", "--help")
    said = " ".join(out.split())
    assert status == 0 and "as it was given" in said and "half-open" in said and "front matter too" in said
