"""Loaded language: words that judge, colour or hedge, each found in a lexicon that can be read.

Every point is a word: a count is a count of marked words and phrases, a score is a sum of their weights. What the
outlet says is told apart from what it quotes. Words that state the event (killed, attack, explosion) are not loaded,
and words inside a name (United Nations Security Council) are left out.

Three things are found by rule and not by list, each the writer's own device: a run of words in capitals that are no
acronyms, in a text that is not all capitals; exclamation marks; and scare quotes, one or two words in quotation marks
with no speaker.

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
from analysis.schema import OUTLET, QUOTED
from analysis.text.lexicon import Lexicon, Matches, categories, cut_texts, find_terms, load_lexicon, term_offsets
from analysis.text.syllables import easy_words
from analysis.text.word_shapes import AROUND, AROUND_WORDS, UPPER, find_wordless, shapes
from analysis.text.words import Facts, Runs, Words

#: light: experts marked 8 of 153 scare quotes in BABE, and 1 of 17 words in capitals or with an exclamation mark
TYPOGRAPHIC_WEIGHT = SCARE_WEIGHT = 0.3
_OPENS_SENTENCE = np.array([ord(sign) for sign in '.!?:”"'], np.uint32)
#: words that are read as acronyms when they stand in capitals
ACRONYMS = frozenset(
    "us who it aids ice may dc am pm ok tv la un it's cia fbi ira aid pac sat act nest start".split()  # noqa: SIM905
)
#: a text's score is the sum of so many of its weights
HEAVIEST = 3


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

    quoted: Runs
    named: Runs
    headline: np.ndarray
    quotations: Quotations


def word_facts(surfaces: list[str]) -> Facts:
    """Extract what typography tells of each piece: capitals, exclamation marks, the end of a sentence."""
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
    at = np.flatnonzero((codes[1:-1] == ord("s")) & (codes[2:] == ord("\n"))) + 1
    return at[np.isin(codes[at - 1], (ord("'"), ord("’")))]


def shouts(words: Words, voice: Voice, typographic: np.ndarray, seen: Facts) -> np.ndarray:
    """Find runs of words in capitals, and words with "!": rows of first word, last word, and 1 for capitals."""
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
    """Find those of `texts` in which seven words of ten and more are in capitals: there they stand out no more."""
    upper = ((i, seen["upper"][words.types[words.bounds[i] : words.bounds[i + 1]]]) for i in np.unique(texts).tolist())
    return {i for i, here in upper if 10 * np.count_nonzero(here) >= 7 * len(here)}


def scares(words: Words, quotations: Quotations) -> np.ndarray:
    """Find the scare quotes that doubt a word, as indices into `quotations`."""
    places = np.flatnonzero(quotations.kind == SCARE)
    doubts = [is_scare_word(surface) for surface in quotations.keep(places).surfaces(words)]
    return places[np.array(doubts, bool)]


def shout_spans(words: Words, voice: Voice, runs: np.ndarray) -> pd.DataFrame:
    """Mark the words in capitals with their exclamation mark, or the exclamation marks alone."""
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
    """Mark the scare quotes of `places` (indices into the quotations), the quotation marks included."""
    q = voice.quotations.keep(places)
    start, end = (words.characters(place, q.text) for place in (q.start, q.end))
    spans = pd.DataFrame({"row": q.text, "start": start, "end": end})
    note = "one or two words in quotation marks with no speaker: they hold the word at arm's length"
    spans = spans.assign(label="loaded", category="insinuation", weight=SCARE_WEIGHT, neutral="")
    return spans.assign(voice=np.where(_doubted_in_speech(words, voice, q), QUOTED, OUTLET), note=note, source="rule")


def _doubted_in_speech(words: Words, voice: Voice, scare: Quotations) -> np.ndarray:
    """Test whether scare quotes stand in someone else's words, as in a block quotation: then that person doubts."""
    return voice.quoted.hold(np.searchsorted(words.starts, scare.start, side="right") - 1)


@lru_cache(maxsize=8)
def _row_facts(lexicon: Lexicon) -> dict[str, np.ndarray]:
    """Extract the columns of a lexicon that the sums need, as arrays by row."""
    known, table = categories(), lexicon.table
    loaded = table["category"].map(known["loaded"]).fillna(1).to_numpy(bool)
    label = table["category"].map(known["label"]).fillna("loaded").to_numpy(object)
    weight, where = table["weight"].to_numpy(float), table["where"].to_numpy(object)
    return {
        "weight": weight,
        "counts": loaded & (weight > 0),
        "exception": (weight == 0) & (label != "cue"),
        "hedge": (table["category"] == "hedge").to_numpy(bool),
        "cue": label == "cue",
        "label": label,
        "headline_only": where == "headline",
        "bare_name": where == "bare_name",
    }


@dataclass(frozen=True)
class Marks:
    """What was found: the matches of terms with the facts of their rows, and what typography marks."""

    matches: Matches
    facts: dict[str, np.ndarray]
    shouts: np.ndarray
    scares: np.ndarray
    typographic: np.ndarray


def marks(words: Words, voice: Voice, *, lexicon: Lexicon | None = None) -> Marks:
    """Find the terms of `lexicon` (by default the project's) and what typography marks, in context."""
    lexicon = lexicon or load_lexicon()
    facts = _row_facts(lexicon)
    matches = find_terms(words, lexicon)
    texts = words.text_at(matches.first)
    # what reaches beyond a name is a term: “war on Social Security”
    keep = ~voice.named.cover(matches.first, matches.last)
    keep &= ~facts["exception"][matches.row]
    keep &= ~facts["headline_only"][matches.row] | voice.headline[texts]
    bare = np.flatnonzero(facts["bare_name"][matches.row] & keep)
    keep[bare] = _stands_alone(words, matches.first[bare])
    seen = words.vocabulary.facts(word_facts)
    typographic = np.flatnonzero(seen["typographic"][words.types])
    runs = shouts(words, voice, typographic, seen)
    return Marks(matches.keep(keep), facts, runs, scares(words, voice.quotations), typographic)


def _stands_alone(words: Words, at: np.ndarray) -> np.ndarray:
    """Test whether a first name stands without a surname after it and without a title before it."""
    seen = words.vocabulary.facts(word_facts)
    texts = words.text_at(at)
    begins, stops = words.bounds[texts], words.bounds[texts + 1]
    after = np.minimum(at + 1, len(words.types) - 1)
    surname = (at + 1 < stops) & seen["capital"][words.types[after]]
    possessive = seen["possessive"][words.types[at]]
    before = words.types[np.maximum(at - 1, 0)]
    opens = (at - 1 == begins) | seen["ends"][words.types[np.maximum(at - 2, 0)]]
    title = (at > begins) & seen["capital"][before] & ~seen["ends"][before] & ~opens
    return ~(surname & ~possessive) & ~title


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
    seen = words.vocabulary.facts(word_facts)
    no_word, q = np.flatnonzero(words.vocabulary.facts(find_wordless)["no_word"][words.types]), voice.quoted
    quoted = q.last - q.first + 1 - np.searchsorted(no_word, q.last, side="right") + np.searchsorted(no_word, q.first)
    count = {"": words.counts - np.bincount(words.text_at(no_word), minlength=n)}
    count["_quoted"] = np.bincount(words.text_at(q.first), quoted, minlength=n).astype(np.int64)
    count["_outlet"] = count[""] - count["_quoted"]
    columns: dict[str, np.ndarray] = {f"words{v}": count[v] for v in ("_outlet", "_quoted")}
    text, weight, quoted = _points(words, voice, found)
    order = np.lexsort((-weight, text))
    text, weight, quoted = text[order], weight[order], quoted[order]
    for suffix, wanted in (("", slice(None)), ("_outlet", ~quoted), ("_quoted", quoted)):
        number = np.bincount(text[wanted], minlength=n)
        enough = count[suffix] > 0
        columns[f"loaded_words{suffix}"] = number
        columns[f"loaded_score{suffix}"] = np.where(enough, _heaviest(text[wanted], weight[wanted], n), np.nan)
        columns[f"loaded_per_100_words{suffix}"] = _rate(number, count[suffix])
    matches, facts = found.matches, found.facts
    at = words.text_at(matches.first)
    hedge = facts["hedge"][matches.row]
    own = ~voice.quoted.hold(matches.first)
    columns["hedge_words"] = np.bincount(at[hedge], minlength=n)
    columns["hedge_words_outlet"] = np.bincount(at[hedge & own], minlength=n)
    columns["hedges_per_100_words"] = _rate(columns["hedge_words"], count[""])
    columns["hedges_per_100_words_outlet"] = _rate(columns["hedge_words_outlet"], count["_outlet"])
    cue = facts["cue"][matches.row] & facts["counts"][matches.row]
    columns["cue_words"] = np.bincount(at[cue], minlength=n)
    at, types = words.text_at(found.typographic), words.types[found.typographic]
    runs = found.shouts[found.shouts[:, 2] == 1]
    size = runs[:, 1] - runs[:, 0] + 1
    columns["capital_words"] = np.bincount(words.text_at(runs[:, 0]), size, minlength=n).astype(np.int64)
    columns["exclamation_marks"] = np.bincount(at, seen["exclamations"][types], minlength=n).astype(np.int64)
    return pd.DataFrame(columns)


def _rate(number: np.ndarray, of: np.ndarray) -> np.ndarray:
    return np.divide(100.0 * number, of, out=np.full(len(of), np.nan), where=of > 0)


def _points(words: Words, voice: Voice, found: Marks) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return text, weight and voice of everything that counts as loaded."""
    matches = found.matches.keep(found.facts["counts"][found.matches.row])
    loud, doubted = found.shouts[:, 0], found.scares
    own = voice.quotations.text[doubted].astype(int)
    text = np.concatenate([words.text_at(matches.first), words.text_at(loud), own])
    by_rule = np.repeat([TYPOGRAPHIC_WEIGHT, SCARE_WEIGHT], [len(loud), len(doubted)])
    weight = np.concatenate([found.facts["weight"][matches.row], by_rule])
    doubts = _doubted_in_speech(words, voice, voice.quotations.keep(doubted))
    quoted = np.concatenate([voice.quoted.hold(matches.first), voice.quoted.hold(loud), doubts])
    return text, weight, quoted


def _heaviest(text: np.ndarray, weight: np.ndarray, n: int) -> np.ndarray:
    rank = np.arange(len(text)) - np.searchsorted(text, text)
    top = rank < HEAVIEST
    return np.bincount(text[top], weights=weight[top], minlength=n)


def loaded_language_spans(words: Words, voice: Voice, *, lexicon: Lexicon | None = None) -> pd.DataFrame:
    """Find every marked word, with its category, weight, voice, plainer word and reason.

    Returns
    -------
    DataFrame with ``row`` (index of the text), ``start``, ``end``, ``surface``, ``label``, ``category``, ``weight``,
    ``voice``, ``neutral``, ``note``, ``source``
    """
    lexicon = lexicon or load_lexicon()
    found = marks(words, voice, lexicon=lexicon)
    matches = found.matches
    text, start, end = term_offsets(words, lexicon, matches)
    table = lexicon.table.iloc[matches.row]
    spans = pd.DataFrame({"row": text, "start": start, "end": end, "label": found.facts["label"][matches.row]})
    spans["category"] = table["category"].to_numpy(object)
    spans["weight"] = table["weight"].to_numpy(float)
    spans["voice"] = np.where(voice.quoted.hold(matches.first), QUOTED, OUTLET)
    spans["neutral"], spans["note"] = table["neutral"].to_numpy(object), _notes(table)
    spans["source"] = table["source"].to_numpy(object)
    parts = (spans, shout_spans(words, voice, found.shouts), scare_spans(words, voice, found.scares))
    spans = pd.concat([part for part in parts if len(part)] or [spans], ignore_index=True)
    spans = spans.sort_values(["row", "start", "end"], kind="stable", ignore_index=True)
    places = (spans[name].to_numpy(np.int64) for name in ("row", "start", "end"))
    spans.insert(3, "surface", cut_texts(words, *places))
    return spans


def _notes(table: pd.DataFrame) -> np.ndarray:
    """Return the note of each term, with what moved its weight where something did."""
    notes = table["note"].to_numpy(object)
    if "hand" not in table:
        return notes
    moved = ((table["weight"] != table["hand"]) & (table["seen"] > 0)).to_numpy(bool)
    notes, columns = notes.copy(), (table[name].to_numpy()[moved].tolist() for name in ("hand", "marked", "seen"))
    notes[moved] = [
        f"{note}{'; ' if note else ''}{hand:g} by hand; experts marked it {marked} of {seen} times"
        for note, hand, marked, seen in zip(notes[moved].tolist(), *columns, strict=True)
    ]
    return notes
