"""What it means to be equal: every number of the core against the packages that define it, with ``==``."""

from __future__ import annotations

import math

import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis import measure
from analysis.measures.readability import FORMULAS, LIST, NO_STOPS
from analysis.text.typography import FOLDED, fold

SCORES = {"compound": "compound", "positive": "pos", "neutral": "neu", "negative": "neg"}
COUNTS = {"words": "lexicon_count", "sentences": "sentence_count", "syllables": "syllable_count"}
#: for what is unfit by these reasons the formulas are undefined
UNDEFINED = NO_STOPS, LIST
_ANALYZER = SentimentIntensityAnalyzer()


def differences(texts: list[str], textstat: object, *, sentiment: bool = True, typography: str = FOLDED) -> list[tuple]:
    """List (text, measure, ours, theirs) wherever the core does not equal vaderSentiment and textstat."""
    ours = measure(pd.DataFrame({"text": texts}, dtype=object), typography=typography).to_dict("records")
    found = []
    for text, row in zip(texts, ours, strict=True):
        theirs = _expected(fold(text) if typography == FOLDED else text, textstat, sentiment)
        if row["readability_unfit"] in UNDEFINED:
            theirs |= dict.fromkeys({*FORMULAS, "text_standard"} - {"difficult_words"}, math.nan)
        for name, value in theirs.items():
            same = math.isnan(row[name]) if isinstance(value, float) and math.isnan(value) else row[name] == value
            if not same:
                found.append((text[:80], name, row[name], value))
    return found


def _expected(text: str, textstat: object, sentiment: bool) -> dict[str, float]:
    """Ask the packages. Where a text has no words a score is undefined: NaN, and not the packages' 0."""
    theirs: dict[str, float] = {name: getattr(textstat, function)(text) for name, function in COUNTS.items()}
    worded = theirs["words"] > 0
    theirs |= {name: getattr(textstat, name)(text) if worded else math.nan for name in FORMULAS}
    theirs["text_standard"] = textstat.text_standard(text, float_output=True) if worded else math.nan
    if sentiment:
        scores = _ANALYZER.polarity_scores(text)
        theirs |= {name: scores[key] if text.split() else math.nan for name, key in SCORES.items()}
    return theirs
