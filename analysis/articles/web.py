"""Saved web pages: an article out of HTML and MHTML.

trafilatura says which stretches of a page are its article. It is known to lose some: a paragraph that opens with a
quotation and all that follows it, block quotations, lists. So the page's own paragraphs are read too, in their order,
with what each one is; what trafilatura chose is kept, and so is each paragraph that stands among the chosen ones and
is no furniture. Everything else is set aside with its reason, and nothing is lost.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from analysis.articles.documents import check_amount
from analysis.articles.extraction import extract
from analysis.articles.reading import (
    ALL,
    HEADING,
    ITEM,
    PARAGRAPH,
    QUOTATION,
    Clock,
    Document,
    Part,
    Reading,
    Stated,
    flat,
    fold,
    need,
)
from analysis.files import decode_page
from analysis.schema import InputError
from analysis.text.patterns import pattern

#: what a page does not show
_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "head", "select", "option")
    + ("button", "textarea", "canvas", "audio", "video", "map", "datalist", "input", "dialog")
)
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset")
    + ("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main")
    + ("nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "thead", "tr", "ul", "caption")
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
#: elements that are furniture wherever they stand, and roles that say the same
_FURNITURE = {
    "nav": "navigation of the page",
    "footer": "foot of the page",
    "form": "a form",
    "aside": "beside the article",
    "figcaption": "a picture's caption",
    "fieldset": "a form",
}
_ROLES = {
    "navigation": "navigation of the page",
    "contentinfo": "foot of the page",
    "complementary": "beside the article",
    "search": "a form",
    "banner": "head of the page",
    "dialog": "a notice over the page",
}
_MORE, _COMMENTS = "other articles", "comments of readers"
_SUBSCRIBE, _ADVERTISING = "a call to subscribe", "advertising"
#: what is named so is furniture, even where the extractor took it
_NEVER_TEXT = (_COMMENTS, _SUBSCRIBE, _ADVERTISING)
#: names of classes that say what an element is
_NAMES = (
    (r"comments?(?:list|section|thread)?|disqus|respond|discussions?|repl(?:y|ies)|conversations?", _COMMENTS),
    (r"related|recirc\w*|recommend\w*|more-?(?:stories|news|on)|most-?(?:read|popular)|trending|read-?next", _MORE),
    (r"share|sharing|social(?:-?media)?|sharedaddy|addtoany", "buttons to share"),
    (r"newsletter|subscri(?:be|ptions?)|sign-?up|regwall|upsell|offers?|donat\w+|membership", _SUBSCRIBE),
    # also what is paid for is named so
    (r"subscribers?|paywall", "for those who pay"),
    (r"cookies?|consent|gdpr|onetrust|cmp", "a notice on cookies"),
    (r"advert\w*|ads?|promo\w*|sponsor\w*|outbrain|taboola", _ADVERTISING),
    (r"breadcrumbs?|menu|navbar|navigation|sidebar|skip-?link", "navigation of the page"),
    (r"caption|credits?", "a picture's caption"),
    (r"site-?footer|footer|copyright", "foot of the page"),
)  # fmt: skip
_NAMED = tuple((pattern(rf"(?:^|[-_\s])(?:{names})(?:$|[-_\s])", re.IGNORECASE), why) for names, why in _NAMES)
#: names that many pages give to the whole of themselves: they say nothing of what is in it
_WHOLE = frozenset(("html", "body", "main", "article"))
_HIDDEN_STYLE = pattern(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BYLINE, _LINKS, _OTHER = "the name of who wrote it", "a list of links", "not taken for the article's own text"
#: a paragraph of so many words that ends like one, with few of them in links, is text
_FEWEST_WORDS, _MOST_LINKED = 5, 0.5
#: a stretch with so many of its words in links, and without a stop, leads to another article
_ALL_LINKED = 0.75
#: the article's element holds so large a share of the words that were chosen
_HOLDS = 0.7
#: an element with so large a share of them is no furniture, whatever its class is called
_MUCH = 0.3
#: a page of more elements or more text, in characters, is not given to trafilatura: no article has them, and it would
#: take minutes, or half a gigabyte
_MOST_ELEMENTS, _MOST_TEXT = 60_000, 3_000_000
#: an article that stands beside comments has so many words
_SHORTEST_ARTICLE = 40
#: no page that people read is nested deeper
_DEEPEST = 400
_ENDED = pattern(r"[.!?…:][”\"’')\]]*$|[”\"]$")
_QUOTED = pattern(r"[“\"«„‘']")
_SAVED_FROM = pattern(r"<!--\s*saved from url=\(\d+\)(https?://\S+)", re.IGNORECASE)
_KINDS = frozenset(("NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle", "OpinionNewsArticle", "WebPage"))
#: what stands between two cells of a row
_CELL = " | "
_DAY = pattern(r"\d{4}-\d{2}-\d{2}")


@dataclass
class _Stretch:
    """A stretch of a page: its words, what it is, where it stands, and what of it stands in links."""

    text: str
    kind: str
    level: int
    tag: str
    within: tuple
    furniture: str | None
    linked: int

    @property
    def words(self) -> int:
        return len(self.text.split())


def read_page(raw: bytes, where: str, reading: Reading, *, charset: str | None = None) -> Document:
    """Read a web page: its article in parts, what it states of itself, and what was set aside.

    Parameters
    ----------
    raw : the bytes of the page
    where : what the page is called in messages
    charset : what the server or the archive says of its encoding

    Raises
    ------
    InputError
        if it cannot be decoded, takes too long, or has no words
    """
    clock = reading.clock(where)
    html, etree = need("lxml.html", where, "a web page"), need("lxml.etree", where, "a web page")
    source, notices = decode_page(raw, where, encoding=reading.encoding, charset=charset)
    parser = html.HTMLParser(encoding="utf-8", remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(source.replace("\0", "\ufffd").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise InputError(f"{where}: there is no page in it. Save it again from the browser.") from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise _too_deep(where)
    stated = _stated(tree, source)
    stretches = []
    for stretch in _stretches(tree, clock, where):
        stretches.append(stretch)
        check_amount(stretches, where)
    if not stretches:
        raise InputError(f"{where}: the page has no words of its own: a script writes them. Save it from the browser.")
    chosen, more = _chosen(tree, source, stretches, clock)
    parts, title, lost = _judge(stretches, chosen, stated, reading)
    if body := _body_in_data(tree, parts):
        parts = [*(replace(part, cut=part.cut or _OTHER) if part.level != 1 else part for part in parts), *body]
        more = (f"{where}: the page shows no article, but has one in its data (JSON-LD): taken from there.",)
    if any(said.get("isAccessibleForFree") in (False, "False", "false") for said in _linked_data(tree)):
        more += (f"{where}: the page says that not all of it is free to read: it may hold only the beginning.",)
    if title:
        stated["title"] = title
    if lost:
        amount = "1 stretch of text" if lost == 1 else f"{lost} stretches of text"
        notices += (
            f"{where}: {amount} between the paragraphs that the extractor had lost, kept from the page itself.",
        )
    return Document(tuple(parts), stated, notices + more)


def _too_deep(where: str) -> InputError:
    why = f"more than {_DEEPEST} elements stand one in the other. Copy the article's text and save it as .txt."
    return InputError(f"{where}: {why}")


def read_mhtml(raw: bytes, where: str, reading: Reading) -> Document:
    """Read a page that a browser saved whole as MHTML."""
    from email import message_from_bytes
    from email.policy import compat32

    message = message_from_bytes(raw, policy=compat32)
    pages = (part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml"))
    page = next(pages, None)
    if page is None:
        raise InputError(f"{where}: there is no page in it. Save it again from the browser.")
    body = page.get_payload(decode=True) or b""
    read = read_page(body, where, reading, charset=page.get_content_charset())
    # a header with bytes that are no text is an object of its own
    location = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "")
    if location.startswith(("http://", "https://")):
        read.stated.setdefault("address", Stated(location.strip(), "the MHTML file"))
    return read


def _stretches(tree, clock: Clock, where: str) -> Iterator[_Stretch]:
    """Go through a page and return what it shows, stretch by stretch: what stands between two edges of blocks."""
    etree = need("lxml.etree", "", "a web page")
    open_blocks: list = []
    buffer: list[str] = []
    linked, in_link = 0, 0

    def flush() -> Iterator[_Stretch]:
        nonlocal buffer, linked
        pieces = re.split(r"\n\s*\n", "".join(buffer))
        inside, words = linked, sum(len(piece.split()) for piece in pieces)
        buffer, linked = [], 0
        for piece in pieces:
            if text := flat(piece).removesuffix(_CELL.rstrip()).strip():
                kind, level, tag, furniture = _kind(open_blocks)
                share = round(inside * len(text.split()) / max(words, 1))
                yield _Stretch(text, kind, level, tag, tuple(open_blocks), furniture, share)

    walk = etree.iterwalk(tree, events=("start", "end", "comment"))
    for number, (event, element) in enumerate(walk):
        if number % 4096 == 0:
            clock.check()
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if _is_unseen(element, tag):
                walk.skip_subtree()
                continue
            if _is_block(element):
                yield from flush()
                open_blocks.append(element)
                if len(open_blocks) > _DEEPEST:
                    raise _too_deep(where)
            elif tag == "br":
                buffer.append("\n")
            in_link += tag == "a"
            words, inside = element.text or "", in_link > 0
        else:
            if open_blocks and open_blocks[-1] is element:
                yield from flush()
                open_blocks.pop()
            in_link -= tag == "a" and event == "end" and in_link > 0
            if tag in ("td", "th") and element.getnext() is not None:
                buffer.append(_CELL)
            words, inside = element.tail or "", in_link > 0
            if element is tree:
                words = ""
        within_pre = any(block.tag == "pre" for block in open_blocks)
        buffer.append(words if within_pre else re.sub(r"\s+", " ", words))
        linked += len(words.split()) * inside
    yield from flush()


def _is_block(element) -> bool:
    """Test whether an element parts what stands before it from what stands in it; so does ``amp-ad``, by its name."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag in _BLOCKS or ("-" in tag and _furniture(element) is not None)


def _is_unseen(element, tag: str) -> bool:
    hidden = "hidden" in element.attrib or element.get("aria-hidden") == "true"
    return tag in _UNSEEN or hidden or bool(_HIDDEN_STYLE.search(element.get("style", "")))


def _kind(blocks: list) -> tuple[str, int, str, str | None]:
    """Return what a stretch is by the elements that it stands in, innermost last, and what makes it furniture."""
    tags = [block.tag for block in blocks]
    tag = tags[-1] if tags else ""
    why = next(filter(None, map(_furniture, reversed(blocks))), None)
    if tag in _HEADINGS:
        return HEADING, _HEADINGS[tag], tag, why
    if "blockquote" in tags:
        return QUOTATION, 0, tag, why
    return (ITEM if "li" in tags else PARAGRAPH), 0, tag, why


def _furniture(element) -> str | None:
    if why := _FURNITURE.get(element.tag) or _ROLES.get(element.get("role", "")):
        return why
    if element.tag in _WHOLE:
        return None
    names = f"{element.get('class', '')} {element.get('id', '')} {element.tag if '-' in element.tag else ''}"
    return next((why for pattern, why in _NAMED if pattern.search(names)), None)


def _chosen(tree, source: str, stretches: list[_Stretch], clock: Clock) -> tuple[list[bool], tuple[str, ...]]:
    """Ask trafilatura which of the stretches are the article; where it finds none, all that are no furniture."""
    need("trafilatura", clock.where, "a web page")
    found, elements = None, sum(1 for _ in tree.iter())
    if elements <= _MOST_ELEMENTS and sum(len(one.text) for one in stretches) <= _MOST_TEXT:
        try:
            found = extract(source, elements=elements, seconds=clock.left)
        except TimeoutError:
            raise clock.over() from None
        clock.check()
    of_elements, of_all = found or ([], "")
    lines, whole = set(map(fold, of_elements)), f" {fold(of_all)} "
    chosen = []
    for stretch in stretches:
        folded = fold(stretch.text)
        row = _CELL in stretch.text and all(fold(cell) in lines for cell in stretch.text.split(_CELL))
        sure = row or folded in lines or len(folded.split()) >= _FEWEST_WORDS and f" {folded} " in whole
        chosen.append(bool(folded) and sure and stretch.furniture not in (_FURNITURE["nav"], _FURNITURE["footer"]))
    if any(chosen):
        return chosen, ()
    told = f"{clock.where}: the extractor found no article in the page: all its paragraphs are kept."
    plain = [one.furniture is None and not _is_linked(one) for one in stretches]
    if not any(taken and one.kind != HEADING for one, taken in zip(stretches, plain, strict=True)):
        # all of it has the name of furniture: such is an opinion in an element called comment
        plain = [one.furniture not in _FURNITURE.values() and not _is_linked(one) for one in stretches]
    return plain, (told,)


def _is_linked(stretch: _Stretch) -> bool:
    return stretch.linked > _MOST_LINKED * stretch.words


def _judge(
    stretches: list[_Stretch], chosen: list[bool], stated: dict[str, Stated], reading: Reading
) -> tuple[list[Part], Stated | None, int]:
    """Return all parts with the reason of those that are set aside, the title, and how many were lost and found."""
    chosen = _without_calls(stretches, chosen)
    words, total = _weigh(stretches, chosen)
    holder = _holder(words, total)
    stretches = [replace(one, furniture=one.furniture and _acquitted(one, words, total)) for one in stretches]
    chosen = [taken and one.furniture not in _NEVER_TEXT for one, taken in zip(stretches, chosen, strict=True)]
    places = [place for place, taken in enumerate(chosen) if taken] or [0]
    first, last = places[0], places[-1]
    headline = _headline(stretches, first, stated)
    begins = first if headline is None else min(first, headline)
    if holder is not None:
        # what stands before a paragraph that was lost at the end is in the middle of the article
        behind = range(last + 1, len(stretches))
        last = max([last, *(k for k in behind if _belongs(stretches[k], holder, begins <= k, True))])
    author = fold(stated["byline"].value) if "byline" in stated else None
    parts, lost = [], 0
    for place, (stretch, taken) in enumerate(zip(stretches, chosen, strict=True)):
        found = not taken and holder is not None and _belongs(stretch, holder, begins <= place, place > last)
        lost += found and place != headline and stretch.kind != HEADING
        linked = stretch.linked > _ALL_LINKED * stretch.words and not _ENDED.search(stretch.text)
        taken = taken and not (linked and place != headline)
        part = Part(stretch.text, stretch.kind, stretch.level)
        if place == headline:
            part = replace(part, kind=HEADING, level=1)
        elif part.kind == HEADING:
            part = replace(part, level=max(2, part.level))
        if not (taken or found or place == headline or reading.keep == ALL):
            byline = author and fold(stretch.text) in (author, f"by {author}")
            why = _BYLINE if byline else stretch.furniture or (_LINKS if _is_linked(stretch) else _OTHER)
            part = replace(part, cut=why)
        parts.append(part)
    if headline is not None:
        if reading.keep != ALL:
            parts.insert(0, parts.pop(headline))
        return parts, Stated(stretches[headline].text, "the page's heading"), lost
    title = stated.get("title")
    return ([Part(title.value, HEADING, 1), *parts] if title else parts), None, lost


def _without_calls(stretches: list[_Stretch], chosen: list[bool]) -> list[bool]:
    """Let go of what was chosen among the comments of readers, however long they are, where an article stands outside;
    so with a call to subscribe that is shorter than the article."""
    for why in (_COMMENTS, _SUBSCRIBE):
        words = {True: 0, False: 0}
        for one, taken in zip(stretches, chosen, strict=True):
            words[one.furniture == why] += one.words * (taken and one.kind != HEADING)
        if words[False] >= _SHORTEST_ARTICLE and (why == _COMMENTS or words[True] < words[False]):
            chosen = [taken and one.furniture != why for one, taken in zip(stretches, chosen, strict=True)]
    return chosen


def _weigh(stretches: list[_Stretch], chosen: list[bool]) -> tuple[Counter, int]:
    """Count the chosen words in each element, and all of them."""
    words: Counter = Counter()
    total = 0
    for stretch, taken in zip(stretches, chosen, strict=True):
        if taken and stretch.kind != HEADING:
            total += stretch.words
            for element in stretch.within:
                words[element] += stretch.words
    return words, total


def _holder(words: Counter, total: int):
    """Return the innermost element that holds most of the words that were chosen."""
    enough = [element for element, count in words.items() if count >= _HOLDS * total]
    holder = min(enough, key=lambda element: (words[element], -sum(1 for _ in element.iterancestors())), default=None)
    # one paragraph is not the article's element: what holds it is
    while holder is not None and holder.tag in ("p", "li", "blockquote", "ul", "ol") and holder.getparent() is not None:
        holder = holder.getparent()
    return holder


def _acquitted(stretch: _Stretch, words: Counter, total: int) -> str | None:
    """Return why a stretch is furniture; the name of an element that holds much of the article says nothing of it."""
    for element in reversed(stretch.within):
        why = _furniture(element)
        if why and (element.tag in _FURNITURE or words[element] < _MUCH * total):
            return why
    return None


def _belongs(stretch: _Stretch, holder, begun: bool, ended: bool) -> bool:
    """Test whether a stretch that was not chosen is text of the article: it stands in its element and reads like it."""
    if not begun or stretch.furniture is not None or holder not in stretch.within or _is_linked(stretch):
        return False
    if stretch.kind == HEADING:
        return not ended
    if stretch.kind == QUOTATION or _QUOTED.match(stretch.text):
        return True
    if ended and stretch.tag != "p":
        return False
    return stretch.words >= _FEWEST_WORDS and bool(_ENDED.search(stretch.text)) or not ended and stretch.kind == ITEM


def _headline(stretches: list[_Stretch], first: int, stated: dict[str, Stated]) -> int | None:
    """Find the heading that is the article's title: the one that the page states, or the last of the first rank."""
    headings = [k for k, one in enumerate(stretches) if one.level == 1 and one.furniture != _MORE]
    told = fold(stated["title"].value) if "title" in stated else ""
    named = [k for k in headings if told and fold(stretches[k].text) in told or fold(stretches[k].text) == told]
    before = [k for k in headings if k <= first + 1]
    return max(named, key=lambda k: stretches[k].words) if named else before[-1] if before else None


_METAS = {
    "og:title": "title", "twitter:title": "title", "author": "byline", "article:author": "byline",
    "dc.creator": "byline", "parsely-author": "byline", "article:published_time": "date", "date": "date",
    "dc.date": "date", "pubdate": "date", "og:site_name": "outlet", "application-name": "outlet", "og:url": "address",
}  # fmt: skip


def _names(said: object) -> Iterator[str]:
    """Return the names of those whom JSON-LD names, which may be one or several, with or without a type."""
    for one in said if isinstance(said, list) else [said]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name


def _value(name: str, value: object) -> str:
    """Return what is stated as one line: a date as its day, a byline without By and only if it is a name."""
    text = " ".join(value.split())[:500] if isinstance(value, str) else ""
    if name == "date" and (day := _DAY.match(text)):
        return day[0]
    if name == "byline":
        return "" if re.match(r"https?:|@", text) else re.sub(r"^by\s+", "", text, flags=re.IGNORECASE)
    return text


def _stated(tree, source: str) -> dict[str, Stated]:
    """Return what a page states of itself: title, byline, date, outlet and address, each with where it says so."""
    found: dict[str, Stated] = {}

    def state(name: str, value: object, origin: str) -> None:
        if text := _value(name, value):
            found.setdefault(name, Stated(text, origin))

    for said in _linked_data(tree):
        state("title", said.get("headline"), "JSON-LD")
        state("byline", ", ".join(_names(said.get("author"))), "JSON-LD")
        state("date", said.get("datePublished"), "JSON-LD")
        state("outlet", next(_names(said.get("publisher")), None), "JSON-LD")
    told = {}
    for meta in tree.iter("meta"):
        told.setdefault((meta.get("property") or meta.get("name") or "").lower(), meta.get("content"))
    for link in tree.iter("link"):
        if link.get("rel") == "canonical" and str(link.get("href")).startswith("http"):
            state("address", link.get("href"), "its canonical link")
    for name, of in _METAS.items():
        state(of, told.get(name), f"the page's {name}")
    for element in tree.iter("time", "a", "span", "p", "div"):
        if element.tag == "time":
            state("date", element.get("datetime"), "the page's time element")
        elif element.get("rel") == "author" or element.get("itemprop") == "author":
            state("byline", "".join(element.itertext()), "the page's mark of the author")
    if saved := _SAVED_FROM.search(source[:4096]):
        state("address", saved[1], "the browser that saved it")
    if "title" not in found:
        state("title", tree.findtext(".//title"), "the page's title element")
    return found


def _body_in_data(tree, parts: list[Part]) -> list[Part]:
    """Return the paragraphs of the article that a page holds in its data alone, where it shows next to nothing."""
    shown = sum(len(part.text.split()) for part in parts if part.cut is None and part.kind != HEADING)
    bodies = (said.get("articleBody") for said in _linked_data(tree))
    body = max((body for body in bodies if isinstance(body, str)), key=len, default="")
    if shown >= _SHORTEST_ARTICLE or len(body.split()) <= max(2 * shown, _SHORTEST_ARTICLE):
        return []
    return [Part(text) for text in map(flat, re.split(r"[\r\n]+|<[^<>]*>", unescape(body))) if text]


def _linked_data(tree) -> Iterator[dict]:
    """Return the articles that a page describes in JSON-LD."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            told = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [told]
        while waiting:
            said = waiting.pop(0)
            if isinstance(said, list):
                waiting += said[:100]
            elif isinstance(said, dict):
                kinds = said.get("@type")
                if _KINDS & set(kinds if isinstance(kinds, list) else [kinds] if isinstance(kinds, str) else ()):
                    yield said
                waiting += [said[name] for name in ("@graph", "mainEntity") if isinstance(said.get(name), list | dict)]
