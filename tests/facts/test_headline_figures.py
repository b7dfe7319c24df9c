"""Figures and quantifiers of headlines, and what bears them out."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.facts.headline_figures import figures, numbers, quantifiers
from analysis.facts.headline_words import body_sentences, words_of


def findings(rule, head, *body, quoted=()):
    blocks = pd.DataFrame({"article": "a", "block": range(len(body)), "kind": "body", "text": list(body)})
    marks = pd.DataFrame([("a", *place) for place in quoted], columns=["article", "block", "start", "end"])
    return rule(words_of(head), head, body_sentences(blocks, marks)["a"])


@pytest.mark.parametrize(
    ("text", "value"),
    [("4,500 jobs", 4500), ("$2bn", 2e9), ("1.5 million", 1.5e6), ("twenty-five", 25), ("half a dozen", 6), ("40%", 40),
     ("three dozen", 36), ("£60 million", 6e7)],
)  # fmt: skip
def test_figures_are_read(text, value):
    assert [q.value for q in figures(words_of(text), text)] == [value]


def test_vague_figures_have_a_least_and_a_most():
    text = "tens of thousands of bees"
    (one,) = figures(words_of(text), text)
    assert (one.first, one.after, one.low, one.high) == (0, 3, 2e4, 2e5)


@pytest.mark.parametrize("text", ["the 3rd of the 1990s", "one", "F16s"])
def test_ordinals_and_the_like_are_no_figures(text):
    assert figures(words_of(text), text) == ()


def test_another_figure_of_the_same_thing_is_told():
    (one,) = findings(numbers, "Storm sinks 12 boats", "The storm sank seven boats.")
    assert (one.start, one.found) == (12, "seven boats")


def test_a_span_of_years_is_no_evidence_against_a_stated_count():
    body = "The mayor gave out nine years of accounts, for 2004 to 2012."
    (one,) = findings(numbers, "Mayor Shows $4 Million in Eight Years", body, "The town spent $4 million.")
    assert (one.start, one.found) == (26, "nine years")


def test_money_is_not_borne_out_by_a_count():
    (one,) = findings(
        numbers, "Town Pays $40 Million for Bridge", "The bridge carried 40 million lorries for the town."
    )
    assert one.start == 10


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Mayor Out After Eight Years", "The mayor ruled from 2004 to 2012."),
        ("Prices Up 40%", "Prices rose by 40 percent."),
        ("Storm sinks 12 boats", "The storm sank five boats on the lake and seven boats at sea."),
        ("Nearly 5,000 flee", "Some 4,870 people fled."),
        ("Dozens hurt", "The crash hurt 41 people."),
        ("Norland beat Sudland 3-1", "Norland beat Sudland in the rain with two goals."),
        ("Norland votes in 2024", "Norland votes in the spring."),
        ("10 facts about Norland", "Norland has 4 lakes."),
    ],
)
def test_what_the_body_bears_out_or_headlines_merely_count_is_left_alone(head, body):
    assert findings(numbers, head, body) == []


def test_a_weaker_quantifier_of_the_same_thing_is_told():
    assert findings(quantifiers, "Every Barn Dry", "Most barns are dry.")[0].found == "Most barns"


def test_a_stronger_or_equal_one_is_not():
    assert findings(quantifiers, "Most barns dry", "All barns are dry.") == []
    assert findings(quantifiers, "Every Barn Dry", "Each of the barns is dry, and all the barns are deep.") == []


def test_another_thing_is_no_evidence():
    assert findings(quantifiers, "Every Barn Dry", "Most farms are dry.") == []


def test_the_sources_word_weighs_more_than_the_paraphrase():
    body = ("All barns are dry.", "“Most barns are dry,” she said.")
    assert findings(quantifiers, "All barns dry", *body, quoted=[(1, 0, 21)])[0].found == "Most barns"
    assert "own text" in findings(quantifiers, "All barns dry", *body, quoted=[(1, 0, 21)])[0].observation
    assert findings(quantifiers, "All barns dry", *body) == []
    # a source who says all has said it
    assert findings(quantifiers, "All barns dry", *body, quoted=[(0, 0, 18), (1, 0, 21)]) == []


def test_idioms_and_questions_are_no_quantifiers():
    assert findings(quantifiers, "After all barns, most rivers", "Most barns are dry.") == []
    assert findings(quantifiers, "Is Every Barn Dry?", "Most barns are dry.") == []
