"""The site: every notebook run and turned into a page, and an index that links it all.

A notebook is run from top to bottom in its own folder, by the interpreter that runs this module, and rendered with
the template in ``templates/notebook``. A page loads nothing and runs nothing: its styles and pictures are in it, it
has no script, and its Content-Security-Policy forbids the rest. The same notebooks give the same bytes: pages hold no
date and no random id.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbconvert import HTMLExporter
from nbconvert.filters import markdown2html
from traitlets import default
from traitlets.config import Config

from analysis import page as pages_of
from analysis.markup import clean, plain
from analysis.output import Write, write_all
from analysis.schema import InputError
from analysis.story import versions

SECONDS_PER_CELL = 300

_TEMPLATES = Path(__file__).parent / "templates"
#: what an output shows of itself, the first that it has
_SHOWN = ["text/html", "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain"]
#: sockets in a private folder where there are such: no ports that others could read or take
_TRANSPORT = "tcp" if os.name == "nt" else "ipc"


@dataclass(frozen=True)
class Page:
    """A notebook as a page: the file's name in the site, title and first paragraph as plain text, and the HTML."""

    name: str
    title: str
    summary: str
    html: str


def build_site(
    notebooks: Path, out: Path, *, reports: Mapping[str, str], tell: Callable[[str], object] = str
) -> list[Path]:
    """Run every notebook, and write a page for each and an index of all.

    Parameters
    ----------
    notebooks : folder; the ``.ipynb`` files in it and below it
    out : folder for the pages, which is there
    reports : the pages that are in `out` already and that the index puts first: title by file name
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
    for name in reports:
        if not (out / name).is_file():
            raise InputError(f"{out / name}: the index links this page, and it is not there. Write it first.")
    pages = []
    for path in sorted(found, key=lambda path: (len(path.parts), path.as_posix())):
        tell(str(path))
        pages.append(render(execute(path), "-".join(path.relative_to(notebooks).with_suffix(".html").parts)))
    files = {out / "index.html": index(pages, reports=reports)} | {out / page.name: page.html for page in pages}
    write_all({path: _writer(content) for path, content in files.items()})
    return list(files)


def execute(path: Path) -> nbformat.NotebookNode:
    """Run the notebook at `path` in its own folder, from top to bottom, in a fresh kernel; give it with its outputs.

    Neither the reader's own Jupyter, IPython and matplotlib settings nor other kernels of the machine have a say.

    Raises
    ------
    InputError
        naming the notebook, the code cell and the last line of the error, if it cannot be read or does not run
    """
    try:
        book = nbformat.read(path, as_version=4)
        nbformat.validate(book)
    except Exception as error:  # what is not a notebook fails in many ways
        raise InputError(f"{path}: this is not a notebook ({_first_line(error)}). Restore the file.") from error
    with tempfile.TemporaryDirectory() as empty:
        settings = {
            "IPYTHONDIR": empty,
            "MATPLOTLIBRC": str(_TEMPLATES / "notebook" / "matplotlibrc"),
            "SOURCE_DATE_EPOCH": "0",
        }
        client = NotebookClient(
            book,
            config=Config({"KernelManager": {"transport": _TRANSPORT, "connection_file": f"{empty}/kernel.json"}}),
            kernel_manager_class=_ThisInterpreter,
            resources={"metadata": {"path": str(path.parent)}},
            timeout=SECONDS_PER_CELL,
            record_timing=False,
            coalesce_streams=True,
        )
        try:
            return client.execute(env=os.environ | settings)
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


def render(book: nbformat.NotebookNode, name: str) -> Page:
    """Turn a notebook that has run into the page `name`."""
    title, summary = describe(book)
    style = _style()
    shown = {
        "title": title or Path(name).stem,
        "heading": not title,
        "style": style,
        "policy": pages_of.policy(style) + "; img-src data:",
    }
    exporter = HTMLExporter(
        config=Config({"NbConvertBase": {"display_data_priority": _SHOWN}}),
        template_name="notebook",
        extra_template_basedirs=[str(_TEMPLATES)],
        exclude_anchor_links=True,
        filters={"clean": clean},
    )
    body, _ = exporter.from_notebook_node(book, resources={"page": shown})
    return Page(name, shown["title"], summary, body)


def index(pages: Iterable[Page], *, reports: Mapping[str, str]) -> str:
    """Give the HTML of the page that links the `reports` (title by file name) and the notebooks' `pages`."""
    style = _style()
    shown = {"pages": list(pages), "reports": reports, "versions": versions()}
    template = pages_of.environment().get_template("index.html.j2")
    return template.render(style=style, policy=pages_of.policy(style), **shown)


def describe(book: nbformat.NotebookNode) -> tuple[str, str]:
    """Give the title and the first paragraph of a notebook's first Markdown cell, as plain text; '' for none."""
    source = next((cell.source for cell in book.cells if cell.cell_type == "markdown"), "")
    title = re.search(r"^# +(.+)$", source, re.MULTILINE)
    blocks = re.split(r"\n\s*\n", source[title.end() :] if title else source)
    first = next((b for b in blocks if b.strip() and not b.lstrip().startswith(("#", ">", "|", "```"))), "")
    return plain(markdown2html(title[1])) if title else "", plain(markdown2html(first))


class _ThisInterpreter(AsyncKernelManager):
    """Finds one kernel only, 'python3', and that is the interpreter that asks for it."""

    @default("kernel_spec_manager")
    def _only_the_native_kernel(self) -> KernelSpecManager:
        return KernelSpecManager(kernel_dirs=[], data_dir=self.data_dir)


def _style() -> str:
    return pages_of.stylesheet() + "\n" + (_TEMPLATES / "notebook" / "notebook.css").read_text(encoding="utf-8").strip()


def _first_line(error: object) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]


def _writer(content: str) -> Write:
    return lambda place: place.write_text(content, encoding="utf-8", newline="\n")
