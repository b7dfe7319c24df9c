"""Who stands behind the source of an attribution: a name for a pronoun or a surname, and the kind of source.

A pronoun is given to the last plausible named speaker. That is a guess, and it is told as one: ``how`` says by what
rule a speaker was found.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from analysis.names import ABSENT, INSTITUTION, NAMED, UNNAMED, WRITER, Named, described
from analysis.people import Cast, cast
from analysis.schema import TEXT

#: how a speaker was found
NAME, SURNAME, PRONOUN, TITLE, RELATIVE, INTRODUCED, GOES_ON = (
    "name",
    "surname",
    "pronoun",
    "title",
    "relative pronoun",
    "introduction",
    "goes on",
)
SPEAKERS = {"attribution": "int64", "source": TEXT, "speaker": TEXT, "source_kind": TEXT, "how": TEXT}

_HE = frozenset(("he", "him", "his", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
_IT = frozenset(("it", "its", "itself"))
_RELATIVE = frozenset(("who", "whom", "which", "that", "whose"))
_WE = frozenset(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"))
_YOU = frozenset(("you", "your", "yours"))
#: a speaker further back than this, in characters, gives way to a person named since
_NEAR = 700
_LOOK_BACK = 160
_SENTENCE = re.compile(r"[.!?][”\"’']?\s+(?=[A-Z“\"])")
_THE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_NO_ONE = frozenset(("the", "a", "an", "there"))
#: "it was said", "it has long been feared": no one is told
_PASSIVE = re.compile(
    r"^(?:(?:has|have|had|will|may|could) )?(?:\w+ )?(?:is|are|was|were|been|be)(?: \w+)? "
    r"(?:\w+ed|said|known|understood|thought|held|shown|found|felt)\b",
    re.IGNORECASE,
)


class Speaker(NamedTuple):
    """Who a source is: a name (or the words themselves), the kind of source, and how that was found."""

    name: str | None
    kind: str
    how: str


def speakers(text: str, spans: pd.DataFrame) -> pd.DataFrame:
    """Say who speaks in each attribution of one text.

    Parameters
    ----------
    text : the whole article
    spans : ``attribution``, ``role``, ``start``, ``end``, as :func:`analysis.attribution_spans.find` gives them

    Returns
    -------
    DataFrame, one row an attribution, in their order: ``attribution``; ``source``, the words of the text; ``speaker``,
    the name they stand for (for an unnamed source the words themselves; missing where it is not known);
    ``source_kind``, one of :data:`analysis.names.SOURCE_KINDS`; ``how`` the speaker was found.
    """
    people, rows, said = cast(text), [], _Said()
    for number, own in _in_order(spans):
        places = sorted((s, e) for role, s, e in own if role == "source")
        source = " ".join(text[s:e] for s, e in places)
        at = places[0][0] if places else min(s for _, s, _ in own)
        cue = " ".join(text[s:e] for role, s, e in sorted(own) if role == "cue")
        if source.strip().lower() == "it" and _PASSIVE.match(cue):
            found = Speaker(None, ABSENT, "")
        else:
            found = _found(text, ", ".join(text[s:e].strip(" ,") for s, e in places), at, people, said)
        contents = [(s, e) for role, s, e in own if role == "content"]
        said.add(found, at, contents)
        rows.append((number, source or None, found.name, found.kind, found.how))
    return pd.DataFrame(rows, columns=list(SPEAKERS)).astype(SPEAKERS).sort_values("attribution", ignore_index=True)


def _in_order(spans: pd.DataFrame) -> list[tuple[int, list[tuple[str, int, int]]]]:
    """Group the spans of each attribution; those that begin earlier in the text come first."""
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

    def add(self, speaker: Speaker, at: int, contents: list[tuple[int, int]]) -> None:
        if speaker.name and speaker.kind == NAMED:
            self.people.append((at, speaker.name))
        elif speaker.name:
            self.others.append(speaker)
        self.contents += [(start, end, speaker) for start, end in contents]

    def person(self, at: int, gender: str, people: Cast) -> str | None:
        """Name the last plausible he or she: who spoke last, if that is near, or else who was named last."""
        fits = [one for one in self.people if people.genders.get(one[1], gender) == gender]
        if fits and at - fits[-1][0] <= _NEAR:
            return fits[-1][1]
        return people.before(at, gender) or (fits[-1][1] if fits else None)

    def around(self, at: int) -> Speaker | None:
        """Give the speaker in whose words a place stands, if there is one."""
        return next((who for start, end, who in reversed(self.contents) if start <= at < end), None)


def _found(text: str, source: str, at: int, people: Cast, said: _Said) -> Speaker:
    word = source.strip(" ,’'").lower()
    if word in _NO_ONE or not any(map(str.isalpha, word)):
        return Speaker(None, ABSENT, "")
    if word in _HE or word in _SHE:
        gender, end = "m" if word in _HE else "f", text.find("\n", at)
        # "he" before any name is told is someone whom the paragraph names later
        name = said.person(at, gender, people) or people.after(at, end if end >= 0 else len(text), gender)
        return Speaker(name, NAMED if name else UNNAMED, PRONOUN if name else "")
    if word in _WE:
        around = said.around(at)
        return Speaker(around.name, around.kind, PRONOUN) if around else Speaker(None, WRITER, "")
    if word in _THEY or word in _IT:
        return _other(word, said)
    if word in _YOU:
        return Speaker(None, UNNAMED, "")
    if word in _RELATIVE:
        return _antecedent(text, at, people)
    return _told(source, people)


def _told(source: str, people: Cast) -> Speaker:
    """Read a source that is more than a pronoun."""
    one, kind = described(source.strip())
    if one is not None and kind == NAMED and " " not in one.name and not one.titles and _THE.match(source.strip()):
        # "the West" is no one's surname
        return Speaker(one.name, INSTITUTION, NAME)
    if one is not None and kind == NAMED:
        name = people.full(one.name, one.gender)
        return Speaker(name, NAMED, SURNAME if name != one.name else NAME)
    if one is not None:
        return Speaker(_THE.sub("", one.name, count=1), kind, NAME)
    plain = _THE.sub("", source.strip(" ,"), count=1)
    title = plain.lower()
    if title in people.roles and source.lower().startswith("the "):
        return Speaker(people.roles[title], NAMED, TITLE)
    return Speaker(plain, kind, "")


def _other(word: str, said: _Said) -> Speaker:
    """Give the last speaker who may be a they or an it."""
    wanted = [one for one in said.others if word in _THEY or one.kind != UNNAMED]
    return wanted[-1]._replace(how=PRONOUN) if wanted else Speaker(None, UNNAMED, "")


def _antecedent(text: str, at: int, people: Cast) -> Speaker:
    """Read the words before a relative pronoun, back to the start of the sentence."""
    before = _SENTENCE.split(text[max(at - _LOOK_BACK, 0) : at])[-1].split("\n")[-1].rstrip(" ,")
    if not before:
        return Speaker(None, UNNAMED, "")
    last = re.split(r",\s+|\s(?:and|by|to|with|from|for|against|of)\s", before)[-1].strip()
    one: Named | None = described(last)[0] if last else None
    if one is None and before != last:
        one = described(before.split(", ")[-2] if before.count(", ") else before)[0]
    if one is None or one.kind not in (NAMED, INSTITUTION):
        return Speaker(last or None, UNNAMED, RELATIVE)
    return Speaker(people.full(one.name) if one.kind == NAMED else one.name, one.kind, RELATIVE)
