"""The voice of every character of a text: the outlet's, a source's claim in the outlet's wording, a source's words.

What joins attributions over blocks: block quotations with what introduces them, quotations that go on.

Who speaks, and in which words: attributions with their source, cue and content.

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

import numpy as np
import pandas as pd

from analysis.articles import introducing
from analysis.attribution.quotation import DIRECT_QUOTATION, quotations
from analysis.attribution.spans import find_attributions
from analysis.attribution.speakers import GOES_ON, INTRODUCED, OTHER, cue_classes, speakers
from analysis.schema import BLOCKQUOTE, OUTLET, QUOTED, REPORTED, TEXT, TEXT_KINDS, require
from analysis.text.word_shapes import wordless
from analysis.text.words import Stretches, Words, split

_VOICES = np.array([OUTLET, REPORTED, QUOTED], object)
RUNS = {"article": TEXT, "block": "int64", "start": "int64", "end": "int64", "voice": TEXT, "attribution": "Int64"}
_NOBODY = -1


def marks_of(blocks: pd.DataFrame) -> pd.DataFrame:
    """Find what stands between quotation marks in someone else's words."""
    words = split(blocks["text"])
    found = quotations(words)
    found = found.keep(found.kind == DIRECT_QUOTATION)
    start, end = (words.characters(place, found.text) for place in (found.start, found.end))
    return blocks[["article", "block"]].iloc[found.text].assign(start=start, end=end)


def quoted_places(blocks: pd.DataFrame) -> pd.DataFrame:
    """Find all that is in someone else's words: what :func:`marks_of` finds, and block quotations whole.

    `blocks` has ``kind`` too.
    """
    whole = blocks.loc[blocks["kind"] == BLOCKQUOTE, ["article", "block", "text"]]
    whole = whole.assign(start=0, end=whole["text"].str.len().astype("int64")).drop(columns="text")
    return pd.concat([marks_of(blocks), whole], ignore_index=True)


def voice_runs(blocks: pd.DataFrame, contents: pd.DataFrame, quoted: pd.DataFrame) -> pd.DataFrame:
    """Divide each text by voice."""
    inside = {key: rows for key, rows in contents.groupby(["article", "block"])}
    marked = {key: rows for key, rows in quoted.groupby(["article", "block"])}
    made = []
    for article, block, text in blocks[["article", "block", "text"]].itertuples(index=False):
        voice, whose = np.zeros(len(text), np.int8), np.full(len(text), _NOBODY)
        if (rows := inside.get((article, block))) is not None:
            longest = rows.assign(length=rows["end"] - rows["start"]).sort_values(
                "length", ascending=False, kind="stable"
            )
            for start, end, number in longest[["start", "end", "attribution"]].itertuples(index=False):
                voice[start:end], whose[start:end] = 1, number
        if (rows := marked.get((article, block))) is not None:
            for start, end in rows[["start", "end"]].itertuples(index=False):
                voice[start:end] = 2
        change = np.flatnonzero((np.diff(voice) != 0) | (np.diff(whose) != 0)) + 1
        starts = np.concatenate([[0], change])[: len(text)]
        ends = np.append(change, len(text))[: len(starts)]
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            number = whose[start]
            made.append((article, block, start, end, _VOICES[voice[start]], None if number == _NOBODY else number))
    return pd.DataFrame(made, columns=list(RUNS)).astype(RUNS)


def words_reported(words: Words, quoted: Stretches, contents: pd.DataFrame) -> pd.DataFrame:
    """Count the words that give a source's claim in the outlet's own wording.

    Parameters
    ----------
    words : the word table of n texts
    quoted : the words in someone else's wording, which do not count
    contents : ``row`` (index of the text), ``start``, ``end`` (characters) of what is ascribed to someone; they may
        lie inside one another

    Returns
    -------
    DataFrame of n rows with ``words_reported``, as ``words_outlet`` counts words
    """
    texts, start, end = (contents[name].to_numpy(np.int64) for name in ("row", "start", "end"))
    first, last = words.word_at(texts, start), words.word_at(texts, end - 1)
    # a word belongs to what it begins in
    begins = words.spans(np.maximum(first, 0))[1] if len(first) else first
    first = np.where((first < words.bounds[texts]) | (begins < start), first + 1, first)
    held = np.zeros(len(words.types) + 1, np.int64)
    keep = first <= last
    np.add.at(held, first[keep], 1)
    np.add.at(held, last[keep] + 1, -1)
    counted = (np.cumsum(held[:-1]) > 0) & ~quoted.mask(len(words.types))
    counted &= ~words.vocabulary.facts(wordless)["no_word"][words.types]
    return pd.DataFrame({"words_reported": words.sum(counted)})


#: what stands between two blocks in the joined text of an article
BETWEEN = "\n\n"
_NEAR_THE_END = 120
_SENTENCE_BEFORE = re.compile(r"(?:[.!?:][”\"’')\]]*\s+|[”\"]\s+)$")
_OPENS, _CLOSES = frozenset("“\"„«'`"), frozenset("”\"»'")


def introduced(own: pd.DataFrame, begins: list[int], spans: pd.DataFrame) -> tuple[pd.DataFrame, list[int]]:
    """Add an attribution for each run of block quotations, with the source and the cue that introduce it."""
    kinds, texts = own["kind"].tolist(), own["text"].tolist()
    number = int(spans["attribution"].max()) + 1 if len(spans) else 0
    added = []
    for first in (k for k, kind in enumerate(kinds) if kind == BLOCKQUOTE and (not k or kinds[k - 1] != BLOCKQUOTE)):
        if first:
            before, at = texts[first - 1], begins[first - 1]
            near = at + max(len(before) - _NEAR_THE_END, 0)
            cues = spans[(spans["role"] == "cue") & (spans["start"] >= near) & (spans["end"] <= at + len(before))]
            own_spans = spans[spans["attribution"].isin(cues["attribution"])]
            empty = cues[~cues["attribution"].isin(own_spans.loc[own_spans["role"] == "content", "attribution"])]
            with_source = empty[empty["attribution"].isin(spans.loc[spans["role"] == "source", "attribution"])]
            if len(with_source):
                taken = with_source["attribution"].iloc[-1]
                added += [
                    (number, role, s, e)
                    for n, role, s, e in spans[spans["attribution"] == taken].itertuples(index=False)
                ]
                spans = spans[spans["attribution"] != taken]
            else:
                source, cue = introducing(before)
                added += [
                    (number, role, at + place[0], at + place[1])
                    for role, place in (("source", source), ("cue", cue))
                    if place
                ]
                same = cue and spans[(spans["role"] == "cue") & (spans["start"] == at + cue[0])]["attribution"]
                spans = spans if cue is None else spans[~spans["attribution"].isin(same)]
        last = first
        while last < len(kinds) and kinds[last] == BLOCKQUOTE:
            added.append((number, "content", begins[last], begins[last] + len(texts[last])))
            last += 1
        number += 1
    if not added:
        return spans, []
    new = pd.DataFrame(added, columns=spans.columns)
    return pd.concat([spans, new], ignore_index=True), sorted(set(new["attribution"]))


def going_on(text: str, spans: pd.DataFrame) -> dict[int, int]:
    """Describe which quotations without a source only go on, and which attribution each goes on."""
    roles = spans.groupby("attribution")["role"].agg(set)
    alone = set(roles.index[[found == {"content"} for found in roles]])
    content = spans[spans["role"] == "content"].sort_values("start")
    goes_on: dict[int, int] = {}
    before: tuple[int, int, int] | None = None
    for number, start, end in content[["attribution", "start", "end"]].itertuples(index=False):
        if before is not None and number != before[2] and text[start] in _OPENS:
            near = text[before[1] : start]
            opens = near.strip() == "" or near.count("\n") <= len(BETWEEN) and text[:start].rstrip(" ").endswith("\n")
            begins = "\n" not in near and _SENTENCE_BEFORE.search(text[max(0, start - 8) : start])
            quoted = text[before[0]] in _OPENS or text[before[1] - 1] in _CLOSES
            if number in alone and quoted and len(near) <= _NEAR_THE_END and (opens or begins):
                goes_on[number] = goes_on.get(before[2], before[2])
            root = goes_on.get(before[2], before[2])
            if root in alone and number not in alone and _unclosed(text, before[0], before[1], start):
                goes_on |= dict.fromkeys([root, *(n for n, of in goes_on.items() if of == root)], number)
        before = (start, end, number)
    return goes_on


def _unclosed(text: str, start: int, end: int, after: int) -> bool:
    between = text[end:after]
    return text[start] in _OPENS and text[end - 1] not in _CLOSES and "\n" in between and not between.strip()


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
    voices : one row a run of characters in one voice, as :func:`voice_runs` gives them; they cover every block
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
    spans, quoted = find_attributions(joined, model=model), quoted_places(text)
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
    """Return the place of each block in the joined text."""
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
