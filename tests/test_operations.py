import pytest

from analysis.operations import OPERATIONS, operations
from analysis.word_alignment import align
from analysis.wording import read_wording


def steps(short, long, *, flip=False):
    a, b = (read_wording([(0, text, 0, len(text))]) for text in (short, long))
    told = []
    for step in operations(a, b, align(a, b), flip=flip):
        first, second = (b, a) if flip else (a, b)
        words = [" ".join(w.plain[k] for k in ks) for w, ks in ((first, step.first), (second, step.second))]
        told.append((step.sort, *words))
    return told


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("the old dam held", "the new dam held", ("replace", "old", "new")),
        ("the dam really held firm", "the dam held firm", ("delete", "really", "")),
        ("the dam held firm", "the dam really held firm", ("insert", "", "really")),
        ("they do not pay us", "they don’t pay us", ("contraction", "not", "not")),
        ("they did pay the crew", "they did not pay the crew", ("insert", "", "not")),
        ("the harbour is shut", "the harbor is shut", ("spelling", "harbour", "harbor")),
        ("up 14 per cent now", "up 14 percent now", ("spelling", "per cent", "percent")),
        ("the U.N. has left town", "the UN has left town", ("spelling", "u n", "un")),
        ("the dam … held firm", "the dam that they built held firm", ("left out", "", "that they built")),
        ("now [the guard] left town", "now they left town", ("editorial", "", "they")),
        ("the guard (police) left town", "the guard left town", ("editorial", "police", "")),
        ("we will … leave now", "we will not leave now", ("insert", "", "not")),
        ("we [all] will leave now", "we never will leave now", ("insert", "", "never")),
        ("and the anger does", "and the anger does not", ("insert", "", "not")),
    ],
)
def test_what_was_done_is_told(short, long, expected):
    assert expected in steps(short, long)


def test_a_run_is_cut_where_the_editor_stands():
    told = steps("Kabul, ISKP [ISIS] now seems", "Kabul, ISKP now seems")
    assert [sort for sort, *_ in told] == ["same", "editorial", "same"]


def test_an_aside_with_a_negation_may_be_left_out():
    told = steps("we will, … leave now", "we will, and I do not say it lightly, leave now")
    assert not any(OPERATIONS[sort][1] for sort, *_ in told)


def test_flipped_the_sides_change_places():
    assert ("insert", "", "really") in steps("the dam really held firm", "the dam held firm", flip=True)
