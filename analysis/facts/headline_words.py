"""The words of headlines and of the sentences under them, ready to be compared: stems, places, and who speaks.

:func:`words_of` cuts a headline, :func:`body_sentences` the text under it; :func:`terms` finds words of degree (how
much, how often, how sure), each on its scale, the longest first. A rule of :mod:`facts.headline` reads these and
returns a :class:`Finding` with the sentence to hold it against.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.facts.wording import fold, function_words
from analysis.files import listed
from analysis.schema import BLOCKQUOTE, BODY
from analysis.text.patterns import pattern
from analysis.text.sentences import sentences
from analysis.text.word_forms import key

_TOKEN = pattern(
    r"(?:[£$€]\s?)?\d+(?:[.,]\d+)*(?:[^\W\d_]+\b|\s?%)?|(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'ʼ\-‐‑&][^\W_]+)*|[.!?;:,–—()]"
)
_POSSESSIVE = pattern(r"[’'ʼ](?:s|S)?$")
#: function words for telling what a sentence is about: those of every text, and a few that headlines are full of
_EMPTY = frozenset(("new", "news", "latest", "first", "two", "three", "four", "five", "after", "since", "amid", "per"))

#: a line of so many words, so many of them such as headlines leave out, is a sentence
_LONG, _SMALL = 14, 3
_LEFT_OUT_OF_HEADLINES = frozenset("a an the has have had been was were is are who which".split())  # noqa: SIM905


@dataclass(frozen=True)
class Word:
    """A word or a sign with its place: as it stands, in lower case, and its stem ("" for a sign)."""

    surface: str
    lower: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True)
class Said:
    """A sentence: where it stands, its words, its content stems, and the places that are a source's words."""

    block: int
    start: int
    end: int
    text: str
    words: tuple[Word, ...]
    stems: frozenset[str]
    quoted: tuple[tuple[int, int], ...]

    def is_quoted(self, word: Word) -> bool:
        """Test whether a word is a source's."""
        return any(start <= word.start < end for start, end in self.quoted)

    def cut(self, start: int, end: int) -> str:
        """Return the text between two places of the block."""
        return self.text[start - self.start : end - self.start]


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the key of a word's forms, whatever its capitals and accents."""
    return key(fold(_POSSESSIVE.sub("", word)))


def words_of(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """Cut a text, or a part of it, into words and the signs that divide clauses."""
    found = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        surface = match[0]
        sign = not any(c.isalnum() for c in surface)
        lower = surface.lower().replace("’", "'")
        found.append(Word(surface, lower, "" if sign else stem(surface), *match.span()))
    return tuple(found)


def is_content(word: Word) -> bool:
    """Test whether a word tells what a sentence is about."""
    return bool(word.stem) and fold(word.surface) not in function_words() and word.lower not in _EMPTY


def content_stems(words: tuple[Word, ...]) -> frozenset[str]:
    """Return the stems of the words that tell what a sentence is about."""
    return frozenset(word.stem for word in words if is_content(word))


def is_sentence(words: tuple[Word, ...]) -> bool:
    """Test whether a first line without a full stop is the first sentence of the text: headlines leave out "the".

    One that begins with a quotation and a colon is a headline.
    """
    if words and words[0].start and any(word.surface == ":" for word in words):
        return False
    return len(words) >= _LONG and sum(word.lower in _LEFT_OUT_OF_HEADLINES for word in words) >= _SMALL


def body_sentences(blocks: pd.DataFrame, quoted: pd.DataFrame) -> dict[str, list[Said]]:
    """Cut the running text of each article into sentences."""
    text = blocks[blocks["kind"].isin((BODY, BLOCKQUOTE))]
    places: dict[tuple, list] = {}
    for article, block, start, end in quoted[["article", "block", "start", "end"]].itertuples(index=False):
        places.setdefault((article, block), []).append((start, end))
    keys = list(text[["article", "block", "text"]].itertuples(index=False, name=None))
    said: dict[str, list[Said]] = {article: [] for article, _, _ in keys}
    for row, start, end in sentences(text["text"].tolist())[["row", "start", "end"]].itertuples(index=False):
        article, block, whole = keys[row]
        words = words_of(whole, start, end)
        inside = tuple(places.get((article, block), ()))
        said[article].append(Said(block, start, end, whole[start:end], words, content_stems(words), inside))
    return said


def on_the_matter(stems: frozenset[str], said: list[Said]) -> list[Said]:
    """Return the sentences that share two stems or more."""
    return [sentence for sentence in said if len(sentence.stems & stems) >= 2]


def nearest(stems: frozenset[str], said: list[Said]) -> Said | None:
    """Return the sentence that shares the most stems, rare ones counting more; the first of equals, None for no
    stem."""
    counts = Counter(one for sentence in said for one in sentence.stems & stems)
    best, most = None, 0.0
    for sentence in said:
        shared = sum(1 / counts[one] ** 0.5 for one in sentence.stems & stems)
        if shared > most + 1e-9:
            best, most = sentence, shared
    return best


@dataclass(frozen=True)
class Term:
    """A term of a scale in a text: places of its first and last-plus-one word, the term, and its strength (0 to 1)."""

    first: int
    after: int
    term: str
    strength: float


@dataclass(frozen=True)
class Finding:
    """What a headline says and the body does not: where, what, and the sentence to hold it against."""

    kind: str
    start: int
    end: int
    found: str
    nearest: Said | None
    observation: str


def against(kind: str, headline: str, place: tuple[int, int], found: str, sentence: Said) -> Finding:
    """Hold words of a headline against other words of the nearest sentence."""
    note = f"The headline says “{headline[slice(*place)]}”; the nearest sentence says “{found}”."
    return Finding(kind, *place, found, sentence, note)


@lru_cache(maxsize=1)
def _scales() -> dict[str, dict[str, list[tuple[tuple[str, ...], str, float]]]]:
    rows = (listed(f"{file}.csv", "scale", "term", "strength") for file in ("quantifiers", "certainty_scale"))
    found: dict[str, dict[str, list]] = {}
    for scale, term, strength in (row for file in rows for row in file):
        words = tuple(term.split())
        found.setdefault(scale, {}).setdefault(words[0], []).append((words, term, float(strength)))
    return {
        scale: {word: sorted(rows, key=lambda row: -len(row[0])) for word, rows in by_first.items()}
        for scale, by_first in found.items()
    }


def terms(words: tuple[Word, ...], scale: str) -> list[Term]:
    """Find the terms of a scale (a value of the column ``scale``) in words, without overlap."""
    listed, found, k = _scales().get(scale, {}), [], 0
    while k < len(words):
        for parts, term, strength in listed.get(words[k].lower, ()):
            if tuple(word.lower for word in words[k : k + len(parts)]) == parts:
                found.append(Term(k, k + len(parts), term, strength))
                k += len(parts) - 1
                break
        k += 1
    return found


def place_of(words: tuple[Word, ...], term: Term) -> tuple[int, int]:
    """Return where a term stands in the text, half-open."""
    return words[term.first].start, words[term.after - 1].end
