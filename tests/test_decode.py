from __future__ import annotations

import codecs

import pytest

from analysis.decode import decode
from analysis.schema import InputError


def test_byte_order_marks_decide_before_everything_else():
    for encoding, mark in (
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ):
        assert decode(mark + "naïve".encode(encoding), "x", encoding="cp1252") == ("naïve", ())


def test_what_is_declared_comes_before_a_guess():
    assert decode("naïve".encode("latin-1"), "x", encoding="latin-1")[0] == "naïve"
    raw = b'<meta charset="cp1251">' + "да".encode("cp1251")
    assert decode(raw, "x")[0].endswith("да")


def test_windows_1252_is_read_with_a_notice():
    text, notices = decode(b"caf\xe9 \x93so\x94", "post.txt")
    assert text == "café “so”"
    assert "post.txt: not UTF-8, read as Windows-1252" in notices[0]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "the file is empty"),
        (b" \n\t", "the file is empty"),
        (b"%PDF-1.7 ...", "not a text file"),
        (b"ab\0cd", "not a text file"),
        (b"\x81\x8d\xff", "are not cp1252"),
        (b"<?xml encoding='klingon'?>x", "'klingon' is not known"),
        (b"\xef\xbb\xbf\xff\xfe", "are not utf-8-sig"),
        (b"-*- coding: base64 -*-", "base64"),
    ],
)
def test_bytes_that_are_no_text_are_named_with_the_file(raw, said):
    with pytest.raises(InputError, match=said) as caught:
        decode(raw, "folder/post.txt")
    assert str(caught.value).startswith("folder/post.txt: ")
    assert "\n" not in str(caught.value)


def test_utf_16_without_a_mark_is_read_where_the_reader_says_so():
    assert decode("naïve".encode("utf-16-le"), "x", encoding="utf-16-le")[0] == "naïve"
