"""Who stands beside a verb of saying: the wordings of speech that need no model, sentence by sentence.

What is quoted is blanked first: "he said" inside of a quotation is nobody's. A name speaks where a plain verb of saying
follows it ("Ana Ruiz, the mayor, said"), stands before it ("said Ana Ruiz"), or where it is quoted as a script
quotes ("Ana Ruiz: “..."). Two names that are joined by *and* speak both. A newspaper that *reports* is one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from analysis.text.names import INSTITUTION, NAMED, UNNAMED, find_name_places
from analysis.text.numerals import DAYS, MONTHS
from analysis.text.patterns import pattern
from analysis.text.sentences import cut_sentences

#: verbs after which words or a claim stand, whoever says them
_PLAIN = (
    r"said|says|told|tells|wrote|writes|testified|tweeted|insisted(?!\son)|insists(?!\son)|argued|argues|advised|advises|warned"
    r"|warns|explained|explains|believes"
)
_WEAK = (
    "added|adds|confirmed|confirms|noted|notes|stated|states|announced|announces|recalled|recalls|claimed|claims|commented|revealed"
    "|admitted|acknowledged|concluded|recounted|replied|remarked|observed|declared|continued|asserted|alleged|complained|estimated"
)
_REPORTED = "reported|reports"
_MANY_NOW = "say|report|claim|warn|argue"
_CLAIM = r"(?=(?:\s[\w,’'-]+){0,5}\s(?:that|how|why)\b|\s?[“\"‘:]|,)"
_SAYING = rf"(?:{_PLAIN}|{_WEAK}|{_REPORTED}|{_MANY_NOW})"
#: ", a spokesman for the town, also said", ", who saw it, said", "was quoted as saying"
_BEHIND = pattern(
    rf"(?:\s\([^()]{{1,40}}\))?(?:\s(?:news\sagency|newspaper|magazine|television|website|blog))?"
    rf"(?:\s(?:of|in|at|from|with|for)\s(?:the\s)?[A-Z][\w’'-]*(?:\s(?:(?:and|of|the|for)\s)*[A-Z][\w’'-]*){{0,6}})?"
    rf"(?:,\s[^“”\"]{{3,120}}?,)?(?:,?\swho)?(?:\s(?:also|later|then|has|had|have|\w+ly|still|yesterday))*"
    rf"\s(?:(?:{_PLAIN}|{_REPORTED})\b(?!\s(?:by|off|up|down|for)\b)|(?:{_WEAK}|posted)\b{_CLAIM}|agreed(?=[.,;]|\s(?:that|with)\b)"
    r"|(?:was|is|were)\squoted\sas\ssaying|went\son\sto\s(?:say|add)\b"
    rf"|called\s[^.]{{3,60}}[“\"])"
)
#: what a gloss between commas may not hold: another clause
_CLAUSE = pattern(rf"\b(?:{_SAYING}|was|were|is|are|has|had|and\s(?:he|she))\b")
_WORDS = r"(?:\s(?:the|a|an|his|her|its|their|our|this)\b)?(?:\s[\w’'.-]+){0,7}"
_BEFORE = pattern(
    r"(?:(?:(?:^|[,”\"…]\s*)(?:\w+ly\s)?(?:said|says|added|adds|explained|noted|wrote|recalled|reported|reports|warned|tweeted|insisted"
    r"|commented|continued)|\b(?:interviewed|spoke\s(?:to|with)))"
    rf"(?P<role>{_WORDS},?\s)|\b(?:according\sto|citing)(?P<informant>{_WORDS}\s))$",
    re.IGNORECASE,
)
#: words between a verb and a name after which the name is another's
_BREAKS = pattern(
    r"^\s(?:of|by|to|in|at|on|for|from|with|about)\b|\b(?:that|who|which|about|after|before|when|where|if|but|as|was|were|is|are|had|has|and)\b"
)
#: a name behind these is where someone is, or of what
_PLACE = pattern(
    r"\b(?:of|in|at|near|from|to|by|for|with|on|against|over|along|around|across|inside|outside|behind|under|representing)"
    r"\s(?:the\s)?(?:[\dA-Z][\w’'.-]*\s)*$"
)
_TO_SOURCE = pattern(
    r"\b(?:according\sto|sp(?:oke|eaking)\s(?:to|with))\s(?:the\s)?(?:[A-Z][\w’'.-]*\s)*$", re.IGNORECASE
)
#: what goes on as a noun: "according to Ostrel police"
_GOES_ON = pattern(
    r"(?:[’']s?)?\s(?!(?:story|report|article|newspaper|release|statement|[wW]eb\s?site|blog|letter|poll|and|or|who|which|that"
    r"|but|as|in|on|at|for|from|of|with|after|before|when|while|by|to)\b)[a-z]"
    r"|[’']s\s(?!Web|web|blog|report|statement|release|letter)"
)
#: "Arts and Sciences"; "an Ostrel newspaper"
_PART = pattern(r"[A-Z][\w’'-]*\s(?:and|&)\s$")
_ANY, _OF_IT = pattern(r"\b[Aa]n?\s$"), pattern(r"(?:[’']s)?\s[a-z]")
_NAMED_NEXT = pattern(rf"\s(?!(?:{'|'.join((*DAYS, *MONTHS))}|I)\b)[A-Z]")
#: what a newspaper does with a name or a sum
_TELLS = pattern(r"\s(?:identified|quoted|cited|quotes|cites)\b")
_AND = pattern(r"(?:,\s[^,“”\"]{3,60},?)?,?\sand\s(?:[\w’'.-]+\s){0,4}$")
#: "Ana Ruiz/mayor: “", "Mayor Ana Ruiz: “"
_SCRIPT = pattern(r"^(?P<who>[A-Z][^“”\":.]{3,60}?):\s*[“\"]")
#: a mark before "said" closes a quotation that another paragraph opened
_QUOTED = pattern(
    r"“[^”]*(?:”|$)|\"(?!\s?(?:said|says|added|told|wrote|\w+\s(?:said|says|told|added))\b)[^\"]*(?:\"|$)"
)
_MEDIUM = pattern(
    r"(?:^|\s)(?:News|Times|Post|Herald|Magazine|Tribune|Journal|Gazette|Press|Star|Telegraph|Guardian|Observer|Mirror|Sun|Mail|"
    r"Daily|Weekly|Monde|Figaro|Radio|TV|Television|Agency|News\sAgency|Reporter|Chronicle|Globe|Inquirer|Examiner|Register"
    r"|Dispatch|Sentinel|Bulletin|Standard|Independent|Today|Constitution|Voice|Variety|Billboard|Reuters|Bloomberg|Newsday"
    r"|Newsweek|Xinhua|Interfax|AP|AFP|UPI|PTI|BBC|CNN|NBC|CBS|ABC|ESPN|MSNBC|NPR|ITV|TMZ|ISNA|IRNA|PBS|RIA"
    r"|CBC|CTV|CNBC|RTE|RTÉ|NHK|SBS|ANI|DPA|EFE|ANSA|TASS|MTV|Jazeera|Politico|BuzzFeed|Deadline)$|[-]TV$|^(?:TV|SKY)\b"
    r"|-Constitution$"
)
#: so near before a verb of saying, in words, stands who speaks
_NEAR = 5
#: "has since", "went on to": so many words stand before the verb in a cue at most
_AUXILIARIES = 2
#: in words: so far behind "in" a name may be another's; in characters: so long is a role before a name
_FAR, _ROLE_LENGTH = 3, 60
#: a verb behind these, or at the start of a sentence, may stand before who speaks
_FIRST = ("", "”", '"', ",", "’", "'")
#: "hailed by the government", "described by critics as": who speaks stands behind the verb
_PASSIVE = pattern(
    r"\b(?:hailed|dismissed|described|condemned|praised|denounced|critici[sz]ed|rejected|welcomed|called|dubbed|branded|blasted"
    r"|defended|quoted|cited|reported|confirmed|denied|announced|slammed|labell?ed|characteri[sz]ed|endorsed|disputed)"
    r"(?:\s\w+ly)?\sby\s(?P<who>(?:[\w’'.-]+\s){0,4}[\w’'.-]+)",
    re.IGNORECASE,
)
_VERB = pattern(r"\b(?:may|can|will|would|could|should|has|have|had|was|were|is|are|to|not)\b")
_CUE = pattern(rf"\b(?:{_SAYING}|according\sto)\b", re.IGNORECASE)
_WORD = pattern(r"[^\W\d_]+(?:[-’'.][^\W\d_]+)*")
#: who stands before a verb of saying without a name: "several security experts", "Police"
_ROLE = pattern(
    r"(?:^|[,;“”\"]\s|\b(?:after|while|and|but|as)\s)(?P<who>(?:[A-Za-z][\w’'-]*\s){0,4}?[A-Za-z][\w’'-]*)"
    r"(?:\s(?:who|also|later|have|has|had|\w+ly|earlier))*\s(?:said|says|say|told|warned|warn|reported|argued|argue"
    r"|advised|advise|complained|noted|claimed|believe)\b(?!\s(?:by|off|up|down|for)\b)"
)


class Voice(NamedTuple):
    """One who stands beside a verb of saying: the name, what kind it is, the block and the sentence without it."""

    who: str
    kind: str
    block: int
    content: str
    role: str


@lru_cache(maxsize=1 << 10)
def _sentences(text: str) -> list[tuple[int, int, str]]:
    """Cut a text into sentences, half-open, with blanks in the place of what is quoted, between its marks."""
    blank = _QUOTED.sub(lambda one: one[0][0] + " " * (len(one[0]) - 2) + one[0][-1:], text)
    return [(start, end, blank[start:end]) for start, end in cut_sentences(blank)]


def is_medium(name: str) -> bool:
    """Test whether a name is that of a newspaper, a broadcaster or a news agency."""
    return _MEDIUM.search(name.strip()) is not None


def find_voices(blocks: Sequence[tuple[int, str]]) -> list[Voice]:
    """Find the names that stand beside a verb of saying in an article's paragraphs, each with its block."""
    found = []
    for block, text in blocks:
        script = _SCRIPT.match(text)
        if script and (names := [one for *_, one, _ in find_name_places(script["who"]) if one.kind == NAMED]):
            found.append(Voice(names[0].name, NAMED, block, text[script.end() :], script["who"]))
        for start, end, blank in _sentences(text):
            found += _in_sentence(blank, text[start:end], block)
    return found


def _in_sentence(sentence: str, said: str, block: int) -> Iterator[Voice]:
    names = [(a, b, one) for a, b, one, _ in find_name_places(sentence) if one.kind in (NAMED, INSTITUTION)]
    speak = [_speaks(sentence, a, b) for a, b, _ in names]
    for k in range(len(names) - 1):
        both = all(" " in one.name and one.kind == NAMED for *_, one in names[k : k + 2])
        joined = both and _AND.fullmatch(sentence, names[k][1], names[k + 1][0]) is not None
        if joined and (speak[k] or speak[k + 1]):
            speak[k], speak[k + 1] = speak[k] or speak[k + 1], speak[k + 1] or speak[k]
    for (a, b, one), role in zip(names, speak, strict=True):
        if role is not None:
            yield Voice(one.name, one.kind, block, said[:a] + " " + said[b:], role)


def _speaks(sentence: str, start: int, end: int) -> str | None:
    """Return the words that tell who a name that speaks is; None where it does not speak."""
    before, name = sentence[:start], sentence[start:end]
    place = _PLACE.search(before)
    if place and place[0].count(" ") < _FAR and not _TO_SOURCE.search(sentence[: place.end()]):
        return None
    if sentence.startswith(".,", end) or (_PART.search(before) and " " not in name):
        return None
    if not place and (role := _behind(sentence, start, end)):
        return role
    verb = _BEFORE.search(before)
    role = (verb["role"] or verb["informant"]) if verb else ""
    anyone = _ANY.search(role) and _OF_IT.match(sentence, end)
    return role if role and not anyone and not _BREAKS.search(role) and not _GOES_ON.match(sentence, end) else None


def _behind(sentence: str, start: int, end: int) -> str:
    """Return the words that tell who a name is behind which a verb of saying stands, or "" where none does."""
    if _TELLS.match(sentence, end) and is_medium(sentence[start:end]):
        return " "
    # "the director, Ana Ruiz, said"
    apposed = sentence[:start].endswith(", ") and sentence.startswith(", ", end)
    behind = _BEHIND.match(sentence, end + apposed) or _BEHIND.match(sentence, end)
    gloss = behind[0].split(",")[1:-1] if behind else []
    if not behind or any(_CLAUSE.search(one) and not one.startswith(" who") for one in gloss):
        return ""
    # "in Brill, nine miles north, said Ana Ruiz" is said by her
    if gloss and behind[0].endswith(("said", "says")) and _NAMED_NEXT.match(sentence, behind.end()):
        return ""
    return sentence[max(0, start - _ROLE_LENGTH) : start] + ",".join(gloss) or " "


def says(cue: str) -> bool:
    """Test whether the words of a cue hold a plain verb of saying."""
    found = _CUE.search(cue)
    return found is not None and len(cue[: found.start()].split()) <= _AUXILIARIES


def find_subjects(texts: Sequence[str]) -> list[str]:
    """Return the words of who speaks, if anybody does.

    They stand before a verb of saying, behind one that comes first, or behind "hailed by".
    """
    found = []
    for text in texts:
        for _, _, sentence in _sentences(text):
            for cue in _CUE.finditer(sentence):
                before, behind = sentence[: cue.start()].rstrip(), sentence[cue.end() :].split(",")[0]
                according = cue[0].lower().startswith("according")
                first = according or before[-1:] in _FIRST
                near = before if before.endswith(",") else before.split(",")[-1]
                words = [] if according else _WORD.findall(near)[-_NEAR:]
                found.append(" ".join(words + (_WORD.findall(behind)[:_NEAR] if first else [])))
            found += [one["who"] for one in _PASSIVE.finditer(sentence)]
    return found


def find_unnamed(blocks: Sequence[tuple[int, str]]) -> list[Voice]:
    """Find the words before each verb of saying that open a clause, whoever they are."""
    found = []
    for block, text in blocks:
        for start, end, blank in _sentences(text):
            for one in _ROLE.finditer(blank):
                if not _VERB.search(one["who"]):
                    found.append(Voice(one["who"], UNNAMED, block, text[start + one.end() : end], ""))
    return found
