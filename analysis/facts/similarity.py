"""How much two texts about one event share: rare words, names and numbers, weighed against what each holds alone.

Two texts that report one point seldom use the same words for it, but they share names, numbers and some rare words.
:func:`content_words` finds the words, each with the key under which it is compared: *U.N.* and *United Nations*,
*half a dozen* and 6, *1.5m* and *1.5 million* have the same key. :func:`rarity` looks up how common a key is in 600
news articles. :func:`similarity` compares texts by the :class:`Columns` that they hold. A word is worth more the rarer
it is in news at large, and less the more paragraphs of the two articles it is in: in two articles on one flood, *flood*
marks no paragraph. Half of the worth of a word with near synonyms goes to their group, so that *rose* and *climbed*
share that half. Names and titles show of whom a paragraph speaks, not what it says of them: they count with what else
is shared.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile

import numpy as np
import pandas as pd

from analysis.files import listed
from analysis.schema import TEXT, tuples
from analysis.text.names import first_names, source_words
from analysis.text.numerals import NUMBER, ORDINALS, SCALES, SMALL, parse_number
from analysis.text.patterns import compiled, pattern
from analysis.text.syllables import easy_words
from analysis.text.word_forms import group_members as members_of
from analysis.text.word_forms import key as word_key
from analysis.text.word_forms import senses

WORDS = {"row": "int64", "start": "int64", "end": "int64", "surface": TEXT, "key": TEXT}
COMMONNESS = "word_commonness.csv"
#: the articles that the table of commonness was counted in, and the fewest that a word in it was found in
ARTICLES, FEWEST = 600, 4

_TOKEN = pattern(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)*|[%£€$]")
#: words that may begin a number: of "a" and "half" what follows decides
_OPENS = frozenset((*SMALL, "half")) - {"zero"}
_BEHIND_A = frozenset((*SCALES, "quarter", "couple")) - {"score"}
#: a number has no more words than these
_LONGEST = 20
#: words that are a number on their own
_ALONE = {word: rank for word, rank in ORDINALS.items() if 1 < rank <= 10} | {"dozen": 12}
_PERCENT, _NAME, _NUMBER = "%", "=", "#"


@lru_cache(maxsize=1)
def _names() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The forms of names by their first word, the longest first: (words, key)."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, forms in listed("same_names.csv", "name", "forms"):
        for form in forms.split("|"):
            words = tuple(_plain(one[0]) for one in _TOKEN.finditer(form))
            found.setdefault(words[0], []).append((words, _NAME + name))
    return {first: sorted(forms, key=lambda one: -len(one[0])) for first, forms in found.items()}


def _plain(surface: str) -> str:
    surface = surface.replace("’", "'")
    if surface.endswith("'s"):
        surface = surface[:-2]
    return surface.replace(".", "") if surface[0].isalpha() else surface


def content_words(texts: Sequence[str]) -> pd.DataFrame:
    """Find the words, names and numbers of texts, each with the key under which it is compared.

    Parameters
    ----------
    texts : n texts, such as paragraphs or sentences

    Returns
    -------
    DataFrame, one row a word, in order: ``row`` (the place of the text, from 0), ``start`` and ``end`` (half-open, in
    characters), ``surface`` (as it stands there; several words for a name or a number in words) and ``key``: ``=`` and
    a name, ``#`` and a number, or the key of a word's forms. A first name before a surname is no word of its own.

    Examples
    --------
    >>> content_words(["The U.N. counted 334 floods"])["key"].tolist()
    ['the', '=United Nations', 'count', '#334', 'flood']
    """
    rows = [
        (row, start, end, text[start:end], key) for row, text in enumerate(texts) for start, end, key in find_keys(text)
    ]
    return pd.DataFrame(rows, columns=list(WORDS)).astype(WORDS)


# the words of one paragraph are asked for by several parts of a page
@lru_cache(maxsize=1 << 12)
def find_keys(text: str) -> tuple[tuple[int, int, str], ...]:
    """Find start, end and key of each word of one text, as :func:`content_words` does of many."""
    tokens = list(_TOKEN.finditer(text))
    plain = [_plain(token[0]) for token in tokens]
    shouted = sum(word.isupper() for word in plain) * 2 > len(plain) > 3
    found, k = [], 0
    while k < len(tokens):
        size, key = _name(plain, k, shouted) or _number(text, tokens, plain, k) or (1, _word(plain, k))
        if key:
            found.append((tokens[k].start(), tokens[k + size - 1].end(), key))
        k += size
    return tuple(found)


def _name(plain: list[str], k: int, shouted: bool) -> tuple[int, str] | None:
    for words, key in _names().get(plain[k], ()):
        if tuple(plain[k : k + len(words)]) == words and not (shouted and len(words) == 1 and words[0].isupper()):
            return len(words), key
    return None


@lru_cache(maxsize=1)
def _figure() -> re.Pattern:
    return compiled("number", lambda: [(NUMBER, re.IGNORECASE)])[0]


def _number(text: str, tokens: list[re.Match], plain: list[str], k: int) -> tuple[int, str] | None:
    """Read the number that begins at token `k`: how many tokens it is, and its key."""
    first, second = (word.lower() for word in (*plain[k : k + 2], "")[:2])
    if first in ("%", "percent"):
        return 1, _PERCENT
    if (first, second) == ("per", "cent"):
        return 2, _PERCENT
    if first[:1].isdecimal() or first in _OPENS or (first in ("a", "an") and second in _BEHIND_A):
        found = _figure().match(text, tokens[k].start())
        if found and not math.isnan(value := parse_number(found[0])):
            size = sum(1 for _ in takewhile(lambda token: token.start() < found.end(), tokens[k : k + _LONGEST]))
            return size, f"{_NUMBER}{value:.12g}"
    if first in _ALONE:
        return 1, f"{_NUMBER}{_ALONE[first]}"
    return (1, _NUMBER + first) if first[:1].isdecimal() else None


def _word(plain: list[str], k: int) -> str:
    """Return the key of a plain word; none for single letters, signs of money, and a first name before a surname."""
    word = plain[k]
    if len(word) < 2 or not word[0].isalpha():
        return ""
    after = plain[k + 1] if k + 1 < len(plain) else ""
    if word in first_names() and after[:1].isupper() and len(after) > 1:
        return ""
    return word_key(word.lower())


@lru_cache(maxsize=1)
def _commonness() -> dict[str, int]:
    return {key: int(articles) for key, articles in listed(COMMONNESS, "key", "articles")}


@lru_cache(maxsize=1 << 16)
def rarity(key: str) -> float:
    """Compute how rare a key is in news: 0 for one in every article, 1 for one in fewer than four of 600."""
    most = math.log(ARTICLES / (FEWEST - 1))
    return math.log(ARTICLES / _commonness().get(key, FEWEST - 1)) / most


@lru_cache(maxsize=1)
def action_words() -> frozenset[str]:
    """Return the keys of words that tell an act: arrest, hijack."""
    return frozenset(listed("action_words.csv", "key"))


@lru_cache(maxsize=1)
def event_words() -> frozenset[str]:
    """Return the keys of words that tell an event, as a noun or a verb: arrest, earthquake."""
    return frozenset(listed("event_words.csv", "key"))


#: a word that is in more than a third of the articles of news at large is no evidence
LEAST_RARITY = float(np.log(3) / np.log(ARTICLES / (FEWEST - 1)))
#: how much of a word's worth goes to its group of near synonyms
_TO_GROUP = 0.5
#: what names may count: a share of what else is shared, and a little
_NAMES_SHARE, _NAMES_ALONE = 0.7, 0.3
#: so many shared words of texts are listed at a time
_LISTED = 1 << 20
#: a text is taken to hold this much more than it does, so that two short ones are not alike for one word
SMOOTHING = 1.0
_SENTENCE_STARTS = frozenset('.!?:“"‘«\n')


@dataclass(frozen=True, eq=False)
class Held:
    """Which of n texts holds which columns: h pairs of a text and a column (int arrays), sorted by text and column."""

    rows: np.ndarray
    columns: np.ndarray
    texts: int

    def part(self, first: int, last: int) -> Held:
        """Pick the texts from `first` to before `last`."""
        begin, end = np.searchsorted(self.rows, (first, last))
        return Held(self.rows[begin:end] - first, self.columns[begin:end], last - first)

    def sums(self, weight: np.ndarray) -> np.ndarray:
        """Add up the weights of what each text holds."""
        return np.bincount(self.rows, weight[self.columns], self.texts)


@dataclass(frozen=True, eq=False)
class Columns:
    """What texts can share: m keys of words, and behind them the groups of near synonyms that they are in.

    Attributes
    ----------
    keys : m keys, sorted
    place : key to its column
    worth : float array of m keys and g groups, what sharing a column is worth before one looks at the articles
    members : int array of shape (links, 2): a column of a key and the column of its group
    always, everyday, events : bool arrays of m + g
        which columns are names or titles however they are written, which are everyday words, and which tell an event
    """

    keys: list[str]
    place: dict[str, int]
    worth: np.ndarray
    members: np.ndarray
    always: np.ndarray
    everyday: np.ndarray
    events: np.ndarray

    @cached_property
    def groups_of(self) -> dict[str, tuple[int, ...]]:
        """The columns of the groups that a key is in."""
        found: dict[str, tuple[int, ...]] = {}
        for k, group in self.members.tolist():
            found[self.keys[k]] = (*found.get(self.keys[k], ()), group)
        return found

    def held(self, words: pd.DataFrame, texts: int) -> Held:
        """Find which of `texts` texts holds which column, from their words."""
        held = {(row, self.place[key]) for row, key in tuples(words[["row", "key"]]) if key in self.place}
        held |= {(row, group) for row, column in held for group in self.groups_of.get(self.keys[column], ())}
        places = np.array(sorted(held), np.int64).reshape(-1, 2)
        return Held(places[:, 0], places[:, 1], texts)

    def count_shared(self, one: Iterable[int], other: Iterable[int]) -> int:
        """Count what two texts share, by the columns they hold: words, names, numbers, and wordings of one sense."""
        both = set(one) & set(other)
        keys = {column for column in both if column < len(self.keys)}
        # a group is shared anew where no word of it is
        known = {group for column in keys for group in self.groups_of.get(self.keys[column], ())}
        return len(keys) + len(both - keys - known)


def make_columns(words: pd.DataFrame) -> Columns:
    """Make the columns for a table of words, as :func:`facts.similarity.content_words` makes it."""
    keys = [key for key in sorted(set(words["key"].tolist())) if rarity(key) >= LEAST_RARITY]
    groups = sorted({group for key in keys for group in senses(key)})
    number = {group: len(keys) + k for k, group in enumerate(groups)}
    members = [(k, number[group]) for k, key in enumerate(keys) for group in senses(key)]
    # a group is as common as the commonest of its words
    commonest = [min(max(rarity(key), LEAST_RARITY) for key in members_of()[group]) for group in groups]
    worth = np.sqrt(np.array([rarity(key) for key in keys] + commonest))
    worth[len(keys) :] *= _TO_GROUP
    worth[sorted({k for k, _ in members})] *= 1 - _TO_GROUP
    place = {key: k for k, key in enumerate(keys)}
    easy, rest = easy_words(), [False] * len(groups)
    always = [key[0] == "=" or source_words().get(key) == "title" for key in keys] + rest
    everyday = [key[0] in "#%" or key in easy or key + "e" in easy for key in keys] + rest
    events = [key in event_words() for key in keys] + rest
    links = np.array(members, np.int64).reshape(-1, 2)
    return Columns(keys, place, worth, links, *(np.array(of, bool) for of in (always, everyday, events)))


def count_spellings(words: pd.DataFrame, texts: Sequence[str], columns: Columns) -> np.ndarray:
    """Count how often each key begins with a small letter, and with a capital inside of a sentence (2 x columns)."""
    counts = np.zeros((2, len(columns.worth)), np.int64)
    for row, start, surface, key in tuples(words[["row", "start", "surface", "key"]]):
        at = columns.place.get(key)
        if at is not None and not surface[:1].isupper():
            counts[0, at] += 1
        elif at is not None and start and texts[row][:start].rstrip()[-1:] not in _SENTENCE_STARTS:
            counts[1, at] += 1
    return counts


def find_names(columns: Columns, counts: np.ndarray) -> np.ndarray:
    """Find which columns are names or titles (bool), from the counts of :func:`count_spellings`."""
    lower, inside = counts
    named = columns.always | ((lower == 0) & ((inside > 0) | ~columns.everyday))
    named[len(columns.keys) :] = False
    return named


def weigh(columns: Columns, paragraphs: Sequence[Held]) -> np.ndarray:
    """Weigh the columns for two articles, of the paragraphs of each: less for what is in many of them."""
    n = sum(held.texts for held in paragraphs)
    found = np.maximum(sum(np.bincount(held.columns, minlength=len(columns.worth)) for held in paragraphs), 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        local = (np.log((n + 1) / found) / np.log((n + 1) / 2)) ** 2
    return columns.worth * np.where(found > 2, local, 1.0)


def sum_shared(a: Held, b: Held, weights: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Add up the weights of the columns that each text of `a` shares with each of `b`: an array a weighting."""
    order = np.argsort(b.columns, kind="stable")
    begin, end = (np.searchsorted(b.columns, a.columns, side, sorter=order) for side in ("left", "right"))
    times, made = end - begin, [np.zeros((a.texts, b.texts)) for _ in weights]
    # a few of `a` at a time: what is shared is listed before it is added up
    behind = np.searchsorted(a.rows, np.arange(a.texts + 1))
    listed = np.concatenate([[0], np.cumsum(times)])[behind]
    first = 0
    while first < a.texts:
        last = max(first + 1, int(np.searchsorted(listed, listed[first] + _LISTED, "right")) - 1)
        own = slice(behind[first], behind[last])
        repeats = times[own]
        met = np.arange(repeats.sum()) + np.repeat(begin[own] - np.cumsum(repeats) + repeats, repeats)
        cell = np.repeat(a.rows[own] - first, repeats) * b.texts + b.rows[order[met]]
        shared = np.repeat(a.columns[own], repeats)
        for sums, weight in zip(made, weights, strict=True):
            sums[first:last].flat = np.bincount(cell, weight[shared], (last - first) * b.texts)
        first = last
    return made


def similarity(a: Held, b: Held, weight: np.ndarray, named: np.ndarray) -> np.ndarray:
    """Compute how similar each text of `a` is to each of `b`, 0 (nothing shared) to nearly 1 (the same words)."""
    return similarity_of(a, b, weight, *sum_shared(a, b, split_weight(weight, named)))


def split_weight(weight: np.ndarray, named: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weigh what is no name, and names."""
    return np.where(named, 0, weight), np.where(named, weight, 0)


def similarity_of(a: Held, b: Held, weight: np.ndarray, other: np.ndarray, names: np.ndarray) -> np.ndarray:
    """Compute how similar texts are of what they share, names apart."""
    shared = other + np.minimum(names, _NAMES_SHARE * other + _NAMES_ALONE)
    return shared / np.sqrt(np.outer(a.sums(weight) + SMOOTHING, b.sums(weight) + SMOOTHING))
