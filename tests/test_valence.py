from __future__ import annotations

import numpy as np
import pytest

from analysis.vader import package, stream_of
from analysis.valence import MANY, NOTES, _but_in_turn, _confused, _reached, hits_of
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


def test_equal_values_are_found_where_but_changes_them():
    old, new = np.array([2.0, 1.0, 1.0, 2.0, 3.0, 4.0]), np.array([1.0, 0.5, 0.5, 1.0, 4.5, 6.0])
    assert _confused(old, new, np.array([0, 2, 4, 6])) == [0]
    assert _confused(old, new, np.array([0, 1, 2, 6])) == []
    long = np.arange(1.0, MANY + 2)
    assert _confused(long, long * 1.25 + 1000, np.array([0, len(long)])) == [0]


def in_turn(values, factors):
    """The package's own way: each value is looked for with index() in the list that is being changed."""
    values = list(values)
    for i in range(len(values)):
        first = values.index(values[i])
        values[first] *= factors[first]
    return values


@pytest.mark.parametrize("step", [0.1, 0.3, 0.5, 1.0])
def test_equal_values_are_changed_in_turn(step):
    random = np.random.default_rng(0)
    for size in range(1, 60):
        values = random.choice(np.round(np.arange(step, 4, step), 1), size)
        factors = np.where(np.arange(size) < random.integers(0, size + 1), 0.5, 1.5)
        out = _but_in_turn(values, factors, _reached(values, values * factors))
        assert out.tolist() == in_turn(values.tolist(), factors.tolist())
    assert in_turn([2.0, 1.0, 3.0], [0.5, 0.5, 1.5]) == [0.5, 1.0, 4.5]
