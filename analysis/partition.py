"""One chunk of a corpus: its rows are read, measured and written as a part. The same here and on a cluster.

What the parts look like is fixed once, before the first: the same columns with the same types in every one, whatever
is missing in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock

import pandas as pd
import pyarrow as pa

from analysis import __version__, dataset
from analysis.chunks import Chunk, Plan, pieces
from analysis.features import evidence, measure
from analysis.own_lexicon import load_with
from analysis.schema import TEXT, InputError
from analysis.terms import Lexicon

#: under this name the versions have a reader's lexicon
OWN = "--lexicon"
_ONE_AT_A_TIME = Lock()  # threads of one process share a vocabulary


@dataclass(frozen=True)
class Task:
    """A chunk, and all that is needed to measure and write it.

    `rows` are its rows where only a stream has them, `lexicon` is the file of a reader's lexicon, `attributions` says
    whether who speaks is looked for, too.
    """

    chunk: Chunk
    rows: pa.Table | None
    schemas: tuple[pa.Schema, ...]
    places: tuple[Path, ...]
    encoding: str | None
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
            dataset.write(_measured_pieces(task), task.places)
    except OSError as error:
        where = task.places[0].parent
        raise InputError(f"{where}: cannot be written ({error.strerror or error}). Make room, then go on.") from None
    return task.chunk.number


def _measured_pieces(task: Task) -> Iterator[tuple[pa.Table, ...]]:
    whole, *spans = task.schemas
    measures_of = _measures(task.attributions)
    columns = pa.schema(list(whole)[: len(whole) - len(measures_of)], metadata=None)
    first = task.chunk.first
    lexicon = load_with(task.lexicon).lexicon if task.lexicon else None
    if task.rows is None:
        read = ((piece, None) for piece in pieces(task.chunk, columns, task.encoding))
    else:
        odd = task.rows.column(task.rows.num_columns - 1)
        read = iter([(task.rows.remove_column(task.rows.num_columns - 1), odd)])
    for piece, odd in read:
        texts = _texts(piece, odd)
        found, marks = _both(texts, lexicon, task.attributions, wanted=bool(spans))
        measures = pa.Table.from_pandas(_one_type(found), schema=measures_of, preserve_index=False)
        both = pa.Table.from_arrays([*piece.columns, *measures.columns], schema=whole)
        yield (both, *(_spans(piece, marks, first, schema) for schema in spans))
        first += len(piece)


def _both(
    texts: pd.DataFrame, lexicon: Lexicon | None, attributions: bool, *, wanted: bool
) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Give the measures of texts, and the words behind them where they are wanted."""
    if attributions:
        # only if it is asked for: the model takes a moment to load
        from analysis.row_attributions import measure_attributed

        return measure_attributed(texts, lexicon=lexicon)
    return measure(texts, lexicon=lexicon), evidence(texts, lexicon=lexicon) if wanted else None


def _texts(piece: pa.Table, odd: pa.ChunkedArray | None) -> pd.DataFrame:
    """Give what the measures look at: the texts, and voice, kind, article and block where they are what these mean."""
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
    """Give the evidence with the input's ``id`` and ``block``, and with rows counted over the whole input."""
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
    """Measure as :func:`analysis.features.measure` does, with types that are the same for every table.

    Whole numbers and flags are of the types that can be missing (``Int64``, ``boolean``), also where none is missing.
    """
    return _one_type(measure(table, lexicon=lexicon))


def _one_type(measures: pd.DataFrame) -> pd.DataFrame:
    kinds = {"i": "Int64", "u": "Int64", "b": "boolean", "f": "float64"}
    return measures.astype({name: kinds.get(measures[name].dtype.kind, TEXT) for name in measures})


@lru_cache(maxsize=2)
def _measures(attributions: bool) -> pa.Schema:
    found, _ = _both(pd.DataFrame({"text": ["A word.", None]}), None, attributions, wanted=False)
    return pa.Schema.from_pandas(_one_type(found), preserve_index=False)


def schemas(plan: Plan, *, spans: bool, attributions: bool = False) -> tuple[pa.Schema, ...]:
    """Fix the columns and types of all parts, and of all parts of the spans."""
    measures = _measures(attributions)
    if clash := [name for name in plan.schema.names if name in measures.names]:
        raise InputError(
            f"{plan.source.path}: the column {clash[0]!r} has the name of a measure. Give it another name."
        )
    whole = dataset.joined(plan.schema, measures)
    if not spans:
        return (whole,)
    marks = pa.Schema.from_pandas(evidence(pd.DataFrame({"text": ["Rain."]})), preserve_index=False)
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
    """Give what the numbers depend on besides the input: this package, its lexicons, and the two definitions."""
    lexicons = hashlib.sha256()
    here = Path(__file__).parent
    for path in (*sorted((here / "lexicons").glob("*.csv")), *sorted((here / "models").glob("attribution.tsv"))):
        lexicons.update(path.read_bytes())
    packages = {name: version(name) for name in ("textstat", "vaderSentiment")}
    return {"framing": __version__} | packages | {"lexicons": lexicons.hexdigest()[:16]}


def own_version(lexicon: Path | None) -> dict[str, str]:
    """Give the name and the content of a reader's lexicon, as a part of :func:`versions`; nothing where there is none.

    Raises
    ------
    InputError
        if the file cannot be used
    """
    if lexicon is None:
        return {}
    file = load_with(lexicon).file
    return {OWN: f"{file.name} {file.sha256[:16]}"}
