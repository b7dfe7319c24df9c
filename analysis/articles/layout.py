"""Layout: where a text's blocks are, and which of its line ends are only spaces.

A line end says nothing of the text where it was put in to fit a width. :func:`lay_out` finds out whether a text is
wrapped so, by two signs: the next word would not have fitted on the line, and sentences go on over the line ends. Then
the line ends inside its paragraphs become spaces, and words that were broken there, or parted from a large first
letter, are whole again. The text keeps its length: each character that goes has one in its place that is blank or
that nobody sees, so that offsets are those of the text as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from analysis.text.patterns import pattern
from analysis.text.syllables import is_known

#: what nobody sees: soft hyphens, zero-width spaces and joiners, marks of direction, the byte-order mark
HIDDEN = "\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff"
_SOFT_HYPHEN, _JOINER = "\u00ad", "\u2060"
_ENDS = "\n\r\x0b\x0c\u2028\u2029"
_END = r"(?:\r\n|[\n\x0b\x0c\u2028]|\r(?!\n))"
_SPACE = rf"(?:[^\S{_ENDS}]|[{HIDDEN}])"
_BLANK = pattern(rf"(?:{_END}{_SPACE}*){{2,}}|(?:{_END}{_SPACE}*)?\u2029(?:{_SPACE}|{_END}|\u2029)*")
_LINE = pattern(rf"[^{_ENDS}]+")
_SEEN = pattern(rf"[^\s{HIDDEN}]")
_STRONG_BULLET = pattern(r"\s*(?:[•◦▪‣●○■□·*»]\s|[*-]{3,})")
_WEAK_BULLET = pattern(r"\s*(?:[–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s)")
_STOPPED = pattern(r"[.!?:…][”\"’')\]»]*\s*$")
_STARTS_SMALL = pattern(r"\s*[“\"‘'(\[]?[a-zà-öø-ÿ]")
#: a hyphen or a word after which a sentence goes on
_HANGS = pattern(
    r"(?:[-\u2010\u00ad¬]|\b(?:the|an?|of|to|in|on|at|for|by|with|from|and|or|but|that|as|is|was|were|are|has|had|have|his|her|its|their|"
    r"who|which|will|would|could|than|into|about|said|not|be|been|this|these))\s*$"
)
_BROKEN = pattern(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)([-\u2010¬\u00ad])\s*$")
_WORD = pattern(r"[^\W\d_]+")
_WORDS = pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: a first letter that was set large stands alone before the rest of its word
_DROPPED = pattern(rf"(?:^|(?<=[\n\r\u2028\u2029]))[^\S{_ENDS}]*([“\"‘']?[A-Z])(\s{{1,4}})(?=([a-z]+|[A-Z]+)\b)")
_LETTER_WORDS = ("A", "I", "O")
#: what is left of In, It, As, At without its first letter; and what follows a letter that stands for itself
_LETTERS_LEFT, _NOT_LEFT = ("n", "t", "s", "f"), ("is", "was", "has", "and")
_MARGIN, _QUOTED_MARGIN = pattern(r"[ \t\xa0]*"), pattern(r"[ \t]*>?[ \t]*")
#: a word, and its part up to a hyphen, behind which some programs break it
_WHOLE, _PIECE = pattern(r"\S*"), pattern(r"[^\s–—-]*[–—-]?")
_HYPHENS = ("-", "–", "—")
#: no page is set in shorter lines, in characters
_NARROWEST = 25
#: lines that are set in letters of unequal width are not all filled to the last word
_LOOSE = 0.85
#: a line that is so much wider than three in four is an address or a table, not the measure of the others
_TOO_WIDE = 1.3
#: shares of the line ends: full lines where a program wrapped, full lines at least, and small letters behind them
_ALL, _MOST, _SMALL_STARTS = 0.97, 0.6, 0.4
#: so many lines of a wrapped text are not longer than the widest that goes on, and a word of this length
_FITTING, _SLACK = 0.9, 12
#: lines of a paragraph without a blank line below it are at least this long, in characters
_LONG_LINE = 60


@dataclass(frozen=True)
class _Gap:
    """A line end inside a block: places of the line before it, of the line behind it, and of that line's first sign."""

    start: int
    end: int
    behind: int
    first: int
    last: int

    def before(self, text: str) -> str:
        return text[self.start : self.end].rstrip()

    def after(self, text: str) -> str:
        return text[self.first : self.last].rstrip()


def find_blocks(text: str) -> list[tuple[int, int]]:
    """Find the blocks of a text, as half-open character offsets: what blank lines separate.

    Lines are blocks too where paragraphs stand one under the other without a blank line.
    """
    edges = [0, *(edge for blank in _BLANK.finditer(text) for edge in blank.span()), len(text)]
    between = zip(edges[::2], edges[1::2], strict=True)
    places = [_trimmed(text, start, end) for start, end in between if _SEEN.search(text, start, end)]
    return [line for place in places for line in _paragraph_lines(text, place, alone=len(places) == 1)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out line ends at a block's edges: they belong to the space between blocks."""
    block = text[start:end]
    return end - len(block.lstrip(_ENDS)), start + len(block.rstrip(_ENDS))


def _paragraph_lines(text: str, place: tuple[int, int], *, alone: bool) -> list[tuple[int, int]]:
    """Return a block's lines if each is a paragraph, or else the block."""
    lines = [line.span() for line in _LINE.finditer(text, *place) if _SEEN.search(line[0])]
    if len(lines) < 2 or any(_is_bullet(text[start:end]) or text[start] == ">" for start, end in lines):
        return [place]
    ended = sum(bool(re.search(r"[.!?:”\"’…][”\"’')\]]?\s*$", text[start:end])) for start, end in lines)
    if alone:
        return lines if len(lines) > 2 and ended * 2 >= len(lines) else [place]
    long = all(end - start >= _LONG_LINE for start, end in lines)
    return lines if long and ended == len(lines) else [place]


def _is_bullet(line: str) -> bool:
    return bool(_STRONG_BULLET.match(line) or _WEAK_BULLET.match(line))


def lay_out(text: str) -> str:
    """Return a text of the same length in which a line end that only fits a width is a space.

    A word that was broken at such a line end is joined: a soft hyphen and a word joiner, which nobody sees, stand in
    it. So it is with the rest of a word whose first letter was set large. Other line ends stay.
    """
    if not re.search(rf"[{_ENDS}]|^\W?[A-Z]\s", text):
        return text
    signs, known, broken = list(text), _Known(text), []
    for gap in _wrapping(text, list(_inner_gaps(text))):
        signs[gap.end : gap.first] = " " * (gap.first - gap.end)
        part, rest = _BROKEN.search(text, gap.start, gap.end), _WORD.match(text, gap.first)
        if part and rest:
            broken.append((part.start(2), gap.first, known.votes_for_hyphen(part[1], rest[0])))
    by_syllable = sum(vote for *_, vote in broken) < 0
    for at, end, vote in broken:
        keeps = vote == 1 if by_syllable else vote > -1
        signs[at:end] = ("-" if keeps else _SOFT_HYPHEN) + _JOINER * (end - at - 1)
    for first in _DROPPED.finditer(text):
        if known.is_dropped(*first.groups()):
            signs[first.end(1) : first.end()] = _JOINER * (first.end() - first.end(1))
    return "".join(signs)


class _Known:
    """Which words there are: those of a dictionary, and those of the text itself."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _here(self) -> set[str]:
        return {word[0].lower() for word in _WORDS.finditer(self._text)}

    def votes_for_hyphen(self, first: str, rest: str) -> float:
        """Return 1 where the hyphen belongs to the word (far-right), -1 where it does not (bru-tal), and between them
        where one cannot know (co-operation)."""
        if rest[0].isupper() or (first.isupper() and len(first) > 1 and not rest.isupper()):
            return 1
        first, rest = first.lower(), rest.lower()
        joined, hyphened = first + rest in self._here, f"{first}-{rest}" in self._here
        if joined != hyphened:
            return 1 if hyphened else -1
        part = first.rpartition("-")[2]
        parts = is_known(part) + is_known(rest)
        if is_known(part + rest):
            return -1 if parts < 2 else -0.1
        return 1 if parts == 2 else 0

    def is_dropped(self, letter: str, between: str, rest: str) -> bool:
        """Test whether a letter set large and what follows it are one word."""
        letter, small = letter[-1], rest.lower()
        if not is_known(letter.lower() + small) or (rest.isupper() and len(rest) < 2):
            return False
        if set(between) & set(_ENDS):
            return True
        if letter in _LETTER_WORDS:
            return not is_known(small) or small in _LETTERS_LEFT
        return small not in _NOT_LEFT


def _inner_gaps(text: str) -> Iterator[_Gap]:
    """Find the line ends inside what blank lines separate."""
    edges = [0, *(edge for blank in _BLANK.finditer(text) for edge in blank.span()), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        lines = [line.span() for line in _LINE.finditer(text, start, end) if _SEEN.search(line[0])]
        quoted = len(lines) > 1 and all(text[a:b].lstrip().startswith(">") for a, b in lines)
        margin = _QUOTED_MARGIN if quoted else _MARGIN
        for (a, b), (c, d) in zip(lines, lines[1:], strict=False):
            yield _Gap(a, b, c, margin.match(text, c, d).end(), d)


def _wrapping(text: str, gaps: list[_Gap]) -> list[_Gap]:
    """Return the line ends that only fit a width."""
    if not gaps:
        return []
    widths = sorted(len(gap.before(text)) for gap in gaps)
    width = max(w for w in widths if w <= _TOO_WIDE * widths[len(widths) * 3 // 4])
    small = [_goes_on(gap.before(text), gap.after(text)) for gap in gaps]
    word = _PIECE if any(_BROKEN.search(gap.before(text)) for gap in gaps) else _WHOLE
    full = [_is_full(gap.before(text), word.match(gap.after(text))[0], width) for gap in gaps]
    if sum(fills for fills, on in zip(full, small, strict=True) if on) < _ALL * sum(small):
        full = [_is_full(gap.before(text), word.match(gap.after(text))[0], _LOOSE * width) for gap in gaps]
    # what stands under the first line may be the text below a headline
    first = gaps[0].start == len(text) - len(text.lstrip())
    small[0] = small[0] and not (first and not _HANGS.search(gaps[0].before(text)) and sum(small) == 1)
    evident = sum(small) >= _SMALL_STARTS * len(gaps) or 2 * _ended_later(text, gaps[first:]) >= max(
        len(gaps) - first, 1
    )
    lines = [len(line[0].rstrip()) for line in _LINE.finditer(text)]
    fitting = sum(length <= width + _SLACK for length in lines) >= _FITTING * len(lines)
    wrapped = width >= _NARROWEST and evident and fitting and sum(full) >= _MOST * len(gaps)
    found = []
    for gap, fills, on in zip(gaps, full, small, strict=True):
        before, after = gap.before(text), gap.after(text)
        item = _WEAK_BULLET.match(after) and (_STOPPED.search(before) or not (wrapped and fills))
        joined = wrapped and (fills or on) or on and (len(before) >= _NARROWEST or bool(_BROKEN.search(before)))
        if joined and not item and not _STRONG_BULLET.match(after):
            found.append(gap)
    return found


def _is_full(before: str, word: str, width: float) -> bool:
    """Test whether the next word would have made a line longer than the width."""
    return len(before) + (not before.endswith(_HYPHENS)) + len(word) > width


def _goes_on(before: str, after: str) -> bool:
    """Test whether a sentence goes on in the next line: no stop stands before it, and it begins with a small letter or
    stands behind a word that ends no line of its own."""
    return not _STOPPED.search(before) and bool(_STARTS_SMALL.match(after) or _HANGS.search(before))


def _ended_later(text: str, gaps: list[_Gap]) -> int:
    """Count the lines without a stop whose block ends with one."""
    count = waiting = 0
    for k, gap in enumerate(gaps):
        waiting += not _STOPPED.search(gap.before(text))
        if k + 1 == len(gaps) or gaps[k + 1].start != gap.behind:
            count += waiting * bool(_STOPPED.search(gap.after(text)))
            waiting = 0
    return count
