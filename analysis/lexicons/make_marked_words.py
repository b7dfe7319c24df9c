"""Build ``marked_words.csv``: how often experts marked each term of the lexicon, and how often they saw it.

Run it when the lexicon changes, with a file of annotated sentences (``text`` and ``spans``)::

    python analysis/lexicons/make_marked_words.py babe.csv

``make calibrate-lexicon DATA=babe.csv`` does this, and then measures the agreement with experts. Only the terms that
count as loaded and stood in a sentence are in the table. No text of the sentences is.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from analysis.evaluation.validation import counts, occurrences, read_annotated
from analysis.text.lexicon import MARKED_FILE, MARKED_HEAD, read_hand_weights

TARGET = Path(__file__).with_name(MARKED_FILE)


def marked_words(sentences: pd.DataFrame, terms: pd.DataFrame) -> pd.DataFrame:
    """Count each term that stands in the sentences.

    Parameters
    ----------
    sentences : ``text``, and ``spans``: lists of (start, end) of what experts marked
    terms : a lexicon, with its weights by hand

    Returns
    -------
    DataFrame with ``term``, ``marked`` and ``seen`` (1 or more), sorted by term
    """
    table = counts(occurrences(sentences, terms), terms)
    return table[table["seen"] > 0].sort_values("term", ignore_index=True)


def content(table: pd.DataFrame, sentences: int) -> str:
    """Lay out the file: a header of comments, the names of the columns, a line a term."""
    header = (
        "# How often experts marked a term (marked) of the times that it stood in their sentences (seen).\n"
        f"# Counted in the {sentences:,} development sentences of BABE (Spinde et al. 2021, Findings of EMNLP).\n"
        "# None of their text is held here. Made by make_marked_words.py; do not edit.\n"
    )
    rows = table.to_csv(index=False, lineterminator="\n")
    assert rows.startswith(MARKED_HEAD), rows.partition("\n")[0]
    return header + rows


if __name__ == "__main__":
    given = read_annotated(Path(sys.argv[1]), needs=("spans",))
    TARGET.write_text(content(marked_words(given, read_hand_weights()), len(given)), encoding="utf-8", newline="\n")
