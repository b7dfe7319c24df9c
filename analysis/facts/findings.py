"""The same facts in different words: every comparison of what two or more articles say, in one place.

:func:`compare_facts` is the door: it asks :mod:`facts.align` (which paragraphs report the same point),
:mod:`facts.omissions` (what only one has), :mod:`facts.drift` (quotations in two wordings), :mod:`facts.claims` and
:mod:`facts.arithmetic` (figures), :mod:`facts.headline` and :mod:`facts.reuse`. Three readers show what was found:
:func:`observations` in plain sentences, :func:`facts_table` as one table, :func:`figure_marks` as marks in the texts.
Each finding is an observation about texts, with both in view: it names the pieces as the reader knows them, says what
stands where, and charges no one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
import pandas as pd

from analysis.attribution import Attributions
from analysis.facts.align import match_paragraphs
from analysis.facts.arithmetic import arithmetic
from analysis.facts.claims import AGREE, APART, DIFFER, NONE, WORDED, claims, claims_against, unmarked
from analysis.facts.contradictions import contradictions, opposite_words
from analysis.facts.drift import Drift, against_source, find_drift
from analysis.facts.genre import genres
from analysis.facts.headline import headline
from analysis.facts.headline_figures import NUMBER, has_bound
from analysis.facts.headline_pairs import CLAIMS, LIGHT, headline_pairs, headline_sentence, listing
from analysis.facts.heard import MEDIUM, heard_only_here, silent
from analysis.facts.omissions import (
    actors,
    lacking,
    only_one_has,
    order_agreement,
    points,
    shared_order,
    sources,
    told_nowhere,
)
from analysis.facts.openings import date_lines, openings
from analysis.facts.reuse import reuse_matrix, reused_passages
from analysis.facts.sums import DOES_NOT_FIT
from analysis.facts.who import SPELLED
from analysis.facts.wording import NEGATIONS, function_words, read_wording
from analysis.schema import SPANS, TEXT, TEXT_KINDS, InputError, records, records_by, tuples, without_foreign
from analysis.text.lexicon import Lexicon, categories, load_lexicon
from analysis.text.names import NAMED
from analysis.text.numerals import DAYS, MONTHS, ORDINALS, SMALL
from analysis.text.patterns import pattern
from analysis.text.word_forms import key

#: what is compared at most: the work grows with the square
MOST_ARTICLES = 12


@dataclass(frozen=True)
class SameFacts:
    """What is found, a table each; the modules say what their columns mean.

    Attributes
    ----------
    matches : :func:`facts.align.match_paragraphs`
    points, actors, sources, order, agreement : :mod:`facts.omissions`
    drift : :func:`facts.drift.drift`
    checked, steps : quotations against a source text (:mod:`facts.drift`); None without one
    sourced : figures against it, :func:`facts.claims.claims_against`; None without one
    claims, arithmetic : :func:`facts.claims.claims`, :func:`facts.arithmetic.arithmetic`
    headline, headlines : :func:`facts.headline.headline`, :func:`facts.headline_pairs.headline_pairs`
    passages, reuse : :func:`facts.reuse.reused_passages`, :func:`facts.reuse.reuse_matrix`
    contradictions, genres : :func:`facts.contradictions.contradictions`, :func:`facts.genre.genres`
    openings, dates : :func:`facts.openings.openings`, :func:`facts.openings.date_lines`
    heard, silent : :func:`facts.heard.heard_only_here`, :func:`facts.heard.silent`
    """

    matches: pd.DataFrame
    points: pd.DataFrame
    actors: pd.DataFrame
    sources: pd.DataFrame
    order: pd.DataFrame
    agreement: pd.DataFrame
    drift: Drift
    claims: pd.DataFrame
    arithmetic: pd.DataFrame
    headline: pd.DataFrame
    headlines: pd.DataFrame
    passages: pd.DataFrame
    reuse: pd.DataFrame
    contradictions: pd.DataFrame
    genres: pd.DataFrame
    openings: pd.DataFrame
    dates: pd.DataFrame
    heard: pd.DataFrame
    silent: frozenset[str]
    checked: pd.DataFrame | None = None
    steps: pd.DataFrame | None = None
    sourced: pd.DataFrame | None = None


def in_english(blocks: pd.DataFrame) -> bool:
    """Test whether two articles or more have text in English, or no block is in another language."""
    read = without_foreign(blocks)
    return read is blocks or read.loc[read["kind"].isin(TEXT_KINDS), "article"].nunique() > 1


def compare_facts(
    blocks: pd.DataFrame,
    found: Attributions,
    *,
    source: str | None = None,
    lexicon: Lexicon | None = None,
    spans: pd.DataFrame | None = None,
) -> SameFacts:
    """Compare what two or more articles say.

    Parameters
    ----------
    blocks : the paragraph table of 2 to 12 articles
    found : who speaks in them, :func:`attribution.attribution.attribute`
    source : the text of a primary source, such as a transcript: quotations and figures are held against it
    lexicon : the reader's own loaded words, against which headlines are checked; the shipped ones by default
    spans : what ``evidence`` has found in `blocks` with it, where that is at hand

    Returns
    -------
    SameFacts, a table for each comparison

    Raises
    ------
    InputError
        if there are fewer than two articles, a column is missing, or the source has no words
    """
    passages = reused_passages(blocks)
    if not in_english(blocks):
        what = "fewer than two of the articles are in English, and facts are looked for in English only"
        raise InputError(f"{what}. Give two English articles, or say --language en if they are.")
    blocks = without_foreign(blocks)
    matches = match_paragraphs(blocks)
    order = shared_order(matches)
    checked, steps = (None, None) if source is None else against_source(blocks, found, source)
    speakers = sources(found.table, blocks)
    return SameFacts(
        matches=matches,
        points=points(blocks, matches),
        actors=actors(blocks),
        sources=speakers,
        order=order,
        agreement=order_agreement(order),
        drift=find_drift(blocks, found),
        claims=claims(blocks, matches=matches),
        arithmetic=arithmetic(blocks),
        headline=headline(blocks, found, lexicon=lexicon, spans=spans),
        headlines=headline_pairs(blocks),
        passages=passages,
        reuse=reuse_matrix(blocks, passages),
        contradictions=contradictions(blocks),
        genres=genres(blocks),
        openings=openings(blocks, matches),
        dates=date_lines(blocks),
        heard=heard_only_here(found.table, blocks),
        silent=silent(found.table, blocks),
        checked=checked,
        steps=steps,
        sourced=None if source is None else claims_against(blocks, source),
    )


def _by_sort(facts: SameFacts) -> dict[str, pd.DataFrame]:
    """Return the findings by their sort, with like names for the places of both sides: ``block_a``, ``block_b``."""
    first = {name: f"{name}_a" for name in ("article", "block", "start", "end")}
    nearest = {f"nearest_{name}": f"{name}_b" for name in ("block", "start", "end")} | {"nearest": "text_b"}
    in_source = {"source_start": "start_b", "source_end": "end_b", "source_surface": "text_b"}
    pairs = facts.drift.pairs
    longer = (pairs["more_a"] > 0) | (pairs["more_b"] > 0)
    verdict = longer.map({True: "one quotes more", False: "word for word"}).mask(pairs["share"] > 0, "in two wordings")
    found = {
        "same point": facts.matches,
        "quotation": pairs.assign(verdict=verdict),
        "contradiction": facts.contradictions,
        "figure": facts.claims,
        "arithmetic": facts.arithmetic.rename(columns=first),
        "headline": facts.headline.assign(article_b=facts.headline["article"]).rename(columns=first | nearest),
        "two headlines": facts.headlines.assign(
            text_a=facts.headlines["surface_a"], text_b=facts.headlines["surface_b"]
        ),
        "only here": only_one_has(facts.points).rename(columns=first),
        "source of one": facts.heard.assign(text_a=lambda table: table["source"]).rename(columns=first),
        "actor of one": only_one_has(facts.actors).assign(text_a=lambda table: table["name"]).rename(columns=first),
        "shared passage": facts.passages,
        "order": facts.agreement,
    }
    if facts.checked is not None:
        checked = facts.checked.assign(article_b="the source")
        found["quotation and source"] = checked.rename(columns=first | in_source | {"text": "text_a"})
    if facts.sourced is not None:
        # the source has no blocks of the page: its words stand in the row
        own = facts.sourced.assign(text_b=facts.sourced["phrase_b"], block_b=None)
        found["figure and source"] = own.drop(columns=["start_b", "end_b"])
    return found


# plain sentences

QUOTATION, FIGURE, HEADLINE, LEFT_OUT, REUSE = "quotation", "figure", "headline", "left out", "reuse"
CONTRADICTION, SOURCE, GENRE, OPENING, DATES = "contradiction", "source", "kind of text", "opening", "dates"
#: the part of the page in which each kind stands
PARTS = {CONTRADICTION: "facts", QUOTATION: "facts", FIGURE: "facts", HEADLINE: "facts", SOURCE: "left_out"}
PARTS |= {LEFT_OUT: "left_out", REUSE: "left_out", GENRE: "facts", OPENING: "facts", DATES: "facts"}
OBSERVATIONS = {"kind": TEXT, "text": TEXT, "doubt": TEXT, "aside": TEXT, "places": "object", "part": TEXT}
#: a passage of so many words and more, of which such a share agree, is worth a sentence
_LONG, _ALIKE = 20, 0.75
#: so many words of a sentence are shown, and so many at least behind the word that matters
_LINE, _BEHIND = 28, 6
#: a sentence that leans on the one before
_LEANS = pattern(r"[“”\"‘’'\s]*(?:it|they|he|she|this|that|these|those|but|and|so|then|there)\b", re.IGNORECASE)
#: who says fewer words, or surely fewer, is not told as heard only here; so many of an article are
_HEARD, _SURELY, _SPEAKERS = 12, 8, 3
#: what is said beside a headline's observation that is told behind the first of the other kinds, or the second, too
_BOUND, IN_ONE_HEADLINE = "a bound left out", "in one headline only"
_LATER = {_BOUND: 1, IN_ONE_HEADLINE: 2}
#: of what only one headline has, a death and how somebody died are no light matter
_GRAVE = pattern(r"tells of a death|says how")
#: articles so many days apart tell of two states of things
_MONTH = 30
#: a sentence that leans keeps so much of its weight; one that has less than this of the weightiest is not told
_LEANING, _SLIGHT = 0.5, 0.75
#: where quotations differ in so few words at most, and in none that tells, other things are told first
_FEW = 2
#: a number is no word for how many: "third" and "three-game" are one count, "Thursday" and "yesterday" one day
_NUMBER = pattern(
    rf"\d|\b(?:{'|'.join((*SMALL, *ORDINALS, *DAYS, *MONTHS))}|yesterday|today|tonight|tomorrow)\b", re.IGNORECASE
)
#: so many words of a quotation that differ are shown; a word weighs so much that it is loaded
_SHOWN, _LOADED = 6, 0.4

Found = Mapping[str, pd.DataFrame]
Names = Mapping[str, str]
#: text, doubt, aside and places of an observation
Row = tuple[str, str, str, list[tuple[str, int]]]


def observations(facts: SameFacts, *, names: Mapping[str, str]) -> pd.DataFrame:
    """Write the findings as plain sentences, those that most readers ask for first.

    Parameters
    ----------
    facts : what is found
    names : a readable name for each article, such as its letter

    Returns
    -------
    DataFrame
        kind (contradiction, quotation, figure, headline, kind of text, dates, source, opening, left out, reuse); text,
        the sentence; doubt, what it does not show; aside, a few words or figures to stand beside it; places, a list of
        (article, block), the words it rests on; part, where on the page the whole table stands. The first of each kind
        comes first, then the second of each, and so on.
    """
    pairs = _ranked(facts)
    found = _by_sort(facts) | {"quotation": pairs}
    kinds = {CONTRADICTION: _contradictions, QUOTATION: _quotations, FIGURE: _figures, HEADLINE: _headlines}
    if not ((pairs["most"] > _FEW) | (pairs["telling"] > 0)).any():
        kinds = {kind: kinds[kind] for kind in (CONTRADICTION, FIGURE, HEADLINE, QUOTATION)}
    kinds |= {GENRE: _genres, DATES: _dates, SOURCE: _heard_only_here, OPENING: _openings}
    kinds |= {LEFT_OUT: _left_out, REUSE: _reused}
    rows = [
        (place + _LATER.get(row[2], 0), kind, *row)
        for kind, of in kinds.items()
        for place, row in enumerate(of(found, facts, names))
    ]
    table = pd.DataFrame(rows, columns=["place", *list(OBSERVATIONS)[:-1]])
    table = table.sort_values("place", kind="stable", ignore_index=True)
    return table.assign(part=table["kind"].map(PARTS))[list(OBSERVATIONS)].astype(OBSERVATIONS)


def _places(row: dict) -> list[tuple[str, int]]:
    return [(row[f"article_{s}"], int(row[f"block_{s}"])) for s in "ab" if pd.notna(row.get(f"block_{s}"))]


def _contradictions(found: Found, _: SameFacts, names: Names) -> Iterator[Row]:
    for one in records(found["contradiction"]):
        if one["sort"] == SPELLED:
            continue
        words = f"They part in “{one['word_a']}” and “{one['word_b']}”"
        if one["word_a"].lower() == one["word_b"].lower():
            words = f"One says “{one['word_a']}”, the other denies it"
        doubt = f"{words}: read both, they may tell of two things or times."
        yield _both_say(one, names), doubt, one["sort"], _places(one)


def _both_say(one: dict, names: Names) -> str:
    said = [
        (names[one[f"article_{s}"]], one[f"sentence_{s}"], one.get(f"phrase_{s}", one.get(f"word_{s}"))) for s in "ab"
    ]
    return " ".join(f"{name}: “{_shortened(sentence, around=word)}”" for name, sentence, word in said)


def _ranked(facts: SameFacts) -> pd.DataFrame:
    """Return the pairs of quotations that differ, first those in a negation, an opposite or a loaded word.

    Then come those in which most content words differ (``content``), then those with most words (``most``).
    """
    pairs, changed = facts.drift.pairs[facts.drift.pairs["share"] > 0], _changed(facts)
    told = np.array([_telling(changed[pair]) for pair in pairs["pair"]], int).reshape(-1, 2)
    most = pairs["only_a"] + pairs["only_b"]
    pairs = pairs.assign(telling=told[:, 0], content=told[:, 1], most=most)
    return pairs.sort_values(["telling", "content", "most"], ascending=False, kind="stable")


def _telling(steps: list[dict]) -> tuple[int, int]:
    """Count the negations, opposites and loaded words that one wording has alone, and all content words that it has.

    Another form of a word, and a word in another place, are not counted.
    """
    texts = [[step[f"surface_{side}"] for step in steps] for side in "ab"]
    words = [read_wording([(k, text, 0, len(text)) for k, text in enumerate(own)]).keys for own in texts]
    denied = [sum(word in NEGATIONS or word == "n't" for word in own) for own in words]
    contents = [{word: key(word) for word in own if word not in function_words()} for own in words]
    alone = [
        {word: form for word, form in own.items() if form not in other.values()}
        for own, other in (contents, contents[::-1])
    ]
    against = sum(there in opposite_words().get(here, ()) for here in alone[0].values() for there in alone[1].values())
    loaded = sum(map(_is_loaded, [*alone[0], *alone[1]]))
    return abs(denied[0] - denied[1]) + against + loaded, len(alone[0]) + len(alone[1])


def _is_loaded(word: str) -> bool:
    """Test whether a word alone is on the list of loaded words, with some weight."""
    lexicon = load_lexicon()
    row = lexicon.single.get(word)
    if row is None:
        return False
    term = lexicon.table.iloc[row]
    return bool(term["weight"] >= _LOADED and categories()["loaded"].get(term["category"], False))


def _changed(facts: SameFacts) -> dict[int, list[dict]]:
    """Return the operations that count as drift, by the pair of quotations."""
    steps = facts.drift.operations
    return records_by(steps[steps["counted"]], "pair")


def _quotations(found: Found, facts: SameFacts, names: Names) -> Iterator[Row]:
    changed = _changed(facts)
    for one in records(found["quotation"]):
        a, b = names[one["article_a"]], names[one["article_b"]]
        who = next((f" of {one[key]}" for key in ("speaker_a", "speaker_b") if isinstance(one[key], str)), "")
        text = f"{a} and {b} quote one utterance{who} in two wordings, both between quotation marks."
        same = f"{_many(one['same'], 'word')} {'is' if one['same'] == 1 else 'are'} the same"
        own = [_shown(changed[one["pair"]], side) for side in "ab"]
        apart = f"{_many(one['only_a'], 'word')} only in {a}{own[0]} and {one['only_b']} only in {b}{own[1]}"
        yield text, f"{same}, {apart}; {_by_the_source(facts, one, names)}.", "quotation drift", _places(one)


def _shown(steps: list[dict], side: str) -> str:
    """List the words that differ on one side, in brackets, if both sides have few."""
    few = sum(len(step[f"surface_{s}"].split()) for step in steps for s in "ab") <= _SHOWN
    words = [f"“{step[f'surface_{side}']}”" for step in steps if step[f"surface_{side}"]]
    return f" ({', '.join(words)})" if words and few else ""


def _by_the_source(facts: SameFacts, pair: dict, names: Names) -> str:
    if facts.checked is None:
        return "neither is called right without the transcript"
    results = facts.checked.set_index(["article", "utterance"])["result"]
    told = [f"{names[pair[f'article_{s}']]}’s is {results[pair[f'article_{s}'], pair[f'utterance_{s}']]}" for s in "ab"]
    return f"held against the source that was given, {told[0]} and {told[1]}"


def _figures(found: Found, _: SameFacts, names: Names) -> Iterator[Row]:
    figures, sums = found["figure"], found["arithmetic"]
    for one in records(figures[figures["relation"] == NONE].drop_duplicates(["sentence_a", "sentence_b"])):
        doubt = "One gives a figure, the other says none: read both, they may tell of other places or times."
        yield _both_say(one, names), doubt, "a figure against none", _places(one)
    differ = figures[figures["relation"] == DIFFER].drop_duplicates(["sentence_a", "sentence_b"])
    for one in records(differ):
        phrases = " and ".join(f"“{unmarked(one[f'phrase_{side}'])}”" for side in "ab")
        doubt = f"Whether {phrases} count the same takes a reader: read both."
        yield _both_say(one, names), doubt, "two figures", _places(one)
    for one in records(sums[sums["verdict"] == DOES_NOT_FIT]):
        working = one["working"].split(";")[0]
        formula = working.split(", an ")[0].split(", a ")[0].partition(" is ")[2] or working
        text = f"{names[one['article_a']]} says “{one['stated']}”; {working}."
        yield text, "It may mean other figures than these: read the paragraph.", formula, _places(one)
    worded = figures[figures["relation"] == WORDED]
    worded = worded[[not _NUMBER.search(f"{a} {b}") for a, b in tuples(worded[["phrase_a", "phrase_b"]])]]
    for one in records(worded):
        said = [f"{names[one[f'article_{side}']]} says “{unmarked(one[f'phrase_{side}'])}”" for side in "ab"]
        yield f"{', '.join(said)}.", "Two words for how many: read both.", "how many, in words", _places(one)


def _headlines(found: Found, facts: SameFacts, names: Names) -> Iterator[Row]:
    for one in records(found["headline"]):
        text = f"{names[one['article_a']]}’s headline{one['observation'].removeprefix('The headline')}"
        doubt = "The nearest sentence is linked: a reader may find another that bears the headline out."
        bound = one["kind"] == NUMBER and has_bound(one["found"])
        yield text, doubt, _BOUND if bound else "headline against body", _places(one)
    yield from _two_headlines(found, facts, names)


def _two_headlines(found: Found, _: SameFacts, names: Names) -> Iterator[Row]:
    for one in records(found["two headlines"]):
        doubt = "Told by the words of the headlines, which are short: read both, and the texts under them."
        light = one["sort"] in LIGHT or (one["sort"] == CLAIMS and not _GRAVE.search(one["words"]))
        yield headline_sentence(one, names), doubt, IN_ONE_HEADLINE if light else "two headlines", _places(one)


def _genres(_: Found, facts: SameFacts, names: Names) -> Iterator[Row]:
    for one in records(facts.genres):
        text = f"{names[one['article']]} looks like {one['genre']}: it has “{_shortened(one['words'])}”."
        yield text, "Told by these words alone.", "by its own words", [(one["article"], int(one["block"]))]


def _dates(_: Found, facts: SameFacts, names: Names) -> Iterator[Row]:
    """Tell of two articles that lines with a date set a month apart or more, the later one first."""
    if len(facts.dates) != 2 or len(names) != 2:
        return
    later, first = sorted(records(facts.dates), key=lambda one: one["date"], reverse=True)
    days = (later["date"] - first["date"]).days
    if days < _MONTH:
        return
    said = [f"{one['date'].day} {MONTHS[one['date'].month - 1]} {one['date'].year}" for one in (later, first)]
    text = f"{names[later['article']]} is dated {said[0]}, {names[first['article']]} {said[1]}: {days} days earlier."
    doubt = "By the line with the date. What differs may have come in between."
    yield text, doubt, "two dates", [(one["article"], one["block"]) for one in (later, first)]


def _heard_only_here(_: Found, facts: SameFacts, names: Names) -> Iterator[Row]:
    """Tell in one sentence whom each article alone lets speak, the one with most words first."""
    told = _told_speakers(facts)
    if not len(told):
        return
    said, places = [], []
    for article in told["article"].drop_duplicates():
        own = records(told[told["article"] == article])
        who, words = listing([_called(one) for one in own]), listing([str(one["words"]) for one in own])
        said.append(f"only {names[article]} lets {who} speak, in {words} words")
        places.append([(article, one["block"]) for one in own])
    said += [f"{names[article]} lets nobody speak" for article in names if article in facts.silent]
    other, let = ("the other", "lets") if len(names) == 2 else ("the others", "let")
    doubt = f"Who speaks is told by rules; {other} may name them, and let nobody of that name speak."
    if not (told["kind"] == NAMED).all():
        doubt = f"Who speaks is told by rules; who has no name is told by a role, of which {other} {let} nobody speak."
    # of each article one place is linked before a second of any
    linked = [place for turn in zip_longest(*places) for place in turn if place is not None]
    text = "; ".join(said)
    yield f"{text[:1].upper()}{text[1:]}.", doubt, "heard only here", linked


def _told_speakers(facts: SameFacts) -> pd.DataFrame:
    """Return who is told as heard in one article only: of each article those with most words, so many at most.

    A newspaper that is named as the source is in the table, and opens no page.
    """
    surely = facts.heard[(facts.heard["words"] >= _HEARD) & (facts.heard["words_sure"] >= _SURELY)]
    surely = surely[surely["kind"] != MEDIUM]
    return surely.groupby("article", sort=False).head(_SPEAKERS)


def _called(one: dict) -> str:
    return one["source"] if one["kind"] == NAMED else f"“{one['source']}”"


def _openings(_: Found, facts: SameFacts, names: Names) -> Iterator[Row]:
    for one in records(facts.openings):
        said = [f"{names[one[f'article_{s}']]} opens with: “{_shortened(one[f'sentence_{s}'])}”" for s in "ab"]
        later = [(names[one[f"article_{s}"]], names[one[f"article_{t}"]], one[f"later_{s}"]) for s, t in ("ab", "ba")]
        told = "; ".join(
            f"what opens {this} is told in {other}’s paragraph {n}" for this, other, n in later if pd.notna(n)
        )
        yield " ".join(said), f"By the first paragraphs and shared words: {told}.", "two openings", _places(one)


def _left_out(found: Found, facts: SameFacts, names: Names) -> Iterator[Row]:
    alone = found["only here"]
    held = _stated_otherwise(pd.concat([found["figure"], found["contradiction"]]))
    alone = alone.loc[[place not in held for place in zip(alone["article_a"], alone["block_a"], strict=True)]]
    # what one says who is told as heard only here is told with it
    speaking = {(one["article"], block) for one in records(_told_speakers(facts)) for block in one["blocks"]}
    shares = alone.groupby("article_a", sort=False)["share"].sum().sort_values(ascending=False, kind="stable")
    for article in shares.index:
        own = alone[alone["article_a"] == article]
        told = _worth_telling(told_nowhere(own), {block for slug, block in speaking if slug == article})
        if len(told):
            first = records(told.head(1))[0]
            of = (facts.points["article"] == article).sum()
            text = f"Only {names[article]} has: “{_shortened(first['sentence'])}”"
            places = [(article, block) for block in pd.concat([told, own])["block_a"].drop_duplicates().head(3)]
            if pd.notna(first["closest"]):
                places = [places[0], (first["closest_article"], int(first["closest_block"]))]
            yield text, _what_is_close(first, names), f"paragraph {first['place']} of {of}", places


def _what_is_close(one: dict, names: Names) -> str:
    """Name the sentence of another article that comes closest to what one has alone, if it has some words of it."""
    doubt = "What is told in wholly different words counts as left out."
    if pd.isna(one["closest"]):
        return doubt
    said = _shortened(one["closest"])
    stop = "" if said[-1:] in ".!?…" else "."
    return f"Closest in {names[one['closest_article']]}: “{said}”{stop} {doubt}"


def _worth_telling(told: pd.DataFrame, speaking: set[int]) -> pd.DataFrame:
    """Keep what is told with no speaker; none where the weightiest of it is light beside what is told with one.

    A sentence that begins with "it" says little alone, and a short one nothing.
    """
    leans = np.array([bool(_LEANS.match(one)) for one in told["sentence"]], bool)
    short = told["sentence"].str.split().str.len() < _HEARD
    worth = lacking(told) * np.where(leans, np.where(short, 0.0, _LEANING), 1.0)
    left = worth[~told["block_a"].isin(speaking) & (worth > 0)].sort_values(ascending=False, kind="stable")
    return told.loc[left.index] if len(left) and left.iloc[0] >= _SLIGHT * worth.max() else told.iloc[:0]


def _stated_otherwise(pairs: pd.DataFrame) -> set[tuple[str, int]]:
    """Return the blocks of whose figure or statement another article has its own: they differ, and are not left out."""
    apart = pairs[~pairs["relation"].isin((AGREE, APART))]
    return {(row[f"article_{s}"], row[f"block_{s}"]) for row in records(apart) for s in "ab"}


def _shortened(sentence: str, *, around: str = "") -> str:
    """Cut a sentence to the length of a line that has the words `around`, without the marks at its ends."""
    words = sentence.strip('“”"').split()
    behind = len(sentence[: sentence.find(around) + len(around)].split()) + _BEHIND if around in sentence else 0
    first = max(0, min(behind, len(words)) - _LINE)
    last = first + _LINE
    return "… " * (first > 0) + " ".join(words[first:last]) + "…" * (last < len(words))


def _reused(found: Found, _: SameFacts, names: Names) -> Iterator[Row]:
    passages = found["shared passage"]
    long = passages[(passages["words_a"] >= _LONG) & (passages["voice"] != "quoted")]
    long = long[long["agreement"] >= _ALIKE].sort_values("words_a", ascending=False, kind="stable")
    for _pair, own in long.groupby(["article_a", "article_b"], sort=False):
        one, *more = records(own)
        a, b = names[one["article_a"]], names[one["article_b"]]
        text = f"{a} and {b} share a passage of {one['words_a']} words outside of quotation marks."
        if more:
            text = f"{text[:-1]}, and {'one' if len(more) == 1 else len(more)} more of {_LONG} words or more."
        doubt = "Both may have it from a third: a news agency or a press release."
        yield text, doubt, f"{100 * one['agreement']:.0f}% of the words agree", _places(one)


def _many(count: int, what: str) -> str:
    return f"one {what}" if count == 1 else f"{count} {what}s"


# one table of all

_SIDE = {"article": TEXT, "block": "Int64", "start": "Int64", "end": "Int64", "text": TEXT}
FINDINGS = {"finding": TEXT} | {f"{name}_{side}": kind for side in "ab" for name, kind in _SIDE.items()}
FINDINGS |= {"verdict": TEXT, "value": "float64", "unit": TEXT, "observation": TEXT}


def _working(row: dict) -> str:
    said = row["working"][:1].upper() + row["working"][1:]
    return said if said.endswith(".") else f"{said}."


def _order(row: dict) -> str:
    why = f": {row['reason']}" if isinstance(row["reason"], str) else ""
    return f"{row['points']} shared points{why}; tau is 1 where they come in the same order, -1 in the opposite one."


#: by sort of finding: the columns of verdict and value, the unit, and the plain line
_SORTS: dict[str, tuple[str | None, str | None, str | None, Callable[[dict], str]]] = {
    "same point": ("basis", "score", "likeness, 0 to 1",
                   lambda row: f"Both report the same point, by the words they share: {row['shared']}."),
    "quotation": ("verdict", "share", "share of words that differ", lambda row: row["observation"]),
    "quotation and source": ("result", "share", "share of words altered", lambda row: row["observation"]),
    "contradiction": ("sort", None, None, lambda row: f"“{row['word_a']}” and “{row['word_b']}” of one thing; both "
                                                      f"have: {row['shared']}."),
    "figure": ("relation", None, None, lambda row: f"{row['observation']}."),
    "figure and source": ("relation", None, None, lambda row: f"{row['observation']}."),
    "arithmetic": ("verdict", None, None, _working),
    "headline": ("kind", None, None, lambda row: row["observation"]),
    "two headlines": ("sort", None, None,
                      lambda row: headline_sentence(row, {row[f"article_{s}"]: row[f"article_{s}"] for s in "ab"})),
    "only here": (None, "weight", "weight, 0 to 1",
                 lambda row: "No paragraph of another article shares enough words with it; of its own: "
                             f"{row['words']}."),
    "source of one": ("kind", "words", "words",
                      lambda row: f"{row['words']} words are ascribed to {row['source']}, whom no other article lets "
                                  "speak."),
    "actor of one": ("kind", "mentions", "mentions", lambda row: f"No other article names {row['name'].rstrip('.')}."),
    "shared passage": ("voice", "agreement", "share of words that agree",
                       lambda row: f"{row['same_words']} words stand in both in the same order."),
    "order": (None, "tau", "Kendall's tau", _order),
}  # fmt: skip


def facts_table(facts: SameFacts, blocks: pd.DataFrame) -> pd.DataFrame:
    """Join all that was found into one table.

    Parameters
    ----------
    facts : what is found
    blocks : the paragraph table that it was found in

    Returns
    -------
    DataFrame
        finding ('same point', 'quotation', 'quotation and source', 'contradiction', 'figure', 'figure and source',
        'arithmetic', 'headline', 'two headlines', 'only here', 'source of one', 'actor of one', 'shared passage',
        'order'); article, block, start, end (half-open, in characters of the block) and text of the first side and,
        where there is one, of the second; verdict; value with its unit; observation, a plain line
    """
    texts = blocks.set_index(["article", "block"])["text"].to_dict()
    found = _by_sort(facts)
    rows = []
    for finding, (verdict, value, unit, line) in _SORTS.items():
        for row in records(found[finding]) if finding in found else ():
            told = {"verdict": row.get(verdict), "value": row.get(value), "unit": unit, "observation": line(row)}
            rows.append({"finding": finding, **_side(row, "a", texts), **_side(row, "b", texts), **told})
    return pd.DataFrame(rows, columns=list(FINDINGS)).astype(FINDINGS)


def _side(row: dict, side: str, texts: Mapping[tuple, str]) -> dict:
    """Return the place of one side of a finding, with the words that stand there."""
    told = {f"{name}_{side}": row.get(f"{name}_{side}") for name in _SIDE}
    article, block, start, end, text = told.values()
    if text is None and block is not None:
        told[f"text_{side}"] = texts[article, block] if start is None else texts[article, block][start:end]
    return told


# marks in the texts

LABEL = "figure"


def figure_marks(facts: SameFacts, blocks: pd.DataFrame, *, names: Mapping[str, str]) -> pd.DataFrame:
    """Mark the figures that a comparison rests on.

    Parameters
    ----------
    facts : what is found
    blocks : the paragraph table that it was found in
    names : a readable name for each article, such as its letter

    Returns
    -------
    DataFrame with the columns of :data:`schema.SPANS`, one row per stretch: label 'figure', no weight; category,
    how it compares ('agree', 'differ', 'does not fit', ...); note, what it is held against. A stretch that is compared
    with several is marked once, with all of them in its note.
    """
    texts = blocks.set_index(["article", "block"])["text"]
    found = _by_sort(facts)
    marked: dict[tuple, tuple[list[str], list[str]]] = {}
    for finding, sides in (("figure", ("ab", "ba")), ("arithmetic", ("ab",))):
        for row in records(found[finding]):
            for side, other in sides:
                place = tuple(row[f"{name}_{side}"] for name in ("article", "block", "start", "end"))
                kinds, notes = marked.setdefault(place, ([], []))
                kinds.append(row[_SORTS[finding][0]])
                against = finding == "figure" and f"{names[row[f'article_{other}']]} has “{row[f'phrase_{other}']}”"
                notes.append(against or row["working"])
    rows = [
        {"article": article, "block": block, "start": start, "end": end, "surface": texts[article, block][start:end]}
        | {"label": LABEL, "category": ", ".join(dict.fromkeys(kinds)), "weight": float("nan"), "voice": None}
        | {"note": "; ".join(dict.fromkeys(notes)), "source": "figures"}
        for (article, block, start, end), (kinds, notes) in sorted(marked.items())
    ]
    return pd.DataFrame(rows, columns=list(SPANS)).astype(SPANS)
