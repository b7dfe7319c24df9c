from __future__ import annotations

import random

import pandas as pd
import pytest

from analysis import evidence, measure
from analysis.schema import InputError
from analysis.text import own_lexicon
from analysis.text.lexicon import COLUMNS, categories, compile_terms, forms_by_row, forms_of, load_lexicon, words_of
from analysis.text.own_lexicon import WEIGHT, examine_file, load_with


def made(folder, text, name="mine.csv"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_term_and_category_are_enough_and_the_rest_is_as_it_is_written(tmp_path):
    rows = " Awful ,Emotive\n\ntoo  much,my-own\n"
    found = examine_file(made(tmp_path, "term,category\n" + rows))
    assert list(found.table) == [*COLUMNS, "line", "cited"]
    told = found.table[["term", "category", "weight", "source", "line"]].to_numpy().tolist()
    assert told == [["Awful", "emotive", WEIGHT, "mine.csv", 2], ["too much", "my-own", WEIGHT, "mine.csv", 4]]
    assert (found.problems, found.notices, found.name) == ((), (), "mine.csv")


def test_every_column_in_any_order_with_its_cells(tmp_path):
    text = (
        "Weight,source,forms,TERM,category,neutral,note,where,class\n0,smith2020,a| b||,c,cue,said,why,headline,doubt\n"
    )
    (row,) = examine_file(made(tmp_path, text)).table.to_dict("records")
    assert row == {
        "term": "c", "category": "cue", "weight": 0.0, "neutral": "said", "note": "why", "source": "mine.csv",
        "forms": "a|b", "class": "doubt", "where": "headline", "line": 2, "cited": "smith2020",
        "not_before": "", "not_after": "", "not_with": ""}  # fmt: skip


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
    found = examine_file(made(tmp_path, text.encode("utf-8-sig")))
    ((line, reason),) = found.problems
    assert line == 3 and said in reason and "\n" not in reason
    assert found.table["term"].tolist() == ["Good", "fine"]


def test_all_broken_rows_are_told_with_the_line_in_which_they_begin(tmp_path):
    text = 'term,category,note\nx,,"two\nlines"\ny,emotive,\n,emotive,\nz,emotive,"never closed\n\nw,emotive,\n'
    found = examine_file(made(tmp_path, text))
    assert [line for line, _ in found.problems] == [2, 5, 6]
    assert "quotation mark without its pair" in found.problems[2][1]
    assert found.table["line"].tolist() == [4]


def test_where_a_term_counts_is_one_of_the_words_that_the_project_knows(tmp_path):
    ((_, reason),) = examine_file(made(tmp_path, "term,category,where\na,emotive,body\n")).problems
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
        examine_file(path)
    assert str(refused.value).startswith(str(path)) and "\n" not in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_byte_order_mark_is_understood_and_a_guess_is_said(tmp_path, encoding):
    found = examine_file(made(tmp_path, "term,category\nnaïve,emotive\n".encode(encoding)))
    assert found.table["term"].tolist() == ["naïve"]
    assert [("Windows-1252" in notice) for notice in found.notices] == [True] * (encoding == "cp1252")


def test_words_are_those_under_which_the_lexicon_looks_them_up(tmp_path):
    forms = ["brutal", "Sleepy Joe’s", "so-called “experts”", "NOT", "a b.c", "café d’été", "x²", "three  times 3"]
    for form in forms:
        lexicon = compile_terms(examine_file(made(tmp_path, f'term,category\n"{form}",emotive\n')).table)
        words = words_of(form)
        assert set(words) == set(lexicon.single if len(words) == 1 else lexicon.word_numbers), form
    assert forms_of("a", "b|c d") == ["a", "b", "c d"] and forms_of("a", "") == ["a"]


def test_two_hundred_thousand_rows_are_read(tmp_path):
    chance = random.Random(1)
    words = {"".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=9)) for _ in range(200_100)}
    rows = "".join(f"{word},emotive,0.5\n" for word in sorted(words)[:200_000])
    found = examine_file(made(tmp_path, "term,category,weight\n" + rows))
    assert len(found.table) == 200_000 and not found.problems


HEAD = "term,category,weight,neutral,note,forms\n"


def with_rows(folder, rows, name="mine.csv"):
    return made(folder, HEAD + rows, name)


def marks(text, path):
    spans = evidence(pd.DataFrame({"text": [text]}), lexicon=load_with(path).lexicon)
    spans = spans[spans["label"].isin(("loaded", "hedge", "cue"))]
    return [tuple(row) for row in spans[["surface", "category", "weight", "source"]].to_numpy().tolist()]


@pytest.fixture
def small(monkeypatch):
    """Put a small lexicon in the place of the project's, so that a test shows all of it."""
    rows = [
        ("brutal", "emotive", 0.7, "brutally"),
        ("brutal cold", "emotive", 0.9, ""),
        ("Brandon", "label", 0.3, "Brandons"),
        ("Sleepy Joe", "label", 0.9, ""),
    ]
    table = pd.DataFrame(rows, columns=["term", "category", "weight", "forms"])
    empty = {"neutral": "", "note": "", "source": "framing", "class": "", "where": ""}
    lexicon = compile_terms(table.assign(**empty, hand=table["weight"], marked=0, seen=0))
    monkeypatch.setattr(own_lexicon, "load_lexicon", lambda: lexicon)
    own_lexicon._prepared.cache_clear()
    yield
    own_lexicon._prepared.cache_clear()


def test_a_row_is_added_with_the_files_name_as_its_source(tmp_path, small):
    path = with_rows(tmp_path, "quango,label,,public body,why,quangos\n")
    spans = evidence(pd.DataFrame({"text": ["Two quangos met."]}), lexicon=load_with(path).lexicon)
    (row,) = spans[spans["label"] == "loaded"].to_dict("records")
    assert (row["surface"], row["weight"], row["neutral"], row["note"]) == ("quangos", 0.6, "public body", "why")
    assert row["source"] == "mine.csv"


def test_a_row_takes_its_own_forms_and_leaves_the_others(tmp_path, small):
    path = with_rows(tmp_path, "brutal,mine,0.2,,,\n")
    assert marks("A brutal day, brutally cold, a Brutal cold", path) == [
        ("brutal", "mine", 0.2, "mine.csv"),
        ("brutally", "emotive", 0.7, "framing"),
        ("Brutal cold", "emotive", 0.9, "framing"),
    ]


def test_a_weight_of_nothing_silences_a_term(tmp_path, small):
    assert marks("a brutal day", with_rows(tmp_path, "brutal,emotive,0,,,\n")) == []
    text = pd.DataFrame({"text": ["a brutal day"]})
    assert measure(text, lexicon=load_with(tmp_path / "mine.csv").lexicon)["loaded_words"].tolist() == [0]
    assert marks("a brutal day", with_rows(tmp_path, "x,emotive,0,,,\n")) == [("brutal", "emotive", 0.7, "framing")]


def test_a_category_of_ones_own_counts_as_loaded(tmp_path, small):
    path = with_rows(tmp_path, "teapot,crockery,0.5,,,\n")
    found = measure(pd.DataFrame({"text": ["The teapot fell."]}), lexicon=load_with(path).lexicon)
    assert found[["loaded_words", "loaded_score"]].to_numpy().tolist() == [[1, 0.5 / 3**0.5]]


def test_lower_case_stands_for_every_spelling_and_a_capital_for_its_own(tmp_path, small):
    text = "Brandon, BRANDON, Brandons; Sleepy Joe"
    assert marks(text, with_rows(tmp_path, "brandon,mine,,,,\nsleepy joe,mine,,,,\n")) == [
        ("Brandon", "mine", 0.6, "mine.csv"),
        ("BRANDON", "mine", 0.6, "mine.csv"),
        ("Brandons", "label", 0.3, "framing"),
        ("Sleepy Joe", "mine", 0.6, "mine.csv"),
    ]
    assert marks("Brutal and brutal", with_rows(tmp_path, "Brutal,mine,,,,\n")) == [
        ("Brutal", "mine", 0.6, "mine.csv"),
        ("brutal", "emotive", 0.7, "framing"),
    ]
    assert marks("Sleepy Joe", with_rows(tmp_path, "Sleepy Joe,mine,,,,\n")) == [
        ("Sleepy Joe", "mine", 0.6, "mine.csv")
    ]


def test_every_term_of_the_project_is_silenced_by_a_file_that_lists_it(tmp_path):
    table = load_lexicon().table
    forms = (form for row in forms_by_row(table) for form in row)
    every = list({words_of(form): form for form in forms if len(words_of(form)) == len(form.split())}.values())
    path = tmp_path / "mine.csv"
    pd.DataFrame({"term": every, "category": "emotive", "weight": 0}).to_csv(path, index=False)
    left = load_with(path).lexicon
    spans = evidence(pd.DataFrame({"text": every, "kind": "headline"}), lexicon=left)
    found = spans[spans["source"] == "framing"]
    assert sorted(set(found["surface"]) - {"!"}) == []
    before = evidence(pd.DataFrame({"text": every, "kind": "headline"}))
    assert (before["source"] == "framing").sum() > len(table) / 2


def test_the_first_broken_row_is_named_and_how_many_there_are(tmp_path):
    with pytest.raises(InputError, match=r"mine\.csv, line 3: there is no category") as refused:
        load_with(with_rows(tmp_path, "a,emotive,,,,\nb,,,,,\nc,emotive,2,,,\n"))
    assert "Broken rows: 2" in str(refused.value) and "\n" not in str(refused.value)


def test_the_same_bytes_are_prepared_once_and_other_bytes_anew(tmp_path):
    path = with_rows(tmp_path, "teapot,mine,,,,\n")
    first = load_with(path)
    assert load_with(path) is first
    with_rows(tmp_path, "kettle,mine,,,,\n")
    assert load_with(path) is not first and "kettle" in load_with(path).lexicon.single


def test_the_project_itself_stays_as_it_is(tmp_path):
    before = load_lexicon().table.copy()
    load_with(with_rows(tmp_path, "brutal,mine,0,,,\nteapot,mine,,,,\n"))
    pd.testing.assert_frame_equal(load_lexicon().table, before)
    assert "teapot" not in load_lexicon().single


def test_spellings_without_end_are_refused_before_they_are_made(tmp_path):
    spelled = "".join(
        f"{''.join(c.upper() if k >> i & 1 else c for i, c in enumerate('abcd'))} x,m,,,,\n" for k in range(1, 16)
    )
    with pytest.raises(InputError, match="phrases come of it, and at most 1,000,000"):
        load_with(with_rows(tmp_path, spelled + " ".join(["abcd"] * 12) + ",m,,,,\n"))


def test_a_name_that_is_no_text_is_told_all_the_same(tmp_path):
    path = with_rows(tmp_path, "teapot,mine,,,,\n", name="\udce9.csv")
    assert marks("A teapot.", path) == [("teapot", "mine", 0.6, "\ufffd.csv")]


ROWS = [
    ("brutal", "emotive", 0.7, "violent", "brutally|brutal force"),
    ("spread like a cancer", "metaphor", 0.9, "", ""),
    ("Brutal Bob", "label", 0.5, "", ""),
    ("kettle", "crockery", 0.1, "", ""),
]


@pytest.fixture
def table():
    return pd.DataFrame(ROWS, columns=["term", "category", "weight", "neutral", "forms"])


@pytest.fixture
def own(tmp_path):
    def read(rows):
        return load_with(made(tmp_path, "term,category,weight,forms\n" + rows))

    return read


def test_categories_are_counted_with_their_forms(table):
    found = own_lexicon.count_categories(table, file="mine.csv").set_index("category")
    assert found[["terms", "forms"]].to_dict("index") == {
        "crockery": {"terms": 1, "forms": 1},
        "emotive": {"terms": 1, "forms": 3},
        "label": {"terms": 1, "forms": 1},
        "metaphor": {"terms": 1, "forms": 1},
    }
    assert found.loc["emotive", "definition"] == categories().loc["emotive", "definition"]
    assert found.loc["crockery", "source"] == "mine.csv" and "counts as loaded" in found.loc["crockery", "definition"]


def test_of_the_project_every_category_is_listed_also_one_without_terms():
    found = own_lexicon.count_categories(load_lexicon().table)
    assert found["category"].tolist() == sorted(categories().index)
    assert found["terms"].sum() == len(load_lexicon().table)


def test_the_terms_of_a_category_have_weight_and_plainer_word(table):
    assert own_lexicon.terms_of(table, "Emotive").to_numpy().tolist() == [["brutal", 0.7, "violent"]]
    with pytest.raises(InputError, match="There are: crockery, emotive, label, metaphor"):
        own_lexicon.terms_of(table, "nothing")


@pytest.mark.parametrize(
    ("phrase", "terms"),
    [
        ("brutal", ["brutal", "Brutal Bob"]),
        ("BRUTALLY", ["brutal"]),
        ("“cancer”", ["spread like a cancer"]),
        ("like a", ["spread like a cancer"]),
        ("a like", []),
        ("can", []),
    ],
)
def test_a_word_is_found_in_terms_and_forms_and_phrases(table, phrase, terms):
    assert own_lexicon.find_rows(table, phrase)["term"].tolist() == terms


def test_what_has_no_word_in_it_is_not_looked_up(table):
    with pytest.raises(InputError, match="there is no word in it"):
        own_lexicon.find_rows(table, "?!")


def test_keys_become_references_and_what_is_no_key_stays():
    hyland, mine = own_lexicon.find_references("hyland2005|mine.csv")
    assert hyland.startswith("hyland2005: Hyland, K. (2005)") and mine == "mine.csv"
    assert own_lexicon.find_references("") == []


def test_what_is_replaced_is_told_with_what_stays(monkeypatch, own, table):
    lexicon = type(load_lexicon())(table, {}, None, None, {}, None)
    file = own("brutal,mine,0,\nBrutally,mine,0,\nbrutal bob,label,1,\nteapot,mine,0,\n").file
    monkeypatch.setattr(own_lexicon, "load_lexicon", lambda: lexicon)
    found = own_lexicon.find_replaced(file)
    assert found[["line", "form", "term", "weight", "stays"]].to_numpy().tolist() == [
        [2, "brutal", "brutal", 0.7, "brutally|brutal force"],
        [3, "Brutally", "brutal", 0.7, "brutally|brutal force"],
        [4, "brutal bob", "Brutal Bob", 0.5, ""],
    ]


def test_a_form_that_is_never_found_is_told_with_the_reason(own):
    lexicon = own(
        "teapot,mine,1,kettle|cup of tea\npan,mine,1,kettle|pans|pans\nUnited Nations,mine,1,\n"
        '"cups, plates",mine,1,\n"Cup of tea",mine,1,\nTEAPOT,mine,1,\n'
    )
    found = {row.form: (row.line, row.why) for row in own_lexicon.find_unreached(lexicon).itertuples()}
    assert found == {
        "kettle": (3, "line 2 has the same form"),
        "United Nations": (4, "United Nations is a name, and words in names are not looked up"),
        "cups, plates": (5, "the signs in it keep its words apart"),
        # a phrase in lower case stands for this spelling too, and comes first
        "Cup of tea": (6, "line 2 has the same form"),
    }


def test_a_form_that_reaches_beyond_a_name_is_found_and_said_to_be(own):
    mine = own("war on Social Security,emotive,0.9,\nSocial Security,emotive,0.9,\n")
    assert own_lexicon.find_unreached(mine)["form"].tolist() == ["Social Security"]
    table = pd.DataFrame({"text": ["a war on Social Security", "and Social Security"]})
    assert measure(table, lexicon=mine.lexicon)["loaded_words"].tolist() == [1, 0]
