"""One key for all forms of a word: *flooded*, *floods* and *flooding*; *flee*, *fled* and *flight*; *labour*, *labor*.

Endings are cut by rule, with care: a rule that cuts too much makes two words of one key. What no rule reaches stands in
``irregular_forms.csv``, and in ``word_families.csv``: nouns made from verbs, and groups of words of nearly one sense.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.files import kept, listed

#: endings that are cut off, the longest first, each with the letters that have to stay and what is put in its place
_ENDINGS = (
    ("isations", 4, "iz"), ("izations", 4, "iz"), ("isation", 4, "iz"), ("ization", 4, "iz"), ("ising", 4, "iz"),
    ("izing", 4, "iz"), ("ised", 4, "iz"), ("ized", 4, "iz"), ("ises", 4, "iz"), ("izes", 4, "iz"), ("iser", 4, "iz"),
    ("izer", 4, "iz"), ("ise", 4, "iz"), ("ize", 4, "iz"),
    ("ational", 5, ""), ("ations", 5, ""), ("ators", 5, ""), ("ation", 5, ""), ("ating", 5, ""), ("ative", 5, ""),
    ("ator", 5, ""), ("ated", 5, ""), ("ates", 5, ""), ("ate", 5, ""),
    ("ments", 6, ""), ("ment", 6, ""), ("nesses", 4, ""), ("ness", 4, ""), ("ions", 5, ""), ("ion", 5, ""),
    ("ities", 5, ""), ("ity", 5, ""), ("fully", 4, ""), ("ful", 4, ""), ("ally", 5, ""), ("ly", 4, ""),
    ("ives", 5, ""), ("ive", 5, ""), ("ings", 3, ""), ("ing", 3, ""), ("ied", 2, "y"), ("ies", 2, "y"), ("ed", 3, ""),
    ("sses", 2, "ss"), ("shes", 2, "sh"), ("ches", 2, "ch"), ("xes", 2, "x"), ("zes", 2, "z"), ("s", 3, ""),
)  # fmt: skip
_KEPT = re.compile(r"(?:ss|us|is|news)$")
#: endings that make no plural; and the plurals from which two letters are cut
NOT_PLURAL = re.compile(r"(?:ss|us|is|'s|’s)$")
_ES = re.compile(r"(?:sh|ch|x|ss|z)es$")
_BRITISH = (
    (re.compile(r"(?<=\w{3})our(?=$|s$|ed$|ing$|er|abl|ful|hood)"), "or"),
    (re.compile(r"(?<=\w{2})tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=\w{3})ence$"), "ense"),
    (re.compile(r"(?<=\w{3})ogue$"), "og"),
)
_VOWEL = re.compile(r"[aeiouy]")
#: what becomes of the last letters of a longer stem
_LAST = ((re.compile(r"([bdfgklmnprtvz])\1$"), r"\1"), (re.compile(r"e\Z"), ""), (re.compile(r"i\Z"), "y"))
FORM, SENSE = "form", "sense"


def stem(word: str) -> str:
    """Cut the endings of a word in lower case."""
    for pattern, instead in _BRITISH:
        word = pattern.sub(instead, word)
    word = _cut(word)
    word = word if word.endswith("s") else _cut(word)
    for pattern, instead in _LAST:
        word = pattern.sub(instead, word) if len(word) > 3 else word
    return word


def singular(word: str) -> str:
    """Cut the ending of a plural in lower case ("parties", "attacks"); what has none stays as it is."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if _ES.search(word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and len(word) > 3 and not NOT_PLURAL.search(word) else word


def _cut(word: str) -> str:
    if len(word) <= 3 or _KEPT.search(word):
        return word
    for ending, least, instead in _ENDINGS:
        if word.endswith(ending):
            left = word[: -len(ending)]
            if len(left) >= least and _VOWEL.search(left):
                return left + instead
    return word


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    return dict(listed("irregular_forms.csv", "form", "word"))


@lru_cache(maxsize=1)
def irregular_forms() -> frozenset[str]:
    """Return the forms that no ending tells: fled, was, withdrew."""
    return frozenset(_irregular())


@lru_cache(maxsize=1)
def _base_forms() -> frozenset[str]:
    return frozenset(_irregular().values())


@lru_cache(maxsize=1)
def _families() -> tuple[dict[str, str], dict[str, tuple[int, ...]]]:
    """Return stem to the key of its family, and key to the numbers of its groups of one sense."""
    forms, senses = kept("word-families", _prepare_families)
    return forms, {key: tuple(groups) for key, groups in senses.items()}


def _prepare_families() -> tuple[dict[str, str], dict[str, list[int]]]:
    families = listed("word_families.csv", "relation", "words")
    forms: dict[str, str] = {}
    for words in (words for relation, words in families if relation == FORM):
        head, *others = words.split("|")
        # the words themselves first: "left" is a form of "leave", its stem may be another word's
        for word in (head, *others):
            forms.setdefault(word, stem(head))
            forms.setdefault(stem(word), stem(head))
    senses: dict[str, dict[int, None]] = {}
    for number, words in enumerate(words for relation, words in families if relation == SENSE):
        for word in words.split("|"):
            senses.setdefault(_form_key(word, forms), {})[number] = None
    return forms, {key: list(groups) for key, groups in senses.items()}


def _form_key(word: str, forms: dict[str, str]) -> str:
    if word not in forms and word not in _base_forms():  # "lay" is a word of its own
        word = _irregular().get(word, word)
    return forms.get(word) or forms.get(stem(word), stem(word))


@lru_cache(maxsize=1 << 16)
def key(word: str) -> str:
    """Return the key that all forms of a word share. The word is in lower case, with a straight apostrophe."""
    return _form_key(word.partition("'")[0] if word.endswith(("'s", "'")) else word, _families()[0])


def senses(word_key: str) -> tuple[int, ...]:
    """Return the numbers of the groups of nearly one sense that a key is in; most words are in none."""
    return _families()[1].get(word_key, ())


def key_and_senses(word_key: str) -> tuple[str, ...]:
    """Return a key, and behind it a key for each group of nearly one sense that it is in: "~" and its number."""
    return (word_key, *(f"~{group}" for group in senses(word_key)))


@lru_cache(maxsize=1)
def group_members() -> dict[int, tuple[str, ...]]:
    """Return the keys in each group of nearly one sense, by its number."""
    found: dict[int, tuple[str, ...]] = {}
    for word_key, groups in _families()[1].items():
        for group in groups:
            found[group] = (*found.get(group, ()), word_key)
    return found
