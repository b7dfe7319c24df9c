from __future__ import annotations

import numpy as np
import pytest

from analysis.according import placed
from analysis.attribution_labels import LABELS
from analysis.attribution_spans import find
from analysis.tokens import Pieces, tokenize


def place(text, names):
    tokens = tokenize([text], Pieces())
    labels = np.array([LABELS.index(name) for name in names.split()], np.int8)
    assert len(labels) == len(tokens)
    found = placed(tokens, labels)
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
    assert placed(tokens, np.zeros(len(tokens), np.int8)).tolist() == [0, 0, 0]
    assert placed(tokenize([], Pieces()), np.zeros(0, np.int8)).tolist() == []


@pytest.mark.parametrize("source", ["the ministry", "police", "Ana Ruiz", "a report by the court", "two people there"])
def test_it_is_found(source):
    text = f"It rained.\r\nAccording to {source}, the bridge has been closed since May. It rained."
    parts = [(role, text[a:b]) for role, a, b in find([text])[["role", "start", "end"]].itertuples(index=False)]
    assert parts == [
        *(("cue", "According to"), ("source", source), ("content", "the bridge has been closed since May"))
    ]
