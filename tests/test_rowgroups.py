from __future__ import annotations

import os

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.rowgroups import Reader, Slice, fingerprint, layout
from analysis.schema import InputError


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "a.parquet"
    pq.write_table(pa.table({"n": range(10_000), "text": ["Rain."] * 10_000}), place, row_group_size=4_000)
    return place


def rows(reader, wanted):
    return [n for batch in reader.batches(wanted) for n in batch.column("n").to_pylist()]


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
