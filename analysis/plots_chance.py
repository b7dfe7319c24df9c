"""Figures of chance: what shuffling gives beside what is seen, and the words that make up a difference."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis import glossary
from analysis.aggregate import ALL, source, unit
from analysis.plots_base import COLOURS, INK, LEGEND, PAPER, SOFT, Names, axes, name_of, settled
from analysis.schema import QUOTED, InputError, require

#: so many words a side are drawn by name; the rest of that side is one bar, so that all bars add up to the difference
MOST_WORDS = 10
_BARS = 40
_ROUNDING = 1e-9
_LONGEST = 34
_NEEDS = ("word", "voice", "count_a", "count_b", "contribution")


def plot_shuffles(shuffled: np.ndarray | pd.Series, *, seen: float, measure: str, ax: Axes | None = None) -> Axes:
    """Draw the differences that shuffling gives, and the one that is seen: does it stick out?

    Parameters
    ----------
    shuffled : the difference of each shuffle, in the unit of `measure`
    seen : the difference of the articles as they are
    measure : what was measured, as the glossary names it
    ax : where to draw, by default a new figure

    Returns
    -------
    Axes
        a histogram; hollow: shuffles nearer to 0 than what is seen, filled: as far from 0 as it, or further, on either
        side. A line stands at what is seen, a dashed one as far on the other side.

    Raises
    ------
    InputError
        if there are no shuffles, or one of the numbers is missing
    """
    values, far = _apart(shuffled, seen)
    given, ax = ax, axes(ax, 7, 3.2)
    widest = max(np.abs(values).max(), abs(seen)) or 1.0
    edges = np.linspace(-widest, widest, _BARS + 1)
    near, beyond = (np.histogram(part, edges)[0] for part in (values[~far], values[far]))
    look = {"width": edges[1] - edges[0], "align": "edge", "linewidth": 0.8}
    ax.bar(edges[:-1], near, facecolor=PAPER, edgecolor=SOFT, **look)
    some = beyond > 0  # a bar of no height would still show its edge
    ax.bar(edges[:-1][some], beyond[some], bottom=near[some], facecolor=COLOURS[0], edgecolor=COLOURS[0], **look)
    ax.axvline(seen, color=INK, linewidth=1.6)
    ax.axvline(-seen, color=INK, linewidth=1, linestyle=(0, (4, 2)))
    above = {"xycoords": ("data", "axes fraction"), "va": "bottom", "fontsize": 9, "color": INK}
    ax.annotate(f"seen: {_signed(measure, seen)}", (seen, 1), ha="right" if seen > 0 else "left", **above)
    handles = [
        Patch(facecolor=PAPER, edgecolor=SOFT, label=f"nearer to no difference ({(~far).sum():,})"),
        Patch(facecolor=COLOURS[0], edgecolor=COLOURS[0], label=f"as far, or further ({far.sum():,})"),
    ]
    ax.set_xlabel(f"difference of two shuffled piles, {_what(measure)}", color=INK)
    ax.set_ylabel("shuffles", color=INK)
    ax.yaxis.get_major_locator().set_params(integer=True)
    ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1.06), ncols=2, **LEGEND)
    return settled(ax, given)


def alt_shuffles(shuffled: np.ndarray | pd.Series, *, seen: float, measure: str) -> str:
    """Say what :func:`plot_shuffles` shows: where the shuffles lie, and how many are as far off as what is seen."""
    values, far = _apart(shuffled, seen)
    low, high = (_signed(measure, end) for end in np.quantile(values, [0.025, 0.975]))
    count = f"{len(values):,} {'shuffle' if len(values) == 1 else 'shuffles'}"
    return (
        f"Differences of two shuffled piles, {_what(measure)}: of {count}, 95 in 100 lie between {low} and {high}. "
        f"Seen is {_signed(measure, seen)}; as far from no difference, or further: {far.sum():,}."
    )


def plot_word_shift(shift: pd.DataFrame, *, measure: str, names: Names | None = None, ax: Axes | None = None) -> Axes:
    """Draw the words that make up a difference: which of them pull it up, which pull it down, and by how much?

    Parameters
    ----------
    shift : what ``word_shift.word_shift`` gives
    measure : the measure that it was given
    names : a readable name for each of the two articles, the first one first
    ax : where to draw, by default a new figure

    Returns
    -------
    Axes
        a bar a word, ten a side at most, the largest first, and a pale one for what is left of that side; all bars
        together are the difference. Right: the word makes the first article's value the higher one, left: the
        second's. Hatched: the word is quoted. On the right stands how often each article has it.

    Raises
    ------
    InputError
        if no word has a part in the difference, or the difference is not defined
    """
    rows = _rows(shift)
    a, b = (name_of(name, None) for name in _both(names))
    given, ax = ax, axes(ax, 7, 1.4 + 0.25 * len(rows))
    ax.axvline(0, color=SOFT, linewidth=1)
    for y, of in enumerate(rows.to_dict("records")):
        colour = COLOURS[0] if of["contribution"] > 0 else COLOURS[1]
        quoted = of["voice"] == QUOTED
        face = PAPER if quoted else (colour, 0.3) if of["rest"] else colour
        look = {"facecolor": face, "hatch": "////" if quoted else None}
        ax.barh(y, of["contribution"], height=0.66, edgecolor=colour, linewidth=0.8, **look)
        counts = f"{of['count_a']} | {of['count_b']}"
        ax.annotate(counts, (1.02, y), xycoords=("axes fraction", "data"), va="center", fontsize=8, color=INK)
    ax.set_yticks(range(len(rows)), [_label(of).replace("$", r"\$") for of in rows.to_dict("records")])
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlabel(f"part of the difference, {_what(measure)}\n(right: {a} higher; left: {b} higher)", color=INK)
    ax.set_title(f"how often: {a} | {b}", loc="right", fontsize=8, color=INK)
    return settled(ax, given)


def alt_word_shift(shift: pd.DataFrame, *, measure: str, names: Names | None = None) -> str:
    """Say what :func:`plot_word_shift` shows: the difference, and the words with the largest part in it, by side."""
    rows = _rows(shift)
    a, b = _both(names)
    difference = _signed(measure, shift["contribution"].sum())
    said = [f"Words that make up the difference in {_what(measure)}, {a} minus {b}: {difference} in all."]
    for name, side in ((a, rows[rows["contribution"] > 0]), (b, rows[rows["contribution"] < 0])):
        if len(side):
            parts = [f"{_label(of)} {of['contribution']:+.2f}" for of in side.to_dict("records")]
            said.append(f"Towards {name} higher: {', '.join(parts)}.")
    return " ".join(said)


def _apart(shuffled: np.ndarray | pd.Series, seen: float) -> tuple[np.ndarray, np.ndarray]:
    """Give the differences, and which of them are as far from 0 as what is seen."""
    values = np.asarray(shuffled, dtype=float)
    if not (values.size and np.isfinite(values).all() and np.isfinite(seen)):
        raise InputError("shuffles: a difference is missing, or there are none. Choose a measure that is defined.")
    return values, np.abs(values) >= abs(seen) * (1 - _ROUNDING)


def _rows(shift: pd.DataFrame) -> pd.DataFrame:
    """Choose the words that are drawn, those that pull up first, and add up the rest of each side."""
    require(shift, _NEEDS, "plot_word_shift")
    told = shift[shift["contribution"].abs() > 0]
    if not len(told):
        raise InputError("word shift: no word has a part in the difference, so there is nothing to draw.")
    sides = []
    for side in (told[told["contribution"] > 0], told[told["contribution"] < 0]):
        order = side["contribution"].abs().sort_values(ascending=False, kind="stable").index
        side = side.loc[order, list(_NEEDS)].assign(rest=0)
        others = side.iloc[MOST_WORDS:]
        sides.append(side.head(MOST_WORDS))
        if len(others):
            sums = others[["count_a", "count_b", "contribution"]].sum().to_frame().T
            sums = sums.astype({"count_a": "int64", "count_b": "int64"})
            sides.append(sums.assign(word="", voice="", rest=len(others)))
    return pd.concat(sides, ignore_index=True)


def _label(of: dict) -> str:
    if of["rest"]:
        return f"{of['rest']} more {'word' if of['rest'] == 1 else 'words'}"
    word = of["word"] if len(of["word"]) <= _LONGEST else of["word"][: _LONGEST - 1].rstrip() + "…"
    return word + (", quoted" if of["voice"] == QUOTED else "")


def _both(names: Names | None) -> tuple[str, str]:
    given = list((names or {"a": "the first article", "b": "the second article"}).values())
    if len(given) != 2:
        raise InputError(f"word shift: the names of two articles are needed, and there are {len(given)}.")
    return given[0], given[1]


def _signed(measure: str, number: float) -> str:
    return ("+" if number > 0 else "") + glossary.shown(measure, number)


def _what(measure: str) -> str:
    of = source(measure, ALL)
    return f"{of['label']} ({unit(of)})"
