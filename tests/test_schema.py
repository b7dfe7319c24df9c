"""Tables have the columns of their schema; what is missing is named."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.schema import ARTICLES, PARAGRAPHS, InputError, require, table


def test_a_table_has_every_column_of_its_schema_in_order_and_type():
    made = table([{"article": "a", "block": 0, "text": "x"}], PARAGRAPHS)
    assert list(made.columns) == list(PARAGRAPHS)
    assert made["block"].dtype == "int64"
    assert made["speaker"].isna().all()


def test_an_empty_table_keeps_its_columns():
    assert list(table([], ARTICLES).columns) == list(ARTICLES)


def test_a_missing_column_is_named_with_the_place():
    with pytest.raises(InputError, match=r"the spans: there is no column 'start'; it has a, b"):
        require(pd.DataFrame(columns=["a", "b"]), ("a", "start"), "the spans")
