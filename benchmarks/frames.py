"""Measure how far frames agree with experts, move the weights by annotated sentences, and write what was found.

    python benchmarks/frames.py frames_sentences.csv frames_articles.csv

writes ``analysis/lexicons/frame_weights.csv`` and ``frame_reliability.csv``, which the measure reads, and
``benchmarks/FRAMES.md``. Sentences (``text``, ``label``) are held out in ten folds, drawn five times, each label spread
over the folds; articles (``text``, ``outlet``, and the five frames as 0 or 1) by outlet. Every figure is of texts that
the weights, and the thresholds, were not made from.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.stats import rankdata

from analysis.files import LEXICONS
from analysis.measures import frames as measure
from analysis.text.lexicon import find_terms, forms_by_row
from analysis.text.words import split

HERE = Path(__file__).parent
LABELS = (*measure.ISSUE_FRAMES, measure.OTHER)
#: the names of the news frames in the annotated articles
COLUMNS = ("conflict", "human_interest", "economic", "morality", "resolution")
FOLDS, DRAWS, RESAMPLES = 10, 5, 1000
#: what a weight of 1 is in the units of the softmax; how strongly weights are held to the hand's, and starts to 0
SHARPNESS, HOLD, HOLD_START = 2.0, 0.3, 3.0
#: an outlet with fewer articles than these is left out together with the other small ones
FEWEST = 9
TIERS = {"A": 0.7, "B": 0.4, "C": 0.0}
#: the tier below
BELOW = {"A": "B", "B": "C", "C": "C"}


def listed(names: tuple[str, ...]) -> pd.DataFrame:
    """Read the terms of these frames as they were written by hand, the exceptions too."""
    table = pd.read_csv(LEXICONS / "frames.csv", keep_default_na=False)
    return table[table["category"].isin([*names, "exception"])].reset_index(drop=True)


def counted(
    texts: list[str], table: pd.DataFrame, names: tuple[str, ...], denial: float = measure.DENIED
) -> np.ndarray:
    """Count how often each row of `table` is marked in each text; a denied term counts `denial`."""
    terms = measure.compile_frames(table, names)
    owners: dict[str, list[int]] = {}
    for row, forms in enumerate(forms_by_row(table)):
        for form in forms:
            owners.setdefault(form, []).append(row)
    rows = [owners[term] for term in terms.lexicon.table["term"]]
    words = split(texts)
    found = find_terms(words, terms.lexicon)
    factor = np.where(measure.denied(words, found), denial, 1.0)
    counts = np.zeros((len(texts), len(table)))
    for text, row, of in zip(words.text_at(found.first).tolist(), found.row.tolist(), factor.tolist(), strict=True):
        counts[text, rows[row]] += of
    return counts


def fitted(
    counts: np.ndarray, hand: np.ndarray, of: np.ndarray, label: np.ndarray, *, hold: float
) -> tuple[np.ndarray, np.ndarray]:
    """Move the weights `hand` of rows, each of the frame `of`, by `label`; return them and the frames' starts.

    The log-loss of a softmax over ten labels, each weighed by the root of its rarity, with a ridge that pulls every
    weight to the hand's and every start to 0.
    """
    own = np.flatnonzero((counts.sum(axis=0) > 0) & (of < len(LABELS) - 1))
    used, frame, prior = counts[:, own], of[own], SHARPNESS * hand[own]
    count, place = len(LABELS), np.arange(len(label))
    rarity = np.sqrt(len(label) / count / np.bincount(label, minlength=count))[label]
    one = np.eye(len(LABELS))[frame]
    truth = np.eye(count)[label]

    def loss(given: np.ndarray) -> tuple[float, np.ndarray]:
        weight, start = given[: len(own)], given[len(own) :]
        height = used @ (weight[:, None] * one) + start
        height -= height.max(axis=1, keepdims=True)
        share = np.exp(height)
        share /= share.sum(axis=1, keepdims=True)
        lost = -(rarity * np.log(share[place, label] + 1e-12)).sum()
        lost += hold * ((weight - prior) ** 2).sum() + HOLD_START * (start**2).sum()
        pull = (share - truth) * rarity[:, None]
        slope = (used.T @ pull)[np.arange(len(own)), frame] + 2 * hold * (weight - prior)
        return lost, np.concatenate([slope, pull.sum(axis=0) + 2 * HOLD_START * start])

    found = minimize(loss, np.concatenate([prior, np.zeros(count)]), jac=True, method="L-BFGS-B").x
    weights = hand.astype(float).copy()
    weights[own] = np.clip(np.round(found[: len(own)] / SHARPNESS, 2), 0, None)
    return weights, np.round(found[len(own) :] / SHARPNESS, 2)


def chosen(counts: np.ndarray, weights: np.ndarray, of: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Choose the frame that leads each text, as the measure does, by the place of its label."""
    scores = counts @ (weights[:, None] * np.eye(len(LABELS))[of])[:, :-1]
    height = np.where(scores > 0, scores + starts[:-1], -np.inf)
    best = height.max(axis=1)
    clear = (best > starts[-1]) & ((height == best[:, None]).sum(axis=1) == 1)
    return np.where(clear, height.argmax(axis=1), len(LABELS) - 1)


def folds(label: np.ndarray, seed: int) -> np.ndarray:
    """Draw the fold of each sentence, each label spread over all folds."""
    draw, fold = np.random.default_rng(seed), np.empty(len(label), int)
    for kind in np.unique(label):
        rows = draw.permutation(np.flatnonzero(label == kind))
        fold[rows] = (np.arange(len(rows)) + draw.integers(FOLDS)) % FOLDS
    return fold


def left_out(label: np.ndarray, predict) -> np.ndarray:
    """Predict each sentence from the others, once for each draw of the folds (draws x sentences)."""
    made = np.empty((DRAWS, len(label)), int)
    for seed in range(DRAWS):
        fold = folds(label, seed)
        for k in range(FOLDS):
            made[seed, fold == k] = predict(np.flatnonzero(fold != k), np.flatnonzero(fold == k))
    return made


def f1(truth: np.ndarray, said: np.ndarray, kind: int) -> float:
    """Compute the F1 of one label."""
    both = ((truth == kind) & (said == kind)).sum()
    return float(2 * both / max((truth == kind).sum() + (said == kind).sum(), 1))


def macro_f1(truth: np.ndarray, said: np.ndarray) -> float:
    """Compute the mean F1 of all ten labels."""
    return float(np.mean([f1(truth, said, kind) for kind in range(len(LABELS))]))


def auc(truth: np.ndarray, score: np.ndarray) -> float:
    """Compute how often a text with the frame scores above one without it; a tie is half."""
    ranks, yes = rankdata(score), truth.sum()
    return float((ranks[truth == 1].sum() - yes * (yes + 1) / 2) / (yes * (len(truth) - yes)))


def interval(size: int, value) -> tuple[float, float]:
    """Compute the 95% interval of a value when texts are drawn anew."""
    draw = np.random.default_rng(0)
    values = [value(draw.integers(0, size, size)) for _ in range(RESAMPLES)]
    return tuple(np.nanpercentile(values, [2.5, 97.5]))


def linear(features: np.ndarray, label: np.ndarray):
    """Return a predictor: a ridge softmax on `features`, standardised on the sentences it is fitted to."""

    def predict(train: np.ndarray, test: np.ndarray) -> np.ndarray:
        mean, spread = features[train].mean(axis=0), features[train].std(axis=0) + 1e-9
        known, new = ((features[rows] - mean) / spread for rows in (train, test))
        width, count = known.shape[1], len(LABELS)
        truth = np.eye(count)[label[train]]

        def loss(given: np.ndarray) -> tuple[float, np.ndarray]:
            by, start = given[: width * count].reshape(width, count), given[width * count :]
            height = known @ by + start
            height -= height.max(axis=1, keepdims=True)
            share = np.exp(height)
            share /= share.sum(axis=1, keepdims=True)
            lost = -np.log(share[truth == 1] + 1e-12).sum() + 3 * (by**2).sum()
            pull = share - truth
            return lost, np.concatenate([(known.T @ pull + 6 * by).ravel(), pull.sum(axis=0)])

        found = minimize(loss, np.zeros(width * count + count), jac=True, method="L-BFGS-B").x
        return (new @ found[: width * count].reshape(width, count) + found[width * count :]).argmax(axis=1)

    return predict


def on_sentences(path: Path) -> tuple[list[tuple], pd.DataFrame, pd.DataFrame]:
    """Measure every way on the sentences; return its figures, the moved weights, and the reliability of each frame."""
    data, table = pd.read_csv(path), listed(measure.ISSUE_FRAMES)
    texts, label = data["text"].tolist(), np.array([LABELS.index(name) for name in data["label"]])
    of = np.array([LABELS.index(name) if name in LABELS else len(LABELS) - 1 for name in table["category"]])
    hand, none = table["weight"].to_numpy(float), np.zeros(len(LABELS))
    counts = counted(texts, table, measure.ISSUE_FRAMES)
    scores = counts @ (hand[:, None] * np.eye(len(LABELS))[of])[:, :-1]
    themes = pd.factorize(table["category"] + table["note"])[0]
    by_theme = np.sqrt(counts @ np.eye(themes.max() + 1)[themes])

    def moved(count: np.ndarray, hold: float):
        def predict(train: np.ndarray, test: np.ndarray) -> np.ndarray:
            weights, starts = fitted(count[train], hand, of, label[train], hold=hold)
            return chosen(count[test], weights, of, starts)

        return predict

    alone = chosen(counts, hand, of, none)
    ways = {"hand weights alone: no sentence used": np.repeat(alone[None], DRAWS, 0)}
    for said, denial in (("a denied term counts whole", 1.0), ("a denied term counts nothing", 0.0)):
        count = counted(texts, table, measure.ISSUE_FRAMES, denial)
        ways[f"hand weights alone, {said}"] = np.repeat(chosen(count, hand, of, none)[None], DRAWS, 0)
    ways["hand weights, a start for each label"] = left_out(label, moved(counts, 1e6))
    ways["linear model on the nine scores"] = left_out(label, linear(scores, label))
    ways["linear model on the nine scores, by length"] = left_out(
        label, linear(scores / np.array([len(text.split()) for text in texts])[:, None], label)
    )
    ways["linear model on the sub-lexica by theme"] = left_out(label, linear(by_theme, label))
    ways["weights moved, held to the hand's (shipped)"] = made = left_out(label, moved(counts, HOLD))
    figures = []
    for name, said in ways.items():
        value = float(np.mean([macro_f1(label, one) for one in said]))
        low, high = interval(len(label), lambda rows, said=said: macro_f1(label[rows], said[0][rows]))
        figures.append((name, value, low, high, float((said == label).mean())))
    weights, starts = fitted(counts, hand, of, label, hold=HOLD)
    seen = (counts > 0).sum(axis=0)
    keep = (seen > 0) & (table["category"] != "exception").to_numpy()
    changed = table.loc[keep, ["term", "category"]].assign(hand=hand[keep], weight=weights[keep], seen=seen[keep])
    rows = []
    for kind, name in enumerate(LABELS):
        own = label == kind
        hit = (made == kind) & own
        value = float(np.mean([f1(label, one, kind) for one in made]))
        low, high = interval(len(label), lambda at, kind=kind: f1(label[at], made[0][at], kind))
        silent = float((scores[own][:, kind] == 0).mean()) if name != measure.OTHER else np.nan
        precision, recall = hit.sum() / max((made == kind).sum(), 1), hit.sum() / (DRAWS * own.sum())
        rows.append(
            (name, "issue", value, low, high, blind(own), precision, recall, silent, int(own.sum()), starts[kind])
        )
    return figures, changed, pd.DataFrame(rows, columns=RELIABILITY)


RELIABILITY = ["frame", "kind", "f1", "low", "high", "blind", "precision", "recall", "silent", "n", "start"]


def blind(own: np.ndarray) -> float:
    """Compute the F1 of calling every text so, where `own` are the texts that are (bool)."""
    return float(2 * own.mean() / (1 + own.mean()))


def tier(value: float, low: float, by_chance: float) -> str:
    """Choose the tier of a frame: by its F1, and one lower where the interval reaches what blindness gives."""
    made = next(name for name, least in TIERS.items() if value >= least)
    return made if low > by_chance else BELOW[made]


def best_threshold(truth: np.ndarray, score: np.ndarray) -> float:
    """Find the score from which calling the frame present gives the best F1."""
    tried = np.unique(score)
    values = [2 * ((score >= t) & (truth == 1)).sum() / max((score >= t).sum() + truth.sum(), 1) for t in tried]
    return float(tried[int(np.argmax(values))])


def on_articles(path: Path) -> tuple[list[tuple], pd.DataFrame]:
    """Measure every way on the articles; return its figures, and the reliability of each news frame."""
    data, table = pd.read_csv(path), listed(measure.NEWS_FRAMES)
    texts, names = data["text"].tolist(), measure.NEWS_FRAMES
    hand = table["weight"].to_numpy(float)
    member = np.array([[category == name for name in names] for category in table["category"]], float)
    weights = hand[:, None] * member
    counts, length = counted(texts, table, names), np.array([len(text.split()) for text in texts])[:, None]
    opening = counted([text[:400] for text in texts], table, names)
    terms = measure.compile_frames(table, names, once=True)
    words = split(texts)
    once = measure.score_frames(words, terms, find_terms(words, terms.lexicon))
    truth = data[list(COLUMNS)].to_numpy(int)
    size = data["outlet"].map(data["outlet"].value_counts())
    outlet = data["outlet"].where(size >= FEWEST, "the smaller ones").to_numpy(object)
    learned = np.empty(once.shape)
    for name in np.unique(outlet):
        test, train = outlet == name, outlet != name
        both = np.column_stack([once, np.log(length)])
        both = (both - both[train].mean(axis=0)) / both[train].std(axis=0)
        for k in range(len(names)):
            learned[test, k] = both[test] @ _logistic(both[train], truth[train, k])
    ways = {
        "all marked words, by length": counts @ weights / length,
        "all marked words": counts @ weights,
        "first 400 characters only": opening @ weights,
        "by length, with the first 400 characters": counts @ weights / length + opening @ weights / 65,
        "linear model on the five scores and length, outlets left out": learned,
        "different terms (shipped): no article used": once,
    }
    figures = []
    for name, score in ways.items():
        values = [auc(truth[:, k], score[:, k]) for k in range(len(names))]

        def mean(rows: np.ndarray, score: np.ndarray = score) -> float:
            some = [k for k in range(len(names)) if 0 < truth[rows, k].sum() < len(rows)]
            return float(np.mean([auc(truth[rows, k], score[rows, k]) for k in some]))

        figures.append((name, float(np.mean(values)), *interval(len(truth), mean), *values))
    rows = []
    for k, name in enumerate(names):
        said = np.zeros(len(truth), int)
        for of in np.unique(outlet):
            said[outlet == of] = once[outlet == of, k] >= best_threshold(truth[outlet != of, k], once[outlet != of, k])
        hit, own = ((said == 1) & (truth[:, k] == 1)).sum(), truth[:, k] == 1
        low, high = interval(len(own), lambda at, said=said, k=k: f1(truth[at, k], said[at], 1))
        start = round(best_threshold(truth[:, k], once[:, k]), 2)
        silent = float((once[own, k] == 0).mean())
        rates = (hit / max(said.sum(), 1), hit / own.sum(), silent)
        rows.append((name, "news", f1(truth[:, k], said, 1), low, high, blind(own), *rates, int(own.sum()), start))
    return figures, pd.DataFrame(rows, columns=RELIABILITY)


def _logistic(features: np.ndarray, truth: np.ndarray) -> np.ndarray:
    def loss(given: np.ndarray) -> tuple[float, np.ndarray]:
        height = features @ given[:-1] + given[-1]
        lost = np.logaddexp(0, height).sum() - (truth * height).sum() + 10 * (given[:-1] ** 2).sum()
        pull = 1 / (1 + np.exp(-height)) - truth
        return lost, np.append(features.T @ pull + 20 * given[:-1], pull.sum())

    return minimize(loss, np.zeros(features.shape[1] + 1), jac=True, method="L-BFGS-B").x[:-1]


def page(sentences: list[tuple], articles: list[tuple], reliability: pd.DataFrame) -> str:
    """Write the page of all figures."""
    counts = reliability[reliability["kind"] == "issue"]["n"].sum()
    lines = [
        "# How far frames agree with experts",
        "",
        "Made by `python benchmarks/frames.py frames_sentences.csv frames_articles.csv`. The terms were written before "
        "any annotated text was looked at.",
        "",
        f"## Issue frames, {counts} sentences, ten labels",
        "",
        f"Ten folds, drawn {DRAWS} times. The interval is of sentences drawn anew (first draw of the folds).",
        "",
        "| way | macro-F1 | 95% | accuracy |",
        "|---|---|---|---|",
        *(
            f"| {name} | {value:.3f} | {low:.3f}–{high:.3f} | {right:.3f} |"
            for name, value, low, high, right in sentences
        ),
        "",
        "## News frames, articles, AUC",
        "",
        f"| way | mean | 95% | {' | '.join(measure.NEWS_FRAMES)} |",
        "|---|---|---|" + "---|" * len(measure.NEWS_FRAMES),
        *(
            f"| {name} | {value:.3f} | {low:.3f}–{high:.3f} | {' | '.join(f'{of:.3f}' for of in values)} |"
            for name, value, low, high, *values in articles
        ),
        "",
        "## Each frame, as shipped, out of sample",
        "",
        f"Tier A: F1 of {TIERS['A']:.2f} and more; B: {TIERS['B']:.2f} and more; C: less; one tier "
        "lower where the interval reaches the F1 of calling every text so (blind). Silent: the share of the "
        "frame's texts in which none of its terms was found. For news frames, the score from which a frame counts as "
        "present was chosen on the other outlets.",
        "",
        "| frame | tier | F1 | 95% | blind | precision | recall | silent | n |",
        "|---|---|---|---|---|---|---|---|---|",
        *(
            f"| {of.frame} | {of.tier} | {of.f1:.2f} | {of.low:.2f}–{of.high:.2f} | {of.blind:.2f} "
            f"| {of.precision:.2f} | {of.recall:.2f} | {of.silent:.2f} | {of.n} |"
            for of in reliability.itertuples()
        ),
    ]
    return "\n".join(lines) + "\n"


def main(sentences: str, articles: str) -> None:
    """Measure, and write the two tables and the page."""
    ways, changed, issue = on_sentences(Path(sentences))
    other_ways, news = on_articles(Path(articles))
    found = pd.concat([issue, news], ignore_index=True)
    found.insert(2, "tier", [tier(*of) for of in found[["f1", "low", "blind"]].itertuples(index=False)])
    found.loc[found["frame"] == measure.OTHER, "tier"] = ""
    changed.to_csv(LEXICONS / "frame_weights.csv", index=False, lineterminator="\n")
    found.to_csv(LEXICONS / "frame_reliability.csv", index=False, lineterminator="\n", float_format="%.3f")
    text = page(ways, other_ways, found)
    (HERE / "FRAMES.md").write_text(text, encoding="utf-8", newline="\n")
    print(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
