"""The doors: one row of numbers a text, and every mark points into its text."""

from __future__ import annotations

import warnings

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.features import MISSING, NO_WORDS, NOT_TEXT, evidence, measure, measure_attributed
from analysis.schema import SPANS, InputError
from tests.sized import sized

ALPHABET = st.sampled_from(
    ["brutal ", "not ", "“", "” ", '"', "’", "\n", "\u00a0", "U.N. ", "killed ", "very ", "great ", "!", "?", "😀", "é"]
    + ["12 ", "but ", "BAD ", "— "]
)
TEXTS = [
    "“The harbour is lost to us,” the mayor, Ana Ruiz, said on Monday.",
    "Rain fell on the town.",
    None,
    "Ministers said that the brutal winter had cost the port 12 ships.",
]


def test_the_measures_stand_on_the_tables_own_index_and_leave_it_as_it_was():
    table = pd.DataFrame({"text": ["A brutal winter.", "Rain."], "other": [1, 2]}, index=[7, 7])
    before = table.copy()
    found = measure(table)
    assert found.index.tolist() == [7, 7]
    assert not set(found.columns) & {"text", "other"}
    pd.testing.assert_frame_equal(table, before)


def test_every_measure_of_the_first_page_is_there():
    names = """words sentences compound positive neutral negative compound_names_masked flesch_reading_ease
        flesch_kincaid_grade gunning_fog smog_index automated_readability_index coleman_liau_index
        dale_chall_readability_score linsear_write_formula difficult_words text_standard readability_unfit
        loaded_score loaded_per_100_words""".split()  # noqa: SIM905
    assert set(names) <= set(measure(pd.DataFrame({"text": ["One."]})).columns)


def test_rows_that_cannot_be_measured_keep_their_place_and_say_why():
    table = pd.DataFrame({"text": ["Rain fell.", None, 7, "…", float("nan"), ""]})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = measure(table)
    assert found["not_measured"].fillna("").tolist() == ["", MISSING, NOT_TEXT, NO_WORDS, MISSING, NO_WORDS]
    assert found["compound"].notna().tolist() == [True, False, False, True, False, False]
    assert found["words"].isna().tolist() == [False, True, True, False, True, False]
    assert found.loc[0, "words"] == 2


def test_no_rows_have_the_same_columns():
    assert len(measure(pd.DataFrame({"text": []}))) == 0
    none = evidence(pd.DataFrame({"text": []}))
    assert list(none.columns) == [*SPANS, "neutral", "row", "paragraph", "place", "counts", "factor"]
    assert none.dtypes.equals(evidence("A brutal day.").dtypes)


@pytest.mark.parametrize(
    ("given", "index"),
    [
        (TEXTS[0], [0]),
        ([TEXTS[0], TEXTS[1], ""], [0, 1, 2]),
        ([], []),
        (pd.Series(TEXTS, index=[5, 3, 8, 1], name="body"), [5, 3, 8, 1]),
    ],
)
def test_a_string_a_list_and_a_series_are_measured_as_a_table_is(given, index):
    table = pd.DataFrame({"text": [given] if isinstance(given, str) else list(given)}, index=index, dtype=object)
    pd.testing.assert_frame_equal(measure(given), measure(table), check_index_type=False)
    pd.testing.assert_frame_equal(evidence(given), evidence(table))
    assert isinstance(measure(given).index, pd.RangeIndex) == (not isinstance(given, pd.Series))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": "Rain."}, "of the type dict"),
        (5, "of the type int"),
        (None, "of the type NoneType"),
        (["Rain.", None], "text 2 of the list is no string but of the type NoneType"),
        ([["Rain."]], "text 1 of the list is no string but of the type list"),
        (pd.DataFrame({"body": ["Rain."]}), "no column 'text'; it has body"),
    ],
)
@pytest.mark.parametrize("door", [measure, evidence])
def test_anything_else_is_refused_in_one_line_that_says_what_to_give(door, given, said):
    with pytest.raises(InputError) as stop:
        door(given)
    assert said in str(stop.value) and "\n" not in str(stop.value)
    assert "a column 'text'" in str(stop.value) or "Rename or add the column" in str(stop.value)


def test_a_mark_knows_its_paragraph_its_place_in_the_article_and_whether_it_counts():
    rows = [
        ("x", None, "headline", "Brutal!"),
        ("x", 1, "body", "A brutal day came."),
        ("y", 1, "body", "It was brutal."),
        ("x", None, "boilerplate", "More brutal news"),
        ("x", 2, "blockquote", "Brutal rain."),
        (None, 1, "body", "Brutal."),
    ]
    table = pd.DataFrame(rows, columns=["article", "paragraph", "kind", "text"])
    spans = evidence(table)
    brutal = spans[spans["label"].eq("loaded") & spans["surface"].str.lower().eq("brutal")]
    assert brutal["row"].tolist() == [0, 1, 2, 3, 4, 5] and brutal["counts"].all()
    assert brutal["paragraph"].tolist() == [pd.NA, 1, 1, pd.NA, 2, 1]
    # the running text of x is 18 characters and 12
    assert brutal["place"].fillna(-1).tolist() == [0, 2 / 30, 7 / 14, -1, 18 / 30, -1]
    assert list(spans)[-6:] == ["neutral", "row", "paragraph", "place", "counts", "factor"]
    bare = evidence(table[["text"]])
    assert bare["paragraph"].isna().all() and bare["place"].isna().all()
    assert bare["counts"].tolist() == spans["counts"].tolist()


def test_the_spans_that_count_are_the_loaded_words(seed_measured, seed_spans):
    numbers = seed_spans[seed_spans["counts"]].groupby("row").size().reindex(range(len(seed_measured)), fill_value=0)
    assert numbers.tolist() == seed_measured["loaded_words"].tolist()
    assert not seed_spans.loc[~seed_spans["label"].isin(["loaded", "cue"]), "counts"].any()
    assert seed_spans["place"].dropna().between(0, 1).all()


def test_words_by_voice_add_up(seed_measured):
    assert (seed_measured["words"] == seed_measured["words_outlet"] + seed_measured["words_quoted"]).all()


def test_masking_names_takes_the_praise_out_of_the_security_council():
    found = measure(pd.DataFrame({"text": ["The United Nations Security Council met on Monday."]})).iloc[0]
    assert found["compound"] > 0.5
    assert found["compound_names_masked"] == 0


@sized(60)
@given(st.lists(st.lists(ALPHABET, max_size=30).map("".join), max_size=5))
def test_spans_point_into_the_text_and_words_add_up_whatever_the_text(texts):
    table = pd.DataFrame({"text": texts}, dtype=object)
    numbers, spans = measure(table), evidence(table)
    for row, start, end, surface in zip(spans["row"], spans["start"], spans["end"], spans["surface"], strict=True):
        assert texts[row][start:end] == surface != ""
    assert (numbers["words"] == numbers["words_outlet"] + numbers["words_quoted"]).all()
    assert spans["voice"].isin(["outlet", "quoted"]).all()


def test_a_text_is_measured_alike_alone_and_in_company(seed_blocks):
    together = measure(seed_blocks)
    for k in (0, 6, 15, 27):
        alone = measure(seed_blocks.iloc[[k]])
        pd.testing.assert_frame_equal(alone, together.iloc[[k]])


def test_who_speaks_stands_beside_the_other_measures():
    table = pd.DataFrame({"text": TEXTS}, index=[5, 3, 8, 1])
    measures, marks = measure_attributed(table)
    plain = measure(table)
    pd.testing.assert_frame_equal(measures[plain.columns], plain)
    assert measures.index.tolist() == [5, 3, 8, 1]
    assert measures["attributions"].tolist() == [1, 0, pd.NA, 1]
    # the quoted words are the source's; the claim of the ministers is theirs in the outlet's wording
    assert measures["words_reported"].tolist() == [0, 0, pd.NA, 10]
    assert list(measures)[-3:] == ["words_reported", "attributions", "not_measured"]
    roles = marks[marks["category"] == "attribution"]
    said = [(row, label, surface) for row, label, surface in roles[["row", "label", "surface"]].values.tolist()]
    assert (3, "source", "Ministers") in said and (3, "cue", "said") in said
    assert all(TEXTS[m.row][m.start : m.end] == m.surface for m in marks.itertuples())
    assert marks["row"].is_monotonic_increasing
    others = marks[marks["category"] != "attribution"].reset_index(drop=True)
    pd.testing.assert_frame_equal(others, evidence(table))


@pytest.mark.parametrize("texts", [[], [None], ["", "Rain fell."]])
def test_texts_without_any_have_the_same_columns(texts):
    measures, marks = measure_attributed(pd.DataFrame({"text": pd.Series(texts, dtype=object)}))
    assert list(measures) == list(measure_attributed(pd.DataFrame({"text": TEXTS}))[0])
    assert (measures["attributions"].dropna() == 0).all()
    assert not (marks["category"] == "attribution").any()


def test_article_and_block_are_carried_through():
    table = pd.DataFrame({"article": ["a", "a"], "block": [4, 9], "text": TEXTS[:2]})
    _, marks = measure_attributed(table)
    roles = marks[marks["category"] == "attribution"]
    assert set(roles["article"]) == {"a"} and set(roles["block"]) == {4}


GERMAN = "Der Rat der Stadt beschloss am Montag, die alte Brücke nach einem „brutalen“ Sturm für immer zu schließen."


def test_a_text_in_another_language_has_its_sizes_and_its_own_formulas_and_says_why():
    english = ["It was a brutal winter, and nobody in the town was asked.", "It fell!"]
    found = measure([english[0], GERMAN, english[1]], frames=True)
    row = found.iloc[1].drop("not_measured")
    assert found["not_measured"].fillna("").tolist() == ["", "it reads as German, not as English", ""]
    assert row[row.notna()].to_dict() == {
        "words": 18, "sentences": 1, "words_outlet": 18, "words_quoted": 0, "exclamation_marks": 0,
        "readability_unfit": "short", "flesch_amstad": 74.25, "wiener_sachtextformel": 3.5546000000000006,
    }  # fmt: skip
    alone = measure(english, frames=True)
    rows = found.iloc[[0, 2]].reset_index(drop=True)
    assert rows.loc[:, "flesch_amstad":].isna().all(axis=None)
    pd.testing.assert_frame_equal(rows[alone.columns].astype(alone.dtypes), alone)
    marks = evidence([english[0], GERMAN])
    assert marks.loc[marks["row"] == 1, "label"].tolist() == ["quotation"] and (marks["label"] == "loaded").any()
