"""Circumstances of which an act or a person has one: who found it, with what weapon, of which town, what is withheld.

Each is a state (:class:`facts.states.Observed`). Who found a body is told by a noun of ``circumstances.csv``, where the
nouns of one row may be one person (*a hiker*, *a passer-by*); a weapon is one that was used. The town somebody lives in
and the nation belong to a name. A name, a price or a clinic is withheld by one article and told by another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from analysis.facts.similarity import find_keys
from analysis.facts.states import BIRTHPLACE, HOME, Observed
from analysis.files import listed
from analysis.text.patterns import pattern

FINDER, WEAPON, NATION = "who found", "which weapon", "which nation"
#: what one article withholds and another tells: a name or a price, and where somebody is treated
TOLD, CLINIC = "told or withheld", "where treated"
_WITHHELD, _GIVEN = "withheld", "told"
#: what a finding, a call for help, an attack and a treatment are of
_DEAD, _CALL, _ATTACK, _CARE = "~dead", "~call", "~attack", "~care"

_MAYBE = pattern(
    r"(?:\b(?:not|no|never|nobody|if|whether|would|could|may|might|will|to|until|before|how|hop(?:e|es|ed)|deny|denied|denies)\b|n[’']t\b)[^.,;]{0,30}$",
    re.I,
)
_NAME = r"[A-Z][\w’'-]*[a-z]"
_TOWN = r"(?:(?:New|San|Santa|Los|Las|Fort|Port|Mount|St\.|El|La) )?[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+)?"
_BODY = r"(?:bod(?:y|ies)|corpses?|remains|(?:(?:wo)?man|couple|pair|two|three|victims?) dead)"
#: what a sentence must have for the longer patterns to be looked for
_FINDS, _A_BODY = pattern(r"found|discover|stumbled|came across"), pattern(r"bod(?:y|ies)|corpse|remains|dead|to death")
_CALLS = pattern(r"(?:call|alert|phon|dial|notifi|tipp|summon)[a-z]* (?:off |the )?(?:by|police|911|999|auth|emerg)")
_FOUND_BY = pattern(
    rf"\b{_BODY}\b[^;:]{{0,90}}?\b(?:was|were|had been|been) (?:[a-z]+ )?(?:found|discovered)\b[^.;:]{{0,60}}?"
    r"\b(?:by|when) (?P<who>[^.;:]{3,70})"
    r"|\b(?:found|discovered) (?:[a-z]+ )?(?:dead|stabbed to death|shot to death)\b[^.;:]{0,60}?"
    r"\bby (?P<whom>[^.;:]{3,50})"
)
_FOUND = pattern(
    r"(?P<who>[^.;:,]{3,60}?)(?:, [^,;.]{3,40},)? (?:found|finds|discovered|discovers|stumbled (?:up)?on|came across) "
    rf"(?:(?!no\b|not\b)[\w’'-]+ ){{0,4}}?{_BODY}\b"
)
_CALLED = pattern(
    r"(?P<who>[^.;:,]{3,40}?) (?:called|calls|alerted|phoned|telephoned|dialled|dialed|notified) "
    r"(?:the )?(?:police|911|999|authorities|emergency services)\b"
)
_CALLED_BY = pattern(
    r"\b(?:police|officers|authorities|deputies) (?:were|was) (?:called|alerted|notified|tipped off|summoned) "
    r"by (?P<who>[^.;:,]{3,40})"
)
#: what may stand between a noun and its verb, and before a noun behind a preposition
_TO_VERB = pattern(r"(?: (?:later|first|then|also|eventually|finally|had|who|at|from|of|in|searching|walking)\b.*)?")
_FEW = pattern(r"(?:an?|the|his|her|their|two|three|some|one of|[A-Z][\w-]+'s?|[a-z-]+|,| )*")
_ARMED = pattern(
    r"\b(?P<act>shot|opened fire|opening fire|fired|firing|killed|stabbed|attacked|beaten|struck|walked|entered|armed|"
    r"returned|burst|stormed|used|using|wielding|brandishing|grabbed|pulled out)\b(?P<between>[^.;:]{0,60}? with)? "
    r"(?:an?|his|her) (?=(?P<what>[^.,;:]{3,40}))"
)
_BARE = frozenset(("used", "using", "wielding", "brandishing", "grabbed", "pulled out"))
_OF_POLICE = pattern(
    r"\b(?:police|officers?|deput(?:y|ies)|troopers?|agents?|guards?|soldiers?|if|not|no|or)\b|n[’']t\b", re.I
)
#: Ana Ruiz, 43, of Orvel; Ana Ruiz, born in Orvel
_OF_TOWN = pattern(
    rf"\b(?P<name>{_NAME} (?:[A-Z]\. )?{_NAME})(?:,? (?:Jr|Sr|III|II)\.?)?, (?:an? )?\d{{1,2}}(?:-year-old)?"
    rf"(?:,| years old,?)? (?:from|of) (?:nearby |suburban )?(?P<town>{_TOWN})"
)
#: towns so large that a part of them may be told instead
_LARGE = frozenset(
    """new york|brooklyn|queens|bronx|manhattan|staten island|los angeles|london|chicago|boston|detroit|philadelphia|
    houston|sydney|melbourne|paris|berlin|mumbai|delhi|toronto|long island""".replace("\n    ", "").split("|")
)
_BORN = pattern(
    rf"\b(?P<name>{_NAME} {_NAME}|[Hh]e|[Ss]he)(?:,? who)?(?: was)? born (?:on [^.;]{{3,20}} )?in (?:the )?"
    rf"(?P<town>{_TOWN})"
)
_PERSON = (
    "man|woman|national|citizen|tourist|climber|hiker|skier|student|actor|actress|singer|writer|author|journalist|"
    "soldier|driver|pilot|sailor|teenager|businessman|businesswoman|doctor|nurse|worker|cyclist|swimmer|diver|"
    "backpacker|teacher|engineer|artist|model|boxer"
)
_LAND = r"(?:(?:New|South|North|Saudi|Sri) )?[A-Z][a-z]+"
_NATIONAL = pattern(
    rf"(?<![\w’'-])(?P<land>{_LAND})(?: (?:{_PERSON}))? (?P<name>{_NAME} {_NAME})\b(?! [A-Z])"
    rf"|\b(?P<whose>{_NAME} {_NAME}), (?:\d{{1,2}}, )?an? (?:\d{{1,2}}-year-old )?(?:[a-z-]+ )?"
    rf"(?P<is>{_LAND})(?: (?:{_PERSON}))?(?=[,.]| who\b)"
)
_THE_NATIONAL = pattern(
    rf"^The (?:{_LAND}-born )?(?:\d\d-year-old )?(?P<land>{_LAND})(?: (?:{_PERSON}))?"
    r"(?=,? (?:who|was|is|had|has|died|fell|said|lived|lives|planned|went|got|made|won|lost|scored)\b)"
)
_ROLES = {
    "suspect": "suspects?|gunman|gunmen|shooter|attacker|robber|assailant|killer",
    "victim": "victims?|dead (?:wo)?man|slain (?:wo)?man",
    "officer": "officers?|deput(?:y|ies)|troopers?|policeman",
    "driver": "drivers?|motorist",
    "pilot": "pilots?",
    "child": "boy|girl|child|infant|baby|toddler|teen|teenager|student",
    "buyer": "buyers?|winner|donor|bidder",
}
_ROLE = "|".join(_ROLES.values())
_OUT = "released|disclosed|revealed|made public|given|announced|divulged|published|available|known"
_NOT_YET = r"not (?:(?:yet|immediately|publicly|been|being|officially|formally) )*"
_IS = "was|were|has|have|had|is|are"
_WILL_NOT = r"(?:(?:did|does|do|would|will|could) not|declined to|refused to|(?:did|would|wo)n[’']t)"
_NAMELESS = pattern(
    rf"\b{_WILL_NOT} (?:identify|name|(?:release|disclose) the (?:names?|identit(?:y|ies)) of) the "
    rf"(?:[a-z-]+ )?(?P<role>{_ROLE})\b"
    rf"|\b(?:names?|identit(?:y|ies)) of the (?:[a-z-]+ )?(?P<of>{_ROLE})\b[^.,;]{{0,30}}? (?:{_IS}) "
    rf"(?:{_NOT_YET}(?:{_OUT})|being withheld|withheld|unknown)"
    rf"|\b[Tt]he (?:[a-z-]+ )?(?P<whose>{_ROLE})[’']s? (?:names?|identit(?:y|ies)) (?:{_IS}) "
    rf"(?:{_NOT_YET}(?:{_OUT})|being withheld|withheld)"
    rf"|\b(?:[Tt]he|[Aa]n?) (?:[a-z-]+ )?(?P<who>{_ROLE}) (?:{_IS}) {_NOT_YET}(?:identified|named)\b"
    rf"|\b[Tt]he unidentified (?P<un>{_ROLE})\b"
)
_NAMED = pattern(
    rf"\b(?:identified|named) the (?:[a-z-]+ )?(?P<role>{_ROLE}) as (?:[a-z0-9-]+ )*(?=[A-Z])"
    rf"|\b[Tt]he (?:[a-z-]+ )?(?P<who>{_ROLE})(?:,| was| were| has been| have been)? (?:later |since )?"
    rf"(?:identified|named)(?: by [^.,;]{{3,30}}?| [A-Z][a-z]+day)? as (?:[a-z0-9-]+ )*(?=[A-Z])"
    rf"|\b[Tt]he (?:alleged |dead )?(?P<is>{_ROLE}), (?:\d\d-year-old )?{_NAME} (?:[A-Z]\. )?{_NAME}(?:, \d\d)?,"
)
_DEAL = "deal|contract|agreement|extension|sale|purchase|acquisition|transfer|takeover|merger|settlement"
_NO_TERMS = pattern(
    rf"\b(?:[Tt]erms|[Dd]etails|[Vv]alue|[Ss]ize|[Pp]rice|[Aa]mount|[Ff]ee)\b[^.,;]{{0,50}}? (?:was|were|have|has) "
    rf"{_NOT_YET}(?:{_OUT})|\bundisclosed (?:sum|amount|fee|price|terms)\b"
    rf"|\b{_WILL_NOT} (?:disclose|reveal|release|discuss|give) (?:the )?(?:financial )?(?:terms|price|amount|value)\b"
)
_TERMS = pattern(
    rf"\b(?:{_DEAL}|signed|bought|sold|acquired)\b[^.;]{{0,60}}?[$£€]\d"
    rf"|[$£€]\d[\d.,]*(?:[ -][mb]illion|[mb]n?)?[^.;]{{0,30}}? (?:{_DEAL})\b"
)
_OF_CARE = "facility|clinic|center|centre|hospital|rehab"
_HIDDEN = pattern(
    rf"\b(?:undisclosed|unnamed|unspecified|unidentified) (?:[a-z]+ ){{0,2}}(?:{_OF_CARE})\b"
    rf"|\b(?:{_OF_CARE}),? (?:whose|the) (?:location|name|whereabouts) (?:{_IS}) {_NOT_YET}(?:{_OUT})"
    rf"|\b(?:name|location) of the (?:[a-z]+ )?(?:{_OF_CARE}) (?:{_IS}) {_NOT_YET}(?:{_OUT})"
)
_OPENLY = pattern(
    r"\b(?:[Cc]hecks?|[Cc]hecked|[Ee]nter(?:s|ed)?|[Aa]dmitted|[Tt]reated|made it|[Ss]how(?:s|ed) up|[Tt]aken|rushed)\b"
    r"[^.;:]{0,40}? (?:(?!Into|The)[A-Z][\w’'-]+ ){1,3}(?:Cent(?:er|re)|Clinic|Hospital|Recovery|Infirmary)\b"
)


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, dict[str, str]]:
    """Return by slot the state that each word tells."""
    found: dict[str, dict[str, str]] = {}
    for slot, state, words in listed("circumstances.csv", "slot", "state", "words"):
        found.setdefault(slot, {}).update(dict.fromkeys(words.split("|"), state))
    return found


@lru_cache(maxsize=8)
def _words_of(slot: str) -> re.Pattern:
    words = sorted(_lexicon()[slot], key=len, reverse=True)
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, words))})(?![\w’'-])", re.I)


def circumstances(text: str) -> Iterator[Observed]:
    """Find the circumstances that one sentence tells; places are half-open, in characters of it."""
    if not text.endswith("?"):
        yield from _finders(text)
        yield from _weapons(text)
        yield from _homes(text)
        yield from _nations(text)
        yield from _withheld(text)


def _finders(text: str) -> Iterator[Observed]:
    """Find who found somebody dead, and who called for help, by the row of the noun."""
    forms = []
    if _FINDS.search(text) and _A_BODY.search(text):
        forms += [(_FOUND_BY, _DEAD, True), (_FOUND, _DEAD, False)]
    if _CALLS.search(text):
        forms += [(_CALLED_BY, _CALL, True), (_CALLED, _CALL, False)]
    for form, thing, behind in forms:
        for found in form.finditer(text):
            group = found.lastgroup
            who = _agent(found[group].replace("’", "'"), behind=behind)
            verb = found.start(group) if behind else found.end(group)
            if who and not _MAYBE.search(text[:verb]):
                yield Observed(FINDER, thing, who, found.start() if behind else found.start(group), found.end())


def _agent(said: str, *, behind: bool) -> str:
    """Return the row of the noun that stands first behind a preposition, or last before a verb; "" for none."""
    nouns = list(_words_of("finder").finditer(said))
    if not nouns:
        return ""
    noun = nouns[0] if behind else nouns[-1]
    near = _FEW.fullmatch(said[: noun.start()]) if behind else _TO_VERB.fullmatch(said[noun.end() :])
    return _lexicon()["finder"][noun[0].lower()] if near else ""


def _weapons(text: str) -> Iterator[Observed]:
    """Find with what weapon somebody who is not of the police attacked."""
    for found in _ARMED.finditer(text):
        weapon = _words_of("weapon").search(found["what"])
        if (
            weapon
            and (found["between"] or found["act"] in _BARE)
            and not _OF_POLICE.search(text[: found.start("what")])
        ):
            state = _lexicon()["weapon"][weapon[0].lower()]
            yield Observed(WEAPON, _ATTACK, state, found.start(), found.start("what") + weapon.end())


def _homes(text: str) -> Iterator[Observed]:
    """Find of which town somebody is, and where somebody was born."""
    for form, group in ((_OF_TOWN, HOME), (_BORN, BIRTHPLACE)):
        for found in form.finditer(text):
            first, *_, last = found["name"].lower().split() * 2
            thing = f"{first} {last}" if group == HOME else last
            if (town := found["town"].lower()) not in _LARGE:
                yield Observed(group, thing, town, *found.span())


def _nations(text: str) -> Iterator[Observed]:
    """Find of which nation somebody is; of a name, or of whom the sentence before begins with."""
    for form in (_NATIONAL, _THE_NATIONAL):
        for found in form.finditer(text):
            said = found.groupdict()
            nation, name = _nation(said["land"] or said.get("is") or ""), said.get("name") or said.get("whose") or "he"
            if nation:
                yield Observed(NATION, name.split()[-1].lower(), nation, *found.span())


def _nation(word: str) -> str:
    """Return the nation that a word for its people names, "" for another word."""
    if known := _lexicon()["nation"].get(word):
        return known
    keys = [key for *_, key in find_keys(word)]
    people = len(keys) == 1 and keys[0].startswith("=") and keys[0][1:] != word
    return keys[0] if people and word.endswith(("n", "i", "ese", "ish", "k", "s")) else ""


def _withheld(text: str) -> Iterator[Observed]:
    """Find what is withheld or told: the name of a role, the terms of a deal, the place where somebody is treated."""
    for form, state in ((_NAMELESS, _WITHHELD), (_NAMED, _GIVEN)):
        for found in form.finditer(text):
            word = next(said for said in found.groupdict().values() if said)
            role = next(role for role, words in _ROLES.items() if re.fullmatch(words, word))
            yield Observed(TOLD, f"~{role}", state, *found.span())
    for group, thing, hidden, openly in ((TOLD, "", _NO_TERMS, _TERMS), (CLINIC, _CARE, _HIDDEN, _OPENLY)):
        for form, state in ((hidden, _WITHHELD), (openly, _GIVEN)):
            yield from (Observed(group, thing, state, *found.span()) for found in form.finditer(text))
