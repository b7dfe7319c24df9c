"""What a number counts: the noun phrase behind it, its head, and the heads that mean the same thing."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd

from analysis.figure_words import words_of
from analysis.lexicon import FOLDER
from analysis.numerals import SMALL

#: words that end a noun phrase: function words, and verbs that stand behind one often
#: plurals that stand before another noun: sales executives, arms dealers
_NOT_PLURAL = re.compile(r"(?:ss|us|is|ous|'s|’s)$")
_TOKEN = re.compile(r"[ \u00a0\u202f]+([^\W_](?:[\w’'&./-]*\w)?)")
_OF = re.compile(
    r"[ \u00a0\u202f]+of(?:[ \u00a0\u202f]+(?:the|its|his|her|their|our|all|these|those|this|"
    r"\w+[’']s?))?(?=[ \u00a0\u202f])",
    re.I,
)
_POSSESSIVE = re.compile(r"[ \u00a0\u202f]+(?:of[ \u00a0\u202f]+)?(?:\w+[’']s?)(?=[ \u00a0\u202f])")
_LONGEST = 5
_SPLIT = re.compile(r"[-–/]")


def plural(word: str) -> bool:
    """Say whether a word looks like the plural of a noun ("attacks", "people")."""
    low = _SPLIT.split(word.lower())[-1]
    return low in words_of("irregular_plural") or (len(low) > 2 and low.endswith("s") and not _NOT_PLURAL.search(low))


def noun_phrase(text: str, end: int, *, one: bool = False) -> tuple[int, int] | None:
    """Give where the head of the noun phrase behind ``text[:end]`` stands, half-open; None if no noun is seen.

    Parameters
    ----------
    text : the text
    end : where the number ends
    one : whether the number is one, so that the head need not be a plural

    Notes
    -----
    No parser: the head is the first plural among the next five words, stepping over "of the"; for one the last word
    before the phrase ends. The phrase ends at punctuation, at a function word and at a common verb.
    """
    step_over = _OF.match(text, end)
    place = step_over.end() if step_over else end
    last = None
    for position in range(_LONGEST):
        found = _TOKEN.match(text, place)
        if found and position == 0 and found[1][0].isdigit():  # all 34 provinces, 60 of the 100 seats
            place = found.end()
            continue
        if (
            not found
            or found[1].lower() in words_of("phrase_end")
            or found[1][0].isdigit()
            or found[1].lower() in SMALL
        ):
            break
        place = found.end()
        word = found[1]
        if plural(word) and word.lower() != "others" or word.lower() == "others":
            ahead = _TOKEN.match(text, place)
            if (
                word.lower() in words_of("before_noun")
                and ahead
                and plural(ahead[1])
                and ahead[1].lower() not in words_of("phrase_end")
            ):
                continue
            return found.span(1)
        if one and last and word.lower().endswith(("ed", "ing", "ly")):
            return last
        last = found.span(1)
        if text[place : place + 1] in ",;:.()":
            break
    return last if one or (step_over and last and text[last[0]].isupper()) else None


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    table = pd.read_csv(FOLDER / "counted_nouns.csv", keep_default_na=False)
    return dict(zip(table["term"], table["group"], strict=True))


def folded(head: str) -> str:
    """Fold a head noun: case, plural and synonyms away, so that "strikes" and "attack" are one; "" stays "".

    Examples
    --------
    >>> folded("Strikes") == folded("attack"), folded("provinces"), folded("cities")
    (True, 'province', 'city')
    """
    word = _SPLIT.split(head.lower())[-1]
    groups = _groups()
    if word in groups:
        return groups[word]
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif re.search(r"(?:sh|ch|x|ss|z)es$", word):
        word = word[:-2]
    elif word.endswith("s") and not _NOT_PLURAL.search(word) and len(word) > 3:
        word = word[:-1]
    return groups.get(word, word)
