"""In what state an article tells a thing: a fire burns or is out, a ban holds or is lifted, someone quit or was sacked.

``states.csv`` has groups of states of which a thing has one at a time, the things that a group is of (nouns of one
sense, or names), and the words that tell a state, by form:

- ``is``: behind a form of *be*, or as a phrase right behind the thing (*Benn in custody*);
- ``does``: a verb of which the thing is the subject; ``acts``: one of which it is the object;
- ``done``: a participle, passive or with its object; ``put``: one that is passive only behind *be*;
- ``before``: an adjective right before the thing; ``event``: words that tell it without a thing (*no arrests*).

A star in a term stands for some words. What is planned, feared or asked tells no state. A denied state is one of its
own. Besides these the year of an act and the name of a hospital are read; days are compared as figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from analysis.facts.wording import function_words
from analysis.files import listed
from analysis.text.numerals import DAYS, MONTHS
from analysis.text.patterns import pattern
from analysis.text.syllables import easy_words
from analysis.text.word_forms import key

STATE = "two states"
YEAR, HOSPITAL = "which year", "which hospital"
HOME, BIRTHPLACE = "which home", "where born"
#: who follows somebody in an office, and who made the point that decided a match
FOLLOWS, DECIDES = "who follows", "who decided it"
#: groups whose states are names: they exclude each other only if they share no word
_NAMED_STATES = frozenset((HOSPITAL, HOME, BIRTHPLACE, FOLLOWS, DECIDES))
#: how many of some an act was done to, and which of these do not exclude each other
HOW_MANY = "how many of them"
_BOTH_SO = frozenset((frozenset(("all", "some")), frozenset(("few", "some"))))
WEEKDAYS = frozenset(map(str.lower, DAYS))
PRONOUNS = frozenset(("he", "she"))
#: the state of what a fire has left as it was: it is held against any other
_UNTOUCHED = "untouched"
#: so many words of substance besides the states two sentences share, where it is not one
LEAST_SHARED = {
    YEAR: 3,
    "outcome": 3,
    "injuries": 2,
    "damage": 2,
    "how fled": 2,
    "motive": 2,
    "how many acted": 3,
    "extent": 2,
    "alone or shared": 3,
}
LEAST_SHARED |= {"which side": 3, "which colour": 1, "which in a row": 1} | dict.fromkeys(
    ("which rank", "whose kin"), 0
)
LEAST_SHARED |= dict.fromkeys(("fire", "interest", "where died", "how died", "bail", "which degree"), 0)
LEAST_SHARED |= dict.fromkeys(("witnesses", "inside", "children", "record", "how voted"), 2)
LEAST_SHARED |= dict.fromkeys(("reason for treatment", "names", "court", "charged", "custody", "verdict", "plea"), 0)
LEAST_SHARED |= dict.fromkeys((HOME, BIRTHPLACE, "which nation", "where treated"), 0)
LEAST_SHARED["penalty"] = 2
LEAST_SHARED |= dict.fromkeys(
    ("whose will", "how many parties", "time of day", "faces", "cooperation", "acquaintance"), 2
)
LEAST_SHARED |= dict.fromkeys(("consciousness", "overtime", "settled", "will", "company", "gun owned", "how set"), 2)
LEAST_SHARED |= dict.fromkeys(("gangs", "loot", "intent", "what caused it"), 2)
#: the group of where one died, and what the only one who died is called, whatever the noun
WHERE_DIED, ONLY_DEAD = "where died", "~dead"
#: things of which an event has several: one word more is shared
COMMON_THINGS = frozenset(("man", "woman", "child", "teenager", "officer", "victim", "residents"))

_TOKEN = pattern(r"[^\W_]+(?:[’'-][^\W_]+)*|[.,;:()?!“”\"—–]")
_LISTS = {
    "breaks": '; : ? ! ( ) — – “ ” " but while although though',
    "be": "is are was were be been being remain remains remained gets got stays stayed",
    "between": """has have had who which that also still now later then already since all both not never just soon again
        finally yet fully completely mostly""",
    "doubt": """will would could may might should can must if whether until unless before without tried trying try hope
        hopes hoped hoping want wants wanted plan plans planned planning expected expects likely possible possibly
        perhaps fear fears feared seek seeks sought seeking deny denies denied denying refused refuses failed fails ask
        asks asked urged urges demanded when once since agree agrees avoid reports rumors rumours allegedly""",
    "prepositions": """in on at to of for from with by after about against into during over under near since amid as
        inside outside around across through between among above below along off within before like than behind
        without""",
    "articles": "the a an this that its their his her our one",
    "ends": "and or that who",
    "no": "no not never nor neither without nobody none",
    "parts": "area part section portion bulk most much half rest interior inside",
    "hospitals": "hospital infirmary clinic center centre",
    "no name": "hospital infirmary clinic center centre medical st . of",
    "founded": "founded established opened created launched started formed built",
    "saying": """said told announced reported confirmed added stated wrote called according asked denied declared
        described charged faced released expected scheduled set posted published updated began continued held appeared
        warned""",
    "past": """took shot broke struck fell hit found won lost left fled met sank stole fought beat sold bought gave went
        came killed caught drove flew threw ran shut stood spoke burnt sent cut died""",
}
_WORDS = {name: frozenset(listed.split()) for name, listed in _LISTS.items()}
_BREAKS, _BE, _DOUBT, _PREPOSITIONS = (_WORDS[name] for name in ("breaks", "be", "doubt", "prepositions"))
_PRESENT = frozenset(("has", "have", "is", "are", "remain", "remains"))
_BETWEEN = _WORDS["be"] | _WORDS["between"]
_CENTURIES, _IN_YEAR = ("18", "19", "20"), ("in", "since", "of")
#: what all verbs of a beginning are called
_BEGAN = "began"
#: a group whose things are names alone
_OF_NAMES = "verdict"
#: a person of an age: 36-year-old Ana Ruiz
_AGED = pattern(r"\b\d{1,2}-year-old (?:[A-Z][\w’'-]+ )+([A-Z][\w’-]+)\b(?![’']s)")
#: behind a comma: what follows is told, whatever is feared before it
_TELLS = frozenset(("explaining", "adding", "noting"))
#: so many words a star may stand for
_GAP = 8
#: so many characters hold the subject of a sentence, if it begins with it
_OPENING = 80
#: so many words back a subject is looked for, so many behind a noun its verb, and so many ahead an object
_BACK, _PHRASE, _AHEAD = 14, 8, 6
#: so many words a subject with all that stands behind it has, where it opens a sentence
_LONG_SUBJECT = 22
#: so many words back the verb of a year is looked for, and so many behind a year that begins its clause
_YEAR_BACK, _YEAR_AHEAD = 24, 8
#: so many words the name of a state or a land has, less one
_TOWN = 4
#: so many words back what denies an event is looked for
_NO_BEFORE = 4
#: so many words between two commas are a description of what stands before them
_APPOSITION = 16


class Observed(NamedTuple):
    """A state that a sentence tells: of which group, of what, which, and where in the sentence (half-open).

    `thing` is the first noun of its row, a name in small letters, a pronoun, or "" for an event; for a year it is the
    verb, and `whom` is who did it or to whom it was done, as far as they are named. `now` is what is so as it is told:
    it is being done, has been done, is still so.
    """

    group: str
    thing: str
    state: str
    start: int
    end: int
    whom: str = ""
    now: bool = False

    @property
    def sort(self) -> str:
        """The sort of a contradiction of two such states."""
        return self.group if self.group.startswith(("which", "where", "who", "how", "told")) else STATE


class _Line(NamedTuple):
    """The tokens of a sentence: start, end and word of each, and the words in small letters."""

    tokens: list[tuple[int, int, str]]
    low: list[str]

    def name(self, j: int) -> bool:
        """Test whether a token is part of a name."""
        word, low = self.tokens[j][2], self.low[j]
        capital = word[0].isupper() and len(word) > 1 and word not in MONTHS and (j > 0 or low not in easy_words())
        return capital and low not in function_words() and low not in WEEKDAYS and not low.endswith("'s")

    def word(self, j: int) -> str:
        """Return a word in small letters, a stop behind the last."""
        return self.low[j] if j < len(self.low) else "."

    def clause(self, k: int, most: int = _BACK) -> int:
        """Return where the clause of a token begins, or `most` tokens before it."""
        return next(
            (j + 1 for j in range(k - 1, max(-1, k - most - 1), -1) if self.low[j] in _BREAKS), max(0, k - most)
        )

    def before(self, k: int) -> int:
        """Return the place before a verb's auxiliaries, adverbs and the day it names."""
        j = k - 1
        while j >= 0 and (self.low[j] in _BETWEEN or self._adverb(j)):
            j -= 1
        return j - 2 if j > 1 and self.low[j] in WEEKDAYS and self.low[j - 1] == "on" else j

    def _adverb(self, j: int) -> bool:
        word = self.tokens[j][2]
        return word.islower() and word.endswith(("ly", "n't"))


def _line(text: str) -> _Line:
    tokens = [(one.start(), one.end(), one[0].replace("’", "'")) for one in _TOKEN.finditer(text)]
    return _Line(tokens, [word.lower() for *_, word in tokens])


class _Lexicon(NamedTuple):
    """`terms` by their first word, longest first: words, group, state, form; `nouns` by group: the thing by noun."""

    terms: dict[str, list[tuple[tuple[str, ...], str, str, str]]]
    nouns: dict[str, dict[str, str]]
    named: frozenset[str]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    terms, nouns, named = defaultdict(list), defaultdict(dict), set()
    for group, state, form, told in listed("states.csv", "group", "state", "form", "terms"):
        of = told.split("|")
        if form == "name":
            named.add(group)
        elif form == "noun":
            nouns[group] |= dict.fromkeys(of, of[0])
        else:
            for words in map(str.split, of):
                terms[words[0]].append((tuple(words), group, state, form))
    return _Lexicon(
        {word: sorted(found, key=lambda one: -len(one[0])) for word, found in terms.items()},
        nouns, frozenset(named),
    )  # fmt: skip


def _end(low: list[str], k: int, words: tuple[str, ...]) -> int:
    """Return where a term ends that begins at a word, 0 if it is not there; a star stands for some words."""
    for word in words[1:]:
        if word == "*":
            continue
        k += 1
        if words[words.index(word) - 1] == "*":
            k = next((j for j in range(k, min(k + _GAP, len(low))) if low[j] == word), len(low))
        if k >= len(low) or low[k] != word:
            return 0
    return k + 1


def states(text: str) -> list[Observed]:
    """Find the states that one sentence tells: of which sort, of what thing, which state, and where it stands."""
    if text.endswith("?"):
        return []
    line, lexicon, found, k = _line(text), _lexicon(), [], 0
    low = line.low
    while k < len(low):
        last, longest = k + 1, {}
        first = "n't" if low[k].endswith("n't") else low[k]
        for words, group, state, form in lexicon.terms.get(first, ()):
            end = _end(low, k, words)
            if end < max(k + 1, longest.get(group, 0)):
                continue
            if form != "event":
                longest[group], last = end, max(last, end)
            if (denied := _denied(line, k, form)) is None:
                continue
            for thing in ("",) if form == "event" else _things(line, (k, end), group, form):
                said = f"not {state}" if denied else state
                now = form != "event" and _is_now(line, k)
                found.append(Observed(group, thing, said, line.tokens[k][0], line.tokens[end - 1][1], "", now))
        k = last
    return [*found, *_years(line), *_hospitals(line)]


def _years(line: _Line) -> Iterator[Observed]:
    """Find in which year something was done: the verb that stands next to it, and who is named there."""
    places = [j for j, word in enumerate(line.low) if _is_year(word) and line.low[max(0, j - 1)] in _IN_YEAR]
    if len(places) != 1:
        return
    (place,) = places
    value, (start, end, _), verb = line.low[place], line.tokens[place], _verb_at(line, place)
    if line.low[place - 1] == "since" or (verb and line.low[verb] in _WORDS["founded"]):
        yield Observed(YEAR, _BEGAN, value, start, end)
    elif verb:
        of = next(_things(line, (verb, verb + 1), _OF_NAMES, "done"), "")
        whom = of or _subject(line, line.before(verb), _OF_NAMES)
        yield Observed(YEAR, key(line.low[verb]), value, start, end, whom)


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) == len("2000") and word[:2] in _CENTURIES


def _verb_at(line: _Line, place: int) -> int:
    """Find the verb that a year belongs to: right behind it, or the last before it, or what it opens; 0 for none."""
    first = line.clause(place)
    behind = range(place + 1, min(len(line.low), place + 1 + (_YEAR_AHEAD if first >= place - 2 else 2)))
    before = range(place - 1, max(line.clause(place, _YEAR_BACK) - 1, -1), -1)
    for places in (behind[:2], before, behind):
        verb = next((j for j in places if _is_past(line.tokens[j][2])), 0)
        if verb and not _DOUBT & set(line.low[first : max(verb, place)]):
            return 0 if line.low[verb] in _WORDS["saying"] else verb
    return 0


def _is_past(word: str) -> bool:
    known = word.endswith("ed") or word in _WORDS["past"] or word in _WORDS["saying"]
    return known and word.islower() and word not in _BETWEEN


def _hospitals(line: _Line) -> Iterator[Observed]:
    """Find the hospital, by name, to which somebody was taken or where somebody lies."""
    for j, word in enumerate(line.low):
        if word in _WORDS["hospitals"] and line.tokens[j][2][0].isupper():
            first = j
            while first > 0 and (line.tokens[first - 1][2][0].isupper() or line.low[first - 1] in (".", "of")):
                first -= 1
            name = " ".join(sorted({*line.low[first:j]} - _WORDS["no name"]))
            if name and {"to", "at", "in"} & set(line.low[max(0, first - 2) : first]):
                yield Observed(HOSPITAL, "", name, line.tokens[first][0], line.tokens[j][1])


def subject(text: str) -> str:
    """Find the person or body that a sentence begins with, or its one person of an age, by the last word of the name.

    "" is returned where there is none.
    """
    line = _line(text[:_OPENING])
    if len(aged := _AGED.findall(text)) == 1:
        return aged[0].lower()
    first = next((j for j in range(len(line.low)) if line.name(j)), None)
    if first is None or any(word in _PREPOSITIONS or not word[0].isalpha() for word in line.low[:first]):
        return line.word(0) if line.word(0) in PRONOUNS else ""
    while first + 1 < len(line.low) and line.name(first + 1):
        first += 1
    after = line.word(first + 1)
    return line.low[first] if after in _BETWEEN or after == "," or _is_past(after) else ""


def exclude(group: str, one: str, other: str) -> bool:
    """Test whether two states of a group exclude each other: a denied one excludes only itself told."""
    if group in _NAMED_STATES:
        return not set(one.split()) & set(other.split())
    if group == HOW_MANY:
        return one != other and frozenset((one, other)) not in _BOTH_SO
    if "not " in (one[:4], other[:4]):
        return f"not {other}" == one or f"not {one}" == other
    return one != other


def least_shared(group: str, one: str, other: str) -> int:
    """Return how many words of substance two sentences share at least besides two states of a thing."""
    return 0 if _UNTOUCHED in (one, other) else LEAST_SHARED.get(group, 1)


def _denied(line: _Line, k: int, form: str) -> bool | None:
    """Test whether a state is denied; None where it is neither told nor denied."""
    lead = line.low[line.clause(k) : k]
    if turn := max((j + 1 for j in range(len(lead) - 1) if lead[j] == "," and lead[j + 1] in _TELLS), default=0):
        lead = lead[turn:]
    if _DOUBT & set(lead) or "to" in lead[-2:]:
        return None
    if form == "event" and any(word in _WORDS["no"] or word.endswith("n't") for word in lead[-_NO_BEFORE:]):
        return None
    while lead and form != "event" and (lead[-1] in _BETWEEN or lead[-1].endswith(("ly", "n't"))):
        if (word := lead.pop()) in ("not", "never") or word.endswith("n't"):
            return True
    return False


def _is_now(line: _Line, k: int) -> bool:
    """Test whether a state is told of the present: has been, is being, is still."""
    passed = set(line.low[line.before(k) + 1 : k])
    return bool(passed & _PRESENT) and not passed & {"was", "were", "had"}


def _things(line: _Line, term: tuple[int, int], group: str, form: str) -> Iterator[str]:
    """Find what a term tells the state of: its subject, or the object of what was done."""
    (begin, end), low = term, line.low
    j, after = line.before(begin), line.word(end)
    passed = set(low[j + 1 : begin])
    if form == "does" and after == "by" and passed & _BE:
        return
    ended = after in _PREPOSITIONS or not after[0].isalnum() or after in WEEKDAYS
    bare = ended and begin - 1 == j and (form == "done" or end - begin > 1)
    thing = ""
    if form == "is" and passed & {"was", "were"} and "but" in low[end:]:
        return
    if form == "before":
        thing = _lexicon().nouns[group].get(after, "")
    elif form != "acts" and (form == "does" or passed & _BE or bare or (form == "is" and "still" in passed)):
        thing = _subject(line, _over_apposition(line, j), group) or _of_headline(line, j, group)
    elif form in ("done", "put", "acts"):
        thing = _object(line, end, group)
    if thing:
        yield thing
    if thing and form == "acts" and group in _lexicon().named:
        yield from _and_others(line, end)


def _and_others(line: _Line, end: int) -> Iterator[str]:
    """Find the other names of a list that an act is told of: from the Owls, or even the Pike."""
    joined = next((j for j in range(end, min(len(line.low), end + _AHEAD)) if line.low[j] in ("and", "or", "nor")), 0)
    if joined and all(line.name(j) or line.low[j] in _WORDS["articles"] for j in range(end, joined)):
        behind = joined + 1
        while line.word(behind) in ("even", "also", *_WORDS["articles"]):
            behind += 1
        if name := _object(line, behind, _OF_NAMES):
            yield name


def _of_headline(line: _Line, j: int, group: str) -> str:
    """Find the name that a headline begins with, if a verb stands behind its one comma: Benn quits, sells house."""
    if line.word(j) != "," or j < 1 or line.low.count(",") > 1 or line.word(-1) == "." or not line.name(0):
        return ""
    verbs = (k for k in range(1, j) if line.tokens[k][2].islower() or line.low[k].endswith("s"))
    return _subject(line, next(verbs, 0) - 1, group)


def _over_apposition(line: _Line, j: int) -> int:
    """Return the place of what a description between commas stands behind, -1 where there is no first comma.

    A town and its state are stepped over: Ana Ruiz of Orvel, Tarn, accused of theft, appeared.
    """
    low = line.low
    if low[max(0, j - 1) : j + 1] in ([",", '"'], [",", "”"]):
        j -= 1
    if low[j : j + 1] != [","]:
        return j
    at = next((i for i in range(j - 1, max(-1, j - _APPOSITION), -1) if low[i] == ","), 0) - 1
    town = at
    while town > 0 and line.name(town):
        town -= 1
    if town > 0 and low[town] == "," and at - town < _TOWN:
        first = town - 1
        while first > 0 and line.name(first):
            first -= 1
        return first - 1 if low[first] in ("of", "from") else at
    return at


def _subject(line: _Line, j: int, group: str) -> str:
    """Find the thing of a group, or the name, that ends at a place; "" if it is no subject."""
    low, nouns, named = line.low, _lexicon().nouns.get(group, {}), group in _lexicon().named
    if j < 0:
        return ""
    if named and low[j] in PRONOUNS and (j == 0 or not low[j - 1][0].isalpha()):
        return low[j]
    if named and line.name(j):
        first = j
        while first > 0 and line.name(first - 1):
            first -= 1
        if _leads(low, first):
            return low[j]
    if low[j] not in nouns:
        # the noun before what stands between it and its verb: the fire in the hills
        heads = (i for i in range(j - 1, max(-1, j - _PHRASE), -1) if low[i] in nouns and _goes_on(low[i + 1]))
        head = next(heads, -1)
        if (
            head < 0
            and low[:1]
            and low[0] in nouns
            and j < _LONG_SUBJECT
            and low[1].endswith("ed")
            and "," not in low[:j]
        ):
            head = 0 if not set(low[2:j]) & (_BE | {"has", "have", "had", "who", "which"}) else -1
        if head < 0 or any(word in _BREAKS or word == "," for word in low[head : j + 1]):
            return ""
        j = head
    return nouns[low[j]] if _leads(low, j) else ""


def _goes_on(word: str) -> bool:
    """Test whether a word opens what stands between a noun and its verb: the fire in the hills, people living here."""
    return word in _PREPOSITIONS or (word.endswith("ing") and word not in ("during", "being"))


def _leads(low: list[str], j: int) -> bool:
    """Test whether a noun or name is no part of what stands behind a preposition."""
    for i in range(j - 1, max(-1, j - 5), -1):
        if low[i] in _PREPOSITIONS:
            return False
        if low[i] in _WORDS["articles"]:
            of_part = low[max(0, i - 2) : i - 1] and low[i - 1] == "of" and low[i - 2] in _WORDS["parts"]
            return i == 0 or low[i - 1] not in _PREPOSITIONS or bool(of_part)
        if not low[i][0].isalnum() or low[i] in function_words():
            return True
    return True


def _object(line: _Line, end: int, group: str) -> str:
    """Find the thing of a group, or the name, that stands behind a verb; "" where another thing does."""
    low, nouns, named = line.low, _lexicon().nouns.get(group, {}), group in _lexicon().named
    for i in range(end, min(len(low), end + _AHEAD)):
        if low[i] in _PREPOSITIONS or not low[i][0].isalnum() or low[i] in _WORDS["ends"]:
            return ""
        after = line.word(i + 1)
        if low[i] in nouns and (not after[0].isalnum() or after in function_words()):
            return nouns[low[i]]
        ends = not after[0].isalpha() or after in function_words() or after in _PREPOSITIONS or after in WEEKDAYS
        if named and ends and line.name(i):
            return low[i]
    return ""
