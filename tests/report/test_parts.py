"""The folded parts: each picks what it shows, in the words of the page, and has its template."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from analysis.articles.read import articles_table
from analysis.attribution.attribution import attribute
from analysis.comparison import comparison_sentences
from analysis.facts.findings import compare_facts as same_facts
from analysis.report import page, parts
from analysis.report import story as report
from analysis.report.parts import PARTS, facts, left_out
from analysis.report.story import compared
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
    assert parts.part_of(family) == part


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


def test_a_parts_rows_and_figures_can_be_had_as_files():
    made = parts.loaded(example())
    assert made["csv"].startswith("data:text/csv") and "loaded_per_100_words" in made["csv"]
    assert made["figures"]["loaded_categories"]["csv"].startswith("data:text/csv")
    assert parts.readability(example())["csv"] is None


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
    comparison = compared(seed_measured)
    sentences = comparison_sentences(comparison, names={})
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


@pytest.fixture(scope="module")
def seeds(seed_articles, seed_blocks, seed_measured):
    """The seeds' facts in a report that has nothing else of theirs but their blocks."""
    spoken = attribute(seed_blocks)
    found = same_facts(seed_blocks, spoken, source="She said: once limited to a few provinces and Kabul, it now seems.")
    return replace(
        example(), articles=articles_table(seed_articles), measured=seed_measured, facts=found, spoken=spoken
    )


def test_without_facts_there_is_no_part():
    bare = replace(example(), facts=None)
    assert facts(bare) is None and left_out(bare) is None
    assert 'id="facts"' not in report.render_page(bare) and 'id="left_out"' not in report.render_page(bare)


def test_the_seeds_facts_are_picked_with_their_places(seeds):
    made = facts(seeds)
    (pair,) = made["quotations"]
    assert [side["place"] for side in pair["sides"]] == ["A4", "B7"]
    assert [side["href"] for side in pair["sides"]] == ["#A-4", "#B-8"]
    assert [step["a"] for step in pair["steps"] if step["changed"]] == ["capitals, ISKP", "cover most of the", "is"]
    (total,) = made["sums"]
    assert total["verdict"] == "does not fit" and total["place"] == "A8"
    assert made["headlines"][0]["said"].startswith(" says “Every Province”") and made["headlines"][0]["letter"] == "B"
    assert len(made["matches"]) == 7 and made["against"] and {row["result"] for row in made["checked"]} <= {
        "verbatim", "altered", "not found"}  # fmt: skip


def test_what_only_one_has_is_told_for_each_piece(seeds):
    made = left_out(seeds)
    a, b = made["pieces"]
    assert (a["letter"], b["letter"]) == ("A", "B")
    assert [point["place"] for point in b["points"]][0] == "B2" and 0 < b["share"] < 1
    assert "Thomas West" in a["sources"] and "Deborah Lyons" not in a["sources"] + b["sources"]
    assert made["reuse"] is None and made["order"][0]["points"] == 6
    # what the other may tell in other words is listed apart, each with what comes closest to it
    own = {point["place"] for point in b["points"]}
    half = {point["place"]: point["closest_place"] for point in b["half"]}
    assert own.isdisjoint(half)
    assert half["B3"]["place"] == "A7" and half["B3"]["href"] == "#A-7"


def test_more_pieces_get_a_matrix():
    made = left_out(example(articles=3))
    assert list(made["reuse"].columns) == ["A", "B", "C"]


def test_hostile_words_stay_text():
    page = report.render_page(example(hostile="<script>alert(1)</script>"))
    assert "<script" not in page and "&lt;script&gt;" in page


def test_the_page_shows_both_parts_with_links_that_lead_somewhere(seeds):
    page = report.render_page(seeds)
    part = page[page.index('id="facts"') : page.index('id="left_out"')]
    assert "<del>capitals, ISKP</del> <ins>Kabul, ISILKP</ins>" in part and "[ISIS Khorasan]</span>" in part
    assert "334 / 60 = 5.57 times" in part and "more than 500%" in part
    left = page[page.index('id="left_out"') :]
    assert "Only in A" in left and "Only in B" in left and "58% of what the piece tells" in left
    links = set(re.findall(r'href="#([AB]-\d+)"', part))
    assert links and all(f'id="{link}"' in page for link in links)


def test_a_long_table_shows_its_foremost_rows_in_their_order_and_says_how_many_there_are(seeds, monkeypatch):
    whole = facts(seeds)["matches"]
    monkeypatch.setattr(parts, "_LONG", 3)
    short = facts(seeds)
    least = sorted((row["score"] for row in whole), reverse=True)[2]
    assert short["matches"] == [row for row in whole if row["score"] >= least] and short["of"]["matches"] == len(whole)
    page = report.render_page(seeds)
    assert "Listed are 3 of 7, the strongest. The file of the facts has all." in page
    monkeypatch.setattr(parts, "_LONG", 7)
    assert "the strongest. The file" not in report.render_page(seeds)


def test_pieces_that_share_nothing_are_told_so(seeds):
    found = seeds.facts
    none = replace(
        found,
        matches=found.matches.iloc[:0],
        claims=found.claims.iloc[:0],
        arithmetic=found.arithmetic.iloc[:0],
        headline=found.headline.iloc[:0],
        drift=replace(found.drift, pairs=found.drift.pairs.iloc[:0]),
        passages=found.passages.iloc[:0],
        checked=found.checked.iloc[:0],
    )
    page = report.render_page(replace(seeds, facts=none))
    assert "No two paragraphs share enough rare words to be called a match." in page
    assert "No quotation was found." in page and "One utterance, two wordings" not in page
    assert "Quotations against the source" not in report.render_page(replace(seeds, facts=replace(none, checked=None)))


def test_marks_that_turn_text_around_stay_inside_their_cell(seeds):
    pairs = seeds.facts.drift.pairs.assign(speaker_a="Eve\u202e<img src=x>", speaker_b="Eve")
    made = report.render_page(replace(seeds, facts=replace(seeds.facts, drift=replace(seeds.facts.drift, pairs=pairs))))
    assert "<img src=x>" not in made and "Eve" in made
    assert re.search(r"<bdi>Eve[^<]*&lt;img src=x&gt;</bdi>", re.sub(r"<span[^>]*>[^<]*</span>", "", made))


def test_the_order_is_fixed_and_every_part_is_there_once():
    order = "loaded tone readability voices actors frames facts left_out comparison trust glossary aside making"
    assert [part.__name__ for part in PARTS] == order.split()
