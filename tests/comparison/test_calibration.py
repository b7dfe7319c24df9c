"""The calibration of the comparison, small: what benchmarks/calibrate_statistics.py does, on made-up paragraphs."""

from __future__ import annotations

import json
from functools import partial

import calibrate_statistics as calibrate
import numpy as np
import pandas as pd
import pytest

from analysis.schema import InputError


def made_up(n: int, seed: int, *, tone: float = 0.0) -> pd.DataFrame:
    """Paragraphs with skewed lengths, rare counts and heavy tails, as those of news have."""
    rng = np.random.default_rng(seed)
    words = np.maximum(rng.gamma(2.5, 15, n).astype(int), 3)
    quoted = np.where(rng.random(n) < 0.35, rng.binomial(words, 0.5), 0)
    table = pd.DataFrame({"kind": "body", "voice": "outlet", "words_quoted": quoted, "words_outlet": words - quoted})
    table["loaded_words"] = rng.negative_binomial(0.9, 0.9 / (0.9 + 0.023 * words))
    table["hedge_words"] = rng.poisson(0.006 * words)
    table["exclamation_marks"] = rng.poisson(0.0004 * words)
    table["compound"] = np.where(rng.random(n) < 0.2, 0.0, np.tanh(rng.normal(0.1, 0.7, n)))
    table["compound_names_masked"] = np.clip(rng.normal(0.1 + tone, 0.5, n), -1, 1)
    return table.assign(loaded_words_outlet=table["loaded_words"], hedge_words_outlet=table["hedge_words"])


@pytest.fixture(scope="module")
def null() -> pd.DataFrame:
    pool = made_up(3000, 0)
    calibrate.RESAMPLES = 99
    parts = []
    for sizes in ((6, 6), (6, 14), (20, 12)):
        parts.append(calibrate.many(partial(calibrate.compared, pools=(pool, pool), sizes=sizes, shift={}), 80))
        parts[-1]["pair"] += 1000 * len(parts)
    return pd.concat(parts, ignore_index=True)


def test_no_difference_is_found_once_in_twenty_and_the_interval_holds_it_otherwise(null):
    found = calibrate.rates(null)
    all_rows = calibrate.tested(null)
    assert len(all_rows) > 900
    assert 0.035 < all_rows["clear_alone"].mean() < 0.065
    often = found[found["tested"] > 150]
    assert len(often) >= 4
    # 240 pairs: the standard error is 1.4 in 100
    assert often["rejected"].between(0.015, 0.09).all()
    assert (often["covered"] + often["rejected"]).to_numpy() == pytest.approx(np.ones(len(often)))


def test_what_is_rare_is_refused(null):
    marks = null[null["measure"] == "exclamation_marks"]
    assert marks["reason"].notna().mean() > 0.95
    assert not marks.loc[marks["reason"].notna(), "clear"].any()


def test_false_discoveries_stay_below_what_is_promised(null):
    errs = calibrate.discoveries(null)
    # 240 pairs: 5 in 100, and twice the standard error of 1.4
    assert errs["a clear row"] < 0.08
    assert errs["a clear row"] <= errs["a planned row found alone"] <= errs["any row found alone"]


def test_the_interval_holds_a_true_difference_too():
    pools = made_up(3000, 1, tone=0.5), made_up(3000, 2)
    calibrate.RESAMPLES = 99
    truth = calibrate.truth_of(pools)
    assert truth["compound_names_masked", "all"] == pytest.approx(0.43, abs=0.05)
    found = calibrate.many(partial(calibrate.compared, pools=pools, sizes=(14, 8), shift={}), 80)
    rates = calibrate.rates(found[found["voice"] == "all"], truth).set_index("measure")
    assert rates.loc[["compound_names_masked", "compound", "loaded_per_100_words"], "covered"].between(0.88, 1.0).all()
    assert rates.loc["compound_names_masked", "rejected"] > 0.2


def test_the_documents_are_measured_and_nothing_of_them_is_kept(tmp_path):
    lines = [
        {"id": "x", "publisher": "p", "text": "A headline\n\nA brutal plan.\n“A long and good quotation,” she said.\n"}
    ]
    path = tmp_path / "some.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    table = calibrate.paragraphs_of(path)
    assert table["words"].tolist() == [3, 7]
    assert "text" not in table
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        calibrate.paragraphs_of(path)
