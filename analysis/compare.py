"""Two articles side by side: each measure's values, their difference, and how far chance alone could move it.

Differences are **the first article minus the second** (a minus b), in the order in which the articles appear.

What is compared is the running text: body and blockquote paragraphs. A headline is one block, written for another
purpose, and one block has no spread; :func:`article_values` states it apart.

How paragraphs become one value: a *rate* is a ratio of sums (all loaded words over all words), because the mean of
paragraph rates gives a word in a paragraph of ten words ten times the weight of one in a hundred. A *score* (tone,
readability) is the mean of the paragraphs' scores. Only paragraphs where the value is defined take part.

Whose voice: ``all`` is every paragraph of the text. Where a measure is told apart word by word (``..._outlet``,
``..._quoted``), a voice is these words in all paragraphs. For a score it is the paragraphs in that voice: the
outlet's own paragraphs with the quotations inside them, and the quoted passages.

The intervals are for one pair of articles and one measure. They take paragraphs as independent, which neighbours
are not quite. With few paragraphs they are too narrow: where there is no difference at all, about 1 pair in 10 looks
clear with 6 and 6 paragraphs, 1 in 13 with 13 and 8, and with 40 and 40 the 1 in 20 that is meant. And each row has
its own chance to look clear, so in a table of forty rows some will.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import glossary
from analysis.resample import intervals
from analysis.schema import BLOCKQUOTE, BODY, HEADLINE, OUTLET, QUOTED, VOICES, InputError, require

ALL = "all"
SAME = "every paragraph of an article has the same value, so there is nothing to resample"
RUNNING_TEXT = (BODY, BLOCKQUOTE)
_PER = 100
_NEEDS = ("article", "kind", "voice")
_WHERE = {ALL: "In the whole text", OUTLET: "Outside block quotations", QUOTED: "In the passages it quotes"}
_WHERE_TOLD_APART = {ALL: "In the whole text", OUTLET: "In its own voice", QUOTED: "In what it quotes"}
#: with fewer paragraphs than these on one side nothing is called clear
FEWEST = 6
_NAMES = "measure label family voice article_a article_b value_a value_b difference low high method spread n_a n_b unit"


def _columns(expression: str) -> list[str]:
    return [name for name in expression.split(" + ") if name]


def _numbers(table: pd.DataFrame, expression: str) -> np.ndarray:
    return sum(table[name].to_numpy(dtype=float, na_value=np.nan) for name in _columns(expression))


def _source(measure: str, voice: str) -> dict:
    """Give the glossary's row of the column that holds `measure` in `voice`."""
    told_apart = f"{measure}_{voice}" in set(glossary.load()["measure"])
    return glossary.row(f"{measure}_{voice}" if told_apart else measure)


def _wanted(measured: pd.DataFrame, measures: list[str] | None) -> list[tuple[str, str, dict]]:
    """List (measure, voice, the glossary's row of its column) for all that `measured` can tell."""
    known = glossary.load()
    defaults = known.loc[known["compare"] == 1, "measure"]
    found = []
    for measure in defaults if measures is None else measures:
        apart = any(f"{measure}_{voice}" in set(known["measure"]) for voice in VOICES)
        for voice in (ALL, *VOICES):
            of = _source(measure, voice)
            if voice != ALL and of["measure"] == measure and (apart or of["aggregate"] == "rate"):
                continue
            needs = _columns(of["numerator"]) + _columns(of["denominator"]) or [of["measure"]]
            if all(name in measured.columns for name in needs):
                found.append((measure, voice, of))
            elif measures is not None and voice == ALL:
                require(measured, tuple(needs), f"measure {measure!r}")
    return found


def _pairs(table: pd.DataFrame, voice: str, of: dict) -> tuple[np.ndarray, np.ndarray]:
    """Give what is divided by what, one number a paragraph; NaN where the paragraph has no such value."""
    if of["aggregate"] == "rate":
        above, below = _numbers(table, of["numerator"]) * _PER, _numbers(table, of["denominator"])
        usable = np.isfinite(above) & (below > 0)
    else:
        above, below = _numbers(table, of["measure"]), np.ones(len(table))
        usable = np.isfinite(above)
        if of["measure"].endswith(f"_{voice}") and f"words_{voice}" in table.columns:
            usable &= _numbers(table, f"words_{voice}") > 0
        elif voice != ALL:
            usable &= table["voice"].eq(voice).fillna(False).to_numpy(dtype=bool)
    return np.where(usable, above, np.nan), np.where(usable, below, np.nan)


def _value(above: np.ndarray, below: np.ndarray) -> float:
    return float(np.nansum(above) / np.nansum(below)) if np.isfinite(above).any() else float("nan")


def _unit(of: dict) -> str:
    return f"in {_PER} words" if of["aggregate"] == "rate" else of["unit"]


def article_values(measured: pd.DataFrame, *, measures: list[str] | None = None) -> pd.DataFrame:
    """Give each article's value of each measure, for its headline and for its running text.

    Returns
    -------
    DataFrame
        article, part (``headline`` or ``text``), measure, label, voice, value, unit, paragraphs (how many have a
        defined value). A headline is given as a whole (voice ``all``).
    """
    require(measured, _NEEDS, "article_values")
    rows = []
    for article in pd.unique(measured["article"].dropna()):
        own = measured[measured["article"] == article]
        for part, kinds in (("headline", (HEADLINE,)), ("text", RUNNING_TEXT)):
            table = own[own["kind"].isin(kinds)]
            for measure, voice, of in _wanted(measured, measures):
                if part == "text" or voice == ALL:
                    above, below = _pairs(table, voice, of)
                    named = (article, part, measure, glossary.row(measure)["label"], voice)
                    rows.append((*named, _value(above, below), _unit(of), int(np.isfinite(above).sum())))
    return pd.DataFrame(rows, columns=["article", "part", "measure", "label", "voice", "value", "unit", "paragraphs"])


def compare(
    measured: pd.DataFrame, *, measures: list[str] | None = None, resamples: int = 9999, seed: int = 0
) -> pd.DataFrame:
    """Compare two articles, measure by measure and voice by voice.

    Parameters
    ----------
    measured : the measured paragraphs of exactly two articles (see ``schema.PARAGRAPHS``), one row a block
    measures : the measures to compare; by default those that the glossary marks and `measured` has
    resamples : how many times the paragraphs are drawn anew
    seed : the same seed gives the same numbers; a row does not depend on which other rows are asked for

    Returns
    -------
    DataFrame
        One row a measure and voice: measure, label, family, voice; article_a, article_b (in order of appearance);
        value_a, value_b and ``difference = value_a - value_b``, in `unit`; low, high: the 95% interval of the
        difference; method: ``BCa`` (bias-corrected and accelerated) or ``percentile`` where BCa is not defined;
        spread: the standard deviation of a paragraph, pooled over both articles (for a rate: of a paragraph's pull
        on the ratio); n_a, n_b: the paragraphs with a defined value; reason: why there is no interval, or why it
        cannot be clear; clear: the interval excludes 0, and each article has six paragraphs or more: with fewer, an
        interval from a bootstrap is so narrow that up to half of the rows look clear where nothing differs.

    Raises
    ------
    InputError
        if there are not exactly two articles, or a column is missing

    References
    ----------
    Efron 1987, Better bootstrap confidence intervals; computed by :func:`scipy.stats.bootstrap`.
    """
    require(measured, _NEEDS, "compare")
    articles = pd.unique(measured["article"].dropna()).tolist()
    if len(articles) != 2:
        raise InputError(f"compare: two articles are needed, and the table has {len(articles)}. Give exactly two.")
    text = measured[measured["kind"].isin(RUNNING_TEXT)]
    # drawn in one order whichever article comes first, so that to swap them changes nothing but the sign
    swapped = articles[0] > articles[1]
    rows, data = [], {}
    for measure, voice, of in _wanted(measured, measures):
        a, b = (np.stack(_pairs(text[text["article"] == article], voice, of)) for article in articles)
        n = [int(np.isfinite(pair[0]).sum()) for pair in (a, b)]
        values = [_value(*a), _value(*b)]
        spread = _spread((a, b), values)
        flat = spread <= 1e-12 * max(1.0, *np.abs(values))
        if min(n) >= 2 and not flat:
            data[len(rows)] = (b, a) if swapped else (a, b)
        base = glossary.row(measure)
        named = (measure, base["label"], base["family"], voice, *articles, *values, values[0] - values[1])
        reason = SAME if flat and min(n) >= 2 else _too_little(n, articles, voice, of)
        rows.append((*named, np.nan, np.nan, None, spread, *n, _unit(of), reason))
    table = pd.DataFrame(rows, columns=[*_NAMES.split(), "reason"]).astype({"method": "str", "reason": "str"})
    for place, interval in intervals(data, resamples=resamples, seed=seed).items():
        low, high, method = interval
        table.loc[place, ["low", "high", "method"]] = (-high, -low, method) if swapped else interval
    table["clear"] = table["reason"].isna() & ((table["low"] > 0) | (table["high"] < 0))
    return table


def _too_little(n: list[int], articles: list[str], voice: str, of: dict) -> str | None:
    what = "paragraphs in its own voice" if voice == OUTLET else "quoted paragraphs"
    if of["aggregate"] == "rate" or of["measure"].endswith(f"_{voice}"):
        what = "words of its own" if voice == OUTLET else "quoted words"
    if voice == ALL:
        what = "paragraphs with a value"
    none = [article for article, count in zip(articles, n, strict=True) if count == 0]
    if none:
        return f"no {what} in {' and '.join(none)}"
    if min(n) < 2:
        return f"only one paragraph to go on in {articles[n.index(1)]}" if max(n) > 1 else "only one paragraph in each"
    if min(n) < FEWEST:
        return f"{n[0]} and {n[1]} paragraphs are too few to tell a difference from chance"
    return None


def _spread(pairs: tuple[np.ndarray, np.ndarray], values: list[float]) -> float:
    """Give the pooled standard deviation of a paragraph's pull on the value: of the score itself, for a mean."""
    pulls = []
    for (above, below), value in zip(pairs, values, strict=True):
        usable = np.isfinite(above)
        if usable.sum() < 2:
            return float("nan")
        pulls.append((above[usable] - value * below[usable]) / below[usable].mean())
    return float(np.sqrt(sum((p**2).sum() for p in pulls) / (sum(map(len, pulls)) - 2)))


def sentences(comparison: pd.DataFrame, *, names: dict[str, str] | None = None) -> pd.DataFrame:
    """Say each row of a comparison in plain words, with its doubt in the same breath.

    Parameters
    ----------
    comparison : what :func:`compare` gives
    names : a readable name for each article; by default the article's slug

    Returns
    -------
    DataFrame
        measure, voice, case (``clear``, ``unclear``, ``too little``, ``same``, ``undefined``), finding, doubt, text
        (finding and doubt together), clear. Plain text: escape it before it enters a page.
    """
    rows = []
    for of in comparison.to_dict("records"):
        case, finding, doubt = _say(of, names or {})
        text = f"{finding} {doubt}".strip()
        rows.append((of["measure"], of["voice"], case, finding, doubt, text, bool(of["clear"])))
    return pd.DataFrame(rows, columns=["measure", "voice", "case", "finding", "doubt", "text", "clear"])


def _say(of: dict, names: dict[str, str]) -> tuple[str, str, str]:
    a, b = (names.get(of[key], of[key]) for key in ("article_a", "article_b"))
    known = glossary.row(of["measure"])
    told_apart = _source(of["measure"], of["voice"])["measure"] != of["measure"]
    where = (_WHERE_TOLD_APART if told_apart else _WHERE)[of["voice"]]
    reason = of["reason"] if isinstance(of["reason"], str) else ""
    for slug, name in ((of["article_a"], a), (of["article_b"], b)):
        reason = reason.replace(f"in {slug}", f"in {name}").replace(f"and {slug}", f"and {name}")
    if np.isnan(of["difference"]):
        return "undefined", f"{where}, {known['label']} cannot be compared: {reason}.", ""
    shown = [glossary.shown(of["measure"], of[key]) for key in ("value_a", "value_b")]
    if shown[0] == shown[1]:
        finding = f"{where}, {a} and {b} are level on {known['label']}: both {shown[0]} {known['said']}."
    else:
        verb = known["higher"] if of["difference"] > 0 else known["lower"]
        finding = f"{where}, {a} {verb} than {b}: {shown[0]} against {shown[1]} {known['said']}."
    if np.isnan(of["low"]):
        case = "same" if reason == SAME else "too little"
        return case, finding, f"Whether this is chance cannot be said: {reason}."
    could = f"With {of['n_a']} and {of['n_b']} paragraphs the difference could well be anything from {_range(of)}"
    if of["clear"]:
        made_for = ""
        if known["family"] == "readability" and known["aggregate"] == "mean":
            made_for = "; but the formula was made for longer passages than a paragraph"
        return "clear", finding, f"{could}, more than chance alone would often give{made_for}."
    if reason:
        return "too little", finding, f"{could}, and so few paragraphs cannot tell it from chance."
    return "unclear", finding, f"{could}, so it may be chance."


def _range(of: dict) -> str:
    low, high = (glossary.shown(of["measure"], abs(of[key])) for key in ("low", "high"))
    if of["low"] >= 0:
        return f"{low} to {high} higher"
    return f"{high} to {low} lower" if of["high"] <= 0 else f"{low} lower to {high} higher"


def by_category(
    spans: pd.DataFrame, measured: pd.DataFrame, *, labels: tuple[str, ...] = ("loaded", "hedge")
) -> pd.DataFrame:
    """Count the spans of the running text by category and voice.

    Returns
    -------
    DataFrame
        article, label, category, voice, count (spans), words (of that article in that voice), per_100_words (NaN
        where there are no words). Every category that one of the articles has is given for both, and both voices.
    """
    require(spans, ("article", "block", "label", "category", "voice"), "by_category, spans")
    require(measured, (*_NEEDS, "block", "words_outlet", "words_quoted"), "by_category, paragraphs")
    text = measured[measured["kind"].isin(RUNNING_TEXT)]
    inside = spans[spans["label"].isin(labels)].merge(text[["article", "block"]], on=["article", "block"])
    counts = inside.groupby(["article", "label", "category", "voice"]).size()
    pairs = inside[["label", "category"]].drop_duplicates().sort_values(["label", "category"], ascending=[False, True])
    rows = []
    for article in pd.unique(measured["article"].dropna()):
        own = text[text["article"] == article]
        for label, category in pairs.itertuples(index=False):
            for voice in VOICES:
                count, words = int(counts.get((article, label, category, voice), 0)), int(own[f"words_{voice}"].sum())
                rate = count / words * _PER if words else float("nan")
                rows.append((article, label, category, voice, count, words, rate))
    return pd.DataFrame(rows, columns=["article", "label", "category", "voice", "count", "words", "per_100_words"])
