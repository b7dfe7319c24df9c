"""What stands between quotation marks in one text, read on its own: to compare the look at all texts with."""

from __future__ import annotations

from analysis.attribution.pairs import pair_marks
from analysis.attribution.quotation import DIRECT_QUOTATION as DIRECT
from analysis.attribution.quotation import kind_of


def quoted(text: str) -> list[tuple[int, int, str]]:
    """Give start, end and kind of each quotation in one text, the marks included, in order.

    >>> quoted("He said “we will go.”")
    [(8, 21, 'direct')]
    """
    pairs = pair_marks(text)
    return [(a, b, DIRECT if b - a == len(text) else kind_of(text[:a], text[a:b], text[b:])) for a, b in pairs]
