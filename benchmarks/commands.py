"""Measure how long the commands take, as multiples of what importing four packages takes on the same machine.

``make bench`` has the table, ``python benchmarks/commands.py`` prints it alone. A figure is the CPU time of whole
processes, children included, the median of five; the base is measured in turn with each command, since a machine's
speed is not the same from one minute to the next.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
#: what is imported is compiled once, and not by every process anew
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
BASE = "import pandas, matplotlib.pyplot, scipy.stats, jinja2"
SEEDS = [str(ROOT / "seeds" / name) for name in ("aggregator.txt", "wire.txt")]
#: what is typed, and how many times the base it may take
COMMANDS = {
    "framing --help": (["--help"], 0.1),
    "a file that is not there": (["report", "missing.txt", SEEDS[0], "-o", "page.html"], 0.1),
    "framing explain": (["explain", "The brutal regime claimed a victory."], 0.5),
    "framing lesson on the seeds": (["lesson", *SEEDS, "-o", "lesson"], 0.8),
    "framing report on the seeds": (["report", *SEEDS, "-o", "page.html"], 1.25),
    "framing report on twelve articles of 1,000 words": (["report", "articles", "-o", "page.html"], 3.0),
}


def spent(command: list[str], folder: Path) -> float:
    """Return the CPU time of one run of a command, in seconds."""
    before = os.times()
    subprocess.run(command, cwd=folder, capture_output=True, env=ENVIRONMENT)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def write_articles(folder: Path, *, count: int = 12, words: int = 1_000) -> None:
    """Write articles made of the seeds' paragraphs, each beginning at another one."""
    folder.mkdir()
    pieces = [piece for path in SEEDS for piece in Path(path).read_text(encoding="utf-8").split("\n\n")[1:]]
    for number in range(count):
        chosen: list[str] = []
        while sum(len(piece.split()) for piece in chosen) < words:
            chosen.append(pieces[(7 * number + len(chosen)) % len(pieces)])
        text = "\n\n".join([f"Ministers hear report number {number + 1}", *chosen])
        (folder / f"article-{number + 1}.txt").write_text(text, encoding="utf-8")


def measure_commands(rounds: int = ROUNDS) -> list[dict]:
    """Return a row a command: its CPU seconds, those of the base, their ratio, and the ratio that is meant to be."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder / "articles")
        spent([sys.executable, "-c", BASE], folder)  # compiles what it imports
        for what, (arguments, goal) in COMMANDS.items():
            command = [sys.executable, "-m", "analysis.cli", *arguments]
            pairs = [(spent(command, folder), spent([sys.executable, "-c", BASE], folder)) for _ in range(rounds)]
            own, base = (statistics.median(times) for times in zip(*pairs, strict=True))
            rows.append({"command": what, "CPU, s": own, "the base, s": base, "ratio": own / base, "goal": goal})
    return rows


def main() -> None:
    """Print the table."""
    for row in measure_commands():
        print(f"{row['ratio']:6.2f} (goal {row['goal']:.2f})  {row['CPU, s']:6.2f} s  {row['command']}")


if __name__ == "__main__":
    main()
