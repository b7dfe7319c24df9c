from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.articles import Article
from analysis.lesson import check_pair, make_lesson, read_pair, teacher
from analysis.lesson.lesson import ARITHMETIC, DRIFT, FEWEST_CHECKS, HEADING, checks, key_of, voice_checks
from analysis.schema import InputError
from analysis.text.own_lexicon import load_with

ROOT = Path(__file__).parents[2]
NAMES = {"a": "Text A", "b": "Text B"}
DRIFTS = pd.DataFrame(
    {
        "article_a": ["a", "a", "a"],
        "block_a": [1, 2, 3],
        "article_b": ["b", "b", "b"],
        "block_b": [4, 5, 6],
        "text_a": ["We will not go there, ever, whatever they say.", "We will go.", "We will pay the bill."],
        "text_b": ["We will not go there, ever, whatever they say.", "We shall go.", "We won't pay all of the bill."],
        "differs": [False, True, True],
    }
)
FIGURES = pd.DataFrame(
    {
        "article": ["b", "a"],
        "block": [1, 2],
        "surface": ["half of the 40 seats, 20", "up by more than 500%"],
        "whole": ["It won half of the 40 seats, 20.", "Raids were up by more than 500%."],
        "stated": ["half", "+500%"],
        "computed": ["20 of 40", "+457%"],
        "verdict": ["fits", "does not fit"],
        "working": ["40 / 2 = 20", "334 / 60 = 5.57 times"],
    }
)
HEADS = pd.DataFrame(
    {
        "article": ["a", "b"],
        "surface": ["Most bridges closed", "Every bridge closed"],
        "whole": ["Most bridges closed in storm", "Every bridge closed in storm"],
        "stated": ["most", "every"],
        "found": ["most", "nearly all"],
        "nearest": ["Most bridges are closed.", "Nearly all bridges are closed."],
        "observation": ["the body says the same", "the headline says every, the body nearly all"],
    }
)


def test_no_table_gives_no_question():
    assert checks({}, names=NAMES) == []
    assert checks({"arithmetic": FIGURES.iloc[:0]}, names=NAMES) == []


def test_each_table_gives_one_question_about_its_most_telling_row():
    drift, figure, head = checks({"headline": HEADS, "drift": DRIFTS, "arithmetic": FIGURES}, names=NAMES)
    assert (drift.kind, figure.kind, head.kind) == (DRIFT, ARITHMETIC, HEADING)
    assert (drift.text_a, drift.text_b) == ("We will pay the bill.", "We won't pay all of the bill.")
    assert drift.options[drift.answer] == "No, words differ"
    assert (drift.of_a, drift.of_b) == ("Text A", "Text B")
    assert figure.text_a == "Raids were up by more than 500%." and figure.options[figure.answer] == "No, it is another"
    assert "334 / 60 = 5.57 times" in figure.explanation and "+457%" in figure.explanation
    assert head.text_a == "Every bridge closed in storm" and head.text_b == "Nearly all bridges are closed."
    assert head.options[head.answer] == "No, not quite" and "the body nearly all." in head.explanation


def test_where_all_agree_the_answer_is_yes():
    drift, figure, head = checks(
        {"drift": DRIFTS.iloc[:1], "arithmetic": FIGURES.iloc[:1], "headline": HEADS.iloc[:1]}, names=NAMES
    )
    assert (drift.answer, figure.answer, head.answer) == (0, 0, 0)
    assert "may copy" in drift.explanation


@pytest.mark.parametrize(("cell", "answer"), [(np.nan, 1), ("EVERY ", 0), ("nearly all", 1)])
def test_a_headline_is_right_where_the_same_is_found_in_its_body(cell, answer):
    table = HEADS.iloc[1:].assign(found=pd.Series([cell], HEADS.index[1:], "str"), nearest=[None])
    found = checks({"headline": table}, names=NAMES)[0]
    assert (found.answer, found.text_b, found.of_b) == (answer, "", "")


def block(text, *marks):
    units, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        units.append((at, at + len(word)))
    listed = [
        {"first": k, "last": k, "surface": text.split()[k], "category": "emotive", "weight": weight, "voice": voice}
        for k, weight, voice in marks
    ]
    return {"letter": "A", "blocks": [{"text": text, "first": 0, "units": units, "marks": listed}]}


def test_the_heaviest_word_of_each_voice_is_asked_about():
    own = block(
        "A brutal winter. “A vile and nasty day,” he said.", (1, 0.7, "outlet"), (4, 0.3, "quoted"), (6, 0.5, "quoted")
    )
    first, second = voice_checks([own])
    assert (first.question, first.answer) == ("Whose word is “brutal”?", 0)
    assert (second.question, second.answer) == ("Whose word is “nasty”?", 1)
    assert voice_checks([block("A winter.")]) == []


def test_of_a_long_block_only_the_neighbourhood_is_shown():
    text = " ".join(f"w{k}" for k in range(100))
    (check,) = voice_checks([block(text, (50, 0.7, "outlet"))])
    assert check.text_a == "… " + " ".join(f"w{k}" for k in range(25, 76)) + " …"


ONE = Article(
    "one",
    "Council fails the bridge\n\nThe brutal winter hit the bridge, the Evening Post found.\n\n"
    "A disastrous, shameful plan cost the town dear, she lamented.\n\n“It is a disgrace,” the mayor said.",
    title="A secret title",
    outlet="Evening Post",
    byline="Ann Ray",
)
TWO = Article(
    "two",
    "Bridge closed\n\nThe bridge is closed.\n\nNo-break\u00a0space and a thin\u2009one.",
    outlet="Gazette",
)


@pytest.fixture(scope="module")
def made():
    return make_lesson([ONE, TWO])


def test_units_are_the_words_of_the_whole_text(made):
    first, second = made.content["texts"]
    assert first["words"] == ONE.text.split() and second["words"] == TWO.text.split()
    assert [first["words"][k] for k in first["starts"]] == ["Council", "The", "A", "“It"]
    assert [piece["words"] for piece in made.pieces] == [len(ONE.text.split()), len(TWO.text.split())]


def test_the_tools_units_are_those_that_count_as_loaded(made):
    words, tool = made.content["texts"][0]["words"], made.content["texts"][0]["tool"]
    assert [words[k] for k in tool] == ["brutal", "disastrous,", "shameful", "lamented.", "disgrace,”"]
    assert made.content["texts"][1]["tool"] == []


def test_a_mark_knows_its_units_and_lies_in_its_text(made, seed_articles):
    for lesson_made in (made, make_lesson(seed_articles)):
        for piece in lesson_made.pieces:
            for block in piece["blocks"]:
                for mark in block["marks"]:
                    assert block["text"][mark["start"] : mark["end"]] == mark["surface"]
                    a, b = (block["units"][mark[name] - block["first"]] for name in ("first", "last"))
                    assert a[0] <= mark["start"] < mark["end"] <= b[1]
                    assert "weak" not in mark["note"] and "by hand" not in mark["note"]


def test_the_paragraph_to_rewrite_has_the_most_loaded_words_of_the_outlets_own(made):
    assert made.rewrite["text"].startswith("A disastrous, shameful plan") and made.rewrite["letter"] == "A"
    assert made.rewrite["loaded"] == 3


def test_what_gives_an_outlet_away_is_told_to_the_teacher(made):
    assert made.told[0]["given_away"] == ["“Evening Post” stands in text A"]
    assert made.told[1]["given_away"] == []
    assert made.told[0]["title"] == "A secret title"
    assert "secret" not in str(made.content) and "Ann Ray" not in str(made.content)


def test_without_a_comparison_there_are_questions_of_voice(made, seed_articles):
    assert {check.kind for check in made.checks} == {"voice"}
    assert len(make_lesson(seed_articles).checks) >= FEWEST_CHECKS


def test_the_key_is_the_contents_and_moves_with_it(made):
    assert made.key == key_of(made.content) == make_lesson([ONE, TWO]).key
    assert make_lesson([replace(ONE, text=ONE.text + " Yes."), TWO]).key != made.key
    assert make_lesson([replace(ONE, outlet="Another"), TWO]).key == made.key


def test_three_articles_or_one_without_words_are_refused():
    with pytest.raises(InputError, match="needs two articles, not 3"):
        make_lesson([ONE, TWO, replace(TWO, article="three")])
    with pytest.raises(InputError, match="two: there is no paragraph of body text"):
        make_lesson([ONE, replace(TWO, text="Related Articles")])


LONG = "The council met on Monday and closed the bridge for the winter, and it will be open again in the month of May."


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            ONE,
            replace(TWO, text="Snow fell today."),
            "two: it has 3 words, and a lesson needs 20 of each text. Give a whole",
        ),
        (ONE, replace(TWO, language="fr"), "two: it is not in English, .*Give two English articles"),
    ],
)
def test_a_pair_that_gives_nothing_to_mark_is_refused(first, second, said):
    with pytest.raises(InputError, match=said):
        check_pair([first, second])


def test_an_article_that_is_told_to_be_english_is_taken():
    check_pair([replace(ONE, language="en"), replace(TWO, text=LONG)])


def test_a_pair_without_a_loaded_word_is_refused():
    with pytest.raises(InputError, match="one and b.txt: no loaded word is found in them"):
        make_lesson([replace(ONE, text=LONG), replace(TWO, path="b.txt")])


def test_where_only_quotations_have_marks_their_paragraph_is_rewritten():
    first = replace(ONE, text=f"{LONG}\n\n“It is a brutal disgrace,” the mayor said.")
    assert make_lesson([first, TWO]).rewrite["loaded"] == 2


@pytest.fixture(scope="module")
def town():
    return make_lesson(read_pair())


def test_the_pair_written_for_the_lesson_has_something_for_every_step(town):
    assert [check.kind for check in town.checks] == [DRIFT, ARITHMETIC, HEADING] and town.shipped
    first, second = town.content["texts"]
    assert 200 < len(second["words"]) <= len(first["words"]) < 320
    assert len(first["tool"]) > 8 and 0 < len(second["tool"]) < 4
    assert [first["words"][k] for k in first["cited"]] == ["Whoever"] and second["cited"] == []
    assert [first["words"][a : b + 1] for a, b in first["phrases"]] == [["forced", "to"]]
    assert town.rewrite["letter"] == "A" and town.rewrite["loaded"] >= 2
    assert not any(of["given_away"] for of in town.told)


def test_the_teachers_page_tells_what_each_of_the_two_leaves_out():
    buzz, courier = (article.text for article in read_pair())
    assert "season ticket" in courier and "season" not in buzz
    assert "inspector warned the council" in buzz and "warned" not in courier


def test_the_length_of_an_option_gives_no_answer_away(town, made, seed_articles):
    for check in (*town.checks, *made.checks, *make_lesson(seed_articles).checks):
        one, other = map(len, check.options)
        assert abs(one - other) <= 2, check.options
        assert len(check.explanation.split()) <= 45
        if check.text_b and check.kind == DRIFT:
            assert len(check.text_a) < 2 * len(check.text_b) < 4 * len(check.text_a)


def test_frames_name_their_words_in_each_text(town):
    of = {frame["name"]: frame for frame in town.frames}
    assert of["economic consequences"]["words"]["B"] == ["Workers", "costs", "fund", "price", "money"]
    assert of["conflict"]["tier"] == "B" and set(of["conflict"]["words"]) == {"A", "B"}
    assert of["morality"]["words"]["B"] == [] and "right and wrong" in of["morality"]["meaning"]


def test_a_lexicon_of_ones_own_marks_its_words(tmp_path):
    mine = tmp_path / "mine.csv"
    mine.write_text("term,category,weight\nhigh and dry,label,0.7\nshambles,emotive,0\n")
    made = make_lesson(read_pair(), own=load_with(mine))
    marked = [mark["surface"] for block in made.pieces[0]["blocks"] for mark in block["marks"]]
    assert "high and dry" in marked and "shambles" not in marked and made.lexicon is not None


def test_the_figures_that_teachers_and_readers_are_told_are_those_that_were_measured(town):
    measured = pd.read_csv(ROOT / "benchmarks" / "agreement.csv").set_index(["scorer", "split", "measure"])["value"]
    of = lambda split, measure, who="this project": round(100 * measured[who, split, measure])  # noqa: E731
    every = of("outlets left out: every mark", "word_precision")
    told = {
        "README.md": f"experts had marked {every} in 100.",
        "notebooks/lessons/README.md": f"experts had marked {every} in 100.",
        "benchmarks/LIMITS.md": f"experts had marked {of('outlets left out', 'word_precision')} in 100.",
    }
    for name, sentence in told.items():
        assert sentence in " ".join((ROOT / name).read_text(encoding="utf-8").split()), name
    weighty = of("outlets left out", "word_precision")
    assert f"experts had marked {every} in 100; of the weighty ones {weighty} in 100." in teacher(town)
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert f"scores above another in {of('outlets left out', 'auc')} of 100 cases" in readme
    assert f"VADER: {round(100 * measured.xs(('VADER', 'auc'), level=('scorer', 'measure')).item())}." in readme
