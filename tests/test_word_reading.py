from __future__ import annotations

import re

from analysis.syllables import clean, count_syllables, easy_words
from analysis.word_reading import reading_facts
from tests.odd_words import odd_words


def test_what_is_known_of_a_word_by_hand():
    known = reading_facts(["U.S.,", "Governor's", "—", "state."])
    assert known["word"].tolist() == [True, True, False, True]
    assert known["characters"].tolist() == [5, 10, 1, 6]
    assert known["letters"].tolist() == [2, 9, 0, 5]
    assert known["stops"].tolist() == [True, False, False, True]
    assert known["not_before"].tolist() == [0, 0, 0, 0] and known["after"].tolist() == [0, 0, 0, 0]
    assert known["form"].tolist() == ["", "Governor's", "", ""]


def test_all_at_once_is_what_one_by_one_is():
    words = odd_words()
    known = reading_facts(words)
    cleaned = [clean(word) for word in words]
    lowered = [word.lower() for word in cleaned]
    assert known["word"].tolist() == [word != "" for word in cleaned]
    assert known["letters"].tolist() == [len(word.replace("'", "")) for word in cleaned]
    assert known["syllables"].tolist() == count_syllables(lowered).tolist()
    assert known["unfamiliar"].tolist() == [word != "" and word not in easy_words() for word in lowered]
    for i, word in enumerate(words):
        first, *rest = re.split(r"[.!?]", word)
        assert known["stops"][i] == bool(rest)
        inside = bool(rest) and cleaned[i] != ""
        assert known["not_before"][i] == (inside and re.search(r"\w", first) is None), word
        assert known["after"][i] == (inside and re.search(r"\w", rest[-1]) is not None), word


def test_nothing_has_no_facts():
    assert all(len(column) == 0 for column in reading_facts([]).values())
