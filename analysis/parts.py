"""The folded parts of the page: each function picks what one part shows.

A part is one function here, from :class:`Report` to what its template needs (None where there is nothing to show),
and one template of the same name in ``templates/parts/``. :data:`PARTS` is their order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from analysis.page import told
from analysis.schema import BLOCKQUOTE, BODY, HEADLINE, TEXT_KINDS

#: the beginning of a family's name, and the part in which its measures stand; the others stand in ``comparison``
_PART_OF = {"loaded": "loaded", "tone": "tone", "readability": "readability"}


class Figure(NamedTuple):
    """A picture as :func:`analysis.plots.svg` gives it, what it shows in words, and the numbers that it draws."""

    svg: str
    alt: str
    table: pd.DataFrame


@dataclass(frozen=True)
class Report:
    """Everything that the page shows.

    Attributes
    ----------
    articles, measured, spans : DataFrame
        The three tables of :mod:`analysis.schema`; `measured` holds every block, with its measures.
    comparison, sentences : DataFrame
        As :mod:`analysis.compare` gives them.
    figures : mapping of str to Figure or (svg, alt, table)
        A figure stands in the part whose name its own name begins with; any other in ``comparison``.
    glossary : DataFrame
        measure, label, family, unit, direction, short, limits, formula, reference.
    versions : mapping of str to str
        Package and version, in the order to be shown.
    command : str
        What one types to make this page again.
    """

    articles: pd.DataFrame
    measured: pd.DataFrame
    spans: pd.DataFrame
    comparison: pd.DataFrame
    sentences: pd.DataFrame
    figures: Mapping[str, tuple] = field(default_factory=dict)
    glossary: pd.DataFrame = field(default_factory=pd.DataFrame)
    versions: Mapping[str, str] = field(default_factory=dict)
    command: str = ""


def letters(articles: pd.DataFrame) -> dict[str, str]:
    """Give each article its letter, A, B, …, in order; after Z come AA, AB, …"""
    names = [chr(65 + i) for i in range(26)] + [chr(65 + i) + chr(65 + j) for i in range(26) for j in range(26)]
    return dict(zip(articles["article"], names, strict=False))


def loaded(report: Report) -> dict | None:
    """Loaded language: the figures, the numbers, and the list of the words."""
    named = letters(report.articles)
    rows = report.spans[(report.spans["label"] == "loaded") & report.spans["article"].isin(list(named))]
    text = report.measured.set_index(["article", "block"])
    words = [{**row, **where(named[row["article"]], text.loc[(row["article"], row["block"])], number=row["block"])}
             for row in rows.sort_values(["article", "block", "start"], kind="stable").to_dict("records")]  # fmt: skip
    return {**_family(report, "loaded"), "words": words}


def tone(report: Report) -> dict | None:
    """Tone: VADER's numbers, with and without the names."""
    return _family(report, "tone")


def readability(report: Report) -> dict | None:
    """Readability: the formulas."""
    return _family(report, "readability")


def comparison(report: Report) -> dict | None:
    """Every measure, voice by voice, and the figures that no other part has."""
    taken = [name for part in ("loaded", "tone", "readability") for name in _figures(report, part)]
    left = {name: figure for name, figure in report.figures.items() if name not in taken}
    return {"rows": report.comparison.to_dict("records"), "figures": left, "pairs": _pairs(report)}


def trust(report: Report) -> dict | None:
    """How far to trust the page: what it cannot see, and on how few paragraphs it rests."""
    body = report.measured[report.measured["kind"].isin((BODY, BLOCKQUOTE))]
    counts = {letter: int((body["article"] == slug).sum()) for slug, letter in letters(report.articles).items()}
    limits: dict[str, list[str]] = {}
    for row in _terms(report):
        if row["measure"] in set(report.comparison["measure"]) and told(row["limits"]):
            limits.setdefault(row["limits"], []).append(row["label"])
    return {"counts": counts, "rows": len(report.comparison), "limits": limits}


def glossary(report: Report) -> dict | None:
    """What the measures are, with formula and reference."""
    return {"terms": _terms(report)} if len(report.glossary) else None


def aside(report: Report) -> dict | None:
    """What was set aside, and why: whole blocks, and what was cut off the end of one."""
    rows = report.measured[~report.measured["kind"].isin(TEXT_KINDS)].to_dict("records")
    cut = [row for row in report.measured.to_dict("records") if told(row.get("removed"))]
    return {"rows": rows, "cut": cut}


def making(report: Report) -> dict | None:
    """How the page was made: inputs and their hashes, versions, command."""
    return {"inputs": report.articles.to_dict("records"), "versions": report.versions, "command": report.command}


#: the folded parts, in the order of the page
PARTS = (loaded, tone, readability, comparison, trust, glossary, aside, making)


def part_of(family: str) -> str:
    """Name the part in which a family of measures, or a figure, stands: by the beginning of its name."""
    return next((part for start, part in _PART_OF.items() if told(family).startswith(start)), "comparison")


def _figures(report: Report, part: str) -> dict[str, tuple]:
    """Pick a part's figures."""
    return {name: figure for name, figure in report.figures.items() if part_of(name) == part}


def _family(report: Report, part: str) -> dict:
    """Pick a part's rows of the comparison and its figures."""
    rows = [row for row in report.comparison.to_dict("records") if part_of(row["family"]) == part]
    return {"rows": rows, "figures": _figures(report, part), "pairs": _pairs(report)}


def _pairs(report: Report) -> bool:
    """Tell whether the comparison holds more than one pair of articles, so that a row must name its own."""
    return len(report.comparison[["article_a", "article_b"]].drop_duplicates()) > 1


def _terms(report: Report) -> list[dict]:
    """The glossary's rows."""
    return report.glossary.to_dict("records")


def label(letter: str, block: Mapping | pd.Series) -> str:
    """Name a block for reading: A6 for A's sixth paragraph."""
    if block["kind"] == HEADLINE:
        return f"{letter}’s headline"
    return f"{letter}, block {block['block']}" if pd.isna(block["paragraph"]) else f"{letter}{int(block['paragraph'])}"


def where(letter: str, block: Mapping | pd.Series, *, number: int) -> dict:
    """Point to a block: its name for reading, and the link to it where it is on the page as text."""
    return {"place": label(letter, block), "href": f"#{letter}-{number}" if block["kind"] in TEXT_KINDS else None}
