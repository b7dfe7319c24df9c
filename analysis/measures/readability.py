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

Every formula was made for running text in passages of some hundred words and more. ``readability_unfit`` says where a
text is none, by the first reason that holds:

- ``no stops``: more than 60 words and no stop among them, or more than 100 words to a sentence, as in a transcript or a
  table. The formulas are NaN: their grade would be that of one sentence that nobody wrote. (People do write sentences
  of 61 to 100 words: 32 of 13,273 paragraphs of American political news have them, and none has longer ones);
- ``list``: three lines or more that begin with a bullet or a number, half of all lines at least, most of them without a
  stop. The formulas are NaN: the items are no sentences;
- ``short``: fewer than 100 words. The formulas are defined, and say little.

A formula is also NaN for a text without words, which has no reason here. ``difficult_words`` only counts, so that it is
defined for all others.

References
----------
Flesch (1948); Kincaid et al. (1975); Gunning (1952); McLaughlin (1969); Smith & Senter (1967); Coleman & Liau (1975);
Dale & Chall (1948); O'Hayre (1966). textstat 0.7.13; CMUdict; Pyphen (en_US).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.schema import TEXT, texts_from_arrow
from analysis.text.lexicon import cut_texts
from analysis.text.patterns import pattern
from analysis.text.syllables import clean_word, count_syllables, easy_words
from analysis.text.word_shapes import CORE, STOP, WORD, lines, shapes
from analysis.text.words import Facts, Words, add_up, ranges

SOURCE = "textstat 0.7.13"
#: with fewer words in a text, more in a sentence, or more without a stop, the formulas are outside what they are for
FEWEST_WORDS, LONGEST_SENTENCE, LONGEST_UNSTOPPED = 100, 100, 60
#: why the formulas are not made for a text, the first that holds
UNFIT = NO_STOPS, LIST, SHORT = "no stops", "list", "short"
#: a word's signs, as bits: it has a stop in it; it may begin an item of a list
_STOPPED, _BULLET = 1, 2
#: a list has so many items or more
_FEWEST_ITEMS = 3
_BULLETS = "•▪◦‣●○■"
#: a word that may begin an item, and a line that is one
_MARKER = pattern(rf"[{_BULLETS}]|(?:[-–—*+]|\(?\d{{1,2}}[.)]|\(?[A-Za-z]\))$")
_ITEM = pattern(rf"\s*(?:[{_BULLETS}]|(?:[-–—*+]|\(?\d{{1,2}}[.)]|\(?[A-Za-z]\))\s)")
_ENDS_WITH_STOP = pattern(r"[.!?…]\W*$")
#: a text has so many places for its difficult words: nearly always each of them finds its own
_PLACES = 64
#: the Linsear Write formula looks at so many words
_LINSEAR_WORDS = 100
#: the columns that are textstat's functions of the same name
FORMULAS = ("flesch_reading_ease", "flesch_kincaid_grade", "gunning_fog", "smog_index", "automated_readability_index")
FORMULAS += ("coleman_liau_index", "dale_chall_readability_score", "linsear_write_formula", "difficult_words")
#: the formulas that vote for a grade in text_standard, beside reading ease, in textstat's order
_VOTING = ["flesch_kincaid_grade", "smog_index", "coleman_liau_index", "automated_readability_index"]
_VOTING += ["dale_chall_readability_score", "linsear_write_formula", "gunning_fog"]
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
    """Extract what the formulas need to know of distinct words, as they stand in a text: one array entry per word."""
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
        again = [i for i, word in enumerate(lowered) if not word.isascii() and clean_word(word) != word]
        difficult_syllables[again] = count_syllables([clean_word(lowered[i]).lower() for i in again])
    word = np.array(list(map(bool, cleaned)), dtype=bool)
    unfamiliar = word & ~np.array(list(map(easy_words().__contains__, lowered)), dtype=bool)
    first, last = shape.span(in_word)
    first_stop, behind_stops = shape.span(in_stop)
    stops = behind_stops > 0
    not_before = (stops & word & ~((first < last) & (first < first_stop))).astype(np.int8)
    after = (stops & word & (last > behind_stops)).astype(np.int8)
    difficult = unfamiliar & (difficult_syllables >= 2)
    marker = np.array([_MARKER.match(surface) is not None for surface in surfaces], dtype=bool)
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
        "signs": (_STOPPED * stops + _BULLET * marker).astype(np.uint8),
        # of "U.S." the U belongs to the sentence before, the S to none, and nothing to the sentence after
        "not_before": not_before,
        "after": after,
    }
    for column, fields in TOGETHER.items():
        known[column] = np.zeros(len(surfaces), dtype=np.int64)
        for name, bits in reversed(fields.items()):
            known[column] = (known[column] << bits) + known[name]
    return known


def _kept_apostrophes(codes: np.ndarray) -> np.ndarray:
    """Find the apostrophes that textstat leaves: those before t, s, d, ve, ll and re."""
    at = np.flatnonzero(codes[:-1] == ord("'"))
    # there is a line end behind each word
    after, next_after = codes[at + 1], codes.take(at + 2, mode="clip")
    alone = np.isin(after, [ord(letter) for letter in "tsd"])
    e, ll = next_after == ord("e"), (after == ord("l")) & (next_after == ord("l"))
    kept = np.zeros(len(codes), bool)
    kept[at] = alone | ll | (e & ((after == ord("v")) | (after == ord("r"))))
    return kept


def readability(words: Words, *, everywhere: bool = False) -> pd.DataFrame:
    """Measure how hard each of n texts is to read.

    Parameters
    ----------
    words : the n texts, split into words
    everywhere : apply the formulas also where there are no stops, and to lists, as textstat does

    Returns
    -------
    DataFrame of n rows
        ``words``, ``sentences``, ``syllables`` (counts), ``flesch_reading_ease`` (higher is easier; 60 to 70 is plain
        English, below 0 and above 100 are possible), ``flesch_kincaid_grade``, ``gunning_fog``, ``smog_index``,
        ``automated_readability_index``, ``coleman_liau_index``, ``linsear_write_formula``, ``text_standard`` (years of
        school in the United States, higher is harder; the last is the commonest of all, 1 to 18),
        ``dale_chall_readability_score`` (higher is harder; 4.9 and less is read in the fourth year of school, 10 and
        more by graduates), ``difficult_words`` (distinct ones of two syllables or more), ``readability_unfit`` (why the
        formulas are not made for the text: ``no stops``, ``list`` or ``short``; else missing). All but the counts and
        the last are NaN for a text without words, and all but these and ``difficult_words`` where there are no stops,
        and for a list.
    """
    known = words.vocabulary.facts(reading_facts)
    types = words.types
    fits = words.counts.max(initial=0) < FEWER_WORDS and np.diff(words.offsets).max(initial=0) < FEWER_BYTES
    layout = TOGETHER if fits else APART
    count = _counts(types, words.bounds, known, layout=layout)
    linsear_points, linsear_sentences = _first_hundred(words, known, count, layout=layout)
    distinct = _distinct(words, known, types, difficult=count["difficult"])
    sentences = np.where(np.diff(words.offsets) == 0, 0, count["sentences"])

    nothing = np.where(count["word"] > 0, 0.0, np.nan)
    n_words, n_sentences = count["word"] + nothing, sentences + nothing
    words_per_sentence = n_words / n_sentences
    syllables_per_word = count["syllables"] / n_words
    # textstat makes it 0 where no word has a syllable: "Hmm."
    spoken = count["syllables"] > 0
    ease = np.where(spoken, 206.835 - 1.015 * words_per_sentence - 84.6 * syllables_per_word, nothing)
    grade = np.where(spoken, (0.39 * words_per_sentence) + (11.8 * syllables_per_word) - 15.59, nothing)
    # ** 0.5 as Python has it: NumPy's square root may differ in the last digit
    ratios, place = np.unique(30 * (count["long"] / n_sentences), return_inverse=True)
    root = np.array([ratio**0.5 for ratio in ratios.tolist()], dtype=float)[place]
    characters, letters = count["characters"] / (words.counts + nothing), count["letters"] / n_words * 100
    unfamiliar = 100 * count["unfamiliar"] / n_words
    dale_chall = (0.1579 * unfamiliar) + (0.0496 * words_per_sentence)
    linsear = linsear_points / (linsear_sentences + nothing)
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
    counts = {"words": count["word"], "sentences": sentences, "syllables": count["syllables"]}
    longest = np.where(count["stopped"], LONGEST_SENTENCE, LONGEST_UNSTOPPED)
    endless = count["word"] > longest * sentences
    unfit = _unfit(words, count["word"], endless, items=count["bullets"])
    undefined = (unfit == UNFIT.index(NO_STOPS)) | (unfit == UNFIT.index(LIST))
    scores["text_standard"] = _text_standard(scores)
    if undefined.any() and not everywhere:
        scores = {name: np.where(undefined, np.nan, values) for name, values in scores.items()}
    standard, more = scores.pop("text_standard"), {"difficult_words": distinct + nothing}
    told = pa.DictionaryArray.from_arrays(pa.array(unfit, mask=unfit < 0), list(UNFIT)).cast(pa.large_string())
    more |= {"text_standard": standard, "readability_unfit": texts_from_arrow(told)}
    return pd.DataFrame({**counts, **scores, **more}, copy=False)


def _unfit(words: Words, n_words: np.ndarray, endless: np.ndarray, *, items: np.ndarray) -> np.ndarray:
    """Find why the formulas are not made for each text, as a place in UNFIT, or -1; `items`: its words like bullets."""
    found = np.where((n_words > 0) & (n_words < FEWEST_WORDS), UNFIT.index(SHORT), -1).astype(np.int8)
    for i in np.flatnonzero(items >= _FEWEST_ITEMS).tolist():
        if _is_list(words.text(i)):
            found[i] = UNFIT.index(LIST)
    found[endless] = UNFIT.index(NO_STOPS)
    return found


def _is_list(text: str) -> bool:
    """Test whether most lines of a text are items without a stop."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < _FEWEST_ITEMS:
        return False
    items = [line for line in lines if _ITEM.match(line)]
    stopped = sum(_ENDS_WITH_STOP.search(line) is not None for line in items)
    return len(items) >= _FEWEST_ITEMS and 2 * len(items) >= len(lines) and 2 * stopped < len(items)


def readability_spans(words: Words) -> pd.DataFrame:
    """Mark the words that ``difficult_words`` counts, each time they stand in a text.

    The ``surface`` is without the punctuation around it; the ``weight`` is the number of syllables, two or more.
    """
    known = words.vocabulary.facts(reading_facts)
    marked = np.flatnonzero(known["difficult"][words.types])
    rows = words.text_at(marked)
    types, place = np.unique(words.types[marked], return_inverse=True)
    inner = [CORE.search(words.vocabulary.surfaces[t]) for t in types.tolist()]
    before = np.array([found.start() for found in inner], dtype=np.int64)[place]
    length = np.array([len(found[0]) for found in inner], dtype=np.int64)[place]
    _, start, end = words.parts(marked, before, before + length)
    syllables = known["difficult_syllables"][types]
    notes = [f"{n} syllables, not on the Dale-Chall list" for n in syllables.tolist()]
    spans = pd.DataFrame({"row": rows, "start": start, "end": end})
    spans["surface"] = pd.array(cut_texts(words, rows, start, end), dtype=TEXT)
    for name, value in (("label", "difficult"), ("category", "difficult"), ("source", SOURCE)):
        spans[name] = pd.array([value], dtype=TEXT).repeat(len(rows))
    spans["weight"], spans["note"] = syllables.astype(float)[place], pd.array(notes, dtype=TEXT).take(place)
    return spans


def _counts(types: np.ndarray, bounds: np.ndarray, known: Facts, *, layout: dict) -> Facts:
    """Add up the columns of `layout` over each text, and count its ``sentences``, at least 1.

    It is told, too, which texts have a stop (``stopped``), and how many words of each are like ``bullets``.
    """
    signs = known["signs"].take(types)
    # stretches: a text begins one, and a word with a stop ends one
    opens = np.empty(len(types) + 1, dtype=bool)
    opens[1:] = signs & _STOPPED
    opens[bounds] = True
    edges = np.flatnonzero(opens)
    of_text = np.searchsorted(edges, bounds)
    sums, stretch = {}, {}
    for column, fields in layout.items():
        values, ends = known[column].astype(np.int64, copy=False).take(types), bounds
        if "word" in fields:  # it has the lowest bits
            values, ends = add_up(values, edges), of_text
            stretch = values & ((1 << fields["word"]) - 1)
        by_text = add_up(values, ends)
        for name, bits in fields.items():
            sums[name], by_text = by_text & ((1 << bits) - 1), by_text >> bits
    # of a word with stops inside, what is before the first counts here, and what is after the last in what follows
    last = types[edges[1:] - 1]
    carried = np.append(0, known["after"][last])
    carried[of_text] = 0
    long_enough = stretch - known["not_before"][last] + carried[:-1] >= 3
    ends = signs.take(bounds[1:] - 1, mode="clip") & _STOPPED != 0 if len(signs) else False
    bullets = np.searchsorted(bounds, np.flatnonzero(signs & _BULLET != 0), side="right") - 1
    sums["stopped"] = (np.diff(of_text) > 1) | (ends & (bounds[1:] > bounds[:-1]))
    sums["bullets"] = np.bincount(bullets, minlength=len(bounds) - 1)
    return {**sums, "sentences": np.maximum(1, add_up(long_enough, of_text))}


def _first_hundred(words: Words, known: Facts, count: Facts, *, layout: dict) -> tuple[np.ndarray, np.ndarray]:
    """Count each text's Linsear points and sentences: up to the hundredth word, if it has more than 100 raw tokens."""
    points, sentences = count["linsear"], count["sentences"]
    longer = np.flatnonzero(words.counts > _LINSEAR_WORDS)
    if not len(longer):
        return points, sentences
    sizes = words.counts[longer]
    # a hundred words are found in few more tokens; where not, in the whole text
    first = np.minimum(sizes, 2 * _LINSEAR_WORDS)
    found = add_up(known["word"][words.types[ranges(words.bounds[longer], first)]], np.append(0, np.cumsum(first)))
    sizes = np.where(found < _LINSEAR_WORDS, sizes, first)
    bounds = np.append(0, np.cumsum(sizes))
    types = words.types[ranges(words.bounds[longer], sizes)]
    word = known["word"][types]
    before = np.cumsum(word) - word
    kept = before - np.repeat(before[bounds[:-1]], sizes) < _LINSEAR_WORDS
    bounds = np.append(0, np.cumsum(add_up(kept, bounds)))
    first = _counts(types[kept], bounds, known, layout=layout)
    points, sentences = points.copy(), sentences.copy()
    points[longer], sentences[longer] = first["linsear"], first["sentences"]
    return points, sentences


def _distinct(words: Words, known: Facts, types: np.ndarray, *, difficult: np.ndarray) -> np.ndarray:
    """Count the distinct ones of each text's `difficult` words: "State" is another than "state", "state," is not."""
    form = words.vocabulary.same(reading_facts, "form")
    form = form.take(types.take(np.flatnonzero(known["difficult"].take(types))))
    texts = np.repeat(np.arange(len(words)), difficult)
    # each is written at one of its text's places; of those that share one, the last stays
    place, number = texts * _PLACES + form % _PLACES, np.arange(len(form), dtype=np.int32)
    table = np.empty(len(words) * _PLACES, np.int32)
    table[place] = number
    stays = table.take(place)
    gone = np.flatnonzero(stays != number)
    same = form[gone] == form[stays[gone]]
    # where another one stays, all that are equal are gone
    n_forms, left = int(form.max(initial=0)) + 1, gone[~same]
    pairs = np.sort(texts[left] * n_forms + form[left])
    again = np.append(texts[gone[same]], pairs[1:][pairs[1:] == pairs[:-1]] // n_forms)
    return difficult - np.bincount(again, minlength=len(words))


def _text_standard(scores: dict[str, np.ndarray]) -> np.ndarray:
    """Find the grade that most formulas come to, the first in textstat's order among equals, kept within 1 and 18."""
    voting, ease = np.stack([scores[name] for name in _VOTING]), scores["flesch_reading_ease"]
    highest = voting.max(axis=0)
    winner = np.full(len(ease), np.nan)
    # grades of less than 127, as nearly all are, are counted as small integers
    for rows, kind in ((highest < 127, np.int8), (highest >= 127, np.float64)):
        if rows.any():
            winner[rows] = _commonest(voting.compress(rows, axis=1), ease[rows], kind=kind)
    return np.clip(winner, 1, 18)


def _commonest(voting: np.ndarray, ease: np.ndarray, *, kind: type) -> np.ndarray:
    """Count the votes of 7 formulas (rows of `voting`) and of reading ease, as numbers of `kind`."""
    grades = np.array([13, 12, 11, 10, 8, 7, 6, 5, 13], dtype=kind)
    band = grades[sum((ease >= limit).view(np.int8) for limit in range(30, 101, 10))]
    # each formula votes for the grade below, the one above and the nearer of the two, which needs no candidate
    candidates = np.empty((2 * len(voting) + 2, len(ease)), dtype=kind)
    place = [0, *range(4, len(candidates), 2)]
    candidates[place] = np.floor(voting)
    candidates[[i + 1 for i in place]] = np.ceil(voting)
    # reading ease votes fourth, and twice where it is between 60 and 70; no formula goes as low as -128
    candidates[2], candidates[3] = band, np.where(band == 8, 9, -128)
    support = np.zeros(candidates.shape, dtype=np.int8)
    agree = np.empty(candidates.shape, dtype=bool)
    for vote in (*candidates, *np.rint(voting).astype(kind)):
        support += np.equal(candidates, vote, out=agree).view(np.int8)
    winner, most = candidates[0], support[0]
    for candidate, its in zip(candidates[1:], support[1:], strict=True):
        winner, most = np.where(its > most, candidate, winner), np.maximum(its, most)
    return winner
