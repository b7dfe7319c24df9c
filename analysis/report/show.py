"""What a notebook shows richly: texts with their marks, and a comparison, made of the same components as the page.

Each function takes the tables that the other modules give and returns a :class:`Shown`, which JupyterLab and the
notebooks' pages show as HTML, and a plain console as the table. HTML is in the templates, and they escape whatever
comes from an article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_float_dtype, is_integer_dtype, is_numeric_dtype

from analysis.report import texts
from analysis.report.page import Report, environment, spanned
from analysis.report.texts import LAYERS
from analysis.report.words_in_place import collect, places
from analysis.schema import ARTICLES, PARAGRAPHS, SPANS, require
from analysis.schema import table as typed

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


def table(rows: pd.DataFrame | pd.Series, *, blocks: pd.DataFrame | None = None) -> Shown:
    """Show a table: text to the left, numbers to the right with two decimals or fewer, headings without underscores.

    With `blocks`, the table of paragraphs, a block is named as on the page: A1 is the first paragraph of the first
    piece. A p of nearly nothing reads "<0.01", not "0.00".
    """
    from pandas.io.formats.style import Styler

    rows = rows.to_frame() if isinstance(rows, pd.Series) else rows
    rows = rows if blocks is None else _placed(rows, blocks)
    numbered = rows.index.name is None and is_integer_dtype(rows.index.dtype) and rows.index.nlevels == 1
    rows = rows.rename_axis(index=[None] * rows.index.nlevels, columns=[None] * rows.columns.nlevels)
    rows.columns = [str(name).replace("_", " ") for name in rows.columns]
    place = hashlib.sha256(rows.to_csv().encode("utf-8", "replace")).hexdigest()[:8]
    numbers = {name for name, kind in rows.dtypes.items() if is_numeric_dtype(kind) and not is_bool_dtype(kind)}
    styled = Styler(rows if rows.columns.is_unique else rows.T.reset_index(drop=True).T, uuid=place, cell_ids=False)
    if numbered:
        styled = styled.hide(axis="index")
    left = "text-align: left; vertical-align: top; white-space: normal; max-width: 34rem"
    right = "text-align: right; white-space: nowrap"
    written = {name: _format(column) for name, column in styled.data.items()}
    styled = styled.format(written, na_rep="", escape="html").format_index(escape="html", axis=1)
    styled = styled.format_index(escape="html", axis=0).set_table_styles([{"selector": "th, td", "props": left}])
    columns = {name: [{"selector": "", "props": right}] for name in numbers if list(rows.columns).count(name) == 1}
    return Shown(rows, styled.set_table_styles(columns, overwrite=False).to_html())


def _format(column: pd.Series) -> Callable[[object], object]:
    """Return how a column is written: real numbers with as many decimals each, where none becomes nothing by it."""
    if not is_float_dtype(column):
        return _shown
    size = column.abs().to_numpy(dtype=float, na_value=np.nan)
    size = size[np.isfinite(size) & (size > 0)]
    digits = _digits(size.max(initial=0.0))
    return partial(_shown, digits=digits) if size.size and size.min() >= 0.5 * 10.0**-digits else _shown


def _digits(size: float) -> int:
    return 0 if size >= 100 else 1 if size >= 10 else 2


def _shown(value: object, digits: int | None = None) -> object:
    """Write a number as people read it; leave the rest as it is."""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if not isinstance(value, float | np.floating):
        return value
    if np.isfinite(value) and value == int(value) and digits != 1:
        text = f"{int(value)}"
    elif not value:
        text = "0"
    elif abs(value) < 0.01:
        text = "&lt;0.01" if value > 0 else "&gt;-0.01"
    else:
        text = f"{value:.{_digits(abs(value)) if digits is None else digits}f}"
    return text.replace("-", "−")


def _placed(rows: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """Name the blocks of a table, by themselves or in pairs, as the page does."""
    require(blocks, ("article", "block", "kind", "paragraph"), "blocks")
    places = _report(pd.unique(blocks["article"]), blocks, _NOTHING).places
    rows = rows if "article" not in rows.index.names else rows.reset_index("article")
    for article, block in (("article", "block"), ("article_a", "block_a"), ("article_b", "block_b")):
        if {article, block} <= set(rows.columns):
            pairs = zip(rows[article], rows[block], strict=True)
            told = ["" if pd.isna(number) else places[slug, int(number)]["place"] for slug, number in pairs]
            rows = (
                rows.assign(**{block: told})
                .drop(columns=article)
                .rename(columns={block: block.replace("block", "place")})
            )
    return rows.reset_index(drop=True)


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
    articles = typed([{"article": slug} for slug in slugs], ARTICLES)
    return Report(articles, blocks, spans, comparison, pd.DataFrame())


def _html(component: str, report: Report, **shown) -> str:
    template = environment().get_template("component.html.j2")
    style = environment().loader.get_source(environment(), "component.css")[0].strip()
    context = {"lexicon": None, "places": None, "letters": report.letters, "first": "", "second": ""} | shown
    named = f"{context['first']} minus {context['second']}"
    return template.render(component=component, style=style, pair_name=named, **context)
