"""The work grows with the text, not with its square: counted in calls, on texts of one size and of twice the size."""

from __future__ import annotations

import random
import sys

import pandas as pd
import pytest

from analysis.attribution import attribute
from analysis.facts import check_sums, compare_facts

#: twice the text may take so many times the calls: twice, and a little for sorting
MOST = 2.6


def calls(work) -> int:
    """Count the calls, of Python and of C, that some work makes."""
    made = 0

    def count(_, event, __):
        nonlocal made
        made += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return made


def words(rng: random.Random, number: int) -> str:
    letters = "bdfgklmnprstvz"
    made = ("".join(rng.choice(letters) + rng.choice("aeiou") for _ in range(3)) for _ in range(number))
    return " ".join(made)


def article(name: str, texts: list[str]) -> pd.DataFrame:
    kinds = ["headline"] + ["body"] * len(texts)
    rows = {"article": name, "block": range(len(kinds)), "kind": kinds, "text": ["Bridge closes after frost", *texts]}
    return pd.DataFrame(rows).astype({"block": "int64"})


def quoting(name: str, quotations: int) -> pd.DataFrame:
    """Make an article of one paragraph, each tenth of its quotations the same in every article."""
    own, common = random.Random(name), random.Random(0)
    said = [words(own, 9) if k % 10 else words(common, 9) for k in range(quotations)]
    return article(name, [" ".join(f"“{text.capitalize()},” Ana Ruiz said. Rain {words(own, 4)}." for text in said)])


def listing(name: str, items: int) -> pd.DataFrame:
    rng = random.Random(name)
    figures = ", ".join(f"{rng.randrange(2, 900)} homes in {words(rng, 1).capitalize()}" for _ in range(items))
    return article(name, [f"The flood damaged {figures}, a total of 9,000 homes."])


def repeating(name: str, times: int) -> pd.DataFrame:
    return article(name, ["The flood damaged the town and " * times + "the rain went on."])


@pytest.mark.parametrize(
    ("make", "size"), [(quoting, 60), (repeating, 80), (listing, 60)], ids=["quotations", "repeated words", "figures"]
)
def test_twice_the_text_takes_twice_the_work(make, size):
    def work(times, counted=calls):
        blocks = pd.concat([make("a", size * times), make("b", size * times)], ignore_index=True)
        found = attribute(blocks)
        return counted(lambda: compare_facts(blocks, found, source=blocks["text"].iloc[-1]))

    work(1, lambda it: it())  # the first fills the caches
    once, twice = work(1), work(2)
    assert twice < MOST * once


def test_a_long_list_that_adds_up_is_checked_whole():
    figures = [2 + k % 7 for k in range(60)]
    listed = ", ".join(
        f"{figure} people in {words(random.Random(k), 2).title()}" for k, figure in enumerate(figures[:-1])
    )
    stated = "The floods killed {} and {} people in Zubo, a total of {}."
    sums = [check_sums(stated.format(listed, figures[-1], sum(figures) + more)) for more in (0, 40)]
    assert [one["verdict"].tolist() for one in sums] == [["fits"], ["does not fit"]]


def test_a_list_of_figures_takes_work_by_its_length():
    listed = [", ".join(f"{2 + k % 7} people in Zu" for k in range(items)) for items in (40, 40, 80)]
    counted = [calls(lambda: check_sums(f"Floods killed {text}, a total of 500 people.")) for text in listed]  # noqa: B023
    assert counted[2] < MOST * counted[1]


def test_an_utterance_repeated_many_times_is_not_held_against_each_of_its_copies():
    said = "“The bridge will stay shut until the frost is over,” Ana Ruiz said. "
    blocks = pd.concat([article(name, [said * 40]) for name in "ab"], ignore_index=True)
    pairs = compare_facts(blocks, attribute(blocks)).drift.pairs
    assert 0 < len(pairs) < 40 * 40
