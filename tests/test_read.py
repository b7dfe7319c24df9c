from __future__ import annotations

import pandas as pd
import pytest

from analysis.read import articles_table, block_places, read_articles, slug
from analysis.schema import ARTICLES, InputError

TWO = "A headline\n\nThe first paragraph says so.\n\nThe second agrees.\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "Morning Post.txt"
    path.write_text(TWO, encoding="utf-8")
    return path


def blocks(text):
    return [text[a:b] for a, b in block_places(text)]


def test_blocks_are_what_blank_lines_separate_exactly_as_they_stand():
    assert blocks("  one\ntwo  \n \t\n\n\nthree") == ["  one\ntwo  ", "three"]
    assert blocks("one\r\n\r\ntwo\r\n") == ["one", "two"]
    assert blocks("\n\none\n\n\n") == ["one"]
    assert blocks("one\r\ntwo\r\n\r\nthree\rfour\r\rfive") == ["one\r\ntwo", "three\rfour", "five"]
    assert blocks("") == []


def test_without_blank_lines_a_line_that_ends_like_a_sentence_is_a_paragraph():
    assert blocks("Title here\nFirst one.\nSecond one.\n“Third,” he said.") == [
        "Title here", "First one.", "Second one.", "“Third,” he said."]  # fmt: skip
    assert len(blocks("a paragraph that is\nwrapped at the margin\nand ends here.")) == 1


def test_the_seeds_have_the_blocks_that_a_reader_counts(seed_articles):
    assert [len(a.blocks) for a in seed_articles] == [19, 11]
    assert [a.title is not None for a in seed_articles] == [True, True]
    assert seed_articles[1].outlet is None


def test_a_file_is_an_article_and_a_folder_is_its_files(article):
    assert [a.article for a in read_articles([article])] == ["morning-post"]
    (article.parent / "b.md").write_text("# Title\n\nBody text.", encoding="utf-8")
    (article.parent / ".hidden.txt").write_text("no", encoding="utf-8")
    (article.parent / "notes.pdf").write_bytes(b"%PDF")
    assert [a.article for a in read_articles([article.parent])] == ["morning-post", "b"]


def test_what_lies_beside_the_texts_describes_them(article):
    described = "file,article,title,outlet\nMorning Post.txt,post,A headline,The Post\n"
    (article.parent / "articles.csv").write_text(described, encoding="utf-8")
    found = read_articles([article])[0]
    assert (found.article, found.title, found.outlet, found.byline) == ("post", "A headline", "The Post", None)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.txt", "no such file"),
        ("picture.png", r"end in \.png are not read"),
        ("empty", "no article in this folder"),
    ],
)
def test_inputs_that_cannot_be_read_are_named(tmp_path, name, said):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=said):
        read_articles([tmp_path / name])


def test_rows_of_tables_are_articles_and_keep_their_id(tmp_path):
    frame = pd.DataFrame({"id": ["x7", "x8"], "text": [TWO, TWO], "outlet": ["The Post", ""], "extra": [1, 2]})
    frame.to_csv(tmp_path / "t.csv", index=False)
    frame.to_json(tmp_path / "t.jsonl", orient="records", lines=True)
    frame.to_parquet(tmp_path / "t.parquet")
    for ending in ("csv", "jsonl", "parquet"):
        found = read_articles([tmp_path / f"t.{ending}"])
        assert [(a.article, a.identifier, a.outlet, a.text) for a in found] == [
            ("x7", "x7", "The Post", TWO),
            ("x8", "x8", None, TWO),
        ]


def test_articles_of_the_same_name_are_told_apart(tmp_path):
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "post.txt").write_text(TWO + folder, encoding="utf-8")
    found = read_articles([tmp_path / "a", tmp_path / "b", tmp_path / "c"])
    assert [a.article for a in found] == ["post", "post-2", "post-3"]
    assert list(articles_table(found).columns) == list(ARTICLES)


def test_slugs_are_letters_digits_and_hyphens():
    assert slug("The Wire (final)") == "the-wire-final"
    assert slug("…") == "article"
