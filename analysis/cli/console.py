"""What the commands share: options, tests of places, and lines, tables and progress for a terminal and for a pipe.

Nothing here imports pandas, or the rooms, before a command runs: ``framing --help`` waits for typer and rich alone.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cache, wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TextIO

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table

    from analysis.articles import Reading
    from analysis.files import Write
    from analysis.text.own_lexicon import OwnLexicon

SECONDS = 5.0  # between two lines of progress where there is no terminal
_PATIENCE = 1.0  # so many seconds a step is silent in a terminal
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
#: signs that move the cursor or ring, which rich leaves out too
_MOVES = dict.fromkeys((7, 8, 11, 12, 13))


@cache
def out() -> Console:
    """Return what draws on standard output."""
    from rich.console import Console

    return Console(emoji=False)


@cache
def err() -> Console:
    """Return what draws on standard error."""
    from rich.console import Console

    return Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)


def _draws(stream: TextIO, console: Callable[[], Console]) -> bool:
    """Test whether a stream is drawn on; what is piped, and is not told to be drawn all the same, needs no rich."""
    told = any(name in os.environ for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"))
    return (told or stream.isatty()) and console().is_terminal


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUTS",
        help="Articles: texts, saved pages, PDF and documents (.txt .md .srt .vtt .html .mhtml .pdf .docx .odt "
        ".rtf, also exports of Nexis Uni and Factiva), folders and ZIPs of them, tables with a text column (.csv .tsv "
        ".xlsx .jsonl .parquet), addresses (https://...), or - for standard input.",
    ),
]


class Typography(StrEnum):
    """How signs that look alike count: alike, or each as it is given."""

    folded = "folded"
    as_given = "as-given"

    @property
    def named(self) -> str:
        """The name that :func:`analysis.measure` knows."""
        return self.value.replace("-", " ")


SIGNS = Annotated[
    Typography,
    typer.Option(
        "--typography",
        help="Signs that look alike (curly and straight marks, dashes, hidden hyphens): folded, or as-given.",
    ),
]


class Keep(StrEnum):
    """What is kept of a page: its article, or all of it."""

    article = "article"
    all = "all"


#: the options that say how inputs are read, and the fields of :class:`analysis.articles.Reading` that they set
READING = {
    "keep": (
        Keep,
        Keep.article,
        "--keep",
        "What is kept of a page or a PDF: its article, or all of it.",
    ),
    "outlets": (list[str] | None, None, "--outlet", "The outlet of each input: once for each, in their order."),
    "mend_mojibake": (bool, False, "--fix-mojibake", "Mend text that was encoded twice, such as Ã© for é."),
    "megabytes": (float, 20.0, "--max-mb", "How large a file, a page or an answer may be, in MB."),
    "seconds": (float, 60.0, "--max-seconds", "How long reading one input may take."),
    "language": (
        str | None,
        None,
        "--language",
        "The language of the inputs, as a code (en, de, es ...): what they are read as, whatever they seem to be.",
    ),
    "private": (bool, False, "--allow-private", "Also ask addresses of this machine and of its own network."),
}
Encoding = Annotated[str | None, typer.Option(help="The encoding of the inputs, if they do not say it themselves.")]
Lexicon = Annotated[
    Path | None,
    typer.Option(
        help="A lexicon of your own (.csv; columns term, category, and if you like weight, neutral, note, forms; or a "
        "dictionary of LIWC, .dic, or quanteda, .yml): its "
        "rows are added to the project's or take the place of its terms. Weight: 0 to 1, 0.6 if not given; 0 "
        "silences a term. framing lexicon check looks at such a file."
    ),
]
Page = Annotated[Path, typer.Option("--output", "-o", help="The page to write (.html).")]
TABLE_HELP = (
    "The table to write (.csv or .parquet). In CSV a text that a spreadsheet takes for a formula has an apostrophe "
    "in front; Parquet is exact."
)
OutputTable = Annotated[Path, typer.Option("--output", "-o", help=TABLE_HELP)]
OutputFolder = Annotated[Path, typer.Option("--output", "-o", help="The folder to write.")]


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

    if not _draws(sys.stderr, err):
        yield line
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    what = TextColumn("{task.completed:,.0f} of {task.total:,.0f} {task.fields[unit]}")
    rate = TextColumn("{task.fields[rate]}")
    with Progress(BarColumn(), what, rate, TimeRemainingColumn(), console=err(), transient=True) as bar:
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


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show in a terminal what is being done, once it takes longer than a second; elsewhere nothing."""
    if not _draws(sys.stderr, err):
        yield
        return
    from threading import Timer

    from rich.markup import escape

    shown = err().status(escape(f"{what} ..."))
    wait = Timer(_PATIENCE, shown.start)
    wait.daemon = True
    wait.start()
    try:
        yield
    finally:
        wait.cancel()
        wait.join()
        shown.stop()


@contextmanager
def texts_as_objects() -> Iterator[None]:
    """Let pandas hold texts as Python's own: a page's small tables are read row by row, which from Arrow takes twice as
    long."""
    import pandas as pd

    with pd.option_context("mode.string_storage", "python"):
        yield


def plain(text: str) -> str:
    """Put U+FFFD for bytes of a name or an argument that are no text."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def say(line: str) -> None:
    """Print a line to standard error, as it stands."""
    if not _draws(sys.stderr, err):
        typer.echo(plain(line).translate(_MOVES), err=True)
        return
    from rich.markup import escape

    err().print(escape(plain(line)))


class Refused:
    """How many inputs were not read, while the others were: then a command ends with exit status 1."""

    count = 0


def note(line: str) -> None:
    """Print what the reader should know to standard error; count what was not read."""
    from analysis.articles import Refusal

    refused = isinstance(line, Refusal)
    Refused.count += refused
    say(f"not read: {line}" if refused else f"note: {line}")


def reads(command: Callable) -> Callable:
    """Give a command the options that say how its inputs are read; it takes them as one, in `reading`."""
    own = signature(command, eval_str=True, locals={"Reading": object})
    parameters = []
    for parameter in own.parameters.values():
        if parameter.name != "reading":
            parameters.append(parameter)
            continue
        for name, (kind, usual, flag, told) in READING.items():
            option = Annotated[kind, typer.Option(flag, help=told)]
            parameters.append(Parameter(name, Parameter.KEYWORD_ONLY, default=usual, annotation=option))
        encoding = Parameter("encoding", Parameter.KEYWORD_ONLY, default=None, annotation=Encoding)
        parameters.append(encoding)
    parameters.sort(key=lambda parameter: parameter.kind)

    @wraps(command)
    def called(**given: object) -> object:
        from analysis.articles import Reading

        told = {name: given.pop(name) for name in (*READING, "encoding")}
        for name in ("megabytes", "seconds"):
            if not 0 < told[name] < float("inf"):
                refuse(f"{READING[name][2]} {told[name]:g}: a limit is a number above 0. Give another.")
        told |= {"keep": str(told["keep"]), "outlets": tuple(told["outlets"] or ())}
        return command(**given, reading=Reading(**told))

    called.__signature__ = own.replace(parameters=parameters)
    called.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return called


def reading_options(reading: Reading) -> list[str]:
    """Return the options that a command was given to read its inputs so, as they were written."""
    told = ["--encoding", reading.encoding] if reading.encoding else []
    for name, (_, usual, flag, _) in READING.items():
        value = getattr(reading, name)
        if name == "outlets":
            told += [part for outlet in value for part in (flag, outlet)]
        elif value != usual:
            told += [flag] if value is True else [flag, f"{value:g}" if isinstance(value, float) else str(value)]
    return told


#: what is written, by the word that its option's help begins with, and a name for it
_EXAMPLES = {"page": "page.html", "table": "table.csv", "folder": "out", "file": "answers.jsonl"}


class Commands(TyperGroup):
    """Commands of which one that misses its ``-o`` says what it looks like."""

    def invoke(self, ctx: typer.Context) -> object:
        """Run a command; add an example to what is said of an output that is not named."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            option = error.param
            if not error.message and option is not None and "-o" in option.opts:
                what = (option.help or "").split()[1:2]
                error.message = f"For example: -o {_EXAMPLES.get(''.join(what), 'out')}"
            raise


def files_of(inputs: Iterable[Path | str | None]) -> tuple[Path, ...]:
    """Return the inputs that are files or folders: no addresses, not standard input."""
    return tuple(Path(one) for one in inputs if one is not None and str(one) != "-" and "://" not in str(one))


def tell(line: str = "") -> None:
    """Print a line to standard output: whole, however long, and without control characters."""
    typer.echo(_CONTROL.sub(" ", plain(line)))


def grid(*heads: str) -> Table:
    """Return an empty table with these heads, to be drawn."""
    from rich.table import Table

    return Table(*heads, box=None, header_style="bold")


def show(table: pd.DataFrame) -> None:
    """Print a table: drawn on a terminal, and with a tab between two cells where it is piped."""
    from analysis.files import safe_cells

    cells = table.map(lambda cell: f"{cell:.2f}" if isinstance(cell, float) else _CONTROL.sub(" ", plain(str(cell))))
    if _draws(sys.stdout, out):
        from rich.markup import escape

        drawn = grid(*map(str, table))
        for row in cells.itertuples(index=False):
            drawn.add_row(*map(escape, row))
        out().print(drawn)
        return
    lines = ["\t".join(map(str, table)), *map("\t".join, safe_cells(cells).itertuples(index=False))]
    typer.echo("\n".join(lines))


def refuse(line: str) -> NoReturn:
    """Raise the error that ends a command in one line, with exit status 2."""
    from analysis.files import InputError

    raise InputError(line)


def check_page(output: Path, inputs: Iterable[Path | str | None]) -> None:
    """Test early whether a page can be written there, and that it takes the place of no input."""
    from analysis.files import check_place

    given = files_of(inputs)
    check_place(output, inputs=given)
    if output.is_file() and output.resolve().parent in [one.resolve() for one in given]:
        from analysis.articles import is_own_page

        if not is_own_page(output):
            refuse(f"{output}: this is one of the inputs. Give -o another name, or the input would be lost.")
    if output.suffix.lower() not in (".html", ".htm"):
        refuse(f"{output}: the page is HTML. Give -o a name that ends in .html.")


def check_table(output: Path, inputs: Iterable[Path | str | None]) -> None:
    """Test early whether a table can be written there, and that it takes the place of no input."""
    from analysis.files import check_place, check_table_ending

    check_place(output, inputs=files_of(inputs))
    check_table_ending(output)


def given_places(named: str, *places: Path | None) -> list[Path]:
    """Return the places that are to be written; refuse two that are one file. `named` says how to tell of them."""
    given = [place for place in places if place is not None]
    if len({place.resolve() for place in given}) < len(given):
        refuse(f"{named} name the same file. Give each its own.")
    return given


def check_given(inputs: Iterable[Path | str]) -> None:
    """Refuse a file that is not there, before a command imports what makes tables."""
    from analysis.files import bytes_of

    for given in files_of(inputs):
        try:
            there = given.exists()
        except OSError as error:
            refuse(f"{given}: cannot be read ({error.strerror}). Check the name and your rights to it.")
        if not there:
            bytes_of(given)


def make_folder(output: Path) -> None:
    """Make a folder to write to, where it is not there."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refuse(f"{output}: cannot be made ({error.strerror}). Give -o another place.")


def text_writer(text: str) -> Write:
    """Return the function that writes a page or a drawing."""
    return lambda place: place.write_text(text, encoding="utf-8", newline="\n")


def own(path: Path | None) -> OwnLexicon | None:
    """Read a reader's lexicon, if there is one, and note what should be known of it."""
    from analysis.text.own_lexicon import load_with

    read = load_with(path) if path is not None else None
    for notice in read.file.notices if read else ():
        note(notice)
    return read
