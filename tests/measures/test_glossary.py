"""The glossary names every measure once, in plain words and with its limits."""

from __future__ import annotations

import ast
import re

import pytest

from analysis.files import PACKAGE
from analysis.measures import ISSUE_FRAMES, NEWS_FRAMES, glossary
from analysis.measures.other_readability import FORMULAS
from analysis.schema import InputError

EXPECTED = {
    *("words", "sentences", "syllables", "words_outlet", "words_quoted"),
    *("loaded_words", "loaded_words_outlet", "loaded_words_quoted"),
    *("loaded_score", "loaded_score_outlet", "loaded_score_quoted"),
    *("loaded_per_100_words", "loaded_per_100_words_outlet", "loaded_per_100_words_quoted"),
    *("hedge_words", "hedge_words_outlet", "hedges_per_100_words", "hedges_per_100_words_outlet"),
    *("cue_words", "capital_words", "exclamation_marks"),
    *("compound", "positive", "neutral", "negative", "compound_names_masked"),
    *("flesch_reading_ease", "flesch_kincaid_grade", "gunning_fog", "smog_index", "automated_readability_index"),
    *("coleman_liau_index", "dale_chall_readability_score", "linsear_write_formula", "difficult_words"),
    *("text_standard", "readability_unfit", "readability_factor", "quoted_share"),
    *("cohens_kappa", "krippendorffs_alpha"),
    *(name for of in FORMULAS.values() for name in of),
    "mention_tone",
    *ISSUE_FRAMES,
    *NEWS_FRAMES,
}


def test_every_measure_has_one_row():
    table = glossary.load_glossary()
    assert table["measure"].is_unique
    assert set(table["measure"]) == EXPECTED


def test_every_cell_that_must_be_filled_is_filled_and_allowed():
    table = glossary.load_glossary()
    always = "label family unit direction short limits formula reference higher lower said function"
    for column in always.split():
        assert (table[column].str.strip() == table[column]).all(), column
        assert (table[column] != "").all(), column
    assert table["label"].is_unique
    assert set(table["family"]) == set(glossary.FAMILIES)
    assert set(table["aggregate"]) == set(glossary.AGGREGATES)
    assert set(table["compare"]) == {0, 1}
    assert table["decimals"].between(0, 3).all()
    assert table["direction"].str.startswith("higher is ").all()


def test_a_rate_names_columns_that_exist_and_a_mean_names_none():
    table = glossary.load_glossary()
    names = set(table["measure"])
    for of in table.to_dict("records"):
        columns = re.split(r" \+ ", of["numerator"]) + re.split(r" \+ ", of["denominator"])
        if of["aggregate"] == "rate":
            assert set(columns) <= names, of["measure"]
        else:
            assert columns == ["", ""], of["measure"]


def test_the_function_is_in_the_file_that_is_named():
    for of in glossary.load_glossary().to_dict("records"):
        file, name = of["function"].split(": ")
        nodes = list(ast.walk(ast.parse((PACKAGE / file).read_text(encoding="utf-8"))))
        functions = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
        columns = {node.value for node in nodes if isinstance(node, ast.Constant)}
        assert name in functions | columns, of["measure"]


def test_plain_words_are_two_sentences_and_short():
    for of in glossary.load_glossary().to_dict("records"):
        assert 1 <= len(re.findall(r"[.?](?= [A-Z']|$)", of["limits"])) <= 3, of["measure"]
        assert len(re.findall(r"[.](?= [A-Z']|$)", of["short"])) == 2, of["measure"]
        assert len(of["short"]) < 260, of["measure"]


def test_no_row_passes_a_verdict():
    text = glossary.load_glossary().to_csv(index=False).lower()
    assert "bias" not in text


def test_limits_that_a_reader_must_know():
    assert "names as praise" in glossary.glossary_row("compound")["limits"]
    assert "social-media" in glossary.glossary_row("compound")["limits"]
    assert "30 sentences" in glossary.glossary_row("smog_index")["limits"]
    for name in ("flesch_reading_ease", "gunning_fog", "coleman_liau_index"):
        assert "100 words or more" in glossary.glossary_row(name)["limits"]


def test_a_callers_change_does_not_reach_the_glossary():
    table = glossary.load_glossary()
    table.loc[0, "label"] = "changed"
    glossary.glossary_row("compound")["label"] = "changed"
    assert "changed" not in set(glossary.load_glossary()["label"])
    assert glossary.glossary_row("compound")["label"] == "tone of the words"


def test_explain_says_direction_limits_formula_and_source():
    text = glossary.explain_measure("flesch_reading_ease")
    assert text.startswith("Flesch reading ease (points; higher is easier)\n")
    assert "206.835 - 1.015 * words / sentences" in text
    assert "Flesch 1948" in text
    assert text.endswith("Computed in: analysis/measures/readability.py: flesch_reading_ease")
    assert len(text.splitlines()) == 5


@pytest.mark.parametrize("wrong, near", [("flesch_reading_eas", "flesch_reading_ease"), ("Compound", "compound")])
def test_an_unknown_measure_is_named_with_its_close_matches(wrong, near):
    with pytest.raises(InputError, match=re.escape(repr(wrong))) as caught:
        glossary.explain_measure(wrong)
    assert near in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_name_like_no_other_gets_the_whole_list():
    with pytest.raises(InputError, match="the measures are loaded_per_100_words"):
        glossary.glossary_row("zzzz")


def test_a_value_is_shown_with_its_decimals_and_zero_without_a_minus():
    assert glossary.format_value("compound", -0.304) == "-0.30"
    assert glossary.format_value("compound", -0.004) == "0.00"
    assert glossary.format_value("gunning_fog", 12.34) == "12.3"
    assert glossary.format_value("gunning_fog", float("nan")) == "nan"
