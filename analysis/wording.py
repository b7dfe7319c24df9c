"""The words of a quotation, made ready for comparing: what is the speaker's, and what is the editor's.

A word is compared by its *key*: lower case, without accents, hyphens or typographic differences. Its place in the text
is kept as it was. "don't" is two words, "do" and "n't" (key "not"), so that a negation that is dropped is seen. "[t]he"
is "the". Words in square brackets are the editor's and stand between two words; an ellipsis is a gap that may stand for
any words; "[they]" may stand for the words that it replaces.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from analysis.lexicon import FOLDER

#: what stands on the edge between two words: nothing, the editor's words, an open gap, the end of a quotation
NOTHING, BRACKET, GAP, JOIN = range(4)

_DOTS = r"(?:…|\.(?:\s?\.){2,})"
_ELLIPSIS = rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}"
_LETTERS = r"[^\W_]+(?:[’'ʼ‘`´\-‐‑\u00ad\u200b][^\W_]+)*"
_NUMBER = r"\d+(?:[.,]\d+)+(?:[^\W\d_]+)?"
_PIECES = re.compile(
    rf"(?P<gap>{_ELLIPSIS})"
    rf"|(?P<case>\[[^\W\d_]\]{_LETTERS})"
    rf"|(?P<edited>[^\W_]+\[[^\[\]\s]{{1,12}}\][^\W_]*)"
    r"|(?P<bracket>\[[^\[\]]{1,300}\])"
    rf"|(?P<word>{_NUMBER}|{_LETTERS}|[%£$€])"
)
_SHORT = re.compile(r"(?P<verb>[^\W_]+?)(?P<tail>n[’'ʼ]t|[’'ʼ](?:re|ll|ve|m|d|s))", re.IGNORECASE)
_TAILS = {"n't": "not", "'re": "are", "'ll": "will", "'ve": "have", "'m": "am", "'d": "'d", "'s": "'s"}
_VERBS = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}
#: words behind which 's is a verb and no possessive
_WITH_IS = frozenset("he she it that this there here what who where when how let everything nothing something".split())  # noqa: SIM905
_SOUNDS = re.compile(
    r"\s*(?:applause|laughter|cheers?|cheering|crosstalk|inaudible|unintelligible|pause|music|booing|sic)[.!]?\s*",
    re.IGNORECASE,
)
_NO_KEY = re.compile(r"[\-‐‑\u00ad\u200b,]")
_APOSTROPHE = re.compile(r"[’'ʼ‘`´]")
_STOP = re.compile(r"[.!?](?:[\s”\"’'\])]|$)")
_ROUND = re.compile(r"\(([^()]{1,120})\)")


@dataclass
class Wording:
    """The words of a quotation in order, n of them, and what stands on the n + 1 edges before, between and behind them.

    Attributes
    ----------
    keys : what a word is compared by
    plain : the same before its spelling is made one ("colour", "color")
    pieces : the number of the quotation that a word is in
    places : block, start and end of each word (half-open, in characters of the block's text)
    short : whether a word is the tail of a contraction ("n't")
    round : whether a word stands in round brackets
    edges : NOTHING, BRACKET (the editor's words), GAP (an ellipsis), JOIN (one quotation ends, the next begins)
    stops : whether a sentence ends at an edge
    commas : whether a comma, a dash or the like stands at an edge
    editorial : edge, block, start, end of everything that is the editor's
    """

    keys: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)
    places: list[tuple[int, int, int]] = field(default_factory=list)
    short: list[bool] = field(default_factory=list)
    round: list[bool] = field(default_factory=list)
    edges: list[int] = field(default_factory=lambda: [NOTHING])
    stops: list[bool] = field(default_factory=lambda: [False])
    commas: list[bool] = field(default_factory=lambda: [False])
    editorial: list[tuple[int, int, int, int]] = field(default_factory=list)
    piece: int = 0

    def __len__(self) -> int:
        return len(self.keys)

    def add(self, plain: str, place: tuple[int, int, int], *, short: bool = False, inside: bool = False) -> None:
        """Put a word, folded, behind the last."""
        self.keys.append(_same_words().get(plain, plain))
        self.plain.append(plain)
        self.pieces.append(self.piece)
        self.places.append(place)
        self.short.append(short)
        self.round.append(inside)
        for column, nothing in ((self.edges, NOTHING), (self.stops, False), (self.commas, False)):
            column.append(nothing)

    def edit(self, kind: int, place: tuple[int, int, int]) -> None:
        """Put the editor's mark at the last edge."""
        self.edges[-1] = max(self.edges[-1], kind)
        self.editorial.append((len(self), *place))

    def join(self, *, contiguous: bool) -> None:
        """Say that a quotation ends here and the next of the same utterance begins."""
        self.piece += 1
        if len(self) and not contiguous:
            self.edges[-1], self.stops[-1] = max(self.edges[-1], JOIN), True


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """Fold a word for comparing: lower case, straight apostrophes, without accents, hyphens and commas.

    >>> folded("Extra-judicial"), folded("1,000"), folded("Café’s")
    ('extrajudicial', '1000', "cafe's")
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return _NO_KEY.sub("", _APOSTROPHE.sub("'", bare)).strip("'")


@lru_cache(maxsize=1)
def _same_words() -> dict[str, str]:
    """Words that differ in spelling only, by ``spellings.csv``: each to the form that it is compared by."""
    table = pd.read_csv(FOLDER / "spellings.csv", dtype=str, keep_default_na=False)
    return dict(zip(table["form"], table["key"], strict=True))


def read_wording(
    pieces: list[tuple[int, str, int, int]], joins: list[bool] | None = None, *, into: Wording | None = None
) -> Wording:
    """Read the words of an utterance.

    Parameters
    ----------
    pieces : block, text of the block, start and end of each quotation that the utterance is made of
    joins : of each piece but the first, whether it goes on in the sentence of the one before it (by default none)
    into : a wording to go on with (by default a new one)

    Returns
    -------
    Wording
    """
    wording = Wording() if into is None else into
    for number, (block, text, start, end) in enumerate(pieces):
        if number:
            wording.join(contiguous=bool(joins and joins[number - 1]))
        _read(wording, block, text, (start, end))
    return wording


def _read(wording: Wording, block: int, text: str, within: tuple[int, int]) -> None:
    start, end = within
    asides = [found.span() for found in _ROUND.finditer(text, start, end) if not _SOUNDS.fullmatch(found[1])]
    sounds = [found.span() for found in _ROUND.finditer(text, start, end) if _SOUNDS.fullmatch(found[1])]
    before = start
    for found in _PIECES.finditer(text, start, end):
        a, b = found.span()
        if len(wording):
            between = text[before:a]
            wording.stops[-1] |= bool(_STOP.search(between))
            wording.commas[-1] |= any(sign in between for sign in ",;:–—()") or " - " in between
        before = b
        if any(s <= a < e for s, e in sounds):
            wording.edit(BRACKET, (block, a, b))
            continue
        kind = found.lastgroup
        if kind == "gap":
            wording.edit(GAP, (block, a, b))
        elif kind in ("bracket", "edited"):
            sound = kind == "bracket" and _SOUNDS.fullmatch(found[0][1:-1])
            wording.edit(NOTHING if sound else BRACKET, (block, a, b))
        else:
            inside = any(s <= a < e for s, e in asides)
            surface = found[0].replace("[", "").replace("]", "") if kind == "case" else found[0]
            _add_word(wording, surface, (block, a, b), inside=inside)
    wording.stops[-1] |= bool(_STOP.search(text[before:end]))


def _add_word(wording: Wording, surface: str, place: tuple[int, int, int], *, inside: bool) -> None:
    """Add a word, or the two that a contraction is made of."""
    block, start, end = place
    parts = _SHORT.fullmatch(surface)
    tail = _APOSTROPHE.sub("'", parts["tail"].lower()) if parts else ""
    if surface.lower() == "cannot":
        wording.add("can", (block, start, start + 3), inside=inside)
        wording.add("not", (block, start + 3, end), inside=inside)
    elif parts and (tail != "'s" or parts["verb"].lower() in _WITH_IS):
        cut = end - len(parts["tail"])
        verb = folded(parts["verb"])
        wording.add(_VERBS.get(verb, verb) if tail == "n't" else verb, (block, start, cut), inside=inside)
        wording.add(_TAILS[tail], (block, cut, end), short=True, inside=inside)
    else:
        wording.add(folded(surface), place, inside=inside)


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Words that stand in every text and tell nothing of what it is about: keys, from ``function_words.csv``."""
    return frozenset(pd.read_csv(FOLDER / "function_words.csv", keep_default_na=False)["word"])


@lru_cache(maxsize=1)
def negations() -> frozenset[str]:
    """Words that turn a sentence into its contrary."""
    return frozenset(("not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "hardly"))
