"""Lexicons: tables of terms that a reader can open, correct and cite. :func:`load` reads the project's own."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path

import pandas as pd

from analysis.schema import InputError
from analysis.terms import Lexicon, compiled
from analysis.weights import marked_words, weighted

COLUMNS = ("term", "category", "weight", "neutral", "note", "source", "forms", "class", "where")
#: the files that together are the project's lexicon of loaded language
LOADED = ("loaded_language", "intensifiers", "hedges", "certainty", "reporting_verbs")
FOLDER = resources.files("analysis") / "lexicons"


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


def by_hand(*names: str) -> pd.DataFrame:
    """Read the project's lexicons of these names, joined, as they were written; by default that of loaded language."""
    return pd.concat([read(FOLDER / f"{name}.csv") for name in names or LOADED], ignore_index=True)


@lru_cache(maxsize=8)
def load(*names: str) -> Lexicon:
    """Load the project's lexicons of these names, joined; by default the whole lexicon of loaded language.

    Weights are those by hand, moved by what experts marked (:mod:`analysis.weights`).
    """
    return compiled(weighted(by_hand(*names), marked_words(), loaded=categories()["loaded"]))


@lru_cache(maxsize=1)
def categories() -> pd.DataFrame:
    """The categories by name: label, definition, source, and whether the category counts as loaded."""
    return pd.read_csv(FOLDER / "categories.csv", keep_default_na=False).set_index("category")
