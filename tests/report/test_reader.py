"""One event as one object: its tables are those of the functions under it, worked out when they are asked for."""

from __future__ import annotations

import pandas as pd
import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

import analysis
from analysis import Story, compare_articles, evidence
from analysis.schema import InputError
from tests.conftest import SEEDS

TEXTS = {
    "first": "The winter was brutal.\n\n“We are ready,” Ada Lin said.",
    "second": "It snowed.\n\nAda Lin said the town was ready.",
}


@pytest.fixture(scope="module")
def story():
    return Story.read(*SEEDS)


def test_each_table_is_that_of_its_function(story, seed_blocks):
    assert story.articles["article"].tolist() == ["aggregator", "wire"] and story.names == {
        "aggregator": "A",
        "wire": "B",
    }
    pd.testing.assert_frame_equal(story.spans, evidence(seed_blocks))
    pd.testing.assert_frame_equal(story.paragraphs[list(seed_blocks)], seed_blocks)
    assert {"words_reported", "compound", "loaded_words"} <= set(story.paragraphs)
    expected = compare_articles(story.paragraphs)
    pd.testing.assert_frame_equal(story.differences[list(expected)], expected)
    assert len(story.sentences) == len(story.differences)
    assert {"source", "words"} <= set(story.attributions) and {"finding", "text_a"} & set(story.facts)
    assert story.paragraphs is story.paragraphs


def test_it_shows_itself(story):
    shown = story._repr_html_()
    assert "spread like a cancer" in shown and "<mark" in shown
    assert repr(story) == "Story of 2 articles (A aggregator; B wire)"


def test_it_is_written_as_a_page(story, tmp_path):
    place = story.write(tmp_path / "page.html")
    assert "spread like a cancer" in place.read_text(encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        story.write(tmp_path / "nowhere" / "page.html")


@pytest.mark.parametrize(
    "name", ["categories", "differences", "frame_course", "frames", "profile", "sources", "voices"]
)
def test_a_figure_is_one_call_with_its_alt_text(story, name):
    InteractiveShell.instance()
    with capture_output() as shown:
        assert getattr(story.plot, name)() is None
    (picture,) = shown.outputs
    assert "image/svg+xml" in picture.data or "image/png" in picture.data
    assert name in dir(story.plot)


def test_texts_and_tables_make_a_story_too(tmp_path):
    texts = Story.from_texts(TEXTS)
    assert texts.articles["article"].tolist() == ["first", "second"] and len(texts.paragraphs) == 4
    table = pd.DataFrame({"text": list(TEXTS.values()), "outlet": ["The Post", "The Wire"]})
    assert Story.from_table(table).articles["outlet"].tolist() == ["The Post", "The Wire"]
    (tmp_path / "mine.csv").write_text("term,category,weight\nsnowed,mine,0.9\n", encoding="utf-8")
    own = Story.from_texts(TEXTS, lexicon=tmp_path / "mine.csv")
    assert "snowed" in own.spans["surface"].tolist() and own.paragraphs["loaded_words"].sum() == 2


@pytest.mark.parametrize(
    "given",
    [{"one": "A text."}, ["a", "b"], {}],
)
def test_what_makes_no_story_gets_one_line(given):
    with pytest.raises(InputError) as refused:
        Story.from_texts(given)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("jedi", [True, False])
def test_tab_shows_the_public_names_and_nothing_else(jedi, monkeypatch):
    shell = InteractiveShell.instance()
    monkeypatch.setattr(shell.Completer, "use_jedi", jedi)
    shell.push({"analysis": analysis})
    with provisionalcompleter():
        found = [completion.text for completion in shell.Completer.completions("analysis.", len("analysis."))]
    names = {name.rsplit(".", 1)[-1] for name in found}
    public = {"Story", "attribute", "compare_articles", "compare_facts", "evidence", "measure", "paragraphs", "plots"}
    assert {name for name in names if not name.startswith("_")} == public | {
        "Reading",
        "read_articles",
        "show",
        "widgets",
        "write_report",
    }


POINTS = {
    "The harbour wall at Brenton broke in two places.": "Brenton's harbour wall broke in two places, a disgrace.",
    "Engineers measured waves of nine metres near the lighthouse.": "Waves of nine metres battered the lighthouse.",
    "The ferry Calypso was moved to the southern pier.": "The doomed ferry Calypso was moved to the southern pier.",
    "Mayor Odell asked the ministry for forty million crowns.": "Mayor Odell begged the ministry for forty million.",
    "Fishermen lost sixteen boats and the auction hall.": "Ruined fishermen lost sixteen boats and the auction hall.",
    "The school at Quarry Lane took in eighty residents.": "Eighty desperate residents crowded Quarry Lane school.",
    "A cargo train derailed beyond the viaduct at Hallam.": "A cargo train derailed horribly at the Hallam viaduct.",
}


def test_paragraphs_on_the_same_point_are_compared_in_pairs_and_the_page_shows_it():
    bodies = ["\n\n".join(side) for side in (POINTS, POINTS.values())]
    story = Story.from_texts({"One": "A wall broke\n\n" + bodies[0], "Two": "Wall breaks\n\n" + bodies[1]})
    loaded = story.aligned[story.aligned["measure"] == "loaded_per_100_words"].iloc[0]
    assert loaded["pairs"] == 7 and loaded["differ"] >= 6 and loaded["p"] < 0.05 and loaded["high"] < 0
    assert "Only paragraphs that report the same point, compared in pairs" in story.page()


def test_where_few_paragraphs_are_aligned_the_page_says_nothing_of_pairs(seed_page):
    assert "compared in pairs" not in seed_page
