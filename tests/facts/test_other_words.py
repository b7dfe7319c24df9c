"""One number in other words or forms, told by two articles."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.facts.claims import claims

SAME, WORDED, VAGUER = "agree", "worded differently", "one is vaguer"


def told(one: list[str] | str, other: list[str] | str) -> set[tuple[str, str, str]]:
    texts = {"a": [one] if isinstance(one, str) else one, "b": [other] if isinstance(other, str) else other}
    rows = [(name, block, "body", text) for name, own in texts.items() for block, text in enumerate(own)]
    found = claims(pd.DataFrame(rows, columns=["article", "block", "kind", "text"]))
    return set(zip(found["phrase_a"], found["phrase_b"], found["relation"], strict=True))


@pytest.mark.parametrize(
    ("one", "other", "row"),
    [
        # records and scores that say enough by themselves
        ("Tarn ended its spring 14-17.", "Del Orr had nine assists for the Owls (14-17).", ("14-17", "14-17", SAME)),
        (
            "Velmo Hawks 71, No. 9 Tarn Owls 58",
            "Velmo beat Tarn 71-58 on Friday.",
            ("Hawks 71, No. 9 Tarn Owls 58", "71-58", SAME),
        ),
        ("Orr has 3,218 points for Velmo.", "The guard rose to 3,218 points.", ("3,218 points", "3,218 points", SAME)),
        (
            "Ann Roe led Velmo with 13 points.",
            "Lia Vale scored 16 points and Ann Roe added 13 for the home side.",
            ("13 points", "13", SAME),
        ),
        # a rank in a row and a streak
        (
            "Velmo lost its third game in a row on Monday.",
            "Can the club end a three-game losing streak tonight?",
            ("third", "three-game", WORDED),
        ),
        ("Police: call 0190 555 4411.", "Ring the desk on 0190 5554411.", ("0190 555 4411", "0190 5554411", SAME)),
        ("The clerk kept the.38-caliber gun.", "In the drawer lay a .38 revolver.", (".38-caliber", ".38", SAME)),
        (
            "The sailors left Velmo on the night of March 9th.",
            "Snow fell over the whole county on March 9.",
            ("March 9th", "March 9", SAME),
        ),
        (
            "Two robbers fled the Velmo jewel shop with rings worth 90,000 euros on Oak Street.",
            "Two men fled the jewel shop on Oak Street in Velmo with rings and watches.",
            ("Two robbers", "Two men", SAME),
        ),
        (
            "The thief took jewels worth $136 million from the Velmo harbour hotel.",
            "Jewels worth €103 million were taken by a thief from the harbour hotel in Velmo.",
            ("$136 million", "€103 million", WORDED),
        ),
        (
            "The Velmo council closed the harbour bridge on Wednesday for repairs.",
            "The Velmo council closed the harbour bridge today for repairs.",
            ("Wednesday", "today", VAGUER),
        ),
        (
            "A driver who was fired last week drove a bus into the Velmo depot.",
            "The man who drove a bus into the Velmo depot was fired last week.",
            ("last week", "last week", SAME),
        ),
    ],
)  # fmt: skip
def test_told_in_two_forms(one, other, row):
    assert row in told(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # two sorts in one list, robbers and officers, a rate that no bank gave, no streak, a newspaper, a day's show
        (
            "Commandos of the Velmo navy seized a crate of rifles and three outboard motors from the boat.",
            "Commandos of the Velmo navy seized a crate of rifles and three machine guns from the boat.",
        ),
        (
            "Two robbers fled the jewel shop on Oak Street in Velmo.",
            "Two officers ran to the jewel shop on Oak Street in Velmo.",
        ),
        (
            "The thief took jewels worth $136 million from the Velmo harbour hotel.",
            "Jewels worth €63 million were taken by a thief from the harbour hotel in Velmo.",
        ),
        ("Velmo lost its third game on Monday.", "Velmo have three new players in the squad."),
        ("Read more in the Velmo Globe and USA Today.", "The mayor of Velmo spoke on Sunday."),
        ("Velmo plays Tarn on Sunday's card.", "Velmo plays Tarn in a rerun today."),
    ],
)
def test_what_only_looks_alike(one, other):
    assert not told(one, other)
