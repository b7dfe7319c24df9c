from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.facts import similarity as similarity_module
from analysis.facts.similarity import (
    ARTICLES,
    FEWEST,
    LEAST_RARITY,
    Held,
    content_words,
    count_spellings,
    find_keys,
    find_names,
    make_columns,
    rarity,
    similarity,
    sum_shared,
    weigh,
)
from analysis.files import LEXICONS


def keys(text: str) -> list[str]:
    return content_words([text])["key"].tolist()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("334", "#334"),
        ("1,500", "#1500"),
        ("half a dozen", "#6"),
        ("two dozen", "#24"),
        ("a dozen", "#12"),
        ("twenty-five", "#25"),
        ("eight", "#8"),
        ("eighth", "#8"),
        ("1.5m", "#1500000"),
        ("1.5 million", "#1500000"),
        ("€310,000", "#310000"),
        ("a hundred", "#100"),
        ("7bn", "#7000000000"),
        ("three hundred thousand", "#300000"),
        ("half a million", "#500000"),
        ("two and a half", "#2.5"),
        ("three hundred and six", "#306"),
        ("1.2.3", "#1.2.3"),
    ],
)
def test_numbers_have_one_key_however_they_are_written(text, number):
    assert [key for key in keys(text) if key[0] == "#"] == [number]


@pytest.mark.parametrize(
    "forms",
    [
        ("U.N.", "UN", "United Nations", "the United Nations’"),
        ("ISIS-K", "ISKP", "ISILKP", "ISIS", "Islamic State’s"),
        ("Afghan", "Afghanistan’s", "Afghans"),
        ("U.S.", "American", "the United States"),
        ("6 percent", "6%", "six per cent"),
    ],
)
def test_names_and_signs_have_one_key_across_their_forms(forms):
    assert len({tuple(key for key in keys(form) if key not in ("the",)) for form in forms}) == 1


def test_the_pronoun_and_the_question_word_are_no_countries():
    assert keys("They told us who was there")[2:4] == ["us", "who"]
    assert "=United States" not in keys("BRING US THE MEN WHO DID THIS")


def test_a_first_name_is_no_word_of_its_own():
    assert keys("Deborah Lyons spoke") == keys("Lyons spoke")


def test_places_point_into_the_text():
    text = "Half a dozen U.N. envoys\xa0met in “Kabul”, Joe’s aide said."
    found = content_words(["", text])
    assert set(found["row"]) == {1}
    assert [text[s:e] for s, e in found[["start", "end"]].values] == found["surface"].tolist()
    assert found["surface"].tolist()[:3] == ["Half a dozen", "U.N.", "envoys"]


def test_curly_and_straight_apostrophes_and_no_text():
    assert keys("Kabul’s mayor") == keys("Kabul's mayor")
    assert keys("") == [] and keys(" …— 😀 ") == []
    assert content_words([]).empty


@given(st.text(max_size=80))
def test_any_text_is_read_in_order_and_without_overlap(text):
    spans = [(start, end) for start, end, _ in find_keys(text)]
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))


def test_rarity_is_the_logarithm_of_the_share_of_articles():
    table = pd.read_csv(LEXICONS / "word_commonness.csv", skiprows=3, keep_default_na=False)
    assert table["articles"].between(FEWEST, ARTICLES).all()
    assert table["key"].is_unique
    row = table[table["articles"] == 60].iloc[0]
    assert rarity(row["key"]) == pytest.approx(math.log(10) / math.log(200))
    assert rarity("no such word") == 1
    assert rarity("the") < 0.01


TEXTS = ["The zebra climbed a pylon.", "A zebra was seen near Oslo.", "Prices soared in Oslo."]


@pytest.fixture
def made():
    words = content_words(TEXTS)
    columns = make_columns(words)
    return words, columns, columns.held(words, len(TEXTS))


def table(held: Held, columns: int) -> np.ndarray:
    made = np.zeros((held.texts, columns))
    made[held.rows, held.columns] = 1
    return made


def holds(rows) -> Held:
    rows = np.array(rows, bool)
    return Held(*np.nonzero(rows), len(rows))


def test_common_words_are_no_columns_and_groups_are_held_by_any_member(made):
    _, columns, held = made
    assert "the" not in columns.keys
    assert all(rarity(key) >= LEAST_RARITY for key in columns.keys)
    (group, *_) = set(columns.groups_of["climb"]) & set(columns.groups_of["soar"])
    held = table(held, len(columns.worth))
    assert held[:, group].tolist() == [1, 0, 1]
    assert held[:, columns.place["zebra"]].tolist() == [1, 1, 0]


def test_a_word_with_synonyms_gives_half_of_its_worth_to_the_group(made):
    _, columns, _ = made
    assert columns.worth[columns.place["climb"]] == pytest.approx(0.5 * np.sqrt(rarity("climb")))
    assert columns.worth[columns.place["zebra"]] == pytest.approx(np.sqrt(rarity("zebra")))


def test_what_is_shared_counts_words_and_groups_that_no_shared_word_is_in(made):
    _, columns, held = made
    texts = [np.flatnonzero(row).tolist() for row in table(held, len(columns.worth))]
    shared = {(i, j): columns.count_shared(texts[i], texts[j]) for i in range(3) for j in range(3)}
    assert shared[0, 2] == len(set(columns.groups_of["climb"]) & set(columns.groups_of["soar"]))
    assert shared[0, 1] == 1  # zebra
    assert shared[1, 2] == 1  # Oslo
    assert shared[0, 0] == 3  # zebra, climbed, pylon: their groups are theirs already


def test_names_are_told_by_their_capitals(made):
    words, columns, _ = made
    named = find_names(columns, count_spellings(words, TEXTS, columns))
    assert [key for key in columns.keys if named[columns.place[key]]] == ["oslo"]


def test_weights_fall_with_the_share_of_paragraphs():
    words = content_words(["zebra pylon"] * 5 + ["quokka"] * 2 + ["abacus"])
    columns = make_columns(words)
    weight = weigh(columns, [columns.held(words, 8)])
    at = {key: weight[k] for key, k in columns.place.items()}
    assert at["quokka"] == pytest.approx(columns.worth[columns.place["quokka"]])
    assert at["abacus"] == pytest.approx(columns.worth[columns.place["abacu"]] if "abacu" in at else at["abacus"])
    ratio = at["zebra"] / columns.worth[columns.place["zebra"]]
    assert ratio == pytest.approx((np.log(9 / 5) / np.log(9 / 2)) ** 2)


@given(
    st.integers(0, 2**32), st.integers(0, 9), st.integers(0, 7), st.integers(1, 12), st.sampled_from([1, 5, 1 << 20])
)
def test_what_texts_share_is_the_product_of_what_they_hold(seed, n, m, columns, listed):
    rng = np.random.default_rng(seed)
    a, b = (rng.random((k, columns)) < 0.4 for k in (n, m))
    weights = rng.random((2, columns))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(similarity_module, "_LISTED", listed)
        found = sum_shared(holds(a), holds(b), weights)
    assert all(np.allclose(one, a * weight @ b.T) for one, weight in zip(found, weights, strict=True))
    part = holds(a).part(n // 3, n)
    assert (table(part, columns) == a[n // 3 :]).all() and np.allclose(part.sums(weights[0]), a[n // 3 :] @ weights[0])


def test_similarity_by_hand_is_symmetric_and_caps_names():
    a, b, nothing = (holds([row]) for row in ([1, 1, 0], [1, 1, 1], [0, 0, 0]))
    weight, nobody = np.array([1.0, 0.5, 0.5]), np.zeros(3, bool)
    expected = 1.5 / np.sqrt((1.5 + 1) * (2 + 1))
    assert similarity(a, b, weight, nobody)[0, 0] == pytest.approx(expected)
    assert similarity(b, a, weight, nobody)[0, 0] == pytest.approx(expected)
    # the name is worth 1, and counts 0.3 and 0.7 of the other word's 0.5
    named = np.array([True, False, False])
    assert similarity(a, b, weight, named)[0, 0] == pytest.approx((0.5 + 0.65) / np.sqrt(2.5 * 3))
    assert similarity(a, nothing, weight, named)[0, 0] == 0


def test_words_that_tell_an_event_are_marked():
    words = content_words(
        ["An earthquake hit the church; the president was arrested, said two of its hosts on the roof."]
    )
    columns = similarity_module.make_columns(words)
    events = {key for key, is_event in zip(columns.keys, columns.events, strict=False) if is_event}
    assert {"arrest", "earthquak"} <= events and not {"church", "president", "roof"} & events
