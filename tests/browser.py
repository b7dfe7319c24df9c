"""A real browser for the tests, and a small report made by hand."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import pandas as pd
import pytest

from analysis.attribution.attribution import ATTRIBUTIONS, PLACES, RUNS, Attributions
from analysis.facts.findings import MOST_ARTICLES as MOST
from analysis.facts.findings import compare_facts as same_facts
from analysis.report import story as report
from analysis.report.page import Figure, Own, Report, letters
from analysis.schema import ARTICLES, PARAGRAPHS, SPANS, table

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
SVG = '<svg role="img" aria-label="bars" viewBox="0 0 9 9"><rect width="4" height="9" fill="var(--a, #b34700)"/></svg>'
COMPARED = [
    "measure",
    "label",
    "family",
    "voice",
    "article_a",
    "article_b",
    "value_a",
    "value_b",
    "difference",
    "low",
    "high",
    "method",
    "spread",
    "n_a",
    "n_b",
    "unit",
    "reason",
    "clear",
]

#: how far a page can be slid sideways, in pixels
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: what a reader's eye gets: every article paragraph without the reasons
BLOCKS = """() => Object.fromEntries([...document.querySelectorAll('.block')].map(block => {
    const copy = block.cloneNode(true);
    copy.querySelectorAll('.tip').forEach(tip => tip.remove());
    return [block.id, copy.textContent];
}))"""


@contextmanager
def chromium() -> Iterator:
    """Start headless Chromium: a visible skip where there is none, and a failure where CI=true."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        message = "no chromium on the PATH (set CHROMIUM to its place): the page was not tried in a browser"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=list(QUIET))
        yield running
        running.close()


class Watched:
    """A page opened from a file, and everything that it asked for or complained of."""

    def __init__(self, browser, file, **options):
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.requests, self.complaints = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        if file:
            self.page.goto(file.as_uri())

    def afresh(self, file, **options):
        """Open a file in the same window, and forget what was asked for and complained of; give the page.

        That takes half as long as a window of its own. `options` are those of `emulate_media`.
        """
        self.page.mouse.move(0, 0)
        self.page.emulate_media(**{"media": "null", "color_scheme": "null"} | options)
        self.requests.clear()
        self.complaints.clear()
        self.page.goto(file.as_uri())
        return self.page

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()


@lru_cache(maxsize=8)
def example(*, articles: int = 2, hostile: str = "", matched: bool = False) -> Report:
    """Make a report of a few sentences of our own; `hostile` is put into every field that may come from outside.

    With `matched`, what two pieces report alike is told too, and observations. The last few are kept, as no table is
    ever changed: `example.__wrapped__` makes one anew.
    """
    slugs = [f"piece-{number}{hostile}" for number in range(articles)]
    texts = [
        ("headline", "outlet", "Council walks out of the bridge talks"),
        (
            "body",
            "outlet",
            "The brutal winter seems to have hit the bridge hard, and the mayor warned of a wave of costs.",
        ),
        ("blockquote", "quoted", "We will not be bullied, and we will not pay."),
        ("body", "outlet", "“It is a disgrace,” she said.  Two spaces, a tab\tand an emoji 🌉 follow."),
        ("boilerplate", None, "Read more on our site"),
    ]
    paragraphs, spans = [], []
    for slug in slugs:
        for block, (kind, voice, text) in enumerate(texts):
            number = block if kind in ("body", "blockquote") else None
            reason = "page furniture" + hostile if kind == "boilerplate" else None
            speaker = "the mayor" + hostile if kind == "blockquote" else None
            paragraphs.append(
                dict(article=slug, block=block, paragraph=number, kind=kind, voice=voice, speaker=speaker)
                | dict(reason=reason, text=text + hostile)
            )
        for block, surface, label, category, weight, voice in (
            (0, "walks out", "loaded", "emotive", 0.4, "outlet"),
            (1, "brutal", "loaded", "emotive", 0.7, "outlet"),
            (1, "brutal", "sentiment", "negative", -2.0, "outlet"),
            (1, "seems", "hedge", "hedge", 0.3, "outlet"),
            (1, "warned", "cue", "alarm", 0.5, "outlet"),
            (1, "a wave of costs", "loaded", "metaphor", 0.8, "outlet"),
            (1, "costs", "difficult", "difficult", 1.0, "outlet"),
            (1, "bridge", "figure", "agree", float("nan"), None),
            (2, "bullied", "sentiment", "negative", -1.9, "quoted"),
            (3, "emoji", "difficult", "difficult", 1.0, "outlet"),
            (3, "“It is a disgrace,”", "quotation", "direct", 0.0, "quoted"),
            (3, "disgrace", "loaded", "emotive", 0.6, "quoted"),
        ):
            start = texts[block][2].index(surface)
            spans.append(
                dict(article=slug, block=block, start=start, end=start + len(surface), surface=surface + hostile)
                | dict(label=label, category=category + hostile, weight=weight, voice=voice)
                | dict(note=("not on the list" if label == "difficult" else "judges") + hostile)
                | dict(source="own list", neutral="plainer word" + hostile)
            )
    named = {name: name + hostile for name in ("title", "outlet", "style", "byline", "date", "path")}
    two = (slugs * 2)[:2]
    rows = [
        (
            "loaded_per_100_words",
            "loaded words",
            "loaded language",
            "outlet",
            *two,
            4.0,
            1.5,
            2.5,
            0.3,
            4.6,
            "shuffles drawn",
            1.0,
            8,
            7,
        )
        + ("in 100 words", None, True),
        (
            "compound",
            "tone" + hostile,
            "tone",
            "quoted",
            *two,
            0.1,
            float("nan"),
            float("nan"),
            float("nan"),
            float("nan"),
        )
        + (None, float("nan"), 3, 0, "from -1 to 1", "no quoted words" + hostile, False),
    ]
    comparison = pd.DataFrame(rows, columns=COMPARED)
    comparison = comparison.assign(p=[0.01, float("nan")], p_holm=[0.02, float("nan")], planned=[True, False])
    comparison = comparison.assign(smallest=[2.1, float("nan")], cliffs_delta=[0.4, float("nan")])
    comparison = comparison.assign(clear_alone=comparison["clear"])
    odds = pd.DataFrame({"word": ["winter" + hostile, "pay"], "count_a": [3, 0], "count_b": [0, 2]})
    odds = odds.assign(log_odds=[1.2, -0.9], score=[2.4, -1.7], band=[2.1, 1.6], apart=True)
    sentences = pd.DataFrame(
        {
            "measure": ["loaded_per_100_words", "compound"],
            "voice": ["outlet", "quoted"],
            "finding": ["In its own voice, A uses more loaded words than B." + hostile, "Cannot be compared."],
            "doubt": ["It could be 0.3 to 4.6." + hostile, ""],
            "clear": [True, False],
        }
    )
    glossary = pd.DataFrame(
        {
            "measure": ["loaded_per_100_words"],
            "label": ["loaded words"],
            "family": ["loaded language"],
            "unit": ["in 100 words"],
            "direction": ["higher is more loaded"],
            "short": ["How many loaded words there are." + hostile],
            "limits": ["A list sees words, not meaning."],
            "formula": ["loaded_words / words * 100"],
            "reference": ["this project"],
            "function": ["measures/loaded_language.py: loaded_language"],
        }
    )
    figure = Figure(SVG, "two bars" + hostile, pd.DataFrame({"piece": ["A" + hostile, "B"], "value": [4.0, 1.5]}))
    same = [(two[0], 1, two[1], 2, 0.5, "pay" + hostile), (two[0], 3, two[1], 1, 0.4, "winter" + hostile)]
    matches = pd.DataFrame(same, columns=["article_a", "block_a", "article_b", "block_b", "score", "shared"])
    seen = dict(kind="figure" + hostile, text="A says three" + hostile, doubt="Perhaps." + hostile, part="tone")
    observations = pd.DataFrame([seen | {"aside": "3 / 2" + hostile, "places": [(two[0], 1), (two[1], 4)]}])
    return Report(
        articles=table([{"article": slug, "sha256": "0" * 64, **named} for slug in slugs], ARTICLES),
        measured=table(paragraphs, PARAGRAPHS),
        spans=table(spans, SPANS).assign(neutral=[span["neutral"] for span in spans]),
        comparison=comparison,
        sentences=sentences,
        figures={"loaded_categories": figure, "voice_shares": figure, "differences": figure},
        spoken=spoken(slugs, hostile),
        odds=odds,
        facts=same_facts(table(paragraphs, PARAGRAPHS), spoken(slugs, hostile)) if 1 < articles <= MOST else None,
        matches=matches if matched else None,
        observations=observations if matched else None,
        lexicon=Own("mine.csv" + hostile, 2, "0" * 64),
        glossary=glossary,
        versions={"framing": "0.1.0"},
        command="framing report a.txt b.txt" + hostile,
    )


def spoken(slugs: list[str], hostile: str) -> Attributions:
    """Say who speaks in each piece of the example: a warning in the outlet's words, a block, a quotation."""
    made, runs = [], []
    content = "of a wave of costs."
    start = 74
    for slug in slugs:
        for number, block, who, cue, sort, form, words in (
            (0, 1, ("the mayor", "the mayor", "unnamed", ""), "warned", "alarm", "indirect", content),
            (1, 2, ("the mayor", "the mayor", "unnamed", "introduction"), None, None, "block", "We will not"),
            (2, 3, ("she", "Ana Ruiz", "named", "pronoun"), "said", "neutral", "direct", "“It is a disgrace,”"),
        ):
            source, speaker, kind, how = who
            made.append(
                dict(article=slug, attribution=number, block=block, source=source + hostile, speaker=speaker + hostile)
                | dict(source_kind=kind, how=how, cue=cue and cue + hostile, verb=cue and cue + hostile)
                | dict(cue_class=sort, form=form, content=words + hostile, words=len(words.split()), words_quoted=0)
            )
        runs.append((slug, 1, start, start + len(content), "reported", 0))
    found = pd.DataFrame(made)[list(ATTRIBUTIONS)].astype(ATTRIBUTIONS)
    voices = pd.DataFrame(runs, columns=list(RUNS)).astype(RUNS)
    nothing = pd.DataFrame(columns=list(PLACES)).astype(PLACES)
    return Attributions(found, nothing, voices, nothing[["article", "block", "start", "end"]])


def texts(made: Report) -> dict[str, str]:
    """Give the text of every block that the page shows, by the block's id."""
    shown = made.measured[made.measured["kind"].isin(["headline", "body", "blockquote"])]
    named = letters(made.articles)
    return {f"{named[row.article]}-{row.block}": row.text for row in shown.itertuples()}


def written(folder, made: Report):
    """Write the page of a report into a folder; give the file."""
    file = folder / "report.html"
    file.write_text(report.render_page(made), encoding="utf-8", newline="")
    return file
