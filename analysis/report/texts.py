"""The texts of the page: every block with its marks as a tree, and which blocks of two pieces stand side by side.

A text and its spans become a tree that a template can print: the text once, the marks nested or split. Nothing here
knows about HTML. A walk over a tree's strings returns the text exactly, whatever it holds and however the spans
overlap: they may nest, touch, repeat and cross. Where two cross, the one that begins later is split at the border. A
span's reason is told once, at its first piece.

Each text keeps its own order. Blocks that report the same point stand beside each other where the order of both allows
it; elsewhere a link leads from one to the other and back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from analysis.articles import find_damage
from analysis.attribution import Attributions
from analysis.report.page import Report, told
from analysis.schema import HEADLINE, OUTLET, REPORTED, InputError, records, records_by, tuples
from analysis.text.languages import ENGLISH

#: labels that tint a stretch (whose voice it is) and so lie around all others
TINTS = ("quotation", "reported")
#: what the reader can switch on and off: label of the spans, name on the page, and whether it is on at first
LAYERS = (
    ("loaded", "loaded", True),
    ("hedge", "hedges", True),
    ("cue", "who says it, and how", True),
    ("figure", "figures", True),
    ("sentiment", "sentiment words", False),
    ("difficult", "difficult words", False),
)
#: so many words that two blocks quote alike make it worth saying
_QUOTED = 4
_SHOWN = {name for name, _, _ in LAYERS} | set(TINTS)


@dataclass(frozen=True)
class Segment:
    """A stretch of text that no border crosses, with the positions of the spans over it, outermost first."""

    start: int
    end: int
    text: str
    cover: tuple[int, ...]


@dataclass(frozen=True)
class Node:
    """A piece of a span (or, as the root, the whole text), which begins at `start`, with what stands in it, in order.

    On the outermost mark of a group, `notes` are the spans whose reason is told there, outermost first; elsewhere it is
    empty, so that each span's reason is told exactly once. `tint` is true for a stretch that says whose voice it is,
    and for the root, whose `span` is None.
    """

    start: int
    span: Mapping | None
    children: tuple[Node | str, ...]
    notes: tuple[Mapping, ...] = ()
    tint: bool = False

    @property
    def only(self) -> str | None:
        """The text of a piece in which no other stands."""
        return self.children[0] if len(self.children) == 1 and isinstance(self.children[0], str) else None

    @property
    def explains(self) -> bool:
        """Whether a reason is told here that is more than how difficult a word is."""
        return any(span["label"] != "difficult" for span in self.notes)


def segments(text: str, spans: Sequence[Mapping]) -> list[Segment]:
    """Cut a text at every border of its spans."""
    for place, span in enumerate(spans):
        if not 0 <= span["start"] <= span["end"] <= len(text):
            raise InputError(
                f"span {place} ({span['start']} to {span['end']}) lies outside its text of {len(text)} characters;"
                " offsets are half-open and count code points of the text as it was given."
            )
    full = [place for place, span in enumerate(spans) if span["start"] < span["end"]]
    order = sorted(full, key=lambda i: (spans[i]["label"] not in TINTS, spans[i]["start"], -spans[i]["end"], i))
    borders = sorted({0, len(text)}.union(*((spans[i]["start"], spans[i]["end"]) for i in full)))
    begins: dict[int, list[int]] = {}
    for rank, place in enumerate(order):
        begins.setdefault(spans[place]["start"], []).append(rank)
    out, active = [], []
    for start, end in zip(borders, borders[1:], strict=False):
        active = sorted([rank for rank in active if spans[order[rank]]["end"] > start] + begins.get(start, []))
        out.append(Segment(start, end, text[start:end], tuple(order[rank] for rank in active)))
    return out


def tree(text: str, spans: Sequence[Mapping]) -> Node:
    """Nest a text's spans."""
    return Node(0, None, _nest(segments(text, spans), spans, 0, set()), tint=True)


def strings(node: Node) -> Iterator[str]:
    """Yield the pieces of text in a tree, in order."""
    for child in node.children:
        if isinstance(child, str):
            yield child
        else:
            yield from strings(child)


def _nest(pieces: list[Segment], spans: Sequence[Mapping], depth: int, told: set[int]) -> tuple[Node | str, ...]:
    """Group neighbouring segments by the span that covers them at `depth`; `told` collects the reasons given."""
    children: list[Node | str] = []
    for place, same in groupby(pieces, key=lambda piece: piece.cover[depth] if len(piece.cover) > depth else None):
        group = list(same)
        if place is None:
            children.append("".join(piece.text for piece in group))
            continue
        span = spans[place]
        tint = span["label"] in TINTS
        outermost = not tint and all(spans[i]["label"] in TINTS for i in group[0].cover[:depth])
        notes = ()
        if outermost:
            new = dict.fromkeys(i for piece in group for i in piece.cover[depth:] if i not in told)
            told.update(new)
            notes = tuple(spans[i] for i in new)
        children.append(Node(group[0].start, span, _nest(group, spans, depth + 1, told), notes, tint))
    return tuple(children)


def pieces(report: Report) -> list[dict]:
    """Describe the articles, in order: letter, what is told of them, counts, blocks with their trees of marks."""
    related, marks = relations(report), _marks(report)
    blocks: dict[str, list[dict]] = {slug: [] for slug in report.letters}
    shown = report.text.columns.intersection(["article", "block", "kind", "text", "speaker", "language"])
    for block in records(report.text[shown]):
        place = block["article"], block["block"]
        blocks[block["article"]].append({
            "id": f"{report.letters[block['article']]}-{block['block']}",
            "place": place,
            "name": report.places[place]["place"],
            "kind": block["kind"],
            "text": block["text"],
            "language": _language(block),
            "speaker": told(block["speaker"]),
            "tree": tree(block["text"], marks.get(place, [])),
            **related.get(place, {"same": [], "quotes": [], "silent": []}),
        })  # fmt: skip
    out = []
    for place, article in enumerate(records(report.articles)):
        slug = article["article"]
        body = report.running[report.running["article"] == slug]
        headline = next((block["text"] for block in blocks[slug] if block["kind"] == HEADLINE), slug)
        out.append({
            "letter": report.letters[slug],
            "colour": "ab"[place] if place < 2 else "c",
            "title": _title(article, headline),
            "told": [told(article[name]) for name in ("outlet", "style", "date") if told(article[name])],
            "byline": told(article["byline"]),
            "notices": _notices(report, slug, blocks[slug]),
            "paragraphs": len(body),
            "words": int(body["words"].sum()) if "words" in body.columns else None,
            "aside": int((report.measured["article"] == slug).sum()) - len(blocks[slug]),
            "blocks": blocks[slug],
        })  # fmt: skip
    return out


def _language(block: dict) -> str | None:
    """Return the code by which a page says that a block is in another language than its own."""
    code = told(block.get("language"))
    return code if code and code != ENGLISH and "other" not in code else None


def _notices(report: Report, slug: str, blocks: list[dict]) -> list[str]:
    """Describe the damage of an article; its language is not asked for where it was told that it is English."""
    codes = report.text.loc[report.text["article"] == slug].get("language", pd.Series(dtype=object))
    english = ENGLISH if len(codes) and (codes == ENGLISH).all() else None
    return list(find_damage("\n\n".join(block["text"] for block in blocks), language=english).values())


def _marks(report: Report) -> dict[tuple[str, int], list[dict]]:
    """Collect the spans of each block that the page shows; scare quotes are the outlet's own, and get no tint."""
    scare = report.spans["label"].isin(TINTS) & (report.spans["voice"].map(told) == OUTLET)
    shown = report.spans[report.spans["label"].isin(_SHOWN) & ~scare]
    return records_by(with_claims(shown, report.spoken), "article", "block")


def with_claims(spans: pd.DataFrame, spoken: Attributions | None) -> pd.DataFrame:
    """Add to spans the runs in which a source's claim stands in the outlet's words, where attributions are known."""
    return spans if spoken is None else pd.concat([spans, claims_in(spoken)], ignore_index=True)


def claims_in(spoken: Attributions) -> pd.DataFrame:
    """Return the runs in which a source's claim stands in the outlet's words, as spans that tint."""
    runs = spoken.voices
    runs = runs[runs["voice"] == REPORTED].merge(
        spoken.table[["article", "attribution", "speaker"]], on=["article", "attribution"], how="left"
    )
    return runs[["article", "block", "start", "end", "voice", "speaker"]].assign(label=REPORTED)


def _title(article: dict, headline: str) -> str:
    title = told(article["title"]) or headline
    markdown = told(article["path"]).lower().endswith((".md", ".markdown"))
    return re.sub(r"^\s{0,3}#{1,6}\s+", "", title) if markdown else title


def relations(report: Report) -> dict[tuple[str, int], dict]:
    """Map each running block to the blocks of other pieces that report the same point, and the pieces with none.

    Of a piece with none, the blocks that quote the same utterance are in ``quotes``, each with the piece's letter and
    whether it is quoted in the same words.
    """
    if report.matches is None:
        return {}
    quoted = _quoted(report)
    found: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for row in records(report.matches.sort_values("score", ascending=False, kind="stable")):
        a, b = (row["article_a"], row["block_a"]), (row["article_b"], row["block_b"])
        found.setdefault(a, []).append(b)
        found.setdefault(b, []).append(a)
    compared = {frozenset(pair) for table in (report.comparison, report.matches)
                for pair in tuples(table[["article_a", "article_b"]])}  # fmt: skip
    made = {}
    for here in report.running[["article", "block"]].itertuples(index=False, name=None):
        same = found.get(here, [])
        others = [slug for slug in report.letters if slug != here[0] and frozenset((here[0], slug)) in compared]
        unmatched = [slug for slug in others if slug not in {slug for slug, _ in same}]
        quotes = {place: alike for place, alike in quoted.get(here, {}).items() if place[0] in unmatched}
        silent = [report.letters[slug] for slug in unmatched if slug not in {slug for slug, _ in quotes}]
        made[here] = {
            "same": [report.places[place] for place in same],
            "quotes": [
                {**report.places[place], "letter": report.letters[place[0]], "alike": alike}
                for place, alike in quotes.items()
            ],
            "silent": silent,
        }
    return made


def _quoted(report: Report) -> dict[tuple[str, int], dict[tuple[str, int], bool]]:
    """Map each block to the blocks that quote, for the most part, the same utterance, and whether word for word."""
    found: dict[tuple[str, int], dict[tuple[str, int], bool]] = {}
    if report.facts is None:
        return found
    pairs = report.facts.drift.pairs
    common = [pairs["same"] > pairs[f"only_{side}"] + pairs[f"more_{side}"] for side in "ab"]
    steps = report.facts.drift.operations
    said = records_by(steps[steps["sort"] == "same"], "pair")
    for pair in records(pairs[common[0] & common[1]]):
        words: Counter[tuple[int, int]] = Counter()
        for step in said.get(pair["pair"], ()):
            words[step["block_a"], step["block_b"]] += len(step["surface_a"].split())
        for blocks, count in words.items():
            if count >= _QUOTED:
                a, b = ((pair[f"article_{side}"], block) for side, block in zip("ab", blocks, strict=True))
                alike = pair["share"] == 0
                found.setdefault(a, {})[b] = found.setdefault(b, {})[a] = alike
    return found


def rows(report: Report, listed: list[dict]) -> list[tuple[dict | None, dict | None]]:
    """Pair the blocks of two pieces, so that each text keeps its own order."""
    if report.matches is None or len(listed) != 2:
        return []
    first, second = (piece["blocks"] for piece in listed)
    at = {block["place"]: place for blocks in (first, second) for place, block in enumerate(blocks)}
    weights: dict[tuple[int, int], float] = {}
    for row in records(report.matches):
        two = [(row["article_a"], row["block_a"]), (row["article_b"], row["block_b"])]
        if all(end in at for end in two):
            ends = tuple(at[end] for end in (two if two[0][0] == next(iter(report.letters)) else two[::-1]))
            weights[ends] = max(row["score"], weights.get(ends, 0.0))
    if not weights:
        return []
    if first[0]["kind"] == second[0]["kind"] == HEADLINE:
        weights[0, 0] = weights.get((0, 0), 0.0) + 1.0
    made, left, right = [], 0, 0
    for a, b in [*_chain(weights), (len(first), len(second))]:
        made += [(block, None) for block in first[left:a]] + [(None, block) for block in second[right:b]]
        made += [(first[a], second[b])] if a < len(first) else []
        left, right = a + 1, b + 1
    return made


def _chain(weights: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Return the heaviest run of pairs that goes up on both sides."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {}
    for a, b in sorted(weights):
        before = [(best[pair][0], pair) for pair in best if pair[0] < a and pair[1] < b]
        most, last = max(before, key=lambda one: one[0], default=(0.0, None))
        best[a, b] = most + weights[a, b], last
    place = max(best, key=lambda pair: best[pair][0], default=None)
    run = []
    while place is not None:
        run.append(place)
        place = best[place][1]
    return run[::-1]
