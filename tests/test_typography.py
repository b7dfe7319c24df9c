from __future__ import annotations

import re

import numpy as np
import pytest

from analysis.quotation import quotations
from analysis.stretches import Stretches
from analysis.typography import Voice, scares, shout_spans, shouts, word_facts
from analysis.words import split
from tests.odd_words import odd_words


def found(text):
    words = split([text])
    none = Stretches(np.empty(0, np.int64), np.empty(0, np.int64))
    voice = Voice(none, none, np.zeros(1, bool), quotations(words))
    seen = words.vocabulary.facts(word_facts)
    runs = shouts(words, voice, np.flatnonzero(seen["typographic"][words.types]), seen)
    spans = shout_spans(words, voice, runs)
    return [text[a:b] for a, b in zip(spans["start"], spans["end"], strict=True)]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("THANK YOU! It rained.", ["THANK YOU!"]),
        ("It was NEVER, ever (NEVER!) so.", ["NEVER", "NEVER!"]),
        ("Stop! Now!! He left.", ["!", "!!"]),
        ("NATO and the UN met in the US with WHO staff.", []),
        ("I said NO.", []),
        ("ALL OF IT IS IN CAPITALS HERE", []),
        ("", []),
    ],
)
def test_capitals_and_exclamation_marks(text, marks):
    assert found(text) == marks


def test_scare_quotes_that_doubt_a_word():
    words = split(["a “reform” of “nearly all” schools", "She said “we will go on” then."])
    q = quotations(words)
    assert q.keep(scares(words, q)).surfaces(words) == ["“reform”"]


def test_all_words_at_once_are_what_each_is_by_itself():
    words = odd_words()
    seen = word_facts(words)
    for i, word in enumerate(words):
        core = word.strip("\"'“”‘’()[]{}.,;:…-–—*!?")
        upper = len(core) > 1 and core.isupper() and core.isalpha()
        assert seen["upper"][i] == upper and seen["capital"][i] == core[:1].isupper(), word
        assert seen["shouted"][i] <= upper and seen["no_word"][i] == (re.search(r"\w", word) is None), word
        assert seen["ends"][i] == word.endswith((".", "!", "?", ":", "”", '"')), word
        assert seen["possessive"][i] == word.endswith(("'s", "’s")), word
        assert seen["exclamations"][i] == word.count("!")
    assert word_facts(["THANK", "NATO", "(NEVER!)", "WHO"])["shouted"].tolist() == [True, False, True, False]
