"""Files are written whole or not at all, tables safely; bytes become text, or the reader is told why not."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pandas as pd
import pytest

from analysis.files import check_place, decode, listed, read_objects, safe_cells, table_writer, write_all
from analysis.schema import InputError


def test_all_files_are_written_or_none(tmp_path):
    def fails(place):
        raise OSError(28, "No space left on device")

    (tmp_path / "a").write_text("old", encoding="utf-8")
    with pytest.raises(InputError, match="b: cannot be written .No space left"):
        write_all({tmp_path / "a": lambda p: p.write_text("new"), tmp_path / "b": fails})
    assert (tmp_path / "a").read_text(encoding="utf-8") == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a"]
    write_all({tmp_path / "a": lambda p: p.write_text("new"), tmp_path / "b": lambda p: p.write_text("b")})
    assert [p.read_text(encoding="utf-8") for p in sorted(tmp_path.iterdir())] == ["new", "b"]


def test_a_file_has_the_rights_that_a_new_file_has(tmp_path):
    (tmp_path / "plain").write_text("x", encoding="utf-8")
    write_all({tmp_path / "a": lambda p: p.write_text("x")})
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_places_that_cannot_be_written_are_named(tmp_path):
    with pytest.raises(InputError, match="this is a folder"):
        check_place(tmp_path)
    with pytest.raises(InputError, match="there is no folder .*mkdir -p"):
        check_place(tmp_path / "no" / "x.html")
    (tmp_path / "in.txt").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="one of the inputs"):
        check_place(tmp_path / "in.txt", inputs=(tmp_path / "in.txt",))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_rights_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match="may not write"):
        check_place(tmp_path / "x.html")


def test_a_spreadsheet_sees_no_formula_and_numbers_stay():
    table = pd.DataFrame({"text": ["=1+1", "+a", "-b", "@c", "\td", "-5", "+1.5", "plain", None], "n": [-1.5] * 9})
    safe = safe_cells(table)
    assert safe["text"].tolist()[:8] == ["'=1+1", "'+a", "'-b", "'@c", "'\td", "-5", "+1.5", "plain"]
    assert pd.isna(safe["text"][8])
    assert safe["n"].tolist() == [-1.5] * 9


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_numbers_round_trip_exactly(tmp_path, ending):
    table = pd.DataFrame({"x": [0.1 + 0.2, 1 / 3, -1e-17, float("nan"), 206.835 - 84.6 * 1.37]})
    path = tmp_path / f"t.{ending}"
    table_writer(table, path)(path)
    back = pd.read_csv(path) if ending == "csv" else pd.read_parquet(path)
    pd.testing.assert_frame_equal(back, table, check_exact=True)


def test_other_endings_are_refused():
    with pytest.raises(InputError, match="written as .csv or .parquet"):
        table_writer(pd.DataFrame(), Path("t.xlsx"))


def test_a_column_of_mixed_ids_can_be_written_as_parquet(tmp_path):
    path = tmp_path / "t.parquet"
    table_writer(pd.DataFrame({"id": [1, "a", None]}), path)(path)
    assert pd.read_parquet(path)["id"].tolist()[:2] == ["1", "a"]


def test_byte_order_marks_decide_before_everything_else():
    for encoding, mark in (
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ):
        assert decode(mark + "naïve".encode(encoding), "x", encoding="cp1252") == ("naïve", ())


def test_what_is_declared_comes_before_a_guess():
    assert decode("naïve".encode("latin-1"), "x", encoding="latin-1")[0] == "naïve"
    raw = b'<meta charset="cp1251">' + "да".encode("cp1251")
    assert decode(raw, "x")[0].endswith("да")


def test_windows_1252_is_read_with_a_notice():
    text, notices = decode(b"caf\xe9 \x93so\x94", "post.txt")
    assert text == "café “so”"
    assert "post.txt: not UTF-8, read as Windows-1252" in notices[0]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "the file is empty"),
        (b" \n\t", "the file is empty"),
        (b"%PDF-1.7 ...", "not a text file"),
        (b"ab\0cd", "not a text file"),
        (b"\x81\x8d\xff", "are not cp1252"),
        (b"<?xml encoding='klingon'?>x", "'klingon' is not known"),
        (b"\xef\xbb\xbf\xff\xfe", "are not utf-8-sig"),
        (b"-*- coding: base64 -*-", "base64"),
    ],
)
def test_bytes_that_are_no_text_are_named_with_the_file(raw, said):
    with pytest.raises(InputError, match=said) as caught:
        decode(raw, "folder/post.txt")
    assert str(caught.value).startswith("folder/post.txt: ")
    assert "\n" not in str(caught.value)


def test_utf_16_without_a_mark_is_read_where_the_reader_says_so():
    assert decode("naïve".encode("utf-16-le"), "x", encoding="utf-16-le")[0] == "naïve"


def test_lines_of_json_come_with_their_places_and_a_broken_one_is_told_when_it_is_reached():
    lines = read_objects(['{"a": 1}', "", " \n", b'{"b": "caf\xc3\xa9"}', b'{"c": "\xe9"}'], "x.jsonl")
    assert [next(lines), next(lines)] == [({"a": 1}, "x.jsonl, line 1"), ({"b": "café"}, "x.jsonl, line 4")]
    with pytest.raises(InputError, match="^x.jsonl, line 5: the bytes are not UTF-8"):
        next(lines)
    for line, said in (("[" * 10**5, "as JSON"), ('{"a"', "as JSON"), ('["' + "x" * 99 + '"]', "… is no object")):
        with pytest.raises(InputError, match=f"^x, line 1: .*{said}") as caught:
            next(read_objects([line], "x"))
        assert "\n" not in str(caught.value) and len(str(caught.value)) < 200


def test_columns_of_a_file_of_ours_are_read_row_by_row_and_its_head_is_for_people(tmp_path):
    (tmp_path / "terms.csv").write_text('# made, not edited\nterm,kind,note\n"a, b",x,\n# 5,y,"said ""so"""\n', "utf-8")
    assert listed("terms.csv", "note", "term", folder=tmp_path) == [("", "a, b"), ('said "so"', "# 5")]
    assert listed("terms.csv", "kind", folder=tmp_path) == ["x", "y"]
    with pytest.raises(KeyError):
        listed("terms.csv", "weight", folder=tmp_path)
