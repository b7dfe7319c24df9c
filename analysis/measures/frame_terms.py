"""The terms of frames, and the sums over them; :mod:`measures.frames` says what a frame is and what a term counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.files import LEXICONS, kept
from analysis.schema import texts_from_arrow
from analysis.text.lexicon import Lexicon, Matches, find_terms, forms_by_row, lexicon_of, prepare_terms
from analysis.text.words import Facts, Words

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
    return _frames_of(names, once=once, **_prepare_frames(table, names))


def _frames_of(names: tuple[str, ...], *, once: bool, rows: dict, weights: list, terms: dict) -> FrameTerms:
    """Return the frames that :func:`_prepare_frames` has prepared."""
    matrix = np.zeros((len(rows["term"]), len(names)))
    for at, place, weight in weights:
        matrix[at, place] = weight
    every = np.ones(len(names), bool)
    return FrameTerms(names, lexicon_of(pd.DataFrame(rows), **terms), matrix, np.zeros(len(names)), 0.0, every, once)


def _prepare_frames(table: pd.DataFrame, names: tuple[str, ...]) -> dict:
    """Return what :func:`_frames_of` makes frames of, as plain data."""
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
    listed = {
        "term": [forms[0] for forms in rows.values()],
        "forms": ["|".join(forms[1:]) for forms in rows.values()],
        "note": [note for _, note, _ in rows],
    }
    triples = [(at, place, weight) for at, (_, _, of) in enumerate(rows) for place, weight in of]
    return {"rows": listed, "weights": triples, "terms": prepare_terms(pd.DataFrame(listed))}


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
    made, of = _load("issue", ISSUE_FRAMES), load_reliability()
    own = of.loc[list(ISSUE_FRAMES)]
    starts, leads = own["start"].to_numpy(float), (own["tier"] != SILENT_TIER).to_numpy(bool)
    return FrameTerms(made.names, made.lexicon, made.weights, starts, float(of.loc[OTHER, "start"]), leads)


@lru_cache(maxsize=1)
def news_frames() -> FrameTerms:
    """Load the five news frames."""
    return _load("news", NEWS_FRAMES, once=True)


def _load(kind: str, names: tuple[str, ...], *, once: bool = False) -> FrameTerms:
    prepared = kept(f"frames-{kind}", lambda: _prepare_frames(_rows_of(names), names))
    return _frames_of(names, once=once, **prepared)


def _rows_of(names: tuple[str, ...]) -> pd.DataFrame:
    table = read_frame_terms()
    return table[table["category"].isin([*names, "exception"])]


def project_frames() -> tuple[FrameTerms, FrameTerms]:
    """Load the project's two families: issue frames, then news frames."""
    return issue_frames(), news_frames()


def score_families(
    words: Words, families: tuple[FrameTerms, ...], keep: Callable[[Matches], np.ndarray] | None = None
) -> pd.DataFrame:
    """Compute ``label`` and the score of each frame of these families, a row a text; missing where it has no words.

    The first family gives the label; `keep` tells which matches count (bool), by default all. The language is not
    looked at.
    """
    columns: dict = {}
    for at, terms in enumerate(families):
        found = find_terms(words, terms.lexicon)
        if keep is not None:
            found = found.keep(keep(found))
        scores = score_frames(words, terms, found)
        scores[words.counts == 0] = np.nan
        if at == 0:
            columns["label"] = lead(scores, terms)
        columns |= dict(zip(terms.names, scores.T, strict=True))
    return pd.DataFrame(columns)


def score_frames(words: Words, terms: FrameTerms, found: Matches) -> np.ndarray:
    """Add up the weights of `found` (places of the terms) over each text, frame by frame (texts x frames)."""
    text = words.text_at(found.first).astype(np.int64)
    factor = np.where(denied(words, found), DENIED, 1.0)
    row = found.row
    if terms.once:
        # texts come in order, so that a term's matches in one text stand together once rows are sorted
        order = np.argsort(row.astype(np.uint16 if len(terms.weights) < 1 << 16 else np.int64), kind="stable")
        text, row, factor = text[order], row[order], factor[order]
        first = np.flatnonzero(np.append(True, (text[1:] != text[:-1]) | (row[1:] != row[:-1]))[: len(row)])
        text, row, factor = text[first], row[first], np.maximum.reduceat(factor, first) if len(first) else factor
    count = len(terms.names)
    scores = np.zeros(len(words) * count)
    for frame, weight in terms.columns:
        scores += np.bincount(text * count + frame[row], weight[row] * factor, minlength=len(scores))
    # sums of weights with two decimals: what is beyond the sixth is the machine's
    return scores.reshape(-1, count).round(6)


def lead(scores: np.ndarray, terms: FrameTerms) -> pd.api.extensions.ExtensionArray:
    """Choose the frame that leads each text: the highest, with its start, if it is above none and no other is level."""
    height = np.where(terms.leads & (scores > 0), scores + terms.starts, -np.inf)
    leader = height.argmax(axis=1)
    best = height[np.arange(len(scores)), leader]
    clear = (best > terms.none) & ((height == best[:, None]).sum(axis=1) == 1)
    label = pa.array(np.where(clear, leader, len(terms.names)).astype(np.int8), mask=np.isnan(scores[:, 0]))
    named = pa.DictionaryArray.from_arrays(label, [*terms.names, OTHER])
    return texts_from_arrow(named.cast(pa.large_string()))


def denied(words: Words, found: Matches) -> np.ndarray:
    """Test for each match whether one of the words before it, in the same text, denies it (bool)."""
    # denials are few: each one casts its shadow on the words behind it
    places = np.flatnonzero(words.vocabulary.facts(_denial_facts)["denies"].take(words.types))
    end = words.bounds[words.text_at(places) + 1]
    shadow = np.zeros(len(words.types) + _REACH, bool)
    for ahead in range(1, _REACH + 1):
        shadow[places[places + ahead < end] + ahead] = True
    return shadow[found.first]


def _denial_facts(surfaces: list[str]) -> Facts:
    plain = (surface.lower().replace("’", "'").strip("\"'“”‘(),.;:") for surface in surfaces)
    return {"denies": np.array([word in _DENIALS or word.endswith("n't") for word in plain], bool)}
