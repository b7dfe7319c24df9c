"""Introductions: who speaks, and by which verb, where a text ends with a colon before words that are not its own."""

from __future__ import annotations

import re

_SPEECH_VERB = (
    r"(?:said|says|told|tells|wrote|writes|added|adds|stated|states|explained|explains|noted|notes|warned|warns|argued|"
    r"argues|claimed|claims|declared|declares|tweeted|posted|reported|reports|announced|announces|replied|responded|"
    r"continued|continues|concluded|concludes|testified|asked|asks|read|reads|put it)"
)
_NAME = r"(?:(?:[A-Z][\w’'.-]*|of|the|for|and|de|van|von|al|bin)\s+)*[A-Z][\w’'.-]*"
_ACCORDING = re.compile(rf"\b[Aa]ccording to ({_NAME})")
_BEFORE_VERB = re.compile(rf"({_NAME})(?:,[^,:]*,)?,?\s+(?:has |have |had |also |later |then )?{_SPEECH_VERB}\b")
_AFTER_VERB = re.compile(rf"\b{_SPEECH_VERB} ({_NAME})")
_POSSESSOR = re.compile(
    rf"({_NAME})[’']s? (?:statement|letter|report|article|post|tweet|answer|response|words|speech|memo)"
)
_SPEAKERS = (_ACCORDING, _BEFORE_VERB, _POSSESSOR, _AFTER_VERB)
_CUE = re.compile(rf"\b(?:{_SPEECH_VERB}|[Aa]ccording to)\b")
_NEXT_SENTENCE = re.compile(r"(?<=[.!?][”\"’\s])\s*(?=[A-Z])")
_LONGEST_SENTENCE = 400
_SMALL = frozenset(("of", "the", "for", "and", "de", "van", "von", "al", "bin"))


def find_introduction(introduction: str) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Find the speaker and the verb of saying with which the last sentence of a text introduces what follows.

    Returns
    -------
    (start, end) of the name and of the verb, half-open, in characters; None for what is not there
    """
    text = introduction.rstrip()
    begin = max(len(text) - _LONGEST_SENTENCE, 0)
    begin = max((stop.end() for stop in _NEXT_SENTENCE.finditer(text, begin)), default=begin)
    source = next(filter(None, (_last_name(pattern, text, begin) for pattern in _SPEAKERS)), None)
    return source, max((found.span() for found in _CUE.finditer(text, begin)), default=None)


def _last_name(pattern: re.Pattern, text: str, begin: int) -> tuple[int, int] | None:
    """Find the name that the last match of a pattern holds."""
    last = max(pattern.finditer(text, begin), key=re.Match.start, default=None)
    name = last and _person(last[1])
    if not name:
        return None
    at = text.index(name, last.start(1))
    return at, at + len(name)


def _person(name: str) -> str | None:
    """Cut a run of capitalised words to the name itself: what follows the last small word, without a title."""
    words = name.split()
    small = [k for k, word in enumerate(words) if word in _SMALL]
    title = small[-1] + 1 if small and words[0] not in ("Just",) else 0
    kept = words[title:] if len(words) - title >= 2 or not small else words
    return " ".join(kept[-2:] if len(kept) > 3 else kept).rstrip(".,") or None
