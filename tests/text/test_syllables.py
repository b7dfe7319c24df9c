from __future__ import annotations

from pyphen import Pyphen

from analysis.text.syllables import clean_word, count_syllables, easy_words


def test_known_words_are_counted_by_their_first_pronunciation():
    assert count_syllables(["fire", "afghanistan", "fbi", "the"]).tolist() == [2, 4, 3, 1]


def test_unknown_words_are_counted_by_hyphenation_and_nothing_has_none():
    words = ["unputdownableish", "zzq", "hyphenationless", "ﬁnely", "İstanbulish", "o’.x-9"]
    points = [len(Pyphen(lang="en_US").positions(word)) for word in words]
    assert count_syllables([*words, ""]).tolist() == [*(n + 1 for n in points), 0]


def test_punctuation_is_taken_out_and_joins_what_it_parted():
    assert clean_word("well-known, don't: “so”—it's") == "wellknown don't soit's"


def test_the_easy_words_are_those_that_textstat_ships():
    assert {"thank", "you", "able"} <= easy_words()
