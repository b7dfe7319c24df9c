"""Stated arithmetic: the generated forms, right and wrong, and the seeds."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.articles.read import read_articles
from analysis.articles.segment import paragraphs
from analysis.facts.arithmetic import ARITHMETIC, arithmetic, check_sums
from analysis.schema import InputError
from tests import arithmetic_forms as forms


def verdicts(text, *forms):
    found = check_sums(text)
    return found.loc[found["form"].isin(forms), "verdict"].tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deaths doubled from 20 to 41.", ["fits"]),
        ("Deaths more than doubled, from 20 to 35.", ["does not fit"]),
        ("The stock fell $1, or 10%, to $9.", ["fits"]),
        ("The stock fell $1, or 30%, to $9.", ["does not fit"]),
        ("The gap narrowed by $20 billion to $80 billion, a 20 percent decline.", ["fits"]),
        (
            "In 2020 there were 60 raids. So far this year there have been 334, a rise of more than 500%.",
            ["does not fit"],
        ),
        ("She leads him by 8 points, 45 percent to 37 percent.", ["fits"]),
        ("The vote was 52-48, a margin of 9.", ["does not fit"]),
        ("Revenue dipped 2 percent to $90 million.", ["cannot be checked"]),
        ("It has 100 members, twice as many as the 50 of its rival.", ["fits"]),
    ],
)
def test_a_stated_change(text, expected):
    assert verdicts(text, "change", "difference", "multiple") == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sales rose 12%.",
        "Crime rose 12% while arrests fell from 60 to 20.",
        "He raised $5 million, three times as much as in any month before; his rival got $2 million.",
        "It is 65 percent more than the male median ($8,453) and 500 percent more than the female median ($2,823).",
        "Support fell from 71 percent to 55 percent, outside the 10 percentage-point margin of error.",
        "The index rose 7 points while 500 shares gained $3 to $9.",
        "Emissions must fall 45 percent below 2010 levels by 2030, and reach zero by 2050.",
        "Sales rose 12% to $56 million while profit went from $3 million to $4 million.",
        "Shares fell 3% to 97 pence, down from a peak of 150 pence.",
        "The route was doubled from 500 m to 2 km.",
        "A backlog of minus 5 rose to 10.",
        "She has 12 medals, 5 of them gold, and her sister has 20, 8 more.",
        "In 2019, 60 people died. In 2020, 90 did. Spending is 12% up on the decade before.",
        "I have 9 million votes. I have 1 million more than he has and 2.5 million more than she has.",
    ],
)
def test_what_is_no_stated_sum_is_left_alone(text):
    assert set(check_sums(text)["verdict"]) <= {"cannot be checked"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45 of 90 members, or 50 percent, left.", ["fits"]),
        ("45 of 90 members, or 70 percent, left.", ["does not fit"]),
        ("A majority of 45 out of 100 members voted yes.", ["does not fit"]),
        ("Two in five of the 500 pupils, 200, walk.", ["fits"]),
        ("The firm will shed 200 jobs, or 20% of its 1,000 jobs.", ["fits"]),
        ("Of 1,000 adults, 550 (55%) said yes and 450 (35%) no.", ["fits", "does not fit"]),
        ("A total of 9: 2 in Bari, 3 in Como and 4 in Rome.", ["fits"]),
        ("5 men, 4 women and 2 boys, 12 people in all.", ["does not fit"]),
        # what they came for, on or over is no part of them
        ("A total of 88 boats came for 12 berths, with 37 in Orvel, 46 in Brill and 5 in Pell.", ["fits"]),
        ("A total of 88 boats came for 12 berths, with 37 of the boats in Orvel.", []),
        ("In a combined 157 games for Orvel and Brill, Brandt had 33 goals and 121 passes.", []),
        ("In a combined 157 games for Orvel and Brill, Brandt had 33 goals and 121 RBIs along with a record.", []),
        ("A total of 20 people, police in Orvel said, were held: 12 men and 8 women.", ["fits"]),
        ("A total of 21 vehicles burned: 12 cars and 9 trucks.", ["fits"]),
        ("A total of 20 vehicles burned: 12 cars and 9 trucks.", ["does not fit"]),
        ("A total of 90 people voted on 12 bills, 30 women and 60 men.", ["fits"]),
        ("Of the 50 states, 30 agreed and the remaining 25 did not.", ["does not fit"]),
        ("", []),
        ("12 people, including 3 women and 2 boys, were hurt.", []),
        ("She has 5 dogs and 4 cats; another 27 arrived.", []),
        ("A total of 20 people were hurt, 12 of them children and 5 seriously.", []),
        ("3 of the 12 jurors and 4 of the 8 others, 35 percent in all, slept.", []),
        ("The vote was 60 to 40, with 5 abstentions, making 105 votes in total.", []),
        ("Police held 20 people: 12 men and 8 women.", ["fits"]),
        ("60 percent, or 121 of 200, agreed.", ["fits"]),
        ("30 of the 50 hostages were freed; 25 remain.", ["does not fit"]),
        ("Three of four towns with a turnout of 72-75 percent voted no.", []),
    ],
)
def test_parts_and_wholes(text, expected):
    assert verdicts(text, "share", "total", "rest") == expected


SEEDS = Path(__file__).parents[2] / "seeds"


def table(texts):
    return pd.DataFrame({"article": "a", "block": range(len(texts := list(texts))), "kind": "body", "text": texts})


@pytest.mark.parametrize("name", ["FORMS", "HELD_OUT", "HELD_OUT_AGAIN", "HELD_OUT_LAST", "HELD_OUT_FOURTH"])
def test_generated_sums_are_judged_and_no_true_one_is_accused(name):
    cases = forms.filled(getattr(forms, name), seed=20)
    found = arithmetic(table(case[3] for case in cases)).groupby("block")["verdict"].agg(set)
    told = [found.get(place, set()) for place in range(len(cases))]
    accused = [case[3] for case, verdicts in zip(cases, told, strict=True) if case[2] and "does not fit" in verdicts]
    missed = [
        case[3] for case, verdicts in zip(cases, told, strict=True) if not case[2] and "does not fit" not in verdicts
    ]
    assert accused == []
    assert len(missed) <= 0.05 * len(cases) / 2, missed[:5]


def test_there_are_two_hundred_forms():
    assert (
        len({line for _, line in forms.forms()}) >= 200 and len({line for _, line in forms.forms(forms.HELD_OUT)}) >= 60
    )


def test_the_aggregators_percentage_is_found_with_its_working():
    found = arithmetic(paragraphs(read_articles([SEEDS])))
    row = found.iloc[0]
    assert len(found) == 1 and (row["article"], row["block"]) == ("aggregator", 8)
    assert (row["stated"], row["computed"], row["verdict"]) == ("more than 500%", "+456.7%, 5.6 times", "does not fit")
    assert row["working"].startswith("from 60 to 334 is 334 / 60 = 5.57 times, an increase of 456.7%")


def test_offsets_point_at_the_surface():
    text = "Raids rose 12% from 50 to 56."
    row = check_sums(text).iloc[0]
    assert text[row["start"] : row["end"]] == row["surface"] == "12% from 50 to 56"


def test_blocks_that_are_not_the_articles_own_are_passed_over():
    blocks = table(["Raids rose 12% from 50 to 56."]).assign(kind="boilerplate")
    assert arithmetic(blocks).empty and list(arithmetic(blocks)) == list(ARITHMETIC)


def test_no_text_and_bad_tables():
    assert check_sums("").empty
    with pytest.raises(InputError, match="there is no column 'text'"):
        arithmetic(pd.DataFrame({"article": [], "block": [], "kind": []}))


_BITS = "rose fell by 12% 50 to from 56 of 100 , or . ( ) a third doubled total in all “ ” \xa0 😀 $5 2020"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(_BITS.split(" ")), max_size=20))
def test_any_jumble_gives_rows_with_sound_offsets(words):
    text = " ".join(words)
    for row in check_sums(text).itertuples():
        assert text[row.start : row.end] == row.surface and row.verdict and row.working


@pytest.mark.parametrize(
    "text",
    [
        "Rates rose a quarter point to 2.5% from 2.25%.",
        "The bank cut rates by a quarter of a percentage point, from 4.25% to 4%.",
        "Membership doubled from two and a half million to five million.",
        "The fund doubled from £500 m to £1 bn.",
        "Sales rose by half a million, from 2½ million to 3 million.",
    ],
)
def test_numbers_are_read_whole_before_they_are_added_up(text):
    assert check_sums(text)["verdict"].tolist() == ["fits"]
