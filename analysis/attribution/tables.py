"""Tables of who speaks: words by voice, sources, cues, quotations, each side by side for the articles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

import pandas as pd

from analysis.attribution.attribution import BLOCK, DIRECT, MIXED, Attributions
from analysis.attribution.quotation import SCARE, quotations
from analysis.attribution.quotation import TITLE as A_TITLE
from analysis.attribution.speakers import CLASSES
from analysis.schema import (
    BLOCKQUOTE,
    OUTLET,
    QUOTED,
    REPORTED,
    RUNNING_TEXT,
    TEXT,
    TEXT_KINDS,
    records,
    records_by,
    require,
    without_foreign,
)
from analysis.text.names import SOURCE_KINDS
from analysis.text.words import split

#: a quotation that is a part of a sentence, or has no speaker
PARTIAL = "partial"
QUOTATIONS = {"article": TEXT, "block": "int64", "start": "int64", "end": "int64", "kind": TEXT, "speaker": TEXT}
QUOTATIONS |= {"cue": TEXT, "content": TEXT}
_MARKS = "“”„«»‘’`\"' \t"


def contents(blocks: pd.DataFrame, found: Attributions) -> pd.DataFrame:
    """Find what is ascribed to someone, as :func:`measure` takes it: ``row`` of `blocks`, ``start``, ``end``."""
    rows = blocks[["article", "block"]].assign(row=range(len(blocks)))
    places = found.places[found.places["role"] == "content"]
    return places.merge(rows, on=["article", "block"])[["row", "start", "end"]]


def by_voice(measured: pd.DataFrame) -> pd.DataFrame:
    """Count the words of the running text by voice.

    Parameters
    ----------
    measured : measured blocks with ``words_outlet``, ``words_reported`` and ``words_quoted``

    Returns
    -------
    DataFrame
        article, voice (``outlet``: what the outlet says itself; ``reported``: a source's claim in the outlet's
        wording; ``quoted``: a source's words), words, share (of the article's words, 0 to 1; NaN where it has none)
    """
    require(measured, ("article", "kind", "words_outlet", "words_reported", "words_quoted"), "by_voice")
    rows = []
    measured = without_foreign(measured)
    text = measured[measured["kind"].isin(RUNNING_TEXT)]
    for article in pd.unique(measured["article"].dropna()):
        sums = text.loc[text["article"] == article, ["words_outlet", "words_reported", "words_quoted"]].sum()
        own, reported, quoted = (int(sums[name]) for name in sums.index)
        total = own + quoted
        for voice, words in ((OUTLET, own - reported), (REPORTED, reported), (QUOTED, quoted)):
            rows.append((article, voice, words, words / total if total else float("nan")))
    return pd.DataFrame(rows, columns=["article", "voice", "words", "share"])


def by_source(found: Attributions) -> pd.DataFrame:
    """List the sources of each article by the words given to them.

    Parameters
    ----------
    found : what :func:`attribution.attribution.attribute` returns

    Returns
    -------
    DataFrame
        article, source (the name, or the words themselves for an unnamed one), source_kind, attributions, words (in
        what is ascribed to it), words_quoted (those of them in its own wording), first_block; by words, most first. An
        attribution inside of another counts with both, so the words of all sources may be more than the text has.
        A source that is not known is one row: a passive, "reportedly", or a pronoun that was not resolved.
    """
    table = found.table.assign(source=found.table["speaker"])
    groups = table.groupby(["article", "source", "source_kind"], sort=False, dropna=False)
    listed = groups.agg(
        attributions=("attribution", "size"),
        words=("words", "sum"),
        words_quoted=("words_quoted", "sum"),
        first_block=("block", "min"),
    ).reset_index()
    listed = listed.assign(order=_rank(listed["article"], table["article"]))
    listed = listed.sort_values(["order", "words", "first_block"], ascending=[True, False, True], kind="stable")
    return listed.drop(columns="order").reset_index(drop=True)


def _rank(column: pd.Series, order: pd.Series) -> pd.Series:
    """Return the place of each value among the different values of `order`."""
    return column.map({value: place for place, value in enumerate(pd.unique(order))})


def by_source_kind(found: Attributions) -> pd.DataFrame:
    """Count attributions and their words by the kind of source: named against unnamed.

    Parameters
    ----------
    found : what :func:`attribution.attribution.attribute` returns

    Returns
    -------
    DataFrame
        article, source_kind (every one of ``names.SOURCE_KINDS``), sources (different ones), attributions, words
    """
    rows = []
    held = records_by(found.table[["article", "source_kind", "speaker", "words"]], "article", "source_kind")
    for article in pd.unique(found.table["article"]):
        for kind in SOURCE_KINDS:
            own = held.get((article, kind), [])
            speakers = {of["speaker"] for of in own if pd.notna(of["speaker"])}
            rows.append((article, kind, len(speakers), len(own), sum(of["words"] for of in own)))
    return pd.DataFrame(rows, columns=["article", "source_kind", "sources", "attributions", "words"])


def by_cue(found: Attributions) -> pd.DataFrame:
    """Count the cues of each article, with their class.

    Parameters
    ----------
    found : what :func:`attribution.attribution.attribute` returns

    Returns
    -------
    DataFrame
        article, cue_class, verb, count; in the order of ``CLASSES``, the most frequent verb of a class first
    """
    cued = found.table[found.table["verb"].notna()]
    counts = cued.groupby(["article", "cue_class", "verb"], sort=False).size().rename("count").reset_index()
    order = _rank(counts["article"], found.table["article"])
    counts = counts.assign(a=order, c=_rank(counts["cue_class"], pd.Series(list(CLASSES))))
    counts = counts.sort_values(["a", "c", "count", "verb"], ascending=[True, True, False, True], kind="stable")
    return counts.drop(columns=["a", "c"]).reset_index(drop=True)


def list_quotations(blocks: pd.DataFrame, found: Attributions) -> pd.DataFrame:
    """List everything that stands between quotation marks or as a block quotation: what it is, and whose.

    Parameters
    ----------
    blocks : the paragraph table that `found` was made from
    found : what :func:`attribution.attribution.attribute` returns

    Returns
    -------
    DataFrame
        article, block, start, end; kind: ``direct`` (a sentence or more in someone's words), ``partial`` (a part of a
        sentence, or words with no speaker), ``block`` (a block quotation), ``scare`` (a word held at arm's length),
        ``named`` (a title or a term); speaker and cue, missing where there is none; content, without its marks
    """
    text = blocks[blocks["kind"].isin(TEXT_KINDS)].reset_index(drop=True)
    words = split(text["text"])
    marks = quotations(words)
    start, end = (words.characters(place, marks.text).tolist() for place in (marks.start, marks.end))
    keys = zip(found.table["article"], found.table["attribution"], strict=True)
    about = dict(zip(keys, records(found.table), strict=True))
    contents = found.places[found.places["role"] == "content"]
    held: dict[tuple, list[tuple[int, int, int]]] = {}
    for article, block, *place in contents[["article", "block", "start", "end", "attribution"]].itertuples(index=False):
        held.setdefault((article, block), []).append(tuple(place))
    nested = {block: _Contents(places) for block, places in held.items()}
    blocks_of = list(text[["article", "block", "text"]].itertuples(index=False))
    rows = []
    for k, s, e, kind in zip(marks.text.tolist(), start, end, marks.kind.tolist(), strict=True):
        article, block, surface = blocks_of[k].article, blocks_of[k].block, blocks_of[k].text[s:e]
        whose = None
        if kind not in (SCARE, A_TITLE):
            numbers = nested[article, block].around(s, e) if (article, block) in nested else ()
            own = (about[article, number] for number in numbers)
            whose = next((row for row in own if row["form"] != BLOCK), None)
            kind = _kind(whose, surface)
        rows.append((article, block, s, e, kind, *_speaker_and_cue(whose), surface.strip(_MARKS)))
    whole = text[text["kind"] == BLOCKQUOTE]
    for article, block, surface in whole[["article", "block", "text"]].itertuples(index=False):
        own = (about[article, number] for _, _, number in held.get((article, block), ()))
        whose = next((row for row in own if row["form"] == BLOCK), None)
        rows.append((article, block, 0, len(surface), BLOCK, *_speaker_and_cue(whose), surface))
    order = {article: k for k, article in enumerate(pd.unique(text["article"]))}
    rows.sort(key=lambda row: (order[row[0]], row[1], row[2], -row[3]))
    return pd.DataFrame(rows, columns=list(QUOTATIONS)).astype(QUOTATIONS)


def _speaker_and_cue(whose: dict | None) -> tuple[str | None, str | None]:
    return (None, None) if whose is None else (whose["speaker"], whose["cue"])


class _Contents:
    """The contents of a block, in the order of their beginnings, with the furthest end up to each."""

    def __init__(self, places: list[tuple[int, int, int]]) -> None:
        self.places = sorted(places, key=lambda one: one[0])
        self.starts = [one[0] for one in self.places]
        self.ends = list(accumulate((one[1] for one in self.places), max))

    def around(self, start: int, end: int) -> list[int]:
        """Return the attributions whose contents overlap a quotation by half, the innermost first."""
        near = self.places[bisect_right(self.ends, start) : bisect_left(self.starts, end)]
        half = [(e - s, s, number) for s, e, number in near if 2 * (min(e, end) - max(s, start)) >= end - start]
        return [number for _, _, number in sorted(half)]


def _kind(whose: dict | None, surface: str) -> str:
    """Tell a whole sentence from a part: by the attribution's form, or by the stop where there is no speaker."""
    if whose is None or (pd.isna(whose["speaker"]) and pd.isna(whose["cue"])):
        return DIRECT if surface.rstrip(_MARKS)[-1:] in (".", "!", "?") else PARTIAL
    return PARTIAL if whose["form"] in (MIXED, BLOCK) else DIRECT
