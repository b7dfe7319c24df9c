from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.articles.layout import find_blocks
from analysis.articles.read import (
    articles_from,
    articles_table,
    list_files,
    read_articles,
    read_given_articles,
    read_given_texts,
    slug,
)
from analysis.articles.tables import read_table
from analysis.corpus.chunks import look, scan_lines, tables
from analysis.schema import ARTICLES, InputError


@pytest.fixture
def write(tmp_path):
    def put(name, content):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return put


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.csv", b"id,body\n1,x\n", "there is no column 'text'; it has id, body"),
        ("t.csv", b"text\n", "the table has no rows"),
        ("t.jsonl", b"{not json", "line 1: cannot be read as JSON"),
        ("t.parquet", b"PAR1 but broken", "not a table that can be read"),
        ("t.csv", b"", "the file is empty"),
    ],
)
def test_tables_that_cannot_be_used_are_named(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=said) as caught:
        read_table(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_every_row_of_a_csv_stays_and_a_shifted_one_is_named(write):
    assert read_table(write("a.csv", b"text\nA\n\nB\n"))["text"].tolist() == ["A", "", "B"]
    assert read_table(write("b.csv", b'id,text\n1,"a\rb"\n\n2,c\n'))["text"].tolist() == ["a\rb", "c"]
    with pytest.raises(InputError, match="line 2: 3 cells under 2 columns"):
        read_table(write("c.csv", b"id,text\n1,Hello brutal, world\n2,Bye brutal, world\n"))


SAID = "The bridge, it is said, is shut; and it is brutal."
EXPORTS = {
    "semicolons": f'id;text\r\n1;"{SAID}"\r\n'.encode(),
    "semicolons, as Excel says": f'sep=;\r\nid;text\r\n1;"{SAID}"\r\n'.encode("utf-8-sig"),
    "tabs": f"id\ttext\n1\t{SAID}\n".encode(),
    "Excel's Unicode text": f"id\ttext\r\n1\t{SAID}\r\n".encode("utf-16"),
    "commas": f'id,text\n1,"{SAID}"\n'.encode(),
    "Text in a capital, semicolons": f'text;id\n"{SAID}";1\n'.encode(),
}


@pytest.mark.parametrize("ending", ["csv", "tsv"])
@pytest.mark.parametrize("raw", EXPORTS.values(), ids=EXPORTS)
def test_a_table_is_read_whatever_sign_parts_its_cells_by_every_reader(write, raw, ending):
    path = write(f"t.{ending}", raw)
    assert read_table(path)[["id", "text"]].to_numpy().tolist() == [["1", SAID]]
    source = look(path)
    (chunk,) = tables(path, source.encoding, scan_lines(path, encoding=source.encoding, rows=10))
    assert chunk.select(["id", "text"]).to_pylist() == [{"id": "1", "text": SAID}]


def test_a_shifted_row_is_named_with_the_sign_of_its_table(write):
    with pytest.raises(InputError, match="line 2: 3 cells under 2 columns. .* hold a semicolon"):
        read_table(write("a.csv", b"id;text\n1;It fell; all saw\n"))


def test_signs_that_look_like_line_ends_stand_in_json(write):
    said = "The bridge is brutal.\u2028It fell.\u2029\x85\x0b\x0c"
    path = write("a.jsonl", json.dumps({"text": said}, ensure_ascii=False).encode() + b"\n")
    assert read_table(path)["text"].tolist() == [said]


def test_whole_numbers_stay_whole_and_half_surrogates_are_replaced(write):
    path = write("a.jsonl", b'{"id": 1234567890123456789, "text": "a"}\n{"text": "lone \\ud800 x"}\n')
    frame = read_table(path)
    assert frame["id"].tolist() == [1234567890123456789, None]
    assert frame["text"][1] == "lone \ufffd x"
    with pytest.raises(InputError, match="line 2: cannot be read as JSON"):
        read_table(write("b.jsonl", b'{"text": "a"}\n{"text": \n'))
    with pytest.raises(InputError, match=r"line 1: \[1\] is no object"):
        read_table(write("c.jsonl", b"[1]\n"))


def test_endings_in_capitals_and_dictionary_columns_are_read(tmp_path, write):
    assert read_table(write("a.JSONL", b'{"text": "a"}'))["text"].tolist() == ["a"]
    pd.DataFrame({"id": pd.Categorical(["x", "y"]), "text": ["a", None]}).to_parquet(tmp_path / "a.parquet")
    frame = read_table(tmp_path / "a.parquet")
    assert frame["id"].tolist() == ["x", "y"]
    assert frame["text"].isna().tolist() == [False, True]


TWO = "A headline\n\nThe first paragraph says so.\n\nThe second agrees.\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "Morning Post.txt"
    path.write_text(TWO, encoding="utf-8")
    return path


def blocks(text):
    return [text[a:b] for a, b in find_blocks(text)]


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
    assert read_articles(article) == read_articles(str(article)) == read_articles([article])
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


def test_a_table_that_is_read_already_holds_articles_too():
    frame = pd.DataFrame({"article": ["p", "p", None], "text": [TWO] * 3, "date": [None, "2024", ""]})
    found = articles_from(frame, name="given")
    assert [(a.article, a.date, a.path) for a in found] == [
        ("p", None, "given, row 1"), ("p-2", "2024", "given, row 2"), ("given-3", None, "given, row 3")]  # fmt: skip
    with pytest.raises(InputError, match="given, row 2: there is no text"):
        articles_from(frame.assign(text=["a", " ", "b"]), name="given")
    with pytest.raises(InputError, match="table: there is no column 'text'; it has date"):
        articles_from(frame[["date"]])


SAME = ("post", "post-2", "post-3")


def test_articles_of_the_same_name_are_told_apart(tmp_path):
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "post.txt").write_text(TWO + folder, encoding="utf-8")
    found = read_articles([tmp_path / "a", tmp_path / "b", tmp_path / "c"])
    assert tuple(a.article for a in found) == SAME
    assert list(articles_table(found).columns) == list(ARTICLES)
    told = [f"{tmp_path / folder / 'post.txt'} is called “{name}”" for folder, name in zip("abc", SAME, strict=True)]
    assert found[0].notices == (f"files of one name: {', '.join(told)}.",)


def test_a_long_text_of_one_paragraph_is_told_to_be_one(tmp_path):
    line = "The council closed the bridge on Monday. It will be mended in the spring. " * 8
    for name, text in (("one.txt", line), ("two.txt", f"{line}\n\n{line}"), ("short.txt", line[:300])):
        (tmp_path / name).write_text(text, encoding="utf-8")
    one, two, short = (read_articles(tmp_path / name)[0] for name in ("one.txt", "two.txt", "short.txt"))
    assert two.notices == short.notices == ()
    assert re.search(r"one paragraph only, of 112 words: .* Put a blank line between paragraphs\.$", one.notices[0])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("neutral.txt", r"Did you mean Neutral\.txt\?$"),
        ("Neutral.docx", r"Did you mean Neutral\.txt\?$"),
        ("zebra.txt", r"Check the name and the folder\.$"),
    ],
)
def test_a_file_that_is_not_there_names_the_nearest(tmp_path, name, said):
    (tmp_path / "Neutral.txt").write_text(TWO, encoding="utf-8")
    (tmp_path / "Outlook on the town.txt").write_text(TWO, encoding="utf-8")
    with pytest.raises(InputError, match=f"there is no such file. {said}"):
        read_articles(tmp_path / name)


@pytest.mark.parametrize(
    "address", ["www.example.org", "example.org", "news.example.org/2024/a", "https:/www.example.org/a"]
)
def test_an_address_without_its_beginning_is_told(address):
    with pytest.raises(InputError, match=r"put https:// in front: https://(?:www|news|example)\."):
        read_articles(address)


def test_slugs_are_letters_digits_and_hyphens():
    assert slug("The Wire (final)") == "the-wire-final"
    assert slug("…") == "article"


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
    found = read_given_articles([two / "b.txt", two / "a.txt"], at_least=2, note=notes.append)
    assert [a.article for a in found] == ["b", "a"]
    assert len(notes) == 1 and "read as Windows-1252" in notes[0]
    assert read_given_articles([two / "b.txt"], encoding="cp1252", note=notes.append)[0].text.count("café") == 1
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
        read_given_articles([two / name for name in names], at_least=2)


def test_one_article_and_a_copy_are_enough_where_nothing_is_compared(two):
    assert len(read_given_articles([two / "a.txt", two / "copy.txt"])) == 2


def test_the_files_that_were_read_are_named_with_the_description_beside_them(two):
    found = read_given_articles([two / "a.txt", two / "b.txt"])
    assert list_files(found) == (two / "a.txt", two / "b.txt", two / "articles.csv", two / "articles.csv")


def test_rows_of_tables_become_blocks_and_tables_of_one_name_are_told_apart(two):
    for k, folder in enumerate(("x", "y", "z")):
        (two / folder).mkdir()
        pd.DataFrame({"id": [k], "text": ["Rain."], "voice": ["quoted"]}).to_parquet(two / folder / "t.parquet")
    pd.DataFrame({"article": ["p", "p"], "text": ["a", "b"], "kind": ["headline", "body"]}).to_csv(two / "u.csv")
    rows = read_given_texts([two / "x/t.parquet", two / "y/t.parquet", two / "z/t.parquet", two / "u.csv"])
    assert list(rows) == ["id", "article", "block", "kind", "voice", "text"]
    assert rows["article"].tolist() == ["t", "t-2", "t-3", "p", "p"]
    assert rows["block"].tolist() == [0, 0, 0, 0, 1]
    assert rows["voice"].tolist() == ["quoted"] * 3 + ["outlet"] * 2
    assert rows["kind"].tolist() == ["body"] * 3 + ["headline", "body"]


def test_a_text_file_is_no_table_of_texts(two):
    with pytest.raises(InputError, match="--unit text needs a table"):
        read_given_texts([Path("a.txt")])
