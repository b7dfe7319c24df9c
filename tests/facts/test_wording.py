from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from analysis.facts.wording import (
    BRACKET,
    GAP,
    JOIN,
    NEGATIONS,
    NOTHING,
    OPERATIONS,
    align,
    equal,
    fold,
    function_words,
    operations,
    read_wording,
    same_words,
    weigh_words,
)


def read(text, *more):
    return read_wording([(0, text, 0, len(text)), *((k, t, 0, len(t)) for k, t in enumerate(more, 1))])


def test_words_are_folded_and_keep_their_places():
    text = "Extra‑judicial killings – 1,000 of them"
    wording = read(text)
    assert wording.keys == ["extrajudicial", "killings", "1000", "of", "them"]
    assert [text[a:b] for _, a, b in wording.places] == ["Extra‑judicial", "killings", "1,000", "of", "them"]


@pytest.mark.parametrize(
    ("one", "other"), [("harbour", "harbor"), ("twenty-five", "25"), ("%", "percent"), ("Café", "cafe")]
)
def test_another_spelling_has_the_same_key(one, other):
    assert read(one).keys == read(other).keys


def test_a_short_form_is_two_words():
    assert read("We don’t").keys == ["we", "do", "not"]
    assert read("won't can't cannot it’s").keys == ["will", "not", "can", "not", "can", "not", "it", "'s"]
    assert read("the town’s dam").keys == ["the", "town's", "dam"]
    assert read("don’t").short == [False, True]


def test_brackets_and_ellipses_are_the_editors():
    wording = read("ISILKP [ISIS Khorasan] grew … and […] spread [sic] far [t]here")
    assert wording.keys == ["isilkp", "grew", "and", "spread", "far", "there"]
    assert wording.edges == [NOTHING, BRACKET, GAP, GAP, NOTHING, NOTHING, NOTHING]
    assert len(wording.editorial) == 4


def test_a_word_that_the_editor_ended_is_the_editors():
    assert read("they walk[ed] home").keys == ["they", "home"]


def test_sounds_of_a_transcript_are_no_words():
    assert read("We won. (Applause.) Thank you.").keys == ["we", "won", "thank", "you"]


def test_pieces_are_joined_with_an_open_edge_unless_the_sentence_goes_on():
    pieces = [(0, "one two", 0, 7), (1, "three", 0, 5)]
    assert read_wording(pieces).edges == [NOTHING, NOTHING, JOIN, NOTHING]
    assert read_wording(pieces, [True]).edges == [NOTHING] * 4
    assert read_wording(pieces).pieces == [0, 0, 1]


def test_stops_and_commas_are_known():
    wording = read("Go, he said. Now")
    assert wording.commas == [False, True, False, False, False]
    assert wording.stops == [False, False, False, True, False]


def test_nothing_is_read_from_nothing():
    assert len(read("")) == 0
    assert len(read(" … “”")) == 0


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_any_text_can_be_read(text):
    wording = read(text)
    assert len(wording.edges) == len(wording.stops) == len(wording.commas) == len(wording) + 1
    assert all(0 <= a < b <= len(text) for _, a, b in wording.places)
    assert all(wording.keys)


def test_the_lists_are_folded():
    assert all(fold(word) == word.strip("'") for word in function_words())
    assert "not" in NEGATIONS


def test_the_same_words_score_one():
    found = align(read("the dam is safe"), read("he said the dam is safe today"))
    assert found.path == [(0, 2), (1, 3), (2, 4), (3, 5)]
    assert (found.score, found.shared, found.run) == (1.0, 1.0, 4)


def test_a_word_for_another_is_one_step():
    found = align(read("the old dam is safe"), read("the new dam is safe"))
    assert found.path == [(k, k) for k in range(5)]
    # 4 x 20 - 10 of 100
    assert found.score == 0.7


def test_an_ellipsis_costs_nothing():
    found = align(
        read("the dam … safe"),
        read("the dam, we are told by those who built it, is safe"),
    )
    assert found.score == 1.0
    assert [j for _, j in found.path][:2] == [0, 1]


def test_an_overlap_may_begin_before_the_longer():
    short, long = (
        read("rain fell and the dam held all night"),
        read("the dam held all night and the next day too"),
    )
    assert align(short, long, overlap=True).path[0] == (3, 0)
    assert align(short, long).path[0][0] == 0


def test_nothing_in_common_is_none():
    assert align(read("one two"), read("red blue")) is None
    assert align(read(""), read("red")) is None


def test_short_forms_may_stand_for_two_words():
    assert equal("'s", "has") and equal("is", "'s") and not equal("'s", "was")
    same, _ = same_words(read("it’s").keys, read("it has").keys)
    assert same.tolist() == [[True, False], [False, True]]


def test_function_words_weigh_little():
    assert weigh_words(read("the dam")).tolist() == [0.3, 1.0]


@given(
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=9),
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=12),
)
def test_the_path_is_in_order_and_has_no_more_matches_than_the_longest_common_sequence(one, other):
    short, long = (
        read(" ".join("x" + c for c in one)),
        read(" ".join("x" + c for c in other)),
    )
    found = align(short, long)
    if found is None:
        return
    for side in (0, 1):
        places = [step[side] for step in found.path if step[side] is not None]
        assert places == sorted(set(places))
    same = sum(i is not None and j is not None and short.keys[i] == long.keys[j] for i, j in found.path)
    assert 0 < same <= LCSseq.similarity(one, other)
    assert np.isfinite(found.score)


def steps(short, long, *, flip=False):
    a, b = read(short), read(long)
    told = []
    for step in operations(a, b, align(a, b), flip=flip):
        first, second = (b, a) if flip else (a, b)
        words = [" ".join(w.plain[k] for k in ks) for w, ks in ((first, step.first), (second, step.second))]
        told.append((step.sort, *words))
    return told


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("the old dam held", "the new dam held", ("replace", "old", "new")),
        ("the dam really held firm", "the dam held firm", ("delete", "really", "")),
        ("the dam held firm", "the dam really held firm", ("insert", "", "really")),
        ("they do not pay us", "they don’t pay us", ("contraction", "do not", "do not")),
        ("we cannot pay them", "we can’t pay them", ("contraction", "can not", "can not")),
        ("let us pay them", "let’s pay them", ("contraction", "let us", "let 's")),
        ("they can pay us", "they can’t pay us", ("insert", "", "not")),
        ("they did pay the crew", "they did not pay the crew", ("insert", "", "not")),
        ("the harbour is shut", "the harbor is shut", ("spelling", "harbour", "harbor")),
        ("up 14 per cent now", "up 14 percent now", ("spelling", "per cent", "percent")),
        (
            "paid $10 million for it",
            "paid 10 million dollars for it",
            ("spelling", "$ 10 million", "10 million dollars"),
        ),
        ("paid ten million euros then", "paid €10 million then", ("spelling", "ten million euros", "€ 10 million")),
        ("paid $10 million for it", "paid 10 million euros for it", ("insert", "", "euros")),
        ("the U.N. has left town", "the UN has left town", ("spelling", "u n", "un")),
        ("the dam … held firm", "the dam that they built held firm", ("left out", "", "that they built")),
        ("now [the guard] left town", "now they left town", ("editorial", "", "they")),
        ("the guard (police) left town", "the guard left town", ("editorial", "police", "")),
        ("we will … leave now", "we will not leave now", ("insert", "", "not")),
        ("we [all] will leave now", "we never will leave now", ("insert", "", "never")),
        ("and the anger does", "and the anger does not", ("insert", "", "not")),
    ],
)
def test_what_was_done_is_told(short, long, expected):
    assert expected in steps(short, long)


def test_a_run_is_cut_where_the_editor_stands():
    told = steps("Kabul, ISKP [ISIS] now seems", "Kabul, ISKP now seems")
    assert [sort for sort, *_ in told] == ["same", "editorial", "same"]


def test_an_aside_with_a_negation_may_be_left_out():
    told = steps("we will, … leave now", "we will, and I do not say it lightly, leave now")
    assert not any(OPERATIONS[sort][1] for sort, *_ in told)


def test_flipped_the_sides_change_places():
    assert ("insert", "", "really") in steps("the dam really held firm", "the dam held firm", flip=True)
