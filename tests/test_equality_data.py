"""The same on annotated data that lies beside the checkout (``*/data/dev``); without it there is nothing to do here."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from tests.equal import differences

BESIDE = sorted(Path(__file__).resolve().parents[2].glob("*/data/dev/*"))
FILES = [path for path in BESIDE if path.suffix in (".csv", ".jsonl")]
#: vaderSentiment's time grows with the square of a text's length: longer texts are left to readability
LONGEST_FOR_VADER = 2_000


def column(path: Path) -> list[str]:
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        return [row["text"] if "text" in row else "\n".join(row["paragraphs"]) for row in rows]
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    names = [name for name in ("text", "sentence", "article") if name in table]
    return table[names[0]].drop_duplicates().tolist() if names else []


@pytest.mark.skipif(not FILES, reason="no annotated data beside the checkout")
@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_every_sentence_and_document(textstat, path):
    texts = column(path)
    assert texts, f"{path.name} has no column of texts"
    short = [text for text in texts if len(text.split()) <= LONGEST_FOR_VADER]
    long = [text for text in texts if len(text.split()) > LONGEST_FOR_VADER]
    assert differences(short, textstat) == []
    assert differences(long, textstat, sentiment=False) == []
