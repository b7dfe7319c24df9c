"""One mention in its sentence: the words around it, and how each stands to it.

Everything here is a rule over places, capitals and word lists. Nothing is parsed: a role is what the order of words
tells, and it errs where a sentence is long. :func:`read_mentions` finds the words, :func:`find_role` who does what, and
:func:`features` what the tone is reckoned from. Names are masked: no feature holds one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from analysis.files import MODELS, kept, listed
from analysis.measures import vader_package
from analysis.schema import tuples
from analysis.text.lexicon import load_lexicon
from analysis.text.names import first_names, known_names
from analysis.text.patterns import pattern
from analysis.text.sentences import sentences
from analysis.text.syllables import easy_words
from analysis.text.word_forms import irregular_forms, key

AGENT, PATIENT, SPEAKER, NO_ROLE = "agent", "patient", "speaker", ""
TARGET, NAME = "TARGET", "NAME"
_TOKEN = pattern(r"[A-Za-z]\.(?:[A-Za-z]\.)+|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Jr|Sr)\.|\w+(?:[’'-]\w+)*|[^\w\s]")
_BE = frozenset("is are was were be been being am get gets got getting isn't aren't wasn't weren't".split())  # noqa: SIM905
_AUXILIARY = _BE | frozenset(
    """has have had having do does did will would can could may might must shall should to hasn't haven't hadn't doesn't
    don't didn't won't wouldn't can't couldn't not never also just""".split()  # noqa: SIM905
)
_ADVERBS = frozenset("once now still often ever even soon then already later again always then both all".split())  # noqa: SIM905
_NOT = frozenset("not no never nor neither without nobody nothing none cannot hardly barely".split())  # noqa: SIM905
#: words that begin another clause
_CUT = frozenset(
    """but while although though because who which that when if after before since unless whereas whom whose where
    until despite as than""".split()  # noqa: SIM905
)
_SMALL = frozenset(
    """the a an his her its their our my your this that these those some any mr mrs ms dr president sen rep gov
    former""".split()  # noqa: SIM905
)
_PREPOSITIONS = frozenset(
    """of for on against by with to from about at in toward towards over behind like than""".split()  # noqa: SIM905
)
_PRONOUNS = frozenset(
    """he she they i we you it who him her his their them my me your our us its""".split()  # noqa: SIM905
)
_OWNERS = frozenset("his their my your our its".split())  # noqa: SIM905
_OTHERS = frozenset((NAME, "he", "she", "they", "we", "i", "him", "them", "her"))
_FIRST = frozenset("i we my our".split())  # noqa: SIM905
_OPENS_SENTENCE = frozenset('.!?“"‘:')
_STOPS, _BREAKS = frozenset(',;:—–-()“”"'), frozenset(";:")
#: words that carry no tone of their own
_FUNCTION = _CUT | _AUXILIARY | _SMALL | _PREPOSITIONS | _NOT | _PRONOUNS | frozenset(("and", "or", "so", "yet"))
FUNCTION_WORDS = _FUNCTION
#: so many words away is near
_NEAR, _BEFORE, _OWNED = 6, 3, 4
#: at the start and the end of a sentence
_EDGE = "EDGE"


@dataclass(frozen=True)
class ToneWords:
    """What the hand's lists say of a word: key to its classes, first word of a phrase to the phrases."""

    single: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    verbs: frozenset[str]


@lru_cache(maxsize=1)
def tone_words() -> ToneWords:
    """Read ``tone.csv``: how a verb bears on who does it and whom it is done to, and what a noun or adjective says."""
    single, phrases = kept("tone", _prepare_tone)
    verbs = frozenset(word for word, sorts in single.items() if any(sort.startswith("verb") for sort in sorts))
    return ToneWords(
        {word: tuple(sorts) for word, sorts in single.items()},
        {word: tuple((tuple(phrase), sort) for phrase, sort in listed) for word, listed in phrases.items()},
        verbs,
    )


def _prepare_tone() -> tuple[dict, dict]:
    single: dict[str, dict[str, None]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for term, kind, sort in listed("tone.csv", "term", "kind", "class"):
        first, *more = term.lower().split()
        if more:
            phrases.setdefault(first, []).append(((first, *more), f"phrase.{sort}"))
        else:
            single.setdefault(key(first), {})[f"{kind}.{sort}"] = None
    return {word: list(sorts) for word, sorts in single.items()}, phrases


@lru_cache(maxsize=1)
def _classes() -> list[tuple[str, str]]:
    return listed("word_classes.csv", "word", "class", folder=MODELS)


@lru_cache(maxsize=1)
def _saying() -> frozenset[str]:
    return frozenset(word for word, its in _classes() if its in ("SAY", "CUE"))


#: the categories of the lexicon that say more than how much or how sure
LOADED = ("emotive", "euphemism", "insinuation", "label", "metaphor", "partisan", "puffery")


@lru_cache(maxsize=1)
def _loaded() -> dict[str, tuple[float, str]]:
    table = load_lexicon().table
    table = table[(table["weight"] > 0) & table["category"].isin(LOADED)]
    rows = tuples(table[["term", "weight", "category"]])
    return {term: (float(weight), category) for term, weight, category in rows if " " not in term}


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return the words in lower case that are no names: those that news and easy texts have."""
    of_actors = (form for forms in listed("actors.csv", "forms") for form in forms.split("|"))
    names = {word.lower() for name in (*of_actors, *known_names()) for word in name.split()}
    return (frozenset(listed("word_frequencies.csv", "word")) - names) | frozenset(easy_words()) | _FUNCTION


@dataclass(frozen=True)
class Mention:
    """A sentence as its words, in lower case, names masked; `at` is the place of the mention among them.

    `places` are half-open offsets of each word into the text. `surface` is the mention itself.
    """

    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    at: int
    surface: str
    sentence: str


#: of a longer sentence so many characters on either side of a mention are read: it is a list or has no stops
_WIDEST = 1000


def read_mentions(texts: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> list[Mention | None]:
    """Read the sentence around each of n mentions, each in a text of its own; None where nothing stands there."""
    places = {text: k for k, text in enumerate(dict.fromkeys(texts))}  # a text with many mentions is cut once
    begins: list[list[int]] = [[] for _ in places]
    stops: list[list[int]] = [[] for _ in places]
    for row, start, end in sentences(list(places))[["row", "start", "end"]].itertuples(index=False):
        begins[row].append(start)
        stops[row].append(end)
    rows = zip(texts, starts, ends, strict=True)
    return [_read(text, start, end, begins[places[text]], stops[places[text]]) for text, start, end in rows]


# a sentence may have many mentions
@lru_cache(maxsize=1 << 10)
def _tokens(text: str, begin: int, stop: int) -> list[tuple[int, int, str]]:
    return [(found.start(), found.end(), found[0].replace("’", "'")) for found in _TOKEN.finditer(text, begin, stop)]


def _read(text: str, start: int, end: int, begins: list[int], stops: list[int]) -> Mention | None:
    if not begins or start >= end:
        return None
    first = max(bisect_right(begins, start) - 1, 0)
    last = first
    while stops[last] < end and last + 1 < len(stops):
        last += 1
    begin, stop = begins[first], stops[last]
    if start - begin > _WIDEST:
        begin = max(text.rfind(" ", begin, start - _WIDEST) + 1, begin)
    if stop - end > _WIDEST:
        blank = text.find(" ", end + _WIDEST, stop)
        stop = stop if blank < 0 else blank
    return _mention(text, start, end, begin, stop)


# who does what is found first, the tone later: both read the same mentions
@lru_cache(maxsize=1 << 12)
def _mention(text: str, start: int, end: int, begin: int, stop: int) -> Mention | None:
    words: list[str] = []
    places: list[tuple[int, int]] = []
    at, opens = None, True
    tokens = _tokens(text, begin, stop)
    for number, (s, e, word) in enumerate(tokens):
        if s < end and e > start:
            if at is None:
                at = len(words)
                words.append(TARGET)
                places.append((s, e))
            else:
                places[at] = (places[at][0], e)
            if word.endswith("'s") and e >= end:
                words.append("'s")
                places.append((e, e))
            opens = False
            continue
        goes_on = number + 1 < len(tokens) and tokens[number + 1][2][0].isupper()
        handle = number > 0 and tokens[number - 1][2] == "@"
        masked = NAME if handle or (opens and goes_on and _begins_name(word)) else _mask(word, opens)
        if masked == NAME and words and words[-1] == NAME:
            places[-1] = (places[-1][0], e)
        else:
            words.append(masked)
            places.append((s, e))
        opens = word in _OPENS_SENTENCE
    if at is None:
        return None
    return Mention(tuple(words), tuple(places), at, text[start:end], text[begin:stop])


@lru_cache(maxsize=1 << 15)
def _mask(word: str, opens: bool) -> str:
    """Put a word in lower case, and a name away; a word that opens a sentence is a name where no list has it."""
    low = word.lower()
    if word[0].isupper() and low != "i" and (not opens or word in first_names() or low not in common_words()):
        return NAME
    return low[:-2] if low.endswith("'s") and len(low) > 2 else low


def _begins_name(word: str) -> bool:
    """Test whether a word that opens a sentence, with a capital behind it, is the first of a name: "United"."""
    return word[0].isupper() and word.lower() not in _FUNCTION and not word.endswith(("ing", "ly", "ed,"))


@dataclass(frozen=True)
class Role:
    """What the order of words says of a mention: its verb and the word it hangs on, each as a place, and flags."""

    verb: int | None = None
    denied: bool = False
    linked: bool = False
    passive: bool = False
    owner: bool = False
    speaker: bool = False
    preposition: str = ""
    head: int | None = None


def read_role(mention: Mention) -> Role:
    """Find the verb that follows a mention, and the word before it that governs it."""
    words, at = mention.words, mention.at
    owner = (at + 1 < len(words) and words[at + 1] == "'s") or mention.surface.lower() in _OWNERS
    verb, denied, linked = None, False, False
    if not owner:
        place = at + 1
        while place < min(len(words), at + 7) and _is_small_verb(words[place]):
            denied |= is_denial(words[place])
            linked |= words[place] in _BE
            place += 1
        if place < len(words) and words[place].isalpha() and words[place] not in _PREPOSITIONS | _SMALL:
            verb = place
    passive = verb is not None and linked and _is_participle(words[verb])
    says = _saying()
    said_before = at > 0 and words[at - 1] in says and (at < 2 or words[at - 2] in ',”"?')
    place = at - 1
    while place >= 0 and place >= at - 4 and (words[place] in _SMALL or words[place] == NAME):
        place -= 1
    preposition = words[place] if place >= 0 and words[place] in _PREPOSITIONS else ""
    head = place - 1 if preposition else place
    return Role(
        verb,
        denied,
        linked,
        passive,
        owner,
        speaker=said_before or (verb is not None and words[verb] in says),
        preposition=preposition,
        head=head if head >= 0 and words[head].isalpha() else None,
    )


def _is_small_verb(word: str) -> bool:
    return word in _AUXILIARY or word in _ADVERBS or word.endswith("ly")


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "en")) or word in irregular_forms()


Feature = tuple[str, float, int | None]


def features(mention: Mention, among: frozenset[str] | None = None) -> Iterator[Feature]:
    """Return what the tone is reckoned from: name, value, and the place of the word it rests on, if it is one.

    Of the names only those in `among` are returned, if it is given; a model knows few of all there are.
    A name says what stands where: ``w|`` a word anywhere, ``own+|`` one behind the mention with no other name between,
    ``L:`` a class of ``tone.csv`` by role, ``V:`` VADER's valence by role, ``LD:`` loaded language.
    """
    role = read_role(mention)
    yield from (one for one in _about(mention, role) if among is None or one[0] in among)
    words = mention.words
    where = _Where(mention, role)
    for place, word in enumerate(words):
        if place == mention.at or (known := _known(word)) is None:
            continue
        stands, around = where.role(place), _NOTHING
        if not known.is_plain:
            denied = any(map(is_denial, words[max(0, place - 3) : place]))
            phrases = tuple(sort for terms, sort in known.phrases if words[place : place + len(terms)] == terms)
            around = (denied, phrases, "quoted" if where.quoted[place] else "plain", where.beside(place))
        for name, value in _of_word(word, stands, *around, among):
            yield name, value, place


#: of a word in no list it does not matter what stands around it
_NOTHING = (False, (), "", "")


# each sentence is read once for each of its mentions
@lru_cache(maxsize=1 << 14)
def _of_word(
    word: str, stands: str, denied: bool, phrases: tuple, voice: str, beside: str, among: frozenset[str] | None
) -> list[tuple[str, float]]:
    """Return the names and values of a word's features, by how it stands to the mention and what stands around it."""
    known, found = _known(word), []
    if known.tells:
        found += [(f"w|{known.key}", 1.0), (f"{stands}|{known.key}", 1.0)]
    for sort in (*known.sorts, *phrases):
        sort = f"{sort}.not" if denied else sort
        found += [(f"L:{sort}", 1.0), (f"L:{sort}:{stands}", 1.0)]
    if known.valence is not None:
        value = known.valence * (_TURNED if denied else 1)
        sign = "+" if value > 0 else "-"
        for of in (stands, "all", voice, beside):
            found += [(f"V:{of}", value), (f"V:{of}{sign}", 1.0)]
    if known.loaded:
        weight, category = known.loaded
        found += [(f"LD:{category}", weight), (f"LD:{stands}", weight)]
    return [one for one in found if among is None or one[0] in among]


class _Known(NamedTuple):
    """What the lists say of a word: its key, whether it tells anything by itself, and what marks it."""

    key: str
    tells: bool
    sorts: tuple[str, ...]
    phrases: tuple[tuple[tuple[str, ...], str], ...]
    valence: float | None
    loaded: tuple[float, str] | None
    is_plain: bool


@lru_cache(maxsize=1 << 15)
def _known(word: str) -> _Known | None:
    if not (word.isalpha() or "-" in word and len(word) > 2):
        return None
    listed, stem = tone_words(), key(word)
    said = listed.single.get(stem, ()), listed.phrases.get(word, ()), vader_lexicon().get(word), _loaded().get(word)
    plain = not (said[0] or said[1] or said[2] is not None or said[3])
    return _Known(stem, word not in _SMALL or word in _FIRST, *said, plain)


#: a denied word counts so much of its valence, as in VADER
_TURNED = -0.74


@lru_cache(maxsize=1)
def vader_lexicon() -> dict[str, float]:
    """Return VADER's valences by word, as the package has them."""
    return vader_package().lexicon


def _about(mention: Mention, role: Role) -> Iterator[Feature]:
    """Return the features of the mention and its sentence as such, and those of its verb and its governor."""
    words, at, low = mention.words, mention.at, mention.surface.lower()
    kind = "name" if mention.surface[:1].isupper() else "noun"
    yield f"T:{low if low in _PRONOUNS else kind}", 1.0, None
    flags = {
        "owner": role.owner,
        "speaker": role.speaker,
        "no other name": NAME not in words,
        "exclamation": "!" in words,
        "question": "?" in words,
        "first person": not _FIRST.isdisjoint(words),
        "headline": _in_title_case(mention.sentence),
    }
    yield from ((f"T:{name}", 1.0, None) for name, holds in flags.items() if holds)
    yield "T:length", min(len(words), 60) / 30, None
    if role.preposition:
        yield f"T:after {role.preposition}", 1.0, None
    if role.verb is not None:
        kind = "said" if role.speaker else "passive" if role.passive else "linked" if role.linked else "verb"
        yield f"{kind}|{key(words[role.verb])}{'!' if role.denied else ''}", 1.0, role.verb
    if role.head is not None:
        yield f"head|{role.preposition}|{key(words[role.head])}", 1.0, role.head
    left = [words[k] if k >= 0 else _EDGE for k in (at - 2, at - 1)]
    right = [words[k] if k < len(words) else _EDGE for k in (at + 1, at + 2)]
    yield f"left|{left[1]}", 1.0, at - 1 if at else None
    yield f"left|{left[0]} {left[1]}", 1.0, at - 1 if at else None
    yield f"right|{right[0]}", 1.0, at + 1 if at + 1 < len(words) else None
    yield f"right|{right[0]} {right[1]}", 1.0, at + 1 if at + 1 < len(words) else None


def _in_title_case(sentence: str) -> bool:
    words = [word for word in sentence.split() if word.isalpha()]
    return len(words) > 4 and sum(word[0].isupper() for word in words) > 0.75 * len(words)


class _Where:
    """How each word of a sentence stands to the mention."""

    def __init__(self, mention: Mention, role: Role) -> None:
        self.words, self.at, self.of = mention.words, mention.at, role
        self.quoted, self.part, self.others, self.clause = [], [], [], []
        inside, part, others, clause = False, 0, 0, 0
        for place, word in enumerate(self.words):
            inside = word == "“" or (inside and word != "”") if word != '"' else not inside
            part += word in _STOPS or word in _CUT
            clause += word in _BREAKS or word in _CUT
            self.quoted.append(inside)
            self.part.append(part)
            self.clause.append(clause)
            self.others.append(others)
            others += word in _OTHERS and place != self.at
        self.others.append(others)

    def beside(self, place: int) -> str:
        return "same" if self.part[place] == self.part[self.at] else "other"

    def role(self, place: int) -> str:
        """Name how a word stands to the mention."""
        of, away = self.of, place - self.at
        if place == of.verb:
            return "passive" if of.passive else "linked" if of.linked else "verb"
        if place == of.head:
            return f"head {of.preposition}".strip()
        if of.speaker and away > 0:
            return "said"
        if -_BEFORE <= away < 0 and _PREPOSITIONS.isdisjoint(self.words[place + 1 : self.at]):
            return "modifier"
        if of.owner and 0 < away <= _OWNED:
            return "owned"
        return self._further(place) + ("+" if away > 0 else "-")

    def _further(self, place: int) -> str:
        low, high = sorted((place, self.at))
        alone = self.others[high] == self.others[low + 1]
        clause = self.clause[high - 1] == self.clause[low]
        if alone:
            same = self.part[place] == self.part[self.at]
            return "own" if same else "clause" if clause else "near" if high - low <= _NEAR else "far"
        return "another's" if clause else "far"


#: nouns for people; a name before one of them only says whose they are
PEOPLE = frozenset(
    """officials protesters demonstrators activists police people residents rebels militants fighters soldiers troops
    lawmakers senators prosecutors investigators authorities migrants refugees critics supporters voters workers doctors
    nurses teachers students prisoners detainees victims survivors witnesses experts scientists researchers lawyers
    ministers leaders commanders civilians villagers gunmen attackers terrorists insurgents jihadists separatists
    reporters journalists firefighters rescuers farmers families parents relatives neighbours neighbors passengers
    customers strikers unions employees shareholders judges jurors pirates hackers smugglers settlers loyalists
    hostages captives suspects inmates shoppers fans players coaches organisers organizers executives analysts
    economists diplomats negotiators regulators inspectors engineers pilots crew drivers owners tenants landlords
    patients children women men officers agents guards crews deputies detectives medics paramedics volunteers
    councillors delegates tourists climbers sailors commandos thieves robbers nationals hunters partners""".split()  # noqa: SIM905
)


#: what nobody does
_STATES = frozenset(
    """seem seems seemed appear appears appeared remain remains remained look looks looked continue continues continued
    want wants wanted need needs needed""".split()  # noqa: SIM905
)


#: in what mood someone is, or what is thought of someone: done by no one
_MOODS = frozenset(
    """concerned worried delighted interested pleased excited surprised disappointed known expected believed thought
    supposed located based scheduled prepared involved used""".split()  # noqa: SIM905
)
#: what is said is the passive subject of these: "it was reported"
_TOLD_OF = frozenset("said reported claimed noted added announced stated revealed suggested mentioned".split())  # noqa: SIM905
_PARTICLES = frozenset("out back up down off away on over ahead alike".split())  # noqa: SIM905
_HAVE = frozenset("has have had having".split())  # noqa: SIM905


@lru_cache(maxsize=1)
def _plain_saying() -> frozenset[str]:
    return frozenset(word for word, its in _classes() if its == "SAY")


def is_saying(word: str | None) -> bool:
    """Test whether a word is a verb of saying, in the wide sense of the model of attributions."""
    return word is not None and word.lower() in _saying()


def is_denial(word: str) -> bool:
    """Test whether a word, in lower case, denies what follows."""
    return word in _NOT or word.endswith(("n't", "n’t"))


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    nouns = [term for term, kind in listed("tone.csv", "term", "kind") if kind == "noun" and not term.endswith("ed")]
    return frozenset(nouns) | frozenset(f"{noun}s" for noun in nouns) | PEOPLE


def find_role(mention: Mention) -> tuple[str, int | None, bool]:
    """Tell whether a mention is agent, patient or speaker, by which verb (its place), and whether it is passive.

    Only what a rule can tell: a verb of the lists right after the mention, a passive, "by" behind a participle, a verb
    right before it. Else the role is empty.
    """
    role, words, at = read_role(mention), mention.words, mention.at
    if role.owner or _hangs_on_preposition(words, at):
        return NO_ROLE, None, False
    behind = words[at + 1] if at + 1 < len(words) else ""
    if behind in PEOPLE or role.preposition not in ("", "by"):
        return NO_ROLE, None, False
    if role.preposition == "by":
        by = role.head is not None and _is_participle(words[role.head]) and words[role.head] not in _nouns()
        return (AGENT, role.head, True) if by else (NO_ROLE, None, False)
    helped = role.verb is not None and role.verb > at + 1
    governed = (
        role.head is not None
        and (key(words[role.head]) in tone_words().verbs or _is_act(words, role.head))
        and words[role.head] not in _plain_saying()
        and "that" not in words[role.head + 1 : at]
    )
    if role.verb is not None and (word := _own_verb(mention, role, helped=helped, governed=governed)):
        return word
    if at > 0 and words[at - 1] in _plain_saying() and (at < 2 or words[at - 2] in ',”"?'):
        return SPEAKER, at - 1, False
    if governed and not helped and behind not in _AUXILIARY and _ends_phrase(behind) and _acts(words, role.head):
        return PATIENT, role.head, False
    return NO_ROLE, None, False


def _own_verb(mention: Mention, role: Role, *, helped: bool, governed: bool) -> tuple[str, int, bool] | None:
    """Read the verb behind a mention as its own, if it is plainly one."""
    words = mention.words
    place = role.verb
    word = words[place]
    if role.passive:
        # "are said to", "are charged with": the first is not done to anyone
        said = word in _plain_saying() and (word in _TOLD_OF or words[place + 1 : place + 2] == ("to",))
        return None if said or word in _MOODS else (PATIENT, place, True)
    if role.linked or word in _STATES or word in _PARTICLES or (word in _nouns() and not helped):
        return None
    several = mention.surface.rsplit(None, 1)[-1].lower() in PEOPLE
    if several and not helped and word.endswith("s") and word not in irregular_forms():
        # "police units": several people do not act in the singular
        return None
    finite = helped or word.endswith(("s", "ed")) or word in irregular_forms()
    behind = words[place + 1] if place + 1 < len(words) else ""
    if not helped and _is_participle(word) and behind in ("to", "as", "by"):
        # "Roe picked to lead": a passive without its verb
        return None
    if not finite and (governed or not (several or word in _plain_saying())):
        return None
    if word in _plain_saying():
        return SPEAKER, place, False
    if key(word) in tone_words().verbs or word in _saying() or (not governed and _is_act(words, place)):
        return AGENT, place, False
    return None


def _is_act(words: tuple[str, ...], place: int) -> bool:
    """Test whether a past form that no list has is an active verb: an article, a name or "him" stands behind it."""
    word, behind = words[place], words[place + 1] if place + 1 < len(words) else ""
    if (
        not (word.endswith("ed") or word in irregular_forms())
        or word in _MOODS
        or _is_small_verb(word)
        or words[place - 1] in _AUXILIARY - _HAVE
    ):
        return False
    return behind in _SMALL or behind in (NAME, TARGET) or behind in _PRONOUNS or behind in PEOPLE


def _hangs_on_preposition(words: tuple[str, ...], at: int) -> bool:
    """Test whether a preposition stands before a mention with numbers and ages between: "against 16-year-old Roe"."""
    place = at - 1
    while place >= 0 and (words[place][0].isdigit() or words[place].endswith("-old") or words[place] == "year-old"):
        place -= 1
    return 0 <= place < at - 1 and words[place] in _PREPOSITIONS


def _acts(words: tuple[str, ...], place: int) -> bool:
    """Test whether a word before a mention is a verb there, and no noun, adverb or adjective."""
    word = words[place]
    if word in _nouns() or word in ("suspected", "alleged", "accused", "united") or word.endswith("ly"):
        return False
    finite = word.endswith(("s", "ed", "ing")) or word in irregular_forms()
    return finite or (place > 0 and words[place - 1] in _AUXILIARY)


def _ends_phrase(behind: str) -> bool:
    """Test whether a noun phrase ends here: behind it stands a sign, a function word, an adverb, or nothing."""
    return not behind.isalpha() or behind in _FUNCTION or behind in ("and", "or") or behind.endswith("ly")
