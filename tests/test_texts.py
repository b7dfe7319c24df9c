"""The texts: their blocks, and which stand side by side."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis import texts
from tests.browser import example

COLUMNS = ["article_a", "block_a", "article_b", "block_b", "score", "shared"]


def matched(*pairs, articles=2):
    rows = [("piece-0", a, "piece-1", b, score, "words") for a, b, score in pairs]
    return replace(example(articles=articles), matches=pd.DataFrame(rows, columns=COLUMNS))


def paired(made):
    rows = texts.rows(made, texts.pieces(made))
    return [tuple(block and block["id"] for block in row) for row in rows]


@pytest.mark.parametrize(
    ("path", "title", "shown"),
    [
        ("a.md", "# Storm shuts the quay", "Storm shuts the quay"),
        ("a.markdown", "### Storm", "Storm"),
        ("a.md", "#storm is a tag", "#storm is a tag"),
        ("a.txt", "# Storm", "# Storm"),
        (None, "Storm", "Storm"),
    ],
)
def test_the_title_of_a_markdown_file_has_no_mark_of_a_heading(path, title, shown):
    made = example()
    listed = texts.pieces(replace(made, articles=made.articles.assign(title=title, path=path)))
    assert [piece["title"] for piece in listed] == [shown, shown]


def test_matching_blocks_stand_side_by_side_and_each_text_keeps_its_order():
    rows = paired(matched((1, 3, 0.5)))
    assert rows == [("A-0", "B-0"), (None, "B-1"), (None, "B-2"), ("A-1", "B-3"), ("A-2", None), ("A-3", None)]


def test_of_matches_that_cross_the_heavier_stands_and_the_other_is_linked():
    made = matched((1, 3, 0.5), (3, 1, 0.9))
    assert ("A-3", "B-1") in paired(made) and ("A-1", "B-3") not in paired(made)
    blocks = {block["id"]: block for piece in texts.pieces(made) for block in piece["blocks"]}
    assert blocks["A-1"]["same"] == [{"place": "B3", "href": "#B-3"}]
    assert blocks["B-3"]["same"] == [{"place": "A1", "href": "#A-1"}]


def test_two_light_matches_in_order_outweigh_one_that_crosses_them():
    assert {("A-1", "B-2"), ("A-2", "B-3")} <= set(paired(matched((1, 2, 0.4), (2, 3, 0.4), (3, 1, 0.5))))


def test_matches_told_from_the_second_piece_are_the_same():
    made = matched((1, 3, 0.5))
    swapped = {"article_a": "article_b", "article_b": "article_a", "block_a": "block_b", "block_b": "block_a"}
    assert paired(replace(made, matches=made.matches.rename(columns=swapped))) == paired(made)


def test_a_block_without_a_match_says_where_there_is_none_and_a_headline_says_nothing():
    blocks = {block["id"]: block for piece in texts.pieces(matched((1, 3, 0.5))) for block in piece["blocks"]}
    assert blocks["A-2"]["same"] == [] and blocks["A-2"]["silent"] == ["B"]
    assert blocks["A-1"]["silent"] == blocks["A-0"]["silent"] == []


def test_no_matches_no_rows_and_three_pieces_have_links_only():
    assert paired(example()) == paired(matched()) == paired(matched((1, 1, 0.5), articles=3)) == []
    blocks = {
        block["id"]: block for piece in texts.pieces(matched((1, 1, 0.5), articles=3)) for block in piece["blocks"]
    }
    assert blocks["B-1"]["same"] == [{"place": "A1", "href": "#A-1"}]
    assert blocks["C-1"]["silent"] == [], "C was compared with nothing"
    assert texts.relations(example()) == {}


def test_a_match_with_a_block_that_is_set_aside_makes_no_row():
    assert paired(matched((1, 4, 0.5))) == []
