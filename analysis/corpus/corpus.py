"""A corpus of any size: rows in, a folder of Parquet parts out, in pieces that fit into memory.

The measures are those of :mod:`measures.features`, on one chunk of the rows after the other: here, in several
processes, or on a Dask cluster; the result is the same. What the parts look like is fixed once, before the first: the
same columns with the same types in every one, whatever is missing in it. A run that was ended, in whatever way, goes
on where it was when it is begun again. :func:`measure_corpus` and :func:`run_job` are the doors; :func:`do` is what is
done with one chunk.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis import __version__
from analysis.articles import Reading
from analysis.corpus import dataset
from analysis.corpus.chunks import Chunk, Plan, look, pieces, plan, streamed
from analysis.corpus.dataset import SPANS, begin, held, joined, manifest, place, write
from analysis.corpus.processes import get_ready
from analysis.corpus.workers import WorkerDied, each, each_on, local_workers
from analysis.files import LEXICONS, MODELS
from analysis.measures import evidence, measure, measure_attributed
from analysis.schema import TEXT, InputError
from analysis.text.languages import reasons
from analysis.text.lexicon import Lexicon
from analysis.text.own_lexicon import load_with

#: under this name the versions have a reader's lexicon
OWN = "--lexicon"
#: the most rows that a part of the result has
ROWS = 20_000
#: the options of reading that change what is measured
_READ_AS = ("keep", "mend_mojibake", "language")
_ONE_AT_A_TIME = Lock()  # threads of one process share a vocabulary


@dataclass(frozen=True)
class Task:
    """A chunk, and all that is needed to measure and write it; `rows` are its rows where only a stream has them."""

    chunk: Chunk
    rows: pa.Table | None
    schemas: tuple[pa.Schema, ...]
    places: tuple[Path, ...]
    reading: Reading
    versions: dict
    lexicon: Path | None = None
    attributions: bool = False


def do(task: Task) -> int:
    """Measure a chunk and write its part. Wherever it is done, and however often, the same part comes of it."""
    if task.versions != (here := versions() | own_version(task.lexicon)):
        if here.get(OWN) != task.versions.get(OWN):
            raise InputError(f"{task.lexicon}: not the lexicon with which the run was begun. Put that one there again.")
        raise InputError(f"the cluster's workers have other versions: {here}. Install {task.versions} there.")
    try:
        with _ONE_AT_A_TIME:
            write(_measured_pieces(task), task.places)
    except OSError as error:
        where = task.places[0].parent
        raise InputError(f"{where}: cannot be written ({error.strerror or error}). Make room, then go on.") from None
    return task.chunk.number


def _measured_pieces(task: Task) -> Iterator[tuple[pa.Table, ...]]:
    whole, *spans = task.schemas
    measures_of, first = _measures(task.attributions, task.reading), task.chunk.first
    columns = pa.schema(list(whole)[: len(whole) - len(measures_of)], metadata=None)
    lexicon = load_with(task.lexicon).lexicon if task.lexicon else None
    if task.rows is None:
        read = ((piece, None) for piece in pieces(task.chunk, columns, task.reading))
    else:
        last = task.rows.num_columns - 1
        read = iter([(task.rows.remove_column(last), task.rows.column(last))])
    for piece, odd in read:
        texts = _told(_texts(piece, odd), task.reading)
        found, marks = _both(texts, lexicon, task.attributions, wanted=bool(spans))
        measures = pa.Table.from_pandas(_one_type(found), schema=measures_of, preserve_index=False)
        both = pa.Table.from_arrays([*piece.columns, *measures.columns], schema=whole)
        yield (both, *(_spans(piece, marks, first, schema) for schema in spans))
        first += len(piece)


def _both(
    texts: pd.DataFrame, lexicon: Lexicon | None, attributions: bool, *, wanted: bool
) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Measure texts, and find the words behind the numbers where they are wanted."""
    if attributions:
        return measure_attributed(texts, lexicon=lexicon)
    return measure(texts, lexicon=lexicon), evidence(texts, lexicon=lexicon) if wanted else None


def _texts(piece: pa.Table, odd: pa.ChunkedArray | None) -> pd.DataFrame:
    """Return what the measures look at: the texts, and article, voice and kind where they are text too."""
    texts = {}
    for name in ("article", "voice", "kind", "text"):
        if name in piece.column_names and (name == "text" or _is_text(piece.schema.field(name).type)):
            column = piece.column(name)
            column = column.cast(pa.large_string()) if _is_text(column.type) else column
            texts[name] = pd.Series(column.to_pandas())
    if odd is not None and (places := odd.to_numpy()).any():
        texts["text"] = texts["text"].astype(object).mask(places, 0)
    return pd.DataFrame(texts)


def _is_text(kind: pa.DataType) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)


def _spans(piece: pa.Table, marks: pd.DataFrame, first: int, schema: pa.Schema) -> pa.Table:
    """Set in the evidence the input's ``id`` and ``block``, and count its rows over the whole input."""
    local = marks["row"].to_numpy()
    marks["row"] = marks["block"] = local + first
    spans = pa.Table.from_pandas(marks, preserve_index=False)
    taken = piece.select([name for name in ("id", "block") if name in piece.column_names]).take(pa.array(local))
    if "block" in taken.column_names and pa.types.is_integer(taken.schema.field("block").type):
        block = taken.column("block").cast(pa.int64())
        spans = spans.set_column(spans.column_names.index("block"), "block", pa.compute.coalesce(block, spans["row"]))
    if "id" in schema.names:
        spans = spans.append_column("id", taken.column("id"))
    return spans.select(schema.names).cast(schema)


def measured(table: pd.DataFrame, *, lexicon: Lexicon | None = None) -> pd.DataFrame:
    """Measure as :func:`measures.features.measure` does, with types that are the same for every table."""
    # every partition has the same columns: those of formulas for other languages are not among them
    found = measure(table, lexicon=lexicon)
    return _one_type(found.loc[:, :"not_measured"])


def _one_type(measures: pd.DataFrame) -> pd.DataFrame:
    kinds = {"i": "Int64", "u": "Int64", "b": "boolean", "f": "float64"}
    return measures.astype({name: kinds.get(measures[name].dtype.kind, TEXT) for name in measures})


def _told(texts: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Put beside each text the language that all are said to be in: then its formulas are known before any is read."""
    return texts if reading.language is None else texts.assign(language=reading.language)


@lru_cache(maxsize=2)
def _measures(attributions: bool, reading: Reading) -> pa.Schema:
    found, _ = _both(_told(pd.DataFrame({"text": ["A word.", None]}), reading), None, attributions, wanted=False)
    return pa.Schema.from_pandas(_one_type(found), preserve_index=False)


def schemas(plan: Plan, *, spans: bool, attributions: bool = False) -> tuple[pa.Schema, ...]:
    """Fix the columns and types of all parts, and of all parts of the spans."""
    measures = _measures(attributions, plan.source.reading)
    if clash := [name for name in plan.schema.names if name in measures.names]:
        what = f"the column {clash[0]!r} has the name of a measure"
        raise InputError(f"{plan.source.path}: {what}. Give it another name.")
    whole = joined(plan.schema, measures)
    if not spans:
        return (whole,)
    # a piece need not hold a whole article, so no span of it knows its place
    example = evidence(pd.DataFrame({"text": ["Rain."]})).drop(columns=["paragraph", "place", "counts"])
    marks = pa.Schema.from_pandas(example, preserve_index=False)
    if plan.source.kind == "articles":
        marks = marks.remove(marks.get_field_index("row"))
    if "id" in plan.schema.names:
        marks = marks.insert(0, plan.schema.field("id"))
    return whole, marks


def one_at_a_time(table: pd.DataFrame) -> pd.DataFrame:
    """Measure as :func:`measured` does; other threads wait, since those of one process share a vocabulary."""
    with _ONE_AT_A_TIME:
        return measured(table)


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """Return what the numbers depend on besides the input: this package, its lexicons, and the two definitions."""
    lexicons = hashlib.sha256()
    files = (*sorted(LEXICONS.glob("*.csv")), *sorted(MODELS.glob("attribution.tsv")))
    if len(files) < 2:
        raise FileNotFoundError(
            f"{LEXICONS}: there are no lexicons, or {MODELS} has no model: install the package anew."
        )
    for path in files:
        lexicons.update(path.read_bytes())
    packages = {name: version(name) for name in ("textstat", "vaderSentiment")}
    return {"framing": __version__} | packages | {"lexicons": lexicons.hexdigest()[:16]}


def own_version(lexicon: Path | None) -> dict[str, str]:
    """Return the name and the content of a reader's lexicon, as a part of :func:`versions`; of None, nothing."""
    if lexicon is None:
        return {}
    file = load_with(lexicon).file
    return {OWN: f"{file.name} {file.sha256[:16]}"}


@dataclass(frozen=True)
class Job:
    """What is to be done.

    Attributes
    ----------
    source : a .parquet, .csv or .jsonl file with a column ``text``, a folder of Parquet files, or one of articles
    out : the folder to write
    workers : processes that measure; with 1 it is done in this one
    spans : also write the words behind the numbers, into ``out/_spans``
    scheduler : a Dask cluster instead of `workers`: ``local:N`` or ``tcp://host:port``
    reading : how articles are read, and how far; the encoding and the language of all
    rows : the most rows of a part
    lexicon : the file of a reader's lexicon (:mod:`text.own_lexicon`); a cluster's workers must see it too
    attributions : also look for who speaks, in each row on its own (:mod:`measures.features`): it takes longer
    """

    source: Path
    out: Path
    workers: int = 1
    spans: bool = False
    scheduler: str | None = None
    reading: Reading = Reading()
    rows: int = ROWS
    lexicon: Path | None = None
    attributions: bool = False


@dataclass(frozen=True)
class Done:
    """What was done: `amount` rows (or articles, of a folder: `unit`) in `parts` parts, `before` of them earlier."""

    amount: int
    unit: str
    parts: int
    before: int


def measure_corpus(
    source: str | Path, out: str | Path, *, workers: int = 1, spans: bool = False, scheduler: str | None = None
) -> Done:
    """Measure every text of a corpus, a row a text, and write a folder that is read as one table.

    Parameters
    ----------
    source, out, workers, spans, scheduler : as in :class:`Job`, which knows more, for :func:`run`. With `workers` or
        `scheduler` a script needs the line ``if __name__ == "__main__":``, since processes read it anew.

    Returns
    -------
    Done. ``pandas.read_parquet(out)`` gives the input's columns as they were and beside them the measures of
    :func:`measures.features.measure`, in the input's order; ``pandas.read_parquet(Path(out) / "_spans")`` the evidence,
    where ``row`` is the place of the text in the input (of a folder of articles: ``article`` and ``block`` say it).

    Raises
    ------
    InputError
        if the input cannot be read, has a column with the name of a measure, or `out` holds something else; what was
        done is kept

    Examples
    --------
    >>> measure_corpus("paragraphs.parquet", "measured", workers=4)  # doctest: +SKIP
    """
    return run_job(Job(Path(source), Path(out), workers=workers, spans=spans, scheduler=scheduler))


def run_job(
    job: Job, *, report: Callable[[int, int, str], None] | None = None, note: Callable[[str], None] | None = None
) -> Done:
    """Do a job, or what is left of it.

    Parameters
    ----------
    report : called with what is done, with all there is, and with what is counted ('rows' or 'articles'): once before
        the first chunk, and after each
    note : called with a line that the reader should know

    Raises
    ------
    InputError
        as :func:`measure_corpus`
    """
    if job.workers < 1 or job.rows < 1:
        raise InputError("--workers: give a whole number of at least 1.")
    if job.scheduler:
        local_workers(job.scheduler)
    elif job.workers > 1:
        get_ready()
    source_path, out = job.source.resolve(), job.out.resolve()
    if source_path.is_dir() and (out == source_path or out in source_path.parents):
        raise InputError(f"{job.out}: the input is this folder or in it. Give -o another place.")
    source = look(source_path, reading=job.reading)
    for notice in source.notices:
        note(notice) if note else None
    options = {name: getattr(job, name) for name in ("spans", "rows", "attributions")} | {"encoding": source.encoding}
    options |= {name: told for name in _READ_AS if (told := getattr(job.reading, name)) != getattr(Reading(), name)}
    told = {"input": source.fingerprint, "options": options, "versions": versions() | own_version(job.lexicon)}
    with held(out):
        before = manifest(out)
        if before is not None:
            _refuse_other(job, before, told)
        planned = plan(source, rows=job.rows, kept=before and before["kept"])
        columns = schemas(planned, spans=job.spans, attributions=job.attributions)
        if before is None:
            begin(out, told | {"parts": len(planned.chunks), "kept": planned.kept})
        done = _do_all(job, planned, columns, told["versions"], report or (lambda *_: None))
        if note and (notice := _notice_languages(out)):
            note(notice)
    return done


def _notice_languages(out: Path) -> str | None:
    """Describe how many rows are in another language than English, and so are not measured."""
    parts = sorted(out.glob("*.parquet"))
    counts = Counter()
    for part in parts:
        for cell in pq.read_table(part, columns=["not_measured"])["not_measured"].value_counts().to_pylist():
            counts[cell["values"]] += cell["counts"]
    found = [(reason, counts[reason]) for reason in reasons() if counts[reason]]
    if not found:
        return None
    number = sum(count for _, count in found)
    why = "; ".join(f"{reason}: {count:,}" for reason, count in sorted(found, key=lambda one: -one[1]))
    how = "The measures are English: of these rows only sizes are given, the rest is missing."
    return f"{number:,} of {counts.total():,} texts are not in English ({why}). {how}"


def _refuse_other(job: Job, before: dict, told: dict) -> None:
    """Raise an error if what is in the folder is of another input, of other options or of other versions."""
    same_lexicon = (before.get("versions") or {}).get(OWN) == told["versions"].get(OWN)
    what = {"input": "another input, or the input has changed", "options": "other options"}
    for key, why in (what | {"versions": "other versions" if same_lexicon else "another --lexicon"}).items():
        if before.get(key) != told[key]:
            raise InputError(f"{job.out}: its parts are of {why}. Give -o a new folder, or delete this one first.")


def _do_all(job: Job, planned: Plan, columns: tuple[pa.Schema, ...], told: dict, report: Callable) -> Done:
    """Do the chunks that are not done yet."""
    chunks, out, articles = planned.chunks, job.out.resolve(), planned.source.kind == "articles"
    unit = "articles" if articles else "rows"
    folders = (out, out / SPANS) if job.spans else (out,)
    places = [tuple(place(folder, c.number, len(chunks)) for folder in folders) for c in chunks]
    left = {c.number for c in chunks if not dataset.done(places[c.number][0], None if articles else c.amount)}
    amount, total = sum(c.amount for c in chunks if c.number not in left), sum(c.amount for c in chunks)
    done = Done(total, unit, len(chunks), len(chunks) - len(left))
    report(amount, total, unit)
    if not left:
        return done
    lexicon = job.lexicon and job.lexicon.resolve()
    tasks = (
        Task(chunk, rows, columns, places[chunk.number], job.reading, told, lexicon, job.attributions)
        for chunk, rows in streamed(planned, left)
    )
    # what stands before a slice in its row group has to be decoded: slices of one are best read by one process
    near = (lambda task: (task.chunk.place.file, task.chunk.place.group)) if planned.source.kind == "parquet" else None
    if job.scheduler:
        results = each_on(job.scheduler, do, tasks)
    else:
        results = each(do, tasks, workers=min(job.workers, len(left)), near=near)
    with closing(results):
        try:
            for number in results:
                if job.scheduler and not places[number][0].exists():
                    raise InputError(f"{job.out}: the cluster's workers write elsewhere. Give a folder that all share.")
                amount += chunks[number].amount
                report(amount, total, unit)
        except WorkerDied as error:
            why = f"every process that worked on {error.args[0].places[0].name} was killed or ran out of memory"
            how = "Give fewer --workers, or a machine with more memory; the same command goes on."
            raise InputError(f"{job.out}: {why}. {how}") from None
    return done


def measure_dask(frame: object) -> object:
    """Measure a Dask DataFrame, partition by partition, when it is computed.

    Parameters
    ----------
    frame : a dask.dataframe with a column ``text``; see :func:`measures.features.measure` for what else is used

    Returns
    -------
    a dask.dataframe with the same partitions and index: the measures, with the types of :func:`measured`
    """
    meta = measured(pd.DataFrame({"text": ["A word."]})).iloc[:0].set_axis(frame._meta.index)
    return frame.map_partitions(one_at_a_time, meta=meta)
