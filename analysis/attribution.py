"""Whose words these are: quotation marks, and the passages that a colon introduces.

A quoted word is not the outlet's. :func:`quotations` finds what stands between quotation marks, at the speed of the
word table: only the marks are looked at, never the letters between them. :func:`voices` gives each block the voice it
is in as a whole, and the speaker where the text names one.

Marks that are missing are survived: a closing mark without an opening one opens at the start of its sentence or of
the block; an opening one that is never closed holds to the end of the block. One or two words in marks, with no verb
of saying before them and no comma or stop inside, are *scare quotes*: the outlet's own distance, not a speaker's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.schema import BLOCKQUOTE, OUTLET, QUOTED, TEXT, TEXT_KINDS
from analysis.words import Words

DIRECT, SCARE = "direct", "scare"

_OPEN, _CLOSE, _STRAIGHT, _OPEN_SINGLE, _CLOSE_SINGLE, _STRAIGHT_SINGLE = range(6)
_MARKS = {"“": _OPEN, "«": _OPEN, "„": _OPEN, "”": _CLOSE, "»": _CLOSE, '"': _STRAIGHT}
_SINGLE = {"‘": _OPEN_SINGLE, "’": _CLOSE_SINGLE, "'": _STRAIGHT_SINGLE}
_LONGEST_SINGLE = 300
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s+")
_CUE_BEFORE = re.compile(
    r"\b(?:said|says|say|saying|told|called|calls|calling|dubbed|described|describes|describing|termed|labell?ed|wrote|"
    r"writes|tweeted|posted|added|replied|asked|answered|declared|claimed|claims)(?:\s+\w+){0,2}\s*[,:]?\s*$"
    r"|\bas\s+(?:an?\s+|the\s+)?$",
    re.IGNORECASE,
)
_CUE_AFTER = re.compile(r",\s+(?:[\w.’'-]+\s+){0,4}(?:said|says|told|wrote|added|asked|replied|tweeted|declared)\b")
_QUANTITY = frozenset(
    ("nearly", "almost", "about", "all", "most", "many", "some", "few", "every", "each", "half", "none", "no")
    + ("only", "more", "less", "than")
)

_SPEECH_VERB = (
    r"(?:said|says|told|tells|wrote|writes|added|adds|stated|states|explained|explains|noted|notes|warned|warns|argued|"
    r"argues|claimed|claims|declared|declares|tweeted|posted|reported|reports|announced|announces|replied|responded|"
    r"continued|continues|concluded|concludes|testified|asked|asks|read|reads|put it)"
)
_NAME = r"(?:(?:[A-Z][\w’'.-]*|of|the|for|and|de|van|von|al|bin)\s+)*[A-Z][\w’'.-]*"
_ACCORDING = re.compile(rf"\b[Aa]ccording to ({_NAME})")
_BEFORE_VERB = re.compile(rf"({_NAME})(?:,[^,:]*,)?,?\s+(?:has |have |had |also |later |then )?{_SPEECH_VERB}\b")
_AFTER_VERB = re.compile(rf"\b{_SPEECH_VERB} ({_NAME})")
_POSSESSOR = re.compile(
    rf"({_NAME})[’']s? (?:statement|letter|report|article|post|tweet|answer|response|words|speech|memo)"
)
_SMALL = frozenset(("of", "the", "for", "and", "de", "van", "von", "al", "bin"))


@dataclass(frozen=True)
class Quotations:
    """Stretches between quotation marks, the marks included: index of the text, start, end (characters), and kind."""

    text: np.ndarray
    start: np.ndarray
    end: np.ndarray
    kind: np.ndarray

    def words(self, words: Words) -> np.ndarray:
        """Say of each word whether it stands in someone else's words (bool, one per word); scare quotes are not."""
        inside = np.zeros(len(words.types), bool)
        direct = self.kind == DIRECT
        if not direct.any():
            return inside
        texts, start, end = self.text[direct], self.start[direct], self.end[direct]
        first = words.word_at(texts, start)
        last = words.word_at(texts, end - 1)
        change = np.zeros(len(inside) + 1, np.int32)
        np.add.at(change, first, 1)
        np.add.at(change, last + 1, -1)
        return np.cumsum(change[:-1]) > 0


def quotations(words: Words) -> Quotations:
    """Find what stands between quotation marks in each text.

    Returns
    -------
    Quotations, in the order of the texts; they do not overlap
    """
    found: list[tuple[int, int, int, str]] = []
    for i in _texts_with_marks(words):
        text = words.text(i)
        found += [(i, a, b, kind) for a, b, kind in quoted(text)]
    text, start, end, kind = (
        (np.array(column) for column in zip(*found, strict=True)) if found else (np.empty(0, int),) * 4
    )
    return Quotations(text, start, end, kind)


def _texts_with_marks(words: Words) -> list[int]:
    """Give the texts that hold a quotation mark: a double one, or a single one that could open."""
    data = words.data
    if not len(data):
        return []
    hit = data == 0x22
    for mark in "“”„‘«»":
        code = mark.encode()
        places = np.flatnonzero(data == code[-1])
        places = places[places >= len(code) - 1]
        for back, byte in enumerate(reversed(code)):
            places = places[data[places - back] == byte]
        hit[places] = True
    single = np.flatnonzero(data == 0x27)
    if len(single):
        before = np.where(single > 0, data[single - 1], 32)
        starts_word = np.isin(single, words.starts) | np.isin(before, np.frombuffer(b"([-", np.uint8))
        hit[single[starts_word]] = True
    places = np.flatnonzero(hit)
    return np.unique(np.searchsorted(words.offsets, places, side="right") - 1).tolist()


def quoted(text: str) -> list[tuple[int, int, str]]:
    """Give start, end and kind of each quotation in one text, the marks included, in order.

    >>> quoted("He said “we will go.”")
    [(8, 21, 'direct')]
    """
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for m in re.finditer('[“”„«»"]', text):
        at, mark = m.start(), _MARKS[m.group()]
        if mark == _STRAIGHT:
            mark = _OPEN if opened is None else _CLOSE
            if mark == _OPEN and not _can_open(text, at):
                continue
        if mark == _OPEN and opened is None:
            opened = at
        elif mark == _CLOSE:
            after = spans[-1][1] if spans else 0
            if opened is None:
                opened = _sentence_start(text, after, at)
            if at > opened:
                spans.append((opened, at + 1))
            opened = None
    if opened is not None and len(text) > opened + 1:
        spans.append((opened, len(text)))
    spans += _single_quotations(text, spans)
    return [(a, b, _kind(text, a, b)) for a, b in sorted(spans)]


def _can_open(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not after.isspace() and (before.isspace() or before in "([{—–-…/‘'")


def _sentence_start(text: str, after: int, before: int) -> int:
    """Where a quotation without an opening mark begins: with its sentence, or with the block if it is the first."""
    if after == 0:
        return 0
    ends = [m.end() for m in _SENTENCE_END.finditer(text, after, before - 1)]
    return ends[0] if ends else after + len(text[after:before]) - len(text[after:before].lstrip())


def _single_quotations(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find ‘…’ and '…' outside of double marks; an apostrophe is not a mark."""
    spans = []
    end = 0
    for m in re.finditer("[‘']", text):
        at = m.start()
        if at < end or any(a <= at < b for a, b in taken) or not _can_open(text, at):
            continue
        close = "’" if m.group() == "‘" else "'"
        for c in re.finditer(re.escape(close), text[at + 1 : at + 1 + _LONGEST_SINGLE]):
            stop = at + 1 + c.start()
            following = text[stop + 1] if stop + 1 < len(text) else " "
            if not following.isalnum() and not text[stop - 1].isspace() and stop > at + 1:
                spans.append((at, stop + 1))
                end = stop + 1
                break
    return spans


def _kind(text: str, start: int, end: int) -> str:
    inner = text[start:end].strip("“”„«»‘’\"'")
    whole = start == 0 and end == len(text)
    if whole or len(inner.split()) > 2 or inner.rstrip()[-1:] in (",", ".", "!", "?", ";"):
        return DIRECT
    said = _CUE_BEFORE.search(text, max(0, start - 60), start) or _CUE_AFTER.match(text, end)
    return DIRECT if said else SCARE


def is_scare_word(surface: str) -> bool:
    """Say whether a stretch in scare quotes doubts a word; a bare quantity (“nearly all”) quotes a figure."""
    return any(word.strip("“”„«»‘’\"'").lower() not in _QUANTITY for word in surface.split())


def voices(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Give each block the voice it is in as a whole.

    Parameters
    ----------
    paragraphs : table with ``article``, ``kind`` and ``text``, in the order of the blocks

    Returns
    -------
    DataFrame on the same index with ``voice`` ('outlet', 'quoted', or missing for what is not the article's text) and
    ``speaker`` (the name that introduces a quoted block, missing where the text gives none)
    """
    voice: list[str | None] = []
    speaker: list[str | None] = []
    previous = (None, None, None)
    for article, kind, text in zip(paragraphs["article"], paragraphs["kind"], paragraphs["text"], strict=True):
        if kind == BLOCKQUOTE:
            told = previous[2] if previous[:2] == (article, BLOCKQUOTE) else introduced(previous[1] or "")
            voice.append(QUOTED)
            speaker.append(told)
            previous = (article, BLOCKQUOTE, told)
        else:
            voice.append(OUTLET if kind in TEXT_KINDS else None)
            speaker.append(None)
            previous = (article, text, None)
    return pd.DataFrame({"voice": voice, "speaker": speaker}, index=paragraphs.index).astype(TEXT)


def introduced(introduction: str) -> str | None:
    """Give the name of the speaker that a sentence introduces, or None.

    >>> introduced("The mayor, Ana Ruiz, told reporters on Monday:")
    'Ana Ruiz'
    """
    last = re.split(r"(?<=[.!?][”\"’\s])\s*(?=[A-Z])", introduction.strip())[-1]
    for pattern in (_ACCORDING, _BEFORE_VERB, _POSSESSOR, _AFTER_VERB):
        names = pattern.findall(last)
        if names:
            return _person(names[-1])
    return None


def _person(name: str) -> str | None:
    """Cut a run of capitalised words to the name itself: what follows the last small word, without a title."""
    words = name.split()
    small = [k for k, word in enumerate(words) if word in _SMALL]
    title = small[-1] + 1 if small and words[0] not in ("Just",) else 0
    kept = words[title:] if len(words) - title >= 2 or not small else words
    return " ".join(kept[-2:] if len(kept) > 3 else kept).rstrip(".,") or None
