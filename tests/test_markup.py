"""What a notebook's output may bring into a page."""

from __future__ import annotations

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis.markup import clean, plain


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<SCRIPT src=x>alert(1)</SCRIPT >",
        "<script>alert(1)",
        "<style>p{color:red}</style>",
        "<iframe src='https://example.org/'></iframe>",
        "<img src='https://example.org/a.png' alt='x'>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)></svg>",
        "<object data=x></object><embed src=x><base href=x><link rel=stylesheet href=x><meta http-equiv=refresh>",
        "<form action=x><input></form>",
    ],
)
def test_nothing_of_it_is_kept(hostile):
    assert clean(f"<p>before</p>{hostile}").rstrip() == "<p>before</p>"


@pytest.mark.parametrize("target", ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_link_that_acts_loses_its_target(target):
    assert clean(f'<a href="{target}">word</a>') == "<a>word</a>"


def test_events_and_styles_are_dropped_and_words_kept():
    assert (
        clean('<p onclick="x()" style="color:red" class="c">one &lt;b&gt; two</p>')
        == '<p class="c">one &lt;b&gt; two</p>'
    )


def test_a_mark_keeps_its_reason():
    marked = '<mark class="m" title="metaphor" tabindex="0">flood</mark>'
    assert clean(marked) == marked


def test_a_picture_in_the_page_keeps_its_words():
    assert (
        clean('<img src="data:image/png;base64,AA==" alt="a line">')
        == '<img src="data:image/png;base64,AA==" alt="a line">'
    )


@pytest.mark.parametrize(
    ("target", "becomes"),
    [
        ("02_next.ipynb", "02_next.html"),
        ("02_next.ipynb#cell-4", "02_next.html#cell-4"),
        ("lessons/01_a.ipynb", "lessons-01_a.html"),
        ("../01_b.ipynb", "01_b.html"),
        ("https://example.org/x.ipynb", "https://example.org/x.ipynb"),
        ("report.html", "report.html"),
    ],
)
def test_links_to_notebooks_become_links_to_pages(target, becomes):
    assert clean(f'<a href="{target}">x</a>') == f'<a href="{becomes}">x</a>'


def table(frame: pd.DataFrame) -> BeautifulSoup:
    return BeautifulSoup(clean(frame.to_html()), "html.parser")


def test_a_table_gets_scopes_a_scroll_box_and_its_numbers_aligned():
    page = table(pd.DataFrame({"word": ["one", "<b>"], "share": [0.5, None], "n": [-3, 1200]}, index=["a", "b"]))
    assert [th.get("scope") for th in page.select("thead th")] == ["col"] * 3  # the corner heads nothing
    assert [th.get("scope") for th in page.select("tbody th")] == ["row"] * 2
    assert [th.text for th in page.select("thead .num")] == ["share", "n"]
    assert [td.text for td in page.select("tbody .num")] == ["0.5", "-3", "NaN", "1200"]
    box = page.find("table").parent
    assert (box.name, box["class"], box["tabindex"]) == ("div", ["scroll"], "0")
    assert page.select("tbody td")[3].text == "<b>"


def test_a_number_column_is_found_beside_cells_that_span_rows():
    index = pd.MultiIndex.from_tuples([("a", "x"), ("a", "y"), ("b", "x")])
    page = table(pd.DataFrame({"text": ["p", "q", "r"], "n": [1, 2, 3]}, index=index))
    assert [td.text for td in page.select("tbody .num")] == ["1", "2", "3"]


def test_two_tables_do_not_mix():
    one = pd.DataFrame({"a": [1]}).to_html(index=False) + pd.DataFrame({"a": ["x"]}).to_html(index=False)
    assert [td.get("class") for td in BeautifulSoup(clean(one), "html.parser").select("td")] == [["num"], None]


def test_the_empty_text():
    assert clean("") == plain("") == ""


def test_plain_words():
    assert plain("<p>one &amp;\n <em>two</em> &lt;b&gt;<script>three</script></p>") == "one & two <b>"


def test_a_table_that_has_its_box_gets_no_second_one():
    boxed = '<div class="scroll">\n<table><tbody><tr><td>1</td></tr></tbody></table></div>'
    assert clean(boxed).count("<div") == 1
    assert clean(boxed.replace("scroll", "other")).count("<div") == 2


def test_a_header_cell_that_heads_nothing_is_a_plain_one():
    table = "<table><thead><tr><th></th><th>a</th></tr></thead><tbody><tr><th>x</th><td>1</td></tr></tbody></table>"
    cells = BeautifulSoup(clean(table), "html.parser").select("thead tr > *")
    assert [(cell.name, cell.get("scope")) for cell in cells] == [("td", None), ("th", "col")]
