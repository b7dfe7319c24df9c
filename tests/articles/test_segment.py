from __future__ import annotations

import pytest

from analysis.articles.read import Article
from analysis.articles.segment import find_introduction, paragraphs
from analysis.schema import PARAGRAPHS, InputError


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The mayor, Ana Ruiz, told reporters on Monday:", "Ana Ruiz"),
        ("According to the Morning Post, in a recent article:", "Morning Post"),
        ("According to Morning Post, in a recent article:", "Morning Post"),
        ("It rained. Special Envoy for the Lake District Ana Ruiz said:", "Ana Ruiz"),
        ("There are three things to know:", None),
        ("The letter reads:", None),
        ("In a letter Ana\nRuiz said:", "Ana\nRuiz"),
    ],
)
def test_the_speaker_is_named_where_the_text_names_one(sentence, name):
    source, _ = find_introduction(sentence)
    assert (sentence[slice(*source)] if source else None) == name


def test_blocks_have_a_voice_and_a_quotation_keeps_its_speaker():
    text = "Report\n\nAna Ruiz told the press:\n\nWe go on.\n\n[…] And on.\n\nShare this article"
    found = paragraphs(Article("a", text))
    assert found["kind"].tolist() == ["headline", "body", "blockquote", "blockquote", "boilerplate"]
    assert found["voice"].tolist()[:4] == ["outlet", "outlet", "quoted", "quoted"]
    assert found["voice"].isna().tolist() == [False] * 4 + [True]
    assert found["speaker"].isna().tolist() == [True, True, False, False, True]
    assert found["speaker"].dropna().tolist() == ["Ana Ruiz", "Ana Ruiz"]


def test_a_quotation_at_the_start_has_no_speaker_from_the_article_before():
    told = Article("a", "Report\n\nIt rained.\n\nAna Ruiz said:")
    assert paragraphs([told, Article("b", "> We go on.\n\nIt rained.")])["speaker"].isna().all()


#: kind and voice (outlet, someone else, neither) of every block of the seeds, as a careful reader gives them
AGGREGATOR = ["hO", *["bO"] * 2, *["qS"] * 2, *["bO"] * 9, "qS", "bO", "-", "-", "-"]
WIRE = ["hO", "-", *["bO"] * 8, "n"]


def test_the_seeds_blocks_are_what_a_careful_reader_says(seed_blocks):
    short = {"headline": "h", "body": "b", "blockquote": "q", "byline": "n", "boilerplate": "-"}
    voice = {"outlet": "O", "quoted": "S"}
    for name, expected in (("aggregator", AGGREGATOR), ("wire", WIRE)):
        own = seed_blocks[seed_blocks["article"] == name]
        found = [short[k] + voice.get(v, "") for k, v in zip(own["kind"], own["voice"].fillna(""), strict=True)]
        assert found == expected
        assert own["block"].tolist() == list(range(len(expected)))


def test_the_speakers_are_those_that_the_text_names(seed_blocks):
    told = seed_blocks.dropna(subset="speaker").set_index("block")["speaker"].to_dict()
    assert told == {3: "Just the News", 4: "Just the News", 14: "Thomas West"}


def test_paragraphs_are_counted_over_the_running_text_only(seed_blocks):
    assert list(seed_blocks.columns) == list(PARAGRAPHS)
    assert seed_blocks.groupby("article")["paragraph"].max().to_dict() == {"aggregator": 15, "wire": 8}
    assert seed_blocks.loc[seed_blocks["kind"] == "headline", "paragraph"].isna().all()


def test_everything_set_aside_has_a_reason(seed_blocks):
    assert seed_blocks.loc[seed_blocks["kind"].isin(["boilerplate", "byline"]), "reason"].notna().all()
    assert seed_blocks.loc[seed_blocks["removed"].notna(), "block"].tolist() == [15]


def test_an_article_without_body_is_refused_by_name():
    with pytest.raises(InputError, match=r"post\.txt: there is no paragraph of body text"):
        paragraphs([Article("post", "Related Articles", path="post.txt")])


def test_an_id_is_carried_through():
    table = paragraphs([Article("a", "Council hears report\n\nThe council met.", identifier=7)])
    assert table["id"].tolist() == [7, 7]
