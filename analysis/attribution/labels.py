"""Labels: a label for every token, rules over the model's labels, and the attributions that they mean.

A first-order chain remembers one label only, so the labels say which way the other parts lie: a content whose cue
still follows is another label than one whose cue is past, and what stands between the parts of one attribution has
labels of its own. From labels back to attributions (:func:`link_parts`) is then a matter of reading in order.

Rules put right what the model sees too rarely. Behind "According to" who speaks is before the comma, and what they say
is behind. A quotation is not half someone's words: one that is content for the most part is content whole; a content
that begins with a quotation ends with it, if a sentence does; one that the labels pass over is a content of its own,
with no source; and of several sentences the first stands apart where it is the shorter part, as annotators do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from analysis.attribution.tokens import CLOSES, OPENS, OUTSIDE, Tokens

#: outside; a source before its cue, behind it; a cue with its content behind, before, on both sides; a content before
#: its cue, behind it, behind it as the second part; what is between source and cue, cue and content, content and cue
LABELS = ("O", "S>", "S<", "C>", "C<", "C<>", "T>", "T<", "T+", "-SC", "-CT", "-TC")
ROLE = {"S": "source", "C": "cue", "T": "content"}
_NUMBER = {name: k for k, name in enumerate(LABELS)}
_KIND = np.array([label[0] for label in LABELS])
#: in tokens
_WIDEST_GAP = 25
_NEAR_THE_END = 12
_LONGEST_SOURCE = 25
_FEWEST_AFTER_ACCORDING = 2
#: a quotation of fewer tokens is left to the model, of fewer words is no content by itself
_FEWEST_TOKENS = 6
_FEWEST_WORDS = 3

#: role, first token, last token
Part = tuple[str, int, int]


def label_tokens(tokens: Tokens, attributions: Iterable[tuple[int, Mapping[str, list]]]) -> np.ndarray:
    """Return the label of each token (int8, indices into LABELS).

    An attribution is (row of the text, ``{"source": [[start, end], ...], "cue": ..., "content": ...}``).
    """
    labels = np.zeros(len(tokens), np.int8)
    longest = int(tokens.end.max()) + 2 if len(tokens) else 1
    starts, ends = tokens.row * longest + tokens.start, tokens.row * longest + tokens.end
    for row, one in attributions:
        parts = []
        for role, spans in one.items():
            for start, end in spans:
                a = int(np.searchsorted(ends, row * longest + start, side="right"))
                b = int(np.searchsorted(starts, row * longest + end, side="left"))
                if a < b:
                    parts.append((a, b, role))
        _write(labels, sorted(parts), tokens.sequence)
    return labels


def _write(labels: np.ndarray, parts: list[tuple[int, int, str]], sequence: np.ndarray) -> None:
    cue = next((a for a, _, role in parts if role == "cue"), None)
    contents = [a for a, _, role in parts if role == "content"]
    before = cue is not None and any(a < cue for a in contents)
    behind = cue is None or any(a > cue for a in contents)
    made = []
    for a, b, role in parts:
        if role == "source":
            name = "S<" if cue is not None and a > cue else "S>"
        elif role == "cue":
            name = "C<>" if before and behind else "C<" if before else "C>"
        else:
            name = "T>" if cue is not None and a < cue else "T+" if before else "T<"
        labels[a:b] = _NUMBER[name]
        made.append((a, b, name))
    for (_, b, left), (a, _, right) in zip(made, made[1:], strict=False):
        if 0 < a - b <= _WIDEST_GAP and sequence[b - 1] == sequence[a]:
            name = "-SC" if {left[0], right[0]} == {"S", "C"} else "-TC" if left == "T>" else "-CT"
            gap = labels[b:a]
            gap[gap == 0] = _NUMBER[name]


def place_according_to(tokens: Tokens, labels: np.ndarray) -> np.ndarray:
    """Put source and content in their places behind a cue "According to" that begins a sentence.

    The source ends with the first comma outside of quotation marks, the content with the sentence. What the model knows
    better stays: a source and, behind a comma, a content; and a content with a cue of its own.
    """
    labels = labels.copy()
    if "According" not in tokens.surfaces:
        return labels
    for cue in np.flatnonzero(tokens.types == tokens.surfaces.index("According")).tolist():
        ends = (np.searchsorted(numbers, numbers[cue], side="right") for numbers in (tokens.sentence, tokens.sequence))
        end = last = int(min(ends)) - 1
        surfaces = [tokens.surfaces[t] for t in tokens.types[cue : last + 1].tolist()]
        begins = cue == 0 or tokens.sentence[cue - 1] != tokens.sentence[cue]
        if not begins or _KIND[labels[cue]] != "C" or surfaces[1:2] != ["to"]:
            continue
        while last > cue and tokens.quote[last] == OUTSIDE and surfaces[last - cue] in (".", "!", "?"):
            last -= 1
        commas = [k for k, surface in enumerate(surfaces, cue) if surface == "," and tokens.quote[k] == OUTSIDE]
        source, comma = cue + 2, commas[0] if commas else cue
        far = not source < comma <= source + _LONGEST_SOURCE
        if far or last - comma < _FEWEST_AFTER_ACCORDING or any(_holds(labels, source, one) for one in commas):
            continue
        labels[cue:source], labels[source:comma], labels[comma] = _NUMBER["C>"], _NUMBER["S<"], _NUMBER["-CT"]
        if not (_KIND[labels[comma + 1 : last + 1]] == "C").any():
            labels[comma + 1 : last + 1], labels[last + 1 : end + 1] = _NUMBER["T<"], 0
    return labels


def _holds(labels: np.ndarray, source: int, comma: int) -> bool:
    """Test whether the labels have a source up to this comma, and a content behind it."""
    return bool((_KIND[labels[source:comma]] == "S").all()) and _KIND[labels[comma + 1 : comma + 2]].tolist() == ["T"]


def mend_quotations(tokens: Tokens, labels: np.ndarray) -> np.ndarray:
    """Apply two rules: a quotation that is mostly content is so whole; a content that begins with one ends with it."""
    labels = labels.copy()
    bounds = quotation_bounds(tokens)
    for a, b in bounds:
        own = labels[a : b + 1]
        content = _KIND[own] == "T"
        if b + 1 - a >= _FEWEST_TOKENS and 2 * content.sum() >= len(own) and not content.all():
            labels[a : b + 1] = np.bincount(own[content], minlength=len(LABELS)).argmax()
    for a, b in bounds:
        k = b + 1
        goes_on = a > 0 and labels[a - 1] == labels[a] and tokens.sequence[a - 1] == tokens.sequence[a]
        if _KIND[labels[a]] != "T" or goes_on or k >= len(labels) or tokens.quote[b] != CLOSES:
            continue
        if tokens.sentence[k] == tokens.sentence[b] or tokens.quote[k] == OPENS:
            continue
        while k < len(labels) and labels[k] == labels[a] and tokens.sequence[k] == tokens.sequence[a]:
            labels[k] = 0
            k += 1
    return labels


def quotation_bounds(tokens: Tokens) -> list[tuple[int, int]]:
    """Return first and last token of each quotation, its marks included."""
    edges = np.flatnonzero(np.diff(tokens.quotation, prepend=-1, append=-1)).tolist()
    ends = zip(edges, edges[1:], strict=False)
    return [(a, b - 1) for a, b in ends if tokens.quotation[a] >= 0]


def find_bare_quotations(tokens: Tokens, labels: np.ndarray) -> list[tuple[int, Part]]:
    """Find the quotations of three words and more in which no token is content: row of the text, and part."""
    found = []
    for a, b in quotation_bounds(tokens):
        content = (_KIND[labels[a : b + 1]] == "T").any()
        if content or tokens.quote[a] != OPENS or _count_words(tokens, a, b) < _FEWEST_WORDS:
            continue
        if tokens.quote[b] == CLOSES or b + 1 == len(labels) or tokens.sequence[b + 1] != tokens.sequence[b]:
            found.append((int(tokens.row[a]), ("content", a, b)))
    return found


def _count_words(tokens: Tokens, first: int, last: int) -> int:
    return sum(tokens.surfaces[t][0].isalnum() for t in tokens.types[first : last + 1].tolist())


def cut_content(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a content between one quotation and the next, and a long quotation behind its first sentence."""
    quote = tokens.quote[first : last + 1]
    cuts = (np.flatnonzero((quote[:-1] == CLOSES) & (quote[1:] == OPENS)) + first).tolist()
    pieces = []
    for a, b in zip([first, *(cut + 1 for cut in cuts)], [*cuts, last], strict=True):
        pieces += _cut_first_sentence(tokens, a, b)
    return pieces


def _cut_first_sentence(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    one = tokens.quote[first] == OPENS and tokens.quotation[first] == tokens.quotation[last]
    end = first + int(np.searchsorted(tokens.sentence[first : last + 1], tokens.sentence[first], side="right")) - 1
    short = 2 * (tokens.end[end] - tokens.start[first]) < tokens.end[last] - tokens.start[first]
    if one and short and _count_words(tokens, first, end) >= _FEWEST_WORDS:
        return [(first, end), (end + 1, last)]
    return [(first, last)]


def link_parts(tokens: Tokens, labels: np.ndarray) -> list[tuple[int, list[Part]]]:
    """Read labels as attributions, each with its row and its parts in order.

    Two rules go beyond the labels. A cue without a source has that of the attribution before it in the same sentence
    ("She praised the plan and **called** it overdue"). A cue at a paragraph's end has the content that opens the next.
    """
    if not len(labels):
        return []
    change = np.flatnonzero((np.diff(labels) != 0) | (np.diff(tokens.sequence) != 0)) + 1
    starts = [0, *change.tolist()]
    readers: list[_Reader] = []
    for a, b in zip(starts, [*starts[1:], len(labels)], strict=True):
        sequence = int(tokens.sequence[a])
        if not readers or readers[-1].sequence != sequence:
            readers.append(_Reader(int(tokens.row[a]), sequence, a))
        readers[-1].read(LABELS[labels[a]], a, b - 1)
    for reader in readers:
        reader.flush()
    for before, reader in zip(readers, readers[1:], strict=False):
        _join(before, reader)
    found = [(reader.row, sorted(own, key=_first)) for reader in readers for own in reader.done if own]
    _add_sources(tokens, found)
    return found


def _first(part: Part) -> int:
    return part[1]


def _holds_role(parts: list[Part], role: str) -> bool:
    return any(name == role for name, _, _ in parts)


def _join(before: _Reader, reader: _Reader) -> None:
    """Join the content that opens a paragraph to the cue that ends the one before it."""
    if before.row != reader.row or not before.done or not reader.done:
        return
    last, first = before.done[-1], reader.done[0]
    open_cue = last and last[-1][0] == "cue" and before.end - last[-1][2] <= _NEAR_THE_END
    opens = first and all(role == "content" for role, _, _ in first) and first[0][1] - reader.start <= 1
    if open_cue and opens and not _holds_role(last, "content"):
        last += first
        first.clear()


def _add_sources(tokens: Tokens, found: list[tuple[int, list[Part]]]) -> None:
    """Add to a cue without a source that of the attribution before it in the same sentence."""
    source = None
    for _, own in found:
        if _holds_role(own, "source"):
            source = next(part for part in own if part[0] == "source")
        elif source and tokens.sentence[source[1]] == tokens.sentence[own[0][1]] and _holds_role(own, "cue"):
            own.append(source)
            own.sort(key=_first)


class _Reader:
    """Reads the segments of one sequence in order; `done` are its attributions."""

    def __init__(self, row: int, sequence: int, start: int) -> None:
        self.row, self.sequence, self.start, self.end = row, sequence, start, start
        self.done: list[list[Part]] = []
        # what waits for its cue, and the attribution that may still grow
        self.contents: list[Part] = []
        self.source: Part | None = None
        self.now: list[Part] | None = None

    def read(self, name: str, a: int, b: int) -> None:
        """Take in a segment: its label, first and last token."""
        part, self.end = (ROLE.get(name[0], ""), a, b), b
        if name == "T>":
            self.contents.append(part)
            self.now = None
        elif name == "S>":
            if self.source is not None:
                self.done.append([self.source])
            self.source = part
        elif name == "S<" and self.now is not None and not _holds_role(self.now, "source"):
            self.now.append(part)
        elif name == "S<":
            self.source = part
        elif part[0] == "cue":
            self._read_cue(name, part)
        elif part[0] == "content":
            self._read_content_behind(part)

    def _read_cue(self, name: str, part: Part) -> None:
        own = [self.source, part] if self.source else [part]
        # a content whose cue says that its content follows is one of its own, unless the source is next to it
        next_to = self.contents and self.source and self.source[1] > self.contents[-1][1]
        if name != "C>" or (next_to and self.source[1] - self.contents[-1][2] <= 3):
            own = self.contents + own
        elif self.contents:
            self.done.append(self.contents)
        self.contents, self.source, self.now = [], None, own
        self.done.append(own)

    def _read_content_behind(self, part: Part) -> None:
        if self.now is not None:
            self.now.append(part)
        elif self.done:
            self.done[-1].append(part)
        elif self.source is not None:
            self.now, self.source = [self.source, part], None
            self.done.append(self.now)
        else:
            self.done.append([part])

    def flush(self) -> None:
        """Keep the contents that wait for a cue that does not come."""
        if self.contents:
            self.done.append(self.contents + [self.source] if self.source else self.contents)
            self.contents, self.source = [], None
