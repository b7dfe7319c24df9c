from __future__ import annotations

import pytest

from analysis.figure_roles import figures
from analysis.part_sums import rests, shares, totals
from analysis.quantities import found_in


def verdicts(text):
    placed = figures(text, found_in(text), [(0, len(text))])
    return [found.verdict for find in (shares, totals, rests) for found in find(text, placed)]


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
    assert verdicts(text) == expected
