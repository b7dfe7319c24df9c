from __future__ import annotations

import codecs
import json

import pytest

from analysis import lines
from analysis.schema import InputError


def read(path, *, encoding=None, rows=1000):
    """Scan a file and give its columns, its chunk lengths, and all its rows."""
    _, name, _ = lines.identify(path, encoding=encoding)
    found = lines.scan(path, encoding=name, rows=rows)
    tables = list(lines.tables(path, name, found))
    assert [len(table) for table in tables] == found.rows
    marks = [mark for table in tables for mark in table.column(table.num_columns - 1).to_pylist()]
    rows = [row for t in tables for row in t.remove_column(t.num_columns - 1).to_pylist()]
    assert all(t.remove_column(t.num_columns - 1).schema.equals(found.schema) for t in tables)
    return found, rows, marks


def put(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_every_cell_of_csv_is_text_as_it_stands(tmp_path):
    path = put(tmp_path, "a.csv", 'id,text,n\n007,"He said ""no"",\nthen left.",1.50\n008,,NA\n')
    found, rows, marks = read(path)
    assert found.types == {"id": "text", "text": "text", "n": "text"}
    assert rows == [
        {"id": "007", "text": 'He said "no",\nthen left.', "n": "1.50"},
        {"id": "008", "text": "", "n": "NA"},
    ]
    assert marks == [False, False]


def test_a_column_of_json_has_the_type_that_holds_all_its_values(tmp_path):
    records = [
        {"text": "Rain.", "i": 1, "f": 1, "b": True, "mixed": "x", "wide": 2**60, "long": 2**70, "list": [1, "é"]},
        {"text": None, "i": None, "f": 0.5, "b": None, "mixed": 7, "wide": 1, "late": False},
    ]
    path = put(tmp_path, "a.jsonl", "\n".join(map(json.dumps, records)) + "\n\n")
    found, rows, _ = read(path)
    assert found.types == {
        "text": "text", "i": "int64", "f": "double", "b": "bool", "mixed": "text", "wide": "int64", "long": "text",
        "list": "text", "late": "bool",
    }  # fmt: skip
    assert rows[0] == {"text": "Rain.", "i": 1, "f": 1.0, "b": True, "mixed": "x", "wide": 2**60, "long": str(2**70),
                       "list": '[1, "é"]', "late": None}  # fmt: skip
    assert rows[1] == {"text": None, "i": None, "f": 0.5, "b": None, "mixed": "7", "wide": 1, "long": None,
                       "list": None, "late": False}  # fmt: skip


def test_whole_numbers_too_long_for_a_fraction_stay_exact(tmp_path):
    found, rows, _ = read(put(tmp_path, "a.jsonl", '{"text": "", "n": 9007199254740993}\n{"text": "", "n": 0.5}'))
    assert found.types["n"] == "text" and [row["n"] for row in rows] == ["9007199254740993", "0.5"]


def test_what_is_no_text_is_marked_and_half_a_character_is_replaced(tmp_path):
    path = put(tmp_path, "a.jsonl", '{"text": 5}\n{"text": "a \\ud800 b"}\n{"id": 1}\n{"text": ["x"]}')
    _, rows, marks = read(path)
    assert marks == [True, False, False, True]
    assert [row["text"] for row in rows] == ["5", "a � b", None, '["x"]']


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_chunks_are_cut_by_rows_and_by_bytes(tmp_path, monkeypatch, ending):
    texts = ["x" * 10] * 25
    csv = "text\n" + "\n".join(texts)
    path = put(tmp_path, f"a.{ending}", csv if ending == "csv" else "\n".join(json.dumps({"text": t}) for t in texts))
    found, rows, _ = read(path, rows=10)
    assert found.rows == [10, 10, 5] and [row["text"] for row in rows] == texts
    monkeypatch.setattr(lines, "LONGEST_ROW", 100)
    found, rows, _ = read(path, rows=1000)
    assert len(found.rows) > 2 and sum(found.rows) == 25 and [row["text"] for row in rows] == texts


@pytest.mark.parametrize(
    ("content", "encoding", "notices"),
    [
        ("text\ncafé\n".encode(), None, 0),
        (codecs.BOM_UTF8 + "text\ncafé\n".encode(), None, 0),
        ("text\ncafé\n".encode("utf-16"), None, 0),
        ("text\ncafé\n".encode("cp1252"), None, 1),
        (("text\n" + "a\n" * 100_000 + "café\n").encode("cp1252"), None, 1),
        ("text\ncafé\n".encode("latin-1"), "latin-1", 0),
    ],
)
@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_the_encoding_is_found_as_for_an_article(tmp_path, content, encoding, notices, ending):
    if ending == "jsonl":
        mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        name = encoding or ("utf-16" if content.startswith(codecs.BOM_UTF16_LE) else "cp1252" if notices else "utf-8")
        text = content[len(mark) :].decode(name)
        content = mark + "\n".join(f'{{"text": "{t}"}}' for t in text.split()[1:]).encode(name)
    path = put(tmp_path, f"a.{ending}", content)
    assert len(lines.identify(path, encoding=encoding)[2]) == notices
    assert read(path, encoding=encoding)[1][-1] == {"text": "café"}


BAD = [
    ("a.csv", "id,text\n1,a\n2,b,c\n", "row 3 has 3 columns, the header has 2"),
    ("a.csv", "id,text\n1,a\n2\n", "row 3 has 1 columns"),
    ("a.csv", "text,text\n1,a\n", "two columns are called 'text'"),
    ("a.csv", "", "the file is empty"),
    ("a.csv", b"PK\3\4\0\0", "not a text file"),
    ("a.csv", b"text\na \x81 b\n", "the bytes are not cp1252"),
    ("a.jsonl", '{"text": "a"}\n{"text": \n', "line 2 cannot be read as JSON"),
    ("a.jsonl", '{"text": "a"}\n\n[1]\n', "line 3 cannot be read as JSON (it is no object)"),
    ("a.jsonl", "[" * 100_000, "line 1 cannot be read as JSON"),
    ("a.jsonl", b'{"text": "a \x81 b"}\n', "the bytes are not cp1252"),
]


@pytest.mark.parametrize(("name", "content", "said"), BAD, ids=[said for *_, said in BAD])
def test_what_cannot_be_read_is_named_with_its_line(tmp_path, name, content, said):
    path = put(tmp_path, name, content)
    with pytest.raises(InputError) as stop:
        read(path)
    assert said in str(stop.value) and str(path) in str(stop.value) and "\n" not in str(stop.value)


def test_a_row_without_an_end_does_not_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(lines, "LONGEST_ROW", 1000)
    for name, content in (("a.csv", 'text\n"' + "x\n" * 3000), ("a.jsonl", '{"text": "' + "x" * 3000)):
        with pytest.raises(InputError, match="longer than"):
            read(put(tmp_path, name, content))


def test_an_unknown_encoding_and_a_missing_file_are_named(tmp_path):
    with pytest.raises(InputError, match="'klingon' is not known"):
        lines.identify(put(tmp_path, "a.csv", "text\na\n"), encoding="klingon")
    with pytest.raises(InputError, match="cannot be read"):
        lines.identify(tmp_path / "none.csv")


def test_a_file_that_shrinks_after_the_scan_is_told(tmp_path):
    path = put(tmp_path, "a.csv", "text\na\nb\n")
    found = lines.scan(path, encoding="utf-8", rows=1)
    put(tmp_path, "a.csv", "text\na\n")
    with pytest.raises(InputError, match="has changed"):
        list(lines.tables(path, "utf-8", found))
