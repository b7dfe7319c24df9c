from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.facts.align import BEST_SCORE, CLEAR_SCORE, PARAGRAPHS, match_paragraphs
from analysis.schema import InputError
from tests.told import NAMES, table, told

#: what a careful reader says of the seeds: blocks of the aggregator and of the wire that report the same point
SEEDS = {(0, 0), (1, 2), (3, 9), (4, 8), (5, 8), (7, 9), (8, 8)}
ALONE = {"aggregator": {10, 11, 12, 14, 15}, "wire": {3, 4, 7}}


def pairs(matches: pd.DataFrame) -> set[tuple[int, int]]:
    return set(zip(matches["block_a"], matches["block_b"], strict=True))


@pytest.fixture(scope="module")
def seed_matches(seed_blocks):
    return match_paragraphs(seed_blocks)


def test_the_seeds_matches_are_those_of_a_careful_reader(seed_matches):
    assert pairs(seed_matches) == SEEDS
    assert not set(seed_matches["block_a"]) & ALONE["aggregator"]
    assert not set(seed_matches["block_b"]) & ALONE["wire"]


def test_a_match_names_the_words_that_made_it(seed_matches):
    told_by = seed_matches.set_index(["block_a", "block_b"])["shared"]
    assert {"334", "2020", "60", "attacks"} <= set(told_by[5, 8].split("; "))
    assert "detaining ~ detentions" in told_by[7, 9]
    assert seed_matches["place"].tolist()[:2] == ["headline", "lead"]


def test_a_match_says_what_it_rests_on(seed_matches):
    by_score = seed_matches.set_index(["block_a", "block_b"])["basis"]
    assert by_score[8, 8] == "clear" and by_score[1, 2] == "place"
    assert set(by_score) == {"clear", "place"}
    found = match_paragraphs(told("flood")[0])
    assert (found.loc[found["basis"] == "best pair", "score"] >= BEST_SCORE).all()
    assert (found.loc[found["basis"] == "clear", "score"] >= CLEAR_SCORE).all()
    assert "best pair" in set(found["basis"])


def test_events_told_in_other_words_are_matched_with_few_false_ones():
    found = right = wanted = 0
    for name in NAMES:
        blocks, same = told(name)
        matched = pairs(match_paragraphs(blocks))
        found, right, wanted = found + len(matched), right + len(matched & same), wanted + len(same)
    assert right / found >= 0.95
    assert right / wanted >= 0.66


def test_order_does_not_matter_beyond_headline_and_lead():
    blocks, _ = told("port")
    kept = blocks[blocks["block"] > 1]
    there = match_paragraphs(blocks)
    there = pairs(there[there["place"] == "body"])
    turned = pd.concat(
        [own[:2].iloc[:0] for _, own in kept.groupby("article")] + [blocks[blocks["block"] < 2], kept[::-1]]
    )
    again = match_paragraphs(turned)
    assert pairs(again[again["place"] == "body"]) == there != set()


def test_two_articles_matches_do_not_depend_on_a_third():
    blocks, _ = told("flood")
    third = told("heat")[0]
    third = third[third["article"] == "sci"]
    alone, among = match_paragraphs(blocks), match_paragraphs(pd.concat([blocks, third]))
    both = among[among["article_a"].eq("tab") & among["article_b"].eq("wire")].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, both)


def test_one_paragraph_may_match_several():
    one = ["The ferry Calliope sank off Naxos. Divers found nine bodies in the engine room."]
    two = [
        "Nothing else happened.",
        "The Calliope, a ferry, went down near Naxos.",
        "Divers brought up nine bodies from the engine room.",
    ]
    assert pairs(match_paragraphs(table([*one, "Trade talks resume in spring."], two))) == {(0, 1), (0, 2)}


def test_a_name_alone_is_no_match():
    a = ["A storm is coming.", "Mayor Odile Ferrant opened the lido."]
    b = ["Rents are up.", "Mayor Odile Ferrant sold her shares in a brewery."]
    assert pairs(match_paragraphs(table(a, b))) == set()


def test_the_most_similar_sentences_are_given_by_their_places(seed_blocks, seed_matches):
    texts = {(article, block): text for article, block, text in seed_blocks[["article", "block", "text"]].values}
    for row in seed_matches.itertuples():
        for side in "ab":
            text = texts[getattr(row, f"article_{side}"), getattr(row, f"block_{side}")]
            cut = text[getattr(row, f"start_{side}") : getattr(row, f"end_{side}")]
            assert cut and cut == cut.strip()
    row = seed_matches[seed_matches["block_a"] == 8].iloc[0]
    assert texts["aggregator", 8][row.start_a : row.end_a].startswith("2020 sees 60")
    assert "In 2020 – 60" in texts["wire", 8][row.start_b : row.end_b]


def test_tables_have_their_columns_and_scores_their_range(seed_blocks, seed_matches):
    assert list(seed_matches.columns) == list(PARAGRAPHS)
    assert seed_matches["score"].between(0, 1).all() and seed_matches["sentence_score"].between(0, 1).all()
    empty = table(["Quokkas yawn."], ["Pylons rust."])
    assert list(match_paragraphs(empty).columns) == list(PARAGRAPHS) and match_paragraphs(empty).empty
    pd.testing.assert_frame_equal(match_paragraphs(seed_blocks), seed_matches)


def test_twelve_articles_make_sixty_six_pairs():
    blocks = table(*[["Lava reached Grindavík at dawn.", "Forty horses were led out of the valley."]] * 12)
    found = match_paragraphs(blocks)
    assert len(found[["article_a", "article_b"]].drop_duplicates()) == 66
    assert (found["block_a"] == found["block_b"]).all()


def test_odd_texts_are_no_error():
    odd = table(["", "…", "😀 “”", "334"], ["\xa0", "A\u2028B", "'", "334 — ‘334’"])
    assert np.isfinite(match_paragraphs(odd)["score"]).all()


def test_what_cannot_be_used_is_named():
    with pytest.raises(InputError, match="Give two or more"):
        match_paragraphs(table(["One."]))
    with pytest.raises(InputError, match="no column 'kind'"):
        match_paragraphs(table(["One."], ["Two."]).drop(columns="kind"))
    with pytest.raises(InputError, match="Give two or more"):
        match_paragraphs(table(["One."], ["Two."], kinds="boilerplate"))


def test_the_events_are_found():
    assert len(NAMES) >= 6 and all(
        Path(__file__).parents[1].joinpath("events").joinpath(f"{name}.txt").is_file() for name in NAMES
    )


def test_the_same_few_words_are_a_match_and_two_words_are_none():
    def told(*texts: str) -> pd.DataFrame:
        rows = [
            (article, block, "body", text)
            for article, own in zip("ab", texts, strict=True)
            for block, text in enumerate(own)
        ]
        return pd.DataFrame(rows, columns=["article", "block", "kind", "text"])

    one = ("Ida Falk opened the Orvel theatre in Pell.", "She was 85.", "He left.")
    other = ("The harbour of Tarn was closed by a storm on Monday.", "He left.", "She was 85!")
    found = match_paragraphs(told(one, other))
    assert found[["block_a", "block_b", "basis"]].to_numpy().tolist() == [[1, 2, "clear"]]


def test_two_sentences_of_the_openings_match_for_an_event_that_they_share():
    one = (
        "The treasurer of the club was hijacked by a patrol on Sunday night outside the bakery, "
        "and nine of its members told reporters of their dismay."
    )
    told = [
        "A patrol of four hijacked the man at whose desk the ledgers had been kept, as his lawyer explained in Brenz.",
        "Whoever was hijacked by the patrol may well keep silent, the chairwoman of the jurists of Halden explained.",
    ]
    goods = ("Honey", "Amber", "Pottery", "Linen", "Cheese", "Wool", "Salt", "Cider")
    plants = ("Barley", "Clover", "Hemp", "Flax", "Rye", "Millet", "Mint", "Sage")
    fair = [f"{word} is sold at the fair of Ostra." for word in goods]
    gardens = [f"{word} grows in the gardens of Pell." for word in plants]
    found = match_paragraphs(table(["Sunday", one, *fair], ["Report", *told, *gardens]))
    assert found[["block_a", "block_b", "basis"]].to_numpy().tolist() == [[1, 1, "place"], [1, 2, "place"]]
    assert match_paragraphs(table([*fair, one], [*gardens, *told])).empty
    # words that tell no event are not enough
    one, *told = (text.replace("hijacked", "rhubarb").replace("patrol", "sexton") for text in (one, *told))
    assert match_paragraphs(table(["Sunday", one, *fair], ["Report", *told, *gardens])).empty


def test_the_first_sentences_match_for_an_event_if_both_tell_what_the_openings_tell():
    title, other = "Earthquake shakes Ostra", "Ostra counts its losses after the earthquake"
    told = [
        "A strong earthquake hit the Velm coast of Ostra at dawn.",
        "The earthquake in Ostra was felt in three valleys.",
        "Villagers of Ostra slept outside after the earthquake.",
    ]
    goods = [f"{word} is sold at the fair." for word in ("Honey", "Amber", "Pottery", "Linen", "Cheese", "Wool")]
    found = match_paragraphs(table([title, told[0], *goods], [other, *told[1:], "Barley grows in gardens."]))
    assert {(0, 0), (0, 1), (1, 0), (1, 1)} <= pairs(found) and (found["place"] != "headline").all()


def test_two_first_lines_that_are_titles_do_not_match_by_their_place():
    one, other = "Mayor Odile Ferrant of Orvel and the lido", "Orvel: Mayor Odile Ferrant and the brewery"
    tail = " in a town of few people, on a hill above the plain, where it has been so for a long time"
    short, long = (match_paragraphs(table([one + end], [other + end])) for end in ("", tail))
    assert short.empty and (long["place"] == "lead").all() and len(long) == 1


def test_a_best_pair_stands_clear_of_the_second_best():
    blocks = table(["Quarrymen of Ardle found amber."], ["Ardle amber was sold to quarrymen."])
    found = match_paragraphs(blocks)
    doubled = pd.concat([blocks, blocks[blocks["article"] == "b"].assign(block=1)])
    assert len(found) == 1
    again = match_paragraphs(doubled)
    assert "best pair" not in set(again["basis"])
