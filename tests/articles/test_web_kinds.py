"""Six more kinds of pages than in ``test_web.py``: what they lost once, and what they took for the article."""

from __future__ import annotations

import json

from analysis.articles.reading import Reading, write_text
from analysis.articles.web import read_page

P = [
    "The ferry company stopped all its boats on Friday, after a crack was found in the hull of the newest one.",
    "Inspectors from the port spent the night on board, and they would not say when the boats may sail again.",
    "“We were told at noon and had to sleep in the car,” said Rosa Lind, who had come to see her sister on the island.",
    "The boat was built only three years ago, and the yard that built it has since been closed by its owners.",
    "The island has food for about ten days, said the mayor, who has asked the army for two landing craft.",
]
QUOTED = "No boat of ours has ever left the harbour unless we believed that it was safe."
TITLE = "Ferries stay in port after crack is found"
NEEDS = "<h2>What the island needs</h2><ul><li>Bread for ten days</li><li>Fuel for the power plant</li></ul>"
KEPT_NEEDS = "### What the island needs\n\n- Bread for ten days\n- Fuel for the power plant"


def read(body, head=f"<title>{TITLE}</title>"):
    return read_page(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "page.html", Reading())


def kept(document):
    return write_text(part for part in document.parts if part.cut is None).strip()


def cut(document):
    return {part.text: part.cut for part in document.parts if part.cut}


def data(**said):
    told = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE} | said
    return f'<title>{TITLE}</title><script type="application/ld+json">{json.dumps(told)}</script>'


def test_an_amp_page_says_by_the_names_of_its_elements_what_is_no_text():
    menu = "<amp-sidebar layout=nodisplay><ul><li><a href=/>Home</a></li></ul></amp-sidebar>"
    text = f"<p>{P[0]}</p><amp-ad width=300><p>Advertisement</p></amp-ad><p>{P[1]}</p><blockquote>{QUOTED}</blockquote>"
    text += f"<p>{P[2]}</p>{NEEDS}<p>A <x-term>long</x-term> night is over.</p><p>{P[4]}</p>"
    consent = "<amp-consent><div><p>We use cookies to show you what you like.</p></div></amp-consent>"
    found = read(f"{menu}<main><h1>{TITLE}</h1><section>{text}</section></main>{consent}")
    want = [TITLE, P[0], P[1], f"> {QUOTED}", P[2], KEPT_NEEDS, "A long night is over.", P[4]]
    assert kept(found) == "\n\n".join(want)
    assert cut(found) == {
        "Home": "navigation of the page",
        "Advertisement": "advertising",
        "We use cookies to show you what you like.": "a notice on cookies",
    }


def test_a_live_blog_keeps_every_post_with_its_heading_and_its_list():
    posts = [
        ("Boats will not sail before Monday", f"<p>{P[1]}</p><p>{P[3]}</p>"),
        ("Mayor asks the army for help", f"<p>{P[4]}</p><blockquote><p>{QUOTED}</p></blockquote>"),
        ("Travellers slept in their cars", f"<p>{P[2]}</p><ul><li>The school is open for the night.</li></ul>"),
        ("Crack found at dawn", f"<p>{P[0]}</p>"),
    ]
    tools = "<div class=tools><a href=#>Copy link</a> <a href=#>Share</a></div>"
    made = "".join(
        f"<div class=post><div><time datetime='2026-03-06T1{k}:05'>1{k}:05</time></div><h2>{head}</h2><div>{text}</div>"
        f"{tools}</div>"
        for k, (head, text) in enumerate(posts)
    )
    found = read(f"<div class=live-page><h1>{TITLE}</h1><div class=live-feed>{made}</div></div>")
    want = [TITLE, f"### {posts[0][0]}", P[1], P[3], f"### {posts[1][0]}", P[4], f"> {QUOTED}", f"### {posts[2][0]}"]
    want += [P[2], "- The school is open for the night.", f"### {posts[3][0]}", P[0]]
    assert kept(found) == "\n\n".join(want)
    assert cut(found)["Copy link Share"] == "a list of links"


def test_a_teaser_is_told_to_be_one_and_its_offer_is_cut():
    offer = "<h2>Keep reading for 1 euro a week</h2><p>Already a reader with an account? Log in here to go on reading."
    offer += "</p><ul><li>All articles on every device</li></ul>"
    article = f"<article><h1>{TITLE}</h1><p>{P[0]}</p><p>{P[1]}</p><div class=offer-box>{offer}</div></article>"
    found = read(article, data(isAccessibleForFree=False))
    assert kept(found) == "\n\n".join([TITLE, P[0], P[1]])
    assert set(cut(found).values()) == {"a call to subscribe"} and len(cut(found)) == 3
    assert any("not all of it is free to read" in notice for notice in found.notices)


def test_what_is_paid_for_is_text_where_the_page_has_it():
    paid = "".join(f"<p>{text}</p>" for text in P[3:])
    free = "".join(f"<p>{text}</p>" for text in P[:3])
    for name in ("paywall", "subscriber-content"):
        found = read(f"<article><h1>{TITLE}</h1>{free}<div class={name}>{paid}</div></article>")
        assert kept(found) == "\n\n".join([TITLE, *P])


def test_comments_longer_than_the_article_are_no_part_of_it():
    said = "I have said for years that boat {} is not built well, and nobody has ever listened to us who use it."
    replies = "".join(f"<div class=reply><b>reader{k}</b><p>{said.format(k)}</p></div>" for k in range(20))
    text = (
        f"<p>{P[0]}</p><p>{P[1]}</p><blockquote><p>{QUOTED}</p></blockquote><ol><li>Buses run.</li></ol><p>{P[2]}</p>"
    )
    found = read(f"<div><h1>{TITLE}</h1><div>{text}</div><div id=discussion><h3>20 replies</h3>{replies}</div></div>")
    assert kept(found) == "\n\n".join([TITLE, P[0], P[1], f"> {QUOTED}", "- Buses run.", P[2]])
    assert list(cut(found).values()) == ["comments of readers"] * 41


def test_an_opinion_in_an_element_called_comment_is_the_article():
    text = "".join(f"<p>{one}</p>" for one in P)
    assert kept(read(f"<div class=comment><h1>{TITLE}</h1>{text}</div>")) == "\n\n".join([TITLE, *P])


def test_an_article_that_stands_in_the_data_alone_is_read_from_there():
    body = f"<p>{P[0]}</p>\n<p>{P[1]} &amp; more.</p>\r\n\r\n" + "\n\n".join(P[2:])
    page = "<div id=root></div><footer><p>Please switch scripts on to read Coast News.</p></footer>"
    found = read(page, data(articleBody=body))
    assert kept(found) == "\n\n".join([TITLE, P[0], f"{P[1]} & more.", *P[2:]])
    assert cut(found) == {"Please switch scripts on to read Coast News.": "foot of the page"}
    assert any("in its data (JSON-LD)" in notice for notice in found.notices)
    shown = "".join(f"<p>{one}</p>" for one in P)
    whole = read(f"<article><h1>{TITLE}</h1>{shown}</article>", data(articleBody="Other words. " * 400))
    assert kept(whole) == "\n\n".join([TITLE, *P]) and whole.notices == ()


def test_a_newsletter_in_tables_keeps_what_it_holds():
    def row(inner):
        table = f"<table width=600><tr><td style='font-family:Arial'>{inner}</td></tr></table>"
        return f"<tr><td align=center>{table}</td></tr>"

    rows = ["<a href=x>View this email in your browser</a>", f"<h1>{TITLE}</h1>", f"<p>{P[0]}</p><p>{P[1]}</p>"]
    rows += [f"<blockquote>{QUOTED}</blockquote>", f"{P[2]}<br><br>{P[3]}", NEEDS, f"<p>{P[4]}</p>"]
    found = read(f"<table width=100% role=presentation>{''.join(map(row, rows))}</table>")
    assert kept(found) == "\n\n".join([TITLE, P[0], P[1], f"> {QUOTED}", P[2], P[3], KEPT_NEEDS, P[4]])
    assert cut(found) == {"View this email in your browser": "a list of links"}
