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
from analysis.schema import InputError
from analysis.text.lexicon import load_lexicon as load

HERE = Path(__file__).parent
SCRIPT = HERE.parent / "analysis" / "lexicons" / "make_marked_words.py"
#: with fewer sentences the weights of a whole lexicon mean little
FEWEST = 1000
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
