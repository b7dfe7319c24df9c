"""Two headlines against each other: stages, doubt, who acts, what one alone has, and where the other text tells it."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.facts.headline_pairs import (
    AGAIN,
    AGENT,
    ALONE,
    COUNT,
    DOUBT,
    GUESS,
    LESS,
    MOST,
    PAIRS,
    SORTS,
    SOURCE,
    STAGE,
    STOPS,
    TOLD,
    UNTOLD,
    headline_pairs,
    headline_sentence,
)
from analysis.schema import InputError

NAMES = {"a": "A", "b": "B"}
PLAIN = "The council of Orvel met on Tuesday and spoke of it for an hour."


def pairs(one: str, other: str, *, text: str = PLAIN, there: str = PLAIN) -> pd.DataFrame:
    rows = [("a", 0, "headline", one), ("a", 1, "body", text), ("b", 0, "headline", other), ("b", 1, "body", there)]
    return headline_pairs(pd.DataFrame(rows, columns=["article", "block", "kind", "text"]))


def first(one: str, other: str, **texts: str) -> tuple[str, str]:
    row = pairs(one, other, **texts).to_dict("records")[0]
    return row["sort"], headline_sentence(row, NAMES)


ARREST = "Officers arrested the man, who was charged on Monday; he was killed, they said."


@pytest.mark.parametrize(
    ("one", "other", "sort", "said"),
    [
        ("Orvel baker charged over mill theft", "Orvel baker held over mill theft", STAGE, "“charged”, B’s “held”"),
        ("Orvel ferry thief captured", "Orvel ferry thief still on the run", STAGE, "“captured”, B’s “on the run”"),
        ("Man charged in Orvel killing", "Woman killed in Orvel mill", STOPS, "“charged”, B’s stops at “killed”"),
        ("Woman killed in Orvel mill", "Man charged in Orvel killing", STOPS, "B’s headline says “charged”, A’s"),
        (
            "Orvel mill killing trial hears of rope",
            "Man arrested in Orvel mill killing",
            STAGE,
            "“trial”, B’s “arrested”",
        ),
        ("Lund in talks to direct Orvel opera", "Lund won't direct Orvel opera", STAGE, "“won't direct”"),
        ("Orvel power may be restored Sunday", "Orvel power outage grows", STAGE, "“may be restored”, B’s “outage”"),
        ("Mayor to approve Orvel bridge", "Mayor approves Orvel bridge", STAGE, "“to approve”, B’s “approves”"),
        ("Orvel to publish harbour plan", "Orvel unveils harbour plan", STAGE, "“to publish”, B’s “unveils”"),
        ("Tentative bridge date set in Orvel", "Bridge date set in Orvel", DOUBT, "“Tentative bridge”, B’s “Bridge”"),
        ("Baker arrested on suspicion of arson", "Baker arrested for arson", DOUBT, "“suspicion of arson”"),
        ("Orvel mob torches mill, two dead", "Two dead in Orvel mill fire", AGENT, "who did it (“mob torches”)"),
        ("Orvel boy killed by police", "Orvel boy shot and killed", AGENT, "who did it (“by police”)"),
        ("Orvel mill fire kills two: officials", "Orvel mill fire kills two", SOURCE, "names its source (“officials”)"),
        ("Orvel flood drowns 40 sheep", "Orvel flood drowns 14 sheep", COUNT, "“40 sheep”, B’s “14 sheep”"),
        ("Another Orvel mill closes", "Orvel mill closes", AGAIN, "one of several (“Another Orvel”)"),
    ],
)
def test_two_headlines_say_otherwise(one, other, sort, said):
    found, sentence = first(one, other, text=ARREST, there=ARREST)
    assert (found, said in sentence) == (sort, True), sentence


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orvel mill fire kills two", "Two killed in fire at Orvel mill"),
        ("Lund to host Orvel gala", "Lund picked to host the Orvel gala"),
        ("Orvel police nab three thieves", "Three robbers arrested in Orvel"),
        ("Police arrest Orvel baker", "Cops nab Orvel baker"),
        ("Convicted baker flees Orvel", "Baker escapes in Orvel"),
        ("Ministry issues patch to fix Orvel flaw", "Ministry fixes Orvel flaw"),
        ("Two Orvel climbers fall to their deaths", "Two Orvel climbers die in fall"),
        ("Orvel Rovers win in 6th round", "Orvel Rovers win in six rounds"),
    ],
)
def test_the_same_in_other_words_is_no_difference(one, other):
    table = pairs(one, other, text=f"{one}. {ARREST}", there=f"{other}. {ARREST}")
    assert table.empty, [headline_sentence(row, NAMES) for row in table.to_dict("records")]


@pytest.mark.parametrize(
    ("one", "clause", "absent"),
    [
        ("Orvel council sells ferry; hires Pia Quenby as captain", "hires Pia Quenby", "“Pia Quenby”"),
        ("Orvel council sells ferry for 205 crowns", "Orvel council sells ferry for 205 crowns", "“205"),
        ("Orvel council sells ferry to Muslim captain", "Orvel council sells", "“Muslim”"),
        ("Farmers’ fury as Orvel council sells ferry", "Farmers’ fury", "“Farmers” or “fury”"),
    ],
)
def test_what_only_one_headline_has_and_the_other_article_nowhere(one, clause, absent):
    table = pairs(one, "Orvel council sells ferry")
    row = table.to_dict("records")[0]
    assert row["sort"] == ALONE and row["surface_a"].startswith(clause)
    assert f"B has no {absent}" in headline_sentence(row, NAMES)
    assert one[row["start_a"] : row["end_a"]] == row["surface_a"] and row["surface_b"] == "Orvel council sells ferry"


def test_what_the_other_text_tells_is_told_with_its_paragraph():
    row = pairs("Orvel navy finds 26 wrecks", "Orvel navy at sea", there="The navy found 26 wrecks.").to_dict(
        "records"
    )[0]
    assert (row["sort"], row["block_b"], row["paragraph"]) == (TOLD, 1, 1)
    assert headline_sentence(row, NAMES) == (
        "A’s headline says “26 wrecks”; B tells of “26 wrecks” only in paragraph 1."
    )


@pytest.mark.parametrize(
    ("one", "text", "sort"),
    [
        ("Orvel baker charged over theft", "The baker was seen at the mill.", UNTOLD),
        ("Orvel council overturns ferry rule", "The council suspended the rule until May.", LESS),
        ("Orvel to buy the ferry yard", "Here is a prediction: the town pays whatever is asked.", GUESS),
    ],
)
def test_a_headline_says_more_than_the_text_under_it(one, text, sort):
    rows = pairs(one, "Orvel ferry baker seen", text=text, there=f"{one} {text}").to_dict("records")
    assert sort in [row["sort"] for row in rows]


def test_a_rumour_further_on_in_the_text_may_be_of_something_else():
    text = "Ada Roe, the keeper who was rumored to have sold the yard, was found in the ferry on Monday."
    assert pairs("Orvel keeper found in ferry", "Orvel keeper found in ferry", text=text, there=text).empty


def test_a_date_line_and_a_first_sentence_are_no_headlines():
    assert pairs("Updated 7:15 a.m. GMT, Mon June 8, 2015", "Orvel council sells ferry").empty
    sentence = "The council of Orvel has sold the ferry that was built for the island and has kept the crew"
    assert pairs(sentence, "Orvel baker charged over theft").empty


def test_at_most_two_findings_a_pair_and_one_of_many_articles():
    head = "Orvel council {} for {} crowns; hires Pia Quenby {}; opens {} chapel"
    heads = [head.format("sells ferry", 205, "Rook", "Salt"), head.format("buys mill", 31, "Tarn", "Pearl")]
    assert len(pairs(*heads)) == MOST
    rows = [
        (name, k, kind, text)
        for name in "abcd"
        for k, (kind, text) in enumerate([("headline", heads[name in "ac"]), ("body", PLAIN)])
    ]
    table = headline_pairs(pd.DataFrame(rows, columns=["article", "block", "kind", "text"]))
    assert table.groupby(["article_a", "article_b"]).size().max() == 1 and set(table["sort"]) <= set(SORTS)


def test_without_two_headlines_there_is_nothing_and_a_column_is_asked_for():
    blocks = pd.DataFrame({"article": ["a", "b"], "block": [0, 0], "kind": ["body"] * 2, "text": [PLAIN] * 2})
    assert list(headline_pairs(blocks)) == list(PAIRS) and headline_pairs(blocks).empty
    with pytest.raises(InputError, match="headline_pairs"):
        headline_pairs(blocks.drop(columns="kind"))
