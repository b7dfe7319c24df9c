"""The command line: ``framing report``, ``measure``, ``corpus``, ``site``; the others are in ``cli_…``.

Only this module and those named ``cli_…`` print. What a command needs beyond the measures it imports when it runs.
"""

from __future__ import annotations

import shlex
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from analysis.articles import files_of, given_articles, given_texts, paragraphs
from analysis.cli import lexicons as cli_lexicon
from analysis.cli import validate as cli_validate
from analysis.cli.attributions import attributions
from analysis.cli.compare import SourceFile, compare, source_text
from analysis.cli.console import Encoding, Inputs, Lexicon, note, plain, progress, say
from analysis.cli.console import own as own_lexicon
from analysis.cli.explain import explain
from analysis.cli.lessons import class_command, lesson
from analysis.files import check_place, table_writer, write_all
from analysis.measures import evidence, measure
from analysis.schema import InputError

app = typer.Typer(
    help="Show how two articles frame one event: the words behind the numbers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.command()(attributions)
app.command()(compare)
app.command()(explain)
app.command()(lesson)
app.command("class")(class_command)
app.add_typer(cli_lexicon.app, name="lexicon")
app.add_typer(cli_validate.app, name="validate")


class Unit(StrEnum):
    """What a row of a table is."""

    article = "article"
    text = "text"


@app.command()
def report(
    inputs: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write (.html).")],
    source: SourceFile = None,
    encoding: Encoding = None,
    lexicon: Lexicon = None,
) -> None:
    """Write one page that shows two or more articles side by side, their words marked, and what differs."""
    from analysis.report import write_report

    check_place(output, inputs=(*_with(inputs, lexicon), *filter(None, [source])))
    if output.suffix.lower() not in (".html", ".htm"):
        raise InputError(f"{output}: the page is HTML. Give -o a name that ends in .html.")
    own = own_lexicon(lexicon)
    articles = given_articles(inputs, encoding=encoding, at_least=2, note=note)
    check_place(output, inputs=files_of(articles))
    told = source_text(source, encoding=encoding)
    asked = {"--source": source, "--encoding": encoding, "--lexicon": lexicon, "-o": output}
    options = [str(part) for option in asked.items() if option[1] is not None for part in option]
    command = plain(shlex.join(["framing", "report", *map(str, inputs), *options]))
    write_report(articles, output, command=command, own=own, source=told)
    say(f"{output} written.")


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
    lexicon: Lexicon = None,
) -> None:
    """Measure every paragraph of the inputs and write them as a table, a row a block."""
    places = [place for place in (output, spans) if place is not None]
    if len({place.resolve() for place in places}) < len(places):
        raise InputError(f"{output}: -o and --spans name the same file. Give each its own.")
    for place in places:
        check_place(place, inputs=_with(inputs, lexicon))
        table_writer(pd.DataFrame(), place)
    own = own_lexicon(lexicon)
    terms = own and own.lexicon
    if unit == Unit.text:
        blocks = given_texts(inputs, encoding=encoding)
    else:
        articles = given_articles(inputs, encoding=encoding, note=note)
        for place in places:
            check_place(place, inputs=files_of(articles))
        blocks = paragraphs(articles)
    measured = pd.concat([blocks, measure(blocks, lexicon=terms)], axis=1)
    files = {output: table_writer(measured, output)}
    if spans is not None:
        marks = evidence(blocks, lexicon=terms)
        if "id" in blocks:
            marks.insert(0, "id", blocks["id"].iloc[marks["row"]].to_numpy(object))
        files[spans] = table_writer(marks.drop(columns="row"), spans)
    write_all(files)
    say(" and ".join(map(str, files)) + f" written: {len(measured)} rows.")


@app.command()
def corpus(
    source: Annotated[
        Path,
        typer.Argument(help="A table with a text column (.parquet, .csv, .jsonl), or a folder of Parquet or articles."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write, as Parquet.")],
    workers: Annotated[int, typer.Option(min=1, help="How many processes measure.")] = 1,
    spans: Annotated[bool, typer.Option("--spans", help="Also write the words behind the numbers.")] = False,
    attributions: Annotated[
        bool, typer.Option("--attributions", help="Also look for who speaks, in each row on its own: it takes longer.")
    ] = False,
    scheduler: Annotated[
        str | None, typer.Option(help="A Dask cluster instead of --workers: tcp://HOST:PORT or local:N.")
    ] = None,
    encoding: Encoding = None,
    lexicon: Lexicon = None,
) -> None:
    """Measure a corpus of any size, a row a text, and go on where an earlier run was ended."""
    from analysis.corpus import Job, run_job

    own_lexicon(lexicon)
    options = {"scheduler": scheduler, "encoding": encoding, "lexicon": lexicon, "attributions": attributions}
    job = Job(source, output, workers=workers, spans=spans, **options)
    try:
        with progress() as report:
            done = run_job(job, report=report, note=note)
    except KeyboardInterrupt:
        say(f"framing: stopped. What is done is in {output}; the same command goes on from there.")
        raise typer.Exit(130) from None
    if done.before == done.parts:
        say(f"{output}: nothing to do, all {done.amount} {done.unit} are measured.")
    else:
        say(f"{output} written: {done.amount} {done.unit} in {done.parts} parts.")


@app.command()
def site(
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write.")] = Path("build"),
    notebooks: Annotated[Path, typer.Option(help="The folder of the notebooks.")] = Path("notebooks"),
    seeds: Annotated[Path, typer.Option(help="The folder of the two articles.")] = Path("seeds"),
) -> None:
    """Write the seeds' page, run the notebooks, and make an index that links them all."""
    from analysis.report import build_site, write_report

    articles = given_articles([seeds / "aggregator.txt", seeds / "wire.txt"], at_least=2, note=note)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{output}: cannot be made ({error.strerror}). Give -o another place.") from None
    target = check_place(output / "report.html")
    command = shlex.join(["framing", "report", *(str(a.path) for a in articles), "-o", str(target)])
    write_report(articles, target, command=command)
    for path in build_site(notebooks, output, reports={"report.html": "The two articles side by side"}):
        say(f"{path} written.")


def _with(inputs: list[Path], lexicon: Path | None) -> tuple[Path, ...]:
    return (*inputs, lexicon) if lexicon is not None else tuple(inputs)


def main() -> None:
    """Run the command line; bad input ends in one line and exit status 2."""
    try:
        app()
    except InputError as error:
        say(f"framing: {error}")
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(1)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        say(f"framing: {where}{error.strerror or error}. Check the name and your rights to it.")
        sys.exit(2)
