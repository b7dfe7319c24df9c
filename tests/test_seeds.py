"""The two seeds are what was handed over, and are described without invention."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd

SEEDS = Path(__file__).resolve().parent.parent / "seeds"

HASHES = {
    "aggregator.txt": "2d680a3470abe02f9e9c8216592c6003d238c85b33dc17727c3de4b5296b71a2",
    "wire.txt": "292eb1d706e6bf712a092b850a67d723027143deaa939105a94c37c16ff0b130",
}


def test_the_seeds_are_byte_for_byte_as_given():
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(SEEDS.glob("*.txt"))} == HASHES


def test_every_cell_about_a_seed_stands_in_its_text_or_is_empty():
    described = pd.read_csv(SEEDS / "articles.csv", keep_default_na=False).set_index("file")
    assert list(described.index) == list(HASHES)
    for name, row in described.iterrows():
        text = (SEEDS / name).read_text(encoding="utf-8")
        for column in ("title", "outlet", "byline", "date"):
            assert row[column] in text, (name, column)
    assert described.loc["wire.txt", "outlet"] == ""
