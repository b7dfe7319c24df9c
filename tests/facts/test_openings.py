"""How openings differ: what one article puts first and the other further down."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.attribution import attribute
from analysis.facts import compare_facts, observations
from analysis.facts.align import match_paragraphs
from analysis.facts.openings import OPENINGS, date_lines, openings
from analysis.schema import InputError
from tests.told import NAMES, told

QUAKE = "A landslide buried the railway station of Pell on Sunday and killed a signalman."
BODY = [
    "Engineers in yellow coats dug for hours in the mud below the chapel.",
    "Schools along the valley stay closed until the road is mended again.",
]
MAYOR = "Mayor Ida Lund announced her resignation after months of quarrels over the budget."
AGAIN = "The landslide on Sunday buried Pell’s railway station, and a signalman was killed."


def opened(one: list[str], other: list[str], *, headline: bool = False) -> pd.DataFrame:
    rows = [(name, k, "body", text) for name, texts in (("a", one), ("b", other)) for k, text in enumerate(texts, 1)]
    rows = [("a", 0, "headline", "Landslide in Pell"), *rows] if headline else rows
    blocks = pd.DataFrame(rows, columns=["article", "block", "kind", "text"])
    return openings(blocks, match_paragraphs(blocks))


@pytest.mark.parametrize("headline", [False, True])
def test_what_one_puts_first_and_the_other_later(headline):
    (row,) = opened([QUAKE, *BODY], [MAYOR, "Her deputy takes over in May.", AGAIN], headline=headline).to_dict(
        "records"
    )
    assert (row["sentence_a"], row["sentence_b"]) == (QUAKE, MAYOR)
    assert row["later_a"] == 3 and pd.isna(row["later_b"])


@pytest.mark.parametrize(
    "other",
    [
        [AGAIN, *BODY],  # both open alike
        [MAYOR, AGAIN],  # told right behind
        [MAYOR, "Her deputy takes over in May.", "Nobody has asked for the post."],  # never told
        ["Pell, Sunday.", "Her deputy takes over in May.", AGAIN],  # a place and a day are no opening
        ["She announced her resignation after months of quarrels over the budget.", BODY[1], AGAIN],  # who is she?
        ["Pell railway station on Sunday was full of men with spades.", BODY[1], AGAIN],  # three words are shared
    ],
)
def test_openings_that_do_not_clearly_differ(other):
    assert opened([QUAKE, BODY[0]], other).empty


def test_the_page_tells_both_openings_with_their_doubt():
    rows = [("a", k, "body", "outlet", text) for k, text in enumerate([QUAKE, *BODY])]
    rows += [("b", k, "body", "outlet", text) for k, text in enumerate([MAYOR, "Her deputy takes over in May.", AGAIN])]
    blocks = pd.DataFrame(rows, columns=["article", "block", "kind", "voice", "text"])
    seen = observations(compare_facts(blocks, attribute(blocks)), names={"a": "Post", "b": "Echo"}).set_index("kind")
    assert seen.loc["opening", "text"] == f"Post opens with: “{QUAKE}” Echo opens with: “{MAYOR}”"
    assert seen.loc["opening", "doubt"].endswith("what opens Post is told in Echo’s paragraph 3.")
    assert seen.loc["opening", "places"] == [("a", 0), ("b", 0)]


def test_the_table_of_none_and_a_missing_column():
    blocks = told(NAMES[0])[0]
    assert list(openings(blocks, match_paragraphs(blocks).head(0))) == list(OPENINGS)
    with pytest.raises(InputError, match="there is no column 'kind'"):
        openings(blocks.drop(columns="kind"), match_paragraphs(blocks))


def dated(one: str, other: str) -> list[dict]:
    rows = [(name, 0, "boilerplate", "outlet", line) for name, line in (("a", one), ("b", other))]
    rows += [("a", 1, "body", "outlet", QUAKE), ("b", 1, "body", "outlet", AGAIN)]
    blocks = pd.DataFrame(rows, columns=["article", "block", "kind", "voice", "text"])
    seen = observations(compare_facts(blocks, attribute(blocks)), names={"a": "Post", "b": "Echo"})
    return seen[seen["kind"] == "dates"].to_dict("records")


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        (
            "Posted 3:15 pm, 2 March 2015",
            "updated Mon Nov. 10th, 2014",
            "Post is dated 2 March 2015, Echo 10 November 2014",
        ),
        ("May 4, 2015", "4 July 2015", "Echo is dated 4 July 2015, Post 4 May 2015"),
        ("May 4, 2015", "May 12, 2015", ""),  # a week apart
        ("May 4, 2015", "07/11/2015", ""),  # July or November?
        ("May 4, 2015 and June 4, 2015", "1 September 2015", ""),  # which of the two?
        ("May 34, 2015", "1 September 2015", ""),
    ],
)
def test_days_a_month_apart_are_told_the_later_one_first(one, other, text):
    seen = dated(one, other)
    assert [row["text"].split(":")[0] for row in seen] == ([text] if text else [])
    if seen:
        assert {name for name, _ in seen[0]["places"]} == {"a", "b"} and "days earlier" in seen[0]["text"]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("MAY 9, 2011 AT NOON", "2011-05-09"),
        ("Posted first on June 3, 2011, at noon", "2011-06-03"),
        ("2013-09-26", "2013-09-26"),
        ("11/09/2013", None),
        ("2013-13-45", None),
    ],
)
def test_a_date_line_is_read_in_capitals_and_in_the_digits_that_are_one_day(line, day):
    rows = [("headline", "Harbour of Orvel shut"), ("boilerplate", line), ("body", "The harbour was shut on Monday.")]
    blocks = pd.DataFrame(rows, columns=["kind", "text"]).assign(article="a", block=range(3))
    assert [str(one) for one in date_lines(blocks)["date"]] == ([day] if day else [])
