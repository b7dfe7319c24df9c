from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis import evidence, paragraphs
from analysis.lesson import FEWEST_CHECKS, key_of, lesson, of_articles
from analysis.read import Article, articles_table
from analysis.schema import InputError

ONE = Article(
    "one",
    "Council fails the bridge\n\nThe brutal winter hit the bridge, the Evening Post found.\n\n"
    "A disastrous, shameful plan cost the town dear, she lamented.\n\n“It is a disgrace,” the mayor said.",
    title="A secret title",
    outlet="Evening Post",
    byline="Ann Ray",
)
TWO = Article(
    "two", "Bridge closed\n\nThe bridge is closed.\n\nNo-break\u00a0space and a thin\u2009one.", outlet="Gazette"
)


@pytest.fixture(scope="module")
def made():
    return of_articles([ONE, TWO])


def test_units_are_the_words_of_the_whole_text(made):
    first, second = made.content["texts"]
    assert first["words"] == ONE.text.split() and second["words"] == TWO.text.split()
    assert [first["words"][k] for k in first["starts"]] == ["Council", "The", "A", "“It"]
    assert [piece["words"] for piece in made.pieces] == [len(ONE.text.split()), len(TWO.text.split())]


def test_the_tools_units_are_those_that_count_as_loaded(made):
    words, tool = made.content["texts"][0]["words"], made.content["texts"][0]["tool"]
    assert [words[k] for k in tool] == ["brutal", "disastrous,", "shameful", "lamented.", "disgrace,”"]
    assert made.content["texts"][1]["tool"] == []


def test_a_mark_knows_its_units_and_lies_in_its_text(made, seed_articles):
    for lesson_made in (made, of_articles(seed_articles)):
        for piece in lesson_made.pieces:
            for block in piece["blocks"]:
                for mark in block["marks"]:
                    assert block["text"][mark["start"] : mark["end"]] == mark["surface"]
                    a, b = (block["units"][mark[name] - block["first"]] for name in ("first", "last"))
                    assert a[0] <= mark["start"] < mark["end"] <= b[1]
                    assert "weak" not in mark["note"] and "by hand" not in mark["note"]


def test_the_paragraph_to_rewrite_has_the_most_loaded_words_of_the_outlets_own(made):
    assert made.rewrite["text"].startswith("A disastrous, shameful plan") and made.rewrite["letter"] == "A"
    assert made.rewrite["loaded"] == 3


def test_what_gives_an_outlet_away_is_told_to_the_teacher(made):
    assert made.told[0]["given_away"] == ["“Evening Post” stands in text A"]
    assert made.told[1]["given_away"] == []
    assert made.told[0]["title"] == "A secret title"
    assert "secret" not in str(made.content) and "Ann Ray" not in str(made.content)


def test_without_a_comparison_there_are_questions_of_voice(made, seed_articles):
    assert {check.kind for check in made.checks} == {"voice"}
    assert len(of_articles(seed_articles).checks) >= FEWEST_CHECKS


def test_the_key_is_the_contents_and_moves_with_it(made):
    assert made.key == key_of(made.content) == of_articles([ONE, TWO]).key
    assert of_articles([replace(ONE, text=ONE.text + " Yes."), TWO]).key != made.key
    assert of_articles([replace(ONE, outlet="Another"), TWO]).key == made.key


def test_three_articles_or_one_without_words_are_refused():
    with pytest.raises(InputError, match="needs two articles, not 3"):
        of_articles([ONE, TWO, replace(TWO, article="three")])
    blocks = paragraphs([ONE, TWO])
    blocks = blocks[(blocks["article"] == "one") | (blocks["kind"] == "none")]
    with pytest.raises(InputError, match="two: there are no words in it"):
        lesson(articles_table([ONE, TWO]), blocks, evidence(blocks))


def test_a_missing_column_is_named():
    with pytest.raises(InputError, match="spans: there is no column 'article'"):
        lesson(articles_table([ONE, TWO]), paragraphs([ONE, TWO]), pd.DataFrame())
