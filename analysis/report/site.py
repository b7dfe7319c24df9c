"""The site: every notebook run and turned into a page, and an index that links it all.

A notebook is run from top to bottom in its own folder, by the interpreter that runs this module, and rendered with
the template in ``templates/notebook``. Its output may carry an article's text, which is hostile until it is escaped or
cleaned: words, tables, links, and pictures that are in it may stay; scripts, styles, frames and pictures from elsewhere
are dropped. Tables are made readable for a screen reader and on a phone.

A page loads nothing and runs nothing: its styles and pictures are in it, and its Content-Security-Policy forbids the
rest. The same notebooks give the same bytes: pages hold no date and no random id.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from analysis.report.kernels import KernelManager

# isort: split
import nbformat
from bleach.html5lib_shim import Filter
from bleach.sanitizer import Cleaner
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbconvert import HTMLExporter
from nbconvert.filters import markdown2html
from traitlets.config import Config

from analysis.files import TEMPLATES, Write, write_all
from analysis.report.page import environment, policy, stylesheet
from analysis.report.story import versions
from analysis.schema import InputError
from analysis.text.patterns import pattern

SECONDS_PER_CELL = 300
#: what an output shows of itself, the first that it has
_SHOWN = ["text/html", "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain"]
#: sockets in a private folder where there are such: no ports that others could read or take
_TRANSPORT = "tcp" if os.name == "nt" else "ipc"
#: notebooks in this folder are listed apart
_APART = "lessons-"
_TAGS = frozenset(
    """a abbr b bdi blockquote br caption cite code col colgroup dd del details div dl dt em figcaption figure
    h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q s samp small source span strong sub summary sup
    table tbody td tfoot th thead tr u ul""".split()  # noqa: SIM905
)
_ATTRIBUTES = {
    "*": """class id title lang dir role tabindex aria-label aria-describedby aria-hidden aria-description
        data-n""".split(),  # noqa: SIM905
    "a": ["href"],
    "img": ["src", "alt", "width", "height"],
    "source": ["media", "srcset"],
    "th": ["colspan", "rowspan", "scope"],
    "td": ["colspan", "rowspan"],
    "details": ["open"],
    "ol": ["start"],
}
_SCROLL = {(None, "class"): "scroll", (None, "tabindex"): "0", (None, "role"): "group", (None, "aria-label"): "Table"}
#: what goes with all that is in it: what acts or styles, and a figure of which its drawing would be missing
_UNSEEN = pattern(
    r'<figure class="places">.*?</figure>|<(style|script|template|svg)\b.*?(</\1\s*>|$)', re.DOTALL | re.IGNORECASE
)
#: letters of a cell that needs room
_SENTENCE = 60
_NUMBER = pattern(r"<?[+\-−]?[\d,.]*\d(e[+-]?\d+)?\s?%?|nan|<na>|none|nat|−|–|", re.IGNORECASE)
#: the exporter keeps what it knows of the notebook at hand
_ONE_AT_A_TIME = Lock()
_NOTEBOOK = pattern(r"(?!\w+:|//)(?P<path>[^#?]+)\.ipynb(?P<place>#.*)?")


def clean(markup: str) -> str:
    """Keep what belongs in a page's text; drop the rest."""
    # what is not said to be one of these, a link within the site or a picture in the page, loses its address
    kept = {"http", "https", "mailto", "data"}
    cleaner = Cleaner(_TAGS, _ATTRIBUTES, protocols=kept, strip=True, filters=[_Tables, _Links])
    return cleaner.clean(_UNSEEN.sub("", markup))


def plain(markup: str) -> str:
    """Return the words of a piece of HTML, on one line, unescaped."""
    return " ".join(html.unescape(Cleaner(tags=(), strip=True).clean(_UNSEEN.sub("", markup))).split())


class _Links(Filter):
    def __iter__(self) -> Iterator[dict]:
        for token in super().__iter__():
            name, data = token.get("name"), token.get("data")
            address = {"img": "src", "source": "srcset"}.get(name)
            if address and not data.get((None, address), "").startswith("data:image/"):
                continue
            if name == "a" and token["type"] == "StartTag":
                target = data.get((None, "href"), "")
                if target.startswith("data:"):
                    del data[(None, "href")]
                if link := _NOTEBOOK.fullmatch(target):
                    parts = [part for part in link["path"].split("/") if part not in (".", "..")]
                    data[(None, "href")] = "-".join(parts) + ".html" + (link["place"] or "")
            yield token


class _Tables(Filter):
    def __iter__(self) -> Iterator[dict]:
        tokens = list(super().__iter__())
        rows, in_head = [], False
        for place, token in enumerate(tokens):
            kind, name = token["type"], token.get("name")
            if name == "thead":
                in_head = kind == "StartTag"
            elif kind == "StartTag" and name == "tr":
                rows.append((in_head, []))
            elif kind == "StartTag" and name in ("th", "td") and rows:
                rows[-1][1].append(place)
                if name == "th":
                    token["data"].setdefault((None, "scope"), "col" if in_head else "row")
            elif kind == "EndTag" and name == "table":
                _mark_numbers(tokens, rows)
                _mark_long(tokens, [cell for in_head, cells in rows if not in_head for cell in cells])
                _empty_corners(tokens, [cell for in_head, cells in rows if in_head for cell in cells])
                rows = []
        boxed, last = False, {}
        for token in tokens:
            if token["type"] == "StartTag" and token["name"] == "table":
                boxed = last.get("data", {}).get((None, "class")) == "scroll" if last.get("name") == "div" else False
                if not boxed:
                    yield {"type": "StartTag", "name": "div", "namespace": None, "data": dict(_SCROLL)}
            yield token
            if token["type"] == "EndTag" and token["name"] == "table" and not boxed:
                yield {"type": "EndTag", "name": "div", "namespace": None}
            last = last if token["type"] == "SpaceCharacters" else token


def _mark_numbers(tokens: list[dict], rows: list[tuple[bool, list[int]]]) -> None:
    """Set the class ``num`` on the cells of the columns that hold numbers only."""
    head = [cells[::-1] for in_head, cells in rows if in_head]
    body = [cells[::-1] for in_head, cells in rows if not in_head]
    for column in range(max(map(len, body), default=0)):
        cells = [row[column] for row in body if column < len(row) and tokens[row[column]]["name"] == "td"]
        if cells and all(_NUMBER.fullmatch(_text(tokens, cell)) for cell in cells):
            for cell in cells + [row[column] for row in head if column < len(row)]:
                tokens[cell]["data"][(None, "class")] = "num"


def _mark_long(tokens: list[dict], cells: Iterable[int]) -> None:
    """Set the class ``wide`` on cells that hold a sentence, so that no screen squeezes them to a word a line."""
    for cell in cells:
        if len(_text(tokens, cell)) > _SENTENCE:
            tokens[cell]["data"][(None, "class")] = "wide"


def _empty_corners(tokens: list[dict], heads: list[int]) -> None:
    """Turn the header cells that head nothing, such as the one above an index, into plain ones."""
    for cell in heads:
        if tokens[cell]["name"] == "th" and not _text(tokens, cell):
            end = next(place for place in range(cell + 1, len(tokens)) if tokens[place].get("name") == "th")
            tokens[cell]["name"] = tokens[end]["name"] = "td"
            tokens[cell]["data"].pop((None, "scope"), None)


def _text(tokens: list[dict], cell: int) -> str:
    """Return the text of the table cell whose tag is the token `cell`."""
    parts = []
    for token in tokens[cell + 1 :]:
        if token.get("name") in ("td", "th", "tr"):
            break
        if token["type"] in ("Characters", "SpaceCharacters"):
            parts.append(token["data"])
        elif token["type"] == "Entity":
            parts.append(html.unescape(f"&{token['name']};"))
    return "".join(parts).strip()


@dataclass(frozen=True)
class Page:
    """A notebook as a page: the file's name in the site, title and first paragraph as plain text, and the HTML."""

    name: str
    title: str
    summary: str
    html: str


def build_site(
    notebooks: Path,
    out: Path,
    *,
    reports: Mapping[str, str],
    opening: Callable[[], dict | None] = dict,
    tell: Callable[[str], object] = str,
) -> list[Path]:
    """Run every notebook, one more at a time than there are processors, and write a page for each and an index of all.

    Parameters
    ----------
    notebooks : folder; the ``.ipynb`` files in it and below it
    out : folder for the pages, which is there
    reports : the pages in `out` that the index puts first: title by file name
    opening : returns the picture on the index, as :meth:`analysis.Story.opening` does; it is called while notebooks
        run, so that it may write the reports
    tell : is called with the path of each notebook before it is run

    Returns
    -------
    list of Path
        the files written, the index first. Nothing is written unless every notebook ran.

    Raises
    ------
    InputError
        if there is no notebook, one does not run, a report is missing, or `out` cannot be written
    """
    found = [path for path in Path(notebooks).rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts]
    if not found:
        raise InputError(f"{notebooks}: there are no notebooks here. Run the command in the project's own folder.")

    def made(path: Path) -> Page:
        tell(str(path))
        return render(execute(path), "-".join(path.relative_to(notebooks).with_suffix(".html").parts))

    found.sort(key=lambda path: (len(path.parts), path.as_posix()))
    # the longest first, so that none is alone at the end; one more than there are processors, since each waits at times
    with ThreadPoolExecutor((os.cpu_count() or 1) + 1) as pool:
        running = {path: pool.submit(made, path) for path in sorted(found, key=lambda path: -path.stat().st_size)}
        try:
            picture = opening()
            for name in reports:
                if not (out / name).is_file():
                    raise InputError(f"{out / name}: the index links this page, and it is not there. Write it first.")
            pages = [running[path].result() for path in found]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    files = {out / "index.html": index(pages, reports=reports, opening=picture or None)} | {
        out / page.name: page.html for page in pages
    }
    write_all({path: _writer(content) for path, content in files.items()})
    return list(files)


def execute(path: Path) -> nbformat.NotebookNode:
    """Run the notebook at `path` in its own folder, top to bottom, in a fresh kernel; return it with its outputs."""
    try:
        book = nbformat.read(path, as_version=4)
        nbformat.validate(book)
    except Exception as error:  # what is not a notebook fails in many ways
        raise InputError(f"{path}: this is not a notebook ({_first_line(error)}). Restore the file.") from error
    with tempfile.TemporaryDirectory() as empty:
        look = str(TEMPLATES / "notebook" / "matplotlibrc")
        settings = {"IPYTHONDIR": empty, "MATPLOTLIBRC": look, "SOURCE_DATE_EPOCH": "0"}
        client = NotebookClient(
            book,
            config=Config({"KernelManager": {"transport": _TRANSPORT, "connection_file": f"{empty}/kernel.json"}}),
            kernel_manager_class=KernelManager,
            resources={"metadata": {"path": str(path.parent)}},
            timeout=SECONDS_PER_CELL,
            record_timing=False,
            coalesce_streams=True,
        )
        try:
            return _run(client, os.environ | settings)
        except NoSuchKernel as error:
            told = f"{path}: its kernel is {error.name!r}. Store the notebook with the kernel 'python3'."
            raise InputError(told) from error
        except CellExecutionError as error:
            what = _first_line(f"{error.ename}: {error.evalue}")
        except CellTimeoutError:
            what = f"it did not end within {SECONDS_PER_CELL} seconds"
        except RuntimeError as error:  # a kernel that dies, or does not start
            what = f"the kernel died ({_first_line(error)})"
    raise InputError(
        f"{path}, code cell {client.code_cells_executed}: {what}. Open it with 'make lab' and mend that cell."
    )


def _run(client: NotebookClient, environment: Mapping[str, str]) -> nbformat.NotebookNode:
    """Run all cells in an event loop that is closed afterwards; where one runs already, as nbclient does it."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(client.async_execute(env=environment))
    return client.execute(env=environment)


def render(book: nbformat.NotebookNode, name: str) -> Page:
    """Turn a notebook that has run into the page `name`."""
    title, summary = describe(book)
    style = _style()
    shown = {"title": title or Path(name).stem, "heading": not title}
    shown |= {"style": style, "policy": policy(style) + "; img-src data:"}
    with _ONE_AT_A_TIME:
        body, _ = _exporter().from_notebook_node(book, resources={"page": shown})
    return Page(name, shown["title"], summary, body)


@cache
def _exporter() -> HTMLExporter:
    """Make what turns notebooks into pages: one for all, since it compiles its templates."""
    return HTMLExporter(
        config=Config({"NbConvertBase": {"display_data_priority": _SHOWN}}),
        template_name="notebook",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=True,
        filters={"clean": clean},
    )


def index(pages: Iterable[Page], *, reports: Mapping[str, str], opening: dict | None = None) -> str:
    """Return the HTML of the page that links the `reports` (title by file name) and the notebooks' `pages`."""
    style, pages = _style(), list(pages)
    apart = [page for page in pages if page.name.startswith(_APART)]
    shown = {"pages": [page for page in pages if page not in apart], "apart": apart}
    shown |= {"reports": reports, "places": opening, "versions": versions()}
    template = environment().get_template("index.html.j2")
    return template.render(style=style, policy=policy(style), **shown)


def describe(book: nbformat.NotebookNode) -> tuple[str, str]:
    """Return the title and the first paragraph of a notebook's first Markdown cell, as plain text; '' for none."""
    source = next((cell.source for cell in book.cells if cell.cell_type == "markdown"), "")
    title = re.search(r"^# +(.+)$", source, re.MULTILINE)
    blocks = re.split(r"\n\s*\n", source[title.end() :] if title else source)
    first = next((b for b in blocks if b.strip() and not b.lstrip().startswith(("#", ">", "|", "```"))), "")
    return plain(markdown2html(title[1])) if title else "", plain(markdown2html(first))


def _style() -> str:
    return stylesheet() + "\n" + (TEMPLATES / "notebook" / "notebook.css").read_text(encoding="utf-8").strip()


def _first_line(error: object) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]


def _writer(content: str) -> Write:
    return lambda place: place.write_text(content, encoding="utf-8", newline="\n")
