"""``framing compare``: what two to twelve articles say of the same facts, as one table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analysis.articles import files_of, given_articles
from analysis.cli.console import Encoding, Inputs, note, say
from analysis.files import check_place, table_writer, write_all
from analysis.schema import InputError

SourceFile = Annotated[
    Path | None,
    typer.Option(help="A primary source, such as a transcript (.txt, .md): each quotation is held against it."),
]


def compare(
    inputs: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", help="The table to write (.csv or .parquet).")],
    source: SourceFile = None,
    encoding: Encoding = None,
) -> None:
    """Compare what 2 to 12 articles say: same points, quotations, figures, headlines, what each leaves out."""
    import pandas as pd

    from analysis.articles import paragraphs
    from analysis.attribution import attribute
    from analysis.facts import MOST_ARTICLES, compare_facts, facts_table

    check_place(output, inputs=(*inputs, *filter(None, [source])))
    table_writer(pd.DataFrame(), output)
    articles = given_articles(inputs, encoding=encoding, at_least=2, note=note)
    if len(articles) > MOST_ARTICLES:
        raise InputError(f"these are {len(articles)} articles, and {MOST_ARTICLES} can be compared. Give fewer.")
    check_place(output, inputs=files_of(articles))
    told = source_text(source, encoding=encoding)
    blocks = paragraphs(articles)
    found = attribute(blocks)
    table = facts_table(compare_facts(blocks, found, source=told), blocks)
    write_all({output: table_writer(table, output)})
    counts = ", ".join(f"{name} {count}" for name, count in table["finding"].value_counts(sort=False).items())
    say(f"{output} written: {len(table)} findings ({counts or 'none'}).")


def source_text(path: Path | None, *, encoding: str | None = None) -> str | None:
    """Read a primary source as text, if there is one."""
    if path is None:
        return None
    from analysis.articles import ARTICLE_ENDINGS, read_file

    if path.suffix.lower() not in ARTICLE_ENDINGS:
        raise InputError(f"{path}: a source is text. Give a file that ends in {' or '.join(ARTICLE_ENDINGS)}.")
    read = read_file(path, encoding=encoding)
    if not read.text.strip():
        raise InputError(f"{path}: the file is empty. Give the text of the source.")
    return read.text
