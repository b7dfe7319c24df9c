"""The page as text: whole, in order, escaped, and the same each time."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis.articles.read import Article, articles_table
from analysis.attribution import attribute, contents
from analysis.comparison import comparison_sentences
from analysis.lesson import read_pair
from analysis.measures import frame_profile, frame_spans
from analysis.measures.features import measure
from analysis.report import story as report
from analysis.report.parts import PARTS
from analysis.report.reader import Story, write_report
from analysis.report.story import compared, figures, frame_figures, source_figures, versions
from analysis.schema import InputError
from analysis.text.own_lexicon import load_with
from tests.browser import example


class Outline(HTMLParser):
    """Tags, ids, headings, and the text of the article paragraphs without their reasons."""

    VOID = frozenset(["meta", "br", "input", "link", "img", "hr", "path", "circle", "rect"])

    def __init__(self, html):
        super().__init__()
        self.tags, self.ids, self.links, self.headings, self.blocks = [], [], [], [], {}
        self.open = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append((tag, given))
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        if tag not in self.VOID:
            self.open.append((tag, given))
            if "block" in given.get("class", "").split():
                self.blocks[given["id"]] = ""

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop()[0] == tag

    def handle_data(self, data):
        classes = [given.get("class", "").split() for _, given in self.open]
        if not any("tip" in names for names in classes):
            for _, given in self.open:
                if given.get("id") in self.blocks:
                    self.blocks[given["id"]] += data


@pytest.fixture(scope="module")
def html():
    return report.render_page(example())


def texts(made):
    shown = made.measured[made.measured["kind"].isin(["headline", "body", "blockquote"])]
    return {f"{made.letters[row.article]}-{row.block}": row.text for row in shown.itertuples()}


def test_the_page_without_markup_is_the_articles_text(html):
    assert Outline(html).blocks == texts(example())


@pytest.mark.parametrize("number", [2, 3, 12])
def test_any_number_of_pieces_renders_with_ids_that_are_unique_and_links_that_lead_somewhere(number):
    made = example(articles=number)
    outline = Outline(report.render_page(made))
    assert outline.blocks == texts(made)
    assert len(outline.ids) == len(set(outline.ids))
    links = {link for link in outline.links if not link.startswith("data:")}
    assert links <= {f"#{name}" for name in outline.ids}


def test_headings_go_down_one_at_a_time_under_one_h1(html):
    levels = Outline(html).headings
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_nothing_in_the_page_runs_or_loads(html):
    for tag, given in Outline(html).tags:
        assert tag not in ("script", "link", "iframe", "object", "base", "form", "img")
        assert not any(name == "style" or name.startswith("on") or name in ("src", "srcset") for name in given)
        assert given.get("href", "#").startswith("data:text/csv;" if "download" in given else "#")


def test_the_policy_allows_the_one_stylesheet_by_its_hash_and_nothing_else(html):
    policy = next(
        given["content"] for tag, given in Outline(html).tags if given.get("http-equiv") == "Content-Security-Policy"
    )
    (style,) = re.findall("<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_the_page_is_the_same_each_time(html):
    assert report.render_page(example.__wrapped__()) == html


def test_how_pandas_holds_texts_changes_nothing_on_the_page():
    page = Story(list(read_pair())).page()
    with pd.option_context("mode.string_storage", "python"):
        assert Story(list(read_pair())).page() == page


def test_the_title_is_made_of_the_articles_titles(html):
    assert "<title>title · title – side by side</title>" in html


def test_every_mark_has_its_reason(html):
    outline = Outline(html)
    marks = [given for tag, given in outline.tags if tag == "mark"]
    described = [given["aria-describedby"] for given in marks if "aria-describedby" in given]
    assert described and set(described) <= set(outline.ids)
    plain = [given["aria-description"] for given in marks if "aria-describedby" not in given]
    assert plain == ["difficult: not on the list"] * 2
    assert all(given["tabindex"] == "0" for tag, given in outline.tags if tag == "mark")
    assert "weight 0.70 · A’s own voice<i>plainer: plainer word</i><i>judges</i>" in html


def test_every_table_has_a_caption_and_its_headers_a_scope(html):
    tags = [tag for tag, _ in Outline(html).tags]
    assert tags.count("table") == tags.count("caption") > 3
    assert all(given.get("scope") in ("row", "col", "rowgroup") for tag, given in Outline(html).tags if tag == "th")


def test_the_pairs_take_turns_and_five_are_shown():
    made = example(articles=4)
    row = made.comparison.iloc[0].to_dict()
    measures = ["loaded_per_100_words", "hedges_per_100_words", "flesch_reading_ease"]
    rows = [
        row | {"measure": measure, "article_b": f"piece-{other}", "spread": 1.0 / (4 - other)}
        for other in (1, 2, 3)
        for measure in measures
    ]
    comparison = pd.DataFrame(rows)
    sentences = comparison[["measure", "voice", "clear"]].assign(finding="It differs.", doubt="Perhaps.")
    made = replace(made, comparison=comparison, sentences=sentences)
    others = [one["row"]["article_b"] for one in report.findings(made)]
    assert sorted(others) == ["piece-1", "piece-1", "piece-2", "piece-2", "piece-3"]
    html = report.render_page(made)
    assert "A is compared with each of the others (A and B, A and C, A and D)." in html
    assert "The whole comparison</a> has 4 more rows." in html


def test_two_pieces_are_not_told_of_pairs(html):
    assert "is compared with each of the others" not in html
    assert "The whole comparison</a> has 1 more row." in html


def test_the_drawing_says_the_whole_to_who_does_not_see_it(html):
    said = "To the right of “no difference”: A uses more loaded words. To the left: B uses more loaded words."
    assert said in html


def test_the_words_of_a_piece_are_those_that_are_measured_without_headline_and_what_is_set_aside():
    made = example()
    assert [piece["words"] for piece in report.pieces(made)] == [None, None]
    made = replace(made, measured=made.measured.assign(words=[1, 10, 20, 30, 100] * 2))
    assert [piece["words"] for piece in report.pieces(made)] == [60, 60]
    assert "3 paragraphs, 60 words" in report.render_page(made)


def test_what_is_called_clear_leads_to_how_often_that_is_chance(html):
    assert html.count('<a href="#chance">how often “clear” is chance</a>') == 1
    assert (
        html.count("how often it still finds one stands in benchmarks/CALIBRATION.md") == 1
        and "one in twenty" not in html.lower()
    )
    made = example()
    doubted = replace(made, sentences=made.sentences.assign(clear=False))
    assert "how often “clear” is chance" not in report.render_page(doubted)


def test_no_name_of_a_column_is_shown_in_a_table(html):
    tables = "".join(re.findall("<table>.*?</table>", html, re.DOTALL))
    assert not re.search(r"article_|article a|p_bh|>(outlet|cue|method)<", tables)


def test_scare_quotes_are_the_outlets_own_and_get_no_tint():
    made = example()
    own = made.spans.assign(voice=made.spans["voice"].mask(made.spans["label"] == "quotation", "outlet"))
    assert report.render_page(made).count("<q>") - report.render_page(replace(made, spans=own)).count("<q>") == 2


@pytest.mark.parametrize("missing", ["articles", "measured", "spans"])
def test_a_table_without_its_columns_is_refused(missing):
    with pytest.raises(InputError, match="there is no column"):
        report.render_page(replace(example(), **{missing: pd.DataFrame({"x": [1]})}))


def test_one_article_is_refused():
    with pytest.raises(InputError, match="two articles or more"):
        report.render_page(example(articles=1))


def test_no_spans_and_no_comparison_still_make_a_page():
    made = example()
    bare = replace(made, spans=made.spans[:0], comparison=made.comparison[:0], sentences=made.sentences[:0], figures={})
    html = report.render_page(replace(bare, glossary=pd.DataFrame()))
    assert "No finding can be read off the words" in html
    assert Outline(html).blocks == texts(made)


def test_every_function_that_gives_a_part_stands_in_the_page_in_its_order(html):
    places = [html.index(f'<div class="part" id="{part.__name__}"') for part in PARTS]
    assert places == sorted(places)


def test_what_was_cut_off_a_block_is_shown_as_set_aside():
    made = example()
    removed = [None] * (len(made.measured) - 1) + ["the cut end"]
    assert "the cut end" in report.render_page(replace(made, measured=made.measured.assign(removed=removed)))


SHORT = "Rain\n\nIt rained on Monday.\n\nIt stopped.\n"


def test_the_seeds_page_shows_who_is_told_of_the_same_act_and_a_loaded_label(seed_page):
    part = BeautifulSoup(seed_page, "html.parser").find(id="actors")
    assert "The same act, told of another" in part.text and "once confined" in part.text
    first = BeautifulSoup(seed_page, "html.parser").select_one("ol.findings li")
    assert "says of Taliban much of what wire says of Islamic State Khorasan" in first.text
    assert {"#A-6", "#B-8"} <= {link["href"] for link in first.select("a")} and "once confined" in first.text
    assert "brutal terrorist group" in [mark.text for mark in part.select("u.loaded")]


def test_the_seeds_page_is_small_enough_to_mail(seed_page):
    assert len(seed_page.encode()) < 350_000


def test_every_figure_has_a_drawing_a_description_and_its_table(seed_blocks, seed_spans):
    names, spoken = {"aggregator": "A", "wire": "B"}, attribute(seed_blocks)
    measured = measure(seed_blocks, contents=contents(seed_blocks, spoken))
    measured = pd.concat([seed_blocks, measured], axis=1)
    comparison = compared(measured)
    drawn = figures(measured, seed_spans, comparison, names=names)
    drawn |= frame_figures(measured, frame_profile(measured), frame_spans(measured), names=names)
    drawn |= source_figures(spoken, names=names)
    known = ["loaded_categories", "loaded_profile", "tone_profile", "readability_profile", "differences"]
    assert list(drawn) == [*known, "frames_profile", "frames_course", "voice_sources"]
    for figure in drawn.values():
        assert "<svg" in figure.svg and len(figure.alt) > 40 and len(figure.table)


def test_articles_with_nothing_marked_and_more_than_two_articles_make_a_page():
    articles = [
        Article(name, SHORT.replace("Monday", day)) for name, day in (("a", "Monday"), ("b", "Sunday"), ("c", "Friday"))
    ]
    made = Story(articles).page()
    assert made.count('id="a') and "Friday" in made


def test_a_story_of_one_article_is_refused_and_no_file_is_left(tmp_path):
    with pytest.raises((InputError, ValueError)):
        write_report([Article("a", SHORT)], tmp_path / "page.html")
    assert list(tmp_path.iterdir()) == []


def test_the_same_articles_give_the_same_page_and_it_is_written_as_it_is_made(tmp_path, seed_articles, seed_page):
    path = write_report(seed_articles, str(tmp_path / "page.html"), command="x")
    assert path == tmp_path / "page.html" and path.read_bytes() == seed_page.encode()
    with pytest.raises(InputError, match="cannot be written"):
        write_report([Article("a", SHORT), Article("b", SHORT)], tmp_path / "nowhere" / "page.html")


def test_the_versions_are_those_that_are_installed():
    assert versions()["pandas"] == pd.__version__


def test_the_word_behind_the_tone_is_negative_and_no_part_of_a_name(seed_measured, seed_spans, seed_articles):
    names = {"aggregator": "A", "wire": "B"}
    comparison = compared(seed_measured)
    sentences = comparison_sentences(comparison, names=names)
    made = report.Report(articles_table(seed_articles), seed_measured, seed_spans, comparison, sentences)
    (tone,) = [one for one in report.findings(made) if one["measure"] == "compound_names_masked"]
    surface = tone["words"]["surface"]
    marks = seed_spans[(seed_spans["surface"] == surface) & (seed_spans["article"] == "aggregator")]
    assert (marks.loc[marks["label"] == "sentiment", "weight"] < 0).all() and "name" not in set(marks["label"])


def test_the_page_of_a_readers_lexicon_is_the_same_each_time_and_names_its_hash(tmp_path, seed_articles):
    path = tmp_path / "mine.csv"
    path.write_text("term,category\nprovinces,places\n", encoding="utf-8")
    made = Story(seed_articles, lexicon=load_with(path)).page()
    assert made == Story(seed_articles, lexicon=path).page()
    assert made.count("<bdi>mine.csv</bdi>, 1 row.") == 2 and load_with(path).file.sha256 in made


def test_a_text_in_another_language_is_told_beside_its_headline():
    german = (
        "Die Stadt\n\n" + "Der Rat der Stadt hat am Montag beschlossen, dass die Brücke im Mai geschlossen wird. " * 4
    )
    made = Story([Article("a", german), Article("b", SHORT)]).page()
    assert '<p class="notice">' in made and made.index('<p class="notice">') < made.index("<main>")
    assert (
        '<p class="notice">' not in Story([Article("a", SHORT), Article("b", SHORT.replace("rained", "snowed"))]).page()
    )


@pytest.mark.parametrize("storage", ["auto", "python"])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He sang and she hummed.", "They ate plums."),
        (
            "Das Bad der Stadt bleibt im Winter zu, sagte der Sprecher, und es ist nicht klar, wie es war.",
            "Der Rat der Stadt will das Bad nicht mehr, weil das Geld für die Leute dort nicht reicht.",
        ),
    ],
    ids=["nothing of any list", "no English"],
)
def test_a_page_is_made_of_texts_in_which_nothing_is_found(first, second, storage):
    with pd.option_context("mode.string_storage", storage):
        page = Story.from_texts({"one": f"One\n\n{first}\n\n{first}", "two": f"Two\n\n{second}\n\n{second}"}).page()
    assert first[:15] in page and second[:15] in page
