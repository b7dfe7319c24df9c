"""Numbers as they are written: digits, words and scales to values, and how exactly a number is stated."""

from __future__ import annotations

import re
from math import prod

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()  # noqa: SIM905
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL = {word: value for value, word in enumerate(_UNITS)} | {word: 10 * k for k, word in enumerate(_TENS, start=2)}
SCALES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
#: short scales stand right behind digits: $3bn, 3.5m
SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
PARTS = _PARTS | {"ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100}

_BLANK = r"[ \u00a0\u202f]"
_WORD = r"(?:" + "|".join(sorted(SMALL, key=len, reverse=True)) + r")"
_BIG = r"(?:hundred|thousand|million|billion|trillion)"
DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
#: a number in words: twenty-one, two hundred and six, a million, half a dozen
IN_WORDS = (
    rf"(?:half{_BLANK}a{_BLANK}(?:dozen|million|billion|thousand)"
    rf"|(?:{_WORD}(?:[ -]{_WORD})?|an?)(?:[ -]{_BIG})+"
    rf"(?:(?:{_BLANK}and)?[ -](?!and){_WORD}(?:[ -]{_WORD})?(?:[ -]{_BIG})*)*"
    rf"|{_WORD}[ -]dozen|a{_BLANK}dozen|(?:{'|'.join(_TENS)})[ -](?:{'|'.join(_UNITS[1:10])})|{_WORD})"
)
_SHORT_SCALE = r"(?:bn|mn|mln|tn|[mkb])"
#: a number with its scale: 1.2 million, 3.5m, 2 dozen, 334, 12 hundred thousand
NUMBER = (
    rf"(?:(?:{DIGITS})(?:[ \u00a0\u202f-](?:{_BIG}|dozen)(?:{_BLANK}{_BIG})?(?![\w])|"
    rf"{_SHORT_SCALE}(?!\w))?|{IN_WORDS}(?!\w))"
)
_PIECES = re.compile(rf"(?P<digits>{DIGITS})|(?P<word>[a-z]+)", re.IGNORECASE)
_FEW = "an?|one|two|three|four|five|six|seven|nine"
#: a part of a whole: a third, two-thirds, three quarters, half
FRACTION = rf"(?:(?:{_FEW})[ -](?:{'|'.join(p for p in PARTS if p != 'half')})s?|(?:an?{_BLANK}|one[ -])?half)"


def parse_number(surface: str) -> float:
    """Return the value of a number in digits, in words or in both; NaN if it is none."""
    total, current, seen, halved = 0.0, 0.0, False, False
    for piece in _PIECES.finditer(surface.lower()):
        word = piece["word"]
        if piece["digits"]:
            current, seen = current + float(re.sub(r"[,\u00a0\u202f]", "", piece["digits"])), True
        elif word in SMALL:
            current, seen = current + SMALL[word], True
        elif word in SCALES or word in SHORT:
            scale = SCALES.get(word) or SHORT[word]
            current, seen = (current or 1.0) * scale, True
            if scale >= 1000:
                total, current = total + current, 0.0
        elif word == "half":
            halved = True
        elif word not in ("a", "an", "and"):
            return float("nan")
    return (total + current) / (2 if halved else 1) if seen else float("nan")


def parse_fraction(surface: str) -> float:
    """Return the value of a part in words ("two-thirds", "half", "a quarter"); NaN if it is none."""
    words = re.findall(r"[a-z]+", surface.lower())
    part = words[-1] if words else ""
    part = part if part in PARTS else part.removesuffix("s")
    if part not in PARTS:
        return float("nan")
    over = 1 if len(words) == 1 or words[0] in ("a", "an") else SMALL.get(words[0], float("nan"))
    return over / PARTS[part]


def unit_of_last_digit(surface: str) -> float:
    """Return the unit of the last stated digit: how finely a number is told."""
    found = re.search(r"\d+(?:[,\u00a0\u202f]\d{3})*(?:\.(\d+))?", surface)
    if not found:
        return 1.0
    words = re.findall("[a-z]+", surface[found.end() :].lower())
    return prod((SCALES.get(word) or SHORT.get(word) or 1.0 for word in words), start=1.0) * 10.0 ** -len(
        found[1] or ""
    )
