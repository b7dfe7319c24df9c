"""How hard a paragraph is to read, by ten measures of long standing.

The formulas are those of textstat 0.7.13 and the numbers equal its numbers to the last digit. What is known about a
word is worked out once per distinct word; a paragraph's counts are sums over its words, and each formula is one line
of NumPy in textstat's own order of operations. Syllables come from CMUdict (``lexicons/syllables.csv``, the first
pronunciation), and from Pyphen's hyphenation points for words that CMUdict has not: nothing is fetched.

How textstat counts, and so how it is counted here:

- punctuation is taken out, hyphens, dashes and curly apostrophes with it, so that "well-known" is one word,
  "wellknown"; a straight apostrophe stays before s, t, d, ve, ll and re. What is left between white space is a word;
- a sentence is what stands between two runs of ``.``, ``!`` and ``?`` and has three words or more; a text has at least
  one. "U.S." therefore ends sentences;
- a word is difficult if it is not on Dale and Chall's list of words that children know. Inflected forms and names are
  not on that list.

A formula is NaN for a text without words. Every formula was made for passages of some hundred words and more: below
that, ``readability_too_short`` is true, and a number says little.

References
----------
Flesch (1948); Kincaid et al. (1975); Gunning (1952); McLaughlin (1969); Smith & Senter (1967); Coleman & Liau (1975);
Dale & Chall (1948); O'Hayre (1966). textstat 0.7.13; CMUdict; Pyphen (en_US).
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.lexicon import easy_words
from analysis.schema import TEXT
from analysis.syllables import clean, count_syllables
from analysis.words import Words

SOURCE = "textstat 0.7.13"
#: below so many words the formulas are outside what they were made for
FEWEST_WORDS = 100
#: the Linsear Write formula looks at so many words
_LINSEAR_WORDS = 100

_STOP = re.compile(r"[.!?]")
_LETTER = re.compile(r"\w")
_INNER = re.compile(r"\w(?:.*\w)?", re.DOTALL)


def readability(words: Words) -> pd.DataFrame:
    """Measure how hard each of n texts is to read.

    Parameters
    ----------
    words : the n texts, split into words

    Returns
    -------
    DataFrame of n rows
        ``words``, ``sentences``, ``syllables`` (counts), ``flesch_reading_ease`` (higher is easier; 60 to 70 is plain
        English, below 0 and above 100 are possible), ``flesch_kincaid_grade``, ``gunning_fog``, ``smog_index``,
        ``automated_readability_index``, ``coleman_liau_index``, ``linsear_write_formula``, ``text_standard`` (years of
        school in the United States, higher is harder; the last is the commonest of all, 1 to 18),
        ``dale_chall_readability_score`` (higher is harder; 4.9 and less is read in the fourth year of school, 10 and
        more by graduates), ``difficult_words`` (distinct ones of two syllables or more), ``readability_too_short``
        (fewer than 100 words). All but the counts and the last are NaN for a text without words.
    """
    known = words.vocabulary.facts(_facts)
    types = words.types.astype(np.intp)
    ends = np.stack([words.bounds[1:], _ends_of_first_words(words, known, types)])
    sums = _sums(words, known, types, ends=ends)
    count = {name: both[0] for name, both in sums.items()}
    sentences, first_sentences = _sentences(words, known, types, ends=ends)
    sentences[np.diff(words.offsets) == 0] = 0

    some = count["word"] > 0
    nothing = np.where(some, 0.0, np.nan)
    n_words, n_sentences = count["word"] + nothing, sentences + nothing
    words_per_sentence = n_words / n_sentences
    syllables_per_word = count["syllables"] / n_words
    # textstat makes it 0 where no word has a syllable: "Hmm."
    spoken = count["syllables"] > 0
    ease = np.where(spoken, 206.835 - 1.015 * words_per_sentence - 84.6 * syllables_per_word, nothing)
    grade = np.where(spoken, (0.39 * words_per_sentence) + (11.8 * syllables_per_word) - 15.59, nothing)
    # ** 0.5 as Python has it: NumPy's square root may differ in the last digit
    root = np.array([ratio**0.5 for ratio in (30 * (count["long"] / n_sentences)).tolist()], dtype=float)
    characters, letters = count["characters"] / (words.counts + nothing), count["letters"] / n_words * 100
    unfamiliar = 100 * count["unfamiliar"] / n_words
    dale_chall = (0.1579 * unfamiliar) + (0.0496 * words_per_sentence)
    linsear = sums["linsear"][1] / (first_sentences + nothing)
    scores = {
        "flesch_reading_ease": ease,
        "flesch_kincaid_grade": grade,
        "gunning_fog": 0.4 * (words_per_sentence + 100 * count["unfamiliar_long"] / n_words),
        "smog_index": (1.043 * root) + 3.1291,
        "automated_readability_index": (4.71 * characters) + (0.5 * words_per_sentence) - 21.43,
        "coleman_liau_index": (0.058 * letters) - (0.296 * (n_sentences / n_words * 100)) - 15.8,
        "dale_chall_readability_score": np.where(unfamiliar > 5, dale_chall + 3.6365, dale_chall),
        "linsear_write_formula": np.where(linsear <= 20, linsear - 2, linsear) / 2,
    }
    return pd.DataFrame(
        {
            "words": count["word"],
            "sentences": sentences,
            "syllables": count["syllables"],
            **scores,
            "difficult_words": _distinct_difficult(words, known, types) + nothing,
            "text_standard": _text_standard(scores),
            "readability_too_short": count["word"] < FEWEST_WORDS,
        }
    )


def readability_spans(words: Words) -> pd.DataFrame:
    """Mark the words that ``difficult_words`` counts, each time they stand in a text.

    Parameters
    ----------
    words : n texts, split into words

    Returns
    -------
    DataFrame, one row a marked word
        ``row`` (the text), ``start``, ``end``, ``surface`` (without the punctuation around it), ``label``,
        ``category``, ``weight`` (its syllables, two or more), ``note``, ``source``
    """
    known = words.vocabulary.facts(_facts)
    marked = np.flatnonzero(known["difficult"][words.types])
    rows = words.text_at(marked)
    types, place = np.unique(words.types[marked], return_inverse=True)
    inner = [_INNER.search(words.vocabulary.surfaces[t]) for t in types.tolist()]
    before = np.array([found.start() for found in inner], dtype=np.int64)[place]
    length = np.array([len(found[0]) for found in inner], dtype=np.int64)[place]
    start = words.characters(words.starts[marked], rows) + before
    syllables = known["difficult_syllables"][types]
    notes = [f"{n} syllables, not on the Dale-Chall list" for n in syllables.tolist()]
    return pd.DataFrame(
        {
            "row": rows,
            "start": start,
            "end": start + length,
            "surface": pd.array([found[0] for found in inner], dtype=TEXT).take(place),
            "label": pd.array(["difficult"], dtype=TEXT).repeat(len(rows)),
            "category": pd.array(["difficult"], dtype=TEXT).repeat(len(rows)),
            "weight": syllables.astype(float)[place],
            "note": pd.array(notes, dtype=TEXT).take(place),
            "source": pd.array([SOURCE], dtype=TEXT).repeat(len(rows)),
        }
    )


#: the formulas that vote for a grade in text_standard, beside reading ease, in textstat's order
_VOTING = (
    "flesch_kincaid_grade",
    "smog_index",
    "coleman_liau_index",
    "automated_readability_index",
    "dale_chall_readability_score",
    "linsear_write_formula",
    "gunning_fog",
)
#: the columns of `_facts` that are added up over a text
_SUMMED = ("word", "syllables", "characters", "letters", "long", "linsear", "unfamiliar", "unfamiliar_long")


def _facts(surfaces: list[str]) -> dict[str, np.ndarray]:
    """Tell of distinct words, as they stand in the text, what the formulas need (one array entry per word)."""
    # in one go: no rule looks past white space, so what holds for a word holds among others
    joined = clean("\n".join(surfaces))
    cleaned = joined.split("\n")[: len(surfaces)]
    lowered = joined.lower().split("\n")[: len(surfaces)]
    syllables = count_syllables(lowered)
    difficult_syllables = syllables.copy()
    if not joined.isascii():
        # whether a word is difficult, textstat asks after lower case, and then cleans it again: of the two signs
        # that "İ" becomes, one is left
        again = [i for i, word in enumerate(lowered) if not word.isascii() and clean(word) != word]
        difficult_syllables[again] = count_syllables([clean(lowered[i]).lower() for i in again])
    word = np.array([bool(w) for w in cleaned], dtype=bool)
    easy = easy_words()
    unfamiliar = word & np.array([w not in easy for w in lowered], dtype=bool)
    stops = np.array([_STOP.search(s) is not None for s in surfaces], dtype=bool)
    pieces, after = word.astype(np.int8), np.zeros(len(surfaces), dtype=np.int8)
    for i in np.flatnonzero(stops & word).tolist():
        first, *_, last = _STOP.split(surfaces[i])
        after[i] = _LETTER.search(last) is not None
        pieces[i] = after[i] + (_LETTER.search(first) is not None)
    return {
        "cleaned": np.array(cleaned, dtype=object),
        "word": word,
        "characters": np.array([len(s) for s in surfaces], dtype=np.int32),
        "letters": np.array([len(w) - w.count("'") for w in cleaned], dtype=np.int32),
        "syllables": syllables,
        "long": syllables >= 3,
        "linsear": np.where(syllables >= 3, 3, syllables > 0).astype(np.int8),
        "unfamiliar": unfamiliar,
        "unfamiliar_long": unfamiliar & (difficult_syllables >= 3),
        "difficult": unfamiliar & (difficult_syllables >= 2),
        "difficult_syllables": difficult_syllables,
        # of "U.S." the U belongs to the sentence before, the S to none, and nothing to the sentence after
        "stops": stops,
        "pieces": pieces,
        "after": after,
    }


def _running(values: np.ndarray) -> np.ndarray:
    """Add up values from the first word on: entry i is the sum of the i values before it (int64)."""
    total = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, out=total[1:], dtype=np.int64)
    return total


def _ends_of_first_words(words: Words, known: dict[str, np.ndarray], types: np.ndarray) -> np.ndarray:
    """Find where Linsear Write stops in each text: behind the hundredth word of a text of more than 100 raw tokens."""
    ends = words.bounds[1:].copy()
    longer = np.flatnonzero(words.counts > _LINSEAR_WORDS)
    if len(longer):
        running = _running(known["word"][types])
        hundredth = np.searchsorted(running, running[words.bounds[longer]] + _LINSEAR_WORDS)
        ends[longer] = np.minimum(ends[longer], hundredth)
    return ends


def _sums(words: Words, known: dict[str, np.ndarray], types: np.ndarray, *, ends: np.ndarray) -> dict[str, np.ndarray]:
    """Add up the columns `_SUMMED` over each text from its first word up to `ends` (any shape that ends in n).

    Columns share a 64-bit integer, each with room for the largest sum that a text of so many words can have: the words
    are looked up twice, not eight times, and nothing can overflow into its neighbour.
    """
    few = len(types) < len(words.vocabulary)
    columns = {name: known[name][types] if few else known[name] for name in _SUMMED}
    most = int(words.counts.max(initial=0))
    sums, packed, places, used = {}, 0, {}, 0
    for name in (*_SUMMED, None):
        room = (most * int(columns[name].max(initial=0))).bit_length() if name else 64
        if used + room > 63 and places:
            running = _running(packed if few else packed[types])
            total = running[ends] - running[words.bounds[:-1]]
            sums |= {held: (total >> at) & ((1 << bits) - 1) for held, (at, bits) in places.items()}
            packed, places, used = 0, {}, 0
        if name:
            packed = packed + (columns[name].astype(np.int64) << used)
            places[name], used = (used, room), used + room
    return sums


def _sentences(words: Words, known: dict[str, np.ndarray], types: np.ndarray, *, ends: np.ndarray) -> np.ndarray:
    """Count the sentences of each text from its first word up to `ends` (any shape that ends in n), at least 1."""
    begins = words.bounds[:-1]
    running = _running(known["pieces"][types])
    stops = np.flatnonzero(known["stops"][types])
    before, last = np.searchsorted(stops, begins), np.searchsorted(stops, ends)
    # the words up to the end of each sentence, and up to its beginning: where the one before ended, or its text began
    upto = np.append(0, running[stops + 1] - known["after"][types[stops]])
    text_began = np.repeat(running[begins], np.diff(np.append(before, len(stops))))
    full = _running(upto[1:] - np.maximum(upto[:-1], text_began) >= 3)
    rest = running[ends] - np.maximum(upto[last], running[begins])
    return np.maximum(1, full[last] - full[before] + (rest >= 3))


def _distinct_difficult(words: Words, known: dict[str, np.ndarray], types: np.ndarray) -> np.ndarray:
    """Count each text's distinct difficult words; upper and lower case are distinct, "state," and "state" are not."""
    places = np.flatnonzero(known["difficult"][types])
    types = types[places]
    seen = np.zeros(len(words.vocabulary), dtype=bool)
    seen[types] = True
    seen = np.flatnonzero(seen)
    key = np.zeros(len(words.vocabulary), dtype=np.int64)
    numbers: dict[str, int] = {}
    key[seen] = [numbers.setdefault(word, len(numbers)) for word in known["cleaned"][seen].tolist()]
    texts = np.repeat(np.arange(len(words)), np.diff(np.searchsorted(places, words.bounds)))
    pairs = texts * len(numbers) + key[types]
    pairs.sort()
    distinct = pairs[np.append(True, pairs[1:] != pairs[:-1])] if len(pairs) else pairs
    return np.bincount(distinct // max(1, len(numbers)), minlength=len(words))


def _text_standard(scores: dict[str, np.ndarray]) -> np.ndarray:
    """Give the grade that most formulas come to, the first in textstat's order among equals, kept within 1 and 18."""
    ease = scores["flesch_reading_ease"]
    grades = np.array([13, 12, 11, 10, 8, 7, 6, 5, 13], dtype=float)
    band = grades[np.searchsorted([30, 40, 50, 60, 70, 80, 90, 100], np.nan_to_num(ease), side="right")]
    votes = [v for name in _VOTING for v in (np.floor(scores[name]), np.ceil(scores[name]), np.rint(scores[name]))]
    # reading ease votes fourth, and twice where it is between 60 and 70
    votes[3:3] = [band, np.where(band == 8, 9, np.nan)]
    ballot = np.stack(votes)
    support = np.zeros(ballot.shape, dtype=np.int8)
    for vote in votes:
        support += ballot == vote
    winner = ballot[support.argmax(axis=0), np.arange(len(ease))]
    return np.where(np.isnan(ease), np.nan, np.clip(winner, 1, 18))
