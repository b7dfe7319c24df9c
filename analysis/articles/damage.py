"""Damage: what tells that a text is not the plain English that the measures read. It is said, and nothing is changed.

Each kind of damage gives one notice, which says what was seen and what to do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from analysis.text.languages import ENGLISH, OTHER, language_codes, other_languages, reasons
from analysis.text.patterns import pattern
from analysis.text.words import split

_TAG = pattern(
    r"</?(?:html|head|body|div|span|p|br|hr|a|b|i|u|em|strong|h[1-6]|ul|ol|li|img|table|t[rdh]|script|style|section|article|"
    r"figure|figcaption|blockquote|header|footer|iframe|meta|link)(?:\s[^<>]{0,500})?/?>|<!DOCTYPE\b|<!--",
    re.IGNORECASE,
)
_ENTITY = pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
#: UTF-8 read as Windows-1252 or Latin-1: a sign that begins two or three bytes, and those that go on
_TWICE = pattern("[\u00c2-\u00f4](?:[\u0080-\u00bf]|[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]){1,3}")
#: what is meant so often that it is no chance: accented letters of Latin, signs of print
_MEANT = pattern("[\u00a0-\u017f\u2010-\u203a\u20ac\u2122\ufb00-\ufb06\ufeff]")
_WORD = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_STOP = pattern(r"[.!?…。！？]")
#: so many words without one stop are no sentence that a formula of readability knows
_LONGEST_SENTENCE = 100
_SHOWN = 30
#: what is done with a text in another language, and with one that has few English words
_NOT_ENGLISH = (
    "Loaded words, tone, names, speakers, frames and facts are looked for in English only, so there are none of it; "
    "readability is by the formulas of its language, if there are any. If it is English: --language en."
)
_MEASURED = "It is measured as English; if it is not: --language other."
#: so many signs of a text tell its language
_SAMPLE = 500_000


def find_damage(text: str, *, language: str | None = None) -> dict[str, str]:
    """Return a notice for each kind of damage in a text; nothing for plain English. `language` is its code, if told."""
    return _find_damage(text, find_languages([text], told=language).get(0))


def find_languages(texts: list[object], *, told: str | None = None) -> dict[int, tuple[str | None, str]]:
    """Find the texts that are not in English, by their places: the code of each one's language, and what tells it.

    A text with few English words has no code: it may be a list. Where the language is `told` (a code), all are in it,
    in English too.
    """
    places = [place for place, text in enumerate(texts) if isinstance(text, str)]
    if told is not None:
        reason = "" if told == ENGLISH else f"{reasons()[language_codes().index(told)]}: as it is told"
        return dict.fromkeys(places, (told, reason))
    found = other_languages(split([texts[place][:_SAMPLE] for place in places], fold=True))
    rows = zip(found["text"].tolist(), found["reason"].tolist(), found["told"].tolist(), strict=True)
    codes = [code if code != OTHER else None for code in language_codes()]
    return {places[k]: (codes[reason], f"{reasons()[reason]}: {why}") for k, reason, why in rows}


def _find_damage(text: str, language: tuple[str | None, str] | None) -> dict[str, str]:
    found = {}
    if tag := _TAG.search(text):
        told = "Its tags are read as words: save the page as .html, or copy the text that a browser shows."
        found["html"] = f"there is HTML in it ({_short(tag[0])}). {told}"
    if entity := _ENTITY.search(text):
        told = "They are read as they stand: copy the text that a browser shows."
        found["entities"] = f"there are signs written as HTML writes them ({_short(entity[0])}). {told}"
    if twice := next(filter(_is_twice_encoded, (one[0] for one in _TWICE.finditer(text))), None):
        told = "Quotation marks and accents are not seen so: save it anew as UTF-8, or say --fix-mojibake."
        found["encoded twice"] = f"it looks encoded twice ({_short(twice)} for {_once(twice)}). {told}"
    if "\ufffd" in text:
        told = "Save it anew as UTF-8 from where it came."
        found["lost letters"] = f"letters in it were lost (\ufffd stands for them). {told}"
    words = _WORD.findall(text[:_SAMPLE])
    if language and language[1]:
        found["language"] = f"{language[1]}. {_MEASURED if language[0] is None else _NOT_ENGLISH}"
    elif len(words) >= _LONGEST_SENTENCE and not _STOP.search(text):
        told = "It counts as one sentence, so its readability means nothing: put the stops in."
        of = "first " * (len(text) > _SAMPLE)
        found["no stops"] = f"there is no full stop in its {of}{len(words)} words. {told}"
    return found


def describe_damage(
    texts: Iterable[tuple[str, object]], languages: dict[int, tuple[str | None, str]] | None = None
) -> tuple[str, ...]:
    """Return one notice for each kind of damage in texts that come with their place, and how many more have it.

    `languages` is what :func:`find_languages` found of them, if it was asked.
    """
    first: dict[str, str] = {}
    more: Counter[str] = Counter()
    given = list(texts)
    languages = find_languages([text for _, text in given]) if languages is None else languages
    for place, (where, text) in enumerate(given):
        for kind, told in (_find_damage(text, languages.get(place)) if isinstance(text, str) else {}).items():
            more[kind] += kind in first
            first.setdefault(kind, f"{where}: {told}")
    return tuple(told + f" ({more[kind]} more texts have the same.)" * (more[kind] > 0) for kind, told in first.items())


def _short(surface: str) -> str:
    return " ".join(surface.split())[:_SHOWN]


def _bytes(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def _once(surface: str) -> str:
    for length in range(len(surface), 1, -1):
        try:
            return b"".join(map(_bytes, surface[:length])).decode("utf-8")
        except UnicodeError:
            continue
    return ""


def _is_twice_encoded(surface: str) -> bool:
    """Test whether the signs are the bytes of one sign in UTF-8 that texts have."""
    return bool(_MEANT.fullmatch(_once(surface)))
