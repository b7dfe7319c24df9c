"""Fifty thousand generated texts, and the odd ones: the core equals vaderSentiment and textstat in every number."""

from __future__ import annotations

import random

import pytest

from analysis.text.typography import TYPOGRAPHY
from tests.equal import differences

#: what texts are made of: words that a rule looks at, plain words, and what stands between and around them
FRAGMENTS = """good great bad horrible happy sad killed war love no not never none without doubt least at very so this
that kind of sort or nor but and the a an is was it isn't can't won't don’t GREAT BAD VERY NOT UN FBI really extremely
barely hardly kinda almost utterly yeah right bus stop the shit bomb to die for kiss death bad ass hand mouth :) :( :D
<3 ;-) 😁 💘 😂 🆙 “great” ‘bad’ "good" (bad) U.S. U.N. e.g. Mr. 3.5 1,000 2020 ... … -- — – well-known terror-stricken
state-of-the-art it's dogs' O'Neill naïve café Straße İstanbul
cafe\u0301 ﬁne won\u00ad’t good—but ｂａｄ bad\u200b…now word words sentence government president council report
unbelievable investigation international unquestionably yesterday afghanistan unputdownable zzq x I am of be""".split()  # noqa: SIM905
ENDS = [
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "! ",
    "? ",
    "!!!! ",
    "?? ",
    "; ",
    ": ",
    "\n",
    "\u00a0",
    "\u2003",
    "\t",
    "",
]
ODD = [
    "",
    " ",
    "\n\t\u3000",
    "!",
    "....",
    "“”",
    "a",
    "at least it was good",
    "at the very least bad",
    "never so good, never so very bad",
    "kind of good, the kind of man",
    "no good or great nor bad",
    "good bad good but bad good bad",
    "GOOD good BAD bad but GOOD",
    "x" * 10_000,
    "good " + "x" * 10_000 + " bad.",
    "Ab cd ef gh ij kl mn. " * 20,
    "😁" * 50,
    "so 😁good😁 it!was?",
    "one two. three four! five six? seven eight nine.",
    "U.S.A. U.S.S.R. e.g. i.e. 3.14159 ...and so on...",
]


def texts(seed: int, count: int) -> list[str]:
    draw = random.Random(seed)
    made = []
    for _ in range(count):
        words = draw.choices(FRAGMENTS, k=draw.choice((1, 2, 3, 5, 8, 13, 21, 34, 120 if draw.random() < 0.1 else 4)))
        made.append("".join(word + end for word, end in zip(words, draw.choices(ENDS, k=len(words)), strict=True)))
    return made


@pytest.mark.parametrize("seed", range(10))
def test_five_thousand_generated_texts(textstat, seed):
    assert differences(texts(seed, 5_000), textstat, typography=TYPOGRAPHY[seed % 2]) == []


@pytest.mark.parametrize("typography", TYPOGRAPHY)
def test_odd_texts(textstat, typography):
    assert differences(ODD, textstat, typography=typography) == []


def test_a_paragraph_of_a_hundred_thousand_words(textstat):
    plain = "the council met on monday and the report was heard by all of its members in the old town hall ."
    words = (plain.split() * 5_000)[:100_000]
    for k in range(0, 100_000, 2_500):
        words[k] = ("good", "not", "bad!", "but", "very", "GREAT", "yesterday.", "U.S.")[k // 2_500 % 8]
    assert differences([" ".join(words)], textstat) == []


@pytest.mark.parametrize("typography", TYPOGRAPHY)
def test_the_seeds(textstat, seed_blocks, seed_articles, typography):
    given = [*seed_blocks["text"], *(article.text for article in seed_articles)]
    assert differences(given, textstat, typography=typography) == []
