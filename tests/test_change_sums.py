from __future__ import annotations

import pytest

from analysis.change_sums import changes
from analysis.figure_roles import figures
from analysis.quantities import found_in
from analysis.sentences import sentences


def verdicts(text):
    bounds = [tuple(pair) for pair in sentences([text])[["start", "end"]].to_numpy()]
    return [found.verdict for found in changes(text, figures(text, found_in(text), bounds), bounds)]


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
    assert verdicts(text) == expected


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
        "Rates rose a quarter point to 2.5% from 2.25%.",
        "She has 12 medals, 5 of them gold, and her sister has 20, 8 more.",
        "In 2019, 60 people died. In 2020, 90 did. Spending is 12% up on the decade before.",
        "I have 9 million votes. I have 1 million more than he has and 2.5 million more than she has.",
    ],
)
def test_what_is_no_stated_sum_is_left_alone(text):
    assert set(verdicts(text)) <= {"cannot be checked"}
