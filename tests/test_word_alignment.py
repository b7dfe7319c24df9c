import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from analysis.word_alignment import align, equal, same_words, weights
from analysis.wording import read_wording


def read(text):
    return read_wording([(0, text, 0, len(text))])


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
    found = align(read("the dam … safe"), read("the dam, we are told by those who built it, is safe"))
    assert found.score == 1.0
    assert [j for _, j in found.path][:2] == [0, 1]


def test_an_overlap_may_begin_before_the_longer():
    short, long = read("rain fell and the dam held all night"), read("the dam held all night and the next day too")
    assert align(short, long, overlap=True).path[0] == (3, 0)
    assert align(short, long).path[0][0] == 0


def test_nothing_in_common_is_none():
    assert align(read("one two"), read("red blue")) is None
    assert align(read(""), read("red")) is None


def test_short_forms_may_stand_for_two_words():
    assert equal("'s", "has") and equal("is", "'s") and not equal("'s", "was")
    same, _ = same_words(read("it’s"), read("it has"))
    assert same.tolist() == [[True, False], [False, True]]


def test_function_words_weigh_little():
    assert weights(read("the dam")).tolist() == [0.3, 1.0]


@given(
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=9),
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=12),
)
def test_the_path_is_in_order_and_has_no_more_matches_than_the_longest_common_sequence(one, other):
    short, long = read(" ".join("x" + c for c in one)), read(" ".join("x" + c for c in other))
    found = align(short, long)
    if found is None:
        return
    for side in (0, 1):
        places = [step[side] for step in found.path if step[side] is not None]
        assert places == sorted(set(places))
    same = sum(i is not None and j is not None and short.keys[i] == long.keys[j] for i, j in found.path)
    assert 0 < same <= LCSseq.similarity(one, other)
    assert np.isfinite(found.score)
