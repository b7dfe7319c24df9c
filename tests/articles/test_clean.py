from __future__ import annotations

import re

import pandas as pd
import pytest

from analysis.articles.clean import clean
from analysis.articles.read import Article
from analysis.articles.reading import fold
from analysis.files import LEXICONS

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
        "updated 6:12 a.m. EST, Tue May 4, 2021",
        "posted 6:12 p.m. on Tuesday, May 4, 2021 |",
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


ARTICLE = (
    "Bridge to close in spring",
    "The council voted on Monday to close the old bridge over the Tarn after a storm.",
)
LAST = "Engineers had warned of cracks for years, and the repair bill grew to £3m."
FURNITURE = pd.read_csv(LEXICONS / "furniture.csv", keep_default_na=False)


@pytest.mark.parametrize("row", FURNITURE.to_dict("records"), ids=lambda row: row["example"][:30])
def test_every_pattern_of_furniture_takes_its_example_and_leaves_its_counterexample(row):
    found = clean(Article("a", "\n\n".join([*ARTICLE, row["example"], LAST])))[2]
    assert (found.kind, found.reason) == ("boilerplate", row["reason"])
    left = clean(Article("a", "\n\n".join([*ARTICLE, row["counterexample"], LAST])))[2]
    assert (left.kind, left.text) == ("body", row["counterexample"])
    assert not re.fullmatch(row["pattern"], LAST, re.IGNORECASE)


SENTENCES = [
    "Facebook said it suspended the firm over allegations that it kept the data.",
    "Twitter banned him in May.",
    "Copyright law will change in May.",
    "Published reports said the firm knew.",
    "Video by the police shows the fall of the bridge.",
    "Photos by witnesses show it too.",
    "More from the mayor came at noon.",
    "Updated rules for the bridge come into force in May.",
    "Subscribe buttons were painted on the walls.",
    "Related costs rose to £3m.",
    "Correction fluid was found in the files.",
    "Contact with the village was lost on Monday.",
    "Search parties left at dawn.",
    "Close the bridge, the council told the mayor.",
    "Trending now is not the same as true, she wrote.",
    "Advertising on the bridge costs £300 a day.",
    "Home is where the river was.",
    "Loading of the ferry took an hour.",
    "Watch out, he told them.",
    "Read more than one paper, the teacher said.",
    "Sign up, she told them, or go home.",
    "By 10:45 GMT the bridge was shut.",
    "12 Bridge Street was hit by the flood.",
    "The picture was taken by Anna Poe.",
    "The firm was paid by AP and Reuters.",
    "About us they said nothing.",
    "He contributed to this report, the mayor said of his aide.",
    "All rights reserved for the king were lost.",
    "4 November 2024 was the day that the bridge fell.",
    "Most read the letter twice.",
    "Share this, he said.",
    "Live music was banned in the pubs.",
    "Opinion was divided in the town.",
    "Comments were made.",
    "Topics of the day were the bridge and the flood.",
    "Update: police said that two people were hurt.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_with_a_verb_and_a_stop_is_never_furniture(sentence):
    assert kinds(*ARTICLE, sentence, LAST) == ["headline", "body", "body", "body"]
    assert kinds(*ARTICLE, LAST, sentence) == ["headline", "body", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Rosa Lind walks over the bridge on Sunday. Photograph: Anna Poe/Tarn Echo",
        "Mayor Rosa Lind walks over the bridge. Photograph by Anna Poe for The Tarn Echo",
        "The old bridge was shut on Sunday. Credit...Anna Poe/The Tarn Echo",
        "The old bridge was shut on Sunday. (Photo by Anna Poe/Getty Images)",
        "The old bridge was shut on Sunday. Anna Poe/AFP/Getty Images",
        "Mayor Rosa Lind on the bridge | Reuters",
        "Mayor Rosa Lind walks over the bridge\nPhotograph: Anna Poe",
        "PHOTO: ANNA POE",
        "Picture: Łukasz Żak/PA",
    ],
)
def test_a_caption_with_its_credit_is_no_paragraph(line):
    assert kinds(*ARTICLE, line, LAST) == ["headline", "body", "boilerplate", "body"]


@pytest.mark.parametrize(
    "line", ["10:45 GMT", "11.02am", "Mon 4 Nov 2024 10.45 GMT", "3h ago", "Last modified on Tue 5 Nov 2024 09.12 GMT",
             "Published: 4/11/2024", "First published at 10:45 on 4 November 2024", "4 November 2024, 14:08"]
)  # fmt: skip
def test_a_clock_line_is_a_date_line(line):
    assert kinds(*ARTICLE, line, LAST) == ["headline", "body", "boilerplate", "body"]


@pytest.mark.parametrize(
    "line", ["The Tarn Echo, 12 Bridge Street, Tarn TN1 2AB", "Email: news@tarnecho.example", "Tel: 020 7946 0000",
             "news@tarnecho.example", "NEW YORK (AP) —", "TARN, Scotland —", "– ENDS –"]
)  # fmt: skip
def test_an_address_and_a_dateline_alone_are_set_aside(line):
    assert kinds(*ARTICLE, line, LAST) == ["headline", "body", "boilerplate", "body"]


@pytest.mark.parametrize(
    "heading", ["Related Topics", "More on this story", "Most read", "Read more", "You may also like"]
)
def test_what_stands_under_a_heading_of_links_goes_with_it(heading):
    listed = kinds(*ARTICLE, heading, "Bridges\nTarn", "Old bridge fails brutal test", LAST, heading, "Who pays?")
    assert listed == [
        "headline",
        "body",
        "boilerplate",
        "boilerplate",
        "boilerplate",
        "body",
        "boilerplate",
        "boilerplate",
    ]
    assert kinds(*ARTICLE, heading, LAST) == ["headline", "body", "boilerplate", "body"]


def test_cross_heads_and_decks_are_told_apart_from_paragraphs():
    found = clean(Article("a", "\n\n".join([*ARTICLE, "What happens next?", LAST, "The cost", LAST + " So it was."])))
    assert [b.kind for b in found] == ["headline", "body", "boilerplate", "body", "boilerplate", "body"]
    assert found[2].reason == found[4].reason == "a cross-head"
    deck = clean(
        Article("a", "\n\n".join([ARTICLE[0], "The repair bill grows to £3m as lorries go round", ARTICLE[1], LAST]))
    )
    assert [b.kind for b in deck] == ["headline", "boilerplate", "body", "body"]
    assert deck[1].reason == "a deck under the headline"
    assert kinds("# Bridge", ARTICLE[1], "## The cost", LAST)[2] == "boilerplate"
    lead = "Lorries went round by the old mill when more than a hundred people stood on the bridge in the north of the "
    lead += "town, where a girl of nine had been hit by a van on the Friday before, according to the Harbour Post"
    assert kinds(ARTICLE[0], lead, ARTICLE[1], LAST) == ["headline", "body", "body", "body"]


@pytest.mark.parametrize(
    "line",
    ["But who knew?", "He was dead.", "“Nobody.”", "The mayor, 62", "and then it rained", "“We knew", "No. Never."],
)
def test_a_short_paragraph_is_no_cross_head(line):
    assert kinds(*ARTICLE, line, LAST)[2] != "boilerplate"


def test_a_pull_quote_that_repeats_the_text_is_set_aside():
    said = "“We will not let the old bridge fall,” the mayor told them, and left."
    for pull in ("“We will not let the old bridge fall”", "We will not let the old bridge fall"):
        assert kinds(*ARTICLE, said, LAST, pull, LAST + " So it was.")[4] == "boilerplate"
    assert kinds(*ARTICLE, said, LAST, "We will not let the old town fall.", LAST + " So it was.")[4] == "body"


@pytest.mark.parametrize(
    "line",
    ["BELLA MARCH, OTTO VINE and RUBY STAGG", "Jess Silver in Oban", "By Éloïse Østby, health editor", "Émile Żak"],
)
def test_bylines_with_accents_places_roles_and_several_names(line):
    assert kinds(ARTICLE[0], line, ARTICLE[1], LAST) == ["headline", "byline", "body", "body"]


def test_blocks_in_another_order():
    assert kinds("4 November 2024, 10:45", "By Ana Ruiz", *ARTICLE, LAST) == [
        "boilerplate", "byline", "headline", "body", "body"]  # fmt: skip
    caption = "The old bridge was shut on Sunday. Photograph: Anna Poe"
    assert kinds(caption, *ARTICLE, LAST, "By Ana Ruiz in Oban") == [
        "boilerplate",
        "headline",
        "body",
        "body",
        "byline",
    ]


def test_a_question_of_an_interview_is_no_headline():
    asked = ("Q: Why did the bridge fall?", "A: It was a hard winter.", "Q: Who is to blame?", "A: Nobody is.")
    assert kinds("Interview with the mayor", *asked) == ["headline", "body", "body", "body", "body"]
    named = ("ECHO: Why did the bridge fall?", "LIND: It was a hard winter.", "ECHO: Who knew?", "LIND: Nobody did.")
    assert kinds("Interview with the mayor", *named)[:2] == ["headline", "body"]


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
    assert fold("‘Nearly  All’ — NOW!") == "nearly all now"
