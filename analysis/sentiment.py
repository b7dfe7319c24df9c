"""VADER sentiment of many texts at once, equal to the package vaderSentiment to the last digit.

The package is the definition: its lexicon, boosters, negations, set phrases and constants are read from it. Here its
rules are applied to columns: what is known about a word is worked out once per distinct word, and the rules run in
NumPy over the few words that the lexicon values. Time grows in line with a text's length.

VADER's ``positive``, ``neutral`` and ``negative`` are shares of a text's words, 0 to 1. ``compound`` is from -1 (most
negative) to 1 (most positive). VADER was made for short messages: it knows no irony, and it reads "Security" as praise.

References
----------
Hutto, C. J. and Gilbert, E. (2014). VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text.
Eighth International Conference on Weblogs and Social Media.
"""

from __future__ import annotations

import string

import numpy as np
import pandas as pd

from analysis.schema import TEXT
from analysis.stretches import ranges
from analysis.vader import (
    BOOSTS,
    EMOJI,
    MARKS,
    UPPER,
    VALUED,
    Stream,
    cut_token,
    emoji_part,
    facts_of,
    package,
    stream_of,
)
from analysis.valence import MANY, NOTES, RULES, Hits, hits_of
from analysis.words import Words


def _scores(stream: Stream) -> dict[str, np.ndarray]:
    """Score each text: the package's ``score_valence``, column by column."""
    n, hits, emphasis = len(stream.bounds) - 1, hits_of(stream), _emphasis(stream)
    # bincount adds from left to right, as the package does with += to the positive and the negative
    positive = np.bincount(hits.text, np.where(hits.value > 0, hits.value + 1, 0.0), n)
    negative = np.bincount(hits.text, np.where(hits.value < 0, hits.value - 1, 0.0), n)
    counts, sizes = np.bincount(hits.text, minlength=n), np.diff(stream.bounds)
    more, less = positive > -negative, positive < -negative
    positive = positive + np.where(more, emphasis, 0.0)
    negative = negative - np.where(less, emphasis, 0.0)
    neutral = sizes - counts
    whole = np.where(sizes == 0, np.nan, positive - negative + neutral)
    return {
        "compound": _round(np.where(sizes == 0, np.nan, _compounds(hits, counts, emphasis)), 4),
        "positive": _round(positive / whole, 3),
        "neutral": _round(neutral / whole, 3),
        "negative": _round(np.abs(negative) / whole, 3),
    }


def _emphasis(stream: Stream) -> np.ndarray:
    """Give what each text's exclamation and question marks add to its score."""
    v, n, emphasis = package(), len(stream.bounds) - 1, 0.0
    marked, texts = stream.places(MARKS)
    for mark, table in (("!", v.exclamation), ("?", v.question)):
        count = np.bincount(texts, stream.facts[mark][stream.types[marked]], n)
        emphasis = emphasis + table[np.minimum(count, 4).astype(np.int64)]
    return emphasis


def _compounds(hits: Hits, counts: np.ndarray, emphasis: np.ndarray) -> np.ndarray:
    """Add up each text's valences and bring the sum between -1 and 1.

    The package adds with ``sum()``, which from Python 3.12 on makes up for rounding. So where the last digit of a sum
    can matter, next to 0 and where the compound is rounded at a half, ``sum()`` does it here too.
    """
    total = np.bincount(hits.text, hits.value, len(counts)).astype(float)
    compounds = _compound(total, emphasis)
    narrow = (counts > MANY) | ((counts > 0) & (np.abs(total) < 1e-9)) | _near_half(compounds * 1e4)
    rows = np.flatnonzero(narrow)
    total[rows] = [_sum(hits, slice(*cut)) for cut in np.searchsorted(hits.text, [rows, rows + 1]).T.tolist()]
    compounds[rows] = _compound(total[rows], emphasis[rows])
    return compounds


def _compound(total: np.ndarray, emphasis: np.ndarray) -> np.ndarray:
    total = total + np.where(total > 0, emphasis, np.where(total < 0, -emphasis, 0.0))
    return total / np.sqrt(total * total + 15)


def _sum(hits: Hits, one: slice) -> float:
    """Add up the valences of one text as the package does, where those of some set phrases are whole numbers."""
    values, whole = hits.value[one].tolist(), hits.whole[one]
    if whole.any():
        values = [int(value) if is_whole else value for value, is_whole in zip(values, whole.tolist(), strict=True)]
    return float(sum(values))


def _near_half(scaled: np.ndarray) -> np.ndarray:
    """Say where a number lies next to the middle between two whole ones."""
    return np.abs(scaled - np.floor(scaled) - 0.5) < 1e-6


def _round(values: np.ndarray, digits: int) -> np.ndarray:
    """Round as Python does. NumPy's way differs only where the last digit is about a half; Python rounds those."""
    scaled = values * 10.0**digits
    out = np.rint(scaled) / 10.0**digits
    close = np.flatnonzero(_near_half(scaled))
    out[close] = [round(x, digits) for x in values[close].tolist()]
    return out


def masked(word: str) -> str:
    """Put "name" in a word's place. ASCII punctuation around it stays, and so does a word that is nothing else."""
    core = word.strip(string.punctuation)
    if not core:
        return word
    lead = len(word) - len(word.lstrip(string.punctuation))
    return f"{word[:lead]}name{word[lead + len(core) :]}"


def sentiment(words: Words, *, names: np.ndarray | None = None) -> pd.DataFrame:
    """Score texts with VADER: four columns equal to ``polarity_scores``, and the compound with names masked.

    Parameters
    ----------
    words : the words of n texts
    names : boolean array, one per word, or None
        True for a word inside the name of an institution or country. The lexicon values some of these ("United",
        "Security"), which is not praise; ``compound_names_masked`` is the compound of the text with "name" in the place
        of each, see :func:`masked`. None masks nothing.

    Returns
    -------
    DataFrame of n rows
        ``compound`` and ``compound_names_masked`` from -1 to 1, higher is more positive; ``positive``, ``neutral``,
        ``negative`` from 0 to 1, shares of the text. Rounded as the package does. NaN for a text without words, where
        the package gives 0.

    Raises
    ------
    ValueError
        if `names` has not one value per word

    References
    ----------
    Hutto and Gilbert (2014), as at the head of the module.
    """
    if names is not None and len(names) != len(words.types):
        raise ValueError(f"names has {len(names)} values for {len(words.types)} words: give one per word")
    stream = stream_of(words.types, words.bounds, words.vocabulary, spell=False)
    scores = _scores(stream)
    # the few texts with emoji, and those whose names change the score, are scored once more, apart from the rest
    emoji = np.unique(stream.places(EMOJI)[1])
    moved = np.empty(0, dtype=np.int64) if names is None else _moved_by_names(words, np.flatnonzero(names))
    again = np.concatenate([emoji, moved])
    types = words.types[ranges(words.bounds[again], words.counts[again])]
    bounds = np.append(0, np.cumsum(words.counts[again]))
    if len(moved):
        _mask(words, names, moved, types[bounds[len(emoji)] :])
    other = _scores(stream_of(types, bounds, words.vocabulary))
    for name, column in scores.items():
        column[emoji] = other[name][: len(emoji)]
    hidden = scores["compound"].copy()
    hidden[moved] = other["compound"][len(emoji) :]
    return pd.DataFrame({**scores, "compound_names_masked": hidden})


def _moved_by_names(words: Words, places: np.ndarray) -> np.ndarray:
    """Give the texts whose scores can change when the words at `places` are masked.

    A word that VADER knows nothing about is as good as "name". Its capitals matter only where a word that counts, or
    makes another count for more, is in capitals too.
    """
    codes = words.vocabulary.facts(facts_of)["code"]
    code, texts = codes[words.types[places]], words.text_at(places)
    moved = np.zeros(len(words), dtype=bool)
    moved[texts[(code & ~np.uint16(UPPER)) != 0]] = True
    doubtful = np.zeros(len(words), dtype=bool)
    doubtful[texts[(code & UPPER) != 0]] = True
    rows = np.flatnonzero(doubtful & ~moved)
    code = codes[words.types[ranges(words.bounds[rows], words.counts[rows])]]
    loud = ((code & UPPER) != 0) & ((code & (VALUED | BOOSTS)) != 0)
    moved[np.repeat(rows, words.counts[rows])[loud]] = True
    return np.flatnonzero(moved)


def _mask(words: Words, names: np.ndarray, rows: np.ndarray, types: np.ndarray) -> None:
    """Put "name" in the place of the words in names, in the `types` of the texts `rows`."""
    hidden = np.flatnonzero(names[ranges(words.bounds[rows], words.counts[rows])])
    distinct, which = np.unique(types[hidden], return_inverse=True)
    shown = [masked(words.vocabulary.surfaces[t]) for t in distinct.tolist()]
    types[hidden] = words.vocabulary.numbers(shown)[which]


def sentiment_spans(words: Words) -> pd.DataFrame:
    """Give every word that moves a text's score, with the valence that VADER ended with and the rules that changed it.

    Parameters
    ----------
    words : the words of n texts

    Returns
    -------
    DataFrame
        ``row`` (index of the text), ``start``, ``end`` (characters, half-open), ``surface`` (the word without the
        punctuation around it; emoticons and emoji as they stand), ``label`` ("sentiment"), ``category`` ("positive" or
        "negative"), ``weight`` (valence; above 0 is positive), ``note``, ``source``. One emoji can give several rows,
        one per word of its description. Words that end at 0 have no row.
    """
    stream = stream_of(words.types, words.bounds, words.vocabulary)
    hits, facts = hits_of(stream), stream.facts
    types, surfaces = stream.types[hits.at], words.vocabulary.surfaces
    distinct, which = np.unique(types, return_inverse=True)
    shown = np.array([cut_token(surfaces[t])[1] for t in distinct.tolist()], dtype=object)[which]
    valences, rank = np.unique(facts["valence"][distinct], return_inverse=True)
    factors, factor = np.unique(hits.factor, return_inverse=True)
    reasons, reason = np.unique((rank[which] * len(factors) + factor) * RULES + hits.rules, return_inverse=True)
    told = [_note(valences[r // RULES // len(factors)], r % RULES, factors[r // RULES % len(factors)]) for r in reasons]
    notes = np.array(told, dtype=object)[reason]
    lead, size = facts["lead"][types], facts["size"][types]
    word, part = stream.words_at(hits.at)
    for k in np.flatnonzero(facts["code"][words.types[word]] & EMOJI).tolist():
        whole = surfaces[words.types[word[k]]]
        lead[k], size[k], read = emoji_part(whole, int(part[k]))
        shown[k] = whole[lead[k] : lead[k] + size[k]]
        notes[k] = f"the emoji is read as “{read}”; {notes[k]}" if read else notes[k]
    start = words.characters(words.starts[word], hits.text) + lead
    return pd.DataFrame(
        {
            "row": hits.text.astype(np.int64),
            "start": start,
            "end": start + size,
            "surface": pd.Series(shown, dtype=TEXT),
            "label": pd.Series(["sentiment"] * len(start), dtype=TEXT),
            "category": pd.Series(np.where(hits.value > 0, "positive", "negative"), dtype=TEXT),
            "weight": hits.value,
            "note": pd.Series(notes, dtype=TEXT),
            "source": pd.Series([package().source] * len(start), dtype=TEXT),
        }
    )


def _note(valence: float, rules: int, factor: float) -> str:
    """Tell in words how a word came to its weight."""
    parts = [f"{valence:+g} in the lexicon", *(note for rule, note in NOTES.items() if rules & rule)]
    if factor != 1:
        parts.append(f"“but” in the text: × {factor:.3g}")
    return "; ".join(parts)
