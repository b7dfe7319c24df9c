"""Loaded words are what a careful reader marks, and every count is a count of marks."""

from __future__ import annotations

import re
import tracemalloc
import warnings

import numpy as np
import pandas as pd
import pytest

from analysis import evidence, measure
from analysis.measures.loaded_language import word_facts
from analysis.text.lexicon import compile_terms, find_terms, literal, load_lexicon
from analysis.text.word_shapes import find_wordless
from analysis.text.words import split
from tests.odd_words import odd_words


def test_all_words_at_once_are_what_each_is_by_itself():
    words = odd_words()
    seen = word_facts(words) | find_wordless(words)
    for i, word in enumerate(words):
        core = word.strip("\"'“”‘’()[]{}.,;:…-–—*!?")
        upper = len(core) > 1 and core.isupper() and core.isalpha()
        assert seen["upper"][i] == upper and seen["capital"][i] == core[:1].isupper(), word
        assert seen["shouted"][i] <= upper and seen["no_word"][i] == (re.search(r"\w", word) is None), word
        assert seen["ends"][i] == word.endswith((".", "!", "?", ":", "”", '"')), word
        assert seen["possessive"][i] == word.endswith(("'s", "’s")), word
        assert seen["exclamations"][i] == word.count("!")
    assert word_facts(["THANK", "NATO", "(NEVER!)", "WHO"])["shouted"].tolist() == [True, False, True, False]


#: what a careful reader marks in the seeds: article, block, words, category, voice
MARKED = """
aggregator 0 outlet typographic THANK YOU!
aggregator 1 outlet label Joe’s
aggregator 1 outlet emotive hasty
aggregator 1 outlet emotive retreat
aggregator 6 outlet emotive punitive
aggregator 6 outlet metaphor spread like a cancer
aggregator 6 outlet emotive brutal
aggregator 7 outlet hedge reportedly
aggregator 8 outlet intensifier unstoppable
aggregator 10 outlet partisan taxpayer dollars
aggregator 10 outlet emotive disintegrating
aggregator 10 outlet emotive terror-stricken
aggregator 10 outlet intensifier huge
aggregator 12 outlet metaphor mass of migrants
aggregator 12 outlet insinuation “refugees”
aggregator 15 outlet emotive brutal
aggregator 15 outlet label Brandon
wire 0 outlet absolute Every
wire 0 outlet intensifier Only
wire 2 outlet label jihadist
wire 2 outlet cue warned
wire 2 outlet cue insisted
wire 3 outlet insinuation “caliphate”
wire 5 outlet emotive dire
wire 6 outlet cue lamented
wire 6 quoted emotive abandoned
wire 6 quoted emotive punished
wire 6 quoted emotive tragic
wire 7 outlet hedge alleged
wire 7 outlet intensifier glaring
wire 8 outlet cue revealed
wire 9 outlet cue noted
"""
UNMARKED = """
aggregator 5 explosions
aggregator 5 dead
aggregator 5 injured
aggregator 5 attacks
aggregator 3 United Nations
aggregator 3 Security Council
aggregator 7 detaining
wire 2 United Nations
wire 2 Islamic State
wire 4 prisoners
wire 9 detentions
wire 9 killings
"""
LOADED = ["loaded", "hedge", "cue"]


def in_block(spans, article, block):
    return spans[(spans["article"] == article) & (spans["block"] == int(block)) & spans["label"].isin(LOADED)]


def marks(text, **columns):
    spans = evidence(pd.DataFrame({"text": [text], **{k: [v] for k, v in columns.items()}}))
    spans = spans[spans["label"].isin(LOADED) & (spans["weight"] > 0)]
    return list(zip(spans["surface"], spans["category"], strict=True))


def one(text, **columns):
    return measure(pd.DataFrame({"text": [text], **{k: [v] for k, v in columns.items()}})).iloc[0]


@pytest.mark.parametrize("line", MARKED.strip().splitlines())
def test_what_a_careful_reader_marks_is_found(seed_spans, line):
    article, block, voice, category, surface = line.split(" ", 4)
    here = in_block(seed_spans, article, block)
    assert (surface, category, voice) in set(zip(here["surface"], here["category"], here["voice"], strict=True))


@pytest.mark.parametrize("line", UNMARKED.strip().splitlines())
def test_facts_and_names_are_not_marked(seed_spans, line):
    article, block, surface = line.split(" ", 2)
    found = in_block(seed_spans, article, block)["surface"]
    assert not any(surface in other or other in surface for other in found)


def test_a_score_is_the_sum_of_what_is_left_of_the_weights_and_a_rate_a_count():
    found = one("A brutal, brutal, brutal, huge winter came.")
    assert found["loaded_words"] == 4
    spans = evidence(pd.DataFrame({"text": ["A brutal, brutal, brutal, huge winter came."]}))
    weights = spans.loc[spans["label"] == "loaded", "weight"].tolist()
    assert len(weights) == 4 and 0 < weights[3] < weights[0] == weights[1] == weights[2] < 1
    assert found["loaded_score"] == pytest.approx(sum(weights) / 7**0.5)
    assert found["loaded_per_100_words"] == pytest.approx(100 * 4 / 7)


def test_a_quoted_word_is_not_the_outlets():
    found = one("A huge crowd came. “A brutal, brutal winter is behind us all,” she said.")
    assert (found["loaded_words_outlet"], found["loaded_words_quoted"]) == (1, 2)
    assert (found["words_outlet"], found["words_quoted"]) == (6, 8)
    assert found["loaded_per_100_words_quoted"] == 25
    assert one("A brutal winter.", voice="quoted")["loaded_words_outlet"] == 0


def test_undefined_is_missing_and_never_nought():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = one("Nothing is quoted here.")
        assert np.isnan(found["loaded_per_100_words_quoted"]) and np.isnan(found["loaded_score_quoted"])
        assert found["loaded_per_100_words_outlet"] == 0
        assert np.isnan(one("… !")["loaded_per_100_words"])


def test_words_inside_a_name_are_left_out():
    assert marks("The Alliance Defending Freedom and Save the Children met Brutal Deluxe.") == [("Brutal", "emotive")]


def test_no_exception_is_marked_as_what_it_is_an_exception_of():
    table = load_lexicon().table
    listed = table[table["note"].str.startswith("exception")]
    assert len(listed) > 300
    assert not listed["category"].isin(["cue", "hedge"]).any()
    assert (listed["weight"] == 0).all()


def test_exceptions_are_left_out_and_win_over_the_shorter_term():
    assert marks("The free radicals and a reckless driving charge.") == []


def test_some_terms_count_in_headlines_only():
    assert marks("Only one came every day.") == []
    assert marks("Only one came every day.", kind="headline") == [("Only", "intensifier"), ("every", "absolute")]


def test_a_bare_first_name_counts_and_a_full_name_does_not():
    assert marks("So Joe’s plan failed, and Joe left.") == [("Joe’s", "label"), ("Joe", "label")]
    assert marks("Then Joe Biden spoke, as did Senator Joe Manchin.") == []
    assert marks("It ended. Joe left.") == [("Joe", "label")]


@pytest.mark.parametrize(
    ("text", "typographic"),
    [
        ("THANK YOU! It rained.", ["THANK YOU!"]),
        ("It was NEVER so.", ["NEVER"]),
        ("It was NEVER, ever (NEVER!) so.", ["NEVER", "NEVER!"]),
        ("Stop! Now!! He left.", ["!", "!!"]),
        ("So it ended! Then NATO and the UN met in the US.", ["!"]),
        ("NATO and the UN met in the US with WHO staff.", []),
        ("I said NO.", []),
        ("ALL OF IT IS IN CAPITALS HERE", []),
        ("THE WHOLE LINE SHOUTS AND SO NOTHING STANDS OUT", []),
        ("", []),
    ],
)
def test_capitals_and_exclamation_marks_are_found_by_rule(text, typographic):
    assert marks(text) == [(surface, "typographic") for surface in typographic]


def test_every_exclamation_mark_is_counted():
    assert one("So! It ended!!")["exclamation_marks"] == 3


def test_words_in_capitals_are_counted_as_they_are_marked():
    text = "He spoke OF THE “VR story?’” [NewsPost.] It was NEVER so."
    assert marks(text) == [("OF THE “VR", "typographic"), ("NEVER", "typographic")]
    assert one(text)["capital_words"] == 4


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("It was a brutal day.", 1.0),
        ("It was a brutal day, officials said. It rained.", 0.5),
        ("Officials said so. It was a brutal day.", 1.0),
        ("“A brutal day for us all!” said Mr. Odell of the U.S. team.", 0.4),
        ("It was, said Mr. Odell, a brutal day.", 0.5),
        ("On Tuesday a brutal storm came.", 0.6),
        ("On Tuesday, they said, a brutal storm came.", 0.3),
    ],
)
def test_a_mark_weighs_less_where_the_sentence_reports(text, factor):
    spans = evidence(text)
    (mark,) = spans[spans["counts"] & (spans["surface"] == "brutal")].to_dict("records")
    assert mark["factor"] == pytest.approx(factor)


def test_the_score_is_what_the_evidence_adds_up_to(seed_measured, seed_spans):
    counted = seed_spans[seed_spans["counts"]]
    total = (counted["weight"] * counted["factor"]).groupby(counted["row"]).sum()
    words = (seed_measured["words_outlet"] + seed_measured["words_quoted"]).to_numpy(float)
    expected = total.reindex(range(len(seed_measured)), fill_value=0).to_numpy() / np.sqrt(words)
    assert seed_measured["loaded_score"].to_numpy(float) == pytest.approx(expected)


@pytest.mark.parametrize(
    "text",
    [
        "Nora Savage met Abel Slaughter at the door.",
        "Rep. Rob Vance left early.",
        "They sailed on the Ruthless to the island.",
        "Then Ms Brutal spoke. Brutal left.",
        "Shares in ARM rose by a tenth.",
    ],
)
def test_a_term_that_is_a_name_is_not_marked(text):
    assert marks(text) == []


def test_a_capital_of_its_own_or_at_the_start_makes_no_name():
    assert ("Marxist", "label") in marks("It was a Marxist text.")
    assert ("Brutal", "emotive") in marks("Brutal days came.")
    assert ("Savage", "emotive") in marks("Savage Winter Hits Towns", kind="headline")


@pytest.mark.parametrize(
    "text",
    [
        "OLD HARBOUR (AP) — The ferry has sunk.",
        "THERE IS a house on the hill.",
        "The agency (NOW) moved to the coast.",
        "They met at the STAR Arena by the river.",
        "She plays in “Glass Harbour” on stage, and he likes the “Anchor” best.",
    ],
)
def test_layout_and_titles_are_no_emphasis(text):
    assert [mark for mark in marks(text) if mark[1] in ("typographic", "insinuation")] == []


def test_a_rule_of_sense_looks_behind_before_and_around():
    rules = {"not_before": "warning", "not_after": "the", "not_with": "quake|coast"}
    table = pd.DataFrame([{"term": "tsunami", "category": "metaphor", "weight": 0.6, "forms": "", **rules}])
    texts = ["a tsunami of bills", "a tsunami warning", "The tsunami came", "a tsunami on the Coast"]
    found = measure(texts, lexicon=compile_terms(table.assign(neutral="", note="", source="x", where="")))
    assert found["loaded_words"].tolist() == [1, 0, 0, 0]


def test_plain_senses_of_the_projects_terms_are_not_marked():
    assert marks("The bomb did not explode.") == []
    assert marks("They burn fossil fuels.") == []
    assert marks("The new laptop has lightweight processors.") == []
    assert marks("He landed a jab in the last round of the boxing match.") == []


def test_puffery_is_a_category_of_its_own():
    assert marks("An industry-leading, award-winning firm.") == [
        ("industry-leading", "puffery"),
        ("award-winning", "puffery"),
    ]


def test_scare_quotes_are_the_outlets_own_distance():
    texts = ["The so-so “reform” failed in “nearly all” towns.", "She said “we will go on” then."]
    spans = evidence(pd.DataFrame({"text": texts}))
    scare = spans[spans["category"] == "insinuation"]
    assert scare[["surface", "voice", "row"]].to_numpy().tolist() == [["“reform”", "outlet", 0]]


def test_a_label_for_those_who_hold_a_view_is_doubted_in_marks_where_no_one_says_it():
    texts = [
        "The paper has a list of “deniers” and of other people who ask about the dam.",
        "The engineer called them “deniers”, and she meant it.",
        "The deniers met at noon.",
    ]
    spans = evidence(pd.DataFrame({"text": texts}))
    scare = spans[spans["category"] == "insinuation"]
    assert scare[["surface", "row"]].to_numpy().tolist() == [["“deniers”", 0]]


def test_a_verb_that_only_reports_has_no_weight():
    spans = evidence(pd.DataFrame({"text": ["She said so; he lamented it."]}))
    cues = spans[spans["label"] == "cue"].set_index("surface")["weight"]
    assert cues["said"] == 0 and cues["lamented"] > 0
    assert one("She said so; he lamented it.")["cue_words"] == 1


def test_the_counts_are_the_spans(seed_measured, seed_spans):
    counted = seed_spans[seed_spans["label"].isin(["loaded", "cue"]) & (seed_spans["weight"] > 0)]
    rows = range(len(seed_measured))
    by_row = counted.groupby(["row", "voice"]).size().unstack(fill_value=0).reindex(rows, fill_value=0)
    assert by_row["outlet"].tolist() == seed_measured["loaded_words_outlet"].tolist()
    assert by_row["quoted"].tolist() == seed_measured["loaded_words_quoted"].tolist()
    hedges = seed_spans[seed_spans["category"] == "hedge"].groupby("row").size().reindex(rows, fill_value=0)
    assert hedges.tolist() == seed_measured["hedge_words"].tolist()


def test_hostile_and_odd_texts_are_survived():
    for text in ("!", "!!!! ????", "“”", "\u202eBRUTAL\u202c", "A" * 10_000, "NO—NEVER!", '‘’ ""', "😀 BRUTAL 😀!"):
        spans = evidence(pd.DataFrame({"text": [text]}))
        assert all(
            text[a:b] == s and b > a for a, b, s in zip(spans["start"], spans["end"], spans["surface"], strict=True)
        )


def test_a_term_that_reaches_beyond_a_name_is_found():
    table = pd.DataFrame(
        {"text": ["the China virus spread", "The far-right Supreme Court struck it down.", "in China"]}
    )
    assert measure(table)["loaded_words"].tolist() == [1, 1, 0]


@pytest.mark.parametrize(
    "text",
    [
        "He played the song “Brutal Lies” at the fair.",
        "Dockers called him Vincent “Crazy Legs” Orr.",
        "The SWAT team came to the quay.",
        "The court convicted her of reckless driving.",
        "Thieves smashed the window of the shop.",
        "Hackers exploit a flaw in the browser.",
        "He was charged with conspiring to smuggle rope.",
        "The Tarn Mafia took a share, the mob boss said in court.",
        "Almost all of the boats came home.",
    ],
)
def test_names_in_marks_and_literal_senses_are_not_loaded(text):
    marks = evidence(text)
    assert marks[(marks["label"] == "loaded") & (marks["weight"] > 0)].empty


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The paper smashed his alibi to pieces.", "smashed"),
        ("They exploit the poor of the town.", "exploit"),
        ("He made a pointed remark.", "pointed"),
        ("The square belongs to the mob.", "mob"),
    ],
)
def test_the_same_words_in_another_sense_are_loaded(text, surface):
    assert surface in evidence(text)["surface"].tolist()


@pytest.mark.parametrize("marked", ["zero-day", "critical", "Twilight"])
def test_a_term_a_value_and_a_title_in_marks_are_no_scare_quotes(marked):
    marks = evidence(f"“{marked}” was on the notice board.")
    assert "insinuation" not in marks["category"].tolist()


@pytest.mark.parametrize(
    ("text", "plainer"),
    [("A savage cut.", "violent"), ("They savagely cut it.", "violently"), ("It went disastrously.", "harmfully")],
)
def test_a_plainer_word_has_the_form_of_what_it_stands_for(text, plainer):
    marks = evidence(text)
    assert marks.loc[marks["counts"] & (marks["label"] == "loaded"), "neutral"].tolist() == [plainer]


def test_a_term_with_senses_that_stands_often_in_a_long_text_takes_memory_by_its_length():
    table = load_lexicon().table
    term = table.loc[(table["not_with"] != "") & ~table["term"].str.contains(" "), "term"].iloc[0]

    def peak(count: int) -> int:
        words = split([f"the {term} of rain and more " * count])
        marked = find_terms(words, load_lexicon())
        tracemalloc.start()
        literal(words, load_lexicon(), marked)
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(10)
    assert peak(2_000) < 2 * peak(1_000)
