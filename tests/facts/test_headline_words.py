"""Words of headlines and bodies: stems, places, scales."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.facts.headline_words import body_sentences, is_content, nearest, place_of, stem, terms, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [("Province", "provinces"), ("stole", "stealing"), ("cities", "city"), ("banned", "ban"), ("Ruiz’s", "Ruiz")],
)
def test_forms_of_a_word_have_one_stem(one, other):
    assert stem(one) == stem(other)


def test_different_words_have_different_stems():
    assert len({stem(word) for word in ("news", "new", "bus", "bush", "passing", "paste")}) == 6


def test_words_and_signs_are_told_apart():
    words = words_of("U.N.: $2bn, 3 ships!")
    assert [w.surface for w in words] == ["U.N.", ":", "$2bn", ",", "3", "ships", "!"]
    assert [bool(w.stem) for w in words] == [True, False, True, False, True, True, False]


@settings(max_examples=50)
@given(st.text(max_size=80))
def test_words_stand_where_they_say(text):
    assert all(text[w.start : w.end] == w.surface for w in words_of(text))


def test_function_words_are_no_content():
    assert [w.surface for w in words_of("The dam is safe") if is_content(w)] == ["dam", "safe"]


def test_sentences_know_what_is_quoted_and_the_nearest_is_found():
    text = "The dam is old. “It is safe,” she said."
    blocks = pd.DataFrame({"article": ["a"], "block": [1], "kind": ["body"], "text": [text]})
    quoted = pd.DataFrame({"article": ["a"], "block": [1], "start": [16], "end": [29]})
    first, second = body_sentences(blocks, quoted)["a"]
    assert text[second.start : second.end] == second.text
    assert [second.is_quoted(w) for w in second.words if w.stem] == [True, True, True, False, False]
    assert nearest(frozenset([stem("dams")]), [second, first]) is first
    assert nearest(frozenset(["nothing"]), [first, second]) is None


def test_the_longest_term_wins():
    text = "Nearly all of the wells, not every well"
    words = words_of(text)
    found = terms(words, "amount")
    assert [(t.term, t.strength) for t in found] == [("nearly all of", 0.9), ("not every", 0.75)]
    assert text[slice(*place_of(words, found[0]))] == "Nearly all of"


def test_a_scale_has_only_its_own_terms():
    words = words_of("It may prove every point")
    assert [t.term for t in terms(words, "maybe")] == ["may"]
    assert [t.term for t in terms(words, "evidence")] == ["may", "prove"]
    assert terms(words, "no such scale") == []
    assert terms((), "amount") == []
