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

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from analysis.files import LEXICONS
from analysis.measures.features import NONE, Texts, as_table, find_voice, place_spans, unmeasurable
from analysis.schema import HEADLINE, OUTLET, QUOTED, TEXT, TEXT_KINDS, VOICES, InputError
from analysis.text.lexicon import Lexicon, Matches, compile_terms, cut_texts, find_terms, forms_by_row, term_offsets
from analysis.text.sentences import sentences
from analysis.text.words import Facts, Words, split

ISSUE_FRAMES = (
    *("economic", "morality", "fairness", "legality", "politics", "security", "health", "culture", "opinion"),
)
NEWS_FRAMES = ("conflict", "human_interest", "economic_consequences", "morality_news", "resolution")
#: the label of a text that leads with no issue frame
OTHER = "other"
#: a frame of this tier is marked, but no text leads with it
SILENT_TIER = "C"
#: what a term counts that is denied: "no lawsuit" still speaks of law
DENIED = 0.5
#: so many words before a term are searched for a denial
_REACH = 3
_DENIALS = frozenset("no not never without neither nor none cannot hardly".split())  # noqa: SIM905
_NOBODY = Matches(*(np.empty(0, np.int64) for _ in range(3)))


@dataclass(frozen=True, eq=False)
class FrameTerms:
    """Frames and their terms, ready to be found.

    Attributes
    ----------
    names : the frames
    lexicon : the terms of all of them, each form in one row; its table has ``note``
    weights : for each row of the lexicon the weight in each frame (terms x frames)
    starts : what each frame has to begin with when it is chosen which one leads
    none : what a frame has to exceed to lead (in the same measure)
    leads : which frames may lead (bool)
    once : whether a term counts once a text
    """

    names: tuple[str, ...]
    lexicon: Lexicon
    weights: np.ndarray
    starts: np.ndarray
    none: float
    leads: np.ndarray
    once: bool = False

    @cached_property
    def columns(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """The first, second, ... frame that each row counts for, with its weight: few rows count for several."""
        order = np.argsort(-self.weights, axis=1, kind="stable")
        most = int((self.weights > 0).sum(axis=1).max(initial=0))
        return [(at, np.take_along_axis(self.weights, at[:, None], 1)[:, 0]) for at in order.T[:most]]


def compile_frames(table: pd.DataFrame, names: tuple[str, ...], *, once: bool = False) -> FrameTerms:
    """Prepare rows of terms (``term``, ``category``: the frame, ``weight``, ``note``, ``forms``) for these frames.

    What stands under another category is an exception: it is found, and counts for no frame.
    """
    places = {name: at for at, name in enumerate(names)}
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    first: dict[str, tuple[str, str]] = {}
    columns = (table[name].tolist() for name in ("term", "category", "weight", "note"))
    for term, category, weight, note, forms in zip(*columns, forms_by_row(table), strict=True):
        for form in forms:
            first.setdefault(form, (term, note))
            if category in places:
                weights[form][places[category]] = weight
    # forms with the same weights are one row; the first of them is its term
    rows: dict[tuple, list[str]] = defaultdict(list)
    for form, (term, note) in first.items():
        rows[term, note, tuple(sorted(weights.get(form, {}).items()))].append(form)
    matrix = np.zeros((len(rows), len(names)))
    for at, (_, _, of) in enumerate(rows):
        for place, weight in of:
            matrix[at, place] = weight
    listed = pd.DataFrame({
        "term": [forms[0] for forms in rows.values()],
        "forms": ["|".join(forms[1:]) for forms in rows.values()],
        "note": [note for _, note, _ in rows],
    })  # fmt: skip
    every = np.ones(len(names), bool)
    return FrameTerms(names, compile_terms(listed), matrix, np.zeros(len(names)), 0.0, every, once)


@lru_cache(maxsize=1)
def read_frame_terms() -> pd.DataFrame:
    """Read the terms of the project's frames, with the weights by hand (``hand``) and as annotated data moved them."""
    table = pd.read_csv(LEXICONS / "frames.csv", keep_default_na=False)
    moved = pd.read_csv(LEXICONS / "frame_weights.csv", keep_default_na=False)
    key = ["term", "category"]
    table = table.rename(columns={"weight": "hand"}).merge(moved[[*key, "weight"]], on=key, how="left")
    return table.assign(weight=table["weight"].fillna(table["hand"]))


@lru_cache(maxsize=1)
def load_reliability() -> pd.DataFrame:
    """Read how far each frame agrees with experts, out of sample.

    Returns
    -------
    DataFrame on the frames' names: ``kind`` (issue or news); ``tier`` (A: F1 of .70 and more; B: .40 and more; C; one
    lower where the interval reaches ``blind``, the F1 of calling every text so); ``f1`` with ``low`` and ``high``;
    ``precision``, ``recall``; ``silent`` (share of the frame's texts in which none of its terms was found); ``n``;
    ``start`` (see :class:`FrameTerms`; of a news frame the score from which it counts as present)
    """
    return pd.read_csv(LEXICONS / "frame_reliability.csv").fillna({"tier": ""}).set_index("frame")


@lru_cache(maxsize=1)
def issue_frames() -> FrameTerms:
    """Load the nine issue frames."""
    made, of = compile_frames(_rows_of(ISSUE_FRAMES), ISSUE_FRAMES), load_reliability()
    own = of.loc[list(ISSUE_FRAMES)]
    starts, leads = own["start"].to_numpy(float), (own["tier"] != SILENT_TIER).to_numpy(bool)
    return FrameTerms(made.names, made.lexicon, made.weights, starts, float(of.loc[OTHER, "start"]), leads)


@lru_cache(maxsize=1)
def news_frames() -> FrameTerms:
    """Load the five news frames."""
    return compile_frames(_rows_of(NEWS_FRAMES), NEWS_FRAMES, once=True)


def _rows_of(names: tuple[str, ...]) -> pd.DataFrame:
    table = read_frame_terms()
    return table[table["category"].isin([*names, "exception"])]


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
    (0 and more; higher is more of it). Where a text is missing or has no words, the label is missing and the scores
    are NaN.

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
    words = split(table["text"].iloc[good])
    chosen = (own,) if own is not None else (issue_frames(), news_frames())
    held = None if voice is None else find_voice(words, table.iloc[good], _NOBODY).quoted
    columns: dict[str, np.ndarray] = {}
    for at, terms in enumerate(chosen):
        found = find_terms(words, terms.lexicon)
        if held is not None:
            found = found.keep(held.hold(found.first) == (voice == QUOTED))
        scores = score_frames(words, terms, found)
        scores[words.counts == 0] = np.nan
        if at == 0:
            columns["label"] = lead(scores, terms)
        columns |= dict(zip(terms.names, scores.T, strict=True))
    scored = pd.DataFrame(columns).set_axis(good).reindex(range(len(table))).set_axis(table.index)
    return scored.astype({"label": TEXT})


def score_frames(words: Words, terms: FrameTerms, found: Matches) -> np.ndarray:
    """Add up the weights of `found` (places of the terms) over each text, frame by frame (texts x frames)."""
    text = words.text_at(found.first).astype(np.int64)
    factor = np.where(denied(words, found), DENIED, 1.0)
    row = found.row
    if terms.once:
        pairs, inverse = np.unique(text * len(terms.weights) + row, return_inverse=True)
        best = np.zeros(len(pairs))
        np.maximum.at(best, inverse, factor)
        (text, row), factor = np.divmod(pairs, len(terms.weights)), best
    count = len(terms.names)
    scores = np.zeros(len(words) * count)
    for frame, weight in terms.columns:
        scores += np.bincount(text * count + frame[row], weight[row] * factor, minlength=len(scores))
    return scores.reshape(-1, count)


def lead(scores: np.ndarray, terms: FrameTerms) -> np.ndarray:
    """Choose the frame that leads each text: the highest, with its start, if it is above none and no other is level."""
    able = terms.leads & (scores > 0)
    height = np.where(able, scores + terms.starts, -np.inf)
    best = height.max(axis=1, initial=-np.inf)
    clear = (best > terms.none) & ((height == best[:, None]).sum(axis=1) == 1)
    label = np.where(clear, np.array(terms.names, object)[height.argmax(axis=1)], OTHER)
    return np.where(np.isnan(scores).any(axis=1), None, label)


def denied(words: Words, found: Matches) -> np.ndarray:
    """Test for each match whether one of the words before it, in the same text, denies it (bool)."""
    denial = words.vocabulary.facts(_denial_facts)["denies"]
    text = words.text_at(found.first)
    result = np.zeros(len(found.first), bool)
    for back in range(1, _REACH + 1):
        at = found.first - back
        inside = at >= words.bounds[text]
        result |= inside & denial[words.types[np.maximum(at, 0)]]
    return result


def _denial_facts(surfaces: list[str]) -> Facts:
    plain = (surface.lower().replace("’", "'").strip("\"'“”‘(),.;:") for surface in surfaces)
    return {"denies": np.array([word in _DENIALS or word.endswith("n't") for word in plain], bool)}


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
    words = split(table["text"].iloc[good])
    quoted = find_voice(words, table.iloc[good], _NOBODY).quoted
    tiers = load_reliability()["tier"]
    families = (("frame", own),) if own is not None else (("frame", issue_frames()), ("news frame", news_frames()))
    parts = []
    for label, terms in families:
        found = find_terms(words, terms.lexicon)
        text, start, end = term_offsets(words, terms.lexicon, found)
        of = pd.DataFrame({"row": text, "start": start, "end": end, "surface": cut_texts(words, text, start, end)})
        no = denied(words, found)
        of["voice"] = np.where(quoted.hold(found.first), QUOTED, OUTLET)
        note = terms.lexicon.table["note"].to_numpy(object)[found.row]
        of["note"] = [
            f"{said}; denied: it counts half" if negated else said for said, negated in zip(note, no, strict=True)
        ]
        weights = terms.weights[found.row] * np.where(no, DENIED, 1.0)[:, None]
        at, frame = np.nonzero(weights)
        names = np.array(terms.names, object)[frame]
        tier = None if own is not None else tiers.reindex(names).to_numpy(object)
        parts.append(of.iloc[at].assign(label=label, category=names, weight=weights[at, frame], tier=tier))
    spans = pd.concat(parts, ignore_index=True)
    spans["row"] = good[spans["row"].to_numpy(int)]
    return place_spans(spans, table)


def frames_of_sentences(table: Texts, *, own: FrameTerms | None = None) -> pd.DataFrame:
    """Score every sentence: ``row`` (of `table`), ``sentence``, ``start``, ``end``, and :func:`find_frames`."""
    table = as_table(table)
    texts = [text if isinstance(text, str) else "" for text in table["text"].tolist()]
    cut = sentences(texts)
    places = zip(*(cut[name].tolist() for name in ("row", "start", "end")), strict=True)
    return pd.concat([cut, find_frames([texts[row][start:end] for row, start, end in places], own=own)], axis=1)


def article_texts(blocks: pd.DataFrame, kinds: tuple[str, ...]) -> pd.DataFrame:
    """Join the blocks of these kinds of each article: ``article``, ``text``, and ``id`` if it is there."""
    kept = blocks[blocks["kind"].isin(kinds)]
    joined = kept.groupby("article", sort=False)
    texts = joined["text"].agg("\n\n".join).reset_index()
    if "id" in kept:
        texts.insert(0, "id", joined["id"].first().to_numpy(object))
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
