"""Figures of agreement and their intervals, by hand; floors on annotated data that lies beside the checkout."""

from __future__ import annotations

import random
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.attribution import ROLE_SPANS, ROLES
from analysis.evaluation.agreement import (
    COLUMNS,
    KINDS,
    LINKS,
    MEASURES,
    QUOTATIONS,
    agreement_figures,
    auc,
    auc_within,
    average_precision,
    count_agreement,
    groups_of,
    interval,
    macro_f1,
    rows_within,
    trained_note,
    word_scores,
)
from analysis.evaluation.validation import OURS, SPLITS, on_sentences, on_words, read_annotated, scored

pytestmark = pytest.mark.filterwarnings("error")
LABELS, SCORES = np.array([1, 0, 1, 0, 0]), np.array([0.9, 0.9, 0.4, 0.1, 0.0])
ONCE = np.ones(5)


def test_auc_by_hand_with_a_tie():
    # of six pairs, the first 1 wins two and ties one, the second wins two and loses one
    assert auc(LABELS, SCORES, ONCE) == pytest.approx(4.5 / 6)


def test_auc_is_mann_whitneys_u_over_all_pairs():
    rng = np.random.default_rng(1)
    for _ in range(20):
        labels, scores = rng.integers(0, 2, 60), rng.integers(0, 5, 60) / 4
        u = stats.mannwhitneyu(scores[labels == 1], scores[labels == 0]).statistic
        pairs = labels.sum() * (60 - labels.sum())
        assert auc(labels, scores, np.ones(60)) == pytest.approx(u / pairs)


def test_a_weight_is_a_row_that_stands_there_more_often():
    rng = np.random.default_rng(2)
    labels, scores, times = rng.integers(0, 2, 40), rng.integers(0, 6, 40) / 5, rng.integers(0, 4, 40)
    again = [np.repeat(column, times) for column in (labels, scores, np.ones(40))]
    for figure in (auc, average_precision):
        assert figure(labels, scores, times) == pytest.approx(figure(*again))
    found = (scores > 0.5).astype(int)
    assert macro_f1(labels, found, times) == pytest.approx(macro_f1(again[0], np.repeat(found, times), again[2]))


def test_average_precision_by_hand():
    # at .9 one of two is right and half is found; at .4 two of three, and the other half
    assert average_precision(LABELS, SCORES, ONCE) == pytest.approx(1 / 2 * 1 / 2 + 1 / 2 * 2 / 3)
    assert average_precision(LABELS, np.zeros(5), ONCE) == pytest.approx(2 / 5)


def test_macro_f1_by_hand():
    # label 1: one hit of two found and two true; label 0: two hits of three and three
    assert macro_f1(LABELS, np.array([1, 1, 0, 0, 0]), ONCE) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert macro_f1(LABELS, np.zeros(5, int), ONCE) == pytest.approx((0 + 3 / 4) / 2)


def test_one_label_alone_leaves_it_undefined():
    assert np.isnan(auc(np.ones(3, int), np.arange(3.0), np.ones(3)))
    assert np.isnan(auc(np.zeros(3, int), np.arange(3.0), np.ones(3)))
    assert np.isnan(average_precision(np.zeros(3, int), np.arange(3.0), np.ones(3)))
    assert np.isnan(interval(lambda w: auc(np.ones(3, int), np.arange(3.0), w), np.arange(3), draws=20)).all()


def test_within_groups_a_difference_between_them_cannot_help():
    labels = np.tile([0] * 15 + [1] * 15, 2)
    groups = np.repeat(["calm", "loud"], 30)
    scores = np.where(groups == "loud", 1.0, 0.0)
    assert auc_within(labels, scores, np.ones(60), groups) == 0.5
    assert auc_within(labels, labels + scores, np.ones(60), groups) == 1


def test_within_groups_small_ones_are_left_out_and_large_ones_weigh_more():
    labels = np.array([0] * 15 + [1] * 15 + [0] * 30 + [1] * 30 + [0, 1])
    groups = np.array(["a"] * 30 + ["b"] * 60 + ["c"] * 2)
    scores = np.concatenate([labels[:30], np.zeros(60), [1, 0]])
    assert auc_within(labels, scores, np.ones(92), groups) == pytest.approx((30 * 1 + 60 * 0.5) / 90)
    assert list(map(len, rows_within(labels, groups))) == [30, 60]
    assert np.isnan(auc_within(labels[-2:], scores[-2:], np.ones(2), groups[-2:]))


def test_words_by_hand():
    counts = np.array([[1, 2, 1], [0, 1, 2]])
    precision, recall, f1 = word_scores(counts, np.ones(2))
    assert (precision, recall, f1) == pytest.approx((1 / 3, 1 / 3, 2 / 6))
    assert word_scores(counts, np.array([2, 0]))[2] == pytest.approx(2 * 2 / (4 + 2))
    assert np.isnan(word_scores(np.zeros((2, 3)), np.ones(2))).all()


def test_the_interval_of_a_mean_is_the_textbooks():
    values = np.random.default_rng(3).normal(size=400)
    value, low, high = interval(lambda w: (w * values).sum(-1) / w.sum(-1), np.arange(400), draws=4000)
    error = values.std() / np.sqrt(400)
    assert value == pytest.approx(values.mean())
    assert (low, high) == pytest.approx((value - 1.96 * error, value + 1.96 * error), abs=0.1 * error)


def test_rows_of_one_cluster_are_drawn_together():
    values, clusters = np.repeat([0.0, 1.0, 0.0, 1.0], 25), np.repeat([7, 8, 9, 10], 25)

    def width(of: np.ndarray) -> float:
        return float(np.diff(interval(lambda w: (w * values).sum(-1) / w.sum(-1), of)[1:])[0])

    assert width(clusters) == pytest.approx(1.0, abs=0.1)
    assert width(np.arange(100)) < 0.25


def test_many_figures_share_their_drawings_and_each_leaves_out_what_is_not_defined():
    values, rows = np.random.default_rng(5).normal(size=40), np.arange(40)

    def both(w):
        only = np.divide(w[..., 0], w[..., 0], out=np.full(w.shape[:-1], np.nan), where=w[..., 0] > 0)
        return np.stack([(w * values).sum(-1) / w.sum(-1), only, np.full(w.shape[:-1], np.nan)], axis=-1)

    found = interval(both, rows, draws=120, seed=3)
    assert found[0].tolist() == interval(lambda w: both(w)[..., 0], rows, draws=120, seed=3).tolist()
    assert found[1].tolist() == [1, 1, 1] and np.isnan(found[2]).all()


def test_the_same_seed_gives_the_same_interval_and_any_labels_serve_as_groups():
    rows = np.arange(30)
    of = [interval(lambda w: (w * rows).sum(-1) / w.sum(-1), rows, draws=60, seed=s).tolist() for s in (4, 4, 5)]
    assert of[0] == of[1] != of[2]
    groups = pd.Series(["x"] * 30).to_numpy(object)
    assert len(rows_within(rows % 2, groups)) == 1


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
    return pd.DataFrame(rows, columns=list(ROLE_SPANS))


def values(annotated, found) -> pd.Series:
    counted = count_agreement([TEXT], table(annotated), table(found))
    return agreement_figures(counted, {"all": np.arange(1)}, split="x", draws=2).set_index(["of", "measure"])["value"]


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
    counted = count_agreement([TEXT], table([SAID, SAID]), table([SAID]))[0]
    by_kind = dict(zip(KINDS, counted.tolist(), strict=True))
    assert by_kind["source", "exact"] == [1, 1, 1, 1] and by_kind["source", "token"] == [2, 2, 2, 2]
    assert by_kind[LINKS, ""] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("words", "quotations"),
    [("“Rain came at noon,”", 1), ("“Rain came", 0), ("“Rain came at", 1), ("Rain came at noon", 0)],
)
def test_a_direct_quotation_opens_with_a_mark_and_has_three_words(words, quotations):
    counted = count_agreement([TEXT], table([{"content": [words]}]), table([]))
    assert counted[0, KINDS.index((QUOTATIONS, "")), 3] == quotations


def test_undefined_is_missing_and_a_miss_is_zero():
    found = values([], [])
    assert found.isna().all()
    found = values([SAID], [])
    assert np.isnan(found["cue", "token_precision"]) and found["cue", "token_recall"] == found["cue", "token_f1"] == 0
    found = values([], [SAID])
    assert found["cue", "exact_f1"] == 0 and np.isnan(found["cue", "exact_recall"])
    assert np.isnan(found[QUOTATIONS, "recall"])
    assert count_agreement([""], table([]), table([])).sum() == 0


def slow(text: str, truth: list[dict], guess: list[dict]) -> np.ndarray:
    """Count what :func:`count_agreement` counts, one thing after the other."""

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
            columns=list(ROLE_SPANS),
        )
        for side in sides
    ]
    expected = np.stack([slow(text, *of) for text, *of in zip(texts, *sides, strict=True)])
    assert (expected.sum(axis=0)[:, 2] > 0).all()
    np.testing.assert_array_equal(count_agreement(texts, *tables), expected)


def test_a_row_a_group_and_figure_with_an_interval_over_documents():
    annotated, found = table(*[[SAID, DENIED]] * 20), table(*[[SAID, DENIED]] * 10 + [[SAID]] * 10)
    publishers = pd.Series(["gazette"] * 10 + ["herald"] * 10)
    got = agreement_figures(count_agreement([TEXT] * 20, annotated, found), groups_of(publishers), split="x", draws=200)
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
    got = agreement_figures(
        count_agreement([TEXT], table([SAID]), table([SAID])), {"all": np.arange(1)}, split="x", draws=2
    )
    assert trained_note(0, 5, got) == "The model was trained on none of these documents."
    said = trained_note(1200, 1300, got)
    assert "trained on 1,200 of these 1,300 documents" in said and "flattered; with the publisher" in said
    assert "training, token F1 is 1.000 for source, 1.000 for cue" in said
    assert said.count(". ") == 0 and "make calibrate-attribution" in trained_note(1, 1, None)


BESIDE = sorted(Path(__file__).resolve().parents[3].glob("*/data/dev/babe.csv"))
OUTLETS, TOPICS = SPLITS["outlet"], SPLITS["topic"]
#: what is reached with whole outlets, or whole topics, left out of the estimate, and a little below.
#: A change that falls under one of them is worse: lower a floor only by hand, and say why.
FLOORS = {
    (OUTLETS, "auc"): 0.810,
    (OUTLETS, "auc_within_outlet"): 0.750,
    (OUTLETS, "average_precision"): 0.790,
    (OUTLETS, "macro_f1"): 0.735,
    (OUTLETS, "word_f1"): 0.445,
    (TOPICS, "auc"): 0.811,
    (TOPICS, "auc_within_outlet"): 0.750,
    (TOPICS, "macro_f1"): 0.735,
    (TOPICS, "word_f1"): 0.445,
}


@pytest.fixture(scope="module")
def reached():
    if not BESIDE:
        pytest.skip("no annotated sentences beside the checkout")
    table = read_annotated(BESIDE[0], needs=("label", "spans", "outlet", "topic"))
    ours = [of for of in scored(table, sentences=False) if of.scorer == OURS]
    figures = pd.concat([on_sentences(table, ours, draws=2), on_words(table, ours, draws=2)])
    return figures.set_index(["split", "measure"])["value"]


@pytest.mark.parametrize(("split", "measure"), FLOORS)
def test_floors(reached, split, measure):
    assert reached[split, measure] >= FLOORS[split, measure]
