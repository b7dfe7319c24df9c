"""``framing actors``: who is in a story. ``framing tone``: in what light each mention of someone stands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analysis.cli.console import Encoding, Inputs, OutputTable, check_table, given_places, note, say

ActorsFile = Annotated[
    Path | None,
    typer.Option(
        "--actors",
        help="A table of your own actors (.csv: actor, kind, forms parted by |, and branch if you like). It comes "
        "before the project's. Kinds: person, organisation, group, place, thing.",
    ),
]


def actors(
    inputs: Inputs,
    output: OutputTable,
    mentions: Annotated[
        Path | None, typer.Option(help="Also write each mention: place, role, verb, tone (.csv or .parquet).")
    ] = None,
    labels: Annotated[
        Path | None, typer.Option(help="Also write what the actors are called (.csv or .parquet).")
    ] = None,
    own: ActorsFile = None,
    encoding: Encoding = None,
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
    articles = read_given_articles(inputs, encoding=encoding, note=note)
    for place in places:
        check_place(place, inputs=list_files(articles))
    blocks = paragraphs(articles)
    found = find_actors(blocks, spoken=attribute(blocks), actors=own)
    made = {output: found.table(), mentions: found.mentions, labels: found.labels}
    write_all({place: table_writer(table, place) for place, table in made.items() if place is not None})
    say(" and ".join(map(str, places)) + f" written: {found.mentions['actor'].nunique()} actors.")


def tone(
    file: Annotated[
        Path,
        typer.Argument(help="A table (.csv, .jsonl, .parquet) with the columns id, text, start, end: a row a mention."),
    ],
    output: OutputTable,
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
    table = read_table(file)
    require(table, ("text", "start", "end"), str(file))
    try:
        found = find_tone(table)
    except InputError as error:
        raise InputError(str(error).replace("mentions, row", f"{file}, row", 1)) from None
    names = table[[name for name in ("id", "article") if name in table]]
    given = table[["start", "end"]].assign(surface=[_surface(*row) for row in _places(table)])
    write_all({output: table_writer(pd.concat([names, given, found], axis=1), output)})
    say(f"{output} written: {len(found)} rows.")


def _places(table) -> list[tuple]:
    return list(table[["text", "start", "end"]].itertuples(index=False, name=None))


def _surface(text: object, start: object, end: object) -> str:
    return text[int(float(start)) : int(float(end))] if isinstance(text, str) else ""
