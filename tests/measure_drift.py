"""Run drift and the check against a source over generated edits, and count what is found. Used by tests."""

from __future__ import annotations

import pandas as pd

from analysis.attribution.attribution import attribute
from analysis.facts.drift import against_source, find_drift
from analysis.schema import BLOCKQUOTE, BODY


def blocks_of(article: str, texts: list[list[str]]) -> pd.DataFrame:
    """Give the paragraph table of an article; what a colon introduces is a block quotation."""
    rows = []
    for group in texts:
        kinds = [BODY, *(BLOCKQUOTE if before.endswith(":") else BODY for before in group)]
        rows += [(article, kind, text) for kind, text in zip(kinds, group, strict=False)]
    table = pd.DataFrame(rows, columns=["article", "kind", "text"])
    return table.assign(block=range(len(table)))


def forms(utterances, edit, contexts, speakers, *, quoted):
    """Give pairs of (original blocks, edited blocks) for every utterance that the edit changes."""
    made = []
    for k, text in enumerate(utterances):
        changed = edit(text, k)
        if changed is not None:
            who = speakers[k % len(speakers)]
            made.append(
                (text, quoted(text, k % contexts, who), quoted(changed, (k + 1 + k // contexts) % contexts, who))
            )
    return made


def measured(made) -> pd.DataFrame:
    """For each form: was the pair found, was anything counted, and how many false pairs."""
    one, other = blocks_of("one", [m[1] for m in made]), blocks_of("other", [m[2] for m in made])
    blocks = pd.concat([one, other], ignore_index=True)
    found = attribute(blocks)
    pairs = find_drift(blocks, found).pairs
    groups = {}
    for name, column in (("one", 1), ("other", 2)):
        at = 0
        for k, m in enumerate(made):
            for _ in m[column]:
                groups[name, at] = k
                at += 1
    rows = [{"form": k, "found": 0, "counted": 0, "false": 0} for k in range(len(made))]
    for p in pairs.itertuples():
        a, b = groups["one", p.block_a], groups["other", p.block_b]
        rows[a]["found" if a == b else "false"] += 1
        if a == b:
            rows[a]["counted"] += p.only_a + p.only_b
    source = "\n\n".join(f"{m[0]}." for m in made)
    checked, _ = against_source(other, found, source)
    for c in checked.itertuples():
        rows[groups["other", c.block]].setdefault("results", []).append(c.result)
    return pd.DataFrame(rows)
