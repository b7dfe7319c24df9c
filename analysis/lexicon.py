"""Lexicons: tables of terms, and finding them in texts.

A lexicon is a CSV file that a reader can open, correct and cite. :func:`load` reads the project's own, :func:`compiled`
prepares a table, :func:`find` gives every place where a term stands. A word is looked at once per type; only the
few places where a term can begin are looked at one by one, and all of those at the same time.

How a word is matched: the punctuation around it and a possessive ``'s`` are left out, curly apostrophes are read as
straight ones, and capitals do not matter, except for a term that is written with a capital in the lexicon: that one
is matched as it is written. Inflections are listed (``forms``), never guessed. The words of a phrase must follow one
another with no punctuation between them. The longest term wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from importlib.util import find_spec
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.schema import InputError
from analysis.words import Facts, Words

COLUMNS = ("term", "category", "weight", "neutral", "note", "source", "forms", "class", "where")
#: the files that together are the project's lexicon of loaded language
LOADED = ("loaded_language", "intensifiers", "hedges", "certainty", "reporting_verbs")
FOLDER = resources.files("analysis") / "lexicons"

_SINGLE, _BEGINS, _GOES_ON = 1, 2, 4
_CORE = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_POSSESSIVE = re.compile(r"'s$|(?<=s)'$", re.IGNORECASE)
_GLUE = re.compile(r"[—–…/()\[\]{}<>“”\"]|--+|\.\.+")


@dataclass(frozen=True, eq=False)
class Lexicon:
    """A prepared lexicon. Two are the same only if they are the same object.

    Attributes
    ----------
    table : one row a term, with the columns of the CSV files
    single : the row of each one-word term, by its key
    steps : the tree of the phrases: from (node, number of a word) to the next node
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
    def pairs(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """By number of a word: its place among those that begin a phrase, and among those that come second (0: none).

        With them the table of the pairs that do begin a phrase.
        """
        width = len(self.word_numbers) + 1
        before, word = np.divmod(self.steps, width)
        root = before == 0
        begun_by = np.zeros(len(self.ends), np.int64)
        begun_by[self.nodes[root]] = word[root]
        second = ~root & (begun_by[before] > 0)
        opener, follower = np.zeros(width, np.int16), np.zeros(width, np.int16)
        opener[word[root]] = np.arange(1, root.sum() + 1)
        seconds = np.unique(word[second])
        follower[seconds] = np.arange(1, len(seconds) + 1)
        table = np.zeros((root.sum() + 1, len(seconds) + 1), bool)
        table[opener[begun_by[before[second]]], follower[word[second]]] = True
        return opener, follower, table

    def facts(self, surfaces: list[str]) -> Facts:
        """What this lexicon knows of each word, once per type: see :meth:`Vocabulary.facts`."""
        n = len(surfaces)
        row, number = np.full(n, -1, np.int32), np.zeros(n, np.int32)
        start, length = np.zeros(n, np.int32), np.zeros(n, np.int32)
        stops = np.zeros(n, np.uint8)
        for i, surface in enumerate(surfaces):
            core = _CORE.search(surface)
            if core is None:
                stops[i] = 3
                continue
            start[i], length[i] = core.start(), core.end() - core.start()
            stops[i] = (core.start() > 0) + 2 * (core.end() < len(surface))
            found = self._row(core.group())
            if found < 0 and (glue := _GLUE.search(surface)):
                for part in _pieces(surface, glue):
                    if (found := self._row(surface[part])) >= 0:
                        start[i], length[i] = part.start, part.stop - part.start
                        break
            row[i] = found
            exact, folded = keys(core.group())
            number[i] = self.word_numbers.get(exact) or self.word_numbers.get(folded, 0)
        opener, follower, _ = self.pairs
        flags = _SINGLE * (row >= 0) + _BEGINS * (opener[number] > 0) + _GOES_ON * (follower[number] > 0)
        return {
            "row": row,
            "number": number,
            "start": start,
            "length": length,
            "stops": stops,
            "opener": opener[number],
            "follower": follower[number],
            "flags": flags.astype(np.uint8),
        }

    def _row(self, core: str) -> int:
        exact, folded = keys(core)
        return self.single.get(exact, self.single.get(folded, -1))


@dataclass(frozen=True)
class Matches:
    """Where terms stand: row of the term, and first and last word (indices into ``Words.types``, both inclusive)."""

    row: np.ndarray
    first: np.ndarray
    last: np.ndarray

    def keep(self, wanted: np.ndarray) -> Matches:
        """Give only the matches where `wanted` is true."""
        return Matches(self.row[wanted], self.first[wanted], self.last[wanted])


def _pieces(surface: str, glue: re.Match) -> list[slice]:
    """Cut a word that a dash or a slash glues together into its parts, each without the punctuation around it."""
    borders = [0, *(edge for g in _GLUE.finditer(surface, glue.start()) for edge in g.span()), len(surface)]
    parts = []
    for a, b in zip(borders[::2], borders[1::2], strict=True):
        if core := _CORE.search(surface, a, b):
            parts.append(slice(*core.span()))
    return parts


def keys(core: str) -> tuple[str, str]:
    """Give the two forms under which a word is looked up: as it is written, and in lower case.

    A possessive ending is left out and curly apostrophes are made straight.

    >>> keys("Joe’s")
    ('Joe', 'joe')
    """
    word = _POSSESSIVE.sub("", core.replace("’", "'"))
    return word, word.lower()


def compiled(table: pd.DataFrame) -> Lexicon:
    """Prepare a table of terms (columns as in the CSV files) for :func:`find`."""
    single: dict[str, int] = {}
    numbers: dict[str, int] = {}
    tree: dict[tuple[int, int], int] = {}
    ends = [-1]
    forms = table["forms"] if "forms" in table else pd.Series("", index=table.index)
    entries = []
    for row, (term, more) in enumerate(zip(table["term"], forms, strict=True)):
        for form in [term, *(more.split("|") if isinstance(more, str) and more else [])]:
            as_written = form != form.lower()
            entries.append(
                (row, [keys(m.group())[0 if as_written else 1] for m in map(_CORE.search, form.split()) if m])
            )
    written: dict[str, set[str]] = {}
    for _, words in entries:
        for word in words:
            written.setdefault(word.lower(), set()).add(word)
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
    return Lexicon(
        table=table.reset_index(drop=True),
        single=single,
        steps=np.array([s for s, _ in steps], np.int64),
        nodes=np.array([a for _, a in steps], np.int64),
        word_numbers=numbers,
        ends=np.array(ends, np.int64),
    )


def find(words: Words, lexicon: Lexicon) -> Matches:
    """Find every place where a term of `lexicon` stands; of terms that overlap, the longest, then the first.

    Returns
    -------
    Matches, in the order of the words
    """
    facts = words.vocabulary.facts(lexicon.facts)
    flags = facts["flags"][words.types]
    hit = (flags & _SINGLE).astype(bool)
    if len(lexicon.steps):
        pair = np.flatnonzero(flags[:-1] & (flags[1:] >> 1) & _BEGINS)
        known = lexicon.pairs[2][facts["opener"][words.types[pair]], facts["follower"][words.types[pair + 1]]]
        pair = pair[known]
        hit[pair] = True
    places = np.flatnonzero(hit)
    row, last = facts["row"][words.types[places]].astype(np.int64), places.copy()
    if len(lexicon.steps):
        _phrases(words, lexicon, np.searchsorted(places, pair), (places, row, last))
    hit = row >= 0
    return _without_overlap(Matches(row[hit], places[hit], last[hit]))


def _without_overlap(matches: Matches) -> Matches:
    """Drop every match that begins inside an earlier one that stays."""
    first, last = matches.first, matches.last
    inside = np.flatnonzero(first[1:] <= np.maximum.accumulate(last)[:-1]) + 1
    keep, reach = np.ones(len(first), bool), -1
    for k in np.union1d(inside, inside - 1).tolist():
        keep[k] = first[k] > reach
        reach = last[k] if keep[k] else reach
    return matches.keep(keep)


def _phrases(words: Words, lexicon: Lexicon, at: np.ndarray, found: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    """Walk the tree of phrases from those of the places that `at` chooses; write the longest into `row` and `last`."""
    places, row, last = found
    facts = words.vocabulary.facts(lexicon.facts)
    number, stops = facts["number"], facts["stops"]
    width = len(lexicon.word_numbers) + 1
    word = places[at]
    end = words.bounds[words.text_at(word) + 1]
    node = np.zeros(len(at), np.int64)
    while len(at):
        step = node * width + number[words.types[word]]
        where = np.minimum(np.searchsorted(lexicon.steps, step), len(lexicon.steps) - 1)
        ok = lexicon.steps[where] == step
        at, word, end, node = at[ok], word[ok], end[ok], lexicon.nodes[where[ok]]
        complete = lexicon.ends[node]
        done = complete >= 0
        row[at[done]], last[at[done]] = complete[done], word[done]
        onward = word + 1 < end
        at, word, end, node = at[onward], word[onward], end[onward], node[onward]
        onward = (stops[words.types[word]] & 2 == 0) & (stops[words.types[word + 1]] & 1 == 0)
        at, word, end, node = at[onward], word[onward] + 1, end[onward], node[onward]


def offsets(words: Words, lexicon: Lexicon, matches: Matches) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give text, start and end (characters) of each match, without the punctuation around it."""
    facts = words.vocabulary.facts(lexicon.facts)
    texts, start, _ = words.spans(matches.first)
    _, end, _ = words.spans(matches.last)
    first, last = words.types[matches.first], words.types[matches.last]
    return texts, start + facts["start"][first], end + facts["start"][last] + facts["length"][last]


def read(path: Path) -> pd.DataFrame:
    """Read one lexicon file.

    Raises
    ------
    InputError
        if a column is missing or a weight is no number, naming the file and the line
    """
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    for column in ("term", "category"):
        if column not in table:
            raise InputError(f"{path}: there is no column {column!r}. A lexicon has the columns {', '.join(COLUMNS)}.")
    table = table.reindex(columns=COLUMNS, fill_value="")
    weight = pd.to_numeric(table["weight"], errors="coerce")
    bad = weight.isna() & (table["weight"] != "")
    if bad.any():
        line = int(bad.to_numpy().argmax()) + 2
        raise InputError(
            f"{path}, line {line}: the weight {table['weight'].iloc[line - 2]!r} is not a number from 0 to 1."
        )
    return table.assign(weight=weight.fillna(0.0))


@lru_cache(maxsize=8)
def load(*names: str) -> Lexicon:
    """Load the project's lexicons of these names, joined; by default the whole lexicon of loaded language."""
    tables = [read(FOLDER / f"{name}.csv") for name in names or LOADED]
    return compiled(pd.concat(tables, ignore_index=True))


@lru_cache(maxsize=1)
def categories() -> pd.DataFrame:
    """The categories by name: label, definition, source, and whether the category counts as loaded."""
    return pd.read_csv(FOLDER / "categories.csv", keep_default_na=False).set_index("category")


@lru_cache(maxsize=1)
def easy_words() -> frozenset[str]:
    """The words that Dale and Chall's readers knew, as textstat ships them."""
    # the package is looked up and not imported: importing it costs seconds
    folder = Path(find_spec("textstat").submodule_search_locations[0])
    listed = (folder / "resources" / "en" / "easy_words.txt").read_text(encoding="utf-8")
    return frozenset(word.strip() for word in listed.splitlines())
