"""The numbers of a part in the words of the page."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis import part_tables, parts
from tests.browser import example


@pytest.mark.parametrize(
    ("family", "part"),
    [
        ("loaded language", "loaded"),
        ("tone", "tone"),
        ("readability", "readability"),
        ("amount", "comparison"),
        (None, "comparison"),
    ],
)
def test_a_family_stands_in_its_part(family, part):
    assert part_tables.part_of(family) == part


@pytest.mark.parametrize(
    ("measure", "voice", "said", "score"),
    [
        ("loaded_per_100_words", "outlet", "own voice", False),
        ("loaded_score", "quoted", "quoted", False),
        ("hedges_per_100_words", "all", "whole text", False),
        ("compound", "outlet", "outside block quotations", True),
        ("flesch_reading_ease", "quoted", "block quotations", True),
        ("flesch_reading_ease", "all", "whole text", False),
    ],
)
def test_a_score_of_whole_paragraphs_is_never_called_a_voice(measure, voice, said, score):
    made = example()
    (row,) = part_tables.rows(made, made.comparison[:1].assign(measure=measure, voice=voice))
    assert (row["said"], row["score"]) == (said, score)


@pytest.mark.parametrize(
    ("reason", "remark"),
    [
        ("no quoted words in piece-1", "no quoted words in B"),
        ("no quoted words in piece-0 and piece-1", "no quoted words in A and B"),
        ("only one paragraph to go on in piece-0", "only one paragraph to go on in A"),
        ("3 and 4 paragraphs are too few", "3 and 4 paragraphs are too few"),
        (None, ""),
    ],
)
def test_a_remark_names_the_pieces_by_their_letters(reason, remark):
    made = example()
    (row,) = part_tables.rows(made, made.comparison[:1].assign(reason=reason))
    assert row["remark"] == remark


def test_the_numbers_of_a_figure_have_the_words_of_the_page():
    made = example()
    table = pd.DataFrame({"article": ["piece-0", "piece-1"], "label": ["cue", "loaded"], "category": ["cue", "label"]})
    table = table.assign(voice=["outlet", "quoted"], count=[1, 2], words=[10, 20], per_100_words=[10.0, 10.0])
    profile = pd.DataFrame({"article": ["piece-1"], "paragraph": [1], "voice": ["quoted"], "compound": [0.5]})
    figures = {"loaded": ("", "", table), "tone": ("", "", profile), "differences": ("", "", made.comparison)}
    made = replace(made, figures=figures)
    shown = parts.loaded(made)["figures"]["loaded"]["table"]
    assert list(shown) == ["piece", "mark", "category", "voice", "marked", "words in that voice", "in 100 words"]
    assert shown.iloc[0].tolist() == ["A", "reporting verb", "reporting verb", "own voice", 1, 10, 10.0]
    shown = parts.tone(made)["figures"]["tone"]["table"]
    assert list(shown) == ["piece", "paragraph", "kind", "tone of the words (from -1 to 1)"]
    assert shown.iloc[0].tolist() == ["B", 1, "block quotation", 0.5]
    assert [row["said"] for row in parts.comparison(made)["figures"]["differences"]["rows"]] == [
        "own voice",
        "block quotations",
    ]


def test_neighbouring_rows_of_one_measure_share_its_name():
    made = example()
    table = pd.concat([made.comparison[:1]] * 2 + [made.comparison[1:]], ignore_index=True)
    assert [row["span"] for row in part_tables.rows(made, table)] == [2, 0, 1]
    assert part_tables.rows(made, table[:0]) == []


def test_a_parts_rows_and_figures_can_be_had_as_files():
    made = part_tables.family_of(example(), "loaded")
    assert made["csv"].startswith("data:text/csv") and "loaded_per_100_words" in made["csv"]
    assert made["figures"]["loaded_categories"]["csv"].startswith("data:text/csv")
    assert part_tables.family_of(example(), "readability")["csv"] is None
