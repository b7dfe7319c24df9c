"""A corpus of any size: rows in, a folder of Parquet parts out, in pieces that fit into memory.

The measures are those of :mod:`analysis.features`, on one chunk of the rows after the other, here, in several
processes, or on a Dask cluster. The result is the same. A run that was ended, in whatever way, goes on where it was
when it is begun again.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from analysis import dataset
from analysis.chunks import Plan, look, plan, streamed
from analysis.cluster import each_on, local_workers
from analysis.partition import OWN, Task, do, measured, one_at_a_time, own_version, schemas, versions
from analysis.schema import InputError
from analysis.workers import WorkerDied, each, get_ready

#: the most rows that a part of the result has
ROWS = 20_000


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
    encoding : the encoding of text, if it does not say it itself
    rows : the most rows of a part
    lexicon : the file of a reader's lexicon (:mod:`analysis.own_lexicon`); a cluster's workers must see it too
    attributions : also look for who speaks, in each row on its own (:mod:`analysis.row_attributions`): it takes longer
    """

    source: Path
    out: Path
    workers: int = 1
    spans: bool = False
    scheduler: str | None = None
    encoding: str | None = None
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
    :func:`analysis.features.measure`, in the input's order; ``pandas.read_parquet(Path(out) / "_spans")`` the evidence,
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
    return run(Job(Path(source), Path(out), workers=workers, spans=spans, scheduler=scheduler))


def run(
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
    source = look(source_path, encoding=job.encoding)
    for notice in source.notices:
        note(notice) if note else None
    told = {
        "input": source.fingerprint,
        "options": {
            "spans": job.spans,
            "rows": job.rows,
            "encoding": source.encoding,
            "attributions": job.attributions,
        },
        "versions": versions() | own_version(job.lexicon),
    }
    with dataset.held(out):
        before = dataset.manifest(out)
        if before is not None:
            _refuse_other(job, before, told)
        planned = plan(source, rows=job.rows, kept=before and before["kept"])
        columns = schemas(planned, spans=job.spans, attributions=job.attributions)
        if before is None:
            dataset.begin(out, told | {"parts": len(planned.chunks), "kept": planned.kept})
        return _do_all(job, planned, columns, told["versions"], report or (lambda *_: None))


def _do_all(job: Job, planned: Plan, columns: tuple[pa.Schema, ...], told: dict, report: Callable) -> Done:
    """Do the chunks that are not done yet."""
    chunks, out = planned.chunks, job.out.resolve()
    articles = planned.source.kind == "articles"
    unit = "articles" if articles else "rows"
    folders = (out, out / dataset.SPANS) if job.spans else (out,)
    places = [tuple(dataset.place(folder, c.number, len(chunks)) for folder in folders) for c in chunks]
    left = {c.number for c in chunks if not dataset.done(places[c.number][0], None if articles else c.amount)}
    amount, total = sum(c.amount for c in chunks if c.number not in left), sum(c.amount for c in chunks)
    done = Done(total, unit, len(chunks), len(chunks) - len(left))
    report(amount, total, unit)
    lexicon = job.lexicon and job.lexicon.resolve()
    tasks = (
        Task(chunk, rows, columns, places[chunk.number], planned.source.encoding, told, lexicon, job.attributions)
        for chunk, rows in streamed(planned, left)
    )
    workers = min(job.workers, max(1, len(left)))
    # what stands before a slice in its row group has to be decoded: slices of one are best read by one process
    near = _row_group if planned.source.kind == "parquet" else None
    if not left:
        return done
    results = each_on(job.scheduler, do, tasks) if job.scheduler else each(do, tasks, workers=workers, near=near)
    with closing(results):
        try:
            for number in results:
                if job.scheduler and not places[number][0].exists():
                    raise InputError(f"{job.out}: the cluster's workers write elsewhere. Give a folder that all share.")
                amount += chunks[number].amount
                report(amount, total, unit)
        except WorkerDied as error:
            where = error.args[0].places[0].name
            raise InputError(
                f"{job.out}: every process that worked on {where} was killed or ran out of memory. "
                "Give fewer --workers, or a machine with more memory; the same command goes on."
            ) from None
    return done


def _row_group(task: Task) -> tuple:
    return task.chunk.place.file, task.chunk.place.group


def measure_dask(frame: object) -> object:
    """Measure a Dask DataFrame, partition by partition, when it is computed.

    Parameters
    ----------
    frame : a dask.dataframe with a column ``text``; see :func:`analysis.features.measure` for what else is used

    Returns
    -------
    a dask.dataframe with the same partitions and index: the measures, with the types of :func:`measured`
    """
    meta = measured(pd.DataFrame({"text": ["A word."]})).iloc[:0].set_axis(frame._meta.index)
    return frame.map_partitions(one_at_a_time, meta=meta)


def _refuse_other(job: Job, before: dict, told: dict) -> None:
    """Stop if what is in the folder is of another input, of other options or of other versions."""
    what = {
        "input": "another input, or the input has changed",
        "options": "other options",
        "versions": "other versions",
    }
    if (before.get("versions") or {}).get(OWN) != told["versions"].get(OWN):
        what["versions"] = "another --lexicon"
    for key, why in what.items():
        if before.get(key) != told[key]:
            raise InputError(f"{job.out}: its parts are of {why}. Give -o a new folder, or delete this one first.")
