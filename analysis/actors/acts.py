"""Who is named for the same act: two articles tell one act, and name another agent, or none.

Two sentences tell one act where their verbs are forms of one word, or stand in one row of ``acts.csv``, and further
words around the verbs are the same. That is an observation, with both sentences in view: it does not say who is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.actors.mentions import AGENT, PATIENT, SPEAKER
from analysis.files import LEXICONS
from analysis.schema import HEADLINE, TEXT, TEXT_KINDS
from analysis.text.sentences import sentences
from analysis.text.word_forms import key

NO_ONE = "no one"
ACTS = {"act": TEXT, "role": TEXT}
for _side in "ab":
    ACTS |= {f"article_{_side}": TEXT, f"block_{_side}": "int64", f"start_{_side}": "int64", f"end_{_side}": "int64"}
    ACTS |= {f"actor_{_side}": TEXT, f"sentence_{_side}": TEXT}
ACTS |= {"shared": TEXT}
_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d,.]*\d|\d")
#: words that make no act the same
_FUNCTION = frozenset(
    """the a an and or but of to in on at by for from with as is are was were be been being has have had it its this
    that these those he she they his her their who which will would can could may might must said says not no so such
    than then there when while where also more most very just only into over after before about we i you our""".split()  # noqa: SIM905
)
#: so many words on each side of the verb are compared, and so many have to be the same
_AROUND, _LEAST = 8, 2
#: so many words into a sentence a participle opens it
_OPENING = 3


@dataclass(frozen=True)
class _Act:
    article: str
    block: int
    start: int
    end: int
    sentence: str
    act: str
    words: dict[str, str]
    role: str
    actor: str


@lru_cache(maxsize=1)
def _acts() -> dict[str, str]:
    """Return the key of a verb to the act that its row of ``acts.csv`` names."""
    table = pd.read_csv(LEXICONS / "acts.csv", keep_default_na=False)
    return {key(verb): act for act, verbs in table.itertuples(index=False) for verb in verbs.split("|")}


def find_same_acts(mentions: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Find acts that two articles tell with another agent, or of another patient.

    Parameters
    ----------
    mentions : as ``find_actors(paragraphs).mentions``
    paragraphs : the paragraph table

    Returns
    -------
    DataFrame, a row an act in the first article and one in another: ``act``, ``role`` (agent, or patient for those to
    whom it is done), and for each side ``article``, ``block``, ``start`` and ``end`` of the sentence, the ``actor``
    (``no one`` where a passive names no agent) and the ``sentence``; ``shared``, the further words that both have
    """
    blocks = paragraphs[paragraphs["kind"].isin(TEXT_KINDS) & (paragraphs["kind"] != HEADLINE)]
    told = list(_told(mentions, blocks))
    articles = list(dict.fromkeys(blocks["article"]))
    rows, seen = [], set()
    for a in (one for one in told if one.article == articles[0]) if articles else ():
        for b in (one for one in told if one.article != articles[0]):
            shared = [word for word in a.words if word in b.words]
            differs = a.actor != b.actor and {a.actor, b.actor} != {NO_ONE}
            if a.act == b.act and a.role == b.role and differs and len(shared) >= _LEAST:
                mark = (a.article, a.block, a.start, b.article, b.block, b.start, a.act)
                if mark not in seen:
                    seen.add(mark)
                    rows.append(_row(a, b, shared))
    return pd.DataFrame(rows, columns=list(ACTS)).astype(ACTS)


def _row(a: _Act, b: _Act, shared: list[str]) -> tuple:
    sides = [(one.article, one.block, one.start, one.end, one.actor, one.sentence) for one in (a, b)]
    return (a.act, a.role, *sides[0], *sides[1], ", ".join(a.words[word] for word in shared))


def _told(mentions: pd.DataFrame, blocks: pd.DataFrame) -> Iterator[_Act]:
    """Return each act of the articles with who does it, and each that is done to someone with who that is."""
    by_block = {place: own for place, own in mentions.groupby(["article", "block"], sort=False)}
    texts = blocks["text"].fillna("").astype(str).tolist()
    cut = sentences(texts)
    for row, begin, stop in cut[["row", "start", "end"]].itertuples(index=False):
        of = blocks.iloc[row]
        own = by_block.get((of["article"], of["block"]))
        if own is None:
            continue
        own = own[(own["start"] >= begin) & (own["end"] <= stop)]
        text = texts[row]
        words = [(found.start(), found.end(), found[0].lower()) for found in _WORD.finditer(text, begin, stop)]
        named = {place for start, end in zip(own["start"], own["end"], strict=True) for place in range(start, end)}
        for place, (role, actor) in _roles(own, words, text):
            around = words[max(0, place - _AROUND) : place + _AROUND + 1]
            verb = key(words[place][2])
            shared = {
                key(word): word
                for start, _, word in around
                if word not in _FUNCTION and start not in named and key(word) != verb
            }
            act = _acts().get(verb, verb)
            yield _Act(of["article"], int(of["block"]), begin, stop, text[begin:stop], act, shared, role, actor)


def _roles(own: pd.DataFrame, words: list[tuple[int, int, str]], text: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Return the place of each verb that is tied to an actor of the sentence, with role and actor."""
    at = {start: place for place, (start, _, _) in enumerate(words)}
    columns = ["role", "actor", "verb_start", "agentless"]
    for role, actor, start, agentless in own[columns].itertuples(index=False):
        if pd.isna(role) or pd.isna(start) or role == SPEAKER or int(start) not in at:
            continue
        yield at[int(start)], (role, actor)
        if role == PATIENT and agentless:
            yield at[int(start)], (AGENT, NO_ONE)
    # "Once limited to a few valleys, the rebels now …"
    for place, (_, end, word) in enumerate(words[:_OPENING]):
        comma = text.find(",", end, words[-1][0])
        if word.endswith("ed") and key(word) in _acts() and comma >= 0:
            behind = own[(own["start"] > comma) & (own["start"] <= comma + 6)]
            if len(behind):
                yield place, (PATIENT, behind["actor"].iloc[0])
