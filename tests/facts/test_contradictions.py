"""Contradictions in words: what is called one, and what is not."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.facts.contradictions import CONTRADICTIONS, contradictions
from analysis.schema import InputError
from tests.contradicting import (
    ALIKE,
    CIRCUMSTANCES,
    CIRCUMSTANCES_ALIKE,
    CONTRADICTING,
    STATES,
    STATES_ALIKE,
    WIDER,
    WIDER_ALIKE,
)
from tests.told import NAMES, told


def of(one: str, other: str) -> list[tuple[str, str, str]]:
    rows = [("a", 0, "body", one), ("b", 3, "body", other)]
    found = contradictions(pd.DataFrame(rows, columns=["article", "block", "kind", "text"]))
    return list(found[["sort", "word_a", "word_b"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The climber was wearing a harness, Inspector Olm said.", "Olm said the climber was not wearing a harness."),
        ("Mayor Lund signed the contract on Friday.", "Lund has never signed the contract, the mayor’s office said."),
        ("Senator Brakk will chair the inquiry.", "The senator, Ida Brakk, won’t chair the inquiry."),
        ("President Holm visited Kessin in 1990.", "No president has ever visited Kessin."),
        ("The dam near Orvel was inspected in May.", "The Orvel dam was never inspected."),
    ],
)
def test_what_one_tells_and_the_other_denies(one, other):
    ((sort, _, _),) = of(one, other)
    assert sort == "told and denied" and len(of(other, one)) == 1


@pytest.mark.parametrize(
    ("one", "other", "sort"),
    [
        ("Minister Tarn denied the payment.", "Tarn, the minister, confirmed the payment.", "denied and confirmed"),
        ("The jury acquitted Rolf Benn of arson.", "The jury convicted Rolf Benn of arson.", "denied and confirmed"),
        ("The paper printed stolen letters of Ana Reyle.", "It had obtained letters of Ana Reyle.", "how sure"),
        (
            "The fire in Pell was deliberate, police said.",
            "In Pell police called the fire accidental.",
            "denied and confirmed",
        ),
    ],
)
def test_opposites_of_one_thing(one, other, sort):
    assert [found for found, *_ in of(one, other)] == [sort]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Olm would not sign the contract if Lund left.", "Lund signed the contract with Olm."),
        ("Lund tried to sign the contract.", "Lund did not sign the contract."),
        ("Lund not only signed the contract but framed it.", "Lund signed the contract."),
        ("Lund has not signed the contract until today.", "Lund signed the contract."),
        ("Lund did not sign the letter.", "Lund signed the contract."),
        ("Benn pleaded not guilty to arson.", "Benn was found guilty of arson."),
        ("The town had no signed contract.", "Lund signed the contract for the town."),
        ("Lund did not sign the contract.", "Brakk did not sign the contract, Lund said."),
        ("Did Lund sign the contract?", "Lund did not sign the contract."),
    ],
)
def test_what_may_both_hold_is_no_contradiction(one, other):
    assert of(one, other) == of(other, one) == []


@pytest.mark.parametrize(("one", "other"), CONTRADICTING + STATES + CIRCUMSTANCES + WIDER)
def test_invented_pairs_contradict_each_other(one, other):
    assert len(of(one, other)) == len(of(other, one)) == 1


@pytest.mark.parametrize(("one", "other"), ALIKE + STATES_ALIKE + CIRCUMSTANCES_ALIKE + WIDER_ALIKE)
def test_pairs_that_look_so_may_both_hold(one, other):
    assert of(one, other) == of(other, one) == []


def test_an_act_in_talks_is_held_against_one_that_will_not_be():
    said = "Ida Brakk is in talks to direct the play."
    assert of(said, "Ida Brakk will not direct the play.") == [("how sure", "direct", "direct")]
    assert of(said, "Ida Brakk did not direct the play.") == []
    assert of("Ida Brakk is not in talks to direct the play.", "Ida Brakk will not direct the play.") == []


@pytest.mark.parametrize(
    ("one", "other", "sort"),
    [
        ("The fire in Pell is out of control.", "Crews put out the fire in Pell.", "two states"),
        (
            "The lantern guild in Hult was founded in 1911.",
            "The lantern guild in Hult was founded in 1912.",
            "which year",
        ),
        ("Ida Brakk was taken to Orsk Hospital.", "Brakk died at Marr Hospital.", "which hospital"),
        (
            "The Hult ferry fire was suspected arson.",
            "An arson fire gutted the Hult ferry.",
            "how sure",
        ),
        ("Jan Holt was shot dead in Orsk.", "Jan Holt was stabbed to death in Orsk.", "how killed"),
    ],
)
def test_states_that_exclude_each_other_are_shown_with_their_sort(one, other, sort):
    assert [found for found, *_ in of(one, other)] == [sort]


def test_an_article_that_tells_both_states_contradicts_neither():
    rows = [
        ("a", 0, "body", "The fire above Hult was burning at noon."),
        ("b", 0, "body", "The fire above Hult was burning at dawn."),
        ("b", 1, "body", "By noon the fire above Hult was under control."),
    ]
    assert contradictions(pd.DataFrame(rows, columns=["article", "block", "kind", "text"])).empty


def test_he_is_who_begins_the_sentence_before():
    rows = [
        ("a", 0, "body", "Benn fled from Tolven. He is still at large after the mill robbery."),
        ("b", 0, "body", "Benn was arrested after the mill robbery."),
    ]
    (row,) = contradictions(pd.DataFrame(rows, columns=["article", "block", "kind", "text"])).to_dict("records")
    assert (row["word_a"], row["word_b"]) == ("at large", "arrested")


@pytest.mark.parametrize("name", NAMES)
def test_the_invented_events_hold_none(name):
    assert contradictions(told(name)[0]).empty


def test_places_point_at_the_sentences_and_the_order_is_the_articles():
    rows = [
        ("b", 0, "body", "Rain fell. Lund never signed the contract."),
        ("a", 1, "body", "Lund signed the contract."),
    ]
    blocks = pd.DataFrame(rows, columns=["article", "block", "kind", "text"])
    (row,) = contradictions(blocks).to_dict("records")
    assert (row["article_a"], row["article_b"]) == ("b", "a")
    assert rows[0][3][row["start_a"] : row["end_a"]] == row["sentence_a"] == "Lund never signed the contract."
    assert list(contradictions(blocks.head(1))) == list(CONTRADICTIONS)
    with pytest.raises(InputError, match="there is no column 'kind'"):
        contradictions(blocks.drop(columns="kind"))
