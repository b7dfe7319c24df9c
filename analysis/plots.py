"""Figures that answer one question each. Every function draws on axes and gives them back; none shows or saves.

What is quoted is hollow or hatched. Each figure has an ``alt_...`` function that says what it shows in words, from the
same table. :func:`svg` renders a figure as SVG whose text is text, :func:`figure_with_alt` shows it in a notebook; both
are those of :mod:`analysis.plots_svg`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis import glossary
from analysis.compare import ALL, article_values
from analysis.plots_base import (
    COLOURS,
    INK,
    LEGEND,
    LINES,
    MARKERS,
    PAPER,
    SOFT,
    Names,
    articles_of,
    axes,
    name_of,
    settled,
)
from analysis.plots_svg import figure_with_alt, svg
from analysis.schema import OUTLET, QUOTED, RUNNING_TEXT, InputError, require

__all__ = [
    "COLOURS",
    "INK",
    "PAPER",
    "SOFT",
    "alt_categories",
    "alt_differences",
    "alt_profile",
    "figure_with_alt",
    "plot_categories",
    "plot_differences",
    "plot_profile",
    "svg",
]

_SCALE = "standard deviations of a paragraph"
_VOICE = {ALL: "", OUTLET: ", own voice", QUOTED: ", quoted"}


def _profile(measured: pd.DataFrame, measure: str) -> dict[str, pd.DataFrame]:
    """Give each article's running text: number (1, 2, ...), value, quoted."""
    require(measured, ("article", "kind", "voice", measure), "profile")
    found = {}
    for article in articles_of(measured, "profile"):
        own = measured[(measured["article"] == article) & measured["kind"].isin(RUNNING_TEXT)]
        value = own[measure].to_numpy(dtype=float, na_value=np.nan)
        quoted = own["voice"].eq(QUOTED).fillna(False).to_numpy(dtype=bool)
        found[article] = pd.DataFrame({"number": np.arange(1, len(own) + 1), "value": value, "quoted": quoted})
    return found


def plot_profile(
    measured: pd.DataFrame, *, measure: str = "loaded_per_100_words", names: Names | None = None, ax: Axes | None = None
) -> Axes:
    """Draw a measure paragraph by paragraph: where in each piece is it high?

    Parameters
    ----------
    measured : the measured paragraphs of one or two articles; the headline is left out
    measure : a column of `measured` that the glossary knows
    names, ax : a readable name for each article; where to draw, by default a new figure of 7 by 3.2 inches

    Returns
    -------
    Axes
        x: paragraph number, y: the measure in its unit; hollow markers are quoted passages, a gap is an undefined value
    """
    of = glossary.row(measure)
    given, ax = ax, axes(ax, 7, 3.2)
    for place, (article, rows) in enumerate(_profile(measured, measure).items()):
        colour, marker, label = COLOURS[place], MARKERS[place], name_of(article, names)
        style = {"color": colour, "marker": marker, "markersize": 5.5, "markeredgecolor": colour, "linewidth": 1.4}
        ax.plot(rows["number"], rows["value"], linestyle=LINES[place], label=label, **style)
        hollow = rows[rows["quoted"] & rows["value"].notna()]
        ax.plot(hollow["number"], hollow["value"], linestyle="none", **(style | {"markerfacecolor": PAPER}))
    if any(line.get_linestyle() == "None" and len(line.get_xdata()) for line in ax.lines):
        ax.plot([], [], "o", color=SOFT, markerfacecolor=PAPER, label="quoted passage")
    ax.set_xlabel("paragraph", color=INK)
    ax.set_ylabel(f"{of['label']}\n({of['unit']})", color=INK)
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, **LEGEND)
    return settled(ax, given)


def alt_profile(measured: pd.DataFrame, *, measure: str = "loaded_per_100_words", names: Names | None = None) -> str:
    """Say what :func:`plot_profile` shows: each piece's value over the whole text, and its highest paragraph."""
    of = glossary.row(measure)
    whole = article_values(measured, measures=[measure])
    whole = whole[(whole["part"] == "text") & (whole["voice"] == ALL)].set_index("article")["value"]
    said = []
    for article, rows in _profile(measured, measure).items():
        name, rows = (names or {}).get(article, article), rows.dropna(subset="value")
        if not len(rows):
            said.append(f"{name} has no paragraph where it is defined.")
            continue
        top = rows.loc[rows["value"].idxmax()]
        voice = ", a quoted passage" if top["quoted"] else ""
        over = f"{glossary.shown(measure, whole[article])} over {len(rows)} paragraphs"
        peak = f"highest in paragraph {top['number']}{voice} ({glossary.shown(measure, top['value'])})"
        said.append(f"{name}: {over}, {peak}.")
    label = of["label"][0].upper() + of["label"][1:]
    return f"{label} ({of['unit']}), paragraph by paragraph. {' '.join(said)}"


def plot_differences(comparison: pd.DataFrame, *, names: Names | None = None, ax: Axes | None = None) -> Axes:
    """Draw the differences with their intervals: which of them could not be chance?

    Measures have different units, so each difference is divided by the spread of its paragraphs (the pooled standard
    deviation). The values in their own unit stand on the right. To draw one voice, choose its rows.

    Parameters
    ----------
    comparison : rows of what ``compare.compare`` gives
    names, ax : a readable name for each article; where to draw, by default a new figure

    Returns
    -------
    Axes
        one row a measure and voice; right of 0 the first article's value is the higher. A filled marker: clear
        among all rows. A hollow one: not. No marker: there is no interval.
    """
    a, b = (name_of(name, None) for name in _two(comparison, names))
    rows = comparison.reset_index(drop=True)
    given, ax = ax, axes(ax, 7.5, 1.3 + 0.3 * len(rows))
    ax.axvline(0, color=SOFT, linewidth=1)
    several = rows["voice"].nunique() > 1
    for y, of in enumerate(rows.to_dict("records")):
        numbers = [glossary.shown(of["measure"], of[key]) for key in ("value_a", "value_b")]
        right = "not defined" if np.isnan(of["difference"]) else f"{numbers[0]} | {numbers[1]} {of['unit']}"
        ax.annotate(right, (1.02, y), xycoords=("axes fraction", "data"), va="center", fontsize=8, color=INK)
        if np.isnan(of["low"]):
            ax.text(0, y, " no interval", va="center", fontsize=8, color=SOFT)
            continue
        low, middle, high = (of[key] / of["spread"] for key in ("low", "difference", "high"))
        colour, marker = (COLOURS[0], MARKERS[0]) if middle > 0 else (COLOURS[1], MARKERS[1])
        width, face = (3, colour) if of["clear"] else (1.3, PAPER)
        ax.plot([low, high], [y, y], color=colour, linewidth=width, solid_capstyle="butt")
        ax.plot([middle], [y], marker=marker, color=colour, markerfacecolor=face, markersize=6)
    labels = rows["label"] + (rows["voice"].map(_VOICE) if several else "")
    ax.set_yticks(range(len(rows)), labels)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlabel(f"{a} minus {b}, in {_SCALE}\n(right: {a} higher; left: {b} higher)", color=INK)
    ax.set_title(f"{a} | {b}", loc="right", fontsize=8, color=INK)
    return settled(ax, given)


def _two(rows: pd.DataFrame, names: Names | None) -> tuple[str, str]:
    if not len(rows):
        raise InputError("differences: the comparison has no rows. Choose some.")
    return tuple((names or {}).get(rows[key].iloc[0], rows[key].iloc[0]) for key in ("article_a", "article_b"))


def alt_differences(comparison: pd.DataFrame, *, names: Names | None = None) -> str:
    """Say what :func:`plot_differences` shows: which differences are clear, and how many are not."""
    a, b = _two(comparison, names)
    several = comparison["voice"].nunique() > 1
    clear = []
    for of in comparison[comparison["clear"]].to_dict("records"):
        shown = " to ".join(glossary.shown(of["measure"], of[key]) for key in ("low", "high"))
        label = of["label"] + (_VOICE[of["voice"]] if several else "")
        clear.append(f"{label} ({a if of['difference'] > 0 else b} higher; interval {shown})")
    none = int(comparison["low"].isna().sum())
    text = f"Differences, {a} minus {b}, with 95% intervals. {len(clear)} of {len(comparison)} are clear"
    text += (f": {'; '.join(clear)}. " if clear else ". ") + f"{len(comparison) - none - len(clear)} may be chance. "
    return text + f"{none} {'has' if none == 1 else 'have'} no interval."


def plot_categories(table: pd.DataFrame, *, names: Names | None = None, ax: Axes | None = None) -> Axes:
    """Draw loaded language by category and voice: what sort of words, and whose?

    Parameters
    ----------
    table : what ``compare.by_category`` gives, of one or two articles
    names, ax : a readable name for each article; where to draw, by default a new figure

    Returns
    -------
    Axes
        a bar for each category, article and voice, in 100 words of that article in that voice; hatched bars are
        quoted words. No bar is drawn where the article has no words in that voice.
    """
    articles = articles_of(table, "categories")
    counts = table.groupby("category", sort=True)["count"].sum()
    categories = counts.sort_values(ascending=False, kind="stable").index.tolist()
    bars = [(article, voice) for article in articles for voice in (OUTLET, QUOTED)]
    given, ax = ax, axes(ax, 7, 1.2 + 0.16 * len(bars) * max(1, len(categories)))
    handles = []
    for k, (article, voice) in enumerate(bars):
        own = table[(table["article"] == article) & (table["voice"] == voice)]
        rates = own.groupby("category")["per_100_words"].sum(min_count=1).reindex(categories)
        colour, quoted = COLOURS[articles.index(article)], voice == QUOTED
        look = {"facecolor": PAPER if quoted else colour, "edgecolor": colour, "hatch": "////" if quoted else None}
        places = np.arange(len(categories)) + (k - (len(bars) - 1) / 2) * 0.8 / len(bars)
        ax.barh(places[rates.notna()], rates.dropna(), height=0.7 / len(bars), linewidth=0.8, **look)
        empty = " (no such words)" if len(own) and not own["words"].any() else ""
        handles.append(Patch(label=name_of(article, names) + _VOICE[voice] + empty, **look))
    ax.set_yticks(range(len(categories)), categories)
    ax.invert_yaxis()
    ax.set_xlabel("marked words and phrases, in 100 words of that voice", color=INK)
    ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=2, **LEGEND)
    return settled(ax, given)


def alt_categories(table: pd.DataFrame, *, names: Names | None = None) -> str:
    """Say what :func:`plot_categories` shows: how much each article has in each voice, and of what most."""
    said = []
    for article in articles_of(table, "categories"):
        for voice in (OUTLET, QUOTED):
            own = table[(table["article"] == article) & (table["voice"] == voice)]
            name = (names or {}).get(article, article) + _VOICE[voice]
            words, count = int(own["words"].max()) if len(own) else 0, int(own["count"].sum())
            if not words:
                said.append(f"{name}: no such words.")
            elif not count:
                said.append(f"{name}: none in {words} words.")
            else:
                top = own.loc[own["count"].idxmax()]
                most = "most of them" if top["count"] * 2 > count else "most often"
                shown = f"{count} in {words} words ({count / words * 100:.1f} in 100)"
                said.append(f"{name}: {shown}, {most} {top['category']} ({top['count']}).")
    return f"Marked words by category and voice. {' '.join(said)}"
