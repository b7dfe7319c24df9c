"""The voice of every character: runs that touch and cover, and the words in them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.schema import TEXT
from analysis.stretches import Stretches
from analysis.voices import marks_of, quoted_places, voice_runs, words_reported
from analysis.words import split


def blocks(*texts: str, kinds: list[str] | None = None) -> pd.DataFrame:
    table = {"article": "a", "block": range(len(texts)), "kind": kinds or ["body"] * len(texts), "text": list(texts)}
    return pd.DataFrame(table).astype({"article": TEXT, "kind": TEXT, "text": TEXT})


def places(*rows: tuple[int, int, int], attribution: bool = True) -> pd.DataFrame:
    table = pd.DataFrame([("a", *row) for row in rows], columns=["article", "block", "start", "end"])
    return table.assign(attribution=range(len(rows))) if attribution else table


def told(runs: pd.DataFrame) -> list[tuple]:
    rows = runs[["start", "end", "voice", "attribution"]].itertuples(index=False)
    return [(s, e, voice, None if pd.isna(number) else number) for s, e, voice, number in rows]


def test_marks_hold_the_words_of_someone_else_and_no_scare_quotes():
    text = "He said: “We go now.” The “experts” left."
    (found,) = marks_of(blocks(text)).itertuples(index=False)
    assert text[found.start : found.end] == "“We go now.”"


def test_a_block_quotation_is_in_someone_elses_words_whole():
    table = blocks("She said:", "We go now.", "It rained.", kinds=["body", "blockquote", "body"])
    assert quoted_places(table)[["block", "start", "end"]].values.tolist() == [[1, 0, 10]]


def test_a_text_without_marks_and_no_text_have_no_places():
    assert not len(marks_of(blocks("It rained.", "")))
    assert not len(quoted_places(blocks()))


def test_runs_divide_a_block_by_voice():
    #       0         1         2
    #       0123456789012345678901234
    text = "Ana said it was “so bad” there"
    runs = voice_runs(blocks(text), places((0, 9, 24)), places((0, 16, 24), attribution=False))
    assert told(runs) == [
        (0, 9, "outlet", None),
        (9, 16, "reported", 0),
        (16, 24, "quoted", 0),
        (24, 30, "outlet", None),
    ]


def test_the_innermost_attribution_has_a_run():
    runs = voice_runs(blocks("x" * 10), places((0, 0, 10), (0, 4, 6)), places(attribution=False))
    assert told(runs) == [(0, 4, "reported", 0), (4, 6, "reported", 1), (6, 10, "reported", 0)]


def test_a_quotation_without_an_attribution_is_quoted_by_nobody():
    runs = voice_runs(blocks("0123456789"), places(), places((0, 2, 5), attribution=False))
    assert told(runs) == [(0, 2, "outlet", None), (2, 5, "quoted", None), (5, 10, "outlet", None)]


def test_an_empty_block_has_no_run_and_no_blocks_an_empty_table():
    nothing = places(attribution=False)
    assert voice_runs(blocks("", "ab"), places(), nothing)[["block", "end"]].values.tolist() == [[1, 2]]
    assert list(voice_runs(blocks(), places(), nothing).columns) == [
        "article",
        "block",
        "start",
        "end",
        "voice",
        "attribution",
    ]


PLACES = st.tuples(st.integers(0, 1), st.integers(0, 12), st.integers(0, 12)).map(lambda r: (r[0], *sorted(r[1:])))


@given(st.lists(PLACES, max_size=5), st.lists(PLACES, max_size=5))
def test_the_runs_touch_cover_each_block_whole_and_change_at_every_edge(contents, quoted):
    texts = ["abcdefgh🌉́ij", "\u202e\xa0klm"]
    runs = voice_runs(blocks(*texts), places(*contents), places(*quoted, attribution=False))
    for block, text in enumerate(texts):
        own = told(runs[runs["block"] == block])
        assert own[0][0] == 0 and own[-1][1] == len(text)
        assert all(left[1] == right[0] and left[2:] != right[2:] for left, right in zip(own, own[1:], strict=False))
        assert all(start < end for start, end, *_ in own)
        for start, end, voice, _ in own:
            for at in range(start, end):
                inside = any(b == block and s <= at < e for b, s, e in quoted)
                claimed = any(b == block and s <= at < e for b, s, e in contents)
                assert voice == ("quoted" if inside else "reported" if claimed else "outlet")


def reported(texts: list[str], contents: list[tuple[int, int, int]], quoted: list[tuple[int, int, int]] = ()):
    words = split(pd.Series(texts))
    table = pd.DataFrame(contents, columns=["row", "start", "end"]).astype("int64")
    text, start, end = (np.array([row[k] for row in quoted], np.int64) for k in range(3))
    inside = Stretches(words.word_at(text, start), words.word_at(text, end - 1))
    return words_reported(words, inside, table)["words_reported"].tolist()


SAID = "Ana said it was so bad there."


@pytest.mark.parametrize(
    ("contents", "count"),
    [
        ([], 0),
        ([(0, 9, 28)], 5),
        ([(0, 9, 15)], 2),
        # a word belongs to what it begins in
        ([(0, 10, 15)], 1),
        ([(0, 9, 13)], 2),
        # inside of one another: counted once
        ([(0, 9, 28), (0, 12, 15)], 5),
        # the blank before a word is no word
        ([(0, 8, 11)], 1),
        ([(0, 8, 9)], 0),
        # a full stop is no word
        ([(0, 28, 29)], 0),
        ([(0, 0, 29)], 7),
    ],
)
def test_words_of_claims_are_counted(contents, count):
    assert reported([SAID], contents) == [count]


def test_words_in_someone_elses_wording_are_not_reworded():
    assert reported([SAID], [(0, 9, 28)], [(0, 16, 22)]) == [3]


def test_each_text_has_its_own_count():
    assert reported([SAID, "", SAID], [(0, 9, 11), (2, 9, 22)]) == [1, 0, 4]
    assert reported([], []) == []
