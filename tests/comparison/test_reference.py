from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import compare_articles
from analysis.comparison import outlet_differences, reference_share, with_reference
from analysis.comparison.reference import LEVELS, QUANTILES, pair_size

ROW = ("loaded_per_100_words", "outlet", "other")


def learned(size: float, row: tuple[str, str, str] = ROW) -> pd.Series:
    known = outlet_differences().set_index(["measure", "voice", "subject"]).sort_index().loc[row]
    return known[(known["size_from"] <= size) & (size < known["size_to"])].iloc[0]


def test_the_table_holds_growing_differences_and_says_what_stands_behind_them():
    known = outlet_differences()
    assert (np.diff(known[QUANTILES], axis=1) >= 0).all() and (known[QUANTILES] >= 0).all(axis=None)
    assert (known["pairs"] >= 20).all() and (known["articles"] <= 600).all()
    assert not known.duplicated(["measure", "voice", "subject", "size_from"]).any()
    # it holds figures and names of measures, and no text
    assert set(known.select_dtypes(exclude="number").columns) == {"measure", "voice", "subject"}
    other = known[known["subject"] == "other"]
    for _, rows in other.groupby(["measure", "voice"]):
        assert rows["size_from"].tolist()[1:] == rows["size_to"].tolist()[:-1]


@pytest.mark.parametrize("sizes", [(6, 6), (6, 14), (20, 12), (30, 30)])
def test_a_share_is_that_of_the_quantiles_and_grows_with_the_difference(sizes):
    of = learned(pair_size(*sizes))
    for level, name in zip(LEVELS, QUANTILES, strict=True):
        share = reference_share("loaded_per_100_words", -of[name], sizes=sizes)
        assert share == pytest.approx(level / 100)
    shares = [reference_share("loaded_per_100_words", d, sizes=sizes) for d in np.linspace(0, 9, 50)]
    assert shares[0] == 0 and (np.diff(shares) >= 0).all() and shares[-1] == 0.95


def test_a_longer_pair_needs_less_to_be_unusual():
    short, long = (reference_share("loaded_per_100_words", 2.0, sizes=(n, n)) for n in (8, 30))
    assert short < long


@pytest.mark.parametrize(
    ("measure", "sizes", "voice"),
    [("loaded_per_100_words", (5, 30), "outlet"), ("loaded_per_100_words", (90, 90), "outlet"),
     ("loaded_per_100_words", (10, 10), "quoted"), ("exclamation_marks", (10, 10), "all")],
)  # fmt: skip
def test_outside_what_was_learned_nothing_is_said(measure, sizes, voice):
    assert np.isnan(reference_share(measure, 1.0, sizes=sizes, voice=voice))
    row = {"measure": measure, "voice": voice, "difference": 1.0, "n_a": sizes[0], "n_b": sizes[1]}
    assert with_reference(pd.DataFrame([row]))["reference"].item() == ""


def test_the_seeds_rows_say_how_many_pairs_stand_behind_them(seed_measured):
    table = with_reference(compare_articles(seed_measured, resamples=99))
    row = table[(table["measure"] == ROW[0]) & (table["voice"] == ROW[1])].iloc[0]
    of = learned(pair_size(row["n_a"], row["n_b"]))
    share = reference_share(ROW[0], row["difference"], sizes=(row["n_a"], row["n_b"]))
    assert row["larger_than_other"] == share
    assert of["pairs"] > 100
    said = f"{100 * share:.0f} of 100 pairs of articles by one outlet on other subjects. "
    assert said in row["reference"]
    assert "of 22 pairs of articles by one outlet on the same event" in row["reference"]
    assert (table.loc[~table["measure"].isin(outlet_differences()["measure"]), "reference"] == "").all()
