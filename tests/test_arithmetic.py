"""Stated arithmetic: the generated forms, right and wrong, and the seeds."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.arithmetic import ARITHMETIC, arithmetic, check, finer
from analysis.read import read_articles
from analysis.schema import InputError
from analysis.segment import paragraphs

ROOT = Path(__file__).parents[1]
_SPEC = importlib.util.spec_from_file_location("arithmetic_forms", ROOT / "tests" / "arithmetic_forms.py")
forms = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(forms)


def table(texts):
    return pd.DataFrame({"article": "a", "block": range(len(texts := list(texts))), "kind": "body", "text": texts})


@pytest.mark.parametrize("name", ["FORMS", "HELD_OUT", "HELD_OUT_AGAIN", "HELD_OUT_LAST", "HELD_OUT_FOURTH"])
def test_generated_sums_are_judged_and_no_true_one_is_accused(name):
    cases = forms.filled(getattr(forms, name), seed=20)
    found = arithmetic(table(case[3] for case in cases)).groupby("block")["verdict"].agg(set)
    told = [found.get(place, set()) for place in range(len(cases))]
    accused = [case[3] for case, verdicts in zip(cases, told, strict=True) if case[2] and "does not fit" in verdicts]
    missed = [
        case[3] for case, verdicts in zip(cases, told, strict=True) if not case[2] and "does not fit" not in verdicts
    ]
    assert accused == []
    assert len(missed) <= 0.05 * len(cases) / 2, missed[:5]


def test_there_are_two_hundred_forms():
    assert (
        len({line for _, line in forms.forms()}) >= 200 and len({line for _, line in forms.forms(forms.HELD_OUT)}) >= 60
    )


def test_the_aggregators_percentage_is_found_with_its_working():
    found = arithmetic(paragraphs(read_articles([ROOT / "seeds"])))
    row = found.iloc[0]
    assert len(found) == 1 and (row["article"], row["block"]) == ("aggregator", 8)
    assert (row["stated"], row["computed"], row["verdict"]) == ("more than 500%", "+456.7%, 5.6 times", "does not fit")
    assert row["working"].startswith("from 60 to 334 is 334 / 60 = 5.57 times, an increase of 456.7%")


def test_offsets_point_at_the_surface():
    text = "Raids rose 12% from 50 to 56."
    row = check(text).iloc[0]
    assert text[row["start"] : row["end"]] == row["surface"] == "12% from 50 to 56"


def test_blocks_that_are_not_the_articles_own_are_passed_over():
    blocks = table(["Raids rose 12% from 50 to 56."]).assign(kind="boilerplate")
    assert arithmetic(blocks).empty and list(arithmetic(blocks)) == list(ARITHMETIC)


def test_no_text_and_bad_tables():
    assert check("").empty
    with pytest.raises(InputError, match="there is no column 'text'"):
        arithmetic(pd.DataFrame({"article": [], "block": [], "kind": []}))


def test_a_quotation_that_never_closes_holds_no_sentences_together():
    text = '"Not closed, he said. Then 5 came home. They left.'
    assert [text[a:b] for a, b in finer(text, [(0, len(text))])] == [
        '"Not closed, he said.',
        "Then 5 came home.",
        "They left.",
    ]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "rose",
                "fell",
                "by",
                "12%",
                "50",
                "to",
                "from",
                "56",
                "of",
                "100",
                ",",
                "or",
                ".",
                "(",
                ")",
                "a",
                "third",
                "doubled",
                "total",
                "in",
                "all",
                "“",
                "”",
                "\xa0",
                "😀",
                "$5",
                "2020",
            ]
        ),
        max_size=20,
    )
)
def test_any_jumble_gives_rows_with_sound_offsets(words):
    text = " ".join(words)
    for row in check(text).itertuples():
        assert text[row.start : row.end] == row.surface and row.verdict and row.working
