"""The folded parts: each picks what it shows, and has its template."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis import page, parts
from analysis.read import articles_table
from analysis.story import compared
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
    (row,) = parts.rows(made, made.comparison[:1].assign(measure=measure, voice=voice))
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
    (row,) = parts.rows(made, made.comparison[:1].assign(reason=reason))
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
