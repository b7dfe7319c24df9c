from __future__ import annotations

import xml.etree.ElementTree as ET

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis import plots
from analysis.compare import compare
from analysis.schema import InputError

pytestmark = pytest.mark.filterwarnings("error")
NAMES = {"a": "The Morning Post", "b": "The Wire"}


@pytest.fixture
def measured() -> pd.DataFrame:
    a, b = [8, 4, 0, 2, 6, 4], [1, 0, 2, 1]
    table = pd.DataFrame({"article": ["a"] * 7 + ["b"] * 5, "kind": "body", "voice": "outlet", "words_quoted": 0})
    table["loaded_words"] = [9, *a, 9, *b]
    table["words_outlet"] = 50
    table["loaded_per_100_words"] = table["loaded_words"] * 2.0
    table["compound"] = [0, 0.1, 0.5, -0.3, 0.2, 0.1, np.nan, 0, 0.2, -0.1, 0.0, 0.3]
    table.loc[[0, 7], "kind"] = "headline"
    table.loc[5, ["kind", "voice", "words_quoted", "words_outlet"]] = ["blockquote", "quoted", 50, 0]
    return table


@pytest.fixture
def categories() -> pd.DataFrame:
    rows = [
        ("a", "loaded", "emotive", "outlet", 6, 200, 3.0),
        ("a", "loaded", "emotive", "quoted", 2, 50, 4.0),
        ("a", "loaded", "label", "outlet", 2, 200, 1.0),
        ("a", "loaded", "label", "quoted", 0, 50, 0.0),
        ("b", "loaded", "emotive", "outlet", 0, 100, 0.0),
        ("b", "loaded", "emotive", "quoted", 0, 0, np.nan),
        ("b", "loaded", "label", "outlet", 0, 100, 0.0),
        ("b", "loaded", "label", "quoted", 0, 0, np.nan),
    ]
    return pd.DataFrame(rows, columns=["article", "label", "category", "voice", "count", "words", "per_100_words"])


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_profile_draws_the_running_text_with_hollow_markers_for_quoted_paragraphs(measured):
    ax = plots.plot_profile(measured, names=NAMES)
    first, hollow, second = ax.lines[0], ax.lines[1], ax.lines[2]
    assert first.get_xdata().tolist() == [1, 2, 3, 4, 5, 6]
    assert first.get_ydata().tolist() == [16, 8, 0, 4, 12, 8]
    assert (hollow.get_xdata().tolist(), hollow.get_ydata().tolist()) == ([5], [12])
    assert hollow.get_markerfacecolor() == plots.PAPER
    assert second.get_ydata().tolist() == [2, 0, 4, 2]
    assert (first.get_color(), second.get_color()) == plots.COLOURS == ("#b34700", "#00598c")
    assert first.get_marker() != second.get_marker()
    assert first.get_linestyle() != second.get_linestyle()
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["The Morning Post", "The Wire", "quoted passage"]


def test_profile_leaves_a_gap_where_the_measure_is_undefined(measured):
    line = plots.plot_profile(measured, measure="compound").lines[0]
    assert np.isnan(line.get_ydata()[5])
    assert "tone of the words" in line.axes.get_ylabel()


def test_alt_of_the_profile_states_values_and_peaks(measured):
    assert plots.alt_profile(measured, names=NAMES) == (
        "Loaded words (in 100 words), paragraph by paragraph. "
        "The Morning Post: 8.0 over 6 paragraphs, highest in paragraph 1 (16.0). "
        "The Wire: 2.0 over 4 paragraphs, highest in paragraph 3 (4.0)."
    )
    quoted = measured.assign(compound=measured["compound"].where(measured["voice"] == "outlet", 0.9))
    assert "highest in paragraph 5, a quoted passage (0.90)" in plots.alt_profile(quoted, measure="compound")
    nothing = measured.assign(compound=np.nan)
    assert "b has no paragraph where it is defined." in plots.alt_profile(nothing, measure="compound")
    plots.plot_profile(nothing, measure="compound")


def test_differences_stand_in_units_of_the_paragraphs_spread_with_their_own_numbers_beside(measured, monkeypatch):
    monkeypatch.setattr("analysis.compare.FEWEST", 4)
    comparison = compare(measured, resamples=999)
    rows = comparison[comparison["voice"] == "all"].reset_index(drop=True)
    rows["clear"] = rows["measure"] == "loaded_per_100_words"
    ax = plots.plot_differences(rows, names=NAMES)
    interval, middle = ax.lines[1], ax.lines[2]
    loaded = rows.iloc[0]
    assert interval.get_xdata() == pytest.approx([loaded["low"] / loaded["spread"], loaded["high"] / loaded["spread"]])
    assert middle.get_xdata() == pytest.approx([loaded["difference"] / loaded["spread"]])
    assert "8.0 | 2.0 in 100 words" in [t.get_text() for t in ax.texts]
    assert "in standard deviations of a paragraph" in ax.get_xlabel()
    assert "right: The Morning Post higher; left: The Wire higher" in ax.get_xlabel()
    assert loaded["clear"]
    assert middle.get_markerfacecolor() == plots.COLOURS[0]
    assert [t.get_text() for t in ax.get_yticklabels()] == rows["label"].tolist()


def test_differences_say_where_there_is_no_interval_and_whose_voice_a_row_is(measured):
    comparison = compare(measured, resamples=99)
    ax = plots.plot_differences(comparison)
    shown = [t.get_text() for t in ax.texts]
    assert shown.count(" no interval") == comparison["low"].isna().sum() > 0
    assert shown.count("not defined") == comparison["difference"].isna().sum() > 0
    assert "tone of the words, quoted" in [t.get_text() for t in ax.get_yticklabels()]


def test_alt_of_the_differences_states_the_finding(measured, monkeypatch):
    monkeypatch.setattr("analysis.compare.FEWEST", 4)
    rows = compare(measured, resamples=999)
    rows = rows[rows["voice"] == "all"].assign(clear=lambda of: of["measure"] == "loaded_per_100_words")
    loaded = rows.iloc[0]
    assert plots.alt_differences(rows, names=NAMES) == (
        "Differences, The Morning Post minus The Wire, with 95% intervals. 1 of 2 are clear: loaded words "
        f"(The Morning Post higher; interval {loaded['low']:.1f} to {loaded['high']:.1f}). "
        "1 may be chance. 0 have no interval."
    )


def test_categories_have_a_bar_for_each_voice_and_none_where_it_is_undefined(categories):
    ax = plots.plot_categories(categories, names=NAMES)
    bars = [(round(bar.get_width(), 6), bar.get_hatch() is not None) for bar in ax.patches]
    assert bars == [(3.0, False), (1.0, False), (4.0, True), (0.0, True), (0.0, False), (0.0, False)]
    labels = [t.get_text() for t in ax.get_legend().get_texts()]
    assert labels[1] == "The Morning Post, quoted"
    assert labels[3] == "The Wire, quoted (no such words)"
    assert [t.get_text() for t in ax.get_yticklabels()] == ["emotive", "label"]


def test_alt_of_the_categories_states_the_finding(categories):
    assert plots.alt_categories(categories, names=NAMES) == (
        "Marked words by category and voice. "
        "The Morning Post, own voice: 8 in 200 words (4.0 in 100), most of them emotive (6). "
        "The Morning Post, quoted: 2 in 50 words (4.0 in 100), most of them emotive (2). "
        "The Wire, own voice: none in 100 words. The Wire, quoted: no such words."
    )


@pytest.fixture
def every(measured, categories) -> dict:
    comparison = compare(measured, resamples=99)
    return {
        "profile": (plots.plot_profile, measured),
        "differences": (plots.plot_differences, comparison),
        "categories": (plots.plot_categories, categories),
    }


@pytest.mark.parametrize("kind", ["profile", "differences", "categories"])
def test_svg_has_real_text_no_style_and_the_same_bytes_each_time(every, kind):
    plot, table = every[kind]
    ax = plot(table)
    first = plots.svg(ax, name=kind, alt='5 < 6 & "so"')
    assert (
        first == plots.svg(ax, name=kind, alt='5 < 6 & "so"') == plots.svg(plot(table), name=kind, alt='5 < 6 & "so"')
    )
    root = ET.fromstring(first)
    assert root.get("aria-label") == '5 < 6 & "so"'
    assert root.get("role") == "img"
    assert len(texts(first)) >= 6
    for node in root.iter():
        assert "style" not in node.attrib
        assert node.tag.rpartition("}")[2] not in {"style", "metadata", "script", "image"}
        assert node.get("font-family", "sans-serif") == "sans-serif"
        assert node.get("id", f"{kind}-").startswith(f"{kind}-")
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert 3_000 < len(first) < 25_000


def test_svg_can_take_its_colours_from_the_page(measured):
    ax = plots.plot_profile(measured)
    assert "var(--" not in plots.svg(ax)
    themed = plots.svg(ax, themed=True)
    assert 'stroke="var(--a, #b34700)"' in themed
    assert 'fill="var(--ink, #1b1b1a)"' in themed
    for colour in (*plots.COLOURS, plots.INK, plots.SOFT):
        assert f'="{colour}"' not in themed
    ET.fromstring(themed)


@pytest.mark.parametrize("hostile", ['<script>alert(1)</script> id="x" style="a:b"', "$5 and $6", "_hidden", "url(#x)"])
def test_a_name_comes_out_as_it_went_in(measured, hostile):
    svg = plots.svg(plots.plot_profile(measured, names={"a": hostile}), name="p")
    shown = hostile if len(hostile) <= 40 else hostile[:39] + "\N{HORIZONTAL ELLIPSIS}"
    assert shown in [t.lstrip("\N{ZERO WIDTH SPACE}") for t in texts(svg)]
    assert "<script" not in svg


@pytest.mark.parametrize("kind", ["profile", "differences", "categories"])
def test_plots_draw_on_given_axes_and_leave_rcparams_alone(every, kind):
    plot, table = every[kind]
    before = dict(mpl.rcParams)
    ax = Figure().add_subplot()
    assert plot(table, ax=ax) is ax
    plots.svg(ax)
    assert dict(mpl.rcParams) == before


def test_three_articles_cannot_be_drawn(measured):
    with pytest.raises(InputError, match="the table has 3"):
        plots.plot_profile(pd.concat([measured, measured.assign(article="c").head(2)]))
    with pytest.raises(InputError, match="no rows"):
        plots.plot_differences(compare(measured, resamples=99).head(0))


def test_a_notebook_shows_the_figure_with_its_alt_text(measured, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **how: shown.append((data, how)))
    assert plots.figure_with_alt(plots.plot_profile(measured), "what it shows") is None
    data, how = shown[0]
    assert how == {"metadata": {"image/svg+xml": {"alt": "what it shows"}}, "raw": True}
    assert data["image/svg+xml"].startswith("<svg") and "prefers-color-scheme:dark" in data["image/svg+xml"]
    assert data["text/plain"] == "what it shows"
