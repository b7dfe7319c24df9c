"""The page in a real browser: nothing asked for, nothing run, every reason within reach."""

from __future__ import annotations

import pytest

from analysis.report import story as report
from tests.browser import BLOCKS, OVERFLOW, Watched, example, texts, written


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return written(tmp_path_factory.mktemp("page"), example())


@pytest.fixture(scope="module")
def window(browser):
    with Watched(browser, None, viewport={"width": 1200, "height": 900}) as watched:
        yield watched


@pytest.fixture
def opened(window, file):
    window.afresh(file)
    yield window
    assert window.complaints == []
    assert {url.split("#")[0] for url in window.requests} == {file.as_uri()}


def test_the_page_asks_for_nothing_and_shows_the_articles_text(opened):
    assert opened.page.evaluate(BLOCKS) == texts(example())


def test_the_policy_holds_against_a_script_and_a_style_put_in_later(browser, file):
    with Watched(browser, file) as watched:
        watched.page.evaluate("""() => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
            document.body.setAttribute('style', 'color: red');
        }""")
        assert watched.page.evaluate("window.ran") is None
        assert len(watched.complaints) == 2
        assert all("Content Security Policy" in complaint for complaint in watched.complaints)


def line(page, label):
    found = page.locator(f".texts article :is(u, mark[aria-description]).{label}").first
    return found.evaluate("e => getComputedStyle(e).textDecorationLine")


@pytest.mark.parametrize(("label", "on"), [(name, on) for name, _, on in report.LAYERS])
def test_a_layer_is_switched_by_click_and_by_key(opened, label, on):
    page, states = opened.page, ("none", "underline")
    if label == "cue":  # one that weighs is seen among the loaded words, too
        page.locator("label:has(#l-loaded)").click()
    assert line(page, label) == states[on]
    page.locator(f"label:has(#l-{label})").click()
    assert line(page, label) == states[not on]
    page.locator(f"#l-{label}").focus()
    page.keyboard.press("Space")
    assert line(page, label) == states[on]


def test_the_voice_layer_tints_what_others_say(opened):
    def tint():
        return opened.page.locator("article q").first.evaluate("e => getComputedStyle(e).backgroundColor")

    before = tint()
    opened.page.locator("label:has(#l-voice)").click()
    assert before != tint() == "rgba(0, 0, 0, 0)"


def test_a_reason_appears_on_hover_and_goes(opened):
    mark = opened.page.locator("mark", has_text="a wave of costs").first
    assert not mark.locator(".tip").is_visible()
    mark.hover()
    tip = mark.locator(".tip")
    assert tip.is_visible()
    assert tip.inner_text().splitlines()[0] == "loaded · metaphor · weight 0.80 · A’s own voice"
    tip.hover()
    assert tip.is_visible()
    opened.page.locator("h1").hover()
    assert not tip.is_visible()


def test_a_reason_appears_on_focus_and_lies_inside_the_window(opened):
    page = opened.page
    page.locator("#l-voice").focus()
    page.keyboard.press("Tab")
    tip = page.locator("mark:focus .tip")
    assert tip.is_visible() and "emotive" in tip.inner_text()
    for mark in page.locator("mark").all():
        if mark.bounding_box():
            mark.focus()
            box = mark.locator(".tip").bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= 1200


def test_the_tab_key_passes_by_marks_whose_layers_are_off(opened):
    page = opened.page

    def stops():
        page.locator("#l-voice").focus()
        found = []
        while True:
            page.keyboard.press("Tab")
            text = page.evaluate(
                "document.activeElement.matches('mark') ? document.activeElement.firstChild.textContent : ''"
            )
            if not text:
                return found
            found.append(text)

    assert stops() == ["walks out", "brutal", "seems", "bridge", "warned", "a wave of costs", "disgrace"] * 2
    page.locator("label:has(#l-sentiment)").click()
    page.locator("label:has(#l-loaded)").click()
    assert stops() == ["brutal", "seems", "bridge", "warned", "bullied"] * 2


def test_a_reason_names_only_the_layers_that_are_on(opened):
    mark = opened.page.locator("mark", has_text="brutal").first
    mark.hover()
    assert "sentiment" not in mark.locator(".tip").inner_text()
    opened.page.locator("label:has(#l-sentiment)").click()
    mark.hover()
    assert "sentiment · negative · weight −2.00" in mark.locator(".tip").inner_text()


def test_a_screen_reader_gets_the_reason(opened):
    session = opened.context.new_cdp_session(opened.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    described = [
        node["description"]["value"] for node in nodes if node["role"].get("value") == "mark" and "description" in node
    ]
    assert sum("plainer: plainer word" in text for text in described) == 16  # all marks, whatever layer is on


def test_a_link_to_a_folded_part_opens_it(opened):
    assert not opened.page.locator("#trust").is_visible()
    opened.page.get_by_role("link", name="How far to trust this page").click()
    assert opened.page.locator("#trust").is_visible()


def test_the_skip_link_comes_first_and_is_seen_when_reached(opened):
    opened.page.keyboard.press("Tab")
    box = opened.page.locator(".skip:focus").bounding_box()
    assert box["x"] >= 0


def test_a_tap_on_a_phone_shows_the_reason_inside_the_window(browser, file):
    with Watched(browser, file, viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True) as watched:
        page = watched.page
        assert page.evaluate(OVERFLOW) == 0
        mark = page.locator("mark", has_text="brutal").first
        mark.tap()
        box = mark.locator(".tip").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 320 and box["y"] + box["height"] <= 640
        page.locator("#texts").tap()
        assert not mark.locator(".tip").is_visible()
        assert watched.complaints == []


@pytest.mark.parametrize("width", [360, 390])
def test_on_a_phone_every_switch_is_in_sight_and_a_figure_can_be_read(browser, file, width):
    with Watched(browser, file, viewport={"width": width, "height": 740}) as watched:
        page = watched.page
        for label in page.locator(".layers label").all():
            box = label.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert page.locator(".layers").evaluate("e => getComputedStyle(e).position") == "static"
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        for figure in page.locator("figure").filter(visible=True).all():
            box = figure.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert page.evaluate(OVERFLOW) == 0


@pytest.mark.parametrize("articles", [2, 12])
def test_the_page_never_scrolls_sideways(browser, tmp_path, articles):
    file = written(tmp_path, example(articles=articles))
    for width in (320, 600, 768, 1440):
        with Watched(browser, file, viewport={"width": width, "height": 800}) as watched:
            watched.page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
            assert watched.page.evaluate(OVERFLOW) == 0, width


def test_print_shows_the_texts_with_their_lines_and_how_far_to_trust_them(opened):
    page = opened.page
    page.emulate_media(media="print")
    assert line(page, "loaded") == "underline"
    assert page.locator("#trust li").first.is_visible()
    assert not page.locator(".layers").is_visible()
    assert page.pdf(format="Letter")[:4] == page.pdf(format="A4")[:4] == b"%PDF"
