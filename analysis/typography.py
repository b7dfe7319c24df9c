"""What is marked by rule and not by list: words in capitals, exclamation marks, and scare quotes.

Each is the writer's own device, and each is found in the text as it stands: a run of words in capitals that are not
acronyms, in a text that is not all capitals; a word that carries an exclamation mark; one or two words in quotation
marks with no speaker.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.attribution import SCARE, Quotations, is_scare_word
from analysis.lexicon import easy_words
from analysis.schema import OUTLET, QUOTED
from analysis.words import Facts, Words

TYPOGRAPHIC_WEIGHT = 0.6
SCARE_WEIGHT = 0.5
_OPENS_SENTENCE = (".", "!", "?", ":", "”", '"')
_AROUND = "\"'“”‘’()[]{}.,;:…-–—*"
#: words that are read as acronyms when they stand in capitals
_ACRONYMS = frozenset(
    [
        "us",
        "who",
        "it",
        "aids",
        "ice",
        "may",
        "dc",
        "am",
        "pm",
        "ok",
        "tv",
        "la",
        "un",
        "it's",
        "cia",
        "fbi",
        "ira",
        "aid",
        "pac",
        "sat",
        "act",
        "nest",
        "start",
    ]
)


@dataclass(frozen=True)
class Voice:
    """What the measure has to know of each word and text besides the words themselves.

    Attributes
    ----------
    quoted : bool, one per word; the word is someone else's
    named : bool, one per word; the word stands inside a name
    headline : bool, one per text
    quotations : what stands between quotation marks
    """

    quoted: np.ndarray
    named: np.ndarray
    headline: np.ndarray
    quotations: Quotations


def word_facts(surfaces: list[str]) -> Facts:
    """Say of each word whether it is one, whether it is in capitals, and how many exclamation marks it carries."""
    easy = easy_words()
    n = len(surfaces)
    is_word, upper, shouted = np.zeros(n, bool), np.zeros(n, bool), np.zeros(n, bool)
    exclamations, capital = np.zeros(n, np.int16), np.zeros(n, bool)
    ends = np.zeros(n, bool)
    for i, surface in enumerate(surfaces):
        is_word[i] = any(c.isalnum() or c == "_" for c in surface)
        exclamations[i] = min(surface.count("!"), 32_767)
        core = surface.strip(_AROUND + "!?")
        capital[i] = core[:1].isupper()
        ends[i] = surface[-1:] in _OPENS_SENTENCE
        if len(core) > 1 and core.isupper() and core.isalpha():
            upper[i] = True
            shouted[i] = len(core) > 2 and core.lower() in easy and core.lower() not in _ACRONYMS
    return {
        "is_word": is_word,
        "upper": upper,
        "shouted": shouted,
        "exclamations": exclamations,
        "capital": capital,
        "ends": ends,
        "typographic": shouted | (exclamations > 0),
    }


def shouts(words: Words, voice: Voice, typographic: np.ndarray, seen: Facts) -> np.ndarray:
    """Give runs of words in capitals, and words with exclamation marks, as rows of first and last word."""
    if not len(typographic):
        return np.empty((0, 2), np.int64)
    upper, exclamations = seen["upper"][words.types], seen["exclamations"][words.types]
    runs: list[tuple[int, int]] = []
    texts = words.text_at(typographic)
    all_capitals = words.sum(upper) * 10 >= words.counts * 7
    for at, text in zip(typographic.tolist(), texts.tolist(), strict=True):
        if runs and at <= runs[-1][1]:
            continue
        if seen["shouted"][words.types[at]] and not voice.named[at] and not all_capitals[text]:
            first = last = at
            while first > words.bounds[text] and upper[first - 1] and not voice.named[first - 1]:
                first -= 1
            while last + 1 < words.bounds[text + 1] and upper[last + 1] and not exclamations[last]:
                last += 1
            runs.append((first, last))
        elif exclamations[at]:
            runs.append((at, at))
    return np.array(runs, np.int64).reshape(-1, 2)


def scares(words: Words, quotations: Quotations) -> np.ndarray:
    """Give the scare quotes that doubt a word, as indices into `quotations`."""
    places = np.flatnonzero(quotations.kind == SCARE) if len(quotations.kind) else np.empty(0, int)
    q = quotations
    doubts = [is_scare_word(words.text(q.text[k])[q.start[k] : q.end[k]]) for k in places]
    return places[np.array(doubts, bool)]


def shout_spans(words: Words, voice: Voice, runs: np.ndarray) -> pd.DataFrame:
    """Give the runs as spans: the words in capitals with their exclamation mark, or the exclamation marks alone."""
    text, start, _ = words.spans(runs[:, 0])
    _, _, end = words.spans(runs[:, 1])
    loud = words.vocabulary.facts(word_facts)["shouted"][words.types[runs]].any(axis=1)
    rows = []
    for k, (row, a, b) in enumerate(zip(text.tolist(), start.tolist(), end.tolist(), strict=True)):
        piece = words.text(row)[a:b]
        if loud[k]:
            core = piece.strip(_AROUND)
            a += piece.index(core)
            b = a + len(core)
            note = "words in capitals: the writer raises the voice"
        else:
            a, b = a + piece.index("!"), a + piece.rindex("!") + 1
            note = "an exclamation mark: the writer raises the voice"
        rows.append((row, a, b, QUOTED if voice.quoted[runs[k, 0]] else OUTLET, note))
    spans = pd.DataFrame(rows, columns=["row", "start", "end", "voice", "note"])
    return spans.assign(label="loaded", category="typographic", weight=TYPOGRAPHIC_WEIGHT, neutral="", source="rule")


def scare_spans(voice: Voice, places: np.ndarray) -> pd.DataFrame:
    """Give the scare quotes of `places` (indices into the quotations) as spans, the marks included."""
    q = voice.quotations
    spans = pd.DataFrame({"row": q.text[places], "start": q.start[places], "end": q.end[places]})
    note = "one or two words in quotation marks with no speaker: they hold the word at arm's length"
    return spans.assign(
        label="loaded", category="insinuation", weight=SCARE_WEIGHT, voice=OUTLET, neutral="", note=note, source="rule"
    )
