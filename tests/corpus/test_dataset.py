"""A folder of parts is always whole: what has its final name is complete."""

from __future__ import annotations

import os

import pandas as pd
import pyarrow as pa
import pytest

from analysis.corpus import dataset
from analysis.schema import InputError

TABLE = pa.table({"n": [1, 2]})


def test_parts_are_one_table_in_order_and_hidden_names_are_not_seen(tmp_path):
    out = tmp_path / "out"
    with dataset.held(out):
        dataset.begin(out, {"options": {"spans": True}})
        for k in (1, 0):
            places = dataset.place(out, k, 2), dataset.place(out / dataset.SPANS, k, 2)
            many = pa.table({"s": [10 * k]})
            assert dataset.write(iter([(TABLE, many), (TABLE, many)]), places) == 4
    assert sorted(os.listdir(out)) == ["_lock", "_manifest.json", "_spans", "part-00000.parquet", "part-00001.parquet"]
    assert pd.read_parquet(out)["n"].tolist() == [1, 2] * 4
    assert pd.read_parquet(out / "_spans")["s"].tolist() == [0, 0, 10, 10]


def test_names_of_parts_sort_however_many_there_are(tmp_path):
    names = [dataset.place(tmp_path, k, 1_000_001).name for k in (2, 10, 1_000_000)]
    assert names == sorted(names) and dataset.place(tmp_path, 7, 10).name == "part-00007.parquet"


def test_a_write_that_fails_leaves_nothing(tmp_path):
    def tables():
        yield (TABLE,)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dataset.write(tables(), (tmp_path / "part-00000.parquet",))
    assert os.listdir(tmp_path) == []


def test_the_part_of_the_spans_has_its_name_first(tmp_path, monkeypatch):
    named = []
    replace = os.replace
    monkeypatch.setattr(os, "replace", lambda a, b: (named.append(b.name), replace(a, b)))
    dataset.write(iter([(TABLE, TABLE)]), (tmp_path / "main.parquet", tmp_path / "spans.parquet"))
    assert named == ["spans.parquet", "main.parquet"]


def test_done_means_readable_with_all_rows(tmp_path):
    path = tmp_path / "part-00000.parquet"
    assert not dataset.done(path, 2)
    dataset.write(iter([(TABLE,)]), (path,))
    assert dataset.done(path, 2) and dataset.done(path, None) and not dataset.done(path, 3)
    path.write_bytes(path.read_bytes()[:-3])
    assert not dataset.done(path, 2)


def test_what_a_killed_run_left_is_deleted_and_nothing_else(tmp_path):
    out = tmp_path / "out"
    (out / "_spans").mkdir(parents=True)
    left = [".part-00000." + "a" * 32 + ".tmp.parquet", "_spans/.part-00000." + "b" * 32 + ".tmp.parquet"]
    for name in [*left, "_manifest.json", ".notes"]:
        (out / name).touch()
    with dataset.held(out):
        assert sorted(os.listdir(out)) == [".notes", "_lock", "_manifest.json", "_spans"]
        assert os.listdir(out / "_spans") == []


def test_a_second_run_is_kept_out(tmp_path):
    with (
        dataset.held(tmp_path / "out"),
        pytest.raises(InputError, match="another run is writing"),
        dataset.held(tmp_path / "out"),
    ):
        pass
    with dataset.held(tmp_path / "out"):
        pass


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").touch()
    with pytest.raises(InputError, match=r"other files in it \(letter.txt\)"), dataset.held(tmp_path):
        pass
    assert os.listdir(tmp_path) == ["letter.txt"]
    with pytest.raises(InputError, match="this is a file"), dataset.held(tmp_path / "letter.txt"):
        pass
    with pytest.raises(InputError, match="there is no folder"), dataset.held(tmp_path / "no" / "out"):
        pass


def test_a_run_that_fails_before_it_begins_leaves_no_folder(tmp_path):
    with pytest.raises(InputError, match="x"), dataset.held(tmp_path / "out"):
        raise InputError("x")
    assert os.listdir(tmp_path) == []


def test_the_manifest_is_read_back(tmp_path):
    assert dataset.manifest(tmp_path) is None
    dataset.begin(tmp_path, {"options": {"spans": False}, "input": "é"})
    assert dataset.manifest(tmp_path)["input"] == "é"
    (tmp_path / "_manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        dataset.manifest(tmp_path)


def test_joined_keeps_the_types_of_pandas_on_both_sides():
    left = pd.DataFrame({"a": pd.array([1, None], "Int64"), "b": pd.Categorical(["x", "y"])}, index=["p", "q"])
    left.index.name = "key"
    right = pd.DataFrame({"c": pd.array([True, None], "boolean")})
    schemas = [pa.Schema.from_pandas(left), pa.Schema.from_pandas(right, preserve_index=False)]
    tables = [pa.Table.from_pandas(left), pa.Table.from_pandas(right, preserve_index=False)]
    both = pa.Table.from_arrays([*tables[0].columns, *tables[1].columns], schema=dataset.joined(*schemas)).to_pandas()
    pd.testing.assert_frame_equal(both, left.assign(c=right["c"].to_numpy()).astype({"c": "boolean"}))
