"""Loaded language: words that judge, colour or hedge, each found in a lexicon that can be read.

Every point is a word: a count is a count of marked words and phrases, a score is a sum of their weights. Marks that
share a word count once, the heaviest; an exclamation mark by itself belongs to the word before it. What the outlet says
is told apart from what it quotes, and a mark weighs less where the words are not the outlet's own: its weight is
multiplied by :data:`QUOTED_FACTOR` inside a quotation, or else by :data:`SAID_FACTOR` in a sentence with a plain verb
of saying; and by :data:`DATED_FACTOR` in a sentence that names a day of the week, since it mostly reports.

Words that state the event (killed, attack, explosion) are not loaded. Words inside a name (United Nations Security
Council, Petra Savage) are left out, and a term in a literal sense, as the lexicon's columns ``not_before``,
``not_after`` and ``not_with`` tell it.

Three things are found by rule and not by list, each the writer's own device: a run of words in capitals that are no
acronyms, in a text that is not all capitals; exclamation marks; and scare quotes, one or two words in quotation marks
with no speaker.

References
----------
Recasens, Danescu-Niculescu-Mizil and Jurafsky 2013, Linguistic models for analyzing and detecting biased language,
ACL. The definition and the source of each category stand in ``lexicons/categories.csv`` and ``SOURCES.csv``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.attribution import SCARE, TITLE, Quotations, find_scare_words
from analysis.schema import OUTLET, QUOTED
from analysis.text.lexicon import (
    Lexicon,
    Matches,
    categories,
    cut_texts,
    find_terms,
    literal,
    load_lexicon,
    term_offsets,
)
from analysis.text.names import first_names
from analysis.text.numerals import DAYS
from analysis.text.syllables import easy_words
from analysis.text.word_shapes import AROUND, AROUND_WORDS, UPPER, WORD, core, find_wordless, keys, shapes
from analysis.text.words import Facts, Runs, Words, add_up, ranges, without_overlap

#: light: experts marked 8 of 153 scare quotes in BABE, and 1 of 17 words in capitals or with an exclamation mark
TYPOGRAPHIC_WEIGHT = SCARE_WEIGHT = 0.3
_STOP_SIGNS = np.array([ord(sign) for sign in ".!?…"], np.uint32)
_OPENS_SENTENCE = np.array([ord(sign) for sign in '.!?:”"'], np.uint32)
#: words that are read as acronyms when they stand in capitals
ACRONYMS = frozenset(
    """us who it aids ice may dc am pm ok tv la un it's cia fbi ira aid pac sat act nest start arm sap ram rat pig mad
    hack jab cell raid saga gem mob ban gag hit rip cap fat bat cat dad map age art ski gas swat creep fox sky
    ace dow rapid star""".split()  # noqa: SIM905
)
_LOUD = ("words in capitals", "an exclamation mark")
#: what is left of a mark's weight in the score: experts marked 5 of 113 loaded words in quotations, 1,348 of 3,680
#: outside; the three are rounded from what does best on BABE
QUOTED_FACTOR, SAID_FACTOR, DATED_FACTOR = 0.4, 0.5, 0.6
#: verbs that only report: what stands beside them in a sentence is mostly someone's claim
SAID = frozenset("said says told tells according added announced reported wrote stated".split())  # noqa: SIM905
_DAYS = frozenset(DAYS)
_TITLES = frozenset(
    """mr mrs ms miss dr sir dame lord sen sens rep reps gov gen lt col sgt maj capt adm rev prof st senator congressman
    congresswoman representative governor president chancellor minister secretary judge justice mayor sheriff captain
    colonel sergeant lieutenant inspector professor bishop cardinal rabbi officer""".split()  # noqa: SIM905
)
_ABBREVIATED = _TITLES | frozenset("jr sr vs no inc corp co ltd".split())  # noqa: SIM905
#: what closes behind a sentence's last sign, and what opens before a word
_CLOSING, _OPENING = "\"'”’)]»", "\"'“‘([«"
#: after these a capital begins a sentence or a quotation
_OPENERS = tuple(".!?…:;\"'“‘”’–—-)")
_OPENS_CAPITAL = np.array(list(map(ord, _OPENERS)), np.uint32)
#: in capitals at the start of a text so many words are its lead-in, or the place that it comes from
_LEAD_IN = 5
#: what a name with "on", "of" or "for" begins with, or another name ends with
INSTITUTIONS = frozenset(
    """Committee Department Act Ministry Office Bureau Agency Council Commission Institute Center Centre Program
    Programme Fund Party Coalition Association Foundation Society Alliance Project Group Secretary Minister
    Subcommittee Bill Campaign Academy University Network League""".split()  # noqa: SIM905
)
#: categories whose terms stand in capitals without being names (Marxist, Obamacare)
PROPER_IN = ("label", "partisan")
#: plainer words that are adjectives, as adverbs: an adverb that stands for one gets it (savagely: violently)
ADVERBS = {
    word: f"{word}ly"
    for word in """bad clear constant critical dismissive excited harmful inaccurate large open poor quick serious
    strange strict strong successful surprising tense unclear unexpected unusual violent weak worrying""".split()  # noqa: SIM905
} | {"good": "well", "risky": "riskily", "steady": "steadily"}
#: codes of a word, as bits: it is of interest for typography, reports, dates, ends a sentence, is no word
_TYPOGRAPHIC, _REPORTS, _DATES, _STOPS, _NO_LETTERS = 1, 2, 4, 8, 16


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
    facts = {name: np.zeros(len(surfaces), bool) for name in ("upper", "shouted", "acronym", "capital", "possessive")}
    first, last = shape.span(kinds & AROUND == 0)
    facts["capital"] = (first < last) & (kinds[shape.starts + first] & UPPER != 0)
    for name, signs in (("ends", _OPENS_SENTENCE), ("opener", _OPENS_CAPITAL)):
        facts[name] = np.isin(codes[shape.ends - 1], signs) & (shape.lengths > 0)
    facts["possessive"][shape.words_at(_possessive_ends(codes))] = True
    easy = easy_words()
    for i in shape.capitals.tolist():
        bare = surfaces[i].strip(AROUND_WORDS + "!?")
        facts["upper"][i] = len(bare) > 1 and bare.isupper() and bare.isalpha()
        word = bare.lower()
        facts["acronym"][i] = len(bare) > 1 and bare.isupper() and word in ACRONYMS
        facts["shouted"][i] = facts["upper"][i] and len(bare) > 2 and word in easy and word not in ACRONYMS
    exclamations = shape.count(codes == ord("!"))
    code = _TYPOGRAPHIC * (facts["shouted"] | (exclamations > 0)).astype(np.uint8)
    code |= _NO_LETTERS * (shape.count(kinds & WORD != 0) == 0).astype(np.uint8)
    for i, surface in enumerate(surfaces):
        word = surface.strip(AROUND_WORDS)
        code[i] |= _REPORTS * (word.lower() in SAID) | _DATES * (word in _DAYS)
    for i in np.unique(shape.words_at(np.flatnonzero(np.isin(codes, _STOP_SIGNS)))).tolist():
        code[i] |= _STOPS * _stops(surfaces[i])
    return facts | {"exclamations": exclamations, "code": code, "given": _given(surfaces, facts["capital"])}


def _stops(surface: str) -> bool:
    """Test whether a word ends a sentence, if a capital follows: not “Mr.”, “J.” and “U.S.”."""
    bare = surface.rstrip(_CLOSING)
    word = bare.rstrip(".!?…").lstrip(_OPENING)
    short = bare.endswith(".") and (word.lower() in _ABBREVIATED or "." in word or len(word) == 1)
    return bare.endswith((".", "!", "?", "…")) and not short


def _given(surfaces: list[str], capital: np.ndarray) -> np.ndarray:
    """Test which words are first names or titles, behind which a name goes on."""
    found, known = np.zeros(len(surfaces), bool), before_names()
    for i in np.flatnonzero(capital).tolist():
        found[i] = surfaces[i].strip(_OPENING).rstrip(".").lower() in known
    return found


@lru_cache(maxsize=1)
def before_names() -> frozenset[str]:
    """Return the first names that are common in news, and titles, in lower case."""
    return frozenset(map(str.lower, first_names())) | _TITLES


def _possessive_ends(codes: np.ndarray) -> np.ndarray:
    at = np.flatnonzero((codes[1:-1] == ord("s")) & (codes[2:] == ord("\n"))) + 1
    return at[np.isin(codes[at - 1], (ord("'"), ord("’")))]


def shouts(words: Words, voice: Voice, typographic: np.ndarray, seen: Facts) -> np.ndarray:
    """Find runs of words in capitals, and words with "!": rows of first word, last word, and 1 for capitals."""
    if not len(typographic):
        return np.empty((0, 3), np.int64)

    layout = _layout(words, seen)

    in_names = voice.named.mask(len(words.types))

    def goes_on(at: int) -> bool:
        return bool(seen["upper"][words.types[at]]) and not in_names[at]

    runs: list[tuple[int, int, bool]] = []
    types = words.types[typographic]
    shouted, exclaimed = seen["shouted"][types], seen["exclamations"][types] > 0
    texts, loud = words.text_at(typographic), shouted & ~in_names[typographic]
    # in a text in which seven words of ten and more are in capitals they stand out no more
    loud[shouted] &= ~_in_most(words, seen["upper"], texts[shouted])
    either = np.flatnonzero(loud | exclaimed)
    for at, text, is_loud in zip(*(a[either].tolist() for a in (typographic, texts, loud)), strict=True):
        if runs and at <= runs[-1][1]:
            continue
        if is_loud:
            first = last = at
            while first > words.bounds[text] and goes_on(first - 1):
                first -= 1
            while (
                last + 1 < words.bounds[text + 1] and not seen["exclamations"][words.types[last]] and goes_on(last + 1)
            ):
                last += 1
            if not layout(text, first, last):
                runs.append((first, last, True))
        else:
            runs.append((at, at, False))
    return np.array(runs, np.int64).reshape(-1, 3)


def _layout(words: Words, seen: Facts) -> Callable[[int, int, int], bool]:
    """Return a test for a run in capitals set for looks: a text's lead-in, a dateline, “(AP)”, “SAP Arena”."""

    def test(text: int, first: int, last: int) -> bool:
        surfaces, (begin, end) = words.vocabulary.surfaces, words.bounds[text : text + 2].tolist()
        if seen["exclamations"][words.types[first : last + 1]].any():
            return False
        opening, closing = surfaces[words.types[first]], surfaces[words.types[last]]
        if opening.startswith("(") and closing.rstrip(".,").endswith(")"):
            return True
        if first == begin and last - first < _LEAD_IN and last + 1 < end:
            return True
        letters = sum(map(str.isalpha, opening))
        return first == last and letters <= 4 and last + 1 < end and bool(seen["capital"][words.types[last + 1]])

    return test


def scares(words: Words, quotations: Quotations, headline: np.ndarray) -> np.ndarray:
    """Find the scare quotes that doubt a word, as indices into `quotations`.

    `headline` tells which texts are one: single marks in it quote someone.
    """
    places = np.flatnonzero(quotations.are(SCARE))
    places = places[find_scare_words(words, quotations.keep(places))]
    own = quotations.keep(places)
    doubts = [
        not _names_a_thing(surface) and not (headline[text] and surface[0] in "‘'")
        for surface, text in zip(own.surfaces(words), own.text.tolist(), strict=True)
    ]
    return places[np.array(doubts, bool)]


def _names_a_thing(surface: str) -> bool:
    """Test whether what is in marks is a name, a film or a sign: each word has a capital."""
    return all(word.lstrip(_OPENING)[:1].isupper() for word in surface.split())


def shout_spans(words: Words, runs: np.ndarray) -> pd.DataFrame:
    """Mark the words in capitals with their exclamation mark, or the exclamation marks alone."""
    first, last = ([words.vocabulary.surfaces[t] for t in words.types[runs[:, k]].tolist()] for k in (0, 1))
    capitals = runs[:, 2] == 1
    begins = [
        len(a) - len(a.lstrip(AROUND_WORDS)) if up else a.index("!") for a, up in zip(first, capitals, strict=True)
    ]
    ends = [len(b.rstrip(AROUND_WORDS)) if up else b.rindex("!") + 1 for b, up in zip(last, capitals, strict=True)]
    begins, ends = np.array(begins, np.int64), np.array(ends, np.int64)
    text, start, _ = words.parts(runs[:, 0], begins, begins + 1)
    spans = pd.DataFrame({"row": text, "start": start, "end": words.parts(runs[:, 1], ends - 1, ends)[2]})
    spans["note"] = np.where(capitals, *(f"{what}: the writer raises the voice" for what in _LOUD))
    return spans.assign(label="loaded", category="typographic", weight=TYPOGRAPHIC_WEIGHT, neutral="", source="rule")


def scare_spans(words: Words, voice: Voice, places: np.ndarray) -> pd.DataFrame:
    """Mark the scare quotes of `places` (indices into the quotations), the quotation marks included."""
    q = voice.quotations.keep(places)
    spans = pd.DataFrame({"row": q.text, "start": words.characters(q.start, q.text), "end": words.ends(q.end, q.text)})
    note = "one or two words in quotation marks with no speaker: they hold the word at arm's length"
    spans = spans.assign(label="loaded", category="insinuation", weight=SCARE_WEIGHT, neutral="")
    return spans.assign(note=note, source="rule")


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
        "proper": table["category"].isin(PROPER_IN).to_numpy(bool),
        "written_small": np.array([term == term.lower() for term in table["term"].tolist()], bool),
        "headline_only": where == "headline",
        "bare_name": where == "bare_name",
    }


@dataclass(frozen=True)
class Codes:
    """Where words stand that report, that name a day, that end a sentence, and signs that are no words (indices)."""

    reports: np.ndarray
    dates: np.ndarray
    stops: np.ndarray
    wordless: np.ndarray


@dataclass(frozen=True)
class Marks:
    """What was found: the matches of terms with the facts of their rows, and what typography marks."""

    matches: Matches
    facts: dict[str, np.ndarray]
    shouts: np.ndarray
    scares: np.ndarray
    typographic: np.ndarray
    codes: Codes


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
    keep &= ~_in_titles(voice.quotations).cover(matches.first, matches.last)
    keep &= ~literal(words, lexicon, matches)
    seen = words.vocabulary.facts(word_facts)
    keep[keep] = ~_in_names(words, matches.keep(keep), (seen, facts, voice.headline))
    bare = np.flatnonzero(facts["bare_name"][matches.row] & keep)
    keep[bare] = _stands_alone(words, matches.first[bare])
    code = seen["code"].take(words.types)
    places = np.flatnonzero(code != 0)
    code = code.take(places)
    bits = (_TYPOGRAPHIC, _REPORTS, _DATES, _STOPS, _NO_LETTERS)
    typographic, reports, dates, stops, wordless = (places[code & bit != 0] for bit in bits)
    # “… is over!” she said: a sentence goes on where no capital follows
    goes_on = ~seen["capital"][words.types[np.minimum(stops + 1, len(words.types) - 1)]]
    codes = Codes(reports, dates, stops[~goes_on], wordless)
    runs = shouts(words, voice, typographic, seen)
    doubted = scares(words, voice.quotations, voice.headline)
    return Marks(matches.keep(keep), facts, runs, doubted, typographic, codes)


def _in_titles(quotations: Quotations) -> Runs:
    """Return the words of what is named in quotation marks: works, nicknames, and words that are spoken of."""
    q = quotations.keep(quotations.are(TITLE))
    apart = without_overlap(q.first, q.last)
    return Runs(q.first[apart], q.last[apart])


def _in_names(words: Words, matches: Matches, known: tuple[Facts, dict[str, np.ndarray], np.ndarray]) -> np.ndarray:
    """Test which terms are names or parts of names (bool).

    A term of one word is a name where it stands in capitals as an acronym (ARM), behind a first name or a title (Petra
    Savage), before a surname if it is a first name itself (Rob Hall), or with a capital inside a sentence (the MV
    Gibe); and wherever else the text has it with a capital. Labels and partisan terms may have a capital of their own
    (Marxist): they are names behind a first name or a title only. In headlines, and in other texts in which most words
    have capitals, capitals tell nothing.
    """
    seen, facts, headline = known
    found, surfaces = np.zeros(len(matches.row), bool), words.vocabulary.surfaces
    types = words.types[matches.first]
    may_be = (matches.first == matches.last) & seen["capital"][types] & facts["written_small"][matches.row]
    may_be &= facts["counts"][matches.row]
    at = np.flatnonzero(may_be)
    place = matches.first[at]
    texts = words.text_at(place)
    beside = np.maximum(place - 1, 0), place, np.minimum(place + 1, len(words.types) - 1)
    here = place > words.bounds[texts], np.ones(len(at), bool), place + 1 < words.bounds[texts + 1]
    capital, given = (
        [there & seen[what][words.types[k]] for there, k in zip(here, beside, strict=True)]
        for what in ("capital", "given")
    )
    soft = facts["proper"][matches.row[at]] | headline[texts] | _in_title_case(words, seen, texts)
    opens = ~here[0] | seen["opener"][words.types[beside[0]]]
    # no other can be a name, by what is known of the words
    may_be = np.flatnonzero(seen["acronym"][words.types[place]] | given[0] | (given[1] & capital[2]) | ~(soft | opens))
    names, columns = set(), (texts, *(words.types[k] for k in beside), here[0], here[2], given[0], given[1], capital[2])
    for text, *three, begun, goes_on, known, first, follows, quiet in zip(
        *(column[may_be].tolist() for column in (*columns, soft)), strict=True
    ):
        before, word, after = (surfaces[t] for t in three)
        around = [before if begun else "", word, after if goes_on else ""]
        if _is_name(around, given=(known, first and follows), soft=quiet):
            names.add((text, _key(word)))
    for k in np.flatnonzero(np.isin(texts, [text for text, _ in names])) if names else ():
        found[at[k]] = (int(texts[k]), _key(surfaces[words.types[place[k]]])) in names
    longer = (matches.first < matches.last) & facts["counts"][matches.row] & seen["capital"][types]
    longer = np.flatnonzero(longer & seen["capital"][words.types[matches.last]])
    before, after = np.maximum(matches.first[longer] - 2, 0), np.minimum(matches.last[longer] + 1, len(words.types) - 1)
    near = sum(words.vocabulary.number_each(_is_institution, words.types[k]) for k in (before, after))
    for k in longer[near > 0].tolist():
        found[k] = _of_an_institution(words, int(matches.first[k]), int(matches.last[k]))
    return found


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> str:
    return keys(word[slice(*core(word))])[1]


def _is_institution(word: str) -> int:
    return word.strip(AROUND_WORDS) in INSTITUTIONS


def _of_an_institution(words: Words, first: int, last: int) -> bool:
    """Test whether a term in capitals is a part of an institution's name: the Committee on Energy Independence."""
    surfaces, text = words.vocabulary.surfaces, words.text_of_word[first]
    begin, end = words.bounds[text : text + 2].tolist()
    before = [surfaces[t] for t in words.types[max(begin, first - 2) : first].tolist()]
    after = [surfaces[t].strip(AROUND_WORDS) for t in words.types[last + 1 : min(end, last + 2)].tolist()]
    of = before[1:] and before[1] in ("on", "of", "for", "to") and before[0] in INSTITUTIONS
    return bool(of) or (after and after[0] in INSTITUTIONS)


def _is_name(beside: list[str], *, given: tuple[bool, bool], soft: bool) -> bool:
    """Test whether a word with a capital is a name, from the words before and after it.

    `given` tells whether the one before it is a first name or a title, and whether it is one and a capital follows.
    """
    before, word, after = beside
    bare = word.strip(AROUND_WORDS + "!?")
    if len(bare) > 1 and bare.isupper():
        return bare.lower() in ACRONYMS
    if given[0] and not before.endswith((",", ";", ":")) and word[0].isupper():
        return True
    if given[1] and word[-1].isalpha() and after[0].isupper():
        return True
    opens = not before or before.endswith(_OPENERS) or not word[0].isupper() or "-" in word
    return not soft and not opens


def _in_title_case(words: Words, seen: Facts, texts: np.ndarray) -> np.ndarray:
    """Test for each of `texts` whether seven in ten of its words have a capital."""
    return _in_most(words, seen["capital"], texts)


def _in_most(words: Words, chosen: np.ndarray, texts: np.ndarray) -> np.ndarray:
    """Test for each of `texts` whether seven in ten of its words are `chosen` (bool, by a word's number)."""
    own, which = np.unique(texts, return_inverse=True)
    inside = words.types[ranges(words.bounds[own], words.counts[own])]
    count = add_up(chosen[inside], np.append(0, np.cumsum(words.counts[own])))
    return (10 * count >= 7 * words.counts[own])[which]


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
    counts once); ``loaded_score``, the sum of the weights, each times its factor for whose words they are, by the
    square root of the number of words (0 and more, higher is more loaded); ``loaded_per_100_words`` (0 to 100); each of
    them also ``_outlet`` and ``_quoted``; ``hedge_words`` and ``hedges_per_100_words``; ``cue_words`` (verbs of saying
    that do more than report); ``capital_words``; ``exclamation_marks``. A rate or a score of no words is NaN.
    """
    found = marks(words, voice, lexicon=lexicon)
    n = len(words)
    seen = words.vocabulary.facts(word_facts)
    no_word, q = found.codes.wordless, voice.quoted
    quoted = q.last - q.first + 1 - np.searchsorted(no_word, q.last, side="right") + np.searchsorted(no_word, q.first)
    count = {"": words.counts - np.bincount(words.text_at(no_word), minlength=n)}
    count["_quoted"] = np.bincount(words.text_at(q.first), quoted, minlength=n).astype(np.int64)
    count["_outlet"] = count[""] - count["_quoted"]
    columns: dict[str, np.ndarray] = {f"words{v}": count[v] for v in ("_outlet", "_quoted")}
    points = find_points(words, voice, found)
    text, quoted = points.text[points.counts], points.quoted[points.counts]
    weight = (points.weight * _factors(words, found.codes, points.first, points.quoted))[points.counts]
    for suffix, wanted in (("", slice(None)), ("_outlet", ~quoted), ("_quoted", quoted)):
        number = np.bincount(text[wanted], minlength=n)
        enough = count[suffix] > 0
        columns[f"loaded_words{suffix}"] = number
        total = np.bincount(text[wanted], weight[wanted], minlength=n)
        columns[f"loaded_score{suffix}"] = np.where(enough, total / np.sqrt(np.maximum(count[suffix], 1)), np.nan)
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
    return pd.DataFrame(columns, copy=False)


def _rate(number: np.ndarray, of: np.ndarray) -> np.ndarray:
    return np.divide(100.0 * number, of, out=np.full(len(of), np.nan), where=of > 0)


@dataclass(frozen=True)
class Points:
    """The marks that weigh something: matched terms, then what is loud, then scare quotes.

    Attributes
    ----------
    text, weight : the text that each is in, and what it weighs
    first : its first word; where it belongs to no word it does not count
    quoted : whether that word is someone else's
    counts : whether it counts: no heavier one shares a word with it
    """

    text: np.ndarray
    weight: np.ndarray
    first: np.ndarray
    quoted: np.ndarray
    counts: np.ndarray


def find_points(words: Words, voice: Voice, found: Marks) -> Points:
    """Find what counts as loaded; of marks that share a word only the heaviest does, of equals the first."""
    matches = found.matches.keep(found.facts["counts"][found.matches.row])
    q = voice.quotations.keep(found.scares)
    doubted = [q.first.copy(), q.last]
    loud = found.shouts[:, :2].copy()
    wordless = words.vocabulary.facts(find_wordless)["no_word"]
    for k in np.flatnonzero(wordless[words.types[loud[:, 0]]]).tolist():
        # an exclamation mark by itself
        at, begin = loud[k, 0], words.bounds[words.text_of_word[loud[k, 0]]]
        while at >= begin and wordless[words.types[at]]:
            at -= 1
        loud[k] = at if at >= begin else _NO_WORD
    for k in np.flatnonzero(wordless[words.types[doubted[0]]]).tolist():
        while wordless[words.types[doubted[0][k]]]:
            doubted[0][k] += 1
    first = np.concatenate([matches.first, loud[:, 0], doubted[0]])
    last = np.concatenate([matches.last, loud[:, 1], doubted[1]])
    by_rule = np.repeat([TYPOGRAPHIC_WEIGHT, SCARE_WEIGHT], [len(loud), len(doubted[0])])
    weight = np.concatenate([found.facts["weight"][matches.row], by_rule])
    text = np.concatenate([words.text_at(matches.first), words.text_at(found.shouts[:, 0]), q.text.astype(int)])
    return Points(
        text, weight, np.maximum(first, 0), voice.quoted.hold(first), _heaviest_of_each_word(first, last, weight)
    )


_NO_WORD = -1


def _heaviest_of_each_word(first: np.ndarray, last: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Choose of runs of words, from `first` to `last`, those that share no word with a heavier one (bool)."""
    chosen = first != _NO_WORD
    order = np.argsort(first, kind="stable")
    order = order[chosen[order]]
    begins = np.append(True, first[order][1:] > np.maximum.accumulate(last[order])[:-1])[: len(order)]
    group = np.flatnonzero(begins)
    crowded = np.flatnonzero(np.diff(np.append(group, len(order))) > 1)
    for begin, end in zip(group[crowded].tolist(), np.append(group, len(order))[crowded + 1].tolist(), strict=True):
        taken: set[int] = set()
        for k in sorted(order[begin:end].tolist(), key=lambda k: (-weight[k], first[k], last[k])):
            own = range(first[k], last[k] + 1)
            chosen[k] = taken.isdisjoint(own)
            taken.update(own if chosen[k] else ())
    return chosen


def _factors(words: Words, codes: Codes, at: np.ndarray, quoted: np.ndarray) -> np.ndarray:
    """Return what is left of the weight of marks that begin at the words `at`, for whose words they are (0 to 1)."""
    text = words.text_at(at)
    begin, end = words.bounds[text], words.bounds[text + 1]
    after = np.searchsorted(codes.stops, at)
    stops = np.concatenate([[-1], codes.stops, [len(words.types)]])
    begin, end = np.maximum(begin, stops[after] + 1), np.minimum(end, stops[after + 1] + 1)
    said, dated = (np.searchsorted(at, end) > np.searchsorted(at, begin) for at in (codes.reports, codes.dates))
    return np.where(quoted, QUOTED_FACTOR, np.where(said, SAID_FACTOR, 1.0)) * np.where(dated, DATED_FACTOR, 1.0)


def factor_reason(factor: float) -> str:
    """Say in words why a mark counts with `factor` of its weight; nothing where it counts whole."""
    whose = {QUOTED_FACTOR: "in a quotation", SAID_FACTOR: "in a sentence with a plain verb of saying", 1.0: ""}
    for alone, said in whose.items():
        for dated in (False, True):
            if np.isclose(factor, alone * (DATED_FACTOR if dated else 1.0)):
                return " and ".join(part for part in (said, "in a sentence with a day of the week" * dated) if part)
    return ""


def loaded_language_spans(words: Words, voice: Voice, *, lexicon: Lexicon | None = None) -> pd.DataFrame:
    """Find every marked word, with its category, weight, voice, plainer word and reason.

    Returns
    -------
    DataFrame with ``row`` (index of the text), ``start``, ``end``, ``surface``, ``label``, ``category``, ``weight``,
    ``voice``, ``neutral``, ``note``, ``source``, ``counts`` (True for what ``loaded_words`` counts), and ``factor``
    (what is left of the weight in the score, 0 to 1)
    """
    lexicon = lexicon or load_lexicon()
    found = marks(words, voice, lexicon=lexicon)
    matches = found.matches
    text, start, end = term_offsets(words, lexicon, matches)
    table = lexicon.table.iloc[matches.row]
    spans = pd.DataFrame({"row": text, "start": start, "end": end, "label": found.facts["label"][matches.row]})
    spans["category"] = table["category"].to_numpy(object)
    spans["weight"] = table["weight"].to_numpy(float)
    spans["neutral"], spans["note"] = table["neutral"].to_numpy(object), _notes(table)
    spans["source"] = table["source"].to_numpy(object)
    last = words.types[matches.last].tolist()
    spans["neutral"] = [
        plainer_word(neutral, term, words.vocabulary.surfaces[of])
        for neutral, term, of in zip(spans["neutral"], table["term"], last, strict=True)
    ]
    quoted, counts = voice.quoted.hold(matches.first), np.zeros(len(spans), bool)
    points, counted = find_points(words, voice, found), found.facts["counts"][matches.row]
    counts[counted] = points.counts[: np.count_nonzero(counted)]
    parts = [spans, shout_spans(words, found.shouts), scare_spans(words, voice, found.scares)]
    quoted, counts = (
        np.append(of, by_rule[np.count_nonzero(counted) :])
        for of, by_rule in ((quoted, points.quoted), (counts, points.counts))
    )
    spans = pd.concat([part for part in parts if len(part)] or [spans], ignore_index=True)
    spans = spans.assign(voice=np.where(quoted, QUOTED, OUTLET), counts=counts)
    at = np.append(matches.first, points.first[np.count_nonzero(counted) :])
    # a sign with no word before it in its text is in no sentence
    alone = words.text_at(at) != spans["row"].to_numpy(np.int64)
    spans["factor"] = np.where(alone, 1.0, _factors(words, found.codes, at, quoted))
    spans = spans.sort_values(["row", "start", "end"], kind="stable", ignore_index=True)
    places = (spans[name].to_numpy(np.int64) for name in ("row", "start", "end"))
    spans.insert(3, "surface", cut_texts(words, *places))
    return spans


def plainer_word(neutral: str, term: str, word: str) -> str:
    """Return the plainer word in the form of the word that is marked: the term's own, or its adverb."""
    adverb = not term.endswith("ly") and word.rstrip(AROUND_WORDS + "!?").lower().endswith("ly")
    return ADVERBS.get(neutral, neutral) if adverb else neutral


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
