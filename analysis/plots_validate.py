"""The figure of the agreement with experts: each scorer's AUC with its interval, beside chance."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.plots_base import COLOURS, INK, PAPER, SOFT, axes, settled
from analysis.schema import InputError
from analysis.validate import MEASURES, OURS

#: what no better than a coin reaches, where there is such a figure
_CHANCE = {"auc": 0.5, "auc_within_outlet": 0.5}


def _rows(figures: pd.DataFrame, measure: str) -> pd.DataFrame:
    rows = figures[(figures["measure"] == measure) & figures["value"].notna()].reset_index(drop=True)
    if not len(rows):
        raise InputError(f"figure: there is no {MEASURES[measure]} to be drawn. Give sentences of either label.")
    name = rows["scorer"] + (": " + rows["split"]).where(rows["split"] != "", "")
    return rows.assign(name=name)


def plot_agreement(figures: pd.DataFrame, *, measure: str = "auc", ax: Axes | None = None) -> Axes:
    """Draw a measure of agreement by scorer and split: who comes nearer to the experts, and how sure is it?

    Parameters
    ----------
    figures : what ``validate.on_sentences`` or ``validate.on_words`` gives
    measure : one of ``validate.MEASURES``
    ax : where to draw, by default a new figure

    Returns
    -------
    Axes
        a dot for each scorer and split, a line for its 95% interval; this project is filled, its peers are hollow;
        right is better

    Raises
    ------
    InputError
        if no row has a value of that measure
    """
    rows = _rows(figures, measure)
    given, ax = ax, axes(ax, 5, 1.1 + 0.42 * len(rows))
    if measure in _CHANCE:
        ax.axvline(_CHANCE[measure], color=SOFT, linewidth=1, linestyle=(0, (4, 2)))
        above = {"xycoords": ("data", "axes fraction"), "ha": "center", "va": "bottom", "fontsize": 8, "color": SOFT}
        ax.annotate("chance", (_CHANCE[measure], 1), **above)
    for y, of in enumerate(rows.to_dict("records")):
        ours = of["scorer"] == OURS
        colour, marker = (COLOURS[0], "o") if ours else (COLOURS[1], "s")
        ax.plot([of["low"], of["high"]], [y, y], color=colour, linewidth=2 if ours else 1.3, solid_capstyle="butt")
        ax.plot(
            [of["value"]], [y], marker=marker, color=colour, markerfacecolor=colour if ours else PAPER, markersize=6
        )
        ax.annotate(
            f"{of['value']:.2f}", (1.02, y), xycoords=("axes fraction", "data"), va="center", fontsize=8, color=INK
        )
    ax.set_yticks(range(len(rows)), rows["name"].str.replace(": ", ":\n"))
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlabel(f"{MEASURES[measure]} (right: nearer to the experts)", color=INK)
    return settled(ax, given)


def alt_agreement(figures: pd.DataFrame, *, measure: str = "auc") -> str:
    """Say what :func:`plot_agreement` shows: each scorer's figure and interval."""
    rows = _rows(figures, measure)
    said = [f"{of['name']} {of['value']:.2f} ({of['low']:.2f} to {of['high']:.2f})" for of in rows.to_dict("records")]
    chance = f" Chance is {_CHANCE[measure]}." if measure in _CHANCE else ""
    return f"{MEASURES[measure]} with 95% intervals, higher agrees better with experts. {'; '.join(said)}.{chance}"
