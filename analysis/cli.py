"""The command line: ``framing report``, ``measure``, ``corpus``, ``explain``, ``site``. The only module that prints."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import numpy as np
import pandas as pd
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from analysis import read, segment
from analysis.features import evidence, measure
from analysis.output import check_place, table_writer, write_all
from analysis.schema import BODY, OUTLET, InputError

app = typer.Typer(
    help="Show how two articles frame one event: the words behind the numbers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_out = Console(emoji=False)
_err = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)
_SECONDS = 5.0  # between two lines of progress where there is no terminal

Inputs = Annotated[
    list[Path], typer.Argument(help="Articles: .txt or .md files, folders of them, or tables with a text column.")
]
Encoding = Annotated[str | None, typer.Option(help="The encoding of the inputs, if they do not say it themselves.")]


class Unit(StrEnum):
    """What a row of a table is."""

    article = "article"
    text = "text"


@app.command()
def report(
    inputs: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write (.html).")],
    encoding: Encoding = None,
) -> None:
    """Write one page that shows two or more articles side by side, their words marked, and what differs."""
    from analysis.story import page

    check_place(output, inputs=tuple(inputs))
    if output.suffix.lower() not in (".html", ".htm"):
        raise InputError(f"{output}: the page is HTML. Give -o a name that ends in .html.")
    articles = _articles(inputs, encoding, at_least=2)
    check_place(output, inputs=_files(articles))
    command = _plain(shlex.join(["framing", "report", *map(str, inputs), "-o", str(output)]))
    write_all({output: lambda place: place.write_text(page(articles, command=command), encoding="utf-8", newline="\n")})
    _say(f"{output} written.")


@app.command("measure")
def measure_command(
    inputs: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", help="The table to write (.csv or .parquet).")],
    spans: Annotated[
        Path | None, typer.Option(help="Also write the words behind the numbers (.csv or .parquet).")
    ] = None,
    unit: Annotated[
        Unit, typer.Option(help="What a row of a table is: an article, or a text to be measured as it stands.")
    ] = Unit.article,
    encoding: Encoding = None,
) -> None:
    """Measure every paragraph of the inputs and write them as a table, a row a block."""
    places = [place for place in (output, spans) if place is not None]
    if len({place.resolve() for place in places}) < len(places):
        raise InputError(f"{output}: -o and --spans name the same file. Give each its own.")
    for place in places:
        check_place(place, inputs=tuple(inputs))
        table_writer(pd.DataFrame(), place)
    if unit == Unit.text:
        blocks = _texts(inputs, encoding)
    else:
        articles = _articles(inputs, encoding, at_least=1)
        for place in places:
            check_place(place, inputs=_files(articles))
        blocks = segment.paragraphs(articles)
    measured = pd.concat([blocks, measure(blocks)], axis=1)
    files = {output: table_writer(measured, output)}
    if spans is not None:
        marks = evidence(blocks)
        if "id" in blocks:
            marks.insert(0, "id", blocks["id"].iloc[marks["row"]].to_numpy(object))
        files[spans] = table_writer(marks.drop(columns="row"), spans)
    write_all(files)
    _say(" and ".join(map(str, files)) + f" written: {len(measured)} rows.")


@app.command()
def corpus(
    source: Annotated[
        Path,
        typer.Argument(help="A table with a text column (.parquet, .csv, .jsonl), or a folder of Parquet or articles."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write, as Parquet.")],
    workers: Annotated[int, typer.Option(min=1, help="How many processes measure.")] = 1,
    spans: Annotated[bool, typer.Option("--spans", help="Also write the words behind the numbers.")] = False,
    scheduler: Annotated[
        str | None, typer.Option(help="A Dask cluster instead of --workers: tcp://HOST:PORT or local:N.")
    ] = None,
    encoding: Encoding = None,
) -> None:
    """Measure a corpus of any size, a row a text, and go on where an earlier run was ended."""
    from analysis.corpus import Job, run

    job = Job(source, output, workers=workers, spans=spans, scheduler=scheduler, encoding=encoding)
    try:
        with _progress() as report:
            done = run(job, report=report, note=lambda line: _say(f"note: {line}"))
    except KeyboardInterrupt:
        _say(f"framing: stopped. What is done is in {output}; the same command goes on from there.")
        raise typer.Exit(130) from None
    if done.before == done.parts:
        _say(f"{output}: nothing to do, all {done.amount} {done.unit} are measured.")
    else:
        _say(f"{output} written: {done.amount} {done.unit} in {done.parts} parts.")


@app.command()
def explain(sentence: Annotated[str, typer.Argument(help="A sentence, in quotation marks.")]) -> None:
    """Print what is marked in a sentence, and the numbers that follow from it."""
    if not sentence.strip():
        raise InputError("the sentence: there is nothing in it. Give a sentence in quotation marks.")
    table = pd.DataFrame({"text": [_plain(sentence)]})
    numbers, marks = measure(table).iloc[0], evidence(table)
    words = Table("words", "layer", "category", "weight", "voice", "plainer", "why", box=None, header_style="bold")
    for mark in marks.to_dict("records"):
        cells = (
            mark["surface"],
            mark["label"],
            mark["category"],
            f"{mark['weight']:+.2f}",
            mark["voice"],
            mark["neutral"],
            mark["note"],
        )
        words.add_row(*(escape(str(cell)) if isinstance(cell, str) else "" for cell in cells))
    _out.print(words if len(marks) else "No word of it is marked.")
    sums = Table("measure", "value", box=None, header_style="bold")
    for name, value in numbers.items():
        if name == "not_measured":
            continue
        shown = ("no", "yes")[bool(value)] if isinstance(value, bool | np.bool_) else f"{value:.4g}"
        sums.add_row(str(name), "not defined" if pd.isna(value) else shown)
    _out.print(sums)


@app.command()
def site(
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write.")] = Path("build"),
    notebooks: Annotated[Path, typer.Option(help="The folder of the notebooks.")] = Path("notebooks"),
    seeds: Annotated[Path, typer.Option(help="The folder of the two articles.")] = Path("seeds"),
) -> None:
    """Write the seeds' page, run the notebooks, and make an index that links them all."""
    from analysis.site import build_site
    from analysis.story import page

    articles = _articles([seeds / "aggregator.txt", seeds / "wire.txt"], None, at_least=2)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{output}: cannot be made ({error.strerror}). Give -o another place.") from None
    target = check_place(output / "report.html")
    command = shlex.join(["framing", "report", *(str(a.path) for a in articles), "-o", str(target)])
    write_all({target: lambda place: place.write_text(page(articles, command=command), encoding="utf-8", newline="\n")})
    for path in build_site(notebooks, output, reports={"report.html": "The two articles side by side"}):
        _say(f"{path} written.")


def _articles(inputs: list[Path], encoding: str | None, *, at_least: int) -> list[read.Article]:
    """Read the inputs, show the notices, and refuse the same article twice and fewer than `at_least`."""
    seen: dict[Path, Path] = {}
    for given in inputs:
        if (same := seen.setdefault(given.resolve(), given)) is not given:
            raise InputError(f"{given}: given twice (also as {same}). Name each input once.")
    articles = read.read_articles(inputs, encoding=encoding)
    for notice in dict.fromkeys(n for article in articles for n in article.notices):
        _say(f"note: {notice}")
    if at_least > 1:
        hashes: dict[str, read.Article] = {}
        for article in articles:
            if (same := hashes.setdefault(article.sha256 or article.text, article)) is not article:
                raise InputError(
                    f"{article.path}: the same text as {same.path}. A comparison needs two different articles."
                )
    if len(articles) < at_least:
        raise InputError(
            f"{inputs[0]}: this is one article. A comparison needs two: framing report A.txt B.txt -o page.html"
        )
    return articles


def _files(articles: list[read.Article]) -> tuple[Path, ...]:
    """Give every file that was read: the articles, and the descriptions beside them."""
    texts = [Path(article.path) for article in articles if article.path]
    return (*texts, *(text.parent / "articles.csv" for text in texts))


def _texts(inputs: list[Path], encoding: str | None) -> pd.DataFrame:
    """Read tables whose rows are texts to be measured as they stand, as rows of the paragraph table."""
    parts, names = [], set()
    for path in inputs:
        if path.suffix.lower() not in read.TABLE_ENDINGS:
            raise InputError(f"{path}: --unit text needs a table ({', '.join(read.TABLE_ENDINGS)}) with a column text.")
        rows = read.read_table(path, encoding=encoding)
        name = own = read.slug(path.stem)
        while name in names:
            name = f"{own}-{len(names) + 1}"
        names.add(name)
        part = pd.DataFrame({"article": rows.get("article", pd.Series(name, index=rows.index))})
        part["block"] = range(len(rows))
        part["kind"] = rows.get("kind", pd.Series(BODY, index=rows.index))
        part["voice"] = rows.get("voice", pd.Series(OUTLET, index=rows.index))
        part["text"] = rows["text"]
        if "id" in rows:
            part.insert(0, "id", rows["id"])
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


@contextmanager
def _progress() -> Iterator[Callable[[int, int, str], None]]:
    """Give what shows how far one is: a bar where there is a terminal, or else a plain line every few seconds."""
    begun = said = (0.0, 0)

    def line(done: int, total: int, unit: str) -> None:
        nonlocal begun, said
        now = time.monotonic()
        if not said[0]:
            begun = said = (now, done)
        elif now - said[0] >= _SECONDS:
            said = (now, done)
            rate = (done - begun[1]) / (now - begun[0])
            _say(f"{done} of {total} {unit}, {rate:.0f} a second, {(total - done) / rate:.0f} seconds left")

    if not _err.is_terminal:
        yield line
        return
    what = TextColumn("{task.completed:,.0f} of {task.total:,.0f} {task.fields[unit]}")
    rate = TextColumn("{task.fields[rate]}")
    with Progress(BarColumn(), what, rate, TimeRemainingColumn(), console=_err, transient=True) as bar:
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


def _say(line: str) -> None:
    _err.print(escape(_plain(line)))


def _plain(text: str) -> str:
    """Put U+FFFD for bytes of a name or an argument that are no text."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def main() -> None:
    """Run the command line; bad input ends in one line and exit status 2."""
    try:
        app()
    except InputError as error:
        _say(f"framing: {error}")
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(1)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _say(f"framing: {where}{error.strerror or error}. Check the name and your rights to it.")
        sys.exit(2)


if __name__ == "__main__":
    main()
