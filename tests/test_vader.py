from __future__ import annotations

import numpy as np
from vaderSentiment import vaderSentiment as vader

from analysis.vader import (
    BOOSTS,
    KNOWN,
    NEGATES,
    UPPER,
    count_in,
    cut_token,
    facts_of,
    package,
    ranges,
    spell_out,
    stream_of,
)
from analysis.words import Vocabulary, split


def test_the_definition_is_the_installed_package():
    assert package().lexicon == vader.SentimentIntensityAnalyzer().lexicon
    assert package().capitals == vader.C_INCR and package().turn == vader.N_SCALAR


def test_a_token_loses_ascii_punctuation_unless_two_characters_or_fewer_are_left():
    for surface in ("(great)!", ":)", "so.", "“great”", "...", "a", "don't,"):
        lead, token = cut_token(surface)
        assert token == vader.SentiText._strip_punc_if_word(surface)
        assert surface[lead : lead + len(token)] == token


def test_facts_of_words_by_hand():
    facts = facts_of(["GREAT!", "very", "isn't", "table"])
    flags = facts["code"]
    assert [bool(flags[0] & f) for f in (KNOWN, UPPER, BOOSTS, NEGATES)] == [True, True, False, False]
    assert [bool(flags[1] & f) for f in (KNOWN, UPPER, BOOSTS, NEGATES)] == [False, False, True, False]
    assert bool(flags[2] & NEGATES) and not flags[3] & (KNOWN | BOOSTS | NEGATES)
    assert facts["valence"][0] == package().lexicon["great"]
    assert facts["!"].tolist() == [1, 0, 0, 0]


def test_emoji_are_written_out_as_the_package_does_and_know_where_they_come_from():
    text, source = spell_out("so😁ok")
    assert text == "so " + package().emojis["😁"] + "ok"
    assert len(source) == len(text) and source[0] == 0 and source[-1] == 4
    words = split(["a 😁 b", "c"], vocabulary=Vocabulary())
    stream = stream_of(words.types, words.bounds, words.vocabulary)
    assert stream.bounds.tolist() == [0, 2 + len(package().emojis["😁"].split()), len(stream.types)]
    assert stream.origin.tolist()[-1] == 3


def test_counting_helpers():
    assert ranges(np.array([5, 1]), np.array([2, 3])).tolist() == [5, 6, 1, 2, 3]
    assert count_in(np.array([0, 1, 4]), np.array([0, 2, 2, 5])).tolist() == [2, 0, 1]
