"""The look that all figures share."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis.plots_base import SOFT, articles_of, axes, name_of, settled
from analysis.schema import InputError


def test_new_axes_have_the_size_in_inches_and_no_frame_above_and_on_the_right():
    ax = axes(None, 4, 3)
    assert ax.figure.get_size_inches().tolist() == [4, 3]
    assert {name: spine.get_visible() for name, spine in ax.spines.items()} == {
        "left": True,
        "bottom": True,
        "top": False,
        "right": False,
    }
    assert to_hex(ax.spines["left"].get_edgecolor()) == SOFT


def test_given_axes_are_kept_and_their_layout_is_left_alone():
    figure = Figure((5, 5), layout="constrained")
    given = figure.add_subplot()
    assert settled(axes(given, 4, 3), given) is given
    assert figure.get_size_inches().tolist() == [5, 5] and figure.get_layout_engine() is not None


def test_axes_of_our_own_are_laid_out_once():
    ax = settled(axes(None, 4, 3), None)
    place = ax.get_position().bounds
    ax.set_ylabel("a label\nof\nmany lines")
    ax.figure.draw_without_rendering()
    assert ax.get_position().bounds == place


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("The Wire", "The Wire"),
        ("$5", r"\$5"),
        ("_hidden", "\u200b_hidden"),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 39 + "…"),
        ("x" * 38 + "  yz", "x" * 38 + "…"),
        ("", ""),
    ],
)
def test_names_are_short_no_formula_and_not_hidden(name, shown):
    assert name_of("a", {"a": name}) == shown


def test_an_article_without_a_readable_name_has_its_own():
    assert name_of("a", None) == name_of("a", {"b": "x"}) == "a"


def test_one_or_two_articles_in_their_order():
    assert articles_of(pd.DataFrame({"article": ["b", None, "a", "b"]}), "here") == ["b", "a"]
    assert articles_of(pd.DataFrame({"article": ["b"]}), "here") == ["b"]


@pytest.mark.parametrize(("articles", "count"), [([], 0), (["a", "b", "c"], 3), ([None], 0)])
def test_none_and_three_articles_are_refused(articles, count):
    with pytest.raises(InputError, match=f"here: .* the table has {count}"):
        articles_of(pd.DataFrame({"article": articles}), "here")
