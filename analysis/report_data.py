"""What a page is made of: the report's tables, the letters of its pieces, and how a block is pointed to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from analysis.attribution import Attributions
from analysis.same_facts import SameFacts
from analysis.schema import HEADLINE, TEXT_KINDS


class Own(NamedTuple):
    """A reader's lexicon that was used: the name of its file, how many rows it has, and the hash of its bytes."""

    name: str
    rows: int
    sha256: str


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
    lexicon : Own or None
        The reader's lexicon, if one was used besides the project's.
    spoken : Attributions or None
        Who speaks, as :func:`analysis.attribution.attribute` finds it.
    facts : SameFacts or None
        The same facts in different words (:mod:`analysis.same_facts`).
    odds : DataFrame or None
        Words that set the first two pieces apart, as :func:`analysis.log_odds.log_odds` gives them, those to be shown.
    matches : DataFrame or None
        Which blocks report the same point: article_a, block_a, article_b, block_b, score, shared. None where nobody
        looked for them; a table without rows where none was found.
    observations : DataFrame or None
        What differs and can be read off the words: kind ("quotation", "figure", "headline", "left out"), text (one
        plain sentence), doubt (a clause), aside (a few words for the right column), places (a list of pairs of article
        and block), part (the id of the part that holds more of the kind).
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
    lexicon: Own | None = None
    spoken: Attributions | None = None
    facts: SameFacts | None = None
    odds: pd.DataFrame | None = None
    matches: pd.DataFrame | None = None
    observations: pd.DataFrame | None = None


def letters(articles: pd.DataFrame) -> dict[str, str]:
    """Give each article its letter, A, B, …, in order; after Z come AA, AB, …"""
    names = [chr(65 + i) for i in range(26)] + [chr(65 + i) + chr(65 + j) for i in range(26) for j in range(26)]
    return dict(zip(articles["article"], names, strict=False))


def label(letter: str, block: Mapping | pd.Series) -> str:
    """Name a block for reading: A6 for A's sixth paragraph."""
    if block["kind"] == HEADLINE:
        return f"{letter}’s headline"
    return f"{letter}, block {block['block']}" if pd.isna(block["paragraph"]) else f"{letter}{int(block['paragraph'])}"


def where(letter: str, block: Mapping | pd.Series, *, number: int) -> dict:
    """Point to a block: its name for reading, and the link to it where it is on the page as text."""
    return {"place": label(letter, block), "href": f"#{letter}-{number}" if block["kind"] in TEXT_KINDS else None}


def places(report: Report, blocks: Iterable[tuple[str, int]]) -> list[dict]:
    """Point to several blocks, each an article and its block's number, as :func:`where` does to one."""
    named, known = letters(report.articles), report.measured.set_index(["article", "block"])
    found = ((slug, int(block)) for slug, block in blocks)
    return [where(named[slug], {**known.loc[(slug, block)], "block": block}, number=block) for slug, block in found]


def pairs(report: Report) -> list[tuple[str, str]]:
    """Give the pairs of articles that are compared, by their letters, where there is more than one; or else none."""
    named = letters(report.articles)
    found = report.comparison[["article_a", "article_b"]].drop_duplicates()
    return [(named[a], named[b]) for a, b in found.itertuples(index=False)] if len(found) > 1 else []
