from __future__ import annotations

import random

from pyphen import LANGUAGES, Pyphen

from analysis.hyphenation import count_points
from analysis.syllables import known_words


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
