from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis import agreement
from analysis.agreement import auc, auc_within, average_precision, interval, macro_f1, word_scores

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
    assert all(np.isnan(interval(lambda w: auc(np.ones(3, int), np.arange(3.0), w), np.arange(3), draws=20)))


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
    assert list(map(len, agreement.rows_within(labels, groups))) == [30, 60]
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

    found = agreement.intervals(both, rows, draws=120, seed=3)
    assert tuple(found[0]) == interval(lambda w: both(w)[..., 0], rows, draws=120, seed=3)
    assert found[1].tolist() == [1, 1, 1] and np.isnan(found[2]).all()


def test_the_same_seed_gives_the_same_interval_and_any_labels_serve_as_groups():
    rows = np.arange(30)
    of = [interval(lambda w: (w * rows).sum(-1) / w.sum(-1), rows, draws=60, seed=s) for s in (4, 4, 5)]
    assert of[0] == of[1] != of[2]
    groups = pd.Series(["x"] * 30).to_numpy(object)
    assert len(agreement.rows_within(rows % 2, groups)) == 1
