"""The voice of every character of a text: the outlet's, a source's claim in the outlet's wording, a source's words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.quotation import quotations
from analysis.quotation_kind import DIRECT
from analysis.schema import BLOCKQUOTE, OUTLET, QUOTED, REPORTED, TEXT
from analysis.stretches import Stretches
from analysis.word_shapes import wordless
from analysis.words import Words, split

_VOICES = np.array([OUTLET, REPORTED, QUOTED], object)
RUNS = {"article": TEXT, "block": "int64", "start": "int64", "end": "int64", "voice": TEXT, "attribution": "Int64"}
_NOBODY = -1


def marks_of(blocks: pd.DataFrame) -> pd.DataFrame:
    """Find what stands between quotation marks in someone else's words.

    Parameters
    ----------
    blocks : ``article``, ``block``, ``text``

    Returns
    -------
    DataFrame with ``article``, ``block``, ``start``, ``end`` (characters, half-open, the marks included)
    """
    words = split(blocks["text"])
    found = quotations(words)
    found = found.keep(found.kind == DIRECT)
    start, end = (words.characters(place, found.text) for place in (found.start, found.end))
    return blocks[["article", "block"]].iloc[found.text].assign(start=start, end=end)


def quoted_places(blocks: pd.DataFrame) -> pd.DataFrame:
    """Find all that is in someone else's words: what :func:`marks_of` finds, and block quotations whole.

    `blocks` has ``kind`` too.
    """
    whole = blocks.loc[blocks["kind"] == BLOCKQUOTE, ["article", "block", "text"]]
    whole = whole.assign(start=0, end=whole["text"].str.len().astype("int64")).drop(columns="text")
    return pd.concat([marks_of(blocks), whole], ignore_index=True)


def voice_runs(blocks: pd.DataFrame, contents: pd.DataFrame, quoted: pd.DataFrame) -> pd.DataFrame:
    """Divide each text by voice.

    Parameters
    ----------
    blocks : ``article``, ``block``, ``text``
    contents : ``article``, ``block``, ``start``, ``end``, ``attribution``: what is ascribed to someone
    quoted : ``article``, ``block``, ``start``, ``end``, as :func:`quoted_places` gives them

    Returns
    -------
    DataFrame, in the order of the blocks: ``article``, ``block``, ``start``, ``end``, ``voice`` ('outlet', 'reported'
    or 'quoted') and ``attribution``, the innermost whose content the run is in (missing where there is none). The runs
    of a block touch and cover it whole.
    """
    inside = {key: rows for key, rows in contents.groupby(["article", "block"])}
    marked = {key: rows for key, rows in quoted.groupby(["article", "block"])}
    made = []
    for article, block, text in blocks[["article", "block", "text"]].itertuples(index=False):
        voice, whose = np.zeros(len(text), np.int8), np.full(len(text), _NOBODY)
        if (rows := inside.get((article, block))) is not None:
            longest = rows.assign(length=rows["end"] - rows["start"]).sort_values(
                "length", ascending=False, kind="stable"
            )
            for start, end, number in longest[["start", "end", "attribution"]].itertuples(index=False):
                voice[start:end], whose[start:end] = 1, number
        if (rows := marked.get((article, block))) is not None:
            for start, end in rows[["start", "end"]].itertuples(index=False):
                voice[start:end] = 2
        change = np.flatnonzero((np.diff(voice) != 0) | (np.diff(whose) != 0)) + 1
        starts = np.concatenate([[0], change])[: len(text)]
        ends = np.append(change, len(text))[: len(starts)]
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            number = whose[start]
            made.append((article, block, start, end, _VOICES[voice[start]], None if number == _NOBODY else number))
    return pd.DataFrame(made, columns=list(RUNS)).astype(RUNS)


def words_reported(words: Words, quoted: Stretches, contents: pd.DataFrame) -> pd.DataFrame:
    """Count the words that give a source's claim in the outlet's own wording.

    Parameters
    ----------
    words : the word table of n texts
    quoted : the words in someone else's wording, which do not count
    contents : ``row`` (index of the text), ``start``, ``end`` (characters) of what is ascribed to someone; they may
        lie inside one another

    Returns
    -------
    DataFrame of n rows with ``words_reported``, as ``words_outlet`` counts words
    """
    texts, start, end = (contents[name].to_numpy(np.int64) for name in ("row", "start", "end"))
    first, last = words.word_at(texts, start), words.word_at(texts, end - 1)
    # a word belongs to what it begins in
    begins = words.spans(np.maximum(first, 0))[1] if len(first) else first
    first = np.where((first < words.bounds[texts]) | (begins < start), first + 1, first)
    held = np.zeros(len(words.types) + 1, np.int64)
    keep = first <= last
    np.add.at(held, first[keep], 1)
    np.add.at(held, last[keep] + 1, -1)
    counted = (np.cumsum(held[:-1]) > 0) & ~quoted.mask(len(words.types))
    counted &= ~words.vocabulary.facts(wordless)["no_word"][words.types]
    return pd.DataFrame({"words_reported": words.sum(counted)})
