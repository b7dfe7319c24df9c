"""Names in a headline that the body does not have: people, institutions, places.

In a headline in title case nearly every word has a capital, so only what is surely a name is looked for: a first name
with its surname, a name on a list, an acronym, a word that no dictionary has. A name is there if the body has any part
of it, its initials, the name that its initials stand for, another name for the same (``name_aliases.csv``), or one that
differs in a letter.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from analysis.headline_terms import Finding
from analysis.headline_text import Said, Word, is_content, nearest, stem
from analysis.lexicon import FOLDER
from analysis.names import first_names
from analysis.syllables import easy_words, known_words
from analysis.wording import folded, function_words

ACTOR = "actor"
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun
    christmas easter thanksgiving""".split()  # noqa: SIM905
)
_NO_ACTOR = frozenset(
    """tv ok am pm ceo cfo ads ad vs rip diy faq lol omg id pr hr ai it gdp dna covid lgbt lgbtq video watch live
    update exclusive breaking opinion analysis review recap op-ed q&a us ptsd hiv aids ufo mvp goat iq lp ep dvd cd pac
    pacs ngo ngos wag wags nsfw imo bbq rsvp eta asap suv hq""".split()  # noqa: SIM905
)
_MISSPELT = 86
_ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]{2,6}s?")


@lru_cache(maxsize=1)
def _aliases() -> dict[str, frozenset[str]]:
    """Each name to all names of its groups, in lower case."""
    table = pd.read_csv(FOLDER / "name_aliases.csv", keep_default_na=False)
    groups = table.groupby("group")["name"].agg(frozenset)
    known: dict[str, frozenset[str]] = {}
    for names in groups:
        for name in names:
            known[name] = known.get(name, frozenset()) | names
    return known


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    """Names of institutions, countries and groups, as ``names.csv`` has them."""
    return frozenset(pd.read_csv(FOLDER / "names.csv", keep_default_na=False)["term"])


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    return frozenset(known_words())


def actors(words: tuple[Word, ...], text: str, said: list[Said]) -> list[Finding]:
    """Find names of a headline that the body does not have.

    Parameters
    ----------
    words, text : the headline
    said : the sentences of the body
    """
    whole = "\n".join(sentence.text for sentence in said)
    body = {folded(word.surface) for sentence in said for word in sentence.words if word.stem}
    body |= {folded(re.sub(r"[’'ʼ]s?$", "", word)) for word in body}
    stems = frozenset(word.stem for word in words if is_content(word))
    initials = _initials(whole)
    found = []
    for run in candidates(words, text):
        name = text[run[0].start : run[-1].end]
        if _is_there(run, name, (body, " ".join(whole.lower().split()), initials)):
            continue
        sentence = nearest(stems, [s for s in said if len(s.stems & stems) >= 2])
        if sentence is None:
            continue
        note = f"The headline names “{name}”; the body does not have the name."
        found.append(Finding(ACTOR, run[0].start, run[-1].end, "", sentence, note))
    return found


def candidates(words: tuple[Word, ...], text: str) -> list[list[Word]]:
    """Give the runs of words of a headline that are surely names."""
    titled = is_title_case(words)
    runs: list[list[Word]] = []
    k = 0
    while k < len(words):
        run = _name_at(words, k, text, titled=titled)
        if run:
            runs.append(run)
        k += max(len(run), 1)
    return runs


def is_title_case(words: tuple[Word, ...]) -> bool:
    """Say whether most longer words of a headline, but the first, begin with a capital."""
    long = [word for word in words[1:] if len(word.surface) > 3 and word.stem and word.surface[0].isalpha()]
    return 2 * sum(word.surface[0].isupper() for word in long) >= len(long)


def _name_at(words: tuple[Word, ...], k: int, text: str, *, titled: bool) -> list[Word]:
    word = words[k]
    bare = re.sub(r"[’'ʼ]s?$", "", word.surface)
    if not bare[:1].isupper() or (word.start and text[word.start - 1] in "#@"):
        return []
    lower = folded(bare)
    if lower in _CALENDAR or lower in _NO_ACTOR or lower in function_words():
        return []
    shouts = sum(w.surface.isupper() for w in words if len(w.surface) > 1)
    if _ROMAN.fullmatch(bare):
        return []
    if _ACRONYM.fullmatch(bare):
        known = lower in easy_words() or (bare.isalpha() and lower in _dictionary() and bare not in _listed())
        return [] if shouts > 2 or known else [word]
    if bare.isupper():
        return []
    after = words[k + 1] if k + 1 < len(words) else None
    follows = after is not None and after.surface[:1].isupper() and text[word.end : after.start].isspace()
    surname = follows and _is_surname(after, titled=titled)
    if bare in first_names() and surname and not word.surface.endswith(("’s", "'s")):
        return [word, after]
    if bare in _listed() and lower not in easy_words():
        return [word]
    unknown = not any(_is_word(part) for part in re.split(r"[-‐‑'’]", lower) if part)
    if unknown and len(lower) > 3 and "-" not in bare:
        return [word]
    if not titled and k and text[word.start - 2 : word.start].strip() not in (":", "?", "!", ".", "“", "‘", '"', "—"):
        rare = lower not in easy_words() and stem(lower) not in {stem(w) for w in ("english",)}
        return [word] if rare and len(lower) > 3 else []
    return []


_DERIVED = (
    "er",
    "ers",
    "ism",
    "ist",
    "ists",
    "ness",
    "able",
    "gate",
    "ish",
    "like",
    "ation",
    "ify",
    "y",
    "ies",
    "free",
)
_ROMAN = re.compile(r"[IVX]+")


def _is_word(word: str) -> bool:
    """Say whether a dictionary has a word, or both halves of it, or what it is made from."""
    known = _dictionary()
    if word in known or stem(word) in _stems():
        return True
    if any(word.removesuffix(end) in known and word.endswith(end) and len(word) - len(end) > 3 for end in _DERIVED):
        return True
    halves = ((word[:k], word[k:].removesuffix("s")) for k in range(3, len(word) - 2))
    return any(a in known and b in known and (a in easy_words() or min(len(a), len(b)) > 3) for a, b in halves)


def _is_surname(word: Word, *, titled: bool) -> bool:
    bare = re.sub(r"[’'ʼ]s?$", "", word.surface)
    lower = folded(bare)
    if not titled:
        return True
    return lower not in easy_words() and lower not in function_words() and not lower.endswith(("ing", "ed"))


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    return frozenset(stem(word) for word in easy_words())


def _initials(text: str) -> frozenset[str]:
    """Give the initials of every run of capitalised words ("United Nations": un), small words left out."""
    found = set()
    for run in re.findall(
        r"[A-Z][\w’'-]+(?:(?: | of the | of | for | and the | and | & | on | in |-)[A-Z][\w’'-]+)+", text
    ):
        letters = [part[0] for part in re.split(r"[ -]", run) if part[:1].isupper()]
        for a in range(len(letters)):
            for b in range(a + 2, len(letters) + 1):
                found.add("".join(letters[a:b]).lower())
    return frozenset(found)


def _is_there(run: list[Word], name: str, body: tuple[set[str], str, frozenset[str]]) -> bool:
    forms, whole, initials = body
    parts = [folded(re.sub(r"[’'ʼ]s?$", "", word.surface)) for word in run]
    if any(_in_forms(part, forms) for part in parts if len(part) > 1):
        return True
    bare = re.sub(r"[’'ʼ]s?$", "", name).lower()
    letters = re.sub(r"[^a-z]", "", bare)
    if letters in initials or letters.removesuffix("s") in initials or letters in {f.replace(".", "") for f in forms}:
        return True
    return any(
        re.search(rf"(?<!\w){re.escape(other)}" + ("" if other.endswith("-") else r"(?!\w)"), whole)
        for part in {bare, letters, *parts, "".join(p[0] for p in parts)}
        for other in _aliases().get(part, ())
    )


def _in_forms(part: str, forms: set[str]) -> bool:
    """Say whether a body has a word, a form of it ("Russian" for "Russia"), or the word with a letter mistyped."""
    if part in forms or stem(part) in {stem(form) for form in forms if form[:2] == part[:2]}:
        return True
    if len(part) < 4:
        return False
    begin = part[: max(4, len(part) - 3)]
    if any(
        form.startswith(begin) or (len(form) > 4 and part.startswith(form[: max(4, len(form) - 2)])) for form in forms
    ):
        return True
    return extractOne(part, forms, scorer=ratio, score_cutoff=_MISSPELT) is not None
