"""How far two articles of one outlet differ: what a difference of any two articles can be held against.

That a difference is more than shuffling gives says that two texts differ, as most do: subject, speakers and writer see
to that. So each planned row is also held against pairs of articles by one outlet. ``outlet_differences.csv`` has every
fifth hundredth of the absolute difference, by measure and by how long the articles are: on other subjects, learned on
American political news (PolNeAR, five outlets), and on the same event, from the few pairs that ECB+ has. It holds no
text. ``benchmarks/outlet_reference.py`` makes it, and ``benchmarks/OUTLET_REFERENCE.md`` has how far it carries to an
outlet that it was not learned on.

How long two articles are is the harmonic mean of their paragraphs: on it depends how far luck alone moves them. Outside
what was learned nothing is said. Pairs on other subjects and on the same event are of other years and outlets, so the
two figures say nothing about each other.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.files import LEXICONS
from analysis.schema import OUTLET, records, require

OTHER, SAME = "other", "same"
#: the shares of the pairs, in 100, whose greatest difference the table has
LEVELS = tuple(range(5, 100, 5))
QUANTILES = [f"q{level:02d}" for level in LEVELS]
#: both articles have so many paragraphs with a value
FEWEST = 6
_ON = {OTHER: "on other subjects", SAME: "on the same event"}
_NEEDS = ("measure", "voice", "difference", "n_a", "n_b")


@lru_cache(maxsize=1)
def _table() -> pd.DataFrame:
    return pd.read_csv(LEXICONS / "outlet_differences.csv")


@lru_cache(maxsize=1)
def _rows() -> dict[tuple[str, str, str], list[pd.Series]]:
    rows: dict[tuple[str, str, str], list[pd.Series]] = {}
    for _, row in _table().iterrows():
        rows.setdefault((row["measure"], row["voice"], row["subject"]), []).append(row)
    return rows


def outlet_differences() -> pd.DataFrame:
    """Return measure, voice, subject, size_from and size_to (half-open), pairs, articles, outlets, and q05 to q95."""
    return _table().copy()


def pair_size(n_a: int, n_b: int) -> float:
    """Return how long two articles are for their comparison: the harmonic mean of their paragraphs."""
    return 2 * n_a * n_b / (n_a + n_b) if min(n_a, n_b) > 0 else 0.0


def _learned(measure: str, voice: str, sizes: tuple[int, int], subject: str) -> pd.Series | None:
    size = pair_size(*sizes)
    rows = _rows().get((measure, voice, subject), ()) if min(sizes) >= FEWEST else ()
    return next((row for row in rows if row["size_from"] <= size < row["size_to"]), None)


def reference_share(
    measure: str, difference: float, *, sizes: tuple[int, int], voice: str = OUTLET, subject: str = OTHER
) -> float:
    """Return the share of pairs of articles by one outlet that differ less.

    Parameters
    ----------
    measure, voice : a row of a comparison
    difference : in the measure's unit; its sign does not matter
    sizes : how many paragraphs of each article have a value
    subject : 'other' or 'same': what the pairs are about

    Returns
    -------
    float, 0 to 1, between the table's levels by a straight line; 0.95 means that or more. NaN where nothing was learned
    of the measure, or of articles so short or long
    """
    learned = _learned(measure, voice, sizes, subject)
    if learned is None or not np.isfinite(difference):
        return float("nan")
    ends = learned[QUANTILES].to_numpy(dtype=float)
    # of levels with one and the same difference the last counts: so many pairs differ by no more
    last = np.append(ends[1:] > ends[:-1], True)
    shares, ends = np.array(LEVELS)[last] / 100, ends[last]
    if abs(difference) <= ends[0]:
        return 0.0 if difference == 0 else float(LEVELS[0] / 100 * min(abs(difference) / (ends[0] or np.inf), 1.0))
    return float(np.interp(abs(difference), ends, shares))


def with_reference(comparison: pd.DataFrame) -> pd.DataFrame:
    """Join to a comparison what pairs of articles by one outlet say of each row.

    Parameters
    ----------
    comparison : what :func:`comparison.compare.compare_articles` gives

    Returns
    -------
    DataFrame
        with ``larger_than_other`` and ``larger_than_same`` (shares, 0 to 1; NaN where nothing was learned), and
        ``reference``: both in a sentence, or nothing
    """
    require(comparison, _NEEDS, "with_reference")
    rows = []
    for of in records(comparison[list(_NEEDS)]):
        key = {"sizes": (int(of["n_a"]), int(of["n_b"])), "voice": of["voice"]}
        shares = {on: reference_share(of["measure"], of["difference"], subject=on, **key) for on in _ON}
        rows.append((shares[OTHER], shares[SAME], _sentence(of["measure"], shares, **key)))
    added = pd.DataFrame(rows, columns=["larger_than_other", "larger_than_same", "reference"], index=comparison.index)
    return comparison.assign(**{name: added[name] for name in added})


def _sentence(measure: str, shares: dict[str, float], *, sizes: tuple[int, int], voice: str) -> str:
    said = []
    for subject, share in shares.items():
        if np.isfinite(share):
            of = _learned(measure, voice, sizes, subject)
            some = (
                f"in {_of_100(share)} of 100"
                if of["pairs"] >= 100
                else f"in {round(share * of['pairs'])} of {of['pairs']}"
            )
            said.append(f"{some} pairs of articles by one outlet {_ON[subject]}")
    return " ".join(f"The difference is larger than {one}." for one in said)


def _of_100(share: float) -> str:
    low, high = LEVELS[0] / 100, LEVELS[-1] / 100
    return (
        f"fewer than {LEVELS[0]}"
        if share < low
        else f"more than {LEVELS[-1]}"
        if share >= high
        else f"{100 * share:.0f}"
    )
