"""Numbers as they are written: digits, words and scales to values, how exactly a number is stated; and the calendar."""

from __future__ import annotations

import re
import unicodedata
from math import prod

UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()  # noqa: SIM905
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL = {word: value for value, word in enumerate(UNITS)} | {word: 10 * k for k, word in enumerate(TENS, start=2)}
_RANKS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()  # noqa: SIM905
ORDINALS = {word: rank for rank, word in enumerate(_RANKS, start=1)}
SCALES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SCALES |= {"lakh": 1e5, "crore": 1e7}
#: short scales stand right behind digits: $3bn, 3.5m
SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
PARTS = _PARTS | {"ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100}

#: parts in one sign: 2½ million
SIGNS = {sign: unicodedata.numeric(sign) for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}

#: the calendar, each name in its order; and a month by its name or its short one: April, Sept.
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
SHORT_MONTHS = [month[:3] for month in MONTHS]
MONTH = rf"(?:{'|'.join(MONTHS)}|(?:{'|'.join(month for month in SHORT_MONTHS if month != 'May')})(?:(?<=Sep)t)?\b\.?)"

_BLANK = r"[ \u00a0\u202f]"
_WORD = r"(?:" + "|".join(sorted(SMALL, key=len, reverse=True)) + r")"
_BIG = r"(?:hundred|thousand|lakhs?|million|crores?|billion|trillion)"
_SIGN = f"[{''.join(SIGNS)}]"
#: 12,000 and 12 000; 2, 000 as cut words are joined; 2,50,000 as in India; 3.5; 2½
DIGITS = (
    rf"(?:\d{{1,3}}, 000(?![\d,])|\d{{1,3}}(?:[,\u00a0\u202f]\d{{3}})+(?!\d)(?:\.\d+)?|"
    rf"[1-9]\d{{0,2}}(?: \d{{3}})+(?![\d,.]*\d)|"
    rf"\d{{1,2}}(?:,\d\d)+,\d{{3}}(?!\d)|\d+(?:\.\d+)?(?!\.?\d)|\.\d+){_SIGN}?|{_SIGN}"
)
_FEW = "an?|one|two|three|four|five|six|seven|nine"
#: what follows a whole number: two and a half million, a million and a half
_AND_PART = rf"(?:{_BLANK}|-)and(?:{_BLANK}|-)(?:an?|one|three)(?:{_BLANK}|-)(?:half|quarters?|third)"
#: a number in words: twenty-one, two hundred and six, a million, half a dozen, a quarter of a million, a couple hundred
IN_WORDS = (
    rf"(?:half(?:{_BLANK}|-)a(?:{_BLANK}|-)(?:dozen|hundred|million|billion|thousand|crore)"
    rf"|(?:half|(?:an?|one|three|two)[ -](?:half|quarters?|thirds?)){_BLANK}(?:of{_BLANK})?(?:an?{_BLANK})?"
    rf"(?:million|billion|trillion)|a{_BLANK}couple{_BLANK}(?:of{_BLANK})?(?:dozen|hundred|thousand|million|billion)"
    rf"|(?:{_WORD}(?:[ -]{_WORD})?|an?)(?:[ -]{_BIG})+"
    rf"(?:(?:{_BLANK}and)?[ -](?!and){_WORD}(?:[ -]{_WORD})?(?:[ -]{_BIG})*)*"
    rf"|{_WORD}[ -]dozen|a{_BLANK}dozen|(?:{'|'.join(TENS)})[ -](?:{'|'.join(UNITS[1:10])})|{_WORD})"
)
_SHORT_SCALE = r"(?:bn|mn|mln|tn|[mkb])"
#: a number with its scale: 1.2 million, 3.5m, 2 dozen, 334, 12 hundred thousand
NUMBER = (
    rf"(?:(?:{DIGITS})(?:{_AND_PART})?(?:[ \u00a0\u202f-]?(?:{_BIG}|dozen)(?:{_BLANK}{_BIG})?(?![\w])|"
    rf"(?:{_SHORT_SCALE}|{_BLANK}(?:bn|mln|mn|tn))(?!\w))?|{IN_WORDS}(?:{_AND_PART}(?:{_BLANK}(?:{_BIG}|dozen))?)?(?!\w))"
)
#: compiled when the first number is read: many commands read none
_PIECES = rf"(?P<digits>{DIGITS})|(?P<word>[a-z]+)"
#: a part of a whole: a third, two-thirds, three quarters, half
_NAMES = "|".join(part for part in PARTS if part != "half")
FRACTION = rf"(?:(?:{_FEW})[ -](?:{_NAMES})s?|(?:an?{_BLANK}|one[ -])?half|{_SIGN}(?![ -]{_BIG}))"


def parse_number(surface: str) -> float:
    """Return the value of a number in digits, in words or in both; NaN if it is none.

    >>> parse_number("two and a half million"), parse_number("2,50,000"), parse_number("a quarter of a million")
    (2500000.0, 250000.0, 250000.0)
    """
    total, current, last, over, seen = 0.0, 0.0, 1.0, 1.0, False
    pieces = list(re.finditer(_PIECES, surface.lower()))
    for place, piece in enumerate(pieces):
        word = (piece["word"] or "").removesuffix("s") if piece["word"] != "s" else ""
        after = (pieces[place + 1]["word"] or "").removesuffix("s") if place + 1 < len(pieces) else ""
        if piece["digits"]:
            current, seen, last = current + _digits(piece["digits"]), True, 1.0
        elif piece["word"] in SMALL or (word == "couple" and place):
            value = SMALL.get(piece["word"], 2)
            if after in _OF_WHOLE and (place == 0 or pieces[place - 1]["word"] == "and"):
                over = float(value)  # three quarters
            else:
                current, seen, last = current + value, True, 1.0
        elif word in _OF_WHOLE:
            part, over = over / _OF_WHOLE[word], 1.0
            if total and not current:  # a million and a half
                total += part * last
            else:
                current += part
            seen = seen or after in SCALES or after in ("a", "of", "an")
        elif word in SCALES or word in SHORT:
            last = float(SCALES.get(word) or SHORT[word])
            current, seen = (current or 1.0) * last, True
            if last >= 1000:
                total, current = total + current, 0.0
        elif word not in ("a", "an", "and", "of"):
            return float("nan")
    return total + current if seen else float("nan")


_OF_WHOLE = {"half": 2, "quarter": 4, "third": 3}


def _digits(surface: str) -> float:
    sign = SIGNS.get(surface[-1:], 0.0)
    whole = re.sub(r"[, \u00a0\u202f]", "", surface[:-1] if sign else surface)
    return (float(whole) if whole else 0.0) + sign


def parse_fraction(surface: str) -> float:
    """Return the value of a part in words ("two-thirds", "half", "a quarter"); NaN if it is none."""
    if surface in SIGNS:
        return SIGNS[surface]
    words = re.findall(r"[a-z]+", surface.lower())
    part = words[-1] if words else ""
    part = part if part in PARTS else part.removesuffix("s")
    if part not in PARTS:
        return float("nan")
    over = 1 if len(words) == 1 or words[0] in ("a", "an") else SMALL.get(words[0], float("nan"))
    return over / PARTS[part]


def unit_of_last_digit(surface: str) -> float:
    """Return the unit of the last stated digit: how finely a number is told."""
    found = re.search(r"\d+(?:[, \u00a0\u202f]\d{2,3})*(?:\.(\d+))?", surface)
    if not found:
        return 1.0
    words = re.findall("[a-z]+", surface[found.end() :].lower())
    return prod((SCALES.get(word) or SHORT.get(word) or 1.0 for word in words), start=1.0) * 10.0 ** -len(
        found[1] or ""
    )
