"""Loaded language: words that judge, colour or hedge, each found in a lexicon that can be read.

Every point is a word: a count is a count of marked words and phrases, a score is a sum of their weights. What the
outlet says is told apart from what it quotes. Words that state the event (killed, attack, explosion) are not loaded,
and words inside a name (United Nations Security Council) are left out.

Three things are found by rule and not by list: words in capitals, exclamation marks, and scare quotes.

References
----------
Recasens, Danescu-Niculescu-Mizil and Jurafsky 2013, Linguistic models for analyzing and detecting biased language,
ACL. The definition and the source of each category stand in ``lexicons/categories.csv`` and ``SOURCES.csv``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.attribution import SCARE, Quotations, is_scare_word
from analysis.lexicon import Lexicon, Matches, categories, easy_words, find, load, offsets
from analysis.schema import OUTLET, QUOTED
from analysis.words import Facts, Words

TYPOGRAPHIC_WEIGHT = 0.6
SCARE_WEIGHT = 0.5
HEAVIEST = 3
_OPENS_SENTENCE = (".", "!", "?", ":", "”", '"')
_NOT_SHOUTED = frozenset("us who it aids ice may dc am pm ok tv la un it's cia fbi ira aid pac sat act nest start".split())


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


def _word_facts(surfaces: list[str]) -> Facts:
    """Say of each word whether it is one, whether it is in capitals, and how many exclamation marks it carries."""
    easy = easy_words()
    n = len(surfaces)
    is_word, upper, shouted = np.zeros(n, bool), np.zeros(n, bool), np.zeros(n, bool)
    exclamations, capital = np.zeros(n, np.int16), np.zeros(n, bool)
    ends = np.zeros(n, bool)
    for i, surface in enumerate(surfaces):
        is_word[i] = any(c.isalnum() or c == "_" for c in surface)
        exclamations[i] = min(surface.count("!"), 32_767)
        core = surface.strip("\"'“”‘’()[]{}.,;:!?…-–—*")
        capital[i] = core[:1].isupper()
        ends[i] = surface[-1:] in _OPENS_SENTENCE
        if len(core) > 1 and core.isupper() and core.isalpha():
            upper[i] = True
            shouted[i] = len(core) > 2 and core.lower() in easy and core.lower() not in _NOT_SHOUTED
    return {
        "is_word": is_word,
        "upper": upper,
        "shouted": shouted,
        "exclamations": exclamations,
        "capital": capital,
        "ends": ends,
        "typographic": shouted | (exclamations > 0),
    }


@lru_cache(maxsize=8)
def _row_facts(lexicon: Lexicon) -> dict[str, np.ndarray]:
    """The columns of a lexicon that the sums need, as arrays by row."""
    known = categories()
    table = lexicon.table
    loaded = table["category"].map(known["loaded"]).fillna(1).to_numpy(bool)
    label = table["category"].map(known["label"]).fillna("loaded").to_numpy(object)
    weight = table["weight"].to_numpy(float)
    where = table["where"].to_numpy(object)
    return {
        "weight": weight,
        "counts": loaded & (weight > 0),
        "exception": (weight == 0) & (label != "cue"),
        "hedge": label == "hedge",
        "cue": label == "cue",
        "label": label,
        "headline_only": where == "headline",
        "bare_name": where == "bare_name",
    }


@dataclass(frozen=True)
class Marks:
    """Everything that was found: the matches of terms, and what typography marks, each with its place and weight."""

    matches: Matches
    facts: dict[str, np.ndarray]
    shouts: np.ndarray
    scares: np.ndarray


def marks(words: Words, voice: Voice, *, lexicon: Lexicon | None = None) -> Marks:
    """Find the terms of `lexicon` (by default the project's) and what typography marks, in context."""
    lexicon = lexicon or load()
    facts = _row_facts(lexicon)
    matches = find(words, lexicon)
    texts = words.text_at(matches.first)
    keep = ~(voice.named[matches.first] | voice.named[matches.last])
    keep &= ~facts["exception"][matches.row]
    keep &= ~facts["headline_only"][matches.row] | voice.headline[texts]
    bare = np.flatnonzero(facts["bare_name"][matches.row] & keep)
    keep[bare] = _stands_alone(words, matches.first[bare])
    seen = words.vocabulary.facts(_word_facts)
    typographic = np.flatnonzero(seen["typographic"][words.types])
    shouts = _shouts(words, voice, typographic, seen)
    quotations = voice.quotations
    is_scare = np.flatnonzero(quotations.kind == SCARE) if len(quotations.kind) else np.empty(0, int)
    doubts = [is_scare_word(words.text(quotations.text[k])[quotations.start[k] : quotations.end[k]]) for k in is_scare]
    return Marks(matches.keep(keep), facts, shouts, is_scare[np.array(doubts, bool)])


def _stands_alone(words: Words, at: np.ndarray) -> np.ndarray:
    """Say whether a first name stands without a surname after it and without a title before it."""
    seen = words.vocabulary.facts(_word_facts)
    texts = words.text_at(at)
    begins, stops = words.bounds[texts], words.bounds[texts + 1]
    after = np.minimum(at + 1, len(words.types) - 1)
    surname = (at + 1 < stops) & seen["capital"][words.types[after]]
    possessive = np.array([words.vocabulary.surfaces[t].endswith(("'s", "’s")) for t in words.types[at].tolist()], bool)
    before = words.types[np.maximum(at - 1, 0)]
    opens = (at - 1 == begins) | seen["ends"][words.types[np.maximum(at - 2, 0)]]
    title = (at > begins) & seen["capital"][before] & ~seen["ends"][before] & ~opens
    return ~(surname & ~possessive) & ~title


def _shouts(words: Words, voice: Voice, typographic: np.ndarray, seen: Facts) -> np.ndarray:
    """Give runs of words in capitals, and words with exclamation marks, as rows of first and last word."""
    if not len(typographic):
        return np.empty((0, 2), np.int64)
    runs: list[tuple[int, int]] = []
    texts = words.text_at(typographic)
    whole = words.sum(seen["upper"][words.types]) * 10 >= words.counts * 7
    for at, text in zip(typographic.tolist(), texts.tolist(), strict=True):
        if runs and at <= runs[-1][1]:
            continue
        first = last = at
        if seen["shouted"][words.types[at]] and not voice.named[at] and not whole[text]:
            begins, stops = words.bounds[text], words.bounds[text + 1]
            while first > begins and seen["upper"][words.types[first - 1]] and not voice.named[first - 1]:
                first -= 1
            while last + 1 < stops and seen["upper"][words.types[last + 1]] and not seen["exclamations"][words.types[last]]:
                last += 1
            if len(words.vocabulary.surfaces[words.types[at]]) > 3 or last > first:
                runs.append((first, last))
                continue
        if seen["exclamations"][words.types[at]]:
            runs.append((at, at))
    return np.array(runs, np.int64).reshape(-1, 2)


def loaded_language(words: Words, voice: Voice, *, lexicon: Lexicon | None = None) -> pd.DataFrame:
    """Count the loaded words of n texts, in all and by voice.

    Parameters
    ----------
    words : the word table of n texts
    voice : whose word each is
    lexicon : the terms; by default the project's own

    Returns
    -------
    DataFrame of n rows: ``words_outlet`` and ``words_quoted``; ``loaded_words`` (marked words and phrases, a phrase
    counts once); ``loaded_score``, the sum of the three heaviest weights (0 to 3, higher is more loaded);
    ``loaded_per_100_words`` (0 to 100); each of them also ``_outlet`` and ``_quoted``; ``hedge_words`` and
    ``hedges_per_100_words``; ``cue_words`` (verbs of saying that do more than report); ``capital_words``;
    ``exclamation_marks``. A rate of no words, and a score of no words, is NaN.
    """
    found = marks(words, voice, lexicon=lexicon)
    n = len(words)
    seen = words.vocabulary.facts(_word_facts)
    is_word = seen["is_word"][words.types]
    count = {"": words.sum(is_word), "_quoted": words.sum(is_word & voice.quoted)}
    count["_outlet"] = count[""] - count["_quoted"]
    columns: dict[str, np.ndarray] = {f"words{v}": count[v] for v in ("_outlet", "_quoted")}
    text, weight, quoted = _points(words, voice, found)
    for suffix, wanted in (("", slice(None)), ("_outlet", ~quoted), ("_quoted", quoted)):
        number = np.bincount(text[wanted], minlength=n)
        enough = count[suffix] > 0
        columns[f"loaded_words{suffix}"] = number
        columns[f"loaded_score{suffix}"] = np.where(enough, _heaviest(text[wanted], weight[wanted], n), np.nan)
        columns[f"loaded_per_100_words{suffix}"] = _rate(number, count[suffix])
    matches, facts = found.matches, found.facts
    at = words.text_at(matches.first)
    hedge = facts["hedge"][matches.row]
    own = ~voice.quoted[matches.first]
    columns["hedge_words"] = np.bincount(at[hedge], minlength=n)
    columns["hedge_words_outlet"] = np.bincount(at[hedge & own], minlength=n)
    columns["hedges_per_100_words"] = _rate(columns["hedge_words"], count[""])
    columns["hedges_per_100_words_outlet"] = _rate(columns["hedge_words_outlet"], count["_outlet"])
    cue = facts["cue"][matches.row] & facts["counts"][matches.row]
    columns["cue_words"] = np.bincount(at[cue], minlength=n)
    columns["capital_words"] = words.sum(seen["shouted"][words.types])
    columns["exclamation_marks"] = words.sum(seen["exclamations"][words.types])
    return pd.DataFrame(columns)


def _rate(number: np.ndarray, of: np.ndarray) -> np.ndarray:
    return np.divide(100.0 * number, of, out=np.full(len(of), np.nan), where=of > 0)


def _points(words: Words, voice: Voice, found: Marks) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give text, weight and voice of everything that counts as loaded."""
    matches = found.matches.keep(found.facts["counts"][found.matches.row])
    shouts, scares = found.shouts[:, 0], found.scares
    text = np.concatenate([words.text_at(matches.first), words.text_at(shouts), voice.quotations.text[scares].astype(int)])
    weight = np.concatenate(
        [found.facts["weight"][matches.row], np.full(len(shouts), TYPOGRAPHIC_WEIGHT), np.full(len(scares), SCARE_WEIGHT)]
    )
    quoted = np.concatenate([voice.quoted[matches.first], voice.quoted[shouts], np.zeros(len(scares), bool)])
    return text, weight, quoted


def _heaviest(text: np.ndarray, weight: np.ndarray, n: int) -> np.ndarray:
    """Add up the three heaviest weights of each text."""
    order = np.lexsort((-weight, text))
    text, weight = text[order], weight[order]
    rank = np.arange(len(text)) - np.searchsorted(text, text)
    top = rank < HEAVIEST
    return np.bincount(text[top], weights=weight[top], minlength=n)


def loaded_language_spans(words: Words, voice: Voice, *, lexicon: Lexicon | None = None) -> pd.DataFrame:
    """Give every marked word with its category, weight, voice, plainer word and reason.

    Returns
    -------
    DataFrame with ``row`` (index of the text), ``start``, ``end``, ``surface``, ``label``, ``category``, ``weight``,
    ``voice``, ``neutral``, ``note``, ``source``
    """
    lexicon = lexicon or load()
    found = marks(words, voice, lexicon=lexicon)
    matches = found.matches
    text, start, end = offsets(words, lexicon, matches)
    table = lexicon.table.iloc[matches.row]
    label = np.where(found.facts["cue"][matches.row], "cue", found.facts["label"][matches.row])
    spans = pd.DataFrame(
        {
            "row": text,
            "start": start,
            "end": end,
            "label": label,
            "category": table["category"].to_numpy(object),
            "weight": table["weight"].to_numpy(float),
            "voice": np.where(voice.quoted[matches.first], QUOTED, OUTLET),
            "neutral": table["neutral"].to_numpy(object),
            "note": table["note"].to_numpy(object),
            "source": table["source"].to_numpy(object),
        }
    )
    parts = [part for part in (spans, _shout_spans(words, voice, found.shouts), _scare_spans(voice, found.scares)) if len(part)]
    spans = pd.concat(parts, ignore_index=True) if parts else spans
    spans = spans.sort_values(["row", "start", "end"], kind="stable", ignore_index=True)
    kept = {row: words.text(row) for row in spans["row"].unique().tolist()}
    surfaces = [kept[r][a:b] for r, a, b in zip(spans["row"], spans["start"], spans["end"], strict=True)]
    spans.insert(3, "surface", surfaces)
    return spans


def _shout_spans(words: Words, voice: Voice, shouts: np.ndarray) -> pd.DataFrame:
    text, start, _ = words.spans(shouts[:, 0])
    _, _, end = words.spans(shouts[:, 1])
    rows = []
    for k, (row, a, b) in enumerate(zip(text.tolist(), start.tolist(), end.tolist(), strict=True)):
        piece = words.text(row)[a:b]
        core = piece.strip("\"'“”‘’()[]{}.,;:…-–—*")
        a += piece.index(core) if core else 0
        marks_only = not piece.replace("!", "").isupper() or shouts[k, 0] == shouts[k, 1] and not core.rstrip("!?").isupper()
        if marks_only and "!" in core:
            b, a = a + core.rindex("!") + 1, a + core.index("!")
        else:
            b = a + len(core)
        note = "an exclamation mark: the writer raises the voice" if marks_only else "words in capitals: the writer raises the voice"
        rows.append((row, a, b, QUOTED if voice.quoted[shouts[k, 0]] else OUTLET, note))
    spans = pd.DataFrame(rows, columns=["row", "start", "end", "voice", "note"])
    return spans.assign(label="loaded", category="typographic", weight=TYPOGRAPHIC_WEIGHT, neutral="", source="rule")


def _scare_spans(voice: Voice, scares: np.ndarray) -> pd.DataFrame:
    q = voice.quotations
    spans = pd.DataFrame({"row": q.text[scares], "start": q.start[scares], "end": q.end[scares]})
    note = "one or two words in quotation marks with no speaker: they hold the word at arm's length"
    return spans.assign(
        label="loaded", category="insinuation", weight=SCARE_WEIGHT, voice=OUTLET, neutral="", note=note, source="rule"
    )
