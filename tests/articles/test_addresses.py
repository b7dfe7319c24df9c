"""Addresses: a real server on this machine that is slow, endless, redirecting, or says the wrong thing."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from analysis.articles import addresses
from analysis.articles.read import read_articles
from analysis.articles.reading import Reading
from analysis.schema import InputError
from tests.made import docx

P = "The council closed the old bridge on Monday, after the storm had torn away two of its piers, officials said."
PAGE = f"<html><body><article><h1>Bridge shut</h1><p>{P}</p><p>It cost the café 4 million.</p></article></body></html>"
ALLOWED = Reading(private=True, megabytes=0.2, seconds=3)


class Server(BaseHTTPRequestHandler):
    """Answers by the path that is asked for."""

    asked: list[str] = []

    def log_message(self, *_):
        pass

    def answer(self, body, kind="text/html; charset=utf-8", status=200, **headers):
        self.send_response(status)
        told = {"Content-Type": kind, "Content-Length": str(len(body))}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        Server.asked.append(self.path)
        try:
            getattr(self, "on_" + self.path.strip("/").split("/")[0].split("?")[0])()
        except (OSError, AttributeError):
            self.close_connection = True

    def on_page(self):
        self.answer(PAGE.encode())

    def on_latin(self):
        self.answer(PAGE.encode("cp1252"), "text/html; charset=iso-8859-1")

    def on_wrong(self):
        self.answer(PAGE.encode("cp1252"), "text/html; charset=utf-8")

    def on_word(self):
        self.answer(docx([("Heading1", "Bridge shut"), P]), "application/octet-stream")

    def on_picture(self):
        self.answer(b"\x89PNG", "image/png")

    def on_gzip(self):
        self.answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def on_bomb(self):
        self.answer(gzip.compress(b"<p>a" * 3_000_000), Content_Encoding="gzip")

    def on_brotli(self):
        self.answer(b"x", Content_Encoding="br")

    def on_missing(self):
        self.answer(b"no", status=404)

    def on_to(self):
        target = self.path.split("/", 2)[2]
        self.answer(b"", status=302, Location=target if "://" in target else "/" + target)

    def on_loop(self):
        self.answer(b"", status=302, Location="/loop")

    def on_endless(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        while True:
            self.wfile.write(b"<p>a" * 4000)

    def on_slow(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"a")
            self.wfile.flush()
            time.sleep(0.05)

    def on_drip(self):
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        for _ in range(100):
            self.wfile.write(b"X-A: b\r\n")
            self.wfile.flush()
            time.sleep(0.05)

    def on_cut(self):
        self.answer(PAGE.encode()[:100], Content_Length=str(len(PAGE)))

    def on_garbage(self):
        self.wfile.write(b"\x00\x01 nothing of the kind\r\n\r\n")


@pytest.fixture(scope="module")
def server():
    made = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    made.daemon_threads = True
    threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


@pytest.mark.parametrize("path", ["page", "page?a=b&c=ü", "latin", "gzip", "wrong", "to/page", "to/to/to/page"])
def test_a_page_is_read_as_its_server_and_its_bytes_say(server, path):
    (article,) = read_articles(f"{server}/{path}", reading=ALLOWED)
    assert article.text == f"Bridge shut\n\n{P}\n\nIt cost the café 4 million.\n"
    assert article.path == f"{server}/{path}" and article.address.startswith(server)
    assert path != "wrong" or "read as Windows-1252" in article.notices[0]


def test_a_document_behind_an_address_is_read_as_what_it_is(server):
    (article,) = read_articles(f"{server}/word", reading=ALLOWED)
    assert article.text == f"Bridge shut\n\n{P}\n"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("missing", "the server answers 404"),
        ("picture", "this is image/png, no text"),
        ("loop", "it redirects more than 5 times"),
        ("endless", "larger than 0.2 MB.*--max-mb"),
        ("bomb", "larger than 0.2 MB"),
        ("brotli", "packed as br"),
        ("cut", "was cut off on its way"),
        ("garbage", "cannot be read"),
        ("to/file:///etc/passwd", "only addresses of the web"),
        ("to/ftp://127.0.0.1/x", "only addresses of the web"),
    ],
)
def test_what_cannot_be_had_is_said_in_one_line(server, path, said):
    with pytest.raises(InputError, match=said) as caught:
        read_articles(f"{server}/{path}", reading=ALLOWED)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", ["slow", "drip"])
def test_a_slow_server_is_left_when_the_time_is_over(server, path):
    begun = time.monotonic()
    with pytest.raises(InputError, match="took longer than 0.3 seconds.*--max-seconds 3"):
        read_articles(f"{server}/{path}", reading=Reading(private=True, seconds=0.3))
    assert time.monotonic() - begun < 2


def test_this_machine_and_its_network_are_not_asked_unless_it_is_allowed(server):
    Server.asked.clear()
    with pytest.raises(InputError, match="of this machine or its own network.*--allow-private"):
        read_articles(f"{server}/page")
    assert Server.asked == []


INNER = """127.0.0.1 0.0.0.0 10.1.2.3 192.168.0.1 172.16.9.9 169.254.169.254 100.64.0.1 224.0.0.1 [::1] [::] [fe80::1]
[fc00::1] [::ffff:10.0.0.1] [64:ff9b::a00:1] [2002:a00:1::] localhost 2130706433 0x7f.1 127.1"""


@pytest.mark.parametrize("host", INNER.split())
def test_inner_addresses_are_known_in_every_spelling(host):
    with pytest.raises(InputError, match="of this machine or its own network|there is no server"):
        read_articles(f"http://{host}/page")


def test_a_name_that_cannot_be_looked_up_may_be_for_want_of_a_connection(monkeypatch):
    def fail(*_, **__):
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(InputError, match="there is no server x.example, or no connection.*give that file"):
        read_articles("https://x.example/a")


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(server, monkeypatch):
    """A name may stand for another address the second time: it is looked up once for each step."""
    port = int(server.rpartition(":")[2])
    looked_up = []

    def look_up(host, *_, **__):
        if host[0].isdigit():
            return FOUND(host, port)
        looked_up.append(host)
        place = "93.184.216.34" if len(looked_up) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port))]

    asked = []

    def connect(place, timeout):
        asked.append(place)
        return CONNECT(("127.0.0.1", port), timeout=timeout)

    CONNECT, FOUND = socket.create_connection, socket.getaddrinfo
    monkeypatch.setattr(addresses.socket, "getaddrinfo", look_up)
    monkeypatch.setattr(addresses.socket, "create_connection", connect)
    with pytest.raises(InputError, match="inner.example is 127.0.0.1"):
        read_articles(f"http://post.example/to/http://inner.example:{port}/page")
    assert asked == [("93.184.216.34", 80)] and looked_up == ["post.example", "inner.example"]


@pytest.mark.parametrize(
    "address",
    ["http://", "http://a b/", "http://[::1/", "http://user:secret@post.example/", "http://x:99999/", "gopher://x/"]
    + ["http://\u2024\u2024.example/", "http://x\r\nHost: y/"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address):
    with pytest.raises(InputError) as caught:
        read_articles(address, reading=Reading(seconds=2))
    assert "secret" not in str(caught.value).partition("post.example")[2]
