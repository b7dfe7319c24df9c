"""The terms of a lexicon are found where they stand, weigh what hands and experts say, and are fair to both sides."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from analysis import measure
from analysis.files import LEXICONS
from analysis.schema import InputError
from analysis.text.lexicon import (
    COLUMNS,
    LEAST,
    LOADED,
    LOOKS,
    categories,
    compile_terms,
    find_terms,
    forms_by_row,
    load_lexicon,
    polemic,
    read_hand_weights,
    read_lexicon,
    read_marked_words,
    term_offsets,
    weigh_terms,
    weights,
)
from analysis.text.word_shapes import core, keys, pieces
from analysis.text.words import split
from tests.odd_words import odd_words


def lexicon(*terms):
    return compile_terms(pd.DataFrame([{"term": t.split("|")[0], "forms": "|".join(t.split("|")[1:])} for t in terms]))


def found(text, *terms):
    words, lex = split([text]), lexicon(*terms)
    matches = find_terms(words, lex)
    _, start, end = term_offsets(words, lex, matches)
    return [(lex.table["term"][r], text[a:b]) for r, a, b in zip(matches.row, start, end, strict=True)]


def test_a_word_is_found_without_its_punctuation_its_possessive_and_its_capitals():
    assert found("(Brutal) tactics; BRUTAL, brutal’s end.", "brutal") == [
        ("brutal", "Brutal"),
        ("brutal", "BRUTAL"),
        ("brutal", "brutal’s"),
    ]


def test_a_term_with_a_capital_is_matched_as_written():
    assert found("Brandon met brandon and BRANDON.", "Brandon") == [("Brandon", "Brandon")]


def test_forms_are_listed_and_nothing_else_is_guessed():
    assert found("he slams, slammed, slamming", "slam|slams|slammed") == [("slam", "slams"), ("slam", "slammed")]


def test_a_phrase_needs_its_words_in_a_row_without_punctuation_between_them():
    terms = ("spread like a cancer",)
    assert found("It spread like a cancer, then stopped.", *terms) == [("spread like a cancer", "spread like a cancer")]
    assert found("It spread, like a cancer", *terms) == []
    assert found("It spread like (a cancer)", *terms) == []
    assert found("spread like a", *terms) == []


def test_the_longest_term_wins_and_overlaps_are_dropped():
    terms = ("united nations", "united nations security council", "nations", "council of war")
    assert found("the United Nations Security Council of war and nations", *terms) == [
        ("united nations security council", "United Nations Security Council"),
        ("nations", "nations"),
    ]


def test_a_phrase_written_in_lower_case_is_found_beside_one_that_asks_for_a_capital():
    terms = ("Sleepy Joe", "sleepy town", "joe public")
    assert found("Sleepy Joe and a Sleepy town and Joe Public", *terms) == [
        ("Sleepy Joe", "Sleepy Joe"), ("sleepy town", "Sleepy town"), ("joe public", "Joe Public")]  # fmt: skip


def test_phrases_do_not_run_from_one_text_into_the_next():
    words, lex = split(["spread like", "a cancer"]), lexicon("spread like a cancer")
    assert len(find_terms(words, lex).row) == 0


def test_words_that_a_dash_glues_together_are_looked_up_one_by_one():
    assert found("a mistake—brutal and/or sad", "brutal", "sad") == [("brutal", "brutal"), ("sad", "sad")]


def test_nothing_is_found_in_nothing():
    words, lex = split(["", "!!!"]), lexicon("brutal")
    assert len(find_terms(words, lex).row) == 0
    assert len(find_terms(split(["brutal"]), compile_terms(pd.DataFrame({"term": [], "forms": []}))).row) == 0


def test_keys_read_curly_apostrophes_as_straight():
    assert keys("Joe’s") == ("Joe", "joe")
    assert keys("don’t") == ("don't", "don't")
    assert keys("allies'") == ("allies", "allies")


def test_all_words_at_once_are_looked_up_as_each_is_by_itself():
    terms = ["kill", "Joe", "isn't", "THANK", "good", "bb", "c", "very good", "Not so", "a"]
    forms = ["", "NOT|st", *[""] * (len(terms) - 2)]
    lexicon = compile_terms(pd.DataFrame({"term": terms, "forms": forms}))
    words = odd_words()
    facts, glued = lexicon.facts(words), 0
    for i, word in enumerate(words):
        start, end = core(word)
        exact, folded = keys(word[start:end])
        row = lexicon.single.get(exact, lexicon.single.get(folded, -1))
        if row < 0:
            for a, b in pieces(word):
                exact_piece, folded_piece = keys(word[a:b])
                row = lexicon.single.get(exact_piece, lexicon.single.get(folded_piece, -1))
                if row >= 0:
                    start, end, glued = a, b, glued + 1
                    break
        assert (facts["row"][i], facts["start"][i], facts["length"][i]) == (row, start, end - start), word
        assert facts["number"][i] == (lexicon.word_numbers.get(exact) or lexicon.word_numbers.get(folded, 0)), word
    assert glued > 20


TERMS = pd.DataFrame(
    {
        "term": ["dreadful", "unseen", "dull", "quite", "rightish", "plainly"],
        "category": ["emotive", "emotive", "emotive", "hedge", "partisan", "emotive"],
        "weight": [0.6, 0.9, 0.3, 0.3, 0.6, 0.0],
        "note": ["", "", "", "", "polemic of the right: made up", "exception: made up"],
    }
)
COUNTS = pd.DataFrame(
    {"term": ["dreadful", "dull", "quite", "rightish", "plainly"], "marked": [4, 0, 9, 0, 9], "seen": [4, 30, 9, 50, 9]}
)


def test_a_weight_by_hand_counts_as_six_looks():
    assert weights(np.array([0.6]), np.array([4]), np.array([4])) == pytest.approx([(6 * 0.6 + 4) / (6 + 4)])
    assert LOOKS == 6


def test_what_was_never_seen_stays_and_nought_stays_nought():
    given = np.array([0.9, 0.05, 0.0])
    assert weights(given, np.zeros(3, int), np.array([0, 0, 9])).tolist() == [0.9, 0.05, 0.0]
    assert weights(np.array([0.0]), np.array([5]), np.array([5])).tolist() == [0.0]


def test_what_is_hardly_ever_marked_is_no_longer_marked():
    assert LEAST == 0.15
    hand, marked, seen = np.array([0.3, 0.3]), np.zeros(2, int), np.array([6, 7])
    assert weights(hand, marked, seen) == pytest.approx([1.8 / 12, 0])
    assert weights(hand, marked, seen, keep=True) == pytest.approx([1.8 / 12, 1.8 / 13])


def test_a_lexicon_gets_its_weights_and_keeps_those_by_hand():
    found = weigh_terms(TERMS, COUNTS, loaded=categories()["loaded"])
    assert found["weight"].tolist() == pytest.approx([0.76, 0.9, 0.0, 0.3, 0.6, 0.0])
    assert found["hand"].tolist() == TERMS["weight"].tolist()
    assert found["marked"].tolist() == [4, 0, 0, 9, 0, 9]
    assert found["seen"].tolist() == [4, 0, 30, 9, 50, 9]
    assert "hand" not in TERMS


def test_the_projects_lexicon_is_weighted_and_its_polemics_are_as_written():
    table, hand = load_lexicon().table, read_hand_weights()
    assert table["hand"].tolist() == hand["weight"].tolist()
    of = table.set_index("term")
    assert (table["weight"] != table["hand"]).sum() > 500
    assert of.loc["brutal", "weight"] == pytest.approx(
        (6 * of.loc["brutal", "hand"] + of.loc["brutal", "marked"]) / (6 + of.loc["brutal", "seen"])
    )
    assert (table["weight"] == table["hand"])[polemic(table)].all() and polemic(table).sum() > 500
    assert (table["weight"] == 0)[table["hand"] == 0].all()
    assert table["weight"].between(0, 1).all()


def test_the_table_of_counts_is_sound_and_belongs_to_the_lexicon():
    counts, terms = read_marked_words(), read_hand_weights().set_index("term")
    assert counts.columns.tolist() == ["term", "marked", "seen"]
    assert counts["term"].tolist() == sorted(set(counts["term"]))
    assert (counts["marked"] <= counts["seen"]).all() and (counts["seen"] > 0).all()
    of = terms.reindex(counts["term"])
    assert of["category"].notna().all(), "run analysis/lexicons/make_marked_words.py: the lexicon has changed"
    assert (of["weight"] > 0).all() and of["category"].map(categories()["loaded"]).eq(1).all()


def test_a_bad_lexicon_is_named_with_its_line(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("term,category,weight\nawful,emotive,0.5\ndire,emotive,much\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.csv, line 3: the weight 'much'"):
        read_lexicon(path)
    path.write_text("word,category\nawful,emotive\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column 'term'"):
        read_lexicon(path)


def test_the_projects_lexicons_are_well_formed():
    table = pd.concat([pd.DataFrame(load_lexicon(name).table).assign(file=name) for name in LOADED], ignore_index=True)
    assert list(table.columns) == [*COLUMNS, "hand", "marked", "seen", "file"]
    forms = [form for row in forms_by_row(table) for form in row]
    assert sorted(form for form, count in Counter(forms).items() if count > 1) == []
    assert set(table["category"]) <= set(categories().index)
    assert table["weight"].between(0, 1).all()
    assert len(table) >= 400
    sources = set(pd.read_csv(LEXICONS / "SOURCES.csv")["key"])
    assert set(table["source"]) <= sources
    assert set(categories()["source"].str.split("|").explode()) <= sources


def test_words_for_the_events_are_not_loaded():
    facts = "killed died dead injured wounded attack attacks attacked explosion bombing arrested detained prisoners war"
    assert len(find_terms(split([facts]), load_lexicon()).row) == 0


#: forty phrases each from the polemics of one side in the United States, written down before they were looked up; they
#: pair by topic as far as topics do
LEFT = """gun nuts; climate denier; war on women; forced birth; kids in cages; Muslim ban; corporate greed; tax cuts
for the rich; the one percent; voter suppression; dark money; white privilege; systemic racism; toxic
masculinity; right-wing extremists; far-right; big oil; rigged system; union-busting; trickle-down
economics; MAGA cult; fascist regime; gun lobby; anti-choice zealots; vulture capitalists; school-to-prison
pipeline; rape culture; environmental racism; assault on democracy; the patriarchy; settler colonialism;
apartheid state; bigots; warmongers; climate emergency; hate group; police state; robber barons; right-wing
media; anti-science"""
RIGHT = """gun grabbers; climate alarmists; war on Christmas; abortion on demand; illegal aliens; open borders; job-
killing regulations; death tax; welfare queens; ballot harvesting; deep state; cancel culture; critical race
theory; woke mob; radical left; far-left; socialist agenda; government takeover; union bosses; socialized
medicine; Trump derangement syndrome; radical Islamic terrorism; fake news; pro-abortion zealots; tax-and-
spend liberals; soft on crime; social justice warriors; gender ideology; climate hoax; cultural Marxism;
globalists; snowflakes; virtue signaling; anchor babies; nanny state; Soros-funded; liberal media; anti-
American; coastal elites; race baiting"""


def scores(phrases):
    texts = [f"It was about {phrase.strip()} on Monday." for phrase in phrases.replace("\n", " ").split(";")]
    assert len(texts) == 40
    return measure(pd.DataFrame({"text": texts}))["loaded_score"].to_numpy()


def test_the_polemics_of_both_sides_are_found_alike():
    left, right = scores(LEFT), scores(RIGHT)
    found = np.mean(left > 0), np.mean(right > 0)
    assert min(found) >= 0.8 and abs(found[0] - found[1]) <= 0.1, found
    assert left.mean() == pytest.approx(right.mean(), abs=0.1)


def test_both_sides_have_as_many_rows_and_as_much_weight():
    table = load_lexicon().table
    sides = [table[table["note"].str.startswith(f"polemic of the {side}")] for side in ("left", "right")]
    assert len(sides[0]) > 500
    assert len(sides[0]) == pytest.approx(len(sides[1]), rel=0.05)
    assert sides[0]["weight"].sum() == pytest.approx(sides[1]["weight"].sum(), rel=0.05)


def test_mirrored_terms_weigh_the_same():
    pairs = [("pro-life", "pro-choice"), ("far-right", "far-left"), ("right-wing", "left-wing")]
    for pair in pairs:
        one, other = measure(pd.DataFrame({"text": [f"the {phrase} group" for phrase in pair]}))["loaded_score"]
        assert one == other, pair
