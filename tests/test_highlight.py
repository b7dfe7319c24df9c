"""The tree of marks: the text once and whole, whatever overlaps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.highlight import Node, segments, strings, tree
from analysis.schema import InputError

NASTY = [
    "<script>alert(1)</script>",
    "</p>",
    "&amp;",
    "\u202e",
    "\u2067",
    "\u200b",
    "\ufeff",
    "🌉",
    "e\u0301",
    "\r\n",
    "\t",
    "\x1f",
]


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
