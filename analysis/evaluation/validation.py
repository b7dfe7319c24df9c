"""How far loaded language agrees with experts: on sentences that they labelled, and on words that they marked.

:func:`read_annotated` reads such sentences, :func:`scored` scores them with this project and with its peers (VADER,
and AFINN and TextBlob where they are installed: none was made to find loaded language, but sentiment is what is often
used in its place), :func:`on_sentences` and :func:`on_words` compare.

A term is counted wherever :func:`analysis.evidence` marks it: what stands inside a name or under an exception is not.
A phrase counts once, and as marked if experts marked any of its words. What is found by rule and not by list
(capitals, exclamation marks, scare quotes) keeps its weight. The weights that the project ships were estimated from
BABE's development sentences. On those only two rows are a fair test: those whose weights were estimated anew without
the outlet, or without the topic, of the sentence that is scored.

References
----------
Spinde, Plank, Krieger, Ruas, Gipp and Aizawa 2021, Neural Media Bias Detection Using Distant Supervision With BABE,
Findings of EMNLP.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from numbers import Integral
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.articles import read_table
from analysis.evaluation import agreement
from analysis.evaluation.agreement import DRAWS, figure_rows
from analysis.files import shorten
from analysis.measures import evidence, measure
from analysis.schema import InputError, require
from analysis.text.lexicon import categories, compile_terms, load_lexicon, read_hand_weights, weigh_terms

OURS, SHIPPED, BY_HAND = "this project", "learned on BABE", "weights by hand"
#: a sentence counts as loaded from this score on; for the peers it is near what does best on BABE
LOADED_AT = {OURS: 0.08, "VADER": 0.42, "AFINN": 2.0, "TextBlob": 0.38}
#: the peers that can be had with ``pip install afinn textblob``, by the name they are shown under
OPTIONAL = {"AFINN": "afinn", "TextBlob": "textblob"}
#: stands for the term of what is found by rule
RULE = -1
#: a word counts as loaded from this weight on
WORD_LOADED_AT = 0.34
#: which splits there are, by the column whose values are left out one by one
SPLITS = {"outlet": "outlets left out", "topic": "topics left out"}
#: two names of one topic in BABE: left out apart, each would be learned from the other
SAME_TOPIC = {"blm": "black lives matter"}
VALIDATED_MEASURES = {
    "auc": "AUC",
    "average_precision": "average precision",
    "macro_f1": "macro-F1",
    "auc_within_outlet": "AUC within outlets",
    "word_precision": "word precision",
    "word_recall": "word recall",
    "word_f1": "word F1",
}
COLUMNS = ("scorer", "split", "measure", "value", "low", "high", "n")
#: what the reader of the figures has to know
NOTES = (
    "Learned on BABE are the weights that the project ships, estimated from BABE's development sentences (Spinde et "
    "al. 2021). If these are among the sentences here, that row is too good: the rows with outlets or topics left out "
    "are the fair test. Some terms were added to the lexicon, or struck, after a look at the same sentences, which no "
    "split undoes.",
    f"A sentence counts as loaded from a score of {LOADED_AT[OURS]} on, a word from a weight of {WORD_LOADED_AT} on. "
    "Both were chosen on BABE, and so were the peers' thresholds, each near where it does best.",
)
_WORD = re.compile(r"[A-Za-z]+(?:['’\-][A-Za-z]+)*")
#: how spans are written
_FORM = "Write them as [[start, end], ...], in characters, or [] for none."


def read_annotated(path: Path, *, needs: tuple[str, ...] = ("label",)) -> pd.DataFrame:
    """Read a table of annotated sentences.

    Parameters
    ----------
    path : .csv, .jsonl or .parquet with ``text``, and where they are known ``label`` (0 or 1), ``spans`` (JSON: a list
        of [start, end] in characters, half-open), ``id``, ``outlet`` and ``topic``
    needs : the columns besides ``text`` that must be there

    Returns
    -------
    DataFrame with those columns that the file has: ``label`` as whole numbers, ``spans`` as lists of (start, end), the
    others as text

    Raises
    ------
    InputError
        if the file is missing or no table, if a column is missing, or if a text, a label or a span is broken, with
        the line it stands in
    """
    table = read_table(path)
    require(table, needs, str(path))
    table = table.reset_index(drop=True)
    texts = table["text"].tolist()
    for k, text in enumerate(texts):
        if not isinstance(text, str):
            raise InputError(f"{_place(table, path, k)}: there is no text. Give the row a sentence, or take it out.")
    columns: dict[str, list] = {"text": texts}
    if "label" in table:
        columns["label"] = _labels(table, path)
    if "spans" in table:
        columns["spans"] = []
        for k, cell in enumerate(table["spans"].tolist()):
            try:
                columns["spans"].append(_spans(cell, len(texts[k])))
            except ValueError as error:
                raise InputError(f"{_place(table, path, k)}: {error}. {_FORM}") from None
    for name in ("id", "outlet", "topic"):
        if name in table:
            cells = zip(table[name].tolist(), table[name].isna(), strict=True)
            columns[name] = ["" if missing else str(cell) for cell, missing in cells]
    return pd.DataFrame(columns)


def _labels(table: pd.DataFrame, path: Path) -> list[int]:
    labels = pd.to_numeric(table["label"], errors="coerce").to_numpy(float, na_value=np.nan)
    bad = np.flatnonzero(~np.isin(labels, (0, 1)))
    if len(bad):
        place, cell = _place(table, path, bad[0]), table["label"].iloc[bad[0]]
        raise InputError(f"{place}: the label is {cell!r}. Give 1 for a sentence that experts call biased, or else 0.")
    return labels.astype(int).tolist()


def _spans(cell: object, length: int) -> list[tuple[int, int]]:
    """Parse the marks of one sentence, each of them a stretch of its text."""
    try:
        given = json.loads(cell) if isinstance(cell, str) else cell
        pairs = [tuple(span) for span in given]
    except (TypeError, ValueError, RecursionError):
        raise ValueError(f"the spans {shorten(cell)} cannot be read") from None
    for pair in pairs:
        whole = len(pair) == 2 and all(isinstance(at, Integral) and not isinstance(at, bool) for at in pair)
        if not whole or not 0 <= pair[0] < pair[1] <= length:
            raise ValueError(f"the span {shorten(list(pair))} is no stretch of a text of {length} characters")
    return [(int(start), int(end)) for start, end in pairs]


def _place(table: pd.DataFrame, path: Path, row: int) -> str:
    """Name the place of a row: the file and its line, counting the line ends inside the cells above it."""
    kind = path.suffix.lower()
    if kind == ".parquet":
        return f"{path}, row {row + 1}"
    if kind == ".jsonl":
        return f"{path}, line {row + 1}"
    above = table.iloc[:row].astype(str)
    inside = sum(int(above[name].str.count(r"\r\n|\r|\n").sum()) for name in above)
    return f"{path}, line {row + 2 + inside}"


def occurrences(table: pd.DataFrame, terms: pd.DataFrame) -> pd.DataFrame:
    """Find every place that counts as loaded, and whether experts marked it.

    Parameters
    ----------
    table : ``text``, and ``spans``: a list of (start, end) of what experts marked in each (characters, half-open);
        without that column nothing is marked
    terms : a lexicon as :func:`text.lexicon.read_hand_weights` reads it

    Returns
    -------
    DataFrame, one row a place: ``row`` (of `table`), ``start``, ``end`` (characters), ``term`` (row of `terms`, or
    :data:`RULE`), ``weight``, ``factor`` (what is left of the weight in the score) and ``marked`` (bool)
    """
    numbered = compile_terms(terms.assign(source=[str(k) for k in range(len(terms))]))
    spans = evidence(table, lexicon=numbered)
    found = spans[spans["label"].isin(["loaded", "cue"]) & (spans["weight"] > 0)].reset_index(drop=True)
    term = pd.to_numeric(found["source"], errors="coerce").fillna(RULE).to_numpy(np.int64)
    found = found[["row", "start", "end", "weight", "factor"]].assign(term=term)
    marks = table["spans"].tolist() if "spans" in table else [()] * len(table)
    return found.assign(marked=overlaps(found, marks))


def overlaps(places: pd.DataFrame, marks: list) -> np.ndarray:
    """Test for each place (``row``, ``start``, ``end``) whether it overlaps one of its row's `marks` (bool)."""
    flat = np.array([(row, a, b) for row, of in enumerate(marks) for a, b in of], np.int64).reshape(-1, 3)
    if not len(flat) or not len(places):
        return np.zeros(len(places), bool)
    # rows one behind the other, so far apart that nothing of one reaches into another
    far = max(flat[:, 2].max(), places["end"].max()) + 1
    begin, end = (np.sort(flat[:, 0] * far + flat[:, k]) for k in (1, 2))
    row, start, stop = (places[name].to_numpy(np.int64) for name in ("row", "start", "end"))
    # of the marks that begin before the place ends, some end behind its start
    return np.searchsorted(begin, row * far + stop) > np.searchsorted(end, row * far + start, side="right")


def counts(found: pd.DataFrame, terms: pd.DataFrame) -> pd.DataFrame:
    """Count for each of `terms` in how many places it stood (``seen``) and how many were ``marked``; ``term`` first."""
    of = found[found["term"] != RULE]
    seen = np.bincount(of["term"], minlength=len(terms))
    marked = np.bincount(of["term"], of["marked"], minlength=len(terms)).astype(np.int64)
    return pd.DataFrame({"term": terms["term"].to_numpy(object), "marked": marked, "seen": seen})


def left_out(found: pd.DataFrame, terms: pd.DataFrame, *, groups: np.ndarray, loaded: pd.Series) -> np.ndarray:
    """Weigh each place with weights that were estimated without its own group."""
    own = np.asarray(groups)[found["row"]]
    result = np.empty(len(found))
    for group in pd.unique(own):
        here = own == group
        result[here] = reweighed(found[here], weigh_terms(terms, counts(found[~here], terms), loaded=loaded))
    return result


def reweighed(found: pd.DataFrame, terms: pd.DataFrame) -> np.ndarray:
    """Return each place of `found` the weight that its term has in `terms`; what is found by rule keeps its own."""
    term = found["term"].to_numpy()
    return np.where(term == RULE, found["weight"], terms["weight"].to_numpy(float)[term])


def scores(found: pd.DataFrame, weight: np.ndarray, *, words: np.ndarray) -> np.ndarray:
    """Compute the ``loaded_score`` of n texts (0 and more) from the weight of each place and the number of `words` (n).

    Weights are added up, each times its factor, and divided by the square root of the number of words.
    """
    total = np.bincount(found["row"], weight * found["factor"], minlength=len(words))
    return total / np.sqrt(np.maximum(words, 1))


def missing_peers() -> list[str]:
    """Return the packages of :data:`OPTIONAL` that are not installed."""
    return [package for package in OPTIONAL.values() if find_spec(package) is None]


def _weighed(found: pd.DataFrame, weight: np.ndarray) -> pd.DataFrame:
    """Return the places that count, with what is left of their weight."""
    return found.assign(weight=weight * found["factor"])[weight > 0]


def peers(texts: list[str]) -> dict[str, np.ndarray]:
    """Score texts with each peer that is installed; higher is taken for more loaded."""
    scorers = {"VADER": _vader, "AFINN": _afinn, "TextBlob": _textblob}
    return {name: score(texts) for name, score in scorers.items() if OPTIONAL.get(name) not in missing_peers()}


def _vader(texts: list[str]) -> np.ndarray:
    compound = measure(pd.DataFrame({"text": texts}))["compound"]
    return np.abs(compound.to_numpy(float, na_value=0.0))


def _afinn(texts: list[str]) -> np.ndarray:
    from afinn import Afinn

    scorer = Afinn()
    return np.array([abs(scorer.score(text)) for text in texts], float)


def _textblob(texts: list[str]) -> np.ndarray:
    from textblob import TextBlob

    return np.array([TextBlob(text).sentiment.subjectivity for text in texts], float)


def vader_words(texts: list[str]) -> pd.DataFrame:
    """Find the words that move VADER's scores: ``row`` (of `texts`), ``start``, ``end`` (characters)."""
    spans = evidence(pd.DataFrame({"text": texts}))
    return spans.loc[spans["label"] == "sentiment", ["row", "start", "end"]].reset_index(drop=True)


@dataclass(frozen=True)
class Scored:
    """What one scorer says of n sentences, with weights from one split.

    Attributes
    ----------
    scorer, split : their names; the split of a peer is ""
    scores : n scores, higher is more loaded, or None
    places : the words it marks (``row``, ``start``, ``end``, and ``weight`` where they have one), or None
    """

    scorer: str
    split: str
    scores: np.ndarray | None
    places: pd.DataFrame | None


def scored(table: pd.DataFrame, *, sentences: bool = True) -> list[Scored]:
    """Score sentences with this project, in each split that the columns allow, and with the peers.

    Parameters
    ----------
    table : ``text``; with ``spans`` (what experts marked) and ``outlet`` or ``topic``, the weights are also estimated
        without the outlet, or the topic, of each sentence
    sentences : whether whole sentences are to be scored; without it only those peers are asked that mark words
    """
    hand, loaded = read_hand_weights(), categories()["loaded"]
    found = occurrences(table, hand)
    ours = {SHIPPED: reweighed(found, load_lexicon().table), BY_HAND: found["weight"].to_numpy(float)}
    for column, split in SPLITS.items():
        if column in table and "spans" in table and table[column].nunique() > 1:
            groups = table[column].replace(SAME_TOPIC).to_numpy(object)
            ours[split] = left_out(found, hand, groups=groups, loaded=loaded)
    measured = measure(table[["text"]])
    words = (measured["words_outlet"] + measured["words_quoted"]).to_numpy(float, na_value=0.0)
    result = [
        Scored(OURS, split, scores(found, weight, words=words), _weighed(found, weight))
        for split, weight in ours.items()
    ]
    texts = table["text"].tolist()
    marked = {"VADER": vader_words(texts)}
    theirs = peers(texts) if sentences else dict.fromkeys(marked)
    return result + [Scored(name, "", values, marked.get(name)) for name, values in theirs.items()]


def on_sentences(table: pd.DataFrame, given: list[Scored], *, draws: int = DRAWS, seed: int = 0) -> pd.DataFrame:
    """Compare scores with the labels of sentences.

    Parameters
    ----------
    table : ``label`` (0 or 1), and ``outlet`` for the AUC within outlets
    given : what :func:`scored` gives
    draws, seed : how often the sentences are drawn anew for the 95% interval, and where the random numbers begin

    Returns
    -------
    DataFrame with :data:`COLUMNS`, a row a scorer, split and measure: ``auc``, ``average_precision``, ``macro_f1`` (at
    :data:`LOADED_AT`) and ``auc_within_outlet`` (of outlets with 15 sentences of either label); all 0 to 1, higher
    agrees better, NaN where not defined
    """
    labels, rows = table["label"].to_numpy(), []
    sizes = dict.fromkeys((("auc",), ("average_precision",), ("macro_f1",)), len(labels))
    outlets = table["outlet"].to_numpy(object) if "outlet" in table else None
    if outlets is not None:
        sizes["auc_within_outlet",] = sum(map(len, agreement.rows_within(labels, outlets)))
    for of in given:
        found = (of.scores.round(9) >= LOADED_AT[of.scorer]).astype(int)

        def figures(w: np.ndarray, s: np.ndarray = of.scores, found: np.ndarray = found) -> np.ndarray:
            every = [agreement.auc(labels, s, w), agreement.average_precision(labels, s, w)]
            every.append(agreement.macro_f1(labels, found, w))
            if outlets is not None:
                every.append(agreement.auc_within(labels, s, w, outlets))
            return np.stack(every, axis=-1)

        rows += figure_rows((of.scorer, of.split), sizes, figures, len(labels), draws=draws, seed=seed)
    return pd.DataFrame(rows, columns=COLUMNS)


def on_words(
    table: pd.DataFrame, given: list[Scored], *, at: float = WORD_LOADED_AT, draws: int = DRAWS, seed: int = 0
) -> pd.DataFrame:
    """Compare marked words with those that experts marked in ``spans``: precision, recall and F1 over all words.

    Parameters and result are those of :func:`on_sentences`. A word counts from the weight `at` on.
    A word is a run of letters, with hyphens and apostrophes inside it; it is marked if a mark overlaps it. ``n`` is the
    number of words.
    """
    words = pd.DataFrame(
        [(k, m.start(), m.end()) for k, text in enumerate(table["text"]) for m in _WORD.finditer(text)],
        columns=["row", "start", "end"],
    )
    truth, rows = overlaps(words, table["spans"].tolist()), []
    sizes = dict.fromkeys((("word_precision",), ("word_recall",), ("word_f1",)), len(words))
    for of in [of for of in given if of.places is not None]:
        marks: list[list[tuple[int, int]]] = [[] for _ in range(len(table))]
        heavy = of.places[of.places["weight"] >= at] if "weight" in of.places else of.places
        for row, start, end in heavy[["row", "start", "end"]].itertuples(index=False):
            marks[row].append((start, end))
        guess = overlaps(words, marks)
        counts = np.stack([np.bincount(words["row"], k, len(table)) for k in (truth & guess, guess, truth)], axis=1)
        figures = partial(agreement.word_scores, counts)
        rows += figure_rows((of.scorer, of.split), sizes, figures, len(table), draws=draws, seed=seed)
    return pd.DataFrame(rows, columns=COLUMNS)
