"""Measure the page of twelve articles in headless Chromium: its size, the first paint, and how long a layer takes.

``python benchmarks/page.py`` makes twelve articles of 1,500 words, writes their page into a temporary folder and prints
a line a figure. Set CHROMIUM to the browser's place where it is not on the PATH.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from texts import generated

from analysis.articles.read import Article
from analysis.report.reader import Story

ARTICLES, WORDS, ROUNDS = 12, 1_500, 5
LAYERS = ("loaded", "hedge", "cue", "sentiment", "difficult", "voice")
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
#: from the click to the next frame but one: when what the switch changed has been drawn
TOGGLE = """name => new Promise(done => {
    const start = performance.now();
    document.querySelector('#l-' + name).click();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
})"""


def article(number: int) -> Article:
    """Make one article of about WORDS words, with a headline."""
    kept, words = [], 0
    for paragraph in generated(WORDS, seed=number):
        kept.append(paragraph)
        words += len(paragraph.split())
        if words >= WORDS:
            break
    return Article(f"piece-{number}", "\n\n".join([f"Headline of piece {number}", *kept]))


def measured(opened: Page, file: Path) -> dict[str, float]:
    """Open a page ROUNDS times; give the medians in milliseconds."""
    paints = []
    for _ in range(ROUNDS):
        opened.goto(file.as_uri())
        opened.wait_for_function(f"{FIRST_PAINT} > 0")
        paints.append(opened.evaluate(FIRST_PAINT))
    figures = {"first paint": statistics.median(paints)}
    opened.evaluate("document.querySelector('#texts').scrollIntoView()")
    for name in LAYERS:
        figures[f"layer {name}"] = statistics.median(opened.evaluate(TOGGLE, name) for _ in range(2 * ROUNDS))
    return figures


def main() -> None:
    """Write the page, open it, and print what was measured."""
    made = Story([article(number) for number in range(ARTICLES)]).page()
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        file = Path(folder) / "page.html"
        file.write_text(made, encoding="utf-8", newline="")
        running = driver.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        sys.stdout.write(f"size: {file.stat().st_size / 1e6:.2f} MB\n")
        for width in (1440, 360):
            opened = running.new_page(viewport={"width": width, "height": 900})
            for what, value in measured(opened, file).items():
                sys.stdout.write(f"{width} px, {what}: {value:.0f} ms\n")
        running.close()


if __name__ == "__main__":
    main()
