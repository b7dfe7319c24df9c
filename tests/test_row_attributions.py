from __future__ import annotations

import pandas as pd
import pytest

from analysis.features import evidence, measure
from analysis.row_attributions import measure_attributed

TEXTS = [
    "“The harbour is lost to us,” the mayor, Ana Ruiz, said on Monday.",
    "Rain fell on the town.",
    None,
    "Ministers said that the brutal winter had cost the port 12 ships.",
]


def test_who_speaks_stands_beside_the_other_measures():
    table = pd.DataFrame({"text": TEXTS}, index=[5, 3, 8, 1])
    measures, marks = measure_attributed(table)
    plain = measure(table)
    pd.testing.assert_frame_equal(measures[plain.columns], plain)
    assert measures.index.tolist() == [5, 3, 8, 1]
    assert measures["attributions"].tolist() == [1, 0, pd.NA, 1]
    # the quoted words are the source's; the claim of the ministers is theirs in the outlet's wording
    assert measures["words_reported"].tolist() == [0, 0, pd.NA, 10]
    assert list(measures)[-3:] == ["words_reported", "attributions", "not_measured"]
    roles = marks[marks["category"] == "attribution"]
    said = [(row, label, surface) for row, label, surface in roles[["row", "label", "surface"]].values.tolist()]
    assert (3, "source", "Ministers") in said and (3, "cue", "said") in said
    assert all(TEXTS[m.row][m.start : m.end] == m.surface for m in marks.itertuples())
    assert marks["row"].is_monotonic_increasing
    others = marks[marks["category"] != "attribution"].reset_index(drop=True)
    pd.testing.assert_frame_equal(others, evidence(table))


@pytest.mark.parametrize("texts", [[], [None], ["", "Rain fell."]])
def test_texts_without_any_have_the_same_columns(texts):
    measures, marks = measure_attributed(pd.DataFrame({"text": pd.Series(texts, dtype=object)}))
    assert list(measures) == list(measure_attributed(pd.DataFrame({"text": TEXTS}))[0])
    assert (measures["attributions"].dropna() == 0).all()
    assert not (marks["category"] == "attribution").any()


def test_article_and_block_are_carried_through():
    table = pd.DataFrame({"article": ["a", "a"], "block": [4, 9], "text": TEXTS[:2]})
    _, marks = measure_attributed(table)
    roles = marks[marks["category"] == "attribution"]
    assert set(roles["article"]) == {"a"} and set(roles["block"]) == {4}
