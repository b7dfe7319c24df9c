"""What stands between quotation marks: a quoted word is not the outlet's.

:func:`quotations` looks at the marks of all texts at once, never at the letters between them. Only texts whose marks
do not come in plain pairs are gone through mark by mark.

Marks that are missing are survived: a closing mark without an opening one opens at the start of its sentence or of
the block; an opening one that is never closed holds to the end of the block. One or two words in marks, with no verb
of saying beside them and no comma or stop inside, are *scare quotes*: the outlet's own distance, not a speaker's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from analysis.quotation_kind import DIRECT, FARTHEST_BACK, LOOK_BACK, kinds_in, kinds_of
from analysis.quotation_marks import CLOSE, OPEN, STRAIGHT, Marks, marks, one_of, text_at
from analysis.stretches import Stretches, apart
from analysis.words import Words

_LONGEST_SINGLE = 300
#: by byte: what ends a sentence or a clause
_ENDS = one_of(",.!?;")
#: by byte: white space, a mark, or a part of a character that may be one
_LOOSE = one_of("`\"'") | (np.arange(256) <= 32) | (np.arange(256) >= 128)
_STRAIGHT = one_of("\"'")
_COMMA = ord(",")
_SURELY_LONG = 4
_LOOK_AHEAD = 500
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s+")


@dataclass(frozen=True)
class Quotations:
    """Stretches between quotation marks, the marks included, in order and without overlap.

    Attributes
    ----------
    text : index of the text
    start, end : places in bytes in ``Words.data``, half-open
    kind : 'direct', 'scare', or 'named' (a title, a term: in marks, and no one's words)
    """

    text: np.ndarray
    start: np.ndarray
    end: np.ndarray
    kind: np.ndarray

    def keep(self, wanted: np.ndarray) -> Quotations:
        """Give only the quotations where `wanted` is true (or those at these places)."""
        return Quotations(self.text[wanted], self.start[wanted], self.end[wanted], self.kind[wanted])

    def surfaces(self, words: Words) -> list[str]:
        """Give the quotations as they stand in the texts."""
        return [words.between_bytes(a, b) for a, b in zip(self.start.tolist(), self.end.tolist(), strict=True)]

    def words(self, words: Words) -> Stretches:
        """Give the words that stand in someone else's words; those in scare quotes do not."""
        direct = self.keep(self.kind == DIRECT)
        first = np.searchsorted(words.starts, direct.start, side="right") - 1
        last = np.searchsorted(words.starts, direct.end - 1, side="right") - 1
        beside = np.append(True, first[1:] > last[:-1])[: len(first)]
        # two quotations may touch in one word: it is counted with the first
        first = np.where(beside, first, first + 1)
        return Stretches(first[first <= last], last[first <= last])


def quotations(words: Words) -> Quotations:
    """Find what stands between quotation marks in each text, and of what kind it is."""
    double, single = marks(words)
    start, end = _in_pairs(words, double)
    singly = _in_single_marks(words, single, Stretches(start, end - 1))
    if len(singly[0]):
        start, end = _in_order(*map(np.concatenate, zip((start, end), singly, strict=True)))
    text = text_at(words, start)
    return Quotations(text, start, end, _kinds(words, text, start, end))


def _in_order(start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sort quotations; one that begins inside of another is part of it."""
    order = np.argsort(start, kind="stable")
    order = order[apart(start[order], end[order] - 1)]
    return start[order], end[order]


def _in_pairs(words: Words, double: Marks) -> tuple[np.ndarray, np.ndarray]:
    """Pair the double marks: where quotations start and end."""
    count = len(double.at)
    if not count:
        return double.at, double.end
    first = np.flatnonzero(np.diff(double.text, prepend=-1))
    sizes = np.diff(np.append(first, count))
    left = (np.arange(count) - np.repeat(first, sizes)) % 2 == 0
    last = np.zeros(count, bool)
    last[first + sizes - 1] = True
    unclosed = np.flatnonzero(left & last)
    plain = np.where(left, double.opens, double.kind != OPEN)
    # nothing is quoted where a mark is the last thing in a text
    plain[unclosed] &= words.offsets[double.text[unclosed] + 1] > double.end[unclosed]
    odd = np.add.reduceat(~plain, first) > 0
    opening = np.flatnonzero(left & ~np.repeat(odd, sizes))
    stop = words.offsets[double.text[opening] + 1]
    end = np.where(last[opening], stop, double.end[np.minimum(opening + 1, count - 1)])
    found = [double.at[opening], end]
    if odd.any():
        texts = zip(first[odd].tolist(), sizes[odd].tolist(), strict=True)
        rows = [row for a, size in texts for row in _by_mark(words, double, slice(a, a + size))]
        found = [np.append(found[k], np.array([row[k] for row in rows], np.int64)) for k in (0, 1)]
    return _in_order(*found)


def _by_mark(words: Words, double: Marks, one: slice) -> list[tuple[int, int]]:
    """Go through the marks of one text, and give start and end of each quotation."""
    begin, stop = words.offsets[double.text[one.start] :][:2].tolist()
    found, opened, done = [], None, begin
    columns = (column[one].tolist() for column in (double.at, double.end, double.kind, double.opens))
    for at, end, kind, opens in zip(*columns, strict=True):
        if opened is None and opens:
            opened = at
        elif kind == CLOSE or (kind == STRAIGHT and opened is not None):
            if opened is None:
                opened = _sentence_start(words, begin, done, at)
            if at > opened:
                found.append((opened, end))
                done = end
            opened = None
    if opened is not None and len(words.between_bytes(opened, stop)) > 1:
        found.append((opened, stop))
    return found


def _sentence_start(words: Words, begin: int, after: int, before: int) -> int:
    """Where a quotation without an opening mark begins: with its sentence, or with the block if it is the first."""
    if after == begin:
        return begin
    between = words.between_bytes(after, before)
    end = _SENTENCE_END.search(between[:-1])
    kept = between[: end.end()] if end else between[: len(between) - len(between.lstrip())]
    return after + len(kept.encode())


def _in_single_marks(words: Words, single: Marks, taken: Stretches) -> tuple[np.ndarray, np.ndarray]:
    """Find where ‘…’ and '…' start and end, outside of double marks."""
    starts, ends = [], []
    for opening, closing in ((OPEN, CLOSE), (STRAIGHT, STRAIGHT)):
        left = np.flatnonzero(single.opens & (single.kind == opening))
        right = np.flatnonzero(~single.opens & (single.kind == closing))
        # a closing mark right behind the opening one closes nothing
        place = np.searchsorted(single.at[right], single.end[left], side="right")
        left, right = left[place < len(right)], right[place[place < len(right)]]
        good = (single.text[left] == single.text[right]) & ~taken.hold(single.at[left])
        left, right = left[good], right[good]
        length = np.subtract(*(words.characters(single.at[k], single.text[k]) for k in (right, left)))
        starts.append(single.at[left[length < _LONGEST_SINGLE]])
        ends.append(single.end[right[length < _LONGEST_SINGLE]])
    return _in_order(np.concatenate(starts), np.concatenate(ends))


def _kinds(words: Words, text: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Give the kind of each quotation; only a short one can be anything but direct."""
    kind = np.full(len(start), DIRECT, dtype=object)
    begin, stop = words.offsets[text], words.offsets[text + 1]
    short, plain = _short(words, start, end)
    at = np.flatnonzero(short & ~((start == begin) & (end == stop)))
    word = np.searchsorted(words.starts, start[at], side="right") - 1
    comma = (end[at] < stop[at]) & (words.data[np.minimum(end[at], len(words.data) - 1)] == _COMMA)
    plain = plain[at] & (words.starts[word] == start[at]) & ~comma
    kind[at[plain]] = kinds_of(words, word[plain])
    rest = at[~plain]
    places = zip(*(a[rest].tolist() for a in (text, start, end)), strict=True)
    kind[rest] = kinds_in([_context(words, *place) for place in places])
    return kind


def _short(words: Words, start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Say which quotations may be scare quotes: one or two words with no comma or stop at the end.

    The second array says for which of them that is sure: they have a mark of one sign at each edge, and no other sign
    than a letter or a figure next to it.
    """
    data = words.data

    def mark(place: np.ndarray) -> np.ndarray:
        return (data[place] == 0xE2) & (data[place + 1] == 0x80) & (data[place + 2] >= 0x98) & (data[place + 2] <= 0x9E)

    if len(data) < 3:
        return np.ones(len(start), bool), np.zeros(len(start), bool)
    opened, closed = (mark(np.clip(place, 0, len(data) - 3)) for place in (start, end - 3))
    straight = _STRAIGHT[data[start]], _STRAIGHT[data[end - 1]]
    sure = (opened | straight[0]) & (closed | straight[1])
    # two apostrophes are one mark
    double = (
        (data[start] == data[np.minimum(start + 1, len(data) - 1)]) & straight[0],
        straight[1] & (data[end - 1] == data[end - 2]),
    )
    first = start + np.where(opened, 3, 1 + double[0])
    last = end - np.where(closed, 3, 1 + double[1]) - 1
    sure &= first <= last
    first, last = np.minimum(first, len(data) - 1), np.maximum(last, 0)
    sure &= ~_LOOSE[data[first]] & ~_LOOSE[data[last]]
    more = np.searchsorted(words.starts, last, side="right") - np.searchsorted(words.starts, first, side="right")
    # marks that stand alone at the edges are no words
    return np.where(sure, (more < 2) & ~_ENDS[data[last]], more < _SURELY_LONG), sure


def _context(words: Words, text: int, start: int, end: int) -> tuple[str, str, str]:
    """Give what stands before, in, and after the quotation from byte `start` to byte `end` of one text."""
    first = np.searchsorted(words.starts, start, side="right") - 1 - LOOK_BACK
    begin = max(words.starts[max(words.bounds[text], first)], start - 4 * FARTHEST_BACK)
    stop = words.offsets[text + 1]
    after = words.between_bytes(end, min(stop, end + _LOOK_AHEAD))
    return words.between_bytes(begin, start), words.between_bytes(start, end), after
