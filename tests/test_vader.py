from __future__ import annotations

import numpy as np
from vaderSentiment import vaderSentiment as vader

from analysis.vader import (
    ACTS,
    BOOSTS,
    EMOJI,
    ID,
    KNOWN,
    NEGATES,
    SEEN,
    UPPER,
    cut_token,
    emoji_part,
    facts_of,
    package,
    phrases_of,
    spell_out,
    stream_of,
)
from analysis.words import Vocabulary, split
from tests.odd_words import odd_words


def test_the_definition_is_the_installed_package():
    assert package().lexicon == vader.SentimentIntensityAnalyzer().lexicon
    assert package().capitals == vader.C_INCR and package().turn == vader.N_SCALAR


def test_every_named_word_has_a_place_in_a_code():
    assert max(package().ids.values()) <= ID
    assert not ID & (SEEN | ACTS | KNOWN | BOOSTS | NEGATES)


def test_a_word_that_changes_others_says_so():
    # what no rule acts by must not be marked: the time of all texts hangs on it
    for word in (*vader.BOOSTER_DICT, *vader.NEGATE, "no", "this", "least", "kind"):
        assert " " in word or facts_of([word])["code"][0] & ACTS, word
    for phrase in (*vader.SPECIAL_CASES, *vader.BOOSTER_DICT):
        assert any(facts_of(phrase.split())["code"] & ACTS), phrase
    assert not any(facts_of(["the", "of", "to", "for", "good", "table"])["code"] & ACTS)


def test_set_phrases_by_the_places_of_their_words():
    ids = package().ids
    bus, stop, the, kiss, of, death = (np.array([ids[word]]) for word in ("bus", "stop", "the", "kiss", "of", "death"))
    found = phrases_of(package().idioms, bus, stop)
    assert package().idioms.values[found] == vader.SPECIAL_CASES["bus stop"] and found[0] > 0
    assert phrases_of(package().idioms, the, stop).tolist() == [0]
    assert package().idioms.values[phrases_of(package().idioms, kiss, of, death)] == -1.5


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
    words_at, parts = stream.words_at(np.arange(len(stream.types)))
    assert words_at.tolist() == [0, *[1] * (len(stream.types) - 3), 2, 3]
    assert parts.tolist() == [0, *range(len(stream.types) - 3), 0, 0]


def test_an_emoji_part_points_at_the_emoji():
    assert emoji_part("so😁ok", 0) == (0, 2, "")
    assert emoji_part("so😁ok", 1) == (2, 1, package().emojis["😁"].split()[0])


def test_words_that_count_are_seen_and_known_by_text():
    words = split(["a good 😁 day", "", "GOOD! but bad"], vocabulary=Vocabulary())
    stream = stream_of(words.types, words.bounds, words.vocabulary)
    seen = [k for k, code in enumerate(stream.codes) if code & SEEN]
    assert stream.seen.tolist() == seen
    assert [stream.bounds[t] <= k < stream.bounds[t + 1] for k, t in zip(seen, stream.seen_texts, strict=True)] == [
        True
    ] * len(seen)
    places, texts = stream.places(UPPER)
    assert texts.tolist() == [2] and places.tolist() == [stream.bounds[2]]


def test_all_words_at_once_are_what_vader_says_of_each():
    words = [*odd_words(), *list(vader.NEGATE), "😀", "x😀!", "GREAT", "isn’t"]
    facts, v = facts_of(words), package()
    for i, word in enumerate(words):
        lead, token = cut_token(word)
        lower, code = token.lower(), facts["code"][i]
        known, boosts = lower in v.lexicon, lower in v.single_boosters
        assert (facts["lead"][i], facts["size"][i]) == (lead, len(token)), word
        assert (facts["!"][i], facts["?"][i]) == (word.count("!"), word.count("?"))
        assert facts["valence"][i] == v.lexicon.get(lower, 0.0)
        assert facts["booster"][i] == v.single_boosters.get(lower, 0.0)
        assert bool(code & KNOWN) == known and bool(code & UPPER) == token.isupper()
        assert bool(code & BOOSTS) == (boosts and not known)
        assert bool(code & NEGATES) == (not known and vader.negated([lower])), word
        assert bool(code & EMOJI) == (not word.isascii() and any(c in v.emojis for c in word))
