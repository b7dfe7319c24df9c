"""Contradictions in words: one article denies what another tells, or says the opposite of one thing.

Few are looked for, and each is shown with both sentences, since only a reader sees whether both may hold. A word is
held against the same word where one of the two is denied (*was not wearing crampons*, *was wearing crampons*; *found no
weapon*, *found a weapon*; *unarmed*, *armed*), and against its opposite (``opposites.csv``: *denied*, *confirmed*).
Both have to be said of one thing: of what stands right behind them, or before them where nothing follows or the verb is
passive. The sentences share more words, and name no other day, place or name. What somebody may, would or tries to do
is neither told nor denied; what is talked of is held only against what will not be.

States of one thing that exclude each other (:mod:`facts.states`: a fire that burns and one that is out, an act in two
years) are shown where neither article tells the other's state: who tells both, tells what came first and what then.
What one calls possible and the other tells (*possible arson*, *an arson fire*) is shown for what an event turns out
to be.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from analysis.facts.circumstances import circumstances
from analysis.facts.particulars import RUINED, particulars, tells_one_dead
from analysis.facts.similarity import LEAST_RARITY, find_keys, rarity
from analysis.facts.states import (
    COMMON_THINGS,
    HOSPITAL,
    ONLY_DEAD,
    PRONOUNS,
    WEEKDAYS,
    WHERE_DIED,
    Observed,
    exclude,
    least_shared,
    states,
    subject,
)
from analysis.facts.who import is_spelling, who_parts
from analysis.facts.wording import function_words
from analysis.files import listed
from analysis.schema import TEXT, TEXT_KINDS, require
from analysis.text.numerals import MONTHS
from analysis.text.patterns import pattern
from analysis.text.sentences import sentences
from analysis.text.word_forms import irregular_forms, key

DENIED, HOW_SURE, STATES, DONE = "told and denied", "how sure", "opposite states", "to come or done"
_SIDE = ("article", "block", "start", "end", "sentence")
CONTRADICTIONS = {
    f"{name}_{side}": "int64" if name in ("block", "start", "end") else TEXT for side in "ab" for name in _SIDE
} | {"sort": TEXT, "word_a": TEXT, "word_b": TEXT, "shared": TEXT}
#: a denial, and what it may have between itself and its verb
_NOT = pattern(
    r"(?<!would )(?<!could )(?<!should )(?<!might )(?<!may )\b(?:not|never|cannot)\b"
    r"(?! (?:only|just|yet|also|necessarily|immediately|guilty)\b)"
    r"|\b(?:was|were|did|does|has|have|had|are|is|wo)n[’']t\b"
    r"|\b(?:(?:refus|declin)(?:es?|ed|ing)|fail(?:s|ed)) to\b"
    r"|\b(?:[Nn]obody|[Nn]o[- ]one)\b(?! (?:else|but|other)\b)"
    r"|\b(?:has|have|had) no (?:plans?|intentions?|desire) (?:to|of)\b"
)
_AUXILIARY = "has|have|had|was|were|is|are|will|did"
_NO = pattern(rf"\bno (?:[\w-]+ ){{1,2}}(?=(?:{_AUXILIARY}) |ever )|^no [\w-]+ (?=\w+ed )", re.I)
_PASSED = frozenset("be been being was were is are am has have had do does did ever even so to".split())  # noqa: SIM905
#: what makes of an act a wish, a try or a question
_MAYBE = pattern(
    r"\b(?:if|whether|could|would|(?-i:may)|might|unless|until|should|can|hop(?:e|es|ed|ing)|tr(?:y|ies|ied|ying)|want(?:s|ed)?|"
    r"yet|wait(?:s|ed|ing)?|before|without|talks|negotiations|possibl[ey]|perhaps|likely|help(?:s|ed|ing)?)\b[^,;]*$",
    re.I,
)
_DENIES = pattern(
    r"\b(?:den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|fail(?:s|ed)?|ruled out)\b[^,;]*$", re.I
)
#: an act that is planned or talked of, and one that is ruled out
_PLANNED = pattern(
    r"\b(?:in (?:[a-z]+ )?(?:talks|negotiations)(?: with (?:\w+ ?){1,3})?|negotiating|set|"
    r"expected|due|poised|plans?|planning) ?to $"
)
_RULED_OUT = pattern(r"\b(?:will not|won[’']t|not going to|decided not to)\b[^,;]*$")
_BREAK = pattern(r"[;:?!()–—]|\b(?:but|while|although|though|and)\b")
#: behind a verb: what is denied is only more of it, or the time before
_SO_FAR = pattern(r"\b(?:until|further|again|any ?more|enough|much|many|longer|all|every|both)\b", re.I)
#: before a noun, and before an infinitive that tells of no act
_NO_VERB = pattern(
    r"\b(?:an?|the|no|any|this|that|his|her|their|its|our|my|of|for|in|with|without)\s$"
    r"|(?<!decided )(?<!agreed )(?<!chose )(?<!vowed )(?<!voted )(?<!set )\bto\s$",
    re.I,
)
#: verbs of which a denial says little: what was not said or known in one place may be so in another
_SAYS_LITTLE = """say said comment know think want need see make take give come go tell believe respond return like
    mean expect try work look appear seem become name identify include happen matter reveal release disclose have get
    put allow play start begin let feel find hear guilty until require plead due"""
#: nouns of which none was had, found or seen: the verb behind which they stand, and what they are called
_WITHOUT = pattern(
    r"\b(?P<verb>ha[sd]|have|was|were|is|are|found|saw|left|carried|wore|held|received|made|seized|recovered) no "
    r"(?P<noun>(?:[a-z-]+ ){0,2}[a-z-]+)"
    r"|\b(?:did|does|do)(?:n[’']t| not) (?P<past>have|find|see|carry|hold|wear) an? (?P<thing>(?:[a-z-]+ ){0,2}[a-z-]+)"
)
#: verbs that say of something that one has it
_HOLDS = "have carry hold wear draw pull point wield brandish raise fire aim flash".split()  # noqa: SIM905
_WITH = pattern(r"\b(?P<verb>[a-z]+) (?:an?|the|one|two|three|some|several) (?:[a-z-]+ ){0,2}$")
_NO_THING = """comment evidence sign indication reason doubt time word report plan idea one longer more other detail
    information way choice problem injury casualty death fatality victim damage sense need interest intention question
    right place room match stranger part""".split()  # noqa: SIM905
_PREPOSITION = pattern(
    r"\b(?:in|on|at|to|of|for|from|with|by|after|about|against|into|during|over|under|near|since|amid|as|inside|"
    r"outside|around|across|through|between)\b|,"
)
_PASSIVE = pattern(r"\b(?:was|were|been|be|being|is|are|gets?|got)(?: not| never| [a-z]+ly)* $")
_PARTICLE = pattern(r" (out|off|up|down|over|away|back)\b(?! the\b)")
_WILL = pattern(r"\b(?:will|would) (?:\w+ )?$")
#: words that say un- of what is so, where both stand behind a form of "be"; and verbs that undo an act
_IS = pattern(r"\b(?:was|were|is|are|be|been|remain(?:s|ed)?|found|left)(?: [a-z]+ly)? $")
_UNDOES = frozenset("covered veiled folded loaded done leashed earthed locked packed seated tied".split())  # noqa: SIM905
_LEAST_UN = 6
_TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow morning afternoon evening night
    week month year nobody""".split()  # noqa: SIM905
)
#: parts of a name: South Orvel is no way south
_COMPASS = ("North", "South", "East", "West")
#: of words of one line a thing has one: two sentences with two of them tell of two things or times
_ONE_OF = [
    frozenset(line.split())
    for line in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "first second third fourth fifth sixth seventh eighth",
        "upper lower middle", "old new former", "northern southern eastern western", "north south east west",
        "morning afternoon evening night", "male female", "boy girl",
    )
] + [frozenset(MONTHS), frozenset(_COMPASS)]  # fmt: skip
_YEAR = pattern(r"\b(?:1[89]|20)\d\d\b")
_LETTERS = pattern(r"[^\W\d_]+(?:-[^\W_]+)*")
#: what is called possible, and what says of a sentence that it is sure of nothing
_HEDGE = pattern(
    r"\b(?:possibl[ey]|potential(?:ly)?|apparent(?:ly)?|suspected|probabl[ey]|likely|presumabl[ey]|presumed|"
    r"unconfirmed) (?P<between>(?:[a-z]+ )?)(?P<word>[a-z]+)\b"
)
_UNSURE = pattern(
    r"\b(?:may|might|could|would|if|whether|suspect|possib|potential|likely|apparent|probab|presum|believe|treat|"
    r"investigat|alleg|reports?\b|reported|rumou?r|consider|unconfirmed|no\b|not\b|unclear|claim|ask)|n[’']t\b|\?",
    re.I,
)
#: what will be done, and what stands before a participle that tells of nothing done
_WILL_DO = pattern(
    r"\b(?:will|(?:is|are) (?:set|due|expected|scheduled|poised|about|ready)? ?to|plans? to|planning to|expected to|"
    r"scheduled to|intends? to) (?:be )?(?:[a-z]+ly )?(?P<verb>[a-z]{3,})\b"
)
_TO_BE = pattern(
    r"\b(?:to|will|would|could|should|may|might|can) (?:be |have )?(?:[a-z]+ )?$|\b(?:an?|the|to be|being) $"
)
#: before a verb: it is told of another time
_EARLIER = pattern(r"\b(?:previously|first|earlier|formerly|once|last|already|twice|often|also) (?:[a-z]+ )?$")
#: so many words a plan and the act share besides it, less one
_LEAST_DONE = 1
#: what is called unclear, this or that
_UNCLEAR = pattern(
    r"\b(?:unclear|not (?:immediately )?(?:clear|known)|unknown|undetermined|did not know|do not know) (?:if|whether) "
    r"(?P<one>[^.,;]{4,80}?) or (?P<two>(?!not\b)(?:[a-z-]+ ){0,2}[a-z-]+)"
)
#: what an event may turn out to be
_NATURE = """arson murder suicide homicide manslaughter terrorism sabotage fraud overdose poisoning drowning
    assassination kidnapping abduction robbery burglary hoax bomb bombing attack explosion blast leak collision tornado
    stroke"""
#: so many words besides the one in doubt two sentences share at least, less one
_LEAST_HEDGED = 2
#: a sentence that begins with a name of two words
_NAME_FIRST = pattern(r"(?!The )[A-Z][\w’-]+ (?:[A-Z][\w.’-]* )*?([A-Z][\w’-]+)(?:[’']s)?(?! ?[A-Z])")
#: so far, in characters, around a word its subject and its object are looked for
_AROUND = 70
#: so many words of substance before a word may be its subject
_NEAR = 3


class _Sentence(NamedTuple):
    """One sentence: where it stands, its text and its words (start, end, key) of substance.

    `denied` are the places among these of what is denied, each with "" for a verb, or with the verb of a noun; `named`
    has all words that are not empty, by key; `times` are words of which a thing has one.
    """

    article: str
    block: int
    start: int
    text: str
    words: list[tuple[int, int, str]]
    denied: dict[int, str]
    named: dict[str, str]
    times: frozenset[str]


class _Said(NamedTuple):
    """A word in a sentence, what it is said of, and whether it is denied.

    `place` is its place among the words of substance. `subject` has the words of substance before it, `object` those
    right behind it, `where` those behind a preposition, by the preposition. `names` are the capitalised ones of subject
    and object. `planned` is an act that is talked of, `ruled_out` one that will not be.
    """

    place: int
    surface: str
    word: str
    subject: frozenset[str]
    object: frozenset[str]
    where: dict[str, frozenset[str]]
    names: frozenset[str]
    particle: str
    passive: bool
    denied: bool
    sure: bool
    planned: bool
    ruled_out: bool

    @property
    def thing(self) -> frozenset[str]:
        """What it happened to, or of what it is told."""
        return self.object if self.object and not self.passive else self.subject


@lru_cache(maxsize=1)
def _little() -> frozenset[str]:
    return frozenset(map(key, _SAYS_LITTLE.split()))


@lru_cache(maxsize=1)
def _no_thing() -> frozenset[str]:
    return frozenset(map(key, _NO_THING))


@lru_cache(maxsize=1)
def _holds() -> frozenset[str]:
    return frozenset(map(key, _HOLDS))


def _of_one_sense(verb: str) -> frozenset[str]:
    """Return the verbs that would contradict a denial: who did not have a gun, pointed none."""
    return _holds() if verb == key("have") else frozenset((verb,))


@lru_cache(maxsize=1)
def opposite_words() -> dict[str, dict[str, str]]:
    """Return by a word's key its opposites, each with the sort of the contradiction."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for term, opposite, sort in listed("opposites.csv", "term", "opposite", "sort"):
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
    ``sentence_b``, where they stand (half-open, in characters of the block); ``sort``, 'told and denied', the sort of
    ``opposites.csv``, 'two states', or what is told in two ways ('which year', 'where found'); ``word_a``, ``word_b``,
    the words that part; ``shared``, what both sentences have in common

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
    found = []
    for n, one in enumerate(listed):
        for place, against in _wanted(one):
            mine = _read(one, place)
            for word, sort in against.items() if mine.sure else ():
                for m in holds.get(word, ()):
                    if listed[m].article != one.article and (pair := _parted(one, mine, listed[m], (word, sort))):
                        found.append((len(pair[2]), -n, -m, one, listed[m], mine.surface, *pair))
    found += _clashes(listed)
    found += _hedged(listed)
    found += _settled(listed)
    found += _done(listed)
    for one in who_parts([(said.article, said.text) for said in listed]):
        sides = listed[one.one], listed[one.other]
        found.append((len(one.shared), -one.one, -one.other, *sides, one.word, one.sort, one.against, one.shared))
    for *_, one, other, word, sort, against, shared in sorted(found, key=lambda row: row[:3], reverse=True):
        yield one, other, sort, word, against, shared


def _clashes(listed: list[_Sentence]) -> Iterator[tuple]:
    """Find pairs of sentences that tell two states of one thing, where neither article tells the other's state."""
    told: dict[tuple[str, str], dict[str, list[tuple[int, Observed]]]] = defaultdict(lambda: defaultdict(list))
    last, of = "", ""
    one_dead = {one.article for one in listed if tells_one_dead(one.text)}
    for n, one in enumerate(listed):
        for seen in (*states(one.text), *particulars(one.text), *circumstances(one.text)):
            thing = seen.thing if seen.thing not in PRONOUNS else last if of == one.article else ""
            if seen.group == WHERE_DIED and one.article in one_dead:
                thing = ONLY_DEAD
            if thing or not seen.thing:
                told[seen.group, thing][one.article].append((n, seen._replace(thing=thing)))
        begins = subject(one.text)
        last, of = (begins if begins not in PRONOUNS else last if of == one.article else ""), one.article
    for (group, thing), by_article in _spelled_alike(told).items():
        for first, second in combinations(by_article, 2):
            mine, theirs = _overtaken(*_at_last(by_article[first], by_article[second]))
            said = [{seen.state for _, seen in side} for side in (mine, theirs)]
            if said[0] & said[1]:
                continue
            for n, seen in mine:
                for m, other in theirs:
                    if not exclude(group, seen.state, other.state):
                        continue
                    shared = _of_one_time(listed[n], listed[m], seen, other)
                    least = (
                        least_shared(group, seen.state, other.state)
                        - bool(seen.whom and other.whom)
                        + (thing in COMMON_THINGS)
                    )
                    least -= seen.now and other.now
                    if shared is not None and len(shared) >= least:
                        words = [listed[k].text[one.start : one.end] for k, one in ((n, seen), (m, other))]
                        both = _shared(listed[n], listed[m], set())
                        yield len(shared), -n, -m, listed[n], listed[m], words[0], seen.sort, words[1], both


def _at_last(*sides: list[tuple[int, Observed]]) -> list[list[tuple[int, Observed]]]:
    """Keep of each article what is so as it is told, if both tell such; else all."""
    now = [[(n, seen) for n, seen in side if seen.now] for side in sides]
    return now if all(now) else list(sides)


def _overtaken(*sides: list[tuple[int, Observed]]) -> list[list[tuple[int, Observed]]]:
    """Keep what came last where one article tells what went before, too, and the other has that alone, as of now."""
    said = [{seen.state for _, seen in side} for side in sides]
    for k in (0, 1):
        before = said[1 - k]
        if len(before) == 1 and before < said[k] and any(seen.now for _, seen in sides[1 - k]):
            last = [(n, seen) for n, seen in sides[k] if seen.state not in before]
            if not any(seen.now for _, seen in sides[k] if seen.state in before):
                return [last, sides[1]] if k == 0 else [sides[0], last]
    return list(sides)


def _spelled_alike(told: dict[tuple[str, str], dict]) -> dict[tuple[str, str], dict]:
    """Join what is told of two spellings of a name that stand in two articles: Raike and Raik."""
    joined: dict[tuple[str, str], dict] = {}
    for (group, thing), by_article in told.items():
        near = (
            one
            for g, one in joined
            if g == group and is_spelling(one, thing) and not joined[g, one].keys() & by_article
        )
        joined.setdefault((group, next(near, thing)), {}).update(by_article)
    return joined


def _hedged(listed: list[_Sentence]) -> Iterator[tuple]:
    """Find pairs of sentences of which one calls possible what the other tells: possible arson, an arson fire."""
    hedged: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for n, one in enumerate(listed):
        for hedge in _HEDGE.finditer(one.text):
            word = next((word for start, _, word in one.words if start == hedge.start("word")), None)
            if word in _nature() and hedge["between"].strip() not in function_words():
                hedged[word].append((n, hedge[0]))
    for word, places in hedged.items():
        told: dict[str, list[tuple[int, str]]] = defaultdict(list)
        unsure = {listed[n].article for n, _ in places}
        for m, other in enumerate(listed):
            start, end = next(((start, end) for start, end, held in other.words if held == word), (0, 0))
            if end and other.article not in unsure and other.text[start].islower():
                told[other.article].append((m, other.text[start:end]))
        for article in [one for one, held in told.items() if any(_UNSURE.search(listed[m].text) for m, _ in held)]:
            del told[article]
        for n, said in places:
            for m, against in (one for held in told.values() for one in held):
                shared = _shared(listed[n], listed[m], {word})
                if len(shared) > _LEAST_HEDGED and not _of_two(listed[n].times, listed[m].times):
                    yield len(shared), -n, -m, listed[n], listed[m], said, HOW_SURE, against, shared


def _settled(listed: list[_Sentence]) -> Iterator[tuple]:
    """Find what one article calls unclear, this or that, and another tells: whether guests or staff were hurt."""
    for n, one in enumerate(listed):
        for asked in _UNCLEAR.finditer(one.text):
            first, second = (_last_key(asked[side]) for side in ("one", "two"))
            clause = {word for start, _, word in one.words if asked.start("one") <= start < asked.end()}
            for m, other in enumerate(listed):
                told = {word for *_, word in other.words}
                if other.article == one.article or (first in told) == (second in told) or _UNSURE.search(other.text):
                    continue
                shared = _shared(one, other, {first, second})
                if (clause & told) - {first, second} and len(shared) > 1 and not _of_two(one.times, other.times):
                    surface = other.named[first if first in told else second]
                    yield len(shared), -n, -m, one, other, asked[0], HOW_SURE, surface, shared


def _last_key(phrase: str) -> str:
    found = find_keys(phrase)
    return found[-1][2] if found else ""


def _done(listed: list[_Sentence]) -> Iterator[tuple]:
    """Find what one article says will be done and another that it was: will name a coach, named a coach."""
    planned: dict[str, list[tuple[int, _Said]]] = defaultdict(list)
    done: dict[str, list[tuple[int, _Said]]] = defaultdict(list)
    for n, one in enumerate(listed):
        plans = {plan.start("verb") for plan in _WILL_DO.finditer(one.text)}
        for place, (start, _, word) in enumerate(one.words):
            if start in plans and word not in _little():
                planned[word].append((n, _read(one, place)))
    for n, one in enumerate(listed) if planned else ():
        for place, (start, end, word) in enumerate(one.words):
            lead = one.text[:start]
            if word in planned and _is_past(one.text[start:end]) and not (_TO_BE.search(lead) or _EARLIER.search(lead)):
                said = _read(one, place)
                if said.sure and place not in one.denied:
                    done[word].append((n, said))
    for word, plans in planned.items():
        told = {listed[n].article for n, _ in done[word]}
        open_yet = {listed[n].article for n, _ in plans}
        for n, mine in plans:
            for m, said in done[word]:
                one, other = listed[n], listed[m]
                if one.article in told or other.article in open_yet or _of_two(one.times, other.times):
                    continue
                if _years(other) - _years(one):
                    continue
                shared = _shared(one, other, {word})
                if len(shared) > _LEAST_DONE and mine.thing & said.thing and _one_thing(mine, said, DONE):
                    yield len(shared), -n, -m, one, other, mine.surface, DONE, said.surface, shared


def _years(one: _Sentence) -> set[str]:
    return {time for time in one.times if time.isdigit()}


def _is_past(word: str) -> bool:
    return word.endswith("ed") or word.lower() in irregular_forms()


@lru_cache(maxsize=1)
def _nature() -> frozenset[str]:
    return frozenset(map(key, _NATURE.split()))


def _shared(one: _Sentence, other: _Sentence, told: set[str]) -> list[str]:
    """Return the words of substance of two sentences, save those told."""
    both = [word for word in other.named if word in one.named and word not in told]
    return [one.named[word] for word in both if rarity(word) >= LEAST_RARITY]


def _of_one_time(one: _Sentence, other: _Sentence, seen: Observed, against: Observed) -> list[str] | None:
    """Return what two sentences share besides their states, or None if they tell of two times or places."""
    apart = {seen.state, against.state}
    times = [sentence.times - apart for sentence in (one, other)]
    if seen.group == RUINED:  # the year is that of what came after it
        times = [frozenset(time for time in left if not time.isdigit()) for left in times]
    years = [{time for time in left if time.isdigit()} for left in times]
    if _of_two(*times) or years[0] != years[1]:
        return None
    if seen.whom and against.whom and seen.whom != against.whom:
        return None
    names = [_capitals(sentence.text) for sentence in (one, other)]
    if not seen.thing and ((all(names) and not names[0] & names[1]) or _of_two_people(one.text, other.text)):
        return None
    told = {key(seen.thing), seen.thing}
    for side, text in ((seen, one.text), (against, other.text)):
        words = [word for *_, word in find_keys(text[side.start : side.end])]
        told |= set(words) if seen.group == HOSPITAL else {*words[:1], *words[-1:]}
    return _shared(one, other, told)


def _of_two_people(one: str, other: str) -> bool:
    """Test whether two sentences begin with two names, of which neither is in the other sentence."""
    first, second = (named[1].lower() if (named := _NAME_FIRST.match(text)) else "" for text in (one, other))
    apart = bool(first and second) and not is_spelling(first, second)
    return apart and first not in other.lower() and second not in one.lower()


def _capitals(text: str) -> set[str]:
    return {word for start, end, word in find_keys(text) if start and text[start].isupper()} - set(map(key, WEEKDAYS))


def _wanted(one: _Sentence) -> Iterator[tuple[int, dict[str, str]]]:
    """Find the words of a sentence that another may contradict, each with the words that would, and their sort."""
    opposites = opposite_words()
    for place, (start, end, word) in enumerate(one.words):
        if place in one.denied:
            yield place, {word: DENIED}
            continue
        low = one.text[start:end].lower()
        if low.startswith("un") and len(low) >= _LEAST_UN and low[2:] not in _UNDOES and _IS.search(one.text[:start]):
            yield place, {key(low[2:]): DENIED}
        elif word in opposites:
            stands = _stands(one.text[:start])
            yield place, {other: sort for other, sort in opposites[word].items() if stands or sort != STATES}


def _stands(lead: str) -> bool:
    """Test whether a state is told: behind a form of "be", and not of what will be."""
    return bool(_IS.search(lead)) and not _WILL.search(lead)


def _sentence(article: str, block: int, start: int, text: str) -> _Sentence:
    empty, opposites = function_words(), opposite_words()
    found = [(a, b, word) for a, b, word in find_keys(text) if word and text[a:b].lower() not in empty]
    words = [one for one in found if rarity(one[2]) >= LEAST_RARITY or one[2] in opposites]
    named = {word: text[a:b] for a, b, word in found}
    denied = dict.fromkeys(_denied(text, words), "") | _without(text, words)
    said = {word if word in MONTHS or word in _COMPASS else word.lower() for word in _LETTERS.findall(text)}
    times = frozenset(_YEAR.findall(text)).union(*(said & line for line in _ONE_OF))
    return _Sentence(article, block, start, text, words, denied, named, times)


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


def _without(text: str, words: list[tuple[int, int, str]]) -> dict[int, str]:
    """Find the places of the nouns of which there is none, each with the key of its verb: had no alarm."""
    found = {}
    for no in _WITHOUT.finditer(text):
        sort = "noun" if no["noun"] else "thing"
        end = no.start(sort)
        for word in no[sort].split():
            if word in function_words() or _PREPOSITION.fullmatch(word):
                break
            end = no.start(sort) + no[sort].index(word) + len(word)
        place = next((k for k, (_, stop, _) in enumerate(words) if stop == end), None)
        if place is not None and words[place][2] not in _no_thing():
            found[place] = key(no["verb"] or no["past"])
    return found


def _read(one: _Sentence, place: int, *, noun: bool = False) -> _Said:
    """Read of what a word is said: the words of substance before it and behind it, in its clause."""
    start, end, word = one.words[place]
    left = max((cut.end() for cut in _BREAK.finditer(one.text, 0, start)), default=0)
    cut = _BREAK.search(one.text, end)
    right = min(cut.start() if cut else len(one.text), end + _AROUND)
    near = [k for k in one.words if max(left, start - _AROUND) <= k[0] and k[1] <= right and not _is_time(one.text, k)]
    before = [k for k in near if k[1] <= start][-_NEAR:]
    comma = one.text.rfind(",", left, start)
    subject = [k for k in before if k[0] > comma] or before
    subject = [k for k in subject if not _behind_noun(one.text, before, k[0])] or subject
    cuts = [(end, end, ""), *((c.start(), c.end(), c[0]) for c in _PREPOSITION.finditer(one.text, end, right))]
    ends = [*(c[0] for c in cuts[1:]), right]
    behind = [(c[2], frozenset(k[2] for k in near if c[1] <= k[0] < stop)) for c, stop in zip(cuts, ends, strict=True)]
    comma = next((k for k, (sort, _) in enumerate(behind) if sort == ","), len(behind))
    particle = _PARTICLE.match(one.text, end)
    at_object = [k for k in near if end <= k[0] < ends[0]]
    names = frozenset(k[2] for k in before + at_object if k[0] > 0 and one.text[k[0]].isupper())
    lead = one.text[left:start]
    denied = place in one.denied
    sure = not _MAYBE.search(lead) and not _SO_FAR.search(one.text, end, right) and not one.text.endswith("?")
    if not denied:
        sure = sure and not _DENIES.search(lead) and not _NOT.search(lead) and (noun or not _NO_VERB.search(lead))
    planned = bool(_PLANNED.search(lead)) and not _DENIES.search(lead) and not _NOT.search(lead)
    return _Said(
        place, one.text[start:end], word, frozenset(k[2] for k in subject), behind[0][1],
        {sort: held for sort, held in behind[1:comma] if held}, names, particle[1] if particle else "",
        bool(_PASSIVE.search(lead)), denied, sure,
        planned, bool(_RULED_OUT.search(lead)),
    )  # fmt: skip


def _behind_noun(text: str, words: list[tuple[int, int, str]], start: int) -> bool:
    """Test whether a preposition that stands right behind another word leads to a word ("the bridge at Orsk")."""
    ends = [cut for _, stop, _ in words if (cut := _PREPOSITION.match(text, stop + 1)) and cut.end() < start]
    return any(cut[0] != "," for cut in ends)


def _is_time(text: str, word: tuple[int, int, str]) -> bool:
    said = text[word[0] : word[1]]
    return said in MONTHS or said.lower() in _TIMES


def _parted(one: _Sentence, mine: _Said, other: _Sentence, against: tuple) -> tuple[str, str, list[str]] | None:
    """Return the sort, the other sentence's word that parts the two, and what they share; None for two things."""
    word, sort = against
    years = [_years(sentence) for sentence in (one, other)]
    if _of_two(one.times, other.times) or (sort != DENIED and years[0] != years[1]):
        return None
    for place, (start, _, theirs) in enumerate(other.words):
        if theirs != word or place in other.denied:
            continue
        said = _read(other, place, noun=bool(one.denied.get(mine.place)))
        undecided = said.planned and mine.ruled_out
        if not (said.sure or undecided) or mine.particle != said.particle or not _one_thing(mine, said, sort):
            continue
        before = other.text[:start]
        if verb := one.denied.get(mine.place):
            had = _WITH.search(before)
            if not had or not {key(had["verb"])} & _of_one_sense(verb):
                continue
        elif (sort == STATES or (sort == DENIED and mine.word != word)) and not _stands(before):
            continue
        shared = [one.named[w] for w in other.named if w in one.named and w not in (word, mine.word)]
        if len(shared) > 1 and (sort in (DENIED, HOW_SURE) or mine.subject & said.subject or len(shared) > 2):
            return HOW_SURE if undecided else sort, said.surface, shared
    return None


def _of_two(one: frozenset[str], other: frozenset[str]) -> bool:
    """Test whether the times, years or places of two sentences part."""
    lines = [*_ONE_OF, frozenset(word for word in one | other if word.isdigit())]
    return any(one & line and other & line and not one & other & line for line in lines)


def _one_thing(mine: _Said, said: _Said, sort: str) -> bool:
    """Test whether two words are said of one thing: nothing that is named for both parts them."""
    both = [(held, said.where[sort]) for sort, held in mine.where.items() if sort in said.where]
    if (mine.names and said.names and not mine.names & said.names) or any(not one & other for one, other in both):
        return False
    one, other = mine.thing, said.thing
    if not one or not other:
        return bool(both) and (mine.passive or said.passive)
    if one is mine.object and other is said.object:
        return one <= other or other <= one or len(one & other) > 1
    by_subject = sort != DENIED and mine.passive == said.passive
    return bool(one & other or (by_subject and mine.subject & said.subject))
