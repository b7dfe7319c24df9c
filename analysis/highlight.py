"""Spans over a text, as a tree that a template can print: the text once, the marks nested or split.

Plain ``{text, spans}`` in, a tree out. Nothing here knows about HTML. The tree is ordered so that a walk over its
strings gives the text back exactly, whatever the text holds and however the spans overlap.

Spans may nest, touch, repeat and cross. Where two cross, the one that begins later is split at the border. A span's
reason is told once, at its first piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from analysis.schema import InputError

#: labels that tint a stretch (whose voice it is) and so lie around all others
TINTS = ("quotation", "reported")


@dataclass(frozen=True)
class Segment:
    """A stretch of text that no border crosses, with the positions of the spans over it, outermost first."""

    start: int
    end: int
    text: str
    cover: tuple[int, ...]


@dataclass(frozen=True)
class Node:
    """A piece of a span (or, as the root, the whole text) with what stands in it.

    Attributes
    ----------
    start : int
        Code points from the beginning of the text to this piece.
    span : mapping or None
        The span that this is a piece of; None for the root.
    children : tuple of Node and str
        What stands inside, in order of the text.
    notes : tuple of mappings
        On the outermost mark of a group: the spans whose reason is told there, outermost first. Empty on every
        other piece, so that each span's reason is told exactly once.
    tint : bool
        True for a stretch that says whose voice it is, and for the root.
    """

    start: int
    span: Mapping | None
    children: tuple[Node | str, ...]
    notes: tuple[Mapping, ...] = ()
    tint: bool = False


def segments(text: str, spans: Sequence[Mapping]) -> list[Segment]:
    """Cut a text at every border of its spans.

    Parameters
    ----------
    text : str
        Any text.
    spans : sequence of mappings
        Each with ``start`` and ``end`` (half-open, in code points of `text`) and ``label``. Empty spans are ignored.

    Returns
    -------
    list of Segment
        In order; their texts joined are `text`. Outermost first means: a tint around a mark, then what begins
        earlier, then what ends later, then the order in which they were given.

    Raises
    ------
    InputError
        If a span lies outside the text or ends before it begins.
    """
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
    """Nest a text's spans.

    Parameters
    ----------
    text : str
        Any text.
    spans : sequence of mappings
        As for :func:`segments`; whatever else they hold is carried through untouched.

    Returns
    -------
    Node
        The root. ``"".join(strings(root)) == text``.

    Raises
    ------
    InputError
        As :func:`segments`.
    """
    told: set[int] = set()
    return Node(0, None, _nest(segments(text, spans), spans, 0, told), tint=True)


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
