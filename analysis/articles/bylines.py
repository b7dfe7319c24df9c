"""Bylines: a line that names who wrote an article, with a role, a place, a paper or a date behind the names.

A name is words with a capital, in any alphabet that has capitals, with the small words that stand in names (van, de,
bin). A line that begins with By, or with words for it, may hold one name of one word; without it a name has two.
"""

from __future__ import annotations

import re

from analysis.text.numerals import DAYS, SHORT_MONTHS
from analysis.text.patterns import pattern

_BY = pattern(
    r"(?:(?:written|reported|words|story|report|text|reporting|posted|published|analysis|opinion|interview|review)\s+)?"
    r"by(?:\s*:\s*|\s+)|(?:words|text|author|authors|reporter|reporters|writer|from)\s*:\s*",
    re.IGNORECASE,
)
_PARTED = pattern(r"\s*(?:,|;|&|\||·|•|/|\band\b|\bAND\b|\s[–—-]\s)\s*")
_SMALL = frozenset((
    "de", "la", "le", "van", "von", "der", "den", "del", "da", "di", "du", "dos", "das", "al", "bin", "ibn", "bint",
    "el", "ter", "ten", "af", "av", "zu", "y"))  # fmt: skip
_LINKS = ("of", "for", "the", "at", "in", "and", "to", "on", "from")
#: words with a capital in headlines, of which no name is made
_NO_NAMES = frozenset((
    "with", "in", "on", "at", "to", "for", "after", "over", "as", "is", "are", "was", "has", "not", "no", "new", "by",
    "from", "who", "what", "why", "how", "and", "or", "of", "its", "his", "her", "their",
    *map(str.lower, DAYS)))  # fmt: skip
_NAME_WORD = pattern(r"[^\W\d_][\w.’'‘-]*")
_ROLE = pattern(
    r"\b(?:editors?|correspondents?|reporters?|writers?|journalists?|staff|chief|columnists?|producers?|critics?|"
    r"political|economics?|business|science|health|sports?|world|national|local|democracy|senior|special|foreign|"
    r"deputy|assistant|contributors?|freelance|agenc(?:y|ies)|news|online|team|desk|press association|bureau|director|"
    r"analyst|photographers?|photography|press|times|post|guardian|echo|herald|bbc|reuters|afp|ap|pa|cnn|tribune|"
    r"journal|gazette|observer|mail|telegraph|network|service|media|wire|daily|chronicle|star|sun|mirror|standard)\b",
    re.IGNORECASE,
)
_TAIL = pattern(r"\s+(?:in|for|at|of|from|on)\s+(?=[^\W\d_])")
_DATED = pattern(
    r"(?:updated|published|posted|on|at)?:?\s*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?|"
    rf"(?:{'|'.join(SHORT_MONTHS)})[a-z]*\.?|"
    r"\d{1,4}(?:st|nd|rd|th)?|\d{1,2}[:.]\d{2}|[ap]\.?m\.?|"
    r"gmt|bst|utc|e[sd]t|p[sd]t|\d+ ?(?:min(?:ute)?s?|hours?|h|days?) (?:ago|read)|[\s.:/,-])+",
    re.IGNORECASE,
)
_HANDLE = pattern(r"@\w+|\(?[\w.+-]+@[\w.-]+\w\)?")
_MOST_WORDS = 40


def is_byline(line: str, *, by: bool = False) -> bool:
    """Test whether a line is a byline and nothing else; with `by`, only if it says By."""
    flat = " ".join(line.split()).strip(" .–—|-")
    said = _BY.match(flat)
    if by and not said or not flat or len(flat.split()) > _MOST_WORDS:
        return False
    parts = [part for part in _PARTED.split(flat[said.end() :] if said else flat) if part]
    if not parts:
        return False
    names = [_is_name(part, single=bool(said)) for part in parts]
    if not names[0]:
        return False
    rest = zip(parts[1:], names[1:], strict=True)
    return all(name or _is_beside_a_name(part, said=bool(said)) for part, name in rest)


def _is_name(part: str, *, single: bool) -> bool:
    name, *where = _TAIL.split(part, maxsplit=1)
    words = name.split()
    great = [word for word in words if word not in _SMALL]
    if not 1 + (not single) <= len(words) <= 5 or len(great) < 1 + (not single):
        return False
    if where and not _is_title(where[0], 5):
        return False
    return all(_NAME_WORD.fullmatch(word) and word[0].isupper() and word.lower() not in _NO_NAMES for word in great)


def _is_title(text: str, most: int) -> bool:
    """Test whether all words are great ones, small ones of names, or those of roles."""
    words = text.split()
    return len(words) <= most and all(w[0].isupper() or w in _SMALL or w in _LINKS or _ROLE.fullmatch(w) for w in words)


def _is_beside_a_name(part: str, *, said: bool) -> bool:
    """Test whether a part of a byline is a role, a place, a date or an address."""
    if _DATED.fullmatch(part) or _HANDLE.fullmatch(part):
        return True
    if _ROLE.search(part) and not part.endswith((".", "!", "?")):
        return _is_title(part, 8)
    return said and _is_title(part, 4)
