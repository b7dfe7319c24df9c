"""The figures, each answering one question, and what each shows in words.

In a notebook one call shows a figure with its title and its alt text: ``plots.profile(measured, names=names)``. Under
it lie two functions of the same table: ``plot_profile`` draws on axes and returns them, ``alt_profile`` describes what
is drawn. The page uses these two. None saves, and none touches matplotlib's settings.

One or two articles are drawn, each with its colour and its mark. What is quoted is hollow or hatched. `names` maps an
article's own name to the one that is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.comparison import ALL, article_values
from analysis.evaluation import OURS, VALIDATED_MEASURES
from analysis.measures import format_value, glossary_row
from analysis.report import titles
from analysis.report.drawing import (
    COLOURS,
    INK,
    LINES,
    MARKERS,
    PAPER,
    PHONE,
    SOFT,
    Names,
    articles_of,
    axes,
    beside,
    called,
    figure_with_alt,
    is_narrow,
    legend,
    name_of,
    plain,
    settled,
    shorten,
    stack,
    twice,
)
from analysis.report.page import AGREES, VOICES, issue_marks, readable_rows
from analysis.report.titles import EVEN, capital, category_name, leading_shares, what, whole_percents
from analysis.report.words_in_place import (
    COLUMN,
    STRIP,
    Lane,
    Layout,
    across,
    collect,
    column_height,
    counts,
    down,
    heading,
    sentence,
)
from analysis.schema import OUTLET, QUOTED, REPORTED, RUNNING_TEXT, InputError, records, require
from analysis.text.names import NAMED

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

__all__ = [
    "agreement",
    "categories",
    "differences",
    "frame_course",
    "frames",
    "matches",
    "profile",
    "salience",
    "sentences",
    "shuffles",
    "sources",
    "voices",
    "word_shift",
    "words_in_place",
]

_DASHED, _SCALE = LINES[1], "standard deviations of a paragraph"
_VOICE = {ALL: "", OUTLET: ", own voice", QUOTED: ", quoted"}
_HATCH = {OUTLET: None, REPORTED: "\\\\", QUOTED: "////"}
#: so many sources of an article are drawn; the table has all
_MOST_SOURCES = 8
#: so many words a side are drawn by name; the rest of that side is one bar, so that all bars add up to the difference
MOST_WORDS = 10
_SHIFT = ("word", "voice", "count_a", "count_b", "contribution")
_LONGEST, _BARS, _ROUNDING = 34, 40, 1e-9
#: what no better than a coin reaches, where there is such a figure
_CHANCE = {"auc": 0.5, "auc_within_outlet": 0.5}


# in a notebook: one call a figure


def words_in_place(measured: pd.DataFrame, spans: pd.DataFrame, *, names: Names | None = None) -> None:
    """Show each loaded word at its place in its piece: where do they stand, and whose are they?

    `measured` has a row a block, `spans` are its marks, as :func:`analysis.evidence` finds them.
    """
    _show("words_in_place", measured, spans=spans, names=names)


def profile(measured: pd.DataFrame, *, measure: str = "loaded_per_100_words", names: Names | None = None) -> None:
    """Show a measure paragraph by paragraph: where in each piece is it high? `measured` has a row a block."""
    _show("profile", measured, measure=measure, names=names)


def differences(comparison: pd.DataFrame, *, names: Names | None = None) -> None:
    """Show the differences of two articles, as :func:`compare_articles` returns them, with their intervals."""
    _show("differences", comparison, names=names)


def categories(table: pd.DataFrame, *, names: Names | None = None) -> None:
    """Show loaded language by category and voice, as ``comparison.by_category`` counts it."""
    _show("categories", table, names=names)


def voices(table: pd.DataFrame, *, names: Names | None = None) -> None:
    """Show whose words each piece is in, as ``attribution.by_voice`` counts them."""
    _show("voices", table, names=names)


def sources(table: pd.DataFrame, *, names: Names | None = None) -> None:
    """Show who is heard and at what length, as ``attribution.by_source`` counts it."""
    _show("sources", table, names=names)


def salience(actors: pd.DataFrame, *, names: Names | None = None) -> None:
    """Show which share of the mentions each of the leading actors has in two pieces."""
    _show("salience", actors, names=names)


def shuffles(shuffled: Sequence[float] | np.ndarray | pd.Series, *, seen: float, measure: str) -> None:
    """Show the differences that shuffling gives, and the one that is `seen`: does it stick out?"""
    _show("shuffles", shuffled, seen=seen, measure=measure)


def word_shift(shift: pd.DataFrame, *, measure: str, names: Names | None = None) -> None:
    """Show the words that make up a difference, as ``comparison.word_shift`` returns them."""
    _show("word_shift", shift, measure=measure, names=names)


def agreement(figures: pd.DataFrame, *, measure: str = "auc") -> None:
    """Show a measure of agreement with experts, as ``evaluation`` works it out, by scorer and split."""
    _show("agreement", figures, measure=measure)


def matches(points: pd.DataFrame, *, matches: pd.DataFrame, names: Names | None = None) -> None:
    """Show which paragraphs of two pieces report the same, and which have no counterpart.

    `points` has a row a paragraph, `matches` a row a pair, as :func:`analysis.compare_facts` finds them.
    """
    _show("matches", points, matches=matches, names=names)


def sentences(table: pd.DataFrame, *, measure: str = "compound_names_masked") -> None:
    """Show a measure of single sentences, a bar each: a row of `table` has its ``text`` and its value."""
    _show("sentences", table, measure=measure)


def title_of(kind: str, table, **options) -> str:
    """Say what a figure of this kind finds in a table, in one short sentence."""
    if kind == "words_in_place":
        return heading(collect(table, options["spans"]), options.get("names") or {})
    return getattr(titles, f"title_{kind}")(table, **options)


def _show(kind: str, table, **options) -> None:
    plot, describe = globals()[f"plot_{kind}"], globals()[f"alt_{kind}"]
    wide, narrow = twice(lambda: plot(table, **options), title_of(kind, table, **options))
    figure_with_alt(wide, describe(table, **options), narrow)


def frames(table: pd.DataFrame, *, names: Names | None = None) -> None:
    """Show the issue frames of one or two articles side by side, as ``measures.frame_profile`` gives them."""
    _show("frames", table, names=names)


def frame_course(spans: pd.DataFrame, *, names: Names | None = None) -> None:
    """Show where in each piece the words of issue frames stand, as ``measures.frame_spans`` finds them."""
    _show("frame_course", spans, names=names)


# each loaded word at its place

_LANE, _MARGIN = 580.0, 30.0


def plot_words_in_place(
    measured: pd.DataFrame, *, spans: pd.DataFrame, names: Names | None = None, ax: Axes | None = None
) -> Axes:
    """Draw each loaded word at its place, larger the heavier it is; grey bands are where someone else speaks.

    A lane a piece, from left to right; on a phone a column a piece, from top to bottom.
    """
    lanes = collect(measured, spans)
    layouts = [across(lane, width=_LANE) for lane in lanes]
    height = sum(layout.height + _MARGIN for layout in layouts)
    given, ax = ax, axes(ax, _LANE / 72 + 0.2, height / 72 + 0.4)
    (_columns if given is None and is_narrow(ax) else _lanes)(ax, lanes, names)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    ax.set_xlabel("larger: heavier on our list · grey band: someone else speaks · grey word: a source’s", color=INK)
    return settled(ax, given)


def _lanes(ax: Axes, lanes: Sequence[Lane], names: Names | None) -> None:
    top = 0.0
    for place, layout in enumerate(across(lane, width=_LANE) for lane in lanes):
        colour, start = _colour(place), top + _MARGIN
        base = start + layout.height
        _write(ax, 0, start - 4, name_of(layout.lane.article, names), colour)
        for left, right in layout.bands:
            ax.fill_between([left, right], start, base, color=SOFT, alpha=0.16, linewidth=0)
        ax.plot([0, _LANE], [base, base], color=SOFT, linewidth=1)
        ticks = [*(word.tick for word in layout.words), *layout.rest]
        ax.plot(ticks, [base + 2.5] * len(ticks), linestyle="none", marker="|", markersize=5, color=colour)
        # the layout is in pixels as large as a point here; letters a tenth smaller leave a gap on every machine
        _words(ax, layout, (0, start), 0.9, colour)
        top = base
    ax.set(xlim=(0, _LANE), ylim=(top + 5, 0), yticks=[])
    ax.set_xticks([0, _LANE / 2, _LANE], ["beginning", "middle", "end of the piece"])
    for label, side in zip(ax.get_xticklabels(), ("left", "center", "right"), strict=True):
        label.set_horizontalalignment(side)


def _columns(ax: Axes, lanes: Sequence[Lane], names: Names | None) -> None:
    width = len(lanes) * (COLUMN + 16) - 16
    high = 0.0
    for place, layout in enumerate(down(lane, width=COLUMN, height=column_height(lanes)) for lane in lanes):
        colour, left, high = _colour(place), place * (COLUMN + 16), layout.height
        name = shorten(name_of(layout.lane.article, names), 20)
        _write(ax, left, -6, name, colour)
        for top, bottom in layout.bands:
            ax.fill_between([left, left + STRIP], top, bottom, color=SOFT, alpha=0.4, linewidth=0)
        ax.plot([left, left], [0, high], color=SOFT, linewidth=1)
        for word in layout.words:
            ax.plot([left, left + STRIP, left + word.x - 3], [word.tick, word.tick, word.y - 5], color=colour, lw=0.7)
        for tick in layout.rest:
            ax.plot([left, left + STRIP], [tick, tick], color=colour, lw=0.7)
        _words(ax, layout, (left, 0), 0.9 * 72 * PHONE / width, colour)
    ax.set(xlim=(0, width), ylim=(high, -26), yticks=[], xticks=[])
    ax.get_figure().set_size_inches(PHONE, PHONE * (high + 26) / width + 0.3)


def _words(ax: Axes, layout: Layout, corner: tuple[float, float], scale: float, colour: str) -> None:
    for word in layout.words:
        look = {"color": colour} if word.word.own else {"color": SOFT, "style": "italic"}
        look |= {"fontweight": "bold" if word.bold else "normal", "fontsize": scale * word.size}
        ax.text(corner[0] + word.x, corner[1] + word.y, plain(word.text), **look)


def _write(ax: Axes, x: float, y: float, name: str, colour: str) -> None:
    ax.text(x, y, name, fontsize=10, fontweight="bold", color=colour, va="bottom")


def _colour(place: int) -> str:
    return COLOURS[place] if place < len(COLOURS) else SOFT


def alt_words_in_place(measured: pd.DataFrame, *, spans: pd.DataFrame, names: Names | None = None) -> str:
    """Describe what :func:`plot_words_in_place` shows: how many loaded words each piece uses, and the heaviest."""
    lanes = collect(measured, spans)
    return f"{sentence(lanes, names or {})} {counts(lanes, names or {})}"


# paragraph by paragraph


def plot_profile(
    measured: pd.DataFrame, *, measure: str = "loaded_per_100_words", names: Names | None = None, ax: Axes | None = None
) -> Axes:
    """Draw a strip a piece: a bar a paragraph, at its place and as long as it is, up or down from a line at zero."""
    of, strips = glossary_row(measure), _profile(measured, measure)
    known = [value for rows in strips.values() for value in rows["value"] if np.isfinite(value)]
    low, high = min([0.0, *known]), max([0.0, *known])
    apart, ticks, handles, hollow = 1.3 * ((high - low) or 1.0), [], [], False
    given, ax = ax, axes(ax, 7, 0.9 + 1.15 * len(strips))
    for place, (article, rows) in enumerate(strips.items()):
        zero, ends = -apart * place, 100 * rows["length"].cumsum() / rows["length"].sum()
        for passage in rows.assign(end=ends, start=ends - 100 * rows["length"] / rows["length"].sum()).itertuples():
            if not np.isfinite(passage.value):
                continue
            look = _look(COLOURS[place], _HATCH[QUOTED] if passage.quoted else None) | {"linewidth": 0.8}
            width = max(passage.end - passage.start - 0.6, 0.2)
            ax.bar(passage.start, passage.value, bottom=zero, width=width, align="edge", **look)
            hollow |= passage.quoted
        ax.plot([0, 100], [zero, zero], color=SOFT, linewidth=1)
        ticks += [(zero + value, format_value(measure, value)) for value in sorted({low, 0.0, high})]
        handles.append(_patch(name_of(article, names), **_look(COLOURS[place], None)))
    if hollow:
        handles.append(_patch("quoted passage", **_look(INK, _HATCH[QUOTED])))
    ax.set_yticks([at for at, _ in ticks], [label for _, label in ticks])
    ax.set_xticks([0, 50, 100], ["beginning", "middle", "end of the piece"])
    for label, side in zip(ax.get_xticklabels(), ("left", "center", "right"), strict=True):
        label.set_horizontalalignment(side)
    ax.set_xlim(0, 100)
    ax.set_ylabel(f"{of['label']}\n({of['unit']})", color=INK)
    legend(ax, handles, columns=3)
    return settled(ax, given)


def alt_profile(measured: pd.DataFrame, *, measure: str = "loaded_per_100_words", names: Names | None = None) -> str:
    """Describe what :func:`plot_profile` shows: each piece's value over the whole text, and its highest paragraph."""
    of = glossary_row(measure)
    whole = article_values(measured, measures=[measure])
    whole = whole[(whole["part"] == "text") & (whole["voice"] == ALL)].set_index("article")["value"]
    said = []
    for article, rows in _profile(measured, measure).items():
        name, rows = called(article, names), rows.dropna(subset="value")
        if not len(rows):
            said.append(f"{name} has no paragraph where it is defined.")
            continue
        top = rows.loc[rows["value"].idxmax()]
        voice = ", a quoted passage" if top["quoted"] else ""
        over = f"{format_value(measure, whole[article])} over {len(rows)} paragraphs"
        peak = f"highest in paragraph {top['number']}{voice} ({format_value(measure, top['value'])})"
        said.append(f"{name}: {over}, {peak}.")
    return f"{capital(of['label'])} ({of['unit']}), paragraph by paragraph. {' '.join(said)}"


def _profile(measured: pd.DataFrame, measure: str) -> dict[str, pd.DataFrame]:
    """Return each article's running text: number (1, 2, ...), value, quoted, length in characters (or 1 each)."""
    require(measured, ("article", "kind", "voice", measure), "profile")
    found = {}
    for article in articles_of(measured, "profile"):
        own = measured[(measured["article"] == article) & measured["kind"].isin(RUNNING_TEXT)]
        value = own[measure].to_numpy(dtype=float, na_value=np.nan)
        quoted = own["voice"].eq(QUOTED).fillna(False).to_numpy(dtype=bool)
        length = own["text"].str.len().to_numpy(dtype=float) if "text" in own else np.ones(len(own))
        numbered = {"number": np.arange(1, len(own) + 1), "value": value, "quoted": quoted}
        found[article] = pd.DataFrame(numbered | {"length": np.maximum(length, 1.0)})
    return found


# differences, each with its interval


def plot_differences(comparison: pd.DataFrame, *, names: Names | None = None, ax: Axes | None = None) -> Axes:
    """Draw the differences with their intervals: which of them could not be chance?"""
    a, b = (name_of(name, None) for name in _compared(comparison, names))
    rows = comparison.reset_index(drop=True)
    given, ax = ax, axes(ax, 7.5, 1.3 + 0.3 * len(rows))
    ax.axvline(0, color=SOFT, linewidth=1)
    for y, of in enumerate(records(rows)):
        numbers = [format_value(of["measure"], of[key]) for key in ("value_a", "value_b")]
        beside(ax, y, "not defined" if np.isnan(of["difference"]) else f"{numbers[0]} | {numbers[1]} {of['unit']}")
        if np.isnan(of["low"]):
            ax.text(0, y, " no interval", va="center", fontsize=8, color=SOFT)
            continue
        low, middle, high = (of[key] / of["spread"] for key in ("low", "difference", "high"))
        side = 0 if middle > 0 else 1
        width, face = (3, COLOURS[side]) if of["clear"] else (1.3, PAPER)
        ax.plot([low, high], [y, y], color=COLOURS[side], linewidth=width, solid_capstyle="butt")
        ax.plot([middle], [y], marker=MARKERS[side], color=COLOURS[side], markerfacecolor=face, markersize=6)
    stack(ax, _row_names(rows))
    ax.set_xlabel(f"{a} minus {b}, in {_SCALE}\n(right: {a} higher; left: {b} higher)", color=INK)
    ax.set_title(f"{a} | {b}", loc="right", fontsize=8, color=INK)
    return settled(ax, given)


def alt_differences(comparison: pd.DataFrame, *, names: Names | None = None) -> str:
    """Describe what :func:`plot_differences` shows: which differences are clear, and how many are not."""
    a, b = _compared(comparison, names)
    clear = []
    for of in records(comparison.assign(name=_row_names(comparison))[comparison["clear"]]):
        shown = " to ".join(format_value(of["measure"], of[key]) for key in ("low", "high"))
        clear.append(f"{of['name']} ({a if of['difference'] > 0 else b} higher; interval {shown})")
    none = int(comparison["low"].isna().sum())
    text = f"Differences, {a} minus {b}, with 95% intervals. {len(clear)} of {len(comparison)} are clear"
    text += (f": {'; '.join(clear)}. " if clear else ". ") + f"{len(comparison) - none - len(clear)} may be chance. "
    return text + f"{none} {'has' if none == 1 else 'have'} no interval."


def _compared(rows: pd.DataFrame, names: Names | None) -> tuple[str, str]:
    if not len(rows):
        raise InputError("differences: the comparison has no rows. Choose some.")
    return called(rows["article_a"].iloc[0], names), called(rows["article_b"].iloc[0], names)


def _row_names(rows: pd.DataFrame) -> pd.Series:
    """Name each row by its measure, and by the part of the text that it is of where there is more than one."""
    if rows["voice"].nunique() == 1:
        return rows["label"]
    parts = [("" if row["voice"] == ALL else f", {row['said']}") for row in readable_rows(rows, {})]
    return rows["label"] + pd.Series(parts, index=rows.index)


# loaded language, by category and voice


def plot_categories(table: pd.DataFrame, *, names: Names | None = None, ax: Axes | None = None) -> Axes:
    """Draw loaded language by category and voice: what sort of words, and whose?"""
    articles = articles_of(table, "categories")
    counts = table.groupby("category", sort=True)["count"].sum()
    listed = counts.sort_values(ascending=False, kind="stable").index.tolist()
    bars = [(article, voice) for article in articles for voice in (OUTLET, QUOTED)]
    given, ax = ax, axes(ax, 7, 1.2 + 0.16 * len(bars) * max(1, len(listed)))
    handles = []
    for k, (article, voice) in enumerate(bars):
        own = table[(table["article"] == article) & (table["voice"] == voice)]
        rates = own.groupby("category")["per_100_words"].sum(min_count=1).reindex(listed)
        look = _look(COLOURS[articles.index(article)], _HATCH[voice])
        places = np.arange(len(listed)) + (k - (len(bars) - 1) / 2) * 0.8 / len(bars)
        ax.barh(places[rates.notna()], rates.dropna(), height=0.7 / len(bars), linewidth=0.8, **look)
        counted = own.groupby("category")["count"].sum().reindex(listed).fillna(0).astype(int)
        for at, rate, count in zip(places, rates, counted, strict=True):
            if count:
                _behind(ax, rate, at, str(count))
        empty = " (no such words)" if len(own) and not own["words"].any() else ""
        handles.append(_patch(name_of(article, names) + _VOICE[voice] + empty, **look))
    ax.set_yticks(range(len(listed)), [plain(category_name(category)) for category in listed])
    ax.invert_yaxis()
    ax.set_xlabel("in 100 words of that voice; the number beside a bar is how many", color=INK)
    legend(ax, handles, columns=2)
    return settled(ax, given)


def alt_categories(table: pd.DataFrame, *, names: Names | None = None) -> str:
    """Describe what :func:`plot_categories` shows: how much each article has in each voice, and of what most."""
    said = []
    for article in articles_of(table, "categories"):
        for voice in (OUTLET, QUOTED):
            own = table[(table["article"] == article) & (table["voice"] == voice)]
            name = called(article, names) + _VOICE[voice]
            words, count = int(own["words"].max()) if len(own) else 0, int(own["count"].sum())
            if not words:
                said.append(f"{name}: no such words.")
            elif not count:
                said.append(f"{name}: none in {words} words.")
            else:
                top = own.loc[own["count"].idxmax()]
                most = "most of them" if top["count"] * 2 > count else "most often"
                shown = f"{count} in {words} words ({count / words * 100:.1f} in 100)"
                said.append(f"{name}: {shown}, {most} {category_name(top['category'])} ({top['count']}).")
    return f"Marked words by category and voice. {' '.join(said)}"


def _behind(ax: Axes, x: float, y: float, text: str) -> None:
    """Write a number behind the end of a bar."""
    ax.annotate(text, (x, y), xytext=(3, 0), textcoords="offset points", va="center", fontsize=7.5, color=INK)


def _look(colour: str, hatch: str | None) -> dict:
    return {"facecolor": PAPER if hatch else colour, "edgecolor": colour, "hatch": hatch}


def _patch(label: str, **look) -> Patch:
    """Return a piece of the legend; matplotlib is imported where something is drawn, and not for alt texts."""
    from matplotlib.patches import Patch

    return Patch(label=label, **look)


# who speaks


def plot_voices(table: pd.DataFrame, *, names: Names | None = None, ax: Axes | None = None) -> Axes:
    """Draw the share of words by voice: how much of each piece is the outlet's own?"""
    require(table, ("article", "voice", "words", "share"), "plot_voices")
    articles = articles_of(table, "voices")
    given, ax = ax, axes(ax, 7, 1.1 + 0.55 * len(articles))
    for place, article in enumerate(articles):
        left, own = 0.0, table[table["article"] == article].groupby("voice")["share"].sum().reindex(list(_HATCH))
        percents = dict(zip(_HATCH, whole_percents(own.tolist()), strict=True))
        for voice, hatch in _HATCH.items():
            share = 100 * table.loc[(table["article"] == article) & (table["voice"] == voice), "share"].sum()
            ax.barh(place, share, left=left, height=0.6, linewidth=0.8, **_look(COLOURS[place], hatch))
            if share >= 5:
                box = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5} if hatch else None
                look = {"ha": "center", "va": "center", "fontsize": 8, "color": INK if hatch else PAPER, "bbox": box}
                ax.text(left + share / 2, place, f"{percents[voice]}%", **look)
            left += share
    ax.set_yticks(range(len(articles)), [name_of(article, names) for article in articles])
    ax.invert_yaxis()
    ax.set_xlim(0, 100)
    ax.set_xlabel("percent of the words of the running text", color=INK)
    legend(ax, [_patch(VOICES[voice], **_look(INK, hatch)) for voice, hatch in _HATCH.items()], columns=3)
    return settled(ax, given)


def alt_voices(table: pd.DataFrame, *, names: Names | None = None) -> str:
    """Describe what :func:`plot_voices` shows: each piece's words, and the share of each voice."""
    said = []
    for article in articles_of(table, "voices"):
        own, name = table[table["article"] == article].set_index("voice"), called(article, names)
        words = int(own["words"].sum())
        percents = zip(own.index, whole_percents(own["share"].tolist()), strict=True)
        parts = ", ".join(f"{VOICES[voice]} {percent}%" for voice, percent in percents)
        said.append(f"{name}, of {words} words: {parts}." if words else f"{name} has no words.")
    return f"Whose words the running text is in. {' '.join(said)}"


def plot_frames(table: pd.DataFrame, *, names: Names | None = None, ax: Axes | None = None) -> Axes:
    """Draw the share of each issue frame: as a matter of what does each piece put the event?"""
    require(table, ("article", "frame", "kind", "tier", "share", "opening"), "plot_frames")
    issue = table[table["kind"] == "issue"]
    articles, listed = articles_of(issue, "frames"), issue["frame"].drop_duplicates().tolist()
    given, ax = ax, axes(ax, 7, 1.4 + 0.42 * len(listed))
    height = 0.8 / len(articles)
    for place, article in enumerate(articles):
        own = issue[issue["article"] == article].set_index("frame").reindex(listed)
        at = np.arange(len(listed)) + (place - (len(articles) - 1) / 2) * height
        look = _look(COLOURS[place], None)
        ax.barh(at, 100 * own["share"].fillna(0), height=0.9 * height, label=name_of(article, names), **look)
        ax.plot(100 * own["opening"].fillna(0), at, linestyle="none", marker=MARKERS[place], markersize=4, color=INK)
    tiers = issue.drop_duplicates("frame")["tier"].tolist()
    stack(ax, [f"{frame} ({AGREES[tier]})" for frame, tier in zip(listed, tiers, strict=True)])
    ax.set_xlim(0, 100)
    ax.set_xlabel("percent of the marked weight; a mark: the same of headline and first paragraph", color=INK)
    legend(ax, None, columns=2)
    return settled(ax, given)


def alt_frames(table: pd.DataFrame, *, names: Names | None = None) -> str:
    """Describe what :func:`plot_frames` shows: the three largest issue frames of each piece, with their tier."""
    said = []
    for article in articles_of(table, "frames"):
        own = table[(table["article"] == article) & (table["kind"] == "issue") & (table["share"] > 0)]
        top = records(own.sort_values("share", ascending=False, kind="stable").head(3))
        told = ", ".join(f"{of['frame']} {100 * of['share']:.0f}% ({AGREES[of['tier']]})" for of in top)
        said.append(f"{called(article, names)}: {told or 'no issue frame is marked'}.")
    return f"The share of each issue frame in the marked words. {' '.join(said)}"


def plot_frame_course(spans: pd.DataFrame, *, names: Names | None = None, ax: Axes | None = None) -> Axes:
    """Draw a tick for each word of an issue frame at its place in its piece, as high as it weighs."""
    require(spans, ("article", "label", "category", "weight", "voice", "place"), "plot_frame_course")
    articles = articles_of(spans, "the course of frames")
    issue = issue_marks(spans, articles)
    frames = issue.groupby("category", sort=False)["weight"].sum().sort_values(ascending=False, kind="stable").index
    given, ax = ax, axes(ax, 7, 1.0 + 0.26 * len(articles) * max(len(frames), 1))
    rows = [(article, frame) for article in articles for frame in frames]
    most = issue["weight"].max() if len(issue) else 1.0
    for at, (article, frame) in enumerate(rows):
        own = issue[(issue["article"] == article) & (issue["category"] == frame)]
        colour = COLOURS[articles.index(article)]
        ax.axhline(at + 0.4, color=SOFT, linewidth=0.5)
        for voice, alpha in ((OUTLET, 1.0), (QUOTED, 0.35)):
            said = own[own["voice"] == voice]
            top = at + 0.4 - 0.8 * said["weight"] / most
            ax.vlines(100 * said["place"], top, at + 0.4, color=colour, alpha=alpha, linewidth=1.6)
    stack(ax, [f"{name_of(article, names)}: {frame}" for article, frame in rows])
    ax.set_xlim(0, 100)
    ax.set_xlabel("percent of the piece; higher: heavier; pale: a source’s word", color=INK)
    return settled(ax, given)


def alt_frame_course(spans: pd.DataFrame, *, names: Names | None = None) -> str:
    """Describe what :func:`plot_frame_course` shows: in which third of each piece its commonest frames stand."""
    said = []
    for article in articles_of(spans, "the course of frames"):
        own = issue_marks(spans, [article])
        top = own.groupby("category", sort=False)["weight"].sum().sort_values(ascending=False, kind="stable").index[:3]
        thirds = [
            np.bincount(np.minimum(own.loc[own["category"] == f, "place"] * 3, 2).astype(int), minlength=3) for f in top
        ]
        told = "; ".join(f"{frame} {', '.join(map(str, third))}" for frame, third in zip(top, thirds, strict=True))
        said.append(f"{called(article, names)}: {told or 'no issue frame is marked'}.")
    return f"How many words of a frame stand in the first, second and last third of each piece. {' '.join(said)}"


def plot_sources(table: pd.DataFrame, *, names: Names | None = None, ax: Axes | None = None) -> Axes:
    """Draw the sources of each piece by the words given to them: who is heard, and at what length?"""
    require(table, ("article", "source", "source_kind", "words", "words_quoted"), "plot_sources")
    heard = table[table["words"] > 0]
    heard = heard.assign(name=[_source_name(of) for of in records(heard)])
    most = heard.groupby("name", sort=False)["words"].max().sort_values(ascending=False, kind="stable")
    listed, more = most.index[:_MOST_SOURCES].tolist(), max(0, len(most) - _MOST_SOURCES)
    rows = [*listed, f"and {more} more"] if more else listed
    given, ax = ax, axes(ax, 7, 1.3 + 0.34 * max(1, len(rows)))
    colours = dict(zip(_heard_in(table, names), COLOURS, strict=False))
    for y, name in enumerate(listed):
        said = heard[heard["name"] == name].groupby("article", sort=False)[["words", "words_quoted"]].sum()
        height = 0.7 / len(said)
        for place, (article, words, quoted) in enumerate(said.itertuples(name=None)):
            at, size = y - 0.35 + height * (place + 0.5), {"height": 0.9 * height, "linewidth": 0.8}
            ax.barh(at, quoted, **size, **_look(colours[article], _HATCH[QUOTED]))
            ax.barh(at, words - quoted, left=quoted, **size, **_look(colours[article], None))
            _behind(ax, words, at, str(words))
    stack(ax, rows)
    ax.set_xlabel("words in what is ascribed to the source; [ ]: no person with a name", color=INK)
    handles = [_patch(name_of(article, names), **_look(colour, None)) for article, colour in colours.items()]
    legend(ax, [*handles, _patch("in the source’s own words", **_look(INK, _HATCH[QUOTED]))], columns=2)
    return settled(ax, given)


def alt_sources(table: pd.DataFrame, *, names: Names | None = None) -> str:
    """Describe what :func:`plot_sources` shows: how many sources each piece has, and who has most words."""
    said = []
    for article in _heard_in(table, names):
        known, name = table[table["article"] == article].dropna(subset="source"), called(article, names)
        if not len(known):
            said.append(f"{name} has no source that is told.")
            continue
        top = known.iloc[0]
        named = known.loc[known["source_kind"] == NAMED, "source"].nunique()
        people = f"{len(known)} {'source' if len(known) == 1 else 'sources'}, people with a name: {named}"
        said.append(f"{name}: {people}; most words: {top['source']} ({top['words']}, {top['words_quoted']} quoted).")
    return f"Sources by the words given to them. {' '.join(said)}"


# who is in the story


def plot_salience(actors: pd.DataFrame, *, names: Names | None = None, ax: Axes | None = None) -> Axes:
    """Draw the leading actors as slopes: which share of the mentions has each in the first piece, and in the second?"""
    require(actors, ("actor", "article", "share"), "plot_salience")
    shares = 100 * leading_shares(actors)
    given, ax = ax, axes(ax, 4.8, 1.2 + 0.5 * max(1, len(shares)))
    last, most = max(1, len(shares.columns) - 1), float(shares.to_numpy().max(initial=0.0)) or 1.0
    for pair in shares.to_numpy():
        apart = pair[-1] - pair[0]
        colour = SOFT if abs(apart) < 100 * EVEN else COLOURS[0 if apart < 0 else 1]
        ax.plot(np.linspace(0, last, len(pair)), pair, color=colour, marker="o", markersize=4, linewidth=1.6)
    for side, column in ((0, shares.columns[0]), (last, shares.columns[-1])) if len(shares) else ():
        left = side == 0
        order = shares[column].sort_values(kind="stable")
        heights = _spread(order.tolist(), 0.06 * most)
        for (actor, share), y in zip(order.items(), heights, strict=True):
            text = f"{shorten(actor, 16 if is_narrow(ax) else 24)} {share:.0f}%" if left else f"{share:.0f}%"
            place = {"xytext": (-8 if left else 8, 0), "textcoords": "offset points", "va": "center"}
            ax.annotate(plain(text), (side, y), ha="right" if left else "left", color=INK, fontsize=9, **place)
    ax.set_xlim(-1.05, last + 0.25)
    ax.set_ylim(-0.08 * most, 1.12 * most)
    ax.set_xticks(np.linspace(0, last, len(shares.columns)), [name_of(slug, names) for slug in shares.columns])
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.set_xlabel("share of the mentions of actors", color=INK)
    return settled(ax, given)


def _spread(heights: list[float], least: float) -> list[float]:
    """Move labels up, lowest first, until none lies on another."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + least) if placed else height)
    return placed


def alt_salience(actors: pd.DataFrame, *, names: Names | None = None) -> str:
    """Describe what :func:`plot_salience` shows: the share of each leading actor in each piece."""
    said = [
        f"{actor}: {', '.join(f'{called(slug, names)} {100 * share:.0f}%' for slug, share in of.items())}"
        for actor, of in leading_shares(actors).iterrows()
    ]
    return f"Share of mentions. {'; '.join(said)}." if said else "No actor is named."


def _heard_in(table: pd.DataFrame, names: Names | None) -> list[str]:
    """List the articles; by their names, so that one in which nobody speaks keeps its colour."""
    found = articles_of(table, "sources")
    return list(names) if names and len(names) <= 2 and set(found) <= set(names) else found


def _source_name(of: dict) -> str:
    name = shorten("not told" if pd.isna(of["source"]) else str(of["source"]), _LONGEST)
    return plain(name if of["source_kind"] == NAMED else f"[{name}]")


# chance, and the words that make up a difference


def plot_shuffles(shuffled: np.ndarray | pd.Series, *, seen: float, measure: str, ax: Axes | None = None) -> Axes:
    """Draw the differences that shuffling gives, and the one that is seen: does it stick out?"""
    values, far = _apart(shuffled, seen)
    given, ax = ax, axes(ax, 7, 3.2)
    widest = max(np.abs(values).max(), abs(seen)) or 1.0
    edges = np.linspace(-widest, widest, _BARS + 1)
    near, beyond = (np.histogram(part, edges)[0] for part in (values[~far], values[far]))
    paper, ink = {"facecolor": PAPER, "edgecolor": SOFT}, _look(COLOURS[0], None)
    size = {"width": edges[1] - edges[0], "align": "edge", "linewidth": 0.8}
    ax.bar(edges[:-1], near, **paper, **size)
    some = beyond > 0  # a bar of no height would still show its edge
    ax.bar(edges[:-1][some], beyond[some], bottom=near[some], **ink, **size)
    ax.axvline(seen, color=INK, linewidth=1.6)
    ax.axvline(-seen, color=INK, linewidth=1, linestyle=_DASHED)
    above = {"xycoords": ("data", "axes fraction"), "va": "bottom", "fontsize": 9, "color": INK}
    ax.annotate(f"seen: {_signed(measure, seen)}", (seen, 1), ha="right" if seen > 0 else "left", **above)
    ax.set_xlabel(f"difference of two shuffled piles, {what(measure)}", color=INK)
    ax.set_ylabel("shuffles", color=INK)
    ax.yaxis.get_major_locator().set_params(integer=True)
    handles = [
        _patch(f"nearer to no difference ({(~far).sum():,})", **paper),
        _patch(f"as far, or further ({far.sum():,})", **ink),
    ]
    legend(ax, handles, columns=2, above=1.06)
    return settled(ax, given)


def alt_shuffles(shuffled: np.ndarray | pd.Series, *, seen: float, measure: str) -> str:
    """Describe what :func:`plot_shuffles` shows: where the shuffles lie, and how many are as far as what is seen."""
    values, far = _apart(shuffled, seen)
    low, high = (_signed(measure, end) for end in np.quantile(values, [0.025, 0.975]))
    count = f"{len(values):,} {'shuffle' if len(values) == 1 else 'shuffles'}"
    return (
        f"Differences of two shuffled piles, {what(measure)}: of {count}, 95 in 100 lie between {low} and {high}. "
        f"Seen is {_signed(measure, seen)}; as far from no difference, or further: {far.sum():,}."
    )


def _apart(shuffled: np.ndarray | pd.Series, seen: float) -> tuple[np.ndarray, np.ndarray]:
    values = np.asarray(shuffled, dtype=float)
    if not (values.size and np.isfinite(values).all() and np.isfinite(seen)):
        raise InputError("shuffles: a difference is missing, or there are none. Choose a measure that is defined.")
    return values, np.abs(values) >= abs(seen) * (1 - _ROUNDING)


def plot_word_shift(shift: pd.DataFrame, *, measure: str, names: Names | None = None, ax: Axes | None = None) -> Axes:
    """Draw the words that make up a difference: which of them pull it up, which pull it down, and by how much?"""
    rows = _sides(shift)
    a, b = (name_of(name, None) for name in _both(names))
    given, ax = ax, axes(ax, 7, 1.4 + 0.25 * len(rows))
    ax.axvline(0, color=SOFT, linewidth=1)
    for y, of in enumerate(records(rows)):
        colour = COLOURS[0] if of["contribution"] > 0 else COLOURS[1]
        look = _look(colour, _HATCH[QUOTED] if of["voice"] == QUOTED else None)
        look |= {"facecolor": (colour, 0.3)} if of["rest"] else {}
        ax.barh(y, of["contribution"], height=0.66, linewidth=0.8, **look)
        beside(ax, y, f"{of['count_a']} | {of['count_b']}")
    stack(ax, [plain(_word_name(of)) for of in records(rows)])
    ax.set_xlabel(f"part of the difference, {what(measure)}\n(right: {a} higher; left: {b} higher)", color=INK)
    ax.set_title(f"how often: {a} | {b}", loc="right", fontsize=8, color=INK)
    return settled(ax, given)


def alt_word_shift(shift: pd.DataFrame, *, measure: str, names: Names | None = None) -> str:
    """Describe what :func:`plot_word_shift` shows: the difference, and the words with the largest part in it."""
    rows, (a, b) = _sides(shift), _both(names)
    difference = _signed(measure, shift["contribution"].sum())
    said = [f"Words that make up the difference in {what(measure)}, {a} minus {b}: {difference} in all."]
    for name, side in ((a, rows[rows["contribution"] > 0]), (b, rows[rows["contribution"] < 0])):
        if len(side):
            parts = [f"{_word_name(of)} {of['contribution']:+.2f}" for of in records(side)]
            said.append(f"Towards {name} higher: {', '.join(parts)}.")
    return " ".join(said)


def _sides(shift: pd.DataFrame) -> pd.DataFrame:
    """Choose the words that are drawn, those that pull up first, and add up the rest of each side."""
    require(shift, _SHIFT, "plot_word_shift")
    told = shift[shift["contribution"].abs() > 0]
    if not len(told):
        raise InputError("word shift: no word has a part in the difference, so there is nothing to draw.")
    sides = []
    for side in (told[told["contribution"] > 0], told[told["contribution"] < 0]):
        order = side["contribution"].abs().sort_values(ascending=False, kind="stable").index
        side = side.loc[order, list(_SHIFT)].assign(rest=0)
        others = side.iloc[MOST_WORDS:]
        sides.append(side.head(MOST_WORDS))
        if len(others):
            sums = others[["count_a", "count_b", "contribution"]].sum().to_frame().T
            sums = sums.astype({"count_a": "int64", "count_b": "int64"})
            sides.append(sums.assign(word="", voice="", rest=len(others)))
    return pd.concat(sides, ignore_index=True)


def _word_name(of: dict) -> str:
    if of["rest"]:
        return f"{of['rest']} more {'word' if of['rest'] == 1 else 'words'}"
    return shorten(of["word"], _LONGEST) + (", quoted" if of["voice"] == QUOTED else "")


def _both(names: Names | None) -> tuple[str, str]:
    given = list((names or {"a": "the first article", "b": "the second article"}).values())
    if len(given) != 2:
        raise InputError(f"word shift: the names of two articles are needed, and there are {len(given)}.")
    return given[0], given[1]


def _signed(measure: str, number: float) -> str:
    return ("+" if number > 0 else "") + format_value(measure, number)


# agreement with experts


def plot_agreement(figures: pd.DataFrame, *, measure: str = "auc", ax: Axes | None = None) -> Axes:
    """Draw a measure of agreement by scorer and split: who comes nearer to the experts, and how sure is it?

    A dot each with a line for its 95% interval; this project is filled, its peers are hollow; right is better.
    """
    rows = _scorers(figures, measure)
    given, ax = ax, axes(ax, 5, 1.1 + 0.42 * len(rows))
    if measure in _CHANCE:
        ax.axvline(_CHANCE[measure], color=SOFT, linewidth=1, linestyle=_DASHED)
        above = {"xycoords": ("data", "axes fraction"), "ha": "center", "va": "bottom", "fontsize": 8, "color": SOFT}
        ax.annotate("chance", (_CHANCE[measure], 1), **above)
    for y, of in enumerate(records(rows)):
        ours = of["scorer"] == OURS
        colour, marker = (COLOURS[0], "o") if ours else (COLOURS[1], "s")
        ax.plot([of["low"], of["high"]], [y, y], color=colour, linewidth=2 if ours else 1.3, solid_capstyle="butt")
        face = colour if ours else PAPER
        ax.plot([of["value"]], [y], marker=marker, color=colour, markerfacecolor=face, markersize=6)
        beside(ax, y, f"{of['value']:.2f}")
    stack(ax, rows["name"].str.replace(": ", ":\n"))
    ax.set_xlabel(f"{VALIDATED_MEASURES[measure]} (right: nearer to the experts)", color=INK)
    return settled(ax, given)


def alt_agreement(figures: pd.DataFrame, *, measure: str = "auc") -> str:
    """Describe what :func:`plot_agreement` shows: each scorer's figure and interval."""
    rows = _scorers(figures, measure)
    said = [f"{of['name']} {of['value']:.2f} ({of['low']:.2f} to {of['high']:.2f})" for of in records(rows)]
    chance = f" Chance is {_CHANCE[measure]}." if measure in _CHANCE else ""
    named = VALIDATED_MEASURES[measure]
    return f"{named} with 95% intervals, higher agrees better with experts. {'; '.join(said)}.{chance}"


def _scorers(figures: pd.DataFrame, measure: str) -> pd.DataFrame:
    rows = figures[(figures["measure"] == measure) & figures["value"].notna()].reset_index(drop=True)
    if not len(rows):
        what = VALIDATED_MEASURES[measure]
        raise InputError(f"figure: there is no {what} to be drawn. Give sentences of either label.")
    return rows.assign(name=rows["scorer"] + (": " + rows["split"]).where(rows["split"] != "", ""))


# which paragraphs report the same, and single sentences


def plot_matches(
    points: pd.DataFrame, *, matches: pd.DataFrame, names: Names | None = None, ax: Axes | None = None
) -> Axes:
    """Draw two columns of paragraphs, joined where they report the same; what only one piece has is hollow."""
    require(points, ("article", "block", "place", "share", "others"), "plot_matches")
    require(matches, ("article_a", "block_a", "article_b", "block_b", "score"), "plot_matches")
    articles = articles_of(points, "matches")
    given, ax = ax, axes(ax, 5.2, 0.9 + 0.28 * points.groupby("article").size().max())
    middles = {}
    for place, article in enumerate(articles):
        own = points[points["article"] == article]
        height = 1 / len(own)
        for row, of in enumerate(records(own)):
            look = _look(COLOURS[place], None if of["others"] else "")
            look |= {} if of["others"] else {"facecolor": PAPER}
            ax.barh(row * height, 0.8, left=2.2 * place, height=0.8 * height, align="edge", linewidth=0.8, **look)
            middles[article, of["block"]] = (row + 0.4) * height
            colour = PAPER if of["others"] else INK
            text = f"{'AB'[place]}{int(of['place'])}"
            label = {"ha": "center", "va": "center", "fontsize": 8, "color": colour}
            ax.text(2.2 * place + 0.4, middles[article, of["block"]], text, **label)
        ax.text(2.2 * place, -0.03, name_of(article, names), fontsize=9, fontweight="bold", color=COLOURS[place])
    for of in records(matches):
        ends = [middles.get((of[f"article_{side}"], of[f"block_{side}"])) for side in "ab"]
        if None not in ends:
            ax.plot([0.8, 2.2], ends, color=SOFT, linewidth=1 + 4 * min(float(of["score"]), 1.0))
    ax.set(xlim=(0, 3), ylim=(1, -0.08), xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    ax.set_xlabel("full: has a counterpart · hollow: only here · thicker line: surer match", color=INK, fontsize=9)
    return settled(ax, given)


def alt_matches(points: pd.DataFrame, *, matches: pd.DataFrame, names: Names | None = None) -> str:
    """Describe what :func:`plot_matches` shows: which paragraphs are joined, and which stand alone."""
    number = {(of.article, of.block): int(of.place) for of in points.itertuples()}
    joined = [
        f"A{number[a]} and B{number[b]}"
        for a, b in zip(
            zip(matches["article_a"], matches["block_a"], strict=True),
            zip(matches["article_b"], matches["block_b"], strict=True),
            strict=True,
        )
        if a in number and b in number
    ]
    alone = [
        f"{called(article, names)}: {', '.join(f'{letter}{int(place)}' for place in own['place']) or 'none'}"
        for letter, article in zip("AB", articles_of(points, "matches"), strict=False)
        for own in [points[(points["article"] == article) & (points["others"] == 0)]]
    ]
    told = ", ".join(joined) or "none"
    finding = titles.title_matches(points, matches=matches, names=names)
    return f"{finding}. Joined: {told}. Only in {'; only in '.join(alone)}."


def plot_sentences(table: pd.DataFrame, *, measure: str = "compound_names_masked", ax: Axes | None = None) -> Axes:
    """Draw a measure of single sentences, a bar each, from a line at zero."""
    require(table, ("text", measure), "plot_sentences")
    values, of = table[measure].to_numpy(dtype=float, na_value=np.nan), glossary_row(measure)
    given, ax = ax, axes(ax, 7, 0.8 + 0.34 * max(1, len(table)))
    ax.axvline(0, color=SOFT, linewidth=1)
    for y, value in enumerate(values):
        if np.isfinite(value):
            ax.barh(y, value, height=0.6, linewidth=0.8, **_look(COLOURS[int(value < 0)], None))
        beside(ax, y, format_value(measure, value) if np.isfinite(value) else "not defined")
    stack(ax, [plain(shorten(" ".join(str(text).split()), 52)) or "(no words)" for text in table["text"]])
    ax.set_xlabel(f"{of['label']} ({of['unit']}); the line is zero", color=INK)
    return settled(ax, given)


def alt_sentences(table: pd.DataFrame, *, measure: str = "compound_names_masked") -> str:
    """Describe what :func:`plot_sentences` shows: each sentence and its value."""
    said = [
        f"“{shorten(str(text), 60)}” {format_value(measure, value) if value == value else 'not defined'}"
        for text, value in zip(table["text"], table[measure].astype(float), strict=True)
    ]
    return f"{capital(glossary_row(measure)['label'])} of single sentences. {'; '.join(said)}."
