"""Which texts are not in English, told by their commonest words and their script.

A text of another language has hardly any of English's function words and many of its own ("der", "les", "het").
What a word is, is worked out once per distinct word; a sum over each text chooses the few texts that are looked at
closely. A text of fewer than twelve words is not judged, unless most of its letters are of another script. Words with
a capital do not tell that a text is in a language that is not listed: a list of names is English.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.files import LEXICONS
from analysis.text.patterns import pattern
from analysis.text.word_shapes import AROUND_WORDS, UPPER, WORD, lines, shapes
from analysis.text.words import Facts, Words, add_up, ranges, split

#: so many words, and letters of another script, tell a language; so many words without one that is listed
_FEWEST_WORDS, _FEWEST_LETTERS, _MANY_WORDS = 12, 20, 40
#: so large a share of common words of another language, and of those that are no English ones; and more than twice as
#: many as there are common English words that are none of its own
_ENOUGH, _ENOUGH_OF_ITS_OWN = 0.2, 0.1
#: so many different ones of its own
_FEWEST_OF_ITS_OWN = 3
#: in another script than English so large a share tells the language: no English text has it
_ENOUGH_OF_A_SCRIPT = 0.08
#: the share of function words: English prose has .35 to .55, headlines and lists .2, other languages below .1
_LEAST_ENGLISH = 0.15
_LAST_LATIN = 0x24F
_STRIPPED = AROUND_WORDS + "!?¿¡«»„‹›‚"
_APOSTROPHE, _APOSTROPHES = pattern("['’]"), (ord("'"), ord("’"))
#: the columns that are added up over a text share a 64-bit integer where no text has more words than their bits hold
_FIELDS, _BITS = ("word", "english", "other", "foreign", "only_english"), 12
#: the codes of what is in no language that is listed, and of what is in another script
ENGLISH, OTHER, OTHER_SCRIPT = "en", "other", "other-script"


@lru_cache(maxsize=1)
def _listed() -> pd.DataFrame:
    return pd.read_csv(LEXICONS / "other_languages.csv", keep_default_na=False)


@lru_cache(maxsize=1)
def _common() -> tuple[tuple[str, ...], dict[str, int]]:
    """Return the languages that are listed, and of each common word in which it is, as bits; English is the first."""
    english = pd.read_csv(LEXICONS / "function_words.csv", comment="#", keep_default_na=False)["word"]
    table = _listed()
    bits = dict.fromkeys([*english[english.str.len() > 1], "i", "a"], 1)
    for place, words in enumerate(table["words"], start=1):
        for word in words.split():
            bits[word] = bits.get(word, 0) | 1 << place
    return tuple(table["language"]), bits


def language_codes() -> tuple[str, ...]:
    """Return the code of the language that each of :func:`reasons` is about, such as ``de``."""
    return (*_listed()["code"], OTHER, OTHER_SCRIPT)


@lru_cache(maxsize=1)
def reasons() -> tuple[str, ...]:
    """Return all that may be said of a text that is not in English: one for each language that is listed, and two."""
    listed = (f"it reads as {language}, not as English" for language in _common()[0])
    return (*listed, "it does not read as English", "most of its letters are of another script than English")


def language_facts(surfaces: list[str]) -> Facts:
    """Extract what tells the language of distinct words: one array entry per word."""
    shape = shapes(surfaces)
    in_word = shape.kinds & WORD != 0
    letters, foreign = shape.count(in_word), shape.count(in_word & (shape.codes > _LAST_LATIN))
    bits, lowered = _common()[1], lines("\n".join(surfaces).lower() + "\n") if surfaces else []
    common = np.array([bits.get(word.strip(_STRIPPED), 0) for word in lowered], np.int32)
    for k in shape.words_at(np.flatnonzero(np.isin(shape.codes, _APOSTROPHES))).tolist():
        # "don't" is as English as "don", which the list has
        common[k] |= bits.get(_APOSTROPHE.split(lowered[k].strip(_STRIPPED))[0], 0) & 1
    known = {
        "word": letters > 0,
        "english": common & 1 > 0,
        "other": common > 1,
        "only_english": common == 1,
        "foreign": foreign * 2 > letters,
        "small": (letters > 0) & (shape.count(shape.kinds & UPPER != 0) == 0),
        "common": common,
        "letters": letters,
        "foreign_letters": foreign,
    }
    known["together"] = sum(known[name].astype(np.int64) << _BITS * place for place, name in enumerate(_FIELDS))
    return known


def other_languages(words: Words) -> pd.DataFrame:
    """Find the texts that are not in English.

    Returns
    -------
    DataFrame with a row for each such text: ``text`` (its place among the texts), ``reason`` (the place in
    :func:`reasons`) and ``told`` (how many words or letters tell it)
    """
    known = words.vocabulary.facts(language_facts)
    rows = _doubtful(words, known)
    rows = rows[_may_be_other(words, known, rows)]
    found = [(row, *why) for row in rows.tolist() if (why := _judge(words, known, row))]
    return pd.DataFrame(found, columns=["text", "reason", "told"])


def foreign_texts(words: Words, told: pd.Series | str | None = None) -> pd.DataFrame:
    """Find the texts of :func:`other_languages` that are not measured: in a language that is listed, or in its script.

    A text with few English function words may still be English (a list, a poem): it is told, and measured. `told` is
    the code of each text's language where it is known, or of that of all.
    """
    if isinstance(told, str):
        told = pd.Series([told] * len(words), dtype=object)
    found = other_languages(words)
    found = found[found["reason"] != len(_common()[0])] if len(found) else found
    if told is None or told.isna().all():
        return found
    said = told.reset_index(drop=True).dropna()
    place = {code: reason for reason, code in enumerate(language_codes())}
    given = [(row, place[code], "as it is told") for row, code in said.items() if code in place]
    found = found[~found["text"].isin(said.index[said.isin([ENGLISH, *place])])]
    both = pd.concat([found, pd.DataFrame(given, columns=list(found.columns))], ignore_index=True)
    return both.astype({"text": "int64", "reason": "int64"}).sort_values("text", ignore_index=True)


def english_only(texts: list[str], told: pd.Series | str | None = None) -> list[str]:
    """Return texts of which those of :func:`foreign_texts` are empty."""
    foreign = foreign_texts(split(texts), told)["text"].tolist()
    return ["" if row in foreign else text for row, text in enumerate(texts)] if foreign else texts


def read_as_english(words: Words) -> np.ndarray:
    """Test which texts have enough words to tell, and as many common English ones as English prose has."""
    known = words.vocabulary.facts(language_facts)
    count, english = (words.sum(known[name].take(words.types)) for name in ("word", "english"))
    return (count >= _FEWEST_WORDS) & (english >= _LEAST_ENGLISH * count)


def _doubtful(words: Words, known: Facts) -> np.ndarray:
    """Choose the texts that may be in another language, by sums that every such text has."""
    if words.counts.max(initial=0) < 1 << _BITS:
        together = words.sum(known["together"].take(words.types))
        sums = (together >> _BITS * place & (1 << _BITS) - 1 for place in range(len(_FIELDS)))
    else:
        sums = (words.sum(known[name].take(words.types)) for name in _FIELDS)
    count, english, other, foreign, only_english = sums
    listed = (count >= _FEWEST_WORDS) & (other > 2 * only_english) & (other >= _ENOUGH * count)
    return np.flatnonzero(listed | (foreign > 0) | ((count >= _MANY_WORDS) & (english < _LEAST_ENGLISH * count)))


def _may_be_other(words: Words, known: Facts, rows: np.ndarray) -> np.ndarray:
    """Test for each of `rows` what holds for all that :func:`_judge` finds a reason for (bool)."""
    types, bounds = (
        words.types[ranges(words.bounds[rows], words.counts[rows])],
        np.append(0, np.cumsum(words.counts[rows])),
    )
    columns = (known[name][types] for name in ("letters", "foreign_letters", "word", "small"))
    letters, foreign, count, small = (add_up(column, bounds) for column in columns)
    english = add_up((known["english"] & known["small"])[types], bounds)
    common = known["common"][types]
    most = np.max([add_up(common >> place & 1, bounds) for place in range(1, len(_common()[0]) + 1)], axis=0)
    other_script = (letters >= _FEWEST_LETTERS) & (foreign * 2 > letters)
    unlisted = (small >= _MANY_WORDS) & (english < _LEAST_ENGLISH * small)
    return other_script | (count >= _FEWEST_WORDS) & ((most >= _ENOUGH * count) | unlisted)


def _judge(words: Words, known: Facts, row: int) -> tuple[int, str] | None:
    """Return the place of the reason why a text is not in English, and what tells it; None of English."""
    types = words.types[words.bounds[row] : words.bounds[row + 1]]
    letters, foreign = int(known["letters"][types].sum()), int(known["foreign_letters"][types].sum())
    listed, unlisted, script = range(len(_common()[0])), len(_common()[0]), len(_common()[0]) + 1
    count = int(known["word"][types].sum())
    is_other = letters >= _FEWEST_LETTERS and foreign * 2 > letters
    if count < _FEWEST_WORDS:
        return (script, f"{foreign} of its {letters} letters are") if is_other else None
    common = known["common"][types]
    counts = (common[:, None] >> np.array(listed) + 1 & 1).sum(axis=0).tolist()
    best = max(listed, key=counts.__getitem__)
    enough = _ENOUGH_OF_A_SCRIPT if is_other else _ENOUGH
    # "a" and "is" are as Hungarian as they are English, and Bulgarian's commonest words are Russian's too
    of_both = common & (1 << best + 1 | 1)
    english, own = np.count_nonzero(of_both == 1), types[(of_both > 1) & (of_both & 1 == 0)].tolist()
    # "die" may stand in an English text ever so often
    different = {words.vocabulary.surfaces[word].lower().strip(_STRIPPED) for word in own}
    several = len(own) >= _ENOUGH_OF_ITS_OWN * count and len(different) >= _FEWEST_OF_ITS_OWN
    clear = counts.count(counts[best]) < 2 if is_other else several
    if clear and counts[best] >= enough * count and counts[best] > 2 * english:
        return best, f"{counts[best]} of its {count} words are common ones of it"
    if is_other:
        return script, f"{foreign} of its {letters} letters are"
    small = types[known["small"][types]]
    english = int(known["english"][small].sum())
    if len(small) >= _MANY_WORDS and english < _LEAST_ENGLISH * len(small):
        return unlisted, f"{english} of its {len(small)} words without a capital are common English ones"
    return None
