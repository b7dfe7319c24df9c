"""Figures that answer one question each. Every function draws on axes and gives them back; none shows or saves.

What is quoted is hollow or hatched. Each figure has an ``alt_...`` function that says what it shows in words, from the
same table. :func:`svg` renders a figure as SVG whose text is text, :func:`figure_with_alt` shows it in a notebook; both
are those of :mod:`report.drawing`.

Figures of who speaks: words by voice, and the sources with the words given to them.

Figures of chance: what shuffling gives beside what is seen, and the words that make up a difference.

The figure of the agreement with experts: each scorer's AUC with its interval, beside chance.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.comparison import ALL, article_values, columns_of, unit_of
from analysis.evaluation import OURS, VALIDATED_MEASURES
from analysis.measures import format_value, glossary_row
from analysis.report.drawing import (
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
    figure_with_alt,
    name_of,
    settled,
    svg,
)
from analysis.schema import OUTLET, QUOTED, REPORTED, RUNNING_TEXT, InputError, require
from analysis.text.names import NAMED

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
    """Return each article's running text: number (1, 2, ...), value, quoted."""
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
    """Draw a measure paragraph by paragraph: where in each piece is it high?"""
    of = glossary_row(measure)
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
    """Describe what :func:`plot_profile` shows: each piece's value over the whole text, and its highest paragraph."""
    of = glossary_row(measure)
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
        over = f"{format_value(measure, whole[article])} over {len(rows)} paragraphs"
        peak = f"highest in paragraph {top['number']}{voice} ({format_value(measure, top['value'])})"
        said.append(f"{name}: {over}, {peak}.")
    label = of["label"][0].upper() + of["label"][1:]
    return f"{label} ({of['unit']}), paragraph by paragraph. {' '.join(said)}"


def plot_differences(comparison: pd.DataFrame, *, names: Names | None = None, ax: Axes | None = None) -> Axes:
    """Draw the differences with their intervals: which of them could not be chance?"""
    a, b = (name_of(name, None) for name in _two(comparison, names))
    rows = comparison.reset_index(drop=True)
    given, ax = ax, axes(ax, 7.5, 1.3 + 0.3 * len(rows))
    ax.axvline(0, color=SOFT, linewidth=1)
    several = rows["voice"].nunique() > 1
    for y, of in enumerate(rows.to_dict("records")):
        numbers = [format_value(of["measure"], of[key]) for key in ("value_a", "value_b")]
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
    """Describe what :func:`plot_differences` shows: which differences are clear, and how many are not."""
    a, b = _two(comparison, names)
    several = comparison["voice"].nunique() > 1
    clear = []
    for of in comparison[comparison["clear"]].to_dict("records"):
        shown = " to ".join(format_value(of["measure"], of[key]) for key in ("low", "high"))
        label = of["label"] + (_VOICE[of["voice"]] if several else "")
        clear.append(f"{label} ({a if of['difference'] > 0 else b} higher; interval {shown})")
    none = int(comparison["low"].isna().sum())
    text = f"Differences, {a} minus {b}, with 95% intervals. {len(clear)} of {len(comparison)} are clear"
    text += (f": {'; '.join(clear)}. " if clear else ". ") + f"{len(comparison) - none - len(clear)} may be chance. "
    return text + f"{none} {'has' if none == 1 else 'have'} no interval."


def plot_categories(table: pd.DataFrame, *, names: Names | None = None, ax: Axes | None = None) -> Axes:
    """Draw loaded language by category and voice: what sort of words, and whose?"""
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
    """Describe what :func:`plot_categories` shows: how much each article has in each voice, and of what most."""
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


SAID = {OUTLET: "own words", REPORTED: "a source’s claim, reworded", QUOTED: "a source’s words"}
_HATCH = {OUTLET: None, REPORTED: "\\\\", QUOTED: "////"}
#: so many sources of an article are drawn; the table has all
_MOST = 8
_LONGEST = 34


def plot_voices(table: pd.DataFrame, *, names: Names | None = None, ax: Axes | None = None) -> Axes:
    """Draw the share of words by voice: how much of each piece is the outlet's own?"""
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
    """Describe what :func:`plot_voices` shows."""
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
    """Draw the sources of each piece by the words given to them: who is heard, and at what length?"""
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
    """Describe what :func:`plot_sources` shows: how many sources each piece has, and who has most words."""
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
    found = articles_of(table, "sources")
    return list(names) if names and len(names) <= 2 and set(found) <= set(names) else found


def _longest(table: pd.DataFrame) -> pd.DataFrame:
    require(table, ("article", "source", "source_kind", "words", "words_quoted"), "plot_sources")
    told = table[table["words"] > 0]
    return told.groupby("article", sort=False).head(_MOST).reset_index(drop=True)


def _label(of: dict) -> str:
    name = "not told" if pd.isna(of["source"]) else str(of["source"])
    name = name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"
    return (name if of["source_kind"] == NAMED else f"[{name}]").replace("$", r"\$")


#: so many words a side are drawn by name; the rest of that side is one bar, so that all bars add up to the difference
MOST_WORDS = 10
_BARS = 40
_ROUNDING = 1e-9
_LONGEST_LABEL = 34
_NEEDS = ("word", "voice", "count_a", "count_b", "contribution")


def plot_shuffles(shuffled: np.ndarray | pd.Series, *, seen: float, measure: str, ax: Axes | None = None) -> Axes:
    """Draw the differences that shuffling gives, and the one that is seen: does it stick out?"""
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
    """Describe what :func:`plot_shuffles` shows: where the shuffles lie, and how many are as far off as what is
    seen."""
    values, far = _apart(shuffled, seen)
    low, high = (_signed(measure, end) for end in np.quantile(values, [0.025, 0.975]))
    count = f"{len(values):,} {'shuffle' if len(values) == 1 else 'shuffles'}"
    return (
        f"Differences of two shuffled piles, {_what(measure)}: of {count}, 95 in 100 lie between {low} and {high}. "
        f"Seen is {_signed(measure, seen)}; as far from no difference, or further: {far.sum():,}."
    )


def plot_word_shift(shift: pd.DataFrame, *, measure: str, names: Names | None = None, ax: Axes | None = None) -> Axes:
    """Draw the words that make up a difference: which of them pull it up, which pull it down, and by how much?"""
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
    ax.set_yticks(range(len(rows)), [_row_label(of).replace("$", r"\$") for of in rows.to_dict("records")])
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlabel(f"part of the difference, {_what(measure)}\n(right: {a} higher; left: {b} higher)", color=INK)
    ax.set_title(f"how often: {a} | {b}", loc="right", fontsize=8, color=INK)
    return settled(ax, given)


def alt_word_shift(shift: pd.DataFrame, *, measure: str, names: Names | None = None) -> str:
    """Describe what :func:`plot_word_shift` shows: the difference, and the words with the largest part in it, by
    side."""
    rows = _rows(shift)
    a, b = _both(names)
    difference = _signed(measure, shift["contribution"].sum())
    said = [f"Words that make up the difference in {_what(measure)}, {a} minus {b}: {difference} in all."]
    for name, side in ((a, rows[rows["contribution"] > 0]), (b, rows[rows["contribution"] < 0])):
        if len(side):
            parts = [f"{_row_label(of)} {of['contribution']:+.2f}" for of in side.to_dict("records")]
            said.append(f"Towards {name} higher: {', '.join(parts)}.")
    return " ".join(said)


def _apart(shuffled: np.ndarray | pd.Series, seen: float) -> tuple[np.ndarray, np.ndarray]:
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


def _row_label(of: dict) -> str:
    if of["rest"]:
        return f"{of['rest']} more {'word' if of['rest'] == 1 else 'words'}"
    word = of["word"] if len(of["word"]) <= _LONGEST_LABEL else of["word"][: _LONGEST_LABEL - 1].rstrip() + "…"
    return word + (", quoted" if of["voice"] == QUOTED else "")


def _both(names: Names | None) -> tuple[str, str]:
    given = list((names or {"a": "the first article", "b": "the second article"}).values())
    if len(given) != 2:
        raise InputError(f"word shift: the names of two articles are needed, and there are {len(given)}.")
    return given[0], given[1]


def _signed(measure: str, number: float) -> str:
    return ("+" if number > 0 else "") + format_value(measure, number)


def _what(measure: str) -> str:
    of = columns_of(measure, ALL)
    return f"{of['label']} ({unit_of(of)})"


#: what no better than a coin reaches, where there is such a figure
_CHANCE = {"auc": 0.5, "auc_within_outlet": 0.5}


def _scorers(figures: pd.DataFrame, measure: str) -> pd.DataFrame:
    rows = figures[(figures["measure"] == measure) & figures["value"].notna()].reset_index(drop=True)
    if not len(rows):
        raise InputError(
            f"figure: there is no {VALIDATED_MEASURES[measure]} to be drawn. Give sentences of either label."
        )
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
    rows = _scorers(figures, measure)
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
    ax.set_xlabel(f"{VALIDATED_MEASURES[measure]} (right: nearer to the experts)", color=INK)
    return settled(ax, given)


def alt_agreement(figures: pd.DataFrame, *, measure: str = "auc") -> str:
    """Describe what :func:`plot_agreement` shows: each scorer's figure and interval."""
    rows = _scorers(figures, measure)
    said = [f"{of['name']} {of['value']:.2f} ({of['low']:.2f} to {of['high']:.2f})" for of in rows.to_dict("records")]
    chance = f" Chance is {_CHANCE[measure]}." if measure in _CHANCE else ""
    named = VALIDATED_MEASURES[measure]
    return f"{named} with 95% intervals, higher agrees better with experts. {'; '.join(said)}.{chance}"
