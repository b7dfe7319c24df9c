"""Block quotations with what introduces them, and quotations that go on."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.attribution_joins import BETWEEN, going_on, introduced

COLUMNS = ["attribution", "role", "start", "end"]


def joined(*texts: str, kinds: str) -> tuple[pd.DataFrame, list[int], str]:
    """Make a text of blocks: ``kinds`` has a letter a block, b for body and q for a block quotation."""
    sort = ["blockquote" if kind == "q" else "body" for kind in kinds]
    begins = [sum(len(text) + len(BETWEEN) for text in texts[:k]) for k in range(len(texts))]
    return pd.DataFrame({"kind": sort, "text": list(texts)}), begins, BETWEEN.join(texts)


def spans(text: str, *rows: tuple[int, str, str]) -> pd.DataFrame:
    made = [(number, role, text.index(words), text.index(words) + len(words)) for number, role, words in rows]
    return pd.DataFrame(made, columns=COLUMNS)


def told(text: str, found: pd.DataFrame) -> set[tuple]:
    return {(number, role, text[s:e]) for number, role, s, e in found[COLUMNS].itertuples(index=False)}


def test_a_block_quotation_takes_the_source_and_the_cue_that_end_the_block_before():
    own, begins, text = joined("It rained. Ana Ruiz told reporters:", "We go on.", kinds="bq")
    found, added = introduced(own, begins, spans(text, (0, "source", "Ana Ruiz"), (0, "cue", "told")))
    assert added == [1]
    assert told(text, found) == {(1, "source", "Ana Ruiz"), (1, "cue", "told"), (1, "content", "We go on.")}


def test_block_quotations_in_a_row_are_one_attribution():
    own, begins, text = joined("Ana Ruiz said:", "We go on.", "And on.", "It rained.", kinds="bqqb")
    found, added = introduced(own, begins, spans(text, (3, "source", "Ana Ruiz"), (3, "cue", "said")))
    assert added == [4]
    content = found[found["role"] == "content"]
    assert [text[s:e] for s, e in zip(content["start"], content["end"], strict=True)] == ["We go on.", "And on."]


def test_an_introduction_that_the_model_missed_is_read_by_rule():
    own, begins, text = joined("The mayor, Ana Ruiz, told reporters on Monday:", "We go on.", kinds="bq")
    found, added = introduced(own, begins, pd.DataFrame(columns=COLUMNS))
    assert added == [0]
    assert told(text, found) == {(0, "source", "Ana Ruiz"), (0, "cue", "told"), (0, "content", "We go on.")}


def test_a_block_quotation_that_nothing_introduces_has_no_source():
    for texts, kinds in ((("There are three things:", "We go on."), "bq"), (("We go on.", "It rained."), "qb")):
        own, begins, text = joined(*texts, kinds=kinds)
        found, _ = introduced(own, begins, pd.DataFrame(columns=COLUMNS))
        assert told(text, found) == {(0, "content", "We go on.")}


def test_an_attribution_with_its_own_content_is_left_alone():
    own, begins, text = joined("Ana Ruiz said it rained. Then:", "We go on.", kinds="bq")
    before = spans(text, (0, "source", "Ana Ruiz"), (0, "cue", "said"), (0, "content", "it rained"))
    found, added = introduced(own, begins, before)
    assert added == [1]
    assert told(text, before) <= told(text, found)


def test_a_cue_far_from_the_end_introduces_nothing():
    far = "Ana Ruiz said. " + "It rained on the square and in the park and by the river all day long. " * 3
    own, begins, text = joined(far, "We go on.", kinds="bq")
    before = spans(text, (0, "source", "Ana Ruiz"), (0, "cue", "said"))
    found, _ = introduced(own, begins, before)
    assert (1, "content", "We go on.") in told(text, found)
    assert not [row for row in told(text, found) if row[0] == 1 and row[1] != "content"]


def test_without_block_quotations_nothing_is_added():
    own, begins, text = joined("Ana Ruiz said it rained.", kinds="b")
    before = spans(text, (0, "source", "Ana Ruiz"), (0, "cue", "said"))
    found, added = introduced(own, begins, before)
    assert added == [] and found.equals(before)


@pytest.mark.parametrize(
    ("text", "rows", "goes_on"),
    [
        # a new sentence in the same paragraph
        (
            "“We go,” Ana said. “We stay.”",
            [(0, "content", "“We go,”"), (0, "source", "Ana"), (1, "content", "“We stay.”")],
            {1: 0},
        ),
        # the next paragraph, and the one after it
        (
            "“We go,” Ana said.\n\n“We stay.\n\n“We rest.”",
            [
                (0, "content", "“We go,”"),
                (0, "source", "Ana"),
                (1, "content", "“We stay."),
                (2, "content", "“We rest.”"),
            ],
            {1: 0, 2: 0},
        ),
        # a paragraph without a closing mark goes on in the next, where the speaker is told
        (
            "“We go.\n\n“We stay,” Ana said.",
            [(0, "content", "“We go."), (1, "content", "“We stay,”"), (1, "source", "Ana")],
            {0: 1},
        ),
        (
            "“We go.\n\n“We rest.\n\n“We stay,” Ana said.",
            [
                (0, "content", "“We go."),
                (1, "content", "“We rest."),
                (2, "content", "“We stay,”"),
                (2, "source", "Ana"),
            ],
            {0: 2, 1: 2},
        ),
        # with a closing mark it does not
        (
            "“We go.”\n\n“We stay,” Ana said.",
            [(0, "content", "“We go.”"), (1, "content", "“We stay,”"), (1, "source", "Ana")],
            {},
        ),
        # a quotation with a source of its own goes on nothing
        (
            "“We go,” Ana said. “No,” Tom said.",
            [(0, "content", "“We go,”"), (0, "source", "Ana"), (1, "content", "“No,”"), (1, "source", "Tom")],
            {},
        ),
        # a word in marks in the middle of a sentence is no quotation that goes on
        (
            "“We go,” Ana said. The “reform” failed.",
            [(0, "content", "“We go,”"), (0, "source", "Ana"), (1, "content", "“reform”")],
            {},
        ),
        # after a claim without marks
        (
            "Ana said it rained. “We stay.”",
            [(0, "source", "Ana"), (0, "content", "it rained"), (1, "content", "“We stay.”")],
            {},
        ),
        ("", [], {}),
    ],
)
def test_what_goes_on(text, rows, goes_on):
    assert going_on(text, spans(text, *rows)) == goes_on


def test_a_quotation_far_from_the_one_before_does_not_go_on():
    far = "It rained on the square and in the park and by the river. " * 3
    text = f"“We go,” Ana said. {far}“We stay.”"
    rows = spans(text, (0, "content", "“We go,”"), (0, "source", "Ana"), (1, "content", "“We stay.”"))
    assert going_on(text, rows) == {}
    assert going_on(text.replace(far, ""), spans(text.replace(far, ""), *[
        (0, "content", "“We go,”"), (0, "source", "Ana"), (1, "content", "“We stay.”")])) == {1: 0}  # fmt: skip
