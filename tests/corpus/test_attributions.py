"""Texts for `framing attributions`: each as it was given, with its id."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from analysis.articles import Reading
from analysis.corpus.attributions import given_parts as given
from analysis.schema import InputError


def pairs(*paths, **options):
    return list(given(list(paths), **options).pairs())


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Rain\r\n\r\nIt came.\r\n", "Rain\r\n\r\nIt came.\r\n"),
        (b"\xef\xbb\xbfRain\n\nIt came.", "Rain\n\nIt came."),
        ("Rain\r\rIt came.".encode("utf-16"), "Rain\r\rIt came."),
        (b"---\ntitle: Rain\n---\n\nIt came.\n", "---\ntitle: Rain\n---\n\nIt came.\n"),
        ("Café \u2028😀.\n".encode(), "Café \u2028😀.\n"),
    ],
)
def test_an_article_is_all_of_its_file_as_it_was_decoded(tmp_path, raw, text):
    (tmp_path / "The Rain.txt").write_bytes(raw)
    assert pairs(tmp_path / "The Rain.txt") == [("the-rain", text)] == pairs(tmp_path)


def test_articles_of_one_name_are_told_apart_and_can_be_read_twice(tmp_path):
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"Rain in {folder}.", encoding="utf-8")
    (tmp_path / "y" / "b.md").write_bytes("Café.".encode("cp1252"))
    (tmp_path / "y" / "articles.csv").write_text("file,article\nb.md,coffee\n", encoding="utf-8")
    texts = given([tmp_path / "x" / "a.txt", tmp_path / "y"])
    expected = [("a", "Rain in x."), ("a-2", "Rain in y."), ("coffee", "Café.")]
    assert list(texts.pairs()) == list(texts.pairs()) == expected and texts.amount == 3
    assert len(texts.notices) == 1 and "read as Windows-1252" in texts.notices[0]


def test_json_lines_keep_the_type_of_every_id_and_every_character(tmp_path):
    rows = [
        {"id": 7, "text": "Ada\r\nsays \u2028\u0085\x00."},
        {"id": "7", "text": ""},
        {"id": 2.5, "text": None},
        {"id": None, "text": "Rain."},
        {"text": 5},
        {"id": 2**70},
        {"id": ["a", 1], "text": "\ud83d"},
    ]
    path = tmp_path / "t.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert pairs(path) == [
        (7, rows[0]["text"]),
        ("7", ""),
        (2.5, None),
        ("t-4", "Rain."),
        ("t-5", None),
        (2**70, None),
        (["a", 1], "\ud83d"),
    ]
    assert type(pairs(path)[0][0]) is int


def test_a_cell_of_csv_is_kept_to_the_last_character(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b'\xef\xbb\xbfid,text,more\r\n01,"Ada\r\n\n""says"", \rthat ",x\r\n,,\r\n=3,Rain.,y\r\n')
    assert pairs(path) == [("01", 'Ada\r\n\n"says", \rthat '), ("t-2", ""), ("=3", "Rain.")]
    path.write_bytes("id;text\n".replace(";", ",").encode() + "1,Café.\n".encode("cp1252"))
    assert pairs(path) == pairs(path, reading=Reading(encoding="cp1252")) == [("1", "Café.")]


def test_parquet_keeps_numbers_and_a_folder_of_it_is_one_table(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.corpus.attributions._ROWS", 2)
    table = pd.DataFrame({"more": 0.5, "id": [3, 1, 2], "text": pd.Series(["Rain.", None, "Ada\r\nsays."])})
    folder = tmp_path / "parts"
    folder.mkdir()
    table.to_parquet(tmp_path / "t.parquet")
    table.drop(columns="id").to_parquet(folder / "a.parquet")
    table.drop(columns="id").to_parquet(folder / "b.parquet")
    assert pairs(tmp_path / "t.parquet") == [(3, "Rain."), (1, None), (2, "Ada\r\nsays.")]
    assert [name for name, _ in pairs(folder)] == [f"parts-{k}" for k in range(1, 7)]


def test_tables_are_read_in_pieces_and_lose_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.corpus.attributions._ROWS", 7)
    rows = [(k, f"Rain on day {k}.") for k in range(3000)]
    pd.DataFrame(rows, columns=["id", "text"]).to_csv(tmp_path / "t.csv", index=False)
    assert pairs(tmp_path / "t.csv") == [(str(k), text) for k, text in rows]
    assert given([tmp_path / "t.csv"]).amount == 3000


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", " \n", "nothing but white space|the file is empty"),
        ("a.pages", "Rain.", "files that end in .pages are not read"),
        ("a.csv", "id,body\n1,Rain.\n", "there is no column 'text'; it has id, body"),
        ("a.jsonl", '{"id": 1, "text": "Rain."}\n{"id": 2\n', "line 2: cannot be read as JSON"),
        ("a.parquet", "Rain.", "cannot be read as Parquet"),
    ],
)
def test_what_cannot_be_read_is_refused_before_the_first_text(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        given([path])


def test_what_is_not_there_or_there_twice_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("Rain.", encoding="utf-8")
    for names, said in ((["none.txt"], "no such file"), (["none.csv"], "no such file"), (["a.txt", "a.txt"], "twice")):
        with pytest.raises(InputError, match=said):
            given([tmp_path / name for name in names])
