from __future__ import annotations

import pandas as pd
import pytest

from analysis.attribution import attribute
from analysis.same_facts import MOST, same_facts
from analysis.schema import InputError


def table(*articles):
    rows = [
        {"article": f"piece-{k}", "block": number, "kind": kind, "voice": "outlet", "text": text}
        for k, blocks in enumerate(articles)
        for number, (kind, text) in enumerate(blocks)
    ]
    return pd.DataFrame(rows)


BRIDGE = [
    ("headline", "Every bridge in the county is unsafe"),
    ("body", "“The Harlow bridge will carry no lorry before May,” the engineer, Ana Ruiz, said on Monday."),
    ("body", "The county closed 12 of 40 bridges, or 30 percent, after the frost."),
    ("body", "Ferries at Milltown ran all night, and the baker gave out bread."),
]
OTHER = [
    ("headline", "Engineer closes Harlow bridge"),
    ("body", "“The Harlow bridge will hardly carry a lorry before May,” Ana Ruiz told the council."),
    ("body", "After the frost the county had shut 12 of its 40 bridges."),
]


def test_the_seeds_are_compared_in_every_way(seed_blocks):
    found = same_facts(seed_blocks, attribute(seed_blocks))
    pairs = found.matches[["block_a", "block_b"]].values.tolist()
    assert sorted(map(tuple, pairs)) == [(0, 0), (1, 2), (3, 9), (4, 8), (5, 8), (7, 9), (8, 8)]
    assert found.drift.pairs[["block_a", "block_b"]].values.tolist() == [[4, 8]]
    assert found.arithmetic["verdict"].tolist() == ["does not fit"]
    assert found.headline["article"].unique().tolist() == ["wire"]
    assert found.checked is None and found.steps is None
    agreed = found.claims[found.claims["relation"] == "agree"]
    assert agreed["phrase_b"].isin(["334 attacks", "60"]).sum() >= 2


def test_a_source_is_held_against_the_quotations():
    blocks = table(BRIDGE, OTHER)
    said = "Q. And the bridge? A. The Harlow bridge will carry no lorry before May, I am afraid."
    found = same_facts(blocks, attribute(blocks), source=said)
    assert found.checked.groupby("article")["result"].agg(list).to_dict() == {
        "piece-0": ["verbatim"], "piece-1": ["altered"]}  # fmt: skip


def test_what_only_one_has_is_told():
    blocks = table(BRIDGE, OTHER)
    found = same_facts(blocks, attribute(blocks))
    alone = found.points[found.points["others"] == 0]
    assert alone[["article", "block"]].values.tolist() == [["piece-0", 3]]


def test_twelve_articles_go_and_one_does_not():
    many = table(*[BRIDGE] * MOST)
    assert same_facts(many, attribute(many)).reuse.shape == (12, 12)
    one = table(BRIDGE)
    with pytest.raises(InputError, match="two or more"):
        same_facts(one, attribute(one))


def test_texts_that_share_nothing_have_empty_tables():
    blocks = table([("body", "Rain fell.")], [("body", "A goalkeeper retired.")])
    found = same_facts(blocks, attribute(blocks))
    assert not len(found.matches) and not len(found.drift.pairs) and not len(found.claims)
    assert not len(found.headline) and not len(found.passages) and len(found.points) == 2
