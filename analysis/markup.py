"""What may stand in a page of the text that a notebook put out: words, tables, links, and pictures that are in it.

A notebook's output may carry an article's text, which is hostile until it is escaped or cleaned. Scripts, styles,
frames and pictures from elsewhere are dropped. Tables are made readable for a screen reader and on a phone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from bleach.html5lib_shim import Filter
from bleach.sanitizer import Cleaner

_TAGS = frozenset(
    """a abbr b bdi blockquote br caption cite code col colgroup dd del details div dl dt em figcaption figure
    h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub summary sup
    table tbody td tfoot th thead tr u ul""".split()  # noqa: SIM905
)
_ATTRIBUTES = {
    "*": [
        "class",
        "id",
        "title",
        "lang",
        "dir",
        "role",
        "tabindex",
        "aria-label",
        "aria-describedby",
        "aria-hidden",
        "aria-description",
        "data-n",
    ],
    "a": ["href"],
    "img": ["src", "alt", "width", "height"],
    "th": ["colspan", "rowspan", "scope"],
    "td": ["colspan", "rowspan"],
    "details": ["open"],
    "ol": ["start"],
}
_SCROLL = {(None, "class"): "scroll", (None, "tabindex"): "0", (None, "role"): "group", (None, "aria-label"): "Table"}
_UNSEEN = re.compile(r"<(style|script|template)\b.*?(</\1\s*>|$)", re.DOTALL | re.IGNORECASE)
_NUMBER = re.compile(r"[+\-−]?[\d,.]*\d(e[+-]?\d+)?\s?%?|nan|<na>|none|nat|−|–|", re.IGNORECASE)
_NOTEBOOK = re.compile(r"(?!\w+:|//)(?P<path>[^#?]+)\.ipynb(?P<place>#.*)?")


def clean(markup: str) -> str:
    """Keep what belongs in a page's text; drop the rest.

    A table's header cells get their scope, its columns of numbers the class ``num``, and the table a box to scroll in.
    A link to another notebook becomes a link to its page.

    >>> clean('<p onclick="x()">one <script>two</script><a href="02_b.ipynb#cell-3">three</a></p>')
    '<p>one <a href="02_b.html#cell-3">three</a></p>'
    """
    # what is not said to be one of these, a link within the site or a picture in the page, loses its address
    kept = {"http", "https", "mailto", "data"}
    cleaner = Cleaner(_TAGS, _ATTRIBUTES, protocols=kept, strip=True, filters=[_Tables, _Links])
    return cleaner.clean(_UNSEEN.sub("", markup))


def plain(markup: str) -> str:
    """Give the words of a piece of HTML, on one line, unescaped.

    >>> plain("<p>one &amp; <em>two</em></p>")
    'one & two'
    """
    return " ".join(html.unescape(Cleaner(tags=(), strip=True).clean(_UNSEEN.sub("", markup))).split())


class _Links(Filter):
    def __iter__(self) -> Iterator[dict]:
        for token in super().__iter__():
            name, data = token.get("name"), token.get("data")
            if name == "img" and not data.get((None, "src"), "").startswith("data:image/"):
                continue
            if name == "a" and token["type"] == "StartTag":
                target = data.get((None, "href"), "")
                if target.startswith("data:"):
                    del data[(None, "href")]
                if link := _NOTEBOOK.fullmatch(target):
                    parts = [part for part in link["path"].split("/") if part not in (".", "..")]
                    data[(None, "href")] = "-".join(parts) + ".html" + (link["place"] or "")
            yield token


class _Tables(Filter):
    def __iter__(self) -> Iterator[dict]:
        tokens = list(super().__iter__())
        rows, in_head = [], False
        for place, token in enumerate(tokens):
            kind, name = token["type"], token.get("name")
            if name == "thead":
                in_head = kind == "StartTag"
            elif kind == "StartTag" and name == "tr":
                rows.append((in_head, []))
            elif kind == "StartTag" and name in ("th", "td") and rows:
                rows[-1][1].append(place)
                if name == "th":
                    token["data"].setdefault((None, "scope"), "col" if in_head else "row")
            elif kind == "EndTag" and name == "table":
                _mark_numbers(tokens, rows)
                _empty_corners(tokens, [cell for in_head, cells in rows if in_head for cell in cells])
                rows = []
        boxed, last = False, {}
        for token in tokens:
            if token["type"] == "StartTag" and token["name"] == "table":
                boxed = last.get("data", {}).get((None, "class")) == "scroll" if last.get("name") == "div" else False
                if not boxed:
                    yield {"type": "StartTag", "name": "div", "namespace": None, "data": dict(_SCROLL)}
            yield token
            if token["type"] == "EndTag" and token["name"] == "table" and not boxed:
                yield {"type": "EndTag", "name": "div", "namespace": None}
            last = last if token["type"] == "SpaceCharacters" else token


def _mark_numbers(tokens: list[dict], rows: list[tuple[bool, list[int]]]) -> None:
    """Give the class ``num`` to the cells of the columns that hold numbers only.

    Columns are counted from the right: on the left a cell may span several rows.
    """
    head = [cells[::-1] for in_head, cells in rows if in_head]
    body = [cells[::-1] for in_head, cells in rows if not in_head]
    for column in range(max(map(len, body), default=0)):
        cells = [row[column] for row in body if column < len(row) and tokens[row[column]]["name"] == "td"]
        if cells and all(_NUMBER.fullmatch(_text(tokens, cell)) for cell in cells):
            for cell in cells + [row[column] for row in head if column < len(row)]:
                tokens[cell]["data"][(None, "class")] = "num"


def _empty_corners(tokens: list[dict], heads: list[int]) -> None:
    """Turn the header cells that head nothing, such as the one above an index, into plain ones."""
    for cell in heads:
        if tokens[cell]["name"] == "th" and not _text(tokens, cell):
            end = next(place for place in range(cell + 1, len(tokens)) if tokens[place].get("name") == "th")
            tokens[cell]["name"] = tokens[end]["name"] = "td"
            tokens[cell]["data"].pop((None, "scope"), None)


def _text(tokens: list[dict], cell: int) -> str:
    """Give the text of the table cell whose tag is the token `cell`."""
    parts = []
    for token in tokens[cell + 1 :]:
        if token.get("name") in ("td", "th", "tr"):
            break
        if token["type"] in ("Characters", "SpaceCharacters"):
            parts.append(token["data"])
        elif token["type"] == "Entity":
            parts.append(html.unescape(f"&{token['name']};"))
    return "".join(parts).strip()
