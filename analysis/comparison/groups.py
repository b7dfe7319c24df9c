"""Outlets side by side, several articles each: the same comparison with articles as the unit.

The paragraphs of one article share its writer and its subject, so twenty of them are not twenty looks at an outlet.
What is shuffled between outlets is whole articles: each is one unit, with its sums. A rate of an outlet is all its
marked words over all its words, a score the mean over all its paragraphs, as for a single article; how sure it is
follows from how its articles differ, and from how many they are.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from analysis.comparison.aggregate import NEEDS, pairs, unit_of, wanted
from analysis.comparison.significance import Sides, decided, judged, rare
from analysis.measures import glossary_row
from analysis.schema import RUNNING_TEXT, InputError, require

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
    resamples: int = 9999,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare each outlet with each other one, measure by measure and voice by voice."""
    require(measured, NEEDS, "compare_outlets")
    text = measured[measured["kind"].isin(RUNNING_TEXT)]
    text = text.assign(outlet=text["article"].map(outlets))
    text = text[text["outlet"].notna()]
    names = pd.unique(text["outlet"]).tolist()
    if len(names) < 2:
        raise InputError(f"compare_outlets: two outlets or more are needed, and the articles are of {len(names)}.")
    rows, tested = [], {}
    for measure, voice, of in wanted(measured, measures):
        units = _articles(text, voice, of)
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
    found = judged(tested, resamples=resamples, seed=seed, ordered=False).reindex(table.index)
    return decided(table.join(found)).drop(columns=["lag_one"])


def _articles(text: pd.DataFrame, voice: str, of: dict) -> pd.DataFrame:
    above, below = pairs(text, voice, of)
    table = text[["outlet", "article"]].assign(above=above, below=below, paragraphs=1)
    table = table[np.isfinite(above)]
    return table.groupby(["outlet", "article"], sort=False).sum().reset_index()


def _ratio(table: pd.DataFrame) -> float:
    return float(table["above"].sum() / table["below"].sum()) if len(table) else float("nan")


def _too_few(n: tuple[int, int], outlets: tuple[str, str]) -> str | None:
    none = [outlet for outlet, count in zip(outlets, n, strict=True) if count == 0]
    if none:
        return f"no article with a value from {' and '.join(none)}"
    if min(n) < FEWEST_ARTICLES:
        return f"{n[0]} and {n[1]} articles are too few to tell two outlets apart; paragraphs do not stand in for them"
    return None
