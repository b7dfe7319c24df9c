"""Word, OpenDocument, RTF, PDF, workbooks: what stands in them comes out, with what it is."""

from __future__ import annotations

import io

import openpyxl
import pytest

from analysis.articles.damage import find_damage
from analysis.articles.read import read_articles, read_given_texts
from analysis.articles.reading import ALL, Reading
from analysis.articles.segment import paragraphs
from analysis.articles.tables import read_table
from analysis.schema import InputError
from tests.made import docx, mhtml, odt, pdf, run, wrapped

FIRST = "The council closed the old bridge on Monday, after the storm had torn away two of its piers, officials said."
SECOND = "Engineers will look at it on Tuesday, and nobody knows when cars may cross the river again."
THIRD = "It was built in 1923 and was last mended in 1987, when one lane was shut for a whole summer."
QUOTED = "We warned the town about the piers for ten years and nobody listened to us."


@pytest.fixture
def read(tmp_path):
    def put(name, content, **options):
        (tmp_path / name).write_bytes(content)
        return read_articles(tmp_path / name, reading=Reading(**options))

    return put


def test_a_typed_document_keeps_headings_quotations_and_lists(read):
    parts = [("Heading1", "Bridge shut"), FIRST, ("Heading2", "What it costs"), ("Quote", QUOTED)]
    (article,) = read("a.docx", docx([*parts, ("ListParagraph", "The bus."), ("ListParagraph", "The ferry."), SECOND]))
    assert article.text == (
        f"Bridge shut\n\n{FIRST}\n\n### What it costs\n\n> {QUOTED}\n\n- The bus.\n- The ferry.\n\n{SECOND}\n"
    )
    assert (article.title, article.origin) == ("Bridge shut", "title: its first heading")
    blocks = paragraphs([article])
    assert blocks["kind"].tolist()[:5] == ["headline", "body", "boilerplate", "blockquote", "body"]


def test_tracked_changes_are_taken_as_made_and_said(read):
    changed = f'<w:p>{run("The mayor ")}<w:ins w:id="1">{run("kindly ")}</w:ins><w:del w:id="2"><w:r><w:delText>rudely '
    changed += f"</w:delText></w:r></w:del>{run('agreed.')}</w:p>"
    box = f"<w:p>{run('Before.')}<mc:AlternateContent "
    box += 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    box += f"<mc:Choice><w:txbxContent><w:p>{run('In a box.')}</w:p></w:txbxContent></mc:Choice>"
    box += f"<mc:Fallback><w:p>{run('In a box.')}</w:p></mc:Fallback></mc:AlternateContent></w:p>"
    (article,) = read("a.docx", docx([FIRST], raw=changed + box))
    assert article.text.split("\n\n")[1:] == ["The mayor kindly agreed.", "Before.\nIn a box.\n"]
    assert any("what was deleted is not" in notice for notice in article.notices)


def test_an_opendocument_text_is_read(read):
    body = (
        f'<text:h text:outline-level="1">Bridge shut</text:h><text:p>{FIRST}<text:s/>It<text:line-break/>fell.</text:p>'
    )
    body += "<text:list><text:list-item><text:p>The bus.</text:p></text:list-item></text:list><text:p text:style-name="
    body += f'"Quotations">{QUOTED}</text:p><text:tracked-changes><text:p>gone</text:p></text:tracked-changes>'
    (article,) = read("a.odt", odt(body))
    assert article.text == f"Bridge shut\n\n{FIRST} It\nfell.\n\n- The bus.\n\n> {QUOTED}\n"


def test_rtf_is_read_in_its_own_encoding_without_what_no_reader_sees(read):
    body = rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0 Times;}}{\*\generator X;}{\info{\title No}}\f0\b Bridge shut\b0\par "
    body += rb"The \'e9 on it \u8220?was\u8221? brutal \{really\}.\par{\pict\bin4 }{}x}\bullet  One.\par"
    body += rb"\u-10179?\u-8640? end}"
    (article,) = read("a.rtf", body)
    assert article.text == "Bridge shut\n\nThe й on it “was” brutal {really}.\n\n- One.\n\n🙀 end\n"


def test_a_page_saved_as_mhtml_says_where_it_stood(read):
    page = f"<title>x</title><article><h1>Bridge shut</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"
    (article,) = read("a.mhtml", mhtml(f"<html><body>{page}</body></html>"))
    assert article.text == f"Bridge shut\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n"
    assert article.address == "https://post.example/bridge"


def column(x, texts, *, width=60, y=700.0, gap=12.0, first=0.0):
    lines = []
    for text in texts:
        lines += wrapped(text, width, x=x, y=y, first=first)
        y = lines[-1][1] - 12 - gap
    return lines


def test_a_pdf_of_one_column_has_its_paragraphs_title_and_block_quotation(read):
    quoted = wrapped(QUOTED + " " + QUOTED, 40, x=90, y=560)
    lines = [(50, 750, 20, "Bridge shut"), *column(50, [FIRST, SECOND, THIRD]), *quoted]
    (article,) = read("a.pdf", pdf([lines]))
    assert article.title == "Bridge shut"
    assert article.text == f"Bridge shut\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n> {QUOTED} {QUOTED}\n"


def test_columns_are_read_one_after_the_other_however_they_are_drawn(read):
    left = column(50, [FIRST, SECOND], width=40, gap=0, first=12)
    right = column(320, [THIRD, FIRST], width=40, gap=0, first=12)
    drawn = [line for pair in zip(left, right, strict=False) for line in pair]
    drawn += left[len(right) :] + right[len(left) :]
    for lines in (left + right, drawn):
        (article,) = read("a.pdf", pdf([lines]))
        assert article.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{FIRST}\n"


def test_what_a_browser_prints_around_a_page_is_set_aside_with_its_reason(read):
    def printed(number, texts):
        edges = [(30, 785, 8, "3/5/24, 10:22 AM"), (300, 785, 8, "Bridge shut | The Post")]
        return [*edges, *column(50, texts), (30, 12, 8, "https://post.example/bridge"), (560, 12, 8, f"{number}/2")]

    pages = pdf([printed(1, [FIRST, SECOND[:-1] + " which"]), printed(2, ["some had asked for.", THIRD])])
    (article,) = read("a.pdf", pages)
    assert article.text == f"{FIRST}\n\n{SECOND[:-1]} which some had asked for.\n\n{THIRD}\n"
    assert {reason for _, reason in article.cut} == {"head or foot of a printed page"}
    assert sum(text.count("\n") + 1 for text, _ in article.cut) == 8
    aside = paragraphs([article])
    assert aside[aside["kind"] == "boilerplate"]["reason"].tolist() == ["head or foot of a printed page"]
    (whole,) = read("a.pdf", pages, keep=ALL)
    assert "10:22 AM" in whole.text and not whole.cut


def test_a_word_broken_at_a_lines_end_is_whole_again(read):
    (article,) = read(
        "a.pdf", pdf([[(50, 700, 10, "The storm had torn away the founda-"), (50, 688, 10, "tions of it.")]])
    )
    assert "".join(article.blocks).replace("\u00ad", "").replace("\u2060", "") == (
        "The storm had torn away the foundations of it."
    )


def workbook(rows):
    book, held = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(held)
    return held.getvalue()


def test_a_workbook_is_a_table(tmp_path, read):
    rows = [["id", "text", "outlet", None], [7, FIRST, "The Post"], [None] * 3, ["b", SECOND, None]]
    found = read("t.xlsx", workbook(rows))
    assert [(a.article, a.text, a.outlet) for a in found] == [("7", FIRST, "The Post"), ("b", SECOND, None)]
    assert read_given_texts([tmp_path / "t.xlsx"])["id"].tolist() == [7, "b"]
    (tmp_path / "u.xlsx").write_bytes(workbook([["id", "body"], [1, FIRST]]))
    with pytest.raises(InputError, match="there is no column 'text'; it has id, body"):
        read_table(tmp_path / "u.xlsx")


def test_what_a_file_is_counts_and_not_its_name(read):
    (article,) = read("a.txt", docx([FIRST, SECOND]))
    assert article.text.startswith(FIRST)
    assert any("but it is .docx" in notice for notice in article.notices)
    with pytest.raises(InputError, match=r"an old Word file.*Save it as \.docx"):
        read("a.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600)


def test_text_that_was_encoded_twice_is_mended_only_where_it_is_asked_for(read):
    told = "He said “no” at the café, and nobody was asked."
    twice = told.replace("é", "é".encode().decode("cp1252")).encode()
    (as_it_is,), (mended,) = read("a.txt", twice), read("a.txt", twice, mend_mojibake=True)
    assert as_it_is.text == twice.decode() and "encoded twice" in find_damage(as_it_is.text)
    assert "--fix-mojibake" in find_damage(as_it_is.text)["encoded twice"]
    assert mended.text == told and any("is mended" in notice for notice in mended.notices)
