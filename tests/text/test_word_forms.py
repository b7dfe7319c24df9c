from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.files import LEXICONS
from analysis.text.word_forms import key, senses, stem


@pytest.mark.parametrize(
    "forms",
    [
        "flood floods flooded flooding",
        "flee flees fled fleeing flight",
        "labour labor labours",
        "organise organize organised organization organisation",
        "investigate investigation investigators investigated",
        "stop stopped stopping stops",
        "die died deaths dying dead",
        "judge judicial judiciary",
        "detain detained detention detentions",
        "defence defense defend defending",
        "increase increased increases increasing",
        "centre center centres",
        "country countries",
        "family families family's",
    ],
)
def test_forms_of_a_word_have_one_key(forms):
    assert len({key(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words",
    ["general generate", "nation station", "state statement", "number numb", "business busy", "new news", "us use"],
)
def test_different_words_keep_their_keys(words):
    one, other = words.split()
    assert key(one) != key(other)


def test_near_synonyms_share_a_group_and_others_do_not():
    assert set(senses(key("soared"))) & set(senses(key("jump")))
    assert set(senses(key("killed"))) & set(senses(key("fatalities")))
    assert not set(senses(key("soared"))) & set(senses(key("fell")))
    assert senses("xylophon") == ()


def test_a_stem_is_cut_by_hand():
    assert [stem(w) for w in ("floods", "running", "studies", "hope", "ss", "bus", "")] == [
        "flood",
        "run",
        "study",
        "hop",
        "ss",
        "bus",
        "",
    ]


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_text_has_a_key_that_is_no_longer_by_much(word):
    assert isinstance(key(word.lower()), str)
    assert len(stem(word.lower())) <= len(word.lower()) + 2


def test_the_families_are_well_formed():
    table = pd.read_csv(LEXICONS / "word_families.csv", keep_default_na=False)
    assert set(table["relation"]) == {"form", "sense"}
    words = table["words"].str.split("|")
    assert (words.str.len() >= 2).all()
    assert not [row for row in words if len(set(row)) < len(row)]
    forms = words[table["relation"] == "form"].explode()
    assert sorted(forms[forms.duplicated()]) == []
