"""The numbers of a part, ready for reading: rows of a comparison, and figures with the tables that they draw.

The folded parts of the page: each function picks what one part shows.

A part is one function here, from :class:`Report` to what its template needs (None where there is nothing to show),
and one template of the same name in ``templates/parts/``. Their order is :data:`report.parts.PARTS`.

The folded parts about facts: the same facts in different words, and what each piece leaves out.

The folded parts of the page in their order: what is measured, who speaks, facts, chance, and how far to trust it.
"""

from __future__ import annotations

import re
from itertools import groupby

import pandas as pd

from analysis.attribution import CLASSES, by_cue, by_source_kind
from analysis.facts import AGREE, facts_table, only_one_has
from analysis.measures import load_glossary
from analysis.report.page import Figure, Own, Report, csv_link, label, letters, pairs, places, told, where
from analysis.schema import BLOCKQUOTE, BODY, HEADLINE, OUTLET, QUOTED, TEXT_KINDS

#: whose words a row is of where they are told apart word by word, and where a score is of whole paragraphs
OF_WORDS = {"all": "whole text", OUTLET: "own voice", QUOTED: "quoted"}
_OF_PARAGRAPHS = {"all": "whole text", OUTLET: "outside block quotations", QUOTED: "block quotations"}
_KINDS = {OUTLET: "paragraph", QUOTED: "block quotation"}
MARKS = {"loaded": "loaded word", "cue": "reporting verb", "hedge": "hedge or certainty"}
_HEADINGS = {"article": "piece", "label": "mark", "count": "marked", "per_100_words": "in 100 words"}
#: the beginning of a family's name, and the part in which its measures stand; the others stand in ``comparison``
_PART_OF = {"loaded": "loaded", "tone": "tone", "readability": "readability", "voice": "voices"}
#: the columns of a comparison that its file holds
_IN_FILE = (
    "measure",
    "unit",
    "voice",
    "article_a",
    "article_b",
    "value_a",
    "value_b",
    "difference",
    "low",
    "high",
    "method",
    "spread",
    "n_a",
    "n_b",
    "reason",
)


def part_of(family: str) -> str:
    """Name the part in which a family of measures, or a figure, stands: by the beginning of its name."""
    return next((part for start, part in _PART_OF.items() if told(family).startswith(start)), "comparison")


def comparison_rows(report: Report, table: pd.DataFrame) -> list[dict]:
    """Make the rows of a comparison ready for reading."""
    apart, named, made = set(load_glossary()["measure"]), letters(report.articles), []
    for row in table.to_dict("records"):
        voice = told(row["voice"])
        score = voice in (OUTLET, QUOTED) and f"{row['measure']}_{voice}" not in apart
        remark = told(row["reason"])
        for slug in (row["article_a"], row["article_b"]):
            remark = re.sub(rf"\b(in|and) {re.escape(slug)}(?=$| and )", rf"\1 {named.get(slug, '')}", remark)
        said = (_OF_PARAGRAPHS if score else OF_WORDS).get(voice, voice)
        made.append({**row, "said": said, "score": score, "remark": remark, "span": 0})
    for _, same in groupby(made, key=lambda row: (row["measure"], row["label"])):
        same = list(same)
        same[0]["span"] = len(same)
    return made


def figures(report: Report, part: str) -> dict[str, dict]:
    """Pick a part's figures, each with its numbers as a comparison (`rows`) or as another table."""
    made = {}
    for name, (svg, alt, table) in report.figures.items():
        if part_of(name) == part:
            compared = table is not None and "article_b" in table.columns
            shown = readable(report, table)
            numbers = {"rows": comparison_rows(report, table), "csv": csv_of(table)} if compared else {"table": shown}
            if not compared and shown is not None:
                numbers["csv"] = csv_link(shown)
            made[name] = {"svg": svg, "alt": alt, "rows": None, "table": None, "csv": None} | numbers
    return made


def readable(report: Report, table: pd.DataFrame | None) -> pd.DataFrame | None:
    """Return a figure's numbers the words of the page instead of the columns' and labels' own names."""
    if table is None:
        return None
    known = {row["measure"]: f"{row['label']} ({row['unit']})" for row in load_glossary().to_dict("records")}
    marks = "category" in table.columns
    words = {
        "article": letters(report.articles),
        "voice": OF_WORDS if marks else _KINDS,
        "label": MARKS,
        "category": {"cue": MARKS["cue"]},
    }
    shown = table.copy()
    for name in shown.columns.intersection(list(words)):
        shown[name] = [words[name].get(value, value) for value in shown[name]]
    headings = known | _HEADINGS | ({"words": "words in that voice"} if marks else {"words": "words", "voice": "kind"})
    return shown.rename(columns={name: headings.get(name, str(name).replace("_", " ")) for name in shown.columns})


def family_of(report: Report, part: str) -> dict:
    """Pick a part's rows of the comparison, the same as a file, and its figures."""
    own = report.comparison[[part_of(family) == part for family in report.comparison["family"]]]
    csv = csv_of(own) if len(own) else None
    return {"rows": comparison_rows(report, own), "figures": figures(report, part), "pairs": pairs(report), "csv": csv}


def csv_of(compared: pd.DataFrame) -> str:
    """Return rows of a comparison as the address of a CSV file."""
    return csv_link(compared[[name for name in _IN_FILE if name in compared.columns]])


__all__ = ["Figure", "Own", "Report", "label", "letters", "pairs", "part_of", "places", "where"]


def loaded(report: Report) -> dict | None:
    """Loaded language: the figures, the numbers, the list of the words that count, and how they add up."""
    named = letters(report.articles)
    spans = report.spans[report.spans["label"].isin(("loaded", "cue")) & (report.spans["weight"] > 0)]
    text = report.measured.loc[report.measured["kind"].isin(TEXT_KINDS), ["article", "block", "kind", "paragraph"]]
    listed = spans.merge(text, on=["article", "block"])
    listed = listed.assign(order=listed["article"].map({slug: place for place, slug in enumerate(named)}))
    words = []
    for row in listed.sort_values(["order", "block", "start"], kind="stable").to_dict("records"):
        sort = MARKS["cue"] if row["label"] == "cue" else told(row["category"])
        part = "headline" if row["kind"] == HEADLINE else "paragraph"
        words.append({**row, **where(named[row["article"]], row, number=row["block"]), "sort": sort, "part": part})
    sums = [_sum(report, slug, words) for slug in named]
    kept = ["surface", "part", "place", "sort", "weight", "voice"]
    csv = csv_link(pd.DataFrame(words, columns=kept)) if words else None
    return {**family_of(report, "loaded"), "words": words, "sums": sums, "lexicon": report.lexicon, "words_csv": csv}


def tone(report: Report) -> dict | None:
    """Tone: VADER's numbers, with and without the names."""
    return family_of(report, "tone")


def readability(report: Report) -> dict | None:
    """Readability: the formulas."""
    return family_of(report, "readability")


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
    kinds = by_source_kind(report.spoken)
    cues = by_cue(report.spoken)
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
    kept = ["place", "source", "speaker", "source_kind", "how", "cue", "cue_class", "form", "words", "content"]
    csv = csv_link(pd.DataFrame(listed, columns=kept)) if listed else None
    shown = {"figures": figures(report, "voices"), "rows": listed, "classes": classes, "kinds": counts, "csv": csv}
    return {**shown, "letters": list(named.values())}


def comparison(report: Report) -> dict | None:
    """Is it more than chance: all rows held against shuffling, those that no other part has, words apart."""
    table = report.comparison
    tested = int(table["p"].notna().sum())
    odds = [] if report.odds is None else report.odds.to_dict("records")
    odds_csv = csv_link(report.odds) if len(odds) else None
    told_of = {
        "tested": tested,
        "expected": round(0.05 * tested),
        "odds": odds,
        "odds_csv": odds_csv,
        "pairs": pairs(report),
    }
    counts = {"alone": int(table["clear_alone"].sum()), "clear": int(table["clear"].sum())}
    return {
        **family_of(report, "comparison"),
        **told_of,
        **counts,
        "every": comparison_rows(report, table),
        "all_csv": csv_of(table),
    }


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


def _sum(report: Report, slug: str, words: list[dict]) -> dict:
    """Add up the listed words of a piece: running text by voice, each with its number of words, and the headline."""
    own = report.measured[(report.measured["article"] == slug) & report.measured["kind"].isin((BODY, BLOCKQUOTE))]
    text = [told(word["voice"]) for word in words if word["article"] == slug and word["part"] != "headline"]
    headline = sum(word["article"] == slug and word["part"] == "headline" for word in words)
    voices = []
    for voice in (OUTLET, QUOTED):
        of = int(own[f"words_{voice}"].sum()) if f"words_{voice}" in own.columns else None
        voices.append({"said": OF_WORDS[voice], "count": text.count(voice), "of": of})
    of = None if voices[0]["of"] is None else voices[0]["of"] + voices[1]["of"]
    letter = letters(report.articles)[slug]
    return {"letter": letter, "count": len(text), "of": of, "voices": voices, "headline": headline}


def _terms(report: Report) -> list[dict]:
    return report.glossary.to_dict("records")


#: so many paragraphs, sources and names of each piece are listed; the words of the rest are in the texts
_MOST = 12
#: how an operation is shown, by its sort: which side's words count as changed, and which are the editor's
_CHANGED = frozenset(("replace", "delete", "insert", "contraction"))


def facts(report: Report) -> dict | None:
    """The same facts in different words: quotations, figures, headlines, and which paragraphs match."""
    if report.facts is None:
        return None
    found, blocks = report.facts, _blocks(report)
    named = letters(report.articles)
    quotations = []
    for pair in found.drift.pairs.to_dict("records"):
        steps = found.drift.operations[found.drift.operations["pair"] == pair["pair"]]
        sides = [_place(report, blocks, pair[f"article_{side}"], pair[f"block_{side}"]) for side in "ab"]
        quotations.append({**pair, "sides": sides, "steps": [_shown(step) for step in steps.to_dict("records")]})
    figures = found.claims[found.claims["relation"] != AGREE]
    agreeing = found.claims[found.claims["relation"] == AGREE]
    return {
        "quotations": quotations,
        "figures": [_two(report, blocks, row) for row in pd.concat([figures, agreeing]).to_dict("records")],
        "sums": [_one(report, blocks, row) for row in found.arithmetic.to_dict("records")],
        "headlines": [_headline(report, blocks, row) for row in found.headline.to_dict("records")],
        "matches": [_two(report, blocks, row) for row in found.matches.to_dict("records")],
        "checked": [] if found.checked is None else [_one(report, blocks, r) for r in found.checked.to_dict("records")],
        "against": found.checked is not None,
        "letters": list(named.values()),
        "csv": csv_link(facts_table(found, report.measured)),
    }


def left_out(report: Report) -> dict | None:
    """What each leaves out: paragraphs, sources and names that only one piece has; the order; text that is shared."""
    if report.facts is None:
        return None
    found, blocks, named = report.facts, _blocks(report), letters(report.articles)
    alone, sources, actors = (only_one_has(table) for table in (found.points, found.sources, found.actors))
    pieces = []
    for slug, letter in named.items():
        points = alone[alone["article"] == slug]
        listed = [
            {**row, **_place(report, blocks, slug, row["block"])} for row in points.head(_MOST).to_dict("records")
        ]
        pieces.append({
            "letter": letter,
            "points": listed,
            "more": max(len(points) - _MOST, 0),
            "share": float(points["share"].sum()),
            "sources": sources.loc[sources["article"] == slug, "source"].head(_MOST).tolist(),
            "actors": actors.loc[actors["article"] == slug, "name"].head(_MOST).tolist(),
        })  # fmt: skip
    order = found.agreement.assign(
        a=found.agreement["article_a"].map(named), b=found.agreement["article_b"].map(named)
    ).to_dict("records")
    passages = [_two(report, blocks, row) for row in found.passages.to_dict("records")]
    reuse = found.reuse.rename(index=named, columns=named) if len(named) > 2 else None
    return {"pieces": pieces, "order": order, "passages": passages, "reuse": reuse}


def _blocks(report: Report) -> pd.DataFrame:
    return report.measured.set_index(["article", "block"])


def _place(report: Report, blocks: pd.DataFrame, article: str, block: int) -> dict:
    row = {**blocks.loc[(article, int(block))].to_dict(), "block": int(block)}
    return where(letters(report.articles)[article], row, number=int(block))


def _two(report: Report, blocks: pd.DataFrame, row: dict) -> dict:
    return {**row, "sides": [_place(report, blocks, row[f"article_{side}"], row[f"block_{side}"]) for side in "ab"]}


def _one(report: Report, blocks: pd.DataFrame, row: dict) -> dict:
    return {**row, **_place(report, blocks, row["article"], row["block"])}


def _headline(report: Report, blocks: pd.DataFrame, row: dict) -> dict:
    near = None if pd.isna(row["nearest_block"]) else _place(report, blocks, row["article"], row["nearest_block"])
    letter = letters(report.articles)[row["article"]]
    return {**row, "letter": letter, "near": near, "said": row["observation"].removeprefix("The headline")}


def _shown(step: dict) -> dict:
    changed = step["sort"] in _CHANGED
    return {"changed": changed, "sort": step["sort"], "a": step["surface_a"], "b": step["surface_b"]}


#: each is a function from the report to what the template of its name needs
PARTS = (
    loaded,
    tone,
    readability,
    voices,
    facts,
    left_out,
    comparison,
    trust,
    glossary,
    aside,
    making,
)
