"""A comparison in plain sentences, each with its doubt in the same breath."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import glossary
from analysis.aggregate import ALL, source
from analysis.schema import OUTLET, QUOTED

SAME = "every paragraph of an article has the same value, so there is nothing to shuffle"
_WHERE = {ALL: "In the whole text", OUTLET: "Outside block quotations", QUOTED: "In the passages it quotes"}
_WHERE_TOLD_APART = {ALL: "In the whole text", OUTLET: "In its own voice", QUOTED: "In what it quotes"}


def sentences(comparison: pd.DataFrame, *, names: dict[str, str] | None = None) -> pd.DataFrame:
    """Say each row of a comparison in plain words, with its doubt in the same breath.

    Parameters
    ----------
    comparison : what :func:`analysis.compare.compare` gives
    names : a readable name for each article; by default the article's slug

    Returns
    -------
    DataFrame
        measure, voice, case (``clear``, ``unclear``, ``too little``, ``same``, ``undefined``), finding, doubt, text
        (finding and doubt together), clear. Plain text: escape it before it enters a page. A row that would be clear
        alone, and is not among so many, is ``unclear``, and says so.
    """
    rows = []
    for of in comparison.to_dict("records"):
        case, finding, doubt = _say(of, names or {}, int(of["among"]))
        text = f"{finding} {doubt}".strip()
        rows.append((of["measure"], of["voice"], case, finding, doubt, text, bool(of["clear"])))
    return pd.DataFrame(rows, columns=["measure", "voice", "case", "finding", "doubt", "text", "clear"])


def _say(of: dict, names: dict[str, str], count: int) -> tuple[str, str, str]:
    a, b = (names.get(of[key], of[key]) for key in ("article_a", "article_b"))
    known = glossary.row(of["measure"])
    told_apart = source(of["measure"], of["voice"])["measure"] != of["measure"]
    where = (_WHERE_TOLD_APART if told_apart else _WHERE)[of["voice"]]
    reason = of["reason"] if isinstance(of["reason"], str) else ""
    for slug, name in ((of["article_a"], a), (of["article_b"], b)):
        reason = reason.replace(f"in {slug}", f"in {name}").replace(f"and {slug}", f"and {name}")
    if np.isnan(of["difference"]):
        return "undefined", f"{where}, {known['label']} cannot be compared: {reason}.", ""
    shown = [glossary.shown(of["measure"], of[key]) for key in ("value_a", "value_b")]
    if shown[0] == shown[1]:
        finding = f"{where}, {a} and {b} are level on {known['label']}: both {shown[0]} {known['said']}."
    else:
        verb = known["higher"] if of["difference"] > 0 else known["lower"]
        finding = f"{where}, {a} {verb} than {b}: {shown[0]} against {shown[1]} {known['said']}."
    if reason:
        case = "same" if reason == SAME else "too little"
        return case, finding, f"Whether this is chance cannot be said: {reason}."
    return "clear" if of["clear"] else "unclear", finding, _doubt(of, known, count)


def _doubt(of: dict, known: dict, count: int) -> str:
    """Say what could have been seen, what is seen, and whether shuffling gives as much."""
    smallest, seen = (glossary.shown(of["measure"], abs(of[key])) for key in ("smallest", "difference"))
    what = "blocks of paragraphs" if of["block"] > 1 else "paragraphs"
    start = f"With {of['n_a']} and {of['n_b']} paragraphs a difference below {smallest} would often not be seen; "
    start += f"what is seen, {seen}, is "
    if of["clear"]:
        made_for = ""
        if known["family"] == "readability" and known["aggregate"] == "mean":
            made_for = "; but the formula was made for longer passages than a paragraph"
        return f"{start}more than shuffling the {what} gives: it could be anything from {_range(of)}{made_for}."
    if of["clear_alone"]:
        among = f"but among {count} differences that are looked at some are so by chance"
        could = f"it could be anything from {_range(of)}, so it may still be chance"
        return f"{start}more than shuffling the {what} gives, {among}: {could}."
    return (
        f"{start}not more than shuffling the {what} gives: it could be anything from {_range(of)}, so it may be chance."
    )


def _range(of: dict) -> str:
    low, high = (glossary.shown(of["measure"], abs(of[key])) for key in ("low", "high"))
    if of["low"] >= 0:
        return f"{low} to {high} higher"
    return f"{high} to {low} lower" if of["high"] <= 0 else f"{low} lower to {high} higher"
