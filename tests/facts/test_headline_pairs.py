"""Two headlines against each other: stages, doubt, who acts, what one alone has, and where the other text tells it."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from analysis.facts.headline_pairs import (
    AGAIN,
    AGENT,
    ALONE,
    CLAIMS,
    COUNT,
    DEATHS,
    DOUBT,
    GUESS,
    LESS,
    MOST,
    PAIRS,
    SORTS,
    SOURCE,
    STAGE,
    STOPS,
    UNTOLD,
    WHO,
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


def unplaced(sentence: str) -> str:
    """Leave out where the other text has a claim."""
    return re.sub(r"; [AB]’s text: paragraph 1(?=\))| \([AB]’s text: paragraph 1\)", "", sentence)


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
        ("Orvel singer enters clinic, publicist says", "Orvel singer enters clinic", SOURCE, "(“publicist says”)"),
        ("Orvel flood drowns 40 sheep", "Orvel flood drowns 14 sheep", COUNT, "“40 sheep”, B’s “14 sheep”"),
        (
            "Orvel climber dies on ridge",
            "Orvel climbers fall to their deaths",
            DEATHS,
            "one death (“dies”), B’s of several (“to",
        ),
        ("Pia Quenby checks out of Orvel clinic", "Pia Quenby checks into Orvel clinic", STAGE, "“checks out”"),
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
        ("6 thoughts on the Orvel fair", "Thoughts on the Orvel fair"),
        ("Raid near Orvel Stn. on Monday", "Raid in Orvel on Monday"),
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
    row = table[table["sort"] == ALONE].to_dict("records")[0]
    assert row["surface_a"].startswith(clause)
    assert f"B has no {absent}" in headline_sentence(row, NAMES)
    assert one[row["start_a"] : row["end_a"]] == row["surface_a"] and row["surface_b"] == "Orvel council sells ferry"


def test_how_they_died_and_who_says_so_are_told_beside_what_differs():
    table = pairs("Orvel walker dies", "Orvel walkers fall to their deaths")
    assert list(table["sort"]) == [DEATHS, CLAIMS]
    table = pairs("Pia Quenby checks out of Orvel clinic", "Pia Quenby checks into Orvel clinic, lawyer says")
    assert list(table["sort"]) == [STAGE, SOURCE]
    assert list(pairs("Orvel baker killed", "Baker is killed in Orvel, man charged")["sort"]) == [STOPS]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Orvel poet Pia Quenby dies at 93", "Orvel poet Pia Quenby dies", "A’s headline has the number “93”."),
        ("Orvel navy finds 26 wrecks", "Orvel navy at sea", "A’s headline has the number “26 wrecks”."),
        ("Orvel Rovers take 4th place", "Orvel Rovers take place", "A’s headline has the number “4th place”."),
        ("Orvel Rovers beat Tarn 31-12", "Orvel Rovers beat Tarn", "A’s headline has the score “31-12”."),
        ("Ferry sinks due to rotten planks", "Ferry sinks in Orvel", "A’s headline says why (“due to rotten planks”)."),
        ("Council sells ferry, keeper burns papers", "Council sells ferry", "A’s headline says “keeper burns papers”."),
        (
            "Council sells ferry, keeper burns papers",
            "Council cheaply sells ferry in huge Orvel deal",
            "A’s headline says “keeper burns papers”; only B’s says “huge”.",
        ),
        ("Orvel father of 4 drowned", "Orvel father drowned", "A’s headline has the number “4”."),
        ("Huge fire at Orvel mill", "Fire at Orvel mill", "A’s headline says “Huge”."),
        ("Fire at Orvel mill", "Brave nurse in Orvel mill fire", "B’s headline says “Brave”."),
        (
            "Pia Quenby found dead in barn",
            "Pia Quenby had sold ferries",
            "A’s headline tells of a death (“found dead in barn”).",
        ),
        ("Orvel pair fall to their deaths", "Orvel pair are killed", "A’s headline says how (“fall to their deaths”)."),
        (
            "Former ferry captain Pia Quenby leaves",
            "Pia Quenby leaves ferry",
            "A’s headline says who that is (“captain”).",
        ),
        (
            "Fatal raid on Orvel mill",
            "Heroic guard in Orvel mill raid",
            "A’s headline tells of a death (“Fatal”); only B’s says “Heroic”.",
        ),
        (
            "Nurse shields pupils in Orvel mill raid",
            "Nurse hurt in Orvel mill raid",
            "A’s headline says “shields pupils”; only B’s says “Nurse hurt”.",
        ),
        (
            "Grim and horrific: mill guard, innocent, hit by Orvel ferry",
            "Ferry hits Orvel mill guard",
            "A’s headline says “horrific” and “innocent”.",
        ),
        ("Orvel baker in Tarn, bread seized", "Orvel baker in Tarn", "A’s headline says “bread seized”."),
        (
            "Orvel square emptied amid bread strike",
            "Orvel square emptied",
            "A’s headline says “amid bread strike”.",
        ),
        (
            "Orvel fire guts old mill; 40 pupils evacuated",
            "Fire at old Orvel mill",
            "A’s headline says “guts old mill” and “40 pupils evacuated”.",
        ),
        ("Orvel mother of 2 at mill", "Orvel mother at mill", "A’s headline has the number “2”."),
        ("Brief Orvel ferry delay", "Orvel ferry delay", "A’s headline says “Brief”."),
        ("Orvel council hails ferry vote", "Orvel council votes on ferry", "A’s headline says “hails”."),
        ("Orvel mill sold for $4 million", "Orvel mill sold", "A’s headline has the number “$4 million”."),
        ("Lund returns to Orvel opera", "Lund to direct Orvel opera", "A’s headline says “returns”."),
        ("Grandmother hit by ferry in Orvel", "Woman hit by ferry in Orvel", "A’s headline says “Grandmother”."),
        ("Orvel footage of ferry row", "Row on Orvel ferry", "A’s headline says “footage”."),
        ("Lund reportedly at Orvel opera", "Lund at Orvel opera", "A’s headline says “reportedly”."),
        ("Rovers win in six rounds in Orvel", "Rovers win in Orvel", "A’s headline has the number “six rounds”."),
        (
            "Massive Orvel fire rages on for 12 days",
            "Orvel fire rages on",
            "A’s headline has the number “12 days” and says “Massive”.",
        ),
    ],
)
def test_what_one_headline_claims_and_the_other_does_not(one, other, said):
    text = f"{one}. {other}."
    rows = pairs(one, other, text=text, there=text).to_dict("records")
    assert [unplaced(headline_sentence(row, NAMES)) for row in rows if row["sort"] == CLAIMS] == [f"Only {said}"]
    row = next(row for row in rows if row["sort"] == CLAIMS)
    assert {"a": one, "b": other}[row["article_a"]][row["start_a"] : row["end_a"]] == row["surface_a"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orvel poet Pia Quenby dies at 12", "Pia Quenby, Orvel poet, twelve, dies"),
        ("Orvel Rovers take 4th place", "Orvel Rovers fourth in place"),
        ("Ferry sinks due to rotten planks", "Rot in planks sinks ferry"),
        ("Council sells ferry, keeper burns papers", "Keeper sets papers alight as council sells ferry"),
        ("Council sells ferry: seaside news", "Council sells ferry"),
        ("Huge fire at Orvel mill", "Massive fire at Orvel mill"),
        ("Pair killed in Orvel mill", "Murder of pair in Orvel mill"),
        ("Orvel pair fall to their deaths", "Orvel pair die in plunge"),
        ("Orvel thieves take $3 million", "Orvel thieves take €2m"),
        ("Orvel baker sentenced to death", "Orvel baker sentenced"),
        ("Orvel fair opens in 2014", "Orvel fair opens"),
        ("Director Pia Quenby leaves Orvel opera", "Pia Quenby will not direct Orvel opera"),
        ("Captain Pia Quenby leaves Orvel", "Orvel commander Pia Quenby, a captain, leaves"),
        ("Nurse shields pupils in Orvel", "Orvel nurse saves her pupils"),
        ("Orvel police nab baker", "Orvel baker charged"),
        ("Orvel mill guts itself in fire", "Fire destroys Orvel mill"),
        ("Orvel boy hit by ferry", "Ferry hits Orvel schoolboy"),
        ("Orvel square emptied after strike", "Strike empties Orvel square"),
        ("Orvel families evacuated after fire", "Residents forced out by Orvel blaze"),
        ("Rovers sign slugger Pia Quenby", "Slugger Pia Quenby agrees to deal with Rovers"),
        ("Orvel guard cleared", "Orvel guard will not be charged"),
        ("Orvel ferry seized after fire", "Blaze on seized Orvel ferry"),
        ("Orvel vigil held for teacher", "Orvel mourns teacher at vigil"),
        ("Orvel ferry attack foiled", "Guard foils bid on Orvel ferry"),
        ("Orvel triple killer in Tarn", "Killer of three in Orvel and Tarn"),
        ("Orvel walker dies after rockfall", "Orvel walker dies, hit by falling rock"),
        ("Orvel jury hears 911 call", "Orvel jury hears emergency call"),
        ("Damaged Orvel cables cut", "Orvel cables cut"),
        ("Director Pia Quenby leaves Orvel", "Opera head Pia Quenby leaves Orvel"),
        ("Rovers win over Tarn in Orvel", "Rovers beat their guests in Orvel"),
        ("Watergate figure Pia Quenby leaves", "Pia Quenby of Watergate leaves"),
    ],
)
def test_a_claim_in_other_words_is_the_claim_of_both(one, other):
    text = f"{one}. {other}."
    table = pairs(one, other, text=text, there=text)
    assert CLAIMS not in list(table["sort"]), [headline_sentence(row, NAMES) for row in table.to_dict("records")]


def test_a_line_under_a_headline_counts_as_told_there():
    rows = [("a", 0, "headline", "Orvel poet Pia Quenby dies at 93"), ("a", 1, "body", "Pia Quenby, 93, is mourned.")]
    rows += [
        ("b", 0, "headline", "Orvel poet Pia Quenby dies"),
        ("b", 1, "boilerplate", "She was 93"),
        ("b", 2, "body", PLAIN),
    ]
    columns = ["article", "block", "kind", "text"]
    assert CLAIMS not in list(headline_pairs(pd.DataFrame(rows, columns=columns))["sort"])
    rows.pop(3)
    assert CLAIMS in list(
        headline_pairs(pd.DataFrame([*rows, ("b", 3, "body", "Pia Quenby was 93.")], columns=columns))["sort"]
    )


def test_where_the_other_text_has_a_claim_is_told_with_its_paragraph():
    (row,) = pairs("Huge Orvel mill fire", "Orvel mill fire", there=f"{PLAIN}\n\nIt was a huge fire.").to_dict(
        "records"
    )
    assert headline_sentence(row, NAMES) == "Only A’s headline says “Huge” (B’s text: paragraph 1)."
    (row,) = pairs("Orvel poet dies at 93", "Orvel poet dies", there="She was 93.").to_dict("records")
    assert headline_sentence(row, NAMES) == "Only A’s headline has the number “93” (B’s text: paragraph 1)."
    (row,) = pairs("Orvel pair fall to their deaths", "Orvel pair die", there="They fell to deaths.").to_dict("records")
    assert "(“fall to their deaths”; B’s text: paragraph 1)" in headline_sentence(row, NAMES)


def test_what_follows_a_heading_of_a_picture_is_no_claim():
    assert pairs("Video: Orvel mill fire", "Orvel mill fire", text=ARREST, there=ARREST).empty


def test_two_headlines_call_one_person_by_other_words():
    row = pairs("Ferry owner and mill boss Ana Quellrin dies", "Ana Quellrin, Orvel town adviser, dies").iloc[0]
    assert row["sort"] == WHO
    assert headline_sentence(row, NAMES) == (
        "A’s headline tells of Ana Quellrin as “mill boss”, B’s as “Orvel town adviser”."
    )
    for other in ("Ana Quellrin, mill owner, dies", "Orvel baker Ben Tarn dies", "Ana Quellrin dies"):
        assert WHO not in set(pairs("Mill boss Ana Quellrin dies", other)["sort"])


def test_who_dies_behind_bars_is_not_held_and_who_gives_himself_up_is():
    assert STOPS not in set(pairs("Orvel thief Pia Quenby dies behind bars", "Orvel thief Pia Quenby dies")["sort"])
    assert STOPS not in set(pairs("Orvel baker surrenders; one dead", "Baker arrested in Orvel, one dead")["sort"])


def test_a_verb_before_who_somebody_is_is_no_part_of_it():
    rows = pairs("Rovers sign slugger Pia Quenby", "Pia Quenby agrees to deal with Rovers").to_dict("records")
    assert "Only A’s headline says who that is (“slugger”)." in [headline_sentence(row, NAMES) for row in rows]


def test_a_vigil_that_is_held_and_a_jailed_boss_are_no_stage_and_who_speaks_in_both_is_no_difference():
    for one, other in (
        ("Orvel vigil held for slain teacher", "Mourners of Orvel gather for slain teacher"),
        ("Jailed Orvel boss is dead", "Orvel boss dies in prison"),
        ("Orvel guard cleared in ferry raid", "Orvel ferry guard will not be charged over raid"),
        ("Guard fled Orvel ferry, witness says", "Witness saw guard flee Orvel ferry"),
        ("Orvel ferry row: fresh clashes", "Orvel ferry row: clashes continue"),
    ):
        assert not {STAGE, STOPS, SOURCE, AGAIN} & set(pairs(one, other, text=ARREST, there=ARREST)["sort"])


def test_who_is_charged_is_accused():
    found = pairs("Alleged ferry thief in Orvel", "Orvel man charged, a ferry thief once")
    assert DOUBT not in set(found["sort"])
    assert DOUBT in set(pairs("Alleged ferry thief in Orvel", "Orvel ferry thief is fined")["sort"])


def test_next_week_is_ahead_and_a_denial_is_no_missing_doubt():
    one, other = "Orvel ferry link restored", "Orvel ferry link problems only resolved next week"
    assert first(one, other) == (STAGE, "A’s headline says “restored”, B’s “resolved next week”.")
    found = pairs("Orvel baker arrested on suspicion of arson", "Orvel baker says he’s innocent of arson")
    assert DOUBT not in set(found["sort"])


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


def test_a_long_headline_may_begin_with_a_quotation():
    long = "‘It is a brawl’: Chaos in Orvel as the ferry that was sold and the mill that was shut are burned by 40 men"
    rows = pairs(long, "Orvel ferry and mill burned by men").to_dict("records")
    assert any("40 men" in headline_sentence(row, NAMES) for row in rows)
    assert pairs(long.replace("‘It is a brawl’: ", ""), "Orvel ferry and mill burned by men").empty


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orvel ferry thief caught on tape", "Orvel jury hears of innocent ferry guard"),
        ("Last moments of Orvel mill guard captured in video", "Innocent Orvel guard shot in mill yard"),
        ("Orvel guard caught between two gangs", "Jury in Orvel mill trial hears guard"),
    ],
)
def test_who_is_caught_on_tape_is_not_held_and_who_is_innocent_denies_nothing(one, other):
    assert STAGE not in set(pairs(one, other)["sort"])
    assert STOPS not in set(pairs(one, other)["sort"])


def test_who_is_caught_is_held_and_who_pleads_innocent_denies():
    assert first("Orvel ferry thief caught", "Orvel ferry thief still on the run")[0] == STAGE
    assert first("Orvel ferry thief pleads innocent", "Orvel ferry thief convicted")[0] == STAGE
    assert first("Orvel baker says he’s innocent of theft", "Orvel baker arrested over theft")[0] == STAGE


def test_who_somebody_is_may_stand_behind_the_name():
    told = pairs("Mill boss Ana Quellrin dies", "Ana Quellrin, Orvel town finance adviser, dies")
    assert not told["words"].str.contains("who that is").any()
    (row,) = pairs("Mill boss Ana Quellrin dies", "Ana Quellrin dies").to_dict("records")
    assert "who that is" in headline_sentence(row, NAMES)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("12 people killed in Tarn bridge fall", "14 people killed in Tarn bridge fall", ["count"]),
        ("Twelve workers die in Orvel mill fire", "Orvel mill fire kills at least 11", ["count"]),
        ("12 hurt in Orvel mill fire", "12 wounded in Orvel mill fire", []),
        ("12 hurt in Orvel mill fire", "3 dead in Orvel mill fire", []),
        ("1 in 10 workers hurt at Orvel mill", "12 hurt at Orvel mill", []),
        ("12 charged after two killed at Orvel mill", "Two killed at Orvel mill", []),
    ],
)
def test_how_many_were_struck_is_held_in_any_form_of_a_headline(one, other, told):
    body = "The mill of Orvel stood on the quay, and the bridge over the Tarn was old."
    rows = [("a", 0, "headline", one), ("a", 1, "body", body), ("b", 0, "headline", other), ("b", 1, "body", body)]
    found = headline_pairs(pd.DataFrame(rows, columns=["article", "block", "kind", "text"]))
    assert [sort for sort in found["sort"] if sort == "count"] == told
