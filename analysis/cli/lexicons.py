"""``framing lexicon check``, ``list``, ``show``: what is in the project's lexicon, and in one of the reader's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.console import note, say, show, tell

if TYPE_CHECKING:
    import pandas as pd

app = typer.Typer(help="Look at the lexicon, and at one of your own.", no_args_is_help=True, rich_markup_mode=None)

#: so many of the forms that a term keeps are named
_FORMS = 4


@app.command()
def check(file: Annotated[Path, typer.Argument(help="A lexicon of your own (.csv).")]) -> None:
    """Describe what a lexicon of your own has and changes, or what is wrong with each of its rows (exit status 2)."""
    from analysis.text.lexicon import categories
    from analysis.text.own_lexicon import count_categories, examine_file, find_replaced, find_unreached, load_with

    found = examine_file(file)
    for notice in found.notices:
        note(notice)
    if found.problems:
        for line, reason in found.problems:
            typer.echo(f"framing: {file}, line {line}: {reason}", err=True)
        raise typer.Exit(2)
    counts, known = count_categories(found.table, file=found.name), set(categories().index)
    new = [name for name in counts["category"] if name not in known]
    amounts = f"{_many(len(found.table), 'term')}, {_many(counts['forms'].sum(), 'form')}, "
    amounts += _many(len(counts), "category", "categories")
    missed = find_unreached(load_with(file))
    tell(f"{file}: {amounts}" + (f" (new, and counted as loaded: {', '.join(new)})." if new else "."))
    for row in find_replaced(found).itertuples(index=False):
        left = row.stays.split("|") if row.stays else []
        stays = "; it keeps " + ", ".join(left[:_FORMS]) if left else ""
        stays += f" and {len(left) - _FORMS} more" if len(left) > _FORMS else ""
        tell(f"{file}, line {row.line}: {row.form} replaces {row.term} ({row.category}, {row.weight:.2f}){stays}.")
    for row in missed.itertuples(index=False):
        tell(f"{file}, line {row.line}: {row.form} is never found: {row.why}.")


@app.command("list")
def list_command(
    file: Annotated[Path | None, typer.Argument(help="A lexicon of your own; without it, the project's.")] = None,
    category: Annotated[str | None, typer.Option(help="List the terms of this category.")] = None,
) -> None:
    """List the categories with their definitions, or the terms of one with weight and plainer word."""
    from analysis.text.lexicon import load_lexicon
    from analysis.text.own_lexicon import count_categories, read_sound_file, terms_of

    mine = read_sound_file(file) if file else None
    for notice in mine.notices if mine else ():
        note(notice)
    table = mine.table if mine else load_lexicon().table
    show(terms_of(table, category) if category else count_categories(table, file=mine.name if mine else ""))


@app.command("show")
def show_command(
    words: Annotated[list[str], typer.Argument(help="A word, or the words of a phrase.")],
    lexicon: Annotated[Path | None, typer.Option(help="Look at a lexicon of your own (.csv) too.")] = None,
) -> None:
    """Show every row in which a word or a phrase stands (exit status 1 if there is none)."""
    from analysis.text.lexicon import load_lexicon
    from analysis.text.own_lexicon import find_rows, load_with

    mine, phrase = load_with(lexicon) if lexicon else None, " ".join(words)
    rows = find_rows(mine.lexicon.table if mine else load_lexicon().table, phrase)
    if not len(rows):
        say(f"framing: {phrase}: no row of the lexicon has it.")
        raise typer.Exit(1)
    cited = mine.file.table["cited"] if mine else {}
    for number, (at, row) in enumerate(rows.iterrows()):
        tell() if number else None
        _tell_row(row, cited.get(at, ""))


def _tell_row(row: pd.Series, cited: str) -> None:
    from analysis.text.lexicon import categories
    from analysis.text.own_lexicon import find_references

    known = categories()
    of = known.loc[row["category"]] if row["category"] in known.index else None
    seen = row.get("seen", 0)
    by = f" ({row['hand']:.2f} by hand; experts marked {row['marked']} of {_many(seen, 'place')})" if seen else ""
    facts = {
        "category": row["category"] + (f": {of['definition']}" if of is not None else ": a category of your file"),
        "": of is not None and "; ".join(find_references(of["source"])),
        "weight": f"{row['weight']:.2f}{by}",
        "plainer": row["neutral"],
        "note": row["note"],
        "where": row["where"] and {"headline": "in headlines only"}.get(row["where"], row["where"]),
        "forms": row["forms"].replace("|", ", "),
        "source": "; ".join([*find_references(row["source"]), *find_references(cited)]),
    }
    tell(row["term"])
    for name, value in facts.items():
        if value:
            tell(f"  {name:<10}{value}")


def _many(count: int, one: str, more: str | None = None) -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"
