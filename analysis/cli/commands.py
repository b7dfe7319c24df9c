"""The command line: the app of ``framing``, most of its commands, and how it ends.

``explain``, ``lexicon`` and ``validate`` have modules of their own. A command imports what it needs when it runs, so
that ``framing --help`` waits for typer and rich alone.
"""

from __future__ import annotations

import atexit
import gc
import os
import shlex
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from enum import StrEnum
from operator import ne
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli import lexicons, validate
from analysis.cli.actors import ActorsFile, actors, tone
from analysis.cli.console import (
    SIGNS,
    Commands,
    Inputs,
    Lexicon,
    OutputFolder,
    OutputTable,
    Page,
    Refused,
    Typography,
    check_given,
    check_page,
    check_table,
    files_of,
    given_places,
    make_folder,
    note,
    own,
    plain,
    progress,
    reading_options,
    reads,
    refuse,
    say,
    text_writer,
    texts_as_objects,
    working,
)
from analysis.cli.explain import explain
from analysis.cli.frames import frames

if TYPE_CHECKING:
    from analysis.articles import Reading
    from analysis.corpus import Texts

#: a lesson's page is meant to be below this, in bytes
LARGE = 500_000

SourceFile = Annotated[
    Path | None,
    typer.Option(help="A primary source, such as a transcript (.txt, .md): each quotation is held against it."),
]


class Unit(StrEnum):
    """What a row of a table is."""

    article = "article"
    text = "text"


app = typer.Typer(
    cls=Commands,
    help="Show how two articles frame one event: the words behind the numbers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command()
@reads
def attributions(
    inputs: Inputs,
    reading: Reading,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The file to write (.jsonl). Without it, the lines are printed."),
    ] = None,
) -> None:
    """Find who is quoted (source), by which words (cue), with what (content), and write it as JSON lines.

    A line a text: {"id": ..., "attributions": [{"source": [[start, end], ...], "cue": [...], "content": [...]}, ...]}.
    Offsets are half-open and count characters (code points, from 0) of the text as it was given: of the cell of a
    table, or of the whole article file, headline and front matter too, every line end as it stands (\\r\\n is two
    characters), without a byte-order mark. The id is the row's, of the same type, or the article's name.

    A page counts otherwise: it leaves out what is as often wrong as right, and adds block quotations.
    """
    from analysis.corpus import given_parts
    from analysis.files import check_place, write_all

    if output:
        check_place(output, inputs=files_of(inputs))
        if output.suffix.lower() != ".jsonl":
            refuse(f"{output}: attributions are written as JSON lines. Give -o a name that ends in .jsonl.")
    texts = given_parts(inputs, reading=reading)
    for notice in texts.notices:
        note(notice)
    done: Counter[str] = Counter()
    if output is None:
        for line in _attribution_lines(texts, done, reading.language):
            typer.echo(line)
    else:

        def write(place: Path) -> None:
            with place.open("w", encoding="utf-8", newline="\n") as file, progress() as report:
                file.writelines(line + "\n" for line in _attribution_lines(texts, done, reading.language, report))

        write_all({output: write})
        say(f"{output} written: {done['texts']} texts, {done['attributions']} attributions.")
    if missing := done["missing"]:
        rows = "1 row has" if missing == 1 else f"{missing} rows have"
        note(f"{rows} no text, and so no attributions.")
    if foreign := done["foreign"]:
        texts = "1 text is" if foreign == 1 else f"{foreign} texts are"
        note(f"{texts} in another language than English, and so without attributions.")


def _attribution_lines(
    texts: Texts, done: Counter[str], language: str | None, report: Callable[[int, int, str], None] = lambda *_: None
) -> Iterator[str]:
    """Return the lines batch by batch, and count in `done` what has been written."""
    from analysis.attribution import attribution_lines, batch_texts, find_attributions
    from analysis.text.languages import english_only

    for names, batch in batch_texts(texts.pairs()):
        given = [text or "" for text in batch]
        english = english_only(given, language)
        done["foreign"] += sum(map(ne, given, english))
        spans = find_attributions(english)
        yield from attribution_lines(names, spans)
        done["missing"] += sum(not (text and text.strip()) for text in batch)
        done["attributions"] += len(spans[["row", "attribution"]].drop_duplicates())
        done["texts"] += len(batch)
        report(done["texts"], texts.amount, "texts")


@app.command()
@reads
def compare(inputs: Inputs, output: OutputTable, reading: Reading, source: SourceFile = None) -> None:
    """Compare what 2 to 12 articles say: same points, quotations, figures, headlines, what each leaves out."""
    check_table(output, (*inputs, source))
    check_given(inputs)
    from analysis.articles import list_files, paragraphs, read_given_articles
    from analysis.attribution import attribute
    from analysis.facts import MOST_ARTICLES, compare_facts, facts_table
    from analysis.files import check_place, table_writer, write_all

    articles = read_given_articles(inputs, reading=reading, at_least=2, note=note)
    if len(articles) > MOST_ARTICLES:
        refuse(f"these are {len(articles)} articles, and {MOST_ARTICLES} can be compared. Give fewer.")
    check_place(output, inputs=list_files(articles))
    text, blocks = _source_text(source, reading), paragraphs(articles)
    with working(f"{len(articles)} articles are compared"):
        table = facts_table(compare_facts(blocks, attribute(blocks), source=text), blocks)
    write_all({output: table_writer(table, output)})
    counts = ", ".join(f"{name} {count}" for name, count in table["finding"].value_counts(sort=False).items())
    say(f"{output} written: {len(table)} findings ({counts or 'none'}).")


def _source_text(path: Path | None, reading: Reading) -> str | None:
    if path is None:
        return None
    from analysis.articles import ARTICLE_ENDINGS, read_file

    if path.suffix.lower() not in ARTICLE_ENDINGS:
        refuse(f"{path}: a source is text. Give a file that ends in {' or '.join(ARTICLE_ENDINGS)}.")
    read = read_file(path, reading=reading)
    if not read.text.strip():
        refuse(f"{path}: the file is empty. Give the text of the source.")
    return read.text


app.command()(explain)
app.command()(frames)
app.command()(actors)
app.command()(tone)


@app.command()
@reads
def lesson(
    output: OutputFolder,
    reading: Reading,
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            help="Two articles on one event. Without any, two texts that were written for the lesson: a town closes "
            "its pool."
        ),
    ] = None,
    lexicon: Lexicon = None,
) -> None:
    """Make a lesson of two articles: student.html, which works offline on a phone, and teacher.html with the key."""
    check_given(inputs or ())
    from analysis.articles import list_files, read_given_articles
    from analysis.files import check_place, write_all
    from analysis.lesson import check_pair, make_lesson, read_pair, student, teacher

    mine = own(lexicon)
    articles = read_given_articles(inputs, reading=reading, at_least=2, note=note) if inputs else read_pair()
    check_pair(articles)
    with working("The lesson is made"), texts_as_objects():
        made = make_lesson(articles, own=mine)
    make_folder(output)
    pages = {output / "student.html": student(made), output / "teacher.html": teacher(made)}
    for place in pages:
        check_place(place, inputs=(*list_files(articles), *((lexicon,) if lexicon else ())))
    write_all({place: text_writer(html) for place, html in pages.items()})
    for place, html in pages.items():
        size = len(html.encode())
        say(f"{place} written: {size / 1000:.0f} kB.")
        if size > LARGE:
            note(f"{place} is larger than {LARGE // 1000} kB; on a slow phone it opens slowly.")
    for line in (line for of in made.told for line in of["given_away"]):
        note(f"{line}. Pupils can see it; teacher.html says more.")


@app.command("class")
def class_command(
    answers: Annotated[list[Path], typer.Argument(help="The answer files that the pupils saved (.json).")],
    output: Page,
    lexicon: Lexicon = None,
) -> None:
    """Show what a class marked: the most disputed words, the votes, who agrees with whom. No names.

    If the lesson was made with --lexicon, give the same one here: it counts what pupils rewrote.
    """
    from analysis.files import write_all
    from analysis.lesson import class_page, class_report, read_answers

    check_page(output, (*answers, lexicon))
    mine = own(lexicon)
    given, skipped = read_answers(answers)
    for line in skipped:
        say(line)
    write_all({output: text_writer(class_page(class_report(given, lexicon=mine and mine.lexicon)))})
    say(f"{output} written: {len(given)} answer file{'' if len(given) == 1 else 's'}, {len(skipped)} skipped.")


@app.command()
@reads
def report(
    inputs: Inputs,
    output: Page,
    reading: Reading,
    source: SourceFile = None,
    lexicon: Lexicon = None,
    own_actors: ActorsFile = None,
) -> None:
    """Write one page that shows two or more articles side by side, their words marked, and what differs."""
    check_page(output, (*inputs, lexicon, source, own_actors))
    check_given(inputs)
    from analysis.articles import list_files, read_given_articles
    from analysis.files import check_place
    from analysis.report import Story

    mine = own(lexicon)
    articles = read_given_articles(inputs, reading=reading, at_least=2, note=note)
    check_place(output, inputs=list_files(articles))
    text = _source_text(source, reading)
    asked = {"--source": source, "--lexicon": lexicon, "--actors": own_actors}
    options = [str(part) for option in asked.items() if option[1] is not None for part in option]
    options = [*options, *reading_options(reading), "-o", str(output)]
    command = plain(shlex.join(["framing", "report", *map(str, inputs), *options]))
    with working(f"{len(articles)} articles are measured and compared"), texts_as_objects():
        Story(articles, lexicon=mine, source=text, actors=own_actors).write(output, command=command)
    say(f"{output} written.")


@app.command("measure")
@reads
def measure_command(
    inputs: Inputs,
    output: OutputTable,
    reading: Reading,
    spans: Annotated[
        Path | None, typer.Option(help="Also write the words behind the numbers (.csv or .parquet).")
    ] = None,
    unit: Annotated[
        Unit, typer.Option(help="What a row of a table is: an article, or a text to be measured as it stands.")
    ] = Unit.article,
    lexicon: Lexicon = None,
    typography: SIGNS = Typography.folded,
) -> None:
    """Measure every paragraph of the inputs and write them as a table, a row a block."""
    places = given_places(f"{output}: -o and --spans", output, spans)
    for place in places:
        check_table(place, (*inputs, lexicon))
    check_given(inputs)
    import pandas as pd

    from analysis.articles import list_files, paragraphs, read_given_articles, read_given_texts
    from analysis.files import check_place, table_writer, write_all
    from analysis.measures import evidence, measure

    mine = own(lexicon)
    how = {"lexicon": mine and mine.lexicon, "typography": typography.named}
    if unit == Unit.text:
        blocks = read_given_texts(inputs, reading=reading, note=note)
    else:
        articles = read_given_articles(inputs, reading=reading, note=note)
        for place in places:
            check_place(place, inputs=list_files(articles))
        blocks = paragraphs(articles)
    with working(f"{len(blocks)} blocks are measured"):
        measured = pd.concat([blocks, measure(blocks, **how)], axis=1)
        marks = evidence(blocks, **how) if spans is not None else None
    files = {output: table_writer(measured, output)}
    if marks is not None:
        if "id" in blocks:
            marks.insert(0, "id", blocks["id"].iloc[marks["row"]].to_numpy(object))
        files[spans] = table_writer(marks.drop(columns="row"), spans)
    write_all(files)
    say(" and ".join(map(str, files)) + f" written: {len(measured)} rows.")


@app.command()
@reads
def corpus(
    source: Annotated[
        Path,
        typer.Argument(
            help="A table with a text column (.parquet, .csv, .tsv, .jsonl), a folder of Parquet or articles, or a ZIP."
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write, as Parquet.")],
    reading: Reading,
    workers: Annotated[int, typer.Option(min=1, help="How many processes measure.")] = 1,
    spans: Annotated[bool, typer.Option("--spans", help="Also write the words behind the numbers.")] = False,
    attributions: Annotated[
        bool, typer.Option("--attributions", help="Also look for who speaks, in each row on its own: it takes longer.")
    ] = False,
    scheduler: Annotated[
        str | None, typer.Option(help="A Dask cluster instead of --workers: tcp://HOST:PORT or local:N.")
    ] = None,
    lexicon: Lexicon = None,
) -> None:
    """Measure a corpus of any size, a row a text, and go on where an earlier run was ended."""
    from analysis.corpus import get_ready

    if workers > 1 and not scheduler:
        get_ready()  # while pandas is imported
    from analysis.corpus import Job, run_job

    if reading.outlets:
        refuse("--outlet: a corpus has its outlets in a column. Leave the option out.")
    own(lexicon)
    options = {"scheduler": scheduler, "reading": reading, "lexicon": lexicon, "attributions": attributions}
    job = Job(source, output, workers=workers, spans=spans, **options)
    try:
        with progress() as report:
            done = run_job(job, report=report, note=note)
    except KeyboardInterrupt:
        say(f"framing: stopped. What is done is in {output}; the same command goes on from there.")
        raise typer.Exit(130) from None
    if done.before == done.parts:
        say(f"{output}: nothing to do, all {done.amount} {done.unit} are measured.")
    else:
        say(f"{output} written: {done.amount} {done.unit} in {done.parts} parts.")


@app.command()
def site(
    output: OutputFolder = Path("build"),
    notebooks: Annotated[Path, typer.Option(help="The folder of the notebooks.")] = Path("notebooks"),
    seeds: Annotated[Path, typer.Option(help="The folder of the two articles.")] = Path("seeds"),
) -> None:
    """Write the seeds' page and both lessons, run the notebooks, and make an index that links them all."""
    from analysis.files import check_place, write_all
    from analysis.report import get_ready

    given = [seeds / "aggregator.txt", seeds / "wire.txt"]
    if all(path.is_file() for path in given):
        get_ready()  # for the notebooks, while pandas is imported and the pages are made
    from analysis.articles import read_given_articles
    from analysis.lesson import make_lesson, read_pair, student, teacher
    from analysis.report import Story, build_site

    articles = read_given_articles(given, at_least=2, note=note)
    make_folder(output)
    target = check_place(output / "report.html")
    command = shlex.join(["framing", "report", *(str(a.path) for a in articles), "-o", str(target)])
    say("The two articles' page, two lessons, and every notebook, run anew: a minute or two ...")
    story, pages = Story(articles), {}

    def write_pages() -> dict | None:
        story.write(target, command=command)
        for name, pair in (("lesson", read_pair()), ("lesson-seeds", articles)):
            made = make_lesson(pair)
            pages.update({output / f"{name}.html": student(made), output / f"{name}-teacher.html": teacher(made)})
        write_all({place: text_writer(html) for place, html in pages.items()})
        return story.opening(start="report.html#")

    reports = {
        "report.html": "Read the comparison: the two articles side by side",
        "lesson.html": "Teach it: a town closes its pool, a lesson for a class on phones or laptops",
        "lesson-teacher.html": "The teacher’s page of that lesson, with the key",
        "lesson-seeds.html": "The same lesson on the two articles above, for older pupils: they tell of killing",
        "lesson-seeds-teacher.html": "The teacher’s page of the lesson for older pupils",
    }
    told = {
        "reports": reports,
        "opening": write_pages,
        "tell": lambda path: say(f"{path} is run ..."),
    }
    written = build_site(notebooks, output, **told)
    for path in [target, *pages, *written]:
        say(f"{path} written.")


app.add_typer(lexicons.app, name="lexicon")
app.add_typer(validate.app, name="validate")


def main() -> None:
    """Run the command line: exit status 0 where all is done, 1 where some inputs were not read, 2 where nothing is."""
    Refused.count = 0
    # a command keeps most of what it makes: by its own measure Python would look for cycles for a tenth of the time
    gc.set_threshold(500_000, 20, 100)
    try:
        app()
    except SystemExit as end:
        if not end.code and Refused.count:
            sys.exit(1)
        raise
    except BrokenPipeError:
        sys.exit(1)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        say(f"framing: {where}{error.strerror or error}. Check the name and your rights to it.")
        sys.exit(2)
    except ValueError as error:
        from analysis.files import InputError

        if not isinstance(error, InputError):
            raise
        say(f"framing: {error}")
        sys.exit(2)


def run() -> None:
    """Run the command line as a process of its own, which ends at once: to free each object takes a tenth of a page."""
    # on matrices as small as a page's, several threads wait for each other for a tenth of the time
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    try:
        main()
    except SystemExit as end:
        if threading.active_count() > 1 or not isinstance(end.code, int | None):
            raise
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            raise end from None
        atexit._run_exitfuncs()
        os._exit(end.code or 0)
