"""``framing validate babe`` and ``framing validate words``: how far loaded language agrees with experts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.table import Table

from analysis.cli_console import out, say
from analysis.output import Write, check_place, table_writer, write_all
from analysis.schema import InputError

app = typer.Typer(help="Compare loaded language with what experts marked.", no_args_is_help=True, rich_markup_mode=None)

_FIGURES = (".svg", ".png")
File = Annotated[Path, typer.Argument(help="A table with a column text (.csv, .jsonl, .parquet).")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Also write the figures as a table (.csv or .parquet).")
]
FigurePath = Annotated[Path | None, typer.Option("--figure", help="Also draw them (.svg or .png).")]


@app.command()
def babe(file: File, output: Output = None, figure: FigurePath = None) -> None:
    """Compare scores with experts' labels of sentences (columns text, label 0 or 1; also outlet, topic, spans)."""
    _run(file, output, figure, needs=("label",))


@app.command()
def words(file: File, output: Output = None, figure: FigurePath = None) -> None:
    """Compare marked words with those that experts marked (columns text, spans: [[start, end], ...]; also outlet)."""
    _run(file, output, figure, needs=("spans",))


def _run(file: Path, output: Path | None, figure: Path | None, *, needs: tuple[str, ...]) -> None:
    from analysis import validate
    from analysis.annotated import read_annotated
    from analysis.peers import missing

    for place in filter(None, (output, figure)):
        check_place(place, inputs=(file,))
    if output and figure and output.resolve() == figure.resolve():
        raise InputError(f"{output}: -o and --figure name the same file. Give each its own.")
    if output:
        table_writer(pd.DataFrame(), output)
    if figure and figure.suffix.lower() not in _FIGURES:
        raise InputError(f"{figure}: figures are .svg or .png. Give --figure a name with one of these endings.")
    table = read_annotated(file, needs=needs)
    labelled = "label" in needs
    given = validate.scored(table, sentences=labelled)
    parts = [validate.on_sentences(table, given)] if labelled else []
    parts += [validate.on_words(table, given)] if "spans" in table else []
    figures = pd.concat(parts, ignore_index=True)
    _show(figures, len(table))
    for package in missing() if labelled else ():
        say(f"note: {package} is not installed, so it is not compared with: pip install {package}")
    files = {output: table_writer(figures, output)} if output else {}
    if figure:
        files[figure] = _drawn(figures, "auc" if labelled else "word_f1", figure.suffix.lower())
    write_all(files)
    if files:
        say(" and ".join(map(str, files)) + " written.")


def _drawn(figures: pd.DataFrame, measure: str, ending: str) -> Write:
    from analysis.plots import svg
    from analysis.plots_validate import alt_agreement, plot_agreement

    ax = plot_agreement(figures, measure=measure)
    if ending == ".png":
        return lambda place: ax.get_figure().savefig(place, dpi=150, metadata={"Software": None})
    text = svg(ax, alt=alt_agreement(figures, measure=measure))
    return lambda place: place.write_text(text + "\n", encoding="utf-8", newline="\n")


def _show(figures: pd.DataFrame, sentences: int) -> None:
    """Print a table of each kind, with a row a scorer and a column a measure, and what has to be known of them."""
    from analysis.validate import MEASURES, NOTES

    for kind in (False, True):
        part = figures[figures["measure"].str.startswith("word") == kind]
        if len(part):
            measures = part["measure"].drop_duplicates().tolist()
            table = Table("", *(MEASURES[name] for name in measures), box=None, header_style="bold")
            for (scorer, split), rows in part.groupby(["scorer", "split"], sort=False):
                of = rows.set_index("measure")
                table.add_row(f"{scorer}\n{split}".rstrip(), *(_cell(of.loc[name]) for name in measures))
            out.print(table)
    out.print(f"{sentences:,} sentences. Under each figure its 95% interval when they are drawn anew.", highlight=False)
    for note in NOTES:
        out.print(note, highlight=False)


def _cell(of: pd.Series) -> str:
    if of["value"] != of["value"]:
        return "not defined"
    return f"{of['value']:.3f}\n{of['low']:.3f}\N{EN DASH}{of['high']:.3f}"
