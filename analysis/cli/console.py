"""What the commands say and how: lines, tables and progress, for a terminal and for a pipe.

What several commands take: inputs, their encoding, a reader's lexicon.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from analysis.files import safe_cells
from analysis.text.own_lexicon import WEIGHT, OwnLexicon, load_with

out = Console(emoji=False)
err = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
SECONDS = 5.0  # between two lines of progress where there is no terminal


@contextmanager
def progress() -> Iterator[Callable[[int, int, str], None]]:
    """Return what shows how far one is: a bar where there is a terminal, or else a plain line every few seconds."""
    begun = said = (0.0, 0)

    def line(done: int, total: int, unit: str) -> None:
        nonlocal begun, said
        now = time.monotonic()
        if not said[0]:
            begun = said = (now, done)
        elif now - said[0] >= SECONDS:
            said = (now, done)
            rate = (done - begun[1]) / (now - begun[0])
            say(f"{done} of {total} {unit}, {rate:.0f} a second, {(total - done) / rate:.0f} seconds left")

    if not err.is_terminal:
        yield line
        return
    what = TextColumn("{task.completed:,.0f} of {task.total:,.0f} {task.fields[unit]}")
    rate = TextColumn("{task.fields[rate]}")
    with Progress(BarColumn(), what, rate, TimeRemainingColumn(), console=err, transient=True) as bar:
        task = None

        def draw(done: int, total: int, unit: str) -> None:
            nonlocal task, begun
            if task is None:
                begun = (time.monotonic(), done)
                task = bar.add_task("", total=total, completed=done, unit=unit, rate="")
            elif done > begun[1]:
                speed = (done - begun[1]) / (time.monotonic() - begun[0])
                bar.update(task, completed=done, rate=f"{speed:,.0f} a second")

        yield draw


def say(line: str) -> None:
    """Print a line to standard error, as it stands."""
    err.print(escape(plain(line)))


def plain(text: str) -> str:
    """Put U+FFFD for bytes of a name or an argument that are no text."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def tell(line: str = "") -> None:
    """Print a line to standard output: whole, however long, and without control characters."""
    typer.echo(_CONTROL.sub(" ", plain(line)))


def show(table: pd.DataFrame) -> None:
    """Print a table: drawn on a terminal, and with a tab between two cells where it is piped."""
    cells = table.map(lambda cell: f"{cell:.2f}" if isinstance(cell, float) else _CONTROL.sub(" ", plain(str(cell))))
    if out.is_terminal:
        drawn = Table(*map(str, table), box=None, header_style="bold")
        for row in cells.itertuples(index=False):
            drawn.add_row(*map(escape, row))
        out.print(drawn)
        return
    lines = ["\t".join(map(str, table)), *map("\t".join, safe_cells(cells).itertuples(index=False))]
    typer.echo("\n".join(lines))


Inputs = Annotated[
    list[Path], typer.Argument(help="Articles: .txt or .md files, folders of them, or tables with a text column.")
]
Encoding = Annotated[str | None, typer.Option(help="The encoding of the inputs, if they do not say it themselves.")]
Lexicon = Annotated[
    Path | None,
    typer.Option(
        help="A lexicon of your own (.csv; columns term, category, and if you like weight, neutral, note, forms): its "
        f"rows are added to the project's or take the place of its terms. Weight: 0 to 1, {WEIGHT} if not given; 0 "
        "silences a term. framing lexicon check looks at such a file."
    ),
]


def own(path: Path | None) -> OwnLexicon | None:
    """Read a reader's lexicon, if there is one, and say what should be known of it."""
    read = load_with(path) if path is not None else None
    for notice in read.file.notices if read else ():
        note(notice)
    return read


def note(line: str) -> None:
    """Describe what the reader should know, and go on."""
    say(f"note: {line}")
