"""Hostile articles stay text: sixty strings in every field that reaches the page, in a real browser."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.articles import read
from analysis.report import reader
from tests.browser import BLOCKS, OVERFLOW, Watched, example, texts, written

SCRIPTS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=http://127.0.0.1:9/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "</title></style></p></mark><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</svg></table></details><script>alert(1)</script>",
    "</textarea></xmp></noscript><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src/onerror=alert(1)//",
    '"><svg onload=alert(1)>',
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<template><script>alert(1)</script></template>",
]
ATTRIBUTES = [
    "' onmouseover='alert(1)' x='",
    '" autofocus onfocus="alert(1)',
    '" style="background:url(http://127.0.0.1:9/)" x="',
    "` onclick=alert(1) `",
    "= onclick=alert(1) ",
    '" id="texts" name="findings',
    "/><a name=x>",
]
ADDRESSES = [
    "javascript:alert(1)",
    "<a href='javascript:alert(1)'>x</a>",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//127.0.0.1:9/x",
    "#texts",
    "<base href=http://127.0.0.1:9/>",
    "<iframe src='http://127.0.0.1:9/'></iframe>",
    "<object data=http://127.0.0.1:9/></object><embed src=http://127.0.0.1:9/>",
    "<link rel=stylesheet href=http://127.0.0.1:9/x.css>",
    "<style>@import 'http://127.0.0.1:9/';*{background:url(http://127.0.0.1:9/)}</style>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
    "<form action=http://127.0.0.1:9/><button>x</button></form>",
    "../../../../etc/passwd",
]
ENTITIES = [
    "&lt;b&gt; &amp;amp; &#x41; &nbsp;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&NotAnEntity; &amp &copy",
    "%3Cscript%3Ealert(1)%3C/script%3E %0A%0D",
    "--><!--<!DOCTYPE><![CDATA[ ]]><?xml ?>",
    "{{ 7 * 7 }} {% raw %} {# note #} ${7*7} <%= 7 %>",
    '=HYPERLINK("http://127.0.0.1:9/","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
]
UNICODE = [
    "\u202eright to left override\u202c \u2066isolate",
    "\u202d\u202e\u202a\u202b never closed",
    "\u2067\u2068\u2069\u200e\u200f\u061c",
    "a\u200bb\u200dc\ufeffd\u00ade\u2060",
    "\x01\x07\x0b\x1b[31m\x7f\x85",
    "one\r\ntwo\rthree\n\n  four\u2028five\u2029",
    "🌉👩‍👩‍👧‍👦🏳️‍🌈 𝒜stral",
    "שלום עולם، مرحبا بالعالم",
    "e" + "\u0301" * 200,
    "\ufffe\uffff\U000e0041\U0010ffff",
    "İıſK ǅ ﬃ",
    "“”‘’«»‹›„‚…—–",
]
HOSTILE = [*SCRIPTS, *ATTRIBUTES, *ADDRESSES, *ENTITIES, *UNICODE, "long" * 500]
FOREIGN = (
    "script, iframe, img, base, link, object, embed, form, video, template, math, textarea, style ~ style, h1 ~ h1"
)


def harmless(watched, file, expected):
    """See that an opened page shows the texts, runs nothing, asks for nothing and fits its window."""
    page = watched.page
    assert page.evaluate(BLOCKS) == expected
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    page.locator("mark").first.hover()
    assert page.evaluate(OVERFLOW) == 0
    assert page.locator(FOREIGN).count() == 0
    handlers = (
        "() => [...document.querySelectorAll('*')].some(e => [...e.attributes].some(a => /^on|^style$/.test(a.name)))"
    )
    assert not page.evaluate(handlers)
    assert watched.complaints == []
    assert {url.split("#")[0] for url in watched.requests} == {file.as_uri()}


def test_there_are_sixty_of_them():
    assert len(set(HOSTILE)) == 60


@pytest.mark.parametrize("group", range(4))
def test_hostile_text_stays_text(browser, tmp_path, group):
    """Three at a time in each field: what does no harm leaves the next one as it is, what does is seen."""
    with Watched(browser, None, viewport={"width": 320, "height": 640}) as watched:
        for number in range(group, len(HOSTILE) // 3, 4):
            hostile = " ".join(HOSTILE[number :: len(HOSTILE) // 3])
            made = example(hostile=hostile, matched=bool(number % 2))
            file = written(tmp_path, made)
            watched.requests.clear()
            watched.page.goto(file.as_uri())
            harmless(watched, file, texts(made))


def test_a_word_of_a_hundred_thousand_characters_stays_in_the_window(browser, tmp_path):
    made, word = example(), "long" * 25_000
    measured = made.measured.assign(text=made.measured["text"] + word)
    made = replace(made, measured=measured, articles=made.articles.assign(title=word, byline=word))
    file = written(tmp_path, made)
    with Watched(browser, file, viewport={"width": 320, "height": 640}) as watched:
        harmless(watched, file, texts(made))


def test_the_whole_way_from_hostile_files_to_the_page(browser, tmp_path):
    folder = tmp_path / "<img src=x onerror=alert(1)>"
    folder.mkdir()
    lines = [line for line in HOSTILE if "\n" not in line and "\r" not in line]
    for name, half in (('a"><b onclick=alert(1)>.txt', lines[::2]), ("b & 'c'.txt", lines[1::2])):
        (folder / name).write_text("\n\n".join(["Brutal " + half[0], *half]), encoding="utf-8", newline="")
    made = reader.Story(read.read_articles([folder])).page(command=f"framing report {folder}")
    file = tmp_path / "page.html"
    file.write_text(made, encoding="utf-8", newline="")
    with Watched(browser, file, viewport={"width": 320, "height": 640}) as watched:
        shown = watched.page.evaluate(BLOCKS)
        assert sum("alert(1)" in text for text in shown.values()) > 15
        harmless(watched, file, shown)
