"""The folded parts about facts: the same facts in different words, and what each piece leaves out."""

from __future__ import annotations

import pandas as pd

from analysis.claims import AGREE
from analysis.download import csv_link
from analysis.facts_table import facts_table
from analysis.omissions import only_one_has
from analysis.report_data import Report, letters, where

#: so many paragraphs, sources and names of each piece are listed; the words of the rest are in the texts
_MOST = 12
#: how an operation is shown, by its sort: which side's words count as changed, and which are the editor's
_CHANGED = frozenset(("replace", "delete", "insert", "contraction"))


def facts(report: Report) -> dict | None:
    """The same facts in different words: quotations, figures, headlines, and which paragraphs match."""
    if report.facts is None:
        return None
    found, blocks = report.facts, _blocks(report)
    named = letters(report.articles)
    quotations = []
    for pair in found.drift.pairs.to_dict("records"):
        steps = found.drift.operations[found.drift.operations["pair"] == pair["pair"]]
        sides = [_place(report, blocks, pair[f"article_{side}"], pair[f"block_{side}"]) for side in "ab"]
        quotations.append({**pair, "sides": sides, "steps": [_shown(step) for step in steps.to_dict("records")]})
    figures = found.claims[found.claims["relation"] != AGREE]
    agreeing = found.claims[found.claims["relation"] == AGREE]
    return {
        "quotations": quotations,
        "figures": [_two(report, blocks, row) for row in pd.concat([figures, agreeing]).to_dict("records")],
        "sums": [_one(report, blocks, row) for row in found.arithmetic.to_dict("records")],
        "headlines": [_headline(report, blocks, row) for row in found.headline.to_dict("records")],
        "matches": [_two(report, blocks, row) for row in found.matches.to_dict("records")],
        "checked": [] if found.checked is None else [_one(report, blocks, r) for r in found.checked.to_dict("records")],
        "against": found.checked is not None,
        "letters": list(named.values()),
        "csv": csv_link(facts_table(found, report.measured)),
    }


def left_out(report: Report) -> dict | None:
    """What each leaves out: paragraphs, sources and names that only one piece has; the order; text that is shared."""
    if report.facts is None:
        return None
    found, blocks, named = report.facts, _blocks(report), letters(report.articles)
    alone, sources, actors = (only_one_has(table) for table in (found.points, found.sources, found.actors))
    pieces = []
    for slug, letter in named.items():
        points = alone[alone["article"] == slug]
        listed = [
            {**row, **_place(report, blocks, slug, row["block"])} for row in points.head(_MOST).to_dict("records")
        ]
        pieces.append({
            "letter": letter,
            "points": listed,
            "more": max(len(points) - _MOST, 0),
            "share": float(points["share"].sum()),
            "sources": sources.loc[sources["article"] == slug, "source"].head(_MOST).tolist(),
            "actors": actors.loc[actors["article"] == slug, "name"].head(_MOST).tolist(),
        })  # fmt: skip
    order = found.agreement.assign(
        a=found.agreement["article_a"].map(named), b=found.agreement["article_b"].map(named)
    ).to_dict("records")
    passages = [_two(report, blocks, row) for row in found.passages.to_dict("records")]
    reuse = found.reuse.rename(index=named, columns=named) if len(named) > 2 else None
    return {"pieces": pieces, "order": order, "passages": passages, "reuse": reuse}


def _blocks(report: Report) -> pd.DataFrame:
    return report.measured.set_index(["article", "block"])


def _place(report: Report, blocks: pd.DataFrame, article: str, block: int) -> dict:
    """Point to a block by the piece's letter and the paragraph's number."""
    row = {**blocks.loc[(article, int(block))].to_dict(), "block": int(block)}
    return where(letters(report.articles)[article], row, number=int(block))


def _two(report: Report, blocks: pd.DataFrame, row: dict) -> dict:
    return {**row, "sides": [_place(report, blocks, row[f"article_{side}"], row[f"block_{side}"]) for side in "ab"]}


def _one(report: Report, blocks: pd.DataFrame, row: dict) -> dict:
    return {**row, **_place(report, blocks, row["article"], row["block"])}


def _headline(report: Report, blocks: pd.DataFrame, row: dict) -> dict:
    near = None if pd.isna(row["nearest_block"]) else _place(report, blocks, row["article"], row["nearest_block"])
    letter = letters(report.articles)[row["article"]]
    return {**row, "letter": letter, "near": near, "said": row["observation"].removeprefix("The headline")}


def _shown(step: dict) -> dict:
    """Make an operation ready: words of both, or of the first (struck out) and of the second (put in)."""
    changed = step["sort"] in _CHANGED
    return {"changed": changed, "sort": step["sort"], "a": step["surface_a"], "b": step["surface_b"]}
