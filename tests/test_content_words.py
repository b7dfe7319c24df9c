from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.content_words import ARTICLES, FEWEST, content_words, keyed, rarity
from analysis.lexicon import FOLDER


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
    spans = [(start, end) for start, end, _ in keyed(text)]
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))


def test_rarity_is_the_logarithm_of_the_share_of_articles():
    table = pd.read_csv(str(FOLDER / "word_commonness.csv"), skiprows=3, keep_default_na=False)
    assert table["articles"].between(FEWEST, ARTICLES).all()
    assert table["key"].is_unique
    row = table[table["articles"] == 60].iloc[0]
    assert rarity(row["key"]) == pytest.approx(math.log(10) / math.log(200))
    assert rarity("no such word") == 1
    assert rarity("the") < 0.01
