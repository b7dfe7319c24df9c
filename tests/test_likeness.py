from __future__ import annotations

import numpy as np
import pytest

from analysis.content_words import content_words, rarity
from analysis.likeness import LEAST_RARITY, columns_of, likeness, names_among, spelled, weights

TEXTS = ["The zebra climbed a pylon.", "A zebra was seen near Oslo.", "Prices soared in Oslo."]


@pytest.fixture
def made():
    words = content_words(TEXTS)
    columns = columns_of(words)
    return words, columns, columns.held(words, len(TEXTS))


def test_common_words_are_no_columns_and_groups_are_held_by_any_member(made):
    _, columns, held = made
    assert "the" not in columns.keys
    assert all(rarity(key) >= LEAST_RARITY for key in columns.keys)
    shared = set(columns.groups_of["climb"]) & set(columns.groups_of["soar"])
    group = shared.pop()
    assert held[:, group].tolist() == [1, 0, 1]
    assert held[:, columns.place["zebra"]].tolist() == [1, 1, 0]


def test_a_word_with_synonyms_gives_half_of_its_worth_to_the_group(made):
    _, columns, _ = made
    assert columns.worth[columns.place["climb"]] == pytest.approx(0.5 * np.sqrt(rarity("climb")))
    assert columns.worth[columns.place["zebra"]] == pytest.approx(np.sqrt(rarity("zebra")))


def test_things_count_words_and_groups_that_no_shared_word_is_in(made):
    _, columns, held = made
    things = columns.things(held, held)
    assert things[0, 2] == len(set(columns.groups_of["climb"]) & set(columns.groups_of["soar"]))
    assert things[0, 1] == 1  # zebra
    assert things[1, 2] == 1  # Oslo
    assert things[0, 0] == 3  # zebra, climbed, pylon: their groups are theirs already


def test_names_are_told_by_their_capitals(made):
    words, columns, _ = made
    named = names_among(columns, spelled(words, TEXTS, columns))
    assert [key for key in columns.keys if named[columns.place[key]]] == ["oslo"]


def test_weights_fall_with_the_share_of_paragraphs():
    words = content_words(["zebra pylon"] * 5 + ["quokka"] * 2 + ["abacus"])
    columns = columns_of(words)
    weight = weights(columns, columns.held(words, 8))
    at = {key: weight[k] for key, k in columns.place.items()}
    assert at["quokka"] == pytest.approx(columns.worth[columns.place["quokka"]])
    assert at["abacus"] == pytest.approx(columns.worth[columns.place["abacu"]] if "abacu" in at else at["abacus"])
    ratio = at["zebra"] / columns.worth[columns.place["zebra"]]
    assert ratio == pytest.approx((np.log(9 / 5) / np.log(9 / 2)) ** 2)


def test_likeness_by_hand_is_symmetric_and_caps_names():
    a, b = np.array([[1.0, 1, 0]]), np.array([[1.0, 1, 1]])
    weight, nobody = np.array([1.0, 0.5, 0.5]), np.zeros(3, bool)
    expected = 1.5 / np.sqrt((1.5 + 1) * (2 + 1))
    assert likeness(a, b, weight, named=nobody)[0, 0] == pytest.approx(expected)
    assert likeness(b, a, weight, named=nobody)[0, 0] == pytest.approx(expected)
    # the name is worth 1, and counts 0.3 and 0.7 of the other word's 0.5
    named = np.array([True, False, False])
    assert likeness(a, b, weight, named=named)[0, 0] == pytest.approx((0.5 + 0.65) / np.sqrt(2.5 * 3))
    assert likeness(a, np.zeros((1, 3)), weight, named=named)[0, 0] == 0
