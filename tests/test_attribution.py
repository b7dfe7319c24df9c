from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.attribution import introduced, is_scare_word, quotations, quoted, voices
from analysis.words import split


def pieces(text):
    return [(text[a:b], kind) for a, b, kind in quoted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we will go.” Then left.", [("“we will go.”", "direct")]),
        ('He said "we will go." Then left.', [('"we will go."', "direct")]),
        ("«Nous irons», he said, «demain soir».", [("«Nous irons»", "direct"), ("«demain soir»", "direct")]),
        ("“One,” she said. “Two and three.”", [("“One,”", "direct"), ("“Two and three.”", "direct")]),
        ("We went on and on,” she said.", [("We went on and on,”", "direct")]),
        (
            "“One two three.” He left. We went on,” she said.",
            [("“One two three.”", "direct"), ("We went on,”", "direct")],
        ),
        ("She said: “We went on. It was late.", [("“We went on. It was late.", "direct")]),
        ("the so-so “caliphate” in the north", [("“caliphate”", "scare")]),
        ("He called it “historic” today", [("“historic”", "direct")]),
        ("a ‘Nearly All’ map", [("‘Nearly All’", "scare")]),
        ("the dogs’ owner said it’s ’tis so", []),
        ("It's the dogs' day, isn't it", []),
        ('He is 6\'2" tall and 5" wide', []),
        ("'We will go on from here,' he said", [("'We will go on from here,'", "direct")]),
        ("“She told me ‘no more of this’ again,” he said", [("“She told me ‘no more of this’ again,”", "direct")]),
        ("", []),
        ("”", []),
        ("“", []),
    ],
)
def test_quotation_marks(text, expected):
    assert pieces(text) == expected


def test_the_seeds_quotations_are_found(seed_blocks):
    found = {(r.article, r.block, t.strip("“”‘’")): k for r in seed_blocks.itertuples() for t, k in pieces(r.text)}
    scare = {(a, b, t) for (a, b, t), k in found.items() if k == "scare"}
    assert {
        ("aggregator", 0, "Nearly All"),
        ("aggregator", 9, "international community"),
        ("aggregator", 12, "refugees"),
        ("wire", 3, "caliphate"),
    } <= scare
    direct = [(a, b, t[:22]) for (a, b, t), k in found.items() if k == "direct"]
    assert direct == [
        ("aggregator", 4, "Once limited to a few "),
        ("wire", 6, "With the Taliban takeo"),
        ("wire", 6, "To abandon the Afghan "),
        ("wire", 7, "overall security situa"),
        ("wire", 8, "Once limited to a few "),
        ("wire", 8, "The number of attacks "),
        ("wire", 9, "The Taliban insist tha"),
        ("wire", 9, "making genuine efforts"),
    ]


def test_words_know_whether_they_are_quoted():
    words = split(["plain", "He said “we will go.” Then", "an “end” here", 'é "a b c" d'])
    found = quotations(words)
    assert found.text.tolist() == [1, 2, 3]
    inside = found.words(words)
    assert [words.vocabulary.surfaces[t] for t in words.types[inside]] == ["“we", "will", "go.”", '"a', "b", 'c"']


def test_no_marks_no_quotations():
    words = split(["plain words", ""])
    assert len(quotations(words).text) == 0
    assert not quotations(words).words(words).any()
    assert quotations(split([])).words(split([])).shape == (0,)


def test_the_fast_look_misses_no_text():
    texts = [f"so {a}x y z.{b} he said it's" for a, b in ("“”", '""', "''", "‘’", "«»", "„”")] + ["it's", "don’t"]
    words = split(texts)
    expected = [i for i, text in enumerate(texts) if quoted(text)]
    assert sorted(set(quotations(words).text.tolist())) == expected == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The mayor, Ana Ruiz, told reporters on Monday:", "Ana Ruiz"),
        ("According to the Morning Post, in a recent article:", "Morning Post"),
        ("According to Morning Post, in a recent article:", "Morning Post"),
        ("It rained. Special Envoy for the Lake District Ana Ruiz said:", "Ana Ruiz"),
        ("There are three things to know:", None),
        ("The letter reads:", None),
    ],
)
def test_the_speaker_is_named_where_the_text_names_one(sentence, name):
    assert introduced(sentence) == name


def test_blocks_have_a_voice_and_a_quotation_keeps_its_speaker():
    table = pd.DataFrame(
        {
            "article": ["a"] * 5,
            "kind": ["headline", "body", "blockquote", "blockquote", "boilerplate"],
            "text": ["Report", "Ana Ruiz told the press:", "We go on.", "[…] And on.", "Share"],
        }
    )
    found = voices(table)
    assert found["voice"].tolist()[:4] == ["outlet", "outlet", "quoted", "quoted"]
    assert found["voice"].isna().tolist() == [False] * 4 + [True]
    assert found["speaker"].dropna().tolist() == ["Ana Ruiz", "Ana Ruiz"]
    assert np.array_equal(found.index, table.index)


def test_a_bare_quantity_in_marks_is_no_scare_quote():
    assert not is_scare_word("“nearly all”")
    assert is_scare_word("“refugees”")
