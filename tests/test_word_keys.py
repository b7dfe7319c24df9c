from __future__ import annotations

import pytest

from analysis.word_keys import all_keys, core, keys, pieces
from tests.odd_words import odd_words


@pytest.mark.parametrize(
    ("surface", "exact", "folded"),
    [("Joe’s", "Joe", "joe"), ("bosses'", "bosses", "bosses"), ("O’Neil’s", "O'Neil", "o'neil"), ("", "", "")],
)
def test_a_possessive_is_left_out_and_apostrophes_are_straight(surface, exact, folded):
    assert keys(surface) == (exact, folded)


def test_a_glued_word_is_looked_up_whole_and_in_pieces():
    found = all_keys(["Rain", "(war)—peace,", "and/or"])
    assert found.exact == ["Rain", "war)—peace", "and/or", "war", "peace", "and", "or"]
    assert found.owner.tolist() == [1, 1, 2, 2]
    assert found.start.tolist() == [0, 1, 0, 1, 6, 0, 4]
    assert found.length.tolist() == [4, 10, 6, 3, 5, 3, 2]
    assert found.stops.tolist() == [0, 3, 0]


def test_all_at_once_is_what_one_by_one_is():
    words = odd_words()
    found = all_keys(words)
    n = len(words)
    spans = [core(word) for word in words]
    assert list(zip(found.start[:n].tolist(), (found.start + found.length)[:n].tolist(), strict=True)) == spans
    plain = [keys(word[a:b]) for word, (a, b) in zip(words, spans, strict=True)]
    assert list(zip(found.exact, found.folded, strict=True))[:n] == plain
    assert {i for i in range(n) if found.exact[i] != found.folded[i]} <= set(found.capital.tolist())
    cut = {i: pieces(word) for i, word in enumerate(words) if i in set(found.owner.tolist())}
    assert sum(map(len, cut.values())) == len(found.owner)
    # where no piece was looked up, there is none but the word itself
    for i, word in enumerate(words):
        if i not in cut:
            assert {word[a:b] for a, b in pieces(word)} <= {word[slice(*spans[i])], word}, word


def test_nothing_has_no_keys():
    assert all_keys([]).exact == [] and all_keys([]).owner.tolist() == []
