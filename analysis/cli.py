"""The command line: ``framing report``, ``measure``, ``explain`` and ``site``. The only module that prints."""

from __future__ import annotations

import shlex
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.markup import escape
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
_out = Console()
_err = Console(stderr=True, soft_wrap=True, highlight=False)

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
    articles = _articles(inputs, encoding, at_least=2)
    command = shlex.join(["framing", "report", *map(str, inputs), "-o", str(output)])
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
    if len(set(places)) < len(places):
        raise InputError(f"{output}: -o and --spans name the same file. Give each its own.")
    for place in places:
        check_place(place, inputs=tuple(inputs))
        table_writer(pd.DataFrame(), place)
    blocks = (
        _texts(inputs, encoding) if unit == Unit.text else segment.paragraphs(_articles(inputs, encoding, at_least=1))
    )
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
def explain(sentence: Annotated[str, typer.Argument(help="A sentence, in quotation marks.")]) -> None:
    """Print what is marked in a sentence, and the numbers that follow from it."""
    if not sentence.strip():
        raise InputError("the sentence: there is nothing in it. Give a sentence in quotation marks.")
    table = pd.DataFrame({"text": [sentence]})
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
        if not isinstance(value, str):
            sums.add_row(str(name), "not defined" if pd.isna(value) else f"{value:.4g}")
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
        _err.print(f"note: {escape(notice)}")
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


def _texts(inputs: list[Path], encoding: str | None) -> pd.DataFrame:
    """Read tables whose rows are texts to be measured as they stand, as rows of the paragraph table."""
    parts = []
    for path in inputs:
        if path.suffix.lower() not in read.TABLE_ENDINGS:
            raise InputError(f"{path}: --unit text needs a table ({', '.join(read.TABLE_ENDINGS)}) with a column text.")
        rows = read.read_table(path, encoding=encoding)
        part = pd.DataFrame({"article": rows.get("article", pd.Series(read.slug(path.stem), index=rows.index))})
        part["block"] = range(len(rows))
        part["kind"] = rows.get("kind", pd.Series(BODY, index=rows.index))
        part["voice"] = rows.get("voice", pd.Series(OUTLET, index=rows.index))
        part["text"] = rows["text"]
        if "id" in rows:
            part.insert(0, "id", rows["id"])
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _say(line: str) -> None:
    _err.print(escape(line))


def main() -> None:
    """Run the command line; bad input ends in one line and exit status 2."""
    try:
        app()
    except InputError as error:
        _err.print(f"framing: {escape(str(error))}")
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(1)


if __name__ == "__main__":
    main()
