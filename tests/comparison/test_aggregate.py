from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.comparison.aggregate import columns_of as source
from analysis.comparison.aggregate import pairs, value, wanted
from analysis.comparison.aggregate import unit_of as unit
from analysis.measures import glossary

TABLE = pd.DataFrame(
    {
        "article": "a",
        "kind": "body",
        "voice": ["outlet", "quoted", None],
        "loaded_words": [1, 0, 2],
        "loaded_words_quoted": [0, 0, 1],
        "words_outlet": [10, 0, 40],
        "words_quoted": [0, 0, 50],
        "compound": [0.5, np.nan, -0.1],
    }
)


def test_a_rate_is_a_hundred_times_the_count_over_the_words_and_a_score_itself_over_one():
    above, below = pairs(TABLE, "all", glossary.glossary_row("loaded_per_100_words"))
    assert np.array_equal(above, [100, np.nan, 200], equal_nan=True)
    assert np.array_equal(below, [10, np.nan, 90], equal_nan=True)
    assert value(above, below) == pytest.approx(3.0)
    above, below = pairs(TABLE, "all", glossary.glossary_row("compound"))
    assert np.array_equal(below, [1, np.nan, 1], equal_nan=True)
    assert value(above, below) == pytest.approx(0.2)


def test_a_voice_is_its_words_or_its_paragraphs():
    above, below = pairs(TABLE, "quoted", source("loaded_per_100_words", "quoted"))
    assert np.array_equal(below, [np.nan, np.nan, 50], equal_nan=True)
    above, _ = pairs(TABLE, "outlet", source("compound", "outlet"))
    assert np.array_equal(above, [0.5, np.nan, np.nan], equal_nan=True)


def test_no_value_is_missing_and_never_zero():
    assert np.isnan(value(np.array([np.nan]), np.array([np.nan])))
    assert np.isnan(value(np.array([]), np.array([])))


def test_what_the_table_can_tell_is_listed_and_every_rate_has_its_unit():
    found = [(measure, voice) for measure, voice, _ in wanted(TABLE, None)]
    assert ("loaded_per_100_words", "quoted") in found
    assert ("loaded_per_100_words", "outlet") not in found
    assert {voice for measure, voice in found if measure == "compound"} == {"all", "outlet", "quoted"}
    assert unit(glossary.glossary_row("loaded_per_100_words")) == "in 100 words"
    assert unit(glossary.glossary_row("gunning_fog")) == "school grade"
