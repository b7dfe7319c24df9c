from __future__ import annotations

import pytest

from analysis.time_frames import at_odds, time_frame


@pytest.mark.parametrize(
    ("before", "behind", "expected"),
    [
        ("compared with ", " in 2020.", "2020"),
        ("In 2020 – ", ", so far this year – ", "2020"),
        (", so far this year – ", " attacks claimed", "this year"),
        ("2020 sees ", " strikes; those this year", "2020"),
        ("There were ", " a year earlier", "last year"),
        ("Yesterday, ", " boats", "yesterday"),
        ("There were ", " boats, more than in 2012", ""),
        ("", "", ""),
        ("about ", " of 2,020 men", ""),
    ],
)
def test_the_time_next_to_a_figure(before, behind, expected):
    assert time_frame(before, behind) == expected


def test_times_at_odds():
    assert at_odds("2020", "2021") and at_odds("this year", "last year")
    assert not at_odds("", "2020") and not at_odds("this year", "2021") and not at_odds("2020", "2020")
