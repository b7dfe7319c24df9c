"""Pairs: which quotation marks of one text open and close together, read from left to right.

The side of a mark comes from its form, and where that tells nothing from its neighbours. A mark that opens inside of a
quotation is nested if all that are open are closed again; otherwise the earlier one was never closed. A closing mark
without an opening one opens at the start of its sentence or of the text; an opening one without a closing one holds to
the end. Not marks are the inches of 5", the bullets of lines that begin with », and apostrophes: '90s, ’em, the dogs’.

A single mark behind an s and before a word may be an apostrophe: it closes only where no surer mark does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

#: what may stand before a mark that opens
BEFORE = "([{—–-/‘'"
# each begins with a set of signs, which is what a search is quick for: “ or '' or ``, and ‘ or a single ' not in a word
_DOUBLE = re.compile("[“”„«»\"'`](?:(?<!['`])|(?<=')'|(?<=`)`)")
_SINGLE = re.compile(r"[‘’'](?:(?<!')|(?<!'')(?!'))(?:(?<![^\W_].)|(?![^\W_]))")
_OPENERS, _CLOSERS = "“„«``", "”»"
_STOPS = ".,!?…"
SENTENCE_END = re.compile(r"[.!?…][”»\"’']?\s+")
#: so many marks ahead are looked at for the one that closes
_AHEAD = 60
#: in characters, between single marks: where a stop is inside, and where none is
_LONGEST, _LONGEST_WITHOUT_STOP = 2000, 300
#: an apostrophe before it, and no quotation: decades and years, and words that have lost their beginning
_DECADE = re.compile(r"\d\ds(?![^\W_])")
_YEAR = re.compile(r"\d\d(?![\w’'])")
_BEFORE_YEAR = re.compile(r"(?:of|in|since|from|by|to|and|summer|spring|autumn|fall|winter|late|early)\s+$")
_LOST = re.compile(
    r"(?:n|em|tis|twas|twere|twill|til|till|cause|cos|cuz|round|bout|neath|fraid|nuff|im|er)(?![^\W_])(?![’'](?!\w))",
    re.IGNORECASE,
)
#: behind these a mark before a word may be an apostrophe: an s, a lost g, feet, o' and th'
_MAY_BE_APOSTROPHE = re.compile(r"(?:[sS]|\w\win|\d|(?<!\w)(?:o|th|an|ol))$")
_AND = re.compile(r"n[’'](?!\w)", re.IGNORECASE)


#: behind a mark on the wrong side of a blank: "It will be late, "the clerk said."
_SPEAKER_BEHIND = re.compile(
    r"(?:(?:he|she|they|it) |(?:the|an?|one|his|her|their) (?:[A-Za-z’'.-]+ ){1,6}?|(?:[A-Z][A-Za-z’'.-]* ){1,5}?)"
    r"(?:[a-z]+ly )?(?:said|says|added|adds|told|tells|asked|asks|replied|wrote|explained|recalled|noted|argued|warned"
    r"|continued|read|claimed|insisted|wondered|stated|concluded|joked)(?![A-Za-z])"
)


class _Mark(NamedTuple):
    start: int
    end: int
    sign: str
    opens: bool
    closes: bool


def pair_marks(text: str) -> list[tuple[int, int]]:
    """Find where quotations start and end in one text, the marks included, in order, without overlap.

    >>> [text[a:b] for text in ("'The dogs' home,' she said.",) for a, b in pair_marks(text)]
    ["'The dogs' home,'"]
    """
    double = _pair_double(text)
    pairs, reach = [], 0
    for start, end in sorted(double + _pair_single(text, double)):
        if start >= reach:
            pairs.append((start, end))
            reach = end
    return pairs


def _marks(pattern: re.Pattern, text: str) -> list[_Mark]:
    found = []
    for match in pattern.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
        opens = not after.isspace() and (before.isspace() or before in BEFORE)
        closes = not before.isspace() and not after.isalnum()
        found.append(_Mark(start, end, match[0], opens, closes))
    return found


def _begins_line(text: str, at: int) -> bool:
    return (
        text[:at].rpartition("\n")[2].strip() == "" if at < 200 else not text[at - 200 : at].rpartition("\n")[2].strip()
    )


def _pair_double(text: str) -> list[tuple[int, int]]:
    marks, pairs, k = _marks(_DOUBLE, text), [], 0
    while k < len(marks):
        mark = marks[k]
        if _opens(text, marks, k):
            last = _closing(text, marks, k)
            if last is None:
                end = _single_close(text, mark.end)
                if end - mark.start > len(mark.sign):
                    pairs.append((mark.start, end))
                k = next((n for n in range(k + 1, len(marks)) if marks[n].start >= end), len(marks))
                continue
            if marks[last].start > mark.start:
                pairs.append((mark.start, marks[last].end))
            k = last
        elif _only_closes(text, mark):
            start = _sentence_start(text, pairs[-1][1] if pairs else 0, mark.start)
            if start < mark.start:
                pairs.append((start, mark.end))
        k += 1
    return pairs


def _opens(text: str, marks: list[_Mark], k: int) -> bool:
    """Test whether a mark opens a quotation where none is open."""
    mark = marks[k]
    if mark.sign in _OPENERS:
        return not (mark.closes and not mark.opens and text[mark.start - 1] in _STOPS)
    if mark.sign in _CLOSERS:
        follows = k + 1 < len(marks) and marks[k + 1].closes and marks[k + 1].sign in (mark.sign, "«")
        return mark.opens and not mark.closes and follows
    if mark.opens or mark.closes:
        return mark.opens and not _closes_behind_a_blank(text, mark)
    # between blanks: as tokens are printed that were joined again
    spaced = (mark.start == 0 or text[mark.start - 1].isspace()) and text[mark.end : mark.end + 1].isspace()
    return spaced and any(other.sign == mark.sign for other in marks[k + 1 : k + 2])


def _only_closes(text: str, mark: _Mark) -> bool:
    """Test whether a mark closes a quotation that was never opened: no bullet, no inches."""
    if mark.sign in _CLOSERS:
        return not (mark.sign == "»" and _begins_line(text, mark.start))
    if _closes_behind_a_blank(text, mark):
        return True
    return mark.closes and not mark.opens and not text[mark.start - 1].isdigit()


def _closes_behind_a_blank(text: str, mark: _Mark) -> bool:
    """Test whether a straight mark that looks like an opening one closes: a stop before it, its speaker behind."""
    before = text[max(0, mark.start - 2) : mark.start]
    stopped = mark.sign == '"' and len(before) == 2 and before[0] in _STOPS and before[1] == " "
    return stopped and (mark.end == len(text) or _SPEAKER_BEHIND.match(text, mark.end) is not None)


def _closing(text: str, marks: list[_Mark], k: int) -> int | None:
    """Find the mark that closes the quotation that marks[k] opens."""
    depth, first = 1, None
    inner = _holds_straight(text, marks, k)
    for n in range(k + 1, min(k + _AHEAD, len(marks))):
        role = 0 if n in inner else _role(text, marks, k, n)
        depth += role
        if role < 0:
            first = n if first is None else first
            if depth == 0:
                return n
    return first


def _holds_straight(text: str, marks: list[_Mark], k: int) -> range:
    """Find straight marks in pairs inside of curly ones: they close nothing."""
    if marks[k].sign not in "“„«":
        return range(0)
    n = k + 1
    while n < min(k + _AHEAD, len(marks)) and marks[n].sign in ('"', "''"):
        n += 1
    own = marks[k + 1 : n]
    paired = len(own) % 2 == 0 and all(mark.opens if place % 2 == 0 else mark.closes for place, mark in enumerate(own))
    closed = n < len(marks) and marks[n].sign in _CLOSERS
    return range(k + 1, n) if paired and closed else range(0)


def _role(text: str, marks: list[_Mark], k: int, n: int) -> int:
    """Return what marks[n] does in the quotation that marks[k] opened: -1 closes, 1 opens another, 0 nothing."""
    mark, first = marks[n], marks[k]
    if mark.sign == "«" and first.sign == "»":
        return -1
    if mark.sign in _OPENERS:
        if mark.closes and not mark.opens:
            return -1
        return 0 if _begins_line(text, mark.start) else 1
    if mark.sign in _CLOSERS:
        return -1
    before = text[: mark.start].rstrip()[-1:] if mark.start < 100 else text[mark.start - 100 : mark.start].rstrip()[-1:]
    if mark.opens and not mark.closes and before.isalnum():
        return 1
    following = marks[n + 1] if n + 1 < len(marks) else None
    inches = mark.closes and text[mark.start - 1].isdigit() and text[mark.end : mark.end + 1] not in _STOPS
    if inches and following is not None and following.closes and not following.opens:
        return 0
    return -1


def _single_close(text: str, start: int) -> int:
    """Find where a double mark that none closes ends: at a single one behind a stop, or with the text."""
    mixed = re.compile(r"(?<=[.,!?])[’'](?=\s|$)").search(text, start)
    return mixed.end() if mixed else len(text)


def _sentence_start(text: str, after: int, before: int) -> int:
    """Find where a quotation without an opening mark begins: with its sentence, or the first one with the text."""
    end = SENTENCE_END.search(text, after, before - 1) if after else None
    begin = end.end() if end else after
    return begin + len(text[begin:before]) - len(text[begin:before].lstrip())


def _pair_single(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find ‘…’ and '…' outside of double marks."""

    def outside(mark: _Mark) -> bool:
        around = bisect_right(taken, (mark.start, len(text) + 1)) - 1
        return around < 0 or mark.start >= taken[around][1]

    marks, pairs, k = [mark for mark in _marks(_SINGLE, text) if outside(mark)], [], 0
    while k < len(marks):
        mark = marks[k]
        if mark.opens and not _is_apostrophe(text, mark):
            last = _closing_single(text, marks, k, taken)
            if (
                mark.sign == "’"
                and last is not None
                and not (text[marks[last].start - 1] in ",.!?" and marks[last].sign != "‘")
            ):
                last = None
            if last is not None:
                pairs.append((mark.start, marks[last].end))
                k = last
            elif mark.sign != "’" and _opens_to_the_end(text, mark):
                end = text.find("\n\n", mark.end)
                pairs.append((mark.start, end if end >= 0 else len(text)))
        elif mark.sign != "‘" and mark.closes and _ends_speech(text, mark):
            before = max((end for _, end in (*pairs, *taken) if end <= mark.start), default=0)
            start = _sentence_start(text, before, mark.start)
            if start < mark.start:
                pairs.append((start, mark.end))
        k += 1
    return pairs


def _is_apostrophe(text: str, mark: _Mark) -> bool:
    """Test whether a mark before a word stands for what the word has lost."""
    if mark.sign == "’" and not text[mark.end].isupper():
        return True
    if _AND.match(text, mark.end) or _DECADE.match(text, mark.end) or _LOST.match(text, mark.end):
        return True
    return bool(_YEAR.match(text, mark.end) and _BEFORE_YEAR.search(text[max(0, mark.start - 12) : mark.start]))


def may_be_apostrophe(text: str) -> bool:
    """Test whether of two single marks, one that begins `text` and one behind it, either may be an apostrophe."""
    lost = any(pattern.match(text, 1) for pattern in (_AND, _DECADE, _LOST, _YEAR))
    return lost or _MAY_BE_APOSTROPHE.search(text) is not None


def _closing_single(text: str, marks: list[_Mark], k: int, taken: list[tuple[int, int]]) -> int | None:
    """Find the mark that closes the quotation in single marks that marks[k] opens."""
    first, doubtful = marks[k], None
    for n in range(k + 1, min(k + _AHEAD, len(marks))):
        mark = marks[n]
        length = mark.start - first.end
        if length > _LONGEST or "\n\n" in text[max(marks[n - 1].end, first.end) : mark.start]:
            break
        if doubtful is not None and any(marks[doubtful].end <= start < mark.start for start, _ in taken):
            break
        if mark.opens and not mark.closes and not _is_apostrophe(text, mark):
            break
        if not mark.closes or length < 1:
            continue
        before, after = text[max(0, mark.start - 4) : mark.start], text[mark.end : mark.end + 2]
        if before[-1] not in _STOPS and after[:1] == " " and after[1:].isalpha() and _MAY_BE_APOSTROPHE.search(before):
            doubtful = n if doubtful is None else doubtful
        elif before[-1] in _STOPS or length < _LONGEST_WITHOUT_STOP:
            return n
    return doubtful if doubtful is None or marks[doubtful].start - first.end < _LONGEST_WITHOUT_STOP else None


def _opens_to_the_end(text: str, mark: _Mark) -> bool:
    """Test whether a single mark that none closes opens what goes on in the next paragraph."""
    before = text[max(0, mark.start - 2) : mark.start].rstrip(" ")[-1:]
    starts = before in ("", "\n") if mark.sign == "'" else before in ("", "\n", ".", ":", ",", "!", "?")
    return starts and text[mark.end].isupper() and len(text) - mark.end > 1


def _ends_speech(text: str, mark: _Mark) -> bool:
    """Test whether a single mark that none opened ends someone's words: it stands behind a comma or a stop."""
    before, after = text[max(0, mark.start - 3) : mark.start], text[mark.end : mark.end + 1]
    return (before[-1] in ",!?" or re.fullmatch(r"[a-z]{2}\.", before) is not None) and (not after or after.isspace())
