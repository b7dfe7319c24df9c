"""``framing attributions``: who is quoted, by which words, with what; a line of JSON a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from analysis.attribution import attribution_lines, batch_texts
from analysis.cli.console import Encoding, note, progress, say
from analysis.corpus import Texts, given_parts
from analysis.files import check_place, write_all
from analysis.schema import InputError

_ENDING = ".jsonl"

Report = Callable[[int, int, str], None]


def attributions(
    inputs: Annotated[
        list[Path],
        typer.Argument(help="Articles (.txt, .md), tables with the columns id and text, or folders of either."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The file to write (.jsonl). Without it, the lines are printed."),
    ] = None,
    encoding: Encoding = None,
) -> None:
    """Find who is quoted (source), by which words (cue), with what (content), and write it as JSON lines.

    A line a text: {"id": ..., "attributions": [{"source": [[start, end], ...], "cue": [...], "content": [...]}, ...]}.
    Offsets are half-open and count characters (code points, from 0) of the text as it was given: of the cell of a
    table, or of the whole article file, headline and front matter too, every line end as it stands (\\r\\n is two
    characters), without a byte-order mark. The id is the row's, of the same type, or the article's name.
    """
    if output:
        check_place(output, inputs=tuple(inputs))
        if output.suffix.lower() != _ENDING:
            raise InputError(
                f"{output}: attributions are written as JSON lines. Give -o a name that ends in {_ENDING}."
            )
    texts = given_parts(inputs, encoding=encoding)
    for notice in texts.notices:
        note(notice)
    done: Counter[str] = Counter()
    if output is None:
        for some in _lines(texts, done):
            typer.echo("\n".join(some))
    else:
        with progress() as report:
            write_all({output: lambda place: _write(place, _lines(texts, done, report))})
        say(f"{output} written: {done['texts']} texts, {done['attributions']} attributions.")
    if missing := done["missing"]:
        rows = "1 row has" if missing == 1 else f"{missing} rows have"
        note(f"{rows} no text, and so no attributions.")


def _lines(texts: Texts, done: Counter[str], report: Report = lambda *_: None) -> Iterator[list[str]]:
    """Return the lines batch by batch, and count in `done` what has been written."""
    from analysis.attribution import find_attributions

    for names, batch in batch_texts(texts.pairs()):
        spans = find_attributions([text or "" for text in batch])
        yield attribution_lines(names, spans)
        done["missing"] += sum(not (text and text.strip()) for text in batch)
        done["attributions"] += len(spans[["row", "attribution"]].drop_duplicates())
        done["texts"] += len(batch)
        report(done["texts"], texts.amount, "texts")


def _write(place: Path, lines: Iterator[list[str]]) -> None:
    with place.open("w", encoding="utf-8", newline="\n") as file:
        for some in lines:
            file.writelines(line + "\n" for line in some)
