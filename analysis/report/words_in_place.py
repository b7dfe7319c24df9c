"""Where the loaded words stand: each at its place in its piece, the outlet's own apart from those of others.

:func:`collect` reads the words and the passages in which someone else speaks off the tables. :func:`across` lays the
words out in a lane a piece, from left to right, :func:`down` in a column a piece, for a narrow screen. The heavier a
word is, the sooner it gets its place, so that no two overlap; for which there is no room keeps its tick. Widths are
those of DejaVu Sans, the widest of the usual fonts. The page draws the layout as SVG (``templates/macros.html.j2``),
:func:`analysis.report.plots.plot_words_in_place` draws it for a notebook.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pandas as pd

from analysis.report.drawing import shorten
from analysis.report.page import counted, in_marks, is_called, is_claimed, letters, names_of
from analysis.schema import (
    HEADLINE,
    OUTLET,
    QUOTED,
    REPORTED,
    RUNNING_TEXT,
    TEXT_KINDS,
    records,
    records_by,
    require,
    without_foreign,
)
from analysis.text.word_forms import key

#: the widths of a lane and of a column, in units of the drawing (a pixel where there is room)
WIDTH, COLUMN = 1000, 168
#: the height of a line: as high as what one points at has to be; the strip at a column's edge, and where words begin
LINE, STRIP, _INDENT = 24, 7, 20.0
_SMALLEST, _GROWTH, _GAP = 11.5, 6.0, 8.0
#: from this weight on a word is bold
_HEAVY = 0.5
#: so many lines of words a lane has at most, and so many words a column
_MOST_LINES, _MOST_DOWN = 6, 14
_LONGEST = 32
#: widths of letters in DejaVu Sans, in ems; those that are in no row take _USUAL
_WIDTHS = {0.36: "ijlI.,:;'|!’‘()[]- ", 0.42: "tfrJ/", 0.53: 'szcLT"“”', 0.78: "ABCDGHKNOQRUVXY&", 1.0: "mwMW@%—…"}
_EM = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_USUAL, _BOLD, _WIDE = 0.66, 1.12, 1.05
#: the marks that a word of its own in quotation marks is told without
_QUOTES = "“”‘’'\""


@dataclass(frozen=True)
class Word:
    """A loaded word: its text, how far into its piece it is (0 to 1), its weight, whether the outlet itself uses it.

    ``claimed`` is true of a word of the outlet's own in what a source claims, ``marked`` of one in quotation marks.
    """

    text: str
    place: float
    weight: float
    own: bool
    block: int
    claimed: bool = False
    marked: bool = False


@dataclass(frozen=True)
class Lane:
    """A piece: its loaded words, where others speak (from, to; 0 to 1), and how many words are its own."""

    article: str
    words: tuple[Word, ...]
    others: tuple[tuple[float, float], ...]
    length: int


@dataclass(frozen=True)
class Placed:
    """A word at its place in a drawing: left edge, baseline, size of the letters, and where its tick stands."""

    word: Word
    text: str
    x: float
    y: float
    size: float
    bold: bool
    tick: float


@dataclass(frozen=True)
class Layout:
    """A piece as it is drawn: its words, the ticks of those without room, the bands of others, and its height."""

    lane: Lane
    words: tuple[Placed, ...]
    rest: tuple[float, ...]
    bands: tuple[tuple[float, float], ...]
    height: float


def collect(measured: pd.DataFrame, spans: pd.DataFrame) -> list[Lane]:
    """Collect the loaded words of each article, and the passages in which others speak.

    Parameters
    ----------
    measured : a row a block, with ``article``, ``block``, ``kind``, ``voice``, ``text`` and ``words``
    spans : the marks of these blocks, as :func:`analysis.evidence` finds them
    """
    require(measured, ("article", "block", "kind", "voice", "text"), "words in place")
    require(spans, ("article", "block", "start", "end", "surface", "label", "weight", "voice"), "words in place")
    columns = ["article", "block", "kind", "voice", "text", "words", "words_outlet", "language"]
    listed = _by_article(without_foreign(measured[measured.columns.intersection(columns)]))
    return [_lane(article, rows, spans[spans["article"] == article]) for article, rows in listed]


def across(lane: Lane, *, width: float) -> Layout:
    """Lay out a piece from left to right, in as many lines as its words need."""
    lines: list[list[tuple[float, float]]] = []
    placed, rest = [], []
    for word in sorted(lane.words, key=_heaviest):
        text, size, bold, wide = _look(word, width / 3)
        tick = word.place * width
        x = max(0.0, min(tick, width - wide))
        for line in range(_MOST_LINES):
            if line == len(lines):
                lines.append([])
            if all(x + wide + _GAP <= left or right + _GAP <= x for left, right in lines[line]):
                lines[line].append((x, x + wide))
                placed.append(Placed(word, text, x, line, size, bold, tick))
                break
        else:
            rest.append(tick)
    named = tuple(Placed(p.word, p.text, p.x, (p.y + 0.7) * LINE, p.size, p.bold, p.tick) for p in _in_order(placed))
    bands = tuple((start * width, end * width) for start, end in lane.others)
    return Layout(lane, named, tuple(rest), bands, max(len(lines), 1) * LINE + 4)


def column_height(lanes: list[Lane]) -> float:
    """Return how high the columns of some pieces are: room for the words of the one that has most, and a little."""
    return LINE * min(_MOST_DOWN, 2 + max((len(lane.words) for lane in lanes), default=0))


def down(lane: Lane, *, width: float, height: float = _MOST_DOWN * LINE) -> Layout:
    """Lay out a piece from top to bottom, a word a line, each as near to its place as the others let it."""
    heaviest = sorted(lane.words, key=_heaviest)
    chosen = _in_order(heaviest[: int(height // LINE)])
    tops = [min(word.place * height, height - LINE) for word in chosen]
    for at in range(1, len(tops)):
        tops[at] = max(tops[at], tops[at - 1] + LINE)
    for at in reversed(range(len(tops))):
        tops[at] = min(tops[at], height - LINE * (len(tops) - at))
    placed = []
    for word, top in zip(chosen, tops, strict=True):
        text, size, bold, _ = _look(word, width - _INDENT - 2)
        placed.append(Placed(word, text, _INDENT, top + 0.7 * LINE, size, bold, word.place * height))
    rest = tuple(word.place * height for word in heaviest[len(chosen) :])
    bands = tuple((start * height, end * height) for start, end in lane.others)
    return Layout(lane, tuple(placed), rest, bands, height)


def places(lanes: list[Lane], articles: pd.DataFrame, *, start: str = "#") -> dict | None:
    """Lay out what the template ``places`` draws, wide and narrow; None where no piece has a loaded word.

    `articles` is the table of articles; `start` is what the links to the words' blocks begin with.
    """
    if not any(lane.words for lane in lanes):
        return None
    lettered, called, drawn = letters(articles), names_of(articles), []
    for place, lane in enumerate(lanes):
        look = {"letter": lettered[lane.article], "name": called[lane.article], "start": start}
        layouts = {"across": across(lane, width=WIDTH), "down": down(lane, width=COLUMN, height=column_height(lanes))}
        drawn.append({**look, **layouts, "colour": "ab"[place] if place < 2 else "c"})
    rest = {way: any(piece[way].rest for piece in drawn) for way in ("across", "down")}
    said = {"said": sentence(lanes, called), "counts": counts(lanes, called)}
    return {"lanes": drawn, "width": WIDTH, "column": COLUMN, "strip": STRIP, "rest": rest, **said}


def sentence(lanes: list[Lane], names: dict[str, str]) -> str:
    """Say what the drawing shows as a person would: the heaviest loaded words that each piece uses itself.

    What another piece uses itself too does not tell the two apart: it is named only where there is nothing else. A
    word of a claim that is told of a source, or in quotation marks, stands behind all others, and is told as that.
    """
    own = [sorted((w for w in lane.words if w.own), key=_heaviest) for lane in lanes]
    said = []
    for place, lane in enumerate(lanes):
        elsewhere = {_stem(word) for other in own[:place] + own[place + 1 :] for word in other}
        first = {}
        for word in sorted(own[place], key=lambda word: _stem(word) in elsewhere):
            first.setdefault(_stem(word), word)
        alone = [word for stem, word in first.items() if stem not in elsewhere] or list(first.values())
        named = [word for word in alone if not word.claimed] or alone
        named = [word for word in named if not word.marked] or named
        texts = " and ".join(f"“{word.text.strip(_QUOTES)}”" for word in named[:2])
        writes = "writes in quotation marks" if named and named[0].marked else "writes"
        writes = "tells a source’s claim with" if named and named[0].claimed else writes
        what = f"{writes} {texts}" if texts else "uses no loaded word"
        said.append(f"{names.get(lane.article, lane.article)} {what}")
    listed = "; ".join(said) if len(said) < 3 else f"{', '.join(said[:-1])}, and {said[-1]}"
    return f"In its own voice, {listed}."


def counts(lanes: list[Lane], names: dict[str, str]) -> str:
    """Count the loaded words that each piece uses itself, per 100 of its own words; and those of its sources."""
    said = []
    for lane in lanes:
        own = sum(word.own for word in lane.words)
        rate = f" ({100 * own / max(lane.length, 1):.1f} in 100)" if own else ""
        said.append(f"{names.get(lane.article, lane.article)} {own} in {_count(lane.length, 'word')}{rate}")
    quoted = [sum(not word.own for word in lane.words) for lane in lanes]
    more = f" Sources use {' and '.join(map(str, quoted))} more." if any(quoted) else ""
    return f"Loaded words of the outlet’s own, headline included: {'; '.join(said)}.{more}"


def heading(lanes: list[Lane], names: dict[str, str]) -> str:
    """Name the heaviest word of each piece, and whose it is: the title of the drawing."""
    said = []
    for lane in lanes:
        name = names.get(lane.article, lane.article)
        if not lane.words:
            said.append(f"none in {name}")
            continue
        top = max(lane.words, key=lambda word: (word.weight, -word.place))
        said.append(f"“{top.text.strip('“”')}” in {name}, {'its own' if top.own else 'a source’s'}")
    return f"The heaviest word: {'; '.join(said)}"


def _heaviest(word: Word) -> tuple[float, float]:
    return -word.weight, word.place


def _stem(word: Word) -> str:
    """Return what two forms of one word have in common, or the phrase as it is."""
    text = word.text.strip(_QUOTES).lower()
    return text if " " in text else key(text)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")


def _by_article(measured: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    shown = measured[measured["kind"].isin(TEXT_KINDS)]
    return [(article, rows.reset_index(drop=True)) for article, rows in shown.groupby("article", sort=False)]


def _lane(article: str, blocks: pd.DataFrame, spans: pd.DataFrame) -> Lane:
    length = blocks["text"].str.len().where(blocks["kind"].isin(RUNNING_TEXT), 0)
    whole = max(int(length.sum()), 1)
    before = dict(zip(blocks["block"], (length.cumsum() - length).tolist(), strict=True))
    running = dict(zip(blocks["block"], blocks["kind"] != HEADLINE, strict=True))

    def at(block: int, place: int) -> float:
        return (before[block] + place) / whole if running[block] else 0.0

    spans = spans[spans["block"].isin(before)]
    claims = records_by(spans[spans["label"] == REPORTED], "block")
    texts = dict(zip(blocks["block"], blocks["text"], strict=True))
    words = [
        Word(
            " ".join(row["surface"].split()),
            at(row["block"], row["start"]),
            row["weight"],
            row["voice"] == OUTLET,
            row["block"],
            is_claimed(row, claims, row["block"]) or is_called(texts[row["block"]], row["start"]),
            in_marks(texts[row["block"]], row["start"]),
        )
        for row in records(counted(spans))
    ]
    others = [
        (at(row["block"], row["start"]), at(row["block"], row["end"]))
        for row in records(spans[(spans["label"] == "quotation") & (spans["voice"] == QUOTED)])
        if running[row["block"]]
    ]
    others += [
        (at(row["block"], 0), at(row["block"], len(row["text"])))
        for row in records(blocks[(blocks["voice"] == QUOTED) & blocks["kind"].isin(RUNNING_TEXT)])
    ]
    column = "words_outlet" if "words_outlet" in blocks else "words"
    count = int(blocks[column].sum()) if column in blocks else int(blocks["text"].str.split().str.len().sum())
    return Lane(article, tuple(words), tuple(_joined(others)), count)


def _joined(passages: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Join passages that touch."""
    joined: list[tuple[float, float]] = []
    for start, end in sorted(passages):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _in_order(items: list) -> list:
    return sorted(items, key=lambda item: item.word.place if isinstance(item, Placed) else item.place)


def _look(word: Word, widest: float) -> tuple[str, float, bool, float]:
    """Return a word as it is drawn: its text, size, whether it is bold, and its width. What is too wide is shrunk."""
    text, bold = shorten(word.text, _LONGEST), word.weight >= _HEAVY
    wide = _ems(text) * (_BOLD if bold else 1.0)
    size = min(_SMALLEST + _GROWTH * min(max(word.weight, 0.0), 1.0), max(widest / wide, _SMALLEST))
    while wide * size > widest and len(text) > 2:
        text = shorten(text, len(text) - 1)
        wide = _ems(text) * (_BOLD if bold else 1.0)
    return text, round(size, 1), bold, wide * size


def _ems(text: str) -> float:
    return sum(_em(letter) for letter in text) or _USUAL


def _em(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0xFFFF:
        return _WIDE
    return _EM.get(letter, _USUAL)
