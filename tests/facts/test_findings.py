"""All that a comparison of facts finds, in sentences, in one table and as marks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.attribution.attribution import attribute
from analysis.facts import MOST_ARTICLES, compare_facts, facts_table, figure_marks, observations
from analysis.facts.claims import RELATIONS, WORDED
from analysis.facts.findings import FINDINGS, OBSERVATIONS, PARTS
from analysis.schema import SPANS, InputError, records
from analysis.text.own_lexicon import load_with


def table(*articles):
    rows = [
        {"article": f"piece-{k}", "block": number, "kind": kind, "voice": "outlet", "text": text}
        for k, blocks in enumerate(articles)
        for number, (kind, text) in enumerate(blocks)
    ]
    return pd.DataFrame(rows)


BRIDGE = [
    ("headline", "Every bridge in the county is unsafe"),
    ("body", "“The Harlow bridge will carry no lorry before May,” the engineer, Ana Ruiz, said on Monday."),
    ("body", "The county closed 12 of 40 bridges, or 30 percent, after the frost."),
    ("body", "Ferries at Milltown ran all night, and the baker gave out bread."),
]
OTHER = [
    ("headline", "Engineer closes Harlow bridge"),
    ("body", "“The Harlow bridge will hardly carry a lorry before May,” Ana Ruiz told the council."),
    ("body", "After the frost the county had shut 12 of its 40 bridges."),
]


NAMES = {"aggregator": "A", "wire": "B"}


@pytest.fixture(scope="module")
def found(seed_blocks):
    return compare_facts(seed_blocks, attribute(seed_blocks))


def test_the_seeds_are_compared_in_every_way(found):
    pairs = found.matches[["block_a", "block_b"]].values.tolist()
    assert sorted(map(tuple, pairs)) == [(0, 0), (1, 2), (3, 9), (4, 8), (5, 8), (7, 9), (8, 8)]
    assert found.drift.pairs[["block_a", "block_b"]].values.tolist() == [[4, 8]]
    assert found.arithmetic["verdict"].tolist() == ["does not fit"]
    assert found.headline["article"].unique().tolist() == ["wire"]
    assert found.checked is None and found.steps is None
    agreed = found.claims[found.claims["relation"] == "agree"]
    assert agreed["phrase_b"].isin(["334 attacks", "60"]).sum() >= 2


def test_a_source_is_held_against_the_quotations():
    blocks = table(BRIDGE, OTHER)
    said = "Q. And the bridge? A. The Harlow bridge will carry no lorry before May, I am afraid."
    found = compare_facts(blocks, attribute(blocks), source=said)
    assert found.checked.groupby("article")["result"].agg(list).to_dict() == {
        "piece-0": ["verbatim"], "piece-1": ["altered"]}  # fmt: skip


def test_figures_are_held_against_the_source():
    blocks = table(
        [("body", "The Ostrel flood killed 14 people on Sunday.")],
        [("body", "In Ostrel 9 people were killed by the flood.")],
    )
    facts = compare_facts(blocks, attribute(blocks), source="The flood in Ostrel killed fourteen people on Sunday.")
    rows = facts_table(facts, blocks)
    rows = rows[rows["finding"] == "figure and source"]
    assert dict(zip(rows["article_a"], rows["verdict"], strict=True)) == {"piece-0": "agree", "piece-1": "differ"}
    assert set(rows["article_b"]) == {"the source"} and rows["block_b"].isna().all()
    assert compare_facts(blocks, attribute(blocks)).sourced is None


def test_what_only_one_has_is_told():
    blocks = table(BRIDGE, OTHER)
    found = compare_facts(blocks, attribute(blocks))
    alone = found.points[found.points["others"] == 0]
    assert alone[["article", "block"]].values.tolist() == [["piece-0", 3]]


def test_twelve_articles_go_and_one_does_not():
    many = table(*[BRIDGE] * MOST_ARTICLES)
    assert compare_facts(many, attribute(many)).reuse.shape == (12, 12)
    one = table(BRIDGE)
    with pytest.raises(InputError, match="two or more"):
        compare_facts(one, attribute(one))


def test_headlines_are_checked_against_the_readers_own_lexicon(tmp_path):
    blocks = table(
        [
            ("headline", "Council dawdles on Harlow bridge repair"),
            ("body", "The council put off Harlow bridge repair."),
        ],
        [("headline", "Harlow bridge repair waits"), ("body", "The Harlow bridge repair must wait for the council.")],
    )
    path = tmp_path / "mine.csv"
    path.write_text("term,category,weight\ndawdles,delay,1\n", encoding="utf-8")
    spoken = attribute(blocks)
    assert not len(compare_facts(blocks, spoken).headline)
    told = compare_facts(blocks, spoken, lexicon=load_with(path).lexicon).headline
    assert told[["kind", "surface"]].values.tolist() == [["loaded", "dawdles"]]


def test_texts_that_share_nothing_have_empty_tables():
    blocks = table([("body", "Rain fell.")], [("body", "A goalkeeper retired.")])
    found = compare_facts(blocks, attribute(blocks))
    assert not len(found.matches) and not len(found.drift.pairs) and not len(found.claims)
    assert not len(found.headline) and not len(found.passages) and len(found.points) == 2


CHARGE = re.compile(
    r"\b(?:wrong|false|lie[sd]?|lying|mislead\w*|bias\w*|distort\w*|manipulat\w*|fake)\b", re.IGNORECASE
)


def test_the_first_of_each_kind_comes_first(found):
    table = observations(found, names=NAMES)
    assert list(table) == list(OBSERVATIONS)
    assert table["kind"].tolist()[:5] == ["quotation", "figure", "headline", "source", "left out"]
    assert (table["part"] == table["kind"].map(PARTS)).all()


def test_the_sentences_name_the_pieces_and_say_what_stands_where(found):
    table = observations(found, names=NAMES).drop_duplicates("kind").set_index("kind")
    assert table.loc["quotation", "text"] == (
        "A and B quote one utterance of Deborah Lyons in two wordings, both between quotation marks."
    )
    assert "14 words are the same, 7 words only in A and 7 only in B" in table.loc["quotation", "doubt"]
    assert table.loc["figure", "text"] == (
        "A says “more than 500%”; from 60 to 334 is 334 / 60 = 5.57 times, an increase of 456.7%."
    )
    assert table.loc["figure", "aside"] == "334 / 60 = 5.57 times"
    assert table.loc["headline", "text"].startswith("B’s headline says “Every Province”; the source it quotes says")
    assert table.loc["left out", "text"].startswith("Only B has: “")
    assert re.fullmatch(r"paragraph \d of 8", table.loc["left out", "aside"])
    assert "counts as left out" in table.loc["left out", "doubt"]
    assert table.loc["quotation", "places"] == [("aggregator", 4), ("wire", 8)]


def test_who_speaks_only_in_one_is_told_in_one_sentence_and_few_words_are_not(found):
    one = {"article": "wire", "kind": "named", "words": 30, "words_sure": 30, "block": 2, "blocks": [2]}
    heard = [
        one | {"source": "Ada Wend"},
        one | {"source": "residents of the quay", "kind": "role", "words": 14, "words_sure": 9, "block": 3},
        one | {"source": "Bo Krall", "words": 11, "words_sure": 11},
        one | {"source": "Cy Orr", "words_sure": 5},
    ]
    rows = observations(replace(found, heard=pd.DataFrame(heard)), names=NAMES).query("kind == 'source'")
    assert rows["text"].tolist() == ["Only B lets Ada Wend and “residents of the quay” speak, in 30 and 14 words."]
    assert "told by a role" in rows["doubt"].iloc[0] and rows["places"].iloc[0] == [("wire", 2), ("wire", 3)]
    (alone,) = observations(replace(found, heard=pd.DataFrame(heard[:1])), names=NAMES).query("kind == 'source'")[
        "text"
    ]
    assert alone == "Only B lets Ada Wend speak, in 30 words."


def test_a_headline_without_its_bound_is_told_behind_the_first_of_other_kinds():
    blocks = table(
        [
            ("headline", "Ten dead in Orsund quake"),
            ("body", "At least 10 people died in the Orsund quake."),
            ("body", "Swans have nested beneath the opera house since spring."),
        ],
        [("body", "Ten people died in the quake at Orsund.")],
    )
    told = observations(compare_facts(blocks, attribute(blocks)), names={"piece-0": "A", "piece-1": "B"})
    assert told["kind"].tolist() == ["left out", "headline"]
    assert told["text"].iloc[1] == "A’s headline says “Ten dead”; the nearest sentence says “At least 10 people”."


def test_a_number_of_a_headline_that_its_body_lacks_is_told():
    body = [("body", "A fire killed 12 people in the mill of Marlow, police said."), ("body", "Nobody had its keys.")]
    blocks = table([("headline", "Fire kills 12, injures 34 in Marlow"), *body], body)
    told = observations(compare_facts(blocks, attribute(blocks)), names={"piece-0": "A", "piece-1": "B"})
    assert told["text"].str.contains("A’s headline says “34”").any()


def test_a_figure_of_four_hundred_digits_ends_no_comparison():
    said = "The repairs of the bridge will cost £{}, the council of Orvel said on Monday."
    blocks = table([("body", said.format("9" * 400))], [("body", said.format("5 million"))])
    assert len(facts_table(compare_facts(blocks, attribute(blocks)), blocks))


def test_what_a_speaker_says_who_is_told_is_not_told_again_as_left_out():
    said = "“The ferry company sold us tickets for a boat that had no engine,” said Ilse Varga, a nurse from Pell."
    blocks = table(
        [
            ("body", "The Orsund ferry sank on Monday and nobody drowned."),
            ("body", said),
            ("body", "It will be raised in spring by a crane from the yard at Tolm, with divers."),
            (
                "body",
                "Fog closed the airport at Brill, the harbour of Pell and two bridges over the Tolm for nine days.",
            ),
        ],
        [("body", "Nobody drowned when the ferry sank at Orsund on Monday.")],
    )
    told = observations(compare_facts(blocks, attribute(blocks)), names={"piece-0": "A", "piece-1": "B"})
    assert told.loc[told["kind"] == "source", "text"].tolist() == [
        "Only A lets Ilse Varga speak, in 13 words; B lets nobody speak."
    ]
    (left,) = told.loc[told["kind"] == "left out", "text"]
    assert left.startswith("Only A has: “Fog closed the airport at Brill")


def test_whom_each_piece_alone_lets_speak_is_one_sentence():
    sank = "The Orsund ferry sank on Monday and nobody drowned."
    one = "“The ferry company sold us tickets for a boat that had no engine,” said Ilse Varga, a nurse from Pell."
    other = "“We had looked at every bolt of her in March and again in May,” said Tomas Brae, the engineer."
    blocks = table([("body", sank), ("body", one)], [("body", sank), ("body", other)])
    told = observations(compare_facts(blocks, attribute(blocks)), names={"piece-0": "A", "piece-1": "B"})
    (text,) = told.loc[told["kind"] == "source", "text"]
    assert text == "Only B lets Tomas Brae speak, in 14 words; only A lets Ilse Varga speak, in 13 words."
    (places,) = told.loc[told["kind"] == "source", "places"]
    assert sorted(places) == [("piece-0", 1), ("piece-1", 1)]
    # words of saying, and marks, leave open whether somebody speaks
    for third in ("The ferry had been reported late.", "The “ferry” had no engine at all.", "It was late again."):
        blocks = table([("body", sank), ("body", one)], [("body", sank), ("body", third)])
        told = observations(compare_facts(blocks, attribute(blocks)), names={"piece-0": "A", "piece-1": "B"})
        (text,) = told.loc[told["kind"] == "source", "text"]
        assert text.endswith("B lets nobody speak.") == (third == "It was late again.")


def test_what_comes_closest_to_a_sentence_left_out_stands_beside_it():
    sank = "The Orsund ferry sank on Monday and nobody drowned."
    own = "Divers lifted the rusty wreck with a crane."
    near = "Lamps burned beside the crane all night, and bakers gave out bread to families who waited on the quay."
    blocks = table([("body", sank), ("body", own)], [("body", sank), ("body", near)])
    told = observations(compare_facts(blocks, attribute(blocks)), names={"piece-0": "A", "piece-1": "B"})
    (row,) = [one for one in records(told) if one["text"] == f"Only A has: “{own}”"]
    assert row["doubt"] == f"Closest in B: “{near}” What is told in wholly different words counts as left out."
    assert row["places"] == [("piece-0", 1), ("piece-1", 1)]
    assert row["aside"] == "paragraph 2 of 2"


def test_what_is_light_beside_what_a_told_speaker_says_opens_no_page():
    sank = "The Orsund ferry sank on Monday and nobody drowned."
    said = "“The ferry company sold us tickets for a boat that had no engine,” said Ilse Varga, a nurse from Pell."
    blocks = table(
        [("body", sank), ("body", said), ("body", "It was a long day for all, of course.")], [("body", sank)]
    )
    told = observations(compare_facts(blocks, attribute(blocks)), names={"piece-0": "A", "piece-1": "B"})
    assert told["kind"].tolist() == ["source"]


def test_a_contradiction_opens_with_both_sentences_and_is_not_left_out():
    blocks = table(
        [
            ("body", "Mayor Lund signed the contract with Orvel on Friday."),
            ("body", "Rain fell on the market in Pell."),
        ],
        [("body", "The mayor of Orvel, Lund, never signed the contract."), ("body", "A goalkeeper retired at forty.")],
    )
    facts = compare_facts(blocks, attribute(blocks))
    first = observations(facts, names={"piece-0": "A", "piece-1": "B"}).iloc[0]
    assert first["kind"] == "contradiction" and "read both" in first["doubt"]
    assert first["text"] == f"A: “{blocks['text'][0]}” B: “{blocks['text'][2]}”"
    assert (facts_table(facts, blocks)["finding"] == "contradiction").sum() == 1


def test_of_one_word_that_is_denied_the_doubt_says_so():
    said = "The driver of the Orvel ferry, Hal Brandt, was {} when it struck the quay."
    blocks = table([("body", said.format("drunk"))], [("body", said.format("not drunk"))])
    told = observations(compare_facts(blocks, attribute(blocks)), names={"piece-0": "A", "piece-1": "B"})
    doubt = told.loc[told["kind"] == "contradiction", "doubt"].iloc[0]
    assert doubt.startswith("One says “drunk”, the other denies it: read both")


def test_a_press_release_is_said_to_look_like_one():
    blocks = table(
        [("body", "A span was built."), ("body", "About the Harlow Foundation")], [("body", "The Harlow span is open.")]
    )
    told = observations(compare_facts(blocks, attribute(blocks)), names={"piece-0": "A", "piece-1": "B"})
    assert told.set_index("kind").loc["kind of text", "text"] == (
        "A looks like a press release: it has “About the Harlow Foundation”."
    )


def test_no_sentence_charges_anyone(found):
    differs = found.claims.head(1).assign(relation="differ")
    shared = found.passages.head(1).assign(words_a=40, voice="outlet", agreement=0.9)
    days = [("aggregator", 0, date(2015, 5, 4)), ("wire", 0, date(2015, 7, 4))]
    dates = pd.DataFrame(days, columns=["article", "block", "date"])
    table = observations(replace(found, claims=differs, passages=shared, dates=dates), names=NAMES)
    assert set(table["kind"]) == set(PARTS) - {"contradiction", "kind of text", "opening"} and CHARGE.search(
        "It is misleading."
    )
    assert not table[["text", "doubt", "aside"]].stack().str.contains(CHARGE).any()
    assert table["doubt"].str.len().min() > 20


def test_a_long_shared_passage_outside_of_quotations_is_told(found):
    row = {"article_a": "aggregator", "block_a": 1, "article_b": "wire", "block_b": 2, "words_a": 31, "words_b": 31}
    shared = pd.DataFrame([row | {"agreement": 0.97, "voice": "outlet"}, row | {"agreement": 1.0, "voice": "quoted"}])
    told = observations(replace(found, passages=shared), names=NAMES)
    assert (told["kind"] == "reuse").sum() == 1
    assert (
        told.set_index("kind").loc["reuse", "text"] == "A and B share a passage of 31 words outside of quotation marks."
    )


def test_nothing_found_is_an_empty_table(found):
    empty = replace(
        found,
        points=found.points.assign(others=1),
        arithmetic=found.arithmetic.iloc[:0],
        claims=found.claims.iloc[:0],
        headline=found.headline.iloc[:0],
        headlines=found.headlines.iloc[:0],
        heard=found.heard.iloc[:0],
        drift=replace(found.drift, pairs=found.drift.pairs.iloc[:0]),
        passages=found.passages.iloc[:0],
    )
    assert list(observations(empty, names=NAMES)) == list(OBSERVATIONS) and not len(observations(empty, names=NAMES))


def test_figures_that_differ_open_the_page_with_both_sentences_and_a_doubt(found):
    row = found.claims[found.claims["phrase_b"] == "334 attacks"].head(1)
    differs = row.assign(phrase_a="343 attacks", relation="differ")
    told = observations(replace(found, claims=pd.concat([row, differs])), names=NAMES)
    one = told[told["kind"] == "figure"].iloc[0]
    assert one["text"].startswith("A: “") and " B: “" in one["text"]
    assert one["doubt"] == "Whether “343 attacks” and “334 attacks” count the same takes a reader: read both."
    assert "cannot" not in " ".join(RELATIONS.values())


def test_a_long_sentence_is_cut_around_the_figure_that_matters(found):
    long = (
        "In the town, "
        + "where rain fell all day on the roofs, " * 5
        + "it killed 14 people on Sunday night, they said."
    )
    row = found.claims.head(1).assign(relation="differ", phrase_a="14 people", sentence_a=long)
    told = observations(replace(found, claims=row), names=NAMES)
    text = told[told["kind"] == "figure"].iloc[0]["text"]
    assert text.startswith("A: “… on the roofs") and "killed 14 people on Sunday night, they said.” B: “" in text


def test_none_against_some_opens_the_page_with_both_sentences():
    said = [("x", "Fire swept the Zadar ferry and 12 people were killed."),
            ("y", "Fire swept the Zadar ferry; there were no casualties.")]  # fmt: skip
    rows = [(name, 0, "body", text, "outlet") for name, text in said]
    blocks = pd.DataFrame(rows, columns=["article", "block", "kind", "text", "voice"])
    told = observations(compare_facts(blocks, attribute(blocks)), names={"x": "A", "y": "B"})
    first = told.iloc[0]
    assert "left out" not in set(told["kind"])
    assert (first["kind"], first["text"]) == ("figure", f"A: “{said[0][1]}” B: “{said[1][1]}”")
    assert "read both" in first["doubt"]


def test_one_of_a_thing_is_told_in_the_singular(found):
    pairs = found.drift.pairs.assign(same=1, only_a=1, only_b=2, speaker_a=None, speaker_b=None)
    points = found.points[found.points["article"] == "wire"].head(1).assign(others=0, covered=0.0)
    told = observations(replace(found, drift=replace(found.drift, pairs=pairs), points=points), names=NAMES)
    by_kind = told.drop_duplicates("kind").set_index("kind")
    assert by_kind.loc["quotation", "text"].startswith("A and B quote one utterance in two wordings")
    assert by_kind.loc["quotation", "doubt"].startswith("one word is the same, one word only in A and 2 only in B")
    assert by_kind.loc["left out", "aside"] == "paragraph 1 of 1"


def test_three_pieces_are_told_of_pair_by_pair_and_what_is_left_out_of_the_others():
    said = "“The {} bridge will carry no lorry before May, whatever the council says,” Ana Ruiz told reporters."
    rows = [(name, 0, "body", said.format(word)) for name, word in zip("xyz", ("Harlow", "Harlow", "old"), strict=True)]
    rows.append(("z", 1, "body", "Ferries at Milltown ran all night, and the baker gave out bread."))
    blocks = pd.DataFrame(rows, columns=["article", "block", "kind", "text"]).assign(voice="outlet")
    told = observations(compare_facts(blocks, attribute(blocks)), names={"x": "A", "y": "B", "z": "C"})
    quoted = told.loc[told["kind"] == "quotation", "text"].str[:7]
    assert quoted.tolist() == ["A and C", "B and C"]
    (left,) = told.loc[told["kind"] == "left out", "text"]
    assert left == "Only C has: “Ferries at Milltown ran all night, and the baker gave out bread.”"


@pytest.fixture(scope="module")
def listed(seed_blocks):
    said = "Once limited to a few provinces and Kabul, ISILKP now seems to be present in nearly all provinces."
    return facts_table(compare_facts(seed_blocks, attribute(seed_blocks), source=said), seed_blocks)


def test_every_sort_of_finding_has_its_rows(listed):
    assert {name: str(kind) for name, kind in listed.dtypes.items()} == {
        name: str(pd.Series(dtype=kind).dtype) for name, kind in FINDINGS.items()
    }
    counts = listed["finding"].value_counts()
    assert counts["same point"] == 7 and counts["quotation"] == 1 and counts["arithmetic"] == 1
    assert {"figure", "headline", "only here", "source of one", "actor of one", "shared passage", "order"} <= set(
        counts.index
    )
    assert counts["quotation and source"] == 12


def test_places_point_at_the_words(listed, seed_blocks):
    texts = seed_blocks.set_index(["article", "block"])["text"]
    checked = 0
    for row in listed[listed["finding"].isin(["same point", "headline", "arithmetic", "shared passage"])].itertuples():
        for side in "ab":
            article, block, start, end, text = (
                getattr(row, f"{n}_{side}") for n in ("article", "block", "start", "end", "text")
            )
            if pd.notna(start):
                assert texts[article, block][start:end] == text
                checked += 1
    assert checked > 10


def test_every_row_has_its_plain_line(listed):
    assert listed["observation"].str.len().min() > 15 and listed["observation"].str.endswith((".", ".”")).all()
    assert listed.loc[listed["finding"] == "same point", "value"].between(0, 1).all()


def test_figures_have_both_texts_and_their_relation(listed):
    figures = listed[listed["finding"] == "figure"]
    row = figures[figures["text_b"] == "334 attacks"].iloc[0]
    assert (row["article_a"], row["block_a"], row["text_a"]) == ("aggregator", 5, "at least 334 attacks")
    assert (row["article_b"], row["block_b"], row["verdict"]) == ("wire", 8, "one is vaguer")
    assert row["observation"].endswith("one is vaguer; both can hold.")


def test_what_one_side_lacks_is_missing_and_not_empty(listed):
    alone = listed[listed["finding"] == "only here"]
    assert len(alone) == 9 + 5
    assert alone[["article_b", "block_b", "start_b", "text_b"]].isna().all(axis=None)
    assert all(own["value"].is_monotonic_decreasing for _, own in alone.groupby("article_a"))
    assert listed.loc[listed["finding"] == "order", "value"].round(2).tolist() == [0.23]


def test_nothing_in_common_leaves_what_each_has_alone():
    rows = [("x", 0, "body", "Rain fell."), ("y", 0, "body", "A goalkeeper\u202e retired.")]
    blocks = pd.DataFrame(rows, columns=["article", "block", "kind", "text"]).assign(voice="outlet")
    table = facts_table(compare_facts(blocks, attribute(blocks)), blocks)
    assert table["finding"].tolist() == ["only here", "only here"] and list(table) == list(FINDINGS)
    assert table["text_a"].tolist() == ["Rain fell.", "A goalkeeper\u202e retired."]
    assert table["text_b"].isna().all() and table["value"].notna().all()


@pytest.fixture(scope="module")
def marks(found, seed_blocks):
    return figure_marks(found, seed_blocks, names=NAMES)


def test_figures_are_marked_where_they_stand(marks, seed_blocks):
    texts = seed_blocks.set_index(["article", "block"])["text"]
    assert list(marks) == list(SPANS) and (marks["label"] == "figure").all() and marks["weight"].isna().all()
    assert all(texts[m.article, m.block][m.start : m.end] == m.surface for m in marks.itertuples())
    assert not marks.duplicated(["article", "block", "start", "end"]).any()


def test_each_says_what_it_is_held_against(marks):
    by = marks.set_index(["article", "surface"])
    assert by.loc[("wire", "334 attacks"), "category"] == "one is vaguer, agree"
    assert by.loc[("wire", "334 attacks"), "note"] == "A has “at least 334 attacks”; A has “334”"
    (total,) = marks[marks["category"] == "does not fit"].to_dict("records")
    assert total["article"] == "aggregator" and "334 / 60 = 5.57 times" in total["note"]


def test_nothing_compared_nothing_marked(found, seed_blocks):
    bare = replace(found, claims=found.claims.iloc[:0], arithmetic=found.arithmetic.iloc[:0])
    assert list(figure_marks(bare, seed_blocks, names={})) == list(SPANS)
    assert not len(figure_marks(bare, seed_blocks, names={}))


def test_of_several_quotations_the_one_whose_sense_changes_most_is_told_first():
    said = [
        ("We may be asking the ferrymen to row by night", "We may be forcing the ferrymen to row by night"),
        (
            "The quay was there when the guild was rich and it was kept with care",
            "The quay is there when the guild is rich and it is kept by us",
        ),
        ("The pilots will not steer a barge through the lock", "The pilots will steer a barge through the lock"),
        ("I cannot count the boats that we have lost", "I can’t count the boats that we’ve lost"),
    ]
    pieces = [
        [("body", f"“{pair[side]},” {who} said.")
         for pair, who in zip(said, ("Ana Ruiz", "Olm Brakk", "Ida Vass", "Per Lund"), strict=True)]
        for side in (0, 1)
    ]  # fmt: skip
    blocks = table(*pieces)
    facts = compare_facts(blocks, attribute(blocks))
    rows = observations(facts, names={"piece-0": "A", "piece-1": "B"})
    told = rows[rows["kind"] == "quotation"]
    assert [re.search(r"of (\w+) ", text)[1] for text in told["text"]] == ["Ida", "Ana", "Olm"]
    assert "one word only in A (“not”) and 0 only in B;" in told["doubt"].iloc[0]
    assert "one word only in A (“asking”) and 1 only in B (“forcing”);" in told["doubt"].iloc[1]


@pytest.mark.parametrize(
    ("one", "other", "aside"),
    [
        ("Orsund ferry sinks, two dead", "Orsund ferry sinks at the quay", "two headlines"),
        ("Orsund beats Pell 3-1 in the cup", "Orsund beats Pell in the cup at home", "in one headline only"),
    ],
)
def test_what_one_headline_has_is_light_unless_it_is_a_death(one, other, aside):
    said = "The Orsund ferry sank on Monday with two dead, after Orsund beat Pell 3-1 in the cup at home, on the quay."
    blocks = table([("headline", one), ("body", said)], [("headline", other), ("body", said)])
    told = observations(compare_facts(blocks, attribute(blocks)), names={"piece-0": "A", "piece-1": "B"})
    assert told.loc[told["kind"] == "headline", "aside"].tolist()[:1] == [aside]


@pytest.mark.parametrize(("phrase", "told"), [("third", 0), ("Thursday", 0), ("yesterday", 0), ("every town", 1)])
def test_numbers_in_words_are_no_words_for_how_many(found, phrase, told):
    claims = found.claims.head(1).assign(phrase_a=phrase, phrase_b="nearly all towns")
    table = observations(replace(found, claims=claims.assign(relation=WORDED)), names=NAMES)
    assert (table["aside"] == "how many, in words").sum() == told
