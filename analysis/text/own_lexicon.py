"""The reader's own lexicon: rows that are added to the project's lexicon, or take the place of its terms.

:func:`examine_file` reads a file and names what is wrong with its rows, :func:`load_with` makes a lexicon of it that
measures use, and the functions below answer what one may ask of a lexicon.

The file is CSV with the columns of the project's lexicons (:data:`text.lexicon.COLUMNS`), of which ``term`` and
``category`` are needed; or a dictionary of LIWC (.dic) or quanteda (.yml), of which what is not understood is left out
and named. A row stands for the forms that it lists and for no others: it takes these, and what the project says of
other forms stays. A form in lower case stands for every spelling, one with a capital for its own. A form with a ``*``
stands for the words that :func:`text.dictionaries.expand_pattern` finds.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import prod
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.files import LEXICONS, bytes_of, decode
from analysis.schema import InputError
from analysis.text.dictionaries import DIC, MOST_WORDS, YAML, expand_pattern, has_pattern, read_dic, read_yaml
from analysis.text.lexicon import (
    COLUMNS,
    Lexicon,
    categories,
    compile_terms,
    find_terms,
    forms_by_row,
    forms_of,
    load_lexicon,
    words_of,
)
from analysis.text.patterns import pattern
from analysis.text.words import Runs, Vocabulary, replace_surrogates, split

#: the weight of a row that gives none
WEIGHT = 0.6
#: the longest phrase, in words
LONGEST = 12
#: the longest cell, in characters
_LONGEST_CELL = 10_000
#: a word in lower case also stands for the spellings that other phrases ask for: so many phrases may come of that
MOST_PHRASES = 1_000_000
_CATEGORY = pattern(r"[^\W\d_]+(?:[-_][^\W\d_]+)*")
_CONTROL = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_WORDLESS = pattern(r"(?<!\S)[\W_]+(?!\S)")
_SHOWN = 60
#: so many lines that are left out of a dictionary are named
_MOST_NAMED = 10
_KNOWN_DICTIONARIES = "Dictionaries of LIWC (.dic) and quanteda (.yml) are read, and CSV (term,category,weight)."
_NEW = "a category of this file alone; it counts as loaded"


@dataclass(frozen=True, eq=False)
class LexiconFile:
    """What stands in a file.

    Attributes
    ----------
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
        return str(replace_surrogates(self.path.name))


def examine_file(path: Path) -> LexiconFile:
    """Read a reader's lexicon, with everything that is wrong with its rows."""
    return _examined(path, bytes_of(path))


def read_sound_file(path: Path) -> LexiconFile:
    """Read a reader's lexicon that is to be used."""
    file = examine_file(path)
    if file.problems:
        (line, reason), count = file.problems[0], len(file.problems)
        also = f" (Broken rows: {count}. To see all: framing lexicon check {path})" if count > 1 else ""
        raise InputError(f"{path}, line {line}: {reason}{also}")
    return file


@lru_cache(maxsize=2)
def _examined(path: Path, raw: bytes) -> LexiconFile:
    text, notices = _text(path, raw)
    other = path.suffix.lower() in DIC + YAML
    header, cells, lines, problems = (_other_rows if other else _csv_rows)(path, text)
    places = {name: header.index(name) for name in COLUMNS if name in header}
    known, wheres, seen = set(categories().index), {"", *load_lexicon().table["where"]}, {}
    good: list[tuple] = []
    for row, line in zip(cells, lines, strict=True):
        if len(row) != len(header):
            told = f"{len(row)} cells under {len(header)} columns. Put quotation marks around cells that hold a comma."
            problems.append((line, told))
            continue
        told = {name: " ".join(row[place].split()) for name, place in places.items()}
        if reason := _wrong(row, told, known, wheres) or _twice(told["term"], seen, line):
            problems.append((line, reason))
        else:
            good.append((*(told.get(name, "") for name in COLUMNS), line))
    good, patterns = _expanded(good, problems)
    if patterns:
        notices += (f"{path}: {_told_patterns(patterns)}",)
    if other and problems:
        notices += _left_out(path, problems)
        problems = []
        if not good:
            raise InputError(f"{path}: no term of it is understood. {_KNOWN_DICTIONARIES}")
    if not good and not problems:
        raise InputError(f"{path}: there are no rows under the columns. Give each term a row.")
    table = pd.DataFrame(good, columns=[*COLUMNS, "line"])
    table = table.assign(
        category=table["category"].str.lower(),
        weight=[float(weight or WEIGHT) for weight in table["weight"]],
        forms=["|".join(filter(None, map(str.strip, forms.split("|")))) for forms in table["forms"]],
        cited=table["source"],
        source=str(replace_surrogates(path.name)),
    )
    return LexiconFile(path, table, tuple(sorted(problems)), notices, hashlib.sha256(raw).hexdigest())


def _csv_rows(path: Path, text: str) -> tuple[list[str], list[list[str]], list[int], list[tuple[int, str]]]:
    (top, *cells), (_, *lines), problems = _cells(path, text)
    header = [name.strip().lower() for name in top]
    _check_columns(path, header)
    return header, cells, lines, problems


def _other_rows(path: Path, text: str) -> tuple[list[str], list[list[str]], list[int], list[tuple[int, str]]]:
    """Read the rows of a dictionary of another program."""
    try:
        found = (read_dic if path.suffix.lower() in DIC else read_yaml)(text)
    except ValueError as error:
        raise InputError(f"{path}: not a dictionary that can be read ({error}). {_KNOWN_DICTIONARIES}") from None
    if not found.terms:
        raise InputError(f"{path}: there are no terms in it. {_KNOWN_DICTIONARIES}")
    cells = [[term, category] for term, category, _ in found.terms]
    return ["term", "category"], cells, [line for *_, line in found.terms], found.left_out


def _expanded(rows: list[tuple], problems: list[tuple[int, str]]) -> tuple[list[tuple], dict[str, int]]:
    """Put words in the place of the terms and forms with * or ?, but those that have a row of their own; return the
    rows, and how many words stand for each pattern."""
    place = COLUMNS.index("forms")
    if not any(has_pattern(form) for row in rows for form in forms_of(row[0], row[place])):
        return rows, {}
    plain = {words_of(f.lower()) for row in rows for f in forms_of(row[0], row[place]) if not has_pattern(f)}
    kept, patterns = [], {}
    for row in rows:
        forms: dict[str, None] = {}
        for form in map(str.strip, forms_of(row[0], row[place])):
            found = expand_pattern(form) if has_pattern(form) else [form]
            if len(found) > MOST_WORDS:
                problems.append(
                    (row[-1], f"{form[:_SHOWN]!r} stands for more than {MOST_WORDS:,} words. Write more of it.")
                )
                found = []
            elif not found:
                told = f"{form[:_SHOWN]!r} stands for no word of the dictionary. Write its words out."
                problems.append((row[-1], told))
            if has_pattern(form) and found:
                found = [word for word in found if words_of(word) not in plain]
                patterns[form] = len(found)
            forms |= dict.fromkeys(found)
        if forms:
            term, *others = forms
            kept.append((term, *row[1:place], "|".join(others), *row[place + 1 :]))
    return kept, patterns


def _told_patterns(patterns: dict[str, int]) -> str:
    term, count = next(iter(patterns.items()))
    told = f"{term[:_SHOWN]} stands for the {count} words of the project's dictionary that fit it"
    more = f", and {len(patterns) - 1} more terms with * or ? likewise" if len(patterns) > 1 else ""
    return f"{told}{more}. Other words are not found: write them out."


def _left_out(path: Path, problems: list[tuple[int, str]]) -> tuple[str, ...]:
    """Name what is left out of a dictionary of another program: the first lines, and how many there are."""
    shown = [f"{path}, line {line}: left out: {reason}" for line, reason in sorted(problems)[:_MOST_NAMED]]
    more = len(problems) - len(shown)
    return (*shown, *([f"{path}: left out likewise: {more} more."] if more else []))


def _text(path: Path, raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the file's text and what should be known of it, in words that fit a table."""
    if not raw.strip():
        raise InputError(f"{path}: the file is empty. Its first line names the columns: term,category,weight")
    try:
        text, notices = decode(raw, str(path))
    except InputError:
        raise InputError(f"{path}: this is no text. Save the table as CSV in UTF-8.") from None
    guessed = f"{path}: not UTF-8, read as Windows-1252. If letters look wrong, save it as UTF-8."
    return str(replace_surrogates(text)), (guessed,) if notices else ()


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
    """Describe what is wrong with a row, if anything is."""
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


@dataclass(frozen=True, eq=False)
class OwnLexicon:
    """The project's lexicon with a reader's rows in it, and the file that these stand in."""

    lexicon: Lexicon
    file: LexiconFile


def load_with(path: Path) -> OwnLexicon:
    """Return the project's lexicon with the rows of a reader's file, which keep their weight as it is written.

    The file is read each time, and prepared anew if its bytes have changed. A broken row raises :class:`InputError`.
    """
    return _prepared(read_sound_file(path))


@lru_cache(maxsize=4)
def _prepared(file: LexiconFile) -> OwnLexicon:
    left = _left(file.table)
    if (phrases := _phrases(_forms(left) + _forms(file.table))) > MOST_PHRASES:
        raise InputError(
            f"{file.path}: {phrases:,} phrases come of it, and at most {MOST_PHRASES:,} can be looked for. "
            "Leave some out, or write them without capitals: a phrase is looked for in every spelling of its words."
        )
    # of two rows with the same form the first is found
    own = file.table.assign(hand=file.table["weight"], marked=0, seen=0).reindex(columns=left.columns, fill_value="")
    return OwnLexicon(compile_terms(pd.concat([own, left], ignore_index=True)), file)


def _left(own: pd.DataFrame) -> pd.DataFrame:
    """Return the project's lexicon without the forms with a capital for which a form in lower case stands."""
    taken = {words_of(form) for form in _forms(own) if form == form.lower()}
    project = load_lexicon().table
    kept = project.copy()
    written = project["term"] + "|" + project["forms"]
    for at in np.flatnonzero(written != written.str.lower()).tolist():
        forms = written.iloc[at].strip("|").split("|")
        left = [f for f in forms if f == f.lower() or _folded(f) not in taken]
        if not left:
            kept = kept.drop(index=project.index[at])
        elif len(left) < len(forms):
            kept.loc[project.index[at], ["term", "forms"]] = left[0], "|".join(left[1:])
    return kept


def _forms(table: pd.DataFrame) -> list[str]:
    return list(chain.from_iterable(forms_by_row(table)))


def _phrases(forms: list[str]) -> int:
    """Count the phrases that :func:`text.lexicon.compile_terms` makes of forms, each spelling by itself."""
    capitals: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        for word in words_of(form) if form != form.lower() else ():
            if word != word.lower():
                capitals[word.lower()].add(word)
    listed = [words for words in map(words_of, forms) if len(words) > 1]
    spelled = (words for words in listed if not capitals.keys().isdisjoint(words))
    return len(listed) + sum(prod(1 + len(capitals.get(word, ())) for word in words) - 1 for words in spelled)


def count_categories(table: pd.DataFrame, *, file: str = "") -> pd.DataFrame:
    """Count the terms and the forms (a term is one too) in each category of a lexicon's rows, with its definition and
    source; if they are those of a reader's `file`, only in its categories."""
    known = categories()
    names = sorted(set(table["category"]) | (set() if file else set(known.index)))
    count = pd.Series(map(len, forms_by_row(table)), table.index).groupby(table["category"])
    terms, forms = (part.reindex(names, fill_value=0).astype(int) for part in (count.size(), count.sum()))
    told = known.reindex(names)
    return pd.DataFrame(
        {
            "category": names,
            "terms": terms.to_numpy(),
            "forms": forms.to_numpy(),
            "definition": told["definition"].fillna(_NEW).to_numpy(),
            "source": told["source"].fillna(file).to_numpy(),
        }
    )


def terms_of(table: pd.DataFrame, category: str) -> pd.DataFrame:
    """Return the terms of a category with ``weight`` and ``neutral``, in alphabetical order."""
    rows = table[table["category"] == category.lower()]
    if not len(rows):
        has = ", ".join(sorted(set(table["category"])))
        raise InputError(f"--category {category}: no term has it. There are: {has}.")
    return rows.sort_values("term", key=lambda term: term.str.lower(), ignore_index=True)[["term", "weight", "neutral"]]


def find_rows(table: pd.DataFrame, phrase: str) -> pd.DataFrame:
    """Return the rows in which a word or a phrase stands, in the term or in a form, whatever its capitals."""
    wanted = words_of(phrase.lower())
    if not wanted:
        raise InputError(f"{phrase}: there is no word in it. Give a word or a phrase.")
    has = [any(_inside(wanted, words_of(form.lower())) for form in forms) for forms in forms_by_row(table)]
    return table[np.array(has, bool)]


def _inside(wanted: tuple[str, ...], words: tuple[str, ...]) -> bool:
    width = len(wanted)
    return any(words[k : k + width] == wanted for k in range(len(words) - width + 1))


def find_references(keys: str) -> list[str]:
    """Return the full references of keys of ``SOURCES.csv``, parted by ``|``; what is no key stays as it is."""
    table = pd.read_csv(LEXICONS / "SOURCES.csv", keep_default_na=False).set_index("key")
    known = (table["reference"] + " " + table["url_or_doi"]).str.strip()
    return [f"{key}: {known[key]}" if key in known else key for key in filter(None, keys.split("|"))]


def find_replaced(file: LexiconFile) -> pd.DataFrame:
    """Find the project's terms whose place a reader's file takes: by ``line`` and ``form`` of the file the project's
    ``term``, ``category``, ``weight``, and ``stays``: the forms left to it, parted by ``|``."""
    project = load_lexicon().table
    forms = forms_by_row(project)
    owners: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for row, form in ((row, form) for row, every in enumerate(forms) for form in every):
        owners[_folded(form)].append((form, row))
    found, taken = [], defaultdict(set)
    for line, every in zip(file.table["line"], forms_by_row(file.table), strict=True):
        for form in every:
            for theirs, row in owners.get(_folded(form), ()):
                same = form == form.lower() or words_of(theirs) == words_of(form)
                # a form with a capital takes the place of the same spelling, or of one that stands for it too
                if same or theirs == theirs.lower():
                    found.append((line, form, row))
                if same:
                    taken[row].add(theirs)
    rows = [row for _, _, row in found]
    stays = ["|".join(form for form in forms[row] if form not in taken[row]) for row in rows]
    theirs = project.loc[rows, ["term", "category", "weight"]].reset_index(drop=True)
    return pd.DataFrame(found, columns=["line", "form", "row"]).drop(columns="row").join(theirs).assign(stays=stays)


def _folded(form: str) -> tuple[str, ...]:
    return tuple(map(str.lower, words_of(form)))


def find_unreached(own: OwnLexicon) -> pd.DataFrame:
    """Find the forms of a reader's file that are never found (``line``, ``form``, ``why``), by looking for each in
    itself."""
    table, project_names = own.file.table, load_lexicon("names")
    listed = [(row, form) for row, forms in enumerate(forms_by_row(table)) for form in dict.fromkeys(forms)]
    words = split([form for _, form in listed], vocabulary=Vocabulary(), fold=True)
    begin, end = words.bounds[:-1], words.bounds[1:] - 1
    names = find_terms(words, project_names)
    name_of = dict(zip(words.text_at(names.first).tolist(), names.row.tolist(), strict=True))
    named = Runs(names.first, names.last).cover(begin, end)
    found = find_terms(words, own.lexicon)
    text = words.text_at(found.first)
    whole = (found.first == begin[text]) & (found.last == end[text])
    row_of = dict(zip(text[whole].tolist(), found.row[whole].tolist(), strict=True))
    missed = []
    for at, (row, form) in enumerate(listed):
        other = row_of.get(at, len(table))
        if named[at]:
            name = project_names.table["term"].iloc[name_of[at]]
            why = f"{name} is a name, and words in names are not looked up"
        elif other >= len(table):
            why = "the signs in it keep its words apart"
        elif other != row:
            why = f"line {table['line'].iloc[other]} has the same form"
        else:
            continue
        missed.append((table["line"].iloc[row], form, why))
    return pd.DataFrame(missed, columns=["line", "form", "why"])
