"""What a headline claims, slot by slot, so that two can be held against each other.

A slot is a question that a headline may answer: with what score it ended, that somebody died and how, how many or how
old (a number, read by :mod:`facts.quantities`), who a named person is, and how great or good a thing is (words of
degree). Words stand in ``headline_slots.csv`` in groups of nearly one sense: a claim is another's too if it has a word
of the group; a word behind ``~`` shows only that, and is no claim. What stands in a text under a headline is not looked
at; lines between headline and text are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from analysis.facts.headline_claims import candidates
from analysis.facts.headline_figures import LISTED
from analysis.facts.headline_words import Word, is_content, words_of
from analysis.facts.quantities import Quantity, found_in
from analysis.files import listed
from analysis.text.numerals import ORDINALS, SMALL
from analysis.text.patterns import pattern

SCORE, DEAD, MANNER, CAUSE, NUMBER = "score", "dead", "manner", "cause", "number"
LABEL, DEGREE, CLAUSE = "label", "degree", "clause"
#: the slots, the weightiest first
SLOTS = (SCORE, DEAD, MANNER, CAUSE, NUMBER, LABEL, DEGREE, CLAUSE)
#: what a headline does with its words in a slot
_SAYS = {
    SCORE: "has the score “{}”",
    DEAD: "tells of a death (“{}”)",
    MANNER: "says how (“{}”)",
    CAUSE: "says why (“{}”)",
    NUMBER: "has the number “{}”",
    LABEL: "says who that is (“{}”)",
    DEGREE: "says “{}”",
    CLAUSE: "says “{}”",
}
#: figures of these kinds are claims; an ordinal up to this one is a rank or a round; a number above one counts
_COUNTED = frozenset(("count", "age", "time", "percent", "money"))
_LAST_RANK, _MORE_THAN = 20, 1
_RANK = pattern(r"(\d{1,2})(?:st|nd|rd|th)[ ](?!of\b)[^\W\d_]+")
_DIGITS = pattern(r"\d+(?:,\d{3})*(?:\.\d+)?")
_NO_NUMBER_BEFORE, _NO_NUMBER_AFTER = pattern(r"['‘“\"]$"), pattern(r",? (?:19|20)\d\d\b")
_YEARS = range(1500, 2100)
#: so many words before a name may tell who it is; and so many behind it ("Ana Ruiz, council finance adviser")
_BESIDE, _BEHIND = 3, 5
#: who directs is a director: so many letters at the beginning are the same word
_ROOT = 5
_WHY = pattern(r"\b(?:due to|caused by|blamed on|because of|thanks to) ", re.IGNORECASE)
#: so many words may stand from how to a death ("fall to their deaths"); words that go on to where
_TO_DEATH, _WHERE = 3, frozenset(("in", "at", "near"))
_PUNISHED = frozenset(("sentence", "sentences", "sentenced", "penalty", "row", "for"))


@dataclass(frozen=True)
class Claim:
    """What a headline says in a slot: the place of its words, half-open, and the group or number that it tells."""

    slot: str
    start: int
    end: int
    group: str

    def said(self, text: str) -> str:
        """Return what the headline does, with its words: has the number “91”."""
        return _SAYS[self.slot].format(text[self.start : self.end])


def only_one_claims(one: str, other: str, lines: str = "") -> list[Claim]:
    """Return the claims of a headline that another, and the `lines` under that one, do not make, weightiest first."""
    theirs = f"{other}\n{lines}" if lines else other
    return sorted(_only(one, theirs), key=lambda claim: SLOTS.index(claim.slot))


def _only(one: str, theirs: str) -> Iterator[Claim]:
    own, there = words_of(one), words_of(theirs)
    yield from _numbers(one, theirs)
    dead = next(_found(own, DEAD), None)
    if dead:
        die = next(_found(there, DEAD, also=True), None)
        how = next(_found(own, MANNER), None)
        if not die:
            yield _whole(dead, own)
        elif how and not any(_found(there, MANNER, also=True)):
            yield _whole(how, own)
    groups = {claim.group for claim in _found(there, DEGREE, also=True)}
    yield from (claim for claim in _found(own, DEGREE) if claim.group not in groups)
    yield from _labels(one, own, there)
    yield from _causes(one, own, {word.stem for word in there if is_content(word)})


@lru_cache(maxsize=1)
def _terms() -> dict[str, list[tuple[tuple[str, ...], str, str, bool]]]:
    """The terms by their first word, longest first: words, slot, group, and whether it is a claim."""
    found: dict[str, list[tuple[tuple[str, ...], str, str, bool]]] = {}
    for slot, group, terms in listed("headline_slots.csv", "slot", "group", "terms"):
        for term in terms.split("|"):
            words = tuple(term.removeprefix("~").split())
            found.setdefault(words[0], []).append((words, slot, group, term[0] != "~"))
    return {first: sorted(terms, key=lambda one: -len(one[0])) for first, terms in found.items()}


def _found(words: tuple[Word, ...], slot: str, *, also: bool = False) -> Iterator[Claim]:
    """Find the claims of a slot in words; `also` what only shows that another's claim is made."""
    low = [word.lower for word in words]
    for k, first in enumerate(low):
        for term, of, group, claims in _terms().get(first, ()):
            after = k + len(term)
            fits = after <= len(low) and all(want in ("*", is_) for want, is_ in zip(term, low[k:], strict=False))
            if of == slot and fits and (also or (claims and not _is_punishment(low, k))):
                yield Claim(slot, words[k].start, words[after - 1].end, group)
                break


def _is_punishment(low: list[str], k: int) -> bool:
    """Test whether a death is a sentence: "to death", "death penalty"."""
    return low[k] == "death" and (low[k - 1 : k] == ["to"] or not _PUNISHED.isdisjoint(low[k + 1 : k + 2]))


def _whole(claim: Claim, words: tuple[Word, ...]) -> Claim:
    """Let a claim of a death go on to the death from how, or to where."""
    behind = [word for word in words if word.start >= claim.end]
    end = claim.end
    for word in behind[:_TO_DEATH] if claim.slot == MANNER else ():
        end = word.end if any(_found((word,), DEAD)) else end
    where = [word for word in behind if word.start >= end][:3]
    ends = len(where) > 1 and (len(where) == 2 or not where[2].stem)
    if ends and where[0].lower in _WHERE and is_content(where[1]):
        end = where[1].end
    return Claim(claim.slot, claim.start, end, claim.group)


def _numbers(one: str, theirs: str) -> Iterator[Claim]:
    kinds = {quantity.kind for quantity in found_in(theirs)}
    # of two sums of money one may be the other in another currency
    unlike, values = {"score", "money"} & kinds, _values(theirs)
    for quantity in found_in(one):
        if quantity.kind in unlike:
            continue
        if quantity.kind == "score":
            yield Claim(SCORE, quantity.start, quantity.end, quantity.surface)
        elif _is_claim(one, quantity) and quantity.value not in values:
            yield Claim(NUMBER, quantity.start, _with_thing(one, quantity), quantity.surface)
    for rank in _RANK.finditer(one):
        if _MORE_THAN < int(rank[1]) <= _LAST_RANK and float(rank[1]) not in values:
            yield Claim(NUMBER, *rank.span(), rank[1])


def _with_thing(text: str, quantity: Quantity) -> int:
    """Return where a number ends with what it counts, where that is one word: of "mother of 2 dead" the number."""
    thing = quantity.phrase[quantity.end - quantity.start :].strip(" -")
    whole = thing.isalpha() and quantity.phrase_start == quantity.start and not text[: quantity.start].endswith(" of ")
    return quantity.phrase_end if whole else quantity.end


def _is_claim(text: str, quantity: Quantity) -> bool:
    """Test whether a number tells something: no year, no part of a title or a date."""
    if not quantity.start and not {word.lower for word in words_of(text, quantity.end)[:1]}.isdisjoint(LISTED):
        return False
    dated = _NO_NUMBER_AFTER.match(text, quantity.end) or _NO_NUMBER_BEFORE.search(text[: quantity.start])
    counted = quantity.kind in _COUNTED and quantity.value > _MORE_THAN
    return counted and quantity.value not in _YEARS and not dated


def _values(text: str) -> frozenset[float]:
    """Return the numbers of a text, however they are written."""
    found = {quantity.value for quantity in found_in(text)}
    found |= {float(digits[0].replace(",", "")) for digits in _DIGITS.finditer(text)}
    words = re.split(r"[^a-z]+", text.lower())
    return frozenset(found | {float(known[word]) for word in words for known in (SMALL, ORDINALS) if word in known})


def _causes(one: str, own: tuple[Word, ...], theirs: set[str]) -> Iterator[Claim]:
    """Find a cause, where the other has none of its words."""
    for told in _WHY.finditer(one):
        cause = [word for word in own if word.start >= told.end()][:_BESIDE]
        ends = next((k for k, word in enumerate(cause) if not word.stem or not is_content(word)), len(cause))
        if ends and not {word.stem for word in cause[:ends]} & theirs:
            yield Claim(CAUSE, told.start(), cause[ends - 1].end, told[0].lower())


def _labels(one: str, own: tuple[Word, ...], there: tuple[Word, ...]) -> Iterator[Claim]:
    """Find words before a name that tell who it is, where the other has the name without such words."""
    low = [word.lower.removesuffix("'s") for word in there]
    groups = {claim.group for claim in _found(there, LABEL)}
    known = {word.rstrip("'s") for word in low}
    for run in candidates(own, one):
        last = run[-1].lower.removesuffix("'s")
        if last not in low:
            continue
        place = low.index(last)
        beside = there[max(0, place - _BESIDE - 1) : place + _BEHIND + 1]
        first = own.index(run[0])
        before = own[max(0, first - _BESIDE) : first]
        while before and not all(map(is_content, before)):
            before = before[1:]
        mine = list(_found(before, LABEL))
        if not mine or mine[-1].group in groups or any(_found(beside, LABEL)):
            continue
        while before[0].lower.rstrip("'s") in known and before[0].end < mine[-1].end:
            before = before[1:]
        if one[mine[-1].start :][:_ROOT].lower() not in {word[:_ROOT] for word in low}:
            yield Claim(LABEL, before[0].start, mine[-1].end, mine[-1].group)
            return
