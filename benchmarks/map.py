"""Draw the rooms and who uses whom, from the imports: writes benchmarks/map.svg, which CONTRIBUTING.md shows.

Run as ``make map``. A line is drawn to the nearest room only: what a room reaches through another is left out. All
rooms stand on ``text``, ``schema`` and ``files``, the bar at the foot.
"""

from __future__ import annotations

import ast
import importlib
from html import escape
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "analysis"
TARGET = Path(__file__).with_name("map.svg")
GROUND = ("text", "schema", "files")
WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 190, 74, 18, 46, 14
INK, PAPER, LINE, SOFT = "#1b1b1b", "#fffdf8", "#8a8577", "#5c584e"


def uses() -> dict[str, set[str]]:
    """By room, the rooms that its modules import."""
    rooms = [path.parent.name for path in sorted(PACKAGE.glob("*/__init__.py"))]
    found = {}
    for room in rooms:
        trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted((PACKAGE / room).glob("*.py"))]
        named = [n.module for tree in trees for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module]
        found[room] = {module.split(".")[1] for module in named if module.startswith("analysis.")} - {room, *GROUND}
    return found


def reduced(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    """Leave out what a room reaches through another one."""
    reach = {room: set(others) for room, others in graph.items()}
    for _ in graph:
        reach = {room: others.union(*(reach[other] for other in others)) for room, others in reach.items()}
    return {room: {o for o in others if not any(o in reach[x] for x in others - {o})} for room, others in graph.items()}


def levels(graph: dict[str, set[str]]) -> list[list[str]]:
    """The rooms in rows: each stands one row above the highest that it uses."""
    level = {}
    while len(level) < len(graph):
        for room, others in graph.items():
            if others <= set(level):
                level.setdefault(room, 1 + max((level[other] for other in others), default=-1))
    return [[room for room in graph if level[room] == k] for k in range(max(level.values()) + 1)]


def wrapped(text: str, width: int = 32) -> list[str]:
    lines = [""]
    for word in text.split():
        lines[-1:] = [f"{lines[-1]} {word}".strip()] if len(lines[-1]) + len(word) < width else [lines[-1], word]
    return lines


def drawing() -> str:
    """The picture as SVG; the same imports give the same bytes."""
    graph = uses()
    graph.pop("text")
    rows = levels(graph)
    across = max(map(len, rows)) * (WIDTH + GAP_X) - GAP_X + 2 * MARGIN
    down = len(rows) * (HEIGHT + GAP_Y) + 34 + 2 * MARGIN
    place = {}
    for k, row in enumerate(rows):
        left = (across - len(row) * (WIDTH + GAP_X) + GAP_X) / 2
        for n, room in enumerate(row):
            place[room] = (left + n * (WIDTH + GAP_X), MARGIN + (len(rows) - 1 - k) * (HEIGHT + GAP_Y))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across:g} {down:g}" role="img"'
        ' font-family="sans-serif">',
        "<title>The rooms of the package, and which of them uses which</title>",
        f'<rect width="{across:g}" height="{down:g}" fill="{PAPER}"/>',
    ]
    for room, others in reduced(graph).items():
        for other in sorted(others):
            (x, y), (u, v) = place[room], place[other]
            parts.append(
                f'<path d="M{x + WIDTH / 2:g} {y + HEIGHT:g}L{u + WIDTH / 2:g} {v:g}" stroke="{LINE}" fill="none"/>'
            )
    for room, (x, y) in place.items():
        door = importlib.import_module(f"analysis.{room}")
        parts.append(f'<rect x="{x:g}" y="{y:g}" width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}" stroke="{INK}"/>')
        parts.append(f'<text x="{x + 10:g}" y="{y + 21:g}" font-size="14" fill="{INK}">{room}/</text>')
        for n, line in enumerate(wrapped(door.__doc__.strip())):
            parts.append(
                f'<text x="{x + 10:g}" y="{y + 38 + 13 * n:g}" font-size="10.5" fill="{SOFT}">{escape(line)}</text>'
            )
    y = down - MARGIN - 28
    parts.append(
        f'<rect x="{MARGIN}" y="{y:g}" width="{across - 2 * MARGIN:g}" height="28" fill="none" stroke="{INK}"/>'
    )
    parts.append(
        f'<text x="{MARGIN + 10}" y="{y + 18:g}" font-size="12" fill="{INK}">'
        "text/: words, sentences, names, lexicon terms · schema.py: the tables · "
        "files.py: files whole or not at all</text>"
    )
    return "\n".join([*parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    TARGET.write_text(drawing(), encoding="utf-8")
    print(f"{TARGET.relative_to(Path.cwd())} written.")
