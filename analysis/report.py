"""Tables and figures in, one HTML page out: a file that stands alone, without script and without the network.

First what the pieces are and what differs, then the texts with their marks, then the folded parts of
:mod:`analysis.parts`. HTML is in the templates only, and they escape whatever comes from an article.
"""

from __future__ import annotations

import re
from collections import Counter

import pandas as pd

from analysis import glossary, highlight, page
from analysis.page import told
from analysis.parts import PARTS, Figure, Report, label, letters, pairs, part_of, where
from analysis.schema import (
    ARTICLES,
    BLOCKQUOTE,
    BODY,
    HEADLINE,
    OUTLET,
    PARAGRAPHS,
    REPORTED,
    SPANS,
    TEXT_KINDS,
    InputError,
    require,
)

__all__ = ["LAYERS", "Figure", "Report", "findings", "letters", "pieces", "render"]

#: what the reader can switch on and off: label of the spans, name on the page, and whether it is on at first
LAYERS = (
    ("loaded", "loaded", True),
    ("hedge", "hedges", True),
    ("cue", "who says it, and how", True),
    ("sentiment", "sentiment words", False),
    ("difficult", "difficult words", False),
)
_SHOWN = {name for name, _, _ in LAYERS} | set(highlight.TINTS)
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
#: the beginning of a measure's name, and the label of the spans that it counts
_EVIDENCE = {
    "loaded": "loaded",
    "hedge": "hedge",
    "cue": "cue",
    "compound": "sentiment",
    "positive": "sentiment",
    "negative": "sentiment",
    "difficult": "difficult",
}
_MOST = 5
#: the longest words of a measure, in characters, that fit under an interval's drawing: at both ends, or at one
_SHORT, _ALONE = 17, 36
#: the measures that open the page, chosen beforehand: one a question, each with its voice
OPENING = (
    ("loaded_per_100_words", "outlet"),
    ("cue_words", "all"),
    ("hedges_per_100_words", "outlet"),
    ("compound_names_masked", "outlet"),
    ("flesch_reading_ease", "outlet"),
)


def render(report: Report) -> str:
    """Write the page.

    Parameters
    ----------
    report : Report
        What to show; two articles or more.

    Returns
    -------
    str
        A whole HTML document. The same report gives the same text.

    Raises
    ------
    InputError
        If a table lacks a column, if there are fewer than two articles, or if a span lies outside its text.
    """
    require(report.articles, ARTICLES, "articles")
    require(report.measured, PARAGRAPHS, "measured paragraphs")
    require(report.spans, SPANS, "spans")
    if len(report.articles) < 2:
        raise InputError(f"a report needs two articles or more, not {len(report.articles)}; name another file.")
    listed, style, chosen = pieces(report), page.stylesheet(), findings(report)
    made = {part.__name__: part(report) for part in PARTS}
    template = page.environment().get_template("report.html.j2")
    return template.render(
        pieces=listed,
        letters=letters(report.articles),
        count=_COUNTS[len(listed)] if len(listed) < len(_COUNTS) else str(len(listed)),
        findings=chosen,
        rest=len(report.comparison) - len(chosen),
        lexicon=report.lexicon,
        pairs=pairs(report),
        layers=LAYERS,
        first=listed[0]["letter"],
        second=listed[1]["letter"],
        pair_name=f"{listed[0]['letter']} minus {listed[1]['letter']}",
        parts={name: data for name, data in made.items() if data is not None},
        style=style,
        policy=page.policy(style),
    )


def pieces(report: Report) -> list[dict]:
    """Describe the articles, in order: letter, what is told of them, counts, blocks with their trees of marks."""
    out, named = [], letters(report.articles)
    scare = report.spans["label"].isin(highlight.TINTS) & (report.spans["voice"].map(told) == OUTLET)
    shown = report.spans[report.spans["label"].isin(_SHOWN) & ~scare]
    if report.spoken is not None:
        shown = pd.concat([shown, reported(report)], ignore_index=True)
    marks = {key: rows.to_dict("records") for key, rows in shown.groupby(["article", "block"])}
    for place, article in enumerate(report.articles.to_dict("records")):
        slug = article["article"]
        blocks = report.measured[report.measured["article"] == slug]
        kept, body = blocks[blocks["kind"].isin(TEXT_KINDS)], blocks[blocks["kind"].isin((BODY, BLOCKQUOTE))]
        headline = kept.loc[kept["kind"] == HEADLINE, "text"]
        texts = []
        for block in kept.to_dict("records"):
            spans = marks.get((slug, block["block"]), [])
            texts.append({
                "id": f"{named[slug]}-{block['block']}",
                "name": label(named[slug], block),
                "kind": block["kind"],
                "speaker": told(block["speaker"]),
                "tree": highlight.tree(block["text"], spans),
            })  # fmt: skip
        out.append({
            "letter": named[slug],
            "colour": "ab"[place] if place < 2 else "c",
            "title": _title(article, headline.iloc[0] if len(headline) else slug),
            "told": [told(article[name]) for name in ("outlet", "style", "date") if told(article[name])],
            "byline": told(article["byline"]),
            "paragraphs": len(body),
            "words": int(body["words"].sum()) if "words" in body.columns else None,
            "aside": len(blocks) - len(kept),
            "blocks": texts,
        })  # fmt: skip
    return out


def reported(report: Report) -> pd.DataFrame:
    """Give the runs in which a source's claim stands in the outlet's words, as spans that tint."""
    runs = report.spoken.voices
    runs = runs[runs["voice"] == REPORTED].merge(
        report.spoken.table[["article", "attribution", "speaker"]], on=["article", "attribution"], how="left"
    )
    return runs[["article", "block", "start", "end", "voice", "speaker"]].assign(label=REPORTED)


def findings(report: Report) -> list[dict]:
    """Choose the sentences that open the page, each with its numbers and the words behind it.

    Which measures open the page is settled beforehand (:data:`OPENING`), one a question and in the outlet's own voice
    where that is told apart: to pick the largest of many differences would make chance look like a finding. They are
    told in the order of their doubt: what is clear, what may be chance, what rests on too little; then by the size of
    the difference in standard deviations of a paragraph. Where the first piece is compared with several others, the
    pairs take turns: first the clearest of each pair, then the next of each.
    """
    found, known = [], report.comparison
    for index, sentence in report.sentences.to_dict("index").items():
        if (sentence["measure"], told(sentence["voice"])) not in OPENING:
            continue
        same = (known["measure"] == sentence["measure"]) & (known["voice"].map(told) == told(sentence["voice"]))
        if same.any():
            row = known.loc[index if same.get(index, False) else same.idxmax()].to_dict()
            if pd.notna(row["difference"]):
                effect = abs(row["difference"]) / spread if (spread := row.get("spread", 0)) > 0 else 0.0
                found.append({**sentence, "row": row, "effect": effect})
    turns: Counter = Counter()
    for one in sorted(found, key=_doubt):
        pair = (one["row"]["article_a"], one["row"]["article_b"])
        one["turn"] = turns[pair]
        turns[pair] += 1
    chosen = sorted(sorted(found, key=lambda one: (one["turn"], _doubt(one)))[:_MOST], key=_doubt)
    for one in chosen:
        row = one["row"]
        one["interval"] = page.interval(row)
        one["ends"] = _ends(row, letters(report.articles), one["interval"])
        one |= {"words": _words(report, row), "part": part_of(row["family"])}
    return chosen


def _doubt(found: dict) -> tuple[bool, bool, float]:
    """Order findings: what is clear, what may be chance, what rests on too little; the larger effect first."""
    return not found["clear"], bool(told(found["row"]["reason"])), -found["effect"]


def _ends(row: dict, named: dict[str, str], drawn: dict | None) -> dict[str, str]:
    """Say what the two ends of an interval's drawing mean, in the measure's own words.

    Returns
    -------
    dict of str to str
        ``left`` and ``right``, short ("B more positive"; "B more" where the words are too long), empty where the
        drawing has no room on that side of zero; ``whole``, for those who do not see the drawing.
    """
    known = glossary.load().set_index("measure")["higher"]
    higher = known.get(row["measure"], "has more")
    short = re.sub("^(is|has|uses|sounds|says|quotes) ", "", higher)
    left, right = drawn is not None and drawn["zero"] > 50, drawn is not None and drawn["zero"] < 190
    short = short if len(short) <= (_SHORT if left and right else _ALONE) else "more"
    a, b = (named.get(row[name], row[name]) for name in ("article_a", "article_b"))
    whole = f"To the right of “no difference”: {a} {higher}. To the left: {b} {higher}."
    return {"left": f"{b} {short}" * left, "right": f"{a} {short}" * right, "whole": whole}


def _title(article: dict, headline: str) -> str:
    """Give a piece's title for reading: as it was said, or its headline; of a Markdown file without its ``#``."""
    title = told(article["title"]) or headline
    markdown = told(article["path"]).lower().endswith((".md", ".markdown"))
    return re.sub(r"^\s{0,3}#{1,6}\s+", "", title) if markdown else title


def _counted(measure: str) -> str | None:
    """Name the label of the spans that a measure counts, if there is one."""
    return next((name for start, name in _EVIDENCE.items() if measure.startswith(start)), None)


def _words(report: Report, row: dict) -> dict | None:
    """Find the heaviest marked word behind a difference, in the article that has more of them.

    For the tone that is the most negative word of the more negative article, outside of names.
    """
    counted = _counted(row["measure"])
    tone = counted == "sentiment"
    more = row["article_b"] if (row["value_b"] > row["value_a"]) != tone else row["article_a"]
    own = report.spans[report.spans["article"] == more]
    spans = own[own["label"] == counted]
    if tone:
        names = own.loc[own["label"] == "name", ["block", "start", "end"]]
        inside = spans.reset_index().merge(names, on="block", suffixes=("", "_name"))
        held = inside.loc[(inside["start"] >= inside["start_name"]) & (inside["end"] <= inside["end_name"]), "index"]
        spans = spans[(spans["weight"] < 0) & ~spans.index.isin(held)]
    if told(row["voice"]) in ("outlet", "quoted"):
        spans = spans[spans["voice"].map(told) == row["voice"]]
    text = report.measured[report.measured["kind"].isin((BODY, BLOCKQUOTE))]
    spans = spans.merge(text[["article", "block"]], on=["article", "block"])
    if not len(spans):
        return None
    span = spans.loc[spans["weight"].abs().fillna(0).idxmax()]
    letter = letters(report.articles)[more]
    block = report.measured[(report.measured["article"] == more) & (report.measured["block"] == span["block"])].iloc[0]
    return {"surface": span["surface"], **where(letter, block, number=span["block"])}
