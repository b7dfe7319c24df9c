"""The folded parts: each picks what it shows, and has its template."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis import page, parts
from tests.browser import example


def test_the_letters_follow_the_articles_and_go_on_after_z():
    names = parts.letters(pd.DataFrame({"article": [str(number) for number in range(28)]}))
    assert [names[str(number)] for number in (0, 1, 25, 26, 27)] == ["A", "B", "Z", "AA", "AB"]


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
    assert parts.part_of(family) == part


def test_the_loaded_words_are_listed_in_the_order_of_the_texts_with_their_place():
    words = parts.loaded(example())["words"]
    assert [(word["surface"], word["place"], word["href"]) for word in words[:3]] == [
        ("walks out", "A’s headline", "#A-0"),
        ("brutal", "A1", "#A-1"),
        ("a wave of costs", "A1", "#A-1"),
    ]


def test_a_word_in_a_block_that_is_set_aside_has_no_link():
    made = example()
    kinds = made.measured["kind"].mask(made.measured["block"] == 1, "boilerplate")
    words = parts.loaded(replace(made, measured=made.measured.assign(kind=kinds)))["words"]
    assert [word["href"] for word in words if word["surface"] == "brutal"] == [None, None]


def test_a_rows_share_of_the_comparison_is_its_familys():
    made = example()
    assert [row["measure"] for row in parts.loaded(made)["rows"]] == ["loaded_per_100_words"]
    assert [row["measure"] for row in parts.tone(made)["rows"]] == ["compound"]
    assert parts.readability(made)["rows"] == []
    assert len(parts.comparison(made)["rows"]) == 2


def test_the_limits_are_of_the_measures_that_were_compared_and_the_counts_of_body_text():
    data = parts.trust(example())
    assert data["limits"] == {"A list sees words, not meaning.": ["loaded words"]}
    assert data["counts"] == {"A": 3, "B": 3}


def test_no_glossary_no_part():
    assert parts.glossary(replace(example(), glossary=pd.DataFrame())) is None


def test_every_part_has_one_template_of_its_name():
    known = {f"{part.__name__}.html.j2" for part in parts.PARTS}
    assert known == {name.split("/")[1] for name in page.environment().list_templates() if name.startswith("parts/")}


def test_a_figure_stands_in_the_part_that_its_name_begins_with():
    made = example()
    assert list(parts.loaded(made)["figures"]) == ["loaded_categories"]
    assert list(parts.comparison(made)["figures"]) == ["differences"]
