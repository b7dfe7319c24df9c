"""A hundred malformed files: each is read, or refused in one sentence that says what, where, and how to mend it."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.articles.read import read_articles
from analysis.articles.reading import Reading
from analysis.schema import InputError
from tests.made import ODT, W, docx, mhtml, odt, pdf, pdf_of, run, zipped

P = "The council closed the old bridge on Monday, after the storm had torn away two of its piers."
WORD, OPEN, PRINT = docx([("Heading1", "Bridge shut"), P]), odt(f"<text:p>{P}</text:p>"), pdf([[(50, 700, 10, P)]])
PAGE = f"<html><body><article><h1>Bridge</h1><p>{P}</p></article></body></html>"
MAIL = mhtml(PAGE)
RICH = rb"{\rtf1\ansi " + P.encode() + rb"\par}"
DATA = '<script type="application/ld+json">%s</script>'
MOST = Reading(megabytes=1, seconds=10)


def cut(raw, share):
    return raw[: int(len(raw) * share)]


def flipped(raw, step):
    held = bytearray(raw)
    for k in range(40, len(held), step):
        held[k] ^= 0x55
    return bytes(held)


def stream(body, filters):
    page = "/Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>"
    return pdf_of([
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {page} >>",
        f"<< /Length {len(body)} {filters} >>\nstream\n{body}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ])  # fmt: skip


def locked():
    raw = bytearray(zipped({"word/document.xml": "<x/>"}))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def word(xml):
    return zipped({"word/document.xml": xml})


def twice():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.txt", P)
        archive.writestr("a.txt", P + P)
    return held.getvalue()


def large(entries):
    """Say in an archive's list that its file has no size: the list is wrong."""
    raw = bytearray(zipped(entries))
    at = raw.index(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (5).to_bytes(4, "little")
    return bytes(raw)


GIVEN = {"docx": WORD, "odt": OPEN, "pdf": PRINT, "html": PAGE.encode(), "mhtml": MAIL, "rtf": RICH,
         "zip": zipped({"a.txt": P, "b.docx": WORD})}  # fmt: skip
FILES: dict[str, bytes] = {}
for kind, whole in GIVEN.items():
    FILES |= {f"cut-{share}.{kind}": cut(whole, share) for share in (0.05, 0.5, 0.95)}
    FILES |= {f"flipped-{step}.{kind}": flipped(whole, step) for step in (7, 97)}
    FILES |= {f"empty.{kind}": b"", f"zeros.{kind}": b"\0" * 500, f"noise.{kind}": bytes(range(256)) * 4}
    FILES |= {f"twice.{kind}": whole + whole, f"behind-dirt.{kind}": b"\r\n\xff\xfe" + whole}
FILES |= {
    "no-body.docx": word(f"<w:document {W}/>"),
    "no-words.docx": word(f"<w:document {W}><w:body><w:p/></w:body></w:document>"),
    "not-xml.docx": word("nothing of the kind"),
    "other-root.docx": word("<html/>"),
    "no-member.docx": zipped({"x": "y"}),
    "utf-16.docx": word(f'<?xml version="1.0" encoding="utf-16"?><w:document {W}/>'.encode("utf-16")),
    "unknown-encoding.docx": word(f'<?xml version="1.0" encoding="no-such"?><w:document {W}/>'),
    "locked.docx": locked(),
    "styles-broken.docx": zipped(
        {"word/document.xml": f"<w:document {W}><w:p>{run(P)}</w:p></w:document>", "word/styles.xml": "<w:"}
    ),
    "level.docx": docx([P], raw='<w:p><w:pPr><w:outlineLvl w:val="99999999999"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'),
    "locked.odt": zipped({"META-INF/manifest.xml": "<x encryption-data=''/>", "content.xml": "<x/>"}),
    "level.odt": odt(f'<text:h text:outline-level="ten">{P}</text:h>'),
    "no-body.odt": zipped({"content.xml": f"<x {ODT}/>"}),
    "no-page.pdf": pdf_of(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"]),
    "no-root.pdf": pdf_of(["<< /Type /Nothing >>"]),
    "picture.pdf": pdf([[]]),
    "loop.pdf": pdf_of(["<< /Type /Catalog /Pages 1 0 R >>"]),
    "minus.pdf": stream("BT /F -10 Tf 50 700 Td (x) Tj ET", ""),
    "huge-number.pdf": stream("BT /F 1e30 Tf 1e30 -1e30 Td (x) Tj ET", ""),
    "open-text.pdf": stream("BT /F 10 Tf (never closed", ""),
    "bad-filter.pdf": stream("nothing packed", "/Filter /FlateDecode"),
    "no-filter.pdf": stream("x", "/Filter /NoSuch"),
    "kids.pdf": pdf_of(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids 7 /Count 1 >>"]),
    "only-script.html": b"<script>x()</script>",
    "only-comment.html": b"<!-- nothing",
    "frames.html": b"<frameset><frame src=x>",
    "nul.html": PAGE.replace("old", "o\0ld").encode(),
    "charset.html": b'<meta charset="utf-32">' + PAGE.encode(),
    "data.html": (DATA % '{"@graph": [[[1]], {"@type": 7, "author": {"name": []}}]}' + PAGE).encode(),
    "deep-data.html": (DATA % ("[" * 50_000) + PAGE).encode(),
    "no-part.mhtml": b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx",
    "picture.mhtml": b"Content-Type: image/png\n\nx",
    "header.mhtml": MAIL.replace(b"Snapshot-Content-Location: h", b"Snapshot-Content-Location: \xe9h"),
    "charset.mhtml": MAIL.replace(b"utf-8", b"no-such"),
    "base64.mhtml": MAIL.replace(b"\n\n", b"\n\n!!!", 2),
    "open.rtf": rb"{\rtf1 {{{\*\x {\b " + P.encode(),
    "closed.rtf": rb"{\rtf1 }}}}" + P.encode(),
    "halves.rtf": rb"{\rtf1 \u-10179?\u-10179? \u56896? " + P.encode() + b"}",
    "page.rtf": rb"{\rtf1\ansicpg99999 " + P.encode() + b"}",
    "bin.rtf": rb"{\rtf1 " + P.encode() + rb"\bin999999999 x}",
    "number.rtf": rb"{\rtf1 \u99999999999? " + P.encode() + b"}",
    "hex.rtf": rb"{\rtf1 \'zz\'4" + P.encode() + b"}",
    "twice.zip": twice(),
    "size.zip": large({"a.txt": P * 20}),
    "none.zip": zipped({"a.png": b"x"}),
    "folders.zip": zipped({"a/": "", "b/": ""}),
    "old.doc": b"\xd0\xcf\x11\xe0" + b"\0" * 99,
    "sheet.xlsx": zipped({"xl/workbook.xml": "<x/>"}),
    "noise.xlsx": b"PK\x03\x04" + bytes(range(256)),
    "text.xlsx": P.encode(),
    "end.txt": b"End of Document\nLength: 3 words\nEnd of Document\n",
    "factiva.txt": b"Document ABCDEF20240305ek3500012\n" * 3,
    "one-of.txt": b"1 of 2 DOCUMENTS\n\n2 of 2 DOCUMENTS\n\nLength: 1 words\n",
    "front.md": b"---\n: :\n" + b"x: y\n" * 9 + b"---\n",
    "subtitles.srt": b"1\n00:00:01,000 --> 00:00:02,000\n\n",
    "halves.txt": "+2AE- is brutal".encode("utf-7"),
}


def test_there_are_more_than_a_hundred():
    assert len(FILES) > 120


@pytest.mark.parametrize("name", FILES)
def test_a_malformed_file_is_read_or_refused_in_one_sentence(tmp_path, name, capfd):
    (tmp_path / name).write_bytes(FILES[name])
    try:
        found = read_articles(tmp_path / name, reading=MOST)
    except InputError as error:
        said = str(error)
        assert "\n" not in said and name in said and re.search(r"\.( |$)", said) and len(said) < 600
        assert re.search(r"Save|Put|Give|Print|Name|Let|Mend|Open|Try|Copy|Take|Close", said), said
    else:
        assert found and all(article.text.strip() for article in found)
        assert all(sign < "\ud800" or sign > "\udfff" for article in found for sign in article.text)
    assert capfd.readouterr() == ("", "")


@settings(max_examples=60)
@given(st.sampled_from(sorted(GIVEN)), st.data())
def test_any_change_of_a_file_is_read_or_refused(tmp_path_factory, kind, data):
    raw = bytearray(GIVEN[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=30))
        raw = raw or bytearray(b"x")
    path = tmp_path_factory.getbasetemp() / f"changed.{kind}"
    path.write_bytes(bytes(raw))
    try:
        found = read_articles(path, reading=MOST)
    except InputError as error:
        assert "\n" not in str(error)
    else:
        for article in found:
            assert article.text.strip() and [article.text.find(block.strip()) >= 0 for block in article.blocks]
