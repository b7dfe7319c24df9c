"""What each article leaves out: points, actors and sources that only one has, and the order of what they share.

"Only one has it" means that nothing in the other articles shares enough words with it to be matched
(:mod:`facts.align`). A point told in wholly different words is then taken for missing: look at the texts.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import combinations
from math import log
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas.api.typing import DataFrameGroupBy

from analysis.facts.align import match_paragraphs
from analysis.facts.similarity import content_words, find_keys, rarity
from analysis.schema import BLOCKQUOTE, BODY, HEADLINE, TEXT, TEXT_KINDS, records_by, require, tuples
from analysis.text.names import INSTITUTION, NAMED, Name, People, find_names, find_people
from analysis.text.numerals import DAYS, MONTHS, SMALL
from analysis.text.patterns import pattern
from analysis.text.sentences import cut_sentences
from analysis.text.syllables import easy_words
from analysis.text.word_forms import key_and_senses

POINTS = {"article": TEXT, "block": "int64", "place": "int64", "share": "float64", "prominence": "float64"}
POINTS |= {"weight": "float64", "others": "int64", "covered": "float64", "words": TEXT, "sentence": TEXT}
POINTS |= {"near": "float64", "tells": "float64", "closest": TEXT, "closest_article": TEXT, "closest_block": "Int64"}
ACTORS = {"article": TEXT, "name": TEXT, "kind": TEXT, "mentions": "int64", "block": "int64", "others": "int64"}
SOURCES = {"article": TEXT, "source": TEXT, "source_kind": TEXT, "attributions": "int64", "words": "int64"}
SOURCES |= {"words_quoted": "int64", "block": "int64", "others": "int64", "named_elsewhere": "int64"}
ORDER = {"article_a": TEXT, "article_b": TEXT, "block_a": "int64", "block_b": "int64"}
ORDER |= {"rank_a": "float64", "rank_b": "float64"}
AGREEMENT = {"article_a": TEXT, "article_b": TEXT, "points": "int64", "tau": "float64", "reason": TEXT}
#: the last paragraph's prominence; the first one's is 1
_LAST = 0.5
_RAREST = 6
#: surnames are two spellings of one from this share of equal letters on
_ALIKE = 0.85
#: a paragraph of whose words another article holds this share is told there, if elsewhere or split over two
COVERED = 0.5
#: a first paragraph, which as a rule tells the event that both report, has to be less so
_LEAD_COVERED = 0.2
#: a sentence of whose words two neighbouring sentences hold this share may be told there in other words
_NEAR = 0.28
#: a sentence of another article is named as the closest from this share on
_CLOSE = 0.12
#: fewer words than this are a cross-head or a date line, and no point
_FEWEST_WORDS = 6
#: words with a capital inside of a sentence; those that stand so often are the main ones
_NAME, _OFTEN = pattern(r"(?<=[\w,;:] )[A-Z][^\W\d_]+"), 2
_FIGURE = pattern(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|dozens?|hundreds?|thousands?|[mb]illions?|half)\b",
    re.IGNORECASE,
)
_COUNT = pattern(
    rf"\b(?:\d[\d.,]*\d|\d|{'|'.join(word for word, value in SMALL.items() if value > 1)})\b", re.IGNORECASE
)
_MARK = pattern(r"[“\"]")
#: what was before, what is always so, where someone comes from, and remarks that close a piece
_BACKGROUND = pattern(
    r"\b(?:years? ago|last (?:season|year)|earlier this (?:year|season)"
    r"|(?:in|since|by) (?:early |late |[A-Z]\w+ )?(?:19|20)\d\d\b"
    r"|for the past|career|overall|anniversar\w+|in history|ha(?:s|ve|d) been|previously|typically|usually|in any case"
    r"|after all|of course|also helped|born (?:in|on|to)|originally from|native of|grew up|raised in|at the height of"
    r"|throughout (?:our|the|its|their|his|her)|over (?:time|the years)|(?:spare|free) time|hobb(?:y|ies)"
    r"|latest in a)\b",
    re.IGNORECASE,
)
#: where to look and whom to call: no news
_NOTICE = pattern(
    r"\bhttps?:|\bwww\.|\banyone (?:with|who has) (?:any )?information\b|\bclick here\b|\bfor more information\b"
    r"|\b(?:call|contact|phone|reach\w*)\b[^.]{0,60}?\d{3}[ -.]?\d{3,4}\b",
    re.IGNORECASE,
)
#: what a name of both articles adds, so many at most, a figure, someone's words; what background and others keep
_MAIN, _MOST_MAIN, _HAS_FIGURE, _HAS_WORDS, _OF_BACKGROUND, _OF_NOTHING = 0.2, 2, 0.2, 0.2, 0.6, 0.5
_STOP = pattern(r"[.!?…][”\"’')]*\s*$")
_AND = "|"
PERSON, OTHER = "person", "other"
#: names of times, which no one is
_IS_TIME = pattern(rf"(?:(?:{'|'.join(DAYS)})s?|{'|'.join(MONTHS)}|Christmas|Easter)(?: \S*\d\S*)?")
_OPENS = pattern(r"(?:^|[.!?:“\"‘]|\n)\s*$")


def points(blocks: pd.DataFrame, matches: pd.DataFrame | None = None) -> pd.DataFrame:
    """Weigh every paragraph of every article, and count the other articles that report its point.

    Parameters
    ----------
    blocks : the paragraph table (``article``, ``block``, ``kind``, ``text``)
    matches : what :func:`facts.align.match_paragraphs` finds in it; found anew if not given

    Returns
    -------
    DataFrame, one row a paragraph of running text, in order: ``article``, ``block``; ``place`` (from 1); ``share``, its
    part of what the article tells (0 to 1, an article's shares add up to 1): the sum of the rarities
    (:func:`facts.similarity.rarity`) of its different words over the same sum of all paragraphs; ``prominence``,
    from 1 for the first paragraph in even steps to 0.5 for the last; ``weight``, share times prominence; ``others``,
    how many other articles have a match for it; ``covered``, the share of its words, by rarity, that stand somewhere in
    one other article, headline included (0 to 1, the largest of the other articles); ``words``, six rare words of it
    that no other article holds, first those that few of the article's other paragraphs hold; ``sentence``, the sentence
    of it that holds most of what no other article has; ``near``, the share of that sentence's words, by rarity, that
    stand in two neighbouring sentences of one other article (0 to 1, the largest; words that stand in many of its
    sentences count less); ``tells``, by what that sentence weighs more or less: names that both articles have often, a
    figure, someone's words, or else background and what has none of these, and 0 for a notice, as where to call;
    ``closest``, the one of these two sentences that holds more of it, with ``closest_article`` and ``closest_block``:
    missing where ``near`` is less than 0.12, and where another article has a match for the paragraph

    Raises
    ------
    InputError
        if there are fewer than two articles, or a column is missing
    """
    matches = match_paragraphs(blocks) if matches is None else matches
    pairs = {pair for a, b in ("ab", "ba") for pair in tuples(matches[[f"article_{a}", f"block_{a}", f"article_{b}"]])}
    others = Counter((article, block) for article, block, _ in pairs)
    rows = []
    held, places, often = held_keys(blocks), _places(blocks), _often_named(blocks)
    for article, own in _running(blocks):
        elsewhere = [its for other, its in held.items() if other != article]
        there_said = {other: its for other, its in places.items() if other != article}
        shared = often[article] & frozenset().union(*(its for other, its in often.items() if other != article))
        words = content_words(own["text"].tolist()).drop_duplicates(["row", "key"])
        words = words.assign(rarity=words["key"].map(rarity).astype("float64"))
        # of two rare words, the one that fewer paragraphs of the article hold tells more of this one
        words["telling"] = words["rarity"] / words.groupby("key")["row"].transform("size")
        amount = words.groupby("row")["rarity"].sum().reindex(range(len(own)), fill_value=0.0).to_numpy()
        share = amount / amount.sum() if amount.sum() else np.full(len(own), np.nan)
        prominence = np.linspace(1, _LAST, len(own)) if len(own) > 1 else np.ones(1)
        listed, texts = records_by(words, "row"), own["text"].tolist()
        for place, block in enumerate(own["block"].tolist()):
            its = listed.get(place, [])
            rarities = np.array([word["rarity"] for word in its])
            there_too = np.array([[has_key(word["key"], there) for word in its] for there in elsewhere], bool)
            there_too = there_too.reshape(len(elsewhere), len(its))
            only_here = [word for word, known in zip(its, there_too.any(axis=0), strict=True) if not known]
            known = max((rarities[there].sum() for there in there_too), default=0.0)
            covered = known / amount[place] if amount[place] else 0.0
            sentence = _telling_sentence(texts[place], only_here)
            rarest = sorted(only_here, key=lambda word: (-word["telling"], word["start"]))[:_RAREST]
            told = place + 1, share[place], prominence[place], share[place] * prominence[place]
            rare = "; ".join(word["surface"] for word in rarest)
            # what is told anyhow needs no second look
            alone = sentence and not others[article, block]
            near, *closest = _closest(sentence, there_said) if alone else (0.0, None, None, None)
            tells = _tells(sentence, shared) if alone else 1.0
            rows.append((article, block, *told, others[article, block], covered, rare, sentence, near, tells, *closest))
    return pd.DataFrame(rows, columns=list(POINTS)).astype(POINTS)


def told_nowhere(alone: pd.DataFrame) -> pd.DataFrame:
    """Keep the sentences whose words the others mostly lack, and have in no place; the weightiest of that first."""
    kept = alone[~_is_half_told(alone) & (alone["sentence"] != "")]
    return kept.loc[lacking(kept).sort_values(ascending=False, kind="stable").index]


def half_told(alone: pd.DataFrame) -> pd.DataFrame:
    """Keep what another article may tell in other words or in two places: it holds many of the words."""
    return alone[_is_half_told(alone)]


def _is_half_told(alone: pd.DataFrame) -> pd.Series:
    least = np.where(alone["place"] == 1, _LEAD_COVERED, COVERED)
    return (alone["covered"] >= least) | (alone["near"] >= _NEAR)


def lacking(alone: pd.DataFrame) -> pd.Series:
    """Weigh how much of what a sentence tells the others lack: 0 and more."""
    return alone["weight"] * (1 - alone["covered"]) ** 2 * (1 - alone["near"]) * alone["tells"]


def _often_named(blocks: pd.DataFrame) -> dict[str, frozenset[str]]:
    """Return of each article the words with a capital inside of sentences that it has twice or more."""
    found = {}
    for article, own in blocks[blocks["kind"].isin(TEXT_KINDS)].groupby("article", sort=False):
        names = Counter(word for text in own["text"] for word in _NAME.findall(text))
        found[str(article)] = frozenset(name for name, times in names.items() if times >= _OFTEN)
    return found


def _tells(sentence: str, shared: frozenset[str]) -> float:
    """Weigh a sentence by what it has: names of both articles, a figure, someone's words; background counts less.

    A notice counts nothing.
    """
    if _NOTICE.search(sentence):
        return 0.0
    names = _NAME.findall(sentence)
    main, figure, words = len(shared.intersection(names)), _FIGURE.search(sentence), _MARK.search(sentence)
    weight = 1 + _MAIN * min(main, _MOST_MAIN) + _HAS_FIGURE * bool(figure) + _HAS_WORDS * bool(words)
    if _BACKGROUND.search(sentence):
        weight *= _OF_BACKGROUND
    return weight if names or figure or words else weight * _OF_NOTHING


class _Said(NamedTuple):
    """The sentences of an article, headline included, each with its block, and which of them hold a key."""

    sentences: list[tuple[int, str]]
    places: dict[str, set[int]]


def _places(blocks: pd.DataFrame) -> dict[str, _Said]:
    """Return of each article its sentences, and the numbers of those that hold each key or group of senses."""
    found: dict[str, _Said] = {}
    for article, own in blocks[blocks["kind"].isin(TEXT_KINDS)].groupby("article", sort=False):
        its = found.setdefault(str(article), _Said([], {}))
        for block, text in tuples(own[["block", "text"]]):
            its.sentences.extend((block, text[start:end]) for start, end in cut_sentences(text))
        for number, (_, sentence) in enumerate(its.sentences):
            for *_, key in find_keys(sentence):
                for one in key_and_senses(key):
                    its.places.setdefault(one, set()).add(number)
    return found


def _closest(sentence: str, there: dict[str, _Said]) -> tuple[float, str | None, str | None, int | None]:
    """Find the two neighbouring sentences of one article that hold most of a sentence, and how much of it they do.

    Returns the share of its words, by rarity, and of the better of the two its words, article and block. Where two
    numbers are the same, it is told there.
    """
    near, best, counted = 0.0, ("", "", 0), _counts(sentence)
    for other, said in there.items():
        share, first, better = _nearness(sentence, said.places)
        there_counted = _counts(" ".join(text for _, text in said.sentences[first : first + 2]))
        if share and len(counted & there_counted) > 1:
            share = max(share, _NEAR)
        if share > near:
            block, text = said.sentences[better]
            near, best = share, (text.strip(), other, block)
    return near, *(best if near >= _CLOSE else (None, None, None))


def _counts(text: str) -> set[str]:
    """Return the numbers of a text as they are written, in small letters."""
    return {one.lower() for one in _COUNT.findall(text)}


def _nearness(sentence: str, places: dict[str, set[int]]) -> tuple[float, int, int]:
    """Compute how much of a sentence's words two neighbouring sentences of an article hold.

    Returns it with the number of the first of them, and that of the better one.
    """
    at, alone, whole = Counter[int](), Counter[int](), 0.0
    for key in {key for *_, key in find_keys(sentence)}:
        there = set().union(*(places.get(one, ()) for one in key_and_senses(key)))
        worth = rarity(key) / (1 + log(len(there))) if there else rarity(key)
        whole += worth
        for number in there:
            alone[number] += worth
        for number in there | {number - 1 for number in there}:
            at[number] += worth
    if not at or not whole:
        return 0.0, 0, 0
    first = max(sorted(at), key=at.__getitem__)
    return at[first] / whole, max(first, 0), max((first, first + 1), key=alone.__getitem__)


def held_keys(blocks: pd.DataFrame) -> dict[str, set[str]]:
    """Return the keys of all words of each article, headline included, and the groups of near synonyms they are in."""
    held: dict[str, set[str]] = {}
    for article, own in blocks[blocks["kind"].isin(TEXT_KINDS)].groupby("article", sort=False):
        keys = {key for text in own["text"] for *_, key in find_keys(text)}
        held[str(article)] = {one for key in keys for one in key_and_senses(key)}
    return held


def has_key(key: str, held: set[str]) -> bool:
    """Test whether what :func:`held_keys` returns of an article has a key, or one of nearly its sense."""
    return not held.isdisjoint(key_and_senses(key))


def _telling_sentence(text: str, only_here: list[dict]) -> str:
    """Return the sentence of a paragraph that holds most of what no other article has; "" for what is no sentence."""
    best, most = "", 0.0
    if not only_here:
        return best
    for start, end in cut_sentences(text):
        said, worth = text[start:end].strip(), sum(word["rarity"] for word in only_here if start <= word["start"] < end)
        if worth > most and len(said.split()) >= _FEWEST_WORDS and _STOP.search(said):
            best, most = said, worth
    return best


def only_one_has(weighed: pd.DataFrame) -> pd.DataFrame:
    """Keep of a table with ``others`` what no other article has; of :func:`points`, the weightiest first."""
    alone = weighed[weighed["others"] == 0]
    if "weight" in alone:
        alone = alone.sort_values("weight", ascending=False, kind="stable")
    return alone.reset_index(drop=True)


def actors(blocks: pd.DataFrame) -> pd.DataFrame:
    """List the people, institutions, groups and countries that each article names, and how many others name them.

    Parameters
    ----------
    blocks : the paragraph table (``article``, ``block``, ``kind``, ``text``)

    Returns
    -------
    DataFrame, one row an article and a name, those with most mentions first within an article: ``article``, ``name``
    (the longest form in it), ``kind`` ('person', 'institution', or 'other' where word lists do not tell), ``mentions``,
    ``block`` of the first, ``others`` (how many other articles hold all words of the name, in these forms or others
    that are known: who writes *American* names the United States). Headlines are not read for names.
    """
    require(blocks, ("article", "block", "kind", "text"), "actors")
    texts = _texts(blocks)
    rows = []
    for article, own in _running(blocks):
        found = pd.DataFrame(_actors_in(own, texts[article]), columns=["identity", "name", "kind", "block"])
        listed = []
        for identity, its in found.groupby("identity", sort=False):
            longest, others = max(its["name"], key=len), _count_others(identity, article, texts)
            listed.append((article, longest, its["kind"].iloc[0], len(its), its["block"].iloc[0], others))
        rows += sorted(listed, key=lambda row: (-row[3], row[4]))
    return pd.DataFrame(rows, columns=list(ACTORS)).astype(ACTORS)


def _running(blocks: pd.DataFrame) -> DataFrameGroupBy:
    return blocks[blocks["kind"].isin((BODY, BLOCKQUOTE))].groupby("article", sort=False)


class _Text(NamedTuple):
    """The people whom an article names, and the keys of its words."""

    people: People
    keys: frozenset[str]


def _texts(blocks: pd.DataFrame) -> dict[str, _Text]:
    whole = {article: "\n\n".join(own["text"]) for article, own in _running(blocks)}
    return {
        article: _Text(find_people(text), frozenset(key for *_, key in find_keys(text)))
        for article, text in whole.items()
    }


def _count_others(identity: str, article: str, texts: dict[str, _Text]) -> int:
    words = set(identity.split(_AND))
    return sum(words <= text.keys for other, text in texts.items() if other != article)


def _actors_in(own: pd.DataFrame, text: _Text) -> list[tuple[str, str, str, int]]:
    """Find the names in an article's blocks: identity, name, kind, block."""
    known = set(text.people.people)
    rows = []
    for block, words in own[["block", "text"]].itertuples(index=False):
        for at, one in find_names(words):
            full = text.people.full(one.name) if one.kind == NAMED else one.name
            if one.kind == NAMED and full in known:
                rows.append((_identity(full, person=True), full, PERSON, block))
            elif _is_actor(one, words, at):
                rows.append((_identity(one.name), one.name, one.kind if one.kind == INSTITUTION else OTHER, block))
    return [row for row in rows if row[0]]


def _is_actor(one: Name, text: str, at: int) -> bool:
    if one.kind not in (NAMED, INSTITUTION) or one.name.lower() in easy_words() or _IS_TIME.fullmatch(one.name):
        return False
    opens = _OPENS.search(text[:at]) and " " not in one.name and not one.name.isupper()
    return one.kind == INSTITUTION or not opens


def _identity(name: str, *, person: bool = False) -> str:
    if person:
        words = [word for word in name.split() if word.rstrip(".").lower() not in ("jr", "sr", "ii", "iii", "iv")]
        name = (words or [name])[-1]
    return _AND.join(key for _, _, key in find_keys(name))


def _joined(identities: list[str], names: list[str], people: list[bool]) -> list[str]:
    """Return the identities with those joined that are two spellings of a person, or a body with its place left out.

    Two persons are one if their first names are equal and their surnames alike (Lindberg, Lindbergh); "police" is the
    police that is named with its place, if only one is.
    """
    same: dict[str, str] = {}
    persons: dict[tuple[str, str], str] = {}
    bodies: dict[str, str] = {}
    for name, key, person in zip(names, identities, people, strict=True):
        if not person:
            bodies[name.lower()] = key
        elif " " in name:
            persons[name.split()[0], name.split()[-1]] = key
    for one, other in combinations(sorted(persons), 2):
        if one[0] == other[0] and SequenceMatcher(None, one[1], other[1]).ratio() >= _ALIKE:
            same[persons[other]] = same.get(persons[one], persons[one])
    for short in (name for name in bodies if " " not in name):
        longer = {key for name, key in bodies.items() if name.endswith(f" {short}")}
        if len(longer) == 1:
            same[bodies[short]] = longer.pop()
    return [same.get(key, key) for key in identities]


def sources(attributions: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """List the sources that each article lets speak, and how many other articles do, or at least name them.

    Parameters
    ----------
    attributions : ``attribute(blocks).table`` of :mod:`attribution.attribution`
    blocks : the paragraph table they were found in

    Returns
    -------
    DataFrame, one row an article and a source that has a name (sources without one cannot be told from each other), in
    the order of the attributions: ``article``, ``source``, ``source_kind``; ``attributions``, ``words`` and
    ``words_quoted`` ascribed to it; ``block`` of the first; ``others``, how many other articles have it as a source;
    ``named_elsewhere``, how many other articles name it at all
    """
    require(
        attributions,
        ("article", "block", "speaker", "source_kind", "words", "words_quoted"),
        "sources",
    )
    named = attributions[attributions["source_kind"].isin((NAMED, INSTITUTION))]
    # "the group" is no name
    named = named[named["speaker"].fillna("").str.contains(r"[^\W\d_a-z]")]
    texts = _texts(blocks)
    # a surname is the person of that name whom the article names in full
    full = [
        texts[article].people.full(name) if kind == NAMED else name
        for article, name, kind in named[["article", "speaker", "source_kind"]].itertuples(index=False)
    ]
    people = (named["source_kind"] == NAMED).tolist()
    identities = [_identity(name, person=person) for name, person in zip(full, people, strict=True)]
    named = named.assign(speaker=full, identity=_joined(identities, full, people))
    rows = []
    for (article, identity, kind), its in named.groupby(["article", "identity", "source_kind"], sort=False):
        others = named.loc[(named["identity"] == identity) & (named["article"] != article), "article"].nunique()
        amounts = len(its), its["words"].sum(), its["words_quoted"].sum(), its["block"].iloc[0]
        named_there = max(_count_others(identity, article, texts), others)
        rows.append((article, max(its["speaker"], key=len), kind, *amounts, others, named_there))
    return pd.DataFrame(rows, columns=list(SOURCES)).astype(SOURCES)


def shared_order(matches: pd.DataFrame) -> pd.DataFrame:
    """Rank the points that two articles share by where they come in each.

    Parameters
    ----------
    matches : what :func:`facts.align.match_paragraphs` finds; matches of headlines are left out

    Returns
    -------
    DataFrame, one row a match: ``article_a``, ``article_b``, ``block_a``, ``block_b``; ``rank_a``, ``rank_b``: from 1
    for the first of the shared points in that article; matches of one paragraph have their mean rank
    """
    body = matches[matches["place"] != HEADLINE].reset_index(drop=True)
    pairs = body.groupby(["article_a", "article_b"], sort=False)
    ranks = {f"rank_{side}": pairs[f"block_{side}"].rank(method="average") for side in "ab"}
    return body.assign(**ranks)[list(ORDER)].astype(ORDER)


def order_agreement(order: pd.DataFrame) -> pd.DataFrame:
    """Compute how far two articles tell what they share in the same order.

    Parameters
    ----------
    order : what :func:`shared_order` returns

    Returns
    -------
    DataFrame, one row a pair: ``article_a``, ``article_b``, ``points`` (matches), ``tau`` (Kendall's tau-b: 1 for the
    same order, -1 for the opposite one; NaN where it is not defined) and the ``reason`` why it is not

    References
    ----------
    Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika 33(3), 239-251.
    """
    rows = []
    for (a, b), its in order.groupby(["article_a", "article_b"], sort=False):
        tau, reason = np.nan, None
        if len(its) < 3:
            reason = "fewer than three shared points"
        elif its["rank_a"].nunique() == 1 or its["rank_b"].nunique() == 1:
            reason = "all of them stand in one paragraph"
        else:
            tau = _kendalls_tau(its["rank_a"].to_numpy(), its["rank_b"].to_numpy())
        rows.append((a, b, len(its), tau, reason))
    return pd.DataFrame(rows, columns=list(AGREEMENT)).astype(AGREEMENT)


def _kendalls_tau(a: np.ndarray, b: np.ndarray) -> float:
    """Compute tau-b over all pairs of points; to import ``scipy.stats`` for it takes longer than to read a page."""
    one, two = np.triu_indices(len(a), k=1)
    a, b = (np.sign(ranks[one] - ranks[two]) for ranks in (a, b))
    untied = (np.count_nonzero(ranks) for ranks in (a, b))
    agreeing = float((a * b).sum())
    for pairs in untied:
        agreeing /= np.sqrt(pairs)
    return float(min(1.0, max(-1.0, agreeing)))
