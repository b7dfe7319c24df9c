"""Signs that look alike: one form for all of them, and offsets that stay those of the text as it was given."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.typography import fold
from analysis.text.words import Vocabulary, split

SIGNS = "ab.'\"- \n’‘“”«»‚″＂–—―…‑ﬁﬃ\u00ad\u200b\u200c\u200d\ufeff\u2060\u00a0\u2003\u2028\u3000Ａ！𝐠é\u0301\u030c👩👧س"
TEXTS = st.text(st.sampled_from(SIGNS), max_size=14) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@pytest.mark.parametrize(
    ("given", "folded"),
    [
        ("isn’t isnʼt isn＇t", "isn't isn't isn't"),
        ("“so” «so» ＂so＂", '"so" "so" "so"'),
        ("anti‑war 1914–1918 −3", "anti-war 1914-1918 -3"),
        ("good—but late — no", "good - but late  -  no"),
        ("And then…", "And then..."),
        ("ﬁne ﬂag eﬀort", "fine flag effort"),
        ("ｂｒｕｔａｌ！ 𝐛𝐫𝐮𝐭𝐚𝐥", "brutal! brutal"),
        ("bru\u00adtal bru\u200btal \ufeffbrutal", "brutal brutal brutal"),
        ("the\u00a0plan\u2003held", "the plan held"),
        ("cafe\u0301", "café"),
        ("👩\u200d👧 👍\u200d a\u200db", "👩\u200d👧 👍 ab"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_what_looks_alike_is_one(given, folded):
    assert fold(given) == folded


@settings(max_examples=300)
@given(TEXTS)
def test_a_folded_text_and_ascii_stay_as_they_are(text):
    assert fold(fold(text)) == fold(text)
    plain = text.encode("ascii", "ignore").decode()
    assert fold(plain) == plain


@settings(max_examples=300)
@given(st.lists(TEXTS, max_size=5))
def test_the_words_are_those_of_the_folded_text_and_lie_in_the_text_as_given(texts):
    words = split(texts, vocabulary=Vocabulary(), fold=True)
    surfaces = [words.vocabulary.surfaces[t] for t in words.types.tolist()]
    for i, text in enumerate(texts):
        assert surfaces[words.bounds[i] : words.bounds[i + 1]] == fold(text).split()
        assert words.text(i) == text
    rows, start, end = words.spans(np.arange(len(surfaces)))
    for k, surface in enumerate(surfaces):
        assert fold(texts[rows[k]][start[k] : end[k]]).strip() == surface
    assert words.word_at(rows, start).tolist() == words.word_at(rows, end - 1).tolist() == list(range(len(surfaces)))


@settings(max_examples=200)
@given(st.lists(TEXTS, max_size=5))
def test_texts_as_given_are_cut_as_python_cuts_them(texts):
    words = split(texts, vocabulary=Vocabulary())
    surfaces = [words.vocabulary.surfaces[t] for t in words.types.tolist()]
    assert surfaces == [word for text in texts for word in text.split()]


def test_a_word_seen_as_given_and_seen_folded_is_two():
    vocabulary = Vocabulary()
    given, folded = (split(["isn’t"], vocabulary=vocabulary, fold=how).types for how in (False, True))
    assert [vocabulary.surfaces[t] for t in (*given, *folded)] == ["isn’t", "isn't"]
