"""What a headline claims and its body does not bear out: how sure it is, and whom it names.

Certainty has three rules, each of which needs words of the body beside those of the headline: a word of proof where the
body has only weaker evidence; "will" where the body has "may" before the same verb; a plain verb that the body has only
behind "may" or "allegedly". A headline that hedges, asks, quotes or names its source is not held to the last.

Actors are people, institutions and places. In title case nearly every word has a capital, so only what is surely a name
is looked for: a first name with its surname, a name on a list, an acronym, a word that no dictionary has. A name is
there if the body has any part of it, its initials, the name that its initials stand for, another name for the same
(``name_aliases.csv``), or one that differs in a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from analysis.facts.headline_words import (
    Finding,
    Said,
    Word,
    against,
    content_stems,
    is_content,
    nearest,
    on_the_matter,
    place_of,
    stem,
    terms,
)
from analysis.facts.wording import fold, function_words
from analysis.files import listed
from analysis.text.lexicon import cue_forms, load_lexicon
from analysis.text.names import first_names
from analysis.text.numerals import DAYS, MONTHS
from analysis.text.patterns import pattern
from analysis.text.syllables import easy_words, is_known

CERTAINTY = "certainty"
_PROOF, _ENOUGH = 0.95, 0.75
#: so many words may stand between a hedge and its verb ("may also be", "is alleged to have")
_BETWEEN = frozenset(
    """be been being have has had not also soon still even yet well then now again to the a in a an likely further
    eventually""".split()  # noqa: SIM905
)
#: what makes a headline less sure, beside cues ("warns") and hedges ("possibly")
_HEDGING = frozenset(
    """can cannot should would if whether look looks set poised risk risks rumored rumoured hints mulls weighs charged
    charges trial sources""".split()  # noqa: SIM905
)
_ASKING = frozenset(
    "why how what who when where which should can is are does do did will could would".split()  # noqa: SIM905
)
#: verbs that say little alone
_THIN = "be have do get go come see use help ask say keep".split()  # noqa: SIM905


def certainty(words: tuple[Word, ...], text: str, said: list[Said]) -> list[Finding]:
    """Find where a headline is surer than its body."""
    stems = content_stems(words)
    found = _proof(words, text, said) + _wholly(words, text, said)
    will = [t for t in terms(words, "will") if words[t.first].lower in ("will", "shall") and t.first]
    asks = words and (words[-1].surface == "?" or words[0].lower in _ASKING)
    if asks or found:
        return found
    if will:
        return found + [one for t in will if (one := _will(t.after, words, text, (stems, said)))]
    hedges = load_lexicon("hedges").single
    less_sure = (word.lower in _HEDGING or word.lower in hedges or word.lower in cue_forms() for word in words)
    hedged = any(less_sure) or terms(words, "maybe") or any(sign in text for sign in ':?“"‘')
    return found if hedged else found + _bare(words, (stems, said))


def _proof(words: tuple[Word, ...], text: str, said: list[Said]) -> list[Finding]:
    strong = [t for t in terms(words, "evidence") if t.strength >= _PROOF and t.first]
    found = []
    for term in strong[:1]:
        about = frozenset(w.stem for k, w in enumerate(words) if is_content(w) and not term.first <= k < term.after)
        own = {word.stem for word in words[term.first : term.after]}
        near = on_the_matter(about, said)
        if any(own & {w.stem for w in s.words} for s in said):
            continue
        if any(t.strength >= _ENOUGH for s in near for t in terms(s.words, "evidence")):
            continue
        weak = [(s, t) for s in near for t in terms(s.words, "evidence")]
        if not weak:
            continue
        sentence, other = max(weak, key=lambda row: (len(row[0].stems & about), row[1].strength))
        found.append(against(CERTAINTY, text, place_of(words, term), other.term, sentence))
    return found


def _ruins(words: tuple[Word, ...]) -> list[tuple[int, int]]:
    """Return the places of words that say that a thing is no more: destroyed, burns down."""
    found = []
    for k, word in enumerate(words):
        behind = words[k + 1].lower if k + 1 < len(words) else ""
        if word.stem in map(stem, _DESTROYED) or (behind in _DOWN and word.stem in map(stem, _BURNED)):
            found.append((k, k + 1 + (behind in _DOWN)))
    return found


def _wholly(words: tuple[Word, ...], text: str, said: list[Said]) -> list[Finding]:
    """Hold "destroyed" and "burns down" against "nearly destroyed", where no sentence says it wholly."""
    own = [place for place in _ruins(words) if not place[0] or words[place[0] - 1].lower not in _PARTLY]
    if not own:
        return []
    about, weak = content_stems(words), []
    for sentence in said:
        for first, after in _ruins(sentence.words):
            if not first or sentence.words[first - 1].lower not in _PARTLY:
                return []
            if sentence.stems & about:
                weak.append((sentence, sentence.cut(sentence.words[first - 1].start, sentence.words[after - 1].end)))
        if _TOTAL.search(sentence.text):
            return []
    if not weak:
        return []
    first, after = own[0]
    return [against(CERTAINTY, text, (words[first].start, words[after - 1].end), weak[0][1], weak[0][0])]


def _hedges(sentence: Said) -> dict[int, tuple[int, int]]:
    """Return the place of each word right behind a hedge: place to the hedge's first and last-plus-one word."""
    behind = {}
    for term in terms(sentence.words, "maybe"):
        k = term.after
        while k < len(sentence.words) and sentence.words[k].lower in _BETWEEN:
            k += 1
        behind[k] = (term.first, term.after)
    return behind


def _will(after: int, words: tuple[Word, ...], text: str, body: tuple) -> Finding | None:
    """Hold "will" and its verb against "may" and the same verb."""
    stems, said = body
    verb = next((w for w in words[after : after + 3] if w.stem and w.lower not in _BETWEEN), None)
    if verb is None:
        return None
    weak = []
    for sentence in said:
        hedged = _hedges(sentence)
        if verb.stem not in {w.stem for w in sentence.words} or len(sentence.stems & stems - {verb.stem}) < 1:
            continue
        for k, word in enumerate(sentence.words):
            if word.stem != verb.stem:
                continue
            if k not in hedged:
                return None
            weak.append((len(sentence.stems & stems), sentence, hedged[k]))
    if not weak:
        return None
    _, sentence, (first, _) = max(weak, key=lambda row: row[0])
    place = words[after - 1].start, verb.end
    return against(CERTAINTY, text, place, _shown(sentence, first, verb.stem), sentence)


def _shown(sentence: Said, first: int, stem: str) -> str:
    end = next(w.end for w in sentence.words[first:] if w.stem == stem)
    return sentence.cut(sentence.words[first].start, end)


def _bare(words: tuple[Word, ...], body: tuple) -> list[Finding]:
    """Find a verb of the headline that the body has only behind a hedge."""
    stems, said = body
    for before, word in pairwise(words):
        if before.lower == "to" or not is_content(word) or word.stem in map(stem, _THIN) or word.surface[0].isdigit():
            continue
        weak, plain = [], False
        for sentence in said:
            places = [k for k, w in enumerate(sentence.words) if w.stem == word.stem]
            if not places:
                continue
            hedged = _hedges(sentence)
            plain |= any(k not in hedged for k in places)
            shared = len(sentence.stems & (stems - {word.stem}))
            weak += [(shared, sentence, hedged[k]) for k in places if k in hedged and shared >= 2]
        if plain or not weak:
            continue
        _, sentence, (first, _) = max(weak, key=lambda row: row[0])
        found = _shown(sentence, first, word.stem)
        note = f"The headline says “{word.surface}”; the body says it only as “{found}”."
        return [Finding(CERTAINTY, word.start, word.end, found, sentence, note)]
    return []


#: words that say that a thing is no more, those that do before "down", and what makes less of them
_DESTROYED = "destroy demolish gut raze obliterate".split()  # noqa: SIM905
_BURNED, _DOWN = ("burn", "tear"), ("down",)
_PARTLY = frozenset("nearly almost partly partially virtually practically half largely mostly".split())  # noqa: SIM905
_TOTAL = pattern(r"\b(?:total loss|to the ground|in ashes|nothing (?:is|was) left)\b")

ACTOR = "actor"
_CALENDAR = {form for name in (*DAYS, *MONTHS) for form in (name.lower(), name[:3].lower())}
_CALENDAR |= {"sept", "christmas", "easter", "thanksgiving"}
_NO_ACTOR = frozenset(
    """tv ok am pm ceo cfo ads ad vs rip diy faq lol omg id pr hr ai it gdp dna covid lgbt lgbtq video watch live
    update exclusive breaking opinion analysis review recap op-ed q&a us ptsd hiv aids ufo mvp goat iq lp ep dvd cd pac
    pacs ngo ngos wag wags nsfw imo bbq rsvp eta asap suv hq""".split()  # noqa: SIM905
)
_MISSPELT = 86
_FIRST_HALVES = frozenset("New North South East West Los Las San Santa Saint St".split())  # noqa: SIM905
#: short names for room: Jags, Indy
_CLIPPED = pattern(r"(\w{3,4}?)(?:s|y|ies?)")
_ACRONYM = pattern(r"(?:[A-Z]\.){2,}|[A-Z]{2,6}s?")


@lru_cache(maxsize=1)
def _aliases() -> dict[str, frozenset[str]]:
    """Each name to all names of its groups, in lower case."""
    groups: dict[str, set[str]] = {}
    for group, name in listed("name_aliases.csv", "group", "name"):
        groups.setdefault(group, set()).add(name)
    known: dict[str, frozenset[str]] = {}
    for names in groups.values():
        for name in names:
            known[name] = known.get(name, frozenset()) | names
    return known


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    return frozenset(listed("names.csv", "term"))


def _bare_name(word: str) -> str:
    return re.sub(r"[’'ʼ]s?$", "", word)


def actors(words: tuple[Word, ...], text: str, said: list[Said]) -> list[Finding]:
    """Find names of a headline that the body does not have."""
    named = names_in("\n".join(sentence.text for sentence in said), [w for one in said for w in one.words])
    stems = content_stems(words)
    found = []
    for run in candidates(words, text):
        name = text[run[0].start : run[-1].end]
        if is_named(run, name, named):
            continue
        sentence = nearest(stems, on_the_matter(stems, said))
        if sentence is None:
            continue
        note = f"The headline names “{name}”; the body does not have the name."
        found.append(Finding(ACTOR, run[0].start, run[-1].end, "", sentence, note))
    return found


class Names(NamedTuple):
    """What a text may call someone: its words folded, the whole in small letters, the initials of its names."""

    forms: set[str]
    whole: str
    initials: frozenset[str]


def names_in(text: str, words: Iterable[Word]) -> Names:
    """Collect what :func:`is_named` asks of a text and its words."""
    forms = {fold(word.surface) for word in words if word.stem}
    forms |= {fold(_bare_name(word)) for word in forms}
    return Names(forms, " ".join(text.lower().split()), _initials(text))


def candidates(words: tuple[Word, ...], text: str) -> list[list[Word]]:
    """Return the runs of words of a headline that are surely names."""
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
    """Test whether most longer words of a headline, but the first, begin with a capital."""
    long = [word for word in words[1:] if len(word.surface) > 3 and word.stem and word.surface[0].isalpha()]
    return 2 * sum(word.surface[0].isupper() for word in long) >= len(long)


def _name_at(words: tuple[Word, ...], k: int, text: str, *, titled: bool) -> list[Word]:
    word = words[k]
    bare = _bare_name(word.surface)
    if not bare[:1].isupper() or (word.start and text[word.start - 1] in "#@"):
        return []
    lower = fold(bare)
    if lower in _CALENDAR or lower in _NO_ACTOR or lower in function_words():
        return []
    shouts = sum(w.surface.isupper() for w in words if len(w.surface) > 1)
    if _ROMAN.fullmatch(bare):
        return []
    if k and words[k - 1].surface in _FIRST_HALVES:  # New York
        return []
    if _ACRONYM.fullmatch(bare):
        if len(bare) == 2 and bare not in _listed() and lower not in _aliases():  # WR
            return []
        known = lower in easy_words() or (bare.isalpha() and is_known(lower) and bare not in _listed())
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
        return [word] if lower not in easy_words() and len(lower) > 3 else []
    return []


_DERIVED = tuple("er ers ism ist ists ness able gate ish like ation ify y ies free".split())  # noqa: SIM905
_ROMAN = pattern(r"[IVX]+")


def _is_word(word: str) -> bool:
    """Test whether a dictionary has a word, or both halves of it, or what it is made from."""
    if is_known(word) or stem(word) in _stems():
        return True
    if any(is_known(word.removesuffix(end)) and word.endswith(end) and len(word) - len(end) > 3 for end in _DERIVED):
        return True
    halves = ((word[:k], word[k:].removesuffix("s")) for k in range(3, len(word) - 2))
    return any(is_known(a) and is_known(b) and (a in easy_words() or min(len(a), len(b)) > 3) for a, b in halves)


def _is_surname(word: Word, *, titled: bool) -> bool:
    bare = _bare_name(word.surface)
    lower = fold(bare)
    if not titled:
        return True
    return lower not in easy_words() and lower not in function_words() and not lower.endswith(("ing", "ed"))


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    return frozenset(stem(word) for word in easy_words())


def _initials(text: str) -> frozenset[str]:
    """Return the initials of every run of capitalised words ("United Nations": un), small words left out."""
    found = set()
    for run in re.findall(
        r"[A-Z][\w’'-]+(?:(?: | of the | of | for | and the | and | & | on | in |-)[A-Z][\w’'-]+)+", text
    ):
        letters = [part[0] for part in re.split(r"[ -]", run) if part[:1].isupper()]
        for a in range(len(letters)):
            for b in range(a + 2, len(letters) + 1):
                found.add("".join(letters[a:b]).lower())
    return frozenset(found)


def is_named(run: list[Word], name: str, text: Names) -> bool:
    """Test whether a text has a name: a part of it, its initials or what they stand for, another name for the same."""
    forms, whole, initials = text
    parts = [fold(_bare_name(word.surface)) for word in run]
    halves = [half for part in parts for half in re.split("[-‐‑]", part) if len(half) > 3]
    if any(_in_forms(part, forms) for part in {*parts, *halves} if len(part) > 1):
        return True
    clipped = [short[1] for part in parts if (short := _CLIPPED.fullmatch(part))]
    if any(len(form) > len(short) + 2 and form.startswith(short) for short in clipped for form in forms):
        return True
    bare = _bare_name(name).lower()
    letters = re.sub(r"[^a-z]", "", bare)
    state = letters.removeprefix("u")  # UNC is in North Carolina
    body = letters[:-1] if len(letters) > 2 and bare.upper() == _bare_name(name) else ""  # the Harbour Valley league
    if {letters, letters.removesuffix("s"), state, body} & initials or letters in {f.replace(".", "") for f in forms}:
        return True
    return any(
        re.search(rf"(?<!\w){re.escape(other)}" + ("" if other.endswith("-") else r"(?!\w)"), whole)
        for part in {bare, letters, *parts, "".join(p[0] for p in parts)}
        for other in _aliases().get(part, ())
    )


def _in_forms(part: str, forms: set[str]) -> bool:
    """Test whether a body has a word, a form of it ("Russian" for "Russia"), or the word with a letter mistyped."""
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
