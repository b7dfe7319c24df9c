"""What several commands take: inputs, their encoding, a reader's lexicon."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analysis.cli_console import say
from analysis.lexicon_file import WEIGHT
from analysis.own_lexicon import OwnLexicon, load_with

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
    """Say what the reader should know, and go on."""
    say(f"note: {line}")
