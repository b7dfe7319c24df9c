"""Frames: what a text makes of an event (money, law, health, a quarrel), each told by terms that can be read.

Two families. The *issue frames* are those of the Policy Frames Codebook in nine groups: a text leads with one of them,
or with none. The *news frames* are five that news uses for any topic: a text can have several.

A term counts for the frames under which ``lexicons/frames.csv`` lists it. An issue frame's score is the sum of the
weights of its marked words; a news frame's is the sum over the different terms that were marked, because saying a word
again makes no frame more present. ``frame_weights.csv`` has the weights that annotated sentences moved;
``frame_reliability.csv`` says how far each frame agrees with experts, and gives it a tier. The longest term wins, so
that a set phrase listed as an exception (*in any case*) keeps its words from counting. A term that is denied (*no
lawsuit*) still raises its frame: it is marked as denied and counts half.

References
----------
Boydstun, Card, Gross, Resnik and Smith 2014, Tracking the Development of Media Frames within and across Policy Issues.
Semetko and Valkenburg 2000, Framing European Politics, Journal of Communication 50(2).
Entman 1993, Framing: Toward Clarification of a Fractured Paradigm, Journal of Communication 43(4).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.features import BATCH, NONE, Texts, as_table, find_voice, place_spans, unmeasurable
from analysis.measures.frame_terms import (
    DENIED,
    ISSUE_FRAMES,
    NEWS_FRAMES,
    FrameTerms,
    denied,
    issue_frames,
    load_reliability,
    news_frames,
    project_frames,
    score_families,
)
from analysis.schema import HEADLINE, OUTLET, QUOTED, TEXT_KINDS, VOICES, InputError, is_english
from analysis.text.languages import foreign_texts
from analysis.text.lexicon import Matches, cut_texts, find_terms, term_offsets
from analysis.text.words import split

_NOBODY = Matches(*(np.empty(0, np.int64) for _ in range(3)))


def find_frames(table: Texts, *, voice: str | None = None, own: FrameTerms | None = None) -> pd.DataFrame:
    """Score every text of a table for each frame.

    Parameters
    ----------
    table : as :func:`analysis.measure` takes it
    voice : ``outlet`` or ``quoted``: only the terms in that voice count; by default all
    own : a reader's frames (:func:`measures.own_frames.read_own_frames`), scored in place of the project's

    Returns
    -------
    DataFrame on the index of `table`: ``label``, the issue frame that leads or ``other``, and for each frame its score
    (0 and more; higher is more of it). Where a text is missing, has no words or is in another language than English
    (but not to a reader's own frames), the label is missing and the scores are NaN.

    Raises
    ------
    InputError
        if `table` is no texts, or there is no such voice

    Examples
    --------
    >>> find_frames("The court upheld the verdict of the jury.")["label"].tolist()
    ['legality']
    """
    if voice is not None and voice not in VOICES:
        raise InputError(f"voice is {voice!r}. Give one of {', '.join(VOICES)}, or none.")
    table = as_table(table)
    good = np.flatnonzero(unmeasurable(table["text"]) == NONE)
    families, parts = (own,) if own is not None else project_frames(), []
    for k in range(0, max(len(good), 1), BATCH):
        rows = table.iloc[good[k : k + BATCH]]
        words = split(rows["text"])
        held = None if voice is None else find_voice(words, rows, _NOBODY).quoted
        keep = None if held is None else lambda found, held=held: held.hold(found.first) == (voice == QUOTED)
        parts.append(score_families(words, families, keep))
        if own is None and len(foreign := foreign_texts(words, rows.get("language"))):
            parts[-1].loc[foreign["text"].to_numpy(int)] = np.nan
    scored = pd.concat(parts, ignore_index=True)
    if len(good) == len(table):
        return scored.set_axis(table.index)
    return scored.set_axis(good).reindex(range(len(table))).set_axis(table.index)


def frame_spans(table: Texts, *, own: FrameTerms | None = None) -> pd.DataFrame:
    """Find the words behind the scores: a row for each term and each frame that it counts for.

    Parameters
    ----------
    table, own : as in :func:`find_frames`

    Returns
    -------
    DataFrame in the order of the texts; ``text[start:end] == surface`` holds. ``label`` is ``frame`` (issue) or ``news
    frame``, ``category`` the frame, ``weight`` what the term adds, ``voice``, ``note`` the term's theme and whether it
    is denied, ``tier``; with ``row``, ``article``, ``block``, ``paragraph`` and ``place`` as :func:`analysis.evidence`
    has them
    """
    table = as_table(table)
    good = np.flatnonzero(unmeasurable(table["text"]) == NONE)
    rows = table.iloc[good]
    words = split(rows["text"])
    quoted = find_voice(words, rows, _NOBODY).quoted
    foreign = [] if own is not None else foreign_texts(words, rows.get("language"))["text"].to_numpy(int)
    tiers = load_reliability()["tier"]
    families = (("frame", own),) if own is not None else (("frame", issue_frames()), ("news frame", news_frames()))
    parts = []
    for label, terms in families:
        found = find_terms(words, terms.lexicon)
        text, start, end = term_offsets(words, terms.lexicon, found)
        # texts are typed, since none may be found
        surface = pd.Series(cut_texts(words, text, start, end), dtype="str")
        of = pd.DataFrame({"row": text, "start": start, "end": end, "surface": surface})
        no = denied(words, found)
        of["voice"] = np.where(quoted.hold(found.first), QUOTED, OUTLET)
        note = terms.lexicon.table["note"].to_numpy(object)[found.row]
        notes = [f"{said}; denied: it counts half" if negated else said for said, negated in zip(note, no, strict=True)]
        of["note"] = pd.Series(notes, dtype="str")
        weights = terms.weights[found.row] * np.where(no, DENIED, 1.0)[:, None]
        at, frame = np.nonzero(weights)
        names = np.array(terms.names, object)[frame]
        tier = None if own is not None else tiers.reindex(names).to_numpy(object)
        parts.append(of.iloc[at].assign(label=label, category=names, weight=weights[at, frame], tier=tier))
    spans = pd.concat(parts, ignore_index=True)
    spans = spans[~spans["row"].isin(foreign)]
    spans["row"] = good[spans["row"].to_numpy(int)]
    return place_spans(spans, table)


def article_texts(blocks: pd.DataFrame, kinds: tuple[str, ...]) -> pd.DataFrame:
    """Join the blocks of these kinds of each article: ``article``, ``text``, and ``id`` and ``language`` if they are
    there; blocks in another language than English are left out, unless most of the article is in one."""
    kept = blocks[blocks["kind"].isin(kinds)]
    if "language" in kept:
        size, english = kept["text"].str.len().astype(float), is_english(kept)
        whole, read = (column.groupby(kept["article"]).transform("sum") for column in (size, size * english))
        kept = kept[english | (2 * read < whole)]
    joined = kept.groupby("article", sort=False)
    texts = joined["text"].agg("\n\n".join).reset_index()
    if "id" in kept:
        texts.insert(0, "id", joined["id"].first().to_numpy(object))
    if "language" in kept:
        texts["language"] = joined["language"].first().to_numpy(object)
    return texts


def frame_profile(blocks: pd.DataFrame) -> pd.DataFrame:
    """Compute how much of each frame there is in each article.

    Parameters
    ----------
    blocks : the paragraph table (:func:`analysis.paragraphs`)

    Returns
    -------
    DataFrame, a row an article and frame: ``article``, ``frame``, ``kind`` (issue or news), ``tier``, ``score``,
    ``share`` (of what the frames of its kind have together, 0 to 1; NaN where there is none), ``opening`` (the same of
    headline and first paragraph), ``own`` (the part of the score in the outlet's voice, 0 to 1), ``leads`` (whether the
    article leads with it)
    """
    text = blocks[blocks["kind"].isin(TEXT_KINDS)]
    first = text[(text["kind"] == HEADLINE) | (text["paragraph"] == 1).fillna(False).astype(bool)]
    whole = article_texts(text, TEXT_KINDS)
    scored = find_frames(whole)
    opening = find_frames(article_texts(first, TEXT_KINDS).set_index("article")).reindex(whole["article"])
    own = find_frames(text.reset_index(drop=True), voice=OUTLET), find_frames(text.reset_index(drop=True))
    tier, parts = load_reliability()["tier"], []
    for kind, names in (("issue", list(ISSUE_FRAMES)), ("news", list(NEWS_FRAMES))):
        said, of_all = (one[names].groupby(text["article"].to_numpy(object)).sum() for one in own)
        in_own = (said / of_all.where(of_all > 0)).reindex(whole["article"])
        share, begun = (
            one[names].div(one[names].sum(axis=1).where(lambda s: s > 0), axis=0) for one in (scored, opening)
        )
        for at, article in enumerate(whole["article"].tolist()):
            parts.append(pd.DataFrame({
                "article": article,
                "frame": names,
                "kind": kind,
                "tier": tier[names].tolist(),
                "score": scored[names].iloc[at].to_numpy(float),
                "share": share.iloc[at].to_numpy(float),
                "opening": begun.iloc[at].to_numpy(float),
                "own": in_own.iloc[at].to_numpy(float),
                "leads": [name == scored["label"].iloc[at] for name in names],
            }))  # fmt: skip
    return pd.concat(parts, ignore_index=True)
