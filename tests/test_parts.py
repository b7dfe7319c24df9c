"""The folded parts: each picks what it shows, and has its template."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis import page, parts
from analysis.page_parts import PARTS
from analysis.read import articles_table
from analysis.story import compared
from tests.browser import example


def test_the_loaded_words_are_listed_in_the_order_of_the_texts_with_their_place():
    words = parts.loaded(example())["words"]
    assert [(word["surface"], word["sort"], word["part"], word["place"], word["href"]) for word in words[:4]] == [
        ("walks out", "emotive", "headline", "A’s headline", "#A-0"),
        ("brutal", "emotive", "paragraph", "A1", "#A-1"),
        ("warned", "reporting verb", "paragraph", "A1", "#A-1"),
        ("a wave of costs", "metaphor", "paragraph", "A1", "#A-1"),
    ]


def test_a_reporting_verb_without_a_weight_is_not_listed_nor_is_what_stands_in_a_block_set_aside():
    made = example()
    weights = made.spans["weight"].mask(made.spans["label"] == "cue", 0.0)
    kinds = made.measured["kind"].mask(made.measured["block"] == 3, "boilerplate")
    changed = replace(made, spans=made.spans.assign(weight=weights), measured=made.measured.assign(kind=kinds))
    found = [word["surface"] for word in parts.loaded(changed)["words"]]
    assert found == ["walks out", "brutal", "a wave of costs"] * 2


def test_the_pieces_keep_their_order_in_the_list_whatever_their_names():
    made = example()
    words = parts.loaded(replace(made, articles=made.articles[::-1]))["words"]
    assert [word["article"] for word in words] == ["piece-1"] * 5 + ["piece-0"] * 5


def test_the_listed_words_add_up_to_the_number_that_is_compared(seed_measured, seed_spans, seed_articles):
    comparison, sentences = compared(seed_measured, names={})
    made = parts.Report(articles_table(seed_articles), seed_measured, seed_spans, comparison, sentences)
    sums = {one["letter"]: one for one in parts.loaded(made)["sums"]}
    row = comparison[(comparison["measure"] == "loaded_per_100_words") & (comparison["voice"] == "all")].iloc[0]
    for letter, value in (("A", row["value_a"]), ("B", row["value_b"])):
        assert sums[letter]["count"] / sums[letter]["of"] * 100 == pytest.approx(value, rel=1e-12)
        assert sum(voice["count"] for voice in sums[letter]["voices"]) == sums[letter]["count"] > 0
    headline = seed_measured[seed_measured["kind"] == "headline"]["loaded_words"].tolist()
    assert [sums[letter]["headline"] for letter in "AB"] == headline


def test_a_rows_share_of_the_comparison_is_its_familys():
    made = example()
    assert [row["measure"] for row in parts.loaded(made)["rows"]] == ["loaded_per_100_words"]
    assert [row["measure"] for row in parts.tone(made)["rows"]] == ["compound"]
    assert parts.readability(made)["rows"] == []
    assert parts.comparison(made)["rows"] == []
    amount = replace(made, comparison=made.comparison.assign(family="amount"))
    assert len(parts.comparison(amount)["rows"]) == 2
    assert all(name in parts.comparison(made)["all_csv"] for name in ("loaded_per_100_words", "compound"))


def test_the_limits_are_of_the_measures_that_were_compared_and_the_counts_of_body_text():
    data = parts.trust(example())
    assert data["limits"] == {"A list sees words, not meaning.": ["loaded words"]}
    assert data["counts"] == {"A": 3, "B": 3}


def test_no_glossary_no_part():
    assert parts.glossary(replace(example(), glossary=pd.DataFrame())) is None


def test_every_part_has_one_template_of_its_name():
    known = {f"{part.__name__}.html.j2" for part in PARTS}
    assert known == {name.split("/")[1] for name in page.environment().list_templates() if name.startswith("parts/")}


def test_a_figure_stands_in_the_part_that_its_name_begins_with():
    made = example()
    assert list(parts.loaded(made)["figures"]) == ["loaded_categories"]
    assert list(parts.comparison(made)["figures"]) == ["differences"]
