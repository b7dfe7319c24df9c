"""What a comparison of facts shows, one plain sentence each, with its doubt and with both texts in view.

The words are for people: they name the pieces as the reader knows them, say what stands where, and charge no one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.claims import DIFFER
from analysis.omissions import only_one_has
from analysis.same_facts import SameFacts
from analysis.schema import TEXT
from analysis.sums import DOES_NOT_FIT

QUOTATION, FIGURE, HEADLINE, LEFT_OUT, REUSE = "quotation", "figure", "headline", "left out", "reuse"
#: the part of the page in which each kind stands
PARTS = {QUOTATION: "facts", FIGURE: "facts", HEADLINE: "facts", LEFT_OUT: "left_out", REUSE: "left_out"}
OBSERVATIONS = {"kind": TEXT, "text": TEXT, "doubt": TEXT, "aside": TEXT, "places": "object", "part": TEXT}
_NO_TRANSCRIPT = "neither is called right without the transcript"
_OTHER_WORDS = "what is told in wholly different words is not seen, and counts as left out"
#: a passage of so many words and more is worth a sentence
_LONG = 20
#: where quotations differ in so few words at most, other things are told first
_FEW = 2

Row = tuple[str, str, str, str, list[tuple[str, int]]]


def observations(facts: SameFacts, *, names: Mapping[str, str]) -> pd.DataFrame:
    """Put the findings into plain sentences, those that most readers ask for first.

    Parameters
    ----------
    facts : what is found
    names : a readable name for each article, such as its letter

    Returns
    -------
    DataFrame
        kind (quotation, figure, headline, left out, reuse); text, the sentence; doubt, what it does not show; aside, a
        few words or figures to stand beside it; places, a list of (article, block), the words it rests on; part, where
        on the page the whole table stands. The first of each kind comes first, then the second of each, and so on.
    """
    kinds = (_quotations, _figures, _headlines, _left_out, _reused)
    most = facts.drift.pairs[["only_a", "only_b"]].sum(axis=1).max() if len(facts.drift.pairs) else 0
    if most <= _FEW:
        kinds = (_figures, _headlines, _quotations, _left_out, _reused)
    rows = [(number, place, *row) for place, of in enumerate(kinds) for number, row in enumerate(of(facts, names))]
    table = pd.DataFrame(rows, columns=["number", "order", *list(OBSERVATIONS)[:5]])
    table = table.sort_values(["number", "order"], kind="stable", ignore_index=True)
    return table.assign(part=table["kind"].map(PARTS))[list(OBSERVATIONS)].astype(OBSERVATIONS)


def _quotations(facts: SameFacts, names: Mapping[str, str]) -> Iterator[Row]:
    pairs = facts.drift.pairs
    pairs = pairs.assign(most=pairs["only_a"] + pairs["only_b"])
    for one in pairs[pairs["share"] > 0].sort_values("most", ascending=False, kind="stable").to_dict("records"):
        a, b = names[one["article_a"]], names[one["article_b"]]
        who = next((one[key] for key in ("speaker_a", "speaker_b") if isinstance(one[key], str)), None)
        of = f" of {who}" if who else ""
        text = f"{a} and {b} quote one utterance{of} in two wordings, both between quotation marks."
        share = f"{_words(one['only_a'])} only in {a} and {one['only_b']} only in {b}"
        are = "is" if one["same"] == 1 else "are"
        rest = _by_the_source(facts, one, names) or f"{_NO_TRANSCRIPT}."
        places = [(one["article_a"], one["block_a"]), (one["article_b"], one["block_b"])]
        aside = "quotation drift"
        yield QUOTATION, text, f"{_words(one['same'])} {are} the same, {share}; {rest}", aside, places


def _by_the_source(facts: SameFacts, pair: dict, names: Mapping[str, str]) -> str:
    """Say what the source that was given says of both wordings; nothing without a source."""
    if facts.checked is None:
        return ""
    results = facts.checked.set_index(["article", "utterance"])["result"]
    told = [f"{names[pair[f'article_{s}']]}’s is {results[pair[f'article_{s}'], pair[f'utterance_{s}']]}" for s in "ab"]
    return f"held against the source that was given, {told[0]} and {told[1]}."


def _figures(facts: SameFacts, names: Mapping[str, str]) -> Iterator[Row]:
    sums = facts.arithmetic
    for one in sums[sums["verdict"] == DOES_NOT_FIT].to_dict("records"):
        letter = names[one["article"]]
        sum_told = one["working"].split(";")[0]
        text = f"{letter} says “{one['stated']}”; {sum_told}."
        doubt = "It may mean other figures than these: read the paragraph."
        yield FIGURE, text, doubt, _formula(one["working"]), [(one["article"], one["block"])]
    other = facts.claims
    for one in other[other["relation"] == DIFFER].to_dict("records"):
        a, b = names[one["article_a"]], names[one["article_b"]]
        text = f"{a} has “{one['phrase_a']}” where {b} has “{one['phrase_b']}”."
        places = [(one["article_a"], one["block_a"]), (one["article_b"], one["block_b"])]
        doubt = "Whether they count the same thing takes a reader: both sentences are linked."
        yield FIGURE, text, doubt, "figures side by side", places


def _formula(working: str) -> str:
    """Cut a working to its sum: "334 / 60 = 5.57 times"."""
    return working.split(";")[0].split(", an ")[0].split(", a ")[0].partition(" is ")[2] or working.split(";")[0]


def _headlines(facts: SameFacts, names: Mapping[str, str]) -> Iterator[Row]:
    for one in facts.headline.to_dict("records"):
        said = one["observation"].removeprefix("The headline")
        places = [(one["article"], one["block"])]
        if pd.notna(one["nearest_block"]):
            places.append((one["article"], int(one["nearest_block"])))
        doubt = "The nearest sentence is linked: a reader may find another that bears the headline out."
        yield HEADLINE, f"{names[one['article']]}’s headline{said}", doubt, "headline against body", places


def _left_out(facts: SameFacts, names: Mapping[str, str]) -> Iterator[Row]:
    alone = only_one_has(facts.points)
    shares = alone.groupby("article", sort=False)["share"].sum().sort_values(ascending=False, kind="stable")
    for article, share in shares.items():
        own = alone[alone["article"] == article]
        others = [name for slug, name in names.items() if slug != article]
        other = others[0] if len(others) == 1 else "the others"
        whole = (facts.points["article"] == article).sum()
        have = "has" if len(own) == 1 else "have"
        text = f"{len(own)} of {names[article]}’s {_many(whole, 'paragraph')} {have} no counterpart in {other}"
        text += f"; first among them: {own['words'].iloc[0]}."
        places = [(article, block) for block in own["block"].head(3)]
        yield (
            LEFT_OUT,
            text,
            f"Matched by shared words: {_OTHER_WORDS}.",
            f"{100 * share:.0f}% of its rare words",
            places,
        )


def _reused(facts: SameFacts, names: Mapping[str, str]) -> Iterator[Row]:
    long = facts.passages[(facts.passages["words_a"] >= _LONG) & (facts.passages["voice"] != "quoted")]
    for one in long.sort_values("words_a", ascending=False, kind="stable").to_dict("records"):
        a, b = names[one["article_a"]], names[one["article_b"]]
        text = f"{a} and {b} share a passage of {one['words_a']} words outside of quotation marks."
        places = [(one["article_a"], one["block_a"]), (one["article_b"], one["block_b"])]
        doubt = "Both may have it from a third: a news agency or a press release."
        yield REUSE, text, doubt, f"{100 * one['agreement']:.0f}% of the words agree", places


def _words(count: int) -> str:
    return _many(count, "word")


def _many(count: int, what: str) -> str:
    return f"one {what}" if count == 1 else f"{count} {what}s"
