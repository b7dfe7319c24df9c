"""Archives, folders, standard input: what may be read is read, the rest is named, and no bomb is set off."""

from __future__ import annotations

import io
import stat
import sys
import tracemalloc
import zipfile

import openpyxl  # noqa: F401
import pypdf  # noqa: F401
import pytest
import trafilatura  # noqa: F401

from analysis.articles.read import list_files, read_articles
from analysis.articles.reading import Reading, Refusal
from analysis.schema import InputError
from tests.made import W, docx, odt, pdf, pdf_of, zipped

TEXT = "The bridge\n\nThe council closed it on Monday after the storm, and nobody was asked.\n"
SMALL = Reading(megabytes=0.05, seconds=5)


def test_what_is_in_an_archive_is_read_in_memory_by_the_order_of_names(tmp_path):
    held = {"b.txt": TEXT, "in/a.docx": docx([("Heading1", "Other"), TEXT]), "__MACOSX/b.txt": "x", ".hidden.txt": "x"}
    held |= {
        "t.csv": 'text\n"' + TEXT + '"\n',
        "articles.csv": "file,outlet\nb.txt,The Post\n",
        "picture.png": b"\x89PNG",
    }
    (tmp_path / "z.zip").write_bytes(zipped(held))
    found = read_articles(tmp_path / "z.zip")
    assert [(a.article, a.outlet) for a in found] == [("b", "The Post"), ("a", None), ("t-1", None)]
    assert found[0].path.endswith("z.zip/b.txt")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["z.zip"]


def test_names_that_lead_out_links_and_archives_in_archives_are_refused_by_name(tmp_path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in ("../out.txt", "/etc/out.txt", "a/../../out.txt", "C:/out.txt", "..\\out.txt", "inner.zip"):
            archive.writestr(name, TEXT)
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("good.txt", TEXT)
    (tmp_path / "z.zip").write_bytes(held.getvalue())
    (article,) = read_articles(tmp_path / "z.zip")
    refused = [notice for notice in article.notices if isinstance(notice, Refusal)]
    assert len(refused) == 7 and article.article == "good"
    assert sum("leads out of the archive" in line for line in refused) == 5
    assert not list(tmp_path.parent.glob("**/out.txt"))


def test_what_cannot_be_read_in_a_folder_is_named_and_the_rest_is_read(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "ours.html").write_text('<meta charset="utf-8">\n<meta name="generator" content="framing">', "utf-8")
    (article,) = read_articles(tmp_path)
    assert [type(notice) for notice in article.notices] == [Refusal]
    assert "b.pdf: not a PDF that can be read" in article.notices[0]
    (tmp_path / "a.txt").unlink()
    with pytest.raises(InputError, match=r"b\.pdf: not a PDF"):
        read_articles(tmp_path)


def test_what_is_no_article_in_a_folder_is_named_and_what_belongs_to_a_page_is_not(tmp_path):
    for name in (
        "notes.pages",
        "scan.PNG",
        "a.jpg",
        "old.wpd",
        "README",
        "t.csv",
        "style.css",
        "~$a.docx",
        ".x.wpd",
        "z.zip",
    ):
        (tmp_path / name).touch()
    for name in ("a_files", "more", ".git"):
        (tmp_path / name).mkdir()
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (article,) = read_articles(tmp_path)
    told = [notice.removeprefix(f"{tmp_path}") for notice in article.notices]
    assert told == [
        "/README: its name does not say what it is. If it is a text, let it end in .txt.",
        "/notes.pages: files that end in .pages are not read. Save it as .docx, .pdf or .txt.",
        "/old.wpd: files that end in .wpd are not read. Save it as .docx, .pdf or .txt.",
        "/t.csv: a table among articles is not read. If it has articles, give it by itself.",
        "/z.zip: an archive among articles is not opened. Give it by itself.",
        ": a.jpg, scan.PNG: pictures and recordings are not read. Type the words of an article into a .txt file.",
        ": what is in its folders (more) is not read. Name them beside it.",
    ]
    assert [isinstance(notice, Refusal) for notice in article.notices] == [True, True, True, False, True, True, False]


def test_what_is_no_article_in_an_archive_is_named(tmp_path):
    held = {
        "a.txt": TEXT,
        "b.pages": "x",
        "p_files/logo.png": "x",
        "in/scan.jpg": "x",
        "in/style.css": "x",
        "~$a.docx": "x",
    }
    (tmp_path / "z.zip").write_bytes(zipped(held))
    (article,) = read_articles(tmp_path / "z.zip")
    assert [type(notice) for notice in article.notices] == [Refusal, Refusal]
    assert "z.zip/b.pages: files that end in .pages" in article.notices[0]
    assert "z.zip: in/scan.jpg: pictures" in article.notices[1]


def test_a_folder_without_an_article_says_what_it_has_and_what_is_read(tmp_path):
    for number in range(6):
        (tmp_path / f"week{number}").mkdir()
    (tmp_path / "scan.png").touch()
    way = r"only scan\.png\. Name a folder in it \(week0, week1, week2, week3 and 2 more\), or put .*\.pdf, \.docx"
    with pytest.raises(InputError, match=way):
        read_articles(tmp_path)


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (TEXT.encode(), None),
        (docx([("Heading1", "The bridge"), TEXT]), "The bridge"),
        (b'{"text": "It rained.", "title": "Rain"}\n', "Rain"),
        (b'title,text\nRain,"It rained."\n', "Rain"),
        (b"<!DOCTYPE html><title>x</title><h1>The bridge</h1><p>It rained on it for two long days.", "The bridge"),
        (zipped({"a.md": "---\ntitle: Rain\noutlet: The Post\n---\n\nIt rained.\n"}), "Rain"),
    ],
)
def test_standard_input_is_read_as_what_it_is(monkeypatch, raw, title):
    monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": io.BytesIO(raw)}))
    (article,) = read_articles("-")
    assert article.title == title and article.path.startswith("standard input")
    monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": io.BytesIO(b"x" * 300_000)}))
    with pytest.raises(InputError, match=r"standard input: larger than 0.05 MB.*--max-mb 0.5"):
        read_articles("-", reading=SMALL)


def test_front_matter_describes_a_text_and_stays_in_it(tmp_path):
    told = (
        "---\nTitle: “Bridge” shut\nauthor: Jane Doe\nsource: The Post\nurl: https://post.example/a\nbad\n---\n\n"
        + TEXT
    )
    (tmp_path / "a.md").write_text(told, encoding="utf-8")
    (article,) = read_articles(tmp_path / "a.md")
    assert (article.title, article.byline, article.outlet) == ("“Bridge” shut", "Jane Doe", "The Post")
    assert (article.text, article.address, article.origin) == (
        told,
        "https://post.example/a",
        "the file's front matter",
    )


def test_names_of_articles_never_become_places(tmp_path):
    (tmp_path / "t.csv").write_text('id,text\n../../../etc/passwd,"It rained."\n', encoding="utf-8")
    found = read_articles(tmp_path / "t.csv")
    assert found[0].article == "../../../etc/passwd"
    assert list_files(found)[0].name == "t.csv, row 1"


def deep_document(depth):
    return f"<w:document {W}>" + "<w:p>" * depth


BILLION = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
TREE = ["<< /Type /Catalog /Pages 2 0 R >>"] + [
    f"<< /Type /Pages /Kids [{' '.join([f'{k + 3} 0 R'] * 10)}] /Count 10 >>" for k in range(12)
] + ["<< /Type /Page /MediaBox [0 0 9 9] >>"]  # fmt: skip
BOMBS = {
    "Word, one paragraph": (".docx", zipped({"word/document.xml": f"<w:document {W}><w:p><w:t>" + "a" * 3_000_000})),
    "Word, many elements": (".docx", zipped({"word/document.xml": f"<w:document {W}><w:p>" + "<w:t/>" * 250_000})),
    "Word, deep": (".docx", zipped({"word/document.xml": deep_document(5000)})),
    "Word, entities": (".docx", zipped({"word/document.xml": f"{BILLION}]><w:document {W}>&i;</w:document>"})),
    "Word, a file outside": (".docx", zipped({"word/document.xml":
        f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document {W}><w:p>&a;</w:p></w:document>'})),
    "OpenDocument, entities": (".odt", zipped({"content.xml": f"{BILLION}]><x>&i;</x>"})),
    "OpenDocument, large": (".odt", odt("<text:p>" + "a" * 3_000_000 + "</text:p>")),
    "archive of one large file": (".zip", zipped({"a.txt": "a" * 3_000_000})),
    "archive of many files": (".zip", zipped({f"{k}.txt": "a b. " * 8_000 for k in range(20)})),
    "RTF, deep": (".rtf", b"{\\rtf1 " + b"{" * 5000),
    "PDF, pages without end": (".pdf", pdf_of(["<< /Type /Catalog /Pages 2 0 R >>",
                                               "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])),
    "PDF, ten to the twelfth pages": (".pdf", pdf_of(TREE)),
    "page, one line": (".html", b"<p>" + b"a" * 300_000),
    "text, one line": (".txt", b"a" * 300_000),
    "workbook": (".xlsx", zipped({"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": " " * 3_000_000})),
}  # fmt: skip


@pytest.mark.parametrize(("ending", "raw"), BOMBS.values(), ids=BOMBS)
def test_bombs_are_refused_in_one_line_and_little_memory(tmp_path, ending, raw):
    (tmp_path / f"bomb{ending}").write_bytes(raw)
    tracemalloc.start()
    with pytest.raises(InputError) as caught:
        read_articles(tmp_path / f"bomb{ending}", reading=SMALL)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 400
    assert peak < 100_000_000


def test_a_limit_is_said_with_the_flag_that_raises_it(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT * 1000, encoding="utf-8")
    with pytest.raises(InputError, match=r"larger than 0.05 MB. If you trust it, raise the limit: --max-mb 0.5\."):
        read_articles(tmp_path / "a.txt", reading=SMALL)
    assert len(read_articles(tmp_path / "a.txt", reading=Reading(megabytes=2))) == 1
    (tmp_path / "a.pdf").write_bytes(pdf([[(50, 700, 10, "It rained.")]] * 9))
    with pytest.raises(InputError, match="took longer than 1e-05 seconds.*--max-seconds 0.0001"):
        read_articles(tmp_path / "a.pdf", reading=Reading(seconds=1e-5))
    (article,) = read_articles(tmp_path / "a.pdf", reading=Reading(pages=2, keep="all"))
    assert article.text.count("It rained.") == 2 and "only the first 2 pages" in article.notices[0]


@pytest.mark.parametrize(("place", "value", "told"), [(8, 1, "locked with a password"), (10, 99, "broken")])
def test_a_member_that_cannot_be_unpacked_is_named_and_the_others_are_read(tmp_path, place, value, told):
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    for sign, at in ((b"PK\x01\x02", place), (b"PK\x03\x04", place - 2)):
        data[data.find(sign) + at] = value
    (tmp_path / "z.zip").write_bytes(bytes(data))
    (article,) = read_articles(tmp_path / "z.zip")
    (line,) = (notice for notice in article.notices if isinstance(notice, Refusal))
    assert article.article == "b"
    assert "z.zip/a.txt: a.txt cannot be unpacked: " in line and told in line and "ZipInfo" not in line
