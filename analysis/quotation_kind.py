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
    inner = quotation.strip(ALL_MARKS)
    if len(inner.split()) > 2 or inner.rstrip()[-1:] in (",", ".", "!", "?", ";"):
        return DIRECT
    codes = [_code(word) for word in before[-FARTHEST_BACK:].split()[-LOOK_BACK:]]
    stops = [k for k, code in enumerate(codes) if code & _STOPS]
    sentence = codes[stops[-1] :] if stops else codes
    if _CUE_AFTER.match(after):
        sentence.insert(0, _SAYS)
    return _kind(sentence)


def _kind(sentence: list[int]) -> str:
    """Give the kind of a short quotation from the codes of the words before it in its sentence."""
    last, second = (sentence[-1:] or [0])[0], (sentence[-2:-1] or [0])[0]
    if last & _NAMES:
        return NAMED
    compared = last & _AS or (second & _AS and last & _ARTICLE)
    return DIRECT if compared or any(code & _SAYS for code in sentence) else SCARE


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
    code = np.zeros(place.shape, np.uint8)
    code[inside] = np.array([_code(words.vocabulary.surfaces[t]) for t in types.tolist()], np.uint8)[which]
    # the sentence goes back to the nearest stop, and holds what stands behind it in its word
    before = np.cumsum((code & _STOPS) != 0, axis=1)
    code[:, 1:][before[:, :-1] > 0] = 0
    last, second = code[:, 0], code[:, 1]
    compared = ((last & _AS) != 0) | (((second & _AS) != 0) & ((last & _ARTICLE) != 0))
    says = ((code & _SAYS) != 0).any(axis=1)
    kinds = np.where((last & _NAMES) != 0, NAMED, np.where(compared | says, DIRECT, SCARE))
    return kinds.astype(object)


def is_scare_word(surface: str) -> bool:
    """Say whether a stretch in scare quotes doubts a word; a bare quantity (“nearly all”) quotes a figure."""
    words = [word.strip(ALL_MARKS).lower() for word in surface.split()]
    return any(_LETTER.search(word) and word not in _QUANTITY for word in words)
