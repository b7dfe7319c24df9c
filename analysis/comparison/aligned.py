"""Paragraphs that report the same point, compared in pairs.

Two articles differ in what they tell and in how they tell it. Where both report the same point, a pair of paragraphs
has its subject in common, and what is left is how it is told. So the pairs are compared, not the articles: of each pair
it is drawn at random which paragraph is the first article's. That is right whatever the points are, as long as a pair
would be as likely the other way round if nothing differed (Fisher 1935; Pitman 1937).

Which paragraphs are pairs is not this module's to find: it takes a table of them. Each paragraph is in one pair at
most, the likest first. A value is as in :mod:`comparison.aggregate`, of the paired paragraphs alone; a pair's
difference is that of its influences. The interval holds every shift that drawing would not reject.

Neighbouring pairs are taken as independent: where their differences correlate by .3, a difference that is not there is
found in 8 to 15 of 100 in place of 5 (``benchmarks/CALIBRATION.md``). These rows are exploration: which paragraphs are
aligned is itself found out from the texts. Of 237 pairs of reports on one event (ECB+), most of them short, 6 had
enough to be tested.

References
----------
Fisher, R. A. (1935). The Design of Experiments, section 21.
Pitman, E. J. G. (1937). Significance tests which may be applied to samples from any populations. Supplement to the
Journal of the Royal Statistical Society 4(1), 119-130.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.comparison.aggregate import (
    NEEDS,
    PLANNED,
    furthest_difference,
    pairs,
    unit_of,
    value,
    wanted,
)
from analysis.comparison.permutation import ALPHA
from analysis.comparison.significance import DRAWN, EVERY, Sides
from analysis.measures import glossary_row
from analysis.schema import RUNNING_TEXT, require, tuples

#: so many pairs have to differ: with five no drawing is rarer than one in sixteen
FEWEST_PAIRS = 6
_ROUNDING = 1e-9
_NEEDS = ("article_a", "block_a", "article_b", "block_b")
_COLUMNS = ["measure", "label", "family", "voice", "article_a", "article_b", "value_a", "value_b", "difference"]
_COLUMNS += ["low", "high", "p", "method", "pairs", "differ", "unit", "reason"]


def compare_aligned(
    measured: pd.DataFrame,
    matches: pd.DataFrame,
    *,
    measures: list[str] | None = None,
    resamples: int = 9999,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare the paragraphs of two articles that report the same point, pair by pair.

    Parameters
    ----------
    measured : the measured paragraphs (see ``schema.PARAGRAPHS``), one row a block
    matches : which paragraphs report the same point: ``article_a``, ``block_a``, ``article_b``, ``block_b``, and
        ``score`` where it is known (of a paragraph in several pairs the one with the highest score is kept). What is no
        running text is passed over
    measures : the measures to compare; by default the planned ones (:data:`comparison.aggregate.PLANNED`)
    resamples : how many drawings are made where there are more ways than that
    seed : the same seed gives the same numbers

    Returns
    -------
    DataFrame
        One row a pair of articles, measure and voice: measure, label, family, voice, article_a, article_b; value_a,
        value_b, of the paired paragraphs, and ``difference = value_a - value_b``, in `unit`; low, high: the 95%
        interval; p: two-sided, not adjusted; method: ``every shuffle`` or ``shuffles drawn``; pairs: with a value on
        both sides; differ: how many of these are not level; reason: why there is no interval (fewer than 6 differ)

    Raises
    ------
    InputError
        if a column is missing
    """
    require(measured, (*NEEDS, "block"), "compare_aligned, paragraphs")
    require(matches, _NEEDS, "compare_aligned, matches")
    text = measured[measured["kind"].isin(RUNNING_TEXT)].drop_duplicates(["article", "block"])
    place = {where: row for row, where in enumerate(zip(text["article"], text["block"], strict=True))}
    asked = [row for row in wanted(text, measures) if measures is not None or row[:2] in PLANNED]
    found, of_all = [], [np.stack(pairs(text, voice, of)) for _, voice, of in asked]
    for (a, b), rows in _one_to_one(matches, place).items():
        for (measure, voice, of), numbers in zip(asked, of_all, strict=True):
            both = [numbers[:, side] for side in rows.T]
            both = [side[:, np.isfinite(both[0][0]) & np.isfinite(both[1][0])] for side in both]
            named = glossary_row(measure)
            told = {"measure": measure, "label": named["label"], "family": named["family"], "voice": voice}
            row = told | {"article_a": a, "article_b": b, "unit": unit_of(of)}
            found.append(row | _tested(*both, furthest_difference(of), resamples=resamples, seed=seed))
    return pd.DataFrame(found, columns=_COLUMNS).astype({"reason": "str", "method": "str"})


def _one_to_one(matches: pd.DataFrame, place: dict[tuple[str, int], int]) -> dict[tuple[str, str], np.ndarray]:
    """Return the rows (pairs, 2) of the blocks of each two articles that are matched, each in one pair, in order."""
    found: dict[tuple[str, str], tuple[dict[int, int], set[int]]] = {
        articles: ({}, set()) for articles in tuples(matches[["article_a", "article_b"]].drop_duplicates())
    }
    if "score" in matches:
        matches = matches.sort_values("score", ascending=False, kind="stable")
    for article_a, block_a, article_b, block_b in tuples(matches[list(_NEEDS)]):
        (kept, taken), one, other = (
            found[article_a, article_b],
            place.get((article_a, block_a)),
            place.get((article_b, block_b)),
        )
        if one is not None and other is not None and one not in kept and other not in taken:
            kept[one] = other
            taken.add(other)
    return {
        articles: np.array(sorted(kept.items()), dtype=np.int64).reshape(-1, 2) for articles, (kept, _) in found.items()
    }


def _tested(a: np.ndarray, b: np.ndarray, furthest: float, *, resamples: int, seed: int) -> dict:
    """Test the pairs of which `a` and `b` have what is divided by what, (2, pairs) each."""
    count, values = a.shape[1], (value(*a), value(*b))
    apart = np.abs(a[0] / a[1] - b[0] / b[1])
    differ = int((apart > _ROUNDING * max(1.0, *np.abs(values))).sum()) if count else 0
    found = {"value_a": values[0], "value_b": values[1], "difference": values[0] - values[1], "pairs": count}
    found |= {"differ": differ, "low": np.nan, "high": np.nan, "p": np.nan, "method": None, "reason": None}
    if differ < FEWEST_PAIRS:
        return found | {"reason": f"{differ} of {count} pairs of paragraphs differ; {FEWEST_PAIRS} are needed"}
    low, high, p, every = swap_pairs(pair_differences(a, b), resamples=resamples, seed=seed)
    ends = {"low": max(low, -furthest), "high": min(high, furthest)}
    return found | ends | {"p": p, "method": EVERY if every else DRAWN}


def pair_differences(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the difference of each pair, whose mean is that of the two values (of a rate: of the influences on it)."""
    first, second = Sides(a, b).influences()
    return (value(*a) - value(*b)) + (first - second)  # of the pairs the other way round, the same with the sign turned


def swap_pairs(differences: np.ndarray, *, resamples: int = 9999, seed: int = 0) -> tuple[float, float, float, bool]:
    """Test n paired differences by changing their signs: the ends of the 95% interval, p, and if all ways were tried.

    A way of changing signs is as far from a shift as the pairs are where the mean of what it turns, or of what it
    leaves, is beyond that shift. So each end is one of these means, and agrees with p. The
    order of the pairs changes nothing, nor does the order of the articles, save the sign.
    """
    n = len(differences)
    differences, turned_round = np.sort(differences), np.sort(-differences)
    back = differences.tolist() < turned_round.tolist()
    differences = turned_round if back else differences
    every = 2**n <= resamples
    if every:
        turned = (np.arange(2**n)[:, None] >> np.arange(n)) & 1
    else:
        turned = np.random.default_rng(seed).integers(0, 2, (resamples, n))
    size = turned.sum(axis=1)
    sizes = np.stack([size, n - size])
    scale = float(np.abs(differences).max()) or 1.0
    sums, whole = turned @ differences, differences.sum()
    means = np.stack([sums, whole - sums]) / np.maximum(sizes, 1)
    means[np.abs(means) <= _ROUNDING * scale] = 0.0
    means[sizes == 0] = -np.inf
    smallest = means.min(axis=0)
    largest = np.where(np.isinf(means), np.inf, means).max(axis=0)
    more = 0 if every else 1
    rank = int(np.ceil(ALPHA * (len(turned) + more) - more))
    low, high = np.sort(smallest)[rank - 1], -np.sort(-largest)[rank - 1]
    middle = whole / n
    if abs(middle) <= _ROUNDING * scale:
        p = 1.0
    else:
        as_far = (smallest <= 0).sum() if middle > 0 else (largest >= 0).sum()
        p = float((as_far + more) / (len(turned) + more))
    low, high = float(min(low, middle)), float(max(high, middle))
    return (-high, -low, p, every) if back else (low, high, p, every)
