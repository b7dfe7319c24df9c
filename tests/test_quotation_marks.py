from __future__ import annotations

import pytest

from analysis.quotation_marks import CLOSE, OPEN, STRAIGHT, marks, text_at
from analysis.words import split


def found(text):
    raw = text.encode()
    return [
        [(raw[a:b].decode(), kind, opens) for a, b, kind, opens in zip(m.at, m.end, m.kind, m.opens, strict=True)]
        for m in marks(split([text]))
    ]


@pytest.mark.parametrize(
    ("text", "double"),
    [
        ("", []),
        ("none", []),
        ("“a”", [("“", OPEN, True), ("”", CLOSE, False)]),
        ("„a” «b»", [("„", OPEN, True), ("”", CLOSE, False), ("«", OPEN, True), ("»", CLOSE, False)]),
        ('"a" b', [('"', STRAIGHT, True), ('"', STRAIGHT, False)]),
        ('a\u00a0"b"', [('"', STRAIGHT, True), ('"', STRAIGHT, False)]),
        ('a—"b"', [('"', STRAIGHT, True), ('"', STRAIGHT, False)]),
        ("``a''", [("``", OPEN, True), ("''", STRAIGHT, False)]),
        ("'''a", [("''", STRAIGHT, True)]),
        ("5#&6", []),
    ],
)
def test_double_marks(text, double):
    assert found(text)[0] == double


@pytest.mark.parametrize(
    ("text", "single"),
    [
        ("it's", []),
        ("a 'b'", [("'", STRAIGHT, True), ("'", STRAIGHT, False)]),
        ("a ‘b’", [("‘", OPEN, True), ("’", CLOSE, False)]),
        ("don’t", []),
        ("é’é", []),
    ],
)
def test_single_marks(text, single):
    assert found(text)[1] == single


def test_marks_know_their_text():
    words = split(["a", "", "“b”"])
    assert marks(words)[0].text.tolist() == [2, 2]
    assert text_at(words, words.starts).tolist() == [0, 2]
