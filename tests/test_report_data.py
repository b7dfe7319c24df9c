"""The letters of the pieces, and how a block is pointed to."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis import report_data
from tests.browser import example


def test_the_letters_follow_the_articles_and_go_on_after_z():
    names = report_data.letters(pd.DataFrame({"article": [str(number) for number in range(28)]}))
    assert [names[str(number)] for number in (0, 1, 25, 26, 27)] == ["A", "B", "Z", "AA", "AB"]


def test_a_block_is_named_and_linked_where_it_is_text():
    found = report_data.places(example(), [("piece-0", 0), ("piece-1", 3), ("piece-0", 4)])
    assert found == [
        {"place": "A’s headline", "href": "#A-0"},
        {"place": "B3", "href": "#B-3"},
        {"place": "A, block 4", "href": None},
    ]
    assert report_data.places(example(), []) == []


def test_two_pieces_are_one_pair_and_need_no_names():
    assert report_data.pairs(example()) == []
    made = example(articles=3)
    table = pd.concat([made.comparison, made.comparison.assign(article_b="piece-2")])
    assert report_data.pairs(replace(made, comparison=table)) == [("A", "B"), ("A", "C")]
