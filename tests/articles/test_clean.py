from __future__ import annotations

import pytest

from analysis.articles.clean import clean, plain
from analysis.articles.read import Article

BODY = "The council met on Monday and heard the report."


def kinds(*blocks, title=None, byline=None):
    return [b.kind for b in clean(Article("a", "\n\n".join(blocks), title=title, byline=byline))]


def test_a_short_first_block_that_is_no_sentence_is_the_headline():
    assert kinds("Council hears report", BODY) == ["headline", "body"]
    assert kinds("Is the council late?", BODY) == ["headline", "body"]
    assert kinds(BODY, BODY + " Again.") == ["body", "body"]


def test_the_known_title_is_the_headline_wherever_it_stands():
    assert kinds("WORLD", "Council hears report.", BODY, title="Council hears report.") == [
        "boilerplate",
        "headline",
        "body",
    ]


def test_a_repeated_headline_is_set_aside():
    found = clean(Article("a", f"Council hears report\n\nCouncil Hears ‘Report’\n\n{BODY}"))
    assert [b.kind for b in found] == ["headline", "boilerplate", "body"]
    assert found[1].reason == "the headline repeated"


def test_a_headline_repeated_at_the_end_of_the_last_paragraph_is_cut_off_and_kept():
    headline = "THANKS! Council hears the ‘long’ report"
    found = clean(Article("a", f"{headline}\n\n{BODY}\n\nIt then left. {headline}\n\nRelated Articles"))
    assert [b.kind for b in found] == ["headline", "body", "body", "boilerplate"]
    assert found[2].text == "It then left."
    assert found[2].text + found[2].removed == f"It then left. {headline}"
    assert "headline repeated" in found[2].reason


@pytest.mark.parametrize("name", ["Ana Ruiz", "Ana María de la Cruz", "By Ana Ruiz", "J.R. O’Neill and Sam Lee"])
def test_a_lone_name_at_the_end_is_the_byline(name):
    assert kinds("Council hears report", BODY, name) == ["headline", "body", "byline"]


def test_a_byline_after_the_headline_and_a_known_one():
    assert kinds("Council hears report", "By Ana Ruiz | Staff writer", BODY) == ["headline", "byline", "body"]
    assert kinds("Council hears report", BODY, "ana ruiz", BODY, byline="Ana Ruiz") == [
        "headline",
        "body",
        "byline",
        "body",
    ]


@pytest.mark.parametrize(
    "furniture",
    [
        "Related Articles",
        "Back to top button",
        "Advertisement",
        "Share this article",
        "Share on Facebook",
        "Read more: Ten tips",
        "Sign up for our newsletter",
        "© 2021 The Post. All rights reserved.",
        "Photo by Sam Lee/Getty Images",
        "5 min read",
        "Updated: November 18, 2021",
        "November 18, 2021",
        "#council #news",
        "* * *",
        "https://example.org/a",
        "Leave a comment",
        "Facebook | Twitter | Email",
        "Tags: council, report",
        "This website uses cookies to improve your visit.",
    ],
)
def test_page_furniture_is_set_aside_with_a_reason(furniture):
    found = clean(Article("a", f"Council hears report\n\n{BODY}\n\n{furniture}\n\n{BODY} It ended."))
    assert [b.kind for b in found] == ["headline", "body", "boilerplate", "body"]
    assert found[2].reason


@pytest.mark.parametrize(
    "text",
    [
        "Share prices fell on Monday, and the council said that it would look into the cause.",
        "Related departments will be asked to explain their costs.",
        "Comments by the mayor were heard first.",
        "Home owners will pay more.",
        "“Sign up now,” the mayor told the crowd.",
        "The mayor said a photo by the police showed the damage.",
        "The firm owns the trademark and says it will sue.",
    ],
)
def test_sentences_that_only_look_like_furniture_stay(text):
    assert kinds("Council hears report", BODY, text, BODY + " It ended.") == ["headline", "body", "body", "body"]


def test_a_disclaimer_is_set_aside_wherever_it_stands():
    text = (
        "This site is an aggregator. All trademarks belong to their rightful owners; contact us and it will be deleted."
    )
    assert kinds("Council hears report", BODY, text) == ["headline", "body", "boilerplate"]


def test_a_colon_with_a_speaker_introduces_a_block_quotation():
    assert kinds("Report", "The mayor told the press:", "We will go on.", "So it ended, and all went home.") == [
        "headline",
        "body",
        "blockquote",
        "body",
    ]
    assert kinds("Report", "The mayor told the press:", "We will go on.", "[…] And we did.", BODY)[2:] == [
        "blockquote",
        "blockquote",
        "body",
    ]


def test_a_colon_before_a_list_introduces_nothing():
    assert kinds("Report", "There are three things to know:", "The road is closed.", BODY) == [
        "headline",
        "body",
        "body",
        "body",
    ]


def test_markdown_marks_headline_and_quotation():
    assert kinds("# Council hears report.", BODY, "> We will go on.", BODY) == [
        "headline",
        "body",
        "blockquote",
        "body",
    ]
    assert kinds("---\ntitle: x\n---", "# Council", BODY) == ["boilerplate", "headline", "body"]


def test_lines_of_furniture_and_lists_under_a_heading_are_set_aside():
    menu = "Skip to content\nHome | News | Sport\nSign in"
    links = "Related topics\nSwimming\nOld pool to open again for a day"
    assert kinds(menu, "Council hears report", BODY, links) == ["boilerplate", "headline", "body", "boilerplate"]
    assert kinds("Council hears report", BODY, "Related\nThe council then met again.") == ["headline", "body", "body"]


def test_what_stands_above_the_headline_is_set_aside():
    top = ("4 November 2024", "The Herald", "by Mia Tan", "Council hears a long report on the pool")
    assert kinds(*top, BODY) == ["boilerplate", "boilerplate", "byline", "headline", "body"]
    assert kinds("By Dana Field\nLocal democracy reporter", "Council hears report", BODY) == [
        "byline",
        "headline",
        "body",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Mia Tan; editing by Joe Park)",
        "Ana Ruiz reported from Leeds. Tom Wells contributed reporting.",
        "This article was amended on 5 November 2024.",
        "Tuesday, 5 November 2024",
        "![A fallen tree](tree.jpg)",
        "Image caption: the pool in 1968",
        "Comments (24)",
    ],
)
def test_notes_pictures_and_credits_are_set_aside(line):
    assert kinds("Council hears report", BODY, line, BODY + " It ended.") == ["headline", "body", "boilerplate", "body"]


def test_nothing_is_dropped(seed_articles):
    for article in seed_articles:
        assert [b.text + (b.removed or "") for b in clean(article)] == article.blocks


def test_plain_folds_marks_and_capitals():
    assert plain("‘Nearly  All’ — NOW!") == "nearly all now"
