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
from analysis.vader import (
    BOOSTS,
    EMOJI,
    MARKS,
    UPPER,
    VALUED,
    Stream,
    count_in,
    cut_token,
    facts_of,
    package,
    ranges,
    spell_out,
    stream_of,
)
from analysis.valence import NOTES, RULES, Hits, hits_of
from analysis.words import Words

#: texts with more valued words than this are added up one by one, so that time stays in line with length
_MANY = 64
#: from Python 3.12 on sum() makes up for rounding; the package's compound depends on it
_COMPENSATED = sum([0.1] * 10) == 1.0


def _sums(hits: Hits, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Add up each text's valences from left to right: all as sum() does, the positive and the negative as += does."""
    total, slip, positive, negative = (np.zeros(n) for _ in range(4))
    cuts = np.searchsorted(hits.text, np.arange(n + 1))
    sizes = np.diff(cuts)
    alone = sizes > _MANY
    alone[hits.text[hits.whole]] = True
    for i in np.flatnonzero(alone).tolist():
        one = slice(cuts[i], cuts[i + 1])
        values = hits.value[one].tolist()
        total[i] = float(sum(int(x) if whole else x for x, whole in zip(values, hits.whole[one].tolist(), strict=True)))
        for x in values:
            if x > 0:
                positive[i] += x + 1
            else:
                negative[i] += x - 1
    sizes[alone] = 0
    order = np.argsort(-sizes, kind="stable")
    for k in range(sizes.max(initial=0)):
        rows = order[: np.searchsorted(-sizes[order], -k)]
        x, old = hits.value[cuts[rows] + k], total[rows]
        new = total[rows] = old + x
        if _COMPENSATED:
            slip[rows] += np.where(np.abs(old) >= np.abs(x), (old - new) + x, (x - new) + old)
        positive[rows] += np.where(x > 0, x + 1, 0.0)
        negative[rows] += np.where(x < 0, x - 1, 0.0)
    return total + slip, positive, negative


def _round(values: np.ndarray, digits: int) -> np.ndarray:
    """Round as Python does. NumPy's way differs only where the last digit is about a half; Python rounds those."""
    scaled = values * 10.0**digits
    out = np.rint(scaled) / 10.0**digits
    close = np.flatnonzero(np.abs(np.abs(scaled - np.floor(scaled)) - 0.5) < 1e-6)
    out[close] = [round(x, digits) for x in values[close].tolist()]
    return out


def _scores(stream: Stream) -> dict[str, np.ndarray]:
    """Score each text: the package's ``score_valence``, column by column."""
    v, bounds, n = package(), stream.bounds, len(stream.bounds) - 1
    hits = hits_of(stream)
    total, positive, negative = _sums(hits, n)
    marked = np.flatnonzero(stream.codes & MARKS)
    emphasis = np.zeros(n)
    for mark, table in (("!", v.exclamation), ("?", v.question)):
        emphasis += table[np.minimum(count_in(marked, bounds, stream.facts[mark][stream.types[marked]]), 4)]
    total += np.where(total > 0, emphasis, np.where(total < 0, -emphasis, 0.0))
    compound = total / np.sqrt(total * total + 15)
    stronger, weaker = positive > -negative, positive < -negative
    positive += np.where(stronger, emphasis, 0.0)
    negative -= np.where(weaker, emphasis, 0.0)
    neutral = np.diff(bounds) - np.bincount(hits.text, minlength=n)
    empty = bounds[1:] == bounds[:-1]
    whole = np.where(empty, np.nan, positive - negative + neutral)
    return {
        "compound": _round(np.where(empty, np.nan, compound), 4),
        "positive": _round(positive / whole, 3),
        "neutral": _round(neutral / whole, 3),
        "negative": _round(np.abs(negative) / whole, 3),
    }


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
    table = pd.DataFrame(_scores(stream_of(words.types, words.bounds, words.vocabulary)))
    hidden = table["compound"].to_numpy().copy()
    if names is not None and np.any(names):
        places = np.flatnonzero(names)
        rows = _moved_by_names(words, places)
        places = places[np.isin(words.text_at(places), rows)]
        distinct, which = np.unique(words.types[places], return_inverse=True)
        types = words.types.copy()
        types[places] = words.vocabulary.numbers([masked(words.vocabulary.surfaces[t]) for t in distinct.tolist()])[
            which
        ]
        sizes = np.diff(words.bounds)[rows]
        bounds = np.concatenate([[0], np.cumsum(sizes)])
        part = stream_of(types[ranges(words.bounds[rows], sizes)], bounds, words.vocabulary)
        hidden[rows] = _scores(part)["compound"]
    return table.assign(compound_names_masked=hidden)


def _moved_by_names(words: Words, places: np.ndarray) -> np.ndarray:
    """Give the texts whose scores can change when the words at `places` are masked.

    A word that VADER knows nothing about is as good as "name". Its capitals matter only where a word that counts, or
    makes another count for more, is in capitals too.
    """
    codes = words.vocabulary.facts(facts_of)["code"]
    code, texts = codes[words.types[places]], words.text_at(places)
    known = texts[(code & ~np.uint16(MARKS | UPPER)) != 0]
    capitals = texts[(code & UPPER) != 0]
    if len(capitals):
        all_codes = codes[words.types]
        loud = np.flatnonzero(((all_codes & UPPER) != 0) & ((all_codes & (VALUED | BOOSTS)) != 0))
        capitals = capitals[np.isin(capitals, words.text_at(loud))]
    return np.union1d(known, capitals)


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
    word = hits.at if stream.origin is None else stream.origin[hits.at]
    for k in np.flatnonzero(facts["code"][words.types[word]] & EMOJI).tolist():
        whole = surfaces[words.types[word[k]]]
        lead[k], size[k], read = _emoji_part(whole, int(hits.at[k] - np.searchsorted(stream.origin, word[k])))
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


def _emoji_part(surface: str, number: int) -> tuple[int, int, str]:
    """Find token `number` of a word with emoji in it: its first character, its length, and how an emoji was read."""
    text, source = spell_out(surface)
    begin = 0
    for _ in range(number):
        begin = text.index(" ", begin) + 1
    lead, token = cut_token(text[begin:].split(" ", 1)[0])
    first, last = source[begin + lead], source[begin + lead + len(token) - 1]
    return first, last + 1 - first, token if token != surface[first : last + 1] else ""


def _note(valence: float, rules: int, factor: float) -> str:
    """Tell in words how a word came to its weight."""
    parts = [f"{valence:+g} in the lexicon", *(note for rule, note in NOTES.items() if rules & rule)]
    if factor != 1:
        parts.append(f"“but” in the text: × {factor:.3g}")
    return "; ".join(parts)
