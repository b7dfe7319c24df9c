"""Who or what each name in a story means: one actor under all its names, by rules, with the evidence for each join.

The names are found by :mod:`text.names`, the finder of the whole house. Here each is tied to an actor: by the table
``actors.csv`` (a reader's own table comes first), by a surname or a part of a name that the story has in full, by an
initial or an accent left out, by an acronym that the story spells out or that one long name alone has the letters of,
by a title, or by a pronoun where one person only can be meant. What an article says itself comes before the others.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis.actors.mentions import FUNCTION_WORDS, PEOPLE, common_words
from analysis.files import LEXICONS
from analysis.schema import InputError
from analysis.text.names import (
    INSTITUTION,
    NAMED,
    SUFFIXES,
    Name,
    find_name_places,
    first_names,
    known_names,
    named,
    source_words,
)
from analysis.text.numerals import DAYS, MONTHS
from analysis.text.patterns import pattern
from analysis.text.syllables import easy_words

PERSON, ORGANISATION, GROUP, PLACE, THING = "person", "organisation", "group", "place", "thing"
KINDS = (PERSON, ORGANISATION, GROUP, PLACE, THING)
#: why a mention was taken for an actor
TABLE, FULL, PART, ACRONYM, BRANCH = "table", "name", "part of a name", "acronym", "short for its branch"
PRONOUN, DESCRIPTION, NOUN = "pronoun", "description", "noun"
VARIANT, INITIALS = "other spelling", "initials"
_OF_CATEGORY = {
    "country": PLACE,
    "region": PLACE,
    "place": PLACE,
    "event": THING,
    "group": GROUP,
    "institution": ORGANISATION,
}
_COLUMNS = ("actor", "kind", "forms", "branch")
_LONG_FORM = pattern(r"[(\[]\s*([A-Z][A-Za-z.&-]{0,8}[A-Z]\.?)s?\s*[)\]]")
_SPELLED_OUT = pattern(r"\b([A-Z][A-Za-z.&-]{0,8}[A-Z])\s[(\[]([^()\[\]]{5,80})[)\]]")
#: a longer run of capitals is no name
_MOST_WORDS = 12
#: in no block of an article
_NEVER = 1 << 30
#: a name with so many letters may have a slip
_LONG_NAME = 5
#: an acronym with so many letters may stand for the one long name that has them
_LETTERS = 3
#: what ties the parts of an institution's name: "Ministry of Justice"
_OF = pattern(r"(?:\s(?:of|for)\s(?:the\s)?[A-Z][\w-]*(?:\s[A-Z][\w-]*)*(?![\w’'-]))+")
_AND = pattern(r"(?:,\s[A-Z][\w-]*)*\sand\s[A-Z][\w-]*(?:\s[A-Z][\w-]*)*(?![\w’'-])")
#: of these several fields are named: "Department of Health and Human Services"
_OF_FIELDS = frozenset("department ministry bureau college institute".split())  # noqa: SIM905
#: these are of places and people, and what follows is no part of their name
_OF_PEOPLE = frozenset("city country county state nation town house force forces news times today group".split())  # noqa: SIM905
_IN_CAPITALS = pattern(r"[A-Z0-9-]{2,}s?")
_IN_SMALL = pattern(r"(?<![\w’'-])[a-z]+(?![\w’'-])")
#: "Coroner", "Englishman": who someone is, and no first name
_OF_ROLE = pattern(r"(?:er|or|iff|ist|ian|man|woman)$")
_BEHIND_CAPITALS = pattern(r"(?:[A-Z][\w’'-]*\s)*[A-Z]{2,3}\s([A-Z][a-z][\w’'-]*\s[A-Z][a-z][\w’'-]*)")
_SPACES = pattern(r"(?<=\w)[ \xa0]{2,}(?=\w)")
_HE, _SHE = frozenset("he him his himself".split()), frozenset("she her hers herself".split())  # noqa: SIM905
_PRONOUN = pattern(r"\b(?:[Hh]e|[Hh]im|[Hh]is|[Ss]he|[Hh]er|[Hh]ers)\b")
_DESCRIBED = pattern(
    r"\b[Tt](?:he)\s((?:(?!only|other|first|same|ruling|new|whole|entire)[a-z][\w-]*\s){0,3}"
    r"(?:group|organi[sz]ation|movement|militia|network))\b"
)
#: bodies that a noun names, and groups that a noun names only with the word before it: "city council", "aid groups"
BODIES = frozenset("government council parliament army navy military opposition jury coastguard".split())  # noqa: SIM905
_ONE_THERE = BODIES | {"police", "authorities"}
_WITH_WORD = frozenset("members forces groups agencies companies parties personnel staff teams".split())  # noqa: SIM905
#: which of a kind of people are meant
_WHICH = frozenset(
    """aid airline airport army bank border bus cabinet camp care charity church city civil coalition coast college
    community company construction county court defence defense dock embassy emergency factory family farm federal ferry
    fire football forest garment government guard hospital hotel immigration industry intelligence labour law
    maintenance media medical military minority mountain municipal naval navy neighbourhood oil opposition party
    peace plant police port postal prison railway rebel relief rescue riot rights school security ship
    state steel street student tax team town traffic training transit transport undercover union university village
    water wildlife""".split()  # noqa: SIM905
)
_PEOPLE = pattern(
    r"(?<![\w-])(?:"
    + "|".join(f"[{w[0].upper()}{w[0]}]{w[1:]}" for w in sorted(PEOPLE | BODIES | _WITH_WORD))
    + r")(?![\w-])"
)
_NOUN_BEHIND = pattern(r"[ \xa0]([a-z]+)\b")
_OF_GROUP = frozenset(
    """department station station car cars force custody unit units brutality sources work workers member
    members worker building buildings house headquarters office offices stadium""".split()  # noqa: SIM905
)
_WORD_BEFORE = pattern(r"(?<![\w’'.-])([^\W\d_][\w-]*)[ \xa0]$")
_THE = pattern(r"\b(?:[Tt]he|[Tt]hese|[Tt]hose)\s$")
#: what is done to or with a place, and makes no actor of it
_AT = frozenset(
    """in from across near around throughout into outside inside within at over through toward towards between leaving
    visiting entering southern northern eastern western central downtown of to for""".split()  # noqa: SIM905
)
_INSIDE = frozenset("in at inside outside near into to leaving entering".split())  # noqa: SIM905
_OF_PERSON = pattern(r",\s(?:(?:aged\s)?\d{1,3},|an?\s[a-z]|the\s[a-z]+\swho|who\s)")
#: "American" in "American officials" is no name of anyone
_OF_PLACE = pattern(r"(?:[^g]an|ish|ese|ern|ench|utch|reek|wiss|aqi|eli|ani|abi|unni|hia|hiite|Shia|ite|ic|ist)$")
_STATE = pattern(
    "Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|"
    "Tex|Va|Vt|Wash|Wis|Wyo|Dist|Atty|Sgt|Capt|Insp"
)
_NICKNAMED = pattern(
    r"(?<![\w’'-])([A-Z][a-z]+(?:\s[A-Z]\.|\s[A-Z][a-z]+)?)\s[“\"'‘]([A-Z][\w’' ]{1,24})[”\"'’]\s"
    r"([A-Z][a-z]+(?:-[A-Z][a-z]+)?)"
)
#: the last word of a place's name
_OF_LAND = frozenset(
    """Valley Street Gardens Park Beach City County Hills Bay Lake River Island Islands Mountain Square Road Avenue Lane
    Drive Way Boulevard Highway Court Gulf Sea Ocean Coast Harbor Harbour Airport Bridge Tower Station Hall Stadium
    Arena Peninsula Canal Creek Falls Forest Heights Terrace Quay Plaza Desert District Region Province""".split()  # noqa: SIM905
)
_OF_TERRITORY = frozenset("City County State Province District Region Country Township".split())  # noqa: SIM905
#: the last word of what is neither a person nor a body
_OF_THINGS = frozenset(
    """Act Bill Award Awards Prize Fellowship Grant Medal Game Games Cup Series Show Night Day Week Festival
    Championship Constitution Treaty Agreement Accord Law War Rifle Rifles Explorer""".split()  # noqa: SIM905
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
#: what stands before a name is looked for within so many characters
_NEAR = 60
_ONE_OF = pattern(r"\b[Aa]n?\s$")
_NOUN = pattern(r"\s[a-z]")
_OPENS = pattern(r"(?:^|[.!?:;—–]\s*[”\"’')\]]*\s*|[“\"‘(\[]\s*|\n\s*)$")


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
        why = " ".join(str(error).split())
        raise InputError(f"{path}: it cannot be read as a CSV table ({why}). Give actor, kind, forms.") from None
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

    def __init__(self, blocks: list[tuple[str, str, bool]], known: Known) -> None:
        """Take blocks, each its article, its text and whether it is a headline, in the order of the articles."""
        self.known = known
        forms = sorted(known.forms, key=len, reverse=True)
        listed = "|".join(re.escape(form).replace(r"\ ", r"[ \xa0]+") for form in forms)
        self._pattern = re.compile(r"(?<![\w’'-])(?:" + listed + r")(?![\w-])")
        self._acronyms: dict[str, str] = {}
        self._nicknames: dict[str, str] = {}
        found = [
            (one, article, text, place)
            for place, (article, text, head) in enumerate(blocks)
            if not head
            for one in self._find(text)
        ]
        body = [one for one, *_ in found]
        self._within = {one.actor for one in body if not one.opens}
        self._told = {one.actor for one in body}
        count = Counter(one.actor for one in body)
        articled = Counter(one.actor for one, _, text, _ in found if _has_article(text, one))
        self._things = things = {name for name, times in articled.items() if 2 * times > count[name]}
        often = {name for name, times in articled.items() if 2 * times >= count[name]}
        self._small = {word for _, text, _ in blocks for word in _IN_SMALL.findall(text)}
        alone = {one.actor for one in body if " " not in one.actor} - things
        shown = {one.actor for one, _, text, _ in found if _apposed(one, text)}
        self._people = {
            one.actor
            for one in body
            if (one.kind == PERSON or one.actor in shown or (one.kind == THING and self._is_surname(one, alone)))
            and not (one.actor in things or (_is_plural(one.actor) and one.actor.split()[-1] in things))
        }
        self._teams = {
            one.actor
            for one in body
            if one.kind in (PERSON, THING) and one.actor not in self._people and _is_team(one.actor, often)
        }
        self._genders = {one.actor: one.gender for one in body if one.gender}
        articles: dict[str, set[str]] = {}
        for one, article, *_ in found:
            articles.setdefault(one.actor, set()).add(article)
        self._one_name(count, articles)
        #: by article, and by all of them (""): a part of a name to the full names that have it
        self._parts: dict[str, dict[str, list[str]]] = {}
        for one, article, *_ in sorted(found, key=lambda row: -len(row[0].actor)):
            self._learn_parts(one, article)
        self._first: dict[tuple[str, str], int] = {}
        for one, article, _, place in found:
            self._first.setdefault((article, self._spelled.get(one.actor, one.actor)), place)
        self._kinds = {one.actor: one.kind for one in body}
        for _, text, _ in blocks:
            self._spell_out(text)
        self._read_initials(body)
        self._learn_groups(blocks)

    def _is_surname(self, one: Named, alone: set[str]) -> bool:
        """Test whether the last word of two or three capitals stands alone elsewhere, as a surname does."""
        words = one.actor.split()
        if not 2 <= len(words) <= 3 or not ({words[0], words[-1]} & alone):
            return False
        return not (is_of_a_place(one.actor) or self._has_common_part(one))

    def _has_common_part(self, one: Named) -> bool:
        """Test whether a word is hardly a part of a person's name; a surname may be a word that the story has not."""
        *first, last = one.actor.split()
        if any(map(_is_no_part, first)) or last in known_names() or _IN_CAPITALS.fullmatch(last):
            return True
        return last.lower() in self._small or last.lower() in source_words()

    def _one_name(self, count: Counter[str], articles: dict[str, set[str]]) -> None:
        """Choose one name for those that differ in a middle name, an initial, an accent, a capital or a slip only."""
        self._spelled: dict[str, str] = {}
        by_ends: dict[tuple[str, str], list[str]] = {}
        for name in sorted(self._people, key=lambda name: (-count[name], -len(name), name)):
            if len(words := _ends(name)) > 1:
                by_ends.setdefault((words[0].rstrip("."), words[-1]), []).append(name)
        for (first, last), same in by_ends.items():
            longer = [others[0] for (one, other), others in by_ends.items()
                      if other == last and len(first) == 1 < len(one) and one.startswith(first)]  # fmt: skip
            full = longer[0] if len(longer) == 1 else same[0]
            middles = {_ends(name)[1][0] for name in (*same, full) if len(_ends(name)) > 2}
            if len(middles) < 2:
                self._spelled |= {name: full for name in same if name != full}
        for one, same in by_ends.items():
            slips = [others[0] for other, others in by_ends.items() if other > one and _is_slip(one, other)]
            pair = sorted((same[0], *slips), key=lambda name: -count[name])
            if len(pair) == 2 and not articles[pair[0]] & articles[pair[1]]:
                self._spelled |= {name: pair[0] for name in (*same, *slips) if name != pair[0]}
        nicknames = {name: full for name, full in self._nicknames.items() if name in count and name != full}
        self._spelled |= {name: self._spelled.get(full, full) for name, full in nicknames.items()}
        self._folded: dict[str, str] = {}
        for name in sorted(count, key=lambda name: (name not in self._people, -count[name], name)):
            full = self._folded.setdefault(_plain_letters(name), self._spelled.get(name, name))
            if full != name and (" " in name or len(name) > _LETTERS) and not name.isupper():
                self._spelled[name] = full

    def _learn_parts(self, one: Named, article: str) -> None:
        words = _without_suffix(one.actor.split())
        person = one.actor in self._people
        if len(words) < 2 or not (person or one.actor in self._teams) or self._shorter(one.actor):
            return
        if not person and one.actor in self._parts.get(article, {}):
            return  # "Red Sox" is a part of "Boston Red Sox"
        full = self._spelled.get(one.actor, one.actor)
        for part in {words[-1], words[0]} if person else {words[-1], " ".join(words[1:])}:
            for where in (article, ""):
                listed = self._parts.setdefault(where, {}).setdefault(part, [])
                if full not in listed:
                    listed.append(full)

    def _shorter(self, name: str) -> str | None:
        """Return the person within a longer run of capitals: "Comedian Ellen Roe" is Ellen Roe."""
        words = name.split()
        return next((s for k in range(1, len(words) - 1) if (s := " ".join(words[k:])) in self._people), None)

    def _spell_out(self, text: str) -> None:
        """Learn which long name each acronym in brackets stands for, or which stands in brackets behind it."""
        if "(" not in text and "[" not in text:
            return
        names = [(start, end, one.name) for start, end, one, _ in _runs(text)]
        for short in _LONG_FORM.finditer(text):
            before = [name for _, end, name in names if 0 <= short.start() - end <= 3]
            if before and short[1].replace(".", "").upper() in _initials(before[-1]):
                self._acronyms.setdefault(short[1], before[-1])
        for short in _SPELLED_OUT.finditer(text):
            inside = [name for start, end, name in names if short.start(2) <= start and end <= short.end(2)]
            if inside and short[1].replace(".", "").upper() in _initials(inside[0]):
                self._acronyms.setdefault(short[1], inside[0])

    def _read_initials(self, body: list[Named]) -> None:
        """Tie an acronym that no bracket explains to the one long name of the story that has its letters."""
        long: dict[str, set[str]] = {}
        for one in body:
            if " " in one.actor and one.kind in (ORGANISATION, GROUP, THING) and one.actor not in self._people:
                for letters in _initials(one.actor):
                    long.setdefault(letters, set()).add(self._spelled.get(one.actor, one.actor))
        self._initials = {
            short: next(iter(names))
            for short in self._told
            if short.isupper() and len(short) >= _LETTERS and len(names := long.get(short, set())) == 1
        }

    def _find(self, text: str, *, headline: bool = False) -> Iterator[Named]:
        """Return the names of one text as they stand, each by what it says itself."""
        runs = _runs(text)
        taken: list[tuple[int, int]] = []
        for form in self._pattern.finditer(text):
            actor = self.known.forms[" ".join(form[0].split())]
            run = next((r for r in runs if r[0] - len(r[3]) - 1 <= form.start() and form.end() <= r[1]), None)
            loose = headline and self.known.kinds[actor] != PERSON
            if run is not None and not loose and not self._stands(text, form, run):
                continue
            taken.append(form.span())
            yield Named(*form.span(), actor, self.known.kinds[actor], TABLE)
        for nick in _NICKNAMED.finditer(text):
            if not any(nick.start() < e and s < nick.end() for s, e in taken):
                before = nick[1].split()
                first = before[-1] if source_words().get(before[0].lower()) == "title" else nick[1]
                start = nick.start() + len(nick[1]) - len(first)
                taken.append((start, nick.end()))
                full = f"{first} {nick[3]}"
                self._nicknames.setdefault(f"{nick[2]} {nick[3]}", full)
                yield Named(start, nick.end(), full, PERSON, FULL, "", first_names().get(first.split()[-1], ""))
        for start, end, one, title in runs if not text.isupper() else ():
            long = one.name.count(" ") >= _MOST_WORDS
            if not long and not any(start < e and s < end for s, e in taken):
                yield _plain(text, start, end, (one, title))

    def _stands(self, text: str, form: re.Match, run: tuple) -> bool:
        """Test whether a form of the table is a name of its own, and no part of a longer one ("UN Army Band")."""
        start, end, one, title = run
        if form.start() < start or one.name == " ".join(form[0].split()) or one.kind == NAMED and " " not in form[0]:
            # before a person's name: "United Nations Special Representative Deborah Lyons"
            return form.start() < start or form.end() == end
        rest = text[form.end() : end].split()
        return bool(rest) and source_words().get(rest[0].lower()) in ("title", "person")

    def read(self, text: str, *, article: str = "", headline: bool = False) -> list[Named]:
        """Return the mentions by name in one text, each with its actor; what is no name of anyone is left out."""
        found = self._find(text, headline=headline)
        read = [self._resolve(one, text[one.start : one.end], article) for one in found]
        return [one for one in read if one is not None and self._is_name(one, text, headline=headline)]

    def _resolve(self, one: Named, surface: str, article: str) -> Named | None:
        if one.how == TABLE:
            branch = self.known.branches.get(one.actor)
            if branch in self._told:
                return replace(one, actor=branch, kind=self.known.kinds[branch], how=BRANCH)
            if " " not in surface and one.kind == PERSON:
                # a bare first name or surname of the table gives way to whom the story names so
                others = [full for full in self._named(surface, article) if full != one.actor]
                return replace(one, actor=others[0], how=PART) if others else one
            return one
        for listed, how in ((self._acronyms, ACRONYM), (self._initials, INITIALS)):
            if full := listed.get(one.actor):
                actor = self.known.forms.get(full, full)
                kind = self.known.kinds.get(actor) or self._kinds.get(full, ORGANISATION)
                return replace(one, actor=actor, kind=kind, how=how)
        if one.kind in (PERSON, THING) and (full := self._full(one, article)):
            kind = PERSON if full in self._people else GROUP
            return replace(one, actor=self.known.forms.get(full, full), kind=kind, how=PART)
        if one.kind in (PERSON, THING) and (short := self._shorter(one.actor)):
            return replace(one, actor=self._spelled.get(short, short), kind=PERSON, how=PART)
        kind = one.kind
        if kind in (PERSON, THING):
            kind = PERSON if one.actor in self._people or (" " not in one.actor and kind == PERSON) else THING
            kind = GROUP if one.actor in self._teams else kind
        if full := self._spelled.get(one.actor):
            kind = PERSON if full in self._people else kind
            return replace(one, actor=full, kind=kind, how=VARIANT)
        return replace(one, kind=kind)

    def _named(self, part: str, article: str) -> list[str]:
        """Return the full names that have a part: those of the article, or else those of the whole story."""
        return next((found for where in (article, "") if (found := self._parts.get(where, {}).get(part))), [])

    def _full(self, one: Named, article: str) -> str | None:
        # "Dr Benjamin" may be a woman: a surname tells no gender
        told = "" if one.gender == first_names().get(one.actor) else one.gender
        fits = [
            full
            for full in self._named(one.actor, article)
            if full != one.actor and (not told or self._genders.get(full, told) == told)
        ]
        if len(fits) > 1 and not one.title:
            # the one whom the article has introduced before it brings up the others
            first, second, *_ = sorted(self._first.get((article, full), _NEVER) for full in fits)
            fits = [full for full in fits if self._first.get((article, full), _NEVER) == first < second]
        return fits[0] if fits else None

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
        if one.actor in self._acronyms.values():
            return True
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

    def groups(self, text: str, article: str, covered: list[Named]) -> Iterator[Named]:
        """Return the groups that nouns name; "the workers" are the aid workers, where the article names no others.

        A name that says which group it is keeps its own mention: "Taliban" in "Taliban fighters".
        """
        for one in find_groups(text, self._small):
            start = one.start
            if whose := [name for name in covered if one.start <= name.start and name.end < one.end]:
                start = one.end - len(text[whose[-1].end : one.end].lstrip())
                one = replace(one, actor=f"{whose[-1].actor} {text[start : one.end]}")
            if any(name.start < one.end and start < name.end for name in covered):
                continue
            actor, known = self._folded.get(_plain_letters(one.actor), one.actor) if " " in one.actor else one.actor, []
            if " " not in actor and (one.opens or actor in _ONE_THERE):
                known = self._groups.get((article, actor)) or self._groups.get(("", actor), ())
            yield replace(one, start=start, actor=next(iter(known)) if len(known) == 1 else actor)

    def _learn_groups(self, blocks: list[tuple[str, str, bool]]) -> None:
        """Learn which groups of a kind the articles name: of police and governments by whose they are only."""
        self._groups: dict[tuple[str, str], set[str]] = {}
        for article, actor in self._first:
            which, _, noun = actor.rpartition(" ")
            if which and noun.lower() in _ONE_THERE and which.lower() not in _WHICH:
                self._groups.setdefault((article, noun.lower()), set()).add(actor)
                self._groups.setdefault(("", noun.lower()), set()).add(actor)
        for article, text, head in blocks:
            for one in find_groups(text, self._small) if not head else ():
                which, _, noun = one.actor.rpartition(" ")
                if not which or (noun == "police" and which.islower()):
                    continue
                full = self._folded.get(_plain_letters(one.actor), one.actor)
                self._groups.setdefault((article, noun), set()).add(full)
                if noun in _ONE_THERE:
                    self._groups.setdefault(("", noun), set()).add(full)

    def actor_of(self, speaker: str, article: str) -> str | None:
        """Return the actor whom the attributions name as a speaker."""
        actor = self.known.forms.get(speaker) or self._spelled.get(speaker, speaker)
        if " " not in actor:
            named = self._named(actor, article)
            return named[0] if len(named) == 1 else None
        return actor if actor in self._people or self.known.kinds.get(actor) == PERSON else None

    def may_be_person(self, one: Named) -> bool:
        """Test whether a name of two or three words that no list knows may be a person's."""
        words = one.actor.split()
        if one.kind != THING or not 2 <= len(words) <= 3 or is_of_a_place(one.actor) or one.actor in self._things:
            return False
        return not (_is_plural(one.actor) or words[-1] in _OF_THINGS or self._has_common_part(one))

    def gender(self, actor: str) -> str:
        """Return 'f' or 'm' where a first name or a title tells."""
        return self._genders.get(actor) or first_names().get(actor.split()[0], "")


def _runs(text: str) -> list[tuple[int, int, Name, str]]:
    """Find the names of a text; two blanks count as one, and "Ministry of Justice" is one name."""
    runs: list[tuple[int, int, Name, str]] = []
    for start, end, one, title in find_name_places(_SPACES.sub(lambda found: "\xa0" * len(found[0]), text)):
        if runs and start < runs[-1][1]:
            continue
        last = one.name.split()[-1].lower()
        if source_words().get(last) == "institution" and last not in _OF_PEOPLE and (more := _OF.match(text, end)):
            fields = last in _OF_FIELDS and _AND.match(text, more.end())
            more = re.compile(r"(?s).*").match(text, end, fields.end() if fields else more.end())
            end, one = more.end(), Name(" ".join(f"{one.name}{more[0]}".split()), INSTITUTION)
        runs.append((start, end, one, title))
    return runs


def _without_suffix(words: list[str]) -> list[str]:
    return words[:-1] if len(words) > 2 and words[-1].rstrip(".,").lower() in SUFFIXES else words


def _ends(name: str) -> list[str]:
    """Return the words of a name in plain letters, without what stands behind a surname ("Jr.")."""
    return _without_suffix(_plain_letters(name).replace(",", "").split())


def _is_slip(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Test whether a longer first name or surname differs in one letter, and the other part is the same."""
    (a, b), *rest = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]] or [("", "")]
    if rest or min(len(a), len(b)) < _LONG_NAME or abs(len(a) - len(b)) > 1:
        return False
    start = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[start + 1 :] == b[start + 1 :] or a[start + 1 :] == b[start:] or a[start:] == b[start + 1 :]


def _plain_letters(name: str) -> str:
    """Write a name in lower case and without accents."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


def _initials(name: str) -> set[str]:
    """Return the first letters of a name's words in capitals, with and without those of its small words."""
    words = [word for word in re.split(r"[ .-]", name) if word]
    return {"".join(word[0] for word in words if word[0].isupper()), "".join(word[0] for word in words).upper()}


def _has_article(text: str, one: Named) -> bool:
    """Test whether "the" stands right before a name and no noun behind it, as with teams, ships and seas."""
    if one.title or not re.search(r"\b[Tt]he\s$", text[max(one.start - 5, 0) : one.start]):
        return False
    behind = re.match(r"(?:[’']s?)?\s([a-z]\w*)", text[one.end : one.end + 20])
    return behind is None or behind[1] in FUNCTION_WORDS or behind[1] in ("and", "or", "said")


def _is_team(name: str, things: set[str]) -> bool:
    """Test whether a plural that "the" stands before is a team's or a band's: "Harbour Hawks", "the Hawks"."""
    words = name.split()
    if len(words) < 2 or not _is_plural(name) or not {name, words[-1]} & things:
        return False
    return words[0] in known_names() or words[0] in _OF_TOWNS or words[-1].lower() not in common_words()


def _is_plural(name: str) -> bool:
    last = name.split()[-1]
    return last.endswith(("s", "x")) and not last.endswith(("ss", "us", "is"))


def _plain(text: str, start: int, end: int, read: tuple[Name, str]) -> Named:
    """Read one name; a common word that only opens the sentence is no part of it ("Comedian Ellen Roe")."""
    one, title = read
    opens, name = bool(_OPENS.search(text, max(start - _NEAR, 0), start)), one.name
    if cut := _BEHIND_CAPITALS.fullmatch(name):
        other = named(cut[1])
        if other is not None and other.kind == NAMED and not any(map(_is_no_part, cut[1].split()[:1])):
            return Named(end - len(cut[1]), end, cut[1], _kind(other), FULL, title, other.gender)
    first, _, rest = name.partition(" ")
    plain = _is_no_part(first) or (_OF_ROLE.search(first) and " " in rest and rest.split()[0] in first_names())
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
    if is_of_a_place(one.actor) or any(map(_is_no_part, one.actor.split()[:-1])):
        return False
    return bool(_OF_PERSON.match(text[one.end :]))


def is_of_a_place(name: str) -> bool:
    """Test whether the first or the last word of a name says that it is a place's ("Mount Cook")."""
    words = name.split()
    return words[0] in _OF_TOWNS or words[-1] in _OF_LAND


def _is_no_part(word: str) -> bool:
    """Test whether a word is hardly a part of a person's name: a common one, a place, an acronym."""
    low = word.lower()
    if low in common_words() or low in source_words() or low.removesuffix("s") in source_words():
        return True
    if word in known_names():
        return True
    return "-" in word and low.split("-")[-1] in common_words() or bool(_IN_CAPITALS.fullmatch(word))


def _kind(one: Name) -> str:
    category = known_names().get(one.name)
    if _OF.search(one.name):
        return ORGANISATION
    if one.name.split()[-1] in _OF_TERRITORY and " " in one.name:
        return PLACE
    if one.name.split()[-1] in _OF_THINGS:
        return THING
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


def find_groups(text: str, small: set[str]) -> Iterator[Named]:
    """Return groups that a noun names, with the words that say which: "officials", "city council", "Afghan civilians".

    `small` are words that the story has in lower case: with a capital they only open a sentence.
    """
    for found in _PEOPLE.finditer(text):
        start, noun = found.start(), found[0].lower()
        words = [noun]
        opens = found[0] != noun and _OPENS.search(text, max(start - _NEAR, 0), start)
        if (found[0] != noun and not opens) or _is_first_part(text, found.end()):
            continue
        for _ in range(0 if opens else 2):
            before = _WORD_BEFORE.search(text, max(start - _NEAR, 0), start)
            word = before[1].lower() if before and before[1].lower() in small else before and before[1]
            if not word or not (word in _WHICH or _says_whose(word, text, before.start(1))):
                break
            start = before.start(1)
            words.insert(0, word)
            if word not in _WHICH:
                break
        if len(words) > 1 or noun not in _WITH_WORD:
            kind = ORGANISATION if noun in BODIES else GROUP
            the = bool(_THE.search(text, max(start - _NEAR, 0), start))
            yield Named(start, found.end(), " ".join(words), kind, NOUN, opens=the)


def _is_first_part(text: str, end: int) -> bool:
    """Test whether a noun for a group only says whose the next one is: "police officer", "crew member"."""
    behind = _NOUN_BEHIND.match(text, end)
    return bool(behind) and (behind[1] in _OF_GROUP or source_words().get(behind[1]) in ("title", "person", "document"))


def _says_whose(word: str, text: str, start: int) -> bool:
    """Test whether a capital before a noun is a people's or a name's ("Afghan", "Taliban"), and not the sentence's."""
    if not word[0].isupper() or word in DAYS or word in MONTHS:
        return False
    return word.lower() not in common_words() or bool(
        _OF_PLACE.search(word) and not _OPENS.search(text, max(start - _NEAR, 0), start)
    )


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
    return _before(text, start) in _AT


def is_inside(text: str, start: int) -> bool:
    """Test whether the word before a body's name says that something is in its house: "at Harbour Hospital"."""
    return _before(text, start) in _INSIDE


def _before(text: str, start: int) -> str:
    """Return the word before a place, articles left out, in lower case."""
    before = [word.lower() for word in re.findall(r"[\w’'-]+", text[max(0, start - 40) : start])]
    before = before[:-1] if before and before[-1] == "the" else before
    return before[-1] if before else ""
