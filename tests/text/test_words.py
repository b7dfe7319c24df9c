from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.words import Runs, Vocabulary, ranges, shared_vocabulary, split, to_arrow, without_overlap


def test_words_inside_of_stretches():
    runs = Runs(np.array([2, 6]), np.array([3, 6]))
    assert runs.hold(np.arange(8)).tolist() == [False, False, True, True, False, False, True, False]
    assert runs.mask(8).tolist() == runs.hold(np.arange(8)).tolist()
    ends = runs.cover(np.array([2, 1, 3, 6]), np.array([3, 2, 6, 7]))
    assert ends.tolist() == [True, False, True, False]
    nothing = Runs(np.empty(0, int), np.empty(0, int))
    assert not nothing.hold(np.arange(3)).any() and not nothing.mask(3).any()


def test_ranges():
    assert ranges(np.array([5, 1]), np.array([2, 3])).tolist() == [5, 6, 1, 2, 3]
    assert ranges(np.array([5, 1, 7]), np.array([0, 2, 0])).tolist() == [1, 2]
    assert ranges(np.empty(0, int), np.empty(0, int)).tolist() == []


@pytest.mark.parametrize(
    ("first", "last", "stay"),
    [
        ([], [], []),
        ([0, 1, 2], [0, 1, 2], [True, True, True]),
        ([0, 1, 3], [2, 5, 4], [True, False, True]),
        ([0, 0, 1, 4], [0, 3, 2, 4], [True, False, True, True]),
    ],
)
def test_of_runs_that_overlap_the_first_stays(first, last, stay):
    assert without_overlap(np.array(first, int), np.array(last, int)).tolist() == stay


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 6)), max_size=12))
def test_runs_stay_as_when_they_are_taken_one_after_the_other(steps):
    first = np.cumsum([step for step, _ in steps]).astype(int)
    last = first + np.array([size for _, size in steps], int)
    stay, reach = [], -1
    for begin, end in zip(first.tolist(), last.tolist(), strict=True):
        stay.append(begin > reach)
        reach = end if begin > reach else reach
    assert without_overlap(first, last).tolist() == stay


def test_words_are_told_apart_by_all_their_bytes():
    stems = ["", "x", "seven77", "eight888", "nine99999", "fifteen15151515", "sixteen161616161", "z" * 40]
    tails = ["", "a", "\0", "\0\0", "é", "“", "\x7f", "\0a", "\udbff\udfff"]
    texts = [stem + tail for stem in stems for tail in tails if stem + tail]
    texts = [t.encode("utf-16", "surrogatepass").decode("utf-16") for t in texts]
    vocabulary = Vocabulary()
    for batch in (texts, texts[::-1], [" ".join(texts)], [f"{t}  \n" for t in texts]):
        assert [s for i in range(len(batch)) for s in surfaces(split(batch, vocabulary=vocabulary), i)] == [
            word for text in batch for word in text.split()
        ]
    assert len(vocabulary) == len(set(texts))


def test_a_vocabulary_that_grows_keeps_the_number_of_every_word():
    vocabulary = Vocabulary()
    words = [f"{'word' * (k % 5)}{k}" for k in range(60_000)]
    first = split(words[:100], vocabulary=vocabulary).types
    for begin in range(0, len(words), 20_000):
        split(words[begin : begin + 20_000], vocabulary=vocabulary)
    again = split(words, vocabulary=vocabulary).types
    assert again[:100].tolist() == first.tolist()
    assert [vocabulary.surfaces[t] for t in again.tolist()] == words


SPACES = [chr(c) for c in range(0x3001) if chr(c).isspace()]
PIECES = st.sampled_from([*SPACES, "a", "Bee", "é", "“x”", "😀", "\u200b", "\0", "word"])
TEXTS = st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=6)


def surfaces(words, i):
    return [words.vocabulary.surfaces[t] for t in words.types[words.bounds[i] : words.bounds[i + 1]]]


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_words_are_those_of_str_split_and_texts_come_back(texts):
    words = split(texts, vocabulary=Vocabulary())
    assert len(words) == len(texts)
    for i, text in enumerate(texts):
        assert surfaces(words, i) == text.split()
        assert words.text(i) == text
    where, start, end = words.spans(np.arange(len(words.types)))
    for k, t in enumerate(words.types):
        assert texts[where[k]][start[k] : end[k]] == words.vocabulary.surfaces[t]
        assert words.word_at(where[k : k + 1], start[k : k + 1]) == [k]
        assert words.word_at(where[k : k + 1], end[k : k + 1] - 1) == [k]


def test_every_white_space_that_python_knows_cuts():
    assert [surfaces(split([f"a{space}b"]), 0) for space in SPACES] == [["a", "b"]] * len(SPACES)


def test_no_texts_and_empty_texts():
    assert len(split([])) == 0
    words = split(["", "  ", "one"])
    assert words.counts.tolist() == [0, 0, 1]
    assert words.sum(np.ones(1, bool)).tolist() == [0, 0, 1]


def test_sums_are_exact_and_by_text():
    words = split(["a b c", "", "d e"])
    assert words.sum(np.array([1, 2, 3, 4, 5])).tolist() == [6, 0, 9]
    assert words.text_of_word.tolist() == [0, 0, 0, 2, 2]
    assert words.text_at(np.array([0, 3])).tolist() == [0, 2]


def test_a_slice_of_an_arrow_array_is_cut_like_the_whole():
    array = to_arrow(["one two", "three", "four five six"])
    assert surfaces(split(array[1:]), 1) == ["four", "five", "six"]


def test_facts_are_asked_once_for_each_new_word():
    vocabulary, asked = Vocabulary(), []

    def length(new):
        asked.append(list(new))
        return {"length": np.array([len(word) for word in new])}

    first = split(["to be or not to be"], vocabulary=vocabulary)
    assert vocabulary.facts(length)["length"][first.types].tolist() == [2, 2, 2, 3, 2, 2]
    split(["to question"], vocabulary=vocabulary)
    vocabulary.facts(length)
    vocabulary.facts(length)
    assert asked == [["to", "be", "or", "not"], ["question"]]


def test_a_missing_text_is_refused_and_half_a_surrogate_is_replaced():
    with pytest.raises(ValueError, match="missing"):
        split(["a", None])
    assert split(["a\ud800b c"]).text(0) == "a\ufffdb c"


def test_the_vocabulary_is_shared_until_it_has_grown_too_large(monkeypatch):
    before = shared_vocabulary()
    assert shared_vocabulary() is before
    monkeypatch.setattr("analysis.text.words._LONGEST_VOCABULARY", -1)
    after = shared_vocabulary()
    assert after is not before
