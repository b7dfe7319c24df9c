"""What the readability formulas need to know of a word, worked out for many new words at once."""

from __future__ import annotations

import numpy as np

from analysis.syllables import clean, count_syllables, easy_words
from analysis.word_shapes import STOP, WORD, lines, shapes
from analysis.words import Facts

#: the columns of `reading_facts` that are added up over a text, and the bits that each sum is given: columns share a
#: 64-bit integer, so that two look-ups and two sums do for all of them
TOGETHER = {
    "sizes": {"characters": 16, "letters": 16, "syllables": 18, "difficult": 12},
    "kinds": {"word": 12, "linsear": 14, "long": 12, "unfamiliar": 12, "unfamiliar_long": 12},
}
#: that is enough for texts of fewer words and fewer bytes: no character has more than three syllables ("w")
FEWER_WORDS, FEWER_BYTES = 1 << 12, 1 << 16
#: for other texts, each column by itself
APART = {name: {name: 63} for fields in TOGETHER.values() for name in fields}


def reading_facts(surfaces: list[str]) -> Facts:
    """Tell of distinct words, as they stand in the text, what the formulas need (one array entry per word)."""
    shape = shapes(surfaces)
    kinds, codes = shape.kinds, shape.codes
    in_word, in_stop = kinds & WORD != 0, kinds & STOP != 0
    joined = shape.joined(in_word | _kept_apostrophes(codes))
    cleaned, lowered = lines(joined), lines(joined.lower())
    syllables = count_syllables(lowered)
    difficult_syllables = syllables.copy()
    if not joined.isascii():
        # whether a word is difficult, textstat asks after lower case, and then cleans it again: of the two signs
        # that "İ" becomes, one is left
        again = [i for i, word in enumerate(lowered) if not word.isascii() and clean(word) != word]
        difficult_syllables[again] = count_syllables([clean(lowered[i]).lower() for i in again])
    word = np.array(list(map(bool, cleaned)), dtype=bool)
    unfamiliar = word & ~np.array(list(map(easy_words().__contains__, lowered)), dtype=bool)
    first, last = shape.span(in_word)
    first_stop, behind_stops = shape.span(in_stop)
    stops = behind_stops > 0
    not_before = (stops & word & ~((first < last) & (first < first_stop))).astype(np.int8)
    after = (stops & word & (last > behind_stops)).astype(np.int8)
    difficult = unfamiliar & (difficult_syllables >= 2)
    known = {
        "form": np.where(difficult, np.array(cleaned, dtype=object), ""),
        "word": word,
        "characters": shape.lengths.astype(np.int32),
        "letters": shape.count(in_word),
        "syllables": syllables,
        "long": syllables >= 3,
        "linsear": np.where(syllables >= 3, 3, syllables > 0).astype(np.int8),
        "unfamiliar": unfamiliar,
        "unfamiliar_long": unfamiliar & (difficult_syllables >= 3),
        "difficult": difficult,
        "difficult_syllables": difficult_syllables,
        # of "U.S." the U belongs to the sentence before, the S to none, and nothing to the sentence after
        "stops": stops,
        "not_before": not_before,
        "after": after,
    }
    for column, fields in TOGETHER.items():
        known[column] = np.zeros(len(surfaces), dtype=np.int64)
        for name, bits in reversed(fields.items()):
            known[column] = (known[column] << bits) + known[name]
    return known


def _kept_apostrophes(codes: np.ndarray) -> np.ndarray:
    """Choose the apostrophes that :func:`clean` leaves: those before t, s, d, ve, ll and re."""
    at = np.flatnonzero(codes[:-1] == ord("'"))
    # there is a line end behind each word
    after, next_after = codes[at + 1], codes.take(at + 2, mode="clip")
    alone = np.isin(after, [ord(letter) for letter in "tsd"])
    e, ll = next_after == ord("e"), (after == ord("l")) & (next_after == ord("l"))
    kept = np.zeros(len(codes), bool)
    kept[at] = alone | ll | (e & ((after == ord("v")) | (after == ord("r"))))
    return kept
