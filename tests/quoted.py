"""The plain statement of what stands between quotation marks in one text, to compare the package with."""

from __future__ import annotations

import re
from bisect import bisect_right

from analysis.attribution.quotation import DIRECT_QUOTATION as DIRECT
from analysis.attribution.quotation import kind_of

_OPEN, _CLOSE, _STRAIGHT = range(3)
_DOUBLE = re.compile("[“”„«»\"]|''|``")
_MARKS = {"“": _OPEN, "«": _OPEN, "„": _OPEN, "``": _OPEN, "”": _CLOSE, "»": _CLOSE, '"': _STRAIGHT, "''": _STRAIGHT}
_OPEN_SINGLE = re.compile("(?<!')'(?!')|‘")
_LONGEST_SINGLE = 300
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s+")


def quoted(text: str) -> list[tuple[int, int, str]]:
    """Give start, end and kind of each quotation in one text, the marks included, in order.

    >>> quoted("He said “we will go.”")
    [(8, 21, 'direct')]
    """
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for m in _DOUBLE.finditer(text):
        mark = _MARKS[m.group()]
        if mark == _STRAIGHT:
            mark = _OPEN if opened is None else _CLOSE
            if mark == _OPEN and not _can_open(text, *m.span()):
                continue
        if mark == _OPEN and opened is None:
            opened = m.start()
        elif mark == _CLOSE:
            if opened is None:
                opened = _sentence_start(text, spans[-1][1] if spans else 0, m.start())
            if m.start() > opened:
                spans.append((opened, m.end()))
            opened = None
    if opened is not None and len(text) > opened + 1:
        spans.append((opened, len(text)))
    spans += _single_quotations(text, spans)
    found, reach = [], 0
    for a, b in sorted(spans):
        # a quotation inside of another is part of it
        if a >= reach:
            found.append((a, b, DIRECT if b - a == len(text) else kind_of(text[:a], text[a:b], text[b:])))
            reach = b
    return found


def _can_open(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1] if start else " ", text[end : end + 1] or " "
    return not after.isspace() and (before.isspace() or before in "([{—–-…/‘'")


def _sentence_start(text: str, after: int, before: int) -> int:
    """Where a quotation without an opening mark begins: with its sentence, or with the block if it is the first."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text, after, before - 1)] if after else []
    return ends[0] if ends else after + len(text[after:before]) - len(text[after:before].lstrip())


def _single_quotations(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find ‘…’ and '…' outside of double marks; an apostrophe is not a mark."""
    spans: list[tuple[int, int]] = []
    end = 0
    for m in _OPEN_SINGLE.finditer(text):
        at = m.start()
        around = bisect_right(taken, (at, len(text) + 1)) - 1
        if at < end or (around >= 0 and at < taken[around][1]) or not _can_open(text, at, at + 1):
            continue
        close = "’" if m.group() == "‘" else "'"
        stop = at + 1
        while (stop := text.find(close, stop + 1, at + _LONGEST_SINGLE)) > 0:
            before, after = text[stop - 1], text[stop + 1 : stop + 2]
            doubled = close == "'" and "'" in (before, after)
            if not after.isalnum() and not before.isspace() and not doubled:
                spans.append((at, stop + 1))
                end = stop + 1
                break
    return spans
