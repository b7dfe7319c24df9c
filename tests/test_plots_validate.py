from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis.plots import COLOURS, PAPER, svg
from analysis.plots_validate import alt_agreement, plot_agreement
from analysis.schema import InputError
from analysis.validate import BY_HAND, COLUMNS, OURS

FIGURES = pd.DataFrame(
    [
        (OURS, BY_HAND, "auc", 0.8, 0.75, 0.85, 90),
        ("VADER", "", "auc", 0.54, 0.5, 0.58, 90),
        ("VADER", "", "macro_f1", 0.4, 0.3, 0.5, 90),
        ("AFINN", "", "auc", np.nan, np.nan, np.nan, 90),
    ],
    columns=COLUMNS,
)


def test_each_scorer_has_its_dot_and_its_interval():
    ax = plot_agreement(FIGURES)
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == [f"{OURS}:\n{BY_HAND}", "VADER"]
    lines = [line for line in ax.lines if len(line.get_xdata()) and line.get_linestyle() != "--"]
    dots = [line for line in lines if line.get_marker() in ("o", "s")]
    assert [dot.get_xdata()[0] for dot in dots] == [0.8, 0.54]
    assert [to_hex(dot.get_markerfacecolor()) for dot in dots] == [COLOURS[0], PAPER]
    intervals = [list(line.get_xdata()) for line in lines if len(line.get_xdata()) == 2]
    assert [0.75, 0.85] in intervals and [0.5, 0.58] in intervals
    assert [0.5, 0.5] in [list(line.get_xdata()) for line in ax.lines], "where chance is"


def test_another_measure_has_no_line_for_chance_and_axes_can_be_given():
    given = Figure().add_subplot()
    ax = plot_agreement(FIGURES, measure="macro_f1", ax=given)
    assert ax is given and "macro-F1" in ax.get_xlabel()
    assert [0.5, 0.5] not in [list(line.get_xdata()) for line in ax.lines]


def test_the_words_say_what_the_figure_shows():
    assert alt_agreement(FIGURES) == (
        "AUC with 95% intervals, higher agrees better with experts. "
        f"{OURS}: {BY_HAND} 0.80 (0.75 to 0.85); VADER 0.54 (0.50 to 0.58). Chance is 0.5."
    )
    assert "Chance" not in alt_agreement(FIGURES, measure="macro_f1")


def test_the_same_figure_is_the_same_bytes():
    first, again = (svg(plot_agreement(FIGURES), alt=alt_agreement(FIGURES)) for _ in range(2))
    assert first == again and "VADER" in first


def test_nothing_to_draw_is_said():
    with pytest.raises(InputError, match="no word F1 to be drawn"):
        plot_agreement(FIGURES, measure="word_f1")
