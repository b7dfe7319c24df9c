from __future__ import annotations

import re

import pandas as pd
import pytest

from analysis.figure_words import either, words_of
from analysis.lexicon import FOLDER


def test_no_word_stands_twice_in_a_class_and_all_are_lower_case():
    table = pd.read_csv(str(FOLDER / "figure_words.csv"), keep_default_na=False)
    assert not table.duplicated().any()
    assert (table["term"] == table["term"].str.lower()).all() and (table["term"].str.strip() != "").all()


def test_ways_of_change_do_not_mix():
    assert not words_of("up_verb") & words_of("down_verb")
    assert not words_of("up_noun") & words_of("down_noun")
    assert not words_of("more") & words_of("less")


def test_the_longest_word_wins():
    assert re.match(either("up_verb"), "increased")[0] == "increased"
    assert re.fullmatch(either("down_noun"), "fall-off")


def test_there_is_no_such_class():
    with pytest.raises(KeyError):
        words_of("colours")
