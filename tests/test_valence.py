from __future__ import annotations

import pytest

from analysis.vader import package, stream_of
from analysis.valence import NOTES, hits_of
from analysis.words import split


def values(text):
    words = split([text])
    hits = hits_of(stream_of(words.types, words.bounds, words.vocabulary))
    return {words.vocabulary.surfaces[words.types[at]]: v for at, v in zip(hits.at, hits.value, strict=True)}


def test_a_plain_word_keeps_the_lexicons_value():
    assert values("the good table") == {"good": package().lexicon["good"]}


def test_rules_by_hand():
    good, bad = package().lexicon["good"], package().lexicon["bad"]
    assert values("very good")["good"] == pytest.approx(good + 0.293)
    assert values("not good")["good"] == pytest.approx(good * -0.74)
    assert values("so very bad")["bad"] == pytest.approx(bad - 0.293 - 0.293 * 0.95)
    assert values("a GOOD table")["GOOD"] == pytest.approx(good + 0.733)
    assert values("good but bad") == {"good": pytest.approx(good * 0.5), "bad": pytest.approx(bad * 1.5)}


def test_no_hits_in_no_words():
    assert values("") == {} == values("the table")


def test_every_rule_has_a_note():
    assert all(NOTES.values()) and len(set(NOTES)) == len(NOTES)
