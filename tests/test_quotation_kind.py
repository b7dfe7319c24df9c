from __future__ import annotations

import pytest

from analysis.quotation_kind import is_scare_word, kind_of


@pytest.mark.parametrize(
    ("before", "quotation", "after", "kind"),
    [
        ("She said that it was a ", "“farce”", " of a vote", "direct"),
        ("It was over. The ", "“reform”", " of schools", "scare"),
        ("He said so. The ", "“reform”", " of schools", "scare"),
        ("The ", "“reform,”", " he said", "direct"),
        ("The ", "“reform”", ", he said", "direct"),
        ("The word ", "“reform”", " is old", "named"),
        ("It was seen as a ", "“reform”", " by all", "direct"),
        ("The so-called ", "“reform”", " failed", "scare"),
        ("The ", "“long and bitter” ", "road", "direct"),
        ("", "“Oh”", "", "scare"),
    ],
)
def test_the_kind_of_a_short_quotation(before, quotation, after, kind):
    assert kind_of(before, quotation, after) == kind


def test_a_bare_quantity_in_marks_is_no_scare_quote():
    assert not is_scare_word("“nearly all”")
    assert is_scare_word("“refugees”")


def test_marks_without_a_letter_between_them_doubt_no_word():
    assert not is_scare_word("“—”")
    assert not is_scare_word("''''")
