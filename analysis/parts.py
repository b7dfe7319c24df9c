"""The folded parts of the page: each function picks what one part shows.

A part is one function here, from :class:`Report` to what its template needs (None where there is nothing to show),
and one template of the same name in ``templates/parts/``. :data:`PARTS` is their order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from analysis import glossary as measures
from analysis import who_speaks
from analysis.attribution import Attributions
from analysis.cues import CLASSES
from analysis.page import told
from analysis.schema import BLOCKQUOTE, BODY, HEADLINE, OUTLET, QUOTED, TEXT_KINDS

#: whose words a row is of where they are told apart word by word, and where a score is of whole paragraphs
_OF_WORDS = {"all": "whole text", OUTLET: "own voice", QUOTED: "quoted"}
_OF_PARAGRAPHS = {"all": "whole text", OUTLET: "outside block quotations", QUOTED: "block quotations"}
_KINDS = {OUTLET: "paragraph", QUOTED: "block quotation"}
_MARKS = {"loaded": "loaded word", "cue": "reporting verb", "hedge": "hedge or certainty"}
_HEADINGS = {"article": "piece", "label": "mark", "count": "marked", "per_100_words": "in 100 words"}
#: the beginning of a family's name, and the part in which its measures stand; the others stand in ``comparison``
_PART_OF = {"loaded": "loaded", "tone": "tone", "readability": "readability", "voice": "voices"}


class Own(NamedTuple):
    """A reader's lexicon that was used: the name of its file, how many rows it has, and the hash of its bytes."""

    name: str
    rows: int
    sha256: str


class Figure(NamedTuple):
    """A picture as :func:`analysis.plots.svg` gives it, what it shows in words, and the numbers that it draws."""

    svg: str
    alt: str
    table: pd.DataFrame


@dataclass(frozen=True)
class Report:
    """Everything that the page shows.

    Attributes
    ----------
    articles, measured, spans : DataFrame
        The three tables of :mod:`analysis.schema`; `measured` holds every block, with its measures.
    comparison, sentences : DataFrame
        As :mod:`analysis.compare` gives them.
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
        Who speaks, as :func:`analysis.attribution.attribute` finds it.
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


def letters(articles: pd.DataFrame) -> dict[str, str]:
    """Give each article its letter, A, B, …, in order; after Z come AA, AB, …"""
    names = [chr(65 + i) for i in range(26)] + [chr(65 + i) + chr(65 + j) for i in range(26) for j in range(26)]
    return dict(zip(articles["article"], names, strict=False))


def loaded(report: Report) -> dict | None:
    """Loaded language: the figures, the numbers, the list of the words that count, and how they add up."""
    named = letters(report.articles)
    spans = report.spans[report.spans["label"].isin(("loaded", "cue")) & (report.spans["weight"] > 0)]
    text = report.measured.loc[report.measured["kind"].isin(TEXT_KINDS), ["article", "block", "kind", "paragraph"]]
    listed = spans.merge(text, on=["article", "block"])
    listed = listed.assign(order=listed["article"].map({slug: place for place, slug in enumerate(named)}))
    words = []
    for row in listed.sort_values(["order", "block", "start"], kind="stable").to_dict("records"):
        sort = _MARKS["cue"] if row["label"] == "cue" else told(row["category"])
        part = "headline" if row["kind"] == HEADLINE else "paragraph"
        words.append({**row, **where(named[row["article"]], row, number=row["block"]), "sort": sort, "part": part})
    sums = [_sum(report, slug, words) for slug in named]
    return {**_family(report, "loaded"), "words": words, "sums": sums, "lexicon": report.lexicon}


def tone(report: Report) -> dict | None:
    """Tone: VADER's numbers, with and without the names."""
    return _family(report, "tone")


def readability(report: Report) -> dict | None:
    """Readability: the formulas."""
    return _family(report, "readability")


def voices(report: Report) -> dict | None:
    """Who speaks: words by voice, sources, verbs of saying, and every attribution with its place."""
    if report.spoken is None:
        return None
    named, table = letters(report.articles), report.spoken.table
    blocks = report.measured.set_index(["article", "block"])
    listed = []
    for row in table.to_dict("records"):
        block = {**blocks.loc[(row["article"], row["block"])].to_dict(), "block": row["block"]}
        listed.append({**row, **where(named[row["article"]], block, number=row["block"])})
    kinds = who_speaks.by_source_kind(report.spoken)
    cues = who_speaks.by_cue(report.spoken)
    classes = []
    for name, meaning in CLASSES.items():
        own = cues[cues["cue_class"] == name]
        if len(own):
            verbs = {slug: own[own["article"] == slug].to_dict("records") for slug in named}
            classes.append({"name": name, "meaning": meaning, "verbs": [verbs[slug] for slug in named]})
    counts = [
        {"kind": kind, "rows": [own[own["article"] == slug].to_dict("records") for slug in named]}
        for kind, own in kinds.groupby("source_kind", sort=False)
        if own["attributions"].any()
    ]
    figures = _figures(report, "voices")
    return {"figures": figures, "rows": listed, "classes": classes, "kinds": counts, "letters": list(named.values())}


def comparison(report: Report) -> dict | None:
    """Every measure, voice by voice, and the figures that no other part has."""
    simple = int((report.comparison["method"] == "percentile").sum())
    shown = rows(report, report.comparison)
    return {"rows": shown, "figures": _figures(report, "comparison"), "pairs": pairs(report), "simple": simple}


def trust(report: Report) -> dict | None:
    """How far to trust the page: what it cannot see, and on how few paragraphs it rests."""
    body = report.measured[report.measured["kind"].isin((BODY, BLOCKQUOTE))]
    counts = {letter: int((body["article"] == slug).sum()) for slug, letter in letters(report.articles).items()}
    limits: dict[str, list[str]] = {}
    for row in _terms(report):
        if row["measure"] in set(report.comparison["measure"]) and told(row["limits"]):
            limits.setdefault(row["limits"], []).append(row["label"])
    return {"counts": counts, "rows": len(report.comparison), "limits": limits, "pairs": pairs(report)}


def glossary(report: Report) -> dict | None:
    """What the measures are, with formula and reference."""
    return {"terms": _terms(report)} if len(report.glossary) else None


def aside(report: Report) -> dict | None:
    """What was set aside, and why: whole blocks, and what was cut off the end of one."""
    blocks = report.measured[~report.measured["kind"].isin(TEXT_KINDS)].to_dict("records")
    cut = [row for row in report.measured.to_dict("records") if told(row.get("removed"))]
    return {"rows": blocks, "cut": cut}


def making(report: Report) -> dict | None:
    """How the page was made: inputs and their hashes, versions, command."""
    inputs = report.articles.to_dict("records")
    return {"inputs": inputs, "versions": report.versions, "command": report.command, "lexicon": report.lexicon}


#: the folded parts, in the order of the page
PARTS = (loaded, tone, readability, voices, comparison, trust, glossary, aside, making)


def part_of(family: str) -> str:
    """Name the part in which a family of measures, or a figure, stands: by the beginning of its name."""
    return next((part for start, part in _PART_OF.items() if told(family).startswith(start)), "comparison")


def rows(report: Report, table: pd.DataFrame) -> list[dict]:
    """Make the rows of a comparison ready for reading.

    Returns
    -------
    list of dicts
        Each row with ``said`` (whose words or which paragraphs it is of), ``score`` (True where these are whole
        paragraphs, so that quotations inside them count), and a ``remark`` that names the pieces by their letters.
    """
    apart, named, made = set(measures.load()["measure"]), letters(report.articles), []
    for row in table.to_dict("records"):
        voice = told(row["voice"])
        score = voice in (OUTLET, QUOTED) and f"{row['measure']}_{voice}" not in apart
        remark = told(row["reason"])
        for slug in (row["article_a"], row["article_b"]):
            remark = re.sub(rf"\b(in|and) {re.escape(slug)}(?=$| and )", rf"\1 {named.get(slug, '')}", remark)
        said = (_OF_PARAGRAPHS if score else _OF_WORDS).get(voice, voice)
        made.append({**row, "said": said, "score": score, "remark": remark})
    return made


def pairs(report: Report) -> list[tuple[str, str]]:
    """Give the pairs of articles that are compared, by their letters, where there is more than one; or else none."""
    named = letters(report.articles)
    found = report.comparison[["article_a", "article_b"]].drop_duplicates()
    return [(named[a], named[b]) for a, b in found.itertuples(index=False)] if len(found) > 1 else []


def _figures(report: Report, part: str) -> dict[str, dict]:
    """Pick a part's figures, each with its numbers as a comparison (`rows`) or as another table."""
    made = {}
    for name, (svg, alt, table) in report.figures.items():
        if part_of(name) == part:
            compared = table is not None and "article_b" in table.columns
            numbers = {"rows": rows(report, table)} if compared else {"table": _readable(report, table)}
            made[name] = {"svg": svg, "alt": alt, "rows": None, "table": None} | numbers
    return made


def _readable(report: Report, table: pd.DataFrame | None) -> pd.DataFrame | None:
    """Give a figure's numbers the words of the page instead of the columns' and labels' own names."""
    if table is None:
        return None
    known = {row["measure"]: f"{row['label']} ({row['unit']})" for row in measures.load().to_dict("records")}
    marks = "category" in table.columns
    words = {
        "article": letters(report.articles),
        "voice": _OF_WORDS if marks else _KINDS,
        "label": _MARKS,
        "category": {"cue": _MARKS["cue"]},
    }
    shown = table.copy()
    for name in shown.columns.intersection(list(words)):
        shown[name] = [words[name].get(value, value) for value in shown[name]]
    headings = known | _HEADINGS | ({"words": "words in that voice"} if marks else {"words": "words", "voice": "kind"})
    return shown.rename(columns={name: headings.get(name, str(name).replace("_", " ")) for name in shown.columns})


def _sum(report: Report, slug: str, words: list[dict]) -> dict:
    """Add up the listed words of a piece: running text by voice, each with its number of words, and the headline."""
    own = report.measured[(report.measured["article"] == slug) & report.measured["kind"].isin((BODY, BLOCKQUOTE))]
    text = [told(word["voice"]) for word in words if word["article"] == slug and word["part"] != "headline"]
    headline = sum(word["article"] == slug and word["part"] == "headline" for word in words)
    voices = []
    for voice in (OUTLET, QUOTED):
        of = int(own[f"words_{voice}"].sum()) if f"words_{voice}" in own.columns else None
        voices.append({"said": _OF_WORDS[voice], "count": text.count(voice), "of": of})
    of = None if voices[0]["of"] is None else voices[0]["of"] + voices[1]["of"]
    letter = letters(report.articles)[slug]
    return {"letter": letter, "count": len(text), "of": of, "voices": voices, "headline": headline}


def _family(report: Report, part: str) -> dict:
    """Pick a part's rows of the comparison and its figures."""
    own = report.comparison[[part_of(family) == part for family in report.comparison["family"]]]
    return {"rows": rows(report, own), "figures": _figures(report, part), "pairs": pairs(report)}


def _terms(report: Report) -> list[dict]:
    """The glossary's rows."""
    return report.glossary.to_dict("records")


def label(letter: str, block: Mapping | pd.Series) -> str:
    """Name a block for reading: A6 for A's sixth paragraph."""
    if block["kind"] == HEADLINE:
        return f"{letter}’s headline"
    return f"{letter}, block {block['block']}" if pd.isna(block["paragraph"]) else f"{letter}{int(block['paragraph'])}"


def where(letter: str, block: Mapping | pd.Series, *, number: int) -> dict:
    """Point to a block: its name for reading, and the link to it where it is on the page as text."""
    return {"place": label(letter, block), "href": f"#{letter}-{number}" if block["kind"] in TEXT_KINDS else None}
