"""What stands between quotation marks, and what kind it is: someone's words, a title or a term, or scare quotes.

:func:`quotations` looks at the marks of all texts at once, never at the letters between them; only a text whose marks
do not come in plain pairs is gone through mark by mark. Places are bytes in ``Words.data``. Two apostrophes in a row
are a double mark, as old wire copy has it; an apostrophe inside a word is none. Missing marks are survived: a closing
mark without an opening one opens at the start of its sentence or of the block; an opening one that is never closed
holds to the end of the block. One or two words in marks, with no verb of saying beside them and no comma or stop
inside, are *scare quotes*: the outlet's own distance, not a speaker's words.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analysis.text.words import Runs, Words, without_overlap

DIRECT_QUOTATION, SCARE, TITLE = "direct", "scare", "named"
ALL_MARKS = "“”„«»‘’`\"'"
OPEN, CLOSE, STRAIGHT = range(3)


def _one_of(signs: str) -> np.ndarray:
    """Test for each byte from 0 to 255 whether it is one of these ASCII signs (bool, 256)."""
    return np.isin(np.arange(256), np.frombuffer(signs.encode(), np.uint8))


_SPACE = _one_of("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f ")
#: what may stand before a mark that opens
_BEFORE = "([{—–-/‘'"
_OPENS_AFTER = _SPACE | _one_of("([{-/'")
_LETTER_OR_FIGURE = _one_of(string.ascii_letters + string.digits)
_STRAIGHT = _one_of("\"'")
_COMMA = ord(",")
#: what ends a sentence or a clause
_ENDS = _one_of(",.!?;")
#: white space, a mark, or a part of a character that may be one
_LOOSE = _one_of("`\"'") | (np.arange(256) <= 32) | (np.arange(256) >= 128)
#: bytes of the longest character
_WIDEST = 4
_WORD = re.compile(r"\w")
_SENTENCE_END = re.compile(r"[.!?…][”»\"’']?\s+")
#: in characters, between single marks
_LONGEST_SINGLE = 300
#: a quotation of so many words is surely no scare quote
_SURELY_LONG = 4

#: so many words before a quotation tell its kind; no more characters before it, should words be very long, or behind it
_LOOK_BACK = 25
_FARTHEST_BACK = 4000
_LOOK_AHEAD = 500
#: verbs of saying: one before a short quotation, in the same sentence, makes it someone's words
_SAYING = (
    *("said", "says", "say", "saying", "told", "called", "calls", "calling", "dubbed", "described", "describes"),
    *("describing", "termed", "labelled", "labeled", "wrote", "writes", "tweeted", "posted", "added", "replied"),
    *("asked", "answered", "declared", "claimed", "claims", "accuse", "accused", "accuses", "accusing", "blamed"),
    *("denounced", "condemned", "criticised", "criticized", "according", "quoted", "citing"),
)
_CUE_BEHIND = re.compile(r",\s+(?:[\w.’'-]+\s+){0,4}(?:said|says|told|wrote|added|asked|replied|tweeted|declared)\b")
#: words that name what a short quotation is: a title, a term, a slogan
_NAMING = (
    *("song", "film", "movie", "book", "band", "show", "series", "album", "novel", "play", "poem", "word", "words"),
    *("term", "phrase", "slogan", "title", "titled", "entitled", "headline", "hashtag", "nicknamed", "named"),
)
_QUANTITY = frozenset(
    ("nearly", "almost", "about", "all", "most", "many", "some", "few", "every", "each", "half", "none", "no")
    + ("only", "more", "less", "than")
)
#: what a word before a quotation says of it, in bits; of a word with a stop in it, what stands behind the stop counts
_SAYS, _NAMES, _AS, _ARTICLE, _STOPS = (1 << bit for bit in range(5))
_BITS = dict.fromkeys(_SAYING, _SAYS) | dict.fromkeys(_NAMING, _NAMES) | {"as": _AS}
_BITS |= dict.fromkeys(("a", "an", "the"), _ARTICLE)


@dataclass(frozen=True)
class Marks:
    """Marks in order: first byte, the byte after, kind, text, and whether a quotation may open there."""

    at: np.ndarray
    end: np.ndarray
    kind: np.ndarray
    text: np.ndarray
    opens: np.ndarray


def find_marks(words: Words) -> tuple[Marks, Marks]:
    """Find the double marks “ ” „ « » " '' and ``, and the single ones ‘ ’ and ' that open or close a quotation.

    A straight single mark that may do both is there twice, as STRAIGHT with `opens` and without.
    """
    data, end = words.data, len(words.data) - 1
    # two signs more look like " and ' if two bits are left out: one pass does for both
    plain = np.flatnonzero((data & 0xFA) == 0x22)
    straight, tick = plain[data[plain] == 0x22], plain[data[plain] == 0x27]
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
    opens[either] = _may(words, at[either], at[either] + width[either], text[either], opens=True)
    single = _single_marks(words, alone, wide[third == 0x98], wide[third == 0x99])
    return Marks(at, at + width, kind, text, opens), single


def text_at(words: Words, places: np.ndarray) -> np.ndarray:
    """Return the text that each byte of `places` is in."""
    return np.searchsorted(words.offsets, places, side="right") - 1


def _ticks(words: Words, tick: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cut runs of ' or ` into pairs: the pairs, the apostrophes that stand alone, and which pairs are ``."""
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


def _single_marks(words: Words, alone: np.ndarray, left: np.ndarray, right: np.ndarray) -> Marks:
    """Return the single marks that may open a quotation, and those that may close one."""
    at = np.concatenate([left, alone, right, alone])
    counts = [len(left), len(alone), len(right), len(alone)]
    end = at + np.repeat([3, 1, 3, 1], counts)
    kind, text = np.repeat([OPEN, STRAIGHT, CLOSE, STRAIGHT], counts), text_at(words, at)
    opens = np.arange(len(at)) < len(left) + len(alone)
    good = np.empty(len(at), bool)
    for opening in (True, False):
        which = opens == opening
        good[which] = _may(words, at[which], end[which], text[which], opens=opening)
    order = np.flatnonzero(good)[np.argsort(at[good], kind="stable")]
    return Marks(at[order], end[order], kind[order], text[order], opens[order])


def _may(words: Words, at: np.ndarray, end: np.ndarray, text: np.ndarray, *, opens: bool) -> np.ndarray:
    """Test which marks may open or close a quotation.

    One that opens has white space or an opening sign before it and none behind; one that closes has no white space
    before it and no letter behind. A text's edge is white space.
    """
    data = words.data
    begins, stops = at == words.offsets[text], end >= words.offsets[text + 1]
    before, after = data[np.maximum(at - 1, 0)], data[np.minimum(end, len(data) - 1)]
    if opens:
        good = (begins | _OPENS_AFTER[before]) & ~stops & ~_SPACE[after]
    else:
        good = ~(begins | _SPACE[before]) & (stops | ~_LETTER_OR_FIGURE[after])
    for k in np.flatnonzero(((before >= 0x80) & ~begins) | ((after >= 0x80) & ~stops)).tolist():
        begin, stop = words.offsets[text[k] : text[k] + 2].tolist()
        left = words.between_bytes(max(begin, at[k] - _WIDEST), at[k])[-1:] or " "
        right = words.between_bytes(end[k], min(stop, end[k] + _WIDEST))[:1] or " "
        if opens:
            good[k] = not right.isspace() and (left.isspace() or left in _BEFORE)
        else:
            good[k] = not right.isalnum() and not left.isspace()
    return good


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
    texts = zip(first[odd].tolist(), sizes[odd].tolist(), strict=True)
    more = [pair for a, size in texts for pair in _mark_by_mark(words, double, slice(a, a + size))]
    more = np.array(more, np.int64).reshape(-1, 2)
    return _in_order(np.append(double.at[opening], more[:, 0]), np.append(end, more[:, 1]))


def _mark_by_mark(words: Words, double: Marks, one: slice) -> list[tuple[int, int]]:
    """Go through the marks of one text: start and end of each quotation."""
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
    """Find where a quotation without an opening mark begins: with its sentence, or the first one with the block."""
    between = words.between_bytes(after, before)
    end = _SENTENCE_END.search(between[:-1]) if after > begin else None
    kept = between[: end.end()] if end else between[: len(between) - len(between.lstrip())]
    return after + len(kept.encode())


def _in_single_marks(words: Words, single: Marks, taken: Runs) -> tuple[np.ndarray, np.ndarray]:
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


def _in_order(start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sort quotations; one that begins inside of another is part of it."""
    order = np.argsort(start, kind="stable")
    order = order[without_overlap(start[order], end[order] - 1)]
    return start[order], end[order]


def kind_of(before: str, quotation: str, after: str) -> str:
    """Return the kind of a quotation from what stands before and after it in its text."""
    return _kinds_in([(before, quotation, after)])[0]


def _kinds_in(places: list[tuple[str, str, str]]) -> np.ndarray:
    """Return the kinds of n quotations, each given with what is before and after it (objects, n)."""
    codes, cued, long = np.zeros((len(places), _LOOK_BACK), np.uint8), [], []
    for row, (before, quotation, after) in zip(codes, places, strict=True):
        inner = quotation.strip(ALL_MARKS)
        long.append(len(inner.split()) > 2 or inner.rstrip()[-1:] in (",", ".", "!", "?", ";"))
        words = before[-_FARTHEST_BACK:].split()[-_LOOK_BACK:]
        row[: len(words)] = list(map(_bits, reversed(words)))
        cued.append(_CUE_BEHIND.match(after) is not None)
    kinds = _kinds(codes, np.array(cued, bool))
    kinds[np.array(long, bool)] = DIRECT_QUOTATION
    return kinds


def _kinds_at(words: Words, at: np.ndarray) -> np.ndarray:
    """Return the kinds of short quotations that begin with the words `at` and have no comma behind (objects, n)."""
    place = at[:, None] - np.arange(1, _LOOK_BACK + 1)
    inside = place >= words.bounds[words.text_at(at)][:, None]
    types, which = np.unique(words.types[place[inside]], return_inverse=True)
    codes = np.zeros(place.shape, np.uint8)
    codes[inside] = np.array([_bits(words.vocabulary.surfaces[t]) for t in types.tolist()], np.uint8)[which]
    return _kinds(codes, np.zeros(len(at), bool))


@lru_cache(maxsize=1 << 16)
def _bits(surface: str) -> int:
    if surface.isalpha():
        return _BITS.get(surface.lower(), 0)
    stop = max(map(surface.rfind, ".!?")) + 1
    return _BITS.get(surface[stop:].lower().strip(",:;()[]" + ALL_MARKS), 0) + _STOPS * (stop > 0)


def _kinds(codes: np.ndarray, cued: np.ndarray) -> np.ndarray:
    """Return the kinds of n short quotations from the bits of the words before each, the nearest first (n, words).

    `cued` says where a verb of saying is behind it.
    """
    # the sentence goes back to the nearest stop, and holds what stands behind it in its word
    earlier = np.cumsum((codes & _STOPS) != 0, axis=1)[:, :-1] > 0
    codes[:, 1:][earlier] = 0
    last, second = codes[:, 0], codes[:, 1]
    compared = ((last & _AS) != 0) | (((second & _AS) != 0) & ((last & _ARTICLE) != 0))
    says = ((codes & _SAYS) != 0).any(axis=1) | cued
    return np.where((last & _NAMES) != 0, TITLE, np.where(compared | says, DIRECT_QUOTATION, SCARE)).astype(object)


def _kinds_of_pairs(words: Words, text: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return the kind of each quotation; only a short one can be anything but direct."""
    kind = np.full(len(start), DIRECT_QUOTATION, dtype=object)
    begin, stop = words.offsets[text], words.offsets[text + 1]
    short, plain = _short(words, start, end)
    at = np.flatnonzero(short & ~((start == begin) & (end == stop)))
    word = np.searchsorted(words.starts, start[at], side="right") - 1
    comma = (end[at] < stop[at]) & (words.data[np.minimum(end[at], len(words.data) - 1)] == _COMMA)
    plain = plain[at] & (words.starts[word] == start[at]) & ~comma
    kind[at[plain]] = _kinds_at(words, word[plain])
    rest = at[~plain]
    kind[rest] = _kinds_in([_context(words, text[k], start[k], end[k]) for k in rest.tolist()])
    return kind


def _short(words: Words, start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Test which quotations may be scare quotes: one or two words with no comma or stop at the end.

    The second array says for which of them that is sure: they have a mark of one sign at each edge, and no other sign
    than a letter or a figure next to it.
    """
    data, edge = words.data, len(words.data) - 1
    if edge < 2:
        return np.ones(len(start), bool), np.zeros(len(start), bool)

    def curly(place: np.ndarray) -> np.ndarray:
        place = np.clip(place, 0, edge - 2)
        return (data[place] == 0xE2) & (data[place + 1] == 0x80) & (data[place + 2] >= 0x98) & (data[place + 2] <= 0x9E)

    opened, closed = curly(start), curly(end - 3)
    left, right = _STRAIGHT[data[start]], _STRAIGHT[data[end - 1]]
    # two apostrophes are one mark
    first = start + np.where(opened, 3, 1 + (left & (data[start] == data[np.minimum(start + 1, edge)])))
    last = end - np.where(closed, 3, 1 + (right & (data[end - 1] == data[end - 2]))) - 1
    sure = (opened | left) & (closed | right) & (first <= last)
    first, last = np.minimum(first, edge), np.maximum(last, 0)
    sure &= ~_LOOSE[data[first]] & ~_LOOSE[data[last]]
    more = np.searchsorted(words.starts, last, side="right") - np.searchsorted(words.starts, first, side="right")
    # marks that stand alone at the edges are no words
    return np.where(sure, (more < 2) & ~_ENDS[data[last]], more < _SURELY_LONG), sure


def _context(words: Words, text: int, start: int, end: int) -> tuple[str, str, str]:
    """Return what stands before, in, and after the quotation from byte `start` to byte `end` of one text."""
    first = np.searchsorted(words.starts, start, side="right") - 1 - _LOOK_BACK
    begin = max(words.starts[max(words.bounds[text], first)], start - _WIDEST * _FARTHEST_BACK)
    after = words.read(end, min(words.offsets[text + 1], end + _LOOK_AHEAD))
    return words.read(begin, start), words.read(start, end), after


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
        """Return only the quotations where `wanted` is true (or those at these places)."""
        return Quotations(self.text[wanted], self.start[wanted], self.end[wanted], self.kind[wanted])

    def surfaces(self, words: Words) -> list[str]:
        """Return the quotations as the words are read."""
        return [words.read(a, b) for a, b in zip(self.start.tolist(), self.end.tolist(), strict=True)]

    def words(self, words: Words) -> Runs:
        """Return the words that stand in someone else's words; those in scare quotes do not."""
        direct = self.keep(self.kind == DIRECT_QUOTATION)
        first = np.searchsorted(words.starts, direct.start, side="right") - 1
        last = np.searchsorted(words.starts, direct.end - 1, side="right") - 1
        beside = np.append(True, first[1:] > last[:-1])[: len(first)]
        # two quotations may touch in one word: it is counted with the first
        first = np.where(beside, first, first + 1)
        return Runs(first[first <= last], last[first <= last])


def quotations(words: Words) -> Quotations:
    """Find what stands between quotation marks in each text, and of what kind it is.

    Parameters
    ----------
    words : the word table of n texts

    Returns
    -------
    Quotations, in the order of the texts; one inside of another is part of it
    """
    double, single = find_marks(words)
    start, end = _in_pairs(words, double)
    singly = _in_single_marks(words, single, Runs(start, end - 1))
    if len(singly[0]):
        start, end = _in_order(*map(np.concatenate, zip((start, end), singly, strict=True)))
    text = text_at(words, start)
    return Quotations(text, start, end, _kinds_of_pairs(words, text, start, end))


def is_scare_word(surface: str) -> bool:
    """Test whether a stretch in scare quotes doubts a word; a bare quantity (“nearly all”) quotes a figure.

    Parameters
    ----------
    surface : the stretch, with its marks or without; with no letter or figure in it, it doubts nothing
    """
    words = [word.strip(ALL_MARKS).lower() for word in surface.split()]
    return any(_WORD.search(word) and word not in _QUANTITY for word in words)
