"""The page's figures: shapes in the right measure, words that are words, nothing from outside unescaped."""

from __future__ import annotations

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis.report.charts import (
    category_bars,
    difference_intervals,
    draw,
    frame_thirds,
    measure_strips,
    salience_slopes,
    source_bars,
)

NAMES = {"x": "A", "y": "B <b>"}


def test_bars_are_as_long_as_their_rates_and_say_count_and_rate():
    rows = [("x", "outlet", "emotive", 4, 2.0), ("y", "outlet", "emotive", 1, 0.5), ("y", "quoted", "label", 1, 1.0)]
    table = pd.DataFrame(rows, columns=["article", "voice", "category", "count", "per_100_words"])
    made = category_bars(table, NAMES)
    assert [(row["group"], row["label"], row["parts"][0]["width"], row["value"]) for row in made] == [
        ("emotive", "A", 100.0, "4 (2.0 in 100 words)"),
        ("", "B <b>", 25.0, "1 (0.5 in 100 words)"),
        ("label", "B <b>, quoted", 50.0, "1 (1.0 in 100 words)"),
    ]
    page = BeautifulSoup(draw("bars", made, alt="a < b"), "html.parser")
    assert len(page.select("rect")) == 3 and not page.select("b") and page.div["aria-label"] == "a < b"


def test_sources_show_their_own_words_first_and_those_that_are_not_drawn_are_counted():
    rows = [("x", f"source {number}", 10 - number, number == 0) for number in range(10)]
    table = pd.DataFrame(rows, columns=["article", "source", "words", "first"])
    table["words_quoted"] = [5, *[0] * 9]
    made = source_bars(table, NAMES)
    assert made[0]["parts"] == [
        {"voice": "quoted", "start": 0.0, "width": 50.0},
        {"voice": "outlet", "start": 50.0, "width": 50.0},
    ]
    assert [row["label"] for row in made] == [f"source {number}" for number in range(8)] + ["and 2 more"]


def strips(values):
    rows = pd.DataFrame({"article": "x", "kind": "body", "voice": ["outlet", "quoted", "outlet"], "compound": values})
    return measure_strips(rows.assign(text=["a" * 50, "b" * 25, "c" * 25]), "compound", {"x": "A"})


def test_a_strip_has_a_bar_at_the_place_of_each_paragraph_below_the_line_where_it_is_negative():
    made = strips([0.5, -0.5, float("nan")])
    first, second = made["strips"][0]["bars"]
    assert (first["x"], second["x"], made["zero"]) == (0.0, 500.0, 30.0)
    assert (first["y"], first["height"], second["y"], second["height"]) == (0.0, 30.0, 30.0, 30.0)
    assert second["voice"] == "quoted" and made["quoted"]


@pytest.mark.parametrize("value", [0.0, float("nan")])
def test_a_strip_of_nothing_is_drawn(value):
    assert "<svg" in draw("strips", strips([value] * 3), alt="")


def test_an_interval_stands_on_its_side_of_no_difference_in_spreads():
    row = {"measure": "compound", "label": "tone", "unit": "−1 to 1", "value_a": 0.5, "value_b": 0.1, "spread": 0.2}
    rows = [
        row | {"difference": 0.4, "low": 0.2, "high": 0.6, "clear": True},
        row | {"difference": float("nan"), "low": float("nan"), "high": float("nan"), "clear": False},
    ]
    made = difference_intervals(pd.DataFrame(rows), NAMES)
    first, second = made["rows"]
    assert first["colour"] == "a" and first["at"] == {"low": 132.0, "difference": 164.0, "high": 196.0}
    assert second["at"] is None and "no interval" in draw("intervals", made, alt="")


def test_a_slope_leads_from_one_share_to_the_other():
    rows = [("Roe", "x", 0.5), ("Roe", "y", 0.25), ("King", "y", 0.01), ("the town", "x", 0.1), ("the town", "y", 0.1)]
    made = salience_slopes(pd.DataFrame(rows, columns=["actor", "article", "share"]), NAMES)
    assert [(row["label"], row["colour"], row["start"], row["end"]) for row in made] == [
        ("Roe", "a", 2.0, 12.0),
        ("the town", "c", 18.0, 18.0),
        ("King", "c", 22.0, 21.6),
    ]
    assert made[0]["value"] == "A 50% → B <b> 25%"
    page = BeautifulSoup(draw("slopes", made, alt="a"), "html.parser")
    assert len(page.select("path")) == 3 and not page.select("b")


def test_the_thirds_of_frames_count_each_word_once():
    marks = pd.DataFrame({
        "article": ["a", "a", "a", "b"],
        "label": ["frame", "frame", "frame", "news frame"],
        "category": ["health", "health", "politics", "conflict"],
        "place": [0.0, 0.99, 1.0, 0.5],
    })  # fmt: skip
    thirds = frame_thirds(marks, {"a": "A", "b": "B"})
    assert thirds.values.tolist() == [["a", "health", 1, 0, 1], ["a", "politics", 0, 0, 1]]
