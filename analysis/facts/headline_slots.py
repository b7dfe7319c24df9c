"""What a headline claims, slot by slot, so that two can be held against each other.

A slot is a question that a headline may answer: with what score it ended, that somebody died and how, how many or how
old (a number, read by :mod:`facts.quantities`), what was done (shielded, seized, evacuated), who a named person is, who
it was (a grandmother, a teenager), how great or good a thing is (words of degree), and amid or after what. Words stand
in ``headline_slots.csv`` in groups of nearly one sense: a claim is another's too if it has a word of the group, in any
form; a word behind ``~`` shows only that, and is no claim. What stands in a text under a headline is not looked at;
lines between headline and text are.
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
from analysis.facts.similarity import action_words
from analysis.files import listed
from analysis.text.numerals import ORDINALS, SMALL
from analysis.text.patterns import pattern
from analysis.text.word_forms import key_and_senses

SCORE, DEAD, MANNER, CAUSE, NUMBER = "score", "dead", "manner", "cause", "number"
LABEL, DEGREE, CLAUSE = "label", "degree", "clause"
ACT, EVENT, PERSON, AMID = "act", "event", "person", "amid"
#: the slots, the weightiest first
SLOTS = (SCORE, DEAD, MANNER, CAUSE, NUMBER, ACT, DEGREE, LABEL, EVENT, PERSON, AMID, CLAUSE)
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
    ACT: "says “{}”",
    EVENT: "says “{}”",
    PERSON: "says “{}”",
    AMID: "says “{}”",
}
#: figures of these kinds are claims; an ordinal up to this one is a rank or a round; a number above one counts
_COUNTED = frozenset(("count", "age", "time", "percent", "money", "points", "measure"))
_LAST_RANK, _MORE_THAN = 20, 1
_RANK = pattern(r"(\d{1,2})(?:st|nd|rd|th)[ ](?!of\b)[^\W\d_]+")
_DIGITS = pattern(r"\d+(?:,\d{3})*(?:\.\d+)?")
_NO_NUMBER_BEFORE, _NO_NUMBER_AFTER = pattern(r"['‘“\"]$"), pattern(r",? (?:19|20)\d\d\b")
#: what is dialled
_CALLED = ("911", "999", "112")
_YEARS = range(1500, 2100)
#: so many words before a name may tell who it is; and so many behind it ("Ana Ruiz, council finance adviser")
_BESIDE, _BEHIND = 3, 5
#: who directs is a director: so many letters at the beginning are the same word
_ROOT = 5
_WHY = pattern(r"\b(?:due to|caused by|blamed on|because of|thanks to) ", re.IGNORECASE)
#: so many words may stand from how to a death ("fall to their deaths"); words that go on to where
_TO_DEATH, _WHERE = 3, frozenset(("in", "at", "near"))
#: amid or after what: words that begin it, and those before "over" behind which it tells of a defeat or a reign
_AMID = frozenset(("amid", "amidst", "during", "following", "after", "over", "despite"))
_DEFEATS = frozenset(("win", "wins", "victory", "triumph", "takes", "take", "rolls", "past", "is", "all", "not"))
_LEAST_LETTERS = 3
#: an act goes on to so many words behind it, and has so many before it if none stands behind
_OBJECT, _SUBJECT = 4, 5
_SMALL_WORDS = frozenset(("a", "an", "the", "her", "his", "its", "their", "own", "two", "three", "four", "five", "new"))
_PUNISHED = frozenset(("sentence", "sentences", "sentenced", "penalty", "row", "for"))


@dataclass(frozen=True)
class Claim:
    """What a headline says in a slot: the place of its words, half-open, and the group or number that it tells."""

    slot: str
    start: int
    end: int
    group: str
    #: of a number, what sort it is: a count, an age
    kind: str = ""

    def said(self, text: str) -> str:
        """Return what the headline does, with its words: has the number “91”."""
        return _SAYS[self.slot].format(text[self.start : self.end])


def only_one_claims(one: str, other: str, lines: str = "") -> list[Claim]:
    """Return the claims of a headline that another, and the `lines` under that one, do not make, weightiest first."""
    theirs = f"{other}\n{lines}" if lines else other
    return sorted(_only(one, theirs), key=lambda claim: SLOTS.index(claim.slot))


def is_in(text: str, claim: Claim) -> bool:
    """Test whether a text has a claim's number, in any way."""
    return float(claim.group) in _values(text)


def share_an_act(one: str, other: str) -> bool:
    """Test whether two texts tell an act or event of one group."""
    groups = [_groups(words_of(text), ACT) | _groups(words_of(text), EVENT) for text in (one, other)]
    return not groups[0].isdisjoint(groups[1])


def has_claim(text: str, claim: Claim) -> bool:
    """Test whether a text tells a claim's death, or has its number as a number of the same sort."""
    if claim.slot == DEAD:
        return any(_found(words_of(text), DEAD))
    return any(f"{quantity.value:g}" == claim.group and quantity.kind == claim.kind for quantity in found_in(text))


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
    done = _groups(there, ACT) | _groups(there, EVENT)
    for slot, groups in ((DEGREE, _groups(there, DEGREE)), (EVENT, done), (PERSON, _groups(there, PERSON))):
        yield from (one for one in _found(own, slot) if one.group not in groups and not _is_part(one, own))
    yield from _acts(own, there, done)
    yield from _labels(one, own, there)
    stems = {one for word in there if is_content(word) for one in (word.stem, *key_and_senses(word.stem))}
    yield from _causes(one, own, stems)
    dead = {word.stem for word in own if any(_found((word,), DEAD, also=True))} if any(_found(there, DEAD)) else set()
    yield from _amid(own, stems | dead, [word.lower for word in there if is_content(word)])


def _is_part(claim: Claim, own: tuple[Word, ...]) -> bool:
    """Test whether a word for a child tells what for another word is: child support."""
    behind = next((word for word in own if word.start >= claim.end), None)
    return (
        any(word.start == claim.start and word.lower in _CHILD for word in own)
        and behind is not None
        and is_content(behind)
    )


_CHILD = ("child", "children's")


def _groups(words: tuple[Word, ...], slot: str) -> set[str]:
    """Return the groups of a slot of which words have a term, of a claim or not; of acts in any form."""
    low = [word.lower for word in words]
    stems = {word.stem for word in words if is_content(word)}
    found = {group for k in range(len(low)) for _, of, group, _ in _fitting(low, k) if of == slot}
    return found.union(*(_groups_of(slot).get(one, ()) for one in stems)) if slot in (ACT, EVENT) else found


@lru_cache(maxsize=1 << 5)
def _groups_of(slot: str) -> dict[str, frozenset[str]]:
    """The groups of a slot by the stem of each word that is a term alone."""
    found: dict[str, frozenset[str]] = {}
    for words, of, group, _ in (term for terms in _terms().values() for term in terms):
        if of == slot and len(words) == 1:
            one = words_of(words[0])[0].stem
            found[one] = found.get(one, frozenset()) | {group}
    return found


def _fitting(low: list[str], k: int) -> Iterator[tuple[tuple[str, ...], str, str, bool]]:
    """Yield the terms that begin at a word, longest first."""
    for term in _terms().get(low[k], ()):
        words = term[0]
        if k + len(words) <= len(low) and all(want in ("*", is_) for want, is_ in zip(words, low[k:], strict=False)):
            yield term


def _acts(own: tuple[Word, ...], there: tuple[Word, ...], done: set[str]) -> Iterator[Claim]:
    """Find acts, each with what it is done to or who does it, of a kind of which the other has no word."""
    stems = {one for word in there if word.stem for one in key_and_senses(word.stem)}
    for claim in _found(own, ACT):
        inside = [word for word in own if claim.start <= word.start < claim.end]
        first, after = own.index(inside[0]), own.index(inside[-1]) + 1
        known = {word.stem for word in inside if is_content(word)} & stems
        if claim.group in done or known or _is_none(own, first, after):
            continue
        told = Claim(ACT, *_with_object(own, first, after), claim.group)
        # of "attack foiled" the other may tell what was done to it
        inside = tuple(word for word in own if told.start <= word.start < told.end)
        if done.isdisjoint(one.group for one in _found(inside, ACT)):
            yield told


def _is_none(own: tuple[Word, ...], first: int, after: int) -> bool:
    """Test whether an act is none: denied, or at the beginning before a colon, or telling which (Damaged cables)."""
    if not first and any(word.surface == ":" for word in own[after:3]):
        return True
    if not _NOT.isdisjoint(word.lower for word in own[max(0, first - _NEAR) : first]):
        return True
    begins = not first or not own[first - 1].stem
    return begins and own[first].lower.endswith("ed") and any(map(is_content, own[after : after + 1]))


#: what denies an act stands so many words before it at most
_NOT, _NEAR = frozenset(("not", "no", "never", "won't", "without", "didn't", "isn't")), 3


def _goes_on(word: Word) -> bool:
    """Test whether a word is no end of a phrase: content, a number, or an article."""
    return bool(word.stem) and word.lower not in _AMID and (is_content(word) or word.lower in _SMALL_WORDS)


def _with_object(own: tuple[Word, ...], first: int, after: int) -> tuple[int, int]:
    """Return the place of an act with what it is done to; where nothing stands behind it, with what before it."""
    end = after
    if end < len(own) and own[end].lower in _APART:
        return own[first].start, own[end].end
    while end < len(own) and end - after < _OBJECT and _goes_on(own[end]):
        end += 1
    while end > after and not is_content(own[end - 1]):
        end -= 1
    if end == after:
        while first and after - first <= _SUBJECT and (_goes_on(own[first - 1]) or own[first - 1].lower in _IS):
            first -= 1
        while not is_content(own[first]) and own[first].lower not in _SMALL_WORDS:
            first += 1
    return own[first].start, own[end - 1].end


_APART = frozenset(("out", "up", "down"))


def _is_verb(word: Word, labels: list[Claim]) -> bool:
    """Test whether a word is a verb before what tells who somebody is."""
    return word.stem in action_words() and word.end < labels[-1].start


def _is_label(word: Word) -> bool:
    """Test whether a word before a name may tell who bears it: any that is no verb and no small word."""
    return is_content(word) and word.stem not in action_words()


#: who somebody is that says little alone ("figure", where the other has the case)
_VAGUE = frozenset(("figure", "leader", "head", "chief", "star", "person"))
_IS = frozenset(("is", "are", "was", "were", "be", "being"))


def _are_near(one: str, other: str) -> bool:
    """Test whether two words begin alike, or one is in the other: rockfall, rock."""
    least = min(len(one), len(other))
    return least >= _ALIKE and (one[:_ALIKE] == other[:_ALIKE] or one in other or other in one)


#: so many letters at the beginning show a form of the same word
_ALIKE = 4


def _amid(own: tuple[Word, ...], theirs: set[str], words: list[str]) -> Iterator[Claim]:
    """Find amid or after what a thing is told, where the other has none of its words."""
    for k, word in enumerate(own):
        if word.lower not in _AMID or not k or (word.lower == "over" and own[k - 1].lower in _DEFEATS):
            continue
        end = next((j for j in range(k + 1, len(own)) if not own[j].stem or own[j].lower in _AMID), len(own))
        told = [one for one in own[k + 1 : end] if is_content(one)]
        much = any(len(one.surface) >= _LEAST_LETTERS for one in told) and own[k + 1].surface[0].isalpha()
        known = any(one.stem in theirs or any(_are_near(one.lower, word) for word in words) for one in told)
        if much and not known:
            yield Claim(AMID, word.start, own[end - 1].end, word.lower)


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
    for k in range(len(low)):
        for term, of, group, claims in _fitting(low, k):
            told = also or (claims and not _is_punishment(low, k))
            if of == slot and told:
                yield Claim(slot, words[k].start, words[k + len(term) - 1].end, group)
            # an emergency room is no emergency
            if of == slot and (told or len(term) > 1):
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
            yield Claim(NUMBER, quantity.start, _with_thing(one, quantity), f"{quantity.value:g}", quantity.kind)
    for rank in _RANK.finditer(one):
        if _MORE_THAN < int(rank[1]) <= _LAST_RANK and float(rank[1]) not in values:
            yield Claim(NUMBER, *rank.span(), rank[1], "ordinal")


def _with_thing(text: str, quantity: Quantity) -> int:
    """Return where a number ends with what it counts, where that is one word: of "mother of 2 dead" the number."""
    thing = quantity.phrase[quantity.end - quantity.start :].strip(" -")
    whole = thing.isalpha() and quantity.phrase_start == quantity.start and not text[: quantity.start].endswith(" of ")
    return quantity.phrase_end if whole else quantity.end


def _is_claim(text: str, quantity: Quantity) -> bool:
    """Test whether a number tells something: no year, no part of a title, a date or a word (two-party)."""
    if not quantity.start and not {word.lower for word in words_of(text, quantity.end)[:1]}.isdisjoint(LISTED):
        return False
    dated = _NO_NUMBER_AFTER.match(text, quantity.end) or _NO_NUMBER_BEFORE.search(text[: quantity.start])
    kind = quantity.kind == "count" and text[quantity.end : quantity.end + 1] == "-"
    counted = quantity.kind in _COUNTED and quantity.value > _MORE_THAN and quantity.surface not in _CALLED and not kind
    return counted and quantity.value not in _YEARS and not dated


def _values(text: str) -> frozenset[float]:
    """Return the numbers of a text, however they are written."""
    found = {quantity.value for quantity in found_in(text)}
    found |= {float(digits[0].replace(",", "")) for digits in _DIGITS.finditer(text)}
    words = re.split(r"[^a-z]+", text.lower())
    return frozenset(found | {float(known[word]) for word in words for known in _NUMBER_WORDS if word in known})


_SEVERAL = {"double": 2, "triple": 3, "pair": 2, "couple": 2, "twin": 2, "twins": 2, "duo": 2, "both": 2, "twice": 2}
_SEVERAL |= {"trio": 3, "triplets": 3, "quartet": 4, "quadruple": 4, "dozen": 12}
_NUMBER_WORDS = (SMALL, ORDINALS, _SEVERAL)


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
    known, named = {word.rstrip("'s") for word in low}, {word.lower for word in own}
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
        called = place >= len(run) and _is_label(there[place - len(run)]) and low[place - len(run)] not in named
        if not mine or mine[-1].group in groups or any(_found(beside, LABEL)) or called:
            continue
        while before[0].end < mine[-1].end and (before[0].lower.rstrip("'s") in known or _is_verb(before[0], mine)):
            before = before[1:]
        if before[0].lower in _VAGUE:
            continue
        if one[mine[-1].start :][:_ROOT].lower() not in {word[:_ROOT] for word in low}:
            yield Claim(LABEL, before[0].start, mine[-1].end, mine[-1].group)
            return


def two_labels(one: str, other: str) -> tuple[str, tuple[int, int], tuple[int, int]] | None:
    """Return a name that both headlines have, and the places of what each calls who bears it, if no word is the same.

    Each must have a word that tells who somebody is, of another group than the other's.
    """
    own, there = words_of(one), words_of(other)
    low = [_named(word) for word in there]
    for run in candidates(own, one):
        if _named(run[-1]) not in low:
            continue
        at = low.index(_named(run[-1]))
        first = at - (len(run) > 1 and at and low[at - 1] == _named(run[0]))
        mine, theirs = _called(own, own.index(run[0]), own.index(run[-1]) + 1), _called(there, first, at + 1)
        if not mine or not theirs or _alike(mine, theirs, (own, there)):
            continue
        name = one[run[0].start : run[-1].end]
        return _POSSESSIVE.sub("", name), (mine[0].start, mine[-1].end), (theirs[0].start, theirs[-1].end)
    return None


_POSSESSIVE = pattern(r"['’ʼ]s?$")


def _named(word: Word) -> str:
    return _POSSESSIVE.sub("", word.lower)


def _called(words: tuple[Word, ...], first: int, after: int) -> tuple[Word, ...] | None:
    """Return the words before a name, or between commas behind it, that tell who it is; None where none does."""
    begin = first
    while begin and first - begin < _BESIDE and is_content(words[begin - 1]):
        begin -= 1
    end = after + 1
    while end < len(words) and words[end].stem and end - after <= _BEHIND:
        end += 1
    behind = words[after + 1 : end] if words[after : after + 1] and words[after].surface == "," else ()
    return next((part for part in (words[begin:first], behind) if part and any(_found(part, LABEL))), None)


def _alike(mine: tuple[Word, ...], theirs: tuple[Word, ...], whole: tuple[tuple[Word, ...], ...]) -> bool:
    """Test whether two labels share a group, or one has a word that the other headline has anywhere."""
    own, there = ({key for word in words for key in (word.stem, *key_and_senses(word.stem))} for words in whole)
    groups = [{claim.group for claim in _found(part, LABEL)} for part in (mine, theirs)]
    shared = {word.stem for word in mine if is_content(word)} & there
    shared |= {word.stem for word in theirs if is_content(word)} & own
    return bool(groups[0] & groups[1] or shared)
