"""The door to the measures: any table with a ``text`` column in, the measures out.

:func:`measure` gives the numbers and :func:`evidence` the words behind them. The same two functions serve two articles
and a corpus. The texts are split once, and every measure works on the same word table.

Attributions in a table of texts, each row on its own: how many, and their places beside the other marks.

What a corpus gets if it is asked for. Unlike :func:`attribute`, which reads an article whole, no
pronoun is resolved and nothing is joined over rows.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.attribution import DIRECT_QUOTATION, SCARE, TITLE, quotations, words_reported
from analysis.measures.loaded_language import Voice, loaded_language, loaded_language_spans
from analysis.measures.readability import readability, readability_spans
from analysis.measures.sentiment import sentiment, sentiment_spans
from analysis.schema import HEADLINE, OUTLET, QUOTED, SPANS, TEXT, require
from analysis.text.lexicon import Lexicon, Matches, cut, find_terms, load_lexicon, term_offsets
from analysis.text.words import Stretches, Words, split

#: why a row has no measures
REASONS = MISSING, NOT_TEXT, NO_WORDS = "the text is missing", "the text is not text", "there are no words in it"
_NONE = -1
#: so many texts are measured at a time: with fewer the same words are numbered more often, with more memory grows
_BATCH = 50_000


def measure(
    table: pd.DataFrame, *, lexicon: Lexicon | None = None, contents: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Measure every text of a table.

    Parameters
    ----------
    table : any DataFrame with a column ``text``. ``voice`` ('quoted': the whole text is someone else's words) and
        ``kind`` ('headline': terms that count in headlines only are looked for) are used where they are there.
    lexicon : the loaded terms; by default the project's own
    contents : what the texts ascribe to someone: ``row`` (the place of the text in `table`), ``start``, ``end``
        (characters), as :mod:`attribution.attribution` and :mod:`attribution.spans` find it. With it there is a
        column ``words_reported``: those of the outlet's own words that give a source's claim.

    Returns
    -------
    DataFrame on the index of `table`, only the measures: readability, sentiment and loaded language as their modules
    describe them, and ``not_measured``, the reason where a row has none. A measure that is not defined is NaN.

    Raises
    ------
    InputError
        if there is no column ``text``

    Examples
    --------
    >>> measure(pd.DataFrame({"text": ["A brutal, brutal winter."]}))["loaded_words"].tolist()
    [2]
    """
    require(table, ("text",), "the table to be measured")
    reason = _unmeasurable(table["text"])
    good = np.flatnonzero(reason == _NONE)
    whole = len(good) == len(table)
    inputs = {name: table[name] for name in ("text", "voice", "kind") if name in table}
    chosen = pd.DataFrame(inputs if whole else {name: column.iloc[good] for name, column in inputs.items()})
    batches = range(0, max(len(chosen), 1), _BATCH)
    told = None if contents is None else _of_chosen(contents, good, len(table))
    measures = pd.concat([_measured(chosen.iloc[k : k + _BATCH], lexicon, told, k) for k in batches], ignore_index=True)
    reason[good[measures["words"].to_numpy() == 0]] = REASONS.index(NO_WORDS)
    if not whole:
        flags = {c: "boolean" for c in measures if measures[c].dtype == bool}
        counts = {c: "Int64" for c in measures if measures[c].dtype.kind in "iu"}
        measures = measures.set_axis(good).reindex(range(len(table))).astype(flags | counts)
    said = pa.DictionaryArray.from_arrays(pa.array(reason, mask=reason == _NONE), list(REASONS))
    measures["not_measured"] = TEXT.__from_arrow__(said.cast(pa.large_string()))
    return measures.set_axis(table.index)


def _of_chosen(contents: pd.DataFrame, good: np.ndarray, count: int) -> pd.DataFrame:
    number = np.full(count, _NONE)
    number[good] = np.arange(len(good))
    rows = number[contents["row"].to_numpy(int)]
    return contents.assign(row=rows)[rows >= 0]


def _measured(table: pd.DataFrame, lexicon: Lexicon | None, contents: pd.DataFrame | None, at: int) -> pd.DataFrame:
    """Measure texts, none of which is missing. Those of `contents` are numbered from `at`."""
    words = split(table["text"])
    voice = _voice(words, table, find_terms(words, load_lexicon("names")))
    named = voice.named.mask(len(words.types))
    parts = [readability(words), sentiment(words, names=named), loaded_language(words, voice, lexicon=lexicon)]
    if contents is not None:
        here = contents[(contents["row"] >= at) & (contents["row"] < at + len(words))]
        parts.append(words_reported(words, voice.quoted, here.assign(row=here["row"] - at)))
    return pd.concat(parts, axis=1)


def evidence(table: pd.DataFrame, *, lexicon: Lexicon | None = None) -> pd.DataFrame:
    """Return the words behind the measures: every mark with its place, weight, voice and reason.

    Parameters
    ----------
    table, lexicon : as in :func:`measure`; ``article`` and ``block`` are carried through where they are there

    Returns
    -------
    DataFrame with the columns of :data:`schema.SPANS` and ``neutral`` (a plainer word) and ``row`` (the place
    of the text in `table`), in the order of the texts. ``text[start:end] == surface`` holds for every row.
    """
    require(table, ("text",), "the table to be measured")
    good = np.flatnonzero(_unmeasurable(table["text"]) == _NONE)
    chosen = table.iloc[good]
    words = split(chosen["text"])
    names = find_terms(words, load_lexicon("names"))
    voice = _voice(words, chosen, names)
    spans = pd.concat(
        [
            _quotation_spans(words, voice),
            loaded_language_spans(words, voice, lexicon=lexicon),
            sentiment_spans(words),
            readability_spans(words),
            _name_spans(words, names),
        ],
        ignore_index=True,
    )
    spans["voice"] = spans["voice"].where(spans["voice"].notna(), _voice_of(spans, words, voice))
    spans = spans.sort_values(["row", "start", "end", "label"], kind="stable", ignore_index=True)
    rows = good[spans["row"].to_numpy(int)]
    spans["row"] = rows
    spans["article"] = table["article"].iloc[rows].to_numpy(object) if "article" in table else None
    block = pd.to_numeric(table["block"], errors="coerce") if "block" in table else pd.Series(dtype=float)
    spans["block"] = block.iloc[rows].to_numpy() if len(block) and block.notna().all() else rows
    return spans[[*SPANS, "neutral", "row"]].astype(SPANS | {"neutral": TEXT, "row": "int64"})


def _unmeasurable(texts: pd.Series) -> np.ndarray:
    """Describe for each text why it cannot be measured: a place in REASONS, or -1 where it can be."""
    missing = texts.isna().to_numpy()
    if isinstance(texts.dtype, pd.StringDtype):
        is_text = ~missing
    else:
        is_text = np.array([isinstance(text, str) for text in texts.tolist()], bool)
    reason = np.where(missing, REASONS.index(MISSING), REASONS.index(NOT_TEXT))
    return np.where(is_text, _NONE, reason).astype(np.int8)


def _voice(words: Words, table: pd.DataFrame, names: Matches) -> Voice:
    """Work out whose word each is: quotation marks, a quoted block, and `names`."""
    found = quotations(words)
    if "voice" not in table:
        quoted = found.words(words)
    else:
        whole = np.flatnonzero((table["voice"] == QUOTED).fillna(False).to_numpy(bool) & (words.counts > 0))
        inside = found.keep(~np.isin(found.text, whole)).words(words)
        first = np.concatenate([inside.first, words.bounds[whole]])
        order = np.argsort(first)
        quoted = Stretches(first[order], np.concatenate([inside.last, words.bounds[whole + 1] - 1])[order])
    headline = (
        (table["kind"] == HEADLINE).fillna(False).to_numpy(bool) if "kind" in table else np.zeros(len(table), bool)
    )
    return Voice(quoted, Stretches(names.first, names.last), headline, found)


def _voice_of(spans: pd.DataFrame, words: Words, voice: Voice) -> np.ndarray:
    if not len(spans):
        return np.empty(0, object)
    at = words.word_at(spans["row"].to_numpy(int), spans["start"].to_numpy(int))
    return np.where(voice.quoted.hold(np.maximum(at, 0)), QUOTED, OUTLET)


def _quotation_spans(words: Words, voice: Voice) -> pd.DataFrame:
    q = voice.quotations
    start, end = (words.characters(place, q.text) for place in (q.start, q.end))
    spans = pd.DataFrame({"row": q.text, "start": start, "end": end, "surface": q.surfaces(words), "category": q.kind})
    note = {
        DIRECT_QUOTATION: "someone else's words",
        SCARE: "quotation marks with no speaker",
        TITLE: "a title or a term",
    }
    voices = {DIRECT_QUOTATION: QUOTED, SCARE: OUTLET, TITLE: OUTLET}
    return spans.assign(
        label="quotation",
        weight=0.0,
        voice=spans["category"].map(voices),
        note=spans["category"].map(note),
        source="quotation marks",
        neutral="",
    )


def _name_spans(words: Words, matches: Matches) -> pd.DataFrame:
    names = load_lexicon("names")
    text, start, end = term_offsets(words, names, matches)
    spans = pd.DataFrame({"row": text, "start": start, "end": end, "surface": cut(words, text, start, end)})
    category = names.table["category"].to_numpy(object)[matches.row]
    note = "a name: its words are not counted as loaded, and are masked for compound_names_masked"
    return spans.assign(label="name", category=category, weight=0.0, note=note, source="names.csv", neutral="")


_SOURCE = "models/attribution.tsv"


def measure_attributed(table: pd.DataFrame, *, lexicon: Lexicon | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Measure texts as :func:`measures.features.measure` does, with their attributions.

    Parameters
    ----------
    table : a column ``text``, and if it is there ``voice``, ``kind``, ``article``, ``block``
    lexicon : the loaded terms; by default the project's own

    Returns
    -------
    measures (with ``words_reported``, and ``attributions``, how many there are in a text), and the evidence, with rows
    of the labels ``source``, ``cue`` and ``content``: their ``note`` says of which attribution of the text they are
    """
    from analysis.attribution import find_attributions  # the model is read only where it is asked for

    texts = [text if isinstance(text, str) else "" for text in table["text"].tolist()]
    spans = find_attributions(texts)
    contents = spans.loc[spans["role"] == "content", ["row", "start", "end"]]
    measures = measure(table, lexicon=lexicon, contents=contents)
    each = spans[["row", "attribution"]].drop_duplicates()
    amount = np.bincount(each["row"].to_numpy(np.int64), minlength=len(texts))
    counts = pd.Series(amount, index=table.index)
    if measures["words"].isna().any():
        counts = counts.astype("Int64").where(measures["words"].notna())
    measures.insert(measures.columns.get_loc("not_measured"), "attributions", counts)
    return measures, _beside(evidence(table, lexicon=lexicon), table, texts, spans)


def _beside(marks: pd.DataFrame, table: pd.DataFrame, texts: list[str], spans: pd.DataFrame) -> pd.DataFrame:
    """Put the spans among the marks, in the order of the texts."""
    if not len(spans):
        return marks
    row, start, end = (spans[name].to_numpy() for name in ("row", "start", "end"))
    made = pd.DataFrame({"row": row, "start": start, "end": end, "label": spans["role"].to_numpy(object)})
    made["surface"] = [texts[k][s:e] for k, s, e in zip(row.tolist(), start.tolist(), end.tolist(), strict=True)]
    made["note"] = [f"attribution {number + 1}" for number in spans["attribution"].tolist()]
    made["category"], made["weight"], made["source"] = "attribution", 0.0, _SOURCE
    made["article"] = table["article"].iloc[row].to_numpy(object) if "article" in table else None
    block = pd.to_numeric(table["block"], errors="coerce") if "block" in table else pd.Series(dtype=float)
    made["block"] = block.iloc[row].to_numpy() if len(block) and block.notna().all() else row
    kinds = SPANS | {"neutral": TEXT, "row": "int64"}
    made = made.reindex(columns=list(marks.columns)).astype({name: kinds[name] for name in marks.columns})
    both = pd.concat([marks, made], ignore_index=True)
    return both.sort_values(["row", "start", "end", "label"], kind="stable", ignore_index=True)
