"""Whether neighbouring paragraphs are alike, and what to shuffle then: blocks of them."""

from __future__ import annotations

import numpy as np

#: lag-one correlations further from 0 than this many standard errors count: by chance one row in a hundred has it
_Z = 2.326
#: an article is cut into no fewer blocks than these
FEWEST_BLOCKS = 4


def lag_one(pulls: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Estimate how far a paragraph's pull resembles that of the paragraph before it, in two articles together.

    Parameters
    ----------
    pulls : the two articles' arrays (K, paragraphs): each paragraph's pull on its own article's value, in the order of
        the text; a row sums to 0

    Returns
    -------
    array of K numbers
        about -1 to 1; 0 where order does not matter. The sum of the products of neighbours over the sum of squares,
        and what shuffling the order gives on average (``-1 / n`` of the squares of an article of n) taken from it. NaN
        where there is no spread.
    """
    squares = [(pull**2).sum(axis=1) for pull in pulls]
    products = sum((pull[:, 1:] * pull[:, :-1]).sum(axis=1) for pull in pulls)
    shuffled = -sum(square / pull.shape[1] for square, pull in zip(squares, pulls, strict=True))
    whole = sum(squares)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, (products - shuffled) / whole, np.nan)


def block_length(lag: float, n_a: int, n_b: int) -> int:
    """Say how many neighbouring paragraphs are shuffled together.

    Parameters
    ----------
    lag : what :func:`lag_one` gives
    n_a, n_b : the paragraphs of the two articles

    Returns
    -------
    int
        1 where `lag` is no larger than chance gives once in a hundred (2.3 over the root of all paragraphs); 0 where it
        is larger and an article is too short for four blocks of two. Else Carlstein's length for a
        first-order autoregression, ``(2 r / (1 - r * r)) ** (2 / 3) * n ** (1 / 3)``, n the shorter article; two at
        least, and no longer than leaves four blocks.

    References
    ----------
    Carlstein, E. (1986). The use of subseries values for estimating the variance of a general statistic from a
    stationary sequence. Annals of Statistics 14(3), 1171-1179.
    """
    if not lag > _Z / np.sqrt(n_a + n_b):
        return 1
    shorter, lag = min(n_a, n_b), min(lag, 0.9)
    longest = shorter // FEWEST_BLOCKS
    if longest < 2:
        return 0
    return int(np.clip(round((2 * lag / (1 - lag**2)) ** (2 / 3) * shorter ** (1 / 3)), 2, longest))


def blocks(values: np.ndarray, length: int) -> np.ndarray:
    """Add up the values (..., paragraphs) of `length` neighbours at a time; what is left over joins the last block."""
    starts = np.arange(max(values.shape[-1] // length, 1)) * length
    return np.add.reduceat(values, starts, axis=-1)
