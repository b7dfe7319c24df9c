"""Files of many kinds, made for the tests: Word, OpenDocument, PDF, MHTML and ZIP, as small as they can be."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)


def zipped(files: dict[str, bytes | str]) -> bytes:
    """Make a ZIP of files by their names."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def run(text: str) -> str:
    """Write text as a run of Word."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def docx(paragraphs: list[str | tuple[str, str]], *, styles: dict[str, str] | None = None, raw: str = "") -> bytes:
    """Make a Word document of paragraphs: a text, or a style and a text; `raw` is XML that stands behind."""
    styles = {"Heading1": "heading 1", "Heading2": "heading 2", "Quote": "Quote"} | (styles or {})
    styles |= {"ListParagraph": "List Paragraph"}
    body = ""
    for one in paragraphs:
        style, text = one if isinstance(one, tuple) else ("", one)
        shape = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        body += f"<w:p>{shape}{run(text)}</w:p>"
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in styles.items()
    )
    return zipped({
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<?xml version="1.0"?><w:document {W}><w:body>{body}{raw}</w:body></w:document>',
        "word/styles.xml": f'<?xml version="1.0"?><w:styles {W}>{named}</w:styles>',
    })  # fmt: skip


def odt(body: str) -> bytes:
    """Make an OpenDocument text of the XML of its body."""
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<?xml version="1.0"?><office:document-content {ODT}><office:body><office:text>{body}'
                       "</office:text></office:body></office:document-content>",
    })  # fmt: skip


def pdf(pages: list[list[tuple[float, float, float, str]]], *, bold: tuple[float, ...] = ()) -> bytes:
    """Make a PDF of pages of lines: x, y, size and text; sizes that are `bold` are set so."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects += [f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>" for name in
                ("Helvetica", "Helvetica-Bold")]  # fmt: skip
    kids = []
    for lines in pages:
        drawn = "\n".join(
            f"BT /{'B' if size in bold else 'F'} {size} Tf 1 0 0 1 {x} {y} Tm ({_pdf_text(text)}) Tj ET"
            for x, y, size, text in lines
        )
        stream = drawn.encode("cp1252")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{drawn}\nendstream")
        page = f"/Contents {len(objects)} 0 R /Resources << /Font << /F 3 0 R /B 4 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {page} >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return pdf_of(objects)


def _pdf_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def pdf_of(objects: list[str]) -> bytes:
    """Make a PDF of its objects; the first is the catalogue."""
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{one}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R >>\n"
    end += f"startxref\n{len(made)}\n%%EOF"
    return made + end.encode()


def wrapped(text: str, width: int, *, x: float, y: float, size: float = 10, first: float = 0) -> list:
    """Set a text in lines of so many letters below each other, the first one set in."""
    lines, words = [], text.split()
    while words:
        line = words.pop(0)
        while words and len(line) + 1 + len(words[0]) <= width:
            line += " " + words.pop(0)
        lines.append(line)
    return [(x + first * (k == 0), y - k * size * 1.2, size, line) for k, line in enumerate(lines)]


def mhtml(page: str, *, address: str = "https://post.example/bridge") -> bytes:
    """Save a page as a browser does, whole."""
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    message = MIMEMultipart("related")
    message["Snapshot-Content-Location"] = address
    part = MIMEText(page, "html", "utf-8")
    part["Content-Location"] = address
    message.attach(part)
    return message.as_bytes()
