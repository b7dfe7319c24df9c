"""Speakers beside quotations: what the model passes over, read by rule from the words next to a quotation.

A quotation without a speaker gets one from an inverted or unlisted verb behind it ("…,” sighed Orla Finch), from a dash
and a name, or from a name and a colon before it. A sentence that ends with a comma and "she lamented" gets its speaker
by the same verbs. A subject with a gloss between commas says the clause behind its verb. A cue
that denies its own content ("has not said a word") has none.
"""

from __future__ import annotations

import re

from analysis.attribution.pairs import SENTENCE_END
from analysis.text.lexicon import cue_forms
from analysis.text.patterns import pattern

#: role, start, end: in characters
Span = tuple[str, int, int]
_CAPITAL = r"(?:(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Prof|Jr|Sr|St)\.|[^\W\d_a-z][\w’'-]*)"
_NAME = rf"(?:(?:[Tt]he\s)?{_CAPITAL}(?:\s(?:(?:van|von|de|der|den|la|bin|al|el|di|da)\s)*{_CAPITAL}){{0,5}})"
_WHO = (
    rf"(?:{_NAME}|[Ss]he|[Hh]e|[Tt]hey|[Oo]ne\s\w+|[Tt]he\s[a-z][\w’'-]*(?:\s[a-z][\w’'-]*)?"
    rf"|(?:a|an|his|her|its|our|their|my)\s[a-z]\w+(?:(?:\s[a-z]\w+){{0,2}},\s{_NAME})?)"
)
_VERB = (
    r"(?P<cue>[a-z]+(?:ed|ied)|said|says|told|wrote|spat|swore|sang|wept|began|went\son|shot\sback|chimed\sin"
    r"|(?:admit|agree|boast|chuckle|concede|confess|grin|groan|growl|insist|joke|laugh|mutter|murmur|quip|recall|shout|shrug"
    r"|sigh|smile|snap|warn|whisper|wonder)s)"
)
_BEHIND = (
    pattern(rf"\s*{_VERB}\s(?P<source>{_WHO})(?=[\s.,;:]|$)"),
    pattern(rf"\s*(?P<source>{_WHO})\s{_VERB}(?=[\s.,;:]|$)"),
)
#: a quotation that was never closed, up to its speaker
_UNCLOSED = pattern(rf"[,?!]\s(?P<cue>[a-z]+)\s(?P<source>{_NAME}|[Ss]he|[Hh]e|[Tt]he\s[a-z]+)\.?$")
_DASH = pattern(rf"\s*(?:[–—]|--?)\s*(?P<source>{_NAME}(?:,[^.\n]{{1,60}})?)\s*\.?\s*(?=\n|$)")
_COLON = pattern(rf"(?:^|[.!?”\n]\s*)(?P<source>{_NAME})(?:,[^,.:\n]{{1,60}},?)?:\s*$")
_PLAIN = pattern(rf"(?P<content>[^“”\"\n]+),\s(?P<source>{_WHO})\s(?P<cue>[a-z]+)\.?$")
#: a claim with its speaker behind it, at the end of a sentence: a name, with a role before it or a gloss behind it
_INVERTED = pattern(
    rf"(?<=[\w)%.]),\s(?P<cue>said|says)\s(?P<source>(?:[Tt]he\s|an?\s|his\s|her\s|their\s)?(?:[a-z][\w-]*\s){{0,4}}{_NAME}"
    r"(?:,\s(?:an?|the|who|his|her|their|[a-z]+)\s[^.\n“”\":;]{3,80}(?:[“\"][^”\"\n]{3,140}[”\"])?)?)(?=\.(?:\s|$)|(?<=[”\"])(?:\s|$))"
)
_FINITE = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|did|does|do"
    r"|(?:is|are|was|were|has|have|had|would|could|should|did|does|do)n[’']t|won[’']t|can[’']t|cannot)"
)
_HAS_FINITE = pattern(rf"\b{_FINITE}\b")
#: "Ruth Delgado, the town manager, said staff would move": a subject, its gloss between commas, a claim with a verb
_APPOSED_SUBJECT = pattern(
    rf"(?:(?:The|An?|His|Her|Its|Their|Our|One|Another)\s(?:[\w’'.-]+\s){{0,5}}?[\w’'-]+|{_NAME}(?:\s[\w’'-]+){{0,3}})"
    r"(?:,\s[^,;:.!?“”\"„«»()\n]{1,80}){1,3},\s$"
)
_SAYS = pattern(
    r"(?<=,\s)(?:said|says|added|adds|announce[ds]|argue[ds]|believe[ds]|claim(?:ed|s)|confirm(?:ed|s)|explain(?:ed|s)"
    r"|insist(?:ed|s)|note[ds]|predict(?:ed|s)|warn(?:ed|s))(?=\s)"
)
_CLAIM = pattern(
    r"(?:\sin\san?\s(?:statement|interview|e-?mail)|\s(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?:\s(?:morning|night|evening|afternoon))?)?"
    rf"\s(?P<claim>(?!{_FINITE}\s)(?!(?:in|on|at|by|to|of|as|for|from|with|about|during|after|before|when|while|through|via|earlier|later|late)\s)"
    r"(?:(?!(?:who|whose|whom|which|that|where|when|as|after|before|while|because|if|since|until|what|how|why)\b)[\w’'-]+\s){1,8}?"
    rf"{_FINITE}\s[^\n“”\"„«»]+)"
)
_RELATIVE_GLOSS = pattern(r",\s(?:who|which|whose|where)\s[^,]*")
#: "The mayor, said Al Orr, is wrong": a claim with who says it between its subject and its verb
_PARTED = pattern(
    rf"(?P<first>[^,;:.!?\n“”\"„«»()]{{3,120}}),\s(?P<cue>said|says)\s(?P<source>{_NAME}"
    rf"|(?:the|an?|his|her|its|their)\s(?:[a-z][\w-]*\s){{0,4}}(?:[a-z][\w-]*|{_NAME})),\s(?P<second>{_FINITE}\s[^\n“”\"„«»]+)"
)
_PARTS_OF_PARTED = (("first", "content"), ("cue", "cue"), ("source", "source"), ("second", "content"))
_GOES_ON = pattern(r",\s(?:adding|noting|saying|but|according|while|although|though)\b|\s(?:--?|[–—])\s")
_NOT = pattern(r"\b(?:not|never|n[’']t|without|neither|nor|refus\w+|declin\w+)\b", re.IGNORECASE)
_NOTHING_SAID = pattern(r"(?:a\s(?:single\s)?(?:word|thing)|anything|nothing|much|so|a\spiece)\b", re.IGNORECASE)
#: a cue that says that nothing was said: "has not said a word about", "has said nothing of", "refused to say"
_DENIED = pattern(
    r"(?:\b(?:not|never|without)\b|n[’']t\b).*\b(?:a\s(?:single\s)?word|anything|a\sthing)\b"
    r"|\b(?:said|says?|saying|spoken?)\snothing\b|\b(?:refus|declin)\w+\sto\s(?:say|tell|comment|speak|answer|explain)\b",
    re.IGNORECASE,
)
_AHEAD, _BACK = 120, 120


def read_beside(text: str, found: list[list[Span]]) -> list[list[Span]]:
    """Return the attributions of one text, each a list of spans, with what the words beside quotations tell."""
    found = _read_apposed(text, _read_inverted(text, [_without_denied(text, one) for one in found]))
    mended: list[list[Span]] = []
    for place, one in enumerate(found):
        if "source" in {role for role, _, _ in one} or not any(role == "content" for role, _, _ in one):
            continue
        content = [span for span in one if span[0] == "content"]
        # the model may have taken "whispered the clerk" for a cue
        added = _speaker_of(text, content)
        if added and all(_within(span, added) for span in one if span[0] == "cue"):
            # a content that was never closed ends before its speaker
            stop = min(start for _, start, _ in added)
            content = [(role, a, b if b <= stop or a >= stop else stop - 1) for role, a, b in content]
            found[place] = content + added
            mended.append(found[place])
    # what the model made of the same words is not as sure: a speaker is no content of the same cue
    sources = {span[1:2] for one in found for span in one if span[0] == "source"}
    found = [one for one in found if not _begins_at(one, sources)]
    found = [one for one in found if one in mended or not any(_covered(one, other) for other in mended)]
    found = [_mend_source(text, [_past_abbreviation(text, span) for span in one]) for one in found]
    found = [[_without_lead(text, span) for span in _from_the_start(text, one, found)] for one in found]
    if not any(role == "content" for one in found for role, _, _ in one):
        plain = _PLAIN.fullmatch(text.rstrip())
        if plain and plain["cue"] in cue_forms():
            found = [[(role, *plain.span(role)) for role in ("content", "source", "cue")]]
    return [one for one in found if one]


#: what is no part of a source: the place or the time before it, and the verb of saying that the source follows
_SETTING = pattern(
    r"(?:Outside|Inside|In|At|On|After|Before|During|By|From|With|Under|Until|Since|Earlier|Later|Meanwhile|Still|Yet"
    r"|However|For\s(?:his|her|its|their)\spart|Speaking|Writing)\b[^,“”\"]{0,80},\s+(?=[A-Z]|(?:the|an?|he|she|they|it)\s|(?:he|she|they|it)$)"
)
#: "Additionally, the union", "Yet the union", "OSLO — The union"
_LEADS_IN = pattern(
    r"(?:(?:[A-Z][a-z]+ly|Still|Yet|But|And|So|Nor|Then|Instead|Indeed|Meanwhile|However|Regardless|Nevertheless|Nonetheless"
    r"|Though|Again|Also|Afterwards?|Earlier|Later|Now|Today|Yesterday)(?:,\s|\s(?=the\s|an?\s|[A-Z]|s?he\b|they\b|it\b))"
    r"|[A-Z]{3,}[A-Z ,.]*\s[―—–-]+\s)+(?=[\w“\"])"
)
#: "Al Orr in a statement", "Al Orr, of course,"
_ADDED = pattern(
    r",?\s(?:in|on|during|through|via)\s(?:an?|the|his|her|its|their)\s(?:[\w’'-]+\s){0,3}?(?:statement|interview|e-?mail|tweet|letter"
    r"|speech|memo|note|post|telegram|message|call|briefing|filing|release|conference|book|column|report)[^,]{0,40},?$"
    r"|,\s(?:down|up)\sfrom\s.*$"
    r"|,\s(?:though|however|too|of course|meanwhile|for (?:his|her|its|their) part|in turn|instead|also),?$"
)
_SAID_BEFORE = pattern(r"(?:said|says|told|added|wrote|asked)\s+(?=[A-Z]|(?:the|an?)\s)")
#: "The board issued two rules that boatmen": only the boatmen say
_RELATIVE = pattern(
    r"^.*\s(?:that|which|whom|whose\s\w+|what)\s(?P<who>(?:(?:the|some|many|several|most|other)\s)?(?:[\w’'.-]+\s){0,3}?(?:[\w’'-]+s|police|[A-Z][\w’'-]+|he|she|they|it))$"
)
_BEGINS_FINITE = pattern(rf"{_FINITE}\b")
#: "June, a step officials | say | would save money": only the officials say
_OF_AN_ACT = pattern(
    r"(?:[^,]*,\s)?[Aa]n?\s(?:[\w-]+\s)?(?:step|move|change|decision|measure|plan|proposal|rise|cut|increase|drop|figure"
    r"|claim|charge|sum|amount|number|trend|problem|goal|policy|rule|tactic|practice|shift|delay|process|loss|risk|threat"
    r"|cost|price|idea|prospect|shortage)"
    r"\s(?P<who>(?:(?:the|some|many|several|most|other|his|her|its|their)\s)?(?:[\w’'.-]+\s){0,3}?[\w’'-]+)$"
)
_FEWEST_OF_A_CLAUSE = 7
_LATELY = pattern(r"(?<=\w)\s(?:today|yesterday|tonight|earlier|later)$")
_APPOSED = pattern(rf"(?:^|[\s“\"])(?P<who>{_NAME}),\s$")
_NEXT = pattern(rf"\s(?P<who>{_NAME}),\s[^.\n“”\"]*$")


#: "Cheryl D" before ". Mills", "Oct" before ". 18"
_CUT_SHORT = pattern(
    r"(?<![\w’'])(?:[A-Z]|Mrs?|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Prof|Jr|Sr|St|Ft|Mt|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)$"
)
_REST = pattern(rf"\.\s(?:{_CAPITAL}(?:\s{_CAPITAL})*|\d+)(?:[’']s)?")


def _past_abbreviation(text: str, span: Span) -> Span:
    """Let a part that ends before the stop of an abbreviation end behind the name or the day that it belongs to."""
    role, start, end = span
    if _CUT_SHORT.search(text, max(start, end - 6), end) and (rest := _REST.match(text, end)):
        return role, start, rest.end()
    return span


def _mend_source(text: str, one: list[Span]) -> list[Span]:
    """Cut off a source what the model took with it: a setting before it, a verb, the clause around a relative one."""
    sources = [span for span in one if span[0] == "source"]
    if len(sources) != 1:
        return one
    _, start, end = sources[0]
    for leading in (_LEADS_IN, _SETTING, _SAID_BEFORE):
        if cut := leading.match(text, start, end):
            start = cut.end()
    words = text[start:end].split()
    if len(words) >= _FEWEST_OF_A_CLAUSE and (held := _RELATIVE.match(text[start:end])):
        start, end = start + held.start("who"), start + held.end("who")
    open_claim = any(role == "content" and a > end and _BEGINS_FINITE.match(text, a, b) for role, a, b in one)
    if open_claim and (held := _OF_AN_ACT.match(text, start, end)):
        start = held.start("who")
    cue = next((span for span in one if span[0] == "cue"), None)
    for behind in (_LATELY, _ADDED):
        if added := behind.search(text, start, end):
            end = added.start()
    if text.startswith(("a ", "an "), start):
        # "Felt, a dashing figure, denied"
        named = _APPOSED.search(text, max(0, start - _BACK), start)
        start = named.start("who") if named else start
    if cue and cue[2] < start <= cue[2] + _BACK and (nearer := _NEXT.match(text, cue[2], start)):
        # "said Andrew Storms, director of | DevOps"
        start = nearer.start("who")
    if words and words[-1] in ("and", "or", "but") and cue and 0 <= cue[1] - end <= 1:
        # "Congressional Democrats and | environmentalists sharply criticized"
        first = re.match(r"(?!\w+ly\b)[\w’'-]+s\s+(?=\w)", text[cue[1] : cue[2]])
        if first and text[cue[1] : cue[2]].split()[0] not in cue_forms():
            end = cue[1] + len(first[0].rstrip())
            one = [("cue", cue[1] + first.end(), cue[2]) if span == cue else span for span in one]
    return [("source", start, end) if span == sources[0] else span for span in one]


_LONGEST_START = 160
#: what a claim does not begin with: whom it is told to, and the day
_LEAD = pattern(
    r"to\s(?:[Tt]he\s)*(?:[A-Z][\w’'.]*\s){1,4}(?=that\s)"
    r"|(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s(?:(?:morning|night|evening|afternoon)\s)?"
    r"(?=(?:that|the|he|she|it|they|there|his|her|its|an?)\s)"
)


def _without_lead(text: str, span: Span) -> Span:
    role, start, end = span
    lead = _LEAD.match(text, start, end) if role == "content" else None
    return (role, lead.end(), end) if lead else span


_LEADS = pattern(
    r"(?:In|At|On|Under|With|Without|If|While|When|Once|Even|Behind|Despite|Although|Because|After|Before|During|For|Since"
    r"|As|By|From|Until|Of|To|Given|Unlike|Like)\s[^()]*$"
)


def _from_the_start(text: str, one: list[Span], found: list[list[Span]]) -> list[Span]:
    """Let the content of "In the end, it will fall, he said." begin with its sentence."""
    contents = [span for span in one if span[0] == "content"]
    others = [span for span in one if span[0] != "content"]
    if len(contents) != 1 or len(others) != 2 or min(a for _, a, _ in others) < contents[0][2]:
        return one
    _, start, end = contents[0]
    ends = [stop.end() for stop in SENTENCE_END.finditer(text, max(0, start - _LONGEST_START), start)]
    begin = max([*ends, text.rfind("\n", 0, start) + 1])
    lead, tail = text[begin:start], text[max(b for _, _, b in others) :]
    if not lead.strip() or start - begin > _LONGEST_START or not re.match(r"\.(?:\s|$)", tail):
        return one
    taken = any(begin <= a < start or begin < b <= start for other in found if other is not one for _, a, b in other)
    if taken or text[begin] not in '“"' and any(mark in lead for mark in '“”"‘') or re.search(r"\bthat\s*$", lead):
        return one
    if not _LEADS.match(lead) or any(mark in text[start:end] for mark in '“”"'):
        return one
    return [("content", begin, end) if span == contents[0] else span for span in one]


def _read_inverted(text: str, found: list[list[Span]]) -> list[list[Span]]:
    """Read "The gate was shut, said the keeper Al Orr." with the source behind its verb."""
    for match in list(_INVERTED.finditer(text)):
        begin = max(
            (end.end() for end in SENTENCE_END.finditer(text, max(0, match.start() - 600), match.start())), default=0
        )
        begin = max(begin, text.rfind("\n", 0, match.start()) + 1)
        content = text[begin : match.start()]
        if len(content.split()) < 4 or any(mark in content for mark in '“”"„«»'):
            continue
        if _HAS_FINITE.search(match["source"].partition(",")[0]):
            continue
        cue = ("cue", *match.span("cue"))
        known = next((one for one in found if cue in one), None)
        if known and any(role == "source" and match.start("source") <= start < match.end() for role, start, _ in known):
            continue
        whole = range(begin, match.end())
        inside = [one for one in found if all(a in whole and b - 1 in whole for _, a, b in one)]
        if known is not None and known not in inside:
            continue
        kept = [one for one in inside if one is not known and all(b <= match.start() for _, _, b in one)]
        made = [("content", begin, match.start()), cue, ("source", *match.span("source"))]
        # what the model took for source and cue in the content may only be there because it missed the verb behind it
        kept = [one for one in kept if cue[1] - begin > max(b for _, _, b in one) - begin]
        found = [one for one in found if one not in inside or one in kept]
        found.append(made)
    return sorted(found, key=lambda one: min((start for _, start, _ in one), default=0))


def _read_apposed(text: str, found: list[list[Span]]) -> list[list[Span]]:
    """Read "Al Orr, the keeper, said gates would be shut." with the subject for a source, the clause for a claim."""
    for match in _SAYS.finditer(text):
        begin, end = _sentence_around(text, *match.span())
        parted = _PARTED.fullmatch(text, begin, end)
        if parted and not _HAS_FINITE.search(parted["first"]):
            made = [(role, *parted.span(part)) for part, role in _PARTS_OF_PARTED]
            found = [*(one for one in found if not all(begin <= a and b <= end for _, a, b in one)), made]
            continue
        head, claim = text[begin : match.start()], _CLAIM.fullmatch(text, match.end(), end)
        if not claim or not _is_apposed(head):
            continue
        end = min([end, *(more.start() for more in [_GOES_ON.search(text, match.end(), end)] if more)])
        cue, content = ("cue", *match.span()), ("content", claim.start("claim"), end)
        known = next((one for one in found if any(_overlap(span, cue) for span in one)), None)
        if known and _is_in_order(known, cue):
            continue
        if known and not all(begin <= a and b <= end for _, a, b in known):
            continue
        kept = [one for one in found if one is not known and not _is_between(one, begin, match.end())]
        found = [*kept, [("source", begin, match.start() - 1), cue, content]]
    return sorted(found, key=lambda one: min((start for _, start, _ in one), default=0))


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a place begins, and where it ends without its stop."""
    first, last = max(0, start - 300), min(len(text), end + 600)
    line = text.find("\n", end, last)
    last = last if line < 0 else line
    stops = [
        stop.end()
        for stop in SENTENCE_END.finditer(text, first, last)
        if not _CUT_SHORT.search(text, max(0, stop.start() - 6), stop.start())
    ]
    begin = max([text.rfind("\n", 0, start) + 1, *(stop for stop in stops if stop <= start)])
    close = min([last, *(stop for stop in stops if stop > end)])
    return begin, end + len(text[end:close].rstrip().rstrip(".!?"))


def _is_apposed(head: str) -> bool:
    """Test whether the words before a verb are a subject and what is said of it, with no verb of their own."""
    for leading in (_LEADS_IN, _SETTING):
        if cut := leading.match(head):
            head = head[cut.end() :]
    head = head[:1].upper() + head[1:]
    return bool(_APPOSED_SUBJECT.fullmatch(head)) and not _HAS_FINITE.search(_RELATIVE_GLOSS.sub("", head))


def _overlap(one: Span, other: Span) -> bool:
    return one[1] < other[2] and other[1] < one[2]


def _is_in_order(one: list[Span], cue: Span) -> bool:
    """Test whether an attribution has its source before this cue and its content behind it."""
    sources, contents = ([span for span in one if span[0] == role] for role in ("source", "content"))
    before = any(end <= cue[1] for _, _, end in sources)
    return before and bool(contents) and all(start >= cue[2] for _, start, _ in contents)


def _is_between(one: list[Span], begin: int, end: int) -> bool:
    return any(begin <= a < end for _, a, _ in one)


def _begins_at(one: list[Span], places: set) -> bool:
    """Test whether an attribution has no source, and its content begins at one of these places."""
    return all(role != "source" for role, _, _ in one) and any(
        span[0] == "content" and span[1:2] in places for span in one
    )


def _within(span: Span, others: list[Span]) -> bool:
    return min(start for _, start, _ in others) <= span[1] and span[2] <= max(end for _, _, end in others)


def _covered(one: list[Span], other: list[Span]) -> bool:
    """Test whether an attribution lies wholly in source and cue of another one."""
    parts = [(a, b) for role, a, b in other if role != "content"]
    return bool(parts) and all(min(parts)[0] <= a and b <= max(b for _, b in parts) for _, a, b in one)


def _speaker_of(text: str, one: list[Span]) -> list[Span]:
    first, last = min(start for _, start, _ in one), max(end for _, _, end in one)
    if text[first] not in "“\"'‘«„":
        return []
    if text[last - 1] not in "”\"'’»“":
        unclosed = _UNCLOSED.search(text, first, last)
        known = unclosed and unclosed["cue"] in cue_forms()
        return [(role, *unclosed.span(role)) for role in ("cue", "source")] if known else []
    behind = text[last : last + _AHEAD]
    pauses = text[last - 2 : last - 1] in ",?!—–-" or behind[:1] == ","
    if pauses:
        for form in _BEHIND:
            match = form.match(behind.replace(",", " ", 1) if behind[:1] == "," else behind)
            if match:
                return [(role, last + match.start(role), last + match.end(role)) for role in ("cue", "source")]
    if dash := _DASH.match(behind):
        return [("source", last + dash.start("source"), last + dash.end("source"))]
    begin = max(0, first - _BACK)
    if colon := _COLON.search(text[begin:first]):
        return [("source", begin + colon.start("source"), begin + colon.end("source"))]
    return []


def _without_denied(text: str, one: list[Span]) -> list[Span]:
    """Leave out the content of a cue that denies it: nothing was said."""
    cues = " ".join(text[start:end] for role, start, end in one if role == "cue")
    contents = [text[start:end] for role, start, end in one if role == "content"]
    if cues and contents and (_DENIED.search(cues) or (_NOT.search(cues) and _NOTHING_SAID.match(contents[0]))):
        return [span for span in one if span[0] != "content"]
    return one


_LABEL = pattern(
    rf"(?P<label>Q|A|[A-Z]{{2,}}(?:\s[A-Z]{{2,}})?|{_CAPITAL}(?:\s{_CAPITAL}){{0,3}}):\s+(?P<content>\S.*)", re.DOTALL
)


def find_answers(texts: list[str]) -> list[tuple[int, int, int, int, int]]:
    """Find the answers of an interview whose paragraphs begin with Q: and A:, or with the names of who speaks.

    Returns (paragraph, label start, label end, content start, content end); questions (Q:) are the writer's. There is
    an interview where two paragraphs and half of those from the first label on have one, and one label comes again.
    """
    labels = [_LABEL.fullmatch(text.rstrip()) for text in texts]
    held = [k for k, label in enumerate(labels) if label]
    names = [labels[k]["label"] for k in held]
    dialogue = {"Q", "A"} <= set(names) or (len(set(names)) > 1 and len(set(names)) < len(names))
    if len(held) < 2 or not dialogue or 2 * len(held) < len(texts) - held[0]:
        return []
    return [(k, *labels[k].span("label"), *labels[k].span("content")) for k in held if labels[k]["label"] != "Q"]
