"""The sentences that open the page: chosen beforehand, each with the words behind it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis.report import page
from analysis.report import sentences as findings
from tests.browser import example


def test_a_finding_points_to_the_heaviest_word_in_its_voice():
    (finding,) = findings.findings(example())
    assert finding["words"] == {"surface": "a wave of costs", "place": "A1", "href": "#A-1"}
    assert finding["part"] == "loaded"
    assert finding["interval"] == {"zero": 20.0, "low": 33.0, "high": 220.0, "dot": 128.7, "anchor": "start"}


def test_findings_are_chosen_beforehand_and_told_in_the_order_of_their_doubt():
    made = example()
    row = made.comparison.iloc[0].to_dict()
    rows = [
        row | {"measure": "loaded_score", "spread": 0.001},
        row | {"measure": "hedges_per_100_words", "clear": False, "reason": "too few", "spread": 0.1},
        row | {"measure": "compound_names_masked", "family": "tone", "clear": False, "spread": 0.0},
        row | {"measure": "readability_factor", "family": "readability", "clear": False},
        row | {"measure": "loaded_per_100_words", "voice": "all", "spread": 0.001},
        row,
    ]
    comparison = pd.DataFrame(rows)
    sentences = comparison[["measure", "voice", "clear"]].assign(finding="It differs.", doubt="Perhaps.")
    found = findings.findings(replace(made, comparison=comparison, sentences=sentences))
    assert [(one["measure"], one["voice"]) for one in found] == [
        ("loaded_per_100_words", "outlet"),
        ("readability_factor", "outlet"),
        ("compound_names_masked", "outlet"),
        ("hedges_per_100_words", "outlet"),
    ]


@pytest.mark.parametrize(
    ("measure", "low", "high", "left", "right"),
    [
        ("compound", -1.0, 1.0, "B more positive", "A more positive"),
        ("flesch_reading_ease", 0.1, 4.0, "", "A easier to read"),
        ("difficult_words", -4.0, 0.1, "B more difficult words", ""),
        ("difficult_words", -1.0, 1.0, "B more", "A more"),
        ("unknown", -1.0, 1.0, "B more", "A more"),
    ],
)
def test_the_ends_of_an_interval_are_named_in_the_words_of_the_measure(measure, low, high, left, right):
    row = {"measure": measure, "article_a": "x", "article_b": "y", "difference": (low + high) / 2}
    drawn = page.interval(row | {"low": low, "high": high})
    ends = findings._ends(row, {"x": "A", "y": "B"}, drawn)
    assert (ends["left"], ends["right"]) == (left, right)


OBSERVED = [
    dict(kind="quotation", text="One quotation.", doubt="d", aside="x", places=[("piece-0", 1)], part="tone"),
    dict(kind="quotation", text="Another quotation.", doubt="d", aside="x", places=[], part="tone"),
    dict(kind="figure", text="One figure.", doubt="d", aside="x", places=[("piece-1", 4)], part="tone"),
]


@pytest.mark.parametrize(
    ("rows", "chosen"),
    [
        (OBSERVED, ["One quotation.", "One figure.", "Another quotation."]),
        (
            [*OBSERVED, *(OBSERVED[0] | {"kind": kind, "text": kind} for kind in ("headline", "act"))],
            ["One quotation.", "One figure.", "headline", "act"],
        ),
        # what only one headline has is left out where more is told
        (
            [OBSERVED[0] | {"kind": "headline", "text": "Light.", "aside": "in one headline only"}, *OBSERVED],
            ["One quotation.", "One figure.", "Another quotation."],
        ),
        ([], []),
    ],
)
def test_of_the_observations_one_of_a_kind_comes_first_and_four_are_shown(rows, chosen):
    made = replace(example(), observations=pd.DataFrame(rows))
    assert [one["text"] for one in findings.observed(made)] == chosen


def test_loaded_words_stand_behind_what_one_piece_leaves_out_and_are_those_of_the_heavier_piece():
    from analysis import Story

    ours = "Harbour\n\nThe council’s botched, shameful and disgraceful deal cost the town of Orvel a mill in May."
    theirs = (
        "Harbour\n\nThe brazen minister ran a despicable office in Tarn, and nine clerks of his were let go in June."
    )
    kinds = [
        (one["kind"], one["text"]) for one in findings.observed(Story.from_texts({"a": ours, "b": theirs})._report(""))
    ]
    assert [kind for kind, _ in kinds].count("loaded words") == 1 and kinds[-1][0] == "loaded words"
    assert kinds[-1][1].startswith("In its own voice a has")


def test_an_observation_leads_to_its_blocks_and_not_to_one_that_is_set_aside():
    made = replace(example(), observations=pd.DataFrame(OBSERVED))
    places = [one["places"] for one in findings.observed(made)]
    assert places == [[{"place": "A1", "href": "#A-1"}], [{"place": "B’s block 4", "href": None}], []]


def test_an_act_is_told_with_both_sentences_and_one_without_an_agent_needs_more_words():
    side = {"article": "x", "block": 1, "actor": "Dunes Union", "clause": "The union shut the mill …"}
    other = {"article": "y", "block": 4, "actor": "no one", "clause": "… the mill was shut."}
    act = {"act": "shut", "role": "agent", "shared": "old, mill, gate"}
    act |= {f"{name}_{s}": value for s, of in (("a", side), ("b", other)) for name, value in of.items()}
    names = {"x": "Courier", "y": "Post"}
    (told,) = findings.act_observations(pd.DataFrame([act]), names=names).to_dict("records")
    assert told["text"] == (
        "For what may be one act Courier names Dunes Union, Post names no one: "
        "“The union shut the mill …”; “… the mill was shut”."
    )
    assert (told["kind"], told["places"], told["part"]) == ("act", [("x", 1), ("y", 4)], "actors")
    assert findings.act_observations(pd.DataFrame([act | {"shared": "old, mill"}]), names=names).empty
    both = pd.DataFrame([act | {"shared": "old, mill", "role": "patient", "actor_b": "Harbour Guild"}])
    (told,) = findings.act_observations(both, names=names)["text"]
    assert told.startswith("Courier says of Dunes Union much of what Post says of Harbour Guild: “")


def test_nobody_looked_for_observations():
    assert findings.observed(example()) == []


def test_loaded_words_of_one_piece_are_its_own_words_in_no_form_of_the_others(tmp_path):
    from analysis import Story

    ours = """Harbour plan

The brutal plan of Yahoo! was a shameful fiasco from its first day, and the harbour never had a chance to grow.

The quay is completely dry.

Mara Quill, the mayor, said that the deal was a despicable swindle, and that she would never have signed it."""
    theirs = """Harbour plan

The plan did not work. It was brutally short, the mayor said, and the harbour has not grown since then."""
    story = Story.from_texts({"ours": ours, "theirs": theirs})
    (found,) = [
        one for one in findings._loaded_only(story._report("")) if one["text"].startswith("In its own voice ours")
    ]
    assert "shameful" in found["text"] or "fiasco" in found["text"]
    for word in ("despicable", "swindle", "“!”", "“brutal”", "completely"):
        assert word not in found["text"], word


@pytest.mark.parametrize(
    ("ours", "told"),
    [
        # terms of a game, a court, a fire; one light word
        ("The Rovers kept the ball for most of the half until a fumble by the captain cost them nine yards.", False),
        ("He lied to the jury about the key, the clerk wrote down, and the hearing went on until noon.", False),
        ("The mill went up in flames at noon, and firefighters from three towns came to the quay.", False),
        ("The mayor merely read the letter of the town and went home before the bells rang at noon.", False),
        ("The clerk said nothing of the reckless and cruel charge, and the hearing went on until noon.", False),
        # one word, or two of which one weighs little
        ("The council’s shameful deal cost the town a mill, a bridge and nine years of peace.", False),
        ("The council’s shameful deal merely cost the town a mill, a bridge and nine years.", False),
        # the same words of something else
        ("The council’s botched and shameful deal cost the town a mill, a bridge and nine years.", True),
        ("The minister lied to the town in a brazen way, and the mill was sold for nothing at all.", True),
        # somebody's words for it
        ("The lawyer, who characterized the deal as a botched and shameful one, lives beside the mill.", False),
        ("The deal was denounced by the guild as botched, shameful and bad for the mill and the town.", False),
        # words in quotation marks, alone or in a run of them
        ("The clerk ran a “botched shameful squad” to look after the mill, the bridge and nine years of peace.", False),
        ("The guild denounced the deal. As botched and shameful as it is, it saved the mill and the town.", True),
    ],
)
def test_literal_terms_and_one_word_open_no_page(ours, told):
    from analysis import Story

    story = Story.from_texts({"ours": f"Harbour\n\n{ours}", "theirs": "Harbour\n\nThe quay is dry. The sun came up."})
    assert bool(findings._loaded_only(story._report(""))) is told


def test_a_word_of_a_deck_or_written_with_a_hyphen_is_no_word_of_one_piece():
    from analysis import Story

    ours = "Harbour\n\nThe council’s shameful deal was a coverup, and it cost the town a mill and nine years of peace."
    for there, told in (("A shameful cover-up, says the guild", False), ("What the guild has to say of it", True)):
        theirs = f"Harbour deal\n\n{there}\n\nThe quay is dry today. The sun came up over the mill on Monday at noon."
        story = Story.from_texts({"ours": ours, "theirs": theirs})
        assert bool(findings._loaded_only(story._report(""))) is told, there


def test_a_term_of_a_game_is_literal_in_any_paragraph_of_a_piece_on_a_game():
    from analysis import Story

    game = "The coach of the Rovers saw nine points, two kicks and a late pass of his league side in the second half."
    word = "It was a low blow for one on the ropes since noon, and everyone in Orvel went home before the bells rang."
    theirs = {"theirs": "Harbour\n\nThe quay is dry. The sun came up."}
    told = {}
    for first in (game, "The town sold a mill, a bridge and nine years of peace to the guild of the lower quay."):
        story = Story.from_texts({"ours": f"Harbour\n\n{first}\n\n{word}", **theirs})
        told[first] = bool(findings._loaded_only(story._report("")))
    assert list(told.values()) == [False, True]


def test_words_of_a_name_of_an_open_quotation_and_of_the_headline_told_before_are_not_told_as_loaded():
    from analysis import Story

    ours = """Brutal blaze at the Orvel mill

The fire broke out at SAVAGE GRAIN TRUST in Orvel on Monday, and it was a shameful, disgraceful night.

The owner was glad, "because we want the mill to be fun again.

It is an amazing place and a glorious one, "said the owner, Ida Brandt, on Tuesday in the yard.

She has apologised for `the despicable state ' of the gates."""
    theirs = """Fire at the Orvel mill

The mill in Orvel burned on Monday, and its owner was glad that nobody was hurt in the fire."""
    report = Story.from_texts({"ours": ours, "theirs": theirs})._report("")
    (found,) = [one for one in findings._loaded_only(report) if one["text"].startswith("In its own voice ours")]
    assert "shameful" in found["text"] and "Brutal" in found["text"]
    for word in ("SAVAGE", "amazing", "glorious", "despicable"):
        assert word not in found["text"], word
    (found, *_) = findings._loaded_only(report, without={"Brutal"})
    assert "Brutal" not in found["text"]


def test_what_could_not_be_tested_is_told_with_both_values_and_the_reason():
    made = example()
    row = made.comparison.iloc[0].to_dict()
    slug = row["article_a"]
    none = {
        "value_a": 0.0,
        "difference": -3.0,
        "low": float("nan"),
        "reason": f"none of 8 paragraphs has any in {slug}",
    }
    level = row | {"measure": "hedges_per_100_words", "difference": 0.0, "low": float("nan")}
    (told,) = findings.untested(replace(made, comparison=pd.DataFrame([row | none, level])))
    assert told.startswith(f"{row['label']}, A 0.0 and B ")
    assert told.endswith("(none of 8 paragraphs has any in A)")
    other = row | none | {"measure": "hedges_per_100_words", "label": "hedges"}
    third = other | {"reason": "no words"}
    found = findings.untested(replace(made, comparison=pd.DataFrame([row | none, other, third])))
    assert [one.count("; ") for one in found] == [1, 0] and "; hedges, A 0.0 and B " in found[0]
    assert found[1].endswith("(no words)")
