"""Attribution spans: finds source, cue and content in texts, and says why.

The way of a text: tokens, a label for each (:mod:`analysis.crf` with the model of ``models/attribution.tsv``), labels
read as attributions (:mod:`analysis.attribution_labels`), and rules about quotation marks
(:mod:`analysis.quoted_contents`) and about "According to" (:mod:`analysis.according`). How often that agrees with
experts stands in ``benchmarks/ATTRIBUTION.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import according, crf
from analysis.attribution_labels import LABELS, linked
from analysis.quoted_contents import apart, left_over, mended
from analysis.token_features import CLASSES, FOLDER, WORD_TEMPLATES, contexts, placed, word_values
from analysis.token_places import Places
from analysis.tokens import Pieces, Tokens, tokenize

SPANS = {"row": "int64", "attribution": "int64", "role": "str", "start": "int64", "end": "int64"}
_BATCH = 1_000_000
#: when so many distinct tokens have been seen, what is known of them is forgotten: some 100 MB
_MOST_SURFACES = 100_000
_NUMBER = {name: k for k, name in enumerate(CLASSES)}


class Extractor:
    """A model made ready: what it knows of words is worked out once per distinct word."""

    def __init__(self, model: crf.Model) -> None:
        self.model = model
        self._zero = np.zeros(len(LABELS), np.float32)
        self._tables: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        self.forget()

    def forget(self) -> None:
        """Begin anew with the words, as if none had been seen."""
        self.pieces = Pieces()
        self._class = np.zeros(0, np.int64)
        # row 0 is of what lies beyond the sequence
        self._word = {
            (name, by): np.array([self._known(name, by).get("PAD", self._zero)], np.float32)
            for name, places in WORD_TEMPLATES.items()
            for by in places
        }

    def _known(self, name: str, by: int) -> Mapping[str, np.ndarray]:
        return self.model.points.get(f"{name}{by:+d}", {})

    def _learn(self) -> None:
        """Work out what is new in `pieces`."""
        values = [word_values(surface) for surface in self.pieces.surfaces[len(self._class) :]]
        if not values:
            return
        self._class = np.append(self._class, [_NUMBER[value["class"]] for value in values])
        for (name, by), table in self._word.items():
            known = self._known(name, by)
            rare = known.get("", self._zero) if name == "word" else self._zero
            self._word[name, by] = np.vstack([table, *(known.get(value[name], rare) for value in values)])

    def tokens(self, texts: Sequence[str]) -> tuple[Tokens, np.ndarray]:
        """Cut texts into tokens, and give the class of each."""
        tokens = tokenize(texts, self.pieces)
        self._learn()
        return tokens, placed(self._class[tokens.types], tokens.quote)

    def scores(self, tokens: Tokens, classes: np.ndarray) -> np.ndarray:
        """Give the points of each token for each label, without those for following one another (float32, n x L)."""
        total = np.zeros((len(tokens), len(LABELS)), np.float32)
        places = Places(tokens)
        beside = {by: places.shifted(tokens.types + 1, by) for by in sorted({by for _, by in self._word})}
        for (_, by), table in self._word.items():
            total += table.take(beside[by], axis=0)
        for name, (column, sizes) in contexts(tokens, classes).items():
            rows, points = self._table(name, sizes)
            total += points.take(rows[column], axis=0)
        return total

    def _table(self, name: str, sizes: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
        """Give a context template's points by its number: number to row, rows of points; row 0 is of what has none."""
        if name not in self._tables:
            known = self.model.points.get(name, {})
            rows = np.zeros(int(np.prod(sizes)), np.int32)
            rows[[number_of(value, sizes) for value in known]] = np.arange(1, len(known) + 1)
            self._tables[name] = rows, np.array([self._zero, *known.values()], np.float32)
        return self._tables[name]

    def labels(self, texts: Sequence[str]) -> tuple[Tokens, np.ndarray]:
        """Give the tokens of texts with the best label of each (int8, indices into LABELS)."""
        tokens, classes = self.tokens(texts)
        found = crf.best(self.scores(tokens, classes), self.model.transitions, tokens.sequence)
        return tokens, mended(tokens, according.placed(tokens, found))


@lru_cache(maxsize=2)
def extractor(path: Path | None = None) -> Extractor:
    """Load a model, by default the project's own.

    Raises
    ------
    InputError
        if the file is not such a model
    """
    return Extractor(crf.read(path or Path(str(FOLDER)) / "attribution.tsv", LABELS, known=_known()))


def _known() -> Callable[[str, str], bool]:
    """Give what says whether there is such a template with such a value."""
    nothing = contexts(tokenize([], Pieces()), np.zeros(0, np.int64))
    words = {f"{name}{by:+d}" for name, places in WORD_TEMPLATES.items() for by in places}

    def known(template: str, value: str) -> bool:
        if template in words:
            return True
        try:
            return template in nothing and number_of(value, nothing[template][1]) >= 0
        except ValueError:
            return False

    return known


def find(texts: Sequence[str], *, model: Path | None = None) -> pd.DataFrame:
    """Find the attributions of texts.

    Parameters
    ----------
    texts : whole articles or single paragraphs; a newline ends a paragraph
    model : another model file; by default the project's own

    Returns
    -------
    DataFrame, one row a span: ``row`` (the text), ``attribution`` (from 0 within the text), ``role`` ('source', 'cue'
    or 'content'), ``start`` and ``end`` (half-open, in characters of the text as it was given). One attribution may
    have several spans of a role, or none.

    Raises
    ------
    InputError
        if the model file is not such a model

    Examples
    --------
    >>> text = "“We will rebuild,” Ana Ruiz said."
    >>> [(role, text[a:b]) for role, a, b in find([text])[["role", "start", "end"]].values]
    [('content', '“We will rebuild,”'), ('source', 'Ana Ruiz'), ('cue', 'said')]
    """
    return find_with(extractor(model), texts)


def find_with(ready: Extractor, texts: Sequence[str]) -> pd.DataFrame:
    """Find the attributions of texts with a model that is ready, as :func:`find` does."""
    rows: list[tuple[int, int, str, int, int]] = []
    for begin, batch in _batches(texts):
        if len(ready.pieces.surfaces) > _MOST_SURFACES:
            ready.forget()
        tokens, labels = ready.labels(batch)
        found = linked(tokens, labels) + [(row, [part]) for row, part in left_over(tokens, labels)]
        found.sort(key=lambda one: (one[0], min(first for _, first, _ in one[1])))
        number: dict[int, int] = {}
        for row, parts in found:
            place = number[row] = number.get(row, -1) + 1
            for role, first, last in parts:
                for a, b in apart(tokens, first, last) if role == "content" else [(first, last)]:
                    rows.append((begin + row, place, role, int(tokens.start[a]), int(tokens.end[b])))
    return pd.DataFrame(rows, columns=list(SPANS)).astype(SPANS)


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Cut texts into batches of so many characters: the number of the first text, and the texts."""
    begin, batch, size = 0, [], 0
    for place, text in enumerate(texts):
        batch.append(text)
        size += len(text)
        if size >= _BATCH:
            yield begin, batch
            begin, batch, size = place + 1, [], 0
    if batch:
        yield begin, batch


def shown_value(number: int, sizes: tuple[int, ...]) -> str:
    """Show the number of a context template's value as text: its parts, classes by name."""
    parts = []
    for size in reversed(sizes):
        parts.append(CLASSES[number % size] if size == len(CLASSES) else str(number % size))
        number //= size
    return "|".join(reversed(parts))


def number_of(value: str, sizes: tuple[int, ...]) -> int:
    """Give the number that :func:`shown_value` shows.

    Raises
    ------
    ValueError
        if `value` does not show such a number
    """
    number = 0
    for part, size in zip(value.split("|"), sizes, strict=True):
        place = _NUMBER.get(part, size) if size == len(CLASSES) else int(part)
        if not 0 <= place < size:
            raise ValueError(f"{value!r} is no value of parts of the sizes {sizes}")
        number = number * size + place
    return number
