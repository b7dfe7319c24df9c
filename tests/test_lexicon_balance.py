"""The lexicon looks for the polemics of both sides alike.

Two lists of forty phrases, each from the polemics of one side in the United States, written down before they were
looked up. They pair by topic as far as topics do.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import measure
from analysis.lexicon import load

LEFT = """gun nuts; climate denier; war on women; forced birth; kids in cages; Muslim ban; corporate greed; tax cuts
for the rich; the one percent; voter suppression; dark money; white privilege; systemic racism; toxic
masculinity; right-wing extremists; far-right; big oil; rigged system; union-busting; trickle-down
economics; MAGA cult; fascist regime; gun lobby; anti-choice zealots; vulture capitalists; school-to-prison
pipeline; rape culture; environmental racism; assault on democracy; the patriarchy; settler colonialism;
apartheid state; bigots; warmongers; climate emergency; hate group; police state; robber barons; right-wing
media; anti-science"""
RIGHT = """gun grabbers; climate alarmists; war on Christmas; abortion on demand; illegal aliens; open borders; job-
killing regulations; death tax; welfare queens; ballot harvesting; deep state; cancel culture; critical race
theory; woke mob; radical left; far-left; socialist agenda; government takeover; union bosses; socialized
medicine; Trump derangement syndrome; radical Islamic terrorism; fake news; pro-abortion zealots; tax-and-
spend liberals; soft on crime; social justice warriors; gender ideology; climate hoax; cultural Marxism;
globalists; snowflakes; virtue signaling; anchor babies; nanny state; Soros-funded; liberal media; anti-
American; coastal elites; race baiting"""


def scores(phrases):
    texts = [f"It was about {phrase.strip()} on Monday." for phrase in phrases.replace("\n", " ").split(";")]
    assert len(texts) == 40
    return measure(pd.DataFrame({"text": texts}))["loaded_score"].to_numpy()


def test_the_polemics_of_both_sides_are_found_alike():
    left, right = scores(LEFT), scores(RIGHT)
    found = np.mean(left > 0), np.mean(right > 0)
    assert min(found) >= 0.8 and abs(found[0] - found[1]) <= 0.1, found
    assert left.mean() == pytest.approx(right.mean(), abs=0.1)


def test_both_sides_have_as_many_rows_and_as_much_weight():
    table = load().table
    sides = [table[table["note"].str.startswith(f"polemic of the {side}")] for side in ("left", "right")]
    assert len(sides[0]) > 500
    assert len(sides[0]) == pytest.approx(len(sides[1]), rel=0.05)
    assert sides[0]["weight"].sum() == pytest.approx(sides[1]["weight"].sum(), rel=0.05)


def test_mirrored_terms_weigh_the_same():
    pairs = [("pro-life", "pro-choice"), ("far-right", "far-left"), ("right-wing", "left-wing")]
    for a, b in pairs:
        assert scores_of(a) == scores_of(b), (a, b)


def scores_of(phrase):
    return measure(pd.DataFrame({"text": [f"the {phrase} group"]}))["loaded_score"].item()
