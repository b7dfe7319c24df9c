"""Figures of who speaks: words by voice, and the sources with the words given to them."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.names import NAMED
from analysis.plots_base import COLOURS, INK, LEGEND, PAPER, Names, articles_of, axes, name_of, settled
from analysis.schema import OUTLET, QUOTED, REPORTED, require

SAID = {OUTLET: "own words", REPORTED: "a source’s claim, reworded", QUOTED: "a source’s words"}
_HATCH = {OUTLET: None, REPORTED: "\\\\", QUOTED: "////"}
#: so many sources of an article are drawn; the table has all
_MOST = 8
_LONGEST = 34


def plot_voices(table: pd.DataFrame, *, names: Names | None = None, ax: Axes | None = None) -> Axes:
    """Draw the share of words by voice: how much of each piece is the outlet's own?

    Parameters
    ----------
    table : what ``who_speaks.by_voice`` gives, of one or two articles
    names, ax : a readable name for each article; where to draw, by default a new figure

    Returns
    -------
    Axes
        a bar an article: its own words (filled), what it rewords (hatched wide), what it quotes (hatched close);
        percent of words
    """
    require(table, ("article", "voice", "words", "share"), "plot_voices")
    articles = articles_of(table, "voices")
    given, ax = ax, axes(ax, 7, 1.1 + 0.55 * len(articles))
    for place, article in enumerate(articles):
        left = 0.0
        for voice in (OUTLET, REPORTED, QUOTED):
            share = 100 * table.loc[(table["article"] == article) & (table["voice"] == voice), "share"].sum()
            look = {"facecolor": COLOURS[place] if voice == OUTLET else PAPER, "edgecolor": COLOURS[place]}
            ax.barh(place, share, left=left, height=0.6, hatch=_HATCH[voice], linewidth=0.8, **look)
            if share >= 5:
                ink = PAPER if voice == OUTLET else INK
                box = None if voice == OUTLET else {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}
                ax.text(
                    left + share / 2, place, f"{share:.0f}%", ha="center", va="center", fontsize=8, color=ink, bbox=box
                )
            left += share
    handles = [
        Patch(facecolor=INK if voice == OUTLET else PAPER, edgecolor=INK, hatch=_HATCH[voice], label=SAID[voice])
        for voice in (OUTLET, REPORTED, QUOTED)
    ]
    ax.set_yticks(range(len(articles)), [name_of(article, names) for article in articles])
    ax.invert_yaxis()
    ax.set_xlim(0, 100)
    ax.set_xlabel("percent of the words of the running text", color=INK)
    ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, **LEGEND)
    return settled(ax, given)


def alt_voices(table: pd.DataFrame, *, names: Names | None = None) -> str:
    """Say what :func:`plot_voices` shows."""
    said = []
    for article in articles_of(table, "voices"):
        own = table[table["article"] == article].set_index("voice")
        words = int(own["words"].sum())
        if not words:
            said.append(f"{(names or {}).get(article, article)} has no words.")
            continue
        parts = ", ".join(f"{SAID[voice]} {100 * own.loc[voice, 'share']:.0f}%" for voice in own.index)
        said.append(f"{(names or {}).get(article, article)}, of {words} words: {parts}.")
    return f"Whose words the running text is in. {' '.join(said)}"


def plot_sources(table: pd.DataFrame, *, names: Names | None = None, ax: Axes | None = None) -> Axes:
    """Draw the sources of each piece by the words given to them: who is heard, and at what length?

    Parameters
    ----------
    table : what ``who_speaks.by_source`` gives, of one or two articles
    names, ax : a readable name for each article; where to draw, by default a new figure

    Returns
    -------
    Axes
        a bar a source, the eight longest of each article; hatched: the part in the source's own wording. A source
        without a name stands in brackets.
    """
    rows = _longest(table)
    given, ax = ax, axes(ax, 7, 1.2 + 0.27 * max(1, len(rows)))
    articles = _pieces(table, names)
    for y, of in enumerate(rows.to_dict("records")):
        colour = COLOURS[articles.index(of["article"])]
        ax.barh(y, of["words_quoted"], height=0.62, facecolor=PAPER, edgecolor=colour, hatch="////", linewidth=0.8)
        rest = of["words"] - of["words_quoted"]
        ax.barh(y, rest, left=of["words_quoted"], height=0.62, facecolor=colour, edgecolor=colour, linewidth=0.8)
    ax.set_yticks(range(len(rows)), [_label(of) for of in rows.to_dict("records")])
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlabel("words in what is ascribed to the source", color=INK)
    handles = [
        Patch(facecolor=COLOURS[k], edgecolor=COLOURS[k], label=name_of(a, names)) for k, a in enumerate(articles)
    ]
    handles.append(Patch(facecolor=PAPER, edgecolor=INK, hatch="////", label="in the source’s own words"))
    ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, **LEGEND)
    return settled(ax, given)


def alt_sources(table: pd.DataFrame, *, names: Names | None = None) -> str:
    """Say what :func:`plot_sources` shows: how many sources each piece has, and who has most words."""
    said = []
    for article in _pieces(table, names):
        own, name = table[table["article"] == article], (names or {}).get(article, article)
        known = own.dropna(subset="source")
        if not len(known):
            said.append(f"{name} has no source that is told.")
            continue
        top = known.iloc[0]
        named = known.loc[known["source_kind"] == NAMED, "source"].nunique()
        people = f"{len(known)} {'source' if len(known) == 1 else 'sources'}, people with a name: {named}"
        said.append(f"{name}: {people}; most words: {top['source']} ({top['words']}, {top['words_quoted']} quoted).")
    return f"Sources by the words given to them. {' '.join(said)}"


def _pieces(table: pd.DataFrame, names: Names | None) -> list[str]:
    """Name the articles in the order of `names`, so that one without any source keeps its place and its colour."""
    found = articles_of(table, "sources")
    return list(names) if names and len(names) <= 2 and set(found) <= set(names) else found


def _longest(table: pd.DataFrame) -> pd.DataFrame:
    """Choose the sources with most words of each article."""
    require(table, ("article", "source", "source_kind", "words", "words_quoted"), "plot_sources")
    told = table[table["words"] > 0]
    return told.groupby("article", sort=False).head(_MOST).reset_index(drop=True)


def _label(of: dict) -> str:
    name = "not told" if pd.isna(of["source"]) else str(of["source"])
    name = name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"
    return (name if of["source_kind"] == NAMED else f"[{name}]").replace("$", r"\$")
