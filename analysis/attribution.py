"""Who speaks, and in which words: attributions with their source, cue and content.

An *attribution* is what the text ascribes to someone: a **source** ("Ana Ruiz"), a **cue** ("said") and a **content**
(the words or the claim). The terms are PARC's and PolNeAR's. Its **form** says how the content stands in the text:
``direct`` (all of it between quotation marks), ``mixed`` (a part), ``indirect`` (in the writer's wording) or ``block``
(a block quotation without marks).

Two things are kept apart. The *wording* of a direct quotation is the source's; that of an indirect one is the
writer's, though the claim is the source's. So there are three voices: ``outlet``, ``reported`` and ``quoted``, and
``reported`` words count among the outlet's own in every measure of wording.

References
----------
Pareti 2012, A database of attribution relations, LREC; Newell, Margolin and Ruths 2018, An attribution relations
corpus for political news, LREC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.attribution_joins import BETWEEN, going_on, introduced
from analysis.attribution_spans import find
from analysis.cues import OTHER, cue_classes
from analysis.schema import TEXT, TEXT_KINDS, require
from analysis.speakers import GOES_ON, INTRODUCED, speakers
from analysis.voices import marks_of, quoted_places, voice_runs

DIRECT, MIXED, INDIRECT, BLOCK = "direct", "mixed", "indirect", "block"
FORMS = (DIRECT, MIXED, INDIRECT, BLOCK)
ATTRIBUTIONS = {
    "article": TEXT,
    "attribution": "int64",
    "block": "int64",
    "source": TEXT,
    "speaker": TEXT,
    "source_kind": TEXT,
    "how": TEXT,
    "cue": TEXT,
    "verb": TEXT,
    "cue_class": TEXT,
    "form": TEXT,
    "content": TEXT,
    "words": "int64",
    "words_quoted": "int64",
}
PLACES = {
    "article": TEXT,
    "attribution": "int64",
    "role": TEXT,
    "block": "int64",
    "start": "int64",
    "end": "int64",
    "surface": TEXT,
}
_WORD = re.compile(r"\w\S*")


@dataclass(frozen=True)
class Attributions:
    """What :func:`attribute` finds.

    Attributes
    ----------
    table : one row an attribution, with the columns of :data:`ATTRIBUTIONS`; ``block`` is where its content (or else
        its cue) begins, ``words`` are those of the content, ``words_quoted`` those of them in someone else's wording
    places : one row a span, with the columns of :data:`PLACES`; ``text[start:end] == surface`` in its block
    voices : one row a run of characters in one voice, as :func:`analysis.voices.voice_runs` gives them; together they
        cover every block of text
    quoted : what stands between quotation marks or in a block quotation (``article``, ``block``, ``start``, ``end``)
    """

    table: pd.DataFrame
    places: pd.DataFrame
    voices: pd.DataFrame
    quoted: pd.DataFrame


def attribute(blocks: pd.DataFrame, *, model: Path | None = None) -> Attributions:
    """Find who speaks in articles.

    Parameters
    ----------
    blocks : the paragraph table (``article``, ``block``, ``kind``, ``text``)
    model : another model file; by default the project's own

    Returns
    -------
    Attributions

    Raises
    ------
    InputError
        if a column is missing, or the model file is not such a model
    """
    require(blocks, ("article", "block", "kind", "text"), "attribute")
    text = blocks[blocks["kind"].isin(TEXT_KINDS)].reset_index(drop=True)
    pieces = [own.reset_index(drop=True) for _, own in text.groupby("article", sort=False)]
    joined = [BETWEEN.join(own["text"]) for own in pieces]
    spans, quoted = find(joined, model=model), quoted_places(text)
    places, tables = [], []
    for row, own in enumerate(pieces):
        begins = _begins(own)
        found = spans.loc[spans["row"] == row, ["attribution", "role", "start", "end"]]
        found, blocks_of = introduced(own, begins, found)
        told = speakers(joined[row], found).set_index("attribution")
        for number, before in going_on(joined[row], found).items():
            told.loc[number, ["speaker", "source_kind"]] = told.loc[before, ["speaker", "source_kind"]]
            told.loc[number, "how"] = GOES_ON
        places.append(_placed(own, begins, found))
        told.loc[blocks_of, "how"] = INTRODUCED
        tables.append(told.reset_index().assign(article=own["article"].iloc[0]))
    where = _frame(places, PLACES)
    table = _described(tables, where, marks_of(text))
    # an indirect claim by a cue that no list has is as often wrong as right
    doubtful = (table["form"] == INDIRECT) & (table["cue_class"].isna() | (table["cue_class"] == OTHER))
    table = table[~doubtful & table["form"].notna()].reset_index(drop=True)
    kept = pd.MultiIndex.from_frame(table[["article", "attribution"]])
    where = where[pd.MultiIndex.from_frame(where[["article", "attribution"]]).isin(kept)].reset_index(drop=True)
    return Attributions(table, where, voice_runs(text, where[where["role"] == "content"], quoted), quoted)


def _frame(tables: list[pd.DataFrame], columns: dict) -> pd.DataFrame:
    filled = [table for table in tables if len(table)]
    whole = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(columns))
    return whole[list(columns)].astype(columns)


def _begins(own: pd.DataFrame) -> list[int]:
    """Give the place of each block in the joined text."""
    begins, at = [], 0
    for text in own["text"]:
        begins.append(at)
        at += len(text) + len(BETWEEN)
    return begins


def _placed(own: pd.DataFrame, begins: list[int], spans: pd.DataFrame) -> pd.DataFrame:
    """Turn places in the joined text into blocks and places in them."""
    starts = pd.Series(begins)
    at = starts.searchsorted(spans["start"].to_numpy(), side="right") - 1
    begin = starts.to_numpy()[at]
    texts = own["text"].tolist()
    placed = pd.DataFrame(
        {
            "article": own["article"].iloc[0],
            "attribution": spans["attribution"].to_numpy(),
            "role": spans["role"].to_numpy(object),
            "block": own["block"].to_numpy()[at],
            "start": spans["start"].to_numpy() - begin,
            "end": [min(e, len(texts[k])) for e, k in zip((spans["end"].to_numpy() - begin).tolist(), at, strict=True)],
        }
    )
    cut = zip(at.tolist(), placed["start"].tolist(), placed["end"].tolist(), strict=True)
    return placed.assign(surface=[texts[k][s:e] for k, s, e in cut])


def _described(tables: list[pd.DataFrame], where: pd.DataFrame, quoted: pd.DataFrame) -> pd.DataFrame:
    """Join what is known of each attribution: who, by which verb, in which form, in how many words."""
    marks: dict[tuple, list[tuple[int, int]]] = {}
    for article, block, start, end in quoted[["article", "block", "start", "end"]].itertuples(index=False):
        marks.setdefault((article, block), []).append((start, end))
    spans: dict[tuple, list] = {}
    for row in where[["article", "attribution", "role", "block", "start", "surface"]].itertuples(index=False):
        spans.setdefault((row.article, row.attribution), []).append(row)
    rows = []
    for told in (row for table in tables for row in table.to_dict("records")):
        own = sorted(spans[told["article"], told["attribution"]], key=lambda one: (one.block, one.start))
        content, cue = ([one for one in own if one.role == role] for role in ("content", "cue"))
        first = (content or cue or own)[0]
        words, inside = _count(content, marks)
        form = DIRECT if words == inside else MIXED if inside else INDIRECT
        if told["how"] == INTRODUCED:
            form, inside = BLOCK, words
        rows.append(
            {
                **told,
                "block": first.block,
                "cue": " ".join(one.surface for one in cue) or None,
                "content": " … ".join(one.surface for one in content) or None,
                "form": form if words else None,
                "words": words,
                "words_quoted": inside,
            }
        )
    table = pd.DataFrame(rows, columns=[name for name in ATTRIBUTIONS if name not in ("verb", "cue_class")])
    table["cue"] = table["cue"].astype(TEXT)
    behind = table["content"].fillna("").tolist()
    table[["verb", "cue_class"]] = cue_classes(table["cue"].fillna("").tolist(), behind=behind).to_numpy()
    table.loc[table["cue"].isna(), ["verb", "cue_class"]] = None
    return _frame([table], ATTRIBUTIONS)


def _count(content: list, marks: dict[tuple, list[tuple[int, int]]]) -> tuple[int, int]:
    """Count the words of contents, and those of them that begin in someone else's wording."""
    words = inside = 0
    for one in content:
        places = marks.get((one.article, one.block), ())
        for word in _WORD.finditer(one.surface):
            at = one.start + word.start()
            words += 1
            inside += any(start <= at < end for start, end in places)
    return words, inside
