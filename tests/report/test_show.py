"""What a notebook shows: the page's components, as text in a console."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis.report import show
from analysis.report.site import clean
from analysis.schema import InputError
from tests.browser import example


@pytest.fixture(scope="module")
def marked():
    made = example()
    return show.marked(made.measured, made.spans)


def soup(shown):
    return BeautifulSoup(shown._repr_html_(), "html.parser")


def test_the_texts_without_their_marks_are_the_texts(marked):
    page = soup(marked)
    for tip in page.select(".tip"):
        tip.extract()
    kept = example().measured.query("kind in ('headline', 'body', 'blockquote')")
    assert [block.text for block in page.select(".block")] == kept["text"].tolist()


def test_a_mark_has_its_reason_and_its_id_is_the_same_each_time_and_unlike_anothers(marked):
    made = example()
    assert show.marked(made.measured, made.spans).html == marked.html
    ids = {tag["id"] for tag in soup(marked).select("[id]")}
    assert {mark["aria-describedby"] for mark in soup(marked).select("mark")} <= ids
    other = show.marked(made.measured[made.measured["block"] == 1], made.spans)
    assert not ids & {tag["id"] for tag in soup(other).select("[id]")}
    assert "plainer: plainer word" in marked.html and 'class="sentiment"' not in marked.html


def test_hostile_text_is_escaped_and_survives_the_cleaning_of_a_notebooks_page():
    hostile = "<script>alert(1)</script>\"' onclick=x &amp;"
    made = example(hostile=hostile)
    html = clean(show.marked(made.measured, made.spans).html)
    page = BeautifulSoup(html, "html.parser")
    assert not page.select("script, style, [onclick]") and page.select("mark u.loaded") and page.select("q")
    assert page.select_one(".headline").text.endswith(hostile)
    assert page.select_one("mark")["aria-describedby"] == page.select_one("mark .tip")["id"]


def test_a_notebooks_page_has_the_opening_sentence_and_no_figure_without_its_drawing():
    made = example()
    shown = show.marked(made.measured, made.spans, articles=made.articles).html
    assert BeautifulSoup(shown, "html.parser").select("figure.places svg text")
    page = BeautifulSoup(clean(shown), "html.parser")
    assert (
        not page.select("figure, figcaption, svg") and "In its own voice" in page.text and page.select("mark u.loaded")
    )


def test_a_comparison_has_a_row_a_row_and_the_names_that_are_given():
    made = example()
    page = soup(show.compared(made.comparison, names={"piece-0": "the first <b>"}))
    heads = [cell.text for cell in page.select("thead th")]
    assert heads[:4] == ["measure", "which part", "the first <b>", "B"] and heads[-1] == "remark"
    assert len(page.select("tbody tr")) == 2
    assert "the first <b> minus B" in page.caption.text


def test_a_console_shows_the_table_and_no_rows_no_table(marked):
    made = example()
    assert repr(show.compared(made.comparison)) == repr(made.comparison)
    assert not soup(show.compared(made.comparison[:0])).select("table")
    assert not soup(show.marked(made.measured[:0], made.spans)).select(".block")


def test_the_style_touches_nothing_but_the_component(marked):
    (style,) = re.findall("<style>(.*?)</style>", marked.html, re.DOTALL)
    selectors = re.sub(r"\([^()]*\)", "", re.sub(r"\{[^}]*\}", ",", style)).split(",")
    assert all(one.strip().startswith(".framing") for one in selectors if one.strip())


def test_a_table_without_its_columns_is_refused():
    made = example()
    with pytest.raises(InputError, match="blocks: there is no column 'kind'"):
        show.marked(made.measured.drop(columns="kind"), made.spans)
    with pytest.raises(InputError, match="comparison: there is no column 'low'"):
        show.compared(made.comparison.drop(columns="low"))


def test_a_table_is_shown_as_people_read_it_and_names_blocks_as_the_page_does():
    made = example()
    rows = pd.DataFrame(
        {"article": ["piece-0", "piece-1"], "block": [1, 0], "text_of": ["<b>", "$5 & $6"], "p": [0.0004, 0.25]}
    )
    shown = show.table(rows.assign(words=[3.0, float("nan")]), blocks=made.measured)
    cells = [[cell.text for cell in row.select("th, td")] for row in soup(shown).select("tr")]
    assert cells == [
        ["place", "text of", "p", "words"],
        ["A1", "<b>", "<0.01", "3"],
        ["B’s headline", "$5 & $6", "0.25", ""],
    ]
    assert show.table(rows).html == show.table(rows.copy()).html and "article" in show.table(rows).html
    assert not soup(shown).select("b, [id*=row]") and rows.columns[1] == "block"
    kept = BeautifulSoup(clean(show.table(rows["p"]).html), "html.parser")
    assert [cell.text for cell in kept.select("td.num")] == ["<0.01", "0.25"]


def test_a_column_has_as_many_decimals_in_each_row_and_row_numbers_are_not_shown():
    rows = pd.DataFrame({"ease": [42.31, -7.6, 72.0, 0.0], "p": [0.53, 1.0, 0.004, 0.02]}, index=[1, 7, 15, 18])
    cells = [[cell.text for cell in row.select("th, td")] for row in soup(show.table(rows)).select("tbody tr")]
    assert cells == [["42.3", "0.53"], ["−7.6", "1"], ["72.0", "<0.01"], ["0", "0.02"]]
    assert soup(show.table(rows.rename_axis("row"))).select("tbody th")
