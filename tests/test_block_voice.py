from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.block_voice import introduced, voices


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The mayor, Ana Ruiz, told reporters on Monday:", "Ana Ruiz"),
        ("According to the Morning Post, in a recent article:", "Morning Post"),
        ("According to Morning Post, in a recent article:", "Morning Post"),
        ("It rained. Special Envoy for the Lake District Ana Ruiz said:", "Ana Ruiz"),
        ("There are three things to know:", None),
        ("The letter reads:", None),
    ],
)
def test_the_speaker_is_named_where_the_text_names_one(sentence, name):
    assert introduced(sentence) == name


def test_blocks_have_a_voice_and_a_quotation_keeps_its_speaker():
    table = pd.DataFrame(
        {
            "article": ["a"] * 5,
            "kind": ["headline", "body", "blockquote", "blockquote", "boilerplate"],
            "text": ["Report", "Ana Ruiz told the press:", "We go on.", "[…] And on.", "Share"],
        }
    )
    found = voices(table)
    assert found["voice"].tolist()[:4] == ["outlet", "outlet", "quoted", "quoted"]
    assert found["voice"].isna().tolist() == [False] * 4 + [True]
    assert found["speaker"].dropna().tolist() == ["Ana Ruiz", "Ana Ruiz"]
    assert np.array_equal(found.index, table.index)
