from __future__ import annotations

import re
from dataclasses import replace

import pytest

from analysis import report
from analysis.attribution import attribute
from analysis.parts_facts import facts, left_out
from analysis.same_facts import same_facts
from tests.browser import example


@pytest.fixture(scope="module")
def seeds(seed_articles, seed_blocks, seed_measured):
    """The seeds' facts in a report that has nothing else of theirs but their blocks."""
    from analysis.read import articles_table

    spoken = attribute(seed_blocks)
    found = same_facts(seed_blocks, spoken, source="She said: once limited to a few provinces and Kabul, it now seems.")
    return replace(
        example(), articles=articles_table(seed_articles), measured=seed_measured, facts=found, spoken=spoken
    )


def test_without_facts_there_is_no_part():
    bare = replace(example(), facts=None)
    assert facts(bare) is None and left_out(bare) is None
    assert 'id="facts"' not in report.render(bare) and 'id="left_out"' not in report.render(bare)


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


def test_more_pieces_get_a_matrix():
    made = left_out(example(articles=3))
    assert list(made["reuse"].columns) == ["A", "B", "C"]


def test_hostile_words_stay_text():
    page = report.render(example(hostile="<script>alert(1)</script>"))
    assert "<script" not in page and "&lt;script&gt;" in page


def test_the_page_shows_both_parts_with_links_that_lead_somewhere(seeds):
    page = report.render(seeds)
    part = page[page.index('id="facts"') : page.index('id="left_out"')]
    assert "<del>capitals, ISKP</del> <ins>Kabul, ISILKP</ins>" in part and "[ISIS Khorasan]</span>" in part
    assert "334 / 60 = 5.57 times" in part and "more than 500%" in part
    left = page[page.index('id="left_out"') :]
    assert "Only in A" in left and "Only in B" in left and "59% of what the piece tells" in left
    links = set(re.findall(r'href="#([AB]-\d+)"', part))
    assert links and all(f'id="{link}"' in page for link in links)


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
    page = report.render(replace(seeds, facts=none))
    assert "No two paragraphs share enough rare words to be called a match." in page
    assert "No quotation was found." in page and "One utterance, two wordings" not in page
    assert "Quotations against the source" not in report.render(replace(seeds, facts=replace(none, checked=None)))


def test_marks_that_turn_text_around_stay_inside_their_cell(seeds):
    pairs = seeds.facts.drift.pairs.assign(speaker_a="Eve\u202e<img src=x>", speaker_b="Eve")
    made = report.render(replace(seeds, facts=replace(seeds.facts, drift=replace(seeds.facts.drift, pairs=pairs))))
    assert "<img src=x>" not in made and "Eve" in made
    assert re.search(r"<bdi>Eve[^<]*&lt;img src=x&gt;</bdi>", re.sub(r"<span[^>]*>[^<]*</span>", "", made))
