"""What the parts of the page share: the model that they are made of, and how texts, numbers and tables are shown.

:class:`Report` is the model. It is made once, and a part is a function that reads its share of it. What several parts
need (the letters of the pieces, how a block is pointed to, the comparison's rows in the words of the page) is worked
out when it is first asked for, and kept.

A page is one file. It runs no script and asks for nothing: its Content-Security-Policy allows one inlined stylesheet,
by its hash, and nothing else, not even a ``style`` attribute. A table can be had as a file: CSV in a ``data:`` address.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import groupby
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jinja2
import numpy as np
import pandas as pd
from markupsafe import Markup, escape

from analysis.files import TEMPLATES, kept, safe_cell
from analysis.measures import load_glossary
from analysis.schema import HEADLINE, OUTLET, QUOTED, REPORTED, RUNNING_TEXT, TEXT_KINDS, records
from analysis.text.patterns import compiled, pattern

if TYPE_CHECKING:
    from analysis.actors import Actors
    from analysis.attribution import Attributions
    from analysis.facts import SameFacts

#: whose words a passage is in
VOICES = {OUTLET: "own words", REPORTED: "a source’s claim, reworded", QUOTED: "a source’s words"}
#: whose words a row is of where they are told apart word by word, and where a score is of whole paragraphs
OF_WORDS = {"all": "whole text", OUTLET: "own voice", QUOTED: "quoted"}
_OF_PARAGRAPHS = {"all": "whole text", OUTLET: "outside block quotations", QUOTED: "block quotations"}
#: what may not stand in an address, and what would end an attribute
_UNSAFE = ("[^A-Za-z0-9\\-._~:/?@!$()*+,;=\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", 0)


@lru_cache(maxsize=1)
def _unsafe() -> re.Pattern:
    return compiled("addresses", lambda: [_UNSAFE])[0]


class Own(NamedTuple):
    """A reader's lexicon that was used: the name of its file, how many rows it has, and the hash of its bytes."""

    name: str
    rows: int
    sha256: str


#: how far a frame agrees with experts, by its tier; letters are the pieces’ own
AGREES = {"A": "agrees well", "B": "agrees in part", "C": "hardly agrees"}


class Figure(NamedTuple):
    """A picture as :func:`report.charts.draw` renders it, what it shows in words, and the numbers that it draws."""

    svg: str
    alt: str
    table: pd.DataFrame


@dataclass(frozen=True)
class Report:
    """Everything that the page shows.

    Beside what it is given it has ``letters`` and ``pairs`` of the pieces, the ``text`` and the ``running`` text of
    `measured`, ``places`` (how each block is pointed to) and ``rows`` (the comparison in the words of the page).

    Attributes
    ----------
    articles, measured, spans : DataFrame
        The three tables of :mod:`schema`; `measured` holds every block, with its measures.
    comparison, sentences : DataFrame
        The table and the sentences of ``compare_articles`` and ``comparison_sentences``.
    figures : mapping of str to Figure or (svg, alt, table)
        A figure stands in the part whose name its own name begins with; any other in ``comparison``.
    glossary : DataFrame
        measure, label, family, unit, direction, short, limits, formula, reference.
    versions : mapping of str to str
        Package and version, in the order to be shown.
    command : str
        What one types to make this page again.
    lexicon : Own or None
        The reader's lexicon, if one was used besides the project's.
    spoken : Attributions or None
        Who speaks, as ``attribute`` finds it.
    framed : two DataFrames or None
        The frames of each article, and the words behind them; worked out where they are not given.
    facts : SameFacts or None
        The same facts in different words (``compare_facts``).
    actors : Actors or None
        Who is in the story (``find_actors``).
    acts : DataFrame or None
        Who is named for the same act (``find_same_acts``).
    odds : DataFrame or None
        Words that set the first two pieces apart by more than shuffling does (``log_odds``), those to be shown.
    matches : DataFrame or None
        Which blocks report the same point: article_a, block_a, article_b, block_b, score, shared. None where nobody
        looked for them; a table without rows where none was found.
    observations : DataFrame or None
        What differs and can be read off the words: kind ("act", "quotation", "figure", "headline", "left out"), text (a
        plain sentence), doubt (a clause), aside (a few words for the right column), places (a list of pairs of article
        and block), part (the id of the part that holds more of the kind).
    """

    articles: pd.DataFrame
    measured: pd.DataFrame
    spans: pd.DataFrame
    comparison: pd.DataFrame
    sentences: pd.DataFrame
    figures: Mapping[str, tuple] = field(default_factory=dict)
    glossary: pd.DataFrame = field(default_factory=pd.DataFrame)
    versions: Mapping[str, str] = field(default_factory=dict)
    command: str = ""
    lexicon: Own | None = None
    spoken: Attributions | None = None
    framed: tuple[pd.DataFrame, pd.DataFrame] | None = None
    facts: SameFacts | None = None
    actors: Actors | None = None
    acts: pd.DataFrame | None = None
    odds: pd.DataFrame | None = None
    matches: pd.DataFrame | None = None
    aligned: pd.DataFrame | None = None
    observations: pd.DataFrame | None = None

    @cached_property
    def letters(self) -> dict[str, str]:
        """The letter of each article."""
        return letters(self.articles)

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The pairs that are compared, by their letters, where there is more than one; or else none."""
        found = self.comparison[["article_a", "article_b"]].drop_duplicates()
        return [(self.letters[a], self.letters[b]) for a, b in found.itertuples(index=False)] if len(found) > 1 else []

    @cached_property
    def text(self) -> pd.DataFrame:
        """The blocks that stand on the page as text."""
        return self.measured[self.measured["kind"].isin(TEXT_KINDS)]

    @cached_property
    def running(self) -> pd.DataFrame:
        """The blocks of running text: no headline, and nothing that is set aside."""
        return self.measured[self.measured["kind"].isin(RUNNING_TEXT)]

    @cached_property
    def places(self) -> dict[tuple[str, int], dict]:
        """How a block (article, number) is pointed to: its ``place`` for reading, its ``href`` where it is text."""
        found = {}
        for article, block, kind, paragraph in self.measured[_PLACE].itertuples(index=False, name=None):
            letter = self.letters[article]
            number = f"{letter}’s block {block}" if pd.isna(paragraph) else f"{letter}{int(paragraph)}"
            place = f"{letter}’s headline" if kind == HEADLINE else number
            found[article, block] = {"place": place, "href": f"#{letter}-{block}" if kind in TEXT_KINDS else None}
        return found

    @cached_property
    def rows(self) -> list[dict]:
        """The rows of the comparison, ready for reading."""
        return readable_rows(self.comparison, self.letters)


_MARKED = pattern(r"[“\"][^“”\"]*[”\"]")
#: what somebody calls a thing ("hailed by the mill as a common-sense step") is that one's word for it
_CALLED = pattern(
    r"\b(?:characteri[sz]|describ|hail|dismiss|portray|denounc|condemn|prais|brand|label|regard|view|referr?)"
    r"(?:l?ed|e?s|l?ing)\b[^.;!?]{1,80}? as [^.,;!?]{0,60}$"
)


def is_claimed(mark: dict, claims: Mapping[object, list[dict]], place: object) -> bool:
    """Test whether a mark stands in what a source claims, by the runs of claims of its place."""
    return any(run["start"] < mark["end"] and mark["start"] < run["end"] for run in claims.get(place, ()))


def is_called(text: str, start: int) -> bool:
    """Test whether a word that begins at a place of a text is what somebody calls a thing."""
    return bool(_CALLED.search(text[:start]))


def in_marks(text: str, start: int) -> bool:
    """Test whether a word that begins at a place stands in quotation marks, in a run of words: a “goon squad”."""
    return any(found.start() < start < found.end() for found in _MARKED.finditer(text))


def counted(spans: pd.DataFrame) -> pd.DataFrame:
    """Choose the marks that count as loaded: of those that share a word the heaviest, where ``counts`` tells it."""
    weighty = spans["label"].isin(("loaded", "cue")) & (spans["weight"] > 0)
    return spans[weighty & spans.get("counts", True)]


def issue_marks(spans: pd.DataFrame, articles: Iterable[str]) -> pd.DataFrame:
    """Choose the words of issue frames that stand in these articles, each with its ``place``."""
    return spans[(spans["label"] == "frame") & spans["article"].isin(list(articles)) & spans["place"].notna()]


def names_of(articles: pd.DataFrame) -> dict[str, str]:
    """Return what each article is called in a sentence: its outlet where each has another one, or else its file."""
    outlets = [told(outlet) for outlet in articles["outlet"]]
    slugs = articles["article"].tolist()
    called = [outlet or slug for outlet, slug in zip(outlets, slugs, strict=True)]
    return dict(zip(slugs, called if len(set(called)) == len(called) else slugs, strict=True))


_PLACE = ["article", "block", "kind", "paragraph"]


def whole_percents(shares: Sequence[float]) -> list[int]:
    """Round shares of one whole to percents that add up: what is left over goes to the largest remainders."""
    parts = np.nan_to_num(100 * np.asarray(shares, dtype=float))
    whole = np.floor(parts + 1e-9).astype(int)
    left = int(round(parts.sum())) - int(whole.sum())
    for place in sorted(range(len(parts)), key=lambda place: whole[place] - parts[place])[:left]:
        whole[place] += 1
    return whole.tolist()


def letters(articles: pd.DataFrame) -> dict[str, str]:
    """Return each article's letter, A, B, …, in order; after Z come AA, AB, …"""
    names = [chr(65 + i) for i in range(26)] + [chr(65 + i) + chr(65 + j) for i in range(26) for j in range(26)]
    return dict(zip(articles["article"], names, strict=False))


def readable_rows(table: pd.DataFrame, named: Mapping[str, str]) -> list[dict]:
    """Describe the rows of a comparison in the words of the page: of which part they are, and what to mind."""
    apart, made = set(load_glossary()["measure"]), []
    for row in records(table):
        voice, remark = told(row["voice"]), told(row["reason"])
        score = voice in (OUTLET, QUOTED) and f"{row['measure']}_{voice}" not in apart
        for slug in (row["article_a"], row["article_b"]):
            remark = re.sub(rf"\b(in|and) {re.escape(slug)}(?=$| and )", rf"\1 {named.get(slug, '')}", remark)
        said = (_OF_PARAGRAPHS if score else OF_WORDS).get(voice, voice)
        made.append({**row, "said": said, "score": score, "remark": remark})
    return made


def spanned(rows: list[dict]) -> list[dict]:
    """Let neighbouring rows of one measure share its name: ``span`` counts them at the first, and is 0 at the rest."""
    groups = [list(same) for _, same in groupby(rows, key=lambda row: (row["measure"], row["label"]))]
    return [{**row, "span": 0 if place else len(same)} for same in groups for place, row in enumerate(same)]


class _Templates(jinja2.FileSystemLoader):
    """The templates, whose translation into Python is kept: to parse them takes longer than to write a page."""

    def load(self, environment: jinja2.Environment, name: str, globals: MutableMapping | None = None):
        if name not in (translated := self._translated(environment)):
            return super().load(environment, name, globals)
        code = compile(translated[name], str(TEMPLATES / name), "exec")
        return environment.template_class.from_code(environment, code, {} if globals is None else globals)

    @cache  # noqa: B019 (there is one, as long as the process)
    def _translated(self, environment: jinja2.Environment) -> dict[str, str]:
        names = [name for name in self.list_templates() if name.endswith(".j2") and not name.startswith("notebook/")]

        def translate() -> dict[str, str]:
            texts = {name: self.get_source(environment, name)[0] for name in names}
            return {name: environment.compile(text, name, raw=True) for name, text in texts.items()}

        return kept("templates", translate, outside=sorted(Path(jinja2.__file__).parent.glob("*.py")))


class _Environment(jinja2.Environment):
    """Looks for ``row.name`` among the keys of a dict first: to ask for an attribute that is not there is slow."""

    def getattr(self, obj: object, attribute: str) -> object:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@cache
def environment() -> jinja2.Environment:
    """The templates: escaping everything, and failing on a name that is not there."""
    made = _Environment(
        loader=_Templates(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        exact=exact,
        number=number,
        told=told,
        cell=cell,
        coordinate=coordinate,
        chance=chance,
        layers=layers,
        classes=classes,
    )
    return made


def stylesheet() -> str:
    """The one stylesheet, as every page inlines it between ``<style>`` and ``</style>``."""
    loader = environment().loader
    return loader.get_source(environment(), "page.css")[0].strip()


def policy(style: str) -> str:
    """The Content-Security-Policy of a page that holds `style` between its tags, and no script."""
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


_UNREADABLE = re.compile("[\0\ud800-\udfff]")


def exact(text: object) -> Markup:
    """Escape a text so that a browser reads the same characters back, even a carriage return."""
    plain = _UNREADABLE.sub("\ufffd", told(text))
    escaped = escape(plain)
    return Markup(str(escaped).replace("\r", "&#13;")) if "\r" in plain else escaped


def told(value: object) -> str:
    """Return a cell's text, or nothing where the cell is missing."""
    if isinstance(value, str):
        return value
    return "" if value is None or pd.isna(value) else str(value)


def number(value: object, sign: bool = False) -> str:
    """Return a number for reading: three digits or so, a true minus sign, and a dash where it is not defined."""
    if value is None or pd.isna(value) or not isfinite(value):
        return "–"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    text = f"{value:.{digits}f}"
    if not float(text):
        return text.lstrip("-")
    return ("+" if sign and value > 0 else "") + text.replace("-", "−")


def layers(span: dict) -> str:
    """Return the layers in which a mark is seen: a reporting verb with a weight counts as loaded, too."""
    weighs = span["label"] == "cue" and span["weight"] == span["weight"] and (span["weight"] or 0) > 0
    return "cue loaded" if weighs else span["label"]


def classes(spans: Iterable[dict]) -> str:
    """Return the layers in which any of some marks is seen, each once."""
    return " ".join(dict.fromkeys(map(layers, spans)))


def chance(p: object) -> str:
    """Return a p for reading: never "0.00", and one is one."""
    if p is None or pd.isna(p):
        return "–"
    return "<0.01" if p < 0.005 else "1" if p >= 0.995 else number(p)


def cell(value: object) -> Markup | str:
    """Return a table's cell for reading: a whole number as it is, another number shortened, a text escaped."""
    if isinstance(value, str) or value is None:
        return exact(value)
    return str(value) if pd.api.types.is_integer(value) or pd.api.types.is_bool(value) else number(value)


def coordinate(value: float) -> str:
    """Return a place in a drawing, to a tenth of its unit."""
    return f"{value:.1f}".removesuffix(".0")


def interval(row: dict) -> dict | None:
    """Place a difference and its interval on a line of 240 units on which zero has its tick."""
    difference, low, high = (row[name] for name in ("difference", "low", "high"))
    if any(pd.isna(value) or not isfinite(value) for value in (difference, low, high)):
        return None
    least, most = min(low, difference, 0.0), max(high, difference, 0.0)
    if least == most:
        return None
    at = {name: round(20 + 200 * (value - least) / (most - least), 1) for name, value in
          (("zero", 0.0), ("low", low), ("high", high), ("dot", difference))}  # fmt: skip
    return {**at, "anchor": "start" if at["zero"] < 60 else "end" if at["zero"] > 180 else "middle"}


def csv_link(table: pd.DataFrame) -> str:
    """Return the ``data:`` address of a table as CSV: what is missing is empty, and numbers have six digits."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([safe_cell(str(name)) for name in table.columns])
    writer.writerows(zip(*(_cells(own) for _, own in table.items()), strict=True))
    text = written.getvalue()
    unsafe = _unsafe().findall("".join(set(text)))
    # the percent sign first, since all others become one
    for sign in sorted(unsafe, key=lambda sign: sign != "%"):
        text = text.replace(sign, "".join(f"%{byte:02X}" for byte in sign.encode()))
    return "data:text/csv;charset=utf-8,%EF%BB%BF" + text


def _cells(column: pd.Series) -> list:
    is_float, is_text = column.dtype.kind == "f", not pd.api.types.is_numeric_dtype(column)
    told = (lambda value: f"{value:.6g}") if is_float else safe_cell if is_text else (lambda value: value)
    return [None if gone else told(value) for value, gone in zip(column.tolist(), column.isna().tolist(), strict=True)]
