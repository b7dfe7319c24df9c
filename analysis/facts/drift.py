"""Quotations held against each other: an utterance in two articles, and a quotation against its source.

An utterance is what one speaker says in one go. A quotation that a cue interrupts ("…," she said, "…") is one
utterance; so is one that goes on in the next sentence ("…," she said. "…") or in the next paragraph (where the first is
not closed). Between two sentences the speaker may have said more: the article does not claim otherwise.

:func:`drift` takes two quotations for the same utterance if most of the shorter stands in the longer, in order.
:func:`against_source` finds a quotation verbatim, altered (a word more or less, a dropped "not" above all) or not found
in a transcript; the speaker may have said elsewhere what is not found. Both align word by word (:mod:`facts.wording`)
and list words dropped, added or replaced; brackets, ellipses, short forms ("can't") and other spellings are shown and
not counted. A difference between two articles does not show who is right: only a transcript can.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations, pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.attribution import BLOCK, OTHER, SCARE, Attributions, cue_classes, list_quotations
from analysis.attribution import TITLE as A_TITLE
from analysis.facts.wording import (
    ALIKE,
    BRACKET,
    EDITORIAL,
    LEFT_OUT,
    NEGATIONS,
    OPERATIONS,
    Alignment,
    Step,
    Wording,
    align,
    fold,
    function_words,
    operations,
    read_wording,
)
from analysis.schema import TEXT, TEXT_KINDS, InputError, records, require
from analysis.text.patterns import pattern
from analysis.text.syllables import easy_words
from analysis.text.words import ranges

UTTERANCES = {"article": TEXT, "utterance": "int64", "piece": "int64", "block": "int64", "start": "int64"}
UTTERANCES |= {"end": "int64", "kind": TEXT, "speaker": TEXT, "goes_on": "bool", "text": TEXT}
PAIRS = {"pair": "int64", "said": "int64", "article_a": TEXT, "utterance_a": "int64", "block_a": "int64"}
PAIRS |= {"speaker_a": TEXT, "article_b": TEXT, "utterance_b": "int64", "block_b": "int64", "speaker_b": TEXT}
PAIRS |= {"text_a": TEXT, "text_b": TEXT, "same": "int64", "only_a": "int64", "only_b": "int64"}
PAIRS |= {"editorial": "int64", "share": "float64", "more_a": "int64", "more_b": "int64", "observation": TEXT}
STEPS = {"pair": "int64", "operation": "int64", "sort": TEXT, "counted": "bool"}
STEPS |= {f"{name}_{side}": kind for side in "ab" for name, kind in
          (("block", "int64"), ("start", "int64"), ("end", "int64"), ("surface", TEXT))}  # fmt: skip
VERBATIM, ALTERED, NOT_FOUND = "verbatim", "altered", "not found"
#: a quotation that is not there, of someone who has no word there
ELSEWHERE = "another speaker or occasion"
CHECKED = {"article": TEXT, "utterance": "int64", "block": "int64", "start": "int64", "end": "int64", "speaker": TEXT}
CHECKED |= {"text": TEXT, "result": TEXT, "source_start": "Int64", "source_end": "Int64", "source_surface": TEXT}
CHECKED |= {"words": "int64", "altered_words": "float64", "share": "float64", "left_out": TEXT, "observation": TEXT}

_MOST_WORDS_OF_A_CUE = 14
_MARKS = "“”„«»\"'‘’`"
_OPENS = pattern(r"\s*(?:[“\"«„‘]|''|``|')")
_CLOSED = pattern(r"(?:[”\"»’]|''|')\s*$")
_CONTIGUOUS, _NEXT = (",", "–", "—", "-"), (".", ";", ":")
#: a quotation of so few words is looked for word by word
_SHORT = 3
#: what two quotations must have in common: share of words, score, words in a row, content words
_SHARED, _SCORE, _RUN, _CONTENT = 0.5, 0.25, 3, 2
#: the share of the shorter's content words that makes a pair worth aligning; how many of each other article are aligned
#: with an utterance, the most alike first; how many utterances are looked up at once
_COMMON, _MOST_ALIKE, _AT_ONCE = 0.35, 12, 512
#: what they must if two different people are said to speak
_SHARED_BY_OTHERS, _CONTENT_BY_OTHERS = 0.8, 5
#: what a quotation and its source must have in common
_SHARED_WITH_SOURCE, _SCORE_IN_SOURCE, _RUN_IN_SOURCE = 0.55, 0.3, 2
#: who speaks, at the start of a line of a transcript, and a time
_LABEL = pattern(
    r"^[ \t]*(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?[ \t]*)?"
    r"(?:(?:[A-Z][A-Z.'’-]*[ \t]?){1,5}(?:\([^)\n]{1,60}\)[ \t]?)?:|[QA][.:][ \t])?",
    re.MULTILINE,
)


class _Piece(NamedTuple):
    """One quotation: its place without marks, what it is, whose, and where it ends with its marks."""

    article: str
    block: int
    start: int
    end: int
    kind: str
    speaker: str | None
    closes: int


def utterances(blocks: pd.DataFrame, found: Attributions) -> pd.DataFrame:
    """List the utterances that articles quote, one row a piece (:data:`UTTERANCES`)."""
    listed = list_quotations(blocks, found)
    listed = listed[listed["kind"] != A_TITLE]
    listed = listed[~_only_reports(listed)]
    texts = _texts(blocks)
    text = blocks[blocks["kind"].isin(TEXT_KINDS)]
    keys = list(zip(text["article"], text["block"], strict=True))
    previous = {b: a for a, b in zip(keys, keys[1:], strict=False) if a[0] == b[0]}
    rows: list[tuple] = []
    last: dict[bool, tuple | None] = {True: None, False: None}
    number = -1
    for one in listed.itertuples(index=False):
        whole, is_block = texts[one.article, one.block], one.kind == BLOCK
        surface, around = whole[one.start : one.end], ("" if is_block else _MARKS) + " \t\n\r\xa0>"
        start, end = one.end - len(surface.lstrip(around)), one.start + len(surface.rstrip(around))
        if start >= end:
            continue
        speaker = None if pd.isna(one.speaker) else one.speaker
        piece = _Piece(one.article, one.block, start, end, one.kind, speaker, one.end)
        before, place = last[is_block] or (None, (0, 0))
        how = before and _goes_on(before, piece, texts, previous)
        if how is None:
            number += 1
            place = (number, 0)
        else:
            place = (place[0], place[1] + 1)
            piece = piece._replace(speaker=speaker or before.speaker)
        last[is_block] = (piece, place)
        rows.append((*piece[:1], *place, *piece[1:6], bool(how), whole[start:end]))
    table = pd.DataFrame(rows, columns=list(UTTERANCES)).astype(UTTERANCES)
    return table.sort_values(["utterance", "piece"], kind="stable", ignore_index=True)


def _texts(blocks: pd.DataFrame) -> dict[tuple[str, int], str]:
    return {(a, b): text for a, b, text in blocks[["article", "block", "text"]].itertuples(index=False)}


def _only_reports(listed: pd.DataFrame) -> pd.Series:
    """Test whether a block quotation consists for the most part of quotations."""
    length = listed["end"] - listed["start"]
    inside = length.where(listed["kind"] != BLOCK, 0).groupby([listed["article"], listed["block"]]).transform("sum")
    return (listed["kind"] == BLOCK) & (2 * inside > length)


def _goes_on(before: _Piece, piece: _Piece, texts: dict, previous: dict) -> bool | None:
    """Test whether a quotation goes on in the sentence of the one before (True), in the next (False), or not (None)."""
    if before.article != piece.article or SCARE in (before.kind, piece.kind):
        return None
    here, there = (piece.article, piece.block), (before.article, before.block)
    is_next = previous.get(here) == there
    if BLOCK not in (before.kind, piece.kind) and is_next and before.closes >= len(texts[there].rstrip()):
        # a paragraph that does not close its quotation: the next goes on, whoever is named there
        return True if not _CLOSED.search(texts[there]) and piece.start < 3 and _OPENS.match(texts[here]) else None
    if before.speaker and piece.speaker and before.speaker != piece.speaker:
        return None
    if piece.kind == BLOCK:
        return False if is_next and before.kind == BLOCK else None
    if here == there and piece.start >= before.closes:
        ended = texts[here][: before.closes].rstrip(_MARKS).endswith(".")
        return _interrupted(texts[here][before.closes : piece.start], ended=ended)
    return None


def _interrupted(between: str, *, ended: bool) -> bool | None:
    """Read what stands between two quotations: a cue alone, which ends in a comma (True) or a stop (False).

    Where the first one has `ended` with a full stop and the cue begins with a capital, the next is another sentence.
    """
    between = between.strip().rstrip(_MARKS).strip()
    if not between or len(between.split()) > _MOST_WORDS_OF_A_CUE or between[-1] not in (*_CONTIGUOUS, *_NEXT):
        return None
    inner = between[:-1].strip(" ,")
    if re.search(r"[.!?]\s+[A-Z][a-z]+ [a-z]+", inner) or not _is_cue(inner):
        return None
    return between[-1] in _CONTIGUOUS and not (ended and inner[:1].isupper())


@lru_cache(maxsize=1 << 12)
def _is_cue(words: str) -> bool:
    return cue_classes([words])["cue_class"].iloc[0] != OTHER


class Utterance(NamedTuple):
    """One utterance: the row of its first piece, the last speaker named, its text, and its words."""

    first: dict
    speaker: str | None
    text: str
    wording: Wording


def read_utterances(table: pd.DataFrame, blocks: pd.DataFrame) -> dict[int, Utterance]:
    """Read the words of each utterance in a table of :func:`utterances`, by its number."""
    texts = _texts(blocks)
    pieces: dict[int, list[dict]] = {}
    for row in records(table):
        pieces.setdefault(row["utterance"], []).append(row)
    read = {}
    for number, own in sorted(pieces.items()):
        places = [(row["block"], texts[row["article"], row["block"]], row["start"], row["end"]) for row in own]
        wording = read_wording(places, [row["goes_on"] for row in own[1:]])
        speaker = next((row["speaker"] for row in reversed(own) if pd.notna(row["speaker"])), None)
        read[number] = Utterance(own[0], speaker, " … ".join(row["text"] for row in own), wording)
    return read


def _compare(
    pair: int, sides: list[tuple[Wording, str]], alignment: Alignment, *, texts: dict, flip: bool
) -> tuple[dict, list[dict]]:
    """Count what differs between two wordings, each with its article, and list the operations with their places.

    The alignment is that of the first in the second; with `flip`, of the second in the first.
    """
    wordings = [wording for wording, _ in sides]
    steps = operations(*(wordings[::-1] if flip else wordings), alignment, flip=flip)
    rows = []
    for number, step in enumerate(steps):
        row = {"pair": pair, "operation": number, "sort": step.sort, "counted": OPERATIONS[step.sort][1]}
        for side, (name, (wording, article)) in enumerate(zip("ab", sides, strict=True)):
            block, start, end = _place(wording, step, side)
            surface = texts[article, block][start:end]
            row |= {f"block_{name}": block, f"start_{name}": start, f"end_{name}": end, f"surface_{name}": surface}
        rows.append(row)
    return _count(steps), rows


def _count(steps: list[Step]) -> dict:
    """Count the words of operations: same, only_a, only_b, editorial, and the share of words that differ."""
    same = sum(len(s.first) for s in steps if s.sort in ALIKE)
    differ = [s for s in steps if OPERATIONS[s.sort][1]]
    only_a, only_b = sum(len(s.first) for s in differ), sum(len(s.second) for s in differ)
    editorial = sum(max(len(s.first), len(s.second), 1) for s in steps if s.sort in (EDITORIAL, LEFT_OUT))
    total = 2 * same + only_a + only_b
    share = (only_a + only_b) / total if total else float("nan")
    return {"same": same, "only_a": only_a, "only_b": only_b, "editorial": editorial, "share": share}


def _beyond(sides: list[tuple[Wording, str]], rows: list[dict]) -> dict[str, int]:
    """Count the words that each side quotes before and behind the stretch that both quote."""
    more = {}
    for side, (wording, _) in zip("ab", sides, strict=True):
        inside = [row for row in rows if row[f"end_{side}"] > row[f"start_{side}"]]
        first = min((row[f"block_{side}"], row[f"start_{side}"]) for row in inside)
        last = max((row[f"block_{side}"], row[f"end_{side}"]) for row in inside)
        more[f"more_{side}"] = sum(
            (block, start) < first or (block, end) > last for block, start, end in wording.places
        )
    return more


def _place(wording: Wording, step: Step, side: int) -> tuple[int, int, int]:
    """Find block, start and end of a step's words or mark on one side, or the place at an edge."""
    words, edge = (step.first, step.second)[side], step.at[side]
    if step.mark and step.side == side:
        return step.mark[1:]
    if words:
        block, start, _ = wording.places[words[0]]
        return block, start, wording.places[words[-1]][2]
    block, start, end = wording.places[max(edge - 1, 0)]
    return (block, end, end) if edge else (block, start, start)


def _content_words(wording: Wording) -> list[str]:
    return [key for key in wording.keys if key not in function_words()]


def _table(rows: list[dict], columns: dict) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


@dataclass(frozen=True)
class Drift:
    """Utterances that stand in more than one article.

    Attributes
    ----------
    pairs : one row a pair of wordings (:data:`PAIRS`): ``said`` numbers the utterance, the same for all its wordings;
        ``block_a`` is where it begins; ``same``, ``only_a``, ``only_b`` count words of the stretch that both quote;
        ``editorial`` counts marks and words that are the editor's; ``more_a`` and ``more_b`` the words that one side
        quotes before and behind that stretch; ``share`` = (only_a + only_b) / (2 same + only_a +
        only_b), from 0 (word for word) to 1
    operations : one row an operation, in order (:data:`STEPS`): ``sort`` is a key of
        :data:`facts.wording.OPERATIONS`; ``counted`` says whether it is drift; offsets are half-open and in
        characters of the block; where a side has no words, start and end are the place where they would stand
    utterances : as :func:`facts.drift.utterances` lists them
    """

    pairs: pd.DataFrame
    operations: pd.DataFrame
    utterances: pd.DataFrame


def find_drift(blocks: pd.DataFrame, found: Attributions) -> Drift:
    """Find utterances that two or more articles quote, and how their wordings differ."""
    require(blocks, ("article", "block", "kind", "text"), "find_drift")
    table = utterances(blocks, found)
    read = read_utterances(table[table["kind"] != SCARE], blocks)
    matched = [
        (one, other, alignment)
        for one, other in _likely(read)
        if (alignment := _matched(read[one], read[other])) is not None
    ]
    matched = _not_whole_elsewhere(_innermost(matched, read), read)
    said = _group([(one, other) for one, other, _ in matched])
    texts = _texts(blocks)
    pairs, steps = [], []
    for number, (one, other, alignment) in enumerate(matched):
        sides = [(read[k].wording, read[k].first["article"]) for k in (one, other)]
        flip = len(sides[0][0]) > len(sides[1][0])
        counts, rows = _compare(number, sides, alignment, texts=texts, flip=flip)
        pair = {"pair": number, "said": said[one], **counts, **_beyond(sides, rows)}
        for side, k in zip("ab", (one, other), strict=True):
            pair |= {f"{name}_{side}": read[k].first[name] for name in ("article", "utterance", "block")}
            pair |= {f"speaker_{side}": read[k].speaker, f"text_{side}": read[k].text}
        pairs.append(pair | {"observation": _observation(pair)})
        steps += rows
    return Drift(_table(pairs, PAIRS), _table(steps, STEPS), table)


def _likely(read: dict[int, Utterance]) -> list[tuple[int, int]]:
    """Find the utterances of two articles that have enough words in common to be aligned, in order."""
    numbers = list(read)
    if not numbers:
        return []
    held = [Counter(_content_words(read[number].wording)) for number in numbers]
    size = np.array([words.total() for words in held])
    length = np.array([len(read[number].wording) for number in numbers])
    article = pd.factorize(np.array([read[number].first["article"] for number in numbers], object))[0]
    # the second "not" of an utterance is another word than its first
    own = [[(word, time) for word, times in words.items() for time in range(times)] for words in held]
    columns = {word: place for place, word in enumerate(dict.fromkeys(chain.from_iterable(own)))}
    rows = np.repeat(np.arange(len(own)), size)
    places = np.array([columns[word] for word in chain.from_iterable(own)], np.int64)
    # who has each word, one word behind the other, and where each of them begins
    having, often = rows[np.argsort(places, kind="stable")], np.bincount(places, minlength=len(columns))
    begins = np.cumsum(often) - often
    edges = np.searchsorted(rows, np.arange(0, len(own) + _AT_ONCE, _AT_ONCE))
    found = []
    for low, high in pairwise(edges.tolist()):
        times = often[places[low:high]]
        others = having[ranges(begins[places[low:high]], times)]
        pairs, common = np.unique(np.repeat(rows[low:high], times) * len(own) + others, return_counts=True)
        a, b = np.divmod(pairs, len(own))
        least = np.where(length[a] <= length[b], size[a], size[b])
        kept = (article[a] != article[b]) & (common >= _CONTENT) & (common >= _COMMON * least)
        a, b, common = a[kept], b[kept], common[kept]
        order = np.lexsort((b, -common, article[b], a))
        groups = pd.DataFrame({"a": a[order], "article": article[b[order]]})
        nearest = groups.groupby(["a", "article"]).cumcount().to_numpy() < _MOST_ALIKE
        found += [
            tuple(sorted(pair)) for pair in zip(a[order][nearest].tolist(), b[order][nearest].tolist(), strict=True)
        ]
    return [(numbers[a], numbers[b]) for a, b in sorted(set(found))]


def _matched(one: Utterance, other: Utterance) -> Alignment | None:
    """Align two utterances, the shorter in the longer, if they are taken for the same."""
    short, long = sorted((one.wording, other.wording), key=len)
    alignment = align(short, long, overlap=len(short) > _SHORT)
    if alignment is None:
        return None
    if _has_the_rest(short, long, alignment):
        # what it begins before or ends after is in the longer, in another place
        alignment = align(short, long) or alignment
    strangers = bool(one.speaker and other.speaker) and one.speaker.split()[-1] != other.speaker.split()[-1]
    return alignment if _is_same(short, alignment, strangers=strangers) else None


def _has_the_rest(short: Wording, long: Wording, alignment: Alignment) -> bool:
    """Test whether most content words of the shorter that the path leaves out stand elsewhere in the longer."""
    inside = {i for i, _ in alignment.path if i is not None}
    rest = [key for i, key in enumerate(short.keys) if i not in inside and key not in function_words()]
    if not rest:
        return len(inside) < len(short)
    return 2 * sum(key in long.keys for key in rest) > len(rest)


def _is_same(short: Wording, alignment: Alignment, *, strangers: bool) -> bool:
    if len(short) <= _SHORT:
        words = _content_words(short)
        rare = any(key not in easy_words() and not key.isdigit() for key in words)
        return alignment.score == 1 and len(words) >= _CONTENT and rare and not strangers
    shared, content = (_SHARED_BY_OTHERS, _CONTENT_BY_OTHERS) if strangers else (_SHARED, _CONTENT)
    good = alignment.shared >= shared and alignment.score >= _SCORE
    return good and alignment.run >= _RUN and alignment.content >= content


def _innermost(matched: list, read: dict[int, Utterance]) -> list:
    """Where a block quotation and a quotation inside of it match the same utterance, keep the one that fits best."""

    def fit(match: tuple) -> tuple:
        one, other, alignment = match
        return alignment.content, -len(read[one].wording) - len(read[other].wording), -one, -other

    # two matches are rivals if they have one side in common, and the other sides lie inside of one another
    sides: dict[tuple, list[tuple]] = {}
    for match in matched:
        for mine in (0, 1):
            other = read[match[mine]]
            for block in {place[0] for place in other.wording.places}:
                sides.setdefault((match[1 - mine], other.first["article"], block), []).append((match, mine))
    beaten = set()
    for rivals in sides.values():
        for (match, mine), (other, theirs) in combinations(rivals, 2):
            one, two = match[mine], other[theirs]
            if one != two and set(read[one].wording.places) & set(read[two].wording.places):
                beaten.add(min(match, other, key=fit)[:2])
    return [match for match in matched if match[:2] not in beaten]


def _not_whole_elsewhere(matched: list, read: dict[int, Utterance]) -> list:
    """Drop matches of an utterance that another utterance of that article has whole, word for word: "I'm hosting the
    gala!" is no other wording of "I am so glad to be hosting the gala" where both articles quote the latter."""
    alike = [read[one].wording.keys == read[other].wording.keys for one, other, _ in matched]
    sides = [((one, read[other].first["article"]), (other, read[one].first["article"])) for one, other, _ in matched]
    whole = {side for both, same in zip(sides, alike, strict=True) if same for side in both}
    return [match for match, both, same in zip(matched, sides, alike, strict=True) if same or whole.isdisjoint(both)]


def _group(pairs: list[tuple[int, int]]) -> dict[int, int]:
    """Number the groups of connected utterances from 0, in the order of the lowest in each."""
    beside: dict[int, set[int]] = {}
    for one, other in pairs:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    groups: dict[int, int] = {}
    count = 0
    for lowest in sorted(beside):
        reached = [lowest] if lowest not in groups else []
        while reached:
            number = reached.pop()
            groups[number] = count
            reached += beside[number] - groups.keys()
        count += groups[lowest] == count
    return {number: groups[number] for number in sorted(groups)}


def _observation(pair: dict) -> str:
    """Describe in one sentence what is seen, with both articles in view."""
    both = " and ".join(f"{pair[f'article_{side}']} (block {pair[f'block_{side}']})" for side in "ab")
    if not pair["only_a"] and not pair["only_b"]:
        note = ", apart from what the editors put in or left out" if pair["editorial"] else ""
        more = [f"the {which} quotes {_words(pair[f'more_{side}'])} more"
                for which, side in (("first", "a"), ("second", "b")) if pair[f"more_{side}"]]  # fmt: skip
        if more:
            return f"{both} quote {_words(pair['same'])} alike{note}; {' and '.join(more)}."
        return f"{both} quote the same words{note}."
    return (
        f"{both} quote one utterance in two wordings: {pair['same']} words are the same, {pair['only_a']} stand in "
        f"the first only, {pair['only_b']} in the second only."
    )


def against_source(blocks: pd.DataFrame, found: Attributions, source_text: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Compare every quotation of the articles with a source.

    Parameters
    ----------
    blocks : the paragraph table that `found` was made from
    found : who speaks in the articles
    source_text : the source: a transcript, a statement, a report, as plain text

    Returns
    -------
    checked : DataFrame
        one row a quotation (:data:`CHECKED`; one that a cue interrupts inside of a sentence is one): ``utterance``
        numbers them from 0; block, start and end say where its first piece stands; ``result``: 'verbatim', 'altered',
        'not found', or 'another speaker or occasion' of someone whom the source does not have; ``source_start`` and
        ``source_end`` (half-open, in characters of `source_text`) of the words that match; ``words``: those of the
        quotation; ``altered_words``: words of the quotation that the source has not, and words of the source that are
        missing there; ``share``: these, of all words of both, 0 to 1 (both NaN where nothing is found); ``left_out``:
        what stands in the source where the quotation has an ellipsis. Words held at arm's length are there only if the
        source has them.
    steps : DataFrame
        the operations (:data:`facts.drift.STEPS`) from the source (a) to the quotation (b); ``pair`` is the place
        of the row in `checked`, ``block_a`` is 0

    Raises
    ------
    InputError
        if the source has no word
    """
    require(blocks, ("article", "block", "kind", "text"), "against_source")
    source = _read_source(source_text)
    if not len(source):
        raise InputError("the source: there is no word in it. Give the transcript or the statement as plain text.")
    table = utterances(blocks, found)
    # sentences of one utterance are looked for one by one
    table["utterance"] = (~table["goes_on"]).cumsum() - 1
    texts = _texts(blocks) | {(None, 0): source_text}
    checked, steps = [], []
    for one in read_utterances(table, blocks).values():
        if not len(one.wording):
            continue
        row = {name: one.first[name] for name in ("article", "utterance", "block", "start", "end", "speaker")}
        row |= {"text": one.text, "words": len(one.wording)}
        alignment = align(one.wording, source)
        if alignment is not None and _is_there(one.wording, source, alignment):
            sides = [(source, None), (one.wording, one.first["article"])]
            counts, places = _compare(len(checked), sides, alignment, texts=texts, flip=True)
            checked.append(row | _check(counts, places, source_text))
            steps += places
        elif one.first["kind"] != SCARE:
            checked.append(row | {"result": NOT_FOUND, "observation": "The source given does not have these words."})
    return _table(_by_strangers(checked, source_text), CHECKED), _table(steps, STEPS)


def _by_strangers(checked: list[dict], source_text: str) -> list[dict]:
    """Tell what is not found of speakers whom the source neither names nor has a word of, if it has another's.

    Who speaks in an unlabelled speech is known by the quotations that are found there.
    """
    heard = {_surname(row) for row in checked if row["result"] != NOT_FOUND} - {None}
    named = {fold(word) for word in re.findall(r"[^\W\d_]+", source_text)}
    told = "The source given does not have these words, and nothing shows that {} speaks in it."
    return [
        row | {"result": ELSEWHERE, "observation": told.format(row["speaker"])}
        if heard and row["result"] == NOT_FOUND and (who := _surname(row)) and who not in heard | named
        else row
        for row in checked
    ]


def _surname(row: dict) -> str | None:
    """Return the last word of a speaker's name as words are compared; None for an unnamed one."""
    who = row["speaker"]
    words = who.split() if isinstance(who, str) else []
    return fold(words[-1]) if words and words[-1][:1].isupper() else None


def _read_source(text: str) -> Wording:
    """Read the words of a source; the names of speakers and times at the start of a line are no one's words."""
    wording = Wording()
    begin = 0
    for label in _LABEL.finditer(text):
        if label[0].strip():
            read_wording([(0, text, begin, label.start())], into=wording)
            wording.edit(BRACKET, (0, *label.span()))
            wording.stops[-1] = True
            begin = label.end()
    return read_wording([(0, text, begin, len(text))], into=wording)


def _is_there(quoted: Wording, source: Wording, alignment: Alignment) -> bool:
    content = _content_words(quoted)
    if len(quoted) <= _SHORT:
        return alignment.score == 1 and (bool(content) or len(quoted) > 1)
    if alignment.shared >= _SHARED_WITH_SOURCE and alignment.score >= _SCORE_IN_SOURCE:
        return alignment.run >= _RUN_IN_SOURCE and alignment.content >= 1
    # the words may stand in another order there
    at = [j for _, j in alignment.path if j is not None]
    near = set(source.keys[max(at[0] - len(quoted), 0) : at[-1] + len(quoted)])
    return alignment.run > _SHORT and sum(key in near for key in content) >= 0.9 * len(content) >= 2


def _bare(place: dict) -> tuple[str, str]:
    return place["surface_a"], place["surface_b"].strip("[]")


def _turns(place: dict) -> bool:
    """Test whether the editor's brackets in a quotation deny what the source's words at that place do not."""
    there, here = (set(read_wording([(0, text, 0, len(text))]).keys) for text in _bare(place))
    return place["surface_b"].startswith("[") and bool(here & NEGATIONS) and not there & NEGATIONS


def _words(count: int) -> str:
    return "one word" if count == 1 else f"{count} words"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _check(counts: dict, places: list[dict], source_text: str) -> dict:
    """Return what :func:`against_source` lists of a quotation that is found."""
    altered = counts["only_a"] + counts["only_b"]
    left = [place["surface_a"] for place in places if place["sort"] == LEFT_OUT and place["surface_a"]]
    turned = [place["surface_b"] for place in places if place["sort"] == EDITORIAL and _turns(place)]
    note = "The source has these words as they are quoted"
    if altered:
        more, less = counts["only_b"], counts["only_a"]
        note = f"The source has this in other words: {_words(more)} of the quotation {_are(more)} not there, and "
        note += f"{_words(less)} that {_are(less)} there {_are(less)} not in the quotation"
    note += f"; the editor’s {turned[0]} turns the sense" if turned else ""
    note += f"; an ellipsis leaves out “{left[0]}”." if left else "."
    row = {"result": ALTERED if altered or turned else VERBATIM, "altered_words": altered, "share": counts["share"]}
    row |= {"left_out": " … ".join(left) or None, "observation": note}
    # from the first to the last word that the quotation has
    same = [place for place in places if place["sort"] in ALIKE]
    if same:
        start, end = same[0]["start_a"], same[-1]["end_a"]
        row |= {"source_start": start, "source_end": end, "source_surface": source_text[start:end]}
    return row
