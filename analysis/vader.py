"""What VADER knows about a word, once per distinct word, and texts as streams of such words.

Lexicon, boosters, negations, set phrases and constants are read from the package vaderSentiment, which stays the
definition. :func:`package` reads them, :func:`stream_of` looks up the words of texts and writes their emoji out.
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from itertools import repeat
from types import SimpleNamespace

import numpy as np

from analysis import word_shapes
from analysis.stretches import ranges
from analysis.word_shapes import lines, shapes
from analysis.words import Facts, Vocabulary

#: the words that the package's code names; a word's code holds its place here, or that of a word of a set phrase
NAMED = ("no", "or", "nor", "kind", "of", "never", "so", "this", "without", "doubt", "least", "at", "very")
NO, OR, NOR, KIND, OF, NEVER, SO, THIS, WITHOUT, DOUBT, LEAST, AT, VERY = range(1, 14)
#: the rest of a word's code, in bits above the place
ID, KNOWN, UPPER, NEGATES, BOOSTS, VALUED, MARKS, BUT, ACTS, EMOJI = 63, *(1 << bit for bit in range(7, 16))
#: words that count on their own or for their whole text; the others matter only near a word that the lexicon values
SEEN = UPPER | VALUED | MARKS | BUT | EMOJI


@lru_cache(maxsize=1)
def package() -> SimpleNamespace:
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
    size = package().size
    key = first * size + second
    return table.triples[key * size + third[0]] if third else table.pairs[key]


def cut_token(surface: str) -> tuple[int, str]:
    """Cut ASCII punctuation off a word as VADER does; give the number of characters cut in front, and the rest."""
    token = surface.strip(string.punctuation)
    if len(token) <= 2:
        return 0, surface
    return len(surface) - len(surface.lstrip(string.punctuation)), token


def facts_of(surfaces: list[str]) -> Facts:
    """Work out what VADER knows about each word: code, valence, booster, marks, and where its token lies in it."""
    shape = shapes(surfaces)
    first, last = shape.span(shape.kinds & word_shapes.PUNCTUATION == 0)
    whole = last - first <= 2
    first, last = np.where(whole, 0, first), np.where(whole, shape.lengths, last)
    tokens = lines(shape.joined(shape.within(first, last)).lower())
    listed, code, valence, booster = _listed()
    place = np.array(list(map(listed.get, tokens, repeat(0))), np.intp)
    codes = code[place]
    for i in shape.words_at(np.flatnonzero(shape.codes == ord("'"))).tolist():
        codes[i] = _code(tokens[i])
    codes[
        (shape.count(shape.kinds & word_shapes.UPPER != 0) > 0)
        & (shape.count(shape.kinds & word_shapes.LOWER != 0) == 0)
    ] |= UPPER
    marks = {mark: shape.count(shape.codes == ord(mark)).astype(np.int64) for mark in "!?"}
    codes[(marks["!"] > 0) | (marks["?"] > 0)] |= MARKS
    wide, emojis = shape.words_at(np.flatnonzero(shape.codes >= 128)), package().emojis.keys()
    codes[[i for i in wide.tolist() if not emojis.isdisjoint(surfaces[i])]] |= EMOJI
    facts = {"code": codes, "valence": valence[place], "booster": booster[place]}
    return facts | marks | {"lead": first, "size": last - first}


def _code(word: str) -> int:
    """Give the bits of a word's code that its token in lower case decides."""
    v = package()
    known, boosts = word in v.lexicon, word in v.single_boosters
    negates = (word in v.negations or "n't" in word) and not known
    code = v.ids.get(word, 0) | KNOWN * known | BOOSTS * (boosts and not known) | NEGATES * negates
    code |= VALUED * (known and not boosts) | BUT * (word == "but")
    return code | ACTS * (word in v.acting or code & (BOOSTS | NEGATES) != 0)


@lru_cache(maxsize=1)
def _listed() -> tuple[dict[str, int], np.ndarray, np.ndarray, np.ndarray]:
    """Number the words that the package lists, from 1; by it, their code, valence and booster (of others: 0)."""
    v = package()
    words = dict.fromkeys(("but", *v.lexicon, *v.single_boosters, *v.negations, *v.ids, *v.acting))
    codes = np.array([0, *map(_code, words)], np.uint16)
    valence = np.array([0.0, *(v.lexicon.get(word, 0.0) for word in words)])
    booster = np.array([0.0, *(v.single_boosters.get(word, 0.0) for word in words)])
    return {word: i for i, word in enumerate(words, start=1)}, codes, valence, booster


def spell_out(surface: str) -> tuple[str, list[int]]:
    """Write a word's emoji out as their descriptions, as VADER does; say for each character where it comes from."""
    emojis, out, source, gap = package().emojis, [], [], True
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
    """The tokens of n texts.

    Attributes
    ----------
    types, codes : arrays, one per token
        the number of each in the vocabulary, and its code
    bounds : array of n + 1
        the tokens of text i are ``types[bounds[i]:bounds[i + 1]]``
    seen, seen_codes, seen_texts : arrays
        the tokens whose code has a bit of SEEN: where they stand, their codes, and the texts they are in
    spelled, sizes : arrays
        the words (as counted before) that were emoji, and the number of tokens that each became
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
        """Give the tokens whose code has `flag`, one of those in SEEN, and the text that each is in."""
        found = np.flatnonzero(self.seen_codes & flag)
        return self.seen[found], self.seen_texts[found]

    def words_at(self, tokens: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give the word that each of `tokens` is of, and which of the word's tokens it is."""
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
