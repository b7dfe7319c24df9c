"""What a page is made with: the templates, the stylesheet and its policy, and how numbers and texts are shown.

A page is one file. It runs no script and asks for nothing: its Content-Security-Policy allows one inlined stylesheet,
by its hash, and nothing else, not even a ``style`` attribute.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from math import isfinite

import jinja2
import pandas as pd
from markupsafe import Markup, escape


@cache
def environment() -> jinja2.Environment:
    """The templates: escaping everything, and failing on a name that is not there."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("analysis"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(exact=exact, number=number, told=told, cell=cell)
    return made


def stylesheet() -> str:
    """The one stylesheet, as every page inlines it between ``<style>`` and ``</style>``."""
    loader = environment().loader
    return loader.get_source(environment(), "page.css")[0].strip()


def policy(style: str) -> str:
    """The Content-Security-Policy of a page that holds `style` between its tags, and no script."""
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def exact(text: object) -> Markup:
    """Escape a text so that a browser reads the same characters back, even a carriage return.

    Two things have no form in HTML and become U+FFFD, the replacement character: NUL, and half of a surrogate pair.
    """
    plain = re.sub("[\0\ud800-\udfff]", "\ufffd", told(text))
    return Markup(str(escape(plain)).replace("\r", "&#13;"))


def told(value: object) -> str:
    """Give a cell's text, or nothing where the cell is missing."""
    return "" if value is None or pd.isna(value) else str(value)


def number(value: object, sign: bool = False) -> str:
    """Give a number for reading: three digits or so, a true minus sign, and a dash where it is not defined."""
    if value is None or pd.isna(value) or not isfinite(value):
        return "–"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    text = f"{value:.{digits}f}"
    if not float(text):
        return text.lstrip("-")
    return ("+" if sign and value > 0 else "") + text.replace("-", "−")


def cell(value: object) -> Markup | str:
    """Give a table's cell for reading: a whole number as it is, another number shortened, a text escaped."""
    if isinstance(value, str) or value is None:
        return exact(value)
    return str(value) if pd.api.types.is_integer(value) or pd.api.types.is_bool(value) else number(value)


def interval(row: dict) -> dict | None:
    """Place a difference and its interval on a line of 240 units on which zero has its tick.

    Parameters
    ----------
    row : dict
        ``difference``, ``low``, ``high``, in one unit.

    Returns
    -------
    dict or None
        ``zero``, ``low``, ``high``, ``dot`` in units of the drawing, 20 to 220, and ``anchor`` for the label of zero;
        None where one of the three is not defined.
    """
    difference, low, high = (row[name] for name in ("difference", "low", "high"))
    if any(pd.isna(value) or not isfinite(value) for value in (difference, low, high)):
        return None
    least, most = min(low, difference, 0.0), max(high, difference, 0.0)
    if least == most:
        return None
    at = {name: round(20 + 200 * (value - least) / (most - least), 1) for name, value in
          (("zero", 0.0), ("low", low), ("high", high), ("dot", difference))}  # fmt: skip
    return {**at, "anchor": "start" if at["zero"] < 60 else "end" if at["zero"] > 180 else "middle"}
