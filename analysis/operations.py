"""What was done to a wording: runs that are the same, words dropped, words added, words put for others.

What is the editor's is told apart, and not counted: words in square brackets and those that they stand for, an
ellipsis and what it leaves out, another spelling of the same word. An ellipsis or a bracket that swallows a negation
inside of a sentence is counted: that is no honest use.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, zip_longest

from analysis.word_alignment import Alignment, equal
from analysis.wording import BRACKET, GAP, JOIN, Wording, negations

SAME, REPLACE, DELETE, INSERT = "same", "replace", "delete", "insert"
CONTRACTION, SPELLING, EDITORIAL, LEFT_OUT, BETWEEN = "contraction", "spelling", "editorial", "left out", "between"
#: what each operation is, and whether it counts as drift
OPERATIONS = {
    SAME: ("the same words", False),
    REPLACE: ("other words in their place", True),
    DELETE: ("words of the first only", True),
    INSERT: ("words of the second only", True),
    CONTRACTION: ("a short form on one side and the full words on the other", True),
    SPELLING: ("another spelling of the same words", False),
    EDITORIAL: ("the editor's words, in brackets", False),
    LEFT_OUT: ("left out where an ellipsis stands", False),
    BETWEEN: ("not quoted by one side, which ends one quotation and begins another", False),
}
#: a bracket stands for a few words
_MOST_FOR_A_BRACKET = 5
_MOST_IN_A_CLAUSE = 6
_LONGEST_PIECE = 4


@dataclass(frozen=True)
class Step:
    """One operation: its words on both sides (places in the wordings), and the edges at which it stands."""

    sort: str
    first: tuple[int, ...]
    second: tuple[int, ...]
    at: tuple[int, int]
    mark: tuple[int, int, int, int] | None = None
    side: int = 0


def operations(short: Wording, long: Wording, alignment: Alignment, *, flip: bool = False) -> list[Step]:
    """List what was done, in order.

    Parameters
    ----------
    short, long : the two wordings
    alignment : of these two
    flip : whether the longer is the first of the two

    Returns
    -------
    list of Step; `first` and `second` of a step are words of the longer and the shorter where `flip` is set
    """
    steps = _runs(short, long, alignment)
    steps = [one for step in steps for one in _refined(short, long, step)]
    steps += _denied_behind(short, long, alignment)
    steps = [one for step in steps for one in _by_piece(short, long, step)]
    if not flip:
        return steps
    other = {DELETE: INSERT, INSERT: DELETE}
    return [
        Step(other.get(s.sort, s.sort), s.second, s.first, s.at[::-1], s.mark, 1 - s.side if s.mark else 0)
        for s in steps
    ]


def _sort_of(short: Wording, long: Wording, step: tuple, at: tuple[int, int]) -> str:
    i, j = step
    if i is not None and j is not None:
        if not equal(short.keys[i], long.keys[j]):
            return REPLACE
        if short.short[i] != long.short[j]:
            return CONTRACTION
        return SAME if short.plain[i] == long.plain[j] or short.short[i] else SPELLING
    edge = long.edges[at[1]] if j is None else short.edges[at[0]]
    alone = DELETE if j is None else INSERT
    return {BRACKET: EDITORIAL, GAP: LEFT_OUT, JOIN: BETWEEN}.get(edge, alone)


def _runs(short: Wording, long: Wording, alignment: Alignment) -> list[Step]:
    """Put steps of a kind together, broken by the editor's marks; words dropped, added, replaced are one change."""
    changes = (REPLACE, DELETE, INSERT)
    marks = _marks(short, long, alignment)
    rows: list[tuple] = []
    for step, at in zip(alignment.path, alignment.edges, strict=True):
        rows += [(mark[0], None, at, mark) for mark in marks if _reached(mark, at)]
        marks = [mark for mark in marks if not _reached(mark, at)]
        rows.append((_sort_of(short, long, step, at), step, at, None))
    rows += [(side, None, alignment.edges[-1], (side, mark)) for side, mark in marks if side == 0]
    steps = []
    for kind, group in groupby(rows, key=lambda row: REPLACE if row[0] in changes else row[0]):
        own = list(group)
        if own[0][3]:
            steps += [Step(EDITORIAL, (), (), at, mark, side) for _, _, at, (side, mark) in own]
            continue
        first = tuple(i for _, (i, _), _, _ in own if i is not None)
        second = tuple(j for _, (_, j), _, _ in own if j is not None)
        steps.append(Step(_named(first, second) if kind == REPLACE else kind, first, second, own[0][2]))
    return steps


def _marks(short: Wording, long: Wording, alignment: Alignment) -> list[tuple[int, tuple[int, int, int, int]]]:
    """Give the editor's marks inside the alignment: side (0: the shorter) and mark."""
    (i, j), (_, last) = alignment.edges[0], alignment.edges[-1]
    own = [(0, mark) for mark in short.editorial if mark[0] >= i]
    return own + [(1, mark) for mark in long.editorial if j < mark[0] <= last]


def _reached(mark: tuple[int, tuple], at: tuple[int, int]) -> bool:
    return mark[1][0] <= at[mark[0]]


def _named(first: tuple, second: tuple) -> str:
    return REPLACE if first and second else DELETE if first else INSERT


def _refined(short: Wording, long: Wording, step: Step) -> list[Step]:
    """Look at a change once more: two ways to write a word, an aside, an editor's mark that is no excuse."""
    if step.mark:
        return [step]
    if step.sort in (EDITORIAL, LEFT_OUT):
        return [_excused(short, long, step)]
    if step.sort in (DELETE, INSERT):
        words, wording = (step.first, short) if step.first else (step.second, long)
        if all(wording.round[k] for k in words):
            return [Step(EDITORIAL, step.first, step.second, step.at)]
    if step.sort != REPLACE:
        return [step]
    for p in range(1, min(len(step.first), _LONGEST_PIECE) + 1):
        for q in range(1, min(len(step.second), _LONGEST_PIECE) + 1):
            for begin in (True, False):
                found = _joined(short, long, step, (p, q, begin))
                if found:
                    return found
    return [step]


def _joined(short: Wording, long: Wording, step: Step, sizes: tuple[int, int, bool]) -> list[Step] | None:
    """Cut off words at an edge of a change that are the same when they are written together ("per cent")."""
    p, q, begin = sizes
    first, second = (step.first[:p], step.second[:q]) if begin else (step.first[-p:], step.second[-q:])
    if "".join(short.plain[i] for i in first) != "".join(long.plain[j] for j in second):
        written = ("".join(short.keys[i] for i in first), "".join(long.keys[j] for j in second))
        if written[0] != written[1]:
            return None
    rest = (step.first[p:], step.second[q:]) if begin else (step.first[:-p], step.second[:-q])
    at = (first[0], second[0])
    one = Step(SPELLING, first, second, at)
    if not any(rest):
        return [one]
    begins = (first[-1] + 1, second[-1] + 1) if begin else step.at
    others = _refined(short, long, Step(_named(*rest), *rest, begins))
    return [one, *others] if begin else [*others, one]


def _excused(short: Wording, long: Wording, step: Step) -> Step:
    """Count what a bracket or an ellipsis swallows if it swallows too much, or a negation inside of a clause."""
    words, wording = (step.first, short) if step.first else (step.second, long)
    stops = any(wording.stops[k + 1] for k in words) or wording.stops[words[0]]
    denies = any(wording.keys[k] in negations() for k in words)
    if step.sort == EDITORIAL:
        honest = len(words) <= _MOST_FOR_A_BRACKET and not denies
    else:
        aside = wording.commas[words[0]] and wording.commas[words[-1] + 1]
        honest = not denies or stops or aside or len(words) > _MOST_IN_A_CLAUSE
    return step if honest else Step(_named(step.first, step.second), step.first, step.second, step.at)


def _denied_behind(short: Wording, long: Wording, alignment: Alignment) -> list[Step]:
    """Count a "not" right behind the end of the shorter, in the same clause: "it does" is not "it does not"."""
    last = max((j for _, j in alignment.path if j is not None), default=len(long)) + 1
    ends = max((i for i, _ in alignment.path if i is not None), default=0) + 1 == len(short)
    if not ends or last >= len(long) or long.keys[last] != "not" or long.stops[last] or long.commas[last]:
        return []
    return [Step(INSERT, (), (last,), (len(short), last))]


def _by_piece(short: Wording, long: Wording, step: Step) -> list[Step]:
    """Cut a step where one quotation ends and the next begins, on either side."""
    if step.mark:
        return [step]
    if step.sort == SAME or (step.sort == SPELLING and len(step.first) == len(step.second)):
        pairs = zip(step.first, step.second, strict=True)
        groups = [list(own) for _, own in groupby(pairs, key=lambda ij: (short.pieces[ij[0]], long.pieces[ij[1]]))]
        return [Step(step.sort, *map(tuple, zip(*own, strict=True)), own[0]) for own in groups]
    first = [tuple(own) for _, own in groupby(step.first, key=lambda i: short.pieces[i])]
    second = [tuple(own) for _, own in groupby(step.second, key=lambda j: long.pieces[j])]
    if len(first) <= 1 and len(second) <= 1:
        return [step]
    cut = []
    for a, b in zip_longest(first, second, fillvalue=()):
        at = (a[0] if a else step.at[0], b[0] if b else step.at[1])
        sort = _named(a, b) if step.sort in (REPLACE, DELETE, INSERT) else step.sort
        cut.append(Step(sort, a, b, at))
    return cut
