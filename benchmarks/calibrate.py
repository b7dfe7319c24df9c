"""Count what experts marked, and measure how far loaded language agrees with them.

``make calibrate-lexicon DATA=babe.csv`` writes ``analysis/lexicons/marked_words.csv``, from which the weights follow,
and then what it says here. The figures to look at are those with whole outlets, or whole topics, left out of what the
weights were estimated from. ``agreement.csv`` has the same figures, not rounded.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.evaluation import agreement
from analysis.evaluation import validation as validate
from analysis.evaluation.validation import read_annotated
from analysis.files import table_writer, write_all
from analysis.measures import measure
from analysis.schema import InputError
from analysis.text.lexicon import categories, read_hand_weights
from analysis.text.lexicon import load_lexicon as load

HERE = Path(__file__).parent
SCRIPT = HERE.parent / "analysis" / "lexicons" / "make_marked_words.py"
#: with fewer sentences the weights of a whole lexicon mean little
FEWEST = 1000
#: so many of the most useful terms are taken out, and so many are named
TAKEN_OUT, NAMED = (0, 10, 30, 100), 30
#: scores from which on a sentence could count as loaded
THRESHOLDS = (0.04, 0.06, 0.07, 0.08, 0.09, 0.1, 0.12, 0.16)


def by_outlet(table: pd.DataFrame, given: list[validate.Scored]) -> pd.DataFrame:
    """Give the AUC in each outlet, from weights that were estimated without it."""
    (scores,) = [of.scores for of in given if of.split == validate.SPLITS["outlet"]]
    rows = []
    for outlet, places in table.groupby("outlet").indices.items():
        labels, own = table["label"].to_numpy()[places], scores[places]
        found = agreement.interval(lambda w, y=labels, s=own: agreement.auc(y, s, w), np.arange(len(places)))
        rows.append({"outlet left out": outlet, "sentences": len(places), "AUC": shown(*found)})
    return pd.DataFrame(rows)


def over_outlets(table: pd.DataFrame, given: list[validate.Scored], *, draws: int = 1000) -> tuple[float, ...]:
    """Compute the AUC with outlets left out, and its 95% interval when whole outlets are drawn anew."""
    (scores,) = [of.scores for of in given if of.split == validate.SPLITS["outlet"]]
    labels, rng = table["label"].to_numpy(), np.random.default_rng(0)
    own, found = list(table.groupby("outlet").indices.values()), []
    for drawn in rng.integers(0, len(own), (draws, len(own))):
        places = np.concatenate([own[k] for k in drawn])
        found.append(agreement.auc(labels[places], scores[places], np.ones(len(places))))
    whole = agreement.auc(labels, scores, np.ones(len(labels)))
    return float(whole), *np.nanquantile(found, [0.025, 0.975]).tolist()


def without_terms(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Compute the AUC with outlets left out when the most useful terms are taken out; and the first of these by name.

    A term is as useful as the AUC is lower without it alone.
    """
    hand, loaded, labels = read_hand_weights(), categories()["loaded"], table["label"].to_numpy()
    found = validate.occurrences(table, hand)
    weight = validate.left_out(found, hand, groups=table["outlet"].to_numpy(object), loaded=loaded)
    measured = measure(table[["text"]])
    words = (measured["words_outlet"] + measured["words_quoted"]).to_numpy(float, na_value=0.0)
    term, ones = found["term"].to_numpy(), np.ones(len(table))

    def auc_without(terms: np.ndarray) -> float:
        kept = np.where(np.isin(term, terms), 0.0, weight)
        return float(agreement.auc(labels, validate.scores(found, kept, words=words), ones))

    seen = np.unique(term[(term != validate.RULE) & (weight > 0)])
    useful = seen[np.argsort([auc_without(np.array([one])) for one in seen], kind="stable")]
    rows = [{"terms taken out": count, "AUC": f"{auc_without(useful[:count]):.3f}"} for count in TAKEN_OUT]
    return pd.DataFrame(rows), sorted(hand["term"].iloc[useful[:NAMED]])


def by_threshold(table: pd.DataFrame, given: list[validate.Scored]) -> pd.DataFrame:
    """Give the macro-F1 of this project at several thresholds: how much hangs on the one that is fixed."""
    labels, ones = table["label"].to_numpy(), np.ones(len(table))
    rows = []
    for of in [of for of in given if of.scorer == validate.OURS]:
        f1 = {f"{t}": agreement.macro_f1(labels, (of.scores >= t).astype(int), ones) for t in THRESHOLDS}
        rows.append({"weights": of.split} | {name: f"{value:.3f}" for name, value in f1.items()})
    return pd.DataFrame(rows)


def by_chosen_threshold(table: pd.DataFrame, given: list[validate.Scored]) -> float:
    """Compute the macro-F1 where each outlet's threshold is the one that does best on the others' sentences."""
    (scores,) = [of.scores for of in given if of.split == validate.SPLITS["outlet"]]
    labels, found = table["label"].to_numpy(), np.zeros(len(table), int)
    for places in table.groupby("outlet").indices.values():
        rest = np.setdiff1d(np.arange(len(table)), places)
        ones = np.ones(len(rest))
        f1 = [agreement.macro_f1(labels[rest], (scores[rest] >= t).astype(int), ones) for t in THRESHOLDS]
        found[places] = scores[places] >= THRESHOLDS[int(np.argmax(f1))]
    return float(agreement.macro_f1(labels, found, np.ones(len(table))))


def shown(value: float, low: float, high: float) -> str:
    """Write a figure with its interval."""
    return f"{value:.3f} [{low:.3f}, {high:.3f}]"


def wide(figures: pd.DataFrame) -> pd.DataFrame:
    """Lay out the figures: a row a scorer and split, a column a measure."""
    text = [shown(*of) for of in figures[["value", "low", "high"]].itertuples(index=False)]
    table = figures.assign(text=text).pivot_table(
        index=["scorer", "split"], columns="measure", values="text", aggfunc="first", sort=False
    )
    return table.rename(columns=validate.VALIDATED_MEASURES).reset_index().fillna("")


def markdown(table: pd.DataFrame) -> str:
    """Write a table as Markdown."""
    lines = [list(map(str, row)) for row in (table.columns, ["---"] * table.shape[1], *table.itertuples(index=False))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def main() -> None:
    """Make the counts from the file that is named; write ``AGREEMENT.md`` and ``agreement.csv`` beside this file."""
    source = Path(sys.argv[1])
    try:
        table = read_annotated(source, needs=("label", "spans", "outlet", "topic"))
        if len(table) < FEWEST or table["label"].nunique() < 2:
            raise InputError(
                f"{source}: {len(table)} sentences. To weigh the lexicon anew, give {FEWEST} or more, of both labels."
            )
    except (InputError, OSError) as error:
        sys.exit(f"framing: {error}")
    subprocess.run([sys.executable, str(SCRIPT), str(source)], check=True)
    given = validate.scored(table)
    sentences, words = validate.on_sentences(table, given), validate.on_words(table, given)
    every = validate.on_words(table, [of for of in given if of.scorer == validate.OURS], at=0.0)
    every["split"] += ": every mark"
    ablation, useful = without_terms(table)
    terms = load().table
    seen, moved = terms["seen"] > 0, terms["weight"] != terms["hand"]
    silent = sorted(terms["term"][moved & (terms["weight"] == 0)])
    text = f"""# Agreement with experts

{__doc__.split(chr(10), 2)[2].strip()}

{" ".join(validate.NOTES)}

{len(table):,} sentences, {words["n"].iloc[0]:,} words. In brackets the 95% interval, when the sentences are drawn anew.
{len(terms):,} terms, of which {int(seen.sum()):,} stand in the sentences; the weights of {int(moved.sum()):,} moved.
No longer marked: {", ".join(silent) or "none"}.

## Sentences

{markdown(wide(sentences))}

## Words

{markdown(wide(words))}

Every word that the page marks, the light ones too:

{markdown(wide(every))}

## One outlet at a time

{markdown(by_outlet(table, given))}

When whole outlets are drawn anew, and not sentences, the AUC with outlets left out is
{shown(*over_outlets(table, given))}.

## What hangs on a few terms

Some thirty terms were added, and some eighty struck, after a look at these sentences. No list of them was kept: three
are named in ``analysis/lexicons/README.md``. What that look is worth can only be bounded. Here the terms are taken out
without which the AUC (outlets left out) is lowest, the most useful first: if these were the ones that were added, the
AUC without the look would be so much. What was struck cannot be brought back.

{markdown(ablation)}

The {NAMED} most useful: {", ".join(useful)}.

## Macro-F1 by threshold

{markdown(by_threshold(table, given))}

Thresholds and weights both from the other outlets: {by_chosen_threshold(table, given):.3f}.
"""
    figures = HERE / "agreement.csv"
    write_all(
        {
            HERE / "AGREEMENT.md": lambda place: place.write_text(text, encoding="utf-8", newline="\n"),
            figures: table_writer(pd.concat([sentences, words, every]), figures),
        }
    )
    print("analysis/lexicons/marked_words.csv, benchmarks/AGREEMENT.md and agreement.csv written.", file=sys.stderr)


if __name__ == "__main__":
    main()
