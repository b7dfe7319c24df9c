"""How the paragraphs of an article become one value, measure by measure and voice by voice.

What is compared is the running text: body and blockquote paragraphs. A headline is one block, written for another
purpose, and one block has no spread; :func:`article_values` states it apart.

Loaded words, hedges, reporting verbs, capitals, exclamation marks and difficult words are *rates*: ratios of sums, all
loaded words over all words. The mean of the paragraphs' own rates would give a word in a paragraph of ten words ten
times the weight of one in a hundred. Tone, readability and ``loaded_score`` are *scores*: the mean of the paragraphs'
scores, since a score is defined for a paragraph and no sum stands behind it. Only paragraphs where the value is defined
take part. The column ``aggregate`` of the glossary says which measure is which.

The readability formulas measure nearly the same thing, so they are compared as one score, the *readability factor*: of
each paragraph the mean of eight formulas, each turned so that higher is harder, moved to a middle of 0 and divided by
its spread, in the paragraphs of 600 American news articles (``readability_scale.csv``, written by ``make calibrate``
from the articles of PolNeAR's development set). No formula counts with more than 3 spreads: a fragment of a few letters
is put at -40 by one of them.

Whose voice: ``all`` is every paragraph of the text. Where a measure is told apart word by word (``..._outlet``,
``..._quoted``), a voice is these words in all paragraphs. For a score it is the paragraphs in that voice: the
outlet's own paragraphs with the quotations inside them, and the quoted passages.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.files import PACKAGE
from analysis.measures import glossary_row, load_glossary
from analysis.schema import HEADLINE, OUTLET, RUNNING_TEXT, VOICES, require

ALL = "all"
FACTOR = "readability_factor"
#: a formula counts in the factor with so many spreads at most
_FURTHEST = 3.0
#: the rows that are tested together, one a question, chosen before any result; the others are exploration
PLANNED = (
    ("loaded_per_100_words", OUTLET),
    ("hedges_per_100_words", OUTLET),
    ("compound_names_masked", OUTLET),
    (FACTOR, OUTLET),
    ("quoted_share", ALL),
)
#: what every table of measured paragraphs needs beside its measures
NEEDS = ("article", "kind", "voice")
#: rates are counts in so many words
PER = 100


def _columns(expression: str) -> list[str]:
    return [name for name in expression.split(" + ") if name]


def _numbers(table: pd.DataFrame, expression: str) -> np.ndarray:
    return sum(_column(table[name]) for name in _columns(expression))


def _column(values: pd.Series) -> np.ndarray:
    """Return a column's numbers; of a column of reasons, whether there is one."""
    if isinstance(values.dtype, pd.StringDtype):
        return values.notna().to_numpy(float)
    return values.to_numpy(dtype=float, na_value=np.nan)


def columns_of(measure: str, voice: str) -> dict:
    """Return the glossary's row of the column that holds `measure` in `voice`."""
    return glossary_row(f"{measure}_{voice}" if f"{measure}_{voice}" in _measures() else measure)


@lru_cache(maxsize=1)
def _measures() -> frozenset[str]:
    return frozenset(load_glossary()["measure"])


def wanted(measured: pd.DataFrame, measures: list[str] | None) -> list[tuple[str, str, dict]]:
    """List (measure, voice, the glossary's row of its column) for all that `measured` can tell."""
    known = load_glossary()
    defaults = known.loc[known["compare"] == 1, "measure"]
    found = []
    for measure in defaults if measures is None else measures:
        apart = any(f"{measure}_{voice}" in _measures() for voice in VOICES)
        for voice in (ALL, *VOICES):
            of = columns_of(measure, voice)
            if voice != ALL and of["measure"] == measure and (apart or of["aggregate"] == "rate"):
                continue
            needs = _columns(of["numerator"]) + _columns(of["denominator"]) or [of["measure"]]
            if measure == FACTOR and FACTOR not in measured.columns:
                needs = list(_scale().index)
            if all(name in measured.columns for name in needs):
                found.append((measure, voice, of))
            elif measures is not None and voice == ALL:
                require(measured, tuple(needs), f"measure {measure!r}")
    return found


@lru_cache(maxsize=1)
def _scale() -> pd.DataFrame:
    return pd.read_csv(PACKAGE / "readability_scale.csv").set_index("measure")


def readability_factor(table: pd.DataFrame) -> np.ndarray:
    """Return each paragraph's difficulty by all formulas together, in spreads of a news paragraph; higher is harder."""
    scale = _scale()
    values = table[list(scale.index)].to_numpy(dtype=float, na_value=np.nan)
    apart = (values - scale["middle"].to_numpy()) / scale["spread"].to_numpy() * scale["harder"].to_numpy()
    return np.clip(apart, -_FURTHEST, _FURTHEST).mean(axis=1)


def pairs(table: pd.DataFrame, voice: str, of: dict) -> tuple[np.ndarray, np.ndarray]:
    """Return what is divided by what, one number a paragraph; NaN where the paragraph has no such value."""
    if of["aggregate"] == "rate":
        above, below = _numbers(table, of["numerator"]) * PER, _numbers(table, of["denominator"])
        usable = np.isfinite(above) & (below > 0)
    else:
        own = of["measure"] == FACTOR and FACTOR not in table.columns
        above, below = readability_factor(table) if own else _numbers(table, of["measure"]), np.ones(len(table))
        usable = np.isfinite(above)
        if of["measure"].endswith(f"_{voice}") and f"words_{voice}" in table.columns:
            usable &= _numbers(table, f"words_{voice}") > 0
        elif voice != ALL:
            usable &= np.array(
                [own == voice for own in table["voice"].to_numpy(dtype=object, na_value=None)], dtype=bool
            )
    return np.where(usable, above, np.nan), np.where(usable, below, np.nan)


def value(above: np.ndarray, below: np.ndarray) -> float:
    """Return the ratio of sums; NaN where no paragraph has a value."""
    return float(np.nansum(above) / np.nansum(below)) if np.isfinite(above).any() else float("nan")


def unit_of(of: dict) -> str:
    """Describe what a measure's values are counted in, given its row of the glossary."""
    return f"in {PER} words" if of["aggregate"] == "rate" else of["unit"]


def furthest_difference(of: dict) -> float:
    """Return how far apart two values of a measure can be, given its row of the glossary; infinite if without end."""
    if of["aggregate"] == "rate":
        return np.inf if of["unit"] == "marks" else float(PER)
    return {"from -1 to 1": 2.0, "share from 0 to 1": 1.0, "share of paragraphs": 1.0}.get(of["unit"], np.inf)


def article_values(measured: pd.DataFrame, *, measures: list[str] | None = None) -> pd.DataFrame:
    """Return each article's value of each measure, for its headline and for its running text.

    Returns
    -------
    DataFrame
        article, part (``headline`` or ``text``), measure, label, voice, value, unit, paragraphs (how many have a
        defined value). A headline is given as a whole (voice ``all``).
    """
    require(measured, NEEDS, "article_values")
    rows = []
    for article in pd.unique(measured["article"].dropna()):
        own = measured[measured["article"] == article]
        for part, kinds in (("headline", (HEADLINE,)), ("text", RUNNING_TEXT)):
            table = own[own["kind"].isin(kinds)]
            for measure, voice, of in wanted(measured, measures):
                if part == "text" or voice == ALL:
                    above, below = pairs(table, voice, of)
                    named = (article, part, measure, glossary_row(measure)["label"], voice)
                    rows.append((*named, value(above, below), unit_of(of), int(np.isfinite(above).sum())))
    return pd.DataFrame(rows, columns=["article", "part", "measure", "label", "voice", "value", "unit", "paragraphs"])
