"""Where quotation marks stand, and which of them may open or close a quotation.

Only the marks themselves and what touches them are looked at. Two apostrophes in a row are a double mark, as old wire
copy has it; an apostrophe inside a word is none. Places are bytes in ``Words.data``.
"""

from __future__ import annotations

import string
from dataclasses import dataclass

import numpy as np

from analysis.words import Words

OPEN, CLOSE, STRAIGHT = range(3)


def one_of(signs: str) -> np.ndarray:
    """Say of each byte from 0 to 255 whether it is one of these ASCII signs (bool, 256)."""
    return np.isin(np.arange(256), np.frombuffer(signs.encode(), np.uint8))


_SPACE = one_of("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f ")
#: what may stand before a mark that opens
_BEFORE = "([{—–-…/‘'"
_OPENS_AFTER = _SPACE | one_of("([{-/'")
_LETTER = one_of(string.ascii_letters + string.digits)
_FARTHEST = 4


@dataclass(frozen=True)
class Marks:
    """Marks in order: first byte, the byte after, kind, text, and whether a quotation may open there."""

    at: np.ndarray
    end: np.ndarray
    kind: np.ndarray
    text: np.ndarray
    opens: np.ndarray


def marks(words: Words) -> tuple[Marks, Marks]:
    """Find the double marks “ ” „ « » " '' and ``, and the single ones ‘ ’ and ' that open or close a quotation.

    Of the single ones, `kind` is OPEN or CLOSE for curly ones; a straight one that may do both is there once as
    STRAIGHT with `opens` and once as STRAIGHT without.
    """
    data, end = words.data, len(words.data) - 1
    # two signs more look like " and ' if two bits are left out: one pass does for both
    plain = np.flatnonzero((data & 0xFA) == 0x22)
    sign = data[plain]
    straight, tick = plain[sign == 0x22], plain[sign == 0x27]
    backward = data == 0x60
    if backward.any():
        tick = np.union1d(tick, np.flatnonzero(backward))
    paired, alone, backward = _ticks(words, tick)
    wide = words.wide
    first = data[wide]
    guillemets = wide[first == 0xC2]
    guillemets = guillemets[np.isin(data[np.minimum(guillemets + 1, end)], (0xAB, 0xBB))]
    wide = wide[first == 0xE2]
    wide = wide[data[np.minimum(wide + 1, end)] == 0x80]
    third = data[np.minimum(wide + 2, end)]
    curly = wide[(third >= 0x9C) & (third <= 0x9E)]
    at = np.concatenate([straight, paired, guillemets, curly])
    width = np.repeat([1, 2, 2, 3], [len(straight), len(paired), len(guillemets), len(curly)])
    kind = np.concatenate(
        [
            np.full(len(straight), STRAIGHT),
            np.where(backward, OPEN, STRAIGHT),
            np.where(data[np.minimum(guillemets + 1, end)] == 0xAB, OPEN, CLOSE),
            np.where(data[np.minimum(curly + 2, end)] == 0x9D, CLOSE, OPEN),
        ]
    )
    order = np.argsort(at, kind="stable")
    at, width, kind = at[order], width[order], kind[order]
    text = text_at(words, at)
    opens = kind == OPEN
    either = np.flatnonzero(kind == STRAIGHT)
    opens[either] = _can_open(words, at[either], at[either] + width[either], text[either])
    return Marks(at, at + width, kind, text, opens), _single(words, alone, wide[third == 0x98], wide[third == 0x99])


def text_at(words: Words, places: np.ndarray) -> np.ndarray:
    """Give the text that each byte of `places` is in."""
    return np.searchsorted(words.offsets, places, side="right") - 1


def _ticks(words: Words, tick: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cut runs of ' or ` into pairs. Gives the pairs, the apostrophes that stand alone, and which pairs are ``."""
    if not len(tick):
        return tick, tick, np.zeros(0, bool)
    sign = words.data[tick]
    begins = words.offsets[np.searchsorted(words.offsets, tick)] == tick
    joined = np.append(False, (np.diff(tick) == 1) & (sign[1:] == sign[:-1]) & ~begins[1:])
    run = np.flatnonzero(~joined)
    odd = (np.arange(len(tick)) - np.repeat(run, np.diff(np.append(run, len(tick))))) % 2 == 1
    goes_on = np.append(joined[1:], False)
    pair = ~odd & goes_on
    return tick[pair], tick[~joined & ~goes_on & (sign == 0x27)], sign[pair] == 0x60


def _can_open(words: Words, at: np.ndarray, end: np.ndarray, text: np.ndarray) -> np.ndarray:
    """Say which marks may open: white space or an opening sign before them, and none behind."""
    before, after, begins, stops = _around(words, at, end, text)
    good = (begins | _OPENS_AFTER[before]) & ~stops & ~_SPACE[after]
    for k in np.flatnonzero(((before >= 0x80) & ~begins) | ((after >= 0x80) & ~stops)).tolist():
        left, right = _signs(words, at[k], end[k], text[k])
        good[k] = not right.isspace() and (left.isspace() or left in _BEFORE)
    return good


def _can_close(words: Words, at: np.ndarray, end: np.ndarray, text: np.ndarray) -> np.ndarray:
    """Say which single marks may close: no white space before them, and no letter behind."""
    before, after, begins, stops = _around(words, at, end, text)
    good = ~(begins | _SPACE[before]) & (stops | ~_LETTER[after])
    for k in np.flatnonzero(((before >= 0x80) & ~begins) | ((after >= 0x80) & ~stops)).tolist():
        left, right = _signs(words, at[k], end[k], text[k])
        good[k] = not right.isalnum() and not left.isspace()
    return good


def _around(words: Words, at: np.ndarray, end: np.ndarray, text: np.ndarray) -> tuple[np.ndarray, ...]:
    """Give the bytes before and after marks, and which marks begin and which end their text."""
    data = words.data
    begins, stops = at == words.offsets[text], end >= words.offsets[text + 1]
    return data[np.maximum(at - 1, 0)], data[np.minimum(end, len(data) - 1)], begins, stops


def _signs(words: Words, at: int, end: int, text: int) -> tuple[str, str]:
    """Give the characters before and after one mark; a text's edge is white space."""
    begin, stop = words.offsets[text : text + 2].tolist()
    before = words.between_bytes(max(begin, at - _FARTHEST), at)
    after = words.between_bytes(end, min(stop, end + _FARTHEST))
    return before[-1:] or " ", after[:1] or " "


def _single(words: Words, alone: np.ndarray, left: np.ndarray, right: np.ndarray) -> Marks:
    """Give the single marks that may open a quotation, and those that may close one."""
    at = np.concatenate([left, alone, right, alone])
    counts = [len(left), len(alone), len(right), len(alone)]
    end = at + np.repeat([3, 1, 3, 1], counts)
    kind, text = np.repeat([OPEN, STRAIGHT, CLOSE, STRAIGHT], counts), text_at(words, at)
    opens = np.arange(len(at)) < len(left) + len(alone)
    good = np.empty(len(at), bool)
    for which, test in ((opens, _can_open), (~opens, _can_close)):
        good[which] = test(words, at[which], end[which], text[which])
    order = np.flatnonzero(good)[np.argsort(at[good], kind="stable")]
    return Marks(at[order], end[order], kind[order], text[order], opens[order])
