"""Is a number a quantity here: years against counts, parts against ordinals, by the words around it."""

from __future__ import annotations

import re

from analysis.counted import noun_phrase, plural

#: the word behind a number
WORD_AFTER = re.compile(r"[ \u00a0\u202f](?:(?:square|cubic|nautical)[ ])?([^\W\d_][\w’'-]*)")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|before|after|from|to|of|by|and|early|late|mid|through|during|"
    r"between|the|spring|summer|autumn|"
    r"fall|winter|month|year|circa|election|class|budget|end|start|this|that|vs|versus|with|than|"
    r"for|[A-Z][a-z]+[’']s|[A-Z][a-z]+)"
    r"[ \u00a0,]+|[(–—-]|^[\W_]*|[.;:!?][”\"’']?\s+)$"
)
_COUNT_BEFORE = re.compile(
    r"(?:\w+(?:ed|ose|ell|ew)|up|down|risen|fallen)[ ]by[ ]$|\b(?:than|least|most|about|some|"
    r"around|nearly|almost|over|under|exactly|only|just|up to)[ ]$"
)
_OF_BEFORE = re.compile(r"\b(?:of|some|with|from|to|against|than|had|has|were|are|only)[ ]$", re.I)
_YEARLY = frozenset(
    [
        "levels",
        "figures",
        "elections",
        "results",
        "polls",
        "games",
        "protests",
        "numbers",
        "rates",
        "prices",
        "olympics",
        "riots",
        "primaries",
    ]
)
_FROM_NUMBER = re.compile(r"\bfrom[ ][$€£]?(\d[\d,.]*)\b[ ]?(\w*)[^.;]{0,40}?\bto[ ]$")
_TIMED_AFTER = re.compile(
    r"[ ](?:in[ ](?:the[ ])?(?:1[5-9]|20)\d\d\b|(?:a|the|last|this)[ ](?:previous[ ])?(?:year|month|week|season)\b)"
)
_MAJORITY_OF = re.compile(r"[ ]of[ ](?:just[ ]|only[ ])?\d[\d,]*(?![\d,]|[ ](?:\w+[ ])?(?:out[ ])?of\b)")
_NO_NUMBER = re.compile(r"\b(?:no|any|this|that|the|which|every|each|some)[ ]$", re.I)
_PART_AFTER = re.compile(
    r"[ \u00a0](?:of|more|fewer|less|higher|lower|larger|smaller|up|down|above|below|as|to|the|its|their|his|her|said|"
    r"were|was|are|is|increase|rise|drop|fall|cut|decline|reduction)\b|[\s]*[,.;:)–—]|\s*$"
)
_PART_BEFORE = re.compile(
    r"\b(?:by|about|nearly|almost|than|roughly|only|just|in|around|fully|down|up|fell|rose|dropped|some)[ ]$", re.I
)


def _is_year(text: str, start: int, end: int) -> bool:
    """Say whether four digits are a year: by what stands before and behind."""
    before, after = text[max(0, start - 24) : start], WORD_AFTER.match(text, end)
    if after and after[1] in _YEARLY:
        return True
    if _COUNT_BEFORE.search(before) or (after and after[1] in ("out", "of")):
        return False
    pair = re.match(r",?[ ](?:to|from|and)[ ][$€£]?(\d[\d,.]*)", text[end : end + 18])
    if pair and re.search(r"\b(?:from|to|between)[ ]$", before) and not _YEAR.match(pair[1].rstrip(",.")):
        return False
    earlier = _FROM_NUMBER.search(text[max(0, start - 70) : start])
    counted = earlier and (
        not _YEAR.match(earlier[1].rstrip(",.")) or (plural(earlier[2]) and earlier[2] not in _YEARLY)
    )
    if _TIMED_AFTER.match(text, end) or counted:
        return False
    if after and plural(after[1]) and after[1].islower() and after[1] not in _YEARLY and _OF_BEFORE.search(before):
        return False
    if after and after[1].islower() and plural(after[1]) and not _BEFORE_YEAR.search(before):
        return False
    return bool(_BEFORE_YEAR.search(before))


def accepted(text: str, kind: str, start: int, end: int) -> str:
    """Give the kind of a match by its surroundings; "" if it is no quantity at all."""
    surface, before = text[start:end], text[max(0, start - 12) : start]
    low = surface.lower()
    if kind == "part" and re.match(
        r"[ -](?:of[ ])?(?:an?[ ])?(?:percentage[ ]|percent[ ])?points?\b", text[end : end + 20]
    ):
        return ""  # a quarter point
    if kind == "part":
        if low.endswith("quarter") and re.match(r"[ ](?:million|billion|century|mile)", text[end : end + 9]):
            return ""
        if re.search(r"\b(?:first|second|other|latter|each|final|last)[ ]$", before) or text[end : end + 1] == "-":
            return ""
        clear = low.endswith("s") and not low.endswith("half")
        after, ahead = bool(_PART_AFTER.match(text, end)), bool(_PART_BEFORE.search(before))
        if low in ("half",) and re.match(r"[ ](?:an?|hour|way|brother|sister)\b", text[end : end + 9]):
            return ""
        return "part" if clear or after or ahead else ("" if "half" in low or "quarter" in low else "ordinal")
    if low in ("many", "few") and re.search(r"\b(?:as|so|how|too)[ ]$", before):
        return ""
    if kind == "vague" and low.endswith("majority") and _MAJORITY_OF.match(text, end):
        return ""
    if kind == "number" and re.search(r"\b(?:multiplied by|factor of)[ ]$", text[max(0, start - 16) : start]):
        return "fold"
    if kind == "number" and re.search(r"\bin (?:year|day|phase|round|part|chapter|game|week|step|stage)[ ]$", before):
        return ""
    if kind == "number" and low == "one":
        after = WORD_AFTER.match(text, end)
        if _NO_NUMBER.search(before) or not after or not after[1].islower():
            return ""
        return "number" if noun_phrase(text, end, one=True) else ""
    if kind == "number" and re.fullmatch(_YEAR.pattern, surface) and _is_year(text, start, end):
        return "year"
    if kind == "ordinal" and low in ("second", "first") and re.search(r"\b(?:at|per|a)[ ]$", before):
        return ""
    return kind
