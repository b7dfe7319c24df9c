"""Who is heard in one article only, by name or by a role."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.attribution import attribute
from analysis.facts.heard import HEARD, heard_only_here
from analysis.facts.omissions import sources


def heard(*articles: str) -> pd.DataFrame:
    rows = [
        {"article": "ab"[k], "block": number, "kind": "body", "voice": "outlet", "text": text}
        for k, article in enumerate(articles)
        for number, text in enumerate(article.split("\n"))
    ]
    blocks = pd.DataFrame(rows)
    spoken = attribute(blocks).table
    return heard_only_here(sources(spoken, blocks), spoken, blocks)


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
        # the claim stands there in the outlet's words
        ("Residents said the sirens had stayed silent.", "The sirens stayed silent, and nobody woke.", []),
        # no words of theirs: a request, an expectation, silence, an act
        ("Residents asked the council to repair the sirens on the quay.", "", []),
        ("Residents expected the council to repair the sirens on the quay.", "", []),
        ("A police source declined to say who had left the gate open.", "", []),
        ("Firefighters responded to the flood with four boats and a crane.", "", []),
        ("The company’s sensors said the water had risen for nine hours.", "", []),
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
