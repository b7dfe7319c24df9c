"""The figures that several articles give of the same thing, side by side."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.articles.read import read_articles
from analysis.articles.segment import paragraphs
from analysis.facts.align import match_paragraphs
from analysis.facts.claims import CLAIMS, claims, claims_against
from analysis.facts.figures import at_odds, time_frame
from analysis.schema import InputError
from tests.told import NAMES, told


@pytest.mark.parametrize(
    ("before", "behind", "expected"),
    [
        ("compared with ", " in 2020.", "2020"),
        ("In 2020 – ", ", so far this year – ", "2020"),
        (", so far this year – ", " attacks claimed", "this year"),
        ("2020 sees ", " strikes; those this year", "2020"),
        ("There were ", " a year earlier", "last year"),
        ("Yesterday, ", " boats", "yesterday"),
        ("There were ", " boats, more than in 2012", ""),
        ("", "", ""),
        ("about ", " of 2,020 men", ""),
    ],
)
def test_the_time_next_to_a_figure(before, behind, expected):
    assert time_frame(before, behind) == expected


def test_times_at_odds():
    assert at_odds("2020", "2021") and at_odds("this year", "last year")
    assert not at_odds("", "2020") and not at_odds("this year", "2021") and not at_odds("2020", "2020")


ROOT = Path(__file__).parents[2]


def table(**articles):
    rows = [(name, block, "body", text) for name, texts in articles.items() for block, text in enumerate(texts)]
    return pd.DataFrame(rows, columns=["article", "block", "kind", "text"])


@pytest.fixture(scope="module")
def seeds():
    return paragraphs(read_articles([ROOT / "seeds"]))


def pairs(found):
    return set(zip(found["block_a"], found["block_b"], found["counted"], found["relation"], strict=True))


def test_both_seeds_tell_334_attacks_and_60_in_2020(seeds):
    found = claims(seeds)
    assert {(5, 8, "attack", "one is vaguer"), (8, 8, "attack", "agree")} <= pairs(found)
    sixty = found[(found["block_a"] == 5) & (found["time"] == "2020")].iloc[0]
    assert (sixty["phrase_a"], sixty["phrase_b"], sixty["relation"]) == ("60", "60", "agree")
    assert set(found["relation"]) == {"agree", "worded differently", "one is vaguer"}


def test_every_province_stands_beside_nearly_all(seeds):
    found = claims(seeds)
    assert (0, 0, "province", "worded differently") in pairs(found)
    row = found[(found["block_a"] == 0) & (found["block_b"] == 0)].iloc[0]
    assert row["observation"] == ("aggregator: “Nearly All provinces”; wire: “Every Province”: told in other words")


def test_offsets_point_at_the_phrases(seeds):
    texts = seeds.set_index(["article", "block"])["text"]
    for row in claims(seeds).itertuples():
        assert texts[row.article_a, row.block_a][row.start_a : row.end_a] == row.phrase_a
        assert texts[row.article_b, row.block_b][row.start_b : row.end_b] == row.phrase_b


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (
            "The ferry sinking killed 47 passengers near Zadar.",
            "Rescuers say 47 passengers died when the ferry sank off Zadar.",
            "agree",
        ),
        (
            "The ferry sinking near Zadar killed 47 passengers.",
            "The ferry sinking near Zadar killed 52 passengers.",
            "differ",
        ),
        (
            "The ferry sinking near Zadar killed dozens of passengers.",
            "The ferry sinking near Zadar killed 52 passengers.",
            "one is vaguer",
        ),
        (
            "The ferry sinking near Zadar killed about 50 passengers.",
            "The ferry sinking near Zadar killed 52 passengers.",
            "one is vaguer",
        ),
    ],
)
def test_figures_agree_differ_or_are_vaguer(one, other, relation):
    found = claims(table(a=[one], b=[other]))
    assert found["relation"].tolist() == [relation]
    assert (found["sentence_a"][0], found["sentence_b"][0]) == (one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The port counted 47 boats in 2019.", "The port counted 52 boats in 2020."),
        ("The ferry carried 47 passengers.", "A bus strike in Turin left 90 passengers behind."),
        ("The fund holds $40 million.", "The fund holds €50 million."),
        ("The judge freed 12 men.", "The judge freed 12 horses."),
        ("", ""),
    ],
)
def test_other_things_and_other_times_are_no_pair(one, other):
    assert claims(table(a=[one], b=[other])).empty


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("A judge in Zadar jailed Ivo Kos for up to five years.", "Ivo Kos was jailed for 46 to 57 months in Zadar.",
         "one is vaguer"),
        ("The judge in Zadar gave Ivo Kos five years.", "The judge gave Ivo Kos 60 months in Zadar.", "agree"),
        ("The wreck lies 10 miles off Zadar.", "The wreck lies 16 km off Zadar.", "agree"),
        ("Nearly 900 people were hurt by the quake in Zadar.", "The quake in Zadar hurt 874 people.", "one is vaguer"),
        ("A quake of magnitude 8.7 hit Zadar.", "A magnitude 8.6 quake hit Zadar.", "differ"),
        ("In May 2012 a quake of magnitude 8.7 hit Zadar.", "A magnitude 8.6 quake hit Zadar in April 2012.",
         "told of another place or time"),
        ("The ferry fire near Zadar killed 170 people in the port.",
         "The ferry fire near Zadar killed 230 people around the bay.", "told of another place or time"),
        ("Fire swept the Zadar ferry and at least 12 people were killed.",
         "Fire swept the Zadar ferry; there were no casualties.", "one says none"),
        ("Nobody was hurt in the fire on the Zadar ferry.", "No one was injured in the Zadar ferry fire.", "agree"),
        ("Ana Ruiz, 47, ran the port of Zadar.", "Ruiz, a 47-year-old sailor, ran the port.", "agree"),
        ("Floods in Zadar killed 281 men and 53 women.", "Floods in Zadar killed 334 people.", "agrees by a sum"),
        ("It was the seventh flood in Zadar.", "Zadar has its 7th flood.", "agree"),
    ],
)  # fmt: skip
def test_the_same_thing_in_other_units_words_places_and_times(one, other, relation):
    assert claims(table(a=[one], b=[other]))["relation"].tolist() == [relation]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The storm in Zadar hurt 40 people.", "The storm in Zadar killed 52 people."),
        ("The storm in Zadar hurt 40 people.", "The storm in Zadar hurt 6 others."),
        ("Ana Ruiz scored 40 goals for Zadar.", "Ivo Kos scored 52 goals for Zadar."),
        ("A quake of magnitude 8.7 killed 52 people in Zadar.", "The quake in Zadar killed 52 people."),
        ("The strait of Zadar is closed for 40 days.", "The strait of Zadar is 52 km long."),
        ("Call the Zadar police on 0455 125 2222.", "Tell the Zadar police on 0455 125 2222."),
    ],
)
def test_another_state_person_or_unit_is_never_called_different(one, other):
    assert not set(claims(table(a=[one], b=[other]))["relation"]) & {"differ", "one is vaguer"}


def test_an_article_that_gives_two_figures_is_not_held_against_either():
    twice = ["The storm in Zadar killed 12 sailors.", "The storm in Zadar killed 30 sailors, the mayor said."]
    assert claims(table(a=twice, b=["The storm in Zadar killed 20 sailors."])).empty


def test_a_figure_with_its_equal_is_not_held_against_another():
    texts = ["Floods in Tirana hurt 31 people.", "Floods in Tirana killed 12 people."]
    found = claims(table(a=texts, b=list(reversed(texts))))
    assert found["relation"].tolist() == ["agree", "agree"]


def test_three_articles_in_any_order_give_the_same_pairs():
    texts = {
        "a": ["Hail hurt 31 farmers in Bled."],
        "b": ["In Bled hail hurt 31 farmers."],
        "c": ["Hail in Bled hurt 44 farmers."],
    }
    one = claims(table(**texts))
    other = claims(table(**dict(reversed(texts.items()))))

    def told(found):
        return {(frozenset((r.article_a, r.article_b)), r.relation) for r in found.itertuples()}

    assert told(one) == told(other) and len(one) == 3


def test_against_a_source(seeds):
    found = claims_against(seeds, "Attacks have risen.\n\nIn 2020 – 60, so far this year – 334 attacks.")
    assert set(found["article_b"]) == {"the source"} and set(found["article_a"]) == {"aggregator", "wire"}
    assert (found["relation"] == "agree").any()
    assert claims_against(seeds, "").empty
    with pytest.raises(InputError, match="an article is named 'the source'"):
        claims_against(table(**{"the source": ["Five men."]}), "Six men.")


def test_one_article_and_bad_tables():
    found = claims(table(a=["Five men.", "Five men."]))
    assert found.empty and list(found) == list(CLAIMS)
    with pytest.raises(InputError, match="there is no column 'kind'"):
        claims(pd.DataFrame({"article": [], "block": []}))


def test_twelve_articles_agree_in_every_pair():
    line = (
        "The storm near Bled killed 14 people and hurt 230 others, up 12% from 205 last year, and cost $3bn in 2019. "
    )
    filler = "The mayor of the town spoke for a while about roads and schools and nothing else at all. " * 4
    big = table(**{f"a{k}": [f"{line}{filler}"] * 10 for k in range(12)})
    found = claims(big)
    assert set(found["relation"]) == {"agree"}
    assert len(found[["article_a", "article_b"]].drop_duplicates()) == 12 * 11 / 2


FLOOD = "Retired baker Morris Tandy drowned in Lanverne when the Pellick dam gave way, and a fund of {} was promised."
DAM = (
    "A relief fund of {} was announced in Lanverne, where Morris Tandy, the baker, drowned after the Pellick dam broke."
)


@pytest.mark.parametrize(
    ("one", "other"),
    [("£12m", "12 million pounds"), ("$900 million", "$900m"), ("£1.2bn", "1.2 billion pounds")],
)
def test_equal_sums_in_matching_paragraphs_agree_however_they_are_written(one, other):
    found = claims(table(a=[FLOOD.format(one)], b=[DAM.format(other)]))
    assert found[["phrase_a", "phrase_b", "relation"]].values.tolist() == [[one, other, "agree"]]


def test_what_is_counted_under_two_names_agrees_only_where_paragraphs_match():
    one = "Firefighters plucked 63 tourists from the roofs of Lanverne after the Pellick dam overflowed."
    other = "Crews took 63 campers from roofs in Lanverne when the Pellick dam overflowed."
    far = "The mayor of Zadar has promised 63 campers a new site by the sea."
    assert claims(table(a=[one], b=[other]))["relation"].tolist() == ["agree"]
    assert claims(table(a=[one], b=[far])).empty


def test_matches_can_be_given_and_none_means_no_paragraph_helps():
    both = table(a=[FLOOD.format("$900 million")], b=[DAM.format("$900m")])
    given = match_paragraphs(both)
    assert len(given) == 1 and claims(both, matches=given).equals(claims(both))
    apart = "The council sold bonds worth {} to a bank in Zadar."
    far = table(a=[FLOOD.format("$900 million")], b=[apart.format("$900m")])
    assert claims(far, matches=given.iloc[:0]).empty
    forced = given.assign(block_a=0, block_b=0)
    assert claims(far, matches=forced)["relation"].tolist() == ["agree"]


def test_rows_of_two_articles_may_alternate():
    texts = {"a": [FLOOD.format("£12m"), "Nothing."], "b": [DAM.format("12 million pounds"), "Nothing."]}
    mixed = table(**texts).iloc[[0, 2, 3, 1]]
    assert claims(mixed)["relation"].tolist() == ["agree"]


def test_a_score_agrees_and_has_no_year():
    found = claims(
        table(
            a=["Jude Okafor gave Harwick Rovers a 2-1 victory over Calder City, their first cup since 1976."],
            b=["Calder City lost the final 2-1 to Harwick Rovers after a goal by Jude Okafor."],
        )
    )
    assert found[["phrase_a", "phrase_b", "relation", "time"]].values.tolist() == [["2-1", "2-1", "agree", ""]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The firm spent hundreds of thousands of dollars.", "Donors gave hundreds of thousands of dollars to a zoo."),
        ("She doubled down on the harbour plan.", "He doubled down on taxes."),
        ("Two ministers left the room.", "The two ministers were both born in Oslo."),
        ("This year 1.8 million workers may lose their jobs.", "This year 1.8 million voters registered in Ohio."),
        ("Ana Ruiz, 47, ran the port of Zadar.", "The port of Zadar, run by Ana Ruiz, lost 52 ships."),
        ("In 2019 the port of Zadar lost 47 ships.", "In 2021 the port of Zadar lost 52 ships."),
        ("The fund holds 3 of 10 ships.", "Prices rose by 3% in 10 ports."),
    ],
)
def test_a_chance_likeness_is_no_pair(one, other):
    assert claims(table(a=[one], b=[other])).empty


@pytest.mark.parametrize("name", NAMES)
def test_no_figures_of_the_invented_events_are_called_different(name):
    found = claims(told(name)[0])
    assert not (found["relation"] == "differ").any()
    right = {
        "cup": {("2-1", "2-1")},
        "flood": {
            ("63 people", "63 residents"),
            ("£12m", "12 million pounds"),
            ("81", "81-year-old"),
            ("Four people", "four dead"),
            ("four dead", "four"),
        },
        "heat": {("2,100", "2,100")},
        "minister": {("€310,000", "some €310,000")},
        "verdict": {("more than $900 million", "$900m"), ("$7 billion", "$7bn"), ("up to 20 years", "20 years")},
    }.get(name)
    if right is not None:
        pairs_told = set(zip(found["phrase_a"], found["phrase_b"], strict=True))
        assert right <= pairs_told and len(pairs_told - right) <= 1


@settings(max_examples=40)
@given(st.lists(st.text(alphabet="47 men, $3bn 2-1 nearly all\u202e\u00a0“”’.%=@", max_size=60), max_size=4))
def test_odd_texts_have_places_that_point_at_their_phrases(texts):
    both = table(a=texts, b=list(reversed(texts)))
    own = both.set_index(["article", "block"])["text"]
    for row in claims(both).itertuples():
        assert own[row.article_a, row.block_a][row.start_a : row.end_a] == row.phrase_a
        assert row.article_a == "a" and row.article_b == "b"


@pytest.mark.parametrize(
    ("one", "other", "phrases"),
    [
        ("The Orvel dam was built in 1932 by the county.", "Built in 1932, the Orvel dam is old.", ("1932", "1932")),
        ("Velmo, the No. 3 seed, beat Tarn.", "Third-seeded Velmo beat Tarn on Sunday.", ("No. 3", "Third")),
        ("Tarn are 9-2-1 this season.", "The draw left Tarn 9-2-1 for the season.", ("9-2-1", "9-2-1")),
        (
            "Police found a .38-caliber revolver near the boy.",
            "A 38-calibre revolver lay near the boy, police said.",
            (".38-caliber", "38-calibre"),
        ),
    ],
)
def test_years_seeds_records_and_calibres_agree(one, other, phrases):
    (row,) = claims(table(a=[one], b=[other])).to_dict("records")
    assert (row["phrase_a"], row["phrase_b"], row["relation"]) == (*phrases, "agree")


def test_other_years_records_and_ranks_are_not_held_together():
    assert claims(table(a=["The Orvel dam was built in 1932."], b=["The Orvel dam was rebuilt in 1951."])).empty
    assert claims(table(a=["Tarn are 9-2-1 this season."], b=["Tarn are 9-3-1 this season."])).empty
    assert claims(table(a=["Velmo, the No. 3 seed, won."], b=["Velmo, the No. 4 seed, won."])).empty
    assert claims(table(a=["A rock band played on the pier in 1932."], b=["The Orvel dam is of 1932."])).empty


def test_calibres_that_differ_are_two_figures():
    found = claims(
        table(
            a=["The guard of the Orvel dam fired a .38-caliber rifle over the lake at dusk."],
            b=["At dusk the guard of the Orvel dam fired a .45-caliber rifle over the lake."],
        )
    )
    assert found["relation"].tolist() == ["differ"]


def test_an_age_is_the_same_persons_where_few_are_told():
    one = ["Kimo Gran, 16, was shot near a shop in Pell.", "Officers in Pell shot Kimo Gran near a shop."]
    other = ["Police shot Kimo Gran near a shop in Pell.", "A memorial was held for the 16-year-old."]
    more = ["Ida Falk, 71, Rolf Benn, 43, Ode Marr, 52, and Lena Tarn, 9, saw it."]
    assert list(claims(table(a=one, b=other))[["phrase_a", "phrase_b"]].itertuples(False, None)) == [
        ("16", "16-year-old")
    ]
    # one more person of sixteen is not likely among five, and is among eight
    assert claims(table(a=one + more, b=other))["phrase_a"].tolist() == ["16"]
    most = ["Abe Noll, 33, Una Birk, 28, and Olaf Senn, 64, left."]
    assert claims(table(a=one + more + most, b=other)).empty


def test_an_age_is_read_where_the_clause_ends_with_it():
    one = ["Ida Falk, the actress who opened the Orvel theatre, has died in Pell.", "She was 85."]
    for other in ("Ida Falk, the actress of the Orvel theatre in Pell, dead at 85", "Ida Falk, 85, died in Pell."):
        found = claims(table(a=one, b=[other]))
        assert list(found[["phrase_a", "phrase_b", "relation"]].itertuples(False, None)) == [("85", "85", "agree")]
    for other in ("The bus that Ida Falk took in Pell was the 85.", "Ida Falk died in Pell at 85 Elm Street."):
        assert claims(table(a=one, b=[other])).empty, other


def test_a_high_rank_says_enough_and_a_year_of_one_act():
    one = ["The 81st Orvel regatta opens in Pell on Monday."]
    assert claims(table(a=one, b=["Lena Tarn will speak before the 81st race begins."]))["phrase_a"].tolist() == [
        "81st"
    ]
    assert claims(table(a=["The 2nd Orvel regatta opens in Pell."], b=["Lena Tarn speaks before the 2nd race."])).empty


def test_two_vague_numbers_that_cannot_both_hold_are_worded_differently():
    one, other = "Several hundred people marched through Hult.", "Thousands of people marched through Hult."
    assert claims(table(a=[one], b=[other]))["relation"].tolist() == ["worded differently"]
    assert claims(table(a=[one], b=["Thousands of people fled from Hult."])).empty


def test_one_length_in_two_units_is_one_and_two_lengths_are_none():
    one = ["Rolf Benn fell 2, 000ft from the Orvel ridge while he was climbing with Ida Falk."]
    other = "Police said that Benn, a climber, fell some {} on Saturday near the hut of Orvel."
    assert claims(table(a=one, b=[other.format("600 metres")]))["relation"].tolist() == ["agree"]
    assert claims(table(a=one, b=[other.format("400 metres")])).empty


def test_a_record_before_a_name_is_a_record_and_a_number_of_three_digits_says_much():
    found = claims(
        table(
            a=["Pell (7-7) will visit the Orvel Bears (0-14) this Sunday."], b=["Pell take on the 0-14 Bears of Orvel."]
        )
    )
    assert found["phrase_a"].tolist() == ["0-14"]
    one = ["Voting in the 125 constituencies of Tarn closed at dusk."]
    assert claims(table(a=one, b=["At dusk Tarn had voted for the 125 seats of its council."]))[
        "relation"
    ].tolist() == ["agree"]
    assert claims(table(a=one, b=["The 125 seats of the Orvel theatre were sold."])).empty
    one = ["Tarn votes in the first instance at dusk."]
    assert claims(table(a=one, b=one)).empty


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The fire burned eight square miles near Orn.", "Flames burned 5,000 acres near Orn.", "agree"),
        ("The car hit the bridge in Orn at 90 mph.", "At 145 km/h the car hit the bridge in Orn.", "agree"),
        ("Two men fell 600m while they climbed Mount Orn.", "On Mount Orn two men fell 2,000 feet.", "agree"),
        ("The mill in Orn was sold for EUR 2m.", "Orn sold the mill for 2 million euros.", "agree"),
        ("The show in Pell was twice delayed by storms.", "Storms delayed the show in Pell two times.", "agree"),
        ("It is the first time that a woman leads Orn.", "She is the first woman to lead Orn.", "agree"),
        ("The mayor of Orn begins her second stint.", "The mayor of Orn leads it for the second time.", "agree"),
        ("Benn has led the mill for the last five years.", "Benn led the mill in the past five years.", "agree"),
        ("The quake in Tarn killed at least 12 people.", "Twelve died in the quake in Tarn.", "one is vaguer"),
        ("Storms cut three cables off Orn.", "Off Orn, three undersea cables broke in storms.", "agree"),
        ("Benn sat in jail in Orn for 90 days.", "Benn sat for three months in the jail of Orn.", "agree"),
        ("No one was injured in the blaze at Orn.", "In the blaze at Orn everyone got out safely.", "agree"),
        ("Ida Falk, 66, was hit by a car in Orn.", "A car hit Ida Falk of Orn, who was in her 60s.", "one is vaguer"),
        ("Benn took 14 Tarnish and nine Orvish sailors.", "Of the men, 14 are Tarnish and nine Orvish.", "agree"),
        ("A quake shook homes in Orn and hurt six people.", "In Orn three villagers were slightly hurt.", "differ"),
        ("The quake hit 40 miles south of Orn.", "The quake was felt 66km south of Orn.", "agree"),
        ("A .45-calibre gun was found on Benn.", "Benn had a gun of .22 calibre.", "differ"),
        ("Police caught Benn a few blocks away.", "Benn was caught by police several blocks away.", "one is vaguer"),
    ],
)
def test_figures_told_in_other_words(one, other, expected):
    found = claims(table(a=[one], b=[other]))
    assert found["relation"].tolist()[-1:] == [expected]


def test_what_looks_like_one_count_is_another():
    one = ["Benn is serving three life sentences."]
    other = ["In Pell he had got three 10-year sentences for theft and fraud."]
    assert claims(table(a=one, b=other)).empty
    assert claims(table(a=["Orn uses Lumo 6 in its schools."], b=["The schools of Orn had used Lumo 6."])).empty
    people = "killing {} in the town."
    far = claims(table(a=["A quake hit Zor, " + people.format("hundreds of people")],
                       b=["A quake hit Tarn, " + people.format("10 people")]))  # fmt: skip
    assert far.empty


def test_the_first_magnitudes_of_two_articles_are_those_of_one_quake():
    one = ["A quake of magnitude 6.6 shook the towns of Tarn on the coast.", "Tarn is in ruins, its mayor said."]
    other = ["The towns of Tarn on the coast were shaken by a quake.", "Geologists put the magnitude at 6.3."]
    found = claims(table(a=one, b=other))
    assert found[["relation", "phrase_a", "phrase_b"]].to_numpy().tolist() == [["differ", "6.6", "6.3"]]


def test_equal_figures_of_two_sorts_are_not_mixed():
    one = "The ship led four freight vessels when it saw four small boats near Orn."
    other = "Near Orn the ship, which led four freight vessels, met four small boats."
    found = claims(table(a=[one], b=[other]))
    assert set(zip(found["phrase_a"], found["phrase_b"], strict=True)) == {
        ("four freight vessels", "four freight vessels"),
        ("four small boats", "four small boats"),
    }
    one = "The navy of Orn seized eight AK 47 rifles and 20 knives."
    found = claims(table(a=[one], b=["In Orn the navy took eight AK 47 rifles and 20 knives."]))
    assert found["phrase_a"].tolist() == ["eight AK 47 rifles", "20 knives"]


def test_what_a_quake_can_do_is_no_other_quake():
    one = ["A quake of magnitude 6 can wreck the homes of Tarn."]
    assert claims(table(a=one, b=["A quake of magnitude 6 wrecked the homes of Tarn."])).empty


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("At least 50", "50", "one is vaguer"),
        ("At least 50", "80", "one is vaguer"),
        ("Up to 50", "50", "one is vaguer"),
        ("About 50", "50", "agree"),
        ("Nearly 50", "50", "one is vaguer"),
        ("About 50", "around 50", "agree"),
        ("At least 50", "at least 50", "agree"),
        ("Exactly 50", "50", "agree"),
        ("It is estimated that about 50", "an estimated 50", "agree"),
    ],
)
def test_a_bound_is_no_equal_of_a_plain_figure(one, other, expected):
    found = claims(
        table(a=[f"{one} people died in the quake in Tarn."], b=[f"The quake in Tarn killed {other} people."])
    )
    assert found["relation"].tolist() == [expected]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("$412,000 a year", "$300,000 a year", ["differ"]),
        ("$412,000 a year", "$300,000 annually", ["differ"]),
        ("$4.1 million a year", "$400,000 a year", ["differ"]),
        ("an annual $412,000", "$412,000 per year", ["agree"]),
        ("$1,200 a month", "$14,400 a year", ["agree"]),
        ("$412,000 a year", "$412,000", ["agree"]),
        ("$412,000", "a paltry $400,000", ["one is vaguer"]),
        ("$412,000", "a paltry $300,000", ["differ"]),
        ("$412,000 a year", "$412,000 a month", []),
        ("$412,000 a year", "$300,000", []),
        ("$412,000 a week", "$300,000 each day", []),
    ],
)
def test_an_amount_is_held_against_one_of_its_own_rate(one, other, expected):
    saved = "The new pumps of the Orvel mill will save {}, Benn said."
    found = claims(table(a=[saved.format(one)], b=[saved.format(other)]))
    assert found["relation"].tolist() == expected


def test_counts_have_a_rate_and_a_speed_is_one_in_two_spellings():
    made = "The Orvel mill makes {}, Benn said."
    a, b = (
        table(a=[made.format("4,100 barrels of oil a day")], b=[made.format(f"5,300 barrels of oil {s}")])
        for s in ("per day", "per week")
    )
    assert claims(a)["relation"].tolist() == ["differ"] and claims(b).empty
    drove = "The car of Ida Falk hit the Orvel bridge at {}."
    found = claims(table(a=[drove.format("90 miles an hour")], b=[drove.format("90 mph")]))
    assert found[["relation", "phrase_a"]].values.tolist() == [["agree", "90 miles an hour"]]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "The Orvel mill pressed 3 tonnes of olives.",
            "Benn pressed 3 metric tons of olives at the Orvel mill.",
            "agree",
        ),
        ("The hut in Orvel measures 900 sq ft.", "At 900 square feet the hut in Orvel is small.", "agree"),
        ("Sales at the Orvel mill rose 12 per cent.", "Sales rose 12 percent at the Orvel mill.", "agree"),
        (
            "The fire broke out on the third floor of the Orvel mill.",
            "Fire took the 3rd floor of the Orvel mill.",
            "agree",
        ),
        (
            "A June vote will decide on the school of Orvel.",
            "Orvel holds its vote on the school on June 14.",
            "one is vaguer",
        ),
    ],
)
def test_units_floors_and_months_are_read_in_two_spellings(one, other, expected):
    found = claims(table(a=[one], b=[other]))
    assert found["relation"].tolist() == [expected]


def test_another_floor_is_no_equal():
    one, other = (f"The fire broke out on the {floor} floor of the Orvel mill." for floor in ("third", "fifth"))
    assert claims(table(a=[one], b=[other])).empty


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "The council of Orvel voted late in the day to close the mill.",
            "The council of Orvel voted at 9:40 p.m. to close the mill.",
            ["one is vaguer"],
        ),
        (
            "The council of Orvel voted late in the day to close the mill.",
            "The council of Orvel voted at 9:40 a.m. to close the mill.",
            [],
        ),
        (
            "The ferry of Orvel was delayed for several hours.",
            "The Orvel ferry was delayed for five hours.",
            ["one is vaguer"],
        ),
    ],
)
def test_a_part_of_the_day_and_several_hours_are_vaguer(one, other, expected):
    found = claims(table(a=[one], b=[other]))
    assert found["relation"].tolist() == expected


@pytest.mark.parametrize(
    ("one", "other", "ages"),
    [
        (
            "The two climbers of Orvel, who were 61 and 48 years old, fell at the weir.",
            "The climbers who fell at the weir of Orvel were 61-year-old Ida Falk and 48-year-old Bo Ruud.",
            {"61", "48"},
        ),
        (
            "Three divers, ages 35, 61 and 18, drowned off Orvel.",
            "Ida Falk, 35, Bo Ruud, 61, and Kai Holm, 18, drowned off Orvel.",
            {"35", "61", "18"},
        ),
        (
            "Police held 35-year-old Kai Holm at the mill of Orvel.",
            "A 35-year-old Orvel Bay man was held by police at the mill.",
            {"35"},
        ),
        ("Ida Falk told Orvel that her daughter, 11, had run.", "The 11-year-old daughter of Ida Falk ran.", {"11"}),
        ("Kai Holm, a 35-year-old Tarn Bay man, was held in Orvel.", "Bo Ruud, 35, was held in Orvel.", set()),
        ("The guards of Orvel held a 35-year-old.", "Another 35-year-old, Bo Ruud, was held in Orvel before.", set()),
    ],
)
def test_ages_in_lists_and_in_front_of_a_place(one, other, ages):
    found = claims(table(a=[one], b=[other]))
    assert {re.search(r"\d+", phrase)[0] for phrase in found[found["relation"] == "agree"]["phrase_a"]} == ages


def test_of_what_is_said_twice_the_nearest_pair_is_the_row():
    one = [
        "The guild of Orvel met on Tuesday to count its boats.",
        "Kai Holm robbed the Orvel mill on Tuesday with a knife.",
    ]
    other = ["On Tuesday Kai Holm robbed the mill with a knife.", "It was a day of rain in the hills above the town."]
    found = claims(table(a=one, b=other))
    assert found[["block_a", "block_b", "phrase_a"]].values.tolist() == [[1, 0, "Tuesday"]]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "Ida Falk, a mother of twelve, was shot at the weir of Orvel.",
            "At the weir of Orvel a bullet hit Ida Falk, the mother of 13.",
            [("differ", "mother of twelve", "mother of 13")],
        ),
        (
            "Ida Falk, a mother of two, was shot at the weir of Orvel.",
            "Falk, a mother of two young sons, was shot at the weir.",
            [("agree", "mother of two", "mother of two young sons")],
        ),
        (
            "Ida Falk, a mother of two, runs the mill of Orvel.",
            "The weir of Tarn broke and swept away Bo Ruud, a father of three.",
            [],
        ),
        (
            "Kai Holm served 41/2 months for the fire at the Orvel mill.",
            "For the fire at the Orvel mill Holm served 4½ months.",
            [("agree", "41/2 months", "4½ months")],
        ),
        (
            "Thirty residents were moved from their homes by the Orvel fire.",
            "A number of residents were led from their homes after the fire in Orvel.",
            [("one is vaguer", "Thirty residents", "A number of residents")],
        ),
        (
            "The Orvel guards heard a number of residents.",
            "The guards heard a number of residents in Orvel.",
            [],
        ),
        (
            "The council of Orvel dropped a review that had been in force for 35 years.",
            "The council of Orvel dropped a 35-year-old rule on reviews.",
            [("agree", "35 years", "35-year-old")],
        ),
        (
            "The council of Orvel dropped a review that had been in force for 35 years.",
            "The council of Orvel dropped a review by a 35-year-old man.",
            [],
        ),
        (
            "The Orvel Hawks led by two with 7:41 to play against the Rams.",
            "With 7 minutes, 41 seconds left the Hawks led the Rams by two.",
            [("agree", "two", "two"), ("agree", "7:41", "7 minutes, 41 seconds")],
        ),
        (
            "The Orvel Hawks are the No. 5 seed of the league.",
            "The Hawks of Orvel have become the five seed in the league.",
            [("agree", "No. 5", "five")],
        ),
    ],
)
def test_children_parts_spans_and_what_is_told_without_a_number(one, other, expected):
    found = claims(table(a=[one], b=[other]))
    assert list(found[["relation", "phrase_a", "phrase_b"]].itertuples(index=False, name=None)) == expected


def test_an_article_that_gives_two_numbers_of_children_is_held_against_one():
    one = [
        "Ida Falk, a mother of 12, was shot in Orvel.",
        "The bullet hit the mother of 13, Kai Holm said of Ida Falk.",
    ]
    found = claims(table(a=["Ida Falk, a mother of 12, was shot by Kai Holm in Orvel."], b=one))
    assert set(found["relation"]) == {"agree", "differ"}


def test_at_least_so_many_is_vaguer_where_each_article_has_one_such_figure():
    one = table(
        a=["The raider let off 13 shots in the lane of Orvel as the school let out."],
        b=["At least 12 shots were fired in the frenzy in Orvel, when the school let out."],
    )
    near = pd.DataFrame([("a", 0, "b", 0)], columns=["article_a", "block_a", "article_b", "block_b"])
    assert claims(one, matches=near)["relation"].tolist() == ["one is vaguer"]


def test_two_others_are_not_the_two_men_on_trial():
    one = "The film was shown at the trial of two toughs of Orvel held for the shots at the weir."
    both = pd.DataFrame([("a", 0, "b", 0)], columns=["article_a", "block_a", "article_b", "block_b"])
    other = "The film was shown at the trial for the shots that hurt {} at the weir of Orvel."
    assert claims(table(a=[one], b=[other.format("two others")]), matches=both).empty
    other = "The film was shown at the trial of {} held for the shots at the weir of Orvel."
    assert len(claims(table(a=[one], b=[other.format("two men")]), matches=both)) == 1
