"""The notebooks: what is stored, in which order, nothing that hides how a result came about; and each of them run."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from analysis.report import site
from tests.browser import Watched

FOLDER = Path(__file__).parents[1] / "notebooks"
PATHS = sorted(p for p in FOLDER.rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts)
EXPECTED = {
    "01_two_stories_one_briefing",
    "02_what_each_measure_sees",
    "03_your_own_articles",
    "04_how_far_to_trust_it",
    "05_who_speaks",
    "06_same_facts_different_words",
    "07_chance_or_choice",
    "08_which_frame",
    "09_actors_and_labels",
}
#: the order of a notebook: the headings that it has, each beginning with its word
STEPS = ("Question", "Data", "Method", "Result", "Caveat", "Takeaway", "Exercise")
FORBIDDEN = re.compile(
    r"sys\.path|%(auto)?reload|%load_ext|%time|%pip|!pip|os\.chdir|%cd|pickle|lru_cache|\.show\(|\.savefig\(|rcParams"
)


@pytest.fixture(params=PATHS, ids=lambda p: p.stem)
def notebook(request):
    book = nbformat.read(request.param, as_version=4)
    book.path = request.param
    return book


def code(book) -> list:
    return [cell for cell in book.cells if cell.cell_type == "code"]


def headings(book) -> list[tuple[int, int, str]]:
    """Give cell number, level and text of every heading, in order."""
    return [
        (number, len(marks), text)
        for number, cell in enumerate(book.cells)
        if cell.cell_type == "markdown"
        for marks, text in re.findall(r"^(#+) +(.+)$", re.sub(r"(?s)```.*?```", "", cell.source), re.MULTILINE)
    ]


#: what of a figure is not seen without sliding, and whose letters are shrunk: it was not drawn for a phone
CUT = """() => [...document.querySelectorAll('.nb-output figure')].filter(figure => {
    const image = figure.querySelector('img'), box = image.getBoundingClientRect();
    return figure.scrollWidth > figure.clientWidth + 1 || box.right > innerWidth
        || box.width < 0.8 * image.naturalWidth;
}).map(figure => figure.querySelector('img').alt.slice(0, 60))"""


def test_the_notebooks_are_there():
    assert {p.stem for p in PATHS} >= EXPECTED


def test_stored_without_outputs_and_counts(notebook):
    nbformat.validate(nbformat.read(notebook.path, as_version=4))
    for cell in code(notebook):
        assert cell.outputs == [] and cell.execution_count is None
        assert "execution" not in cell.metadata, "times are stored"


def test_kernel_is_the_one_that_every_environment_has(notebook):
    assert notebook.metadata.kernelspec.name == "python3"
    assert "version" not in notebook.metadata.get("language_info", {}), "it would change with whoever saved it"


def test_one_parameters_cell_of_plain_assignments(notebook):
    (cell,) = [cell for cell in code(notebook) if "parameters" in cell.metadata.get("tags", [])]
    for node in ast.parse(cell.source).body:
        assert isinstance(node, (ast.Assign, ast.AnnAssign))
        ast.literal_eval(node.value)


def test_cells_call_functions_and_define_none(notebook):
    for cell in code(notebook):
        kinds = {type(node) for node in ast.walk(ast.parse(cell.source))}
        assert not kinds & {ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef}
        assert not FORBIDDEN.search(cell.source), FORBIDDEN.search(cell.source)[0]


def test_cells_are_short(notebook):
    assert all(len(cell.source.splitlines()) <= 20 for cell in code(notebook))


def test_cells_that_only_check_are_folded(notebook):
    """JupyterLab folds them, the pages leave them out; the parameters and what is shown stay open."""
    for cell in code(notebook):
        checks = cell.id.endswith("-check")
        assert checks == ("pin" in cell.metadata.get("tags", []))
        assert checks == bool(cell.metadata.get("jupyter", {}).get("source_hidden"))


def test_begins_with_its_only_title_and_what_it_is_about(notebook):
    first = notebook.cells[0]
    assert first.cell_type == "markdown" and re.match(r"# .+\n\n\w", first.source)
    assert [level for _, level, _ in headings(notebook)].count(1) == 1


def test_steps_stand_in_order(notebook):
    if notebook.path.parent != FOLDER:
        pytest.skip("lessons have an order of their own")
    found = [(number, text) for number, level, text in headings(notebook) if level == 2]
    places = []
    for step in STEPS:
        later = found[places[-1] + 1 :] if places else found
        at = [i for i, (_, text) in enumerate(later) if re.match(rf"{step}s?\b", text, re.IGNORECASE)]
        assert at, f"no heading '## {step} ...' after {STEPS[len(places) - 1] if places else 'the title'}"
        places.append(len(found) - len(later) + at[0])
    (parameters,) = [n for n, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", [])]
    question, method = found[places[0]][0], found[places[2]][0]
    assert question < parameters < method


def test_no_level_of_heading_is_skipped(notebook):
    levels = [level for _, level, _ in headings(notebook)]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_links_to_other_notebooks_lead_somewhere(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for target in re.findall(r"\]\((?!\w+:)([^)#]+\.ipynb)", cell.source):
                assert (notebook.path.parent / target).is_file(), target


def test_no_sentence_has_more_than_25_words(notebook):
    if notebook.path.parent != FOLDER:
        pytest.skip("lessons are told to pupils")
    told = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    lines = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line) for line in told.splitlines() if not line.startswith("|")]
    sentences = [one for line in lines for one in re.split(r"(?<=[.!?:;])[\s*]+", line)]
    assert [one for one in sentences if len(one.split()) > 25] == []


def test_pictures_are_described(notebook):
    for cell in code(notebook):
        shown = len(re.findall(r"\bdisplay\(\s*\w*(?:fig|figure)\b", cell.source))
        assert len(re.findall(r"""["']alt["']""", cell.source)) >= shown, cell.source


def test_it_runs_with_its_assertions_and_is_a_page_that_fits_a_phone(notebook, monkeypatch, tmp_path, browser):
    monkeypatch.setattr(site, "SECONDS_PER_CELL", 60)
    name = "-".join(notebook.path.relative_to(FOLDER).with_suffix(".html").parts)
    names = {"index.html", "report.html", *("-".join(p.relative_to(FOLDER).with_suffix(".html").parts) for p in PATHS)}
    made = site.render(site.execute(notebook.path), name)
    page = BeautifulSoup(made.html, "html.parser")
    assert len(page.find_all("h1")) == 1
    undescribed = [image for image in page.find_all("img") if image["alt"].startswith("No description")]
    assert not undescribed, "display(fig, metadata={'image/png': {'alt': '...'}})"
    assert not page.select(".nb-warning"), page.select_one(".nb-warning").text
    assert {link["href"] for link in page.select("main a[href$='.html']")} <= names
    (tmp_path / name).write_text(made.html, encoding="utf-8")
    with Watched(browser, tmp_path / name, viewport={"width": 320, "height": 700}) as watched:
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= 320
        assert watched.page.evaluate(CUT) == []
        assert watched.complaints == []
        assert not [url for url in watched.requests if not url.startswith(("file:", "data:"))]
