"""The texts: a tree of marks in which the text stands once and whole, and which blocks stand side by side."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution import attribute
from analysis.facts import compare_facts
from analysis.report import texts
from analysis.report.story import render_page
from analysis.report.texts import Node, segments, strings, tree
from analysis.schema import InputError
from tests.browser import example

NASTY = ["<script>alert(1)</script>", "</p>", "&amp;", "\u202e", "\u2067", "\u200b", "\ufeff", "🌉", "e\u0301", "\r\n"]
NASTY += ["\t", "\x1f"]


def span(start, end, label="loaded", **more):
    return {"start": start, "end": end, "label": label, **more}


@st.composite
def marked(draw):
    text = "".join(draw(st.lists(st.one_of(st.text(max_size=5), st.sampled_from(NASTY)), max_size=8)))
    places = st.integers(0, len(text))
    labels = st.sampled_from(["loaded", "hedge", "sentiment", "quotation"])
    spans = [span(*sorted(draw(st.tuples(places, places))), draw(labels)) for _ in range(draw(st.integers(0, 7)))]
    return text, spans


def nodes(node):
    for child in node.children:
        if isinstance(child, Node):
            yield child
            yield from nodes(child)


def inside(node):
    return "".join(strings(node))


@given(marked())
def test_the_text_without_its_marks_is_the_text(case):
    text, spans = case
    assert inside(tree(text, spans)) == text


@given(marked())
def test_every_character_lies_under_exactly_its_spans(case):
    text, spans = case
    seen = [[] for _ in text]

    def walk(node, at, over):
        for child in node.children:
            if isinstance(child, str):
                for place in range(at, at + len(child)):
                    seen[place] = over
                at += len(child)
            else:
                assert child.start == at
                at = walk(child, at, [*over, id(child.span)])
        return at

    walk(tree(text, spans), 0, [])
    for place, over in enumerate(seen):
        wanted = [id(one) for one in spans if one["start"] <= place < one["end"]]
        assert sorted(over) == sorted(wanted)


@given(marked())
def test_each_reason_is_told_once_and_on_an_outermost_mark(case):
    text, spans = case
    root = tree(text, spans)
    told = [id(note) for node in nodes(root) for note in node.notes]
    wanted = [id(one) for one in spans if one["start"] < one["end"] and one["label"] != "quotation"]
    assert sorted(told) == sorted(wanted)

    def walk(node, in_mark):
        for child in node.children:
            if isinstance(child, Node):
                assert not (in_mark and child.notes)
                walk(child, in_mark or not child.tint)

    walk(root, False)


@given(marked())
def test_segments_meet_end_to_end(case):
    text, spans = case
    cut = segments(text, spans)
    assert "".join(piece.text for piece in cut) == text
    assert all(one.end == two.start for one, two in zip(cut, cut[1:], strict=False))
    assert all(piece.start < piece.end for piece in cut)


def test_a_span_inside_another_is_nested():
    inner, outer = span(14, 20), span(0, 20)
    (mark,) = tree("spread like a cancer", [inner, outer]).children
    assert mark.span is outer
    assert mark.children[0] == "spread like a "
    assert mark.children[1].span is inner
    assert mark.notes == (outer, inner) and mark.children[1].notes == ()


def test_crossing_spans_are_split_where_the_first_ends():
    first, second = span(0, 3), span(2, 5, "hedge")
    one, two, rest = tree("abcdef", [first, second]).children
    assert (one.span, inside(one), one.notes) == (first, "abc", (first, second))
    assert (two.span, inside(two), two.notes) == (second, "de", ())
    assert rest == "f"


def test_a_quotation_lies_around_a_mark_that_crosses_its_end():
    mark, quotation = span(0, 4), span(2, 6, "quotation")
    before, tinted = tree("abcdef", [mark, quotation]).children
    assert inside(before) == "ab" and before.notes == (mark,)
    assert tinted.tint and tinted.span is quotation and inside(tinted) == "cdef"
    assert tinted.children[0].span is mark and tinted.children[0].notes == ()


def test_two_spans_on_the_same_words_are_one_mark_with_two_reasons():
    one, two = span(0, 3), span(0, 3, "sentiment")
    (mark,) = tree("abc", [one, two]).children
    assert mark.notes == (one, two)


def test_offsets_count_code_points():
    (before, mark) = tree("🌉🌉word", [span(2, 6)]).children
    assert before == "🌉🌉" and inside(mark) == "word"


def test_the_empty_text_has_no_pieces():
    assert tree("", []).children == ()
    assert tree("", [span(0, 0)]).children == ()
    assert segments("", []) == []


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 4), (2, 1)])
def test_a_span_outside_its_text_is_refused(start, end):
    with pytest.raises(InputError, match="lies outside its text of 3 characters"):
        tree("abc", [span(start, end)])


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
    assert blocks["A-3"]["same"] == [] and blocks["A-3"]["silent"] == ["B"]
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


def quoting(*shown, matches=()):
    """Return a report of two pieces whose paragraphs are `shown`, with what both quote."""
    rows = [(f"piece-{k}", number, text) for k, piece in enumerate(shown) for number, text in enumerate(piece, 1)]
    blocks = pd.DataFrame(rows, columns=["article", "block", "text"]).assign(kind="body", voice="outlet")
    facts = compare_facts(blocks, attribute(blocks))
    return replace(matched(*matches), facts=facts)


def test_a_block_without_a_match_says_that_it_quotes_the_words_of_another():
    said = "“The weir is ours to mend before the thaw,” Ana Ruiz told the guild."
    other = "“The weir is theirs to mend before the thaw,” Ana Ruiz told the guild."
    for there, alike in ((said, True), (other, False)):
        made = quoting([said, "Ferries ran."], ["Ferries ran.", "The baker slept.", there])
        blocks = {block["id"]: block for piece in texts.pieces(made) for block in piece["blocks"]}
        told = {"place": "B3", "href": "#B-3", "letter": "B", "alike": alike}
        assert blocks["A-1"]["quotes"] == [told] and blocks["A-1"]["silent"] == []
        assert blocks["A-2"]["quotes"] == [] and blocks["A-2"]["silent"] == ["B"]
        page = render_page(replace(made, matches=matched((2, 1, 0.5)).matches))
        how = "quotes the same words as" if alike else "shares a quotation with"
        assert f'No paragraph of B matches; it {how} <a href="#B-3">B3</a>.' in page
        assert f'No paragraph of A matches; it {how} <a href="#A-1">A1</a>.' in page


def test_a_block_that_matches_and_one_that_quotes_a_part_say_nothing_of_a_quotation():
    said = "“The weir is ours to mend before the thaw,” Ana Ruiz told the guild."
    more = (
        "“We have waited for years while the council sat. The weir is ours to mend before the thaw, and so are the "
        "lock and the bridge,” Ana Ruiz told the guild."
    )
    whole = texts.relations(quoting([said], [said], matches=[(1, 1, 0.5)]))
    part = texts.relations(quoting([said], [more]))
    assert whole["piece-0", 1]["quotes"] == part["piece-0", 1]["quotes"] == []
    assert whole["piece-0", 1]["silent"] == [] and part["piece-0", 1]["silent"] == ["B"]
