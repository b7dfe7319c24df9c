"""A table as a link that holds a CSV file."""

from __future__ import annotations

import io
from urllib.parse import unquote_to_bytes

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.download import csv_link

START = "data:text/csv;charset=utf-8,"


def read(link):
    assert link.startswith(START)
    return pd.read_csv(io.BytesIO(unquote_to_bytes(link[len(START) :])), keep_default_na=False, encoding="utf-8-sig")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1), min_size=1))
def test_what_is_read_back_is_what_was_there_and_no_cell_begins_a_formula(texts):
    link = csv_link(pd.DataFrame({"text": texts, "place": "x"}))
    back = read(link)["text"].astype(str).tolist()
    assert [cell.removeprefix("'") if cell != text else cell for cell, text in zip(back, texts, strict=True)] == texts
    assert not any(cell[0] in "=+@\t" for cell in back)


@pytest.mark.parametrize("sign", list("\"'<>&#\n\t \u007f`"))
def test_no_sign_that_ends_an_attribute_or_an_address_stands_in_it(sign):
    assert sign not in csv_link(pd.DataFrame({"a" + sign: ["b" + sign]}))


def test_numbers_have_six_digits_and_what_is_missing_is_empty():
    link = csv_link(pd.DataFrame({"x": [1 / 3, float("nan"), 2.0], "n": [1, 2, 3]}))
    assert link == START + "%EF%BB%BFx,n%0A0.333333,1%0A,2%0A2,3%0A"


def test_a_heading_begins_no_formula_and_an_empty_table_keeps_its_headings():
    assert csv_link(pd.DataFrame(columns=["=a", 3])) == START + "%EF%BB%BF%27=a,3%0A"
