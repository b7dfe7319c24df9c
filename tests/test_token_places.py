from __future__ import annotations

import numpy as np
import pytest

from analysis.token_places import Places, bucket, first_of, last_of
from analysis.tokens import Pieces, tokenize


@pytest.fixture
def places():
    # tokens 0-4 (sentences 0-2 and 3-4) and 5-7: two sequences
    return Places(tokenize(["Ana left. She ran\nBen sat down"], Pieces()))


def test_edges(places):
    assert places.first_of_sequence.tolist() == [0, 0, 0, 0, 0, 5, 5, 5]
    assert places.last_of_sequence.tolist() == [4, 4, 4, 4, 4, 7, 7, 7]
    assert places.first_of_sentence.tolist() == [0, 0, 0, 3, 3, 5, 5, 5]
    assert places.last_of_sentence.tolist() == [2, 2, 2, 4, 4, 7, 7, 7]


def test_no_token_sees_over_the_edge_of_its_sequence(places):
    column = np.array([10, 11, 12, 13, 14, 15, 16, 17])
    assert places.shifted(column, 2).tolist() == [12, 13, 14, 0, 0, 17, 0, 0]
    assert places.shifted(column, -1).tolist() == [0, 10, 11, 12, 13, 0, 15, 16]
    assert places.at(column, np.array([4, 5, 0, -1, 99, 7, 4, -9]), outside=-1).tolist() == [
        *(14, -1, 10, -1, -1, 17, -1, -1)
    ]


def test_the_nearest_that_is_wanted(places):
    wanted = np.array([1, 0, 0, 1, 0, 0, 1, 0], bool)
    assert places.before(wanted, places.first_of_sequence).tolist() == [-1, 0, 0, 0, 3, -1, -1, 6]
    assert places.before(wanted, places.first_of_sentence).tolist() == [-1, 0, 0, -1, 3, -1, -1, 6]
    assert places.behind(wanted, places.last_of_sequence).tolist() == [3, 3, 3, -1, -1, 6, -1, -1]
    assert places.behind(wanted, places.last_of_sentence).tolist() == [-1, -1, -1, -1, -1, 6, -1, -1]


def test_nothing_has_no_places():
    places = Places(tokenize([""], Pieces()))
    none, never = np.zeros(0, np.int64), np.zeros(0, bool)
    assert places.shifted(none, 1).tolist() == places.before(never, none).tolist() == []
    assert places.behind(never, none).tolist() == first_of(none).tolist() == last_of(none).tolist() == []


def test_distances_are_told_apart_where_they_are_small():
    assert bucket(np.arange(19)).tolist() == [0, 1, 2, 3, 3, 4, 4, 4, 4, *[5] * 8, 6, 6]
