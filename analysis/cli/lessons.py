"""``framing lesson``, ``framing class``: a lesson on two articles, and what a class found in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analysis.articles import files_of, given_articles
from analysis.cli.console import Encoding, note, say
from analysis.files import Write, check_place, write_all
from analysis.schema import InputError

#: a lesson's page is meant to be below this, in bytes
LARGE = 500_000


def lesson(
    inputs: Annotated[list[Path], typer.Argument(help="Two articles on one event: .txt or .md files, or a table.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write.")],
    encoding: Encoding = None,
) -> None:
    """Make a lesson of two articles: student.html, which works offline on a phone, and teacher.html with the key."""
    from analysis.lesson import make_lesson, student, teacher

    articles = given_articles(inputs, encoding=encoding, at_least=2, note=note)
    if len(articles) != 2:
        raise InputError(f"a lesson needs two articles, not {len(articles)}: framing lesson A.txt B.txt -o lesson")
    made = make_lesson(articles)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{output}: cannot be made ({error.strerror}). Give -o another place.") from None
    pages = {output / "student.html": student(made), output / "teacher.html": teacher(made)}
    for place in pages:
        check_place(place, inputs=files_of(articles))
    write_all({place: _writer(html) for place, html in pages.items()})
    for place, html in pages.items():
        size = len(html.encode())
        say(f"{place} written: {size / 1000:.0f} kB.")
        if size > LARGE:
            note(f"{place} is larger than {LARGE // 1000} kB; on a slow phone it opens slowly.")
    for of in made.told:
        for line in of["given_away"]:
            note(f"{line}. Pupils can see it; teacher.html says more.")


def class_command(
    answers: Annotated[list[Path], typer.Argument(help="The answer files that the pupils saved (.json).")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write (.html).")],
) -> None:
    """Show what a class marked: who agrees with whom, the most disputed words, the votes. No names."""
    from analysis.lesson import class_page, class_report, read_answers

    check_place(output, inputs=tuple(answers))
    if output.suffix.lower() not in (".html", ".htm"):
        raise InputError(f"{output}: the page is HTML. Give -o a name that ends in .html.")
    given, skipped = read_answers(answers)
    for line in skipped:
        say(line)
    html = class_page(class_report(given))
    write_all({output: _writer(html)})
    say(f"{output} written: {len(given)} answer file{'' if len(given) == 1 else 's'}, {len(skipped)} skipped.")


def _writer(html: str) -> Write:
    return lambda place: place.write_text(html, encoding="utf-8", newline="\n")
