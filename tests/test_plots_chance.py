"""The figures of chance, and what they say in words."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis.plots_base import COLOURS, PAPER
from analysis.plots_chance import MOST_WORDS, alt_shuffles, alt_word_shift, plot_shuffles, plot_word_shift
from analysis.plots_svg import svg
from analysis.schema import InputError

pytestmark = pytest.mark.filterwarnings("error")
NAMES = {"a": "The Morning Post", "b": "The Wire"}
EASE, LOADED = "flesch_reading_ease", "loaded_per_100_words"
COLUMNS = ["word", "category", "voice", "count_a", "count_b", "share_a", "share_b", "contribution"]


@pytest.fixture
def shift() -> pd.DataFrame:
    rows = [
        ("grim", "emotive", "outlet", 2, 0, 1.0, 0.0, 1.0),
        ("warned", "cue", "quoted", 0, 1, 0.0, 0.75, -0.75),
        ("huge", "intensifier", "outlet", 1, 0, 0.5, 0.0, 0.5),
        ("dire", "emotive", "outlet", 1, 1, 0.5, 0.75, -0.25),
        ("level", "emotive", "outlet", 1, 1, 0.5, 0.5, 0.0),
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def heights(ax) -> dict[str, float]:
    """Give the sum of the bars by their filling."""
    found: dict[str, float] = {}
    for bar in ax.patches:
        face = to_hex(bar.get_facecolor())
        found[face] = found.get(face, 0) + bar.get_height()
    return found


def test_shuffles_as_far_off_as_what_is_seen_are_filled_on_both_sides():
    ax = plot_shuffles([-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 2.5], seen=2.0, measure=EASE)
    assert heights(ax) == {PAPER: 3, COLOURS[0]: 4}
    filled = [bar.get_x() for bar in ax.patches if to_hex(bar.get_facecolor()) == COLOURS[0]]
    assert min(filled) < 0 < max(filled)
    assert [line.get_xdata()[0] for line in ax.lines] == [2.0, -2.0]
    assert [text.get_text() for text in ax.texts] == ["seen: +2.0"]
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert labels == ["nearer to no difference (3)", "as far, or further (4)"]
    assert ax.get_xlabel() == "difference of two shuffled piles, Flesch reading ease (points)"


def test_alt_of_the_shuffles_states_the_count():
    assert alt_shuffles(np.arange(-20.0, 21.0), seen=-20.0, measure=EASE) == (
        "Differences of two shuffled piles, Flesch reading ease (points): of 41 shuffles, 95 in 100 lie between "
        "-19.0 and +19.0. Seen is -20.0; as far from no difference, or further: 2."
    )
    assert "(in 100 words): of 1 shuffle, 95" in alt_shuffles([1.0], seen=1.0, measure=LOADED)


def test_no_difference_at_all_is_as_near_as_it_gets():
    assert heights(plot_shuffles([0.0, 0.0], seen=0.0, measure=EASE)) == {PAPER: 0, COLOURS[0]: 2}


def test_what_rounding_moves_still_counts_as_as_far():
    assert alt_shuffles([0.1 + 0.2, 0.0], seen=0.3, measure=EASE).endswith("or further: 1.")
    assert alt_shuffles([0.3, 0.0], seen=0.1 + 0.2, measure=EASE).endswith("or further: 1.")


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50), st.floats(-1e6, 1e6))
def test_every_shuffle_is_in_one_bar(values, seen):
    ax = plot_shuffles(values, seen=seen, measure=EASE, ax=Figure().add_subplot())
    assert sum(bar.get_height() for bar in ax.patches) == len(values)


@pytest.mark.parametrize(("values", "seen"), [([], 1.0), ([1.0, float("nan")], 1.0), ([1.0], float("nan"))])
def test_missing_differences_are_refused(values, seen):
    for show in (plot_shuffles, alt_shuffles):
        with pytest.raises(InputError, match="a difference is missing"):
            show(values, seen=seen, measure=EASE)


def test_words_pull_up_first_and_down_after_each_side_the_largest_first(shift):
    ax = plot_word_shift(shift, measure=LOADED, names=NAMES)
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["grim", "huge", "warned, quoted", "dire"]
    assert [bar.get_width() for bar in ax.patches] == [1.0, 0.5, -0.75, -0.25]
    assert [to_hex(bar.get_edgecolor()) for bar in ax.patches] == [COLOURS[0]] * 2 + [COLOURS[1]] * 2
    assert [bar.get_hatch() is not None for bar in ax.patches] == [False, False, True, False]
    assert [text.get_text() for text in ax.texts] == ["2 | 0", "1 | 0", "0 | 1", "1 | 1"]
    assert ax.get_xlabel().endswith("(right: The Morning Post higher; left: The Wire higher)")


def test_alt_of_the_word_shift_states_the_difference_and_its_parts(shift):
    assert alt_word_shift(shift, measure=LOADED, names=NAMES) == (
        "Words that make up the difference in loaded words (in 100 words), The Morning Post minus The Wire: "
        "+0.5 in all. Towards The Morning Post higher: grim +1.00, huge +0.50. "
        "Towards The Wire higher: warned, quoted -0.75, dire -0.25."
    )
    assert "the first article minus the second article" in alt_word_shift(shift, measure=LOADED)
    assert "Towards the second" not in alt_word_shift(shift.head(1), measure=LOADED)


@pytest.mark.parametrize("words", [1, MOST_WORDS, MOST_WORDS + 1, 3 * MOST_WORDS])
def test_ten_words_a_side_and_the_rest_in_one_bar_add_up_to_the_difference(shift, words):
    many = pd.concat([shift.head(1).assign(word=f"w{k}", contribution=1 + k / 8) for k in range(words)])
    table = pd.concat([many.sample(frac=1, random_state=0), shift.iloc[[1]]], ignore_index=True)
    ax = plot_word_shift(table, measure=LOADED)
    labels = [tick.get_text() for tick in ax.get_yticklabels()]
    named = [f"w{k}" for k in range(words - 1, -1, -1)][:MOST_WORDS]
    left = words - len(named)
    rest = [f"{left} more {'word' if left == 1 else 'words'}"] if left else []
    assert labels == [*named, *rest, "warned, quoted"]
    assert sum(bar.get_width() for bar in ax.patches) == pytest.approx(table["contribution"].sum())
    assert (f"{2 * left} | 0" in [text.get_text() for text in ax.texts][len(named) :]) == bool(left)


@pytest.mark.parametrize("hostile", ["<script>x</script>", "$5 and $6", "_hidden", "«élite» naïve"])
def test_a_word_comes_out_as_it_went_in(shift, hostile):
    named = shift.head(1).assign(word=hostile)
    drawn = svg(plot_word_shift(named, measure=LOADED))
    assert hostile.replace("<", "&lt;").replace(">", "&gt;") in drawn and "<script" not in drawn
    assert hostile in alt_word_shift(named, measure=LOADED)


def test_a_long_phrase_is_cut_short(shift):
    (label,) = plot_word_shift(shift.head(1).assign(word="so " * 20 + "long"), measure=LOADED).get_yticklabels()
    assert label.get_text().endswith("…") and len(label.get_text()) <= 34


def test_figures_draw_on_given_axes_and_leave_rcparams_and_tables_alone(shift):
    before, whole = dict(mpl.rcParams), shift.copy()
    ax, other = Figure().add_subplot(), Figure().add_subplot()
    assert plot_word_shift(shift, measure=LOADED, ax=ax) is ax
    assert plot_shuffles(pd.Series([1.0, 2.0]), seen=1.0, measure=EASE, ax=other) is other
    assert dict(mpl.rcParams) == before
    pd.testing.assert_frame_equal(shift, whole)


def test_nothing_to_draw_and_bad_input_are_refused(shift):
    level, undefined = shift.tail(1), shift.assign(contribution=float("nan"))
    for nothing in (level, shift.head(0), undefined):
        with pytest.raises(InputError, match="nothing to draw"):
            plot_word_shift(nothing, measure=LOADED)
    with pytest.raises(InputError, match="count_b"):
        alt_word_shift(shift.drop(columns="count_b"), measure=LOADED)
    with pytest.raises(InputError, match="two articles"):
        plot_word_shift(shift, measure=LOADED, names={"a": "only one"})
