"""What every figure has in common: colours, axes, names, and which articles it is of.

The first article is ``#b34700`` with round markers, the second ``#00598c`` with squares and a dashed line, so that
they can be told apart without colour.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.schema import InputError

COLOURS = ("#b34700", "#00598c")
INK, SOFT, PAPER = "#1b1b1a", "#5a5955", "#ffffff"
MARKERS, LINES = ("o", "s"), ("-", (0, (4, 2)))
LEGEND = {"frameon": False, "fontsize": 9, "labelcolor": INK}
_LONGEST = 40

#: an article's own name to the one that is shown
Names = dict[str, str]


def axes(ax: Axes | None, width: float, height: float) -> Axes:
    """Give axes in the look of all figures.

    Parameters
    ----------
    ax : the axes to draw on, or None for a new figure
    width, height : size of a new figure, in inches

    Returns
    -------
    Axes
        without a frame at the top and on the right
    """
    if ax is None:
        ax = Figure((width, height), layout="constrained").add_subplot()
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[:].set_color(SOFT)
    ax.tick_params(colors=INK, labelsize=9)
    return ax


def settled(ax: Axes, given: Axes | None) -> Axes:
    """Lay out a figure of our own once, so that it is the same each time it is rendered.

    Parameters
    ----------
    ax : what was drawn on
    given : the axes that the caller brought, or None; a figure that is not ours is left alone
    """
    if given is None:
        ax.figure.draw_without_rendering()
        ax.figure.set_layout_engine("none")
    return ax


def name_of(article: str, names: Names | None) -> str:
    """Give an article's readable name as matplotlib takes it: short, no formula, not hidden from the legend."""
    name = (names or {}).get(article, article)
    name = name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
    return ("\N{ZERO WIDTH SPACE}" if name.startswith("_") else "") + name.replace("$", r"\$")


def articles_of(table: pd.DataFrame, where: str) -> list[str]:
    """Name the one or two articles of a table, in its order.

    Raises
    ------
    InputError
        if there are none, or more than two; `where` says which figure was to be drawn
    """
    articles = pd.unique(table["article"].dropna()).tolist()
    if not 1 <= len(articles) <= 2:
        raise InputError(f"{where}: one or two articles can be drawn, and the table has {len(articles)}. Choose two.")
    return articles
