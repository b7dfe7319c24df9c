"""The same quantity in several articles: who gives which figure, and whether they agree, side by side.

:func:`claims` pairs the figures of two articles that are told of one thing: of one sort and unit, of one time (the year
or the "this year" next to it, :func:`time_frame`), and with what they count or with enough words in common. The more a
figure says by itself, the less else a pair needs.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from analysis.facts.align import match_paragraphs
from analysis.facts.quantities import Quantity, folded, found_in, words_of
from analysis.facts.sums import sentence_bounds, told
from analysis.schema import HEADLINE, TEXT, TEXT_KINDS, InputError, require
from analysis.text.numerals import SMALL

AGREE, VAGUER, DIFFER, WORDED = "agree", "one is vaguer", "differ", "worded differently"
RELATIONS = {
    AGREE: "the same figure",
    VAGUER: "one is vaguer; both can hold",
    DIFFER: "two figures; whether they count the same thing takes a reader",
    WORDED: "different words for how many",
}
SOURCE = "source"
_SIDE = ("article", "block", "start", "end", "phrase", "sentence")
CLAIMS = (
    {f"{name}_{side}": "int64" if name in ("block", "start", "end") else TEXT for side in "ab" for name in _SIDE}
    | {"counted": TEXT, "time": TEXT, "relation": TEXT, "shared": TEXT, "observation": TEXT}
)  # fmt: skip
_MATCHED = {kind: kind for kind in ("count", "share", "percent", "money", "points", "score")}
_MATCHED |= {"quantifier": "count", "range": "count"}
_MARKS = re.compile(r"[“”\"‘]|’(?=\s|$)")
_WORD = re.compile(r"[^\W\d_]{4,}")
#: the share of sentences beyond which a word tells nothing
_COMMON = 0.5
#: how alike sentences are (:func:`_likeness`): enough where the figure itself says much, or less, or little
_SOME, _GOOD, _MUCH = 0.1, 0.2, 0.35
_DISTINCT = 20
_NEARLY_ALL = 0.8
_FRAME = re.compile(
    r"\b(?:(?P<year>(?:1[5-9]|20)\d\d)\b(?!,\d)|(?P<which>so far this|this|last|the previous|next)[ ]+"
    r"(?P<length>year|month|week|summer|winter|spring|autumn|season|quarter)\b"
    r"|(?P<ago>(?:a|one)[ ]+year[ ]+(?:ago|earlier|before)|the[ ]+year[ ]+before)|(?P<day>yesterday|today))",
    re.I,
)
_CLAUSE = re.compile(r"[;:]|,\s|\s[–—]\s|[.!?]\s")


def _name(found: re.Match) -> str:
    if found["year"] or found["day"]:
        return (found["year"] or found["day"]).lower()
    if found["ago"]:
        return "last year"
    which = found["which"].lower().replace("so far ", "").replace("the previous", "last")
    return f"{which} {found['length'].lower()}"


def time_frame(before: str, behind: str) -> str:
    """Name the time that a figure is told of; "" if the words around it name none."""
    clause = _CLAUSE.search(behind)
    found = _FRAME.search(behind[: clause.start()] if clause else behind)
    if found:
        return _name(found)
    led = list(_FRAME.finditer(before))
    return _name(led[-1]) if led else ""


def at_odds(one: str, other: str) -> bool:
    """Test whether two times cannot be the same: two years, or this year and last year; an unnamed time fits any."""
    return bool(one and other) and one != other and one.isdigit() == other.isdigit()


@dataclass(frozen=True)
class _Told:
    """A figure with where and of what it is told."""

    article: str
    block: int
    quantity: Quantity
    sentence: str
    counted: str
    time: str
    words: frozenset[str]
    headline: bool


def _words(sentence: str) -> frozenset[str]:
    return frozenset(
        folded(word) for word in _WORD.findall(sentence.lower()) if word not in words_of("plain") and word not in SMALL
    )


def _figures(paragraphs: pd.DataFrame) -> tuple[list[_Told], Counter]:
    """Return the figures of all articles, and how many sentences hold each word (under "" how many there are)."""
    own = paragraphs[paragraphs["kind"].isin(TEXT_KINDS)]
    texts = own["text"].tolist()
    cut = sentence_bounds(texts)
    out, seen = [], Counter()
    for article, block, kind, text, bounds in zip(own["article"], own["block"], own["kind"], texts, cut, strict=True):
        found = found_in(text)
        for start, end in bounds:
            sentence = text[start:end]
            words = _words(sentence)
            seen.update([*words, ""])
            inside = [one for one in found if start <= one.start < end]
            told_here = [one for one in inside if one.kind in _MATCHED]
            heads = [folded(one.head) for one in told_here]
            for place, one in enumerate(told_here):
                left = told_here[place - 1].end if place else start
                right = told_here[place + 1].phrase_start if place + 1 < len(told_here) else end
                counted = heads[place] or (
                    _borrowed(told_here, heads, place) if one.kind == "count" and not one.unit else ""
                )
                time = time_frame(text[left : one.phrase_start], text[one.end : max(right, one.end)])
                time = "" if one.kind == "score" else time
                of = counted, time, words - {counted} - _words(one.phrase), kind == HEADLINE
                out.append(_Told(article, int(block), one, sentence, *of))
    return out, seen


def _borrowed(found: list[Quantity], heads: list[str], place: int) -> str:
    for other in (place - 1, place + 1):
        if 0 <= other < len(found) and found[other].kind == "count" and heads[other]:
            return heads[other]
    return ""


def _relation(one: Quantity, other: Quantity) -> str:
    numbers = not math.isnan(one.value) and not math.isnan(other.value)
    if one.kind != other.kind and "share" in (one.kind, other.kind):
        return WORDED
    if one.kind == other.kind == "share" and not (numbers and 0 < one.value < 1 and 0 < other.value < 1):
        words = (re.sub(r"\W+", " ", part.surface.lower()) for part in (one, other))
        same = len(set(words)) == 1 or (one.value == other.value and not math.isnan(one.value))
        return AGREE if same else WORDED
    if one.value == other.value:
        return AGREE
    if math.isnan(one.value) and math.isnan(other.value) and one.surface.lower() == other.surface.lower():
        return AGREE
    (low, high), (least, most) = _span(one), _span(other)
    return VAGUER if low <= most and least <= high else DIFFER


def _span(one: Quantity) -> tuple[float, float]:
    low, high = told(one)
    return min(low, one.low), max(high, one.high)


def _whole(one: Quantity) -> bool:
    return one.low >= _NEARLY_ALL if one.kind == "share" else not one.modifier


def _likeness(one: frozenset[str], other: frozenset[str], weights: dict[str, float]) -> float:
    sizes = [sum(weights.get(word, 0.0) for word in words) for words in (one, other)]
    if not all(sizes):
        return 0.0
    return sum(weights.get(word, 0.0) for word in one & other) / math.sqrt(sizes[0] * sizes[1])


def _comparable(one: _Told, other: _Told) -> bool:
    """Test whether two figures are of one sort, unit and time, or a number and a word for all there are."""
    x, y = one.quantity, other.quantity
    kinds = _MATCHED[x.kind], _MATCHED[y.kind]
    worded = "share" in kinds and {x.kind, y.kind} <= {"share", "count"} and all(map(_whole, (x, y)))
    same_unit = x.unit == y.unit or {x.unit, y.unit} <= {"", "people"}
    return (kinds[0] == kinds[1] or worded) and same_unit and not at_odds(one.time, other.time)


def _pair(one: _Told, other: _Told, weights: dict[str, float], *, near: bool) -> tuple[str, float] | None:
    """Return relation and likeness of two figures that are told of one thing; None if nothing shows that they are."""
    if not _comparable(one, other):
        return None
    relation = _relation(one.quantity, other.quantity)
    same_thing = bool(one.counted) and one.counted == other.counted
    timed = bool(one.time) and one.time == other.time
    alike = _likeness(one.words, other.words, weights)
    if relation == AGREE:
        ok = _agreeing(one, other, alike, near=near, timed=timed)
    elif relation == WORDED:
        ok = same_thing and alike >= (_SOME if one.headline or other.headline else _GOOD)
    else:
        ok = same_thing and alike >= (_SOME if timed else _GOOD if near else _MUCH)
    return (relation, alike) if ok else None


def _agreeing(one: _Told, other: _Told, alike: float, *, near: bool, timed: bool) -> bool:
    """Test whether equal figures are told of one thing: the more a figure says by itself, the less else it takes."""
    x = one.quantity
    same_thing = bool(one.counted) and one.counted == other.counted
    if x.kind == "score":
        return near or alike >= _SOME
    if x.kind == "share" or math.isnan(x.value):
        enough = 0.0 if x.kind == "share" and math.isnan(x.value) else _GOOD
        return same_thing and alike >= enough and bool(one.words & other.words)
    telling = x.value >= _DISTINCT or not float(x.value).is_integer()
    if one.counted and other.counted and not same_thing:
        return telling and near
    if same_thing:
        odd = telling and x.value % 10 != 0
        return odd or timed or near or alike >= (_SOME if telling else _GOOD)
    return telling and (near or timed or alike >= (_SOME if _digits(x.value) > 1 else _MUCH))


def _digits(value: float) -> int:
    return len(f"{value:.10g}".partition("e")[0].replace(".", "").strip("0"))


def _side(one: _Told) -> tuple:
    x = one.quantity
    return one.article, one.block, x.phrase_start, x.phrase_end, x.phrase, one.sentence


def _observed(one: _Told, other: _Told, relation: str) -> str:
    phrases = [f"{x.article}: “{_MARKS.sub('', x.quantity.phrase).strip()}”" for x in (one, other)]
    times = [f" ({x.time})" if x.time else "" for x in (one, other)]
    return f"{phrases[0]}{times[0]}; {phrases[1]}{times[1]}: {RELATIONS[relation]}"


def _kept(found: list[tuple[int, int, str, float]], figures: list[_Told]) -> list[tuple[int, int, str]]:
    """Keep what agrees; of the rest, pairs that are each other's nearest, and no figure that has its equal there."""
    nearest: dict[tuple[int, str], float] = defaultdict(float)
    agreed = set()
    for a, b, relation, alike in found:
        for place, there in ((a, figures[b].article), (b, figures[a].article)):
            nearest[place, there] = max(nearest[place, there], alike)
            if relation == AGREE:
                agreed.add((place, there))
    kept = []
    for a, b, relation, alike in sorted(found):
        ends = (a, figures[b].article), (b, figures[a].article)
        settled = relation in (VAGUER, DIFFER) and agreed & set(ends)
        mutual = relation in (AGREE, WORDED) or all(alike >= nearest[end] for end in ends)
        if mutual and not settled:
            kept.append((a, b, relation))
    return kept


def claims(paragraphs: pd.DataFrame, *, matches: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find figures that several articles give of the same thing, and compare them.

    Parameters
    ----------
    paragraphs : the paragraph table of two articles or more (``article``, ``block``, ``kind``, ``text``)
    matches : which paragraphs report the same point; :func:`facts.align.match_paragraphs` is asked by default

    Returns
    -------
    DataFrame with the columns of :data:`CLAIMS`, one row per pair of figures: where each stands (``start_a`` and
    ``end_a`` half-open in the text of its block), its ``phrase`` and its ``sentence``; what they count (folded:
    :func:`facts.quantities.folded`), the ``time`` if one is named, the ``relation`` (a key of :data:`RELATIONS`), the
    words that the two sentences share, and the observation in words. A figure with an equal in the other article is
    not held against a different one there.

    Raises
    ------
    InputError
        if a column is missing
    """
    require(paragraphs, ("article", "block", "kind", "text"), "the paragraphs")
    figures, seen = _figures(paragraphs)
    if len({one.article for one in figures}) < 2:
        return pd.DataFrame(columns=list(CLAIMS)).astype(CLAIMS)
    if matches is None:
        matches = match_paragraphs(paragraphs)
    same_point = set(matches[["article_a", "block_a", "article_b", "block_b"]].itertuples(index=False, name=None))
    same_point |= {(c, d, a, b) for a, b, c, d in same_point}
    most = max(3, _COMMON * seen[""])
    weights = {word: math.log(1 + seen[""] / times) for word, times in seen.items() if word and times <= most}
    groups = defaultdict(set)
    for place, one in enumerate(figures):
        x = one.quantity
        for key in (one.counted, x.value, x.unit and x.kind, x.kind == "score" and x.surface):
            if key and key == key:
                groups[key].add(place)
    pairs = {pair for members in groups.values() for pair in combinations(sorted(members), 2)}
    found = []
    for a, b in pairs:
        one, other = figures[a], figures[b]
        near = (one.article, one.block, other.article, other.block) in same_point
        if one.article != other.article and (pair := _pair(one, other, weights, near=near)):
            found.append((a, b, *pair))
    rows = []
    for a, b, relation in _kept(found, figures):
        one, other = figures[a], figures[b]
        shared = " ".join(sorted(one.words & other.words))
        told_of = one.counted or other.counted, one.time or other.time
        rows.append((*_side(one), *_side(other), *told_of, relation, shared, _observed(one, other, relation)))
    return pd.DataFrame(rows, columns=list(CLAIMS)).astype(CLAIMS)


def claims_against(paragraphs: pd.DataFrame, source: str) -> pd.DataFrame:
    """Compare the figures of articles with those of a source text, such as a transcript."""
    require(paragraphs, ("article", "block", "kind", "text"), "the paragraphs")
    if (paragraphs["article"] == SOURCE).any():
        raise InputError(f"the paragraphs: an article is named {SOURCE!r}, as the source is. Rename the article.")
    blocks = [block for block in re.split(r"\n\s*\n", source) if block.strip()]
    rows = {"article": SOURCE, "block": range(len(blocks)), "kind": "body", "text": blocks}
    both = pd.concat([paragraphs[["article", "block", "kind", "text"]], pd.DataFrame(rows)], ignore_index=True)
    found = claims(both)
    return found[found["article_b"] == SOURCE].reset_index(drop=True)
