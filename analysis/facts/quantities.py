"""Quantities in a text: how much, in what unit, of what, how exactly it is told; numbers that are names set apart.

:func:`found_in` is the door. One pattern finds everything that looks like a quantity, its named groups are the forms
(:func:`pattern`); :func:`accepted` looks at the words around each match, since four digits may be a year and "a third"
a rank; :func:`read` reads value, bounds and unit; the noun phrase behind it says what is counted.

Kinds: ``name`` (Article 50, G7, 9/11), ``date``, ``year``, ``time`` (clock times, spans of time), ``age``, ``money``,
``percent``, ``points`` (percentage points too), ``score``, ``range``, ``ordinal``, ``multiple`` (doubled, fivefold),
``share`` (a third, one in four, nearly all), ``quantifier`` (dozens, several, both) and ``count``.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from analysis.files import LEXICONS, listed
from analysis.text.numerals import DIGITS, FRACTION, IN_WORDS, MONTH, NUMBER, SMALL, parse_fraction, parse_number
from analysis.text.patterns import compiled, pattern
from analysis.text.word_forms import NOT_PLURAL, singular


@lru_cache(maxsize=1)
def _by_class() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, term in listed("figure_words.csv", "class", "term"):
        found.setdefault(name, []).append(term)
    return {name: tuple(terms) for name, terms in found.items()}


@lru_cache(maxsize=32)
def words_of(name: str) -> frozenset[str]:
    """Return the words of one class of ``figure_words.csv``, in lower case."""
    return frozenset(_by_class()[name])


@lru_cache(maxsize=32)
def either(name: str) -> str:
    """Return a pattern of the words of one class, the longest first."""
    longest = sorted(_by_class()[name], key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in longest)


_B = r"[ \u00a0\u202f]"
_TOKEN = pattern(rf"{_B}+([^\W_](?:[\w’'&./-]*\w)?)")
_OF = pattern(rf"{_B}+of(?:{_B}+(?:the|its|his|her|their|our|all|these|those|this|\w+[’']s?))?(?={_B})", re.I)
_LONGEST = 5
_SPLIT = pattern(r"[-–/]")


def plural(word: str) -> bool:
    """Test whether a word looks like the plural of a noun ("attacks", "people")."""
    low = _SPLIT.split(word.lower())[-1]
    return low in words_of("irregular_plural") or (len(low) > 2 and low.endswith("s") and not NOT_PLURAL.search(low))


def noun_phrase(text: str, end: int, *, one: bool = False) -> tuple[int, int] | None:
    """Return where the head of the noun phrase behind ``text[:end]`` stands, half-open; None if no noun is seen."""
    ends = words_of("phrase_end")
    step_over = _OF.match(text, end)
    place, last = step_over.end() if step_over else end, None
    for position in range(_LONGEST):
        found = _TOKEN.match(text, place)
        if not found:
            break
        word, low = found[1], found[1].lower()
        in_name = last and text[slice(*last)].isupper()
        if word[0].isdigit() and (position == 0 or in_name):  # all 34 provinces, 60 of the 100 seats, six AK 47 rifles
            place = found.end()
            continue
        if word[0].isdigit() or low in ends or low in SMALL:
            break
        place = found.end()
        if plural(word) or low == "others":
            ahead = _TOKEN.match(text, place) if low in words_of("before_noun") else None
            if ahead and plural(ahead[1]) and ahead[1].lower() not in ends:
                continue
            return found.span(1)
        if one and last and low.endswith(("ed", "ing", "ly")):
            return last
        last = found.span(1)
        if text[place : place + 1] in ",;:.()":
            break
    return last if one or (step_over and last and text[last[0]].isupper()) else None


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    return dict(listed("counted_nouns.csv", "term", "group"))


def folded(head: str) -> str:
    """Fold a head noun: case, plural and synonyms away, so that "strikes" and "attack" are one; "" stays ""."""
    word = _SPLIT.split(head.lower())[-1]
    groups = _groups()
    if word in groups:
        return groups[word]
    word = singular(word)
    return groups.get(word, word)


_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
#: names with a lower-case word that are as good as a capitalised one
_LOWER_NAMES = (
    "section|article|page|chapter|phase|paragraph|title|room|route|highway|flight|level|stage|grade|type|number|no|"
    "version"
)
_MONEY_WORD = (
    r"(?:(?:US|U\.S\.|Australian|Canadian|American|Hong Kong)[ ])?"
    r"(?:dollars?|euros?|pounds?(?![ ]of)|pounds sterling|cents?|pence|yen|yuan|rupees?|roubles?|"
    r"rubles?|francs?|kron(?:a|or|e|er)|pesos?|liras?)\b"
)
_FOLD = r"(?:two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|many|several)"
_THAN = (
    r"(?:as|more|higher|larger|greater|bigger|fewer|less|lower|smaller|the|that|those|what|its|"
    r"their|his|her|last|this|longer|faster|worse|better|\w+[’']s?)\b"
)
_VERBS = (
    "doubled|doubles|doubling|tripled|triples|tripling|trebled|trebles|trebling|quadrupled|quadruples|quadrupling|"
    "quintupled|quintupling|halved|halves|halving"
)
#: signs of units that are written to the digits; ft and m may be millions, and are no sign of this kind
_GLUED = (
    r"(?i:kg|km/h|kph|km|mph|cm|mm|lbs?|ft|kw|mw|gw|ha|hrs?|mins?|yrs?)|°[CF]?|"
    r"m(?= (?:long|deep|high|tall|wide|away|apart|above|below|north|south|east|west|cliff|drop|fall|climb|sprint|race|"
    r"final|hurdles|freestyle)\b)"
)
_SMALL = r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|\d{1,2}|100|1,000|10,000|100,000)"


@lru_cache(maxsize=1)
def words() -> pd.DataFrame:
    """Read ``quantity_words.csv``: terms with their class, bounds and unit."""
    table = pd.read_csv(LEXICONS / "quantity_words.csv", dtype=str, keep_default_na=False)
    return table.assign(low=pd.to_numeric(table["low"]), high=pd.to_numeric(table["high"]))


def alternatives(*classes: str) -> str:
    """Join the terms of some classes into a pattern, the longest first; blanks match any blank."""
    table = words()
    terms = sorted(table.loc[table["class"].isin(classes), "term"], key=len, reverse=True)
    return "|".join(re.escape(term).replace(r"\ ", _B + "+") for term in terms)


@lru_cache(maxsize=1)
def bounds() -> dict[tuple[str, str], tuple[float, float]]:
    """Return (low, high) by class and term: factors for modifiers, values for words that are vague by themselves."""
    table = words()
    return {row[:2]: row[2:] for row in table[["class", "term", "low", "high"]].itertuples(index=False, name=None)}


@lru_cache(maxsize=1)
def units() -> dict[str, str]:
    """Return the unit by its word or sign ("kilometres": "km")."""
    table = words()
    table = table[table["class"] == "unit"]
    return dict(zip(table["term"], table["unit"], strict=True))


@lru_cache(maxsize=1)
def numbered_names() -> frozenset[str]:
    """Return the words, in lower case, that make a number behind them a name: article, covid, highway."""
    return frozenset(words().query("`class` == 'name'")["term"])


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern]:
    forms = {
        "any": (_any_form(), 0),
        "number": (NUMBER, 0),
        "ends of between": (rf"(?:between|and)\s+(?:[$€£]\s?)?({NUMBER})", 0),
        "first of two": (rf"\D*([\d.,]+)\s?(?:[-–]|to)\s?(?={NUMBER})", 0),
        "modifier": (rf"(?<![\w-])({alternatives('modifier')})[ \u00a0\u202f]+(?:an?[ ]+)?$", re.IGNORECASE),
    }
    return dict(zip(forms, compiled("quantities", forms.values), strict=True))


def _any_form() -> str:
    """Return the pattern; ``lastgroup`` of a match is its first kind, to be looked at again by its surroundings."""
    names = "|".join(sorted({term.capitalize() for term in numbered_names()}, key=len, reverse=True)) + "|AK|IE|PG"
    # the sub-groups that the kinds need are read anew from the surface, so each kind has its own group only
    kinds = (
        ("name", rf"(?:(?:{names}|{_LOWER_NAMES})s?\.?{_B}(?:\#|"
                 rf"No\.?{_B}?)?\d[\d.()/A-Za-z-]*(?<![.(/-])(?!\s?(?:%|percent|per cent|million|billion))"
                 rf"|(?!(?:US|A|C)[$€£])[A-Z][A-Za-z]{{0,11}}[-–]?\d+[A-Za-z]?(?![\w%])|9/11|7/7|24/7)"),
        ("minus", rf"(?:minus{_B}|[-−–](?=\d))(?:{DIGITS}|{IN_WORDS})(?![\w,.]*\d)(?:{_B}?°[CF]?)?"),
        ("date", rf"(?:{_DAY}{_B}(?:of{_B})?{MONTH}(?:,?{_B}{_YEAR})?|"
                 rf"(?:{MONTH}{_B}{_DAY}(?:\s?[-–]\s?\d{{1,2}})?(?:,?{_B}{_YEAR})?(?![\d,]*\d|{_B}?%))"
                 rf"|{MONTH},?{_B}{_YEAR}|{_YEAR}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/(?:{_YEAR}|\d\d))(?!\w)"),
        ("clock", rf"(?:\d{{1,2}}:\d\d(?:{_B}?[ap]\.?m\b\.?)?|\d{{1,2}}(?:\.\d\d)?{_B}?(?:[ap]m\b|[ap]\.m\.)|"
                  rf"\d{{4}}{_B}(?:GMT|BST|EST|UTC))"),
        ("decade", r"(?:(?:1[5-9]|20)\d0|['’]\d0)s\b"),
        ("age", rf"(?:{NUMBER}[- ]years?[- ]olds?\b|(?:aged?|ages){_B}(?:(?:between{_B})?\d+(?:\s?[-–]\s?\d+|"
                rf"{_B}(?:to|and){_B}\d+)?))"),
        ("span", rf"(?:{DIGITS})[-–](?:{DIGITS})"
                 rf"(?:{_GLUED}|bn|mn?|tn|{_B}(?:million|billion|trillion|thousand))(?!\w)"),
        ("measure", rf"(?:{DIGITS})(?:{_GLUED})(?!\w)"),
        ("basis", rf"{NUMBER}[- ]basis[- ]points?\b"),
        ("points", rf"(?:{NUMBER}|{FRACTION})[- ](?:of{_B})?(?:an?{_B})?(?:(?:percentage|percent|per{_B}cent|%)[- ])?"
                   rf"points?\b"),
        ("percent", rf"(?:(?:{DIGITS}){_B}?(?:[-–]|{_B}to{_B})?)?{NUMBER}(?:{_B}?%|[- ]?per[ -]?cent\b|"
                    rf"{_B}?(?:percent|pct|pc)\b)"),
        ("money", rf"(?:(?:(?:US|A|C|NZ|HK|AU|CA)?[$€£¥₹]|(?-i:EUR|GBP|USD|INR|Rs\.?)(?={_B}?\d))"
                  rf"{_B}?(?:(?:{DIGITS})\s?[-–]\s?)?{NUMBER}(?:{_B}(?:bn|mn?|tn)\b)?|"
                  rf"{NUMBER}(?:[ -]{_MONEY_WORD}))"),
        ("fold", rf"(?:(?:{_FOLD}|(?:{DIGITS}))-?fold\b|{NUMBER}{_B}times(?={_B}(?:{_THAN})|,?{_B}(?:from|to|"
                 rf"over){_B}[$€£]?\d)|(?:{_VERBS})\b"
                 rf"|(?:twice|thrice)(?={_B}(?:{_THAN}))|double(?={_B}(?:the|its|that|what|last|their|his|her|"
                 rf"this|\d))|half(?={_B}as{_B}(?:many|much)))"),
        ("between", rf"between{_B}(?:[$€£]{_B}?)?{NUMBER}{_B}and{_B}(?:[$€£]{_B}?)?{NUMBER}(?:{_B}?%|"
                    rf"{_B}per[ ]?cent)?"),
        ("pair", r"\d{1,3}(?:,\d{3})*[-–]\d{1,3}(?:,\d{3})*(?![\w-]|,\d)"),
        ("onein", rf"(?:one|two|three|four|five|six|seven|eight|nine|\d(?!{_B}out{_B}of{_B}(?!10\b)))(?:{_B}(?:in|"
                  rf"out{_B}of){_B}(?:every{_B})?|-in-){_SMALL}(?![\w,.]*\d|{_B}?%)(?={_B}(?:of|people)|[ ,.;:)–—]|"
                  rf"-years?\b|$)"),
        ("ordinal", r"(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)\b|(?:first|second|fourth|fifth|sixth|seventh|eighth|"
                    r"ninth|tenth|eleventh|twelfth)\b|third\b)"),
        ("part", rf"(?!(?:half|(?:an?|one|two|three)[ -](?:half|quarters?|thirds?)){_B}(?:of{_B})?(?:an?{_B})?"
                 rf"(?:dozen|hundred|thousand|million|billion|trillion)){FRACTION}\b"),
        ("vague", rf"(?:{alternatives('vague', 'share', 'pair')})\b"),
        ("number", rf"{NUMBER}"),
    )  # fmt: skip
    cased = {"name", "date"}
    inner = "|".join(f"(?P<{kind}>{form if kind in cased else f'(?i:{form})'})" for kind, form in kinds)
    return rf"(?<![\w$€£¥.,:/@#&])(?<!\w-)(?:{inner})(?!\w)"


NAN = math.nan
_MULTIPLIERS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadr": 4, "quint": 5, "halv": 0.5, "twice": 2, "thric": 3}
_FOLDS = {"many": NAN, "several": NAN, "hundred": 100}


def _number(surface: str) -> float:
    found = _patterns()["number"].search(surface.lower())
    return parse_number(found[0]) if found else NAN


def _multiple(surface: str) -> float:
    low = surface.lower()
    for stem, times in _MULTIPLIERS.items():
        if low.startswith(stem):
            return times
    if low == "half":
        return 0.5
    word = re.split(r"-?fold|\s+times", low)[0]
    return _FOLDS[word] if word in _FOLDS else parse_number(word)


def _vague(term: str) -> tuple[str, float, float, float, str]:
    term = re.sub(r"\s+", " ", term)
    table = bounds()
    for sort, kind in (("share", "share"), ("vague", "quantifier"), ("pair", "quantifier")):
        if (sort, term) in table:
            low, high = table[sort, term]
            return kind, low if low == high else NAN, low, high, ""
    return "quantifier", NAN, NAN, NAN, ""


#: forms that have no value: the kind and the unit that they are told as
_WITHOUT_VALUE = {"clock": ("time", "clock"), "decade": ("year", "decade")}
_WITHOUT_VALUE |= {kind: (kind, "") for kind in ("name", "date", "ordinal")}
_UNITS = {"percent": "percent", "age": "years", "basis": "basis points", "points": "points"}


def read(kind: str, surface: str) -> tuple[str, float, float, float, str]:
    """Return the kind that is told, value, low, high and unit of a match."""
    low_case = surface.lower()
    if kind in _WITHOUT_VALUE:
        told, unit = _WITHOUT_VALUE[kind]
        return told, NAN, NAN, NAN, unit
    if kind == "vague":
        return _vague(low_case)
    if kind == "between":
        ends = _patterns()["ends of between"].findall(low_case)
        unit = "percent" if low_case.endswith(("%", "cent")) else next((s for s in "$€£" if s in surface), "")
        low, high = sorted(parse_number(end) for end in ends[:2])
        return "range", NAN, low, high, unit
    if kind == "pair":
        low, high = (parse_number(part) for part in re.split(r"\s?[-–]\s?", surface))
        return "score", NAN, low, high, ""
    if kind == "span":
        low, high = surface.split("–" if "–" in surface else "-", 1)
        digits = re.match(rf"(?:{DIGITS})", high)[0]
        sign = high[len(digits) :].strip().lower()
        unit = "" if sign == "m" else units().get(sign, "")
        times = 1 if unit else _over(parse_number(high.lower()), parse_number(digits))
        return "range", NAN, parse_number(low) * times, parse_number(digits) * times, unit
    if kind == "fold":
        times = _multiple(surface)
        return "multiple", times, times, times, "times"
    if kind == "minus":
        number = -_number(surface)
        return "count", number, number, number, "degrees" if "°" in surface else ""
    if kind == "measure":
        digits = re.match(rf"(?:{DIGITS})", surface)[0]
        number, sign = parse_number(digits), surface[len(digits) :]
        unit = units().get(sign) or units().get(sign.lower(), sign)
        return "time" if unit in _SPANS_OF_TIME else "count", number, number, number, unit
    if kind in ("onein", "part"):
        over, under = re.match(r"(\w+)[\s-].*?([\w,]+)$", low_case).groups() if kind == "onein" else ("", "")
        share = _over(parse_number(over), parse_number(under)) if over else parse_fraction(surface)
        return "share", share, share, share, ""
    return _measured(kind, surface, low_case)


def _over(one: float, other: float) -> float:
    """Divide; nothing is a part of none."""
    return one / other if other else NAN


_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$", "INR": "rupees", "Rs": "rupees", "₹": "rupees"}


def _measured(kind: str, surface: str, low_case: str) -> tuple[str, float, float, float, str]:
    """Read a number with its unit, or two of them."""
    number, unit = _number(surface), _UNITS.get(kind, "")
    if kind == "points" and math.isnan(number):
        number = parse_fraction(re.match(FRACTION, low_case)[0])
    if kind == "money" and (apart := re.search(rf"{_B}(?:bn|mn?|tn)$", low_case)):
        number = _number(low_case[: apart.start()] + low_case[apart.start() + 1 :])
    if kind == "points" and re.search("percent|per.cent|%", low_case):
        unit = "percentage points"
    if kind == "money":
        word, sign = re.search(r"[a-z]+$", low_case), re.match("(?:US|A|C|NZ|HK|AU|CA)?([$€£¥₹]|[A-Z]{3}|Rs)", surface)
        unit = _SIGNS.get(sign[1], sign[1]) if sign else units().get(word[0], "") if word else ""
        if unit in ("¢", "pence"):
            number, unit = number / 100, {"¢": "$", "pence": "£"}[unit]
    ends = _patterns()["first of two"].match(low_case)
    if ends and kind in ("percent", "money"):
        first, second = parse_number(ends[1]), _number(low_case[ends.end() :])
        if second > 1000 * first:  # $1-2 billion: the scale is said once
            first *= 10.0 ** (3 * int(math.log(second, 1000)))
        if first < second:
            return kind, NAN, first, second, unit
        if kind == "percent" and first > second:  # ahead by 44 to 40 percent
            return "score", NAN, first, second, unit
    return {"basis": "points", "number": "count"}.get(kind, kind), number, number, number, unit


#: the word behind a number
WORD_AFTER = pattern(r"[ \u00a0\u202f](?:(?:square|sq\.?|cubic|nautical|metric) )?([^\W\d_][\w’'-]*(?:/h\b)?)")
_A_YEAR = pattern(r"(?:1[5-9]|20)\d\d$")
_BEFORE_YEAR = pattern(
    r"(?:\b(?:in|since|until|till|before|after|from|to|of|by|and|early|late|mid|through|during|between|the|spring|summer|"
    r"autumn|fall|winter|month|year|circa|election|class|budget|end|start|this|that|vs|versus|with|than|for|"
    r"[A-Z][a-z]+[’']s|[A-Z][a-z]+)[ \u00a0,]+|[(–—-]|^[\W_]*|[.;:!?][”\"’']?\s+)$"
)
_NAMED_BY_YEAR = pattern(r"\b(?:[Aa]|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|deadly|first|original)[ ]$")
_COUNT_BEFORE = pattern(
    r"(?:\w+(?:ed|ose|ell|ew)|up|down|risen|fallen) by $|\b(?:than|least|most|about|some|around|nearly|"
    r"almost|over|under|exactly|only|just|up to) $"
)
_OF_BEFORE = pattern(r"\b(?:of|some|with|from|to|against|than|had|has|were|are|only) $", re.I)
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
_FROM_NUMBER = pattern(r"\bfrom [$€£]?(\d[\d,.]*)\b ?(\w*)[^.;]{0,40}?\bto $")
_TIMED_AFTER = pattern(
    r" (?:in (?:the )?(?:1[5-9]|20)\d\d\b|(?:a|the|last|this) (?:previous )?(?:year|month|week|season)\b)"
)
_MAJORITY_OF = pattern(r" of (?:just |only )?\d[\d,]*(?![\d,]| (?:\w+ )?(?:out )?of\b)")
_NO_NUMBER = pattern(r"\b(?:no|any|this|that|the|which|every|each|some) $", re.I)
_PART_AFTER = pattern(
    r"[ \u00a0](?:of|more|fewer|less|higher|lower|larger|smaller|up|down|above|below|as|to|the|its|their|his|her|said|"
    r"were|was|are|is|increase|rise|drop|fall|cut|decline|reduction)\b|[\s]*[,.;:)–—]|\s*$"
)
_POINTS = pattern(r"[ -](?:of )?(?:an? )?(?:percentage |percent )?points?\b")
_PART_BEFORE = pattern(
    r"\b(?:by|about|nearly|almost|than|roughly|only|just|in|around|fully|down|up|fell|rose|dropped|some) $", re.I
)


def _is_year(text: str, start: int, end: int) -> bool:
    """Test whether four digits are a year: by what stands before and behind."""
    before, after = text[max(0, start - 24) : start], WORD_AFTER.match(text, end)
    if after and after[1] in _YEARLY:
        return True
    if _COUNT_BEFORE.search(before) or (after and after[1] in ("out", "of")):
        return False
    pair = re.match(r",?[ ](?:to|from|and)[ ][$€£]?(\d[\d,.]*)", text[end : end + 18])
    if pair and re.search(r"\b(?:from|to|between)[ ]$", before) and not _A_YEAR.match(pair[1].rstrip(",.")):
        return False
    earlier = _FROM_NUMBER.search(text[max(0, start - 70) : start])
    counted = earlier and (
        not _A_YEAR.match(earlier[1].rstrip(",.")) or (plural(earlier[2]) and earlier[2] not in _YEARLY)
    )
    if _TIMED_AFTER.match(text, end) or counted:
        return False
    if after and _NAMED_BY_YEAR.search(before) and after[1] not in units() and not plural(after[1]):  # a 1987 crash
        return True
    if after and after[1][0].isupper() and int(text[start:end]) % 100:  # the host of 1994 Games
        return True
    opens = not before.strip() or before.rstrip()[-1] in '.!?”"'
    if opens and after and (after[1] in _groups() or after[1] in words_of("irregular_plural")):  # "2000 people came"
        return False
    if after and plural(after[1]) and after[1].islower() and after[1] not in _YEARLY and _OF_BEFORE.search(before):
        return False
    if after and after[1].islower() and plural(after[1]) and not _BEFORE_YEAR.search(before):
        return False
    return bool(_BEFORE_YEAR.search(before))


def accepted(text: str, kind: str, start: int, end: int) -> str:
    """Return the kind of a match by its surroundings; "" if it is no quantity at all."""
    surface, before = text[start:end], text[max(0, start - 16) : start]
    low = surface.lower()
    if kind == "part":
        return _part(text, low, before, end)
    if kind == "number":
        return _plain_number(text, surface, before, start, end)
    if kind == "minus":
        spaced = not before or before[-1] in ' (“"\u00a0' or before.endswith("to ")
        return "minus" if low.startswith("minus") or (spaced and not re.search(r"\d ?$", before)) else ""
    after = WORD_AFTER.match(text, end)
    no_quantity = (
        # "in May 20 welders left" is no date
        (
            kind == "date"
            and re.fullmatch(r"[A-Z][a-z]+\.? \d+", surface)
            and re.search(r"\b[Ii]n $", before)
            and after
            and after[1].islower()
            and plural(after[1])
        )
        or (low in ("many", "few") and re.search(r"\b(?:as|so|how|too) $", before))
        or (kind == "vague" and low.endswith("majority") and _MAJORITY_OF.match(text, end))
        or (kind == "ordinal" and low in ("second", "first") and re.search(r"\b(?:at|per|a) $", before))
    )
    return "" if no_quantity else kind


def _part(text: str, low: str, before: str, end: int) -> str:
    quarter_of = low.endswith("quarter") and re.match(r" (?:million|billion|century|mile)", text[end : end + 9])
    half_an = low == "half" and re.match(r" (?:an?|hour|way|brother|sister)\b", text[end : end + 9])
    if quarter_of or half_an or _POINTS.match(text[end : end + 20]):  # a quarter point
        return ""
    if re.search(r"\b(?:first|second|other|latter|each|final|last) $", before) or text[end : end + 1] == "-":
        return ""
    clear = low.endswith("s") and not low.endswith("half")
    if clear or _PART_AFTER.match(text, end) or _PART_BEFORE.search(before):
        return "part"
    return "" if "half" in low or "quarter" in low else "ordinal"


#: what is told in metres, and never in millions without a sign of money: fell 600m
_METRES_BEFORE = pattern(
    r"\b(?:f[ea]lls?|fallen|falling|plunged|plummeted|tumbled|slid|climb(?:s|ed|ing)?|descended|ascended|swam|"
    r"dived|height|depth|altitude|elevation|distance)(?: of| to| down| from)? "
    r"(?:(?:some|about|around|nearly|almost|over|up to|more than|roughly|approximately|at least) )?$"
)


def _plain_number(text: str, surface: str, before: str, start: int, end: int) -> str:
    if re.search(r"\b(?:multiplied by|factor of) $", before):
        return "fold"
    if surface[-1] == "m" and surface[:-1].replace(",", "").isdigit() and _METRES_BEFORE.search(text[:start][-48:]):
        return "measure"
    if re.search(r"\bin (?:year|day|phase|round|part|chapter|game|week|step|stage) $", before):
        return ""
    if surface.lower() == "one":
        after = WORD_AFTER.match(text, end)
        counts = after and after[1].islower() and not _NO_NUMBER.search(before)
        return "number" if counts and noun_phrase(text, end, one=True) else ""
    return "year" if _A_YEAR.fullmatch(surface) and _is_year(text, start, end) else "number"


_COMPOUND = pattern(r"[-–]([^\W\d_][\w’'-]*)")
_OR_MORE = pattern(r"(?:[ ]\w+)?[ ]or[ ](more|so|fewer|less)\b|[ ]and[ ]counting\b", re.I)
_SPANS_OF_TIME = frozenset(["years", "months", "weeks", "days", "hours", "minutes", "seconds", "decades", "centuries"])
_NOT_COUNTED = frozenset(
    "other time times day days week month year morning night evening one another hour moment way".split()  # noqa: SIM905
)


_FROM_TO = pattern(r"(\S+)[ ]to[ ](\S.*)$")


@dataclass(frozen=True)
class Quantity:
    """One quantity: its place, how much it is, and what it counts. `start` to `end` is the number with its unit."""

    start: int
    end: int
    surface: str
    kind: str
    value: float = NAN
    low: float = NAN
    high: float = NAN
    unit: str = ""
    modifier: str = ""
    head: str = ""
    phrase: str = ""
    phrase_start: int = 0
    phrase_end: int = 0


def _counted(text: str, start: int, end: int, found: Quantity) -> Quantity | None:
    """Add head, unit and phrase to a quantity; None for a word such as "most" that counts nothing here."""
    kind, surface = found.kind, found.surface.lower()
    if kind in ("count", "time") and found.unit and found.unit != "degrees":  # 5kg
        return found
    worded = surface[0].isalpha() and found.kind in ("share", "quantifier") and not re.search(r"\d", surface)
    compound, after = _COMPOUND.match(text, end), WORD_AFTER.match(text, _behind(text, end))
    head, unit, last = "", found.unit, end
    if kind == "count" and compound:
        word = compound[1]
        unit, head, last = units().get(word, units().get(word + "s", "")), word, compound.end()
        kind = "time" if unit in _SPANS_OF_TIME else kind
    elif kind == "count" and after and (told := _unit(after)):
        unit, last = told, after.end()
        head = after[1]
        if unit == "degrees" and (below := re.match(r" below(?: zero| freezing)?\b", text[last : last + 15])):
            last += below.end()
            found = replace(found, value=-found.value, low=-found.high, high=-found.low)
        kind = "time" if unit in _SPANS_OF_TIME else kind
    elif kind == "count" and found.unit != "degrees" and text[end : end + 1] == "°":
        unit = "degrees"
    elif kind in ("count", "share", "quantifier", "range", "percent"):
        singular = found.value == 1 or surface.startswith(("every", "each")) or surface.endswith("every")
        span = noun_phrase(text, _behind(text, end), one=singular)
        if span:
            head, last = text[slice(*span)], span[1]
    if worded and surface not in ("half", "a third", "a quarter") and found.unit == "" and kind != "multiple":
        of = re.search(r"\bof\b", surface) or re.match(r"[’”'\"]?[ \u00a0]of\b", text[end : end + 5])
        is_part = not math.isnan(parse_fraction(surface)) or bool(re.search(r"\b(?:in|out)\b", surface))
        if surface.endswith(("majority", "minority")) and not head:
            return replace(found, phrase_end=last)
        if found.high >= 100 and not after:
            return replace(found, phrase_end=last)
        near = (
            surface.endswith("s")
            and found.low >= 20
            or (after or head)
            and (surface not in ("most", "no", "all", "both", "each") or of or plural(after[1] if after else head))
        )
        if not is_part and (not head and found.low < 20 or head.lower() in _NOT_COUNTED or not near):
            return None
        if surface == "most" and not of and not (after and plural(after[1])):
            return None
    return replace(found, kind=kind, unit=unit, head=head, phrase_end=last)


def _unit(after: re.Match) -> str:
    """Return the unit that a word behind a number names; "" for a cubic one, and for no unit."""
    square = "square " if after[0][1:3].lower() == "sq" and after[0][1:].lower() != after[1].lower() else ""
    if after[0][1:6].lower() == "cubic":
        return ""
    return units().get(square + after[1]) or units().get(square + after[1].lower(), "")


def _behind(text: str, end: int) -> int:
    found = _OR_MORE.match(text, end)
    end = found.end() if found else end
    return end + 1 if re.match(r"[’”'\"] ", text[end : end + 2]) else end


def _modified(text: str, found: Quantity) -> Quantity:
    """Add the modifier, and what it does to the bounds."""
    start, end = found.phrase_start, found.phrase_end
    before = _patterns()["modifier"].search(text, max(0, start - 32), start)
    behind = _OR_MORE.match(text, found.end)
    term = ""
    if before and not re.search(
        r"\b(?:went|goes|going|go|gone|all|is|was|are|were|c[ao]me|br[io]ng|\w+(?:ed|ose|ew|hot|ept|"
        r"ing))[ ]$",
        text[max(0, start - 32) : before.start()] if before[1] == "up to" else "",
    ):
        term, start = re.sub(r"\s+", " ", before[1].lower()), before.start(1)
    elif behind:
        term, end = {"more": "or more", "so": "or so"}.get(behind[1] or "more", "up to"), max(end, behind.end())
    low, high = found.low, found.high
    if term and not math.isnan(low):
        below, above = bounds()["modifier", term]
        low, high = low * below if low > 0 else low, high * above if high > 0 else high
    return replace(found, low=low, high=high, modifier=term, phrase_start=start, phrase_end=end, phrase=text[start:end])


def _bare(text: str, start: int, end: int, kind: str, number: float) -> Quantity:
    surface = text[start:end]
    return Quantity(start, end, surface, kind, number, number, number, kind, "", "", surface, start, end)


def found_in(text: str) -> list[Quantity]:
    """Find the quantities of one text, in order."""
    return list(_found_in(text))


# figures, sums and headlines are all read from the same paragraphs
@lru_cache(maxsize=1 << 10)
def _found_in(text: str) -> tuple[Quantity, ...]:
    found, place = [], 0
    scan = _patterns()["any"]
    while match := scan.search(text, place):
        start, end = match.span()
        kind = accepted(text, match.lastgroup, start, end)
        place = end if kind or match.lastgroup not in ("date", "minus") else start + 1
        if kind == "year":
            found.append(_bare(text, start, end, "year", float(match[0])))
        if kind in ("", "year"):
            continue
        told, number, low, high, unit = read(kind, match[0])
        parted = _FROM_TO.match(match[0]) if told == "percent" and text[:start].endswith(("from ", "From ")) else None
        if parted:  # "from 20 to 25 percent" is two figures
            found.append(_bare(text, start, start + parted.end(1), "percent", low))
            start, number, low = start + parted.start(2), high, high
            match = scan.search(text, start)
        # 10-15 people are a range, the 0-14 Lions a record
        if told == "score" and low < high and (noun := noun_phrase(text, end)) and not text[slice(*noun)].istitle():
            told = "range"
        one = Quantity(start, end, match[0], told, number, low, high, unit, phrase_start=start, phrase_end=end)
        if one := _counted(text, start, end, one):
            place = one.phrase_end if one.phrase_end > end and text[end : one.phrase_end].endswith("zero") else place
            found.append(_modified(text, one))
    return tuple(found)
