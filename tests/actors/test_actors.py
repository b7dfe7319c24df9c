from __future__ import annotations

import pandas as pd
import pytest

from analysis.actors import find_actors, find_same_acts
from analysis.articles import articles_from, paragraphs, read_articles
from analysis.attribution import attribute
from analysis.schema import InputError
from tests.test_house import ROOT


def story(*texts: str) -> pd.DataFrame:
    return paragraphs(articles_from(pd.DataFrame({"article": [f"a{k}" for k in range(len(texts))], "text": texts})))


def told(*texts: str, **options) -> pd.DataFrame:
    return find_actors(story(*texts), **options).mentions


@pytest.fixture(scope="module")
def seeds():
    blocks = paragraphs(read_articles([ROOT / "seeds" / name for name in ("aggregator.txt", "wire.txt")]))
    return blocks, find_actors(blocks, spoken=attribute(blocks))


def test_offsets_point_at_the_words(seeds):
    blocks, found = seeds
    texts = blocks.set_index(["article", "block"])["text"]
    for table, column in ((found.mentions, "surface"), (found.labels, "label")):
        for row in table.to_dict("records"):
            assert texts[row["article"], row["block"]][row["start"] : row["end"]] == row[column]


def test_one_actor_is_found_under_all_its_names_on_the_seeds(seeds):
    mentions = seeds[1].mentions
    names = mentions.groupby("actor")["surface"].agg(set)
    assert {"ISIS-K", "ISKP", "ISILKP", "ISIS Khorasan", "ISIS", "IS", "Islamic State"} <= names[
        "Islamic State Khorasan"
    ]
    assert names["Joe Biden"] == {"Joe", "Brandon"} and set(mentions[mentions["actor"] == "Joe Biden"]["how"]) == {
        "table"
    }
    assert names["Deborah Lyons"] == {"Deborah Lyons", "Lyons"} and names["Thomas West"] == {"Thomas West"}
    assert names["United Nations"] == {"United Nations", "U.N."} and {"United States", "US"} <= names["United States"]
    texts = seeds[0][seeds[0]["kind"].isin(["headline", "body", "blockquote"])]["text"]
    assert (mentions["surface"] == "Taliban").sum() == texts.str.count("Taliban").sum()
    # "News" of Just the News, "American" of American officials and the MOAB are no actors
    assert not {"News", "American", "Afghan", "MOAB", "THANK", "Once", "Time", "Kabul", "Wednesday"} & set(names.index)


def test_labels_and_roles_on_the_seeds(seeds):
    labels = seeds[1].labels.set_index("label")
    assert labels.loc["brutal terrorist group", "actor"] == "Taliban"
    assert labels.loc["brutal terrorist group", "loaded"] == "brutal; terrorist"
    assert labels.loc["jihadist group", "actor"] == "Taliban"
    assert labels.loc["Special Representative for the State Department", "actor"] == "Thomas West"
    freed = seeds[1].mentions[seeds[1].mentions["verb"] == "freed"]
    assert freed[["actor", "role"]].to_numpy().tolist() == [["Taliban", "agent"]]


def test_the_swap_of_who_was_confined_is_found_on_the_seeds(seeds):
    (row,) = find_same_acts(seeds[1].mentions, seeds[0]).to_dict("records")
    assert (row["act"], row["actor_a"], row["actor_b"]) == ("confine", "Taliban", "Islamic State Khorasan")
    assert "once confined" in row["sentence_a"] and row["sentence_b"].startswith("Once limited")


def test_agent_patient_and_passives_are_told():
    found = told(
        "Flood\n\nMary King praised Denis Roe. Roe was dismissed by the Harbour Council. He was arrested on Monday.",
        "Flood\n\nThe rebels attacked the town, Roe said.",
    )
    rows = found[found["role"].notna()][["surface", "role", "verb"]].to_numpy().tolist()
    assert rows == [
        ["Mary King", "agent", "praised"],
        ["Denis Roe", "patient", "praised"],
        ["Roe", "patient", "dismissed"],
        ["Harbour Council", "agent", "dismissed"],
        ["He", "patient", "arrested"],
        ["rebels", "agent", "attacked"],
        ["Roe", "speaker", "said"],
    ]
    assert not found.loc[found["verb"] == "dismissed", "agentless"].any()
    (roe,) = found.loc[(found["article"] == "a1") & (found["surface"] == "Roe"), ["actor", "how"]].to_numpy().tolist()
    assert roe == ["Denis Roe", "part of a name"]


def test_an_act_without_an_agent_is_held_against_one_with():
    blocks = story(
        "Strike\n\nThe police attacked forty dock workers near the old harbour gate.",
        "Strike\n\nForty dock workers were attacked near the old harbour gate.",
    )
    (row,) = find_same_acts(find_actors(blocks).mentions, blocks).to_dict("records")
    assert (row["role"], row["actor_a"], row["actor_b"]) == ("agent", "police", "no one")


def test_acronyms_pronouns_and_places():
    found = told(
        "Visit\n\nThe Northern Rail Union (NRU) met Clara King in Leeds. She thanked the NRU. Leeds was wet.\n\n"
        "France accused Denis Roe of fraud. They met in France.",
        "Visit\n\nOfficials waited.",
    )
    rows = found[["surface", "actor", "how"]].to_numpy().tolist()
    assert ["NRU", "Northern Rail Union", "acronym"] in rows
    assert ["She", "Clara King", "pronoun"] in rows
    assert [row for row in rows if row[1] == "France"] == [["France", "France", "table"]]
    assert "Leeds" not in set(found["actor"])


def test_a_readers_own_table_comes_first(tmp_path):
    mine = tmp_path / "mine.csv"
    mine.write_text("actor,kind,forms\nThe Harbour Party,group,Blue Caps|the Blues\n", encoding="utf-8")
    text = "Vote\n\nThe Blue Caps won. Voters thanked the Blues."
    assert told(text, text, actors=mine)["actor"].tolist().count("The Harbour Party") == 4
    mine.write_text("actor,kind,forms\nThe Harbour Party,crowd,Blue Caps\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.csv, row 1: the kind is 'crowd'"):
        told(text, text, actors=mine)


def test_the_table_adds_up_and_empty_texts_have_no_actors(seeds):
    table = seeds[1].table()
    assert table.groupby("article")["share"].sum().tolist() == pytest.approx([1, 1])
    assert (table[["bad", "neutral", "good"]].sum(axis=1) == table["mentions"]).all()
    assert table["tone_quoted"].isna().sum() == (table["quoted"] == 0).sum()
    empty = find_actors(story("It rained.", "It rained, too."))
    assert empty.mentions.empty and empty.labels.empty and empty.table().empty


def test_a_sentence_of_a_long_text_is_read_as_if_it_stood_alone(monkeypatch):
    from analysis.actors import mentions

    cut, sentence = [], "The harbour chief Denis Roe praised the council. "
    sentences = mentions.sentences
    monkeypatch.setattr(mentions, "sentences", lambda texts: cut.extend(texts) or sentences(texts))
    columns = ["surface", "actor", "how", "role", "verb", "tone"]
    found = find_actors(story(sentence * 40))
    alone = find_actors(story(sentence.strip()))
    assert found.mentions[columns].values.tolist() == alone.mentions[columns].values.tolist() * 40
    assert found.labels["label"].tolist() == alone.labels["label"].tolist() * 40
    # however many mentions a text has, it is cut into sentences once for the roles and once for the tone
    assert len(cut) == 4
