"""All that a comparison of facts finds, as one table: a row a finding, with both texts where there are two."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.omissions import only_one_has
from analysis.same_facts import SameFacts
from analysis.schema import TEXT

_SIDE = {"article": TEXT, "block": "Int64", "start": "Int64", "end": "Int64", "text": TEXT}
FINDINGS = {"finding": TEXT} | {f"{name}_{side}": kind for side in "ab" for name, kind in _SIDE.items()}
FINDINGS |= {"verdict": TEXT, "value": "float64", "unit": TEXT, "observation": TEXT}


def facts_table(facts: SameFacts, blocks: pd.DataFrame) -> pd.DataFrame:
    """Put everything that was found into one table.

    Parameters
    ----------
    facts : what is found
    blocks : the paragraph table that it was found in

    Returns
    -------
    DataFrame
        finding ('same point', 'quotation', 'quotation and source', 'figure', 'arithmetic', 'headline', 'left out',
        'source of one', 'actor of one', 'shared passage', 'order'); article, block, start, end (half-open, in
        characters of the block) and text of the first side and, where there is one, of the second; verdict; value with
        its unit; observation, a plain line
    """
    texts = blocks.set_index(["article", "block"])["text"].to_dict()
    rows = [row for of in (_points, _quotations, _checked, _figures, _headlines, _alone, _passages, _order)
            for row in of(facts, texts)]  # fmt: skip
    return pd.DataFrame(rows, columns=list(FINDINGS)).astype(FINDINGS)


def _side(row: dict, side: str, texts: dict, *, text: str | None = None) -> dict:
    """Give one side of a finding, with the words that stand at its place."""
    article, block = row[f"article_{side}"], row[f"block_{side}"]
    start, end = row.get(f"start_{side}"), row.get(f"end_{side}")
    whole = texts.get((article, block), "")
    told = text if text is not None else whole if start is None else whole[start:end]
    found = {"article": article, "block": block, "start": start, "end": end, "text": told}
    return {f"{name}_{side}": value for name, value in found.items()}


def _both(row: dict, texts: dict) -> dict:
    return _side(row, "a", texts) | _side(row, "b", texts)


def _points(facts: SameFacts, texts: dict) -> Iterator[dict]:
    for row in facts.matches.to_dict("records"):
        said = f"Both report the same point, by the words they share: {row['shared']}."
        yield {"finding": "same point", **_both(row, texts), "verdict": row["basis"], "value": row["score"],
               "unit": "likeness, 0 to 1", "observation": said}  # fmt: skip


def _quotations(facts: SameFacts, texts: dict) -> Iterator[dict]:
    for row in facts.drift.pairs.to_dict("records"):
        sides = _side(row, "a", texts, text=row["text_a"]) | _side(row, "b", texts, text=row["text_b"])
        verdict = "in two wordings" if row["share"] else "word for word"
        yield {"finding": "quotation", **sides, "verdict": verdict, "value": row["share"],
               "unit": "share of words that differ", "observation": row["observation"]}  # fmt: skip


def _checked(facts: SameFacts, texts: dict) -> Iterator[dict]:
    for row in () if facts.checked is None else facts.checked.to_dict("records"):
        one = {f"{name}_a": row[name] for name in ("article", "block", "start", "end", "text")}
        other = {"article_b": "the source", "start_b": row["source_start"], "end_b": row["source_end"]}
        yield {"finding": "quotation and source", **one, **other, "text_b": row["source_surface"],
               "verdict": row["result"], "value": row["share"], "unit": "share of words altered",
               "observation": row["observation"]}  # fmt: skip


def _figures(facts: SameFacts, texts: dict) -> Iterator[dict]:
    for row in facts.claims.to_dict("records"):
        said = f"{row['observation']}."
        yield {"finding": "figure", **_both(row, texts), "verdict": row["relation"], "observation": said}
    for row in facts.arithmetic.to_dict("records"):
        one = {f"{name}_a": row[name] for name in ("article", "block", "start", "end")}
        said = row["working"][:1].upper() + row["working"][1:]
        yield {"finding": "arithmetic", **one, "text_a": row["surface"], "verdict": row["verdict"],
               "observation": said if said.endswith(".") else f"{said}."}  # fmt: skip


def _headlines(facts: SameFacts, texts: dict) -> Iterator[dict]:
    for row in facts.headline.to_dict("records"):
        one = {f"{name}_a": row[name] for name in ("article", "block", "start", "end")}
        near = {"article_b": row["article"], "text_b": row["nearest"]}
        near |= {f"{name}_b": row[f"nearest_{name}"] for name in ("block", "start", "end")}
        yield {"finding": "headline", **one, "text_a": row["surface"], **near, "verdict": row["kind"],
               "observation": row["observation"]}  # fmt: skip


def _alone(facts: SameFacts, texts: dict) -> Iterator[dict]:
    for row in only_one_has(facts.points).to_dict("records"):
        one = {"article_a": row["article"], "block_a": row["block"], "text_a": texts[row["article"], row["block"]]}
        said = f"No paragraph of another article shares enough words with it; of its own: {row['words']}."
        yield {"finding": "left out", **one, "value": row["weight"], "unit": "weight, 0 to 1", "observation": said}
    for row in only_one_has(facts.sources).to_dict("records"):
        said = f"{row['words']} words are ascribed to {row['source']}, whom no other article lets speak."
        yield {"finding": "source of one", "article_a": row["article"], "text_a": row["source"],
               "verdict": row["source_kind"], "value": row["words"], "unit": "words", "observation": said}  # fmt: skip
    for row in only_one_has(facts.actors).to_dict("records"):
        said = f"No other article names {row['name']}."
        yield {"finding": "actor of one", "article_a": row["article"], "block_a": row["block"], "text_a": row["name"],
               "verdict": row["kind"], "value": row["mentions"], "unit": "mentions", "observation": said}  # fmt: skip


def _passages(facts: SameFacts, texts: dict) -> Iterator[dict]:
    for row in facts.passages.to_dict("records"):
        said = f"{row['same_words']} words stand in both in the same order."
        yield {"finding": "shared passage", **_both(row, texts), "verdict": row["voice"], "value": row["agreement"],
               "unit": "share of words that agree", "observation": said}  # fmt: skip


def _order(facts: SameFacts, texts: dict) -> Iterator[dict]:
    for row in facts.agreement.to_dict("records"):
        why = f": {row['reason']}" if isinstance(row["reason"], str) else ""
        said = (
            f"{row['points']} shared points{why}; tau is 1 where they come in the same order, -1 in the opposite one."
        )
        yield {"finding": "order", "article_a": row["article_a"], "article_b": row["article_b"], "value": row["tau"],
               "unit": "Kendall's tau", "observation": said}  # fmt: skip
