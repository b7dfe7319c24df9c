"""Things to try in a notebook: a sentence to type, two articles to paste, a measure to choose, shuffles to draw.

Each function returns a :class:`Trial`. JupyterLab shows its boxes and sliders (ipywidgets), and what they show is drawn
anew at each change. A page, which runs nothing, shows what stood there when the notebook was run; so does a notebook
where ipywidgets is not installed. The HTML is that of :mod:`analysis.report.show`, which escapes what is typed.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.articles import articles_from, paragraphs
from analysis.measures import evidence, load_glossary, measure
from analysis.report import plots, show
from analysis.report.drawing import Names, alone, svg, twice
from analysis.report.page import environment
from analysis.schema import InputError

_NUMBERS = {
    "words": "words",
    "loaded_words": "loaded words",
    "hedge_words": "hedges",
    "compound_names_masked": "tone, names left out",
    "flesch_reading_ease": "Flesch reading ease",
}
_MARKED = ["surface", "label", "category", "weight", "voice", "note"]
_MENU = ("loaded_per_100_words", "compound_names_masked", "flesch_reading_ease", "hedges_per_100_words")


@dataclass(frozen=True)
class Trial:
    """Controls by name, and what is drawn of their values: live in JupyterLab, the first drawing elsewhere."""

    controls: dict[str, dict]
    draw: Callable[..., str]

    def values(self) -> dict:
        """Return what the controls hold at first."""
        return {name: options["value"] for name, options in self.controls.items()}

    def html(self, **values) -> str:
        """Draw the values given, and else those that the controls hold at first; tell what is wrong with them."""
        try:
            return self.draw(**(self.values() | values))
        except InputError as error:
            return _page(said=str(error))

    def _repr_html_(self) -> str:
        return self.html()

    def _repr_mimebundle_(self, **_) -> dict:
        drawn = self.html()
        told = {"text/html": drawn, "text/plain": f"Trial of {', '.join(self.controls)}"}
        widget = self._widget(drawn)
        return told if widget is None else widget._repr_mimebundle_() | told

    def _widget(self, drawn: str):
        """Return the controls with what is `drawn` first under them; None where ipywidgets is not installed."""
        try:
            import ipywidgets
        except ImportError:
            return None
        wide = {"layout": ipywidgets.Layout(width="98%"), "style": {"description_width": "8rem"}}
        kinds = {"text": ipywidgets.Textarea, "menu": ipywidgets.Dropdown, "slider": ipywidgets.IntSlider}
        made = {
            name: kinds[of["kind"]](
                **{key: value for key, value in of.items() if key != "kind"}, continuous_update=False, **wide
            )
            for name, of in self.controls.items()
        }
        drawing = ipywidgets.HTML(drawn, layout=ipywidgets.Layout(width="98%"))

        def redraw(_) -> None:
            drawing.value = self.html(**{name: control.value for name, control in made.items()})

        for control in made.values():
            control.observe(redraw, names="value")
        return ipywidgets.VBox([*made.values(), drawing])


def sentence(text: str) -> Trial:
    """Let the reader type a sentence; show its marked words, each with its reason, and its numbers."""

    def draw(text: str) -> str:
        table = pd.DataFrame({"text": [text]})
        spans = evidence(table)
        marked = spans.loc[spans["label"].isin(["loaded", "cue", "hedge"]) & (spans["weight"] > 0), _MARKED]
        numbers = measure(table)[list(_NUMBERS)].rename(columns=_NUMBERS)
        said = "" if len(marked) else "No word of this is on the list. That does not make it fair."
        return _page(said=said, tables=[show.table(marked.reset_index(drop=True)), show.table(numbers)])

    return Trial({"text": _box("your sentence", text, rows=2)}, draw)


def two_articles(first: str, second: str) -> Trial:
    """Let the reader paste two articles; show each loaded word at its place, and the texts with their marks."""

    def draw(first: str, second: str) -> str:
        table = pd.DataFrame({"article": ["first", "second"], "text": [first, second]})
        blocks = paragraphs(articles_from(table))
        blocks, spans = blocks.join(measure(blocks)), evidence(blocks)
        names = {"first": "the first", "second": "the second"}
        said = plots.alt_words_in_place(blocks, spans=spans, names=names)
        figure = _figure("words_in_place", blocks, spans=spans, names=names)
        return _page(said=said, tables=[show.marked(blocks, spans)], **figure)

    boxes = {"first": _box("first article", first, rows=6), "second": _box("second article", second, rows=6)}
    return Trial(boxes, draw)


def measures(measured: pd.DataFrame, *, names: Names | None = None, first: str = _MENU[0]) -> Trial:
    """Let the reader choose a measure from a menu; show it paragraph by paragraph. `measured` has a row a block."""

    def draw(measure: str) -> str:
        return _page(**_figure("profile", measured, measure=measure, names=names))

    labels = load_glossary().set_index("measure")["label"]
    options = [(labels[name], name) for name in _MENU if name in measured]
    return Trial({"measure": {"kind": "menu", "description": "measure", "options": options, "value": first}}, draw)


def shuffles(shuffled: pd.Series | np.ndarray, *, seen: float, measure: str, number: int) -> Trial:
    """Let the reader draw more or fewer of the `shuffled` differences; show them, and p."""
    values = np.asarray(shuffled, dtype=float)
    if not 1 <= number <= len(values):
        raise InputError(f"shuffles: {number} of {len(values)} cannot be shown. Choose a number between the two.")

    def draw(number: int) -> str:
        far = int((np.abs(values[:number]) >= abs(seen) * (1 - 1e-9)).sum())
        said = f"{far:,} of {number:,} shuffles differ as much, or more: p is about {(far + 1) / (number + 1):.2g}."
        return _page(said=said, **_figure("shuffles", values[:number], seen=seen, measure=measure))

    slider = {"kind": "slider", "description": "shuffles", "min": 1, "max": len(values), "value": number}
    return Trial({"number": slider}, draw)


def _box(description: str, value: str, *, rows: int) -> dict:
    return {"kind": "text", "description": description, "value": value, "rows": rows}


def _figure(kind: str, table, **options) -> dict:
    """Draw one of the figures, wide and for a phone, and describe it."""
    plot, title = getattr(plots, f"plot_{kind}"), plots.title_of(kind, table, **options)
    alt = getattr(plots, f"alt_{kind}")(table, **options)
    wide, narrow = (_source(drawn, alt) for drawn in twice(lambda: plot(table, **options), title))
    return {"source": wide, "narrow": narrow, "alt": alt}


def _source(picture: Axes, alt: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(alone(svg(picture, alt=alt, themed=True)).encode()).decode()


def _page(*, said: str = "", tables: Sequence[show.Shown] = (), **figure) -> str:
    """Put a sentence, a figure and tables into one piece of HTML."""
    shown = {"source": "", "narrow": "", "alt": ""} | figure | {"tables": [shown.html for shown in tables]}
    return environment().get_template("trial.html.j2").render(said=said, **shown)
