"""Small questions about two texts, each with the answer and why: a quotation, a figure, a headline, a voice.

The tables come from whatever compares the texts; any of them may be missing or empty. A question is asked only where a
table has a row for it, and the answer is what that row says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.same_facts import SameFacts
from analysis.schema import OUTLET, require
from analysis.sums import CANNOT_BE_CHECKED, FITS

DRIFT, ARITHMETIC, HEADLINE, VOICE = "quotation", "figure", "headline", "voice"
#: the verdicts of a figure that mean that it fits the text’s own numbers
AGREES = (FITS, "agrees", "holds", "consistent", "ok")
COLUMNS = {
    "drift": ("article_a", "article_b", "text_a", "text_b", "differs"),
    "arithmetic": ("article", "surface", "stated", "computed", "verdict", "working"),
    "headline": ("article", "surface", "stated", "found", "nearest", "observation"),
}


@dataclass(frozen=True)
class Check:
    """A question with its options; `answer` is the place of the right one, from 0.

    `text_a` and `text_b` are what is to be looked at (the second may be empty), `of_a` and `of_b` say where it stands.
    """

    kind: str
    question: str
    text_a: str
    text_b: str
    options: tuple[str, ...]
    answer: int
    explanation: str
    of_a: str = ""
    of_b: str = ""


def of_facts(facts: SameFacts) -> dict[str, pd.DataFrame]:
    """Choose from a comparison of facts what :func:`checks` asks about."""
    pairs, sums = facts.drift.pairs, facts.arithmetic
    return {
        "drift": pairs.assign(differs=pairs["share"] > 0),
        "arithmetic": sums[sums["verdict"] != CANNOT_BE_CHECKED],
        "headline": facts.headline,
    }


def checks(found: Mapping[str, pd.DataFrame | None], *, names: Mapping[str, str]) -> list[Check]:
    """Make one question of each table that has a row for it.

    Parameters
    ----------
    found : ``drift`` (one utterance in two wordings: article_a, text_a, article_b, text_b, differs), ``arithmetic``
        (a figure against the text's own: article, surface, stated, computed, verdict, working), ``headline`` (a
        headline against its body: article, surface, stated, found, nearest, observation); None, empty or absent: no
        question
    names : what the pupils call each article

    Raises
    ------
    InputError
        if a table lacks a column
    """
    made = []
    for name, ask in (("drift", _drift), ("arithmetic", _arithmetic), ("headline", _headline)):
        table = found.get(name)
        if table is not None and len(table):
            require(table, COLUMNS[name], f"the table {name!r} of a lesson")
            made.append(ask(table, names))
    return made


def _drift(table: pd.DataFrame, names: Mapping[str, str]) -> Check:
    """Ask about the pair that differs and is the longest, or the longest if none does."""
    differs = table["differs"].map(_says)
    length = table["text_a"].str.len() + table["text_b"].str.len()
    row = table.assign(d=differs, n=length).sort_values(["d", "n"], ascending=False, kind="stable").iloc[0]
    if row["d"]:
        why = (
            "Between quotation marks a reader expects the speaker’s own words, and one utterance "
            "has one wording: at least one of the two was changed, translated or cut. Which one, only a recording or "
            "a transcript can tell."
        )
    else:
        why = "That two texts agree does not prove that the words were said: one may copy."
    return Check(
        DRIFT,
        "Both texts quote what seems to be one utterance. Are the words the same?",
        row["text_a"],
        row["text_b"],
        ("Yes, word for word", "No, the wording differs"),
        int(row["d"]),
        why,
        names[row["article_a"]],
        names[row["article_b"]],
    )


def _arithmetic(table: pd.DataFrame, names: Mapping[str, str]) -> Check:
    """Ask about the first figure that does not fit the text's own, or the first one if all fit."""
    fits = table["verdict"].map(lambda verdict: str(verdict).strip().lower() in AGREES)
    row = table.assign(fits=fits).sort_values("fits", kind="stable").iloc[0]
    name = names[row["article"]]
    told = f"The text states {row['stated']}; its own numbers give {row['computed']}: {row['working']}."
    return Check(
        ARITHMETIC,
        f"{name} gives this figure. Look for the numbers in the text that it rests on: do they give the same?",
        str(row["surface"]),
        "",
        ("Yes, they fit", "No, they do not"),
        int(not row["fits"]),
        told + ("" if row["fits"] else " A slip, a rounding and a choice look the same from outside."),
        name,
    )


def _headline(table: pd.DataFrame, names: Mapping[str, str]) -> Check:
    """Ask about the first headline that says something that its body does not, or the first one if all agree."""
    same = [_same(stated, found) for stated, found in zip(table["stated"], table["found"], strict=True)]
    row = table.assign(same=same).sort_values("same", kind="stable").iloc[0]
    name = names[row["article"]]
    nearest = row["nearest"] if isinstance(row["nearest"], str) else ""
    return Check(
        HEADLINE,
        f"The headline of {name} says this. Does the text under it say the same?",
        str(row["surface"]),
        nearest,
        ("Yes, it does", "No, not quite"),
        int(not row["same"]),
        f"{str(row['observation']).rstrip('.')}. A headline is short, and often written by someone else than the text.",
        f"Headline of {name}",
        f"Nearest place in the text of {name}" if nearest else "",
    )


def voice_checks(pieces: list[dict]) -> list[Check]:
    """Ask in whose voice a loaded word stands: the heaviest of the outlet's own, and the heaviest of a quotation.

    `pieces` are those of :func:`analysis.lesson.pieces`. They need no comparison, only marks.
    """
    marks = [(piece, block, mark) for piece in pieces for block in piece["blocks"] for mark in block["marks"]]
    made = []
    for voice in (OUTLET, "quoted"):
        own = [one for one in marks if one[2]["voice"] == voice and one[2]["category"] != "typographic"]
        if not own:
            continue
        piece, block, mark = max(own, key=lambda one: one[2]["weight"])
        mine = voice == OUTLET
        why = (
            f"“{mark['surface']}” stands outside quotation marks: the writer of the text chose it, and answers for it."
            if mine
            else f"“{mark['surface']}” stands in a quotation: the speaker chose it. The writer chose to quote it."
        )
        made.append(
            Check(
                VOICE,
                f"Whose word is “{mark['surface']}”?",
                _around(block, mark),
                "",
                ("The writer’s own", "Someone’s whom the text quotes"),
                int(not mine),
                why,
                f"Text {piece['letter']}",
            )
        )
    return made


def _around(block: dict, mark: dict, reach: int = 25) -> str:
    """Give a block's text, or so many words on each side of the mark where it is long."""
    k, last = mark["first"] - block["first"], mark["last"] - block["first"]
    units = block["units"]
    a, b = max(0, k - reach), min(len(units) - 1, last + reach)
    cut = block["text"][units[a][0] : units[b][1]]
    return ("… " if a else "") + cut + (" …" if b < len(units) - 1 else "")


def _says(value: object) -> bool:
    """Read a cell that may be a truth value, a number of words, or the words that differ."""
    return bool(value.strip()) if isinstance(value, str) else bool(pd.notna(value) and value)


def _same(stated: object, found: object) -> bool:
    if isinstance(found, str):
        return found.strip().casefold() == str(stated).strip().casefold()
    return bool(pd.notna(found) and found)
