from __future__ import annotations

import re
import sys

from analysis.word_shapes import CHANGES, PUNCTUATION, STOP, UPPER, WORD, lines, shapes
from tests.odd_words import odd_words


def test_signs_are_counted_and_found_in_each_word():
    shape = shapes(["“Stop!”", "...", "U.S.,", "x"])
    word = shape.kinds & WORD != 0
    assert shape.lengths.tolist() == [7, 3, 5, 1]
    assert shape.count(word).tolist() == [4, 0, 2, 1]
    assert [side.tolist() for side in shape.span(word)] == [[1, 0, 0, 0], [5, 0, 3, 1]]
    assert shape.of_kind(STOP).tolist() == [0, 1, 2]
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
