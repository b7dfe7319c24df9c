"""Figures of a headline that the body does not have.

A figure is borne out by any figure of the body that is the same when rounded as headlines round, by two figures that
add up to it, or by a vague one ("thousands") that holds it. Years, dates, scores, ordinals and the counts of lists
("10 things to know") are not looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from analysis.headline_terms import Finding
from analysis.headline_text import Said, Word, is_content, nearest
from analysis.wording import read_wording

NUMBER = "number"
_FIGURE = re.compile(r"(?P<sign>[£$€]?)\s?(?P<digits>\d+(?:[.,]\d+)*)\s?(?P<tail>[^\W\d_]*|%)", re.IGNORECASE)
_TIMES = {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "mln": 1e6}
_TIMES |= {"billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "trn": 1e12}
_WORDS = {
    "dozen": 12,
    "couple": 2,
    "pair": 2,
    "twice": 2,
    "double": 2,
    "both": 2,
    "half": 50,
    "third": 33,
    "quarter": 25,
}
#: vague numbers: what they may stand for
_VAGUE = {"dozens": (20, 500), "scores": (35, 500), "hundreds": (150, 5e3), "thousands": (1.2e3, 1e5)}
_VAGUE |= {"millions": (1.2e6, 1e9), "billions": (1.2e9, 1e12)}
_MORE, _LESS = (
    ("than", "over", "least", "above"),
    ("nearly", "almost", "under", "to", "about", "around", "some", "roughly"),
)
_NO_TAIL = frozenset(("", "%", "pc", "pct", "percent", "km", "kg", "lb", "lbs", "ft", "mph", "am", "pm", "yr", "yrs"))
_LISTS = frozenset(
    """things thing takeaways reasons ways facts questions moments lessons tips photos pictures quotes points charts
    stories books films songs steps signs myths truths words numbers""".split()  # noqa: SIM905
)
_NAMED_BY_NUMBER = frozenset(
    """no number day part chapter week round title area channel route highway flight article section bowl act top page
    phase group formula level category grade block district episode season room unit apollo proposition prop amendment
    interstate windows iphone boeing airbus type covid line stage game""".split()  # noqa: SIM905
)
_MAY_BE_COUNTED = 20


@dataclass(frozen=True)
class Quantity:
    """A figure in words: places of its first and last-plus-one word, its value, and the least and most it may be."""

    first: int
    after: int
    value: float
    low: float
    high: float


@lru_cache(maxsize=1 << 12)
def _number(surface: str) -> tuple[float, str] | None:
    """Read one word as a number: its value, and what hangs on it ("m", "%")."""
    match = _FIGURE.fullmatch(surface)
    if match:
        digits = match["digits"]
        whole = digits.replace(",", "") if not re.search(r",\d{1,2}$", digits) else digits.replace(",", ".")
        if whole.count(".") > 1:
            return None
        return float(whole), match["tail"].lower()
    key = read_wording([(0, surface, 0, len(surface))]).keys
    if surface.lower() in _WORDS:
        return float(_WORDS[surface.lower()]), ""
    return (float(key[0]), "") if len(key) == 1 and key[0].isdigit() and surface.lower() != "one" else None


@lru_cache(maxsize=1 << 12)
def quantities(words: tuple[Word, ...]) -> list[Quantity]:
    """Find the figures in words. "one" is none; ordinals are none."""
    found, k = [], 0
    while k < len(words):
        lower = words[k].lower
        if lower in _VAGUE:
            low, high = _VAGUE[lower]
            first = k
            if lower in ("thousands", "millions") and k >= 2 and words[k - 1].lower == "of":
                many = {"tens": 20, "hundreds": 200, "dozens": 20}.get(words[k - 2].lower)
                if many:
                    low, first = many * (1e3 if lower == "thousands" else 1e6), k - 2
                    high = low * 25
                    found = [q for q in found if q.first != first]
            found.append(Quantity(first, k + 1, low, low, high))
            k += 1
            continue
        read = _number(words[k].surface) if words[k].stem else None
        if read is None or (read[1] not in _NO_TAIL and read[1] not in _TIMES):
            k += 1
            continue
        value, tail = read
        value *= _TIMES.get(tail, 1)
        after = k + 1
        while after < len(words) and words[after].lower in _TIMES and len(words[after].lower) > 1:
            value, after = value * _TIMES[words[after].lower], after + 1
        if after < len(words) and words[after].lower == "dozen":
            value, after = value * 12, after + 1
        if lower == "half" and [w.lower for w in words[k + 1 : k + 3]] == ["a", "dozen"]:
            value, after = 6.0, k + 3
        found.append(Quantity(k, after, value, value, value))
        k = after
    return found


def numbers(words: tuple[Word, ...], text: str, said: list[Said]) -> list[Finding]:
    """Find figures of a headline that no sentence has.

    Parameters
    ----------
    words, text : the headline
    said : the sentences of the body
    """
    listed = [(sentence, other) for sentence in said for other in quantities(sentence.words)]
    stems = frozenset(word.stem for word in words if is_content(word))
    found = []
    for one in quantities(words):
        if _is_none(one, words, text) or any(_same(one, other, words) for _, other in listed):
            continue
        place = words[one.first].start, words[one.after - 1].end
        stated = text[slice(*place)]
        thing = [w.stem for w in words[one.after : one.after + 3] if is_content(w)][:1]
        alike = [(s, q) for s, q in listed if thing and thing[0] in {w.stem for w in s.words[q.after : q.after + 3]}]
        if one.high == one.low and _adds_up(one.value, [q.value for _, q in listed]):
            continue
        if alike:
            sentence, other = max(alike, key=lambda row: len(row[0].stems & stems))
            shown = _figure(sentence, other, thing[0])
            note = f"The headline says “{stated}”; the nearest sentence says “{shown}”."
        elif one.value >= _MAY_BE_COUNTED:
            sentence = nearest(stems, [s for s in said if len(s.stems & stems) >= 2])
            if sentence is None:
                continue
            shown, note = "", f"The headline says “{stated}”; no sentence of the body has that figure."
        else:
            continue
        found.append(Finding(NUMBER, *place, shown, sentence, note))
    return found


def _figure(sentence: Said, counted: Quantity, thing: str) -> str:
    ahead = sentence.words[counted.after : counted.after + 3]
    end = next(w.end for w in ahead if w.stem == thing)
    return sentence.text[sentence.words[counted.first].start - sentence.start : end - sentence.start]


def _is_none(one: Quantity, words: tuple[Word, ...], text: str) -> bool:
    """Say whether a figure of a headline is a year, a date, a score, a name's part, or the count of a list."""
    first, last = words[one.first], words[one.after - 1]
    around = text[max(first.start - 1, 0) : first.start] + text[last.end : last.end + 1]
    if any(sign in "/:-#’'–" for sign in around):
        return True
    if one.after == one.first + 1 and 1900 <= one.value <= 2100 and first.surface.isdigit():
        return True
    if first.lower in _WORDS and first.lower != "dozen":
        return True
    before = words[one.first - 1].lower.rstrip(".") if one.first else ""
    if before in ("in", "of") and one.first > 1 and _number(words[one.first - 2].surface):
        return True
    after = [w.lower for w in words[one.after : one.after + 3]]
    return before in _NAMED_BY_NUMBER or bool(_LISTS & set(after)) or one.value <= 1


def _same(one: Quantity, other: Quantity, words: tuple[Word, ...]) -> bool:
    """Say whether a figure of the body bears out one of the headline, rounded as headlines round."""
    if one.high > one.low or other.high > other.low:
        return one.low <= other.high and other.low <= one.high
    before = {w.lower for w in words[max(one.first - 2, 0) : one.first]}
    least, most = 0.97, 1.03
    if before & set(_MORE):
        most = 1.6
    if before & set(_LESS):
        least, most = 0.7, 1.1
    return one.value == other.value or (one.value >= 10 and least * one.value <= other.value <= most * one.value)


def _adds_up(value: float, others: list[float]) -> bool:
    others = others[:60]
    return any(a + b == value or abs(a - b) == value for a, b in combinations(others, 2)) or (
        value <= _MAY_BE_COUNTED and any(sum(three) == value for three in combinations(others[:20], 3))
    )
