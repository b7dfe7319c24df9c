"""The kind of text that an article shows itself to be."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.facts.genre import AGENCY, OPINION, PRESS_RELEASE, genres

REPORT = [
    ("headline", "Bridge closed"),
    ("body", "“I think it is safe, and I believe in it,” Ana Ruiz said of the bridge."),
]


def genre(*blocks: tuple[str, str]) -> list[tuple[str, int]]:
    rows = [("a", number, kind, text) for number, (kind, text) in enumerate(blocks)]
    found = genres(pd.DataFrame(rows, columns=["article", "block", "kind", "text"]))
    return list(found[["genre", "block"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([*REPORT, ("body", "About the Harlow Foundation")], (PRESS_RELEASE, 2)),
        ([*REPORT, ("boilerplate", "Media contact: Ana Ruiz, 555 0100")], (PRESS_RELEASE, 2)),
        ([("body", "FOR IMMEDIATE RELEASE"), *REPORT], (PRESS_RELEASE, 0)),
        ([*REPORT, ("body", "Harlow Bridges is proud to announce a new span.")], (PRESS_RELEASE, 2)),
        ([("boilerplate", "Opinion"), *REPORT], (OPINION, 0)),
        ([("headline", "Opinion: close the bridge"), *REPORT[1:]], (OPINION, 0)),
        ([*REPORT, ("body", "I think it must close. In my view, nobody looked.")], (OPINION, 2)),
        ([REPORT[0], ("body", "HARLOW (AP) — The bridge was closed on Monday.")], (AGENCY, 1)),
        ([REPORT[0], ("byline", "By Reuters"), REPORT[1]], (AGENCY, 1)),
    ],
)
def test_a_text_shows_its_kind(blocks, expected):
    assert genre(*blocks) == [expected]


@pytest.mark.parametrize(
    "blocks",
    [
        REPORT,
        [*REPORT, ("body", "She spoke about the bridge. The opinion of the court came later, the AP reported.")],
        [*REPORT, ("body", "I think it must close.")],
        [*REPORT, ("body", "“We are proud to announce a span,” the firm said.")],
        [("headline", "Opinion poll puts mayor ahead"), *REPORT[1:]],
        [("body", "Column of smoke rises over the harbour of Harlow."), *REPORT],
    ],
)
def test_nothing_is_said_where_nothing_shows(blocks):
    assert genre(*blocks) == []
