"""Exercises that check themselves: hints first, then the answer."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose

RIGHT = "Right."


def check_answer(given: object, right: object, *, hints: Sequence[str] = (), tries: int = 1, near: float = 0.05) -> str:
    """Test whether an answer is right, and if not, help."""
    if given is None or given is Ellipsis:
        return "Write your answer in place of None, and run the cell again."
    if _same(given, right, near):
        return RIGHT
    if tries <= len(hints):
        return f"Not yet. Hint: {hints[max(tries, 1) - 1]}"
    return f"Not yet. The answer is {_told(right)}."


def _same(given: object, right: object, near: float) -> bool:
    if isinstance(right, str):
        return isinstance(given, str) and _plain(given) == _plain(right)
    if isinstance(right, list | tuple | set | frozenset):
        several = isinstance(given, list | tuple | set | frozenset)
        return several and {_plain(str(one)) for one in given} == {_plain(str(one)) for one in right}
    try:
        return isclose(float(given), float(right), rel_tol=0, abs_tol=near)
    except (TypeError, ValueError):
        return False


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().replace("’", "'")


def _told(right: object) -> str:
    if isinstance(right, float):
        return f"{right:.2f}"
    return ", ".join(sorted(map(str, right))) if isinstance(right, list | tuple | set | frozenset) else str(right)
