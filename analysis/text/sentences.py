"""Where sentences begin and end, with offsets.

The rules for abbreviations, quotation marks and figures are those of sentencex (Wikimedia) for English.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import sentencex

SENTENCES = {"row": "int64", "sentence": "int64", "start": "int64", "end": "int64"}


def sentences(texts: Sequence[str]) -> pd.DataFrame:
    """Cut texts into sentences.

    The table has ``row`` (the place of the text), ``sentence`` (from 0 within the text), ``start`` and ``end``
    (half-open, in characters, without the blanks around it). Every character that is no blank is in exactly one.
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
