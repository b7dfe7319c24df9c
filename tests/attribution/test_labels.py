"""Attributions as labels and back, and the rules over labels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution.labels import (
    LABELS,
    ROLE,
    cut_content,
    find_bare_quotations,
    label_tokens,
    link_parts,
    mend_quotations,
    place_according_to,
    quotation_bounds,
)
from analysis.attribution.spans import find_attributions as find
from analysis.attribution.tokens import Pieces, tokenize
from tests.attributed import ODD, attributed


def names(*marked):
    """Give the names of the labels of texts with their attributions written into them."""
    texts, found = zip(*map(attributed, marked), strict=True)
    tokens = tokenize(texts, Pieces())
    labels = label_tokens(tokens, [(row, one) for row, own in enumerate(found) for one in own])
    return " ".join(LABELS[k] for k in labels.tolist())


def read(text, shown):
    """Read the names of labels back: for each attribution its parts, as the text has them."""
    tokens = tokenize([text], Pieces())
    labels = np.array([LABELS.index(name) for name in shown.split()], np.int8)
    assert len(labels) == len(tokens)
    return [
        [(role, text[tokens.start[a] : tokens.end[b]]) for role, a, b in parts]
        for _, parts in link_parts(tokens, labels)
    ]


def again(*marked):
    """Label attributions and read them back, in the form in which they are given."""
    texts, given_ = zip(*map(attributed, marked), strict=True)
    tokens = tokenize(texts, Pieces())
    found = [[] for _ in texts]
    for row, parts in link_parts(
        tokens, label_tokens(tokens, [(row, one) for row, own in enumerate(given_) for one in own])
    ):
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
    labels = label_tokens(tokens, [(0, {"content": [[1, 6]], "cue": [[17, 99]], "source": [[11, 12]]})])
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
    assert link_parts(tokens, label_tokens(tokens, [])) == []
    assert len(label_tokens(tokens, [(0, {"content": [[0, 0]]})])) == 0


@given(
    st.lists(st.text("Ab. ,“”\n", max_size=25), max_size=3),
    st.randoms(use_true_random=False),
)
def test_no_cue_and_no_content_is_lost_or_told_twice(texts, random):
    tokens = tokenize(texts, Pieces())
    labels = np.array([random.randrange(len(LABELS)) for _ in range(len(tokens))], np.int8)
    found = link_parts(tokens, labels)
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
    found = mend_quotations(tokens, labels)
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
    assert [surface(text, tokens, *one) for one in quotation_bounds(tokens)] == found


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
    over = find_bare_quotations(tokens, nothing)
    assert {row for row, _ in over} <= {0} and {part[0] for _, part in over} <= {"content"}
    assert [surface(text, tokens, first, last) for _, (_, first, last) in over] == found
    # one token of content is enough to leave it to the labels
    assert find_bare_quotations(tokens, nothing + LABELS.index("T>")) == []
    assert len(find_bare_quotations(tokens, nothing + LABELS.index("C>"))) == len(found)


def test_a_quotation_left_over_knows_its_text():
    tokens = tokenize(["No.", "Ben: “We go home.”"], Pieces())
    assert [row for row, _ in find_bare_quotations(tokens, np.zeros(len(tokens), np.int8))] == [1]


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
    assert [surface(text, tokens, *piece) for piece in cut_content(tokens, 0, len(tokens) - 1)] == pieces


@given(st.text(st.sampled_from(ODD), max_size=40), st.randoms(use_true_random=False))
def test_pieces_lie_side_by_side_and_labels_outside_of_quotations_are_only_taken_away(text, random):
    tokens = cut(text)
    if not len(tokens):
        return
    labels = np.array([random.randrange(len(LABELS)) for _ in range(len(tokens))], np.int8)
    found = mend_quotations(tokens, labels)
    outside = tokens.quotation < 0
    assert ((found == labels) | (found == 0))[outside].all()
    assert mend_quotations(tokens, np.zeros_like(labels)).tolist() == [0] * len(tokens)
    pieces = cut_content(tokens, 0, len(tokens) - 1)
    assert [k for first, last in pieces for k in range(first, last + 1)] == list(range(len(tokens)))


def place(text, names):
    tokens = tokenize([text], Pieces())
    labels = np.array([LABELS.index(name) for name in names.split()], np.int8)
    assert len(labels) == len(tokens)
    found = place_according_to(tokens, labels)
    assert labels.tolist() == [LABELS.index(name) for name in names.split()]
    return " ".join(LABELS[k] for k in found.tolist())


def test_the_source_ends_with_the_comma_and_the_content_with_the_sentence():
    right = "C> C> S< S< -CT T< T< T< O"
    assert place("According to the ministry, nobody was hurt.", "C> C> T< T< T< T< T< T< O") == right
    assert place("According to the ministry, nobody was hurt.", "C> C> S< S< S< S< S< O O") == right
    assert place("According to the ministry, nobody was hurt.", right) == right
    # what stands before and behind the sentence keeps its labels
    two = place("Rain fell. According to it, it rained. So", "T> O O C> C> T< T< T< T< T< T<")
    assert two == "T> O O C> C> S< -CT T< T< O T<"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # the model sees no cue, or there is no comma, or no sentence begins there, or it is not that cue
        ("According to plan, it rained.", "O O O O O O O"),
        ("According to the ministry it rained.", "C> C> T< T< T< T< O"),
        ("So According to it, it rained.", "O C> C> T< T< T< T< O"),
        ("According as it may, it rained.", "C> T< T< T< T< T< T< O"),
        # nothing is between, or behind
        ("According to, so it rained.", "C> C> T< T< T< T< O"),
        ("According to the ministry, yes.", "C> C> T< T< T< T< O"),
        ("According", "C>"),
        # the model has a source of more than one part, and a content behind it
        ("According to Ruiz, the mayor, it rained.", "C> C> S< S< S< S< O T< T< O"),
    ],
)
def test_what_is_not_of_that_form_or_is_known_better_stays(text, names):
    assert place(text, names) == names


def test_a_far_comma_ends_no_source():
    text = "According to" + " so" * 26 + ", it rained"
    names = "C> C> " + "T< " * 29
    assert place(text, names) == names.strip()
    text = "According to" + " so" * 25 + ", it rained"
    assert place(text, "C> C> " + "T< " * 28) == "C> C> " + "S< " * 25 + "-CT T< T<"


def test_a_comma_in_a_title_ends_no_source():
    assert place("According to “Rain, Snow,” it rained.", "C> C> O O O O O O T< T< O") == "C> C> O O O O O O T< T< O"
    assert place("According to “Rain, Snow” men, it rained.", "C> C> " + "T< " * 9 + "O") == (
        "C> C> S< S< S< S< S< S< -CT T< T< O"
    )


def test_a_content_with_a_cue_of_its_own_stays():
    assert place("According to it, Ruiz said so.", "C> C> T< T< S> C> T< O") == "C> C> S< -CT S> C> T< O"


def test_nothing():
    tokens = tokenize(["", "It rained."], Pieces())
    assert place_according_to(tokens, np.zeros(len(tokens), np.int8)).tolist() == [0, 0, 0]
    assert place_according_to(tokenize([], Pieces()), np.zeros(0, np.int8)).tolist() == []


@pytest.mark.parametrize("source", ["the ministry", "police", "Ana Ruiz", "a report by the court", "two people there"])
def test_it_is_found(source):
    text = f"It rained.\r\nAccording to {source}, the bridge has been closed since May. It rained."
    parts = [(role, text[a:b]) for role, a, b in find([text])[["role", "start", "end"]].itertuples(index=False)]
    assert parts == [
        *(("cue", "According to"), ("source", source), ("content", "the bridge has been closed since May"))
    ]
