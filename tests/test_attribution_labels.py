from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution_labels import LABELS, ROLE, labelled, linked
from analysis.tokens import Pieces, tokenize
from tests.attributed import attributed


def names(*marked):
    """Give the names of the labels of texts with their attributions written into them."""
    texts, found = zip(*map(attributed, marked), strict=True)
    tokens = tokenize(texts, Pieces())
    labels = labelled(tokens, [(row, one) for row, own in enumerate(found) for one in own])
    return " ".join(LABELS[k] for k in labels.tolist())


def read(text, shown):
    """Read the names of labels back: for each attribution its parts, as the text has them."""
    tokens = tokenize([text], Pieces())
    labels = np.array([LABELS.index(name) for name in shown.split()], np.int8)
    assert len(labels) == len(tokens)
    return [
        [(role, text[tokens.start[a] : tokens.end[b]]) for role, a, b in parts] for _, parts in linked(tokens, labels)
    ]


def again(*marked):
    """Label attributions and read them back, in the form in which they are given."""
    texts, given_ = zip(*map(attributed, marked), strict=True)
    tokens = tokenize(texts, Pieces())
    found = [[] for _ in texts]
    for row, parts in linked(tokens, labelled(tokens, [(row, one) for row, own in enumerate(given_) for one in own])):
        one = {"source": [], "cue": [], "content": []}
        for role, a, b in parts:
            one[role].append([int(tokens.start[a]), int(tokens.end[b])])
        found[row].append(one)
    return found, list(given_)


@pytest.mark.parametrize(
    ("marked", "labels"),
    [
        ("{s:Ana} {c:said} {t:that it rained}.", "S> C> T< T< T< O"),
        ("{t:“It rains,”} {s:Ana} {c:said}.", "T> T> T> T> T> S> C< O"),
        ("{t:“It rains,”} {c:said} {s:Ana}.", "T> T> T> T> T> C< S< O"),
        ("{t:“It,”} {s:Ana} {c:said}, {t:“rains.”}", "T> T> T> T> S> C<> -CT T+ T+ T+ T+"),
        ("{s:Ana}, the mayor, {c:said} {t:so}", "S> -SC -SC -SC -SC C> T<"),
        ("{t:It rains}, {s:Ana} {c:said}", "T> T> -TC S> C<"),
        ("{c:According to} {s:Ana}, {t:it rained}", "C> C> S< -CT T< T<"),
        ("{t:“It rains.”} Ana left", "T< T< T< T< T< O O"),
        ("{s:Ana} left", "S> O"),
        ("{c:reportedly} {t:left}", "C> T<"),
        ("Nothing", "O"),
    ],
)
def test_every_token_has_the_label_of_its_part(marked, labels):
    assert names(marked) == labels


def test_a_part_takes_in_every_token_that_it_touches():
    tokens = tokenize(["“It rains,” Ana said"], Pieces())
    labels = labelled(tokens, [(0, {"content": [[1, 6]], "cue": [[17, 99]], "source": [[11, 12]]})])
    # It and a part of rains; a stretch of blanks holds no token
    assert [LABELS[k] for k in labels.tolist()] == ["O", "T>", "T>", "-TC", "-TC", "-TC", "C<"]


def test_what_is_far_apart_or_in_another_paragraph_has_no_label_between():
    far = " so" * 26
    assert names("{s:Ana}" + far + " {c:said} {t:it}") == "S> " + "O " * 26 + "C> T<"
    assert names("{s:Ana}" + far[3:] + " {c:said} {t:it}") == "S> " + "-SC " * 25 + "C> T<"
    assert names("{s:Ana} {c:said}:\n\nSo {t:it rains}") == "S> C> O O T< T<"


def test_each_text_has_its_own():
    assert names("{s:Ana} {c:ran}", "", "So {s:Ben} {c:sat}") == "S> C> O S> C>"


@pytest.mark.parametrize(
    "marked",
    [
        "{s:Ana Ruiz} {c:said} {t:that it rained}. It did.",
        "{t:“It rains,”} {s:Ana} {c:said}. {t2:“It pours,”} {s2:Ben} {c2:added}.",
        "{t:“It rains,”} {c:said} {s:Ana}, the mayor.",
        "{t:“It rains,”} {s:Ana} {c:said}, {t:“and it pours.”} Then she left.",
        "{c:According to} {s:the ministry}, {t:nobody was hurt}.",
        "{s1:Ana} {c1:said} {t1:that it rained}. {s2:Ben} {c2:denied} {t2:that}.",
        "{s:Officials}, who spoke in a hurry, {c:told reporters} on Monday {t:that roads were shut}.",
        "{t:The road is shut}, {s:police} {c:said}.",
        "{c:Reportedly}, {t:no one came}.",
        "{t:“Nobody said who said so.”} Rain fell.",
        "{s:Ana} {c:said}:\n\n{t:“It rains. It pours.”}\n\nRain fell.",
        "\u200b{s:Ana\u00a0Ruiz} {c:said} {t:“it rains 😀”}\r\n{t2:‘No,’} {s2:Ben} {c2:said}\r\n",
    ],
)
def test_labels_are_read_as_what_they_were_made_of(marked):
    found, expected = again(marked)
    assert found == expected
    # two texts, and none between them
    found, expected = again(marked, "", marked)
    assert found == expected


def test_a_cue_without_a_source_has_that_of_its_sentence():
    text = "Ana praised it and called it late. But praised it. So Ben left"
    labels = "S> C> T< O C> T< T< O O C> T< O O S> O"
    assert read(text, labels) == [
        [("source", "Ana"), ("cue", "praised"), ("content", "it")],
        [("source", "Ana"), ("cue", "called"), ("content", "it late")],
        [("cue", "praised"), ("content", "it")],
    ]


def test_a_content_that_opens_a_paragraph_goes_to_the_cue_that_ends_the_one_before():
    joined = read("Ana said:\n“It rains.”", "S> C> O T< T< T< T< T<")
    assert joined == [[("source", "Ana"), ("cue", "said"), ("content", "“It rains.”")]]
    # but not where the cue has a content, where there is none at the opening, or over more than a few tokens
    assert len(read("Ana said so:\n“It.”", "S> C> T< O T< T< T< T<")) == 2
    assert len(read("Ana said:\nSo then “it.”", "S> C> O O O T< T< T< T<")) == 2
    assert len(read("Ana said" + " so" * 13 + "\n“It.”", "S> C> " + "O " * 13 + "T< T< T< T<")) == 2


def test_parts_that_wait_in_vain():
    # a content before a cue that never comes, with the source behind it; a source before another
    assert read("“Rain,” Ana left", "T> T> T> T> S> O") == [[("content", "“Rain,”"), ("source", "Ana")]]
    assert read("Ana or Ben said so", "S> O S> C> T<") == [
        [("source", "Ana")],
        [("source", "Ben"), ("cue", "said"), ("content", "so")],
    ]
    # a content before a cue whose content follows is one of its own, unless the source is next to it
    assert read("Rain. Then at last Ana said so", "T> O O O O S> C> T<") == [
        [("content", "Rain")],
        [("source", "Ana"), ("cue", "said"), ("content", "so")],
    ]
    assert read("Rain, Ana said so", "T> O S> C> T<") == [
        [("content", "Rain"), ("source", "Ana"), ("cue", "said"), ("content", "so")]
    ]


def test_nothing_has_no_attributions():
    tokens = tokenize(["", " \n"], Pieces())
    assert linked(tokens, labelled(tokens, [])) == []
    assert len(labelled(tokens, [(0, {"content": [[0, 0]]})])) == 0


@given(
    st.lists(st.text("Ab. ,“”\n", max_size=25), max_size=3),
    st.randoms(use_true_random=False),
)
def test_no_cue_and_no_content_is_lost_or_told_twice(texts, random):
    tokens = tokenize(texts, Pieces())
    labels = np.array([random.randrange(len(LABELS)) for _ in range(len(tokens))], np.int8)
    found = linked(tokens, labels)
    for row, parts in found:
        assert parts and [a for _, a, _ in parts] == sorted(a for _, a, _ in parts)
        assert all(
            set(tokens.row[a : b + 1]) == {row} and tokens.sequence[a] == tokens.sequence[b] for _, a, b in parts
        )
    for role in ("cue", "content"):
        told = sorted(k for _, parts in found for part, a, b in parts if part == role for k in range(a, b + 1))
        assert told == [k for k, label in enumerate(labels) if ROLE.get(LABELS[label][0]) == role]
    sources = {k for _, parts in found for part, a, b in parts if part == "source" for k in range(a, b + 1)}
    assert sources <= {k for k, label in enumerate(labels) if LABELS[label][0] == "S"}
