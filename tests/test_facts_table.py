from __future__ import annotations

import pandas as pd
import pytest

from analysis.attribution import attribute
from analysis.facts_table import FINDINGS, facts_table
from analysis.same_facts import same_facts


@pytest.fixture(scope="module")
def listed(seed_blocks):
    said = "Once limited to a few provinces and Kabul, ISILKP now seems to be present in nearly all provinces."
    return facts_table(same_facts(seed_blocks, attribute(seed_blocks), source=said), seed_blocks)


def test_every_sort_of_finding_has_its_rows(listed):
    assert {name: str(kind) for name, kind in listed.dtypes.items()} == {
        name: str(pd.Series(dtype=kind).dtype) for name, kind in FINDINGS.items()
    }
    counts = listed["finding"].value_counts()
    assert counts["same point"] == 7 and counts["quotation"] == 1 and counts["arithmetic"] == 1
    assert {"figure", "headline", "left out", "source of one", "actor of one", "shared passage", "order"} <= set(
        counts.index
    )
    assert counts["quotation and source"] == 12


def test_places_point_at_the_words(listed, seed_blocks):
    texts = seed_blocks.set_index(["article", "block"])["text"]
    checked = 0
    for row in listed[listed["finding"].isin(["same point", "headline", "arithmetic", "shared passage"])].itertuples():
        for side in "ab":
            article, block, start, end, text = (
                getattr(row, f"{n}_{side}") for n in ("article", "block", "start", "end", "text")
            )
            if pd.notna(start):
                assert texts[article, block][start:end] == text
                checked += 1
    assert checked > 10


def test_every_row_has_its_plain_line(listed):
    assert listed["observation"].str.len().min() > 15 and listed["observation"].str.endswith((".", ".”")).all()
    assert listed.loc[listed["finding"] == "same point", "value"].between(0, 1).all()


def test_figures_have_both_texts_and_their_relation(listed):
    figures = listed[listed["finding"] == "figure"]
    row = figures[figures["text_b"] == "334 attacks"].iloc[0]
    assert (row["article_a"], row["block_a"], row["text_a"]) == ("aggregator", 5, "at least 334 attacks")
    assert (row["article_b"], row["block_b"], row["verdict"]) == ("wire", 8, "agree")
    assert row["observation"].endswith("the same figure.")


def test_what_one_side_lacks_is_missing_and_not_empty(listed):
    alone = listed[listed["finding"] == "left out"]
    assert len(alone) == 9 + 5
    assert alone[["article_b", "block_b", "start_b", "text_b"]].isna().all(axis=None)
    assert all(own["value"].is_monotonic_decreasing for _, own in alone.groupby("article_a"))
    assert listed.loc[listed["finding"] == "order", "value"].round(2).tolist() == [0.23]


def test_nothing_in_common_leaves_what_each_has_alone():
    rows = [("x", 0, "body", "Rain fell."), ("y", 0, "body", "A goalkeeper\u202e retired.")]
    blocks = pd.DataFrame(rows, columns=["article", "block", "kind", "text"]).assign(voice="outlet")
    table = facts_table(same_facts(blocks, attribute(blocks)), blocks)
    assert table["finding"].tolist() == ["left out", "left out"] and list(table) == list(FINDINGS)
    assert table["text_a"].tolist() == ["Rain fell.", "A goalkeeper\u202e retired."]
    assert table["text_b"].isna().all() and table["value"].notna().all()
