"""Count how often the test finds a difference where there is none, on made-up paragraphs of many kinds and numbers.

``make calibrate`` runs it and writes ``test_size.csv``: a row a kind of paragraphs and pair of sizes. It also counts
how often a true difference of half a standard deviation is found, beside Welch's test of the same units.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np
import pandas as pd
from scipy import stats

from analysis.comparison import permutation
from analysis.comparison.aligned import pair_differences, swap_pairs
from analysis.comparison.permutation import compare_groups
from analysis.comparison.significance import Sides, rare

SIZES = ((6, 8), (7, 7), (8, 6), (6, 14), (14, 6), (14, 8), (14, 14), (6, 40), (40, 6), (20, 40), (40, 20), (60, 60))
#: how much wider the first article's paragraphs spread; the names of the other kinds say what they are
SPREADS = (1, 2, 3)
KINDS = (*(f"spread {ratio} to 1" for ratio in SPREADS), "skewed", "lag one .3", "counts", "zeros .15, .9")
NEIGHBOURS = "lag one .3"
#: 20 of 401 are just below 0.05, so that a test that holds it finds 5.0 in 100
SHUFFLES = 400


def make(kind: str, sizes: tuple[int, int], rng: np.random.Generator) -> Sides:
    """Make two articles of paragraphs without a true difference."""
    sides = [_paragraphs(kind, place, n, rng) for place, n in enumerate(sizes)]
    return Sides(*sides)


def _paragraphs(kind: str, place: int, n: int, rng: np.random.Generator) -> np.ndarray:
    ones = np.ones(n)
    if kind.startswith("spread"):
        return np.stack([rng.normal(size=n) * (int(kind.split()[1]) if place == 0 else 1), ones])
    if kind == "skewed":
        return np.stack([rng.lognormal(size=n), ones])
    if kind == NEIGHBOURS:
        values = rng.normal(size=n)
        for k in range(1, n):
            values[k] = 0.3 * values[k - 1] + np.sqrt(1 - 0.3**2) * values[k]
        return np.stack([values, ones])
    if kind == "counts":
        # lengths, and clustered words that are 2.3 in 100, as those of news
        words = np.maximum(rng.gamma(2.5, 15, n), 3).round()
        return np.stack([100.0 * rng.poisson(0.023 * rng.gamma(0.9, 1 / 0.9, n) * words), words])
    zeros = (0.15, 0.9)[place]
    return np.stack([rng.gamma(2, 0.5, n) / (1 - zeros) * (rng.random(n) >= zeros), ones])


def size_of(cell: tuple[str, tuple[int, int]], *, pairs: int, seed: int) -> dict:
    """Count the pairs that can be tested, and of these the found ones."""
    kind, sizes = cell
    rng = np.random.default_rng([seed, KINDS.index(kind), *sizes])
    rows = [sides for sides in (make(kind, sizes, rng) for _ in range(pairs)) if rare(sides) is None]
    found = {"kind": kind, "a": sizes[0], "b": sizes[1], "pairs": pairs, "tested": len(rows)}
    return found | {"rejected": (p_values(rows, seed=seed) < 0.05).mean() if rows else np.nan}


def p_values(rows: list[Sides], *, seed: int, ordered: bool = True) -> np.ndarray:
    """Test rows of the same sizes, some at a time, each lot with shuffles of its own."""
    lots = [rows[k : k + 100] for k in range(0, len(rows), 100)]
    units = [np.stack([sides.units() for sides in lot]) for lot in lots]
    kept, permutation._STEPS = permutation._STEPS, 0  # no interval is asked for
    try:
        n_a = rows[0].sizes[0]
        options = {"resamples": SHUFFLES, "ordered": ordered}
        tests = [compare_groups(own, n_a, seed=(seed, k), **options) for k, own in enumerate(units)]
        return np.concatenate([found.p for found in tests])
    finally:
        permutation._STEPS = kept


def weighted(weight: float, *, sizes: tuple[int, int], pairs: int) -> float:
    """Count how often neighbours that correlate by .3 are found, if their correlation counts with `weight`."""
    kept, permutation.weight_of_lag = permutation.weight_of_lag, lambda _: weight
    try:
        return size_of((NEIGHBOURS, sizes), pairs=pairs, seed=1)["rejected"]
    finally:
        permutation.weight_of_lag = kept


def power(*, sizes: tuple[int, int], pairs: int = 1000, by: float = 0.5) -> dict[str, object]:
    """Count how often a true difference is found, by this test, by it without neighbours, and by Welch's."""
    rng = np.random.default_rng(7)
    units = np.stack([make("spread 1 to 1", sizes, rng).units() for _ in range(pairs)])
    units[:, : sizes[0]] += by
    welch = stats.ttest_ind(units[:, : sizes[0]], units[:, sizes[0] :], axis=1, equal_var=False).pvalue
    rows = [Sides(*(np.stack([u, np.ones(len(u))]) for u in np.split(row, [sizes[0]]))) for row in units]
    found = {"this test": p_values(rows, seed=3), "without neighbours": p_values(rows, seed=3, ordered=False)}
    found["Welch"] = welch
    return {"sizes": f"{sizes[0]}, {sizes[1]}"} | {way: float((p < 0.05).mean()) for way, p in found.items()}


#: so many pairs of paragraphs that report the same point
ALIGNED = (6, 8, 14, 30)
#: how much the point makes two paragraphs alike: their correlation
SUBJECT = 0.5


def aligned_size(kind: str, count: int, *, pairs: int, by: float = 0.0) -> float:
    """Count how often `count` pairs of paragraphs are found to differ; the first ones are raised by `by`."""
    rng, found = np.random.default_rng([7, KINDS.index(kind), count]), []
    for k in range(pairs):
        sides = make(kind, (count, count), rng)
        subject = rng.normal(size=count) * np.sqrt(SUBJECT / (1 - SUBJECT)) if kind.startswith("spread") else 0.0
        a, b = (np.stack([own[0] + subject, own[1]]) for own in (sides.a, sides.b))
        found.append(swap_pairs(pair_differences(a + [[by], [0]], b), resamples=SHUFFLES, seed=k)[2])
    return float((np.array(found) < 0.05).mean())


def aligned_table(*, pairs: int = 1000) -> pd.DataFrame:
    """Count, for pairs of paragraphs, all kinds and numbers in which nothing differs."""
    kinds = [kind for kind in KINDS if not kind.startswith("zeros")]
    rows = [{"pairs": str(n), **{kind: aligned_size(kind, n, pairs=pairs) for kind in kinds}} for n in ALIGNED]
    return pd.DataFrame(rows)


def aligned_power(*, count: int = 14, pairs: int = 1000, by: float = 0.75) -> dict[str, float]:
    """Count how often a true difference is found in pairs that share a subject, and in the same as two articles."""
    rng = np.random.default_rng(11)
    subject = rng.normal(size=(pairs, count)) * np.sqrt(SUBJECT / (1 - SUBJECT))
    a, b = (subject + rng.normal(size=(pairs, count)) for _ in "ab")
    paired = [swap_pairs(row, resamples=SHUFFLES, seed=k)[2] for k, row in enumerate(a + by - b)]
    ones = np.ones(count)
    apart = [Sides(np.stack([x + by, ones]), np.stack([y, ones])) for x, y in zip(a, b, strict=True)]
    return {
        "in pairs": float((np.array(paired) < 0.05).mean()),
        "apart": float((p_values(apart, seed=3) < 0.05).mean()),
    }


def table(*, pairs: int = 1000, workers: int = 1) -> pd.DataFrame:
    """Count all kinds and sizes."""
    cells = [(kind, sizes) for kind in KINDS for sizes in SIZES]
    job = partial(size_of, pairs=pairs, seed=0)
    if workers < 2:
        return pd.DataFrame(map(job, cells))
    with ProcessPoolExecutor(workers) as pool:
        return pd.DataFrame(pool.map(job, cells))
