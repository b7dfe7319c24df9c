"""Saved pages of twelve layouts: the article whole and in order, and the rest set aside with its reason."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.articles.read import read_articles
from analysis.articles.reading import ALL, Reading, write_text
from analysis.articles.segment import paragraphs
from analysis.articles.web import read_page
from analysis.schema import InputError

P = [
    "The council closed the old bridge on Monday, after the storm had torn away two of its piers, officials said.",
    "Engineers will look at it on Tuesday, and nobody knows when cars may cross the river again.",
    "“Nobody told us that it would take so long,” said Ann Smith, who lives on the far bank of the river.",
    "The bridge was built in 1923 and was last mended in 1987, when one lane was shut for a whole summer.",
    "The repairs may cost four million, said the treasurer, who had asked for the money a year ago.",
]
QUOTED = "We warned the town about the piers for ten years, and nobody listened to us."
TITLE = "Bridge shut after storm"
NAV = '<nav><ul><li><a href="/">Home</a></li><li><a href="/w">Weather</a></li></ul></nav>'
FOOT = "<footer><p>All rights reserved by the people who own this page and its words.</p></footer>"
ps = "".join(f"<p>{text}</p>" for text in P)
DATA = {
    "@context": "https://schema.org",
    "@graph": [{
        "@type": "NewsArticle", "headline": TITLE, "author": [{"@type": "Person", "name": "Jane Doe"}],
        "datePublished": "2024-03-05T10:00:00Z", "publisher": {"name": "The Morning Post"},
    }],
}  # fmt: skip


def page(body, head=""):
    return f"<!DOCTYPE html><html><head><title>{TITLE} | The Post</title>{head}</head><body>{body}</body></html>"


LAYOUTS = {
    "article element": page(f"{NAV}<article><h1>{TITLE}</h1>{ps}</article>{FOOT}"),
    "divs only": page(f'<div class="menu"><a href=/>Home</a></div><div><h1>{TITLE}</h1><div>{ps}</div></div>'),
    "main and aside": page(
        f"{NAV}<main><h1>{TITLE}</h1>{ps}</main><aside><h3>More</h3><p>{P[0][::-1]}</p></aside>{FOOT}"
    ),
    "table of the nineties": page(
        f"<table><tr><td><a href=/>Home</a><br><a href=/w>Weather</a></td><td><h1>{TITLE}</h1>{ps}</td></tr></table>"
    ),
    "paragraphs of two line ends": page(f"<h1>{TITLE}</h1><div>{'<br><br>'.join(P)}</div>"),
    "JSON-LD": page(
        f"<article><h1>{TITLE}</h1>{ps}</article>", f'<script type="application/ld+json">{json.dumps(DATA)}</script>'
    ),
    "a newsletter box inside": page(
        f"<article><h1>{TITLE}</h1><p>{P[0]}</p><div class='newsletter-signup'><p>Sign up now "
        f"and never miss what is on in "
        f"this town again.</p></div>{ps[ps.index('<p>', 3) :]}</article>"
    ),
    "a gallery between": page(
        f"<article><h1>{TITLE}</h1><p>{P[0]}</p><figure><img src=x><figcaption>The piers on Monday. Photo: A. Roe"
        f"</figcaption></figure>{ps[ps.index('<p>', 3) :]}</article>"
    ),
    "sections that are hidden": page(
        f"<article><h1>{TITLE}</h1>{ps}<div hidden><p>{P[0][::-1]}</p></div><p style='display:none'>{P[1][::-1]}</p>"
    ),
    "comments below": page(
        f"<article><h1>{TITLE}</h1>{ps}</article><section id=comments><h2>Comments</h2><p>I never liked that bridge, "
        "and I said so at the time.</p></section>"
    ),
    "capitals and open elements": page(f"<H1>{TITLE}</H1>" + "".join(f"<P>{text}" for text in P)),
    "XHTML": '<?xml version="1.0" encoding="utf-8"?>' + page(f"<div id='content'><h1>{TITLE}</h1>{ps}</div>"),
}  # fmt: skip


def read(source, **options):
    raw = source if isinstance(source, bytes) else source.encode()
    return read_page(raw, "page.html", Reading(**options))


def text(document):
    return write_text(part for part in document.parts if part.cut is None)


@pytest.mark.parametrize("source", LAYOUTS.values(), ids=LAYOUTS)
def test_an_article_is_whole_and_alone_in_every_layout(source):
    found = read(source)
    assert text(found).split("\n\n") == [TITLE, *P[:-1], P[-1] + "\n"]
    assert found.stated["title"].value == TITLE
    assert all(part.cut for part in found.parts if part.text not in (TITLE, *P))


def test_nothing_of_a_page_is_lost_and_all_can_be_kept():
    source = LAYOUTS["main and aside"]
    found, whole = read(source), read(source, keep=ALL)
    assert sorted(part.text for part in found.parts) == sorted(part.text for part in whole.parts)
    reasons = {part.text: part.cut for part in found.parts if part.cut}
    assert reasons["Home"] == "navigation of the page"
    assert reasons["More"] == "beside the article"
    assert not any(part.cut for part in whole.parts)


def test_headings_quotations_and_lists_survive():
    body = f"<h1>{TITLE}</h1><p>{P[0]}</p><h2>What it costs</h2><p>{P[1]}</p><blockquote><p>{QUOTED}</p><p>{P[4]}</p>"
    body += f"</blockquote><p>{P[2]}</p><ul><li>The bus goes north.</li><li>The ferry runs.</li></ul><p>{P[3]}</p>"
    assert text(read(page(f"<article>{body}</article>"))) == (
        f"{TITLE}\n\n{P[0]}\n\n### What it costs\n\n{P[1]}\n\n> {QUOTED}\n\n> {P[4]}\n\n{P[2]}\n\n"
        f"- The bus goes north.\n- The ferry runs.\n\n{P[3]}\n"
    )


@pytest.mark.parametrize("lost", [[2], [1, 2], [2, 3, 4], [0, 4]])
def test_what_the_extractor_loses_is_found_again(monkeypatch, lost):
    """As where a paragraph opens with a quotation: the text stopped there."""
    import trafilatura

    class Found:
        class body:  # noqa: N801
            @staticmethod
            def iter():
                return [Element(text) for k, text in enumerate(P) if k not in lost]

            @staticmethod
            def itertext():
                return [text for k, text in enumerate(P) if k not in lost]

    class Element:
        def __init__(self, words):
            self.words = words

        def itertext(self):
            return [self.words]

    monkeypatch.setattr(trafilatura, "bare_extraction", lambda *_, **__: Found)
    found = read(LAYOUTS["article element"])
    assert text(found).split("\n\n") == [TITLE, *P[:-1], P[-1] + "\n"]
    assert any("had lost, kept from the page itself" in notice for notice in found.notices)


def test_a_row_is_a_line_and_a_link_to_another_article_is_set_aside():
    table = "<table><tr><th>Pier</th><th>Built</th></tr><tr><td>The first</td><td>1923</td></tr></table>"
    more = "<p><strong>READ MORE: <a href=x>Storm tears roofs from ten houses in the old town</a></strong></p>"
    found = read(
        page(f"<article><h1>{TITLE}</h1><p>{P[0]}</p>{more}{table}{''.join(f'<p>{p}</p>' for p in P[1:])}</article>")
    )
    kept = text(found).split("\n\n")
    assert kept == [TITLE, P[0], "Pier | Built", "The first | 1923", *P[1:-1], P[-1] + "\n"]


def test_a_class_that_names_the_whole_article_makes_it_no_furniture():
    inner = f"<div class='paywall with-sidebar'><p>{P[0]}</p><div class='share-story'>Tell the others</div>"
    inner += "".join(f"<p>{text}</p>" for text in P[1:]) + "<blockquote><p>We were not asked.</p></blockquote></div>"
    found = read(page(f"<div id='content-comments'><h1>{TITLE}</h1>{inner}</div>"))
    assert text(found).split("\n\n") == [TITLE, *P, "> We were not asked.\n"]
    assert [part.cut for part in found.parts if part.cut] == ["buttons to share"]


def test_what_a_page_states_is_taken_and_said_where(tmp_path):
    (tmp_path / "a.html").write_text(LAYOUTS["JSON-LD"], encoding="utf-8")
    (article,) = read_articles(tmp_path / "a.html")
    assert (article.title, article.byline, article.date, article.outlet) == (
        TITLE, "Jane Doe", "2024-03-05", "The Morning Post")  # fmt: skip
    assert "date: JSON-LD" in article.origin and "title: the page's heading" in article.origin
    assert any("taken from it" in notice for notice in article.notices)
    head = '<meta property="og:site_name" content="The Wire"><link rel="canonical" href="https://wire.example/a">'
    head += '<meta name="author" content="By John Roe"><meta property="article:published_time" content="2024-03-06">'
    stated = read(page(f"<article><h1>{TITLE}</h1>{ps}</article>", head)).stated
    assert {name: said.value for name, said in stated.items()} == {
        "title": TITLE, "outlet": "The Wire", "address": "https://wire.example/a", "byline": "John Roe",
        "date": "2024-03-06"}  # fmt: skip


def test_what_is_told_by_hand_comes_before_what_a_page_states(tmp_path):
    (tmp_path / "a.html").write_text(LAYOUTS["JSON-LD"], encoding="utf-8")
    (tmp_path / "articles.csv").write_text("file,outlet,byline\na.html,My Post,\n", encoding="utf-8")
    (article,) = read_articles(tmp_path / "a.html")
    assert (article.outlet, article.byline) == ("My Post", "Jane Doe")
    assert read_articles(tmp_path / "a.html", reading=Reading(outlets=("Wire",)))[0].outlet == "Wire"
    with pytest.raises(InputError, match="2 outlets for 1 inputs"):
        read_articles(tmp_path / "a.html", reading=Reading(outlets=("a", "b")))


def test_what_was_set_aside_stands_behind_the_article_with_its_reason(tmp_path):
    (tmp_path / "a.html").write_text(LAYOUTS["article element"], encoding="utf-8")
    blocks = paragraphs(read_articles(tmp_path / "a.html"))
    aside = blocks[blocks["kind"] == "boilerplate"]
    assert dict(zip(aside["text"], aside["reason"], strict=True))["Home\nWeather"] == "navigation of the page"
    assert blocks["kind"].tolist()[: len(P) + 1] == ["headline", *["body"] * len(P)]
    assert blocks["block"].tolist() == list(range(len(blocks)))


@pytest.mark.parametrize(
    ("raw", "told", "said"),
    [
        ("é".encode("cp1252"), "", "read as Windows-1252"),
        ("é".encode(), "utf-16", "read as UTF-8"),
        ("é".encode("cp1252"), "utf-8", "read as Windows-1252"),
        ("é".encode("cp1252"), "iso-8859-1", None),
        ("é".encode(), "no-such-charset", "read as UTF-8"),
        ("é".encode("mac_roman"), "macintosh", None),
    ],
)
def test_a_page_is_read_as_its_bytes_are_whatever_it_declares(raw, told, said):
    meta = f'<meta charset="{told}">' if told else ""
    before, after = page(f"<article><h1>{TITLE}</h1>{ps}<p>In the caf|X it was brutal.</p></article>", meta).split("|X")
    before = before.encode("ascii", "xmlcharrefreplace")
    found = read(before + raw + after.encode())
    assert "In the café it was brutal." in text(found)
    assert not found.notices if said is None else said in found.notices[0]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"", "the page is empty"),
        (b"<script>write()</script>", "a script writes them"),
        (b"<div>" * 5000 + b"<p>Deep.", "stand one in the other"),
        (b"<div>" * 500 + b"<p>Deep.", "stand one in the other"),
    ],
)
def test_a_page_without_words_and_one_too_deep_are_refused(source, said):
    with pytest.raises(InputError, match=said) as caught:
        read(source)
    assert "\n" not in str(caught.value)


TAGS = ("p", "div", "li", "ul", "blockquote", "h1", "h2", "article", "nav", "a", "br", "table", "td", "pre", "span")
PIECES = st.one_of(
    st.sampled_from(
        [f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS] + ["<!--", "-->", "<", "&", "&#0;", '"']
    ),
    st.text(max_size=20),
)


@settings(max_examples=40)
@given(st.lists(PIECES, max_size=30))
def test_any_page_is_read_or_refused_in_one_line_and_keeps_its_words(pieces):
    try:
        found = read("<body>" + "".join(pieces) + "<p>It rained on the bridge for two days.</p>")
    except InputError as error:
        assert "\n" not in str(error)
        return
    assert any("It rained on the bridge for two days." in part.text for part in found.parts) or "<!--" in pieces


def test_a_page_that_would_take_the_extractor_minutes_is_ended_in_time():
    # trafilatura's time grows with the square of what stands in one paragraph: more than a minute for this page
    page = (
        "<html><body><article><p>" + "<span>It rained on the bridge.</span> " * 40_000 + "</p></article></body></html>"
    )
    with pytest.raises(InputError, match="took longer than 3 seconds.* --max-seconds 30"):
        read_page(page.encode(), "a page", Reading(seconds=3))


def test_a_large_page_is_read_as_a_small_one_is(monkeypatch):
    page = (
        "<html><body><article><h1>Rain</h1>"
        + "".join(f"<p>It rained on bridge {k} for two days, and nobody came.</p>" for k in range(400))
        + "</article><footer>All rights reserved.</footer></body></html>"
    )
    whole = read_page(page.encode(), "a page", Reading())
    monkeypatch.setattr("analysis.articles.extraction._FEW_ELEMENTS", 10)
    assert read_page(page.encode(), "a page", Reading()) == whole
    assert sum(part.cut is None for part in whole.parts) == 401
