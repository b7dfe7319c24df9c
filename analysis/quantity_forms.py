"""How quantities and their look-alikes are written: one pattern whose named groups are the kinds.

Kinds: ``name`` (Article 50, G7, 9/11), ``date``, ``year``, ``time`` (clock times, spans of time), ``age``, ``money``,
``percent``, ``points`` (percentage points too), ``score``, ``range``, ``ordinal``, ``multiple`` (doubled, fivefold),
``share`` (a third, one in four, nearly all), ``quantifier`` (dozens, several, both) and ``count``.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd

from analysis.lexicon import FOLDER
from analysis.numerals import DIGITS, FRACTION, NUMBER

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_B = r"[ \u00a0\u202f]"
_DAY = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?"
#: names with a lower-case word that are as good as a capitalised one
_LOWER_NAMES = (
    "section|article|page|chapter|phase|paragraph|title|room|route|highway|flight|level|stage|grade|type|number|no"
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
_SMALL = r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|\d{1,2}|100|1,000|10,000|100,000)"


@lru_cache(maxsize=1)
def words() -> pd.DataFrame:
    """Read ``quantity_words.csv``: terms with their class, bounds and unit."""
    table = pd.read_csv(FOLDER / "quantity_words.csv", dtype=str, keep_default_na=False)
    return table.assign(low=pd.to_numeric(table["low"]), high=pd.to_numeric(table["high"]))


def alternatives(*classes: str) -> str:
    """Join the terms of some classes into a pattern, the longest first; blanks match any blank."""
    table = words()
    terms = sorted(table.loc[table["class"].isin(classes), "term"], key=len, reverse=True)
    return "|".join(re.escape(term).replace(r"\ ", _B + "+") for term in terms)


@lru_cache(maxsize=1)
def bounds() -> dict[tuple[str, str], tuple[float, float]]:
    """Give (low, high) by class and term: factors for modifiers, values for words that are vague by themselves."""
    table = words()
    keys = zip(table["class"], table["term"], strict=True)
    return {key: pair for key, pair in zip(keys, zip(table["low"], table["high"], strict=True), strict=True)}


@lru_cache(maxsize=1)
def units() -> dict[str, str]:
    """Give the unit by its word or sign ("kilometres": "km")."""
    table = words()
    table = table[table["class"] == "unit"]
    return dict(zip(table["term"], table["unit"], strict=True))


@lru_cache(maxsize=1)
def pattern() -> re.Pattern:
    """Compile the pattern; ``lastgroup`` of a match is its first kind, to be looked at again by its surroundings."""
    names = "|".join(
        sorted({t.capitalize() for t in words().query("`class` == 'name'")["term"]}, key=len, reverse=True)
    )
    # the sub-groups that the kinds need are read anew from the surface, so each kind has its own group only
    kinds = (
        ("name", rf"(?:(?:{names}|{_LOWER_NAMES})s?\.?{_B}(?:\#|"
                 rf"No\.?{_B}?)?\d[\d.()/A-Za-z-]*(?<![.(/-])(?!\s?(?:%|percent|per cent|million|billion))"
                 rf"|(?!(?:US|A|C)[$€£])[A-Z][A-Za-z]{{0,11}}[-–]?\d+[A-Za-z]?(?![\w%])|9/11|7/7|24/7)"),
        ("date", rf"(?:{_DAY}{_B}(?:of{_B})?{_MONTH}(?:,?{_B}{_YEAR})?|"
                 rf"(?:{_MONTH}{_B}{_DAY}(?:\s?[-–]\s?\d{{1,2}})?(?:,?{_B}{_YEAR})?(?![\d,]*\d|{_B}?%))"
                 rf"|{_MONTH},?{_B}{_YEAR}|{_YEAR}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/(?:{_YEAR}|\d\d))(?!\w)"),
        ("clock", rf"(?:\d{{1,2}}:\d\d(?:{_B}?[ap]\.?m\b\.?)?|\d{{1,2}}(?:\.\d\d)?{_B}?(?:[ap]m\b|[ap]\.m\.)|"
                  rf"\d{{4}}{_B}(?:GMT|BST|EST|UTC))"),
        ("decade", r"(?:(?:1[5-9]|20)\d0|['’]\d0)s\b"),
        ("age", rf"(?:{NUMBER}[- ]years?[- ]olds?\b|(?:aged?|ages){_B}(?:(?:between{_B})?\d+(?:\s?[-–]\s?\d+|"
                rf"{_B}(?:to|and){_B}\d+)?))"),
        ("basis", rf"{NUMBER}[- ]basis[- ]points?\b"),
        ("points", rf"{NUMBER}[- ](?:(?:percentage|percent|per{_B}cent|%)[- ])?points?\b"),
        ("percent", rf"(?:(?:{DIGITS}){_B}?(?:[-–]|{_B}to{_B})?)?{NUMBER}(?:{_B}?%|[- ]?per[ -]?cent\b|[- ]pct\b|"
                    rf"{_B}?percent\b)"),
        ("money", rf"(?:(?:US|A|C|NZ|HK|AU|CA)?[$€£¥₹]{_B}?(?:(?:{DIGITS})\s?[-–]\s?)?{NUMBER}|"
                  rf"{NUMBER}(?:[ -]{_MONEY_WORD}))"),
        ("fold", rf"(?:(?:{_FOLD}|(?:{DIGITS}))-?fold\b|{NUMBER}{_B}times(?={_B}(?:{_THAN})|,?{_B}(?:from|to|"
                 rf"over){_B}[$€£]?\d)|(?:{_VERBS})\b"
                 rf"|(?:twice|thrice)(?={_B}(?:{_THAN}))|double(?={_B}(?:the|its|that|what|last|their|his|her|"
                 rf"this|\d))|half(?={_B}as{_B}(?:many|much)))"),
        ("between", rf"between{_B}(?:[$€£]{_B}?)?{NUMBER}{_B}and{_B}(?:[$€£]{_B}?)?{NUMBER}(?:{_B}?%|"
                    rf"{_B}per[ ]?cent)?"),
        ("pair", r"\d{1,3}(?:,\d{3})*[-–]\d{1,3}(?:,\d{3})*(?![\w-]|,\d)"),
        ("onein", rf"(?:one|two|three|four|five|six|seven|eight|nine|\d(?!{_B}out{_B}of{_B}(?!10\b))){_B}(?:in|"
                  rf"out{_B}of){_B}(?:every{_B})?{_SMALL}(?![\w,.]*\d|{_B}?%)(?={_B}(?:of|people)|[ ,.;:)–—]|$)"),
        ("ordinal", r"(?:\d+(?:st|nd|rd|th)\b|(?:first|second|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
                    r"eleventh|twelfth)\b|third\b)"),
        ("part", rf"(?!half{_B}an?{_B}(?:dozen|million|billion|thousand)){FRACTION}\b"),
        ("vague", rf"(?:{alternatives('vague', 'share', 'pair')})\b"),
        ("number", rf"{NUMBER}"),
    )  # fmt: skip
    cased = {"name", "date"}
    inner = "|".join(f"(?P<{kind}>{form if kind in cased else f'(?i:{form})'})" for kind, form in kinds)
    return re.compile(rf"(?<![\w$€£¥.,:/@#&])(?<!\w-)(?:{inner})(?!\w)")
