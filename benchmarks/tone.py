"""Fit the weights of the tone around a mention, measure them on articles left out, and write what was found.

    python benchmarks/tone.py newsmtsc.csv

writes ``analysis/models/tone.tsv``, which ``framing tone`` reads, and ``benchmarks/TONE.md``. Rows have ``id``,
``text``, ``start``, ``end`` and ``label`` (-1, 0, 1). Mentions are held out in five folds of whole groups: a column
``group`` if there is one, else the event or the article that NewsMTSC's ids name.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from analysis.actors.mentions import read_mentions
from analysis.actors.tone import LABELS, gather
from analysis.files import MODELS

HERE = Path(__file__).parent
FOLDS, RESAMPLES = 10, 1000
#: a feature is kept where so many groups have it
FEWEST = 4
#: how strongly weights are held to 0: what is said of words, of classes, and of the mention
HOLD = {"word": 20.0, "role": 60.0, "window": 60.0, "class": 20.0, "mention": 6.0}
#: a feature whose mentions are labelled otherwise than most is held less: where the logarithm of a label's share
#: differs from the mean by so much, it is held as above
_AS_ABOVE, _EVEN = 0.4, 0.15
#: weights smaller than this, for all three labels, are left out of the file
LEAST = 0.015
STEPS = 60
OFFSETS = np.round(np.arange(-0.4, 0.41, 0.1), 1)
NAMES = ("bad", "neutral", "good")


def block(name: str) -> str:
    """Tell of which kind a feature is."""
    head, bar, _ = name.partition("|")
    if not bar:
        return "mention" if name.startswith("T:") else "class"
    if head in ("left", "right"):
        return "window"
    return "word" if head in ("w", "head", "verb", "passive", "linked", "said") else "role"


def groups_of(table: pd.DataFrame) -> np.ndarray:
    """Return the group of each mention: what its article shares with no other fold."""
    if "group" in table:
        return table["group"].astype(str).to_numpy()
    event = table["id"].str.extract(r"^allsides_\d+_(\d+)_")[0]
    article = table["id"].str.extract(r"^(\w+?_v1_\d+)_")[0]
    return event.fillna(article).fillna(table["id"]).astype(str).to_numpy()


def matrix(rows: list[dict[str, float]], names: list[str]) -> csr_matrix:
    """Put the features of mentions into a sparse matrix, a column a name."""
    place = {name: k for k, name in enumerate(names)}
    cells = [(i, place[name], value) for i, row in enumerate(rows) for name, value in row.items() if name in place]
    i, j, values = zip(*cells, strict=True)
    return csr_matrix((values, (i, j)), shape=(len(rows), len(names)))


def chosen(rows: list[dict[str, float]], groups: np.ndarray) -> list[str]:
    """Choose the features that several groups have."""
    seen: dict[str, set[str]] = {}
    for row, group in zip(rows, groups.tolist(), strict=True):
        for name in row:
            seen.setdefault(name, set()).add(group)
    return sorted(name for name, of in seen.items() if len(of) >= FEWEST)


def eased(given: csr_matrix, label: np.ndarray, hold: np.ndarray) -> np.ndarray:
    """Hold a feature less the more the labels of its mentions differ from those of all (as Wang and Manning 2012)."""
    amount, share = abs(given), np.bincount(label, minlength=3) / len(label)
    counts = [np.asarray(amount[label == k].sum(axis=0)).ravel() for k in range(3)]
    rate = (np.stack(counts, axis=1) + 2 * share) / share
    differs = np.abs(np.log(rate / rate.mean(axis=1, keepdims=True))).max(axis=1)
    return hold * _AS_ABOVE / (differs + _EVEN)


def fitted(given: csr_matrix, label: np.ndarray, hold: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fit a softmax over three labels with a ridge; return the weights and the start of each label."""
    hold = eased(given, label, hold)
    turned, truth, at = given.T.tocsr(), np.eye(3)[label], np.arange(len(label))
    count, hold = given.shape[1], hold[:, None]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weight, start = flat[:-3].reshape(count, 3), flat[-3:]
        height = given @ weight + start
        height -= height.max(axis=1, keepdims=True)
        share = np.exp(height)
        share /= share.sum(axis=1, keepdims=True)
        lost = -np.log(share[at, label] + 1e-12).sum() + (hold * weight**2).sum()
        pull = share - truth
        return lost, np.concatenate([(turned @ pull + 2 * hold * weight).ravel(), pull.sum(axis=0)])

    found = minimize(loss, np.zeros(3 * count + 3), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    weight = found[:-3].reshape(count, 3)
    return weight - weight.mean(axis=1, keepdims=True), found[-3:] - found[-3:].mean()


def heights(given: csr_matrix, model: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Add up the weights of each mention's features."""
    return given @ model[0] + model[1]


def f1(truth: np.ndarray, said: np.ndarray) -> np.ndarray:
    """Compute the F1 of each label."""
    both = [2 * ((truth == k) & (said == k)).sum() / max((truth == k).sum() + (said == k).sum(), 1) for k in range(3)]
    return np.array(both)


def tuned(height: np.ndarray, label: np.ndarray) -> np.ndarray:
    """Choose the offsets of the labels that give the best macro-F1: the neutral threshold."""
    tried = [np.array([0.0, b, c]) for b in OFFSETS for c in OFFSETS]
    return max(tried, key=lambda offset: f1(label, (height + offset).argmax(axis=1)).mean())


def folds(groups: np.ndarray, count: int, seed: int) -> np.ndarray:
    """Draw the fold of each mention, groups whole."""
    names, place = np.unique(groups, return_inverse=True)
    return np.random.default_rng(seed).integers(count, size=len(names))[place]


def left_out(rows: list[dict[str, float]], label: np.ndarray, groups: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Predict each mention from other groups: heights, and the offsets that other groups chose."""
    fold, made, moved = folds(groups, FOLDS, 0), np.empty((len(rows), 3)), np.empty((len(rows), 3))
    for k in range(FOLDS):
        train, test = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        names = chosen([rows[i] for i in train], groups[train])
        hold = np.array([HOLD[block(name)] for name in names])
        given = matrix(rows, names)
        inner = folds(groups, 4, k + 1)
        part, rest = train[inner[train] > 0], train[inner[train] == 0]
        offset = tuned(heights(given[rest], fitted(given[part], label[part], hold)), label[rest])
        made[test] = heights(given[test], fitted(given[train], label[train], hold))
        moved[test] = offset
    return made, moved


def interval(truth: np.ndarray, said: np.ndarray, groups: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Compute the 95% intervals of each label's F1 and of their mean, when groups are drawn anew."""
    names, place = np.unique(groups, return_inverse=True)
    cells = np.zeros((len(names), 9))
    np.add.at(cells, (place, 3 * truth + said), 1)
    draw, values = np.random.default_rng(0), []
    for _ in range(RESAMPLES):
        table = cells[draw.integers(len(names), size=len(names))].sum(axis=0).reshape(3, 3)
        each = 2 * table.diagonal() / (table.sum(axis=0) + table.sum(axis=1))
        values.append([*each, each.mean()])
    return tuple(np.percentile(values, [2.5, 97.5], axis=0))


def main(path: str) -> None:
    """Fit, measure, write."""
    table = pd.read_csv(path, dtype={"id": str})
    groups, label = groups_of(table), np.searchsorted(LABELS, table["label"].to_numpy())
    read = read_mentions(table["text"].tolist(), table["start"].tolist(), table["end"].tolist())
    rows = [gather(mention) if mention is not None else {} for mention in read]
    made, moved = left_out(rows, label, groups)
    plain, said = made.argmax(axis=1), (made + moved).argmax(axis=1)
    low, high = interval(label, said, groups)
    each = f1(label, said)
    print(f"macro-F1 {each.mean():.3f} ({low[3]:.3f} to {high[3]:.3f}); untuned {f1(label, plain).mean():.3f}", each)
    vader = vader_alone(rows, label)
    names = chosen(rows, groups)
    given = matrix(rows, names)
    weight, start = fitted(given, label, np.array([HOLD[block(name)] for name in names]))
    offset = tuned(made, label)
    kept = np.abs(weight).max(axis=1) >= LEAST
    listed = [(n, *w) for n, w, keep in zip(names, weight, kept, strict=True) if keep]
    write_weights([("start", *(start + offset)), *listed])
    rates = (label[:, None] == np.arange(3)).mean(axis=0)
    lines = [
        f"| {name} | {(label == k).sum():,} | {each[k]:.3f} | {low[k]:.3f} to {high[k]:.3f} | {rate(label, said, k)} |"
        for k, name in enumerate(NAMES)
    ]
    text = REPORT.format(
        count=len(table),
        groups=len(np.unique(groups)),
        macro=f"{each.mean():.3f}",
        low=f"{low[3]:.3f}",
        high=f"{high[3]:.3f}",
        untuned=f"{f1(label, plain).mean():.3f}",
        accuracy=f"{(label == said).mean():.3f}",
        most=f"{rates.max():.3f}",
        vader=f"{vader:.3f}",
        lines="\n".join(lines),
        opposite=f"{((label - said) ** 2 == 4).mean():.3f}",
        weights=f"{len(listed):,}",
        fewest=FEWEST,
        folds=FOLDS,
    )
    (HERE / "TONE.md").write_text(text, encoding="utf-8")


def rate(truth: np.ndarray, said: np.ndarray, kind: int) -> str:
    """Write precision and recall of a label."""
    both = ((truth == kind) & (said == kind)).sum()
    return f"{both / max((said == kind).sum(), 1):.3f} / {both / max((truth == kind).sum(), 1):.3f}"


def vader_alone(rows: list[dict[str, float]], label: np.ndarray) -> float:
    """Compute the macro-F1 of the sign of VADER's valences, added up over the sentence."""
    sums = np.array([row.get("V:all", 0.0) for row in rows])
    return float(f1(label, (np.sign(sums) + 1).astype(int)).mean())


def write_weights(rows: list[tuple]) -> None:
    """Write the weights, a line a feature."""
    head = (
        "# Weights of the tone around a mention: features of analysis/actors/mentions.py, fitted by benchmarks/tone.py"
    )
    head += "\n# on NewsMTSC (Hamborg & Donnay 2021, EACL). None of its sentences is held here.\n"
    lines = [f"{name}\t{a:.3f}\t{b:.3f}\t{c:.3f}" for name, a, b, c in rows]
    body = "feature\tbad\tneutral\tgood\n" + "\n".join(lines) + "\n"
    (MODELS / "tone.tsv").write_text(head + body, encoding="utf-8")


REPORT = """\
# How far the tone around a mention agrees with readers

Written by `make calibrate-tone DATA=newsmtsc.csv`. Do not edit by hand.

Data: {count:,} mentions of persons and groups in news sentences (NewsMTSC, Hamborg & Donnay 2021, EACL), each labelled
bad, neutral or good. They are held out in {folds} folds of {groups:,} events or articles, so that no article is on both
sides. The threshold of neutral is tuned on other articles again.

| label | mentions | F1 | 95% interval | precision / recall |
|---|---|---|---|---|
{lines}

Macro-F1 **{macro}** ({low} to {high}, articles drawn anew); {untuned} without the tuned threshold. Accuracy {accuracy};
always the commonest label gives {most}. The sign of VADER's summed valences gives a macro-F1 of {vader} on the same
mentions.
In {opposite} of all mentions the label is the opposite one: bad for good, or good for bad.

The model: {weights} features with a weight for each label, in `analysis/models/tone.tsv`. A feature is kept where
{fewest} or more events or articles have it. Names are masked, so no weight is a name's. The word lists in `tone.csv`
were written before the sentences were looked at, but for a second round after a look at some 140 of them.

Tried and left: pairs of neighbouring words near the mention, as further features (macro-F1 .680 in the same folds).

What this does not show: sentences of other years, subjects or countries. Readers disagree too; the labels are their
majority. A label is wrong about once in three times. So it is shown with its words, and never added up to a verdict.
"""


if __name__ == "__main__":
    main(sys.argv[1])
