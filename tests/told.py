"""Invented events, each told by two outlets in their own words, with what a reader says of them.

A line of ``events/NAME.txt`` is ``outlet|kind|points|text``. Blocks that share a point report the same; a block whose
point is ``-``, or that no block of the other outlet has, is without counterpart.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

EVENTS = Path(__file__).parent / "events"
NAMES = tuple(sorted(path.stem for path in EVENTS.glob("*.txt")))


def told(name: str) -> tuple[pd.DataFrame, set[tuple[int, int]]]:
    """Give an event's paragraph table, and the blocks of the first and the second outlet that report the same."""
    lines = (EVENTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|", 3) for line in lines if line and not line.startswith("#")]
    blocks = pd.DataFrame(rows, columns=["article", "kind", "points", "text"])
    blocks.insert(1, "block", blocks.groupby("article", sort=False).cumcount())
    first, second = (own for _, own in blocks.groupby("article", sort=False))
    same = {
        (a.block, b.block)
        for a in first.itertuples()
        for b in second.itertuples()
        if (set(a.points.split()) & set(b.points.split())) - {"-"}
    }
    return blocks.drop(columns="points"), same


def table(*articles: list[str], kinds: str = "body") -> pd.DataFrame:
    """Make a paragraph table: each article a list of texts; its name is a letter."""
    rows = [("abcdefghijkl"[k], n, kinds, text) for k, texts in enumerate(articles) for n, text in enumerate(texts)]
    return pd.DataFrame(rows, columns=["article", "block", "kind", "text"]).astype({"block": "int64"})
