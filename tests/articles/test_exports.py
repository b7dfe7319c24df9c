"""Exports of Nexis Uni and Factiva: one file in, its articles out, with what their heads say."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.articles.exports import split_export
from analysis.articles.read import read_articles
from analysis.articles.reading import Document, Part
from tests.made import docx

P = [
    "The council closed the old bridge on Monday after the storm.",
    "Engineers will look at it on Tuesday, officials said.",
]
HEAD = ["Copyright 2024 Morning Post Ltd. All Rights Reserved", "Section: NEWS; Pg. 3", "Length: 312 words"]
TAIL = [
    "Classification",
    "Language: ENGLISH",
    "Publication-Type: Newspaper",
    "Load-Date: March 5, 2024",
    "End of Document",
]
NEXIS = [
    "User Name: A Reader", "Date and Time: March 11, 2024", "Documents (2)", "1. Bridge shut", "2. Mayor speaks",
    ("Heading1", "Bridge shut"), "The Morning Post", "March 5, 2024 Tuesday", *HEAD, "Byline: By Jane Doe", "Body",
    P[0], ("Quote", "We warned the town."), P[1], *TAIL,
    ("Heading1", "Mayor speaks"), "Evening Wire", "6 March 2024", "Copyright 2024 Evening Wire", "Length: 90 words",
    "Byline: John Roe", "Body", P[1], ("Heading2", "The cost"), "It will cost 4 million.", *TAIL[3:],
]  # fmt: skip
LEXIS = """
                               1 of 2 DOCUMENTS

                              The Morning Post

                            March 5, 2024 Tuesday
                                 City Edition

Bridge shut

BYLINE: Jane Doe

SECTION: NEWS; Pg. 3

LENGTH: 312 words

{0}

{1}

LOAD-DATE: March 5, 2024

LANGUAGE: ENGLISH

Copyright 2024 Morning Post Ltd.

                               2 of 2 DOCUMENTS

                                 Evening Wire

                           March 6, 2024 Wednesday

Mayor speaks

BYLINE: John Roe

LENGTH: 90 words

{1}

It will cost 4 million.

LOAD-DATE: March 6, 2024
""".format(*P)
CODED = """SE News
HD Bridge shut
BY By Jane Doe
WC 312 words
PD 5 March 2024
SN The Morning Post
SC MPOST
LA English
CY Copyright 2024 Morning Post Ltd.
LP
{0}

TD
{1}

CO mpost : Morning Post
AN Document MPOST00020240305ek3500012

HD Mayor speaks
BY John Roe
WC 90 words
PD 6 March 2024
SN Evening Wire
LP
{1}

TD
It will cost 4 million.

AN Document EWIRE00020240306ek3600002

""".format(*P)
SHOWN = """Bridge shut

By Jane Doe
312 words
5 March 2024
The Morning Post
MPOST
3
English
Copyright 2024 Morning Post Ltd.

{0}

{1}

Document MPOST00020240305ek3500012

Mayor speaks

John Roe
90 words
6 March 2024
10:22
Evening Wire
EWIRE
English
(c) 2024 Evening Wire

{1}

It will cost 4 million.

Document EWIRE00020240306ek3600002

Search Summary
""".format(*P)


def rtf(text):
    coded = "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in text).replace("\n", "\\par\n")
    return ("{\\rtf1\\ansi " + coded + "}").encode()


def html(text):
    body = "".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())
    return f"<html><body>{body}</body></html>".encode()


EXPORTS = {
    "Nexis Uni, Word": ("e.docx", docx(NEXIS)),
    "LexisNexis, text": ("e.txt", LEXIS.encode()),
    "Factiva with codes, text": ("e.txt", CODED.encode()),
    "Factiva as shown, text": ("e.txt", SHOWN.encode()),
    "Factiva as shown, RTF": ("e.rtf", rtf(SHOWN)),
    "Factiva as shown, HTML": ("e.html", html(SHOWN)),
    "Nexis, RTF named .doc": ("e.doc", rtf("\n".join(one if isinstance(one, str) else one[1] for one in NEXIS))),
}


@pytest.mark.parametrize(("name", "raw"), EXPORTS.values(), ids=EXPORTS)
def test_an_export_is_split_into_its_articles(tmp_path, name, raw):
    (tmp_path / name).write_bytes(raw)
    first, second = read_articles(tmp_path / name)
    assert [(a.title, a.outlet, a.byline, a.date) for a in (first, second)] == [
        ("Bridge shut", "The Morning Post", "Jane Doe", "2024-03-05"),
        ("Mayor speaks", "Evening Wire", "John Roe", "2024-03-06"),
    ]
    lines = [line.lstrip("#> ") for line in first.text.split("\n\n") if "We warned" not in line]
    assert lines == ["Bridge shut", P[0], P[1] + "\n"]
    lines = [line for line in second.text.split("\n\n") if "The cost" not in line]
    assert lines == ["Mayor speaks", P[1], "It will cost 4 million.\n"]
    assert (first.article, second.article) == ("e-1", "e-2")
    assert any("an export of 2 articles" in notice for notice in first.notices)
    assert all("what it says of the article" in reason or "list of" in reason for _, reason in first.cut + second.cut)
    aside = "\n".join(text for article in (first, second) for text, _ in article.cut)
    assert all(line in aside for line in ("312 words", "90 words"))


def test_an_article_that_names_the_words_of_an_export_is_none(tmp_path):
    told = "Bridge shut\n\nThe form said “End of Document”, and nothing more.\n\nEnd of Document\n\nHe laughed at it.\n"
    (tmp_path / "a.txt").write_text(told, encoding="utf-8")
    (article,) = read_articles(tmp_path / "a.txt")
    assert article.text == told


@pytest.mark.parametrize("text", [["It fell on Monday."], ["No.", "That was all."], [P[0], "“No,” he said."]])
def test_a_short_text_is_no_part_of_its_head_and_each_part_is_there_once(tmp_path, text):
    head = "Bridge\n\nBy Jane Doe\n90 words\n5 March 2024\nThe Post\nPOST\nEnglish\n\n"
    told = head + "\n\n".join(text) + "\n\nDocument POSTEN00020240305ek3500012\n"
    (tmp_path / "e.txt").write_text(told, encoding="utf-8")
    (article,) = read_articles(tmp_path / "e.txt")
    assert article.text == "\n\n".join(["Bridge", *text]) + "\n"
    aside = "\n".join(text for text, _ in article.cut)
    assert sorted(f"{article.text}\n{aside}".split()) == sorted(told.split())


LINES = [
    "End of Document",
    "1 of 2 DOCUMENTS",
    "Document POSTEN00020240305ek3500012",
    "Length: 3 words",
    "90 words",
    "Body",
]
LINES += [
    "March 5, 2024",
    "5 March 2024",
    "Byline: Jane Doe",
    "By Jane Doe",
    "The Post",
    "English",
    "Copyright 2024 Post",
]
LINES += ["Classification", "Load-Date: March 5, 2024", "It rained all day.", P[0], "Rain", "Section: NEWS"]


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=25))
def test_each_line_of_an_export_is_in_one_of_its_articles(lines):
    found = split_export(Document(tuple(map(Part, lines))))
    if found is not None:
        assert Counter(part.text for article in found for part in article.parts) == Counter(lines)
