"""Attributions from end to end: who, by which verb, in which form, in how many words."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.attribution import ATTRIBUTIONS, PLACES, attribute
from analysis.schema import TEXT, InputError


def blocks(*texts: str, kinds: str = "", article: str = "a") -> pd.DataFrame:
    """Make blocks of one article; `kinds` has a letter for each: b body, q block quotation, x set aside."""
    names = {"b": "body", "q": "blockquote", "x": "boilerplate", "h": "headline"}
    kind = [names[letter] for letter in kinds or "b" * len(texts)]
    table = pd.DataFrame({"article": article, "block": range(len(texts)), "kind": kind, "text": list(texts)})
    return table.astype({"article": TEXT, "kind": TEXT, "text": TEXT})


def told(table: pd.DataFrame, *columns: str) -> list[tuple]:
    rows = attribute(table).table[list(columns)].astype(object)
    return [tuple(row) for row in rows.where(rows.notna(), None).itertuples(index=False)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "“We go now,” said Ana Ruiz.",
            [("Ana Ruiz", "said", "direct", "“We go now,”", 3, 3)],
        ),
        (
            "'We go now,' the captain said.",
            [("captain", "said", "direct", "'We go now,'", 3, 3)],
        ),
        (
            "“The word ‘crisis’ is wrong,” said Ana Ruiz.",
            [("Ana Ruiz", "said", "direct", "“The word ‘crisis’ is wrong,”", 5, 5)],
        ),
        (
            "The ministry said that prices would fall.",
            [("ministry", "said", "indirect", "that prices would fall", 4, 0)],
        ),
        (
            "Karl Jensen told reporters that the airline would pay.",
            [("Karl Jensen", "told", "indirect", "that the airline would pay", 5, 0)],
        ),
        (
            "One analyst, Rosa Keller, called it “a slow-motion wreck.”",
            [("Rosa Keller", "called", "mixed", "it “a slow-motion wreck.”", 4, 3)],
        ),
        (
            "Two officials familiar with the talks said that the deal was close.",
            [("Two officials familiar with the talks", "said", "indirect", "that the deal was close", 5, 0)],
        ),
        (
            "The report found that the dam had been unsafe for years.",
            [("report", "found", "indirect", "that the dam had been unsafe for years", 8, 0)],
        ),
    ],
)
def test_one_attribution_with_its_form_and_its_words(text, rows):
    assert told(blocks(text), "speaker", "verb", "form", "content", "words", "words_quoted") == rows


def test_according_to_a_survey_is_a_document():
    text = "According to a survey by the Bureau of Statistics, one in three families skips meals."
    assert told(blocks(text), "speaker", "source_kind", "verb", "content") == [
        ("survey", "document", "according to", "one in three families skips meals")
    ]


def test_straight_and_curly_marks_are_read_alike():
    curly = "“We go now,” said Ana Ruiz. “It’s late.”"
    straight = curly.replace("“", '"').replace("”", '"').replace("’", "'")
    columns = ("speaker", "verb", "form", "words", "words_quoted")
    assert told(blocks(curly), *columns) == told(blocks(straight), *columns) != []


def test_a_quotation_on_both_sides_of_its_cue_is_one_attribution():
    found = attribute(blocks("“We lost the barn,” Ana Ruiz, a farmer, said. “Nobody came to help us.”")).table
    assert found["speaker"].unique().tolist() == ["Ana Ruiz"]
    assert found["words_quoted"].sum() == 9


def test_a_quotation_that_goes_on_over_paragraphs_keeps_its_speaker():
    texts = ("“The river rose in an hour,” Ana Ruiz, a farmer, said. “We lost everything.", "“Nobody came to help us.”")
    found = attribute(blocks(*texts)).table
    last = found.iloc[-1]
    assert (last["block"], last["speaker"], last["source_kind"], last["how"]) == (1, "Ana Ruiz", "named", "goes on")
    assert pd.isna(last["source"]) and pd.isna(last["cue"])


def test_a_quotation_whose_speaker_the_next_paragraph_names():
    found = attribute(blocks("“Nothing worked, the pumps failed.", "“We waited for help,” said Ellen Moss.")).table
    assert found["speaker"].tolist() == ["Ellen Moss", "Ellen Moss"]
    assert found["how"].tolist() == ["goes on", "name"]


def test_block_quotations_are_one_attribution_with_who_introduces_them():
    texts = ("The mayor, Ana Ruiz, told reporters on Monday:", "We go on.", "And we do it by spring.", "It rained.")
    assert told(blocks(*texts, kinds="bqqb"), "block", "speaker", "verb", "form", "how", "words", "words_quoted") == [
        (1, "Ana Ruiz", "told", "block", "introduction", 9, 9)
    ]


def test_a_block_quotation_without_introduction_is_no_ones():
    assert told(blocks("There are three things:", "We go on.", kinds="bq"), "speaker", "source_kind", "form") == [
        (None, "absent", "block")
    ]


def test_a_passive_is_told_of_no_one_and_an_it_that_speaks_of_someone():
    text = "The ministry said that prices would fall. It added that wages would rise."
    assert told(blocks(text), "source", "speaker", "how") == [
        ("The ministry", "ministry", "name"),
        ("It", "ministry", "pronoun"),
    ]
    text = "The ministry said that prices would fall. It was said that the king had left the city."
    assert told(blocks(text), "source", "speaker", "source_kind")[1:] == [("It", None, "absent")]


def test_scare_quotes_are_no_ones_words():
    text = "The so-called “experts” were wrong, and the “reform” cost millions."
    found = attribute(blocks(text))
    assert not len(found.table) and not len(found.quoted)
    assert found.voices["voice"].tolist() == ["outlet"]


def test_cues_have_their_class():
    text = (
        "Officials claimed that the test had worked. Ana Ruiz warned that it would fail. "
        "Tom Beck lamented that nobody had asked him. The charity said that funds were short."
    )
    found = told(blocks(text), "verb", "cue_class")
    assert found == [("claimed", "doubt"), ("warned", "alarm"), ("lamented", "emotion"), ("said", "neutral")]


def test_what_is_set_aside_is_not_read():
    assert not told(blocks("It rained.", "“We go,” said Ana Ruiz.", kinds="bx"), "speaker")


def test_each_article_has_its_own_people():
    one = blocks("Maria Lopez opened the fair.", article="one")
    two = blocks("Anna Weiss opened the fair.", "“We go now,” she said.", article="two")
    found = attribute(pd.concat([one, two], ignore_index=True)).table
    assert found[["article", "speaker"]].values.tolist() == [["two", "Anna Weiss"]]
    alone = attribute(blocks("Rain fell.", "“We go now,” she said.", article="two")).table
    assert alone["speaker"].isna().all()


def test_rows_of_an_index_of_its_own_are_read():
    table = blocks("It rained.", "“We go now,” said Ana Ruiz.").set_index(pd.Index([7, 3]))
    assert told(table, "block", "speaker") == [(1, "Ana Ruiz")]


@pytest.mark.parametrize("texts", [(), ("",), ("", ""), ("It rained on Monday.",), ("\ufffd\u202e🌉\xa0",), ("“”",)])
def test_texts_without_attributions_have_empty_tables_of_the_same_form(texts):
    found = attribute(blocks(*texts))
    assert list(found.table.columns) == list(ATTRIBUTIONS) and not len(found.table)
    assert list(found.places.columns) == list(PLACES) and not len(found.places)
    assert found.table.dtypes.astype(str).to_dict() == {name: str(kind) for name, kind in ATTRIBUTIONS.items()}
    assert found.voices["voice"].unique().tolist() in ([], ["outlet"], ["quoted"])


def test_an_empty_article_beside_a_full_one():
    table = pd.concat([blocks("", article="empty"), blocks("“We go now,” said Ana Ruiz.")], ignore_index=True)
    assert told(table, "article", "speaker") == [("a", "Ana Ruiz")]


def test_a_table_without_its_columns_is_refused():
    with pytest.raises(InputError, match="kind"):
        attribute(pd.DataFrame({"article": ["a"], "block": [0], "text": ["x"]}))


ODD = (
    "“Không đi,” bà Nguyễn Thị Hoa said. 🌉 «Non», a dit Élise Roux.",
    "\u202e“We go,”\xa0said\xa0Ana\xa0Ruiz.\ufffd",
    '"We go, said Ana Ruiz.',
    "“We ‘go” now’ said Ana Ruiz",
    "Ana Ruiz said\tthat it rained́ \u2028“hard”.",
)


@pytest.mark.parametrize("text", ODD)
def test_places_lead_to_their_words_and_voices_cover_odd_texts(text):
    table = blocks("Ana Ruiz told reporters:", text, "We go on. 🌉", text, kinds="bbqb")
    check(table, attribute(table))


def test_places_lead_to_their_words_and_voices_cover_the_seeds(seed_blocks):
    found = attribute(seed_blocks)
    assert len(found.table) > 10
    check(seed_blocks, found)


def check(table: pd.DataFrame, found) -> None:
    texts = {(row.article, row.block): row.text for row in table.itertuples()}
    for row in found.places.itertuples():
        assert texts[row.article, row.block][row.start : row.end] == row.surface != ""
    kept = set(zip(found.table["article"], found.table["attribution"], strict=True))
    assert {(row.article, row.attribution) for row in found.places.itertuples()} == kept
    for (article, block), own in found.voices.groupby(["article", "block"]):
        assert own["start"].tolist() == [0, *own["end"].tolist()[:-1]]
        assert own["end"].iloc[-1] == len(texts[article, block])
    shown = table[table["kind"].isin(["headline", "body", "blockquote"]) & (table["text"] != "")]
    assert len(found.voices.drop_duplicates(["article", "block"])) == len(shown)
    assert (found.table["words_quoted"] <= found.table["words"]).all()
    direct = found.table[found.table["form"].isin(["direct", "block"])]
    assert (direct["words_quoted"] == direct["words"]).all()
    assert (found.table.loc[found.table["form"] == "indirect", "words_quoted"] == 0).all()
