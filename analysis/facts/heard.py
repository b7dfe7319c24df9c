"""Who is heard in one article only: by name, as a newspaper, or as one of a role ("residents", "a police source").

A person with a name is told where no other article lets that person speak: the name may stand there, but beside no verb
of saying, and nobody without a name speaks there who could be the same. Who has no name can be told only by a role
(``source_roles.csv``). So the others may let nobody of that role speak, nor of a role that could be the same (officials
may be the police), and what is said must not stand in them in anybody's words. Newspapers and news agencies are told
by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import pandas as pd
from rapidfuzz.fuzz import ratio

from analysis.attribution import GOES_ON, PRONOUN
from analysis.facts.omissions import COVERED, has_key
from analysis.facts.similarity import find_keys, rarity
from analysis.facts.speaking import Voice, find_subjects, find_unnamed, find_voices, is_medium, says
from analysis.files import listed
from analysis.schema import BLOCKQUOTE, BODY, TEXT, records, tuples
from analysis.text.names import DOCUMENT, INSTITUTION, NAMED, UNNAMED, People, find_people, first_names, known_names
from analysis.text.patterns import pattern
from analysis.text.syllables import is_known
from analysis.text.word_forms import key_and_senses, singular

HEARD = {"article": TEXT, "source": TEXT, "kind": TEXT, "words": "int64", "words_sure": "int64", "block": "int64"}
HEARD |= {"blocks": "object"}
ROLE, MEDIUM, _OFFICIAL = "role", "medium", "official"
#: whom officials, spokesmen and sources can be
_OFFICES = frozenset(("police", "rescue", "court", "government", "military", "company", "medical", "sport", "church"))
#: whom a witness, a man or a woman can be
_ANYONE = frozenset(("witness", "student", "worker", "user", "reader", "inmate"))
_WORD = pattern(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_NAME = pattern(r"(?<!^)(?<![^\W\d_])[A-Z][^\W\d_]+|^[A-Z][^\W\d_]+(?= [A-Za-z])")
_CAPITAL = pattern(r"(?<![^\W\d_])[A-Z][^\W\d_]+")
#: where the words that say who it is end
_REST = pattern(r"\s*[,;(]|\s+(?:who|which|that|whose|familiar|speaking|citing|quoted|on|in an?|interviewed)\s")
#: of "the gang, who police say fled" the police speak
_WHO = pattern(r"^(?:who|whom|which|that|whose) ")
_OF = pattern(r"\s(?:of|at|from|in|for|with|near|to|on|by|inside|outside|behind)\s")
#: "the officer" is one who was named before; "the police" and "the protesters" are nobody else
_THE_ONE = pattern(r"(?:the|this|that|these|those|his|her|its|their|my|our|same|such)\s", re.IGNORECASE)
#: "the officer who fired" is told by what follows
_TOLD_BY = pattern(r"\s(?:who|whose)\s")
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
_REPORTS_TO = pattern(r"^reports?\s(?:directly\s)?to\b")
#: verbs that take a fact for true, and tell an act as a rule
_ACT = pattern(r"\b(?:show\w*|s[ae]w|seen|found|find\w*|kn[eo]w\w*)\b", re.IGNORECASE)
#: where it stands in an article somebody may speak
_SPEECH = pattern(
    r"[“”\"‘]|(?<!\w)['’](?=\w)|\b(?:sa(?:ys?|id)|t(?:old|ells?)|add(?:s|ed)|according to|report(?:s|ed)|announce[sd]?"
    r"|confirm(?:s|ed)|stated?|claim(?:s|ed)|warn(?:s|ed)|advised?|admit(?:s|ted)|den(?:y|ies|ied)|insist(?:s|ed)|quot\w+|cit\w+)\b",
    re.IGNORECASE,
)
#: "Orr's best friend", "Lind ' friend"
_WHOSE = pattern(
    r"\s?[’'](?:s)?\s(?P<role>(?:[\w-]+\s){0,3}?(?P<kin>friend|mother|father|brother|sister|wife|husband|son|daughter|lawyer"
    r"|attorney|spokesman|spokeswoman|agent|cousin|uncle|aunt|neighbou?r|colleague|partner))\b"
)
#: who is told in more words is no role
_LONGEST = 8
_PRONOUN = pattern(r"(?:I|We|You|He|She|It|They)\b")
#: ships, places, prizes, and where anyone speaks
_NO_ONE = pattern(
    r"(?:INS|USS|HMS|MV|Twitter|Facebook|YouTube|Web|Internet)\b|(?:San|Los|Las|Santa|Fort) \w+$"
    r"|(?:.* )?(?:Street|St|Avenue|Ave|Road|Rd|Lane|Boulevard|Highway|Square|Bridge|Tower|Airport|Stadium|Valley|River"
    r"|Island|Islands|Bay|Awards?|Prize|Medal|Cup|Championships?|Games|Festival|Festivals)$"
)
#: a line in capitals that tells something: HELD WITHOUT BAIL
_CROSS_HEAD = pattern(r"\b(?:WITH|WITHOUT|FOR|IN|ON|BY|TO|AFTER|BEFORE|FROM|OVER|IS|ARE|WAS|WERE|NOT|AS|AT)\b")
#: the party and state of who was named: D-W.Va.
_PARTY_AND_STATE = pattern(r"[DRI]-[A-Z][A-Za-z.]*")
#: an office in capitals is no name
_OFFICES_IN_SHORT = frozenset("DA ADA AG CEO CFO COO CTO MP MEP PM VP GM MD PD SRO".split())  # noqa: SIM905
#: words of titles that many have
_OF_MANY = frozenset(
    """police officer officers special state national first foreign general prime vice press federal former senior chief
    deputy assistant lead head man woman men women people person mr mrs ms dr""".split()  # noqa: SIM905
)
#: so much alike are two spellings of a name, of 100
_MISSPELT = 75
#: so many quoted words are speech, whatever the verb
_OWN_WORDS = 4
#: a speaker behind "he" was named so many blocks before at most
_NAMED_NEAR = 1
#: in characters: so far from the start of a paragraph ends the name that it is about
_HEAD = 60


@dataclass(frozen=True)
class _Piece:
    """What is known of one article: its paragraphs, whom it names, what it ascribes to whom, and who says it."""

    blocks: list[tuple[int, str]]
    people: People
    rows: list[dict]
    voices: list[Voice]
    #: capitalised words of the text, and those of who speaks
    words: frozenset[str]
    speaking: frozenset[str]
    #: roles of those who speak, and the words of those without a name
    roles: frozenset[str]
    unnamed: frozenset[str]


def silent(attributions: pd.DataFrame, blocks: pd.DataFrame) -> frozenset[str]:
    """Return the articles that let nobody speak: none has an ascription, a quotation mark or a word of saying."""
    running = blocks[blocks["kind"].isin((BODY, BLOCKQUOTE))]
    may_speak = [article for article, text in tuples(running[["article", "text"]]) if _SPEECH.search(text)]
    return frozenset(running["article"]) - frozenset(attributions["article"]) - frozenset(may_speak)


def heard_only_here(attributions: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """Find who speaks in one article and in no other.

    Parameters
    ----------
    attributions : ``attribute(blocks).table`` of :mod:`attribution.attribution`
    blocks : the paragraph table they were found in

    Returns
    -------
    DataFrame, one row an article and a source, those with most words first: ``article``; ``source``, a name, or
    the article's words for whom it lets speak; ``kind``, 'named', 'medium' (a newspaper or an agency) or 'role';
    ``words`` ascribed to it; ``words_sure`` of them, quoted or with a plain verb of saying; ``block`` of the first, and
    a list of all ``blocks``
    """
    text = blocks[blocks["kind"].isin((BODY, BLOCKQUOTE))]
    pieces = {article: _read(own, attributions) for article, own in text.groupby("article", sort=False)}
    rows = []
    for article, piece in pieces.items():
        others = {other: its for other, its in pieces.items() if other != article}
        named = list(_named(piece, list(others.values())))
        known = {word for who, *_ in named for word in _CAPITAL.findall(who)}
        roles = [
            row
            for row in _roled(piece, [(other, _said_keys(other)) for other in others.values()])
            if known.isdisjoint(_CAPITAL.findall(row[0]))
        ]
        rows += [(article, *row) for row in (*named, *roles) if row[3]]
    table = pd.DataFrame(rows, columns=list(HEARD)).astype(HEARD)
    return table.sort_values("words", ascending=False, kind="stable", ignore_index=True)


def _read(own: pd.DataFrame, attributions: pd.DataFrame) -> _Piece:
    blocks = tuples(own[["block", "text"]])
    article = own["article"].iloc[0]
    said = attributions[(attributions["article"] == article)]
    rows = [{**row, "source": _text(row["source"]), "speaker": _text(row["speaker"])} for row in records(said)]
    rows = [_of_whose(row, blocks) for row in rows]
    voices, whole = find_voices(blocks), "\n\n".join(text for _, text in blocks)
    sources = [f"{row['source']} {row['speaker']}" for row in rows if _speaks(row)] + [
        f"{one.role} {one.who}" for one in voices
    ]
    subjects = find_subjects([text for _, text in blocks])
    unnamed = [row["source"] or row["speaker"] for row in rows if row["source_kind"] not in (NAMED,)]
    return _Piece(
        blocks=blocks,
        people=find_people(whole),
        rows=rows,
        voices=voices,
        words=frozenset(_CAPITAL.findall(whole)),
        speaking=frozenset(word for one in (*sources, *subjects) for word in _CAPITAL.findall(one)),
        roles=frozenset().union(*map(_roles_in, (*sources, *subjects))),
        unnamed=frozenset(word for one in unnamed for word in _WORD.findall(one.lower())),
    )


def _of_whose(row: dict, blocks: list[tuple[int, str]]) -> dict:
    """Give what "he" says to the friend, where the person before was named as whose friend it is."""
    if row["how"] != PRONOUN or row["source_kind"] != NAMED or not row["speaker"]:
        return row
    before, text = _two_blocks(row, blocks)
    before += " " + text.split(row["source"], 1)[0]
    last = row["speaker"].split()[-1]
    named = before.rfind(last)
    whose = _WHOSE.match(before, named + len(last)) if named >= 0 else None
    if whose is None or not _roles_in(whose["kin"]):
        return row
    who = f"{last}’s {whose['role']}"
    return {**row, "source": who, "speaker": who, "source_kind": UNNAMED, "how": "name"}


def _two_blocks(row: dict, blocks: list[tuple[int, str]]) -> tuple[str, str]:
    """Return the paragraph before that of a statement, "" where it is the first, and its own."""
    place = next((k for k, (block, _) in enumerate(blocks) if block == row["block"]), 0)
    return blocks[place - 1][1] if place else "", blocks[place][1]


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


# by name


def _named(piece: _Piece, others: list[_Piece]) -> Iterator[tuple]:
    for who, its in _candidates(piece).items():
        if not any(_speaks_in(who, its, other) for other in others):
            kind = MEDIUM if is_medium(who) else NAMED
            yield who, kind, *_amounts(its, piece)


def _candidates(piece: _Piece) -> dict[str, list[dict]]:
    """Collect who speaks by name: the name to what it says, as rows of attributions or made of sentences."""
    found: dict[str, list[dict]] = {}
    for row in piece.rows:
        if row["speaker"] and (row["source_kind"] == NAMED or _is_body(row["speaker"], row["source_kind"])):
            found.setdefault(piece.people.full(row["speaker"]), []).append(row)
    for one in piece.voices:
        name = piece.people.full(one.who) if one.kind == NAMED else one.who
        if one.kind != NAMED and not _is_body(name, one.kind):
            continue
        own = found.setdefault(name, [])
        if not any(row["block"] == one.block and _is_in_words(name, [row], piece) for row in own):
            own.append(_row(one))
    # the Gazette is the Brill Gazette
    for who in [who for who in found if " " not in who or is_medium(who)]:
        longer = [name for name in found if name.endswith(f" {who}")]
        if len(longer) == 1:
            found[longer[0]] += found.pop(who)
    return {who: rows for who, rows in found.items() if not _is_no_name(who, piece) and _is_in_words(who, rows, piece)}


def _is_body(name: str, kind: str) -> bool:
    """Test whether a name is that of a newspaper, or of a body of which no word tells the role ("THR")."""
    return is_medium(name) or (kind == INSTITUTION and name[:1].isupper() and not _roles_in(name))


def _row(one: Voice) -> dict:
    """Write what stands beside a verb of saying as a row of attributions."""
    said = {"content": one.content, "words": len(one.content.split()), "words_quoted": 0, "block": one.block}
    who = {"source": f"{one.role} {one.who}", "speaker": one.who, "source_kind": one.kind}
    return {**who, **said, "how": "name", "cue": "said", "cue_class": "neutral"}


def _is_in_words(who: str, rows: list[dict], piece: _Piece) -> bool:
    """Test whether a source has a part of the name in its words, and says something: another may be meant else."""
    parts = _CAPITAL.findall(who) or [who]
    return any(_says(row) and (_names(row["source"], parts) or _is_near(parts[-1], row, piece)) for row in rows)


def _names(source: str, parts: list[str]) -> bool:
    """Test whether a source has a part of a name, and not as the place where someone else is."""
    return any(part in source and not re.search(rf"\w (?:in|near|at) (?:[A-Z]\w+ )*{part}", source) for part in parts)


def _is_near(last: str, row: dict, piece: _Piece) -> bool:
    """Test whether "he" can be one person only: no other is named, or the paragraph before begins with that name."""
    if row["how"] != PRONOUN:
        return False
    before, text = _two_blocks(row, piece.blocks)
    others = {name for name in piece.people.surnames if name != last}
    own = text.split(str(row["source"]), 1)[0]
    named = {word for word in _CAPITAL.findall(own) if word in others}
    if last in own:
        return not named
    head = before[:_HEAD]
    return not named and last in head and not any(word in others for word in _CAPITAL.findall(head.split(last)[0]))


def _says(row: dict) -> bool:
    """Test whether a statement has words of its source, or a verb of saying."""
    return row["words_quoted"] >= _OWN_WORDS or _has_verb(row)


def _has_verb(row: dict) -> bool:
    """Test whether the cue is a verb of saying: "insisted on a gate" is none."""
    return says(" ".join([str(row["cue"]), *_text(row["content"]).split()[:1]]))


def _speaks(row: dict) -> bool:
    """Test whether a statement is one: what someone shows, wants or does is none."""
    cue = str(row["cue"])
    return _says(row) or (row["cue_class"] not in ("other", "thought", "neutral") and not _ACT.search(cue)) or not cue


def _is_no_name(who: str, piece: _Piece) -> bool:
    """Test whether it is "I'm", a country, or a single word that is a role or things ("Crews", "Banners")."""
    if _PRONOUN.match(who) or _NO_ONE.match(who) or who.endswith(".") or (who in known_names() and not is_medium(who)):
        return True
    if who in _OFFICES_IN_SHORT or _PARTY_AND_STATE.fullmatch(who) or _CROSS_HEAD.search(who):
        return True
    if " " in who or is_medium(who):
        return False
    inside = any(re.search(rf"[a-z,”\"] {re.escape(who)}\b", text) for _, text in piece.blocks)
    return bool(_roles_in(who)) or (who.endswith("s") and is_known(who.lower()) and not inside)


def _speaks_in(who: str, its: list[dict], other: _Piece) -> bool:
    """Test whether one may speak in another article, by name, in another spelling, or without a name."""
    parts = _CAPITAL.findall(who) or [who]
    last = next((part for part in reversed(parts) if part not in ("Jr", "Sr")), parts[-1])
    if parts[0] in first_names() and parts[0] not in other.words and _is_another(parts[0], last, other):
        return False
    speaking = {word.lower() for word in other.speaking}
    if any(part.lower() in speaking for part in parts if len(part) > 3 or part == last):
        return True
    if is_medium(who):
        return last in other.words
    speakers = [row["speaker"] for row in other.rows if row["source_kind"] == NAMED and row["speaker"]]
    if any(ratio(who, one) >= _MISSPELT or ratio(last, one.split()[-1]) >= _MISSPELT + 5 for one in speakers):
        return True
    if _is_there(parts, last, other) and _leaves_open(other, who):
        return True
    if _is_echoed(its, other):
        return True
    return bool(_described(its, parts) & other.unnamed & _persons())


def _is_another(first: str, last: str, other: _Piece) -> bool:
    """Test whether an article has the surname with another first name only: "Joan Orr" is not "Mark Orr"."""
    names = [name.split()[0] for name in other.people.surnames.get(last, ()) if " " in name]
    return bool(names) and all(name in first_names() or len(name) == 2 for name in names)


def _is_there(parts: list[str], last: str, other: _Piece) -> bool:
    return last in other.words or (len(parts) > 1 and any(ratio(last, word) >= 85 for word in other.words))


def _leaves_open(other: _Piece, who: str) -> bool:
    """Test whether someone speaks there whom a pronoun or "the star" tells, or nobody: it may be one of those named."""
    gender = other.people.genders.get(other.people.full(who)) or first_names().get(who.split()[0], "")
    not_who = {"m": "she", "f": "he"}.get(gender)
    return any(
        (row["how"] == PRONOUN and row["source"].lower() in ("he", "she") and row["source"].lower() != not_who)
        or not row["speaker"]
        or (row["source_kind"] == UNNAMED and _THE_ONE.match(row["source"]) and not row["source"].endswith("s"))
        for row in other.rows
    )


def _described(its: list[dict], parts: list[str]) -> set[str]:
    """Return the words, names left out, that tell who a speaker is."""
    words = {word for row in its for word in _WORD.findall(row["source"])}
    return {word.lower() for word in words if word not in parts}


@lru_cache(maxsize=1)
def _persons() -> frozenset[str]:
    """Return the words for one person who may have a name elsewhere: "spokesman", "lawyer", "mayor"."""
    words = listed("source_words.csv", "word", "kind")
    return frozenset(word for word, kind in words if kind in ("title", "person")) - _OF_MANY


def _is_echoed(its: list[dict], other: _Piece) -> bool:
    """Test whether someone without a name says there half of one thing, by rarity."""
    return _echoes(list(map(_content, its)), [_content(row) for row in other.rows if _may_be_named(row)])


class _Content(NamedTuple):
    """What is ascribed to someone: its keys, and their rarity in all."""

    keys: frozenset[str]
    worth: float


@lru_cache(maxsize=1 << 12)
def _content_of(text: str) -> _Content:
    """Return what the words of a statement hold."""
    keys = frozenset(key for *_, key in find_keys(text))
    return _Content(keys, sum(map(rarity, keys)))


def _echoes(contents: list[_Content], others: list[_Content]) -> bool:
    """Test whether half of the words of one of two contents, by rarity, stand in the other."""
    return any(
        len(own.keys) > 2 < len(other.keys)
        and (both := own.keys & other.keys)
        and sum(map(rarity, both)) >= COVERED * min(own.worth, other.worth)
        for own, other in product(contents, others)
    )


def _content(row: dict) -> _Content:
    return _content_of(_text(row["content"]))


def _may_be_named(row: dict) -> bool:
    """Test whether one who has a name elsewhere may speak: one person without a name, or nobody."""
    if row["source_kind"] in (NAMED, INSTITUTION):
        return False
    return not row["speaker"] or singular(row["speaker"].split()[-1].lower()) == row["speaker"].split()[-1].lower()


# by role


@lru_cache(maxsize=1)
def _roles() -> dict[str, frozenset[str]]:
    """Return word to its roles."""
    found: dict[str, set[str]] = {}
    for role, words in listed("source_roles.csv", "role", "words"):
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


def _roled(piece: _Piece, others: list[tuple[_Piece, set[str]]]) -> Iterator[tuple]:
    """Find those without a name of whose role nobody speaks elsewhere, and whose claim does not stand there."""
    shown: dict[str, list[dict]] = {}
    for row in piece.rows:
        known = row["source_kind"] in (UNNAMED, INSTITUTION, DOCUMENT, NAMED) and row["source"]
        who = _who(row["source"], row["source_kind"]) if known and row["how"] not in (PRONOUN, GOES_ON) else ""
        if who and not is_medium(row["speaker"]) and not _REPORTS_TO.search(f"{row['cue']} {row['content']}"):
            shown.setdefault(who.lower(), []).append(row | {"who": who})
    for one in find_unnamed(piece.blocks):
        who = _who(one.who, one.kind)
        sources = [row["source"] for row in piece.rows if row["block"] == one.block]
        if who and not any(_roles_in(source) & _roles_in(who) for source in sources):
            shown.setdefault(who.lower(), []).append(_row(one) | {"who": who})
    for its in _joined(shown):
        who = its[0]["who"]
        roles, speakers = _roles_in(who), {row["speaker"] for row in its}
        rows = [row for row in piece.rows if row["speaker"] in speakers] or its
        if any(_may_be_one(roles, other.roles) for other, _ in others):
            continue
        if any(not other.speaking.isdisjoint(_NAME.findall(_OF.split(who)[0])) for other, _ in others):
            continue
        if not any(_stands_in(rows, held) for _, held in others):
            yield who, ROLE, *_amounts(rows, piece)


def _joined(shown: dict[str, list[dict]]) -> list[list[dict]]:
    """Join what one says who is told short and in full: the government, the government of Orvel."""
    full = {
        who: next((of for of in shown if re.match(rf"{re.escape(who)} (?:of|in|at|for)\b", of)), who) for who in shown
    }
    joined: dict[str, list[dict]] = {}
    for who in sorted(shown, key=lambda who: who != full[who]):
        joined.setdefault(full[who], []).extend(shown[who])
    return list(joined.values())


def _said_keys(piece: _Piece) -> set[str]:
    """Return the keys of all that is said in an article, and the groups of near synonyms they are in."""
    said = [*map(_content, piece.rows), *(_content_of(one.content) for one in piece.voices)]
    return {one for content in said for key in content.keys for one in key_and_senses(key)}


def _who(source: str, kind: str) -> str:
    """Return the words that say who it is, without what is told of them; "" where no role tells it."""
    end = _REST.search(source)
    who = _WHO.sub("", (source[: end.start()] if end else source).strip(" “”\"'"))
    head = _WORD.findall(_OF.split(who)[0])
    last = head[-1] if head else ""
    # "opposition groups", and not "the company's sensors"
    roles = _roles_in(" ".join(word for word in head[-2:] if not word.endswith(("'s", "’s"))))
    if not roles or len(who.split()) > _LONGEST or (kind == NAMED and " " in who):
        return ""
    proper = len(_CAPITAL.findall(who)) > 1
    one = _THE_ONE.match(who) and not proper and last.islower() and singular(last) == last and last not in _BODIES
    if one and not _TOLD_BY.match(source, len(who)):
        return ""
    return who[:1].lower() + who[1:] if _ARTICLE.match(who) else who


def _may_be_one(roles: frozenset[str], others: frozenset[str]) -> bool:
    if roles & others or ("witness" in roles and others & _ANYONE) or ("witness" in others and roles & _ANYONE):
        return True
    offices = bool(roles & _OFFICES) and _OFFICIAL in others
    return offices or (_OFFICIAL in roles and bool(others & _OFFICES))


def _stands_in(rows: list[dict], held: set[str]) -> bool:
    """Test whether each of the contents is said in an article for the most part, by rarity."""
    for row in rows:
        worth = {key: rarity(key) for key in _content(row).keys}
        there = sum(of for key, of in worth.items() if has_key(key, held))
        if worth and (not there or there < COVERED * sum(worth.values())):
            return False
    return True


# how much


def _amounts(own: list[dict], piece: _Piece) -> tuple[int, int, int, list[int]]:
    """Return words, those that are surely said, the first block and all blocks of a source's statements."""
    kept = _named_near(own, piece)
    places = sorted({row["block"] for row in kept})
    return sum(row["words"] for row in kept), sum(map(_sure, kept)), places[0] if places else 0, places


def _named_near(own: list[dict], piece: _Piece) -> list[dict]:
    """Leave out what "he" says far from where he was named: he may be another."""
    kept: list[dict] = []
    for row in sorted(own, key=lambda row: row["block"]):
        far = not kept or row["block"] - kept[-1]["block"] > _NAMED_NEAR
        if row["how"] in (PRONOUN, GOES_ON) and far and not _is_named_in(row, piece):
            continue
        kept.append(row)
    return kept


def _is_named_in(row: dict, piece: _Piece) -> bool:
    """Test whether the paragraph of a statement, or the one before it, has the surname of its speaker."""
    last = (row["speaker"].split() or [""])[-1]
    return any(0 <= row["block"] - block <= _NAMED_NEAR and last in text for block, text in piece.blocks)


def _sure(one: dict) -> int:
    """Return how many words are surely said, and by whom: quoted, or behind a plain verb of saying."""
    if one["how"] in (PRONOUN, GOES_ON) and one["words_quoted"] < one["words"]:
        return 0
    if one["words_quoted"] >= _OWN_WORDS:
        return one["words"]
    speaks = (one["cue_class"] == "neutral" or _has_verb(one)) and not _NO_SPEECH.search(str(one["cue"]))
    return one["words"] if speaks and not _SILENT.search(f"{one['cue']} {one['content']}") else 0
