from __future__ import annotations

import pytest

from analysis.attribution import attribute
from analysis.figure_marks import figure_marks
from analysis.same_facts import same_facts
from analysis.schema import SPANS


@pytest.fixture(scope="module")
def marks(seed_blocks):
    return figure_marks(
        same_facts(seed_blocks, attribute(seed_blocks)), seed_blocks, names={"aggregator": "A", "wire": "B"}
    )


def test_figures_are_marked_where_they_stand(marks, seed_blocks):
    texts = seed_blocks.set_index(["article", "block"])["text"]
    assert list(marks) == list(SPANS) and (marks["label"] == "figure").all() and marks["weight"].isna().all()
    assert all(texts[m.article, m.block][m.start : m.end] == m.surface for m in marks.itertuples())
    assert not marks.duplicated(["article", "block", "start", "end"]).any()


def test_each_says_what_it_is_held_against(marks):
    by = marks.set_index(["article", "surface"])
    assert by.loc[("wire", "334 attacks"), "category"] == "agree"
    assert by.loc[("wire", "334 attacks"), "note"] == "A has “at least 334 attacks”; A has “334”"
    (total,) = marks[marks["category"] == "does not fit"].to_dict("records")
    assert total["article"] == "aggregator" and "334 / 60 = 5.57 times" in total["note"]


def test_nothing_compared_nothing_marked(seed_blocks):
    found = same_facts(seed_blocks, attribute(seed_blocks))
    from dataclasses import replace

    bare = replace(found, claims=found.claims.iloc[:0], arithmetic=found.arithmetic.iloc[:0])
    assert list(figure_marks(bare, seed_blocks, names={})) == list(SPANS)
    assert not len(figure_marks(bare, seed_blocks, names={}))
