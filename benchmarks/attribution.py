"""Measure how far attributions agree with experts, each document by a model that saw none of its publisher's.

``make calibrate-attribution DATA=polnear.jsonl`` trains the model anew for each publisher, on the documents of all the
others, lets it find the attributions in the documents of that publisher, and then writes what it says here.
``attribution.csv`` has the same figures, not rounded, and those of precision and recall that are not here.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

from analysis.attribution import json_lines as data
from analysis.evaluation import agreement as agree
from analysis.files import table_writer, write_all
from analysis.schema import InputError

HERE = Path(__file__).parent
SCRIPT = HERE.parent / "analysis" / "models" / "make_attribution.py"
SHOWN = (
    *((role, name) for role in data.ROLES for name in ("token_precision", "token_recall", "token_f1")),
    *((role, name) for role in data.ROLES for name in ("exact_f1", "iou_f1")),
    (agree.QUOTATIONS, "recall"),
    *((agree.LINKS, name) for name in ("precision", "recall", "f1")),
)
LIMITS = """
- The documents are American political news of 2015 and 2016. On other news it may be worse.
- Left out is the publisher, not the time: the same people, events and phrases are in the documents of the others.
- What the model looks at was chosen with these documents at hand, which leaving publishers out does not undo.
- The intervals are about other documents of these publishers, not about other publishers.
- A direct quotation counts only where it opens with a double mark: a publisher who writes ' has none (the last row).
- Where a source, a cue or a content ends is a matter of the annotators' rules, too: exact F1 asks for the very same.
"""


def shown(value: float, low: float, high: float) -> str:
    """Write a figure with its interval."""
    return f"{value:.3f} [{low:.3f}, {high:.3f}]" if value == value else "not defined"


def wide(figures: pd.DataFrame) -> pd.DataFrame:
    """Lay out the figures: a row a figure, a column a group of documents."""
    of, groups = figures.set_index(["of", "measure", "documents"]), figures["documents"].drop_duplicates().tolist()
    rows = []
    for what, measure in SHOWN:
        cells = (of.loc[(what, measure, group)] for group in groups)
        name = measure.replace("_", " ").replace("f1", "F1").replace("iou", "IoU")
        rows.append((f"{what}, {name}", *(shown(cell["value"], cell["low"], cell["high"]) for cell in cells)))
    amounts = (f"{of.loc[(agree.QUOTATIONS, 'recall', group), 'n']:,}" for group in groups)
    rows.append(("how many direct quotations", *amounts))
    return pd.DataFrame(rows, columns=["figure", *groups])


def markdown(table: pd.DataFrame) -> str:
    """Write a table as Markdown."""
    lines = [list(map(str, row)) for row in (table.columns, ["---"] * table.shape[1], *table.itertuples(index=False))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def left_out(source: Path, documents: pd.DataFrame) -> pd.DataFrame:
    """Train without each publisher in turn, and give what is found in its documents."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "left_out.jsonl"
        subprocess.run([sys.executable, str(SCRIPT), str(source), "--left-out", str(place)], check=True)
        found, without = data.read_predictions(place, documents)
    if without:
        raise InputError(f"{SCRIPT}: it says nothing of {without} documents. Each has to be left out once.")
    return found


def main() -> None:
    """Measure on the file that is named; write ``ATTRIBUTION.md`` and the tables of the figures."""
    from analysis.attribution.spans import find_attributions as find

    source = Path(sys.argv[1])
    try:
        documents, annotated = data.read_documents(source)
        publishers = documents["publisher"].value_counts().sort_index()
        if len(publishers) < 2:
            raise InputError(f"{source}: one publisher. To leave each out in turn, give documents of several.")
        found = {agree.LEFT_OUT: left_out(source, documents)}
    except (InputError, OSError) as error:
        sys.exit(f"framing: {error}")
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
    texts = documents["text"].tolist()
    found[agree.OUR_MODEL] = data.find_in_documents(texts, find, lambda *_: None)
    groups = agree.groups_of(documents["publisher"])
    fair, flattered = (
        agree.agreement_figures(agree.count_agreement(texts, annotated, spans), groups, split=split)
        for split, spans in found.items()
    )
    seen = documents["text"].map(data.text_fingerprint).isin(data.read_training_documents()).sum().item()
    amount = len(annotated[["row", "attribution"]].drop_duplicates())
    sizes = ", ".join(f"{name} {count}" for name, count in publishers.items())
    text = f"""# Agreement of attributions with experts

{__doc__.split(chr(10), 2)[2].strip()}

{agree.NOTE}

{len(texts):,} documents ({sizes}) with {amount:,} attributions (PolNeAR: Newell, Margolin and Ruths 2018). In brackets
the 95% interval, when the documents are drawn anew.

## Publishers left out

{markdown(wide(fair))}

## The model that is shipped

{agree.trained_note(seen, len(texts), fair)}

{markdown(wide(flattered[flattered["documents"] == agree.EVERY]))}

## Limits
{LIMITS}"""
    table = HERE / "attribution.csv"
    write_all(
        {
            HERE / "ATTRIBUTION.md": lambda place: place.write_text(text, encoding="utf-8", newline="\n"),
            table: table_writer(pd.concat([fair, flattered]), table),
            data.FIGURES: table_writer(fair, data.FIGURES),
        }
    )
    print("benchmarks/ATTRIBUTION.md, attribution.csv and analysis/models/attribution_left_out.csv written.")


if __name__ == "__main__":
    main()
