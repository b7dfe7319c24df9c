"""Utterances: what one speaker says in one go, as an article quotes it, in one or more quotations.

A quotation that a cue interrupts ("…," she said, "…") is one utterance; so is one that goes on in the next sentence
("…," she said. "…") or in the next paragraph (where the first is not closed). Between the two sentences the speaker
may have said more: the article does not claim otherwise.

Quotation drift: the same utterance in two articles, in two wordings, aligned word by word.

Two quotations are taken for the same utterance if most of the shorter stands in the longer, in order. What differs is
listed as words dropped, added or replaced; what is the editor's (brackets, ellipses) and another spelling of the same
word is shown and not counted. A difference says nothing of who is right: only a transcript can
(:mod:`facts.drift`).

Quotations held against a primary source or transcript: verbatim, altered, or not found.

*Verbatim* lets through punctuation, capitals, quotation marks, another spelling of the same word, words in square
brackets, and an ellipsis with what it leaves out, which is shown. A word more or less is *altered*, a dropped "not"
above all. *Not found* says only that this source does not have it: the speaker may have said it elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.attribution import BLOCK, OTHER, SCARE, Attributions, cue_classes, quoted_stretches
from analysis.attribution import TITLE as A_TITLE
from analysis.facts.wording import (
    BRACKET,
    EDITORIAL,
    LEFT_OUT,
    OPERATIONS,
    SAME,
    SPELLING,
    Alignment,
    Step,
    Wording,
    align,
    function_words,
    operations,
    read_wording,
)
from analysis.schema import TEXT, TEXT_KINDS, InputError, require
from analysis.text.syllables import easy_words

UTTERANCES = {"article": TEXT, "utterance": "int64", "piece": "int64", "block": "int64", "start": "int64"}
UTTERANCES |= {"end": "int64", "kind": TEXT, "speaker": TEXT, "goes_on": "bool", "text": TEXT}
_MOST_WORDS_OF_A_CUE = 14
_MARKS = "“”„«»\"'‘’`"
_OPENS = re.compile(r"\s*(?:[“\"«„‘]|''|``|')")
_CLOSED = re.compile(r"(?:[”\"»’]|''|')\s*$")
_CONTIGUOUS, _NEXT = (",", "–", "—", "-"), (".", ";", ":")


def utterances(blocks: pd.DataFrame, found: Attributions) -> pd.DataFrame:
    """List the utterances that articles quote."""
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
    length = listed["end"] - listed["start"]
    inside = length.where(listed["kind"] != BLOCK, 0).groupby([listed["article"], listed["block"]]).transform("sum")
    return (listed["kind"] == BLOCK) & (2 * inside > length)


def _following(text: pd.DataFrame) -> dict[tuple, tuple]:
    keys = list(zip(text["article"], text["block"], strict=True))
    return {b: a for a, b in zip(keys, keys[1:], strict=False) if a[0] == b[0]}


def _inside(text: str, start: int, end: int, *, marked: bool) -> tuple[int, int]:
    around = (_MARKS if marked else "") + " \t\n\r\xa0>"
    surface = text[start:end]
    return end - len(surface.lstrip(around)), start + len(surface.rstrip(around))


def _goes_on(before: tuple, row: tuple, texts: dict, following: dict) -> bool | None:
    """Test whether a quotation goes on in the sentence of the one before (True), in the next (False), or not (None)."""
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


PAIRS = {"pair": "int64", "said": "int64", "article_a": TEXT, "utterance_a": "int64", "block_a": "int64"}
PAIRS |= {"speaker_a": TEXT, "article_b": TEXT, "utterance_b": "int64", "block_b": "int64", "speaker_b": TEXT}
PAIRS |= {"text_a": TEXT, "text_b": TEXT, "same": "int64", "only_a": "int64", "only_b": "int64"}
PAIRS |= {"editorial": "int64", "share": "float64", "observation": TEXT}
STEPS = {"pair": "int64", "operation": "int64", "sort": TEXT, "counted": "bool"}
STEPS |= {f"{name}_{side}": kind for side in "ab" for name, kind in
          (("block", "int64"), ("start", "int64"), ("end", "int64"), ("surface", TEXT))}  # fmt: skip
#: what a pair of quotations must have in common, and what it must if two different people are said to speak
_SHARED, _SCORE, _RUN, _CONTENT = 0.5, 0.25, 3, 2
_SHARED_BY_OTHERS, _CONTENT_BY_OTHERS = 0.8, 5
#: a quotation of so few words is looked for word by word
_SHORT = 3


@dataclass(frozen=True)
class Drift:
    """Utterances that stand in more than one article.

    Attributes
    ----------
    pairs : one row a pair of wordings (:data:`PAIRS`): ``said`` numbers the utterance, the same for all its wordings;
        ``block_a`` is where it begins; ``same``, ``only_a``, ``only_b`` count words of the stretch that both quote;
        ``editorial`` counts marks and words that are the editor's; ``share`` = (only_a + only_b) / (2 same + only_a +
        only_b), from 0 (word for word) to 1
    operations : one row an operation, in order (:data:`STEPS`): ``sort`` is a key of
        :data:`facts.wording.OPERATIONS`; ``counted`` says whether it is drift; offsets are half-open and in
        characters of the block; where a side has no words, start and end are the place where they would stand
    utterances : as :func:`facts.drift.utterances` gives them
    """

    pairs: pd.DataFrame
    operations: pd.DataFrame
    utterances: pd.DataFrame


def drift(blocks: pd.DataFrame, found: Attributions) -> Drift:
    """Find utterances that two or more articles quote, and how their wordings differ."""
    require(blocks, ("article", "block", "kind", "text"), "drift")
    table = utterances(blocks, found)
    spoken = table[table["kind"] != SCARE]
    read = wordings(spoken, blocks)
    about = _about(spoken)
    matched = [
        match
        for one, other in combinations(read, 2)
        if about[one]["article"] != about[other]["article"] and (match := _matched(read, about, one, other)) is not None
    ]
    matched = _innermost(matched, read, about)
    said = _numbered([(one, other) for one, other, _ in matched])
    texts = {(a, b): text for a, b, text in blocks[["article", "block", "text"]].itertuples(index=False)}
    pairs, steps = [], []
    for number, (one, other, alignment) in enumerate(matched):
        listed = _steps(read, one, other, alignment)
        counts = counted(listed)
        sides = [about[one], about[other]]
        pairs.append(
            {
                "pair": number,
                "said": said[one],
                **{f"{name}_{s}": side[name] for s, side in zip("ab", sides, strict=True) for name in side},
                **counts,
                "observation": _observation(sides, counts),
            }
        )
        rows = placed(listed, (read[one], read[other]), [(side["article"], texts) for side in sides])
        steps += [{"pair": number, "operation": k, **row} for k, row in enumerate(rows)]
    return Drift(_table(pairs, PAIRS), _table(steps, STEPS), table)


def _table(rows: list[dict], columns: dict) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def _about(table: pd.DataFrame) -> dict[int, dict]:
    """Tell of each utterance: article, number, first block, speaker, and its words."""
    told = {}
    for number, own in table.groupby("utterance", sort=True):
        first = own.iloc[0]
        told[number] = {"article": first["article"], "utterance": number, "block": first["block"]}
        speakers = own["speaker"].dropna()
        told[number] |= {"speaker": speakers.iloc[-1] if len(speakers) else None}
        told[number] |= {"text": " … ".join(own["text"])}
    return told


def _matched(read: dict[int, Wording], about: dict, one: int, other: int) -> tuple[int, int, Alignment] | None:
    short, long = sorted((read[one], read[other]), key=len)
    if not _may_match(short, long):
        return None
    alignment = align(short, long, overlap=len(short) > _SHORT)
    if alignment is None:
        return None
    if _has_the_rest(short, long, alignment):
        # what it begins before or ends after is in the longer, in another place
        alignment = align(short, long) or alignment
    speakers = [about[k]["speaker"] for k in (one, other)]
    strangers = None not in speakers and speakers[0].split()[-1] != speakers[1].split()[-1]
    good = _is_same(short, alignment, strangers=strangers)
    return (one, other, alignment) if good else None


def _may_match(short: Wording, long: Wording) -> bool:
    light = function_words()
    mine = Counter(key for key in short.keys if key not in light)
    shared = sum((mine & Counter(long.keys)).values())
    return shared >= _CONTENT and shared >= 0.35 * mine.total()


def _has_the_rest(short: Wording, long: Wording, alignment: Alignment) -> bool:
    """Test whether most content words of the shorter that the path leaves out stand elsewhere in the longer."""
    inside = {i for i, _ in alignment.path if i is not None}
    rest = [key for i, key in enumerate(short.keys) if i not in inside and key not in function_words()]
    if not rest:
        return len(inside) < len(short)
    return 2 * sum(key in long.keys for key in rest) > len(rest)


def _is_same(short: Wording, alignment: Alignment, *, strangers: bool) -> bool:
    if len(short) <= _SHORT:
        words = [key for key in short.keys if key not in function_words()]
        rare = any(key not in easy_words() and not key.isdigit() for key in words)
        return alignment.score == 1 and len(words) >= _CONTENT and rare and not strangers
    few = min(_RUN, len(short) - 1)
    if strangers and not (alignment.shared >= _SHARED_BY_OTHERS and alignment.content >= _CONTENT_BY_OTHERS):
        return False
    good = alignment.shared >= _SHARED and alignment.score >= _SCORE
    return good and alignment.run >= few and alignment.content >= _CONTENT


def _innermost(matched: list, read: dict[int, Wording], about: dict) -> list:
    """Where a block quotation and a quotation inside of it match the same utterance, keep the one that fits best."""
    kept = []
    for match in matched:
        rivals = [other for other in matched if other is not match and _rival(match, other, read, about)]
        mine = _fit(match, read)
        if all(mine > _fit(other, read) for other in rivals):
            kept.append(match)
    return kept


def _fit(match: tuple, read: dict[int, Wording]) -> tuple:
    one, other, alignment = match
    return alignment.content, -len(read[one]) - len(read[other]), -one, -other


def _rival(match: tuple, other: tuple, read: dict[int, Wording], about: dict) -> bool:
    """Test whether two matches have one side in common, and the other sides lie inside of one another."""
    for mine, theirs, shared in ((0, 0, 1), (0, 1, 1), (1, 0, 0), (1, 1, 0)):
        common = match[shared] == other[1 - theirs]
        a, b = match[mine], other[theirs]
        if common and a != b and about[a]["article"] == about[b]["article"] and _overlap(read[a], read[b]):
            return True
    return False


def _overlap(one: Wording, other: Wording) -> bool:
    return bool(set(one.places) & set(other.places))


def _numbered(pairs: list[tuple[int, int]]) -> dict[int, int]:
    """Return all wordings of an utterance one number: the lowest number among them, counted from 0."""
    root: dict[int, int] = {}

    def of(k: int) -> int:
        while root.setdefault(k, k) != k:
            k = root[k]
        return k

    for one, other in pairs:
        low, high = sorted((of(one), of(other)))
        root[high] = low
    order = {k: n for n, k in enumerate(sorted({of(k) for k in root}))}
    return {k: order[of(k)] for k in root}


def _steps(read: dict[int, Wording], one: int, other: int, alignment: Alignment) -> list[Step]:
    flip = len(read[one]) > len(read[other])
    short, long = (other, one) if flip else (one, other)
    return operations(read[short], read[long], alignment, flip=flip)


def counted(steps: list[Step]) -> dict:
    """Count the words of operations: same, only_a, only_b, editorial, and the share of words that differ."""
    same = sum(len(s.first) for s in steps if s.sort in (SAME, SPELLING))
    only = [sum(len(words(s)) for s in steps if OPERATIONS[s.sort][1]) for words in (_first, _second)]
    editorial = sum(max(len(s.first), len(s.second), 1) for s in steps if s.sort in (EDITORIAL, LEFT_OUT))
    total = 2 * same + sum(only)
    share = sum(only) / total if total else float("nan")
    return {"same": same, "only_a": only[0], "only_b": only[1], "editorial": editorial, "share": share}


def _first(step: Step) -> tuple[int, ...]:
    return step.first


def _second(step: Step) -> tuple[int, ...]:
    return step.second


def placed(steps: list[Step], sides: tuple[Wording, Wording], texts: list[tuple[str, dict]]) -> list[dict]:
    """Return the place of each operation in both texts."""
    rows = []
    for step in steps:
        row = {"sort": step.sort, "counted": OPERATIONS[step.sort][1]}
        for side, words in enumerate((step.first, step.second)):
            wording, (article, of) = sides[side], texts[side]
            if step.mark and step.side == side:
                _, block, start, end = step.mark
            else:
                block, start, end = _place(wording, words, step.at[side])
            name = "ab"[side]
            row |= {f"block_{name}": block, f"start_{name}": start, f"end_{name}": end}
            row[f"surface_{name}"] = of[article, block][start:end]
        rows.append(row)
    return rows


def _place(wording: Wording, words: tuple[int, ...], edge: int) -> tuple[int, int, int]:
    """Return block, start and end of words, or the place at an edge."""
    if words:
        block, start, _ = wording.places[words[0]]
        return block, start, wording.places[words[-1]][2]
    if edge:
        block, _, end = wording.places[edge - 1]
        return block, end, end
    block, start, _ = wording.places[0]
    return block, start, start


def _observation(sides: list[dict], counts: dict) -> str:
    """Describe in one sentence what is seen, with both articles in view."""
    both = " and ".join(f"{side['article']} (block {side['block']})" for side in sides)
    if not counts["only_a"] and not counts["only_b"]:
        note = ", apart from what the editors put in or left out" if counts["editorial"] else ""
        return f"{both} quote the same words{note}."
    return (
        f"{both} quote one utterance in two wordings: {counts['same']} words are the same, {counts['only_a']} stand in "
        f"the first only, {counts['only_b']} in the second only."
    )


VERBATIM, ALTERED, NOT_FOUND = "verbatim", "altered", "not found"
CHECKED = {"article": TEXT, "utterance": "int64", "block": "int64", "start": "int64", "end": "int64", "speaker": TEXT}
CHECKED |= {"text": TEXT, "result": TEXT, "source_start": "Int64", "source_end": "Int64", "source_surface": TEXT}
CHECKED |= {"words": "int64", "altered_words": "float64", "share": "float64", "left_out": TEXT, "observation": TEXT}
_SHARED_WITH_SOURCE, _SCORE_IN_SOURCE = 0.55, 0.3
_SHORT_IN_SOURCE = 3
SOURCE = "source"
#: who speaks, at the start of a line of a transcript, and a time
_LABEL = re.compile(
    r"^[ \t]*(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?[ \t]*)?"
    r"(?:(?:[A-Z][A-Z.'’-]*[ \t]?){1,5}(?:\([^)\n]{1,60}\)[ \t]?)?:|[QA][.:][ \t])?",
    re.MULTILINE,
)


def against_source(blocks: pd.DataFrame, found: Attributions, source_text: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Hold every quotation of the articles against a source.

    Parameters
    ----------
    blocks : the paragraph table that `found` was made from
    found : who speaks in the articles
    source_text : the source: a transcript, a statement, a report, as plain text

    Returns
    -------
    checked : DataFrame
        one row a quotation (:data:`CHECKED`; one that a cue interrupts inside of a sentence is one): ``utterance``
        numbers them from 0; block, start and end say where its first piece stands; ``result``: 'verbatim', 'altered' or
        'not found'; ``source_start`` and ``source_end`` (half-open, in characters of `source_text`) of the words that
        match; ``words``: those of the quotation; ``altered_words``: words of the quotation that the source has not,
        and words of the source that are missing there; ``share``: these, of all words of both, 0 to 1 (both NaN where
        nothing is found); ``left_out``: what stands in the source where the quotation has an ellipsis. Words held at
        arm's length are there only if the source has them.
    steps : DataFrame
        the operations (:data:`facts.drift.STEPS`) from the source (a) to the quotation (b); ``pair`` is the place
        of the row in `checked`, ``block_a`` is 0

    Raises
    ------
    InputError
        if the source has no word
    """
    require(blocks, ("article", "block", "kind", "text"), "against_source")
    source = _source_wording(source_text)
    if not len(source):
        raise InputError("the source: there is no word in it. Give the transcript or the statement as plain text.")
    table = utterances(blocks, found)
    # sentences of one utterance are looked for one by one
    table["utterance"] = (~table["goes_on"]).cumsum() - 1
    read = wordings(table, blocks)
    texts = {(a, b): text for a, b, text in blocks[["article", "block", "text"]].itertuples(index=False)}
    rows, steps = [], []
    for number, own in table.groupby("utterance", sort=True):
        quoted = read[number]
        if not len(quoted):
            continue
        listed = _found(quoted, source)
        if listed is None and (own["kind"] == SCARE).all():
            continue
        places = placed(
            listed or [], (source, quoted), [(SOURCE, {(SOURCE, 0): source_text}), (own["article"].iloc[0], texts)]
        )
        steps += [{"pair": len(rows), "operation": k, **row} for k, row in enumerate(places)]
        rows.append(_row(own, len(quoted), listed, places) | _where(source_text, places))
    checked = pd.DataFrame(rows, columns=list(CHECKED)).astype(CHECKED)
    return checked, pd.DataFrame(steps, columns=list(STEPS)).astype(STEPS)


def _source_wording(text: str) -> Wording:
    """Read the words of a source; the names of speakers and times at the start of a line are no one's words."""
    wording = Wording()
    begin = 0
    for label in _LABEL.finditer(text):
        if label.end() > label.start() and label[0].strip():
            _extend(wording, text, begin, label.start())
            wording.edit(BRACKET, (0, label.start(), label.end()))
            wording.stops[-1] = True
            begin = label.end()
    _extend(wording, text, begin, len(text))
    return wording


def _extend(wording: Wording, text: str, start: int, end: int) -> None:
    read_wording([(0, text, start, end)], into=wording)


def _found(quoted: Wording, source: Wording) -> list[Step] | None:
    alignment = align(quoted, source)
    if alignment is None or not _is_there(quoted, source, alignment):
        return None
    return operations(quoted, source, alignment, flip=True)


def _is_there(quoted: Wording, source: Wording, alignment: Alignment) -> bool:
    if len(quoted) <= _SHORT_IN_SOURCE:
        content = any(key not in function_words() for key in quoted.keys)
        return alignment.score == 1 and (content or len(quoted) > 1)
    good = alignment.shared >= _SHARED_WITH_SOURCE and alignment.score >= _SCORE_IN_SOURCE
    if good:
        return alignment.run >= 2 and alignment.content >= 1
    return alignment.run > _SHORT_IN_SOURCE and _moved(quoted, source, alignment)


def _moved(quoted: Wording, source: Wording, alignment: Alignment) -> bool:
    at = [j for _, j in alignment.path if j is not None]
    near = set(source.keys[max(at[0] - len(quoted), 0) : at[-1] + len(quoted)])
    content = [key for key in quoted.keys if key not in function_words()]
    return sum(key in near for key in content) >= 0.9 * len(content) >= 2


def _row(own: pd.DataFrame, words: int, steps: list[Step] | None, places: list[dict]) -> dict:
    first = own.iloc[0]
    row = {name: first[name] for name in ("article", "utterance", "block", "start", "end", "speaker")}
    row |= {"text": " … ".join(own["text"]), "words": words}
    if steps is None:
        nothing = {"altered_words": np.nan, "share": np.nan, "left_out": None}
        return row | {"result": NOT_FOUND} | nothing | {"observation": "The source given does not have these words."}
    counts = counted(steps)
    altered = counts["only_a"] + counts["only_b"]
    left = [place["surface_a"] for place in places if place["sort"] == LEFT_OUT and place["surface_a"]]
    result = ALTERED if altered else VERBATIM
    told = {"result": result, "altered_words": altered, "share": counts["share"], "left_out": " … ".join(left) or None}
    return row | told | {"observation": _source_observation(counts, left)}


def _source_observation(counts: dict, left: list[str]) -> str:
    told = "The source has these words as they are quoted"
    if counts["only_a"] or counts["only_b"]:
        told = (
            f"The source has this in other words: {counts['only_b']} words of the quotation are not there, and "
            f"{counts['only_a']} words that are there are not in the quotation"
        )
    return told + (f"; an ellipsis leaves out “{left[0]}”." if left else ".")


def _where(text: str, places: list[dict]) -> dict:
    """Return the place in the source, from the first to the last word that the quotation has."""
    same = [place for place in places if place["sort"] in (SAME, SPELLING)]
    if not same:
        return {"source_start": None, "source_end": None, "source_surface": None}
    start, end = same[0]["start_a"], same[-1]["end_a"]
    return {"source_start": start, "source_end": end, "source_surface": text[start:end]}
