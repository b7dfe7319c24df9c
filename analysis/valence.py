"""VADER's rules, applied to every word that its lexicon values, in the package's order.

:func:`hits_of` gives the words that count, each with the valence that VADER ends with and the rules that changed it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush
from types import SimpleNamespace

import numpy as np

from analysis.vader import (
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
    count_in,
    package,
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
    v, codes, bounds = package(), stream.codes, stream.bounds
    at = np.flatnonzero(codes & VALUED)
    text = np.repeat(np.arange(len(bounds) - 1), count_in(at, bounds))
    capitals = count_in(np.flatnonzero(codes & UPPER), bounds)
    mixed = ((capitals > 0) & (capitals < np.diff(bounds)))[text]
    first, last = bounds[text], bounds[text + 1]
    here = codes[at]
    # beyond a text's start stands a word "in the lexicon", which closes all rules for that distance
    before = [here, *(np.where(at - d >= first, codes.take(at - d, mode="clip"), KNOWN) for d in (1, 2, 3))]
    after = [here, *(np.where(at + d < last, codes.take(at + d, mode="clip"), 0) for d in (1, 2))]
    prior, later = [code & ID for code in before], [code & ID for code in after]
    value, rules = stream.facts["valence"][stream.types[at]], np.zeros(len(at), dtype=np.int64)

    def apply(places: np.ndarray, new: np.ndarray, rule: int | np.ndarray) -> None:
        value[places] = new
        rules[places] |= rule

    nulled = np.flatnonzero((prior[0] == NO) & ((after[1] & KNOWN) != 0))
    turned = np.flatnonzero(
        (prior[1] == NO) | (prior[2] == NO) | ((prior[3] == NO) & ((prior[1] == OR) | (prior[1] == NOR)))
    )
    base = value[turned]
    apply(nulled, 0.0, _NULLED)
    value[turned], rules[turned] = base * v.turn, _AFTER_NO
    loud = np.flatnonzero(mixed & ((here & UPPER) != 0))
    apply(loud, value[loud] + np.where(value[loud] > 0, v.capitals, -v.capitals), _CAPITALS)
    so = (prior[1] == SO) | (prior[1] == THIS)
    whole = np.zeros(len(at), dtype=bool)
    for d, fade in ((1, 1.0), (2, 0.95), (3, 0.9)):
        j = np.flatnonzero(before[d] & BOOSTS)
        old, by = value[j], stream.facts["booster"][stream.types[at[j] - d]]
        by = np.where(old < 0, -by, by)
        by += np.where(mixed[j] & ((before[d][j] & UPPER) != 0), np.where(old > 0, v.capitals, -v.capitals), 0.0)
        new = old + by * fade
        apply(j, new, np.where(by * old >= 0, _STRONGER, _WEAKER))
        negated = (before[d] & NEGATES) != 0
        j = np.flatnonzero(negated if d < 3 else (negated | so) & ((before[3] & KNOWN) == 0))
        factor = np.full(len(j), v.turn)
        if d > 1:
            back, far, near = prior[d][j], prior[2][j], prior[1][j]
            factor[(back == WITHOUT) & ((near == DOUBT) | ((d == 3) & (far == DOUBT)))] = 1.0
            next_so = so[j] if d == 2 else (far == SO) | (far == THIS)
            factor[((back == NEVER) & next_so) | ((d == 3) & so[j])] = 1.25
        apply(j, value[j] * factor, np.where(factor == 1.25, _SO_THIS, np.where(factor == 1.0, 0, _NEGATED)))
    _phrases(before, later, value, rules, whole)
    j = np.flatnonzero((prior[1] == LEAST) & ((before[1] & KNOWN) == 0) & (prior[2] != AT) & (prior[2] != VERY))
    apply(j, value[j] * v.turn, _AFTER_LEAST)
    whole[j] = False
    value[(prior[0] == KIND) & (later[1] == OF)] = 0.0
    kept = np.flatnonzero(value)
    hits = Hits(at[kept], text[kept], value[kept], rules[kept], np.ones(len(kept)), whole[kept])
    _but(hits, np.flatnonzero(codes & BUT), bounds)
    return hits


def _phrases(before: list, later: list, value: np.ndarray, rules: np.ndarray, whole: np.ndarray) -> None:
    """Give words in set phrases ("yeah right") the phrase's value, and add two-word boosters ("kind of"), in place."""
    v = package()
    prior = [code & ID for code in before]
    row = [prior[3], prior[2], prior[1], prior[0], later[1]]
    beside = np.zeros(len(value), dtype=bool)
    for left, right in zip(row, row[1:], strict=False):
        beside |= (left != 0) & (right != 0)
    j = np.flatnonzero(beside & ((before[3] & KNOWN) == 0))
    c, b, a, word, y, z = (ids[j].astype(np.int64) for ids in (*row, later[2]))

    def entry(table: SimpleNamespace, *ids: np.ndarray) -> np.ndarray:
        key = ids[0] * v.size + ids[1]
        return table.pairs[key] if len(ids) == 2 else table.triples[key * v.size + ids[2]]

    found = np.zeros(len(j), dtype=np.int64)
    for ids in ((a, word), (b, a, word), (b, a), (c, b, a), (c, b)):
        found = np.where(found == 0, entry(v.idioms, *ids), found)
    for ids in ((word, y), (word, y, z)):
        other = entry(v.idioms, *ids)
        found = np.where(other == 0, found, other)
    hit = found > 0
    value[j[hit]], whole[j[hit]] = v.idioms.values[found[hit]], v.idioms.whole[found[hit]]
    rules[j[hit]] = _PHRASE
    for ids in ((c, b, a), (c, b), (b, a)):
        found = entry(v.boosters, *ids)
        k, by = j[found > 0], v.boosters.values[found[found > 0]]
        rules[k] |= np.where(by * value[k] >= 0, _STRONGER, _WEAKER)
        value[k] += by
        whole[k] = False


def _but(hits: Hits, places: np.ndarray, bounds: np.ndarray) -> None:
    """Halve what stands before a text's first "but" and weigh what stands behind it × 1.5, in place, as VADER does.

    VADER finds each value's place by looking for the first that is equal, in the list that it is changing. So where a
    changed value equals one still to come, the earlier is changed again and the later is not. Zeros stay as they are.
    """
    if not len(places):
        return
    but = np.full(len(bounds) - 1, -1)
    but[(np.searchsorted(bounds, places, side="right") - 1)[::-1]] = places[::-1]
    j = np.flatnonzero(but[hits.text] >= 0)
    text, old = hits.text[j], hits.value[j]
    factor = np.where(hits.at[j] < but[text], 0.5, 1.5)
    new = old * factor
    ranks = np.unique(np.concatenate([old, new]), return_inverse=True)[1] + 2 * len(old) * np.tile(text, 2)
    for i in np.unique(text[np.isin(ranks[len(old) :], ranks[: len(old)])]).tolist():
        one = slice(*np.searchsorted(text, [i, i + 1]))
        new[one] = _but_in_turn(old[one].tolist(), factor[one].tolist())
    hits.value[j], hits.factor[j] = new, new / old
    hits.whole[j] &= new == old


def _but_in_turn(values: list[float], factors: list[float]) -> list[float]:
    """Scale `values` one after the other, each time at the first place that holds an equal value by then."""
    places: dict[float, list[int]] = defaultdict(list)
    out = list(values)
    for i, value in enumerate(values):
        heappush(places[value], i)
        first = heappop(places[value])
        out[first] = value * factors[first]
        heappush(places[out[first]], first)
    return out
