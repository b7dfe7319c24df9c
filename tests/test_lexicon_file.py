from __future__ import annotations

import random
import time

import pytest

from analysis.lexicon import COLUMNS
from analysis.lexicon_file import WEIGHT, examine, forms_of, words_of
from analysis.schema import InputError
from analysis.terms import compiled


def made(folder, text, name="mine.csv"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_term_and_category_are_enough_and_the_rest_is_as_it_is_written(tmp_path):
    rows = " Awful ,Emotive\n\ntoo  much,my-own\n"
    found = examine(made(tmp_path, "term,category\n" + rows))
    assert list(found.table) == [*COLUMNS, "line", "cited"]
    told = found.table[["term", "category", "weight", "source", "line"]].to_numpy().tolist()
    assert told == [["Awful", "emotive", WEIGHT, "mine.csv", 2], ["too much", "my-own", WEIGHT, "mine.csv", 4]]
    assert (found.problems, found.notices, found.name) == ((), (), "mine.csv")


def test_every_column_in_any_order_with_its_cells(tmp_path):
    text = (
        "Weight,source,forms,TERM,category,neutral,note,where,class\n0,smith2020,a| b||,c,cue,said,why,headline,doubt\n"
    )
    (row,) = examine(made(tmp_path, text)).table.to_dict("records")
    assert row == {
        "term": "c", "category": "cue", "weight": 0.0, "neutral": "said", "note": "why", "source": "mine.csv",
        "forms": "a|b", "class": "doubt", "where": "headline", "line": 2, "cited": "smith2020"}  # fmt: skip


BROKEN = [
    ("", "emotive", "", "there is no term"),
    ("=+-", "emotive", "", "has no letter or figure"),
    ("law & order", "emotive", "", "'&' of 'law & order' has no letter"),
    ("__", "emotive", "", "has no letter or figure"),
    ("a " * 13, "emotive", "", "more than 12 words"),
    ("a|b", "emotive", "", "has a | in it"),
    ("a\x00b", "emotive", "", "control character (U+0000)"),
    ("a\x1b[31mb", "emotive", "", "control character (U+001B)"),
    ("a" * 10_001, "emotive", "", "a cell has more than 10,000 characters"),
    ("dire", "", "", "there is no category"),
    ("dire", "two words", "", "'two words' is not a plain word"),
    ("dire", "<b>", "", "not a plain word"),
    ("dire", "=x", "", "not a plain word"),
    ("dire", "emotive", "much", "weight 'much' is not a number from 0 to 1"),
    ("dire", "emotive", "nan", "not a number from 0 to 1"),
    ("dire", "emotive", "1.01", "not a number from 0 to 1"),
    ("dire", "emotive", "-0.1", "not a number from 0 to 1"),
    ("dire", "emotive", "1_0e-1", "not a number from 0 to 1"),
    ("dire", "emotive", "0.5,x", "4 cells under 3 columns"),
    ("Good.", "emotive", "", "is the term of line 2 too"),
]


@pytest.mark.parametrize(("term", "category", "weight", "said"), BROKEN, ids=[row[3] for row in BROKEN])
def test_a_broken_row_is_named_with_its_line_and_the_others_are_read(tmp_path, term, category, weight, said):
    text = f"term,category,weight\nGood,emotive,1\n{term},{category},{weight}\nfine,emotive,0.1\n"
    # a byte-order mark, so that a NUL is a character in a row and not the sign of a file that is no text
    found = examine(made(tmp_path, text.encode("utf-8-sig")))
    ((line, reason),) = found.problems
    assert line == 3 and said in reason and "\n" not in reason
    assert found.table["term"].tolist() == ["Good", "fine"]


def test_all_broken_rows_are_told_with_the_line_in_which_they_begin(tmp_path):
    text = 'term,category,note\nx,,"two\nlines"\ny,emotive,\n,emotive,\nz,emotive,"never closed\n\nw,emotive,\n'
    found = examine(made(tmp_path, text))
    assert [line for line, _ in found.problems] == [2, 5, 6]
    assert "quotation mark without its pair" in found.problems[2][1]
    assert found.table["line"].tolist() == [4]


def test_where_a_term_counts_is_one_of_the_words_that_the_project_knows(tmp_path):
    ((_, reason),) = examine(made(tmp_path, "term,category,where\na,emotive,body\n")).problems
    assert "where is 'body'" in reason and "headline" in reason


REFUSED = [
    (b"", "the file is empty"),
    (b" \n\n", "the file is empty"),
    (b"\xef\xbb\xbf", "there are no columns"),
    (b"term,category\n", "there are no rows"),
    (b"word,category\na,b\n", "line 1: there is no column 'term'"),
    (b"term\na\n", "no column 'category'"),
    (b"term,category,wieght,x\na,b,1,2\n", r"no column 'wieght', 'x'. The columns are term, category, weight,"),
    (b"term,category,term\na,b,c\n", "a column is there twice"),
    (b"term;category\na;b\n", "not parted by commas"),
    (b"term,cate\0gory\na,b\n", "this is no text"),
    (b"PK\x03\x04\0\0", "this is no text"),
    (b"\xef\xbb\xbfterm,category\n\xff,b\n", "this is no text"),
]


@pytest.mark.parametrize(("raw", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_what_is_no_table_of_terms_is_refused_in_one_line(tmp_path, raw, said):
    path = made(tmp_path, raw)
    with pytest.raises(InputError, match=said) as refused:
        examine(path)
    assert str(refused.value).startswith(str(path)) and "\n" not in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_byte_order_mark_is_understood_and_a_guess_is_said(tmp_path, encoding):
    found = examine(made(tmp_path, "term,category\nnaïve,emotive\n".encode(encoding)))
    assert found.table["term"].tolist() == ["naïve"]
    assert [("Windows-1252" in notice) for notice in found.notices] == [True] * (encoding == "cp1252")


def test_words_are_those_under_which_the_lexicon_looks_them_up(tmp_path):
    forms = ["brutal", "Sleepy Joe’s", "so-called “experts”", "NOT", "a b.c", "café d’été", "x²", "three  times 3"]
    for form in forms:
        lexicon = compiled(examine(made(tmp_path, f'term,category\n"{form}",emotive\n')).table)
        words = words_of(form)
        assert set(words) == set(lexicon.single if len(words) == 1 else lexicon.word_numbers), form
    assert forms_of("a", "b|c d") == ["a", "b", "c d"] and forms_of("a", "") == ["a"]


def test_two_hundred_thousand_rows_are_read_in_a_few_seconds(tmp_path):
    chance = random.Random(1)
    words = {"".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=9)) for _ in range(200_100)}
    rows = "".join(f"{word},emotive,0.5\n" for word in sorted(words)[:200_000])
    begun = time.process_time()
    found = examine(made(tmp_path, "term,category,weight\n" + rows))
    assert len(found.table) == 200_000 and not found.problems
    assert time.process_time() - begun < 20
