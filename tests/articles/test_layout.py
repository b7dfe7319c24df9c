from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import attribute, evidence, measure
from analysis.articles import paragraphs
from analysis.articles.layout import find_blocks, lay_out
from analysis.articles.read import Article
from tests.sized import sized

PARAGRAPHS = [
    "Bridge to close in spring after a brutal winter",
    "“We will not let the bridge fall in May, because the whole town needs it to get to work,” Ms Rosa Lind said at a "
    "meeting of the council on Monday night.",
    "Mr Hal Brandt, who lives by the river, told reporters that the mayor had lied about the cost of the repairs and "
    "that nobody in the town believed her. “She knew,” he said. “She knew it in March, and she said nothing.”",
    "Engineers had warned of cracks for years, and the repair bill grew to £3m, according to a report that the county "
    "published in April. The report called the delay a disgrace and the piers a danger to every driver.",
    "The new crossing will open in autumn. Until then lorries have to go round by Oban.",
]
ARTICLE = "\n\n".join(PARAGRAPHS)
HIDDEN = dict.fromkeys(map(ord, "\u00ad\u2060"))


def blocks(text):
    return [text[start:end] for start, end in find_blocks(text)]


def shown(text):
    """What a reader sees of a text that is laid out."""
    return " ".join(lay_out(text).translate(HIDDEN).split())


def wrapped(text, width, *, end="\n", margin="", **options):
    pieces = (end.join(margin + line for line in textwrap.wrap(p, width, **options)) for p in text.split("\n\n"))
    return (end + end).join(pieces)


def found(text):
    rows = paragraphs(Article("a", text))
    told = attribute(rows).table[["source", "cue", "form", "content", "words"]]
    told = told.map(lambda cell: " ".join(cell.split()) if isinstance(cell, str) else cell)
    return rows, told, measure(rows)


@sized(25)
@given(st.integers(40, 100), st.sampled_from(["\n", "\r\n", " \n", "\u2028"]), st.sampled_from(["", "  "]))
def test_a_wrapped_text_has_the_numbers_and_the_speakers_of_the_text_unwrapped(width, end, margin):
    text = wrapped(ARTICLE, width, end=end, margin=margin, break_on_hyphens=False)
    assert len(lay_out(text)) == len(text)
    (rows, told, numbers), (plain_rows, plain_told, plain_numbers) = found(text), found(ARTICLE)
    assert [" ".join(t.split()) for t in rows["text"]] == plain_rows["text"].tolist()
    assert told.equals(plain_told)
    assert numbers.equals(plain_numbers)


@given(st.integers(40, 100))
def test_what_is_found_in_a_wrapped_text_stands_there_as_it_was_given(width):
    text = wrapped(ARTICLE, width, break_on_hyphens=False)
    given_blocks = [text[start:end] for start, end in find_blocks(lay_out(text))]
    rows = paragraphs(Article("a", text))
    spans = evidence(rows)
    assert len(spans)
    for span in spans.itertuples():
        assert given_blocks[span.block][span.start : span.end].replace("\n", " ") == span.surface


@given(st.text(st.sampled_from(list("abT he.-•\n\r\t\u2028\u2029\x0c\u200b“”1)>")), max_size=200))
def test_laying_out_keeps_the_length_and_loses_no_sign_that_is_seen(text):
    laid_out = lay_out(text)
    assert len(laid_out) == len(text)
    changed = [(a, b) for a, b in zip(text, laid_out, strict=True) if a != b]
    assert all(a.isspace() or a in "->" for a, _ in changed) and all(b in " \u00ad\u2060-" for _, b in changed)
    inside = {k for start, end in find_blocks(laid_out) for k in range(start, end)}
    assert all(
        k in inside for k, sign in enumerate(laid_out) if not sign.isspace() and sign not in "\u200b\u2060\u00ad"
    )


KEPT = [
    "Related topics\nBridges\nTarn",
    "By Dana Field\nLocal democracy reporter",
    "The report has three findings:\n• The cost was hidden from the town\n• the piers were old\n• nobody was told",
    "1. The cost was hidden from all the town.\n2. The piers were old, and nobody had looked.\n3. Nobody was told.",
    "Bridge to close in spring after a storm\nThe council voted on Monday to close the bridge.",
    "The river runs, the river sings,\nThe bridge is gone, and all its things.\nWe cross no more.",
]


@pytest.mark.parametrize("text", KEPT)
def test_a_line_end_that_fits_no_width_stays(text):
    assert lay_out(text) == text


def test_a_paragraph_that_is_not_all_a_text_is_joined_where_its_sentence_goes_on():
    text = (
        "Bridge closes\n\nThe council voted on Monday to close the old\nbridge over the Tarn.\n\nShort.\n\nEnd of it."
    )
    assert lay_out(text) == text.replace("old\nbridge", "old bridge")
    listed = ARTICLE + "\n\nWhat to know:\n- the old bridge closes in May and opens no more\n- the new one is free"
    assert lay_out(listed).endswith("\n- the old bridge closes in May and opens no more\n- the new one is free")


def test_lines_of_a_quotation_in_an_e_mail_are_joined():
    quoted = wrapped(PARAGRAPHS[2], 60, margin="> ")
    assert shown(ARTICLE + "\n\n" + quoted).endswith("> " + PARAGRAPHS[2])


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a bru-\ntal winter", "a brutal winter"),
        ("the gov-\r\nernment fell", "the government fell"),
        ("the gov\u00ad\nernment fell", "the government fell"),
        ("a far-\nright group", "a far-right group"),
        ("an Anglo-\nSaxon ship", "an Anglo-Saxon ship"),
        ("Officials spoke of it, and the disas-\nter was named by the offi-\ncials of the town.", None),
    ],
)
def test_a_word_that_is_broken_at_a_line_end_is_whole(text, seen):
    assert shown(text) == (seen or "Officials spoke of it, and the disaster was named by the officials of the town.")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("T\nhe council voted.", "The council voted."),
        ("T he council voted.", "The council voted."),
        ("W\n\nhen the bridge fell, nobody was there.", "When the bridge fell, nobody was there."),
        ("T HE COUNCIL voted.", "THE COUNCIL voted."),
        ("“I t is over,” she said.", "“It is over,” she said."),
        ("A fter the storm it fell.", "After the storm it fell."),
        ("A bridge fell.", "A bridge fell."),
        ("A cross on the hill was stolen.", "A cross on the hill was stolen."),
        ("I am here.", "I am here."),
        ("X marks the spot.", "X marks the spot."),
        ("V is for victory.", "V is for victory."),
        ("U S troops left.", "U S troops left."),
        ("T shirts were sold.", "T shirts were sold."),
    ],
)
def test_a_first_letter_that_was_set_large_joins_its_word(text, seen):
    assert shown(text) == seen


@pytest.mark.parametrize(
    "between",
    ["\n\u200b\n", "\n\ufeff\n", "\n \u200b \n\u2060\n", "\u2029", "\u2028\u2028", "\r\n\u200b\r\n", "\n\x0c\n"],
)
def test_a_line_of_signs_that_nobody_sees_is_blank(between):
    assert blocks(f"Bridge closes{between}The council voted.{between}It rained.") == [
        "Bridge closes", "The council voted.", "It rained."]  # fmt: skip


def test_paragraphs_one_under_the_other_below_a_headline_are_blocks():
    body = [p for p in PARAGRAPHS[1:] if len(p) > 80]
    assert blocks("Bridge closes\n\n" + "\n".join(body)) == ["Bridge closes", *body]
    assert blocks("Bridge closes\n\nShort line.\nAnother.") == ["Bridge closes", "Short line.\nAnother."]


def test_a_wrapped_text_without_blank_lines_has_its_paragraphs():
    text = "\n".join(textwrap.fill(p, 60) for p in PARAGRAPHS)
    assert [re.sub(r"\s+", " ", b) for b in blocks(lay_out(text))] == PARAGRAPHS
