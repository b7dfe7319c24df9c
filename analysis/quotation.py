"""What stands between quotation marks: a quoted word is not the outlet's.

:func:`quoted` is the definition, for one text. :func:`quotations` finds the same in many texts at the speed of the word
table: only the marks are looked at, never the letters between them, and texts whose marks come in plain pairs are all
looked at in one go.

Marks that are missing are survived: a closing mark without an opening one opens at the start of its sentence or of
the block; an opening one that is never closed holds to the end of the block. Two apostrophes in a row are a double
mark, as old wire copy has it. One or two words in marks, with no verb of saying beside them and no comma or stop
inside, are *scare quotes*: the outlet's own distance, not a speaker's words.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from analysis.quotation_kind import DIRECT, kind_of
from analysis.words import Stretches, Words

_LOOK_BACK = 160

_OPEN, _CLOSE, _STRAIGHT = range(3)
_DOUBLE = re.compile("[“”„«»\"]|''|``")
_MARKS = {"“": _OPEN, "«": _OPEN, "„": _OPEN, "``": _OPEN, "”": _CLOSE, "»": _CLOSE, '"': _STRAIGHT, "''": _STRAIGHT}
_OPEN_SINGLE = re.compile("(?<!')'(?!')|‘")
_LONGEST_SINGLE = 300
#: by byte: what ends a sentence or a clause
_ENDS = np.isin(np.arange(256), np.frombuffer(b",.!?;", np.uint8))
#: by byte: white space, a mark, or a part of a character that may be one
_LOOSE = np.isin(np.arange(256), np.frombuffer(b"`\"'", np.uint8)) | (np.arange(256) <= 32) | (np.arange(256) >= 128)
#: by byte: what may stand before a straight mark that opens, and what stands before an apostrophe inside a word
_BEFORE_A_MARK = np.isin(np.arange(256), np.frombuffer(b"\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f ([{-/'", np.uint8))
_INSIDE_A_WORD = np.isin(np.arange(256), np.frombuffer((string.ascii_letters + string.digits).encode(), np.uint8))
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
        return [words.raw[a:b].decode() for a, b in zip(self.start.tolist(), self.end.tolist(), strict=True)]

    def words(self, words: Words) -> Stretches:
        """Give the words that stand in someone else's words; those in scare quotes do not."""
        direct = self.keep(self.kind == DIRECT)
        first = np.searchsorted(words.starts, direct.start, side="right") - 1
        last = np.searchsorted(words.starts, direct.end - 1, side="right") - 1
        apart = np.append(True, first[1:] > last[:-1])[: len(first)]
        # two quotations may touch in one word: it is counted with the first
        first = np.where(apart, first, first + 1)
        return Stretches(first[first <= last], last[first <= last])


def quotations(words: Words) -> Quotations:
    """Find what stands between quotation marks in each text, as :func:`quoted` does."""
    at, mark, width, single, strange = _marks(words)
    text = _texts(words, at)
    paired, unpaired = _in_pairs(words, at, mark, width)
    odd = np.zeros(len(words), bool)
    odd[unpaired] = True
    odd[_texts(words, strange)] = True
    plain = paired[~odd[text[paired]]]
    # a single mark inside of double ones opens nothing
    around = Stretches(at[plain], at[plain + 1])
    odd[_texts(words, single[~around.hold(single)])] = True
    paired = plain[~odd[text[plain]]]
    start, end, home = at[paired], at[paired + 1] + width[paired + 1], text[paired]
    kind = np.full(len(start), DIRECT, dtype=object)
    short = np.flatnonzero(_may_be_scare(words, start + width[paired], at[paired + 1]))
    places = (array[short].tolist() for array in (words.offsets[home], words.offsets[home + 1], start, end))
    kind[short] = [_kind_in(words.raw, *place) for place in zip(*places, strict=True)]
    rows = []
    for i in np.flatnonzero(odd).tolist():
        text_i, place, done = words.text(i), int(words.offsets[i]), 0
        for a, b, what in quoted(text_i):
            first = place + len(text_i[done:a].encode())
            place, done = first + len(text_i[a:b].encode()), b
            rows.append((i, first, place, what))
    if not rows:
        return Quotations(home, start, end, kind)
    kinds = np.array([row[3] for row in rows], dtype=object)
    columns = [np.array([row[k] for row in rows], np.int64) for k in range(3)]
    home, start, end, kind = map(np.concatenate, zip((home, start, end, kind), (*columns, kinds), strict=True))
    order = np.argsort(start, kind="stable")
    return Quotations(home[order], start[order], end[order], kind[order])


def _kind_in(raw: bytes, begin: int, stop: int, start: int, end: int) -> str:
    """Give the kind of the quotation from `start` to `end` in a text from `begin` to `stop`, in bytes."""
    if (start, end) == (begin, stop):
        return DIRECT
    before = raw[max(begin, start - 4 * _LOOK_BACK) : start].decode(errors="ignore")
    after = raw[end : min(stop, end + 4 * _LOOK_BACK)].decode(errors="ignore")
    return kind_of(before[-_LOOK_BACK:], raw[start:end].decode(), after[:_LOOK_BACK])


def _may_be_scare(words: Words, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Say which quotations are so short that they can be scare quotes, and do not end like a sentence or a clause."""
    touched = np.searchsorted(words.starts, last - 1, side="right") - np.searchsorted(words.starts, first, side="right")
    # white space or another mark at an edge: the words have to be counted
    loose = _LOOSE[words.data[first]] | _LOOSE[words.data[last - 1]]
    return ((touched < 2) | loose) & ~_ENDS[words.data[last - 1]]


def _marks(words: Words) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Find the marks “ ” " and '' with kind and width in bytes; single marks that may open; texts' other odd marks."""
    data, end = words.data, len(words.data) - 1
    straight = np.flatnonzero(data == 0x22)
    wide = np.flatnonzero(data == 0xE2)
    wide = wide[data[np.minimum(wide + 1, end)] == 0x80]
    third = data[np.minimum(wide + 2, end)]
    curly = wide[(third == 0x9C) | (third == 0x9D)]
    rare = np.flatnonzero((data == 0xC2) | (data == 0x60))
    rare = rare[(data[rare] == 0x60) | np.isin(data[np.minimum(rare + 1, end)], (0xAB, 0xBB))]
    apostrophe = np.flatnonzero(data == 0x27)
    beside = np.diff(apostrophe, prepend=-9, append=end + 9) == 1
    beside[:-1] &= ~_begins_text(words, apostrophe)
    double, alone = apostrophe[beside[1:] & ~beside[:-1]], apostrophe[~beside[1:] & ~beside[:-1]]
    more = apostrophe[beside[1:] & beside[:-1]]
    opens, closes = _single_marks(words, alone, wide[third == 0x98], wide[third == 0x99])
    last = np.full(len(words), -1)
    last[_texts(words, closes)] = closes
    opens = opens[last[_texts(words, opens)] > opens]
    at = np.concatenate([straight, curly, double])
    width = np.repeat([1, 3, 2], [len(straight), len(curly), len(double)])
    mark = np.where(width == 3, np.where(data[np.minimum(at + 2, end)] == 0x9C, _OPEN, _CLOSE), _STRAIGHT)
    order = np.argsort(at, kind="stable")
    strange = np.concatenate([wide[third == 0x9E], rare, more])
    return at[order], mark[order], width[order], opens, strange


def _texts(words: Words, places: np.ndarray) -> np.ndarray:
    return np.searchsorted(words.offsets, places, side="right") - 1


def _begins_text(words: Words, places: np.ndarray) -> np.ndarray:
    return words.offsets[np.searchsorted(words.offsets, places)] == places


def _single_marks(
    words: Words, alone: np.ndarray, left: np.ndarray, right: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give the single marks that may open a quotation, and in order those that may close one."""
    inside = _INSIDE_A_WORD[words.data[alone - 1]] & ~_begins_text(words, alone)
    after = np.concatenate([alone + 1, right + 3])
    goes_on = _INSIDE_A_WORD[words.data[np.minimum(after, len(words.data) - 1)]] & ~_begins_text(words, after)
    return np.concatenate([left, alone[~inside]]), np.sort(np.concatenate([alone, right])[~goes_on])


def _in_pairs(words: Words, at: np.ndarray, mark: np.ndarray, width: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the marks that open a pair, and the texts whose marks do not all come in plain pairs."""
    text = _texts(words, at)
    first = np.searchsorted(text, text)
    count = np.searchsorted(text, text, side="right") - first
    opens = (np.arange(len(at)) - first) % 2 == 0
    before = np.where(at > words.offsets[text], words.data[at - 1], 32)
    behind = at + width
    after = np.where(behind < words.offsets[text + 1], words.data[np.minimum(behind, len(words.data) - 1)], 32)
    can_open = (mark == _OPEN) | ((mark == _STRAIGHT) & _BEFORE_A_MARK[before] & (after > 32) & (after < 0x80))
    plain = (count % 2 == 0) & np.where(opens, can_open, (mark == _CLOSE) | (mark == _STRAIGHT))
    return np.flatnonzero(opens), np.unique(text[~plain])


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
            near = text[max(0, a - _LOOK_BACK) : a], text[a:b], text[b : b + _LOOK_BACK]
            found.append((a, b, DIRECT if b - a == len(text) else kind_of(*near)))
            reach = b
    return found


def _can_open(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1] if start else " ", text[end : end + 1] or " "
    return not after.isspace() and (before.isspace() or before in "([{—–-…/‘'")


def _sentence_start(text: str, after: int, before: int) -> int:
    """Where a quotation without an opening mark begins: with its sentence, or with the block if it is the first."""
    if after == 0:
        return 0
    ends = [m.end() for m in _SENTENCE_END.finditer(text, after, before - 1)]
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
