"""The same facts in different words: every comparison of what two or more articles say, in one place.

The door to :mod:`facts.align` (which paragraphs report the same point), :mod:`facts.omissions` (what only one
has), :mod:`facts.drift` (quotations in two wordings), :mod:`facts.claims` and :mod:`facts.arithmetic`
(figures), :mod:`facts.headline` and :mod:`facts.reuse`. Each finding is an observation about texts, with both in
view.

What a comparison of facts shows, one plain sentence each, with its doubt and with both texts in view.

The words are for people: they name the pieces as the reader knows them, say what stands where, and charge no one.

All that a comparison of facts finds, as one table: a row a finding, with both texts where there are two.

Figures as marks in the texts: what is compared across articles, and the sums that a text states.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.attribution import Attributions
from analysis.facts.align import match_paragraphs
from analysis.facts.arithmetic import arithmetic
from analysis.facts.claims import DIFFER, claims
from analysis.facts.drift import Drift, against_source, drift
from analysis.facts.headline import headline
from analysis.facts.omissions import actors, only_one_has, order_agreement, points, shared_order, sources
from analysis.facts.reuse import reuse_matrix, reused_passages
from analysis.facts.sums import DOES_NOT_FIT
from analysis.schema import SPANS, TEXT

#: what is compared at most: the work grows with the square
MOST_ARTICLES = 12


@dataclass(frozen=True)
class SameFacts:
    """What is found, a table each; the modules say what their columns mean.

    Attributes
    ----------
    matches : :func:`facts.align.match_paragraphs`
    points, actors, sources, order, agreement : :mod:`facts.omissions`
    drift : :func:`facts.drift.drift`
    checked, steps : quotations against a source text (:mod:`facts.drift`); None without one
    claims, arithmetic : :func:`facts.claims.claims`, :func:`facts.arithmetic.arithmetic`
    headline : :func:`facts.headline.headline`
    passages, reuse : :func:`facts.reuse.reused_passages`, :func:`facts.reuse.reuse_matrix`
    """

    matches: pd.DataFrame
    points: pd.DataFrame
    actors: pd.DataFrame
    sources: pd.DataFrame
    order: pd.DataFrame
    agreement: pd.DataFrame
    drift: Drift
    claims: pd.DataFrame
    arithmetic: pd.DataFrame
    headline: pd.DataFrame
    passages: pd.DataFrame
    reuse: pd.DataFrame
    checked: pd.DataFrame | None = None
    steps: pd.DataFrame | None = None


def compare_facts(blocks: pd.DataFrame, found: Attributions, *, source: str | None = None) -> SameFacts:
    """Compare what two or more articles say.

    Parameters
    ----------
    blocks : the paragraph table of 2 to 12 articles
    found : who speaks in them, :func:`attribution.attribution.attribute`
    source : the text of a primary source, such as a transcript: the quotations are held against it

    Returns
    -------
    SameFacts

    Raises
    ------
    InputError
        if there are fewer than two articles, a column is missing, or the source has no words
    """
    matches = match_paragraphs(blocks)
    order = shared_order(matches)
    passages = reused_passages(blocks)
    checked, steps = (None, None) if source is None else against_source(blocks, found, source)
    return SameFacts(
        matches=matches,
        points=points(blocks, matches),
        actors=actors(blocks),
        sources=sources(found.table, blocks),
        order=order,
        agreement=order_agreement(order),
        drift=drift(blocks, found),
        claims=claims(blocks, matches=matches),
        arithmetic=arithmetic(blocks),
        headline=headline(blocks, found),
        passages=passages,
        reuse=reuse_matrix(blocks, passages),
        checked=checked,
        steps=steps,
    )


QUOTATION, FIGURE, HEADLINE, LEFT_OUT, REUSE = "quotation", "figure", "headline", "left out", "reuse"
#: the part of the page in which each kind stands
PARTS = {QUOTATION: "facts", FIGURE: "facts", HEADLINE: "facts", LEFT_OUT: "left_out", REUSE: "left_out"}
OBSERVATIONS = {"kind": TEXT, "text": TEXT, "doubt": TEXT, "aside": TEXT, "places": "object", "part": TEXT}
_NO_TRANSCRIPT = "neither is called right without the transcript"
_OTHER_WORDS = "what is told in wholly different words is not seen, and counts as left out"
#: a passage of so many words and more is worth a sentence
_LONG = 20
#: where quotations differ in so few words at most, other things are told first
_FEW = 2

Row = tuple[str, str, str, str, list[tuple[str, int]]]


def observations(facts: SameFacts, *, names: Mapping[str, str]) -> pd.DataFrame:
    """Put the findings into plain sentences, those that most readers ask for first.

    Parameters
    ----------
    facts : what is found
    names : a readable name for each article, such as its letter

    Returns
    -------
    DataFrame
        kind (quotation, figure, headline, left out, reuse); text, the sentence; doubt, what it does not show; aside, a
        few words or figures to stand beside it; places, a list of (article, block), the words it rests on; part, where
        on the page the whole table stands. The first of each kind comes first, then the second of each, and so on.
    """
    kinds = (_quotations, _figures, _headlines, _left_out, _reused)
    most = facts.drift.pairs[["only_a", "only_b"]].sum(axis=1).max() if len(facts.drift.pairs) else 0
    if most <= _FEW:
        kinds = (_figures, _headlines, _quotations, _left_out, _reused)
    rows = [(number, place, *row) for place, of in enumerate(kinds) for number, row in enumerate(of(facts, names))]
    table = pd.DataFrame(rows, columns=["number", "order", *list(OBSERVATIONS)[:5]])
    table = table.sort_values(["number", "order"], kind="stable", ignore_index=True)
    return table.assign(part=table["kind"].map(PARTS))[list(OBSERVATIONS)].astype(OBSERVATIONS)


def _quotations(facts: SameFacts, names: Mapping[str, str]) -> Iterator[Row]:
    pairs = facts.drift.pairs
    pairs = pairs.assign(most=pairs["only_a"] + pairs["only_b"])
    for one in pairs[pairs["share"] > 0].sort_values("most", ascending=False, kind="stable").to_dict("records"):
        a, b = names[one["article_a"]], names[one["article_b"]]
        who = next((one[key] for key in ("speaker_a", "speaker_b") if isinstance(one[key], str)), None)
        of = f" of {who}" if who else ""
        text = f"{a} and {b} quote one utterance{of} in two wordings, both between quotation marks."
        share = f"{_words(one['only_a'])} only in {a} and {one['only_b']} only in {b}"
        are = "is" if one["same"] == 1 else "are"
        rest = _by_the_source(facts, one, names) or f"{_NO_TRANSCRIPT}."
        places = [(one["article_a"], one["block_a"]), (one["article_b"], one["block_b"])]
        aside = "quotation drift"
        yield QUOTATION, text, f"{_words(one['same'])} {are} the same, {share}; {rest}", aside, places


def _by_the_source(facts: SameFacts, pair: dict, names: Mapping[str, str]) -> str:
    """Describe what the source that was given says of both wordings; nothing without a source."""
    if facts.checked is None:
        return ""
    results = facts.checked.set_index(["article", "utterance"])["result"]
    told = [f"{names[pair[f'article_{s}']]}’s is {results[pair[f'article_{s}'], pair[f'utterance_{s}']]}" for s in "ab"]
    return f"held against the source that was given, {told[0]} and {told[1]}."


def _figures(facts: SameFacts, names: Mapping[str, str]) -> Iterator[Row]:
    sums = facts.arithmetic
    for one in sums[sums["verdict"] == DOES_NOT_FIT].to_dict("records"):
        letter = names[one["article"]]
        sum_told = one["working"].split(";")[0]
        text = f"{letter} says “{one['stated']}”; {sum_told}."
        doubt = "It may mean other figures than these: read the paragraph."
        yield FIGURE, text, doubt, _formula(one["working"]), [(one["article"], one["block"])]
    other = facts.claims
    for one in other[other["relation"] == DIFFER].to_dict("records"):
        a, b = names[one["article_a"]], names[one["article_b"]]
        text = f"{a} has “{one['phrase_a']}” where {b} has “{one['phrase_b']}”."
        places = [(one["article_a"], one["block_a"]), (one["article_b"], one["block_b"])]
        doubt = "Whether they count the same thing takes a reader: both sentences are linked."
        yield FIGURE, text, doubt, "figures side by side", places


def _formula(working: str) -> str:
    return working.split(";")[0].split(", an ")[0].split(", a ")[0].partition(" is ")[2] or working.split(";")[0]


def _headlines(facts: SameFacts, names: Mapping[str, str]) -> Iterator[Row]:
    for one in facts.headline.to_dict("records"):
        said = one["observation"].removeprefix("The headline")
        places = [(one["article"], one["block"])]
        if pd.notna(one["nearest_block"]):
            places.append((one["article"], int(one["nearest_block"])))
        doubt = "The nearest sentence is linked: a reader may find another that bears the headline out."
        yield HEADLINE, f"{names[one['article']]}’s headline{said}", doubt, "headline against body", places


def _left_out(facts: SameFacts, names: Mapping[str, str]) -> Iterator[Row]:
    alone = only_one_has(facts.points)
    shares = alone.groupby("article", sort=False)["share"].sum().sort_values(ascending=False, kind="stable")
    for article, share in shares.items():
        own = alone[alone["article"] == article]
        others = [name for slug, name in names.items() if slug != article]
        other = others[0] if len(others) == 1 else "the others"
        whole = (facts.points["article"] == article).sum()
        have = "has" if len(own) == 1 else "have"
        text = f"{len(own)} of {names[article]}’s {_many(whole, 'paragraph')} {have} no counterpart in {other}"
        text += f"; first among them: {own['words'].iloc[0]}."
        places = [(article, block) for block in own["block"].head(3)]
        yield (
            LEFT_OUT,
            text,
            f"Matched by shared words: {_OTHER_WORDS}.",
            f"{100 * share:.0f}% of its rare words",
            places,
        )


def _reused(facts: SameFacts, names: Mapping[str, str]) -> Iterator[Row]:
    long = facts.passages[(facts.passages["words_a"] >= _LONG) & (facts.passages["voice"] != "quoted")]
    for one in long.sort_values("words_a", ascending=False, kind="stable").to_dict("records"):
        a, b = names[one["article_a"]], names[one["article_b"]]
        text = f"{a} and {b} share a passage of {one['words_a']} words outside of quotation marks."
        places = [(one["article_a"], one["block_a"]), (one["article_b"], one["block_b"])]
        doubt = "Both may have it from a third: a news agency or a press release."
        yield REUSE, text, doubt, f"{100 * one['agreement']:.0f}% of the words agree", places


def _words(count: int) -> str:
    return _many(count, "word")


def _many(count: int, what: str) -> str:
    return f"one {what}" if count == 1 else f"{count} {what}s"


_SIDE = {"article": TEXT, "block": "Int64", "start": "Int64", "end": "Int64", "text": TEXT}
FINDINGS = {"finding": TEXT} | {f"{name}_{side}": kind for side in "ab" for name, kind in _SIDE.items()}
FINDINGS |= {"verdict": TEXT, "value": "float64", "unit": TEXT, "observation": TEXT}


def facts_table(facts: SameFacts, blocks: pd.DataFrame) -> pd.DataFrame:
    """Put everything that was found into one table.

    Parameters
    ----------
    facts : what is found
    blocks : the paragraph table that it was found in

    Returns
    -------
    DataFrame
        finding ('same point', 'quotation', 'quotation and source', 'figure', 'arithmetic', 'headline', 'left out',
        'source of one', 'actor of one', 'shared passage', 'order'); article, block, start, end (half-open, in
        characters of the block) and text of the first side and, where there is one, of the second; verdict; value with
        its unit; observation, a plain line
    """
    texts = blocks.set_index(["article", "block"])["text"].to_dict()
    rows = [row for of in (_points, _quotation_rows, _checked, _figure_rows, _headline_rows, _alone, _passages, _order)
            for row in of(facts, texts)]  # fmt: skip
    return pd.DataFrame(rows, columns=list(FINDINGS)).astype(FINDINGS)


def _side(row: dict, side: str, texts: dict, *, text: str | None = None) -> dict:
    """Return one side of a finding, with the words that stand at its place."""
    article, block = row[f"article_{side}"], row[f"block_{side}"]
    start, end = row.get(f"start_{side}"), row.get(f"end_{side}")
    whole = texts.get((article, block), "")
    told = text if text is not None else whole if start is None else whole[start:end]
    found = {"article": article, "block": block, "start": start, "end": end, "text": told}
    return {f"{name}_{side}": value for name, value in found.items()}


def _both(row: dict, texts: dict) -> dict:
    return _side(row, "a", texts) | _side(row, "b", texts)


def _points(facts: SameFacts, texts: dict) -> Iterator[dict]:
    for row in facts.matches.to_dict("records"):
        said = f"Both report the same point, by the words they share: {row['shared']}."
        yield {"finding": "same point", **_both(row, texts), "verdict": row["basis"], "value": row["score"],
               "unit": "likeness, 0 to 1", "observation": said}  # fmt: skip


def _quotation_rows(facts: SameFacts, texts: dict) -> Iterator[dict]:
    for row in facts.drift.pairs.to_dict("records"):
        sides = _side(row, "a", texts, text=row["text_a"]) | _side(row, "b", texts, text=row["text_b"])
        verdict = "in two wordings" if row["share"] else "word for word"
        yield {"finding": "quotation", **sides, "verdict": verdict, "value": row["share"],
               "unit": "share of words that differ", "observation": row["observation"]}  # fmt: skip


def _checked(facts: SameFacts, texts: dict) -> Iterator[dict]:
    for row in () if facts.checked is None else facts.checked.to_dict("records"):
        one = {f"{name}_a": row[name] for name in ("article", "block", "start", "end", "text")}
        other = {"article_b": "the source", "start_b": row["source_start"], "end_b": row["source_end"]}
        yield {"finding": "quotation and source", **one, **other, "text_b": row["source_surface"],
               "verdict": row["result"], "value": row["share"], "unit": "share of words altered",
               "observation": row["observation"]}  # fmt: skip


def _figure_rows(facts: SameFacts, texts: dict) -> Iterator[dict]:
    for row in facts.claims.to_dict("records"):
        said = f"{row['observation']}."
        yield {"finding": "figure", **_both(row, texts), "verdict": row["relation"], "observation": said}
    for row in facts.arithmetic.to_dict("records"):
        one = {f"{name}_a": row[name] for name in ("article", "block", "start", "end")}
        said = row["working"][:1].upper() + row["working"][1:]
        yield {"finding": "arithmetic", **one, "text_a": row["surface"], "verdict": row["verdict"],
               "observation": said if said.endswith(".") else f"{said}."}  # fmt: skip


def _headline_rows(facts: SameFacts, texts: dict) -> Iterator[dict]:
    for row in facts.headline.to_dict("records"):
        one = {f"{name}_a": row[name] for name in ("article", "block", "start", "end")}
        near = {"article_b": row["article"], "text_b": row["nearest"]}
        near |= {f"{name}_b": row[f"nearest_{name}"] for name in ("block", "start", "end")}
        yield {"finding": "headline", **one, "text_a": row["surface"], **near, "verdict": row["kind"],
               "observation": row["observation"]}  # fmt: skip


def _alone(facts: SameFacts, texts: dict) -> Iterator[dict]:
    for row in only_one_has(facts.points).to_dict("records"):
        one = {"article_a": row["article"], "block_a": row["block"], "text_a": texts[row["article"], row["block"]]}
        said = f"No paragraph of another article shares enough words with it; of its own: {row['words']}."
        yield {"finding": "left out", **one, "value": row["weight"], "unit": "weight, 0 to 1", "observation": said}
    for row in only_one_has(facts.sources).to_dict("records"):
        said = f"{row['words']} words are ascribed to {row['source']}, whom no other article lets speak."
        yield {"finding": "source of one", "article_a": row["article"], "text_a": row["source"],
               "verdict": row["source_kind"], "value": row["words"], "unit": "words", "observation": said}  # fmt: skip
    for row in only_one_has(facts.actors).to_dict("records"):
        said = f"No other article names {row['name']}."
        yield {"finding": "actor of one", "article_a": row["article"], "block_a": row["block"], "text_a": row["name"],
               "verdict": row["kind"], "value": row["mentions"], "unit": "mentions", "observation": said}  # fmt: skip


def _passages(facts: SameFacts, texts: dict) -> Iterator[dict]:
    for row in facts.passages.to_dict("records"):
        said = f"{row['same_words']} words stand in both in the same order."
        yield {"finding": "shared passage", **_both(row, texts), "verdict": row["voice"], "value": row["agreement"],
               "unit": "share of words that agree", "observation": said}  # fmt: skip


def _order(facts: SameFacts, texts: dict) -> Iterator[dict]:
    for row in facts.agreement.to_dict("records"):
        why = f": {row['reason']}" if isinstance(row["reason"], str) else ""
        said = (
            f"{row['points']} shared points{why}; tau is 1 where they come in the same order, -1 in the opposite one."
        )
        yield {"finding": "order", "article_a": row["article_a"], "article_b": row["article_b"], "value": row["tau"],
               "unit": "Kendall's tau", "observation": said}  # fmt: skip


LABEL = "figure"


def figure_marks(facts: SameFacts, blocks: pd.DataFrame, *, names: Mapping[str, str]) -> pd.DataFrame:
    """Mark the figures that a comparison rests on.

    Parameters
    ----------
    facts : what is found
    blocks : the paragraph table that it was found in
    names : a readable name for each article, such as its letter

    Returns
    -------
    DataFrame with the columns of :data:`schema.SPANS`, one row a stretch: label 'figure', no weight; category,
    how it compares ('agree', 'differ', 'does not fit', ...); note, what it is held against. A stretch that is compared
    with several is marked once, with all of them in its note.
    """
    texts = blocks.set_index(["article", "block"])["text"]
    told: dict[tuple, tuple[list[str], list[str]]] = {}
    for row in facts.claims.to_dict("records"):
        for side, other in ("ab", "ba"):
            place = tuple(row[f"{name}_{side}"] for name in ("article", "block", "start", "end"))
            kinds, notes = told.setdefault(place, ([], []))
            kinds.append(row["relation"])
            notes.append(f"{names[row[f'article_{other}']]} has “{row[f'phrase_{other}']}”")
    for row in facts.arithmetic.to_dict("records"):
        kinds, notes = told.setdefault(tuple(row[name] for name in ("article", "block", "start", "end")), ([], []))
        kinds.append(row["verdict"])
        notes.append(row["working"])
    rows = [
        {"article": article, "block": block, "start": start, "end": end, "surface": texts[article, block][start:end]}
        | {"label": LABEL, "category": ", ".join(dict.fromkeys(kinds)), "weight": float("nan"), "voice": None}
        | {"note": "; ".join(dict.fromkeys(notes)), "source": "figures"}
        for (article, block, start, end), (kinds, notes) in sorted(told.items())
    ]
    return pd.DataFrame(rows, columns=list(SPANS)).astype(SPANS)
