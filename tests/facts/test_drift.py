from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.articles.read import read_articles
from analysis.articles.segment import paragraphs
from analysis.attribution.attribution import attribute
from analysis.facts.drift import PAIRS, STEPS, UTTERANCES, against_source, find_drift, read_utterances, utterances
from analysis.schema import BLOCKQUOTE, BODY, InputError
from tests import heldout_drift as held_out
from tests import utterance_edits as own
from tests.measure_drift import blocks_of, forms, measured


def listed(*texts, kinds=None):
    blocks = pd.DataFrame({"article": "a", "block": range(len(texts)), "kind": kinds or BODY, "text": texts})
    found = utterances(blocks, attribute(blocks))
    places = dict(zip(blocks["block"], blocks["text"], strict=True))
    assert all(places[r.block][r.start : r.end] == r.text for r in found.itertuples())
    return found, blocks


def test_a_quotation_that_a_cue_interrupts_is_one_utterance():
    found, _ = listed("“The dam is old,” Ana Ruiz said, “and nobody has looked at it for years.”")
    assert found["utterance"].tolist() == [0, 0]
    assert found["goes_on"].tolist() == [False, True]


def test_the_next_sentence_goes_on_with_an_open_edge():
    found, blocks = listed("“The dam is old,” Ana Ruiz said. “Nobody has looked at it for years.”")
    assert found["utterance"].tolist() == [0, 0]
    assert found["goes_on"].tolist() == [False, False]
    assert len(read_utterances(found, blocks)[0].wording) == 11


def test_a_new_clause_or_a_sentence_between_ends_an_utterance():
    found, _ = listed(
        "“The dam is old,” Ana Ruiz said, adding that the guard is “doing all that it can for us.”",
        "“The dam is old,” Ana Ruiz said. She left the hall by the back door at nine. “Nobody has looked at it.”",
    )
    assert found["utterance"].nunique() == 4


def test_a_paragraph_that_does_not_close_goes_on_in_the_next():
    found, _ = listed("Ana Ruiz said: “The dam is old.", "“Nobody has looked at it for years.”")
    assert found["utterance"].tolist() == [0, 0]


def test_block_quotations_in_a_row_are_one_utterance_unless_they_only_report():
    kinds = [BODY, BLOCKQUOTE, BLOCKQUOTE]
    found, _ = listed("Ana Ruiz wrote:", "The dam is old.", "Nobody has looked at it.", kinds=kinds)
    assert found["utterance"].tolist() == [0, 0]
    found, _ = listed("The paper wrote:", "“The dam is old and will not last,” she said.", kinds=kinds[:2])
    assert found["kind"].tolist() == ["direct"]


def test_no_quotation_no_row():
    found, _ = listed("Nobody spoke.")
    assert len(found) == 0 and list(found) == list(UTTERANCES)


SEEDS = Path(__file__).parents[2] / "seeds"
BOTH = [(own, edit) for edit in own.DRIFT + own.NO_DRIFT] + [(held_out, e) for e in held_out.DRIFT + held_out.NO_DRIFT]


def drifted(*articles):
    blocks = pd.concat([blocks_of(f"a{k}", texts) for k, texts in enumerate(articles)], ignore_index=True)
    return find_drift(blocks, attribute(blocks)), blocks


def test_the_seeds_have_one_utterance_in_two_wordings():
    blocks = paragraphs(read_articles([SEEDS / "aggregator.txt", SEEDS / "wire.txt"]))
    found = find_drift(blocks, attribute(blocks))
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


def test_what_the_other_has_whole_is_no_other_wording_of_something_else():
    tweet = "“I’m leading the Regatta!” Ana Ruiz wrote on Friday."
    said = "“I am proud to be leading the Regatta,” Ana Ruiz said."
    rows = [("a", 0, tweet), ("a", 1, said), ("b", 0, said)]
    blocks = pd.DataFrame(rows, columns=["article", "block", "text"]).assign(kind=BODY, voice="outlet")
    assert find_drift(blocks, attribute(blocks)).pairs["share"].tolist() == [0.0]
    alone = blocks.drop(index=1)
    assert find_drift(alone, attribute(alone)).pairs["share"].gt(0).tolist() == [True]


def test_three_articles_share_one_number():
    said = "“The dam is safe and it will hold through the spring,” Ana Ruiz said."
    other = "“The dam is sound and it will hold through the spring,” Ana Ruiz said."
    found, _ = drifted([[said]], [[other]], [["Nothing else."], [said]])
    assert found.pairs["said"].tolist() == [0, 0, 0]
    assert found.pairs["share"].tolist() == [2 / 22, 0.0, 2 / 22]
    assert "quote the same words" in found.pairs["observation"][1]


def test_what_one_side_quotes_before_and_behind_is_counted_and_is_not_word_for_word():
    found, _ = drifted(
        [["“Eleven children were hurt on this street in three years,” Ana Ruiz said."]],
        [["“Children were hurt on this street,” Ana Ruiz said."]],
    )
    (pair,) = found.pairs.to_dict("records")
    assert (pair["share"], pair["same"], pair["more_a"], pair["more_b"]) == (0, 6, 4, 0)
    assert pair["observation"].endswith("quote 6 words alike; the first quotes 4 words more.")


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


SOURCE = """MS. RUIZ: Thank you. We will not close the harbour before the spring, and nobody asked us to. (Applause.)
Q: And the ferries?
MS. RUIZ: The ferries run, the ferries are late, and I am sorry for that. We're looking at the timetable."""


def checked(text):
    blocks = blocks_of("a", [[text]])
    table, steps = against_source(blocks, attribute(blocks), SOURCE)
    return table, steps


@pytest.mark.parametrize(
    ("quotation", "result"),
    [
        ("We will not close the harbor before the spring", "verbatim"),
        ("[w]e will not close the harbour before the spring … and nobody asked us to", "verbatim"),
        ("nobody asked us to. The ferries run", "altered"),
        ("The [boats] run, the ferries are late", "verbatim"),
        ("We will … close the harbour before the spring", "altered"),
        ("We will close the harbour before the spring", "altered"),
        ("We won’t close the harbour before the spring", "verbatim"),
        ("We will not close the airport before the spring", "altered"),
        ("The ferries run, the ferries are [not] late", "altered"),
        ("The trams are empty and the drivers are angry", "not found"),
    ],
)
def test_a_quotation_is_verbatim_altered_or_not_found(quotation, result):
    table, _ = checked(f"“{quotation},” Ana Ruiz said.")
    assert table["result"].tolist() == [result]


@pytest.mark.parametrize(
    ("there", "quoted", "result"),
    [
        ("We mend two hundred and fifty bridges", "We mend 250 bridges", "verbatim"),
        ("We mend 25,000 bridges", "We mend twenty-five thousand bridges", "verbatim"),
        ("We mend two hundred and fifty bridges", "We mend 240 bridges", "altered"),
    ],
)
def test_a_number_in_words_is_the_number_in_figures(there, quoted, result):
    blocks = blocks_of("a", [[f"“{quoted} before the spring,” Ana Ruiz said."]])
    table, _ = against_source(blocks, attribute(blocks), f"{there} before the spring.")
    assert table["result"].tolist() == [result]


def test_a_sentence_brought_in_anew_is_looked_for_by_itself():
    text = "“We will not close,” Ana Ruiz said, “the harbour before the spring.” "
    text += "She added, “We’re looking at the timetable.”"
    table, _ = checked(text)
    assert table["result"].tolist() == ["verbatim", "verbatim"]


def test_who_is_not_in_the_source_spoke_elsewhere():
    stranger = "“The trams are empty and the drivers are angry,” said Karl Oman, a fisher."
    table, _ = checked(f"“The ferries are late,” Ana Ruiz said. {stranger}")
    assert table["result"].tolist() == ["verbatim", "another speaker or occasion"]
    # nothing shows who speaks there
    assert checked("“The trams are empty and the drivers are angry,” said Karl Oman.")[0]["result"].tolist() == [
        "not found"
    ]


def test_the_place_in_the_source_and_the_share_are_given():
    table, steps = checked("“The ferries run, the boats are late,” Ana Ruiz said.")
    (row,) = table.to_dict("records")
    assert SOURCE[row["source_start"] : row["source_end"]] == "The ferries run, the ferries are late"
    # one word for another: 2 of 14
    assert (row["altered_words"], row["share"], row["words"]) == (2, 2 / 14, 7)
    change = steps[steps["sort"] == "replace"].iloc[0]
    assert (change["surface_a"], change["surface_b"]) == ("ferries", "boats")
    assert SOURCE[change["start_a"] : change["end_a"]] == "ferries"


def test_what_an_ellipsis_leaves_out_is_shown():
    table, _ = checked("“The ferries run … and I am sorry for that,” Ana Ruiz said.")
    assert table["left_out"].tolist() == ["the ferries are late"]
    assert "leaves out" in table["observation"][0]


def test_what_is_not_found_has_no_place_and_no_share():
    table, steps = checked("“The trams are empty and the drivers are angry,” Ana Ruiz said.")
    assert table[["source_start", "share", "altered_words"]].isna().all(axis=None)
    assert len(steps) == 0


def test_scare_quotes_are_listed_only_if_the_source_has_them():
    assert checked("The so-called “revolution” failed.")[0].empty


def test_a_source_without_words_is_refused():
    blocks = blocks_of("a", [["“We stay,” she said."]])
    with pytest.raises(InputError, match="there is no word in it"):
        against_source(blocks, attribute(blocks), " … ")


def test_a_short_form_is_no_other_wording():
    full = "“We cannot mend the weir because it is not ours, and they did not ask,” Ana Ruiz said."
    short = "“We can’t mend the weir because it isn’t ours, and they didn’t ask,” Ana Ruiz said."
    found, _ = drifted([[full]], [[short]])
    (pair,) = found.pairs.to_dict("records")
    assert (pair["same"], pair["only_a"], pair["only_b"], pair["share"]) == (16, 0, 0, 0.0)
    assert pair["observation"].endswith("quote the same words.")
    steps = found.operations[found.operations["sort"] != "same"]
    assert steps[["sort", "surface_a", "surface_b"]].to_numpy().tolist() == [
        ["contraction", "cannot", "can’t"],
        ["contraction", "is not", "isn’t"],
        ["contraction", "did not", "didn’t"],
    ]
    assert not steps["counted"].any()


def test_a_short_form_that_denies_counts():
    found, _ = drifted(
        [["“We can mend the weir before the thaw,” Ana Ruiz said."]],
        [["“We can’t mend the weir before the thaw,” Ana Ruiz said."]],
    )
    assert found.pairs[["only_a", "only_b"]].to_numpy().tolist() == [[0, 1]]
