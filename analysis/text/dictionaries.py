"""Dictionaries of other programs: LIWC's ``.dic`` and quanteda's YAML, as terms with a category; and ``abus*``.

A ``*`` stands for any letters and a ``?`` for one, as in both programs. This project looks words up and guesses no
form, so a pattern stands for the words that its dictionary has (:func:`expand_pattern`): those of CMUdict and of the
project's lexicons.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from analysis.text.lexicon import load_lexicon
from analysis.text.patterns import pattern
from analysis.text.syllables import known_words

if TYPE_CHECKING:
    import yaml

#: the endings of the dictionaries that are read
DIC, YAML = (".dic",), (".yml", ".yaml")
#: a pattern stands for so many words at most
MOST_WORDS = 2000
#: a question mark at the end of a word is one
_PATTERN = pattern(r"\*|(?<=\w)\?(?=\w)")
_NO_LETTER = pattern(r"[^a-z]+")
_NUMBERED = pattern(r"\s*(\d+)\s+(\S.*)")
#: what LIWC 2007 writes for a word whose category depends on its neighbours
_CONDITION = pattern(r"[<>()/]")
_DEEPEST = 20


@dataclass(frozen=True)
class Entries:
    """The terms of a dictionary, each with its category and its line, and what was left out: line and reason."""

    terms: list[tuple[str, str, int]]
    left_out: list[tuple[int, str]]


def has_pattern(term: str) -> bool:
    """Test whether a term has a * or a ? beside letters."""
    return bool(_PATTERN.search(term) and re.search(r"[^\W_]", term))


@lru_cache(maxsize=1)
def _sorted_words() -> list[str]:
    return sorted({*known_words(), *load_lexicon().single, *load_lexicon().word_numbers})


def expand_pattern(term: str) -> list[str]:
    """Return the words, or the phrases, that a term with * or ? stands for, the shortest first; at most one more than
    :data:`MOST_WORDS`."""
    return sorted(islice(map(" ".join, product(*map(_expand_word, term.split()))), MOST_WORDS + 1), key=len)


def _expand_word(word: str) -> list[str]:
    if not has_pattern(word):
        return [word]
    word = word.lower()
    begins = _PATTERN.split(word)[0]
    sought = re.compile(re.escape(word).replace(r"\*", ".*").replace(r"\?", "."))
    words = _sorted_words()
    first, last = bisect_left(words, begins), bisect_left(words, begins + "\U0010ffff")
    return [one for one in words[first:last] if sought.fullmatch(one)]


def read_dic(text: str) -> Entries:
    """Read LIWC's format: numbered categories between two lines of %, then a term and its numbers on each line."""
    names, rows, left_out, signs = {}, [], [], 0
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        if line.strip() == "%":
            signs += 1
        elif signs < 2:
            if found := _NUMBERED.fullmatch(line):
                names[found[1]] = found[2].partition(" (")[0].strip()
            else:
                left_out.append((number, f"{line.strip()[:60]!r} names no category"))
        else:
            _add_dic_line(line, number, names, (rows, left_out))
    return _each_once(rows, left_out)


def _add_dic_line(line: str, number: int, names: dict[str, str], found: tuple[list, list]) -> None:
    rows, left_out = found
    term, *told = re.split(r"\t+| {2,}", line.strip())
    if not told:
        # some programs write blanks for tabs
        *words, told = (
            re.split(r"(?<=\S)\s+(?=[\d\s]+$)", line.strip(), maxsplit=1) if re.search(r"\s\d", line) else ("", "")
        )
        term, told = " ".join(words), [told]
    numbers = " ".join(told).split()
    if not term or _CONDITION.search(line) or not numbers or not all(one in names for one in numbers):
        left_out.append((number, f"{line.strip()[:60]!r} is not understood"))
        return
    rows += [(term, names[one], number) for one in numbers]


def read_yaml(text: str) -> Entries:
    """Read quanteda's format: categories, also one in another, each with a list of terms.

    Raises
    ------
    ValueError
        if it is no YAML, or no categories stand in it
    """
    import yaml  # few readers have such a file, and every command would wait for it

    class Loader(yaml.BaseLoader):
        """Every value is text, and nothing stands for another part: a small file cannot become a large one."""

        def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
            if self.check_event(yaml.AliasEvent):
                told = "an alias (*name) is used; write the words out, and a word with * in quotation marks"
                raise yaml.YAMLError(told)
            return super().compose_node(parent, index)

    try:
        root = yaml.compose(text, Loader=Loader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        raise ValueError(where + (getattr(error, "problem", None) or str(error).splitlines()[0])[:120]) from None
    if not isinstance(root, yaml.MappingNode):
        raise ValueError("it names no categories")
    rows: list[tuple[str, str, int]] = []
    left_out: list[tuple[int, str]] = []
    _add_node(root, (), (rows, left_out))
    return _each_once(rows, left_out)


def _add_node(node: yaml.Node, path: tuple[str, ...], found: tuple[list, list]) -> None:
    rows, left_out = found
    line = node.start_mark.line + 1
    if len(path) > _DEEPEST:
        left_out.append((line, f"more than {_DEEPEST} categories stand in one another"))
    elif node.id == "mapping":
        for key, value in node.value:
            if key.id == "scalar":
                _add_node(value, (*path, key.value), found)
            else:
                left_out.append((line, "a category has no name"))
    elif node.id == "sequence":
        for one in node.value:
            _add_node(one, path, found)
    elif node.value.strip():
        rows.append((node.value.strip(), "-".join(path), line))


def _each_once(rows: list[tuple[str, str, int]], left_out: list[tuple[int, str]]) -> Entries:
    """Keep the first category of each term, in words that a category may have."""
    seen: dict[str, tuple[str, str, int]] = {}
    for term, category, line in rows:
        name = _NO_LETTER.sub("-", category.lower()).strip("-")
        if not name:
            left_out.append((line, f"the category {category[:60]!r} has no letters"))
            continue
        first = seen.setdefault(term.lower(), (term.replace("_", " "), name, line))
        if first[1] != name:
            left_out.append((line, f"{term[:60]!r} counts as {first[1]}, its first category, and not as {name} too"))
    return Entries(list(seen.values()), left_out)
