from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution_labels import LABELS
from analysis.attribution_spans import Extractor, shown_value
from analysis.crf import Model
from analysis.token_features import CLASSES, class_of, contexts, placed, shape_of, word_classes, word_values
from analysis.tokens import CLOSES, INSIDE, OPENS
from tests.attributed import ODD

TEXTS = ("“We go,” Ana Ruiz said. “So be it.”", "He claimed that she said so. It rained", 'It is "so')


def extractor():
    return Extractor(Model(LABELS, {}, np.zeros((len(LABELS),) * 2, np.float32), {}))


def shown(text, *names):
    """Give the values of templates at each token of a text, as text."""
    found = contexts(*extractor().tokens([text]))
    return [[shown_value(number, found[name][1]) for number in found[name][0].tolist()] for name in names]


@pytest.mark.parametrize(
    ("surfaces", "name"),
    [
        ("said says SAID", "SAY"),
        ("denied claims", "CUE"),
        ("according According", "ACCORDING"),
        ("he She", "HEPRON"),
        ("officials critics", "PERSON"),
        (". ! ?", "STOP"),
        (": ;", "COLON"),
        ("– — -", "DASH"),
        ("“ ‘ ``", "OPEN"),
        ("” \" ''", "CLOSE"),
        ("’s 's", "S"),
        ("( ] )", "PAREN"),
        ("… « _ _x 😀 \ufffd \u200b", "PUNCT"),
        ("7 1,200 3rd ٣", "NUM"),
        ("Zorbin Él Mx-y", "NAME"),
        ("NASSO ÉÀ I.O", "CAPS"),
        ("zorbed", "ED"),
        ("zorbing", "ING"),
        ("zorbly", "LY"),
        ("zorbation zorbment", "NOUN"),
        ("zorbs", "PLURAL"),
        ("zorb zs zorbss 漢字", "OTHER"),
    ],
)
def test_the_class_of_a_token(surfaces, name):
    assert {surface: class_of(surface) for surface in surfaces.split(" ")} == dict.fromkeys(surfaces.split(" "), name)


def test_the_listed_words_are_small_letters_with_a_class_each():
    listed = word_classes()
    assert len(listed) > 1000 and set(listed.values()) < set(CLASSES)
    assert not [word for word in listed if word != word.lower() or not word.strip()]
    assert len(set(CLASSES)) == len(CLASSES) and CLASSES[0] == "PAD"


def test_shapes():
    shapes = {"Ana": "Xx", "ANA": "X", "McKay": "XxXx", "A-1b": "X-9x", "’90s": "’9x", "漢": "x", "a.b.c.d": "x.x.x."}
    assert {surface: shape_of(surface) for surface in shapes} == shapes
    assert shape_of("a" * 100_000) == "x"


def test_what_a_word_tells():
    assert word_values("Zorbing") == {"word": "zorbing", "ending": "ing", "shape": "Xx", "class": "NAME"}
    # of a short word, or of one with a sign in it, the ending tells no more than the word
    assert word_values("the")["ending"] == word_values("co-op")["ending"] == ""


def test_a_straight_mark_is_what_it_does_here():
    close, name = CLASSES.index("CLOSE"), CLASSES.index("NAME")
    found = placed(np.array([close, name, close, close]), np.array([OPENS, INSIDE, INSIDE, CLOSES]))
    assert [CLASSES[k] for k in found.tolist()] == ["OPEN", "NAME", "CLOSE", "CLOSE"]


def test_neighbours_and_marks():
    # “ We go , ” Zorb said .
    pairs, marks, near = shown('"We go," Zorb said.', "class-1.class", "quote-1.quote.quote+1", "say right")
    assert pairs == [
        *("PAD|OPEN", "OPEN|IPRON", "IPRON|OTHER", "OTHER|COMMA"),
        *("COMMA|CLOSE", "CLOSE|NAME", "NAME|SAY", "SAY|STOP"),
    ]
    assert marks == ["0|1|2", "1|2|2", "2|2|2", "2|2|3", "2|3|0", "3|0|0", "0|0|0", "0|0|0"]
    # the verb is 6 tokens from the first, and no verb is behind itself
    assert near == ["SAY|4", "SAY|4", "SAY|3", "SAY|3", "SAY|2", "SAY|1", "PAD|0", "PAD|0"]


def test_a_verb_within_marks_is_someone_elses():
    (left,) = shown("“He said so,” it reads", "say left")
    assert left == ["PAD|0"] * 8
    (left,) = shown("He said so", "say left")
    assert left == ["PAD|0", "PAD|0", "SAY|1"]


def test_what_surrounds_a_quotation():
    before, behind = shown("Zorb said: “We go.” He left", "before the quotation", "behind the quotation")
    # a colon stands before it, a stop ends it, it has 5 tokens; he and left follow
    inside = slice(3, 8)
    assert set(before[inside]) == {"COLON|1|2"} and set(before[:3] + before[8:]) == {"PAD|0|0"}
    assert set(behind[inside]) == {"1|HEPRON|" + class_of("left")} and set(behind[:3] + behind[8:]) == {"0|PAD|PAD"}


def test_that_behind_a_verb():
    linked, other = (
        shown(text, "a verb and that before")[0] for text in ("Zorb said that he left. He ran", "The dog that he had")
    )
    # Zorb said that | he left . | He ran
    assert [value[0] for value in linked] == list("00011100") and {value[0] for value in other} == {"0"}


def test_nothing_has_no_context_but_sizes():
    found = contexts(*extractor().tokens([""]))
    assert len(found) > 20 and all(len(column) == 0 for column, _ in found.values())
    assert found["class-1.class"][1] == (len(CLASSES),) * 2


@given(st.lists(st.text(st.sampled_from(ODD), max_size=30) | st.sampled_from(TEXTS), max_size=3))
def test_the_context_of_a_text_is_its_own(texts):
    ready = extractor()
    tokens, classes = ready.tokens(texts)
    together = contexts(tokens, classes)
    for column, sizes in together.values():
        assert ((column >= 0) & (column < np.prod(sizes))).all()
    for row, text in enumerate(texts):
        alone = contexts(*ready.tokens([text]))
        assert all(np.array_equal(together[name][0][tokens.row == row], alone[name][0]) for name in together)
