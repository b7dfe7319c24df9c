"""Who stands behind the source of an attribution, and what its cue does besides reporting.

:func:`speakers` finds a name for a pronoun, a surname or a title, and the kind of source. A pronoun is given to the
last plausible named speaker. That is a guess, and ``how`` says by what rule a speaker was found. :func:`cue_classes`
finds the verb in a cue, and the verb's class (neutral, doubt, praise, emotion, ...).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from analysis.files import listed
from analysis.schema import TEXT
from analysis.text.lexicon import find_terms, forms_of, load_lexicon
from analysis.text.names import (
    ABSENT,
    INSTITUTION,
    NAMED,
    UNNAMED,
    WRITER,
    Name,
    People,
    describe_source,
    find_people,
    source_words,
)
from analysis.text.patterns import compiled, pattern
from analysis.text.words import split

#: classes of cues, in the order of tables; OTHER is for a cue that no list has
OTHER = "other"
CLASSES = {
    "neutral": "reports and no more",
    "factive": "takes what follows for true",
    "doubt": "leaves room for doubt",
    "alarm": "takes over the alarm",
    "emotion": "adds a feeling",
    "praise": "approves",
    "thought": "tells what someone thinks or wants",
    OTHER: "in no list",
}
#: how a speaker was found
NAME, SURNAME, PRONOUN, TITLE, RELATIVE = "name", "surname", "pronoun", "title", "relative pronoun"
INTRODUCED, GOES_ON = "introduction", "goes on"
SPEAKERS = {"attribution": "int64", "source": TEXT, "speaker": TEXT, "source_kind": TEXT, "how": TEXT}
_WORD = pattern(r"[\w’'-]+")
#: so many words behind a cue can make a phrase with it
_AHEAD = 3
#: a speaker further back than this, in characters, gives way to a person named since
_NEAR = 700
#: so many contents back are looked at for whom a quotation names
_LAST = 20
#: so many characters before a relative pronoun are looked at
_LOOK_BACK = 160
_SENTENCE = pattern(r"[.!?][”\"’']?\s+(?=[A-Z“\"])")
#: "Last week ", "For these reasons, the town’s lawyer ": what may stand before the one whom a sentence is about
_BEFORE_SUBJECT = pattern(
    r"(?:[^,“”\"\n]{1,100},\s)?(?:(?:But|And|Yet|So|Then|The|the|[Aa]n?)\s)*"
    r"(?:(?!(?:of|to|by|with|for|from|and|or|than|that|in|on|at|about|as|including|said|says|told|was|were|is|are)\s)[\w’'.-]+\s){0,4}"
)
#: "which it said": it is the source
_RELATIVE_FIRST = pattern(r"^(?:which|that|whom|what)\s+(?=(?:he|she|it|they|we|i|you)$)")
_THERE = pattern(r"^.*\bthere\s(?:is|are|was|were)\s(?:also\s|still\s)?", re.IGNORECASE)
_AFTER_ROLE = pattern(r",|\s(?:of|for|from|at|in|with|on|who|whose|that|to)\s")
_THE = pattern(r"^(?:the|a|an)\s+", re.IGNORECASE)
#: "it was said", "it has long been feared": by no one
_PASSIVE = pattern(
    r"^(?:(?:has|have|had|will|may|could|[’']s) )?(?:\w+ )?(?:is|are|was|were|been|be)(?: \w+)? "
    r"(?:\w+ed|said|known|understood|thought|held|shown|found|felt)\b",
    re.IGNORECASE,
)
_HE, _SHE, _THEY, _IT, _WE, _YOU, _WHO, _NO_ONE = "he", "she", "they", "it", "we", "you", "who", ""
#: word to pronoun; articles and "there" name no one
_PRONOUNS = {
    word: pronoun
    for pronoun, words in {
        _HE: "he him his himself",
        _SHE: "she her hers herself",
        _THEY: "they them their theirs themselves",
        _IT: "it its itself",
        _WE: "i me my mine myself we us our ours ourselves",
        _YOU: "you your yours",
        _WHO: "who whom which that whose",
        _NO_ONE: "the a an there",
    }.items()
    for word in words.split()
}


@lru_cache(maxsize=1)
def _plain_cues() -> tuple[dict[str, tuple[str, str]], re.Pattern]:
    """Read the cues of ``cues.csv``: form to (verb, class), and a pattern that finds any of them, the longest first."""
    known = {}
    for term, sort, forms in listed("cues.csv", "term", "class", "forms"):
        known |= dict.fromkeys(forms_of(term, forms), (term, sort))
    longest = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    return known, compiled("cues", lambda: [(rf"(?<![\w-])(?:{longest})(?![\w-])", 0)])[0]


def cue_classes(cues: list[str], *, behind: list[str] | None = None) -> pd.DataFrame:
    """Find the verb that each cue holds, and the class of the verb.

    The reporting verbs of the lexicon of loaded language come first, then the plain cues of ``cues.csv``.

    Parameters
    ----------
    cues : the words of n cues, as they stand in the text ("has repeatedly claimed")
    behind : what stands behind each, if that is known: the lexicon knows phrases in which a verb does no more than
        report ("claimed responsibility")

    Returns
    -------
    DataFrame of n rows with ``verb`` (the list's own form: "claimed"; for a cue in no list the cue itself, in lower
    case) and ``cue_class``, a key of :data:`CLASSES`

    Examples
    --------
    >>> cue_classes(["has repeatedly lamented", "say"]).values.tolist()
    [['lamented', 'emotion'], ['said', 'neutral']]
    >>> cue_classes(["claimed", "claimed"], behind=["responsibility for it", "that it rained"])["cue_class"].tolist()
    ['neutral', 'doubt']
    """
    known, pattern = _plain_cues()
    lexicon = load_lexicon("reporting_verbs")
    classes, terms = (lexicon.table[name].to_numpy(object) for name in ("class", "term"))
    words = split([cue.lower() for cue in cues])
    matches = find_terms(words, lexicon)
    phrases = _phrases(cues, behind) if behind else set()
    listed = {}
    for text, row in zip(words.text_at(matches.first).tolist(), matches.row.tolist(), strict=True):
        # of several verbs in one cue the first that is more than neutral counts
        if classes[row] and (text not in listed or classes[listed[text]] == "neutral"):
            listed[text] = row
    rows = []
    for place, cue in enumerate(cues):
        plain, row = pattern.search(cue.lower()), listed.get(place)
        itself = " ".join(_WORD.findall(cue.lower()))
        if place in phrases:
            rows.append((known[plain[0]][0] if plain else itself, "neutral"))
        elif row is not None and (classes[row] != "neutral" or not plain):
            rows.append((_shown(cue, terms[row]), classes[row]))
        else:
            rows.append(known[plain[0]] if plain else (itself, OTHER))
    return pd.DataFrame(rows, columns=["verb", "cue_class"])


def _phrases(cues: list[str], behind: list[str]) -> set[int]:
    """Find the cues that, with what stands behind them, are a phrase that the lexicon leaves out."""
    lexicon = load_lexicon("reporting_verbs")
    words = split([f"{cue} {' '.join(rest.split()[:_AHEAD])}".lower() for cue, rest in zip(cues, behind, strict=True)])
    matches = find_terms(words, lexicon)
    texts, start, _ = words.spans(matches.first)
    _, _, end = words.spans(matches.last)
    classes, found = lexicon.table["class"].to_numpy(object)[matches.row], set()
    for text, at, to, sort in zip(texts.tolist(), start.tolist(), end.tolist(), classes.tolist(), strict=True):
        if not sort and at < len(cues[text]) < to:
            found.add(text)
    return found


def _shown(cue: str, term: str) -> str:
    """Show a term by its word in the cue, which is in the past as a rule: "lamented", not "lament"."""
    word = next((word for word in _WORD.findall(cue.lower()) if word[:4] == term[:4]), None)
    return word if word and " " not in term else term


class Speaker(NamedTuple):
    """Who a source is: a name (or the words themselves), the kind of source, and how that was found."""

    name: str | None
    kind: str
    how: str


def speakers(text: str, spans: pd.DataFrame, *, named_in: str | None = None) -> pd.DataFrame:
    """Find who speaks in each attribution of one text, the whole article.

    `spans` are as :func:`attribution.spans.find_attributions` returns them. A row is an attribution, in their order:
    ``source``, the words of the text; ``speaker``, the name they stand for (the words themselves for an unnamed source;
    missing where it is not known); ``source_kind``, of :data:`text.names.SOURCE_KINDS`; ``how`` it was found.
    `named_in` is the text in which people are named, if that is not `text`.
    """
    people, rows, said = find_people(text if named_in is None else named_in), [], _Said()
    for number, own in _in_order(spans):
        places = sorted((s, e) for role, s, e in own if role == "source")
        source = " ".join(text[s:e] for s, e in places)
        at = places[0][0] if places else min(s for _, s, _ in own)
        cue = " ".join(text[s:e] for role, s, e in sorted(own) if role == "cue")
        if source.strip().lower() == "it" and _PASSIVE.match(cue):
            found = Speaker(None, ABSENT, "")
        else:
            # whom the quotation before "he said" names is not he
            before = min(s for _, s, _ in own)
            found = _find_speaker(text, ", ".join(text[s:e].strip(" ,") for s, e in places), before, people, said)
        said.add(found, at, [(s, e) for role, s, e in own if role == "content"])
        rows.append((number, source or None, found.name, found.kind, found.how))
    return pd.DataFrame(rows, columns=list(SPEAKERS)).astype(SPEAKERS).sort_values("attribution", ignore_index=True)


def _in_order(spans: pd.DataFrame) -> list[tuple[int, list[tuple[str, int, int]]]]:
    grouped: dict[int, list[tuple[str, int, int]]] = {}
    for number, role, start, end in spans[["attribution", "role", "start", "end"]].itertuples(index=False):
        grouped.setdefault(number, []).append((role, start, end))
    return sorted(grouped.items(), key=lambda item: min(start for _, start, _ in item[1]))


class _Said:
    """Who has spoken so far in a text."""

    def __init__(self) -> None:
        self.people: list[tuple[int, str]] = []
        self.others: list[Speaker] = []
        self.contents: list[tuple[int, int, Speaker]] = []
        self.last: tuple[int, Speaker] | None = None

    def add(self, speaker: Speaker, at: int, contents: list[tuple[int, int]]) -> None:
        if speaker.name:
            self.last = (at, speaker)
        if speaker.name and speaker.kind == NAMED:
            self.people.append((at, speaker.name))
        elif speaker.name:
            self.others.append(speaker)
        self.contents += [(start, end, speaker) for start, end in contents]

    def person(self, text: str, at: int, gender: str, people: People) -> str | None:
        """Name the last plausible he or she: who spoke last, if that is near, or else who was named last.

        Whoever has begun a sentence in a later paragraph since takes the place of the last speaker.
        """
        fits = [one for one in self.people if people.genders.get(one[1], gender) == gender]
        inside = [(start, end) for start, end, _ in self.contents]
        if fits and at - fits[-1][0] <= _NEAR:
            begin = text.find("\n", fits[-1][0], at)
            since = people.between(begin, at, gender) if begin >= 0 else ()
            opened = [
                name
                for start, name in since
                if _opens_sentence(text, start, people) and not any(a <= start < b for a, b in inside)
            ]
            return opened[-1] if opened else fits[-1][1]
        return people.before(at, gender, outside=inside[-_LAST:]) or (fits[-1][1] if fits else None)

    def unnamed(self, at: int, gender: str, people: People) -> Speaker | None:
        """Return the last speaker if no name tells who that is ("the officer"), and no one has been named since."""
        if not self.last or self.last[1].kind != UNNAMED or not self.last[1].name or at - self.last[0] > _NEAR:
            return None
        head = _AFTER_ROLE.split(self.last[1].name, maxsplit=1)[0].split()[-1:]
        one = bool(head) and source_words().get(head[0].lower().rstrip(".")) in ("person", "title")
        return self.last[1] if one and not people.between(self.last[0], at, gender) else None

    def around(self, at: int) -> Speaker | None:
        """Return the speaker in whose words a place stands, if there is one."""
        return next((who for start, end, who in reversed(self.contents) if start <= at < end), None)


def _opens_sentence(text: str, start: int, people: People) -> bool:
    """Test whether a name is the first of its sentence, with no more than a setting and a role before it."""
    begin = max(text.rfind("\n", 0, start) + 1, start - _LOOK_BACK)
    begin = max([stop.end() for stop in _SENTENCE.finditer(text, begin, start)], default=begin)
    return not people.any_between(begin, start) and _BEFORE_SUBJECT.fullmatch(text, begin, start) is not None


def _find_speaker(text: str, source: str, at: int, people: People, said: _Said) -> Speaker:
    word = _RELATIVE_FIRST.sub("", source.strip(" ,’'").lower())
    word = word.split()[0] if word.startswith(("who ", "which ")) else word
    pronoun = _PRONOUNS.get(word) if any(map(str.isalpha, word)) else _NO_ONE
    if pronoun is None:
        return _read_source(text, source, at, people)
    if pronoun == _NO_ONE:
        return Speaker(None, ABSENT, "")
    if pronoun in (_HE, _SHE):
        gender, end = "m" if pronoun == _HE else "f", text.find("\n", at)
        if (unnamed := said.unnamed(at, gender, people)) is not None:
            return unnamed._replace(how=PRONOUN)
        # "he" before any name is someone whom the paragraph names later
        name = said.person(text, at, gender, people) or people.after(at, end if end >= 0 else len(text), gender)
        return Speaker(name, NAMED, PRONOUN) if name else Speaker(None, UNNAMED, "")
    if pronoun == _WE:
        around = said.around(at)
        return Speaker(around.name, around.kind, PRONOUN) if around else Speaker(None, WRITER, "")
    if pronoun == _WHO:
        return _antecedent(text, at, people)
    # the last speaker who may be a they or an it
    wanted = [one for one in said.others if pronoun == _THEY or one.kind != UNNAMED] if pronoun != _YOU else []
    return wanted[-1]._replace(how=PRONOUN) if wanted else Speaker(None, UNNAMED, "")


def _read_source(text: str, source: str, at: int, people: People) -> Speaker:
    """Read a source that is more than a pronoun."""
    one, kind = describe_source(source.strip())
    if one is not None and kind == NAMED and " " not in one.name and not one.titles and _THE.match(source.strip()):
        # "the West" is no one's surname
        return Speaker(one.name, INSTITUTION, NAME)
    if one is not None and kind == NAMED:
        name = people.full(one.name, one.gender)
        return Speaker(name, NAMED, SURNAME if name != one.name else NAME)
    if one is not None:
        return Speaker(_THE.sub("", one.name, count=1), kind, NAME)
    plain = _THE.sub("", source.strip(" ,"), count=1)
    if one is None and plain == source.strip(" ,") and plain in people.surnames:
        # "King" behind "Della King" is she
        return Speaker(people.full(plain), NAMED, SURNAME)
    title = plain.lower()
    if title in people.roles and source.lower().startswith("the "):
        return Speaker(people.roles[title], NAMED, TITLE)
    if source.lower().startswith("the ") and (name := _by_role(text, title, at, people)):
        return Speaker(name, NAMED, TITLE)
    return Speaker(plain, kind, "")


def _by_role(text: str, role: str, at: int, people: People) -> str | None:
    """Name the one person whom the text before gives this role: "harbour master Dana Holt", "Dana Holt, its keeper"."""
    if not 0 < len(role.split()) <= 3 or role.endswith("s"):
        return None
    before = re.compile(rf"(?<!\w){re.escape(role)}\s+\Z", re.IGNORECASE)
    behind = re.compile(rf"[^,.\n]{{2,60}},\s(?:[\w’'-]+\s){{0,4}}{re.escape(role)}(?!\w)", re.IGNORECASE)
    found = {
        name
        for start, name in zip(people.starts, people.people, strict=True)
        if start < at and (before.search(text, max(0, start - len(role) - 3), start) or behind.match(text, start))
    }
    return found.pop() if len(found) == 1 else None


def _antecedent(text: str, at: int, people: People) -> Speaker:
    """Read the words before a relative pronoun, back to the start of the sentence."""
    before = _SENTENCE.split(text[max(at - _LOOK_BACK, 0) : at])[-1].split("\n")[-1].rstrip(" ,")
    if not before:
        return Speaker(None, UNNAMED, "")
    before = _THERE.sub("", before)
    last = re.split(r",\s+|\s(?:and|by|to|with|from|for|against|of)\s", before)[-1].strip()
    one: Name | None = describe_source(last)[0] if last else None
    if one is None and before != last:
        one = describe_source(before.split(", ")[-2] if before.count(", ") else before)[0]
    if one is None or one.kind not in (NAMED, INSTITUTION):
        return Speaker(last or None, UNNAMED, RELATIVE)
    return Speaker(people.full(one.name) if one.kind == NAMED else one.name, one.kind, RELATIVE)
