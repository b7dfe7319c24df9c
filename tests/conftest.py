"""What several tests share: the two seeds, read and measured once."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis import evidence, measure, paragraphs, read_articles

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
