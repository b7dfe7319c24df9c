from __future__ import annotations

import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis import chunks, paragraphs, read_articles
from analysis.schema import InputError

ARTICLE = (
    "Council hears a report\n\nThe council met on Monday. “We are sad,” the mayor, Ana Ruiz, said.\n\nIt rained.\n"
)


def rows_of(plan):
    """Read all chunks of a plan, in order, as one table."""
    tables = []
    for chunk, rows in chunks.streamed(plan, {c.number for c in plan.chunks}):
        found = [rows] if rows is not None else list(chunks.pieces(chunk, plan.schema, plan.source.encoding))
        tables += [t.to_pandas().iloc[:, : len(plan.schema)] for t in found]
    return pd.concat(tables, ignore_index=True)


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("b.txt", "a.txt", "a.md", ".hidden.txt"):
        (folder / name).write_text(ARTICLE + f"\nIt was in {name}.\n", encoding="utf-8")
    (folder / "articles.csv").write_text("file,article,title\nb.txt,the-b,Council hears a report\n", encoding="utf-8")
    return folder


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
    assert [len(piece) for piece in chunks.pieces(chunk, plan.schema, None)] == [2048, 2048, 904]


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_lines_are_streamed_and_what_was_kept_spares_the_scan(tmp_path, monkeypatch, ending):
    table = pd.DataFrame({"text": [f"Row {k}." for k in range(10)]})
    path = tmp_path / f"a.{ending}"
    table.to_csv(path, index=False) if ending == "csv" else table.to_json(path, orient="records", lines=True)
    plan = chunks.plan(chunks.look(path), rows=4)
    monkeypatch.setattr(chunks.lines, "scan", None)
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


BAD = [
    ("none.csv", "there is no such file"),
    ("a.docx", "a corpus is a .parquet, .csv or .jsonl file, or a folder"),
    ("empty", "neither articles"),
    ("both", "both articles"),
    ("other.csv", "there is no column 'text'; it has id, body"),
    ("other.parquet", "there is no column 'text'; it has id"),
    ("head.csv", "the table has no rows"),
    ("rows.parquet", "the table has no rows"),
]


@pytest.mark.parametrize(("name", "said"), BAD, ids=[name for name, _ in BAD])
def test_what_is_no_corpus_is_told_in_one_line(tmp_path, name, said):
    (tmp_path / "a.docx").touch()
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
