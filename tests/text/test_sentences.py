from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.sentences import SENTENCES, sentences


def cut(text):
    return [text[start:end] for start, end in sentences([text])[["start", "end"]].itertuples(index=False)]


def test_abbreviations_figures_and_quotations_end_no_sentence():
    text = "“The U.S. Senate,” said Dr. Ana Ruiz, “voted 3.5 to 1.” It did. Did it?  Yes!"
    assert cut(text) == ["“The U.S. Senate,” said Dr. Ana Ruiz, “voted 3.5 to 1.”", "It did.", "Did it?", "Yes!"]


@pytest.mark.parametrize(
    "expected",
    [
        ["The mill went to a buyer in the U.S.A.", "Nobody was asked.", "Some U.S. firms bid."],
        ["The dam will open in May.", "Nobody believes it."],
        ["Sailors had no vitamin C.", "Doctors knew.", "They had plan B.", "Captains had none."],
        ["“Who sold it?” Orla Finch asked.", "Nobody spoke."],
        ["“Why now?” he said.", "“Stop!” shouted the clerk.", "It ended."],
        ["He met George W. Bush in the U.S. Senate.", "“Is it over?”", "No one knew."],
        ["They left at 5 p.m. on Monday.", "He works for Acme Inc. in Tarn."],
    ],
)
def test_a_stop_of_an_abbreviation_may_end_a_sentence_and_a_question_in_marks_may_not(expected):
    assert cut(" ".join(expected)) == expected


def test_rows_and_numbers_begin_at_nought():
    table = sentences(["One. Two.", "", "  ", "Three\u00a0😀. Four — five."])
    assert list(table) == list(SENTENCES)
    assert table["row"].tolist() == [0, 0, 3, 3]
    assert table["sentence"].tolist() == [0, 1, 0, 1]


def test_no_text_has_no_sentence():
    assert sentences([]).dtypes.astype(str).to_dict() == SENTENCES


@given(st.text(st.sampled_from("ab A.!?”“\n\t\u00a0\u2029😀é1:;-"), max_size=80))
def test_every_character_that_is_no_blank_is_in_one_sentence(text):
    table = sentences([text])
    inside = [k for start, end in table[["start", "end"]].itertuples(index=False) for k in range(start, end)]
    assert inside == sorted(set(inside))
    assert set(inside) >= {k for k, sign in enumerate(text) if not sign.isspace()}
    assert all(text[s:e] == text[s:e].strip() for s, e in table[["start", "end"]].itertuples(index=False))
