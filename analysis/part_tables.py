"""The numbers of a part, ready for reading: rows of a comparison, and figures with the tables that they draw."""

from __future__ import annotations

import re
from itertools import groupby

import pandas as pd

from analysis import glossary as measures
from analysis.download import csv_link
from analysis.page import told
from analysis.report_data import Report, letters, pairs
from analysis.schema import OUTLET, QUOTED

#: whose words a row is of where they are told apart word by word, and where a score is of whole paragraphs
OF_WORDS = {"all": "whole text", OUTLET: "own voice", QUOTED: "quoted"}
_OF_PARAGRAPHS = {"all": "whole text", OUTLET: "outside block quotations", QUOTED: "block quotations"}
_KINDS = {OUTLET: "paragraph", QUOTED: "block quotation"}
MARKS = {"loaded": "loaded word", "cue": "reporting verb", "hedge": "hedge or certainty"}
_HEADINGS = {"article": "piece", "label": "mark", "count": "marked", "per_100_words": "in 100 words"}
#: the beginning of a family's name, and the part in which its measures stand; the others stand in ``comparison``
_PART_OF = {"loaded": "loaded", "tone": "tone", "readability": "readability", "voice": "voices"}
#: the columns of a comparison that its file holds
_IN_FILE = (
    "measure",
    "unit",
    "voice",
    "article_a",
    "article_b",
    "value_a",
    "value_b",
    "difference",
    "low",
    "high",
    "method",
    "spread",
    "n_a",
    "n_b",
    "reason",
)


def part_of(family: str) -> str:
    """Name the part in which a family of measures, or a figure, stands: by the beginning of its name."""
    return next((part for start, part in _PART_OF.items() if told(family).startswith(start)), "comparison")


def rows(report: Report, table: pd.DataFrame) -> list[dict]:
    """Make the rows of a comparison ready for reading.

    Returns
    -------
    list of dicts
        Each row with ``said`` (whose words or which paragraphs it is of), ``score`` (True where these are whole
        paragraphs, so that quotations inside them count), a ``remark`` that names the pieces by their letters, and
        ``span``: on the first of neighbouring rows of one measure how many they are, 0 on the others.
    """
    apart, named, made = set(measures.load()["measure"]), letters(report.articles), []
    for row in table.to_dict("records"):
        voice = told(row["voice"])
        score = voice in (OUTLET, QUOTED) and f"{row['measure']}_{voice}" not in apart
        remark = told(row["reason"])
        for slug in (row["article_a"], row["article_b"]):
            remark = re.sub(rf"\b(in|and) {re.escape(slug)}(?=$| and )", rf"\1 {named.get(slug, '')}", remark)
        said = (_OF_PARAGRAPHS if score else OF_WORDS).get(voice, voice)
        made.append({**row, "said": said, "score": score, "remark": remark, "span": 0})
    for _, same in groupby(made, key=lambda row: (row["measure"], row["label"])):
        same = list(same)
        same[0]["span"] = len(same)
    return made


def figures(report: Report, part: str) -> dict[str, dict]:
    """Pick a part's figures, each with its numbers as a comparison (`rows`) or as another table."""
    made = {}
    for name, (svg, alt, table) in report.figures.items():
        if part_of(name) == part:
            compared = table is not None and "article_b" in table.columns
            shown = readable(report, table)
            numbers = {"rows": rows(report, table), "csv": csv_of(table)} if compared else {"table": shown}
            if not compared and shown is not None:
                numbers["csv"] = csv_link(shown)
            made[name] = {"svg": svg, "alt": alt, "rows": None, "table": None, "csv": None} | numbers
    return made


def readable(report: Report, table: pd.DataFrame | None) -> pd.DataFrame | None:
    """Give a figure's numbers the words of the page instead of the columns' and labels' own names."""
    if table is None:
        return None
    known = {row["measure"]: f"{row['label']} ({row['unit']})" for row in measures.load().to_dict("records")}
    marks = "category" in table.columns
    words = {
        "article": letters(report.articles),
        "voice": OF_WORDS if marks else _KINDS,
        "label": MARKS,
        "category": {"cue": MARKS["cue"]},
    }
    shown = table.copy()
    for name in shown.columns.intersection(list(words)):
        shown[name] = [words[name].get(value, value) for value in shown[name]]
    headings = known | _HEADINGS | ({"words": "words in that voice"} if marks else {"words": "words", "voice": "kind"})
    return shown.rename(columns={name: headings.get(name, str(name).replace("_", " ")) for name in shown.columns})


def family_of(report: Report, part: str) -> dict:
    """Pick a part's rows of the comparison, the same as a file, and its figures."""
    own = report.comparison[[part_of(family) == part for family in report.comparison["family"]]]
    csv = csv_of(own) if len(own) else None
    return {"rows": rows(report, own), "figures": figures(report, part), "pairs": pairs(report), "csv": csv}


def csv_of(compared: pd.DataFrame) -> str:
    """Give rows of a comparison as the address of a CSV file."""
    return csv_link(compared[[name for name in _IN_FILE if name in compared.columns]])
