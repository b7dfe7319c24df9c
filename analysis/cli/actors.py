"""``framing actors``: who is in a story. ``framing tone``: in what light each mention of someone stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.console import Inputs, OutputTable, check_given, check_table, given_places, note, reads, say, working

if TYPE_CHECKING:
    from analysis.articles import Reading

ActorsFile = Annotated[
    Path | None,
    typer.Option(
        "--actors",
        help="A table of your own actors (.csv: actor, kind, forms parted by |, and branch if you like). It comes "
        "before the project's. Kinds: person, organisation, group, place, thing.",
    ),
]


@reads
def actors(
    inputs: Inputs,
    output: OutputTable,
    reading: Reading,
    mentions: Annotated[
        Path | None, typer.Option(help="Also write each mention: place, role, verb, tone (.csv or .parquet).")
    ] = None,
    labels: Annotated[
        Path | None, typer.Option(help="Also write what the actors are called (.csv or .parquet).")
    ] = None,
    own: ActorsFile = None,
) -> None:
    """Find who is in a story, all inputs together: a row an actor and article.

    Each row has the number of mentions and their share, the names used, the labels beside them, how often the actor
    does something (agent), has it done to it (patient) and speaks, and the tone around its mentions.
    """
    from analysis.actors import find_actors
    from analysis.articles import list_files, paragraphs, read_given_articles
    from analysis.attribution import attribute
    from analysis.files import check_place, table_writer, write_all

    places = given_places("Two of -o, --mentions and --labels", output, mentions, labels)
    for place in places:
        check_table(place, (*inputs, own))
    check_given(inputs)
    articles = read_given_articles(inputs, reading=reading, note=note)
    for place in places:
        check_place(place, inputs=list_files(articles))
    blocks = paragraphs(articles)
    with working(f"The actors of {len(articles)} articles are found"):
        found = find_actors(blocks, spoken=attribute(blocks), actors=own)
    made = {output: found.table(), mentions: found.mentions, labels: found.labels}
    write_all({place: table_writer(table, place) for place, table in made.items() if place is not None})
    say(" and ".join(map(str, places)) + f" written: {found.mentions['actor'].nunique()} actors.")


@reads
def tone(
    file: Annotated[
        Path,
        typer.Argument(help="A table (.csv, .jsonl, .parquet) with the columns id, text, start, end: a row a mention."),
    ],
    output: OutputTable,
    reading: Reading,
) -> None:
    """Estimate in what light each mention stands in its sentence: label -1 bad, 0 neither, 1 good.

    start and end are half-open and count characters of the text from 0: text[start:end] is the mention. The result has
    a row for each row: id, label, score (-1 to 1), the shares bad, neutral and good, and evidence: the words that moved
    the score most, with sign and offsets. A label is wrong about once in three times (benchmarks/TONE.md).
    """
    import pandas as pd

    from analysis.actors import find_tone
    from analysis.articles import read_table
    from analysis.files import table_writer, write_all
    from analysis.schema import InputError, require

    check_table(output, (file,))
    table = read_table(file, reading=reading)
    require(table, ("text", "start", "end"), str(file))
    try:
        found = find_tone(table)
    except InputError as error:
        raise InputError(str(error).replace("mentions, row", f"{file}, row", 1)) from None
    names = table[[name for name in ("id", "article") if name in table]]
    write_all({output: table_writer(pd.concat([names, found], axis=1), output)})
    say(f"{output} written: {len(found)} rows.")
