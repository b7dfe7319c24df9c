"""What others give a sentence, to be compared with: VADER, and AFINN and TextBlob where they are installed.

None of them was made to find loaded language. They measure sentiment, which is what is often used in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
import pandas as pd

from analysis.features import evidence, measure

#: the packages that can be had with ``pip install afinn textblob``, by the name they are shown under
OPTIONAL = {"AFINN": "afinn", "TextBlob": "textblob"}


def missing() -> list[str]:
    """Give the packages of :data:`OPTIONAL` that are not installed."""
    return [package for package in OPTIONAL.values() if find_spec(package) is None]


def peers(texts: list[str]) -> dict[str, np.ndarray]:
    """Score texts with each peer that is installed; higher is taken for more loaded.

    Returns
    -------
    dict
        by name, n scores: ``VADER``, the absolute compound (0 to 1); ``AFINN``, the absolute sum of its valences (0 or
        more); ``TextBlob``, its subjectivity (0 to 1)
    """
    scorers: dict[str, Callable[[list[str]], np.ndarray]] = {"VADER": _vader, "AFINN": _afinn, "TextBlob": _textblob}
    return {name: score(texts) for name, score in scorers.items() if OPTIONAL.get(name) not in missing()}


def _vader(texts: list[str]) -> np.ndarray:
    compound = measure(pd.DataFrame({"text": texts}))["compound"]
    return np.abs(compound.to_numpy(float, na_value=0.0))


def _afinn(texts: list[str]) -> np.ndarray:
    from afinn import Afinn

    scorer = Afinn()
    return np.array([abs(scorer.score(text)) for text in texts], float)


def _textblob(texts: list[str]) -> np.ndarray:
    from textblob import TextBlob

    return np.array([TextBlob(text).sentiment.subjectivity for text in texts], float)


def vader_words(texts: list[str]) -> pd.DataFrame:
    """Give the places of the words that move VADER's scores: ``row`` (of `texts`), ``start``, ``end`` (characters)."""
    spans = evidence(pd.DataFrame({"text": texts}))
    return spans.loc[spans["label"] == "sentiment", ["row", "start", "end"]].reset_index(drop=True)
