from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution_labels import LABELS
from analysis.quoted_contents import apart, left_over, mended, quotations
from analysis.tokens import Pieces, tokenize
from tests.attributed import ODD


def cut(text):
    return tokenize([text], Pieces())


def surface(text, tokens, first, last):
    return text[tokens.start[first] : tokens.end[last]]


def numbers(names):
    return np.array([LABELS.index(name) for name in names.split()], np.int8)


def mend(text, names):
    tokens = cut(text)
    labels = numbers(names)
    assert len(labels) == len(tokens)
    found = mended(tokens, labels)
    assert labels.tolist() == numbers(names).tolist()
    return " ".join(LABELS[k] for k in found.tolist())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We go,” Ana said, “and stay.”", ["“We go,”", "“and stay.”"]),
        ('"We go," Ana said, "and stay."', ['"We go,"', '"and stay."']),
        ("‘We go,’ Ana said, 'and stay.'", ["‘We go,’", "'and stay.'"]),
        ("“He told me ‘no’ again,” Ana said", ["“He told me ‘no’ again,”"]),
        ("Ana’s dogs’ bowls aren't the ’90s", []),
        ("“We go.\n“We stay.\n“We wait,” Ana said", ["“We go.", "“We stay.", "“We wait,”"]),
        ("We go,” Ana said. “We stay", ["We go,”", "“We stay"]),
        ("", []),
        (" \n", []),
    ],
)
def test_quotations(text, found):
    tokens = cut(text)
    assert [surface(text, tokens, *one) for one in quotations(tokens)] == found


def test_a_quotation_that_is_content_for_the_most_part_is_content_whole():
    text = "“We go home now,” Ana said"  # 7 tokens between the marks, with them
    assert mend(text, "O O O T> T> T> T> S> C<") == "T> T> T> T> T> T> T> S> C<"
    assert mend(text, "T> T> T> T< O O O S> C<") == "T> T> T> T> T> T> T> S> C<"
    # not if the model says so of less than half, nor of five tokens
    assert mend(text, "O O O O T> T> T> S> C<") == "O O O O T> T> T> S> C<"
    assert mend("“We go,” Ana said", "O T> T> T> T> S> C<") == "O T> T> T> T> S> C<"


def test_a_content_that_begins_with_a_quotation_ends_with_it():
    text = "“We go.” Ana ran. Ben sat"
    assert mend(text, "T< T< T< T< T< T< T< T< T< O") == "T< T< T< T< T< O O O O O"
    # another content behind it, or a sentence that goes on behind the quotation, stays
    assert mend(text, "T< T< T< T< T< T> T> T> O O") == "T< T< T< T< T< T> T> T> O O"
    assert mend("“We go” ana ran. Ben sat", "T< T< T< T< T< T< T< O O") == "T< T< T< T< T< T< T< O O"
    # so does a content that began before the quotation
    assert mend("So “we go.” Ana ran", "T< T< T< T< T< T< T< T<") == "T< T< T< T< T< T< T< T<"
    # and the next quotation, with its own marks
    assert mend("“We go.” “Ana ran.”", "T< T< T< T< T< T< T< T< T< T<") == "T< T< T< T< T< T< T< T< T< T<"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ana: “We go home.”", ["“We go home.”"]),
        ("“We go.”", []),  # two words
        ("“We go, 3.”", ["“We go, 3.”"]),
        ("It had a ‘good’ end. It was “very, very good” so", ["“very, very good”"]),
        ("“We go home.\n“We go out.\n“We stay in.”", ["“We go home.", "“We go out.", "“We stay in.”"]),
        ("Ana: “We go home. Ben left", ["“We go home. Ben left"]),  # never closed: to the end of the paragraph
        ("We go home,” he said", []),  # nothing opens it
        ("No marks at all", []),
        ("", []),
    ],
)
def test_a_quotation_that_the_labels_pass_over_is_a_content(text, found):
    tokens = cut(text)
    nothing = np.zeros(len(tokens), np.int8)
    over = left_over(tokens, nothing)
    assert {row for row, _ in over} <= {0} and {part[0] for _, part in over} <= {"content"}
    assert [surface(text, tokens, first, last) for _, (_, first, last) in over] == found
    # one token of content is enough to leave it to the labels
    assert left_over(tokens, nothing + LABELS.index("T>")) == []
    assert len(left_over(tokens, nothing + LABELS.index("C>"))) == len(found)


def test_a_quotation_left_over_knows_its_text():
    tokens = tokenize(["No.", "Ben: “We go home.”"], Pieces())
    assert [row for row, _ in left_over(tokens, np.zeros(len(tokens), np.int8))] == [1]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("“We go,” “and stay.”", ["“We go,”", "“and stay.”"]),
        # the first sentence of a quotation, where it is shorter than the rest and has three words
        ("“We go home. We stay there for a week or two.”", ["“We go home.", "We stay there for a week or two.”"]),
        ("“We go. We stay there for a week or two.”", ["“We go. We stay there for a week or two.”"]),
        ("“We stay there for a week or two. We go home.”", ["“We stay there for a week or two. We go home.”"]),
        # without marks, or from one quotation into words that are none, nothing is cut
        ("We go home. We stay there for a week or two.", ["We go home. We stay there for a week or two."]),
        ("“We go home.” We stay there for a week", ["“We go home.” We stay there for a week"]),
        (
            "“We go,” “Ben goes out. Ana stays there for a week.”",
            ["“We go,”", "“Ben goes out.", "Ana stays there for a week.”"],
        ),
    ],
)
def test_a_content_is_cut_between_quotations_and_behind_a_first_sentence(text, pieces):
    tokens = cut(text)
    assert [surface(text, tokens, *piece) for piece in apart(tokens, 0, len(tokens) - 1)] == pieces


@given(st.text(st.sampled_from(ODD), max_size=40), st.randoms(use_true_random=False))
def test_pieces_lie_side_by_side_and_labels_outside_of_quotations_are_only_taken_away(text, random):
    tokens = cut(text)
    if not len(tokens):
        return
    labels = np.array([random.randrange(len(LABELS)) for _ in range(len(tokens))], np.int8)
    found = mended(tokens, labels)
    outside = tokens.quotation < 0
    assert ((found == labels) | (found == 0))[outside].all()
    assert mended(tokens, np.zeros_like(labels)).tolist() == [0] * len(tokens)
    pieces = apart(tokens, 0, len(tokens) - 1)
    assert [k for first, last in pieces for k in range(first, last + 1)] == list(range(len(tokens)))
