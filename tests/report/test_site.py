"""Notebooks run and become pages that load nothing, and what an output may bring into a page."""

from __future__ import annotations

import asyncio
import gc
import hashlib
import re
import sys
from base64 import b64encode
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from nbformat import v4

from analysis.report import site
from analysis.report.site import clean, plain
from analysis.schema import InputError
from tests.browser import Watched


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
        "<source media=screen srcset='https://example.org/a.png'>",
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
    marked = '<p onclick="x()" style="color:red" class="c">one &lt;b&gt; two</p>'
    assert clean(marked) == '<p class="c">one &lt;b&gt; two</p>'


@pytest.mark.parametrize(
    "kept",
    [
        '<mark class="m" title="metaphor" tabindex="0">flood</mark>',
        '<img src="data:image/png;base64,AA==" alt="a line">',
        '<picture><source media="screen" srcset="data:image/png,A"><img src="data:image/png,A" alt="a line"></picture>',
    ],
)
def test_a_mark_keeps_its_reason_and_a_picture_in_the_page_its_words(kept):
    assert clean(kept) == kept


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


def test_plain_words_and_the_empty_text():
    assert clean("") == plain("") == ""
    assert plain("<p>one &amp;\n <em>two</em> &lt;b&gt;<script>three</script></p>") == "one & two <b>"


def test_a_table_that_has_its_box_gets_no_second_one():
    boxed = '<div class="scroll">\n<table><tbody><tr><td>1</td></tr></tbody></table></div>'
    assert clean(boxed).count("<div") == 1
    assert clean(boxed.replace("scroll", "other")).count("<div") == 2


def test_a_header_cell_that_heads_nothing_is_a_plain_one():
    table = "<table><thead><tr><th></th><th>a</th></tr></thead><tbody><tr><th>x</th><td>1</td></tr></tbody></table>"
    cells = BeautifulSoup(clean(table), "html.parser").select("thead tr > *")
    assert [(cell.name, cell.get("scope")) for cell in cells] == [("td", None), ("th", "col")]


KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
DRAWING = """\
import matplotlib.pyplot as plt
from IPython.display import SVG, display
import io
fig, ax = plt.subplots()
ax.plot([1, 3, 2])
plt.close(fig)
display(fig, metadata={"image/png": {"alt": 'A line that goes "up" & down'}})
drawn = io.StringIO()
fig.savefig(drawn, format="svg")
display(SVG(drawn.getvalue()), metadata={"image/svg+xml": {"alt": "The same, as a drawing"}})"""
TELLING = """\
import sys, pandas as pd
print("printed <i>words</i>")
print("a warning", file=sys.stderr)
print("more")
pd.DataFrame({"text": ["<script>alert(1)</script>", "b"], "n": [1, 22]})"""


def write(path: Path, *cells, **metadata) -> Path:
    book = v4.new_notebook(cells=list(cells), metadata=KERNEL | metadata)
    for number, cell in enumerate(book.cells):
        cell.id = f"cell{number}"
    nbformat.write(book, path)
    return path


def text(source: str):
    return v4.new_markdown_cell(source)


def code(source: str, *tags: str):
    return v4.new_code_cell(source, metadata={"tags": list(tags)} if tags else {})


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """Build a site of two small notebooks and one in a folder below; give its folder."""
    folder = tmp_path_factory.mktemp("a project")
    books, out = folder / "notebooks", folder / "build"
    (books / "lessons").mkdir(parents=True)
    out.mkdir()
    (out / "report.html").write_text("the report", encoding="utf-8")
    (books / "data.txt").write_text("from its own folder", encoding="utf-8")
    write(
        books / "01_first.ipynb",
        text(
            "# Two & *two*\n\nWhat **this** is about.\nSee [the next](02_second.ipynb#cell-2).\n\n## Question\n\nWhy?"
        ),
        code("limit = 3", "parameters"),
        code(TELLING),
        code(DRAWING),
        text("## Result\n\n| a | b |\n|---|---|\n| x | 1 |\n\n<script>alert(2)</script>\n\n`a < b`"),
    )
    write(books / "02_second.ipynb", text("Only words."), code("open('data.txt').read()"))
    write(books / "lessons" / "01_lesson.ipynb", text("# A lesson"), code("1 + 1"))
    written = site.build_site(books, out, reports={"report.html": "Side by side <1>"})
    assert [p.name for p in written] == ["index.html", "01_first.html", "02_second.html", "lessons-01_lesson.html"]
    return out


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def page(built) -> BeautifulSoup:
    return soup(built / "01_first.html")


@pytest.mark.parametrize("name", ["index.html", "01_first.html", "02_second.html", "lessons-01_lesson.html"])
def test_a_page_runs_and_loads_nothing(built, name):
    page = soup(built / name)
    policy = page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"].split("; ")
    (style,) = page.find_all("style")
    digest = b64encode(hashlib.sha256(style.string.encode()).digest()).decode()
    assert "default-src 'none'" in policy and f"style-src 'sha256-{digest}'" in policy
    assert not [part for part in policy if "unsafe" in part or "http" in part or "script" in part]
    assert not page.find_all(["script", "link", "iframe", "object", "embed", "base", "form"])
    assert not page.select("[style], [onclick], [onload], [onerror]")
    assert all(image["src"].startswith("data:image/") and image["alt"] for image in page.find_all("img"))
    assert not re.search(r"url\(|@import", style.string)
    assert page.html["lang"] == "en"
    assert page.find("meta", {"name": "viewport"})
    assert len(page.find_all("h1")) == 1


def test_pictures_keep_their_words(page):
    assert [image["alt"] for image in page.find_all("img")] == [
        'A line that goes "up" & down',
        "The same, as a drawing",
    ]
    assert [image["src"][:21] for image in page.find_all("img")] == ["data:image/png;base64", "data:image/svg+xml;ba"]


def test_code_is_folded_and_says_what_it_is(page):
    assert [s.text for s in page.select("details > summary")] == ["Code 1: what you can change", "Code 2", "Code 3"]
    assert not page.select("details[open]")
    assert "limit = 3" in page.find("details").text


def test_outputs_are_shown_and_what_they_carry_is_escaped(page):
    assert page.select_one(".nb-text").text.split("\n")[:2] == ["printed <i>words</i>", "more"]
    assert page.select_one(".nb-warning").text.strip() == "a warning"
    assert [td.text for td in page.select_one(".nb-output table").select("tbody td")] == [
        "<script>alert(1)</script>",
        "1",
        "b",
        "22",
    ]
    assert [td.text for td in page.select(".nb-output td.num")] == ["1", "22"]
    assert all(table.parent["class"] == ["scroll"] for table in page.find_all("table"))
    assert "a < b" in page.text


def test_links_lead_to_pages(built, page):
    assert page.find("a", string="the next")["href"] == "02_second.html#cell-2"
    assert soup(built / "02_second.html").find(id="cell-2")
    assert page.find("a", href="index.html")


def test_a_notebook_runs_in_its_own_folder(built):
    assert "from its own folder" in soup(built / "02_second.html").text


def test_the_index_links_everything_and_says_what_it_is(built):
    index = soup(built / "index.html")
    assert [(a["href"], a.text) for a in index.find_all("a")] == [
        ("report.html", "Side by side <1>"),
        ("01_first.html", "Two & two"),
        ("02_second.html", "02_second"),
        ("lessons-01_lesson.html", "A lesson"),
    ]
    assert [p.text for p in index.select("li p")] == ["What this is about. See the next.", "Only words."]
    assert index.select("h2")[-1].text == "The lesson as a notebook, and its solved copy"
    assert "vaderSentiment\N{NO-BREAK SPACE}3.3.2" in index.footer.text


def test_same_notebooks_same_bytes(built, tmp_path):
    (tmp_path / "report.html").write_text("", encoding="utf-8")
    site.build_site(built.parent / "notebooks", tmp_path, reports={"report.html": "Side by side <1>"})
    for path in tmp_path.glob("*.html"):
        assert path.name == "report.html" or path.read_bytes() == (built / path.name).read_bytes()
    assert {p.name for p in tmp_path.iterdir()} == {p.name for p in built.iterdir()}, "something was left behind"


def failing(folder: Path, *cells, **metadata) -> str:
    """Build a site whose only notebook fails; give the message, and see that nothing was written."""
    books, out = folder / "books", folder / "out"
    books.mkdir()
    out.mkdir()
    write(books / "01_bad.ipynb", *cells, **metadata)
    with pytest.raises(InputError) as caught:
        site.build_site(books, out, reports={})
    assert not list(out.iterdir())
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_notebook_that_fails_is_named_with_its_cell_and_error(tmp_path):
    said = failing(tmp_path, text("# T"), code("x = 1"), text("words"), code("x / 0"))
    assert said.startswith(
        str(tmp_path / "books" / "01_bad.ipynb") + ", code cell 2: ZeroDivisionError: division by zero."
    )


def test_a_kernel_that_dies(tmp_path):
    assert "code cell 1: the kernel died" in failing(tmp_path, code("import os\nos._exit(1)"))


def test_a_kernel_of_another_environment_is_refused(tmp_path):
    said = failing(tmp_path, code("1"), kernelspec={"name": "elsewhere", "display_name": "E", "language": "python"})
    assert "its kernel is 'elsewhere'" in said


def test_what_is_no_notebook(tmp_path):
    (tmp_path / "a.ipynb").write_text("not json", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.ipynb: this is not a notebook"):
        site.execute(tmp_path / "a.ipynb")


def test_no_notebooks_and_a_missing_report(tmp_path):
    with pytest.raises(InputError, match="no notebooks"):
        site.build_site(tmp_path, tmp_path, reports={})
    write(tmp_path / "a.ipynb", text("# T"))
    with pytest.raises(InputError, match=r"report\.html: the index links this page"):
        site.build_site(tmp_path, tmp_path, reports={"report.html": "R"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.ipynb"]


def test_a_report_may_be_written_while_notebooks_run_and_the_longest_is_run_first(tmp_path):
    for name, words in (("a", "Short."), ("b", "Long. " * 99)):
        write(tmp_path / f"{name}.ipynb", text(f"# {name}\n\n{words}"))
    told = []

    def opening() -> None:
        (tmp_path / "report.html").write_text("made meanwhile", encoding="utf-8")

    site.build_site(tmp_path, tmp_path, reports={"report.html": "R"}, opening=opening, tell=told.append)
    assert [Path(path).name for path in told] == ["b.ipynb", "a.ipynb"]
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert index.index("report.html") < index.index("a.html") < index.index("b.html")
    for made in tmp_path.glob("*.html"):
        made.unlink()
    with pytest.raises(ZeroDivisionError):
        site.build_site(tmp_path, tmp_path, reports={}, opening=lambda: 1 // 0)
    assert not list(tmp_path.glob("*.html"))


def open_loops() -> set[int]:
    loops = (one for one in gc.get_objects() if issubclass(type(one), asyncio.AbstractEventLoop))
    return {id(one) for one in loops if not one.is_closed()}


def test_each_notebook_has_a_loop_of_its_own_that_is_closed(tmp_path):
    write(tmp_path / "a.ipynb", text("# T"))
    before = open_loops()
    site.build_site(tmp_path, tmp_path, reports={})
    assert open_loops() <= before


def test_the_readers_own_settings_have_no_say(tmp_path, monkeypatch):
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "own.py").write_text("mine = 1", encoding="utf-8")
    kernel = tmp_path / "jupyter" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text(
        '{"argv": ["false"], "display_name": "x", "language": "python"}', encoding="utf-8"
    )
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    path = write(tmp_path / "a.ipynb", code("import sys\nprint('mine' in globals(), sys.executable)"))
    assert site.execute(path).cells[0].outputs[0].text == f"False {sys.executable}\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# A *title*\n\nFirst & only.", ("A title", "First & only.")),
        ("# T\n\n> quoted\n\n## H\n\nThen.", ("T", "Then.")),
        ("words", ("", "words")),
        ("", ("", "")),
    ],
)
def test_describe(source, expected):
    assert site.describe(v4.new_notebook(cells=[text(source)])) == expected


def test_describe_without_words():
    assert site.describe(v4.new_notebook(cells=[code("1")])) == ("", "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_in_a_browser(built, browser, scheme):
    for name in ("01_first.html", "02_second.html", "index.html"):
        with Watched(browser, built / name, viewport={"width": 320, "height": 700}, color_scheme=scheme) as watched:
            tab = watched.page
            assert tab.evaluate("document.documentElement.scrollWidth") <= 320, name
            assert tab.evaluate("[...document.images].every(i => i.naturalWidth > 0)"), name
            assert tab.evaluate("getComputedStyle(document.body).maxWidth") != "none", "the styles do not act"
            paper = tab.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            assert (sum(map(int, re.findall(r"\d+", paper))) < 300) == (scheme == "dark")
            assert watched.complaints == []
            assert not [url for url in watched.requests if not url.startswith(("file:", "data:"))]
            tab.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
            assert [one["id"] for one in Axe().run(tab).response["violations"]] == [], name
