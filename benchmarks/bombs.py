"""Read thirteen files that would take all memory, each in a process of its own, and print what each took.

``python benchmarks/bombs.py``: at the limits that hold by default no line may say more than 500 MB.
"""

from __future__ import annotations

import importlib.util
import resource
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

ROOT = Path(__file__).parents[1]
SPEC = importlib.util.spec_from_file_location("made", ROOT / "tests" / "made.py")
made = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(made)

READ = """
import sys
from analysis.articles import read_articles
try:
    found = read_articles(sys.argv[1])
    print(f"read, {sum(len(article.text) for article in found):,} characters")
except ValueError as error:
    print("refused:", str(error).partition(": ")[2][:70])
"""

# with the process that it begins for a large page
MEMORY = """
import resource
print(sum(resource.getrusage(whose).ru_maxrss for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1000)
"""


def document(inner: str) -> bytes:
    """Make a Word document of the XML of its body."""
    return made.zipped({"word/document.xml": f"<w:document {made.W}><w:body>{inner}</w:body></w:document>"})


def pdf(size: int) -> bytes:
    """Make a PDF of one page that unpacks to so many bytes."""
    drawn = zlib.compress(b"BT /F 10 Tf 50 700 Td (aaaa bbbb) Tj ET\n" * (size // 40))
    page = "/MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    objects += [f"<< /Type /Page /Parent 2 0 R {page} >>", "HERE"]
    whole = made.pdf_of([*objects, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"])
    head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(drawn)
    return whole.replace(b"HERE", head + drawn + b"\nendstream")


BOMBS = {
    "one paragraph.docx": lambda: document("<w:p><w:t>" + "a " * 24_000_000 + "</w:t></w:p>"),
    "paragraphs.docx": lambda: document("<w:p><w:r><w:t>It rained.</w:t></w:r></w:p>" * 1_000_000),
    "blanks.docx": lambda: made.zipped({"word/document.xml": b" " * 1_000_000_000}),
    "paragraphs.html": lambda: b"<html><body><article>" + b"<p>It rained on the bridge for two days.</p>" * 430_000,
    "long paragraphs.html": lambda: b"<html><body><article>" + (b"<p>" + b"It rained on us. " * 22 + b"</p>") * 50_000,
    "nested.html": lambda: b"<html><body>" + b"<b>" * 6_000_000,
    "line.html": lambda: b"<p>" + b"a" * 19_000_000,
    "large page.pdf": lambda: pdf(300_000_000),
    "page.pdf": lambda: pdf(40_000_000),
    "files.zip": lambda: made.zipped({f"{k}.txt": b"a b. " * 3_900_000 for k in range(30)}),
    "line.txt": lambda: b"It rained. " * 1_700_000,
    "paragraphs.rtf": lambda: rb"{\rtf1 " + rb"\'e9\par " * 2_000_000 + b"}",
    "blanks.xlsx": lambda: made.zipped({"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": b" " * 500_000_000}),
}


def main() -> None:
    """Make and read each of them, and print size, memory and what was said."""
    with tempfile.TemporaryDirectory() as folder:
        for name in BOMBS:
            path = Path(folder, name)
            # made in a process of its own: what it takes would count as the reader's
            making = [sys.executable, __file__, name, str(path)]
            subprocess.run(making, check=True)
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            code = READ + MEMORY
            said = subprocess.run(
                [sys.executable, "-c", code, path], cwd=ROOT, capture_output=True, text=True, check=True
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            told, memory = said.stdout.strip().rsplit("\n", 1)
            seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(f"{name:20} {path.stat().st_size / 1e6:6.2f} MB  {memory:>4} MB of memory  {seconds:5.1f} s  {told}")
            path.unlink()


if __name__ == "__main__":
    if len(sys.argv) == 3:
        Path(sys.argv[2]).write_bytes(BOMBS[sys.argv[1]]())
    else:
        main()
