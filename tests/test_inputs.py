from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.inputs import files_of, given_articles, given_texts
from analysis.schema import InputError

FIRST = "Council meets\n\nThe council met on Monday, and all were there.\n"
SECOND = "Rain\n\nIt rained on Sunday in all of the town.\n"


@pytest.fixture
def two(tmp_path):
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND), ("copy.txt", FIRST)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_articles_are_read_in_order_and_what_was_guessed_is_noted_once(two):
    (two / "b.txt").write_bytes(SECOND.replace("town", "café").encode("cp1252"))
    notes = []
    found = given_articles([two / "b.txt", two / "a.txt"], at_least=2, note=notes.append)
    assert [a.article for a in found] == ["b", "a"]
    assert len(notes) == 1 and "read as Windows-1252" in notes[0]
    assert given_articles([two / "b.txt"], encoding="cp1252", note=notes.append)[0].text.count("café") == 1
    assert len(notes) == 1


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["a.txt", "./a.txt"], "given twice"),
        (["a.txt", "copy.txt"], "the same text as"),
        (["a.txt"], "this is one article"),
        (["a.txt", "none.txt"], "there is no such file"),
    ],
)
def test_articles_that_cannot_be_compared_are_refused(two, names, said):
    with pytest.raises(InputError, match=said):
        given_articles([two / name for name in names], at_least=2)


def test_one_article_and_a_copy_are_enough_where_nothing_is_compared(two):
    assert len(given_articles([two / "a.txt", two / "copy.txt"])) == 2


def test_the_files_that_were_read_are_named_with_the_description_beside_them(two):
    found = given_articles([two / "a.txt", two / "b.txt"])
    assert files_of(found) == (two / "a.txt", two / "b.txt", two / "articles.csv", two / "articles.csv")


def test_rows_of_tables_become_blocks_and_tables_of_one_name_are_told_apart(two):
    for k, folder in enumerate(("x", "y", "z")):
        (two / folder).mkdir()
        pd.DataFrame({"id": [k], "text": ["Rain."], "voice": ["quoted"]}).to_parquet(two / folder / "t.parquet")
    pd.DataFrame({"article": ["p", "p"], "text": ["a", "b"], "kind": ["headline", "body"]}).to_csv(two / "u.csv")
    rows = given_texts([two / "x/t.parquet", two / "y/t.parquet", two / "z/t.parquet", two / "u.csv"])
    assert list(rows) == ["id", "article", "block", "kind", "voice", "text"]
    assert rows["article"].tolist() == ["t", "t-2", "t-3", "p", "p"]
    assert rows["block"].tolist() == [0, 0, 0, 0, 1]
    assert rows["voice"].tolist() == ["quoted"] * 3 + ["outlet"] * 2
    assert rows["kind"].tolist() == ["body"] * 3 + ["headline", "body"]


def test_a_text_file_is_no_table_of_texts(two):
    with pytest.raises(InputError, match="--unit text needs a table"):
        given_texts([Path("a.txt")])
