from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from analysis.adjust import benjamini_hochberg, holm

#: the worked example of Benjamini and Hochberg (1995), section 3.2
PUBLISHED = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0
]  # fmt: skip


def test_the_published_example_rejects_four_and_holm_three():
    assert (benjamini_hochberg(PUBLISHED) < 0.05).sum() == 4
    assert (holm(PUBLISHED) < 0.05).sum() == 3
    assert holm(PUBLISHED)[3] == pytest.approx(0.0095 * 12)
    assert benjamini_hochberg(PUBLISHED)[3] == pytest.approx(0.0095 * 15 / 4)


@pytest.mark.parametrize("n", [1, 2, 3, 17, 45])
def test_both_are_those_of_statsmodels_to_ten_digits(n):
    rng = np.random.default_rng(n)
    p = np.round(rng.beta(0.5, 2, n), 2)
    for ours, method in ((holm, "holm"), (benjamini_hochberg, "fdr_bh")):
        assert ours(p) == pytest.approx(multipletests(p, method=method)[1], abs=1e-12)


@pytest.mark.parametrize("adjust", [holm, benjamini_hochberg])
def test_what_was_not_tested_does_not_count(adjust):
    found = adjust(np.array([0.01, np.nan, 0.04, np.nan]))
    assert np.isnan(found[[1, 3]]).all()
    assert found[[0, 2]] == pytest.approx(adjust([0.01, 0.04]))
    assert adjust(np.array([])).shape == (0,)
    assert np.isnan(adjust([np.nan])).all()
