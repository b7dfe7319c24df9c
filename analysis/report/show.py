"""What a notebook shows richly: texts with their marks, and a comparison, made of the same components as the page.

Each function takes the tables that the other modules give and returns a :class:`Shown`, which JupyterLab and the
notebooks' pages show as HTML, and a plain console as the table. HTML is in the templates, and they escape whatever
comes from an article.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import pandas as pd

from analysis.report import texts
from analysis.report.page import Report, environment, spanned
from analysis.report.texts import LAYERS
from analysis.report.words_in_place import collect, places
from analysis.schema import ARTICLES, PARAGRAPHS, SPANS, require, table

_NOTHING = pd.DataFrame(columns=["article_a", "article_b"])
_COMPARED = ("measure", "label", "unit", "voice", "article_a", "article_b", "value_a", "value_b", "difference", "low")


@dataclass(frozen=True)
class Shown:
    """A table and the HTML that a notebook shows instead."""

    table: pd.DataFrame
    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return repr(self.table)


def marked(blocks: pd.DataFrame, spans: pd.DataFrame, *, articles: pd.DataFrame | None = None) -> Shown:
    """Show the blocks of one or more articles with the words that count underlined, each with its reason.

    With the table of `articles`, what opens the page stands above them: each loaded word at its place.
    """
    require(blocks, [name for name in PARAGRAPHS if name not in ("removed", "reason")], "blocks")
    require(spans, SPANS, "spans")
    on = [name for name, _, on in LAYERS if on]
    report = _report(pd.unique(blocks["article"]), blocks, spans[spans["label"].isin([*on, "quotation"])])
    pieces = texts.pieces(report)
    told = "\0".join(str(block["place"]) + block["text"] for piece in pieces for block in piece["blocks"])
    place = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:8]
    for piece in pieces:
        piece["blocks"] = [{**block, "id": f"{place}-{block['id']}"} for block in piece["blocks"]]
    drawn = None if articles is None else places(collect(blocks, spans), articles, start=f"#{place}-")
    return Shown(blocks, _html("marked", report, pieces=pieces, places=drawn))


def compared(comparison: pd.DataFrame, *, names: dict[str, str] | None = None) -> Shown:
    """Show a comparison as the page does: a measure's rows together, with intervals and remarks."""
    require(comparison, _COMPARED, "comparison")
    slugs = pd.unique(comparison[["article_a", "article_b"]].to_numpy().ravel())
    report = _report(slugs, _NOTHING, _NOTHING, comparison)
    known = report.letters | (names or {})
    first, second = (known[slug] for slug in slugs[:2]) if len(slugs) else ("", "")
    more = {"rows": spanned(report.rows), "pairs": report.pairs, "letters": known}
    return Shown(comparison, _html("compared", report, first=first, second=second, **more))


def _report(slugs: list[str], blocks: pd.DataFrame, spans: pd.DataFrame, comparison: pd.DataFrame = _NOTHING) -> Report:
    articles = table([{"article": slug} for slug in slugs], ARTICLES)
    return Report(articles, blocks, spans, comparison, pd.DataFrame())


def _html(component: str, report: Report, **shown) -> str:
    template = environment().get_template("component.html.j2")
    style = environment().loader.get_source(environment(), "component.css")[0].strip()
    context = {"lexicon": None, "places": None, "letters": report.letters, "first": "", "second": ""} | shown
    named = f"{context['first']} minus {context['second']}"
    return template.render(component=component, style=style, pair_name=named, **context)
