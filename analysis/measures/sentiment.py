"""VADER sentiment of many texts at once, equal to the package vaderSentiment to the last digit.

The package is the definition: its lexicon, boosters, negations, set phrases and constants are read from it
(:func:`vader_package`). Here its rules are applied to columns, in three steps. :func:`facts_of` works out once per
distinct word what VADER knows about it; :func:`stream_of` looks that up for the words of texts, and writes their emoji
out; :func:`hits_of` applies the rules to the few words that the lexicon values, in the package's order.
:func:`sentiment` scores, :func:`sentiment_spans` shows the words. Time grows in line with a text's length.

VADER's ``positive``, ``neutral`` and ``negative`` are shares of a text's words, 0 to 1. ``compound`` is from -1 (most
negative) to 1 (most positive). VADER was made for short messages: it knows no irony, and it reads "Security" as praise.

References
----------
Hutto, C. J. and Gilbert, E. (2014). VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text.
Eighth International Conference on Weblogs and Social Media.
"""

from __future__ import annotations

import string
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappush, heappushpop
from importlib.metadata import version
from itertools import repeat
from types import SimpleNamespace

import numpy as np
import pandas as pd

from analysis.schema import TEXT
from analysis.text import word_shapes
from analysis.text.lexicon import cut_texts
from analysis.text.word_shapes import LOWER, PUNCTUATION, lines, shapes
from analysis.text.words import Facts, Vocabulary, Words, ranges

#: the words that the package's code names; a word's code holds its place here, or that of a word of a set phrase
NAMED = ("no", "or", "nor", "kind", "of", "never", "so", "this", "without", "doubt", "least", "at", "very")
NO, OR, NOR, KIND, OF, NEVER, SO, THIS, WITHOUT, DOUBT, LEAST, AT, VERY = range(1, 14)
#: the rest of a word's code, in bits above the place
ID, KNOWN, UPPER, NEGATES, BOOSTS, VALUED, MARKS, BUT, ACTS, EMOJI = 63, *(1 << bit for bit in range(7, 16))
#: words that count on their own or for their whole text; the others matter only near a word that the lexicon values
SEEN = UPPER | VALUED | MARKS | BUT | EMOJI


@lru_cache(maxsize=1)
def vader_package() -> SimpleNamespace:
    """Read the definition from the installed package: words, constants, and set phrases as tables of word places."""
    from vaderSentiment import vaderSentiment as vader

    analyzer = vader.SentimentIntensityAnalyzer()
    phrases = {"idioms": vader.SPECIAL_CASES, "boosters": {p: b for p, b in vader.BOOSTER_DICT.items() if " " in p}}
    parts = {word for table in phrases.values() for phrase in table if " " in phrase for word in phrase.split()}
    ids = {word: i for i, word in enumerate((*NAMED, *sorted(parts.difference(NAMED))), start=1)}
    # each phrase is told by its longest word, which is the rarest
    longest = {max(phrase.split(), key=len) for table in phrases.values() for phrase in table}
    size = len(ids) + 1
    tables = {}
    for name, table in phrases.items():
        pairs, triples = np.zeros(size**2, dtype=np.int64), np.zeros(size**3, dtype=np.int64)
        for entry, phrase in enumerate(table, start=1):
            places = [ids[word] for word in phrase.split()] if " " in phrase else []
            if len(places) == 2:
                pairs[places[0] * size + places[1]] = entry
            elif places:
                triples[(places[0] * size + places[1]) * size + places[2]] = entry
        values = np.array([0.0, *table.values()])
        whole = np.array([False, *(isinstance(value, int) for value in table.values())])
        tables[name] = SimpleNamespace(pairs=pairs, triples=triples, values=values, whole=whole)
    return SimpleNamespace(
        lexicon=analyzer.lexicon,
        emojis={emoji: text for emoji, text in analyzer.emojis.items() if len(emoji) == 1},
        single_boosters={word: by for word, by in vader.BOOSTER_DICT.items() if " " not in word},
        negations=frozenset(vader.NEGATE),
        ids=ids,
        acting=longest.union(("no", "so", "this", "least", "kind")),
        size=size,
        capitals=vader.C_INCR,
        turn=vader.N_SCALAR,
        exclamation=np.array([analyzer._amplify_ep("!" * k) for k in range(5)]),
        question=np.array([analyzer._amplify_qm("?" * k) for k in range(5)], dtype=float),
        source=f"vaderSentiment {version('vaderSentiment')}",
        **tables,
    )


def phrases_of(table: SimpleNamespace, first: np.ndarray, second: np.ndarray, *third: np.ndarray) -> np.ndarray:
    """Look up the set phrases that two or three words make, given by their places: 0 where they make none."""
    size = vader_package().size
    key = first * size + second
    return table.triples[key * size + third[0]] if third else table.pairs[key]


def cut_token(surface: str) -> tuple[int, str]:
    """Cut ASCII punctuation off a word as VADER does: return the number of characters cut in front, and the rest."""
    token = surface.strip(string.punctuation)
    if len(token) <= 2:
        return 0, surface
    return len(surface) - len(surface.lstrip(string.punctuation)), token


def facts_of(surfaces: list[str]) -> Facts:
    """Extract what VADER knows about each word: code, valence, booster, marks, and where its token lies in it."""
    shape = shapes(surfaces)
    first, last = shape.span(shape.kinds & PUNCTUATION == 0)
    whole = last - first <= 2
    first, last = np.where(whole, 0, first), np.where(whole, shape.lengths, last)
    tokens = lines(shape.joined(shape.within(first, last)).lower())
    listed, code, valence, booster = _listed()
    place = np.array(list(map(listed.get, tokens, repeat(0))), np.intp)
    codes = code[place]
    for i in shape.words_at(np.flatnonzero(shape.codes == ord("'"))).tolist():
        codes[i] = _code(tokens[i])
    upper, lower = (shape.count(shape.kinds & case != 0) for case in (word_shapes.UPPER, LOWER))
    codes[(upper > 0) & (lower == 0)] |= UPPER
    marks = {mark: shape.count(shape.codes == ord(mark)).astype(np.int64) for mark in "!?"}
    codes[(marks["!"] > 0) | (marks["?"] > 0)] |= MARKS
    wide, emojis = shape.words_at(np.flatnonzero(shape.codes >= 128)), vader_package().emojis.keys()
    codes[[i for i in wide.tolist() if not emojis.isdisjoint(surfaces[i])]] |= EMOJI
    facts = {"code": codes, "valence": valence[place], "booster": booster[place]}
    return facts | marks | {"lead": first, "size": last - first}


def _code(word: str) -> int:
    """Compute the bits of a word's code that its token in lower case decides."""
    v = vader_package()
    known, boosts = word in v.lexicon, word in v.single_boosters
    negates = (word in v.negations or "n't" in word) and not known
    code = v.ids.get(word, 0) | KNOWN * known | BOOSTS * (boosts and not known) | NEGATES * negates
    code |= VALUED * (known and not boosts) | BUT * (word == "but")
    return code | ACTS * (word in v.acting or code & (BOOSTS | NEGATES) != 0)


@lru_cache(maxsize=1)
def _listed() -> tuple[dict[str, int], np.ndarray, np.ndarray, np.ndarray]:
    """Number the words that the package lists, from 1; by it, their code, valence and booster (of others: 0)."""
    v = vader_package()
    words = dict.fromkeys(("but", *v.lexicon, *v.single_boosters, *v.negations, *v.ids, *v.acting))
    codes = np.array([0, *map(_code, words)], np.uint16)
    valence = np.array([0.0, *(v.lexicon.get(word, 0.0) for word in words)])
    booster = np.array([0.0, *(v.single_boosters.get(word, 0.0) for word in words)])
    return {word: i for i, word in enumerate(words, start=1)}, codes, valence, booster


def spell_out(surface: str) -> tuple[str, list[int]]:
    """Write a word's emoji out as their descriptions, as VADER does, with the place each character comes from."""
    emojis, out, source, gap = vader_package().emojis, [], [], True
    for i, character in enumerate(surface):
        written = emojis.get(character)
        piece = character if written is None else written if gap else " " + written
        gap = False
        out.append(piece)
        source += [i] * len(piece)
    return "".join(out), source


def emoji_part(surface: str, number: int) -> tuple[int, int, str]:
    """Find token `number` of a word with emoji in it: its first character, its length, and how an emoji was read."""
    text, source = spell_out(surface)
    begin = 0
    for _ in range(number):
        begin = text.index(" ", begin) + 1
    lead, token = cut_token(text[begin:].split(" ", 1)[0])
    first, last = source[begin + lead], source[begin + lead + len(token) - 1]
    return first, last + 1 - first, token if token != surface[first : last + 1] else ""


@dataclass(frozen=True)
class Stream:
    """The tokens of n texts: of text i, ``types[bounds[i]:bounds[i + 1]]``.

    Attributes
    ----------
    types, codes : of each token its number in the vocabulary, and its code
    seen, seen_codes, seen_texts : the tokens whose code has a bit of SEEN, their codes, and the texts they are in
    spelled, sizes : the words (as counted before) that were emoji, and the number of tokens that each became
    facts : what is known of each type
    """

    types: np.ndarray
    codes: np.ndarray
    bounds: np.ndarray
    seen: np.ndarray
    seen_codes: np.ndarray
    seen_texts: np.ndarray
    spelled: np.ndarray
    sizes: np.ndarray
    facts: Facts

    def places(self, flag: int) -> tuple[np.ndarray, np.ndarray]:
        """Find the tokens whose code has `flag`, one of those in SEEN, and the text that each is in."""
        found = np.flatnonzero(self.seen_codes & flag != 0)
        return self.seen[found], self.seen_texts[found]

    def words_at(self, tokens: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Find the word that each of `tokens` is of, and which of the word's tokens it is."""
        starts = self.spelled + np.cumsum(self.sizes - 1) - (self.sizes - 1)
        k = np.searchsorted(starts, tokens, side="right") - 1
        if not len(starts):
            return tokens, np.zeros(len(tokens), dtype=np.int64)
        inside = tokens - starts[k]
        word = self.spelled[k] + np.maximum(inside - self.sizes[k] + 1, 0)
        plain = k < 0
        return np.where(plain, tokens, word), np.where(plain | (inside >= self.sizes[k]), 0, inside)


def stream_of(types: np.ndarray, bounds: np.ndarray, vocabulary: Vocabulary, *, spell: bool = True) -> Stream:
    """Look up the codes of words; a word with emoji becomes the words of its description, unless `spell` is False."""
    facts = vocabulary.facts(facts_of)
    codes, sizes = facts["code"].take(types), np.empty(0, dtype=np.int64)
    seen = np.flatnonzero((codes & SEEN) != 0)
    spelled = seen[codes[seen] >= EMOJI]
    if len(spelled) and spell:
        numbers = types[spelled].tolist()
        tokens = {t: vocabulary.numbers(spell_out(vocabulary.surfaces[t])[0].split()) for t in set(numbers)}
        facts = vocabulary.facts(facts_of)
        sizes = np.array([len(tokens[t]) for t in numbers])
        shifts = np.append(0, np.cumsum(sizes - 1))
        bounds = bounds + shifts[np.searchsorted(spelled, bounds)]
        into = ranges(spelled + shifts[:-1], sizes)
        types, codes = _spread(types, spelled, shifts), _spread(codes, spelled, shifts)
        types[into] = np.concatenate([tokens[t] for t in numbers])
        codes[into] = facts["code"][types[into]]
        seen = np.flatnonzero((codes & SEEN) != 0)
    texts = np.repeat(np.arange(len(bounds) - 1), np.diff(np.searchsorted(seen, bounds)))
    return Stream(types, codes, bounds, seen, codes[seen], texts, spelled, sizes, facts)


def _spread(values: np.ndarray, places: np.ndarray, shifts: np.ndarray) -> np.ndarray:
    """Copy `values` with more room at `places`: what stands behind the first k of them moves on by ``shifts[k]``."""
    out = np.empty(len(values) + shifts[-1], dtype=values.dtype)
    begins, ends = np.append(0, places + 1), np.append(places, len(values))
    k = np.flatnonzero(begins < ends)
    for begin, end, shift in zip(begins[k].tolist(), ends[k].tolist(), shifts[k].tolist(), strict=True):
        out[begin + shift : end + shift] = values[begin:end]
    return out


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
    """Find the words (indices into `at`) that a rule can change: in capitals, or with an acting word in reach."""
    near = codes.take(at)
    capitals = near & UPPER
    for d in (-3, -2, -1, 1, 2):
        near |= codes.take(at + d, mode="clip")
    return np.flatnonzero(((near & ACTS) | capitals) != 0)


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
        """Set the values of words, and note the rule."""
        self.value[places] = new
        self.rules[places] |= rule


def _change_by_neighbours(stream: Stream, hits: Hits, changed: np.ndarray) -> None:
    """Apply to the `changed` of `hits` all rules but that of "but", in place."""
    v, codes, bounds = vader_package(), stream.codes, stream.bounds
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
        j = np.flatnonzero(before[d] & BOOSTS != 0)
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
    v, prior = vader_package(), w.prior
    nulled = np.flatnonzero((prior[0] == NO) & ((w.after[1] & KNOWN) != 0))
    over_or = (prior[3] == NO) & ((prior[1] == OR) | (prior[1] == NOR))
    turned = np.flatnonzero((prior[1] == NO) | (prior[2] == NO) | over_or)
    base = w.value[turned]
    w.change(nulled, 0.0, _NULLED)
    w.value[turned], w.rules[turned] = base * v.turn, _AFTER_NO
    loud = np.flatnonzero(w.mixed & ((w.before[0] & UPPER) != 0))
    w.change(loud, w.value[loud] + np.where(w.value[loud] > 0, v.capitals, -v.capitals), _CAPITALS)


def _boost(w: _Window, j: np.ndarray, codes: np.ndarray, by: np.ndarray, fade: float) -> None:
    """Add to words `j` what the boosters before them, which have `codes`, bring (`by`), less with distance."""
    v, old = vader_package(), w.value[j]
    by = np.where(old < 0, -by, by)
    by += np.where(w.mixed[j] & ((codes & UPPER) != 0), np.where(old > 0, v.capitals, -v.capitals), 0.0)
    w.change(j, old + by * fade, np.where(by * old >= 0, _STRONGER, _WEAKER))


def _negate(w: _Window, d: int) -> None:
    """Turn words round that have a negation `d` words before them, with what "so", "this" and "doubt" do to it."""
    prior, negated = w.prior, (w.before[d] & NEGATES) != 0
    so = (prior[1] == SO) | (prior[1] == THIS)
    j = np.flatnonzero(negated if d < 3 else (negated | so) & ((w.before[3] & KNOWN) == 0))
    factor = np.full(len(j), vader_package().turn)
    if d > 1:
        back, far, near = prior[d][j], prior[2][j], prior[1][j]
        factor[(back == WITHOUT) & ((near == DOUBT) | ((d == 3) & (far == DOUBT)))] = 1.0
        next_so = so[j] if d == 2 else (far == SO) | (far == THIS)
        factor[((back == NEVER) & next_so) | ((d == 3) & so[j])] = 1.25
    w.change(j, w.value[j] * factor, np.where(factor == 1.25, _SO_THIS, np.where(factor == 1.0, 0, _NEGATED)))


def _phrases(w: _Window) -> None:
    """Set words of set phrases ("yeah right") to the phrase's value, and add two-word boosters ("kind of")."""
    v = vader_package()
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
    changed value equals one still to come, the earlier is changed again and the later is not.
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
    if reached := _reached(old, new):
        for i in _confused(old, new, cuts):
            one = slice(cuts[i], cuts[i + 1])
            new[one] = _but_in_turn(old[one], factor[one], reached)
    hits.value[j], hits.factor[j] = new, new / old
    hits.whole[j] &= new == old


def _confused(old: np.ndarray, new: np.ndarray, cuts: np.ndarray) -> list[int]:
    """Find the texts (they lie between `cuts`) where a new value equals an old one further on, and all long ones."""
    sizes = np.diff(cuts)
    long = sizes > MANY
    ends = np.repeat(np.where(long, 0, cuts[1:]), sizes)
    left, ahead, found = np.arange(len(old)), 0, [cuts[:-1][long]]
    while len(left):
        ahead += 1
        left = left[left + ahead < ends[left]]
        found.append(left[new[left] == old[left + ahead]])
    return np.unique(np.searchsorted(cuts, np.concatenate(found), side="right") - 1).tolist()


def _reached(old: np.ndarray, new: np.ndarray) -> frozenset[float]:
    """Find those of the `old` values that another can become, scaled once or again."""
    held, reached, more = set(old.tolist()), set(), set(new.tolist())
    while more := (more & held) - reached:
        reached |= more
        more = {value * factor for value in more for factor in (0.5, 1.5)}
    return frozenset(reached)


def _but_in_turn(values: np.ndarray, factors: np.ndarray, reached: frozenset[float]) -> list[float]:
    """Scale `values` one after the other, each at the first place that holds an equal value by then.

    Only a value that another can become (`reached`) is ever found in another place than its own.
    """
    out, factor = values.tolist(), factors.tolist()
    places: dict[float, list[int]] = defaultdict(list)
    for i, value in enumerate(values.tolist()):
        at = heappushpop(places[value], i) if value in reached else i
        out[at] = value * factor[at]
        if out[at] in reached:
            heappush(places[out[at]], at)
    return out


def _scores(stream: Stream) -> dict[str, np.ndarray]:
    """Score each text: the package's ``score_valence``, column by column."""
    n, hits, emphasis = len(stream.bounds) - 1, hits_of(stream), _emphasis(stream)
    # bincount adds from left to right, as the package does with += to the positive and the negative
    positive = np.bincount(hits.text, np.where(hits.value > 0, hits.value + 1, 0.0), n)
    negative = np.bincount(hits.text, np.where(hits.value < 0, hits.value - 1, 0.0), n)
    counts, sizes = np.bincount(hits.text, minlength=n), np.diff(stream.bounds)
    more, less = positive > -negative, positive < -negative
    positive = positive + np.where(more, emphasis, 0.0)
    negative = negative - np.where(less, emphasis, 0.0)
    neutral = sizes - counts
    whole = np.where(sizes == 0, np.nan, positive - negative + neutral)
    return {
        "compound": _round(np.where(sizes == 0, np.nan, _compounds(hits, counts, emphasis)), 4),
        "positive": _round(positive / whole, 3),
        "neutral": _round(neutral / whole, 3),
        "negative": _round(np.abs(negative) / whole, 3),
    }


def _emphasis(stream: Stream) -> np.ndarray:
    """Compute what each text's exclamation and question marks add to its score."""
    v, n, emphasis = vader_package(), len(stream.bounds) - 1, 0.0
    marked, texts = stream.places(MARKS)
    for mark, table in (("!", v.exclamation), ("?", v.question)):
        count = np.bincount(texts, stream.facts[mark][stream.types[marked]], n)
        emphasis = emphasis + table[np.minimum(count, 4).astype(np.int64)]
    return emphasis


def _compounds(hits: Hits, counts: np.ndarray, emphasis: np.ndarray) -> np.ndarray:
    """Add up each text's valences and bring the sum between -1 and 1.

    The package adds with ``sum()``, which from Python 3.12 on makes up for rounding. So where the last digit of a sum
    can matter, next to 0 and where the compound is rounded at a half, ``sum()`` does it here too.
    """
    total = np.bincount(hits.text, hits.value, len(counts)).astype(float)
    compounds = _compound(total, emphasis)
    narrow = (counts > MANY) | ((counts > 0) & (np.abs(total) < 1e-9)) | _near_half(compounds * 1e4)
    rows = np.flatnonzero(narrow)
    total[rows] = [_sum(hits, slice(*cut)) for cut in np.searchsorted(hits.text, [rows, rows + 1]).T.tolist()]
    compounds[rows] = _compound(total[rows], emphasis[rows])
    return compounds


def _compound(total: np.ndarray, emphasis: np.ndarray) -> np.ndarray:
    total = total + np.where(total > 0, emphasis, np.where(total < 0, -emphasis, 0.0))
    return total / np.sqrt(total * total + 15)


def _sum(hits: Hits, one: slice) -> float:
    values, whole = hits.value[one].tolist(), hits.whole[one]
    if whole.any():
        values = [int(value) if is_whole else value for value, is_whole in zip(values, whole.tolist(), strict=True)]
    return float(sum(values))


def _near_half(scaled: np.ndarray) -> np.ndarray:
    return np.abs(scaled - np.floor(scaled) - 0.5) < 1e-6


def _round(values: np.ndarray, digits: int) -> np.ndarray:
    """Round as Python does. NumPy's way differs only where the last digit is about a half; Python rounds those."""
    scaled = values * 10.0**digits
    out = np.rint(scaled) / 10.0**digits
    close = np.flatnonzero(_near_half(scaled))
    out[close] = [round(x, digits) for x in values[close].tolist()]
    return out


def masked(word: str) -> str:
    """Put "name" in a word's place. ASCII punctuation around it stays, and so does a word that is nothing else."""
    core = word.strip(string.punctuation)
    if not core:
        return word
    lead = len(word) - len(word.lstrip(string.punctuation))
    return f"{word[:lead]}name{word[lead + len(core) :]}"


def sentiment(words: Words, *, names: np.ndarray | None = None) -> pd.DataFrame:
    """Score texts with VADER: four columns equal to ``polarity_scores``, and the compound with names masked.

    Parameters
    ----------
    words : the words of n texts
    names : boolean array, one per word, or None
        True for a word inside the name of an institution or country. The lexicon values some of these ("United",
        "Security"), which is not praise; ``compound_names_masked`` is the compound of the text with "name" in the place
        of each, see :func:`masked`. None masks nothing.

    Returns
    -------
    DataFrame of n rows: ``compound`` and ``compound_names_masked`` from -1 to 1, higher is more positive;
    ``positive``, ``neutral``, ``negative`` from 0 to 1, shares of the text. Rounded as the package does. NaN for a
    text without words, where the package gives 0.

    Raises
    ------
    ValueError
        if `names` has not one value per word
    """
    if names is not None and len(names) != len(words.types):
        raise ValueError(f"names has {len(names)} values for {len(words.types)} words: give one per word")
    stream = stream_of(words.types, words.bounds, words.vocabulary, spell=False)
    scores = _scores(stream)
    # the few texts with emoji, and those whose names change the score, are scored once more, apart from the rest
    emoji = np.unique(stream.places(EMOJI)[1])
    moved = np.empty(0, dtype=np.int64) if names is None else _moved_by_names(words, np.flatnonzero(names))
    again = np.concatenate([emoji, moved])
    types = words.types[ranges(words.bounds[again], words.counts[again])]
    bounds = np.append(0, np.cumsum(words.counts[again]))
    if len(moved):
        _mask(words, names, moved, types[bounds[len(emoji)] :])
    other = _scores(stream_of(types, bounds, words.vocabulary))
    for name, column in scores.items():
        column[emoji] = other[name][: len(emoji)]
    hidden = scores["compound"].copy()
    hidden[moved] = other["compound"][len(emoji) :]
    return pd.DataFrame({**scores, "compound_names_masked": hidden}, copy=False)


def _moved_by_names(words: Words, places: np.ndarray) -> np.ndarray:
    """Find the texts whose scores can change when the words at `places` are masked.

    A word that VADER knows nothing about is as good as "name". Its capitals matter only where a word that counts, or
    makes another count for more, is in capitals too.
    """
    codes = words.vocabulary.facts(facts_of)["code"]
    code, texts = codes[words.types[places]], words.text_at(places)
    moved = np.zeros(len(words), dtype=bool)
    moved[texts[(code & ~np.uint16(UPPER)) != 0]] = True
    doubtful = np.zeros(len(words), dtype=bool)
    doubtful[texts[(code & UPPER) != 0]] = True
    rows = np.flatnonzero(doubtful & ~moved)
    code = codes[words.types[ranges(words.bounds[rows], words.counts[rows])]]
    loud = ((code & UPPER) != 0) & ((code & (VALUED | BOOSTS)) != 0)
    moved[np.repeat(rows, words.counts[rows])[loud]] = True
    return np.flatnonzero(moved)


def _mask(words: Words, names: np.ndarray, rows: np.ndarray, types: np.ndarray) -> None:
    hidden = np.flatnonzero(names[ranges(words.bounds[rows], words.counts[rows])])
    types[hidden] = words.vocabulary.number_each(masked, types[hidden])


def sentiment_spans(words: Words) -> pd.DataFrame:
    """Find every word that moves a text's score: its ``weight`` is the valence that VADER ended with (above 0 is
    positive), its ``note`` tells the rules that changed it. One emoji can give several rows, one per word of its
    description. Words that end at 0 have no row."""
    stream = stream_of(words.types, words.bounds, words.vocabulary)
    hits, facts = hits_of(stream), stream.facts
    types, surfaces = stream.types[hits.at], words.vocabulary.surfaces
    distinct, which = np.unique(types, return_inverse=True)
    valences, rank = np.unique(facts["valence"][distinct], return_inverse=True)
    factors, factor = np.unique(hits.factor, return_inverse=True)
    reasons, reason = np.unique((rank[which] * len(factors) + factor) * RULES + hits.rules, return_inverse=True)
    by_reason = [
        _note(valences[r // RULES // len(factors)], r % RULES, factors[r // RULES % len(factors)]) for r in reasons
    ]
    notes = np.array(by_reason, dtype=object)[reason]
    lead, size = facts["lead"][types], facts["size"][types]
    word, part = stream.words_at(hits.at)
    for k in np.flatnonzero(facts["code"][words.types[word]] & EMOJI).tolist():
        whole = surfaces[words.types[word[k]]]
        lead[k], size[k], read = emoji_part(whole, int(part[k]))
        notes[k] = f"the emoji is read as “{read}”; {notes[k]}" if read else notes[k]
    rows, start, end = words.parts(word, lead, lead + size)
    shown = cut_texts(words, rows, start, end)
    spans = pd.DataFrame({"row": rows.astype(np.int64), "start": start, "end": end, "weight": hits.value})
    category = np.where(hits.value > 0, "positive", "negative")
    told = {
        "surface": shown,
        "category": category,
        "note": notes,
        "label": "sentiment",
        "source": vader_package().source,
    }
    return spans.assign(**{name: pd.Series(value, index=spans.index, dtype=TEXT) for name, value in told.items()})


def _note(valence: float, rules: int, factor: float) -> str:
    parts = [f"{valence:+g} in the lexicon", *(note for rule, note in NOTES.items() if rules & rule)]
    if factor != 1:
        parts.append(f"“but” in the text: × {factor:.3g}")
    return "; ".join(parts)
