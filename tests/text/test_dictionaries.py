from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import evidence
from analysis.schema import InputError
from analysis.text.dictionaries import MOST_WORDS, expand_pattern, has_pattern, read_dic, read_yaml
from analysis.text.own_lexicon import examine_file, load_with

LIWC = (
    "%\n1\tinsult (Insults)\n2\tpraise\n%\nabus*\t1\nbrave\t2\ngood *\t2\nof\t1 2\n<of>131/125\t1\nkind of\t2\nodd\t9\n"
)
QUANTEDA = "Insult:\n  - abus*\n  - 'the mob*'\nPraise:\n  Moral: [brave, no, Abus*]\n  other:\n    - kind of\n"


def marks(text, path):
    spans = evidence(pd.DataFrame({"text": [text]}), lexicon=load_with(path).lexicon)
    own = spans[spans["source"] == path.name]
    return list(zip(own["surface"], own["category"], strict=True))


@pytest.fixture
def put(tmp_path):
    def write(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


def test_a_pattern_stands_for_the_words_that_fit_it():
    words = expand_pattern("abus*")
    assert {"abuse", "abused", "abuser", "abuses", "abusing", "abusive"} <= set(words)
    assert all(word.startswith("abus") for word in words)
    assert {"woman", "women"} <= set(expand_pattern("wom?n")) and "womens" not in expand_pattern("wom?n")
    assert "climate changes" in expand_pattern("climate chang*")
    assert expand_pattern("qxqx*") == [] and expand_pattern("brave") == ["brave"]
    assert len(expand_pattern("a*")) == MOST_WORDS + 1
    assert [has_pattern(term) for term in ("abus*", "w?n", "*", "a b", "who knew?")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_a_pattern_in_a_lexicon_is_found_and_said(put):
    path = put("mine.csv", "term,category,weight,forms\nabus*,insult,0.8,\nabuser,person,0.2,\nmob,insult,,mobb*\n")
    file = examine_file(path)
    assert not file.problems
    (notice,) = file.notices
    assert "abus* stands for the " in notice and "1 more term" in notice
    text = "He abused power; the abuser and the abusive mob were mobbed."
    assert marks(text, path) == [
        ("abused", "insult"), ("abuser", "person"), ("abusive", "insult"), ("mob", "insult"), ("mobbed", "insult")
    ]  # fmt: skip


@pytest.mark.parametrize(("term", "said"), [("qxqx*", "stands for no word"), ("a*", "more than 2,000 words")])
def test_a_pattern_that_stands_for_nothing_or_for_too_much_is_a_broken_row(put, term, said):
    ((line, reason),) = examine_file(put("mine.csv", f"term,category\nbrave,praise\n{term},insult\n")).problems
    assert line == 3 and said in reason


def test_a_dictionary_of_liwc_is_read_and_what_is_not_understood_is_named(put):
    path = put("mine.dic", LIWC)
    file = examine_file(path)
    assert not file.problems
    assert marks("Abusive men of the town were kind of brave.", path) == [
        ("Abusive", "insult"), ("of", "insult"), ("kind of", "praise"), ("brave", "praise")
    ]  # fmt: skip
    told = "\n".join(file.notices)
    for left in (
        "line 9: left out: '<of>131/125",
        "line 11: left out: 'odd",
        "line 8: left out: 'of' counts as insult",
    ):
        assert left in told


def test_a_dictionary_of_quanteda_is_read(put):
    path = put("mine.yml", QUANTEDA)
    assert marks("The mobs abused a brave girl, no less, kind of.", path) == [
        ("The mobs", "insult"), ("abused", "insult"), ("brave", "praise-moral"), ("no", "praise-moral"),
        ("kind of", "praise-other"),
    ]  # fmt: skip
    assert "'Abus*' counts as insult" in "\n".join(examine_file(path).notices)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yml", "a: &x [lol]\nb: [*x, *x]\n", "an alias"),
        ("a.yml", "- a\n- b\n", "names no categories"),
        ("a.yml", "a: [b\n", "line "),
        ("a.yml", "a: " + "[" * 3000, "not a dictionary"),
        ("a.yaml", "a: []\n", "no terms"),
        ("a.dic", "brave 1\n", "no terms"),
        ("a.dic", "%\n1\tx\n%\n", "no terms"),
        ("a.dic", "%\n1\tx\n%\nqxqx*\t1\n", "no term of it is understood"),
    ],
)
def test_what_is_no_dictionary_is_refused_in_one_line(put, name, text, said):
    path = put(name, text)
    with pytest.raises(InputError, match=said) as refused:
        examine_file(path)
    assert str(refused.value).startswith(str(path)) and "\n" not in str(refused.value)


@given(st.text(st.sampled_from(list("%12ab*?\t \n:-[]{}&'\"#,<()/|")), max_size=60))
def test_no_dictionary_breaks_the_readers(text):
    for term, category, line in read_dic(text).terms:
        assert term and category and line
    try:
        assert all(category for _, category, _ in read_yaml(text).terms)
    except ValueError as refused:
        assert "\n" not in str(refused)
