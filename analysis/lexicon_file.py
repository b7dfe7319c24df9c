"""A reader's lexicon as it stands in its file: which rows are sound, and what is wrong with the others.

The file is CSV with the columns of the project's lexicons (:data:`analysis.lexicon.COLUMNS`), of which ``term`` and
``category`` are needed. A row stands for the forms that it lists and for no others.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis.decode import bytes_of, decode
from analysis.lexicon import COLUMNS, categories, load
from analysis.schema import InputError
from analysis.terms import forms_of, words_of
from analysis.words import mended

#: the weight of a row that gives none
WEIGHT = 0.6
#: the longest phrase, in words
LONGEST = 12
#: the longest cell, in characters
_LONGEST_CELL = 10_000
_CATEGORY = re.compile(r"[^\W\d_]+(?:[-_][^\W\d_]+)*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_WORDLESS = re.compile(r"(?<!\S)[\W_]+(?!\S)")
_SHOWN = 60


@dataclass(frozen=True, eq=False)
class LexiconFile:
    """What stands in a file.

    Attributes
    ----------
    path : the file
    table : the sound rows: the columns of a lexicon, where ``source`` is the file's name; with ``line`` (where the row
        begins, from 1) and ``cited`` (what the file has under ``source``)
    problems : line and reason of every broken row, in order
    notices : what the reader should know of how the file was read
    sha256 : of the file's bytes
    """

    path: Path
    table: pd.DataFrame
    problems: tuple[tuple[int, str], ...]
    notices: tuple[str, ...]
    sha256: str

    @property
    def name(self) -> str:
        """The file's name as text, whatever its bytes are."""
        return _name(self.path)


def examine(path: Path) -> LexiconFile:
    """Read a reader's lexicon, with everything that is wrong with its rows.

    Raises
    ------
    InputError
        if it is no table of terms: empty, not text, without the two columns, or with columns that no lexicon has
    """
    return _examined(path, bytes_of(path))


def sound(path: Path) -> LexiconFile:
    """Read a reader's lexicon that is to be used.

    Raises
    ------
    InputError
        as :func:`examine`, and for the first broken row, with its line
    """
    file = examine(path)
    if file.problems:
        (line, reason), count = file.problems[0], len(file.problems)
        also = f" (Broken rows: {count}. To see all: framing lexicon check {path})" if count > 1 else ""
        raise InputError(f"{path}, line {line}: {reason}{also}")
    return file


@lru_cache(maxsize=2)
def _examined(path: Path, raw: bytes) -> LexiconFile:
    text, notices = _text(path, raw)
    cells, lines, problems = _cells(path, text)
    header = [name.strip().lower() for name in cells[0]]
    _check_columns(path, header)
    places = {name: header.index(name) for name in COLUMNS if name in header}
    known, wheres, seen = set(categories().index), {"", *load().table["where"]}, {}
    good: list[tuple] = []
    for row, line in zip(cells[1:], lines[1:], strict=True):
        if len(row) != len(header):
            told = f"{len(row)} cells under {len(header)} columns"
            problems.append((line, f"{told}. Put quotation marks around cells that hold a comma."))
            continue
        told = {name: " ".join(row[place].split()) for name, place in places.items()}
        if reason := _wrong(row, told, known, wheres) or _twice(told["term"], seen, line):
            problems.append((line, reason))
        else:
            good.append((*(told.get(name, "") for name in COLUMNS), line))
    if not good and not problems:
        raise InputError(f"{path}: there are no rows under the columns. Give each term a row.")
    table = pd.DataFrame(good, columns=[*COLUMNS, "line"])
    table = table.assign(
        category=table["category"].str.lower(),
        weight=[float(weight or WEIGHT) for weight in table["weight"]],
        forms=["|".join(filter(None, map(str.strip, forms.split("|")))) for forms in table["forms"]],
        cited=table["source"],
        source=_name(path),
    )
    return LexiconFile(path, table, tuple(sorted(problems)), notices, hashlib.sha256(raw).hexdigest())


def _name(path: Path) -> str:
    return str(mended(path.name))


def _text(path: Path, raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Give the file's text and what should be known of it, in words that fit a table."""
    if not raw.strip():
        raise InputError(f"{path}: the file is empty. Its first line names the columns: term,category,weight")
    try:
        text, notices = decode(raw, str(path))
    except InputError:
        raise InputError(f"{path}: this is no text. Save the table as CSV in UTF-8.") from None
    guessed = f"{path}: not UTF-8, read as Windows-1252. If letters look wrong, save it as UTF-8."
    return str(mended(text)), (guessed,) if notices else ()


def _cells(path: Path, text: str) -> tuple[list[list[str]], list[int], list[tuple[int, str]]]:
    """Cut CSV into rows, with the line in which each begins; what cannot be cut is a problem, and the end."""
    csv.field_size_limit(2**31 - 1)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    cells, lines, problems, begun = [], [], [], 1
    try:
        for row in rows:
            if row:
                cells.append(row)
                lines.append(begun)
            begun = rows.line_num + 1
    except csv.Error as error:
        problems.append((begun, f"this is no CSV ({error}). Look for a quotation mark without its pair."))
    if not cells:
        raise InputError(f"{path}, line {begun}: there are no columns. The first line names them: term,category,weight")
    return cells, lines, problems


def _check_columns(path: Path, header: list[str]) -> None:
    where, known = f"{path}, line 1", f"The columns are {', '.join(COLUMNS)}; term and category are needed."
    if len(header) == 1 and re.search("[;\t]", header[0]):
        raise InputError(f"{where}: the cells are not parted by commas. Save the table as CSV with commas.")
    for name in ("term", "category"):
        if name not in header:
            raise InputError(f"{where}: there is no column {name!r}. {known}")
    if unknown := [name for name in header if name not in COLUMNS]:
        told = ", ".join(repr(name[:_SHOWN]) for name in unknown[:5])
        raise InputError(f"{where}: a lexicon has no column {told}. {known}")
    if len(set(header)) < len(header):
        raise InputError(f"{where}: a column is there twice. Leave one of each.")


def _wrong(row: list[str], told: dict[str, str], known: set[str], wheres: set[str]) -> str | None:
    """Say what is wrong with a row, if anything is."""
    if len(max(row, key=len)) > _LONGEST_CELL:
        return f"a cell has more than {_LONGEST_CELL:,} characters. Shorten it."
    if control := _CONTROL.search("\n".join(row)):
        return f"there is a control character (U+{ord(control.group()):04X}) in it. Take it out."
    term, forms, category = told["term"], told.get("forms", ""), told["category"]
    if not term:
        return "there is no term. Write the word or phrase that is to be found."
    for form in forms_of(term, forms):
        if form.isalpha():
            continue
        if wordless := _WORDLESS.search(form.strip()):
            of = f" of {form.strip()[:_SHOWN]!r}" if wordless.group() != form.strip() else ""
            signs = wordless.group()[:_SHOWN].strip()
            return f"{signs!r}{of} has no letter or figure, so it is never found. Leave it out."
        if len(form.split()) > LONGEST:
            return f"{form[:_SHOWN]!r}… has more than {LONGEST} words. Give the words that matter."
    if "|" in term:
        return f"the term {term[:_SHOWN]!r} has a | in it. Put further forms into the column forms."
    if not category:
        return "there is no category. Give one of the project's, or a word of your own."
    if category.lower() not in known and not _CATEGORY.fullmatch(category):
        return f"the category {category[:_SHOWN]!r} is not a plain word. Write it with letters and hyphens."
    if not _is_weight(told.get("weight", "")):
        return f"the weight {told['weight'][:_SHOWN]!r} is not a number from 0 to 1. Write one, or leave it empty."
    if told.get("where", "") not in wheres:
        return f"where is {told['where'][:_SHOWN]!r}. Leave it empty, or write {' or '.join(sorted(wheres - {''}))}."
    return None


def _is_weight(cell: str) -> bool:
    try:
        return not cell or ("_" not in cell and 0 <= float(cell) <= 1)
    except ValueError:
        return False


def _twice(term: str, seen: dict[tuple[str, ...], int], line: int) -> str | None:
    first = seen.setdefault(words_of(term), line)
    return None if first == line else f"{term[:_SHOWN]!r} is the term of line {first} too. Leave one of the two."
