"""The figures of who speaks, and what they say in words."""

from __future__ import annotations

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis.plots_base import COLOURS, PAPER
from analysis.plots_svg import svg
from analysis.plots_voice import alt_sources, alt_voices, plot_sources, plot_voices
from analysis.schema import InputError

pytestmark = pytest.mark.filterwarnings("error")
NAMES = {"a": "The Morning Post", "b": "The Wire"}
NAN = float("nan")


@pytest.fixture
def voices() -> pd.DataFrame:
    rows = [
        ("a", "outlet", 60, 0.6),
        ("a", "reported", 36, 0.36),
        ("a", "quoted", 4, 0.04),
        ("b", "outlet", 50, 0.25),
        ("b", "reported", 0, 0.0),
        ("b", "quoted", 150, 0.75),
    ]
    return pd.DataFrame(rows, columns=["article", "voice", "words", "share"])


@pytest.fixture
def sources() -> pd.DataFrame:
    rows = [
        ("a", "Ana Ruiz", "named", 2, 30, 20),
        ("a", None, "absent", 1, 12, 0),
        ("a", "officials who spoke on condition of anonymity", "unnamed", 1, 5, 0),
        ("b", "ministry", "institution", 1, 9, 9),
    ]
    return pd.DataFrame(rows, columns=["article", "source", "source_kind", "attributions", "words", "words_quoted"])


def test_voices_are_bars_that_add_up_to_a_hundred(voices):
    ax = plot_voices(voices, names=NAMES)
    bars = [(round(bar.get_x(), 6), round(bar.get_width(), 6), bar.get_hatch()) for bar in ax.patches]
    assert [bar[:2] for bar in bars] == [(0, 60), (60, 36), (96, 4), (0, 25), (25, 0), (25, 75)]
    own, reworded, quoted = (hatch for *_, hatch in bars[:3])
    assert own is None and len({own, reworded, quoted}) == 3
    assert ax.get_xlim() == (0, 100)
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["The Morning Post", "The Wire"]


def test_voices_say_their_percent_where_there_is_room(voices):
    assert [text.get_text() for text in plot_voices(voices).texts] == ["60%", "36%", "25%", "75%"]


def test_alt_of_the_voices_states_the_finding(voices):
    assert alt_voices(voices, names=NAMES) == (
        "Whose words the running text is in. "
        "The Morning Post, of 100 words: own words 60%, a source’s claim, reworded 36%, a source’s words 4%. "
        "The Wire, of 200 words: own words 25%, a source’s claim, reworded 0%, a source’s words 75%."
    )


def test_an_article_without_words_has_no_bar_and_says_so(voices):
    empty = voices.assign(words=voices["words"].where(voices["article"] == "a", 0))
    empty["share"] = empty["share"].where(empty["article"] == "a", NAN)
    assert alt_voices(empty, names=NAMES).endswith("The Wire has no words.")
    assert sum(bar.get_width() for bar in plot_voices(empty).patches) == pytest.approx(100)


def test_sources_have_a_bar_with_the_part_in_their_own_words_hatched(sources):
    ax = plot_sources(sources, names=NAMES)
    bars = [(bar.get_x(), bar.get_width(), bar.get_hatch() is not None) for bar in ax.patches]
    assert bars[:4] == [(0, 20, True), (20, 10, False), (0, 0, True), (0, 12, False)]
    assert [to_hex(bar.get_edgecolor()) for bar in ax.patches] == [COLOURS[0]] * 6 + [COLOURS[1]] * 2
    assert to_hex(ax.patches[0].get_facecolor()) == PAPER
    labels = [tick.get_text() for tick in ax.get_yticklabels()]
    assert labels == ["Ana Ruiz", "[not told]", "[officials who spoke on condition…]", "[ministry]"]


def test_alt_of_the_sources_states_the_finding(sources):
    assert alt_sources(sources, names=NAMES) == (
        "Sources by the words given to them. "
        "The Morning Post: 2 sources, people with a name: 1; most words: Ana Ruiz (30, 20 quoted). "
        "The Wire: 1 source, people with a name: 0; most words: ministry (9, 9 quoted)."
    )


def test_an_article_without_sources_keeps_the_other_ones_colour(sources):
    one = sources[sources["article"] == "b"]
    ax = plot_sources(one, names=NAMES)
    assert {to_hex(bar.get_edgecolor()) for bar in ax.patches} == {COLOURS[1]}
    assert [text.get_text() for text in ax.get_legend().get_texts()][:2] == ["The Morning Post", "The Wire"]
    assert "The Morning Post has no source that is told. The Wire: 1 source" in alt_sources(one, names=NAMES)
    # without names there is nothing to know it by
    assert to_hex(plot_sources(one).patches[0].get_edgecolor()) == COLOURS[0]


def test_only_sources_that_are_not_told(sources):
    passive = sources[sources["source"].isna()]
    assert alt_sources(passive).endswith("a has no source that is told.")
    assert [tick.get_text() for tick in plot_sources(passive).get_yticklabels()] == ["[not told]"]


def test_the_eight_longest_sources_of_an_article_are_drawn_and_none_without_words(sources):
    many = pd.concat([sources.head(1).assign(source=f"S{k}", words=50 - k) for k in range(12)], ignore_index=True)
    rows = pd.concat([many, sources.tail(1), sources.tail(1).assign(words=0, words_quoted=0)], ignore_index=True)
    labels = [tick.get_text() for tick in plot_sources(rows).get_yticklabels()]
    assert labels == [f"S{k}" for k in range(8)] + ["[ministry]"]


@pytest.mark.parametrize("hostile", ["<script>x</script>", "$5 and $6", "_hidden", "Élise Nguyễn"])
def test_a_name_comes_out_as_it_went_in(sources, hostile):
    drawn = svg(plot_sources(sources.head(1).assign(source=hostile), names={"a": "x"}))
    assert hostile.replace("<", "&lt;").replace(">", "&gt;") in drawn and "<script" not in drawn


@pytest.mark.parametrize("plot", [plot_voices, plot_sources])
def test_plots_draw_on_given_axes_and_leave_rcparams_and_tables_alone(plot, voices, sources):
    table, before = {plot_voices: voices, plot_sources: sources}[plot], dict(mpl.rcParams)
    whole, ax = table.copy(), Figure().add_subplot()
    assert plot(table, ax=ax) is ax
    assert dict(mpl.rcParams) == before
    pd.testing.assert_frame_equal(table, whole)


def test_three_articles_and_missing_columns_are_refused(voices, sources):
    with pytest.raises(InputError, match="the table has 3"):
        plot_voices(pd.concat([voices, voices.assign(article="c")]))
    with pytest.raises(InputError, match="the table has 3"):
        plot_sources(pd.concat([sources, sources.head(1).assign(article="c")]))
    with pytest.raises(InputError, match="share"):
        plot_voices(voices.drop(columns="share"))
    with pytest.raises(InputError, match="words_quoted"):
        plot_sources(sources.drop(columns="words_quoted"))
