"""VADER's rules, applied to every word that its lexicon values, in the package's order.

:func:`hits_of` gives the words that count, each with the valence that VADER ends with and the rules that changed it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappush, heappushpop

import numpy as np

from analysis.vader import (
    ACTS,
    AT,
    BOOSTS,
    BUT,
    DOUBT,
    ID,
    KIND,
    KNOWN,
    LEAST,
    NEGATES,
    NEVER,
    NO,
    NOR,
    OF,
    OR,
    SO,
    THIS,
    UPPER,
    VALUED,
    VERY,
    WITHOUT,
    Stream,
    package,
    phrases_of,
)

#: the rules that changed a word's valence, in bits, and how a note tells them
_AFTER_NO, _NULLED, _CAPITALS, _STRONGER, _WEAKER, _NEGATED, _SO_THIS, _PHRASE, _AFTER_LEAST = (
    1 << bit for bit in range(9)
)
NOTES = {
    _NULLED: "“no” before a word of the lexicon: counts 0 at first",
    _AFTER_NO: "turned round by “no” before it",
    _CAPITALS: "in capitals: stronger",
    _STRONGER: "a booster before it: stronger",
    _WEAKER: "a dampener before it: weaker",
    _NEGATED: "turned round by a negation before it",
    _SO_THIS: "“so” or “this” before it: × 1.25",
    _PHRASE: "part of a set phrase that has its own value",
    _AFTER_LEAST: "turned round by “least” before it",
}
RULES = 1 << len(NOTES)
#: texts with more valued words than this are worked through one by one, so that time stays in line with length
MANY = 64


@dataclass
class Hits:
    """The words that count: where they stand, in which text, valence, rules, the factor of "but", and int or float."""

    at: np.ndarray
    text: np.ndarray
    value: np.ndarray
    rules: np.ndarray
    factor: np.ndarray
    whole: np.ndarray


def hits_of(stream: Stream) -> Hits:
    """Apply VADER's rules to every word that its lexicon values, in the package's order."""
    at, text = stream.places(VALUED)
    value = stream.facts["valence"][stream.types[at]]
    hits = Hits(at, text, value, np.zeros(len(at), np.int64), np.ones(len(at)), np.zeros(len(at), bool))
    _change_by_neighbours(stream, hits, _near_acting(stream.codes, at))
    if not value.all():
        kept = np.flatnonzero(value)
        hits = Hits(*(column[kept] for column in vars(hits).values()))
    _but(hits, *stream.places(BUT))
    return hits


def _near_acting(codes: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Find the words (indices into `at`) that a rule can change: in capitals, or with an acting word in reach.

    Few words are. A text's end is not looked at here, so there are some among them that no rule changes.
    """
    near = codes[at]
    capitals = near & UPPER
    for d in (-3, -2, -1, 1, 2):
        near |= codes.take(at + d, mode="clip")
    return np.flatnonzero((near & ACTS) | capitals)


@dataclass
class _Window:
    """Valued words with the codes of the words before and after them (by distance), which the rules change."""

    before: list[np.ndarray]
    after: list[np.ndarray]
    mixed: np.ndarray
    value: np.ndarray
    rules: np.ndarray
    whole: np.ndarray

    def __post_init__(self) -> None:
        self.prior = [code & ID for code in self.before]
        self.later = [code & ID for code in self.after]

    def change(self, places: np.ndarray, new: np.ndarray | float, rule: np.ndarray | int) -> None:
        """Give words new values, and remember the rule."""
        self.value[places] = new
        self.rules[places] |= rule


def _change_by_neighbours(stream: Stream, hits: Hits, changed: np.ndarray) -> None:
    """Apply to the `changed` of `hits` all rules but that of "but", in place."""
    v, codes, bounds = package(), stream.codes, stream.bounds
    at, text = hits.at[changed], hits.text[changed]
    capitals = np.bincount(stream.places(UPPER)[1], minlength=len(bounds) - 1)
    mixed = ((capitals > 0) & (capitals < np.diff(bounds)))[text]
    first, last, here = bounds[text], bounds[text + 1], codes[at]
    # beyond a text's start stands a word "in the lexicon", which closes all rules for that distance
    before = [here, *(np.where(at - d >= first, codes.take(at - d, mode="clip"), KNOWN) for d in (1, 2, 3))]
    after = [here, *(np.where(at + d < last, codes.take(at + d, mode="clip"), 0) for d in (1, 2))]
    w = _Window(before, after, mixed, hits.value[changed], hits.rules[changed], hits.whole[changed])
    _no_and_capitals(w)
    for d, fade in ((1, 1.0), (2, 0.95), (3, 0.9)):
        j = np.flatnonzero(before[d] & BOOSTS)
        _boost(w, j, before[d][j], stream.facts["booster"][stream.types[at[j] - d]], fade)
        _negate(w, d)
    _phrases(w)
    j = np.flatnonzero((w.prior[1] == LEAST) & ((before[1] & KNOWN) == 0) & (w.prior[2] != AT) & (w.prior[2] != VERY))
    w.change(j, w.value[j] * v.turn, _AFTER_LEAST)
    w.whole[j] = False
    w.value[(w.prior[0] == KIND) & (w.later[1] == OF)] = 0.0
    hits.value[changed], hits.rules[changed], hits.whole[changed] = w.value, w.rules, w.whole


def _no_and_capitals(w: _Window) -> None:
    """Apply "no" as a valued word and before one, then capitals."""
    v, prior = package(), w.prior
    nulled = np.flatnonzero((prior[0] == NO) & ((w.after[1] & KNOWN) != 0))
    turned = np.flatnonzero(
        (prior[1] == NO) | (prior[2] == NO) | ((prior[3] == NO) & ((prior[1] == OR) | (prior[1] == NOR)))
    )
    base = w.value[turned]
    w.change(nulled, 0.0, _NULLED)
    w.value[turned], w.rules[turned] = base * v.turn, _AFTER_NO
    loud = np.flatnonzero(w.mixed & ((w.before[0] & UPPER) != 0))
    w.change(loud, w.value[loud] + np.where(w.value[loud] > 0, v.capitals, -v.capitals), _CAPITALS)


def _boost(w: _Window, j: np.ndarray, codes: np.ndarray, by: np.ndarray, fade: float) -> None:
    """Add to words `j` what the boosters before them, which have `codes`, bring (`by`), less with distance."""
    v, old = package(), w.value[j]
    by = np.where(old < 0, -by, by)
    by += np.where(w.mixed[j] & ((codes & UPPER) != 0), np.where(old > 0, v.capitals, -v.capitals), 0.0)
    w.change(j, old + by * fade, np.where(by * old >= 0, _STRONGER, _WEAKER))


def _negate(w: _Window, d: int) -> None:
    """Turn words round that have a negation `d` words before them, with what "so", "this" and "doubt" do to it."""
    prior, negated = w.prior, (w.before[d] & NEGATES) != 0
    so = (prior[1] == SO) | (prior[1] == THIS)
    j = np.flatnonzero(negated if d < 3 else (negated | so) & ((w.before[3] & KNOWN) == 0))
    factor = np.full(len(j), package().turn)
    if d > 1:
        back, far, near = prior[d][j], prior[2][j], prior[1][j]
        factor[(back == WITHOUT) & ((near == DOUBT) | ((d == 3) & (far == DOUBT)))] = 1.0
        next_so = so[j] if d == 2 else (far == SO) | (far == THIS)
        factor[((back == NEVER) & next_so) | ((d == 3) & so[j])] = 1.25
    w.change(j, w.value[j] * factor, np.where(factor == 1.25, _SO_THIS, np.where(factor == 1.0, 0, _NEGATED)))


def _phrases(w: _Window) -> None:
    """Give words in set phrases ("yeah right") the phrase's value, and add two-word boosters ("kind of")."""
    v = package()
    row = [w.prior[3], w.prior[2], w.prior[1], w.prior[0], w.later[1]]
    beside = np.zeros(len(w.value), dtype=bool)
    for left, right in zip(row, row[1:], strict=False):
        beside |= (left != 0) & (right != 0)
    j = np.flatnonzero(beside & ((w.before[3] & KNOWN) == 0))
    c, b, a, word, y, z = (ids[j].astype(np.int64) for ids in (*row, w.later[2]))
    found = np.zeros(len(j), dtype=np.int64)
    for ids in ((a, word), (b, a, word), (b, a), (c, b, a), (c, b)):
        found = np.where(found == 0, phrases_of(v.idioms, *ids), found)
    for ids in ((word, y), (word, y, z)):
        other = phrases_of(v.idioms, *ids)
        found = np.where(other == 0, found, other)
    hit = found > 0
    w.value[j[hit]], w.whole[j[hit]] = v.idioms.values[found[hit]], v.idioms.whole[found[hit]]
    w.rules[j[hit]] = _PHRASE
    for ids in ((c, b, a), (c, b), (b, a)):
        found = phrases_of(v.boosters, *ids)
        k, by = j[found > 0], v.boosters.values[found[found > 0]]
        w.change(k, w.value[k] + by, np.where(by * w.value[k] >= 0, _STRONGER, _WEAKER))
        w.whole[k] = False


def _but(hits: Hits, places: np.ndarray, texts: np.ndarray) -> None:
    """Halve what stands before a text's first "but" and weigh what stands behind it × 1.5, in place, as VADER does.

    VADER finds each value's place by looking for the first that is equal, in the list that it is changing. So where a
    changed value equals one still to come, the earlier is changed again and the later is not. Zeros stay as they are.
    """
    if not len(places):
        return
    but = np.full(texts[-1] + 2, -1)
    but[texts[::-1]] = places[::-1]
    j = np.flatnonzero(but.take(hits.text, mode="clip") >= 0)
    text, old = hits.text[j], hits.value[j]
    factor = np.where(hits.at[j] < but[text], 0.5, 1.5)
    new = old * factor
    cuts = np.flatnonzero(np.diff(text, prepend=-1, append=-1))
    if confused := _confused(old, new, cuts):
        reached = _reached(old, new)
        for i in confused:
            one = slice(cuts[i], cuts[i + 1])
            new[one] = _but_in_turn(old[one], factor[one], reached)
    hits.value[j], hits.factor[j] = new, new / old
    hits.whole[j] &= new == old


def _confused(old: np.ndarray, new: np.ndarray, cuts: np.ndarray) -> list[int]:
    """Give the texts (which lie between `cuts`) where a new value equals an old one further on; all that are long."""
    sizes = np.diff(cuts)
    long = sizes > MANY
    ends = np.repeat(np.where(long, 0, cuts[1:]), sizes)
    left, ahead, found = np.arange(len(old)), 0, [cuts[:-1][long]]
    while len(left):
        ahead += 1
        left = left[left + ahead < ends[left]]
        found.append(left[new[left] == old[left + ahead]])
    return np.unique(np.searchsorted(cuts, np.concatenate(found), side="right") - 1).tolist()


def _reached(old: np.ndarray, new: np.ndarray) -> np.ndarray:
    """Give those of the `old` values that another can become, scaled once or again."""
    old, reached, more = np.unique(old), np.empty(0), np.unique(new)
    while len(more := np.setdiff1d(np.intersect1d(more, old), reached)):
        reached = np.union1d(reached, more)
        more = np.unique(more[:, None] * (0.5, 1.5))
    return reached


def _but_in_turn(values: np.ndarray, factors: np.ndarray, reached: np.ndarray) -> np.ndarray:
    """Scale `values` one after the other, each time at the first place that holds an equal value by then.

    Only a value that another can become (`reached`) is ever found in another place than its own.
    """
    scaled, mistaken = values * factors, np.isin(values, reached)
    out = np.where(mistaken, values, scaled)
    at = np.flatnonzero(mistaken | np.isin(scaled, reached))
    places: dict[float, list[int]] = defaultdict(list)
    columns = (column[at].tolist() for column in (values, scaled, mistaken))
    for i, value, new, elsewhere in zip(at.tolist(), *columns, strict=True):
        if elsewhere:
            first = heappushpop(places[value], i)
            out[first] = value * factors[first]
            heappush(places[out[first]], first)
        else:
            heappush(places[new], i)
    return out
