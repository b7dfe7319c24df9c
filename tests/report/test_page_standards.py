"""The page by the standards: accessible, by keyboard alone, at any size, printed, and with files that can be had."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe

from analysis.report import stylesheet
from tests.browser import OVERFLOW, Watched, example, written

SCREENS = Path(__file__).parents[2] / "build" / "screens"
OPEN = "document.querySelectorAll('details').forEach(details => { details.open = true })"
LAYERS = "document.querySelectorAll('.layers input').forEach(box => { box.checked = true })"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
#: every rule looks at every node; that a node passed is not written down, which takes longer than to look
TOLD = {"resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return written(tmp_path_factory.mktemp("page"), example(matched=True))


@pytest.fixture(scope="module")
def seeds(tmp_path_factory, seed_page):
    file = tmp_path_factory.mktemp("seeds") / "report.html"
    file.write_text(seed_page, encoding="utf-8", newline="")
    return file


@pytest.fixture(scope="module")
def window(browser):
    with Watched(browser, None, viewport={"width": 1200, "height": 900}) as watched:
        yield watched


@pytest.fixture
def opened(window, file):
    yield window.afresh(file)
    assert window.complaints == []


def violations(page) -> list[str]:
    found = Axe().run(page, options=RULES | TOLD).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 360)])
def test_axe_finds_nothing_on_the_seeds_page(browser, seeds, scheme, width):
    with Watched(browser, seeds, viewport={"width": width, "height": 900}, color_scheme=scheme) as watched:
        watched.page.evaluate(OPEN)
        watched.page.evaluate(LAYERS)
        watched.page.locator("mark:has(.tip)").first.focus()
        assert violations(watched.page) == []


@pytest.mark.parametrize("articles", [2, 3])
def test_axe_finds_nothing_where_paragraphs_are_paired(browser, tmp_path, articles):
    with Watched(browser, written(tmp_path, example(articles=articles, matched=True))) as watched:
        watched.page.evaluate(OPEN)
        assert violations(watched.page) == []


def test_there_is_one_of_each_landmark_and_every_section_has_a_name(opened):
    for name in ("banner", "main", "contentinfo"):
        assert opened.get_by_role(name).count() == 1
    assert opened.locator("section:not([aria-labelledby])").count() == 0
    order = opened.evaluate("[...document.querySelectorAll('header, #findings, #texts, #more, footer')].map(e => e.id)")
    assert order == ["", "findings", "texts", "more", ""]


def test_matching_paragraphs_stand_side_by_side_and_a_gap_says_so(opened):
    a, b = (opened.locator(f"#{name}").bounding_box() for name in ("A-1", "B-2"))
    assert abs(a["y"] - b["y"]) < 3 and a["x"] + a["width"] <= b["x"]
    gap = opened.locator(".row:has(#A-2) .gap")
    assert gap.inner_text() == "No paragraph of B matches; it quotes the same words as B2."
    assert gap.bounding_box()["x"] >= a["x"] + a["width"]
    assert opened.locator(".row:has(#A-3) .gap a").get_attribute("href") == "#B-1"
    assert opened.locator(".row:has(#B-1) .gap a").get_attribute("href") == "#A-3"


def test_an_observation_comes_first_and_leads_to_its_words(opened):
    first = opened.locator(".findings li").first
    assert first.locator("a").first.get_attribute("href") == "#A-1"
    assert "Perhaps." in first.inner_text() and "3 / 2" in first.locator(".aside").inner_text()


def test_on_a_phone_one_text_is_shown_and_the_other_is_a_tap_away(browser, file):
    with Watched(browser, file, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as watched:
        page = watched.page
        assert page.locator("#A-1").is_visible() and not page.locator("#B-1").is_visible()
        page.locator("label:has(#t-b)").tap()
        assert page.locator("#B-1").is_visible() and not page.locator("#A-1").is_visible()
        page.locator("label:has(#t-both)").tap()
        assert page.locator("#B-1").is_visible() and page.locator("#A-1").is_visible()
        page.locator("label:has(#t-a)").tap()
        page.locator(".row:has(#A-1) .a .phone a").tap()
        assert page.locator("#B-2").is_visible() and not page.locator("#B-1").is_visible()
        assert page.evaluate(OVERFLOW) == 0


def test_the_keyboard_reaches_everything_that_can_be_used_and_in_the_order_of_the_page(opened):
    opened.evaluate(OPEN)
    every = """() => [...document.querySelectorAll('a[href], input, summary, [tabindex]')]
        .filter(e => e.checkVisibility() && getComputedStyle(e).display !== 'contents')"""
    count = opened.evaluate(f"({every})().length")
    opened.evaluate(f"({every})().forEach((e, place) => {{ e.place = place }})")
    seen = []
    for _ in range(count):
        opened.keyboard.press("Tab")
        seen.append(opened.evaluate("document.activeElement.place"))
    assert seen == list(range(count))


def test_a_part_opens_and_closes_by_key_and_a_switch_has_a_focus_that_is_seen(opened):
    summary = opened.locator(".tone-part > summary")
    summary.focus()
    opened.keyboard.press("Enter")
    assert opened.locator("#tone").is_visible()
    opened.keyboard.press("Space")
    assert not opened.locator("#tone").is_visible()
    opened.keyboard.press("Shift+Tab")
    assert opened.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("width", [320, 640])
def test_at_twice_the_size_nothing_is_cut_off(browser, seeds, width):
    with Watched(browser, seeds, viewport={"width": width, "height": 512}, device_scale_factor=2) as watched:
        watched.page.evaluate(OPEN)
        assert watched.page.evaluate(OVERFLOW) == 0


def test_twice_the_size_of_the_letters_alone(browser, file):
    with Watched(browser, file, viewport={"width": 1280, "height": 800}) as watched:
        session = watched.context.new_cdp_session(watched.page)
        session.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 1})
        watched.page.evaluate("document.styleSheets[0].insertRule('html { font-size: 225% !important }', 0)")
        assert watched.page.evaluate(OVERFLOW) == 0


def test_nothing_moves(opened):
    opened.locator("mark").first.hover()
    assert opened.evaluate("document.getAnimations().length") == 0
    assert not re.search("animation|transition", stylesheet())


def test_every_file_can_be_had_from_the_page_and_no_cell_begins_a_formula(browser, tmp_path):
    file = written(tmp_path, example(hostile="=1+1", matched=True))
    with Watched(browser, file) as watched:
        watched.page.evaluate(OPEN)
        links = watched.page.locator("a[download]").all()
        assert len(links) == watched.page.evaluate(
            "new Set([...document.querySelectorAll('a[download]')].map(a => a.download)).size"
        )
    # a browser gives no more than ten files of one page unasked
    for begin in range(0, len(links), 8):
        with Watched(browser, file) as watched:
            watched.page.evaluate(OPEN)
            for link in watched.page.locator("a[download]").all()[begin : begin + 8]:
                with watched.page.expect_download() as got:
                    link.click()
                table = pd.read_csv(got.value.path(), dtype=str, keep_default_na=False)
                assert len(table) and not table.map(lambda cell: cell.startswith(("=", "+", "@"))).to_numpy().any()
            assert watched.complaints == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_on_paper_two_columns_stand_and_lines_survive_without_colour(browser, seeds, paper):
    width = {"A4": 794, "Letter": 816}[paper] - 121
    with Watched(browser, seeds, viewport={"width": width, "height": 1000}) as watched:
        page = watched.page
        page.emulate_media(media="print")
        assert page.evaluate(OVERFLOW) == 0
        columns = [page.locator(f".{side} .block").first.bounding_box() for side in "ab"]
        assert columns[0]["x"] + columns[0]["width"] <= columns[1]["x"]
        styles = [
            page.locator(f".texts u.{name}").first.evaluate("e => getComputedStyle(e).textDecorationStyle")
            for name in ("loaded", "hedge", "cue")
        ]
        assert styles == ["wavy", "dotted", "double"]
        assert not page.locator(".layers").is_visible() and not page.locator(".which").is_visible()
        (SCREENS / f"{paper}.pdf").parent.mkdir(parents=True, exist_ok=True)
        assert page.pdf(format=paper, path=SCREENS / f"{paper}.pdf")[:4] == b"%PDF"


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_pictures_of_the_page_are_kept(browser, seeds, width):
    SCREENS.mkdir(parents=True, exist_ok=True)
    with Watched(browser, seeds, viewport={"width": width, "height": 900}) as watched:
        for scheme in ("light", "dark"):
            watched.page.emulate_media(color_scheme=scheme)
            kept = SCREENS / f"page-{width}-{scheme}.png"
            watched.page.screenshot(path=kept, full_page=True)
            assert kept.stat().st_size > 50_000
