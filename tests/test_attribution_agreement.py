from __future__ import annotations

import random
import re

import numpy as np
import pandas as pd
import pytest

from analysis.attribution_agreement import (
    COLUMNS,
    KINDS,
    LINKS,
    MEASURES,
    QUOTATIONS,
    counts,
    figures,
    groups_of,
    told,
    trained_note,
)
from analysis.attribution_data import ROLES, SPANS

pytestmark = pytest.mark.filterwarnings("error")
TEXT = "“Rain came at noon,” said Ada Lee. Bob denied it."
#: places in TEXT: the quotation, its cue and source; and those of the second sentence
SAID = {"source": ["Ada Lee"], "cue": ["said"], "content": ["“Rain came at noon,”"]}
DENIED = {"source": ["Bob"], "cue": ["denied"], "content": ["it."]}


def table(*texts: list[dict]) -> pd.DataFrame:
    """Make the table of spans from the words of TEXT."""
    rows = []
    for row, attributions in enumerate(texts):
        for number, one in enumerate(attributions):
            places = ((role, TEXT.index(words), words) for role in ROLES for words in one.get(role, []))
            rows += [(row, number, role, at, at + len(words)) for role, at, words in places]
    return pd.DataFrame(rows, columns=list(SPANS))


def values(annotated, found) -> pd.Series:
    counted = counts([TEXT], table(annotated), table(found))
    return figures(counted, {"all": np.arange(1)}, split="x", draws=2).set_index(["of", "measure"])["value"]


def test_the_same_agrees_fully():
    found = values([SAID, DENIED], [DENIED, SAID])
    assert (found == 1).all() and len(found) == len(MEASURES) == 31


def test_figures_by_hand():
    # of the quotation "at noon" and the marks are missing; the source is one word of two; the second cue is wrong
    guess = [{"source": ["Lee"], "cue": ["said"], "content": ["Rain came"]}, DENIED | {"cue": ["it"]}]
    found = values([SAID, DENIED], guess)
    assert found["source", "token_precision"] == 1 and found["source", "token_recall"] == 2 / 3
    assert found["source", "token_f1"] == pytest.approx(2 * 2 / 3 / (1 + 2 / 3))
    assert found["source", "exact_f1"] == 1 / 2  # Bob
    assert found["source", "iou_recall"] == 1 / 2  # Lee is three of the seven characters of Ada Lee
    assert found["content", "token_recall"] == 3 / 5
    assert found["content", "exact_recall"] == 1 / 2  # it, without its stop
    assert found["content", "iou_recall"] == 1  # nine characters of the seventeen between the marks
    assert found["cue", "token_f1"] == found["cue", "exact_precision"] == 1 / 2
    assert found[QUOTATIONS, "recall"] == 1
    assert found[LINKS, "f1"] == 1  # the sources overlap, however little


def test_a_link_needs_both_of_one_attribution():
    crossed = [SAID | {"source": ["Bob"]}, DENIED | {"source": ["Ada"]}]
    found = values([SAID, DENIED], crossed)
    assert found["content", "exact_f1"] == 1 and found[LINKS, "precision"] == found[LINKS, "recall"] == 0
    # what has no source, or no content, is no link, on either side
    found = values([SAID, DENIED | {"source": []}], [SAID, DENIED | {"content": []}, {"cue": ["it"]}])
    assert found[LINKS, "precision"] == found[LINKS, "recall"] == found[LINKS, "f1"] == 1


def test_one_stretch_in_two_attributions_counts_once():
    counted = counts([TEXT], table([SAID, SAID]), table([SAID]))[0]
    by_kind = dict(zip(KINDS, counted.tolist(), strict=True))
    assert by_kind["source", "exact"] == [1, 1, 1, 1] and by_kind["source", "token"] == [2, 2, 2, 2]
    assert by_kind[LINKS, ""] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("words", "quotations"),
    [("“Rain came at noon,”", 1), ("“Rain came", 0), ("“Rain came at", 1), ("Rain came at noon", 0)],
)
def test_a_direct_quotation_opens_with_a_mark_and_has_three_words(words, quotations):
    counted = counts([TEXT], table([{"content": [words]}]), table([]))
    assert counted[0, KINDS.index((QUOTATIONS, "")), 3] == quotations


def test_undefined_is_missing_and_a_miss_is_zero():
    found = values([], [])
    assert found.isna().all()
    found = values([SAID], [])
    assert np.isnan(found["cue", "token_precision"]) and found["cue", "token_recall"] == found["cue", "token_f1"] == 0
    found = values([], [SAID])
    assert found["cue", "exact_f1"] == 0 and np.isnan(found["cue", "exact_recall"])
    assert np.isnan(found[QUOTATIONS, "recall"])
    assert counts([""], table([]), table([])).sum() == 0


def slow(text: str, truth: list[dict], guess: list[dict]) -> np.ndarray:
    """Count what :func:`counts` counts, one thing after the other."""

    def bare(at):
        start, end = at
        while start < end and text[start] in " \"“”‘’'\n\t,.":
            start += 1
        while end > start and text[end - 1] in " \"“”‘’'\n\t,.:;?!…":
            end -= 1
        return start, end

    def near(a, b):
        both = max(0, min(a[1], b[1]) - max(a[0], b[0]))
        return both / max(1, max(a[1], b[1]) - min(a[0], b[0]))

    words, rows, sets = [m.start() for m in re.finditer(r"\w[\w.,'’$%\-]*\w|\w", text)], [], {}
    for role in ROLES:
        a, b = ([at for one in side for at in one[role]] for side in (truth, guess))
        g, h = ([any(s <= w < e for s, e in side) for w in words] for side in (a, b))
        k = sum(x and y for x, y in zip(g, h, strict=True))
        rows.append((k, sum(h), k, sum(g)))
        a, b = sets[role] = {bare(at) for at in a}, {bare(at) for at in b}
        rows.append((len(a & b), len(b), len(a & b), len(a)))
        rows.append(
            (
                sum(any(near(x, y) >= 0.5 for x in a) for y in b),
                len(b),
                sum(any(near(x, y) >= 0.5 for y in b) for x in a),
                len(a),
            )
        )
    said = [at for one in truth for at in one["content"]]
    said = {bare((s, e)) for s, e in said if text[s] in '"“' and len(text[s:e].split()) > 2}
    rows.append((0, 0, sum(any(near(x, y) >= 0.5 for y in sets["content"][1]) for x in said), len(said)))

    def right(x, y):
        best = {role: max(near(bare(p), bare(q)) for p in x[role] for q in y[role]) for role in ("source", "content")}
        return best["content"] >= 0.5 and best["source"] > 0

    a, b = ([one for one in side if one["source"] and one["content"]] for side in (truth, guess))
    rows.append(
        (sum(any(right(x, y) for x in a) for y in b), len(b), sum(any(right(x, y) for y in b) for x in a), len(a))
    )
    return np.array(rows, float)


def test_counts_are_those_of_brute_force_on_random_stretches():
    draw = random.Random(3)
    texts, sides = [], ([], [])
    for _ in range(150):
        text = "".join(draw.choices(["rain ", "“", "” ", "a-b", "U.S. ", ", ", "\n", "’s ", '"', "Ada ", "!"], k=25))
        texts.append(text)
        for side in sides:
            stretches = [sorted(draw.sample(range(len(text) + 1), 2)) for _ in range(30)]
            side.append(
                [
                    {role: [tuple(stretches.pop()) for _ in range(draw.choice((0, 1, 1, 2)))] for role in ROLES}
                    for _ in range(draw.randrange(5))
                ]
            )
        if draw.random() < 0.7:
            sides[1][-1] = sides[0][-1][:2] + sides[1][-1][:1]
    tables = [
        pd.DataFrame(
            [
                (row, number, role, *at)
                for row, of in enumerate(side)
                for number, one in enumerate(of)
                for role in ROLES
                for at in one[role]
            ],
            columns=list(SPANS),
        )
        for side in sides
    ]
    expected = np.stack([slow(text, *of) for text, *of in zip(texts, *sides, strict=True)])
    assert (expected.sum(axis=0)[:, 2] > 0).all()
    np.testing.assert_array_equal(counts(texts, *tables), expected)


def test_a_row_a_group_and_figure_with_an_interval_over_documents():
    annotated, found = table(*[[SAID, DENIED]] * 20), table(*[[SAID, DENIED]] * 10 + [[SAID]] * 10)
    publishers = pd.Series(["gazette"] * 10 + ["herald"] * 10)
    got = figures(counts([TEXT] * 20, annotated, found), groups_of(publishers), split="x", draws=200)
    assert list(got) == list(COLUMNS) and len(got) == 3 * len(MEASURES)
    of = got.set_index(["documents", "of", "measure"])
    assert of.loc[("gazette", "cue", "exact_recall"), ["value", "low", "high"]].tolist() == [1, 1, 1]
    assert of.loc[("herald", "cue", "exact_recall"), ["value", "low", "high"]].tolist() == [0.5, 0.5, 0.5]
    every = of.loc[("all", "cue", "exact_recall")]
    # half of 20 documents have 1 and half .5: the standard error is .25 / sqrt(20)
    assert every["value"] == 0.75 and every["n"] == 40
    assert every["high"] - every["low"] == pytest.approx(2 * 1.96 * 0.25 / np.sqrt(20), rel=0.25)
    assert of.loc[("all", "source", "token_recall"), "n"] == 60 and of.loc[("all", QUOTATIONS, "recall"), "n"] == 20


def test_groups_are_all_the_new_ones_and_each_publisher():
    publishers = pd.Series(["b", "a", "b"])
    groups = groups_of(publishers, new=np.array([True, False, False]))
    assert {name: at.tolist() for name, at in groups.items()} == {
        "all": [0, 1, 2],
        "unseen": [0],
        "a": [1],
        "b": [0, 2],
    }
    assert list(groups) == ["all", "unseen", "a", "b"]
    for new in (None, np.zeros(3, bool), np.ones(3, bool)):
        assert list(groups_of(publishers, new=new)) == ["all", "a", "b"]
    assert list(groups_of(publishers[:1])) == ["all"]
    assert list(groups_of(pd.Series(["b", "all"]))) == ["all", "all (publisher)", "b"]


def test_what_the_model_has_seen_is_said_in_one_sentence():
    got = figures(counts([TEXT], table([SAID]), table([SAID])), {"all": np.arange(1)}, split="x", draws=2)
    assert told(got).startswith("token F1 is 1.000 for source, 1.000 for cue")
    assert trained_note(0, 5, got) == "The model was trained on none of these documents."
    said = trained_note(1200, 1300, got)
    assert "trained on 1,200 of these 1,300 documents" in said and "flattered; with the publisher" in said
    assert said.count(". ") == 0 and "make calibrate-attribution" in trained_note(1, 1, None)
