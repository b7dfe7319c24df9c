import pandas as pd

from analysis.attribution import attribute
from analysis.schema import BLOCKQUOTE, BODY
from analysis.utterances import UTTERANCES, utterances, wordings


def listed(*texts, kinds=None):
    blocks = pd.DataFrame({"article": "a", "block": range(len(texts)), "kind": kinds or BODY, "text": texts})
    found = utterances(blocks, attribute(blocks))
    places = dict(zip(blocks["block"], blocks["text"], strict=True))
    assert all(places[r.block][r.start : r.end] == r.text for r in found.itertuples())
    return found, blocks


def test_a_quotation_that_a_cue_interrupts_is_one_utterance():
    found, _ = listed("“The dam is old,” Ana Ruiz said, “and nobody has looked at it for years.”")
    assert found["utterance"].tolist() == [0, 0]
    assert found["goes_on"].tolist() == [False, True]


def test_the_next_sentence_goes_on_with_an_open_edge():
    found, blocks = listed("“The dam is old,” Ana Ruiz said. “Nobody has looked at it for years.”")
    assert found["utterance"].tolist() == [0, 0]
    assert found["goes_on"].tolist() == [False, False]
    assert len(wordings(found, blocks)[0]) == 11


def test_a_new_clause_or_a_sentence_between_ends_an_utterance():
    found, _ = listed(
        "“The dam is old,” Ana Ruiz said, adding that the guard is “doing all that it can for us.”",
        "“The dam is old,” Ana Ruiz said. She left the hall by the back door at nine. “Nobody has looked at it.”",
    )
    assert found["utterance"].nunique() == 4


def test_a_paragraph_that_does_not_close_goes_on_in_the_next():
    found, _ = listed("Ana Ruiz said: “The dam is old.", "“Nobody has looked at it for years.”")
    assert found["utterance"].tolist() == [0, 0]


def test_block_quotations_in_a_row_are_one_utterance_unless_they_only_report():
    kinds = [BODY, BLOCKQUOTE, BLOCKQUOTE]
    found, _ = listed("Ana Ruiz wrote:", "The dam is old.", "Nobody has looked at it.", kinds=kinds)
    assert found["utterance"].tolist() == [0, 0]
    found, _ = listed("The paper wrote:", "“The dam is old and will not last,” she said.", kinds=kinds[:2])
    assert found["kind"].tolist() == ["direct"]


def test_no_quotation_no_row():
    found, _ = listed("Nobody spoke.")
    assert len(found) == 0 and list(found) == list(UTTERANCES)
