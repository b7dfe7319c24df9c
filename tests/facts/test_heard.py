"""Who is heard in one article only, by name or by a role."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.attribution import attribute
from analysis.facts.heard import HEARD, heard_only_here


def heard(*articles: str) -> pd.DataFrame:
    rows = [
        {"article": "ab"[k], "block": number, "kind": "body", "voice": "outlet", "text": text}
        for k, article in enumerate(articles)
        for number, text in enumerate(article.split("\n"))
    ]
    blocks = pd.DataFrame(rows)
    spoken = attribute(blocks).table
    return heard_only_here(spoken, blocks)


FLOOD = "The Ostrel flooded the lower town of Brill on Sunday night, and a school was closed."


@pytest.mark.parametrize(
    ("ours", "theirs", "who"),
    [
        ("Residents of the quay said the sirens had stayed silent all night.", "", ["Residents of the quay"]),
        ("A police source said the gate had been left open by two guards.", "", ["a police source"]),
        ("Opposition groups said the dam was never inspected in nine years.", "", ["Opposition groups"]),
        ("A spokesman for the company said the turbines had passed every test.", "", ["a spokesman for the company"]),
        # somebody of the role, or of one that can be the same, speaks there
        ("A police source said the gate had been left open by two guards.", "Police said the bridge was shut.", []),
        ("A police source said the gate had been left open by two guards.", "Officials said the bridge was shut.", []),
        ("Residents said the sirens had stayed silent.", "“I heard nothing,” said one woman from the quay.", []),
        # somebody says the same there
        ("Residents said the sirens had stayed silent.", "“The sirens stayed silent,” Ana Ruiz said.", []),
        # the outlet says the same, and lets nobody say it
        ("Residents said the sirens had stayed silent.", "The sirens stayed silent, and nobody woke.", ["Residents"]),
        # a witness may be a student, and users are no readers
        ("Two students said the gate was open.", "One woman said: “I saw the gate, and it was wide open.”", []),
        ("Users complained that the map had no bridges.", "Several readers said that the wells were dry.", ["Users"]),
        # several of a role before the verb, where no model looks
        (
            "The town shut the mill after numerous dam engineers advised people to leave the quay.",
            "",
            ["numerous dam engineers"],
        ),
        # no words of theirs: a request, an expectation, silence, an act
        ("Residents asked the council to repair the sirens on the quay.", "", []),
        ("Residents expected the council to repair the sirens on the quay.", "", []),
        ("A police source declined to say who had left the gate open.", "", []),
        ("Firefighters responded to the flood with four boats and a crane.", "", []),
        ("The company’s sensors said the water had risen for nine hours.", "", []),
        # in full, and short later; of whom somebody speaks
        (
            "The government of Orvel said the old dam had passed every test.\n"
            "The government claims that no gate had failed.",
            "",
            ["the government of Orvel"],
        ),
        ("Two men of the Quay gang, who police say opened the gate, fled north.", "", ["police"]),
        # who praises or denies a thing speaks, if behind the verb
        ("The government of Orvel said the dam was safe.", "The vote was hailed by the government as fair.", []),
        ("Engineers said the dam was unsafe.", "The plan was dismissed sharply by dam engineers.", []),
        # one who was named before
        ("The company said the turbines had passed every test in May.", "", []),
    ],
)
def test_who_has_no_name_is_told_by_a_role_of_which_nobody_speaks_elsewhere(ours, theirs, who):
    found = heard(f"{FLOOD}\n{ours}", f"{FLOOD}\n{theirs}" if theirs else FLOOD)
    assert found.loc[found["article"] == "a", "source"].tolist() == who
    assert set(found["kind"]) <= {"role"} or theirs


def test_a_name_in_two_spellings_is_one_and_a_role_is_no_name():
    one = f"{FLOOD}\nHeyder Tolmandi, the governor of Brill, said that five villages had been hit badly."
    other = f"{FLOOD}\nHeidar Tolmendi, the governor of Brill, said that tents and blankets were on their way."
    assert heard(one, other).empty
    found = heard(one, FLOOD)
    assert found[["article", "source", "kind", "words", "block"]].values.tolist() == [
        ["a", "Heyder Tolmandi", "named", found["words"][0], 1]
    ]
    assert found["blocks"][0] == [1] and list(found) == list(HEARD)


def test_a_pronoun_in_an_open_quotation_is_nobody():
    ours = "He was not so easy to box.\nI'm satisfied, \"said the 36-year-old Tolmandi, who has won fifty-eight fights."
    assert not any(who.startswith("I") for who in heard(f"{FLOOD}\n{ours}", FLOOD)["source"])


def test_nobody_speaks():
    assert heard(FLOOD, FLOOD).empty


@pytest.mark.parametrize(
    ("ours", "theirs", "who"),
    [
        # two speak together
        ("Producers Rosa Lind and Hal Brandt said in a statement: “We are glad to have her back.”", "",
         ["Hal Brandt", "Rosa Lind"]),
        ("In a statement, the mayor, Rosa Lind, and the harbour master, Hal Brandt, agreed.", "",
         ["Hal Brandt", "Rosa Lind"]),
        # newspapers and agencies
        ("The gate was open at midnight, the Brill Gazette reported.", "", ["Brill Gazette"]),
        ("According to the Ostrel Times, two guards had left early.", "The Ostrel Times stood beside the mill.", []),
        ("Two guards were asleep, according to this Ostrel Times story.", "", ["Ostrel Times"]),
        ("An inquiry follows, according to reports in an Ostrel newspaper.", "", []),
        # interviewed, cited, as in a script
        ("The Gazette interviewed a guard, Hal Brandt, and he said he had heard nothing.", "", ["Hal Brandt"]),
        ("The dam held, the paper wrote, citing the engineer's grandson Hal Brandt.", "", ["Hal Brandt"]),
        ("Hal Brandt/harbour master: “We do not comment on what the guards told the police.”", "", ["Hal Brandt"]),
        # the other piece names him, and lets him say nothing
        ("“I heard nothing,” said Hal Brandt, a guard at the gate.", "Police arrested Hal Brandt on Monday.",
         ["Hal Brandt"]),
        ("“I heard nothing,” said Hal Brandt, a guard at the gate.", "Hal Brandt told the court he had slept.", []),
        ("“I heard nothing,” said Hal Brandt, a guard at the gate.", "Hal Brandt was there. He said he had slept.", []),
        # a name here, a role there
        ("“We are sorry for all of it,” said Hal Brandt, a spokesman for the mill.",
         "“We shall pay for it,” a spokesman said.", []),
        # places, and what is said of a place
        ("Officials in Ostrel said the bridge was closed.", "Officials said the road was closed.", []),
        ("The guards at Brill, nine miles north of the dam, said Hal Brandt, were asleep.", "", ["Hal Brandt"]),
        ("Hal Brandt insisted on a new gate, and added a wall to it.", "", []),
        ("The suspect gave up after two hours, the CBC reported.", "", ["CBC"]),
        ("HELD WITHOUT BAIL said that the gate had been open since noon, and that two guards slept.", "", []),
        ("The bill is a theft of boats and of gates, D-W said on Monday.", "", []),
        ("The DA said that the gate had been open since noon, and that two guards slept.", "", []),
        ("Residents along Quay Street said the sirens had stayed silent.", "", []),
        ("Groups representing Ostrelers said that no boat had come.", "", []),
        ("The Ostrel Academy said on Monday it will host the Ostrel Academy Awards.", "", ["Ostrel Academy"]),
        # one paper in full and short
        ("The gate was open, the Brill Gazette reported.\nTwo guards slept, the Gazette reported.", "",
         ["Brill Gazette"]),
    ],
)  # fmt: skip
def test_who_has_a_name(ours, theirs, who):
    found = heard(f"{FLOOD}\n{ours}", f"{FLOOD}\n{theirs}" if theirs else FLOOD)
    found = found[(found["article"] == "a") & (found["kind"] != "role")]
    assert sorted(found["source"]) == who


def test_what_the_friend_says_is_not_said_by_whose_friend_he_is():
    ours = "On Monday Brandt's best friend took the stand in Brill.\nHe said that the gate had been open since noon."
    found = heard(f"{FLOOD}\nHal Brandt, a guard, is on trial for the flood.\n{ours}", FLOOD)
    assert found["source"].tolist() == ["Brandt’s best friend"]


def test_what_he_says_far_from_his_name_is_not_counted():
    one = "“The wall had been cracked for nine years,” said Hal Brandt, an engineer."
    far = "The mayor spoke at noon.\n“I stand here with you,” he told the workers in the hall."
    found = heard(f"{FLOOD}\nMayor Tom Orr came.\n{one}\n{far}", FLOOD)
    assert found.loc[found["source"] == "Hal Brandt", "words"].tolist() == [8]
