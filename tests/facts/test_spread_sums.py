"""Sums of which parts and total stand in several sentences: right ones are found, and none is called wrong."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.facts.arithmetic import arithmetic
from analysis.facts.claims import ADDS_UP, claims
from analysis.facts.sums import FITS


def table(*articles: list[str]) -> pd.DataFrame:
    rows = [("ab"[n], k, "body", text) for n, one in enumerate(articles) for k, text in enumerate(one)]
    return pd.DataFrame(rows, columns=["article", "block", "kind", "text"])


def inside(one: list[str]) -> list[str]:
    found = arithmetic(table(one))
    assert set(found["verdict"]) <= {FITS}
    return found["computed"].tolist()


def across(one: list[str], other: list[str]) -> list[str]:
    found = claims(table(one, other))
    return found.loc[found["relation"] == ADDS_UP, "shared"].tolist()


SUMS = [
    # so many, and others
    (["Ida Brakk is raising four of Una's children while an uncle looks after six others."],
     ["Una Brakk was a mother of 10."], "4 + 6 = 10"),
    (["Renn kicked five goals from the field and added three more from the spot."],
     ["Renn's eight goals made the season."], "5 + 3 = 8"),
    (["Police held 14 miners at the Orvel gate.", "Another nine were held at the Pell gate."],
     ["In all 23 miners were held."], "14 + 9 = 23"),
    # one, and the other two
    (["Of the pumps of the Orvel mine, one appeared wrecked, while the other two ran at half speed."],
     ["Three pumps at the Orvel mine failed in the storm."], "1 + 2 = 3"),
    (["Two of the barges got away, but the navy boarded the remaining four."],
     ["Six barges had left Kessin on Monday with the navy behind them."], "2 + 4 = 6"),
    # somebody and two others, all three
    (["Ada Renn and two other weavers came to the mill."], ["Smoke met the three weavers at the mill."], "1 + 2 = 3"),
    # persons with their ages
    (["Ode Falk, 41, and Jan Holt, 38, were arrested on Friday at the Orvel mill."],
     ["Two men were arrested at the Orvel mill."], "Falk + Holt = 2"),
    (["The dead were Ode Falk, 41; Jan Holt, 38; and Ida Brakk, 19, who were killed in the Orvel mill."],
     ["Three people were killed in the Orvel mill."], "Falk + Holt + Brakk = 3"),
    # sons and daughters
    (["Falk leaves a 16-year-old son and two grown daughters."], ["Falk was a father of three."], "1 + 2 = 3"),
    # money
    (["The town of Orvel offered $60,000 for the ledger.", "The council added another $15,000."],
     ["The reward for the ledger of Orvel is now $75,000."], "$60,000 + $15,000 = $75,000"),
    # records of games
    (["Dahl went 43-39 with the Owls in his last year.", "He had 139-119 with the Pike before."],
     ["Dahl has a mark of 182-158 in all."], "43-39 + 139-119 = 182-158"),
    # years
    (["Lund served three mayors: Falk (1984-86), Holt (1986-87) and Brakk (1987-1991)."],
     ["Lund was a clerk of the Orvel mayors for seven years."], "1991 − 1984 = 7"),
    (["Lund led the choirs of Orvel (1972-77) and Pell (1979-84)."],
     ["In 10 seasons with the two choirs Lund won twice."], "5 + 5 = 10"),
    # a lead
    (["The Owls gave up a 14-point halftime lead at Pell."], ["The Owls took a 17-3 lead into halftime at Pell."],
     "17 − 3 = 14"),
    # the fifth, along with four
    (["Dahl became the fifth coach to go this winter, along with Ode Falk, Jan Holt (Pell), Ulf Renn and Ida Brakk."],
     [""], "4 + 1 = fifth"),
    # dead and hurt in two sentences
    (["The gunman killed two people in the Orvel mill.", "He wounded three others in the yard of the mill."],
     ["A gunman shot five people at the Orvel mill."], "2 + 3 = 5"),
    (["She killed two weavers in the Orvel mill and wounded a third."],
     ["A woman shot three weavers in the Orvel mill."], "2 + 1 = 3"),
    # parts that the sentence of the other article joins
    (["The marines took 12 Kessian and 11 Tarnish raiders."], ["The navy has captured 23 raiders off Kessin."],
     "12 + 11 = 23"),
    (["The navy took them on Saturday, 12 Kessians and 11 Tarnians."],
     ["The navy holds 23 Kessian and Tarnian raiders."],
     "12 + 11 = 23"),
    # things of one kind, single persons
    (["The fugitive took a shotgun and two pistols with him to Orvel."],
     ["The fugitive of Orvel fled with three guns of his guards."], "1 + 2 = 3"),
    (["He was tried for the killing of a judge, a clerk, a guard and a porter in Orvel."],
     ["The man who killed four people in an Orvel court was tried."], "1 + 1 + 1 + 1 = 4"),
    (["Two women and a guard were killed in the Orvel mill."], ["The blast killed three people in the Orvel mill."],
     "2 + 1 = 3"),
    (["Two people died in the Orvel mill and three were wounded."], ["A gunman shot five people in the Orvel mill."],
     "2 + 3 = 5"),
    # one behind the other
    (["Dahl was the 20th coach of the Orvel Owls."], ["The Owls named Renn the 21st head coach of Orvel."],
     "20th + 1 = 21st"),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "total", "working"), SUMS)
def test_parts_of_several_sentences_are_held_against_a_total_of_their_own_article(parts, total, working):
    both = [*parts, *filter(None, total)]
    assert working in inside(both)


@pytest.mark.parametrize(("parts", "total", "working"), [row for row in SUMS if row[1] != [""]])
def test_parts_of_several_sentences_are_held_against_a_total_of_another_article(parts, total, working):
    assert working in across(parts, total)
    assert working in across(total, parts)


TRAPS = [
    # no sum, or another one
    ["Ida Brakk is raising four of her sister's children while an uncle looks after six others.", "Pell has 10 pumps."],
    ["The quake in Zadar killed 10 people and hurt 70 others.", "The quake in Zadar hurt 80 people."],
    ["Renn kicked five goals and made three more passes.", "Renn's eight goals made the season."],
    ["Renn kicked five goals and added three more.", "Dahl had at least eight goals."],
    ["Police held 14 miners at the gate.", "Another nine weavers went home.", "Some 23 cooks were held."],
    ["One man waved while the other two ran.", "Three days later it rained."],
    ["Ada Renn and two other weavers came to the mill.", "Three dogs barked."],
    ["Ode Falk, 41, and Jan Holt, 38, were arrested on Friday.", "Two dogs were fed and two bridges closed."],
    ["Ode Falk, 41, who taught Jan Holt, 38, was arrested.", "Two boys were praised."],
    ["Falk leaves a 16-year-old son and two grown daughters.", "Holt was a father of three."],
    ["The town offered $60,000.", "The council added another $15,000.", "The bridge cost $76,000."],
    ["Dahl went 43-39 with the Owls.", "He had 139-119 before.", "The Pike stand at 182-159."],
    ["Orvel won 3-1 and 2-1.", "Pell won 5-2."],
    ["Lund served the mayors Falk (1984-86) and Brakk (1988-1991).", "Lund had waited seven years for it."],
    ["The Owls gave up a 14-point lead at Pell.", "The Owls took a 17-2 lead at Pell."],
    ["The Owls gave up a 14-point lead at Pell.", "Kessin took a 17-3 lead at Tarn."],
    ["Dahl became the fifth coach to go this winter, along with Ode Falk, Jan Holt and Ulf Renn."],
    ["She killed two weavers and wounded a third.", "Three bridges were shut."],
    ["Falk was shot three times.", "Two shots hit the wall and one hit the door of the mill.", "Three weavers sang."],
    ["The fugitive took a shotgun and two pistols.", "Three bridges were shut."],
    ["The fugitive took a car and two pistols.", "Three guns were found."],
    ["He was tried for the killing of a judge, a clerk and a guard.", "Three people were praised."],
    ["Two women and a guard were killed in the mill.", "Three people were arrested."],
    ["Two people died in the mill and three were wounded.", "A gunman killed five people in the mill."],
    ["Dahl was the 20th coach of the Owls.", "Renn is the 21st head coach of the Pike."],
]  # fmt: skip


@pytest.mark.parametrize("text", TRAPS)
def test_what_is_no_sum_is_not_told_as_one(text):
    assert inside(text) == []
    assert across(text[:-1] or text, text[-1:]) == []


def test_the_parts_of_a_sum_of_one_article_stand_in_its_working():
    (row,) = arithmetic(table(["Falk leaves a son and two daughters.", "Falk, a father of three, sang."])).to_dict(
        "records"
    )
    assert (row["block"], row["surface"], row["verdict"]) == (1, "father of three", FITS)
    assert row["working"] == "1 + 2 = 3: “a son and two daughters”"
