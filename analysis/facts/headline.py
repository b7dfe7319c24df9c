"""How sure a headline is, against how sure its body is: proves and suggests, will and may, did and is alleged to have.

Three rules, each of which needs words of the body beside those of the headline: a word of proof where the body has only
weaker evidence; "will" where the body has "may" before the same verb; a plain verb that the body has only behind "may"
or "allegedly". A headline that hedges, asks, quotes or names its source is not held to the last.

Names in a headline that the body does not have: people, institutions, places.

In a headline in title case nearly every word has a capital, so only what is surely a name is looked for: a first name
with its surname, a name on a list, an acronym, a word that no dictionary has. A name is there if the body has any part
of it, its initials, the name that its initials stand for, another name for the same (``name_aliases.csv``), or one that
differs in a letter.

A headline held against its body: what it says that no sentence under it, and no source it quotes, bears out.

Five kinds of words are looked at: quantifiers, words of certainty, names, figures, and loaded words. Each finding has
the nearest sentence of the body beside it. It is an observation and no charge: a headline is short, and what it leaves
out may be in a picture, a caption or a table that is not in the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from analysis.attribution import Attributions, quoted_stretches
from analysis.facts.headline_figures import numbers, quantifiers
from analysis.facts.headline_words import (
    Finding,
    Said,
    Word,
    body_sentences,
    is_content,
    nearest,
    stem,
    terms,
    words_of,
)
from analysis.facts.wording import folded, function_words
from analysis.files import LEXICONS
from analysis.measures import evidence
from analysis.schema import HEADLINE, TEXT, TEXT_KINDS, require
from analysis.text.names import first_names
from analysis.text.syllables import easy_words, known_words

CERTAINTY = "certainty"
_PROOF, _ENOUGH = 0.95, 0.75
#: so many words may stand between a hedge and its verb ("may also be", "is alleged to have")
_BETWEEN = frozenset(
    """be been being have has had not also soon still even yet well then now again to the a in a an likely further
    eventually""".split()  # noqa: SIM905
)
_ATTRIBUTES = frozenset(
    """says say said claims claim claimed alleges alleged allegedly reportedly accused accuses accuse suspected
    suspect fears fear feared warns warn warned likely expected set poised may might could possible possibly
    report reports reported sources vows vow promises plans plan threatens threaten considers mulls weighs wants
    hopes if whether believes thinks would should suggests hints rumoured rumored potential risk risks charged
    charges trial denies seeks predicts predicted apparent apparently perhaps maybe probably looks look seems
    seem appears appear told tells calls call urges urge argues asks ask can cannot""".split()  # noqa: SIM905
)
_ASKING = frozenset(
    "why how what who when where which should can is are does do did will could would".split()  # noqa: SIM905
)
#: verbs that say little alone
_THIN = frozenset(("be", "have", "do", "get", "go", "com", "see", "us", "help", "ask", "say", "keep"))


def certainty(words: tuple[Word, ...], text: str, said: list[Said]) -> list[Finding]:
    """Find where a headline is surer than its body."""
    stems = frozenset(word.stem for word in words if is_content(word))
    found = _proof(words, text, said)
    will = [t for t in terms(words, "will") if words[t.first].lower in ("will", "shall") and t.first]
    asks = words and (words[-1].surface == "?" or words[0].lower in _ASKING)
    if asks or found:
        return found
    if will:
        return found + [one for t in will if (one := _will(t.after, words, text, (stems, said)))]
    hedged = any(w.lower in _ATTRIBUTES or w.surface in ":?" for w in words) or any(c in text for c in '“"‘')
    return found if hedged else found + _bare(words, (stems, said))


def _proof(words: tuple[Word, ...], text: str, said: list[Said]) -> list[Finding]:
    strong = [t for t in terms(words, "evidence") if t.strength >= _PROOF and t.first]
    found = []
    for term in strong[:1]:
        about = frozenset(w.stem for k, w in enumerate(words) if is_content(w) and not term.first <= k < term.after)
        own = {word.stem for word in words[term.first : term.after]}
        near = [s for s in said if len(s.stems & about) >= 2]
        if any(own & {w.stem for w in s.words} for s in said):
            continue
        if any(t.strength >= _ENOUGH for s in near for t in terms(s.words, "evidence")):
            continue
        weak = [(s, t) for s in near for t in terms(s.words, "evidence")]
        if not weak:
            continue
        sentence, other = max(weak, key=lambda row: (len(row[0].stems & about), row[1].strength))
        stated = text[words[term.first].start : words[term.after - 1].end]
        note = f"The headline says “{stated}”; the nearest sentence says “{other.term}”."
        found.append(Finding(CERTAINTY, words[term.first].start, words[term.after - 1].end, other.term, sentence, note))
    return found


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
    start = words[after - 1].start
    found = _shown(sentence, first, verb.stem)
    note = f"The headline says “{text[start : verb.end]}”; the nearest sentence says “{found}”."
    return Finding(CERTAINTY, start, verb.end, found, sentence, note)


def _shown(sentence: Said, first: int, stem: str) -> str:
    end = next(w.end for w in sentence.words[first:] if w.stem == stem)
    return sentence.text[sentence.words[first].start - sentence.start : end - sentence.start]


def _bare(words: tuple[Word, ...], body: tuple) -> list[Finding]:
    """Find a verb of the headline that the body has only behind a hedge."""
    stems, said = body
    for before, word in pairwise(words):
        if before.lower == "to" or not is_content(word) or word.stem in _THIN or word.surface[0].isdigit():
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
    table = pd.read_csv(LEXICONS / "name_aliases.csv", keep_default_na=False)
    groups = table.groupby("group")["name"].agg(frozenset)
    known: dict[str, frozenset[str]] = {}
    for names in groups:
        for name in names:
            known[name] = known.get(name, frozenset()) | names
    return known


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    return frozenset(pd.read_csv(LEXICONS / "names.csv", keep_default_na=False)["term"])


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    return frozenset(known_words())


def actors(words: tuple[Word, ...], text: str, said: list[Said]) -> list[Finding]:
    """Find names of a headline that the body does not have."""
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
    """Test whether a dictionary has a word, or both halves of it, or what it is made from."""
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


KINDS = ("quantifier", "certainty", "actor", "number", "loaded")
FINDINGS = {"article": TEXT, "block": "int64", "start": "int64", "end": "int64", "surface": TEXT, "kind": TEXT}
FINDINGS |= {"stated": TEXT, "found": TEXT, "nearest_block": "Int64", "nearest_start": "Int64", "nearest_end": "Int64"}
FINDINGS |= {"nearest": TEXT, "observation": TEXT}
#: loaded words as light as this are left alone; so are what capitals, quantifiers and scare quotes do
_LIGHT, _LIGHT_CUE = 0.3, 0.45
#: short verbs of saying that headlines use for room
_SHORT_VERBS = frozenset(("claim", "insist", "reveal", "vow", "warn"))
#: words that are verbs of the event in headlines, and loaded as nouns
_OF_THE_EVENT = frozenset(("convict",))
_LEFT_OUT = ("typographic", "absolute", "insinuation", "intensifier")


def headline(blocks: pd.DataFrame, found: Attributions) -> pd.DataFrame:
    """Find what headlines say and their bodies do not bear out.

    Parameters
    ----------
    blocks : the paragraph table (``article``, ``block``, ``kind``, ``text``)
    found : who speaks, as :func:`attribution.attribution.attribute` gives it

    Returns
    -------
    DataFrame, one row a finding, in the order of the headlines: article, block; start, end, surface (in the headline,
    half-open); kind, one of :data:`KINDS`; stated (what the headline says); found (what the nearest sentence says in
    its place, missing where it has nothing); nearest_block, nearest_start, nearest_end, nearest (the sentence);
    observation (one sentence). Where an article has no headline, or its body has no sentence, there is no row.
    """
    require(blocks, ("article", "block", "kind", "text"), "headline")
    blocks = blocks[blocks["kind"].isin(TEXT_KINDS)].reset_index(drop=True)
    heads = blocks[blocks["kind"] == HEADLINE]
    said = body_sentences(blocks, quoted_stretches(blocks, found)) if len(heads) else {}
    marked = evidence(blocks) if len(heads) else None
    rows = []
    for article, block, text in heads[["article", "block", "text"]].itertuples(index=False):
        body = said.get(article, [])
        words = words_of(text)
        if not words or not body:
            continue
        findings = [one for rule in (quantifiers, certainty, actors, numbers) for one in rule(words, text, body)]
        own = marked[(marked["article"] == article) & marked["label"].isin(("loaded", "cue"))]
        findings += _loaded(own, block, text, body)
        for one in sorted(_apart(findings), key=lambda one: (one.start, one.end)):
            rows.append((article, block, one.start, one.end, text[one.start : one.end], one.kind, *_told(one, text)))
    return pd.DataFrame(rows, columns=list(FINDINGS)).astype(FINDINGS)


def _told(one: Finding, text: str) -> tuple:
    near = one.nearest
    where = (None, None, None, None) if near is None else (near.block, near.start, near.end, near.text)
    return text[one.start : one.end], one.found or None, *where, one.observation


def _apart(findings: list[Finding]) -> list[Finding]:
    """Keep one finding for a place: the first, by the order of the kinds."""
    kept: list[Finding] = []
    for one in sorted(findings, key=lambda one: KINDS.index(one.kind)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept


def _loaded(marked: pd.DataFrame, block: int, text: str, said: list[Said]) -> list[Finding]:
    """Find loaded words that no sentence has, in any form, and no sentence on the same matter has the like of."""
    heavy = marked["weight"] >= np.where(marked["label"] == "cue", _LIGHT_CUE, _LIGHT)
    mine = marked[(marked["block"] == block) & heavy & ~marked["category"].isin(_LEFT_OUT)]
    if not len(mine):
        return []
    words = words_of(text)
    stems = frozenset(word.stem for word in words if is_content(word))
    everywhere = {word.stem for sentence in said for word in sentence.words}
    theirs = marked[marked["block"] != block]
    found = []
    for one in mine.itertuples():
        own = [word for word in words_of(one.surface) if word.stem]
        content = [word.stem for word in own if is_content(word)] or [word.stem for word in own]
        if (
            set(content) <= everywhere
            or (one.label == "cue" and content[0] in _SHORT_VERBS)
            or content[0] in _OF_THE_EVENT
        ):
            continue
        if _has_the_like(theirs, one, stems - set(content), said):
            continue
        sentence = nearest(stems - set(content), [s for s in said if len(s.stems & stems) >= 2])
        if sentence is None:
            continue
        plainer = _plainer(one.neutral, sentence)
        note = f"The headline says “{one.surface}”; " + (
            f"the nearest sentence says “{plainer}”." if plainer else "the body does not use the word."
        )
        found.append(Finding("loaded", one.start, one.end, plainer or "", sentence, note))
    return found


def _has_the_like(theirs: pd.DataFrame, one: object, stems: frozenset[str], said: list[Said]) -> bool:
    """Test whether a sentence on the same matter has a loaded word of the same category; for a verb of saying, any."""
    alike = theirs[theirs["weight"] >= one.weight - 0.2]
    alike = alike if one.label == "cue" else alike[alike["category"] == one.category]
    places = list(alike[["block", "start"]].itertuples(index=False))
    return any(
        sentence.block == block and sentence.start <= start < sentence.end and len(sentence.stems & stems) >= 2
        for sentence in said
        for block, start in places
    )


def _plainer(neutral: object, sentence: Said) -> str | None:
    """Return the word of a sentence that is the plainer one of the lexicon, if it is there."""
    if pd.isna(neutral) or not neutral:
        return None
    wanted = {stem(word) for word in str(neutral).split()}
    return next(
        (word.surface for word in sentence.words if word.stem and word.stem in wanted and is_content(word)), None
    )
