from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.lexicon import by_hand, categories, load
from analysis.weights import LEAST, LOOKS, marked_words, polemic, weighted, weights

TERMS = pd.DataFrame(
    {
        "term": ["dreadful", "unseen", "dull", "quite", "rightish", "plainly"],
        "category": ["emotive", "emotive", "emotive", "hedge", "partisan", "emotive"],
        "weight": [0.6, 0.9, 0.3, 0.3, 0.6, 0.0],
        "note": ["", "", "", "", "polemic of the right: made up", "exception: made up"],
    }
)
COUNTS = pd.DataFrame(
    {"term": ["dreadful", "dull", "quite", "rightish", "plainly"], "marked": [4, 0, 9, 0, 9], "seen": [4, 30, 9, 50, 9]}
)


def test_a_weight_by_hand_counts_as_six_looks():
    assert weights(np.array([0.6]), np.array([4]), np.array([4])) == pytest.approx([(6 * 0.6 + 4) / (6 + 4)])
    assert LOOKS == 6


def test_what_was_never_seen_stays_and_nought_stays_nought():
    given = np.array([0.9, 0.05, 0.0])
    assert weights(given, np.zeros(3, int), np.array([0, 0, 9])).tolist() == [0.9, 0.05, 0.0]
    assert weights(np.array([0.0]), np.array([5]), np.array([5])).tolist() == [0.0]


def test_what_is_hardly_ever_marked_is_no_longer_marked():
    assert LEAST == 0.15
    hand, marked, seen = np.array([0.3, 0.3, 0.3]), np.zeros(3, int), np.array([6, 7, 7])
    kept = weights(hand, marked, seen, keep=np.array([False, False, True]))
    assert kept == pytest.approx([1.8 / 12, 0, 1.8 / 13])


def test_a_lexicon_gets_its_weights_and_keeps_those_by_hand():
    found = weighted(TERMS, COUNTS, loaded=categories()["loaded"])
    assert found["weight"].tolist() == pytest.approx([0.76, 0.9, 0.0, 0.3, 0.6, 0.0])
    assert found["hand"].tolist() == TERMS["weight"].tolist()
    assert found["marked"].tolist() == [4, 0, 0, 9, 0, 9]
    assert found["seen"].tolist() == [4, 0, 30, 9, 50, 9]
    assert "hand" not in TERMS


def test_the_projects_lexicon_is_weighted_and_its_polemics_are_as_written():
    table, hand = load().table, by_hand()
    assert table["hand"].tolist() == hand["weight"].tolist()
    of = table.set_index("term")
    assert (table["weight"] != table["hand"]).sum() > 500
    assert of.loc["brutal", "weight"] == pytest.approx(
        (6 * of.loc["brutal", "hand"] + of.loc["brutal", "marked"]) / (6 + of.loc["brutal", "seen"])
    )
    assert (table["weight"] == table["hand"])[polemic(table)].all() and polemic(table).sum() > 500
    assert (table["weight"] == 0)[table["hand"] == 0].all()
    assert table["weight"].between(0, 1).all()


def test_the_table_of_counts_is_sound_and_belongs_to_the_lexicon():
    counts, terms = marked_words(), by_hand().set_index("term")
    assert counts.columns.tolist() == ["term", "marked", "seen"]
    assert counts["term"].tolist() == sorted(set(counts["term"]))
    assert (counts["marked"] <= counts["seen"]).all() and (counts["seen"] > 0).all()
    of = terms.reindex(counts["term"])
    assert of["category"].notna().all(), "run analysis/lexicons/make_marked_words.py: the lexicon has changed"
    assert (of["weight"] > 0).all() and of["category"].map(categories()["loaded"]).eq(1).all()
