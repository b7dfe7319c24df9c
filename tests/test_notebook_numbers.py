"""What the notebooks tell in prose is checked: most of it in the notebooks' own cells, the rest here."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from analysis import evidence, measure, paragraphs
from analysis.comparison import compare
from analysis.comparison.permutation import ALPHA
from analysis.measures.loaded_language import SCARE_WEIGHT, TYPOGRAPHIC_WEIGHT
from analysis.measures.readability import FEWEST_WORDS
from analysis.report.site import execute
from analysis.text import lexicon

FOLDER = Path(__file__).parents[1] / "notebooks"
TELLING = (
    "01_two_stories_one_briefing",
    "02_what_each_measure_sees",
    "04_how_far_to_trust_it",
    "05_who_speaks",
    "06_same_facts_different_words",
    "07_chance_or_choice",
)
OWN = "03_your_own_articles"


def book(name: str):
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


def prose(name: str) -> str:
    return "\n".join(cell.source for cell in book(name).cells if cell.cell_type == "markdown")


@pytest.mark.parametrize("name", TELLING)
def test_cells_that_tell_numbers_have_their_check(name):
    cells = book(name).cells
    checks = {cell.id for cell in cells if cell.cell_type == "code" and re.search(r"^assert ", cell.source, re.M)}
    tell = [cell.id for cell in cells if cell.id.endswith("-told")]
    assert len(tell) > 5
    assert {f"{told.removesuffix('-told')}-check" for told in tell} <= checks


@pytest.mark.parametrize("name", TELLING)
def test_decimals_stand_where_they_are_checked(name):
    for cell in book(name).cells:
        if cell.cell_type == "markdown" and not cell.id.endswith("-told"):
            rest = re.sub(r"below −0\.5|CC BY 4\.0", "", cell.source)
            assert not re.search(r"\d\.\d", rest), cell.id


def test_the_weights_that_are_told_are_the_lists():
    table = lexicon.load_lexicon().table
    weights = pd.concat([table.loc[table["weight"] > 0, "weight"], pd.Series([TYPOGRAPHIC_WEIGHT, SCARE_WEIGHT])])
    assert "The weight, from 0 to 1," in prose(TELLING[0])
    assert weights.between(0, 1, inclusive="neither").all() and (table["weight"] != table["hand"]).any()


def test_the_method_is_told_as_it_is():
    assert "9,999 times" in prose(TELLING[0]) and ALPHA == 0.05
    assert inspect.signature(compare.compare_articles).parameters["resamples"].default == 9_999
    assert "100 words that the formulas were made for" in prose(TELLING[0]) and FEWEST_WORDS == 100
    for name in (TELLING[0], OWN):
        assert "at least six paragraphs" in prose(name) and compare.FEWEST == 6
    assert not {"killed", "attack", "explosion"} & set(lexicon.load_lexicon().table["term"])


@pytest.mark.parametrize("name", (OWN, TELLING[-1]))
def test_the_error_rates_are_those_that_were_measured(name):
    measured = pd.read_csv(FOLDER.parent / "benchmarks" / "calibration.csv").fillna({"run": "null"})
    often = measured[measured["tested"] >= measured["run"].map({"null": 300}).fillna(60)]
    rates = often.groupby("run")["rejected"].agg(["min", "max"]).mul(100).round().astype(int)
    null, outlet = (f"{low} to {high} in 100" for low, high in rates.loc[["null", "one outlet"]].to_numpy())
    pages = (FOLDER.parent / name for name in ("README.md", "benchmarks/LIMITS.md"))
    readme, limits = (" ".join(page.read_text(encoding="utf-8").split()) for page in pages)
    assert null in prose(name)
    for told in (prose(name), readme, limits):
        assert outlet.replace(" in ", " of ") in told
    assert f"up to {rates.loc['neighbours 14', 'max']}" in prose(OWN)


def test_the_sentence_that_is_there_has_the_words_that_are_told():
    """The reader may change it, so it is not checked in the notebook."""
    (cell,) = [cell for cell in book(TELLING[1]).cells if "parameters" in cell.metadata.get("tags", [])]
    sentence = pd.DataFrame({"text": [ast.literal_eval(cell.source.split(" = ", 1)[1])]})
    marked = evidence(sentence)
    marked = marked[marked["label"].isin(["loaded", "cue"])]
    assert dict(zip(marked["surface"], marked["label"], strict=True)) == {"regime": "loaded", "claimed": "cue"}
    assert measure(sentence)["loaded_words"].item() == 2


def test_swapping_changes_nothing_but_the_sign(seed_articles):
    blocks = paragraphs(list(seed_articles))
    measured = blocks.join(measure(blocks))
    other = measured["article"] != measured["article"].iloc[0]
    swapped = pd.concat([measured[other], measured[~other]])
    one, two = (compare.compare_articles(table, resamples=99) for table in (measured, swapped))
    for end, opposite in (("difference", "difference"), ("low", "high"), ("high", "low")):
        assert one[end].notna().any() and one[end].equals(-two[opposite])
    for same in ("p", "p_holm", "smallest", "clear", "clear_alone"):
        assert one[same].equals(two[same])


def test_the_exercise_quotes_the_aggregator(seed_articles):
    text = seed_articles[0].text
    for quoted in ("have increased by more than 500%", "60", "334"):
        assert quoted in prose(TELLING[0]) and quoted in text


def test_your_own_articles_are_read_and_nothing_is_written(tmp_path):
    """Another pair: one piece with a loaded word in a quotation, one of a single line without anything to mark."""
    (tmp_path / "one.txt").write_text(
        "Rain\n\nIt rained.\n\n“A brutal rain,” she said. It stopped.\n", encoding="utf-8"
    )
    (tmp_path / "two.txt").write_text("It rained on Monday.\n", encoding="utf-8")
    own = book(OWN)
    (cell,) = [cell for cell in own.cells if "parameters" in cell.metadata.get("tags", [])]
    cell.source = 'first = "one.txt"\nsecond = "two.txt"'
    nbformat.write(own, tmp_path / "own.ipynb")
    ran = execute(tmp_path / "own.ipynb")
    outputs = [output.get("data", {}) for c in ran.cells if c.cell_type == "code" for output in c.outputs]
    shown = [data["text/html"] for data in outputs if "text/html" in data]
    assert any("brutal" in html and "quoted" in html for html in shown)
    assert {path.name for path in tmp_path.iterdir()} == {"one.txt", "two.txt", "own.ipynb"}
