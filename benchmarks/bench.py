"""Measure the core against its peers in one run, and write ``RESULTS.md``.

``make bench`` measures on text made from the seeds; ``make bench DATA=file.jsonl`` on the documents of a file too.
Figures are CPU time of one process, the median of five; ratios are to the floor, measured again beside each figure,
since a machine's speed is not the same from one minute to the next.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parent))
import commands  # noqa: E402
import peers  # noqa: E402
import texts  # noqa: E402

from analysis import measure  # noqa: E402
from analysis.text.words import forget_words  # noqa: E402

ROUNDS = 5
MANY, FEW = 100_000, 300


def cpu(job: Callable[[], object], per: int, *, rounds: int = ROUNDS) -> float:
    """Give the median CPU time of `job`, in microseconds a paragraph."""
    spent = []
    for _ in range(rounds):
        begin = time.process_time()
        job()
        spent.append(time.process_time() - begin)
    return statistics.median(spent) / per * 1e6


def beside(job: Callable[[], object], base: Callable[[], object], per: int) -> tuple[float, float]:
    """Give the medians of `job` and of `base`, measured in turn, in microseconds a paragraph."""
    pairs = [(cpu(job, per, rounds=1), cpu(base, per, rounds=1)) for _ in range(ROUNDS if per <= MANY else 3)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def speed(paragraphs: list[str]) -> list[dict]:
    """Measure the floor, the peers (on a few paragraphs) and the core (on many), warm and cold."""
    many, few = texts.repeated(paragraphs, MANY), paragraphs[: 5 * FEW : 5]
    table = pd.DataFrame({"text": many})
    rows = []

    def row(what: str, job: Callable[[], object], n: int, base: list[str]) -> None:
        spent, floor = beside(job, lambda: peers.floor(base), n)
        rows.append({"what": what, "µs a paragraph": spent, "times the floor": spent / floor})

    def cold() -> None:
        forget_words()
        measure(table)

    for name in ("vader", "textstat", "naive", "tidy"):
        job = getattr(peers, name)
        job(few[:3])
        row(job.__doc__.split(".")[0], lambda job=job: job(few), len(few), few)
    measure(table)
    row("this project, all columns, warm", lambda: measure(table), MANY, many)
    row("this project, all columns, cold (every word new)", cold, MANY, many)
    row("the same with fourteen frames", lambda: measure(table, frames=True), MANY, many)
    floor = cpu(lambda: peers.floor(many), MANY)
    return [{"what": "floor: one regular expression", "µs a paragraph": floor, "times the floor": 1.0}, *rows]


def growth(paragraphs: list[str]) -> list[dict]:
    """Measure what a paragraph costs as there are more of them, and a word as a paragraph grows."""
    rows = []
    for count in (10_000, 100_000, 1_000_000):
        table = pd.DataFrame({"text": texts.repeated(paragraphs, count)})
        measure(table)
        spent, floor = beside(lambda t=table: measure(t), lambda t=table: peers.floor(t["text"].tolist()), count)
        rows.append(
            {"what": f"{count:,} paragraphs", "µs": spent, "unit": "paragraph", "times the floor": spent / floor}
        )
    words = " ".join(texts.repeated(paragraphs, 40_000)).split()
    for length in (100, 10_000, 1_000_000):
        cut = [" ".join(words[k : k + length]) for k in range(0, 1_000_000, length)]
        table = pd.DataFrame({"text": cut})
        measure(table)
        spent, floor = beside(lambda t=table: measure(t), lambda c=cut: peers.floor(c), 1_000_000)
        rows.append(
            {"what": f"paragraphs of {length:,} words", "µs": spent, "unit": "word", "times the floor": spent / floor}
        )
    return rows


def fresh(paragraphs: list[str]) -> dict:
    """Measure a process that starts, imports everything, and measures 5,000 paragraphs: CPU seconds and peak memory."""
    program = (
        "import json, sys, time; import pandas as pd; from analysis import measure\n"
        "measure(pd.DataFrame({'text': json.load(open(sys.argv[1], encoding='utf-8'))}))\n"
        "hwm = next(int(line.split()[1]) for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(time.process_time(), hwm / 1024)"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts.repeated(paragraphs, 5_000)), encoding="utf-8")
        runs = [
            subprocess.run(
                [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
            ).stdout
            for _ in range(ROUNDS)
        ]
    seconds, memory = zip(*(map(float, run.split()) for run in runs), strict=True)
    return {"seconds": statistics.median(seconds), "MB": max(memory)}


def peak(session: int) -> float:
    """Give the peak memory (MB) of the largest process of a session."""
    largest = 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ProcessLookupError):
            if os.getsid(int(process.name)) == session:
                lines = (process / "status").read_text(encoding="utf-8").split("\n")
                largest = max([largest, *(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))])
    return largest / 1024


def corpus(paragraphs: list[str], count: int = 1_000_000) -> list[dict]:
    """Run ``framing corpus`` on a Parquet file with one worker and with two: seconds, and the largest process."""
    program = (
        "import sys; sys.argv = ['framing', *sys.argv[1:]]; from analysis import cli\n"
        "try:\n    cli.main()\nexcept SystemExit as stop:\n    assert not stop.code, stop.code\n"
    )
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.parquet"
        table = pd.DataFrame({"text": texts.repeated(paragraphs, count)})
        table.to_parquet(source, row_group_size=50_000)
        del table
        for workers in (1, 2):
            spent, largest = [], 0.0
            for turn in range(3):
                out = Path(folder) / f"out-{workers}-{turn}"
                command = [sys.executable, "-c", program, "corpus", source, "-o", out, "--workers", workers]
                begin = time.perf_counter()
                with subprocess.Popen(
                    list(map(str, command)), stdout=subprocess.DEVNULL, start_new_session=True
                ) as run:
                    while run.returncode is None:
                        with suppress(subprocess.TimeoutExpired):
                            run.wait(0.2)
                        largest = max(largest, peak(run.pid))
                spent.append(time.perf_counter() - begin)
                assert run.returncode == 0, run.returncode
                shutil.rmtree(out)
            seconds = statistics.median(spent)
            rows.append({"workers": workers, "seconds": seconds, "largest process, MB": largest})
    for row in rows:
        row["times one worker"] = rows[0]["seconds"] / row["seconds"]
    return rows


def markdown(rows: list[dict]) -> str:
    """Write rows as a Markdown table."""
    head = list(rows[0])
    shown = [[f"{v:,.2f}" if isinstance(v, float) else str(v) for v in row.values()] for row in rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *shown])


def section(name: str, paragraphs: list[str], *, with_corpus: bool) -> str:
    """Measure on one set of paragraphs and tell what came out."""
    words = sum(len(p.split()) for p in paragraphs) / len(paragraphs)
    types = len({word for p in paragraphs for word in p.split()})
    told = fresh(paragraphs)
    path = markdown(corpus(paragraphs)) if with_corpus else ""
    about = "\n### The corpus path (1,000,000 paragraphs, Parquet to Parquet, wall time, median of three)\n\n"
    return f"""## {name}

{len(paragraphs):,} paragraphs, {words:.0f} words each, {types:,} distinct words as they stand; repeated up to the
count named.

### Speed ({MANY:,} paragraphs; the peers on {FEW})

{markdown(speed(paragraphs))}

A fresh process that measures 5,000 paragraphs, imports included: {told["seconds"]:.2f} s of CPU, {told["MB"]:.0f} MB at
its peak.

### Growth

{markdown(growth(paragraphs))}
{about + path if path else ""}
"""


def waiting() -> str:
    """Measure the commands and tell how many times the base each takes."""
    told = f"""## What a reader waits for

CPU time of whole processes, the median of {commands.ROUNDS}, beside the base: ``python -c "{commands.BASE}"``. The goal
is a ratio too.
"""
    return f"{told}\n{markdown(commands.measure_commands())}\n"


def main() -> None:
    """Measure on generated text, and on each file that is named, and write ``RESULTS.md`` beside this file."""
    parts = [section("Text made from the seeds", texts.generated(15_000), with_corpus=len(sys.argv) == 1)]
    for name in sys.argv[1:]:
        parts.append(section(f"Documents of {Path(name).name}", texts.documents(Path(name)), with_corpus=True))
    parts.append(waiting())
    about = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"
    head = f"# Results of `make bench`\n\n{__doc__.split(chr(10), 2)[2].strip()}\n\n{about}.\n\n"
    (Path(__file__).parent / "RESULTS.md").write_text(head + "\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
