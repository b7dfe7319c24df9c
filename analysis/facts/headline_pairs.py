"""Two headlines held against each other: what one says and the other does not, or says otherwise.

Both are cut into words, names and numbers with the keys under which texts are compared (:mod:`facts.similarity`).
A rule each looks for

- two stages of one matter (``headline_stages.csv``: sought, arrested, charged; in talks, chosen), or of one act (will,
  does, may);
- a word of doubt that one has before what the other says flatly, and a source that only one names;
- who acts, named in one only, where both tell the harm;
- another count of the same thing;
- who somebody is, told by other words in each;
- what one alone claims, slot by slot (:mod:`facts.headline_slots`: a score, a death and how, a number, who somebody
  is, how great a thing is);
- what one alone has: a number, a name or a clause, and whether the *text* of the other has it.

A finding says what differs in the words of both, and where it stands. Neither headline is called wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import combinations

import pandas as pd

from analysis.facts.headline_claims import Names, candidates, is_named, names_in
from analysis.facts.headline_figures import LISTED
from analysis.facts.headline_slots import (
    ACT,
    AMID,
    CAUSE,
    CLAUSE,
    DEAD,
    DEGREE,
    EVENT,
    MANNER,
    NUMBER,
    PERSON,
    Claim,
    has_claim,
    is_in,
    only_one_claims,
    share_an_act,
    two_labels,
)
from analysis.facts.headline_words import Word, is_content, is_sentence, words_of
from analysis.facts.similarity import LEAST_RARITY, action_words, find_keys, rarity
from analysis.files import listed
from analysis.schema import HEADLINE, TEXT, TEXT_KINDS, require, tuples
from analysis.text.numerals import DAYS, MONTHS, SMALL, parse_number
from analysis.text.patterns import pattern
from analysis.text.word_forms import key, key_and_senses

STAGE, STOPS, DOUBT, SOURCE, AGENT, COUNT, DEATHS = (
    "stage",
    "one stops",
    "doubt",
    "source",
    "who acts",
    "count",
    "one death",
)
CLAIMS, WHO, AGAIN, ALONE, UNTOLD, GUESS, LESS = (
    "only one claims",
    "who it is",
    "again",
    "only one",
    "not in its text",
    "a guess",
    "less below",
)
SORTS = (STAGE, STOPS, DOUBT, SOURCE, AGENT, COUNT, DEATHS, CLAIMS, WHO, AGAIN, ALONE, UNTOLD, GUESS, LESS)
#: what is told behind other things that differ
LIGHT = (SOURCE, AGAIN)
_SIDE = {"article": TEXT, "block": "int64", "start": "int64", "end": "int64", "surface": TEXT}
PAIRS = {f"{name}_{side}": kind for side in "ab" for name, kind in _SIDE.items()} | {"sort": TEXT, "words": TEXT}
PAIRS |= {"paragraph": "Int64"}
#: so many findings of a pair of headlines are shown; one where there are more articles than this
MOST, _MANY = 2, 3
_READ = ("article", "block", "kind", "text")
#: fewer words are a label and no headline
_FEWEST = 3
#: a clause has so many words that the other text has nowhere
_ABSENT = 2
#: so rare in news at large is the rarest of two words and more, one with an act, and one alone
_RARE = 0.45, 0.75, 0.95
#: a word of fewer letters is a short form: WR, TD
_LEAST_LETTERS = 3
_SHORT = 4
#: so many words back a modal verb stands before what it goes with ("may soon be mended")
_MODAL = 3
#: so many letters at the beginning show a form of the same word
_ALIKE = 4

_LISTS = {
    "shown": "caught captured captures",
    "shown in": "on in up between off by",
    "innocent of": "of in to until over on after as but and , ; : ! ?",
    "the end": "death deaths",
    "is held": """vigil vigils rally election elections vote poll polls talks meeting funeral service services hearing
        ceremony summit match game race memorial protest protests inquest debate""",
    "behind bars": "dies died dead life death years",
    "charged": "charged charges trial suspect suspects",
    "breaks": "; : – — ? ! , ( )",
    "joints": "as after amid while but following despite",
    "planned": "to will should would",
    "doubted": "may might could",
    "denied": "won't not never no refuses denies",
    "hedges": """weighs mulls considers alleged allegedly suspected accused reportedly possible possibly likely
        provisional tentative apparent apparently potential rumored rumoured suspicion feared
        reported""",
    "sources": """media police cops officials authorities nypd prosecutors da witness witnesses sources source report
        reports sheriff court state tv study agency lawyer lawyers attorney publicist agent publisher studio
        spokesman spokeswoman rep mayor coroner doctors experts scientists analysts company union owner relatives
        neighbors neighbours residents survivors ap reuters bbc cnn family army military ministry government""",
    "agents": """police cops cop officers officer nypd gunman gunmen rioters protesters protestors demonstrators
        driver soldiers soldier troops militants rebels army navy pirates thieves robbers burglars
        raiders attackers attacker bomber bombers mob youths youth teens students gang gangs guards
        guard deputies marines""",
    "hurting": """kill kills killed shoot shoots shot bomb bombs bombed torch torches torched attack attacks attacked
        stab stabs hit hits beat beats storm storms burn burns firebomb""",
    "harmed": """killed dead die dies died death deaths killing shot shooting wounded injured hurt slain hit struck
        bombed""",
    "beliefs": """muslim muslims catholic catholics christian christians jewish jew jews hindu sikh mormon evangelical
        atheist gay lesbian transgender black white latino hispanic asian immigrant immigrants
        migrant refugee""",
    "again": "latest another again spate fresh renewed renews resumes",
    "once more": "back second third returns return continue continues continued still more",
    "told of": "after over of following handling",
    "no plan": "due issues offers bids tries thanks according help helps return returns used failed fails",
    "owners": "his her its their the a an",
    "idle": """last day days week year years month months time top make makes get gets go goes set sets see say says
        said near more most over out vs ii iii live results full single night another next past due good
        only just story stories reaction off up down new old former first one two pm am edt est pdt
        updated posted video photos report reports us u.s news post bracket opener recap preview highlights
        schedule""",
}
_WORDS = {name: frozenset(listed.split()) for name, listed in _LISTS.items()}
#: a day of a month, an ordinal, a clock time
_DATED = pattern(
    rf"\d+(?:st|nd|rd|th)\b|(?<=\d)(?:st|nd|rd|th|ers?)\b|\d{{1,2}}(?: (?:{'|'.join(MONTHS)})|, (?:19|20)\d\d\b)"
    rf"|\d{{1,2}}(?:[:.]\d\d)? ?[ap]\.?m\b"
    rf"|\d+ers?\b|(?<=[A-Za-z])\d+|(?<=[/:])\d+|\d+(?=[/:]\d)",
    re.IGNORECASE,
)
_CALENDAR = {form for name in (*DAYS, *MONTHS) for form in (name.lower(), name[:3].lower())}


_FEMALE = frozenset("woman women girl girls mother wife grandmother daughter female widow lady".split())  # noqa: SIM905
_CHILD = frozenset("boy boys girl girls child children kid kids toddler baby infant".split())  # noqa: SIM905
_PERSONS = {"woman": _FEMALE, "women": _FEMALE, "girl": _CHILD, "boy": _CHILD, "child": _CHILD, "baby": _CHILD}


@dataclass(frozen=True)
class _Point:
    """A word, name or number of a headline: its place and the keys under which it is looked for, its own first."""

    start: int
    end: int
    keys: tuple[str, ...]
    surface: str


@dataclass(frozen=True)
class _Head:
    """A headline and the text under it: `body` has the blocks and their texts."""

    article: str
    block: int
    text: str
    body: tuple[tuple[int, str], ...]
    #: the lines between headline and text
    lines: str = ""

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return words_of(self.text)

    @cached_property
    def low(self) -> list[str]:
        return [word.lower for word in self.words]

    @cached_property
    def points(self) -> tuple[_Point, ...]:
        """What the headline holds, word by word, without what says little."""
        return tuple(
            _Point(start, end, _keys(word), self.text[start:end])
            for start, end, word in find_keys(self.text)
            if word and _tells(word, self.text[start:end]) and not _is_sign(self.text, start, end)
        )

    @cached_property
    def held(self) -> frozenset[str]:
        return _held(self.text)

    @cached_property
    def told(self) -> tuple[tuple[int, int, frozenset[str]], ...]:
        """The keys of each paragraph: its block, its number, its keys."""
        return tuple((block, number, _held(text)) for number, (block, text) in enumerate(self.body, 1))

    @cached_property
    def everywhere(self) -> frozenset[str]:
        return self.held.union(*(keys for *_, keys in self.told))

    @cached_property
    def forms(self) -> frozenset[str]:
        """The first letters of all words of headline and text."""
        return frozenset(word.lower[:_ALIKE] for word in (*self.words, *self._body_words) if len(word.lower) >= _ALIKE)

    @cached_property
    def body_words(self) -> frozenset[str]:
        return frozenset(word.lower for word in self._body_words)

    @cached_property
    def all_words(self) -> frozenset[str]:
        return frozenset(word.lower for word in (*self.words, *self._body_words))

    @cached_property
    def names(self) -> Names:
        return names_in("\n".join((self.text, *(text for _, text in self.body))), (*self.words, *self._body_words))

    @cached_property
    def _body_words(self) -> tuple[Word, ...]:
        return tuple(word for _, text in self.body for word in words_of(text))

    @cached_property
    def stages(self) -> dict[str, list[tuple[int, int, int, bool]]]:
        """The stages that the headline tells, by group: rank (from 0), first and last-plus-one word, if it is open."""
        return _stages(self)

    def cut(self, first: int, after: int) -> tuple[int, int]:
        """Return the characters of the words from `first` to before `after`."""
        return self.words[first].start, self.words[after - 1].end

    @property
    def whole(self) -> tuple[int, int]:
        return self.words[0].start, self.words[-1].end


@dataclass(frozen=True)
class _Found:
    """A finding on two headlines: places of both sides, half-open, `core` the words in the first that it rests on.

    `swapped` if the first side is the second article's.
    """

    sort: str
    place: tuple[int, int]
    other: tuple[int, int] | None = None
    swapped: bool = False
    words: str = ""
    block: int | None = None
    paragraph: int | None = None
    core: tuple[int, int] | None = None


@lru_cache(maxsize=1)
def _alike() -> dict[str, tuple[str, ...]]:
    """The groups of words that headlines use for one thing, by the key of a word."""
    found: dict[str, dict[str, None]] = {}
    for number, words in enumerate(listed("headline_words.csv", "words")):
        for word in words.split("|"):
            found.setdefault(key(word), {})[f"~headline {number}"] = None
    return {word: tuple(groups) for word, groups in found.items()}


@lru_cache(maxsize=1 << 14)
def _keys(word: str) -> tuple[str, ...]:
    """Return a key and those of the groups that it is in."""
    return (word,) if word[0] in "=#%" else (*key_and_senses(word), *_alike().get(word, ()))


def _held(text: str) -> frozenset[str]:
    """Return the keys of a text, and those of the groups of nearly one sense that they are in."""
    return frozenset(one for *_, word in find_keys(text) if word for one in _keys(word))


def _is_sign(text: str, start: int, end: int) -> bool:
    """Test whether a number is of a date or a list that follows, or a word a short form with a full stop (Stn.)."""
    short = text[start].isalpha() and end - start <= _SHORT and text[end : end + 2] == ". "
    behind = () if start else words_of(text, end)[:1]
    return bool(
        short or _DATED.match(text, start) or (text[0].isdigit() and any(word.lower in LISTED for word in behind))
    )


def _tells(word: str, surface: str) -> bool:
    if word[0] == "#":
        return not (len(word) == 5 and word[1:3] in ("19", "20"))
    low = surface.lower()
    if word[0] != "=" and ("." in surface or len(surface) < _LEAST_LETTERS):
        return False
    return low not in _WORDS["idle"] and low not in _CALENDAR and (word[0] == "=" or rarity(word) >= LEAST_RARITY / 2)


def headline_pairs(blocks: pd.DataFrame) -> pd.DataFrame:
    """Hold the headlines of articles against each other.

    Parameters
    ----------
    blocks : the paragraph table (``article``, ``block``, ``kind``, ``text``) of two articles or more

    Returns
    -------
    DataFrame, at most :data:`MOST` rows a pair that has two headlines, and one of claims (of many articles one or two
    in all), the weightiest first:
    article, block, start, end and surface of the headline that the finding begins with (``_a``, half-open), and of the
    other headline, or of the paragraph that is held against it (``_b``); sort, one of :data:`SORTS`; words, what the
    other article has nowhere, or has in the paragraph, or what each headline alone says; paragraph, its number, where
    one is named.
    """
    require(blocks, _READ, "headline_pairs")
    heads, rows = _heads(blocks), []
    most = MOST if len(heads) <= _MANY else 1
    for a, b in combinations(heads, 2):
        kept: list[_Found] = []
        for rule in _RULES:
            for one in rule(a, b):
                if _has_room(one, kept, most) and not any(_again(one, other) for other in kept):
                    kept.append(one)
        rows += [_row(one, a, b) for one in _merged(kept)]
    return pd.DataFrame(rows, columns=list(PAIRS)).astype(PAIRS)


def _has_room(one: _Found, kept: list[_Found], most: int) -> bool:
    """Test whether one more is told: of claims so many a headline, of all else `most`."""
    if one.sort == CLAIMS and (most > 1 or not kept):
        return sum(other.sort == CLAIMS and other.swapped is one.swapped for other in kept) < _CLAIMS
    return sum(other.sort != CLAIMS for other in kept) < most


def _again(one: _Found, other: _Found) -> bool:
    """Test whether two findings rest on the same words of one headline."""
    places = [(one.swapped, one.core or one.place), (not one.swapped, one.other if one.block is None else None)]
    others = [
        (other.swapped, other.core or other.place),
        (not other.swapped, other.other if other.block is None else None),
    ]
    return any(
        side == there and place and that and place[0] < that[1] and that[0] < place[1]
        for side, place in places
        for there, that in others
    )


def _heads(blocks: pd.DataFrame) -> list[_Head]:
    heads, bodies, lines = {}, {}, {}
    for article, block, kind, text in tuples(blocks[list(_READ)]):
        if kind == HEADLINE:
            heads.setdefault(article, (block, text))
        elif kind in TEXT_KINDS:
            bodies.setdefault(article, []).append((block, text))
        elif article in heads and article not in bodies:
            lines.setdefault(article, []).append(text)
    found = [
        _Head(article, *head, tuple(bodies.get(article, ())), "\n".join(lines.get(article, ())))
        for article, head in heads.items()
    ]
    return [
        head
        for head in found
        if head.body and sum(map(_is_told, head.words)) >= _FEWEST and not is_sentence(head.words)
    ]


def _is_told(word: Word) -> bool:
    """Test whether a word of a headline says something; those of a date line do not."""
    return is_content(word) and word.surface[0].isalpha() and word.lower not in _WORDS["idle"] | _CALENDAR


def _row(one: _Found, a: _Head, b: _Head) -> tuple:
    this, that = (b, a) if one.swapped else (a, b)
    if one.sort in (GUESS, LESS):
        that = this
    start, end = one.place
    block = that.block if one.block is None else one.block
    text = that.text if one.block is None else dict(that.body)[block]
    from_, to = one.other or (0, len(text))
    first = this.article, this.block, start, end, this.text[start:end]
    return (*first, that.article, block, from_, to, text[from_:to], one.sort, one.words, one.paragraph)


def _both(rule: Callable[[_Head, _Head, bool], Iterator[_Found]]) -> Callable[[_Head, _Head], Iterator[_Found]]:
    """Ask a rule of both headlines in turn."""

    def asked(a: _Head, b: _Head) -> Iterator[_Found]:
        yield from rule(a, b, False)
        yield from rule(b, a, True)

    return asked


# stages


@lru_cache(maxsize=1)
def _ranks() -> list[tuple[str, str, int, list[str]]]:
    """The rows of the list of stages: group, stage, its rank in the group, its terms."""
    found, seen = [], Counter()
    for group, stage, terms in listed("headline_stages.csv", "group", "stage", "terms"):
        found.append((group, stage, seen[group], terms.split("|")))
        seen[group] += 1
    return found


@lru_cache(maxsize=1)
def _listed() -> dict[str, list[tuple[tuple[str, ...], str, int]]]:
    """The terms of all stages by their first word, longest first: words, group, rank."""
    terms: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
    for group, _, rank, its_terms in _ranks():
        for words in map(str.split, its_terms):
            terms.setdefault(words[0], []).append((tuple(words), group, rank))
    return {first: sorted(found, key=lambda one: -len(one[0])) for first, found in terms.items()}


def _stages(head: _Head) -> dict[str, list[tuple[int, int, int, bool]]]:
    found: dict[str, list[tuple[int, int, int, bool]]] = {}
    taken: dict[str, int] = {}
    for k, word in enumerate(head.low):
        for words, group, rank in _listed().get(word, ()):
            fits = all(want in ("*", is_) for want, is_ in zip(words, head.low[k:], strict=False))
            if fits and k + len(words) <= len(head.low) and taken.get(group, 0) <= k:
                taken[group] = after = k + len(words)
                modal = (j for j in range(max(0, k - _MODAL), k) if _open(head.low[j]))
                # "to their deaths" is no plan
                mine = _WORDS["owners"] | {word} & _WORDS["the end"]
                first = next((j for j in modal if not mine & set(head.low[j + 1 : k + 1])), k)
                if _is_no_stage(head, k, after, group) or (group == "case" and "not" in head.low[first:k]):
                    continue
                after += words[-1] in _WORDS["denied"] and after < len(head.low)
                ahead = head.low[after : after + 1] in (["tomorrow"], ["soon"]) or (
                    head.low[after : after + 1] == ["next"] and head.low[after + 1 : after + 2]
                )
                after += (1 + (head.low[after] == "next")) if ahead else 0
                found.setdefault(group, []).append((rank, first, after, first < k or bool(ahead)))
    return found


def _is_no_stage(head: _Head, k: int, after: int, group: str) -> bool:
    """Test whether a term of a stage, from word `k` to before `after`, is used otherwise."""
    word, before, behind = head.low[k], set(head.low[max(0, k - 1) : k]), set(head.low[after : after + 1])
    told = group == "unrest" and _WORDS["told of"] & set(head.low[max(0, k - 2) : k])
    # caught on tape, captured in a picture, caught up in it: nobody is held
    shown = word in _WORDS["shown"] and _WORDS["shown in"] & behind
    # an innocent victim
    of = word == "innocent" and behind - _WORDS["innocent of"]
    # one dies behind bars, or is to be there for life; a vigil is held
    there = (word == "behind" and before & _WORDS["behind bars"]) or (word == "held" and before & _WORDS["is held"])
    # a jailed boss, a convicted baker
    which = not k and word.endswith("ed") and group == "case" and any(map(is_content, head.words[after : after + 1]))
    return bool(told or shown or of or there or which)


def _shared(a: _Head, b: _Head) -> int:
    """Count the words, names and numbers that two headlines share."""
    return sum(any(one in b.held for one in point.keys) for point in a.points)


def _open(word: str) -> bool:
    """Test whether a stage that begins with this word is not reached yet."""
    return word in _WORDS["doubted"] or word in _WORDS["planned"]


#: so many words two headlines share that tell stages of one matter: of a thing that is down, few have other words
_LEAST_SHARED = {"service": 1}
#: so many stages of a case are what happened, and no step of the law
_CASE = 2


def _two_stages(a: _Head, b: _Head) -> Iterator[_Found]:
    """Find groups of which the furthest stage that one headline tells is another than that of the other."""
    for group in sorted(a.stages.keys() & b.stages.keys()):
        (rank, first, after, open_), (other, begin, end, there) = (max(head.stages[group]) for head in (a, b))
        if (rank, open_) == (other, there) or (group != "case" and _shared(a, b) < _LEAST_SHARED.get(group, 2)):
            continue
        swapped = other < rank
        places = [a.cut(first, after), b.cut(begin, end)]
        # what leads to a case is no stage of it
        if group == "case" and max(rank, other) < _CASE:
            continue
        if group == "case" and min(rank, other) < _CASE:
            yield _Found(STOPS, *(places if swapped else places[::-1]), not swapped)
        else:
            yield _Found(STAGE, *places)


def _mode(head: _Head, k: int) -> tuple[str, int]:
    """Return how a verb at word `k` is told (denied, doubted, planned, flat), and where its words begin."""
    j = k - 1 - (k > 1 and head.low[k - 1].endswith("ly"))
    before = head.low[j] if j >= 0 else ""
    if before == "not" and j:
        return "denied", j - 1
    if before == "to" and (_WORDS["no plan"] & set(head.low[:j]) or any(_acts(head, i) for i in range(1, j))):
        return "else", k
    return next((mode for mode in ("denied", "doubted", "planned") if before in _WORDS[mode]), "flat"), max(j, 0)


def _two_modes(a: _Head, b: _Head) -> Iterator[_Found]:
    """Find one act that one headline tells as done and the other as planned, doubted or denied."""
    if _shared(a, b) < 2:
        return
    for k, word in enumerate(a.words):
        for j, other in enumerate(b.words):
            if not word.stem or word.stem != other.stem or word.stem not in action_words():
                continue
            (mode, first), (there, begin) = _mode(a, k), _mode(b, j)
            first, begin = (at if of != "flat" else own for at, of, own in ((first, mode, k), (begin, there, j)))
            if "else" in (mode, there) or not (_is_verb(a, k, mode) and _is_verb(b, j, there)):
                continue
            if mode != there:
                yield _Found(STAGE, a.cut(first, k + 1), b.cut(begin, j + 1))
                return


def _acts(head: _Head, k: int) -> bool:
    """Test whether a word is a verb with an ending, so that "to" behind it tells what for."""
    return (
        is_content(head.words[k]) and head.words[k].stem in action_words() and head.low[k].endswith(("s", "ed", "ing"))
    )


def _is_verb(head: _Head, k: int, mode: str) -> bool:
    """Test whether a word is a verb as headlines have it: behind a modal without an ending, or flat with one."""
    ends = head.low[k].endswith(("s", "ed"))
    if mode != "flat":
        return not ends
    return ends and k > 0 and is_content(head.words[k - 1])


# doubt, source, agent, count


@_both
def _doubt(a: _Head, b: _Head, swapped: bool) -> Iterator[_Found]:
    """Find a word of doubt right before (or "of" before) a word that the other headline has without one."""
    doubts = _WORDS["hedges"] | _WORDS["doubted"]
    if _shared(a, b) < 2 or any(word in _DENIALS or (word in doubts and word not in a.low) for word in b.low):
        return
    for k, word in enumerate(a.low):
        charged = word.startswith(_ACCUSING) and not _WORDS["charged"].isdisjoint(b.low)
        if word not in _WORDS["hedges"] or word in b.low or charged:
            continue
        j = k + 1 + (a.low[k + 1 : k + 2] == ["of"])
        if word in ("suspected", "feared", "likely") and k and (j >= len(a.low) or not is_content(a.words[j])):
            j = k - 1
        there = [
            i for i, other in enumerate(b.words) if j < len(a.words) and other.stem and other.stem == a.words[j].stem
        ]
        if there and is_content(a.words[j]):
            yield _Found(DOUBT, a.cut(min(j, k), max(j, k) + 1), b.cut(there[0], there[0] + 1), swapped)
            return


@_both
def _named_source(a: _Head, b: _Head, swapped: bool) -> Iterator[_Found]:
    """Find a headline that names its source at its beginning or end, where the other tells it flatly."""
    if _shared(a, b) < 2 or _source(b) or not {"say", "says", "confirms", "tells"}.isdisjoint(b.low):
        return
    place = _source(a)
    if place and not {word.lower for word in words_of(a.text[slice(*place)])} & set(b.low):
        yield _Found(SOURCE, place, None, swapped)


_SAY = ("say", "says", "said", "confirm", "confirms")


def _source(head: _Head) -> tuple[int, int] | None:
    low = head.low
    ends = len(low) > 3 and (low[-1] in _WORDS["sources"] and low[-2] in (":", "–", "—"))
    if ends:
        return head.cut(len(low) - 1, len(low))
    if len(low) > 3 and low[0] in _WORDS["sources"] and low[1] == ":":
        return head.cut(0, 1)
    for k in (len(low) - 1, len(low) - 2):
        if k > 3 and low[k] in _SAY and low[k - 1] in _WORDS["sources"]:
            return head.cut(k - 1, k + 1)
    if len(low) > 3 and low[-2] in _SAY and low[-1] in _WORDS["sources"]:
        return head.cut(len(low) - 2, len(low))
    return None


@_both
def _who_acts(a: _Head, b: _Head, swapped: bool) -> Iterator[_Found]:
    if _shared(a, b) < 1 or any(word.removesuffix("'s").rstrip("'") in _WORDS["agents"] for word in b.low):
        return
    harm = [k for k, word in enumerate(b.low) if word in _WORDS["harmed"] and "by" not in b.low[k : k + 3]]
    active = any(word in _WORDS["hurting"] - _WORDS["harmed"] for word in b.low)
    if not harm or active:
        return
    for k, word in enumerate(a.low):
        if word not in _WORDS["agents"]:
            continue
        by = next((j for j in range(k - 1, max(-1, k - 4), -1) if a.low[j] == "by"), None)
        if by is not None and any(one in _WORDS["harmed"] for one in a.low[max(0, by - 3) : by]):
            yield _Found(AGENT, a.cut(by, k + 1), b.cut(harm[0], harm[0] + 1), swapped)
            return
        if k + 1 < len(a.low) and a.low[k + 1] in _WORDS["hurting"]:
            yield _Found(AGENT, a.cut(k, k + 2), b.cut(harm[0], harm[0] + 1), swapped)
            return


_ACCUSING = ("alleged", "accused", "suspected", "suspicion")
_DENIALS = frozenset(("innocent", "denies", "denied", "not", "never", "no"))


def _counts(head: _Head) -> dict[str, tuple[str, int, int]]:
    """Return what a headline counts: number and place by the key of the thing right behind it."""
    found: dict[str, tuple[str, int, int]] = {}
    points = head.points
    for k, point in enumerate(points[:-1]):
        thing = points[k + 1]
        apart = head.text[point.end : thing.start] == " " and head.text[thing.end : thing.end + 1] != "-"
        money = head.text[max(0, point.start - 1) : point.start] in ("$", "£", "€")
        if point.keys[0][0] == "#" and thing.keys[0][0] not in "#%=" and apart and not money:
            found.setdefault(thing.surface.lower(), (point.keys[0], point.start, thing.end))
    return found | _harmed(head.text)


#: how many are dead, hurt, missing or held, in the forms of headlines
_HOW_MANY = rf"(?:(?:at least|up to|nearly|about|some|over|more than) )?(?P<{{}}>\d[\d,]*|{'|'.join(SMALL)})"
_WHOM = r"(?: (?!(?:and|or|after|as|in|of|who|when|while|to|for|with|at|by|but)\b)[a-z-]+)"
_HARMED = pattern(
    rf"(?<!in )(?<!of )(?<![\d$£€.,-])\b{_HOW_MANY.format('n')}{_WHOM}{{0,2}}? "
    r"(?P<act>killed|dead|die|dies|died|slain|drown|injured|hurt|wounded|missing|arrested|detained)\b"
    rf"|\b(?P<act2>kills|killing|injures|injuring|wounds|wounding) {_HOW_MANY.format('n2')}\b(?![-%/.])",
    re.IGNORECASE,
)
_HARM = dict.fromkeys("killed dead die dies died slain drown kills killing".split(), "dead")  # noqa: SIM905
_HARM |= dict.fromkeys("injured hurt wounded injures injuring wounds wounding".split(), "hurt")  # noqa: SIM905
_HARM |= {"missing": "missing", "arrested": "held", "detained": "held"}


def _harmed(text: str) -> dict[str, tuple[str, int, int]]:
    """Return how many a headline tells as dead, hurt, missing or held: number and place by what became of them."""
    found: dict[str, tuple[str, int, int]] = {}
    for one in _HARMED.finditer(text):
        harm = f"~{_HARM[(one['act'] or one['act2']).lower()]}"
        found.setdefault(harm, (f"#{parse_number((one['n'] or one['n2']).lower()):g}", *one.span()))
    return found


def _two_counts(a: _Head, b: _Head) -> Iterator[_Found]:
    ours, theirs = _counts(a), _counts(b)
    told: list[tuple[int, int]] = []
    for thing in sorted(ours, key=lambda thing: thing[0] != "~"):
        start, end = ours[thing][1:]
        if thing in theirs and ours[thing][0] != theirs[thing][0] and all(end <= a or b <= start for a, b in told):
            told.append((start, end))
            yield _Found(COUNT, (start, end), theirs[thing][1:])


def _one_or_several(a: _Head, b: _Head) -> Iterator[_Found]:
    """Find a headline that tells of one death, by the form of its verb, where the other tells of several."""
    for head, other, swapped in ((a, b, False), (b, a, True)):
        one, several = _SINGLE.search(head.text), _PLURAL.search(other.text)
        if one and several and not _PLURAL.search(head.text) and not _SINGLE.search(other.text):
            yield _Found(DEATHS, one.span(), several.span(), swapped)
            return


_SINGLE = pattern(r"\b(?:dies|drowns|(?:to|in) (?:his|her) death)\b", re.IGNORECASE)
_PLURAL = pattern(r"\b(?:to|in) their deaths\b|(?<!to )(?<!will )(?<!may )(?<!not )\b(?:die|drown)\b", re.IGNORECASE)


@_both
def _again_told(a: _Head, b: _Head, swapped: bool) -> Iterator[_Found]:
    """Find a headline that tells a thing as one of several, where the other does not."""
    if any(word in _WORDS["again"] | _WORDS["once more"] for word in b.low) or _shared(a, b) < 1:
        return
    for k, word in enumerate(a.low):
        if word in _WORDS["again"]:
            after = k + 2 if k + 1 < len(a.low) and is_content(a.words[k + 1]) else k + 1
            yield _Found(AGAIN, a.cut(k, after), None, swapped)
            return


def _planned(a: _Head, b: _Head) -> Iterator[_Found]:
    """Find what one subject is to do in one headline and does in the other, in other words."""
    if _shared(a, b) < 2 or a.low[:1] != b.low[:1] or not is_content(a.words[0]):
        return
    same = next((k for k, (one, other) in enumerate(zip(a.low, b.low, strict=False)) if one != other), 0)
    for head, other, swapped in ((a, b, False), (b, a, True)):
        if not same or same + 1 >= min(len(head.low), len(other.low)):
            continue
        does = other.words[same]
        flat = does.lower.endswith("s") and does.stem in action_words() and not _WORDS["planned"] & set(other.low)
        planned = head.low[same] in ("to", "will") and head.words[same + 1].stem in action_words()
        if flat and planned and _are_alike(does, head.words[same + 1]):
            yield _Found(STAGE, head.cut(same, same + 2), other.cut(same, same + 1), swapped)


def _are_alike(one: Word, other: Word) -> bool:
    """Test whether two words are one, or of one group of nearly one sense."""
    return not {*_keys(one.stem)}.isdisjoint(_keys(other.stem))


# a headline and the text under it

#: what a text under a headline tells, if it tells a stage of a case, by the first letters of its words
_WEIGHTY = {
    "held": ("arrest", "held", "captur", "caught", "custody", "nab", "detain", "apprehend", "book"),
    "charged": ("charg", "indict", "count"),
    "convicted": ("convict", "guilty", "verdict"),
    "sentenced": ("sentenc", "jail", "prison", "life", "execut", "death"),
}


@_both
def _untold(a: _Head, b: _Head, swapped: bool) -> Iterator[_Found]:  # noqa: ARG001 (a rule is asked of both)
    """Find a stage that a headline tells and no word of its own text does."""
    names = {rank: stage for group, stage, rank, _ in _ranks() if group == "case"}
    for rank, first, after, _ in a.stages.get("case", ()):
        roots = _WEIGHTY.get(names[rank])
        held = a.low[first] == "held" and a.low[first - 1 : first] == ["be"]
        if roots and not held and not any(word.startswith(roots) for word in a.body_words):
            yield _Found(UNTOLD, a.cut(first, after), None, swapped)


@_both
def _less_below(a: _Head, b: _Head, swapped: bool) -> Iterator[_Found]:  # noqa: ARG001
    """Find a headline that tells the end of a law, a rule or a ban over a text that has it suspended."""
    for rank, first, after, _ in a.stages.get("law", ()):
        for number, (block, text) in enumerate(a.body, 1) if rank == _ENDED else ():
            for word in words_of(text):
                if word.lower in ("suspends", "suspended", "suspending"):
                    yield _Found(LESS, a.cut(first, after), (word.start, word.end), swapped, "", block, number)
                    return


_ENDED = 2


@_both
def _foretold(a: _Head, b: _Head, swapped: bool) -> Iterator[_Found]:  # noqa: ARG001
    """Find a headline without doubt over a text that begins by calling itself a prediction or a rumour."""
    if any(word in _WORDS["hedges"] | _WORDS["doubted"] or word.startswith(_GUESS) or word == "?" for word in a.low):
        return
    block, text = a.body[0]
    for word in words_of(text)[:_BEGINS]:
        if word.lower.startswith(_GUESS):
            yield _Found(GUESS, a.whole, (word.start, word.end), swapped, "", block, 1)
            return


_GUESS = ("predict", "rumor", "rumour", "speculat", "guess")
#: so many words of a text are its beginning: further on a rumour may be of something else
_BEGINS = 5

# what one alone claims, and what one alone has


def _claims(a: _Head, b: _Head) -> Iterator[_Found]:
    """Find what one headline claims and the other does not, the weightiest of each first."""
    yield from _claimed(a, b, [one for _, one in _nowhere(a, b)][:MOST], left=False)


def _claims_left(a: _Head, b: _Head) -> Iterator[_Found]:
    """Find claims of what the other text has nowhere, where there was no room for :func:`_alone` to tell them."""
    yield from _claimed(a, b, [], left=True)


def _claimed(a: _Head, b: _Head, nowhere: list[_Found], *, left: bool) -> Iterator[_Found]:
    for head, other, swapped in ((a, b, False), (b, a, True)):
        for claim in _apart([*only_one_claims(head.text, other.text, other.lines), *_own_clauses(head, other)]):
            place = claim.start, claim.end
            # "fall to their deaths" rests on the fall
            core = (place[0], place[0] + 1) if claim.slot == MANNER else None
            found = _Found(CLAIMS, place, None, swapped, core=core)
            if claim.slot in (AMID, CAUSE) and _has_any(claim, head, other):
                continue
            untold = any(_again(found, one) for one in nowhere) if claim.slot in _LEFT else _is_nowhere(claim, other)
            if untold and not left:
                continue
            told = _told_in(claim, head, other)
            said = claim.said(head.text)
            if told:
                at = f"{_THERE}: paragraph {told})"
                said = f"{said[:-1]}; {at}" if said.endswith(")") else f"{said} ({at}"
            yield replace(found, words=said)


def _who_it_is(a: _Head, b: _Head) -> Iterator[_Found]:
    """Find somebody named in both and called something else in each."""
    if found := two_labels(a.text, b.text):
        name, mine, theirs = found
        yield _Found(WHO, mine, theirs, words=name)


#: slots of which :func:`_alone` tells what the other text has nowhere
_LEFT = (ACT, EVENT, PERSON, AMID, CLAUSE)
_THERE = "the other text"
#: in characters: so far behind a number stands what it counts
_COUNTED = 24


def _has_any(claim: Claim, a: _Head, b: _Head) -> bool:
    """Test whether the other headline has any word of a claim, or another that headlines use for it."""
    points = [point for point in a.points if claim.start <= point.start < claim.end]
    return any(key in b.held for point in points for key in point.keys)


def _told_in(claim: Claim, a: _Head, b: _Head) -> int | None:
    """Return the first paragraph of the other text that has all words of a claim, or its death or number."""
    if claim.slot in (DEAD, NUMBER):
        beside = [
            point.keys
            for point in a.points
            if claim.slot == NUMBER and claim.end <= point.start < claim.end + _COUNTED and not point.keys[0].isdigit()
        ]
        for (_, number, held), (_, text) in zip(b.told, b.body, strict=True):
            # another 2 is none of it: what is counted stands there too
            counted = not beside or any(one in held for its in beside for one in its)
            if counted and has_claim(text, claim):
                return number
        return None
    wanted = [
        point.keys[:1] + key_and_senses(point.keys[0])[1:]
        for point in a.points
        if claim.start <= point.start < claim.end
    ]
    told = ((number, keys) for _, number, keys in b.told if wanted)
    return next((number for number, keys in told if all(any(one in keys for one in keys_) for keys_ in wanted)), None)


def _merged(kept: list[_Found]) -> list[_Found]:
    """Make one finding of all claims of two headlines, where the first of them stands."""
    claims = [[one for one in kept if one.sort == CLAIMS and one.swapped is side] for side in (False, True)]
    first, second = claims if claims[0] else claims[::-1]
    if not first:
        return kept
    words = _PARTED.join(_said([one.words for one in side]) for side in (first, second) if side)
    other = second[0].place if second else None
    whole = replace(first[0], other=other, words=words)
    at = next(k for k, one in enumerate(kept) if one.sort == CLAIMS)
    return [whole if k == at else one for k, one in enumerate(kept) if k == at or one.sort != CLAIMS]


def _said(claims: list[str]) -> str:
    """Join what a headline claims: has the number “12” and says “huge” and “brave”."""
    others = [one for one in claims if not one.startswith(_SAYS)]
    says = [one.removeprefix(_SAYS) for one in claims if one.startswith(_SAYS)]
    return listing([*others, *([_SAYS + listing(says)] if says else [])])


_SAYS = "says "


def listing(words: list[str], last: str = "and") -> str:
    """List words as a sentence does: one, two and three."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _own_clauses(a: _Head, b: _Head) -> Iterator[Claim]:
    """Find a clause with a verb of which the other headline has no word, beside one of which it has.

    One that has what the other text has nowhere is left to :func:`_alone`.
    """
    held = b.held | _held(b.lines) if b.lines else b.held
    told = [(place, [point for point in a.points if place[0] <= point.start < place[1]]) for place in _clauses(a)]
    shared = [any(key in held for point in points for key in point.keys) for _, points in told]
    nowhere = {one.place for _, one in _only_in(a, b, swapped=False)}
    for (place, points), both in zip(told, shared, strict=True):
        acts = any(_is_told_act(a, k, place) for k in range(len(a.words)))
        other_words = both or share_an_act(a.text[slice(*place)], b.text)
        if acts and any(shared) and not other_words and len(points) >= _ABSENT and place not in nowhere:
            yield Claim(CLAUSE, *place, "")


def _is_told_act(head: _Head, k: int, place: tuple[int, int]) -> bool:
    """Test whether a word is a verb of a clause: what ends in s, and is its last word, is a noun."""
    word = head.words[k]
    inside = place[0] <= word.start and word.end <= place[1] and word.lower != "following"
    return inside and _acts(head, k) and not (word.end == place[1] and word.lower.endswith("s"))


def _apart(claims: list[Claim]) -> list[Claim]:
    """Keep one claim for a place, and for most slots: the weightiest."""
    acts = [one for one in claims if one.slot == ACT]
    kept: list[Claim] = []
    for one in claims:
        if one.slot == NUMBER and any(act.start <= one.start and one.end <= act.end for act in acts):
            continue
        apart = all(one.end <= other.start or other.end <= one.start for other in kept)
        if apart and (one.slot in _SEVERAL or all(one.slot != other.slot for other in kept)):
            kept.append(one)
    return kept


#: slots of which a headline may have several
_SEVERAL = (ACT, DEGREE, NUMBER)
#: so many claims of a headline are told, and what parts those of two
_CLAIMS, _PARTED = 3, " | "


def _is_nowhere(claim: Claim, other: _Head) -> bool:
    """Test whether a number is not in the other's text either, which :func:`_alone` tells."""
    return claim.slot == NUMBER and not any(is_in(text, claim) for _, text in other.body)


def _clauses(head: _Head) -> list[tuple[int, int]]:
    """Cut a headline into clauses, in characters."""
    cuts, begin = [], 0
    for k, word in enumerate(head.low):
        if word in _WORDS["breaks"] or (word in _WORDS["joints"] and k > begin):
            cuts.append((begin, k))
            begin = k + (word in _WORDS["breaks"])
    cuts.append((begin, len(head.low)))
    places = [head.cut(first, after) for first, after in cuts if after > first]
    return [(start, end + (head.text[end : end + 1] in _CLOSES)) for start, end in places]


_CLOSES = ("”", '"', "’", "'")


def _absent(a: _Head, b: _Head) -> list[_Point]:
    """Return what a headline has and the other article, headline and text, has nowhere in any form."""
    missing = [
        point
        for point in a.points
        if not any(one in b.everywhere for one in point.keys)
        and (point.keys[0][0] == "#" or not point.surface[0].isalpha() or point.surface.lower()[:_ALIKE] not in b.forms)
    ]
    named = {
        word.start
        for run in candidates(a.words, a.text)
        if is_named(run, a.text[run[0].start : run[-1].end], b.names)
        for word in run
    }
    return [
        point
        for point in missing
        if point.start not in named and not (point.surface.isupper() and point.surface.lower() in b.names.initials)
    ]


#: a country is told by its adjective, its capital or its navy's letters alike
_OF_A_COUNTRY = ("ian", "ish", "ese", "ians", "iton", "itons")


def _is_idle(point: _Point) -> bool:
    """Test whether a word is no evidence: it tells an act, for which headlines have many words, or a country."""
    act = point.keys[0] in action_words() or not is_content(words_of(point.surface)[0])
    return act or (point.surface[0].isupper() and point.surface.lower().endswith(_OF_A_COUNTRY))


def _is_strong(point: _Point, names: set[int], other: _Head) -> bool:
    """Test whether one word is enough: a number, a name, or a person of whose sex and age the other has nobody."""
    low = point.surface.lower()
    if low in _PERSONS:
        return _PERSONS[low].isdisjoint(other.all_words)
    named = (point.start in names or point.keys[0][0] == "=") and not low.endswith(_OF_A_COUNTRY)
    counted = point.keys[0][0] == "#" and point.keys[0] not in ("#1", "#2")
    return low in _WORDS["beliefs"] or counted or named


def _alone(a: _Head, b: _Head) -> Iterator[_Found]:
    yield from (one for _, one in _nowhere(a, b))


def _nowhere(a: _Head, b: _Head) -> list[tuple[int, _Found]]:
    """Return what one headline has and the other article nowhere, the weightiest first, with its weight."""
    return sorted([*_only_in(a, b, swapped=False), *_only_in(b, a, swapped=True)], key=lambda one: -one[0])


def _only_in(a: _Head, b: _Head, *, swapped: bool) -> Iterator[tuple[int, _Found]]:
    absent = _absent(a, b)
    names = {word.start for run in candidates(a.words, a.text) for word in run}
    for start, end in _clauses(a):
        own = [point for point in absent if start <= point.start < end]
        strong = [point for point in own if _is_strong(point, names, b)]
        plain = [point for point in own if point not in strong and not _is_idle(point)]
        rarest = sorted((rarity(point.keys[0]) for point in plain), reverse=True)
        if strong or _is_much(rarest, len(own)):
            words = strong or sorted(plain, key=lambda point: -rarity(point.keys[0]))
            words = [*words, *(point for point in plain if _goes_on(a.text, point, words, names))]
            listed = listing(_joined(a.text, words, names)[:_NAMED], "or")
            core = words[0].start, words[0].end
            weight = sum(_WEIGHT.get(point.surface.lower(), 1) for point in strong) + len(plain)
            yield weight, _Found(ALONE, (start, end), None, swapped, listed, core=core)


#: what a reader is told first of all that one headline alone has
_WEIGHT = dict.fromkeys((*_PERSONS, *_WORDS["beliefs"]), 3)


def _goes_on(text: str, point: _Point, words: list[_Point], names: set[int]) -> bool:
    """Test whether a word stands beside a name, with a capital: a first name, a surname."""
    beside = {text[one.end : point.start] for one in words if one.start in names and one.end < point.start}
    beside |= {text[point.end : one.start] for one in words if one.start in names and point.end < one.start}
    return point not in words and point.surface[0].isupper() and " " in beside


def _is_much(rarest: list[float], count: int) -> bool:
    """Test whether plain words, by how rare they are, of `count` words that are absent, are enough to be told."""
    if len(rarest) >= _ABSENT:
        return rarest[0] >= _RARE[0]
    return bool(rarest) and rarest[0] >= _RARE[1 if count >= _ABSENT else 2]


def _joined(text: str, points: list[_Point], names: set[int]) -> list[str]:
    """Return the words of points in quotation marks; a name and the words beside it, and a compound, are one."""
    places: list[list[int]] = []
    for point in sorted(points, key=lambda point: point.start):
        between = text[places[-1][1] : point.start] if places else ""
        if between == "-" or (between == " " and {places[-1][0], point.start} & names):
            places[-1][1] = point.end
        else:
            places.append([point.start, point.end])
    return [f"“{text[slice(*place)]}”" for place in places]


#: so many words are named that the other text has nowhere
_NAMED = 3


_RULES = (
    _two_stages,
    _two_modes,
    _planned,
    _two_counts,
    _one_or_several,
    _doubt,
    _untold,
    _less_below,
    _foretold,
    _who_acts,
    _who_it_is,
    _claims,
    _named_source,
    _alone,
    _claims_left,
    _again_told,
)


def headline_sentence(one: Mapping, names: Mapping[str, str]) -> str:
    """Write a row of :func:`headline_pairs` as a sentence, with a readable name for each article."""
    a, b = (names[one[f"article_{side}"]] for side in "ab")
    mine, theirs = f"“{one['surface_a']}”", f"“{one['surface_b']}”"
    return {
        STAGE: f"{a}’s headline says {mine}, {b}’s {theirs}.",
        COUNT: f"{a}’s headline says {mine}, {b}’s {theirs}.",
        CLAIMS: _claims_sentence(one["words"], a, b),
        DEATHS: f"{a}’s headline tells of one death ({mine}), {b}’s of several ({theirs}).",
        STOPS: f"{a}’s headline says {mine}, {b}’s stops at {theirs}.",
        DOUBT: f"{a}’s headline says {mine}, {b}’s {theirs} without it.",
        SOURCE: f"{a}’s headline names its source ({mine}), {b}’s does not.",
        AGENT: f"{a}’s headline says who did it ({mine}), {b}’s does not ({theirs}).",
        ALONE: f"{a}’s headline says {mine}; {b} has no {one['words']}, in headline or text.",
        WHO: f"{a}’s headline tells of {one['words']} as {mine}, {b}’s as {theirs}.",
        AGAIN: f"{a}’s headline tells it as one of several ({mine}), {b}’s does not.",
        UNTOLD: f"{a}’s headline says {mine}; its own text does not.",
        GUESS: f"{a}’s headline says flatly {mine}; its first paragraph has {theirs}.",
        LESS: f"{a}’s headline says {mine}; its own text has {theirs} in paragraph {one['paragraph']}.",
    }[one["sort"]]


def _claims_sentence(words: str, a: str, b: str) -> str:
    first, _, second = words.partition(_PARTED)
    said = f"Only {a}’s headline {first.replace(_THERE, f'{b}’s text')}"
    return f"{said}; only {b}’s {second.replace(_THERE, f'{a}’s text')}." if second else f"{said}."
