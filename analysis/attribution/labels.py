"""Attributions as a label for every token, and back.

A first-order chain remembers one label only, so the labels say which way the other parts lie: a content whose cue
still follows is another label than one whose cue is past, and what stands between the parts of one attribution has
labels of its own. From labels back to attributions is then a matter of reading in order.

What quotation marks say about contents: a quotation is not half someone's words.

Four rules over the model's labels. A quotation that is content for the most part is content whole. A content that
begins with a quotation ends with it, if a sentence does. A quotation that the labels pass over is a content of its
own, with no source. And of a quotation of several sentences the first is told apart from the rest where it is the
shorter part, as annotators often do.

A sentence that begins with "According to": who is between it and the comma, and what they say is behind.

The model sees few of these, and rarely knows where the source ends. The form is plain, so a rule says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from analysis.attribution.tokens import CLOSES, OPENS, OUTSIDE, Tokens

#: outside; a source before its cue, behind it; a cue with its content behind, before, on both sides; a content before
#: its cue, behind it, behind it as the second part; what is between source and cue, cue and content, content and cue
LABELS = ("O", "S>", "S<", "C>", "C<", "C<>", "T>", "T<", "T+", "-SC", "-CT", "-TC")
_NUMBER = {name: k for k, name in enumerate(LABELS)}
ROLE = {"S": "source", "C": "cue", "T": "content"}
_WIDEST_GAP = 25
_NEAR_THE_END = 12


def labelled(tokens: Tokens, attributions: Iterable[tuple[int, Mapping[str, list]]]) -> np.ndarray:
    """Return each token its label."""
    labels = np.zeros(len(tokens), np.int8)
    longest = int(tokens.end.max()) + 2 if len(tokens) else 1
    keys = tokens.row * longest + tokens.start
    ends = tokens.row * longest + tokens.end
    for row, one in attributions:
        parts = []
        for role, spans in one.items():
            for start, end in spans:
                a = int(np.searchsorted(ends, row * longest + start, side="right"))
                b = int(np.searchsorted(keys, row * longest + end, side="left"))
                if a < b:
                    parts.append((a, b, role[:2]))
        parts.sort()
        _write(labels, parts, tokens.sequence)
    return labels


def _write(labels: np.ndarray, parts: list[tuple[int, int, str]], sequence: np.ndarray) -> None:
    cues = [part for part in parts if part[2] == "cu"]
    contents = [part for part in parts if part[2] == "co"]
    cue = cues[0][0] if cues else None
    before = [a for a, _, _ in contents if cue is not None and a < cue]
    behind = [a for a, _, _ in contents if cue is None or a > cue]
    kind = "C<>" if before and behind else "C<" if before else "C>"
    made = []
    for a, b, role in parts:
        if role == "so":
            name = "S<" if cue is not None and a > cue else "S>"
        elif role == "cu":
            name = kind
        else:
            name = "T>" if cue is not None and a < cue else "T+" if before else "T<"
        labels[a:b] = _NUMBER[name]
        made.append((a, b, name))
    for (_, b, left), (a, _, right) in zip(made, made[1:], strict=False):
        if 0 < a - b <= _WIDEST_GAP and sequence[b - 1] == sequence[a]:
            pair = {left[0], right[0]}
            name = "-SC" if pair == {"S", "C"} else "-TC" if left == "T>" else "-CT"
            gap = labels[b:a]
            gap[gap == 0] = _NUMBER[name]


Part = tuple[str, int, int]


def linked(tokens: Tokens, labels: np.ndarray) -> list[tuple[int, list[Part]]]:
    """Read labels back: attributions, each with its row and its (role, first token, last token) in order."""
    if not len(labels):
        return []
    change = np.flatnonzero((np.diff(labels) != 0) | (np.diff(tokens.sequence) != 0)) + 1
    starts = np.append(0, change)
    names = [LABELS[k] for k in labels[starts].tolist()]
    ends = np.append(starts[1:], len(labels))
    sequences, rows = tokens.sequence[starts].tolist(), tokens.row[starts].tolist()
    readers: list[_Reader] = []
    for name, a, b, sequence, row in zip(names, starts.tolist(), ends.tolist(), sequences, rows, strict=True):
        if not readers or readers[-1].sequence != sequence:
            readers.append(_Reader(row, sequence, a))
        readers[-1].read(name, a, b - 1)
        readers[-1].end = b - 1
    for reader in readers:
        reader.flush()
    for before, reader in zip(readers, readers[1:], strict=False):
        _join(before, reader)
    found = [(reader.row, sorted(own, key=lambda part: part[1])) for reader in readers for own in reader.done if own]
    return _with_sources(tokens, found)


def _join(before: _Reader, reader: _Reader) -> None:
    """Return the content that opens a paragraph to the cue that ends the one before it."""
    if before.row != reader.row or not before.done or not reader.done:
        return
    last, first = before.done[-1], reader.done[0]
    open_cue = last and last[-1][0] == "cue" and before.end - last[-1][2] <= _NEAR_THE_END
    opens = first and all(role == "content" for role, _, _ in first) and first[0][1] - reader.start <= 1
    if open_cue and opens and not any(role == "content" for role, _, _ in last):
        last += first
        first.clear()


def _with_sources(tokens: Tokens, found: list[tuple[int, list[Part]]]) -> list[tuple[int, list[Part]]]:
    """Return a cue without a source that of the attribution before it in the same sentence."""
    source, sentence = None, -1
    for _, own in found:
        here = int(tokens.sentence[own[0][1]])
        sources = [part for part in own if part[0] == "source"]
        if sources:
            source, sentence = sources[0], int(tokens.sentence[sources[0][1]])
        elif source and sentence == here and any(part[0] == "cue" for part in own):
            own.append(source)
            own.sort(key=lambda part: part[1])
    return found


class _Reader:
    """Reads the segments of one sequence in order."""

    def __init__(self, row: int, sequence: int, start: int) -> None:
        self.row, self.sequence, self.start, self.end = row, sequence, start, start
        self.done: list[list[tuple[str, int, int]]] = []
        self.contents: list[tuple[str, int, int]] = []
        self.source: tuple[str, int, int] | None = None
        self.now: list[tuple[str, int, int]] | None = None
        self.behind = 0

    def read(self, name: str, a: int, b: int) -> None:
        """Take in a segment: its label, first and last token."""
        part = (ROLE.get(name[0], ""), a, b)
        if name == "O":
            self.behind += b - a + 1
        elif name == "T>":
            self.contents.append(part)
            self.now = None
        elif name == "S>":
            if self.source is not None:
                self._leave_source()
            self.source = part
        elif name[0] == "C":
            own = ([self.source] if self.source else []) + [part]
            if name != "C>" or (self.contents and self.source and self.source[1] > self.contents[-1][1]
                                and self.source[1] - self.contents[-1][2] <= 3):  # fmt: skip
                own = self.contents + own
                self.contents = []
            elif self.contents:
                self._leave_contents()
            self.now = own
            self.done.append(own)
            self.source, self.behind = None, 0
        elif name == "S<":
            if self.now is not None and not any(role == "source" for role, _, _ in self.now):
                self.now.append(part)
            else:
                self.source = part
        elif name in ("T<", "T+"):
            if self.now is not None:
                self.now.append(part)
            elif self.done:
                self.done[-1].append(part)
            elif self.source is not None:
                self.now = [self.source, part]
                self.source = None
                self.done.append(self.now)
            else:
                self.done.append([part])
            self.behind = 0

    def _leave_source(self) -> None:
        self.done.append([self.source])
        self.source = None

    def _leave_contents(self) -> None:
        self.done.append(self.contents)
        self.contents = []

    def flush(self) -> None:
        """Keep what waits for a cue that does not come."""
        if self.contents:
            if self.source is not None:
                self.contents.append(self.source)
                self.source = None
            self._leave_contents()


_CONTENT = np.array([label[0] == "T" for label in LABELS])
#: a quotation of fewer tokens is left to the model
_FEWEST_TOKENS = 6
_FEWEST_WORDS = 3


def quotations(tokens: Tokens) -> list[tuple[int, int]]:
    """Return first and last token of each quotation, its marks included."""
    number = tokens.quotation
    first = np.flatnonzero(np.append(True, np.diff(number) != 0)) if len(number) else np.zeros(0, np.int64)
    last = np.append(first[1:], len(number)) - 1
    inside = number[first] >= 0 if len(first) else np.zeros(0, bool)
    return list(zip(first[inside].tolist(), last[inside].tolist(), strict=True))


def mended(tokens: Tokens, labels: np.ndarray) -> np.ndarray:
    """Apply the first two rules to labels (indices into LABELS, one a token)."""
    labels = labels.copy()
    for a, b in quotations(tokens):
        own = labels[a : b + 1]
        content = _CONTENT[own]
        if b + 1 - a >= _FEWEST_TOKENS and 2 * content.sum() >= len(own) and not content.all():
            labels[a : b + 1] = np.bincount(own[content], minlength=len(LABELS)).argmax()
    for a, b in quotations(tokens):
        if not _begins(tokens, labels, a) or b + 1 >= len(labels) or tokens.quote[b] != CLOSES:
            continue
        k = b + 1
        if tokens.sentence[k] == tokens.sentence[b] or tokens.quote[k] == OPENS:
            continue
        while k < len(labels) and labels[k] == labels[a] and tokens.sequence[k] == tokens.sequence[a]:
            labels[k] = 0
            k += 1
    return labels


def _begins(tokens: Tokens, labels: np.ndarray, at: int) -> bool:
    before = at - 1
    same = at > 0 and labels[before] == labels[at] and tokens.sequence[before] == tokens.sequence[at]
    return bool(_CONTENT[labels[at]]) and not same


def left_over(tokens: Tokens, labels: np.ndarray) -> list[tuple[int, Part]]:
    """Return the quotations of three words and more in which no token is content: row, and (role, first, last
    token)."""
    found = []
    for a, b in quotations(tokens):
        if _CONTENT[labels[a : b + 1]].any() or tokens.quote[a] != OPENS or _words(tokens, a, b) < _FEWEST_WORDS:
            continue
        ends = b + 1 == len(labels) or tokens.sequence[b + 1] != tokens.sequence[b]
        if tokens.quote[b] == CLOSES or ends:
            found.append((int(tokens.row[a]), ("content", a, b)))
    return found


def _words(tokens: Tokens, first: int, last: int) -> int:
    return sum(tokens.surfaces[t][0].isalnum() for t in tokens.types[first : last + 1].tolist())


def apart(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a content between one quotation and the next, and a long quotation behind its first sentence."""
    quote = tokens.quote[first : last + 1]
    cuts = (np.flatnonzero((quote[:-1] == CLOSES) & (quote[1:] == OPENS)) + first).tolist()
    pieces = []
    for a, b in zip([first, *(cut + 1 for cut in cuts)], [*cuts, last], strict=True):
        pieces += _first_sentence(tokens, a, b)
    return pieces


def _first_sentence(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    one = tokens.quote[first] == OPENS and tokens.quotation[first] == tokens.quotation[last]
    if not one or tokens.sentence[first] == tokens.sentence[last]:
        return [(first, last)]
    end = first + int(np.searchsorted(tokens.sentence[first : last + 1], tokens.sentence[first], side="right")) - 1
    short = 2 * (tokens.end[end] - tokens.start[first]) < tokens.end[last] - tokens.start[first]
    if not short or _words(tokens, first, end) < _FEWEST_WORDS:
        return [(first, last)]
    return [(first, end), (end + 1, last)]


_CUE, _SOURCE, _BETWEEN, _CONTENT_LABEL = (LABELS.index(name) for name in ("C>", "S<", "-CT", "T<"))
_KIND = np.array([label[0] for label in LABELS])
_LONGEST_SOURCE = 25
_FEWEST_AFTER_ACCORDING = 2


def placed(tokens: Tokens, labels: np.ndarray) -> np.ndarray:
    """Return source and content their places behind a cue "According to" that begins a sentence."""
    labels = labels.copy()
    if "According" not in tokens.surfaces:
        return labels
    for cue in np.flatnonzero(tokens.types == tokens.surfaces.index("According")).tolist():
        behind = np.searchsorted(tokens.sentence, tokens.sentence[cue], side="right")
        last = min(int(behind), int(np.searchsorted(tokens.sequence, tokens.sequence[cue], side="right"))) - 1
        surfaces = [tokens.surfaces[t] for t in tokens.types[cue : last + 1].tolist()]
        begins = cue == 0 or tokens.sentence[cue - 1] != tokens.sentence[cue]
        if not begins or _KIND[labels[cue]] != "C" or surfaces[1:2] != ["to"]:
            continue
        end = last
        while last > cue and tokens.quote[last] == OUTSIDE and tokens.surfaces[tokens.types[last]] in (".", "!", "?"):
            last -= 1
        commas = [k for k, surface in enumerate(surfaces, cue) if surface == "," and tokens.quote[k] == OUTSIDE]
        source = cue + 2
        if (
            not commas
            or not source < commas[0] <= source + _LONGEST_SOURCE
            or last - commas[0] < _FEWEST_AFTER_ACCORDING
        ):
            continue
        if any(_holds(labels, source, comma) for comma in commas):
            continue
        comma = commas[0]
        labels[cue:source], labels[source:comma], labels[comma] = _CUE, _SOURCE, _BETWEEN
        if not (_KIND[labels[comma + 1 : last + 1]] == "C").any():
            labels[comma + 1 : last + 1], labels[last + 1 : end + 1] = _CONTENT_LABEL, 0
    return labels


def _holds(labels: np.ndarray, source: int, comma: int) -> bool:
    return bool((_KIND[labels[source:comma]] == "S").all()) and _KIND[labels[comma + 1 : comma + 2]].tolist() == ["T"]
