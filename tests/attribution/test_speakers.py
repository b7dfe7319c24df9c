"""Who stands behind a source, and which verb a cue holds."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution.speakers import CLASSES, OTHER, SPEAKERS, cue_classes, speakers
from analysis.files import LEXICONS
from analysis.text.names import ABSENT, DOCUMENT, INSTITUTION, NAMED, UNNAMED, WRITER


@pytest.mark.parametrize(
    ("cue", "verb", "sort"),
    [
        ("said", "said", "neutral"),
        ("say", "said", "neutral"),
        ("has been saying", "said", "neutral"),
        ("According to", "according to", "neutral"),
        ("told reporters on Monday", "told", "neutral"),
        ("adding", "added", "neutral"),
        ("claims", "claimed", "doubt"),
        ("has repeatedly claimed", "claimed", "doubt"),
        ("alleging", "alleged", "doubt"),
        ("reportedly", "reportedly", "doubt"),
        ("revealed", "revealed", "factive"),
        ("noted", "noted", "factive"),
        ("warned", "warned", "alarm"),
        ("lamented", "lamented", "emotion"),
        ("praises", "praised", "praise"),
        ("believe", "believed", "thought"),
        ("is believed to", "believed", "thought"),
        ("SAID", "said", "neutral"),
        ("said:", "said", "neutral"),
    ],
)
def test_a_cue_has_the_verb_and_the_class_of_its_list(cue, verb, sort):
    found = cue_classes([cue]).iloc[0]
    assert found["cue_class"] == sort
    assert found["verb"] in (verb, cue)


@pytest.mark.parametrize("cue", ["danced", "", "so-called", "🌉", "ſaid", "quasi-said"])
def test_a_cue_in_no_list_is_told_as_it_is(cue):
    assert cue_classes([cue]).iloc[0]["cue_class"] == OTHER


def test_all_forms_of_a_plain_cue_lead_to_one_verb():
    found = cue_classes(["say", "says", "said", "saying"])
    assert found["verb"].tolist() == ["said"] * 4


def test_a_cue_that_is_plain_and_loaded_is_loaded():
    assert cue_classes(["said and lamented"]).values.tolist() == [["lamented", "emotion"]]


def test_no_cues_make_an_empty_table():
    found = cue_classes([])
    assert found.shape == (0, 2) and list(found.columns) == ["verb", "cue_class"]


def test_the_list_has_each_cue_once_and_only_classes_that_are_explained():
    table = pd.read_csv(LEXICONS / "cues.csv", keep_default_na=False)
    assert table["term"].is_unique
    assert set(table["class"]) <= set(CLASSES) - {OTHER}


@given(st.lists(st.text(max_size=20), max_size=4))
def test_every_cue_has_one_row_in_its_order(cues):
    found = cue_classes(cues)
    assert len(found) == len(cues)
    assert found["cue_class"].isin(CLASSES).all()


def test_a_phrase_that_only_reports_is_no_doubt():
    cues = ["recently claimed", "claimed", "claimed", "claims", "said"]
    behind = ["responsibility for two blasts", "that it was asleep", "victory", "credit", ""]
    found = cue_classes(cues, behind=behind)
    assert found["cue_class"].tolist() == ["neutral", "doubt", "neutral", "doubt", "neutral"]
    assert found["verb"].tolist()[:3] == ["claimed"] * 3


_MARK = re.compile(r"\[(source|cue|content) (\d+) ([^\]]*)\]")


def marked(text: str) -> tuple[str, pd.DataFrame]:
    """Read a text with its spans in brackets: ``[source 0 Ana Ruiz] [cue 0 said]``."""
    plain, rows, at = "", [], 0
    for found in _MARK.finditer(text):
        plain += text[at : found.start()]
        rows.append((int(found[2]), found[1], len(plain), len(plain) + len(found[3])))
        plain += found[3]
        at = found.end()
    return plain + text[at:], pd.DataFrame(rows, columns=["attribution", "role", "start", "end"])


def told(text: str) -> list[tuple]:
    found = speakers(*marked(text))
    return [
        (None if pd.isna(row.speaker) else row.speaker, row.source_kind, row.how)
        for row in found.itertuples(index=False)
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "[source 0 Maria Lopez] [cue 0 said] [content 0 it was over]. [source 1 She] [cue 1 added] more.",
            ("Maria Lopez", NAMED, "pronoun"),
        ),
        (
            # two women: the last one who spoke
            "[source 0 Maria Lopez] [cue 0 said] so. [source 1 Anna Weiss] [cue 1 said] no. [source 2 She] sat.",
            ("Anna Weiss", NAMED, "pronoun"),
        ),
        (
            # a man between the two: he is no she
            "[source 0 Maria Lopez] [cue 0 said] so. [source 1 Peter Hall] [cue 1 said] no. [source 2 She] sat.",
            ("Maria Lopez", NAMED, "pronoun"),
        ),
        (
            # a speaker comes before one who is only named
            "[source 0 Maria Lopez] [cue 0 said] so of Anna Weiss. [source 1 She] [cue 1 left].",
            ("Maria Lopez", NAMED, "pronoun"),
        ),
        (
            # who was named last, where nobody has spoken
            "Anna Weiss met Maria Lopez. “No,” [source 0 she] [cue 0 said].",
            ("Maria Lopez", NAMED, "pronoun"),
        ),
        (
            # a name whose gender is not known can be either
            "[source 0 Xyro Tavik] [cue 0 said] so. [source 1 He] [cue 1 left].",
            ("Xyro Tavik", NAMED, "pronoun"),
        ),
        ("“I was wrong,” [source 0 he] [cue 0 said]. Tom Beck had voted against it.", ("Tom Beck", NAMED, "pronoun")),
        ("“I was wrong,” [source 0 he] [cue 0 said].\n\nTom Beck had voted.", (None, UNNAMED, "")),
        ("“I was wrong,” [source 0 she] [cue 0 said]. Tom Beck had voted against it.", (None, UNNAMED, "")),
        (
            "[source 0 Officials] [cue 0 said] so. [source 1 They] [cue 1 added] more.",
            ("Officials", UNNAMED, "pronoun"),
        ),
        (
            "[source 0 The ministry] [cue 0 said] so. [source 1 It] [cue 1 added] more.",
            ("ministry", INSTITUTION, "pronoun"),
        ),
        (
            # officials are no it
            "[source 0 The ministry] [cue 0 said] so. [source 1 Officials] [cue 1 said] no. [source 2 It] held on.",
            ("ministry", INSTITUTION, "pronoun"),
        ),
        ("[source 0 They] [cue 0 said] so.", (None, UNNAMED, "")),
    ],
)
def test_a_pronoun_is_given_to_the_last_plausible_speaker(text, last):
    assert told(text)[-1] == last


def test_a_speaker_far_back_gives_way_to_a_person_named_since():
    far = "It rained. " * 70
    text = "[source 0 Maria Lopez] [cue 0 said] so. " + far + "Anna Weiss came. [source 1 She] [cue 1 spoke]."
    assert told(text)[-1] == ("Anna Weiss", NAMED, "pronoun")
    assert told(text.replace("Anna Weiss came. ", ""))[-1] == ("Maria Lopez", NAMED, "pronoun")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Maria Lopez came. [source 0 Lopez] [cue 0 said] so.", ("Maria Lopez", NAMED, "surname")),
        ("[source 0 Lopez] [cue 0 said] so. Maria Lopez came.", ("Maria Lopez", NAMED, "surname")),
        ("[source 0 Lopez] [cue 0 said] so.", ("Lopez", NAMED, "name")),
        (
            "Tom Beck and Anna Beck came. [source 0 Mrs. Beck] [cue 0 said] so.",
            ("Anna Beck", NAMED, "surname"),
        ),
        ("Finance Minister Paul Kern came. [source 0 The minister] [cue 0 said] so.", ("Paul Kern", NAMED, "title")),
        ("[source 0 The minister] [cue 0 said] so.", ("minister", UNNAMED, "")),
        ("Minister Paul Kern came. [source 0 A minister] [cue 0 said] so.", ("minister", UNNAMED, "")),
        ("[source 0 The Finance Ministry] [cue 0 said] so.", ("Finance Ministry", INSTITUTION, "name")),
        ("[source 0 The West] [cue 0 said] so.", ("West", INSTITUTION, "name")),
        ("[source 0 The report] [cue 0 found] so.", ("report", DOCUMENT, "name")),
        ("[cue 0 According to] [source 0 a survey of farmers], it rained.", ("survey", DOCUMENT, "name")),
        (
            "[source 0 Two officials familiar with it] [cue 0 said] so.",
            ("Two officials familiar with it", UNNAMED, ""),
        ),
    ],
)
def test_surnames_titles_institutions_documents_and_officials(text, last):
    assert told(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Karl Jensen, [source 0 who] [cue 0 said] so, left.", ("Karl Jensen", NAMED, "relative pronoun")),
        ("They met Karl Jensen, [source 0 who] [cue 0 said] so.", ("Karl Jensen", NAMED, "relative pronoun")),
        ("Karl Jensen came. Jensen, [source 0 who] [cue 0 said] so, left.", ("Karl Jensen", NAMED, "relative pronoun")),
        ("the ministry, [source 0 which] [cue 0 said] so, fell.", ("the ministry", INSTITUTION, "relative pronoun")),
        ("Karl Jensen left.\n\n[source 0 Who] [cue 0 said] so?", (None, UNNAMED, "")),
    ],
)
def test_a_relative_pronoun_is_what_stands_before_it(text, last):
    assert told(text)[-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "[content 0 The suspects] [cue 0 reportedly] [content 0 fled].",
        "[content 0 The virus] [cue 0 is believed] [content 0 to have spread].",
        "[source 0 It] [cue 0 was said] that [content 0 the king had left].",
        "[source 0 It] [cue 0 has long been feared] that [content 0 the king had left].",
        "The ministry spoke. [source 0 It] [cue 0 is understood] that [content 0 it fell].",
        "[source 0 The] [cue 0 so-called] [content 0 experts].",
        "[source 0 —] [cue 0 said] [content 0 so].",
    ],
)
def test_a_source_that_is_not_told_is_absent(text):
    assert told(text) == [(None, ABSENT, "")]


def test_an_it_that_speaks_is_not_the_it_of_a_passive():
    text = "[source 0 The ministry] [cue 0 said] so. [source 1 It] [cue 1 was reported] so. [source 2 It] added so."
    assert [one[0] for one in told(text)] == ["ministry", None, "ministry"]


def test_a_we_inside_of_a_quotation_is_its_speaker_and_outside_the_writer():
    inside = "[source 0 Ana Ruiz] [cue 0 said]: “[content 0 we] ”"
    text = inside.replace("[content 0 we] ”", "[content 0 Nobody knew it. ]”")
    plain, spans = marked(text)
    within = plain.index("Nobody")
    more = pd.DataFrame([(1, "source", within, within + 6)], columns=spans.columns)
    assert speakers(plain, pd.concat([spans, more]))["source_kind"].tolist() == [NAMED, UNNAMED]
    said = plain.replace("Nobody", "We all")
    more = pd.DataFrame([(1, "source", within, within + 2)], columns=spans.columns)
    found = speakers(said, pd.concat([spans, more]))
    assert found["speaker"].tolist() == ["Ana Ruiz", "Ana Ruiz"] and found["how"].tolist() == ["name", "pronoun"]
    assert told("[source 0 We] [cue 0 believe] so.") == [(None, WRITER, "")]
    assert told("[source 0 You] [cue 0 say] so.") == [(None, UNNAMED, "")]


def test_rows_are_in_the_order_of_the_attributions_with_the_words_of_the_text():
    found = speakers(*marked("[source 1 She] [cue 1 left]. [source 0 Ana Ruiz] [cue 0 said] so."))
    assert found["attribution"].tolist() == [0, 1]
    assert found["source"].tolist() == ["Ana Ruiz", "She"]


def test_a_source_in_two_pieces_is_told_whole():
    found = speakers(*marked("[source 0 Ana Ruiz], in Oran, [source 0 the mayor], [cue 0 said] so."))
    assert found.loc[0, ["source", "speaker"]].tolist() == ["Ana Ruiz the mayor", "Ana Ruiz"]


@pytest.mark.parametrize("text", ["", "It rained.", "\ufffd\u202e🌉"])
def test_a_text_without_attributions_has_no_rows(text):
    found = speakers(text, pd.DataFrame(columns=["attribution", "role", "start", "end"]))
    assert list(found.columns) == list(SPEAKERS) and not len(found)
