"""Attributions from end to end: who, by which verb, in which form, in how many words; and whose voice is where."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution.attribution import (
    ATTRIBUTIONS,
    BETWEEN,
    add_block_quotations,
    attribute,
    divide_voices,
    find_continuations,
    find_direct_quotations,
    find_quoted_places,
    words_reported,
)
from analysis.attribution.attribution import PLACES as PLACE_COLUMNS
from analysis.schema import TEXT, InputError
from analysis.text.words import Runs, split


def blocks(*texts: str, kinds: list[str] | None = None) -> pd.DataFrame:
    table = {"article": "a", "block": range(len(texts)), "kind": kinds or ["body"] * len(texts), "text": list(texts)}
    return pd.DataFrame(table).astype({"article": TEXT, "kind": TEXT, "text": TEXT})


def places(*rows: tuple[int, int, int], attribution: bool = True) -> pd.DataFrame:
    table = pd.DataFrame([("a", *row) for row in rows], columns=["article", "block", "start", "end"])
    return table.assign(attribution=range(len(rows))) if attribution else table


def told(runs: pd.DataFrame) -> list[tuple]:
    rows = runs[["start", "end", "voice", "attribution"]].itertuples(index=False)
    return [(s, e, voice, None if pd.isna(number) else number) for s, e, voice, number in rows]


def test_marks_hold_the_words_of_someone_else_and_no_scare_quotes():
    text = "He said: “We go now.” The “experts” left."
    (found,) = find_direct_quotations(blocks(text)).itertuples(index=False)
    assert text[found.start : found.end] == "“We go now.”"


def test_a_block_quotation_is_in_someone_elses_words_whole():
    table = blocks("She said:", "We go now.", "It rained.", kinds=["body", "blockquote", "body"])
    assert find_quoted_places(table)[["block", "start", "end"]].values.tolist() == [[1, 0, 10]]


def test_a_text_without_marks_and_no_text_have_no_places():
    assert not len(find_direct_quotations(blocks("It rained.", "")))
    assert not len(find_quoted_places(blocks()))


def test_runs_divide_a_block_by_voice():
    #       0         1         2
    #       0123456789012345678901234
    text = "Ana said it was “so bad” there"
    runs = divide_voices(blocks(text), places((0, 9, 24)), places((0, 16, 24), attribution=False))
    assert told(runs) == [
        (0, 9, "outlet", None),
        (9, 16, "reported", 0),
        (16, 24, "quoted", 0),
        (24, 30, "outlet", None),
    ]


def test_the_innermost_attribution_has_a_run():
    runs = divide_voices(blocks("x" * 10), places((0, 0, 10), (0, 4, 6)), places(attribution=False))
    assert told(runs) == [(0, 4, "reported", 0), (4, 6, "reported", 1), (6, 10, "reported", 0)]


def test_a_quotation_without_an_attribution_is_quoted_by_nobody():
    runs = divide_voices(blocks("0123456789"), places(), places((0, 2, 5), attribution=False))
    assert told(runs) == [(0, 2, "outlet", None), (2, 5, "quoted", None), (5, 10, "outlet", None)]


def test_an_empty_block_has_no_run_and_no_blocks_an_empty_table():
    nothing = places(attribution=False)
    assert divide_voices(blocks("", "ab"), places(), nothing)[["block", "end"]].values.tolist() == [[1, 2]]
    assert list(divide_voices(blocks(), places(), nothing).columns) == [
        "article",
        "block",
        "start",
        "end",
        "voice",
        "attribution",
    ]


PLACES = st.tuples(st.integers(0, 1), st.integers(0, 12), st.integers(0, 12)).map(lambda r: (r[0], *sorted(r[1:])))


@given(st.lists(PLACES, max_size=5), st.lists(PLACES, max_size=5))
def test_the_runs_touch_cover_each_block_whole_and_change_at_every_edge(contents, quoted):
    texts = ["abcdefgh🌉́ij", "\u202e\xa0klm"]
    runs = divide_voices(blocks(*texts), places(*contents), places(*quoted, attribution=False))
    for block, text in enumerate(texts):
        own = told(runs[runs["block"] == block])
        assert own[0][0] == 0 and own[-1][1] == len(text)
        assert all(left[1] == right[0] and left[2:] != right[2:] for left, right in zip(own, own[1:], strict=False))
        assert all(start < end for start, end, *_ in own)
        for start, end, voice, _ in own:
            for at in range(start, end):
                inside = any(b == block and s <= at < e for b, s, e in quoted)
                claimed = any(b == block and s <= at < e for b, s, e in contents)
                assert voice == ("quoted" if inside else "reported" if claimed else "outlet")


def reported(texts: list[str], contents: list[tuple[int, int, int]], quoted: list[tuple[int, int, int]] = ()):
    words = split(pd.Series(texts))
    table = pd.DataFrame(contents, columns=["row", "start", "end"]).astype("int64")
    text, start, end = (np.array([row[k] for row in quoted], np.int64) for k in range(3))
    inside = Runs(words.word_at(text, start), words.word_at(text, end - 1))
    return words_reported(words, inside, table)["words_reported"].tolist()


SAID = "Ana said it was so bad there."


@pytest.mark.parametrize(
    ("contents", "count"),
    [
        ([], 0),
        ([(0, 9, 28)], 5),
        ([(0, 9, 15)], 2),
        # a word belongs to what it begins in
        ([(0, 10, 15)], 1),
        ([(0, 9, 13)], 2),
        # inside of one another: counted once
        ([(0, 9, 28), (0, 12, 15)], 5),
        # the blank before a word is no word
        ([(0, 8, 11)], 1),
        ([(0, 8, 9)], 0),
        # a full stop is no word
        ([(0, 28, 29)], 0),
        ([(0, 0, 29)], 7),
    ],
)
def test_words_of_claims_are_counted(contents, count):
    assert reported([SAID], contents) == [count]


def test_words_in_someone_elses_wording_are_not_reworded():
    assert reported([SAID], [(0, 9, 28)], [(0, 16, 22)]) == [3]


def test_each_text_has_its_own_count():
    assert reported([SAID, "", SAID], [(0, 9, 11), (2, 9, 22)]) == [1, 0, 4]
    assert reported([], []) == []


COLUMNS = ["attribution", "role", "start", "end"]


def joined(*texts: str, kinds: str) -> tuple[pd.DataFrame, list[int], str]:
    """Make a text of blocks: ``kinds`` has a letter a block, b for body and q for a block quotation."""
    sort = ["blockquote" if kind == "q" else "body" for kind in kinds]
    begins = [sum(len(text) + len(BETWEEN) for text in texts[:k]) for k in range(len(texts))]
    return pd.DataFrame({"kind": sort, "text": list(texts)}), begins, BETWEEN.join(texts)


def spans(text: str, *rows: tuple[int, str, str]) -> pd.DataFrame:
    made = [(number, role, text.index(words), text.index(words) + len(words)) for number, role, words in rows]
    return pd.DataFrame(made, columns=COLUMNS)


def parts_of(text: str, found: pd.DataFrame) -> set[tuple]:
    return {(number, role, text[s:e]) for number, role, s, e in found[COLUMNS].itertuples(index=False)}


def test_a_block_quotation_takes_the_source_and_the_cue_that_end_the_block_before():
    own, begins, text = joined("It rained. Ana Ruiz told reporters:", "We go on.", kinds="bq")
    found, added = add_block_quotations(own, begins, spans(text, (0, "source", "Ana Ruiz"), (0, "cue", "told")))
    assert added == [1]
    assert parts_of(text, found) == {
        (1, "source", "Ana Ruiz"),
        (1, "cue", "told"),
        (1, "content", "We go on."),
    }


def test_block_quotations_in_a_row_are_one_attribution():
    own, begins, text = joined("Ana Ruiz said:", "We go on.", "And on.", "It rained.", kinds="bqqb")
    found, added = add_block_quotations(own, begins, spans(text, (3, "source", "Ana Ruiz"), (3, "cue", "said")))
    assert added == [4]
    content = found[found["role"] == "content"]
    assert [text[s:e] for s, e in zip(content["start"], content["end"], strict=True)] == ["We go on.", "And on."]


def test_an_introduction_that_the_model_missed_is_read_by_rule():
    own, begins, text = joined("The mayor, Ana Ruiz, told reporters on Monday:", "We go on.", kinds="bq")
    found, added = add_block_quotations(own, begins, pd.DataFrame(columns=COLUMNS))
    assert added == [0]
    assert parts_of(text, found) == {
        (0, "source", "Ana Ruiz"),
        (0, "cue", "told"),
        (0, "content", "We go on."),
    }


def test_a_block_quotation_that_nothing_introduces_has_no_source():
    for texts, kinds in ((("There are three things:", "We go on."), "bq"), (("We go on.", "It rained."), "qb")):
        own, begins, text = joined(*texts, kinds=kinds)
        found, _ = add_block_quotations(own, begins, pd.DataFrame(columns=COLUMNS))
        assert parts_of(text, found) == {(0, "content", "We go on.")}


def test_an_attribution_with_its_own_content_is_left_alone():
    own, begins, text = joined("Ana Ruiz said it rained. Then:", "We go on.", kinds="bq")
    before = spans(text, (0, "source", "Ana Ruiz"), (0, "cue", "said"), (0, "content", "it rained"))
    found, added = add_block_quotations(own, begins, before)
    assert added == [1]
    assert parts_of(text, before) <= parts_of(text, found)


def test_a_cue_far_from_the_end_introduces_nothing():
    far = "Ana Ruiz said. " + "It rained on the square and in the park and by the river all day long. " * 3
    own, begins, text = joined(far, "We go on.", kinds="bq")
    before = spans(text, (0, "source", "Ana Ruiz"), (0, "cue", "said"))
    found, _ = add_block_quotations(own, begins, before)
    assert (1, "content", "We go on.") in parts_of(text, found)
    assert not [row for row in parts_of(text, found) if row[0] == 1 and row[1] != "content"]


def test_without_block_quotations_nothing_is_added():
    own, begins, text = joined("Ana Ruiz said it rained.", kinds="b")
    before = spans(text, (0, "source", "Ana Ruiz"), (0, "cue", "said"))
    found, added = add_block_quotations(own, begins, before)
    assert added == [] and found.equals(before)


@pytest.mark.parametrize(
    ("text", "rows", "goes_on"),
    [
        # a new sentence in the same paragraph
        (
            "“We go,” Ana said. “We stay.”",
            [(0, "content", "“We go,”"), (0, "source", "Ana"), (1, "content", "“We stay.”")],
            {1: 0},
        ),
        # the next paragraph, and the one after it
        (
            "“We go,” Ana said.\n\n“We stay.\n\n“We rest.”",
            [
                (0, "content", "“We go,”"),
                (0, "source", "Ana"),
                (1, "content", "“We stay."),
                (2, "content", "“We rest.”"),
            ],
            {1: 0, 2: 0},
        ),
        # a paragraph without a closing mark goes on in the next, where the speaker is told
        (
            "“We go.\n\n“We stay,” Ana said.",
            [(0, "content", "“We go."), (1, "content", "“We stay,”"), (1, "source", "Ana")],
            {0: 1},
        ),
        (
            "“We go.\n\n“We rest.\n\n“We stay,” Ana said.",
            [
                (0, "content", "“We go."),
                (1, "content", "“We rest."),
                (2, "content", "“We stay,”"),
                (2, "source", "Ana"),
            ],
            {0: 2, 1: 2},
        ),
        # with a closing mark it does not
        (
            "“We go.”\n\n“We stay,” Ana said.",
            [(0, "content", "“We go.”"), (1, "content", "“We stay,”"), (1, "source", "Ana")],
            {},
        ),
        # a quotation with a source of its own goes on nothing
        (
            "“We go,” Ana said. “No,” Tom said.",
            [(0, "content", "“We go,”"), (0, "source", "Ana"), (1, "content", "“No,”"), (1, "source", "Tom")],
            {},
        ),
        # a word in marks in the middle of a sentence is no quotation that goes on
        (
            "“We go,” Ana said. The “reform” failed.",
            [(0, "content", "“We go,”"), (0, "source", "Ana"), (1, "content", "“reform”")],
            {},
        ),
        # after a claim without marks
        (
            "Ana said it rained. “We stay.”",
            [(0, "source", "Ana"), (0, "content", "it rained"), (1, "content", "“We stay.”")],
            {},
        ),
        ("", [], {}),
    ],
)
def test_what_goes_on(text, rows, goes_on):
    assert find_continuations(text, spans(text, *rows)) == goes_on


def test_a_quotation_far_from_the_one_before_does_not_go_on():
    far = "It rained on the square and in the park and by the river. " * 3
    text = f"“We go,” Ana said. {far}“We stay.”"
    rows = spans(text, (0, "content", "“We go,”"), (0, "source", "Ana"), (1, "content", "“We stay.”"))
    assert find_continuations(text, rows) == {}
    assert find_continuations(text.replace(far, ""), spans(text.replace(far, ""), *[
        (0, "content", "“We go,”"), (0, "source", "Ana"), (1, "content", "“We stay.”")])) == {1: 0}  # fmt: skip


def article_of(*texts: str, kinds: str = "", article: str = "a") -> pd.DataFrame:
    """Make blocks of one article; `kinds` has a letter for each: b body, q block quotation, x set aside."""
    names = {"b": "body", "q": "blockquote", "x": "boilerplate", "h": "headline"}
    kind = [names[letter] for letter in kinds or "b" * len(texts)]
    table = pd.DataFrame({"article": article, "block": range(len(texts)), "kind": kind, "text": list(texts)})
    return table.astype({"article": TEXT, "kind": TEXT, "text": TEXT})


def columns_of(table: pd.DataFrame, *columns: str) -> list[tuple]:
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
    assert columns_of(article_of(text), "speaker", "verb", "form", "content", "words", "words_quoted") == rows


def test_according_to_a_survey_is_a_document():
    text = "According to a survey by the Bureau of Statistics, one in three families skips meals."
    assert columns_of(article_of(text), "speaker", "source_kind", "verb", "content") == [
        ("survey", "document", "according to", "one in three families skips meals")
    ]


def test_straight_and_curly_marks_are_read_alike():
    curly = "“We go now,” said Ana Ruiz. “It’s late.”"
    straight = curly.replace("“", '"').replace("”", '"').replace("’", "'")
    columns = ("speaker", "verb", "form", "words", "words_quoted")
    assert columns_of(article_of(curly), *columns) == columns_of(article_of(straight), *columns) != []


def test_a_quotation_on_both_sides_of_its_cue_is_one_attribution():
    found = attribute(article_of("“We lost the barn,” Ana Ruiz, a farmer, said. “Nobody came to help us.”")).table
    assert found["speaker"].unique().tolist() == ["Ana Ruiz"]
    assert found["words_quoted"].sum() == 9


def test_a_quotation_that_goes_on_over_paragraphs_keeps_its_speaker():
    texts = ("“The river rose in an hour,” Ana Ruiz, a farmer, said. “We lost everything.", "“Nobody came to help us.”")
    found = attribute(article_of(*texts)).table
    last = found.iloc[-1]
    assert (last["block"], last["speaker"], last["source_kind"], last["how"]) == (1, "Ana Ruiz", "named", "goes on")
    assert pd.isna(last["source"]) and pd.isna(last["cue"])


def test_a_quotation_whose_speaker_the_next_paragraph_names():
    found = attribute(article_of("“Nothing worked, the pumps failed.", "“We waited for help,” said Ellen Moss.")).table
    assert found["speaker"].tolist() == ["Ellen Moss", "Ellen Moss"]
    assert found["how"].tolist() == ["goes on", "name"]


def test_block_quotations_are_one_attribution_with_who_introduces_them():
    texts = ("The mayor, Ana Ruiz, told reporters on Monday:", "We go on.", "And we do it by spring.", "It rained.")
    assert columns_of(
        article_of(*texts, kinds="bqqb"), "block", "speaker", "verb", "form", "how", "words", "words_quoted"
    ) == [(1, "Ana Ruiz", "told", "block", "introduction", 9, 9)]


def test_a_block_quotation_without_introduction_is_no_ones():
    assert columns_of(
        article_of("There are three things:", "We go on.", kinds="bq"), "speaker", "source_kind", "form"
    ) == [(None, "absent", "block")]


def test_a_passive_is_told_of_no_one_and_an_it_that_speaks_of_someone():
    text = "The ministry said that prices would fall. It added that wages would rise."
    assert columns_of(article_of(text), "source", "speaker", "how") == [
        ("The ministry", "ministry", "name"),
        ("It", "ministry", "pronoun"),
    ]
    text = "The ministry said that prices would fall. It was said that the king had left the city."
    assert columns_of(article_of(text), "source", "speaker", "source_kind")[1:] == [("It", None, "absent")]


def test_scare_quotes_are_no_ones_words():
    text = "The so-called “experts” were wrong, and the “reform” cost millions."
    found = attribute(article_of(text))
    assert not len(found.table) and not len(found.quoted)
    assert found.voices["voice"].tolist() == ["outlet"]


def test_cues_have_their_class():
    text = (
        "Officials claimed that the test had worked. Ana Ruiz warned that it would fail. "
        "Tom Beck lamented that nobody had asked him. The charity said that funds were short."
    )
    found = columns_of(article_of(text), "verb", "cue_class")
    assert found == [("claimed", "doubt"), ("warned", "alarm"), ("lamented", "emotion"), ("said", "neutral")]


def test_what_is_set_aside_is_not_read():
    assert not columns_of(article_of("It rained.", "“We go,” said Ana Ruiz.", kinds="bx"), "speaker")


def test_each_article_has_its_own_people():
    one = article_of("Maria Lopez opened the fair.", article="one")
    two = article_of("Anna Weiss opened the fair.", "“We go now,” she said.", article="two")
    found = attribute(pd.concat([one, two], ignore_index=True)).table
    assert found[["article", "speaker"]].values.tolist() == [["two", "Anna Weiss"]]
    alone = attribute(article_of("Rain fell.", "“We go now,” she said.", article="two")).table
    assert alone["speaker"].isna().all()


def test_rows_of_an_index_of_its_own_are_read():
    table = article_of("It rained.", "“We go now,” said Ana Ruiz.").set_index(pd.Index([7, 3]))
    assert columns_of(table, "block", "speaker") == [(1, "Ana Ruiz")]


@pytest.mark.parametrize("texts", [(), ("",), ("", ""), ("It rained on Monday.",), ("\ufffd\u202e🌉\xa0",), ("“”",)])
def test_texts_without_attributions_have_empty_tables_of_the_same_form(texts):
    found = attribute(article_of(*texts))
    assert list(found.table.columns) == list(ATTRIBUTIONS) and not len(found.table)
    assert list(found.places.columns) == list(PLACE_COLUMNS) and not len(found.places)
    assert found.table.dtypes.astype(str).to_dict() == {name: str(kind) for name, kind in ATTRIBUTIONS.items()}
    assert found.voices["voice"].unique().tolist() in ([], ["outlet"], ["quoted"])


def test_an_empty_article_beside_a_full_one():
    table = pd.concat([article_of("", article="empty"), article_of("“We go now,” said Ana Ruiz.")], ignore_index=True)
    assert columns_of(table, "article", "speaker") == [("a", "Ana Ruiz")]


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
    table = article_of("Ana Ruiz told reporters:", text, "We go on. 🌉", text, kinds="bbqb")
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


def _found(*texts):
    """Return source words, speaker and content of what is found in an article of these paragraphs."""
    blocks = pd.DataFrame({"article": "a", "block": range(len(texts)), "kind": "body", "text": list(texts)})
    return attribute(blocks).table


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Yusuf al-Harun, a member of the harbour’s board, told the council that the pier was closed.",
            "Yusuf al-Harun",
        ),
        ("The pier was closed in the spring because of the rust, said harbour spokesman Hal Brandt.", "Hal Brandt"),
        ("Ministry of Ports spokesman Hal Brandt said the pier was closed.", "Hal Brandt"),
        ("Tarn Ferries President and General Manager Rosa Lind announced that the pier will open.", "Rosa Lind"),
        (
            "Vincent “The Chin” Brandt told the court that the pier was closed. Brandt said it would open.",
            "Vincent Brandt",
        ),
    ],
)
def test_the_person_behind_a_role_is_the_source(text, speaker):
    assert set(_found(text)["speaker"]) == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "His family supported him at the harbour.",
        "2020 sees a new pier in the bay.",
        "He is known for the long walks on the pier.",
        "No further details were reported by the harbour.",
        "Several dockers called the emergency services at noon.",
        "The dockers are certainly finding the new cranes useful.",
        "The ministry has shown no desire to pay for the pier.",
        "The keeper refused to get out of the boat.",
    ],
)
def test_what_tells_a_thing_and_no_claim_is_no_attribution(text):
    assert _found(text).empty


def test_whom_a_quotation_names_is_not_the_he_behind_it():
    found = _found("Hal Brandt left the pier.", "“I was watching Karl Stone sing on the pier that night,” he said.")
    assert found["speaker"].tolist() == ["Hal Brandt"]
