"""Outlets side by side, several articles each: the same comparison with articles as the unit.

The paragraphs of one article share its writer and its subject, so twenty of them are not twenty looks at an outlet.
What is shuffled between outlets is whole articles: each is one unit, with its sums. How sure a difference is follows
from how an outlet's articles differ, and from how many they are.

What is estimated has to be chosen. A *typical paragraph*: a rate is all marked words of an outlet over all its words, a
score the mean over all its paragraphs, so that a long article counts for much. A *typical article*: the mean of the
articles' own values, each alike, so that a short one counts as much as a long one.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from analysis.comparison.aggregate import NEEDS, pairs, unit_of, wanted
from analysis.comparison.significance import Sides, decided, judged, rare
from analysis.measures import glossary_row
from analysis.schema import RUNNING_TEXT, InputError, require

#: what is estimated
PARAGRAPH, ARTICLE = "paragraph", "article"
#: with three and three articles there are twenty ways to shuffle them, and none is rarer than one in ten
FEWEST_ARTICLES = 4
SAME = "all articles of an outlet have the same value, so there is nothing to shuffle"
_NAMES = ["measure", "label", "family", "voice", "outlet_a", "outlet_b", "value_a", "value_b", "difference", "spread"]
_NAMES += ["articles_a", "articles_b", "paragraphs_a", "paragraphs_b", "unit", "reason"]


def compare_outlets(
    measured: pd.DataFrame,
    outlets: dict[str, str],
    *,
    measures: list[str] | None = None,
    typical: str = PARAGRAPH,
    resamples: int = 9999,
) -> pd.DataFrame:
    """Compare each outlet with each other one, measure by measure and voice by voice.

    Parameters
    ----------
    measured : the measured paragraphs of the articles (see ``schema.PARAGRAPHS``)
    outlets : the outlet of each article; an article that is not named is left out
    measures : as in :func:`compare_articles`
    typical : what is estimated: a typical ``paragraph`` (long articles count for more), or a typical ``article`` (each
        alike)
    resamples : how many times the articles are shuffled between two outlets; the same shuffles each time

    Returns
    -------
    DataFrame
        As :func:`compare_articles`, a row a pair of outlets, measure and voice, with outlet_a, outlet_b, articles_a to
        paragraphs_b (those with a value), and ``estimand``: ``a typical paragraph`` or ``a typical article``

    Raises
    ------
    InputError
        if there are fewer than two outlets, a column is missing, or `typical` is another
    """
    require(measured, NEEDS, "compare_outlets")
    if typical not in (PARAGRAPH, ARTICLE):
        raise InputError(f"compare_outlets: typical={typical!r} is not known; give {PARAGRAPH!r} or {ARTICLE!r}.")
    text = measured[measured["kind"].isin(RUNNING_TEXT)]
    text = text.assign(outlet=text["article"].map(outlets))
    text = text[text["outlet"].notna()]
    names = pd.unique(text["outlet"]).tolist()
    if len(names) < 2:
        raise InputError(f"compare_outlets: two outlets or more are needed, and the articles are of {len(names)}.")
    rows, tested = [], {}
    for measure, voice, of in wanted(measured, measures):
        units = _articles(text, voice, of, typical)
        base = glossary_row(measure)
        for a, b in combinations(names, 2):
            own = [units[units["outlet"] == name] for name in (a, b)]
            sides = Sides(*(table[["above", "below"]].to_numpy(float).T for table in own))
            values = [_ratio(table) for table in own]
            spread = sides.spread()
            flat = spread <= 1e-12 * max(1.0, *np.abs(values))
            seldom = rare(sides, what="articles")
            reason = SAME if flat else _too_few(sides.sizes, (a, b)) or seldom
            if reason is None:
                tested[len(rows)] = sides
            named = (measure, base["label"], base["family"], voice, a, b, *values, values[0] - values[1], spread)
            rows.append((*named, *sides.sizes, *(int(table["paragraphs"].sum()) for table in own), unit_of(of), reason))
    table = pd.DataFrame(rows, columns=_NAMES).astype({"reason": "str"})
    found = judged(tested, resamples=resamples, seed=0, ordered=False).reindex(table.index)
    return decided(table.join(found)).drop(columns=["lag_one"]).assign(estimand=f"a typical {typical}")


def _articles(text: pd.DataFrame, voice: str, of: dict, typical: str) -> pd.DataFrame:
    above, below = pairs(text, voice, of)
    table = text[["outlet", "article"]].assign(above=above, below=below, paragraphs=1)
    table = table[np.isfinite(above)]
    table = table.groupby(["outlet", "article"], sort=False).sum().reset_index()
    return table.assign(above=table["above"] / table["below"], below=1.0) if typical == ARTICLE else table


def _ratio(table: pd.DataFrame) -> float:
    return float(table["above"].sum() / table["below"].sum()) if len(table) else float("nan")


def _too_few(n: tuple[int, int], outlets: tuple[str, str]) -> str | None:
    none = [outlet for outlet, count in zip(outlets, n, strict=True) if count == 0]
    if none:
        return f"no article with a value from {' and '.join(none)}"
    if min(n) < FEWEST_ARTICLES:
        return f"{n[0]} and {n[1]} articles are too few to tell two outlets apart; paragraphs do not stand in for them"
    return None
