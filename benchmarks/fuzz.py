"""Search for bytes that break a reader: ``python benchmarks/fuzz.py [SECONDS] [FOLDER]`` (60; a folder of its own).

Where atheris is installed (``pip install atheris``; it is not in the lock), what a reader does with an input says which
change is tried next; elsewhere changes are drawn at random. An input is a byte that names the target, and what the
target is given. What breaks is printed, and kept in ``FOLDER/finds`` under target, error and place, the shortest input
of each; the search goes on.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import random
import re
import socket
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from unittest import mock

try:
    import atheris
except ImportError:
    atheris = None

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
with atheris.instrument_imports(include=["analysis"]) if atheris else contextlib.nullcontext():
    import pandas as pd

    from analysis import evidence, measure
    from analysis.actors import find_actors
    from analysis.articles import paragraphs, read_articles, read_given_texts, web
    from analysis.articles.addresses import fetch
    from analysis.articles.layout import HIDDEN, find_blocks, lay_out
    from analysis.articles.reading import ALL, Reading
    from analysis.attribution import attribute, find_attributions, read_documents
    from analysis.evaluation.validation import read_annotated
    from analysis.lesson import class_page, class_report, read_answers
    from analysis.measures.own_frames import read_own_frames
    from analysis.schema import InputError
    from analysis.text.own_lexicon import examine_file, load_with
    from analysis.text.words import forget_words

SPEC = importlib.util.spec_from_file_location("made", ROOT / "tests" / "made.py")
made = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(made)

MOST = Reading(megabytes=1, seconds=20, pages=20, private=True)
FILES = ("txt", "srt", "html", "mhtml", "pdf", "docx", "odt", "rtf", "csv", "jsonl", "parquet", "xlsx", "zip")
#: an input that takes more seconds of CPU is a find, too
SLOW = 10
P = "The council closed the old bridge on Monday, after the storm had torn away two piers. “It is brutal,” Ms Ode said."
WORD = f"<w:document {made.W}><w:body>%s</w:body></w:document>"
OPEN = f"<o:document-content {made.ODT.replace('xmlns:office', 'xmlns:o')}><o:body><o:text>%s</o:text></o:body>"
OPEN += "</o:document-content>"
STYLED = WORD % f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>{made.run(P)}</w:p>'
STYLE = f'<w:styles {made.W}><w:style w:styleId="A"><w:name w:val="heading 2"/></w:style></w:styles>'
CELL = f"<w:tbl><w:tr><w:tc><w:p>{made.run(P)}</w:p></w:tc></w:tr></w:tbl>"
PARTS = f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{made.run("Bridge")}</w:p><w:p>{made.run(P)}</w:p>{CELL}'
LISTED = f"<text:list><text:list-item><text:p>{P}</text:p></text:list-item></text:list>"
PAGE = f"""<html><head><title>Bridge</title><script type="application/ld+json">{{"@type": "NewsArticle",
"headline": "B"}}</script></head><body><nav><a href=x>Home</a></nav><article><h1>Bridge shut</h1><p>{P}</p>
<blockquote><p>{P}</p></blockquote><h2>Why</h2><ul><li>One reason.</li></ul><p>{P}</p></article>
<div class=comments>{P}</div></html>"""
NEXIS = f"""Bridge shut\n\nHill Post\n\nMarch 5, 2024 Tuesday\n\nCopyright 2024 Hill Post\n\nSection: NEWS

Length: 80 words\n\nByline: By Ann Lee\n\nBody\n\n{P}\n\nLoad-Date: March 5, 2024\n\nEnd of Document\n"""
FACTIVA = f"""HD Bridge shut\nBY Ann Lee\nWC 80 words\nPD 5 March 2024\nSN Hill Post\nLP {P}\nTD\n{P}

Document HILPOS0020240305ek3500012\n"""
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<p>a \r\n0\r\n\r\n"
SAID = '{"source": [[0, 2]], "cue": [[3, 7]], "content": [[8, 18]]}'
DOCUMENT = f'{{"id": 1, "publisher": "a", "text": "He said it rained.", "attributions": [{SAID}]}}\n'
CUES = b"1\n00:00:01,000 --> 00:00:02,000\nIt rained.\n\n2\n00:00:03,000 --> 00:00:04,000\nAgain.\n"
RICH = rb"{\rtf1\ansi{\stylesheet{\s1 heading 1;}}\pard\s1 Bridge\par\pard It rained \'e9\u8220?twice\'94.\par}"
FEW = pd.DataFrame({"article": ["a"], "block": [0], "kind": ["body"], "voice": ["outlet"], "text": [P]})


class Lost(AssertionError):
    """A property does not hold."""


def hold(holds: bool, what: str) -> None:
    """Raise :class:`Lost` where a property does not hold."""
    if not holds:
        raise Lost(what)


class Fuzzed:
    """The targets, by name: each is given bytes, and may refuse them by an InputError of one line, no other way."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.targets: dict[str, Callable[[bytes], object]] = {kind: self._file(kind) for kind in FILES}
        self.targets |= {
            "docx body": self._packed("docx", "word/document.xml", WORD),
            "docx styles": self._packed("docx", "word/styles.xml", "%s", {"word/document.xml": STYLED}),
            "odt body": self._packed("odt", "content.xml", OPEN),
            "zip member": self._packed("zip", "a.html", "%s"),
            "zip articles": self._packed("zip", "articles.csv", "%s", {"a.txt": P}),
            "standard input": self._standard_input,
            "answer": self._answer,
            "keep": self._keep,
            "text": self._text,
            "texts": self._read(".csv", lambda path: check_spans(read_given_texts([path]))),
            "dic": self._read(".dic", load_lexicon),
            "yaml": self._read(".yaml", load_lexicon),
            "lexicon": self._read(".csv", load_lexicon),
            "own frames": self._read(".csv", read_own_frames),
            "own actors": self._read(".csv", lambda path: find_actors(FEW, actors=path)),
            "annotated": self._read(".csv", read_annotated),
            "documents": self._read(".jsonl", read_documents),
            "class": self._read(".json", lambda path: class_page(class_report(read_answers([path])[0]))),
        }
        self.names = sorted(self.targets)

    def name_of(self, given: bytes) -> str:
        """Return the name of the target of an input."""
        return self.names[given[0] % len(self.names)] if given else "none"

    def run(self, given: bytes) -> None:
        """Run the target of an input, and raise what it may not raise."""
        if len(given) < 2:
            return
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self.targets[self.name_of(given)](given[1:])
        except InputError as error:
            hold("\n" not in str(error), f"a refusal of more than one line: {str(error)!r}")

    def _put(self, ending: str, raw: bytes) -> Path:
        path = self._folder / f"given{ending}"
        path.write_bytes(raw)
        return path

    def _read(self, ending: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
        return lambda raw: read(self._put(ending, raw))

    def _file(self, kind: str) -> Callable[[bytes], object]:
        return self._read(f".{kind}", lambda path: check_articles(read_articles(path, reading=MOST)))

    def _packed(self, kind: str, name: str, around: str, more: dict | None = None) -> Callable[[bytes], object]:
        before, behind = (part.encode() for part in around.split("%s"))
        read = self._file(kind)
        return lambda raw: read(made.zipped({name: before + raw + behind} | (more or {})))

    def _standard_input(self, raw: bytes) -> None:
        with mock.patch("sys.stdin", io.TextIOWrapper(io.BytesIO(raw))):
            check_articles(read_articles("-", reading=MOST))

    def _answer(self, raw: bytes) -> None:
        """Have a server answer these bytes, whoever is asked."""

        def connect(*_: object, **__: object) -> socket.socket:
            ours, theirs = socket.socketpair()
            theirs.sendall(raw[:60_000])
            theirs.close()
            return ours

        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))]
        told = mock.patch("socket.getaddrinfo", lambda *_, **__: found)
        with mock.patch("socket.create_connection", connect), told:
            hold(len(fetch("http://post.example/bridge", MOST).raw) <= MOST.bytes, "more than is allowed")

    def _keep(self, raw: bytes) -> None:
        """Nothing of a page is lost: what is kept and what is cut are all that it shows."""
        kept, whole = (
            Counter(word for part in web.read_page(raw, "a page", how).parts for word in part.text.split())
            for how in (MOST, Reading(megabytes=1, seconds=20, keep=ALL))
        )
        hold(kept == whole, "what is kept and what is cut are not the page")

    def _text(self, raw: bytes) -> None:
        text = raw.decode("utf-8", "ignore")[:3000]
        check_blocks(text)
        check_spans(pd.DataFrame({"text": [text]}))


def load_lexicon(path: Path) -> None:
    """Examine a reader's lexicon, and use it."""
    examine_file(path)
    measure("It was brutal.", lexicon=load_with(path).lexicon)


def check_articles(articles: list) -> None:
    """Hold that texts have no half of a surrogate pair, and that blocks and paragraphs are all of the text."""
    for article in articles:
        hold(bool(article.text.strip()), "an article without text")
        hold(not any("\ud800" <= sign <= "\udfff" for sign in article.text), "half a pair")
        check_blocks(article.text)
    for article in articles[:3]:
        try:
            table = paragraphs(article)
        except InputError as error:
            hold("\n" not in str(error), "a refusal of two lines")
            continue
        own = table.head(len(article.blocks)).fillna({"removed": ""})
        hold((own["text"] + own["removed"]).tolist() == article.blocks, "the paragraphs are not the blocks")
        if len(article.text) < 4000:
            check_spans(table)
            attribute(table)


def check_blocks(text: str) -> None:
    """Hold that the blocks of a text are in order, and that nothing that one sees stands between them."""
    laid, end = lay_out(text), 0
    hold(len(laid) == len(text), "a laid-out text has another length")
    for a, b in [*find_blocks(laid), (len(laid), len(laid))]:
        hold(end <= a <= b and not laid[end:a].translate(UNSEEN).strip(), "blocks that do not hold the text")
        end = b


UNSEEN = {code: None for code in range(0x10000) if re.match(f"[{HIDDEN}]", chr(code))}


def check_spans(table: pd.DataFrame) -> None:
    """Hold that every mark is a stretch of its text."""
    texts = [text if isinstance(text, str) else "" for text in table["text"].tolist()]
    for row, start, end, surface in evidence(table)[["row", "start", "end", "surface"]].itertuples(index=False):
        hold(0 <= start < end <= len(texts[row]) and texts[row][start:end] == surface, "a mark is not in its text")
    for row, start, end in find_attributions(texts)[["row", "start", "end"]].itertuples(index=False):
        hold(0 <= start < end <= len(texts[row]), "a role outside its text")


def seeds() -> dict[str, list[bytes]]:
    """Return sound inputs for the targets."""
    frame, held, book = pd.DataFrame({"id": [1, 2], "text": [P, "Rain."]}), io.BytesIO(), io.BytesIO()
    frame.to_parquet(held)
    frame.to_excel(book, index=False)
    page, rows = PAGE.encode(), frame.to_json(orient="records", lines=True).encode()
    texts = [P.encode(), f"# Title\n\n> quoted\n\n- one\n- two\n\n{P}".encode(), NEXIS.encode(), FACTIVA.encode()]
    table = frame.to_csv(index=False).encode()
    return {
        "txt": texts,
        "srt": [CUES, b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>It rained.\n"],
        "html": [page],
        "mhtml": [made.mhtml(PAGE)],
        "pdf": [made.pdf([[(50, 700, 10, P), (50, 680, 10, P)]])],
        "docx": [made.docx([("Heading1", "B"), P])],
        "odt": [made.odt(f"<text:p>{P}</text:p>")],
        "rtf": [RICH],
        "csv": [table],
        "jsonl": [rows],
        "parquet": [held.getvalue()],
        "xlsx": [book.getvalue()],
        "zip": [made.zipped({"a.txt": P, "b.html": PAGE})],
        "docx body": [PARTS.encode()],
        "docx styles": [STYLE.encode()],
        "odt body": [
            f'<text:h text:outline-level="1">B</text:h><text:p>{P}<text:s text:c="3"/></text:p>{LISTED}'.encode()
        ],
        "zip member": [page],
        "zip articles": [b"file,title,outlet\na.txt,Rain,Post\n"],
        "standard input": [*texts, page, rows, table],
        "answer": [HEAD + b"\r\n" + page, CHUNKED, b"HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n"],
        "keep": [page],
        "text": texts,
        "texts": [table],
        "dic": [b"%\n1\tposemo\n2\tnegemo\n%\nbrutal\t2\nabus*\t1 2\n"],
        "yaml": [b"policy:\n  law: [court, 'judg*']\n  money:\n    - tax\n"],
        "lexicon": [b"term,category,weight,neutral,forms\nbrutal,emotive,0.5,harsh,brutally\n"],
        "own frames": [b"frame,kind,text,weight\nblame,term,blamed,1\nblame,example,She blamed him.,\n"],
        "own actors": [b"actor,kind,forms\nAnn Lee,person,Lee|Ann\n"],
        "annotated": [b"text,label,biased_words\nIt was brutal.,1,\"['brutal']\"\n"],
        "documents": [DOCUMENT.encode()],
        "class": [b'{"form": 1, "lesson": "a"}'],
    }


class Search:
    """Runs inputs, counts them, and keeps what breaks."""

    def __init__(self, folder: Path) -> None:
        self.fuzzed, self.finds = Fuzzed(folder), folder / "finds"
        self.finds.mkdir(exist_ok=True)
        self._runs, self._begun, self._told = 0, time.monotonic(), time.monotonic()

    def one(self, given: bytes) -> None:
        """Run an input."""
        begun = time.process_time()
        try:
            self.fuzzed.run(given)
        except Exception as error:
            self._keep(given, error)
        if (took := time.process_time() - begun) > SLOW:
            self._keep(given, TimeoutError(f"{took:.0f} s of CPU for {len(given)} bytes"))
        self._runs += 1
        if self._runs % 500 == 0:
            forget_words()
        if time.monotonic() - self._told > 60:
            self._told = time.monotonic()
            print(self, flush=True)

    def __str__(self) -> str:
        return (
            f"{self._runs:,} inputs in {time.monotonic() - self._begun:.0f} s, {len(list(self.finds.iterdir()))} finds"
        )

    def _keep(self, given: bytes, error: Exception) -> None:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != __file__]
        place = f"{Path(frames[-1].filename).stem}-{frames[-1].lineno}" if frames else "here"
        path = self.finds / f"{self.fuzzed.name_of(given)}-{type(error).__name__}-{place}".replace(" ", "-")
        if not path.exists():
            print(f"{path.name}: {str(error)[:200]}", flush=True)
        if not path.exists() or len(path.read_bytes()) > len(given):
            path.write_bytes(given)


def changed(raw: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Change an input at random places: cut, repeat, overwrite, or put a piece of another in."""
    held = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        at, length, other = chance.randint(1, len(held)), chance.choice((0, 1, 1, 2, 8, 40)), chance.choice(others)
        piece, own = chance.randrange(len(other)), bytes(held[at : at + length])
        held[at : at + length] = chance.choice((b"", chance.randbytes(length), other[piece : piece + length], own * 2))
    return bytes(held)


def main() -> None:
    """Search for so many seconds; exit status 1 where something was found."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="fuzz-"))
    folder.mkdir(exist_ok=True)
    search, corpus = Search(folder), folder / "corpus"
    corpus.mkdir(exist_ok=True)
    given = [bytes([search.fuzzed.names.index(name)]) + raw for name, of in seeds().items() for raw in of]
    for number, raw in enumerate(given):
        search.one(raw)
        (corpus / f"seed-{number}").write_bytes(raw)
    if atheris:
        options = ["-max_len=6000", f"-max_total_time={seconds}", "-timeout=120", "-rss_limit_mb=3000", "-verbosity=0"]
        atheris.Setup([sys.argv[0], str(corpus), f"-artifact_prefix={folder}/", *options], search.one)
        atheris.Fuzz()
    chance, end = random.Random(time.time_ns()), time.monotonic() + seconds
    while time.monotonic() < end:
        search.one(changed(chance.choice(given), given, chance))
    print(search)
    sys.exit(any(search.finds.iterdir()))


if __name__ == "__main__":
    main()
