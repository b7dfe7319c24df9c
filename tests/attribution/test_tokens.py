"""Tokens with their paragraphs, sentences and marks, and the neighbours of each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution.tokens import (
    CLOSES,
    INSIDE,
    OPENS,
    OUTSIDE,
    Pieces,
    Places,
    bucket,
    first_of,
    last_of,
    tokenize,
)
from tests.attributed import ODD

SIGNS = {OUTSIDE: ".", OPENS: "(", INSIDE: "-", CLOSES: ")"}


def cut(text):
    tokens = tokenize([text], Pieces())
    return [text[a:b] for a, b in zip(tokens.start.tolist(), tokens.end.tolist(), strict=True)]


def quoted(text):
    """Give a sign a token: . outside of quotation marks, ( opens, - inside, ) closes."""
    return "".join(SIGNS[q] for q in tokenize([text], Pieces()).quote.tolist())


def sentences(*texts):
    """Give the tokens of each sentence."""
    tokens = tokenize(texts, Pieces())
    found = {}
    columns = (column.tolist() for column in (tokens.row, tokens.start, tokens.end, tokens.sentence))
    for row, a, b, number in zip(*columns, strict=True):
        found.setdefault(number, []).append(texts[row][a:b])
    return [" ".join(words) for words in found.values()]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("“We go,” Ana said.", "“ We go , ” Ana said ."),
        ("The F.B.I. paid $3,500.75 at 10:30", "The F.B.I . paid $ 3,500.75 at 10 : 30"),
        ("Ana’s and the dogs’ o’clock isn't", "Ana ’s and the dogs ’ o’clock isn't"),
        ("''Go,'' ``stay'' 'no'", "'' Go , '' `` stay '' ' no '"),
        ("Ruiz-Ortega left—ana@mail.org—and/or", "Ruiz-Ortega left — ana@mail.org — and/or"),
        ("a\u00a0b\u2009c\u200bd\ufeff", "a b c \u200b d \ufeff"),
        ("😀Go👩🏽!", "😀 Go 👩 🏽 !"),
        ("漢字 Éva", "漢字 Éva"),
    ],
)
def test_words_and_signs_are_apart(text, tokens):
    assert cut(text) == tokens.split(" ")


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n\r\n", "\u00a0\u2028\t"])
def test_no_text_has_no_token(text):
    for texts in ([], [text], [text, text]):
        tokens = tokenize(texts, Pieces())
        columns = (tokens.row, tokens.start, tokens.end, tokens.sequence, tokens.sentence, tokens.quotation)
        assert len(tokens) == 0 and not any(len(column) for column in columns)


def test_tokens_know_their_text_and_place():
    texts = ["Ana left.\r\n\r\n  She ran.", "", "Ben\u00a0stays\rHe sleeps\u2029So"]
    tokens = tokenize(texts, Pieces())
    assert tokens.row.tolist() == [0] * 6 + [2] * 5
    assert tokens.start.tolist() == [0, 4, 8, 15, 19, 22, 0, 4, 10, 13, 20]
    assert tokens.end.tolist() == [3, 8, 9, 18, 22, 23, 3, 9, 12, 19, 22]
    # every kind of line end ends a paragraph
    assert tokens.sequence.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4]
    words = [tokens.surfaces[t] for t in tokens.types.tolist()]
    assert " ".join(words) == "Ana left . She ran . Ben stays He sleeps So"


def test_what_is_known_of_words_is_kept():
    pieces = Pieces()
    first = tokenize(["Ana said so. Ana ran."], pieces)
    known = list(pieces.surfaces)
    again = tokenize(["ran, Ana said"], pieces)
    assert sorted(known) == [".", "Ana", "ran", "said", "so"] and pieces.surfaces == [*known, ","]
    assert again.types.tolist() == [known.index("ran"), 5, known.index("Ana"), known.index("said")]
    assert first.types.tolist() == [known.index(word) for word in ("Ana", "said", "so", ".", "Ana", "ran", ".")]
    assert len(pieces.facts) == 6


@pytest.mark.parametrize(
    ("text", "where"),
    [
        # “ We go , ” Ana said , “ and stay . ”
        ("“We go,” Ana said, “and stay.”", "(---)...(---)"),
        ('"We go," Ana said, "and stay."', "(---)...(---)"),
        ("''We go,'' Ana said, ``and stay.''", "(---)...(---)"),
        ("«We go,» Ana said, „and stay.”", "(---)...(---)"),
        # single marks, straight and curly; an apostrophe is none
        ("‘We go,’ Ana said", "(---).."),
        ("'We go,' Ana said", "(---).."),
        # Ana ’s dogs ’ bowls aren't the ’ 90s
        ("Ana’s dogs’ bowls aren't the ’90s", "........."),
        # a quotation in a quotation is part of it
        ("“She said ‘no’ twice,” he said", "(-------).."),
        # no closing mark: to the end of the paragraph; no opening mark: from its start
        ("Ana said: “We go. We stay.", "...(------"),
        ("We go,” Ana said", "---).."),
        ("“We go.\n“We stay,” she said", "(---(---).."),
        ("no marks", ".."),
    ],
)
def test_quotation_marks(text, where):
    assert quoted(text) == where


def test_quotations_have_numbers():
    tokens = tokenize(["He “went,” “ran” on.", "“So.”"], Pieces())
    assert tokens.quotation.tolist() == [-1, 0, 0, 0, 0, 1, 1, 1, -1, -1, 2, 2, 2, 2]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Ana left. She ran!", ["Ana left .", "She ran !"]),
        ("Dr. Ruiz of the U.S. Navy saw J. Li. He ran.", ["Dr . Ruiz of the U.S . Navy saw J . Li .", "He ran ."]),
        ("“Go.” (It rained.) So?", ["“ Go . ” ( It rained . )", "So ?"]),
        ("It was 3.5 p.m. and dark. 7 came.", ["It was 3.5 p.m . and dark .", "7 came ."]),
        ("“Go.” “Stay.”", ["“ Go . ”", "“ Stay . ”"]),
        ('"Go." "Stay."', ['" Go . "', '" Stay . "']),
        ("I saw what I. She ran.", ["I saw what I .", "She ran ."]),
        ("one. two", ["one . two"]),
    ],
)  # fmt: skip
def test_sentences(text, cut):
    assert sentences(text) == cut


def test_a_sentence_knows_nothing_of_the_text_before():
    # a short form that ends one text does not take the stop from the next, nor does a stop reach over
    assert sentences("Plan B", ". Then he left") == ["Plan B", ".", "Then he left"]
    assert sentences("He left.", ") The plan") == ["He left .", ") The plan"]
    assert sentences("He left.\n) The plan") == ["He left .", ") The plan"]


def test_a_long_paragraph_is_cut_between_sentences():
    sizes = np.bincount(tokenize(["So it went on. " * 400], Pieces()).sequence)
    # five tokens a sentence: the last cut before 600 that has a sentence behind it in sight
    assert sizes.sum() == 2000 and sizes.max() <= 600 and (sizes % 5 == 0).all() and len(sizes) == 4
    assert np.bincount(tokenize(["so " * 1300], Pieces()).sequence).tolist() == [600, 600, 100]
    assert np.bincount(tokenize(["so " * 600], Pieces()).sequence).tolist() == [600]


@pytest.mark.parametrize("word", ["a" * 100_000, "a." * 50_000, "’" * 100_000, '"' * 100_000, "“a" * 50_000])
def test_a_very_long_word(word):
    tokens = tokenize([f"Ana said {word}, so"], Pieces())
    assert tokens.start.tolist()[:3] == [0, 4, 9] and tokens.end.tolist()[-1] == 9 + len(word) + 4
    assert (tokens.start[1:] >= tokens.end[:-1]).all()


def test_half_of_a_surrogate_pair_is_one_character():
    # two halves in a row are two characters of the text as it was given
    text = "\ud83d\ude00 \ud800a 😀 b"
    tokens = tokenize([text], Pieces())
    assert tokens.start.tolist() == [0, 1, 3, 4, 6, 8] and tokens.end.tolist() == [1, 2, 4, 5, 7, 9]
    assert [tokens.surfaces[t] for t in tokens.types.tolist()] == ["\ufffd", "\ufffd", "\ufffd", "a", "😀", "b"]


@given(st.lists(st.text(st.sampled_from(ODD), max_size=40), max_size=4))
def test_every_character_that_is_no_blank_is_in_one_token(texts):
    tokens = tokenize(texts, Pieces())
    places = list(zip(tokens.row.tolist(), tokens.start.tolist(), tokens.end.tolist(), strict=True))
    held = [(row, k) for row, a, b in places for k in range(a, b)]
    assert held == [(row, k) for row, text in enumerate(texts) for k, sign in enumerate(text) if not sign.isspace()]
    halves = {ord(sign): "\ufffd" for sign in "\ud83d\ude00"}
    assert [tokens.surfaces[t] for t in tokens.types.tolist()] == [
        texts[row][a:b].translate(halves) for row, a, b in places
    ]
    for column in (tokens.sequence, tokens.sentence):
        assert len(tokens) == 0 or (column[0] == 0 and np.isin(np.diff(column), (0, 1)).all())
    assert ((tokens.quotation >= 0) == (tokens.quote > OUTSIDE)).all()


@given(st.lists(st.text(st.sampled_from(ODD), max_size=30), min_size=2, max_size=3))
def test_a_text_is_cut_as_if_it_were_alone(texts):
    together = tokenize(texts, pieces := Pieces())
    for row, text in enumerate(texts):
        own, alone = together.row == row, tokenize([text], pieces)
        for name in ("start", "end", "types", "quote"):
            assert np.array_equal(getattr(together, name)[own], getattr(alone, name))
        for name in ("sequence", "sentence"):
            assert np.array_equal(np.diff(getattr(together, name)[own]), np.diff(getattr(alone, name)))


@pytest.fixture
def places():
    # tokens 0-4 (sentences 0-2 and 3-4) and 5-7: two sequences
    return Places(tokenize(["Ana left. She ran\nBen sat down"], Pieces()))


def test_edges(places):
    assert places.first_of_sequence.tolist() == [0, 0, 0, 0, 0, 5, 5, 5]
    assert places.last_of_sequence.tolist() == [4, 4, 4, 4, 4, 7, 7, 7]
    assert places.first_of_sentence.tolist() == [0, 0, 0, 3, 3, 5, 5, 5]
    assert places.last_of_sentence.tolist() == [2, 2, 2, 4, 4, 7, 7, 7]


def test_no_token_sees_over_the_edge_of_its_sequence(places):
    column = np.array([10, 11, 12, 13, 14, 15, 16, 17])
    assert places.shifted(column, 2).tolist() == [12, 13, 14, 0, 0, 17, 0, 0]
    assert places.shifted(column, -1).tolist() == [0, 10, 11, 12, 13, 0, 15, 16]
    assert places.at(column, np.array([4, 5, 0, -1, 99, 7, 4, -9])).tolist() == [14, 0, 10, 0, 0, 17, 0, 0]


def test_the_nearest_that_is_wanted(places):
    wanted = np.array([1, 0, 0, 1, 0, 0, 1, 0], bool)
    assert places.before(wanted, places.first_of_sequence).tolist() == [-1, 0, 0, 0, 3, -1, -1, 6]
    assert places.before(wanted, places.first_of_sentence).tolist() == [-1, 0, 0, -1, 3, -1, -1, 6]
    assert places.behind(wanted, places.last_of_sequence).tolist() == [3, 3, 3, -1, -1, 6, -1, -1]
    assert places.behind(wanted, places.last_of_sentence).tolist() == [-1, -1, -1, -1, -1, 6, -1, -1]


def test_nothing_has_no_places():
    places = Places(tokenize([""], Pieces()))
    none, never = np.zeros(0, np.int64), np.zeros(0, bool)
    assert places.shifted(none, 1).tolist() == places.before(never, none).tolist() == []
    assert places.behind(never, none).tolist() == first_of(none).tolist() == last_of(none).tolist() == []


def test_distances_are_told_apart_where_they_are_small():
    assert bucket(np.arange(19)).tolist() == [0, 1, 2, 3, 3, 4, 4, 4, 4, *[5] * 8, 6, 6]
