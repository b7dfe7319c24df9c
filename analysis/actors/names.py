"""Who or what each name in a story means: one actor under all its names, by rules, with the evidence for each join.

The names are found by :mod:`text.names`, the finder of the whole house. Here each is tied to an actor: by the table
``actors.csv`` (a reader's own table comes first), by a surname or a part of a name that the story has in full, by an
acronym that the story spells out, by a title, or by a pronoun where one person only can be meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis.actors.mentions import PEOPLE, common_words
from analysis.files import LEXICONS
from analysis.schema import InputError
from analysis.text.names import (
    INSTITUTION,
    NAMED,
    Name,
    find_name_places,
    first_names,
    known_names,
    named,
    source_words,
)
from analysis.text.syllables import easy_words

PERSON, ORGANISATION, GROUP, PLACE, THING = "person", "organisation", "group", "place", "thing"
KINDS = (PERSON, ORGANISATION, GROUP, PLACE, THING)
#: why a mention was taken for an actor
TABLE, FULL, PART, ACRONYM, BRANCH = "table", "name", "part of a name", "acronym", "short for its branch"
PRONOUN, DESCRIPTION, NOUN = "pronoun", "description", "noun"
_OF_CATEGORY = {
    "country": PLACE,
    "region": PLACE,
    "place": PLACE,
    "event": THING,
    "group": GROUP,
    "institution": ORGANISATION,
}
_COLUMNS = ("actor", "kind", "forms", "branch")
_LONG_FORM = re.compile(r"[(\[]\s*([A-Z][A-Z.&-]{1,9})s?\s*[)\]]")
_HE, _SHE = frozenset("he him his himself".split()), frozenset("she her hers herself".split())  # noqa: SIM905
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Hh]im|[Hh]is|[Ss]he|[Hh]er|[Hh]ers)\b")
_DESCRIBED = re.compile(
    r"\b[Tt](?:he)\s((?:(?!only|other|first|same|ruling|new|whole|entire)[a-z][\w-]*\s){0,3}"
    r"(?:group|organi[sz]ation|movement|militia|network))\b"
)
_PEOPLE = re.compile(r"(?<![\w-])(?:" + "|".join(sorted(PEOPLE)) + r")(?![\w-])")
#: what is done to or with a place, and makes no actor of it
_AT = frozenset(
    """in from across near around throughout into outside inside within at over through toward towards between leaving
    visiting entering southern northern eastern western central downtown of to for""".split()  # noqa: SIM905
)
_OF_PERSON = re.compile(r",\s(?:(?:aged\s)?\d{1,3},|an?\s[a-z]|the\s[a-z]+\swho|who\s)")
#: "American" in "American officials" is no name of anyone
_OF_PLACE = re.compile(r"(?:[^g]an|ish|ese|ern|ench|utch|reek|wiss|aqi|eli|ani|abi|unni|hia|hiite|Shia|ite|ic|ist)$")
_STATE = re.compile(
    "Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|"
    "Tex|Va|Vt|Wash|Wis|Wyo"
)
_NICKNAMED = re.compile(
    r"(?<![\w’'-])([A-Z][a-z]+(?:\s[A-Z]\.)?)\s[“\"'‘][A-Z][\w’' ]{1,24}[”\"'’]\s([A-Z][a-z]+(?:-[A-Z][a-z]+)?)"
)
#: the last word of a place's name
_OF_LAND = frozenset(
    """Valley Street Gardens Park Beach City County Hills Bay Lake River Island Islands Mountain Square Road
    Avenue""".split()  # noqa: SIM905
)
#: the first word of a place's name
_OF_TOWNS = frozenset(
    [
        "New",
        "North",
        "South",
        "East",
        "West",
        "San",
        "Santa",
        "Los",
        "Las",
        "Saint",
        "Fort",
        "Great",
        "Port",
        "Lake",
        "United",
        "Bay",
        "Mount",
        "Mt",
    ]
)  # noqa: SIM905
#: what "an Emmy" is
#: what stands before a name is looked for within so many characters
_NEAR = 60
_ONE_OF = re.compile(r"\b[Aa]n?\s$")
_NOUN = re.compile(r"\s[a-z]")
_OPENS = re.compile(r"(?:^|[.!?:;—–]\s*[”\"’')\]]*\s*|[“\"‘(\[]\s*|\n\s*)$")


@dataclass(frozen=True)
class Known:
    """The table of actors: form to actor, actor to kind, and the short names that a branch can have."""

    forms: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)


def read_known_actors(path: Path | None = None) -> Known:
    """Read the project's table of actors, and before it a reader's own (columns actor, kind, forms, and branch)."""
    tables = [_checked(path)] if path is not None else []
    tables.append(_project_table())
    forms: dict[str, str] = {}
    kinds: dict[str, str] = {}
    branches: dict[str, str] = {}
    for table in tables:
        for actor, kind, listed, branch in table[list(_COLUMNS)].itertuples(index=False):
            kinds.setdefault(actor, kind)
            for form in listed.split("|"):
                forms.setdefault(form.strip(), actor)
            if branch:
                branches.setdefault(actor, branch)
    return Known(forms, kinds, branches)


@lru_cache(maxsize=1)
def _project_table() -> pd.DataFrame:
    return pd.read_csv(LEXICONS / "actors.csv", keep_default_na=False, dtype=str)


def _checked(path: Path) -> pd.DataFrame:
    try:
        table = pd.read_csv(path, keep_default_na=False, dtype=str)
    except (OSError, ValueError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: it cannot be read as a CSV table ({error}). Give actor, kind, forms.") from None
    for name in ("actor", "kind", "forms"):
        if name not in table:
            raise InputError(f"{path}: there is no column {name!r}. A table of actors has actor, kind, forms.")
    for row, (actor, kind, forms) in enumerate(table[["actor", "kind", "forms"]].itertuples(index=False)):
        if kind not in KINDS:
            raise InputError(f"{path}, row {row + 1}: the kind is {kind!r}. Give one of {', '.join(KINDS)}.")
        if not actor.strip() or not forms.strip():
            raise InputError(f"{path}, row {row + 1}: actor or forms is empty. Give forms parted by |.")
    return table.assign(branch=table.get("branch", ""))


@dataclass(frozen=True)
class Named:
    """One mention: where it stands, the actor, of what kind, by which rule, and the capitals before it (a title)."""

    start: int
    end: int
    actor: str
    kind: str
    how: str
    title: str = ""
    gender: str = ""
    opens: bool = False


class Story:
    """The blocks of several articles on one event, read together: who is named anywhere, in full or in short."""

    def __init__(self, blocks: list[tuple[str, bool]], known: Known) -> None:
        """Take blocks, each a text and whether it is a headline, in the order of the articles."""
        self.known = known
        forms = sorted(known.forms, key=len, reverse=True)
        self._pattern = re.compile(r"(?<![\w’'-])(?:" + "|".join(map(re.escape, forms)) + r")(?![\w-])")
        self._acronyms: dict[str, str] = {}
        found = [(list(self._find(text, headline=head)), text, head) for text, head in blocks]
        in_text = [(one, text) for listed, text, head in found if not head for one in listed]
        body = [one for one, _ in in_text]
        self._kinds = Counter((one.actor, one.kind) for one in body)
        self._within = {one.actor for one in body if not one.opens}
        self._surnames: dict[str, list[str]] = {}
        alone = {one.actor for one in body if " " not in one.actor}
        shown = {one.actor for one, text in in_text if _apposed(one, text)}
        full = [
            one
            for one in body
            if one.kind == PERSON or one.actor in shown or (one.kind == THING and _is_surname(one, alone))
        ]
        names = {one.actor for one in full}
        for one in sorted(full, key=lambda one: -len(one.actor)):
            words = one.actor.split()
            if any(" ".join(words[k:]) in names for k in range(1, len(words) - 1)):
                continue
            for part in {words[-1], words[0]} if len(words) > 1 else ():
                if one.actor not in self._surnames.setdefault(part, []):
                    self._surnames[part].append(one.actor)
        self._people = {one.actor for one in full}
        self._genders = {one.actor: one.gender for one in body if one.gender}
        for text, _ in blocks:
            self._spell_out(text)
        self._told = {one.actor for one in body}

    def _spell_out(self, text: str) -> None:
        """Learn which long name each acronym in brackets stands for."""
        names = [(start, end, one.name) for start, end, one, _ in find_name_places(text)]
        for short in _LONG_FORM.finditer(text):
            before = [name for _, end, name in names if 0 <= short.start() - end <= 3]
            letters = short[1].replace(".", "")
            if before and "".join(word[0] for word in re.split(r"[ -]", before[-1]) if word[:1].isupper()) == letters:
                self._acronyms.setdefault(short[1], before[-1])

    def _find(self, text: str, *, headline: bool = False) -> Iterator[Named]:
        """Return the names of one text as they stand, each by what it says itself."""
        runs = list(find_name_places(text))
        taken: list[tuple[int, int]] = []
        for form in self._pattern.finditer(text):
            actor = self.known.forms[form[0]]
            run = next((r for r in runs if r[0] - len(r[3]) - 1 <= form.start() and form.end() <= r[1]), None)
            loose = headline and self.known.kinds[actor] != PERSON
            if run is not None and not loose and not self._stands(text, form, run):
                continue
            taken.append(form.span())
            yield Named(*form.span(), actor, self.known.kinds[actor], TABLE)
        for nick in _NICKNAMED.finditer(text):
            if not any(nick.start() < e and s < nick.end() for s, e in taken):
                taken.append(nick.span())
                first = nick[1].split()[-1]
                yield Named(*nick.span(), f"{nick[1]} {nick[2]}", PERSON, FULL, "", first_names().get(first, ""))
        for start, end, one, title in runs:
            if not any(start < e and s < end for s, e in taken):
                yield _plain(text, start, end, (one, title))

    def _stands(self, text: str, form: re.Match, run: tuple) -> bool:
        """Test whether a form of the table is a name of its own, and no part of a longer one ("UN Army Band")."""
        start, end, one, title = run
        if form.start() < start or one.name == form[0] or one.kind == NAMED and " " not in form[0]:
            # before a person's name: "United Nations Special Representative Deborah Lyons"
            return form.start() < start or form.end() == end
        rest = text[form.end() : end].split()
        return bool(rest) and source_words().get(rest[0].lower()) in ("title", "person")

    def read(self, text: str, *, headline: bool = False) -> list[Named]:
        """Return the mentions by name in one text, each with its actor; what is no name of anyone is left out."""
        found = self._find(text, headline=headline)
        read = [self._resolve(one, text[one.start : one.end]) for one in found]
        return [one for one in read if one is not None and self._is_name(one, text, headline=headline)]

    def _resolve(self, one: Named, surface: str) -> Named | None:
        if one.how == TABLE:
            branch = self.known.branches.get(one.actor)
            if branch in self._told:
                return replace(one, actor=branch, kind=self.known.kinds[branch], how=BRANCH)
            if " " not in surface and one.kind == PERSON:
                # a bare first name or surname of the table gives way to whom the story names so
                others = [full for full in self._surnames.get(surface, ()) if full != one.actor]
                return replace(one, actor=others[0], how=PART) if others else one
            return one
        if one.actor in self._acronyms:
            full = self._acronyms[one.actor]
            return replace(one, actor=self.known.forms.get(full, full), kind=ORGANISATION, how=ACRONYM)
        if one.kind in (PERSON, THING) and " " not in one.actor and (full := self._full(one)):
            known = self.known.forms.get(full, full)
            return replace(one, actor=known, kind=PERSON, how=PART)
        if one.kind == THING and one.actor in self._people:
            return replace(one, kind=PERSON)
        if " " in one.actor and one.kind in (PERSON, THING):
            # "Comedian Ellen Roe" is Ellen Roe
            words = one.actor.split()
            short = next((s for k in range(1, len(words) - 1) if (s := " ".join(words[k:])) in self._people), None)
            return replace(one, actor=short, kind=PERSON, how=PART) if short else one
        return one

    def _full(self, one: Named) -> str | None:
        fits = [
            full
            for full in self._surnames.get(one.actor, ())
            if not one.gender or self._genders.get(full, one.gender) == one.gender
        ]
        return fits[0] if len(fits) == 1 or (bool(fits) and bool(one.title)) else None

    def _is_name(self, one: Named, text: str, *, headline: bool) -> bool:
        if one.how == PART and _ONE_OF.search(text, max(one.start - _NEAR, 0), one.start):
            return False
        if one.how != FULL:
            return True
        if one.actor not in self._people and _OF_PLACE.search(one.actor) and _NOUN.match(text[one.end :]):
            return False
        if _STATE.fullmatch(one.actor) and text[one.end : one.end + 1] == ".":
            return False
        if (headline and one.actor not in self._told) or _ONE_OF.search(text, max(one.start - _NEAR, 0), one.start):
            return False
        known = one.actor in known_names() or one.actor.split()[0] in first_names() or bool(one.title)
        if (one.opens or headline) and not known:
            # capitals that a sentence or a headline gives any word count for nothing by themselves
            if " " not in one.actor:
                return one.actor in self._within
            return one.actor in self._within or not (headline or easy_words() & {one.actor.split()[0].lower()})
        if " " not in one.actor and one.actor.lower() in source_words():
            # "News", "Police": a noun with a capital
            return False
        inside = text[: one.start].rstrip()[-1:] in '“"‘' and text[one.end :].lstrip()[:1] in '”"’'
        return not inside or known

    def gender(self, actor: str) -> str:
        """Return 'f' or 'm' where a first name or a title tells."""
        return self._genders.get(actor) or first_names().get(actor.split()[0], "")


def _plain(text: str, start: int, end: int, read: tuple[Name, str]) -> Named:
    """Read one name; a common word that only opens the sentence is no part of it ("Comedian Ellen Roe")."""
    one, title = read
    opens, name = bool(_OPENS.search(text, max(start - _NEAR, 0), start)), one.name
    first, _, rest = name.partition(" ")
    plain = first.lower() in common_words() or first.lower() in source_words()
    if rest and plain and first not in first_names() and text[start:end].startswith(name):
        led = rest.split()[0] in first_names() or first.lower() in source_words() or (opens and first not in _OF_TOWNS)
        other = named(rest) if led else None
        if other is not None and other.kind == NAMED:
            gender = other.gender or one.gender
            place = start + len(name) - len(other.name)
            return Named(place, end, other.name, _kind(other), FULL, title or first, gender)
    return Named(start, end, name, _kind(one), FULL, title, one.gender, opens)


def _apposed(one: Named, text: str) -> bool:
    """Test whether an age, or "a baker", follows a name of two words or three that no list knows."""
    if one.kind != THING or not 1 <= one.actor.count(" ") <= 2 or acts_as_place(text, one.start):
        return False
    return bool(_OF_PERSON.match(text[one.end :]))


def is_of_a_place(name: str) -> bool:
    """Test whether the first or the last word of a name says that it is a place's ("Mount Cook")."""
    words = name.split()
    return words[0] in _OF_TOWNS or words[-1] in _OF_LAND


def _is_surname(one: Named, alone: set[str]) -> bool:
    """Test whether the last word of two or three capitals stands alone elsewhere, as a surname does."""
    words = one.actor.split()
    if not 2 <= len(words) <= 3 or words[-1] not in alone or words[-1] in first_names() or words[-1] in _OF_LAND:
        return False
    if words[0] in _OF_TOWNS or (len(words[0]) > 2 and words[0].isupper()):
        return False
    return words[0].lower() not in easy_words() and words[0].lower() not in source_words()


def _kind(one: Name) -> str:
    category = known_names().get(one.name)
    if category:
        return _OF_CATEGORY.get(category, THING)
    first, last = one.name.split()[0], one.name.split()[-1].lower()
    if " " in one.name and not one.titles and source_words().get(last) == "institution":
        return ORGANISATION
    if last.endswith("s") and last[:-1] in common_words() and first not in first_names():
        return THING
    if one.kind == INSTITUTION:
        return ORGANISATION if source_words().get(last) == "institution" else THING
    # a bare first name may be a prize's ("Oscar")
    known = one.kind == NAMED and (one.titles or (" " in one.name and (one.gender or first in first_names())))
    return PERSON if known and not (last.endswith("s") and last[:-1] in common_words()) else THING


def find_groups(text: str) -> Iterator[tuple[int, int, str]]:
    """Return groups that a noun names ("officials"): offsets and the noun."""
    for found in _PEOPLE.finditer(text):
        yield found.start(), found.end(), found[0]


def find_pronouns(text: str) -> Iterator[tuple[int, int, str]]:
    """Return each he and she, in any case, with the gender."""
    for found in _PRONOUN.finditer(text):
        yield found.start(), found.end(), "m" if found[0].lower() in _HE else "f"


def find_descriptions(text: str) -> Iterator[tuple[int, int, str]]:
    """Return each "the group", "the brutal terrorist group": offsets and the words behind the article."""
    for found in _DESCRIBED.finditer(text):
        yield found.start(), found.end(), found[1]


def acts_as_place(text: str, start: int) -> bool:
    """Test whether the word before a place says that something is there, or goes there."""
    before = re.findall(r"[\w’'-]+", text[max(0, start - 40) : start])
    before = before[:-1] if before and before[-1].lower() == "the" else before
    return bool(before) and before[-1].lower() in _AT
