"""Lexicons: tables of terms that a reader can open, correct and cite; and every place in texts where a term stands.

:func:`load_lexicon` reads the project's own, :func:`compile_terms` prepares any table, :func:`find_terms` finds. A word
is looked at once per type; the few places where a phrase can begin are looked at all at the same time.

The punctuation around a word and a possessive ``'s`` are left out, curly apostrophes are straight ones, and capitals
do not matter, except for a term written with a capital: that one is matched as it is written. Inflections are listed
(``forms``), never guessed. No punctuation stands between the words of a phrase. The longest term wins.
"""

from __future__ import annotations

import io
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import product, repeat
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.files import LEXICONS, kept, listed
from analysis.schema import InputError
from analysis.text.key_table import KeyTable, pair_keys
from analysis.text.typography import fold
from analysis.text.word_shapes import CORE, all_keys, keys
from analysis.text.words import Facts, Words, distinct, ranges, without_overlap

#: the columns that tell of a literal sense: words behind a term, before it, and anywhere in its text, parted by ``|``
SENSES = ("not_before", "not_after", "not_with")
#: the columns of a lexicon's file
COLUMNS = ("term", "category", "weight", "neutral", "note", "source", "forms", "class", "where", *SENSES)
#: the files that together are the project's lexicon of loaded language
LOADED = ("loaded_language", "intensifiers", "hedges", "certainty", "reporting_verbs")
#: the counts of what experts marked (``lexicons/make_marked_words.py`` makes them), and the names of their columns
MARKED_FILE, MARKED_HEAD = "marked_words.csv", "term,marked,seen\n"
#: as many looks of an expert as a hand weight is worth; 3 to 12 give the same agreement (AUC within .001)
LOOKS = 6
#: half of the lightest hand weight. Below it the weight is 0: experts saw the term and seldom marked it; a reporting
#: verb then only reports, save one of alarm (warned), which takes the warning over
LEAST = 0.15
#: how the note of a term begins that one political side uses against the other
POLEMIC = "polemic of the "

#: what a word may be: the first, the second, or a later one of a phrase, or a term by itself
_BEGINS, _GOES_ON, _SINGLE, _LATER = 1, 2, 4, 8
#: what two words may be: a phrase, or the beginning of one
_COMPLETE, _MORE = 1, 2
_SLOT_BITS = 19
#: above the numbers of all words that tell of a literal sense
_NUMBER_BITS = 32


@dataclass(frozen=True, eq=False)
class Lexicon:
    """A prepared lexicon. Two are the same only if they are the same object.

    Attributes
    ----------
    table : one row a term, with the columns of the CSV files
    single : the row of each one-word term, by its key
    steps, nodes : the tree of the phrases: from (node, number of a word) to the next node
    word_numbers : the number of each word that stands in a phrase
    ends : the row of the phrase that is complete at a node, or -1
    """

    table: pd.DataFrame
    single: dict[str, int] = field(repr=False)
    steps: np.ndarray = field(repr=False)
    nodes: np.ndarray = field(repr=False)
    word_numbers: dict[str, int] = field(repr=False)
    ends: np.ndarray = field(repr=False)

    @cached_property
    def senses(self) -> tuple[np.ndarray, KeyTable, dict[str, int]]:
        """Return which rows have words that tell of a literal sense, by kind of SENSES (n, 3); a table of these words,
        each with the place of its row and kind; and the words with their numbers, from 1."""
        numbers: dict[str, int] = {}
        rows, pairs = np.zeros((len(self.table), len(SENSES)), bool), {}
        for kind, name in enumerate(SENSES):
            cells = self.table[name].fillna("").tolist() if name in self.table else []
            for row, word in ((row, word) for row, cell in enumerate(cells) if cell for word in cell.split("|")):
                rows[row, kind] = True
                pairs[row * len(SENSES) + kind, numbers.setdefault(word, len(numbers) + 1)] = True
        table, held = KeyTable(np.uint64), np.array(list(pairs), np.int64).reshape(-1, 2)
        table.add(pair_keys(*held.T), np.zeros(len(held), np.int64))
        return rows, table, numbers

    @cached_property
    def pairs(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What two words can be, looked up before the tree is walked: nodes and flags by word, pairs by slot."""
        width = len(self.word_numbers) + 1
        before, word = np.divmod(self.steps, width)
        root = before == 0
        roots, flags = np.zeros(width, np.int64), np.zeros(width, np.uint8)
        roots[word[root]] = self.nodes[root]
        begun_by = np.zeros(len(self.ends), np.int64)
        begun_by[self.nodes[root]] = word[root]
        second = ~root & (begun_by[before] > 0)
        for which, flag in ((root, _BEGINS), (second, _GOES_ON), (~root & ~second, _LATER)):
            flags[word[which]] |= flag
        node = self.nodes[second]
        may_be = _COMPLETE * (self.ends[node] >= 0) + _MORE * self.goes_on[node]
        slots = np.zeros(1 << _SLOT_BITS, np.uint8)
        np.bitwise_or.at(slots, self.slot(begun_by[before[second]], word[second]), may_be.astype(np.uint8))
        return roots, flags, slots

    def slot(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Return a small number for each two words, by their numbers (multiplicative hashing, Knuth)."""
        both = first.astype(np.int64) * (len(self.word_numbers) + 1) + second
        return ((both * 2654435761) & 0xFFFFFFFF) >> (32 - _SLOT_BITS)

    def after(self, node: np.ndarray, number: np.ndarray) -> np.ndarray:
        """Return the node to which a word leads from each of `node`, 0 where there is none."""
        return np.maximum(self._tree.find(pair_keys(node, number)), 0)

    @cached_property
    def goes_on(self) -> np.ndarray:
        """Test which nodes of the tree have others behind them (bool)."""
        goes_on = np.zeros(len(self.ends), bool)
        goes_on[self.steps // (len(self.word_numbers) + 1)] = True
        return goes_on

    @cached_property
    def _tree(self) -> KeyTable:
        tree = KeyTable(np.uint64)
        tree.add(pair_keys(*np.divmod(self.steps, len(self.word_numbers) + 1)), self.nodes)
        return tree

    @cached_property
    def index(self) -> tuple[dict[str, int], np.ndarray, np.ndarray]:
        """Number the keys of terms and of words in phrases, from 1; by it, the row (or -1) and the number (or 0)."""
        listed = {key: i for i, key in enumerate(self.single | self.word_numbers, start=1)}
        rows = np.array([-1, *(self.single.get(key, -1) for key in listed)], np.int32)
        return listed, rows, np.array([0, *(self.word_numbers.get(key, 0) for key in listed)], np.int32)

    def facts(self, surfaces: list[str]) -> Facts:
        """What this lexicon knows of each word, once per type: see :meth:`Vocabulary.facts`."""
        forms = all_keys(surfaces)
        listed, rows, numbers = self.index
        folded = np.array(list(map(listed.get, forms.folded, repeat(0))), np.intp)
        exact = folded.copy()
        exact[forms.capital] = [listed.get(forms.exact[i], 0) for i in forms.capital.tolist()]
        row = np.where(rows[exact] >= 0, rows[exact], rows[folded])
        number = np.where(numbers[exact] > 0, numbers[exact], numbers[folded])[: len(surfaces)]
        # of a word that is no term, the first piece that is one is taken
        piece = np.flatnonzero((row[len(surfaces) :] >= 0) & (row[forms.owner] < 0))
        word, first = np.unique(forms.owner[piece], return_index=True)
        taken = np.arange(len(surfaces))
        taken[word] = len(surfaces) + piece[first]
        row, start, length = (column[taken].astype(np.int32) for column in (row, forms.start, forms.length))
        stops = forms.stops
        # a word with a sign behind it begins no phrase, one with a sign before it goes on with none
        flags = self.pairs[1][number] & ~(_BEGINS * (stops >> 1) | (_GOES_ON | _LATER) * (stops & 1))
        flags |= (_SINGLE * (row >= 0)).astype(np.uint8)
        tells = np.array(list(map(self.senses[2].get, forms.folded[: len(surfaces)], repeat(0))), np.int32)
        found = {"row": row, "number": number, "start": start, "length": length, "stops": stops, "flags": flags}
        return found | {"tells": tells}


@dataclass(frozen=True)
class Matches:
    """Where terms stand: row of the term, and first and last word (indices into ``Words.types``, both inclusive)."""

    row: np.ndarray
    first: np.ndarray
    last: np.ndarray

    def keep(self, wanted: np.ndarray) -> Matches:
        """Return only the matches where `wanted` is true."""
        return Matches(self.row[wanted], self.first[wanted], self.last[wanted])


def forms_of(term: str, forms: str) -> list[str]:
    """Return every form that a row stands for, its term first; `forms` are parted by ``|``."""
    return [term, *filter(None, forms.split("|"))]


def forms_by_row(table: pd.DataFrame) -> list[list[str]]:
    """Return every form of each row of a lexicon."""
    forms = table["forms"].fillna("") if "forms" in table else [""] * len(table)
    return [forms_of(*row) for row in zip(table["term"], forms, strict=True)]


@lru_cache(maxsize=1)
def cue_forms() -> dict[str, str]:
    """Return every form of a cue (words that say that someone speaks), with its class."""
    rows = (row for file in ("cues.csv", "reporting_verbs.csv") for row in listed(file, "term", "forms", "class"))
    return {form: sort for term, forms, sort in rows for form in forms_of(term, forms)}


def words_of(form: str) -> tuple[str, ...]:
    """Return the words of a form as they are looked up: in lower case, or as written where the form has a capital.

    >>> words_of("Sleepy Joe’s"), words_of("so-called “experts”")
    (('Sleepy', 'Joe'), ('so-called', 'experts'))
    """
    if form.islower() and form.replace(" ", "").isalpha():  # as most are: nothing to be cut off
        return tuple(form.split())
    written = 0 if form != form.lower() else 1
    return tuple(keys(word.group())[written] for word in map(CORE.search, fold(form).split()) if word)


def compile_terms(table: pd.DataFrame) -> Lexicon:
    """Prepare a table of terms (columns as in the CSV files) for :func:`find_terms`."""
    return lexicon_of(table, **prepare_terms(table))


def lexicon_of(table: pd.DataFrame, single: dict, word_numbers: dict, **columns: list[int]) -> Lexicon:
    """Return the lexicon of a table that :func:`prepare_terms` has prepared."""
    arrays = {name: np.array(values, np.int64) for name, values in columns.items()}
    return Lexicon(table=table.reset_index(drop=True), single=single, word_numbers=word_numbers, **arrays)


def prepare_terms(table: pd.DataFrame) -> dict:
    """Return the fields of a :class:`Lexicon` but its table, as plain data."""
    single: dict[str, int] = {}
    numbers: dict[str, int] = {}
    tree: dict[tuple[int, int], int] = {}
    ends = [-1]
    entries = [(row, words_of(form)) for row, forms in enumerate(forms_by_row(table)) for form in forms]
    written: dict[str, set[str]] = defaultdict(set)
    for word in (word for _, words in entries for word in words):
        written[word.lower()].add(word)
    for row, words in entries:
        if len(words) == 1:
            single.setdefault(words[0], row)
            continue
        # a word in lower case also stands for the spellings with a capital that other phrases ask for
        for spelling in product(*({w} | (written[w] if w == w.lower() else set()) for w in words)):
            node = 0
            for word in spelling:
                step = (node, numbers.setdefault(word, len(numbers) + 1))
                if step not in tree:
                    tree[step] = len(ends)
                    ends.append(-1)
                node = tree[step]
            ends[node] = row if ends[node] < 0 else ends[node]
    width = len(numbers) + 1
    steps = sorted((node * width + word, after) for (node, word), after in tree.items())
    tree = {"steps": [s for s, _ in steps], "nodes": [a for _, a in steps], "ends": ends}
    return {"single": single, "word_numbers": numbers, **tree}


def find_terms(words: Words, lexicon: Lexicon) -> Matches:
    """Find every place where a term of `lexicon` stands; of terms that overlap, the longest, then the first."""
    facts = words.vocabulary.facts(lexicon.facts)
    flags = facts["flags"].take(words.types)
    # the flags are 0 and 1 after the shift, which is what NumPy's truth values are
    hit = ((flags & _SINGLE) >> 2).view(bool)
    at = np.flatnonzero((flags[:-1] & (flags[1:] >> 1) & _BEGINS).view(bool))
    number = facts["number"]
    first, second = number.take(words.types.take(at)), number.take(words.types.take(at + 1))
    roots, _, slots = lexicon.pairs
    may_be = slots.take(lexicon.slot(first, second))
    third = (flags.take(at + 2, mode="clip") & _LATER) != 0
    likely = np.flatnonzero((may_be & np.where(third, _COMPLETE | _MORE, _COMPLETE)) != 0)
    likely = likely[words.text_at(at[likely]) == words.text_at(at[likely] + 1)]
    at, node = at.take(likely), lexicon.after(roots[first[likely]], second[likely])
    at, node = at[node > 0], node[node > 0]
    hit[at] = True
    places = np.flatnonzero(hit)
    row, last = facts["row"].take(words.types.take(places)).astype(np.int64), places.copy()
    _phrases(words, lexicon, (np.searchsorted(places, at), node), (row, last))
    hit = row >= 0
    found = Matches(row[hit], places[hit], last[hit])
    return found.keep(without_overlap(found.first, found.last))


def _phrases(words: Words, lexicon: Lexicon, begun: tuple[np.ndarray, ...], found: tuple[np.ndarray, ...]) -> None:
    """Walk on in the tree of phrases from where two words have led; write the longest phrase into `row` and `last`."""
    (at, node), (row, last) = begun, found
    facts = words.vocabulary.facts(lexicon.facts)
    number, stops = facts["number"], facts["stops"]
    word = last[at] + 1
    end = words.bounds[words.text_at(word) + 1]
    while len(at):
        complete = lexicon.ends[node]
        done = complete >= 0
        row[at[done]], last[at[done]] = complete[done], word[done]
        onward = lexicon.goes_on[node] & (word + 1 < end)
        at, word, end, node = at[onward], word[onward], end[onward], node[onward]
        onward = (stops[words.types[word]] & 2 == 0) & (stops[words.types[word + 1]] & 1 == 0)
        at, word, end, node = at[onward], word[onward] + 1, end[onward], node[onward]
        node = lexicon.after(node, number[words.types[word]])
        at, word, end, node = at[node > 0], word[node > 0], end[node > 0], node[node > 0]


def literal(words: Words, lexicon: Lexicon, matches: Matches) -> np.ndarray:
    """Test for each match whether its row's ``not_before``, ``not_after`` or ``not_with`` finds a literal sense (bool).

    The first two look at the word behind the term and at the one before it, the third at all words of its text.
    """
    rows, known, _ = lexicon.senses
    found, at = np.zeros(len(matches.row), bool), np.flatnonzero(rows.any(axis=1)[matches.row])
    if not len(at):
        return found
    tells = words.vocabulary.facts(lexicon.facts)["tells"]
    text = words.text_at(matches.first[at])
    begin, end = words.bounds[text], words.bounds[text + 1]

    def tell(row: np.ndarray, kind: int, number: np.ndarray) -> np.ndarray:
        return known.find(pair_keys(row * len(SENSES) + kind, number)) >= 0

    def holds(kind: int, place: np.ndarray, within: np.ndarray) -> np.ndarray:
        number = np.where(within, tells[words.types[np.clip(place, 0, len(words.types) - 1)]], 0)
        return tell(matches.row[at], kind, number)

    after, before = matches.last[at] + 1, matches.first[at] - 1
    found[at] = holds(0, after, after < end) | holds(1, before, before >= begin)
    # the third kind: of a term's row and a text, the words that tell are looked at once, however often it stands there
    topical = at[rows[matches.row[at], 2] & ~found[at]]
    of = words.text_at(matches.first[topical]).astype(np.int64) * len(rows) + matches.row[topical]
    of, inverse = np.unique(of, return_inverse=True)
    within, row = np.divmod(of, len(rows))
    text = distinct(within)
    number = tells[words.types[ranges(words.bounds[text], words.counts[text])]]
    telling = np.flatnonzero(number)
    told = distinct(np.repeat(text, words.counts[text])[telling] << _NUMBER_BITS | number[telling])
    number = told & (1 << _NUMBER_BITS) - 1
    low, high = (np.searchsorted(told, text << _NUMBER_BITS) for text in (within, within + 1))
    pair = np.repeat(np.arange(len(of)), high - low)
    hit = tell(row[pair], 2, number[ranges(low, high - low)])
    found[topical] = (np.bincount(pair[hit], minlength=len(of)) > 0)[inverse]
    return found


def term_offsets(words: Words, lexicon: Lexicon, matches: Matches) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return text, start and end (characters) of each match, without the punctuation around it."""
    facts = words.vocabulary.facts(lexicon.facts)
    first, last = words.types[matches.first], words.types[matches.last]
    start, end = facts["start"][first], facts["start"][last] + facts["length"][last]
    texts, start, _ = words.parts(matches.first, start, start + 1)
    return texts, start, words.parts(matches.last, end - 1, end)[2]


def cut_texts(words: Words, texts: np.ndarray, start: np.ndarray, end: np.ndarray) -> list[str]:
    """Cut the stretches from `start` to `end` (characters) out of their texts; each text is decoded once."""
    kept = {i: words.text(i) for i in np.unique(texts).tolist()}
    return [kept[i][a:b] for i, a, b in zip(texts.tolist(), start.tolist(), end.tolist(), strict=True)]


def weights(hand: np.ndarray, marked: np.ndarray, seen: np.ndarray, *, keep: np.ndarray | bool = False) -> np.ndarray:
    """Move hand weights (n, 0 to 1) by how often experts marked the term and saw it (n): ``(LOOKS * hand + marked) /
    (LOOKS + seen)``, 0 below :data:`LEAST` if not in `keep`. 0 stays 0, and a term never seen keeps its weight."""
    hand = np.asarray(hand, float)
    moved = (LOOKS * hand + marked) / (LOOKS + np.asarray(seen))
    return np.where(seen == 0, hand, np.where((hand > 0) & (keep | (moved >= LEAST)), moved, 0.0))


def weigh_terms(table: pd.DataFrame, counts: pd.DataFrame, *, loaded: pd.Series) -> pd.DataFrame:
    """Return a lexicon with its estimated weights, those by hand (``hand``), and the counts."""
    of = counts.set_index("term").reindex(table["term"])
    marked, seen = (of[name].fillna(0).to_numpy(np.int64) for name in ("marked", "seen"))
    hand = table["weight"].to_numpy(float)
    moved = table["category"].map(loaded).fillna(0).to_numpy(bool) & ~polemic(table)
    alarm = (table["class"] == "alarm").to_numpy(bool) if "class" in table else False
    weight = weights(hand, marked, seen, keep=alarm)
    return table.assign(weight=np.where(moved, weight, hand), hand=hand, marked=marked, seen=seen)


def polemic(table: pd.DataFrame) -> np.ndarray:
    """Test for each term of a lexicon whether it belongs to the polemics of one side (bool)."""
    return table["note"].str.startswith(POLEMIC).to_numpy(bool)


@lru_cache(maxsize=1)
def read_marked_words() -> pd.DataFrame:
    """Read how often experts marked each term of the project's lexicon: ``term``, ``marked``, ``seen``."""
    text = (LEXICONS / MARKED_FILE).read_text(encoding="utf-8")
    # the comments above the names of the columns are for people
    return pd.read_csv(io.StringIO(text[text.index(MARKED_HEAD) :]), keep_default_na=False, dtype={"term": str})


def read_lexicon(path: Path) -> pd.DataFrame:
    """Read one lexicon file."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    for column in ("term", "category"):
        if column not in table:
            raise InputError(f"{path}: there is no column {column!r}. A lexicon has the columns {', '.join(COLUMNS)}.")
    table = table.reindex(columns=COLUMNS, fill_value="")
    weight = pd.to_numeric(table["weight"], errors="coerce")
    bad = weight.isna() & (table["weight"] != "")
    if bad.any():
        row = int(bad.to_numpy().argmax())
        told = table["weight"].iloc[row]
        raise InputError(f"{path}, line {row + 2}: the weight {told!r} is not a number from 0 to 1.")
    return table.assign(weight=weight.fillna(0.0))


def read_hand_weights(*names: str) -> pd.DataFrame:
    """Read the project's lexicons of these names, joined, as they were written; by default that of loaded language."""
    return pd.concat([read_lexicon(LEXICONS / f"{name}.csv") for name in names or LOADED], ignore_index=True)


@lru_cache(maxsize=8)
def load_lexicon(*names: str) -> Lexicon:
    """Load the project's lexicons, ready to be found in texts.

    Parameters
    ----------
    names : the files in ``lexicons/`` to join, without their ending; by default all of loaded language

    Returns
    -------
    Lexicon, whose ``table`` has a row a term; its ``weight`` is that by hand, moved by what experts marked
    """
    table = weigh_terms(read_hand_weights(*names), read_marked_words(), loaded=categories()["loaded"])
    return lexicon_of(table, **kept(f"lexicon-{'-'.join(names) or 'loaded'}", lambda: prepare_terms(table)))


@lru_cache(maxsize=1)
def categories() -> pd.DataFrame:
    """Read the categories by name: label, definition, source, and whether the category counts as loaded."""
    return pd.read_csv(LEXICONS / "categories.csv", keep_default_na=False).set_index("category")
