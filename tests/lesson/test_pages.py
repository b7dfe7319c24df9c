"""The lesson's pages in a real browser: counting as Python does, touch and keyboard, what is kept and handed in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import axe_playwright_python
import pandas as pd
import pytest

from analysis import measure
from analysis.articles import Article
from analysis.lesson import class_page, class_report, kappas, make_lesson, read_answers, read_pair, student, teacher
from analysis.lesson.pages import END, SHORT, SIGNS, compact, front_coded, keys_of
from analysis.text.lexicon import categories, compile_terms, load_lexicon
from analysis.text.own_lexicon import load_with
from tests.browser import OVERFLOW, Watched
from tests.classes import hand_in
from tests.lesson_texts import OWN, texts
from tests.test_hostile import HOSTILE

COUNT = """texts => {
    const count = counter(JSON.parse(document.getElementById('data').textContent).lexicon);
    return texts.map(text => [count.marked(text).length, count.words(text), count.marked(text, true).length]);
}"""


def decoded(coded):
    keys, before = [], ""
    for part in coded.split(END)[:-1]:
        before = before[: SIGNS.index(part[0])] + part[1:]
        keys.append(before)
    return keys


def places(signs):
    found, k = [], 0
    while k < len(signs):
        place = SIGNS.index(signs[k])
        if place >= SHORT:
            k += 1
            place = SHORT + (place - SHORT) * len(SIGNS) + SIGNS.index(signs[k])
        found.append(place)
        k += 1
    return found


def test_keys_come_back_as_they_went_in():
    keys = sorted(["brutal", "brutally", "brutal force", "B", "a" * 90, "a" * 90 + "b", "naïve"])
    assert decoded(front_coded(keys)) == keys
    assert front_coded([]) == ""


def test_every_form_of_every_term_is_a_key_with_its_row():
    table = pd.DataFrame(
        {
            "term": ["brutal", "Sleepy Joe", "sleepy town"],
            "category": ["emotive"] * 3,
            "weight": [0.7, 0.5, 0.0],
            "forms": ["brutally|brutal’s", "", "sleepy towns"],
        }
    )
    found = keys_of(compile_terms(table))
    expected = {"brutal": 0, "brutally": 0, "Sleepy Joe": 1, "sleepy town": 2, "sleepy towns": 2}
    assert expected.items() <= found.items()
    assert set(found) - set(expected) == {"Sleepy town", "Sleepy towns"}  # the spelling that another phrase asks for


def test_the_projects_lexicon_is_whole_and_no_key_holds_the_sign_between_two():
    table, lexicon = compact(), load_lexicon()
    keys = decoded(table["terms"])
    rows = keys_of(lexicon)
    assert keys == sorted(rows) and not any(END in key for key in keys)
    facts = [table["facts"][place] for place in places(table["of"])]
    assert len(facts) == len(keys)
    loaded = categories()["loaded"]
    for key, (category, neutral, flags, _) in zip(keys, facts, strict=True):
        row = lexicon.table.loc[rows[key]]
        assert table["categories"][category][0] == row["category"] and neutral == row["neutral"]
        assert bool(flags & 1) == (bool(loaded[row["category"]]) and row["weight"] > 0)
        assert bool(flags & 2) == (row["where"] == "headline") and bool(flags & 4) == (row["where"] == "bare_name")
    assert len(json.dumps(table)) < 388_000


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory, seed_articles):
    file = tmp_path_factory.mktemp("lesson") / "student.html"
    file.write_text(student(make_lesson(seed_articles)), encoding="utf-8", newline="")
    with Watched(browser, file) as watched:
        yield watched.page
        assert watched.complaints == []


def counts(given):
    body, heads = (measure(pd.DataFrame({"text": given, "kind": kind})) for kind in ("body", "headline"))
    words = body["words_outlet"] + body["words_quoted"]
    return list(zip(body["loaded_words"].tolist(), words.tolist(), heads["loaded_words"].tolist(), strict=True))


def test_the_page_counts_as_python_does_on_500_texts(page):
    given = texts(500)
    assert given[: len(OWN)] == list(OWN)
    expected = counts(given)
    found = [tuple(row) for row in page.evaluate(COUNT, given)]
    assert [(text, a, b) for text, a, b in zip(given, found, expected, strict=True) if a != b] == []
    # so that there is something to be equal: many texts, few and many marks, and headlines that count otherwise
    assert len({loaded for loaded, _, _ in expected}) > 15
    assert sum(loaded > 0 for loaded, _, _ in expected) > 350
    assert any(loaded != head for loaded, _, head in expected)


def test_the_page_counts_the_seeds_blocks_as_python_does(page, seed_blocks):
    given = seed_blocks["text"].tolist()
    assert [tuple(row) for row in page.evaluate(COUNT, given)] == counts(given)


def test_the_page_marks_the_places_that_python_marks(page, seed_blocks, seed_spans):
    loaded = seed_spans[seed_spans["label"].isin(["loaded", "cue"]) & (seed_spans["weight"] > 0)]
    counted = loaded[loaded["category"].map(categories()["loaded"]).fillna(1).astype(bool)]
    place = "text => counter(JSON.parse(document.getElementById('data').textContent).lexicon).marked(text)"
    for row, spans in counted[counted["category"] != "typographic"].groupby("row"):
        block = seed_blocks.iloc[row]
        if block["kind"] != "headline":
            found = [(mark["start"], mark["end"]) for mark in page.evaluate(place, block["text"])]
            assert set(zip(spans["start"], spans["end"], strict=True)) <= set(found)


AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "accept_downloads": True}
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })"
MARKED = (
    "letter => [...document.querySelectorAll(`#list-${letter} [aria-selected=true]`)].map(word => word.textContent)"
)


@pytest.fixture(scope="module")
def made(seed_articles):
    return make_lesson(seed_articles)


@pytest.fixture(scope="module")
def town():
    return make_lesson(read_pair())


@pytest.fixture(scope="module")
def file(made, tmp_path_factory):
    file = tmp_path_factory.mktemp("lesson") / "student.html"
    file.write_text(student(made), encoding="utf-8", newline="\n")
    return file


@pytest.fixture(scope="module")
def short():
    """Give a lesson that axe looks through in little time."""
    one = "Bridge fails the town\n\nThe brutal winter was a shame, she lamented.\n\n“A vile day,” he said of it."
    two = "Bridge closed\n\nThe bridge is closed, the mayor said."
    return make_lesson([Article("one", one), Article("two", two)])


def violations(page):
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")
    return [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]]


def quiet(watched, file):
    assert watched.complaints == []
    assert {url.split("#")[0] for url in watched.requests if not url.startswith("blob:")} == {file.as_uri()}


def test_the_page_is_small_and_its_policy_names_one_script_and_one_style(file):
    html = file.read_text(encoding="utf-8")
    assert len(html.encode()) < 500_000
    policy = html.partition('Policy" content="')[2].partition('"')[0].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; script-src 'sha256-") and "unsafe" not in policy
    assert "Inter Reviewed" not in html and "Frances Martel" not in html


def test_a_whole_lesson_by_touch_on_a_phone(browser, file, made, tmp_path):
    with Watched(browser, file, **PHONE) as watched:
        page = watched.page
        for step in range(8):
            assert page.evaluate(OVERFLOW) == 0, step
            assert page.locator("section.step:visible").count() == 1
            if step == 1:
                words = page.locator("#list-A [role=option]")
                words.nth(0).tap()
                words.nth(12).tap()
                words.nth(13).tap()
                words.nth(13).tap()
                drag(watched, words.nth(20), words.nth(22))
                assert page.evaluate(MARKED, "A") == [made.content["texts"][0]["words"][k] for k in (0, 12, 20, 21, 22)]
                assert page.locator("#count-A").inner_text() == "5 words marked"
                page.get_by_role("radio", name="Text B").tap()
                page.get_by_label("Why?").fill("It has fewer feelings.")
            elif step == 2:
                assert page.locator("#agreement tbody tr").count() == 2
                assert page.locator("#both li b").first.inner_text() == "THANK YOU!"
                assert page.locator("#said p").first.inner_text().startswith("Text A: It saw one of your five words.")
                page.locator("[name=trust_after]").nth(0).tap()
                assert page.locator("#change").inner_text().startswith("Before: Text B. Now: Text A.")
            elif step == 3:
                assert page.locator(".answer:visible").count() == 0
                page.locator("[data-check='0'] label").first.tap()
                page.locator("[data-answer='0']").tap()
                assert page.locator("#answer-0 .answer").is_visible()
            elif step == 4:
                assert not page.locator("#frames-found h3").first.is_visible()
                page.locator("#act-B").fill("The council.")
                page.locator("#frames-show").tap()
                assert page.locator("#frames-found h3").first.inner_text() == made.frames[0]["name"]
            elif step == 5:
                assert page.locator("#left").inner_text().startswith(f"{made.rewrite['loaded']} loaded words left")
                page.get_by_label("Your version").fill("The council met. It was a brutal day.")
                assert page.locator("#left").inner_text().startswith("1 loaded word left in 8 words.")
                assert "plainer: violent" in page.locator("#left-words").inner_text()
            elif step == 6:
                page.locator("#try-irony").fill("What a fine way to lose the only key.")
                assert page.locator("#tried-irony .count").inner_text() == "It saw none of your nine words."
                assert "blind" in page.locator("#tried-irony .answer:visible").inner_text()
                page.locator("#try-irony").fill("What a brutal way to lose the only key.")
                assert page.locator("#tried-irony .count").inner_text() == "It saw one of your nine words: brutal."
                assert "as if you meant them" in page.locator("#tried-irony .answer:visible").inner_text()
            elif step == 7:
                with page.expect_download() as download:
                    page.locator("#save").tap()
                download.value.save_as(tmp_path / "mine.json")
                assert page.locator("#saved").inner_text().endswith("is in your downloads.")
                break
            page.locator("#next").tap()
        quiet(watched, file)
    answers, skipped = read_answers([tmp_path / "mine.json", *hand_in(tmp_path, made, pupils=4)])
    assert (len(answers), skipped) == (5, [])
    assert answers.marks["A"][0].nonzero()[0].tolist() == [0, 12, 20, 21, 22]
    assert json.loads((tmp_path / "mine.json").read_text())["frames"]["B"]["act"] == "The council."
    assert (answers.trust[0], answers.after[0]) == ("B", "A") and answers.guesses[0].tolist()[0] == 0
    assert class_report(answers)["pupils"] == 5


def drag(watched, start, end):
    a, b = (place.bounding_box() for place in (start, end))
    steps = [(a["x"] + 4, a["y"] + a["height"] / 2), (b["x"] + b["width"] / 2, b["y"] + b["height"] / 2)]
    touch = watched.context.new_cdp_session(watched.page)
    send = lambda kind, points: touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})  # noqa: E731
    (x, y), (to_x, to_y) = steps
    send("touchStart", [{"x": x, "y": y}])
    for k in range(1, 13):
        send("touchMove", [{"x": x + (to_x - x) * k / 12, "y": y + (to_y - y) * k / 12}])
    send("touchEnd", [])
    watched.page.wait_for_timeout(500)  # Chromium takes a tap right behind a swipe for its end


def test_a_whole_lesson_by_keyboard_alone(browser, file, made, tmp_path):
    with Watched(browser, file, accept_downloads=True) as watched:
        page, press = watched.page, watched.page.keyboard.press

        def reach(selector):
            for _ in range(80):
                if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                    return
                press("Tab")
            raise AssertionError(f"the Tab key does not reach {selector}")

        reach("#next")
        press("Enter")
        reach("#list-A [role=option]")
        for key in (
            "Space",
            "ArrowRight",
            "ArrowRight",
            "Enter",
            "Shift+ArrowRight",
            "Shift+ArrowRight",
            "ArrowLeft",
            "Space",
        ):
            press(key)
        units = made.content["texts"][0]["words"]
        assert page.evaluate(MARKED, "A") == [units[k] for k in (0, 2, 4)]
        press("End")
        assert page.evaluate("document.activeElement.textContent") == "Afghanistan"
        press("ArrowDown")
        below = page.evaluate("Number(document.activeElement.dataset.unit)")
        assert 13 <= below < 40
        press("ArrowUp")
        press("Control+End")
        assert page.evaluate("document.activeElement.textContent") == units[-1]
        press("Control+Home")
        reach("#list-B [role=option]")
        press("Space")
        reach("[name=trust]")
        press("Space")
        reach("#why")
        page.keyboard.type("Because.")
        reach("#next")
        press("Enter")
        assert page.evaluate("document.activeElement.textContent") == "3 Reveal"
        reach("#next")
        press("Enter")
        reach("[data-check='0'] input")
        press("ArrowDown")
        reach("[data-answer='0']")
        press("Enter")
        assert page.locator("#answer-0 .answer").is_visible()
        reach("#next")
        press("Enter")
        reach("#frames-show")
        press("Enter")
        assert page.locator("#frames-found h3").first.is_visible()
        reach("#next")
        press("Enter")
        reach("#rewrite")
        press("Control+A")
        page.keyboard.type("The council met.")
        assert page.locator("#left").inner_text().startswith("0 loaded words left in 3 words.")
        reach("#next")
        press("Enter")
        reach("#try-quotation")
        page.keyboard.type("“A brutal day,” he said.")
        assert page.locator("#tried-quotation .count").inner_text() == "It saw one of your five words: brutal."
        reach("#next")
        press("Enter")
        reach("#save")
        with page.expect_download() as download:
            press("Enter")
        download.value.save_as(tmp_path / "keys.json")
        quiet(watched, file)
    answers, _ = read_answers([tmp_path / "keys.json"])
    assert answers.marks["A"][0].nonzero()[0].tolist() == [0, 2, 4]
    assert answers.trust == ["A"] and answers.rewrites == ["The council met."]


def test_a_mouse_marks_by_click_by_drag_and_with_shift(browser, file):
    with Watched(browser, file) as watched:
        page = watched.page
        page.locator("#next").click()
        words = page.locator("#list-B [role=option]")
        words.nth(1).click()
        words.nth(3).click(modifiers=["Shift"])
        assert [word.get_attribute("aria-selected") for word in words.all()[:5]] == ["false", *["true"] * 3, "false"]
        words.nth(2).hover()
        page.mouse.down()
        words.nth(3).hover()
        page.mouse.up()
        assert [word.get_attribute("aria-selected") for word in words.all()[:5]] == ["false", "true", *["false"] * 3]
        words.nth(3).click()
        assert words.nth(3).get_attribute("aria-selected") == "true"
        quiet(watched, file)


def test_a_reload_keeps_the_work_and_what_was_seen_stays_as_it_was_guessed(browser, file, made):
    with Watched(browser, file) as watched:
        page = watched.page
        page.locator("#next").click()
        page.locator("#list-A [role=option]").nth(4).click()
        page.locator("#why").fill("Seven words.")
        page.locator("#next").click()
        page.reload()
        assert page.locator("h2:visible").inner_text() == "3 Reveal"
        page.locator("#back").click()
        assert page.evaluate(MARKED, "A") == [made.content["texts"][0]["words"][4]]
        assert page.locator("#why").input_value() == "Seven words."
        page.locator("#list-A [role=option]").nth(6).click(force=True)
        assert len(page.evaluate(MARKED, "A")) == 1 and page.locator("#locked").is_visible()
        for _ in range(6):
            page.locator("#next").click()
        page.get_by_text("Start again").click()
        page.locator("#forget").click()
        page.wait_for_function("document.querySelector('h2').offsetParent !== null")
        assert page.evaluate(MARKED, "A") == []


def test_where_the_browser_keeps_nothing_the_page_says_so_and_works(browser, file):
    with Watched(browser, file) as watched:
        page = watched.page
        page.add_init_script(BLOCKED)
        page.reload()
        assert "does not let the page keep" in page.locator("#kept").inner_text()
        page.locator("#next").click()
        page.locator("#list-A [role=option]").nth(4).click()
        page.locator("#next").click()
        assert page.locator("#agreement tbody tr").count() == 2
        quiet(watched, file)


def test_the_agreement_is_pythons(browser, file, made, tmp_path):
    (given,) = hand_in(tmp_path, made, pupils=1, seed=3)
    answers, _ = read_answers([given])
    state = json.loads(given.read_text()) | {
        "step": 2,
        "reached": 2,
        "revealed": True,
        "seen": [False] * len(made.checks),
    }
    with Watched(browser, file) as watched:
        page = watched.page
        page.evaluate(
            "([key, state]) => localStorage.setItem(key, state)", ["framing-lesson-" + made.key, json.dumps(state)]
        )
        page.reload()
        page.locator("details:has(#agreement) summary").click()
        rows = page.locator("#agreement tbody tr").all_inner_texts()
    for letter, row in zip("AB", rows, strict=True):
        mine, its = answers.marks[letter], answers.tool[letter]
        _, words, both, you, tool, same, kappa = row.split("\t")
        assert int(words) == len(its)
        assert int(both) == (mine & its).sum() and int(you) == (mine & ~its).sum() and int(tool) == (~mine & its).sum()
        assert same == f"{100 * (mine == its).mean():.0f}%"
        assert kappa == f"{kappas(mine, its)[0]:.2f}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_step(browser, short, tmp_path, scheme):
    file = tmp_path / "student.html"
    file.write_text(student(short), encoding="utf-8", newline="\n")
    with Watched(browser, file, color_scheme=scheme, viewport={"width": 360, "height": 740}) as watched:
        page = watched.page
        for step in range(8):
            if step == 1:
                for k in (0, 1, 5):
                    page.locator("#list-A [role=option]").nth(k).click()
            if step == 3:
                page.locator(".check input").first.click()
                page.locator("[data-answer]").first.click()
            if step == 4:
                page.locator("#frames-show").click()
            assert violations(page) == [], step
            if step < 7:
                page.locator("#next").click()


@pytest.mark.parametrize("name", ["teacher", "class"])
def test_the_teachers_pages_run_nothing_fit_a_phone_and_axe_finds_nothing(browser, short, tmp_path, name):
    page_file = tmp_path / f"{name}.html"
    report = class_report(read_answers(hand_in(tmp_path, short, pupils=5))[0])
    html = teacher(short) if name == "teacher" else class_page(report)
    page_file.write_text(html, encoding="utf-8", newline="\n")
    for scheme, width in (("light", 360), ("dark", 1200)):
        with Watched(browser, page_file, color_scheme=scheme, viewport={"width": width, "height": 740}) as watched:
            assert watched.page.evaluate(OVERFLOW) == 0
            assert violations(watched.page) == []
            assert watched.page.evaluate("document.scripts.length") == 0
            quiet(watched, page_file)
            assert watched.page.pdf(format="Letter")[:4] == watched.page.pdf(format="A4")[:4] == b"%PDF"


SHOWN = """() => [...document.querySelectorAll('mark, .lines span')].map(mark => {
    const box = mark.getBoundingClientRect(), style = getComputedStyle(mark);
    const seen = style.textDecorationLine === 'underline' || style.borderBottomStyle === 'solid';
    return seen && box.width * box.height > 0;
})"""
INDENT = "() => [...document.querySelectorAll('.cited')].map(block => parseFloat(getComputedStyle(block).paddingLeft))"


def test_every_mark_of_the_key_and_every_line_to_write_on_is_seen_on_screen_and_in_print(browser, town, tmp_path):
    file = tmp_path / "teacher.html"
    file.write_text(teacher(town), encoding="utf-8", newline="\n")
    marks = sum(len(block["marks"]) for piece in town.pieces for block in piece["blocks"])
    with Watched(browser, file) as watched:
        page = watched.page
        for medium in ("screen", "print"):
            page.emulate_media(media=medium)
            shown = page.evaluate(SHOWN)
            assert len(shown) > 2 * marks > 20 and all(shown), medium
            assert page.locator("mark").count() == 2 * marks
            assert page.evaluate(INDENT) == [pytest.approx(18, abs=9)] * 3, "block quotations keep their indent"
        pages = len(re.findall(rb"/Type */Page\b", page.pdf(format="A4")))
        sheets = page.evaluate("() => document.querySelectorAll('.sheet').length")
        page.evaluate("() => document.querySelectorAll('.sheet').forEach(sheet => sheet.remove())")
        rest = len(re.findall(rb"/Type */Page\b", page.pdf(format="A4")))
        assert pages - rest == sheets == 3, "each sheet is one page"


def test_block_quotations_keep_their_indent_in_every_step(browser, town, tmp_path):
    file = tmp_path / "student.html"
    file.write_text(student(town), encoding="utf-8", newline="\n")
    with Watched(browser, file) as watched:
        page = watched.page
        for step in range(3):
            visible = page.locator(f".step:nth-of-type({step + 1}) .cited")
            assert visible.count() == 1 and visible.is_visible()
            assert "Whoever put that" in visible.inner_text()
            assert visible.evaluate("block => parseFloat(getComputedStyle(block).paddingLeft)") > 9
            page.locator("#next").click()


def test_a_lexicon_of_ones_own_is_counted_by_the_page_as_python_does(browser, tmp_path):
    rows = "".join(f"quibble{chr(97 + k % 26)}{chr(97 + k // 26)}x,label,0.5,plain{k}\n" for k in range(600))
    (tmp_path / "mine.csv").write_text(
        "term,category,weight,neutral\nhigh and dry,label,0.7,\nbrutal,emotive,0,\n" + rows
    )
    own = load_with(tmp_path / "mine.csv")
    file = tmp_path / "student.html"
    file.write_text(student(make_lesson(read_pair(), own=own)), encoding="utf-8", newline="")
    given = [
        "They were left high and dry.",
        "A brutal winter, a vile day.",
        "A quibbleabx and quibblezwx, a shambles.",
        *OWN,
    ]
    with Watched(browser, file) as watched:
        found = [row[0] for row in watched.page.evaluate(COUNT, given)]
    assert found == measure(given, lexicon=own.lexicon)["loaded_words"].tolist() and found[:3] == [1, 1, 3]


def test_hostile_texts_stay_texts(browser, tmp_path):
    bodies = ["\n\n".join(hostile.replace("\n\n", " ") for hostile in HOSTILE[k::2]) for k in (0, 1)]
    articles = [
        Article(slug, f"A brutal day\n\n{body}\n\nThe end.", outlet=HOSTILE[0])
        for slug, body in zip("ab", bodies, strict=True)
    ]
    made = make_lesson(articles)
    place = tmp_path / "student.html"
    place.write_text(student(made), encoding="utf-8", newline="")
    (tmp_path / "teacher.html").write_text(teacher(made), encoding="utf-8", newline="")
    with Watched(browser, place, **PHONE) as watched:
        page = watched.page
        for text in made.content["texts"]:
            words = page.evaluate(
                "id => [...document.querySelectorAll(id)].map(w => w.textContent)",
                f"#list-{text['letter']} [role=option]",
            )
            assert words == [word.replace("\0", "\ufffd") for word in text["words"]]
        assert page.evaluate("document.scripts.length") == 2
        for _ in range(7):
            page.locator("#next").tap()
            assert page.evaluate(OVERFLOW) == 0
        assert page.evaluate("document.querySelectorAll('iframe, img, base, link, svg').length") == 0
        quiet(watched, place)
    with Watched(browser, tmp_path / "teacher.html") as watched:
        assert watched.page.evaluate("document.querySelectorAll('script, iframe, img, base, link, svg').length") == 0
        quiet(watched, tmp_path / "teacher.html")
