import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.wording import BRACKET, GAP, JOIN, NOTHING, folded, function_words, negations, read_wording


def read(text, *more):
    return read_wording([(0, text, 0, len(text)), *((k, t, 0, len(t)) for k, t in enumerate(more, 1))])


def test_words_are_folded_and_keep_their_places():
    text = "Extra‑judicial killings – 1,000 of them"
    wording = read(text)
    assert wording.keys == ["extrajudicial", "killings", "1000", "of", "them"]
    assert [text[a:b] for _, a, b in wording.places] == ["Extra‑judicial", "killings", "1,000", "of", "them"]


@pytest.mark.parametrize(
    ("one", "other"), [("harbour", "harbor"), ("twenty-five", "25"), ("%", "percent"), ("Café", "cafe")]
)
def test_another_spelling_has_the_same_key(one, other):
    assert read(one).keys == read(other).keys


def test_a_short_form_is_two_words():
    assert read("We don’t").keys == ["we", "do", "not"]
    assert read("won't can't cannot it’s").keys == ["will", "not", "can", "not", "can", "not", "it", "'s"]
    assert read("the town’s dam").keys == ["the", "town's", "dam"]
    assert read("don’t").short == [False, True]


def test_brackets_and_ellipses_are_the_editors():
    wording = read("ISILKP [ISIS Khorasan] grew … and […] spread [sic] far [t]here")
    assert wording.keys == ["isilkp", "grew", "and", "spread", "far", "there"]
    assert wording.edges == [NOTHING, BRACKET, GAP, GAP, NOTHING, NOTHING, NOTHING]
    assert len(wording.editorial) == 4


def test_a_word_that_the_editor_ended_is_the_editors():
    assert read("they walk[ed] home").keys == ["they", "home"]


def test_sounds_of_a_transcript_are_no_words():
    assert read("We won. (Applause.) Thank you.").keys == ["we", "won", "thank", "you"]


def test_pieces_are_joined_with_an_open_edge_unless_the_sentence_goes_on():
    pieces = [(0, "one two", 0, 7), (1, "three", 0, 5)]
    assert read_wording(pieces).edges == [NOTHING, NOTHING, JOIN, NOTHING]
    assert read_wording(pieces, [True]).edges == [NOTHING] * 4
    assert read_wording(pieces).pieces == [0, 0, 1]


def test_stops_and_commas_are_known():
    wording = read("Go, he said. Now")
    assert wording.commas == [False, True, False, False, False]
    assert wording.stops == [False, False, False, True, False]


def test_nothing_is_read_from_nothing():
    assert len(read("")) == 0
    assert len(read(" … “”")) == 0


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_any_text_can_be_read(text):
    wording = read(text)
    assert len(wording.edges) == len(wording.stops) == len(wording.commas) == len(wording) + 1
    assert all(0 <= a < b <= len(text) for _, a, b in wording.places)
    assert all(wording.keys)


def test_the_lists_are_folded():
    assert all(folded(word) == word.strip("'") for word in function_words())
    assert "not" in negations()
