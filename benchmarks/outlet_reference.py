"""Learn how far two articles of one outlet differ, and write it to ``outlet_differences.csv``.

``make calibrate-outlets DATA=polnear.jsonl EVENTS=events.jsonl``: documents (``id``, ``publisher``, ``text``), and
articles (``event``, ``article``, ``outlet``, ``paragraphs``). Of the first, each two articles of a publisher are a pair
on other subjects. Nobody checked: they are ten months of political news, and 18 of 29,655 pairs share as many words as
reports on one event do. Of the second, each two articles of an outlet on one event are a pair on the same. Their
sentences are joined by twos: they are cut into sentences, and a paragraph of the first has 40 words on average. Only
the quantiles of absolute differences are kept. Each publisher is then left out in turn: of its pairs, how many lie
below what the other publishers' say half of the pairs, or nine in ten, lie below?
"""

from __future__ import annotations

import json
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import measure
from analysis.comparison import PLANNED, article_values
from analysis.comparison.reference import FEWEST, LEVELS, OTHER, QUANTILES, SAME, pair_size
from analysis.files import LEXICONS, table_writer, write_all

HERE = Path(__file__).parent
#: where one class of size ends and the next begins, in paragraphs
EDGES = (6, 10, 15, 22, 41)
#: with fewer pairs a class is left out
FEWEST_PAIRS = 20
#: a paragraph of which so much is quoted stands for a quoted passage
QUOTED_SHARE = 0.8


def lines(path: Path) -> list[dict]:
    """Read a file with an object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def documents(path: Path) -> pd.DataFrame:
    """Read the paragraphs of the documents, the first of each (its headline) left out."""
    rows = [
        (of["id"], of["publisher"], "", text)
        for of in lines(path)
        for text in [text for text in of["text"].split("\n") if text.strip()][1:]
    ]
    return pd.DataFrame(rows, columns=["article", "outlet", "event", "text"])


def reports(path: Path) -> pd.DataFrame:
    """Read the articles on events whose outlet is known, two sentences a paragraph, without the headline."""
    rows = []
    for of in lines(path):
        own = of["paragraphs"][1:] if of["outlet"] else []
        rows += [(of["article"], of["outlet"], of["event"], " ".join(own[k : k + 2])) for k in range(0, len(own), 2)]
    return pd.DataFrame(rows, columns=["article", "outlet", "event", "text"])


def values_of(table: pd.DataFrame) -> pd.DataFrame:
    """Measure the paragraphs, and return the value of each article and planned row."""
    table = pd.concat([table, measure(table)], axis=1)
    table = table[table["words"] > 0]
    quoted = table["words_quoted"] / (table["words_outlet"] + table["words_quoted"]) >= QUOTED_SHARE
    table = table.assign(kind=np.where(quoted, "blockquote", "body"), voice=np.where(quoted, "quoted", "outlet"))
    found = article_values(table, measures=[name for name, _ in PLANNED])
    found = found[found["part"] == "text"]
    found = found[[row in PLANNED for row in found[["measure", "voice"]].itertuples(index=False, name=None)]]
    told = table.drop_duplicates("article").set_index("article")[["outlet", "event"]]
    return found.join(told, on="article")


def pairs_of(values: pd.DataFrame, subject: str) -> pd.DataFrame:
    """Return the absolute difference and the size of each pair by one outlet (and on one event, if `same`)."""
    keys, rows = ["measure", "voice", "outlet", *(["event"] if subject == SAME else [])], []
    enough = values[(values["paragraphs"] >= FEWEST) & values["value"].notna()]
    for (name, voice, outlet, *_), own in enough.groupby(keys, sort=False):
        for a, b in combinations(own[["article", "value", "paragraphs"]].itertuples(index=False, name=None), 2):
            rows.append((name, voice, outlet, a[0], b[0], abs(a[1] - b[1]), pair_size(a[2], b[2])))
    return pd.DataFrame(rows, columns=["measure", "voice", "outlet", "a", "b", "difference", "size"])


def learned(pairs: pd.DataFrame, subject: str, edges: tuple[int, ...]) -> pd.DataFrame:
    """Return a row a measure, voice and class of size, with the quantiles of the absolute difference."""
    rows = []
    for (name, voice), own in pairs.groupby(["measure", "voice"], sort=False):
        for low, high in zip(edges[:-1], edges[1:], strict=True):
            inside = own[(own["size"] >= low) & (own["size"] < high)]
            if len(inside) >= FEWEST_PAIRS:
                articles = len(set(inside["a"]) | set(inside["b"]))
                ends = np.quantile(inside["difference"], np.array(LEVELS) / 100)
                counts = (len(inside), articles, inside["outlet"].nunique())
                rows.append((name, voice, subject, low, high, *counts, *ends))
    named = ["measure", "voice", "subject", "size_from", "size_to", "pairs", "articles", "outlets"]
    return pd.DataFrame(rows, columns=[*named, *QUANTILES])


def left_out(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return, a row a measure, how many of a publisher's pairs lie below the other publishers' quantiles."""
    pairs = pairs.assign(band=np.digitize(pairs["size"], EDGES))
    pairs = pairs[pairs["band"].between(1, len(EDGES) - 1)]
    rows = []
    for (name, voice), own in pairs.groupby(["measure", "voice"], sort=False):
        below: dict[str, list] = {"q50": [], "q90": []}
        for outlet in own["outlet"].unique():
            of = own[own["outlet"] == outlet]
            for level, found in below.items():
                ends = own[own["outlet"] != outlet].groupby("band")["difference"].quantile(int(level[1:]) / 100)
                found.append(100 * (of["difference"].to_numpy() < of["band"].map(ends).to_numpy()).mean())
        said = [f"{min(found):.0f} to {max(found):.0f}" for found in below.values()]
        rows.append((name, voice, len(own), *said))
    return pd.DataFrame(rows, columns=["measure", "voice", "pairs", "below the middle", "below nine in ten"])


def markdown(table: pd.DataFrame) -> str:
    """Write a table as Markdown."""
    rows = [list(map(str, row)) for row in (table.columns, ["---"] * table.shape[1], *table.itertuples(index=False))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)


def main() -> None:
    """Learn from the two files that are named; write the table, and what it is worth beside this file."""
    try:
        first, second = documents(Path(sys.argv[1])), reports(Path(sys.argv[2]))
    except (OSError, ValueError, KeyError, IndexError) as error:
        sys.exit(f"framing: outlet_reference.py polnear.jsonl events.jsonl: {error!r}")
    other, same = pairs_of(values_of(first), OTHER), pairs_of(values_of(second), SAME)
    alike = learned(same, SAME, (FEWEST, int(same["size"].max()) + 1))
    table = pd.concat([learned(other, OTHER, EDGES), alike], ignore_index=True)
    shown = table[["measure", "voice", "subject", "size_from", "size_to", "pairs", "articles", "outlets"]]
    shown = shown.join(table[["q50", "q90"]].map("{:.2f}".format))
    text = f"""# How far two articles of one outlet differ

{__doc__.split(chr(10), 2)[2].strip()}

The size of a pair is the harmonic mean of its paragraphs. `q50`, `q90`: half of the pairs, nine in ten, differ less.

{markdown(shown)}

## A publisher that was left out

Of its pairs (on other subjects), in 100, the least and the most of five publishers. 50 and 90 are meant.

{markdown(left_out(other))}
"""
    place = LEXICONS / "outlet_differences.csv"
    rounded = table.assign(**{name: [float(f"{end:.6g}") for end in table[name]] for name in QUANTILES})
    write_all(
        {
            HERE / "OUTLET_REFERENCE.md": lambda path: path.write_text(text, encoding="utf-8", newline="\n"),
            place: table_writer(rounded, place),
        }
    )
    print("analysis/lexicons/outlet_differences.csv and benchmarks/OUTLET_REFERENCE.md written.", file=sys.stderr)


if __name__ == "__main__":
    main()
