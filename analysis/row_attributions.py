"""Attributions in a table of texts, each row on its own: how many, and their places beside the other marks.

What a corpus gets if it is asked for. Unlike :func:`analysis.attribution.attribute`, which reads an article whole, no
pronoun is resolved and nothing is joined over rows.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.attribution_spans import find
from analysis.features import evidence, measure
from analysis.schema import SPANS, TEXT
from analysis.terms import Lexicon

_SOURCE = "models/attribution.tsv"


def measure_attributed(table: pd.DataFrame, *, lexicon: Lexicon | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Measure texts as :func:`analysis.features.measure` does, with their attributions.

    Parameters
    ----------
    table : a column ``text``, and if it is there ``voice``, ``kind``, ``article``, ``block``
    lexicon : the loaded terms; by default the project's own

    Returns
    -------
    measures (with ``words_reported``, and ``attributions``, how many there are in a text), and the evidence, with rows
    of the labels ``source``, ``cue`` and ``content``: their ``note`` says of which attribution of the text they are
    """
    texts = [text if isinstance(text, str) else "" for text in table["text"].tolist()]
    spans = find(texts)
    contents = spans.loc[spans["role"] == "content", ["row", "start", "end"]]
    measures = measure(table, lexicon=lexicon, contents=contents)
    each = spans[["row", "attribution"]].drop_duplicates()
    amount = np.bincount(each["row"].to_numpy(np.int64), minlength=len(texts))
    counts = pd.Series(amount, index=table.index)
    if measures["words"].isna().any():
        counts = counts.astype("Int64").where(measures["words"].notna())
    measures.insert(measures.columns.get_loc("not_measured"), "attributions", counts)
    return measures, _beside(evidence(table, lexicon=lexicon), table, texts, spans)


def _beside(marks: pd.DataFrame, table: pd.DataFrame, texts: list[str], spans: pd.DataFrame) -> pd.DataFrame:
    """Put the spans among the marks, in the order of the texts."""
    if not len(spans):
        return marks
    row, start, end = (spans[name].to_numpy() for name in ("row", "start", "end"))
    made = pd.DataFrame({"row": row, "start": start, "end": end, "label": spans["role"].to_numpy(object)})
    made["surface"] = [texts[k][s:e] for k, s, e in zip(row.tolist(), start.tolist(), end.tolist(), strict=True)]
    made["note"] = [f"attribution {number + 1}" for number in spans["attribution"].tolist()]
    made["category"], made["weight"], made["source"] = "attribution", 0.0, _SOURCE
    made["article"] = table["article"].iloc[row].to_numpy(object) if "article" in table else None
    block = pd.to_numeric(table["block"], errors="coerce") if "block" in table else pd.Series(dtype=float)
    made["block"] = block.iloc[row].to_numpy() if len(block) and block.notna().all() else row
    kinds = SPANS | {"neutral": TEXT, "row": "int64"}
    made = made.reindex(columns=list(marks.columns)).astype({name: kinds[name] for name in marks.columns})
    both = pd.concat([marks, made], ignore_index=True)
    return both.sort_values(["row", "start", "end", "label"], kind="stable", ignore_index=True)
