"""How sure an attribution is: what is seen of it, and the points that this has."""

from __future__ import annotations

import pytest

from analysis.attribution.certainty import (
    LEAST,
    SURE,
    is_certain,
    is_judged,
    list_signs,
    read_points,
    sum_points,
    write_points,
)
from tests.attribution.test_beside import spoken

TEXT = "Ana Ruiz said that the dam was closed."
SPANS = [("source", 0, 8), ("cue", 9, 13), ("content", 14, 37)]


def test_signs_tell_cue_source_content_and_what_is_around_them():
    assert list_signs(TEXT, SPANS) == [
        "any",
        "cue: said",
        "cue: 1 words or more",
        "source: 2 words or more",
        "source: a name",
        "before the source: the end",
        "content: 5 words or more",
        "content: a clause",
        "content begins: that",
        "content has no quotation",
        "content ends: a letter",
        "behind the content: a stop",
        "source and cue: nothing, in order",
        "cue and content: nothing, in order",
    ]


def test_points_are_summed_and_unknown_signs_have_none():
    assert sum_points(TEXT, SPANS, {"cue: said": 1.5, "source: a name": -0.25, "cue: sang": 9.0}) == 1.25
    told = TEXT.replace("said", "told")
    assert is_certain(told, SPANS, least=1.0, points={"cue: told": 1.0})
    assert not is_certain(told, SPANS, least=1.1, points={"cue: told": 1.0})
    # a plain "said" has enough with LEAST
    assert is_certain(TEXT, SPANS, least=1.1, points={})
    assert not is_certain(TEXT, SPANS, least=1.1, points={"cue: said": LEAST - 0.1})


def test_a_quotation_and_what_has_no_source_or_no_content_are_not_judged():
    assert is_judged(TEXT, SPANS)
    assert not is_judged(TEXT, SPANS[1:])
    assert not is_judged(TEXT, SPANS[:2])
    quoted = "Ana Ruiz said, “It is closed.”"
    assert not is_judged(quoted, [*SPANS[:2], ("content", 15, len(quoted))])
    assert is_certain(quoted, [*SPANS[:2], ("content", 15, len(quoted))], least=99.0)


def test_a_plain_claim_is_sure_and_an_act_is_not():
    act = "We are hearing the rain"
    seen = [("source", 0, 2), ("cue", 3, 14), ("content", 15, 23)]
    assert sum_points(TEXT, SPANS) > SURE > LEAST > sum_points(act, seen)


def test_points_are_read_as_they_are_written(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.attribution.certainty.POINTS", tmp_path / "points.csv")
    read_points.cache_clear()
    try:
        write_points({"cue: said": 1.5, "behind the content: a comma": -0.25})
        assert read_points() == {"behind the content: a comma": -0.25, "cue: said": 1.5}
        (tmp_path / "points.csv").write_text("other\n", encoding="utf-8")
        read_points.cache_clear()
        with pytest.raises(ValueError, match="first line"):
            read_points()
    finally:
        read_points.cache_clear()


def test_every_sign_with_points_can_be_seen():
    starts = ("any", "cue: ", "source", "content", "before the source: ", "behind the content: ", "cue and content: ")
    assert all(sign.startswith(starts) for sign in read_points())
    assert len(read_points()) > 100


@pytest.mark.parametrize(
    "text",
    [
        # a verb that says, and no one who does
        "The long rain gave hope that the lake will be full again.",
        # the title of a work, with its stop inside of the marks
        "Ana Ruiz was the host of “The Long Road to Dawn.”",
    ],
)
def test_what_no_one_says_is_no_attribution(text):
    assert spoken(text) == []


def test_what_is_said_by_no_one_in_the_passive_is_kept():
    assert [(cue, content) for _, cue, content in spoken("The dam is said to be unsafe.")] == [
        ("is said", "The dam … to be unsafe")
    ]


def test_a_statement_by_someone_introduces_a_quotation():
    texts = ("Below is a statement by Rosa Lind, director of the lake board:", "“The lake has suffered for years.”")
    assert [who for who, _, _ in spoken(*texts)] == ["Rosa Lind"]


def test_whom_a_quotation_names_is_not_the_she_who_says_it():
    texts = ("Ana Ruiz left the board.", "“I am sad that Rosa Lind is gone.", "She was good to us,” she wrote.")
    assert {who for who, _, _ in spoken(*texts)} == {"Ana Ruiz"}


def test_attribute_leaves_out_what_is_not_sure(monkeypatch):
    text = "Ana Ruiz claimed that the dam was closed."
    assert len(spoken(text)) == 1
    monkeypatch.setattr("analysis.attribution.attribution.SURE", 99.0)
    assert spoken(text) == []
