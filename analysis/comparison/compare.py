"""A comparison in plain sentences, each with its doubt in the same breath.

Two articles side by side: each measure's values, their difference, and how far chance alone could move it.

Differences are **the first article minus the second** (a minus b), in the order in which the articles appear. How
paragraphs become one value, and what a voice is, :mod:`comparison.aggregate` says.

What "chance" is: the paragraphs of both articles are shuffled, and two articles of the same sizes are made of them. A
difference that such shuffling seldom gives is more than chance. The p-value and the 95% interval come from one test
(:mod:`comparison.permutation`) and agree: the interval leaves out 0 exactly where p is below 0.05. That neighbouring
paragraphs are alike is always reckoned with.

Five rows are planned, one a question (:data:`comparison.aggregate.PLANNED`). Their p are adjusted together, over all
pairs of articles, and a difference is called clear only there. All other rows are exploration: they show where to look,
and whoever picks the largest of them afterwards has picked what luck made large.

What this cannot say: that the articles differ in *attitude*. Other topics, other people quoted or another length
make differences that are more than chance too. ``benchmarks/CALIBRATION.md`` has how often the test errs.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.comparison.aggregate import (
    ALL,
    NEEDS,
    PER,
    PLANNED,
    columns_of,
    furthest_difference,
    pairs,
    unit_of,
    value,
    wanted,
)
from analysis.comparison.significance import Sides, decided, judged, rare, smallest_of
from analysis.measures import format_value, glossary_row
from analysis.schema import OUTLET, QUOTED, RUNNING_TEXT, VOICES, InputError, records, require, without_foreign

SAME = "every paragraph of an article has the same value, so there is nothing to shuffle"
_WHERE = {ALL: "In the whole text", OUTLET: "Outside block quotations", QUOTED: "In the passages it quotes"}
_WHERE_TOLD_APART = {ALL: "In the whole text", OUTLET: "In its own voice", QUOTED: "In what it quotes"}


def comparison_sentences(comparison: pd.DataFrame, *, names: dict[str, str] | None = None) -> pd.DataFrame:
    """Describe each row of a comparison in plain words, with its doubt in the same breath.

    Parameters
    ----------
    comparison : what :func:`comparison.compare.compare_articles` gives
    names : a readable name for each article; by default the article's slug

    Returns
    -------
    DataFrame
        measure, voice, case (``clear``, ``unclear``, ``exploration``, ``too little``, ``same``, ``undefined``),
        finding, doubt (one sentence), power (which difference would have been called clear), text (all three), clear.
        Plain text: escape it before it enters a page. A planned row that would be clear alone, and is not among so
        many, is ``unclear``, and says so.
    """
    rows = []
    for of in records(comparison):
        case, finding, doubt = _say(of, names or {}, int(of["among"]))
        power = _power(of) if case in ("clear", "unclear") else ""
        text = " ".join(filter(None, (finding, doubt, power)))
        rows.append((of["measure"], of["voice"], case, finding, doubt, power, text, bool(of["clear"])))
    return pd.DataFrame(rows, columns=["measure", "voice", "case", "finding", "doubt", "power", "text", "clear"])


def _say(of: dict, names: dict[str, str], count: int) -> tuple[str, str, str]:
    a, b = (names.get(of[key], of[key]) for key in ("article_a", "article_b"))
    known = glossary_row(of["measure"])
    told_apart = columns_of(of["measure"], of["voice"])["measure"] != of["measure"]
    where = (_WHERE_TOLD_APART if told_apart else _WHERE)[of["voice"]]
    reason = of["reason"] if isinstance(of["reason"], str) else ""
    for slug, name in ((of["article_a"], a), (of["article_b"], b)):
        reason = reason.replace(f"in {slug}", f"in {name}").replace(f"and {slug}", f"and {name}")
    if np.isnan(of["difference"]):
        return "undefined", f"{where}, {known['label']} cannot be compared: {reason}.", ""
    shown = [format_value(of["measure"], of[key]) for key in ("value_a", "value_b")]
    if shown[0] == shown[1]:
        finding = f"{where}, {a} and {b} are level on {known['label']}: both {shown[0]} {known['said']}."
    else:
        verb = known["higher"] if of["difference"] > 0 else known["lower"]
        finding = f"{where}, {a} {verb} than {b}: {shown[0]} against {shown[1]} {known['said']}."
    if reason:
        case = "same" if reason == SAME else "too little"
        return case, finding, f"Whether this is chance cannot be said: {reason}."
    if not of["planned"]:
        return "exploration", finding, _doubt(of, known, count)
    return "clear" if of["clear"] else "unclear", finding, _doubt(of, known, count)


def _doubt(of: dict, known: dict, count: int) -> str:
    """Describe how often shuffling gives as much, and what the difference could be."""
    doubt = f"Shuffling the {of['n_a']} and {of['n_b']} paragraphs gives as much in {_often(of['p'])}"
    if of["clear"]:
        doubt += f", which is seldom, also with the {count} planned differences looked at together"
    elif of["planned"] and of["clear_alone"]:
        doubt += f", which is seldom for one difference, but not with the {count} planned ones looked at together"
    doubt += f": it could be anything from {_range(of)}"
    if not of["planned"]:
        return f"{doubt}. This row was not planned beforehand: it is exploration, and is never called clear."
    doubt += "." if of["clear"] else ", so it may be chance."
    if of["clear"] and known["family"] == "readability":
        doubt = doubt[:-1] + "; but the formulas were made for longer passages than a paragraph."
    return doubt


def _power(of: dict) -> str:
    """Describe which difference could have been seen."""
    if not np.isfinite(of["smallest"]):
        return ""
    smallest = format_value(of["measure"], of["smallest"])
    return f"Four times in five a difference of {smallest} would have been called clear."


def _often(p: float) -> str:
    """Write a share: of 100, of 1,000 where it is small, or that it is below that."""
    if p >= 0.0995:
        return f"{100 * p:.0f} of 100 cases"
    return f"{1000 * p:.0f} of 1,000 cases" if p >= 0.001 else "fewer than 1 of 1,000 cases"


def _range(of: dict) -> str:
    low, high = (format_value(of["measure"], abs(of[key])) for key in ("low", "high"))
    if of["low"] >= 0:
        return f"{low} to {high} higher"
    return f"{high} to {low} lower" if of["high"] <= 0 else f"{low} lower to {high} higher"


#: with fewer paragraphs than these in one article, or in both together, nothing is tested
FEWEST, FEWEST_TOGETHER = 6, 14
_NAMES = ["measure", "label", "family", "voice", "article_a", "article_b", "value_a", "value_b", "difference", "spread"]
_NAMES += ["n_a", "n_b", "unit", "reason", "planned"]


def compare_articles(
    measured: pd.DataFrame,
    *,
    measures: list[str] | None = None,
    resamples: int = 9999,
    seed: int = 0,
    effects: bool = True,
) -> pd.DataFrame:
    """Compare two articles, or the first of several with each of the others, measure by measure and voice by voice.

    Parameters
    ----------
    measured : the measured paragraphs of two articles or more (see ``schema.PARAGRAPHS``), one row a block
    measures : the measures to compare; by default those that the glossary marks and `measured` has
    resamples : how many times the paragraphs are shuffled
    seed : the same seed gives the same numbers; a row does not depend on which other rows are asked for, save its
        adjusted p-value, its smallest difference and what follows from them
    effects : whether hedges_g and the intervals of the effect sizes are wanted; a page goes without them

    Returns
    -------
    DataFrame
        One row a pair, measure and voice:

        - measure, label, family, voice; article_a, article_b (in order of appearance); value_a, value_b and
          ``difference = value_a - value_b``, in `unit`; n_a, n_b: the paragraphs with a defined value
        - planned: whether it is one of :data:`comparison.aggregate.PLANNED`, or else exploration
        - low, high: the 95% interval of the difference, cut where no difference is possible; p: two-sided, of the same
          test, not adjusted; method: ``shuffles drawn``
        - smallest: the true difference that this pair, in this table, would have shown as clear four times in five; by
          simulation from its own paragraphs, and missing where the row cannot be clear
        - lag_one: how alike neighbouring paragraphs are (-1 to 1)
        - spread: the standard deviation of a paragraph, pooled over both articles (for a rate: of a paragraph's
          influence on the ratio); hedges_g: the difference in such deviations, corrected for few paragraphs;
          cliffs_delta: how often a paragraph of a lies above one of b, minus how often below (for a rate: by the
          paragraphs' own rates); each with its 95% interval (``..._low``, ``..._high``), which takes paragraphs as
          independent
        - reason: why there is no interval
        - p_holm: p adjusted for the planned rows of all pairs that were tested (Holm); among: how many these are;
          clear_alone: p is below 0.05; clear: p_holm is below 0.05, see :func:`comparison.significance.decided`

    Raises
    ------
    InputError
        if there are fewer than two articles, or a column is missing
    """
    require(measured, NEEDS, "compare")
    articles = pd.unique(measured["article"].dropna()).tolist()
    if len(articles) < 2:
        raise InputError(f"compare: two articles are needed, and the table has {len(articles)}. Give two or more.")
    text = measured[measured["kind"].isin(RUNNING_TEXT)]
    rows, tested, furthest, asked = [], {}, [], wanted(measured, measures)
    where = {article: text["article"].eq(article).to_numpy(dtype=bool, na_value=False) for article in articles}
    numbers = [np.stack(pairs(text, voice, of)) for _, voice, of in asked]
    # shuffled in one order whichever article comes first, so that to swap them changes nothing but the sign
    swapped = []
    for other in articles[1:]:
        pair = (articles[0], other)
        for place, (measure, voice, of) in enumerate(asked):
            a, b = (numbers[place][:, where[article]] for article in pair)
            sides = Sides(*(side[:, np.isfinite(side[0])] for side in (a, b)))
            values, spread = [value(*a), value(*b)], sides.spread()
            flat = spread <= 1e-12 * max(1.0, *np.abs(values))
            reason = SAME if flat else _too_little(sides.sizes, pair, voice, of) or rare(sides, names=pair)
            swapped.append(pair[0] > pair[1])
            if reason is None:
                tested[len(rows)] = Sides(sides.b, sides.a) if swapped[-1] else sides
            base = glossary_row(measure)
            named = (measure, base["label"], base["family"], voice, *pair, *values, values[0] - values[1], spread)
            rows.append((*named, *sides.sizes, unit_of(of), reason, (measure, voice) in PLANNED))
            furthest.append(furthest_difference(of))
    table = pd.DataFrame(rows, columns=_NAMES).astype({"reason": "str"})
    told = judged(tested, resamples=resamples, seed=seed, effects=effects).reindex(table.index)
    table = decided(table.join(told.where(~pd.Series(swapped, dtype=bool), _turned(told))))
    ends = {name: table[name].clip(-np.array(furthest), np.array(furthest)) for name in ("low", "high")}
    smallest = smallest_of(table, tested, resamples=resamples, seed=seed)
    return table.assign(**ends, smallest=np.where(smallest <= furthest, smallest, np.nan))


def _turned(found: pd.DataFrame) -> pd.DataFrame:
    """Tell what was found of b and a as of a and b."""
    swaps = {"low": "high", "cliffs_low": "cliffs_high", "hedges_low": "hedges_high"}
    turned = {name: -found[name] for name in ("cliffs_delta", "hedges_g") if name in found}
    for low, high in swaps.items():
        if low in found:
            turned |= {low: -found[high], high: -found[low]}
    return found.assign(**turned)


def _too_little(n: tuple[int, int], articles: tuple[str, str], voice: str, of: dict) -> str | None:
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
    if min(n) < FEWEST or sum(n) < FEWEST_TOGETHER:
        return f"{n[0]} and {n[1]} paragraphs are too few to tell a difference from chance"
    return None


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
    require(measured, (*NEEDS, "block", "words_outlet", "words_quoted"), "by_category, paragraphs")
    measured = without_foreign(measured)
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
                rate = count / words * PER if words else float("nan")
                rows.append((article, label, category, voice, count, words, rate))
    return pd.DataFrame(rows, columns=["article", "label", "category", "voice", "count", "words", "per_100_words"])
