"""Typography is not tone: texts that differ in nothing else have the same numbers and the same marks."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import evidence, measure
from analysis.measures.readability import FORMULAS
from analysis.schema import InputError
from analysis.text.typography import fold
from tests.measures.test_rows import TEXTS
from tests.sized import sized

#: what a reader takes for the same; a quotation mark keeps its side, or is straight
SAME = {
    "'": ["'", "’", "ʼ", "＇", "′"],
    "-": ["-", "‑", "‐", "–", "\u00ad-"],
    " ": [" ", "\u00a0", "\u2009", " \u200b", "\u3000"],
    " - ": [" - ", "—", " — ", " – ", "―", "\u00a0–\u00a0"],
    "...": ["...", "…", "．．．"],
    "fi": ["fi", "ﬁ", "f\u00adi", "ｆi"],
    "é": ["é", "e\u0301", "é\u200b"],
    "!": ["!", "！", "\u2060!"],
    "a": ["a", "ａ", "𝐚", "\u200da", "a\u200e"],
    "“": ["“", '"', "«", "❝", "＂", "‟"],
    "”": ["”", '"', "»", "❞", "＂", "\u200b”"],
}
#: in these “ and ” come in pairs
PARTS = [
    ["The", " ", "pl", "a", "n isn", "'", "t good", " - ", "brut", "a", "l", " ", "and it won", "'", "t help.", " "],
    ["“", "A", " ", "brut", "a", "l d", "a", "y,", "”", " ", "she s", "a", "id.", " "],
    ["They c", "a", "ll this", " ", "“", "pe", "a", "ce", "”", " ", "now", "!", " "],
    ["So-c", "a", "lled", " ", "“", "re", "fi", "ned", "”", " ", "c", "a", "f", "é", "s of", " "],
    ["Terror", "-", "men", "...", " ", "He said", " ", "it", "...", " "],
    [" ", "SO", "!", " ", "WHAT", " ", "“", "TH", "!", "”", " "],
    ["No b", "a", "d news", " - ", "but", " ", "so very gre", "a", "t", "!", " ", "!", " "],
    ["A", " ", "slush", " ", "fund", " - ", "it", "'", "s", " ", "“", "a sc", "a", "l", "a", "nd,", "”", " "],
]  # fmt: skip
#: what asks for no side of a quotation mark
READ = ["words", *FORMULAS, "text_standard", "compound", "positive", "neutral", "negative", "exclamation_marks"]
MARKS = ["label", "category", "weight", "voice", "counts"]


@st.composite
def twins(draw):
    parts = [part for group in draw(st.lists(st.sampled_from(PARTS), min_size=1, max_size=4)) for part in group]
    one, other = [], []
    pair = ("", "")
    for part in parts:
        signs = SAME.get(part)
        if part == "”":  # as its opening mark has it: a curly mark does not close a straight one
            ends = dict(zip('“"«❝＂‟', '”"»❞＂”', strict=True))
            texts = [ends[sign] for sign in pair]
        else:
            texts = [part, part] if signs is None else [draw(st.sampled_from(signs)) for _ in range(2)]
        pair = tuple(texts) if part == "“" else pair
        one.append(texts[0])
        other.append(texts[1])
    return "".join(one), "".join(other)


@sized(40)
@given(twins())
def test_twins_have_one_set_of_numbers_and_one_set_of_marks(pair):
    assert fold(pair[0]).split() == fold(pair[1]).split()
    numbers = measure(list(pair))
    pd.testing.assert_frame_equal(numbers[:1], numbers[1:].reset_index(drop=True))
    marks = [found.reset_index(drop=True) for _, found in evidence(list(pair)).groupby("row")]
    pd.testing.assert_frame_equal(*(found[MARKS] for found in marks)) if marks else None
    for text, found in zip(pair, marks, strict=True):
        for span in found.itertuples():
            assert text[span.start : span.end] == span.surface
    surfaces = [["".join(fold(surface).split()) for surface in found["surface"]] for found in marks]
    assert surfaces[:1] == surfaces[1:]


def test_a_curly_apostrophe_is_an_apostrophe():
    texts = ["“The plan isn’t good and it won’t help.”", "\"The plan isn't good and it won't help.\""]
    curly, straight = measure(texts)["compound"].tolist()
    assert curly == straight < 0
    raw = measure(texts, typography="as given")["compound"].tolist()
    assert raw[0] > 0 > raw[1] == straight


@sized(40)
@given(TEXTS)
def test_tone_and_reading_ease_are_those_of_the_folded_text(text):
    own, other = measure([text, fold(text)])[READ].astype(object).to_numpy().tolist()
    assert repr(own) == repr(other)


@pytest.mark.parametrize("function", [measure, evidence])
def test_there_are_two_typographies(function):
    with pytest.raises(InputError, match="no typography 'raw'. Give 'folded' or 'as given'"):
        function("Rain.", typography="raw")
