"""What a quotation is: someone's words, a title or a term, or a word held at arm's length (scare quotes).

Where quotation marks stand, and which of them may open or close a quotation.

Only the marks themselves and what touches them are looked at. Two apostrophes in a row are a double mark, as old wire
copy has it; an apostrophe inside a word is none. Places are bytes in ``Words.data``.

What stands between quotation marks: a quoted word is not the outlet's.

:func:`quotations` looks at the marks of all texts at once, never at the letters between them. Only texts whose marks
do not come in plain pairs are gone through mark by mark.

Marks that are missing are survived: a closing mark without an opening one opens at the start of its sentence or of
the block; an opening one that is never closed holds to the end of the block. One or two words in marks, with no verb
of saying beside them and no comma or stop inside, are *scare quotes*: the outlet's own distance, not a speaker's words.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analysis.text.words import Stretches, Words, apart

DIRECT_QUOTATION, SCARE, TITLE = "direct", "scare", "named"
ALL_MARKS = "“”„«»‘’`\"'"
#: so many words before a quotation are looked at
LOOK_BACK = 25
#: and no more characters than this, should words be very long
FARTHEST_BACK = 4000

#: verbs of saying: one before a short quotation, in the same sentence, makes it someone's words
_SAYING = frozenset(
    ("said", "says", "say", "saying", "told", "called", "calls", "calling", "dubbed", "described", "describes")
    + ("describing", "termed", "labelled", "labeled", "wrote", "writes", "tweeted", "posted", "added", "replied")
    + ("asked", "answered", "declared", "claimed", "claims", "accuse", "accused", "accuses", "accusing", "blamed")
    + ("denounced", "condemned", "criticised", "criticized", "according", "quoted", "citing")
)
#: words that name what a short quotation is: a title, a term, a slogan
_NAMING = frozenset(
    (
        "song",
        "film",
        "movie",
        "book",
        "band",
        "show",
        "series",
        "album",
        "novel",
        "play",
        "poem",
        "word",
        "words",
        "term",
    )
    + ("phrase", "slogan", "title", "titled", "entitled", "headline", "hashtag", "nicknamed", "named")
)
_CUE_AFTER = re.compile(r",\s+(?:[\w.’'-]+\s+){0,4}(?:said|says|told|wrote|added|asked|replied|tweeted|declared)\b")
_LETTER = re.compile(r"\w")
_QUANTITY = frozenset(
    ("nearly", "almost", "about", "all", "most", "many", "some", "few", "every", "each", "half", "none", "no")
    + ("only", "more", "less", "than")
)


#: what a word before a quotation tells of it, in bits; of a word with a stop in it, what stands behind the stop counts
_SAYS, _NAMES, _AS, _ARTICLE, _STOPS = (1 << bit for bit in range(5))
_TOLD = (
    dict.fromkeys(_SAYING, _SAYS)
    | dict.fromkeys(_NAMING, _NAMES)
    | {"as": _AS}
    | dict.fromkeys(("a", "an", "the"), _ARTICLE)
)


def kind_of(before: str, quotation: str, after: str) -> str:
    """Give the kind of a quotation from what stands before and after it in its text."""
    return kinds_in([(before, quotation, after)])[0]


def kinds_in(places: list[tuple[str, str, str]]) -> np.ndarray:
    """Give the kinds of n quotations as :func:`kind_of` does, each with what is before and after it (objects, n)."""
    codes, told, long = np.zeros((len(places), LOOK_BACK), np.uint8), [], []
    for row, (before, quotation, after) in zip(codes, places, strict=True):
        inner = quotation.strip(ALL_MARKS)
        long.append(len(inner.split()) > 2 or inner.rstrip()[-1:] in (",", ".", "!", "?", ";"))
        words = before[-FARTHEST_BACK:].split()[-LOOK_BACK:]
        row[: len(words)] = list(map(_code, reversed(words)))
        told.append(_CUE_AFTER.match(after) is not None)
    kinds = _kinds(codes, np.array(told, bool))
    kinds[np.array(long, bool)] = DIRECT_QUOTATION
    return kinds


@lru_cache(maxsize=1 << 16)
def _code(surface: str) -> int:
    """Tell in bits what a word before a quotation says of it."""
    if surface.isalpha():
        return _TOLD.get(surface.lower(), 0)
    stop = max(map(surface.rfind, ".!?")) + 1
    return _TOLD.get(surface[stop:].lower().strip(",:;()[]" + ALL_MARKS), 0) + _STOPS * (stop > 0)


def kinds_of(words: Words, at: np.ndarray) -> np.ndarray:
    """Give the kinds of short quotations that begin with the words `at`, as :func:`kind_of` does (objects, n).

    No comma stands behind any of them.
    """
    place = at[:, None] - np.arange(1, LOOK_BACK + 1)
    inside = place >= words.bounds[words.text_at(at)][:, None]
    types, which = np.unique(words.types[place[inside]], return_inverse=True)
    codes = np.zeros(place.shape, np.uint8)
    codes[inside] = np.array([_code(words.vocabulary.surfaces[t]) for t in types.tolist()], np.uint8)[which]
    return _kinds(codes, np.zeros(len(at), bool))


def _kinds(codes: np.ndarray, told: np.ndarray) -> np.ndarray:
    """Give the kinds of n short quotations.

    `codes` are those of the words before each, the nearest first (n, words); `told` says where a verb of saying is
    behind it.
    """
    # the sentence goes back to the nearest stop, and holds what stands behind it in its word
    earlier = np.cumsum((codes & _STOPS) != 0, axis=1)[:, :-1] > 0
    codes[:, 1:][earlier] = 0
    last, second = codes[:, 0], codes[:, 1]
    compared = ((last & _AS) != 0) | (((second & _AS) != 0) & ((last & _ARTICLE) != 0))
    says = ((codes & _SAYS) != 0).any(axis=1) | told
    return np.where((last & _NAMES) != 0, TITLE, np.where(compared | says, DIRECT_QUOTATION, SCARE)).astype(object)


def is_scare_word(surface: str) -> bool:
    """Say whether a stretch in scare quotes doubts a word; a bare quantity (“nearly all”) quotes a figure."""
    words = [word.strip(ALL_MARKS).lower() for word in surface.split()]
    return any(_LETTER.search(word) and word not in _QUANTITY for word in words)


OPEN, CLOSE, STRAIGHT = range(3)


def one_of(signs: str) -> np.ndarray:
    """Say of each byte from 0 to 255 whether it is one of these ASCII signs (bool, 256)."""
    return np.isin(np.arange(256), np.frombuffer(signs.encode(), np.uint8))


_SPACE = one_of("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f ")
#: what may stand before a mark that opens
_BEFORE = "([{—–-…/‘'"
_OPENS_AFTER = _SPACE | one_of("([{-/'")
_A_LETTER = one_of(string.ascii_letters + string.digits)
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
    good = ~(begins | _SPACE[before]) & (stops | ~_A_LETTER[after])
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
        direct = self.keep(self.kind == DIRECT_QUOTATION)
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
    return Quotations(text, start, end, _kinds_of_pairs(words, text, start, end))


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


def _kinds_of_pairs(words: Words, text: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Give the kind of each quotation; only a short one can be anything but direct."""
    kind = np.full(len(start), DIRECT_QUOTATION, dtype=object)
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
