"""What is marked by rule and not by list: words in capitals, exclamation marks, and scare quotes.

Each is the writer's own device, and each is found in the text as it stands: a run of words in capitals that are not
acronyms, in a text that is not all capitals; a word that carries an exclamation mark; one or two words in quotation
marks with no speaker.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.lexicon import easy_words
from analysis.quotation import SCARE, Quotations, is_scare_word
from analysis.schema import OUTLET, QUOTED
from analysis.words import Facts, Stretches, Words

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
    quoted : the words that are someone else's
    named : the words that stand inside a name
    headline : bool, one per text
    quotations : what stands between quotation marks
    """

    quoted: Stretches
    named: Stretches
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
    runs: list[tuple[int, int]] = []
    types = words.types[typographic]
    shouted, exclaimed = seen["shouted"][types], seen["exclamations"][types] > 0
    named = voice.named.hold(typographic)
    texts = words.text_at(typographic)
    all_capitals = _all_capitals(words, seen, texts[shouted])
    for at, text, loud, marked in zip(
        *(a.tolist() for a in (typographic, texts, shouted & ~named, exclaimed)), strict=True
    ):
        if runs and at <= runs[-1][1]:
            continue
        if loud and text not in all_capitals:
            begin, stop = words.bounds[text], words.bounds[text + 1]
            here = words.types[begin:stop]
            upper = seen["upper"][here] & ~voice.named.hold(np.arange(begin, stop))
            upper[at - begin] = True
            first = last = at - begin
            while first > 0 and upper[first - 1]:
                first -= 1
            while last + 1 < len(here) and upper[last + 1] and not seen["exclamations"][here[last]]:
                last += 1
            runs.append((begin + first, begin + last))
        elif marked:
            runs.append((at, at))
    return np.array(runs, np.int64).reshape(-1, 2)


def _all_capitals(words: Words, seen: Facts, texts: np.ndarray) -> set[int]:
    """Give those of `texts` in which seven words of ten and more are in capitals: there they stand out no more."""
    chosen = np.unique(texts).tolist()
    shares = [seen["upper"][words.types[words.bounds[i] : words.bounds[i + 1]]].mean() for i in chosen]
    return {i for i, share in zip(chosen, shares, strict=True) if share >= 0.7}


def scares(words: Words, quotations: Quotations) -> np.ndarray:
    """Give the scare quotes that doubt a word, as indices into `quotations`."""
    places = np.flatnonzero(quotations.kind == SCARE)
    doubts = [is_scare_word(surface) for surface in quotations.keep(places).surfaces(words)]
    return places[np.array(doubts, bool)]


def shout_spans(words: Words, voice: Voice, runs: np.ndarray) -> pd.DataFrame:
    """Give the runs as spans: the words in capitals with their exclamation mark, or the exclamation marks alone."""
    text, start, _ = words.spans(runs[:, 0])
    _, _, end = words.spans(runs[:, 1])
    loud = words.vocabulary.facts(word_facts)["shouted"][words.types[runs]].any(axis=1)
    rows = []
    quoted = voice.quoted.hold(runs[:, 0])
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
        rows.append((row, a, b, QUOTED if quoted[k] else OUTLET, note))
    spans = pd.DataFrame(rows, columns=["row", "start", "end", "voice", "note"])
    return spans.assign(label="loaded", category="typographic", weight=TYPOGRAPHIC_WEIGHT, neutral="", source="rule")


def scare_spans(words: Words, voice: Voice, places: np.ndarray) -> pd.DataFrame:
    """Give the scare quotes of `places` (indices into the quotations) as spans, the marks included."""
    q = voice.quotations.keep(places)
    start, end = (words.characters(place, q.text) for place in (q.start, q.end))
    spans = pd.DataFrame({"row": q.text, "start": start, "end": end})
    note = "one or two words in quotation marks with no speaker: they hold the word at arm's length"
    return spans.assign(
        label="loaded", category="insinuation", weight=SCARE_WEIGHT, voice=OUTLET, neutral="", note=note, source="rule"
    )
