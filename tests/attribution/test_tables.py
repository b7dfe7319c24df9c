"""Tables of who speaks, side by side; and what a careful reader found in the two seeds."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.attribution import tables
from analysis.attribution.attribution import ATTRIBUTIONS, PLACES, RUNS, Attributions, attribute
from analysis.schema import InputError
from analysis.text.names import SOURCE_KINDS
from tests.attribution.test_attribution import blocks

NAN = float("nan")
#: a quotation that a careful reader found: article, block, kind, source, cue, the beginning and the end of its content
GOLD = (
    ("aggregator", 0, "scare", None, None, "Nearly", "All"),
    ("aggregator", 4, "direct", "Deborah Lyons", "said", "Once limited to a few", "is increasingly active,"),
    ("aggregator", 9, "scare", None, None, "international", "community"),
    ("aggregator", 12, "scare", None, None, "refugees", "refugees"),
    ("aggregator", 14, "block", "Thomas West", "told", "We want the Taliban to", "dialogue with the Taliban."),
    ("wire", 3, "scare", None, None, "caliphate", "caliphate"),
    ("wire", 6, "direct", "Deborah Lyons", "lamented", "With the Taliban takeover,", "are not their fault,"),
    ("wire", 6, "direct", "Deborah Lyons", "lamented", "To abandon the Afghan", "with tragic consequences."),
    ("wire", 7, "partial", None, None, "overall", "security situation"),
    ("wire", 8, "direct", "Deborah Lyons", "revealed", "Once limited to a few", "and increasingly active,"),
    ("wire", 8, "direct", "Deborah Lyons", "revealed", "The number of attacks has", "claimed by ISILKP."),
    ("wire", 9, "direct", "Deborah Lyons", "noted", "The Taliban insist that", "suspected ISILKP members,"),
    ("wire", 9, "partial", "Deborah Lyons", "adding", "making genuine efforts", "itself as a government."),
)


@pytest.fixture(scope="module")
def seeds(seed_blocks):
    return attribute(seed_blocks)


@pytest.fixture(scope="module")
def seed_quotations(seed_blocks, seeds):
    return tables.list_quotations(seed_blocks, seeds)


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: f"{gold[0]}-{gold[1]}-{gold[5]}")
def test_what_a_careful_reader_found_in_the_seeds_is_found(gold, seed_quotations):
    article, block, kind, speaker, cue, begins, ends = gold
    own = seed_quotations[(seed_quotations["article"] == article) & (seed_quotations["block"] == block)]
    (found,) = own[own["content"].str.startswith(begins) & own["content"].str.endswith(ends)].to_dict("records")
    told = {name: None if pd.isna(found[name]) else found[name] for name in ("kind", "speaker", "cue")}
    assert told == {"kind": kind, "speaker": speaker, "cue": cue}


def test_apart_from_scare_quotes_nothing_else_is_found_but_the_article_that_one_seed_cites(seed_quotations):
    found = seed_quotations[seed_quotations["kind"] != "scare"]
    more = found[found["speaker"] == "Just the News"]
    assert more[["article", "block", "kind"]].values.tolist() == [
        ["aggregator", 3, "block"],
        ["aggregator", 4, "block"],
    ]
    assert len(found) - len(more) == sum(row[2] != "scare" for row in GOLD)


def test_quotations_lead_to_their_words(seed_blocks, seed_quotations):
    texts = seed_blocks.set_index(["article", "block"])["text"]
    for row in seed_quotations.itertuples():
        assert row.content in texts[row.article, row.block][row.start : row.end]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("“We go now,” said Ana Ruiz.", [("direct", "Ana Ruiz", "said", "We go now,")]),
        ("“We go now,” he wrote.", [("direct", None, "wrote", "We go now,")]),
        (
            "One analyst, Rosa Keller, called it “a slow wreck.”",
            [("partial", "Rosa Keller", "called", "a slow wreck.")],
        ),
        ("The so-called “experts” left.", [("scare", None, None, "experts")]),
        ("It rained.", []),
        ("", []),
    ],
)
def test_a_quotation_is_whole_or_partial_or_held_at_arms_length(text, rows):
    table = blocks(text)
    found = tables.list_quotations(table, attribute(table))[["kind", "speaker", "cue", "content"]].astype(object)
    assert [tuple(row) for row in found.where(found.notna(), None).itertuples(index=False)] == rows


def made(*rows: tuple) -> Attributions:
    """Make attributions of (article, block, speaker, kind, verb, class, words, words quoted)."""
    listed = [
        dict(article=article, attribution=number, block=block, source=speaker, speaker=speaker, source_kind=kind)
        | dict(how="name", cue=verb, verb=verb, cue_class=sort, form="direct", content="x", words=words)
        | dict(words_quoted=quoted)
        for number, (article, block, speaker, kind, verb, sort, words, quoted) in enumerate(rows)
    ]
    table = pd.DataFrame(listed, columns=list(ATTRIBUTIONS)).astype(ATTRIBUTIONS)
    nothing = pd.DataFrame(columns=list(PLACES)).astype(PLACES)
    return Attributions(table, nothing, pd.DataFrame(columns=list(RUNS)).astype(RUNS), nothing)


FOUND = made(
    ("a", 3, "Ana Ruiz", "named", "said", "neutral", 10, 8),
    ("a", 1, "Ana Ruiz", "named", "claimed", "doubt", 5, 0),
    ("a", 2, "officials", "unnamed", "said", "neutral", 20, 0),
    ("a", 4, None, "absent", None, None, 15, 0),
    ("a", 5, "Tom Beck", "named", "says", "neutral", 15, 15),
    ("b", 1, "ministry", "institution", "lamented", "emotion", 7, 7),
    ("b", 2, "Ana Ruiz", "named", "said", "neutral", 7, 0),
)


def test_sources_by_their_words_the_earlier_first_where_they_have_as_many():
    found = tables.by_source(FOUND).astype(object)
    rows = [tuple(row) for row in found.where(found.notna(), None).itertuples(index=False)]
    assert rows == [
        ("a", "officials", "unnamed", 1, 20, 0, 2),
        ("a", "Ana Ruiz", "named", 2, 15, 8, 1),
        ("a", None, "absent", 1, 15, 0, 4),
        ("a", "Tom Beck", "named", 1, 15, 15, 5),
        ("b", "ministry", "institution", 1, 7, 7, 1),
        ("b", "Ana Ruiz", "named", 1, 7, 0, 2),
    ]


def test_kinds_of_sources_are_counted_with_those_that_are_not_there():
    found = tables.by_source_kind(FOUND)
    assert found["source_kind"].tolist() == list(SOURCE_KINDS) * 2
    counts = found.set_index(["article", "source_kind"])[["sources", "attributions", "words"]]
    assert counts.loc[("a", "named")].tolist() == [2, 3, 30]
    assert counts.loc[("a", "absent")].tolist() == [0, 1, 15]
    assert counts.loc[("b", "document")].tolist() == [0, 0, 0]
    assert counts["words"].sum() == FOUND.table["words"].sum()


def test_cues_are_in_the_order_of_their_classes_the_most_frequent_first():
    more = made(*[("a", 1, "x", "unnamed", verb, sort, 1, 0) for verb, sort in (
        ("warned", "alarm"), ("added", "neutral"), ("said", "neutral"), ("said", "neutral"), ("danced", "other"),
        (None, None), ("claimed", "doubt"),
    )])  # fmt: skip
    assert tables.by_cue(more)[["cue_class", "verb", "count"]].values.tolist() == [
        ["neutral", "said", 2],
        ["neutral", "added", 1],
        ["doubt", "claimed", 1],
        ["alarm", "warned", 1],
        ["other", "danced", 1],
    ]
    assert tables.by_cue(FOUND)["article"].tolist() == ["a", "a", "a", "b", "b"]


def test_tables_of_nothing_are_empty_and_have_their_columns():
    nothing = attribute(blocks("It rained."))
    assert tables.by_source(nothing).columns.tolist()[:3] == ["article", "source", "source_kind"]
    for table in (tables.by_source(nothing), tables.by_source_kind(nothing), tables.by_cue(nothing)):
        assert not len(table)


def test_words_by_voice_sum_to_the_words_of_the_running_text():
    measured = pd.DataFrame(
        {
            "article": ["a", "a", "a", "a", "b", "b"],
            "kind": ["headline", "body", "blockquote", "boilerplate", "body", "headline"],
            "words_outlet": [9, 30, 0, 50, 0, 5],
            "words_reported": [0, 12, 0, 0, 0, 0],
            "words_quoted": [0, 10, 20, 0, 0, 0],
        }
    )
    found = tables.by_voice(measured)
    assert found[["article", "voice", "words"]].values.tolist() == [
        ["a", "outlet", 18],
        ["a", "reported", 12],
        ["a", "quoted", 30],
        ["b", "outlet", 0],
        ["b", "reported", 0],
        ["b", "quoted", 0],
    ]
    assert found["share"].tolist()[:3] == pytest.approx([0.3, 0.2, 0.5])
    # undefined, not zero
    assert found["share"].isna().tolist() == [False] * 3 + [True] * 3


def test_words_by_voice_need_their_columns():
    with pytest.raises(InputError, match="words_reported"):
        tables.by_voice(pd.DataFrame({"article": [], "kind": [], "words_outlet": [], "words_quoted": []}))


def test_words_by_voice_of_the_seeds_sum_to_all_their_words(seed_blocks, seeds):
    from analysis.attribution import contents
    from analysis.measures.features import measure

    measured = pd.concat([seed_blocks, measure(seed_blocks, contents=contents(seed_blocks, seeds))], axis=1)
    text = measured[measured["kind"].isin(["body", "blockquote"])]
    found = tables.by_voice(measured).groupby("article")
    assert found["words"].sum().to_dict() == text.groupby("article")["words"].sum().to_dict()
    assert found["share"].sum().tolist() == pytest.approx([1, 1])
    assert (tables.by_voice(measured)["words"] > 0).all()
