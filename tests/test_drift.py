from pathlib import Path

import pandas as pd
import pytest

from analysis.attribution import attribute
from analysis.drift import PAIRS, STEPS, drift
from analysis.read import read_articles
from analysis.segment import paragraphs
from tests import heldout_drift as held_out
from tests import utterance_edits as own
from tests.measure_drift import blocks_of, forms, measured

SEEDS = Path(__file__).parents[1] / "seeds"
BOTH = [(own, edit) for edit in own.DRIFT + own.NO_DRIFT] + [(held_out, e) for e in held_out.DRIFT + held_out.NO_DRIFT]


def drifted(*articles):
    blocks = pd.concat([blocks_of(f"a{k}", texts) for k, texts in enumerate(articles)], ignore_index=True)
    return drift(blocks, attribute(blocks)), blocks


def test_the_seeds_have_one_utterance_in_two_wordings():
    blocks = paragraphs(read_articles([SEEDS / "aggregator.txt", SEEDS / "wire.txt"]))
    found = drift(blocks, attribute(blocks))
    (pair,) = found.pairs.to_dict("records")
    assert (pair["article_a"], pair["block_a"], pair["article_b"], pair["block_b"]) == ("aggregator", 4, "wire", 8)
    assert (pair["same"], pair["only_a"], pair["only_b"], pair["editorial"]) == (14, 7, 7, 1)
    assert pair["share"] == 14 / 42
    changes = found.operations[found.operations["sort"] != "same"]
    assert changes[["sort", "surface_a", "surface_b"]].values.tolist() == [
        ["replace", "capitals, ISKP", "Kabul, ISILKP"],
        ["editorial", "", "[ISIS Khorasan]"],
        ["replace", "cover most of the", "be present in nearly all"],
        ["delete", "is", ""],
    ]
    text = {(a, b): t for a, b, t in blocks[["article", "block", "text"]].itertuples(index=False)}
    for row in found.operations.itertuples():
        assert text["aggregator", row.block_a][row.start_a : row.end_a] == row.surface_a
        assert text["wire", row.block_b][row.start_b : row.end_b] == row.surface_b


@pytest.mark.parametrize(("module", "edit"), BOTH, ids=lambda one: one.__name__)
def test_generated_edits_are_found_and_true_quotations_are_left_alone(module, edit):
    made = forms(module.UTTERANCES, edit, len(module.CONTEXTS), module.SPEAKERS, quoted=module.quoted)
    # every third form here, so that the tests stay quick; all of them pass
    found = measured(made[:: 3 if len(made) > 15 else 1])
    assert len(found) >= 5
    assert found["false"].sum() == 0
    drifts = edit in module.DRIFT
    right = (found["found"] == 1) & ((found["counted"] > 0) == drifts)
    assert right.mean() == 1
    wanted = "altered" if drifts else "verbatim"
    assert all(wanted in results if drifts else set(results) == {wanted} for results in found["results"])


def test_other_things_said_on_the_same_matter_are_not_one_utterance():
    pairs = held_out.NEAR_MISSES
    made = [
        (a, held_out.quoted(a, k, "Irma Hale"), held_out.quoted(b, k + 1, "Irma Hale"))
        for k, (a, b) in enumerate(pairs)
    ]
    found = measured(made)
    assert found["found"].sum() == found["false"].sum() == 0
    assert all(set(results) == {"not found"} for results in found["results"])


def test_three_articles_share_one_number():
    said = "“The dam is safe and it will hold through the spring,” Ana Ruiz said."
    other = "“The dam is sound and it will hold through the spring,” Ana Ruiz said."
    found, _ = drifted([[said]], [[other]], [["Nothing else."], [said]])
    assert found.pairs["said"].tolist() == [0, 0, 0]
    assert found.pairs["share"].tolist() == [2 / 22, 0.0, 2 / 22]
    assert "quote the same words" in found.pairs["observation"][1]


def test_a_short_quotation_counts_only_if_it_is_rare_and_the_same():
    long = ["“It was a monumental miscalculation by the board and we will pay for it,” Ana Ruiz said."]
    found, _ = drifted([long], [["She spoke of a “monumental miscalculation by the board”, and left."]])
    assert len(found.pairs) == 1
    found, _ = drifted([["“We will pay for it,” she said."]], [["He said that they “will pay for it” one day."]])
    assert len(found.pairs) == 0


def test_nothing_to_compare_gives_empty_tables():
    found, _ = drifted([["Nobody spoke."]], [["Nobody did."]])
    assert list(found.pairs) == list(PAIRS) and list(found.operations) == list(STEPS)
    assert len(found.pairs) == len(found.operations) == 0
