"""What is marked by rule and not by list: words in capitals, exclamation marks, and scare quotes.

Each is the writer's own device, and each is found in the text as it stands: a run of words in capitals that are not
acronyms, in a text that is not all capitals; a word that carries an exclamation mark; one or two words in quotation
marks with no speaker.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.quotation import Quotations
from analysis.quotation_kind import SCARE, is_scare_word
from analysis.schema import OUTLET, QUOTED
from analysis.stretches import Stretches
from analysis.syllables import easy_words
from analysis.word_shapes import AROUND, AROUND_WORDS, UPPER, shapes
from analysis.words import Facts, Words

#: light: experts marked 8 of 153 scare quotes in BABE, and 1 of 17 words in capitals or with an exclamation mark
TYPOGRAPHIC_WEIGHT = SCARE_WEIGHT = 0.3
_OPENS_SENTENCE = np.array([ord(sign) for sign in '.!?:”"'], np.uint32)
#: words that are read as acronyms when they stand in capitals
ACRONYMS = frozenset(
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
    """Say of each piece whether it is in capitals, and how many exclamation marks it carries."""
    shape = shapes(surfaces)
    kinds, codes = shape.kinds, shape.codes
    facts = {name: np.zeros(len(surfaces), bool) for name in ("upper", "shouted", "capital", "ends", "possessive")}
    first, last = shape.span(kinds & AROUND == 0)
    facts["capital"] = (first < last) & (kinds[shape.starts + first] & UPPER != 0)
    facts["ends"] = np.isin(codes[shape.ends - 1], _OPENS_SENTENCE) & (shape.lengths > 0)
    facts["possessive"][shape.words_at(_possessive_ends(codes))] = True
    easy = easy_words()
    for i in shape.capitals.tolist():
        core = surfaces[i].strip(AROUND_WORDS + "!?")
        facts["upper"][i] = len(core) > 1 and core.isupper() and core.isalpha()
        word = core.lower()
        facts["shouted"][i] = facts["upper"][i] and len(core) > 2 and word in easy and word not in ACRONYMS
    exclamations = shape.count(codes == ord("!"))
    return facts | {"exclamations": exclamations, "typographic": facts["shouted"] | (exclamations > 0)}


def _possessive_ends(codes: np.ndarray) -> np.ndarray:
    """Find the places of an s behind an apostrophe at the end of a word."""
    at = np.flatnonzero((codes[1:-1] == ord("s")) & (codes[2:] == ord("\n"))) + 1
    return at[np.isin(codes[at - 1], (ord("'"), ord("’")))]


def shouts(words: Words, voice: Voice, typographic: np.ndarray, seen: Facts) -> np.ndarray:
    """Give runs of words in capitals, and words with "!", as rows of first word, last word, and 1 for capitals."""
    if not len(typographic):
        return np.empty((0, 3), np.int64)

    def goes_on(at: int) -> bool:
        return bool(seen["upper"][words.types[at]]) and not voice.named.hold(np.array([at])).item()

    runs: list[tuple[int, int, bool]] = []
    types = words.types[typographic]
    shouted, exclaimed = seen["shouted"][types], seen["exclamations"][types] > 0
    named, texts = voice.named.hold(typographic), words.text_at(typographic)
    all_capitals = _all_capitals(words, seen, texts[shouted])
    for at, text, loud, marked in zip(
        *(a.tolist() for a in (typographic, texts, shouted & ~named, exclaimed)), strict=True
    ):
        if runs and at <= runs[-1][1]:
            continue
        if loud and text not in all_capitals:
            first = last = at
            while first > words.bounds[text] and goes_on(first - 1):
                first -= 1
            while (
                last + 1 < words.bounds[text + 1] and not seen["exclamations"][words.types[last]] and goes_on(last + 1)
            ):
                last += 1
            runs.append((first, last, True))
        elif marked:
            runs.append((at, at, False))
    return np.array(runs, np.int64).reshape(-1, 3)


def _all_capitals(words: Words, seen: Facts, texts: np.ndarray) -> set[int]:
    """Give those of `texts` in which seven words of ten and more are in capitals: there they stand out no more."""
    found = set()
    for i in np.unique(texts).tolist():
        here = words.types[words.bounds[i] : words.bounds[i + 1]]
        if 10 * np.count_nonzero(seen["upper"][here]) >= 7 * len(here):
            found.add(i)
    return found


def scares(words: Words, quotations: Quotations) -> np.ndarray:
    """Give the scare quotes that doubt a word, as indices into `quotations`."""
    places = np.flatnonzero(quotations.kind == SCARE)
    doubts = [is_scare_word(surface) for surface in quotations.keep(places).surfaces(words)]
    return places[np.array(doubts, bool)]


def shout_spans(words: Words, voice: Voice, runs: np.ndarray) -> pd.DataFrame:
    """Give the runs as spans: the words in capitals with their exclamation mark, or the exclamation marks alone."""
    text, start, _ = words.spans(runs[:, 0])
    quoted = voice.quoted.hold(runs[:, 0])
    rows = []
    for k, (row, a) in enumerate(zip(text.tolist(), start.tolist(), strict=True)):
        piece = words.between(*runs[k, :2].tolist())
        core = piece.strip(AROUND_WORDS)
        if runs[k, 2]:
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
