from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from analysis.attribution import attribute
from analysis.observations import OBSERVATIONS, PARTS, observations
from analysis.same_facts import same_facts

NAMES = {"aggregator": "A", "wire": "B"}
CHARGE = re.compile(
    r"\b(?:wrong|false|lie[sd]?|lying|mislead\w*|bias\w*|distort\w*|manipulat\w*|fake)\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def found(seed_blocks):
    return same_facts(seed_blocks, attribute(seed_blocks))


def test_the_first_of_each_kind_comes_first(found):
    table = observations(found, names=NAMES)
    assert list(table) == list(OBSERVATIONS)
    assert table["kind"].tolist()[:4] == ["quotation", "figure", "headline", "left out"]
    assert (table["part"] == table["kind"].map(PARTS)).all()


def test_the_sentences_name_the_pieces_and_say_what_stands_where(found):
    table = observations(found, names=NAMES).drop_duplicates("kind").set_index("kind")
    assert table.loc["quotation", "text"] == (
        "A and B quote one utterance of Deborah Lyons in two wordings, both between quotation marks."
    )
    assert "14 words are the same, 7 words only in A and 7 only in B" in table.loc["quotation", "doubt"]
    assert table.loc["figure", "text"] == (
        "A says “more than 500%”; from 60 to 334 is 334 / 60 = 5.57 times, an increase of 456.7%."
    )
    assert table.loc["figure", "aside"] == "334 / 60 = 5.57 times"
    assert table.loc["headline", "text"].startswith("B’s headline says “Every Province”; the source it quotes says")
    assert table.loc["left out", "text"].startswith("5 of B’s 8 paragraphs have no counterpart in A")
    assert table.loc["quotation", "places"] == [("aggregator", 4), ("wire", 8)]


def test_no_sentence_charges_anyone(found):
    differs = found.claims.head(1).assign(relation="differ")
    shared = found.passages.head(1).assign(words_a=40, voice="outlet")
    table = observations(replace(found, claims=differs, passages=shared), names=NAMES)
    assert set(table["kind"]) == set(PARTS) and CHARGE.search("It is misleading.")
    assert not table[["text", "doubt", "aside"]].stack().str.contains(CHARGE).any()
    assert table["doubt"].str.len().min() > 20


def test_a_long_shared_passage_outside_of_quotations_is_told(found):
    row = {"article_a": "aggregator", "block_a": 1, "article_b": "wire", "block_b": 2, "words_a": 31, "words_b": 31}
    shared = pd.DataFrame([row | {"agreement": 0.97, "voice": "outlet"}, row | {"agreement": 1.0, "voice": "quoted"}])
    told = observations(replace(found, passages=shared), names=NAMES)
    assert (told["kind"] == "reuse").sum() == 1
    assert (
        told.set_index("kind").loc["reuse", "text"] == "A and B share a passage of 31 words outside of quotation marks."
    )


def test_nothing_found_is_an_empty_table(found):
    empty = replace(
        found,
        points=found.points.assign(others=1),
        arithmetic=found.arithmetic.iloc[:0],
        claims=found.claims.iloc[:0],
        headline=found.headline.iloc[:0],
        drift=replace(found.drift, pairs=found.drift.pairs.iloc[:0]),
        passages=found.passages.iloc[:0],
    )
    assert list(observations(empty, names=NAMES)) == list(OBSERVATIONS) and not len(observations(empty, names=NAMES))


def test_figures_that_differ_stand_side_by_side_and_those_that_agree_do_not(found):
    row = found.claims[found.claims["phrase_b"] == "334 attacks"].head(1)
    differs = row.assign(phrase_a="343 attacks", relation="differ")
    told = observations(replace(found, claims=pd.concat([row, differs])), names=NAMES)
    (text,) = told.loc[told["text"].str.contains("334 attacks"), "text"]
    assert text == "A has “343 attacks” where B has “334 attacks”."
    (doubt,) = told.loc[told["text"] == text, "doubt"]
    assert doubt == "Whether they count the same thing takes a reader: both sentences are linked."


def test_one_of_a_thing_is_told_in_the_singular(found):
    pairs = found.drift.pairs.assign(same=1, only_a=1, only_b=2, speaker_a=None, speaker_b=None)
    points = found.points[found.points["article"] == "wire"].head(1).assign(others=0)
    told = observations(replace(found, drift=replace(found.drift, pairs=pairs), points=points), names=NAMES)
    by_kind = told.drop_duplicates("kind").set_index("kind")
    assert by_kind.loc["quotation", "text"].startswith("A and B quote one utterance in two wordings")
    assert by_kind.loc["quotation", "doubt"].startswith("one word is the same, one word only in A and 2 only in B")
    assert by_kind.loc["left out", "text"].startswith("1 of B’s one paragraph has no counterpart in A")


def test_three_pieces_are_told_of_pair_by_pair_and_what_is_left_out_of_the_others():
    said = "“The {} bridge will carry no lorry before May, whatever the council says,” Ana Ruiz told reporters."
    rows = [(name, 0, "body", said.format(word)) for name, word in zip("xyz", ("Harlow", "Harlow", "old"), strict=True)]
    rows.append(("z", 1, "body", "Ferries at Milltown ran all night, and the baker gave out bread."))
    blocks = pd.DataFrame(rows, columns=["article", "block", "kind", "text"]).assign(voice="outlet")
    told = observations(same_facts(blocks, attribute(blocks)), names={"x": "A", "y": "B", "z": "C"})
    quoted = told.loc[told["kind"] == "quotation", "text"].str[:7]
    assert quoted.tolist() == ["A and C", "B and C"]
    (left,) = told.loc[told["kind"] == "left out", "text"]
    assert left.startswith("1 of C’s 2 paragraphs has no counterpart in the others")
