"""Utterances: what one speaker says in one go, as an article quotes it, in one or more quotations.

A quotation that a cue interrupts ("…," she said, "…") is one utterance; so is one that goes on in the next sentence
("…," she said. "…") or in the next paragraph (where the first is not closed). Between the two sentences the speaker
may have said more: the article does not claim otherwise.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd

from analysis.attribution import Attributions
from analysis.cues import OTHER, cue_classes
from analysis.quotation_kind import NAMED as A_TITLE
from analysis.quotation_kind import SCARE
from analysis.schema import TEXT, TEXT_KINDS
from analysis.who_speaks import BLOCK, quoted_stretches
from analysis.wording import Wording, read_wording

UTTERANCES = {"article": TEXT, "utterance": "int64", "piece": "int64", "block": "int64", "start": "int64"}
UTTERANCES |= {"end": "int64", "kind": TEXT, "speaker": TEXT, "goes_on": "bool", "text": TEXT}
_MOST_WORDS_OF_A_CUE = 14
_MARKS = "“”„«»\"'‘’`"
_OPENS = re.compile(r"\s*(?:[“\"«„‘]|''|``|')")
_CLOSED = re.compile(r"(?:[”\"»’]|''|')\s*$")
_CONTIGUOUS, _NEXT = (",", "–", "—", "-"), (".", ";", ":")


def utterances(blocks: pd.DataFrame, found: Attributions) -> pd.DataFrame:
    """List the utterances that articles quote.

    Parameters
    ----------
    blocks : the paragraph table that `found` was made from
    found : what :func:`analysis.attribution.attribute` gives

    Returns
    -------
    DataFrame, one row a quotation: article; utterance (numbered from 0 through all articles) and piece (from 0 within
    it); block, start, end (the marks left out), so that ``text`` is what stands there; kind as
    :func:`analysis.who_speaks.quoted_stretches` gives it; speaker; goes_on (whether it goes on in the sentence of the
    piece before). Titles are left out, and block quotations that are mostly made of marked ones; words held at arm's
    length are kept, with their kind.
    """
    listed = quoted_stretches(blocks, found)
    listed = listed[listed["kind"] != A_TITLE]
    text = blocks[blocks["kind"].isin(TEXT_KINDS)]
    texts = {
        (article, block): text for article, block, text in text[["article", "block", "text"]].itertuples(index=False)
    }
    listed = listed[~_reports(listed)]
    following = _following(text)
    rows: list[tuple] = []
    last: dict[bool, tuple | None] = {True: None, False: None}
    number = -1
    for one in listed.itertuples(index=False):
        whole = texts[one.article, one.block]
        start, end = _inside(whole, one.start, one.end, marked=one.kind != BLOCK)
        if start >= end:
            continue
        speaker = None if pd.isna(one.speaker) else one.speaker
        row = (one.article, one.block, start, end, one.kind, speaker, one.end)
        before = last[one.kind == BLOCK]
        how = None if before is None else _goes_on(before[0], row, texts, following)
        if how is None:
            number += 1
            place = (number, 0)
        else:
            place = (before[1][0], before[1][1] + 1)
            row = (*row[:5], speaker or before[0][5], row[6])
        last[one.kind == BLOCK] = (row, place)
        rows.append((one.article, *place, one.block, start, end, one.kind, row[5], bool(how), whole[start:end]))
    table = pd.DataFrame(rows, columns=list(UTTERANCES)).astype(UTTERANCES)
    return table.sort_values(["utterance", "piece"], kind="stable", ignore_index=True)


def _reports(listed: pd.DataFrame) -> pd.Series:
    """Say which block quotations are mostly made of what stands between marks in them: they report, as an article."""
    length = listed["end"] - listed["start"]
    inside = length.where(listed["kind"] != BLOCK, 0).groupby([listed["article"], listed["block"]]).transform("sum")
    return (listed["kind"] == BLOCK) & (2 * inside > length)


def _following(text: pd.DataFrame) -> dict[tuple, tuple]:
    """Give the block of text before each block of an article."""
    keys = list(zip(text["article"], text["block"], strict=True))
    return {b: a for a, b in zip(keys, keys[1:], strict=False) if a[0] == b[0]}


def _inside(text: str, start: int, end: int, *, marked: bool) -> tuple[int, int]:
    """Leave the marks and blanks at the edges out; an apostrophe of a word at the edge may go with them."""
    around = (_MARKS if marked else "") + " \t\n\r\xa0>"
    surface = text[start:end]
    return end - len(surface.lstrip(around)), start + len(surface.rstrip(around))


def _goes_on(before: tuple, row: tuple, texts: dict, following: dict) -> bool | None:
    """Say whether a quotation goes on in the sentence of the one before (True), in the next (False), or not (None)."""
    if before[0] != row[0] or SCARE in (before[4], row[4]):
        return None
    here, there = (row[0], row[1]), (before[0], before[1])
    if BLOCK not in (before[4], row[4]) and following.get(here) == there and before[6] >= len(texts[there].rstrip()):
        # a paragraph that does not close its quotation: the next goes on, whoever is named there
        return True if not _CLOSED.search(texts[there]) and row[2] < 3 and _OPENS.match(texts[here]) else None
    if before[5] and row[5] and before[5] != row[5]:
        return None
    if row[4] == BLOCK:
        return False if following.get(here) == there and before[4] == BLOCK else None
    if here == there:
        return _interrupted(texts[here][before[6] : row[2]]) if row[2] >= before[6] else None
    return None


def _interrupted(between: str) -> bool | None:
    """Read what stands between two quotations: a cue alone, which ends in a comma (True) or a stop (False)."""
    told = between.strip().rstrip(_MARKS).strip()
    words = told.split()
    if not words or len(words) > _MOST_WORDS_OF_A_CUE or told[-1] not in (*_CONTIGUOUS, *_NEXT):
        return None
    inner = told[:-1].strip(" ,")
    if re.search(r"[.!?]\s+[A-Z][a-z]+ [a-z]+", inner) or not _is_cue(inner):
        return None
    return told[-1] in _CONTIGUOUS


@lru_cache(maxsize=1 << 12)
def _is_cue(words: str) -> bool:
    return cue_classes([words])["cue_class"].iloc[0] != OTHER


def wordings(table: pd.DataFrame, blocks: pd.DataFrame) -> dict[int, Wording]:
    """Read the words of each utterance: number to wording."""
    texts = {(a, b): text for a, b, text in blocks[["article", "block", "text"]].itertuples(index=False)}
    read = {}
    for number, own in table.groupby("utterance", sort=True):
        pieces = [
            (b, texts[a, b], s, e) for a, b, s, e in own[["article", "block", "start", "end"]].itertuples(index=False)
        ]
        read[number] = read_wording(pieces, own["goes_on"].tolist()[1:])
    return read
