"""A headline held against its body: what it says that no sentence under it, and no source it quotes, bears out.

Five kinds of words are looked at: figures and quantifiers (:mod:`facts.headline_figures`), words of certainty and names
(:mod:`facts.headline_claims`), and loaded words. Each finding has the nearest sentence of the body beside it. It is an
observation and no charge: a headline is short, and what it leaves out may be in a picture, a caption or a table that is
not in the text.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.attribution import Attributions, list_quotations
from analysis.facts.headline_claims import actors, certainty
from analysis.facts.headline_figures import numbers, quantifiers
from analysis.facts.headline_words import (
    Finding,
    Said,
    against,
    body_sentences,
    content_stems,
    is_content,
    is_sentence,
    nearest,
    on_the_matter,
    stem,
    words_of,
)
from analysis.measures import evidence
from analysis.schema import HEADLINE, TEXT, TEXT_KINDS, require
from analysis.text.lexicon import Lexicon
from analysis.text.patterns import pattern
from analysis.text.word_forms import key

KINDS = ("quantifier", "certainty", "actor", "number", "loaded")
FINDINGS = {"article": TEXT, "block": "int64", "start": "int64", "end": "int64", "surface": TEXT, "kind": TEXT}
FINDINGS |= {"stated": TEXT, "found": TEXT, "nearest_block": "Int64", "nearest_start": "Int64", "nearest_end": "Int64"}
FINDINGS |= {"nearest": TEXT, "observation": TEXT}
#: loaded words as light as this are left alone; so are what capitals, quantifiers and scare quotes do
_LIGHT, _LIGHT_CUE = 0.3, 0.45
#: short verbs of saying that headlines use for room
_SHORT_VERBS = frozenset(("claim", "insist", "reveal", "vow", "warn"))
_JOINED = pattern(r"[^\W\d_]+(?:-[^\W\d_]+)+")
#: words that are verbs of the event in headlines, and loaded as nouns
_OF_THE_EVENT = frozenset(("convict", "destroy"))
#: a doer's word is longer
_DOER = 5
_LEFT_OUT = ("typographic", "absolute", "insinuation", "intensifier")


def headline(
    blocks: pd.DataFrame, found: Attributions, *, lexicon: Lexicon | None = None, spans: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find what headlines say and their bodies do not bear out.

    Parameters
    ----------
    blocks : the paragraph table (``article``, ``block``, ``kind``, ``text``)
    found : who speaks, as :func:`attribution.attribute` returns it
    lexicon : the reader's own loaded words; the shipped ones by default
    spans : what :func:`measures.evidence` has found in `blocks` with it, where that is at hand

    Returns
    -------
    DataFrame, one row a finding, in the order of the headlines: article, block; start, end, surface (in the headline,
    half-open); kind, one of :data:`KINDS`; stated (what the headline says); found (what the nearest sentence says in
    its place, missing where it has nothing); nearest_block, nearest_start, nearest_end, nearest (the sentence);
    observation (one sentence). Where an article has no headline, or its body has no sentence, there is no row.
    """
    require(blocks, ("article", "block", "kind", "text"), "headline")
    blocks = blocks[blocks["kind"].isin(TEXT_KINDS)].reset_index(drop=True)
    heads = blocks[blocks["kind"] == HEADLINE]
    said = body_sentences(blocks, list_quotations(blocks, found)) if len(heads) else {}
    marked = (evidence(blocks, lexicon=lexicon) if spans is None else spans) if len(heads) else None
    rows = []
    for article, block, text in heads[["article", "block", "text"]].itertuples(index=False):
        body = said.get(article, [])
        words = words_of(text)
        if not words or not body or is_sentence(words):
            continue
        findings = [one for rule in (quantifiers, certainty, actors, numbers) for one in rule(words, text, body)]
        own = marked[(marked["article"] == article) & marked["label"].isin(("loaded", "cue"))]
        own = own[own["block"].isin(blocks.loc[blocks["article"] == article, "block"])]
        findings += _loaded(own, block, text, body)
        for one in sorted(_apart(findings), key=lambda one: (one.start, one.end)):
            rows.append((article, block, one.start, one.end, text[one.start : one.end], one.kind, *_told(one, text)))
    return pd.DataFrame(rows, columns=list(FINDINGS)).astype(FINDINGS)


def _told(one: Finding, text: str) -> tuple:
    near = one.nearest
    where = (None, None, None, None) if near is None else (near.block, near.start, near.end, near.text)
    return text[one.start : one.end], one.found or None, *where, one.observation


def _apart(findings: list[Finding]) -> list[Finding]:
    """Keep one finding for a place: the first, by the order of the kinds."""
    kept: list[Finding] = []
    for one in sorted(findings, key=lambda one: KINDS.index(one.kind)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept


def _loaded(marked: pd.DataFrame, block: int, text: str, said: list[Said]) -> list[Finding]:
    """Find loaded words that no sentence has, in any form, and no sentence on the same matter has the like of."""
    heavy = marked["weight"] >= np.where(marked["label"] == "cue", _LIGHT_CUE, _LIGHT)
    mine = marked[(marked["block"] == block) & heavy & ~marked["category"].isin(_LEFT_OUT)]
    if not len(mine):
        return []
    words = words_of(text)
    stems = content_stems(words)
    everywhere = {word.stem for sentence in said for word in sentence.words}
    # of "nurse-turned-hero" each part is a word
    joined = [whole for sentence in said for whole in _JOINED.findall(sentence.text)]
    everywhere |= {stem(part) for whole in joined for part in whole.split("-")}
    theirs = marked[marked["block"] != block]
    found = []
    for one in mine.itertuples():
        own = [word for word in words_of(one.surface) if word.stem]
        content = [word.stem for word in own if is_content(word)] or [word.stem for word in own]
        short = one.label == "cue" and content[0] in _SHORT_VERBS
        if (
            short
            or all({word, *_doers(word)} & everywhere for word in content)
            or content[0] in map(stem, _OF_THE_EVENT)
        ):
            continue
        if _has_the_like(theirs, one, stems - set(content), said):
            continue
        sentence = nearest(stems - set(content), on_the_matter(stems, said))
        if sentence is None:
            continue
        if plainer := _plainer(one.neutral, sentence):
            found.append(against("loaded", text, (one.start, one.end), plainer, sentence))
        else:
            note = f"The headline says “{one.surface}”; the body does not use the word."
            found.append(Finding("loaded", one.start, one.end, "", sentence, note))
    return found


def _doers(word: str) -> list[str]:
    """Return what a doer does, by the key of the word: riot of rioter."""
    return [key(word[: -len(ending)]) for ending in ("er", "or") if word.endswith(ending) and len(word) > _DOER]


def _has_the_like(theirs: pd.DataFrame, one: object, stems: frozenset[str], said: list[Said]) -> bool:
    """Test whether a sentence on the same matter has a loaded word of the same category; for a verb of saying, any."""
    alike = theirs[theirs["weight"] >= one.weight - 0.2]
    alike = alike if one.label == "cue" else alike[alike["category"] == one.category]
    places = list(alike[["block", "start"]].itertuples(index=False))
    return any(
        sentence.block == block and sentence.start <= start < sentence.end
        for sentence in on_the_matter(stems, said)
        for block, start in places
    )


def _plainer(neutral: object, sentence: Said) -> str | None:
    """Return the word of a sentence that is the plainer one of the lexicon, if it is there."""
    if pd.isna(neutral) or not neutral:
        return None
    wanted = {stem(word) for word in str(neutral).split()}
    return next((word.surface for word in sentence.words if word.stem in wanted and is_content(word)), None)
