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
    assert names["Deborah Lyons"] == {"Deborah Lyons", "Lyons", "she"} and names["Thomas West"] == {"Thomas West"}
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


def test_groups_are_named_with_the_words_that_say_which():
    found = told(
        "Flood\n\nAfghan civilians fled. The city council praised aid workers and police officers. The workers thanked "
        "Taliban fighters, and opposition parties warned the council. A police spokeswoman was brief.",
        "Flood\n\nPolice said several brave workers came.",
    )
    rows = found[["surface", "actor", "role"]].fillna("").to_numpy().tolist()
    assert rows == [
        ["Afghan civilians", "Afghan civilians", "agent"],
        ["city council", "city council", "agent"],
        ["aid workers", "aid workers", "patient"],
        ["police officers", "police officers", ""],
        ["workers", "aid workers", "agent"],
        ["Taliban", "Taliban", ""],
        ["fighters", "Taliban fighters", "patient"],
        ["opposition parties", "opposition parties", "speaker"],
        ["council", "city council", ""],
        ["Police", "police", "speaker"],
        ["workers", "workers", ""],
    ]


@pytest.mark.parametrize(
    ("text", "actor", "surfaces"),
    [
        ("John Smith met J. Smith's aunt. Mr Smith's plan failed.", "John Smith", ["John Smith", "J. Smith", "Smith"]),
        ("The United  Nations met John  Smith.", "John Smith", ["John  Smith"]),
        ("Zoë Lind thanked the Guild. Zoe Lind said so.", "Zoe Lind", ["Zoë Lind", "Zoe Lind"]),
        ("John Q. Smith sang. John Smith bowed.", "John Q. Smith", ["John Q. Smith", "John Smith"]),
        ("The Ministry of Justice (MoJ) sued. MoJ lost.", "Ministry of Justice", ["Ministry of Justice", "MoJ", "MoJ"]),
        ("The NRU (Northern Rail Union) met.", "Northern Rail Union", ["NRU", "Northern Rail Union"]),
        ("Regina Benjamin spoke. Dr. Benjamin said so.", "Regina Benjamin", ["Regina Benjamin", "Benjamin"]),
        ("Luis Roe praised Luis “Chip” Roe and Chip Roe.", "Luis Roe", ["Luis Roe", "Luis “Chip” Roe", "Chip Roe"]),
        ("The Harbour Hawks won. The Hawks sang.", "Harbour Hawks", ["Harbour Hawks", "Hawks"]),
    ],
)
def test_names_of_one_actor_are_joined(text, actor, surfaces):
    found = told(f"News\n\n{text}", "News\n\nIt rained.")
    assert found.loc[found["actor"] == actor, "surface"].tolist() == surfaces


def test_acronyms_and_slips_are_joined_across_articles():
    found = told(
        "Vote\n\nThe Coastal Voting Commission praised Jermayne Timmons. Timmons bowed.",
        "Vote\n\nThe CVC accused Jerymayne Timmons of fraud.",
    )
    assert found[["surface", "actor", "how"]].to_numpy().tolist() == [
        ["Coastal Voting Commission", "Coastal Voting Commission", "name"],
        ["Jermayne Timmons", "Jermayne Timmons", "name"],
        ["Timmons", "Jermayne Timmons", "part of a name"],
        ["CVC", "Coastal Voting Commission", "initials"],
        ["Jerymayne Timmons", "Jermayne Timmons", "other spelling"],
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Then rookie goalkeeper Clara King bowed.", "rookie goalkeeper"),
        ("The judge praised public defender Clara King.", "public defender"),
        ("Clara King, a baker and mother of two, bowed.", "a baker and mother of two"),
        ("Clara King is a quiet baker with a shop.", "a quiet baker"),
        ("Mrs. Clara King bowed to the taller Clara King.", None),
        ("In their offer Clara King saw a trick.", None),
    ],
)
def test_labels_stand_beside_a_name(text, label):
    labels = find_actors(story(f"News\n\n{text}", "News\n\nClara King is 30.")).labels
    assert labels["label"].tolist() == ([label] if label else [])


def test_what_is_not_one_actor_is_kept_apart():
    found = told("News\n\nMary Roe and Denis Roe sang. Roe was arrested. Penny Lane was shut. Lane is a road.", "News")
    assert found.loc[found["surface"].isin(["Mary Roe", "Denis Roe"]), "actor"].tolist() == ["Mary Roe", "Denis Roe"]
    assert not set(found["actor"]) & {"Penny Lane", "Lane"}
    assert set(found.loc[found["surface"] == "Roe", "actor"]) <= {"Roe"}
    # whom an article introduces first is meant, and each article means its own
    found = told(
        "News\n\nMary Roe sang.\n\nHer uncle Denis Roe bowed.\n\nRoe was praised.",
        "News\n\nJohn Roe accused the council.\n\nRoe was arrested.",
    )
    assert found.loc[found["surface"] == "Roe", "actor"].tolist() == ["Mary Roe", "John Roe"]


@pytest.mark.parametrize(
    ("passive", "agentless"),
    [
        ("Clara King was arrested in the harbour on Monday by the Harbour Police.", False),
        ("Clara King was arrested by officers.", False),
        ("Clara King was arrested by Monday.", True),
        ("Clara King was arrested.", True),
    ],
)
def test_a_passive_says_whether_it_has_an_agent(passive, agentless):
    found = told(f"News\n\n{passive}", "News")
    assert found.loc[found["actor"] == "Clara King", "agentless"].tolist() == [agentless]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The rebels attacked the old harbour mill on Monday.", "On Monday the rebels attacked the old harbour mill."),
        ("Clara King praised the old harbour mill.", "Denis Lind did not praise the old harbour mill."),
        ("Clara King arrested Denis Lind near the old mill.", "Mary Roe was arrested near the old mill on Monday."),
        ("Clara King said the old harbour mill would close.", "Denis Lind said the old harbour mill would close."),
    ],
)
def test_what_is_no_swap_is_not_told(first, second):
    blocks = story(f"News\n\n{first}", f"News\n\n{second}")
    assert find_same_acts(find_actors(blocks).mentions, blocks).empty


def test_only_in_one_article_counts_whoever_is_meant():
    blocks = story(
        "News\n\nThe Harbour Police arrested Clara King. The Coastal Guild praised Mary Lind.",
        "News\n\nThe police arrested King. The Coastal Union met.",
    )
    alone = find_actors(blocks).only_in_one(blocks)
    assert alone[["article", "actor"]].to_numpy().tolist() == [["a0", "Mary Lind"]]


def test_an_article_in_another_language_has_no_actors():
    german = "Olaf Brandt sagte am Montag, die Polizei habe in der Stadt einen Mann und eine Frau gesehen. " * 3
    assert set(told(german, "Clara King praised Denis Roe.")["article"]) == {"a1"}


@pytest.mark.parametrize("text", ["Word", "CLARA KING PRAISED DENIS ROE. THE COUNCIL VOTED.", "Clara King " * 40])
def test_what_has_no_names_to_read_gives_none(text):
    assert not told(text, "It rained.")["actor"].str.contains(" ").any()


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


def test_a_table_of_actors_that_is_no_csv_is_refused_in_one_line(tmp_path):
    (tmp_path / "mine.csv").write_text("actor,kind,forms\nAnn\nBo,person,Bo,Bo,Bo\n", encoding="utf-8")
    blocks = paragraphs(articles_from(pd.DataFrame({"text": ["It rained on Ann Lee, and she went home at noon."]})))
    with pytest.raises(InputError, match=r"^[^\n]*mine\.csv: it cannot be read as a CSV table [^\n]*$"):
        find_actors(blocks, actors=tmp_path / "mine.csv")
