from __future__ import annotations

import warnings

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.features import MISSING, NO_WORDS, NOT_TEXT, evidence, measure
from analysis.schema import SPANS, InputError

ALPHABET = st.sampled_from(
    [
        "brutal ",
        "not ",
        "“",
        "” ",
        '"',
        "’",
        "\n",
        "\u00a0",
        "U.N. ",
        "killed ",
        "very ",
        "great ",
        "!",
        "?",
        "😀",
        "é",
        "12 ",
        "but ",
        "BAD ",
        "— ",
    ]
)


def test_the_measures_stand_on_the_tables_own_index_and_leave_it_as_it_was():
    table = pd.DataFrame({"text": ["A brutal winter.", "Rain."], "other": [1, 2]}, index=[7, 7])
    before = table.copy()
    found = measure(table)
    assert found.index.tolist() == [7, 7]
    assert not set(found.columns) & {"text", "other"}
    pd.testing.assert_frame_equal(table, before)


def test_every_measure_of_the_first_page_is_there():
    names = """words sentences compound positive neutral negative compound_names_masked flesch_reading_ease
        flesch_kincaid_grade gunning_fog smog_index automated_readability_index coleman_liau_index
        dale_chall_readability_score linsear_write_formula difficult_words text_standard readability_too_short
        loaded_score loaded_per_100_words""".split()  # noqa: SIM905
    assert set(names) <= set(measure(pd.DataFrame({"text": ["One."]})).columns)


def test_rows_that_cannot_be_measured_keep_their_place_and_say_why():
    table = pd.DataFrame({"text": ["Rain fell.", None, 7, "…", float("nan"), ""]})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = measure(table)
    assert found["not_measured"].fillna("").tolist() == ["", MISSING, NOT_TEXT, NO_WORDS, MISSING, NO_WORDS]
    assert found["compound"].notna().tolist() == [True, False, False, True, False, False]
    assert found["words"].isna().tolist() == [False, True, True, False, True, False]
    assert found.loc[0, "words"] == 2


def test_no_rows_and_no_text_column():
    assert len(measure(pd.DataFrame({"text": []}))) == 0
    assert list(evidence(pd.DataFrame({"text": []})).columns) == [*SPANS, "neutral", "row"]
    with pytest.raises(InputError, match="no column 'text'"):
        measure(pd.DataFrame({"body": ["x"]}))


def test_words_by_voice_add_up(seed_measured):
    assert (seed_measured["words"] == seed_measured["words_outlet"] + seed_measured["words_quoted"]).all()


def test_masking_names_takes_the_praise_out_of_the_security_council():
    found = measure(pd.DataFrame({"text": ["The United Nations Security Council met on Monday."]})).iloc[0]
    assert found["compound"] > 0.5
    assert found["compound_names_masked"] == 0


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(ALPHABET, max_size=30).map("".join), max_size=5))
def test_spans_point_into_the_text_and_words_add_up_whatever_the_text(texts):
    table = pd.DataFrame({"text": texts}, dtype=object)
    numbers, spans = measure(table), evidence(table)
    for row, start, end, surface in zip(spans["row"], spans["start"], spans["end"], spans["surface"], strict=True):
        assert texts[row][start:end] == surface != ""
    assert (numbers["words"] == numbers["words_outlet"] + numbers["words_quoted"]).all()
    assert spans["voice"].isin(["outlet", "quoted"]).all()


def test_a_text_is_measured_alike_alone_and_in_company(seed_blocks):
    together = measure(seed_blocks)
    for k in (0, 6, 15, 27):
        alone = measure(seed_blocks.iloc[[k]])
        pd.testing.assert_frame_equal(alone, together.iloc[[k]])
