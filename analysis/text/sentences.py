"""Where sentences begin and end, with offsets: sentencex's rules for English."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import sentencex

SENTENCES = {"row": "int64", "sentence": "int64", "start": "int64", "end": "int64"}


def sentences(texts: Sequence[str]) -> pd.DataFrame:
    """Cut texts into sentences.

    Parameters
    ----------
    texts : n texts, such as paragraphs

    Returns
    -------
    DataFrame, one row a sentence, in the order of the texts: ``row`` (the place of the text, from 0), ``sentence``
    (from 0 within the text), ``start`` and ``end`` (half-open, in characters of the text, without the blanks around
    the sentence). A text of blanks has none. Every character that is no blank is in exactly one sentence.

    References
    ----------
    sentencex (Wikimedia): rules for abbreviations, quotation marks and figures.

    Examples
    --------
    >>> text = "Mr. Okoro left at 3.15. Nobody saw him."
    >>> [text[start:end] for start, end in sentences([text])[["start", "end"]].values]
    ['Mr. Okoro left at 3.15.', 'Nobody saw him.']
    """
    rows = []
    for row, text in enumerate(texts):
        number = 0
        for found in sentencex.get_sentence_boundaries("en", text):
            start, end = found["start_index"], found["end_index"]
            surface = text[start:end]
            start, end = end - len(surface.lstrip()), start + len(surface.rstrip())
            if start < end:
                rows.append((row, number, start, end))
                number += 1
    return pd.DataFrame(rows, columns=list(SENTENCES)).astype(SENTENCES)
