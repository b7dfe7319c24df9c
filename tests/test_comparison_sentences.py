from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.comparison_sentences import SAME, sentences

ROW = {
    "measure": "loaded_per_100_words", "voice": "outlet", "article_a": "post", "article_b": "wire",
    "value_a": 4.0, "value_b": 1.5, "difference": 2.5, "low": 0.5, "high": 4.5, "n_a": 14, "n_b": 8, "smallest": 3.1,
    "p": 0.01, "p_bh": 0.02, "block": 1, "reason": np.nan, "clear": True, "clear_alone": True, "among": 30,
}  # fmt: skip
START = "With 14 and 8 paragraphs a difference below 3.1 would often not be seen; what is seen, 2.5, is "
NOT = {"clear": False, "clear_alone": False, "low": -0.5, "p_bh": 0.3}


def said(**changes) -> pd.Series:
    return sentences(pd.DataFrame([ROW | changes]), names={"post": "The Post"}).iloc[0]


@pytest.mark.parametrize(
    "changes, case, doubt",
    [
        ({}, "clear", f"{START}more than shuffling the paragraphs gives: it could be anything from 0.5 to 4.5 higher."),
        (
            NOT,
            "unclear",
            f"{START}not more than shuffling the paragraphs gives: it could be anything from 0.5 lower to 4.5 higher, "
            "so it may be chance.",
        ),
        (
            {"clear": False, "p_bh": 0.2},
            "unclear",
            f"{START}more than shuffling the paragraphs gives, but among 30 differences that are looked at some are so "
            "by chance: it could be anything from 0.5 to 4.5 higher, so it may still be chance.",
        ),
        (
            NOT | {"reason": "3 and 8 paragraphs are too few to tell a difference from chance"},
            "too little",
            "Whether this is chance cannot be said: 3 and 8 paragraphs are too few to tell a difference from chance.",
        ),
        (NOT | {"reason": SAME, "low": np.nan}, "same", f"Whether this is chance cannot be said: {SAME}."),
    ],
)
def test_every_case_has_its_words(changes, case, doubt):
    row = said(**changes)
    assert (
        row["finding"] == "In its own voice, The Post uses more loaded words than wire: 4.0 against 1.5 in 100 words."
    )
    assert (row["case"], row["doubt"]) == (case, doubt)
    assert row["text"] == f"{row['finding']} {doubt}"


def test_what_is_not_defined_says_why_and_no_more():
    row = said(difference=np.nan, value_b=np.nan, reason="no words of its own in wire", clear=False)
    assert row["text"] == "In its own voice, loaded words cannot be compared: no words of its own in wire."
    assert row["case"] == "undefined"


def test_no_rows_give_no_sentences():
    assert sentences(pd.DataFrame([ROW]).iloc[:0]).empty
