"""Who is heard in one article only: by name, or as one of a role ("residents", "a police source").

A person with a name is told where no other article has a part of the name, and nobody in it says the same. Who has no
name can be told only by a role (``source_roles.csv``). So the others may let nobody of that role speak, nor of a role
that could be the same (officials may be the police), and what is said must not stand in them in anybody's words.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd
from rapidfuzz.fuzz import ratio

from analysis.attribution import GOES_ON, PRONOUN
from analysis.facts.omissions import COVERED, has_key, held_keys, only_one_has
from analysis.facts.similarity import find_keys, rarity
from analysis.files import LEXICONS
from analysis.schema import BLOCKQUOTE, BODY, TEXT, records
from analysis.text.lexicon import cue_forms
from analysis.text.names import DOCUMENT, INSTITUTION, NAMED, UNNAMED
from analysis.text.patterns import pattern
from analysis.text.sentences import cut_sentences
from analysis.text.syllables import is_known
from analysis.text.word_forms import singular

HEARD = {"article": TEXT, "source": TEXT, "kind": TEXT, "words": "int64", "words_sure": "int64", "block": "int64"}
HEARD |= {"blocks": "object"}
ROLE, _OFFICIAL = "role", "official"
#: whom officials, spokesmen and sources can be
_OFFICES = frozenset(("police", "rescue", "court", "government", "military", "company", "medical", "sport", "church"))
_WORD = pattern(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_NAME = pattern(r"(?<!^)(?<![^\W\d_])[A-Z][^\W\d_]+|^[A-Z][^\W\d_]+(?= [A-Za-z])")
#: where the words that say who it is end
_REST = pattern(r"\s*[,;(]|\s+(?:who|which|that|whose|familiar|speaking|citing|quoted|on|in an?|interviewed)\s")
_OF = pattern(r"\s(?:of|at|from|in|for|with|near|to|on|by|inside|outside|behind)\s")
#: "the officer" is one who was named before; "the police" and "the protesters" are nobody else
_THE_ONE = pattern(r"(?:the|this|that|these|those|his|her|its|their|my|our|same|such)\s", re.IGNORECASE)
_ARTICLE = pattern(r"(?:the|a|an|some|one)\s+", re.IGNORECASE)
_BODIES = ("police", "government", "navy", "army", "opposition", "coastguard", "media", "press", "prosecution")
#: acts that answer, ask, expect or keep silent, and say nothing
_NO_SPEECH = pattern(
    r"\b(?:respon\w+|react\w*|call(?:s|ed|ing)? (?:for|on)|ask\w*|demand\w*|request\w*|urg\w+|expect\w*|hop(?:es?|ed)"
    r"|hoping|fear\w*|plan\w*|want\w*|believ\w*|think|thought|declin\w*|refus\w*|silen\w*|order\w*|plead\w*|charg\w*|accus\w*|convict\w*|sentenc\w*)\b",
    re.IGNORECASE,
)
_SILENT = pattern(
    r"\b(?:declin\w+ to|refus\w+ to|would not|did(?: not|n[’']t)(?: immediately)?|no|without) "
    r"(?:comment|say\b|elaborate|respond|return|answer|give|discuss|speak)\w*",
    re.IGNORECASE,
)
#: who is told in more words is no role
_LONGEST = 8
_PRONOUN = pattern(r"(?:I|We|You|He|She|It|They)\b")
#: so much alike are two spellings of a name, of 100
_MISSPELT = 75
#: so many quoted words are speech, whatever the verb; so near to a verb of saying stands who speaks
_OWN_WORDS, _BEFORE, _AFTER = 4, 4, 6


@lru_cache(maxsize=1)
def _roles() -> dict[str, frozenset[str]]:
    """Return word to its roles."""
    table = pd.read_csv(LEXICONS / "source_roles.csv", keep_default_na=False)
    found: dict[str, set[str]] = {}
    for role, words in table.itertuples(index=False):
        for word in words.split("|"):
            found.setdefault(word, set()).add(role)
    return {word: frozenset(roles) for word, roles in found.items()}


def _roles_in(text: str) -> frozenset[str]:
    """Return the roles that the words of a text name, in any form."""
    known, found = _roles(), set()
    for word in _WORD.findall(text.lower().replace("’", "'")):
        whole = word.removesuffix("'s")
        for one in (whole, *whole.split("-")):
            one = {"men": "man", "women": "woman", "wives": "wife"}.get(one, one)
            found |= known.get(one, frozenset()) | known.get(singular(one), frozenset())
    return frozenset(found)


def heard_only_here(sources: pd.DataFrame, attributions: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """Find who speaks in one article and in no other.

    Parameters
    ----------
    sources : what :func:`facts.omissions.sources` finds in them
    attributions : ``attribute(blocks).table`` of :mod:`attribution.attribution`
    blocks : the paragraph table they were found in

    Returns
    -------
    DataFrame, one row an article and a source, those with most words first: ``article``; ``source``, a name, or
    the article's words for whom it lets speak; ``kind``, 'named' or 'role'; ``words`` ascribed to it; ``words_sure`` of
    them, quoted or with a plain verb of saying; ``block`` of the first, and a list of all ``blocks``
    """
    said = attributions[attributions["source"].notna() | attributions["speaker"].notna()]
    named = _with_names(sources, said)
    own = {(article, word) for article, who, *_ in named for word in _NAME.findall(who)}
    roles = [row for row in _without(said, blocks) if own.isdisjoint((row[0], word) for word in _NAME.findall(row[1]))]
    rows = [row for row in (*named, *roles) if row[4]]
    table = pd.DataFrame(rows, columns=list(HEARD)).astype(HEARD)
    return table.sort_values("words", ascending=False, kind="stable", ignore_index=True)


def _with_names(sources: pd.DataFrame, said: pd.DataFrame) -> list[tuple]:
    alone = only_one_has(sources)
    # who is a name here may be a role there, with the same to say
    alone = alone[(alone["partly_elsewhere"] == 0) & (alone["source_kind"] == NAMED) & (alone["echoed"] == 0)]
    rows = []
    for one in records(alone):
        who = one["source"]
        theirs = sources.loc[sources["article"] != one["article"], "source"]
        if _is_no_name(who) or any(ratio(who, other) >= _MISSPELT for other in theirs):
            continue
        of = said["speaker"].fillna("").str.contains(who.split()[-1], regex=False)
        own = said[of & (said["article"] == one["article"])]
        # a name that no source has in its words may be another's
        if own["source"].fillna("").str.contains(who.split()[-1], regex=False).any():
            rows.append((one["article"], who, NAMED, *_amounts(own)))
    return rows


def _is_no_name(who: str) -> bool:
    """Test whether it is "I'm", or a single word that is a role or things ("Crews", "Banners")."""
    if _PRONOUN.match(who):
        return True
    return " " not in who and bool(_roles_in(who) or (who.endswith("s") and is_known(who.lower())))


def _without(said: pd.DataFrame, blocks: pd.DataFrame) -> list[tuple]:
    """Find those without a name of whose role nobody speaks elsewhere, and whose claim does not stand there."""
    texts = blocks[blocks["kind"].isin((BODY, BLOCKQUOTE))].groupby("article", sort=False)["text"].agg(list).to_dict()
    held, spoken = held_keys(blocks), {article: _spoken_for(own) for article, own in texts.items()}
    names: dict[str, set[str]] = {}
    for article, own in said.groupby("article"):
        sources = (own["source"].fillna("") + " " + own["speaker"].fillna("")).tolist()
        spoken[article] = spoken.get(article, frozenset()).union(*map(_roles_in, sources))
        names[article] = {word for source in sources for word in _NAME.findall(source)}
    rows = []
    kinds = said["source_kind"].isin((UNNAMED, INSTITUTION, DOCUMENT, NAMED)) & said["source"].notna()
    anyone = said[kinds & ~said["how"].isin((PRONOUN, GOES_ON))]
    shown = anyone.assign(shown=[_who(*one) for one in zip(anyone["source"], anyone["source_kind"], strict=True)])
    for (article, who), its in shown[shown["shown"] != ""].groupby(["article", "shown"], sort=False):
        roles = _roles_in(who)
        of = (said["article"] == article) & said["speaker"].isin(its["speaker"])
        others = [other for other in texts if other != article]
        if any(_may_be_one(roles, spoken.get(other, frozenset())) for other in others):
            continue
        if any(not names.get(other, set()).isdisjoint(_NAME.findall(who)) for other in others):
            continue
        if any(_stands_in(said.loc[of, "content"].fillna(""), held.get(other, set())) for other in others):
            continue
        rows.append((article, who, ROLE, *_amounts(said[of])))
    return rows


def _who(source: str, kind: str) -> str:
    """Return the words that say who it is, without what is told of them; "" where no role tells it."""
    end = _REST.search(source)
    who = (source[: end.start()] if end else source).strip(" “”\"'")
    head = _WORD.findall(_OF.split(who)[0])
    last = head[-1] if head else ""
    # "opposition groups", and not "the company's sensors"
    roles = _roles_in(" ".join(word for word in head[-2:] if not word.endswith(("'s", "’s"))))
    if not roles or len(who.split()) > _LONGEST or (kind == NAMED and " " in who):
        return ""
    if _THE_ONE.match(who) and last.islower() and singular(last) == last and last not in _BODIES:
        return ""
    return who[:1].lower() + who[1:] if _ARTICLE.match(who) else who


def _amounts(own: pd.DataFrame) -> tuple[int, int, int, list[int]]:
    """Return words, those that are surely said, the first block and all blocks of a source's attributions."""
    places = sorted(set(own["block"]))
    return int(own["words"].sum()), sum(_sure(one) for one in records(own)), places[0], places


def _sure(one: dict) -> int:
    """Return how many words are surely said, and by whom: quoted, or behind a plain verb of saying."""
    if one["how"] in (PRONOUN, GOES_ON) and one["words_quoted"] < one["words"]:
        return 0
    if one["words_quoted"] >= _OWN_WORDS:
        return one["words"]
    speaks = one["cue_class"] == "neutral" and not _NO_SPEECH.search(str(one["cue"]))
    return one["words"] if speaks and not _SILENT.search(f"{one['cue']} {one['content']}") else 0


def _spoken_for(texts: list[str]) -> frozenset[str]:
    """Return the roles that stand beside a verb of saying."""
    cues, near = cue_forms(), []
    for text in texts:
        for start, end in cut_sentences(text):
            words = _WORD.findall(text[start:end])
            for k, word in enumerate(words):
                if word.lower() in cues or (word.lower() == "to" and k and words[k - 1].lower() == "according"):
                    near += words[max(0, k - _BEFORE) : k + _AFTER]
    return _roles_in(" ".join(near))


def _may_be_one(roles: frozenset[str], others: frozenset[str]) -> bool:
    if roles & others:
        return True
    offices = bool(roles & _OFFICES) and _OFFICIAL in others
    return offices or (_OFFICIAL in roles and bool(others & _OFFICES))


def _stands_in(contents: pd.Series, held: set[str]) -> bool:
    """Test whether one of the contents stands in an article for the most part, by rarity."""
    for content in contents:
        worth = {key: rarity(key) for *_, key in find_keys(content)}
        there = sum(of for key, of in worth.items() if has_key(key, held))
        if not worth or there >= COVERED * sum(worth.values()):
            return True
    return False
