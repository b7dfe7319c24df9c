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
#: where a fire began, and which way somebody got in
ORIGIN, ENTRY = "where it began", "which way in"
#: what caused a fire, a crash or a failure, by kinds of causes
CAUSE = "what caused it"
#: what one article withholds and another tells: a name or a price, and where somebody is treated
TOLD, CLINIC = "told or withheld", "where treated"
_WITHHELD, _GIVEN = "withheld", "told"
#: what a finding, a call for help, an attack and a treatment are of
_DEAD, _CALL, _ATTACK, _CARE = "~dead", "~call", "~attack", "~care"
_SMELL, _FIRE, _IN = "~smell", "~fire", "~in"

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
_SMELLS = pattern(r"smel|odou?r|gas\b|smoke")
_NOTICED = pattern(
    r"(?P<who>[^.;:,]{3,60}?) (?:smelled|smelt|noticed|detected|reported|complained (?:of|about)) "
    r"(?:an? |the )?(?:strong |faint |natural )?(?:smell|odou?r|gas|smoke)\b"
)
_BEGINS = pattern(r"\b(?:began|begun|started|broke out|broken out|originated|erupted)\b")
_ORIGIN = pattern(
    r"\b(?:fire|blaze|flames)\b(?:,? (?:that|which|at|in|of) [^.;,]{3,50}?)??,? "
    r"(?:(?:which|that|is|was|are|believed|thought|to|have|had|has|appears|appeared|apparently|reportedly|first) )*"
    r"(?:began|begun|started|broke out|broken out|originated|erupted) "
    r"(?:in|on|at|inside|from|near|(?=outside\b))(?= ?(?P<what>[^.,;:]{3,40}))"
)
_CAUSES = pattern(r"cause|spark|trigger|blame|set off|due to|started by")
_CAUSED = pattern(
    r"\b(?P<event>fires?|blaze|crash|collision|explosion|blast|outages?|blackout|failures?|disruptions?|cuts?|damage|death|"
    r"accident)\b[^.;:]{0,40}? (?:caused by|sparked by|triggered by|blamed on|started by|set off by|due to) "
    r"(?=(?P<what>[^.,;:]{3,45}))"
)
_GOT_IN = pattern(
    r"\b(?:entered|br(?:oke|eaking|oken) in(?:to)?|got in(?:to)?|climb(?:ed|ing) in(?:to)?|came in|burst in(?:to)?|"
    r"sneaked in(?:to)?|gained (?:entry|access)|forced (?:his|her|their) way in(?:to)?)\b[^.;:]{0,40}? through "
    r"(?:an?|the|his|her|their) (?=(?P<what>[^.,;:]{3,30}))"
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
#: persons whose role an act beside them tells: the men arrested, the women killed
_ANYBODY = "people|persons?|(?:wo)?m[ae]n|members?|teenagers?|youths|others|dead|bodies"
_WHO = f"{_ROLE}|{_ANYBODY}"
_AS_SUSPECT = r"arrested|charged|detained|custody|accused|booked|held|suspected|wanted|jailed"
_AS_VICTIM = r"killed|dead|died|slain|murdered|drowned|shot|stabbed|injured|wounded|hurt|bodies"
_DONE_TO = pattern(rf"\b(?:(?P<suspect>{_AS_SUSPECT})|(?P<victim>{_AS_VICTIM}))\b")
#: so many characters behind a name withheld, and before it, the act is looked for
_ACT_AFTER, _ACT_BEFORE = 60, 70
_OUT = "released|disclosed|revealed|made public|given|announced|divulged|published|available|known"
_NOT_YET = r"not (?:(?:yet|immediately|publicly|been|being|officially|formally) )*"
_IS = "was|were|has|have|had|is|are"
_WILL_NOT = (
    r"(?:(?:did|does|do|would|will|could|have|has|had) not|declined to|refused to|(?:did|would|wo|have|has|had)n[’']t)"
    r"(?: yet| immediately)?"
)
_NAMES = r"(?:[Nn]ames?|[Ii]dentit(?:y|ies))"
_WITHHOLDS = (
    rf"(?:(?:{_IS}) (?:{_NOT_YET}(?:{_OUT})|(?:being |been )?withheld|unknown)"
    r"|remain(?:s|ed)? (?:unreleased|sealed|unknown|secret))"
)
_HAS_NAMES, _HAS_NAMED = pattern(r"[Nn]am|[Ii]denti"), pattern(r"[Ii]dentified|named|[Nn]ames|, \d\d,")
_NAMELESS = pattern(
    rf"\b{_WILL_NOT} (?:identif(?:y|ied)|named?|releas(?:e|ed) the (?:names?|identit(?:y|ies)) of|"
    rf"disclosed? the (?:names?|identit(?:y|ies)) of) the (?:[a-z-]+ ){{0,2}}(?P<role>{_WHO})\b"
    rf"|\b{_NAMES} of (?:the |all |both )?(?:[a-z-]+ ){{0,2}}(?P<of>{_WHO})\b[^.;]{{0,50}}? {_WITHHOLDS}"
    rf"|\b(?P<whose>{_WHO})(?:[’']s?|,? whose| [’']) (?:{_NAMES}) {_WITHHOLDS}"
    rf"|\b(?P<who>{_WHO}),? (?:who )?(?:{_IS}) {_NOT_YET}(?:identified|named)\b"
    rf"|\b[Tt]he (?:unidentified|unnamed) (?P<un>{_WHO})\b"
)
_NAMED = pattern(
    rf"\b(?:identified|named) the (?:[a-z-]+ ){{0,2}}(?P<role>{_WHO}) as (?:[a-z0-9-]+ )*(?=[A-Z])"
    rf"|\b[Tt]he (?:[a-z-]+ ){{0,2}}(?P<who>{_WHO})(?:,| was| were| has been| have been)? (?:later |since )?"
    rf"(?:identified|named)(?: by [^.,;]{{3,30}}?| [A-Z][a-z]+day)? as (?:[a-z0-9-]+ )*(?=[A-Z])"
    rf"|\b[Tt]he (?:alleged |dead )?(?P<is>{_ROLE}), (?:\d\d-year-old )?{_NAME} (?:[A-Z]\. )?{_NAME}(?:, \d\d)?,"
    rf"|\b(?P<whose>{_ROLE})(?: ?[’']s?) {_NAMES} (?:{_IS}) (?:(?:made public|released|disclosed)\b)"
    rf"|\b{_NAME} {_NAME}, \d\d, (?:of [A-Z][a-z]+,? )?(?:was|were) (?P<done>arrested|charged|killed|found dead|"
    r"shot dead|stabbed to death|shot to death|shot and killed|pronounced dead)\b"
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
        yield from _ways(text)


def _ways(text: str) -> Iterator[Observed]:
    """Find where a fire began, and through what somebody got in; what is only thought possible is passed over."""
    for found in _CAUSED.finditer(text) if _CAUSES.search(text) else ():
        what = _words_of("cause").search(found["what"])
        if what and not _MAYBE.search(text[: found.end()]):
            state = _lexicon()["cause"][what[0].lower()]
            yield Observed(CAUSE, "~cause", state, found.start(), found.start("what") + what.end())
    for form, group, thing in ((_ORIGIN, ORIGIN, _FIRE), (_GOT_IN, ENTRY, _IN)):
        slot = "origin" if group == ORIGIN else "entry"
        if not (_BEGINS.search(text) if group == ORIGIN else " through " in text):
            continue
        for found in form.finditer(text):
            where = _words_of(slot).search(found["what"])
            if where and not _MAYBE.search(text[: found.start()]):
                state = _lexicon()[slot][where[0].lower()]
                yield Observed(group, thing, state, found.start(), found.start("what") + where.end())


def _finders(text: str) -> Iterator[Observed]:
    """Find who found somebody dead, and who called for help, by the row of the noun."""
    forms = []
    if _FINDS.search(text) and _A_BODY.search(text):
        forms += [(_FOUND_BY, _DEAD, True), (_FOUND, _DEAD, False)]
    if _CALLS.search(text):
        forms += [(_CALLED_BY, _CALL, True), (_CALLED, _CALL, False)]
    if _SMELLS.search(text):
        forms += [(_NOTICED, _SMELL, False)]
    for form, thing, behind in forms:
        for found in form.finditer(text):
            group = found.lastgroup
            who, at = _agent(found[group].replace("’", "'"), behind=behind)
            verb = found.start(group) if behind else found.end(group)
            if who and not _MAYBE.search(text[:verb]):
                yield Observed(FINDER, thing, who, found.start() if behind else found.start(group) + at, found.end())


def _agent(said: str, *, behind: bool) -> tuple[str, int]:
    """Return the row of the noun that stands first behind a preposition, or last before a verb, and where it begins."""
    nouns = list(_words_of("finder").finditer(said))
    if not nouns:
        return "", 0
    noun = nouns[0] if behind else nouns[-1]
    near = _FEW.fullmatch(said[: noun.start()]) if behind else _TO_VERB.fullmatch(said[noun.end() :])
    return (_lexicon()["finder"][noun[0].lower()], noun.start()) if near else ("", 0)


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


def _role(text: str, found: re.Match) -> str:
    """Return whose name it is: by the noun, or by what was done to them behind it or before it; "" for neither."""
    group = found.lastgroup
    word = found[group].lower()
    if group == "done":
        return next(role for role, done in _DONE_TO.search(word).groupdict().items() if done)
    for role, words in _ROLES.items():
        if re.fullmatch(words, word):
            return role
    end = found.end(group)
    acts = _DONE_TO.search(text, end, end + _ACT_AFTER) or _DONE_TO.search(text, found.end(), found.end() + _ACT_AFTER)
    before = [*_DONE_TO.finditer(text, max(0, found.start() - _ACT_BEFORE), found.start())]
    acts = acts or (before[-1] if before else None)
    return acts.lastgroup if acts else ""


def _withheld(text: str) -> Iterator[Observed]:
    """Find what is withheld or told: the name of a role, the terms of a deal, the place where somebody is treated."""
    forms = [(_NAMELESS, _WITHHELD)] if _HAS_NAMES.search(text) else []
    forms += [(_NAMED, _GIVEN)] if _HAS_NAMED.search(text) else []
    for form, state in forms:
        for found in form.finditer(text):
            if role := _role(text, found):
                yield Observed(TOLD, f"~{role}", state, *found.span())
    for group, thing, hidden, openly in ((TOLD, "", _NO_TERMS, _TERMS), (CLINIC, _CARE, _HIDDEN, _OPENLY)):
        for form, state in ((hidden, _WITHHELD), (openly, _GIVEN)):
            yield from (Observed(group, thing, state, *found.span()) for found in form.finditer(text))
