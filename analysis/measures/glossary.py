"""What each measure is called, what it means and when it misleads: the one source for page, lesson and notebooks.

The words stand in ``glossary.csv``, one row a measure. Its columns:

measure
    the name of the column in the measured table
label, family, unit, direction
    a short human name; one of FAMILIES; what one is counted in; which way is "more"
short, limits, formula, reference
    two plain sentences; when the measure misleads; how it is worked out; where it comes from
aggregate
    how a set of paragraphs becomes one value: ``rate`` (sums divided, in 100 words) or ``mean`` (of the paragraphs)
numerator, denominator
    for a rate: the columns whose sums are divided; ``a + b`` adds two columns
compare, decimals
    1 where the measure stands in the comparison by default; how many decimals it is shown with
higher, lower
    what is said of the article whose value is the higher, or the lower ("uses more loaded words")
said
    what follows the two values in a sentence ("4.1 against 1.5 in 100 words")
function
    where it is computed: a file of the package, and the function or the column in it
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache

import pandas as pd

from analysis.files import PACKAGE
from analysis.measures.other_readability import FORMULAS
from analysis.schema import InputError, records

FAMILIES = ("loaded language", "tone", "readability", "amount", "agreement", "frames", "actors")
AGGREGATES = ("rate", "mean")


@lru_cache(maxsize=1)
def _table() -> pd.DataFrame:
    types = {"compare": "int64", "decimals": "int64"}
    return pd.read_csv(PACKAGE / "glossary.csv", dtype=types, keep_default_na=False)


def load_glossary() -> pd.DataFrame:
    """Read the glossary: one row a measure, in the order in which measures are shown.

    Returns
    -------
    DataFrame with the columns that this module's text names. A copy: a caller's change stays the caller's.
    """
    return _table().copy()


def shown_glossary(measured: pd.DataFrame) -> pd.DataFrame:
    """Return the glossary's rows for a measured table: formulas of other languages only where it has them."""
    others = {name for of in FORMULAS.values() for name in of}.difference(measured.columns)
    return _table()[~_table()["measure"].isin(others)]


@lru_cache(maxsize=1)
def _rows() -> dict[str, dict]:
    return {row["measure"]: row for row in records(load_glossary())}


def glossary_row(measure: str) -> dict:
    """Return one measure's row as a dict.

    Raises
    ------
    InputError
        if there is no such measure; it names the measures with a similar name
    """
    rows = _rows()
    if measure not in rows:
        near = get_close_matches(str(measure), rows, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else f"the measures are {', '.join(rows)}."
        raise InputError(f"glossary: there is no measure {measure!r}; {hint}")
    return dict(rows[measure])


def format_value(measure: str, value: float) -> str:
    """Write a value of a measure with the decimals that it is shown with. What rounds to zero has no minus."""
    decimals = glossary_row(measure)["decimals"]
    return f"{round(value, decimals) + 0.0:.{decimals}f}"


def explain_measure(measure: str) -> str:
    """Describe in plain words what a measure is, how it is worked out and when it misleads."""
    of = glossary_row(measure)
    name = of["label"][0].upper() + of["label"][1:]
    return (
        f"{name} ({of['unit']}; {of['direction']})\n{of['short']}\nLimits: {of['limits']}\n"
        f"Worked out as: {of['formula']}. Source: {of['reference']}.\n"
        f"Computed in: analysis/{of['function']}"
    )
