import pandas as pd

from analysis.headline_quantifiers import quantifiers
from analysis.headline_text import body_sentences, words_of


def found(head, *body, quoted=()):
    blocks = pd.DataFrame({"article": "a", "block": range(len(body)), "kind": "body", "text": list(body)})
    marks = pd.DataFrame([("a", *place) for place in quoted], columns=["article", "block", "start", "end"])
    return [
        (one.found, one.observation) for one in quantifiers(words_of(head), head, body_sentences(blocks, marks)["a"])
    ]


def test_a_weaker_quantifier_of_the_same_thing_is_told():
    assert found("Every Barn Dry", "Most barns are dry.")[0][0] == "Most barns"


def test_a_stronger_or_equal_one_is_not():
    assert found("Most barns dry", "All barns are dry.") == []
    assert found("Every Barn Dry", "Each of the barns is dry, and all the barns are deep.") == []


def test_another_thing_is_no_evidence():
    assert found("Every Barn Dry", "Most farms are dry.") == []


def test_the_sources_word_weighs_more_than_the_paraphrase():
    body = ("All barns are dry.", "“Most barns are dry,” she said.")
    assert found("All barns dry", *body, quoted=[(1, 0, 21)])[0][0] == "Most barns"
    assert "own text" in found("All barns dry", *body, quoted=[(1, 0, 21)])[0][1]
    assert found("All barns dry", *body) == []
    # a source who says all has said it
    assert found("All barns dry", *body, quoted=[(0, 0, 18), (1, 0, 21)]) == []


def test_idioms_and_questions_are_no_quantifiers():
    assert found("After all barns, most rivers", "Most barns are dry.") == []
    assert found("Is Every Barn Dry?", "Most barns are dry.") == []
