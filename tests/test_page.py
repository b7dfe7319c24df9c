"""What every page shares: how numbers and texts are shown, and a stylesheet that one can read by."""

from __future__ import annotations

import re

import jinja2
import numpy as np
import pandas as pd
import pytest

from analysis import page

NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "sign", "shown"),
    [
        (2.456, False, "2.46"),
        (2.456, True, "+2.46"),
        (-0.5, True, "−0.50"),
        (-0.001, True, "0.00"),
        (12.34, False, "12.3"),
        (393, False, "393"),
        (NAN, False, "–"),
        (np.inf, False, "–"),
        (None, False, "–"),
        (pd.NA, False, "–"),
    ],
)
def test_numbers_are_shown_short_and_undefined_is_not_nought(value, sign, shown):
    assert page.number(value, sign) == shown


@pytest.mark.parametrize("values", [(NAN, 0, 1), (1, NAN, 2), (1, 0, np.inf), (0, 0, 0)])
def test_an_interval_that_is_not_defined_is_not_drawn(values):
    assert page.interval(dict(zip(("difference", "low", "high"), values, strict=True))) is None


def test_an_interval_around_zero_has_its_tick_where_zero_is():
    drawn = page.interval({"difference": 0.0, "low": -1.0, "high": 3.0})
    assert drawn == {"zero": 70.0, "low": 20.0, "high": 220.0, "dot": 70.0, "anchor": "middle"}


def test_escaping_keeps_a_carriage_return_and_makes_what_has_no_form_visible():
    assert page.exact("a\r\n<b>&'\"") == "a&#13;\n&lt;b&gt;&amp;&#39;&#34;"
    assert page.exact("\0\ud800") == "\ufffd\ufffd"
    assert page.exact(NAN) == page.exact(None) == page.exact(pd.NA) == ""


def test_a_name_that_a_template_misspells_is_an_error():
    with pytest.raises(jinja2.UndefinedError):
        page.environment().from_string("{{ nothing }}").render()


def _colours(css):
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", css))


def _contrast(one, two):
    def light(colour):
        parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return linear @ [0.2126, 0.7152, 0.0722]

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_as_wcag_defines_it():
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast_on_every_ground_and_lines_can_be_seen(scheme):
    css = page.stylesheet()
    light, dark = css.split("@media (prefers-color-scheme:dark)", 1)
    colours = _colours(light) | (_colours(dark.split("}}", 1)[0]) if scheme == "dark" else {})
    for ink in ("ink", "soft", "a", "b", "loaded", "cue"):
        for ground in ("paper", "quote", *(["mark"] if ink == "ink" else [])):
            assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    assert _contrast(colours["line"], colours["paper"]) >= 3


def test_the_stylesheet_cannot_end_early():
    assert "<" not in page.stylesheet()
