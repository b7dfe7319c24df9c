"""Figures of one article that another gives as a sum: right sums are found, and nothing is called wrong."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.facts.claims import ADDS_UP, claims


def sums(one: list[str], other: list[str]) -> list[str]:
    rows = [("a", k, "body", text) for k, text in enumerate(one)] + [
        ("b", k, "body", text) for k, text in enumerate(other)
    ]
    found = claims(pd.DataFrame(rows, columns=["article", "block", "kind", "text"]))
    return found.loc[found["relation"] == ADDS_UP, "shared"].tolist()


@pytest.mark.parametrize(
    ("one", "other", "working"),
    [
        ("Floods in Zadar killed 281 men and 53 women.", "Floods in Zadar killed 334 people.", "281 + 53 = 334"),
        ("Mill Shooting Leaves Two Dead and 3 Hurt", "A miller shot five people at the mill on Friday.", "2 + 3 = 5"),
        ("The mill attack left one dead, two wounded.", "He stabbed three workers at the mill.", "1 + 2 = 3"),
        ("A man and two women died in the Orvel blaze.", "The Orvel blaze killed three people.", "1 + 2 = 3"),
        ("Ada Renn and two others drowned off Pell.", "Three people drowned off Pell.", "1 + 2 = 3"),
        ("Orvel beat Pell 31-17 on Sunday.", "It was a 14-point win for Orvel over Pell.", "31 − 17 = 14"),
        ("Orvel led Pell 21-9 early on.", "Pell came back from a 12-point deficit against Orvel.", "21 − 9 = 12"),
        (
            "Renn improved his record to 41-6.",
            "For Renn it was the 41st victory, with six defeats.",
            "41-6 is 41 won and 6 lost",
        ),
        (
            "Renn has 1,412 points, 12 more than Ulf Dahl.",
            "Ulf Dahl and Renn: the record was 1,400 points.",
            "1,412 − 12 = 1,400",
        ),
        ("Lund ran the Orvel mint from 1981 to 1995.", "Lund ran the Orvel mint for 14 years.", "1995 − 1981 = 14"),
        (
            "Lund kept the Orvel ledger hidden until 2004.",
            "Lund kept the ledger of the 1970 Orvel fraud hidden for more than three decades.",
            "2004 − 1970 = 34",
        ),
        ("The council paid Renn $500 a week for 12 weeks.", "Renn got $6,000 from the council.", "$500 × 12"),
        ("Renn drove 40 miles in 30 minutes to Pell.", "Renn drove to Pell at 80 mph.", "40 miles in 30 minutes"),
        (
            "Renn had two goals in May and, after a long rest at home, four goals in June for Orvel.",
            "Renn had six goals for Orvel in May and June.",
            "2 + 4 = 6",
        ),
        (
            "Of the 31 sailors held, 14 are from Pell and 17 from Orvel.",
            "The navy held 31 sailors off Kessin.",
            "14 + 17 = 31",
        ),
    ],
)  # fmt: skip
def test_what_adds_up_is_found_whichever_article_comes_first(one, other, working):
    assert sums([one], [other]) == sums([other], [one]) == [working]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mill Shooting Leaves Two Dead and 3 Hurt", "A miller shot six people at the mill on Friday."),
        ("Mill Shooting Leaves Two Dead and at least 3 Hurt", "A miller shot five people at the mill on Friday."),
        ("The quake in Zadar killed 10 people and hurt 70 others.", "The quake in Zadar hurt 80 people."),
        ("Two women and a man were rescued in Orvel.", "The Orvel blaze killed three people."),
        ("Orvel beat Pell 31-17 on Sunday.", "It was a 14-point win for Kessin over Tarn."),
        ("Orvel led Pell 31-17 at half-time.", "It was a 14-point win for Orvel over Pell."),
        ("Lund ran the Orvel mint from 1981 to 1995.", "Lund, 14 years old, ran to the Orvel mint."),
        ("Lund ran the Orvel mint from 1981 to 1995.", "Lund left the Orvel mint 14 years ago."),
        ("Renn had two goals in May and four goals in June.", "Dahl had six goals at Kessin."),
        ("The council paid Renn $500 a week for 12 weeks.", "Renn got $5,000 from the council."),
    ],
)
def test_what_does_not_add_up_or_counts_another_thing_is_not_told(one, other):
    assert sums([one], [other]) == []


def test_a_sum_is_told_once_and_the_working_is_in_its_sentence():
    one = ["Two women and a man died in the Orvel blaze.", "The dead in the blaze were two women and a man."]
    assert sums(one, ["The Orvel blaze killed three people.", "Three people died in Orvel."]) == ["2 + 1 = 3"]


@pytest.mark.parametrize(
    ("one", "other", "working"),
    [
        (
            ["It was 1994 before Orvel asked, and it took another six years for Lund to give the ledger back."],
            ["The Orvel ledger of 1994 was missing.", "In May 2000 Lund brought it back."],
            "1994 + 6 = 2000",
        ),
        (
            ["19 May 2005", "Brakk the weaver died.", "Brakk was ill.", "Brakk, born in Orvel in 1928, wove."],
            ["Brakk died in Orvel.", "She was 77."],
            "2005 − 1928 = 77",
        ),
        (
            ["On Saturday Ode Falk fell.", "The fall of Falk came a day after Jan Holt slipped from the ridge."],
            ["On Friday Jan Holt slipped from the ridge."],
            "Saturday − 1 day = Friday",
        ),
        (
            ["Friday, June 7, 2013", "Ida Brakk, the weaver, died yesterday in Orvel, aged 71, her aide said."],
            ["The weaver Ida Brakk died in Orvel on Thursday, her aide said."],
            "Friday − 1 day = Thursday",
        ),
        (["The Orvel Owls won.", "Orvel (11-4) is second."], ["The Owls had 26 goals in 15 games."], "11 + 4 = 15"),
        (
            ["Renn scored 20 points.", "Dahl ended with 2,290 points.", "Renn, who needed nine coming in, waved."],
            ["Renn now has 2,301."],
            "2,290 − 9 + 20 = 2,301",
        ),
        (
            ["Two more bodies were pulled from the Orvel mine on Monday, bringing the toll there to 14."],
            ["The blast in the Orvel mine left 12 people dead."],
            "14 − 2 = 12",
        ),
        (
            ["The Orvel bridge was shut from 9 a.m. to 5 p.m. by a ferry strike."],
            ["A ferry strike shut the Orvel bridge for eight hours."],
            "from 9 a.m. to 5 p.m.: 8 hours",
        ),
    ],
)  # fmt: skip
def test_what_follows_from_two_places_is_worked_out(one, other, working):
    assert sums(one, other) == sums(other, one) == [working]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["It was 1994 before Orvel asked, and it took another six years for Lund."], ["In May 2001 Lund sailed."]),
        (["In 1994 Orvel asked for nearly six years more, six years later."], ["Pell built a bridge in 2000."]),
        (["19 May 2005", "Brakk sang.", "Brakk wove.", "Brakk, born in 1928, wove."], ["Brakk died.", "She was 71."]),
        (
            ["On Saturday Ode Falk fell.", "The fall of Falk came a day after Jan Holt slipped from the ridge."],
            ["On Sunday Jan Holt slipped from the ridge."],
        ),
        (
            ["Friday, June 7, 2013", "Ida Brakk, the weaver, died yesterday in Orvel, her aide said."],
            ["Monday, June 24, 2013", "The weaver Ida Brakk died in Orvel on Thursday, her aide said."],
        ),
        (["The Orvel Owls won.", "Orvel (11-4) is second."], ["Renn of Pell has 26 goals in 15 games."]),
        (["Orvel (2-1) is second."], ["Renn of Orvel has six goals in three games."]),
        (
            ["Renn scored 20 points.", "Dahl ended with 2,290 points.", "Renn, who needed nine coming in, waved."],
            ["Renn now has 2,310."],
        ),
        (
            ["Two more bodies were pulled from the Orvel mine on Monday, bringing the toll there to 14."],
            ["The storm in Kessin left 12 people dead."],
        ),
        (["The Orvel bridge was shut from 9 a.m. to 5 p.m."], ["The council sat for eight hours."]),
    ],
)  # fmt: skip
def test_what_does_not_come_out_or_is_of_another_thing_is_not_worked_out(one, other):
    assert sums(one, other) == sums(other, one) == []
