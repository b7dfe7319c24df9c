"""What the parts of the page share: the model, how numbers, texts and tables are shown, and a readable stylesheet."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from urllib.parse import unquote_to_bytes

import jinja2
import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from analysis.files import safe_cells
from analysis.report import page
from analysis.report.page import csv_link
from tests.browser import example

START = "data:text/csv;charset=utf-8,"


def read(link):
    assert link.startswith(START)
    held = io.BytesIO(unquote_to_bytes(link[len(START) :]))
    return pd.read_csv(held, dtype=str, keep_default_na=False, encoding="utf-8-sig")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1), min_size=1))
def test_what_is_read_back_is_what_was_there_and_no_cell_begins_a_formula(texts):
    link = csv_link(pd.DataFrame({"text": texts, "place": "x"}))
    back = read(link)["text"].tolist()
    assert [cell.removeprefix("'") if cell != text else cell for cell, text in zip(back, texts, strict=True)] == texts
    assert not any(cell[0] in "=+@\t" for cell in back)


@pytest.mark.parametrize("sign", list("\"'<>&#\n\t \u007f`"))
def test_no_sign_that_ends_an_attribute_or_an_address_stands_in_it(sign):
    assert sign not in csv_link(pd.DataFrame({"a" + sign: ["b" + sign]}))


def test_numbers_have_six_digits_and_what_is_missing_is_empty():
    link = csv_link(pd.DataFrame({"x": [1 / 3, float("nan"), 2.0], "n": [1, 2, 3]}))
    assert link == START + "%EF%BB%BFx,n%0A0.333333,1%0A,2%0A2,3%0A"


def test_a_heading_begins_no_formula_and_an_empty_table_keeps_its_headings():
    assert csv_link(pd.DataFrame(columns=["=a", 3])) == START + "%EF%BB%BF%27=a,3%0A"


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


def test_the_letters_follow_the_articles_and_go_on_after_z():
    names = page.letters(pd.DataFrame({"article": [str(number) for number in range(28)]}))
    assert [names[str(number)] for number in (0, 1, 25, 26, 27)] == ["A", "B", "Z", "AA", "AB"]


def test_a_block_is_named_and_linked_where_it_is_text():
    places = example().places
    assert places["piece-0", 0] == {"place": "A’s headline", "href": "#A-0"}
    assert places["piece-1", 3] == {"place": "B3", "href": "#B-3"}
    assert places["piece-0", 4] == {"place": "A’s block 4", "href": None}


def test_two_pieces_are_one_pair_and_need_no_names():
    assert example().pairs == []
    made = example(articles=3)
    table = pd.concat([made.comparison, made.comparison.assign(article_b="piece-2")])
    assert replace(made, comparison=table).pairs == [("A", "B"), ("A", "C")]


@pytest.mark.parametrize(
    ("measure", "voice", "said", "score"),
    [
        ("loaded_per_100_words", "outlet", "own voice", False),
        ("loaded_score", "quoted", "quoted", False),
        ("hedges_per_100_words", "all", "whole text", False),
        ("compound", "outlet", "outside block quotations", True),
        ("flesch_reading_ease", "quoted", "block quotations", True),
        ("flesch_reading_ease", "all", "whole text", False),
    ],
)
def test_a_score_of_whole_paragraphs_is_never_called_a_voice(measure, voice, said, score):
    made = example()
    (row,) = replace(made, comparison=made.comparison[:1].assign(measure=measure, voice=voice)).rows
    assert (row["said"], row["score"]) == (said, score)


@pytest.mark.parametrize(
    ("reason", "remark"),
    [
        ("no quoted words in piece-1", "no quoted words in B"),
        ("no quoted words in piece-0 and piece-1", "no quoted words in A and B"),
        ("only one paragraph to go on in piece-0", "only one paragraph to go on in A"),
        ("3 and 4 paragraphs are too few", "3 and 4 paragraphs are too few"),
        (None, ""),
    ],
)
def test_a_remark_names_the_pieces_by_their_letters(reason, remark):
    made = example()
    (row,) = replace(made, comparison=made.comparison[:1].assign(reason=reason)).rows
    assert row["remark"] == remark


def test_neighbouring_rows_of_one_measure_share_its_name():
    made = example()
    table = pd.concat([made.comparison[:1]] * 2 + [made.comparison[1:]], ignore_index=True)
    assert [row["span"] for row in page.spanned(replace(made, comparison=table).rows)] == [2, 0, 1]
    assert page.spanned(replace(made, comparison=table[:0]).rows) == []


def test_no_sentence_of_the_pages_own_has_more_than_25_words(seed_page):
    """What an article says, and a formula with its reference, are not the page's own sentences."""
    page = BeautifulSoup(seed_page, "html.parser")
    for other in page.select(".texts, style, bdi, q, table, svg, code, .tip, .places, .drift, dd .meta, #making .meta"):
        other.replace_with(" X ")
    told = [tag for tag in page.select("p, li, dd, figcaption, summary, h1, h2, h3") if not tag.find(["p", "ul", "dl"])]
    texts = [re.sub(r"“[^”]*”", "X", " ".join(tag.get_text(" ").split())) for tag in told]
    sentences = {one for text in texts for one in re.split(r"(?<=[.!?:;])\s+", text)}
    assert len(sentences) > 100
    assert [one for one in sentences if len(one.split()) > 25] == []


@given(
    st.lists(st.sampled_from([1 / 3, -2.0, 1e12, NAN, np.inf]), min_size=4, max_size=4),
    st.lists(st.sampled_from(["a, b", 'c "d"', "=e", "-5", "", None, "f\ng"]), min_size=4, max_size=4),
    st.lists(st.sampled_from([True, False]), min_size=4, max_size=4),
)
def test_a_table_is_written_as_pandas_writes_it(numbers, texts, flags):
    whole = pd.array([1, None, 3, 4], dtype="Int64")
    table = pd.DataFrame({"x": numbers, "text": texts, "b": flags, "n": whole, "mixed": [1.5, "y", None, 2]})
    written = safe_cells(table).to_csv(index=False, float_format="%.6g", lineterminator="\n")
    assert unquote_to_bytes(csv_link(table)[len(START) :]).decode("utf-8-sig") == written
