"""Quotations held against a primary source or transcript: verbatim, altered, or not found.

*Verbatim* lets through punctuation, capitals, quotation marks, another spelling of the same word, words in square
brackets, and an ellipsis with what it leaves out, which is shown. A word more or less is *altered*, a dropped "not"
above all. *Not found* says only that this source does not have it: the speaker may have said it elsewhere.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.attribution import Attributions
from analysis.drift import STEPS, counted, placed
from analysis.operations import LEFT_OUT, SAME, SPELLING, Step, operations
from analysis.quotation_kind import SCARE
from analysis.schema import TEXT, InputError, require
from analysis.utterances import utterances, wordings
from analysis.word_alignment import Alignment, align
from analysis.wording import BRACKET, Wording, function_words, read_wording

VERBATIM, ALTERED, NOT_FOUND = "verbatim", "altered", "not found"
CHECKED = {"article": TEXT, "utterance": "int64", "block": "int64", "start": "int64", "end": "int64", "speaker": TEXT}
CHECKED |= {"text": TEXT, "result": TEXT, "source_start": "Int64", "source_end": "Int64", "source_surface": TEXT}
CHECKED |= {"words": "int64", "altered_words": "float64", "share": "float64", "left_out": TEXT, "observation": TEXT}
_SHARED, _SCORE = 0.55, 0.3
_SHORT = 3
SOURCE = "source"
#: who speaks, at the start of a line of a transcript, and a time
_LABEL = re.compile(
    r"^[ \t]*(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?[ \t]*)?"
    r"(?:(?:[A-Z][A-Z.'’-]*[ \t]?){1,5}(?:\([^)\n]{1,60}\)[ \t]?)?:|[QA][.:][ \t])?",
    re.MULTILINE,
)


def against_source(blocks: pd.DataFrame, found: Attributions, source_text: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Hold every quotation of the articles against a source.

    Parameters
    ----------
    blocks : the paragraph table that `found` was made from
    found : who speaks in the articles
    source_text : the source: a transcript, a statement, a report, as plain text

    Returns
    -------
    checked : DataFrame
        one row a quotation (:data:`CHECKED`; one that a cue interrupts inside of a sentence is one): ``utterance``
        numbers them from 0; block, start and end say where its first piece stands; ``result``: 'verbatim', 'altered' or
        'not found'; ``source_start`` and ``source_end`` (half-open, in characters of `source_text`) of the words that
        match; ``words``: those of the quotation; ``altered_words``: words of the quotation that the source has not,
        and words of the source that are missing there; ``share``: these, of all words of both, 0 to 1 (both NaN where
        nothing is found); ``left_out``: what stands in the source where the quotation has an ellipsis. Words held at
        arm's length are there only if the source has them.
    steps : DataFrame
        the operations (:data:`analysis.drift.STEPS`) from the source (a) to the quotation (b); ``pair`` is the place
        of the row in `checked`, ``block_a`` is 0

    Raises
    ------
    InputError
        if the source has no word
    """
    require(blocks, ("article", "block", "kind", "text"), "against_source")
    source = _source_wording(source_text)
    if not len(source):
        raise InputError("the source: there is no word in it. Give the transcript or the statement as plain text.")
    table = utterances(blocks, found)
    # sentences of one utterance are looked for one by one
    table["utterance"] = (~table["goes_on"]).cumsum() - 1
    read = wordings(table, blocks)
    texts = {(a, b): text for a, b, text in blocks[["article", "block", "text"]].itertuples(index=False)}
    rows, steps = [], []
    for number, own in table.groupby("utterance", sort=True):
        quoted = read[number]
        if not len(quoted):
            continue
        listed = _found(quoted, source)
        if listed is None and (own["kind"] == SCARE).all():
            continue
        places = placed(
            listed or [], (source, quoted), [(SOURCE, {(SOURCE, 0): source_text}), (own["article"].iloc[0], texts)]
        )
        steps += [{"pair": len(rows), "operation": k, **row} for k, row in enumerate(places)]
        rows.append(_row(own, len(quoted), listed, places) | _where(source_text, places))
    checked = pd.DataFrame(rows, columns=list(CHECKED)).astype(CHECKED)
    return checked, pd.DataFrame(steps, columns=list(STEPS)).astype(STEPS)


def _source_wording(text: str) -> Wording:
    """Read the words of a source; the names of speakers and times at the start of a line are no one's words."""
    wording = Wording()
    begin = 0
    for label in _LABEL.finditer(text):
        if label.end() > label.start() and label[0].strip():
            _extend(wording, text, begin, label.start())
            wording.edit(BRACKET, (0, label.start(), label.end()))
            wording.stops[-1] = True
            begin = label.end()
    _extend(wording, text, begin, len(text))
    return wording


def _extend(wording: Wording, text: str, start: int, end: int) -> None:
    read_wording([(0, text, start, end)], into=wording)


def _found(quoted: Wording, source: Wording) -> list[Step] | None:
    """List the operations from the source to a quotation, or None where the source has nothing like it."""
    alignment = align(quoted, source)
    if alignment is None or not _is_there(quoted, source, alignment):
        return None
    return operations(quoted, source, alignment, flip=True)


def _is_there(quoted: Wording, source: Wording, alignment: Alignment) -> bool:
    if len(quoted) <= _SHORT:
        content = any(key not in function_words() for key in quoted.keys)
        return alignment.score == 1 and (content or len(quoted) > 1)
    good = alignment.shared >= _SHARED and alignment.score >= _SCORE
    if good:
        return alignment.run >= 2 and alignment.content >= 1
    return alignment.run > _SHORT and _moved(quoted, source, alignment)


def _moved(quoted: Wording, source: Wording, alignment: Alignment) -> bool:
    """Say whether nearly all content words of a quotation are near the place that fits best, in another order."""
    at = [j for _, j in alignment.path if j is not None]
    near = set(source.keys[max(at[0] - len(quoted), 0) : at[-1] + len(quoted)])
    content = [key for key in quoted.keys if key not in function_words()]
    return sum(key in near for key in content) >= 0.9 * len(content) >= 2


def _row(own: pd.DataFrame, words: int, steps: list[Step] | None, places: list[dict]) -> dict:
    first = own.iloc[0]
    row = {name: first[name] for name in ("article", "utterance", "block", "start", "end", "speaker")}
    row |= {"text": " … ".join(own["text"]), "words": words}
    if steps is None:
        nothing = {"altered_words": np.nan, "share": np.nan, "left_out": None}
        return row | {"result": NOT_FOUND} | nothing | {"observation": "The source given does not have these words."}
    counts = counted(steps)
    altered = counts["only_a"] + counts["only_b"]
    left = [place["surface_a"] for place in places if place["sort"] == LEFT_OUT and place["surface_a"]]
    result = ALTERED if altered else VERBATIM
    told = {"result": result, "altered_words": altered, "share": counts["share"], "left_out": " … ".join(left) or None}
    return row | told | {"observation": _observation(counts, left)}


def _observation(counts: dict, left: list[str]) -> str:
    told = "The source has these words as they are quoted"
    if counts["only_a"] or counts["only_b"]:
        told = (
            f"The source has this in other words: {counts['only_b']} words of the quotation are not there, and "
            f"{counts['only_a']} words that are there are not in the quotation"
        )
    return told + (f"; an ellipsis leaves out “{left[0]}”." if left else ".")


def _where(text: str, places: list[dict]) -> dict:
    """Give the place in the source, from the first to the last word that the quotation has."""
    same = [place for place in places if place["sort"] in (SAME, SPELLING)]
    if not same:
        return {"source_start": None, "source_end": None, "source_surface": None}
    start, end = same[0]["start_a"], same[-1]["end_a"]
    return {"source_start": start, "source_end": end, "source_surface": text[start:end]}
