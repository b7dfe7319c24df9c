"""Quotation drift: the same utterance in two articles, in two wordings, aligned word by word.

Two quotations are taken for the same utterance if most of the shorter stands in the longer, in order. What differs is
listed as words dropped, added or replaced; what is the editor's (brackets, ellipses) and another spelling of the same
word is shown and not counted. A difference says nothing of who is right: only a transcript can
(:mod:`analysis.drift_source`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from analysis.attribution import Attributions
from analysis.operations import (
    EDITORIAL,
    LEFT_OUT,
    OPERATIONS,
    SAME,
    SPELLING,
    Step,
    operations,
)
from analysis.quotation_kind import SCARE
from analysis.schema import TEXT, require
from analysis.syllables import easy_words
from analysis.utterances import utterances, wordings
from analysis.word_alignment import Alignment, align
from analysis.wording import Wording, function_words

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
        :data:`analysis.operations.OPERATIONS`; ``counted`` says whether it is drift; offsets are half-open and in
        characters of the block; where a side has no words, start and end are the place where they would stand
    utterances : as :func:`analysis.utterances.utterances` gives them
    """

    pairs: pd.DataFrame
    operations: pd.DataFrame
    utterances: pd.DataFrame


def drift(blocks: pd.DataFrame, found: Attributions) -> Drift:
    """Find utterances that two or more articles quote, and how their wordings differ.

    Parameters
    ----------
    blocks : the paragraph table of two articles or more
    found : who speaks in them

    Returns
    -------
    Drift
    """
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
    """Say whether two wordings share enough words, in any order, to be worth aligning."""
    light = function_words()
    mine = Counter(key for key in short.keys if key not in light)
    shared = sum((mine & Counter(long.keys)).values())
    return shared >= _CONTENT and shared >= 0.35 * mine.total()


def _has_the_rest(short: Wording, long: Wording, alignment: Alignment) -> bool:
    """Say whether most content words of the shorter that the path leaves out stand elsewhere in the longer."""
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
    """Say whether two matches have one side in common, and the other sides lie inside of one another."""
    for mine, theirs, shared in ((0, 0, 1), (0, 1, 1), (1, 0, 0), (1, 1, 0)):
        common = match[shared] == other[1 - theirs]
        a, b = match[mine], other[theirs]
        if common and a != b and about[a]["article"] == about[b]["article"] and _overlap(read[a], read[b]):
            return True
    return False


def _overlap(one: Wording, other: Wording) -> bool:
    return bool(set(one.places) & set(other.places))


def _numbered(pairs: list[tuple[int, int]]) -> dict[int, int]:
    """Give all wordings of an utterance one number: the lowest number among them, counted from 0."""
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
    """List the operations that turn the first wording into the second."""
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
    """Give the place of each operation in both texts."""
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
    """Give block, start and end of words, or the place at an edge."""
    if words:
        block, start, _ = wording.places[words[0]]
        return block, start, wording.places[words[-1]][2]
    if edge:
        block, _, end = wording.places[edge - 1]
        return block, end, end
    block, start, _ = wording.places[0]
    return block, start, start


def _observation(sides: list[dict], counts: dict) -> str:
    """Say in one sentence what is seen, with both articles in view."""
    both = " and ".join(f"{side['article']} (block {side['block']})" for side in sides)
    if not counts["only_a"] and not counts["only_b"]:
        note = ", apart from what the editors put in or left out" if counts["editorial"] else ""
        return f"{both} quote the same words{note}."
    return (
        f"{both} quote one utterance in two wordings: {counts['same']} words are the same, {counts['only_a']} stand in "
        f"the first only, {counts['only_b']} in the second only."
    )
