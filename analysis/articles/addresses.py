"""Addresses on the web: one page, asked for as its reader would, and no further than is allowed.

Only http and https. Each address, and each that it redirects to, is resolved once; the very address that was looked at
is connected to, and one of this machine or of its own network is refused. Size, time and redirects are counted.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import zlib
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from analysis.articles.reading import Clock, Reading
from analysis.files import InputError

_MOST_REDIRECTS = 5
_PIECE = 1 << 16
#: how long a server may be silent, in seconds
_PATIENCE = 15.0
_SENT = {
    "User-Agent": "framing (reads one page for its reader)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_REDIRECTS = (301, 302, 303, 307, 308)
#: what is read, by the type that a server names, and as which kind of file
KINDS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md",
    "application/pdf": ".pdf", "application/rtf": ".rtf", "text/rtf": ".rtf", "multipart/related": ".mhtml",
    "message/rfc822": ".mhtml", "text/vtt": ".vtt", "application/x-subrip": ".srt", "text/csv": ".csv",
    "application/jsonl": ".jsonl", "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
}  # fmt: skip
_ANY = ("application/octet-stream", "binary/octet-stream", "")


@dataclass(frozen=True)
class Page:
    """What an address gave: bytes, the kind of file, the charset that the server names, and where it was at last."""

    raw: bytes
    ending: str
    charset: str | None
    address: str


def fetch(address: str, reading: Reading) -> Page:
    """Ask for what an address names; raise :class:`InputError` with one line where it may not or cannot be had."""
    clock, now = reading.clock(address), str(address)
    for _ in range(_MOST_REDIRECTS + 1):
        with _Answer(now, address, reading, clock) as answer:
            status = answer.response.status
            if status in _REDIRECTS and (target := answer.response.getheader("Location")):
                now = urljoin(now, target)
                continue
            if status != 200:
                why = f"the server answers {status} {answer.response.reason}"[:90]
                raise InputError(f"{address}: {why}. Open it in a browser, and save the page.")
            kind, charset = _kind(answer.response.getheader("Content-Type") or "", now)
            if kind is None:
                named = (answer.response.getheader("Content-Type") or "").partition(";")[0][:60]
                raise InputError(f"{address}: this is {named}, no text. Give the address of an article's page.")
            return Page(answer.read(), kind, charset, now)
    raise InputError(
        f"{address}: it redirects more than {_MOST_REDIRECTS} times. Open it in a browser, and save the page."
    )


def _kind(told: str, address: str) -> tuple[str | None, str | None]:
    named = told.partition(";")[0].strip().lower()
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", told, re.IGNORECASE)
    if named in _ANY:
        ending = re.search(r"\.\w{2,5}$", urlsplit(address).path)
        kind = ending[0].lower() if ending and ending[0].lower() in KINDS.values() else ""
    else:
        kind = KINDS.get(named)
    return kind, charset[1] if charset else None


class _Answer:
    """A connection to the address that was looked at, and the head of its answer."""

    def __init__(self, now: str, address: str, reading: Reading, clock: Clock) -> None:
        self._address, self._reading, self._clock = address, reading, clock
        self._watch = threading.Timer(max(0.01, clock.left), self._end)
        self._watch.daemon = True
        self.response = self._ask(now)

    def __enter__(self) -> _Answer:
        return self

    def __exit__(self, *_: object) -> None:
        self._watch.cancel()
        self._connection.close()

    def _end(self) -> None:
        """End the connection when the time is over, whatever it waits for."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def _ask(self, now: str) -> http.client.HTTPResponse:
        scheme, host, port, target = _parts(now, self._address)
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            why = f"there is no server {host}, or no connection to the network. Check the address and the connection"
            way = "or save the page in a browser, and give that file."
            raise InputError(f"{self._address}: {why}, {way}") from None
        places = [place[4][0] for place in found]
        if not self._reading.private and (inner := next(filter(_is_inner, places), None)):
            why = f"{host} is {inner}, of this machine or its own network. If it is meant to be: --allow-private."
            raise InputError(f"{self._address}: {why}")
        self._connection = connection = http.client.HTTPConnection(host, port)
        try:
            self._socket = self._connect(places, port)
            self._watch.start()
            if scheme == "https":
                self._socket = ssl.create_default_context().wrap_socket(self._socket, server_hostname=host)
            connection.sock = self._socket
            connection.request("GET", target, headers=_SENT)
            return connection.getresponse()
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._watch.cancel()
            connection.close()
            raise self._failed(error) from None

    def _connect(self, places: list[str], port: int) -> socket.socket:
        last: OSError | None = None
        for place in dict.fromkeys(places):
            self._clock.check()
            try:
                made = socket.create_connection((place, port), timeout=min(_PATIENCE, self._clock.left))
            except OSError as error:
                last = error
                continue
            return made
        raise last or OSError("no address answers")

    def _failed(self, error: Exception) -> InputError:
        self._clock.check()
        if isinstance(error, TimeoutError):
            why = "the server does not answer in time. Try again, or save the page from a browser."
        elif isinstance(error, ssl.SSLError):
            why = "its certificate cannot be trusted. Open it in a browser, and save the page."
        else:
            told = getattr(error, "strerror", None) or str(error) or type(error).__name__
            why = f"the server cannot be read ({' '.join(told.split())[:80]}). Save the page from a browser."
        return InputError(f"{self._address}: {why}")

    def read(self) -> bytes:
        """Read the answer piece by piece, no longer and no more than is allowed."""
        packed = (self.response.getheader("Content-Encoding") or "identity").lower()
        if packed not in ("identity", "gzip", "deflate", ""):
            raise InputError(f"{self._address}: packed as {packed[:20]}. Save the page from a browser.")
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if packed in ("gzip", "deflate") else None
        pieces, size = [], 0
        try:
            while piece := self._piece():
                data = unpack.decompress(piece, self._reading.bytes + 1) if unpack else piece
                size += len(data)
                self._reading.check_size(size, self._address)
                pieces.append(data)
        except (OSError, http.client.HTTPException, zlib.error) as error:
            raise self._failed(error) from None
        self._clock.check()
        if self.response.length:
            raise InputError(f"{self._address}: the answer was cut off on its way. Try again.")
        return b"".join(pieces)

    def _piece(self) -> bytes:
        self._clock.check()
        return self.response.read1(_PIECE)


def _parts(now: str, address: str) -> tuple[str, str, int, str]:
    """Take an address apart: scheme, host, port and what is asked for; refuse what is no address of the web."""
    try:
        parts = urlsplit(now)
        port = parts.port
        host = (
            (parts.hostname or "").encode("idna").decode("ascii") if not _is_number(parts.hostname) else parts.hostname
        )
    except (ValueError, UnicodeError):
        raise InputError(f"{address}: not an address that can be read. Copy it from the browser again.") from None
    if parts.scheme not in ("http", "https") or not host:
        raise InputError(f"{address}: only addresses of the web (http, https) are read. Give a file.")
    if parts.username or parts.password:
        raise InputError(f"{address}: an address with a name and a password in it is not asked for. Save the page.")
    target = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe="/?&=%:;,+@!$'()*~#[]-._")
    return parts.scheme, host, port or (443 if parts.scheme == "https" else 80), target


def _is_number(host: str) -> bool:
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return False


def _is_inner(place: str) -> bool:
    """Test whether an address is none of the open network: of this machine, its own network, or of no use."""
    number = ipaddress.ip_address(place.partition("%")[0])
    inside = [number, getattr(number, "ipv4_mapped", None), getattr(number, "sixtofour", None)]
    teredo = getattr(number, "teredo", None)
    inside += [teredo[1]] if teredo else []
    if isinstance(number, ipaddress.IPv6Address) and number in ipaddress.ip_network("64:ff9b::/96"):
        inside.append(ipaddress.IPv4Address(int(number) & 0xFFFFFFFF))
        inside.remove(number)
    return any(one is not None and (not one.is_global or one.is_multicast) for one in inside)
