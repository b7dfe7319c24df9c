"""Speakers that the words beside a quotation tell, and whom a headline, a denial and an interview name."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution import attribute, find_attributions
from tests.sized import sized


def spoken(*texts, kinds=None):
    kinds = kinds or ["body"] * len(texts)
    blocks = pd.DataFrame({"article": "a", "block": range(len(texts)), "kind": kinds, "text": texts})
    table = attribute(blocks).table
    return [tuple(None if pd.isna(x) else x for x in row) for row in table[["speaker", "cue", "content"]].values]


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("“There is no bread left,” sighed Marta Quill.", "Marta Quill", "sighed"),
        ("“There is no bread left,” Marta Quill sighed.", "Marta Quill", "sighed"),
        ("“No smith in the valley knows bells as he does.” – Governor Otto Lund", "Otto Lund", None),
        ("‘The bakers’ guild wants more flour,’ Ms Quill said.", "Quill", "said"),
    ],
)
def test_the_words_beside_a_quotation_name_its_speaker(text, speaker, cue):
    assert [(who, verb) for who, verb, _ in spoken(text)] == [(speaker, cue)]


def test_a_sentence_and_a_verb_of_saying_behind_a_comma():
    text = "The brutal plan failed, she lamented."
    found = find_attributions([text])
    assert {role: text[a:b] for role, a, b in found[["role", "start", "end"]].values} == {
        "content": "The brutal plan failed",
        "source": "she",
        "cue": "lamented",
    }


def test_who_has_said_nothing_has_no_content():
    text = "But Lund, whose guild paid the smith, has not said a word about the broken bell."
    assert all("a word" not in (content or "") for _, _, content in spoken(text))


def test_a_headline_is_no_source_of_another_block():
    texts = ("Roe Jr. Pleads Guilty", "Former Rep. Amos Roe Jr. pleaded guilty on Monday.", "Roe said he was calm.")
    assert {who for who, _, _ in spoken(*texts, kinds=["headline", "body", "body"])} == {"Amos Roe Jr."}


def test_answers_of_an_interview_are_their_own():
    texts = ("Q: Why did it fail?", "A: We had no steel.", "Q: Who is to blame?", "A: Nobody is to blame.")
    assert [content for _, _, content in spoken(*texts)] == ["We had no steel.", "Nobody is to blame."]


def test_one_person_by_surname_title_and_particle():
    text = (
        "Ann Bishop said the dam was unsafe. Ms Bishop said it would fall. Jan van den Haak said it was old. "
        "Van den Haak added that it was cold. The BBC’s Rosa Lind said it was late."
    )
    expected = ["Ann Bishop", "Ann Bishop", "Jan van den Haak", "Jan van den Haak", "Rosa Lind"]
    assert [who for who, _, _ in spoken(text)] == expected


PIECES = st.sampled_from(
    ["“", "”", "‘", "’", "'", '"', "Ann Bishop", " said ", ", ", ".", "\n", "Q: ", "A: ", "", "é", "»"]
)
BLOCKS = st.tuples(st.sampled_from(["headline", "body", "blockquote"]), st.lists(PIECES, max_size=8).map("".join))


@sized(60)
@given(st.lists(BLOCKS, min_size=1, max_size=5))
def test_any_article_is_read_and_every_place_holds_its_words(blocks):
    kinds, texts = zip(*blocks, strict=True)
    table = pd.DataFrame({"article": "a", "block": range(len(texts)), "kind": kinds, "text": texts})
    places = attribute(table).places
    for block, start, end, surface in places[["block", "start", "end", "surface"]].values:
        assert texts[block][start:end] == surface and 0 <= start <= end <= len(texts[block])


@pytest.mark.parametrize(
    ("texts", "speaker"),
    [
        # who is the first of a sentence since, behind a role or a setting
        (
            ("Paul Kern said it was late.", "Town lawyer Peter Hall, its owner, came. He said that it was his."),
            "Peter Hall",
        ),
        (("Paul Kern said it was late.", "Last year, Peter Hall was hurt. He said that it was ice."), "Peter Hall"),
        # and not whom it does something to, or who is named in passing
        (("Paul Kern said it was late.", "The rain came for Peter Hall. He said that it was cold."), "Paul Kern"),
        (("Paul Kern said it was late.", "All left, including Peter Hall. He said that it was cold."), "Paul Kern"),
    ],
)
def test_he_is_the_last_speaker_or_who_begins_a_sentence_since(texts, speaker):
    assert [who for who, _, _ in spoken(*texts)][-1] == speaker


def test_a_source_of_many_words_is_kept_whole():
    text = "Sara Lind, the director of the group that the Oran Lake Trust founded last year, said it was late."
    found = find_attributions([text])
    assert [text[a:b] for role, a, b in found[["role", "start", "end"]].values if role == "source"] == [
        "Sara Lind, the director of the group that the Oran Lake Trust founded last year,"
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Additionally, the lake board said that it was late.", "the lake board"),
        ("Yet Ana Ruiz said that it was late.", "Ana Ruiz"),
        ("“It is late,” said Ana Ruiz, the mayor of Oran, in an e-mailed statement.", "Ana Ruiz, the mayor of Oran"),
        ("“It is late,” said Ana Ruiz in a letter to the board.", "Ana Ruiz"),
    ],
)
def test_what_leads_to_a_source_or_is_added_to_it_is_cut_off(text, source):
    found = find_attributions([text])
    assert [text[a:b].rstrip(" ,") for role, a, b in found[["role", "start", "end"]].values if role == "source"] == [
        source
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ana Ruiz thanked Rosa Lind and Cheryl D. Mills on Friday.", "Rosa Lind and Cheryl D. Mills"),
        ("Ana Ruiz thanked Mr. Hall and St. Orr on Friday.", "Mr. Hall and St. Orr"),
    ],
)
def test_a_part_does_not_end_at_the_stop_of_an_abbreviation(text, content):
    found = find_attributions([text])
    assert [text[a:b] for role, a, b in found[["role", "start", "end"]].values if role == "content"] == [content]


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("Ruth Delgado, the town manager,", "said", "staff would move on Monday"),
        ("The chairwoman, Maria Tolland,", "said", "volunteers would begin on Saturday"),
        ("The union's leader, Hanna Voss,", "says", "drivers will strike on Friday"),
        ("The ministry, which owns the bridge,", "said", "police had found Al Orr"),
        ("Al Orr, a baker,", "said", "crews would leave Ashby"),
        ("Carl Dunn, director of Kelso Mills,", "said", "work could start in May"),
        ("Its spokesman, Otto Lund,", "says", "water is safe"),
        ("The fire chief, Tom Brask,", "warned", "nobody was safe yet"),
        ("A police spokeswoman, Eva Lind,", "added", "work could start in May"),
        ("Sgt. Bo Lang, of the river police,", "says", "divers have found the boat"),
        ("Al Orr, a baker,", "said Monday", "staff would move"),
        ("Ruth Delgado, the town manager,", "said in a statement", "staff would move"),
    ],
)
@pytest.mark.parametrize("before", ["", "It rained. "])
def test_a_subject_with_a_gloss_says_the_clause_behind_its_verb(before, source, cue, content):
    text = f"{before}{source} {cue} {content}."
    expected = {"source": source, "cue": cue.split()[0], "content": content}
    assert [tuple(sorted(one.items())) for one in parts(text)] == [tuple(sorted(expected.items()))]


def parts(text):
    found = find_attributions([text])
    return [{role: text[a:b] for role, a, b in one[["role", "start", "end"]].values}
            for _, one in found.groupby("attribution")]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "source"),
    [
        ("The bakery, a landmark since 1910, will close", "owner Al Orr"),
        ("The old bridge, built in 1890, is unsafe", "engineer Nora Pell"),
        ("Staff would move on Monday", "Ruth Delgado, the town manager"),
        ("The gate, a relic, was shut", "the keeper Al Orr"),
        ("Rain, snow and hail were likely", "Tom Brask, a forecaster who lives in Ashby"),
        ("The talks, begun in May, failed", "Al Orr, whose union is on strike"),
    ],
)
def test_a_claim_with_a_verb_before_the_comma_is_said_by_who_follows(content, source):
    assert parts(f"{content}, said {source}.") == [{"content": content, "cue": "said", "source": source}]


@pytest.mark.parametrize(
    "text",
    [
        "The road, closed since June, reopened, said the mayor, Otto Lund, who was pleased.",
        "The mill, a ruin, said Ines Vale, was sold.",
        "The old library, a landmark, said residents, would be missed.",
        "If the rain, the heaviest in years, goes on, said Al Orr, the dam will break.",
        "Bread, milk and a lamp, said Al Orr, who was cold.",
        "Late in May, after the storm, said Al Orr, boats were lost.",
    ],
)
def test_what_is_not_of_that_form_has_no_such_source(text):
    assert all(one.get("source") != text.split(" said")[0] for one in parts(text))


@pytest.mark.parametrize(
    ("behind", "source"),
    [
        ("warned its leader, Maria Tolland", "its leader, Maria Tolland"),
        ("sighed its owner, Al Orr", "its owner, Al Orr"),
        ("sighed our neighbour", "our neighbour"),
        ("warned their coach, Maria Tolland", "their coach, Maria Tolland"),
        ("insisted her lawyer, who asked for calm", "her lawyer"),
    ],
)
def test_whose_leader_warns(behind, source):
    assert [one.get("source") for one in parts(f"“They will regret this,” {behind}.")] == [source]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The pool will close in June, a step officials say would save money.", "officials"),
        ("Fares rise in May, a change drivers say will hurt them.", "drivers"),
        ("The dam will be drained in March, a measure local engineers say is needless.", "local engineers"),
        ("A rise the ministry said was small led to strikes.", "the ministry"),
        ("Visits fell to 1,900, according to library figures, down from 2,600 in 2018.", "library figures"),
        ("Loans fell to 40 a day, according to the bank's report, up from 12 in May.", "the bank's report"),
        ("Otto Lund, a policy adviser, said it was late.", "Otto Lund, a policy adviser,"),
        ("A risk expert said that it was late.", "A risk expert"),
        ("Felt, a leading figure in the guild, said it was late.", "Felt, a leading figure in the guild,"),
    ],
)
def test_a_source_is_without_what_it_speaks_of(text, source):
    assert [one["source"] for one in parts(text)] == [source]


@pytest.mark.parametrize(
    ("text", "source", "contents"),
    [
        ("The mayor, said Al Orr, is wrong.", "Al Orr", ["The mayor", "is wrong"]),
        ("Staff, said the town manager, would move on Monday.", "the town manager", ["Staff", "would move on Monday"]),
        ("The plan, said Maria Tolland, would cost too much.", "Maria Tolland", ["The plan", "would cost too much"]),
    ],
)
def test_who_says_a_claim_may_stand_between_its_subject_and_its_verb(text, source, contents):
    found = find_attributions([text])
    assert found["attribution"].nunique() == 1
    assert [text[a:b] for role, a, b in found[["role", "start", "end"]].values if role == "source"] == [source]
    assert [text[a:b] for role, a, b in found[["role", "start", "end"]].values if role == "content"] == contents


def test_who_has_yet_to_say_says_nothing():
    assert spoken("The council has yet to say what to do with the building.") == []
