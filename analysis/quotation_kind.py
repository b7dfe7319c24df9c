"""What a quotation is: someone's words, a title or a term, or a word held at arm's length (scare quotes)."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from analysis.words import Words

DIRECT, SCARE, NAMED = "direct", "scare", "named"
ALL_MARKS = "“”„«»‘’`\"'"
#: so many words before a quotation are looked at
LOOK_BACK = 25
#: and no more characters than this, should words be very long
FARTHEST_BACK = 4000

#: verbs of saying: one before a short quotation, in the same sentence, makes it someone's words
_SAYING = frozenset(
    ("said", "says", "say", "saying", "told", "called", "calls", "calling", "dubbed", "described", "describes")
    + ("describing", "termed", "labelled", "labeled", "wrote", "writes", "tweeted", "posted", "added", "replied")
    + ("asked", "answered", "declared", "claimed", "claims", "accuse", "accused", "accuses", "accusing", "blamed")
    + ("denounced", "condemned", "criticised", "criticized", "according", "quoted", "citing")
)
#: words that name what a short quotation is: a title, a term, a slogan
_NAMING = frozenset(
    (
        "song",
        "film",
        "movie",
        "book",
        "band",
        "show",
        "series",
        "album",
        "novel",
        "play",
        "poem",
        "word",
        "words",
        "term",
    )
    + ("phrase", "slogan", "title", "titled", "entitled", "headline", "hashtag", "nicknamed", "named")
)
_CUE_AFTER = re.compile(r",\s+(?:[\w.’'-]+\s+){0,4}(?:said|says|told|wrote|added|asked|replied|tweeted|declared)\b")
_LETTER = re.compile(r"\w")
_QUANTITY = frozenset(
    ("nearly", "almost", "about", "all", "most", "many", "some", "few", "every", "each", "half", "none", "no")
    + ("only", "more", "less", "than")
)


#: what a word before a quotation tells of it, in bits; of a word with a stop in it, what stands behind the stop counts
_SAYS, _NAMES, _AS, _ARTICLE, _STOPS = (1 << bit for bit in range(5))
_TOLD = (
    dict.fromkeys(_SAYING, _SAYS)
    | dict.fromkeys(_NAMING, _NAMES)
    | {"as": _AS}
    | dict.fromkeys(("a", "an", "the"), _ARTICLE)
)


def kind_of(before: str, quotation: str, after: str) -> str:
    """Give the kind of a quotation from what stands before and after it in its text."""
    return kinds_in([(before, quotation, after)])[0]


def kinds_in(places: list[tuple[str, str, str]]) -> np.ndarray:
    """Give the kinds of n quotations as :func:`kind_of` does, each with what is before and after it (objects, n)."""
    codes, told, long = np.zeros((len(places), LOOK_BACK), np.uint8), [], []
    for row, (before, quotation, after) in zip(codes, places, strict=True):
        inner = quotation.strip(ALL_MARKS)
        long.append(len(inner.split()) > 2 or inner.rstrip()[-1:] in (",", ".", "!", "?", ";"))
        words = before[-FARTHEST_BACK:].split()[-LOOK_BACK:]
        row[: len(words)] = list(map(_code, reversed(words)))
        told.append(_CUE_AFTER.match(after) is not None)
    kinds = _kinds(codes, np.array(told, bool))
    kinds[np.array(long, bool)] = DIRECT
    return kinds


@lru_cache(maxsize=1 << 16)
def _code(surface: str) -> int:
    """Tell in bits what a word before a quotation says of it."""
    if surface.isalpha():
        return _TOLD.get(surface.lower(), 0)
    stop = max(map(surface.rfind, ".!?")) + 1
    return _TOLD.get(surface[stop:].lower().strip(",:;()[]" + ALL_MARKS), 0) + _STOPS * (stop > 0)


def kinds_of(words: Words, at: np.ndarray) -> np.ndarray:
    """Give the kinds of short quotations that begin with the words `at`, as :func:`kind_of` does (objects, n).

    No comma stands behind any of them.
    """
    place = at[:, None] - np.arange(1, LOOK_BACK + 1)
    inside = place >= words.bounds[words.text_at(at)][:, None]
    types, which = np.unique(words.types[place[inside]], return_inverse=True)
    codes = np.zeros(place.shape, np.uint8)
    codes[inside] = np.array([_code(words.vocabulary.surfaces[t]) for t in types.tolist()], np.uint8)[which]
    return _kinds(codes, np.zeros(len(at), bool))


def _kinds(codes: np.ndarray, told: np.ndarray) -> np.ndarray:
    """Give the kinds of n short quotations.

    `codes` are those of the words before each, the nearest first (n, words); `told` says where a verb of saying is
    behind it.
    """
    # the sentence goes back to the nearest stop, and holds what stands behind it in its word
    earlier = np.cumsum((codes & _STOPS) != 0, axis=1)[:, :-1] > 0
    codes[:, 1:][earlier] = 0
    last, second = codes[:, 0], codes[:, 1]
    compared = ((last & _AS) != 0) | (((second & _AS) != 0) & ((last & _ARTICLE) != 0))
    says = ((codes & _SAYS) != 0).any(axis=1) | told
    return np.where((last & _NAMES) != 0, NAMED, np.where(compared | says, DIRECT, SCARE)).astype(object)


def is_scare_word(surface: str) -> bool:
    """Say whether a stretch in scare quotes doubts a word; a bare quantity (“nearly all”) quotes a figure."""
    words = [word.strip(ALL_MARKS).lower() for word in surface.split()]
    return any(_LETTER.search(word) and word not in _QUANTITY for word in words)
