"""The folded parts of the page: each function picks what one part shows.

A part is one function here, from :class:`Report` to what its template needs (None where there is nothing to show),
and one template of the same name in ``templates/parts/``. Their order is :data:`analysis.page_parts.PARTS`.
"""

from __future__ import annotations

import pandas as pd

from analysis import who_speaks
from analysis.cues import CLASSES
from analysis.download import csv_link
from analysis.page import told
from analysis.part_tables import MARKS, OF_WORDS, csv_of, family_of, figures, part_of, rows
from analysis.report_data import Figure, Own, Report, label, letters, pairs, places, where
from analysis.schema import BLOCKQUOTE, BODY, HEADLINE, OUTLET, QUOTED, TEXT_KINDS

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
        "every": rows(report, table),
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
    """The glossary's rows."""
    return report.glossary.to_dict("records")
