"""Tables and figures in, one HTML page out: a file that stands alone, without script and without the network.

First what the pieces are and what differs, then the texts with their marks, then the folded parts of
:mod:`analysis.parts`. HTML is in the templates only, and they escape whatever comes from an article.
"""

from __future__ import annotations

from analysis import page, texts
from analysis.findings import findings, observed
from analysis.page_parts import PARTS
from analysis.report_data import Figure, Report, letters, pairs
from analysis.schema import ARTICLES, PARAGRAPHS, SPANS, InputError, require
from analysis.texts import LAYERS, pieces

__all__ = ["LAYERS", "Figure", "Report", "findings", "letters", "pieces", "render"]

#: how many sentences open the page
_MOST = 5
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def render(report: Report) -> str:
    """Write the page.

    Parameters
    ----------
    report : Report
        What to show; two articles or more.

    Returns
    -------
    str
        A whole HTML document. The same report gives the same text.

    Raises
    ------
    InputError
        If a table lacks a column, if there are fewer than two articles, or if a span lies outside its text.
    """
    require(report.articles, ARTICLES, "articles")
    require(report.measured, PARAGRAPHS, "measured paragraphs")
    require(report.spans, SPANS, "spans")
    if len(report.articles) < 2:
        raise InputError(f"a report needs two articles or more, not {len(report.articles)}; name another file.")
    listed, style, seen = pieces(report), page.stylesheet(), observed(report)
    chosen = findings(report, most=_MOST - len(seen))
    made = {part.__name__: part(report) for part in PARTS}
    template = page.environment().get_template("report.html.j2")
    return template.render(
        pieces=listed,
        letters=letters(report.articles),
        count=_COUNTS[len(listed)] if len(listed) < len(_COUNTS) else str(len(listed)),
        observations=seen,
        findings=chosen,
        rows=texts.rows(report, listed),
        matched=report.matches is not None,
        rest=len(report.comparison) - len(chosen),
        lexicon=report.lexicon,
        pairs=pairs(report),
        layers=LAYERS,
        first=listed[0]["letter"],
        second=listed[1]["letter"],
        pair_name=f"{listed[0]['letter']} minus {listed[1]['letter']}",
        parts={name: data for name, data in made.items() if data is not None},
        style=style,
        policy=page.policy(style),
    )
