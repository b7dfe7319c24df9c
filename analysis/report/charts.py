"""The figures of the page, as shapes and words that its templates draw: bars, strips and intervals.

Each function takes a table and returns the rows of one figure; ``templates/charts.html.j2`` draws them with text that
is text, so that a figure is as wide as its screen. :mod:`report.plots` draws the same tables for notebooks.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures import format_value
from analysis.report.page import AGREES, environment, issue_marks
from analysis.report.titles import EVEN, leading_shares
from analysis.schema import OUTLET, QUOTED, RUNNING_TEXT, records, records_by

#: a strip's width and height, in units of the drawing
_WIDE, _HIGH = 1000, 60
#: so many sources of an article are drawn; the table has all
_MOST_SOURCES = 8
#: a slope's height
_SLOPE = 24
_VOICE = {OUTLET: "", QUOTED: ", quoted"}


def draw(kind: str, rows: list[dict] | dict, *, alt: str) -> str:
    """Render a figure as HTML: `kind` is the template's macro (``bars``, ``strips``, ``course``, ``slopes``, …)."""
    return environment().get_template("charts.html.j2").render(kind=kind, rows=rows, alt=alt)


def category_bars(table: pd.DataFrame, names: dict[str, str]) -> list[dict]:
    """Return a row a category, article and voice: how many marked words, and in 100 words of that voice."""
    counts = table.groupby("category", sort=True)["count"].sum().sort_values(ascending=False, kind="stable")
    most, rows, held = float(table["per_100_words"].max()), [], records_by(table, "article", "voice", "category")
    for category in counts.index[counts > 0]:
        for place, (slug, name) in enumerate(names.items()):
            for voice, said in _VOICE.items():
                own = held.get((slug, voice, category), [])
                count, rate = sum(of["count"] for of in own), float(np.nansum([of["per_100_words"] for of in own]))
                if count:
                    part = {"voice": voice, "start": 0.0, "width": 100 * rate / most}
                    value = f"{count} ({rate:.1f} in 100 words)"
                    rows.append(_bar(category, name + said, place, [part], value))
    return _grouped(rows)


def frame_bars(profile: pd.DataFrame, names: dict[str, str]) -> list[dict]:
    """Return a row an issue frame and article: its share of the marked weight, the frames of the first most first."""
    issue, rows = profile[(profile["kind"] == "issue") & (profile["share"] > 0)], []
    most, held = float(issue["share"].max()) if len(issue) else 1.0, records_by(issue, "article", "frame")
    for frame in issue.groupby("frame", sort=False)["share"].sum().sort_values(ascending=False, kind="stable").index:
        for place, (slug, name) in enumerate(names.items()):
            for of in held.get((slug, frame), ()):
                part = {"voice": OUTLET, "start": 0.0, "width": 100 * of["share"] / most}
                said = f"{frame} ({AGREES[of['tier']]})"
                rows.append(_bar(said, name, place, [part], f"{100 * of['share']:.0f}%"))
    return _grouped(rows)


def frame_course(spans: pd.DataFrame, names: dict[str, str]) -> dict:
    """Return a row an issue frame and piece: where in the piece its words stand, as high as they weigh."""
    issue = issue_marks(spans, names)
    weights = issue.groupby("category", sort=False)["weight"].sum().sort_values(ascending=False, kind="stable")
    most, rows = float(issue["weight"].max()) if len(issue) else 1.0, []
    held = records_by(issue, "article", "category")
    for place, (slug, name) in enumerate(names.items()):
        for frame in weights.index:
            ticks = [
                {"x": (_WIDE - 4) * of["place"], "height": 10 * of["weight"] / most, "voice": of["voice"]}
                for of in held.get((slug, frame), ())
            ]
            value = f"{len(ticks)} word{'' if len(ticks) == 1 else 's'}"
            rows.append(_bar(name, frame, place, ticks, value))
    return {"rows": _grouped(rows), "wide": _WIDE}


def frame_thirds(spans: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Count how many words of each issue frame stand in the first, second and last third of each piece."""
    issue = issue_marks(spans, names)
    third = (issue["place"] * 3).clip(upper=2).astype(int)
    counts = pd.crosstab([issue["article"], issue["category"]], third).reindex(columns=range(3), fill_value=0)
    counts.columns = ["first third", "second third", "last third"]
    return counts.reset_index().rename(columns={"category": "frame"})


def source_bars(table: pd.DataFrame, names: dict[str, str]) -> list[dict]:
    """Return a row a source: the words in what is ascribed to it, those in its own wording apart."""
    heard, rows = table[table["words"] > 0], []
    most = float(heard["words"].max()) if len(heard) else 1.0
    for place, (slug, name) in enumerate(names.items()):
        own = heard[heard["article"] == slug]
        for of in records(own.head(_MOST_SOURCES)):
            source = "not told" if pd.isna(of["source"]) else str(of["source"])
            quoted = 100 * of["words_quoted"] / most
            parts = [
                {"voice": QUOTED, "start": 0.0, "width": quoted},
                {"voice": OUTLET, "start": quoted, "width": 100 * of["words"] / most - quoted},
            ]
            rows.append(_bar(name, source, place, parts, f"{of['words']} words, {of['words_quoted']} quoted"))
        if len(own) > _MOST_SOURCES:
            rows.append(_bar(name, f"and {len(own) - _MOST_SOURCES} more", place, [], ""))
    return _grouped(rows)


def salience_slopes(actors: pd.DataFrame, names: dict[str, str]) -> list[dict]:
    """Return a row an actor, those with the largest shares first: its share of the mentions in each of two pieces."""
    shares = leading_shares(actors).reindex(columns=list(names), fill_value=0.0)
    most, rows = float(shares.to_numpy().max(initial=0.0)) or 1.0, []
    for actor, *pair in shares.itertuples(name=None):
        ends = [_SLOPE - 2 - (_SLOPE - 4) * share / most for share in pair]
        said = " → ".join(f"{name} {100 * share:.0f}%" for name, share in zip(names.values(), pair, strict=True))
        colour = "c" if abs(pair[0] - pair[-1]) < EVEN else "a" if pair[0] > pair[-1] else "b"
        rows.append({"label": actor, "colour": colour, "start": ends[0], "end": ends[-1], "value": said})
    return rows


def _bar(group: str, label: str, place: int, parts: list[dict], value: str) -> dict:
    return {"group": group, "label": label, "colour": "ab"[place], "parts": parts, "value": value}


def _grouped(rows: list[dict]) -> list[dict]:
    """Name a group at its first row only."""
    groups = [row["group"] for row in rows]
    return [
        {**row, "group": row["group"] if not place or groups[place - 1] != row["group"] else ""}
        for place, row in enumerate(rows)
    ]


def measure_strips(measured: pd.DataFrame, measure: str, names: dict[str, str]) -> dict:
    """Return a strip a piece: a bar a paragraph, as long as the paragraph and as high as its `measure`."""
    text = measured[["article", "text", "voice", measure]]
    text = text[measured["kind"].isin(RUNNING_TEXT) & measured["article"].isin(list(names))]
    values = text[measure].to_numpy(float, na_value=np.nan)
    seen = values[np.isfinite(values)]
    low, high = min(seen.min(initial=0.0), 0.0), max(seen.max(initial=0.0), 0.0)
    scale = _HIGH / (high - low or 1.0)
    strips = []
    for place, (slug, name) in enumerate(names.items()):
        rows = text[text["article"] == slug]
        length = rows["text"].str.len().to_numpy(float, na_value=0.0)
        ends = length.cumsum() / max(length.sum(), 1.0) * _WIDE
        bars = [
            {
                "x": start,
                "width": max(end - start - 3, 1.0),
                "y": (high - max(value, 0.0)) * scale,
                "height": max(abs(value) * scale, 0.5),
                "voice": QUOTED if voice == QUOTED else OUTLET,
            }
            for start, end, value, voice in zip(
                [0.0, *ends], ends, rows[measure].to_numpy(float, na_value=np.nan), rows["voice"], strict=False
            )
            if np.isfinite(value)
        ]
        strips.append({"name": name, "colour": "ab"[place], "bars": bars})
    quoted = any(bar["voice"] == QUOTED for strip in strips for bar in strip["bars"])
    return {"strips": strips, "zero": high * scale, "wide": _WIDE, "high": _HIGH, "quoted": quoted}


def difference_intervals(comparison: pd.DataFrame, names: dict[str, str]) -> dict:
    """Return a row a measure: its difference and 95% interval, in standard deviations of a paragraph."""
    a, b = list(names.values())[:2]
    spread = comparison["spread"].where(comparison["spread"] > 0)
    scaled = comparison[["low", "difference", "high"]].div(spread, axis=0)
    reach = float(np.nanmax(scaled.abs().to_numpy(float), initial=0.0)) or 1.0
    places = records(100 + 96 * scaled / reach)
    rows = []
    for row, at in zip(records(comparison), places, strict=True):
        known = all(np.isfinite(value) for value in at.values())
        pair = (row["value_a"], row["value_b"])
        values = ["not measured" if pd.isna(value) else format_value(row["measure"], value) for value in pair]
        side = "a" if row["difference"] > 0 else "b"
        shown = {"label": row["label"], "clear": bool(row["clear"]), "colour": side, "at": at if known else None}
        rows.append({**shown, "value": f"{values[0]} | {values[1]} {row['unit']}".replace("-", "−")})
    return {"rows": rows, "a": a, "b": b}
