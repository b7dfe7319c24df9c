"""Run the headline rules over cases whose outcome is known. Used by tests."""

from __future__ import annotations

import pandas as pd

from analysis.attribution.attribution import attribute
from analysis.facts.headline import headline
from analysis.schema import BODY, HEADLINE


def table_of(cases) -> pd.DataFrame:
    rows = []
    for k, (head, body, *_) in enumerate(cases):
        texts = [(HEADLINE, head)] * bool(head) + [(BODY, text) for text in body]
        rows += [(f"case{k:03}", block, kind, text) for block, (kind, text) in enumerate(texts)]
    return pd.DataFrame(rows, columns=["article", "block", "kind", "text"])


def findings(cases) -> list[list[tuple[str, str]]]:
    """Give kind and words of what is found in each case."""
    blocks = table_of(cases)
    told = headline(blocks, attribute(blocks))
    found = [[] for _ in cases]
    for one in told.itertuples():
        found[int(one.article[4:])].append((one.kind, one.surface))
    return found
