"""Figures as marks in the texts: what is compared across articles, and the sums that a text states."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.same_facts import SameFacts
from analysis.schema import SPANS

LABEL = "figure"


def figure_marks(facts: SameFacts, blocks: pd.DataFrame, *, names: Mapping[str, str]) -> pd.DataFrame:
    """Mark the figures that a comparison rests on.

    Parameters
    ----------
    facts : what is found
    blocks : the paragraph table that it was found in
    names : a readable name for each article, such as its letter

    Returns
    -------
    DataFrame with the columns of :data:`analysis.schema.SPANS`, one row a stretch: label 'figure', no weight; category,
    how it compares ('agree', 'differ', 'does not fit', ...); note, what it is held against. A stretch that is compared
    with several is marked once, with all of them in its note.
    """
    texts = blocks.set_index(["article", "block"])["text"]
    told: dict[tuple, tuple[list[str], list[str]]] = {}
    for row in facts.claims.to_dict("records"):
        for side, other in ("ab", "ba"):
            place = tuple(row[f"{name}_{side}"] for name in ("article", "block", "start", "end"))
            kinds, notes = told.setdefault(place, ([], []))
            kinds.append(row["relation"])
            notes.append(f"{names[row[f'article_{other}']]} has “{row[f'phrase_{other}']}”")
    for row in facts.arithmetic.to_dict("records"):
        kinds, notes = told.setdefault(tuple(row[name] for name in ("article", "block", "start", "end")), ([], []))
        kinds.append(row["verdict"])
        notes.append(row["working"])
    rows = [
        {"article": article, "block": block, "start": start, "end": end, "surface": texts[article, block][start:end]}
        | {"label": LABEL, "category": ", ".join(dict.fromkeys(kinds)), "weight": float("nan"), "voice": None}
        | {"note": "; ".join(dict.fromkeys(notes)), "source": "figures"}
        for (article, block, start, end), (kinds, notes) in sorted(told.items())
    ]
    return pd.DataFrame(rows, columns=list(SPANS)).astype(SPANS)
