"""The look that all figures share, and SVG that is lean and says the same as the figure."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.report.drawing import COLOURS, INK, PAPER, SOFT, alone, articles_of, axes, name_of, settled, svg
from analysis.report.page import stylesheet
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


SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def ax():
    drawn = axes(None, 4, 3)
    drawn.plot([0, 1, 2], [3, 1, 2], "o--", color=COLOURS[0], markerfacecolor=PAPER)
    drawn.barh([1, 2], [2, 1], facecolor=PAPER, edgecolor=COLOURS[1], hatch="////")
    drawn.set_xlabel("words", color=INK)
    drawn.set_ylabel("count", color=INK)
    return settled(drawn, None)


def test_every_reference_leads_to_an_id_and_every_id_is_referred_to(ax):
    root = ET.fromstring(svg(ax, name="x"))
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    text = svg(ax, name="x")
    references = set(re.findall(r'(?:url\(|href=")#([^")]+)', text))
    assert references == set(ids) and len(ids) == len(set(ids)) > 2
    assert all(re.fullmatch(r"x-\d+", name) for name in ids)


def test_nothing_is_written_that_says_nothing(ax):
    text = svg(ax)
    root = ET.fromstring(text)
    assert not [node for node in root.iter(f"{SVG}g") if not node.attrib]
    unseen = [n for n in root.iter(f"{SVG}path") if n.get("fill") == "none" and not n.get("stroke")]
    assert not unseen and "rotate(0" not in text and "rotate(-0" not in text
    assert "<defs></defs>" not in text and "\n\n" not in text
    assert not re.search(r"\d\.\d{3}", text) and not re.search(r"\d\.\d?0[ \"]", text.partition(">")[2])


def test_shapes_texts_and_their_places_are_those_of_the_figure(ax):
    root = ET.fromstring(svg(ax))
    texts = ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]
    assert {"words", "count", "0.00", "1.0"} <= set(texts)
    turned = [node for node in root.iter(f"{SVG}text") if "rotate(-90" in node.get("transform", "")]
    assert ["".join(node.itertext()) for node in turned] == ["count"]
    hatched = [node for node in root.iter(f"{SVG}path") if node.get("fill", "").startswith("url(#")]
    (hatched,) = hatched  # bars that look the same are one path
    assert hatched.get("d").count("M") == 2
    # 4 inches wide, 72 points an inch
    assert root.get("viewBox") == "0 0 288 216"
    # a bar of two ends where its line in the figure ends
    box = ax.patches[0].get_window_extent()
    right = box.x1 * 72 / ax.figure.dpi
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", hatched.get("d").split("M")[1])]
    assert max(numbers[::2]) == pytest.approx(right, abs=0.02)


def test_ink_and_font_are_told_once(ax):
    text = svg(ax, themed=True)
    assert text.count("font-family") == 1 and text.count(f'fill="var(--ink, {INK})"') == 1
    assert svg(ax).count(f'fill="{INK}"') == 1


def test_an_alt_text_is_the_label_and_without_one_the_drawing_is_hidden(ax):
    assert svg(ax, alt='a < b & "c"').startswith('<svg role="img" aria-label="a &lt; b &amp; &quot;c&quot;"')
    assert svg(ax).startswith('<svg aria-hidden="true"')


def test_empty_axes_make_a_drawing():
    assert ET.fromstring(svg(axes(None, 1, 1))).tag == f"{SVG}svg"


def test_a_text_that_looks_like_markup_stays_as_it_is(ax):
    hostile = '<g id="p"> url(#p) style="fill: red" 1.23456 M 1 2 \n z'
    ax.set_title(hostile)
    ax.add_patch(Rectangle((0, 0), 1, 1))
    (found,) = [
        "".join(node.itertext())
        for node in ET.fromstring(svg(ax)).iter(f"{SVG}text")
        if "1.23456" in "".join(node.itertext())
    ]
    assert found.split() == hostile.partition("\n")[0].split()


def test_a_figure_by_itself_has_the_pages_colours_light_and_dark():
    text = alone(svg(axes(None, 1, 1), themed=True))
    light, dark = re.findall(r":root\{([^{}]*)\}", text)
    sheet = stylesheet()
    for shades, told in ((light, sheet.partition("@media")[0]), (dark, sheet.partition("@media")[2])):
        assert all(shade + ";" in told.replace("}", ";") for shade in shades.split(";"))
    assert ET.fromstring(text)[1].get("fill") == "var(--paper)"


def test_small_marks_stand_where_they_were_and_texts_share_their_size():
    drawn = axes(None, 4, 3)
    drawn.plot([0, 1, 2], [3, 1, 2], "o", color=COLOURS[0])
    text = svg(drawn, name="x")
    root = ET.fromstring(text)
    ticks = [path.get("d") for path in root.iter(f"{SVG}path") if path.get("stroke-width") == "0.8"]
    first = re.search(r"M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)", ticks[0])
    assert float(first[1]) == float(first[3]) and float(first[4]) - float(first[2]) == pytest.approx(3.5)
    places = drawn.transData.transform([(0, 3), (1, 1), (2, 2)])[:, 0] * 72 / drawn.figure.dpi
    uses = [float(use.get("x")) for use in root.iter(f"{SVG}use")]
    assert uses == pytest.approx(places.tolist(), abs=0.02)
    assert text.count('<text font-size="') <= 2 < text.count("<text")
