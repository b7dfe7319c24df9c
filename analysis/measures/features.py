"""The door to the measures: texts in, one row of numbers a text out, and the words behind the numbers.

:func:`measure` gives the numbers and :func:`evidence` the words. The same two functions serve two articles and a
corpus. The texts are split once, and every measure works on the same word table. :func:`measure_attributed` does both
and looks for who speaks, in each text on its own: unlike :func:`attribute`, which reads an article whole, it resolves
no pronoun and joins nothing over rows.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.attribution import DIRECT_QUOTATION, SCARE, TITLE, quotations, words_reported
from analysis.measures.frame_terms import project_frames, score_families
from analysis.measures.loaded_language import Voice, loaded_language, loaded_language_spans
from analysis.measures.other_readability import other_readability
from analysis.measures.readability import LIST, NO_STOPS, readability, readability_spans
from analysis.measures.sentiment import sentiment, sentiment_spans
from analysis.schema import (
    BODY,
    HEADLINE,
    OUTLET,
    QUOTED,
    RUNNING_TEXT,
    SPANS,
    TEXT,
    InputError,
    require,
    texts_from_arrow,
)
from analysis.text.languages import english_only, foreign_texts, language_codes, reasons
from analysis.text.lexicon import Lexicon, Matches, cut_texts, find_terms, load_lexicon, term_offsets
from analysis.text.typography import AS_GIVEN, FOLDED, TYPOGRAPHY, fold
from analysis.text.words import Runs, Words, split

#: why a row has no measures
REASONS = MISSING, NOT_TEXT, NO_WORDS = "the text is missing", "the text is not text", "there are no words in it"
#: stands for no reason
NONE = -1
#: what is measured of a text in another language: sizes, and what quotation marks and signs tell
IN_ANY_LANGUAGE = ("words", "sentences", "words_outlet", "words_quoted", "exclamation_marks", "readability_unfit")
#: so many texts are measured at a time: with fewer the same words are numbered more often, with more memory grows
BATCH = 20_000
#: in bytes, a little below 32 MB, the largest block from which glibc learns
_KEPT = (1 << 25) - (1 << 16)
#: the columns of :func:`evidence`
_EVIDENCE = SPANS | {
    "neutral": TEXT,
    "row": "int64",
    "paragraph": "Int64",
    "place": "float64",
    "counts": "bool",
    "factor": "float64",
}
#: whose words a kind of quotation holds, and what its note says
_QUOTATIONS = {
    DIRECT_QUOTATION: (QUOTED, "someone else's words"),
    SCARE: (OUTLET, "quotation marks with no speaker"),
    TITLE: (OUTLET, "a title or a term"),
}


#: what is measured: a text, several, or a table with a column ``text``
Texts = str | list[str] | pd.Series | pd.DataFrame


def measure(
    table: Texts,
    *,
    lexicon: Lexicon | None = None,
    contents: pd.DataFrame | None = None,
    typography: str = FOLDED,
    frames: bool = False,
) -> pd.DataFrame:
    """Measure every text of a table.

    Parameters
    ----------
    table : a string, a list of strings, a Series of texts, or any DataFrame with a column ``text``. Of a DataFrame,
        ``voice`` ('quoted': the whole text is someone else's words), ``kind`` ('headline': terms that count in
        headlines only are looked for) and ``language`` (a code, such as 'de': a text without one is looked at) are used
        where they are there.
    lexicon : the loaded terms; by default the project's own
    contents : what the texts ascribe to someone: ``row`` (the place of the text in `table`), ``start``, ``end``
        (characters). With it there is a column ``words_reported``: the outlet's own words that give a source's claim.
    typography : 'folded': signs that look alike count alike, as :func:`text.typography.fold` writes them; or 'as given'
    frames : whether to score frames too, as :func:`measures.find_frames` does; its ``label`` is the column ``frame``

    Returns
    -------
    DataFrame on the index of `table` (0, 1, … for strings), only the measures: readability, sentiment and loaded
    language as their modules describe them, and ``not_measured``, the reason where a row has none. A measure that is
    not defined is NaN. Of a text in another language than English only :data:`IN_ANY_LANGUAGE` is defined, and the
    formulas of readability that its language has: where there is such a text, they stand in columns of their own behind
    the others (:mod:`measures.other_readability`). ``not_measured`` says which language it is.

    Raises
    ------
    InputError
        if `table` is none of these, a list holds something other than strings, or there is no such `typography`

    Examples
    --------
    >>> measure("A brutal, brutal winter.")["loaded_words"].tolist()
    [2]
    """
    table, folds = as_table(table), _folds(typography)
    _keep_memory()
    reason = unmeasurable(table["text"])
    good = np.flatnonzero(reason == NONE)
    whole = len(good) == len(table)
    inputs = {name: table[name] for name in ("text", "voice", "kind", "language") if name in table}
    chosen = pd.DataFrame(inputs if whole else {name: column.iloc[good] for name, column in inputs.items()})
    batches = range(0, max(len(chosen), 1), BATCH)
    told = None if contents is None else _of_chosen(contents, good, len(table))
    parts = ((chosen.iloc[k : k + BATCH], k) for k in batches)
    how = folds, frames
    measures = pd.concat([_measured(part, lexicon, told, (k, *how)) for part, k in parts], ignore_index=True)
    reason[good[measures["words"].to_numpy() == 0]] = REASONS.index(NO_WORDS)
    language = measures.pop("language").to_numpy()
    if len(foreign := np.flatnonzero(language != NONE)):
        measures = _without_english(measures, foreign)
        reason[good[foreign]] = len(REASONS) + language[foreign]
        texts = [fold(text) if folds else text for text in chosen["text"].iloc[foreign].tolist()]
        others = other_readability(texts, [language_codes()[place] for place in language[foreign].tolist()])
        others[measures["readability_unfit"].iloc[foreign].isin((NO_STOPS, LIST)).to_numpy()] = np.nan
    if not whole:
        flags = {c: "boolean" for c in measures if measures[c].dtype == bool}
        counts = {c: "Int64" for c in measures if measures[c].dtype.kind in "iu"}
        measures = measures.set_axis(good).reindex(range(len(table))).astype(flags | counts)
    said = pa.DictionaryArray.from_arrays(pa.array(reason, mask=reason == NONE), [*REASONS, *reasons()])
    measures["not_measured"] = texts_from_arrow(said.cast(pa.large_string()))
    if len(foreign):
        measures = measures.join(others.set_axis(good[foreign]))
    return measures.set_axis(table.index)


@lru_cache(maxsize=1)
def _keep_memory() -> None:
    """Let go of one large block, once, which is never written to: from then on glibc keeps what is freed, up to twice
    its size, for the next batch. Pages that the system has to give anew took a tenth of the time."""
    np.empty(_KEPT, np.uint8)


def _without_english(measures: pd.DataFrame, rows: np.ndarray) -> pd.DataFrame:
    """Leave out of `rows`, which are in another language, what rests on English words or was made for English."""
    english = measures.columns.difference(IN_ANY_LANGUAGE, sort=False)
    kinds = {"i": "Int64", "u": "Int64", "b": "boolean"}
    measures = measures.astype({c: kinds[k] for c in english if (k := measures[c].dtype.kind) in kinds})
    measures.loc[rows, english] = np.nan
    return measures


def as_table(given: Texts) -> pd.DataFrame:
    """Return texts, in whatever form they are given, as a table with a column ``text``."""
    if isinstance(given, pd.DataFrame):
        require(given, ("text",), "the table to be measured")
        return given
    if isinstance(given, pd.Series):
        return given.to_frame("text")
    how = "Give a string, a list of strings, a Series of texts or a table with a column 'text'."
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list | tuple):
        raise InputError(f"what is to be measured is no text but of the type {type(given).__name__}. {how}")
    for number, text in enumerate(texts, start=1):
        if not isinstance(text, str):
            raise InputError(f"text {number} of the list is no string but of the type {type(text).__name__}. {how}")
    return pd.DataFrame({"text": pd.Series(list(texts), dtype=object)})


def _of_chosen(contents: pd.DataFrame, good: np.ndarray, count: int) -> pd.DataFrame:
    number = np.full(count, NONE)
    number[good] = np.arange(len(good))
    rows = number[contents["row"].to_numpy(int)]
    return contents.assign(row=rows)[rows >= 0]


def _folds(typography: str) -> bool:
    if typography not in TYPOGRAPHY:
        raise InputError(f"there is no typography {typography!r}. Give {FOLDED!r} or {AS_GIVEN!r}.")
    return typography == FOLDED


def _measured(
    table: pd.DataFrame, lexicon: Lexicon | None, contents: pd.DataFrame | None, how: tuple[int, bool, bool]
) -> pd.DataFrame:
    """Measure texts, none of which is missing, as `how` says: from which number `contents` has them; folded? frames?"""
    at, fold, frames = how
    words = split(table["text"], fold=fold)
    voice = find_voice(words, table, find_terms(words, load_lexicon("names")))
    named = voice.named.mask(len(words.types))
    parts = [readability(words), sentiment(words, names=named), loaded_language(words, voice, lexicon=lexicon)]
    if frames:
        parts.append(score_families(words, project_frames()).rename(columns={"label": "frame"}))
    if contents is not None:
        here = contents[(contents["row"] >= at) & (contents["row"] < at + len(words))]
        parts.append(words_reported(words, voice.quoted, here.assign(row=here["row"] - at)))
    language, found = np.full(len(words), NONE, np.int8), foreign_texts(words, table.get("language"))
    language[found["text"].to_numpy(int)] = found["reason"].to_numpy(np.int8)
    return pd.concat([*parts, pd.Series(language, name="language")], axis=1)


def evidence(table: Texts, *, lexicon: Lexicon | None = None, typography: str = FOLDED) -> pd.DataFrame:
    """Find the words behind the measures: every mark with its place, weight, voice and reason.

    Parameters
    ----------
    table, lexicon, typography : as in :func:`measure`; ``article``, ``block`` and ``paragraph`` are carried through
        where they are there

    Returns
    -------
    DataFrame in the order of the texts; ``text[start:end] == surface`` holds for every row. It has the columns of
    :data:`schema.SPANS`, and ``neutral`` (a plainer word), ``row`` (the place of the text in `table`), ``paragraph``
    (the number that `table` has for it, or missing), ``place`` (0 to 1: how far into the running text of the article
    the mark starts; 0 in a headline; NaN where `table` has no column ``article``, and in what is no text of the
    article), ``counts`` (True for what ``loaded_words`` counts) and ``factor`` (what is left of its weight in
    ``loaded_score``, 0 to 1: see :func:`loaded_language`).

    A text in another language than English has no marks but its quotations.

    Raises
    ------
    InputError
        as in :func:`measure`
    """
    return _evidence(as_table(table), lexicon, fold=_folds(typography))


def measure_attributed(
    table: pd.DataFrame, *, lexicon: Lexicon | None = None, typography: str = FOLDED
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Measure texts as :func:`measure` does, with their attributions.

    Parameters
    ----------
    table : a column ``text``, and if it is there ``voice``, ``kind``, ``article``, ``block``
    lexicon, typography : as in :func:`measure`

    Returns
    -------
    measures (with ``words_reported``, and ``attributions``, how many there are in a text), and the evidence, with rows
    of the labels ``source``, ``cue`` and ``content``: their ``note`` says of which attribution of the text they are
    """
    from analysis.attribution import find_attributions  # the model is read only where it is asked for

    texts = [text if isinstance(text, str) else "" for text in table["text"].tolist()]
    roles = find_attributions(english_only(texts, table.get("language")))
    contents = roles.loc[roles["role"] == "content", ["row", "start", "end"]]
    measures = measure(table, lexicon=lexicon, contents=contents, typography=typography)
    each = roles[["row", "attribution"]].drop_duplicates()
    counts = pd.Series(np.bincount(each["row"].to_numpy(np.int64), minlength=len(texts)), index=table.index)
    if (none := measures["loaded_words"].isna()).any():
        counts = counts.astype("Int64").mask(none)
    measures.insert(measures.columns.get_loc("not_measured"), "attributions", counts)
    roles = roles.rename(columns={"role": "label"})
    places = (roles[name].tolist() for name in ("row", "start", "end"))
    roles["surface"] = [texts[row][start:end] for row, start, end in zip(*places, strict=True)]
    roles["note"] = [f"attribution {number + 1}" for number in roles.pop("attribution").tolist()]
    roles = roles.assign(category="attribution", weight=0.0, source="models/attribution.tsv")
    return measures, _evidence(table, lexicon, roles, fold=_folds(typography))


def _evidence(
    table: pd.DataFrame, lexicon: Lexicon | None, roles: pd.DataFrame | None = None, *, fold: bool
) -> pd.DataFrame:
    """Find all marks, and put the `roles` of attributions among them."""
    good = np.flatnonzero(unmeasurable(table["text"]) == NONE)
    chosen = table.iloc[good]
    words = split(chosen["text"], fold=fold)
    names = find_terms(words, load_lexicon("names"))
    voice = find_voice(words, chosen, names)
    parts = [
        _quotation_spans(words, voice),
        loaded_language_spans(words, voice, lexicon=lexicon),
        sentiment_spans(words),
        readability_spans(words),
        _name_spans(words, names),
    ]
    spans = pd.concat(parts, ignore_index=True)
    spans["voice"] = spans["voice"].where(spans["voice"].notna(), _voice_of(spans, words, voice))
    spans["row"] = good[spans["row"].to_numpy(int)]
    if roles is not None and len(roles):
        spans = pd.concat([spans, roles], ignore_index=True)
    if len(foreign := foreign_texts(words, chosen.get("language"))):
        kept = (spans["label"] == "quotation") | ~spans["row"].isin(good[foreign["text"].to_numpy(int)])
        spans = spans[kept]
    spans = place_spans(spans, table)
    spans["factor"] = spans["factor"].fillna(1.0)
    spans["counts"] = spans["counts"].eq(True)
    return spans[list(_EVIDENCE)].astype(_EVIDENCE)


def place_spans(spans: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Sort marks (``row``: the place of their text in `table`); tell article, block, paragraph and place of each."""
    spans = spans.sort_values(["row", "start", "end", "label"], kind="stable", ignore_index=True)
    rows = spans["row"].to_numpy(int)
    spans["article"] = table["article"].iloc[rows].to_numpy(object) if "article" in table else None
    block = pd.to_numeric(table["block"], errors="coerce") if "block" in table else pd.Series(dtype=float)
    spans["block"] = block.iloc[rows].to_numpy() if len(block) and block.notna().all() else rows
    spans["paragraph"] = _paragraphs(table)[rows]
    spans["place"] = _places(table, rows, spans["start"].to_numpy(float))
    return spans


def _paragraphs(table: pd.DataFrame) -> np.ndarray:
    if "paragraph" not in table:
        return np.full(len(table), np.nan)
    numbers = pd.to_numeric(table["paragraph"], errors="coerce").to_numpy(float, na_value=np.nan)
    return np.where(np.isfinite(numbers) & (np.floor(numbers) == numbers), numbers, np.nan)


def _places(table: pd.DataFrame, rows: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Compute how far into its article each of the marks that start at `start` in the texts `rows` is, 0 to 1."""
    if "article" not in table:
        return np.full(len(rows), np.nan)
    article = pd.Series(pd.factorize(table["article"])[0])
    kind = table["kind"].fillna(BODY) if "kind" in table else pd.Series(BODY, index=table.index)
    running, headline = kind.isin(RUNNING_TEXT).to_numpy(bool), (kind == HEADLINE).to_numpy(bool)
    length = [len(text) if isinstance(text, str) else 0 for text in table["text"].tolist()]
    length = pd.Series(np.where(running, length, 0))
    by_article = length.groupby(article.to_numpy())
    before, whole = (by_article.cumsum() - length).to_numpy(), by_article.transform("sum").to_numpy()
    known = (article >= 0).to_numpy() & (running | headline)
    place = np.divide(before[rows] + start, whole[rows], out=np.zeros(len(rows)), where=running[rows])
    return np.where(known[rows], place, np.nan)


def unmeasurable(texts: pd.Series) -> np.ndarray:
    """Return for each text why it cannot be measured, as a place in REASONS, or -1 where it can be."""
    missing = texts.isna().to_numpy()
    if isinstance(texts.dtype, pd.StringDtype):
        is_text = ~missing
    else:
        is_text = np.array([isinstance(text, str) for text in texts.tolist()], bool)
    reason = np.where(missing, REASONS.index(MISSING), REASONS.index(NOT_TEXT))
    return np.where(is_text, NONE, reason).astype(np.int8)


def find_voice(words: Words, table: pd.DataFrame, names: Matches) -> Voice:
    """Find whose word each is: by quotation marks, a quoted block, and `names`."""
    found = quotations(words)
    whole = np.flatnonzero(_equal(table, "voice", QUOTED) & (words.counts > 0))
    quoted = (found.keep(~np.isin(found.text, whole)) if len(whole) else found).words()
    if len(whole):
        first = np.concatenate([quoted.first, words.bounds[whole]])
        last, order = np.concatenate([quoted.last, words.bounds[whole + 1] - 1]), np.argsort(first)
        quoted = Runs(first[order], last[order])
    return Voice(quoted, Runs(names.first, names.last), _equal(table, "kind", HEADLINE), found)


def _equal(table: pd.DataFrame, column: str, value: str) -> np.ndarray:
    if column not in table:
        return np.zeros(len(table), bool)
    return (table[column] == value).fillna(False).to_numpy(bool)


def _voice_of(spans: pd.DataFrame, words: Words, voice: Voice) -> np.ndarray:
    if not len(spans):
        return np.empty(0, object)
    at = words.word_at(spans["row"].to_numpy(int), spans["start"].to_numpy(int))
    return np.where(voice.quoted.hold(np.maximum(at, 0)), QUOTED, OUTLET)


def _quotation_spans(words: Words, voice: Voice) -> pd.DataFrame:
    q = voice.quotations
    start, end = words.characters(q.start, q.text), words.ends(q.end, q.text)
    surfaces = cut_texts(words, q.text, start, end)
    spans = pd.DataFrame({"row": q.text, "start": start, "end": end, "surface": surfaces, "category": q.kind})
    for place, column in enumerate(("voice", "note")):
        spans[column] = spans["category"].map({kind: told[place] for kind, told in _QUOTATIONS.items()})
    return spans.assign(label="quotation", weight=0.0, source="quotation marks", neutral="")


def _name_spans(words: Words, matches: Matches) -> pd.DataFrame:
    names = load_lexicon("names")
    text, start, end = term_offsets(words, names, matches)
    spans = pd.DataFrame({"row": text, "start": start, "end": end, "surface": cut_texts(words, text, start, end)})
    category = names.table["category"].to_numpy(object)[matches.row]
    note = "a name: its words are not counted as loaded, and are masked for compound_names_masked"
    return spans.assign(label="name", category=category, weight=0.0, note=note, source="names.csv", neutral="")
