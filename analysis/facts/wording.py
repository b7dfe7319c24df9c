"""Two wordings compared word by word: their words, the best alignment, and what was done to one to get the other.

:func:`read_wording` reads a quotation. A word is compared by its *key*: lower case, without accents, hyphens or
typographic differences. "don't" is two words, "do" and "n't" (key "not"), so a dropped negation is seen; "[t]he" is
"the". Words in square brackets are the editor's and stand between two words; an ellipsis is a gap.
:func:`align` finds the best path through both by dynamic programming. The longer wording may begin before the shorter
and end after it. An ellipsis lets words of the other side be left out for nothing, the editor's brackets for little;
all else costs. A library's edit distance has no such edges, so the few rows of arithmetic are here (Smith and Waterman
1981; Gusfield 1997, chapter 11). :func:`operations` lists what is the same, dropped, added or replaced. Another
spelling and a short form ("can't") are marked and not counted; nor is what is the editor's, unless it swallows a
negation inside of a clause.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, product, zip_longest

import numpy as np
import pandas as pd
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from analysis.files import listed
from analysis.text.numerals import TENS, UNITS, parse_number
from analysis.text.patterns import pattern

#: what stands on the edge between two words: nothing, the editor's words, an open gap, the end of a quotation
NOTHING, BRACKET, GAP, JOIN = range(4)

_DOTS = r"(?:…|\.(?:\s?\.){2,})"
_ELLIPSIS = rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}"
_LETTERS = r"[^\W_]+(?:[’'ʼ‘`´\-‐‑\u00ad\u200b][^\W_]+)*"
_NUMBER = r"\d+(?:[.,]\d+)+(?:[^\W\d_]+)?"
_PIECES = pattern(
    rf"(?P<gap>{_ELLIPSIS})"
    rf"|(?P<case>\[[^\W\d_]\]{_LETTERS})"
    rf"|(?P<edited>[^\W_]+\[[^\[\]\s]{{1,12}}\][^\W_]*)"
    r"|(?P<bracket>\[[^\[\]]{1,300}\])"
    rf"|(?P<word>{_NUMBER}|{_LETTERS}|[%£$€])"
)
_SHORT = pattern(r"(?P<verb>[^\W_]+?)(?P<tail>n[’'ʼ]t|[’'ʼ](?:re|ll|ve|m|d|s))", re.IGNORECASE)
_TAILS = {"n't": "not", "'re": "are", "'ll": "will", "'ve": "have", "'m": "am", "'d": "'d", "'s": "'s"}
_VERBS = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}
#: words behind which 's is a verb and no possessive
_WITH_IS = frozenset("he she it that this there here what who where when how let everything nothing something".split())  # noqa: SIM905
_SOUNDS = pattern(
    r"\s*(?:applause|laughter|cheers?|cheering|crosstalk|inaudible|unintelligible|pause|music|booing|sic)[.!]?\s*",
    re.IGNORECASE,
)
_NO_KEY = pattern(r"[\-‐‑\u00ad\u200b,]")
_APOSTROPHE = pattern(r"[’'ʼ‘`´]")
_STOP = pattern(r"[.!?](?:[\s”\"’'\])]|$)")
_ROUND = pattern(r"\(([^()]{1,120})\)")


@dataclass
class Wording:
    """The words of a quotation in order, n of them, and what stands on the n + 1 edges before, between and behind them.

    Attributes
    ----------
    keys : what a word is compared by
    plain : the same before its spelling is made one ("colour", "color")
    pieces : the number of the quotation that a word is in
    places : block, start and end of each word (half-open, in characters of the block's text)
    short : whether a word is the tail of a contraction ("n't")
    round : whether a word stands in round brackets
    edges : NOTHING, BRACKET (the editor's words), GAP (an ellipsis), JOIN (one quotation ends, the next begins)
    stops : whether a sentence ends at an edge
    commas : whether a comma, a dash or the like stands at an edge
    editorial : edge, block, start, end of everything that is the editor's
    """

    keys: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)
    places: list[tuple[int, int, int]] = field(default_factory=list)
    short: list[bool] = field(default_factory=list)
    round: list[bool] = field(default_factory=list)
    edges: list[int] = field(default_factory=lambda: [NOTHING])
    stops: list[bool] = field(default_factory=lambda: [False])
    commas: list[bool] = field(default_factory=lambda: [False])
    editorial: list[tuple[int, int, int, int]] = field(default_factory=list)
    piece: int = 0

    def __len__(self) -> int:
        return len(self.keys)

    def add(self, plain: str, place: tuple[int, int, int], *, short: bool = False, inside: bool = False) -> None:
        """Put a word, folded, behind the last."""
        self.keys.append(_same_words().get(plain, plain))
        self.plain.append(plain)
        self.pieces.append(self.piece)
        self.places.append(place)
        self.short.append(short)
        self.round.append(inside)
        for column, nothing in ((self.edges, NOTHING), (self.stops, False), (self.commas, False)):
            column.append(nothing)

    def edit(self, kind: int, place: tuple[int, int, int]) -> None:
        """Put the editor's mark at the last edge."""
        self.edges[-1] = max(self.edges[-1], kind)
        self.editorial.append((len(self), *place))

    def join(self, *, contiguous: bool) -> None:
        """End a quotation here and begin the next of the same utterance."""
        self.piece += 1
        if len(self) and not contiguous:
            self.edges[-1], self.stops[-1] = max(self.edges[-1], JOIN), True


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Fold a word for comparing: lower case, straight apostrophes, without accents, hyphens and commas."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return _NO_KEY.sub("", _APOSTROPHE.sub("'", bare)).strip("'")


@lru_cache(maxsize=1)
def _same_words() -> dict[str, str]:
    return dict(listed("spellings.csv", "form", "key"))


def read_wording(
    pieces: list[tuple[int, str, int, int]], joins: list[bool] | None = None, *, into: Wording | None = None
) -> Wording:
    """Read the words of an utterance."""
    wording = Wording() if into is None else into
    for number, (block, text, start, end) in enumerate(pieces):
        if number:
            wording.join(contiguous=bool(joins and joins[number - 1]))
        _read(wording, block, text, (start, end))
    return wording


def _read(wording: Wording, block: int, text: str, within: tuple[int, int]) -> None:
    start, end = within
    rounds = [(found.span(), bool(_SOUNDS.fullmatch(found[1]))) for found in _ROUND.finditer(text, start, end)]
    before = start
    for found in _PIECES.finditer(text, start, end):
        a, b = found.span()
        if len(wording):
            between = text[before:a]
            wording.stops[-1] |= bool(_STOP.search(between))
            wording.commas[-1] |= any(sign in between for sign in ",;:–—()") or " - " in between
        before = b
        around = [is_sound for (s, e), is_sound in rounds if s <= a < e]
        kind = found.lastgroup
        if any(around):
            wording.edit(BRACKET, (block, a, b))
        elif kind == "gap":
            wording.edit(GAP, (block, a, b))
        elif kind in ("bracket", "edited"):
            sound = kind == "bracket" and _SOUNDS.fullmatch(found[0][1:-1])
            wording.edit(NOTHING if sound else BRACKET, (block, a, b))
        else:
            surface = found[0].replace("[", "").replace("]", "") if kind == "case" else found[0]
            _add_word(wording, surface, (block, a, b), inside=bool(around))
    wording.stops[-1] |= bool(_STOP.search(text[before:end]))


def _add_word(wording: Wording, surface: str, place: tuple[int, int, int], *, inside: bool) -> None:
    """Add a word, or the two that a contraction is made of."""
    block, start, end = place
    parts = _SHORT.fullmatch(surface)
    tail = _APOSTROPHE.sub("'", parts["tail"].lower()) if parts else ""
    if surface.lower() == "cannot":
        wording.add("can", (block, start, start + 3), inside=inside)
        wording.add("not", (block, start + 3, end), inside=inside)
    elif parts and (tail != "'s" or parts["verb"].lower() in _WITH_IS):
        cut = end - len(parts["tail"])
        verb = fold(parts["verb"])
        wording.add(_VERBS.get(verb, verb) if tail == "n't" else verb, (block, start, cut), inside=inside)
        wording.add(_TAILS[tail], (block, cut, end), short=True, inside=inside)
    else:
        wording.add(fold(surface), place, inside=inside)


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Words that stand in every text and tell nothing of what it is about: keys, from ``function_words.csv``."""
    return frozenset(listed("function_words.csv", "word"))


#: words that turn a sentence into its contrary
NEGATIONS = frozenset(("not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "hardly"))
_MATCH, _ALIKE, _OTHER, _ALONE = 20, 0, -10, -10
#: what it costs to leave out a word of the other side at an edge, by what stands on the edge
_AT_EDGE = {BRACKET: -2, GAP: 0, JOIN: 0}
_ALIKE_FROM, _LONG_ENOUGH = 0.7, 4
#: words of one side times words of the other that are compared at most
MOST_CELLS = 40_000_000
#: a wording so many times as long, and so many words more, is read in stretches, at most so many of them
_MANY_TIMES, _LONG, _MOST_STRETCHES = 8, 200, 8
#: a function word counts so much in what two wordings share
_LIGHT = 0.3
#: what 's and 'd may stand for; "let's" is "let us"
_STANDS_FOR = {("'s", "is"), ("'s", "has"), ("'s", "us"), ("'d", "would"), ("'d", "had"), ("'d", "did")}


@dataclass(frozen=True)
class Alignment:
    """How a wording stands in a longer one.

    Attributes
    ----------
    path : place in the shorter and place in the longer of every step, in order; None where a word stands alone
    edges : the edge of the shorter and that of the longer at each step, in front of its words
    shared : share of the shorter's words, by weight, that the longer has in this order (0 to 1)
    run : the most words in a row that are the same
    content : how many content words are the same
    score : from 0 or less (nothing in common) to 1 (the same word by word)
    """

    path: list[tuple[int | None, int | None]]
    edges: list[tuple[int, int]]
    shared: float
    run: int
    content: int
    score: float


def weigh_words(wording: Wording) -> np.ndarray:
    """Return the weight of each word: function words weigh little."""
    light = function_words()
    return np.array([_LIGHT if key in light else 1.0 for key in wording.keys])


def equal(one: str, other: str) -> bool:
    """Test whether two keys are the same word; "'s" may be "is", "has" or "us"."""
    return one == other or (one, other) in _STANDS_FOR or (other, one) in _STANDS_FOR


def same_words(short: list[str], long: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Find which words are the same, and which are alike (bool, words of the shorter x words of the longer)."""
    at_a, kinds_a = pd.factorize(np.array(short, object))
    at_b, kinds_b = pd.factorize(np.array(long, object))
    near = cdist(kinds_a, kinds_b, scorer=Indel.normalized_similarity, score_cutoff=_ALIKE_FROM, dtype=np.float32)
    lengths = [np.array([len(kind) if kind.isalpha() else 0 for kind in kinds]) for kinds in (kinds_a, kinds_b)]
    same = kinds_a[:, None] == kinds_b[None, :]
    for tail, verb in _STANDS_FOR:
        same |= (kinds_a[:, None] == tail) & (kinds_b[None, :] == verb)
        same |= (kinds_a[:, None] == verb) & (kinds_b[None, :] == tail)
    alike = (near > 0) & (np.minimum(lengths[0][:, None], lengths[1][None, :]) >= _LONG_ENOUGH)
    return same.astype(bool)[np.ix_(at_a, at_b)], alike[np.ix_(at_a, at_b)]


def align(short: Wording, long: Wording, *, overlap: bool = False) -> Alignment | None:
    """Find where a wording stands in a longer one.

    In a much longer one, a source above all, only the stretches are read that hold the most of its words. What is
    longer than MOST_CELLS words times words is not compared.
    """
    n, m = len(short), len(long)
    if not n or not m:
        return None
    if short.keys == long.keys:
        whole = [(place, place) for place in range(n)]
        return Alignment(whole, whole, 1.0, n, int((weigh_words(short) == 1).sum()), 1.0)
    found = None
    for start, end in _stretches(short, long):
        if n * (end - start) > MOST_CELLS:
            continue
        one = _align_within(short, long, (start, end), overlap=overlap)
        if one is not None and (found is None or one.score > found.score):
            found = one
    return found


def _stretches(short: Wording, long: Wording) -> list[tuple[int, int]]:
    """Return the stretches of the longer wording that hold the most of the shorter's words, half-open, in order."""
    n, m = len(short), len(long)
    if m <= _MANY_TIMES * n + _LONG or GAP in short.edges:
        return [(0, m)]
    weight = dict(zip(short.keys, weigh_words(short).tolist(), strict=True))
    held = np.cumsum([0.0] + [weight.get(key, 0.0) for key in long.keys])
    width = 2 * n
    # stretches overlap by half, so that one of them holds at least half of what is looked for
    starts = np.arange(0, m, n)
    within = held[np.minimum(starts + width, m)] - held[starts]
    best = np.flatnonzero(within >= 0.6 * within.max()) if within.max() else []
    best = sorted(sorted(best, key=lambda k: -within[k])[:_MOST_STRETCHES])
    found: list[tuple[int, int]] = []
    for k in best:
        start, end = max(int(starts[k]) - 2 * n, 0), min(int(starts[k]) + width + 2 * n, m)
        if found and start <= found[-1][1] and end - found[-1][0] <= _MANY_TIMES * n + _LONG:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def _align_within(short: Wording, long: Wording, within: tuple[int, int], *, overlap: bool) -> Alignment | None:
    n, (start, end) = len(short), within
    same, alike = same_words(short.keys, long.keys[start:end])
    if not same.any():
        return None
    gain = np.where(same, _MATCH, np.where(alike, _ALIKE, _OTHER)).astype(np.int32)
    skip_long = np.array([_AT_EDGE.get(edge, _ALONE) for edge in short.edges], np.int32)
    skip_short = np.array([_AT_EDGE.get(edge, _ALONE) for edge in long.edges[start : end + 1]], np.int32)
    best = _fill(gain, skip_long, skip_short, overlap=overlap)
    i, j = n, int(best[n].argmax())
    if overlap and (row := int(best[:, -1].argmax())) and best[row, -1] > best[i, j]:
        i, j = row, end - start
    if best[i, j] <= 0:
        return None
    score = float(best[i, j] / (_MATCH * n))
    path, edges = _walk_back(best, gain, skip_long, (i, j))
    # what stands before the first and after the last word of the shorter is in the longer only
    own = [k for k, (i, _) in enumerate(path) if i is not None]
    path, edges = path[own[0] : own[-1] + 1], edges[own[0] : own[-1] + 1]
    matched = [k for k, (i, j) in enumerate(path) if i is not None and j is not None and same[i, j]]
    if not matched:
        return None
    path = [(i, None if j is None else j + start) for i, j in path]
    edges = [(i, j + start) for i, j in edges]
    weight, held = weigh_words(short), [path[k][0] for k in matched]
    longest = max(len(list(run)) for _, run in groupby(enumerate(matched), key=lambda nk: nk[1] - nk[0]))
    shared = float(weight[held].sum() / weight.sum())
    return Alignment(path, edges, shared, longest, int((weight[held] == 1).sum()), score)


def _fill(gain: np.ndarray, skip_long: np.ndarray, skip_short: np.ndarray, *, overlap: bool) -> np.ndarray:
    """Fill the table of best scores, row by row (n + 1, m + 1)."""
    n, m = gain.shape
    best = np.zeros((n + 1, m + 1), np.int32)
    steps = np.arange(m + 1, dtype=np.int32)
    for i in range(1, n + 1):
        row = best[i - 1] + skip_short
        row[1:] = np.maximum(row[1:], best[i - 1, :-1] + gain[i - 1])
        row[0] = 0 if overlap else best[i - 1, 0] + _ALONE
        # words of the longer that are left out here, one after the other
        slope = skip_long[i] * steps
        best[i] = np.maximum.accumulate(row - slope) + slope
    return best


def _walk_back(best: np.ndarray, gain: np.ndarray, skip_long: np.ndarray, end: tuple[int, int]) -> tuple[list, list]:
    """Walk back from the end of the best path to where it begins."""
    i, j = end
    path, edges = [], []
    while i > 0 and j > 0:
        if best[i, j] == best[i - 1, j - 1] + gain[i - 1, j - 1]:
            i, j = i - 1, j - 1
            path.append((i, j))
        elif best[i, j] == best[i, j - 1] + skip_long[i]:
            j -= 1
            path.append((None, j))
        else:
            i -= 1
            path.append((i, None))
        edges.append((i, j))
    while i > 0 and best[i, 0] < 0:
        i -= 1
        path.append((i, None))
        edges.append((i, 0))
    return path[::-1], edges[::-1]


SAME, REPLACE, DELETE, INSERT = "same", "replace", "delete", "insert"
CONTRACTION, SPELLING, EDITORIAL, LEFT_OUT, BETWEEN = "contraction", "spelling", "editorial", "left out", "between"
#: what each operation is, and whether it counts as drift
OPERATIONS = {
    SAME: ("the same words", False),
    REPLACE: ("other words in their place", True),
    DELETE: ("words of the first only", True),
    INSERT: ("words of the second only", True),
    CONTRACTION: ("a short form on one side and the full words on the other", False),
    SPELLING: ("another spelling of the same words", False),
    EDITORIAL: ("the editor's words, in brackets", False),
    LEFT_OUT: ("left out where an ellipsis stands", False),
    BETWEEN: ("not quoted by one side, which ends one quotation and begins another", False),
}
#: what stands on both sides, however it is written
ALIKE = (SAME, CONTRACTION, SPELLING)
#: "twentyfive": a number in words without its hyphen
_COMPOUND = pattern(rf"({'|'.join(TENS)})({'|'.join(UNITS[1:10])})")
_MONEY = {"$": ("dollar", "dollars"), "€": ("euro", "euros"), "£": ("pound", "pounds")}
#: a bracket stands for a few words
_MOST_FOR_A_BRACKET = 5
_MOST_IN_A_CLAUSE = 6
_LONGEST_PIECE = 4


@dataclass(frozen=True)
class Step:
    """One operation: its words on both sides (places in the wordings), and the edges at which it stands."""

    sort: str
    first: tuple[int, ...]
    second: tuple[int, ...]
    at: tuple[int, int]
    mark: tuple[int, int, int, int] | None = None
    side: int = 0


def operations(short: Wording, long: Wording, alignment: Alignment, *, flip: bool = False) -> list[Step]:
    """List what was done, in order."""
    steps = [one for step in _runs(short, long, alignment) for one in _refine(short, long, step)]
    steps = _money_in_words(short, long, _with_their_verbs(steps))
    steps += _denied_behind(short, long, alignment)
    steps = [one for step in steps for one in _split_by_piece(short, long, step)]
    if not flip:
        return steps
    other = {DELETE: INSERT, INSERT: DELETE}
    return [
        Step(other.get(s.sort, s.sort), s.second, s.first, s.at[::-1], s.mark, 1 - s.side if s.mark else 0)
        for s in steps
    ]


def _sort_of(short: Wording, long: Wording, step: tuple, at: tuple[int, int]) -> str:
    i, j = step
    if i is not None and j is not None:
        if not equal(short.keys[i], long.keys[j]):
            return REPLACE
        if short.short[i] != long.short[j]:
            return CONTRACTION
        return SAME if short.plain[i] == long.plain[j] or short.short[i] else SPELLING
    edge = long.edges[at[1]] if j is None else short.edges[at[0]]
    alone = DELETE if j is None else INSERT
    return {BRACKET: EDITORIAL, GAP: LEFT_OUT, JOIN: BETWEEN}.get(edge, alone)


def _runs(short: Wording, long: Wording, alignment: Alignment) -> list[Step]:
    """Put steps of a kind together, broken by the editor's marks; words dropped, added, replaced are one change."""
    changes = (REPLACE, DELETE, INSERT)
    marks = _marks(short, long, alignment)
    rows: list[tuple] = []
    for step, at in zip(alignment.path, alignment.edges, strict=True):
        rows += [(mark[0], None, at, mark) for mark in marks if _reached(mark, at)]
        marks = [mark for mark in marks if not _reached(mark, at)]
        rows.append((_sort_of(short, long, step, at), step, at, None))
    rows += [(side, None, alignment.edges[-1], (side, mark)) for side, mark in marks if side == 0]
    steps = []
    for kind, group in groupby(rows, key=lambda row: REPLACE if row[0] in changes else row[0]):
        own = list(group)
        if own[0][3]:
            steps += [Step(EDITORIAL, (), (), at, mark, side) for _, _, at, (side, mark) in own]
            continue
        first = tuple(i for _, (i, _), _, _ in own if i is not None)
        second = tuple(j for _, (_, j), _, _ in own if j is not None)
        steps.append(Step(_change(first, second) if kind == REPLACE else kind, first, second, own[0][2]))
    return steps


def _marks(short: Wording, long: Wording, alignment: Alignment) -> list[tuple[int, tuple[int, int, int, int]]]:
    (i, j), (_, last) = alignment.edges[0], alignment.edges[-1]
    own = [(0, mark) for mark in short.editorial if mark[0] >= i]
    return own + [(1, mark) for mark in long.editorial if j < mark[0] <= last]


def _reached(mark: tuple[int, tuple], at: tuple[int, int]) -> bool:
    return mark[1][0] <= at[mark[0]]


def _change(first: tuple, second: tuple) -> str:
    return REPLACE if first and second else DELETE if first else INSERT


def _refine(short: Wording, long: Wording, step: Step) -> list[Step]:
    """Look at a change once more: two ways to write a word, an aside, an editor's mark that is no excuse."""
    if step.mark:
        return [step]
    if step.sort in (EDITORIAL, LEFT_OUT):
        return [_excuse(short, long, step)]
    if step.sort in (DELETE, INSERT):
        words, wording = (step.first, short) if step.first else (step.second, long)
        if all(wording.round[k] for k in words):
            return [Step(EDITORIAL, step.first, step.second, step.at)]
    if step.sort != REPLACE:
        return [step]
    sizes = (range(1, min(len(words), _LONGEST_PIECE) + 1) for words in (step.first, step.second))
    joined = (_write_together(short, long, step, size) for size in product(*sizes, (True, False)))
    return next(filter(None, joined), [step])


def _write_together(short: Wording, long: Wording, step: Step, sizes: tuple[int, int, bool]) -> list[Step] | None:
    """Cut off words at an edge of a change that are the same when they are written together ("per cent")."""
    p, q, begin = sizes
    first, second = (step.first[:p], step.second[:q]) if begin else (step.first[-p:], step.second[-q:])
    pairs = ((short.plain, long.plain), (short.keys, long.keys))
    apart = all("".join(a[i] for i in first) != "".join(b[j] for j in second) for a, b in pairs)
    if apart and not _same_number([short.plain[i] for i in first], [long.plain[j] for j in second]):
        return None
    rest = (step.first[p:], step.second[q:]) if begin else (step.first[:-p], step.second[:-q])
    one = Step(SPELLING, first, second, (first[0], second[0]))
    if not any(rest):
        return [one]
    begins = (first[-1] + 1, second[-1] + 1) if begin else step.at
    others = _refine(short, long, Step(_change(*rest), *rest, begins))
    return [one, *others] if begin else [*others, one]


def _same_number(one: list[str], other: list[str]) -> bool:
    """Test whether words are one number, in figures on one side and in words on the other or with a scale."""
    if not any(word[0].isdigit() for word in one + other):
        return False
    return _value(one) == _value(other)


def _with_their_verbs(steps: list[Step]) -> list[Step]:
    """Put the verb of a short form ("do", "n't") to it, so that the words show as they are printed."""
    kept: list[Step] = []
    for step in steps:
        before = kept[-1] if step.sort == CONTRACTION and kept else None
        if before and before.sort in (SAME, SPELLING) and len(before.first) == len(before.second):
            rest = Step(before.sort, before.first[:-1], before.second[:-1], before.at)
            kept[-1:] = [rest] if rest.first else []
            verb = before.first[-1], before.second[-1]
            step = Step(CONTRACTION, (verb[0], *step.first), (verb[1], *step.second), verb)  # noqa: PLW2901
        kept.append(step)
    return kept


def _money_in_words(short: Wording, long: Wording, steps: list[Step]) -> list[Step]:
    """Join a sign of money, a number and the sign's word on the other side: "$10 million", "10 million dollars"."""
    kept: list[Step] = []
    for step in steps:
        place = len(kept)
        while place and kept[place - 1].sort in ALIKE:
            place -= 1
        if place and place < len(kept) and {kept[place - 1].sort, step.sort} == {DELETE, INSERT}:
            sign, *number = kept[place - 1 :]
            before, behind = (
                [short.plain[i] for i in s.first] + [long.plain[j] for j in s.second] for s in (sign, step)
            )
            amount = not math.isnan(_value([short.plain[i] for one in number for i in one.first]))
            if len(before) == len(behind) == 1 and behind[0] in _MONEY.get(before[0], ()) and amount:
                parts = (sign, *number, step)
                joined = [sum((getattr(one, side) for one in parts), ()) for side in ("first", "second")]
                kept[place - 1 :] = [Step(SPELLING, *joined, sign.at)]
                continue
        kept.append(step)
    return kept


def _value(words: list[str]) -> float:
    apart = [f"{found[1]} {found[2]}" if (found := _COMPOUND.fullmatch(word)) else word for word in words]
    return parse_number(" ".join(apart))


def _excuse(short: Wording, long: Wording, step: Step) -> Step:
    """Count what a bracket or an ellipsis swallows if it swallows too much, or a negation inside of a clause."""
    words, wording = (step.first, short) if step.first else (step.second, long)
    stops = any(wording.stops[k + 1] for k in words) or wording.stops[words[0]]
    denies = any(wording.keys[k] in NEGATIONS for k in words)
    if step.sort == EDITORIAL:
        honest = len(words) <= _MOST_FOR_A_BRACKET and not denies
    else:
        aside = wording.commas[words[0]] and wording.commas[words[-1] + 1]
        honest = not denies or stops or aside or len(words) > _MOST_IN_A_CLAUSE
    return step if honest else Step(_change(step.first, step.second), step.first, step.second, step.at)


def _denied_behind(short: Wording, long: Wording, alignment: Alignment) -> list[Step]:
    """Count a "not" right behind the end of the shorter, in the same clause: "it does" is not "it does not"."""
    last = max((j for _, j in alignment.path if j is not None), default=len(long)) + 1
    ends = max((i for i, _ in alignment.path if i is not None), default=0) + 1 == len(short)
    if not ends or last >= len(long) or long.keys[last] != "not" or long.stops[last] or long.commas[last]:
        return []
    return [Step(INSERT, (), (last,), (len(short), last))]


def _split_by_piece(short: Wording, long: Wording, step: Step) -> list[Step]:
    """Cut a step where one quotation ends and the next begins, on either side."""
    if step.mark:
        return [step]
    if step.sort == SAME or (step.sort in (CONTRACTION, SPELLING) and len(step.first) == len(step.second)):
        pairs = zip(step.first, step.second, strict=True)
        groups = [list(own) for _, own in groupby(pairs, key=lambda ij: (short.pieces[ij[0]], long.pieces[ij[1]]))]
        return [Step(step.sort, *map(tuple, zip(*own, strict=True)), own[0]) for own in groups]
    first = [tuple(own) for _, own in groupby(step.first, key=lambda i: short.pieces[i])]
    second = [tuple(own) for _, own in groupby(step.second, key=lambda j: long.pieces[j])]
    if len(first) <= 1 and len(second) <= 1:
        return [step]
    cut = []
    for a, b in zip_longest(first, second, fillvalue=()):
        at = (a[0] if a else step.at[0], b[0] if b else step.at[1])
        sort = _change(a, b) if step.sort in (REPLACE, DELETE, INSERT) else step.sort
        cut.append(Step(sort, a, b, at))
    return cut
