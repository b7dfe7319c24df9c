from __future__ import annotations

import datetime

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis import chunks, evidence, measure, partition
from analysis.schema import InputError

TEXTS = ["A brutal winter came. It was “very sad,” she said.", "", "Rain.", None, "GOOD news!! Not great, but fine."]


def done(path, out, *, spans=True):
    """Do every chunk of `path`, of two rows each, and give the tables that come of it."""
    plan = chunks.plan(chunks.look(path), rows=2)
    columns = partition.schemas(plan, spans=spans)
    folders = [out, out / "_spans"][: len(columns)]
    for folder in folders:
        folder.mkdir()
    for chunk, rows in chunks.streamed(plan, {c.number for c in plan.chunks}):
        places = tuple(folder / f"part-{chunk.number:05d}.parquet" for folder in folders)
        task = partition.Task(chunk, rows, columns, places, plan.source.encoding, partition.versions())
        assert partition.do(task) == chunk.number
    for folder in folders:
        assert len({str(pq.read_schema(p)) for p in folder.glob("*.parquet")}) == 1
    return [pd.read_parquet(folder) for folder in folders]


def test_the_parts_together_are_the_table_measured_whole(tmp_path):
    table = pd.DataFrame(
        {
            "id": ["x", "y", None, "z", "w"],
            "text": TEXTS,
            "voice": ["quoted", None, "outlet", "outlet", None],
            "kind": ["headline", None, "body", None, None],
            "nothing": [None] * 5,
            "number": pd.array([1, None, 3, None, None], "Int64"),
            "day": [datetime.date(2024, 1, 1)] * 5,
            "many": [[1], [], None, [2, 3], None],
            "group": pd.Categorical(["a", "b", "a", None, "b"]),
        }
    )
    table.to_parquet(tmp_path / "a.parquet")
    found, spans = done(tmp_path / "a.parquet", tmp_path / "out")
    want = partition.measured(table)
    pd.testing.assert_frame_equal(found[want.columns], want)
    pd.testing.assert_frame_equal(found[table.columns], pd.read_parquet(tmp_path / "a.parquet"))
    marks = evidence(table)
    pd.testing.assert_frame_equal(spans[marks.columns], marks, check_dtype=False)
    assert spans["id"].tolist() == table["id"].iloc[marks["row"]].tolist()


def test_article_and_block_of_the_input_name_the_spans(tmp_path):
    table = pd.DataFrame({"article": ["p", "p", "q"], "block": [7, None, 9], "text": ["Brutal.", "Brutal.", "Brutal."]})
    table.astype({"block": "Int64"}).to_parquet(tmp_path / "a.parquet")
    _, spans = done(tmp_path / "a.parquet", tmp_path / "out")
    loaded = spans[spans["label"] == "loaded"]
    assert loaded[["article", "block", "row"]].to_numpy().tolist() == [["p", 7, 0], ["p", 1, 1], ["q", 9, 2]]


@pytest.mark.parametrize(
    "column",
    [[1, 2, None], [b"a", None, b"b"], [["a"], None, []], [None] * 3, [True, None, False], [1.5, None, 2.5]],
    ids=str,
)
def test_a_column_that_is_not_text_is_carried_through_with_the_reason(tmp_path, column):
    pq.write_table(pa.table({"text": column, "voice": [1, 2, 3], "kind": [[], [], []]}), tmp_path / "a.parquet")
    found, spans = done(tmp_path / "a.parquet", tmp_path / "out")
    missing = [value is None for value in column]
    assert (found["not_measured"] == "the text is missing").tolist() == missing
    assert (found["not_measured"] == "the text is not text").tolist() == [not m for m in missing]
    assert found["words"].isna().all() and found["compound"].isna().all() and not len(spans)
    assert pq.read_table(tmp_path / "out" / "part-00000.parquet")["text"].to_pylist() == column[:1]


def test_json_that_is_no_text_is_carried_through_with_the_reason(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": 5}\n{"text": "Rain."}\n{"id": 3}\n{"text": ["x"]}', encoding="utf-8")
    found, _ = done(tmp_path / "a.jsonl", tmp_path / "out")
    assert found["text"].fillna("").tolist() == ["5", "Rain.", "", '["x"]']
    assert found["not_measured"].fillna("").tolist() == [
        "the text is not text", "", "the text is missing", "the text is not text"
    ]  # fmt: skip


def test_the_spans_of_articles_are_named_by_article_and_block(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text("A brutal day\n\nIt was a brutal winter in all of it.\n", encoding="utf-8")
    found, spans = done(folder, tmp_path / "out")
    assert "row" not in spans and spans["article"].unique().tolist() == ["a", "b"]
    keyed = found.set_index(["article", "block"])["text"]
    assert all(keyed[s.article, s.block][s.start : s.end] == s.surface for s in spans.itertuples())


def test_types_do_not_hang_on_what_is_missing():
    whole, part = pd.DataFrame({"text": ["Rain."]}), pd.DataFrame({"text": ["Rain.", None]})
    assert measure(whole)["words"].dtype != measure(part)["words"].dtype
    kinds = [partition.measured(t).dtypes for t in (whole, part, whole.iloc[:0], part.iloc[1:])]
    assert all(kind.equals(kinds[0]) for kind in kinds)
    pd.testing.assert_frame_equal(partition.measured(part), measure(part))


def test_a_column_with_the_name_of_a_measure_is_refused(tmp_path):
    pd.DataFrame({"text": ["a"], "compound": [1]}).to_parquet(tmp_path / "a.parquet")
    with pytest.raises(InputError, match="'compound' has the name of a measure"):
        partition.schemas(chunks.plan(chunks.look(tmp_path / "a.parquet"), rows=2), spans=False)


def test_other_versions_elsewhere_are_refused(tmp_path):
    chunk = chunks.Chunk(0, 0, 1)
    with pytest.raises(InputError, match="other versions"):
        partition.do(partition.Task(chunk, None, (), (), None, partition.versions() | {"textstat": "0.7.12"}))


def test_a_lexicon_that_changes_during_a_run_stops_it(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("term,category\nrain,weather\n", encoding="utf-8")
    told = partition.versions() | partition.own_version(path)
    assert partition.own_version(None) == {} and told[partition.OWN].startswith("mine.csv ")
    path.write_text("term,category\nsnow,weather\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.csv: not the lexicon with which the run was begun"):
        partition.do(partition.Task(chunks.Chunk(0, 0, 1), None, (), (), None, told, path))
