from __future__ import annotations

import re
import sys

import numpy as np
import pytest

from analysis.text.word_shapes import (
    CHANGES,
    PUNCTUATION,
    STOP,
    UPPER,
    WORD,
    all_keys,
    core,
    keys,
    lines,
    pieces,
    shapes,
)
from tests.odd_words import odd_words


def test_signs_are_counted_and_found_in_each_word():
    shape = shapes(["“Stop!”", "...", "U.S.,", "x"])
    word = shape.kinds & WORD != 0
    assert shape.lengths.tolist() == [7, 3, 5, 1]
    assert shape.count(word).tolist() == [4, 0, 2, 1]
    assert [side.tolist() for side in shape.span(word)] == [[1, 0, 0, 0], [5, 0, 3, 1]]
    assert shape.words_at(np.flatnonzero(shape.kinds & STOP)).tolist() == [0, 1, 2]
    assert lines(shape.joined(shape.within(*shape.span(word)))) == ["Stop", "", "U.S", "x"]


def test_no_words_and_a_word_of_nothing():
    assert shapes([]).lengths.tolist() == [] and lines(shapes([]).joined(shapes([]).kinds > 0)) == []
    shape = shapes(["", "a"])
    assert [side.tolist() for side in shape.span(shape.kinds & WORD != 0)] == [[0, 0], [0, 1]]


def test_a_kind_is_what_python_says_of_each_character():
    every = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000 and chr(code) != "\n"]
    kinds = shapes(["".join(every)]).kinds[:-1]
    assert ((kinds & WORD) > 0).tolist() == [re.match(r"\w", c) is not None for c in every]
    assert ((kinds & UPPER) > 0).tolist() == [c.isupper() for c in every]
    assert ((kinds & CHANGES) > 0).tolist() == [c != c.lower() for c in every]


def test_words_in_capitals_and_stripped_words_are_pythons():
    words = odd_words()
    shape = shapes(words)
    assert shape.capitals.tolist() == [i for i, word in enumerate(words) if word.isupper()]
    stripped = lines(shape.joined(shape.within(*shape.span(shape.kinds & PUNCTUATION == 0))))
    signs = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    assert stripped == [word.strip(signs) for word in words]


@pytest.mark.parametrize(
    ("surface", "exact", "folded"),
    [("Joe’s", "Joe", "joe"), ("bosses'", "bosses", "bosses"), ("O’Neil’s", "O'Neil", "o'neil"), ("", "", "")],
)
def test_a_possessive_is_left_out_and_apostrophes_are_straight(surface, exact, folded):
    assert keys(surface) == (exact, folded)


def test_a_glued_word_is_looked_up_whole_and_in_pieces():
    found = all_keys(["Rain", "(war)—peace,", "and/or"])
    assert found.exact == ["Rain", "war)—peace", "and/or", "war", "peace", "and", "or"]
    assert found.owner.tolist() == [1, 1, 2, 2]
    assert found.start.tolist() == [0, 1, 0, 1, 6, 0, 4]
    assert found.length.tolist() == [4, 10, 6, 3, 5, 3, 2]
    assert found.stops.tolist() == [0, 3, 0]


def test_all_at_once_is_what_one_by_one_is():
    words = odd_words()
    found = all_keys(words)
    n = len(words)
    spans = [core(word) for word in words]
    assert list(zip(found.start[:n].tolist(), (found.start + found.length)[:n].tolist(), strict=True)) == spans
    plain = [keys(word[a:b]) for word, (a, b) in zip(words, spans, strict=True)]
    assert list(zip(found.exact, found.folded, strict=True))[:n] == plain
    assert {i for i in range(n) if found.exact[i] != found.folded[i]} <= set(found.capital.tolist())
    cut = {i: pieces(word) for i, word in enumerate(words) if i in set(found.owner.tolist())}
    assert sum(map(len, cut.values())) == len(found.owner)
    # where no piece was looked up, there is none but the word itself
    for i, word in enumerate(words):
        if i not in cut:
            assert {word[a:b] for a, b in pieces(word)} <= {word[slice(*spans[i])], word}, word


def test_nothing_has_no_keys():
    assert all_keys([]).exact == [] and all_keys([]).owner.tolist() == []
