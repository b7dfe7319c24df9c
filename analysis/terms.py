"""Finding the terms of a lexicon in texts.

:func:`compiled` prepares a table of terms, :func:`find` gives every place where one stands. A word is looked at once
per type; only the few places where a term can begin are looked at one by one, and all of those at the same time.

How a word is matched: the punctuation around it and a possessive ``'s`` are left out, curly apostrophes are read as
straight ones, and capitals do not matter, except for a term that is written with a capital in the lexicon: that one
is matched as it is written. Inflections are listed (``forms``), never guessed. The words of a phrase must follow one
another with no punctuation between them. The longest term wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

import numpy as np
import pandas as pd

from analysis.words import Facts, Words

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
        single, numbers = self.single, self.word_numbers
        rows = []
        for surface in surfaces:
            start, end = _core(surface)
            exact, folded = keys(surface[start:end])
            row = single.get(exact, -1)
            row = single.get(folded, -1) if row < 0 else row
            number = numbers.get(exact) or numbers.get(folded, 0)
            stops = (start > 0) + 2 * (end < len(surface))
            if row < 0 and end - start > 2 and not surface.isalnum() and (glue := _GLUE.search(surface)):
                for part in _pieces(surface, glue):
                    exact, folded = keys(surface[part])
                    if (row := single.get(exact, single.get(folded, -1))) >= 0:
                        start, end = part.start, part.stop
                        break
            rows.append((row, number, start, end - start, stops))
        columns = np.array(rows, np.int32).reshape(-1, 5).T.copy()
        row, number, start, length, stops = columns
        opener, follower, _ = self.pairs
        flags = _SINGLE * (row >= 0) + _BEGINS * (opener[number] > 0) + _GOES_ON * (follower[number] > 0)
        return {
            "row": row,
            "number": number,
            "start": start,
            "length": length,
            "stops": stops.astype(np.uint8),
            "opener": opener[number],
            "follower": follower[number],
            "flags": flags.astype(np.uint8),
        }


@dataclass(frozen=True)
class Matches:
    """Where terms stand: row of the term, and first and last word (indices into ``Words.types``, both inclusive)."""

    row: np.ndarray
    first: np.ndarray
    last: np.ndarray

    def keep(self, wanted: np.ndarray) -> Matches:
        """Give only the matches where `wanted` is true."""
        return Matches(self.row[wanted], self.first[wanted], self.last[wanted])


def _core(surface: str) -> tuple[int, int]:
    """Find where a word begins and ends without the punctuation around it; where there is no word, 0 and 0."""
    if surface.isalnum():
        return 0, len(surface)
    if surface[:-1].isalnum():
        return 0, len(surface) - 1
    core = _CORE.search(surface)
    return core.span() if core else (0, 0)


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
    if "’" in core:
        core = core.replace("’", "'")
    if "'" in core:
        core = _POSSESSIVE.sub("", core)
    return core, core.lower()


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


def cut(words: Words, texts: np.ndarray, start: np.ndarray, end: np.ndarray) -> list[str]:
    """Cut the stretches from `start` to `end` (characters) out of their texts; each text is decoded once."""
    kept = {i: words.text(i) for i in np.unique(texts).tolist()}
    return [kept[i][a:b] for i, a, b in zip(texts.tolist(), start.tolist(), end.tolist(), strict=True)]
