from analysis.headline_terms import surface, terms
from analysis.headline_text import words_of


def test_the_longest_term_wins():
    text = "Nearly all of the wells, not every well"
    found = terms(words_of(text), "amount")
    assert [(t.term, t.strength) for t in found] == [("nearly all of", 0.9), ("not every", 0.75)]
    assert surface(words_of(text), text, found[0].first, found[0].after) == "Nearly all of"


def test_a_scale_has_only_its_own_terms():
    words = words_of("It may prove every point")
    assert [t.term for t in terms(words, "maybe")] == ["may"]
    assert [t.term for t in terms(words, "evidence")] == ["may", "prove"]
    assert terms(words, "no such scale") == []
    assert terms((), "amount") == []
