"""The tone around a mention: is the light in which its sentence puts it bad, good, or neither?

A linear model in a text file (``models/tone.tsv``): each feature of :func:`actors.mentions.features` has a weight for
bad, neither and good; they are added up, and the highest sum is the label. The words that a sum rests on are its
evidence. The weights were fitted on NewsMTSC (Hamborg & Donnay 2021); ``benchmarks/TONE.md`` has how often they err.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.actors.mentions import FUNCTION_WORDS, NAME, Feature, Mention, features, read_mentions
from analysis.files import MODELS
from analysis.schema import InputError, require
from analysis.text.languages import foreign_texts, reasons
from analysis.text.words import split

LABELS = (-1, 0, 1)
#: a feature that counts, such as a sum of valences, goes no further than this
LIMIT = 6.0
#: so many words are shown for a label, at most, and none that moves the odds less than this
_SHOWN, _LEAST = 4, 0.1
_START = "start"
TONE = ("start", "end", "surface", "label", "score", "bad", "neutral", "good", "evidence")


@lru_cache(maxsize=1)
def read_tone_weights() -> dict[str, np.ndarray]:
    """Read the weights of the features for bad, neither and good."""
    table = pd.read_csv(MODELS / "tone.tsv", sep="\t", comment="#", keep_default_na=False, quoting=3)
    return dict(zip(table["feature"].tolist(), table[["bad", "neutral", "good"]].to_numpy(float), strict=True))


def find_tone(mentions: pd.DataFrame) -> pd.DataFrame:
    """Estimate in what light each mention stands in its sentence.

    Parameters
    ----------
    mentions : a row a mention: ``text``, and ``start`` and ``end``, half-open, in characters of the text

    Returns
    -------
    DataFrame of the same rows and index: ``start`` and ``end`` as whole numbers; ``surface``, what stands there;
    ``label`` (-1 bad, 0 neither, 1 good; missing where nothing stands at the place, or the text is in another
    language, which ``evidence`` then says); ``score`` (from -1 to 1, higher is
    better light); the shares ``bad``, ``neutral`` and ``good`` that add up
    to 1, and ``evidence``: the words that moved the score most, each with its sign and its offsets in the text

    Raises
    ------
    InputError
        if a column is missing, or a place does not lie in its text
    """
    require(mentions, ("text", "start", "end"), "mentions")
    texts = mentions["text"].fillna("").astype(str).tolist()
    starts, ends = (_whole(mentions, name) for name in ("start", "end"))
    for row, (text, start, end) in enumerate(zip(texts, starts, ends, strict=True)):
        if text and not 0 <= start < end <= len(text):
            raise InputError(
                f"mentions, row {row + 1}: start {start} and end {end} do not lie in a text of {len(text)} characters. "
                "Offsets are half-open and count characters from 0."
            )
    distinct = list(dict.fromkeys(texts))
    found = foreign_texts(split(distinct))
    foreign = {distinct[text]: reasons()[reason] for text, reason in found[["text", "reason"]].itertuples(index=False)}
    rows = []
    for one, text, start, end in zip(read_mentions(texts, starts, ends), texts, starts, ends, strict=True):
        told = one is not None and text not in foreign
        scored = _score(one, text) if told else (pd.NA, *(np.nan,) * 4, foreign.get(text, ""))
        rows.append((start, end, text[start:end], *scored))
    return pd.DataFrame(rows, columns=list(TONE), index=mentions.index).astype({"label": "Int64"})


def _whole(mentions: pd.DataFrame, name: str) -> list[int]:
    """Read places as whole numbers, whatever they are written as: 27, "27", 27.0."""
    return [_place(value, f"mentions, row {row + 1}: {name}") for row, value in enumerate(mentions[name].tolist())]


def _place(value: object, where: str) -> int:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        number = float("nan")
    if not number.is_integer():
        raise InputError(f"{where} is {value!r}. Give the place as a whole number.")
    return int(number)


def gather(mention: Mention) -> dict[str, float]:
    """Add up the values of each feature of a mention, up to the limit."""
    return _add_up(list(features(mention)))


def _add_up(found: list[Feature]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for name, value, _ in found:
        sums[name] = sums.get(name, 0.0) + value
    return {name: max(-LIMIT, min(LIMIT, value)) for name, value in sums.items()}


@lru_cache(maxsize=1)
def _weights() -> dict[str, tuple[float, float, float]]:
    return {name: tuple(each.tolist()) for name, each in read_tone_weights().items()}


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(_weights())


def _score(mention: Mention, text: str) -> tuple:
    weights = _weights()
    found = list(features(mention, _known()))
    bad, neutral, good = weights[_START]
    for name, value in _add_up(found).items():
        one = weights[name]
        bad, neutral, good = bad + value * one[0], neutral + value * one[1], good + value * one[2]
    height = np.array([bad, neutral, good])
    share = np.exp(height - height.max())
    share /= share.sum()
    label = LABELS[int(np.argmax(share))]
    return label, float(share[2] - share[0]), *share.tolist(), _evidence(mention, found, text)


def _evidence(mention: Mention, found: list[Feature], text: str) -> str:
    """Write the words that moved the odds of good against bad most: ``+praised [12:19]; −liar [30:34]``."""
    weights, moved = _weights(), {}
    for name, value, place in found:
        if place is not None:
            pull = weights[name]
            moved[place] = moved.get(place, 0.0) + value * (pull[2] - pull[0])
    shown = [place for place in sorted(moved, key=lambda k: -abs(moved[k])) if abs(moved[place]) >= _LEAST]
    said = []
    for place in [place for place in shown if _tells(mention.words[place])][:_SHOWN]:
        start, end = mention.places[place]
        said.append(f"{'+' if moved[place] > 0 else '−'}{text[start:end]} [{start}:{end}]")
    return "; ".join(said)


def _tells(word: str) -> bool:
    return word.isalpha() and word != NAME and word not in FUNCTION_WORDS and word not in ("and", "or")
