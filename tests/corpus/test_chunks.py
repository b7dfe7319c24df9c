"""What a corpus is read from: every row once, with its type, in bounded pieces; what is wrong, in one line."""

from __future__ import annotations

import codecs
import json
import os
import zipfile

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis import paragraphs, read_articles
from analysis.articles import Reading
from analysis.corpus import chunks
from analysis.corpus.chunks import Reader, Slice, fingerprint, layout
from analysis.schema import InputError


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "a.parquet"
    pq.write_table(pa.table({"n": range(10_000), "text": ["Rain."] * 10_000}), place, row_group_size=4_000)
    return place


def rows(reader, wanted):
    return [n for batch in reader.batches(wanted) for n in batch.column("n").to_pylist()]


def read(path, *, encoding=None, rows=1000):
    """Scan a file and give its columns, its chunk lengths, and all its rows."""
    _, name, _ = chunks.identify(path, encoding=encoding)
    found = chunks.scan_lines(path, encoding=name, rows=rows)
    tables = list(chunks.tables(path, name, found))
    assert [len(table) for table in tables] == found.rows
    marks = [mark for table in tables for mark in table.column(table.num_columns - 1).to_pylist()]
    plain = [table.remove_column(table.num_columns - 1) for table in tables]
    assert all(table.schema.equals(found.schema) for table in plain)
    return found, [row for table in plain for row in table.to_pylist()], marks


def put(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


ARTICLE = (
    "Council hears a report\n\nThe council met on Monday. “We are sad,” the mayor, Ana Ruiz, said.\n\nIt rained.\n"
)


def rows_of(plan):
    """Read all chunks of a plan, in order, as one table."""
    tables = []
    for chunk, held in chunks.streamed(plan, {c.number for c in plan.chunks}):
        tables += [held] if held is not None else chunks.pieces(chunk, plan.schema, plan.source.reading)
    return pd.concat([table.to_pandas().iloc[:, : len(plan.schema)] for table in tables], ignore_index=True)


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("b.txt", "a.txt", "a.md", ".hidden.txt"):
        (folder / name).write_text(ARTICLE + f"\nIt was in {name}.\n", encoding="utf-8")
    (folder / "articles.csv").write_text("file,article,title\nb.txt,the-b,Council hears a report\n", encoding="utf-8")
    return folder


def test_large_row_groups_are_cut_evenly(path):
    schema, slices = layout([path], rows=3_000)
    assert schema.names == ["n", "text"]
    assert [(s.group, s.start, s.length) for s in slices] == [
        (0, 0, 2000), (0, 2000, 2000), (1, 0, 2000), (1, 2000, 2000), (2, 0, 2000)
    ]  # fmt: skip


@pytest.mark.parametrize("order", [1, -1])
def test_slices_hold_every_row_once_in_whatever_order_they_are_read(path, order):
    reader, found = Reader(), []
    _, slices = layout([path], rows=700)
    read = {s: rows(reader, s) for s in slices[::order]}
    for piece in slices:
        assert len(read[piece]) == piece.length
        found += read[piece]
    assert found == list(range(10_000))


def test_a_reader_that_was_left_in_the_middle_begins_anew(path):
    reader = Reader()
    next(reader.batches(Slice(path, 0, 0, 4000)))
    assert rows(reader, Slice(path, 0, 100, 50)) == list(range(100, 150))


def test_files_of_a_folder_need_the_same_columns_and_types_that_fit(tmp_path):
    def written(name, **columns):
        pq.write_table(pa.table(columns), tmp_path / name)
        return tmp_path / name

    first = written("1.parquet", text=["a"], n=pa.array([1], pa.int32()))
    wider = written("2.parquet", text=["b"], n=pa.array([2**40], pa.int64()))
    empty = written("3.parquet", text=pa.nulls(1), n=pa.nulls(1))
    schema, slices = layout([first, wider, empty], rows=10)
    assert schema.field("n").type == pa.int64() and schema.field("text").type == pa.string() and len(slices) == 3
    with pytest.raises(InputError, match="column 'n' is not in every file"):
        layout([first, written("4.parquet", text=["c"])], rows=10)
    with pytest.raises(InputError, match="not the types of the other files"):
        layout([first, written("5.parquet", text=["c"], n=["x"])], rows=10)


def test_the_fingerprint_tells_a_changed_file(path):
    before = fingerprint([path])
    assert before == fingerprint([path]) and before["bytes"] == path.stat().st_size
    os.utime(path, (1, 1))
    assert fingerprint([path]) != before


def test_a_truncated_file_is_named(path):
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InputError, match=r"a\.parquet: cannot be read as Parquet"):
        layout([path], rows=10)


def test_a_damaged_row_group_is_named_and_the_others_are_read(path):
    raw = bytearray(path.read_bytes())
    at = pq.read_metadata(path).row_group(1).column(0).data_page_offset
    raw[at : at + 200] = b"\xff" * 200
    path.write_bytes(raw)
    _, slices = layout([path], rows=4_000)
    reader = Reader()
    assert rows(reader, slices[0]) == list(range(4000))
    with pytest.raises(InputError, match=r"a\.parquet: row group 1 cannot be read"):
        rows(reader, slices[1])
    assert rows(reader, slices[2]) == list(range(8000, 10_000))


def test_bytes_that_are_no_utf8_are_told(tmp_path):
    bad = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")])
    pq.write_table(pa.table({"text": bad}), tmp_path / "a.parquet")
    with pytest.raises(InputError, match="row group 0 cannot be read"):
        list(Reader().batches(Slice(tmp_path / "a.parquet", 0, 0, 1)))


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
    monkeypatch.setattr(chunks, "LONGEST_ROW", 100)
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
    assert len(chunks.identify(path, encoding=encoding)[2]) == notices
    assert read(path, encoding=encoding)[1][-1] == {"text": "café"}


UNREADABLE = [
    ("a.csv", "id,text\n1,a\n2,b,c\n", "row 3 has 3 columns, the header has 2"),
    ("a.csv", "id,text\n1,a\n2\n", "row 3 has 1 columns"),
    ("a.csv", "text,text\n1,a\n", "two columns are called 'text'"),
    ("a.csv", "", "the file is empty"),
    ("a.csv", b"PK\3\4\0\0", "not a text file"),
    ("a.csv", b"text\na \x81 b\n", "the bytes are not cp1252"),
    ("a.jsonl", '{"text": "a"}\n{"text": \n', "line 2: cannot be read as JSON"),
    ("a.jsonl", '{"text": "a"}\n\n[1]\n', "line 3: [1] is no object"),
    ("a.jsonl", "[" * 100_000, "line 1: cannot be read as JSON"),
    ("a.jsonl", b'{"text": "a \x81 b"}\n', "the bytes are not cp1252"),
]


@pytest.mark.parametrize(("name", "content", "said"), UNREADABLE, ids=[said for *_, said in UNREADABLE])
def test_what_cannot_be_read_is_named_with_its_line(tmp_path, name, content, said):
    path = put(tmp_path, name, content)
    with pytest.raises(InputError) as stop:
        read(path)
    assert said in str(stop.value) and str(path) in str(stop.value) and "\n" not in str(stop.value)


def test_a_row_without_an_end_does_not_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(chunks, "LONGEST_ROW", 1000)
    for name, content in (("a.csv", 'text\n"' + "x\n" * 3000), ("a.jsonl", '{"text": "' + "x" * 3000)):
        with pytest.raises(InputError, match="longer than"):
            read(put(tmp_path, name, content))


def test_an_unknown_encoding_and_a_missing_file_are_named(tmp_path):
    with pytest.raises(InputError, match="'klingon' is not known"):
        chunks.identify(put(tmp_path, "a.csv", "text\na\n"), encoding="klingon")
    with pytest.raises(InputError, match="cannot be read"):
        chunks.identify(tmp_path / "none.csv")


def test_a_file_that_shrinks_after_the_scan_is_told(tmp_path):
    path = put(tmp_path, "a.csv", "text\na\nb\n")
    found = chunks.scan_lines(path, encoding="utf-8", rows=1)
    put(tmp_path, "a.csv", "text\na\n")
    with pytest.raises(InputError, match="has changed"):
        list(chunks.tables(path, "utf-8", found))


def test_a_folder_of_articles_gives_the_paragraph_table(articles):
    plan = chunks.plan(chunks.look(articles), rows=40)
    assert [chunk.amount for chunk in plan.chunks] == [2, 1]
    found, want = rows_of(plan), paragraphs(read_articles([articles]))
    pd.testing.assert_frame_equal(found, want.astype(found.dtypes.to_dict()))
    assert found["article"].unique().tolist() == ["a", "a-2", "the-b"]


def test_an_article_without_body_text_is_one_row_with_its_reason(articles):
    (articles / "c.txt").write_text("Related Articles\n\nBack to top", encoding="utf-8")
    found = rows_of(chunks.plan(chunks.look(articles), rows=1000)).iloc[-1]
    assert (found["article"], found["kind"]) == ("c", "boilerplate")
    assert found["reason"] == "there is no paragraph of body text in it"
    assert found["text"] == "Related Articles\n\nBack to top"


def test_an_article_that_cannot_be_read_is_told_before_anything_is_done(articles):
    (articles / "c.txt").write_bytes(b"PK\3\4\0\0")
    with pytest.raises(InputError, match=r"c\.txt: this is not a text file"):
        chunks.look(articles)


def test_a_folder_of_parquet_is_read_in_the_order_of_the_names(tmp_path):
    for name in ("2.parquet", "1.parquet", "_hidden.parquet"):
        pd.DataFrame({"text": [f"{name} {k}" for k in range(5)]}).to_parquet(tmp_path / name, row_group_size=3)
    plan = chunks.plan(chunks.look(tmp_path), rows=2)
    assert [(c.first, c.amount) for c in plan.chunks] == [
        (0, 1), (1, 2), (3, 2), (5, 1), (6, 2), (8, 2)
    ]  # fmt: skip
    assert rows_of(plan)["text"].tolist() == [f"{n}.parquet {k}" for n in (1, 2) for k in range(5)]


def test_a_piece_is_bounded_by_its_bytes_too(tmp_path, monkeypatch):
    monkeypatch.setattr(chunks, "PIECE_BYTES", 1 << 20)
    pd.DataFrame({"text": ["x" * 1000] * 5000}).to_parquet(tmp_path / "a.parquet")
    plan = chunks.plan(chunks.look(tmp_path / "a.parquet"), rows=20_000)
    (chunk,) = plan.chunks
    assert [len(piece) for piece in chunks.pieces(chunk, plan.schema, Reading())] == [2048, 2048, 904]


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_lines_are_streamed_and_what_was_kept_spares_the_scan(tmp_path, monkeypatch, ending):
    table = pd.DataFrame({"text": [f"Row {k}." for k in range(10)]})
    path = tmp_path / f"a.{ending}"
    table.to_csv(path, index=False) if ending == "csv" else table.to_json(path, orient="records", lines=True)
    plan = chunks.plan(chunks.look(path), rows=4)
    monkeypatch.setattr(chunks, "scan_lines", None)
    again = chunks.plan(chunks.look(path), rows=4, kept=plan.kept)
    assert again == plan and rows_of(again)["text"].tolist() == table["text"].tolist()
    assert [c.number for c, _ in chunks.streamed(again, {1})] == [1]


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "txt"])
def test_the_fingerprint_changes_with_the_input(tmp_path, ending):
    def written(text):
        table = pd.DataFrame({"text": [text]})
        path = tmp_path / f"a.{ending}"
        {"csv": lambda: table.to_csv(path), "jsonl": lambda: table.to_json(path, orient="records", lines=True),
         "parquet": lambda: table.to_parquet(path), "txt": lambda: path.write_text(text)}[ending]()  # fmt: skip
        return chunks.look(tmp_path if ending == "txt" else path).fingerprint

    assert written("Rain fell.") != written("Snow fell.")


NO_CORPUS = [
    ("none.csv", "there is no such file"),
    ("a.pages", "a corpus is a .parquet, .csv or .jsonl file, or a folder"),
    ("empty", "no article in this folder"),
    ("both", "both articles"),
    ("other.csv", "there is no column 'text'; it has id, body"),
    ("other.parquet", "there is no column 'text'; it has id"),
    ("head.csv", "the table has no rows"),
    ("rows.parquet", "the table has no rows"),
]


@pytest.mark.parametrize(("name", "said"), NO_CORPUS, ids=[name for name, _ in NO_CORPUS])
def test_what_is_no_corpus_is_told_in_one_line(tmp_path, name, said):
    (tmp_path / "a.pages").touch()
    (tmp_path / "empty").mkdir()
    (tmp_path / "both").mkdir()
    (tmp_path / "both" / "a.txt").touch()
    (tmp_path / "other.csv").write_text("id,body\n1,a\n", encoding="utf-8")
    (tmp_path / "head.csv").write_text("id,text\n", encoding="utf-8")
    pd.DataFrame({"id": [1]}).to_parquet(tmp_path / "other.parquet")
    pd.DataFrame({"text": pd.Series([], dtype=str)}).to_parquet(tmp_path / "rows.parquet")
    pq.write_table(pq.read_table(tmp_path / "other.parquet"), tmp_path / "both" / "b.parquet")
    with pytest.raises(InputError) as stop:
        chunks.plan(chunks.look(tmp_path / name), rows=10)
    assert said in str(stop.value) and name in str(stop.value) and "\n" not in str(stop.value)


def test_an_archive_and_an_export_are_corpora_of_their_articles(tmp_path):
    told = "The bridge\n\nThe council closed the bridge on {} after the storm.\n"
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        for day in ("Monday", "Sunday"):
            archive.writestr(f"{day}.txt", told.format(day))
    (tmp_path / "in").mkdir()
    shown = "{0}\n\nBy Jane Doe\n90 words\n5 March 2024\nThe Post\nPOST\nEnglish\n\n"
    shown += "It fell on {0}.\n\nDocument POSTEN0002024030{1}ek3500012\n\n"
    (tmp_path / "in" / "e.txt").write_text(shown.format("Monday", 5) + shown.format("Sunday", 6), encoding="utf-8")
    for path, said in ((tmp_path / "z.zip", "on Monday after"), (tmp_path / "in", "It fell on Monday.")):
        source = chunks.look(path)
        made = chunks.plan(source, rows=30)
        rows = [
            row
            for chunk in made.chunks
            for piece in chunks.pieces(chunk, made.schema, Reading())
            for row in piece.to_pylist()
        ]
        assert len({row["article"] for row in rows}) == 2
        assert sum(said in row["text"] for row in rows) == 1, rows
