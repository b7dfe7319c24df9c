"""``framing validate``: how far the project agrees with what experts, and readers, marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.console import check_table, given_places, grid, note, out, progress, refuse, say, text_writer, working
from analysis.cli.frames import OwnFramesFile, read_frames

if TYPE_CHECKING:
    import pandas as pd

    from analysis.files import Write

app = typer.Typer(
    help="Compare loaded language, and attributions, with what experts marked.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

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


@app.command()
def frames(
    file: Annotated[
        Path,
        typer.Argument(
            help="Coded texts (.csv, .jsonl, .parquet): text, and label (one frame a text, or other) or a column of 0 "
            "and 1 for each news frame."
        ),
    ],
    own: OwnFramesFile = None,
    output: Output = None,
) -> None:
    """Compare frames with how someone coded the texts: F1 and kappa of a label, or AUC of columns, with intervals."""
    from rich.markup import escape

    from analysis.evaluation import on_frames
    from analysis.files import table_writer, write_all

    if output:
        check_table(output, (file, own))
    read = read_frames(own)
    figures = on_frames(file, own=read and read.terms)
    table = grid("frame", "measure", "value", "texts")
    for of in figures.to_dict("records"):
        shown = f"{of['value']:.3f}" if of["low"] != of["low"] else _cell(of)
        table.add_row(escape(str(of["frame"])), of["measure"], shown, f"{of['n']:,}")
    out().print(table)
    note_of = "Under each figure its 95% interval when texts are drawn anew."
    seen = "" if own else " The weights were moved by FrAC's development sentences: on these the figures are too good."
    out().print(note_of + seen, highlight=False)
    if output:
        write_all({output: table_writer(figures, output)})
        say(f"{output} written.")


@app.command()
def newsmtsc(
    file: Annotated[
        Path,
        typer.Argument(help="Labelled mentions (.csv, .jsonl, .parquet): text, start, end, and label (-1, 0 or 1)."),
    ],
    output: Output = None,
) -> None:
    """Compare the tone around mentions with readers' labels: macro-F1, accuracy, F1 of each label, with intervals."""
    from analysis.evaluation import on_tone
    from analysis.files import table_writer, write_all

    if output:
        check_table(output, (file,))
    figures = on_tone(file)
    table = grid("label", "measure", "value", "mentions")
    for of in figures.to_dict("records"):
        table.add_row(of["label"], of["measure"], _cell(of), f"{of['n']:,}")
    out().print(table)
    out().print(
        "Under each figure its 95% interval when mentions are drawn anew. The weights were fitted on NewsMTSC's "
        "development mentions: on these the figures are too good, and benchmarks/TONE.md has the fair ones.",
        highlight=False,
    )
    if output:
        write_all({output: table_writer(figures, output)})
        say(f"{output} written.")


@app.command()
def polnear(
    file: Annotated[
        Path,
        typer.Argument(
            help="Annotated documents, JSON lines: id, publisher, text, and attributions, a list of "
            '{"source": [[start, end], ...], "cue": [...], "content": [...]}, in characters.'
        ),
    ],
    predictions: Annotated[
        Path | None,
        typer.Option(
            help="Measure these attributions instead of what the project finds (JSON lines: id, attributions; "
            "framing attributions writes such a file)."
        ),
    ] = None,
    left_out: Annotated[
        bool,
        typer.Option(
            "--left-out", help="Also show what was measured with publishers left out of the model's training."
        ),
    ] = False,
    output: Output = None,
) -> None:
    """Compare attributions with those that experts annotated: who is quoted, by which words, with what."""
    import pandas as pd

    from analysis.attribution import (
        find_attributions,
        find_in_documents,
        read_documents,
        read_measured_figures,
        read_predictions,
        read_training_documents,
        text_fingerprint,
    )
    from analysis.evaluation import GIVEN, NOTE, OUR_MODEL, agreement_figures, count_agreement, groups_of, trained_note
    from analysis.files import table_writer, write_all

    if output:
        check_table(output, (file, predictions))
    before = read_measured_figures()
    if left_out and before is None:
        refuse("--left-out: nothing was measured yet. Run make calibrate-attribution DATA=polnear.jsonl first.")
    documents, annotated = read_documents(file)
    texts, new, split = documents["text"].tolist(), None, GIVEN
    if predictions:
        found, without = read_predictions(predictions, documents)
        if without:
            note(f"{predictions} has no line for {without} of {len(texts)} documents: nothing was found in these.")
    else:
        known, split = read_training_documents(), OUR_MODEL
        new = ~documents["text"].map(text_fingerprint).isin(known).to_numpy(bool)
        with progress() as report:
            found = find_in_documents(texts, find_attributions, report)
    groups = groups_of(documents["publisher"], new=new)
    figures = agreement_figures(count_agreement(texts, annotated, found), groups, split=split)
    if left_out:
        figures = pd.concat([figures, before], ignore_index=True)
    for name, part in figures.groupby("split", sort=False):
        _show_attributions(name, part)
    amount = f"{len(texts):,} documents, {len(annotated[['row', 'attribution']].drop_duplicates()):,} attributions"
    seen = [trained_note(int((~new).sum()), len(new), before)] if new is not None else []
    for line in (f"{amount}. Under each figure its 95% interval when documents are drawn anew.", NOTE, *seen):
        out().print(line, highlight=False)
    if output:
        write_all({output: table_writer(figures, output)})
        say(f"{output} written.")


def _show_attributions(split: str, figures: pd.DataFrame) -> None:
    """Print the figures of one split: by role, and of quotations and links; a row for each group of documents."""
    from rich.markup import escape

    from analysis.attribution import ROLES
    from analysis.evaluation import LINKS, QUOTATIONS

    of = figures.set_index(["documents", "of", "measure"])
    groups = figures["documents"].drop_duplicates().tolist()
    by_role = {
        "token_precision": "token precision",
        "token_recall": "token recall",
        "token_f1": "token F1",
        "exact_f1": "exact F1",
        "iou_f1": "IoU F1",
    }
    table = grid(split, *by_role.values())
    for group in groups:
        for role in ROLES:
            table.add_row(f"{escape(group)}\n{role}", *(_cell(of.loc[group, role, name]) for name in by_role))
    out().print(table)
    heads = (QUOTATIONS, f"{QUOTATIONS}: recall", *(f"{LINKS}: {rate}" for rate in ("precision", "recall", "F1")))
    table = grid(split, *heads)
    for group in groups:
        places = ((QUOTATIONS, "recall"), (LINKS, "precision"), (LINKS, "recall"), (LINKS, "f1"))
        amount = f"{of.loc[(group, *places[0]), 'n']:,}"
        table.add_row(escape(group), amount, *(_cell(of.loc[(group, *place)]) for place in places))
    out().print(table)


def _run(file: Path, output: Path | None, figure: Path | None, *, needs: tuple[str, ...]) -> None:
    import pandas as pd

    from analysis.evaluation import missing_peers, on_sentences, on_words, read_annotated, scored
    from analysis.files import check_place, table_writer, write_all

    for place in filter(None, (output, figure)):
        check_place(place, inputs=(file,))
    given_places(f"{output}: -o and --figure", output, figure)
    if output:
        check_table(output, (file,))
    if figure and figure.suffix.lower() not in _FIGURES:
        refuse(f"{figure}: figures are .svg or .png. Give --figure a name with one of these endings.")
    table = read_annotated(file, needs=needs)
    labelled = "label" in needs
    with working(f"{len(table)} sentences are measured, by each way that is installed"):
        given = scored(table, sentences=labelled)
        parts = [on_sentences(table, given)] if labelled else []
        parts += [on_words(table, given)] if "spans" in table else []
    figures = pd.concat(parts, ignore_index=True)
    _show(figures, len(table))
    for package in missing_peers() if labelled else ():
        note(f"{package} is not installed, so it is not compared with: pip install {package}")
    files = {output: table_writer(figures, output)} if output else {}
    if figure:
        files[figure] = _drawn(figures, "auc" if labelled else "word_f1", figure.suffix.lower())
    write_all(files)
    if files:
        say(" and ".join(map(str, files)) + " written.")


def _drawn(figures: pd.DataFrame, measure: str, ending: str) -> Write:
    from analysis.report import alt_agreement, plot_agreement, svg

    ax = plot_agreement(figures, measure=measure)
    if ending == ".png":
        return lambda place: ax.get_figure().savefig(place, dpi=150, metadata={"Software": None})
    return text_writer(svg(ax, alt=alt_agreement(figures, measure=measure)) + "\n")


def _show(figures: pd.DataFrame, sentences: int) -> None:
    """Print a table of each kind, with a row a scorer and a column a measure, and what has to be known of them."""
    from analysis.evaluation import NOTES, VALIDATED_MEASURES

    for kind in (False, True):
        part = figures[figures["measure"].str.startswith("word") == kind]
        if len(part):
            measures = part["measure"].drop_duplicates().tolist()
            table = grid("", *(VALIDATED_MEASURES[name] for name in measures))
            for (scorer, split), rows in part.groupby(["scorer", "split"], sort=False):
                of = rows.set_index("measure")
                table.add_row(f"{scorer}\n{split}".rstrip(), *(_cell(of.loc[name]) for name in measures))
            out().print(table)
    for line in (f"{sentences:,} sentences. Under each figure its 95% interval when they are drawn anew.", *NOTES):
        out().print(line, highlight=False)


def _cell(of: pd.Series | dict) -> str:
    if of["value"] != of["value"]:
        return "not defined"
    return f"{of['value']:.3f}\n{of['low']:.3f}\N{EN DASH}{of['high']:.3f}"
