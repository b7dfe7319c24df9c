"""What one can try in a notebook: what is drawn of what is typed, live in JupyterLab and as it stands in a page."""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis.report import widgets
from analysis.report.site import clean
from analysis.schema import InputError

HOSTILE = "<script>alert(1)</script> The brutal <b>plan</b> & more."
ONE, OTHER = "Rain\n\nThe brutal rain fell.\n\nIt stopped.", "Rain\n\nIt rained on Monday."


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_a_sentence_shows_its_marked_words_and_its_numbers():
    trial = widgets.sentence("The plan is brutal.")
    assert "brutal" in soup(trial.html()).text and "loaded words" in soup(trial.html()).text
    typed = soup(trial.html(text=HOSTILE))
    assert not typed.select("script, b") and "brutal" in typed.text
    assert "does not make it fair" in trial.html(text="It rained.") and "does not make it fair" in trial.html(text="")


def test_a_page_keeps_what_was_drawn_and_the_text_of_the_picture():
    page = soup(clean(widgets.two_articles(ONE, OTHER).html()))
    assert "the first writes “brutal”" in page.img["alt"] and "1 in 7 words" in page.img["alt"]
    assert page.source["srcset"].startswith("data:image/svg+xml;base64,") and page.source["srcset"] != page.img["src"]
    assert page.img["src"].startswith("data:image/svg+xml;base64,") and page.select("mark u.loaded")


def test_what_cannot_be_compared_is_told_in_one_line():
    told = soup(widgets.two_articles(ONE, OTHER).html(first=""))
    assert told.p and len(told.p.text.splitlines()) == 1 and not told.img


def test_a_measure_is_chosen_from_a_menu(seed_measured):
    trial = widgets.measures(seed_measured)
    one, other = (soup(trial.html(measure=name)).img["alt"] for name in ("loaded_per_100_words", "flesch_reading_ease"))
    assert one != other and "Flesch" in other


def test_more_shuffles_are_drawn_by_the_slider():
    trial = widgets.shuffles(pd.Series([0.1, -2.0, 0.3, 3.0]), seen=1.0, measure="flesch_reading_ease", number=2)
    assert "1 of 2 shuffles" in trial.html() and "2 of 4 shuffles" in trial.html(number=4)
    with pytest.raises(InputError, match="9 of 4"):
        widgets.shuffles(np.zeros(4), seen=1.0, measure="flesch_reading_ease", number=9)


def test_in_jupyterlab_a_change_of_a_control_is_drawn():
    pytest.importorskip("ipywidgets")
    trial = widgets.sentence("The plan is brutal.")
    box, drawing = trial._widget(trial.html()).children
    assert "brutal" in drawing.value
    box.value = "The regime fell."
    assert "regime" in drawing.value and "brutal" not in drawing.value
    told = trial._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in told and "brutal" in told["text/html"]


def test_without_ipywidgets_the_first_drawing_is_shown(monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    told = widgets.sentence("The plan is brutal.")._repr_mimebundle_()
    assert set(told) == {"text/html", "text/plain"} and "brutal" in told["text/html"]
