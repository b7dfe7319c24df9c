"""What one may ask of a lexicon: what is in it, where a word stands, what a reader's file changes and misses."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.lexicon import FOLDER, categories, load
from analysis.lexicon_file import LexiconFile
from analysis.own_lexicon import OwnLexicon
from analysis.schema import InputError
from analysis.stretches import Stretches
from analysis.terms import find, forms_of, words_of
from analysis.words import Vocabulary, split

_NEW = "a category of this file alone; it counts as loaded"


def listed(table: pd.DataFrame, *, file: str = "") -> pd.DataFrame:
    """Count what a lexicon has in each category.

    Parameters
    ----------
    table : the rows of a lexicon
    file : the name of a reader's file, if the rows are its; then only its categories are given

    Returns
    -------
    DataFrame with ``category``, ``terms``, ``forms`` (counts; a term is a form too), ``definition``, and
    ``source`` (keys of ``SOURCES.csv``, or the file)
    """
    known = categories()
    names = sorted(set(table["category"]) | (set() if file else set(known.index)))
    count = table["forms"].map(lambda forms: len(forms_of("", forms))).groupby(table["category"])
    terms, forms = (part.reindex(names, fill_value=0).astype(int) for part in (count.size(), count.sum()))
    told = known.reindex(names)
    return pd.DataFrame(
        {
            "category": names,
            "terms": terms.to_numpy(),
            "forms": forms.to_numpy(),
            "definition": told["definition"].fillna(_NEW).to_numpy(),
            "source": told["source"].fillna(file).to_numpy(),
        }
    )


def terms_of(table: pd.DataFrame, category: str) -> pd.DataFrame:
    """Give the terms of a category with ``weight`` and ``neutral``, in alphabetical order.

    Raises
    ------
    InputError
        if no row has the category, naming those that there are
    """
    rows = table[table["category"] == category.lower()]
    if not len(rows):
        has = ", ".join(sorted(set(table["category"])))
        raise InputError(f"--category {category}: no term has it. There are: {has}.")
    return rows.sort_values("term", key=lambda term: term.str.lower(), ignore_index=True)[["term", "weight", "neutral"]]


def standing(table: pd.DataFrame, phrase: str) -> pd.DataFrame:
    """Give the rows in which a word or a phrase stands, in the term or in a form, whatever its capitals.

    Raises
    ------
    InputError
        if there is no word in `phrase`
    """
    wanted = words_of(phrase.lower())
    if not wanted:
        raise InputError(f"{phrase}: there is no word in it. Give a word or a phrase.")
    rows = zip(table["term"], table["forms"], strict=True)
    has = [any(_inside(wanted, words_of(form.lower())) for form in forms_of(*row)) for row in rows]
    return table[np.array(has, bool)]


def _inside(wanted: tuple[str, ...], words: tuple[str, ...]) -> bool:
    width = len(wanted)
    return any(words[k : k + width] == wanted for k in range(len(words) - width + 1))


def reference(keys: str) -> list[str]:
    """Give the full references of keys of ``SOURCES.csv``, parted by ``|``; what is no key stays as it is."""
    known = _references()
    return [f"{key}: {known[key]}" if key in known else key for key in filter(None, keys.split("|"))]


@lru_cache(maxsize=1)
def _references() -> dict[str, str]:
    table = pd.read_csv(str(FOLDER / "SOURCES.csv"), keep_default_na=False)
    full = (table["reference"] + " " + table["url_or_doi"]).str.strip()
    return dict(zip(table["key"], full, strict=True))


def replaced(file: LexiconFile) -> pd.DataFrame:
    """Say which terms of the project a reader's file takes the place of.

    Returns
    -------
    DataFrame, a row for each form of the file and each row of the project that has it: ``line``, ``form``, and of the
    project's row ``term``, ``category``, ``weight`` and ``stays`` (the forms left to it, parted by ``|``)
    """
    project = load().table
    owners: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    forms = [forms_of(*row) for row in zip(project["term"], project["forms"], strict=True)]
    for row, every in enumerate(forms):
        for form in every:
            owners[tuple(map(str.lower, words_of(form)))].append((form, row))
    found, taken = [], defaultdict(set)
    for line, term, more in zip(file.table["line"], file.table["term"], file.table["forms"], strict=True):
        for form in forms_of(term, more):
            words = words_of(form)
            for theirs, row in owners.get(tuple(map(str.lower, words)), ()):
                # a form with a capital takes the place of the same spelling, or of one that stands for it too
                if form == form.lower() or theirs == theirs.lower() or words_of(theirs) == words:
                    found.append((line, form, row))
                    if form == form.lower() or words_of(theirs) == words:
                        taken[row].add(theirs)
    columns = ["line", "form", "term", "category", "weight", "stays"]
    of = [tuple(project.loc[row, ["term", "category", "weight"]]) for _, _, row in found]
    stays = ["|".join(form for form in forms[row] if form not in taken[row]) for _, _, row in found]
    return pd.DataFrame([(*a[:2], *b, c) for a, b, c in zip(found, of, stays, strict=True)], columns=columns)


def unreached(own: OwnLexicon) -> pd.DataFrame:
    """Say which forms of a reader's file are never found, by looking for each of them in itself.

    Returns
    -------
    DataFrame with ``line``, ``form``, ``why``
    """
    table = own.file.table
    every = (forms_of(*row) for row in zip(table["term"], table["forms"], strict=True))
    listed = [(row, form) for row, forms in enumerate(every) for form in dict.fromkeys(forms)]
    words = split([form for _, form in listed], vocabulary=Vocabulary())
    begin, end = words.bounds[:-1], words.bounds[1:] - 1
    names = find(words, load("names"))
    name_of = dict(zip(words.text_at(names.first).tolist(), names.row.tolist(), strict=True))
    named = Stretches(names.first, names.last).cover(begin, end)
    found = find(words, own.lexicon)
    text = words.text_at(found.first)
    whole = (found.first == begin[text]) & (found.last == end[text])
    row_of = dict(zip(text[whole].tolist(), found.row[whole].tolist(), strict=True))
    missed = []
    for at, (row, form) in enumerate(listed):
        other = row_of.get(at, len(table))
        if named[at]:
            name = load("names").table["term"].iloc[name_of[at]]
            missed.append((row, form, f"{name} is a name, and words in names are not looked up"))
        elif other >= len(table):
            missed.append((row, form, "the signs in it keep its words apart"))
        elif other != row:
            missed.append((row, form, f"line {table['line'].iloc[other]} has the same form"))
    lines = table["line"].tolist()
    return pd.DataFrame([(lines[row], *rest) for row, *rest in missed], columns=["line", "form", "why"])
