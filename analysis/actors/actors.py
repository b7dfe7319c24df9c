"""Who is in a story: each actor under all its names, what it is called, what it does, and in what light it stands.

:func:`find_actors` reads several articles together. A *mention* is a name, a noun for a group, a pronoun or a
description; a *label* is what stands beside one ("brutal terrorist group", "special envoy"); a *role* is agent, patient
or speaker, where a rule can tell. Every row has its place in the text, and the rule by which it was found.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.actors.mentions import (
    AGENT,
    FUNCTION_WORDS,
    LOADED,
    NO_ROLE,
    PATIENT,
    SPEAKER,
    Mention,
    find_role,
    is_saying,
    read_mentions,
    tone_words,
)
from analysis.actors.names import (
    DESCRIPTION,
    GROUP,
    NOUN,
    ORGANISATION,
    PERSON,
    PLACE,
    PRONOUN,
    THING,
    Named,
    Story,
    acts_as_place,
    find_descriptions,
    find_pronouns,
    is_inside,
    read_known_actors,
)
from analysis.actors.tone import find_tone
from analysis.attribution import Attributions
from analysis.schema import HEADLINE, OUTLET, QUOTED, TEXT, TEXT_KINDS, records_by, require, tuples, without_foreign
from analysis.text.lexicon import cut_texts, find_terms, load_lexicon, term_offsets
from analysis.text.names import source_words
from analysis.text.numerals import DAYS, MONTHS, SMALL
from analysis.text.patterns import pattern
from analysis.text.word_forms import irregular_forms, key
from analysis.text.words import split

MENTIONS = {"article": TEXT, "block": "int64", "start": "int64", "end": "int64", "surface": TEXT, "actor": TEXT}
MENTIONS |= {"kind": TEXT, "how": TEXT, "headline": "bool", "voice": TEXT, "role": TEXT, "verb": TEXT}
MENTIONS |= {"verb_start": "Int64", "passive": "boolean", "agentless": "boolean"}
MENTIONS |= {"tone": "Int64", "score": "float64", "evidence": TEXT}
LABELS_OF = {"article": TEXT, "block": "int64", "start": "int64", "end": "int64", "actor": TEXT, "label": TEXT}
LABELS_OF |= {"how": TEXT, "voice": TEXT, "loaded": TEXT, "weight": "float64"}
#: how a label hangs on a name
BEFORE, APPOSED, SAID_TO_BE, DESCRIBED = "before the name", "apposition", "is said to be", "in place of the name"
_ACTORS = (PERSON, ORGANISATION, GROUP, PLACE)
_NAMED_ALONE = (PERSON, ORGANISATION, GROUP)
_DETERMINERS = frozenset("a an the its his her their our your this that these those".split())  # noqa: SIM905
_STOP_WORDS = frozenset(
    """and or but of to in on at by for with from as that which who is are was were has have had be been said says
    than into over after before when while if because so not no only also told against about between under during
    like including all both some many most more other another""".split()  # noqa: SIM905
)
_APPOSITION = pattern(
    r"^,\s((?:(?:a|an|the|its|his|her|their|one of)\s|former\s|[A-Z][\w’'-]+(?:’s|'s)\s)[^,;:.!?()“”\"]{3,70})[,.;]"
)
_LINKED = pattern(
    r"^\s(?:is|are|was|were|became|remains?)\s(?:now\s|still\s|both\s|also\s)?((?:an?|the)\s[^,;:.!?()“”\"]{3,60})"
)
#: who did it stands behind "by": within five words, or further on as a name
_BY = pattern(r"\sby\s(?!\w+ing\b|\d|then\b|now\b|far\b)(?=(?P<name>(?:the\s|an?\s)?[A-Z])?)")
_COMPOUND = pattern(r"^\s((?:[a-z][\w-]+\s){0,2}(?:group|movement|militia|regime|party|network))\b")
_TITLE = pattern(
    r"(?:[A-Z][\w.’'-]*\s)+(?:(?:for|of|to)\s(?:the\s)?(?:[A-Z][\w.’'-]*\s)+)?(?:for\s(?:the\s)?(?:[A-Z][\w.’'-]*\s)+)?$"
)
#: "the suspected Blue Caps leader": the words before the name are the leader's
_OF_OTHERS = pattern(r"\s[a-z]+(?:er|or|ers|ors|man|men|boss|chief|member|members|head|official|officials)\b")
_BEFORE = pattern(r"((?:[\w’'-]+\s){1,5})$")
_CLAUSE_END = pattern(r"\s(?:who|which|that|where|when|but|because|while|after|before|with|in|at|on)\s")
_COLUMNS = ("actor", "kind", "article", "mentions", "share", "first_block", "in_headline", "quoted", "agent", "patient")
_COLUMNS += ("agentless", "speaker", "names", "labels", "tone_outlet", "tone_quoted", "bad", "neutral", "good")
_DATED = pattern("|".join((*DAYS, *MONTHS)))
_NEXT_CLAUSE = pattern(r"[,;:]|\b(?:and|but|who|which|that|while|as|after|before|when)\b")
_SOON = 5
_OF_ROLE = pattern(r"[a-z]{3}(?:er|or|ist|ian|man|woman|back|keeper)$")
_COMPARED = frozenset(
    """taller shorter older younger bigger smaller larger richer poorer stronger weaker faster slower higher lower
    better latter later earlier number""".split()  # noqa: SIM905
)
_OF_SOMEONE = pattern(r"(?:his|her)\s")
#: these alone are no label
_PLAIN_TITLES = frozenset("mr mrs ms miss".split())  # noqa: SIM905
#: so many words a label has, at most
_LONGEST = 7
#: a label before a name begins within so many characters
_NEAR = 300


@dataclass(frozen=True)
class Actors:
    """What :func:`find_actors` finds.

    Attributes
    ----------
    mentions : a row a mention: its place and ``surface``, the ``actor``, its ``kind``, ``how`` it was tied to the
        actor, ``voice``, ``role`` with ``verb`` and ``passive`` where a rule can tell, ``tone`` (-1, 0, 1), ``score``
        and ``evidence``
    labels : a row a label: its place, the ``actor``, the words, ``how`` it hangs on the name, ``voice``, the ``loaded``
        words in it and their greatest ``weight``
    """

    mentions: pd.DataFrame
    labels: pd.DataFrame

    def only_in_one(self, paragraphs: pd.DataFrame) -> pd.DataFrame:
        """Return the persons, organisations and groups that one article alone names: ``article``, ``actor``, ``kind``.

        A nameless group ("officials") is left out, and so is an actor whose last word another article has, or the first
        one of a body's name.
        """
        own = self.mentions.drop_duplicates(["actor", "article"])[["article", "actor", "kind"]]
        named = self.mentions[self.mentions["kind"].isin(_NAMED_ALONE) & ~self.mentions["how"].isin([NOUN, PRONOUN])]
        alone = own[~own["actor"].duplicated(keep=False) & own["actor"].isin(named["actor"])]
        texts = paragraphs[paragraphs["kind"].isin(TEXT_KINDS)].groupby("article", sort=False)["text"].agg(" ".join)
        words = {article: frozenset(re.findall(r"[\w-]+", text)) for article, text in texts.items()}
        elsewhere = [
            any(
                not of.isdisjoint(actor.split()[-1:] if kind == PERSON else (actor.split()[0], actor.split()[-1]))
                for other, of in words.items()
                if other != article
            )
            for article, actor, kind in alone.itertuples(index=False)
        ]
        return alone[~np.array(elsewhere, bool)].reset_index(drop=True)

    def table(self) -> pd.DataFrame:
        """Count by actor and article; the actors with the most mentions first.

        ``mentions`` and their ``share`` of all in the article, ``first_block``, ``in_headline``, ``quoted`` (mentions
        in quotations), ``agent``, ``patient``, ``agentless`` (passives that name no agent) and ``speaker``; ``names``
        with their numbers; ``labels``; ``tone_outlet`` and ``tone_quoted``, the mean scores (NaN without a mention),
        and ``bad``, ``neutral`` and ``good``, how many mentions have that label.
        """
        return self._counted.copy()

    @cached_property
    def _counted(self) -> pd.DataFrame:
        return _count(self.mentions, self.labels)


def find_actors(paragraphs: pd.DataFrame, *, spoken: Attributions | None = None, actors: Path | None = None) -> Actors:
    """Find who is in a story, in all articles together.

    Parameters
    ----------
    paragraphs : the paragraph table (``article``, ``block``, ``kind``, ``text``)
    spoken : what :func:`analysis.attribute` found in it, for the voice of each mention; without it ``voice`` is the
        block's own
    actors : a reader's own table of actors (.csv: actor, kind, forms parted by |, and branch if there is one)

    Returns
    -------
    Actors

    Raises
    ------
    InputError
        if a column is missing, or the reader's table cannot be used
    """
    require(paragraphs, ("article", "block", "kind", "text"), "find_actors")
    known = read_known_actors(actors)
    paragraphs = without_foreign(paragraphs)
    blocks = paragraphs[paragraphs["kind"].isin(TEXT_KINDS)].reset_index(drop=True)
    heads = (blocks["kind"] == HEADLINE).tolist()
    texts = blocks["text"].fillna("").astype(str).tolist()
    story = Story(list(zip(blocks["article"], texts, heads, strict=True)), known)
    found: list[tuple[int, Named]] = []
    said = _pronouns_that_speak(blocks, spoken)
    for article, own in blocks.groupby("article", sort=False):
        found += _in_article(story, article, [(row, texts[row], heads[row]) for row in own.index], said)
    rows, named = [row for row, _ in found], [one for _, one in found]
    of_text = [texts[row] for row in rows]
    read = read_mentions(of_text, [one.start for one in named], [one.end for one in named])
    roles = _roles(blocks, found, read, spoken)
    kept = _acting(named, of_text, roles)
    table = _mention_table(blocks, [(rows[k], named[k], roles[k], read[k]) for k in kept], _voices(blocks, spoken))
    return Actors(table, _label_table(blocks, [(rows[k], named[k]) for k in kept], _voices(blocks, spoken)))


def _pronouns_that_speak(blocks: pd.DataFrame, spoken: Attributions | None) -> dict[int, dict[int, str]]:
    """Return the speaker of each pronoun that is a source, by the block's row and its place."""
    if spoken is None:
        return {}
    rows = {place: row for row, place in enumerate(zip(blocks["article"], blocks["block"], strict=True))}
    table = spoken.table.loc[spoken.table["how"] == PRONOUN, ["article", "attribution", "speaker"]]
    sources = spoken.places[spoken.places["role"] == "source"].merge(table, on=["article", "attribution"])
    columns = ["article", "block", "start", "speaker"]
    said: dict[int, dict[int, str]] = {}
    for article, block, start, speaker in sources[columns].itertuples(index=False):
        if (article, block) in rows and isinstance(speaker, str):
            said.setdefault(rows[article, block], {})[start] = speaker
    return said


def _in_article(
    story: Story, article: str, blocks: list[tuple[int, str, bool]], said: dict[int, dict[int, str]]
) -> list[tuple[int, Named]]:
    """Find the mentions of one article, block by block: names first, then what points back to them."""
    found: list[tuple[int, Named]] = []
    before: list[Named] = []
    for row, text, headline in blocks:
        names = story.read(text, article=article, headline=headline)
        more = [] if headline else list(story.groups(text, article, names))
        speakers = {at: story.actor_of(speaker, article) for at, speaker in said.get(row, {}).items()}
        more += _pronouns(story, text, names, speakers)
        more += _descriptions(text, names, before)
        listed = sorted([*names, *more], key=lambda one: one.start)
        found += [(row, one) for one in listed]
        before = names
    return found


def _free(covered: list[tuple[int, int]], start: int, end: int) -> bool:
    return not any(s < end and start < e for s, e in covered)


def _pronouns(story: Story, text: str, names: list[Named], speakers: dict[int, str | None]) -> list[Named]:
    """Give a he or a she to the one person of that gender whom the block has named before it, and to no other.

    Where it is the source of an attribution, it is the speaker who was found there.
    """
    people = [one for one in names if one.kind == PERSON]
    people = people or [one for one in names if story.may_be_person(one)]
    given = []
    for start, end, gender in find_pronouns(text):
        before = {one.actor for one in people if one.end < start}
        fits = [actor for actor in before if story.gender(actor) in ("", gender)]
        fits = [speaker] if (speaker := speakers.get(start)) else fits
        if len(fits) == 1:
            given.append(Named(start, end, fits[0], PERSON, PRONOUN))
    return given


def _descriptions(text: str, names: list[Named], before: list[Named]) -> list[Named]:
    """Give "the … group" to the group that this block and the one before it name most, if one leads."""
    given = []
    for start, end, _ in find_descriptions(text):
        if not _free([(one.start, one.end) for one in names], start, end):
            continue
        near = Counter(one.actor for one in (*before, *names) if one.kind == GROUP and one.start != start)
        first = [one.actor for one in names if one.kind == GROUP and one.end < start] or [
            one.actor for one in before if one.kind == GROUP
        ]
        ranked = near.most_common(2)
        if ranked and ranked[0][0] in {*first, ranked[0][0]} and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            given.append(Named(start, end, ranked[0][0], GROUP, DESCRIPTION))
    return given


def _roles(
    blocks: pd.DataFrame, found: list[tuple[int, Named]], read: list[Mention | None], spoken: Attributions | None
) -> list[tuple]:
    """Find each mention's role; who stands in the source of an attribution is a speaker, if no other verb is told."""
    roles = [find_role(one) if one is not None else (NO_ROLE, None, False) for one in read]
    if spoken is None:
        return roles
    places = spoken.places[spoken.places["role"] == "source"]
    sources: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for article, block, start, end in places[["article", "block", "start", "end"]].itertuples(index=False):
        sources.setdefault((article, block), []).append((start, end))
    keys = list(zip(blocks["article"], blocks["block"], strict=True))
    given, heads = list(roles), {}
    for k, (row, one) in enumerate(found):
        for start, end in sources.get(keys[row], ()):
            if start <= one.start and one.end <= end:
                # the first person in a source speaks, or else the first of all
                before = heads.get((row, start))
                if before is None or (one.kind == PERSON and found[before][1].kind != PERSON):
                    heads[row, start] = k
    for k in heads.values():
        role, verb, _ = roles[k]
        if role == NO_ROLE or (role == AGENT and is_saying(read[k].words[verb])):
            given[k] = (SPEAKER, verb, False)
    return given


def _acting(named: list[Named], texts: list[str], roles: list[tuple]) -> list[int]:
    """Choose the mentions that are of actors: places only where they act, unknown names only if they act somewhere."""
    agents = Counter(one.actor for one, role in zip(named, roles, strict=True) if role[0] in (AGENT, SPEAKER))
    placed = Counter(
        one.actor for one, text in zip(named, texts, strict=True) if one.kind in (THING, PLACE) and _is_at(one, text)
    )
    count = Counter(one.actor for one in named)
    inside = Counter(one.actor for one, text in zip(named, texts, strict=True) if is_inside(text, one.start))
    kept = []
    for k, (one, text, role) in enumerate(zip(named, texts, roles, strict=True)):
        if one.kind == PLACE:
            wanted = agents[one.actor] > 0 and (role[0] in (AGENT, SPEAKER, PATIENT) or not _is_at(one, text))
        elif one.kind == ORGANISATION and inside[one.actor] == count[one.actor]:
            wanted = agents[one.actor] > 0
        elif one.kind == THING or (one.kind == ORGANISATION and (one.how == NOUN or one.actor.isalpha())):
            wanted = agents[one.actor] > 0 and not placed[one.actor]
        else:
            wanted = one.kind in _ACTORS
        if wanted:
            kept.append(k)
    return kept


def _is_at(one: Named, text: str) -> bool:
    return acts_as_place(text, one.start)


def _voices(blocks: pd.DataFrame, spoken: Attributions | None):
    """Return a function from a block's row and a place to the voice there."""
    if spoken is None:
        own = blocks["voice"].fillna(OUTLET).tolist() if "voice" in blocks else [OUTLET] * len(blocks)
        return lambda row, place: own[row]
    runs: dict[tuple[str, int], list[tuple[int, int, str]]] = {}
    columns = ["article", "block", "start", "end", "voice"]
    for article, block, start, end, voice in tuples(spoken.voices[columns]):
        runs.setdefault((article, block), []).append((start, end, voice))
    keys = list(zip(blocks["article"], blocks["block"], strict=True))
    return lambda row, place: next((v for s, e, v in runs.get(keys[row], ()) if s <= place < e), OUTLET)


def _mention_table(blocks: pd.DataFrame, found: list[tuple[int, Named, tuple, Mention]], voice) -> pd.DataFrame:
    texts = blocks["text"].tolist()
    places = pd.DataFrame(
        [(texts[row], one.start, one.end) for row, one, *_ in found], columns=["text", "start", "end"]
    )
    tone = find_tone(places)
    rows, of = [], list(blocks[["article", "block", "kind"]].itertuples(index=False, name=None))
    for row, one, (role, verb, passive), mention in found:
        word, start, agentless = None, None, False
        if verb is not None and mention is not None:
            start, end = mention.places[verb]
            word = texts[row][start:end]
            agentless = role == PATIENT and passive and not _names_agent(texts[row][end : mention.places[-1][1]])
        article, block, kind = of[row]
        place = (article, block, one.start, one.end, texts[row][one.start : one.end])
        who = (one.actor, one.kind, one.how, kind == HEADLINE, voice(row, one.start))
        rows.append((*place, *who, role or None, word, start, passive, agentless))
    table = pd.DataFrame(rows, columns=list(MENTIONS)[:-3])
    table[["tone", "score", "evidence"]] = tone[["label", "score", "evidence"]].to_numpy(object)
    return table.astype(MENTIONS)


def _names_agent(behind: str) -> bool:
    """Test whether "by" with someone stands behind a passive verb, in the rest of its sentence."""
    found = _BY.search(behind)
    while found and (dated := _DATED.match(behind, found.end())):
        found = _BY.search(behind, dated.end())
    if not found:
        return False
    between = behind[: found.start()]
    return len(between.split()) <= _SOON or (bool(found["name"]) and not _NEXT_CLAUSE.search(between))


def _label_table(blocks: pd.DataFrame, found: list[tuple[int, Named]], voice) -> pd.DataFrame:
    rows, texts = [], blocks["text"].tolist()
    places = list(blocks[["article", "block"]].itertuples(index=False, name=None))
    for row, one in found:
        for start, end, how in _labels(texts[row], one):
            rows.append((*places[row], start, end, one.actor, texts[row][start:end], how, voice(row, start)))
    table = pd.DataFrame(rows, columns=list(LABELS_OF)[:-2]).drop_duplicates(["article", "block", "start", "end"])
    loaded, weight = _loaded(table["label"].tolist())
    return table.assign(loaded=loaded, weight=weight).reset_index(drop=True).astype(LABELS_OF)


def _labels(text: str, one: Named):
    """Return the labels of one mention: offsets and how they hang on it."""
    if one.how == DESCRIPTION:
        if len(text[one.start : one.end].split()) > 2:
            yield one.start + len(text[one.start : one.end].split()[0]) + 1, one.end, DESCRIBED
        return
    if one.how in (PRONOUN, NOUN):
        return
    if before := _before(text, one):
        yield *before, BEFORE
    after = text[one.end : one.end + 140]
    found = _APPOSITION.match(after)
    if found and re.search(r"\s[a-z]{3,}", found[1]) and (one.kind == PERSON or not _OF_SOMEONE.match(found[1])):
        yield one.end + found.start(1), one.end + found.start(1) + _cut(found[1]), APPOSED
    if found := _LINKED.match(after):
        yield one.end + found.start(1), one.end + found.start(1) + _cut(found[1]), SAID_TO_BE
    if one.kind != PERSON and (found := _COMPOUND.match(after)):
        yield one.end + found.start(1), one.end + found.end(1), BEFORE


def _cut(words: str) -> int:
    """Return where a label ends: before a clause, and after so many words at most."""
    clause = _CLAUSE_END.search(words)
    whole = words[: clause.start()] if clause else words
    kept = list(re.finditer(r"\S+", whole))[:_LONGEST]
    return kept[-1].end() if kept else len(whole)


def _before(text: str, one: Named) -> tuple[int, int] | None:
    """Find a label before a name: its title, or words between an article and the name that say what it is."""
    near = max(one.start - _NEAR, 0)
    while 0 < near < one.start and not text[near - 1].isspace():
        near += 1
    if one.kind == PERSON and (found := _TITLE.search(text, near, one.start)):
        words = list(re.finditer(r"\S+", found[0]))
        while words and words[0][0].rstrip(".").lower() in _DETERMINERS | _PLAIN_TITLES:
            words = words[1:]
        if any(source_words().get(word[0].lower()) in ("title", "person") for word in words):
            return found.start() + words[0].start(), found.start() + words[-1].end()
    found = _BEFORE.search(text, near, one.start)
    words = list(re.finditer(r"\S+", found[1])) if found else []
    kept: list[re.Match] = []
    for word in reversed(words):
        low = word[0].lower()
        if low in _DETERMINERS:
            # "the judge praised public defender Ellen Roe": the article is another's
            kept = _role(words) if any(map(_is_verb, kept, kept[1:])) and one.kind == PERSON else kept
            break
        if low in _STOP_WORDS or not word[0].islower() or low.endswith(("’s", "'s")):
            kept = _role(words) if one.kind == PERSON else []
            break
        kept.insert(0, word)
    else:
        kept = _role(words) if one.kind == PERSON else []
    if not kept or kept[0][0] in SMALL or kept[-1][0] in irregular_forms() or not _describes(kept[-1][0], one.kind):
        return None
    if _OF_OTHERS.match(text[one.end :]):
        return None
    return found.start(1) + kept[0].start(), found.start(1) + kept[-1].end()


def _is_verb(before: re.Match, word: re.Match) -> bool:
    """Test whether a word is a verb behind another word: not "newly elected"."""
    verbal = word[0].endswith("ed") or word[0] in irregular_forms() or is_saying(word[0])
    return verbal and not before[0].endswith("ly")


def _role(words: list[re.Match]) -> list[re.Match]:
    """Choose the role right before a person's name, without an article: "and rookie running back Ellen Roe"."""
    kept: list[re.Match] = []
    for word in reversed(words):
        low = word[0]
        plain = low.islower() and low not in _STOP_WORDS and low not in FUNCTION_WORDS and low.isalpha()
        if not plain or is_saying(low) or low in irregular_forms() or (kept and low.endswith(("ed", "ing", "ly", "s"))):
            break
        kept.insert(0, word)
    return kept if kept and _is_role(kept[-1][0]) else []


def _is_role(word: str) -> bool:
    """Test whether a word is who someone is: it is listed, or ends so and is no verb ("defender")."""
    if source_words().get(word) in ("title", "person"):
        return True
    if word in _COMPARED:
        return False
    return bool(_OF_ROLE.search(word)) and key(word) not in tone_words().verbs and not is_saying(word)


def _describes(word: str, kind: str) -> bool:
    """Test whether a word before a name can say what it is: a role before a person, a listed word before others."""
    sorts = tone_words().single.get(key(word), ())
    if kind == PERSON:
        return _is_role(word) or any(sort.startswith(("noun.badp", "noun.goodp")) for sort in sorts)
    return any(sort.startswith(("adjective", "noun.badp", "noun.goodp")) for sort in sorts)


def _loaded(labels: list[str]) -> tuple[list, list]:
    """Find the words of labels that the lexicon of loaded language has, and the greatest weight among them."""
    said: list[list[str]] = [[] for _ in labels]
    weight = [np.nan] * len(labels)
    if labels:
        words, lexicon = split(labels), load_lexicon()
        matches = find_terms(words, lexicon)
        matches = matches.keep(np.isin(lexicon.table["category"].to_numpy(object)[matches.row], LOADED))
        weights = lexicon.table["weight"].to_numpy(float)[matches.row]
        texts, start, end = term_offsets(words, lexicon, matches)
        surfaces = cut_texts(words, texts, start, end)
        for text, surface, of in zip(texts.tolist(), surfaces, weights.tolist(), strict=True):
            if of > 0:
                said[text].append(surface)
                weight[text] = np.nanmax([weight[text], of])
    return ["; ".join(found) or None for found in said], weight


def _mean(scores: list[float]) -> float:
    seen = [score for score in scores if score == score]
    return float(np.mean(seen)) if seen else np.nan


def _count(mentions: pd.DataFrame, labels: pd.DataFrame) -> pd.DataFrame:
    whole, total = Counter(mentions["article"]), Counter(mentions["actor"])
    said = records_by(labels, "article", "actor")
    rows = []
    for (article, actor), own in records_by(mentions, "article", "actor").items():
        roles, tones = Counter(one["role"] for one in own), Counter(one["tone"] for one in own)
        names = Counter(one["surface"] for one in own if one["how"] != PRONOUN)
        quoted = [one["score"] for one in own if one["voice"] == QUOTED]
        outlet = [one["score"] for one in own if one["voice"] != QUOTED]
        rows.append(
            {
                "actor": actor,
                "kind": own[0]["kind"],
                "article": article,
                "mentions": len(own),
                "share": len(own) / whole[article],
                "first_block": min(one["block"] for one in own),
                "in_headline": any(one["headline"] for one in own),
                "quoted": len(quoted),
                "agent": roles[AGENT],
                "patient": roles[PATIENT],
                "agentless": sum(one["agentless"] for one in own),
                "speaker": roles[SPEAKER],
                "names": "; ".join(f"{name} ({n})" for name, n in names.most_common()),
                "labels": "; ".join(dict.fromkeys(label["label"] for label in said.get((article, actor), ()))),
                "tone_outlet": _mean(outlet),
                "tone_quoted": _mean(quoted),
                **{name: tones[k] for k, name in ((-1, "bad"), (0, "neutral"), (1, "good"))},
                "total": total[actor],
            }
        )
    columns = [*_COLUMNS, "total"]
    table = pd.DataFrame(rows, columns=columns)
    order = ["total", "actor", "article"]
    table = table.sort_values(order, ascending=[False, True, True], kind="stable", ignore_index=True)
    return table.drop(columns="total")
