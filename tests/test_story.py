from __future__ import annotations

import pytest

from analysis.read import Article
from analysis.schema import InputError
from analysis.story import compared, figures, page, versions

SHORT = "Rain\n\nIt rained on Monday.\n\nIt stopped.\n"


def test_the_same_articles_give_the_same_page(seed_articles, seed_page):
    assert page(seed_articles, command="x") == seed_page


def test_the_seeds_page_is_small_enough_to_mail(seed_page):
    assert len(seed_page.encode()) < 350_000


def test_every_figure_has_a_drawing_a_description_and_its_table(seed_measured, seed_spans):
    names = {"aggregator": "A", "wire": "B"}
    comparison, _ = compared(seed_measured, names=names)
    drawn = figures(seed_measured, seed_spans, comparison, names=names)
    assert list(drawn) == ["loaded_categories", "loaded_profile", "tone_profile", "readability_profile", "differences"]
    for figure in drawn.values():
        assert "<text" in figure.svg and len(figure.alt) > 40 and len(figure.table)


def test_articles_with_nothing_marked_and_more_than_two_articles_make_a_page():
    articles = [
        Article(name, SHORT.replace("Monday", day)) for name, day in (("a", "Monday"), ("b", "Sunday"), ("c", "Friday"))
    ]
    made = page(articles)
    assert made.count('id="a') and "Friday" in made


def test_one_article_is_refused():
    with pytest.raises((InputError, ValueError)):
        page([Article("a", SHORT)])


def test_the_versions_are_those_that_are_installed():
    import pandas as pd

    assert versions()["pandas"] == pd.__version__


def test_the_word_behind_the_tone_is_negative_and_no_part_of_a_name(seed_measured, seed_spans, seed_articles):
    from analysis.read import articles_table
    from analysis.report import Report, findings

    names = {"aggregator": "A", "wire": "B"}
    comparison, sentences = compared(seed_measured, names=names)
    made = Report(articles_table(seed_articles), seed_measured, seed_spans, comparison, sentences)
    (tone,) = [one for one in findings(made) if one["measure"] == "compound_names_masked"]
    surface = tone["words"]["surface"]
    marks = seed_spans[(seed_spans["surface"] == surface) & (seed_spans["article"] == "aggregator")]
    assert (marks.loc[marks["label"] == "sentiment", "weight"] < 0).all() and "name" not in set(marks["label"])


def test_the_page_of_a_readers_lexicon_is_the_same_each_time_and_names_its_hash(tmp_path, seed_articles):
    from analysis.own_lexicon import load_with

    path = tmp_path / "mine.csv"
    path.write_text("term,category\nprovinces,places\n", encoding="utf-8")
    made = page(seed_articles, own=load_with(path))
    assert made == page(seed_articles, own=load_with(path))
    assert made.count("<bdi>mine.csv</bdi>, 1 row.") == 2 and load_with(path).file.sha256 in made
