"""``framing frames``: in which frames each text puts its event."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.console import Inputs, OutputTable, check_table, files_of, given_places, note, reads, say, working

if TYPE_CHECKING:
    import pandas as pd

    from analysis.articles import Reading
    from analysis.measures import OwnFrames

OwnFramesFile = Annotated[
    Path | None,
    typer.Option(
        "--frames",
        help="Frames of your own in place of the project's (.csv; columns frame, kind, text, and if you like weight, "
        "forms, note). Kind: term, definition, example, counter-example; the examples are tried.",
    ),
]


class Row(StrEnum):
    """What a row of the result is."""

    article = "article"
    text = "text"


@reads
def frames(
    inputs: Inputs,
    output: OutputTable,
    reading: Reading,
    unit: Annotated[
        Row | None,
        typer.Option(
            help="What a row is: an article, or a text as it stands. By default a text for tables with a column id."
        ),
    ] = None,
    spans: Annotated[
        Path | None, typer.Option(help="Also write the words behind the scores (.csv or .parquet).")
    ] = None,
    own: OwnFramesFile = None,
) -> None:
    """Score each text for nine issue frames and five news frames; the label is the issue frame that leads, or other.

    Columns: id or article, label, and a score for each frame. A frame of tier C (see framing explain) leads nowhere.
    """
    import pandas as pd

    from analysis.files import check_place, table_writer, write_all
    from analysis.measures import find_frames, frame_spans

    places = given_places(f"{output}: -o and --spans", output, spans)
    for place in places:
        check_table(place, (*inputs, own))
    terms = read_frames(own)
    texts, files = _texts(inputs, unit, reading)
    for place in places:
        check_place(place, inputs=files)
    mine = terms and terms.terms
    names = texts[[column for column in ("id", "article") if column in texts]]
    given = texts[texts.columns.intersection(["text", "language"])]
    with working(f"{len(texts)} texts are scored"):
        scored = pd.concat([names, find_frames(given, own=mine)], axis=1)
    made = {output: table_writer(scored, output)}
    if spans is not None:
        marks = frame_spans(given, own=mine)
        for column in reversed(names.columns):
            marks[column] = names[column].iloc[marks["row"]].to_numpy(object)
        kept = ["start", "end", "surface", "label", "category", "weight", "voice", "tier", "note"]
        made[spans] = table_writer(marks[[*names.columns, *kept]], spans)
    write_all(made)
    say(" and ".join(map(str, made)) + f" written: {len(scored)} rows.")


def read_frames(path: Path | None) -> OwnFrames | None:
    """Read a reader's frames, if there are any, and note which examples their terms do not tell apart."""
    from analysis.measures import read_own_frames

    read = read_own_frames(path) if path is not None else None
    for line in read.notices if read else ():
        note(line)
    return read


def _texts(inputs: list[str], unit: Row | None, reading: Reading) -> tuple[pd.DataFrame, list[Path]]:
    """Return the texts with their names, and the files that were read."""
    from analysis.articles import TABLE_ENDINGS, list_files, paragraphs, read_given_articles, read_given_texts
    from analysis.measures import article_texts
    from analysis.schema import TEXT_KINDS

    files = files_of(inputs)
    tables = len(files) == len(inputs) and all(path.suffix.lower() in TABLE_ENDINGS for path in files)
    if unit == Row.text or (unit is None and tables):
        texts = read_given_texts(inputs, reading=reading)
        if unit == Row.text or "id" in texts:
            named = ["id"] if "id" in texts else ["article", "block"]
            return texts[[*named, *texts.columns.intersection(["text", "language"])]], list(files)
    articles = read_given_articles(inputs, reading=reading, note=note)
    return article_texts(paragraphs(articles), TEXT_KINDS), list(list_files(articles))
