from __future__ import annotations

import pandas as pd

from analysis.terms import compiled, find, offsets
from analysis.word_keys import core, keys, pieces
from analysis.words import split
from tests.odd_words import odd_words


def lexicon(*terms):
    return compiled(pd.DataFrame([{"term": t.split("|")[0], "forms": "|".join(t.split("|")[1:])} for t in terms]))


def found(text, *terms):
    words, lex = split([text]), lexicon(*terms)
    matches = find(words, lex)
    _, start, end = offsets(words, lex, matches)
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
    assert len(find(words, lex).row) == 0


def test_words_that_a_dash_glues_together_are_looked_up_one_by_one():
    assert found("a mistake—brutal and/or sad", "brutal", "sad") == [("brutal", "brutal"), ("sad", "sad")]


def test_nothing_is_found_in_nothing():
    words, lex = split(["", "!!!"]), lexicon("brutal")
    assert len(find(words, lex).row) == 0
    assert len(find(split(["brutal"]), compiled(pd.DataFrame({"term": [], "forms": []}))).row) == 0


def test_keys_read_curly_apostrophes_as_straight():
    assert keys("Joe’s") == ("Joe", "joe")
    assert keys("don’t") == ("don't", "don't")
    assert keys("allies'") == ("allies", "allies")


def test_all_words_at_once_are_looked_up_as_each_is_by_itself():
    terms = ["kill", "Joe", "isn't", "THANK", "good", "bb", "c", "very good", "Not so", "a"]
    forms = ["", "NOT|st", *[""] * (len(terms) - 2)]
    lexicon = compiled(pd.DataFrame({"term": terms, "forms": forms}))
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
