"""The figures: what is drawn, what they say in words, and that one call shows both."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis.comparison.compare import compare_articles as compare
from analysis.evaluation.validation import BY_HAND, COLUMNS, OURS
from analysis.measures import evidence, frame_profile, frame_spans, measure
from analysis.report import plots, titles
from analysis.report.drawing import COLOURS, INK, PAPER, PHONE, SOFT, svg, twice
from analysis.report.plots import (
    MOST_WORDS,
    alt_agreement,
    alt_shuffles,
    alt_sources,
    alt_voices,
    alt_word_shift,
    plot_agreement,
    plot_shuffles,
    plot_sources,
    plot_voices,
    plot_word_shift,
)
from analysis.schema import InputError
from tests.sized import sized

pytestmark = pytest.mark.filterwarnings("error")
NAMES = {"a": "The Morning Post", "b": "The Wire"}
BLOCKS = pd.DataFrame({
    "article": ["a", "a", "b", "b"],
    "kind": ["headline", "body"] * 2,
    "paragraph": [np.nan, 1] * 2,
    "text": ["Wages fall", "The court heard the case of the bank.", "Rain", "It rained on the lane."],
})  # fmt: skip

_GRIM = "The brutal, savage, vicious, vile and shameful cut came, a disgraceful and reckless plan."
LANES = BLOCKS.assign(block=[0, 1] * 2, voice="outlet", text=["Wages fall", _GRIM, "Rain", _GRIM])


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


TEXT = "{http://www.w3.org/2000/svg}text"


def texts(drawn: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(drawn).iter(TEXT)]


def test_profile_draws_a_bar_a_paragraph_up_from_each_pieces_zero_line(measured):
    ax = plots.plot_profile(measured, names=NAMES)
    bars = [
        (round(bar.get_height(), 6), to_hex(bar.get_edgecolor()), bar.get_hatch() is not None) for bar in ax.patches
    ]
    assert [height for height, *_ in bars] == [16, 8, 0, 4, 12, 8, 2, 0, 4, 2]
    assert [colour for _, colour, _ in bars] == [COLOURS[0]] * 6 + [COLOURS[1]] * 4
    assert [hatched for *_, hatched in bars] == [False] * 4 + [True] + [False] * 5
    zeros = [line.get_ydata()[0] for line in ax.lines]
    assert zeros[0] == 0 and zeros[1] < 0 and {bar.get_y() for bar in ax.patches} == set(zeros)
    assert ax.patches[0].get_x() == 0 and ax.patches[6].get_x() == 0
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["The Morning Post", "The Wire", "quoted passage"]


def test_profile_gives_a_long_paragraph_more_room_and_an_undefined_one_none(measured):
    texts = measured.assign(text=["x" * (30 if row == 1 else 10) for row in range(len(measured))])
    ax = plots.plot_profile(texts, measure="compound")
    assert len(ax.patches) == 9 and "tone of the words" in ax.get_ylabel()
    assert ax.patches[0].get_width() > 2 * ax.patches[1].get_width()


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
    monkeypatch.setattr("analysis.comparison.compare.FEWEST", 4)
    monkeypatch.setattr("analysis.comparison.compare.FEWEST_TOGETHER", 8)
    monkeypatch.setattr("analysis.comparison.significance.FEWEST_VARIED", 1)
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
    assert middle.get_markerfacecolor() == COLOURS[0]
    assert [t.get_text() for t in ax.get_yticklabels()] == rows["label"].tolist()


def test_differences_say_where_there_is_no_interval_and_whose_voice_a_row_is(measured):
    comparison = compare(measured, resamples=99)
    ax = plots.plot_differences(comparison)
    shown = [t.get_text() for t in ax.texts]
    assert shown.count(" no interval") == comparison["low"].isna().sum() > 0
    assert shown.count("not defined") == comparison["difference"].isna().sum() > 0
    assert "tone of the words, block quotations" in [t.get_text() for t in ax.get_yticklabels()]


def test_alt_of_the_differences_states_the_finding(measured, monkeypatch):
    monkeypatch.setattr("analysis.comparison.compare.FEWEST", 4)
    monkeypatch.setattr("analysis.comparison.compare.FEWEST_TOGETHER", 8)
    monkeypatch.setattr("analysis.comparison.significance.FEWEST_VARIED", 1)
    rows = compare(measured, resamples=999)
    rows = rows[rows["voice"] == "all"].assign(clear=lambda of: of["measure"] == "loaded_per_100_words")
    loaded = rows.iloc[0]
    assert plots.alt_differences(rows, names=NAMES) == (
        "Differences, The Morning Post minus The Wire, with 95% intervals. 1 of 3 are clear: loaded words "
        f"(The Morning Post higher; interval {loaded['low']:.1f} to {loaded['high']:.1f}). "
        "1 may be chance. 1 has no interval."
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


def test_a_figure_can_take_its_colours_from_the_page(measured):
    ax = plots.plot_profile(measured)
    assert "var(--" not in svg(ax)
    themed = svg(ax, themed=True)
    assert 'stroke="var(--a, #b34700)"' in themed
    assert 'fill="var(--ink, #1b1b1a)"' in themed
    for colour in (*COLOURS, INK, SOFT):
        assert f'="{colour}"' not in themed
    ET.fromstring(themed)


@pytest.mark.parametrize("hostile", ['<script>alert(1)</script> id="x" style="a:b"', "$5 and $6", "_hidden", "url(#x)"])
def test_a_name_comes_out_as_it_went_in(measured, hostile):
    drawn = svg(plots.plot_profile(measured, names={"a": hostile}), name="p")
    shown = hostile if len(hostile) <= 40 else hostile[:39] + "\N{HORIZONTAL ELLIPSIS}"
    assert shown in [t.lstrip("\N{ZERO WIDTH SPACE}") for t in texts(drawn)]
    assert "<script" not in drawn


def test_three_articles_cannot_be_drawn(measured):
    with pytest.raises(InputError, match="the table has 3"):
        plots.plot_profile(pd.concat([measured, measured.assign(article="c").head(2)]))
    with pytest.raises(InputError, match="no rows"):
        plots.plot_differences(compare(measured, resamples=99).head(0))


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
    empty["share"] = empty["share"].where(empty["article"] == "a", np.nan)
    assert alt_voices(empty, names=NAMES).endswith("The Wire has no words.")
    assert sum(bar.get_width() for bar in plot_voices(empty).patches) == pytest.approx(100)


def test_sources_have_a_bar_with_the_part_in_their_own_words_hatched(sources):
    ax = plot_sources(sources, names=NAMES)
    bars = [(bar.get_x(), bar.get_width(), bar.get_hatch() is not None) for bar in ax.patches]
    assert bars[:4] == [(0, 20, True), (20, 10, False), (0, 0, True), (0, 12, False)]
    assert [to_hex(bar.get_edgecolor()) for bar in ax.patches] == [COLOURS[0]] * 4 + [COLOURS[1]] * 2 + [COLOURS[0]] * 2
    assert [text.get_text() for text in ax.texts] == ["30", "12", "9", "5"]
    assert to_hex(ax.patches[0].get_facecolor()) == PAPER
    labels = [tick.get_text() for tick in ax.get_yticklabels()]
    assert labels == ["Ana Ruiz", "[not told]", "[ministry]", "[officials who spoke on condition…]"]


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


def test_a_source_of_both_pieces_has_one_row_and_what_is_not_drawn_is_counted(sources):
    many = pd.concat([sources.head(1).assign(source=f"S{k}", words=50 - k) for k in range(12)], ignore_index=True)
    other = sources.head(1).assign(article="b", source="S3", words=9, words_quoted=0)
    rows = pd.concat([many, other, sources.tail(1).assign(words=0, words_quoted=0)], ignore_index=True)
    ax = plot_sources(rows)
    assert [tick.get_text() for tick in ax.get_yticklabels()] == [f"S{k}" for k in range(8)] + ["and 4 more"]
    assert [to_hex(bar.get_edgecolor()) for bar in ax.patches].count(COLOURS[1]) == 2


@pytest.mark.parametrize("hostile", ["<script>x</script>", "$5 and $6", "_hidden", "Élise Nguyễn"])
def test_a_source_comes_out_as_it_went_in(sources, hostile):
    drawn = svg(plot_sources(sources.head(1).assign(source=hostile), names={"a": "x"}))
    assert hostile.replace("<", "&lt;").replace(">", "&gt;") in drawn and "<script" not in drawn


def test_three_articles_and_missing_columns_are_refused(voices, sources):
    with pytest.raises(InputError, match="the table has 3"):
        plot_voices(pd.concat([voices, voices.assign(article="c")]))
    with pytest.raises(InputError, match="the table has 3"):
        plot_sources(pd.concat([sources, sources.head(1).assign(article="c")]))
    with pytest.raises(InputError, match="share"):
        plot_voices(voices.drop(columns="share"))
    with pytest.raises(InputError, match="words_quoted"):
        plot_sources(sources.drop(columns="words_quoted"))


EASE, LOADED = "flesch_reading_ease", "loaded_per_100_words"


@pytest.fixture
def shift() -> pd.DataFrame:
    rows = [
        ("grim", "emotive", "outlet", 2, 0, 1.0, 0.0, 1.0),
        ("warned", "cue", "quoted", 0, 1, 0.0, 0.75, -0.75),
        ("huge", "intensifier", "outlet", 1, 0, 0.5, 0.0, 0.5),
        ("dire", "emotive", "outlet", 1, 1, 0.5, 0.75, -0.25),
        ("level", "emotive", "outlet", 1, 1, 0.5, 0.5, 0.0),
    ]
    columns = ["word", "category", "voice", "count_a", "count_b", "share_a", "share_b", "contribution"]
    return pd.DataFrame(rows, columns=columns)


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


@sized(40)
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


def test_nothing_to_draw_and_bad_input_are_refused(shift):
    level, undefined = shift.tail(1), shift.assign(contribution=float("nan"))
    for nothing in (level, shift.head(0), undefined):
        with pytest.raises(InputError, match="nothing to draw"):
            plot_word_shift(nothing, measure=LOADED)
    with pytest.raises(InputError, match="count_b"):
        alt_word_shift(shift.drop(columns="count_b"), measure=LOADED)
    with pytest.raises(InputError, match="two articles"):
        plot_word_shift(shift, measure=LOADED, names={"a": "only one"})


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


def test_another_measure_has_no_line_for_chance():
    ax = plot_agreement(FIGURES, measure="macro_f1")
    assert "macro-F1" in ax.get_xlabel()
    assert [0.5, 0.5] not in [list(line.get_xdata()) for line in ax.lines]


def test_the_words_say_what_the_figure_shows():
    assert alt_agreement(FIGURES) == (
        "AUC with 95% intervals, higher agrees better with experts. "
        f"{OURS}: {BY_HAND} 0.80 (0.75 to 0.85); VADER 0.54 (0.50 to 0.58). Chance is 0.5."
    )
    assert "Chance" not in alt_agreement(FIGURES, measure="macro_f1")


def test_a_measure_without_a_value_is_refused():
    with pytest.raises(InputError, match="no word F1 to be drawn"):
        plot_agreement(FIGURES, measure="word_f1")


POINTS = pd.DataFrame(
    [("a", 1, 1, 0.5, 1), ("a", 2, 2, 0.3, 0), ("a", 4, 3, 0.2, 1), ("b", 2, 1, 0.6, 2), ("b", 3, 2, 0.4, 0)],
    columns=["article", "block", "place", "share", "others"],
)
MATCHES = pd.DataFrame(
    [("a", 0, "b", 0, 0.9), ("a", 1, "b", 2, 0.4), ("a", 4, "b", 2, 0.2)],
    columns=["article_a", "block_a", "article_b", "block_b", "score"],
)
TOLD = pd.DataFrame({"text": ["It rained.", "The brutal rain.", "", "A kind sun.", "Noon."]}).assign(
    compound=[0.0, -0.62, np.nan, 0.53, 0.1]
)


def test_matches_join_two_columns_and_leave_what_only_one_has_hollow():
    ax = plots.plot_matches(POINTS, matches=MATCHES, names=NAMES)
    assert [to_hex(bar.get_facecolor()) for bar in ax.patches] == [COLOURS[0], PAPER, COLOURS[0], COLOURS[1], PAPER]
    joined = [tuple(line.get_ydata()) for line in ax.lines]
    assert len(joined) == 2 and joined[0][1] == joined[1][1], "both lead to B1; the headlines are no paragraphs"
    assert [line.get_linewidth() for line in ax.lines] == pytest.approx([2.6, 1.8])
    assert [text.get_text() for text in ax.texts][:3] == ["A1", "A2", "A3"]
    assert plots.alt_matches(POINTS, matches=MATCHES, names=NAMES) == (
        "Without a counterpart: 1 of 3 paragraphs of The Morning Post, 1 of 2 paragraphs of The Wire. "
        "Joined: A1 and B1, A3 and B1. Only in The Morning Post: A2; only in The Wire: B2."
    )


def test_sentences_are_bars_from_zero_and_what_is_not_defined_says_so():
    ax = plots.plot_sentences(TOLD, measure="compound")
    assert [bar.get_width() for bar in ax.patches] == [0, -0.62, 0.53, 0.1] and ax.lines[0].get_xdata()[0] == 0
    assert [text.get_text() for text in ax.texts] == ["0.00", "-0.62", "not defined", "0.53", "0.10"]
    assert "“The brutal rain.” -0.62" in plots.alt_sentences(TOLD, measure="compound")


TITLES = {
    "frame_course": "The heaviest frame by thirds. a: legality, then health, then culture; "
    "b: politics, then economic, then opinion",
    "profile": "Loaded words: highest in paragraph 1 of a (16.0) and in paragraph 3 of b (4.0)",
    "categories": "Most marked words of its own: a emotive (6), b none",
    "voices": "Quoted: 4% of a and 75% of b. Retold in the piece’s own words: 36% and 0%",
    "sources": "Most words: Ana Ruiz in a (30), ministry in b (9)",
    "salience": "Ana Ruiz: 80% of a and 40% of b’s mentions",
    "shuffles": "2 of 2 shuffles differ as much as the two pieces: Flesch reading ease (points)",
    "word_shift": "“grim” makes +1 of +0.5 of the difference, loaded words (in 100 words)",
    "agreement": f"AUC, at best: {OURS} 0.80, VADER 0.54",
    "matches": "Without a counterpart: 1 of 3 paragraphs of a, 1 of 2 paragraphs of b",
    "sentences": "Tone of the words: from -0.62 (“The brutal rain.”) to 0.53 (“A kind sun.”)",
}


@pytest.mark.parametrize("kind", TITLES)
def test_a_title_states_the_finding(tables, kind):
    table, options = tables[kind]
    assert getattr(titles, f"title_{kind}")(table, **options) == TITLES[kind]


@pytest.mark.parametrize(
    ("shares", "percents"),
    [([0.545, 0.281, 0.174], [55, 28, 17]), ([1 / 3] * 3, [34, 33, 33]), ([0.5, 0.5], [50, 50]), ([np.nan, 0], [0, 0])],
)
def test_percents_add_up(shares, percents):
    assert titles.whole_percents(shares) == percents


COURSE = pd.DataFrame({
    "article": ["a", "b"],
    "block": [0, 0],
    "paragraph": [1, 1],
    "kind": ["body"] * 2,
    "text": [
        "The court heard the judge, the troops fired, taxes rose, doctors wept, the museum sang.",
        "Parliament voted, the army marched, the wages fell, the hospital closed, the poll was out.",
    ],
})  # fmt: skip


SALIENCE = pd.DataFrame({
    "actor": ["Ana Ruiz", "Dunes Union", "Ana Ruiz", "Dunes Union", "officials"],
    "article": ["a", "a", "b", "b", "b"],
    "share": [0.8, 0.2, 0.4, 0.5, 0.1],
})  # fmt: skip


def test_salience_draws_an_actor_as_a_slope_and_says_its_shares():
    ax = plots.plot_salience(SALIENCE, names=NAMES)
    assert [list(line.get_ydata()) for line in ax.lines] == [[80, 40], [20, 50], [0, 10]]
    assert [to_hex(line.get_color()) for line in ax.lines] == [COLOURS[0], COLOURS[1], COLOURS[1]]
    heights = sorted(one.xy[1] for one in ax.texts if one.xy[0] == 1)
    assert min(np.diff(heights)) >= 0.06 * 80 - 1e-9
    assert plots.alt_salience(SALIENCE, names=NAMES) == (
        f"Share of mentions. Ana Ruiz: {NAMES['a']} 80%, {NAMES['b']} 40%; "
        f"Dunes Union: {NAMES['a']} 20%, {NAMES['b']} 50%; officials: {NAMES['a']} 0%, {NAMES['b']} 10%."
    )
    none = SALIENCE.head(0)
    assert plots.alt_salience(none) == titles.title_salience(none) + "."


@pytest.fixture
def tables(measured, categories, voices, sources, shift) -> dict[str, tuple]:
    """Hold what each figure is drawn of: its table, and what else it needs."""
    return {
        "profile": (measured, {}),
        "differences": (compare(measured, resamples=99), {}),
        "categories": (categories, {}),
        "voices": (voices, {}),
        "sources": (sources, {}),
        "salience": (SALIENCE, {}),
        "shuffles": (pd.Series([1.0, 2.0]), {"seen": 1.0, "measure": EASE}),
        "word_shift": (shift, {"measure": LOADED}),
        "agreement": (FIGURES, {}),
        "frames": (frame_profile(BLOCKS), {}),
        "frame_course": (frame_spans(COURSE), {}),
        "matches": (POINTS, {"matches": MATCHES}),
        "sentences": (TOLD, {"measure": "compound"}),
        "words_in_place": (LANES.join(measure(LANES)), {"spans": evidence(LANES)}),
    }


@pytest.mark.parametrize("kind", plots.__all__)
def test_svg_has_real_text_no_style_and_the_same_bytes_each_time(tables, kind):
    table, options = tables[kind]
    plot = getattr(plots, f"plot_{kind}")
    first, again, anew = (
        svg(ax, name=kind, alt='5 < 6 & "so"') for ax in [plot(table, **options)] * 2 + [plot(table, **options)]
    )
    assert first == again == anew
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
    assert 2_000 < len(first) < 25_000


@pytest.mark.parametrize("kind", plots.__all__)
def test_plots_draw_on_given_axes_and_leave_rcparams_and_tables_alone(tables, kind):
    table, options = tables[kind]
    before, whole, ax = dict(mpl.rcParams), table.copy(), Figure().add_subplot()
    assert getattr(plots, f"plot_{kind}")(table, ax=ax, **options) is ax
    svg(ax)
    assert dict(mpl.rcParams) == before
    assert table.equals(whole)


@pytest.mark.parametrize("kind", plots.__all__)
def test_in_a_notebook_one_call_shows_a_figure_once_with_its_title_and_its_alt_text(tables, kind, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **how: shown.append((data, how)))
    table, options = tables[kind]
    assert getattr(plots, kind)(table, **options) is None
    ((data, how),) = shown
    alt = getattr(plots, f"alt_{kind}")(table, **options)
    narrow = how["metadata"]["image/svg+xml"].pop("narrow")
    assert data["text/plain"] == alt and how == {"metadata": {"image/svg+xml": {"alt": alt}}, "raw": True}
    assert float(ET.fromstring(narrow).get("viewBox").split()[2]) == pytest.approx(72 * PHONE)
    assert data["image/svg+xml"].startswith("<svg") and "prefers-color-scheme:dark" in data["image/svg+xml"]
    root = ET.fromstring(data["image/svg+xml"])
    bare = ET.fromstring(svg(getattr(plots, f"plot_{kind}")(table, **options)))
    lines = len(texts(data["image/svg+xml"])) - len(list(bare.iter(TEXT)))
    assert root.get("aria-label") == alt and 1 <= lines <= 3
    higher = float(root.get("viewBox").split()[3]) - float(bare.get("viewBox").split()[3])
    assert higher == pytest.approx(72 * (0.1 + 0.2 * lines), abs=0.02)
    assert set(TITLES.get(kind, "").split()) <= set(" ".join(texts(data["image/svg+xml"])).split())


@pytest.mark.parametrize("kind", plots.__all__)
def test_on_a_phone_no_word_of_a_figure_is_cut_off_or_written_over_another(tables, kind):
    table, options = tables[kind]
    _, ax = twice(
        lambda: getattr(plots, f"plot_{kind}")(table, **options), "What it finds, in a sentence of some length"
    )
    figure = ax.get_figure()
    figure.draw_without_rendering()
    legend = ax.get_legend().get_texts() if ax.get_legend() else []
    low, high = ax.get_xlim()
    ticks = [label for at, label in zip(ax.get_xticks(), ax.get_xticklabels(), strict=True) if low <= at <= high]
    around = [*ax.get_yticklabels(), *ticks, *legend, *figure.texts, *ax.texts]
    boxes = {text.get_text(): text.get_window_extent() for text in around if text.get_text().strip()}
    assert len(boxes) > 3 and [text for text, at in boxes.items() if at.x0 < -1 or at.x1 > figure.bbox.x1 + 1] == []
    rows = [label.get_window_extent() for label in ax.get_yticklabels()]
    assert not [1 for one, other in combinations(rows, 2) if one.y0 + 1 < other.y1 and other.y0 + 1 < one.y1]


def test_the_course_of_frames_counts_words_by_third():
    table = pd.DataFrame({
        "article": ["a", "a", "a"],
        "block": [0, 1, 2],
        "paragraph": [1, 2, 3],
        "kind": ["body"] * 3,
        "text": ["Nothing was said of that.", "They went home early now.", "The court heard the judge."],
    })  # fmt: skip
    marks = frame_spans(table)
    assert set(marks.loc[marks["category"] == "legality", "surface"]) == {"court", "judge"}
    assert "a: legality 0, 0, 2." in plots.alt_frame_course(marks)
    assert "no issue frame is marked" in plots.alt_frame_course(marks.assign(place=float("nan")))
