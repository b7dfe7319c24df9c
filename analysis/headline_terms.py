"""Words of degree in headlines and bodies: how much, how often, how sure; each on its scale, the longest term first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.headline_text import Said, Word
from analysis.lexicon import FOLDER


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


@lru_cache(maxsize=32)
def _scale(name: str) -> dict[str, list[tuple[tuple[str, ...], str, float]]]:
    table = pd.concat([pd.read_csv(FOLDER / f"{file}.csv") for file in ("quantifiers", "certainty_scale")])
    by_first: dict[str, list] = {}
    for term, strength in table.loc[table["scale"] == name, ["term", "strength"]].itertuples(index=False):
        words = tuple(term.split())
        by_first.setdefault(words[0], []).append((words, term, float(strength)))
    return {word: sorted(rows, key=lambda row: -len(row[0])) for word, rows in by_first.items()}


def terms(words: tuple[Word, ...], scale: str) -> list[Term]:
    """Find the terms of a scale (a value of the column ``scale``) in words, without overlap."""
    listed, found, k = _scale(scale), [], 0
    while k < len(words):
        for parts, term, strength in listed.get(words[k].lower, ()):
            if tuple(word.lower for word in words[k : k + len(parts)]) == parts:
                found.append(Term(k, k + len(parts), term, strength))
                k += len(parts) - 1
                break
        k += 1
    return found


def surface(words: tuple[Word, ...], text: str, first: int, after: int) -> str:
    """Give the text from one word to before another."""
    return text[words[first].start : words[after - 1].end]
