"""Names in texts: what kind of source a few words are, and whom a surname, a title, a he or a she can mean.

Everything here is a rule over capitals, word lists and places. It needs no model, and it errs: a company with the
name of its founder is taken for a person. :func:`named` reads a run of capitals, :func:`describe_source` the words of a
source, :func:`find_people` finds the people of a text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from analysis.files import listed
from analysis.text.numerals import DAYS, MONTHS
from analysis.text.patterns import pattern
from analysis.text.syllables import easy_words
from analysis.text.word_forms import singular

#: what a source can be
SOURCE_KINDS = ("named", "institution", "document", "unnamed", "writer", "absent")
NAMED, INSTITUTION, DOCUMENT, UNNAMED, WRITER, ABSENT = SOURCE_KINDS

_ABBREVIATED = (
    r"(?:(?:[A-Z]\.)+|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Maj|Capt|Adm|Rev|Prof|Jr|Sr|St|Const|Cst|Supt|Insp|Det|Cpl"
    r"|Pte|Hon|Amb|Pres|Atty|Asst)\.)"
)
_CAPITAL = rf"(?:{_ABBREVIATED}|(?:(?:al|el|ad|as|ar|an|at|ul)-)?[^\W\d_a-z](?:[\w’'-]*\w)?)"
_PARTICLES = r"(?:(?:de|la|van|von|der|bin|al|el|di|da|del|den|ter)[ \xa0])*"
_RUN = pattern(rf"(?<![\w’'-]){_CAPITAL}(?:(?:[ \xa0]|\xa0+){_PARTICLES}{_CAPITAL})*")
_INITIAL = pattern(r"[A-Z]\.")
_SHIPS = frozenset("INS USS HMS HMAS HMCS HMNZS RMS MV USCGC".split())  # noqa: SIM905
_SMALL = frozenset("de la van von der bin al el di da del den ter".split())  # noqa: SIM905
_OWNER = pattern(r"[’']s$|s[’']$")
#: titles that are surnames, too
_SURNAMES = frozenset(
    """bishop king prince pope major judge marshal constable chancellor duke baron earl dean abbot priest knight lord
    sergeant sheriff page pastor singer archer""".split()  # noqa: SIM905
)
#: surnames that end as participles do
_IN_ING = frozenset("browning darling fielding golding harding keeling reading riding walling wilding".split())  # noqa: SIM905
#: behind a name that owns what follows
_PARTS = pattern(r"(?<=\w[’']s )|(?<=s[’'] )")
_POSSESSIVE = pattern(r"[’']s?$")
_WORD = pattern(r"\w[\w’'.-]*")
#: where the head of a noun phrase ends
_AFTER_HEAD = pattern(
    r"[ \xa0](?:of|at|for|in|on|with|from|to|by|who|which|that|whose|about|against|among|under|near|taken|released|"
    r"published|conducted|commissioned|posted|provided|obtained|representing|familiar)\b|\("
)
#: a body with the name of what it is of
_BODY = pattern(
    r"(?:[Tt]he )?(?P<name>(?P<first>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*) (?:of|for)(?: the)?"
    r"(?: [A-Z][\w’'-]*| (?:and|of|the)(?= ))* [A-Z][\w’'-]*)(?: \([A-Z]+\))?"
)
#: words that stand in capitals at the start of a sentence and are no part of a name
_OPENERS = frozenset(
    """a additionally after also although an and another as at because before both but by current despite during each
    even finally for former from he her his how however i if in indeed instead it its just last later like many
    meanwhile more moreover most my nevertheless no nonetheless nor not now of on one only or other our perhaps
    separately several she since so some still such than that the their then there these they this those though to
    today under unless until unlike we what when where which while who why with yesterday yet you your""".split()  # noqa: SIM905
)
#: a nickname in marks between two names: Vincent “Chin” Orr
_NICKNAME = pattern(r"(?<=[a-z.]) (?P<said>[\"“'‘](?:[Tt]he )?[A-Z][\w’' .-]{0,20}?[\"”'’]) (?=[A-Z][a-z])")
#: "Additionally", "Expressing hope for the town": what stands before a source
_LEADS = pattern(r"[A-Z][a-z]+(?:ly|ing\s[a-z].*)")
_SELF = pattern(
    r"\s+(?:(?:him|her|it|them)sel(?:f|ves)|(?:could|did|would|does|do|is|was|were|has|had|have|ca|wo|should)(?:n[’']t)?|will)$"
)
_ANYONE = pattern(r"(?:an?|another|one)\s", re.IGNORECASE)
#: of a nation, and no first name: the German Chancellor has no name in it
_OF_A_NATION = pattern(r"[A-Z][a-z]+(?:an|ish|ese|ch|eli|qi|ani)$")
#: roles that stand before other nouns as well as before names
_SOFT_TITLES = frozenset(("state", "national", "first", "foreign", "special", "press", "prime", "vice", "general"))
#: "Police pulled Orr over": the subject, not the object
_SUBJECT = pattern(r"^(?P<subject>(?:The )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*) [a-z]+ed (?:the )?[A-Z]")
#: May is a name, too
_DATES = frozenset((*DAYS, *MONTHS)) - {"May"}
_TITLES = dict.fromkeys(["mr", "sir", "king", "prince", "spokesman", "congressman", "chairman"], "m") | dict.fromkeys(
    ["mrs", "ms", "miss", "dame", "lady", "queen", "princess", "spokeswoman", "congresswoman", "chairwoman"], "f"
)
#: what may stand after a surname, in lower case
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_DANGLING = pattern(r"(?:[\s,]+(?:and|or|but))+\s*$")
_AGE = pattern(r"(?:aged )?\d{1,2}")
#: words between which two people or two things are told apart
_JOINED = pattern(r",? and |,? or | & ")


@lru_cache(maxsize=3)
def _listed(file: str, word: str, told: str) -> dict[str, str]:
    return dict(listed(file, word, told))


def source_words() -> dict[str, str]:
    """Return the words that say what a source is: word to 'title', 'institution', 'document' or 'person'."""
    return _listed("source_words.csv", "word", "kind")


def first_names() -> dict[str, str]:
    """Return the first names that are common in news in English: name to 'f' or 'm'."""
    return _listed("first_names.csv", "name", "gender")


def _known() -> dict[str, str]:
    return _listed("names.csv", "term", "category")


@dataclass(frozen=True)
class Name:
    """A name as it was read: its words without title, what it is, and the titles before it (lower case)."""

    name: str
    kind: str
    titles: tuple[str, ...] = ()
    gender: str = ""


@lru_cache(maxsize=1 << 15)
def named(run: str) -> Name | None:
    """Read a run of capitalised words: the name in it, or None where there is none."""
    # "The BBC’s Rosa Lind" is Rosa Lind
    given = run.split()
    owners = [k for k, word in enumerate(given[:-1]) if _OWNER.search(word)]
    given = given[owners[-1] + 1 :] if owners and _is_person(given[owners[-1] + 1 :]) else given
    words = [plain for word in given if (plain := _POSSESSIVE.sub("", word))]
    while words and (words[0].lower() in _OPENERS or words[0][0].islower() or _is_adverb(words[0])):
        words = words[1:]
    while words and words[-1] in _DATES:
        words = words[:-1]
    if not words:
        return None
    kinds = source_words()
    plain = [word.rstrip(".").lower() for word in words]
    whole = " ".join(words)
    if whole in _known():
        return Name(whole, INSTITUTION)
    titled = [k for k, word in enumerate(plain) if kinds.get(word) == "title"]
    # "Ms Bishop" and "Della King" have a title for a surname
    if len(titled) > 1 and titled[-1] == len(words) - 1 and plain[-2] in _TITLES and plain[-1] in _SURNAMES:
        titled = titled[:-1]
    nation = _OF_A_NATION.match(words[0]) and words[0] not in first_names()
    surname = (
        len(words) == 2 and plain[1] in _SURNAMES and not nation and not _common(words[0]) and words[0] not in _known()
    )
    if surname:
        return Name(whole, NAMED, (), _gender(words[0], ()))
    # "Producers Rosa Lind and Hal Brandt"
    several = words[0].endswith("s") and words[0] not in first_names()
    if len(words) > 2 and words[1] in first_names() and (several or _kind_of_word(words[0]) == "person"):
        words, plain = words[1:], plain[1:]
        titled, whole = [k - 1 for k in titled if k], " ".join(words)
    # titles stand before a name; a name may hold a word that is one too ("Justin Justice")
    cut = titled[-1] + 1 if titled and titled[-1] + 1 < len(words) - (plain[-1] in SUFFIXES) else 0
    titles = tuple(plain[k] for k in titled if k < cut)
    rest = words[cut:]
    # "Staff" is no part of "Staff Denis Roe", and "Karim" is of "Karim Ahmed Nasser"
    strange = _common(rest[0]) or rest[0] in _known() or (rest[0].isupper() and rest[0].isalpha() and len(rest[0]) > 1)
    if len(rest) > 2 and rest[0] not in first_names() and (len(rest) > 3 or strange):
        rest = next((rest[k:] for k in range(1, len(rest) - 1) if rest[k] in first_names()), rest)
    last = rest[-1].rstrip(".").lower()
    if len(rest) > 1 and last in SUFFIXES:
        last = rest[-2].lower()
    gender = _gender(rest[0], titles)
    # H. Dale Hall is a person, the INS Sukanya a ship
    first = rest[1] if len(rest) > 2 and _INITIAL.fullmatch(rest[0]) else rest[0]
    if len(rest) > 1 and rest[0] in _SHIPS:
        return Name(whole, INSTITUTION)
    if kinds.get(last) in (INSTITUTION, DOCUMENT) and not (len(rest) > 1 and first in first_names()):
        return Name(whole, kinds[last])
    if len(rest) > 1 and kinds.get(last) in ("title", "person") and rest[0] not in first_names():
        return None
    if len(rest) == 1:
        return _one_word(rest[0], titles, gender)
    if (
        not titles
        and rest[0] not in first_names()
        and any(_common(word) for word in rest if word.lower() not in _SMALL)
    ):
        return Name(" ".join(rest), INSTITUTION)
    return Name(" ".join(rest), NAMED, titles, gender)


def _is_adverb(word: str) -> bool:
    """Test whether a word is an adverb in capitals: "Typically", "Sadly", but not "Sally"."""
    low = word.lower()
    return low.endswith("ly") and word not in first_names() and (low.endswith("cally") or low[:-2] in easy_words())


def _is_person(words: list[str]) -> bool:
    """Test whether words are the first name and the surname of someone."""
    return len(words) > 1 and words[0] in first_names() or (len(words) == 2 and not any(map(_common, words)))


def _one_word(word: str, titles: tuple[str, ...], gender: str) -> Name | None:
    kind = _kind_of_word(word)
    if kind in (INSTITUTION, DOCUMENT):
        return Name(word, kind)
    if titles and set(titles) <= _SOFT_TITLES and word.lower() in easy_words():
        return None
    if word in _known() or (word.isupper() and len(word) > 1 and word.isalpha() and not titles):
        return Name(word, INSTITUTION)
    if kind in ("person", "title") and not (titles and word.lower() in _SURNAMES):
        return None
    return Name(word, NAMED, titles, gender)


def _common(word: str) -> bool:
    """Test whether a word is one that is no name by itself: "Shooting", "Break-In"."""
    low, easy = word.lower(), easy_words()
    if low in easy or _kind_of_word(word) is not None:
        return True
    stem = low.removesuffix("ing") if low not in _IN_ING else low
    return (stem != low and (stem in easy or stem + "e" in easy)) or ("-" in low and set(low.split("-")) <= easy)


def _gender(first: str, titles: tuple[str, ...]) -> str:
    """Return 'f' or 'm' where a title or the first name tells, else ''."""
    first = "" if first.lower() in _SMALL else first
    return next((_TITLES[title] for title in titles if title in _TITLES), first_names().get(first, ""))


def find_names(text: str) -> Iterator[tuple[int, Name]]:
    """Return each name in a text with the place, in characters, where the run of capitals begins that it stands in."""
    return ((run.start(), one) for run in _RUN.finditer(without_nicknames(text)) if (one := named(run[0])) is not None)


def without_nicknames(text: str) -> str:
    """Write a nickname in marks between two names as no-break spaces; the text keeps its length."""
    if not any(mark in text for mark in "\"“'‘"):
        return text
    return _NICKNAME.sub(lambda found: "\xa0" * (len(found[0])), text)


def find_name_places(text: str) -> Iterator[tuple[int, int, Name, str]]:
    """Return each name in a text with its offsets, titles left out, and the words of its run before it.

    Two names of which one owns the other ("Kabul's Della King") are two. ``text[start:end]`` is the name as it stands.
    """
    for run in _RUN.finditer(text):
        at = run.start()
        for part in _PARTS.split(run[0]):
            one = named(part) if part.strip() else None
            if one is not None:
                words = _POSSESSIVE.sub("", part)
                place = max(part.rfind(one.name), 0)
                end = place + len(one.name) if part[place:].startswith(one.name) else len(words)
                yield at + place, at + end, one, _opened(part[:place])
            at += len(part)


def _opened(words: str) -> str:
    """Leave out the words that stand in capitals at the start of a sentence only."""
    kept = words.split()
    while kept and kept[0].lower() in _OPENERS:
        kept = kept[1:]
    return " ".join(kept)


def known_names() -> dict[str, str]:
    """Return the names of ``names.csv``: name to 'country', 'region', 'place', 'group', 'institution' or 'event'."""
    return _known()


@lru_cache(maxsize=1 << 14)
def describe_source(source: str) -> tuple[Name | None, str]:
    """Find who or what the words of a source are: the name in them, and the kind of source."""
    source = _SELF.sub("", without_nicknames(_DANGLING.sub("", source)))
    if subject := _SUBJECT.match(source):
        source = subject["subject"]
    chunks = [chunk.strip() for chunk in re.split(r"[,;()]|\s[–—-]+\s", source) if chunk.strip()]
    first: tuple[Name | None, str] = (None, UNNAMED)
    for place, chunk in enumerate(chunks):
        found = _chunk(chunk)
        if place == 0 and len(chunks) > 1 and _LEADS.fullmatch(chunk) and chunk.split()[0] not in first_names():
            # "Additionally, the union": what leads to a source is none
            return describe_source(source.split(",", 1)[1]) if "," in source else (None, UNNAMED)
        if place == 0 and found[0] is not None and found[1] == INSTITUTION and _apposed(found[0].name, chunks[1:2]):
            found = (Name(found[0].name, NAMED, found[0].titles, found[0].gender), NAMED)
        if found[0] is not None and found[0].kind == NAMED and (place == 0 or _may_gloss(chunks[0], found[0].name)):
            return found
        if place == 0:
            first = found
            if found[1] in (INSTITUTION, DOCUMENT):
                return found
    return first


def _may_gloss(before: str, name: str) -> bool:
    """Test whether a name may tell who someone is: "the head of a union", but "an employee" is not the firm behind."""
    words = name.split()
    return words[0] in first_names() or len(words) < 3 or _ANYONE.match(before) is None


def _chunk(chunk: str) -> tuple[Name | None, str]:
    """Read one noun phrase: a name at its head, or what its head word is."""
    body = _BODY.fullmatch(chunk)
    if body and _kind_of_word(body["first"].split()[-1]) == INSTITUTION:
        # "the Union of Dosser Farmers" is more than a union
        return Name(body["name"], INSTITUTION), INSTITUTION
    head = _AFTER_HEAD.split(chunk, maxsplit=1)[0]
    runs = list(_RUN.finditer(chunk))
    if runs and runs[-1].end() == len(chunk) > len(head) and _titled(head):
        one = named(runs[-1][0])
        if one is not None and one.kind == NAMED and one.name.split()[0] in first_names():
            return one, one.kind
    if runs and runs[-1].end() == len(chunk) and (one := _behind_role(chunk, runs[-1])) is not None:
        return one, one.kind
    head = _JOINED.split(head)[0] if not _RUN.fullmatch(head) else head
    runs = list(_RUN.finditer(head))
    words = _WORD.findall(head)
    if not words:
        return None, UNNAMED
    last = _POSSESSIVE.sub("", words[-1]).rstrip(".")
    if runs and runs[-1].end() >= len(head.rstrip(" ’'\xa0")) - 2:
        one = named(runs[-1][0])
        # "Current" in "Current and former officials" only stands in capitals
        opens = runs[0].start() == 0 and len(_WORD.findall(chunk)) > 1 and " " not in runs[-1][0]
        if one is not None and not (opens and last.lower() in easy_words() and last not in first_names()):
            return one, one.kind
    kind = _kind_of_word(last)
    if kind in (INSTITUTION, DOCUMENT):
        return Name(head.strip(), kind), kind
    return None, UNNAMED


def _behind_role(chunk: str, run: re.Match) -> Name | None:
    """Read the person behind a role in a longer phrase: "Bureau of Ports spokesman Al Orr"."""
    words = run[0].split()
    while len(words) > 2 and words[-1] in _DATES:
        words = words[:-1]
    first = next((k for k in range(len(words) - 1, -1, -1) if words[k] in first_names()), None)
    before = chunk[: run.start()].split()
    role = words[first - 1] if first else (before[-1] if before else "")
    if _kind_of_word(role.strip(",.").lower()) not in ("title", "person"):
        return None
    if first is not None and first < len(words) - 1:
        one = named(" ".join(words[first:]))
    else:
        one = named(" ".join(words)) if len(words) == 2 and role.islower() and not any(map(_common, words)) else None
    title = role.lower() if source_words().get(role.lower()) == "title" else ""
    if one is None or one.kind != NAMED:
        return None
    return Name(one.name, NAMED, (*one.titles, title) if title else one.titles, one.gender or _gender("", (title,)))


def _apposed(name: str, after: list[str]) -> bool:
    """Test whether what follows a name of two words or three is said of a person: an age, or "a farmer"."""
    if not after or not 2 <= len(name.split()) <= 3 or name in _known():
        return False
    if _AGE.fullmatch(after[0]):
        return True
    words = _WORD.findall(_AFTER_HEAD.split(after[0], maxsplit=1)[0])
    return len(words) > 1 and words[0] in ("a", "an") and _kind_of_word(words[-1]) in ("person", "title")


def _titled(head: str) -> bool:
    last = (head.split() or [""])[-1]
    return last[:1].isupper() and source_words().get(last.lower()) == "title"


def _kind_of_word(word: str) -> str | None:
    kinds, word = source_words(), word.lower()
    return kinds.get(word) or kinds.get(singular(word))


@dataclass(frozen=True)
class People:
    """The people whom a text names.

    Attributes
    ----------
    starts : places of the mentions, in characters, in order
    people : the person of each mention, by full name where the text has it
    genders : full name to 'f' or 'm', where it is known
    surnames : last word of a name to the full names that end with it, in order of the text
    roles : a title to the full name that last had it ("mayor")
    """

    starts: list[int] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    surnames: dict[str, list[str]] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)

    def full(self, name: str, gender: str = "") -> str:
        """Return the full name of a surname or a first name, or the name itself where the text has no longer one."""
        known = self.surnames.get(name.split()[-1]) or self.surnames.get(name, ())
        own = set(name.lower().split())
        longer = [full for full in known if full == name or own <= set(full.lower().split())]
        fits = [full for full in longer if not gender or self.genders.get(full, gender) == gender]
        # "Ajax" is neither "Ajax Secure Devices" nor one of "Ajax Phones" and "Ajax Maps"
        firm = " " not in name and name not in first_names() and all(full.startswith(f"{name} ") for full in longer)
        if firm and longer and (len(longer) > 1 or longer[0].count(" ") > 1):
            return name
        return (fits or longer or [name])[0]

    def before(self, place: int, gender: str, *, outside: Sequence[tuple[int, int]] = ()) -> str | None:
        """Return the last person mentioned before `place` who may be a he ('m') or a she ('f').

        Whoever is mentioned in one of the stretches `outside` comes after all others.
        """
        held = None
        for k in range(bisect_left(self.starts, place) - 1, -1, -1):
            if self._may_be(k, gender):
                if not any(start <= self.starts[k] < end for start, end in outside):
                    return self.people[k]
                held = self.people[k] if held is None else held
        return held

    def after(self, place: int, end: int, gender: str) -> str | None:
        """Return the first person mentioned from `place` on, up to `end`, who may be a he ('m') or a she ('f')."""
        near = range(bisect_left(self.starts, place), bisect_left(self.starts, end))
        return next((self.people[k] for k in near if self._may_be(k, gender)), None)

    def between(self, begin: int, end: int, gender: str) -> list[tuple[int, str]]:
        """Return the mentions from `begin` up to `end`, each with its place, of whoever may be a he or a she."""
        near = range(bisect_left(self.starts, begin), bisect_left(self.starts, end))
        return [(self.starts[k], self.people[k]) for k in near if self._may_be(k, gender)]

    def any_between(self, begin: int, end: int) -> bool:
        """Test whether anyone is mentioned from `begin` up to `end`."""
        return bisect_left(self.starts, begin) < bisect_left(self.starts, end)

    def _may_be(self, k: int, gender: str) -> bool:
        return self.genders.get(self.people[k], gender) == gender


def find_people(text: str) -> People:
    """Find the people whom a text names, by first and last name, by title, or by a part of a name it has in full."""
    people = [(at, one) for at, one in find_names(text) if one.kind == NAMED]
    listed = People()
    for _, one in people:
        words = one.name.split()
        if len(words) > 1:
            last = words[-2] if words[-1].rstrip(".").lower() in SUFFIXES else words[-1]
            for key in {last, words[0]}:
                if one.name not in listed.surnames.setdefault(key, []):
                    listed.surnames[key].append(one.name)
            if one.gender:
                listed.genders.setdefault(one.name, one.gender)
    for at, one in people:
        name = listed.full(one.name, one.gender)
        if " " not in name and not one.titles:
            continue
        if one.gender:
            listed.genders.setdefault(name, one.gender)
        for title in one.titles:
            listed.roles[title] = name
        if one.titles or one.name in listed.surnames or name.split()[0] in first_names():
            listed.starts.append(at)
            listed.people.append(name)
    return listed
