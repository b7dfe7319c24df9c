from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import kendalltau

from analysis.attribution import attribute
from analysis.facts.align import match_paragraphs
from analysis.facts.omissions import actors, only_one_has, order_agreement, points, shared_order, sources, told_nowhere
from analysis.facts.similarity import content_words, rarity
from analysis.schema import InputError
from tests.told import table, told

A = [
    "Lava from the volcano reached Grindavík at dawn.",
    "Mayor Fannar Jónasson spoke to American and Afghan guests.",
    "Forty horses were led out of the valley.",
]
B = [
    "Forty horses left the valley by lorry.",
    "At dawn lava had reached Grindavík.",
    "Jónasson thanked the United States.",
]


def matches_of(*rows: tuple[int, int], place: str = "body") -> pd.DataFrame:
    return pd.DataFrame(
        [("a", a, "b", b, place) for a, b in rows], columns=["article_a", "block_a", "article_b", "block_b", "place"]
    )


def test_a_points_weight_is_its_share_times_its_prominence():
    found = points(table(A, B), matches_of((0, 1), (2, 0)))
    own = found[found["article"] == "a"]
    words = content_words(A).drop_duplicates(["row", "key"])
    amount = words["key"].map(rarity).astype(float).groupby(words["row"]).sum()
    assert own["share"].tolist() == pytest.approx((amount / amount.sum()).tolist())
    assert own["share"].sum() == pytest.approx(1)
    assert own["prominence"].tolist() == [1, 0.75, 0.5]
    assert own["weight"].tolist() == pytest.approx((own["share"] * own["prominence"]).tolist())
    assert own["others"].tolist() == [1, 0, 1]


def test_what_only_one_has_is_ranked_by_weight():
    alone = only_one_has(points(table(A, B), matches_of((0, 1))))
    assert set(zip(alone["article"], alone["block"], strict=True)) == {("a", 1), ("a", 2), ("b", 0), ("b", 2)}
    assert alone["weight"].is_monotonic_decreasing


def test_what_stands_elsewhere_in_the_other_or_is_no_sentence_is_not_named_as_left_out():
    said = [
        "The lava reached the harbour of Grindavik.",
        "Sheep were moved to Vik.",
        "Friday 3 May",
        "Bread ran out in the two shops of Keflavik.",
    ]
    split = ["Sheep were seen.", "They were moved.", "By Monday all stood in Vik.", "Lava reached Grindavik harbour."]
    alone = only_one_has(points(table(said, split), matches_of((0, 3))))
    named = told_nowhere(alone[alone["article"] == "a"])
    assert named["sentence"].tolist() == [said[3]]
    own = points(table(said, ["Lava flowed, and the sheep slept."]), matches_of()).iloc[1]
    assert "Sheep" not in own["words"] and "Vik" in own["words"]


def test_a_paragraph_with_two_matches_in_one_article_is_told_by_one_other():
    found = points(table(A, B), matches_of((0, 1), (0, 2)))
    assert found["others"].tolist() == [1, 0, 0, 0, 1, 1]


def test_the_seeds_omissions_hold_what_a_reader_finds(seed_blocks):
    alone = only_one_has(points(seed_blocks))
    left_out = set(zip(alone["article"], alone["block"], strict=True))
    assert {("aggregator", block) for block in (10, 11, 12, 14, 15)} <= left_out
    assert {("wire", block) for block in (3, 4, 7)} <= left_out
    assert alone.iloc[0][["article", "block"]].tolist() == ["wire", 3]


def test_actors_are_one_across_their_forms():
    found = actors(table(A, B)).set_index(["article", "name"])
    assert found.loc[("a", "Fannar Jónasson"), "kind"] == "person"
    assert found.loc[("a", "Fannar Jónasson"), "others"] == 1
    assert found.loc[("b", "United States"), "others"] == 1
    assert ("a", "Forty") not in found.index and ("b", "At") not in found.index


def test_the_seeds_actors(seed_blocks):
    alone = only_one_has(actors(seed_blocks))
    names = alone.groupby("article")["name"].agg(set)
    assert {"Thomas West", "Canada", "Trump", "Ghani"} <= names["aggregator"]
    assert {"Iraq", "Syria"} <= names["wire"]
    assert not {"Deborah Lyons", "Taliban", "Afghanistan", "United States"} & (names["aggregator"] | names["wire"])


def attributed(*rows: tuple[str, str, str]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["article", "speaker", "source_kind"])
    told = {"cue_class": "neutral", "how": "name", "content": ""}
    return table.assign(block=0, words=10, words_quoted=[4, 0, *[0] * len(rows)][: len(rows)], **told)


def test_sources_are_one_across_their_forms():
    given = attributed(
        ("a", "Fannar Jónasson", "named"),
        ("a", "Jónasson", "named"),
        ("b", "Jónasson", "named"),
        ("b", "United States", "institution"),
        ("b", "residents", "unnamed"),
        ("b", "group", "institution"),
    )
    found = sources(given, table(A, B)).set_index(["article", "source"])
    assert list(found.index) == [("a", "Fannar Jónasson"), ("b", "Jónasson"), ("b", "United States")]
    assert found.loc[("a", "Fannar Jónasson"), ["attributions", "words", "words_quoted", "others"]].tolist() == [
        2,
        20,
        4,
        1,
    ]
    # the other article names it, in another form, and does not let it speak
    assert found.loc[("b", "United States"), ["others", "named_elsewhere"]].tolist() == [0, 1]


def test_the_order_of_shared_points_by_hand():
    order = shared_order(matches_of((0, 5), (1, 3), (2, 1)))
    assert order["rank_a"].tolist() == [1, 2, 3] and order["rank_b"].tolist() == [3, 2, 1]
    assert order_agreement(order)["tau"].tolist() == [pytest.approx(-1)]
    # five pairs in order and one against it: (5 - 1) / 6
    order = shared_order(matches_of((0, 0), (1, 1), (2, 3), (3, 2)))
    assert order_agreement(order).iloc[0][["points", "tau"]].tolist() == [4, pytest.approx(4 / 6)]


def test_an_order_that_is_not_defined_has_its_reason():
    few = order_agreement(shared_order(matches_of((0, 0), (1, 1)))).iloc[0]
    assert math.isnan(few["tau"]) and few["reason"] == "fewer than three shared points"
    one = order_agreement(shared_order(matches_of((0, 0), (0, 1), (0, 2)))).iloc[0]
    assert math.isnan(one["tau"]) and one["reason"] == "all of them stand in one paragraph"
    assert order_agreement(shared_order(matches_of((0, 0), place="headline"))).empty


def test_events_whole_and_tables_without_words():
    blocks, same = told("verdict")
    found = points(blocks, match_paragraphs(blocks))
    assert (found["others"] > 0).sum() >= 10
    assert points(table(["…"], ["Lava."]))["share"].isna().tolist() == [True, False]
    assert actors(table([""], [""])).empty
    with pytest.raises(InputError, match="Give two or more"):
        points(table(A))


def test_two_spellings_of_a_person_and_a_police_without_its_place_are_one_source():
    blocks = pd.DataFrame(
        {
            "article": ["a", "b"],
            "block": [0, 0],
            "kind": "body",
            "text": [
                "Oban police said the pier was closed. Karl Lindbergh said it was rusty.",
                "Police said the pier was closed. Karl Lindberg said it was old.",
            ],
        }
    )
    assert sources(attribute(blocks).table, blocks)["others"].tolist() == [1, 1, 1, 1]


def test_tau_is_scipys_to_the_last_digit():
    draw = np.random.default_rng(4)
    for size in draw.integers(3, 25, 50).tolist():
        ranks = draw.integers(0, draw.integers(2, size + 1), (2, size))
        order = pd.DataFrame({"article_a": "a", "article_b": "b", "rank_a": ranks[0], "rank_b": ranks[1]})
        (tau,) = order_agreement(order)["tau"]
        assert tau == kendalltau(*ranks).statistic or (math.isnan(tau) and min(map(np.ptp, ranks)) == 0)


def test_a_sentence_of_whose_words_one_place_of_the_other_holds_a_part_is_not_told_first():
    ours = [
        "The Brandt warehouse in Orvel burned down on Monday.",
        "Guards chained the northern gate of the depot with a padlock and lost the key in the canal.",
        "Swans have nested beneath the opera house since spring.",
    ]
    theirs = [
        "On Monday the Brandt warehouse in Orvel burned down.",
        "Nobody got out to the north. Its gate was chained and the padlock could not be opened.",
        "Rain is expected.",
    ]
    found = points(table(ours, theirs), matches_of((0, 0)))
    own = found[(found["article"] == "a") & (found["others"] == 0)]
    assert own["near"].iloc[0] > 0.28 > own["near"].iloc[1]
    assert told_nowhere(own)["sentence"].tolist() == [ours[2]]


@pytest.mark.parametrize(
    "background",
    [
        "Hal Brandt, originally from Tarn, keeps nine geese in Orvel.",
        "In his spare time Hal Brandt keeps nine geese in Orvel.",
        "Hal Brandt was the latest in a row of nine bakers in Orvel.",
    ],
)
def test_where_someone_comes_from_and_a_hobby_weigh_less_than_what_happened(background):
    ours = ["The Brandt bakery in Orvel burned.", background, "Hal Brandt leapt from nine metres into a net in Orvel."]
    found = points(table(ours, ["Rain fell on Monday.", "Rain fell again."]), matches_of())
    own = found[found["article"] == "a"]
    assert own["tells"].iloc[1] < own["tells"].iloc[2]


@pytest.mark.parametrize(
    "notice",
    [
        "Anyone with information about the fire in Orvel is asked to write to Hal Brandt.",
        "Hal Brandt’s office in Orvel has the timetable at www.orvel.example for all nine boats.",
        "For more information, see what Hal Brandt of Orvel wrote in nine letters.",
        "Witnesses in Orvel may call Hal Brandt at 555-0142 until nine in the evening.",
    ],
)
def test_a_notice_tells_nothing(notice):
    ours = ["The Brandt bakery in Orvel burned.", notice, "Hal Brandt leapt from nine metres into a net in Orvel."]
    found = points(table(ours, ["Rain fell on Monday.", "Rain fell again."]), matches_of())
    assert found.loc[found["article"] == "a", "tells"].iloc[1] == 0


def test_what_has_two_numbers_of_one_place_of_the_other_is_told_there():
    ours = [
        "The Brandt yard in Orvel was raided on Monday.",
        "Guards chased two skiffs to the reef and brought the remaining three to port.",
    ]
    other = "Three boats were caught after a short hunt. Two of them got away to the reef."
    found = points(table(ours, ["On Monday the Brandt yard in Orvel was raided.", other]), matches_of((0, 0)))
    own = found[(found["article"] == "a") & (found["others"] == 0)]
    assert told_nowhere(own).empty
    once = points(
        table(ours, ["On Monday the Brandt yard in Orvel was raided.", other.replace("Two", "All")]), matches_of((0, 0))
    )
    assert len(told_nowhere(once[(once["article"] == "a") & (once["others"] == 0)]))
