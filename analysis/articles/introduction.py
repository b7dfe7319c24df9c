"""Introductions: who speaks, and by which verb, where a text ends with a colon before words that are not its own."""

from __future__ import annotations

import re

from analysis.text.patterns import pattern

#: verbs that introduce what follows a colon; not all of the lexicon's, by which blocks are taken for quotations that
#: are none as often as blocks that are
SPEECH_VERB = (
    r"(?:said|says|told|tells|wrote|writes|added|adds|stated|states|explained|explains|noted|notes|warned|warns|argued|"
    r"argues|claimed|claims|declared|declares|tweeted|tweets|posted|posts|reported|reports|announced|announces|replied|"
    r"replies|responded|responds|continued|continues|concluded|concludes|testified|asked|asks|read|reads|put it)"
)
_NAME = r"(?:(?:[A-Z][\w’'.-]*|of|the|for|and|de|van|von|al|bin)\s+)*[A-Z][\w’'.-]*"
_SPEAKERS = (
    pattern(rf"\b[Aa]ccording to ({_NAME})"),
    pattern(rf"({_NAME})(?:,[^,:]*,)?,?\s+(?:has |have |had |also |later |then )?{SPEECH_VERB}\b"),
    pattern(rf"({_NAME})[’']s? (?:statement|letter|report|article|post|tweet|answer|response|words|speech|memo)"),
    pattern(rf"\b(?:statement|letter|report|article|post|answer|response|words|speech|memo) (?:by|from|of) ({_NAME})"),
    pattern(rf"\b{SPEECH_VERB} ({_NAME})"),
    pattern(rf"\b([Hh]e|[Ss]he|[Tt]hey) (?:has |have |had |also |later |then )?{SPEECH_VERB}\b"),
)
_CUE = pattern(rf"\b(?:{SPEECH_VERB}|[Aa]ccording to)\b")
#: "Ada Wren, who runs the lock, was blunt:"
_SUBJECT = pattern(rf"(?<![^\s“\"])({_NAME})(?=,? (?:[a-z]|an? |who ))[^:]*:$")
_NEXT_SENTENCE = pattern(r"(?<=[.!?][”\"’\s])\s*(?=[A-Z])")
_LONGEST_SENTENCE = 400
_WORD = pattern(r"\S+")
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
    if source is None and (subject := _SUBJECT.match(text, begin)) and len(subject[1].split()) > 1:
        source = _last_name(_SUBJECT, text, begin)
    return source, max((found.span() for found in _CUE.finditer(text, begin)), default=None)


def _last_name(pattern: re.Pattern, text: str, begin: int) -> tuple[int, int] | None:
    """Find the name that the last match of a pattern holds: what follows the last small word, without a title."""
    last = max(pattern.finditer(text, begin), key=re.Match.start, default=None)
    words = list(_WORD.finditer(text, *last.span(1))) if last else []
    small = [k for k, word in enumerate(words) if word[0] in _SMALL]
    title = small[-1] + 1 if small and words[0][0] != "Just" else 0
    kept = words[title:] if len(words) - title >= 2 or not small else words
    kept = kept[-2:] if len(kept) > 3 else kept
    end = kept[0].start() + len(text[kept[0].start() : kept[-1].end()].rstrip(".,")) if kept else 0
    return (kept[0].start(), end) if kept and end > kept[0].start() else None
