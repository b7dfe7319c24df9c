""" """

from __future__ import annotations

import random

from pyphen import LANGUAGES, Pyphen

from analysis.text.syllables import clean_word as clean
from analysis.text.syllables import count_points, count_syllables, easy_words, known_words


def plain(words):
    hyphenation = Pyphen(lang="en_US")
    found = [len(hyphenation.positions(word)) for word in words]
    hyphenation.hd.cache.clear()
    return found


def test_points_of_words_whose_hyphenation_is_known():
    assert count_points(["hyphenation", "lettering", "at", ""]).tolist() == [2, 2, 0, 0]
    assert count_points([]).tolist() == []


def test_points_are_pyphens_for_dictionary_words():
    words = known_words()[::5]
    assert count_points(words).tolist() == plain(words)


def test_points_are_pyphens_for_the_patterns_themselves_and_for_words_made_of_them():
    draw = random.Random(1)
    lines = LANGUAGES["en_US"].read_text(encoding="utf-8").split("\n")[6:]
    patterns = ["".join(c for c in line if not c.isdigit()) for line in lines]
    words = patterns + ["".join(draw.choice(patterns).strip(".") for _ in range(3)) for _ in range(3_000)]
    assert count_points(words).tolist() == plain(words)


def test_points_are_pyphens_for_any_signs():
    draw = random.Random(2)
    signs = "abcdefghijklmnopqrstuvwxyz" * 3 + ".'’éﬁﬂﬀİIΣABC1 9-_"
    words = ["".join(draw.choice(signs) for _ in range(draw.randint(0, 25))) for _ in range(8_000)]
    assert count_points(words).tolist() == plain(words)


def test_known_words_are_counted_by_their_first_pronunciation():
    assert count_syllables(["fire", "afghanistan", "fbi", "the"]).tolist() == [2, 4, 3, 1]


def test_unknown_words_are_counted_by_hyphenation_and_nothing_has_none():
    assert count_syllables(["unputdownableish", ""]).tolist()[1] == 0
    assert count_syllables(["zzq"]).tolist() == [1]


def test_punctuation_is_taken_out_and_joins_what_it_parted():
    assert clean("well-known, don't: “so”—it's") == "wellknown don't soit's"


def test_the_easy_words_are_those_that_textstat_ships():
    assert {"thank", "you", "able"} <= easy_words()
