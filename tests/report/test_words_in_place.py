"""Each loaded word at its place: none over another, none lost, none that is not a word of the text."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import Story
from analysis.report.drawing import twice
from analysis.report.plots import alt_words_in_place, plot_words_in_place
from analysis.report.texts import with_claims
from analysis.report.words_in_place import LINE, Lane, Word, across, collect, counts, down, places, sentence
from tests.browser import OVERFLOW, Watched, example

WORDS = st.lists(
    st.builds(
        Word,
        text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60),
        place=st.floats(0, 1),
        weight=st.floats(0.01, 1),
        own=st.booleans(),
        block=st.integers(0, 5),
    ),
    max_size=60,
)
#: the boxes of the words that are seen
BOXES = """() => [...document.querySelectorAll('.places text')]
    .map(text => [text.textContent, text.getBoundingClientRect()])
    .filter(([_, box]) => box.width).map(([word, box]) => [word, box.left, box.top, box.right, box.bottom])"""


def overlapping(boxes):
    ordered = sorted(boxes, key=lambda box: box[1])
    for place, (one, left, top, right, bottom) in enumerate(ordered):
        for other, left2, top2, _, bottom2 in ordered[place + 1 :]:
            # the box of a line is higher than its letters: a fifth of it may be shared
            slack = 0.2 * min(bottom - top, bottom2 - top2)
            if left2 < right and left < right and min(bottom, bottom2) - max(top, top2) > slack:
                yield one, other


@given(WORDS)
@pytest.mark.hypothesis
def test_a_word_is_drawn_once_or_keeps_its_tick_and_the_heavier_ones_are_drawn_first(words):
    lane = Lane("a", tuple(words), (), 100)
    for made in (across(lane, width=1000), down(lane, width=168)):
        assert len(made.words) + len(made.rest) == len(words)
        assert all(word.x >= 0 and 0 <= word.y <= made.height for word in made.words)
    chosen = down(lane, width=168)
    least = min((word.word.weight for word in chosen.words), default=0)
    assert len(chosen.rest) == 0 or least >= sorted((word.weight for word in words), reverse=True)[len(chosen.words)]
    lines = sorted(word.y for word in chosen.words)
    assert all(after - before >= LINE - 1e-6 for before, after in zip(lines, lines[1:], strict=False))


def test_the_words_are_those_that_count_each_in_its_voice():
    made = example()
    (first, second) = collect(made.measured, made.spans)
    own = {word.text for word in first.words if word.own}
    assert own == {"walks out", "warned", "brutal", "a wave of costs"}
    assert [word.text for word in first.words if not word.own] == ["disgrace"]
    assert first.words[0].place == 0.0 and all(0 <= word.place <= 1 for word in first.words)
    assert len(first.others) == 1 and first.others[0][0] < first.others[0][1] <= 1
    assert second.words == first.words


def test_marks_that_share_a_word_are_drawn_once_as_they_count_once():
    story = Story.from_texts({"a": "The BRUTAL! plan failed, a brutal !", "b": "It rained."})
    first, _ = collect(story.paragraphs, story.spans)
    assert len(first.words) == story.paragraphs["loaded_words"].iloc[0] < (story.spans["weight"] > 0).sum()


def test_a_word_of_a_claim_or_of_what_somebody_calls_a_thing_is_told_as_that():
    story = Story.from_texts(
        {
            "a": "The guild said on Monday that the shameful deal had cost the town a mill and a bridge.\n\n"
            "The lawyer, who characterized the rule as a botched one, lives beside the savage river.",
            "b": "It rained.",
        }
    )
    first, _ = collect(story.paragraphs, with_claims(story.spans, story._said))
    assert {word.text: word.claimed for word in first.words if word.own} == {
        "shameful": True, "botched": True, "savage": False,
    }  # fmt: skip
    plain, _ = collect(story.paragraphs, with_claims(story.spans, None))
    assert [word.text for word in plain.words if word.claimed] == ["botched"]
    assert len(with_claims(story.spans, story._said)) > len(story.spans)


def test_the_sentence_quotes_the_heaviest_and_the_count_stands_under_it():
    lane = Lane("x", (Word("grim", 0, 0.2, True, 0), Word("“vile”", 0.5, 0.9, True, 0)), (), 40)
    quoted, third = Lane("y", (Word("grim", 0, 0.2, False, 0),), (), 9), Lane("z", (), (), 1)
    assert sentence([lane], {"x": "The Post"}) == "In its own voice, The Post writes “vile” and “grim”."
    assert sentence([lane, quoted], {}) == "In its own voice, x writes “vile” and “grim”; y uses no loaded word."
    assert sentence([lane, quoted, third], {}).endswith("y uses no loaded word, and z uses no loaded word.")
    same = Lane("y", (Word("Vile", 0, 0.9, True, 0),), (), 9)
    assert sentence([lane, same], {}) == "In its own voice, x writes “grim”; y writes “Vile”."
    claimed = Word("vile", 0.5, 0.9, True, 0, claimed=True)
    told = sentence([Lane("x", (Word("grim", 0, 0.2, True, 0), claimed), (), 40)], {})
    assert told == "In its own voice, x writes “grim”."
    told = sentence([Lane("x", (claimed,), (), 40)], {})
    assert told == "In its own voice, x tells a source’s claim with “vile”."
    marked = Word("vile", 0.5, 0.9, True, 0, marked=True)
    told = sentence([Lane("x", (Word("grim", 0, 0.2, True, 0), marked), (), 40)], {})
    assert told == "In its own voice, x writes “grim”."
    told = sentence([Lane("x", (marked,), (), 40)], {})
    assert told == "In its own voice, x writes in quotation marks “vile”."
    assert counts([lane], {}).endswith("x 2 in 40 words (5.0 in 100).")
    assert counts([lane, quoted], {}) == (
        "Loaded words of the outlet’s own, headline included: x 2 in 40 words (5.0 in 100); y 0 in 9 words. "
        "Sources use 0 and 1 more."
    )
    assert places([Lane("x", (), (), 3)], pd.DataFrame({"article": ["x"], "outlet": [None]})) is None


def test_in_a_figure_no_two_words_overlap_wide_or_on_a_phone(seed_articles):
    story = Story(seed_articles)
    for ax in twice(lambda: plot_words_in_place(story.paragraphs, spans=story.spans, names=story.names), "Words"):
        ax.figure.draw_without_rendering()
        boxes = [(text.get_text(), *text.get_window_extent().extents) for text in ax.texts]
        assert len(boxes) > 28 and not list(overlapping(boxes))
    told = alt_words_in_place(story.paragraphs, spans=story.spans, names=story.names)
    assert told.startswith("In its own voice, A writes ")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("hostile", [False, True])
def test_on_the_page_no_two_words_overlap_and_nothing_slides(browser, tmp_path, seed_articles, width, hostile):
    texts = {
        "first <b>": "The brutal, savage, vile, disgusting and monstrous plan failed. " * 9,
        "second": "It rained.",
    }
    story = Story.from_texts(texts) if hostile else Story(seed_articles)
    file = story.write(tmp_path / "page.html")
    with Watched(browser, file, viewport={"width": width, "height": 844}) as watched:
        boxes = watched.page.evaluate(BOXES)
        assert len(boxes) >= 14 and not list(overlapping(boxes))
        assert all(left >= 0 and right <= width for _, left, _, right, _ in boxes)
        assert watched.page.evaluate(OVERFLOW) == 0 and not watched.complaints
        word = watched.page.locator(".places a").filter(visible=True).first
        word.focus()
        word.press("Enter")
        assert watched.page.evaluate("document.querySelector(':target').classList.contains('block')")
