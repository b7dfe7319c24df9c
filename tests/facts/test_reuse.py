from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.facts.reuse import find_passages, reuse_matrix, reused_passages
from analysis.schema import InputError
from tests.told import table

WIRE = (
    "Glaciologists measured a record retreat of nine metres a day on the Brúar glacier, "
    "the weather institute said on Friday."
)
#: two words differ ("recorded", "meters"), one is left out
LIGHT = (
    "Glaciologists recorded a record retreat of nine meters a day on the Brúar glacier, "
    "the weather institute said Friday."
)
OTHER = "Tourists are advised to keep to the marked paths this summer."


def test_a_copy_is_found_word_for_word():
    found = reused_passages(table([OTHER, WIRE], [f"REYKJAVÍK — {WIRE} More soon."]))
    row = found.iloc[0]
    assert len(found) == 1 and (row.block_a, row.block_b) == (1, 0)
    assert (row.words_a, row.same_words, row.agreement, row.voice) == (20, 20, 1.0, "outlet")
    assert WIRE[row.start_a : row.end_a] == WIRE[:-1]
    assert f"REYKJAVÍK — {WIRE}"[row.start_b : row.end_b] == WIRE[:-1]


def test_a_light_rewording_is_one_passage_with_its_agreement():
    row = reused_passages(table([WIRE], [LIGHT])).iloc[0]
    # from "a record" to "said": of 16 words on each side one differs; a lone word on either end begins no run
    assert (row.words_a, row.words_b, row.same_words) == (16, 16, 15)
    assert row.agreement == pytest.approx(15 / 16)


def test_the_same_facts_in_other_words_are_no_copy():
    told = "The Brúar glacier is shrinking by nine metres a day, faster than ever measured, according to scientists."
    assert reused_passages(table([WIRE], [told])).empty


def test_a_shared_quotation_is_told_apart_from_outlets_text():
    words = "we have never seen the ice move like this in forty years of looking"
    a, b = f"“{words},” said Ása Lind.", f'Lind told listeners: "{words}."'
    assert reused_passages(table([a], [b]))["voice"].tolist() == ["quoted"]
    assert reused_passages(table([a], [f"It is a fact that {words}."]))["voice"].tolist() == ["mixed"]


def test_everyday_words_in_a_row_are_no_passage():
    assert reused_passages(
        table(
            ["It is one of the things that they had to do then."], ["It is one of the things that they had to do once."]
        )
    ).empty


def test_moved_sentences_are_both_found():
    found = reused_passages(table([f"{WIRE} {OTHER}"], [f"{OTHER} {WIRE}"]))
    assert len(found) == 2 and found["agreement"].tolist() == [1, 1]


def test_the_matrix_by_hand():
    blocks = table([WIRE], [WIRE, OTHER], [OTHER.upper().replace("THIS SUMMER", "IN JULY"), "Nothing."])
    matrix = reuse_matrix(blocks, reused_passages(blocks))
    assert matrix.loc["a", "b"] == 1
    assert matrix.loc["b", "a"] == pytest.approx(20 / 31)
    assert matrix.loc["b", "c"] == pytest.approx(9 / 31)
    assert matrix.loc["c", "b"] == pytest.approx(9 / 12)
    assert matrix.loc["a", "c"] == 0
    assert all(math.isnan(matrix.loc[name, name]) for name in "abc")


def test_the_seeds_share_one_quotation_and_no_text(seed_blocks):
    found = reused_passages(seed_blocks)
    assert found[["block_a", "block_b", "voice"]].values.tolist() == [[4, 8, "quoted"]]
    assert found["agreement"].iloc[0] < 0.8


@settings(max_examples=60, deadline=None)
@given(*[st.lists(st.sampled_from(["ice", "lava", "quokka", "pylon", "of", "zebra"]), max_size=40)] * 2)
def test_passages_lie_in_the_words_and_no_word_is_in_two(a, b):
    found = find_passages(a, b)
    covered = [i for first, last, _, _ in found for i in range(first, last)]
    assert len(covered) == len(set(covered))
    assert all(0 <= i < k <= len(a) and 0 <= j < m <= len(b) for i, k, j, m in found)


def test_odd_texts_and_too_few_articles():
    assert reused_passages(table(["", "😀"], ["\xa0", "’’"])).empty
    curly, straight = (
        WIRE.replace("the weather", "the island’s weather"),
        WIRE.replace("the weather", "the island's weather"),
    )
    assert reused_passages(table([curly], [straight.replace(" ", "\xa0")]))["agreement"].tolist() == [1]
    with pytest.raises(InputError, match="Give two or more"):
        reused_passages(table([WIRE]))
