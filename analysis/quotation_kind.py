"""What a quotation is: someone's words, a title or a term, or a word held at arm's length (scare quotes)."""

from __future__ import annotations

import re

DIRECT, SCARE, NAMED = "direct", "scare", "named"
ALL_MARKS = "“”„«»‘’`\"'"

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
_QUANTITY = frozenset(
    ("nearly", "almost", "about", "all", "most", "many", "some", "few", "every", "each", "half", "none", "no")
    + ("only", "more", "less", "than")
)


def kind_of(before: str, quotation: str, after: str) -> str:
    """Give the kind of a quotation from what stands before and after it in its text."""
    inner = quotation.strip(ALL_MARKS)
    if len(inner.split()) > 2 or inner.rstrip()[-1:] in (",", ".", "!", "?", ";"):
        return DIRECT
    sentence = before[max(map(before.rfind, ".!?")) + 1 :]
    words = [word.strip(",:;()[]" + ALL_MARKS) for word in sentence.lower().split()]
    if not _NAMING.isdisjoint(words[-1:]):
        return NAMED
    compared = "as" in words[-1:] or ("as" in words[-2:-1] and words[-1] in ("a", "an", "the"))
    return DIRECT if compared or not _SAYING.isdisjoint(words) or _CUE_AFTER.match(after) else SCARE


def is_scare_word(surface: str) -> bool:
    """Say whether a stretch in scare quotes doubts a word; a bare quantity (“nearly all”) quotes a figure."""
    return any(word.strip(ALL_MARKS).lower() not in _QUANTITY for word in surface.split())
