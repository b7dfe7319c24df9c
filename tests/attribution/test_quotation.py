"""Quotation marks, and what stands between them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attribution.quotation import (
    CLOSE,
    OPEN,
    STRAIGHT,
    find_marks,
    find_scare_words,
    is_scare_word,
    kind_of,
    quotations,
    text_at,
)
from analysis.text.words import split
from tests.quoted import quoted


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


def found(text):
    raw = text.encode()
    return [
        [(raw[a:b].decode(), kind, opens) for a, b, kind, opens in zip(m.at, m.end, m.kind, m.opens, strict=True)]
        for m in find_marks(split([text]))
    ]


@pytest.mark.parametrize(
    ("text", "double"),
    [
        ("", []),
        ("none", []),
        ("“a”", [("“", OPEN, True), ("”", CLOSE, False)]),
        ("„a” «b»", [("„", OPEN, True), ("”", CLOSE, False), ("«", OPEN, True), ("»", CLOSE, False)]),
        ('"a" b', [('"', STRAIGHT, True), ('"', STRAIGHT, False)]),
        ('a\u00a0"b"', [('"', STRAIGHT, True), ('"', STRAIGHT, False)]),
        ('a—"b"', [('"', STRAIGHT, True), ('"', STRAIGHT, False)]),
        ("``a''", [("``", OPEN, True), ("''", STRAIGHT, False)]),
        ("'''a", [("''", STRAIGHT, True)]),
        ("5#&6", []),
    ],
)
def test_double_marks(text, double):
    assert found(text)[0] == double


@pytest.mark.parametrize(
    ("text", "single"),
    [
        ("it's", []),
        ("a 'b'", [("'", STRAIGHT, True), ("'", STRAIGHT, False)]),
        ("a ‘b’", [("‘", OPEN, True), ("’", CLOSE, False)]),
        ("don’t", []),
        ("é’é", []),
    ],
)
def test_single_marks(text, single):
    assert found(text)[1] == single


def test_marks_know_their_text():
    words = split(["a", "", "“b”"])
    assert find_marks(words)[0].text.tolist() == [2, 2]
    assert text_at(words, words.starts).tolist() == [0, 2]


PIECES = st.sampled_from([*'“”“”""‘’\'«„  \néa', "word", "said ", ", he said", *".—(5"])


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
        ("He said that he was “very tired” and 'done'.", [("“very tired”", "direct"), ("'done'", "direct")]),
        ("It ended. Critics accuse them of “bullying” now", [("“bullying”", "direct")]),
        ("He said so. The “reform” failed", [("“reform”", "scare")]),
        ("the so-called ‘leaders’ met", [("‘leaders’", "scare")]),
        ("the song 'Hello' and the word “gaslighting” here", [("'Hello'", "named"), ("“gaslighting”", "named")]),
        ("the dogs’ owner said it’s ’tis so", []),
        ("It's the dogs' day, isn't it", []),
        ('He is 6\'2" tall and 5" wide', []),
        ("'We will go on from here,' he said", [("'We will go on from here,'", "direct")]),
        ("“She told me ‘no more of this’ again,” he said", [("“She told me ‘no more of this’ again,”", "direct")]),
        ("", []),
        ("”", []),
        (
            "''We go on now,'' he said. It's late, ''too late.''",
            [("''We go on now,''", "direct"), ("''too late.''", "direct")],
        ),
        ("``We go on now,'' he said.", [("``We go on now,''", "direct")]),
        ("“", []),
        ("‘He said “no” to all of us,’ she wrote", [("‘He said “no” to all of us,’", "direct")]),
        ("‘“, he said’", [("“, he said’", "direct")]),
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
    inside = found.words().mask(len(words.types))
    assert [words.vocabulary.surfaces[t] for t in words.types[inside]] == ["“we", "will", "go.”", '"a', "b", 'c"']


@settings(max_examples=500, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=5))
def test_looking_at_all_texts_at_once_finds_what_looking_at_one_finds(texts):
    words = split(texts)
    q = quotations(words)
    start, end = words.characters(q.start, q.text), words.characters(q.end, q.text)
    found = list(zip(q.text.tolist(), start.tolist(), end.tolist(), q.kind.tolist(), strict=True))
    assert found == [(i, *quotation) for i, text in enumerate(texts) for quotation in quoted(text)]
    assert q.surfaces(words) == [texts[i][a:b] for i, a, b, _ in found]
    held = q.words()
    assert (held.first <= held.last).all() and (held.first[1:] > held.last[:-1]).all()


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["so ", "(", "", "the “", "a—"]),
            st.sampled_from(
                ["“reform”", "“ reform ”", "“'experts'”", "“rope”", '"experts"', "“wet rope”", "“free speech,”"]
            ),
            st.sampled_from([" it", ".", "", ") he", "-like", "s", "—no"]),
        ).map("".join),
        max_size=4,
    )
)
def test_words_that_are_doubted_are_found_as_when_each_quotation_is_read(texts):
    words = split(texts, fold=True)
    q = quotations(words)
    read = [k for k, surface in enumerate(q.surfaces(words)) if is_scare_word(surface)]
    assert find_scare_words(words, q).tolist() == read


def test_no_marks_no_quotations():
    words = split(["plain words", ""])
    assert len(quotations(words).text) == 0
    assert len(quotations(words).words().first) == 0
    assert len(quotations(split([])).text) == 0


def test_the_fast_look_misses_no_text():
    texts = [f"so {a}x y z.{b} he said it's" for a, b in ("“”", '""', "''", "‘’", "«»", "„”")] + ["it's", "don’t"]
    words = split(texts)
    expected = [i for i, text in enumerate(texts) if quoted(text)]
    assert sorted(set(quotations(words).text.tolist())) == expected == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("behind", [" ", "\n", "\t", "\u00a0", "\u2003", "", ",", ") ", "—", " — ", "-", "'s ", "@"])
@pytest.mark.parametrize("quotation", ["“Chin”", "‘Chin’", '"TH!"', "“experts”", "“Dark Tide Rising”", "“we will go”"])
@pytest.mark.parametrize("after", ["Gigante left.", "song was played, she said.", "or the big one, he says."])
def test_whatever_stands_behind_a_mark_all_texts_and_one_are_read_alike(quotation, behind, after):
    text = f"In May Vincent {quotation}{behind}{after}"
    words = split([text])
    q = quotations(words)
    start, end = words.characters(q.start, q.text), words.characters(q.end, q.text)
    assert list(zip(start.tolist(), end.tolist(), q.kind.tolist(), strict=True)) == quoted(text)
