"""Who is named for the same act: two articles tell one act, and name another agent, or none.

Two sentences tell one act where their verbs are forms of one word, or stand in one row of ``acts.csv``, further words
around the verbs are the same, and what else is known of it does not differ: who it is done to where the agents do, and
who does it where the patients do. It is an observation, with both sentences in view: it does not say who is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from analysis.actors.mentions import AGENT, PATIENT, SPEAKER, is_denial, is_saying
from analysis.files import listed
from analysis.schema import HEADLINE, TEXT, TEXT_KINDS, tuples
from analysis.text.patterns import pattern
from analysis.text.sentences import sentences
from analysis.text.word_forms import key

NO_ONE = "no one"
ACTS = {"act": TEXT, "role": TEXT}
for _side in "ab":
    ACTS |= {f"article_{_side}": TEXT, f"block_{_side}": "int64", f"start_{_side}": "int64", f"end_{_side}": "int64"}
    ACTS |= {f"actor_{_side}": TEXT, f"sentence_{_side}": TEXT, f"clause_{_side}": TEXT}
ACTS |= {"shared": TEXT}
_WORD = pattern(r"[^\W\d_][\w’'-]*|\d[\d,.]*\d|\d")
#: words that make no act the same
_FUNCTION = frozenset(
    """the a an and or but of to in on at by for from with as is are was were be been being has have had it its this
    that these those he she they his her their who which will would can could may might must said says not no so such
    than then there when while where also more most very just only into over after before about we i you our""".split()  # noqa: SIM905
)
#: so many words on each side of the verb are compared; so many have to be the same, and so many if no one else is known
_AROUND, _LEAST, _ALONE = 8, 2, 3
#: so many words into a sentence a participle opens it
_OPENING = 3
#: a denial stands so many words before its verb, at most
_DENIED = 3
#: so many words before the verb and behind it are shown
_BEFORE, _BEHIND = 9, 9


class _Named(NamedTuple):
    """What is read of a mention."""

    start: int
    end: int
    actor: str
    role: str | None
    verb_start: int | None
    agentless: bool | None


@dataclass(frozen=True)
class _Act:
    """One verb of one sentence: who does it, to whom, the words around it, and everyone whom the sentence names.

    `also` has all who do the act, or have it done to them, anywhere in the sentence.
    """

    article: str
    block: int
    start: int
    end: int
    sentence: str
    clause: str
    act: str
    denied: bool
    words: dict[str, str]
    who: dict[str, tuple[str, ...]]
    also: dict[str, set[str]]
    named: frozenset[str]


@lru_cache(maxsize=1)
def _acts() -> dict[str, str]:
    """Return the key of a verb to the act that its row of ``acts.csv`` names."""
    return {key(verb): act for act, verbs in listed("acts.csv", "act", "verbs") for verb in verbs.split("|")}


def _act(verb: str) -> str:
    return _acts().get(key(verb), key(verb))


def find_same_acts(mentions: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Find acts that two articles tell with another agent, or of another patient.

    Parameters
    ----------
    mentions : as ``find_actors(paragraphs).mentions``
    paragraphs : the paragraph table

    Returns
    -------
    DataFrame, a row an act in the first article and one in another, those with the most words in common first: ``act``,
    ``role`` (agent, or patient for those to whom it is done), and for each side ``article``, ``block``, ``start`` and
    ``end`` of the sentence, the ``actor`` (``no one`` where a passive names no agent), the ``sentence``, and of it the
    ``clause`` around the verb; ``shared``, the further words that both have
    """
    blocks = paragraphs[paragraphs["kind"].isin(TEXT_KINDS) & (paragraphs["kind"] != HEADLINE)]
    told = list(_told(mentions, blocks))
    articles = list(dict.fromkeys(blocks["article"]))
    elsewhere: dict[tuple[str, bool], list[_Act]] = {}
    for one in told:
        if one.article != articles[0]:
            elsewhere.setdefault((one.act, one.denied), []).append(one)
    rows: dict[tuple, tuple[int, tuple]] = {}
    for a in (one for one in told if one.article == articles[0]):
        for b in elsewhere.get((a.act, a.denied), ()):
            shared = [word for word in a.words if word in b.words]
            for role in (AGENT, PATIENT) if len(shared) >= _LEAST else ():
                if _differ(a, b, role, len(shared)):
                    # one row for an act, its two actors and the other article: the one with the most words in common
                    mark = (a.act, role, a.who[role][0], b.who[role][0], b.article)
                    row = (len(shared), _row(a, b, role, shared))
                    rows[mark] = max(rows.get(mark, row), row, key=lambda one: one[0])
    ranked = sorted(rows.values(), key=lambda one: -one[0])
    return pd.DataFrame([row for _, row in ranked], columns=list(ACTS)).astype(ACTS)


def _differ(a: _Act, b: _Act, role: str, shared: int) -> bool:
    """Test whether two acts name others in a role, and nobody else in the other role."""
    ours, theirs = a.who[role], b.who[role]
    if not ours or not theirs or any(_same(one, other) for one in a.also[role] for other in b.also[role]):
        return False
    rest = PATIENT if role == AGENT else AGENT
    known, other = ([one for one in act.who[rest] if one != NO_ONE] for act in (a, b))
    if not known and not other:
        return role == PATIENT or shared >= _ALONE
    return any(_same(one, two) for one in known or a.named for two in other or b.named)


def _same(one: str, other: str) -> bool:
    """Test whether two names may be one actor's: one is part of the other, or both end alike."""
    ours, theirs = one.lower().split(), other.lower().split()
    return ours[-1] == theirs[-1] or set(ours) <= set(theirs) or set(theirs) <= set(ours)


def _row(a: _Act, b: _Act, role: str, shared: list[str]) -> tuple:
    sides = [(one.article, one.block, one.start, one.end, one.who[role][0], one.sentence, one.clause) for one in (a, b)]
    return (a.act, role, *sides[0], *sides[1], ", ".join(a.words[word] for word in shared))


def _told(mentions: pd.DataFrame, blocks: pd.DataFrame) -> Iterator[_Act]:
    """Return each act of the articles with who does it, and to whom it is done."""
    by_block: dict[tuple[str, int], list[_Named]] = {}
    for article, block, *own in tuples(mentions[["article", "block", *_Named._fields]]):
        by_block.setdefault((article, block), []).append(_Named(*own))
    texts = blocks["text"].fillna("").astype(str).tolist()
    places = list(blocks[["article", "block"]].itertuples(index=False, name=None))
    cut = sentences(texts)
    for row, begin, stop in cut[["row", "start", "end"]].itertuples(index=False):
        own = [one for one in by_block.get(places[row], ()) if one.start >= begin and one.end <= stop]
        if not own:
            continue
        text = texts[row]
        words = [(found.start(), found.end(), found[0].lower()) for found in _WORD.finditer(text, begin, stop)]
        names = {place for one in own for place in range(one.start, one.end)}
        tied: dict[int, dict[str, list[str]]] = {}
        for place, role, actor in _roles(own, words, text):
            tied.setdefault(place, {AGENT: [], PATIENT: []})[role].append(actor)
        also: dict[str, dict[str, set[str]]] = {}
        for place, who in tied.items():
            act = also.setdefault(_act(words[place][2]), {AGENT: set(), PATIENT: set()})
            for role, actors in who.items():
                act[role].update(actors)
        for place, who in tied.items():
            verb = key(words[place][2])
            if is_saying(words[place][2]) and verb not in _acts():
                continue
            around = words[max(0, place - _AROUND) : place + _AROUND + 1]
            yield _Act(
                *places[row],
                begin,
                stop,
                text[begin:stop],
                _clause(text, words, place, stop),
                _act(words[place][2]),
                any(is_denial(word) for _, _, word in words[max(0, place - _DENIED) : place]),
                {
                    key(word): word
                    for start, _, word in around
                    if word not in _FUNCTION and start not in names and key(word) != verb
                },
                {role: tuple(actors) for role, actors in who.items()},
                also[_act(words[place][2])],
                frozenset(one.actor for one in own),
            )


def _clause(text: str, words: list[tuple[int, int, str]], place: int, stop: int) -> str:
    """Cut the words around a verb out of its sentence; dots stand where more was."""
    first, last = max(0, place - _BEFORE), min(len(words), place + _BEHIND + 1) - 1
    shown = text[words[first][0] : words[last][1] if last < len(words) - 1 else stop]
    return f"{'… ' if first else ''}{shown.strip()}{' …' if last < len(words) - 1 else ''}"


def _roles(own: list[_Named], words: list[tuple[int, int, str]], text: str) -> Iterator[tuple[int, str, str]]:
    """Return the place of each verb that is tied to an actor of the sentence, with role and actor."""
    at = {start: place for place, (start, _, _) in enumerate(words)}
    for one in own:
        if pd.isna(one.role) or pd.isna(one.verb_start) or one.role == SPEAKER or int(one.verb_start) not in at:
            continue
        yield at[int(one.verb_start)], one.role, one.actor
        if one.role == PATIENT and one.agentless:
            yield at[int(one.verb_start)], AGENT, NO_ONE
    # "Once limited to a few valleys, the rebels now …"
    for place, (_, end, word) in enumerate(words[:_OPENING]):
        comma = text.find(",", end, words[-1][0])
        if word.endswith("ed") and key(word) in _acts() and comma >= 0:
            behind = next((one.actor for one in own if comma < one.start <= comma + 6), None)
            if behind is not None:
                yield place, PATIENT, behind
