"""Sums whose parts stand in several places of an article, and their total in another sentence, of it or of another one.

So many and others (*raises five*; *seven others*: 12 children), the rest of some (*one cut*; *the other two*: three
cables), names with their ages (*Ode Falk, 41, and Jan Holt, 38*: two arrested), sons and daughters, an amount and
another, records of games (43-39 and 139-119: 182-158), years of office, a lead and its score, and an age then and now.
Each has to come out exactly, and parts and total are of one noun or one act. Nothing is called wrong.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from analysis.facts.quantities import folded
from analysis.facts.stated import (
    BOUND,
    DEAD,
    HURT,
    NUMBER,
    PERSON,
    Place,
    capital_words,
    exact_numbers,
    number,
    shared_words,
)
from analysis.facts.wording import function_words
from analysis.text.numerals import MONTHS, ORDINALS, SMALL
from analysis.text.patterns import pattern
from analysis.text.syllables import easy_words
from analysis.text.word_forms import key

#: what a total is a total of, besides its noun: people, children, people struck by an act
_PEOPLE, _CHILD, _STRUCK = "~people", "child", "~struck"
#: so many sentences lie between parts and a total of one article at most; a total from this one on may be anywhere
_FAR, _DISTINCT = 6, 20
#: so many characters from persons what was done to them stands
_BESIDE = 45
_LEAST_GAMES, _LEAST_YEARS, _LEAST_LEAD = 20, 3, 5

_WORDS = "|".join(sorted(SMALL, key=len, reverse=True))
_COUNT = pattern(
    rf"(?<![\w.,$€£/:’'–-])(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}|(?i:{_WORDS}))\b(?![%:/–-]|[.,]\d|’|')"
    r"(?P<of> of (?:the\b|his\b|her\b|their\b|its\b|them\b|those\b|these\b|whom\b|[A-Z][\w-]+[’']s))?"
    r"(?P<words>(?:[ -](?!and\b|in\b|of\b)[A-Za-z][\w’'-]*){0,4})"
)
_EXTRA = pattern(r"\b(?:[Aa]nother|[Tt]he (?:other|remaining)|[Aa]n additional|[Aa] further|[Oo]ther) $")
#: what a sentence must have for the longer patterns to be looked for
_MORE = pattern(r"\b(?:more|others?|another|additional|further|remaining)\b", re.I)
_AN_NTH = pattern(r" a (?:third|fourth|fifth|sixth)\b")
_NUMBERED = pattern(r"\b[A-Z][\w’'-]* $")
_REST = pattern(r"\b[Tt]he (?:other|remaining) $")
_IS_EXTRA = pattern(r"(?: of [a-z]+)? (?:more|others?|additional|further)\b")
_NO_COUNT = frozenset(
    """year years month months week weeks day days hour hours minute minutes second seconds percent per miles mile feet
    foot metres meters km times time o'clock p.m a.m pm am million billion thousand hundred dozen points years-old
    year-old inches yards kilometers kilometres degrees""".split()  # noqa: SIM905
)
_PERSONS = frozenset(
    """people person persons man men woman women boy boys girl girls child children kid kids teenager teenagers teen
        teens student students worker workers employee employees officer officers soldier soldiers victim victims
        suspect suspects passenger passengers resident residents guest guests mother mothers father fathers brother
        brothers sister sisters friend friends miner miners sailor sailors protester protesters policeman policemen
        civilian civilians bystander bystanders colleague colleagues co-worker co-workers member members
        defendant defendants gunmen robbers prisoner prisoners hostage hostages tourists pirates""".split()  # noqa: SIM905
)
_CHILDREN = frozenset("child children kid kids son sons daughter daughters boy boys girl girls".split())  # noqa: SIM905
#: kinds of things that are counted together, by what they are called as one
_KINDS = {
    "~gun": "gun guns weapon weapons firearm firearms shotgun shotguns rifle rifles pistol pistols handgun handguns "
    "revolver revolvers carbine carbines",
    "~vehicle": "vehicle vehicles car cars truck trucks van vans bus buses motorcycle motorcycles lorry lorries",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_THINGS = "|".join(sorted(_KIND_OF, key=len, reverse=True))
_THING = pattern(rf"\b(?P<n>an?|\d{{1,2}}|{_WORDS}) (?:[\w-]+ ){{0,3}}?(?P<noun>{_THINGS})\b")
_OFFSPRING_WORDS = frozenset("son sons daughter daughters boy boys girl girls".split())  # noqa: SIM905
_MANY_CHILDREN = pattern(
    rf"\b(?:mother|mom|mum|father|dad|parents?)[ -]of[ -](?:[a-z]+ )?(?P<n>\d{{1,2}}|{_WORDS})\b", re.I
)
_KILLED = pattern(r"\b(?:kill|dead\b|died\b|dies\b|death|slain|fatal|execut|murder|drown)", re.I)
_HURT = pattern(r"\b(?:injur|wound|hurt)", re.I)
_SHOOTS = pattern(r"\b(?:shot|shooting|shoots|stabbed|stabbing|struck|hit|attacked|gunned down) $", re.I)
_WERE_SHOT = pattern(
    r"(?: [a-z-]+)?(?: were| had been| was)? (?:shot|stabbed|struck|hit|attacked|gunned)\b"
    r"(?! (?:dead|and killed|to death))"
)
_VICTIMS = pattern(r"\b(?:victims|casualties)\b")
#: behind so many persons, what stands without them: wounded a third
_ONE_MORE = pattern(
    rf"\b(?P<n>{NUMBER})\b(?! or\b)[^.;]{{0,80}}?\b(?:wound|injur|hurt|shot|stabb|kill|shoot)[a-z]* a "
    r"(?P<nth>third|fourth|fifth|sixth)\b"
)
_ACTS = {
    "arrest": "arrest", "detain": "arrest", "charg": "charge", "indict": "charge", "accus": "charge",
    "kill": "dead", "died": "dead", "dead": "dead", "drown": "dead", "slain": "dead", "shot": "shot",
    "injur": "hurt", "wound": "hurt", "hurt": "hurt", "convict": "convict", "sentenc": "sentence", "rescu": "rescue",
    "murder": "dead", "death": "dead", "missing": "missing", "kidnap": "kidnap", "stabb": "stab",
}  # fmt: skip
_ACT = pattern(rf"\b(?:{'|'.join(_ACTS)})")
_NAME = r"[A-Z][\w’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+)+"
_AGED = pattern(rf"(?P<name>{_NAME}), (?:aged? )?\d{{1,2}}(?![\d.]\d)(?P<end>[,;.)]|(?= and\b)|$)")
_A_FIGURE = pattern(r", (?:aged? )?\d")
_NEXT_NAME = pattern(
    r"[ ,;]*(?:(?:both|all)? ?(?:of|from) (?:[A-Z][\w’'-]+,? ?)+)?[,; ]*(?:and )?(?:her |his |[a-z]+ )?$"
)
_ANOTHER = pattern(r"\b[Aa]nother (?P<noun>[a-z]{3,})\b(?! (?:than|of)\b)")
_TWO_PERSONS = pattern(
    rf"\b(?P<one>{NUMBER}) (?:[a-z-]+ )?(?P<noun>{PERSON}) and (?P<other>{NUMBER}) (?:[a-z-]+ )?(?P<noun2>{PERSON})\b",
    re.I,
)
_LIST_KILLED = pattern(
    r"\b(?P<act>murders? of|killing of|deaths of|killed|killing|shot dead|murdered|murdering|wounded|wounding|injured|"
    r"injuring|arrested) (?P<list>an? (?:[a-z-]+ ){0,2}[a-z-]+(?:, an? (?:[a-z-]+ ){0,2}[a-z-]+)+,? and "
    r"an? [a-z-]+(?: [a-z-]+(?=[.,;]))?)"
)
_AND_OTHERS = pattern(
    rf"(?:(?:[A-Z][\w’'-]+)|\d\d,?) and (?P<n>\d{{1,2}}|{_WORDS}) (?:others?|more) (?P<noun>[a-z-]+)\b"
)
_ALSO_NAMED = pattern(
    r"^Also (?:arrested|killed|charged|hurt|injured|shot|detained|wounded) (?:was|were) (?P<names>[^.;]{3,120})"
)
_CAPITALS = pattern(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
_ALL = pattern(rf"\b(?:[Aa]ll|[Tt]he) (?P<n>{_WORDS})\b(?: (?P<noun>[a-z-]+))?")
_HAS_SONS = pattern(r"\b(?:sons?|daughters?|boys?|girls?)\b")
_OFFSPRING = pattern(
    rf"\b(?P<n>an?|\d|{_WORDS}) (?:[\w-]+ ){{0,2}}?(?P<noun>sons?|daughters?|boys?|girls?)\b(?:, \d+(?: and \d+)?,?)?",
    re.I,
)
_JOINED = pattern(r"(?:,| and|, and) *$")
_MONEY = pattern(r"[$€£](?P<n>\d[\d,]*(?:\.\d+)?)(?: (?P<scale>million|billion))?")
_MORE_MONEY = pattern(r"\b(?:another|an additional|a further|an extra)(?: [a-z]+)? $")
_RECORD = pattern(r"(?<![\d.,/–’'-])(?P<won>\d{1,3})[-–](?P<lost>\d{1,3})(?![\d/–-]|,\d|\.\d)")
_A_YEAR = pattern(r"(?:1[89]|20)\d\d[-– ]")
_SPAN = pattern(r"\b(?P<from>(?:1[89]|20)\d\d)(?:[-–]| to | until )(?P<to>(?:1[89]|20)\d\d|\d\d)\b(?![-–/]\d)")
_LASTED = pattern(
    rf"\b(?P<n>\d{{1,2}}|{_WORDS}) (?:years|seasons)\b(?! (?:ago|old|earlier|later|before|after|in prison))"
)
_NOT_LASTED = pattern(r"\b(?:last|past|next|every|another|least|first|sentenced to|of|nearly|over|than|about) $", re.I)
_LEAD = pattern(
    rf"\b(?P<n>\d{{1,2}}|{_WORDS})-(?:point|goal|run|shot|stroke) (?:[a-z-]+ )?"
    r"(?:lead|advantage|deficit|cushion|edge)\b"
)
_LED = pattern(
    r"(?:\b(?:led|leading|ahead|up|trailed|trailing|down)\b[^.;,]{0,25} (?=\d)"
    r"(?P<score>(?P<high>\d{1,3})[-–](?P<low>\d{1,3}))"
    r"|(?P<first>(?P<up>\d{1,3})[-–](?P<under>\d{1,3})) (?:[a-z-]+ )?"
    r"(?:lead|advantage|deficit|edge|cushion))(?![\d/–-])"
)
_NTH = "|".join(list(ORDINALS)[1:12])
_IN_LIST = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)+(?: \([^)]*\))?"
_NTH_HOLDER = pattern(
    r"\b(?P<n>\d{1,3})(?:st|nd|rd|th) (?:[a-z]+ )?(?P<noun>coach|president|governor|mayor|manager|director|chief|"
    r"king|pope|senator|chairman|secretary|minister|premier|justice)\b"
    r"(?: (?:of|for) the (?P<of>[A-Z0-9][\w’'-]+(?: [A-Z0-9][\w’'-]+){0,2}))?"
)
_WITH_THEM = pattern(r"along with|joining|following|together with")
_ALONG = pattern(
    rf"\b(?:the|a) (?P<nth>{_NTH}|\d{{1,2}}th)\b[^.;]{{3,60}}?,? (?:along with|joining|following|together with) "
    rf"(?P<names>{_IN_LIST}(?:, {_IN_LIST})*,? and {_IN_LIST})"
)
_OF_TWO_NATIONS = pattern(
    rf"\b(?P<one>\d{{1,3}}|{_WORDS}) (?P<noun>[A-Z][a-z]+s) and (?P<other>\d{{1,3}}|{_WORDS}) (?P<noun2>[A-Z][a-z]+s)\b"
)
_AND_NUMBER = pattern(rf"(?:and|along with|as well as) (?:\d|(?:{_WORDS})\b)")
_BOTH_OF = pattern(
    rf"\b(?P<one>\d{{1,3}}|{_WORDS}) [A-Z]?[a-z-]+(?: and|, along with|, as well as) (?P<other>\d{{1,3}}|{_WORDS}) "
    r"[A-Z]?[a-z-]+ (?P<noun>[a-z]+s|people|men|women|children)\b"
)
_AGE_THEN = pattern(r"\b(?P<name>[A-Z][\w’'-]+), (?:who was )?(?:then )?(?P<n>\d\d)(?: years old)? at the time\b")
_AGE_NOW = pattern(r"\b(?P<name>[A-Z][\w’'-]+), (?:now )?(?P<n>\d\d)(?=[,.])")
_YEAR = pattern(r"(?<![\d.,$€£/-])(?:19|20)\d\d(?![\d%/-]|,\d)")


class _Count(NamedTuple):
    """A number that counts something: its value, its place in the sentence, the keys of its nouns, and its signs."""

    value: float
    start: int
    end: int
    nouns: frozenset[str]
    extra: bool
    rest: bool
    bare: bool


class _Parts(NamedTuple):
    """Parts of a total: the total they give, of which nouns, where they stand, the working; `acts` bind people."""

    total: float
    nouns: frozenset[str]
    place: Place
    working: str
    acts: frozenset[str] = frozenset()
    near: bool = False


class SpreadSum(NamedTuple):
    """Parts and the total that they give: both places, what is counted, and the working."""

    parts: Place
    total: Place
    counted: str
    working: str


def spread_sums(told: list[Place]) -> Iterator[SpreadSum]:
    """Find sums of which parts and total stand in two sentences, of one article or of two.

    Parameters
    ----------
    told : the sentences of articles, in their order

    Yields
    ------
    each with the places of its parts and its total, what is counted, and the working ("5 + 7 = 12")
    """
    seen = set()
    for one in (
        *_counted(told),
        *_games(told),
        *_money(told),
        *_offices(told),
        *_leads(told),
        *_along(told),
        *_offices_in_turn(told),
        *_ages(told),
    ):
        name = one.parts.article, one.total.article, one.working
        if name not in seen:
            seen.add(name)
            yield one


# counts: so many and others, the rest of some, lists of persons


def _counted(told: list[Place]) -> Iterator[SpreadSum]:
    found = [(n, parts) for n in range(len(told)) for parts in _parts(told, n)]
    if not found:
        return
    wanted = {parts.total for _, parts in found}
    totals: dict[float, list[tuple[int, _Count]]] = defaultdict(list)
    for n, place in enumerate(told):
        for one in (*_counts(place.text), *_children(told[n].text), *_alls(told[n].text)):
            if one.value in wanted and (not one.extra or (one.value == 2 and not one.rest)):
                totals[one.value].append((n, one))
    for n, parts in found:
        there = (m for m, one in totals.get(parts.total, ()) if _is_total(told, n, parts, m, one))
        said: set[str] = set()
        for m in sorted(there, key=lambda m: abs(m - n)):
            if told[m].article not in said:
                said.add(told[m].article)
                one = next(one for k, one in totals[parts.total] if k == m and _is_total(told, n, parts, m, one))
                at = told[m].at(one.start, one.end)
                counted = folded(at.text[one.start : one.end].split()[-1].lower())
                yield SpreadSum(
                    parts.place, at, "" if counted in SMALL or counted.isdigit() else counted, parts.working
                )


@lru_cache(maxsize=512)
def _counts(text: str) -> list[_Count]:
    """Find what a sentence counts; spans of time, measures, dates and what is only about so many are passed over."""
    found = []
    for one in _COUNT.finditer(text):
        lead, words = text[: one.start()], re.findall(r"[\w’'-]+", one["words"])
        value, behind = number(one["n"]), text[one.end("n") : one.end("n") + 20]
        if (
            math.isnan(value)
            or {word.lower() for word in words[:2]} & _NO_COUNT
            or lead.rstrip().endswith(tuple(MONTHS))
        ):
            continue
        extra = bool(_EXTRA.search(lead) or _IS_EXTRA.match(behind))
        if (BOUND.search(lead) and not extra) or (one["n"].isdigit() and _NUMBERED.search(lead)):
            continue
        nouns = _nouns(words)
        bare = not nouns or (value > 1 and _PEOPLE not in nouns and not any(map(_is_plural, _phrase(words))))
        noun = next((word for word in words if _is_plural(word.lower()) or word.lower() in _PERSONS), "")
        end = one.end("n") if bare or not noun else one.start("words") + one["words"].index(noun) + len(noun)
        found.append(_Count(value, one.start(), end, nouns, extra, bool(_REST.search(lead)), bare))
    return found


def _phrase(words: list[str]) -> list[str]:
    """Return the words behind a number, in small letters, up to one that ends its phrase."""
    kept: list[str] = []
    for word in map(str.lower, words):
        if word in ("other", "others", "more", "additional", "further"):
            continue
        if word in function_words():
            break
        if not word.endswith("ed"):
            kept.append(word)
    return kept


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "ous", "us"))


def _nouns(words: list[str]) -> frozenset[str]:
    """Return the keys of the words of a number's phrase; "others" alone are people."""
    kept = _phrase(words)
    nouns = {key(word) for word in kept}
    if not kept and "others" in words:
        nouns.add(_PEOPLE)
    if set(kept) & _PERSONS:
        nouns.add(_PEOPLE)
    if set(kept) & _CHILDREN:
        nouns |= {_CHILD, _PEOPLE}
    nouns |= {_KIND_OF[word] for word in kept if word in _KIND_OF}
    if set(kept) & _OFFSPRING_WORDS:
        nouns.add("~offspring")
    return frozenset(nouns)


def _children(text: str) -> Iterator[_Count]:
    for one in _MANY_CHILDREN.finditer(text):
        nouns = frozenset((_CHILD,))
        yield _Count(number(one["n"]), *one.span(), nouns, extra=False, rest=False, bare=False)


def _alls(text: str) -> Iterator[_Count]:
    """Find all three, who were named before."""
    for one in _ALL.finditer(text):
        if not text[one.end("n") :].startswith(" of") and (one[0][0] in "Aa"):
            yield _Count(number(one["n"]), *one.span("n"), frozenset(("~all",)), extra=False, rest=False, bare=True)


def _parts(told: list[Place], n: int) -> Iterator[_Parts]:
    """Find the parts that a sentence gives, with the one before it."""
    place, text = told[n], told[n].text
    if _MORE.search(text):
        yield from _with_others(told, n)
        yield from _and_another(told, n)
    for one in _BOTH_OF.finditer(text) if _AND_NUMBER.search(text) else ():
        a, b = number(one["one"]), number(one["other"])
        if min(a, b) > 1 and not BOUND.search(text[: one.start()]):
            yield _Parts(a + b, _nouns([one["noun"]]), place.at(*one.span()), _sum(a, b), _harm(text))
    for one in _OF_TWO_NATIONS.finditer(text) if _AND_NUMBER.search(text) else ():
        a, b = number(one["one"]), number(one["other"])
        yield _Parts(
            a + b, _nouns([one["noun"][:-1], one["noun2"][:-1]]), place.at(*one.span()), _sum(a, b), _harm(text)
        )
    yield from _things(place)
    yield from _killed(place)
    yield from _harmed(place)
    yield from _men_and_women(place)
    for one in _ONE_MORE.finditer(text) if _AN_NTH.search(text) else ():
        many = number(one["n"])
        if many + 1 == ORDINALS[one["nth"]]:
            nouns = frozenset((_PEOPLE,)).union(*(count.nouns for count in _counts(text) if count.start == one.start()))
            yield _Parts(many + 1, nouns, place.at(*one.span()), _sum(many, 1), frozenset((_STRUCK,)))
    for one in _AND_OTHERS.finditer(text) if _MORE.search(text) else ():
        many = number(one["n"])
        nouns = _nouns([one["noun"]]) | {"~all"}
        yield _Parts(many + 1, nouns, place.at(*one.span()), _sum(1, many), near=True)
    if (one := _ALSO_NAMED.match(text)) and n:
        many = len(re.split(r",? and |, (?=[A-Z])", re.sub(r", \d\d-year-old| \d\d-year-old|, \d\d", "", one["names"])))
        yield _Parts(many + 1, frozenset(("~all",)), place.at(*one.span()), _sum(1, many), near=True)
    yield from _persons(place)
    yield from _offspring(place)


def _sum(*parts: float) -> str:
    return f"{' + '.join(f'{one:,.0f}' for one in parts)} = {sum(parts):,.0f}"


def _with_others(told: list[Place], n: int) -> Iterator[_Parts]:
    """Find so many, and others; some, and the rest."""
    place, own = told[n], _counts(told[n].text)
    for k, more in enumerate(own):
        if not more.extra:
            continue
        first = own[k - 1] if k else None
        base, text = place, place.text
        if first is None and n and told[n - 1].article == place.article and (before := _counts(told[n - 1].text)):
            if told[n - 1].block < place.block - 1:
                continue
            first, base = before[-1], told[n - 1]
            text = f"{base.text} {place.text}"
        if first is None or (first.extra and not first.rest):
            continue
        a, b = first.nouns, more.nouns
        bare = more.bare or not b
        if not (bare or first.bare or a & b) or re.search(r"\bof (?:the|those|them)? ?$", place.text[: more.start]):
            continue
        acts = _harm(text)
        at = place.at(min(first.start, more.start), more.end) if base is place else place.at(more.start, more.end)
        nouns = (a if not first.bare else frozenset()) | (b if not bare else frozenset())
        if not nouns and not more.rest:
            continue
        nouns |= {"~rest"} if more.rest else set()
        yield _Parts(
            first.value + more.value, nouns, at, _sum(first.value, more.value), acts, near=not nouns - {"~rest"}
        )


def _harm(text: str) -> frozenset[str]:
    """Return what has to be told of a total of dead and hurt: that so many were struck; "" of others nothing."""
    return frozenset((_STRUCK,)) if _KILLED.search(text) and _HURT.search(text) else frozenset()


def _persons(place: Place) -> Iterator[_Parts]:
    """Find a list of two persons or more with their ages, and what happened to them."""
    run: list[re.Match] = []
    if not _A_FIGURE.search(place.text):
        return
    for one in _AGED.finditer(place.text):
        if run and not _NEXT_NAME.fullmatch(place.text[run[-1].end() : one.start()]):
            run = []
        run.append(one)
    acts = frozenset(_ACTS[word[0]] for word in _ACT.finditer(place.text))
    if len(run) > 1 and acts:
        names = [one["name"].split()[-1] for one in run]
        working = f"{' + '.join(names)} = {len(run)}"
        yield _Parts(float(len(run)), frozenset((_PEOPLE,)), place.at(run[0].start(), run[-1].end()), working, acts)


def _and_another(told: list[Place], n: int) -> Iterator[_Parts]:
    """Find a thing and, in the sentence behind it, another one: a parked van, another van."""
    before = told[n - 1] if n and told[n - 1].article == told[n].article else None
    for one in _ANOTHER.finditer(told[n].text) if before else ():
        noun = one["noun"]
        first = re.search(rf"\b(?:[Aa]n?|[Oo]ne) (?:[a-z-]+ )?{noun}\b", before.text)
        if first and noun not in _PERSONS and noun not in _NO_COUNT:
            working = f"a {noun} + another {noun} = 2"
            yield _Parts(2.0, frozenset((key(noun), "~two")), told[n].at(*one.span()), working)


def _things(place: Place) -> Iterator[_Parts]:
    """Find a list of things of one kind: a shotgun and two pistols."""
    found = list(_THING.finditer(place.text)) if " and " in place.text else []
    for first, second in pairwise(found):
        kinds = {_KIND_OF[one["noun"]] for one in (first, second)}
        between = place.text[first.end() : second.start()]
        if (
            len(found) == 2
            and len(kinds) == 1
            and re.fullmatch(r",? and ", between)
            and first["noun"] != second["noun"]
        ):
            values = [number(one["n"]) for one in (first, second)]
            yield _Parts(sum(values), frozenset(kinds), place.at(first.start(), second.end()), _sum(*values))


def _harmed(place: Place) -> Iterator[_Parts]:
    """Find the dead and the hurt of one sentence: two dead, three hurt."""
    if not (_KILLED.search(place.text) and _HURT.search(place.text)):
        return
    dead, hurt = list(exact_numbers(DEAD, place)), list(exact_numbers(HURT, place))
    if len(dead) == len(hurt) == 1:
        (one, first), (other, second) = dead[0], hurt[0]
        yield _Parts(
            one + other, frozenset((_PEOPLE,)), place.around(first, second), _sum(one, other), frozenset((_STRUCK,))
        )


def _men_and_women(place: Place) -> Iterator[_Parts]:
    """Find a list of persons of two nouns, with what was done to them: two women and a man died."""
    for found in _TWO_PERSONS.finditer(place.text) if " and " in place.text else ():
        values = [number(found["one"]), number(found["other"])]
        acts = _acts_near(place.text, found.start(), found.end())
        if (
            sum(values) > 2
            and found["noun"] != found["noun2"]
            and acts
            and not BOUND.search(place.text[: found.start()])
        ):
            yield _Parts(sum(values), frozenset((_PEOPLE,)), place.at(*found.span()), _sum(*values), acts)


def _killed(place: Place) -> Iterator[_Parts]:
    """Find a list of single persons to whom one thing was done: the killing of a judge, a clerk and a guard."""
    for one in _LIST_KILLED.finditer(place.text) if ", a" in place.text else ():
        many = float(len(re.findall(r"\ban? ", one["list"])))
        acts = frozenset(_ACTS[word[0]] for word in _ACT.finditer(one["act"].replace("murder", "kill")))
        working = f"{' + '.join('1' * int(many))} = {many:.0f}"
        yield _Parts(many, frozenset((_PEOPLE,)), place.at(*one.span("list")), working, acts)


def _offspring(place: Place) -> Iterator[_Parts]:
    """Find sons and daughters, one list of them."""
    found = list(_OFFSPRING.finditer(place.text)) if _HAS_SONS.search(place.text) else []
    for first, second in pairwise(found):
        values = [number(one["n"]) for one in (first, second)]
        between = place.text[first.end() : second.start()]
        if len(found) == 2 and len(between) < 8 and re.fullmatch(r",?(?: and| as well as)? ", between):
            nouns = frozenset((_CHILD, "~parent"))
            yield _Parts(sum(values), nouns, place.at(first.start(), second.end()), _sum(*values))


def _acts_near(text: str, start: int, end: int) -> frozenset[str]:
    """Return what was done to the persons that stand at a place: were killed, the arrest of."""
    near = (*_ACT.finditer(text, max(0, start - _BESIDE), start), *_ACT.finditer(text, end, end + _BESIDE))
    return frozenset(_ACTS[word[0]] for word in (*near, *_ACT.finditer(text, start, end)))


def _is_total(told: list[Place], n: int, parts: _Parts, m: int, one: _Count) -> bool:
    """Test whether a count is the total of parts: of their noun or act, near them, and of nobody else."""
    place, mine = told[m], parts.place
    same = place.article == mine.article
    far = abs(m - n) > _FAR and parts.total < _DISTINCT and one.nouns != {_CHILD}
    if m == n or (same and far):
        return False
    if "~all" in one.nouns:
        return same and 0 < m - n <= 2 and bool({"~all", "~rest", _PEOPLE} & parts.nouns)
    shared = parts.nouns & one.nouns
    if one.extra and "~two" not in parts.nouns:
        return False
    if "~two" in parts.nouns and (same or len(shared_words(mine.text, place.text)) < 3):
        return False
    if "~parent" in parts.nouns and "~offspring" in one.nouns:
        return False
    if parts.near and not shared:
        # the noun that is left out stands before the parts: of the pumps, one failed
        noun = one.nouns - {_PEOPLE}
        inside = {key(word) for word in re.findall(r"[a-z]{3,}", mine.text[: mine.start])}
        if one.bare or not (noun & inside):
            return False
    elif not shared:
        return False
    text = place.text
    if parts.acts == {_STRUCK}:
        before, behind = text[max(0, one.start - 14) : one.start], text[one.end : one.end + 24]
        return bool(_SHOOTS.search(before) or _WERE_SHOT.match(behind) or _VICTIMS.search(text[one.start : one.end]))
    if parts.acts:
        return bool(parts.acts & _acts_near(text, one.start, one.end))
    if parts.nouns & one.nouns == {_PEOPLE}:
        return False
    return _of_one(mine.text, text, same=same, small=parts.total < _DISTINCT)


def _of_one(one: str, other: str, *, same: bool, small: bool) -> bool:
    """Test whether two sentences may tell of one thing: no two names part them, and those of two articles share one."""
    first, second = _names(one), _names(other)
    if small and first and second and not first & second:
        return False
    return same or bool(first & second) or len(shared_words(one, other)) > small


@lru_cache(maxsize=256)
def _names(text: str) -> frozenset[str]:
    """Return the capitalised words of a sentence, without a common word at its beginning."""
    first = re.match(r"[“\"]?([A-Z][\w’'-]*)", text)
    easy = first and (first[1].lower() in easy_words() or first[1].lower() in SMALL)
    return frozenset(capital_words(text) - ({first[1].lower()} if easy else set()))


# amounts, games, years, leads


def _found(form: re.Pattern, word: str, text: str) -> Iterator[re.Match]:
    """Find a pattern in a text that has a word of it."""
    return form.finditer(text) if word in text else iter(())


def _near(told: list[Place], n: int, m: int, far: int = _FAR) -> bool:
    return told[n].article != told[m].article or abs(n - m) <= far


def _money(told: list[Place]) -> Iterator[SpreadSum]:
    """Find an amount, another one, and their sum: $75,000, another $20,000; $95,000."""
    amounts = [[(_amount(one), one) for one in _MONEY.finditer(place.text)] for place in told]
    if sum(map(bool, amounts)) < 2:
        return
    for n, place in enumerate(told):
        for k, (value, one) in enumerate(amounts[n]):
            if not _MORE_MONEY.search(place.text[: one.start()]):
                continue
            before = amounts[n][:k] or (amounts[n - 1] if n and told[n - 1].article == place.article else [])
            if len(before) != 1 or before[0][1][0][0] != one[0][0]:
                continue
            first = before[0]
            for m, held in enumerate(amounts):
                for total, there in held:
                    if (
                        m != n
                        and math.isclose(total, first[0] + value)
                        and _near(told, n, m)
                        and there[0][0] == one[0][0]
                    ):
                        working = f"{first[1][0]} + {one[0]} = {there[0]}"
                        yield SpreadSum(place.at(*one.span()), told[m].at(*there.span()), "money", working)


def _amount(one: re.Match) -> float:
    scale = {"million": 1e6, "billion": 1e9}.get(one["scale"] or "", 1)
    return float(one["n"].rstrip(",").replace(",", "")) * scale


def _games(told: list[Place]) -> Iterator[SpreadSum]:
    """Find two records of games that give a third one: 43-39 and 139-119, 182-158."""
    found = [
        ((int(one["won"]), int(one["lost"])), n, one)
        for n, place in enumerate(told)
        for one in _RECORD.finditer(place.text)
    ]
    for k, (first, n, one) in enumerate(found):
        for second, m, other in found[k + 1 :]:
            whole = first[0] + second[0], first[1] + second[1]
            if told[m].article != told[n].article or sum(whole) < _LEAST_GAMES or not _near(told, n, m):
                continue
            for third, at, there in found:
                if third == whole and third not in (first, second):
                    working = f"{one[0]} + {other[0]} = {there[0]}"
                    yield SpreadSum(told[n].at(*one.span()), told[at].at(*there.span()), "game", working)
                    break


def _offices(told: list[Place]) -> Iterator[SpreadSum]:
    """Find spans of years and how many they are: 1994-96, 1996-97 and 1997-2001, seven seasons."""
    spans = [_spans(place.text) if _A_YEAR.search(place.text) else [] for place in told]
    lasted = [_stays(place.text) for place in told] if any(spans) else []
    for n, held in enumerate(spans):
        before = spans[n - 1] if n and told[n - 1].article == told[n].article else []
        for own in filter(None, (held, [*before, *held] if held else [])):
            total, working = _years(own)
            if total < _LEAST_YEARS:
                continue
            for m, stays in enumerate(lasted):
                for value, there in stays:
                    beside = told[m].article == told[n].article and abs(n - m) <= 2
                    alike = told[m].article != told[n].article and len(_names(told[n].text) & _names(told[m].text)) > 0
                    if value == total and (beside or alike) and (m != n or len(own) > 1):
                        at = told[n].at(held[0][2].start(), held[-1][2].end())
                        yield SpreadSum(at, told[m].at(*there.span()), "year", working)


def _spans(text: str) -> list[tuple[int, int, re.Match]]:
    found = []
    for one in _SPAN.finditer(text):
        first, last = int(one["from"]), one["to"]
        end = int(last) if len(last) > 2 else first // 100 * 100 + int(last)
        if 0 < end - first < 60:
            found.append((first, end, one))
    return found


def _stays(text: str) -> list[tuple[float, re.Match]]:
    found = [(number(one["n"]), one) for one in _LASTED.finditer(text) if not _NOT_LASTED.search(text[: one.start()])]
    return [(value, one) for value, one in found if not math.isnan(value)]


def _years(spans: list[tuple[int, int, re.Match]]) -> tuple[int, str]:
    """Return how many years spans are together, and the working: from first to last where they join, else their sum."""
    held = sorted({(first, last) for first, last, _ in spans})
    if all(one[1] == other[0] for one, other in pairwise(held)):
        return held[-1][1] - held[0][0], f"{held[-1][1]} − {held[0][0]} = {held[-1][1] - held[0][0]}"
    if any(one[1] > other[0] for one, other in pairwise(held)):
        return 0, ""
    many = [last - first for first, last in held]
    return sum(many), _sum(*map(float, many))


def _leads(told: list[Place]) -> Iterator[SpreadSum]:
    """Find a lead and its score: a 10-point lead, 13-3."""
    leads = [(number(one["n"]), n, one) for n, place in enumerate(told) for one in _found(_LEAD, "-", place.text)]
    scores = [(n, one) for n, place in enumerate(told) for one in _LED.finditer(place.text)] if leads else []
    for value, m, lead in leads:
        for n, one in scores:
            high, low = (int(one["high"]), int(one["low"])) if one["score"] else (int(one["up"]), int(one["under"]))
            if high - low == value >= _LEAST_LEAD and n != m and _near(told, n, m):
                same = told[n].article == told[m].article
                both = len(shared_words(told[n].text, told[m].text)) > 1 if same else False
                if both or _names(told[n].text) & _names(told[m].text):
                    at = one.span("score" if one["score"] else "first")
                    working = f"{high} − {low} = {high - low}"
                    yield SpreadSum(told[n].at(*at), told[m].at(*lead.span()), "point", working)


def _offices_in_turn(told: list[Place]) -> Iterator[SpreadSum]:
    """Find two holders of one office, one behind the other: the 20th coach of the Owls, their 21st."""
    found = [
        (int(one["n"]), one["noun"], n, one) for n, place in enumerate(told) for one in _NTH_HOLDER.finditer(place.text)
    ]
    for first, noun, n, one in found:
        for second, office, m, other in found:
            of = {*(one["of"] or "").split()} & {*(other["of"] or "").split()}
            if (
                second == first + 1
                and noun == office
                and m != n
                and (of or _names(told[n].text) & _names(told[m].text))
            ):
                working = f"{one[0].split()[0]} + 1 = {other[0].split()[0]}"
                yield SpreadSum(told[n].at(*one.span()), told[m].at(*other.span()), noun, working)


def _along(told: list[Place]) -> Iterator[SpreadSum]:
    """Find a rank and all who were before: the fifth, along with four names."""
    for place in told:
        for one in _ALONG.finditer(place.text) if _WITH_THEM.search(place.text) else ():
            many = len(re.split(r", and |,? and |, ", re.sub(r" \([^)]*\)", "", one["names"])))
            nth = one["nth"]
            rank = ORDINALS.get(nth) or int(nth[:-2])
            if rank == many + 1:
                yield SpreadSum(place.at(*one.span("names")), place.at(*one.span("nth")), "rank", f"{many} + 1 = {nth}")


def _ages(told: list[Place]) -> Iterator[SpreadSum]:
    """Find an age at the time of something and the age now: 18 in 2011, 20 in 2013."""
    then = [(n, one) for n, place in enumerate(told) for one in _found(_AGE_THEN, "at the time", place.text)]
    if not then:
        return
    years = {int(year) for place in told for year in _YEAR.findall(place.text)}
    for n, one in then:
        for m, place in enumerate(told):
            for now in _AGE_NOW.finditer(place.text) if m != n else ():
                more = int(now["n"]) - int(one["n"])
                if now["name"] == one["name"] and more > 0 and any(year + more in years for year in years):
                    year = max(year for year in years if year + more in years)
                    working = f"{one['n']} + {more} = {now['n']}, {year} to {year + more}"
                    yield SpreadSum(told[n].at(*one.span("n")), place.at(*now.span("n")), "age", working)
