from __future__ import annotations

import re

import pandas as pd
import pytest

from analysis.actors import LABELS, find_tone, read_tone_weights
from analysis.evaluation import on_tone
from analysis.schema import InputError
from tests.test_house import ROOT


def tone(*marked: str) -> pd.DataFrame:
    """Estimate the tone around what stands in brackets."""
    rows = []
    for text in marked:
        start, end = text.index("["), text.index("]") - 1
        rows.append({"text": text.replace("[", "").replace("]", ""), "start": start, "end": end})
    return find_tone(pd.DataFrame(rows))


def test_the_tone_is_that_of_the_mention_and_not_of_the_sentence():
    found = tone(
        "The mayor praised [Denis Roe] for his courage.",
        "The mayor accused [Denis Roe] of fraud and called him a liar.",
        "[Denis Roe] arrived in the town on Tuesday.",
    )
    assert found["label"].tolist() == [1, -1, 0]
    good, bad, neither = found["score"]
    assert -1 <= bad < neither < good <= 1
    assert found[["bad", "neutral", "good"]].sum(axis=1).tolist() == pytest.approx([1, 1, 1])


def test_names_are_masked():
    names = tone(*(f"The mayor praised [{name}] for his courage." for name in ("Denis Roe", "Della King", "Smith")))
    assert names["score"].nunique() == 1
    assert not [name for name in read_tone_weights() if re.search(r"\b(?:trump|obama|clinton)\b", name)]


def test_the_evidence_stands_where_it_says():
    text = "The mayor praised [Denis Roe] for his courage."
    plain = text.replace("[", "").replace("]", "")
    (said,) = tone(text)["evidence"]
    marks = re.findall(r"([+−])(\S+) \[(\d+):(\d+)\]", said)
    assert ("+", "praised") in {mark[:2] for mark in marks}
    assert all(plain[int(start) : int(end)] == word for _, word, start, end in marks)


def test_a_text_in_another_language_has_no_tone_and_says_why():
    german = (
        "Die Polizei sagte am Montag, [Olaf Brandt] habe in der Stadt einen Mann und eine Frau mit dem Auto gesehen."
    )
    found = tone(german, "The mayor praised [Roe].").iloc[0]
    assert found[["label", "score", "bad"]].isna().all() and "German" in found["evidence"]


def test_bad_places_and_labels_end_in_one_line():
    row = {"text": "He came.", "start": 0, "end": 2, "label": 0}
    assert find_tone(pd.DataFrame([row | {"text": None}]))["label"].isna().all()
    for wrong in ({"end": 99}, {"start": -1}, {"start": 2}, {"start": "x"}, {"start": 0.5}, {"end": None}):
        with pytest.raises(InputError, match="row 1"):
            find_tone(pd.DataFrame([row | wrong], dtype=object))
    with pytest.raises(InputError, match="row 1: the label is 3"):
        on_tone(pd.DataFrame([row | {"label": 3}]))
    assert find_tone(pd.DataFrame(columns=["text", "start", "end"])).empty


def test_agreement_with_labels_is_counted():
    rows = pd.DataFrame(
        [("The mayor praised Roe for his courage.", 18, 21, 1), ("The mayor accused Roe of fraud.", 18, 21, 1)],
        columns=["text", "start", "end", "label"],
    )
    found = on_tone(rows).set_index(["label", "measure"])["value"]
    assert found["all", "accuracy"] == found["all", "opposite"] == 0.5
    assert found["good", "F1"] == pytest.approx(2 / 3)
    assert LABELS == (-1, 0, 1)


def test_the_readme_states_what_was_measured():
    report = (ROOT / "benchmarks" / "TONE.md").read_text(encoding="utf-8")
    figures = re.search(r"Macro-F1 \*\*(.*?)\*\* \((.*?) to (.*?),", report).groups()
    value, low, high = (f"{float(one):.2f}".lstrip("0") for one in figures)
    assert f"macro-F1 of tone is {value} [{low}, {high}]" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_what_stands_far_away_in_an_endless_sentence_is_not_read_for_a_mention():
    """A sentence of n mentions is else read n times as a whole: 800 figures took 20 seconds."""
    near = "and the cruel mayor Anna Roth lied to the town "
    far = "it rained on the bridge " * 60
    worse, texts = "it was a brutal crime " * 60, []
    for before, behind in ((far, far), (worse, far), (far, worse)):
        texts.append("There " + before + far + near + far + behind + "again.")
    starts = [text.index("Anna") for text in texts]
    table = pd.DataFrame({"id": [1, 2, 3], "text": texts, "start": starts, "end": [at + 9 for at in starts]})
    assert find_tone(table)["score"].nunique() == 1
