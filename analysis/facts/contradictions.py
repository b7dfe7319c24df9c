"""Contradictions in words: one article denies what another tells, or says the opposite of one thing.

Few are looked for, and each is shown with both sentences, since only a reader sees whether both may hold. A word is
held against the same word where one of the two is denied (*was not wearing crampons*, *was wearing crampons*), and
against its opposite (``opposites.csv``: *denied*, *confirmed*). Both have to be said of one thing: the first word of
substance behind them is the same, or the last one before them where nothing follows, and the sentences share one more.
What somebody may, would or tries to do is neither told nor denied.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from analysis.facts.similarity import LEAST_RARITY, find_keys, rarity
from analysis.facts.wording import function_words
from analysis.files import LEXICONS
from analysis.schema import TEXT, TEXT_KINDS, require
from analysis.text.sentences import sentences
from analysis.text.word_forms import key

DENIED, CONFIRMED = "told and denied", "denied and confirmed"
_SIDE = ("article", "block", "start", "end", "sentence")
CONTRADICTIONS = {
    f"{name}_{side}": "int64" if name in ("block", "start", "end") else TEXT for side in "ab" for name in _SIDE
} | {"sort": TEXT, "word_a": TEXT, "word_b": TEXT, "shared": TEXT}
#: a denial, and what it may have between itself and its verb
_NOT = re.compile(
    r"(?<!would )(?<!could )(?<!should )(?<!might )(?<!may )\b(?:not|never|cannot)\b"
    r"(?! (?:only|just|yet|also|necessarily|immediately|guilty)\b)"
    r"|\b(?:was|were|did|does|has|have|had|are|is|wo)n[’']t\b"
)
_NO = re.compile(r"\bno (?:[\w-]+ ){1,2}(?=(?:has|have|had|was|were|is|are|will|did) |ever )", re.I)
_PASSED = frozenset("be been being was were is are am has have had do does did ever even so to".split())  # noqa: SIM905
#: what makes of an act a wish, a try or a question
_MAYBE = re.compile(
    r"\b(?:if|whether|could|would|(?-i:may)|might|unless|until|should|can|hop(?:e|es|ed|ing)|tr(?:y|ies|ied|ying)|want(?:s|ed)?|"
    r"yet|wait(?:s|ed|ing)?|fail(?:s|ed)?|before|without|talks|negotiations|possibly|perhaps|likely)\b[^,;]*$",
    re.I,
)
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|ruled out)\b[^,;]*$", re.I)
_BREAK = re.compile(r"[;:?!()–—]|\b(?:but|while|although|though|and)\b")
#: behind a verb: what is denied is only more of it, or the time before
_SO_FAR = re.compile(r"\b(?:until|further|again|any ?more|enough|all|every|both)\b", re.I)
#: before a noun, and before an infinitive that tells of no act
_NO_VERB = re.compile(
    r"\b(?:an?|the|no|any|this|that|his|her|their|its|our|my|of|for|in|with|without)\s$"
    r"|(?<!decided )(?<!agreed )(?<!chose )(?<!vowed )(?<!voted )(?<!set )\bto\s$",
    re.I,
)
#: verbs of which a denial says little: what was not said or known in one place may be so in another
_SAYS_LITTLE = """say said comment know think want need see make take give come go tell believe respond return like
    mean expect try work look appear seem become name identify include happen matter reveal release disclose have get
    put allow play start begin let feel find hear guilty until require"""
#: so far, in characters, around a word its subject and its object are looked for
_AROUND = 70
#: so many words of substance before a word may be its subject
_NEAR = 3


class _Sentence(NamedTuple):
    """One sentence: where it stands, its text and its words (start, end, key) of substance.

    `denied` are the places among these of the verbs that are denied; `named` has all words that are not empty, by key.
    """

    article: str
    block: int
    start: int
    text: str
    words: list[tuple[int, int, str]]
    denied: set[int]
    named: dict[str, str]


class _Said(NamedTuple):
    """A word in a sentence: its place among the words of substance, what it is said of, and whether it is denied."""

    surface: str
    word: str
    before: frozenset[str]
    behind: str
    denied: bool
    sure: bool


@lru_cache(maxsize=1)
def _little() -> frozenset[str]:
    return frozenset(map(key, _SAYS_LITTLE.split()))


@lru_cache(maxsize=1)
def _opposites() -> dict[str, dict[str, str]]:
    """Return by a word's key its opposites, each with the sort of the contradiction."""
    table = pd.read_csv(LEXICONS / "opposites.csv", keep_default_na=False)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for term, opposite, sort in table.itertuples(index=False, name=None):
        found[key(term)][key(opposite)] = sort
        found[key(opposite)][key(term)] = sort
    return dict(found)


def contradictions(blocks: pd.DataFrame) -> pd.DataFrame:
    """Find where one article denies what another tells, or says the opposite of it.

    Parameters
    ----------
    blocks : the paragraph table (``article``, ``block``, ``kind``, ``text``) of two articles or more

    Returns
    -------
    DataFrame, one row a pair of sentences, each sentence once a pair of articles, headlines included: ``article_a`` to
    ``sentence_b``, where they stand (half-open, in characters of the block); ``sort``, 'told and denied', or the sort
    of ``opposites.csv``; ``word_a``, ``word_b``, the words that part; ``shared``, what both sentences have in common

    Raises
    ------
    InputError
        if a column is missing
    """
    require(blocks, ("article", "block", "kind", "text"), "contradictions")
    text = blocks[blocks["kind"].isin(TEXT_KINDS)]
    texts = text["text"].tolist()
    places = list(text[["article", "block"]].itertuples(index=False, name=None))
    cuts = sentences(texts)[["row", "start", "end"]].itertuples(index=False, name=None)
    said = [(places[row], start, texts[row][start:end]) for row, start, end in cuts]
    triggers = _triggers(said)
    order = {article: place for place, article in enumerate(dict.fromkeys(article for article, _ in places))}
    rows, taken = [], set()
    for one, other, sort, word, against, shared in triggers:
        first, second = ((one, word), (other, against))
        if order[one.article] > order[other.article]:
            first, second = second, first
        ends = [(s.article, s.block, s.start) for s, _ in (first, second)]
        used = {(end, ends[1 - k][0]) for k, end in enumerate(ends)}
        if used & taken:
            continue
        taken |= used
        sides = [(s.article, s.block, s.start, s.start + len(s.text), s.text) for s, _ in (first, second)]
        rows.append((*sides[0], *sides[1], sort, first[1], second[1], "; ".join(shared)))
    return pd.DataFrame(rows, columns=list(CONTRADICTIONS)).astype(CONTRADICTIONS)


def _triggers(said: list[tuple]) -> Iterator[tuple]:
    """Find pairs of sentences of two articles that part in one word, those that share most first."""
    listed = [_sentence(*place, start, text) for place, start, text in said]
    holds: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(listed):
        for word in {word for *_, word in one.words}:
            holds[word].append(n)
    opposites, found = _opposites(), []
    for n, one in enumerate(listed):
        wanted = [(place, {one.words[place][2]: DENIED}) for place in one.denied]
        wanted += [(k, opposites[w[2]]) for k, w in enumerate(one.words) if w[2] in opposites and k not in one.denied]
        for place, against in wanted:
            mine = _read(one, place)
            for word, sort in against.items() if mine.sure else ():
                for m in holds.get(word, ()):
                    if listed[m].article != one.article and (pair := _parted(one, mine, listed[m], (word, sort))):
                        found.append((len(pair[1]), -n, -m, one, listed[m], sort, mine.surface, *pair))
    for *_, one, other, sort, word, against, shared in sorted(found, key=lambda row: row[:3], reverse=True):
        yield one, other, sort, word, against, shared


def _sentence(article: str, block: int, start: int, text: str) -> _Sentence:
    empty = function_words()
    found = [(a, b, word) for a, b, word in find_keys(text) if word and text[a:b].lower() not in empty]
    words = [one for one in found if rarity(one[2]) >= LEAST_RARITY]
    named = {word: text[a:b] for a, b, word in found}
    return _Sentence(article, block, start, text, words, _denied(text, words), named)


def _denied(text: str, words: list[tuple[int, int, str]]) -> set[int]:
    """Find the places, among the words of substance, of the verbs that are denied."""
    found = set()
    for no in [*_NOT.finditer(text), *_NO.finditer(text)]:
        for word in re.finditer(r"[^\W\d_][\w’'-]*|[,;:()“”\"]", text[no.end() : no.end() + _AROUND]):
            low, start = word[0].lower(), no.end() + word.start()
            if low in _PASSED or low.endswith("ly"):
                continue
            place = next((k for k, (begin, _, _) in enumerate(words) if begin == start), None)
            if place is not None and words[place][2] not in _little() and word[0][0].islower():
                found.add(place)
            break
    return found


def _read(one: _Sentence, place: int) -> _Said:
    """Read of what a word is said: the word of substance before it and behind it, in its clause."""
    start, end, word = one.words[place]
    left = max((cut.end() for cut in _BREAK.finditer(one.text, 0, start)), default=0)
    cut = _BREAK.search(one.text, end)
    right = cut.start() if cut else len(one.text)
    before = [near for begin, stop, near in one.words if max(left, start - _AROUND) <= begin and stop <= start]
    behind = [near for begin, stop, near in one.words if end <= begin and stop <= min(right, end + _AROUND)]
    lead = one.text[left:start]
    sure = not _MAYBE.search(lead) and not _SO_FAR.search(one.text, end, right) and not one.text.endswith("?")
    if place not in one.denied:
        sure = sure and not _DENIES.search(lead) and not _NOT.search(lead) and not _NO_VERB.search(lead)
    return _Said(one.text[start:end], word, frozenset(before[-_NEAR:]), (behind or [""])[0], place in one.denied, sure)


def _parted(one: _Sentence, mine: _Said, other: _Sentence, against: tuple) -> tuple[str, list[str]] | None:
    """Return the other sentence's word that parts the two, and what they share; None if they tell of two things."""
    word, sort = against
    for place, (_, _, theirs) in enumerate(other.words):
        if theirs != word or place in other.denied:
            continue
        said = _read(other, place)
        about = {mine.behind} & {said.behind} if mine.behind and said.behind else mine.before & said.before
        if not (said.sure and about):
            continue
        shared = [one.named[w] for w in other.named if w in one.named and w not in (word, mine.word)]
        if len(shared) > 1 and (sort != CONFIRMED or mine.before & said.before or len(shared) > 2):
            return said.surface, shared
    return None
