"""Bootstrap intervals for the differences of two articles, many measures at a time.

SciPy draws and works out the intervals; what it draws are the numbers of paragraphs, so that a count and the words it
is counted in stay together, and one drawing serves all measures that rest on the same paragraphs.
"""

from __future__ import annotations

import warnings

import numpy as np
from scipy import stats

_LARGEST_BATCH = 4_000_000
Interval = tuple[float, float, str]


def intervals(data: dict[int, tuple], *, resamples: int, seed: int) -> dict[int, Interval]:
    """Give the 95% interval of each difference between two ratios of sums.

    Parameters
    ----------
    data : by any key, the two articles' arrays of shape (2, paragraphs): what is divided and what divides it, NaN
        where a paragraph has no value. Each article needs two paragraphs with a value, and some variance.
    resamples, seed : how many times the paragraphs are drawn anew; where the random numbers begin

    Returns
    -------
    dict
        by the same keys: low, high, and the method: ``BCa``, or ``percentile`` where BCa is not defined
    """
    groups: dict[tuple, list[int]] = {}
    for place, pairs in data.items():
        groups.setdefault(tuple(np.isfinite(pair[0]).tobytes() for pair in pairs), []).append(place)
    found = {}
    for places in groups.values():
        sides = [np.stack([data[place][side] for place in places]) for side in (0, 1)]
        a, b = (side[:, :, np.isfinite(side[0, 0])] for side in sides)
        for place, interval in zip(places, _bootstrap(a, b, resamples, seed), strict=True):
            found[place] = interval
    return found


def _bootstrap(a: np.ndarray, b: np.ndarray, resamples: int, seed: int) -> list[Interval]:
    """Give low, high and method for each of the measures in `a` and `b` (measures x 2 x paragraphs)."""

    def difference(chosen_a: np.ndarray, chosen_b: np.ndarray, axis: int = -1) -> np.ndarray:
        return _ratios(a, chosen_a) - _ratios(b, chosen_b)

    numbers = (np.arange(a.shape[-1]), np.arange(b.shape[-1]))
    batch = max(1, min(resamples, _LARGEST_BATCH // max(map(len, numbers))))
    options = {"vectorized": True, "batch": batch, "rng": np.random.default_rng(seed)}
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", stats.DegenerateDataWarning)
        bca = stats.bootstrap(numbers, difference, n_resamples=resamples, method="BCa", **options)
        options |= {"n_resamples": 0, "bootstrap_result": bca}
        plain = stats.bootstrap(numbers, difference, method="percentile", **options)
    low, high = bca.confidence_interval
    defined = np.isfinite(low) & np.isfinite(high)
    low, high = (
        np.where(defined, low, plain.confidence_interval.low),
        np.where(defined, high, plain.confidence_interval.high),
    )
    return list(zip(low.tolist(), high.tolist(), np.where(defined, "BCa", "percentile").tolist(), strict=True))


def _ratios(pairs: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Give each measure's ratio of sums over the paragraphs `chosen` (..., draws): measures x ..."""
    n = pairs.shape[-1]
    rows = chosen.reshape(-1, chosen.shape[-1])
    times = np.bincount((rows + n * np.arange(len(rows))[:, None]).ravel(), minlength=n * len(rows)).reshape(-1, n)
    above, below = (pairs[:, part] @ times.T.astype(float) for part in (0, 1))
    return (above / below).reshape(len(pairs), *chosen.shape[:-1])
