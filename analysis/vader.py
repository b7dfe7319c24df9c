"""What VADER knows about a word, once per distinct word, and texts as streams of such words.

Lexicon, boosters, negations, set phrases and constants are read from the package vaderSentiment, which stays the
definition. :func:`package` reads them, :func:`stream_of` looks up the words of texts and writes their emoji out.
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from types import SimpleNamespace

import numpy as np

from analysis.words import Facts, Vocabulary

#: the words that the package's code names; a word's code holds its place here, or that of a word of a set phrase
NAMED = ("no", "or", "nor", "kind", "of", "never", "so", "this", "without", "doubt", "least", "at", "very")
NO, OR, NOR, KIND, OF, NEVER, SO, THIS, WITHOUT, DOUBT, LEAST, AT, VERY = range(1, 14)
#: the rest of a word's code, in bits above the place
ID, KNOWN, UPPER, NEGATES, BOOSTS, VALUED, MARKS, BUT, EMOJI = 255, *(1 << bit for bit in range(8, 16))


@lru_cache(maxsize=1)
def package() -> SimpleNamespace:
    """Read the definition from the installed package: words, constants, and set phrases as tables of word places."""
    from vaderSentiment import vaderSentiment as vader

    analyzer = vader.SentimentIntensityAnalyzer()
    phrases = {"idioms": vader.SPECIAL_CASES, "boosters": {p: b for p, b in vader.BOOSTER_DICT.items() if " " in p}}
    parts = {word for table in phrases.values() for phrase in table if " " in phrase for word in phrase.split()}
    ids = {word: i for i, word in enumerate((*NAMED, *sorted(parts.difference(NAMED))), start=1)}
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
        size=size,
        capitals=vader.C_INCR,
        turn=vader.N_SCALAR,
        exclamation=np.array([analyzer._amplify_ep("!" * k) for k in range(5)]),
        question=np.array([analyzer._amplify_qm("?" * k) for k in range(5)], dtype=float),
        source=f"vaderSentiment {version('vaderSentiment')}",
        **tables,
    )


def cut_token(surface: str) -> tuple[int, str]:
    """Cut ASCII punctuation off a word as VADER does; give the number of characters cut in front, and the rest."""
    token = surface.strip(string.punctuation)
    if len(token) <= 2:
        return 0, surface
    return len(surface) - len(surface.lstrip(string.punctuation)), token


def facts_of(surfaces: list[str]) -> Facts:
    """Work out what VADER knows about each word: code, valence, booster, marks, and where its token lies in it."""
    v = package()
    columns = {
        "code": np.uint16,
        "valence": float,
        "booster": float,
        "!": np.int64,
        "?": np.int64,
        "lead": np.int64,
        "size": np.int64,
    }
    rows = []
    for surface in surfaces:
        lead, token = cut_token(surface)
        lower = token.lower()
        known, boosts = lower in v.lexicon, lower in v.single_boosters
        code = v.ids.get(lower, 0) | KNOWN * known | UPPER * token.isupper() | BOOSTS * (boosts and not known)
        code |= NEGATES * ((lower in v.negations or "n't" in lower) and not known) | VALUED * (known and not boosts)
        code |= MARKS * ("!" in surface or "?" in surface) | BUT * (lower == "but")
        code |= EMOJI * (not surface.isascii() and not v.emojis.keys().isdisjoint(surface))
        booster = v.single_boosters.get(lower, 0.0)
        rows.append(
            (code, v.lexicon.get(lower, 0.0), booster, surface.count("!"), surface.count("?"), lead, len(token))
        )
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    return {name: np.array(column, dtype=kind) for (name, kind), column in zip(columns.items(), values, strict=True)}


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


@dataclass(frozen=True)
class Stream:
    """The tokens of n texts: types, bounds, codes; the word that each token is of (None: each is its own); facts."""

    types: np.ndarray
    bounds: np.ndarray
    codes: np.ndarray
    origin: np.ndarray | None
    facts: Facts


def stream_of(types: np.ndarray, bounds: np.ndarray, vocabulary: Vocabulary) -> Stream:
    """Look up the codes of words; a word with emoji becomes the words of its description."""
    facts = vocabulary.facts(facts_of)
    codes, origin = facts["code"][types], None
    places = np.flatnonzero(codes & EMOJI)
    if len(places):
        distinct, which = np.unique(types[places], return_inverse=True)
        spelled = [vocabulary.numbers(spell_out(vocabulary.surfaces[t])[0].split()) for t in distinct.tolist()]
        sizes = np.array([len(tokens) for tokens in spelled])[which]
        lengths = np.ones(len(types), dtype=np.int64)
        lengths[places] = sizes
        edges = np.concatenate([[0], np.cumsum(lengths)])
        origin, bounds = np.repeat(np.arange(len(types)), lengths), edges[bounds]
        types = types[origin]
        types[ranges(edges[places], sizes)] = np.concatenate([spelled[k] for k in which.tolist()])
        facts = vocabulary.facts(facts_of)
        codes = facts["code"][types]
    return Stream(types, bounds, codes, origin, facts)


def ranges(starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Put the ranges that begin at `starts` and are `sizes` long one behind the other."""
    return np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())


def count_in(places: np.ndarray, bounds: np.ndarray, values: np.ndarray | None = None) -> np.ndarray:
    """Count the (sorted) `places` in each text, or add up their whole-number `values`."""
    cuts = np.searchsorted(places, bounds)
    return np.diff(cuts if values is None else np.concatenate([[0], np.cumsum(values)])[cuts])
