"""The reader's own lexicon: rows that are added to the project's lexicon, or take the place of its terms.

A row takes the forms that it lists, and what the project says of other forms stays. A form in lower case stands for
every spelling, one with a capital for that spelling alone, as in :mod:`analysis.terms`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.lexicon import load
from analysis.lexicon_file import LexiconFile, sound
from analysis.schema import InputError
from analysis.terms import Lexicon, compiled, forms_of, words_of

#: a word in lower case also stands for the spellings that other phrases ask for: so many phrases may come of that
MOST_PHRASES = 1_000_000


@dataclass(frozen=True, eq=False)
class OwnLexicon:
    """The project's lexicon with a reader's rows in it, and the file that these stand in."""

    lexicon: Lexicon
    file: LexiconFile


def load_with(path: Path) -> OwnLexicon:
    """Give the project's lexicon with the rows of a reader's file, which keep their weight as it is written.

    The file is read each time, and prepared anew if its bytes have changed.

    Raises
    ------
    InputError
        if the file cannot be used, naming its first broken row

    Examples
    --------
    >>> measure(table, lexicon=load_with(Path("mine.csv")).lexicon)  # doctest: +SKIP
    """
    return _prepared(sound(path))


@lru_cache(maxsize=4)
def _prepared(file: LexiconFile) -> OwnLexicon:
    left = _left(file.table)
    if (phrases := _phrases(_forms(left) + _forms(file.table))) > MOST_PHRASES:
        raise InputError(
            f"{file.path}: {phrases:,} phrases come of it, and at most {MOST_PHRASES:,} can be looked for. "
            "Leave some out, or write them without capitals: a phrase is looked for in every spelling of its words."
        )
    # of two rows with the same form the first is found
    return OwnLexicon(compiled(pd.concat([_like_the_project(file.table), left], ignore_index=True)), file)


def _like_the_project(own: pd.DataFrame) -> pd.DataFrame:
    """Give the reader's rows the project's columns: no expert has seen them."""
    return own.assign(hand=own["weight"], marked=0, seen=0).reindex(columns=load().table.columns, fill_value="")


def _left(own: pd.DataFrame) -> pd.DataFrame:
    """Give what is left of the project's lexicon: forms with a capital go where a form in lower case stands for them.

    A row without forms goes; of one whose term goes, the next form becomes the term.
    """
    taken = {words_of(form) for form in _forms(own) if form == form.lower()}
    project = load().table
    kept = project.copy()
    written = project["term"] + "|" + project["forms"]
    for at in np.flatnonzero(written != written.str.lower()).tolist():
        forms = written.iloc[at].strip("|").split("|")
        left = [f for f in forms if f == f.lower() or tuple(map(str.lower, words_of(f))) not in taken]
        if not left:
            kept = kept.drop(index=project.index[at])
        elif len(left) < len(forms):
            kept.loc[project.index[at], ["term", "forms"]] = left[0], "|".join(left[1:])
    return kept


def _forms(table: pd.DataFrame) -> list[str]:
    return [form for row in zip(table["term"], table["forms"], strict=True) for form in forms_of(*row)]


def _phrases(forms: list[str]) -> int:
    """Count the phrases that :func:`analysis.terms.compiled` makes of forms, each spelling by itself."""
    capitals: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        for word in words_of(form) if form != form.lower() else ():
            if word != word.lower():
                capitals[word.lower()].add(word)
    listed = [words for words in map(words_of, forms) if len(words) > 1]
    spelled = (words for words in listed if not capitals.keys().isdisjoint(words))
    return len(listed) + sum(prod(1 + len(capitals.get(word, ())) for word in words) - 1 for words in spelled)
