"""Particulars of which one holds at a time: on which side, of which rank, whose wife, in which hospital somebody died.

Each is a state (:class:`facts.states.Observed`) that a table of verbs does not hold. ``sides.csv`` has pairs of words
that part one noun: the left and the right knee, inside and outside the bank, before and after the vote; of the last two
the act is looked for before them. A rank or a kinship is that of a name. Who is listed among rivals is interested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from analysis.facts.states import DECIDES, FOLLOWS, HOW_MANY, PRONOUNS, WHERE_DIED, Observed, subject
from analysis.files import listed
from analysis.text.numerals import ORDINALS
from analysis.text.patterns import pattern
from analysis.text.word_forms import irregular_forms, key

SIDE, RANK, KINSHIP = "which side", "which rank", "whose kin"
COLOUR, IN_A_ROW = "which colour", "which in a row"

#: one death, and no more
_ONE_DEAD = pattern(
    r"\bkill(?:ing|ed|s) one\b|\b(?:one|1|a) (?:person |man |woman )?(?:is |was )?(?:dead|killed)\b"
    r"|\bone (?:person )?died\b|\b(?:leaves|left) (?:one|(?:wo)?man|boy|girl) dead\b"
    r"|\bthe (?:only|sole) (?:death|fatality)\b",
    re.I,
)
#: those who compete for something, as a list: teams in the running are the Orvel Owls (two years) and Pell Pike
_RIVALS = pattern(
    r"\b(?i:teams|clubs|companies|firms|bidders|suitors|candidates|contenders|rivals|parties|buyers)\b[^.;:]{0,40}?"
    r"\b(?P<how>in the (?:battle|running|race|hunt|mix|bidding)|interested|bidding|competing|vying)\b[^.;:()]{0,50}?"
    r"\b(?:are|were|includ(?:e|ed|ing))\b(?P<list>[^.;:]+)"
)
_IN_BRACKETS = pattern(r"\([^)]*\)")
_LISTED_NAME = pattern(r"(?:[A-Z][\w’'-]+ )*([A-Z][\w’'-]+)")
_ONE = "man|woman|boy|girl|victim|driver|officer|teenager"
#: who died at which hospital: Ana Ruiz was pronounced dead at Pell Hospital; was rushed to hospital, where she died
_AT_HOSPITAL = pattern(
    rf"(?P<who>[A-Z][\w’'-]+|(?<=[Tt]he )(?:{_ONE})|\b[Hh]e|\b[Ss]he)"
    r"(?: was)?(?: later| also)* (?:died|pronounced dead|declared dead)(?: later)? (?:at|in) (?:the )?"
    r"(?:[A-Z][\w’'.-]* ){1,4}(?:Hospital|Medical|Infirmary|Clinic)"
    rf"|\b[Hh]ospital\b[^.;]{{0,40}}?,? where (?P<whom>he|she|the (?:{_ONE})|[A-Z][\w’'-]+)"
    r"(?: was)?(?: later)? (?:died|pronounced dead|declared dead)"
)
_RANKS = {"sgt": "sergeant", "lt": "lieutenant", "capt": "captain", "cpl": "corporal", "col": "colonel", "maj": "major"}
_RANKED = pattern(
    r"(?<!Chief )(?<!Staff )(?<!Lt\. )(?<!General )\b"
    r"(?P<rank>Sgt|Sergeant|Lt|Lieutenant|Capt|Captain|Cpl|Corporal|Maj|Major|Col|Colonel)\b\.? "
    r"(?!Gov|Col|Gen|Commander)(?:[A-Z][\w.’-]* )?(?P<name>[A-Z][\w’-]+)"
)
_KIN = {
    "wife": "wife",
    "estranged wife": "wife",
    "girlfriend": "girlfriend",
    "ex-wife": "former wife",
    "former wife": "former wife",
}
_KIN |= {"ex-girlfriend": "former girlfriend", "former girlfriend": "former girlfriend", "husband": "husband"}
_KIN |= {"boyfriend": "boyfriend", "ex-husband": "former husband", "former husband": "former husband"}
_KIN |= {"ex-boyfriend": "former boyfriend", "fiancee": "betrothed", "fiancée": "betrothed", "fiancé": "betrothed"}
#: kin of one generation: a half-brother is no brother by both parents
_BLOOD = {"brother": "brothers", "half-brother": "brothers", "stepbrother": "brothers", "brother-in-law": "brothers"}
_BLOOD |= {"sister": "sisters", "half-sister": "sisters", "stepsister": "sisters", "sister-in-law": "sisters"}
_BLOOD |= {"son": "sons", "stepson": "sons", "daughter": "daughters", "stepdaughter": "daughters"}
_BLOOD |= {"father": "fathers", "stepfather": "fathers", "mother": "mothers", "stepmother": "mothers"}
_KIN |= {kin: kin for kin in _BLOOD}
_KIN_WORD = "|".join(sorted(_KIN, key=len, reverse=True))
_KINSHIP = pattern(
    rf"\b(?:[Hh]is|[Hh]er|[’']s) (?P<kin>{_KIN_WORD}),? (?:[A-Z][\w’-]+ )*(?P<name>[A-Z][\w’-]+)"
    rf"|(?P<first>[A-Z][\w’-]+), (?:his|her|[A-Z][\w’-]+[’']s) (?P<as>{_KIN_WORD})\b"
)
_COLOURS = {"grey": "gray", "silvery": "silver", "golden": "gold", "crimson": "red", "navy": "blue"}
_COLOURED = pattern(
    r"\b(?P<colour>black|white|red|blue|green|yellow|silver|gr[ae]y|brown|gold|orange|purple|maroon|tan|beige|pink)"
    r"(?: \d{4})? (?:four-door |two-door |pickup |late-model )?"
    r"(?:(?P<make>(?:[A-Z][\w-]+ )*[A-Z][\w-]+)|(?P<noun>car|van|truck|pickup|sedan|SUV|minivan|motorcycle|bicycle|"
    r"bike|boat|jacket|shirt|hoodie|hat|cap|dress|coat|sweatshirt|mask|suit))\b"
)
_PLACES = list(ORDINALS)[:10]
_NTH = rf"(?:{'|'.join(_PLACES)}|\d+(?:st|nd|rd|th))"
_SORT = r"(?!day|night|week|month|year|season)[a-z]+"
_STRAIGHT = pattern(
    rf"\b(?P<count>{_NTH}) (?:straight|consecutive|successive) (?P<noun>{_SORT})\b"
    rf"|\b(?P<row>{_NTH}) (?P<of>{_SORT}) in a row\b"
)
#: of some persons or things, how many an act was done to
_QUANTITIES = {
    "all": "all|every|both|each",
    "one": "only one|just one",
    "few": "only a few|only some|not all|few|hardly any|half|about half|most|nearly all|almost all",
    "some": "several|many|some|dozens|scores|hundreds|thousands|a number",
    "none": "no|none|neither|not a single|not one",
}
_QUANTITY = "|".join(sorted("|".join(_QUANTITIES.values()).split("|"), key=len, reverse=True))
_SOME_OF = pattern(
    rf"(?<![\w-])(?P<many>(?i:{_QUANTITY}))(?: of)?(?: (?:the|its|his|her|their|these|those))?(?: [a-z]+)?? "
    r"(?P<noun>[a-z]{3,}) (?:(?:was|were|have|had|has|been|are|is) )+(?:[a-z]+ly )?(?P<verb>[a-z]+(?:ed|en|t|d|wn))\b"
)
#: by what a building was destroyed
RUINED = "how destroyed"
_BUILDING = (
    "building|house|home|church|clinic|hospital|school|warehouse|store|shop|mosque|temple|factory|plant|hotel|barn|museum|"
    "office|bridge|theatre|theater|hall|restaurant|library"
)
_RUIN = {
    "fire": "fire|blaze|flames|arson",
    "storm": "hurricane|storm|tornado|cyclone|typhoon|flood|floods|flooding",
    "bomb": "bomb|explosion|blast",
    "quake": "earthquake|quake",
}
_DESTROYS = pattern(r"burn|destroyed|wrecked|level|flattened|razed|gutted|flames")
_BY = "|".join(_RUIN.values())
_RUINED = pattern(
    rf"\b(?P<noun>{_BUILDING})(?:,? (?:which|that))?,?(?: (?:after|when|because) it)?"
    r"(?: (?:was|had been|has been|is))? (?:badly |largely |completely |totally )?"
    r"(?:(?P<fire>burned (?:down|to the ground)|burnt down|went up in flames|gutted)"
    rf"|(?:destroyed|wrecked|levelled|leveled|flattened|razed) (?:by|in) (?:an? |the )?(?P<by>{_BY})\b)",
    re.I,
)
_SAME_FORM = frozenset(("hurt", "shut", "cut", "hit", "shot", "set"))
_PERSON = r"[A-Z][\w’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+"
_REPLACES = pattern(
    rf"\b(?P<new>{_PERSON}),?(?: (?:who|will|would|has|have|had|been|was|is|to|named|hired|chosen|picked|tapped|"
    r"appointed|set|officially))* (?:replac(?:es|ed|e|ing)|succe(?:eds|eded|ed|eding)) "
    rf"(?:[a-z]+ ){{0,3}}(?P<old>{_PERSON})"
)
_POINT = pattern(
    r"(?:win|ahead|deci|first|opening|last|only|final)[a-z-]* (?:[a-z]+ )?(?:goal|touchdown|basket|shot|run|h|try)"
)
_WINS = pattern(
    rf"\b(?P<who>{_PERSON}|[A-Z][\w’'-]+)"
    r"(?:[’']s? | (?:scored|hit|kicked|made|threw|caught|returned|had|sank|drained|headed) (?:the|an?|his|her) )"
    r"(?:[a-z0-9-]+ )?"
    r"(?P<which>game-winning|match-winning|winning|go-ahead|decisive|deciding|first|opening|last|only|final) "
    r"(?P<point>goal|touchdown|basket|field goal|run|shot|homer|home run|try|free throw|layup|kick|interception)\b"
)
#: so many characters before a preposition its act is looked for
_ACT = 45
_WORD = pattern(r"[^\W\d_]+")
_MAYBE = pattern(r"\b(?:not|no|never|if|whether|would|could|may|might|will|to)\b|n[’']t\b")


class _Sides(NamedTuple):
    """Of a side: its pair, its name, and whether an act stands before it; `nouns` are those it parts."""

    pair: str
    side: str
    acts: bool
    nouns: frozenset[str]


@lru_cache(maxsize=1)
def _sides() -> tuple[re.Pattern, dict[str, _Sides]]:
    """Return the pattern of all words for a side with their noun, and what they mean."""
    table: dict[str, _Sides] = {}
    nouns: set[str] = set()
    for pair, side, form, words, of in listed("sides.csv", "pair", "side", "form", "words", "nouns"):
        nouns.update(of.split("|"))
        own = _Sides(pair, side, form == "at", frozenset(of.split("|")))
        table |= dict.fromkeys(words.split("|"), own)
    joined, parted = ("|".join(sorted(one, key=len, reverse=True)) for one in (table, nouns))
    between = r"(?:(?:the|an?|his|her|their|its|[A-Z][\w’'.-]*|[a-z]+-[a-z]+) ){0,3}"
    return re.compile(rf"\b(?P<word>{joined}) {between}(?P<noun>{parted})\b"), table


def particulars(text: str) -> Iterator[Observed]:
    """Find the particulars that one sentence tells; places are half-open, in characters of it."""
    if not text.endswith("?"):
        yield from _deaths(text)
        yield from _rivals(text)
        yield from _sided(text)
        yield from _ranked(text)
        yield from _kin(text)
        yield from _coloured(text)
        yield from _in_a_row(text)
        yield from _some_of(text)
        yield from _follows(text)
        yield from _ruined(text)


def tells_one_dead(text: str) -> bool:
    """Test whether a text says that one was killed."""
    return bool(_ONE_DEAD.search(text))


def _deaths(text: str) -> Iterator[Observed]:
    """Find who died in a hospital that has a name, or to which one was taken."""
    for found in _AT_HOSPITAL.finditer(text):
        who = (found["who"] or found["whom"]).split()[-1].lower()
        who = subject(text) or who if who in PRONOUNS else who
        yield Observed(WHERE_DIED, who, "a hospital", *found.span())


def _rivals(text: str) -> Iterator[Observed]:
    """Find who is listed as interested in something."""
    for found in _RIVALS.finditer(text):
        for name in _LISTED_NAME.finditer(_IN_BRACKETS.sub("", found["list"])):
            yield Observed("interest", name[1].lower(), "offered", *found.span("how"))


def _sided(text: str) -> Iterator[Observed]:
    """Find which of two sides a noun is on, with what was done there if it is a place or a time."""
    form, table = _sides()
    for found in form.finditer(text):
        own = table[found["word"]]
        if found["noun"] not in own.nouns:
            continue
        act = _act(text[max(0, found.start() - _ACT) : found.start()]) if own.acts else ""
        if act or not own.acts:
            yield Observed(SIDE, f"{own.pair} {act} {found['noun']}", own.side, *found.span())


def _some_of(text: str) -> Iterator[Observed]:
    """Find how many of some persons or things an act was done to: none, only one, several, all."""
    for found in _SOME_OF.finditer(text):
        many = next(state for state, words in _QUANTITIES.items() if found["many"].lower() in words.split("|"))
        if found["verb"].endswith("ed") or found["verb"] in irregular_forms() or found["verb"] in _SAME_FORM:
            yield Observed(HOW_MANY, f"{key(found['noun'])} {key(found['verb'])}", many, *found.span())


def _follows(text: str) -> Iterator[Observed]:
    """Find who takes somebody's place, and who made the point that won a match."""
    if "repla" in text or "succe" in text:
        for found in _REPLACES.finditer(text):
            yield Observed(FOLLOWS, found["old"].split()[-1].lower(), found["new"].split()[-1].lower(), *found.span())
    if _POINT.search(text):
        for found in _WINS.finditer(text):
            who = re.sub(r"[’']s?$", "", found["who"].split()[-1].lower())
            which = found["which"] if found["which"] in ("first", "last", "only") else ""
            yield Observed(DECIDES, f"~{which}{found['point']}", who, *found.span())


def _ruined(text: str) -> Iterator[Observed]:
    """Find by what a building was destroyed: it burned down, it was destroyed in a storm."""
    for found in _RUINED.finditer(text) if _DESTROYS.search(text) else ():
        by = (found["by"] or "fire").lower()
        how = next(kind for kind, words in _RUIN.items() if by in words.split("|"))
        if not _MAYBE.search(text[max(0, found.start() - _ACT) : found.start()].replace("to rebuild", "")):
            yield Observed(RUINED, found["noun"].lower(), how, *found.span())


def _act(lead: str) -> str:
    """Return the key of the last verb of the past before a place, "" if there is none or it is not told."""
    clause = re.split(r"[,;:]|\b(?:and|but|who|that)\b", lead)[-1]
    verbs = [word for word in _WORD.findall(clause) if word.endswith("ed") or word in irregular_forms()]
    return key(verbs[-1]) if verbs and not _MAYBE.search(clause) else ""


def _ranked(text: str) -> Iterator[Observed]:
    for found in _RANKED.finditer(text):
        rank = found["rank"].lower()
        yield Observed(RANK, found["name"].lower(), _RANKS.get(rank, rank), *found.span())


def _kin(text: str) -> Iterator[Observed]:
    for found in _KINSHIP.finditer(text):
        kin, name = found["kin"] or found["as"], found["name"] or found["first"]
        thing = f"{re.sub(r'[’]s$', '', name.lower().replace(chr(39), '’'))} {_BLOOD.get(kin, '')}".strip()
        yield Observed(KINSHIP, thing, _KIN[kin], *found.span())


def _coloured(text: str) -> Iterator[Observed]:
    for found in _COLOURED.finditer(text):
        colour, what = found["colour"].lower(), found["noun"] or found["make"].split()[-1]
        yield Observed(COLOUR, what.lower(), _COLOURS.get(colour, colour), *found.span())


def _in_a_row(text: str) -> Iterator[Observed]:
    for found in _STRAIGHT.finditer(text):
        count = found["count"] or found["row"]
        if count[0].isdigit() and int(count[:-2]) in range(1, len(_PLACES) + 1):
            count = _PLACES[int(count[:-2]) - 1]
        yield Observed(IN_A_ROW, key(found["noun"] or found["of"]), count, *found.span())
